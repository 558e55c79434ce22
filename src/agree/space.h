/*
 * The packages as decision diagrams: which there are, which of them each red line crosses, which settle.
 *
 * An alternative is written in bits, so that a set of packages is a function of bits (src/coalition). Counting them takes a walk over
 * the diagram, however many there are. The acceptance of each position is a variable of its own in the rule to settle by.
 */
#ifndef CAS_AGREE_SPACE_H
#define CAS_AGREE_SPACE_H

#include "agree/talks.h"
#include "coalition/diagram.h"

typedef struct cas_space {
    const cas_talks *talks;
    cas_diagrams *store;
    int *first_bit, *bit_count; /* per dimension */
    cas_set issue_bits, reading_bits;
    int first_position;      /* variable of position 0 */
    cas_node mixed;          /* over issues and readings: what must hold of both together */
    const cas_node *factors; /* over issues: a package is feasible if all of them hold */
    int factor_count;
    const cas_node
        *crossed;          /* per red line, over issues; of feasible packages it is exact, of others it says nothing */
    cas_node settle;       /* over issues and positions */
    const bool *has_voice; /* per position: its acceptance makes a difference somewhere */
} cas_space;

/* cost: linear in the text, but for red lines and `infeasible` lines that speak of very many issues at once. */
cas_space *cas_space_open(cas_arena *arena, const cas_talks *talks);

cas_node cas_space_condition(cas_space *space, const cas_condition *condition);
cas_node cas_space_is(cas_space *space, int dimension, int alternative);
cas_node cas_space_feasible(cas_space *space);
/* No red line of the position that is flagged in `stands` (null: all of them) is crossed. Not restricted to what is feasible. */
cas_node cas_space_accepted(cas_space *space, int position, const bool *stands);
/* Feasible packages that settle while these red lines stand (null: all). ignore: this position is taken to accept; -1: none. */
cas_node cas_space_settled(cas_space *space, const bool *stands, int ignore);

/* Packages of issues for which the condition holds under some reading. */
cas_node cas_space_possible(cas_space *space, const cas_condition *condition);

/* How many packages of issues make f true; f speaks of issues only. */
cas_big cas_space_count(cas_space *space, cas_arena *arena, cas_node f);
/* At most `limit` of them, rows of alternatives a dimension (readings -1), in order of declaration. */
const int *const *cas_space_list(cas_space *space, cas_arena *arena, cas_node f, size_t limit, size_t *count);
/* One of them; f is not false. */
const int *cas_space_any(cas_space *space, cas_arena *arena, cas_node f);
bool cas_space_holds(const cas_space *space, cas_node f, const int *choice);

#endif
