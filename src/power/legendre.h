/* Inside power/ only: nodes and weights of Gauss and Legendre on [0, 1], with proven errors. */
#ifndef CAS_POWER_LEGENDRE_H
#define CAS_POWER_LEGENDRE_H

#include "base/memory.h"

/* p in (0, 1/2], within 2^-51 p of a node; its mirror image 1 - p is the other node of the pair (the middle one stands alone). */
typedef struct cas_node_pair {
    double p, weight;     /* weight of each of the two, within 2^-50 of its size */
    bool middle;          /* p is exactly 1/2 */
} cas_node_pair;

enum { CAS_MOST_NODES = 1000 };
/* (nodes + 1) / 2 pairs. */
const cas_node_pair *cas_legendre_pairs(cas_arena *arena, int nodes);

#endif
