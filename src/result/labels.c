#include "base/check.h"
#include "solatium/result.h"

static const struct {
    const char *key, *label;
} states[SOL_STATES] = {
    [SOL_STATE_REFUSED] = {"refused", "refused"},
    [SOL_STATE_DECLINED] = {"declined", "declined"},
    [SOL_STATE_NOT_DUE] = {"not_due", "claim not due"},
    [SOL_STATE_IN_TIME] = {"in_time", "paid in time"},
    [SOL_STATE_LATE] = {"late", "paid in life, but late"},
    [SOL_STATE_PART] = {"part", "paid in part in life"},
    [SOL_STATE_ESTATE_PAID] = {"estate_paid", "only the estate paid"},
    [SOL_STATE_NOTHING] = {"nothing", "nothing"},
};

const char *sol_state_label(sol_state state)
{
    SOL_NEED(state < SOL_STATES, NULL);
    return states[state].label;
}

const char *sol_state_key(sol_state state)
{
    SOL_NEED(state < SOL_STATES, NULL);
    return states[state].key;
}

const char *sol_word_label(sol_word word)
{
    static const char *const words[] = {"in time", "at risk", "too late"};
    SOL_NEED(word <= SOL_TOO_LATE, NULL);
    return words[word];
}
