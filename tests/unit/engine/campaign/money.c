/* Events, rates of joining, firms, other sources, the fund. */
#include "engine/campaign/parts.h"

static void write_events(language *l)
{
    int count = language_chance(l, 50) ? (int)language_roll(l, 4) : 0;
    if (count > 0)
        language_write(l, "events:\n");
    for (int e = 0; e < count; e++) {
        l->events = e; /* those before it can be required */
        language_write(l, "  e%d: {probability: ", e);
        language_uncertain_share(l);
        if (language_chance(l, 80)) {
            language_write(l, ", date: ");
            language_when(l);
        }
        language_conditions(l);
        language_write(l, "}\n");
    }
    l->events = count;
}

static void write_rate(language *l)
{
    if (l->events == 0 || language_chance(l, 60)) {
        language_uncertain_share(l);
        return;
    }
    language_write(l, "{base: ");
    language_uncertain_share(l);
    language_write(l, ", after: {");
    for (int e = 0; e < l->events; e++) {
        language_write(l, "%se%d: ", e ? ", " : "", e);
        language_uncertain_share(l);
    }
    language_write(l, "}}");
}

static void write_participation(language *l)
{
    l->countries = 2;
    language_write(l, "participation: {C0: ");
    write_rate(l);
    language_write(l, ", C1: ");
    write_rate(l);
    language_write(l, "}\n");
    if (language_chance(l, 50))
        language_write(l, "correlation: %s\n",
                       ONE(l, "0.3", "{C0: 0.4, C1: 0.2, between: 0.1}", "{C0: 1, between: 1}"));
    l->is_fraction = language_chance(l, 15);
    if (l->is_fraction)
        language_write(l, "participation_as: fraction\n");
}

static void write_pledge(language *l)
{
    if (language_chance(l, 20)) {
        language_write(l, ", pledge: {of_claims: ");
        language_uncertain_share(l);
        language_write(l, "}");
    } else if (language_chance(l, 15)) {
        language_write(l, ", size: ");
        language_amount(l, 700, false);
        language_write(l, ", pledge: {of_size: %s}", ONE(l, "12.5%", "0.7%", "{uniform: [1%, 20%]}"));
    } else {
        language_write(l, ", pledge: ");
        language_uncertain_amount(l, 120);
    }
}

static void write_firm(language *l, int index)
{
    language_write(l, "  - {name: f%d, country: C%d", index, (int)language_roll(l, 2));
    write_pledge(l);
    if (language_chance(l, 40))
        language_write(l, ", count: %d", 1 + (int)language_roll(l, 4));
    if (language_chance(l, 25)) {
        language_write(l, ", participation: ");
        if (language_chance(l, 50))
            language_write(l, "{times: %s}", ONE(l, "0.7", "150%", "2.5"));
        else
            write_rate(l);
    }
    if (language_chance(l, 75)) {
        language_write(l, ", joins: ");
        language_when(l);
    }
    if (language_chance(l, 35))
        language_write(l, ", pays: {instalments: %d, every: %s}", 1 + (int)language_roll(l, 7),
                       ONE(l, "month", "quarter", "half-year", "year"));
    if (language_chance(l, 30))
        language_write(l, ", default: %s", ONE(l, "4%/y", "40%/y", "3%/mo"));
    if (!l->is_fraction && language_chance(l, 30)) {
        language_write(l, ", follows: {country: C%d, share: ", (int)language_roll(l, 2));
        language_share(l);
        language_write(l, "}");
    }
    language_conditions(l);
    language_write(l, "}\n");
}

static void write_earmark(language *l, bool is_needed)
{
    if (!is_needed && language_chance(l, 50))
        return;
    language_write(l, ", earmark: ");
    if (language_chance(l, 40)) {
        language_groups_list(l);
        return;
    }
    language_write(l, "{groups: ");
    language_groups_list(l);
    if (language_chance(l, 60))
        language_write(l, ", counts: %s", ONE(l, "yes", "no"));
    if (language_chance(l, 60))
        language_write(l, ", then: %s", ONE(l, "general", "stay"));
    language_write(l, "}");
}

/* Amounts by day from the second year on, some of one day. */
static void write_amounts(language *l)
{
    int month = (int)language_roll(l, 12), count = 1 + (int)language_roll(l, 5);
    language_write(l, ", amounts: [");
    for (int i = 0; i < count; i++, month += (int)language_roll(l, 7)) {
        language_write(l, "%s{date: %d-%02d-%s, amount: ", i ? ", " : "", l->first_year + 1 + month / 12,
                       1 + month % 12, "17");
        language_amount(l, 60, false);
        language_write(l, "}");
    }
    language_write(l, "]");
}

static void write_share(language *l)
{
    int count = (int)language_roll(l, 4);
    if (count == 0) {
        language_write(l, ", share: %s", ONE(l, "5%", "100%", "33.3%"));
        return;
    }
    language_write(l, ", share: [");
    for (int i = 0; i < count; i++)
        language_write(l, "%s{from: %d-0%d-17, share: %s}", i ? ", " : "", l->first_year + i + 1,
                       1 + (int)language_roll(l, 9), ONE(l, "5%", "0%", "100%", "66.7%"));
    language_write(l, "]");
}

static void write_guarantee(language *l)
{
    language_write(l, ", of: C%d, target: ", (int)language_roll(l, 2));
    language_uncertain_amount(l, 250);
    language_write(l, ", date: ");
    language_when(l);
    if (language_chance(l, 40)) {
        language_write(l, ", cap: ");
        language_amount(l, 100, false);
    }
    if (language_chance(l, 30))
        language_write(l, ", refund: %s", ONE(l, "yes", "no"));
    if (language_chance(l, 25)) {
        language_write(l, ", probability: ");
        language_uncertain_share(l);
    }
    language_conditions(l);
    language_write(l, "}\n");
}

static void write_source(language *l, int index, bool has_firms)
{
    int kind = (int)language_roll(l, has_firms ? 7 : 5);
    language_write(l, "  - {name: s%d, kind: %s", index,
                   (const char *const[]){"public", "gift", "settlement", "enforcement", "enforcement", "match",
                                         "guarantee"}[kind]);
    if (kind == 6) {
        write_guarantee(l);
        return;
    }
    if (kind == 5) {
        language_write(l, ", of: C0, ratio: %s", ONE(l, "50%", "100%", "33.3%", "1.7"));
        if (language_chance(l, 50)) {
            language_write(l, ", cap: ");
            language_amount(l, 50, false);
        }
        language_write(l, "}\n");
        return;
    }
    bool is_direct = kind >= 3 && language_chance(l, 75);
    bool is_dated = kind < 3 && language_chance(l, 30);
    if (is_dated) {
        write_amounts(l);
    } else {
        language_write(l, ", %s: ", kind >= 3 ? "worth" : "amount");
        language_uncertain_amount(l, 100);
    }
    if (kind < 3 && language_chance(l, 25))
        write_share(l);
    if (kind >= 3 && language_chance(l, 60)) {
        language_write(l, ", haircut: ");
        language_uncertain_share(l);
    }
    if (language_chance(l, 40)) {
        language_write(l, ", probability: ");
        language_uncertain_share(l);
    }
    if (!is_dated && language_chance(l, 80)) {
        language_write(l, ", date: ");
        language_when(l);
    }
    if (kind < 3 && !is_dated && language_chance(l, 35))
        language_write(l, ", every: %s", ONE(l, "month", "quarter", "half-year", "year"));
    if (kind >= 3 && !is_direct)
        language_write(l, ", direct: no");
    write_earmark(l, is_direct);
    language_conditions(l);
    language_write(l, "}\n");
}

static void write_fund(language *l)
{
    language_write(l, "fund: {opening: ");
    language_amount(l, language_chance(l, 50) ? 300 : 40, true);
    if (language_chance(l, 30))
        language_write(l, ", return: %s",
                       ONE(l, "3%/y", "0.4%/mo", "-2%/y", "{normal: [2%/y, 1.5%/y]}", "{uniform: [-3%/y, 8%/y]}"));
    if (language_chance(l, 20))
        language_write(l, ", volatility: 15%%/y");
    if (language_chance(l, 20)) {
        language_write(l, ", reserve: ");
        language_amount(l, 30, true);
    }
    if (language_chance(l, 40)) {
        language_write(l, ", costs: {until: %s", ONE(l, "closed", "end"));
        if (language_chance(l, 60)) {
            language_write(l, ", yearly: ");
            language_amount(l, 30, true);
        }
        if (language_chance(l, 50))
            language_write(l, ", share: %s", ONE(l, "3%", "57%", "0.5%"));
        if (language_chance(l, 30))
            language_write(l, ", share_of_payments: %s", ONE(l, "4%", "33.3%", "100%", "0.1%"));
        if (language_chance(l, 50)) {
            language_write(l, ", per_claim: ");
            language_amount(l, 4, true);
        }
        language_write(l, "}");
    }
    language_write(l, "}\n");
}

void language_money_in(language *l)
{
    write_events(l);
    int firms = (int)language_roll(l, 5), sources = (int)language_roll(l, 5);
    if (firms > 0) {
        write_participation(l);
        language_write(l, "firms:\n");
        for (int f = 0; f < firms; f++)
            write_firm(l, f);
    }
    if (sources > 0)
        language_write(l, "other_sources:\n");
    for (int s = 0; s < sources; s++)
        write_source(l, s, firms > 0);
    write_fund(l);
}
