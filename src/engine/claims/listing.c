#include "engine/claims/listing.h"

#include <string.h>

enum { PARTS = 4 };

struct listing {
    size_t rows, dates;
    uint32_t (*at)[PARTS]; /* by pay date */
};

listing *listing_new(sol_arena *arena, size_t rows, size_t dates)
{
    listing *l = SOL_TAKE(arena, 1, listing);
    *l = (listing){rows, dates, sol_arena_take(arena, dates + 1, sizeof *l->at)};
    return l;
}

/* Rows are taken from a few parts in turn, each with places of its own, so that one row need not wait for the place of that before it. */
void list_by(listing *l, const uint16_t *date, uint32_t *first, uint32_t *list)
{
    const size_t n = l->rows, dates = l->dates, part = n / PARTS, tail = PARTS * part;
    uint32_t(*at)[PARTS] = l->at, place = 0;
    memset(at, 0, (dates + 1) * sizeof *at);
    for (size_t i = 0; i < part; i++)
        for (size_t p = 0; p < PARTS; p++)
            at[date[p * part + i]][p]++;
    for (size_t i = tail; i < n; i++)
        at[date[i]][PARTS - 1]++;
    for (size_t k = 0; k <= dates; k++) {
        first[k] = place;
        for (size_t p = 0; p < PARTS; p++) {
            uint32_t count = at[k][p];
            at[k][p] = place;
            place += count;
        }
    }
    for (size_t i = 0; i < part; i++)
        for (size_t p = 0; p < PARTS; p++)
            list[at[date[p * part + i]][p]++] = (uint32_t)(p * part + i);
    for (size_t i = tail; i < n; i++)
        list[at[date[i]][PARTS - 1]++] = (uint32_t)i;
}
