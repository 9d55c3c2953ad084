/* Passes over the claims of a block, one version for an instruction set each; all give the same numbers. Whole amounts in doubles. */
#ifndef SOL_ENGINE_HISTORY_PASSES_H
#define SOL_ENGINE_HISTORY_PASSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Claims that are summed side by side; a block has no more than the second. */
enum { HISTORY_LANES = 8, HISTORY_BLOCK = 128 };

/* What a level gives of min(base, cap): a share of it, or clamp(anchor · seen + level, from · seen, to · seen) / scale; in whole units. */
typedef struct history_pass {
    double cap, at, unit;
    double from, to, anchor, scale;
} history_pass;

/* Levels of a view by date: those of a pass. */
typedef struct history_course {
    bool is_share;
    double cap, unit, scale;
    const double *at, *from, *to, *anchor;
    const double *claim;
} history_course;

/* In scale-ths: of those at a bound, anchors of the others and how many they are. */
typedef struct history_sides {
    double fixed, anchors, slopes;
} history_sides;

/* Of claims that are not paid off: what those had whom a share gives no more, what the others are seen with, and how many are too close to tell. */
typedef struct history_shares {
    double fixed, slopes, close;
} history_shares;

/* Of claims that are not paid off: whole parts of a share, or what was had where that is more; what the former lose. */
typedef struct history_parts {
    double sum, lost;
} history_parts;

/* What was had; of claims that are not paid off what they come to, what of it was had, and how many they are. */
typedef struct history_raising {
    double paid, open_claims, open_paid, open;
} history_raising;

typedef struct history_passes {
    const char *name;
    /** Writes whole awards in units of payments, or the claim where that is reached; gives their sum. */
    double (*shares)(const history_pass *p, size_t count, const double *base, const double *claim, double *had);
    double (*amounts)(const history_pass *p, size_t count, const double *base, const double *claim, double *had);
    double (*sum)(size_t count, const double *x);
    /** The sum of `shares` alone, where nobody reaches his claim. */
    double (*sum_shares)(const history_pass *p, size_t count, const double *base);
    /** Raises `had` to what levels give, each of the date of its claim. */
    void (*lives)(const history_course *c, size_t count, const int32_t *date, const double *base, double *had);
    /** Sums over claims that are not paid off, clamp(anchor · seen + level, low, high): `had` and what is seen bound it. */
    history_sides (*sides)(const history_pass *p, size_t count, const double *base, const double *claim,
                           const double *had);
    /** Of min(base, cap), at a share within 2^-48 of itself: whom it gives more than he had. */
    history_shares (*share_sides)(const history_pass *p, size_t count, const double *base, const double *claim,
                                  const double *had);
    history_parts (*parts)(const history_pass *p, size_t count, const double *base, const double *claim,
                           const double *had);
    /** Raises `had` to `other` where that is more; sums of it, and of those that are not paid off. */
    history_raising (*raise)(size_t count, const double *claim, const double *other, double *had);
} history_passes;

/** The versions that this machine can run, the chosen one first; their number is returned. */
size_t history_passes_versions(history_passes version[static 3]);

#endif
