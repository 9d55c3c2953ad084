/* Answers: a document or a JSON value, in the format that was asked for. */
#ifndef SOL_PROGRAM_ANSWER_H
#define SOL_PROGRAM_ANSWER_H

#include "program/program.h"
#include "report/document.h"

#include <jansson.h>

/**
 * Writes a document as text, Markdown or CSV; as JSON its tables, which a command with a JSON of its own does not come here for. With
 * --table NAME only that table (CSV: without its name).
 *
 * Gives    STATUS_DONE; STATUS_USAGE when there is no such table; or as program_write
 */
exit_status answer_document(program_session *session, const document *doc);

/** Writes a JSON value and lets go of it. */
exit_status answer_json(program_session *session, json_t *value);

#endif
