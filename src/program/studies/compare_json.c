#include "program/studies/compare_json.h"

#include "program/studies/outcome_json.h"
#include "program/studies/study.h"
#include "report/compare/compare_report.h"
#include "result/json_text.h"

json_t *compare_difference_json(const sol_difference *d)
{
    json_t *to = json_text_mean(d->mean, d->se, d->support);
    json_object_set_new(to, "distinguishable", json_boolean(d->is_distinguishable));
    return to;
}

static json_t *money_of(const sol_point *point)
{
    const sol_money_totals *m = &point->money;
    const struct {
        const char *key;
        const sol_estimate *estimate;
    } rows[] = {{"claimed", &m->claimed},
                {"received", &m->received},
                {"costs", &m->costs},
                {"paid", &m->paid},
                {"paid_in_life", &m->paid_in_life},
                {"paid_to_estates", &m->paid_to_estates},
                {"left", &m->left},
                {"owed", &m->owed}};
    json_t *money = json_object(), *countries = json_array();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        json_object_set_new(money, rows[i].key, json_text_estimate(rows[i].estimate));
    for (size_t i = 0; i < point->country_count; i++)
        json_array_append_new(countries, json_pack("{s:s, s:o, s:o}", "country", point->country[i].country, "joined",
                                                   json_text_estimate(&point->country[i].joined), "received",
                                                   json_text_estimate(&point->country[i].received)));
    json_object_set_new(money, "by_country", countries);
    return money;
}

static json_t *levels_of(const sol_comparison *c, const sol_point *point)
{
    json_t *all = json_object();
    for (int m = 0; m < SOL_METRICS; m++)
        if (!c->is_of_saved || m != SOL_METRIC_INTEREST)
            json_object_set_new(all, compare_metrics[m].key,
                                json_text_mean(point->level[m].mean, point->level[m].se, point->level[m].support));
    return all;
}

static json_t *countries_of(const sol_comparison *c, const sol_point *point)
{
    const sol_point *base = &c->point[c->baseline];
    json_t *all = json_object();
    for (size_t g = 0; g < base->country_count; g++)
        json_object_set_new(all, base->country[g].country, compare_difference_json(&point->country_difference[g]));
    return all;
}

static void add_figures(const sol_comparison *c, json_t *to, const sol_point *point)
{
    const sol_verdict *v = &point->verdict;
    json_t *all = json_object();
    for (int m = 0; m < SOL_METRICS; m++)
        if (!c->is_of_saved || m != SOL_METRIC_INTEREST)
            json_object_set_new(all, compare_metrics[m].key, compare_difference_json(&point->difference[m]));
    json_object_set_new(to, "verdict",
                        json_pack("{s:s, s:b, s:o, s:o, s:o, s:o}", "word", sol_word_label(v->word), "settled",
                                  v->is_settled, "probability", json_text_proportion(&v->probability), "counted",
                                  json_text_number(v->counted), "goal", json_text_number(v->goal), "confidence",
                                  json_text_number(v->confidence)));
    json_object_set_new(to, "share_in_time", json_text_estimate(&point->people.share_in_time));
    json_object_set_new(to, "share_died_waiting", json_text_estimate(&point->people.share_died_waiting));
    json_object_set_new(to, "difference", compare_difference_json(&point->difference[SOL_METRIC_SHARE_IN_TIME]));
    json_object_set_new(to, "differences", all);
    json_object_set_new(to, "moves_counted",
                        json_boolean(sol_counted_is_moved(&point->difference[SOL_METRIC_COUNTED])));
    if (c->outcomes.count > 0)
        json_object_set_new(to, "outcomes", outcomes_json(&c->outcomes, point, &c->point[c->baseline]));
    if (point->level)
        json_object_set_new(to, "levels", levels_of(c, point));
    json_object_set_new(to, "money", money_of(point));
}

static json_t *point_of(const sol_comparison *c, const sol_point *point)
{
    static const char *const state[] = {"done", "failed", "not reached"};
    json_t *one = json_object(), *set = json_object();
    for (size_t l = 0; l < c->lever_count; l++)
        json_object_set_new(set, c->lever[l].key, json_text_string(point->value[l]));
    if (point->name)
        json_object_set_new(one, "scenario", json_text_string(point->name));
    json_object_set_new(one, "set", set);
    json_object_set_new(one, "state", json_string(state[point->state]));
    if (point->fault)
        json_object_set_new(one, "fault", json_text_string(point->fault));
    if (point->state == SOL_POINT_DONE)
        add_figures(c, one, point);
    if (point->country_difference)
        json_object_set_new(one, "received_differences", countries_of(c, point));
    return one;
}

static json_t *changed_of(const sol_comparison *c)
{
    json_t *list = json_array();
    for (size_t i = 0; i < c->changed_count; i++) {
        json_t *values = json_array();
        for (size_t k = 0; k < c->point_count; k++)
            json_array_append_new(values, json_text_string(c->changed[i].value[k]));
        json_array_append_new(list, json_pack("{s:s, s:o}", "key", c->changed[i].key, "values", values));
    }
    return list;
}

static json_t *movers_of(const sol_comparison *c)
{
    json_t *list = json_array();
    for (size_t i = 1; i < c->point_count; i++)
        for (size_t k = 0; c->point[i].state == SOL_POINT_DONE && k < c->movers_count; k++) {
            const sol_movers *m = &c->movers[(i - 1) * c->movers_count + k];
            json_array_append_new(
                list, json_pack("{s:i, s:s, s:I, s:I, s:I, s:o, s:o}", "point", (int)i, "who", m->label, "better",
                                (json_int_t)m->better, "worse", (json_int_t)m->worse, "alike", (json_int_t)m->alike,
                                "change", m->support == SOL_OF_NONE ? json_null() : json_text_number(m->change),
                                "change_se", m->support == SOL_OF_MANY ? json_text_number(m->change_se) : json_null()));
        }
    return list;
}

/* Where the files' goals differ, what each asks and how often each file meets it. */
static json_t *goals_of(const sol_comparison *c)
{
    json_t *list = json_array();
    for (size_t k = 0; k < c->goal_count; k++) {
        const sol_verdict *v = &c->goal[k];
        json_t *met = json_array();
        char day[16];
        sol_date_write(v->by, day);
        for (size_t i = 0; i < c->point_count; i++)
            json_array_append_new(met, c->point[i].state == SOL_POINT_DONE &&
                                               c->point[i].goal[k].probability.support != SOL_OF_NONE
                                           ? json_text_proportion(&c->point[i].goal[k].probability)
                                           : json_null());
        json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "who", v->who ? v->who : "living", "by",
                                              day, "paid", json_text_number(v->paid), "goal", json_text_number(v->goal),
                                              "confidence", json_text_number(v->confidence), "probability", met));
    }
    return list;
}

json_t *compare_json(const sol_comparison *c)
{
    json_t *points = json_array(), *unmoved = json_array();
    for (size_t i = 0; i < c->point_count; i++)
        json_array_append_new(points, point_of(c, &c->point[i]));
    for (size_t i = 0; i < c->unmoved_count; i++)
        json_array_append_new(unmoved, json_text_string(c->unmoved[i]));
    json_t *all = json_pack("{s:s, s:s, s:i, s:I, s:o, s:I, s:b, s:o, s:o}", "title", c->title, "currency", c->currency,
                            "minor_digits", c->minor_digits, "trials", (json_int_t)c->trials, "seed",
                            json_text_number((double)c->seed), "baseline", (json_int_t)c->baseline, "interrupted",
                            c->is_interrupted, "unmoved", unmoved, "points", points);
    if (c->lever_count == 0) {
        json_object_set_new(all, "paired", json_boolean(!c->is_of_saved));
        json_object_set_new(all, "changed", changed_of(c));
        json_object_set_new(all, "movers", movers_of(c));
        json_object_set_new(all, "goals", goals_of(c));
    }
    return all;
}
