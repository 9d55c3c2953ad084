#include "report/xlsx_sheets.h"

#include <math.h>

static void add_charts(const xlsx_book *book, lxw_worksheet *sheet, lxw_row_t last)
{
    static const struct {
        const char *title;
        lxw_col_t column[3];
        int count;
        const char *cell;
    } charts[] = {{"Paid and received so far", {2, 4, 5}, 2, "J2"},
                  {"People: paid in time, waiting, died waiting", {6, 7, 8}, 3, "J22"}};
    for (size_t i = 0; i < 2; i++) {
        lxw_chart *chart = workbook_add_chart(book->workbook, LXW_CHART_LINE);
        for (int s = 0; s < charts[i].count; s++) {
            lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
            chart_series_set_categories(series, "Schedule", 1, 0, last, 0);
            chart_series_set_values(series, "Schedule", 1, charts[i].column[s], last, charts[i].column[s]);
            chart_series_set_name_range(series, "Schedule", 0, charts[i].column[s]);
        }
        chart_title_set_name(chart, charts[i].title);
        chart_axis_set_num_format(chart->x_axis, "yyyy");
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
        worksheet_insert_chart(sheet, lxw_name_to_row(charts[i].cell), lxw_name_to_col(charts[i].cell), chart);
    }
}

/* Sums of a column, and their values for programs that do not recalculate. */
static void put_sum(const xlsx_book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double sum)
{
    char letter = (char)('A' + column);
    const char *formula = sol_arena_print(book->arena, "=SUM(%c2:%c%u)", letter, letter, (unsigned)row);
    worksheet_write_formula_num(sheet, row, column, formula, book->total_money, sum);
}

void xlsx_schedule_sheet(xlsx_book *book, const sol_result *r)
{
    static const char *const heads[] = {
        "pay date",     "paid on this date", "paid so far", "received since the last", "received so far", "balance",
        "paid in time", "waiting",           "died waiting"};
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, "Schedule");
    double paid = 0, received = 0, paid_sum = 0, received_sum = 0;
    for (lxw_col_t c = 0; c < 9; c++)
        worksheet_write_string(sheet, 0, c, heads[c], book->head);
    worksheet_set_column(sheet, 0, 0, 12, NULL);
    worksheet_set_column(sheet, 1, 8, 18, NULL);
    for (size_t i = 0; i < r->timeline_count; i++) {
        const sol_timeline_row *t = &r->timeline[i];
        lxw_row_t row = (lxw_row_t)(i + 1);
        double on_date = (t->paid.mean - paid) / book->one, since = (t->received.mean - received) / book->one;
        const double money[] = {on_date, t->paid.mean / book->one, since, t->received.mean / book->one,
                                t->balance.mean / book->one};
        const double people[] = {t->in_time.mean, t->waiting.mean, t->died_waiting.mean};
        worksheet_write_number(sheet, row, 0, (double)t->date.day + 25569, book->date);
        for (lxw_col_t c = 0; c < 5; c++)
            worksheet_write_number(sheet, row, (lxw_col_t)(c + 1), money[c], book->money);
        for (lxw_col_t c = 0; c < 3; c++)
            worksheet_write_number(sheet, row, (lxw_col_t)(c + 6), people[c], book->count);
        paid = t->paid.mean;
        received = t->received.mean;
        paid_sum += on_date;
        received_sum += since;
    }
    lxw_row_t last = (lxw_row_t)r->timeline_count;
    worksheet_freeze_panes(sheet, 1, 1);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    if (last == 0)
        return;
    worksheet_write_string(sheet, last + 1, 0, "sum", book->total_text);
    put_sum(book, sheet, last + 1, 1, paid_sum);
    put_sum(book, sheet, last + 1, 3, received_sum);
    add_charts(book, sheet, last);
}
