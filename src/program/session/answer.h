/* Answers: a document or a JSON value, in the format that was asked for. */
#ifndef SOL_PROGRAM_ANSWER_H
#define SOL_PROGRAM_ANSWER_H

#include "program/session/program.h"
#include "report/document/document.h"

#include <jansson.h>

/** Whether the command may have the table that --table names; an error (U111) if not, so that nothing is simulated in vain. */
bool answer_may_be_table(program_session *session);

/** The text that an output will hold: it begins with the mark of its format where one is wanted (--bom, --no-bom; else in files alone). */
text_buffer answer_begin(const program_session *session, answer_format format, const output *to);

/**
 * Gives a document as the first answer, in its format; as JSON its tables, which a command with a JSON of its own does not come here for.
 * With --table NAME only that table (CSV: without its name). Needs a format of documents, and of tables only those of the command's row.
 *
 * Gives    STATUS_DONE; STATUS_USAGE when there is no such table; STATUS_SYSTEM when it could not be made (U202)
 */
exit_status answer_document(program_session *session, const document *doc);

/** That an answer could not be made (U202), unless because of an interrupt: the status. */
exit_status answer_failed(program_session *session, answer_format format, const char *reason);

/** The same as another answer. */
exit_status answer_document_to(program_session *session, const program_answer *to, const document *doc);

/** Gives a JSON value as the first answer, and lets go of it. */
exit_status answer_json(program_session *session, json_t *value);

#endif
