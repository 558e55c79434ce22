/* Inside power/ only: a rule with too many holders, or too large weights, for counting. */
#ifndef CAS_POWER_REGISTER_H
#define CAS_POWER_REGISTER_H

#include "power/power.h"
#include "power/tally.h"

/*
 * Banzhaf, Rae and Shapley-Shubik of the large holders within a bound; all of them if there are few. The others are counted, not listed.
 * errors  CAS_E_BUDGET when called off
 */
void cas_power_register(cas_arena *arena, cas_power *power, const cas_game *game, const cas_tally *tally, const cas_small_game *small,
                        const cas_power_options *options);

#endif
