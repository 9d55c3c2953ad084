/* Distributions of a scenario's values, drawn by their inverse. */
#ifndef SOLATIUM_DISTRIBUTION_H
#define SOLATIUM_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum sol_distribution_kind {
    SOL_CONSTANT,    /* parameter: value */
    SOL_UNIFORM,     /* a, b */
    SOL_TRIANGULAR,  /* a, mode, b */
    SOL_NORMAL,      /* mean, standard deviation */
    SOL_LOGNORMAL,   /* median, sigma */
    SOL_EXPONENTIAL, /* mean */
    SOL_CHOICE,      /* value: probability, … */
    SOL_DISTRIBUTION_KINDS
} sol_distribution_kind;

/** One value of a choice. */
typedef struct sol_choice {
    double value;
    int64_t exact; /* the same as a whole number, where the kind of value has one (money, date, billionths of shares) */
    double probability;
} sol_choice;

/**
 * A distribution of one value, in the unit of its kind: money in minor units, dates in days since 1970-01-01, spans in days (a month is
 * 365.25/12), ages in years, rates per year, shares as fractions. It is truncated to [lower, upper] by u -> F(lower) + u·(F(upper) − F(lower)).
 */
typedef struct sol_distribution {
    sol_distribution_kind kind;
    double parameter[3];
    int64_t exact; /* of a constant, where the kind of value has a whole number */
    size_t choice_count;
    const sol_choice *choice;
    double lower, upper;                   /* ±infinity where the kind of value has no bound */
    const struct sol_uncertain *uncertain; /* a parameter that is a distribution itself; NULL: none is */
} sol_distribution;

/** A parameter of a distribution that is not known: one draw a trial, whereas the distribution is drawn for each person. */
typedef struct sol_uncertain {
    int parameter;          /* which of them */
    sol_distribution value; /* in that parameter's unit; its own parameters are known */
} sol_uncertain;

/** What a distribution is called and how it is written, one row a kind; `solatium distributions` prints it. */
typedef struct sol_distribution_row {
    sol_distribution_kind kind;
    const char *name;
    const char *parameters; /* as written: "[a, mode, b]" */
    const char *meaning;
    int parameter_count; /* −1: a mapping of choices */
} sol_distribution_row;
extern const sol_distribution_row sol_distribution_table[SOL_DISTRIBUTION_KINDS];

/** Whether a parameter is a bare number, whatever the unit of the values: a log-normal's sigma is of their logarithms. */
static inline bool sol_distribution_is_bare(sol_distribution_kind kind, int parameter)
{
    return kind == SOL_LOGNORMAL && parameter == 1;
}

/** A constant with bounds ±infinity; `exact` is the same value as a whole number, where its kind has one. */
sol_distribution sol_distribution_constant(double value, int64_t exact);

/** A distribution as it is when its uncertain parameter has its value at probability u, 0 < u < 1; as it stands where none is uncertain. */
sol_distribution sol_distribution_given(const sol_distribution *d, double u);

/** Whether every draw gives the same value. */
bool sol_distribution_is_constant(const sol_distribution *d);

/** Whether a probability is 1 in every draw. */
bool sol_distribution_is_certain(const sol_distribution *d);

/** The value at probability u, 0 < u < 1, within [lower, upper]; no parameter is uncertain. What is not so ends the call as protect.h says, NaN, 0 or never for a bare one. */
double sol_distribution_at(const sol_distribution *d, double u);

/** The same for kinds with whole numbers: money rounded to nearest; exact for constants and choices. */
int64_t sol_distribution_money_at(const sol_distribution *d, double u);

/**
 * The same for shares, in SOL_SHARE_PARTS and within 0 … 1: exact for constants and choices, which are written in decimals; what is drawn
 * from a density has the digits of its double.
 */
int64_t sol_distribution_parts_at(const sol_distribution *d, double u);

/** The same for dates: rounded down to a day; a uniform one includes both ends. */
int32_t sol_distribution_day_at(const sol_distribution *d, double u);

/** Mean and standard deviation, of the truncated distribution (closed form or quadrature to 1e-9). */
double sol_distribution_mean(const sol_distribution *d);
double sol_distribution_deviation(const sol_distribution *d);

/** Why the parameters are not a distribution, or NULL when they are (order of a and b, sigma >= 0, probabilities that sum to 1, mass within the bounds). */
const char *sol_distribution_fault(const sol_distribution *d);

#endif
