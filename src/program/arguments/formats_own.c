/* memmem */
#define _GNU_SOURCE

#include "program/arguments/formats_own.h"

#include "base/text.h"
#include "report/charts/canvas.h"
#include "report/charts/gnuplot.h"

#include <string.h>

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool ends(const own_ends *file, const char *with)
{
    size_t length = strlen(with);
    return file->tail_length >= length && strcmp(file->tail + file->tail_length - length, with) == 0;
}

/* Cells of a line that is drawn of such signs alone, and perhaps blanks; 0: it is not. */
static size_t drawn(const char *line, size_t length, const char *const *sign)
{
    for (size_t at = 0, width; at < length; at += width) {
        width = 0;
        for (const char *const *s = sign; *s && !width; s++)
            width = begins(line + at, *s) ? strlen(*s) : 0;
        if (!width)
            return 0;
    }
    return text_width_bytes(line, length);
}

/* A title is underlined in its own width; the columns of a table, which stand in by two, in theirs. */
bool own_text(const own_ends *file)
{
    static const char *const heading[] = {"═", NULL}, *const lesser[] = {"─", NULL},
                             *const columns[] = {"─", "┼", "┴", " ", NULL};
    size_t title = 0;
    for (const char *line = file->head; *line;) {
        size_t length = strcspn(line, "\n");
        bool is_whole = line[length] == '\n', stands_in = begins(line, "  ") && !begins(line, "   ");
        if (is_whole && title > 0 && (drawn(line, length, heading) == title || drawn(line, length, lesser) == title))
            return true;
        if (is_whole && title > 0 && stands_in && drawn(line, length, columns) > 4)
            return true;
        title = text_width_bytes(line, length);
        line += length + is_whole;
    }
    return begins(file->head, "solatium ");
}

bool own_json(const own_ends *file)
{
    static const char made[] = "\"program\": {\"name\": \"solatium\"", schema[] = "\"title\": \"Solatium scenario\"";
    return *file->head == '{' && (strstr(file->head, made) || strstr(file->tail, made) || strstr(file->tail, schema));
}

/* Bytes of a key at the beginning of a text: a table's, or a column's. */
static size_t key_length(const char *text)
{
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

/* A key alone on its line. */
static bool is_name_of_table(const char *line)
{
    size_t length = key_length(line);
    return length > 0 && begins(line + length, "\r\n");
}

/* "paid,paid_se,paid_p05,", of a chance "goal_met,goal_met_se,goal_met_low,": what nobody calls columns kept by hand. */
static bool has_quantiles(const char *line)
{
    size_t length = strcspn(line, "\r\n");
    for (const char *at = line; at < line + length; at += strcspn(at, ",\r\n") + 1) {
        size_t key = key_length(at);
        const char *error = at + key + 1, *quantile = error + key + strlen("_se,");
        if (key > 0 && at[key] == ',' && strncmp(error, at, key) == 0 && begins(error + key, "_se,") &&
            strncmp(quantile, at, key) == 0 && (begins(quantile + key, "_p05,") || begins(quantile + key, "_low,")))
            return true;
    }
    return false;
}

/* Behind a blank line, which stands between two tables. */
static bool has_another_table(const char *piece)
{
    static const char between[] = "\r\n\r\n";
    for (const char *at = piece; (at = strstr(at, between)); at += 2)
        if (is_name_of_table(at + strlen(between)))
            return true;
    return false;
}

bool own_csv(const own_ends *file)
{
    static const char mark[] = "\xef\xbb\xbf";
    const char *line = file->head + (begins(file->head, mark) ? strlen(mark) : 0);
    if (is_name_of_table(line))
        return has_another_table(line) || has_another_table(file->tail);
    return has_quantiles(line);
}

bool own_markdown(const own_ends *file)
{
    return ends(file, OWN_MARKDOWN);
}

bool own_html(const own_ends *file)
{
    return strstr(file->head, "<meta name=\"generator\" content=\"solatium ") != NULL;
}

/* Our choice of faces, in the picture's own tag. */
bool own_svg(const own_ends *file)
{
    const char *end = strchr(file->head, '>'), *faces = strstr(file->head, "font-family=\"" CANVAS_FACES "\"");
    return begins(file->head, "<svg ") && faces && end && faces < end;
}

bool own_png(const own_ends *file)
{
    return memmem(file->head, file->head_length, gnuplot_sign_png, sizeof gnuplot_sign_png) != NULL;
}

bool own_pdf(const own_ends *file)
{
    return begins(file->head, "%PDF") &&
           memmem(file->tail, file->tail_length, GNUPLOT_SIGN_PDF, strlen(GNUPLOT_SIGN_PDF));
}

bool own_none(const own_ends *file)
{
    (void)file;
    return false;
}
