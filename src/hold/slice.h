/* The part of an instance that can matter to a goal. */
#ifndef CAS_HOLD_SLICE_H
#define CAS_HOLD_SLICE_H

#include "model/instance.h"

/**
 * The same instance without the statements that cannot matter to the goal: every value of the goal stays what it was. Clauses keep their numbers (one of which
 * nothing is left is in force and says nothing), statements do not. Returns `instance` itself if everything matters.
 *
 * exact     yes; docs/semantics.md proves it
 * cost      linear in the text
 * ownership what is new lives in arena and refers to the instance
 */
const cas_instance *cas_slice(cas_arena *arena, const cas_instance *instance, const cas_goal *goal);

#endif
