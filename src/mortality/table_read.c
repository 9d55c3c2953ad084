/* Life tables from files in three layouts: one pass, a row at a time; faults are listed and reading goes on. */
#include "base/suggest.h"

#include "base/guard.h"
#include "mortality/table_file.h"
#include "solatium/mortality.h"
#include "value/number/decimal.h"

#include <string.h>
#include <strings.h>

/* A year that nobody lives through is an open interval that has lost its sign; anything below is a probability as it stands. */
static const double everybody = 1.0;

enum { AGES_MAX = 131, CODES_MAX = 400, HEADER_LINES = 10, FAULTS_MAX = 20, SHOWN = 40 };

/* The rates of the wanted sex and year as they come in. */
typedef struct rates {
    const sol_table_request *request;
    table_file *file;
    int first_age;
    size_t count;   /* ages seen, missing values included */
    size_t present; /* up to the last age with a value */
    double q[AGES_MAX];
    size_t closed;   /* before the rows at the end in which everybody dies */
    table_mark last; /* the first of those rows */
    size_t faults;
    int year_from, year_to; /* seen, of the wanted country */
    size_t code_count;      /* countries seen */
    char (*code)[8];
} rates;

/* A fault of a field whose text the format names. */
#define REFUSE(r, field, id, hint, format)                                                                             \
    ((r)->faults++, table_fault((r)->file, field, id, hint, format, SHOWN, (field)->text))

/* A whole number of at most four digits, or −1. */
static int small_number(const char *text)
{
    int number = 0;
    size_t i = 0;
    for (; text[i] >= '0' && text[i] <= '9' && i < 5; i++)
        number = number * 10 + (text[i] - '0');
    return i > 0 && i < 5 && text[i] == '\0' ? number : -1;
}

static bool is_open_age(const char *age)
{
    size_t length = strlen(age);
    return length > 1 && age[length - 1] == '+';
}

static bool take_probability(rates *r, const table_field *field, double *q)
{
    decimal number;
    size_t end;
    decimal_status status = decimal_read(field->text, &number, &end);
    if (status != DECIMAL_READ || field->text[end] != '\0' || !decimal_double(&number, q)) {
        REFUSE(r, field, "S705", NULL, "'%.*s' is not a number");
        return false;
    }
    if (*q >= 0.0 && *q <= 1.0)
        return true;
    REFUSE(r, field, "S705", NULL, "'%.*s' is not a probability from 0 to 1");
    return false;
}

/* Somebody lives through this age, and should through those before it. */
static void close_row(rates *r, const table_field *age_field)
{
    if (r->last.line_number > 0 && r->faults == 0)
        REFUSE(r, age_field, "S706", "end the table before it, or write the rates of single years",
               "age %.*s comes after an age in which everybody dies");
    r->closed = r->present;
}

/* A row of the wanted sex and year. An age whose value is missing may stand at the end only; the table then ends before it. */
static void take_row(rates *r, const table_field *age_field, const table_field *q_field)
{
    if (is_open_age(age_field->text))
        return;
    int age = small_number(age_field->text);
    if (age < 0 || age >= AGES_MAX) {
        REFUSE(r, age_field, "S705", "ages are whole years from 0 to 130, and `110+` the open interval",
               "'%.*s' is not an age");
        return;
    }
    if (r->count == 0)
        r->first_age = age;
    int expected = r->first_age + (int)r->count;
    if (age < expected) {
        REFUSE(r, age_field, "S706", "each age stands once, in rising order", "age %.*s comes again");
        return;
    }
    if (age > expected) {
        REFUSE(r, age_field, "S706", "a table may end early, but not leave out ages", "an age is missing before %.*s");
        r->first_age = age - (int)r->count;
    }
    double q = 0.0;
    bool is_missing = strcmp(q_field->text, ".") == 0 || q_field->text[0] == '\0';
    if (!is_missing && !take_probability(r, q_field, &q))
        is_missing = true;
    else if (!is_missing && r->present < r->count && r->faults == 0)
        REFUSE(r, age_field, "S706", "a table may end early, but not leave out ages", "ages before %.*s have no value");
    r->q[r->count++] = q;
    if (is_missing)
        return;
    r->present = r->count;
    if (q < everybody)
        close_row(r, age_field);
    else if (r->last.line_number == 0)
        r->last = table_mark_field(r->file, q_field);
}

/* The column of that name, or −1 with a diagnostic that names those there are. */
static int column_named(rates *r, const char *name, bool is_required)
{
    table_file *f = r->file;
    const char *names[TABLE_FIELDS_MAX];
    for (size_t i = 0; i < f->field_count; i++) {
        if (strcasecmp(f->field[i].text, name) == 0)
            return (int)i;
        names[i] = f->field[i].text;
    }
    if (!is_required)
        return -1;
    const char *nearest = suggest_nearest(name, f->field_count, names);
    r->faults++;
    table_fault(f, NULL, "S703", nearest ? sol_arena_print(f->shown.arena, "is it `%s`?", nearest) : NULL,
                "there is no column `%s`", name);
    return -1;
}

static bool has_column(rates *r, int column, const char *name)
{
    if ((size_t)column < r->file->field_count)
        return true;
    r->faults++;
    table_fault(r->file, NULL, "S703", NULL, "the row ends before its column `%s`", name);
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
    const char *found = strstr(r->file->original, word[other]);
    if (!found)
        return;
    size_t from = (size_t)(found - r->file->original);
    r->faults++;
    table_fault(r->file, &(table_field){.from = from, .to = from + strlen(word[other])}, "S704",
                sol_arena_print(r->file->shown.arena, "the other file is usually called `%s`", usual[wanted]),
                "the table is of %s, %s are wanted", word[other], word[wanted]);
}

static void read_hmd(rates *r)
{
    table_file *f = r->file;
    bool has_header = false;
    while (!has_header && f->line_number < HEADER_LINES && table_next(f)) {
        if (f->line_number == 1)
            check_title(r);
        table_split_at_blanks(f);
        has_header = f->field_count > 1 && strcasecmp(f->field[0].text, "Year") == 0;
    }
    if (f->has_failed)
        return;
    if (!has_header) {
        r->faults++;
        table_fault_whole(f, SOL_ERROR, "S703", "its third line is `Year Age mx qx ax lx dx Lx Tx ex`",
                          "this is not a life table of the Human Mortality Database");
        return;
    }
    int age = column_named(r, "Age", true), q = column_named(r, "qx", true);
    while (r->faults < FAULTS_MAX && age >= 0 && q >= 0 && table_next(f)) {
        table_split_at_blanks(f);
        if (f->field_count == 0)
            continue;
        int year = small_number(f->field[0].text);
        if (year < 0) {
            REFUSE(r, &f->field[0], "S705", NULL, "'%.*s' is not a year");
            continue;
        }
        note_year(r, year);
        if (year == r->request->year && has_column(r, age, "Age") && has_column(r, q, "qx"))
            take_row(r, &f->field[age], &f->field[q]);
    }
}

static void note_code(rates *r, const char *code)
{
    bool is_last = r->code_count > 0 && strcmp(r->code[r->code_count - 1], code) == 0;
    size_t length = strlen(code);
    if (!is_last && r->code_count < CODES_MAX && length > 0 && length < sizeof *r->code)
        memcpy(r->code[r->code_count++], code, length + 1);
}

/* The six columns of a prospects file that say which row it is and what it holds. */
typedef struct wpp_columns {
    int code, year, sex, age, group, q;
} wpp_columns;

static void take_wpp_row(rates *r, const wpp_columns *c)
{
    static const char *const word[SOL_SEXES] = {[SOL_FEMALE] = "Female", [SOL_MALE] = "Male"};
    table_field *field = r->file->field;
    int last = c->q;
    for (int other = 0; other < 5; other++) {
        int column = (const int[]){c->code, c->year, c->sex, c->age, c->group}[other];
        last = column > last ? column : last;
    }
    if (!has_column(r, last, "qx"))
        return;
    note_code(r, field[c->code].text);
    if (strcmp(field[c->code].text, r->request->country) != 0)
        return;
    int year = small_number(field[c->year].text);
    if (year < 0) {
        REFUSE(r, &field[c->year], "S705", NULL, "'%.*s' is not a year");
        return;
    }
    note_year(r, year);
    if (year == r->request->year && strcmp(field[c->sex].text, word[r->request->sex]) == 0 &&
        !is_open_age(field[c->group].text))
        take_row(r, &field[c->age], &field[c->q]);
}

/* The names of the columns of a file with commas. */
static bool take_head(rates *r)
{
    table_file *f = r->file;
    if (table_next(f) && table_split_at_commas(f))
        return true;
    if (f->line_number == 0 && !f->has_failed)
        table_fault_whole(f, SOL_ERROR, "S704", "its first line names the columns", "the file is empty");
    r->faults++;
    return false;
}

static void read_wpp(rates *r)
{
    table_file *f = r->file;
    if (!take_head(r))
        return;
    wpp_columns c = {column_named(r, "ISO3_code", true), column_named(r, "Time", true),
                     column_named(r, "Sex", true),       column_named(r, "AgeGrpStart", true),
                     column_named(r, "AgeGrp", true),    column_named(r, "qx", true)};
    bool has_columns = r->faults == 0;
    while (has_columns && r->faults < FAULTS_MAX && table_next(f)) {
        if (f->length == 0)
            continue;
        if (table_split_at_commas(f))
            take_wpp_row(r, &c);
        else
            r->faults++;
    }
}

static void read_csv(rates *r)
{
    table_file *f = r->file;
    if (!take_head(r))
        return;
    const char *name = r->request->sex == SOL_MALE ? "male" : "female";
    int age = column_named(r, "age", true), q = column_named(r, "q", false);
    if (q < 0)
        q = column_named(r, name, true);
    else
        name = "q";
    while (r->faults < FAULTS_MAX && age >= 0 && q >= 0 && table_next(f)) {
        if (f->length == 0)
            continue;
        if (!table_split_at_commas(f))
            r->faults++;
        else if (has_column(r, age, "age") && has_column(r, q, name))
            take_row(r, &f->field[age], &f->field[q]);
    }
}

/* Nothing was found: the selection is told from what there is. */
static void explain_absence(rates *r)
{
    table_file *f = r->file;
    sol_arena *arena = f->shown.arena;
    if (r->request->layout == SOL_TABLE_CSV) {
        table_fault_whole(f, SOL_ERROR, "S704", NULL, "the table has no ages");
    } else if (r->year_from == 0 && r->request->layout == SOL_TABLE_WPP) {
        const char *codes[CODES_MAX];
        for (size_t i = 0; i < r->code_count; i++)
            codes[i] = r->code[i];
        const char *nearest = suggest_nearest(r->request->country, r->code_count, codes);
        table_fault_whole(f, SOL_ERROR, "S704", nearest ? sol_arena_print(arena, "did you mean `%s`?", nearest) : NULL,
                          "there is no country `%.*s`", SHOWN, r->request->country);
    } else if (r->year_from == 0) {
        table_fault_whole(f, SOL_ERROR, "S704", NULL, "the table has no years");
    } else if (r->request->year < r->year_from || r->request->year > r->year_to) {
        table_fault_whole(f, SOL_ERROR, "S704",
                          sol_arena_print(arena, "the nearest is `%d`; the table runs from %d to %d",
                                          r->request->year < r->year_from ? r->year_from : r->year_to, r->year_from,
                                          r->year_to),
                          "there is no year %d", r->request->year);
    } else {
        table_fault_whole(f, SOL_ERROR, "S704", NULL, "there are no %s of the year %d",
                          r->request->sex == SOL_MALE ? "men" : "women", r->request->year);
    }
}

/* The force of the last closed age is kept past it. Rows at the end in which everybody dies are the open interval, not closed ages. */
static bool has_closed_ages(rates *r)
{
    table_file *f = r->file;
    int open_from = r->first_age + (int)r->closed;
    if (r->closed == 0) {
        table_fault_whole(f, SOL_ERROR, "S707", "write the probabilities of dying within single years",
                          "everybody dies at the first age, %d", open_from);
        return false;
    }
    if (r->q[r->closed - 1] == 0.0) {
        table_fault_whole(f, SOL_ERROR, "S707", "its force is kept for all higher ages, so that nobody would ever die",
                          "the rate of the last age, %d, is 0", open_from - 1);
        return false;
    }
    if (r->last.line_number > 0)
        table_warn(f, &r->last, "S708",
                   sol_arena_print(f->shown.arena,
                                   "write `%d+` if it is; past its beginning the force of mortality of age %d is kept",
                                   open_from, open_from - 1),
                   "everybody dies at age %d: taken for the open interval, not for a year of age", open_from);
    return true;
}

bool sol_hazard_read(sol_arena *arena, const sol_table_request *request, sol_diagnostics *diagnostics,
                     sol_hazard *hazard)
{
    SOL_ENTRY(false);
    static void (*const reader[])(rates *) = {
        [SOL_TABLE_HMD] = read_hmd, [SOL_TABLE_WPP] = read_wpp, [SOL_TABLE_CSV] = read_csv};
    table_file *file = SOL_TAKE(arena, 1, table_file);
    if (!table_open(file, arena, request->path, diagnostics))
        return false;
    rates *r = SOL_TAKE(arena, 1, rates);
    r->request = request;
    r->file = file;
    r->code = (char(*)[8])sol_arena_take(arena, CODES_MAX, sizeof *r->code);
    reader[request->layout](r);
    table_close(file);
    if (file->has_failed || r->faults > 0)
        return false;
    if (r->present == 0) {
        explain_absence(r);
        return false;
    }
    if (!has_closed_ages(r))
        return false;
    *hazard = sol_hazard_from_table(arena, r->first_age, r->closed, r->q);
    return true;
}
