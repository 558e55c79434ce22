/* From a standoff of an agreement to a conflict. */
#ifndef CAS_STABLE_FROM_TEXT_H
#define CAS_STABLE_FROM_TEXT_H

#include "model/agreement.h"
#include "stable/conflict.h"

typedef struct cas_standoff_problem {
    const char *words; /* one clause of a sentence */
    cas_span span;
} cas_standoff_problem;

/*
 * The conflict that a standoff describes, with what it takes over from the standoff it is like: options, what is infeasible and
 * irreversible, states and arrows add up; preferences and the status quo are replaced where they are restated. The agreement has no errors.
 * NULL and *problem when it has both options and drawn states, or more than there is room for.
 */
const cas_conflict *cas_conflict_of_standoff(cas_arena *arena, const cas_agreement *agreement, int standoff,
                                             cas_standoff_problem *problem);

/* Its states, with the place in the text to which the problem belongs; NULL and *problem as cas_states_of. */
const cas_states *cas_states_of_standoff(cas_arena *arena, const cas_agreement *agreement, int standoff,
                                         const cas_conflict *conflict, cas_standoff_problem *problem);

/* Does the line that says what this maker prefers cite a source? Then the order of its statements is not open. */
bool cas_standoff_cites(const cas_agreement *agreement, int standoff, const char *maker);

#endif
