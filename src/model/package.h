/*
 * Packages: one alternative for every issue and every reading, as a row of numbers, in the order of cas_agreement.dimensions.
 * In a row -1 means: not fixed.
 */
#ifndef CAS_MODEL_PACKAGE_H
#define CAS_MODEL_PACKAGE_H

#include "model/agreement.h"

typedef enum cas_truth { CAS_FALSE, CAS_TRUE, CAS_OPEN } cas_truth;

/* What a condition says of a row; CAS_OPEN when it depends on what the row leaves open. Null is true. */
cas_truth cas_condition_truth(const cas_condition *condition, const int *choice);

const cas_condition *cas_condition_is(cas_arena *arena, int dimension, int alternative);
const cas_condition *cas_condition_not(cas_arena *arena, const cas_condition *condition);
/* Null operands are true; null when both are. */
const cas_condition *cas_condition_both(cas_arena *arena, const cas_condition *a, const cas_condition *b);
/* The dimensions that a condition speaks of are added to `speaks`, one flag a dimension. */
void cas_condition_dimensions(const cas_condition *condition, bool *speaks);

/*
 * Is there a package in which all of the conditions hold and that is feasible? The package is written to `witness` (may be null;
 * -1 where it does not matter). Looks at no more than *work rows, which it counts down; CAS_OPEN when that was not enough.
 * cost: in the worst case the product of the dimensions that the conditions and what is infeasible speak of.
 */
cas_truth cas_package_exists(cas_arena *arena, const cas_agreement *agreement, const cas_condition *const *conditions,
                             int count, int *witness, long *work);

/* False where some `infeasible` line holds. All dimensions must be fixed. */
bool cas_package_feasible(const cas_agreement *agreement, const int *choice);

/*
 * The packages a question is answered for, in order of their alternatives, the last dimension changing first:
 *   in given   those in which it holds
 *   in null    those of every draft, or all where there are no drafts
 * A package of two drafts is met once. Only feasible ones.
 *
 *     cas_package_walk walk;
 *     cas_packages_begin(&walk, arena, agreement, in);
 *     for (const int *choice; (choice = cas_packages_next(&walk)) != NULL;) …
 *
 * The row is borrowed until the next call. Parts of the space in which nothing can hold are passed over without being listed.
 */
typedef struct cas_package_walk {
    const cas_agreement *agreement;
    cas_arena *arena;
    const cas_condition *condition;
    int *choice;
    int depth; /* dimensions fixed so far; -1: at the end */
    bool begun;
} cas_package_walk;

void cas_packages_begin(cas_package_walk *walk, cas_arena *arena, const cas_agreement *agreement,
                        const cas_condition *in);
const int *cas_packages_next(cas_package_walk *walk);

/* How many packages of the same `in` there are, counted without listing them; false when that takes more than *work steps. */
bool cas_packages_count(cas_arena *arena, const cas_agreement *agreement, const cas_condition *in, long work,
                        cas_big *out);
/* The condition that stands for a null `in`: any of the drafts; null where there are none. */
const cas_condition *cas_packages_of_drafts(cas_arena *arena, const cas_agreement *agreement);

/* "response = unanimous, membership = open"; only the dimensions flagged in `which`, all where that is null. */
const char *cas_package_words(cas_arena *arena, const cas_agreement *agreement, const int *choice, const bool *which);
/* The drafts whose condition the package meets, by name, with commas; empty where there is none. */
const char *cas_package_drafts(cas_arena *arena, const cas_agreement *agreement, const int *choice);

/* By name, -1 when there is none. */
int cas_dimension_find(const cas_agreement *agreement, cas_text name);
int cas_alternative_find(const cas_dimension *dimension, cas_text name);

/* Which of a thing's forms holds in a package: the conditional one that does, else the unconditional one, else -1. */
int cas_form_in(const cas_form *const *forms, int count, const int *choice);
#define CAS_FORM_IN(entity, choice)                                                                                    \
    cas_form_in((const cas_form *const *)(entity)->forms, (entity)->form_count, (choice))

#endif
