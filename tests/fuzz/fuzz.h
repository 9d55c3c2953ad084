/* What libFuzzer calls and is called with; driver.c stands in for it where there is none. */
#ifndef SOL_TESTS_FUZZ_FUZZ_H
#define SOL_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/** A target: takes any bytes. A promise that breaks in it is a finding; memory that is not there is none, and ends it. */
void fuzz_one(const uint8_t *data, size_t size);

/** Runs the target under a guard: 0; −1, and a line, where memory was not there; stops the process where a promise is broken. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Changes an input of `size` bytes in its place, up to `most`; gives its new size. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

/** The same by bytes, whatever they mean; libFuzzer's own, or the driver's. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

#endif
