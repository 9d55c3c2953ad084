/* The functions that trials use, the program's own so that every machine gives the same bytes (glibc's choose by CPU). */
#ifndef SOLATIUM_MATHEMATICS_H
#define SOLATIUM_MATHEMATICS_H

/** Natural exponential and logarithm, power for base > 0; within 2 units in the last place. */
double sol_exp(double x);
double sol_log(double x);
double sol_pow(double base, double exponent);

/** The normal distribution function, and its inverse for 0 < p < 1 (±infinity at 0 and 1); relative error below 1e-14. */
double sol_normal_below(double z);
double sol_normal_quantile(double p);

#endif
