/* Where there is no libFuzzer: runs a target over the files of a folder, and over cut and changed copies of them. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ROOM = 1 << 18, CHANGES = 200 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void change(const uint8_t *seed, size_t size, uint64_t state)
{
    static uint8_t copy[ROOM];
    memcpy(copy, seed, size);
    for (int i = 0; i < 4 && size > 0; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t at = (size_t)(state >> 33) % size;
        uint8_t byte = (uint8_t)(state >> 24);
        if (i == 3 && byte % 2)
            size = at;
        else
            copy[at] = byte % 4 ? seed[(at * 7 + byte) % size] : byte;
    }
    LLVMFuzzerTestOneInput(copy, size);
}

static int run(const char *path)
{
    static uint8_t seed[ROOM];
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(seed, 1, ROOM, file) : 0;
    if (!file || !feof(file)) {
        fprintf(stderr, "%s: cannot be read, or has more than %d bytes\n", path, ROOM - 1);
        return 1;
    }
    fclose(file);
    LLVMFuzzerTestOneInput(seed, size);
    for (uint64_t state = 1; state <= CHANGES; state++)
        change(seed, size, state * UINT64_C(0x9E3779B97F4A7C15));
    return 0;
}

int main(int count, char **folder)
{
    struct dirent **seed;
    int seeds = count == 2 ? scandir(folder[1], &seed, NULL, alphasort) : -1, failed = seeds < 0;
    for (int i = 0; i < seeds; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder[1], seed[i]->d_name);
        if (seed[i]->d_name[0] != '.')
            failed |= run(path);
    }
    if (seeds <= 2)
        fprintf(stderr, "there are no seeds\n");
    return failed || seeds <= 2;
}
