#include "report/formats/database.h"

#include "base/text.h"
#include "report/document/figure.h"

#include <math.h>

static const char schema[] =
    "CREATE TABLE runs(run INTEGER PRIMARY KEY, command TEXT NOT NULL, line TEXT NOT NULL, version TEXT NOT NULL,"
    " title TEXT, currency TEXT, trials INTEGER, seed INTEGER, result TEXT);"
    "CREATE TABLE inputs(run INTEGER NOT NULL REFERENCES runs, position INTEGER NOT NULL, file TEXT, title TEXT,"
    " sha256 TEXT, content TEXT, PRIMARY KEY(run, position));"
    "CREATE TABLE options(run INTEGER NOT NULL REFERENCES runs, position INTEGER NOT NULL, name TEXT NOT NULL,"
    " value TEXT, PRIMARY KEY(run, position));"
    "CREATE TABLE figures(run INTEGER NOT NULL REFERENCES runs, name TEXT NOT NULL, row INTEGER NOT NULL, label TEXT,"
    " key TEXT NOT NULL, value NUMERIC, se REAL, low NUMERIC, middle NUMERIC, high NUMERIC,"
    " PRIMARY KEY(run, name, row, key));";

/* A statement with the values of its marks, in order; the first thing that goes wrong is kept. */
typedef struct statement {
    sqlite3 *database;
    sqlite3_stmt *it;
    int count, status;
} statement;

static statement prepare(sqlite3 *database, const char *text)
{
    statement s = {.database = database};
    s.status = sqlite3_prepare_v2(database, text, -1, &s.it, NULL);
    return s;
}

static void keep(statement *s, int status)
{
    s->status = s->status == SQLITE_OK ? status : s->status;
}

static void bind_text(statement *s, const char *text)
{
    int at = ++s->count;
    if (s->status == SQLITE_OK)
        keep(s, text ? sqlite3_bind_text(s->it, at, text, -1, SQLITE_STATIC) : sqlite3_bind_null(s->it, at));
}

static void bind_whole(statement *s, int64_t number)
{
    int at = ++s->count;
    if (s->status == SQLITE_OK)
        keep(s, sqlite3_bind_int64(s->it, at, number));
}

static void bind_number(statement *s, double number)
{
    int at = ++s->count;
    if (s->status == SQLITE_OK)
        keep(s, sqlite3_bind_double(s->it, at, number));
}

/* Runs it, so that it can be bound anew. */
static void step(statement *s)
{
    s->count = 0;
    if (s->status != SQLITE_OK)
        return;
    int status = sqlite3_step(s->it);
    keep(s, status == SQLITE_DONE || status == SQLITE_ROW ? SQLITE_OK : status);
    sqlite3_reset(s->it);
}

static int end(statement *s)
{
    sqlite3_finalize(s->it);
    return s->status;
}

static bool is_empty(sqlite3 *database, int *status)
{
    sqlite3_stmt *count = NULL;
    int64_t tables = 1;
    *status = sqlite3_prepare_v2(database, "SELECT count(*) FROM sqlite_master", -1, &count, NULL);
    if (*status == SQLITE_OK && sqlite3_step(count) == SQLITE_ROW)
        tables = sqlite3_column_int64(count, 0);
    sqlite3_finalize(count);
    return tables == 0;
}

static int make_schema(sqlite3 *database, sol_arena *arena)
{
    int status;
    if (!is_empty(database, &status) || status != SQLITE_OK)
        return status;
    const char *marks = sol_arena_print(arena, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                        DATABASE_APPLICATION, DATABASE_VERSION);
    status = sqlite3_exec(database, marks, NULL, NULL, NULL);
    return status == SQLITE_OK ? sqlite3_exec(database, schema, NULL, NULL, NULL) : status;
}

static int add_run(sqlite3 *database, const database_run *run, int64_t *number)
{
    statement s = prepare(database, "INSERT INTO runs(command, line, version, title, currency, trials, seed, result)"
                                    " VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    bind_text(&s, run->command);
    bind_text(&s, run->line);
    bind_text(&s, SOLATIUM_VERSION);
    bind_text(&s, run->title);
    bind_text(&s, run->currency);
    bind_whole(&s, (int64_t)run->trials);
    bind_whole(&s, (int64_t)run->seed);
    bind_text(&s, run->result);
    step(&s);
    *number = sqlite3_last_insert_rowid(database);
    return end(&s);
}

static int add_inputs(sqlite3 *database, const database_run *run, int64_t number)
{
    statement s = prepare(database, "INSERT INTO inputs VALUES(?, ?, ?, ?, ?, ?)");
    for (size_t i = 0; i < run->input_count; i++) {
        const database_input *input = &run->input[i];
        bind_whole(&s, number);
        bind_whole(&s, (int64_t)i + 1);
        bind_text(&s, input->file);
        bind_text(&s, input->title);
        bind_text(&s, input->sha256);
        bind_text(&s, input->content);
        step(&s);
    }
    return end(&s);
}

static int add_options(sqlite3 *database, const database_run *run, int64_t number)
{
    statement s = prepare(database, "INSERT INTO options VALUES(?, ?, ?, ?)");
    for (size_t i = 0; i < run->option_count; i++) {
        bind_whole(&s, number);
        bind_whole(&s, (int64_t)i + 1);
        bind_text(&s, run->option[i].name);
        bind_text(&s, run->option[i].value);
        step(&s);
    }
    return end(&s);
}

/* A column of a table of ours: a part of a column of the document's. */
typedef struct data_column {
    const char *name;
    size_t index;
    document_part part;
} data_column;

static void append_name(text_buffer *sql, const char *name)
{
    text_append(sql, "\"");
    for (; *name; name++)
        text_append_bytes(sql, *name == '"' ? "\"\"" : name, *name == '"' ? 2 : 1);
    text_append(sql, "\"");
}

/* Names differ whatever their case, as the database takes them: a second one gets a line behind it. */
static const char *own_name(sol_arena *arena, const char *key, size_t count, const data_column *column)
{
    bool is_taken = sqlite3_stricmp(key, "run") == 0 || sqlite3_stricmp(key, "row") == 0;
    for (size_t i = 0; i < count; i++)
        is_taken = is_taken || sqlite3_stricmp(key, column[i].name) == 0;
    return is_taken ? own_name(arena, sol_arena_print(arena, "%s_", key), count, column) : key;
}

static size_t columns_of(sol_arena *arena, const document_table *table, data_column *column)
{
    size_t count = 0;
    document_part part[DOCUMENT_PARTS_MAX];
    for (size_t i = 0; i < table->column_count; i++) {
        size_t parts = document_parts(&table->column[i], part);
        for (size_t j = 0; j < parts; j++) {
            const char *key = document_part_key(arena, &table->column[i], part[j]);
            column[count] = (data_column){own_name(arena, key, count, column), i, part[j]};
            count++;
        }
    }
    return count;
}

static const char *type_of(const document_column *column)
{
    return column->unit == UNIT_TEXT || column->unit == UNIT_DATE ? "TEXT" : "NUMERIC";
}

/* Whether the database's table has a column; `has_table`: whether there is one at all. */
static int look_for(sqlite3 *database, const char *table, const char *name, bool *has_table, bool *has_column)
{
    statement s = prepare(database, "SELECT name FROM pragma_table_info(?)");
    bind_text(&s, table);
    *has_table = *has_column = false;
    for (int got; s.status == SQLITE_OK && (got = sqlite3_step(s.it)) != SQLITE_DONE;) {
        if (got != SQLITE_ROW) {
            keep(&s, got);
            break;
        }
        const char *found = (const char *)sqlite3_column_text(s.it, 0);
        *has_table = true;
        *has_column = *has_column || (found && name && sqlite3_stricmp(found, name) == 0);
    }
    return end(&s);
}

static int run_text(sqlite3 *database, const text_buffer *sql)
{
    return sqlite3_exec(database, text_of(sql), NULL, NULL, NULL);
}

/* The table of that name, with all columns. */
static int make_table(sqlite3 *database, sol_arena *arena, const document_table *table, size_t count,
                      const data_column *column)
{
    bool has_table, has_column;
    int status = look_for(database, table->key, NULL, &has_table, &has_column);
    if (status == SQLITE_OK && !has_table) {
        text_buffer sql = {.arena = arena};
        text_append(&sql, "CREATE TABLE ");
        append_name(&sql, table->key);
        text_append(&sql, "(run INTEGER NOT NULL REFERENCES runs, row INTEGER NOT NULL, PRIMARY KEY(run, row))");
        status = run_text(database, &sql);
    }
    for (size_t i = 0; i < count && status == SQLITE_OK; i++) {
        text_buffer sql = {.arena = arena};
        status = look_for(database, table->key, column[i].name, &has_table, &has_column);
        if (status != SQLITE_OK || has_column)
            continue;
        text_append(&sql, "ALTER TABLE ");
        append_name(&sql, table->key);
        text_append(&sql, " ADD COLUMN ");
        append_name(&sql, column[i].name);
        text_print(&sql, " %s", type_of(&table->column[column[i].index]));
        status = run_text(database, &sql);
    }
    return status;
}

static statement insertion_into(sqlite3 *database, sol_arena *arena, const document_table *table, size_t count,
                                const data_column *column)
{
    text_buffer sql = {.arena = arena};
    text_append(&sql, "INSERT INTO ");
    append_name(&sql, table->key);
    text_append(&sql, "(run, row");
    for (size_t i = 0; i < count; i++) {
        text_append(&sql, ", ");
        append_name(&sql, column[i].name);
    }
    text_append(&sql, ") VALUES(?, ?");
    for (size_t i = 0; i < count; i++)
        text_append(&sql, ", ?");
    text_append(&sql, ")");
    return prepare(database, text_of(&sql));
}

/* NULL for what the cell does not hold. */
static void bind_part(statement *s, const document *doc, const document_column *column, const document_cell *cell,
                      document_part part)
{
    double value = document_part_is_filled(cell, part) ? document_part_value(cell, part) : NAN;
    if (column->unit == UNIT_TEXT)
        bind_text(s, cell->text);
    else if (isnan(value) || (column->unit == UNIT_DATE && value == (double)SOL_NEVER_DAY))
        bind_text(s, NULL);
    else if (column->unit == UNIT_DATE)
        bind_text(s, sol_arena_print(doc->arena, "%s", figure_date(value).text));
    else
        bind_number(s, column->unit == UNIT_MONEY ? value / pow(10.0, doc->minor_digits) : value);
}

/* Rows of data are those that CSV has, without headings of rows. */
static bool is_data(const document_table *table, size_t row)
{
    return row + table->total_rows < table->row_count && !document_row(table, row)[0].is_group;
}

static int add_rows(sqlite3 *database, const document *doc, const document_table *table, int64_t number)
{
    sol_arena *arena = doc->arena;
    data_column *column = SOL_TAKE(arena, table->column_count * DOCUMENT_PARTS_MAX, data_column);
    size_t count = columns_of(arena, table, column);
    int status = make_table(database, arena, table, count, column);
    if (status != SQLITE_OK)
        return status;
    statement s = insertion_into(database, arena, table, count, column);
    for (size_t r = 0; r < table->row_count && s.status == SQLITE_OK; r++) {
        if (!is_data(table, r))
            continue;
        bind_whole(&s, number);
        bind_whole(&s, (int64_t)r + 1);
        for (size_t i = 0; i < count; i++)
            bind_part(&s, doc, &table->column[column[i].index], &document_row(table, r)[column[i].index],
                      column[i].part);
        step(&s);
    }
    return end(&s);
}

/* The numbers of a row one by one; its first text is what it is about. */
static void add_figures_of(statement *s, const document *doc, const document_table *table, size_t row, int64_t number)
{
    const document_cell *cell = document_row(table, row);
    const char *label = NULL;
    for (size_t c = table->column_count; c-- > 0;)
        label = table->column[c].unit == UNIT_TEXT && cell[c].text ? cell[c].text : label;
    for (size_t c = 0; c < table->column_count; c++) {
        const document_column *column = &table->column[c];
        if (column->unit == UNIT_TEXT || column->unit == UNIT_BAR || !document_part_is_filled(&cell[c], PART_VALUE))
            continue;
        bind_whole(s, number);
        bind_text(s, table->key);
        bind_whole(s, (int64_t)row + 1);
        bind_text(s, label);
        bind_text(s, column->key);
        document_part part[DOCUMENT_PARTS_MAX];
        size_t parts = document_parts(column, part), next = 0;
        for (int i = PART_VALUE; i <= PART_HIGH; i++) {
            bool has_part = next < parts && (int)part[next] == i;
            next += has_part;
            if (has_part)
                bind_part(s, doc, column, &cell[c], (document_part)i);
            else
                bind_text(s, NULL);
        }
        step(s);
    }
}

static int add_figures(sqlite3 *database, const document *doc, const document_table *table, int64_t number)
{
    statement s = prepare(database, "INSERT INTO figures VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (size_t r = 0; r < table->row_count && s.status == SQLITE_OK; r++)
        if (is_data(table, r))
            add_figures_of(&s, doc, table, r, number);
    return end(&s);
}

static int add_tables(sqlite3 *to, const document *doc, int64_t number, bool has_figures)
{
    int status = SQLITE_OK;
    for (size_t i = 0; i < doc->block_count && status == SQLITE_OK; i++) {
        const document_table *table = doc->block[i].kind == BLOCK_TABLE ? doc->block[i].table : NULL;
        if (table)
            status = add_rows(to, doc, table, number);
        if (table && has_figures && status == SQLITE_OK)
            status = add_figures(to, doc, table, number);
    }
    return status;
}

int database_add(sqlite3 *to, sol_arena *arena, const database_run *run, const document *doc)
{
    int64_t number = 0;
    int status = make_schema(to, arena);
    if (status == SQLITE_OK)
        status = add_run(to, run, &number);
    if (status == SQLITE_OK)
        status = add_inputs(to, run, number);
    if (status == SQLITE_OK)
        status = add_options(to, run, number);
    if (status == SQLITE_OK)
        status = add_tables(to, doc, number, true);
    if (status == SQLITE_OK && run->claimants)
        status = add_tables(to, run->claimants, number, false);
    return status;
}
