/* Draws by Random123's Philox4x32-10; no state, so that nobody's draw depends on who else is there. */
#include "solatium/random.h"

#include "base/check.h"
#include "solatium/mathematics.h"

#include <Random123/philox.h>

/* The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection that spreads every bit over all. */
static uint64_t spread(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

static uint64_t fnv_step(uint64_t hash, unsigned char byte)
{
    return (hash ^ byte) * UINT64_C(0x100000001b3);
}

uint64_t sol_entity(sol_entity_kind kind, const char *id)
{
    uint64_t hash = fnv_step(UINT64_C(0xcbf29ce484222325), (unsigned char)kind);
    for (const char *at = id; *at; at++)
        hash = fnv_step(hash, (unsigned char)*at);
    return spread(hash);
}

uint64_t sol_entity_member(uint64_t entity, uint64_t index)
{
    return spread(entity ^ spread(index + UINT64_C(0x9e3779b97f4a7c15)));
}

void sol_draw_four(uint64_t seed, uint64_t trial, uint64_t entity, sol_purpose purpose, uint32_t word[static 4])
{
    SOL_NEED(trial / 4 <= UINT32_MAX, );
    philox4x32_ctr_t counter = {{(uint32_t)entity, (uint32_t)(entity >> 32), (uint32_t)(trial / 4), (uint32_t)purpose}};
    philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    philox4x32_ctr_t block = philox4x32_R(10, counter, key);
    for (int j = 0; j < 4; j++)
        word[j] = block.v[j];
}

uint32_t sol_draw_word(uint64_t seed, uint64_t trial, uint64_t entity, sol_purpose purpose)
{
    uint32_t word[4] = {0};
    sol_draw_four(seed, trial, entity, purpose, word);
    return word[trial % 4];
}

double sol_draw_uniform(uint64_t seed, uint64_t trial, uint64_t entity, sol_purpose purpose)
{
    return sol_uniform_from_word(sol_draw_word(seed, trial, entity, purpose));
}

double sol_draw_normal(uint64_t seed, uint64_t trial, uint64_t entity, sol_purpose purpose)
{
    return sol_normal_quantile(sol_draw_uniform(seed, trial, entity, purpose));
}
