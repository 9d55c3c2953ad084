/* In how many digits a share is shown: never as a value that it is not. */
#ifndef SOL_VALUE_SHARE_TEXT_H
#define SOL_VALUE_SHARE_TEXT_H

/** Limits beside none and all that a share is held against: a goal, a confidence and its complement. 0: there is none. */
enum { SHARE_LIMITS = 2, SHARE_DECIMALS_MOST = 10 };

/**
 * Decimals of a percentage in which a share, or a difference of shares, cannot be taken for none, for all, or for a limit that it is not:
 * 99.97 % has two though one was asked for, and so has 66.67 % that is held against 66.7 %. None and all themselves have none.
 *
 * Needs    least >= 0; `limit` may be NULL; finite numbers
 * Gives    0 of none and all; else `least` or more, at most SHARE_DECIMALS_MOST: what is nearer than a millionth of a millionth is the same, for means are rounded
 */
int share_decimals(double fraction, int least, const double limit[SHARE_LIMITS]);

#endif
