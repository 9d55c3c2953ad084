/* Figures as people read them: rounded, grouped, with their unit. Data files write them in full instead. */
#ifndef SOL_REPORT_FIGURE_H
#define SOL_REPORT_FIGURE_H

#include "report/document/document.h"

/** Text of a figure; long enough for any double that is a sum of money, a count or a share. */
typedef struct figure {
    char text[64];
} figure;

/** With commas and so many decimals: "1,234.5"; what rounds to zero has no sign. */
figure figure_number(double value, int decimals);

/** How many of something: "1 trial", "10,000 trials"; `noun` in the singular, of a plural in -s. */
figure figure_count(size_t count, const char *noun);

/** Minor units, to three digits: "12.3bn", "980m", "54.5k", "312"; `minor_digits` of the currency. */
figure figure_money(double units, int minor_digits);

/**
 * A fraction as percent, in so many decimals: "41.2%"; in more where it would read as none or all and is not: "99.97%", "0.03%"; in none
 * where it is: "100%". The second tells it also from the limits that it is held against (value/number/share_text.h); the third has no sign.
 */
figure figure_share(double fraction, int decimals);
figure figure_share_against(double fraction, int decimals, const double limit[SHARE_LIMITS]);
figure figure_percent(double fraction, int decimals, const double limit[SHARE_LIMITS]);

/** The same in as many digits as the scenario gave it (shares are billionths of one): "80%", "99.95%". */
figure figure_given_share(double fraction);

/** "2019-06-19", or "never". */
figure figure_date(double day);

/** A number in full for data files, in the fewest of 15 to 17 digits that read back as the same double: "0.1"; a whole one below 10^21, which
 * more than all the money of a scenario is, in all its digits. */
figure figure_exact(double value);

#endif
