/* What some mappings are read into on the way to the scenario's structs. */
#ifndef SOL_SCENARIO_FORMS_H
#define SOL_SCENARIO_FORMS_H

#include "scenario/input/table_source.h"
#include "solatium/scenario.h"

typedef struct life_table_form {
    table_name hmd, wpp, csv;
    const char *country;
    int64_t year;
} life_table_form;

typedef struct law_form {
    sol_hazard hazard;
    sol_sex sex;
    life_table_form table;
    bool is_ready; /* the table was read */
} law_form;

/* A section `mortality`, the scenario's or a group's; what a group does not say is the scenario's. */
typedef struct mortality_form {
    sol_mortality is;
    bool has_law[SOL_SEXES], has_improvement, has_reference;
    sol_distribution drawn;        /* the scenario's multiplier */
    int64_t multiplier_billionths; /* a group's or a row's */
    const sol_group *group;        /* while it is read; NULL: the scenario's */
    bool is_of_rows;
} mortality_form;

typedef struct pays_form {
    uint32_t instalments;
    int32_t every_months;
} pays_form;

typedef struct follows_form {
    int country;
    int64_t share_billionths;
} follows_form;

typedef struct claimants_form {
    sol_inheritance heirs;
    uint64_t seed;
    table_name file;
} claimants_form;

typedef struct source_form {
    sol_other_source source; /* first: its keys go there */
    table_name series;
} source_form;

typedef struct taken_form {
    sol_distribution probability;
    sol_when after;
} taken_form;

typedef struct accepts_form {
    sol_distribution probability;
    sol_when after;
    sol_declined declined;
    taken_form taken;
} accepts_form;

#endif
