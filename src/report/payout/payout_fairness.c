#include "report/payout/payout_report.h"

#include "report/document/figure.h"

#include <math.h>
#include <stdlib.h>

enum { CURVE_POINTS = 201 };

static int compare_numbers(const void *first, const void *second)
{
    double a = *(const double *)first, b = *(const double *)second;
    return (a > b) - (a < b);
}

/* The Lorenz curve of amounts at evenly spaced shares of people, and its Gini coefficient. */
static double lorenz(size_t n, double amount[], double share[static CURVE_POINTS])
{
    double total = 0, sum = 0, ranked = 0;
    qsort(amount, n, sizeof *amount, compare_numbers);
    for (size_t i = 0; i < n; i++) {
        total += amount[i];
        ranked += amount[i] * (double)(i + 1);
    }
    size_t taken = 0;
    for (size_t p = 0; p < CURVE_POINTS; p++) {
        double people = (double)p / (CURVE_POINTS - 1) * (double)n;
        while ((double)(taken + 1) <= people && taken < n)
            sum += amount[taken++];
        double part = taken < n ? (people - (double)taken) * amount[taken] : 0;
        share[p] = total > 0 ? fmin(1, (sum + part) / total) : (double)p / (CURVE_POINTS - 1);
    }
    return total > 0 && n > 0 ? 2 * ranked / ((double)n * total) - ((double)n + 1) / (double)n : 0;
}

static void add_lorenz(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    sol_arena *arena = report->doc->arena;
    size_t n = r->claimant_result_count;
    double *paid = SOL_TAKE(arena, n, double), *claimed = SOL_TAKE(arena, n, double);
    for (size_t i = 0; i < n; i++) {
        paid[i] = r->claimant[i].paid_in_life + r->claimant[i].paid_to_estate;
        claimed[i] = sol_money_to_double(r->claimant[i].claimed);
    }
    double *x = SOL_TAKE(arena, CURVE_POINTS, double), *y = SOL_TAKE(arena, CURVE_POINTS, double);
    double *claims = SOL_TAKE(arena, CURVE_POINTS, double);
    for (size_t p = 0; p < CURVE_POINTS; p++)
        x[p] = (double)p / (CURVE_POINTS - 1);
    double gini = lorenz(n, paid, y), claims_gini = lorenz(n, claimed, claims);
    chart_series *series = SOL_TAKE(arena, 3, chart_series);
    series[0] = (chart_series){"all the same", CHART_REFERENCE, 0, CURVE_POINTS, x, x, NULL, NULL};
    series[1] = (chart_series){"claims", CHART_LINE, 1, CURVE_POINTS, x, claims, NULL, NULL};
    series[2] = (chart_series){"expected payments", CHART_LINE, 0, CURVE_POINTS, x, y, NULL, NULL};
    chart_spec chart = {.name = "lorenz", .title = "How even the payments are", .series_count = 3, .series = series};
    chart.description = "Lorenz curves of the claims and of the expected payments.";
    chart.x = (chart_axis){.title = "share of claimants, the smallest amounts first", .scale = CHART_SHARE, .high = 1};
    chart.y = (chart_axis){.title = "share of the money", .scale = CHART_SHARE, .high = 1};
    payout_add_chart(report, settings, &chart,
                     "The nearer to the diagonal, the more evenly people fare; the claims' own curve is what equal "
                     "shares would give.");
    document_say(report->doc, TONE_PLAIN,
                 "Gini coefficient of what each claimant can expect, in life or to the estate: %s; of the claims "
                 "themselves: %s (0: all the "
                 "same, 1: one has all).",
                 figure_number(gini, 3).text, figure_number(claims_gini, 3).text);
}

static const char *band_label(document *doc, const sol_band_result *band, bool is_age)
{
    figure from = is_age ? figure_number(band->from, 0) : figure_money(band->from, doc->minor_digits);
    if (band->to > (is_age ? 1000.0 : 1e20))
        return sol_arena_print(doc->arena, "%s and over", from.text);
    figure to = is_age ? figure_number(band->to, 0) : figure_money(band->to, doc->minor_digits);
    return sol_arena_print(doc->arena, "%s to under %s", from.text, to.text);
}

/* What part of the claims is paid, in life and in all. */
static void add_bands(payout_report *report, const payout_settings *settings, size_t count,
                      const sol_band_result band[], bool is_age)
{
    static const document_column columns[] = {
        {.key = "name", .title = "", .unit = UNIT_TEXT},
        {.key = "paid_share_in_life", .title = "of claims,\npaid in life", .unit = UNIT_SHARE},
        {.key = "paid_share", .title = "paid in all", .unit = UNIT_SHARE}};
    sol_arena *arena = report->doc->arena;
    double *x = SOL_TAKE(arena, count, double), *life = SOL_TAKE(arena, count, double),
           *all = SOL_TAKE(arena, count, double);
    const char **label = SOL_TAKE(arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        x[i] = (double)i;
        life[i] = band[i].claimed.mean > 0 ? band[i].paid_in_life.mean / band[i].claimed.mean : 0;
        all[i] = band[i].claimed.mean > 0 ? band[i].paid.mean / band[i].claimed.mean : 0;
        label[i] = band_label(report->doc, &band[i], is_age);
    }
    chart_series *series = SOL_TAKE(arena, 2, chart_series);
    series[0] = (chart_series){"paid in life", CHART_BARS, 0, count, x, life, NULL, NULL};
    series[1] = (chart_series){"paid in all", CHART_BARS, 4, count, x, all, NULL, NULL};
    chart_spec chart = {.name = is_age ? "by-age" : "by-claim",
                        .title = is_age ? "Paid share by age at the start" : "Paid share by claim",
                        .kind = CHART_LYING,
                        .series_count = 2,
                        .series = series};
    chart.description = "Bars of the part of the claims that is paid; the table has the figures.";
    chart.x = (chart_axis){.title = "of what was claimed at the start", .scale = CHART_SHARE};
    chart.y = (chart_axis){.scale = CHART_NAMED, .label_count = count, .label = label};
    const char **words = SOL_TAKE(arena, 2 * count, const char *);
    for (size_t i = 0; i < 2 * count; i++)
        words[i] = sol_arena_print(arena, "%s", figure_share(series[i / count].y[i % count], 0).text);
    chart.bar_words = words;
    payout_add_chart(report, settings, &chart,
                     "Expected payments over claims at the start; interest that runs on can lift it above 100 %.");
    document_table *table =
        document_add_table(report->doc, is_age ? "paid_by_age" : "paid_by_claim", chart.title, 3, columns);
    for (size_t i = 0; i < count; i++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(label[i]);
        row[1] = cell_value(life[i]);
        row[2] = cell_value(all[i]);
    }
}

void payout_fairness(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    if (r->claimant_result_count > 1)
        add_lorenz(report, r, settings);
    else
        document_say(report->doc, TONE_PLAIN,
                     "How evenly single claimants fare was not asked for, so that there is no Lorenz curve.");
    if (r->age_band_count > 0)
        add_bands(report, settings, r->age_band_count, r->age_band, true);
    if (r->claim_band_count > 0)
        add_bands(report, settings, r->claim_band_count, r->claim_band, false);
}
