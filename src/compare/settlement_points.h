/* What the positions of a text settle on, as points. */
#ifndef CAS_COMPARE_SETTLEMENT_POINTS_H
#define CAS_COMPARE_SETTLEMENT_POINTS_H

#include "compare/points.h"

/* `settlement`, or in the words of a question of the text. Part 0: how many packages settle; then the lists named below. */
cas_points cas_settlement_points(cas_arena *arena, const cas_side *side, const cas_asked *asked);
const char *cas_settlement_part_name(int part);
bool cas_settlement_part_is_packages(int part);

#endif
