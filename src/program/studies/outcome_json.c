#include "program/studies/outcome_json.h"

#include "program/studies/compare_json.h"
#include "result/json_text.h"

static json_t *date_or_null(sol_date date)
{
    char text[16];
    if (sol_date_is_never(date))
        return json_null();
    sol_date_write(date, text);
    return json_string(text);
}

json_t *outcome_value_json(const sol_outcome *o)
{
    if (o->fault)
        return json_null();
    switch (o->kind) {
    case SOL_OUTCOME_ESTIMATE:
        return json_text_estimate(&o->estimate);
    case SOL_OUTCOME_PROPORTION:
        return json_text_proportion(&o->proportion);
    case SOL_OUTCOME_EXPECTED:
        return json_text_mean(o->estimate.mean, o->estimate.se, o->estimate.support);
    case SOL_OUTCOME_FIXED:
        return json_text_number(o->estimate.mean);
    case SOL_OUTCOME_DATE:
        break;
    }
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "p05", date_or_null(o->date.p05), "p50", date_or_null(o->date.p50),
                     "p95", date_or_null(o->date.p95), "at_confidence", date_or_null(o->date.at_confidence), "never",
                     json_text_proportion(&o->date.never));
}

/* Of two dates how far their medians are apart, and how much more often the one is reached. */
static json_t *difference_of(const sol_point_outcome *is, const sol_point_outcome *was)
{
    const sol_date here = is->value.date.p50, there = was->value.date.p50;
    if (is->value.kind != SOL_OUTCOME_DATE)
        return compare_difference_json(&is->difference);
    const bool are_both = !sol_date_is_never(here) && !sol_date_is_never(there);
    return json_pack("{s:o, s:o}", "median_days", are_both ? json_integer(sol_date_days(there, here)) : json_null(),
                     "reached", compare_difference_json(&is->difference));
}

json_t *outcomes_json(const sol_outcome_keys *keys, const sol_point *point, const sol_point *baseline)
{
    json_t *all = json_object();
    for (size_t k = 0; k < keys->count; k++)
        json_object_set_new(all, keys->key[k],
                            json_pack("{s:o, s:o}", "value", outcome_value_json(&point->outcome[k].value), "difference",
                                      difference_of(&point->outcome[k], &baseline->outcome[k])));
    return all;
}
