#include "scenario/input/ods_styles.h"

#include "scenario/input/xml.h"

#include <stdlib.h>
#include <string.h>

#define TABLE ":table:"
#define STYLE ":style:"
#define NUMBER ":datastyle:"

/* A code that goes on is cut: what it says is none of an amount. */
enum { CODE_MOST = 1000, PLACES_MOST = 40, PARENTS_MOST = 16, MAPS_MOST = 4 };

typedef struct ods_style {
    const char *parent, *data; /* NULL: none */
    bool is_hidden, is_made;
    bool says_line, is_struck, is_raised;
    number_format format;
} ods_style;

/* Sections of a code: its own, and those of other styles on conditions. */
typedef struct data_style {
    text_buffer own;
    bool is_percentage, is_date;
    size_t map_count;
    const char *condition[MAPS_MOST], *other[MAPS_MOST];
} data_style;

static const char *kept(sol_arena *arena, const char *text)
{
    return text ? sol_arena_copy(arena, text, strlen(text)) : NULL;
}

void ods_styles_begin(ods_styles *styles, sol_arena *arena)
{
    *styles = (ods_styles){.arena = arena,
                           .names = {.arena = arena, .is_exact = true},
                           .data_names = {.arena = arena, .is_exact = true},
                           .styles = {.arena = arena, .size = sizeof(ods_style)},
                           .data = {.arena = arena, .size = sizeof(data_style)},
                           .style = -1,
                           .data_style = -1,
                           .text = {.arena = arena}};
}

/* The index of a style, which is begun anew. */
static int begin_style(name_table *names, row_list *list, const char *name)
{
    bool is_new;
    int index = names_add_bytes(names, name, strlen(name), &is_new);
    if (is_new)
        rows_add(list);
    else
        memset((char *)list->rows + list->size * (size_t)index, 0, list->size);
    return index;
}

static ods_style *style_at(const ods_styles *s, int index)
{
    return index < 0 ? NULL : (ods_style *)s->styles.rows + index;
}

static data_style *data_at(const ods_styles *s, int index)
{
    return index < 0 ? NULL : (data_style *)s->data.rows + index;
}

/* As a literal of a code. */
static void put_literal(text_buffer *code, const char *text, size_t length)
{
    for (size_t at = 0; at < length && code->length < CODE_MOST; at++) {
        bool is_first = ((unsigned char)text[at] & 0xC0) != 0x80;
        text_append_bytes(code, is_first ? "\\" : "", is_first);
        text_append_bytes(code, text + at, 1);
    }
}

static void put_currency(text_buffer *code, const char *sign, const char *country)
{
    if (code->length < CODE_MOST && strlen(sign) < CODE_MOST && *sign && strcspn(sign, "[]-") == strlen(sign))
        text_print(code, "[$%s%s%s]", sign, country ? "-" : "", country ? country : "");
    else
        put_literal(code, sign, strlen(sign));
}

static size_t number_of(const char *text, size_t otherwise)
{
    unsigned long number = text ? strtoul(text, NULL, 10) : otherwise;
    return number < PLACES_MOST ? number : PLACES_MOST;
}

static void begin_number(ods_places *places, const char *const *attribute)
{
    *places = (ods_places){.least = number_of(xml_value(attribute, NUMBER, "min-integer-digits"), 1)};
    const char *factor = xml_value(attribute, NUMBER, "display-factor");
    for (unsigned long f = factor ? strtoul(factor, NULL, 10) : 1; f >= 1000; f /= 1000)
        places->thousands++;
}

static void begin_embedded(ods_places *places, const char *const *attribute)
{
    if (places->count == ODS_EMBEDDED)
        return;
    places->position[places->count] = number_of(xml_value(attribute, NUMBER, "position"), 0);
    places->text[places->count++] = "";
}

static void put_number(const ods_places *places, text_buffer *code)
{
    size_t most = code->length > CODE_MOST ? 0 : places->least ? places->least : 1;
    for (size_t i = 0; most > 0 && i < places->count; i++)
        most = places->position[i] >= most ? places->position[i] + 1 : most;
    for (size_t place = most; place > 0; place--) {
        text_append(code, place <= places->least ? "0" : "#");
        for (size_t i = 0; i < places->count; i++)
            if (places->position[i] + 1 == place)
                put_literal(code, places->text[i], strlen(places->text[i]));
    }
    for (size_t i = 0; i < places->thousands; i++)
        text_append(code, ",");
}

static void begin_data(ods_styles *s, const char *name, const char *const *attribute)
{
    static const struct {
        const char *name;
        bool is_percentage, is_date;
    } kinds[] = {{"number-style", false, false}, {"currency-style", false, false}, {"percentage-style", true, false},
                 {"text-style", false, false},   {"date-style", false, true},      {"time-style", false, true}};
    const char *own = xml_value(attribute, STYLE, "name");
    for (size_t i = 0; own && i < sizeof kinds / sizeof *kinds; i++)
        if (xml_is(name, NUMBER, kinds[i].name)) {
            s->data_style = begin_style(&s->data_names, &s->data, own);
            *data_at(s, s->data_style) = (data_style){
                .own = {.arena = s->arena}, .is_percentage = kinds[i].is_percentage, .is_date = kinds[i].is_date};
        }
}

static void begin_map(data_style *data, sol_arena *arena, const char *const *attribute)
{
    const char *condition = xml_value(attribute, STYLE, "condition"),
               *other = xml_value(attribute, STYLE, "apply-style-name");
    if (!condition || !other || strncmp(condition, "value()", 7) != 0 || strlen(condition) > 40 ||
        data->map_count == MAPS_MOST)
        return;
    data->condition[data->map_count] = kept(arena, condition + 7);
    data->other[data->map_count++] = kept(arena, other);
}

static void begin_inside_data(ods_styles *s, const char *name, const char *const *attribute)
{
    data_style *data = data_at(s, s->data_style);
    s->text.length = 0;
    text_append(&s->text, "");
    if (xml_is(name, NUMBER, "number"))
        begin_number(&s->places, attribute);
    else if (xml_is(name, NUMBER, "embedded-text"))
        begin_embedded(&s->places, attribute);
    else if (xml_is(name, NUMBER, "currency-symbol"))
        s->country = kept(s->arena, xml_value(attribute, NUMBER, "country"));
    else if (data->own.length > CODE_MOST)
        return;
    else if (xml_is(name, NUMBER, "scientific-number") || xml_is(name, NUMBER, "fraction"))
        text_append(&data->own, "General");
    else if (xml_is(name, NUMBER, "text-content"))
        text_append(&data->own, "@");
    else if (xml_is(name, STYLE, "map"))
        begin_map(data, s->arena, attribute);
}

/* "super 58%", "-33% 58%". */
static bool is_raised(const char *position)
{
    bool is_named = position && (strncmp(position, "super", 5) == 0 || strncmp(position, "sub", 3) == 0);
    return is_named || (position && strspn(position, "-+0. %") < strcspn(position, "%"));
}

static void begin_text_properties(ods_style *style, const char *const *attribute)
{
    const char *line[] = {xml_value(attribute, STYLE, "text-line-through-style"),
                          xml_value(attribute, STYLE, "text-line-through-type")};
    for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
        style->says_line = style->says_line || line[i];
        style->is_struck = style->is_struck || (line[i] && strcmp(line[i], "none") != 0);
    }
    style->is_raised = is_raised(xml_value(attribute, STYLE, "text-position"));
}

/* "0cm", "0.0008in": a height or a width in which nobody can read. */
static bool is_nothing(const char *size)
{
    size_t zeros = size ? strspn(size, "0.") : 0;
    return zeros >= strlen("0.00") || (zeros > 0 && (size[zeros] < '0' || size[zeros] > '9'));
}

static void begin_style_element(ods_styles *s, const char *name, const char *const *attribute)
{
    const char *own = xml_value(attribute, STYLE, "name"), *display = xml_value(attribute, TABLE, "display");
    if (xml_is(name, STYLE, "style") && own) {
        s->style = begin_style(&s->names, &s->styles, own);
        style_at(s, s->style)->parent = kept(s->arena, xml_value(attribute, STYLE, "parent-style-name"));
        style_at(s, s->style)->data = kept(s->arena, xml_value(attribute, STYLE, "data-style-name"));
    } else if (xml_is(name, STYLE, "table-properties") && s->style >= 0 && display && strcmp(display, "false") == 0) {
        style_at(s, s->style)->is_hidden = true;
    } else if (xml_is(name, STYLE, "table-row-properties") && s->style >= 0) {
        style_at(s, s->style)->is_hidden = is_nothing(xml_value(attribute, STYLE, "row-height"));
    } else if (xml_is(name, STYLE, "table-column-properties") && s->style >= 0) {
        style_at(s, s->style)->is_hidden = is_nothing(xml_value(attribute, STYLE, "column-width"));
    } else if (xml_is(name, STYLE, "text-properties") && s->style >= 0) {
        begin_text_properties(style_at(s, s->style), attribute);
    }
}

void ods_styles_element(ods_styles *s, const char *name, const char *const *attribute)
{
    if (s->data_style >= 0) {
        begin_inside_data(s, name, attribute);
        return;
    }
    begin_data(s, name, attribute);
    begin_style_element(s, name, attribute);
}

void ods_styles_take(ods_styles *s, const char *text, size_t length)
{
    if (s->data_style >= 0)
        text_append_bytes(&s->text, text, length);
}

/* A per cent of a style of per cents is a sign of it, elsewhere a letter. */
static void end_text(const ods_styles *s, data_style *data)
{
    const char *text = text_of(&s->text), *sign = data->is_percentage ? strchr(text, '%') : NULL;
    put_literal(&data->own, text, sign ? (size_t)(sign - text) : s->text.length);
    if (!sign)
        return;
    text_append(&data->own, "%");
    put_literal(&data->own, sign + 1, strlen(sign + 1));
}

void ods_styles_end_element(ods_styles *s, const char *name)
{
    if (xml_is(name, STYLE, "style"))
        s->style = -1;
    data_style *data = data_at(s, s->data_style);
    if (!data)
        return;
    if (xml_is(name, NUMBER, "embedded-text") && s->places.count > 0)
        s->places.text[s->places.count - 1] = kept(s->arena, text_of(&s->text));
    else if (xml_is(name, NUMBER, "number"))
        put_number(&s->places, &data->own);
    else if (xml_is(name, NUMBER, "currency-symbol"))
        put_currency(&data->own, text_of(&s->text), s->country);
    else if (xml_is(name, NUMBER, "text"))
        end_text(s, data);
    else if (strlen(xml_local(name)) > 6 && strcmp(xml_local(name) + strlen(xml_local(name)) - 6, "-style") == 0)
        s->data_style = -1;
}

/* All sections; of a date, which has a value of its own, none. */
static const char *code_of(const ods_styles *s, const char *name)
{
    const data_style *data = data_at(s, names_find(&s->data_names, name));
    text_buffer code = {.arena = s->arena};
    if (!data || data->is_date)
        return NULL;
    for (size_t i = 0; i < data->map_count; i++) {
        const data_style *other = data_at(s, names_find(&s->data_names, data->other[i]));
        text_print(&code, "[%s]%s;", data->condition[i], other ? text_of(&other->own) : "General");
    }
    text_append(&code, text_of(&data->own));
    return text_of(&code);
}

const number_format *ods_styles_format(ods_styles *s, const char *name)
{
    ods_style *style = name ? style_at(s, names_find(&s->names, name)) : NULL;
    if (!style)
        return NULL;
    if (style->is_made)
        return &style->format;
    const char *data = style->data;
    const ods_style *parent = style;
    for (int i = 0; !data && parent && parent->parent && i < PARENTS_MOST; i++) {
        parent = style_at(s, names_find(&s->names, parent->parent));
        data = parent ? parent->data : NULL;
    }
    const char *code = data ? code_of(s, data) : NULL;
    style->format = code ? number_format_of(0, code) : (number_format){.digits = 0};
    style->is_made = true;
    return &style->format;
}

cell_fault ods_styles_fault(const ods_styles *s, const char *name)
{
    const ods_style *style = name ? style_at(s, names_find(&s->names, name)) : NULL;
    if (style && style->is_raised)
        return CELL_RAISED;
    for (int i = 0; style && !style->says_line && style->parent && i < PARENTS_MOST; i++)
        style = style_at(s, names_find(&s->names, style->parent));
    return style && style->is_struck ? CELL_STRUCK : CELL_SOUND;
}

bool ods_styles_hide(const ods_styles *s, const char *name)
{
    const ods_style *style = name ? style_at(s, names_find(&s->names, name)) : NULL;
    return style && style->is_hidden;
}
