/* The files of one command: what it reads, and what it writes, all of it or nothing. */
#ifndef SOL_PROGRAM_OUTPUTS_H
#define SOL_PROGRAM_OUTPUTS_H

#include "program/arguments/formats.h"
#include "program/outputs/output.h"
#include "program/outputs/output_folder.h"
#include "solatium/scenario.h"

typedef struct outputs outputs;

outputs *outputs_new(sol_arena *arena, sol_diagnostics *diagnostics);

/** Lets outputs replace whatever is there. Before any is reserved. */
void outputs_replace_any(outputs *all);

/**
 * Reserves an output (path NULL: standard output) before the work. A file that is there and is none that we wrote in that format is replaced
 * only after outputs_replace_any: outputs_may_replace says so, once it is known what is read.
 *
 * Gives    STATUS_DONE and the output; STATUS_USAGE and an error (U205) when it is a file that is read, or another output, by whatever name or link; or as of output_reserve
 */
exit_status outputs_reserve(outputs *all, const char *path, sol_place place, answer_format format, output **reserved);

/** The same of a database that is added to: STATUS_USAGE also for what is no file (U138). */
exit_status outputs_reserve_database(outputs *all, const char *path, sol_place place, output **reserved);

/**
 * Whether all that are reserved may be put where they are to go; also asked behind outputs_reads_document and by outputs_end.
 *
 * Gives    STATUS_DONE; or STATUS_USAGE and an error (U139) for each that would replace what may be somebody's own
 */
exit_status outputs_may_replace(outputs *all);

/** Makes a folder for outputs, unless it is there; it goes again when they are given up. STATUS_SYSTEM and an error (U204) otherwise. */
exit_status outputs_reserve_folder(outputs *all, const char *path, sol_place place);

/** Reserves a folder that is an output itself; statuses as of output_folder_reserve. It is placed with the others once it `is_whole`. */
exit_status outputs_reserve_pages(outputs *all, const char *path, sol_place place, output_folder **reserved);

/**
 * Notes a file that is read: by its path ("-": standard input), or by what it is known by.
 *
 * Gives    STATUS_DONE, or STATUS_USAGE and an error (U205) when it is an output
 */
exit_status outputs_reads(outputs *all, const char *path);
exit_status outputs_reads_file(outputs *all, const char *name, file_identity identity);

/** The same of every file that was read for a document; and outputs_may_replace. */
exit_status outputs_reads_document(outputs *all, const sol_document *text);

/**
 * Ends the outputs. If all that were reserved have been put, they are written and placed together: each file whole beside its place first,
 * then pipes and standard output, then all files are put in their places, and taken back if one of them cannot be. Otherwise, or after an interrupt, nothing is written.
 *
 * Gives    the status given, or why the writing failed
 */
exit_status outputs_end(outputs *all, exit_status status);

#endif
