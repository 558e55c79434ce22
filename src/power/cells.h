/*
 * Inside power/ only: the cheapest coalition that wins and the dearest that loses, by paths through the game's diagram.
 */
#ifndef CAS_POWER_CELLS_H
#define CAS_POWER_CELLS_H

#include "power/power.h"
#include "power/program.h"

typedef struct cas_cells cas_cells;

/* The game's diagram, laid out for walking; at most CAS_MAX_PARTIES members. */
cas_cells *cas_cells_of(cas_arena *arena, const cas_game *game);
size_t cas_cells_count(const cas_cells *cells);
/* Members that can make a difference. */
cas_set cas_cells_support(const cas_cells *cells);
bool cas_cells_win(const cas_cells *cells, const cas_set *set);

/*
 * A winning set of least cost (costs >= 0, one a member), and its cost; false when there is none. With `marks`, one a
 * member: only sets whose marks do not
 * sum to 0 are looked at.
 */
bool cas_cheapest_winning(cas_cells *cells, const cas_wide *cost, const cas_wide *marks, cas_set *set, cas_wide *least);
/* A losing set of greatest cost. */
bool cas_dearest_losing(cas_cells *cells, const cas_wide *cost, cas_set *set, cas_wide *most);

/* ---- Members by desirability
   ----------------------------------------------------------------------------------------- */

/* Members that can stand in for each other form a class; classes are numbered in order of their first members. */
typedef struct cas_standing {
    int count, class_count;
    const int *class_of; /* of each member */
    const int *class_size, *class_first;
    const cas_desirability *order; /* class_count x class_count; CAS_EQUALLY_DESIRED on the diagonal alone */
    bool complete;                 /* any two classes can be compared */
    int dummy_class;               /* or -1 */
} cas_standing;

const cas_standing *cas_standing_of(cas_cells *cells, const cas_game *game);

#endif
