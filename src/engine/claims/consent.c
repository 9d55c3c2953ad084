#include "engine/claims/consent.h"

/* How many words are below a probability, as uniform numbers. */
static uint64_t words_below(double p)
{
    const uint64_t all = UINT64_C(1) << 32;
    if (p >= 1)
        return all;
    uint64_t count = p > 0 ? (uint64_t)(p * 0x1p32) : 0;
    while (count > 0 && !(sol_uniform_from_word((uint32_t)(count - 1)) < p))
        count--;
    while (count < all && sol_uniform_from_word((uint32_t)count) < p)
        count++;
    return count;
}

uint64_t consent_words(const trial *t, sol_purpose purpose, const sol_distribution *probability)
{
    double u = 0.5;
    if (!sol_distribution_is_constant(probability))
        u = sol_draw_uniform(t->seed, t->index, sol_entity(SOL_ENTITY_WORLD, "consent"), purpose);
    return words_below(sol_distribution_at(probability, u));
}
