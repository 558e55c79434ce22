/* Inside power/ only: from counts to indices. */
#ifndef CAS_POWER_INDICES_H
#define CAS_POWER_INDICES_H

#include "power/power.h"
#include "power/tally.h"

void cas_fill_indices(cas_arena *arena, cas_power *power, const cas_tally *tally, int filled);
/* Owen and Banzhaf-Owen; union_of as in cas_power_options. */
void cas_fill_unions(cas_arena *arena, cas_power *power, const int *union_of);
/* count + 1 numbers of the tally's width. */
const cas_big *cas_sizes_of(cas_arena *arena, const cas_tally *tally, const uint64_t *numbers);
cas_big cas_sum_of(cas_arena *arena, const cas_big *numbers, int count);

#endif
