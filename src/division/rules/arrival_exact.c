/* Random arrival without approximation: by subsets, or by counting the sums of those before. */
#include "division/rules/arrival.h"

#include "division/rows/gauss.h"

#include <string.h>

/* The people one by one, and for each size of the set before them the sum of what they would get. */
typedef struct subsets {
    int people;
    int64_t endowment;
    int64_t claim[ARRIVAL_SUBSETS];
    int behind[ARRIVAL_SUBSETS]; /* those not in the set */
    sol_wide sum[ARRIVAL_SUBSETS][ARRIVAL_SUBSETS];
} subsets;

/* All sets that hold what is chosen so far of the first `next` people; a set that takes everything gives nothing to add. */
static void visit(subsets *s, int next, int inside, int64_t taken)
{
    if (taken >= s->endowment)
        return;
    if (next == s->people) {
        int64_t left = s->endowment - taken;
        for (int k = 0; k < s->people - inside; k++) {
            int i = s->behind[k];
            s->sum[inside][i] += s->claim[i] < left ? s->claim[i] : left;
        }
        return;
    }
    visit(s, next + 1, inside + 1, taken + s->claim[next]);
    s->behind[next - inside] = next;
    visit(s, next + 1, inside, taken);
}

void arrival_by_subsets(const distinct *d)
{
    subsets s = {.endowment = d->endowment};
    for (size_t k = 0; k < d->count; k++)
        for (int64_t c = 0; c < d->copies[k]; c++)
            s.claim[s.people++] = d->value[k];
    visit(&s, 0, 0, 0);
    int person = 0;
    for (size_t k = 0; k < d->count; person += (int)d->copies[k], k++) {
        double award = 0, sets = 1; /* sets of that size among the others */
        for (int size = 0; size < s.people; size++) {
            award += (double)s.sum[size][person] / sets;
            sets = sets * (double)(s.people - 1 - size) / (double)(size + 1);
        }
        d->award[k] = award / (double)s.people;
    }
}

static int64_t common_divisor(const distinct *d)
{
    int64_t divisor = 0;
    for (size_t k = 0; k < d->count && divisor != 1; k++)
        for (int64_t a = d->value[k]; a;) {
            int64_t rest = divisor % a;
            divisor = a;
            a = rest;
        }
    return divisor ? divisor : 1;
}

/* Claims truncated to an endowment that their divisor does not divide spoil it; the truncated ones need no divisor, as they fill all. */
static int64_t grain_of(const distinct *d)
{
    distinct below = *d;
    while (below.count && below.value[below.count - 1] == d->endowment)
        below.count--;
    return below.count ? common_divisor(&below) : d->endowment;
}

double arrival_work(const distinct *d)
{
    return (double)d->people * (double)d->people * ((double)d->endowment / (double)grain_of(d));
}

/* Sums of earlier claims below the endowment, each claim being early with probability u. */
typedef struct counting {
    const distinct *d;
    int64_t grain;
    size_t sums;
    double u, weight;
    double *level; /* one table for each depth of the halving */
} counting;

/* One more claim that may be early; a sum that reaches the endowment is dropped. */
static void add_claim(const counting *c, double *table, size_t k, int64_t copies)
{
    int64_t shift = (c->d->value[k] + c->grain - 1) / c->grain;
    double early = c->u, late = 1 - early;
    for (int64_t i = 0; i < copies; i++) {
        size_t s = c->sums;
        for (; s-- > (size_t)shift;)
            table[s] = late * table[s] + early * table[s - (size_t)shift];
        for (s = (size_t)shift < c->sums ? (size_t)shift : c->sums; s-- > 0;)
            table[s] *= late;
    }
}

static void evaluate(const counting *c, const double *table, size_t k)
{
    double award = 0, claim = (double)c->d->value[k];
    for (size_t s = 0; s < c->sums; s++) {
        double left = (double)(c->d->endowment - (int64_t)s * c->grain);
        award += table[s] * (left < claim ? left : claim);
    }
    c->d->award[k] += c->weight * award;
}

/* The table holds all claims outside [from, to); halves are added in turn until one group is left, so that nothing is taken out again. */
static void leave_out_each(const counting *c, double *table, size_t from, size_t to)
{
    double *next = table + c->sums;
    if (to - from == 1) {
        add_claim(c, table, from, c->d->copies[from] - 1);
        evaluate(c, table, from);
        return;
    }
    size_t middle = from + (to - from) / 2;
    memcpy(next, table, c->sums * sizeof *table);
    for (size_t k = middle; k < to; k++)
        add_claim(c, next, k, c->d->copies[k]);
    leave_out_each(c, next, from, middle);
    memcpy(next, table, c->sums * sizeof *table);
    for (size_t k = from; k < middle; k++)
        add_claim(c, next, k, c->d->copies[k]);
    leave_out_each(c, next, middle, to);
}

/* The award is a polynomial in the arrival time u of degree n − 1, so a Gauss rule of n / 2 nodes integrates it exactly. */
void arrival_by_counting(const distinct *d, sol_arena *scratch)
{
    counting c = {.d = d, .grain = grain_of(d)};
    c.sums = (size_t)((d->endowment + c.grain - 1) / c.grain);
    size_t depth = 2;
    while (((size_t)1 << (depth - 2)) < d->count)
        depth++;
    c.level = SOL_TAKE(scratch, depth * c.sums, double);
    size_t nodes = (size_t)d->people / 2 + 1;
    double *node = SOL_TAKE(scratch, nodes, double), *weight = SOL_TAKE(scratch, nodes, double);
    gauss_rule(nodes, node, weight);
    memset(d->award, 0, d->count * sizeof *d->award);
    for (size_t j = 0; j < nodes; j++) {
        c.u = node[j];
        c.weight = weight[j];
        memset(c.level, 0, c.sums * sizeof *c.level);
        c.level[0] = 1;
        leave_out_each(&c, c.level, 0, d->count);
    }
}
