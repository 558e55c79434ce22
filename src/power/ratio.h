/* Exact non-negative rationals, and the double nearest to one. */
#ifndef CAS_POWER_RATIO_H
#define CAS_POWER_RATIO_H

#include "base/number.h"

/* over / under, in lowest terms; 0/1 is nothing. under.count 0 marks a value that was not computed. */
typedef struct cas_ratio {
    cas_big over, under;
} cas_ratio;

cas_ratio cas_ratio_of(cas_arena *arena, cas_big over, cas_big under);  /* under > 0 */
cas_ratio cas_ratio_small(cas_arena *arena, uint64_t over, uint64_t under);
cas_ratio cas_ratio_add(cas_arena *arena, cas_ratio a, cas_ratio b);
cas_ratio cas_ratio_multiply(cas_arena *arena, cas_ratio a, cas_ratio b);
cas_ratio cas_ratio_divide(cas_arena *arena, cas_ratio a, cas_ratio b); /* b > 0 */
int cas_ratio_compare(cas_arena *arena, cas_ratio a, cas_ratio b);
/* Nearest, ties to even; tiny ones may be subnormal or 0. */
double cas_ratio_double(cas_arena *arena, cas_ratio a);
/* "p/q", or "p" when q is 1. */
const char *cas_ratio_string(cas_arena *arena, cas_ratio a);
/* With `digits` digits after the point, rounded half up. */
const char *cas_ratio_decimal(cas_arena *arena, cas_ratio a, unsigned digits);

/* quotient and rest of a / b, b > 0. */
cas_big cas_big_divide(cas_arena *arena, cas_big a, cas_big b, cas_big *rest);
cas_big cas_big_gcd(cas_arena *arena, cas_big a, cas_big b);
cas_big cas_big_power2(cas_arena *arena, unsigned exponent);
/* A number from `count` limbs, copied. */
cas_big cas_big_from(cas_arena *arena, const uint64_t *limb, size_t count);
/* The least common multiple of 1 … n. */
cas_big cas_big_lcm_to(cas_arena *arena, unsigned n);

#endif
