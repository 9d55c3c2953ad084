/* The scenarios that are shipped: each is read without a word of complaint, and nothing in one is left unexplained. */
#include "solatium/scenario.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

typedef struct shipped {
    const char *file;
    uint64_t claimants, living; /* as its description says */
} shipped;

static const shipped row[] = {
    {"asset-liquidation.yaml", 16, 5},
    {"backtests/austria-2001.yaml", 150000, 150000},
    {"backtests/german-foundation-2001.yaml", 1499900, 1499900},
    {"backtests/korean-survivors-2018.yaml", 5245, 5245},
    {"backtests/korean-women-2017.yaml", 40, 40},
    {"foundation-2025.yaml", 85, 12},
    {"german-foundation-2001.yaml", 1660000, 1660000},
    {"joint-fund-2019.yaml", 32, 11},
    {"korean-firms-only.yaml", 32, 11},
    {"kuwait-rounds.yaml", 1515, 1510}, /* institutions do not live */
    {"public-bill-2019.yaml", 1500, 300},
    {"registered-victims.yaml", 5245, 5245},
    {"talks-and-arbitration.yaml", 32, 11},
    {"third-party-2023.yaml", 67, 13},
};
enum { ROWS = sizeof row / sizeof *row };

static sol_arena *arena;

static void begin(void)
{
    arena = sol_arena_new();
}

static void end(void)
{
    sol_arena_free(arena);
}

TestSuite(shipped, .init = begin, .fini = end);

static const char *path_of(const char *file)
{
    const char *root = getenv("SOLATIUM_ROOT");
    cr_assert_not_null(root);
    return sol_arena_print(arena, "%s/scenarios/%s", root, file);
}

/* Reads a scenario and lists every diagnostic as a failure. */
static const sol_scenario *read_in_silence(const char *file)
{
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    sol_document *document = sol_document_read(arena, path_of(file), diagnostics);
    const sol_scenario *scenario = document ? sol_scenario_make(arena, document, 0, NULL, diagnostics) : NULL;
    for (size_t i = 0; i < sol_diagnostics_count(diagnostics); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(diagnostics, i);
        cr_expect_fail("%s:%u:%u: %s: %s", file, d->place.line, d->place.column, d->id, d->message);
    }
    cr_assert_not_null(scenario, "%s", file);
    return scenario;
}

/* Scenarios in a folder, each of which is to be in the table: `prefix` is what stands before their names in it. */
static size_t known_in(const char *prefix)
{
    DIR *folder = opendir(path_of(prefix));
    cr_assert_not_null(folder);
    size_t found = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name), known = 0;
        if (length < 5 || strcmp(entry->d_name + length - 5, ".yaml") != 0)
            continue;
        const char *file = sol_arena_print(arena, "%s%s", prefix, entry->d_name);
        for (size_t i = 0; i < ROWS; i++)
            known += strcmp(row[i].file, file) == 0;
        cr_expect_eq(known, 1, "%s", file);
        found++;
    }
    closedir(folder);
    return found;
}

Test(shipped, the_folders_hold_these_scenarios_and_no_other)
{
    cr_expect_eq(known_in("") + known_in("backtests/"), ROWS);
}

Test(shipped, each_is_read_without_error_or_warning_and_says_what_it_leaves_out)
{
    for (size_t i = 0; i < ROWS; i++) {
        const sol_scenario *scenario = read_in_silence(row[i].file);
        cr_expect_not_null(scenario->description, "%s", row[i].file);
        cr_expect_gt(scenario->leaves_out_count, 1, "%s", row[i].file);
    }
}

Test(shipped, each_has_the_people_that_it_speaks_of)
{
    for (size_t i = 0; i < ROWS; i++) {
        const sol_scenario *scenario = read_in_silence(row[i].file);
        uint64_t claimants = 0, living = 0;
        for (size_t g = 0; g < scenario->group_count; g++) {
            claimants += scenario->group[g].count;
            living += scenario->group[g].is_institution ? 0 : scenario->group[g].living;
        }
        for (size_t r = 0; r < scenario->row_count; r++) {
            claimants += scenario->row[r].count;
            living += scenario->row[r].count;
        }
        cr_expect_eq(claimants, row[i].claimants, "%s: %llu", row[i].file, (unsigned long long)claimants);
        cr_expect_eq(living, row[i].living, "%s: %llu", row[i].file, (unsigned long long)living);
    }
}

/* What says how the scenario is built rather than how the world is. */
static bool is_structure(const char *key)
{
    static const char *const words[] = {"currency", "trials", "seed",  "kind",  "country",       "earmark",
                                        "requires", "unless", "every", "until", "interest_until"};
    const char *dot = strrchr(key, '.'), *last = dot ? dot + 1 : key;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(last, words[i]) == 0)
            return true;
    return false;
}

Test(shipped, every_value_that_is_written_has_a_source_or_a_note)
{
    for (size_t i = 0; i < ROWS; i++) {
        const sol_scenario *scenario = read_in_silence(row[i].file);
        size_t sourced = 0;
        for (size_t k = 0; k < scenario->assumption_count; k++) {
            const sol_assumption *a = &scenario->assumption[k];
            sourced += a->source != NULL;
            cr_expect_null(strstr(a->value, "note: "), "%s: %s: %s", row[i].file, a->key, a->value);
            cr_expect(a->is_default || a->source || a->note || is_structure(a->key), "%s: %s: %s", row[i].file, a->key,
                      a->value);
        }
        cr_expect_gt(sourced, 3, "%s", row[i].file);
    }
}
