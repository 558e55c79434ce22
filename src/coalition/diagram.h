/*
 * Decision diagrams over numbered variables: functions of sets of parties, each kept once.
 *
 * A diagram is a number (cas_node) inside a store (cas_diagrams). Two functions are equal if and only if their numbers are. Any number
 * of stores may be open; a store belongs to one thread. Variables are 0 … variables-1 and are tested in that order; which
 * party is which variable is the caller's affair. Everything lives in the arena that the store was opened in and is
 * charged to its context; nothing is freed before the arena is.
 *
 * A family is a set of sets (a zero-suppressed diagram) in the same store: here always the minimal sets of a monotone function.
 */
#ifndef CAS_COALITION_DIAGRAM_H
#define CAS_COALITION_DIAGRAM_H

#include "base/number.h"
#include "base/set.h"

typedef uint32_t cas_node;
enum { CAS_NODE_FALSE = 0, CAS_NODE_TRUE = 1 };

typedef uint32_t cas_family;
enum { CAS_NO_SETS = 0, CAS_ONLY_EMPTY_SET = 1 };

typedef struct cas_diagrams cas_diagrams;

/* A store for functions of `variables` variables, at most CAS_MAX_PARTIES. */
cas_diagrams *cas_diagrams_open(cas_arena *arena, int variables);
int cas_diagrams_variables(const cas_diagrams *store);
cas_arena *cas_diagrams_arena(const cas_diagrams *store);
/* Nodes made so far, terminals included. */
size_t cas_diagrams_nodes(const cas_diagrams *store);

/* ---- Building: cost of the binary ones at most the product of the sizes, remembered across calls ------------------- */

cas_node cas_diagram_variable(cas_diagrams *store, int variable);
cas_node cas_diagram_not(cas_diagrams *store, cas_node f);
cas_node cas_diagram_and(cas_diagrams *store, cas_node f, cas_node g);
cas_node cas_diagram_or(cas_diagrams *store, cas_node f, cas_node g);
cas_node cas_diagram_ite(cas_diagrams *store, cas_node f, cas_node g, cas_node h);
/* f with one variable fixed; with all variables of `chosen` true and all of `refused` false. */
cas_node cas_diagram_restrict(cas_diagrams *store, cas_node f, int variable, bool value);
cas_node cas_diagram_restrict_sets(cas_diagrams *store, cas_node f, const cas_set *chosen, const cas_set *refused);
cas_node cas_diagram_exists(cas_diagrams *store, cas_node f, const cas_set *variables);
cas_node cas_diagram_forall(cas_diagrams *store, cas_node f, const cas_set *variables);
/* The sets whose complement does not make f true. For "who wins" this is "who blocks"; minimal sets become minimal transversals. */
cas_node cas_diagram_dual(cas_diagrams *store, cas_node f);

/* A diagram of another store, with variable v renamed to variable_of[v]; two variables may become one. */
cas_node cas_diagram_copy(cas_diagrams *store, const cas_diagrams *from, cas_node f, const int *variable_of);

/* At least k of the parts hold; k <= 0 always does. */
cas_node cas_diagram_at_least(cas_diagrams *store, int k, const cas_node *parts, int count);
/* The weights of the parts that hold sum to at least quota; any size of numbers. */
cas_node cas_diagram_threshold(cas_diagrams *store, const cas_node *parts, const cas_big *weights, int count, cas_big quota);

/* ---- Looking --------------------------------------------------------------------------------------------------------- */

bool cas_diagram_holds(const cas_diagrams *store, cas_node f, const cas_set *set);
/* The variables that f depends on. */
cas_set cas_diagram_support(cas_diagrams *store, cas_node f);
size_t cas_diagram_size(cas_diagrams *store, cas_node f);
bool cas_diagram_is_monotone(cas_diagrams *store, cas_node f);
/* The parts of a node that is not a terminal. */
int cas_diagram_top(const cas_diagrams *store, cas_node f);
cas_node cas_diagram_low(const cas_diagrams *store, cas_node f);
cas_node cas_diagram_high(const cas_diagrams *store, cas_node f);

/* Every cell of f but the terminals, children before parents, and for each its place in that list plus 2 (terminals: 0 and 1). */
const cas_node *cas_diagram_cells(cas_diagrams *store, cas_arena *arena, cas_node f, size_t *count, const uint32_t **place);

/* ---- Counting: exact; the answers live in `arena` -------------------------------------------------------------------- */

/* Number of sets over all variables that make f true; the same by size, out[0 … variables]. */
cas_big cas_diagram_count(cas_diagrams *store, cas_arena *arena, cas_node f);
const cas_big *cas_diagram_count_by_size(cas_diagrams *store, cas_arena *arena, cas_node f);

/* ---- Minimal sets of a monotone function ----------------------------------------------------------------------------- */

/* The inclusion-minimal sets that make f true; f must be monotone. */
cas_family cas_diagram_minimal(cas_diagrams *store, cas_node f);
/* Those with every member of `containing` and none of `lacking`. */
cas_family cas_family_filter(cas_diagrams *store, cas_family family, const cas_set *containing, const cas_set *lacking);
cas_big cas_family_count(cas_diagrams *store, cas_arena *arena, cas_family family);
const cas_big *cas_family_count_by_size(cas_diagrams *store, cas_arena *arena, cas_family family);
/* The first `limit` sets, by size, then in the order of variables ({0,5} before {1,2}); *count says how many. */
const cas_set *cas_family_list(cas_diagrams *store, cas_arena *arena, cas_family family, size_t limit, size_t *count);

#endif
