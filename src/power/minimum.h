/* Inside power/ only: whether a game is weighted, and by which weights of least sum. */
#ifndef CAS_POWER_MINIMUM_H
#define CAS_POWER_MINIMUM_H

#include "power/power.h"

/* Null: *needs says what would be needed; *none: nothing would help. most_seconds: give up the proof of minimality,
   or all, after so long. */
const cas_minimum *cas_minimum_of(cas_arena *arena, const cas_game *game, double most_seconds, const char **needs,
                                  bool *none);

#endif
