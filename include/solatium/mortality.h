/* Mortality: laws and life tables, survival, its inverse, remaining life expectancy. */
#ifndef SOLATIUM_MORTALITY_H
#define SOLATIUM_MORTALITY_H

#include "solatium/arena.h"
#include "solatium/date.h"
#include "solatium/diagnostic.h"

typedef enum sol_sex { SOL_FEMALE, SOL_MALE, SOL_SEXES } sol_sex;

typedef enum sol_law {
    SOL_GOMPERTZ,         /* B·e^{Gx} */
    SOL_MAKEHAM,          /* A + B·e^{Gx} */
    SOL_KANNISTO,         /* B·e^{Gx} / (1 + B·e^{Gx}) */
    SOL_KANNISTO_MAKEHAM, /* A + the last */
    SOL_LIFE_TABLE,       /* constant force inside a year of age; the last closed age's force is kept past it */
    SOL_LAWS
} sol_law;

typedef struct sol_law_row {
    sol_law law;
    const char *name;
    const char *hazard;     /* its formula */
    const char *parameters; /* "b, g" */
    const char *meaning;
} sol_law_row;
extern const sol_law_row sol_law_table[SOL_LAWS];

/** A country whose laws ship with the program: its codes of ISO 3166, and its names. */
enum { SOL_COUNTRIES = 2, SOL_COUNTRY_NAMES = 2, SOL_COUNTRY_LAWS = 12 };
typedef struct sol_country_row {
    const char *alpha3, *alpha2, *name;
    const char *other[SOL_COUNTRY_NAMES]; /* also taken; NULL: none */
} sol_country_row;
extern const sol_country_row sol_country_table[SOL_COUNTRIES];

/** The country of a code or a name, as an index; −1: none. */
int sol_country_named(const char *word);

/** A law fitted to one sex of a country in one year, with its figures as they are written. */
typedef struct sol_country_law {
    int country; /* index into sol_country_table */
    int year;
    sol_sex sex;
    sol_law law;
    int fitted_from, fitted_to; /* ages */
    const char *a, *b, *g;      /* a: NULL where the law has none */
} sol_country_law;
extern const sol_country_law sol_country_law_table[SOL_COUNTRY_LAWS];

/** Where all of them are from, and how they were made. */
extern const char *const sol_country_law_source, *const sol_country_law_note;

/** The hazard of one sex. */
typedef struct sol_hazard {
    sol_law law;
    double multiplier;             /* of the law, at every age; above 0, 1: as it is */
    double a, b, g;                /* per year of age */
    double fitted_from, fitted_to; /* ages; 0, 0: not said */
    int first_age;                 /* of a life table */
    size_t force_count;            /* closed years of age */
    const double *force;           /* per year */
    const double *cumulative;      /* force_count + 1: integral from first_age */
} sol_hazard;

/** Yearly improvement by age, linear between the given ages, flat outside; factor e^{−r·t}, t years from 1 July of the reference year. */
typedef struct sol_improvement {
    size_t count; /* 0: none */
    const double *age;
    const double *rate; /* per year */
    sol_date reference; /* 1 July of the year */
} sol_improvement;

/** How long the people of a scenario, or of one of its groups, live. */
typedef struct sol_mortality {
    sol_hazard hazard[SOL_SEXES];
    const sol_country_law *country_law[SOL_SEXES]; /* that it was taken from, or NULL */
    sol_improvement improvement;
} sol_mortality;

/** Force of mortality per year at an exact age (years), without improvement. */
double sol_hazard_at(const sol_hazard *hazard, double age_years);

/** Its integral from one age to a later one; bare, NaN if it is earlier (protect.h). */
double sol_hazard_between(const sol_hazard *hazard, double from_years, double to_years);

/** Force of mortality at exact age and date, with improvement. */
double sol_hazard_on(const sol_hazard *hazard, const sol_improvement *improvement, double age_years, sol_date on);

/** A person: the hazard, with improvement (NULL or count 0: none), and the exact age on a day. */
typedef struct sol_life {
    const sol_hazard *hazard;
    const sol_improvement *improvement;
    double age_years;
    sol_date from;
} sol_life;

/**
 * Integral of a life's hazard up to each of `count` increasing dates; the survival is exp(−multiplier · integral).
 *
 * Gives    integral[i] within 1e-10 of an independent quadrature, 0 for dates up to `from`, non-decreasing
 * Errors   as protect.h says; bare, `integral` is not filled
 * Cost     about half a microsecond a date; people born on one day may share the result
 */
void sol_hazard_integrals(const sol_life *life, size_t count, const sol_date *date, double *integral);

/** Remaining life expectancy in years at an age, without improvement; survival to where it is below 1e-12, at most 200 years on. */
double sol_life_expectancy(const sol_hazard *hazard, double age_years);

/** A life table: q_x by single year of age, all closed, as a hazard. Takes from `arena`. Needs 0 <= q <= 1; a force is at most 50 a year.
 * Errors as protect.h says; bare, one without force. */
sol_hazard sol_hazard_from_table(sol_arena *arena, int first_age, size_t count, const double *q);

typedef enum sol_table_layout { SOL_TABLE_HMD, SOL_TABLE_WPP, SOL_TABLE_CSV } sol_table_layout;

/** What to read from a life-table file. */
typedef struct sol_table_request {
    sol_table_layout layout;
    const char *path;    /* already resolved against the scenario's folder */
    int year;            /* hmd, wpp */
    const char *country; /* wpp: ISO3 code */
    sol_sex sex;
    const char *sheet; /* of a workbook, or NULL: the only one that is shown and not empty */
    int encoding;      /* of a text; 0: found from it */
} sol_table_request;

/**
 * Reads one sex of one year from a file, of which nothing is kept: text in any encoding and with any separator, or a workbook. The open
 * interval is not used: neither a row that says so (`110+`) nor, with a warning, rows at the end with q = 1, which are an open interval saved
 * as a plain age.
 *
 * Gives    true and `hazard` in `arena`, or false and at least one diagnostic (ids S7xx, of what holds for all tables S0xx and S5xx) with
 *          file, line and column; `hazard` untouched then
 * Errors   as protect.h says; bare, false
 */
bool sol_hazard_read(sol_arena *arena, const sol_table_request *request, sol_diagnostics *diagnostics,
                     sol_hazard *hazard);

#endif
