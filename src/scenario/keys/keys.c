#include "scenario/keys/keys.h"

#include "base/check.h"
#include "base/suggest.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 32 };

static words_names names_of(const key_word *words, const char *name[static WORDS_MAX])
{
    size_t count = 0;
    for (; words[count].name; count++) {
        SOL_CHECK(count < WORDS_MAX);
        name[count] = words[count].name;
    }
    return (words_names){WORDS_OF_VALUES, count, name};
}

const key_word *keys_word(const key_word *words, const char *text, size_t length)
{
    const char *name[WORDS_MAX];
    int found = words_find(names_of(words, name), text, length);
    return found < 0 ? NULL : &words[found];
}

const char *keys_word_for(const key_word *words, int value)
{
    while (words->name && words->value != value)
        words++;
    SOL_CHECK(words->name);
    return words->name;
}

bool keys_word_nearest(const key_word *words, const char *text, char word[WORDS_LENGTH])
{
    const char *name[WORDS_MAX];
    int index;
    return words_nearest(names_of(words, name), text, word, &index);
}

const key_row *keys_find(const key_table *table, const char *key)
{
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->row[i].name, key) == 0)
            return &table->row[i];
    return NULL;
}

/* The next word of a list with blanks between, and its length; behind the last, none. */
static const char *next_word(const char *at, size_t *length)
{
    at += strspn(at, " ");
    *length = strcspn(at, " ");
    return at;
}

static bool names_other(const key_row *row, const char *name)
{
    size_t length;
    for (const char *at = next_word(row->instead_of ? row->instead_of : "", &length); length > 0;
         at = next_word(at + length, &length))
        if (strlen(name) == length && memcmp(at, name, length) == 0)
            return true;
    return false;
}

bool keys_exclude(const key_row *row, const key_row *other)
{
    return names_other(row, other->name) || names_other(other, row->name);
}

const key_row *keys_instead(const key_table *table, const key_row *row, const sol_node *mapping)
{
    for (size_t i = 0; i < table->count; i++)
        if (keys_exclude(row, &table->row[i]) && (!mapping || node_get(mapping, table->row[i].name)))
            return &table->row[i];
    return NULL;
}

/* The first part of a path, unquoted; moves behind it and its point. */
static const char *first_part(sol_arena *arena, const char **path)
{
    const char *at = *path;
    text_buffer part = {.arena = arena};
    text_append(&part, "");
    bool is_quoted = *at == '"';
    for (at += is_quoted; *at && (is_quoted || *at != '.'); at++) {
        if (is_quoted && *at == '"' && *++at != '"') {
            break;
        }
        text_append_bytes(&part, at, 1);
    }
    *path = at + (*at == '.');
    return text_of(&part);
}

/* The row that a part of a path leads to behind another; NULL: the part names an item of that one's list or mapping, or is not known. */
static const key_row *row_behind(const key_row *row, bool may_be_name, const char *part)
{
    const key_table *table = row ? row->table : &key_root;
    bool is_item = may_be_name && !(row->forms & AS_TABLE);
    return table && !is_item ? keys_find(table, part) : NULL;
}

static bool holds_items(const key_row *row)
{
    return row && (row->forms & (AS_LIST | AS_NAMED));
}

unsigned keys_moves(size_t depth, const char *const *path)
{
    const key_row *row = NULL;
    unsigned moves = MOVES_ALL;
    bool may_be_name = false;
    for (size_t i = 0; i < depth; i++) {
        const key_row *next = row_behind(row, may_be_name, path[i]);
        if (!next && !may_be_name)
            break; /* within the value of the key */
        moves = next && next->moves ? next->moves : moves;
        may_be_name = holds_items(next);
        row = next ? next : row;
    }
    return moves & MOVES_ALL;
}

const key_row *keys_find_path(sol_arena *arena, const char *path)
{
    const key_row *row = NULL;
    bool may_be_name = false; /* the part may name an item of the row's list or mapping */
    while (*path) {
        const char *part = first_part(arena, &path);
        const key_row *next = row_behind(row, may_be_name, part);
        if (!next && !may_be_name)
            return NULL;
        may_be_name = holds_items(next);
        row = next ? next : row;
    }
    return row;
}

/* "JP" of a mapping by country is "country JP", the second of a list of steps "step 2"; what has a name of its own is called by it. */
static void say_item(text_buffer *items, const key_row *row, const char *part)
{
    const bool is_number = *part && strspn(part, "0123456789") == strlen(part);
    const char *noun = row->forms & AS_NAMED ? row->names : is_number && row->table ? row->table->name : NULL;
    text_append(items, items->length ? ", " : "");
    if (noun && !strchr(noun, ' '))
        text_print(items, "%s ", noun);
    if (is_number && !(row->forms & AS_NAMED))
        text_print(items, "%ld", strtol(part, NULL, 10) + 1);
    else
        text_append(items, part);
}

/* The title, or the meaning up to its first stop, as within a sentence. */
static const char *title_of(sol_arena *arena, const key_row *row)
{
    if (row->title)
        return row->title;
    char *title = sol_arena_copy(arena, row->meaning, strcspn(row->meaning, ".;:("));
    if (title[0] >= 'A' && title[0] <= 'Z')
        title[0] = (char)(title[0] - 'A' + 'a');
    return title;
}

const char *keys_words(sol_arena *arena, const char *path)
{
    const char *rest = path;
    const key_row *row = NULL;
    text_buffer items = {.arena = arena};
    bool may_be_name = false;
    while (*rest) {
        const char *part = first_part(arena, &rest);
        const key_row *next = row_behind(row, may_be_name, part);
        if (!next && !may_be_name)
            return path;
        if (!next)
            say_item(&items, row, part);
        may_be_name = holds_items(next);
        row = next ? next : row;
    }
    if (!row)
        return path;
    return items.length ? sol_arena_print(arena, "%s: %s", title_of(arena, row), text_of(&items))
                        : title_of(arena, row);
}

const char *keys_default(sol_arena *arena, const key_row *row)
{
    if (row->is_required && !row->otherwise)
        return "required";
    if (row->fallback && row->fallback[0])
        return sol_arena_print(arena, "`%s`", row->fallback);
    if (row->otherwise)
        return row->otherwise;
    return row->same_as ? sol_arena_print(arena, "`%s`", row->same_as) : "none";
}

const char *keys_nearest(const key_table *table, const char *key)
{
    enum { KEYS_MAX = 64 };
    const char *names[KEYS_MAX];
    size_t count = 0;
    for (; count < table->count && count < KEYS_MAX - 2; count++)
        names[count] = table->row[count].name;
    names[count++] = "source";
    names[count++] = "note";
    return suggest_nearest(key, count, names);
}

static bool is_among(const key_table *table, size_t count, const key_table *const *tables)
{
    for (size_t i = 0; i < count; i++)
        if (tables[i] == table)
            return true;
    return false;
}

size_t keys_tables(size_t room, const key_table **tables)
{
    size_t count = 0;
    tables[count++] = &key_root;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < tables[i]->count; j++) {
            const key_table *table = tables[i]->row[j].table;
            if (table && count < room && !is_among(table, count, tables))
                tables[count++] = table;
        }
    return count;
}
