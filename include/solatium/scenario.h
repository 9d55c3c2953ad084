/* A scenario: what one YAML file (with what it extends and names) says, checked. */
#ifndef SOLATIUM_SCENARIO_H
#define SOLATIUM_SCENARIO_H

#include "solatium/claim.h"
#include "solatium/contribution.h"
#include "solatium/diagnostic.h"
#include "solatium/fund.h"
#include "solatium/observed.h"
#include "solatium/other_source.h"
#include "solatium/payments.h"
#include "solatium/table.h"

/** A line of the table of assumptions: every value that was written, and the defaults that matter. */
typedef struct sol_assumption {
    const char *key;    /* "firms.POSCO.pledge" */
    const char *value;  /* as written */
    const char *source; /* NULL: assumed */
    const char *note;   /* or NULL */
    bool is_default;    /* not written */
} sol_assumption;

/** A scenario's texts, read and parsed once; scenarios with different settings are made from it. */
typedef struct sol_document sol_document;

/** A file that was read: what it was called, and what the system knows it by. */
typedef struct sol_file {
    const char *name;
    bool is_known; /* false: a text from memory */
    uint64_t device, inode;
} sol_file;

/** A goal of timeliness; the first is the scenario's verdict. */
typedef struct sol_timeliness {
    sol_who who;             /* of a list: whom the goal counts */
    int64_t paid_billionths; /* of T */
    sol_date by;             /* default: end */
    int64_t goal_billionths;
    double confidence; /* above 1/2 */
    const sol_node *node;
} sol_timeliness;

typedef struct sol_scenario {
    const char *title, *description, *author; /* description, author: NULL if not given */
    const char *file;                         /* as given */
    const char *sha256;                       /* of all texts read, hex */
    const char *content; /* likewise of what they say, as it was read; without the number of trials and their seed */
    size_t leaves_out_count;
    const char *const *leaves_out;
    size_t currency_count;
    const sol_currency *currency;
    sol_date start, end;
    uint64_t trials, seed;

    bool has_mortality;
    sol_distribution multiplier; /* of every hazard, those of groups too */
    size_t mortality_count;
    const sol_mortality *mortality; /* the scenario's own first, then those of groups and rows; all of them whole */

    size_t event_count;
    const sol_event *event; /* each behind those it requires or excludes */
    size_t country_count;
    const sol_country *country;
    double between; /* b, correlation of the countries' factors */
    bool participation_is_fraction;
    size_t firm_count;
    const sol_firm *firm;
    size_t source_count;
    const sol_other_source *source;
    sol_span
        money_delay; /* not of the language, 0 unless a study asks: every arrival comes so much later, its amount unchanged */
    sol_money money_added; /* likewise: what is in the fund on the first pay date beside all that it holds then */
    sol_fund fund;

    size_t table_count;
    const sol_table *table; /* of firms and claimants, in the order of reading */
    uint64_t claimants_seed;
    size_t group_count;
    const sol_group *group;
    size_t row_count;
    const sol_claimant_row *row;
    const char *const *row_name; /* of each row, NULL if it has none; NULL: the register has no names */
    size_t row_terms_count;
    const sol_terms *row_terms;
    sol_administration administration;
    sol_payments payments;
    bool hold_registered;
    size_t step_count;
    const sol_step *step;
    size_t timeliness_count;
    const sol_timeliness *timeliness;
    size_t observed_count;
    const sol_observed *observed;

    size_t assumption_count;
    const sol_assumption *assumption;

    const sol_document *document; /* that it was made of, and the tree of its values after all settings */
    const sol_node *root;
} sol_scenario;

/**
 * Reads a file ("-": standard input) with all that it extends.
 *
 * Gives    the document in `arena`, or NULL and at least one error in `diagnostics`
 * Errors   as protect.h says; bare, NULL, here and below
 */
sol_document *sol_document_read(sol_arena *arena, const char *path, sol_diagnostics *diagnostics);

/** The same, where all files that scenarios made of it name must lie under the folder that it is read from, links followed (S006). */
sol_document *sol_document_read_confined(sol_arena *arena, const char *path, sol_diagnostics *diagnostics);

/** The same from a text; files that it names are looked for from the folder of `name`. */
sol_document *sol_document_parse(sol_arena *arena, const char *name, const char *text, size_t length,
                                 sol_diagnostics *diagnostics);

/** The files read for it so far: the scenario, what it extends, and what scenarios made of it name (CSV files, life tables). */
size_t sol_document_files(const sol_document *document, const sol_file **file);

/**
 * Makes a scenario of a document with scalars replaced ("participation.JP=50%", as --set takes them). CSV files and life tables are
 * read at the first call and kept with the document.
 *
 * Gives    the scenario in `arena`, or NULL and at least one error; warnings may be added either way
 */
sol_scenario *sol_scenario_make(sol_arena *arena, sol_document *document, size_t set_count, const char *const *set,
                                sol_diagnostics *diagnostics);

/** The place of a key of a mapping (the mapping's own place when it has no such key; `key` NULL: the mapping); bare, nowhere on failure. */
sol_place sol_node_place(const sol_node *node, const char *key);

/** The scenario language as JSON Schema (2020-12), and as the reference's tables in Markdown. */
char *sol_schema_json(sol_arena *arena);
char *sol_schema_reference(sol_arena *arena);

#endif
