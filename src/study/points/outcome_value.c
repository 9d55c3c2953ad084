#include "study/points/outcome_value.h"

#include <string.h>

static bool read_amount(const sol_scenario *scenario, const char *text, double *value, sol_quantity_fault *fault)
{
    const sol_quantity_currency known[] = {{scenario->currency[0].code, scenario->currency[0].minor_digits}, {NULL, 0}};
    sol_quantity_money amount;
    if (!sol_quantity_amount(text, strlen(text), known, &amount, fault))
        return false;
    *value = (double)amount.units;
    return true;
}

bool outcome_value_read(const sol_scenario *scenario, sol_unit unit, const char *text, double *value,
                        sol_quantity_fault *fault)
{
    int64_t billionths;
    sol_date day;
    const size_t length = strlen(text);
    switch (unit) {
    case SOL_UNIT_MONEY:
        return read_amount(scenario, text, value, fault);
    case SOL_UNIT_SHARE:
        if (!sol_quantity_share(text, length, &billionths, fault))
            return false;
        *value = (double)billionths / SOL_BILLION;
        return true;
    case SOL_UNIT_DATE:
        if (!sol_quantity_date(text, length, &day, fault))
            return false;
        *value = (double)day.day;
        return true;
    default:
        return sol_quantity_number(text, length, value, fault);
    }
}
