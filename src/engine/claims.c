#include "engine/claims.h"

#include "engine/delays.h"
#include "engine/lifetimes.h"
#include "engine/quads.h"
#include "plan/dates.h"
#include "solatium/random.h"

#include <string.h>

/* What all claims of some terms have in common in a trial. */
typedef struct terms_today {
    sol_date due;
    sol_date excluded_from;       /* eligible on or after it, a claim is excluded; never: none is */
    uint64_t accepting, approved; /* words below are accepted and approved */
    const delays *delay;          /* NULL: at once, or a span */
    bool is_at_once;
    sol_span span;
} terms_today;

struct claims_room {
    quads approval, accepts, delay; /* by claimant; without words where nobody needs any */
    bool has_approval, has_accepts, has_delay;
    const delays **delay_of; /* by terms */
    terms_today *terms;      /* by terms */
    int32_t *processed_day;  /* by claimant */
    uint16_t *pay_of_day;    /* by days since start, up to `end`: the first pay date on or after the day */
};

static bool is_certain(const sol_distribution *probability)
{
    return sol_distribution_is_constant(probability) && sol_distribution_at(probability, 0.5) >= 1;
}

static void add_draws(sol_arena *arena, const sol_plan *plan, struct claims_room *room)
{
    const people_details *details = people_details_of(plan);
    size_t n = plan->people.count, terms_count = plan->people.terms_count;
    room->has_approval = !is_certain(&plan->scenario->administration.approval);
    room->delay_of = SOL_TAKE(arena, terms_count, const delays *);
    for (size_t t = 0; t < terms_count; t++) {
        const sol_terms *terms = &plan->people.terms[t];
        room->has_accepts |= !is_certain(&terms->accepts);
        if (terms->accepts_at_once || terms->accepts_after.is_calendar)
            continue;
        room->has_delay = true;
        room->delay_of[t] = delays_new(arena, &terms->accepts_after.delay, n / terms_count);
    }
    if (room->has_approval)
        room->approval = quads_new(arena, SOL_PURPOSE_APPROVAL, n, details->entity);
    if (room->has_accepts)
        room->accepts = quads_new(arena, SOL_PURPOSE_ACCEPTS, n, details->entity);
    if (room->has_delay)
        room->delay = quads_new(arena, SOL_PURPOSE_ACCEPTS_DELAY, n, details->entity);
}

/* Where the order of the queue does not depend on who lives, each claim's day is the same in every trial. */
static void add_queue(sol_arena *arena, const sol_plan *plan, struct claims_room *room)
{
    const people_details *details = people_details_of(plan);
    sol_date opens = plan->scenario->administration.opens;
    bool is_open = opens.day <= plan->scenario->start.day;
    room->processed_day = SOL_TAKE(arena, plan->people.count, int32_t);
    for (size_t k = 0; k < plan->people.count; k++) {
        if (!details->has_queue)
            room->processed_day[k] = is_open ? INT32_MIN : opens.day; /* nothing to wait for */
        else if (details->by_queue)
            room->processed_day[details->by_queue[k]] = details->processed[k].day;
    }
}

claims *claims_new(sol_arena *arena, const sol_plan *plan)
{
    size_t n = plan->people.count;
    claims *c = SOL_TAKE(arena, 1, claims);
    c->flags = SOL_TAKE(arena, n, uint8_t);
    c->kind = SOL_TAKE(arena, n, uint8_t);
    c->terms = SOL_TAKE(arena, n, int32_t);
    for (size_t i = 0; i < n; i++) {
        const plan_claimant *claimant = &plan->people.claimant[i];
        sol_heirs heirs = plan->people.terms[claimant->terms].heirs;
        c->terms[i] = claimant->terms;
        c->kind[i] = (sol_date_is_never(claimant->died) ? CLAIM_OF_LIVING : 0) |
                     (heirs == SOL_HEIRS_LAPSE ? CLAIM_LAPSES : 0) |
                     (heirs == SOL_HEIRS_AFTER_LIVING ? CLAIM_AFTER_LIVING : 0);
    }
    uint16_t **indices[] = {&c->processed, &c->eligible, &c->death};
    for (size_t k = 0; k < sizeof indices / sizeof *indices; k++)
        *indices[k] = SOL_TAKE(arena, n, uint16_t);
    c->eligible_day = SOL_TAKE(arena, n, int32_t);
    c->due = SOL_TAKE(arena, plan->people.terms_count, uint16_t);
    c->dying = SOL_TAKE(arena, n, uint32_t);
    c->coming = SOL_TAKE(arena, n, uint32_t);
    c->dying_first = SOL_TAKE(arena, plan->date_count + 2, uint32_t);
    c->coming_first = SOL_TAKE(arena, plan->date_count + 2, uint32_t);
    struct claims_room *room = c->room = SOL_TAKE(arena, 1, struct claims_room);
    room->terms = SOL_TAKE(arena, plan->people.terms_count, terms_today);
    add_draws(arena, plan, room);
    add_queue(arena, plan, room);
    size_t days = (size_t)sol_date_days(plan->scenario->start, plan->scenario->end) + 1;
    room->pay_of_day = SOL_TAKE(arena, days, uint16_t);
    for (size_t d = 0; d < days; d++)
        room->pay_of_day[d] = (uint16_t)dates_first_from(plan, (sol_date){plan->scenario->start.day + (int32_t)d});
    return c;
}

/* How many words are below a probability, as uniform numbers. */
static uint64_t words_below(double p)
{
    const uint64_t all = UINT64_C(1) << 32;
    if (p >= 1)
        return all;
    uint64_t count = p > 0 ? (uint64_t)(p * 0x1p32) : 0;
    while (count > 0 && !(sol_uniform_from_word((uint32_t)(count - 1)) < p))
        count--;
    while (count < all && sol_uniform_from_word((uint32_t)count) < p)
        count++;
    return count;
}

/* A probability that is uncertain is itself drawn once a trial, as by one number for all. */
static uint64_t words_that_consent(const trial *t, sol_purpose purpose, const sol_distribution *probability)
{
    double u = 0.5;
    if (!sol_distribution_is_constant(probability))
        u = sol_draw_uniform(t->seed, t->index, sol_entity(SOL_ENTITY_WORLD, "consent"), purpose);
    return words_below(sol_distribution_at(probability, u));
}

/* The day from which date and event allow a claim; never if the event does not happen by `end`. */
static sol_date due_day(const trial *t, const sol_terms *terms)
{
    sol_date day = terms->eligible;
    if (terms->requires != SOL_NONE)
        day = sol_date_later(day, t->in->event_date[terms->requires]);
    return day.day > t->plan->scenario->end.day ? sol_date_never() : day;
}

/* The first pay date on or after a day, which is not behind `end` unless it is never. */
static inline uint16_t pay_on(const trial *t, int32_t day)
{
    int32_t since = day - t->plan->scenario->start.day;
    if (day <= t->plan->scenario->start.day)
        since = 0;
    return day == SOL_NEVER_DAY ? (uint16_t)t->plan->date_count : t->claims->room->pay_of_day[since];
}

static void open_terms(trial *t)
{
    claims *c = t->claims;
    const sol_scenario *scenario = t->plan->scenario;
    uint64_t approved = words_that_consent(t, SOL_PURPOSE_APPROVAL, &scenario->administration.approval);
    for (size_t k = 0; k < t->plan->people.terms_count; k++) {
        const sol_terms *terms = &t->plan->people.terms[k];
        terms_today *today = &c->room->terms[k];
        *today = (terms_today){.due = due_day(t, terms), .excluded_from = sol_date_never(), .approved = approved};
        c->due[k] = pay_on(t, today->due.day);
        today->accepting = words_that_consent(t, SOL_PURPOSE_ACCEPTS, &terms->accepts);
        today->delay = c->room->delay_of[k];
        today->is_at_once = terms->accepts_at_once;
        today->span = terms->accepts_after.span;
        if (terms->unless != SOL_NONE && t->in->event_date[terms->unless].day <= scenario->end.day)
            today->excluded_from = t->in->event_date[terms->unless];
    }
}

/* Oldest first: the living at `opens` by birth date, then estates. */
static void queue_by_age(trial *t)
{
    const people_details *details = people_details_of(t->plan);
    size_t n = t->plan->people.count, living = 0;
    for (size_t i = 0; i < n; i++)
        living += lifetimes_is_alive(t, i, details->opens);
    size_t place[2] = {living, 0};
    for (size_t k = 0; k < n; k++) {
        size_t i = details->by_birth[k];
        t->claims->room->processed_day[i] = details->processed[place[lifetimes_is_alive(t, i, details->opens)]++].day;
    }
}

/* The day on which a claimant who was asked on `day` consents. */
static inline int32_t consent_day(const trial *t, const terms_today *today, int32_t day, uint32_t word)
{
    if (today->is_at_once || day == SOL_NEVER_DAY)
        return day;
    int32_t end = t->plan->scenario->end.day;
    if (!today->delay)
        return sol_date_add((sol_date){day}, today->span).day;
    int64_t consents = (int64_t)day + delays_at(today->delay, word);
    return consents > end ? SOL_NEVER_DAY : (int32_t)consents;
}

static const uint32_t *words_of(quads *q, const trial *t, bool is_drawn)
{
    return is_drawn ? quads_words(q, t->seed, t->index) : NULL;
}

static void open_each(trial *t)
{
    const sol_plan *plan = t->plan;
    claims *c = t->claims;
    struct claims_room *room = c->room;
    const people_details *details = people_details_of(plan);
    const uint32_t *approval = words_of(&room->approval, t, room->has_approval);
    const uint32_t *accepts = words_of(&room->accepts, t, room->has_accepts);
    const uint32_t *delay = words_of(&room->delay, t, room->has_delay);
    int32_t end = plan->scenario->end.day;
    for (size_t i = 0; i < plan->people.count; i++) {
        const terms_today *today = &room->terms[c->terms[i]];
        int32_t processed = room->processed_day[i], ready = today->due.day > processed ? today->due.day : processed;
        int32_t eligible = consent_day(t, today, ready, delay ? delay[i] : 0);
        bool is_excluded = today->excluded_from.day != SOL_NEVER_DAY && eligible >= today->excluded_from.day;
        uint8_t flags = is_excluded || today->due.day == SOL_NEVER_DAY ? CLAIM_NOT_DUE : 0;
        flags |= approval && approval[i] >= today->approved ? CLAIM_REFUSED : 0;
        flags |= accepts && accepts[i] >= today->accepting ? CLAIM_DECLINED : 0;
        uint32_t unseen = t->death[i];
        c->flags[i] = flags;
        c->processed[i] = pay_on(t, ready);
        c->eligible[i] = eligible > end ? (uint16_t)plan->date_count : pay_on(t, eligible);
        c->eligible_day[i] = eligible;
        c->death[i] =
            (uint16_t)(unseen < plan->people.survival_date_count ? details->pay_of[unseen] : plan->date_count);
    }
}

/* Lists claimants by a pay date of theirs, in file order; those of no pay date, and those flagged, are left out. */
static void list_by(const trial *t, const uint16_t *date, const uint8_t *flags, uint32_t *first, uint32_t *list)
{
    size_t n = t->plan->people.count, dates = t->plan->date_count;
    memset(first, 0, (dates + 2) * sizeof *first);
    for (size_t i = 0; i < n; i++)
        first[(flags && flags[i] ? dates : date[i]) + 1]++;
    for (size_t k = 0; k < dates; k++)
        first[k + 1] += first[k];
    /* first[k] is where those of k begin, and is counted up to where they end, which is where those of k + 1 began. */
    for (size_t i = 0; i < n; i++) {
        size_t k = flags && flags[i] ? dates : date[i];
        if (k < dates)
            list[first[k]++] = (uint32_t)i;
    }
    memmove(first + 1, first, dates * sizeof *first);
    first[0] = 0;
}

void claims_open(trial *t)
{
    claims *c = t->claims;
    const people_details *details = people_details_of(t->plan);
    size_t n = t->plan->people.count;
    open_terms(t);
    if (details->has_queue && !details->by_queue)
        queue_by_age(t);
    open_each(t);
    c->unflagged = 0;
    for (size_t i = 0; i < n; i++)
        c->unflagged += c->flags[i] == 0;
    list_by(t, c->death, NULL, c->dying_first, c->dying);
    list_by(t, c->eligible, c->flags, c->coming_first, c->coming);
}
