/* Milliseconds and nanoseconds a claim for every rule on log-normal claims, one thread (its CPU time); goals stand beside and judge nothing. */
#include "solatium/division.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MEDIAN 30000000.0 /* won */
#define SIGMA 1.0
#define LARGEST 1700000

typedef struct entry {
    const char *label;
    sol_rule rule;
    double p;
    bool weighted;
    int goal_ms; /* at the largest size */
} entry;

static const entry entries[] = {
    {"proportional", SOL_RULE_PROPORTIONAL, 0, false, 25},
    {"equal-awards", SOL_RULE_EQUAL_AWARDS, 0, false, 25},
    {"equal-losses", SOL_RULE_EQUAL_LOSSES, 0, false, 25},
    {"proportional, weighted", SOL_RULE_PROPORTIONAL, 0, true, 110},
    {"equal-awards, weighted", SOL_RULE_EQUAL_AWARDS, 0, true, 110},
    {"equal-losses, weighted", SOL_RULE_EQUAL_LOSSES, 0, true, 110},
    {"talmud", SOL_RULE_TALMUD, 0, false, 300},
    {"reverse-talmud", SOL_RULE_REVERSE_TALMUD, 0, false, 300},
    {"piniles", SOL_RULE_PINILES, 0, false, 300},
    {"constrained-egalitarian", SOL_RULE_CONSTRAINED_EGALITARIAN, 0, false, 300},
    {"equal-sacrifice p=1", SOL_RULE_EQUAL_SACRIFICE, 1, false, 300},
    {"equal-sacrifice p=1.7", SOL_RULE_EQUAL_SACRIFICE, 1.7, false, 300},
    {"equal-sacrifice p=-0.3", SOL_RULE_EQUAL_SACRIFICE, -0.3, false, 300},
    {"alpha-fair", SOL_RULE_ALPHA_FAIR, 0, false, 300},
    {"priority", SOL_RULE_PRIORITY, 0, false, 300},
    {"average", SOL_RULE_AVERAGE, 0, false, 300},
    {"adjusted-proportional", SOL_RULE_ADJUSTED_PROPORTIONAL, 0, false, 300},
    {"truncated-proportional", SOL_RULE_TRUNCATED_PROPORTIONAL, 0, false, 300},
    {"alpha-min", SOL_RULE_ALPHA_MIN, 0, false, 300},
    {"minimal-overlap", SOL_RULE_MINIMAL_OVERLAP, 0, false, 300},
    {"random-arrival", SOL_RULE_RANDOM_ARRIVAL, 0, false, 500},
    {"average-of-awards", SOL_RULE_AVERAGE_OF_AWARDS, 0, false, 500},
    {"dominguez-thomson", SOL_RULE_DOMINGUEZ_THOMSON, 0, false, 300},
};

typedef struct people {
    sol_money *claim, *award;
    double *weight, *survival, *urgency;
    int64_t claims;
} people;

/* SplitMix64 into (0, 1). */
static double share(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return ((double)((z ^ z >> 31) >> 11) + 0.5) * 0x1p-53;
}

static people people_of(sol_arena *arena, size_t n)
{
    people p = {SOL_TAKE(arena, n, sol_money), SOL_TAKE(arena, n, sol_money), SOL_TAKE(arena, n, double),
                SOL_TAKE(arena, n, double),    SOL_TAKE(arena, n, double),    0};
    uint64_t state = 20180101;
    for (size_t i = 0; i < n; i++) {
        double normal = sqrt(-2 * log(share(&state))) * cos(6.283185307179586 * share(&state));
        p.claim[i].units = llround(MEDIAN * exp(SIGMA * normal));
        p.claims += p.claim[i].units;
        double age = floor(70 + 35 * share(&state));
        p.weight[i] = pow(1.05, fmax(0, age - 80));
        p.survival[i] = exp(-0.08 * (age - 60));
        p.urgency[i] = age + share(&state);
    }
    return p;
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

/* The best of some repetitions, with memory that was used before. */
static double measure(const entry *e, size_t n, const people *p, sol_division *d)
{
    sol_claims_problem problem = {.count = n,
                                  .claim = p->claim,
                                  .endowment.units = p->claims / 5 * 2,
                                  .weight = e->weighted ? p->weight : NULL,
                                  .survival = p->survival,
                                  .urgency = p->urgency};
    sol_rule_choice rule = sol_rule_default(e->rule);
    rule.p = e->p;
    rule.alpha = 4;
    sol_arena *scratch = sol_arena_new();
    double best = INFINITY, begun = now_ms();
    for (int i = 0; i < 3 || (i < 50 && now_ms() - begun < 60); i++) {
        sol_arena_reset(scratch);
        double from = now_ms();
        *d = sol_divide(&problem, &rule, SOL_ROUND_REMAINDER, scratch, p->award);
        best = fmin(best, now_ms() - from);
    }
    sol_arena_free(scratch);
    return best;
}

int main(void)
{
    static const size_t sizes[] = {1000, 10000, 100000, LARGEST};
    printf("%-26s %9s %10s %8s %7s %7s  %s\n", "rule", "claims", "ms", "ns/claim", "goal ms", "of goal",
           "method, passes");
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        sol_arena *arena = sol_arena_new();
        people p = people_of(arena, sizes[s]);
        for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
            sol_division d;
            double ms = measure(&entries[i], sizes[s], &p, &d);
            printf("%-26s %9zu %10.3f %8.1f", entries[i].label, sizes[s], ms, ms * 1e6 / (double)sizes[s]);
            if (sizes[s] == LARGEST)
                printf(" %7d %7.2f", entries[i].goal_ms, ms / entries[i].goal_ms);
            else
                printf(" %7s %7s", "", "");
            printf("  %s, %d\n", d.method, d.passes);
        }
        sol_arena_free(arena);
    }
    return 0;
}
