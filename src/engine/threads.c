#include "engine/threads.h"

#ifdef _OPENMP
#include <omp.h>
#endif

int threads_of(const sol_simulation_settings *settings)
{
#ifdef _OPENMP
    return settings->threads > 0 ? settings->threads : omp_get_max_threads();
#else
    (void)settings;
    return 1;
#endif
}

int threads_number(void)
{
#ifdef _OPENMP
    return omp_get_thread_num();
#else
    return 0;
#endif
}
