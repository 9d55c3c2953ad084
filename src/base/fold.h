/* Texts as people read them: forms of characters, widths, blanks and signs that nobody tells apart become one. */
#ifndef SOL_BASE_FOLD_H
#define SOL_BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/** What is folded beside widths, forms of composition and characters without a form of their own. */
enum {
    FOLD_NAME = 0,          /* runs of blanks of any kind are one, none stands at an end */
    FOLD_KEEP_BLANKS = 1,   /* instead: each blank of any kind is one, where it stands */
    FOLD_SIGNS = 2,         /* hyphens, dashes and minus signs are `-`, digits of any script are ours */
    FOLD_CASE = 4,          /* upper case is lower case */
    FOLD_ALIKE = 8,         /* Cyrillic and Greek letters are the Latin ones that they look like */
    FOLD_JOINED = 16,       /* blanks, `_`, `-` and `.` are left out */
    FOLD_COMPOSED_ONLY = 32 /* nothing but the form of composition, and blanks at the ends */
};

/** Bytes that the folded form of a text needs to be made. */
#define FOLD_ROOM(length) (2 * (5 * (length) + 16))

/**
 * Writes the folded form of a text, without a NUL; bytes that are no UTF-8 stay as they are.
 *
 * Shape    folded holds FOLD_ROOM(length) bytes and does not overlap the text
 * Gives    its length; folding it again changes nothing
 */
size_t fold_bytes(const char *bytes, size_t length, unsigned how, char *folded);

/** Whether a name is its own folded form and that is known at a glance: printable ASCII, blanks single and inside. */
bool fold_is_plain(const char *bytes, size_t length);

#endif
