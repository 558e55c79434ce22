/* The definition of a settlement: every package, every set of red lines. Slow, and the measure of the rest of this folder. */
#ifndef CAS_AGREE_NAIVE_H
#define CAS_AGREE_NAIVE_H

#include "agree/explore.h"

/* A package of issues with what is true of it. */
typedef struct cas_naive_package {
    const int *choice;             /* readings -1 */
    const bool *crossed;           /* per red line */
    const int *const *completions; /* with each feasible reading */
    size_t completion_count;
} cas_naive_package;

typedef struct cas_naive_packages {
    const cas_talks *talks;
    const cas_naive_package *items;
    size_t count;
} cas_naive_packages;

/* Every feasible package, in order of declaration; each red line is asked of each package and reading alone. */
cas_naive_packages cas_naive_list(cas_arena *arena, const cas_talks *talks);
/* Does the package settle while these red lines stand (null: all)? ignore: this position is taken to accept; -1: none. */
bool cas_naive_settles(cas_arena *scratch, const cas_talks *talks, const cas_naive_package *package, const bool *stands,
                       int ignore);
bool cas_naive_accepts(const cas_talks *talks, const cas_naive_package *package, int position, const bool *stands);
/* Does the rule to settle by hold under one full choice, when these positions accept? */
bool cas_naive_rule(cas_arena *scratch, const cas_talks *talks, const int *choice, const bool *accepts);
/* Every subset of these red lines (flags; at most 20 of them); the minimal conflicts and concessions are added to *found. */
void cas_naive_explore(cas_arena *arena, const cas_naive_packages *packages, const bool *in_play,
                       cas_exploration *found);

#endif
