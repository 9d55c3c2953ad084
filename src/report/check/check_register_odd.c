/* What looks odd in a register: nothing of it is wrong by itself, and all of it is seen in registers whose rows slipped. */
#include "base/visible.h"
#include "report/check/check_register.h"
#include "report/document/figure.h"
#include "scenario/text/names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES_SHOWN = 3, YEARS_OFF = 30, TIMES_OFF = 10, OLD = 105 };

/* Rows of one kind: all are counted, the first are shown. */
typedef struct odd_rows {
    size_t count;
    size_t row[PLACES_SHOWN];
} odd_rows;

static void note(odd_rows *odd, size_t row)
{
    if (odd->count < PLACES_SHOWN)
        odd->row[odd->count] = row;
    odd->count++;
}

/* "lines 4, 9, 12 and 7 more", counted as in the table. */
static const char *words_places(sol_arena *arena, const register_table *r, const odd_rows *odd)
{
    text_buffer out = {.arena = arena};
    const uint32_t *from = r->notes.from.rows;
    size_t shown = odd->count < PLACES_SHOWN ? odd->count : PLACES_SHOWN;
    text_print(&out, "%s%s", r->source->source.sheet ? "row" : "line", odd->count > 1 ? "s" : "");
    for (size_t i = 0; i < shown; i++) {
        sol_place place = source_place(r->source, from[odd->row[i]], from[odd->row[i]] + 1);
        const char *between = i == 0 ? " " : i + 1 == odd->count ? " and " : ", ";
        text_print(&out, "%s%u", between, place.line);
    }
    if (odd->count > shown)
        text_print(&out, " and %zu more", odd->count - shown);
    return text_of(&out);
}

static void tell(document_table *table, const register_table *r, const char *what, const odd_rows *odd)
{
    if (odd->count == 0)
        return;
    document_cell *row = document_add_row(table);
    row[0] = cell_text(what);
    row[1] = cell_value((double)odd->count);
    row[2] = cell_text(words_places(table->arena, r, odd));
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static double middle_of(double *value, size_t count)
{
    qsort(value, count, sizeof *value, by_size);
    return value[count / 2];
}

static int year_of(const sol_claimant_row *row)
{
    int year = row->birth_year;
    if (row->has_birth)
        sol_date_civil(row->birth, &year, NULL, NULL);
    return year;
}

static void look_at_births(document_table *table, const register_table *r)
{
    const sol_scenario *s = r->scenario;
    double *year = SOL_TAKE(table->arena, s->row_count, double);
    size_t count = 0;
    for (size_t i = 0; i < s->row_count; i++)
        if (year_of(&s->row[i]))
            year[count++] = year_of(&s->row[i]);
    odd_rows early = {0}, late = {0}, old = {0};
    if (count == 0)
        return;
    int middle = (int)middle_of(year, count);
    for (size_t i = 0; i < s->row_count; i++) {
        const sol_claimant_row *row = &s->row[i];
        int born = year_of(row);
        bool is_old = born && !sol_date_is_never(s->start) && sol_date_is_never(row->died) &&
                      sol_date_age(row->has_birth ? row->birth : sol_date_of(born, 12, 31), s->start) >= OLD;
        if (is_old)
            note(&old, i);
        else if (born && born <= middle - YEARS_OFF)
            note(&early, i);
        else if (born >= middle + YEARS_OFF)
            note(&late, i);
    }
    tell(table, r, sol_arena_print(table->arena, "living at %d or more", OLD), &old);
    tell(table, r,
         sol_arena_print(table->arena, "born %d years or more before the middle of all births, %d", YEARS_OFF, middle),
         &early);
    tell(table, r,
         sol_arena_print(table->arena, "born %d years or more after the middle of all births, %d", YEARS_OFF, middle),
         &late);
}

static void look_at_claims(document_table *table, const register_table *r)
{
    const sol_scenario *s = r->scenario;
    double *claim = SOL_TAKE(table->arena, s->row_count, double);
    odd_rows none = {0}, small = {0}, large = {0};
    for (size_t i = 0; i < s->row_count; i++)
        claim[i] = sol_money_to_double(s->row[i].claim);
    double middle = middle_of(claim, s->row_count);
    for (size_t i = 0; i < s->row_count; i++) {
        double own = sol_money_to_double(s->row[i].claim);
        if (own <= 0)
            note(&none, i);
        else if (own >= TIMES_OFF * middle && middle > 0)
            note(&large, i);
        else if (own * TIMES_OFF <= middle)
            note(&small, i);
    }
    const char *amount = sol_arena_print(table->arena, "%s", figure_money(middle, s->currency[0].minor_digits).text);
    tell(table, r, "claim nothing", &none);
    tell(table, r, sol_arena_print(table->arena, "claim a tenth or less of the middle claim, %s", amount), &small);
    tell(table, r, sol_arena_print(table->arena, "claim ten times or more of the middle claim, %s", amount), &large);
}

/* What two rows that look alike have in common. */
typedef struct person {
    int64_t key[5];
    size_t row;
} person;

static int by_key(const void *left, const void *right)
{
    const person *a = left, *b = right;
    for (size_t k = 0; k < sizeof a->key / sizeof *a->key; k++)
        if (a->key[k] != b->key[k])
            return a->key[k] < b->key[k] ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static int by_row(const void *left, const void *right)
{
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    return a < b ? -1 : a > b;
}

/* Of rows in the order of their keys, those that are not alone with theirs; their places in the order of the table. */
static void tell_shared(document_table *table, const register_table *r, const char *what, person *all, size_t count)
{
    size_t *row = SOL_TAKE(table->arena, count, size_t), shared = 0;
    odd_rows odd = {0};
    if (count)
        qsort(all, count, sizeof *all, by_key);
    for (size_t i = 0; i < count; i++) {
        bool has_before = i > 0 && memcmp(all[i].key, all[i - 1].key, sizeof all->key) == 0;
        bool has_behind = i + 1 < count && memcmp(all[i].key, all[i + 1].key, sizeof all->key) == 0;
        if (has_before || has_behind)
            row[shared++] = all[i].row;
    }
    if (shared)
        qsort(row, shared, sizeof *row, by_row);
    for (size_t i = 0; i < shared; i++)
        note(&odd, row[i]);
    tell(table, r, what, &odd);
}

/* Without a name or a day of birth too many are alike who are not one. */
static void look_at_people(document_table *table, const register_table *r)
{
    const sol_scenario *s = r->scenario;
    name_table names = {.arena = table->arena};
    person *named = SOL_TAKE(table->arena, s->row_count, person), *alike = SOL_TAKE(table->arena, s->row_count, person);
    size_t named_count = 0, alike_count = 0;
    for (size_t i = 0; i < s->row_count; i++) {
        const sol_claimant_row *row = &s->row[i];
        const char *name = s->row_name ? s->row_name[i] : NULL;
        int index = name ? names_add(&names, name) : -1;
        if (name)
            named[named_count++] = (person){{index}, i};
        if (!name && !row->has_birth)
            continue;
        int64_t born = row->has_birth ? row->birth.day : row->birth_year ? -row->birth_year * INT64_C(1000000) : 0;
        alike[alike_count++] = (person){
            {index, row->group * 4 + row->is_institution * 2 + (int)row->sex, born, row->died.day, row->claim.units},
            i};
    }
    tell_shared(table, r, "have a name that another row has too", named, named_count);
    tell_shared(table, r,
                s->row_name ? "are like another row in name, group, sex, birth, death and claim"
                            : "are like another row in group, sex, birth, death and claim",
                alike, alike_count);
}

/* Such texts are other ones where they are written with marks. */
static void look_at_signs(document_table *table, const register_table *r)
{
    const sol_scenario *s = r->scenario;
    odd_rows odd = {0};
    for (size_t i = 0; i < s->row_count; i++)
        if (check_register_hides(table->arena, r, i))
            note(&odd, i);
    tell(table, r, "hold signs that nobody sees, written as <U+200B> and the like", &odd);
}

bool check_register_hides(sol_arena *arena, const register_table *r, size_t row)
{
    const sol_scenario *s = r->scenario;
    const char *text[] = {s->row[row].id, s->group[s->row[row].group].name, s->row_name ? s->row_name[row] : NULL};
    for (size_t k = 0; k < sizeof text / sizeof *text; k++)
        if (text[k] && strcmp(visible_text(arena, text[k]), text[k]) != 0)
            return true;
    return false;
}

void check_register_odd(document *doc, const register_table *r)
{
    static const document_column columns[] = {
        {.key = "what", .title = "rows that", .unit = UNIT_TEXT},
        {.key = "rows", .title = "rows", .unit = UNIT_COUNT},
        {.key = "places", .title = "the first", .unit = UNIT_TEXT},
    };
    document *apart = document_new(doc->arena, doc->currency, doc->minor_digits);
    document_table *table = document_add_table(apart, "odd", NULL, sizeof columns / sizeof *columns, columns);
    if (r->scenario->row_count) {
        look_at_people(table, r);
        look_at_signs(table, r);
        look_at_births(table, r);
        look_at_claims(table, r);
    }
    document_heading(doc, 2, "What looks odd");
    if (table->row_count == 0) {
        document_say(doc, TONE_PLAIN,
                     "Nothing: no two rows of one name or alike, no birth or claim far off the others.");
        return;
    }
    *document_add_table(doc, "odd", NULL, sizeof columns / sizeof *columns, columns) = *table;
}
