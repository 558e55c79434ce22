/* A game given by its minimal winning sets, for callers who have those. Includes no diagrams. */
#ifndef CAS_POWER_MINIMAL_SETS_H
#define CAS_POWER_MINIMAL_SETS_H

#include "base/memory.h"
#include "base/set.h"

struct cas_power;

/*
 * The power of `members` in the game whose winning sets hold one of `sets`, which are not empty and at least one.
 *
 * shape     members in the order of party_names, of which those in `members` play
 * exact     yes
 * cost      as cas_power_of on the disjunction of the sets, as a diagram
 * errors    leaves through the guard when memory or time runs out
 */
const struct cas_power *cas_power_of_minimal_sets(cas_arena *arena, const cas_set *sets, size_t count, const cas_set *members,
                                                  const char *const *party_names, int party_count, const char *words, int threads);

#endif
