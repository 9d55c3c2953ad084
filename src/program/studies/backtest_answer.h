/* What a backtest says. */
#ifndef SOL_PROGRAM_BACKTEST_ANSWER_H
#define SOL_PROGRAM_BACKTEST_ANSWER_H

#include "report/document/document.h"
#include "solatium/backtest.h"

#include <jansson.h>

/** Sentences, and a table `observed` of the figures scored; of several scenarios `observed_2` and so on, and a table `scores` of them. */
document *backtest_document(sol_arena *arena, const sol_backtest *backtest);

json_t *backtest_json(const sol_backtest *backtest);

#endif
