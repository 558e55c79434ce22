/*
 * Why there is no settlement: irreducible conflicts and minimal concessions.
 *
 * A set of red lines is a conflict if no feasible package settles while all of it stands (whatever becomes of the others), and
 * irreducible if that is true of no smaller part of it. A set is a concession if a settlement exists once it is given up (and all others stand), and
 * minimal if that is true of no smaller part. The minimal concessions are exactly the minimal sets that meet every irreducible conflict,
 * and the other way round.
 */
#ifndef CAS_AGREE_EXPLORE_H
#define CAS_AGREE_EXPLORE_H

#include "agree/talks.h"

struct cas_clauses;
struct cas_space;

/* Sets of red lines, one bit a line; by size, then in order of the text, once sorted. */
typedef struct cas_line_sets {
    cas_arena *arena;
    int lines;
    size_t words; /* of a set */
    uint64_t *bits;
    size_t count, room;
    cas_big total; /* how many there are, at least those in `bits` */
} cas_line_sets;

typedef struct cas_exploration {
    cas_line_sets conflicts, concessions;
    bool complete;      /* total is how many there are; else how many were found */
    const char *method; /* "marco" or "diagram" */
    const char *needs;  /* not complete: what it would take */
} cas_exploration;

typedef struct cas_explore_limits {
    size_t most_sets;     /* found in all; 0: 20,000 */
    uint64_t most_effort; /* contradictions met by the solver; 0: 2,000,000 */
    size_t first;         /* how many sets of a kind the diagram lists */
} cas_explore_limits;

bool cas_line_sets_has(const cas_line_sets *sets, size_t set, int line);
int cas_line_sets_size(const cas_line_sets *sets, size_t set);
void cas_line_sets_add(cas_line_sets *sets, const bool *lines);
void cas_line_sets_sort(cas_line_sets *sets);

void cas_exploration_open(cas_arena *arena, const cas_talks *talks, cas_exploration *found);
/* Set by set, with the solver (explore.c). What was found stands when it is left through the guard. scratch: not the arena of the clauses. */
void cas_explore(cas_arena *scratch, struct cas_clauses *clauses, const cas_explore_limits *limits,
                 cas_exploration *found);
/* All at once, over diagrams (eliminate.c): exact counts however many there are; found is written at the end only. */
void cas_explore_diagrams(cas_arena *scratch, struct cas_space *space, const cas_explore_limits *limits,
                          cas_exploration *found);

#endif
