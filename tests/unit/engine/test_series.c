/* Amounts that are written out by day, read from a table, and the share of them that comes. */
#include "engine/by_hand.h"

#include <stdlib.h>
#include <unistd.h>

#define SPAN "start: 2025-01-01\nend: 2035-12-31\n"
#define YEARLY "payments: {first: 2025-12-31, every: year}\n"
#define ONE GROUPS CLAIM("A", "100000")
#define SOURCE(rest) "other_sources: [{name: S, kind: public, " rest "}]\n"

#define EXPORTS                                                                                                        \
    "amounts: [{date: 2026-06-30, amount: 10000}, {date: 2027-06-30, amount: 12000}, {date: 2028-06-30, amount: "      \
    "9000}, {date: 2029-06-30, amount: 8000}, {date: 2030-06-30, amount: 8000}, {date: 2031-06-30, amount: 9000}, "    \
    "{date: 2032-06-30, amount: 11000}, {date: 2033-06-30, amount: 12000}]"

Test(series, comes_on_its_days_by_the_share_that_is_in_force)
{
    static const by_hand rows[] = {
        {"the reference's example: 5 % of exports, none for four years, then 3 %",
         SOURCE(EXPORTS ", share: [{from: 2025-01-01, share: 5%}, {from: 2028-10-01, share: 0%}, {from: 2032-10-01, "
                        "share: 3%}]") ONE YEARLY,
         "0 | 500 | 1100 | 1550 | 1550 | 1550 | 1550 | 1550 | 1910 | 1910 | 1910", "received 1910, left 0"},
        {"whole", SOURCE("amounts: [{date: 2026-06-30, amount: 7}, {date: 2028-12-31, amount: 5}]") ONE YEARLY,
         "0 | 7 | 7 | 12 | 12 | 12 | 12 | 12 | 12 | 12 | 12", NULL},
        {"one share of all", SOURCE("amounts: [{date: 2026-06-30, amount: 30}], share: 5%") ONE YEARLY,
         "0 | 2 | 2 | 2 | 2 | 2 | 2 | 2 | 2 | 2 | 2", "received 2"},
        {"nothing before the first step, and the step's day counts",
         SOURCE("amounts: [{date: 2026-06-30, amount: 100}, {date: 2026-07-01, amount: 100}], share: [{from: "
                "2026-07-01, share: 10%}]") ONE YEARLY,
         "0 | 10 | 10 | 10 | 10 | 10 | 10 | 10 | 10 | 10 | 10", NULL},
        {"two of one day", SOURCE("amounts: [{date: 2026-06-30, amount: 3}, {date: 2026-06-30, amount: 4}]") ONE YEARLY,
         "0 | 7 | 7 | 7 | 7 | 7 | 7 | 7 | 7 | 7 | 7", NULL},
        {"of a series by the calendar too",
         SOURCE("amount: 100, date: 2025-06-30, every: year, until: 2028-12-31, share: [{share: 50%}, {from: "
                "2026-01-01, share: 0%}, {from: 2028-01-01, share: 25%}]") ONE YEARLY,
         "50 | 50 | 50 | 75 | 75 | 75 | 75 | 75 | 75 | 75 | 75", "received 75"},
        {"each in its own currency",
         "exchange: {JPY: 10.9}\n" SOURCE(
             "amounts: [{date: 2026-06-30, amount: 100 JPY}, {date: 2027-06-30, amount: 7}], share: 50%") ONE YEARLY,
         "0 | 545 | 549 | 549 | 549 | 549 | 549 | 549 | 549 | 549 | 549", NULL},
    };
    BY_HAND(SPAN, rows);
}

Test(series, waits_for_what_it_requires_and_ends_with_what_excludes_it)
{
    static const by_hand rows[] = {
        {"what came before the event comes on its day, by the share of that day",
         "events: {treaty: {date: 2027-03-01}}\n" SOURCE(
             "amounts: [{date: 2026-06-30, amount: 100}, {date: 2028-06-30, amount: 100}], requires: treaty, share: "
             "[{share: 100%}, {from: 2027-01-01, share: 50%}]") ONE YEARLY,
         "0 | 0 | 50 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100", NULL},
        {"which does not happen",
         "events: {treaty: {probability: 0%}}\n" SOURCE("amounts: [{date: 2026-06-30, amount: "
                                                        "100}], requires: treaty") ONE YEARLY,
         "0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0", NULL},
        {"nothing from the other's day on",
         "events: {war: {date: 2028-06-30}}\n" SOURCE(
             "amounts: [{date: 2026-06-30, amount: 100}, {date: 2028-06-30, amount: 100}], unless: war") ONE YEARLY,
         "0 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100", NULL},
        {"nor after the end",
         SOURCE("amounts: [{date: 2026-06-30, amount: 100}, {date: 2036-06-30, amount: 100}]") ONE YEARLY,
         "0 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100 | 100", "received 100"},
    };
    BY_HAND(SPAN, rows);
}

/* Runs rows in a folder of their own with a file in it. */
static void with_file(const char *name, const char *content, size_t count, const by_hand *rows)
{
    char folder[512], back[4096];
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/solatium-XXXXXX", base ? base : "/tmp");
    cr_assert(getcwd(back, sizeof back) && mkdtemp(folder) && chdir(folder) == 0);
    FILE *file = fopen(name, "w");
    cr_assert(file && fputs(content, file) >= 0 && fclose(file) == 0);
    by_hand_check(count, rows, SPAN);
    cr_assert(remove(name) == 0 && chdir(back) == 0 && rmdir(folder) == 0);
}

Test(series, is_read_from_a_table)
{
    static const by_hand rows[] = {
        {"rows before start are left out", SOURCE("series: exports.csv, share: 5%") ONE YEARLY,
         "0 | 500 | 500 | 950 | 950 | 950 | 950 | 950 | 950 | 950 | 950", "received 950"},
    };
    with_file("exports.csv", "date,amount\n2023-06-30,7000\n2026-06-30,10000\n2028-06-30,9000\n",
              sizeof rows / sizeof *rows, rows);
    static const by_hand named[] = {
        {"a column that the scenario names", SOURCE("series: {name: exports.csv}, columns: {amount: value}") ONE YEARLY,
         "0 | 10000 | 10000 | 19000 | 19000 | 19000 | 19000 | 19000 | 19000 | 19000 | 19000", NULL},
    };
    with_file("exports.csv", "date,barrels,value\n2026-06-30,5,10000\n2028-06-30,6,9000\n", 1, named);
    static const by_hand other[] = {
        {"a unit in the header, days as an office writes them", SOURCE("series: exports.csv") ONE YEARLY,
         "0 | 7000 | 7000 | 7000 | 7000 | 7000 | 7000 | 7000 | 7000 | 7000 | 7000", NULL},
    };
    with_file("exports.csv", "입금일,금액(천원)\n2026. 6. 30.,7\n", 1, other);
}
