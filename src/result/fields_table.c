#include "result/fields_rows.h"

#include "result/goal_word.h"
#include "solatium/quantity.h"

static const char *digits_misfit(sol_arena *arena, const void *base)
{
    const sol_result *r = base;
    int digits = sol_currency_digits(r->currency);
    if (digits == r->minor_digits)
        return NULL;
    return digits < 0 ? sol_arena_print(arena, "is of a currency that there is not, `%.50s`", r->currency)
                      : sol_arena_print(arena, "is %d, but %s has %d", r->minor_digits, r->currency, digits);
}

static const char *word_misfit(sol_arena *arena, const void *base)
{
    const sol_verdict *v = base;
    sol_word word = goal_word(&v->probability, v->confidence);
    return word == v->word ? NULL
                           : sol_arena_print(arena, "is `%s`, but by its probability and the confidence it is `%s`",
                                             sol_word_label(v->word), sol_word_label(word));
}

static const char *settled_misfit(sol_arena *arena, const void *base)
{
    const sol_verdict *v = base;
    bool is_settled = goal_is_settled(&v->probability, v->confidence);
    return is_settled == v->is_settled
               ? NULL
               : sol_arena_print(arena, "is %s, but by the probability's interval and the confidence it is %s",
                                 v->is_settled ? "true" : "false", is_settled ? "true" : "false");
}

static const field scenario_rows[] = {
    AT(sol_result, "title", FIELD_TEXT, title),
    AT(sol_result, "file", FIELD_TEXT, file),
    AT(sol_result, "sha256", FIELD_TEXT, sha256),
    {.key = "content",
     .kind = FIELD_TEXT,
     .offset = offsetof(sol_result, content),
     .is_newer = true,
     .may_be_null = true},
    AT(sol_result, "start", FIELD_DATE, start),
    {.key = "end", .kind = FIELD_DATE, .offset = offsetof(sol_result, end), .not_below = "start"},
    AT(sol_result, "currency", FIELD_TEXT, currency),
    {.key = "minor_digits",
     .kind = FIELD_DIGITS,
     .offset = offsetof(sol_result, minor_digits),
     .misfit = digits_misfit},
    {.key = "leaves_out",
     .kind = FIELD_TEXTS,
     .offset = offsetof(sol_result, leaves_out),
     .count_offset = offsetof(sol_result, leaves_out_count)},
    END,
};

static const field simulation_rows[] = {
    IN(sol_result, "trials", FIELD_WHOLE, trials, RANGE_TRIALS),
    AT(sol_result, "seed", FIELD_WHOLE, seed),
    IN(sol_result, "pay_dates", FIELD_COUNT, pay_date_count, RANGE_PAY_DATES),
    IN(sol_result, "claimants", FIELD_COUNT, claimant_count, RANGE_CLAIMANTS),
    IN(sol_result, "living", FIELD_COUNT, living_count, RANGE_PEOPLE),
    IN(sol_result, "estates", FIELD_COUNT, estate_count, RANGE_PEOPLE),
    AT(sol_result, "quantiles_binned", FIELD_FLAG, quantiles_are_binned),
    AT(sol_result, "life_table_extrapolated", FIELD_FLAG, is_table_extrapolated),
    AT(sol_result, "people_sampled", FIELD_FLAG, has_sampled_people),
    AT(sol_result, "interrupted", FIELD_FLAG, is_interrupted),
    {.key = "filed_later",
     .kind = FIELD_FLAG,
     .offset = offsetof(sol_result, has_later_filings),
     .is_newer = true,
     .is_occasional = true},
    END,
};

const field field_verdict_table[] = {
    {.key = "word", .kind = FIELD_WORD, .offset = offsetof(sol_verdict, word), .misfit = word_misfit},
    {.key = "settled", .kind = FIELD_FLAG, .offset = offsetof(sol_verdict, is_settled), .misfit = settled_misfit},
    {.key = "probability",
     .kind = FIELD_PROPORTION,
     .offset = offsetof(sol_verdict, probability),
     .may_be_null = true,
     .of = OF_COUNTED},
    {.key = "counted",
     .kind = FIELD_NUMBER,
     .offset = offsetof(sol_verdict, counted),
     .range = RANGE_SHARE,
     .is_newer = true,
     .otherwise = 1}, /* who did not tell counted everybody */
    IN(sol_verdict, "goal", FIELD_NUMBER, goal, RANGE_SHARE),
    IN(sol_verdict, "confidence", FIELD_NUMBER, confidence, RANGE_CONFIDENCE),
    IN(sol_verdict, "by", FIELD_DATE, by, RANGE_TIME),
    IN(sol_verdict, "paid", FIELD_NUMBER, paid, RANGE_SHARE),
    MAYBE(sol_verdict, "who", FIELD_TEXT, who, RANGE_ANY),
    {.key = "reached", .kind = FIELD_REACH, .offset = offsetof(sol_verdict, reach), .is_newer = true},
    {.key = "share_in_time",
     .kind = FIELD_ESTIMATE,
     .offset = offsetof(sol_verdict, share_in_time),
     .range = RANGE_SHARE,
     .may_be_null = true,
     .of = OF_COUNTED},
    END,
};

#define REASON(key_, which) IN(sol_result, key_, FIELD_ESTIMATE, people.reason[which], RANGE_PEOPLE)
#define NEWER_REASON(key_, which)                                                                                      \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_ESTIMATE, .offset = offsetof(sol_result, people.reason[which]),                     \
        .range = RANGE_PEOPLE, .is_newer = true, .may_be_null = true                                                   \
    }
static const field reason_rows[] = {
    NEWER_REASON("before_entitled", SOL_BEFORE_ENTITLED),
    REASON("in_queue", SOL_IN_QUEUE),
    REASON("deciding", SOL_DECIDING),
    NEWER_REASON("before_pay_date", SOL_BEFORE_PAY_DATE),
    REASON("for_want_of_money", SOL_FOR_WANT_OF_MONEY),
    REASON("alive", SOL_ALIVE),
    END,
};

#define STATE(key_, which) IN(sol_result, key_, FIELD_ESTIMATE, people.state[which], RANGE_PEOPLE)
#define PEOPLE(member) IN(sol_result, #member, FIELD_ESTIMATE, people.member, RANGE_PEOPLE)
#define SHARE(member, of_)                                                                                             \
    {                                                                                                                  \
        .key = #member, .kind = FIELD_ESTIMATE, .offset = offsetof(sol_result, people.member), .range = RANGE_SHARE,   \
        .may_be_null = true, .of = of_                                                                                 \
    }
static const field people_rows[] = {
    STATE("in_time", SOL_STATE_IN_TIME),
    STATE("late", SOL_STATE_LATE),
    STATE("part", SOL_STATE_PART),
    STATE("estate_paid", SOL_STATE_ESTATE_PAID),
    STATE("declined", SOL_STATE_DECLINED),
    STATE("refused", SOL_STATE_REFUSED),
    STATE("not_due", SOL_STATE_NOT_DUE),
    STATE("nothing", SOL_STATE_NOTHING),
    PEOPLE(nothing_died),
    PEOPLE(nothing_living),
    SHARE(share_in_time, OF_COUNTED),
    SHARE(share_of_all_living, OF_SOME),
    SHARE(ceiling, OF_SOME),
    {.key = "ceiling_of_the_rules",
     .kind = FIELD_ESTIMATE,
     .offset = offsetof(sol_result, people.ceiling_of_rules),
     .range = RANGE_SHARE,
     .is_newer = true,
     .is_occasional = true,
     .may_be_null = true,
     .of = OF_SOME},
    {.key = "died_waiting",
     .kind = FIELD_ESTIMATE,
     .offset = offsetof(sol_result, people.died_waiting),
     .range = RANGE_PEOPLE,
     .is_newer = true},
    SHARE(share_died_waiting, OF_SOME),
    SHARE(paid_share_in_life, OF_SOME),
    OBJECT("not_in_time", reason_rows),
    END,
};

static const field source_rows[] = {
    AT(sol_source_result, "name", FIELD_TEXT, name),
    MAYBE(sol_source_result, "country", FIELD_TEXT, country, RANGE_ANY),
    AT(sol_source_result, "kind", FIELD_TEXT, kind),
    AT(sol_source_result, "probability", FIELD_PROPORTION, probability),
    IN(sol_source_result, "promised", FIELD_ESTIMATE, promised, RANGE_MONEY),
    IN(sol_source_result, "received", FIELD_ESTIMATE, received, RANGE_MONEY),
    IN(sol_source_result, "earmarked", FIELD_COUNT, earmarked, RANGE_PEOPLE),
    END,
};

static const field country_rows[] = {
    AT(sol_country_result, "country", FIELD_TEXT, country),
    IN(sol_country_result, "firms", FIELD_COUNT, firms, RANGE_HEADS),
    {.key = "joined",
     .kind = FIELD_ESTIMATE,
     .offset = offsetof(sol_country_result, joined),
     .range = RANGE_HEADS,
     .not_above = "firms"},
    IN(sol_country_result, "received", FIELD_ESTIMATE, received, RANGE_MONEY),
    END,
};

#define MONEY(member) IN(sol_result, #member, FIELD_ESTIMATE, money.member, RANGE_MONEY)
static const field money_rows[] = {
    MONEY(claimed),
    MONEY(opening),
    MONEY(received),
    IN(sol_result, "return", FIELD_ESTIMATE, money.returned_on_balance, RANGE_GAIN),
    MONEY(costs),
    MONEY(paid),
    MONEY(paid_in_life),
    MONEY(paid_to_estates),
    MONEY(returned),
    {.key = "deposited",
     .kind = FIELD_ESTIMATE,
     .offset = offsetof(sol_result, money.deposited),
     .range = RANGE_MONEY,
     .is_newer = true,
     .is_occasional = true},
    MONEY(left),
    MONEY(stranded),
    MONEY(owed),
    LIST("by_source", source_rows, source, source_count, sol_source_result),
    LIST("by_country", country_rows, country, country_count, sol_country_result),
    END,
};

#define BAND(key_, kind_, member, range_) IN(sol_band_result, key_, kind_, member, range_)
#define PART_OF_BAND(key_, member, of_)                                                                                \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_COUNT, .offset = offsetof(sol_band_result, member), .range = RANGE_PEOPLE,          \
        .not_above = of_                                                                                               \
    }
#define BAND_FIGURES                                                                                                   \
    BAND("count", FIELD_COUNT, count, RANGE_PEOPLE), PART_OF_BAND("living", living, "count"),                          \
        {.key = "goal_counts",                                                                                         \
         .kind = FIELD_COUNT,                                                                                          \
         .offset = offsetof(sol_band_result, goal_counts),                                                             \
         .range = RANGE_PEOPLE,                                                                                        \
         .not_above = "count",                                                                                         \
         .is_newer = true,                                                                                             \
         .counted_at = offsetof(sol_band_result, living)},                                                             \
        {.key = "share_in_time",                                                                                       \
         .kind = FIELD_ESTIMATE,                                                                                       \
         .offset = offsetof(sol_band_result, share_in_time),                                                           \
         .range = RANGE_SHARE,                                                                                         \
         .may_be_null = true,                                                                                          \
         .of = OF_SOME},                                                                                               \
        BAND("paid", FIELD_ESTIMATE, paid, RANGE_MONEY),                                                               \
        BAND("paid_in_life", FIELD_ESTIMATE, paid_in_life, RANGE_MONEY),                                               \
        BAND("claimed", FIELD_ESTIMATE, claimed, RANGE_MONEY)
static const field group_rows[] = {AT(sol_band_result, "name", FIELD_TEXT, name), BAND_FIGURES, END};
#define BAND_ENDS(range_)                                                                                              \
    {.key = "from", .kind = FIELD_NUMBER, .offset = offsetof(sol_band_result, from), .range = range_, .rises = true},  \
    {                                                                                                                  \
        .key = "to", .kind = FIELD_NUMBER, .offset = offsetof(sol_band_result, to), .range = range_,                   \
        .not_below = "from", .may_be_null = true                                                                       \
    }
static const field age_rows[] = {BAND_ENDS(RANGE_AGE), BAND_FIGURES, END};
static const field claim_rows[] = {BAND_ENDS(RANGE_MONEY), BAND_FIGURES, END};

#define CUMULATIVE(member)                                                                                             \
    {                                                                                                                  \
        .key = #member, .kind = FIELD_ESTIMATE, .offset = offsetof(sol_timeline_row, member), .range = RANGE_MONEY,    \
        .never_falls = true                                                                                            \
    }
#define STOCK(member, range_)                                                                                          \
    {                                                                                                                  \
        .key = #member, .kind = FIELD_ESTIMATE, .offset = offsetof(sol_timeline_row, member), .range = range_,         \
        .is_stock = true                                                                                               \
    }
static const field timeline_rows[] = {
    {.key = "date", .kind = FIELD_DATE, .offset = offsetof(sol_timeline_row, date), .range = RANGE_TIME, .rises = true},
    CUMULATIVE(received),
    STOCK(balance, RANGE_MONEY),
    CUMULATIVE(paid),
    {.key = "living",
     .kind = FIELD_ESTIMATE,
     .offset = offsetof(sol_timeline_row, living),
     .range = RANGE_PEOPLE,
     .is_stock = true,
     .at_start = offsetof(sol_result, living_count)},
    IN(sol_timeline_row, "paid_in_full", FIELD_ESTIMATE, paid_in_full, RANGE_PEOPLE),
    IN(sol_timeline_row, "in_time", FIELD_ESTIMATE, in_time, RANGE_PEOPLE),
    STOCK(waiting, RANGE_PEOPLE),
    {.key = "died_waiting",
     .kind = FIELD_ESTIMATE,
     .offset = offsetof(sol_timeline_row, died_waiting),
     .range = RANGE_PEOPLE,
     .at_end = offsetof(sol_result, people.died_waiting)},
    END,
};

static const field assumption_rows[] = {
    AT(sol_assumption, "key", FIELD_TEXT, key),
    AT(sol_assumption, "value", FIELD_TEXT, value),
    MAYBE(sol_assumption, "source", FIELD_TEXT, source, RANGE_ANY),
    MAYBE(sol_assumption, "note", FIELD_TEXT, note, RANGE_ANY),
    AT(sol_assumption, "default", FIELD_FLAG, is_default),
    END,
};

const field field_table[] = {
    OBJECT("scenario", scenario_rows),
    OBJECT("simulation", simulation_rows),
    {.key = "goals",
     .kind = FIELD_LIST,
     .offset = offsetof(sol_result, verdict),
     .rows = field_verdict_table,
     .count_offset = offsetof(sol_result, verdict_count),
     .size = sizeof(sol_verdict)},
    OBJECT("people", people_rows),
    NEWER("wholly_paid", field_wholly_paid_rows),
    NEWER("reach", field_reach_rows),
    {.key = "nothing_comes",
     .kind = FIELD_PROPORTION,
     .offset = offsetof(sol_result, nothing_comes),
     .is_newer = true,
     .may_be_null = true},
    OBJECT("money", money_rows),
    NEWER("unpaid", field_unpaid_rows),
    LIST("groups", group_rows, group, group_count, sol_band_result),
    LIST("age_bands", age_rows, age_band, age_band_count, sol_band_result),
    LIST("claim_bands", claim_rows, claim_band, claim_band_count, sol_band_result),
    LIST("timeline", timeline_rows, timeline, timeline_count, sol_timeline_row),
    {.key = "deaths",
     .kind = FIELD_LIST,
     .offset = offsetof(sol_result, deaths),
     .rows = field_death_rows,
     .count_offset = offsetof(sol_result, death_count),
     .size = sizeof(sol_deaths),
     .is_newer = true},
    NEWER("distribution", field_distribution_rows),
    LIST("assumptions", assumption_rows, assumption, assumption_count, sol_assumption),
    END,
};

const field_sum field_sums[] = {
    {{"simulation.claimants"}, {"simulation.living", "simulation.estates"}, false},
    {{"simulation.claimants"}, {"groups[].count"}, false},
    {{"simulation.living"}, {"groups[].living"}, false},
    {{"simulation.pay_dates"}, {"timeline[]"}, true},
    {{"people.nothing"}, {"people.nothing_died", "people.nothing_living"}, false},
    {{"simulation.claimants"},
     {"people.in_time", "people.late", "people.part", "people.estate_paid", "people.declined", "people.refused",
      "people.not_due", "people.nothing"},
     false},
    {{"money.opening", "money.received", "money.return"},
     {"money.paid", "money.deposited", "money.costs", "money.returned", "money.left"},
     false},
    {{"money.received"}, {"money.by_source[].received"}, false},
    {{"money.paid"}, {"money.paid_in_life", "money.paid_to_estates"}, false},
    {{"money.paid"}, {"groups[].paid"}, false},
    {{"money.paid_in_life"}, {"groups[].paid_in_life"}, false},
    {{"money.claimed"}, {"groups[].claimed"}, false},
    {{"wholly_paid.all.by_goal.count"},
     {"wholly_paid.living.by_goal.count", "wholly_paid.estates.by_goal.count"},
     false},
    {{"wholly_paid.all.by_end.count"}, {"wholly_paid.living.by_end.count", "wholly_paid.estates.by_end.count"}, false},
    {{"unpaid.all"}, {"unpaid.living", "unpaid.estates"}, false},
    {{"unpaid.all"}, {"unpaid.in_queue", "unpaid.for_an_answer", "unpaid.for_money"}, false},
    {{NULL}, {NULL}, false},
};
