/* How much money is missing, as a document and as JSON. */
#ifndef SOL_PROGRAM_MISSING_ANSWER_H
#define SOL_PROGRAM_MISSING_ANSWER_H

#include "report/document/document.h"
#include "solatium/missing.h"

#include <jansson.h>

document *missing_document(sol_arena *arena, const sol_missing *missing);

/** Amounts in minor units; null where no sum was found. */
json_t *missing_json(const sol_missing *missing);

#endif
