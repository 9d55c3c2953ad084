#include "engine/tally/tally_rows.h"

#include "base/check.h"

#include <string.h>

/* One number of a block's trials: what it exceeds the least by, in `width` bytes, the lowest first. */
typedef struct packed {
    int64_t least;
    size_t at; /* in the block's bytes */
    unsigned width;
} packed;

typedef struct piece {
    struct piece *next;
    uint64_t first, count;
    packed *number;
    uint8_t *bytes;
} piece;

struct tally_rows {
    sol_arena *arena;
    size_t count;
    piece *begin, *last;
    uint64_t open_first, open_count, room;
    int64_t *open; /* by trial of the open block, then number */
    int64_t *least, *most;
};

tally_rows *tally_rows_new(sol_arena *arena, size_t count)
{
    tally_rows *rows = SOL_TAKE(arena, 1, tally_rows);
    rows->arena = arena;
    rows->count = count;
    rows->least = SOL_TAKE(arena, count, int64_t);
    rows->most = SOL_TAKE(arena, count, int64_t);
    return rows;
}

static unsigned bytes_of(uint64_t span)
{
    unsigned width = 0;
    for (; span; span >>= 8)
        width++;
    return width;
}

/* The bounds of each number in the open block. */
static void find_bounds(const tally_rows *rows)
{
    memcpy(rows->least, rows->open, rows->count * sizeof *rows->least);
    memcpy(rows->most, rows->open, rows->count * sizeof *rows->most);
    for (uint64_t k = 1; k < rows->open_count; k++) {
        const int64_t *row = rows->open + k * rows->count;
        for (size_t i = 0; i < rows->count; i++) {
            rows->least[i] = row[i] < rows->least[i] ? row[i] : rows->least[i];
            rows->most[i] = row[i] > rows->most[i] ? row[i] : rows->most[i];
        }
    }
}

static void pack_row(const piece *p, size_t count, uint64_t k, const int64_t *row)
{
    for (size_t i = 0; i < count; i++) {
        const packed *number = &p->number[i];
        uint64_t above = (uint64_t)row[i] - (uint64_t)number->least;
        uint8_t *to = p->bytes + number->at + k * number->width;
        for (unsigned b = 0; b < number->width; b++)
            to[b] = (uint8_t)(above >> 8 * b);
    }
}

static void pack(tally_rows *rows)
{
    piece *p = SOL_TAKE(rows->arena, 1, piece);
    *p = (piece){NULL, rows->open_first, rows->open_count, SOL_TAKE(rows->arena, rows->count, packed), NULL};
    find_bounds(rows);
    size_t bytes = 0;
    for (size_t i = 0; i < rows->count; i++) {
        unsigned width = bytes_of((uint64_t)rows->most[i] - (uint64_t)rows->least[i]);
        p->number[i] = (packed){rows->least[i], bytes, width};
        bytes += width * rows->open_count;
    }
    p->bytes = SOL_TAKE(rows->arena, bytes, uint8_t);
    for (uint64_t k = 0; k < rows->open_count; k++)
        pack_row(p, rows->count, k, rows->open + k * rows->count);
    if (rows->last)
        rows->last->next = p;
    else
        rows->begin = p;
    rows->last = p;
}

void tally_rows_open(tally_rows *rows, uint64_t first, uint64_t count)
{
    SOL_CHECK(first == rows->open_first + rows->open_count);
    if (rows->open_count)
        pack(rows);
    if (count > rows->room) {
        rows->open = SOL_TAKE(rows->arena, count * rows->count, int64_t);
        rows->room = count;
    }
    rows->open_first = first;
    rows->open_count = count;
}

int64_t *tally_rows_row(tally_rows *rows, uint64_t trial)
{
    SOL_CHECK(trial >= rows->open_first && trial - rows->open_first < rows->open_count);
    return rows->open + (trial - rows->open_first) * rows->count;
}

static int64_t value_at(const piece *p, size_t index, uint64_t k)
{
    const packed *number = &p->number[index];
    const uint8_t *from = p->bytes + number->at + k * number->width;
    uint64_t above = 0;
    for (unsigned b = 0; b < number->width; b++)
        above |= (uint64_t)from[b] << 8 * b;
    return (int64_t)((uint64_t)number->least + above);
}

void tally_rows_column(const tally_rows *rows, size_t index, uint64_t trials, int64_t *column)
{
    uint64_t n = 0;
    SOL_CHECK(trials <= rows->open_first + rows->open_count);
    for (const piece *p = rows->begin; p && n < trials; p = p->next)
        for (uint64_t k = 0; k < p->count && n < trials; k++)
            column[n++] = value_at(p, index, k);
    for (uint64_t k = 0; n < trials; k++)
        column[n++] = rows->open[k * rows->count + index];
}
