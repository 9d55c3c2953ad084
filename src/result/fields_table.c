#include "result/fields.h"

#define AT(type, key_, kind_, member)                                                                                  \
    {                                                                                                                  \
        .key = key_, .kind = kind_, .offset = offsetof(type, member)                                                   \
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
    AT(sol_result, "start", FIELD_DATE, start),
    AT(sol_result, "end", FIELD_DATE, end),
    AT(sol_result, "currency", FIELD_TEXT, currency),
    AT(sol_result, "minor_digits", FIELD_DIGITS, minor_digits),
    {.key = "leaves_out",
     .kind = FIELD_TEXTS,
     .offset = offsetof(sol_result, leaves_out),
     .count_offset = offsetof(sol_result, leaves_out_count)},
    END,
};

static const field simulation_rows[] = {
    AT(sol_result, "trials", FIELD_WHOLE, trials),
    AT(sol_result, "seed", FIELD_WHOLE, seed),
    AT(sol_result, "pay_dates", FIELD_COUNT, pay_date_count),
    AT(sol_result, "claimants", FIELD_COUNT, claimant_count),
    AT(sol_result, "living", FIELD_COUNT, living_count),
    AT(sol_result, "estates", FIELD_COUNT, estate_count),
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
     .is_newer = true,
     .otherwise = 1}, /* who did not tell counted everybody */
    AT(sol_verdict, "goal", FIELD_NUMBER, goal),
    AT(sol_verdict, "confidence", FIELD_NUMBER, confidence),
    AT(sol_verdict, "by", FIELD_DATE, by),
    AT(sol_verdict, "paid", FIELD_NUMBER, paid),
    AT(sol_verdict, "who", FIELD_TEXT, who),
    {.key = "reached", .kind = FIELD_REACH, .offset = offsetof(sol_verdict, reach), .is_newer = true},
    AT(sol_verdict, "share_in_time", FIELD_ESTIMATE, share_in_time),
    END,
};

#define REASON(key_, which) AT(sol_result, key_, FIELD_ESTIMATE, people.reason[which])
#define NEWER_REASON(key_, which)                                                                                      \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_ESTIMATE, .offset = offsetof(sol_result, people.reason[which]), .is_newer = true    \
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

#define STATE(key_, which) AT(sol_result, key_, FIELD_ESTIMATE, people.state[which])
#define PEOPLE(member) AT(sol_result, #member, FIELD_ESTIMATE, people.member)
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
    PEOPLE(share_in_time),
    PEOPLE(share_of_all_living),
    PEOPLE(ceiling),
    {.key = "ceiling_of_the_rules",
     .kind = FIELD_ESTIMATE,
     .offset = offsetof(sol_result, people.ceiling_of_rules),
     .is_newer = true,
     .is_occasional = true},
    PEOPLE(share_died_waiting),
    PEOPLE(paid_share_in_life),
    OBJECT("not_in_time", reason_rows),
    END,
};

static const field source_rows[] = {
    AT(sol_source_result, "name", FIELD_TEXT, name),
    AT(sol_source_result, "country", FIELD_TEXT, country),
    AT(sol_source_result, "kind", FIELD_TEXT, kind),
    AT(sol_source_result, "probability", FIELD_PROPORTION, probability),
    AT(sol_source_result, "promised", FIELD_ESTIMATE, promised),
    AT(sol_source_result, "received", FIELD_ESTIMATE, received),
    AT(sol_source_result, "earmarked", FIELD_COUNT, earmarked),
    END,
};

static const field country_rows[] = {
    AT(sol_country_result, "country", FIELD_TEXT, country),
    AT(sol_country_result, "firms", FIELD_COUNT, firms),
    AT(sol_country_result, "joined", FIELD_ESTIMATE, joined),
    AT(sol_country_result, "received", FIELD_ESTIMATE, received),
    END,
};

#define MONEY(member) AT(sol_result, #member, FIELD_ESTIMATE, money.member)
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

#define BAND(key_, kind_, member) AT(sol_band_result, key_, kind_, member)
#define BAND_FIGURES                                                                                                   \
    BAND("count", FIELD_COUNT, count), BAND("living", FIELD_COUNT, living),                                            \
        {.key = "goal_counts",                                                                                         \
         .kind = FIELD_COUNT,                                                                                          \
         .offset = offsetof(sol_band_result, goal_counts),                                                             \
         .is_newer = true,                                                                                             \
         .counted_at = offsetof(sol_band_result, living)},                                                             \
        BAND("share_in_time", FIELD_ESTIMATE, share_in_time), BAND("paid", FIELD_ESTIMATE, paid),                      \
        BAND("paid_in_life", FIELD_ESTIMATE, paid_in_life), BAND("claimed", FIELD_ESTIMATE, claimed)
static const field group_rows[] = {BAND("name", FIELD_TEXT, name), BAND_FIGURES, END};
static const field band_rows[] = {BAND("from", FIELD_NUMBER, from), BAND("to", FIELD_NUMBER, to), BAND_FIGURES, END};

static const field timeline_rows[] = {
    AT(sol_timeline_row, "date", FIELD_DATE, date),
    AT(sol_timeline_row, "received", FIELD_ESTIMATE, received),
    AT(sol_timeline_row, "balance", FIELD_ESTIMATE, balance),
    AT(sol_timeline_row, "paid", FIELD_ESTIMATE, paid),
    AT(sol_timeline_row, "living", FIELD_ESTIMATE, living),
    AT(sol_timeline_row, "paid_in_full", FIELD_ESTIMATE, paid_in_full),
    AT(sol_timeline_row, "in_time", FIELD_ESTIMATE, in_time),
    AT(sol_timeline_row, "waiting", FIELD_ESTIMATE, waiting),
    AT(sol_timeline_row, "died_waiting", FIELD_ESTIMATE, died_waiting),
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
