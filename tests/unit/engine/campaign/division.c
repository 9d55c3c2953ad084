/* How money is divided, and what is in time. */
#include "engine/campaign/parts.h"

/* Now and then an amount follows prices. */
static void write_index(language *l)
{
    if (!language_chance(l, 30))
        return;
    language_write(l, ", index: {rate: %s", ONE(l, "2%/y", "12.5%/y", "0.3333333%/y"));
    if (language_chance(l, 70))
        language_write(l, ", from: %d-%s", l->first_year - (int)language_roll(l, 5),
                       ONE(l, "01-01", "02-28", "05-31", "07-15", "12-31"));
    language_write(l, "}");
}

/* The first from the outset or a day in the second year, the others a year or more later. */
static void write_limits(language *l)
{
    int count = 1 + (int)language_roll(l, 3);
    language_write(l, ", limit: [");
    for (int i = 0; i < count; i++) {
        language_write(l, "%s{amount: ", i ? ", " : "");
        language_amount(l, 100, true);
        if (i > 0 || language_chance(l, 50))
            language_write(l, ", from: %d-%s", l->first_year + 1 + i, ONE(l, "01-01", "02-15", "11-30"));
        language_write(l, ", per: %s", ONE(l, "year", "quarter", "total"));
        language_write(l, ", carry: %s", ONE(l, "yes", "no"));
        write_index(l);
        language_write(l, "}");
    }
    language_write(l, "]");
}

static void write_payments(language *l)
{
    language_write(l, "payments: {");
    if (language_chance(l, 25))
        language_write(l, "dates: [%d-04-30, %d-08-01, %d-12-01]", l->first_year, l->first_year, l->first_year);
    else
        language_write(l, "first: %d-%s, every: %s", l->first_year, ONE(l, "03-17", "04-01", "05-31", "12-31"),
                       ONE(l, "month", "quarter", "half-year", "year"));
    if (language_chance(l, 40))
        language_write(l, ", unit: %s %s", ONE(l, "1", "10", "7"), l->own);
    if (language_chance(l, 15))
        language_write(l, ", lag: %s", ONE(l, "45d", "6mo", "1y", "40y"));
    if (language_chance(l, 12)) {
        write_limits(l);
    } else if (language_chance(l, 30)) {
        language_write(l, ", limit: ");
        bool carries = language_chance(l, 40);
        language_write(l, carries ? "{amount: " : "");
        language_amount(l, 150, true);
        language_write(l, carries ? ", carry: yes}" : "");
    }
    language_write(l, "}\n");
    if (language_chance(l, 25))
        language_write(l, "hold: registered\n");
}

static void write_who(language *l)
{
    int kind = (int)language_roll(l, 6);
    if (kind < 3) {
        language_write(l, "who: %s", (const char *const[]){"all", "living", "estates"}[kind]);
        return;
    }
    language_write(l, "who: {");
    const char *comma = "";
    bool has_age = language_chance(l, 40);
    if (language_chance(l, 40)) {
        language_write(l, "living: %s", ONE(l, "yes", "no"));
        comma = ", ";
    }
    if (has_age) {
        language_write(l, "%sage_from: %s", comma, ONE(l, "85", "90", "93"));
        comma = ", ";
    }
    bool by_filing = language_chance(l, 35);
    if (by_filing) {
        const int middle = l->first_year + (int)language_roll(l, (uint64_t)l->years);
        const char *day = ONE(l, "01-01", "06-30", "11-11");
        if (language_chance(l, 50))
            language_write(l, "%sfiled_by: %d-%s", comma, middle, day);
        else
            language_write(l, "%sfiled_from: %d-%s", comma, middle - (int)language_roll(l, 2), day);
        comma = ", ";
    }
    if ((!has_age && !by_filing) || language_chance(l, 50)) {
        language_write(l, "%sgroups: ", comma);
        language_groups_list(l);
    }
    language_write(l, "}");
}

static const char *const level_rules[] = {
    "proportional",
    "proportional",
    "equal-awards",
    "equal-losses",
    "talmud",
    "talmud, theta: 30%",
    "reverse-talmud",
    "piniles",
    "constrained-egalitarian",
    "equal-sacrifice, p: 0.5",
    "equal-sacrifice, p: -0.5",
    "equal-sacrifice, p: inf",
    "alpha-fair, alpha: 0.5, at: 1y",
    "alpha-fair, alpha: 2",
    "alpha-fair, alpha: inf, at: 2035-01-01",
    "priority, by: age",
    "priority, by: hazard",
    "priority, by: filing",
    "priority, by: claim",
    "priority, by: random",
    "priority, by: approval",
};
static const char *const weighted_rules[] = {"proportional", "equal-awards", "equal-losses", "talmud",
                                             "talmud, theta: 70%"};
static const char *const plain_rules[] = {
    "average",         "average, mix: 30%", "adjusted-proportional", "truncated-proportional", "alpha-min",
    "minimal-overlap", "random-arrival",    "average-of-awards",     "dominguez-thomson"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void write_rule(language *l, bool may_weigh)
{
    if (language_chance(l, 15)) {
        language_write(l, "rule: %s", language_one(l, COUNT(plain_rules), plain_rules));
        return;
    }
    bool is_weighted = may_weigh && language_chance(l, 25);
    language_write(l, "rule: %s",
                   is_weighted ? language_one(l, COUNT(weighted_rules), weighted_rules)
                               : language_one(l, COUNT(level_rules), level_rules));
    if (is_weighted)
        language_write(
            l, ", weight: %s",
            ONE(l, "{age: {from: 80, each_year: 5%}}", "{age: {from: 90, each_year: 25%}}", "hazard", "need"));
    if (language_chance(l, 30))
        language_write(l, ", basis: %s", ONE(l, "cumulative", "outstanding"));
}

static void write_goals(language *l)
{
    int goals = (int)language_roll(l, 3);
    if (goals > 0)
        language_write(l, "timeliness:\n");
    for (int g = 0; g < goals; g++) {
        language_write(l, "  - {");
        if (language_chance(l, 50)) {
            write_who(l);
            language_write(l, ", ");
        }
        language_write(l, "paid: %s, goal: %s", ONE(l, "100%", "80%", "33.3%"), ONE(l, "50%", "66.7%", "90%"));
        if (language_chance(l, 70)) {
            language_write(l, ", by: ");
            language_date(l, false);
        }
        language_write(l, "}\n");
    }
}

/* The first or the last day of a step, or both in their order. */
static void write_days(language *l)
{
    bool has_from = language_chance(l, 20), has_until = language_chance(l, 20);
    int middle = l->first_year + (int)language_roll(l, (uint64_t)l->years);
    if (has_from)
        language_write(l, ", from: %d-%s", middle, ONE(l, "01-01", "03-17", "04-01"));
    if (has_until)
        language_write(l, ", until: %d-%s", middle, ONE(l, "04-01", "05-31", "12-31"));
}

void language_division(language *l)
{
    write_payments(l);
    int steps = (int)language_roll(l, 4);
    if (steps > 0)
        language_write(l, "allocation:\n");
    for (int s = 0; s < steps; s++) {
        language_write(l, "  - {");
        if (language_chance(l, 60)) {
            write_who(l);
            language_write(l, ", ");
        }
        if (language_chance(l, 35)) {
            language_write(l, "up_to: ");
            bool is_share = language_chance(l, 50);
            if (is_share)
                language_share(l);
            else
                language_amount(l, 60, true);
            if (!is_share)
                write_index(l);
            language_write(l, ", ");
        }
        write_rule(l, !l->has_institution);
        write_days(l);
        language_write(l, "}\n");
    }
    write_goals(l);
}
