#include "engine/arrivals/inflow_trial.h"

#include <string.h>

enum { RUN = 16 }; /* short runs are sorted by insertion, then merged */

static void sort_run(uint64_t *key, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint64_t moved = key[i];
        size_t at = i;
        for (; at > 0 && key[at - 1] > moved; at--)
            key[at] = key[at - 1];
        key[at] = moved;
    }
}

static void merge(const uint64_t *left, size_t left_count, const uint64_t *right, size_t right_count, uint64_t *out)
{
    size_t l = 0, r = 0;
    while (l < left_count && r < right_count)
        *out++ = right[r] < left[l] ? right[r++] : left[l++];
    memcpy(out, left + l, (left_count - l) * sizeof *out);
    memcpy(out + (left_count - l), right + r, (right_count - r) * sizeof *out);
}

void order_sort(uint64_t *key, uint64_t *spare, size_t count)
{
    for (size_t from = 0; from < count; from += RUN)
        sort_run(key + from, count - from < RUN ? count - from : RUN);
    uint64_t *in = key, *out = spare;
    for (size_t run = RUN; run < count; run *= 2) {
        for (size_t from = 0; from < count; from += 2 * run) {
            size_t left = count - from < run ? count - from : run;
            size_t right = count - from - left < run ? count - from - left : run;
            merge(in + from, left, in + from + left, right, out + from);
        }
        uint64_t *other = in;
        in = out;
        out = other;
    }
    if (in != key)
        memcpy(key, in, count * sizeof *key);
}
