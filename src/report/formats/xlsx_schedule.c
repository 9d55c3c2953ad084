#include "report/formats/xlsx_sheets.h"

#include <math.h>

enum { COLUMNS = 9 };

static const struct schedule_column {
    const char *title;
    document_unit unit;
} columns[COLUMNS] = {
    {"pay date", UNIT_DATE},         {"paid on this date", UNIT_MONEY},
    {"paid so far", UNIT_MONEY},     {"received since the last", UNIT_MONEY},
    {"received so far", UNIT_MONEY}, {"balance", UNIT_MONEY},
    {"paid in time", UNIT_COUNT},    {"waiting", UNIT_COUNT},
    {"died waiting", UNIT_COUNT},
};

/* Apart by lightness too; the colours of the other charts. */
static const lxw_color_t colours[] = {0x0072B2, 0xE69F00, 0xD55E00};

static void add_series(lxw_chart *chart, lxw_row_t last, lxw_col_t column, lxw_color_t colour)
{
    lxw_chart_line line = {.color = colour, .width = 2};
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    chart_series_set_categories(series, "Schedule", 1, 0, last, 0);
    chart_series_set_values(series, "Schedule", 1, column, last, column);
    chart_series_set_name_range(series, "Schedule", 0, column);
    chart_series_set_line(series, &line);
}

/* Every how many pay dates a year is written: at most ten, whole years apart. */
static uint16_t years_apart(const sol_result *r)
{
    enum { MOST = 10 };
    size_t n = r->timeline_count;
    double years = n > 1 ? (r->timeline[n - 1].date.day - r->timeline[0].date.day) / 365.25 : 1;
    double a_year = fmax(1, round((double)(n - 1) / fmax(years, 1)));
    return (uint16_t)(a_year * fmax(1, ceil(years / MOST)));
}

static void add_charts(const xlsx_book *book, lxw_worksheet *sheet, const sol_result *r)
{
    lxw_row_t last = (lxw_row_t)r->timeline_count;
    uint16_t interval = years_apart(r);
    static const struct {
        const char *title;
        lxw_col_t column[3];
        int count;
        const char *cell, *digits;
    } charts[] = {{"Paid and received so far",
                   {2, 4, 0},
                   2,
                   "K2",
                   "[>=1000000000]#,##0.#,,,\"bn\";[>=1000000]#,##0,,\"m\";#,##0"},
                  {"People: paid in time, waiting, died waiting", {6, 7, 8}, 3, "K22", "#,##0"}};
    for (size_t i = 0; i < 2; i++) {
        lxw_chart *chart = workbook_add_chart(book->workbook, LXW_CHART_LINE);
        lxw_chart_options wide = {.x_scale = 1.25, .y_scale = 1.25};
        lxw_chart_font small = {.size = 11, .bold = 1};
        for (int s = 0; s < charts[i].count; s++)
            add_series(chart, last, charts[i].column[s], colours[s]);
        chart_title_set_name(chart, charts[i].title);
        chart_title_set_name_font(chart, &small);
        chart_axis_set_num_format(chart->x_axis, "yyyy");
        chart_axis_set_interval_unit(chart->x_axis, interval);
        chart_axis_set_interval_tick(chart->x_axis, interval);
        chart_axis_set_num_format(chart->y_axis, charts[i].digits);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
        worksheet_insert_chart_opt(sheet, lxw_name_to_row(charts[i].cell), lxw_name_to_col(charts[i].cell), chart,
                                   &wide);
    }
}

/* Sums of a column, and their values for programs that do not recalculate. */
static void put_sum(const xlsx_book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double sum)
{
    char letter = (char)('A' + column);
    const char *formula = sol_arena_print(book->arena, "=SUM(%c2:%c%u)", letter, letter, (unsigned)row);
    worksheet_write_formula_num(sheet, row, column, formula, book->money[true], sum);
}

/* A pay date's figures, money in minor units. */
static void put_row(const xlsx_book *book, lxw_worksheet *sheet, lxw_row_t row, const double value[static COLUMNS])
{
    for (lxw_col_t c = 0; c < COLUMNS; c++)
        xlsx_number(book, sheet, &(xlsx_place){.row = row, .column = c, .unit = columns[c].unit}, value[c]);
}

void xlsx_schedule_sheet(xlsx_book *book, const sol_result *r)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, "Schedule");
    double paid = 0, received = 0, paid_sum = 0, received_sum = 0;
    for (lxw_col_t c = 0; c < COLUMNS; c++) {
        const char *unit = columns[c].unit == UNIT_MONEY ? book->currency : NULL;
        xlsx_text(sheet, 0, c,
                  unit ? sol_arena_print(book->arena, "%s (%s)", columns[c].title, unit) : columns[c].title,
                  book->head_right);
    }
    worksheet_set_row(sheet, 0, 30, NULL); /* two lines */
    worksheet_set_column(sheet, 0, 0, 12, NULL);
    worksheet_set_column(sheet, 1, 5, 19, NULL);
    worksheet_set_column(sheet, 6, 8, 11, NULL);
    for (size_t i = 0; i < r->timeline_count; i++) {
        const sol_timeline_row *t = &r->timeline[i];
        const double value[COLUMNS] = {
            t->date.day,     t->paid.mean - paid, t->paid.mean,    t->received.mean - received, t->received.mean,
            t->balance.mean, t->in_time.mean,     t->waiting.mean, t->died_waiting.mean};
        put_row(book, sheet, (lxw_row_t)(i + 1), value);
        paid = t->paid.mean;
        received = t->received.mean;
        paid_sum += value[1] / book->one;
        received_sum += value[3] / book->one;
    }
    lxw_row_t last = (lxw_row_t)r->timeline_count;
    xlsx_page_setup(sheet);
    if (last == 0)
        return;
    for (lxw_col_t c = 1; c < COLUMNS; c++)
        worksheet_write_blank(sheet, last + 1, c, book->total_text);
    xlsx_text(sheet, last + 1, 0, "sum", book->total_text);
    put_sum(book, sheet, last + 1, 1, paid_sum);
    put_sum(book, sheet, last + 1, 3, received_sum);
    add_charts(book, sheet, r);
}
