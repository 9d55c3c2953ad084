/* The short names of outcomes, and what outcomes mean. */
#ifndef SOL_RESULT_OUTCOME_WORDS_H
#define SOL_RESULT_OUTCOME_WORDS_H

/** The key that a short name stands for; any other key is itself. */
const char *outcome_words_key(const char *name);

#endif
