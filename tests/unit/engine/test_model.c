/* What the program says of random futures is what the model's page says, number by number. */
#include "engine/campaign/campaign.h"

#include <criterion/criterion.h>

Test(model, random_scenarios_of_the_whole_language_agree_with_the_page)
{
    campaign c = campaign_run(0, 700, 3);
    cr_assert(c.compared > 500 && c.numbers > 50000 && c.by_history > 30,
              "%zu scenarios, %zu refused, %zu passed over, %zu numbers, %zu trials by history", c.compared, c.refused,
              c.passed_over, c.numbers, c.by_history);
}
