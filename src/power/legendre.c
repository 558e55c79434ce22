/*
 * Zeros of Legendre polynomials, enclosed.
 *
 * P_m is evaluated at a binary fixed-point x by (k+1) P_{k+1} = (2k+1) x P_k - k P_{k-1}. A rounding of one unit grows by at most
 * 1 + sqrt 2 a step, so 2^-F of it stays below 2^-150 after m steps when F >= 160 + 1.28 m fraction bits are kept.
 *
 * 1. Start each zero x > 0 at cos(pi (k - 1/4) / (m + 1/2)) and take Newton steps, each of which doubles what is right, at most to 50 bits more.
 * 2. Prove it: P_m must have opposite signs, each larger than the evaluation error, at x - 2^-110 and x + 2^-110, and the m enclosures must
 *    be disjoint. P_m has m zeros, so each enclosure holds exactly one.
 * 3. The weight on [-1, 1] is 2 (1 - x^2) / (m P_{m-1}(x))^2. Rounded to doubles only at the end.
 *
 * A failure of the proof is a bug and is reported as one. Cost: m^2 products of m/50 limbs. Source: any table of quadrature formulas; the proof is in
 * docs/methods/power.md.
 */
#include "power/legendre.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

/* Numbers in two's complement: limbs - 1 limbs of fraction, one of whole. */
typedef struct cas_fixed {
    cas_arena *arena;
    mp_size_t limbs;
    mp_limb_t *product, *left, *right;
} cas_fixed;

static bool is_negative(const cas_fixed *f, const mp_limb_t *a)
{
    return a[f->limbs - 1] >> 63;
}

static void absolute(const cas_fixed *f, mp_limb_t *to, const mp_limb_t *a)
{
    if (is_negative(f, a))
        mpn_neg(to, a, f->limbs);
    else
        memcpy(to, a, (size_t)f->limbs * sizeof *to);
}

static void multiply(const cas_fixed *f, mp_limb_t *to, const mp_limb_t *a, const mp_limb_t *b)
{
    const bool negative = is_negative(f, a) != is_negative(f, b);
    absolute(f, f->left, a);
    absolute(f, f->right, b);
    mpn_mul_n(f->product, f->left, f->right, f->limbs);
    memcpy(to, f->product + f->limbs - 1, (size_t)f->limbs * sizeof *to);
    if (negative)
        mpn_neg(to, to, f->limbs);
}

static void scale(const cas_fixed *f, mp_limb_t *a, mp_limb_t times, mp_limb_t over)
{
    const bool negative = is_negative(f, a);
    absolute(f, a, a);
    mpn_mul_1(a, a, f->limbs, times);
    mpn_divrem_1(a, 0, a, f->limbs, over);
    if (negative)
        mpn_neg(a, a, f->limbs);
}

static double to_double(const cas_fixed *f, const mp_limb_t *a)
{
    absolute(f, f->left, a);
    double value = 0;
    /* From the least limb, so that the top 53 bits are right to one unit. */
    for (mp_size_t i = 0; i < f->limbs; i++)
        value = value * 0x1p-64 + (double)f->left[i];
    return is_negative(f, a) ? -value : value;
}

static void from_double(const cas_fixed *f, mp_limb_t *to, double value)
{
    memset(to, 0, (size_t)f->limbs * sizeof *to);
    double rest = fabs(value);
    for (mp_size_t i = f->limbs; i-- > 0 && rest > 0;) {
        const double whole = floor(rest);
        to[i] = (mp_limb_t)whole;
        rest = (rest - whole) * 0x1p64;
    }
    if (value < 0)
        mpn_neg(to, to, f->limbs);
}

/* P_m(x) and P_{m-1}(x). */
static void evaluate(const cas_fixed *f, int m, const mp_limb_t *x, mp_limb_t *now, mp_limb_t *last, mp_limb_t *next)
{
    memset(last, 0, (size_t)f->limbs * sizeof *last);
    last[f->limbs - 1] = 1;
    memcpy(now, x, (size_t)f->limbs * sizeof *now);
    for (int k = 1; k < m; k++) {
        multiply(f, next, x, now);
        scale(f, next, (mp_limb_t)(2 * k + 1), (mp_limb_t)(k + 1));
        scale(f, last, (mp_limb_t)k, (mp_limb_t)(k + 1));
        mpn_sub_n(last, next, last, f->limbs);
        /* last now holds P_{k+1}. */
        memcpy(next, now, (size_t)f->limbs * sizeof *now);
        memcpy(now, last, (size_t)f->limbs * sizeof *now);
        memcpy(last, next, (size_t)f->limbs * sizeof *now);
    }
}

/* The sign of P_m at x + shift 2^-110, proven; 0 when it cannot be told. */
static int proven_sign(const cas_fixed *f, int m, const mp_limb_t *x, bool up, mp_limb_t *work)
{
    mp_limb_t *at = work, *now = work + f->limbs, *last = now + f->limbs, *next = last + f->limbs;
    memcpy(at, x, (size_t)f->limbs * sizeof *at);
    const mp_size_t limb = f->limbs - 3;
    const mp_limb_t bit = (mp_limb_t)1 << 18; /* 2^(128 - 110) in the second limb of fraction */
    if (up)
        mpn_add_1(at + limb, at + limb, 3, bit);
    else
        mpn_sub_1(at + limb, at + limb, 3, bit);
    evaluate(f, m, at, now, last, next);
    const double value = to_double(f, now);
    return value > 0x1p-140 ? 1 : value < -0x1p-140 ? -1 : 0;
}

static cas_node_pair pair_at(const cas_fixed *f, int m, const mp_limb_t *x, mp_limb_t *work)
{
    mp_limb_t *one = work, *now = work + f->limbs, *last = now + f->limbs, *next = last + f->limbs;
    evaluate(f, m, x, now, last, next);
    memset(one, 0, (size_t)f->limbs * sizeof *one);
    one[f->limbs - 1] = 1;
    const double previous = to_double(f, last);
    multiply(f, next, x, x);
    mpn_sub_n(next, one, next, f->limbs);
    const double slope = m * previous;
    /* Half of the weight on [-1, 1], for the interval is half as long. */
    const double weight = to_double(f, next) / (slope * slope);
    mpn_sub_n(next, one, x, f->limbs);
    mpn_rshift(next, next, f->limbs, 1);
    return (cas_node_pair){.p = to_double(f, next), .weight = weight};
}

const cas_node_pair *cas_legendre_pairs(cas_arena *arena, int m)
{
    const int pairs = (m + 1) / 2;
    CAS_CHECK(arena->ctx, m >= 1 && m <= CAS_MOST_NODES);
    cas_node_pair *out = CAS_ARRAY(arena, cas_node_pair, (size_t)pairs);
    const cas_mark mark = cas_arena_mark(arena);
    cas_fixed f = {.arena = arena, .limbs = (mp_size_t)(160 + 1.3 * m + 70) / 64 + 3};
    f.product = CAS_ARRAY(arena, mp_limb_t, 2 * (size_t)f.limbs);
    f.left = CAS_ARRAY(arena, mp_limb_t, (size_t)f.limbs);
    f.right = CAS_ARRAY(arena, mp_limb_t, (size_t)f.limbs);
    mp_limb_t *x = CAS_ARRAY(arena, mp_limb_t, (size_t)f.limbs), *work = CAS_ARRAY(arena, mp_limb_t, 4 * (size_t)f.limbs);
    double before = 2;
    for (int k = 1; k <= pairs; k++) {
        const double start = cos(M_PI * (k - 0.25) / (m + 0.5));
        const bool middle = m % 2 && k == pairs;
        from_double(&f, x, middle ? 0 : start);
        for (int step = 0; step < 6 && !middle; step++) {
            cas_poll(arena->ctx);
            mp_limb_t *quotient = work, *now = work + f.limbs, *last = now + f.limbs, *next = last + f.limbs;
            evaluate(&f, m, x, now, last, next);
            const double at = to_double(&f, x);
            const double slope = m * (to_double(&f, last) - at * to_double(&f, now)) / ((1 - at) * (1 + at));
            from_double(&f, quotient, 1 / slope);
            multiply(&f, next, now, quotient);
            mpn_sub_n(x, x, next, f.limbs);
        }
        if (!middle) {
            const int below = proven_sign(&f, m, x, false, work), above = proven_sign(&f, m, x, true, work);
            CAS_CHECK(arena->ctx, below * above == -1);
        }
        const double here = to_double(&f, x);
        CAS_CHECK(arena->ctx, middle || (here > 0x1p-40 && here < before - 0x1p-40));
        before = here;
        out[k - 1] = pair_at(&f, m, x, work);
        out[k - 1].middle = middle;
    }
    cas_arena_release(arena, mark);
    return out;
}
