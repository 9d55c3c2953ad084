/*
 * How inputs are changed, by libFuzzer and by our own driver: bytes, or words, of which all texts here are made. A word gives way to another
 * of the same text or to one that has been trouble elsewhere, so that much of what comes out is still read, and only its meaning is odd.
 */
#include "fuzz.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { TRIES = 64, CHANGES_MOST = 4 };

static const char *const trouble[] = {
    "0",
    "1",
    "-1",
    "0.5",
    "-0",
    "1e308",
    "-1e308",
    "1e-320",
    "1e20",
    "99999999999999999999",
    "9007199254740993",
    "65536",
    "1e",
    "nan",
    "inf",
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "18446744073709551615",
    "2147483648",
    "100%",
    "1,5",
    "1e-9",
    "KRW",
    "JPY",
    "bn",
    "~",
    "*a",
    "&a",
    "9223372036854775807",
    "4294967296",
    "0mo",
    "1000",
    "110+",
    "#N/A",
    ".",
    "''",
    "\xff",
    "\x1b[",
    "한",
    "2024-02-29",
    "9999-12-31",
};

static size_t below(uint64_t *dice, size_t count)
{
    *dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(*dice >> 33) % count;
}

static bool is_of_word(uint8_t byte)
{
    return isalnum(byte) || byte >= 0x80 || strchr(".-+_%", byte) != NULL;
}

/* Whether a word that ends here names a value of YAML or JSON. */
static bool is_key(const uint8_t *data, size_t size, size_t end)
{
    end += end < size && data[end] == '"';
    return end < size && data[end] == ':';
}

/* A word somewhere in the text, mostly no key. */
static bool find_word(const uint8_t *data, size_t size, uint64_t *dice, size_t *from, size_t *to)
{
    for (int i = 0; size > 0 && i < TRIES; i++) {
        *from = below(dice, size);
        if (data[*from] == 0 || !is_of_word(data[*from]))
            continue;
        *to = *from;
        while (*from > 0 && data[*from - 1] != 0 && is_of_word(data[*from - 1]))
            --*from;
        while (*to < size && data[*to] != 0 && is_of_word(data[*to]))
            ++*to;
        if (!is_key(data, size, *to) || below(dice, 8) == 0)
            return true;
    }
    return false;
}

static size_t change_word(uint8_t *data, size_t size, size_t most, uint64_t *dice)
{
    uint8_t word[64];
    size_t from, to, other, end, length;
    if (!find_word(data, size, dice, &from, &to))
        return size;
    if (below(dice, 2) == 0 && find_word(data, size, dice, &other, &end)) {
        length = end - other < sizeof word ? end - other : sizeof word;
        memcpy(word, data + other, length);
    } else {
        const char *chosen = trouble[below(dice, sizeof trouble / sizeof *trouble)];
        length = strlen(chosen);
        memcpy(word, chosen, length);
    }
    if (size - (to - from) + length > most)
        return size;
    memmove(data + from + length, data + to, size - to);
    memcpy(data + from, word, length);
    return size - (to - from) + length;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    uint64_t dice = (uint64_t)seed * UINT64_C(0x9E3779B97F4A7C15);
    if (below(&dice, 2) == 0)
        return LLVMFuzzerMutate(data, size, most);
    for (size_t changes = 1 + below(&dice, CHANGES_MOST); changes > 0; changes--)
        size = change_word(data, size, most, &dice);
    return size;
}
