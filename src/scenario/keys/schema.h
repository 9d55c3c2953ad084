/* What the table of keys says, for editors and for readers. */
#ifndef SOL_SCENARIO_SCHEMA_H
#define SOL_SCENARIO_SCHEMA_H

#include "scenario/keys/keys.h"

/** How a kind of single value is written: one row a kind. */
typedef struct value_form {
    const char *name;    /* "share" */
    const char *written; /* "`35%` or `0.35`" */
    const char *pattern; /* of the texts, or NULL */
    bool may_be_number;  /* YAML readers take some of the texts for numbers */
} value_form;

/** The form of a kind; never of VALUE_NONE. */
const value_form *schema_form(value_kind kind);

/** The words that a row's value may be, with those of rules and laws; ends at a NULL name. `room` is at least 64. */
size_t schema_words(const key_row *row, size_t room, const char **words);

/** The columns of a CSV of claimants, as a table of the reference. */
void csv_claimants_describe(text_buffer *buffer);

#endif
