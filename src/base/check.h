/* A broken promise is a bug: SOL_CHECK stops the program in every build. */
#ifndef SOL_BASE_CHECK_H
#define SOL_BASE_CHECK_H

/** Prints place and condition on standard error and aborts. */
_Noreturn void check_failed(const char *condition, const char *file, int line);

#define SOL_CHECK(condition) ((condition) ? (void)0 : check_failed(#condition, __FILE__, __LINE__))

#endif
