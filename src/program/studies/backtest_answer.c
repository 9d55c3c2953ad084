#include "program/studies/backtest_answer.h"

#include "report/document/cells.h"
#include "report/document/figure.h"
#include "result/json_text.h"

#include <math.h>

/* The rows of a table have different units: a text for people, the number in full (money in major units) for data files. */
static document_cell value_cell(sol_arena *arena, const sol_backtest_file *f, sol_unit unit, double value)
{
    if (isnan(value))
        return cell_none();
    if (unit == SOL_UNIT_DATE)
        return cell_word(isfinite(value) ? sol_arena_print(arena, "%s", figure_date(value).text) : "never");
    const bool is_money = unit == SOL_UNIT_MONEY;
    const figure shown = is_money                 ? figure_money(value, f->minor_digits)
                         : unit == SOL_UNIT_SHARE ? figure_share(value, 1)
                                                  : figure_number(value, value == floor(value) ? 0 : 1);
    document_cell cell = cell_value(is_money ? value / pow(10, f->minor_digits) : value);
    cell.text = sol_arena_print(arena, "%s", shown.text);
    cell.has_number = true;
    return cell;
}

static const char *inside_word(const sol_scored *row)
{
    return row->inside_50 ? "25–75%" : row->inside_90 ? "5–95%" : row->value < row->p05 ? "below" : "above";
}

/* The scenario stands in each row where there are several: a data file has no heading. */
enum { FIGURE, DATE, PUBLISHED, MEAN, LOW, HIGH, INSIDE, PIT, CRPS, NAIVE, SOURCE, SCENARIO, COLUMNS };

static void add_row(document *doc, document_table *table, const sol_backtest_file *f, const sol_scored *row)
{
    sol_arena *arena = doc->arena;
    document_cell *cell = document_add_row(table);
    if (table->column_count > SCENARIO)
        cell[SCENARIO] = cell_text(f->title);
    cell[FIGURE] = cell_text(row->observed->figure);
    if (row->observed->has_date)
        cell[DATE] = cell_date(row->observed->date);
    cell[PUBLISHED] = value_cell(arena, f, row->unit, row->value);
    cell[SOURCE] = cell_text(row->observed->source ? row->observed->source : "no source");
    if (row->is_known || !row->has_future) {
        cell[INSIDE] = cell_text(row->is_known ? "known" : "in no future");
        return;
    }
    cell[MEAN] = value_cell(arena, f, row->unit, row->mean);
    cell[LOW] = value_cell(arena, f, row->unit, row->p05);
    cell[HIGH] = value_cell(arena, f, row->unit, row->p95);
    cell[INSIDE] = cell_text(inside_word(row));
    cell[PIT] = cell_value(row->pit);
    cell[CRPS] = isnan(row->crps) || row->value == 0 ? cell_none() : cell_value(row->crps / fabs(row->value));
    cell[NAIVE] = isnan(row->naive) || row->value == 0 ? cell_none() : cell_value(row->naive_crps / fabs(row->value));
}

static void add_file(document *doc, const sol_backtest *b, size_t i)
{
    static const document_column columns[COLUMNS] = {
        [FIGURE] = {.key = "figure", .title = "figure", .unit = UNIT_TEXT},
        [DATE] = {.key = "date", .title = "on", .unit = UNIT_DATE},
        [PUBLISHED] = {.key = "published", .title = "published", .unit = UNIT_NUMBER},
        [MEAN] = {.key = "mean", .title = "simulated\nmean", .unit = UNIT_NUMBER},
        [LOW] = {.key = "p05", .title = "5%", .unit = UNIT_NUMBER, .rank = 1},
        [HIGH] = {.key = "p95", .title = "95%", .unit = UNIT_NUMBER, .rank = 1},
        [INSIDE] = {.key = "inside", .title = "lies in", .unit = UNIT_TEXT},
        [PIT] = {.key = "pit", .title = "PIT", .unit = UNIT_NUMBER, .rank = 3},
        [CRPS] = {.key = "crps", .title = "CRPS,\nof value", .unit = UNIT_SHARE, .rank = 2},
        [NAIVE] = {.key = "naive_crps", .title = "naive,\nof value", .unit = UNIT_SHARE, .rank = 4},
        [SOURCE] = {.key = "source", .title = "source", .unit = UNIT_TEXT, .rank = 5},
        [SCENARIO] = {.key = "scenario", .title = "scenario", .unit = UNIT_TEXT, .rank = 6},
    };
    const sol_backtest_file *f = &b->file[i];
    sol_arena *arena = doc->arena;
    if (b->file_count > 1)
        document_heading(doc, 2, f->title);
    if (f->count == 0) {
        document_say(doc, TONE_FAIR, "%s says nothing of what happened: it has no `observed:`.", f->file);
        return;
    }
    document_say(doc, TONE_QUIET, "%s, %s, seed %llu; amounts in %s.", f->file, figure_count(f->trials, "future").text,
                 (unsigned long long)f->seed, f->currency);
    document_table *table = document_add_table(doc, i ? sol_arena_print(arena, "observed_%zu", i + 1) : "observed",
                                               NULL, b->file_count > 1 ? COLUMNS : SCENARIO, columns);
    for (size_t k = 0; k < f->count; k++)
        add_row(doc, table, f, &f->row[k]);
}

/* "8 of 10 figures lie within the bands from 5 to 95 % (95 % interval 60 to 100 %)". */
static void say_covered(document *doc, const sol_backtest *b, const sol_covered *c, double promised)
{
    const char *interval = "";
    if (c->low <= c->high)
        interval = sol_arena_print(doc->arena, " (95%% interval, scenarios resampled whole: %s to %s)",
                                   figure_share(c->low, 0).text, figure_share(c->high, 0).text);
    document_say(doc, TONE_PLAIN, "Within the bands that promise %s: %s of %s%s.", figure_given_share(promised).text,
                 sol_arena_print(doc->arena, "%s", figure_number(round(c->share * (double)b->scored), 0).text),
                 figure_count(b->scored, "published figure").text, interval);
}

static void say_verdict(document *doc, const sol_backtest *b)
{
    const sol_covered *c = &b->inside_90;
    if (c->low > c->high)
        document_say(
            doc, TONE_QUIET,
            "Figures of one scenario are one path: whether its bands are as wide as they should be, one scenario "
            "cannot tell.");
    else if (c->high < 0.9)
        document_say(doc, TONE_BAD,
                     "The bands are too narrow: what happened lies outside of them more often than they say.");
    else if (c->low > 0.9)
        document_say(doc, TONE_FAIR, "The bands are wider than what happened asks for.");
    else
        document_say(doc, TONE_GOOD, "That the bands are too narrow or too wide cannot be told from these scenarios.");
}

static void say_error(document *doc, const sol_backtest *b)
{
    if (isnan(b->error))
        return;
    const char *naive = "; no figure has two known values before the start, so there is no naive forecast to beat";
    if (!isnan(b->naive_error))
        naive =
            sol_arena_print(doc->arena,
                            "; where two values were known before, %s against %s of the naive forecast that goes on as "
                            "they did: skill %s",
                            figure_share(b->compared_error, 1).text, figure_share(b->naive_error, 1).text,
                            figure_number(1 - b->compared_error / b->naive_error, 2).text);
    document_say(doc, TONE_PLAIN, "CRPS, mean over figures and then scenarios: %s of what was published%s.",
                 figure_share(b->error, 1).text, naive);
}

static void add_scores(document *doc, const sol_backtest *b)
{
    static const document_column columns[] = {
        {.key = "scenario", .title = "scenario", .unit = UNIT_TEXT},
        {.key = "scored", .title = "scored", .unit = UNIT_COUNT},
        {.key = "inside_50", .title = "within\n25–75%", .unit = UNIT_COUNT},
        {.key = "inside_90", .title = "within\n5–95%", .unit = UNIT_COUNT},
        {.key = "crps", .title = "CRPS,\nof value", .unit = UNIT_SHARE},
        {.key = "naive_crps", .title = "naive,\nof value", .unit = UNIT_SHARE, .rank = 1},
    };
    document_table *table = document_add_table(doc, "scores", "By scenario", sizeof columns / sizeof *columns, columns);
    for (size_t i = 0; i < b->file_count; i++) {
        const sol_backtest_file *f = &b->file[i];
        document_cell *cell = document_add_row(table);
        cell[0] = cell_text(f->title);
        cell[1] = cell_value((double)f->scored);
        cell[2] = cell_value((double)f->inside_50);
        cell[3] = cell_value((double)f->inside_90);
        cell[4] = isnan(f->error) ? cell_none() : cell_value(f->error);
        cell[5] = isnan(f->naive_error) ? cell_none() : cell_value(f->naive_error);
    }
}

document *backtest_document(sol_arena *arena, const sol_backtest *b)
{
    const sol_backtest_file *first = &b->file[0];
    document *doc = document_new(arena, first->currency, first->minor_digits);
    doc->says_what_is_cut = true;
    document_heading(doc, 1,
                     b->file_count > 1 ? "Held against what happened"
                                       : sol_arena_print(arena, "%s: held against what happened", first->title));
    if (b->is_interrupted)
        document_say_labelled(doc, TONE_FAIR, "STOPPED", "before all scenarios were done.");
    if (b->scored == 0)
        document_say(doc, TONE_FAIR, "Every figure was known when its scenario begins: nothing is scored.");
    if (b->scored > 0) {
        say_covered(doc, b, &b->inside_50, 0.5);
        say_covered(doc, b, &b->inside_90, 0.9);
        say_verdict(doc, b);
        say_error(doc, b);
    }
    if (b->file_count > 1)
        add_scores(doc, b);
    for (size_t i = 0; i < b->file_count; i++)
        add_file(doc, b, i);
    document_say(
        doc, TONE_QUIET,
        "Lies in: the narrowest band of the futures that the published figure, give or take its tolerance, meets. PIT: "
        "the share "
        "of futures below it, half of those at it. CRPS: how far the futures lie from it on average, less half of "
        "how far they lie from each other; a sure and right forecast has 0.");
    return doc;
}

static json_t *number(double value)
{
    return isnan(value) ? json_null() : json_text_number(value);
}

/* A date as its day, "never" where it is never reached. */
static json_t *value_json(sol_unit unit, double value)
{
    char day[16];
    if (unit != SOL_UNIT_DATE || isnan(value))
        return number(value);
    if (!isfinite(value))
        return json_string("never");
    sol_date_write((sol_date){(int32_t)value}, day);
    return json_string(day);
}

static json_t *row_json(const sol_scored *row)
{
    const sol_observed *o = row->observed;
    char day[16] = "";
    if (o->has_date)
        sol_date_write(o->date, day);
    const bool is_scored = !row->is_known && row->has_future;
    json_t *all = json_pack("{s:s, s:s?, s:o, s:s?, s:b, s:b}", "figure", o->figure, "date", o->has_date ? day : NULL,
                            "published", value_json(row->unit, row->value), "source", o->source, "known", row->is_known,
                            "scored", is_scored);
    if (!is_scored)
        return all;
    const struct {
        const char *key;
        double value;
    } figures[] = {{"mean", row->mean}, {"p05", row->p05}, {"p25", row->p25}, {"p75", row->p75}, {"p95", row->p95}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        json_object_set_new(all, figures[i].key, value_json(row->unit, figures[i].value));
    json_object_set_new(all, "inside_50", json_boolean(row->inside_50));
    json_object_set_new(all, "inside_90", json_boolean(row->inside_90));
    json_object_set_new(all, "pit", number(row->pit));
    json_object_set_new(all, "crps", number(row->crps));
    json_object_set_new(all, "naive", value_json(row->unit, row->naive));
    json_object_set_new(all, "naive_crps", number(row->naive_crps));
    return all;
}

static json_t *covered_json(const sol_covered *c)
{
    const bool has = c->low <= c->high;
    return json_pack("{s:o, s:o, s:o}", "share", number(c->share), "low", has ? number(c->low) : json_null(), "high",
                     has ? number(c->high) : json_null());
}

json_t *backtest_json(const sol_backtest *b)
{
    json_t *scenarios = json_array();
    for (size_t i = 0; i < b->file_count; i++) {
        const sol_backtest_file *f = &b->file[i];
        json_t *rows = json_array();
        for (size_t k = 0; k < f->count; k++)
            json_array_append_new(rows, row_json(&f->row[k]));
        json_array_append_new(
            scenarios, json_pack("{s:s, s:s, s:s, s:i, s:I, s:o, s:I, s:o, s:o, s:o, s:o}", "title", f->title, "file",
                                 f->file, "currency", f->currency, "minor_digits", f->minor_digits, "trials",
                                 (json_int_t)f->trials, "seed", json_text_number((double)f->seed), "scored",
                                 (json_int_t)f->scored, "error", number(f->error), "compared_error",
                                 number(f->compared_error), "naive_error", number(f->naive_error), "observed", rows));
    }
    return json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:b, s:o}", "scored", (json_int_t)b->scored, "inside_50",
                     covered_json(&b->inside_50), "inside_90", covered_json(&b->inside_90), "error", number(b->error),
                     "compared_error", number(b->compared_error), "naive_error", number(b->naive_error), "interrupted",
                     b->is_interrupted, "scenarios", scenarios);
}
