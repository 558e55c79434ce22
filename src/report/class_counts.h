/* Minimal sets of interchangeable parties, told by how many of whom: "any 2 of {CN, FR, GB, RU, US}" for ten sets. */
#ifndef CAS_REPORT_CLASS_COUNTS_H
#define CAS_REPORT_CLASS_COUNTS_H

#include "base/number.h"
#include "base/set.h"

typedef struct cas_listed_sets {
    const cas_set *sets;
    size_t listed;
    cas_big total;
} cas_listed_sets;

/*
 * All the sets in such words, alternatives parted by "; or ". "" where it says no more than the sets do, or where the words would not stand for
 * exactly as many sets as there are. class_of: per party, equal numbers below `parties` for those that can stand in for each other; -1: in no set.
 */
const char *cas_sets_by_class(cas_arena *arena, const char *const *names, int parties, const int *class_of, const cas_listed_sets *sets);

#endif
