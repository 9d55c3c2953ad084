/* Bytes under a name that can be opened: for readers that take a path. */
#ifndef SOL_TESTS_FUZZ_MEMORY_FILE_H
#define SOL_TESTS_FUZZ_MEMORY_FILE_H

#include <stddef.h>
#include <stdint.h>

/** The name of a file in memory that holds these bytes, until the next call. */
const char *memory_file(const uint8_t *data, size_t size);

#endif
