/*
 * How much of the answer hangs on the order of somebody's statements; and which preferences would make a wished state stable.
 */
#ifndef CAS_STABLE_SENSITIVITY_H
#define CAS_STABLE_SENSITIVITY_H

#include "stable/stability.h"

/* ---- One pair of neighbouring statements swapped ---------------------------------------------------------------------------------------- */

typedef struct cas_swap {
    int maker, priority; /* priorities `priority` and the next one change places */
    const uint64_t *gained[CAS_CONCEPT_COUNT], *lost[CAS_CONCEPT_COUNT]; /* equilibria, as options or drawn states */
    uint32_t gained_count[CAS_CONCEPT_COUNT], lost_count[CAS_CONCEPT_COUNT];
} cas_swap;

typedef struct cas_swaps {
    const cas_swap *items; /* each pair of each maker that has priorities, in order */
    size_t count;
    const uint8_t *robust; /* per state: the concepts by which it is an equilibrium as told and after every swap */
} cas_swaps;

cas_swaps cas_swaps_of(cas_arena *arena, const cas_stability *stability);

/* ---- All orders of the statements of some makers ------------------------------------------------------------------------------------------ */

typedef struct cas_shares {
    bool sampled;                             /* else every order was looked at */
    uint64_t orders;                          /* looked at */
    double all_orders;                        /* how many there are */
    const uint32_t *times[CAS_CONCEPT_COUNT]; /* per state: in how many of them it is an equilibrium */
} cas_shares;

/*
 * open: per maker, whether the order of its priorities is open. Every order is looked at where there are at most `most`, else
 * `most` random ones, always the same. Leaves with CAS_E_BUDGET when (states)(most) is beyond 10^9.
 */
cas_shares cas_shares_of(cas_arena *arena, const cas_states *states, const bool *open, uint64_t most);

/* Wilson's interval of a share, 95%. Of a count of all orders it is the share itself. */
void cas_share_interval(const cas_shares *shares, uint32_t times, double *low, double *high);

/* ---- The inverse question ----------------------------------------------------------------------------------------------------------------- */

/* One move that must not pay: either it is no better for the maker, or one of the answers must hold. */
typedef struct cas_condition_on_move {
    uint32_t to;
    const uint32_t *
        answers; /* each deters if it is no better than the wished state (SMR, SSEQ: and with it all that the maker can go to from there) */
    uint32_t answer_count;
} cas_condition_on_move;

/*
 * What the maker would have to prefer for the wished state to be stable for it: for every move, `to` no better than the state, or one of its answers. The others'
 * preferences are as they are (they matter for SEQ and SSEQ alone). Necessary and sufficient.
 */
typedef struct cas_wish {
    int maker;
    uint32_t state;
    cas_concept concept;
    const cas_condition_on_move *moves;
    uint32_t move_count;
    uint32_t unmet; /* moves whose condition the maker's present preference does not meet: 0 iff stable */
} cas_wish;

const cas_wish *cas_wish_of(cas_arena *arena, const cas_states *states, int maker, uint32_t state, cas_concept concept);
/* Does an order of the states (worth per state, as cas_states has it) meet it? */
bool cas_wish_met(const cas_states *states, const cas_wish *wish, const uint32_t *worth);

#endif
