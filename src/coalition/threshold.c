/*
 * Thresholds over diagrams, with merging of intervals.
 *
 * After parts 0 … i-1 have been judged, only the weight they brought matters, and only roughly: all sums between two neighbouring
 * critical ones lead to the same function. So what is remembered at step i is an interval [from, to) of sums and its diagram:
 *
 *     i, sum >= quota                 true,  on [quota, infinity)
 *     i, sum + all later < quota      false, on [0, quota - all later)
 *     otherwise                       ite(part_i, T(i+1, sum + w_i), T(i+1, sum)),
 *                                     on the intersection of the second's interval and the first's moved down by w_i
 *
 * The intervals of one step are disjoint and are kept in a treap. Sums are unsigned numbers of a fixed number of limbs, wide
 * enough for the total; all ones stand for infinity. Exact for any size of numbers.
 * Cost: as many ite operations as there are intervals: at most min(sums, subsets), for real bodies far fewer.
 * The idea of merging sums is that of the reduced diagram itself: equal functions are one. Source: Bryant1986.
 */
#include "coalition/diagram.h"
#include "coalition/store.h"

#include <gmp.h>
#include <string.h>

typedef struct cas_interval {
    uint32_t left, right; /* in the treap: number plus one, 0 for none */
    uint32_t priority;
    cas_node result;
} cas_interval;

typedef struct cas_threshold_work {
    cas_diagrams *store;
    cas_arena *scratch;
    const cas_node *parts;
    int count;
    size_t width;             /* limbs of a sum */
    const mp_limb_t *weights, *later, *quota; /* later[i]: sum of the weights from i on */
    cas_interval *intervals;
    size_t interval_count, interval_room;
    mp_limb_t *bounds;        /* from and to of each interval */
    size_t bounds_count, bounds_room;
    uint32_t *roots;
} cas_threshold_work;

static int compare(const cas_threshold_work *work, const mp_limb_t *a, const mp_limb_t *b)
{
    return work->width == 1 ? (a[0] > b[0]) - (a[0] < b[0]) : mpn_cmp(a, b, (mp_size_t)work->width);
}

static mp_limb_t *bound_of(const cas_threshold_work *work, uint32_t interval, int end)
{
    return work->bounds + (2 * (size_t)interval + (size_t)end) * work->width;
}

static uint32_t find(const cas_threshold_work *work, uint32_t at, const mp_limb_t *sum)
{
    while (at) {
        const uint32_t interval = at - 1;
        if (compare(work, sum, bound_of(work, interval, 0)) < 0)
            at = work->intervals[interval].left;
        else if (compare(work, sum, bound_of(work, interval, 1)) >= 0)
            at = work->intervals[interval].right;
        else
            return at;
    }
    return 0;
}

/* Splits a treap at the start of `fresh`; intervals are disjoint, so starts order them. */
static void split(cas_threshold_work *work, uint32_t at, uint32_t fresh, uint32_t *left, uint32_t *right)
{
    while (at) {
        cas_interval *interval = &work->intervals[at - 1];
        if (compare(work, bound_of(work, at - 1, 0), bound_of(work, fresh, 0)) < 0) {
            *left = at;
            left = &interval->right;
            at = interval->right;
        } else {
            *right = at;
            right = &interval->left;
            at = interval->left;
        }
    }
    *left = *right = 0;
}

static void insert(cas_threshold_work *work, uint32_t *root, uint32_t fresh)
{
    cas_interval *interval = &work->intervals[fresh];
    while (*root && work->intervals[*root - 1].priority >= interval->priority) {
        cas_interval *here = &work->intervals[*root - 1];
        root = compare(work, bound_of(work, fresh, 0), bound_of(work, *root - 1, 0)) < 0 ? &here->left : &here->right;
    }
    split(work, *root, fresh, &interval->left, &interval->right);
    *root = fresh + 1;
}

static uint32_t scattered(uint64_t number)
{
    number = (number + 1) * 0x9E3779B97F4A7C15ull;
    return (uint32_t)((number ^ number >> 31) * 0xBF58476D1CE4E5B9ull >> 32);
}

/* Room for one more interval; its bounds are zero. */
static uint32_t fresh_interval(cas_threshold_work *work)
{
    work->intervals = CAS_ROOM(work->scratch, work->intervals, work->interval_count, &work->interval_room);
    if (work->bounds_count + 2 * work->width > work->bounds_room) {
        const size_t room = work->bounds_room ? work->bounds_room * 2 : 64 * work->width;
        mp_limb_t *copy = CAS_ARRAY(work->scratch, mp_limb_t, room);
        if (work->bounds_count)
            memcpy(copy, work->bounds, work->bounds_count * sizeof *copy);
        work->bounds = copy;
        work->bounds_room = room;
    }
    work->bounds_count += 2 * work->width;
    const uint32_t fresh = (uint32_t)work->interval_count++;
    work->intervals[fresh] = (cas_interval){.priority = scattered(fresh)};
    return fresh;
}

static bool is_infinite(const cas_threshold_work *work, const mp_limb_t *bound)
{
    return bound[work->width - 1] == ~(mp_limb_t)0;
}

/* bound - weight, not below zero; infinity stays. */
static void moved_down(const cas_threshold_work *work, mp_limb_t *out, const mp_limb_t *bound, const mp_limb_t *weight)
{
    if (is_infinite(work, bound))
        memcpy(out, bound, work->width * sizeof *out);
    else if (compare(work, bound, weight) <= 0)
        memset(out, 0, work->width * sizeof *out);
    else
        mpn_sub_n(out, bound, weight, (mp_size_t)work->width);
}

/* The number, plus one, of the interval of step i that contains sum. Scratch for sums: two per step, taken beforehand. */
static uint32_t judged(cas_threshold_work *work, int i, const mp_limb_t *sum, mp_limb_t *sums)
{
    const size_t width = work->width, bytes = width * sizeof *sum;
    uint32_t known = find(work, work->roots[i], sum);
    if (known)
        return known;
    const mp_limb_t *later = work->later + (size_t)i * width;
    mp_limb_t *reach = sums, *next = sums + width;
    mpn_add_n(reach, sum, later, (mp_size_t)width);
    uint32_t fresh;
    if (compare(work, sum, work->quota) >= 0) {
        fresh = fresh_interval(work);
        memcpy(bound_of(work, fresh, 0), work->quota, bytes);
        memset(bound_of(work, fresh, 1), 0xff, bytes);
        work->intervals[fresh].result = CAS_NODE_TRUE;
    } else if (compare(work, reach, work->quota) < 0) {
        fresh = fresh_interval(work);
        mpn_sub_n(bound_of(work, fresh, 1), work->quota, later, (mp_size_t)width);
        work->intervals[fresh].result = CAS_NODE_FALSE;
    } else {
        const mp_limb_t *weight = work->weights + (size_t)i * width;
        mpn_add_n(next, sum, weight, (mp_size_t)width);
        const uint32_t with = judged(work, i + 1, next, sums + 2 * width) - 1;
        const uint32_t without = judged(work, i + 1, sum, sums + 2 * width) - 1;
        const cas_node result = cas_diagram_ite(work->store, work->parts[i], work->intervals[with].result, work->intervals[without].result);
        fresh = fresh_interval(work);
        work->intervals[fresh].result = result;
        for (int end = 0; end < 2; end++) {
            mp_limb_t *bound = bound_of(work, fresh, end);
            const mp_limb_t *other = bound_of(work, without, end);
            moved_down(work, bound, bound_of(work, with, end), weight);
            const int order = compare(work, other, bound);
            if (end ? order < 0 : order > 0)
                memcpy(bound, other, bytes);
        }
    }
    insert(work, &work->roots[i], fresh);
    return fresh + 1;
}

static void put_big(mp_limb_t *out, cas_big value)
{
    for (size_t i = 0; i < value.count; i++)
        out[i] = value.limb[i];
}

cas_node cas_diagram_threshold(cas_diagrams *store, const cas_node *parts, const cas_big *weights, int count, cas_big quota)
{
    cas_arena scratch;
    cas_arena_open(&scratch, store->arena->ctx);
    /* A failure must not lose the scratch arena: close it, then leave as the failure wanted. */
    cas_guard guard;
    volatile cas_node result = CAS_NODE_FALSE;
    if (setjmp(*cas_guard_open(store->arena->ctx, &guard)) == 0) {
        cas_big total = cas_big_of(&scratch, 0);
        for (int i = 0; i < count; i++)
            total = cas_big_add(&scratch, total, weights[i]);
        if (!quota.count)
            result = CAS_NODE_TRUE;
        else if (cas_big_compare(quota, total) <= 0) {
            /* One bit more than twice the total, so that no sum looks like infinity. */
            const size_t width = total.count + (total.limb[total.count - 1] >> 61 != 0);
            cas_threshold_work work = {.store = store, .scratch = &scratch, .parts = parts, .count = count, .width = width};
            mp_limb_t *own = CAS_ARRAY(&scratch, mp_limb_t, (size_t)count * width + width);
            mp_limb_t *later = CAS_ARRAY(&scratch, mp_limb_t, (size_t)(count + 1) * width);
            mp_limb_t *limit = CAS_ARRAY(&scratch, mp_limb_t, width);
            for (int i = count; i-- > 0;) {
                put_big(own + (size_t)i * width, weights[i]);
                mpn_add_n(later + (size_t)i * width, later + (size_t)(i + 1) * width, own + (size_t)i * width, (mp_size_t)width);
            }
            put_big(limit, quota);
            work.weights = own;
            work.later = later;
            work.quota = limit;
            work.roots = CAS_ARRAY(&scratch, uint32_t, (size_t)count + 1);
            const mp_limb_t *zero = CAS_ARRAY(&scratch, mp_limb_t, width);
            mp_limb_t *sums = CAS_ARRAY(&scratch, mp_limb_t, 2 * width * (size_t)(count + 1));
            const uint32_t found = judged(&work, 0, zero, sums);
            result = work.intervals[found - 1].result;
        }
    }
    cas_guard_close(store->arena->ctx, &guard);
    cas_arena_close(&scratch);
    if (guard.status) {
        char needs[sizeof store->arena->ctx->needs];
        memcpy(needs, store->arena->ctx->needs, sizeof needs);
        cas_fail(store->arena->ctx, guard.status, "%s", needs);
    }
    return result;
}

cas_node cas_diagram_at_least(cas_diagrams *store, int k, const cas_node *parts, int count)
{
    if (k <= 0)
        return CAS_NODE_TRUE;
    if (k > count)
        return CAS_NODE_FALSE;
    /* most[j]: at least j of the parts seen so far, from the last to the first. */
    cas_node *most = CAS_ARRAY(store->arena, cas_node, (size_t)k + 1);
    most[0] = CAS_NODE_TRUE;
    for (int i = count; i-- > 0;) {
        const int highest = count - i < k ? count - i : k;
        for (int j = highest; j > 0; j--)
            most[j] = cas_diagram_ite(store, parts[i], most[j - 1], most[j]);
    }
    return most[k];
}
