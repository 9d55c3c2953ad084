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

const char *sol_reach_label(sol_reach reach)
{
    static const char *const words[SOL_REACHES] = {"in life", "in life or after", "each by its own measure"};
    SOL_NEED(reach < SOL_REACHES, NULL);
    return words[reach];
}

sol_reach sol_reach_of(const sol_who *who)
{
    bool is_for_all = who->group_count == 0 && who->age_from < 0 && !who->goes_by_filing;
    if (who->vital == SOL_LIVING)
        return SOL_IN_LIFE;
    return who->vital == SOL_ESTATES || is_for_all ? SOL_IN_LIFE_OR_AFTER : SOL_EACH_BY_ITS_OWN;
}

const char *sol_word_label(sol_word word)
{
    static const char *const words[] = {"in time", "at risk", "too late", "nobody to count"};
    SOL_NEED(word <= SOL_NOBODY_TO_COUNT, NULL);
    return words[word];
}
