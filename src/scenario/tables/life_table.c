/* Life tables from files in three layouts: one pass, a row at a time; faults are listed and reading goes on. */
#include "base/guard.h"
#include "base/suggest.h"
#include "base/text.h"
#include "scenario/input/table_source.h"
#include "scenario/tables/life_table_rates.h"
#include "scenario/text/excerpt.h"
#include "solatium/mortality.h"
#include "value/words/words.h"

#include <string.h>
#include <strings.h>

static bool is_word(const csv_field *field, const char *word)
{
    return strlen(word) == field->length && strncasecmp(field->text, word, field->length) == 0;
}

/* The column of that name, or −1 with a diagnostic that names those there are. */
static int column_named(rates *r, const char *name, bool is_required)
{
    const csv_reader *csv = &r->csv;
    const char *names[CSV_COLUMNS_MAX];
    for (size_t i = 0; i < csv->count; i++) {
        if (words_find((words_names){WORDS_OF_COLUMNS, 1, &name}, csv->field[i].text, csv->field[i].length) == 0)
            return (int)i;
        names[i] =
            sol_arena_copy(r->arena, csv->field[i].text, csv->field[i].length < 200 ? csv->field[i].length : 200);
    }
    if (!is_required)
        return -1;
    const char *nearest = suggest_nearest(name, csv->count, names);
    r->faults++;
    sol_diagnostics_add(r->diagnostics, SOL_ERROR, "S703", csv_row_place(&r->csv),
                        nearest ? sol_arena_print(r->arena, "is it `%s`?", nearest) : NULL, "there is no column `%s`",
                        name);
    return -1;
}

static bool has_column(rates *r, int column, const char *name)
{
    if ((size_t)column < r->csv.count)
        return true;
    r->faults++;
    sol_diagnostics_add(r->diagnostics, SOL_ERROR, "S703", csv_row_place(&r->csv), NULL,
                        "the row ends before its column `%s`", name);
    return false;
}

/* The next row; false at the end, or once there are enough faults. */
static bool next_row(rates *r)
{
    csv_reader *csv = &r->csv;
    while (r->faults < FAULTS_MAX && csv_next(csv)) {
        if (!csv->fault)
            return true;
        r->faults++;
        sol_diagnostics_add(r->diagnostics, SOL_ERROR, "S702",
                            source_place(csv->source, csv->fault_at, csv->fault_at + 1), NULL, "%s", csv->fault);
    }
    return false;
}

static void note_year(rates *r, int year)
{
    if (r->year_from == 0 || year < r->year_from)
        r->year_from = year;
    if (year > r->year_to)
        r->year_to = year;
}

/* The title of a database's file names its sex. */
static void check_title(rates *r)
{
    static const char *const word[SOL_SEXES] = {[SOL_FEMALE] = "Females", [SOL_MALE] = "Males"};
    static const char *const usual[SOL_SEXES] = {[SOL_FEMALE] = "fltper_1x1.txt", [SOL_MALE] = "mltper_1x1.txt"};
    sol_sex wanted = r->request->sex, other = wanted == SOL_MALE ? SOL_FEMALE : SOL_MALE;
    const csv_reader *csv = &r->csv;
    const char *title = sol_arena_copy(r->arena, csv->source->source.text + csv->row_from, csv->at - csv->row_from);
    const char *found = strstr(title, word[other]);
    if (!found)
        return;
    size_t from = csv->row_from + (size_t)(found - title);
    r->faults++;
    sol_diagnostics_add(r->diagnostics, SOL_ERROR, "S704", source_place(csv->source, from, from + strlen(word[other])),
                        sol_arena_print(r->arena, "the other file is usually called `%s`", usual[wanted]),
                        "the table is of %s, %s are wanted", word[other], word[wanted]);
}

static void read_hmd(rates *r)
{
    csv_reader *csv = &r->csv;
    bool has_header = false;
    while (!has_header && csv->rows < HEADER_LINES && next_row(r)) {
        if (csv->rows == 1)
            check_title(r);
        has_header = csv->count > 1 && is_word(&csv->field[0], "Year");
    }
    if (!has_header) {
        REFUSE_FILE(r, "S703", "its third line is `Year Age mx qx ax lx dx Lx Tx ex`",
                    "this is not a life table of the Human Mortality Database");
        return;
    }
    int age = column_named(r, "Age", true), q = column_named(r, "qx", true);
    while (age >= 0 && q >= 0 && next_row(r)) {
        int year = rates_small_number(&csv->field[0]);
        if (year < 0) {
            REFUSE(r, &csv->field[0], "S705", NULL, "'%.*s' is not a year");
            continue;
        }
        note_year(r, year);
        if (year == r->request->year && has_column(r, age, "Age") && has_column(r, q, "qx"))
            rates_take(r, &csv->field[age], &csv->field[q]);
    }
}

static void note_code(rates *r, const csv_field *code)
{
    bool is_last = r->code_count > 0 && rates_is_text(code, r->code[r->code_count - 1]);
    if (!is_last && r->code_count < CODES_MAX && code->length > 0 && code->length < CODE_ROOM)
        memcpy(r->code[r->code_count++], code->text, code->length);
}

/* The six columns of a prospects file that say which row it is and what it holds. */
typedef struct wpp_columns {
    int code, year, sex, age, group, q;
} wpp_columns;

static void take_wpp_row(rates *r, const wpp_columns *c)
{
    static const char *const word[SOL_SEXES] = {[SOL_FEMALE] = "Female", [SOL_MALE] = "Male"};
    const csv_field *field = r->csv.field;
    int last = c->q;
    for (int other = 0; other < 5; other++) {
        int column = (const int[]){c->code, c->year, c->sex, c->age, c->group}[other];
        last = column > last ? column : last;
    }
    if (!has_column(r, last, "qx"))
        return;
    note_code(r, &field[c->code]);
    if (!rates_is_text(&field[c->code], r->request->country))
        return;
    int year = rates_small_number(&field[c->year]);
    if (year < 0) {
        REFUSE(r, &field[c->year], "S705", NULL, "'%.*s' is not a year");
        return;
    }
    note_year(r, year);
    if (year == r->request->year && rates_is_text(&field[c->sex], word[r->request->sex]) &&
        !rates_is_open_age(&field[c->group]))
        rates_take(r, &field[c->age], &field[c->q]);
}

/* The names of the columns. */
static bool take_head(rates *r)
{
    if (next_row(r))
        return true;
    if (r->faults == 0)
        REFUSE_FILE(r, "S704", "its first line names the columns", "the file is empty");
    return false;
}

static void read_wpp(rates *r)
{
    if (!take_head(r))
        return;
    wpp_columns c = {column_named(r, "ISO3_code", true), column_named(r, "Time", true),
                     column_named(r, "Sex", true),       column_named(r, "AgeGrpStart", true),
                     column_named(r, "AgeGrp", true),    column_named(r, "qx", true)};
    bool has_columns = r->faults == 0;
    while (has_columns && next_row(r))
        take_wpp_row(r, &c);
}

static void read_csv(rates *r)
{
    if (!take_head(r))
        return;
    const char *name = r->request->sex == SOL_MALE ? "male" : "female";
    int age = column_named(r, "age", true), q = column_named(r, "q", false);
    if (q < 0)
        q = column_named(r, name, true);
    else
        name = "q";
    while (age >= 0 && q >= 0 && next_row(r))
        if (has_column(r, age, "age") && has_column(r, q, name))
            rates_take(r, &r->csv.field[age], &r->csv.field[q]);
}

/* Nothing was found: the selection is told from what there is. */
static void explain_absence(rates *r)
{
    sol_arena *arena = r->arena;
    if (r->request->layout == SOL_TABLE_CSV) {
        REFUSE_FILE(r, "S704", NULL, "the table has no ages");
    } else if (r->year_from == 0 && r->request->layout == SOL_TABLE_WPP) {
        const char *codes[CODES_MAX];
        for (size_t i = 0; i < r->code_count; i++)
            codes[i] = r->code[i];
        const char *nearest = suggest_nearest(r->request->country, r->code_count, codes);
        REFUSE_FILE(r, "S704", nearest ? sol_arena_print(arena, "did you mean `%s`?", nearest) : NULL,
                    "there is no country `%.*s`", SHOWN, r->request->country);
    } else if (r->year_from == 0) {
        REFUSE_FILE(r, "S704", NULL, "the table has no years");
    } else if (r->request->year < r->year_from || r->request->year > r->year_to) {
        REFUSE_FILE(r, "S704",
                    sol_arena_print(arena, "the nearest is `%d`; the table runs from %d to %d",
                                    r->request->year < r->year_from ? r->year_from : r->year_to, r->year_from,
                                    r->year_to),
                    "there is no year %d", r->request->year);
    } else {
        REFUSE_FILE(r, "S704", NULL, "there are no %s of the year %d", r->request->sex == SOL_MALE ? "men" : "women",
                    r->request->year);
    }
}

/* The wanted rates of a file that was read. */
static bool read_rates(rates *r)
{
    static void (*const readers[])(rates *) = {
        [SOL_TABLE_HMD] = read_hmd, [SOL_TABLE_WPP] = read_wpp, [SOL_TABLE_CSV] = read_csv};
    readers[r->request->layout](r);
    if (r->faults > 0)
        return false;
    if (r->present > 0)
        return rates_have_closed_ages(r);
    explain_absence(r);
    return false;
}

bool sol_hazard_read(sol_arena *arena, const sol_table_request *request, sol_diagnostics *diagnostics,
                     sol_hazard *hazard)
{
    SOL_ENTRY(false);
    static const char *const keys[] = {[SOL_TABLE_HMD] = "hmd", [SOL_TABLE_WPP] = "wpp", [SOL_TABLE_CSV] = "csv"};
    sol_arena *scratch = sol_arena_new();
    sol_diagnostics *found = sol_diagnostics_new(scratch);
    table_choice choice = {.sheet = request->sheet,
                           .encoding = request->encoding,
                           .is_at_blanks = request->layout == SOL_TABLE_HMD,
                           .key = keys[request->layout]};
    const text_source *source = table_read(scratch, request->path, &choice, found);
    bool is_read = false;
    if (source) {
        rates *r = SOL_TAKE(scratch, 1, rates);
        r->request = request;
        r->arena = scratch;
        r->diagnostics = found;
        r->csv = csv_begin(source, scratch);
        r->code = (char(*)[CODE_ROOM])sol_arena_take(scratch, CODES_MAX, sizeof *r->code);
        is_read = read_rates(r);
        if (is_read)
            *hazard = sol_hazard_from_table(arena, r->first_age, r->closed, r->q);
    }
    excerpt_join(arena, diagnostics, found);
    sol_arena_free(scratch);
    return is_read;
}
