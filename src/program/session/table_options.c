#include "program/session/table_options.h"

#include "scenario/keys/keys.h"

bool table_options_read(program_session *session, table_choice *choice)
{
    size_t count = 0, encoding = 0;
    while (word_encoding[count].name)
        count++;
    const char **names = SOL_TAKE(session->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        names[i] = word_encoding[i].name;
    choice->sheet = arguments_value(&session->arguments, "--sheet");
    if (!arguments_choice(&session->arguments, "--encoding", count, names, &encoding))
        return false;
    if (arguments_get(&session->arguments, "--encoding"))
        choice->encoding = word_encoding[encoding].value;
    return true;
}
