/* §4 Other sources: what no firm pledges. */
#include "engine/model/parts.h"

void model_arrival_add(model_trial *t, model_arrival arrival, int currency)
{
    /* §1: "What is dated d_0 ≤ t ≤ d_1 counts at d_1 … after `end` there is none." */
    if (arrival.date.day < t->scenario->start.day || arrival.date.day > t->scenario->end.day)
        return;
    arrival.amount = model_world_convert(t, currency, arrival.amount, arrival.date);
    if (t->arrival_count == t->arrival_room) {
        size_t room = 2 * t->arrival_room + 64;
        model_arrival *more = SOL_TAKE(t->arena, room, model_arrival);
        for (size_t i = 0; i < t->arrival_count; i++)
            more[i] = t->arrival[i];
        t->arrival = more;
        t->arrival_room = room;
    }
    t->arrival[t->arrival_count++] = arrival;
}

/* "a share of a dated series that changes, suspensions included": what is in force on the day on which an amount comes. */
static int64_t share_of(const sol_other_source *source, sol_date on, int64_t amount)
{
    fraction share = {source->share_count == 0, 0};
    for (size_t i = 0; i < source->share_count; i++)
        if (is_by(source->share[i].from, on))
            share = (fraction){source->share[i].billionths, 9};
    return fraction_times(share, amount, 0);
}

/* "receipts as they came". "Dates before a required event's move to it." */
static void pay_dated(model_trial *t, int index, sol_date required)
{
    const sol_other_source *source = &t->scenario->source[index];
    for (size_t i = 0; i < source->dated_count; i++) {
        const sol_dated_amount *dated = &source->dated[i];
        sol_date on = sol_date_later(dated->date, required);
        model_arrival arrival = {.date = on,
                                 .amount = share_of(source, on, dated->amount.units),
                                 .pool = t->source_pool[index],
                                 .source = index,
                                 .firm = SOL_NONE};
        if (model_world_leaves(t, source->unless, on))
            model_arrival_add(t, arrival, dated->currency);
    }
}

/* The day on which what a source requires happens; never: it does not. */
static sol_date required_day(const model_trial *t, const sol_other_source *source)
{
    return source->requires == SOL_NONE ? t->scenario->start : t->event[source->requires];
}

/* "Certain unless given a probability", and nothing comes of what requires an event that does not happen. */
static bool comes(const model_trial *t, const sol_other_source *source, sol_date required)
{
    uint64_t entity = sol_entity(SOL_ENTITY_SOURCE, source->id);
    return !sol_date_is_never(required) &&
           drawn(t, entity, SOL_PURPOSE_SOURCE) < model_world_chance(t, &source->probability, entity);
}

/* Dated, certain unless given a probability, "one draw for a series". "`requires` and `unless` are tested for each dated amount." */
static void pay_series(model_trial *t, int index)
{
    const sol_other_source *source = &t->scenario->source[index];
    uint64_t entity = sol_entity(SOL_ENTITY_SOURCE, source->id);
    sol_date required = required_day(t, source);
    if (!comes(t, source, required))
        return;
    if (source->dated_count > 0) {
        pay_dated(t, index, required);
        return;
    }
    sol_date first = model_world_when(&source->date, required, drawn(t, entity, SOL_PURPOSE_SOURCE_DATE));
    first = sol_date_later(first, required); /* "Dates before a required event's move to it."; none is before start */
    int currency;
    int64_t amount = model_world_amount(t, &source->amount, drawn(t, entity, SOL_PURPOSE_SOURCE_AMOUNT), &currency);
    if (source->kind == SOL_ENFORCEMENT) {
        /* "worth × (1 − haircut)" */
        double haircut = sol_distribution_at(&source->haircut, drawn(t, entity, SOL_PURPOSE_SOURCE_HAIRCUT));
        amount = fraction_times(fraction_rest(fraction_of(haircut)), amount, 0);
    }
    model_arrival arrival = {.pool = t->source_pool[index], .source = index, .firm = SOL_NONE};
    arrival.is_direct = source->is_direct;
    sol_date last = sol_date_earlier(source->every_months ? source->until : first, t->scenario->end);
    for (int i = 0;; i++) {
        arrival.date = sol_date_add_months(first, i * source->every_months);
        if (arrival.date.day > last.day)
            break;
        arrival.amount = share_of(source, arrival.date, amount);
        if (model_world_leaves(t, source->unless, arrival.date))
            model_arrival_add(t, arrival, currency);
        if (source->every_months == 0)
            break;
    }
}

/* What a country's firms pay on a day; they stand among the first `count` arrivals. */
static int64_t paid_on(const model_trial *t, int country, sol_date day, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        const model_arrival *paid = &t->arrival[i];
        if (paid->date.day == day.day && paid->firm != SOL_NONE && t->plan->money.firm[paid->firm].country == country)
            sum += paid->amount;
    }
    return sum;
}

/* "`match` (a ratio of what a country's firms pay, as received and converted, up to a cap, unearmarked)". */
static void pay_match(model_trial *t, int index)
{
    const sol_other_source *source = &t->scenario->source[index];
    int64_t cap = INT64_MAX;
    if (source->has_cap)
        cap = model_world_convert(t, source->cap_currency, source->cap.units, t->scenario->start);
    fraction ratio = {source->match_billionths, 9};
    int64_t of_firms = 0, matched = 0; /* so far: the ratio of all of it is rounded once */
    size_t count = t->arrival_count;
    for (sol_date day = t->scenario->start; day.day <= t->scenario->end.day; day.day++) {
        of_firms += paid_on(t, source->match_country, day, count);
        int64_t so_far = fraction_times(ratio, of_firms, 0), amount = so_far < cap ? so_far : cap;
        amount -= matched;
        matched += amount;
        if (amount > 0) /* what a day's payments bring is one receipt */
            model_arrival_add(t, (model_arrival){.date = day, .amount = amount, .source = index, .firm = SOL_NONE}, 0);
    }
}

/* "brings target − what that country's firms have paid by then (received, converted), at most `cap`; what they pay later goes back to the
   guarantor (`returned`) until he is whole, unless `refund: no`". Of several, the first of the file has his first. */
static void pay_guarantee(model_trial *t, int index)
{
    const sol_other_source *source = &t->scenario->source[index];
    uint64_t entity = sol_entity(SOL_ENTITY_SOURCE, source->id);
    sol_date required = required_day(t, source);
    if (!comes(t, source, required))
        return;
    sol_date on = model_world_when(&source->date, required, drawn(t, entity, SOL_PURPOSE_SOURCE_DATE));
    on = sol_date_later(on, required);
    if (on.day > t->scenario->end.day || !model_world_leaves(t, source->unless, on))
        return;
    int currency;
    int64_t lacks = model_world_amount(t, &source->amount, drawn(t, entity, SOL_PURPOSE_SOURCE_AMOUNT), &currency);
    lacks = model_world_convert(t, currency, lacks, t->scenario->start);
    size_t count = t->arrival_count;
    for (sol_date day = t->scenario->start; day.day <= on.day; day.day++)
        lacks -= paid_on(t, source->match_country, day, count);
    int64_t brought = lacks > 0 ? lacks : 0;
    if (source->has_cap) {
        int64_t cap = model_world_convert(t, source->cap_currency, source->cap.units, t->scenario->start);
        brought = brought < cap ? brought : cap;
    }
    if (brought > 0)
        model_arrival_add(t, (model_arrival){.date = on, .amount = brought, .source = index, .firm = SOL_NONE}, 0);
    for (sol_date day = {on.day + 1}; source->refunds && day.day <= t->scenario->end.day; day.day++)
        for (size_t i = 0; i < count; i++) {
            model_arrival *a = &t->arrival[i];
            if (a->date.day != day.day || a->firm == SOL_NONE ||
                t->plan->money.firm[a->firm].country != source->match_country)
                continue;
            int64_t back = a->amount - a->refund < brought ? a->amount - a->refund : brought;
            a->refund += back;
            brought -= back;
        }
}

void model_sources_pay(model_trial *t)
{
    for (size_t s = 0; s < t->scenario->source_count; s++)
        if (t->scenario->source[s].kind == SOL_MATCH)
            pay_match(t, (int)s);
        else if (t->scenario->source[s].kind == SOL_GUARANTEE)
            pay_guarantee(t, (int)s);
        else
            pay_series(t, (int)s);
}
