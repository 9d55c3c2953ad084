/* Keys of who is paid, examined and when: claimants, administration, payments. */
#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"

#include <math.h>

const key_word word_heirs[] = {
    {"inherit", SOL_HEIRS_INHERIT, "the estate keeps the claim and its rank"},
    {"after-living", SOL_HEIRS_AFTER_LIVING, "estates are paid once all the living have had their turn"},
    {"lapse", SOL_HEIRS_LAPSE, "the claim ends with the claimant's life"},
    {NULL, 0, NULL},
};

const key_word word_else[] = {
    {"lapse", 0, "the claim ends with the claimant's life"},
    {"keep", 1, "the claim stays owed, and is not paid"},
    {NULL, 0, NULL},
};

static const key_word word_rank[] = {
    {"equal", SOL_HEIRS_INHERIT, "the estate keeps the claimant's rank"},
    {"after-living", SOL_HEIRS_AFTER_LIVING, "estates are paid once all the living have had their turn"},
    {NULL, 0, NULL},
};

const key_word word_declined[] = {
    {"nothing", SOL_DECLINED_NOTHING, "they take no part"},
    {"hold", SOL_DECLINED_HOLD, "they take part, and what falls to them stays in the fund"},
    {"deposit", SOL_DECLINED_DEPOSIT,
     "likewise; on the pay date on which it is all that one of them is owed, it leaves the fund for a deposit: "
     "interest ends, and nothing is owed any more"},
    {NULL, 0, NULL},
};

const key_word word_claimant_kind[] = {
    {"person", 0, "somebody with a sex and an age"},
    {"institution", 1, "does not die, has neither sex nor age"},
    {NULL, 0, NULL},
};

const key_word word_sex[] = {
    {"female", SOL_FEMALE, "women"},
    {"male", SOL_MALE, "men"},
    {NULL, 0, NULL},
};

const key_word word_interest_until[] = {
    {"paid", SOL_INTEREST_UNTIL_PAID, "until the claim is paid"},
    {"eligible", SOL_INTEREST_UNTIL_ELIGIBLE,
     "until the day from which date and event allow the claim, whatever the office does"},
    {NULL, 0, NULL},
};

const key_word word_order[] = {
    {"oldest", SOL_QUEUE_OLDEST, "those living on the day by birth date, then estates"},
    {"filing", SOL_QUEUE_FILING, "in the order in which they are filed, then of the file"},
    {"smallest", SOL_QUEUE_SMALLEST, "the smallest principal first"},
    {NULL, 0, NULL},
};

static const key_row sex_rows[] = {
    {"male", AS_VALUE, VALUE_SHARE, KEY_FIELD(sol_group, male_billionths), KEY_SHARE_RANGE, .is_required = true,
     .title = "share of men",
     .meaning = "The share of men, of all and of the living, to the nearest person; who they are is drawn."},
};
const key_table key_sex = {"sex", "A group of both sexes.", KEY_ROWS(sex_rows)};

static const key_row index_rows[] = {
    {"rate", AS_VALUE, VALUE_RATE, KEY_FIELD(sol_index, rate_billionths), KEY_SHARE_RANGE, .is_required = true,
     .title = "rate at which an amount follows prices",
     .meaning = "By how much on each anniversary of `from`, to the nearest unit of what it was before."},
    {"from", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_index, from), .same_as = "start",
     .title = "day of whose prices an amount is",
     .meaning = "The day on which it is as it is written; also before `start`."},
};
const key_table key_index = {"index", "An amount that follows prices from year to year.", KEY_ROWS(index_rows)};

static const key_row interest_rows[] = {
    {"rate", AS_VALUE, VALUE_RATE, KEY_FIELD(sol_interest_step, rate_billionths), .low = 0, .high = 10,
     .is_required = true, .title = "rate of interest", .meaning = "Simple interest."},
    {"from", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_interest_step, from), .is_required = true,
     .title = "first day of interest", .meaning = "The first day that bears it, until the next step."},
};
const key_table key_interest = {"interest", "A step of interest.", KEY_ROWS(interest_rows)};

static const key_row earlier_rows[] = {
    {"amount", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_earlier_payment, amount), .is_required = true,
     .title = "received before", .meaning = "How much each received."},
    {"date", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_earlier_payment, date), .is_required = true,
     .title = "day of what was received before", .meaning = "When; not after `start`."},
};
const key_table key_earlier = {"paid", "What was received before `start`.", KEY_ROWS(earlier_rows)};

static const key_row taken_rows[] = {
    {"probability", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(taken_form, probability), KEY_SHARE_RANGE, .fallback = "0%",
     .title = "taking up what is kept", .meaning = "The chance that somebody who declined takes it up after all."},
    {"after", AS_VALUE, VALUE_DELAY, KEY_FIELD(taken_form, after), .fallback = "0d",
     .title = "time until what is kept is taken up",
     .meaning = "How long after he declined; he has it on the first pay date from then on, and counts as one who "
                "accepted. Behind the last pay date: not at all."},
};
const key_table key_taken = {"taken", "Whether and when what is kept for those who declined is taken up.",
                             KEY_ROWS(taken_rows)};

static const key_row accepts_rows[] = {
    {"probability", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(accepts_form, probability), KEY_SHARE_RANGE,
     .fallback = "100%", .title = "acceptance of the offer", .meaning = "The chance that the offer is accepted."},
    {"after", AS_VALUE, VALUE_DELAY, KEY_FIELD(accepts_form, after), .fallback = "0d",
     .title = "time to answer the offer", .meaning = "How long after the claim could be paid the answer comes."},
    {"declined", AS_VALUE, VALUE_WORD, KEY_FIELD(accepts_form, declined), .words = word_declined, .fallback = "nothing",
     .meaning = "What becomes of the share of those who decline, from the day they do."},
    {"taken", AS_VALUE | AS_TABLE, VALUE_PROBABILITY, KEY_FIELD(accepts_form, taken), KEY_SHARE_RANGE,
     .table = &key_taken, .read = accepts_taken, .otherwise = "never", .title = "taking up what is kept",
     .meaning = "Whether they take up what is kept for them, and when."},
};
const key_table key_accepts = {"accepts", "Whether and when the fund's offer is accepted.", KEY_ROWS(accepts_rows)};

static const key_row heirs_rows[] = {
    {"inherit", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(sol_inheritance, inherit), KEY_SHARE_RANGE, .fallback = "100%",
     .title = "heirs who come forward",
     .meaning = "The chance that heirs of somebody who dies from `start` on come forward."},
    {"after", AS_VALUE, VALUE_DELAY, KEY_FIELD(sol_inheritance, after), .fallback = "0d",
     .title = "time until heirs come forward",
     .meaning = "How long after the death; until then the claim is owed and cannot be paid."},
    {"else", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_inheritance, is_kept), .words = word_else, .fallback = "lapse",
     .meaning = "What becomes of the claim if they do not."},
    {"rank", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_inheritance, rank), .words = word_rank, .fallback = "equal",
     .meaning = "When estates have their turn, those of who died before `start` too."},
};
const key_table key_heirs = {"heirs", "Whether and when heirs come forward.", KEY_ROWS(heirs_rows)};

static const key_row group_rows[] = {
    {"name", AS_VALUE, VALUE_NAME, KEY_FIELD(sol_group, name), .is_required = true, .meaning = "Unique."},
    {"kind", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_group, is_institution), .words = word_claimant_kind,
     .fallback = "person", .meaning = "People, or institutions."},
    {"count", AS_VALUE, VALUE_WHOLE, KEY_FIELD(sol_group, count), .low = 1, .high = 10000000, .fallback = "1",
     .title = "number of claimants", .meaning = "How many they are."},
    {"living", AS_VALUE, VALUE_WHOLE, KEY_FIELD(sol_group, living), .low = 0, .high = 10000000, .otherwise = "all",
     .title = "living at start", .meaning = "How many of them are alive at `start`; the others are estates."},
    {"sex", AS_VALUE | AS_TABLE, VALUE_WORD, KEY_FIELD(sol_group, male_billionths), .words = word_sex,
     .table = &key_sex, .read = group_sex, .otherwise = "required of people",
     .meaning = "Their sex, or the share of men."},
    {"age", AS_VALUE, VALUE_AGE, KEY_FIELD(sol_group, age), .low = 0, .high = 120, .is_age = true,
     .otherwise = "required of people unless `born` is given", .title = "age",
     .meaning = "Their exact age at `start` in years: `94` is the ninety-fourth birthday; a distribution is drawn once "
                "for each."},
    {"born", AS_VALUE, VALUE_BIRTH, KEY_FIELD(sol_group, birth), .instead_of = "age", .otherwise = "see `age`",
     .meaning = "Their date of birth; a bare year is uniform over its days."},
    {"died", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_group, died), .otherwise = "the day before `start`",
     .title = "day of death", .meaning = "When those died who are not living."},
    {"mortality", AS_TABLE, VALUE_NONE, KEY_FIELD(sol_group, mortality), .table = &key_group_mortality,
     .read = group_mortality, .otherwise = "as for all", .meaning = "How long they live, if not as all do."},
    {"claim", AS_VALUE, VALUE_AMOUNTS, KEY_FIELD(sol_group, claim), .read = group_claim, .is_required = true,
     .title = "claim", .meaning = "The principal of each; a distribution is drawn once for each."},
    {"index", AS_TABLE, VALUE_NONE, KEY_FIELD(sol_group, terms.index), .table = &key_index, .read = index_value,
     .otherwise = "none",
     .meaning = "How the principal follows prices until the claim is examined by the office or first paid, that day "
                "included; then it is fixed. Interest is on the principal of its day."},
    {"interest", AS_VALUE | AS_TABLE | AS_LIST, VALUE_TEXT, KEY_FIELD(sol_group, terms), .table = &key_interest,
     .read = terms_interest, .otherwise = "none", .is_listed = true, .title = "interest",
     .meaning = "Simple interest, in steps by date; also `20%/y from 2013-06-19; 12%/y from 2019-06-01`."},
    {"interest_until", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_group, terms), .words = word_interest_until,
     .read = terms_interest_until, .fallback = "paid", .title = "end of interest",
     .meaning = "How long it runs: a word, or the first day without."},
    {"filed", AS_VALUE, VALUE_WHEN, KEY_FIELD(sol_group, terms), .read = terms_filed, .otherwise = "`start`",
     .title = "day of filing",
     .meaning = "The day on which each is filed: it exists from then on. A distribution is one draw a person, and what "
                "is uncertain in it one draw a trial. Who would file after `end` is nobody to the fund."},
    {"eligible", AS_VALUE, VALUE_WHEN, KEY_FIELD(sol_group, terms.eligible), .read = terms_eligible, .same_as = "start",
     .title = "day of eligibility",
     .meaning = "The day from which the claims can be paid; a distribution is one draw a person, not before `start`."},
    {"requires", AS_VALUE, VALUE_EVENT, KEY_FIELD(sol_group, terms.requires), .otherwise = "nothing",
     .meaning = "An event without which they cannot."},
    {"unless", AS_VALUE, VALUE_EVENT, KEY_FIELD(sol_group, terms.unless), .otherwise = "nothing",
     .meaning = "An event that ends the claims if it comes before date and event allow them."},
    {"heirs", AS_VALUE | AS_TABLE, VALUE_WORD, KEY_FIELD(sol_group, terms.heirs.rank), .words = word_heirs,
     .table = &key_heirs, .read = group_heirs, .otherwise = "as for all claimants",
     .meaning = "What becomes of the claim of somebody who dies."},
    {"accepts", AS_VALUE | AS_TABLE, VALUE_PROBABILITY, KEY_FIELD(sol_group, terms), KEY_SHARE_RANGE,
     .table = &key_accepts, .read = terms_accepts, .otherwise = "all, at once", .title = "acceptance of the offer",
     .meaning = "Whether they accept the fund's offer, and when."},
    {"paid", AS_VALUE | AS_TABLE | AS_LIST, VALUE_TEXT, KEY_FIELD(sol_group, terms), .table = &key_earlier,
     .read = terms_earlier, .otherwise = "nothing",
     .meaning = "What each received before `start`; also `60000000 on 2018-02-20`."},
};
const key_table key_group = {"group", "Claimants drawn alike.", KEY_ROWS(group_rows)};

static const key_row claimants_rows[] = {
    {"heirs", AS_VALUE | AS_TABLE, VALUE_WORD, KEY_FIELD(claimants_form, heirs.rank), .words = word_heirs,
     .table = &key_heirs, .read = claimants_heirs, .fallback = "inherit", .is_listed = true,
     .meaning = "What becomes of the claim of somebody who dies, where a group does not say."},
    {"seed", AS_VALUE, VALUE_WHOLE, KEY_FIELD(claimants_form, seed), .low = 0, .high = 9007199254740992.0,
     .fallback = "1", .meaning = "Draws the ages and claims of the groups, once."},
    {"groups", AS_LIST, VALUE_NONE, .table = &key_group, .read = claimants_groups, .otherwise = "none",
     .meaning = "Claimants by groups."},
    {"file", AS_VALUE | AS_TABLE, VALUE_PATH, KEY_FIELD(claimants_form, file.path), .table = &key_table_name,
     .otherwise = "none", .meaning = "A table with a row for each claimant: CSV, .xlsx or .ods."},
    {"columns", AS_NAMED, VALUE_NAME, .read = file_columns, .is_silent = true,
     .otherwise = "none; headers are known by their usual names, in English, Korean or Japanese", .names = "a column",
     .meaning = "What the header of the file calls a column: `{claim: 판결금액}`."},
};
const key_table key_claimants = {"claimants", "Who is to be paid: groups, a file, or both.", KEY_ROWS(claimants_rows)};

static const key_row capacity_rows[] = {
    {"from", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_capacity_step, from), .otherwise = "`opens`",
     .title = "day from which the capacity holds", .meaning = "From which day."},
    {"per_month", AS_VALUE, VALUE_COUNT, KEY_FIELD(sol_capacity_step, per_month_thousandths), .low = 0, .high = 1e7,
     .read = administration_capacity, .is_required = true, .title = "claims examined a month",
     .meaning = "How many claims a month; uncertain, one draw a trial for all steps."},
};
const key_table key_capacity = {"capacity", "A step of the capacity.", KEY_ROWS(capacity_rows)};

static const key_row administration_rows[] = {
    {"opens", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_administration, opens), .same_as = "start",
     .title = "opening of the office",
     .meaning = "The first day on which claims are examined; before `start` none is."},
    {"closes", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_administration, closes), .otherwise = "none",
     .title = "last day of filing",
     .meaning = "The last day on which claims are filed: what is filed later is refused."},
    {"capacity", AS_VALUE | AS_TABLE | AS_LIST, VALUE_COUNT, KEY_FIELD(sol_administration, capacity), .low = 0,
     .high = 1e7, .table = &key_capacity, .read = administration_capacity, .otherwise = "no queue", .is_listed = true,
     .title = "claims examined a month",
     .meaning = "How many claims are examined a month; what adds up before `start` is examined on it. "
                "Uncertain, it is one draw a trial."},
    {"order", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_administration, order), .words = word_order, .fallback = "oldest",
     .meaning = "Whose claim comes first."},
    {"approval", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(sol_administration, approval), KEY_SHARE_RANGE,
     .fallback = "100%", .is_listed = true, .moves = MOVES_OPENING, .title = "approval by the office",
     .meaning = "The chance that a claim is granted."},
};
const key_table key_administration = {"administration", "How fast claims are examined.", KEY_ROWS(administration_rows)};

const key_word word_per[] = {
    {"year", SOL_LIMIT_YEAR, "in a calendar year"},
    {"quarter", SOL_LIMIT_QUARTER, "in a quarter of a calendar year"},
    {"total", SOL_LIMIT_TOTAL, "in all, until the next limit begins"},
    {NULL, 0, NULL},
};

static const key_row limit_rows[] = {
    {"from", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_limit, from), .otherwise = "the first pay date",
     .title = "day from which the limit holds",
     .meaning = "The day on which it begins, in a list: it replaces the one before and has its whole amount for the "
                "period that this day is in, whatever was paid before."},
    {"amount", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_limit, amount), .is_required = true, .title = "limit of payments",
     .meaning = "The most that is paid in a period."},
    {"per", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_limit, per), .words = word_per, .fallback = "year",
     .meaning = "The period."},
    {"carry", AS_VALUE, VALUE_YES_NO, KEY_FIELD(sol_limit, carries), .fallback = "no",
     .meaning = "Whether what a period leaves unused may be paid in later ones. The first period is that of `from`, or "
                "of the first pay date."},
    {"index", AS_TABLE, VALUE_NONE, KEY_FIELD(sol_limit, index), .table = &key_index, .read = index_value,
     .otherwise = "none",
     .meaning = "How the amount follows prices. A pay date goes by the amount of its day, less what was paid in the "
                "period before; an earlier period, of which something is carried, by that of its last day."},
};
const key_table key_limit = {"limit", "A limit of payments.", KEY_ROWS(limit_rows)};

static const key_row payments_rows[] = {
    {"first", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_payments, first), .otherwise = "required unless `dates` are given",
     .title = "first pay date", .meaning = "The first pay date."},
    {"every", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_payments, every_months), .words = word_every, .fallback = "quarter",
     .meaning = "How long from one pay date to the next, counted from `first`, up to `end`."},
    {"dates", AS_LIST, VALUE_DATE, KEY_FIELD(sol_payments, date), .read = payments_dates, .instead_of = "first",
     .otherwise = "none", .meaning = "The pay dates one by one instead."},
    {"unit", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_payments, unit), .otherwise = "the smallest of the currency",
     .moves = MOVES_DIVISION, .title = "unit of payments",
     .meaning =
         "Payments are rounded down to it. The rest stays in the fund, and goes on to a later step only when nobody "
         "in this one could be given more."},
    {"lag", AS_VALUE, VALUE_SPAN, KEY_FIELD(sol_payments, lag), .fallback = "0d", .moves = MOVES_DIVISION,
     .title = "time until money that came is paid out",
     .meaning = "How long money stays in the fund after it came before it may be paid to claimants; what the fund "
                "opens with, its return and what is paid directly do not wait."},
    {"limit", AS_VALUE | AS_TABLE | AS_LIST, VALUE_AMOUNT, KEY_FIELD(sol_payments, limit), .table = &key_limit,
     .read = payments_limit, .otherwise = "none", .moves = MOVES_DIVISION, .title = "yearly limit of payments",
     .meaning = "The most that is paid in a calendar year, or limits of other periods from a day on. With `hold: "
                "registered` it binds after the division, whose "
                "shares come from all the cash."},
};
const key_table key_payments = {"payments", "When the fund pays, and in what units.", KEY_ROWS(payments_rows)};
