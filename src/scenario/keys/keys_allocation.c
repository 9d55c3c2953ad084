/* The keys of the steps of the allocation, of goals, and of whom they are for. */
#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"

#include <math.h>

const key_word word_vital[] = {
    {"all", SOL_ANY, "everyone"},
    {"living", SOL_LIVING, "those alive on the pay date"},
    {"estates", SOL_ESTATES, "the estates of those who are not"},
    {NULL, 0, NULL},
};

static const key_word word_counted[] = {
    {"all", SOL_ANY, "everyone, in life or after"},
    {"living", SOL_LIVING, "those living at `start`, in their lifetime"},
    {"estates", SOL_ESTATES, "the estates of those who are not"},
    {NULL, 0, NULL},
};

const key_word word_basis[] = {
    {"cumulative", 0, "divides all that was ever paid and the cash: those who come late catch up"},
    {"outstanding", 1, "divides the cash by what is owed today"},
    {NULL, 0, NULL},
};

const key_word word_weight[] = {
    {"hazard", SOL_WEIGHT_HAZARD, "the force of mortality"},
    {"need", SOL_WEIGHT_NEED, "one over the remaining life expectancy"},
    {NULL, 0, NULL},
};

const key_word word_by[] = {
    {"age", SOL_BY_AGE, "the oldest first"},
    {"hazard", SOL_BY_HAZARD, "the most urgent first"},
    {"filing", SOL_BY_FILING, "in the order in which they were filed, then of the file"},
    {"claim", SOL_BY_CLAIM, "the smallest first"},
    {"random", SOL_BY_RANDOM, "an order drawn in each future"},
    {"approval", SOL_BY_APPROVAL, "in the order in which the office examined them"},
    {NULL, 0, NULL},
};

static const key_row who_rows[] = {
    {"living", AS_VALUE, VALUE_YES_NO, KEY_FIELD(sol_who, vital), .read = step_who, .otherwise = "both",
     .meaning =
         "`yes`: those alive on the pay date, of a goal at `start` or, later, on the day of filing; `no`: estates."},
    {"age_from", AS_VALUE, VALUE_WHOLE, KEY_FIELD(sol_who, age_from), .low = 0, .high = 130, .otherwise = "any",
     .is_age = true, .title = "age from which it is for them",
     .meaning = "Of that age, in completed years, or older; estates keep the age at death."},
    {"groups", AS_VALUE | AS_LIST, VALUE_GROUP, KEY_FIELD(sol_who, group), .read = groups_list, .otherwise = "all",
     .meaning = "Of these groups."},
    {"filed_from", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_who, filed_from), .read = who_filed, .otherwise = "any",
     .title = "first day of filing of those it is for", .meaning = "Of claims that are filed on that day or later."},
    {"filed_by", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_who, filed_by), .read = who_filed, .otherwise = "any",
     .title = "last day of filing of those it is for", .meaning = "Of claims that are filed on that day or before."},
};
const key_table key_who = {"who", "For whom; all conditions hold together.", KEY_ROWS(who_rows)};

static const key_row age_weight_rows[] = {
    {"from", AS_VALUE, VALUE_NUMBER, KEY_FIELD(sol_weight, age_from), .low = 0, .high = 130, .is_required = true,
     .is_age = true, .title = "age from which weight grows", .meaning = "The age from which weight grows."},
    {"each_year", AS_VALUE, VALUE_FRACTION, KEY_FIELD(sol_weight, each_year), .low = 0, .high = 1, .is_required = true,
     .title = "growth of weight with age", .meaning = "By how much with each completed year."},
};
const key_table key_age_weight = {"age weight", "Weight that grows with age.", KEY_ROWS(age_weight_rows)};

static const key_row weight_rows[] = {
    {"age", AS_TABLE, VALUE_NONE, .table = &key_age_weight, .is_required = true,
     .meaning = "Weight that grows with age."},
};
const key_table key_weight = {"weight", "Weights of the claims.", KEY_ROWS(weight_rows)};

static const key_row step_rows[] = {
    {"who", AS_VALUE | AS_TABLE, VALUE_WORD, KEY_FIELD(sol_step, who), .words = word_vital, .table = &key_who,
     .read = step_who, .fallback = "all", .meaning = "For whom the step is."},
    {"up_to", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_step, up_to), .read = step_up_to, .otherwise = "all that is owed",
     .title = "level that each is brought to",
     .meaning = "The level that the step brings each to: an amount, or a share of the claim."},
    {"index", AS_TABLE, VALUE_NONE, KEY_FIELD(sol_step, index), .table = &key_index, .read = index_value,
     .otherwise = "none", .meaning = "How that amount follows prices: a pay date goes by the level of its day."},
    {"from", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_step, from), .same_as = "start",
     .title = "first day on which the step takes part",
     .meaning = "The first day on which the step takes part: a second instalment, say, or a changed percentage."},
    {"until", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_step, until), .same_as = "end",
     .title = "last day on which the step takes part", .meaning = "The last day on which the step takes part."},
    {"rule", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_step, rule), .read = step_rule, .is_required = true,
     .meaning = "The rule of division; `solatium rules` lists them."},
    {"theta", AS_VALUE, VALUE_FRACTION, KEY_FIELD(sol_step, rule.theta), KEY_SHARE_RANGE, .read = step_parameter,
     .fallback = "50%", .title = "theta of the rule",
     .meaning = "Of `talmud` and `reverse-talmud`: the part of the claims that is divided first."},
    {"p", AS_VALUE, VALUE_NUMBER, KEY_FIELD(sol_step, rule.p), .low = -1, .high = INFINITY, .read = step_parameter,
     .fallback = "0", .title = "p of the rule",
     .meaning = "Of `equal-sacrifice`: −1 equal losses, 0 proportional, `inf` equal awards."},
    {"alpha", AS_VALUE, VALUE_NUMBER, KEY_FIELD(sol_step, rule.alpha), .low = 1e-6, .high = INFINITY,
     .read = step_parameter, .fallback = "1", .title = "alpha of the rule",
     .meaning = "Of `alpha-fair`: 1 is blind to age, `inf` equalises the expected share received alive."},
    {"mix", AS_VALUE, VALUE_FRACTION, KEY_FIELD(sol_step, rule.mix), KEY_SHARE_RANGE, .read = step_parameter,
     .fallback = "50%", .title = "mix of the rule", .meaning = "Of `average`: the part of equal awards."},
    {"by", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_step, rule.by), .words = word_by, .read = step_parameter,
     .fallback = "filing", .meaning = "Of `priority`: who comes first."},
    {"at", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_step, horizon_date), .read = step_at, .same_as = "end",
     .title = "day to which survival counts",
     .meaning = "Of `alpha-fair`: the day to which survival counts, or a span from the pay date."},
    {"weight", AS_VALUE | AS_TABLE, VALUE_WORD, KEY_FIELD(sol_step, weight), .words = word_weight, .table = &key_weight,
     .read = step_weight, .otherwise = "none", .meaning = "Weights of the claims."},
    {"basis", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_step, is_outstanding), .words = word_basis,
     .otherwise = "`cumulative`, or `outstanding` where the rule takes no other", .meaning = "What is divided."},
};
const key_table key_step = {"step", "A step of the allocation.", KEY_ROWS(step_rows)};

static const key_row timeliness_rows[] = {
    {"who", AS_VALUE | AS_TABLE, VALUE_WORD, KEY_FIELD(sol_timeliness, who), .words = word_counted, .table = &key_who,
     .read = step_who, .otherwise = "`living`",
     .meaning = "Whom the goal counts, as is settled at `start`. Groups and ages count both kinds: who lives then must "
                "be paid in life, estates at all."},
    {"paid", AS_VALUE, VALUE_SHARE, KEY_FIELD(sol_timeliness, paid_billionths), .low = 1e-9, .high = 1,
     .fallback = "100%", .is_listed = true, .meaning = "The share of what is owed that must have been paid."},
    {"by", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_timeliness, by), .same_as = "end",
     .meaning = "The last day that is in time."},
    {"goal", AS_VALUE, VALUE_SHARE, KEY_FIELD(sol_timeliness, goal_billionths), KEY_SHARE_RANGE, .fallback = "90%",
     .is_listed = true,
     .meaning = "The share that must be paid in time of those whom the goal counts, but for those refused, declined or "
                "not due."},
    {"confidence", AS_VALUE, VALUE_FRACTION, KEY_FIELD(sol_timeliness, confidence), .low = 0.5, .high = 1,
     .fallback = "80%", .is_listed = true,
     .meaning = "The share of futures in which the goal must be met; above 50 %."},
};
const key_table key_timeliness = {"timeliness", "What is in time.", KEY_ROWS(timeliness_rows)};
