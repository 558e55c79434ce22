/* Minimal sets of parties for a goal: blockers, lawful blockers, deciders, pillars. */
#ifndef CAS_HOLD_FAMILIES_H
#define CAS_HOLD_FAMILIES_H

#include "hold/classes.h"
#include "hold/method.h"

typedef enum cas_which_families { CAS_FAMILIES_ALL, CAS_FAMILIES_BY_RESISTING /* blockers and deciders alone */ } cas_which_families;

typedef struct cas_families {
    cas_family blockers, lawful_blockers, deciders, pillars;
    const char *needs;              /* why one of them is not known, or null */
} cas_families;

/*
 * The four families, or the two that resisting makes.
 * cost: one value per vector of counts of interchangeable parties that no smaller one implies; at most `most_points` of them (0: 200,000)
 */
cas_families cas_families_find(cas_method *method, cas_which_families which, size_t first, size_t most_points);

#endif
