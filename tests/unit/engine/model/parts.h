/* What the model's own trial is made of, for its own files only. Each function says where on the page it stands. */
#ifndef MODEL_PARTS_H
#define MODEL_PARTS_H

#include "engine/model/exact.h"
#include "engine/model/model.h"
#include "solatium/random.h"

/* A dated amount, in the scenario's currency: what was received, and from whom. */
typedef struct model_arrival {
    sol_date date;
    int64_t amount;
    int64_t refund; /* of it: goes back to guarantors at once */
    int pool;
    int source, firm; /* the other is SOL_NONE */
    bool is_direct;
} model_arrival;

/* The uniform number of an entity for a purpose: §9. */
static inline double drawn(const model_trial *t, uint64_t entity, sol_purpose purpose)
{
    return sol_draw_uniform(t->seed, t->trial, entity, purpose);
}

static inline bool is_alive(const model_person *p, sol_date on)
{
    return on.day < p->death.day;
}

static inline bool is_by(sol_date day, sol_date on)
{
    return day.day <= on.day;
}

/* world.c: §4 events, §4 exchange, §5 return */
void model_world_draw(model_trial *t);
/** A probability or rate, one draw a trial where it is uncertain. */
double model_world_chance(const model_trial *t, const sol_distribution *chance, uint64_t entity);
/** The day of a `sol_when`, from `base` where it is a span. */
sol_date model_world_when(const sol_when *when, sol_date base, double u);
/** exp((ln(1+m) − v²/2)·t + v·B(t)) of a currency; the fund's return is currency_count. */
long double model_world_index(const model_trial *t, size_t path, sol_date on);
/** Units of the scenario's currency for an amount in another, on a day. */
int64_t model_world_convert(const model_trial *t, int currency, int64_t amount, sol_date on);
/** A pledge, an amount, a worth in the units of the currency written to `currency`. */
int64_t model_world_amount(const model_trial *t, const sol_amount *amount, double u, int *currency);
/** Whether a day stands before the day on which `unless` removes what is dated. */
bool model_world_leaves(const model_trial *t, int unless, sol_date on);

/* firms.c, sources.c: §4 money in */
void model_firms_pay(model_trial *t);
void model_sources_pay(model_trial *t);
/** Notes what is received between start and end, converted on its day. */
void model_arrival_add(model_trial *t, model_arrival arrival, int currency);

/* people.c: §1, §3 */
void model_people_draw(model_trial *t);
/** Completed years; an estate keeps the age he died at. Institutions have none: −1. */
int model_people_age(const model_person *p, sol_date on);
/** Exact age in years, likewise. */
double model_people_exact_age(const model_person *p, sol_date on);
/** Whether a step's or a goal's `who` is for him on a day. */
bool model_people_meant(const sol_who *who, const model_person *p, sol_date on);
/** The day of a `sol_when`, from `base` where it is a span: one draw a person; what is uncertain in it is one draw a trial for his group. */
sol_date model_people_when(const model_trial *t, const model_person *p, const sol_when *when, sol_date base,
                           sol_purpose purpose);
/** The weight of a step, and how urgent a claim is by force of mortality. */
double model_people_weight(const model_trial *t, const sol_step *step, const model_person *p, sol_date on);
double model_people_hazard(const model_trial *t, const model_person *p, sol_date on);
/** Survival from a pay date to the horizon of alpha-fair. */
double model_people_survival(const model_trial *t, const sol_step *step, const model_person *p, sol_date on);

/* claims.c: §2 */
void model_claims_open(model_trial *t);
/** Brings interest up to a day, that day not included, and says what is owed on it. */
void model_claims_accrue(const model_trial *t, model_person *p, sol_date on);
/** Settles interest first, then principal. */
void model_claims_settle(model_person *p, int64_t amount);
/** Whether a claim is eligible on a day, (a) to (d), and not lapsed. */
bool model_claims_are_eligible(const model_person *p, sol_date on);
/** Whether what falls to a claim that is not eligible is held on a day. */
bool model_claims_are_held(const model_trial *t, const model_person *p, sol_date on);
/** Whether it is known on a day to be lapsed, refused, declined or excluded. */
bool model_claims_are_closed(const model_trial *t, const model_person *p, sol_date on);
/** Whether he is dead, and heirs have not come forward. */
bool model_claims_await_heirs(const model_person *p, sol_date on);
bool model_claims_have_lapsed(const model_person *p, sol_date on);

/* office.c: §6 */
/** Examines claims from one day to another, both included; the number of them. */
size_t model_office_examine(model_trial *t, sol_date from, sol_date to);

/* fund.c: §4 pools, §5 */
void model_fund_make_pools(model_trial *t);
/** Arrivals and return of the days after `since` (or from `start`) to `to`; what is direct waits. */
void model_fund_receive(model_trial *t, sol_date since, sol_date to, model_day *day);
void model_fund_bear_costs(model_trial *t, sol_date since, size_t processed, model_day *day);
/** What the limit leaves on a pay date, after what its pools have paid so far; INT64_MAX: there is none. */
int64_t model_fund_limit(const model_trial *t, size_t k);
/** What of a pool's money is young on a day. */
int64_t model_fund_young(const model_trial *t, int pool, sol_date on);
bool model_fund_is_for(const model_pool *pool, const model_person *p);

/* direct.c: §4 enforcement */
void model_direct_pay(model_trial *t, size_t k);

/* pay.c: §7 the pools, one after the other */
void model_pay_pools(model_trial *t, size_t k);
/** What a pool holds beyond all that its groups can still receive. */
int64_t model_pool_excess(const model_trial *t, size_t pool, sol_date on);
/** Deposits that are taken up by a pay date; those that are made once its pools are divided. */
void model_deposits_take_up(model_trial *t, size_t k);
void model_deposits_make(model_trial *t, size_t k);
/** A payment to a claimant on a pay date. */
void model_pay_person(model_trial *t, size_t k, model_person *p, int64_t amount);

/* What a pool's steps have given so far on a pay date. */
typedef struct step_run {
    model_trial *trial;
    size_t k;
    const model_pool *pool;
    bool is_general;
    bool with_registered; /* §7 hold */
    const int64_t *bound; /* §5: by person, the most that each may get here; NULL: none */
    int64_t cash;
    int64_t *given; /* by person: what he gets, or what is held for him */
} step_run;

/* steps.c: §7; the steps of one pool with some cash */
void model_steps_run(step_run *run);

/* A claims problem of §7 as a rule sees it, and what it gives. */
typedef struct award_problem {
    const sol_step *step;
    size_t count;
    int64_t *claim, *lower, *upper; /* c, l, h */
    double *weight;                 /* where the step has weights */
    int *years;                     /* of a weight by age: completed years above `from` */
    double *survival;               /* alpha-fair */
    double *urgency;                /* priority: it fills in this order, rising */
    int64_t endowment;              /* E */
    int64_t unit;
    int64_t *gain; /* x − l, rounded down to the unit */
    bool *is_full; /* x = h */
    sol_arena *arena;
} award_problem;

/* award.c: x_i = clamp(r(c_i, w_i, λ), l_i, h_i), λ such that Σx = min(E, Σh); rules without λ by their own definition */
void model_award_divide(award_problem *problem);
/** level.c: the same for rules whose path is straight between the points where somebody's award stops or begins to grow. */
void model_level_divide_exactly(award_problem *problem);
/** Whether a rule is one of those. */
bool model_level_is_rule(const sol_rule_choice *rule);

/* time.c: §8 */
void model_time_settle(model_trial *t);
/** Notes what had been reached by a pay date, or at start. */
void model_time_note(model_trial *t, sol_date on);
/** Whether what a claimant was paid has reached a goal's share of all he is owed. */
bool model_time_has_reached(const model_trial *t, const sol_timeliness *goal, const model_person *p);

/* answers.c: who is wholly paid, what is unpaid on the first goal's day, who dies waiting */
/** Notes what is unpaid on the first goal's day: once all pay dates up to it are over, before any other. */
void model_answers_note_goal(model_trial *t);
void model_answers_settle(model_trial *t);

#endif
