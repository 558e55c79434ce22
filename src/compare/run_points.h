/* The course of a scenario, as points. */
#ifndef CAS_COMPARE_RUN_POINTS_H
#define CAS_COMPARE_RUN_POINTS_H

#include "compare/points.h"

/* Part 0: is everything as the scenario expects; part 1: the calendar, in the worst case of the first package. */
cas_points cas_run_points(cas_arena *arena, const cas_side *side, const cas_asked *asked);

/* All that a scenario says, in one text: only the same scenario can be compared. */
const char *cas_scenario_key(cas_arena *arena, const cas_scenario *scenario);

#endif
