/* Claimants of a file: single ones, and cells of several alike. */
#include "engine/campaign/parts.h"

static const char *date_text(language *l, int year)
{
    return sol_arena_print(l->arena, "%d-%02d-%02d", year, 1 + (int)language_roll(l, 12),
                           1 + (int)language_roll(l, 28));
}

static const char *event_text(language *l, int percent)
{
    if (l->events == 0 || !language_chance(l, percent))
        return "";
    return sol_arena_print(l->arena, "e%d", (int)language_roll(l, (uint64_t)l->events));
}

/* Who somebody is: sex, born, age, kind, died, mortality. */
static const char *person_text(language *l)
{
    if (language_chance(l, 5)) {
        l->has_institution = true;
        return ",,,institution,,";
    }
    const char *born = "", *age = "", *died = "";
    switch (language_roll(l, 3)) {
    case 0:
        born = date_text(l, 1918 + (int)language_roll(l, 15));
        break;
    case 1:
        born = ONE(l, "1924", "1931");
        break;
    default:
        age = ONE(l, "90", "87.5", "99.2");
    }
    if (language_chance(l, 25))
        died = date_text(l, l->first_year - 1 - (int)language_roll(l, 6));
    return sol_arena_print(l->arena, "%s,%s,%s,person,%s,%s", ONE(l, "male", "female"), born, age, died,
                           language_chance(l, 20) ? ONE(l, "3", "40%", "1", "1.7") : "");
}

/* The word, the chance, the wait, and what is if they do not come. */
static const char *heirs_text(language *l)
{
    if (!language_chance(l, 30))
        return ",,,";
    if (language_chance(l, 50))
        return sol_arena_print(l->arena, "%s,,,", ONE(l, "inherit", "after-living", "lapse"));
    return sol_arena_print(l->arena, "%s,%s,%s,%s", ONE(l, "inherit", "after-living"), ONE(l, "60%", "0.3", "", "0%"),
                           ONE(l, "8mo", "", "20d", "1y"), ONE(l, "keep", "lapse", ""));
}

/* A day as it is, or what a cell spells of one that is drawn. */
static const char *day_text(language *l, int year)
{
    if (language_chance(l, 50))
        return date_text(l, year);
    return ONE(l, "8mo", "exponential 10mo", "uniform {uniform 20d; 60d}; 500d", "exponential {uniform 3mo; 18mo}");
}

static const char *terms_text(language *l, bool has_no_heirs)
{
    const char *eligible = language_chance(l, 30) ? day_text(l, l->first_year + (int)language_roll(l, 2)) : "";
    const char *interest = "", *paid = "", *accepts = language_chance(l, 30) ? ONE(l, "70%", "0.5", "100%") : "";
    if (language_chance(l, 30))
        interest =
            sol_arena_print(l->arena, "20%%/y from %d-06-19; 12%%/y from %d-06-01", l->first_year - 3, l->first_year);
    if (language_chance(l, 20))
        paid = sol_arena_print(l->arena, "%lld on %d-02-20", (long long)(1 + l->size / 7), l->first_year - 1);
    const char *filed =
        language_chance(l, 25) ? day_text(l, l->first_year - 1 + (int)language_roll(l, (uint64_t)l->years + 2)) : "";
    return sol_arena_print(l->arena, "%s,%s,%s,%s,%s,%s,%s,%s,%s", filed, eligible, event_text(l, 20),
                           event_text(l, 20), has_no_heirs ? ",,," : heirs_text(l), interest, accepts,
                           language_chance(l, 40) ? ONE(l, "90d", "6mo", "1y", "exponential 6mo", "uniform 30d; 1y",
                                                        "choice 30d: 40%; 1y: 60%", "exponential {uniform 3mo; 18mo}")
                                                  : "",
                           paid);
}

void language_rows(language *l)
{
    const char *text = "id,group,count,claim,sex,born,age,kind,died,mortality_multiplier,filed,eligible,requires,"
                       "unless,heirs,heirs_inherit,"
                       "heirs_after,heirs_else,interest,accepts,accepts_after,paid\n";
    int rows = 1 + (int)language_roll(l, 6);
    for (int r = 0; r < rows; r++) {
        const char *count = language_chance(l, 30) ? ONE(l, "1", "3", "5") : "";
        const char *person = person_text(l), *terms = terms_text(l, l->has_institution);
        text = sol_arena_print(l->arena, "%sr%d,%s%d,%s,%lld,%s,%s\n", text, r, language_chance(l, 60) ? "g" : "h",
                               (int)language_roll(l, (uint64_t)l->groups), count,
                               (long long)(1 + language_roll(l, 2 * (uint64_t)l->size)), person, terms);
    }
    l->people = text;
}
