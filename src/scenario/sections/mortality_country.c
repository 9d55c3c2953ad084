/* A country instead of laws: what it stands for is written out and read as any other law, so that all that follows is the same. */
#include "scenario/sections/mortality_country.h"

#include "base/suggest.h"
#include "scenario/keys/sections.h"
#include "scenario/sections/across.h"

#include <string.h>

enum { NAMES = SOL_COUNTRIES * (3 + SOL_COUNTRY_NAMES) };

/* Every word that a country may be called by. */
static void list_names(const char *names[NAMES])
{
    size_t count = 0;
    for (size_t i = 0; i < SOL_COUNTRIES; i++) {
        const sol_country_row *country = &sol_country_table[i];
        names[count++] = country->alpha3;
        names[count++] = country->alpha2;
        names[count++] = country->name;
        for (size_t j = 0; j < SOL_COUNTRY_NAMES; j++)
            names[count++] = country->other[j];
    }
}

/* "2019, 2023": each year once, as the table has them in order. */
static const char *years_of(sol_arena *arena, int country)
{
    text_buffer years = {.arena = arena};
    int last = 0;
    for (size_t i = 0; i < SOL_COUNTRY_LAWS; i++) {
        const sol_country_law *law = &sol_country_law_table[i];
        if (law->country != country || law->year == last)
            continue;
        text_print(&years, "%s%d", last ? ", " : "", law->year);
        last = law->year;
    }
    return text_of(&years);
}

static const char *what_there_is(sol_arena *arena)
{
    text_buffer list = {.arena = arena};
    for (int i = 0; i < SOL_COUNTRIES; i++)
        text_print(&list, "%s%s (%s) in %s", i ? " and " : "", sol_country_table[i].name, sol_country_table[i].alpha3,
                   years_of(arena, i));
    return text_of(&list);
}

static void refuse_country(reader *r, const sol_node *value)
{
    const char *names[NAMES];
    list_names(names);
    const char *near = suggest_nearest(value->text, NAMES, names);
    problem_add(r->diagnostics, P_UNKNOWN_WORD, node_place(value),
                near ? sol_arena_print(r->arena, "did you mean `%s`?", near)
                     : sol_arena_print(r->arena,
                                       "there are %s; of another country give a life table for each sex, such as "
                                       "`male: {table: {hmd: mltper_1x1.txt, year: 2023}}` (mortality.org) or "
                                       "`{table: {wpp: FILE, country: FRA, year: 2023}}` (population.un.org)",
                                       what_there_is(r->arena)),
                "no laws of mortality come with the program for `%.100s`", value->text);
}

SECTION_READER(mortality_country)
{
    int64_t year;
    (void)target;
    if (row->kind == VALUE_WHOLE)
        value_whole(r, value, row->low, row->high, &year);
    else if (sol_country_named(value->text) < 0)
        refuse_country(r, value);
}

/* A fit from an age is for people who have reached it; where none is, the one from the lowest age. Of those as good, the newest, then the
 * one from the highest age, as it has only the old to follow. */
static bool is_better(const reader *r, const sol_group *group, const sol_country_law *law, const sol_country_law *best)
{
    if (!best)
        return true;
    bool holds = across_have_reached(r, group, law->fitted_from),
         held = across_have_reached(r, group, best->fitted_from);
    if (holds != held)
        return holds;
    if (!holds && law->fitted_from != best->fitted_from)
        return law->fitted_from < best->fitted_from;
    return law->year != best->year ? law->year > best->year : law->fitted_from > best->fitted_from;
}

/* What a mapping asks for. */
typedef struct asked {
    int country;
    int64_t year; /* 0: any */
    sol_sex sex;
} asked;

static const sol_country_law *choose(const reader *r, const sol_group *group, asked a)
{
    const sol_country_law *best = NULL;
    for (size_t i = 0; i < SOL_COUNTRY_LAWS; i++) {
        const sol_country_law *law = &sol_country_law_table[i];
        bool is_asked = law->country == a.country && law->sex == a.sex && (a.year == 0 || law->year == a.year);
        if (is_asked && is_better(r, group, law, best))
            best = law;
    }
    return best;
}

typedef struct pairs {
    reader *r;
    const sol_node *at;
    size_t count;
    const sol_node *item[14];
} pairs;

static void add_pair(pairs *p, const char *key, const char *text)
{
    if (!text)
        return;
    p->item[p->count++] = node_scalar(p->r->arena, p->at, key);
    p->item[p->count++] = node_scalar(p->r->arena, p->at, text);
}

static void add_ages(pairs *p, const sol_country_law *law)
{
    sol_arena *arena = p->r->arena;
    const sol_node **age = SOL_TAKE(arena, 2, const sol_node *);
    age[0] = node_scalar(arena, p->at, sol_arena_print(arena, "%d", law->fitted_from));
    age[1] = node_scalar(arena, p->at, sol_arena_print(arena, "%d", law->fitted_to));
    p->item[p->count++] = node_scalar(arena, p->at, "fitted");
    p->item[p->count++] = node_collection(arena, p->at, NODE_SEQUENCE, 2, age);
}

static const sol_node *written_out(reader *r, const sol_node *at, const sol_country_law *law)
{
    pairs p = {.r = r, .at = at};
    add_pair(&p, "law", sol_law_table[law->law].name);
    add_pair(&p, "a", law->a);
    add_pair(&p, "b", law->b);
    add_pair(&p, "g", law->g);
    add_ages(&p, law);
    add_pair(&p, "source",
             r->source ? r->source
                       : sol_arena_print(r->arena, "%s, %s, %s, %d", sol_country_law_source,
                                         sol_country_table[law->country].name, law->sex == SOL_MALE ? "men" : "women",
                                         law->year));
    add_pair(&p, "note", r->note ? r->note : r->source ? NULL : sol_country_law_note);
    const sol_node **item = SOL_TAKE(r->arena, p.count, const sol_node *);
    memcpy(item, p.item, p.count * sizeof *item);
    return node_collection(r->arena, at, NODE_MAPPING, p.count / 2, item);
}

const sol_node *mortality_country_law(reader *r, const sol_node *mapping, sol_sex sex, const sol_group *group,
                                      const sol_country_law **from)
{
    const sol_node *country = node_get(mapping, "country"), *year = node_get(mapping, "year");
    if (!reader_is_sound(r, mapping, "country") || !reader_is_sound(r, mapping, "year"))
        return NULL;
    int index = sol_country_named(node_bare(country)->text);
    int64_t wanted = 0;
    r->content.pauses++;
    bool is_read = !year || value_whole(r, node_bare(year), 0, 9999, &wanted);
    r->content.pauses--;
    if (!is_read)
        return NULL;
    *from = choose(r, group, (asked){index, wanted, sex});
    if (!*from) {
        problem_add(r->diagnostics, P_UNKNOWN_WORD, node_place(node_bare(year)),
                    sol_arena_print(r->arena,
                                    "there are %s; of another year give a life table, such as `male: {table: "
                                    "{hmd: mltper_1x1.txt, year: %lld}}`",
                                    years_of(r->arena, index), (long long)wanted),
                    "no law of %s in %lld comes with the program", sol_country_table[index].name, (long long)wanted);
        return NULL;
    }
    reader_level level = reader_enter(r, NULL, country->kind == NODE_MAPPING ? country : NULL);
    const sol_node *law = written_out(r, node_bare(country), *from);
    reader_leave(r, level);
    return law;
}
