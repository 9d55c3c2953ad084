/* What levels give of claims: of one, and of a block. */
#include "engine/history/parts.h"

history_line history_line_of(const history *h, const history_block *b, const history_view *v, history_level l)
{
    double end[2];
    history_piece piece;
    history_line line;
    history_ends(h, b, v, end);
    line.low = history_gives(v, l, history_seen(v, end[0]), &line.piece);
    line.high = history_gives(v, l, history_seen(v, end[1]), &piece);
    line.is_line = piece == line.piece && (v->cap >= end[1] || v->cap <= end[0]);
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

history_pass history_pass_of(const history *h, const history_view *v, history_level l)
{
    return (history_pass){
        .cap = v->cap,
        .at = l.at,
        .unit = h->unit,
        .from = v->stretch[l.stretch].from,
        .to = v->stretch[l.stretch].to,
        .anchor = v->stretch[l.stretch].anchor,
        .scale = v->scale,
    };
}

double history_awards(const history *h, const history_block *b, const history_view *v, history_level l, double *had)
{
    const double *base = h->base[v->base] + b->from, *claim = h->base[0] + b->from;
    const history_pass p = history_pass_of(h, v, l);
    return v->is_share ? h->passes.shares(&p, b->count, base, claim, had)
                       : h->passes.amounts(&p, b->count, base, claim, had);
}

const double *history_had(const history *h, const history_cell *cell, const history_block *b, double *room)
{
    if (b->view == HISTORY_DIVIDED)
        return h->had + b->from;
    if (b->view == HISTORY_NOTHING)
        for (uint32_t i = 0; i < b->count; i++)
            room[i] = 0;
    else
        history_awards(h, b, &h->view[b->view], cell->level[b->view], room);
    return room;
}

double history_paid(const history *h, const history_block *b, history_level l)
{
    const history_view *v = &h->view[b->view];
    const history_line line = history_line_of(h, b, v, l);
    double room[HISTORY_BLOCK];
    if (line.low == line.high && !v->is_share)
        return history_in_units(history_whole(line.low / v->scale), h->unit) * b->count;
    if (!v->is_share)
        return history_awards(h, b, v, l, room);
    const history_pass p = history_pass_of(h, v, l);
    return h->passes.sum_shares(&p, b->count, h->base[v->base] + b->from);
}
