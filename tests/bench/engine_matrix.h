/* Ordinary scenarios side by side: none should cost many times what another does. */
#ifndef ENGINE_MATRIX_H
#define ENGINE_MATRIX_H

#include <stddef.h>

/* All of them with so many people, or those whose name begins so; the slowest beside the fastest at the end. */
void engine_print_matrix(const char *wanted, size_t people);

#endif
