/* A guarantee as a simple game: which sets of parties get the outcome. */
#ifndef CAS_HOLD_GUARANTEE_H
#define CAS_HOLD_GUARANTEE_H

#include "hold/hold.h"

typedef struct cas_guarantee {
    const struct cas_power *power; /* of every party but the one attacked; or null */
    const char *needs;             /* why there is none: "no set of parties reaches it", or what it would take */
    bool undecided;                /* needs speaks of a budget */
} cas_guarantee;

/*
 * The power of every party over a goal: a set wins if its help reaches the goal although all others resist; the party attacked always helps.
 *
 * method    the minimal winning sets are the deciders of the verdict; if it lists only some of them they are sought again
 * exact     yes
 * cost      as the families of a verdict, and as cas_power_of on a diagram
 * errors    leaves through the guard when memory or time runs out
 */
cas_guarantee cas_guarantee_power(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, const cas_verdict *verdict, int threads);

#endif
