/*
 * Where a conflict goes from a state: shortest sequences of moves, who makes them, where they can end.
 *
 * Nobody moves twice in a row. With improvements each move strictly improves the state for its mover: the status quo analysis of
 * LiKilgourHipel2005 (its diagram by improvements); else any move will do.
 */
#ifndef CAS_STABLE_PATHS_H
#define CAS_STABLE_PATHS_H

#include "stable/stability.h"

typedef struct cas_path_step {
    int maker;
    uint32_t to;
} cas_path_step;

typedef struct cas_conflict_paths {
    const cas_states *states;
    uint32_t from;
    bool improving;
    uint32_t movers;          /* bit m: maker m moves */
    const uint32_t *distance; /* per state: moves of a shortest path; UINT32_MAX: not reached */
    uint32_t reached;         /* states that are, `from` included */
    /* Inside: nodes are states, in a drawn graph (state, last mover). */
    const uint32_t *parent;
    const uint8_t *mover;
    const uint32_t *arrival; /* per state: the node of a shortest path */
} cas_conflict_paths;

/* cost: option form: makers * states, whatever the number of moves; drawn: makers * (states + arrows) */
const cas_conflict_paths *cas_paths_among(cas_arena *arena, const cas_states *states, uint32_t from, bool improving,
                                          uint32_t movers);
/* All move but `without`; -1: all. */
const cas_conflict_paths *cas_paths_from(cas_arena *arena, const cas_states *states, uint32_t from, bool improving,
                                         int without);
/* The makers that take part, as bits. */
uint32_t cas_makers_present(const cas_conflict *conflict);

/* The steps of a shortest path, and their number; 0 when there is none, and to the start itself. */
uint32_t cas_path_to(cas_arena *arena, const cas_conflict_paths *paths, uint32_t state, cas_path_step **steps);

#endif
