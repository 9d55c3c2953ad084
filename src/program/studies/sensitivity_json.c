#include "program/studies/sensitivity_json.h"

#include "program/studies/compare_json.h"
#include "program/studies/outcome_json.h"
#include "program/studies/study.h"
#include "report/compare/compare_report.h"
#include "report/compare/tornado_words.h"
#include "result/json_text.h"

#include <math.h>

/* Of a date the days between the medians; null where one of them is never. */
static json_t *effect_of(const sol_tornado *t, const sol_difference *d)
{
    if (t->base.kind != SOL_OUTCOME_DATE)
        return compare_difference_json(d);
    const char *change = !isinf(d->mean) ? NULL : d->mean > 0 ? "never" : "reached";
    json_t *one = json_pack("{s:o, s:b}", "median_days",
                            d->support == SOL_OF_NONE || change ? json_null() : json_text_number(d->mean),
                            "distinguishable", d->is_distinguishable);
    if (change)
        json_object_set_new(one, "becomes", json_string(change));
    return one;
}

static json_t *end_of(const sol_tornado *t, const sol_tornado_row *r, bool is_high)
{
    static const char *const helps[] = {"harms", "neither", "helps"};
    static const char *const no_help[] = {
        [SOL_LEAVES_OUT] = "leaves out", [SOL_HAS_OTHERS] = "has others", [SOL_CLAIMS_LESS] = "claims less"};
    const sol_tornado_end *end = is_high ? &r->high : &r->low;
    json_t *one = json_pack("{s:s, s:b}", "value", end->value, "limit", end->is_limit);
    if (end->fault) {
        json_object_set_new(one, "fault", json_string(end->fault));
        return one;
    }
    json_object_set_new(one, "difference", effect_of(t, &end->effect));
    const sol_no_help reason = sol_tornado_no_help(t, end);
    const char *does = reason == SOL_MAY_HELP ? helps[1 + sol_tornado_helps(t, end)] : no_help[reason];
    json_object_set_new(one, "does", json_string(does));
    json_object_set_new(one, "living_wholly_paid", compare_difference_json(&end->living));
    json_object_set_new(one, "estates_wholly_paid", compare_difference_json(&end->estates));
    json_object_set_new(one, "left_out", json_text_number(end->left_out));
    json_object_set_new(one, "claimed_less", json_text_number(end->claimed_less));
    json_object_set_new(one, "counted", compare_difference_json(&end->counted));
    json_object_set_new(one, "moves_counted", json_boolean(sol_counted_is_moved(&end->counted)));
    return one;
}

json_t *tornado_json(const sol_tornado *t)
{
    static const char *const step[] = {[SOL_STEP_SHARE] = "share",
                                       [SOL_STEP_WHOLE] = "share, to a whole number",
                                       [SOL_STEP_YEAR] = "a year",
                                       [SOL_STEP_HALF_A_YEAR] = "half a year"};
    json_t *rows = json_array(), *left = json_array(), *others = json_array();
    for (size_t i = 0; i < t->row_count; i++) {
        const sol_tornado_row *r = &t->row[i];
        json_array_append_new(rows, json_pack("{s:s, s:o, s:s, s:s, s:o, s:o}", "key", r->key, "words",
                                              json_text_string(r->words), "value", r->base_value, "moved_by",
                                              step[r->step], "low", end_of(t, r, false), "high", end_of(t, r, true)));
    }
    for (size_t i = 0; i < t->left_count; i++) {
        json_t *one = json_pack("{s:s, s:b}", "key", t->left[i].key, "tried", t->left[i].is_tried);
        if (t->left[i].fault)
            json_object_set_new(one, "fault", json_string(t->left[i].fault));
        else if (t->left[i].is_tried)
            json_object_set_new(one, "effect",
                                isinf(t->left[i].effect) ? json_null() : json_text_number(t->left[i].effect));
        json_array_append_new(left, one);
    }
    for (size_t i = 0; i < t->other_count; i++)
        json_array_append_new(others, json_string(t->other[i]));
    return json_pack("{s:s, s:s, s:i, s:I, s:I, s:o, s:o, s:s, s:s?, s:s, s:o, s:b, s:o, s:b, s:o, s:o}", "title",
                     t->title, "currency", t->currency, "minor_digits", t->minor_digits, "trials",
                     (json_int_t)t->trials, "pilot_trials", (json_int_t)t->pilot_trials, "seed",
                     json_text_number((double)t->seed), "by", json_text_number(t->by), "outcome", t->outcome,
                     "instead_of", t->instead_of, "unit", tornado_unit(t), "value", outcome_value_json(&t->base),
                     "moved", t->is_moved, "others", others, "interrupted", t->is_interrupted, "rows", rows, "left_out",
                     left);
}

static json_t *a_month(const sol_difference *d, double months)
{
    return d->support == SOL_OF_NONE ? json_null() : json_text_number(d->mean / months);
}

static json_t *point_of(const sol_delay *d, const sol_delay_point *p)
{
    static const char *const state[] = {"done", "failed", "not reached"};
    static const sol_metric monthly[] = {SOL_METRIC_DIED_WAITING, SOL_METRIC_INTEREST, SOL_METRIC_SHARE_IN_TIME};
    json_t *one = json_pack("{s:s, s:o, s:s}", "delay", p->span, "months", json_text_number(p->months), "state",
                            state[p->at.state]);
    if (p->at.fault)
        json_object_set_new(one, "fault", json_string(p->at.fault));
    if (p->at.state != SOL_POINT_DONE)
        return one;
    json_t *all = json_object(), *month = json_object();
    for (int m = 0; m < SOL_METRICS; m++)
        json_object_set_new(all, compare_metrics[m].key, compare_difference_json(&p->at.difference[m]));
    for (size_t i = 0; i < sizeof monthly / sizeof *monthly && p->months > 0; i++)
        json_object_set_new(month, compare_metrics[monthly[i]].key, a_month(&p->at.difference[monthly[i]], p->months));
    json_object_set_new(one, "share_in_time", json_text_estimate(&p->at.people.share_in_time));
    json_object_set_new(one, "share_died_waiting", json_text_estimate(&p->at.people.share_died_waiting));
    json_object_set_new(one, "differences", all);
    json_object_set_new(one, "a_month", month);
    if (d->outcomes.count > 0)
        json_object_set_new(one, "outcomes", outcomes_json(&d->outcomes, &p->at, &d->point[0].at));
    return one;
}

json_t *delay_json(const sol_delay *d)
{
    json_t *points = json_array();
    for (size_t i = 0; i < d->count; i++)
        json_array_append_new(points, point_of(d, &d->point[i]));
    return json_pack("{s:s, s:s, s:i, s:I, s:o, s:b, s:b, s:o}", "title", d->title, "currency", d->currency,
                     "minor_digits", d->minor_digits, "trials", (json_int_t)d->trials, "seed",
                     json_text_number((double)d->seed), "bears_interest", d->bears_interest, "interrupted",
                     d->is_interrupted, "points", points);
}
