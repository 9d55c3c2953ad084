/* What levels give of claims: of one, and of a block. */
#include "engine/history/parts.h"

history_line history_line_of(const history *h, const history_block *b, const history_view *v, history_level l)
{
    const double *base = h->base[v->base] + b->from;
    const double least = base[0], most = base[b->count - 1];
    history_piece piece;
    history_line line;
    line.low = history_gives(v, l, history_seen(v, least), &line.piece);
    line.high = history_gives(v, l, history_seen(v, most), &piece);
    line.is_line = piece == line.piece && (v->cap >= most || v->cap <= least);
    return line;
}

/* Products of shares are near, and a share of claims is itself rounded to units. */
bool history_is_above(const history_seen_line *a, const history_seen_line *b, double by)
{
    const history_view *v = a->view, *w = b->view;
    const double scale = v->scale * w->scale, low = a->line.low * w->scale, high = a->line.high * w->scale;
    const double below = b->line.low * v->scale, above = b->line.high * v->scale;
    double off = by * scale + (v->base != w->base ? scale : 0);
    if (v->is_share || w->is_share)
        off += (high > above ? high : above) * 0x1p-48;
    return low >= below + off && high >= above + off;
}

static double award_of(const history_view *v, history_level l, double base)
{
    history_piece piece;
    double gives = history_gives(v, l, history_seen(v, base), &piece);
    return history_whole(v->scale == 1 ? gives : gives / v->scale);
}

double history_raised(const history *h, const history_view *v, history_level l, size_t place, double had)
{
    double award = award_of(v, l, h->base[v->base][place]), claim = h->base[0][place];
    double has = award >= claim ? claim : history_in_units(award, h->unit);
    return has > had ? has : had;
}

double history_had_of(const history *h, const history_cell *cell, size_t place)
{
    double had = 0;
    for (size_t k = 0; k < h->view_count; k++)
        had = history_raised(h, &h->view[k], cell->level[k], place, had);
    return had;
}

/* The same of a block whose totals all go by one view. */
static void had_by_view(const history *h, const history_block *b, const history_view *v, history_level l, double *had)
{
    const double *base = h->base[v->base] + b->from, *claim = h->base[0] + b->from;
    for (uint32_t i = 0; i < b->count; i++) {
        double award = award_of(v, l, base[i]);
        had[i] = award >= claim[i] ? claim[i] : history_in_units(award, h->unit);
    }
}

const double *history_had(const history *h, const history_cell *cell, const history_block *b, double *room)
{
    if (b->view == HISTORY_DIVIDED)
        return h->had + b->from;
    if (b->view == HISTORY_NOTHING)
        for (uint32_t i = 0; i < b->count; i++)
            room[i] = 0;
    else
        had_by_view(h, b, &h->view[b->view], cell->level[b->view], room);
    return room;
}
