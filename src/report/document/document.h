/* A document: what a report says, as blocks and typed tables. It is built once, from a result; renderers only print it. */
#ifndef SOL_REPORT_DOCUMENT_H
#define SOL_REPORT_DOCUMENT_H

#include "solatium/date.h"
#include "solatium/estimate.h"

#include "solatium/arena.h"
#include "value/number/share_text.h"

#include <stdbool.h>
#include <stddef.h>

/* What a column's values are. */
typedef enum document_unit {
    UNIT_TEXT,
    UNIT_COUNT,  /* people, firms; means may have decimals */
    UNIT_MONEY,  /* minor units of the document's currency */
    UNIT_SHARE,  /* fraction; a difference of shares too */
    UNIT_DATE,   /* days since 1970-01-01; SOL_NEVER_DAY: never */
    UNIT_NUMBER, /* plain */
    UNIT_BAR /* a picture: `value` of a bar is filled, 0 … 1; a mark at `high` unless negative. Left out of data files */
} document_unit;

/* What beside its value a cell carries. The two kinds of spread are never mixed up. */
typedef enum document_spread {
    SPREAD_NONE,
    SPREAD_ERROR,     /* a standard error */
    SPREAD_ESTIMATE,  /* a standard error, and the 5, 50, 95 % outcomes */
    SPREAD_PROPORTION /* a standard error, and a 95 % interval of the value itself */
} document_spread;

typedef struct document_column {
    const char *key;   /* in data files; unique in its table, such as "share_in_time" */
    const char *title; /* for people; '\n' where a narrow head may break */
    document_unit unit;
    document_spread spread;
    /* What a narrow page leaves out first: the highest number; 0 never. Of the value, of its standard error, of its range. */
    int rank, error_rank, range_rank;
    bool is_signed; /* a difference: written with its sign */
    bool is_file;   /* texts: files beside the page, to which pages that can lead to them do */
    bool is_exact;  /* amounts: written to the last unit, not to three digits */
} document_column;

typedef struct document_cell {
    bool is_filled, has_error, has_range;
    const char *text; /* UNIT_TEXT; elsewhere, when not NULL, written instead of the value ("–", "not reached") */
    double value;
    double se, low, middle, high; /* by the column's spread: standard error; p05, p50, p95, or the interval's ends */
    double limit[SHARE_LIMITS];   /* of a share: what it is held against, and must be told from */
    bool has_number;              /* of a cell with a text: data files hold `value` all the same */
    bool is_word;                 /* of a text in a column of numbers: data files hold it as it is, such as a day */
    bool is_noise;                /* a difference that cannot be told from none: pages put it in brackets */
    bool is_group;                /* of a row's first cell: the row is a heading of those below, across the table */
    bool is_continued; /* of a row's first cell: it holds for this row too, and pages do not write it again */
} document_cell;

typedef struct document_table {
    sol_arena *arena;
    const char *key, *title, *note; /* title, note: NULL if none */
    size_t column_count;
    const document_column *column;
    size_t row_count, row_room;
    document_cell *cell; /* row by row */
    size_t total_rows;   /* how many of the last rows are totals of those above */
} document_table;

/* How a stretch of text is meant; colours and classes follow from it. */
typedef enum document_tone { TONE_PLAIN, TONE_STRONG, TONE_GOOD, TONE_FAIR, TONE_BAD, TONE_QUIET } document_tone;

typedef enum document_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_LIST, BLOCK_TABLE } document_kind;

typedef struct document_block {
    document_kind kind;
    int level;          /* of a heading: 1 the document's title, 2, 3 */
    document_tone tone; /* of a paragraph, or of its label */
    const char *label;  /* a word that leads the paragraph ("TOO LATE"), or NULL; of a heading: NULL */
    const char *text;   /* of a heading or paragraph */
    size_t item_count;  /* of a list */
    bool is_numbered;   /* a list from 1 on */
    const char **item;
    document_table *table;
} document_block;

typedef struct document {
    sol_arena *arena;
    const char *currency; /* code, or NULL */
    int minor_digits;
    bool says_what_is_cut; /* below a table that a page is too narrow for stands which columns it left out */
    size_t block_count, block_room;
    document_block *block;
} document;

/** An empty document; `currency` may be NULL. */
document *document_new(sol_arena *arena, const char *currency, int minor_digits);

/** Adds a block; texts are copied. */
void document_heading(document *doc, int level, const char *text);
void document_say(document *doc, document_tone tone, const char *format, ...) __attribute__((format(printf, 3, 4)));
void document_say_labelled(document *doc, document_tone tone, const char *label, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void document_list(document *doc, size_t count, const char *const *item);
void document_numbered_list(document *doc, size_t count, const char *const *item);

/** Adds a table; `column` is kept, not copied. */
document_table *document_add_table(document *doc, const char *key, const char *title, size_t column_count,
                                   const document_column *column);

/** Adds a row of empty cells and gives them; the pointer holds until the next row. */
document_cell *document_add_row(document_table *table);

/** Adds a row that is a heading of the rows below it. */
void document_add_group(document_table *table, const char *text);

/** Whether a row is one. */
bool document_is_group(const document_table *table, size_t row);

/** The cells of a row. */
const document_cell *document_row(const document_table *table, size_t row);

/** The table of that key, or NULL. */
const document_table *document_find_table(const document *doc, const char *key);

/* Cells. */
static inline document_cell cell_text(const char *text)
{
    return (document_cell){.is_filled = text != NULL, .text = text};
}

static inline document_cell cell_value(double value)
{
    return (document_cell){.is_filled = true, .value = value};
}

static inline document_cell cell_word(const char *text)
{
    return (document_cell){.is_filled = true, .text = text, .is_word = true};
}

static inline document_cell cell_date(sol_date date)
{
    return (document_cell){.is_filled = true, .value = date.day};
}

/** A figure that there is not, as nobody counts: a dash on pages, an empty field in data files. */
static inline document_cell cell_none(void)
{
    return cell_text("–");
}

static inline document_cell cell_estimate(const sol_estimate *e)
{
    if (e->support == SOL_OF_NONE)
        return cell_none();
    return (document_cell){.is_filled = true,
                           .has_error = e->support == SOL_OF_MANY,
                           .has_range = true,
                           .value = e->mean,
                           .se = e->se,
                           .low = e->p05,
                           .middle = e->p50,
                           .high = e->p95};
}

static inline document_cell cell_proportion(const sol_proportion *p)
{
    if (p->support == SOL_OF_NONE)
        return cell_none();
    return (document_cell){.is_filled = true,
                           .has_error = p->support == SOL_OF_MANY,
                           .has_range = true,
                           .value = p->mean,
                           .se = p->se,
                           .low = p->low,
                           .high = p->high};
}

/** A value with its standard error only, if the support gives one. */
static inline document_cell cell_with_error(double value, double se, sol_support support)
{
    if (support == SOL_OF_NONE)
        return cell_none();
    return (document_cell){.is_filled = true, .has_error = support == SOL_OF_MANY, .value = value, .se = se};
}

/** A share of people that is held against a goal; a proportion of futures, against a confidence as a verdict is. */
static inline document_cell cell_against_goal(document_cell share, double goal)
{
    share.limit[0] = goal;
    return share;
}

static inline document_cell cell_against_confidence(document_cell probability, double confidence)
{
    probability.limit[0] = confidence;
    probability.limit[1] = 1 - confidence;
    return probability;
}

/** A bar, filled up to `filled`, with a mark at `mark` (negative: none). */
static inline document_cell cell_bar(double filled, double mark)
{
    return (document_cell){.is_filled = true, .value = filled, .high = mark};
}

/* The numbers of a cell one by one, as data files hold them. */
typedef enum document_part { PART_VALUE, PART_ERROR, PART_LOW, PART_MIDDLE, PART_HIGH } document_part;
enum { DOCUMENT_PARTS_MAX = 5 };

/** The parts that a column has, 0 for a bar; of each its key ("paid_p05"), whether a cell has it, and its number. */
size_t document_parts(const document_column *column, document_part part[static DOCUMENT_PARTS_MAX]);
const char *document_part_key(sol_arena *arena, const document_column *column, document_part part);
bool document_part_is_filled(const document_cell *cell, document_part part);
double document_part_value(const document_cell *cell, document_part part);

#endif
