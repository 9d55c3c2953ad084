#include "engine/claims/filing.h"

#include "engine/claims/claims_room.h"
#include "engine/claims/heirs.h"
#include "engine/lives/lifetimes.h"
#include "plan/claimed.h"

/* What is known of some terms. */
typedef struct terms_filing {
    bool is_drawn;        /* when they are filed */
    bool is_later;        /* some may be filed after start */
    bool grows;           /* so that what is claimed depends on the day */
    sol_date filed;       /* where that is known */
    pause files, becomes; /* of a trial: filed, eligible, where they are drawn */
} terms_filing;

struct filing {
    pauses *files, *becomes; /* NULL where none are drawn */
    terms_filing *terms;
    int32_t *eligible; /* by row; NULL likewise */
    uint8_t *kind;     /* by row: as at start */
    int64_t *at_start; /* by row: what is claimed then; NULL where nobody may file later */
};

static const sol_when *drawn_filing(const sol_terms *terms)
{
    sol_date day;
    return people_filed_on((sol_date){0}, terms, &day) ? NULL : terms->filed;
}

static const sol_when *drawn_eligibility(const sol_terms *terms)
{
    return terms->eligible_drawn;
}

static bool some_are(const sol_plan *plan, pauses_of of)
{
    bool some = false;
    for (size_t k = 0; k < plan->people.terms_count; k++)
        some |= of(&plan->people.terms[k]) != NULL;
    return some;
}

static pauses *draws_of(sol_arena *arena, const sol_plan *plan, const uint64_t *entity, sol_purpose purpose,
                        pauses_of of)
{
    if (!some_are(plan, of))
        return NULL;
    pauses *p = pauses_new(arena, plan, purpose, of);
    pauses_draw_by(p, arena, plan->people.count, entity);
    return p;
}

static void know_terms(const sol_plan *plan, filing *f)
{
    const sol_date start = plan->scenario->start;
    for (size_t k = 0; k < plan->people.terms_count; k++) {
        const sol_terms *terms = &plan->people.terms[k];
        terms_filing *of = &f->terms[k];
        of->is_drawn = !people_filed_on(start, terms, &of->filed);
        of->is_later = people_file_later(start, terms);
        of->grows = people_grow(terms);
    }
}

filing *filing_new(sol_arena *arena, const sol_plan *plan, row_map rows, claims *c)
{
    const people_details *details = people_details_of(plan);
    const size_t n = plan->people.count;
    if (!details->has_filed && !details->has_own_days)
        return NULL;
    filing *f = SOL_TAKE(arena, 1, filing);
    f->terms = SOL_TAKE(arena, plan->people.terms_count, terms_filing);
    know_terms(plan, f);
    const bool some_later = details->has_later_filings;
    const uint64_t *entity = claims_entities(arena, plan, rows);
    f->files = draws_of(arena, plan, entity, SOL_PURPOSE_FILED, drawn_filing);
    f->becomes = draws_of(arena, plan, entity, SOL_PURPOSE_ELIGIBLE, drawn_eligibility);
    f->eligible = f->becomes ? SOL_TAKE(arena, n, int32_t) : NULL;
    f->kind = SOL_TAKE(arena, n, uint8_t);
    c->filed_day = SOL_TAKE(arena, n, int32_t);
    c->own_entitled = details->has_own_days ? SOL_TAKE(arena, n, int32_t) : NULL;
    c->claimed = some_later ? SOL_TAKE(arena, n, int64_t) : NULL;
    f->at_start = some_later ? SOL_TAKE(arena, n, int64_t) : NULL;
    for (size_t i = 0; i < n; i++) {
        f->kind[i] = c->kind[i];
        c->filed_day[i] = f->terms[c->terms[i]].filed.day;
        if (some_later)
            f->at_start[i] = people_claimed(plan, rows.claimant[i]).units;
    }
    return f;
}

/* When heirs file for somebody who has died before: once they have come forward; nobody does where they do not, or the claim has lapsed. */
static int32_t filed_by_heirs(const trial *t, size_t i, int32_t day)
{
    if (t->claims->kind[i] & CLAIM_LAPSES)
        return SOL_NEVER_DAY;
    const int32_t come = heirs_are_asked(t, i) ? heirs_day(t, i).day : day;
    return come > t->plan->scenario->end.day ? SOL_NEVER_DAY : come > day ? come : day;
}

/* What he is to the fund on the day on which he files, and claims then. */
static void file(const filing *f, trial *t, size_t i, const terms_filing *of)
{
    claims *c = t->claims;
    const sol_date start = t->plan->scenario->start;
    if (of->is_later && f->kind[i] & CLAIM_OF_LIVING && c->filed_day[i] != SOL_NEVER_DAY &&
        !lifetimes_is_alive_on(t, i, sol_date_later((sol_date){c->filed_day[i]}, start)))
        c->filed_day[i] = filed_by_heirs(t, i, c->filed_day[i]);
    const bool is_never = c->filed_day[i] == SOL_NEVER_DAY;
    const sol_date day = sol_date_later((sol_date){c->filed_day[i]}, start);
    c->claimed[i] = is_never ? 0 : f->at_start[i];
    if (!of->is_later)
        return;
    const plan_claimant *who = &t->plan->people.claimant[t->rows.claimant[i]];
    if (is_never || (f->kind[i] & CLAIM_OF_LIVING && !lifetimes_is_alive_on(t, i, day)))
        c->kind[i] &= (uint8_t)~CLAIM_OF_LIVING;
    if (!is_never && of->grows)
        c->claimed[i] = claimed_on_filing(who, &t->plan->people.terms[c->terms[i]], day).units;
}

static void draw_eligibility(filing *f, trial *t, size_t i, uint32_t word)
{
    claims *c = t->claims;
    const sol_scenario *s = t->plan->scenario;
    f->eligible[i] = pause_until(&f->terms[c->terms[i]].becomes, s->start.day, s->end.day, word);
    if (f->eligible[i] == SOL_NEVER_DAY)
        c->kind[i] |= CLAIM_AFTER_END;
}

void filing_draw(filing *f, trial *t)
{
    claims *c = t->claims;
    const sol_plan *plan = t->plan;
    const sol_scenario *s = plan->scenario;
    if (!c->own_entitled)
        return;
    for (size_t k = 0; k < plan->people.terms_count; k++) {
        if (f->files)
            f->terms[k].files = pauses_today(f->files, t, k);
        if (f->becomes)
            f->terms[k].becomes = pauses_today(f->becomes, t, k);
    }
    const uint32_t *files = f->files ? pauses_words(f->files, t) : NULL;
    const uint32_t *becomes = f->becomes ? pauses_words(f->becomes, t) : NULL;
    c->claimed_in_all = 0;
    for (size_t i = 0; i < plan->people.count; i++) {
        const terms_filing *of = &f->terms[c->terms[i]];
        const sol_terms *terms = &plan->people.terms[c->terms[i]];
        if (of->is_drawn)
            c->filed_day[i] = pause_until(&of->files, s->start.day, s->end.day, files ? files[i] : 0);
        else
            c->filed_day[i] = of->filed.day > s->end.day ? SOL_NEVER_DAY : of->filed.day;
        c->kind[i] = (uint8_t)(f->kind[i] | (c->kind[i] & CLAIM_LAPSES)); /* which is of the trial */
        if (c->claimed) {
            file(f, t, i, of);
            c->claimed_in_all += c->claimed[i];
        }
        if (terms->eligible_drawn)
            draw_eligibility(f, t, i, becomes ? becomes[i] : 0);
    }
}

int32_t filing_eligible_day(const filing *f, size_t row)
{
    return f->eligible[row];
}

bool filing_may_be_later(const filing *f, size_t terms)
{
    return f->terms[terms].is_later;
}
