/* The countries of a scenario: whatever its text names as one. */
#ifndef SOL_SCENARIO_COUNTRIES_H
#define SOL_SCENARIO_COUNTRIES_H

#include "scenario/reader/reader.h"

/** Gathers the countries of participation, firms and other sources, and makes room for them. */
void countries_gather(reader *r);

/** Adds one that a CSV names. */
int countries_add(reader *r, const char *bytes, size_t length);

/** A country that was gathered. */
sol_country *countries_at(reader *r, int index);

/** Gives all the same rate, those too that are added later. */
void countries_rate_all(reader *r, const sol_participation *rate);

#endif
