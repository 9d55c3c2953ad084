#include "result/fields.h"

#define AT(type, key_, kind_, member)                                                                                  \
    {                                                                                                                  \
        .key = key_, .kind = kind_, .offset = offsetof(type, member)                                                   \
    }
#define IN(type, key_, kind_, member, range_)                                                                          \
    {                                                                                                                  \
        .key = key_, .kind = kind_, .offset = offsetof(type, member), .range = range_                                  \
    }
#define LIST(key_, rows_, member, count_, element)                                                                     \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_LIST, .offset = offsetof(sol_result, member), .rows = rows_,                        \
        .count_offset = offsetof(sol_result, count_), .size = sizeof(element)                                          \
    }
#define OBJECT(key_, rows_)                                                                                            \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_OBJECT, .rows = rows_                                                               \
    }
#define END                                                                                                            \
    {                                                                                                                  \
        .key = NULL                                                                                                    \
    }

static const field scenario_rows[] = {
    AT(sol_result, "title", FIELD_TEXT, title),
    AT(sol_result, "file", FIELD_TEXT, file),
    AT(sol_result, "sha256", FIELD_TEXT, sha256),
    {.key = "content", .kind = FIELD_TEXT, .offset = offsetof(sol_result, content), .is_newer = true},
    AT(sol_result, "start", FIELD_DATE, start),
    {.key = "end", .kind = FIELD_DATE, .offset = offsetof(sol_result, end), .not_below = "start"},
    AT(sol_result, "currency", FIELD_TEXT, currency),
    AT(sol_result, "minor_digits", FIELD_DIGITS, minor_digits),
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
    END,
};

const field field_verdict_table[] = {
    AT(sol_verdict, "word", FIELD_WORD, word),
    AT(sol_verdict, "settled", FIELD_FLAG, is_settled),
    AT(sol_verdict, "probability", FIELD_PROPORTION, probability),
    {.key = "counted",
     .kind = FIELD_NUMBER,
     .offset = offsetof(sol_verdict, counted),
     .range = RANGE_SHARE,
     .is_newer = true,
     .otherwise = 1}, /* who did not tell counted everybody */
    IN(sol_verdict, "goal", FIELD_NUMBER, goal, RANGE_SHARE),
    IN(sol_verdict, "confidence", FIELD_NUMBER, confidence, RANGE_SHARE),
    AT(sol_verdict, "by", FIELD_DATE, by),
    IN(sol_verdict, "paid", FIELD_NUMBER, paid, RANGE_SHARE),
    AT(sol_verdict, "who", FIELD_TEXT, who),
    {.key = "reached", .kind = FIELD_REACH, .offset = offsetof(sol_verdict, reach), .is_newer = true},
    IN(sol_verdict, "share_in_time", FIELD_ESTIMATE, share_in_time, RANGE_SHARE),
    END,
};

#define REASON(key_, which) IN(sol_result, key_, FIELD_ESTIMATE, people.reason[which], RANGE_PEOPLE)
#define NEWER_REASON(key_, which)                                                                                      \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_ESTIMATE, .offset = offsetof(sol_result, people.reason[which]),                     \
        .range = RANGE_PEOPLE, .is_newer = true                                                                        \
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
#define SHARE(member) IN(sol_result, #member, FIELD_ESTIMATE, people.member, RANGE_SHARE)
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
    SHARE(share_in_time),
    SHARE(share_of_all_living),
    SHARE(ceiling),
    {.key = "ceiling_of_the_rules",
     .kind = FIELD_ESTIMATE,
     .offset = offsetof(sol_result, people.ceiling_of_rules),
     .range = RANGE_SHARE,
     .is_newer = true,
     .is_occasional = true},
    SHARE(share_died_waiting),
    SHARE(paid_share_in_life),
    OBJECT("not_in_time", reason_rows),
    END,
};

static const field source_rows[] = {
    AT(sol_source_result, "name", FIELD_TEXT, name),
    AT(sol_source_result, "country", FIELD_TEXT, country),
    AT(sol_source_result, "kind", FIELD_TEXT, kind),
    AT(sol_source_result, "probability", FIELD_PROPORTION, probability),
    IN(sol_source_result, "promised", FIELD_ESTIMATE, promised, RANGE_SIZE),
    IN(sol_source_result, "received", FIELD_ESTIMATE, received, RANGE_SIZE),
    IN(sol_source_result, "earmarked", FIELD_COUNT, earmarked, RANGE_PEOPLE),
    END,
};

static const field country_rows[] = {
    AT(sol_country_result, "country", FIELD_TEXT, country),
    AT(sol_country_result, "firms", FIELD_COUNT, firms),
    {.key = "joined",
     .kind = FIELD_ESTIMATE,
     .offset = offsetof(sol_country_result, joined),
     .range = RANGE_SIZE,
     .not_above = "firms"},
    IN(sol_country_result, "received", FIELD_ESTIMATE, received, RANGE_SIZE),
    END,
};

#define MONEY(member) IN(sol_result, #member, FIELD_ESTIMATE, money.member, RANGE_SIZE)
static const field money_rows[] = {
    MONEY(claimed),
    MONEY(opening),
    MONEY(received),
    AT(sol_result, "return", FIELD_ESTIMATE, money.returned_on_balance),
    MONEY(costs),
    MONEY(paid),
    MONEY(paid_in_life),
    MONEY(paid_to_estates),
    MONEY(returned),
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
        BAND("share_in_time", FIELD_ESTIMATE, share_in_time, RANGE_SHARE),                                             \
        BAND("paid", FIELD_ESTIMATE, paid, RANGE_SIZE),                                                                \
        BAND("paid_in_life", FIELD_ESTIMATE, paid_in_life, RANGE_SIZE),                                                \
        BAND("claimed", FIELD_ESTIMATE, claimed, RANGE_SIZE)
static const field group_rows[] = {AT(sol_band_result, "name", FIELD_TEXT, name), BAND_FIGURES, END};
static const field band_rows[] = {{.key = "from",
                                   .kind = FIELD_NUMBER,
                                   .offset = offsetof(sol_band_result, from),
                                   .range = RANGE_SIZE,
                                   .rises = true},
                                  {.key = "to",
                                   .kind = FIELD_NUMBER,
                                   .offset = offsetof(sol_band_result, to),
                                   .range = RANGE_SIZE,
                                   .not_below = "from"},
                                  BAND_FIGURES,
                                  END};

static const field timeline_rows[] = {
    {.key = "date", .kind = FIELD_DATE, .offset = offsetof(sol_timeline_row, date), .range = RANGE_TIME, .rises = true},
    IN(sol_timeline_row, "received", FIELD_ESTIMATE, received, RANGE_SIZE),
    IN(sol_timeline_row, "balance", FIELD_ESTIMATE, balance, RANGE_SIZE),
    IN(sol_timeline_row, "paid", FIELD_ESTIMATE, paid, RANGE_SIZE),
    IN(sol_timeline_row, "living", FIELD_ESTIMATE, living, RANGE_PEOPLE),
    IN(sol_timeline_row, "paid_in_full", FIELD_ESTIMATE, paid_in_full, RANGE_PEOPLE),
    IN(sol_timeline_row, "in_time", FIELD_ESTIMATE, in_time, RANGE_PEOPLE),
    IN(sol_timeline_row, "waiting", FIELD_ESTIMATE, waiting, RANGE_PEOPLE),
    IN(sol_timeline_row, "died_waiting", FIELD_ESTIMATE, died_waiting, RANGE_PEOPLE),
    END,
};

static const field assumption_rows[] = {
    AT(sol_assumption, "key", FIELD_TEXT, key),
    AT(sol_assumption, "value", FIELD_TEXT, value),
    AT(sol_assumption, "source", FIELD_TEXT, source),
    AT(sol_assumption, "note", FIELD_TEXT, note),
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
    OBJECT("money", money_rows),
    LIST("groups", group_rows, group, group_count, sol_band_result),
    LIST("age_bands", band_rows, age_band, age_band_count, sol_band_result),
    LIST("claim_bands", band_rows, claim_band, claim_band_count, sol_band_result),
    LIST("timeline", timeline_rows, timeline, timeline_count, sol_timeline_row),
    LIST("assumptions", assumption_rows, assumption, assumption_count, sol_assumption),
    END,
};

const field_sum field_sums[] = {
    {"simulation.claimants", {"simulation.living", "simulation.estates"}},
    {"people.nothing", {"people.nothing_died", "people.nothing_living"}},
    {"simulation.claimants",
     {"people.in_time", "people.late", "people.part", "people.estate_paid", "people.declined", "people.refused",
      "people.not_due", "people.nothing"}},
    {"money.paid", {"money.paid_in_life", "money.paid_to_estates"}},
    {NULL, {NULL}},
};
