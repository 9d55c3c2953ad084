/* Statistical disclosure control: what may be published, and what of a result is left when the rest is suppressed. */
#ifndef SOL_REPORT_DISCLOSURE_H
#define SOL_REPORT_DISCLOSURE_H

#include "report/document/document.h"
#include "report/payout/payout_report.h"
#include "solatium/result.h"

enum { DISCLOSURE_LEAST = 10, DISCLOSURE_PERCENT = 10 };

/** The rule in words, without the figures of a scenario: for the report and for `help report`. */
extern const char disclosure_rule[];

typedef struct disclosure_settings {
    bool without_secondary; /* primary suppression only: so that a test can show what secondary suppression prevents */
} disclosure_settings;

/** How coarse what is about everyone is published: each figure is a multiple of its step. */
typedef struct disclosure_steps {
    double people, share, money; /* heads; a fraction; minor units */
} disclosure_steps;

/** What the claimants of a published group can expect, as means over ten people or more. */
typedef struct disclosure_prospect {
    size_t count, living;
    double age, claimed; /* means; age −1: of institutions only */
    double in_time, paid_in_life, paid_to_estate, paid_off, dying_unpaid;
    int payoff_p05, payoff_p50, payoff_p95; /* years; medians over the group; 0: not by the end */
} disclosure_prospect;

typedef struct disclosure {
    const sol_result *result; /* what may be published, safe in every figure; its groups hold everyone once */
    disclosure_steps steps;
    size_t hidden_count; /* names of groups and of sources that are not to appear anywhere */
    const char **hidden;
    const disclosure_prospect
        *prospect; /* one a group of `result`; NULL when the claimants were not simulated one by one */
} disclosure;

/** disclosure_answers.c: rounds and withholds who is wholly paid, by when, and what is unpaid, of a copy of `r`. */
void disclosure_answers(sol_result *public, const sol_result *r, const disclosure_steps *steps);

/**
 * Suppresses in a result what could lead to fewer than ten people.
 *
 * Gives    groups of ten people or more, none or ten or more of them living: the small ones (primary suppression) and with them, smallest
 *          first, as many others as it takes until those without a line are ten again (secondary suppression) stand together as "other
 *          groups", so that whatever is subtracted from whatever leaves ten people or nobody; their amounts are stand-ins for a range.
 *          Sources earmarked for fewer than ten people likewise, together with the smallest other source that is no firm. All
 *          people, shares and amounts about everyone are multiples of the steps; no spread of groups; no ages, claims, claimants; no
 *          assumption about claimants or with a hidden name, no notes; goals only of groups that have a line.
 *          NULL when fewer than ten people claim, or fewer than ten but some live, or no goal is left
 */
disclosure *disclosure_public(sol_arena *arena, const sol_result *result, const disclosure_settings *settings);

/** The studies on the same steps, without levers on claimants or hidden names. */
payout_studies disclosure_studies(sol_arena *arena, const disclosure *d, const payout_studies *studies);

/** Whether a text holds a hidden name, or is a key of the scenario's claimants. */
bool disclosure_hides(const disclosure *d, const char *text);

/**
 * In all tables spreads go; in the table `groups` amounts become ranges. Adds the table `claimants` by group, and says the rule with
 * the steps.
 */
void disclosure_blur(document *doc, const disclosure *d);

/* Between the files of this header. */

/** The nearest multiple of a step. */
double disclosure_round(double value, double step);
sol_estimate disclosure_round_estimate(const sol_estimate *e, double step);

/** The step of shares of so many people: 1, 2, 5 or 10 %, the smallest that is worth ten of them, else 10 %. */
double disclosure_share_step(size_t people);

/** The middle of the range 1–2, 2–5 or 5–10 times a power of ten that an amount lies in; 0 of what is not above 0. */
double disclosure_stand_in(double amount);

/** Groups put together: gives how many lines are left in `group`; line[i] is that of the i-th group of before. */
size_t disclosure_groups(sol_arena *arena, const sol_result *r, const disclosure_settings *settings,
                         sol_band_result group[], size_t line[]);

/** The prospects of each line, from claimants and the lines of their groups. */
disclosure_prospect *disclosure_prospects(sol_arena *arena, const sol_result *r, size_t line_count,
                                          const size_t line[]);

#endif
