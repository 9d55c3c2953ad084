#include "engine/campaign/parts.h"

#include <criterion/criterion.h>
#include <stdarg.h>

/* SplitMix64 (Steele, Lea and Flood 2014). */
uint64_t language_roll(language *l, uint64_t below)
{
    uint64_t x = l->dice += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (x ^ (x >> 31)) % below;
}

bool language_chance(language *l, int percent)
{
    return (int)language_roll(l, 100) < percent;
}

const char *language_one(language *l, size_t count, const char *const *choice)
{
    return choice[language_roll(l, count)];
}

void language_write(language *l, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int written = vsnprintf(l->text + l->length, LANGUAGE_ROOM - l->length, format, arguments);
    va_end(arguments);
    cr_assert(written >= 0 && (size_t)written < LANGUAGE_ROOM - l->length, "a random scenario is too long");
    l->length += (size_t)written;
}

void language_date(language *l, bool early)
{
    int year = l->first_year - early + (int)language_roll(l, (uint64_t)(l->years + early));
    int month = 1 + (int)language_roll(l, 12);
    static const char *const day[] = {"01", "01", "15", "17", "28"};
    language_write(l, "%d-%02d-%s", year, month, language_one(l, 5, day));
}

static int64_t amount_of(language *l, int percent)
{
    int64_t about = l->size * percent / 100;
    about = about < 1 ? 1 : about;
    if (language_chance(l, 30)) /* round ones, so that there are ties */
        return about;
    return 1 + (int64_t)language_roll(l, 2 * (uint64_t)about);
}

void language_amount(language *l, int percent, bool plain)
{
    int64_t amount = amount_of(l, percent);
    if (l->has_others && !plain && language_chance(l, 30)) {
        bool is_yen = language_chance(l, 50);
        language_write(l, "%lld %s", (long long)(is_yen ? amount / 9 : amount / 700), is_yen ? "JPY" : "USD");
        return;
    }
    language_write(l, "%lld %s", (long long)amount, l->own);
}

void language_uncertain_amount(language *l, int percent)
{
    int64_t amount = amount_of(l, percent);
    const char *own = l->own;
    switch (language_roll(l, 8)) {
    case 0:
        language_write(l, "{uniform: [%lld %s, %lld %s]}", (long long)(amount / 2), own, (long long)amount, own);
        break;
    case 1:
        language_write(l, "{triangular: [%lld %s, %lld %s, %lld %s]}", (long long)(amount / 3), own, (long long)amount,
                       own, (long long)(2 * amount), own);
        break;
    case 2:
        language_write(l, "{lognormal: [%lld %s, 0.8]}", (long long)amount, own);
        break;
    case 3:
        language_write(l, "{choice: {%lld %s: 30%%, %lld %s: 70%%}}", (long long)amount, own,
                       (long long)(2 * amount + 1), own);
        break;
    default:
        language_amount(l, percent, false);
    }
}

void language_span(language *l)
{
    language_write(l, "%s", ONE(l, "90d", "6mo", "1y", "18mo", "13d", "0d"));
}

void language_uncertain_span(language *l)
{
    if (language_chance(l, 50))
        language_span(l);
    else
        language_write(l, "%s",
                       ONE(l, "{exponential: 5mo}", "{uniform: [0d, 200d]}", "{triangular: [1mo, 3mo, 1y]}",
                           "{choice: {30d: 50%, 300d: 50%}}"));
}

void language_when(language *l)
{
    switch (language_roll(l, 5)) {
    case 0:
        language_write(l, "{after: ");
        language_uncertain_span(l);
        language_write(l, "}");
        break;
    case 1:
        language_write(l, "{uniform: [%d-01-10, %d-11-20]}", l->first_year, l->first_year + l->years - 1);
        break;
    case 2:
        language_write(l, "{triangular: [%d-02-01, %d-06-01, %d-06-01]}", l->first_year, l->first_year,
                       l->first_year + 1);
        break;
    default:
        language_date(l, language_chance(l, 10));
    }
}

void language_share(language *l)
{
    language_write(l, "%s", ONE(l, "0%", "5%", "30%", "50%", "57%", "80%", "100%", "33.3%", "0.125"));
}

void language_uncertain_share(language *l)
{
    if (language_chance(l, 60))
        language_share(l);
    else
        language_write(
            l, "%s",
            ONE(l, "{uniform: [10%, 90%]}", "{triangular: [20%, 60%, 95%]}", "{choice: {0%: 0.4, 100%: 0.6}}"));
}

void language_conditions(language *l)
{
    if (l->events > 0 && language_chance(l, 30))
        language_write(l, ", requires: e%llu", (unsigned long long)language_roll(l, (uint64_t)l->events));
    if (l->events > 0 && language_chance(l, 25))
        language_write(l, ", unless: e%llu", (unsigned long long)language_roll(l, (uint64_t)l->events));
}

void language_groups_list(language *l)
{
    int first = (int)language_roll(l, (uint64_t)l->groups), second = (int)language_roll(l, (uint64_t)l->groups);
    if (first == second)
        language_write(l, "[g%d]", first);
    else
        language_write(l, "[g%d, g%d]", first, second);
}

/* A life table of single years, as a file. */
static const char *life_table(language *l)
{
    char *text = sol_arena_copy(l->arena, "age,male,female\n", 16);
    for (int age = 60; age < 104; age++)
        text = sol_arena_print(l->arena, "%s%d,0.%03d,0.%03d\n", text, age, 20 + (int)language_roll(l, 300),
                               10 + (int)language_roll(l, 300));
    return sol_arena_print(l->arena, "%s104+,1,1\n", text);
}

static void write_mortality(language *l)
{
    static const char *const law[] = {
        "{law: kannisto, b: 3.1262678e-6, g: 0.1226277}",
        "{law: gompertz, b: 8.8e-6, g: 0.1195}",
        "{law: makeham, a: 0.05, b: 1e-6, g: 0.12}",
        "{law: kannisto-makeham, a: 0.002, b: 3e-6, g: 0.13}",
    };
    if (language_chance(l, 15)) {
        l->table = life_table(l);
        language_write(l, "mortality:\n  male: {table: {csv: %s}}\n  female: {table: {csv: %s}}\n", LANGUAGE_TABLE,
                       LANGUAGE_TABLE);
    } else {
        language_write(l, "mortality:\n  male: %s\n", language_one(l, 4, law));
        language_write(l, "  female: %s\n", language_one(l, 4, law));
        if (language_chance(l, 15))
            l->table = life_table(l); /* for a group */
    }
    if (language_chance(l, 40))
        language_write(l, "  multiplier: %s\n", ONE(l, "2", "0.5", "{lognormal: [1.0, 0.4]}", "{uniform: [0.5, 3]}"));
    if (language_chance(l, 30))
        language_write(l, "  improvement: %s\n", ONE(l, "2%/y", "{85: 2%/y, 95: 0.8%/y}", "-3%/y"));
    if (language_chance(l, 20))
        language_write(l, "  reference: %d\n", l->first_year - (int)language_roll(l, 5));
}

static void write_head(language *l)
{
    static const int64_t sizes[] = {7, 100, 1000, 90000, 100000000};
    l->size = sizes[language_roll(l, 5)];
    l->own = ONE(l, "KRW", "KRW", "EUR");
    l->first_year = 2015 + (int)language_roll(l, 10);
    l->years = 1 + (int)language_roll(l, 4);
    language_write(l, "solatium: 1\ntitle: Random\ncurrency: %s\nstart: %d-%s\n", l->own, l->first_year,
                   ONE(l, "01-01", "01-01", "03-17"));
    if (language_chance(l, 80))
        language_write(l, "end: %d-%s\n", l->first_year + l->years, ONE(l, "01-01", "10-15", "12-31"));
    else
        language_write(l, "horizon: %dmo\n", 12 * l->years + (int)language_roll(l, 6));
    l->has_others = language_chance(l, 40);
    if (l->has_others)
        language_write(
            l, "exchange: {JPY: %s, USD: %s}\n", ONE(l, "10.9", "1.005", "{price: 9.5, drift: 3%/y}"),
            ONE(l, "1180.35", "{price: 700, drift: 1%/y, volatility: 12%/y}", "{price: 1100, volatility: 20%/y}"));
}

language_texts language_scenario(sol_arena *arena, uint64_t number)
{
    language *l = SOL_TAKE(arena, 1, language);
    l->arena = arena;
    l->dice = number * UINT64_C(0x2545f4914f6cdd1d) + 2385;
    write_head(l);
    write_mortality(l);
    l->groups = 1 + (int)language_roll(l, 4);
    language_money_in(l);
    language_people(l);
    language_division(l);
    return (language_texts){l->text, l->people, l->table};
}
