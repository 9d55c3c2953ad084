/* What all passes that pay have in common, whatever finds the amounts: the payments' unit, and whom to look at afterwards. */
#ifndef SOL_ENGINE_PAYING_H
#define SOL_ENGINE_PAYING_H

#include "engine/passes/columns.h"
#include "engine/passes/columns_parts.h"

/* A row as it is paid: what a step sees of a claim, and what all of it comes to. */
typedef struct paying {
    int64_t goal, had, more;
    int64_t total, paid;
} paying;

/* What is seen in a row. */
typedef struct paid_row {
    int64_t is_near, lacks;
} paid_row;

/* What all rows of a payment have in common. */
typedef struct paying_terms {
    double unit, goal, near;
    int64_t whole_unit;
    bool has_unit, converts, is_part; /* is_part: the step sees less than the claim */
} paying_terms;

INLINE paying_terms paying_terms_of(const columns_payment *payment, bool converts)
{
    return (paying_terms){(double)payment->unit, payment->goal, payment->near,      payment->unit,
                          payment->unit > 1,     converts,      payment->of != NULL};
}

/* Rounded down to the unit of payments, but for what settles the whole claim. */
INLINE int64_t in_units(int64_t amount, int64_t owed, const paying_terms *m)
{
    int64_t whole = whole_of(near_of(amount, m->converts) / m->unit, m->converts) * m->whole_unit;
    return amount == owed ? amount : whole;
}

/* Whether a row that was paid, of which `owed` is left, is near a goal, and whether it could be given more of what is seen. */
INLINE paid_row paid_row_of(const paying *r, int64_t owed, const paying_terms *m)
{
    int64_t room = r->goal - r->had - r->more;
    int64_t is_near =
        (int64_t)(near_of(r->paid + r->more, m->converts) + m->near >= near_of(r->total, m->converts) * m->goal) &
        (int64_t)(r->total > 0);
    if (!m->is_part)
        return (paid_row){is_near, 0};
    return (paid_row){is_near & (int64_t)(r->more > 0),
                      (int64_t)(room >= m->whole_unit) | ((int64_t)(room > 0) & (int64_t)(room >= owed))};
}

#endif
