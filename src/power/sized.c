/*
 * Counting by rows of sizes and weights, for one weighted rule with up to 62 members and a small total.
 *
 * R(s, x) is the number of sets of s members that weigh exactly x, P(s, x) its sum up to x. Taking member i out again is a
 * series, with R_i for the sets without i:
 *
 *     R(s, x) = R_i(s, x) + R_i(s-1, x-w)      so      P_i(s, x) = P(s, x) - P(s-1, x-w) + P(s-2, x-2w) - ...      (w = w_i > 0)
 *
 * Swings: i turns a set of s others into a winning one P_i(s, q-1) - P_i(s, q-1-w) times. The smaller of q and the dual quota
 * T - q + 1 is used; the dual counts complements, so its sizes are read backwards.
 *
 * Minimal winning sets: a winning set is minimal if it loses without its smallest member. Members by decreasing weight; before j
 * joins, the sets of the larger ones that weigh q - w_j … q - 1 become minimal with j; those of them that hold i are found by the same series.
 *
 * Johnston: a member of a winning set with excess e is critical if it weighs more than e. Members that weigh v or more are marked and
 * k counts only marked ones; then for e from the next smaller weight to v - 1 the sets of weight q + e have exactly k critical members.
 *
 * All counts are below 2^62, so words suffice, and differences may pass below zero on the way. Exact.
 * Cost: n^2/2 x quota additions for swings and for minimal sets each, for Johnston as much for every different weight. Twin: enumerate.c.
 */
#include "power/tally.h"
#include "power/machine.h"

#include <math.h>
#include <string.h>

enum { MOST_MEMBERS = 62 };

typedef struct cas_sized {
    int members, sizes;    /* sizes: rows kept, members + 1 */
    size_t length;         /* weights 0 … length - 1 */
    uint64_t *row;         /* R, then in place P */
} cas_sized;

static uint64_t *row_at(const cas_sized *rows, int size)
{
    return rows->row + (size_t)size * rows->length;
}

CAS_FOR_EACH_MACHINE static void add_shifted(uint64_t *restrict to, const uint64_t *restrict from, size_t count)
{
    for (size_t x = 0; x < count; x++)
        to[x] += from[x];
}

/* A member joins: in every set that held `sizes` - 1 or fewer marked ones it is marked or not. */
static void join(cas_sized *rows, uint64_t weight, bool marked)
{
    if (weight < rows->length) {
        const size_t count = rows->length - weight;
        for (int s = rows->members; s >= 0; s--) {
            if (marked)
                add_shifted(row_at(rows, s + 1) + weight, row_at(rows, s), count);
            else
                for (size_t x = count; x-- > 0;)
                    row_at(rows, s)[x + weight] += row_at(rows, s)[x];
        }
    }
    rows->members += marked;
}

static void sum_up(const cas_sized *rows, uint64_t *sums)
{
    for (int s = 0; s <= rows->members; s++) {
        uint64_t sum = 0;
        for (size_t x = 0; x < rows->length; x++)
            sums[(size_t)s * rows->length + x] = sum += row_at(rows, s)[x];
    }
}

/* P_i(s, x) for the member that weighs w, from sums P over sizes 0 … most. */
static uint64_t without(const cas_sized *rows, const uint64_t *sums, int s, int64_t x, uint64_t w)
{
    uint64_t value = 0;
    for (bool minus = false; s >= 0 && x >= 0; s--, x -= (int64_t)w, minus = !minus) {
        const uint64_t term = s <= rows->members ? sums[(size_t)s * rows->length + (size_t)x] : 0;
        value = minus ? value - term : value + term;
    }
    return value;
}

static uint64_t between(const cas_sized *rows, const uint64_t *sums, int s, int64_t from, int64_t to, uint64_t w)
{
    return without(rows, sums, s, to, w) - without(rows, sums, s, from - 1, w);
}

typedef struct cas_sized_work {
    cas_arena *arena;
    cas_tally *tally;
    const uint64_t *weight; /* per class */
    uint64_t quota, total;
    int *order;             /* members by decreasing weight */
} cas_sized_work;

static cas_sized open_rows(cas_arena *arena, int sizes, size_t length)
{
    cas_sized rows = {.members = 0, .sizes = sizes, .length = length};
    rows.row = CAS_ARRAY(arena, uint64_t, (size_t)sizes * length);
    rows.row[0] = 1;
    return rows;
}

static uint64_t weight_of(const cas_sized_work *work, int place)
{
    return work->weight[work->tally->class_of[work->order[place]]];
}

static void count_swings(const cas_sized_work *work)
{
    cas_tally *tally = work->tally;
    const int n = tally->count;
    const uint64_t other = work->total - work->quota + 1;
    const bool dual = other < work->quota;
    const uint64_t quota = dual ? other : work->quota;
    const cas_mark mark = cas_arena_mark(work->arena);
    cas_sized rows = open_rows(work->arena, n + 1, quota);
    for (int i = n; i-- > 0;)
        join(&rows, weight_of(work, i), true);
    sum_up(&rows, rows.row);
    uint64_t choose = 1;
    for (int s = 0; s <= n; s++) {
        const uint64_t light = row_at(&rows, s)[quota - 1];
        tally->winning_sizes[(size_t)(dual ? n - s : s) * tally->width] = dual ? light : choose - light;
        /* C(n, s+1) from C(n, s): the product stays below 2^64 * 62. */
        choose = (uint64_t)((unsigned __int128)choose * (unsigned)(n - s) / (unsigned)(s + 1));
    }
    for (int c = 0; c < tally->class_count; c++) {
        const uint64_t w = work->weight[c];
        if (!w)
            continue;
        for (int s = 0; s < n; s++)
            tally->swing_sizes[((size_t)c * (size_t)n + (size_t)(dual ? n - 1 - s : s)) * tally->width] =
                between(&rows, rows.row, s, (int64_t)quota - (int64_t)w, (int64_t)quota - 1, w);
    }
    cas_arena_release(work->arena, mark);
}

static void count_minimal(const cas_sized_work *work)
{
    cas_tally *tally = work->tally;
    const int n = tally->count;
    const size_t row = (size_t)n + 1;
    const int64_t quota = (int64_t)work->quota;
    const cas_mark mark = cas_arena_mark(work->arena);
    cas_sized rows = open_rows(work->arena, n + 1, work->quota);
    uint64_t *sums = CAS_ARRAY(work->arena, uint64_t, row * work->quota);
    bool *seen = CAS_ARRAY(work->arena, bool, (size_t)tally->class_count);
    for (int j = 0; j < n && weight_of(work, j); j++) {
        cas_poll(work->arena->ctx);
        const int64_t own = (int64_t)weight_of(work, j);
        const int own_class = tally->class_of[work->order[j]];
        sum_up(&rows, sums);
        for (int s = 0; s <= j; s++) {
            const uint64_t *sum = sums + (size_t)s * rows.length;
            const uint64_t found = sum[quota - 1] - (quota - 1 - own >= 0 ? sum[quota - 1 - own] : 0);
            tally->minimal[(size_t)(s + 1) * tally->width] += found;
            if (!seen[own_class])
                tally->minimal_sizes[((size_t)own_class * row + (size_t)s + 1) * tally->width] += found;
            for (int c = 0; c < tally->class_count && s; c++) {
                const int64_t w = (int64_t)work->weight[c];
                if (seen[c])
                    tally->minimal_sizes[((size_t)c * row + (size_t)s + 1) * tally->width] +=
                        between(&rows, sums, s - 1, quota - own - w, quota - 1 - w, (uint64_t)w);
            }
        }
        seen[own_class] = true;
        join(&rows, (uint64_t)own, true);
    }
    cas_arena_release(work->arena, mark);
}

/* Minimal winning sets of the dual game, by size alone: no sums, only the window below its quota. */
static void count_blocking(const cas_sized_work *work)
{
    cas_tally *tally = work->tally;
    const uint64_t quota = work->total - work->quota + 1;
    const cas_mark mark = cas_arena_mark(work->arena);
    cas_sized rows = open_rows(work->arena, tally->count + 1, quota);
    for (int j = 0; j < tally->count && weight_of(work, j); j++) {
        cas_poll(work->arena->ctx);
        const uint64_t own = weight_of(work, j);
        for (int s = 0; s <= j; s++) {
            uint64_t found = 0;
            for (uint64_t x = quota > own ? quota - own : 0; x < quota; x++)
                found += row_at(&rows, s)[x];
            tally->blocking[(size_t)(s + 1) * tally->width] += found;
        }
        join(&rows, own, true);
    }
    cas_arena_release(work->arena, mark);
}

static void count_johnston(const cas_sized_work *work)
{
    cas_tally *tally = work->tally;
    const int n = tally->count;
    const size_t row = (size_t)n + 1;
    for (int large = 1; large <= n && weight_of(work, large - 1); large++) {
        /* The threshold v lies below the first `large` members and above the next. */
        const uint64_t v = weight_of(work, large - 1), below = large < n ? weight_of(work, large) : 0;
        if (v == below)
            continue;
        cas_poll(work->arena->ctx);
        const cas_mark mark = cas_arena_mark(work->arena);
        cas_sized rows = open_rows(work->arena, large + 1, work->quota + v);
        for (int i = n; i-- > large;)
            join(&rows, weight_of(work, i), false);
        for (int i = large; i-- > 0;)
            join(&rows, weight_of(work, i), true);
        sum_up(&rows, rows.row);
        for (int c = 0; c < tally->class_count; c++) {
            const int64_t w = (int64_t)work->weight[c];
            if (work->weight[c] < v)
                continue;
            for (int k = 1; k <= large; k++)
                tally->johnston[((size_t)c * row + (size_t)k) * tally->width] +=
                    between(&rows, rows.row, k - 1, (int64_t)(work->quota + below) - w, (int64_t)(work->quota + v) - 1 - w, (uint64_t)w);
        }
        cas_arena_release(work->arena, mark);
    }
}

static uint64_t total_of(const cas_tally *tally, const cas_small_game *small)
{
    uint64_t total = 0;
    for (int c = 0; c < tally->class_count; c++)
        total += small->leaves[0].weight[c] * (uint64_t)tally->class_size[c];
    return total;
}

cas_estimate cas_estimate_sized_rows(const cas_tally *tally, const cas_small_game *small, int want)
{
    if (!small || small->root->leaf != 0 || tally->count > MOST_MEMBERS || small->leaves[0].quota == UINT64_MAX || !small->leaves[0].quota)
        return (cas_estimate){INFINITY, 0};
    const double n = tally->count, total = (double)total_of(tally, small), quota = (double)small->leaves[0].quota;
    const double least = fmin(quota, total - quota + 1);
    double operations = want & (CAS_WANT_SWINGS | CAS_WANT_SIZES) ? n * n * least / 4 + n * least : 0;
    if (want & CAS_WANT_MINIMAL)
        operations += n * n * quota;
    if (want & CAS_WANT_BLOCKING)
        operations += n * n * (total - quota) / 2;
    if (want & CAS_WANT_JOHNSTON)
        operations += tally->class_count * (n * n / 3 + n) * quota;
    return (cas_estimate){operations, 16 * n * (quota + 1)};
}

int cas_count_by_sized_rows(cas_arena *arena, const cas_small_game *small, cas_tally *tally, int want)
{
    const size_t n = (size_t)tally->count, classes = (size_t)tally->class_count;
    cas_sized_work work = {.arena = arena, .tally = tally, .weight = small->leaves[0].weight, .quota = small->leaves[0].quota};
    work.total = total_of(tally, small);
    work.order = CAS_ARRAY(arena, int, n);
    for (size_t i = 0; i < n; i++) {
        /* Insertion by decreasing weight: at most 62 members. */
        size_t at = i;
        for (; at > 0 && work.weight[tally->class_of[work.order[at - 1]]] < work.weight[tally->class_of[i]]; at--)
            work.order[at] = work.order[at - 1];
        work.order[at] = (int)i;
    }
    if (want & (CAS_WANT_SWINGS | CAS_WANT_SIZES)) {
        tally->winning_sizes = cas_tally_room(arena, tally, n + 1);
        tally->swing_sizes = cas_tally_room(arena, tally, classes * n);
        count_swings(&work);
        cas_tally_sum_sizes(arena, tally);
    }
    if (want & CAS_WANT_MINIMAL) {
        tally->minimal = cas_tally_room(arena, tally, n + 1);
        tally->minimal_sizes = cas_tally_room(arena, tally, classes * (n + 1));
        count_minimal(&work);
    }
    if (want & CAS_WANT_BLOCKING) {
        tally->blocking = cas_tally_room(arena, tally, n + 1);
        count_blocking(&work);
    }
    if (want & CAS_WANT_JOHNSTON) {
        tally->johnston = cas_tally_room(arena, tally, classes * (n + 1));
        count_johnston(&work);
    }
    return want & (CAS_WANT_SWINGS | CAS_WANT_SIZES) ? want | CAS_WANT_SWINGS | CAS_WANT_SIZES : want;
}
