/* Inside power/ only: the nucleolus of a simple game. */
#ifndef CAS_POWER_NUCLEOLUS_H
#define CAS_POWER_NUCLEOLUS_H

#include "power/ratio.h"
#include "power/cells.h"

typedef struct cas_nucleolus {
    const cas_ratio *share; /* one a member; null: there is none, or it was not reached */
    const char *needs;      /* then: why */
    bool none;              /* there is none, however long one computes */
    int stages, coalitions; /* linear programs in a row, and the coalitions that entered them */
} cas_nucleolus;

/* most_seconds: give up after so long. */
const cas_nucleolus *cas_nucleolus_of(cas_arena *arena, const cas_game *game, double most_seconds);

#endif
