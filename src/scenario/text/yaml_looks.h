/*
 * Characters that look like those YAML is written with and are none: blanks of other kinds and signs that nobody sees, curly quotes,
 * full-width colons, commas and brackets. In texts they are welcome, so that they are told only where something went wrong.
 */
#ifndef SOL_SCENARIO_YAML_LOOKS_H
#define SOL_SCENARIO_YAML_LOOKS_H

#include "scenario/text/node.h"

/** Where one stands. */
typedef struct yaml_look {
    size_t at, bytes;
    unsigned code;
} yaml_look;

/** Finds the first in a stretch of a source, outside quotes and comments of its line. */
bool yaml_looks_find(const text_source *source, size_t from, size_t to, yaml_look *look);

/** Adds an error that names it, with the line as it was probably meant. */
void yaml_looks_report(const text_source *source, const yaml_look *look, sol_diagnostics *diagnostics);

/** Whether one in the lines of a stretch is what keeps a text from being YAML: mended, the text can be read beyond them. Then it is told. */
bool yaml_looks_blame(const text_source *source, size_t from, size_t to, sol_diagnostics *diagnostics);

/** A plain scalar in curly quotes: an error where they do not hold it together, else a warning. Whether it was told. */
bool yaml_looks_quoted(const sol_node *scalar, bool is_in_flow, sol_diagnostics *diagnostics);

/** A key as it was meant without a blank or a sign that nobody sees; NULL where it holds more than those. */
const sol_node *yaml_looks_mended(sol_arena *arena, const sol_node *key, const yaml_look *look);

/** A key or value that was refused, if such a character in it is why; whether it was told. */
bool yaml_looks_within(const sol_node *scalar, sol_diagnostics *diagnostics);

#endif
