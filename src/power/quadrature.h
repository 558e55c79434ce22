/* Inside power/ only: Shapley-Shubik of large weighted rules, within a proven bound. */
#ifndef CAS_POWER_QUADRATURE_H
#define CAS_POWER_QUADRATURE_H

#include "power/tally.h"

cas_estimate cas_estimate_quadrature(const cas_tally *tally, const cas_small_game *small);
/* One value a class; *bound bounds the absolute error of each. */
const double *cas_shapley_by_quadrature(cas_arena *arena, const cas_small_game *small, const cas_tally *tally, int threads, double *bound);

#endif
