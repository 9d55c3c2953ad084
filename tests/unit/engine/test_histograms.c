/* Histograms hold every trial once, in the bin that its own value is of; and many trials, whose values are kept in bins, come close. */
#include "engine/tally/tally.h"
#include "engine/trial_fixture.h"

#include "solatium/simulation.h"

#include <math.h>

/* Claims of 45 people, some of whom die, and money that nobody can tell. */
#define UNSURE                                                                                                         \
    FIXTURE_HEAD "start: 2025-01-01\nend: 2029-01-01\n"                                                                \
                 "other_sources: [{name: S, kind: gift, amount: {lognormal: [40000, 0.8]}, date: 2025-03-01}]\n"       \
                 "claimants: {groups: [{name: A, count: 45, sex: female, age: 91, claim: 1000}]}\n"                    \
                 "payments: {first: 2025-04-01, every: half-year}\nallocation: {rule: priority, by: age}\n"            \
                 "timeliness: {by: 2027-05-01, confidence: 80%}\n"

static sol_result *simulated(const fixture *f, uint64_t trials, double *value)
{
    sol_trial_record record = {.value = value};
    const sol_simulation_settings settings = {
        .trials = trials, .seed = 7, .threads = 1, .record = value ? &record : NULL};
    return sol_simulate(f->arena, f->plan, &settings);
}

static void expect_counts(const sol_histogram *h, uint64_t trials, const double *value, sol_metric metric)
{
    uint64_t all = 0;
    cr_assert(h->count > 1 && h->count <= SOL_BINS_MAX, "%zu bins", h->count);
    for (size_t b = 0; b < h->count; b++) {
        const sol_bin *bin = &h->bin[b];
        const double close = 1e-9 * (bin->to - bin->from); /* of shares, which are not exact */
        uint64_t count = 0;
        for (uint64_t t = 0; t < trials; t++) {
            const double v = value[t * SOL_METRICS + metric] + close;
            count += v >= bin->from && (v < bin->to || (b + 1 == h->count && v <= bin->to + 2 * close));
        }
        cr_expect_eq(bin->count, count, "metric %d, bin %zu: %d, not %d", (int)metric, b, (int)bin->count, (int)count);
        cr_expect(b == 0 || bin->from == h->bin[b - 1].to, "bins touch");
        cr_expect_float_eq(bin->to - bin->from, h->bin[0].to - h->bin[0].from, 1e-9 * bin->to, "bins are alike");
        all += bin->count;
    }
    cr_expect_eq(all, trials, "metric %d", (int)metric);
    cr_expect(h->bin[0].count > 0 && h->bin[h->count - 1].count > 0, "none begins or ends with nothing");
}

Test(histograms, every_trial_is_in_the_bin_of_its_value)
{
    static const uint64_t trials[] = {2, 40, 41, 3000};
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        fixture f = fixture_of(UNSURE);
        double *value = SOL_TAKE(f.arena, trials[i] * SOL_METRICS, double);
        const sol_result *r = simulated(&f, trials[i], value);
        expect_counts(&r->distribution.received, trials[i], value, SOL_METRIC_RECEIVED);
        expect_counts(&r->distribution.owed, trials[i], value, SOL_METRIC_OWED);
        expect_counts(&r->distribution.share_in_time, trials[i], value, SOL_METRIC_SHARE_IN_TIME);
        fixture_end(&f);
    }
}

Test(histograms, shares_of_few_people_are_no_comb)
{
    fixture f = fixture_of(UNSURE);
    const sol_histogram h = simulated(&f, 3000, NULL)->distribution.share_in_time;
    const double values = (h.bin[0].to - h.bin[0].from) * 45; /* how many shares of 45 a bin has room for */
    cr_expect_float_eq(values, round(values), 1e-6, "%g", values);
    for (size_t b = 1; b + 1 < h.count; b++)
        cr_expect(h.bin[b].count > 0 || h.bin[b - 1].count + h.bin[b + 1].count < 60, "bin %zu is a gap", b);
    fixture_end(&f);
}

Test(histograms, a_value_that_all_have_is_one_bin)
{
    fixture f = fixture_of(FIXTURE_HEAD "start: 2025-01-01\nend: 2029-01-01\nfund: {opening: 10}\n"
                                        "claimants: {groups: [{name: A, kind: institution, claim: 1000}]}\n"
                                        "payments: {dates: [2025-04-01]}\n");
    const sol_histogram h = simulated(&f, 50, NULL)->distribution.owed;
    cr_assert(h.count == 1 && h.bin[0].count == 50 && h.bin[0].from == 990 && h.bin[0].to == 990);
    fixture_end(&f);
}

/* Amounts of 1 to so many units, all of which come about. */
Test(histograms, bins_are_as_narrow_as_forty_allow)
{
    static const struct {
        int most;
        size_t bins;
        double width;
    } rows[] = {{39, 39, 1}, {40, 40, 1}, {41, 21, 2}, {80, 40, 2}, {81, 27, 3}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 FIXTURE_HEAD "start: 2025-01-01\nend: 2029-01-01\n"
                              "other_sources: [{name: S, kind: gift, amount: {uniform: [1, %d]}, date: 2025-03-01}]\n"
                              "claimants: {groups: [{name: A, kind: institution, claim: 1000}]}\n"
                              "payments: {dates: [2025-04-01]}\n",
                 rows[i].most);
        fixture f = fixture_of(text);
        const sol_histogram h = simulated(&f, 3000, NULL)->distribution.received;
        cr_expect_eq(h.count, rows[i].bins, "%d: %zu bins", rows[i].most, h.count);
        cr_expect(h.bin[0].from == 1 && h.bin[0].to == 1 + rows[i].width, "%d: %g", rows[i].most, h.bin[0].to);
        fixture_end(&f);
    }
}

/* Where values are kept in bins a quantile may lie between two pay dates: by the later one that part of futures has surely come there. */
Test(histograms, dates_of_many_trials_are_not_too_early)
{
    fixture f = fixture_of(
        FIXTURE_HEAD "start: 2025-01-01\nend: 2037-01-01\n"
                     "other_sources: [{name: S, kind: gift, amount: 1000, date: {uniform: [2025-01-01, 2036-12-01]}}]\n"
                     "claimants: {groups: [{name: A, kind: institution, claim: 1000}]}\n"
                     "payments: {first: 2025-01-01, every: month}\ntimeliness: {confidence: 87%}\n");
    const sol_reach_date exact = simulated(&f, TALLY_EXACT_TRIALS, NULL)->reach[SOL_COMING_ALL][4],
                         binned = simulated(&f, TALLY_EXACT_TRIALS + 8, NULL)->reach[SOL_COMING_ALL][4];
    const sol_date a[] = {exact.p05, exact.p50, exact.p95, exact.at_confidence},
                   b[] = {binned.p05, binned.p50, binned.p95, binned.at_confidence};
    for (int i = 0; i < 4; i++)
        cr_expect(b[i].day >= a[i].day && b[i].day <= a[i].day + 95, "quantile %d: %d days after", i,
                  b[i].day - a[i].day);
    fixture_end(&f);
}

/* What is told of trials whose values are kept in bins is close to what is told of as many, less a few, whose values are kept. */
Test(histograms, many_trials_come_close_to_the_exact_ones)
{
    fixture f = fixture_of(UNSURE);
    const sol_result *exact = simulated(&f, TALLY_EXACT_TRIALS, NULL),
                     *binned = simulated(&f, TALLY_EXACT_TRIALS + 8, NULL);
    for (int o = 0; o < SOL_ORIGINS; o++) {
        const sol_estimate *a = &exact->unpaid.of[o], *b = &binned->unpaid.of[o];
        const double range = a->p95 - a->p05;
        cr_expect_float_eq(a->mean, b->mean, 0.001 * range, "%g, not %g", b->mean, a->mean);
        cr_expect_float_eq(a->at_confidence, b->at_confidence, 0.01 * range, "%g, not %g", b->at_confidence,
                           a->at_confidence);
    }
    cr_expect(exact->unpaid.of[SOL_OF_ALL].at_confidence > exact->unpaid.of[SOL_OF_ALL].p50 &&
              exact->unpaid.of[SOL_OF_ALL].at_confidence < exact->unpaid.of[SOL_OF_ALL].p95);
    for (int of = 0; of < SOL_COMINGS; of++)
        for (int s = 0; s < SOL_COMING_SHARES; s++) {
            const sol_reach_date *a = &exact->reach[of][s], *b = &binned->reach[of][s];
            cr_expect_eq(a->p05.day, b->p05.day);
            cr_expect_eq(a->p50.day, b->p50.day);
            cr_expect_eq(a->p95.day, b->p95.day);
            cr_expect_eq(a->at_confidence.day, b->at_confidence.day);
            cr_expect_float_eq(a->never.mean, b->never.mean, 1e-4);
        }
    const sol_histogram *h[] = {&binned->distribution.share_in_time, &binned->distribution.received,
                                &binned->distribution.owed};
    for (size_t i = 0; i < 3; i++) {
        uint64_t all = 0;
        for (size_t b = 0; b < h[i]->count; b++)
            all += h[i]->bin[b].count;
        cr_expect_eq(all, TALLY_EXACT_TRIALS + 8);
        cr_expect(h[i]->count > 1 && h[i]->count <= SOL_BINS_MAX);
    }
    cr_assert_eq(exact->death_count, binned->death_count);
    for (size_t k = 0; k < exact->death_count; k++)
        cr_expect_float_eq(exact->deaths[k].waiting.mean, binned->deaths[k].waiting.mean, 1e-3);
    fixture_end(&f);
}
