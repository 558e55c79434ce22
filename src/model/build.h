/*
 * From the agreement to one instance: a package and an occasion are chosen, and nothing is left open.
 */
#ifndef CAS_MODEL_BUILD_H
#define CAS_MODEL_BUILD_H

#include "model/instance.h"
#include "model/scope.h"

/**
 * The instance of one package on one occasion.
 *
 * choice     one alternative for every dimension, a feasible package
 * occasion   what has happened; CAS_NO_OCCASION for the clauses in force from the start
 * numbers    parties, deeds, incidents, decisions, findings and goals are numbered as in the agreement, in every package;
 *            clauses are those in force in this package, so their numbers differ between packages
 * left out   a clause that can only be started by clauses this package does not have; a doing whose recipient or measure does not
 *            exist here; an event that cannot occur here (a goal that waits for one has an empty set and no deed: it is never reached)
 * cost       linear in the clauses, and in the rules with the names they use written out (a named rule is built once and shared)
 * requires   an agreement that was resolved without errors
 */
const cas_instance *cas_instance_build(cas_arena *arena, const cas_agreement *agreement, const int *choice,
                                       const cas_occasion *occasion);

/* A named rule as it stands in a package, nobody having attacked; null where the package has no form of it. */
const cas_rule *cas_named_rule_build(cas_arena *arena, const cas_agreement *agreement, const int *choice, int rule);

/* Everything an instance says, as text, one thing a line; equal instances give equal texts. See dump.c. */
void cas_instance_dump(cas_builder *out, const cas_instance *instance);
/* True if the two say the same, words and lines of the text included: then every answer about one is the answer about the other. */
bool cas_instance_equal(cas_arena *arena, const cas_instance *a, const cas_instance *b);

/*
 * Packages that make the same instance need to be answered once: the place of an equal instance that was added before, or a new
 * place. Zero-initialise with an arena that outlives it.
 */
typedef struct cas_instances {
    cas_arena *arena;
    cas_names texts;
    const cas_instance **items;
    size_t count, room;
} cas_instances;

size_t cas_instances_add(cas_instances *instances, const cas_instance *instance);

#endif
