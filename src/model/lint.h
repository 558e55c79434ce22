/* What an author should look at again: nothing here makes a text wrong. */
#ifndef CAS_MODEL_LINT_H
#define CAS_MODEL_LINT_H

#include "model/agreement.h"

struct cas_diagnostics;

/*
 * Warnings W0301 … : clauses that rest on nothing, on assumptions alone, on restated or secondary sources alone; a duty that an optional
 * measure makes empty; a list that is read as `each of`; a goal that does
 * not say of how many. cost: linear.
 */
void cas_lint(cas_arena *arena, const cas_agreement *agreement, struct cas_diagnostics *diagnostics);

/* What a clause rests on: the best of its notes and its statements' notes. */
typedef enum cas_ground {
    CAS_ON_NOTHING_AT_ALL,
    CAS_ON_ASSUMPTION,
    CAS_ON_RESTATED,
    CAS_ON_SECONDARY,
    CAS_ON_SOURCE
} cas_ground;
cas_ground cas_clause_ground(const cas_agreement *agreement, const cas_clause_form *clause);

#endif
