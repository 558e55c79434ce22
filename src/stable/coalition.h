/*
 * Coalitions: makers that agree to move together.
 *
 * The variant computed is this. R_H(s): the states that members of H reach from s by legal sequences of their own moves. A coalitional improvement is one of
 * them that is strictly better than s for every member (members improve together); what lies on the way need not be. The others
 * answer one by one, by legal sequences, each step improving its mover where the concept asks for that. A state deters H if it is no better than s for
 * at least one member. With these, s is stable for H by R, GMR, SMR, SEQ, SSEQ as in stability.h, "better" read as "better for every member".
 * With one member this is the table of stability.h.
 * Source: KilgourHipelFangPeng2001 for the coalitional improvement.
 */
#ifndef CAS_STABLE_COALITION_H
#define CAS_STABLE_COALITION_H

#include "stable/paths.h"

enum { CAS_COALITION_STATES = 8192 };

typedef struct cas_coalition_stability {
    uint32_t members;  /* bit m: maker m */
    const uint8_t *of; /* per state: bits of cas_concept */
} cas_coalition_stability;

/* cost: states^2 bits three times, and a search of paths per state and kind; leaves with CAS_E_BUDGET beyond CAS_COALITION_STATES states */
cas_coalition_stability cas_coalition_stability_of(cas_arena *arena, const cas_states *states, uint32_t members);

/* Per state: by which concepts every coalition of makers that take part is stable there. At most 10 of these makers. */
const uint8_t *cas_coalition_equilibria(cas_arena *arena, const cas_states *states);

#endif
