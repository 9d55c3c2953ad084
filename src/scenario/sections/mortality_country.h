/* Laws of mortality by the name of a country. */
#ifndef SOL_SCENARIO_MORTALITY_COUNTRY_H
#define SOL_SCENARIO_MORTALITY_COUNTRY_H

#include "scenario/reader/reader.h"

/**
 * The law of a sex that a mapping's `country` and `year` stand for, as it would be written: {law, a, b, g, fitted, source, note}, at the
 * place of the country. What the scenario itself says of the source goes before the table's. Needs the claimants, or the group whose law it is,
 * read.
 *
 * Gives    the mapping, and the row that it was written from; NULL where an error was added, here or before
 */
const sol_node *mortality_country_law(reader *r, const sol_node *mapping, sol_sex sex, const sol_group *group,
                                      const sol_country_law **from);

#endif
