/* Which claims are wholly paid, by when, and what is unpaid: from the counts that a trial has by pay date, however it came to them. */
#include "engine/tally/metrics.h"
#include "engine/tally/tally.h"

static const int64_t share_per_cent[SOL_COMING_SHARES] = {25, 50, 75, 90, 100};

/* Claims of an origin, or of all, from those of each. */
static int64_t of_origin(const int64_t each[static TRIAL_ORIGINS], sol_origin origin)
{
    const int64_t living = each[TRIAL_LIVING], estates = each[TRIAL_ESTATES];
    return origin == SOL_OF_LIVING ? living : origin == SOL_OF_ESTATES ? estates : living + estates;
}

static int64_t whole_by(const trial *t, size_t dates_past, sol_origin origin)
{
    return of_origin(dates_past > 0 ? t->date[dates_past - 1].whole : t->had, origin);
}

static void fill_origin(const trial *t, const metrics_layout *layout, sol_origin origin, int64_t *part)
{
    const int64_t valid = of_origin(t->valid, origin);
    part[WHOLE_BY_GOAL] = whole_by(t, layout->dates_by, origin);
    part[WHOLE_BY_END] = whole_by(t, t->plan->date_count, origin);
    part[WHOLE_SHARE_BY_GOAL] = metrics_share(part[WHOLE_BY_GOAL], valid);
    part[WHOLE_SHARE_BY_END] = metrics_share(part[WHOLE_BY_END], valid);
    part[WHOLE_EVERYONE] = valid > 0 ? part[WHOLE_BY_GOAL] == valid : TALLY_NONE;
}

static int64_t reached_by(const trial *t, size_t date, sol_coming of)
{
    return of == SOL_COMING_LIVING ? t->date[date].whole_in_life : of_origin(t->date[date].whole, SOL_OF_ALL);
}

static void fill_reach(const trial *t, sol_coming of, int64_t *row)
{
    const int64_t valid = of_origin(t->valid, of == SOL_COMING_LIVING ? SOL_OF_LIVING : SOL_OF_ALL);
    size_t date = 0;
    for (size_t s = 0; s < SOL_COMING_SHARES; s++) {
        int64_t *part = row + METRIC_REACH + (of * SOL_COMING_SHARES + s) * REACH_PARTS;
        while (date < t->plan->date_count && reached_by(t, date, of) * 100 < valid * share_per_cent[s])
            date++;
        part[REACH_DATE] = valid > 0 ? (int64_t)date : TALLY_NONE;
        part[REACH_NEVER] = valid > 0 ? date == t->plan->date_count : TALLY_NONE;
    }
}

static void fill_unpaid(const trial *t, int64_t *row)
{
    int64_t each[TRIAL_ORIGINS] = {0};
    for (int o = 0; o < TRIAL_ORIGINS; o++)
        for (int w = 0; w < TRIAL_WAITS; w++) {
            each[o] += t->unpaid[o][w];
            row[METRIC_WAIT + w] += t->unpaid[o][w];
        }
    for (int origin = 0; origin < SOL_ORIGINS; origin++)
        row[METRIC_UNPAID + origin] = of_origin(each, (sol_origin)origin);
}

void metrics_fill_whole(const trial *t, const metrics_layout *layout, int64_t *row)
{
    for (int origin = 0; origin < SOL_ORIGINS; origin++)
        fill_origin(t, layout, (sol_origin)origin, row + METRIC_WHOLE + origin * WHOLE_PARTS);
    for (int of = 0; of < SOL_COMINGS; of++)
        fill_reach(t, (sol_coming)of, row);
    fill_unpaid(t, row);
    row[METRIC_DEATHS] = t->deaths;
    row[METRIC_DEATHS_BEHIND] = t->deaths - t->date[t->plan->date_count - 1].deaths;
    row[METRIC_NOTHING_COMES] = layout->dates_by == 0 || t->date[layout->dates_by - 1].paid.units == 0;
}
