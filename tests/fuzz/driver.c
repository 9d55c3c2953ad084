/* Where there is no libFuzzer: runs a target over the files named, and over cut and changed copies of them. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ROOM = 1 << 16, CHANGES = 200 };

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

int main(int count, char **path)
{
    static uint8_t seed[ROOM];
    for (int i = 1; i < count; i++) {
        FILE *file = fopen(path[i], "rb");
        if (!file) {
            perror(path[i]);
            return 1;
        }
        size_t size = fread(seed, 1, ROOM, file);
        fclose(file);
        LLVMFuzzerTestOneInput(seed, size);
        for (uint64_t state = 1; state <= CHANGES; state++)
            change(seed, size, state * UINT64_C(0x9E3779B97F4A7C15));
    }
    return 0;
}
