/* What a saved result says of who is wholly paid, by when, what is unpaid, who dies waiting, and how figures lie. */
#include "sample_result.h"

#include "solatium/saved_result.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *const keys[] = {"wholly_paid", "reach", "nothing_comes", "unpaid", "deaths", "distribution"};

static const sol_result *read_back(sol_arena *arena, const char *text)
{
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    const sol_result *r = sol_result_load(arena, "result.json", text, strlen(text), diagnostics);
    cr_assert_not_null(r, "%s", sol_diagnostics_get(diagnostics, 0)->message);
    return r;
}

static bool are_equal(const sol_estimate *a, const sol_estimate *b)
{
    return a->mean == b->mean && a->se == b->se && a->p05 == b->p05 && a->p50 == b->p50 && a->p95 == b->p95 &&
           a->at_confidence == b->at_confidence && a->support == b->support;
}

static bool are_alike(const sol_proportion *a, const sol_proportion *b)
{
    return a->mean == b->mean && a->se == b->se && a->low == b->low && a->high == b->high && a->support == b->support;
}

Test(saved_answers, each_figure_comes_back_in_its_own_place)
{
    sol_arena *arena = sol_arena_new();
    const sol_result *a = sample_result(arena), *b = read_back(arena, sol_result_save(arena, a));
    for (int o = 0; o < SOL_ORIGINS; o++) {
        const sol_wholly_paid *w = &a->wholly_paid[o], *v = &b->wholly_paid[o];
        cr_expect(are_equal(&w->by_goal, &v->by_goal) && are_equal(&w->by_end, &v->by_end));
        cr_expect(are_equal(&w->share_by_goal, &v->share_by_goal) && are_equal(&w->share_by_end, &v->share_by_end));
        cr_expect(are_alike(&w->everyone, &v->everyone));
        cr_expect(are_equal(&a->unpaid.of[o], &b->unpaid.of[o]));
    }
    for (int w = 0; w < SOL_WAITS; w++)
        cr_expect(are_equal(&a->unpaid.wait[w], &b->unpaid.wait[w]));
    cr_expect_eq(a->unpaid.at.day, b->unpaid.at.day);
    for (int k = 0; k < SOL_COMINGS * SOL_COMING_SHARES; k++) {
        const sol_reach_date *d = &a->reach[k / SOL_COMING_SHARES][k % SOL_COMING_SHARES],
                             *e = &b->reach[k / SOL_COMING_SHARES][k % SOL_COMING_SHARES];
        cr_expect(d->p05.day == e->p05.day && d->p50.day == e->p50.day && d->p95.day == e->p95.day &&
                      d->at_confidence.day == e->at_confidence.day && are_alike(&d->never, &e->never),
                  "%d", k);
    }
    cr_expect(sol_date_is_never(b->reach[0][4].p50) && !sol_date_is_never(b->reach[0][4].p05));
    cr_expect(are_alike(&a->nothing_comes, &b->nothing_comes));
    cr_assert_eq(b->death_count, 180);
    cr_expect_eq(b->deaths[179].to.day, a->deaths[179].to.day);
    cr_expect_eq(b->deaths[179].cumulative.mean, a->deaths[179].cumulative.mean);
    cr_expect_eq(b->deaths[179].waiting.se, 0.01);
    cr_assert_eq(b->distribution.share_in_time.count, 2);
    cr_expect_eq(b->distribution.share_in_time.bin[1].count, 600);
    cr_expect_eq(b->distribution.owed.bin[1].from, 4e9);
    sol_arena_free(arena);
}

Test(saved_answers, what_rests_on_no_trial_or_one_is_null)
{
    sol_arena *arena = sol_arena_new();
    sol_result *r = sample_result(arena);
    sol_deaths death = {r->start, r->end, {2, INFINITY}, {2, INFINITY}};
    r->deaths = &death;
    r->death_count = 1;
    r->wholly_paid[SOL_OF_ESTATES].share_by_goal = (sol_estimate){.support = SOL_OF_NONE};
    r->wholly_paid[SOL_OF_ESTATES].everyone = (sol_proportion){.support = SOL_OF_NONE};
    r->unpaid.of[SOL_OF_ALL].support = SOL_OF_ONE;
    r->unpaid.of[SOL_OF_ALL].se = 0;
    r->reach[SOL_COMING_ALL][0].never = (sol_proportion){.support = SOL_OF_NONE};
    const char *text = sol_result_save(arena, r);
    json_t *root = json_loads(text, 0, NULL);
    json_t *all = json_object_get(json_object_get(root, "unpaid"), "all");
    cr_expect(json_is_null(json_object_get(all, "se")) && json_is_number(json_object_get(all, "at_confidence")));
    json_t *row = json_array_get(json_object_get(root, "deaths"), 0);
    cr_expect(json_is_null(json_object_get(json_object_get(row, "waiting"), "se")));
    json_decref(root);
    const sol_result *b = read_back(arena, text);
    cr_expect(isinf(b->deaths[0].waiting.se) && b->deaths[0].cumulative.mean == 2);
    cr_expect_eq(b->wholly_paid[SOL_OF_ESTATES].share_by_goal.support, SOL_OF_NONE);
    cr_expect_eq(b->wholly_paid[SOL_OF_ESTATES].everyone.support, SOL_OF_NONE);
    cr_expect_eq(b->wholly_paid[SOL_OF_LIVING].everyone.support, SOL_OF_MANY);
    cr_expect_eq(b->unpaid.of[SOL_OF_ALL].support, SOL_OF_ONE);
    cr_expect_eq(b->reach[SOL_COMING_ALL][0].never.support, SOL_OF_NONE);
    cr_expect_str_eq(sol_result_save(arena, b), text);
    sol_arena_free(arena);
}

/* Saved before there were such figures: there is none of them, and what is written of it can be read again. */
Test(saved_answers, results_from_before_are_read_and_written_again)
{
    sol_arena *arena = sol_arena_new();
    json_t *root = json_loads(sol_result_save(arena, sample_result(arena)), 0, NULL);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        cr_assert_eq(json_object_del(root, keys[i]), 0, "%s", keys[i]);
    char *text = json_dumps(root, 0);
    const sol_result *old = read_back(arena, text);
    const sol_result *again = read_back(arena, sol_result_save(arena, old));
    free(text);
    json_decref(root);
    const sol_result *both[] = {old, again};
    for (int i = 0; i < 2; i++) {
        const sol_result *r = both[i];
        for (int o = 0; o < SOL_ORIGINS; o++) {
            cr_expect_eq(r->wholly_paid[o].by_goal.support, SOL_OF_NONE);
            cr_expect_eq(r->wholly_paid[o].everyone.support, SOL_OF_NONE);
            cr_expect_eq(r->unpaid.of[o].support, SOL_OF_NONE);
        }
        cr_expect_eq(r->unpaid.wait[0].support, SOL_OF_NONE);
        cr_expect_eq(r->nothing_comes.support, SOL_OF_NONE);
        cr_expect_eq(r->reach[SOL_COMING_LIVING][2].never.support, SOL_OF_NONE);
        cr_expect(sol_date_is_never(r->reach[SOL_COMING_LIVING][2].p05));
        cr_expect(r->death_count == 0 && r->distribution.owed.count == 0);
    }
    sol_arena_free(arena);
}

/* What is read can be written and read once more, whatever the file lacked. */
static bool is_refused_or_round(const json_t *root)
{
    sol_arena *arena = sol_arena_new();
    char *text = json_dumps(root, 0);
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    const sol_result *old = sol_result_load(arena, "result.json", text, strlen(text), diagnostics);
    const char *saved = old ? sol_result_save(arena, old) : NULL;
    const sol_result *again = old ? sol_result_load(arena, "result.json", saved, strlen(saved), diagnostics) : NULL;
    bool is_so = !old || (again && strcmp(sol_result_save(arena, again), saved) == 0);
    free(text);
    sol_arena_free(arena);
    return is_so;
}

/* Each key of `value`, and of what is in it, is taken away and put to null in turn; of a list, those of its first item.
 * Gives how many were tried. */
static int try_each_key(json_t *root, json_t *value)
{
    int tried = 0;
    const char *key;
    json_t *member, *whole = json_copy(value); /* what is put back stands last: the keys are those of the copy */
    if (json_is_array(value) && json_array_size(value) > 0)
        tried += try_each_key(root, json_array_get(value, 0));
    json_object_foreach(whole, key, member)
    {
        json_object_set_new(value, key, json_null());
        cr_expect(is_refused_or_round(root), "`%s` as null", key);
        json_object_del(value, key);
        cr_expect(is_refused_or_round(root), "without `%s`", key);
        json_object_set(value, key, member);
        tried += 1 + try_each_key(root, member);
    }
    json_decref(whole);
    return tried;
}

Test(saved_answers, whatever_a_result_lacks_it_is_refused_or_can_be_written_again)
{
    sol_arena *arena = sol_arena_new();
    json_t *root = json_loads(sol_result_save(arena, sample_result(arena)), 0, NULL);
    cr_expect_gt(try_each_key(root, root), 200);
    json_decref(root);
    sol_arena_free(arena);
}

Test(saved_answers, a_histogram_of_too_many_bins_is_refused)
{
    sol_arena *arena = sol_arena_new();
    sol_result *r = sample_result(arena);
    static sol_bin bin[SOL_BINS_MAX + 1];
    for (size_t b = 0; b <= SOL_BINS_MAX; b++)
        bin[b] = (sol_bin){(double)b, (double)b + 1, 1};
    r->distribution.received = (sol_histogram){SOL_BINS_MAX, bin};
    read_back(arena, sol_result_save(arena, r));
    r->distribution.received.count++;
    const char *text = sol_result_save(arena, r);
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    cr_assert_null(sol_result_load(arena, "result.json", text, strlen(text), diagnostics));
    cr_expect_str_eq(sol_diagnostics_get(diagnostics, 0)->message,
                     "`distribution.received` has 41 bins, where up to 40 belong");
    sol_arena_free(arena);
}
