/* Exact numbers: see number.h. */
#include "base/number.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t), "casus needs 64-bit limbs");

static mp_limb_t *limbs(cas_arena *arena, size_t count)
{
    return CAS_ARRAY(arena, mp_limb_t, count ? count : 1);
}

static cas_big trimmed(const mp_limb_t *limb, size_t count)
{
    while (count && !limb[count - 1])
        count--;
    return (cas_big){(const uint64_t *)limb, count};
}

cas_big cas_big_of(cas_arena *arena, uint64_t value)
{
    mp_limb_t *limb = limbs(arena, 1);
    limb[0] = value;
    return trimmed(limb, 1);
}

cas_big cas_big_add(cas_arena *arena, cas_big a, cas_big b)
{
    if (a.count < b.count) {
        const cas_big swap = a;
        a = b;
        b = swap;
    }
    if (!b.count)
        return a;
    mp_limb_t *sum = limbs(arena, a.count + 1);
    sum[a.count] = mpn_add(sum, (const mp_limb_t *)a.limb, (mp_size_t)a.count, (const mp_limb_t *)b.limb, (mp_size_t)b.count);
    return trimmed(sum, a.count + 1);
}

cas_big cas_big_subtract(cas_arena *arena, cas_big a, cas_big b)
{
    CAS_CHECK(arena->ctx, cas_big_compare(a, b) >= 0);
    if (!b.count)
        return a;
    mp_limb_t *rest = limbs(arena, a.count);
    mpn_sub(rest, (const mp_limb_t *)a.limb, (mp_size_t)a.count, (const mp_limb_t *)b.limb, (mp_size_t)b.count);
    return trimmed(rest, a.count);
}

cas_big cas_big_multiply(cas_arena *arena, cas_big a, cas_big b)
{
    if (a.count < b.count) {
        const cas_big swap = a;
        a = b;
        b = swap;
    }
    if (!b.count)
        return b;
    mp_limb_t *product = limbs(arena, a.count + b.count);
    /* mpn_mul takes temporary memory of its own past some size; the schoolbook step keeps GMP's allocator out of it. */
    for (size_t i = 0; i < b.count; i++)
        product[a.count + i] += mpn_addmul_1(product + i, (const mp_limb_t *)a.limb, (mp_size_t)a.count, b.limb[i]);
    return trimmed(product, a.count + b.count);
}

cas_big cas_big_divide_small(cas_arena *arena, cas_big a, uint64_t divisor)
{
    if (!a.count)
        return a;
    mp_limb_t *quotient = limbs(arena, a.count);
    mpn_divrem_1(quotient, 0, (const mp_limb_t *)a.limb, (mp_size_t)a.count, divisor);
    return trimmed(quotient, a.count);
}

cas_big cas_big_binomial(cas_arena *arena, unsigned n, unsigned k)
{
    cas_big result = cas_big_of(arena, k <= n);
    if (k > n - k && k <= n)
        k = n - k;
    for (unsigned i = 1; i <= k && result.count; i++)
        result = cas_big_divide_small(arena, cas_big_multiply(arena, result, cas_big_of(arena, n - k + i)), i);
    return result;
}

cas_big cas_big_power10(cas_arena *arena, unsigned exponent)
{
    cas_big power = cas_big_of(arena, 1);
    const cas_big large = cas_big_of(arena, 10000000000000000000ull);
    for (; exponent >= 19; exponent -= 19)
        power = cas_big_multiply(arena, power, large);
    uint64_t rest = 1;
    while (exponent--)
        rest *= 10;
    return cas_big_multiply(arena, power, cas_big_of(arena, rest));
}

int cas_big_compare(cas_big a, cas_big b)
{
    if (a.count != b.count)
        return a.count < b.count ? -1 : 1;
    return a.count ? mpn_cmp((const mp_limb_t *)a.limb, (const mp_limb_t *)b.limb, (mp_size_t)a.count) : 0;
}

int64_t cas_big_small(cas_big a)
{
    if (!a.count)
        return 0;
    return a.count == 1 && a.limb[0] >> 62 == 0 ? (int64_t)a.limb[0] : -1;
}

const char *cas_big_string(cas_arena *arena, cas_big a)
{
    if (!a.count)
        return "0";
    const size_t room = a.count * 20 + 2;
    char *digits = CAS_ARRAY(arena, char, room);
    mp_limb_t *left = limbs(arena, a.count);
    memcpy(left, a.limb, a.count * sizeof *left);
    /* Nineteen digits at a time, from the right. */
    size_t at = room - 1;
    size_t count = a.count;
    while (count) {
        mp_limb_t part = mpn_divrem_1(left, 0, left, (mp_size_t)count, 10000000000000000000ull);
        while (count && !left[count - 1])
            count--;
        for (int i = 0; i < 19 && (count || part); i++, part /= 10)
            digits[--at] = (char)('0' + part % 10);
    }
    return digits + at;
}

double cas_big_double(cas_big a)
{
    /* Keep the top 64 bits, with a sticky last bit, so that the one rounding is to nearest. */
    if (!a.count)
        return 0;
    const size_t top = a.count - 1;
    const int shift = __builtin_clzll(a.limb[top]);
    uint64_t high = a.limb[top] << shift;
    bool sticky = false;
    if (top) {
        if (shift)
            high |= a.limb[top - 1] >> (64 - shift);
        sticky = shift ? a.limb[top - 1] << shift : a.limb[top - 1];
        for (size_t i = 0; i + 1 < top; i++)
            sticky |= a.limb[i] != 0;
    }
    high |= sticky;
    const double exponent = (double)top * 64 - shift;
    return exponent > 1024 ? INFINITY : ldexp((double)high, (int)exponent);
}

bool cas_decimal_read(cas_arena *arena, cas_text text, cas_decimal *out)
{
    cas_big value = cas_big_of(arena, 0);
    unsigned places = 0;
    bool point = false, digit = false;
    uint64_t part = 0, scale = 1;
    if (text.length > CAS_MAX_DIGITS)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        const char c = text.at[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c == '_' && digit)
            continue;
        if (c < '0' || c > '9')
            return false;
        digit = true;
        places += point;
        part = part * 10 + (uint64_t)(c - '0');
        scale *= 10;
        if (scale == 10000000000000000000ull) {
            value = cas_big_add(arena, cas_big_multiply(arena, value, cas_big_of(arena, scale)), cas_big_of(arena, part));
            part = 0;
            scale = 1;
        }
    }
    if (!digit)
        return false;
    value = cas_big_add(arena, cas_big_multiply(arena, value, cas_big_of(arena, scale)), cas_big_of(arena, part));
    *out = (cas_decimal){value, places};
    return true;
}

cas_big cas_decimal_scaled(cas_arena *arena, cas_decimal value, unsigned places_wanted)
{
    return cas_big_multiply(arena, value.digits, cas_big_power10(arena, places_wanted - value.places));
}

const char *cas_decimal_string(cas_arena *arena, cas_decimal value)
{
    cas_text digits = cas_text_of(cas_big_string(arena, value.digits));
    if (!value.places)
        return digits.at;
    cas_builder out = {.arena = arena};
    for (size_t i = digits.length; i <= value.places; i++)
        cas_putc(&out, '0');
    cas_put(&out, digits);
    char *all = (char *)cas_built_string(&out);
    size_t length = out.length;
    size_t point = length - value.places;
    while (length > point && all[length - 1] == '0')
        length--;
    if (length == point)
        return cas_format(arena, "%.*s", (int)point, all);
    return cas_format(arena, "%.*s.%.*s", (int)point, all, (int)(length - point), all + point);
}
