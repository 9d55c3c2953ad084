/* Where there is no libFuzzer: runs a target over the files of a folder, and over changed copies of them. */
#include "fuzz.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 1 << 18, COPIES = 500 };

static uint8_t seed[ROOM], copy[ROOM];
static uint64_t state;

/* Some bytes become others, mostly of the same text, and half of the copies are cut. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most)
{
    (void)most;
    for (int i = 0; i < 4 && size > 0; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t at = (size_t)(state >> 33) % size;
        uint8_t byte = (uint8_t)(state >> 24);
        if (i == 3 && byte % 2)
            size = at;
        else
            data[at] = byte % 4 ? data[(at * 7 + byte) % size] : byte;
    }
    return size;
}

static int run(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(seed, 1, ROOM, file) : 0;
    if (!file || !feof(file)) {
        fprintf(stderr, "%s: cannot be read, or has more than %d bytes\n", path, ROOM - 1);
        return 1;
    }
    fclose(file);
    if (LLVMFuzzerTestOneInput(seed, size) != 0) {
        fprintf(stderr, "%s: the seed itself lacks memory\n", path);
        return 1;
    }
    for (unsigned i = 1; i <= COPIES; i++) {
        state = i * UINT64_C(0x9E3779B97F4A7C15);
        memcpy(copy, seed, size);
        LLVMFuzzerTestOneInput(copy, LLVMFuzzerCustomMutator(copy, size, ROOM, i));
    }
    return 0;
}

int main(int count, char **folder)
{
    struct dirent **entry = NULL;
    int entries = count == 2 ? scandir(folder[1], &entry, NULL, alphasort) : 0, seeds = 0, failed = 0;
    for (int i = 0; i < entries; i++) {
        char path[4096];
        bool is_seed = entry[i]->d_name[0] != '.';
        snprintf(path, sizeof path, "%s/%s", folder[1], entry[i]->d_name);
        failed |= is_seed ? run(path) : 0;
        seeds += is_seed;
        free(entry[i]);
    }
    free(entry);
    if (seeds == 0)
        fprintf(stderr, "there are no seeds\n");
    return failed || seeds == 0;
}
