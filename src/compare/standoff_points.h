/* The equilibria of a standoff, as points. */
#ifndef CAS_COMPARE_STANDOFF_POINTS_H
#define CAS_COMPARE_STANDOFF_POINTS_H

#include "compare/points.h"

/* Asked by name, or, where the text asks `stability of NAME without …` in these words, without those. A part a concept. */
cas_points cas_standoff_points(cas_arena *arena, const cas_side *side, const cas_asked *asked);
const char *cas_standoff_part_name(int part);

#endif
