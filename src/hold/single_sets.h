/* Families of sets where not all of a family is asked for: its sets of one party, or whether there is any set at all. */
#ifndef CAS_HOLD_SINGLE_SETS_H
#define CAS_HOLD_SINGLE_SETS_H

#include "hold/hold.h"
#include "model/agreement.h"

/*
 * The sets of a family that have no member or one: {} alone, or every {p}. known: false when a value was not found out.
 * Cost: one value for each party that can be a member, and one more.
 */
cas_family cas_single_sets(cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                           cas_question_family family, const cas_hold_options *options);
/* Whether the family has any set. */
int cas_family_is_empty(cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                        cas_question_family family, const cas_hold_options *options); /* 1 yes, 0 no, -1 undecided */

#endif
