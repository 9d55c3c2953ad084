/* Priority by approval: who was examined first is paid first, and of one day who was filed first. Worked out by hand. */
#include "engine/by_hand.h"

#define PAYS "payments: {dates: [2025-01-31, 2025-02-28, 2025-03-31]}\n"
#define BY_APPROVAL "allocation: {rule: priority, by: approval}\n"
#define GIFTS "other_sources: [{name: G, kind: gift, amount: 150, date: 2025-01-02, every: month, until: 2025-03-02}]\n"

Test(approval, the_order_of_payment_is_that_of_the_office)
{
    static const by_hand rows[] = {
        {"the smallest is examined first, one a month, and paid first",
         GROUPS CLAIM("A", "300") CLAIM("B", "100") CLAIM("C", "200") PAYS GIFTS BY_APPROVAL
         "administration: {capacity: 1, order: smallest}\n",
         "0 100 0 | 0 100 200 | 150 100 200", "left 0, owed 150"},
        {"without a queue it is the day of entitlement, whatever the file says",
         GROUPS CLAIM("A", "300, eligible: 2025-02-10") CLAIM("B", "100, eligible: 2025-02-11")
             CLAIM("C", "200, eligible: 2025-02-09") PAYS GIFTS BY_APPROVAL,
         "0 0 0 | 100 0 200 | 250 0 200", "left 0, owed 150"},
        {"of one day it is the order of the file",
         GROUPS CLAIM("A", "100") CLAIM("B", "100") CLAIM("C", "200") PAYS GIFTS BY_APPROVAL,
         "100 50 0 | 100 100 100 | 100 100 200", "left 50, owed 0"},
        {"who is not examined yet comes last, be the money held or not",
         GROUPS CLAIM("A", "300") CLAIM("B", "100") CLAIM("C", "200") PAYS GIFTS BY_APPROVAL
         "administration: {capacity: 1, order: smallest}\nhold: registered\n",
         "0 100 0 | 0 100 200 | 150 100 200", "left 0, owed 150"},
    };
    BY_HAND("start: 2025-01-01\nend: 2025-12-31\n", rows);
}
