/* All may be null: a result from before there were such figures has none, and is written again without. */
#include "result/fields_rows.h"

#define COUNT_AND_SHARE(key_, count_, share_)                                                                          \
    static const field key_##_rows[] = {                                                                               \
        MAYBE(sol_wholly_paid, "count", FIELD_ESTIMATE, count_, RANGE_PEOPLE),                                         \
        {.key = "share",                                                                                               \
         .kind = FIELD_ESTIMATE,                                                                                       \
         .offset = offsetof(sol_wholly_paid, share_),                                                                  \
         .range = RANGE_SHARE,                                                                                         \
         .may_be_null = true,                                                                                          \
         .of = OF_SOME},                                                                                               \
        END,                                                                                                           \
    }
COUNT_AND_SHARE(by_goal, by_goal, share_by_goal);
COUNT_AND_SHARE(by_end, by_end, share_by_end);
static const field whole_rows[] = {
    OBJECT("by_goal", by_goal_rows),
    OBJECT("by_end", by_end_rows),
    {.key = "everyone",
     .kind = FIELD_PROPORTION,
     .offset = offsetof(sol_wholly_paid, everyone),
     .may_be_null = true,
     .of = OF_SOME},
    END,
};
const field field_wholly_paid_rows[] = {
    WITHIN("living", whole_rows, wholly_paid[SOL_OF_LIVING]),
    WITHIN("estates", whole_rows, wholly_paid[SOL_OF_ESTATES]),
    WITHIN("all", whole_rows, wholly_paid[SOL_OF_ALL]),
    END,
};

#define NEVER_IS_NULL(member) MAYBE(sol_reach_date, #member, FIELD_DATE, member, RANGE_TIME)
static const field reach_date_rows[] = {
    NEVER_IS_NULL(p05), NEVER_IS_NULL(p50), NEVER_IS_NULL(p95), NEVER_IS_NULL(at_confidence), END,
};

/* Never comes after every date. */
static const char *dates_misfit(sol_arena *arena, const void *base)
{
    (void)arena;
    const sol_reach_date *d = base;
    const bool rise = d->p05.day <= d->p50.day && d->p50.day <= d->p95.day && d->p50.day <= d->at_confidence.day;
    return rise ? NULL : "falls: a date of more futures is earlier than one of fewer";
}

static const field reach_rows[] = {
    {.key = "date", .kind = FIELD_OBJECT, .rows = reach_date_rows, .misfit = dates_misfit},
    {.key = "never",
     .kind = FIELD_PROPORTION,
     .offset = offsetof(sol_reach_date, never),
     .may_be_null = true,
     .of = OF_SOME},
    END,
};
#define REACH_BY_SHARE(of_)                                                                                            \
    WITHIN("25%", reach_rows, reach[of_][0]), WITHIN("50%", reach_rows, reach[of_][1]),                                \
        WITHIN("75%", reach_rows, reach[of_][2]), WITHIN("90%", reach_rows, reach[of_][3]),                            \
        WITHIN("100%", reach_rows, reach[of_][4])
static const field reach_living_rows[] = {REACH_BY_SHARE(SOL_COMING_LIVING), END};
static const field reach_all_rows[] = {REACH_BY_SHARE(SOL_COMING_ALL), END};
const field field_reach_rows[] = {OBJECT("living", reach_living_rows), OBJECT("all", reach_all_rows), END};

#define UNPAID(key_, member)                                                                                           \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_ESTIMATE, .offset = offsetof(sol_result, unpaid.member), .range = RANGE_MONEY,      \
        .tells_confidence = true, .may_be_null = true                                                                  \
    }
const field field_unpaid_rows[] = {
    MAYBE(sol_result, "at", FIELD_DATE, unpaid.at, RANGE_TIME),
    UNPAID("living", of[SOL_OF_LIVING]),
    UNPAID("estates", of[SOL_OF_ESTATES]),
    UNPAID("all", of[SOL_OF_ALL]),
    MAYBE(sol_result, "in_queue", FIELD_ESTIMATE, unpaid.wait[SOL_WAITS_IN_QUEUE], RANGE_MONEY),
    MAYBE(sol_result, "for_an_answer", FIELD_ESTIMATE, unpaid.wait[SOL_WAITS_FOR_ANSWER], RANGE_MONEY),
    MAYBE(sol_result, "for_money", FIELD_ESTIMATE, unpaid.wait[SOL_WAITS_FOR_MONEY], RANGE_MONEY),
    END,
};

static const field expected_rows[] = {
    IN(sol_expected, "mean", FIELD_NUMBER, mean, RANGE_PEOPLE),
    MAYBE(sol_expected, "se", FIELD_NUMBER, se, RANGE_PEOPLE),
    END,
};
const field field_death_rows[] = {
    {.key = "from", .kind = FIELD_DATE, .offset = offsetof(sol_deaths, from), .range = RANGE_TIME, .rises = true},
    {.key = "to", .kind = FIELD_DATE, .offset = offsetof(sol_deaths, to), .range = RANGE_TIME, .not_below = "from"},
    {.key = "waiting", .kind = FIELD_OBJECT, .rows = expected_rows, .offset = offsetof(sol_deaths, waiting)},
    {.key = "cumulative", .kind = FIELD_OBJECT, .rows = expected_rows, .offset = offsetof(sol_deaths, cumulative)},
    END,
};

static const field bin_rows[] = {
    {.key = "from", .kind = FIELD_NUMBER, .offset = offsetof(sol_bin, from), .rises = true},
    {.key = "to", .kind = FIELD_NUMBER, .offset = offsetof(sol_bin, to), .not_below = "from"},
    AT(sol_bin, "count", FIELD_WHOLE, count),
    END,
};

/* Each trial is in one bin at most, of which there are few. */
static const char *bins_misfit(sol_arena *arena, const sol_histogram *h, uint64_t trials)
{
    uint64_t count = 0;
    if (h->count > SOL_BINS_MAX)
        return sol_arena_print(arena, "has %zu bins, where up to %d belong", h->count, SOL_BINS_MAX);
    for (size_t b = 0; b < h->count; b++)
        count += h->bin[b].count <= trials ? h->bin[b].count : trials + 1;
    return count <= trials ? NULL : "counts more trials than there are";
}

#define HISTOGRAM(member)                                                                                              \
    static const char *member##_misfit(sol_arena *arena, const void *base)                                             \
    {                                                                                                                  \
        const sol_result *r = base;                                                                                    \
        return bins_misfit(arena, &r->distribution.member, r->trials);                                                 \
    }
HISTOGRAM(share_in_time)
HISTOGRAM(received)
HISTOGRAM(owed)

#define BINS(member)                                                                                                   \
    {                                                                                                                  \
        .key = #member, .kind = FIELD_LIST, .offset = offsetof(sol_result, distribution.member.bin), .rows = bin_rows, \
        .count_offset = offsetof(sol_result, distribution.member.count), .size = sizeof(sol_bin),                      \
        .misfit = member##_misfit                                                                                      \
    }
const field field_distribution_rows[] = {BINS(share_in_time), BINS(received), BINS(owed), END};
