#include "plan/dates.h"

#include <string.h>

static bool fault(const sol_scenario *scenario, sol_diagnostics *diagnostics, const char *hint, const char *message)
{
    const sol_payments *payments = &scenario->payments;
    sol_place place =
        payments->node ? sol_node_place(payments->node, payments->has_dates ? "dates" : "first") : (sol_place){0};
    sol_diagnostics_add(diagnostics, SOL_ERROR, "S811", place, hint, "%s", message);
    return false;
}

bool dates_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, sol_diagnostics *diagnostics)
{
    const sol_payments *payments = &scenario->payments;
    sol_date *date = SOL_TAKE(arena, DATES_MAX + 1, sol_date);
    size_t count = 0;
    for (size_t k = 0; count <= DATES_MAX; k++) {
        if (payments->has_dates && k == payments->date_count)
            break;
        sol_date next = payments->has_dates ? payments->date[k]
                                            : sol_date_add_months(payments->first, (int)k * payments->every_months);
        if (next.day > scenario->end.day)
            break;
        if (next.day >= scenario->start.day)
            date[count++] = next;
    }
    if (count == 0)
        return fault(scenario, diagnostics, "let a pay date fall between `start` and `end`",
                     "no pay date lies between start and end");
    if (count > DATES_MAX)
        return fault(scenario, diagnostics, "pay less often, or end earlier", "there are more than 2,000 pay dates");
    plan->date = date;
    plan->date_count = count;
    return true;
}

size_t dates_first_from(const sol_plan *plan, sol_date day)
{
    size_t low = 0, high = plan->date_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (plan->date[middle].day < day.day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
