/* What currencies are called. */
#ifndef SOL_VALUE_CURRENCY_H
#define SOL_VALUE_CURRENCY_H

#include "solatium/quantity.h"

/**
 * The code of a currency by its sign, its name or its code in whatever letters, where it is one of those known and only one of them is called
 * so: `$` is no name where there are two dollars. A list whose first code is "" knows all. NULL: none, or more than one.
 */
const char *currency_called(const char *word, const sol_quantity_currency *known);

#endif
