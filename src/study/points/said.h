/* What a study has said: the scenario's warnings once, and once each that only a point of it brings, by the first that does. */
#ifndef SOL_STUDY_SAID_H
#define SOL_STUDY_SAID_H

#include "solatium/study.h"

typedef struct said_once {
    sol_arena *arena;
    sol_diagnostics *list;    /* the study's own, for whoever asked */
    sol_diagnostics *brought; /* what points brought, in their words */
    const sol_study *study;   /* the scenario as it stands */
    bool is_silent;           /* points are of the program's own making: what they bring concerns nobody */
} said_once;

/** Begins with what a list holds already: of that nothing is said again. */
said_once said_begin(sol_arena *arena, const sol_study *study, sol_diagnostics *list);

/** Says the warnings that a point brings and that were not said, with its name. */
void said_warnings(const said_once *s, const sol_study *point, const sol_diagnostics *of_point);

/** The same of its errors too. */
void said_all(const said_once *s, const sol_study *point, const sol_diagnostics *of_point);

#endif
