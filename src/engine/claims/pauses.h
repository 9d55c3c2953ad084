/* How long claimants take: to file, to answer the fund, or to take up what was kept for them. */
#ifndef SOL_ENGINE_PAUSES_H
#define SOL_ENGINE_PAUSES_H

#include "engine/lives/delays.h"
#include "engine/passes/quads.h"
#include "engine/trial/trial.h"
#include "solatium/random.h"

/* How long those of some terms take in a trial. */
typedef struct pause {
    const delays *delay;          /* by a claimant's word; NULL: at once, or a span */
    const sol_distribution *date; /* or a day, drawn; else NULL */
    bool is_at_once;
    sol_span span;
} pause;

/** The span or delay of some terms; NULL: at once. */
typedef const sol_when *(*pauses_of)(const sol_terms *terms);

typedef struct pauses {
    sol_purpose purpose;
    const sol_when **when; /* by terms; NULL: at once */
    delays **delay;        /* by terms; NULL: none is drawn */
    sol_distribution *now; /* by terms: of a delay that is uncertain itself, what it is in the trial */
    uint64_t *group;       /* likewise: what its draw follows from */
    bool are_drawn;        /* some are, by claimant */
    quads word;            /* by row; none where none are */
} pauses;

pauses *pauses_new(sol_arena *arena, const sol_plan *plan, sol_purpose purpose, pauses_of of);

/** Draws by rows' entities, which are kept; needed where some are drawn. */
void pauses_draw_by(pauses *p, sol_arena *arena, size_t count, const uint64_t *entity);

/** What those of some terms (index) take in a trial: one draw for the group where it is uncertain itself. */
pause pauses_today(pauses *p, const trial *t, size_t terms);

/** A delay that is uncertain itself, as it is in a trial for a group (by its draws' entity); needs `delay->uncertain`. */
sol_distribution pauses_given(const trial *t, const sol_distribution *delay, uint64_t group, sol_purpose purpose);

/** The words of a trial by row; NULL where nobody needs any. */
static inline const uint32_t *pauses_words(pauses *p, const trial *t)
{
    return p->are_drawn ? quads_words(&p->word, t->seed, t->index) : NULL;
}

/** The day on which somebody acts who was asked on `day`; never beyond `end`. */
static inline int32_t pause_over(const pause *p, int32_t end, int32_t day, uint32_t word)
{
    int64_t acts = day;
    if (p->delay)
        acts += delays_at(p->delay, word);
    else if (!p->is_at_once && day != SOL_NEVER_DAY)
        acts = sol_date_add((sol_date){day}, p->span).day;
    return acts > end ? SOL_NEVER_DAY : (int32_t)acts;
}

/** The same of what may be a day, asked for at start: not before it, and never beyond `end`. */
static inline int32_t pause_until(const pause *p, int32_t start, int32_t end, uint32_t word)
{
    if (!p->date)
        return pause_over(p, end, start, word);
    const int32_t day = sol_distribution_day_at(p->date, sol_uniform_from_word(word));
    return day > end ? SOL_NEVER_DAY : day < start ? start : day;
}

#endif
