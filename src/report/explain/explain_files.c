#include "report/explain/explain_files.h"

#include "base/check.h"
#include "base/fold.h"
#include "base/guard.h"
#include "base/text.h"
#include "base/visible.h"
#include "report/document/figure.h"
#include "scenario/text/names.h"

#include <string.h>
#include <strings.h>
#include <unicase.h>

enum { STEM_MOST = 120 }; /* bytes: with a number and an ending below what encrypted folders take, 143 */

static const char *composed(sol_arena *arena, const char *text)
{
    size_t length = strlen(text);
    char *room = sol_arena_take(arena, FOLD_ROOM(length) + 1, 1);
    room[fold_bytes(text, length, FOLD_COMPOSED_ONLY, room)] = '\0';
    return room;
}

/* What a system without case may take for one: STRASSE is Straße. */
static const char *without_case(sol_arena *arena, const char *text)
{
    enum { MOST = 18 }; /* bytes that folding may make of one */
    size_t length = strlen(text), room = MOST * (length + 1);
    char *folded = sol_arena_take(arena, room + 1, 1);
    uint8_t *made = u8_casefold((const uint8_t *)text, length, NULL, UNINORM_NFKD, (uint8_t *)folded, &room);
    if (!made) { /* it wants memory of its own on the way */
        guard_no_memory(0);
        return text;
    }
    SOL_CHECK(made == (uint8_t *)folded);
    folded[room] = '\0';
    return folded;
}

/* Devices of Windows, whatever stands behind a point. */
static bool is_reserved(const char *stem)
{
    static const char *const names[] = {"con", "prn", "aux", "nul"}, *const numbered[] = {"com", "lpt"};
    size_t length = strcspn(stem, ".");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (length == 3 && strncasecmp(stem, names[i], 3) == 0)
            return true;
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++)
        if (length > 3 && strncasecmp(stem, numbered[i], 3) == 0 &&
            (length == 4 ? stem[3] >= '0' && stem[3] <= '9'
                         : length == 5 && (memcmp(stem + 3, "¹", 2) == 0 || memcmp(stem + 3, "²", 2) == 0 ||
                                           memcmp(stem + 3, "³", 2) == 0)))
            return true;
    return false;
}

/* An id as a name without its ending. */
static const char *stem_of(sol_arena *arena, const char *id)
{
    const char *shown = visible_text(arena, composed(arena, id));
    size_t length = text_whole(shown, strlen(shown), STEM_MOST);
    char *stem = sol_arena_take(arena, length + 2, 1);
    stem[0] = '_';
    memcpy(stem + 1, shown, length);
    stem[length + 1] = '\0';
    for (char *c = stem + 1; *c; c++)
        if (strchr("/\\:*?\"<>|\t\n\r", *c))
            *c = '_';
    for (char *end = stem + length; end > stem + 1 && (*end == ' ' || *end == '.'); end--)
        *end = '_';
    /* What leads is an option, a formula or a hidden file to somebody. */
    if (strchr("-=+@.~ ", stem[1]) || is_reserved(stem + 1))
        return stem;
    return stem + 1;
}

const char **explain_file_names(sol_arena *arena, const sol_result *result, const char *ending)
{
    size_t count = result->claimant_result_count;
    const char **name = SOL_TAKE(arena, count, const char *);
    uint32_t *next =
        SOL_TAKE(arena, 2 * count + 1, uint32_t); /* of a name that is taken: the number to try behind it */
    name_table taken = {.arena = arena, .is_exact = true};
    names_add(&taken, EXPLAIN_INDEX);
    for (size_t i = 0; i < count; i++) {
        const char *stem = stem_of(arena, result->claimant[i].id), *tried = stem;
        bool is_new = false;
        int first = -1;
        while (!is_new) {
            const char *key = without_case(arena, tried);
            int at = names_add_bytes(&taken, key, strlen(key), &is_new);
            first = first < 0 ? at : first;
            next[first] = next[first] ? next[first] : 2;
            if (!is_new)
                tried = sol_arena_print(arena, "%s-%u", stem, (unsigned)next[first]++);
        }
        name[i] = sol_arena_print(arena, "%s%s", tried, ending);
    }
    return name;
}

static const document_column index_columns[] = {{.key = "id", .title = "claimant", .unit = UNIT_TEXT},
                                                {.key = "name", .title = "name", .unit = UNIT_TEXT},
                                                {.key = "group", .title = "group", .unit = UNIT_TEXT},
                                                {.key = "file", .title = "page", .unit = UNIT_TEXT, .is_file = true}};
enum { INDEX_NAME = 1, INDEX_COLUMNS = sizeof index_columns / sizeof *index_columns };

bool explain_is_index(const char *csv)
{
    static const char mark[] = "\xef\xbb\xbf";
    const char *at = strncmp(csv, mark, strlen(mark)) == 0 ? csv + strlen(mark) : csv;
    for (size_t c = 0; c < INDEX_COLUMNS; c++) {
        size_t length = strlen(index_columns[c].key);
        bool is_there =
            strncmp(at, index_columns[c].key, length) == 0 && at[length] == (c + 1 < INDEX_COLUMNS ? ',' : '\r');
        if (!is_there && c != INDEX_NAME)
            return false;
        at += is_there ? length + 1 : 0;
    }
    return *at == '\n';
}

document *explain_index(sol_arena *arena, const sol_result *r, const char *const *file)
{
    bool has_names = false;
    for (size_t i = 0; i < r->claimant_result_count && !has_names; i++)
        has_names = r->claimant[i].name != NULL;
    document_column *shown = SOL_TAKE(arena, INDEX_COLUMNS, document_column);
    size_t count = 0;
    for (size_t c = 0; c < INDEX_COLUMNS; c++)
        if (c != INDEX_NAME || has_names)
            shown[count++] = index_columns[c];
    document *doc = document_new(arena, r->currency, r->minor_digits);
    document_heading(doc, 1, sol_arena_print(arena, "Claimants of %s", r->title));
    document_say(doc, TONE_QUIET, "%s · %s, seed %llu", r->file, figure_count(r->trials, "trial").text,
                 (unsigned long long)r->seed);
    document_table *table = document_add_table(doc, "claimants", NULL, count, shown);
    for (size_t i = 0; i < r->claimant_result_count; i++) {
        const sol_claimant_result *c = &r->claimant[i];
        const char *const text[INDEX_COLUMNS] = {c->id, c->name, c->group, file[i]};
        document_cell *row = document_add_row(table);
        size_t at = 0;
        for (size_t k = 0; k < INDEX_COLUMNS; k++)
            if (k != INDEX_NAME || has_names)
                row[at++] = cell_text(text[k]);
    }
    return doc;
}
