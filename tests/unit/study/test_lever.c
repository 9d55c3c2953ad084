#include "study/levers/lever.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct row {
    const char *argument;
    const char *key;
    const char *values; /* joined by a bar; NULL: an error */
    const char *fault;
    uint32_t column;
} row;

static void joined(const sol_lever *lever, char *text, size_t room)
{
    text[0] = 0;
    for (size_t i = 0; i < lever->count; i++) {
        strncat(text, i ? "|" : "", room - strlen(text) - 1);
        strncat(text, lever->value[i], room - strlen(text) - 1);
    }
}

Test(lever, ranges_and_lists_become_values_as_they_would_be_written)
{
    static const row rows[] = {
        {"participation.JP=0%:30%:10%", "participation.JP", "0%|10%|20%|30%", NULL, 0},
        {"participation.JP=0:30:10%", "participation.JP", "0%|10%|20%|30%", NULL, 0},
        {"participation.JP=20%, 50%,80%", "participation.JP", "20%|50%|80%", NULL, 0},
        {"correlation.JP=0:0.5:0.25", "correlation.JP", "0|0.25|0.5", NULL, 0},
        {"a=0.1:0.4:0.1", "a", "0.1|0.2|0.3|0.4", NULL, 0},
        {"a=-1:1:0.5", "a", "-1|-0.5|0|0.5|1", NULL, 0},
        {"firms.POSCO.pledge=1bn KRW:3bn KRW:1bn KRW", "firms.POSCO.pledge", "1bn KRW|2bn KRW|3bn KRW", NULL, 0},
        {"firms.\"A=B\".pledge=1m KRW,2m KRW", "firms.\"A=B\".pledge", "1m KRW|2m KRW", NULL, 0},
        {"start=2020-01-31:2020-04-30:1mo", "start", "2020-01-31|2020-02-29|2020-03-31|2020-04-30", NULL, 0},
        {"allocation=proportional,talmud", "allocation", "proportional|talmud", NULL, 0},
        {"a={uniform: [1, 2]},{choice: {1: 50%, 2: 50%}}, 3", "a", "{uniform: [1, 2]}|{choice: {1: 50%, 2: 50%}}|3",
         NULL, 0},
        {"allocation=[{rule: talmud, theta: 30%}, {rule: proportional}],talmud", "allocation",
         "[{rule: talmud, theta: 30%}, {rule: proportional}]|talmud", NULL, 0},
        {"a=\"1,2:3\",4", "a", "\"1,2:3\"|4", NULL, 0},
        {"a=500m KRW:2bn KRW:500m KRW", "a", "0.5bn KRW|1bn KRW|1.5bn KRW|2bn KRW", NULL, 0},
        {"a=1억 KRW:3억 KRW:1억 KRW", "a", "1억 KRW|2억 KRW|3억 KRW", NULL, 0},
        {"a=500m KRW:2bn KRW:1bn KRW", "a", "0.5bn KRW|1.5bn KRW", NULL, 0},
        {"a=5:5:1", "a", "5", NULL, 0},
        {"a=0:1:0.3", "a", "0|0.3|0.6|0.9", NULL, 0},
        {"a=1,000,000:3,000,000:1,000,000", "a", "1000000|2000000|3000000", NULL, 0},
        {"a=100m KRW,200m KRW", "a", "100m KRW|200m KRW", NULL, 0},
        {"a=100, 200, 300", "a", "100|200|300", NULL, 0},
        {"a=100_000,300_000", "a", "100_000|300_000", NULL, 0},
        {"a=0, 1", "a", "0|1", NULL, 0},
        {"a=100,000,000", NULL, NULL,
         "`100,000,000` may be read in two ways: its comma may stand in a number or between two", 3},
        {"a=20%, 100,200", NULL, NULL,
         "`100,200` may be read in two ways: its comma may stand in a number or between two", 8},
        {"a=0,5", NULL, NULL, "`0,5` may be read in two ways: its comma may stand in a number or between two", 3},
        {"a=1,5bn KRW,2bn KRW", NULL, NULL,
         "`1,5bn KRW` may be read in two ways: its comma may stand in a number or between two", 3},
        {"a", NULL, NULL, "the lever has no values", 1},
        {"a=", NULL, NULL, "the lever has no values", 1},
        {"=1", NULL, NULL, "the lever has no key", 1},
        {" =1", NULL, NULL, "the lever has no key", 1},
        {"", NULL, NULL, "the lever has no key", 1},
        {"a=1:2", NULL, NULL, "a range needs a step", 3},
        {"a=1:2:0", NULL, NULL, "the step is not above zero", 7},
        {"a=2:1:1", NULL, NULL, "the range ends before it begins", 5},
        {"a=1:x:1", NULL, NULL, "a part of the range is not a number", 5},
        {"a=1m KRW:1bn JPY:1m KRW", NULL, NULL, "the parts of the range have different units", 10},
        {"a=0:1:0.00001", NULL, NULL, "the range has more than 10,000 values", 7},
        {"a=1,,2", NULL, NULL, "a value of the list is empty", 5},
        {"가=2:1:1", NULL, NULL, "the range ends before it begins", 5},
        {"a=2020-01-01:2019-01-01:1mo", NULL, NULL, "the range ends before it begins", 14},
        {"a=2020-01-01:2021-01-01:5", NULL, NULL, "the step between dates is not a span", 25},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        sol_diagnostics *faults = sol_diagnostics_new(arena);
        sol_lever lever = {0};
        bool is_read = sol_lever_parse(arena, rows[i].argument, faults, &lever);
        cr_assert_eq(is_read, rows[i].values != NULL, "%s", rows[i].argument);
        if (is_read) {
            char text[256];
            joined(&lever, text, sizeof text);
            cr_assert_str_eq(lever.key, rows[i].key, "%s", rows[i].argument);
            cr_assert_str_eq(text, rows[i].values, "%s", rows[i].argument);
        } else {
            const sol_diagnostic *fault = sol_diagnostics_get(faults, 0);
            cr_assert_str_eq(fault->message, rows[i].fault, "%s", rows[i].argument);
            cr_assert_eq(fault->place.column, rows[i].column, "%s: column %u", rows[i].argument, fault->place.column);
            cr_assert_null(lever.key, "%s: untouched", rows[i].argument);
        }
        sol_arena_free(arena);
    }
}

Test(lever, values_have_a_place_on_an_axis)
{
    static const struct {
        const char *value;
        double position;
    } rows[] = {{"35%", 35},  {"-0.25", -0.25},    {"1.5bn KRW", 1.5}, {"1970-01-11", 10},
                {"18mo", 18}, {"1,500 KRW", 1500}, {"1_500", 1500}};
    double position;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert(lever_axis(rows[i].value, &position), "%s", rows[i].value);
        cr_assert_eq(position, rows[i].position, "%s", rows[i].value);
    }
    cr_assert_not(lever_axis("talmud", &position));
}
