/* The short names of outcomes, and what outcomes mean, in the order of the result. Those of sums over a list of months are of the month. */
#include "result/outcome_words.h"

#include "solatium/outcome.h"

#include <string.h>

static const sol_outcome_row rows[] = {
    {"in-time", "people.share_in_time", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "of those whom the first goal counts, refused, declined and not due left out: paid its share of their claims by "
     "its date"},
    {"goal", "verdict.probability", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "futures in which the first goal is met: P in maps, held against the confidence"},
    {"nobody-left-out", "people.share_of_all_living", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "of all whom the first goal counts, those refused, declined or not due among them: paid its share of their claims "
     "by "
     "its date"},
    {"all-paid", "wholly_paid.all.by_goal.share", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "of all claims not refused, declined or not due: wholly paid by the first goal's date, in life or after"},
    {"owed", "money.owed", SOL_UNIT_MONEY, SOL_BETTER_LESS, "owed at `end`, interest included"},
    {"unpaid", "unpaid.all", SOL_UNIT_MONEY, SOL_BETTER_LESS,
     "owed on the first goal's date, interest to that day included: of claims entitled by then, not refused, declined "
     "or lapsed"},
    {"paid", "money.paid", SOL_UNIT_MONEY, SOL_BETTER_MORE, "paid to claimants and their estates by `end`"},
    {"paid-in-life", "money.paid_in_life", SOL_UNIT_MONEY, SOL_BETTER_MORE, "of it, paid while they lived"},
    {"died-waiting", "timeline.died_waiting@end", SOL_UNIT_PEOPLE, SOL_BETTER_LESS,
     "of those whom the first goal counts, living at start: died before they reached it, by `end`"},
    {"received", "money.received", SOL_UNIT_MONEY, SOL_BETTER_MORE, "money in from all sources by `end`"},
    {NULL, "verdict.share_in_time", SOL_UNIT_SHARE, SOL_BETTER_MORE, "as people.share_in_time"},
    {NULL, "goals.NUMBER.probability", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "futures in which that goal is met, in the order of `timeliness`"},
    {NULL, "goals.NUMBER.share_in_time", SOL_UNIT_SHARE, SOL_BETTER_MORE, "of those whom that goal counts: in time"},
    {NULL, "people.in_time", SOL_UNIT_PEOPLE, SOL_BETTER_MORE, "ended as paid in time"},
    {NULL, "people.late", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "ended as paid alive, but after the goal's date"},
    {NULL, "people.part", SOL_UNIT_PEOPLE, SOL_BETTER_NEITHER, "ended as paid in part in life"},
    {NULL, "people.estate_paid", SOL_UNIT_PEOPLE, SOL_BETTER_NEITHER,
     "were paid nothing in life, their estates something"},
    {NULL, "people.declined", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "declined"},
    {NULL, "people.refused", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "were refused"},
    {NULL, "people.not_due", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "have claims that did not fall due by `end`"},
    {NULL, "people.nothing", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "were paid nothing"},
    {NULL, "people.nothing_died", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "of them, died by `end`"},
    {NULL, "people.nothing_living", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "of them, live at `end`"},
    {NULL, "people.ceiling", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "in-time if there were unlimited money on the first day, whatever the division"},
    {NULL, "people.ceiling_of_the_rules", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "in-time with unlimited money in every pool, by the division's rules; told where it differs"},
    {NULL, "people.died_waiting", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "as died-waiting"},
    {NULL, "people.share_died_waiting", SOL_UNIT_SHARE, SOL_BETTER_LESS,
     "of those whom the first goal counts, living at start: died before they reached it, whatever their heirs get"},
    {NULL, "people.paid_share_in_life", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "of all that those living at start were owed or paid: ever paid in life"},
    {NULL, "people.not_in_time.before_entitled", SOL_UNIT_PEOPLE, SOL_BETTER_LESS,
     "not in time: died before date and event allowed the claim"},
    {NULL, "people.not_in_time.in_queue", SOL_UNIT_PEOPLE, SOL_BETTER_LESS,
     "not in time: died before the claim was processed"},
    {NULL, "people.not_in_time.deciding", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "not in time: died before accepting"},
    {NULL, "people.not_in_time.before_pay_date", SOL_UNIT_PEOPLE, SOL_BETTER_LESS,
     "not in time: died before the next pay date"},
    {NULL, "people.not_in_time.for_want_of_money", SOL_UNIT_PEOPLE, SOL_BETTER_LESS,
     "not in time: saw a pay date, and died for want of money"},
    {NULL, "people.not_in_time.alive", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "not in time: alive on the goal's date"},
    {NULL, "wholly_paid.WHOM.by_goal.count", SOL_UNIT_PEOPLE, SOL_BETTER_MORE,
     "claims not refused, declined or not due that are wholly paid by the first goal's date, in life or after; WHOM is "
     "living or estates, at start, or all"},
    {NULL, "wholly_paid.WHOM.by_goal.share", SOL_UNIT_SHARE, SOL_BETTER_MORE, "the same as a share of them"},
    {NULL, "wholly_paid.WHOM.by_end.count", SOL_UNIT_PEOPLE, SOL_BETTER_MORE, "the same by `end`"},
    {NULL, "wholly_paid.WHOM.by_end.share", SOL_UNIT_SHARE, SOL_BETTER_MORE, "the same by `end`, as a share of them"},
    {NULL, "wholly_paid.WHOM.everyone", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "futures in which all of them are, by the first goal's date"},
    {NULL, "reach.living.SHARE", SOL_UNIT_DATE, SOL_BETTER_LESS,
     "first pay date by which a share (25%, 50%, 75%, 90% or 100%) of those living at start are wholly paid in life; "
     "its median, and how often never"},
    {NULL, "reach.living.SHARE.never", SOL_UNIT_SHARE, SOL_BETTER_LESS,
     "futures in which that is not reached by the last pay date"},
    {NULL, "reach.all.SHARE", SOL_UNIT_DATE, SOL_BETTER_LESS,
     "first pay date by which such a share of all claims are wholly paid, in life or after"},
    {NULL, "reach.all.SHARE.never", SOL_UNIT_SHARE, SOL_BETTER_LESS,
     "futures in which that is not reached by the last pay date"},
    {NULL, "nothing_comes", SOL_UNIT_SHARE, SOL_BETTER_LESS,
     "futures in which nobody is paid anything by the first goal's date"},
    {NULL, "money.claimed", SOL_UNIT_MONEY, SOL_BETTER_NEITHER,
     "claimed at start or, later, on the day of filing, principal and interest"},
    {NULL, "money.opening", SOL_UNIT_MONEY, SOL_BETTER_NEITHER, "in hand at start"},
    {NULL, "money.return", SOL_UNIT_MONEY, SOL_BETTER_NEITHER, "return on the balance"},
    {NULL, "money.costs", SOL_UNIT_MONEY, SOL_BETTER_LESS, "costs"},
    {NULL, "money.paid_to_estates", SOL_UNIT_MONEY, SOL_BETTER_NEITHER, "paid to estates"},
    {NULL, "money.deposited", SOL_UNIT_MONEY, SOL_BETTER_NEITHER,
     "deposited for those who declined, and not taken up; told where some terms deposit"},
    {NULL, "money.returned", SOL_UNIT_MONEY, SOL_BETTER_NEITHER, "given back to sources"},
    {NULL, "money.left", SOL_UNIT_MONEY, SOL_BETTER_NEITHER, "left at `end`"},
    {NULL, "money.stranded", SOL_UNIT_MONEY, SOL_BETTER_LESS, "left of earmarked money that its groups are not owed"},
    {NULL, "money.by_source.NAME.probability", SOL_UNIT_SHARE, SOL_BETTER_NEITHER, "the source brings anything"},
    {NULL, "money.by_source.NAME.promised", SOL_UNIT_MONEY, SOL_BETTER_NEITHER,
     "what it brings if it joins: its pledges at face"},
    {NULL, "money.by_source.NAME.received", SOL_UNIT_MONEY, SOL_BETTER_NEITHER, "what came from it"},
    {NULL, "money.by_country.NAME.joined", SOL_UNIT_FIRMS, SOL_BETTER_NEITHER, "firms of the country that joined"},
    {NULL, "money.by_country.NAME.received", SOL_UNIT_MONEY, SOL_BETTER_NEITHER, "what came from the country"},
    {NULL, "unpaid.living", SOL_UNIT_MONEY, SOL_BETTER_LESS, "of what is unpaid: to those living at start"},
    {NULL, "unpaid.estates", SOL_UNIT_MONEY, SOL_BETTER_LESS, "of what is unpaid: to those dead at start"},
    {NULL, "unpaid.in_queue", SOL_UNIT_MONEY, SOL_BETTER_LESS,
     "of what is unpaid: of claims that wait to be processed"},
    {NULL, "unpaid.for_an_answer", SOL_UNIT_MONEY, SOL_BETTER_LESS,
     "of what is unpaid: of claims that wait for the claimant's answer"},
    {NULL, "unpaid.for_money", SOL_UNIT_MONEY, SOL_BETTER_LESS, "of what is unpaid: of claims that wait for money"},
    {NULL, "groups.NAME.share_in_time", SOL_UNIT_SHARE, SOL_BETTER_MORE, "in-time, of the group"},
    {NULL, "groups.NAME.paid", SOL_UNIT_MONEY, SOL_BETTER_MORE, "paid by `end`, of the group"},
    {NULL, "groups.NAME.paid_in_life", SOL_UNIT_MONEY, SOL_BETTER_MORE, "paid in life, of the group"},
    {NULL, "groups.NAME.claimed", SOL_UNIT_MONEY, SOL_BETTER_NEITHER, "claimed at start, of the group"},
    {NULL, "age_bands.AGE.share_in_time", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "in-time, of the age band that begins there"},
    {NULL, "age_bands.AGE.paid", SOL_UNIT_MONEY, SOL_BETTER_MORE, "paid by `end`, of the age band that begins there"},
    {NULL, "age_bands.AGE.paid_in_life", SOL_UNIT_MONEY, SOL_BETTER_MORE,
     "paid in life, of the age band that begins there"},
    {NULL, "age_bands.AGE.claimed", SOL_UNIT_MONEY, SOL_BETTER_NEITHER,
     "claimed at start, of the age band that begins there"},
    {NULL, "claim_bands.AMOUNT.share_in_time", SOL_UNIT_SHARE, SOL_BETTER_MORE,
     "in-time, of the claim band that begins there, in minor units"},
    {NULL, "claim_bands.AMOUNT.paid", SOL_UNIT_MONEY, SOL_BETTER_MORE,
     "paid by `end`, of the claim band that begins there, in minor units"},
    {NULL, "claim_bands.AMOUNT.paid_in_life", SOL_UNIT_MONEY, SOL_BETTER_MORE,
     "paid in life, of the claim band that begins there, in minor units"},
    {NULL, "claim_bands.AMOUNT.claimed", SOL_UNIT_MONEY, SOL_BETTER_NEITHER,
     "claimed at start, of the claim band that begins there, in minor units"},
    {NULL, "timeline.received@DATE", SOL_UNIT_MONEY, SOL_BETTER_MORE, "money in by the day"},
    {NULL, "timeline.balance@DATE", SOL_UNIT_MONEY, SOL_BETTER_NEITHER, "held after the pay date"},
    {NULL, "timeline.paid@DATE", SOL_UNIT_MONEY, SOL_BETTER_MORE, "paid by the day"},
    {NULL, "timeline.living@DATE", SOL_UNIT_PEOPLE, SOL_BETTER_NEITHER, "claimants who live on the day"},
    {NULL, "timeline.paid_in_full@DATE", SOL_UNIT_PEOPLE, SOL_BETTER_MORE, "claims on which nothing is owed any more"},
    {NULL, "timeline.in_time@DATE", SOL_UNIT_PEOPLE, SOL_BETTER_MORE, "have reached the first goal in time"},
    {NULL, "timeline.waiting@DATE", SOL_UNIT_PEOPLE, SOL_BETTER_LESS,
     "of those whom the first goal counts, living at start: alive and not at it yet"},
    {NULL, "timeline.died_waiting@DATE", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "of them: died before they reached it"},
    {NULL, "deaths.waiting@DATE", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "die waiting in the calendar month of the day"},
    {NULL, "deaths.cumulative@DATE", SOL_UNIT_PEOPLE, SOL_BETTER_LESS, "have died waiting by the end of that month"},
    {NULL, NULL, SOL_UNIT_NUMBER, SOL_BETTER_NEITHER, NULL},
};

/* Short names are words with a hyphen between, or with an underscore, as in longer keys. */
static bool is_same_word(const char *word, const char *other)
{
    for (; *word && *other; word++, other++)
        if (*word != *other && !(*word == '-' && *other == '_'))
            return false;
    return *word == *other;
}

const char *outcome_words_key(const char *name)
{
    for (const sol_outcome_row *row = rows; row->key; row++)
        if (row->short_name && is_same_word(row->short_name, name))
            return row->key;
    return name;
}

/* Whether a key is one that a row stands for: a word in capitals is any name or day. */
static bool stands_for(const char *pattern, const char *key)
{
    while (*pattern && *key) {
        const size_t any = strspn(pattern, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (any > 0) {
            const bool is_quoted = *key == '"';
            const char *end = is_quoted ? strchr(key + 1, '"') : key + strcspn(key, ".@");
            key = is_quoted && end ? end + 1 : end ? end : key + strlen(key);
            pattern += any;
        } else if (*pattern++ != *key++) {
            return false;
        }
    }
    return *pattern == *key;
}

static const sol_outcome_row *row_of(const char *name)
{
    const char *key = outcome_words_key(name);
    for (const sol_outcome_row *row = rows; row->key; row++)
        if (stands_for(row->key, key))
            return row;
    return NULL;
}

const char *sol_outcome_meaning(const char *name)
{
    const sol_outcome_row *row = row_of(name);
    return row ? row->meaning : NULL;
}

sol_better sol_outcome_better(const char *name)
{
    const sol_outcome_row *row = row_of(name);
    return row ? row->better : SOL_BETTER_NEITHER;
}

const sol_outcome_row *sol_outcome_rows(void)
{
    return rows;
}
