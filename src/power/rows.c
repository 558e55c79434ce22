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
 * 2. Add members in ascending order: F(x) <- F(x) + F(x-w). Of k members that weigh s together only the places up to s/2, and below q', are kept: the complements of
 *    the sets that weigh at most x weigh at least s - x, so F(x) = 2^k - F(s-1-x) above. This halves the work.
 * 3. Look up q'/w_i places for each different weight.
 * 4. All of it is done modulo 2^64 and modulo as many numbers just below 2^63 as n bits need, each a plane of its own that knows nothing of
 *    the others: no carries, short rows that stay in the cache, and planes are what threads share out. Remainders are joined at the end.
 *
 * Invariant: after k members of sum s, row[x] = number of sets of the first k that weigh at most x, modulo the plane's number, for x <= min(s/2, q'-1); the
 * first 63 members need one plane. A step works downwards in pieces no longer than the weight, so that what it reads has not yet changed; within a piece all
 * lanes are independent. Exact.
 * Cost: sum over k of min(q', running sum / 2) - w_k, times planes, additions, three words moved for each; memory q' x planes x 8 bytes.
 * With two threads and an odd number of planes the last is done half by each, one after the other; no plane is ever shared at one time.
 * Source: KakimuraTerai2025 for what is known of such rows; the alternating sum is proved in docs/methods/power.md. Twin: enumerate.c.
 */
#include "power/tally.h"
#include "power/machine.h"
#include "power/ratio.h"
#include "power/tasks.h"

#include <math.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 8192, MOST_PLANES = 20, MEMBERS_OF_ONE_PLANE = 63 };

CAS_FOR_EACH_MACHINE static void add_words(uint64_t *restrict to, const uint64_t *restrict from, size_t count)
{
    for (size_t x = 0; x < count; x++)
        to[x] += from[x];
}

/* Below the modulus and so below 2^63 on both sides: the lesser of the sum and the sum reduced, which wraps round where it must not be taken. */
CAS_FOR_EACH_MACHINE static void add_remainders(uint64_t *restrict to, const uint64_t *restrict from, uint64_t modulus, size_t count)
{
    for (size_t x = 0; x < count; x++) {
        const uint64_t sum = to[x] + from[x], reduced = sum - modulus;
        to[x] = sum < reduced ? sum : reduced;
    }
}

typedef struct cas_plane {
    uint64_t modulus;   /* 0: 2^64 */
    uint64_t *row;      /* F */
    uint64_t *swings;   /* per class, remainders */
} cas_plane;

typedef struct cas_rows {
    size_t length;
    const uint64_t *ascending;  /* weights above 0, a member each */
    size_t members, half;       /* half: of the work of a plane after the first 63 */
    const uint64_t *weight;     /* per class */
    size_t classes;
    int plane_count;
    cas_plane plane[MOST_PLANES];
    atomic_bool half_done;
} cas_rows;

static uint64_t sum_of(const cas_plane *plane, uint64_t a, uint64_t b)
{
    const uint64_t sum = a + b;
    return plane->modulus && sum >= plane->modulus ? sum - plane->modulus : sum;
}

static uint64_t difference_of(const cas_plane *plane, uint64_t a, uint64_t b)
{
    return plane->modulus && a < b ? a + plane->modulus - b : a - b;
}

/* The places above half of the sum, from those below: 2^k less what the complements count. */
static void unfold(cas_plane *plane, uint64_t sum, uint64_t all, size_t from, size_t to)
{
    for (size_t x = from; x < to; x++)
        plane->row[x] = x < sum ? difference_of(plane, all, plane->row[sum - 1 - x]) : all;
}

static void add_member(cas_plane *plane, uint64_t weight, size_t top)
{
    const size_t piece = weight < PIECE ? (size_t)weight : PIECE;
    for (size_t end = top; end > weight;) {
        const size_t start = end - weight > piece ? end - piece : (size_t)weight;
        if (plane->modulus)
            add_remainders(plane->row + start, plane->row + start - weight, plane->modulus, end - start);
        else
            add_words(plane->row + start, plane->row + start - weight, end - start);
        end = start;
    }
}

/* How many places members of this sum need. */
static size_t kept(const cas_rows *rows, uint64_t sum)
{
    return sum / 2 + 1 < rows->length ? (size_t)(sum / 2 + 1) : rows->length;
}

static void add_members(const cas_rows *rows, cas_plane *plane, size_t from, size_t to, cas_tasks *tasks)
{
    uint64_t sum = 0, all = 1;
    for (size_t i = 0; i < to; i++) {
        const uint64_t before = sum;
        sum += rows->ascending[i];
        if (i >= from) {
            if (tasks && cas_tasks_stopped(tasks))
                return;
            unfold(plane, before, all, kept(rows, before), kept(rows, sum));
            add_member(plane, rows->ascending[i], kept(rows, sum));
        }
        all = sum_of(plane, all, all);
    }
}

static void look_up(const cas_rows *rows, cas_plane *plane)
{
    const uint64_t last = plane->row[rows->length - 1];
    for (size_t c = 0; c < rows->classes; c++) {
        const uint64_t w = rows->weight[c];
        if (!w)
            continue;
        /* The alternating sum without its first term, which then counts once and the others twice. */
        uint64_t rest = 0;
        bool minus = true;
        for (uint64_t x = rows->length - 1; x >= w; minus = !minus) {
            x -= w;
            rest = minus ? difference_of(plane, rest, plane->row[x]) : sum_of(plane, rest, plane->row[x]);
        }
        plane->swings[c] = sum_of(plane, last, sum_of(plane, rest, rest));
    }
}

static void whole_plane(cas_rows *rows, int k, cas_tasks *tasks)
{
    add_members(rows, &rows->plane[k], MEMBERS_OF_ONE_PLANE, rows->members, tasks);
    look_up(rows, &rows->plane[k]);
}

static bool is_split(const cas_rows *rows)
{
    return rows->plane_count > 1 && rows->plane_count % 2;
}

static void first_share(cas_rows *rows, cas_tasks *tasks)
{
    if (is_split(rows))
        add_members(rows, &rows->plane[rows->plane_count - 1], MEMBERS_OF_ONE_PLANE, rows->half, tasks);
    atomic_store(&rows->half_done, true);
    for (int k = 0; k < rows->plane_count - is_split(rows); k += 2)
        whole_plane(rows, k, tasks);
}

static void second_share(cas_rows *rows, cas_tasks *tasks)
{
    for (int k = 1; k < rows->plane_count - is_split(rows); k += 2)
        whole_plane(rows, k, tasks);
    if (is_split(rows)) {
        while (!atomic_load(&rows->half_done) && !cas_tasks_stopped(tasks))
            sched_yield();
        cas_plane *last = &rows->plane[rows->plane_count - 1];
        add_members(rows, last, rows->half, rows->members, tasks);
        look_up(rows, last);
    }
}

static void do_share(void *work, int number, int thread, cas_tasks *tasks)
{
    (void)thread;
    if (number)
        second_share(work, tasks);
    else
        first_share(work, tasks);
}

static uint64_t multiplied(uint64_t a, uint64_t b, uint64_t modulus)
{
    return (uint64_t)((unsigned __int128)a * b % modulus);
}

/* a x = 1 modulo m, for a prime to m. */
static uint64_t inverse(uint64_t a, uint64_t m)
{
    __int128 x = 1, y = 0, r = a % m, s = m;
    while (r > 1) {
        const __int128 q = s / r, t = s - q * r, z = y - q * x;
        s = r;
        r = t;
        y = x;
        x = z;
    }
    return (uint64_t)(x < 0 ? x + m : x);
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

/* 2^64, then odd numbers below 2^63 without a common divisor. */
static void choose_moduli(cas_rows *rows)
{
    uint64_t candidate = (uint64_t)1 << 63;
    for (int k = 1; k < rows->plane_count; k++) {
        bool prime_to_all = false;
        while (!prime_to_all) {
            candidate -= candidate % 2 ? 2 : 1;
            prime_to_all = true;
            for (int j = 1; j < k && prime_to_all; j++)
                prime_to_all = common_divisor(rows->plane[j].modulus, candidate) == 1;
        }
        rows->plane[k].modulus = candidate;
    }
}

static uint64_t remainder_of(cas_big value, uint64_t modulus)
{
    uint64_t rest = 0;
    for (size_t i = value.count; i-- > 0;)
        rest = (uint64_t)((((unsigned __int128)rest << 64) | value.limb[i]) % modulus);
    return rest;
}

/* The number with these remainders, one of each plane: digit by digit in the mixed radix of the moduli. */
static cas_big joined(cas_arena *arena, const cas_rows *rows, const uint64_t *remainders)
{
    cas_big value = cas_big_of(arena, remainders[0]), radix = cas_big_power2(arena, 64);
    for (int k = 1; k < rows->plane_count; k++) {
        const uint64_t m = rows->plane[k].modulus, have = remainder_of(value, m);
        const uint64_t lacks = remainders[k] >= have ? remainders[k] - have : remainders[k] + m - have;
        const uint64_t digit = multiplied(lacks, inverse(remainder_of(radix, m), m), m);
        value = cas_big_add(arena, value, cas_big_multiply(arena, radix, cas_big_of(arena, digit)));
        radix = cas_big_multiply(arena, radix, cas_big_of(arena, m));
    }
    return value;
}

static void put_number(const cas_tally *tally, uint64_t *to, cas_big value)
{
    for (size_t i = 0; i < value.count && i < tally->width; i++)
        to[i] = value.limb[i];
}

static uint64_t total_of(const cas_tally *tally, const cas_small_game *small)
{
    uint64_t total = 0;
    for (int c = 0; c < tally->class_count; c++)
        total += small->leaves[0].weight[c] * (uint64_t)tally->class_size[c];
    return total;
}

static int planes_for(size_t members)
{
    /* Swings are at most 2^(members-1), and so is F(q'-1): the complements of those sets weigh more. Every number chosen is worth over 62.999 bits. */
    return members <= 64 ? 1 : 1 + (int)ceil(((double)members - 65 + 1e-4) / 62.999);
}

cas_estimate cas_estimate_rows(const cas_tally *tally, const cas_small_game *small)
{
    const int planes = planes_for((size_t)tally->count);
    if (!small || small->root->leaf != 0 || small->leaves[0].quota == UINT64_MAX || !small->leaves[0].quota || planes > MOST_PLANES)
        return (cas_estimate){INFINITY, 0};
    const uint64_t total = total_of(tally, small), quota = small->leaves[0].quota, other = total - quota + 1;
    const double length = (double)(quota < other ? quota : other);
    return (cas_estimate){length * tally->count * planes * 0.3, length * planes * 8};
}

static int by_weight(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* The member at which half of the work after the first 63 is done. */
static size_t halfway(const cas_rows *rows)
{
    double all = 0, done = 0;
    uint64_t sum = 0;
    for (int pass = 0; pass < 2; pass++) {
        sum = 0;
        for (size_t i = 0; i < rows->members; i++) {
            sum += rows->ascending[i];
            const double top = (double)kept(rows, sum);
            if (i < MEMBERS_OF_ONE_PLANE)
                continue;
            if (!pass)
                all += top;
            else if ((done += top) * 2 >= all)
                return i + 1;
        }
    }
    return rows->members;
}

static void run_planes(cas_arena *arena, cas_rows *rows, int threads)
{
    const size_t alone = rows->members < MEMBERS_OF_ONE_PLANE ? rows->members : MEMBERS_OF_ONE_PLANE;
    uint64_t sum = 0;
    for (size_t i = 0; i < alone; i++)
        sum += rows->ascending[i];
    rows->plane[0].row[0] = 1;
    add_members(rows, &rows->plane[0], 0, alone, NULL);
    for (int k = 1; k < rows->plane_count; k++)
        memcpy(rows->plane[k].row, rows->plane[0].row, kept(rows, sum) * sizeof(uint64_t));
    cas_run_tasks(arena->ctx, threads, 2, do_share, rows);
}

int cas_count_by_rows(cas_arena *arena, const cas_small_game *small, cas_tally *tally, int want, int threads)
{
    (void)want;
    const uint64_t *weight = small->leaves[0].weight;
    const uint64_t total = total_of(tally, small), given = small->leaves[0].quota, other = total - given + 1;
    const bool dual = other < given;
    const size_t classes = (size_t)tally->class_count, n = (size_t)tally->count;
    tally->swings = cas_tally_room(arena, tally, classes);
    tally->winning = cas_tally_room(arena, tally, 1);
    const cas_mark mark = cas_arena_mark(arena);
    cas_rows *rows = CAS_NEW(arena, cas_rows);
    rows->length = dual ? other : given;
    rows->weight = weight;
    rows->classes = classes;
    rows->plane_count = planes_for(n);
    uint64_t *ascending = CAS_ARRAY(arena, uint64_t, n);
    for (size_t i = 0; i < n; i++)
        if (weight[tally->class_of[i]])
            ascending[rows->members++] = weight[tally->class_of[i]];
    qsort(ascending, rows->members, sizeof *ascending, by_weight);
    rows->ascending = ascending;
    rows->half = halfway(rows);
    choose_moduli(rows);
    for (int k = 0; k < rows->plane_count; k++) {
        rows->plane[k].row = CAS_ARRAY(arena, uint64_t, rows->length);
        rows->plane[k].swings = CAS_ARRAY(arena, uint64_t, classes);
    }
    run_planes(arena, rows, threads);
    /* Each weightless member doubles every count. */
    const cas_big twice = cas_big_power2(arena, (unsigned)(n - rows->members));
    uint64_t remainders[MOST_PLANES];
    for (size_t c = 0; c < classes; c++) {
        if (!weight[c])
            continue;
        for (int k = 0; k < rows->plane_count; k++)
            remainders[k] = rows->plane[k].swings[c];
        put_number(tally, cas_tally_at(tally, tally->swings, c), cas_big_multiply(arena, twice, joined(arena, rows, remainders)));
    }
    for (int k = 0; k < rows->plane_count; k++)
        remainders[k] = rows->plane[k].row[rows->length - 1];
    cas_big winning = cas_big_multiply(arena, twice, joined(arena, rows, remainders));
    if (!dual) /* these were the losing ones */
        winning = cas_big_subtract(arena, cas_big_power2(arena, (unsigned)n), winning);
    put_number(tally, tally->winning, winning);
    cas_arena_release(arena, mark);
    return CAS_WANT_SWINGS;
}
