#include "scenario/input/xml.h"

#include <expat.h>
#include <string.h>

enum { DEPTH_MOST = 256, TAG_MOST = 1 << 20 };

const char *xml_local(const char *name)
{
    const char *bar = strrchr(name, '|');
    return bar ? bar + 1 : name;
}

bool xml_is(const char *name, const char *space, const char *local)
{
    const char *own = xml_local(name), *found = *space ? strstr(name, space) : name;
    return strcmp(own, local) == 0 && found && found <= own;
}

const char *xml_value(const char *const *attribute, const char *space, const char *local)
{
    for (; *attribute; attribute += 2)
        if (xml_is(attribute[0], space, local))
            return attribute[1];
    return NULL;
}

typedef struct reading {
    guard_scope scope;
    XML_Parser parser;
    package *package;
    const char *name;
    xml_taker *taker;
    size_t depth, given; /* bytes given to the parser */
    const char *fault;
} reading;

static void stop(reading *x, const char *fault)
{
    if (fault && !x->fault)
        x->fault = fault;
    XML_StopParser(x->parser, XML_FALSE);
}

static void begin_element(void *context, const char *name, const char **attribute)
{
    reading *x = context;
    if (++x->depth > DEPTH_MOST) {
        stop(x, "is nested too deeply");
        return;
    }
    x->taker->begin(x->taker->context, name, attribute);
    if (x->taker->is_done)
        stop(x, NULL);
}

static void end_element(void *context, const char *name)
{
    reading *x = context;
    x->depth--;
    x->taker->end(x->taker->context, name);
    if (x->taker->is_done)
        stop(x, NULL);
}

static void take_text(void *context, const char *text, int length)
{
    reading *x = context;
    x->taker->text(x->taker->context, text, (size_t)length);
    if (x->taker->is_done)
        stop(x, NULL);
}

static void refuse_type(void *context, const char *name, const char *system, const char *public, int has_subset)
{
    (void)name;
    (void)system;
    (void)public;
    (void)has_subset;
    stop(context, "has a document type, which no workbook needs");
}

static void free_parser(void *object)
{
    XML_ParserFree(((reading *)object)->parser);
}

static bool parse(reading *x, const char *bytes, size_t length, bool is_last)
{
    x->given += length;
    if (XML_Parse(x->parser, bytes, (int)length, is_last) == XML_STATUS_OK) {
        /* A tag without an end is read anew with each piece. */
        XML_Index at = XML_GetCurrentByteIndex(x->parser);
        if (at >= 0 && x->given - (size_t)at > TAG_MOST)
            x->fault = "has a tag that is longer than 1 MiB";
        return !x->fault;
    }
    if (XML_GetErrorCode(x->parser) == XML_ERROR_NO_MEMORY)
        guard_no_memory(0);
    if (!x->fault && !x->taker->is_done) {
        x->fault = "is not XML";
        x->package->is_vague = true;
    }
    return false;
}

static bool take_piece(void *context, const char *bytes, size_t length)
{
    return parse(context, bytes, length, false);
}

bool xml_read(package *p, const char *name, xml_taker *taker)
{
    reading x = {.parser = XML_ParserCreateNS(NULL, '|'), .package = p, .name = name, .taker = taker};
    if (!x.parser)
        guard_no_memory(0);
    guard_hold(&x.scope, free_parser, &x);
    XML_SetUserData(x.parser, &x);
    XML_SetElementHandler(x.parser, begin_element, end_element);
    XML_SetCharacterDataHandler(x.parser, take_text);
    XML_SetStartDoctypeDeclHandler(x.parser, refuse_type);
    bool is_read = package_read(p, name, take_piece, &x);
    if (is_read && !x.fault && !taker->is_done)
        parse(&x, "", 0, true);
    guard_end(&x.scope);
    if (is_read && x.fault)
        return package_refuse(p, "open it in a spreadsheet and save it again", "the workbook is damaged: `%.100s` %s",
                              name, x.fault);
    return is_read;
}
