/*
 * Which states are stable for whom, by the solution concepts of the Graph Model for Conflict Resolution.
 *
 * For decision maker i at state s, with R_i(s) its moves, R+_i(s) those of them that are strictly better for i, and R_{N-i}(t), R+_{N-i}(t) the
 * states that the others reach from t by legal sequences of one or more moves (nobody moves twice in a row; in R+ each move strictly
 * improves the state for its mover), s is
 *
 *     R      Nash            R+_i(s) is empty
 *     GMR    metarational    every t in R+_i(s) has u in R_{N-i}(t) with u not better than s for i
 *     SMR    symmetric       the same, and every v in R_i(u) is not better than s for i either
 *     SEQ    sequential      as GMR with u in R+_{N-i}(t)
 *     SSEQ   both            as SMR with u in R+_{N-i}(t)
 *
 * An equilibrium is stable for every decision maker that takes part. s itself may be the sanction u.
 */
#ifndef CAS_STABLE_STABILITY_H
#define CAS_STABLE_STABILITY_H

#include "stable/conflict.h"

typedef enum cas_concept { CAS_NASH, CAS_GMR, CAS_SMR, CAS_SEQ, CAS_SSEQ, CAS_CONCEPT_COUNT } cas_concept;

enum { CAS_ALL_CONCEPTS = (1 << CAS_CONCEPT_COUNT) - 1 };

/* "R", "GMR", "SMR", "SEQ", "SSEQ". */
const char *cas_concept_name(cas_concept concept);
const char *cas_concept_title(cas_concept concept);

typedef struct cas_stability {
    const cas_states *states;
    const uint8_t *const
        *of; /* per maker and state: bit k is set where the state is stable by concept k; all bits for absent makers */
    const uint8_t *equilibria; /* per state: the bits that all makers have */
} cas_stability;

typedef struct cas_stability_options {
    int threads; /* decision makers worked on at the same time; 0: one */
} cas_stability_options;

/*
 * The table, by the fast method (see engine.c and drawn.c).
 *
 * cost      n decision makers, s states: about n^2 s steps, memory of some 10 + 5 n words of 4 bytes a state; never states times states
 * exact     yes
 */
const cas_stability *cas_stability_of(cas_arena *arena, const cas_states *states, const cas_stability_options *options);

/* The same table from the definitions, by search, slowly: the oracle (naive.c). At most a few hundred states. */
const cas_stability *cas_stability_naive(cas_arena *arena, const cas_states *states);

/* How many states are equilibria by a concept, and which. */
uint32_t cas_equilibrium_count(const cas_stability *stability, cas_concept concept);

#endif
