/* The columns of a register: how a field of each becomes a part of its row. */
#ifndef SOL_SCENARIO_CSV_CLAIMANT_COLUMNS_H
#define SOL_SCENARIO_CSV_CLAIMANT_COLUMNS_H

#include "scenario/tables/csv_columns.h"
#include "scenario/text/rows.h"

enum { TERM_FIELDS = 15, PERSON_COLUMNS = 4, PEOPLE_MAX = 10000000 };

/** Which fields of a row say its terms: their order in the key by which terms are found. */
typedef enum term_field {
    TERM_ELIGIBLE,
    TERM_REQUIRES,
    TERM_UNLESS,
    TERM_HEIRS,
    TERM_INHERIT,
    TERM_HEIRS_AFTER,
    TERM_HEIRS_ELSE,
    TERM_INTEREST,
    TERM_ACCEPTS,
    TERM_AFTER,
    TERM_DECLINED,
    TERM_TAKEN,
    TERM_TAKEN_AFTER,
    TERM_PAID,
    TERM_FILED
} term_field;

/** What the rows read so far add up to, each row once and as often as it counts; `before`: the same at each sum among them. */
typedef struct csv_total {
    int64_t all, counted;
    bool is_beyond; /* more than can be told */
    row_list before;
} csv_total;

/** What a register is read with. */
struct csv_context {
    reader *r;
    sol_inheritance heirs;
    name_table ids, terms;
    row_list rows, terms_rows;
    row_list names;                         /* of the rows, NULL for those without; no room: the register has none */
    sol_date oldest_birth;                  /* of who can live at start */
    int id_at, group_at, name_at, claim_at; /* places in the header, or −1 */
    csv_total total;
    int person_at[PERSON_COLUMNS]; /* of what a row of a person says and a sum does not, or −1 */
    size_t row_count;              /* read, also those with errors */
    csv_field term[TERM_FIELDS];
    const csv_field *said[TERM_FIELDS]; /* of them, those of the current row; NULL: not given */
    bool lacks_sex, lacks_age;          /* there is no such column, which was said of its header */
    bool has_sex, has_mortality;
    size_t ages, whole_ages; /* read so far, and those without a fraction */
    sol_place age_place;     /* of their column's header */
    const csv_field *age;    /* of the current row, or its birth; NULL: not given */
    const csv_field *name;
    const csv_reader *csv;
    struct csv_claimants_notes *notes; /* NULL: not wanted */
    const sol_node *group_node;        /* of groups that only rows name */
};

extern const csv_column claimant_columns[];
extern const size_t claimant_column_count;

#endif
