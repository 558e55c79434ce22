/*
 * A party taken out of a conflict, in three ways, and what it would do if it were put back.
 *
 *     frozen    its options stay as they are in the status quo
 *     passive   its options are not taken
 *     unmoved   its options are whatever they are in a state, and nobody changes them: every state stays, and the party's moves go
 *
 * In each, the party makes no moves, sanctions nobody, and is not asked whether a state is an equilibrium. In a drawn graph all three are
 * the same: its arrows go.
 */
#ifndef CAS_STABLE_WITHOUT_H
#define CAS_STABLE_WITHOUT_H

#include "stable/stability.h"

typedef enum cas_without_mode { CAS_WITHOUT_FROZEN, CAS_WITHOUT_PASSIVE, CAS_WITHOUT_UNMOVED } cas_without_mode;

/*
 * absent: per maker. NULL and *problem when options are to be frozen and there is no status quo, or when nobody is left. With passive
 * options the status quo is the old one with these options cleared, if that is feasible, else there is none.
 */
const cas_conflict *cas_conflict_without(cas_arena *arena, const cas_conflict *conflict, const bool *absent,
                                         cas_without_mode mode, const char **problem);

/* What an absent maker, put back, would do in an equilibrium of the conflict without it. */
typedef struct cas_return {
    int maker;
    uint64_t state;
    uint8_t equilibrium; /* without it, by which concepts */
    uint8_t stable;      /* put back, the state is stable for it by which concepts */
    const uint64_t *to;  /* its improvements, the best first; never none */
    int to_count;
} cas_return;

typedef struct cas_returns {
    const cas_return *items;
    size_t count; /* at most what was asked for */
    size_t total;
} cas_returns;

/*
 * full: the table of the whole conflict; without: that of the conflict without some of its makers. Lists every equilibrium by R or SEQ from which
 * an absent maker would move at once: the first `listed`, with at most `most` improvements each.
 */
cas_returns cas_would_move(cas_arena *arena, const cas_stability *full, const cas_stability *without, size_t listed,
                           size_t most);

/* R+_i(s): the places of all improvements, the best first, then in order of states. Of those beyond `most` only the number is told. */
size_t cas_improvements(cas_arena *arena, const cas_states *states, int maker, uint32_t state, size_t most,
                        uint32_t **out);

#endif
