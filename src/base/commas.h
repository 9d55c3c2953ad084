/*
 * Lists whose commas may be marks within a number.
 *
 * A comma separates the values of a list, and it groups digits (100,000) or stands before decimals (0,5). It is a list's mark beyond doubt
 * where it could not stand in a number, or where a blank follows. It is doubtful
 *   - before three digits, behind at most three: 100,000 and 1,500, but also 100,200;
 *   - in a list of two numbers that are digits alone: 1,5 and 0,5 and 20,60;
 *   - before an item that begins with a zero and goes on: 000 and 05 are no numbers as lists have them, with or without a blank; zeros
 *     alone are none behind a number with a unit either: 300m,000;
 *   - before a number with a unit, behind one without: 1,5bn and 0,5%;
 *   - in lists of pairs that can only be decimals: 0,25,0,75, whose 0 stands twice, and `1,5, 2,5`.
 * Lists of three or more are lists: 1,2,3. Of the doubtful ones only the first two, without zeros or unit, are something that a list of
 * plain numbers rightly has: 100,200,300 are three claims and 20,60 two, and they are told apart (`may_be_list`) so that who knows more,
 * such as how many values there are or how large they may be, can decide. All others are refused, and these too where nobody knows more.
 */
#ifndef SOL_BASE_COMMAS_H
#define SOL_BASE_COMMAS_H

#include "solatium/arena.h"

#include <stdbool.h>
#include <stddef.h>

/** A stretch of a list, of two items or more, and both its readings, each of which is read back as it is meant. */
typedef struct commas_doubt {
    size_t from, to; /* bytes of the list */
    size_t next;     /* of the first item behind it */
    bool may_be_list;
    double
        least; /* the smallest number that there would be with commas as marks of groups; infinite where none would */
    const char *numbers; /* "100_000,300_000", "0.5" */
    const char *list;    /* "100, 0, 300, 0", "0, 5" */
} commas_doubt;

/** Finds the first doubt among the items from byte `from` on, outside brackets, braces and quotes; false: there is none. */
bool commas_find_doubt(sol_arena *arena, const char *text, size_t length, size_t from, commas_doubt *doubt);

/** The next comma from `at` on outside brackets, braces and quotes; `length` where there is none. */
size_t commas_next(const char *text, size_t length, size_t at);

/** A text all of whose commas are marks within numbers, as those are written without: `1,500` is "1_500", `1,5` "1.5". */
const char *commas_numbers(sol_arena *arena, const char *text, size_t length);

/** What is wrong, for a message: "a comma may separate digits here, or values"; and both ways out. */
const char *commas_message(sol_arena *arena, const char *text, const commas_doubt *doubt);
const char *commas_hint(sol_arena *arena, const commas_doubt *doubt);

#endif
