/*
 * The one table of keys. Each kind of mapping has a table with a row for each key: how its value is written, in what range, what holds
 * when it is not given, what it means, and where it goes. The reader, the JSON Schema and the reference follow from these rows.
 */
#ifndef SOL_SCENARIO_KEYS_H
#define SOL_SCENARIO_KEYS_H

#include "scenario/text/node.h"
#include "value/words/words.h"

struct reader;
struct key_row;

/** How a single value is written; values.c has a row for each with its unit and its pattern. */
typedef enum value_kind {
    VALUE_NONE, /* not as a single value */
    VALUE_TEXT,
    VALUE_NAME, /* a text without line ends */
    VALUE_PATH,
    VALUE_WORD, /* one of the row's words */
    VALUE_YES_NO,
    VALUE_WHOLE,   /* a whole number */
    VALUE_NUMBER,  /* also "inf" where the range allows it */
    VALUE_DECIMAL, /* a number that money is multiplied by: exact */
    VALUE_DATE,
    VALUE_SPAN,
    VALUE_AMOUNT,
    VALUE_SHARE,    /* 0 … 100 %, exact billionths */
    VALUE_FRACTION, /* the same as a double, of what no money is multiplied by */
    VALUE_RATIO,    /* may exceed 1, exact billionths */
    VALUE_RATE,     /* per year; /mo counts twelve times */
    VALUE_YEARLY,   /* the same as a double */
    VALUE_GROWTH,   /* per year; /mo is compounded */
    VALUE_CURRENCY,
    VALUE_EVENT,
    VALUE_COUNTRY,
    VALUE_GROUP,
    /* From here on a distribution may be written. */
    VALUE_PROBABILITY,
    VALUE_AMOUNTS,
    VALUE_MULTIPLE, /* a ratio, uncertain */
    VALUE_AGE,
    VALUE_GROWTHS, /* as VALUE_GROWTH, uncertain */
    VALUE_COUNT,   /* a number to three decimals, uncertain */
    VALUE_BIRTH,
    VALUE_DELAY, /* a span, uncertain */
    VALUE_WHEN,  /* a date, or {after: span} */
    VALUE_KINDS
} value_kind;

/** The ways in which a key's value may be written; several may be allowed. */
enum { AS_VALUE = 1, AS_TABLE = 2, AS_LIST = 4, AS_NAMED = 8 };

typedef struct key_word {
    const char *name;
    int value;
    const char *meaning;
} key_word;

typedef struct key_table {
    const char *name;    /* "firm" */
    const char *meaning; /* a sentence for the reference */
    size_t count;
    const struct key_row *row;
} key_table;

/** What of a run a change of a key may change, beside what is told of it. */
enum {
    MOVES_RATES = 1,     /* rates of joining, and nothing else of who joins when */
    MOVES_JOINING = 2,   /* anything else of who joins when, and of events */
    MOVES_AMOUNTS = 4,   /* what those who joined and other sources bring, and what it is worth */
    MOVES_OPENING = 8,   /* how claims are opened, beside the days of events */
    MOVES_DIVISION = 16, /* what becomes of money that has arrived, or what of it is told */
    MOVES_PEOPLE = 32,   /* people, their lives and claims, pay dates */
    MOVES_ALL = 63,
    MOVES_NOTHING = 64
};

typedef void (*key_reader)(struct reader *r, const struct key_row *row, const sol_node *value, void *target);

typedef struct key_row {
    const char *name;
    unsigned forms;  /* AS_…; a list or a named mapping holds values, tables or both */
    value_kind kind; /* of the single value */
    size_t offset;   /* of the field that it goes to, and its size */
    size_t bytes;
    double low, high;      /* range, where the kind asks for one */
    const key_word *words; /* up to a NULL name */
    const key_table *table;
    key_reader read;        /* what the kind alone cannot say; NULL: by kind */
    unsigned moves;         /* MOVES_…; 0: as the key that it stands under, and all where that says nothing */
    bool is_required;       /* where no other key that excludes it is given */
    bool is_silent;         /* never stands among the assumptions */
    bool is_of_run;         /* not what is simulated, but how often: no part of the content */
    bool is_shorthand;      /* stands for other keys, which are read as if written: no part of the content itself */
    bool is_listed;         /* its default stands among the assumptions */
    bool is_age;            /* in years of life */
    bool is_of_fit;         /* a part of a fit, which means nothing alone: no study moves it */
    const char *title;      /* what it is, in few words that stand by themselves; NULL: as `meaning` begins */
    const char *fallback;   /* read as if written when the key is not given */
    const char *same_as;    /* or the key of the scenario, `start` or `end`, whose day is then read */
    const char *otherwise;  /* or, in words, what holds then; beside `same_as`: more exactly */
    const char *instead_of; /* keys, with blanks between, that cannot stand beside this one */
    const char *names;      /* of a named mapping: what its keys are */
    const char *meaning;
} key_row;

extern const key_table key_root, key_simulation, key_currency, key_mortality, key_group_mortality, key_law,
    key_life_table, key_event, key_participation, key_firm, key_firm_participation, key_pledge, key_pays, key_follows,
    key_other_source, key_dated_amount, key_share_step, key_earmark, key_fund, key_costs, key_claimants, key_group,
    key_sex, key_interest, key_earlier, key_heirs, key_accepts, key_taken, key_administration, key_capacity,
    key_payments, key_limit, key_index, key_step, key_who, key_weight, key_age_weight, key_timeliness, key_observed,
    key_table_name;

extern const key_word word_every[], word_heirs[], word_else[], word_declined[], word_source_kind[],
    word_claimant_kind[], word_sex[], word_order[], word_hold[], word_vital[], word_participation_as[],
    word_costs_until[], word_interest_until[], word_basis[], word_weight[], word_by[], word_then[], word_pays[],
    word_per[], word_encoding[];

/** The word of a list that a text is, as it stands there or by another name of it (value/words/words.h); NULL: none. */
const key_word *keys_word(const key_word *words, const char *text, size_t length);

/** The word for a value, which must have one. */
const char *keys_word_for(const key_word *words, int value);

/** The word of a list that was probably meant, in the language of the text; false: none. */
bool keys_word_nearest(const key_word *words, const char *text, char word[WORDS_LENGTH]);

/** Whether two rows of a table exclude each other. */
bool keys_exclude(const key_row *row, const key_row *other);

/** The first row that excludes another and stands in a mapping (NULL: anywhere); NULL: none. */
const key_row *keys_instead(const key_table *table, const key_row *row, const sol_node *mapping);

/** The row of a key, or NULL. */
const key_row *keys_find(const key_table *table, const char *key);

/**
 * The row that a path of --set or of the table of assumptions ends at; names and numbers of list items are passed over. NULL: no such key.
 * "firms.POSCO.pays.instalments" ends at `instalments`, "participation.JP" at `participation`.
 */
const key_row *keys_find_path(sol_arena *arena, const char *path);

/**
 * What stands at such a path, in words: "approval by the office", "pledge: POSCO", "rate of joining after the event: country JP, event talks";
 * the path itself where no key stands there.
 */
const char *keys_words(sol_arena *arena, const char *path);

/** What a change at a path may change, MOVES_…; 0: nothing. The path is of keys from the root on, "" for an item of a list. */
unsigned keys_moves(size_t depth, const char *const *path);

/** What holds when a key is not given, as the reference says it: "`10000`", "`start`", "none"; "required" if nothing does. */
const char *keys_default(sol_arena *arena, const key_row *row);

/** The key that was probably meant, or NULL. */
const char *keys_nearest(const key_table *table, const char *key);

/** Every table once, the root first, each behind the one that leads to it. */
size_t keys_tables(size_t room, const key_table **tables);

#define KEY_ROWS(rows) .count = sizeof(rows) / sizeof *(rows), .row = (rows)
#define KEY_FIELD(type, member) .offset = offsetof(type, member), .bytes = sizeof(((type *)0)->member)
#define KEY_SHARE_RANGE .low = 0, .high = 1

#endif
