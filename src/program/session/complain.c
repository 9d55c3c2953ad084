#include "program/session/complain.h"

#include "base/cell_name.h"
#include "base/diagnostic_text.h"
#include "result/json_text.h"

#include <stdio.h>
#include <string.h>

void complain_write(const program_session *session, sol_diagnostics *list)
{
    if (session->settings.is_quiet && sol_diagnostics_errors(list) == 0)
        return;
    text_buffer out = {.arena = session->arena};
    sol_diagnostics_sort(list);
    diagnostic_text_write(&out, list, program_colors_errors(session));
    fputs(text_of(&out), stderr);
}

/* What an error means for the exit status, where that is not that its file is wrong; a file that cannot be read has no line. */
static exit_status status_of(const sol_diagnostic *d)
{
    static const struct {
        const char *id;
        exit_status status;
    } others[] = {
        {"S001", STATUS_SYSTEM}, /* cannot be read */
        {"S307", STATUS_USAGE},  /* no setting, */
        {"S906", STATUS_USAGE},
        {"S909", STATUS_USAGE}, /* no range, no lever */
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(d->id, others[i].id) == 0 && (others[i].status != STATUS_SYSTEM || d->place.line == 0))
            return others[i].status;
    return STATUS_INVALID;
}

exit_status complain_status(const program_session *session, const sol_diagnostics *list)
{
    for (size_t i = 0; i < sol_diagnostics_count(list); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(list, i);
        if (d->severity != SOL_ERROR)
            continue;
        if (d->place.source == &session->arguments.line)
            return STATUS_USAGE;
        return status_of(d);
    }
    return STATUS_INVALID;
}

static json_t *number_or_null(uint32_t number)
{
    return number > 0 ? json_integer(number) : json_null();
}

static json_t *text_or_null(const char *text)
{
    return text ? json_text_string(text) : json_null();
}

/* Lines and columns are then of the sheet. */
static void set_cell(json_t *one, const sol_place *place)
{
    json_object_set_new(one, "sheet", json_text_string(place->source->sheet));
    char name[CELL_NAME_ROOM];
    cell_name(place->line, place->column, name);
    if (place->line > 0)
        json_object_set_new(one, "cell", json_string(name));
}

json_t *complain_json(sol_diagnostics *list)
{
    sol_diagnostics_sort(list);
    json_t *all = json_array();
    for (size_t i = 0; i < sol_diagnostics_count(list); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(list, i);
        const sol_place *p = &d->place;
        json_t *one = json_object();
        json_object_set_new(one, "severity", json_string(d->severity == SOL_ERROR ? "error" : "warning"));
        json_object_set_new(one, "id", json_string(d->id));
        json_object_set_new(one, "file", text_or_null(p->source ? p->source->name : NULL));
        if (p->source && p->source->sheet)
            set_cell(one, p);
        json_object_set_new(one, "line", number_or_null(p->line));
        json_object_set_new(one, "column", number_or_null(p->column));
        json_object_set_new(one, "end_line", number_or_null(p->end_line));
        json_object_set_new(one, "end_column", number_or_null(p->end_column));
        json_object_set_new(one, "message", text_or_null(d->message));
        json_object_set_new(one, "hint", text_or_null(d->hint));
        json_array_append_new(all, one);
    }
    return all;
}
