#include "program/arguments/formats_own.h"

#include <stddef.h>
#include <string.h>

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

bool own_text(const char *head)
{
    for (const char *line = head; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        const char *first = line + strspn(line, " ");
        if (begins(first, "═") || begins(first, "─"))
            return true;
    }
    return begins(head, "solatium ");
}

bool own_json(const char *head)
{
    return *head == '{' || *head == '[';
}

static bool is_field(const char *line, size_t length, const char *wanted)
{
    size_t width = strlen(wanted);
    for (size_t at = 0; at + width <= length; at += strcspn(line + at, ",") + 1)
        if (memcmp(line + at, wanted, width) == 0 && (at + width == length || line[at + width] == ','))
            return true;
    return false;
}

/*
 * Registers, lists of firms, life tables and claims to be divided are known by one of these columns. A clean register has no sign of ours that
 * one kept by hand lacks; rows of a division have the award beside the claim.
 */
static bool is_read(const char *line, size_t length)
{
    static const char *const columns[] = {"claim", "pledge", "male", "female", "survival"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (is_field(line, length, columns[i]))
            return !is_field(line, length, "award");
    return false;
}

bool own_csv(const char *head)
{
    static const char mark[] = "\xef\xbb\xbf";
    const char *line = head + (begins(head, mark) ? strlen(mark) : 0);
    size_t length = strcspn(line, "\r\n"), key = strspn(line, "abcdefghijklmnopqrstuvwxyz0123456789_");
    bool is_key = key > 0 && (key == length || line[key] == ',' || line[key] == '.');
    return is_key && begins(line + length, "\r\n") && !is_read(line, length);
}

bool own_markdown(const char *head)
{
    return *head == '#' || *head == '|' || begins(head, "**");
}

bool own_html(const char *head)
{
    return strstr(head, "<meta name=\"generator\" content=\"solatium ") != NULL;
}

bool own_svg(const char *head)
{
    return begins(head, "<svg ") || begins(head, "<?xml ");
}

bool own_png(const char *head)
{
    return begins(head, "\x89PNG");
}

bool own_pdf(const char *head)
{
    return begins(head, "%PDF");
}

bool own_none(const char *head)
{
    (void)head;
    return false;
}
