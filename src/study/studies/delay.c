/* The same futures with all money later, each against no delay. */
#include "solatium/delay.h"

#include "base/check.h"
#include "study/levers/lever.h"
#include "study/points/points.h"

#include <string.h>

static bool is_none(sol_span span)
{
    return span.months == 0 && span.days == 0;
}

/* The spans of a range, no delay first; false if they do not rise from there. */
static bool take_spans(const sol_lever *range, sol_delay_point *point, sol_span *span, size_t *count)
{
    point[0] = (sol_delay_point){.span = "0mo"};
    span[0] = (sol_span){0, 0};
    *count = 1;
    for (size_t i = 0; i < range->count; i++) {
        sol_span next;
        if (!lever_span_read(range->value[i], strlen(range->value[i]), &next))
            return false;
        if (is_none(next)) {
            if (*count > 1 || i > 0)
                return false;
            point[0].span = range->value[i];
            continue;
        }
        double months = next.months + next.days * 12 / SOL_DAYS_PER_YEAR;
        if (months <= point[*count - 1].months)
            return false;
        point[*count] = (sol_delay_point){.span = range->value[i], .months = months};
        span[(*count)++] = next;
    }
    return true;
}

static bool bears_interest(const sol_plan *plan)
{
    for (size_t i = 0; i < plan->people.terms_count; i++)
        if (plan->people.terms[i].interest_count > 0)
            return true;
    return false;
}

/* Who compares each delay with none as soon as it is done. */
typedef struct comparing {
    sol_delay_point *point;
    const sol_trial_record *baseline;
} comparing;

static void take(void *context, size_t index, const sol_trial_record *record)
{
    const comparing *c = context;
    points_differences(record, c->baseline, &c->point[index + 1].at);
}

/* No delay first, then all the others in as few passes as can be. */
static void run_all(points *p, const sol_study *study, sol_delay *d, sol_delay_point *point, const sol_span *span)
{
    sol_trial_record baseline = points_record(p), record = points_record(p);
    sol_study *with = SOL_TAKE(p->scratch, d->count, sol_study);
    sol_point **at = SOL_TAKE(p->scratch, d->count, sol_point *);
    for (size_t i = 0; i < d->count; i++) {
        point[i].at.state = SOL_POINT_NOT_REACHED;
        with[i] = *study;
        with[i].delay = span[i];
        at[i] = &point[i].at;
    }
    if (points_run(p, &with[0], (points_wants){.record = &baseline}, at[0]) != SOL_POINT_DONE)
        return;
    points_differences(&baseline, &baseline, at[0]);
    comparing c = {point, &baseline};
    points_run_all(p, d->count - 1, with + 1, at + 1, (points_taker){take, &c, &record});
}

sol_delay *sol_delay_run(sol_arena *arena, const sol_study *study, const sol_lever *range, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    SOL_CHECK(range->count > 0);
    sol_delay_point *point = SOL_TAKE(arena, range->count + 1, sol_delay_point);
    sol_span *span = SOL_TAKE(arena, range->count + 1, sol_span);
    size_t count;
    if (!take_spans(range, point, span, &count)) {
        sol_diagnostics_add(diagnostics, SOL_ERROR, "S908", (sol_place){0}, "write spans such as 0mo:24mo:6mo",
                            "the delays are not spans that rise");
        return NULL;
    }
    points p = {.arena = arena, .total = count};
    const sol_plan *base = points_plan(arena, study, diagnostics);
    if (!base || !points_begin(&p, base, study, diagnostics) ||
        !points_have_outcomes(&p, base, false, NULL, diagnostics))
        return NULL;
    sol_delay *d = SOL_TAKE(arena, 1, sol_delay);
    *d = (sol_delay){
        .title = base->scenario->title,
        .currency = base->scenario->currency[0].code,
        .minor_digits = base->scenario->currency[0].minor_digits,
        .trials = p.settings.trials,
        .seed = p.settings.seed,
        .count = count,
        .point = point,
        .outcomes = study->outcomes,
        .bears_interest = bears_interest(base),
    };
    p.scratch = sol_arena_new();
    run_all(&p, study, d, point, span);
    sol_arena_free(p.scratch);
    d->is_interrupted = p.is_interrupted;
    return d;
}
