#include "report/charts/chart_frame.h"

#include "solatium/date.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The step of 1, 2 or 5 times a power of ten that gives about as many ticks as wanted. */
static double round_step(double span, size_t wanted)
{
    double raw = span / (double)wanted;
    double power = pow(10, floor(log10(raw)));
    double part = raw / power;
    return power * (part <= 1.0001 ? 1 : part <= 2.0001 ? 2 : part <= 5.0001 ? 5 : 10);
}

/* A number with its thousands apart, as they stand in the tables. */
static void write_number(double value, int decimals, char label[static 24])
{
    char plain[20];
    int length = snprintf(plain, sizeof plain, "%.*f", decimals, fabs(value));
    int whole = (int)strcspn(plain, ".");
    size_t out = 0;
    if (value < 0 && strspn(plain, "0.") < strlen(plain))
        label[out++] = '-';
    for (int i = 0; i < length && out < 22; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            label[out++] = ',';
        label[out++] = plain[i];
    }
    label[out] = '\0';
}

chart_money chart_money_of(sol_arena *arena, const char *currency, int minor_digits, double largest)
{
    static const struct {
        double size;
        const char *name;
    } scales[] = {{1e12, "trillion "}, {1e9, "billion "}, {1e6, "million "}, {1e3, "thousand "}, {1, ""}};
    const double one = pow(10, minor_digits);
    size_t i = 0;
    while (i < 4 && largest < scales[i].size * one * 2)
        i++;
    return (chart_money){scales[i].size * one, sol_arena_print(arena, "%s%s", scales[i].name, currency)};
}

static void add_tick(chart_ticks *ticks, double at, const char *label)
{
    if (ticks->count == TICKS_MAX)
        return;
    ticks->at[ticks->count] = at;
    snprintf(ticks->label[ticks->count], sizeof ticks->label[0], "%s", label);
    ticks->count++;
}

/* First days of years, or of quarters when there are few years. */
static chart_ticks date_ticks(double low, double high, size_t wanted)
{
    chart_ticks ticks = {.low = low, .high = high};
    int year, month;
    double years = (high - low) / SOL_DAYS_PER_YEAR;
    sol_date_civil((sol_date){(int32_t)low}, &year, &month, NULL);
    if (years < 2.5) {
        for (int quarter = (month - 1) / 3; quarter < 48; quarter++) {
            double at = sol_date_of(year + quarter / 4, quarter % 4 * 3 + 1, 1).day;
            char label[24];
            snprintf(label, sizeof label, "%04d-%02d", (year + quarter / 4) % 10000, quarter % 4 * 3 + 1);
            if (at >= low && at <= high && (years < 1.3 || quarter % 2 == 0))
                add_tick(&ticks, at, label);
        }
        return ticks;
    }
    double step = fmax(1, round_step(years, wanted));
    for (int y = year - year % (int)step; y <= SOL_YEAR_MAX; y += (int)step) {
        double at = sol_date_of(y < SOL_YEAR_MIN ? SOL_YEAR_MIN : y, 1, 1).day;
        char label[24];
        snprintf(label, sizeof label, "%d", y);
        if (at > high)
            break;
        if (at >= low)
            add_tick(&ticks, at, label);
    }
    return ticks;
}

chart_ticks chart_ticks_of(const chart_axis *axis, double low, double high, size_t wanted)
{
    if (!(high > low))
        high = low + 1;
    if (axis->scale == CHART_DATE)
        return date_ticks(low, high, wanted);
    double scale = axis->scale == CHART_SHARE ? 100 : 1;
    double step = round_step((high - low) * scale, wanted);
    bool is_fixed = axis->low != 0 || axis->high != 0;
    double first = floor(low * scale / step + 1e-9), last = ceil(high * scale / step - 1e-9);
    if (is_fixed) {
        first = ceil(low * scale / step - 1e-9);
        last = floor(high * scale / step + 1e-9);
    }
    chart_ticks ticks = {.low = is_fixed ? low : first * step / scale, .high = is_fixed ? high : last * step / scale};
    int decimals = step < 1 ? (int)ceil(-log10(step) - 1e-9) : 0;
    for (double i = first; i <= last && ticks.count < TICKS_MAX; i++) {
        char label[24];
        write_number(i * step, decimals, label);
        size_t length = strlen(label);
        if (axis->scale == CHART_SHARE && length + 1 < sizeof label)
            memcpy(label + length, "%", 2);
        add_tick(&ticks, i * step / scale, label);
    }
    return ticks;
}
