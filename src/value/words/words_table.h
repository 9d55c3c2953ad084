#ifndef SOL_VALUE_WORDS_TABLE_H
#define SOL_VALUE_WORDS_TABLE_H

typedef struct words_row {
    const char *name, *words;
} words_row;

/** Both end with a name that is NULL. */
extern const words_row words_of_columns[], words_of_values[];

#endif
