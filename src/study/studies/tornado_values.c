#include "study/studies/tornado_values.h"

#include "scenario/keys/keys.h"
#include "study/levers/nudge.h"

#include <string.h>

static bool begins_with(const char *key, const char *part)
{
    size_t length = strlen(part);
    return strncmp(key, part, length) == 0 && (key[length] == '\0' || key[length] == '.');
}

/* What is asked, how it is simulated, and parts of a fit that mean nothing alone. */
static bool is_fixed(sol_arena *arena, const char *key)
{
    static const char *const fixed[] = {"start",          "end",      "horizon",       "simulation", "timeliness",
                                        "claimants.seed", "currency", "payments.dates"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (begins_with(key, fixed[i]))
            return true;
    const key_row *row = keys_find_path(arena, key);
    return row && row->is_of_fit;
}

/* Values of the whole scenario first; long lists last. */
static size_t rank_of(const char *key)
{
    static const char *const lists[] = {"events", "other_sources", "claimants", "firms"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (begins_with(key, lists[i]))
            return i + 1;
    return 0;
}

bool tornado_value_of(sol_arena *arena, const sol_scenario *scenario, const sol_assumption *said, double by,
                      tornado_value *value)
{
    if (is_fixed(arena, said->key))
        return false;
    nudge low = nudge_value(arena, scenario, said, -by), high = nudge_value(arena, scenario, said, by);
    if (!low.value || !high.value || (!low.is_moved && !high.is_moved))
        return false;
    *value = (tornado_value){.row = {.key = sol_arena_copy(arena, said->key, strlen(said->key)),
                                     .words = keys_words(arena, said->key),
                                     .base_value = sol_arena_copy(arena, said->value, strlen(said->value)),
                                     .step = low.step,
                                     .low = {.value = low.value, .is_limit = low.is_limit},
                                     .high = {.value = high.value, .is_limit = high.is_limit}},
                             .has_low = low.is_moved,
                             .has_high = high.is_moved,
                             .rank = rank_of(said->key)};
    return true;
}
