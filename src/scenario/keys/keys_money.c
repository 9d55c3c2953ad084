/* Keys of what brings money: events, participation, firms, other sources, the fund. */
#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"

const key_word word_every[] = {
    {"month", 1, "every month"},
    {"quarter", 3, "every three months"},
    {"half-year", 6, "every six months"},
    {"year", 12, "every year"},
    {NULL, 0, NULL},
};

const key_word word_source_kind[] = {
    {"public", SOL_PUBLIC, "money of a state or another public body"},
    {"gift", SOL_GIFT, "a gift of somebody who is not in `firms`"},
    {"settlement", SOL_SETTLEMENT, "what a settlement brings"},
    {"enforcement", SOL_ENFORCEMENT, "the sale of seized assets, paid directly to those it is for"},
    {"match", SOL_MATCH, "a ratio of what the firms of a country pay, as they pay it"},
    {"guarantee", SOL_GUARANTEE, "what the firms of a country have not paid of a target by a day"},
    {NULL, 0, NULL},
};

const char *sol_source_kind_name(sol_source_kind kind)
{
    return keys_word_for(word_source_kind, (int)kind);
}

const key_word word_then[] = {
    {"general", 1, "it goes to the general pool"},
    {"stay", 0, "it stays, and is reported as stranded"},
    {NULL, 0, NULL},
};

const key_word word_costs_until[] = {
    {"closed", 1, "while a claim is open"},
    {"end", 0, "to the scenario's end"},
    {NULL, 0, NULL},
};

const key_word word_pays[] = {
    {"lump", 1, "all at once"},
    {NULL, 0, NULL},
};

static const key_row event_rows[] = {
    {"probability", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(sol_event, probability), KEY_SHARE_RANGE, .fallback = "100%",
     .title = "chance of the event", .meaning = "The chance that it happens, given what it requires."},
    {"date", AS_VALUE, VALUE_WHEN, KEY_FIELD(sol_event, date), .otherwise = "`start`, or the day of what it requires",
     .title = "day of the event",
     .meaning = "The day on which it happens; `{after: 18mo}` counts from the required event, else from `start`."},
    {"requires", AS_VALUE, VALUE_EVENT, KEY_FIELD(sol_event, requires), .otherwise = "nothing",
     .meaning = "An event without which it cannot happen."},
    {"unless", AS_VALUE, VALUE_EVENT, KEY_FIELD(sol_event, unless), .otherwise = "nothing",
     .meaning = "An event on or after whose day it cannot happen any more."},
};
const key_table key_event = {"event", "Something that may happen once.", KEY_ROWS(event_rows)};

static const key_row participation_rows[] = {
    {"base", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(sol_participation, base), KEY_SHARE_RANGE, .is_required = true,
     .title = "rate of joining before events", .meaning = "The rate before any of the events."},
    {"after", AS_NAMED, VALUE_PROBABILITY, .low = 0, .high = 1, .read = participation_after, .otherwise = "none",
     .names = "event", .title = "rate of joining after the event",
     .meaning = "The rate once an event has happened; the last listed one that has counts."},
};
const key_table key_participation = {"participation", "A rate of participation that events change.",
                                     KEY_ROWS(participation_rows)};

static const key_row firm_participation_rows[] = {
    {"times", AS_VALUE, VALUE_RATIO, KEY_FIELD(sol_firm, times_billionths), .low = 0, .high = 1000,
     .title = "rate of joining, against the country's",
     .meaning = "The country's rate times this (never above 100 %)."},
    {"base", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(sol_firm, own_rate.base), KEY_SHARE_RANGE, .instead_of = "times",
     .title = "own rate of joining before events", .meaning = "A rate of its own before any of the events."},
    {"after", AS_NAMED, VALUE_PROBABILITY, .low = 0, .high = 1, .read = participation_after, .instead_of = "times",
     .otherwise = "none", .names = "event", .title = "own rate of joining after the event",
     .meaning = "Its own rate once an event has happened."},
};
const key_table key_firm_participation = {"firm participation", "A firm's rate beside its country's.",
                                          KEY_ROWS(firm_participation_rows)};

static const key_row pledge_rows[] = {
    {"of_claims", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(sol_amount, value), .low = 0, .high = 1,
     .title = "pledge as a share of the claims",
     .meaning = "A share of what is claimed at `start`, principal and interest, by those who are sure to have filed."},
    {"of_size", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(sol_amount, value), .low = 0, .high = 1,
     .instead_of = "of_claims", .title = "pledge as a share of its size", .meaning = "A share of the firm's `size`."},
};
const key_table key_pledge = {"pledge", "A pledge as a share.", KEY_ROWS(pledge_rows)};

static const key_row pays_rows[] = {
    {"instalments", AS_VALUE, VALUE_WHOLE, KEY_FIELD(pays_form, instalments), .low = 1, .high = 1200,
     .is_required = true, .title = "number of instalments", .meaning = "How many equal parts."},
    {"every", AS_VALUE, VALUE_WORD, KEY_FIELD(pays_form, every_months), .words = word_every, .fallback = "year",
     .meaning = "How long from one to the next."},
};
const key_table key_pays = {"pays", "A pledge in instalments.", KEY_ROWS(pays_rows)};

static const key_row follows_rows[] = {
    {"country", AS_VALUE, VALUE_COUNTRY, KEY_FIELD(follows_form, country), .is_required = true,
     .meaning = "Whose firms it looks at."},
    {"share", AS_VALUE, VALUE_SHARE, KEY_FIELD(follows_form, share_billionths), KEY_SHARE_RANGE, .is_required = true,
     .title = "share that must join before", .meaning = "How many of them, by heads, must have joined."},
};
const key_table key_follows = {"follows", "A firm that joins only when others do.", KEY_ROWS(follows_rows)};

static const key_row firm_rows[] = {
    {"name", AS_VALUE, VALUE_NAME, KEY_FIELD(sol_firm, name), .is_required = true, .meaning = "Unique."},
    {"id", AS_VALUE, VALUE_NAME, KEY_FIELD(sol_firm, id), .otherwise = "the name",
     .meaning = "What its draws follow from; give it to rename the firm and keep its fate."},
    {"country", AS_VALUE, VALUE_COUNTRY, KEY_FIELD(sol_firm, country), .is_required = true,
     .meaning = "The country whose rate it follows."},
    {"count", AS_VALUE, VALUE_WHOLE, KEY_FIELD(sol_firm, count), .low = 1, .high = 1000000,
     .otherwise = "one, whose draws follow from its own id", .title = "number of firms",
     .meaning = "So many firms alike, each with draws of its own."},
    {"size", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_firm, size), .read = firms_size, .otherwise = "not said",
     .moves = MOVES_AMOUNTS, .title = "size", .meaning = "Its size (sales, assets), for a pledge `of_size`."},
    {"pledge", AS_VALUE | AS_TABLE, VALUE_AMOUNTS, KEY_FIELD(sol_firm, pledge), .table = &key_pledge,
     .read = firms_pledge, .is_required = true, .moves = MOVES_AMOUNTS, .title = "pledge",
     .meaning = "What it brings if it joins."},
    {"participation", AS_VALUE | AS_TABLE, VALUE_PROBABILITY, KEY_FIELD(sol_firm, own_rate), KEY_SHARE_RANGE,
     .table = &key_firm_participation, .read = participation_of_firm, .otherwise = "the country's rate",
     .moves = MOVES_RATES, .title = "own rate of joining",
     .meaning = "A rate of its own, which then does not follow the country's, or `{times: 0.7}` of it."},
    {"joins", AS_VALUE, VALUE_WHEN, KEY_FIELD(sol_firm, joins), .same_as = "start", .is_listed = true,
     .title = "day of joining", .meaning = "The day on which it joins, if it does."},
    {"pays", AS_VALUE | AS_TABLE, VALUE_WORD, KEY_FIELD(sol_firm, instalments), .words = word_pays, .table = &key_pays,
     .read = firms_pays, .fallback = "lump", .moves = MOVES_AMOUNTS, .meaning = "How it pays."},
    {"default", AS_VALUE, VALUE_GROWTH, KEY_FIELD(sol_firm, default_per_year), .low = 0, .high = 0.999999,
     .fallback = "0%/y", .moves = MOVES_AMOUNTS, .title = "yearly chance of default",
     .meaning = "The chance a year that it goes out of business; what falls due later is not paid."},
    {"requires", AS_VALUE, VALUE_EVENT, KEY_FIELD(sol_firm, requires), .otherwise = "nothing",
     .meaning = "An event without which it does not join."},
    {"unless", AS_VALUE, VALUE_EVENT, KEY_FIELD(sol_firm, unless), .otherwise = "nothing",
     .meaning = "An event from whose day on it pays nothing more."},
    {"follows", AS_TABLE, VALUE_NONE, KEY_FIELD(sol_firm, follows_country), .table = &key_follows,
     .read = firms_follows, .otherwise = "nobody", .meaning = "Joins only if it would and enough others do."},
};
const key_table key_firm = {"firm", "A firm, or several alike.", KEY_ROWS(firm_rows)};

static const key_row earmark_rows[] = {
    {"groups", AS_VALUE | AS_LIST, VALUE_GROUP, KEY_FIELD(sol_earmark, group), .read = groups_list, .is_required = true,
     .meaning = "The groups that the money is for."},
    {"counts", AS_VALUE, VALUE_YES_NO, KEY_FIELD(sol_earmark, counts), .fallback = "yes",
     .meaning = "Whether the general pool counts it as received when it divides."},
    {"then", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_earmark, then_general), .words = word_then, .fallback = "stay",
     .meaning = "What becomes of money that its groups can no longer receive."},
};
const key_table key_earmark = {"earmark", "Money kept for some groups.", KEY_ROWS(earmark_rows)};

static const key_row dated_amount_rows[] = {
    {"date", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_dated_amount, date), .is_required = true,
     .title = "day on which it comes", .meaning = "The day on which it comes, not before `start`."},
    {"amount", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_dated_amount, amount), .read = sources_dated_amount,
     .is_required = true, .title = "amount", .meaning = "How much."},
};
const key_table key_dated_amount = {"dated amount", "What comes on one day.", KEY_ROWS(dated_amount_rows)};

static const key_row share_step_rows[] = {
    {"from", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_share_step, from), .same_as = "start",
     .title = "day from which the share holds", .meaning = "The first day of it; before the first step nothing comes."},
    {"share", AS_VALUE, VALUE_SHARE, KEY_FIELD(sol_share_step, billionths), KEY_SHARE_RANGE, .is_required = true,
     .title = "share that comes", .meaning = "The share of each amount; `0%` suspends them."},
};
const key_table key_share_step = {"share step", "Which share of a series comes, from a day on.",
                                  KEY_ROWS(share_step_rows)};

static const key_row other_source_rows[] = {
    {"name", AS_VALUE, VALUE_NAME, KEY_FIELD(sol_other_source, name), .is_required = true, .meaning = "Unique."},
    {"id", AS_VALUE, VALUE_NAME, KEY_FIELD(sol_other_source, id), .otherwise = "the name",
     .meaning = "What its draws follow from."},
    {"kind", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_other_source, kind), .words = word_source_kind, .is_required = true,
     .meaning = "What kind of money it is."},
    {"country", AS_VALUE, VALUE_COUNTRY, KEY_FIELD(sol_other_source, country), .otherwise = "not said",
     .meaning = "Where the money comes from, for the report."},
    {"amount", AS_VALUE, VALUE_AMOUNTS, KEY_FIELD(sol_other_source, amount),
     .otherwise = "required with `public`, `gift` and `settlement`, unless there are `amounts` or a `series`",
     .title = "amount", .meaning = "How much; each time, of a series."},
    {"worth", AS_VALUE, VALUE_AMOUNTS, KEY_FIELD(sol_other_source, amount), .instead_of = "amount",
     .otherwise = "required with `enforcement`", .title = "worth of the seized assets",
     .meaning = "What the seized assets are worth."},
    {"target", AS_VALUE, VALUE_AMOUNTS, KEY_FIELD(sol_other_source, amount), .instead_of = "amount worth",
     .otherwise = "required with `guarantee`", .title = "guaranteed amount",
     .meaning =
         "What is to have come from the firms of `of` by `date`: a `guarantee` brings what they have not paid of "
         "it, as received and converted."},
    {"amounts", AS_LIST, VALUE_NONE, KEY_FIELD(sol_other_source, dated), .table = &key_dated_amount,
     .read = sources_amounts, .instead_of = "amount worth target", .otherwise = "none",
     .meaning = "What comes, amount by amount, in the order of days: receipts as they came."},
    {"series", AS_VALUE | AS_TABLE, VALUE_PATH, KEY_FIELD(source_form, series.path), .table = &key_table_name,
     .instead_of = "amount worth target amounts", .otherwise = "none",
     .meaning = "The same from a table with the columns `date` and `amount`. Rows before `start` are left out: what "
                "came then is in `fund.opening`."},
    {"columns", AS_NAMED, VALUE_NAME, .read = file_columns, .is_silent = true, .otherwise = "none", .names = "column",
     .meaning = "What headers of the series mean, where they are not the names of columns."},
    {"share", AS_VALUE | AS_LIST, VALUE_SHARE, KEY_FIELD(sol_other_source, share), KEY_SHARE_RANGE,
     .table = &key_share_step, .read = sources_share, .fallback = "100%", .title = "share that comes",
     .meaning = "How much of each amount comes, by the day on which it comes: one share, or steps of it."},
    {"haircut", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(sol_other_source, haircut), KEY_SHARE_RANGE, .fallback = "0%",
     .title = "loss by the sale", .meaning = "The share of the worth that the sale loses."},
    {"probability", AS_VALUE, VALUE_PROBABILITY, KEY_FIELD(sol_other_source, probability), KEY_SHARE_RANGE,
     .fallback = "100%", .title = "chance that it comes",
     .meaning = "The chance that it comes; one draw for a series."},
    {"date", AS_VALUE, VALUE_WHEN, KEY_FIELD(sol_other_source, date), .same_as = "start",
     .title = "day on which it comes", .meaning = "The day on which it comes; the first, of a series."},
    {"every", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_other_source, every_months), .words = word_every, .otherwise = "once",
     .meaning = "Makes it a series."},
    {"until", AS_VALUE, VALUE_DATE, KEY_FIELD(sol_other_source, until), .same_as = "end",
     .title = "last day of the series", .meaning = "The last day of a series."},
    {"requires", AS_VALUE, VALUE_EVENT, KEY_FIELD(sol_other_source, requires), .otherwise = "nothing",
     .meaning = "An event without which it does not come."},
    {"unless", AS_VALUE, VALUE_EVENT, KEY_FIELD(sol_other_source, unless), .otherwise = "nothing",
     .meaning = "An event from whose day on it does not come."},
    {"earmark", AS_VALUE | AS_TABLE | AS_LIST, VALUE_GROUP, KEY_FIELD(sol_other_source, earmark), .table = &key_earmark,
     .read = earmark_value, .otherwise = "for all", .moves = MOVES_AMOUNTS | MOVES_DIVISION,
     .meaning = "The groups that it is kept for: their names, or more about it."},
    {"direct", AS_VALUE, VALUE_YES_NO, KEY_FIELD(sol_other_source, is_direct), .otherwise = "`yes` for `enforcement`",
     .moves = MOVES_AMOUNTS | MOVES_DIVISION,
     .meaning = "Paid at once to those it is for, in proportion to what they are owed, without queue, approval or "
                "acceptance."},
    {"of", AS_VALUE, VALUE_COUNTRY, KEY_FIELD(sol_other_source, match_country),
     .otherwise = "required with `match` and `guarantee`",
     .meaning = "The country whose firms' payments it matches or guarantees."},
    {"ratio", AS_VALUE, VALUE_RATIO, KEY_FIELD(sol_other_source, match_billionths), .low = 0, .high = 1000,
     .fallback = "100%", .title = "matching ratio", .meaning = "How much of them."},
    {"cap", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_other_source, cap), .read = sources_cap, .otherwise = "none",
     .title = "most that is matched or guaranteed", .meaning = "The most that a `match` or a `guarantee` brings."},
    {"refund", AS_VALUE, VALUE_YES_NO, KEY_FIELD(sol_other_source, refunds), .fallback = "yes",
     .meaning = "Whether what the firms pay after its day goes back to the guarantor, until a `guarantee` has had back "
                "what it brought. What goes back bears no costs; a `match` counts it."},
};
const key_table key_other_source = {"other source", "Money that no firm pledges.", KEY_ROWS(other_source_rows)};

static const key_row costs_rows[] = {
    {"yearly", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_costs, yearly), .fallback = "0", .title = "yearly costs",
     .meaning = "Costs a year, whatever the fund does."},
    {"share", AS_VALUE, VALUE_SHARE, KEY_FIELD(sol_costs, share_billionths), KEY_SHARE_RANGE, .fallback = "0%",
     .title = "costs as a share of what comes in", .meaning = "A share of what comes in."},
    {"share_of_payments", AS_VALUE, VALUE_SHARE, KEY_FIELD(sol_costs, share_of_payments_billionths), KEY_SHARE_RANGE,
     .fallback = "0%", .title = "costs as a share of what is paid",
     .meaning =
         "Costs on what a pool pays, borne by it and set aside before it divides. What is published as a share s "
         "of all spending is s / (1 − s) here. Direct payments bear none."},
    {"per_claim", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_costs, per_claim), .fallback = "0", .title = "costs a claim",
     .meaning = "Costs of each claim examined."},
    {"until", AS_VALUE, VALUE_WORD, KEY_FIELD(sol_costs, until_closed), .words = word_costs_until, .fallback = "end",
     .meaning = "How long the yearly costs run."},
};
const key_table key_costs = {"costs", "What the fund costs.", KEY_ROWS(costs_rows)};

static const key_row fund_rows[] = {
    {"opening", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_fund, opening), .fallback = "0", .moves = MOVES_DIVISION,
     .title = "money in hand", .meaning = "What it holds on the first day."},
    {"return", AS_VALUE, VALUE_GROWTHS, KEY_FIELD(sol_fund, return_per_year), .low = -0.99, .high = 10,
     .read = fund_return, .fallback = "0%/y", .is_listed = true, .title = "return on the balance",
     .meaning = "What its balance is expected to earn; uncertain, one draw a trial."},
    {"volatility", AS_VALUE, VALUE_YEARLY, KEY_FIELD(sol_fund, volatility), .low = 0, .high = 5, .fallback = "0%/y",
     .title = "volatility of the return",
     .meaning = "How much the return wanders: the standard deviation of its logarithm after a year."},
    {"reserve", AS_VALUE, VALUE_AMOUNT, KEY_FIELD(sol_fund, reserve), .fallback = "0", .moves = MOVES_DIVISION,
     .title = "reserve", .meaning = "What is never paid out."},
    {"costs", AS_TABLE, VALUE_NONE, KEY_FIELD(sol_fund, costs), .table = &key_costs, .fallback = "",
     .otherwise = "none", .is_listed = true, .moves = MOVES_DIVISION, .meaning = "What it costs."},
};
const key_table key_fund = {"fund", "What the fund holds, earns and costs.", KEY_ROWS(fund_rows)};
