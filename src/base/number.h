/*
 * Exact natural numbers of any size and exact decimals, in arena memory (GMP's mpn layer, which never allocates).
 */
#ifndef CAS_BASE_NUMBER_H
#define CAS_BASE_NUMBER_H

#include "base/text.h"

/* Limbs, least first, without leading zeros; count 0 is zero. Immutable once made. */
typedef struct cas_big {
    const uint64_t *limb;
    size_t count;
} cas_big;

cas_big cas_big_of(cas_arena *arena, uint64_t value);
cas_big cas_big_add(cas_arena *arena, cas_big a, cas_big b);
cas_big cas_big_subtract(cas_arena *arena, cas_big a, cas_big b);  /* a >= b */
cas_big cas_big_multiply(cas_arena *arena, cas_big a, cas_big b);
cas_big cas_big_divide_small(cas_arena *arena, cas_big a, uint64_t divisor); /* rounded down; divisor > 0 */
cas_big cas_big_binomial(cas_arena *arena, unsigned n, unsigned k);
cas_big cas_big_power10(cas_arena *arena, unsigned exponent);
int cas_big_compare(cas_big a, cas_big b);
/* The value if it fits 62 bits, else -1. */
int64_t cas_big_small(cas_big a);
const char *cas_big_string(cas_arena *arena, cas_big a);           /* decimal digits */
double cas_big_double(cas_big a);                                    /* nearest; infinity past the range */

/* digits * 10^-places, places >= 0. */
typedef struct cas_decimal {
    cas_big digits;
    unsigned places;
} cas_decimal;

enum { CAS_MAX_DIGITS = 4096 };
/* Digits with at most one point, optional digit groups "_" ; false when the text is no such number or longer than CAS_MAX_DIGITS. */
bool cas_decimal_read(cas_arena *arena, cas_text text, cas_decimal *out);
/* digits * 10^(places_wanted - places); places_wanted >= places. */
cas_big cas_decimal_scaled(cas_arena *arena, cas_decimal value, unsigned places_wanted);
const char *cas_decimal_string(cas_arena *arena, cas_decimal value);

#endif
