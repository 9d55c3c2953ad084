/* What a step's rounding leaves goes to nobody behind it while somebody in it could be given more. */
#include "engine/by_hand.h"

#define SPAN "start: 2020-01-01\nend: 2022-01-01\n"
#define PAYS(unit) "payments: {dates: [2020-06-01], unit: " unit "}\n"
#define HAS(opening) "fund: {opening: " opening "}\n"
#define THREE GROUPS CLAIM("A", "100") CLAIM("B", "100") ESTATE("E", "100")
#define FIRST(rule, rest) "allocation: [{who: living, rule: " rule "}, {who: estates, rule: " rest "}]\n"

Test(remainders, stay_while_anybody_in_the_step_is_below_his_bound_by_a_unit)
{
    static const by_hand rows[] = {
        {"less than a unit each", HAS("19") THREE PAYS("10") FIRST("equal-awards", "equal-awards"), "0 0 0", "left 19"},
        {"a unit each, and some more", HAS("25") THREE PAYS("10") FIRST("equal-awards", "equal-awards"), "10 10 0",
         "left 5"},
        {"one won of three", HAS("101") THREE PAYS("1") FIRST("proportional", "proportional"), "50 50 0", "left 1"},
        {"of what is outstanding", HAS("101") THREE PAYS("1") FIRST("proportional, basis: outstanding", "equal-awards"),
         "50 50 0", "left 1"},
        {"of weighted shares",
         HAS("100") GROUPS SHE("A", "100") SHE("B", "100") ESTATE("E", "100") PAYS("1")
             FIRST("proportional, weight: {age: {from: 80, each_year: 5%}}", "equal-awards"),
         "50 50 0", "left 0"},
        {"a rule without a level", HAS("101") THREE PAYS("1") FIRST("average", "equal-awards"), "50 50 0", "left 1"},
        {"all in the step are paid off", HAS("213") THREE PAYS("10") FIRST("equal-awards", "equal-awards"),
         "100 100 10", "left 3"},
        {"and the last units",
         HAS("205") GROUPS CLAIM("A", "100") CLAIM("B", "100") ESTATE("E", "5") PAYS("10")
             FIRST("equal-awards", "equal-awards"),
         "100 100 5", "left 0"},
        {"in order: what the second does not get",
         HAS("34") GROUPS CLAIM("A", "25") CLAIM("B", "25") ESTATE("E", "100") PAYS("10")
             FIRST("priority, by: filing", "equal-awards"),
         "25 0 0", "left 9"},
        {"nobody is in the step",
         HAS("34") GROUPS ESTATE("D", "100") ESTATE("E", "100") PAYS("10") FIRST("equal-awards", "equal-awards"),
         "10 10", "left 14"},
        {"a step for all behind one for the living",
         HAS("101") THREE PAYS("1") "allocation: [{who: living, rule: proportional}, {rule: proportional}]\n",
         "50 50 0", "left 1"},
        {"a step for all, then one for some",
         HAS("100") THREE PAYS("1") "allocation: [{rule: proportional}, {who: estates, rule: equal-awards}]\n",
         "33 33 33", "left 1"},
    };
    BY_HAND(SPAN, rows);
}

/* In units of 20 a level of 30 is out of reach from 20 on. */
#define UP_TO(level, rest) "allocation: [{who: living, up_to: " level ", rule: equal-awards}, " rest "]\n"

Test(remainders, go_on_where_no_unit_fits_below_the_bound)
{
    static const by_hand rows[] = {
        {"the level is reached", HAS("70") THREE PAYS("20") UP_TO("30", "{who: estates, rule: equal-awards}"),
         "20 20 20", "left 10"},
        {"nearly: 27.5 each",
         HAS("55") GROUPS CLAIM("A", "100") CLAIM("B", "100") ESTATE("E", "15") PAYS("20")
             UP_TO("30", "{who: estates, rule: equal-awards}"),
         "20 20 15", "left 0"},
        {"not: 19.5 each", HAS("39") THREE PAYS("20") UP_TO("30", "{who: estates, rule: equal-awards}"), "0 0 0",
         "left 39"},
        {"to the same ones", HAS("90") THREE PAYS("20") UP_TO("30", "{who: living, rule: equal-awards}"), "40 40 0",
         "left 10"},
        {"the last units settle the claim, and are not there",
         HAS("25") GROUPS CLAIM("A", "30") ESTATE("E", "100") PAYS("20")
             UP_TO("30", "{who: estates, rule: equal-awards}"),
         "20 0", "left 5"},
        {"the same, one level below",
         HAS("40") GROUPS CLAIM("A", "30") ESTATE("E", "100") PAYS("20")
             UP_TO("25", "{who: estates, rule: equal-awards}"),
         "20 20", "left 0"},
        {"a level below the unit", HAS("30") THREE PAYS("20") UP_TO("10", "{who: estates, rule: equal-awards}"),
         "0 0 20", "left 10"},
        {"a share of the claim", HAS("70") THREE PAYS("20") UP_TO("30%", "{who: estates, rule: equal-awards}"),
         "20 20 20", "left 10"},
        {"outstanding below a level",
         HAS("70") THREE PAYS("20") "allocation: [{who: living, up_to: 30, rule: equal-awards, basis: outstanding}, "
                                    "{who: estates, rule: equal-awards}]\n",
         "20 20 20", "left 10"},
    };
    BY_HAND(SPAN, rows);
}

Test(remainders, of_the_living_are_not_for_estates_that_come_after)
{
#define AFTER "claimants:\n  heirs: after-living\n  groups:\n" CLAIM("A", "100") CLAIM("B", "100") ESTATE("E", "100")
    static const by_hand rows[] = {
        {"one won", HAS("151") AFTER PAYS("1"), "75 75 0", "left 1"},
        {"in units", HAS("95") AFTER PAYS("20") "allocation: equal-awards\n", "40 40 0", "left 15"},
        {"the living are paid off", HAS("201") AFTER PAYS("1"), "100 100 1", "left 0"},
        {"the second of two steps",
         HAS("151") AFTER PAYS("1") "allocation: [{up_to: 50, rule: equal-awards}, {rule: equal-awards}]\n", "75 75 0",
         "left 1"},
        {"below a level of all steps", HAS("70") AFTER PAYS("20") "allocation: [{up_to: 30, rule: equal-awards}]\n",
         "20 20 20", "left 10"},
    };
    BY_HAND(SPAN, rows);
}

Test(remainders, what_is_held_counts_as_had)
{
#define HELD GROUPS CLAIM("A", "100") CLAIM("L", "100, eligible: 2021-01-01") ESTATE("E", "100") "hold: registered\n"
    static const by_hand rows[] = {
        {"both are whole", HAS("201") HELD PAYS("1") FIRST("equal-awards", "equal-awards"), "100 0 1", "left 100"},
        {"half a won each is not held", HAS("199") HELD PAYS("1") FIRST("equal-awards", "equal-awards"), "99 0 0",
         "left 100"},
        {"in units", HAS("215") HELD PAYS("10") FIRST("equal-awards", "equal-awards"), "100 0 10", "left 105"},
        {"he who is held for lacks no unit, nor does the other",
         HAS("75") HELD PAYS("20") UP_TO("30", "{who: estates, rule: equal-awards}"), "20 0 20", "left 35"},
        {"in order: he who is held for lacks a unit",
         HAS("115") HELD PAYS("10") FIRST("priority, by: filing", "equal-awards"), "100 0 0", "left 15"},
    };
    BY_HAND(SPAN, rows);
}

Test(remainders, of_a_pool_stay_in_it)
{
    static const by_hand rows[] = {
        {"kept for two, then for all",
         "other_sources: [{name: G, kind: gift, amount: 25, date: 2020-02-01, earmark: [A, E]}]\n" HAS("33")
             THREE PAYS("10") FIRST("equal-awards", "equal-awards"),
         "20 20 0", "left 18, stranded 0"},
        {"that nobody can receive go on",
         "other_sources: [{name: G, kind: gift, amount: 105, date: 2020-02-01, earmark: {groups: [A], then: "
         "general}}]\n" HAS("15") THREE PAYS("10") FIRST("equal-awards", "equal-awards"),
         "100 20 0", "left 0"},
    };
    BY_HAND(SPAN, rows);
}
