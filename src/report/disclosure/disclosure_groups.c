#include "report/disclosure/disclosure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char others_name[] = "other groups";

/* Whether there are enough people, of the living too, and of those whom a share is told of. */
static bool is_large(const sol_band_result *band)
{
    const size_t of[] = {band->living, band->goal_counts};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (of[i] > 0 && of[i] < DISCLOSURE_LEAST)
            return false;
    return band->count >= DISCLOSURE_LEAST;
}

double disclosure_stand_in(double amount)
{
    static const double edge[] = {1, 2, 5, 10};
    if (!(amount > 0))
        return 0;
    double power = pow(10, floor(log10(amount)));
    size_t i = 0;
    while (i < 2 && amount >= edge[i + 1] * power)
        i++;
    return sqrt(edge[i] * edge[i + 1]) * power;
}

static void coarsen(sol_band_result *line)
{
    sol_estimate *amount[] = {&line->claimed, &line->paid, &line->paid_in_life};
    for (size_t i = 0; i < sizeof amount / sizeof *amount; i++)
        *amount[i] = (sol_estimate){.mean = disclosure_stand_in(amount[i]->mean)};
    line->share_in_time = (sol_estimate){
        .mean = disclosure_round(line->share_in_time.mean, disclosure_share_step(line->goal_counts)),
        .support = line->share_in_time.support,
    };
    size_t living = (size_t)disclosure_round((double)line->living, DISCLOSURE_LEAST);
    line->living = living < line->count ? living : line->count;
}

/* Two as one; the share is the mean of theirs by those whom the goal counts. */
static void join(sol_band_result *to, const sol_band_result *from)
{
    double before = to->share_in_time.support == SOL_OF_NONE ? 0 : (double)to->goal_counts;
    double more = from->share_in_time.support == SOL_OF_NONE ? 0 : (double)from->goal_counts;
    if (more > 0) {
        double mean = (to->share_in_time.mean * before + from->share_in_time.mean * more) / (before + more);
        to->share_in_time = (sol_estimate){.mean = mean, .support = from->share_in_time.support};
    }
    to->count += from->count;
    to->living += from->living;
    to->goal_counts += from->goal_counts;
    to->paid.mean += from->paid.mean;
    to->paid_in_life.mean += from->paid_in_life.mean;
    to->claimed.mean += from->claimed.mean;
}

/* The smallest group that still has a line. */
static size_t smallest(const sol_result *r, const bool is_suppressed[])
{
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < r->group_count; i++)
        if (!is_suppressed[i] && (least == SIZE_MAX || r->group[i].count < r->group[least].count))
            least = i;
    return least;
}

/* Primary suppression, then secondary until those without a line are as many as a line must have. */
static bool *suppress(sol_arena *arena, const sol_result *r, const disclosure_settings *settings, sol_band_result *sum)
{
    bool *is_suppressed = SOL_TAKE(arena, r->group_count, bool);
    for (size_t i = 0; i < r->group_count; i++)
        if (!is_large(&r->group[i])) {
            is_suppressed[i] = true;
            join(sum, &r->group[i]);
        }
    while (!settings->without_secondary && sum->count > 0 && !is_large(sum)) {
        size_t next = smallest(r, is_suppressed);
        if (next == SIZE_MAX)
            break;
        is_suppressed[next] = true;
        join(sum, &r->group[next]);
    }
    return is_suppressed;
}

size_t disclosure_groups(sol_arena *arena, const sol_result *r, const disclosure_settings *settings,
                         sol_band_result group[], size_t line[])
{
    sol_band_result others = {.name = others_name, .share_in_time = {.support = SOL_OF_NONE}};
    const bool *is_suppressed = suppress(arena, r, settings, &others);
    size_t count = 0;
    for (size_t i = 0; i < r->group_count; i++)
        if (!is_suppressed[i]) {
            line[i] = count;
            group[count++] = r->group[i];
        }
    bool has_line = is_large(&others);
    for (size_t i = 0; i < r->group_count; i++)
        if (is_suppressed[i])
            line[i] = has_line ? count : SIZE_MAX;
    if (has_line)
        group[count++] = others;
    for (size_t g = 0; g < count; g++)
        coarsen(&group[g]);
    return count;
}

static size_t line_of(const sol_result *r, const sol_claimant_result *c, const size_t line[])
{
    for (size_t i = 0; c->group && i < r->group_count; i++)
        if (strcmp(r->group[i].name, c->group) == 0)
            return line[i];
    return SIZE_MAX;
}

static int year_of(sol_date date)
{
    int year = 0;
    if (!sol_date_is_never(date))
        sol_date_civil(date, &year, NULL, NULL);
    return year;
}

static int later_last(const void *first, const void *second)
{
    int a = *(const int *)first, b = *(const int *)second;
    a = a ? a : INT32_MAX;
    b = b ? b : INT32_MAX;
    return (a > b) - (a < b);
}

static int median(size_t count, int year[])
{
    qsort(year, count, sizeof *year, later_last);
    return count ? year[(count - 1) / 2] : 0;
}

static void add_claimant(disclosure_prospect *p, double *persons, const sol_claimant_result *c)
{
    p->count++;
    p->living += c->is_living;
    if (c->age >= 0) {
        p->age += c->age;
        *persons += 1;
    }
    p->claimed += sol_money_to_double(c->claimed);
    p->in_time += c->is_living ? c->in_time.mean : 0;
    p->dying_unpaid += c->is_living ? c->probability_dying_unpaid : 0;
    p->paid_in_life += c->paid_in_life;
    p->paid_to_estate += c->paid_to_estate;
    p->paid_off += c->probability_paid_off;
}

static disclosure_prospect prospect_of(sol_arena *arena, const sol_result *r, size_t which, const size_t line[])
{
    disclosure_prospect p = {.age = 0};
    double persons = 0;
    int *early = SOL_TAKE(arena, r->claimant_result_count, int), *half = SOL_TAKE(arena, r->claimant_result_count, int);
    int *late = SOL_TAKE(arena, r->claimant_result_count, int);
    for (size_t i = 0; i < r->claimant_result_count; i++) {
        const sol_claimant_result *c = &r->claimant[i];
        if (line_of(r, c, line) != which)
            continue;
        early[p.count] = year_of(c->payoff_p05);
        half[p.count] = year_of(c->payoff_p50);
        late[p.count] = year_of(c->payoff_p95);
        add_claimant(&p, &persons, c);
    }
    double all = fmax((double)p.count, 1), living = fmax((double)p.living, 1);
    p.payoff_p05 = median(p.count, early);
    p.payoff_p50 = median(p.count, half);
    p.payoff_p95 = median(p.count, late);
    p.age = persons >= DISCLOSURE_LEAST ? p.age / persons : -1;
    p.claimed /= all;
    p.paid_in_life /= all;
    p.paid_to_estate /= all;
    p.paid_off /= all;
    p.in_time /= living;
    p.dying_unpaid /= living;
    return p;
}

disclosure_prospect *disclosure_prospects(sol_arena *arena, const sol_result *r, size_t line_count, const size_t line[])
{
    if (r->claimant_result_count != r->claimant_count || line_count == 0)
        return NULL;
    disclosure_prospect *p = SOL_TAKE(arena, line_count, disclosure_prospect);
    for (size_t i = 0; i < line_count; i++)
        p[i] = prospect_of(arena, r, i, line);
    return p;
}
