/* The claims of a trial by cell: class, day of eligibility, death. */
#include "engine/claims/accounts.h"
#include "engine/history/parts.h"

#include <math.h>
#include <string.h>

/* Bits by age: whether one who does not see a pay date had it when he died. He is asked for only where it came about between two pay dates. */
static unsigned ages_at_death(const history *h, const trial *t, const history_class *c, uint32_t row)
{
    const uint16_t death = t->claims->death[row];
    unsigned bits = 0;
    for (size_t a = 0; a < h->age_count; a++) {
        bool has = c->has_age >> a & 1 || c->cross[a] < death;
        if (!has && c->cross[a] == death)
            has = weights_age(h->weights, t, row, death) >= h->age[a];
        bits |= (unsigned)has << a;
    }
    return bits;
}

/* The cell of a claim as a number; key_count where it is in none: refused, declined, not due, or owed nothing. */
static uint32_t key_of(const history *h, const trial *t, size_t k)
{
    const uint32_t row = h->ordered[k];
    const claims *c = t->claims;
    const size_t dates = h->plan->date_count;
    if (c->flags[row] || c->eligible[row] >= dates || t->accounts->paid_off[row] < dates)
        return (uint32_t)h->key_count;
    const history_class *class = &h->class[h->class_of[k]];
    size_t death = class->dies ? c->death[row] : dates, key = h->class_of[k] * dates + c->eligible[row];
    key = key * (dates + 1) + death;
    key = key << h->age_count | (death < dates ? ages_at_death(h, t, class, row) : 0);
    return (uint32_t)key;
}

static history_cell cell_of(const history *h, size_t key)
{
    const size_t dates = h->plan->date_count;
    history_cell cell = {.has_age = (uint8_t)(key & ((1U << h->age_count) - 1))};
    key >>= h->age_count;
    cell.death = (uint16_t)(key % (dates + 1));
    key /= dates + 1;
    cell.eligible = (uint16_t)(key % dates);
    cell.of = (uint32_t)(key / dates);
    cell.lapses = h->class[cell.of].lapses;
    return cell;
}

static void take_cells(history *h, size_t cells, size_t blocks)
{
    if (cells > h->cells_room) {
        h->cells_room = 2 * cells;
        h->cell = SOL_TAKE(h->arena, h->cells_room, history_cell);
        h->level = SOL_TAKE(h->arena, h->cells_room * h->view_count, history_level);
        h->member = SOL_TAKE(h->arena, h->cells_room, uint32_t);
        h->own = SOL_TAKE(h->arena, h->cells_room, uint32_t);
        for (size_t k = 0; k < h->idle_count; k++)
            h->idle[k].member = SOL_TAKE(h->arena, h->cells_room, uint32_t);
    }
    if (blocks > h->blocks_room) {
        h->blocks_room = 2 * blocks;
        h->block = SOL_TAKE(h->arena, h->blocks_room, history_block);
        h->touched = SOL_TAKE(h->arena, h->blocks_room, uint32_t);
    }
}

/* How many levels of the past are kept for a cell: as they stood at one death, or before each pay date. */
static size_t pasts_of(const history *h, const history_cell *cell)
{
    return h->view_count * (h->class[cell->of].dies ? 1 : h->plan->date_count);
}

static void take_pasts(history *h)
{
    size_t levels = 0;
    for (size_t c = 0; c < h->cell_count; c++)
        levels += pasts_of(h, &h->cell[c]);
    if (levels > h->past_room) {
        h->past_room = 2 * levels;
        h->past = SOL_TAKE(h->arena, h->past_room, history_level);
    }
    history_level *past = h->past;
    for (size_t c = 0; c < h->cell_count; c++) {
        h->cell[c].past = past;
        past += pasts_of(h, &h->cell[c]);
    }
}

/* Makes the cells that have claims; h->at comes with counts and leaves with first places. Gives the place behind them. */
static uint32_t make_cells(history *h)
{
    size_t cells = 0, blocks = 0;
    uint32_t place = 0;
    for (size_t key = 0; key < h->key_count; key++) {
        cells += h->at[key] > 0;
        blocks += (h->at[key] + h->block_size - 1) / h->block_size;
    }
    take_cells(h, cells + h->alone_count, blocks + h->alone_count);
    h->cell_count = h->block_count = 0;
    for (size_t key = 0; key < h->key_count; key++) {
        const uint32_t count = h->at[key];
        if (count == 0)
            continue;
        history_cell *cell = &h->cell[h->cell_count];
        *cell = cell_of(h, key);
        cell->from = h->at[key] = place;
        cell->count = count;
        cell->first_block = (uint32_t)h->block_count;
        cell->block_count = (uint32_t)((count + h->block_size - 1) / h->block_size);
        cell->level = h->level + h->cell_count++ * h->view_count;
        h->block_count += cell->block_count;
        place += count;
    }
    return place;
}

static void make_blocks(history *h, const history_cell *cell)
{
    for (uint32_t k = 0; k < cell->block_count; k++) {
        history_block *b = &h->block[cell->first_block + k];
        uint32_t from = k * (uint32_t)h->block_size, left = cell->count - from;
        *b = (history_block){.from = cell->from + from};
        b->count = left < h->block_size ? left : (uint32_t)h->block_size;
        b->claims = h->passes.sum(b->count, h->base[0] + b->from);
        b->least = h->base[0][b->from];
        b->most = h->base[0][b->from + b->count - 1];
    }
}

void history_open_levels(const history *h, history_cell *cell)
{
    for (size_t v = 0; v < h->view_count; v++)
        cell->level[v] = (history_level){0, h->view[v].is_share ? 0 : -INFINITY};
}

/* As long as nothing is paid. */
static void open_cell(history *h, history_cell *cell)
{
    cell->open_claims = cell->open_paid = 0;
    history_open_levels(h, cell);
    cell->open = cell->count;
    for (uint32_t k = 0; k < cell->block_count; k++) {
        history_block *b = &h->block[cell->first_block + k];
        b->view = HISTORY_NOTHING;
        b->looked = 0;
        b->touched = 0;
        b->open = b->count;
        b->open_claims = b->claims;
        b->paid = b->open_paid = 0;
        cell->open_claims += (int64_t)b->claims;
    }
}

static void place_claim(history *h, size_t k, uint32_t place)
{
    h->row[place] = h->ordered[k];
    for (size_t b = 0; b < h->base_count; b++)
        h->base[b][place] = h->ordered_base[b][k];
}

/* Takes out of the keys' counts the dead whose heirs come behind the pay date that they do not see, or not at all. */
static void take_alone(history *h, const trial *t)
{
    const claims *c = t->claims;
    h->alone_count = 0;
    for (size_t k = 0; c->awaited && k < h->count; k++) {
        const uint32_t row = h->ordered[k], key = h->key[k];
        if (key == h->key_count || !h->class[h->class_of[k]].awaits || c->death[row] >= h->plan->date_count ||
            (c->awaited[row] <= c->death[row] && !(c->kind[row] & CLAIM_LAPSES)))
            continue;
        h->at[key]--;
        h->alone[h->alone_count++] = (uint32_t)k;
    }
}

/* A cell and a block for each of them, behind the others. */
static void make_alone(history *h, const trial *t, uint32_t place)
{
    const claims *c = t->claims;
    for (size_t a = 0; a < h->alone_count; a++, place++) {
        const uint32_t k = h->alone[a], row = h->ordered[k];
        history_cell *cell = &h->cell[h->cell_count];
        *cell = cell_of(h, h->key[k]);
        cell->awaited = c->awaited[row];
        cell->lapses = c->kind[row] & CLAIM_LAPSES;
        cell->from = place;
        cell->count = cell->block_count = 1;
        cell->first_block = (uint32_t)h->block_count++;
        cell->level = h->level + h->cell_count++ * h->view_count;
        place_claim(h, k, place);
        h->key[k] = (uint32_t)h->key_count;
    }
}

static void sort(history *h, const trial *t)
{
    memset(h->at, 0, (h->key_count + 1) * sizeof *h->at);
    for (size_t k = 0; k < h->count; k++)
        h->at[h->key[k] = key_of(h, t, k)]++;
    take_alone(h, t);
    make_alone(h, t, make_cells(h));
    take_pasts(h);
    for (size_t k = 0; k < h->count; k++) {
        if (h->key[k] == h->key_count)
            continue;
        place_claim(h, k, h->at[h->key[k]]++);
    }
    for (size_t c = 0; c < h->cell_count; c++)
        make_blocks(h, &h->cell[c]);
}

void history_sort(history *h, const trial *t)
{
    if (!claims_are_still(&h->sorted, t) || h->some_die)
        sort(h, t);
    for (size_t c = 0; c < h->cell_count; c++)
        open_cell(h, &h->cell[c]);
    h->touched_count = 0;
    history_forget_idle(h);
}
