#include "engine/claims/claims.h"

#include "engine/claims/claims_room.h"
#include "engine/claims/consent.h"
#include "engine/claims/heirs.h"
#include "engine/lives/lifetimes.h"
#include "plan/dates.h"
#include "plan/people.h"
#include "solatium/random.h"

#include <string.h>

const uint64_t *claims_entities(sol_arena *arena, const sol_plan *plan, row_map rows)
{
    uint64_t *entity = SOL_TAKE(arena, plan->people.count, uint64_t);
    for (size_t i = 0; i < plan->people.count; i++)
        entity[i] = people_details_of(plan)->entity[rows.claimant[i]];
    return entity;
}

static const sol_when *answer_of(const sol_terms *terms)
{
    return terms->accepts_at_once ? NULL : &terms->accepts_after;
}

static const sol_when *taking_of(const sol_terms *terms)
{
    return people_keep(terms) && !terms->taken_at_once ? &terms->taken_after : NULL;
}

static void add_draws(sol_arena *arena, const sol_plan *plan, row_map rows, claims *c)
{
    struct claims_room *room = c->room;
    size_t n = plan->people.count;
    room->has_approval = !sol_distribution_is_certain(&plan->scenario->administration.approval);
    for (size_t t = 0; t < plan->people.terms_count; t++)
        room->has_accepts |= !sol_distribution_is_certain(&plan->people.terms[t].accepts);
    room->answers = pauses_new(arena, plan, SOL_PURPOSE_ACCEPTS_DELAY, answer_of);
    room->takes = people_some_keep(plan) ? pauses_new(arena, plan, SOL_PURPOSE_TAKEN_DELAY, taking_of) : NULL;
    bool draws = room->has_approval || room->has_accepts || room->answers->are_drawn || people_some_await_heirs(plan);
    const uint64_t *entity = draws ? claims_entities(arena, plan, rows) : NULL;
    if (room->has_approval)
        room->approval = quads_new(arena, SOL_PURPOSE_APPROVAL, n, entity);
    if (room->has_accepts)
        room->accepts = quads_new(arena, SOL_PURPOSE_ACCEPTS, n, entity);
    pauses_draw_by(room->answers, arena, n, entity);
    c->heirs = heirs_new(arena, plan, c, entity);
    if (!room->takes)
        return;
    room->taken = quads_new(arena, SOL_PURPOSE_TAKEN, n, entity);
    pauses_draw_by(room->takes, arena, n, entity);
}

uint8_t claims_kind(const sol_plan *plan, size_t claimant)
{
    const plan_claimant *c = &plan->people.claimant[claimant];
    sol_heirs heirs = plan->people.terms[c->terms].heirs.rank;
    return (uint8_t)((sol_date_is_never(c->died) ? CLAIM_OF_LIVING : 0) |
                     (heirs == SOL_HEIRS_LAPSE ? CLAIM_LAPSES : 0) |
                     (heirs == SOL_HEIRS_AFTER_LIVING ? CLAIM_AFTER_LIVING : 0) |
                     (plan->people.terms[c->terms].eligible.day > plan->scenario->end.day ? CLAIM_AFTER_END : 0));
}

claims *claims_new(sol_arena *arena, const sol_plan *plan, row_map rows)
{
    size_t n = plan->people.count;
    claims *c = SOL_TAKE(arena, 1, claims);
    c->flags = SOL_TAKE(arena, n, uint8_t);
    c->kind = SOL_TAKE(arena, n, uint8_t);
    c->terms = SOL_TAKE(arena, n, int32_t);
    for (size_t i = 0; i < n; i++) {
        const plan_claimant *claimant = &plan->people.claimant[rows.claimant[i]];
        c->terms[i] = claimant->terms;
        c->kind[i] = claims_kind(plan, rows.claimant[i]);
    }
    uint16_t **indices[] = {&c->due, &c->processed, &c->eligible, &c->death};
    for (size_t k = 0; k < sizeof indices / sizeof *indices; k++)
        *indices[k] = SOL_TAKE(arena, n, uint16_t);
    c->eligible_day = SOL_TAKE(arena, n, int32_t);
    c->dying = SOL_TAKE(arena, n + CLAIMS_AHEAD, uint32_t);
    c->coming = SOL_TAKE(arena, n + CLAIMS_AHEAD, uint32_t);
    c->dying_first = SOL_TAKE(arena, plan->date_count + 1, uint32_t);
    c->coming_first = SOL_TAKE(arena, plan->date_count + 1, uint32_t);
    struct claims_room *room = c->room = SOL_TAKE(arena, 1, struct claims_room);
    room->terms = SOL_TAKE(arena, plan->people.terms_count, terms_today);
    c->entitled_day = SOL_TAKE(arena, plan->people.terms_count, int32_t);
    c->kept_day = people_some_keep(plan) ? SOL_TAKE(arena, n, int32_t) : NULL;
    for (size_t i = 0; c->kept_day && i < n; i++)
        c->kept_day[i] = SOL_NEVER_DAY;
    add_draws(arena, plan, rows, c);
    c->examined_day = SOL_TAKE(arena, n, int32_t);
    room->filing = filing_new(arena, plan, rows, c);
    room->waiting = waiting_new(arena, plan, rows, c->examined_day);
    room->processed_by = c->own_entitled ? SOL_TAKE(arena, plan->date_count + 1, uint64_t) : NULL;
    c->processed_by = room->processed_by ? room->processed_by
                      : room->waiting    ? waiting_processed_by(room->waiting)
                                         : people_details_of(plan)->processed_by;
    const size_t seen = plan->people.survival_date_count;
    room->pay_of_unseen = SOL_TAKE(arena, seen + 1, uint16_t);
    for (size_t k = 0; k <= seen; k++)
        room->pay_of_unseen[k] = (uint16_t)(k < seen ? people_details_of(plan)->pay_of[k] : plan->date_count);
    room->coming = SOL_TAKE(arena, n, uint16_t);
    room->by_date = listing_new(arena, n, plan->date_count);
    size_t days = (size_t)sol_date_days(plan->scenario->start, plan->scenario->end) + 1;
    room->pay_of_day = SOL_TAKE(arena, days + 1, uint16_t);
    for (size_t d = 0; d <= days; d++)
        room->pay_of_day[d] = (uint16_t)dates_first_from(plan, (sol_date){plan->scenario->start.day + (int32_t)d});
    return c;
}

/* The day from which date and event allow a claim; never behind `end`. */
static sol_date due_day(const trial *t, const sol_terms *terms)
{
    sol_date day = terms->eligible;
    if (terms->requires != SOL_NONE)
        day = sol_date_later(day, t->in->event_date[terms->requires]);
    return day.day > t->plan->scenario->end.day ? sol_date_never() : day;
}

static void open_terms(trial *t)
{
    claims *c = t->claims;
    const sol_scenario *scenario = t->plan->scenario;
    uint64_t approved = consent_words(t, SOL_PURPOSE_APPROVAL, &scenario->administration.approval);
    for (size_t k = 0; k < t->plan->people.terms_count; k++) {
        const sol_terms *terms = &t->plan->people.terms[k];
        terms_today *today = &c->room->terms[k];
        const terms_today before = *today;
        *today = (terms_today){.due = due_day(t, terms), .approved = approved};
        c->entitled_day[k] = today->due.day;
        today->is_known = c->room->is_opened && !c->room->waiting && today->due.day == before.due.day;
        today->accepting = consent_words(t, SOL_PURPOSE_ACCEPTS, &terms->accepts);
        today->answers = pauses_today(c->room->answers, t, k);
        if (c->room->takes) {
            today->taking = consent_words(t, SOL_PURPOSE_TAKEN, &terms->taken);
            today->takes = pauses_today(c->room->takes, t, k);
        }
        sol_date out = terms->unless == SOL_NONE ? sol_date_never() : t->in->event_date[terms->unless];
        today->excluding = out.day <= scenario->end.day ? out : sol_date_never();
        today->excluded = today->excluding.day < today->due.day ? out : sol_date_never();
        sol_date event = terms->requires == SOL_NONE ? scenario->start : t->in->event_date[terms->requires];
        today->lacks_event = event.day > scenario->end.day;
        today->is_not_due = !sol_date_is_never(today->excluded) || today->lacks_event;
        today->is_same = today->is_known && today->accepting == before.accepting &&
                         today->approved == before.approved && today->is_not_due == before.is_not_due &&
                         today->excluded.day == before.excluded.day;
    }
}

/* Neighbours with the same terms: when each claim can be examined. */
static void open_queue(trial *t, const terms_today *today, size_t from, size_t to)
{
    const int32_t start = t->plan->scenario->start.day, end = t->plan->scenario->end.day, due = today->due.day;
    const uint16_t *restrict pay_of_day = t->claims->room->pay_of_day;
    const uint16_t due_on = pay_of_day[claims_place_of_day(start, end, due)];
    const int32_t *restrict examined = t->claims->examined_day;
    uint16_t *restrict processed = t->claims->processed, *restrict due_of = t->claims->due;
    for (size_t i = from; i < to; i++) {
        due_of[i] = due_on;
        processed[i] = pay_of_day[claims_place_of_day(start, end, due > examined[i] ? due : examined[i])];
    }
}

/* The same: when each is eligible, and whether it is refused, declined or not due. Gives how many are none of these. */
static size_t open_run(trial *t, const terms_today *terms, size_t from, size_t to)
{
    claims *c = t->claims;
    struct claims_room *room = c->room;
    const terms_today today = *terms;
    const uint32_t *restrict approval = claims_words(&room->approval, t, room->has_approval);
    const uint32_t *restrict accepts = claims_words(&room->accepts, t, room->has_accepts);
    const uint32_t *restrict delay = pauses_words(room->answers, t);
    const int32_t start = t->plan->scenario->start.day, end = t->plan->scenario->end.day;
    const int32_t due = today.due.day;
    const unsigned not_due = today.is_not_due ? CLAIM_NOT_DUE : 0;
    const int32_t *restrict examined = c->examined_day;
    const uint16_t *restrict pay_of_day = room->pay_of_day, none = (uint16_t)t->plan->date_count;
    uint16_t *restrict eligible = c->eligible, *restrict coming = room->coming;
    int32_t *restrict eligible_day = c->eligible_day;
    uint8_t *restrict flags = c->flags;
    size_t unflagged = 0;
    for (size_t i = from; i < to; i++) {
        int32_t ready = due > examined[i] ? due : examined[i];
        int32_t day = pause_over(&today.answers, end, ready, delay ? delay[i] : 0);
        unsigned is_refused = approval && approval[i] >= today.approved;
        unsigned is_declined = accepts && accepts[i] >= today.accepting;
        unsigned flag = is_refused * CLAIM_REFUSED | is_declined * CLAIM_DECLINED | not_due;
        eligible_day[i] = day;
        eligible[i] = pay_of_day[claims_place_of_day(start, end, day)];
        flags[i] = (uint8_t)flag;
        const unsigned is_flagged = flag != 0;
        coming[i] =
            (uint16_t)(eligible[i] + is_flagged * (unsigned)(none - eligible[i])); /* a branch could not be foretold */
        unflagged += !is_flagged;
    }
    return unflagged;
}

/*
 * Of a run of claims whose terms keep something for who declines, and is not refused or not due: from which day. Who takes it up on a pay date
 * is one who accepts on that day. Gives how many do.
 */
static size_t open_kept(trial *t, const terms_today *today, size_t from, size_t to)
{
    claims *c = t->claims;
    struct claims_room *room = c->room;
    const int32_t start = t->plan->scenario->start.day, end = t->plan->scenario->end.day;
    const uint32_t *taken = claims_words(&room->taken, t, true), *delay = pauses_words(room->takes, t);
    size_t take = 0;
    for (size_t i = from; i < to; i++) {
        const bool declines = c->flags[i] == CLAIM_DECLINED;
        c->kept_day[i] = declines ? c->eligible_day[i] : SOL_NEVER_DAY;
        if (!declines || taken[i] >= today->taking)
            continue;
        const int32_t day = pause_over(&today->takes, end, c->eligible_day[i], delay ? delay[i] : 0);
        const uint16_t on = room->pay_of_day[claims_place_of_day(start, end, day)];
        if (on == t->plan->date_count)
            continue;
        c->flags[i] = 0;
        c->eligible_day[i] = day;
        c->eligible[i] = room->coming[i] = on;
        take++;
    }
    return take;
}

/* Whether all claims stand as in the trial before. */
static bool are_same(const trial *t)
{
    const struct claims_room *room = t->claims->room;
    bool are = !room->has_approval && !room->has_accepts && !room->answers->are_drawn && !t->claims->own_entitled;
    for (size_t k = 0; k < t->plan->people.terms_count && are; k++)
        are = room->terms[k].is_same;
    return are;
}

static void open_each(trial *t)
{
    claims *c = t->claims;
    const size_t n = t->plan->people.count;
    c->unflagged = 0;
    c->opened++;
    for (size_t i = 0, from = 0; i < n; from = i) {
        const terms_today *today = &c->room->terms[c->terms[i]];
        while (i < n && c->terms[i] == c->terms[from])
            i++;
        if (c->own_entitled) {
            c->unflagged += claims_open_own(t, today, from, i);
        } else {
            if (!today->is_known)
                open_queue(t, today, from, i);
            c->unflagged += open_run(t, today, from, i);
        }
        if (people_keep(&t->plan->people.terms[c->terms[from]]))
            c->unflagged += open_kept(t, today, from, i);
    }
}

sol_date claims_examined(const trial *t, size_t row)
{
    const bool has_queue = people_details_of(t->plan)->has_queue;
    int32_t examined = t->claims->examined_day[row], due = claims_entitled_day(t->claims, row);
    return (sol_date){has_queue || examined > due ? examined : due};
}

sol_date claims_barred_from(const trial *t, size_t row)
{
    const claims *c = t->claims;
    const uint8_t flags = c->flags[row];
    const terms_today *terms = &c->room->terms[c->terms[row]];
    sol_date from = terms->excluded;
    if (c->own_entitled)
        from = terms->excluding.day < c->own_entitled[row] ? terms->excluding : sol_date_never();
    if (claims_is_late(t, row))
        from = sol_date_earlier(from, (sol_date){t->plan->scenario->administration.closes.day + 1});
    if (flags & CLAIM_REFUSED)
        from = sol_date_earlier(from, claims_examined(t, row));
    const bool is_kept = c->kept_day && c->kept_day[row] != SOL_NEVER_DAY;
    return flags & CLAIM_DECLINED && !is_kept ? sol_date_earlier(from, (sol_date){c->eligible_day[row]}) : from;
}

/* The first pay dates that claimants do not see. */
static void note_deaths(trial *t)
{
    const uint16_t *restrict unseen = t->death, *restrict pay_of_unseen = t->claims->room->pay_of_unseen;
    uint16_t *restrict death = t->claims->death;
    for (size_t i = 0; i < t->plan->people.count; i++)
        death[i] = pay_of_unseen[unseen[i]];
}

claims_days claims_days_of(const trial *t, size_t i)
{
    const claims *c = t->claims;
    sol_date due = {claims_entitled_day(c, i)};
    return (claims_days){due, sol_date_later(due, (sol_date){c->examined_day[i]}), {c->eligible_day[i]}};
}

void claims_open(trial *t)
{
    claims *c = t->claims;
    open_terms(t);
    heirs_draw(t);
    if (c->room->filing)
        filing_draw(c->room->filing, t);
    if (c->room->waiting)
        waiting_draw(c->room->waiting, t, c->examined_day);
    if (!are_same(t)) {
        open_each(t);
        if (c->own_entitled)
            claims_count_processed(t, c->room->processed_by);
        list_by(c->room->by_date, c->room->coming, c->coming_first, c->coming);
    }
    c->room->is_opened = true;
    note_deaths(t);
    heirs_open(t);
    c->are_deaths_listed = false;
}

void claims_list_deaths(trial *t)
{
    claims *c = t->claims;
    if (!c->are_deaths_listed)
        list_by(c->room->by_date, c->death, c->dying_first, c->dying);
    c->are_deaths_listed = true;
}
