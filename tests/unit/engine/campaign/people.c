/* Claimants and the office. */
#include "engine/campaign/parts.h"

static void write_person(language *l, int count)
{
    if (language_chance(l, 50))
        language_write(l, ", living: %d", (int)language_roll(l, (uint64_t)count + 1));
    language_write(l, ", sex: %s", ONE(l, "male", "female", "{male: 60%}", "{male: 50%}"));
    if (language_chance(l, 30))
        language_write(l, ", born: %s", ONE(l, "1924-02-29", "1927", "{uniform: [1918-01-01, 1935-12-31]}"));
    else
        language_write(
            l, ", age: %s",
            ONE(l, "90", "{uniform: [82, 101]}", "{normal: [93, 4]}", "88.5", "{triangular: [70, 90, 100]}"));
    if (language_chance(l, 20))
        language_write(l, ", died: %d-11-03", l->first_year - 1 - (int)language_roll(l, 4));
    if (l->table && language_chance(l, 30))
        language_write(l, ", mortality: {female: {table: {csv: %s}}, male: {table: {csv: %s}}, multiplier: %s}",
                       LANGUAGE_TABLE, LANGUAGE_TABLE, ONE(l, "1", "0.7", "2.2"));
    else if (language_chance(l, 25))
        language_write(l, ", mortality: %s",
                       ONE(l, "{multiplier: 3}", "{multiplier: 40%}", "{multiplier: 2.5, improvement: 1.5%/y}",
                           "{male: {law: makeham, a: 0.03, b: 1e-6, g: 0.12}, multiplier: 0.7}",
                           "{male: {law: gompertz, b: 8e-6, g: 0.105}, female: {law: kannisto-makeham, a: 0.01, b: "
                           "3e-6, g: 0.13}, improvement: {80: -2%/y, 95: 3%/y}, reference: 2010}"));
}

static void write_heirs(language *l)
{
    if (language_chance(l, 60)) {
        language_write(l, "%s", ONE(l, "inherit", "inherit", "after-living", "lapse"));
        return;
    }
    language_write(l, "{inherit: ");
    language_uncertain_share(l);
    language_write(l, ", after: ");
    if (language_chance(l, 20))
        language_write(l, "%s",
                       ONE(l, "{exponential: {uniform: [1mo, 14mo]}}", "{uniform: [0d, {uniform: [10d, 300d]}]}"));
    else
        language_uncertain_span(l);
    language_write(l, ", else: %s, rank: %s}", ONE(l, "lapse", "keep"), ONE(l, "equal", "equal", "after-living"));
}

static void write_accepts(language *l)
{
    language_write(l, ", accepts: ");
    if (language_chance(l, 30)) {
        language_uncertain_share(l);
        return;
    }
    language_write(l, "{probability: ");
    language_uncertain_share(l);
    language_write(l, ", after: ");
    if (language_chance(l, 30))
        language_write(l, "%s",
                       ONE(l, "{exponential: {uniform: [1mo, 18mo]}}",
                           "{lognormal: [{choice: {40d: 30%, 200d: 70%}}, 0.4]}",
                           "{uniform: [0d, {uniform: [10d, 400.5d]}]}", "{lognormal: [3mo, {uniform: [0.1, 1]}]}"));
    else
        language_uncertain_span(l);
    if (language_chance(l, 60)) {
        language_write(l, ", declined: %s, taken: {probability: ", ONE(l, "hold", "deposit"));
        language_uncertain_share(l);
        language_write(l, ", after: ");
        language_uncertain_span(l);
        language_write(l, "}");
    }
    language_write(l, "}");
}

static void write_interest(language *l)
{
    switch (language_roll(l, 3)) {
    case 0:
        language_write(l, ", interest: [{rate: 20%%/y, from: %d-06-19}, {rate: 12%%/y, from: %d-06-01}]",
                       l->first_year - 6, l->first_year);
        break;
    case 1:
        language_write(l, ", interest: 5.5%%/y from %d-02-01", l->first_year);
        break;
    default:
        language_write(l, ", interest: {rate: 0.4%%/mo, from: %d-01-01}", l->first_year - 1);
    }
    if (language_chance(l, 50))
        language_write(l, ", interest_until: %s", ONE(l, "paid", "eligible", "2018-05-05"));
}

/* Before start too, and after the end. */
static void write_filed(language *l)
{
    language_write(l, ", filed: ");
    switch (language_roll(l, 4)) {
    case 0:
        language_date(l, true);
        break;
    case 1:
        language_write(l, "{uniform: [%d-01-10, %d-11-20]}", l->first_year - (int)language_roll(l, 2),
                       l->first_year + (int)language_roll(l, (uint64_t)l->years + 2));
        break;
    default:
        language_write(l, "%s",
                       ONE(l, "{exponential: 14mo}", "{exponential: {uniform: [3mo, 18mo]}}", "90d", "3y",
                           "{lognormal: [200d, 0.8]}", "{uniform: [0d, {uniform: [100d, 700d]}]}"));
    }
}

static void write_claim_index(language *l)
{
    language_write(l, ", index: {rate: %s, from: %d-%s}", ONE(l, "2%/y", "12.5%/y", "0.3333333%/y"),
                   l->first_year - 2 + (int)language_roll(l, 4), ONE(l, "01-01", "02-28", "07-15", "12-31"));
}

static void write_group(language *l, int index)
{
    int count = 1 + (int)language_roll(l, 6);
    bool is_institution = language_chance(l, 12);
    l->has_institution = l->has_institution || is_institution;
    language_write(l, "    - {name: g%d, count: %d, claim: ", index, count);
    language_uncertain_amount(l, 100);
    if (is_institution)
        language_write(l, ", kind: institution");
    else
        write_person(l, count);
    if (language_chance(l, 40))
        write_filed(l);
    if (language_chance(l, 35)) {
        language_write(l, ", eligible: ");
        if (language_chance(l, 30))
            language_write(l, "%s",
                           ONE(l, "{exponential: 9mo}", "{exponential: {uniform: [2mo, 30mo]}}", "{after: 400d}"));
        else
            language_date(l, true);
    }
    if (language_chance(l, 35))
        write_interest(l);
    if (language_chance(l, 20))
        write_claim_index(l);
    language_conditions(l);
    if (!is_institution && language_chance(l, 30)) {
        language_write(l, ", heirs: ");
        write_heirs(l);
    }
    if (language_chance(l, 35))
        write_accepts(l);
    if (language_chance(l, 20)) {
        language_write(l, ", paid: [{amount: ");
        language_amount(l, 20, true);
        language_write(l, ", date: %d-03-01}]", l->first_year - 1);
    }
    language_write(l, "}\n");
}

static void write_office(language *l)
{
    language_write(l, "administration: {");
    if (language_chance(l, 70)) {
        language_write(l, "opens: ");
        language_date(l, language_chance(l, 30));
        language_write(l, ", ");
    }
    if (language_chance(l, 40))
        language_write(l, "closes: %d-%s, ", l->first_year + 1 + (int)language_roll(l, (uint64_t)l->years),
                       ONE(l, "01-01", "06-30", "11-11"));
    if (language_chance(l, 70))
        language_write(l, "capacity: %s, order: %s, ",
                       ONE(l, "1", "0.7", "4", "{lognormal: [2, 0.7]}",
                           "[{from: 2015-01-01, per_month: {uniform: [0.5, 4]}}, {from: 2018-02-10, per_month: "
                           "{choice: {0: 20%, 1.5: 80%}}}]",
                           "[{from: 2015-01-01, per_month: 0.9}, {from: 2018-02-10, per_month: 2.3}]"),
                       ONE(l, "oldest", "filing", "smallest"));
    language_write(l, "approval: ");
    if (language_chance(l, 50))
        language_write(l, "100%%");
    else
        language_uncertain_share(l);
    language_write(l, "}\n");
}

void language_people(language *l)
{
    language_write(l, "claimants:\n  heirs: ");
    write_heirs(l);
    language_write(l, "\n  seed: %d\n  groups:\n", 1 + (int)language_roll(l, 99));
    for (int g = 0; g < l->groups; g++)
        write_group(l, g);
    if (language_chance(l, 25)) {
        language_write(l, "  file: %s\n", LANGUAGE_PEOPLE);
        language_rows(l);
    }
    if (language_chance(l, 45))
        write_office(l);
}
