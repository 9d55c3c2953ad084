/* What `solatium divide` was asked: a claims problem, the rules, and how to round. */
#ifndef SOL_PROGRAM_DIVIDE_PROBLEM_H
#define SOL_PROGRAM_DIVIDE_PROBLEM_H

#include "program/session/program.h"
#include "solatium/division.h"

typedef struct divide_problem {
    const char *currency; /* NULL: plain numbers */
    int minor_digits;
    const char **id;
    const double *weight, *survival, *age; /* NULL: not given */
    sol_claims_problem posed;              /* endowment: cut to 0 … all of it is divided, the rest is surplus */
    size_t rule_count;
    const sol_rule_choice *rule;
    const char **rule_text; /* as the user would write it, "talmud:theta=0.4" */
    bool is_exact;          /* --round none */
    bool is_data;           /* the answer is for programs: numbers in full */
    sol_rounding rounding;
} divide_problem;

/** Reads it from the arguments; false and errors when something is wrong. */
bool divide_problem_read(program_session *session, divide_problem *problem);

/** The rules of --rule; "proportional" when none is named. */
bool divide_rules_read(program_session *session, divide_problem *problem);

#endif
