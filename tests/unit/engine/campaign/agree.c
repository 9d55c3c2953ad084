#include "engine/campaign/agree.h"

#include "engine/claims/timely.h"

#include <stdio.h>

void agree_hold(agreement *a, const char *what, size_t which, int64_t engine, int64_t model)
{
    a->numbers++;
    if (engine == model)
        return;
    if (a->different++ == 0)
        snprintf(a->first, sizeof a->first, "%s %zu: the engine says %lld, the model %lld", what, which,
                 (long long)engine, (long long)model);
}

/* The first pay date on or after a day. */
static int64_t pay_date_from(const model_trial *m, sol_date day)
{
    size_t k = 0;
    while (k < m->dates && m->day[k].date.day < day.day)
        k++;
    return (int64_t)k;
}

static void hold_life(const trial *t, const model_trial *m, size_t i, agreement *a)
{
    const trial_claim c = trial_claim_of(t, i);
    const model_person *p = &m->person[i];
    agree_hold(a, "death of", i, c.death, !sol_date_is_never(p->who->died) ? 0 : pay_date_from(m, p->death));
    agree_hold(a, "living at end", i, c.is_alive_at_end, p->death.day > m->scenario->end.day);
    agree_hold(a, "refused", i, (c.flags & CLAIM_REFUSED) != 0, p->is_refused);
    agree_hold(a, "declined", i, (c.flags & CLAIM_DECLINED) != 0, p->is_declined);
}

static void hold_account(const trial *t, const model_trial *m, size_t i, agreement *a)
{
    const trial_claim c = trial_claim_of(t, i);
    const model_person *p = &m->person[i];
    agree_hold(a, "paid to", i, c.paid.units, p->before + p->paid);
    agree_hold(a, "uncounted of", i, c.uncounted.units, p->uncounted);
    agree_hold(a, "paid in life to", i, c.paid_in_life.units, p->in_life);
    agree_hold(a, "paid to the estate of", i, c.paid_to_estate.units, p->to_estate);
    if (!model_is_not_due(m, p)) /* such a claim is not told */
        agree_hold(a, "owed to", i, c.owed.units, p->owed);
    agree_hold(a, "paid off", i, c.paid_off, pay_date_from(m, p->paid_off));
    bool has_answer = c.flags == 0 && !(p->terms->heirs.rank == SOL_HEIRS_LAPSE && c.death <= c.eligible);
    agree_hold(a, "eligible", i, has_answer ? c.eligible : 0, has_answer ? pay_date_from(m, p->answered) : 0);
}

/* Of those who are neither refused, declined nor not due: nobody asks for the others. */
static void hold_goals_of(const trial *t, const model_trial *m, size_t i, agreement *a)
{
    bool is_asked = trial_claim_of(t, i).flags == 0;
    for (size_t g = 0; g < m->scenario->timeliness_count && is_asked; g++)
        agree_hold(a, "in time", i, t->in_time[g * m->people + t->rows.row[i]], m->person[i].goal[g].is_in_time);
}

static void hold_arrivals(const trial *t, const model_trial *m, agreement *a)
{
    const sol_scenario *s = m->scenario;
    size_t firms = m->plan->money.firm_count;
    for (size_t e = 0; e < s->event_count; e++) {
        int32_t engine = t->in->event_date[e].day, model = m->event[e].day, end = s->end.day;
        agree_hold(a, "event", e, engine <= end ? engine : INT32_MAX, model <= end ? model : INT32_MAX);
    }
    for (size_t f = 0; f < firms; f++) {
        agree_hold(a, "joined: firm", f, t->in->firm_joined[f], m->has_joined[f]);
        agree_hold(a, "received of firm", f, t->source_received[f].units, m->of_firm[f]);
    }
    for (size_t i = 0; i < s->source_count; i++)
        agree_hold(a, "received of source", i, t->source_received[firms + i].units, m->of_source[i]);
}

static void hold_day(const trial_date *d, const model_day *sum, size_t k, agreement *a)
{
    if (a->parts & AGREE_LIVES)
        agree_hold(a, "living on date", k, d->living, (int64_t)sum->living);
    if (a->parts & AGREE_PAYMENTS) {
        agree_hold(a, "received by date", k, d->received.units, sum->received);
        agree_hold(a, "paid by date", k, d->paid.units, sum->paid);
        agree_hold(a, "balance on date", k, d->balance.units, sum->balance);
        agree_hold(a, "paid in full by date", k, d->paid_in_full, (int64_t)sum->paid_in_full);
    }
    if (a->parts & AGREE_GOALS) {
        agree_hold(a, "in time by date", k, d->in_time, (int64_t)sum->in_time);
        agree_hold(a, "waiting on date", k, d->waiting, (int64_t)sum->waiting);
    }
}

static void hold_ledger(const trial *t, const model_trial *m, agreement *a)
{
    agree_hold(a, "return", 0, t->ledger.returns.units, m->gained);
    agree_hold(a, "costs", 0, t->ledger.costs.units, m->costs);
    agree_hold(a, "returned", 0, t->ledger.returned.units, m->returned);
    agree_hold(a, "deposited", 0, t->ledger.deposited.units, m->deposited);
    agree_hold(a, "left", 0, t->ledger.left.units, m->left);
    agree_hold(a, "stranded", 0, t->stranded.units, m->stranded);
}

void agree_trial(const trial *t, const model_trial *m, agreement *a)
{
    int64_t received = 0, paid = 0;
    if (a->parts & AGREE_ARRIVALS)
        hold_arrivals(t, m, a);
    for (size_t i = 0; i < m->people; i++) {
        if (a->parts & AGREE_LIVES)
            hold_life(t, m, i, a);
        if (a->parts & AGREE_PAYMENTS)
            hold_account(t, m, i, a);
        if (a->parts & AGREE_GOALS)
            hold_goals_of(t, m, i, a);
    }
    for (size_t k = 0; k < m->dates; k++) {
        model_day sum = m->day[k];
        sum.received = received += sum.received;
        sum.paid = paid += sum.paid;
        hold_day(&t->date[k], &sum, k, a);
    }
    if (a->parts & AGREE_PAYMENTS)
        hold_ledger(t, m, a);
}

/* a / b as rows keep it; with nobody to count there is none. */
static int64_t share_of(size_t a, size_t b)
{
    return metrics_share((int64_t)a, (int64_t)b);
}

static void hold_people(const int64_t *row, const model_trial *m, agreement *a)
{
    int64_t state[SOL_STATES] = {0}, reason[MODEL_REASONS] = {0}, nothing_died = 0;
    sol_wide ever = 0, whole = 0, interest = 0;
    for (size_t i = 0; i < m->people; i++) {
        const model_person *p = &m->person[i];
        state[p->state]++;
        nothing_died += p->state == SOL_STATE_NOTHING && p->death.day <= m->scenario->end.day;
        if (p->reason != SOL_NONE)
            reason[p->reason]++;
        bool is_void = p->is_refused || model_is_not_due(m, p), is_left_out = is_void || p->is_declined;
        int64_t total = p->before + p->paid + p->deposited + p->owed;
        ever += p->is_estate || is_left_out ? 0 : p->before + p->in_life;
        whole += p->is_estate || is_left_out ? 0 : total;
        bool is_due = p->entitled.day <= m->scenario->end.day;
        interest += is_void || !is_due || model_has_lapsed(m, p) ? 0 : total - p->before - p->claimed;
    }
    for (size_t k = 0; k < SOL_STATES; k++)
        agree_hold(a, "state", k, row[METRIC_STATE + k], state[k]);
    for (size_t k = 0; k < MODEL_REASONS; k++)
        agree_hold(a, "reason", k, row[METRIC_REASON + k], reason[k]);
    agree_hold(a, "nothing, died", 0, row[METRIC_NOTHING_DIED], nothing_died);
    agree_hold(a, "nothing, living", 0, row[METRIC_NOTHING_LIVING], state[SOL_STATE_NOTHING] - nothing_died);
    agree_hold(a, "share in time", 0, row[METRIC_SHARE_IN_TIME], share_of(m->in_time[0], m->counted[0]));
    /* "A trial in which nobody is left to count enters neither the shares, nor the ceilings, nor P". */
    size_t all = m->counted[0] > 0 ? m->meant[0] : 0;
    agree_hold(a, "share of all", 0, row[METRIC_SHARE_OF_ALL_LIVING], share_of(m->in_time[0], all));
    agree_hold(a, "ceiling", 0, row[METRIC_CEILING], share_of(m->ceiling[0], m->counted[0]));
    agree_hold(a, "share died waiting", 0, row[METRIC_SHARE_DIED_WAITING], share_of(m->last.deaths, m->lived));
    agree_hold(a, "paid share", 0, row[METRIC_PAID_SHARE], metrics_share((int64_t)ever, (int64_t)whole));
    agree_hold(a, "interest", 0, row[METRIC_INTEREST], (int64_t)interest);
}

static void hold_money(const int64_t *row, const model_trial *m, agreement *a)
{
    agree_hold(a, "claimed", 0, row[METRIC_CLAIMED], m->claimed);
    agree_hold(a, "opening", 0, row[METRIC_OPENING], m->opening);
    agree_hold(a, "received", 0, row[METRIC_RECEIVED], m->received);
    agree_hold(a, "return", 0, row[METRIC_RETURN], m->gained);
    agree_hold(a, "costs", 0, row[METRIC_COSTS], m->costs);
    agree_hold(a, "paid", 0, row[METRIC_PAID], m->paid);
    agree_hold(a, "paid in life", 0, row[METRIC_PAID_IN_LIFE], m->in_life);
    agree_hold(a, "paid to estates", 0, row[METRIC_PAID_TO_ESTATES], m->to_estate);
    agree_hold(a, "returned", 0, row[METRIC_RETURNED], m->returned);
    agree_hold(a, "left", 0, row[METRIC_LEFT], m->left);
    agree_hold(a, "stranded", 0, row[METRIC_STRANDED], m->stranded);
    agree_hold(a, "owed", 0, row[METRIC_OWED], m->owed);
}

/* A band's people: those of a group, or whom the layout puts into one of ages or claims. */
static void hold_band(const int64_t *part, const metrics_bands *bands, size_t band, const model_trial *m, agreement *a)
{
    int64_t counted = 0, in_time = 0, paid = 0, in_life = 0, claimed = 0;
    for (size_t i = 0; i < m->people; i++) {
        const model_person *p = &m->person[i];
        if (bands->of[i] != (int32_t)band)
            continue;
        counted += p->goal[0].is_counted;
        in_time += p->goal[0].is_counted && p->goal[0].is_in_time;
        paid += p->paid;
        in_life += p->in_life;
        claimed += p->claimed;
    }
    agree_hold(a, "share in time of band", band, part[BAND_SHARE], metrics_share(in_time, counted));
    agree_hold(a, "paid to band", band, part[BAND_PAID], paid);
    agree_hold(a, "paid in life to band", band, part[BAND_PAID_IN_LIFE], in_life);
    agree_hold(a, "claimed by band", band, part[BAND_CLAIMED], claimed);
}

static void hold_bands(const int64_t *row, const metrics_layout *layout, const model_trial *m, agreement *a)
{
    for (int kind = 0; kind < BAND_KINDS; kind++)
        for (size_t b = 0; b < layout->bands[kind].count; b++)
            hold_band(row + layout->band[kind] + b * BAND_PARTS, &layout->bands[kind], b, m, a);
}

void agree_row(const int64_t *row, const metrics_layout *layout, const model_trial *m, agreement *a)
{
    if (a->parts & AGREE_PAYMENTS)
        hold_money(row, m, a);
    if (!(a->parts & AGREE_GOALS))
        return;
    hold_people(row, m, a);
    hold_bands(row, layout, m, a);
    agree_row_answers(row, layout, m, a);
    for (size_t g = 0; g < m->scenario->timeliness_count; g++) {
        const int64_t *part = row + layout->goals + g * GOAL_PARTS;
        agree_hold(a, "goal's share", g, part[GOAL_SHARE], share_of(m->in_time[g], m->counted[g]));
        if (m->counted[g] > 0)
            agree_hold(a, "goal met", g, part[GOAL_MET], m->meets[g]);
    }
}

void agree_record(const double value[static SOL_METRICS], const model_trial *m, agreement *a)
{
    if (a->parts & AGREE_ARRIVALS)
        agree_hold(a, "received", 0, (int64_t)value[SOL_METRIC_RECEIVED], m->received);
    if (!(a->parts & AGREE_PAYMENTS))
        return;
    agree_hold(a, "paid in life", 0, (int64_t)value[SOL_METRIC_PAID_IN_LIFE], m->in_life);
    agree_hold(a, "paid", 0, (int64_t)value[SOL_METRIC_PAID], m->paid);
    agree_hold(a, "costs", 0, (int64_t)value[SOL_METRIC_COSTS], m->costs);
    agree_hold(a, "left", 0, (int64_t)value[SOL_METRIC_LEFT], m->left);
    agree_hold(a, "owed", 0, (int64_t)value[SOL_METRIC_OWED], m->owed);
}
