/*
 * Rationals on GMP's mpn layer.
 *
 * The double of p/q: scale so that the integer quotient has at least 65 bits, keep its top 64 with the last made sticky for what
 * was cut off or left over, and round once. Exact.
 */
#include "power/ratio.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

static const mp_limb_t *limbs_of(cas_big a)
{
    return (const mp_limb_t *)a.limb;
}

cas_big cas_big_from(cas_arena *arena, const uint64_t *limb, size_t count)
{
    while (count && !limb[count - 1])
        count--;
    uint64_t *copy = CAS_ARRAY(arena, uint64_t, count);
    if (count)
        memcpy(copy, limb, count * sizeof *copy);
    return (cas_big){copy, count};
}

cas_big cas_big_divide(cas_arena *arena, cas_big a, cas_big b, cas_big *rest)
{
    if (cas_big_compare(a, b) < 0) {
        if (rest)
            *rest = a;
        return (cas_big){NULL, 0};
    }
    mp_limb_t *quotient = CAS_ARRAY(arena, mp_limb_t, a.count - b.count + 1), *left = CAS_ARRAY(arena, mp_limb_t, b.count);
    mpn_tdiv_qr(quotient, left, 0, limbs_of(a), (mp_size_t)a.count, limbs_of(b), (mp_size_t)b.count);
    if (rest)
        *rest = cas_big_from(arena, (const uint64_t *)left, b.count);
    return cas_big_from(arena, (const uint64_t *)quotient, a.count - b.count + 1);
}

cas_big cas_big_power2(cas_arena *arena, unsigned exponent)
{
    const size_t count = exponent / 64 + 1;
    uint64_t *limb = CAS_ARRAY(arena, uint64_t, count);
    limb[count - 1] = (uint64_t)1 << exponent % 64;
    return (cas_big){limb, count};
}

cas_big cas_big_gcd(cas_arena *arena, cas_big a, cas_big b)
{
    while (b.count) {
        cas_big rest;
        /* Euclid, with machine words as soon as they do. */
        if (b.count == 1) {
            const mp_limb_t small = a.count ? mpn_gcd_1(limbs_of(a), (mp_size_t)a.count, b.limb[0]) : b.limb[0];
            return cas_big_of(arena, small);
        }
        cas_big_divide(arena, a, b, &rest);
        a = b;
        b = rest;
    }
    return a;
}

cas_big cas_big_lcm_to(cas_arena *arena, unsigned n)
{
    /* The product of the largest power of each prime up to n. */
    cas_big product = cas_big_of(arena, 1);
    for (unsigned p = 2; p <= n; p++) {
        bool prime = true;
        for (unsigned d = 2; d * d <= p && prime; d++)
            prime = p % d != 0;
        if (!prime)
            continue;
        uint64_t power = p;
        while (power * p <= n)
            power *= p;
        product = cas_big_multiply(arena, product, cas_big_of(arena, power));
    }
    return product;
}

cas_ratio cas_ratio_of(cas_arena *arena, cas_big over, cas_big under)
{
    CAS_CHECK(arena->ctx, under.count > 0);
    if (!over.count)
        return (cas_ratio){over, cas_big_of(arena, 1)};
    const cas_big common = cas_big_gcd(arena, over, under);
    return (cas_ratio){cas_big_divide(arena, over, common, NULL), cas_big_divide(arena, under, common, NULL)};
}

cas_ratio cas_ratio_small(cas_arena *arena, uint64_t over, uint64_t under)
{
    return cas_ratio_of(arena, cas_big_of(arena, over), cas_big_of(arena, under));
}

cas_ratio cas_ratio_add(cas_arena *arena, cas_ratio a, cas_ratio b)
{
    const cas_big left = cas_big_multiply(arena, a.over, b.under), right = cas_big_multiply(arena, b.over, a.under);
    return cas_ratio_of(arena, cas_big_add(arena, left, right), cas_big_multiply(arena, a.under, b.under));
}

cas_ratio cas_ratio_multiply(cas_arena *arena, cas_ratio a, cas_ratio b)
{
    return cas_ratio_of(arena, cas_big_multiply(arena, a.over, b.over), cas_big_multiply(arena, a.under, b.under));
}

cas_ratio cas_ratio_divide(cas_arena *arena, cas_ratio a, cas_ratio b)
{
    return cas_ratio_of(arena, cas_big_multiply(arena, a.over, b.under), cas_big_multiply(arena, a.under, b.over));
}

int cas_ratio_compare(cas_arena *arena, cas_ratio a, cas_ratio b)
{
    return cas_big_compare(cas_big_multiply(arena, a.over, b.under), cas_big_multiply(arena, b.over, a.under));
}

static long bits_of(cas_big a)
{
    return a.count ? (long)a.count * 64 - __builtin_clzll(a.limb[a.count - 1]) : 0;
}

static cas_big shifted_left(cas_arena *arena, cas_big a, unsigned long by)
{
    const size_t words = by / 64, count = a.count + words + 1;
    mp_limb_t *limb = CAS_ARRAY(arena, mp_limb_t, count);
    for (size_t i = 0; i < a.count; i++)
        limb[i + words] = a.limb[i];
    if (by % 64)
        mpn_lshift(limb, limb, (mp_size_t)count, (unsigned)(by % 64));
    return cas_big_from(arena, (const uint64_t *)limb, count);
}

double cas_ratio_double(cas_arena *arena, cas_ratio a)
{
    if (!a.over.count)
        return 0;
    const cas_mark mark = cas_arena_mark(arena);
    const long wanted = 66 - (bits_of(a.over) - bits_of(a.under));
    const cas_big over = wanted > 0 ? shifted_left(arena, a.over, (unsigned long)wanted) : a.over;
    const cas_big under = wanted < 0 ? shifted_left(arena, a.under, (unsigned long)-wanted) : a.under;
    cas_big rest;
    const cas_big quotient = cas_big_divide(arena, over, under, &rest);
    /* 66 or 67 bits, so two limbs. */
    const int drop = (int)bits_of(quotient) - 64;
    uint64_t top = quotient.limb[1] << (64 - drop) | quotient.limb[0] >> drop;
    top |= rest.count || quotient.limb[0] << (64 - drop);
    cas_arena_release(arena, mark);
    /* Below the normal range the rounding must happen at the coarser place: leave that to one exact scaling of 53 bits or fewer. */
    const long exponent = drop - wanted;
    if (exponent + 63 < -1022) {
        const long keep = exponent + 63 + 1074 + 1;
        if (keep < 0)
            return 0;
        const int cut = (int)(64 - keep);
        const uint64_t half = (uint64_t)1 << (cut - 1), low = cut == 64 ? top : top & ((half << 1) - 1);
        uint64_t kept = cut == 64 ? 0 : top >> cut;
        kept += low > half || (low == half && (kept & 1));
        return ldexp((double)kept, -1074);
    }
    return ldexp((double)top, (int)exponent);
}

const char *cas_ratio_string(cas_arena *arena, cas_ratio a)
{
    if (a.under.count == 1 && a.under.limb[0] == 1)
        return cas_big_string(arena, a.over);
    return cas_format(arena, "%s/%s", cas_big_string(arena, a.over), cas_big_string(arena, a.under));
}

const char *cas_ratio_decimal(cas_arena *arena, cas_ratio a, unsigned digits)
{
    const cas_big two = cas_big_of(arena, 2);
    const cas_big scaled = cas_big_multiply(arena, cas_big_multiply(arena, a.over, two), cas_big_power10(arena, digits));
    const cas_big rounded = cas_big_divide(arena, cas_big_add(arena, scaled, a.under), cas_big_multiply(arena, a.under, two), NULL);
    const cas_text all = cas_text_of(cas_big_string(arena, rounded));
    if (!digits)
        return all.at;
    cas_builder out = {.arena = arena};
    for (size_t i = all.length; i <= digits; i++)
        cas_putc(&out, '0');
    cas_put(&out, all);
    const char *padded = cas_built_string(&out);
    const int whole = (int)(out.length - digits);
    return cas_format(arena, "%.*s.%s", whole, padded, padded + whole);
}
