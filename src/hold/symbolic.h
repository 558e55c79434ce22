/* All minimal sets at once, over decision diagrams of the parties, for texts in which days do not decide. */
#ifndef CAS_HOLD_SYMBOLIC_H
#define CAS_HOLD_SYMBOLIC_H

#include "hold/pass.h"

typedef struct cas_minimal_sets {
    const cas_set *sets;        /* by size, then in order of declaration */
    size_t listed;
    cas_big total;
} cas_minimal_sets;

typedef enum cas_symbolic_answer {
    CAS_SYMBOLIC_OTHER_KIND,    /* days or the parties' disturbing each other decide: see symbolic.c */
    CAS_SYMBOLIC_TOO_LARGE,     /* the diagrams outgrew their share of memory */
    CAS_SYMBOLIC_FOUND
} cas_symbolic_answer;

/* [0]: all others resist; [1], lawful: they obey. */
typedef struct cas_both_sets {
    cas_minimal_sets carry[2], block[2];
} cas_both_sets;

/*
 * The minimal sets whose help reaches the goal whatever all others do, and the minimal sets that prevent it; with the others obeying only where lawfully_too.
 * Written only if found.
 */
cas_symbolic_answer cas_symbolic_sets(cas_arena *arena, const cas_graph *graph, bool lawfully_too, size_t first, cas_both_sets *sets);

/* The least number of parties that, resisting beside `by` (-1: nobody), make the goal never reached though all others help; CAS_MAX_PARTIES + 1: no number does. */
cas_symbolic_answer cas_symbolic_least(cas_arena *arena, const cas_graph *graph, int by, int *least);

#endif
