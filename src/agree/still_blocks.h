/* What those who were taken out can still block: see still_blocks.c. */
#ifndef CAS_AGREE_STILL_BLOCKS_H
#define CAS_AGREE_STILL_BLOCKS_H

#include "agree/talks.h"

/* Where, among all packages, an outcome can be blocked: conditions on issues and readings. */
typedef struct cas_blocked_outcome {
    int goal, incident, attacker;
    const cas_condition *blocked, *lawfully; /* null: nowhere */
    const cas_condition *const *rows;        /* the combinations of `blocked`, each */
    const char *const *words;                /* and in words */
    size_t row_count;
    const char *needs;
} cas_blocked_outcome;

/* Every goal of the agreement on every incident and attacker. taken_out: flags a seat. */
const cas_blocked_outcome *cas_still_blocks(cas_arena *arena, const cas_agreement *agreement, const bool *taken_out,
                                            size_t *count);

#endif
