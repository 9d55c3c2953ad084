/*
 * Scenarios small enough to be worked out by hand, and what comes of trial 0: by pay date what each claimant has been paid so far, then sums.
 * Institutions do not die; of the others women do not, and men die on the first day after start.
 */
#ifndef BY_HAND_H
#define BY_HAND_H

#include "engine/tally/metrics.h"
#include "engine/trial_fixture.h"

typedef struct by_hand {
    const char *label, *sections;
    const char *paid; /* "50 0 | 50 50": two pay dates, two claimants */
    const char *sums; /* "costs 10, owed 50", of those that are named; NULL: not looked at */
} by_hand;

#define BY_HAND_HEAD                                                                                                   \
    "solatium: 1\ntitle: By hand\ncurrency: KRW\n"                                                                     \
    "mortality: {male: {law: gompertz, b: 0.9, g: 0.1}, female: {law: gompertz, b: 1e-15, g: 1e-6}}\n"

#define GROUPS "claimants:\n  groups:\n"
#define CLAIM(name, rest) "    - {name: " name ", kind: institution, count: 1, claim: " rest "}\n"
#define ESTATE(name, rest) "    - {name: " name ", count: 1, living: 0, sex: female, age: 95, claim: " rest "}\n"
#define SHE(name, rest) "    - {name: " name ", count: 1, sex: female, age: 80, claim: " rest "}\n"
#define HE(name, rest) "    - {name: " name ", count: 1, sex: male, age: 90, claim: " rest "}\n"

#define BY_HAND_WHOLE(origin, part) (METRIC_WHOLE + (size_t)(origin)*WHOLE_PARTS + (part))
#define BY_HAND_DATE(of, share) (METRIC_REACH + ((size_t)(of)*SOL_COMING_SHARES + (share)) * REACH_PARTS + REACH_DATE)

typedef struct by_hand_watch {
    sol_arena *arena;
    const trial *trial;
    const char *paid;
} by_hand_watch;

static void by_hand_see(void *context, size_t date, const ledger *sums, const sol_money *balance)
{
    (void)sums;
    (void)balance;
    by_hand_watch *w = context;
    if (date == w->trial->plan->date_count)
        return;
    for (size_t i = 0; i < w->trial->plan->people.count; i++)
        w->paid = sol_arena_print(w->arena, "%s%s%lld", w->paid,
                                  i > 0      ? " "
                                  : date > 0 ? " | "
                                             : "",
                                  (long long)trial_claim_of(w->trial, i).paid.units);
}

/* The sums that are named, as they are. */
static const char *by_hand_sums(sol_arena *arena, const trial *t, const char *named)
{
    static const struct {
        const char *name;
        size_t at;
    } sums[] = {{"received", METRIC_RECEIVED},
                {"return", METRIC_RETURN},
                {"costs", METRIC_COSTS},
                {"returned", METRIC_RETURNED},
                {"deposited", METRIC_DEPOSITED},
                {"left", METRIC_LEFT},
                {"stranded", METRIC_STRANDED},
                {"owed", METRIC_OWED},
                {"interest", METRIC_INTEREST},
                {"claimed", METRIC_CLAIMED},
                {"refused", METRIC_STATE + SOL_STATE_REFUSED},
                {"not-due", METRIC_STATE + SOL_STATE_NOT_DUE},
                {"declined", METRIC_STATE + SOL_STATE_DECLINED},
                {"in-time", METRIC_STATE + SOL_STATE_IN_TIME},
                {"in-part", METRIC_STATE + SOL_STATE_PART},
                {"estate-paid", METRIC_STATE + SOL_STATE_ESTATE_PAID},
                {"nothing", METRIC_STATE + SOL_STATE_NOTHING},
                {"unpaid", METRIC_UNPAID + SOL_OF_ALL},
                {"living's", METRIC_UNPAID + SOL_OF_LIVING},
                {"estates'", METRIC_UNPAID + SOL_OF_ESTATES},
                {"in-queue", METRIC_WAIT + SOL_WAITS_IN_QUEUE},
                {"for-answer", METRIC_WAIT + SOL_WAITS_FOR_ANSWER},
                {"for-money", METRIC_WAIT + SOL_WAITS_FOR_MONEY},
                {"whole", BY_HAND_WHOLE(SOL_OF_ALL, WHOLE_BY_GOAL)},
                {"whole-living", BY_HAND_WHOLE(SOL_OF_LIVING, WHOLE_BY_GOAL)},
                {"whole-estates", BY_HAND_WHOLE(SOL_OF_ESTATES, WHOLE_BY_GOAL)},
                {"whole-at-end", BY_HAND_WHOLE(SOL_OF_ALL, WHOLE_BY_END)},
                {"everyone", BY_HAND_WHOLE(SOL_OF_ALL, WHOLE_EVERYONE)},
                {"all-living", BY_HAND_WHOLE(SOL_OF_LIVING, WHOLE_EVERYONE)},
                {"living-half", BY_HAND_DATE(SOL_COMING_LIVING, 1)},
                {"living-last", BY_HAND_DATE(SOL_COMING_LIVING, 4)},
                {"half", BY_HAND_DATE(SOL_COMING_ALL, 1)},
                {"last", BY_HAND_DATE(SOL_COMING_ALL, 4)},
                {"nothing-comes", METRIC_NOTHING_COMES},
                {"deaths", METRIC_DEATHS}};
    metrics_layout *layout = metrics_layout_make(arena, t->plan);
    metrics_room room = metrics_room_new(arena, layout, t);
    int64_t *row = SOL_TAKE(arena, layout->count, int64_t);
    metrics_fill(t, layout, &room, row);
    const char *told = "";
    for (const char *at = named; at && *at;) {
        size_t length = strcspn(at, " "), k = 0;
        while (strlen(sums[k].name) != length || strncmp(sums[k].name, at, length) != 0)
            k++;
        told = sol_arena_print(arena, "%s%s%s %lld", told, *told ? ", " : "", sums[k].name, (long long)row[sums[k].at]);
        at += strcspn(at, ",");
        at += strspn(at, ", ");
    }
    return told;
}

static inline void by_hand_check(size_t count, const by_hand *rows, const char *span)
{
    for (size_t k = 0; k < count; k++) {
        sol_arena *arena = sol_arena_new();
        fixture f = fixture_of(sol_arena_print(arena, "%s%s%s", BY_HAND_HEAD, span, rows[k].sections));
        by_hand_watch w = {arena, f.trial, ""};
        trial_observer observer = {.context = &w, .paid_date = by_hand_see};
        f.trial->observer = &observer;
        trial_run(f.trial, 0);
        cr_expect_str_eq(w.paid, rows[k].paid, "%s: %s, not %s", rows[k].label, w.paid, rows[k].paid);
        const char *sums = by_hand_sums(arena, f.trial, rows[k].sums);
        cr_expect(!rows[k].sums || strcmp(sums, rows[k].sums) == 0, "%s: %s, not %s", rows[k].label, sums,
                  rows[k].sums);
        fixture_end(&f);
        sol_arena_free(arena);
    }
}

#define BY_HAND(span, rows) by_hand_check(sizeof(rows) / sizeof *(rows), rows, span)

#endif
