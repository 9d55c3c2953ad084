#include "report/formats/xlsx.h"

#include "report/document/assumptions.h"
#include "report/document/markup.h"
#include "report/formats/xlsx_process.h"
#include "report/run/run_report.h"

#include <math.h>

static lxw_format *format_of(xlsx_book *book, const char *digits, bool is_total)
{
    lxw_format *format = workbook_add_format(book->workbook);
    if (digits)
        format_set_num_format(format, digits);
    if (is_total) {
        format_set_bold(format);
        format_set_top(format, LXW_BORDER_THIN);
    }
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static lxw_format *head_of(xlsx_book *book, bool is_right)
{
    lxw_format *format = format_of(book, NULL, true);
    format_set_text_wrap(format);
    format_set_bottom(format, LXW_BORDER_MEDIUM);
    format_set_bg_color(format, 0xE6F1F8);
    if (is_right)
        format_set_align(format, LXW_ALIGN_RIGHT);
    return format;
}

static void make_formats(xlsx_book *book)
{
    static const char *const money[] = {"#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000"};
    for (int is_total = 0; is_total < 2; is_total++) {
        book->money[is_total] = format_of(book, money[book->minor_digits], is_total);
        for (int decimals = 0; decimals <= SHARE_DECIMALS_MOST; decimals++) {
            const char *digits = sol_arena_print(book->arena, decimals ? "0.%0*d%%" : "0%%", decimals, 0);
            book->share[is_total][decimals] = format_of(book, digits, is_total);
        }
        book->count[is_total] = format_of(book, "#,##0.00", is_total);
        book->whole[is_total] = format_of(book, "#,##0", is_total);
        book->number[is_total] = format_of(book, "#,##0.00", is_total);
        book->date[is_total] = format_of(book, "yyyy-mm-dd", is_total);
        book->right[is_total] = format_of(book, NULL, is_total);
        format_set_align(book->right[is_total], LXW_ALIGN_RIGHT);
    }
    book->head = head_of(book, false);
    book->head_right = head_of(book, true);
    book->title = format_of(book, NULL, false);
    format_set_bold(book->title);
    format_set_font_size(book->title, 14);
    book->text = format_of(book, NULL, false);
    book->wrap = format_of(book, NULL, false);
    format_set_text_wrap(book->wrap);
    book->note = format_of(book, NULL, false);
    format_set_italic(book->note);
    format_set_font_color(book->note, 0x555555);
    book->total_text = format_of(book, NULL, true);
}

/* A fixed time, so that the same result gives the same bytes. */
static void set_properties(xlsx_book *book, const char *title)
{
    lxw_doc_properties properties = {.created = 946684800};
    properties.comments = sol_arena_print(book->arena, "Made by solatium %s", SOLATIUM_VERSION);
    properties.title = markup_line(book->arena, title, 120);
    workbook_set_properties(book->workbook, &properties);
}

/* What a workbook is made of. */
typedef struct contents {
    const char *title;
    const document *doc;
    const sol_result *result; /* NULL: the document alone */
    const disclosure *published;
} contents;

static void add_sheets(xlsx_book *book, const contents *of)
{
    const sol_result *result = of->result;
    const document *doc = of->doc;
    const disclosure *published = of->published;
    static const char *const sheets[][2] = {{"goals", "Goals"},        {"years", "Years"},
                                            {"money", "Money out"},    {"by_country", "Countries"},
                                            {"by_source", "Sources"},  {"groups", "Groups"},
                                            {"age_bands", "Ages"},     {"claim_bands", "Claims"},
                                            {"people", "States"},      {"not_in_time", "Not in time"},
                                            {"unpaid", "Unpaid"},      {"wholly_paid", "Wholly paid"},
                                            {"reach", "Paid by when"}, {"deaths", "Deaths"}};
    static const char *const last[][2] = {
        {"participation", "Participation"}, {"tornado", "Tornado"}, {"delay", "Delay"}, {"rules", "Rules"}};
    xlsx_summary_sheet(book, result, doc);
    xlsx_schedule_sheet(book, result);
    document *whole = document_new(book->arena, result->currency, result->minor_digits);
    run_report_timeline(whole, result, 0);
    run_report_deaths_by_month(whole, result);
    run_report_claimants(whole, result);
    /* a line for each value, to be sorted */
    assumptions_add(whole, result->assumption_count, result->assumption, 0, true);
    if (published)
        disclosure_blur(whole, published);
    if (document_find_table(whole, "timeline"))
        xlsx_table_sheet(book, "Timeline", document_find_table(whole, "timeline"));
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        if (document_find_table(doc, sheets[i][0]))
            xlsx_table_sheet(book, sheets[i][1], document_find_table(doc, sheets[i][0]));
    if (document_find_table(whole, "deaths_by_month"))
        xlsx_table_sheet(book, "Deaths by month", document_find_table(whole, "deaths_by_month"));
    if (document_find_table(whole, "claimants"))
        xlsx_table_sheet(book, "Claimants", document_find_table(whole, "claimants"));
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        if (document_find_table(doc, last[i][0]))
            xlsx_table_sheet(book, last[i][1], document_find_table(doc, last[i][0]));
    xlsx_table_sheet(book, "Assumptions", document_find_table(whole, "assumptions"));
    xlsx_table_sheet(book, "Made by", document_find_table(doc, "again"));
}

static void fill(xlsx_book *book, const void *context)
{
    const contents *of = context;
    make_formats(book);
    set_properties(book, of->title);
    if (of->result)
        add_sheets(book, of);
    else
        xlsx_document_sheets(book, of->doc);
}

static xlsx_file make_workbook(sol_arena *arena, const contents *of, chart_stop stop)
{
    xlsx_book like = {.arena = arena,
                      .currency = of->doc->currency,
                      .minor_digits = of->doc->minor_digits,
                      .one = pow(10, of->doc->minor_digits)};
    return xlsx_process_make(&like, fill, of, stop);
}

xlsx_file xlsx_render(sol_arena *arena, const sol_result *result, const document *doc, const disclosure *published,
                      chart_stop stop)
{
    return make_workbook(arena, &(contents){result->title, doc, result, published}, stop);
}

xlsx_file xlsx_render_document(sol_arena *arena, const document *doc, chart_stop stop)
{
    const char *title = doc->block_count > 0 && doc->block[0].kind == BLOCK_HEADING ? doc->block[0].text : "Solatium";
    return make_workbook(arena, &(contents){.title = title, .doc = doc}, stop);
}
