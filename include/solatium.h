/* All of Solatium. */
#ifndef SOLATIUM_H
#define SOLATIUM_H

#include "solatium/arena.h"
#include "solatium/axiom.h"
#include "solatium/breakeven.h"
#include "solatium/claim.h"
#include "solatium/contribution.h"
#include "solatium/date.h"
#include "solatium/decimal.h"
#include "solatium/delay.h"
#include "solatium/diagnostic.h"
#include "solatium/distribution.h"
#include "solatium/division.h"
#include "solatium/estimate.h"
#include "solatium/mathematics.h"
#include "solatium/measure.h"
#include "solatium/money.h"
#include "solatium/mortality.h"
#include "solatium/protect.h"
#include "solatium/quantity.h"
#include "solatium/random.h"
#include "solatium/result.h"
#include "solatium/saved_result.h"
#include "solatium/scenario.h"
#include "solatium/simulation.h"
#include "solatium/study.h"
#include "solatium/table.h"
#include "solatium/tornado.h"
#include "solatium/verdict.h"

#endif
