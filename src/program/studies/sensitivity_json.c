#include "program/studies/sensitivity_json.h"

#include "program/studies/compare_json.h"
#include "program/studies/study.h"
#include "report/compare/compare_report.h"
#include "result/json_text.h"

static json_t *end_of(const sol_tornado_row *r, bool is_high)
{
    json_t *one = json_pack("{s:s, s:b}", "value", is_high ? r->high_value : r->low_value, "limit",
                            is_high ? r->high_is_limit : r->low_is_limit);
    const char *fault = is_high ? r->high_fault : r->low_fault;
    if (fault) {
        json_object_set_new(one, "fault", json_string(fault));
        return one;
    }
    const sol_difference *counted = is_high ? &r->high_counted : &r->low_counted;
    json_object_set_new(one, "share_in_time", compare_difference_json(is_high ? &r->high : &r->low));
    json_object_set_new(one, "paid_in_life", compare_difference_json(is_high ? &r->high_in_life : &r->low_in_life));
    json_object_set_new(one, "counted", compare_difference_json(counted));
    json_object_set_new(one, "moves_counted", json_boolean(sol_counted_is_moved(counted)));
    return one;
}

json_t *tornado_json(const sol_tornado *t)
{
    json_t *rows = json_array(), *left = json_array();
    for (size_t i = 0; i < t->row_count; i++) {
        const sol_tornado_row *r = &t->row[i];
        json_array_append_new(rows, json_pack("{s:s, s:s, s:o, s:o}", "key", r->key, "value", r->base_value, "low",
                                              end_of(r, false), "high", end_of(r, true)));
    }
    for (size_t i = 0; i < t->left_count; i++) {
        json_t *one = json_pack("{s:s, s:b}", "key", t->left[i].key, "tried", t->left[i].is_tried);
        if (t->left[i].fault)
            json_object_set_new(one, "fault", json_string(t->left[i].fault));
        else if (t->left[i].is_tried)
            json_object_set_new(one, "effect", json_text_number(t->left[i].effect));
        json_array_append_new(left, one);
    }
    return json_pack("{s:s, s:s, s:i, s:I, s:I, s:o, s:o, s:o, s:o, s:s, s:b, s:o, s:o}", "title", t->title, "currency",
                     t->currency, "minor_digits", t->minor_digits, "trials", (json_int_t)t->trials, "pilot_trials",
                     (json_int_t)t->pilot_trials, "seed", json_text_number((double)t->seed), "by",
                     json_text_number(t->by), "share_in_time", json_text_estimate(&t->base), "paid_in_life",
                     json_text_estimate(&t->base_in_life), "ranked_by", compare_metrics[t->ranked_by].key,
                     "interrupted", t->is_interrupted, "rows", rows, "left_out", left);
}

static json_t *a_month(const sol_difference *d, double months)
{
    return d->support == SOL_OF_NONE ? json_null() : json_text_number(d->mean / months);
}

static json_t *point_of(const sol_delay_point *p)
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
    return one;
}

json_t *delay_json(const sol_delay *d)
{
    json_t *points = json_array();
    for (size_t i = 0; i < d->count; i++)
        json_array_append_new(points, point_of(&d->point[i]));
    return json_pack("{s:s, s:s, s:i, s:I, s:o, s:b, s:b, s:o}", "title", d->title, "currency", d->currency,
                     "minor_digits", d->minor_digits, "trials", (json_int_t)d->trials, "seed",
                     json_text_number((double)d->seed), "bears_interest", d->bears_interest, "interrupted",
                     d->is_interrupted, "points", points);
}
