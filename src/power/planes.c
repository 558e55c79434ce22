/*
 * Exact swings by size, for one weighted rule that is too large for sized rows: the same rows, remainder by remainder.
 *
 * R(s, x), the sets of s members that weigh exactly x, is counted modulo 2^32 and modulo as many numbers below 2^31 as the largest binomial
 * needs, one plane of 32-bit words after the other; the remainders of the few numbers that are looked up are joined at the end.
 *
 * Only what can be is stored: s members weigh at least what the s lightest weigh, and at most what the s heaviest do or quota - 1. Members join
 * in ascending order, so while the light ones join the upper end of every window is low as well. And of k members that weigh t together only the places up to
 * t/2 are kept: complements give the others, R(s, x) = R(k-s, t-x). Before a member of weight w joins, the places up to (t+w)/2 are copied from there.
 *
 *     R(s+1, x+w) += R(s, x)  for s downwards: rows differ, so all x are independent;
 *     P(s, x) = sum of R(s, 0 … x);    A(s, x) = P(s, x) - A(s-1, x-w): sets without a member that weighs w;
 *     swings of it by s others = A(s, q-1) - A(s, q-1-w).
 *
 * The smaller of q and the dual quota T - q + 1 is used; the dual counts complements, so its sizes are read backwards.
 *
 * Cost: sum over members and s of the windows, times planes, one addition and 12 bytes moved each; memory 4 bytes x all windows, for each thread.
 * Threads take whole planes. Exact. Twin: enumerate.c, and sized.c where that can.
 */
#include "power/tally.h"
#include "power/machine.h"
#include "power/ratio.h"
#include "power/tasks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PLANES = 20, MOST_MEMBERS = 600, MOST_THREADS = 2 };

typedef struct cas_windows {
    int members;
    uint64_t quota;
    uint64_t *ascending;    /* weights, a member each */
    uint64_t *light;        /* the s lightest weigh so much: 0 … members */
    uint64_t *top;          /* what s members can weigh and still be counted */
    size_t *start;          /* of window s in a plane; [members + 1]: the end */
    const uint64_t *weight; /* per class */
    int classes, plane_count;
    uint32_t modulus[MOST_PLANES]; /* 0: 2^32 */
    uint32_t *remainders;   /* plane, then per class and s; at class `classes` the light sets of each size */
} cas_windows;

CAS_FOR_EACH_MACHINE static void add_words(uint32_t *restrict to, const uint32_t *restrict from, size_t count)
{
    for (size_t x = 0; x < count; x++)
        to[x] += from[x];
}

/* The lesser of the sum and the sum reduced, which wraps round where it must not be taken. */
CAS_FOR_EACH_MACHINE static void add_remainders(uint32_t *restrict to, const uint32_t *restrict from, uint32_t modulus, size_t count)
{
    for (size_t x = 0; x < count; x++) {
        const uint32_t sum = to[x] + from[x], reduced = sum - modulus;
        to[x] = sum < reduced ? sum : reduced;
    }
}

static uint32_t sum_of(uint32_t a, uint32_t b, uint32_t modulus)
{
    const uint64_t sum = (uint64_t)a + b;
    return (uint32_t)(modulus && sum >= modulus ? sum - modulus : sum);
}

static uint32_t difference_of(uint32_t a, uint32_t b, uint32_t modulus)
{
    return a >= b || !modulus ? a - b : a + modulus - b;
}

static uint64_t least_of(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* The places of a sum of k members above t/2, from those of the complements. */
static void unfold(const cas_windows *windows, uint32_t *row, int k, const uint64_t *heavy, uint64_t t, uint64_t end)
{
    for (int s = 0; s <= k; s++) {
        const uint64_t from = windows->light[s] > t / 2 + 1 ? windows->light[s] : t / 2 + 1;
        const uint64_t last = least_of(least_of(heavy[s], windows->quota - 1), end);
        if (from > last)
            continue;
        uint32_t *to = row + windows->start[s] + (from - windows->light[s]);
        const uint32_t *mirrored = row + windows->start[k - s] + (t - from - windows->light[k - s]);
        const size_t count = (size_t)(last - from + 1);
        for (size_t i = 0; i < count; i++)
            to[i] = *(mirrored - i);
    }
}

/* Every window of every step; the additions alone are counted when there is no row. tasks: null, or what may stop it. */
static double join_all(const cas_windows *windows, uint32_t *row, uint32_t modulus, uint64_t *heavy, cas_tasks *tasks)
{
    double additions = 0;
    uint64_t t = 0;
    for (int k = 0; k < windows->members; k++) {
        const uint64_t w = windows->ascending[k], half = (t + w) / 2;
        /* heavy[s]: the s heaviest of the first k. */
        heavy[0] = 0;
        for (int s = 0; s < k; s++)
            heavy[s + 1] = heavy[s] + windows->ascending[k - 1 - s];
        if (row)
            unfold(windows, row, k, heavy, t, half);
        t += w;
        if (w >= windows->quota)
            continue;
        for (int s = k; s >= 0; s--) {
            const uint64_t from = windows->light[s];
            if (half < w || from > least_of(least_of(heavy[s], windows->quota - 1 - w), half - w))
                continue;
            const uint64_t end = least_of(least_of(heavy[s], windows->quota - 1 - w), half - w) + 1;
            additions += (double)(end - from);
            if (!row)
                continue;
            if (tasks && cas_tasks_stopped(tasks))
                return additions;
            uint32_t *to = row + windows->start[s + 1] + (from + w - windows->light[s + 1]);
            if (modulus)
                add_remainders(to, row + windows->start[s], modulus, (size_t)(end - from));
            else
                add_words(to, row + windows->start[s], (size_t)(end - from));
        }
    }
    return additions;
}

static uint32_t sum_at(const cas_windows *windows, const uint32_t *row, int s, int64_t x)
{
    if (x < (int64_t)windows->light[s] || windows->start[s + 1] == windows->start[s])
        return 0;
    return row[windows->start[s] + (least_of((uint64_t)x, windows->top[s]) - windows->light[s])];
}

static uint32_t without(const cas_windows *windows, const uint32_t *row, int s, int64_t x, uint64_t w, uint32_t modulus)
{
    uint32_t value = 0;
    for (bool minus = false; s >= 0 && x >= (int64_t)windows->light[s]; s--, x -= (int64_t)w, minus = !minus) {
        const uint32_t term = sum_at(windows, row, s, x);
        value = minus ? difference_of(value, term, modulus) : sum_of(value, term, modulus);
    }
    return value;
}

static void do_plane(const cas_windows *windows, uint32_t *row, int plane, uint64_t *heavy, cas_tasks *tasks)
{
    const uint32_t modulus = windows->modulus[plane];
    const int n = windows->members;
    memset(row, 0, windows->start[n + 1] * sizeof *row);
    row[0] = 1;
    join_all(windows, row, modulus, heavy, tasks);
    if (cas_tasks_stopped(tasks))
        return;
    for (int s = 0; s <= n; s++) {
        uint32_t sum = 0;
        for (size_t x = windows->start[s]; x < windows->start[s + 1]; x++)
            row[x] = sum = sum_of(sum, row[x], modulus);
    }
    uint32_t *out = windows->remainders + (size_t)plane * ((size_t)windows->classes + 1) * ((size_t)n + 1);
    for (int c = 0; c < windows->classes; c++) {
        const uint64_t w = windows->weight[c];
        for (int s = 0; s < n && w; s++) {
            const uint32_t all = without(windows, row, s, (int64_t)windows->quota - 1, w, modulus);
            const uint32_t lighter = without(windows, row, s, (int64_t)windows->quota - 1 - (int64_t)w, w, modulus);
            out[(size_t)c * ((size_t)n + 1) + (size_t)s] = difference_of(all, lighter, modulus);
        }
    }
    for (int s = 0; s <= n; s++)
        out[(size_t)windows->classes * ((size_t)n + 1) + (size_t)s] = sum_at(windows, row, s, (int64_t)windows->quota - 1);
}

static int by_weight(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b) {
        const uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* 2^32, then odd numbers below 2^31 without a common divisor. */
static void choose_moduli(cas_windows *windows)
{
    uint32_t candidate = ((uint32_t)1 << 31) + 1;
    for (int k = 1; k < windows->plane_count; k++) {
        bool prime_to_all = false;
        while (!prime_to_all) {
            candidate -= 2;
            prime_to_all = true;
            for (int j = 1; j < k && prime_to_all; j++)
                prime_to_all = common_divisor(windows->modulus[j], candidate) == 1;
        }
        windows->modulus[k] = candidate;
    }
}

static cas_windows windows_of(cas_arena *arena, const cas_tally *tally, const cas_small_game *small)
{
    const int n = tally->count;
    cas_windows windows = {.members = n, .weight = small->leaves[0].weight, .classes = tally->class_count};
    uint64_t total = 0;
    windows.ascending = CAS_ARRAY(arena, uint64_t, (size_t)n);
    for (int i = 0; i < n; i++)
        total += windows.ascending[i] = windows.weight[tally->class_of[i]];
    qsort(windows.ascending, (size_t)n, sizeof *windows.ascending, by_weight);
    windows.quota = least_of(small->leaves[0].quota, total - small->leaves[0].quota + 1);
    windows.light = CAS_ARRAY(arena, uint64_t, (size_t)n + 1);
    windows.top = CAS_ARRAY(arena, uint64_t, (size_t)n + 1);
    windows.start = CAS_ARRAY(arena, size_t, (size_t)n + 2);
    uint64_t heavy = 0;
    for (int s = 0; s <= n; s++) {
        windows.light[s] = s ? windows.light[s - 1] + windows.ascending[s - 1] : 0;
        heavy += s ? windows.ascending[n - s] : 0;
        windows.top[s] = least_of(heavy, windows.quota - 1);
        windows.start[s + 1] = windows.start[s] + (windows.light[s] <= windows.top[s] ? (size_t)(windows.top[s] - windows.light[s] + 1) : 0);
    }
    /* Every number is at most the middle binomial; a plane after the first is worth over 30.999 bits. */
    const double bits = (lgamma(n + 1.0) - 2 * lgamma(n / 2.0 + 1)) / log(2) + 1.01;
    windows.plane_count = bits < 32 ? 1 : 1 + (int)ceil((bits - 32) / 30.999);
    return windows;
}

cas_estimate cas_estimate_planes(cas_arena *arena, const cas_tally *tally, const cas_small_game *small, int threads)
{
    if (!small || small->root->leaf != 0 || small->leaves[0].quota == UINT64_MAX || !small->leaves[0].quota || !tally->count ||
        tally->count > MOST_MEMBERS)
        return (cas_estimate){INFINITY, 0};
    const cas_mark mark = cas_arena_mark(arena);
    const cas_windows windows = windows_of(arena, tally, small);
    const double additions = join_all(&windows, NULL, 0, CAS_ARRAY(arena, uint64_t, (size_t)tally->count + 1), NULL);
    const int planes = windows.plane_count, shared = threads > 1 && planes > 1 ? 2 : 1;
    const double cells = (double)windows.start[windows.members + 1], n = tally->count;
    cas_arena_release(arena, mark);
    return (cas_estimate){planes * (0.6 * additions + 2 * cells + 4 * n * n * tally->class_count) / shared,
                          4 * cells * shared + 8 * (planes + tally->width) * n * tally->class_count};
}

/* The number with these remainders, one of each plane, digit by digit in the mixed radix of the moduli. */
static void join_remainders(cas_arena *arena, const cas_windows *windows, const uint32_t *remainder, size_t stride, uint64_t *to)
{
    const cas_mark mark = cas_arena_mark(arena);
    uint64_t digit[MOST_PLANES];
    cas_big value = {NULL, 0}, radix = cas_big_of(arena, 1);
    for (int k = 0; k < windows->plane_count; k++) {
        const uint64_t m = k ? windows->modulus[k] : (uint64_t)1 << 32;
        /* What the digits so far are worth modulo m, and the radix. */
        uint64_t have = 0, base = 1 % m;
        for (int j = 0; j < k; j++) {
            have = (have + digit[j] % m * base) % m;
            base = base * ((j ? windows->modulus[j] : (uint64_t)1 << 32) % m) % m;
        }
        /* 1 / base modulo m, by Euclid. */
        int64_t x = 1, y = 0, r = (int64_t)base, d = (int64_t)m;
        while (r > 1) {
            const int64_t q = d / r, t = d - q * r, z = y - q * x;
            d = r;
            r = t;
            y = x;
            x = z;
        }
        const uint64_t inverse = (uint64_t)(x < 0 ? x + (int64_t)m : x);
        digit[k] = (remainder[(size_t)k * stride] + m - have) % m * inverse % m;
        value = cas_big_add(arena, value, cas_big_multiply(arena, radix, cas_big_of(arena, digit[k])));
        radix = cas_big_multiply(arena, radix, cas_big_of(arena, m));
    }
    for (size_t i = 0; i < value.count; i++)
        to[i] = value.limb[i];
    cas_arena_release(arena, mark);
}

typedef struct cas_plane_work {
    const cas_windows *windows;
    uint32_t *row[MOST_THREADS];
    uint64_t *heavy[MOST_THREADS];
} cas_plane_work;

static void take_plane(void *work, int number, int thread, cas_tasks *tasks)
{
    const cas_plane_work *planes = work;
    do_plane(planes->windows, planes->row[thread], number, planes->heavy[thread], tasks);
}

static void do_planes(cas_arena *arena, const cas_windows *windows, int threads)
{
    const int hands = threads > 1 && windows->plane_count > 1 ? MOST_THREADS : 1;
    cas_plane_work work = {.windows = windows};
    for (int t = 0; t < hands; t++) {
        work.row[t] = CAS_ARRAY(arena, uint32_t, windows->start[windows->members + 1]);
        work.heavy[t] = CAS_ARRAY(arena, uint64_t, (size_t)windows->members + 1);
    }
    cas_run_tasks(arena->ctx, hands, windows->plane_count, take_plane, &work);
}

static void put_winning(cas_arena *arena, cas_tally *tally, int size, cas_big light, bool dual)
{
    const unsigned n = (unsigned)tally->count;
    const cas_big value = dual ? light : cas_big_subtract(arena, cas_big_binomial(arena, n, (unsigned)size), light);
    uint64_t *to = cas_tally_at(tally, tally->winning_sizes, (size_t)(dual ? (int)n - size : size));
    for (size_t i = 0; i < value.count; i++)
        to[i] = value.limb[i];
}

int cas_count_by_planes(cas_arena *arena, const cas_small_game *small, cas_tally *tally, int threads)
{
    const size_t n = (size_t)tally->count, classes = (size_t)tally->class_count, stride = (classes + 1) * (n + 1);
    tally->winning_sizes = cas_tally_room(arena, tally, n + 1);
    tally->swing_sizes = cas_tally_room(arena, tally, classes * n);
    const cas_mark mark = cas_arena_mark(arena);
    cas_windows windows = windows_of(arena, tally, small);
    const bool dual = windows.quota < small->leaves[0].quota;
    CAS_CHECK(arena->ctx, windows.plane_count <= MOST_PLANES);
    choose_moduli(&windows);
    windows.remainders = CAS_ARRAY(arena, uint32_t, (size_t)windows.plane_count * stride);
    cas_poll(arena->ctx);
    do_planes(arena, &windows, threads);
    for (size_t c = 0; c < classes; c++)
        for (size_t s = 0; s < n; s++)
            join_remainders(arena, &windows, windows.remainders + c * (n + 1) + s, stride,
                            cas_tally_at(tally, tally->swing_sizes, c * n + (dual ? n - 1 - s : s)));
    uint64_t *light = cas_tally_room(arena, tally, n + 1);
    for (size_t s = 0; s <= n; s++) {
        join_remainders(arena, &windows, windows.remainders + classes * (n + 1) + s, stride, cas_tally_at(tally, light, s));
        put_winning(arena, tally, (int)s, cas_big_from(arena, cas_tally_at(tally, light, s), tally->width), dual);
    }
    cas_arena_release(arena, mark);
    cas_tally_sum_sizes(arena, tally);
    return CAS_WANT_SWINGS | CAS_WANT_SIZES;
}
