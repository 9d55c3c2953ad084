/* Claimants: who they are, what they claim, in which order their claims are processed. */
#ifndef SOL_PLAN_PEOPLE_H
#define SOL_PLAN_PEOPLE_H

#include "plan/plan.h"

enum { PEOPLE_MAX = 10000000 };

/* Claims of the same terms that an event allows or excludes. */
typedef struct people_awaiting {
    const sol_terms *terms;
    uint64_t count;
} people_awaiting;

/* What the trials need of the people beside the claimants. */
typedef struct people_details {
    uint64_t *entity;        /* by claimant: the number of his draws */
    int32_t *survival;       /* by claimant, or SOL_NONE */
    uint32_t *mortality;     /* by the scenario's mortalities: the first that is the same */
    size_t end, opens, goal; /* indices into survival_date; goal: the day of the first one of timeliness */
    uint32_t *pay_of;        /* by survival date: the first pay date on or after it */
    size_t *survival_of_pay; /* by pay date: its index in survival_date */
    bool has_queue;          /* else claims are processed when they are due, at the earliest when the office opens */
    uint32_t *by_birth;      /* claimants oldest first, those who never were born last; ties in file order */
    uint32_t *
        by_queue; /* filing or smallest: claimants in the order of the queue; NULL for oldest. Of filing as far as days are known */
    sol_date *processed; /* by place in the queue, none before start; never: not by `end` */
    uint64_t
        *processed_by; /* by pay date, then by `end`: claims processed by then, refused ones too, but for those that: */
    size_t
        awaiting_count; /* without a queue: claims that are processed when one event has happened, or unless another has */
    people_awaiting *awaiting;
    bool has_after_living;
    bool has_filed;         /* some claims are filed on another day than start, or it is asked when */
    bool has_later_filings; /* some may be filed after start */
    bool has_own_days;      /* some may be filed later, or it is drawn from when they are eligible */
    sol_money *claimed;     /* by claimant: principal and interest owed at start; NULL: everyone's principal */
} people_details;

static inline const people_details *people_details_of(const sol_plan *plan)
{
    return (const people_details *)plan->people.details;
}

/** Which of the scenario's mortalities a claimant has, the first of those that are the same; and, with his sex, which law: from 0 to people_laws − 1. */
static inline size_t people_mortality(const sol_plan *plan, size_t claimant)
{
    const sol_scenario *scenario = plan->scenario;
    size_t row = (size_t)plan->people.claimant[claimant].row, groups = scenario->group_count;
    if (scenario->mortality_count == 1)
        return 0;
    int own = row < groups ? scenario->group[row].mortality : scenario->row[row - groups].mortality;
    return people_details_of(plan)->mortality[own];
}

static inline size_t people_law(const sol_plan *plan, size_t claimant)
{
    return people_mortality(plan, claimant) * SOL_SEXES + plan->people.claimant[claimant].sex;
}

static inline size_t people_laws(const sol_plan *plan)
{
    return plan->scenario->mortality_count * SOL_SEXES;
}

static inline const sol_hazard *people_hazard(const sol_plan *plan, size_t law)
{
    return &plan->scenario->mortality[law / SOL_SEXES].hazard[law % SOL_SEXES];
}

static inline const sol_improvement *people_improvement(const sol_plan *plan, size_t law)
{
    return &plan->scenario->mortality[law / SOL_SEXES].improvement;
}

/** A life under a law, of somebody born on one day, from another on. */
static inline sol_life people_life(const sol_plan *plan, size_t law, sol_date birth, sol_date from)
{
    return (sol_life){people_hazard(plan, law), people_improvement(plan, law), sol_date_years(birth, from), from};
}

/** Principal and interest owed to a claimant at start. */
static inline sol_money people_claimed(const sol_plan *plan, size_t claimant)
{
    const people_details *details = people_details_of(plan);
    return details->claimed ? details->claimed[claimant] : plan->people.claimant[claimant].principal;
}

/** Whether it is known when claims of some terms are filed: `day`, start where they do not say. */
bool people_filed_on(sol_date start, const sol_terms *terms, sol_date *day);

/** The day of a date or span from start on at probability u, of its uncertain part the median; a drawn one is not before start. */
sol_date people_when_at(sol_date start, const sol_when *when, double u);

/** Whether a step or a goal is for claims that are filed on a day. */
static inline bool people_is_for_filed(const sol_who *who, sol_date filed)
{
    return !who->goes_by_filing || (filed.day >= who->filed_from.day && filed.day <= who->filed_by.day);
}

/** Whether some of such terms may file after start: in each trial their day of filing says who they are to the fund. */
bool people_file_later(sol_date start, const sol_terms *terms);

/** Whether claims of such terms have days of entitlement of their own: they may be filed after start, or it is drawn from when they are eligible. */
static inline bool people_have_own_days(sol_date start, const sol_terms *terms)
{
    return terms->eligible_drawn != NULL || people_file_later(start, terms);
}

/** Whether claims of such terms come to more with time. */
static inline bool people_grow(const sol_terms *terms)
{
    return terms->interest_count > 0 || terms->index.rate_billionths > 0;
}

/** Whether some of such terms may decline, and something is kept for them then. */
static inline bool people_keep(const sol_terms *terms)
{
    return terms->declined != SOL_DECLINED_NOTHING && !sol_distribution_is_certain(&terms->accepts);
}

/** Whether heirs of some of such terms who die from start on may come forward later, or not at all. */
static inline bool people_await_heirs(const sol_terms *terms)
{
    return terms->heirs.rank != SOL_HEIRS_LAPSE &&
           !(sol_distribution_is_certain(&terms->heirs.inherit) && terms->heirs.at_once);
}

/** Whether that is so for some claimants of a plan. */
bool people_some_await_heirs(const sol_plan *plan);

/** Whether something is kept for some who decline; of deposits alone. */
bool people_some_keep(const sol_plan *plan);
bool people_some_deposit(const sol_plan *plan);

/** Whether money is held for claims that are not eligible: of all registered, or of those who declined. */
static inline bool people_hold(const sol_plan *plan)
{
    return plan->scenario->hold_registered || people_some_keep(plan);
}

/** Indices 0 … count − 1 by rising key, ties as they stand. Cost   linear in count for each 11 bits that the keys differ in */
uint32_t *people_order(sol_arena *arena, size_t count, const int64_t *key);

/** Sorts such indices by another key, which each index has; ties stay as they stand. */
void people_sort(size_t count, const int64_t *key, uint32_t *order);

/**
 * Writes the days on which the places of the queue are processed, up to `count`. Exact: capacity is spread evenly over a month's days, from
 * the one on which the office opens. What adds up to before the fund exists is examined on its first day.
 *
 * Needs    `u`: the draw of a capacity that is uncertain, 0 < u < 1
 */
void queue_days(const sol_scenario *scenario, size_t count, double u, sol_date *processed);

/* A capacity as it runs from day to day: claims in exact parts, of which QUEUE_CLAIM make one. */
typedef struct queue_course {
    const sol_scenario *scenario;
    double u; /* the draw of a capacity that is uncertain */
    size_t step;
    int64_t per_month;
} queue_course;

/* A day has so many parts of a thousandth of a claim: all lengths of a month divide this. */
enum { QUEUE_PARTS = 4 * 3 * 5 * 7 * 29 * 31 };
#define QUEUE_CLAIM ((sol_wide)QUEUE_PARTS * 1000)

/** What a day adds; days one after the other from the one on which the office opens. */
sol_wide queue_day(queue_course *course, sol_date day);

/** Whether some capacity is uncertain, so that the days are those of a trial; the plan's are then those of the median. */
bool queue_is_drawn(const sol_scenario *scenario);

/** Makes the orders of the queue, and counts the claims processed by each pay date and by `end`. */
void queue_orders(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, people_details *details);

/** Works out which mortalities are the same, and the integrals of the hazard: plan->people.survival and each claimant's index. */
void survival_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, people_details *details);

#endif
