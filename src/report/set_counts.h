/* Minimal sets of interchangeable parties, told by how many of whom: "any 2 of {CN, FR, GB, RU, US}" for ten sets. */
#ifndef CAS_REPORT_SET_COUNTS_H
#define CAS_REPORT_SET_COUNTS_H

#include "hold/hold.h"

/*
 * The whole family in such words, alternatives parted by "; or ". "" where it says no more than the sets do, or where the words would not stand for
 * exactly as many sets as there are.
 */
const char *cas_set_counts(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, const cas_family *family);

#endif
