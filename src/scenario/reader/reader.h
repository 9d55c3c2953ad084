/* Reading a tree into the scenario's structs, by the table of keys. */
#ifndef SOL_SCENARIO_READER_H
#define SOL_SCENARIO_READER_H

#include "scenario/keys/keys.h"
#include "scenario/reader/content.h"
#include "scenario/text/names.h"
#include "scenario/text/problem.h"
#include "solatium/quantity.h"
#include "solatium/scenario.h"

enum { READER_CURRENCIES_MAX = 64 };

/** What has names that may be taken for each other. */
typedef enum named_kind { NAMED_FIRM, NAMED_SOURCE, NAMED_GROUP, NAMED_EVENT, NAMED_COUNTRY, NAMED_KINDS } named_kind;

/** What is known while a scenario is made. */
typedef struct reader {
    sol_arena *arena;
    sol_diagnostics *diagnostics;
    sol_document *document;
    sol_scenario *scenario;
    const sol_node *root;

    size_t currency_count;                                     /* the scenario's own is 0 */
    sol_quantity_currency currency[READER_CURRENCIES_MAX + 2]; /* ends with NULL */
    bool has_wrong_currency; /* then every code is taken: the error stands where it was made, not at each amount */
    name_table events, countries, groups;
    name_table looks[NAMED_KINDS]; /* what their names look like */
    size_t country_room;
    const sol_participation *rate_of_all; /* `participation: 30%`; NULL: by country */

    text_buffer path;           /* of the value being read: "firms.POSCO.pledge" */
    const char *source, *note;  /* of the mappings around it */
    const text_source *said_by; /* the text that those two stand in */
    sol_assumption *assumption;
    const sol_node **assumption_node; /* for their order; NULL: a default */
    size_t assumption_count, assumption_room;
    content content;
    row_list tables;        /* sol_table */
    row_list mortalities;   /* mortality_form, the scenario's own first */
    bool is_default;        /* the value being read was not written */
    bool is_listed;         /* ... and its default counts */
    bool is_currency_found; /* the table's own currency is that of one of its amounts, and not said of all */
    bool is_alone; /* a table is read without a scenario: the names that only one knows are taken as they are */
} reader;

/** A reader of nothing so far: its lists are empty, its texts too. Root, document and currencies are the caller's to give. */
reader reader_begin(sol_arena *arena, sol_scenario *scenario, const sol_node *root, sol_diagnostics *diagnostics);

/** Reads a mapping into `target` by its table: unknown and missing keys, each value, defaults. */
void reader_table(reader *r, const key_table *table, const sol_node *mapping, void *target);

/** Reads one value by its row, also `{value, source, note}`. */
void reader_value(reader *r, const key_row *row, const sol_node *value, void *target);

/** Reads a single value by its row's kind into its field. */
bool reader_field(reader *r, const key_row *row, const sol_node *value, void *target);

/** Whether a node is of a kind; an error if not. `what` names what belongs here. */
bool reader_wants(reader *r, const sol_node *node, node_kind kind, const char *what);

/** Whether a scalar that is not empty stands here; an error if not. */
bool reader_wants_scalar(reader *r, const sol_node *node, const char *what);

/** Whether start and end were read and are in their order. */
static inline bool reader_has_time(const reader *r)
{
    const sol_scenario *s = r->scenario;
    return !sol_date_is_never(s->start) && !sol_date_is_never(s->end) && s->start.day < s->end.day;
}

/** Whether more errors were found than are kept: reading on would only count them. */
static inline bool reader_has_enough(const reader *r)
{
    return sol_diagnostics_dropped(r->diagnostics) > 0;
}

/** Whether a key of a mapping is one of `source`, `note` and `remove`, which stand beside free names. */
bool reader_is_reserved(const sol_node *key);

/**
 * Whether no error stands in the value of a key, also where there is none: what was not read rightly is not held against the keys beside it.
 */
bool reader_is_sound(const reader *r, const sol_node *mapping, const char *key);

/** The name before it of its kind that a new one can be taken for, or NULL; and the warning to give then. */
const char *reader_alike(reader *r, named_kind kind, const char *name);
void reader_warn_alike(reader *r, named_kind kind, const char *other, const char *name, sol_place place);

/** Both. */
void reader_look_at_name(reader *r, named_kind kind, const char *name, sol_place place);

/** Goes into a part of the path and out again, with the source and note of the mapping (NULL: none). */
typedef struct reader_level {
    size_t length;
    const char *source, *note;
    const text_source *said_by;
} reader_level;
reader_level reader_enter(reader *r, const char *key, const sol_node *mapping);
void reader_leave(reader *r, reader_level level);

/** Adds a line to the table of assumptions, at the current path. */
void reader_assume(reader *r, const sol_node *value);

/** Adds a fault of a quantity at its place in a scalar. */
void reader_fault(reader *r, problem which, const sol_node *scalar, const sol_quantity_fault *fault);

/** Single values; false: an error was added, outputs untouched. */
bool value_text(reader *r, const sol_node *node, const char **text);
bool value_word(reader *r, const sol_node *node, const key_word *words, int *value);
bool value_name(reader *r, const sol_node *node, const name_table *names, const char *what, int *index);
bool value_whole(reader *r, const sol_node *node, double low, double high, int64_t *number);
bool value_number(reader *r, const sol_node *node, double low, double high, double *number);
bool value_decimal(reader *r, const sol_node *node, double low, double high, sol_decimal *number);
bool value_date(reader *r, const sol_node *node, sol_date *date);
bool value_span(reader *r, const sol_node *node, sol_span *span);
bool value_amount(reader *r, const sol_node *node, sol_money *money, int *currency);
bool value_home_amount(reader *r, const sol_node *node, sol_money *money);
bool value_ratio(reader *r, const sol_node *node, double low, double high, int64_t *billionths);
bool value_rate(reader *r, const sol_node *node, double low, double high, int64_t *billionths);
bool value_growth(reader *r, const sol_node *node, double low, double high, double *growth);

/** An amount in the scenario's own currency, at start's price, to the nearest unit; false, and the fault without its place, above 10^15. */
bool reader_convert(const reader *r, sol_quantity_money amount, sol_money *money, sol_quantity_fault *fault);

/** Whether a mapping names a distribution. */
bool value_is_distribution(const sol_node *node);

/** The distribution of a name; SOL_DISTRIBUTION_KINDS: none has it. */
sol_distribution_kind value_distribution_named(const char *name);

/** Distributions (a bare value, {uniform: [a, b]}, …). Amounts: all in one currency. */
bool value_distribution(reader *r, const key_row *row, const sol_node *node, sol_distribution *distribution);
bool value_amounts(reader *r, const sol_node *node, sol_amount *amount);
/** Spans, as days; `may_nest`: a parameter may be a distribution itself. */
bool value_delays(reader *r, const sol_node *node, bool may_nest, sol_distribution *days);
/** A date, a span or a distribution of either; spans alone where `delay_only`. `may_nest` as above. */
bool value_when(reader *r, const sol_node *node, bool delay_only, bool may_nest, sol_when *when);

/** Whether a scalar is meant for a span rather than for a date. */
bool value_is_span(const sol_node *scalar);

/**
 * The distribution that a cell of a table spells, which holds no mapping: `exponential 6mo`, `uniform 1bn KRW; 2bn KRW`, `choice 100d: 50%; 1y: 50%`,
 * or as a scenario writes it, in braces. Values are parted by semicolons, or by commas with a blank behind them. What spells none is given as it is.
 */
const sol_node *value_spelled(reader *r, const sol_node *cell);

#endif
