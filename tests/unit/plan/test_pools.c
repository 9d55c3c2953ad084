#include "../engine/fixture_money.h"

static void earmark(sol_other_source *source, size_t count, const int *group, bool then_general)
{
    source->earmark = (sol_earmark){.group_count = count, .group = group, .counts = true, .then_general = then_general};
}

Test(pools, sources_with_the_same_groups_share_one_and_the_fewest_claimants_come_first)
{
    static const int three[] = {2, 0, 1}, same_three[] = {0, 1, 2, 1}, two[] = {1, 2}, one[] = {1};
    money_fixture *f = fixture_new();
    fixture_source(f, "general", SOL_GIFT, 1);
    earmark(fixture_source(f, "three", SOL_GIFT, 1), 3, three, true);
    earmark(fixture_source(f, "two", SOL_GIFT, 1), 2, two, true);
    earmark(fixture_source(f, "three again", SOL_GIFT, 1), 4, same_three, true);
    earmark(fixture_source(f, "one", SOL_GIFT, 1), 1, one, true);
    earmark(fixture_source(f, "two on other terms", SOL_GIFT, 1), 2, two, false);
    fixture_source(f, "match", SOL_MATCH, 0)->match_country = KOREA;
    const sol_plan *plan = fixture_plan(f);
    cr_assert_eq(plan->money.pool_count, 5);
    static const int pool[] = {0, 4, 2, 4, 1, 3, 0};
    for (size_t s = 0; s < sizeof pool / sizeof *pool; s++)
        cr_assert_eq(plan->money.source_pool[s], pool[s], "source %zu pays into %d", s, plan->money.source_pool[s]);
    cr_assert_eq(plan->money.pool[4].group_count, 3);
    for (int i = 0; i < 3; i++)
        cr_assert_eq(plan->money.pool[4].group[i], i);
    cr_assert(plan->money.pool[2].then_general && !plan->money.pool[3].then_general);
    sol_arena_free(f->arena);
}

Test(pools, a_pool_for_nobody_comes_before_one_for_somebody)
{
    static const int somebody[] = {0}, nobody[] = {3};
    money_fixture *f = fixture_new();
    earmark(fixture_source(f, "somebody", SOL_GIFT, 1), 1, somebody, true);
    earmark(fixture_source(f, "nobody", SOL_GIFT, 1), 1, nobody, true);
    const sol_plan *plan = fixture_plan(f);
    cr_assert_eq(plan->money.source_pool[0], 2);
    cr_assert_eq(plan->money.source_pool[1], 1);
    sol_arena_free(f->arena);
}
