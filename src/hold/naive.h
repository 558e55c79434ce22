/*
 * The definition of value(goal, incident, stances): explicit search of the game. See naive.c for what is computed and
 * how it reads the text.
 */
#ifndef CAS_HOLD_NAIVE_H
#define CAS_HOLD_NAIVE_H

#include "model/instance.h"

/**
 * The least tick by which the helpers can reach the goal whatever the others do within their stances, or CAS_NEVER.
 *
 * shape     stances has one entry a party, the party attacked included
 * cost      exponential in everything; max_states bounds the positions looked at (0: no bound)
 * errors    leaves with CAS_E_BUDGET past max_states
 * ownership nothing is kept; what was taken from scratch is given back
 */
cas_tick cas_naive_value(cas_arena *scratch, const cas_instance *instance, const cas_goal *goal,
                         const cas_stance *stances, uint64_t max_states, uint64_t *states_seen);

/* One line of the play that cas_naive_principal_line found. */
typedef struct cas_naive_line {
    cas_tick tick;
    const char *words; /* "A votes yes on plan", "plan adopted", "clause 2 starts" */
} cas_naive_line;

/**
 * A play in which the helpers guarantee `value` and the others hold out as long as they can; null when the value is
 * CAS_NEVER.
 *
 * shape     *line_count lines in the order in which they happen
 * ownership the lines live in arena; errors and cost as above
 */
const cas_naive_line *cas_naive_principal_line(cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                                               const cas_stance *stances, uint64_t max_states, int *line_count);

#endif
