/* The writer of random scenarios, and its sections. */
#ifndef LANGUAGE_PARTS_H
#define LANGUAGE_PARTS_H

#include "engine/campaign/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { LANGUAGE_ROOM = 1 << 15, LANGUAGE_NAMES = 8 };

typedef struct language {
    uint64_t dice;
    char text[LANGUAGE_ROOM];
    size_t length;
    int64_t size;    /* what an ordinary claim is about, in whole units of the currency */
    const char *own; /* currency */
    bool has_others; /* JPY and USD have a price */
    int first_year, years;
    int events, groups, countries;
    bool has_institution; /* then no step may weigh by age, hazard or need */
    bool is_fraction;
    const char *people, *table; /* files */
    sol_arena *arena;
} language;

uint64_t language_roll(language *l, uint64_t below);
bool language_chance(language *l, int percent);
const char *language_one(language *l, size_t count, const char *const *choice);
void language_write(language *l, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define ONE(l, ...)                                                                                                    \
    language_one((l), sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *),                               \
                 (const char *const[]){__VA_ARGS__})

/** A date within the scenario's time, or a year before it where `early`. */
void language_date(language *l, bool early);
/** An amount of about `percent` of the ordinary claim, sometimes in another currency; a plain one where `plain`. */
void language_amount(language *l, int percent, bool plain);
/** The same, or a distribution of it. */
void language_uncertain_amount(language *l, int percent);
void language_span(language *l);
void language_uncertain_span(language *l);
void language_when(language *l);
void language_share(language *l);
void language_uncertain_share(language *l);
/** `, requires: E` and `, unless: F`, or not. */
void language_conditions(language *l);
void language_groups_list(language *l);

void language_money_in(language *l);
void language_people(language *l);
void language_rows(language *l);
void language_division(language *l);

#endif
