#include "report/formats/letter.h"

#include "base/filter.h"
#include "report/formats/markdown.h"

#include <nettle/base64.h>
#include <stdint.h>
#include <string.h>

enum { PAGE_ROOM = 70 }; /* cells of a line in the type that pandoc sets */

/* The parts of a zip archive: all of one moment, so that the same document is the same bytes. */
enum { ENTRY = 46, ENTRY_TIME = 12, LOCAL_TIME = 10, TAIL = 22, MIDNIGHT_OF_1980 = 0x00210000 };

static uint32_t number_at(const char *bytes, size_t at, int width)
{
    uint32_t number = 0;
    for (int i = width - 1; i >= 0; i--)
        number = number << 8 | (unsigned char)bytes[at + (size_t)i];
    return number;
}

static void put_moment(char *bytes, size_t at)
{
    for (int i = 0; i < 4; i++)
        bytes[at + (size_t)i] = (char)(MIDNIGHT_OF_1980 >> 8 * i & 0xff);
}

static void forget_times(char *bytes, size_t length)
{
    static const char tail[] = "PK\5\6", entry[] = "PK\1\2", local[] = "PK\3\4";
    if (length < TAIL || memcmp(bytes + length - TAIL, tail, 4) != 0)
        return; /* with a remark behind it: not one of ours */
    size_t at = number_at(bytes, length - TAIL + 16, 4);
    for (uint32_t i = number_at(bytes, length - TAIL + 10, 2); i > 0; i--) {
        if (at > length - TAIL - ENTRY || memcmp(bytes + at, entry, 4) != 0)
            return;
        size_t file = number_at(bytes, at + 42, 4);
        put_moment(bytes, at + ENTRY_TIME);
        if (file < length - TAIL - ENTRY && memcmp(bytes + file, local, 4) == 0)
            put_moment(bytes, file + LOCAL_TIME);
        at += ENTRY + number_at(bytes, at + 28, 2) + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
    }
}

/* The oldest Markdown with tables, which takes the columns' widths from their dashes when lines are longer than --columns; nothing more that
 * a text could set off by chance. No settings of the user. */
static letter_file set(const text_buffer *text, const char *kind, chart_stop stop)
{
    sol_arena *arena = text->arena;
    filter f = {.word = {"pandoc", "--data-dir=/nonexistent",
                         "--from=markdown_strict+pipe_tables+all_symbols_escapable", "--columns=1",
                         sol_arena_print(arena, "--to=%s", kind), "--metadata=lang:en-GB",
                         "--metadata=description:Made by solatium " SOLATIUM_VERSION, "--output=-"},
                .makes = "wrote",
                .input = text_of(text),
                .limits = {LETTER_SECONDS, stop}};
    filter_result made = filter_run(arena, &f);
    if (made.outcome == FILTER_DONE)
        forget_times(made.bytes, made.length);
    return (letter_file){made.bytes, made.length, made.reason};
}

letter_file letter_render_document(sol_arena *arena, const document *doc, const char *kind, chart_stop stop)
{
    text_buffer text = {.arena = arena};
    for (size_t i = 0; i < doc->block_count; i++)
        markdown_render_block(&text, doc, i, PAGE_ROOM);
    return set(&text, kind, stop);
}

/* A picture stands in the text itself, so that no file is written for pandoc to read. */
static const char *put_picture(text_buffer *text, const payout_picture *p, chart_stop stop)
{
    sol_arena *arena = text->arena;
    chart_picture drawn = payout_draw(arena, p, CHART_PNG, stop);
    if (drawn.outcome != CHART_DRAWN)
        return drawn.outcome == CHART_NO_GNUPLOT ? NULL : drawn.reason;
    size_t length = BASE64_ENCODE_RAW_LENGTH(drawn.length);
    char *digits = SOL_TAKE(arena, length, char);
    base64_encode_raw(digits, drawn.length, (const uint8_t *)drawn.bytes);
    text_append(text, "\n![](data:image/png;base64,");
    text_append_bytes(text, digits, length);
    text_append(text, ")\n\n");
    markdown_render_prose(text, p->caption);
    return NULL;
}

letter_file letter_render(sol_arena *arena, const payout_report *report, const char *kind, chart_stop stop)
{
    text_buffer text = {.arena = arena};
    const document *doc = report->doc;
    for (size_t i = 0; i <= doc->block_count; i++) {
        for (size_t j = 0; j < report->picture_count; j++) {
            const payout_picture *p = &report->picture[j];
            const char *fault = p->block == i && p->svg ? put_picture(&text, p, stop) : NULL;
            if (fault)
                return (letter_file){.reason = fault};
        }
        if (i < doc->block_count)
            markdown_render_block(&text, doc, i, PAGE_ROOM);
    }
    return set(&text, kind, stop);
}
