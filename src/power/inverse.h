/* Weights whose power comes closest to given targets. */
#ifndef CAS_POWER_INVERSE_H
#define CAS_POWER_INVERSE_H

#include "power/power.h"

typedef struct cas_inverse {
    const cas_game *game;     /* the weights found, and the quota they give */
    const cas_power *power;   /* its power, exact */
    const cas_ratio *targets; /* scaled to sum 1 */
    bool scaled;              /* they did not */
    cas_ratio distance;       /* the sum of all differences between power and target */
    cas_ratio greatest;       /* the greatest of them */
    bool closest;             /* proven: no weights at this quota come closer; every game was compared */
    uint64_t compared;        /* games, or sets of weights */
} cas_inverse;

/* No more members than that are compared with every game. */
enum { CAS_MOST_COMPARED_MEMBERS = 6 };

/*
 * targets: "A:0.2,B:0.3" or "0.2,0.3"; quota: a share of the total, "70%" or ">50%"; index: CAS_POWER_BANZHAF or
 * CAS_POWER_SHAPLEY_SHUBIK. Null: *problem says what is wrong.
 * search_only: do not compare with every game (for the tests).
 */
const cas_inverse *cas_power_inverse(cas_arena *arena, cas_text targets, cas_text quota, cas_power_index index,
                                     bool search_only, double most_seconds, const char **problem);

/*
 * Every complete game of so many members (at most 6) in which member 0 is the most desired and each next one no more
 * than the one before: bit S of `winning`
 * says whether the coalition S (bit i: member i) wins. Somebody wins, and not everybody.
 */
void cas_all_complete_games(cas_arena *arena, int members, void (*visit)(void *surroundings, uint64_t winning),
                            void *surroundings);

#endif
