/* §7 Division: the steps of one pool, "tried in order with the cash that is left". */
#include "engine/model/parts.h"

#include "solatium/mathematics.h"

/* A claimant in a step. All amounts in units of money. */
typedef struct taker {
    size_t index;
    int64_t had;  /* P as the step counts it, with what this pay date's steps gave or hold */
    int64_t all;  /* T, less what the step does not count */
    int64_t most; /* what he may have in the end: `all`, or what bounds him here */
} taker;

/* "T = all he was ever paid + all he is owed today; P = what he was ever paid"; "what is held for him counts as had". What he is owed does not
   change while the steps run. */
static taker taker_of(const step_run *run, const sol_step *step, size_t i)
{
    const model_person *p = &run->trial->person[i];
    int64_t paid = p->before + p->paid;
    taker who = {.index = i, .had = paid + p->held + run->given[i], .all = paid + p->owed};
    who.most = run->bound && paid + run->bound[i] < who.all ? paid + run->bound[i] : who.all;
    /* "unless `counts: no` (then the general pool's cumulative division ignores it, within the claim)" */
    int64_t ignored = run->is_general && !step->is_outstanding ? p->uncounted + p->held_uncounted : 0;
    who.had -= ignored;
    who.most -= ignored;
    who.all -= ignored;
    return who;
}

/* "In a step, for each claimant: u = `up_to` (a share is of T; it is a level, not an increment), or T." A share of T is money: rounded to the
   nearest unit, halves up. Gives min(T, u). */
static int64_t level_of(const step_run *run, const sol_step *step, size_t i)
{
    const model_person *p = &run->trial->person[i];
    int64_t total = p->before + p->paid + p->owed, level = total;
    if (step->has_up_to && step->up_to_is_share)
        level = fraction_times((fraction){step->up_to_billionths, 9}, total, 0);
    else if (step->has_up_to)
        level = indexed(step->up_to.units, &step->index, run->trial->day[run->k].date);
    return level < total ? level : total;
}

/* "`after-living` (all steps run for everyone else first, then once more for these estates)". */
static bool is_in_round(const model_person *p, sol_date on, int round)
{
    bool waits = p->terms->heirs.rank == SOL_HEIRS_AFTER_LIVING && !is_alive(p, on);
    return waits == (round == 1);
}

/* "`hold`: … `registered`: the rule divides among all claims filed, but for those known on that day to be lapsed, refused, declined or
   excluded". */
static bool takes_part(const step_run *run, const sol_step *step, const model_person *p, int round)
{
    sol_date on = run->trial->day[run->k].date;
    if (!is_by(step->from, on) ||
        !is_by(on, step->until)) /* "`from`, `until`: the step takes part on those pay dates (both included)" */
        return false;
    bool has_claim =
        model_claims_are_eligible(p, on) || (run->with_registered && model_claims_are_held(run->trial, p, on));
    return has_claim && p->owed > 0 && model_fund_is_for(run->pool, p) && model_people_meant(&step->who, p, on) &&
           is_in_round(p, on, round);
}

/* The order in which `priority` fills: rising. "an order by age goes by birth date". */
static double place(const step_run *run, const sol_step *step, const model_person *p, int64_t claim)
{
    switch (step->rule.by) {
    case SOL_BY_AGE:
        return p->who->birth.day; /* "oldest first"; who was never born comes last */
    case SOL_BY_HAZARD:
        return -model_people_hazard(run->trial, p, run->trial->day[run->k].date); /* "most urgent first" */
    case SOL_BY_CLAIM:
        return (double)claim; /* "smallest first" */
    case SOL_BY_APPROVAL: { /* "order of processing": those whom the office has not examined yet come last, as nothing is decided by what
                               the future will bring */
        sol_date on = run->trial->day[run->k].date;
        return is_by(p->processed, on) ? p->processed.day : INT32_MAX;
    }
    case SOL_BY_RANDOM:
        return -drawn(run->trial, p->entity, SOL_PURPOSE_PRIORITY); /* "one order a trial": the largest number first */
    default:
        return p->filed.day; /* "`filing` becomes the order of `filed`, then of the file" */
    }
}

/* "`basis: cumulative`: c = min(T, u), l = P, h = max(P, c), E = ΣP + cash. `basis: outstanding`: c = h = max(0, min(T, u) − P), l = 0,
   E = cash." */
static void add_claim(const step_run *run, const sol_step *step, const taker *who, award_problem *problem)
{
    size_t n = problem->count;
    int64_t c = level_of(run, step, who->index), l = 0, h;
    if (step->is_outstanding) {
        c = c > who->had ? c - who->had : 0;
        if (c == 0)
            return; /* a claim of nothing is none: rules that look at the number of claims or at the smallest one do not see it */
        h = who->most - who->had < c ? who->most - who->had : c;
    } else {
        l = who->had;
        h = c < who->most ? c : who->most;
        h = h > l ? h : l;
        problem->endowment += l;
    }
    problem->count++;
    problem->claim[n] = c;
    problem->lower[n] = l;
    problem->upper[n] = h;
    const model_person *p = &run->trial->person[who->index];
    sol_date on = run->trial->day[run->k].date;
    problem->weight[n] = model_people_weight(run->trial, step, p, on);
    problem->years[n] = model_people_age(p, on) - (int)step->weight.age_from;
    problem->years[n] = problem->years[n] > 0 ? problem->years[n] : 0;
    problem->urgency[n] = step->rule.rule == SOL_RULE_PRIORITY ? place(run, step, p, c) : 0;
    problem->survival[n] = step->rule.rule == SOL_RULE_ALPHA_FAIR ? model_people_survival(run->trial, step, p, on) : 1;
}

/* "A step's payments are rounded down to `payments.unit`; one that settles a whole claim is made to the last unit of money." */
static void give(step_run *run, award_problem *problem, const taker *who)
{
    model_award_divide(problem);
    for (size_t n = 0; n < problem->count; n++) {
        int64_t to_bound = problem->upper[n] - problem->lower[n];
        if (problem->is_full[n] && who[n].had + to_bound == who[n].all)
            problem->gain[n] = to_bound;
        run->given[who[n].index] += problem->gain[n];
        run->cash -= problem->gain[n];
    }
}

/* "the next step, and the round of estates after the living, get cash only when nobody in this one can be given a further unit below his
   bound h, or the last units that settle his claim (what is held for him counts as had …)". */
static bool is_finished(const award_problem *problem, const taker *who)
{
    for (size_t n = 0; n < problem->count; n++) {
        int64_t to_bound = problem->upper[n] - problem->lower[n], room = to_bound - problem->gain[n];
        if (room >= problem->unit || (room > 0 && who[n].had + to_bound == who[n].all))
            return false;
    }
    return true;
}

/* One step for those of one round; whether the next may have what is left. */
static bool run_step(step_run *run, const sol_step *step, int round)
{
    model_trial *t = run->trial;
    size_t n = t->people;
    taker *who = SOL_TAKE(t->arena, n, taker);
    award_problem problem = {
        .step = step,
        .claim = SOL_TAKE(t->arena, n, int64_t),
        .lower = SOL_TAKE(t->arena, n, int64_t),
        .upper = SOL_TAKE(t->arena, n, int64_t),
        .weight = SOL_TAKE(t->arena, n, double),
        .years = SOL_TAKE(t->arena, n, int),
        .survival = SOL_TAKE(t->arena, n, double),
        .urgency = SOL_TAKE(t->arena, n, double),
        .gain = SOL_TAKE(t->arena, n, int64_t),
        .is_full = SOL_TAKE(t->arena, n, bool),
        .endowment = run->cash,
        .unit = t->scenario->payments.unit.units,
        .arena = t->arena,
    };
    for (size_t i = 0; i < n; i++)
        if (takes_part(run, step, &t->person[i], round)) {
            who[problem.count] = taker_of(run, step, i);
            add_claim(run, step, &who[problem.count], &problem);
        }
    if (problem.count > 0)
        give(run, &problem, who);
    return is_finished(&problem, who);
}

void model_steps_run(step_run *run)
{
    for (int round = 0; round < 2; round++)
        for (size_t s = 0; s < run->trial->scenario->step_count; s++)
            if (run->cash <= 0 || !run_step(run, &run->trial->scenario->step[s], round))
                return;
}
