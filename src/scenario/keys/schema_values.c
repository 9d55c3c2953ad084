#include "scenario/keys/schema.h"

#include "base/check.h"
#include "solatium/division.h"
#include "solatium/mortality.h"

#include <string.h>

static const value_form forms[VALUE_KINDS] = {
    [VALUE_TEXT] = {"text", "a text", NULL, true},
    [VALUE_NAME] = {"name", "a text on one line", NULL, true},
    [VALUE_PATH] = {"path", "a file's name, from the folder of this file", NULL, false},
    [VALUE_WORD] = {"word", "a word", NULL, false},
    [VALUE_YES_NO] = {"yes or no", "`yes` or `no`", NULL, false},
    [VALUE_WHOLE] = {"whole number", "a whole number", "^[0-9][0-9_,]*$", true},
    [VALUE_NUMBER] = {"number", "a number", "^(-?[0-9][0-9_,.]*([eE][-+]?[0-9]+)?|inf)$", true},
    [VALUE_DECIMAL] = {"number", "a number", "^[0-9][0-9_,.]*([eE][-+]?[0-9]+)?$", true},
    [VALUE_DATE] = {"date", "`2019-06-19`", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", false},
    [VALUE_SPAN] = {"span", "`90d`, `18mo`, `2y`", "^[0-9]+ ?(d|w|mo|y)( [0-9]+ ?(d|w|mo|y))*$", false},
    [VALUE_AMOUNT] = {"amount", "`100m KRW`, `1200000`", "^[0-9]", true},
    [VALUE_SHARE] = {"share", "`35%` or `0.35`", "^[0-9.,_]+ ?%?$", true},
    [VALUE_FRACTION] = {"share", "`35%` or `0.35`", "^[0-9.,_]+ ?%?$", true},
    [VALUE_RATIO] = {"ratio", "`150%` or `1.5`", "^[0-9.,_]+ ?%?$", true},
    [VALUE_RATE] = {"rate", "`12%/y`, `1%/mo`", "^-?[0-9.,_]+ ?% ?/ ?(y|mo)$", false},
    [VALUE_YEARLY] = {"rate", "`12%/y`, `1%/mo`", "^-?[0-9.,_]+ ?% ?/ ?(y|mo)$", false},
    [VALUE_GROWTH] = {"rate", "`12%/y`, `1%/mo`", "^-?[0-9.,_]+ ?% ?/ ?(y|mo)$", false},
    [VALUE_CURRENCY] = {"currency", "three letters", "^[A-Z]{3}$", false},
    [VALUE_EVENT] = {"event", "the name of an event", NULL, true},
    [VALUE_COUNTRY] = {"country", "the name of a country", NULL, true},
    [VALUE_GROUP] = {"group", "the name of a group", NULL, true},
    [VALUE_PROBABILITY] = {"probability", "`35%` or `0.35`", "^[0-9.,_]+ ?%?$", true},
    [VALUE_AMOUNTS] = {"amount", "`100m KRW`, `1200000`", "^[0-9]", true},
    [VALUE_MULTIPLE] = {"ratio", "`150%` or `1.5`", "^[0-9.,_]+ ?%?$", true},
    [VALUE_AGE] = {"age", "years", "^[0-9]+(\\.[0-9]+)?$", true},
    [VALUE_GROWTHS] = {"rate", "`12%/y`, `1%/mo`", "^-?[0-9.,_]+ ?% ?/ ?(y|mo)$", false},
    [VALUE_COUNT] = {"number", "a number", "^[0-9][0-9_,.]*([eE][-+]?[0-9]+)?$", true},
    [VALUE_BIRTH] = {"date of birth", "`1924-05-01` or `1924`", "^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$", true},
    [VALUE_DELAY] = {"span", "`90d`, `18mo`, `2y`", "^[0-9]+ ?(d|w|mo|y)( [0-9]+ ?(d|w|mo|y))*$", false},
    [VALUE_WHEN] = {"date", "`2019-06-19`, or `{after: 18mo}`",
                    "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+ ?(d|w|mo|y)( [0-9]+ ?(d|w|mo|y))*)$", false},
};

const value_form *schema_form(value_kind kind)
{
    SOL_CHECK(kind > VALUE_NONE && kind < VALUE_KINDS && forms[kind].name);
    return &forms[kind];
}

size_t schema_words(const key_row *row, size_t room, const char **words)
{
    size_t count = 0;
    bool is_rule = strcmp(row->name, "rule") == 0 || strcmp(row->name, "allocation") == 0;
    for (size_t i = 0; row->words && row->words[i].name && count < room; i++)
        words[count++] = row->words[i].name;
    for (size_t i = 0; is_rule && i < SOL_RULES && count + 1 < room; i++)
        words[count++] = sol_rule_table[i].name;
    for (size_t i = 0; strcmp(row->name, "law") == 0 && i < SOL_LAWS && count < room; i++)
        if (sol_law_table[i].law != SOL_LIFE_TABLE)
            words[count++] = sol_law_table[i].name;
    return count;
}
