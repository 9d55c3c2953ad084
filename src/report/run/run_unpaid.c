/* What is unpaid on the goal's day, and what it waits for. */
#include "base/text.h"
#include "report/document/figure.h"
#include "report/document/verdict.h"
#include "report/run/run_report.h"

static const char *amount(document *doc, double units)
{
    return sol_arena_print(doc->arena, "%s %s", figure_money(units, doc->minor_digits).text, doc->currency);
}

/* Money is what claims wait for unless it is said otherwise. */
static void append_waits(text_buffer *out, document *doc, const sol_unpaid *u)
{
    const struct {
        sol_wait wait;
        const char *what;
    } rows[] = {{SOL_WAITS_IN_QUEUE, "of claims still in the queue"}, {SOL_WAITS_FOR_ANSWER, "waits for an answer"}};
    const char *lead = ". Of it, ";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!(u->wait[rows[i].wait].mean > 0))
            continue;
        text_print(out, "%s%s %s%s", lead, amount(doc, u->wait[rows[i].wait].mean),
                   rows[i].wait == SOL_WAITS_IN_QUEUE ? "is " : "", rows[i].what);
        lead = " and ";
    }
}

void run_report_say_unpaid(document *doc, const sol_result *r)
{
    const sol_estimate *e = &r->unpaid.of[SOL_OF_ALL];
    const sol_verdict *v = &r->verdict[0];
    text_buffer out = {.arena = doc->arena};
    if (e->support == SOL_OF_NONE)
        return;
    text_print(&out, "Unpaid on %s: %s", figure_date(r->unpaid.at.day).text, amount(doc, e->mean));
    if (e->support == SOL_OF_MANY && e->mean > 0)
        text_print(&out, " on average, at most %s in %s futures", amount(doc, e->at_confidence),
                   verdict_confidence(doc->arena, v));
    else if (e->support == SOL_OF_ONE)
        text_append(&out, " in the one simulated future");
    append_waits(&out, doc, &r->unpaid);
    text_append(&out, ".");
    if (r->nothing_comes.support == SOL_OF_MANY && r->nothing_comes.mean > 0)
        text_print(&out, " In %s of futures nobody is paid anything by then.",
                   figure_share(r->nothing_comes.mean, 1).text);
    document_say(doc, TONE_PLAIN, "%s", text_of(&out));
}

static const char *most_title(document *doc, const sol_result *r)
{
    return sol_arena_print(doc->arena, "at most in\n%s\nfutures", verdict_confidence(doc->arena, &r->verdict[0]));
}

void run_report_unpaid(document *doc, const sol_result *r)
{
    enum { COLUMNS = 3 };
    static const struct {
        const char *label;
        int origin, wait; /* either, the other -1 */
    } rows[] = {
        {"all", SOL_OF_ALL, -1},
        {"of those living at start", SOL_OF_LIVING, -1},
        {"of estates at start", SOL_OF_ESTATES, -1},
        {"in the queue", -1, SOL_WAITS_IN_QUEUE},
        {"waiting for an answer", -1, SOL_WAITS_FOR_ANSWER},
        {"waiting for money", -1, SOL_WAITS_FOR_MONEY},
    };
    const sol_unpaid *u = &r->unpaid;
    if (u->of[SOL_OF_ALL].support == SOL_OF_NONE)
        return;
    document_column *column = SOL_TAKE(doc->arena, COLUMNS, document_column);
    column[0] = (document_column){.key = "claims", .title = "claims", .unit = UNIT_TEXT};
    column[1] = (document_column){
        .key = "unpaid", .title = "unpaid", .unit = UNIT_MONEY, .spread = SPREAD_ESTIMATE, .error_rank = 1};
    column[2] = (document_column){.key = "at_confidence", .title = most_title(doc, r), .unit = UNIT_MONEY, .rank = 2};
    document_table *table = document_add_table(
        doc, "unpaid", sol_arena_print(doc->arena, "Unpaid on %s", figure_date(u->at.day).text), COLUMNS, column);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const bool is_wait = rows[i].origin < 0;
        const sol_estimate *e = is_wait ? &u->wait[rows[i].wait] : &u->of[rows[i].origin];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(rows[i].label);
        row[1] = cell_estimate(e);
        row[2] = e->support == SOL_OF_NONE ? cell_none() : is_wait ? (document_cell){0} : cell_value(e->at_confidence);
    }
    table->note = "With interest to that day, of claims entitled by then and not refused, declined or lapsed.";
}
