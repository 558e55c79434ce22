/*
 * Swings by rows of coalition counts, for one weighted rule with many members.
 *
 * Member i swings S (i not in S) iff q - w_i <= w(S) < q. With F(x) = number of sets of all members that weigh at most x,
 *
 *     swings_i = F(q-1) - 2 F(q-1-w_i) + 2 F(q-1-2 w_i) - ...        (w_i > 0; a member of weight 0 swings nothing)
 *
 * so no member is ever taken out of the row again: the sets without i that weigh at most x number F(x) - F(x-w) + F(x-2w) - ...,
 * and swings_i is that at q-1 less that at q-1-w.
 *
 * 1. Take q' = min(q, T - q + 1): the dual game has the same swings.
 * 2. Add members in ascending order; a row is only as long as the running sum, at most q'.
 * 3. Sum the row up to F, then look up q'/w_i places for each different weight.
 *
 * Invariant: after k members, row[x] = number of sets of the first k that weigh exactly x, in as many 64-bit planes as k bits need. A step works
 * downwards in pieces no longer than the weight, so that what it reads has not yet changed; within a piece all lanes are independent.
 * Exact. Cost: sum over k of min(q', running sum) x limbs(k) additions, three words moved for each; memory q' x limbs(n) x 8 bytes.
 * Source: KakimuraTerai2025 for what is known of such rows; the alternating sum is proved in docs/methods/power.md. Twin: enumerate.c.
 */
#include "power/tally.h"
#include "power/machine.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

enum { PIECE = 4096, MOST_PLANES = 16 };

CAS_FOR_EACH_MACHINE static void add_plane(uint64_t *restrict to, const uint64_t *restrict from, size_t count)
{
    for (size_t x = 0; x < count; x++)
        to[x] += from[x];
}

CAS_FOR_EACH_MACHINE static void add_two_planes(uint64_t *restrict to0, uint64_t *restrict to1, const uint64_t *restrict from0,
                                                const uint64_t *restrict from1, size_t count)
{
    for (size_t x = 0; x < count; x++) {
        const uint64_t low = to0[x] + from0[x];
        to1[x] += from1[x] + (low < from0[x]);
        to0[x] = low;
    }
}

CAS_FOR_EACH_MACHINE static void add_three_planes(uint64_t *restrict to0, uint64_t *restrict to1, uint64_t *restrict to2,
                                                  const uint64_t *restrict from0, const uint64_t *restrict from1,
                                                  const uint64_t *restrict from2, size_t count)
{
    for (size_t x = 0; x < count; x++) {
        const uint64_t low = to0[x] + from0[x];
        const uint64_t carried = from1[x] + (low < from0[x]);
        const uint64_t middle = to1[x] + carried;
        /* carried is 0 after an overflow only if from1 was all ones. */
        to2[x] += from2[x] + (middle < carried) + (carried < from1[x]);
        to1[x] = middle;
        to0[x] = low;
    }
}

CAS_FOR_EACH_MACHINE static void add_with_carry(uint64_t *restrict to, const uint64_t *restrict from, uint64_t *restrict carry, size_t count)
{
    for (size_t x = 0; x < count; x++) {
        const uint64_t carried = from[x] + carry[x];
        const uint64_t sum = to[x] + carried;
        carry[x] = (sum < carried) + (carried < from[x]);
        to[x] = sum;
    }
}

typedef struct cas_rows {
    size_t length, planes;
    uint64_t *plane[MOST_PLANES];
    uint64_t carry[PIECE];
} cas_rows;

static void add_piece(cas_rows *rows, size_t planes, size_t to, size_t from, size_t count)
{
    uint64_t **p = rows->plane;
    if (planes == 1)
        add_plane(p[0] + to, p[0] + from, count);
    else if (planes == 2)
        add_two_planes(p[0] + to, p[1] + to, p[0] + from, p[1] + from, count);
    else if (planes == 3)
        add_three_planes(p[0] + to, p[1] + to, p[2] + to, p[0] + from, p[1] + from, p[2] + from, count);
    else {
        memset(rows->carry, 0, count * sizeof *rows->carry);
        for (size_t k = 0; k < planes; k++)
            add_with_carry(p[k] + to, p[k] + from, rows->carry, count);
    }
}

static void add_member(cas_rows *rows, uint64_t weight, size_t top, size_t planes)
{
    const size_t piece = weight < PIECE ? weight : PIECE;
    for (size_t end = top; end > weight;) {
        const size_t start = end - weight > piece ? end - piece : (size_t)weight;
        add_piece(rows, planes, start, start - weight, end - start);
        end = start;
    }
}

static void sum_up(cas_rows *rows)
{
    uint64_t sum[MOST_PLANES] = {0};
    for (size_t x = 0; x < rows->length; x++) {
        bool carry = false;
        for (size_t k = 0; k < rows->planes; k++) {
            const bool first = __builtin_add_overflow(sum[k], rows->plane[k][x], &sum[k]);
            carry = __builtin_add_overflow(sum[k], (uint64_t)carry, &sum[k]) | first;
            rows->plane[k][x] = sum[k];
        }
    }
}

/* to += or -= factor F(x), modulo 2^(64 width): passing below zero on the way is harmless. */
static void add_value(const cas_rows *rows, uint64_t *to, size_t width, uint64_t x, unsigned factor, bool minus)
{
    uint64_t value[MOST_PLANES + 1] = {0};
    for (size_t k = 0; k < rows->planes; k++)
        value[k] = rows->plane[k][x];
    if (minus)
        mpn_submul_1(to, value, (mp_size_t)width, factor);
    else
        mpn_addmul_1(to, value, (mp_size_t)width, factor);
}

typedef struct cas_weighing {
    uint64_t weight;
    int class_number;
} cas_weighing;

static void sort_ascending(cas_weighing *items, cas_weighing *spare, size_t count)
{
    /* Merge sort: stable, no worst case. */
    if (count < 2)
        return;
    const size_t half = count / 2;
    sort_ascending(items, spare, half);
    sort_ascending(items + half, spare, count - half);
    memcpy(spare, items, half * sizeof *items);
    size_t i = 0, j = half, to = 0;
    while (i < half)
        items[to++] = j < count && items[j].weight < spare[i].weight ? items[j++] : spare[i++];
}

static uint64_t total_of(const cas_tally *tally, const cas_small_game *small)
{
    uint64_t total = 0;
    for (int c = 0; c < tally->class_count; c++)
        total += small->leaves[0].weight[c] * (uint64_t)tally->class_size[c];
    return total;
}

cas_estimate cas_estimate_rows(const cas_tally *tally, const cas_small_game *small)
{
    const double planes = ceil((tally->count + 1) / 64.0);
    if (!small || small->root->leaf != 0 || small->leaves[0].quota == UINT64_MAX || !small->leaves[0].quota || planes > MOST_PLANES)
        return (cas_estimate){INFINITY, 0};
    const uint64_t total = total_of(tally, small), quota = small->leaves[0].quota, other = total - quota + 1;
    const double length = (double)(quota < other ? quota : other);
    return (cas_estimate){length * tally->count * planes * 0.5, length * planes * 8};
}

int cas_count_by_rows(cas_arena *arena, const cas_small_game *small, cas_tally *tally, int want, int threads)
{
    (void)want;
    (void)threads;
    const uint64_t *weight = small->leaves[0].weight;
    const uint64_t total = total_of(tally, small), given = small->leaves[0].quota, other = total - given + 1;
    const bool dual = other < given;
    const uint64_t quota = dual ? other : given;
    const size_t classes = (size_t)tally->class_count, width = tally->width;
    tally->swings = cas_tally_room(arena, tally, classes);
    tally->winning = cas_tally_room(arena, tally, 1);
    const cas_mark mark = cas_arena_mark(arena);
    cas_weighing *ascending = CAS_ARRAY(arena, cas_weighing, classes), *spare = CAS_ARRAY(arena, cas_weighing, classes);
    for (size_t c = 0; c < classes; c++)
        ascending[c] = (cas_weighing){weight[c], (int)c};
    sort_ascending(ascending, spare, classes);
    cas_rows *rows = CAS_NEW(arena, cas_rows);
    rows->length = quota;
    rows->planes = (size_t)tally->count / 64 + 1;
    for (size_t k = 0; k < rows->planes; k++)
        rows->plane[k] = CAS_ARRAY(arena, uint64_t, quota);
    rows->plane[0][0] = 1;
    uint64_t sum = 0;
    size_t members = 0, weightless = 0;
    for (size_t c = 0; c < classes; c++)
        for (int i = 0; i < tally->class_size[ascending[c].class_number]; i++) {
            cas_poll(arena->ctx);
            const uint64_t w = ascending[c].weight;
            if (!w) {
                weightless++;
                continue;
            }
            sum += w;
            members++;
            add_member(rows, w, sum + 1 < quota ? sum + 1 : quota, members / 64 + 1);
        }
    sum_up(rows);
    /* Each weightless member doubles every count. */
    add_value(rows, tally->winning, width, quota - 1, 1, false);
    for (size_t c = 0; c < classes; c++) {
        uint64_t *swings = cas_tally_at(tally, tally->swings, c);
        if (!weight[c])
            continue;
        add_value(rows, swings, width, quota - 1, 1, false);
        bool minus = true;
        for (uint64_t x = quota - 1; x >= weight[c]; minus = !minus) {
            cas_poll(arena->ctx);
            x -= weight[c];
            add_value(rows, swings, width, x, 2, minus);
        }
        for (size_t d = 0; d < weightless; d++)
            mpn_lshift(swings, swings, (mp_size_t)width, 1);
    }
    for (size_t d = 0; d < weightless; d++)
        mpn_lshift(tally->winning, tally->winning, (mp_size_t)width, 1);
    if (!dual) {
        /* These were the losing ones. */
        uint64_t *all = cas_tally_room(arena, tally, 1);
        all[tally->count / 64] = (uint64_t)1 << tally->count % 64;
        mpn_sub_n(tally->winning, all, tally->winning, (mp_size_t)width);
    }
    cas_arena_release(arena, mark);
    return CAS_WANT_SWINGS;
}
