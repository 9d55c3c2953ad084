/* A member of XML, element by element. No document type is taken, so that no entity grows; depth and the length of a tag have limits. */
#ifndef SOL_SCENARIO_XML_H
#define SOL_SCENARIO_XML_H

#include "scenario/input/package.h"

/** Names are "namespace|name". */
typedef struct xml_taker {
    void (*begin)(void *context, const char *name,
                  const char *const *attribute); /* name, value, name, value, …, NULL */
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *text, size_t length);
    void *context;
    bool is_done; /* set by a taker that needs no more, or has refused what there is */
} xml_taker;

/** Reads a member; false and an error: as package_read, or it is no XML that is read. */
bool xml_read(package *p, const char *name, xml_taker *taker);

/** The name without its namespace. */
const char *xml_local(const char *name);

/** Whether a name is `local` of a namespace whose address holds `space` ("" : any). */
bool xml_is(const char *name, const char *space, const char *local);

/** The value of such an attribute, or NULL. */
const char *xml_value(const char *const *attribute, const char *space, const char *local);

#endif
