/* The functions that trials use, the program's own so that every machine gives the same bytes (glibc's choose by CPU). */
#ifndef SOLATIUM_MATHEMATICS_H
#define SOLATIUM_MATHEMATICS_H

/** Natural exponential and logarithm, power for base >= 0; within 2 units in the last place. No argument is NaN: that
 * ends the call as protect.h says, and is NaN for a bare one. */
double sol_exp(double x);
double sol_log(double x);
double sol_pow(double base, double exponent);

/** log(1 + x) for x > −1 and exp(x) − 1, exact also where x is tiny; within 4 units in the last place. */
double sol_log1p(double x);
double sol_expm1(double x);

/** The normal distribution function, and its inverse for 0 < p < 1 (±infinity at 0 and 1); relative error below 1e-14. */
double sol_normal_below(double z);
double sol_normal_quantile(double p);

#endif
