#include "report/document/figure.h"

#include "base/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Puts commas between the thousands of "-1234567.5". */
static void group_thousands(const char *plain, figure *out)
{
    size_t sign = plain[0] == '-', digits = strcspn(plain + sign, "."), length = 0;
    if (sign)
        out->text[length++] = '-';
    for (size_t i = 0; i < digits; i++) {
        if (i > 0 && (digits - i) % 3 == 0)
            out->text[length++] = ',';
        out->text[length++] = plain[sign + i];
    }
    snprintf(out->text + length, sizeof out->text - length, "%s", plain + sign + digits);
}

figure figure_number(double value, int decimals)
{
    SOL_CHECK(isfinite(value) && fabs(value) < 1e24);
    char plain[48];
    snprintf(plain, sizeof plain, "%.*f", decimals, value);
    if (plain[0] == '-' && strspn(plain + 1, "0.") == strlen(plain + 1))
        memmove(plain, plain + 1, strlen(plain));
    figure out;
    group_thousands(plain, &out);
    return out;
}

figure figure_count(size_t count, const char *noun)
{
    figure number = figure_number((double)count, 0), out;
    snprintf(out.text, sizeof out.text, "%.32s %.24s%s", number.text, noun, count == 1 ? "" : "s");
    return out;
}

/* Decimals that leave three digits. */
static int decimals_for_three(double value)
{
    double size = fabs(value);
    return size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
}

figure figure_money(double units, int minor_digits)
{
    static const struct {
        double size;
        const char *name;
    } scales[] = {{1e12, "tn"}, {1e9, "bn"}, {1e6, "m"}, {1e3, "k"}};
    double value = units / pow(10.0, minor_digits);
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (fabs(value) < scales[i].size * 0.9995)
            continue;
        double scaled = value / scales[i].size;
        figure out = figure_number(scaled, decimals_for_three(scaled));
        if (strchr(out.text, '.')) {
            size_t length = strlen(out.text);
            while (out.text[length - 1] == '0')
                out.text[--length] = '\0';
            if (out.text[length - 1] == '.')
                out.text[--length] = '\0';
        }
        strcat(out.text, scales[i].name);
        return out;
    }
    return figure_number(value, value == floor(value) ? 0 : minor_digits > 0 ? minor_digits : value < 10.0 ? 1 : 0);
}

figure figure_percent(double fraction, int decimals, const double limit[SHARE_LIMITS])
{
    return figure_number(fraction * 100.0, share_decimals(fraction, decimals, limit));
}

figure figure_share_against(double fraction, int decimals, const double limit[SHARE_LIMITS])
{
    figure out = figure_percent(fraction, decimals, limit);
    strcat(out.text, "%");
    return out;
}

figure figure_share(double fraction, int decimals)
{
    return figure_share_against(fraction, decimals, NULL);
}

figure figure_given_share(double fraction)
{
    figure out = figure_exact(round(fraction * 1e9) /
                              1e7); /* the nearest billionth has no digits that only binary fractions have */
    strcat(out.text, "%");
    return out;
}

figure figure_date(double day)
{
    figure out = {"never"};
    if (day != (double)SOL_NEVER_DAY)
        sol_date_write((sol_date){(int32_t)day}, out.text);
    return out;
}

figure figure_exact(double value)
{
    SOL_CHECK(isfinite(value));
    figure out;
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out.text, sizeof out.text, "%.*g", digits, value);
        if (strtod(out.text, NULL) == value)
            break;
    }
    if (value == floor(value) && fabs(value) < 1e21)
        snprintf(out.text, sizeof out.text, "%.0f", value == 0.0 ? 0.0 : value);
    return out;
}
