#include "engine/plain/plain.h"

#include "plan/dates.h"
#include "solatium/random.h"
#include <math.h>

/* A claim refused or declined is so whatever happens to claimant or queue: one draw each. A probability that is uncertain is itself drawn
 * once a trial, as by one number for all. */
static bool is_withheld(const plain_trial *t, uint64_t entity, sol_purpose purpose, const sol_distribution *probability)
{
    double u = 0.5;
    if (!sol_distribution_is_constant(probability))
        u = sol_draw_uniform(t->seed, t->index, sol_entity(SOL_ENTITY_WORLD, "consent"), purpose);
    double p = sol_distribution_at(probability, u);
    return p < 1 && !(sol_draw_uniform(t->seed, t->index, entity, purpose) < p);
}

/* The day on which an event excludes a claim, no later than its claimant is entitled: there is no claim then. */
static sol_date exclusion_day(const plain_trial *t, const sol_terms *terms, sol_date entitled)
{
    if (terms->unless == SOL_NONE)
        return sol_date_never();
    sol_date day = t->in->event_date[terms->unless];
    return day.day <= t->plan->scenario->end.day && day.day <= entitled.day ? day : sol_date_never();
}

/* The day from which date and event allow the claim; never if the event does not happen by `end`. */
static sol_date due_day(const plain_trial *t, const sol_terms *terms)
{
    sol_date day = terms->eligible;
    if (terms->requires != SOL_NONE)
        day = sol_date_later(day, t->in->event_date[terms->requires]);
    return day.day > t->plan->scenario->end.day ? sol_date_never() : day;
}

/* The day on which a claimant who was asked on `day` consents. */
static sol_date consent_day(const plain_trial *t, const sol_terms *terms, uint64_t entity, sol_date day)
{
    const sol_when *after = &terms->accepts_after;
    if (terms->accepts_at_once || sol_date_is_never(day))
        return day;
    if (after->is_calendar)
        return sol_date_add(day, after->span);
    double u = sol_draw_uniform(t->seed, t->index, entity, SOL_PURPOSE_ACCEPTS_DELAY);
    double delay = floor(sol_distribution_at(&after->delay, u));
    double left = t->plan->scenario->end.day - day.day;
    return delay > left ? sol_date_never() : (sol_date){day.day + (int32_t)fmax(delay, 0)};
}

/* The first day without interest. */
static sol_date interest_end(const sol_terms *terms, sol_date entitled)
{
    if (terms->interest_end == SOL_INTEREST_UNTIL_DATE)
        return terms->interest_until;
    return terms->interest_end == SOL_INTEREST_UNTIL_ELIGIBLE ? entitled : sol_date_never();
}

static void open_claim(plain_trial *t, size_t i, sol_date examined)
{
    const sol_plan *plan = t->plan;
    const plan_claimant *c = &plan->people.claimant[i];
    const sol_terms *terms = &plan->people.terms[c->terms];
    const people_details *details = people_details_of(plan);
    plain_claim *claim = &t->claim[i];
    sol_date due = due_day(t, terms);
    sol_date ready = sol_date_later(due, examined);
    sol_date eligible = consent_day(t, terms, details->entity[i], ready);
    uint32_t unseen = t->death[i];
    *claim = (plain_claim){
        .interest_end = interest_end(terms, due),
        .entitled_day = due,
        .examined_day = details->has_queue ? examined : ready,
        .answer_day = eligible,
        .excluded_day = exclusion_day(t, terms, due),
        .entitled = due,
        .ready = ready,
        .accepted = eligible,
        .due = (uint32_t)dates_first_from(plan, due),
        .processed = (uint32_t)dates_first_from(plan, ready),
        .eligible = (uint32_t)dates_first_from(plan, eligible),
        .death = unseen < plan->people.survival_date_count ? details->pay_of[unseen] : (uint32_t)plan->date_count,
        .paid_off = (uint32_t)plan->date_count,
        .is_alive_at_end = plain_lifetimes_is_alive(t, i, details->end),
    };
    if (is_withheld(t, details->entity[i], SOL_PURPOSE_APPROVAL, &plan->scenario->administration.approval))
        claim->flags |= CLAIM_REFUSED;
    if (is_withheld(t, details->entity[i], SOL_PURPOSE_ACCEPTS, &terms->accepts))
        claim->flags |= CLAIM_DECLINED;
    if (sol_date_is_never(due) || !sol_date_is_never(claim->excluded_day))
        claim->flags |= CLAIM_NOT_DUE;
    claim->account = account_open(c->principal, terms, sol_date_earlier(plan->scenario->start, claim->interest_end));
    claim->owed = account_owed(&claim->account);
    for (size_t p = 0; p < terms->earlier_count; p++)
        claim->paid = sol_money_add(claim->paid, terms->earlier[p].amount);
    if (claim->owed.units == 0)
        claim->paid_off = 0;
}

/* Whom the office examines on a day: the oldest of the living who wait, else of the estates; count: nobody waits. */
static size_t next_by_age(const plain_trial *t, const sol_date *death, const bool *waits, sol_date day)
{
    const size_t n = t->plan->people.count;
    const uint32_t *by_birth = people_details_of(t->plan)->by_birth;
    size_t estate = n;
    for (size_t k = 0; k < n; k++) {
        size_t i = by_birth[k];
        if (waits[i] && death[i].day > day.day)
            return i;
        if (waits[i] && estate == n)
            estate = i;
    }
    return estate;
}

/* Oldest first, day by day. */
static void open_by_age(plain_trial *t)
{
    const people_details *details = people_details_of(t->plan);
    const size_t n = t->plan->people.count;
    sol_arena_reset(t->scratch);
    sol_date *death = SOL_TAKE(t->scratch, n, sol_date);
    bool *waits = SOL_TAKE(t->scratch, n, bool);
    for (size_t i = 0; i < n; i++) {
        death[i] = plain_lifetimes_death_day(t, i);
        waits[i] = true;
    }
    for (size_t place = 0; place < n; place++) {
        size_t i = next_by_age(t, death, waits, details->processed[place]);
        waits[i] = false;
        open_claim(t, i, details->processed[place]);
    }
}

void plain_claims_open(plain_trial *t)
{
    const people_details *details = people_details_of(t->plan);
    size_t count = t->plan->people.count;
    if (details->has_queue && !details->by_queue) {
        open_by_age(t);
        return;
    }
    sol_date opens = sol_date_later(t->plan->scenario->administration.opens, t->plan->scenario->start);
    for (size_t k = 0; k < count; k++)
        open_claim(t, details->has_queue ? details->by_queue[k] : k,
                   details->has_queue ? details->processed[k] : opens);
}

void plain_claims_accrue(plain_trial *t, sol_date day)
{
    const plan_people *people = &t->plan->people;
    for (size_t i = 0; i < people->count; i++) {
        const sol_terms *terms = &people->terms[people->claimant[i].terms];
        plain_claim *claim = &t->claim[i];
        if (terms->interest_count == 0 || claim->account.principal.units == 0)
            continue;
        account_accrue(&claim->account, terms, sol_date_earlier(day, claim->interest_end));
        claim->owed = account_owed(&claim->account);
    }
}

void plain_claims_pay(plain_trial *t, size_t claimant, size_t date, sol_money amount)
{
    plain_claim *claim = &t->claim[claimant];
    account_settle(&claim->account, amount);
    claim->owed = sol_money_subtract(claim->owed, amount);
    claim->paid = sol_money_add(claim->paid, amount);
    sol_money *to = plain_claims_is_alive(t, claimant, date) ? &claim->paid_in_life : &claim->paid_to_estate;
    *to = sol_money_add(*to, amount);
    if (claim->paid_off == t->plan->date_count && claim->owed.units == 0)
        claim->paid_off = (uint32_t)date;
}
