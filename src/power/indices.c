/*
 * Indices from counts. With n members, W winning sets, c_i(s) swings of i among sets of s others, c_i their sum, m_i(s) minimal winning
 * sets of size s that hold i, M all of them, and J_i(k) winning sets in which i is one of k critical members:
 *
 *     Banzhaf            absolute c_i / 2^(n-1), normalised c_i / sum c          Banzhaf1965
 *     Shapley-Shubik     sum over s of c_i(s) / (n C(n-1, s))                    ShapleyShubik1954
 *     Deegan-Packel      sum over s of m_i(s) / (s M)                            DeeganPackel1978
 *     Holler             m_i / sum m
 *     Johnston           sum over k of J_i(k) / k, normalised to sum 1
 *     Coleman            prevent c_i / W, initiate c_i / (2^n - W), act W / 2^n  Coleman1971
 *     Rae                1/2 + c_i / 2^n
 *     König-Bräuninger   (W + c_i) / 2W: winning sets that hold i, of all        for W_i = (W + c_i) / 2
 *     Nevison            (W + c_i) / 2^n: chance that i is in a winning set, given that it says yes
 *
 * n C(n-1, s) divides lcm(1 … n), so the sums need one common denominator and no fractions on the way. Exact.
 */
#include "power/indices.h"

#include <string.h>

const cas_big *cas_sizes_of(cas_arena *arena, const cas_tally *tally, const uint64_t *numbers)
{
    cas_big *out = CAS_ARRAY(arena, cas_big, (size_t)tally->count + 1);
    for (size_t k = 0; k <= (size_t)tally->count; k++)
        out[k] = cas_big_from(arena, numbers + k * tally->width, tally->width);
    return out;
}

cas_big cas_sum_of(cas_arena *arena, const cas_big *numbers, int count)
{
    cas_big sum = {NULL, 0};
    for (int k = 0; k < count; k++)
        sum = cas_big_add(arena, sum, numbers[k]);
    return sum;
}

typedef struct cas_index_work {
    cas_arena *arena;
    cas_power *power;
    const cas_tally *tally;
    cas_power_value *values; /* per class and index */
} cas_index_work;

static void put(cas_index_work *work, int class_number, cas_power_index index, cas_big over, cas_big under)
{
    if (!under.count)
        return;
    const cas_ratio ratio = cas_ratio_of(work->arena, over, under);
    work->values[class_number * CAS_POWER_INDEX_COUNT + (int)index] =
        (cas_power_value){.known = true, .exact = true, .value = ratio, .nearest = cas_ratio_double(work->arena, ratio)};
}

static cas_big number_at(const cas_index_work *work, const uint64_t *numbers, size_t i)
{
    return cas_big_from(work->arena, numbers + i * work->tally->width, work->tally->width);
}

/* value x members of the class, summed over classes. */
static cas_big sum_over_members(const cas_index_work *work, const cas_big *per_class)
{
    cas_big sum = {NULL, 0};
    for (int c = 0; c < work->tally->class_count; c++)
        sum = cas_big_add(work->arena, sum, cas_big_multiply(work->arena, per_class[c], cas_big_of(work->arena, (uint64_t)work->tally->class_size[c])));
    return sum;
}

static void fill_swings(cas_index_work *work)
{
    cas_arena *arena = work->arena;
    cas_power *power = work->power;
    const cas_tally *tally = work->tally;
    const unsigned n = (unsigned)tally->count;
    const cas_big all = cas_big_power2(arena, n), half = cas_big_power2(arena, n ? n - 1 : 0);
    power->has_winning = true;
    power->winning = number_at(work, tally->winning, 0);
    power->losing = cas_big_subtract(arena, all, power->winning);
    power->power_to_act = cas_ratio_of(arena, power->winning, all);
    cas_big *swings = CAS_ARRAY(arena, cas_big, (size_t)tally->class_count);
    for (int c = 0; c < tally->class_count; c++)
        swings[c] = number_at(work, tally->swings, (size_t)c);
    const cas_big total = sum_over_members(work, swings), twice = cas_big_add(arena, power->winning, power->winning);
    for (int c = 0; c < tally->class_count; c++) {
        const cas_big with = cas_big_add(arena, power->winning, swings[c]);
        put(work, c, CAS_POWER_BANZHAF, swings[c], total);
        put(work, c, CAS_POWER_BANZHAF_ABSOLUTE, swings[c], half);
        put(work, c, CAS_POWER_COLEMAN_INITIATE, swings[c], power->losing);
        put(work, c, CAS_POWER_COLEMAN_PREVENT, swings[c], power->winning);
        put(work, c, CAS_POWER_RAE, cas_big_add(arena, half, swings[c]), all);
        put(work, c, CAS_POWER_KOENIG_BRAEUNINGER, with, twice);
        put(work, c, CAS_POWER_NEVISON, with, all);
    }
    for (int i = 0; i < power->count; i++) {
        cas_power_member *member = &power->members[i];
        member->has_swings = true;
        member->swings = swings[tally->class_of[i]];
        member->dummy = !member->swings.count;
        member->veto = power->winning.count && !cas_big_compare(member->swings, power->winning);
        member->dictator = !cas_big_compare(member->swings, half);
    }
}

static void fill_shapley(cas_index_work *work)
{
    cas_arena *arena = work->arena;
    const cas_tally *tally = work->tally;
    const size_t n = (size_t)tally->count;
    const cas_big common = cas_big_lcm_to(arena, (unsigned)n);
    cas_big *share = CAS_ARRAY(arena, cas_big, n);
    cas_big choose = cas_big_of(arena, 1);
    for (size_t s = 0; s < n; s++) {
        cas_big rest;
        share[s] = cas_big_divide(arena, common, cas_big_multiply(arena, choose, cas_big_of(arena, n)), &rest);
        CAS_CHECK(arena->ctx, !rest.count);
        choose = cas_big_divide(arena, cas_big_multiply(arena, choose, cas_big_of(arena, n - 1 - s)), cas_big_of(arena, s + 1), NULL);
    }
    for (int c = 0; c < tally->class_count; c++) {
        cas_big sum = {NULL, 0};
        for (size_t s = 0; s < n; s++) {
            const cas_big count = number_at(work, tally->swing_sizes, (size_t)c * n + s);
            if (count.count)
                sum = cas_big_add(arena, sum, cas_big_multiply(arena, count, share[s]));
        }
        put(work, c, CAS_POWER_SHAPLEY_SHUBIK, sum, common);
    }
}

static void fill_minimal(cas_index_work *work)
{
    cas_arena *arena = work->arena;
    cas_power *power = work->power;
    const cas_tally *tally = work->tally;
    const size_t n = (size_t)tally->count, row = n + 1;
    power->minimal_winning_by_size = cas_sizes_of(arena, tally, tally->minimal);
    power->minimal_winning = cas_sum_of(arena, power->minimal_winning_by_size, (int)row);
    power->has_minimal = true;
    cas_big *holding = CAS_ARRAY(arena, cas_big, (size_t)tally->class_count);
    const cas_big common = cas_big_lcm_to(arena, (unsigned)n), under = cas_big_multiply(arena, common, power->minimal_winning);
    cas_big *share = CAS_ARRAY(arena, cas_big, row);
    for (size_t s = 1; s <= n; s++)
        share[s] = cas_big_divide(arena, common, cas_big_of(arena, s), NULL);
    for (int c = 0; c < tally->class_count; c++) {
        cas_big sum = {NULL, 0};
        for (size_t s = 1; s <= n; s++) {
            const cas_big count = number_at(work, tally->minimal_sizes, (size_t)c * row + s);
            if (!count.count)
                continue;
            holding[c] = cas_big_add(arena, holding[c], count);
            sum = cas_big_add(arena, sum, cas_big_multiply(arena, count, share[s]));
        }
        put(work, c, CAS_POWER_DEEGAN_PACKEL, sum, under);
    }
    const cas_big total = sum_over_members(work, holding);
    for (int c = 0; c < tally->class_count; c++)
        put(work, c, CAS_POWER_HOLLER, holding[c], total);
    for (int i = 0; i < power->count; i++) {
        power->members[i].has_minimal = true;
        power->members[i].minimal_winning = holding[tally->class_of[i]];
    }
}

static void fill_blocking(cas_index_work *work)
{
    cas_power *power = work->power;
    power->minimal_blocking_by_size = cas_sizes_of(work->arena, work->tally, work->tally->blocking);
    power->minimal_blocking = cas_sum_of(work->arena, power->minimal_blocking_by_size, work->tally->count + 1);
    power->has_blocking = true;
}

static void fill_johnston(cas_index_work *work)
{
    cas_arena *arena = work->arena;
    const cas_tally *tally = work->tally;
    const size_t n = (size_t)tally->count, row = n + 1;
    const cas_big common = cas_big_lcm_to(arena, (unsigned)n);
    cas_big *sums = CAS_ARRAY(arena, cas_big, (size_t)tally->class_count);
    for (int c = 0; c < tally->class_count; c++)
        for (size_t k = 1; k <= n; k++) {
            const cas_big count = number_at(work, tally->johnston, (size_t)c * row + k);
            if (count.count)
                sums[c] = cas_big_add(arena, sums[c], cas_big_multiply(arena, count, cas_big_divide(arena, common, cas_big_of(arena, k), NULL)));
        }
    const cas_big total = sum_over_members(work, sums);
    for (int c = 0; c < tally->class_count; c++)
        put(work, c, CAS_POWER_JOHNSTON, sums[c], total);
}

static void fill_sizes(cas_index_work *work)
{
    cas_arena *arena = work->arena;
    cas_power *power = work->power;
    const int n = work->tally->count;
    cas_big *losing = CAS_ARRAY(arena, cas_big, (size_t)n + 1), *blocking = CAS_ARRAY(arena, cas_big, (size_t)n + 1);
    power->winning_by_size = cas_sizes_of(arena, work->tally, work->tally->winning_sizes);
    cas_big choose = cas_big_of(arena, 1);
    for (int k = 0; k <= n; k++) {
        losing[k] = cas_big_subtract(arena, choose, power->winning_by_size[k]);
        blocking[n - k] = losing[k];
        choose = cas_big_divide(arena, cas_big_multiply(arena, choose, cas_big_of(arena, (uint64_t)(n - k))), cas_big_of(arena, (uint64_t)k + 1), NULL);
    }
    power->losing_by_size = losing;
    power->blocking_by_size = blocking;
}

void cas_fill_indices(cas_arena *arena, cas_power *power, const cas_tally *tally, int filled)
{
    cas_index_work work = {.arena = arena, .power = power, .tally = tally};
    work.values = CAS_ARRAY(arena, cas_power_value, (size_t)tally->class_count * CAS_POWER_INDEX_COUNT);
    if (filled & CAS_WANT_SWINGS)
        fill_swings(&work);
    if (filled & CAS_WANT_SIZES) {
        fill_sizes(&work);
        fill_shapley(&work);
    }
    if (filled & CAS_WANT_MINIMAL)
        fill_minimal(&work);
    if (filled & CAS_WANT_BLOCKING)
        fill_blocking(&work);
    if (filled & CAS_WANT_JOHNSTON)
        fill_johnston(&work);
    for (int i = 0; i < power->count; i++)
        memcpy(power->members[i].index, work.values + tally->class_of[i] * CAS_POWER_INDEX_COUNT, sizeof power->members[i].index);
}
