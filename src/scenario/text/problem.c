#include "scenario/text/problem.h"

const problem_row problem_table[PROBLEMS] = {
#define PROBLEM(name, id, severity, meaning) {id, severity, meaning},
#include "scenario/text/problems.def"
#undef PROBLEM
};
