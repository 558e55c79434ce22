/* What the parties make of packages they can accept: Pareto-efficient ones, ranks, compromises. See ranking.c. */
#ifndef CAS_AGREE_RANKING_H
#define CAS_AGREE_RANKING_H

#include "agree/space.h"

/* Packages that are equally good to everybody who counts. */
typedef struct cas_class {
    const int *package; /* one of them */
    cas_big size;
    const cas_big *rank; /* per position that counts: 1 + how many of the packages it likes better */
    const int *steps;    /* per position that counts: how many levels below the best on each issue, summed */
} cas_class;

typedef struct cas_pareto {
    const cas_class *classes;
    size_t count;
    cas_big total; /* packages in these classes */
    bool complete;
    const int *const *listed; /* the packages, in order of declaration; at most the limit */
    const size_t *class_of;   /* per listed package */
    size_t listed_count;
} cas_pareto;

/*
 * The packages of f to which no other of f is at least as good for every position that counts and better for one. counts: one flag a
 * position. scratch: where the store of the space may not be.
 */
void cas_pareto_of(cas_arena *arena, cas_space *space, cas_node f, const bool *counts, size_t most_classes,
                   size_t limit, cas_pareto *out);

/* Packages of f that ask least: of all together, or of who is asked most. */
typedef struct cas_compromise {
    bool known;
    int total, most; /* steps down, of all together and of who takes most */
    cas_big size;    /* how many packages ask as little */
    const int *const *listed;
    size_t listed_count;
} cas_compromise;

void cas_compromise_of(cas_arena *arena, cas_space *space, cas_node f, const bool *counts, bool least_most,
                       size_t limit, cas_compromise *out);

#endif
