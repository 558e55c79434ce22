/* Inside power/ only: registers of up to millions of holders, answered for the large ones within a proven bound. */
#ifndef CAS_POWER_OCEAN_H
#define CAS_POWER_OCEAN_H

#include "base/memory.h"
#include "power/tasks.h"

/* A weighted rule: different weights in descending order, none of them 0, and how many holders have each. */
typedef struct cas_register {
    size_t count;
    const uint64_t *weight;
    const uint32_t *holders;
    uint64_t total, quota;      /* total below 2^60; 0 < quota <= total */
    size_t large;               /* the first so many weights are answered for */
} cas_register;

typedef struct cas_ocean_options {
    int threads;
    double most_operations;     /* waves that would cost more are cut off, which widens the bound */
    bool banzhaf, shapley;
    /* For tests. */
    uint64_t most_waves;        /* 0: 2^33 for Banzhaf, 2^28 for Shapley-Shubik */
    bool no_short_way;          /* panels and tails even where the whole interval can be done exactly */
} cas_ocean_options;

typedef struct cas_ocean_value {
    double value, bound;        /* absolute, proven */
} cas_ocean_value;

typedef struct cas_ocean_answer {
    cas_ocean_value *banzhaf;   /* absolute, per large weight; null: not asked */
    cas_ocean_value *share;     /* normalised; null: to be had from banzhaf and all_banzhaf */
    cas_ocean_value *shapley;
    cas_ocean_value all_banzhaf; /* the sum of the absolute Banzhaf indices of all holders */
    size_t waves;               /* that were added up for Banzhaf */
} cas_ocean_answer;

cas_ocean_answer cas_ocean_power(cas_arena *arena, const cas_register *holders, const cas_ocean_options *options);

#endif
