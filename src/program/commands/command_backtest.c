#include "program/session/answer.h"
#include "program/session/complain.h"
#include "program/studies/backtest_answer.h"
#include "program/studies/study.h"

exit_status command_backtest(program_session *session)
{
    const arguments *read = &session->arguments;
    progress shown = progress_begin(session);
    sol_simulation_settings how = study_settings(session, &shown);
    sol_study *study = SOL_TAKE(session->arena, read->word_count, sol_study);
    exit_status status = STATUS_DONE;
    for (size_t i = 0; i < read->word_count && status == STATUS_DONE; i++)
        status = study_read(session, read->word[i].text, &how, &study[i]);
    if (status != STATUS_DONE)
        return status;
    const sol_backtest *b = sol_backtest_run(session->arena, read->word_count, study, session->diagnostics);
    progress_end(&shown);
    if (!b)
        return complain_status(session, session->diagnostics);
    if (b->file_count == 0)
        return STATUS_INTERRUPTED;
    const study_failures none = {0};
    status = program_is_json(session) ? answer_json(session, backtest_json(b))
                                      : answer_document(session, backtest_document(session->arena, b));
    return study_ended(session, status, b->is_interrupted, &none);
}
