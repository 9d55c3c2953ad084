#include "report/check/check_report.h"

#include "base/text.h"
#include "plan/dates.h"
#include "report/document/assumptions.h"
#include "report/document/figure.h"
#include "report/document/tables_json.h"
#include "report/document/words.h"
#include "result/json_text.h"
#include "solatium/result.h"

#include <string.h>

static void say_dates(document *doc, const sol_plan *plan)
{
    const sol_scenario *s = plan->scenario;
    const sol_payments *p = &s->payments;
    const char *dates = plan->date_count == 0
                            ? "no pay date"
                            : sol_arena_print(doc->arena, "%zu pay date%s%s%s, from %s to %s", plan->date_count,
                                              plan->date_count == 1 ? "" : "s", p->has_dates ? "" : ", ",
                                              p->has_dates ? "" : words_every(doc->arena, p->every_months),
                                              figure_date(plan->date[0].day).text,
                                              figure_date(plan->date[plan->date_count - 1].day).text);
    document_say(doc, TONE_PLAIN, "From %s to %s, in %s: %s. %s, seed %llu.", figure_date(s->start.day).text,
                 figure_date(s->end.day).text, s->currency[0].code, dates, figure_count(s->trials, "trial").text,
                 (unsigned long long)s->seed);
}

static const char *goal_whom(sol_arena *arena, const sol_scenario *s, const sol_who *who)
{
    bool is_living = who->vital == SOL_LIVING && who->age_from < 0 && who->group_count == 0 && !who->goes_by_filing;
    return is_living ? "those living at the start" : words_who(arena, s, who);
}

static const char *goal_when(const sol_who *who)
{
    static const char *const when[SOL_REACHES] = {[SOL_IN_LIFE] = " in life",
                                                  [SOL_IN_LIFE_OR_AFTER] = " in life or after",
                                                  [SOL_EACH_BY_ITS_OWN] = " (the living in life)"};
    return who->vital == SOL_ESTATES ? "" : when[sol_reach_of(who)];
}

static void add_goals(document *doc, const sol_scenario *s)
{
    document_heading(doc, 2, s->timeliness_count > 1 ? "The goals" : "The goal");
    const char **item = SOL_TAKE(doc->arena, s->timeliness_count, const char *);
    for (size_t i = 0; i < s->timeliness_count; i++) {
        const sol_timeliness *t = &s->timeliness[i];
        item[i] =
            sol_arena_print(doc->arena, "by %s, %s of %s are paid %s of their claim%s, in %s of the trials at least",
                            figure_date(t->by.day).text, words_share(doc->arena, t->goal_billionths),
                            goal_whom(doc->arena, s, &t->who), words_share(doc->arena, t->paid_billionths),
                            goal_when(&t->who), words_share(doc->arena, (int64_t)(t->confidence * 1e9 + 0.5)));
    }
    document_list(doc, s->timeliness_count, item);
}

static const char *words_capacity(sol_arena *arena, const sol_capacity_step *step)
{
    if (!step->uncertain)
        return sol_arena_print(arena, "%s", figure_exact((double)step->per_month_thousandths / 1000.0).text);
    return sol_arena_print(arena, "%s to %s (5 to 95%%, drawn once a trial)",
                           figure_number(sol_distribution_at(step->uncertain, 0.05), 1).text,
                           figure_number(sol_distribution_at(step->uncertain, 0.95), 1).text);
}

static void say_administration(document *doc, const sol_scenario *s)
{
    static const char *const order[] = {"the oldest first", "in the order of filing", "the smallest first"};
    const sol_administration *a = &s->administration;
    figure approval = figure_share(sol_distribution_mean(&a->approval), 0);
    if (!a->has_queue) {
        document_say(doc, TONE_PLAIN,
                     "Claims are processed when they are due, from %s on, without a queue; %s are approved.",
                     figure_date(sol_date_later(a->opens, s->start).day).text, approval.text);
        return;
    }
    text_buffer steps = {.arena = doc->arena};
    for (size_t i = 0; i < a->capacity_count; i++)
        text_print(&steps, "%s%s a month from %s", i > 0 ? ", " : "", words_capacity(doc->arena, &a->capacity[i]),
                   figure_date(a->capacity[i].from.day).text);
    document_say(doc, TONE_PLAIN, "Claims are processed from %s, %s: %s; %s are approved.",
                 figure_date(a->opens.day).text, order[a->order], text_of(&steps), approval.text);
}

static void say_payments(document *doc, const sol_scenario *s)
{
    const sol_payments *p = &s->payments;
    document_say(doc, TONE_PLAIN, "Payments are rounded down to %s%s%s. %s",
                 p->unit.units == 1 ? "the smallest unit" : words_money(doc->arena, s, p->unit),
                 p->limit_count > 0 ? " and together at most " : "",
                 p->limit_count > 0 ? words_limits(doc->arena, s) : "",
                 s->hold_registered ? "What falls to claims not yet eligible is held for them."
                                    : "Nothing is held for claims not yet eligible.");
    if (p->lag.months > 0 || p->lag.days > 0)
        document_say(doc, TONE_PLAIN, "What comes in is paid out %s later at the earliest.",
                     words_span(doc->arena, p->lag));
}

/* Pay dates that no step has. */
static void say_idle_dates(document *doc, const sol_plan *plan)
{
    size_t count = 0, first = 0;
    for (size_t k = 0; k < plan->date_count; k++) {
        bool has = false;
        for (size_t s = 0; s < plan->scenario->step_count; s++)
            has |= dates_has_step(plan, &plan->scenario->step[s], k);
        first = count == 0 ? k : first;
        count += !has;
    }
    if (count > 0)
        document_say(doc, TONE_PLAIN, "On %zu of %zu pay dates, %s first, no step takes part: what there is waits.",
                     count, plan->date_count, figure_date(plan->date[first].day).text);
}

void check_report_rules(document *doc, const sol_plan *plan)
{
    const sol_scenario *s = plan->scenario;
    document_heading(doc, 2, "Who is paid, in this order");
    const char **item = SOL_TAKE(doc->arena, s->step_count, const char *);
    for (size_t i = 0; i < s->step_count; i++)
        item[i] = words_step(doc->arena, s, &s->step[i]);
    document_list(doc, s->step_count, item);
    say_idle_dates(doc, plan);
    say_payments(doc, s);
    say_administration(doc, s);
    add_goals(doc, s);
}

const char *check_report_table_words(sol_arena *arena, const sol_table *t)
{
    text_buffer text = {.arena = arena};
    text_print(&text, "%s: ", t->file);
    if (t->sheet)
        text_print(&text, "the sheet %s", text_one_name(arena, t->sheet));
    else
        text_print(&text, "%s, separated by %ss", t->encoding, t->separator);
    text_print(&text, "; %s", figure_count(t->rows, "row").text);
    text_print(&text, " of %s", figure_count(t->columns, "column").text);
    if (t->empty_rows > 0)
        text_print(&text, "; left out: %s", figure_count(t->empty_rows, "empty row").text);
    for (size_t i = 0; i < t->ignored_count; i++)
        text_print(&text, "%s the column `%s`", t->empty_rows + i > 0 ? "," : "; left out:", t->ignored[i]);
    return text_of(&text);
}

static void add_files(document *doc, const sol_scenario *s)
{
    if (s->table_count == 0)
        return;
    document_heading(doc, 2, "Tables that were read");
    const char **item = SOL_TAKE(doc->arena, s->table_count, const char *);
    for (size_t i = 0; i < s->table_count; i++)
        item[i] = check_report_table_words(doc->arena, &s->table[i]);
    document_list(doc, s->table_count, item);
}

document *check_report_make(sol_arena *arena, const sol_plan *plan, size_t rows)
{
    const sol_scenario *s = plan->scenario;
    document *doc = document_new(arena, s->currency[0].code, s->currency[0].minor_digits);
    document_heading(doc, 1, s->title);
    if (s->description)
        document_say(doc, TONE_PLAIN, "%s", s->description);
    say_dates(doc, plan);
    const char **doubt;
    const size_t doubts = check_report_doubts(arena, plan, &doubt);
    for (size_t i = 0; i < doubts; i++)
        document_say_labelled(doc, TONE_FAIR, "BEFORE A TRIAL", "%s", doubt[i]);
    add_files(doc, s);
    check_report_people(doc, plan);
    check_report_money(doc, plan);
    check_report_events(doc, plan);
    check_report_rules(doc, plan);
    if (s->leaves_out_count > 0) {
        document_heading(doc, 2, "What the scenario leaves out");
        document_list(doc, s->leaves_out_count, s->leaves_out);
    }
    assumptions_add(doc, s->assumption_count, s->assumption, rows, rows == 0);
    return doc;
}

static json_t *list_of_texts(size_t count, const char *const *text)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_string(text[i]));
    return list;
}

json_t *check_report_table_json(const sol_table *t)
{
    json_t *ignored = json_array();
    for (size_t k = 0; k < t->ignored_count; k++)
        json_array_append_new(ignored, json_text_string(t->ignored[k]));
    return json_pack("{s:o, s:s?, s:s?, s:o, s:I, s:I, s:I, s:o}", "file", json_text_string(t->file), "encoding",
                     t->encoding, "separator", t->separator, "sheet",
                     t->sheet ? json_text_string(t->sheet) : json_null(), "rows", (json_int_t)t->rows, "columns",
                     (json_int_t)t->columns, "empty_rows", (json_int_t)t->empty_rows, "ignored", ignored);
}

static json_t *list_of_files(const sol_scenario *s)
{
    json_t *list = json_array();
    for (size_t i = 0; i < s->table_count; i++)
        json_array_append_new(list, check_report_table_json(&s->table[i]));
    return list;
}

static json_t *list_of_steps(sol_arena *arena, const sol_scenario *s)
{
    const char **step = SOL_TAKE(arena, s->step_count, const char *);
    for (size_t i = 0; i < s->step_count; i++)
        step[i] = words_step(arena, s, &s->step[i]);
    return list_of_texts(s->step_count, step);
}

json_t *check_report_json(sol_arena *arena, const sol_plan *plan)
{
    const sol_scenario *s = plan->scenario;
    json_t *root = json_object();
    json_object_set_new(root, "title", json_string(s->title));
    json_object_set_new(root, "sha256", json_string(s->sha256));
    json_object_set_new(root, "content", json_string(plan_content(arena, plan, s->seed)));
    json_object_set_new(root, "currency", json_string(s->currency[0].code));
    json_object_set_new(root, "start", json_string(figure_date(s->start.day).text));
    json_object_set_new(root, "end", json_string(figure_date(s->end.day).text));
    json_t *dates = json_array();
    for (size_t i = 0; i < plan->date_count; i++)
        json_array_append_new(dates, json_string(figure_date(plan->date[i].day).text));
    json_object_set_new(root, "pay_dates", dates);
    json_object_set_new(root, "count", json_integer((json_int_t)plan->people.count));
    json_object_set_new(root, "living", json_integer((json_int_t)plan->people.living_count));
    json_object_set_new(root, "claimed", json_integer(plan->money.claimed.units));
    json_object_set_new(root, "trials", json_integer((json_int_t)s->trials));
    json_object_set_new(root, "allocation", list_of_steps(arena, s));
    const char **doubt;
    const size_t doubts = check_report_doubts(arena, plan, &doubt);
    json_object_set_new(root, "doubts", list_of_texts(doubts, doubt));
    json_object_set_new(root, "leaves_out", list_of_texts(s->leaves_out_count, s->leaves_out));
    json_object_set_new(root, "files", list_of_files(s));
    document *doc = check_report_make(arena, plan, 0);
    json_t *tables = tables_json(doc);
    json_object_update(root, tables);
    json_decref(tables);
    return root;
}
