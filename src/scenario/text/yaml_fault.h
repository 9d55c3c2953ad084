/* What libyaml itself refuses, in the form of every other problem. */
#ifndef SOL_SCENARIO_YAML_FAULT_H
#define SOL_SCENARIO_YAML_FAULT_H

#include "scenario/text/source.h"

#include <yaml.h>

/** Reports the fault at which a parser stopped that began at byte `from` of a source. */
void yaml_fault_report(const yaml_parser_t *parser, const text_source *source, size_t from,
                       sol_diagnostics *diagnostics);

#endif
