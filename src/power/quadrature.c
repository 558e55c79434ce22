/*
 * Shapley-Shubik of one large weighted rule, in floating point, with a bound that is proven.
 *
 * If every other member says yes with chance p, member i is pivotal with chance P_i(p) = Pr(q - w_i <= W < q), and its index is the integral of
 * P_i over [0, 1]. Gauss and Legendre with m nodes are exact for degree 2m - 1; P_i has degree n - 1. With fewer nodes the error is below
 *
 *     (32/15) s^(n-1) r^(-2m) / (1 - r^-2),    s = (r + 1/r) / 2,   for every r > 1,
 *
 * because on the ellipse |z| + |1-z| = s round the interval each member contributes at most |z| + |1-z| = s. The best r and the smallest m that
 * bring it below 2^-43 are found beforehand; m = (n+1)/2 has no such error.
 *
 * For p <= 1/2 one pass gives a[x] = Pr(W = x) / (1-p)^n by a[x] <- a[x] + t a[x-w], t = p / (1-p): only products and sums of positive numbers, so every a[x]
 * has a relative error below (1+u)^(4n) - 1. The node 1 - p needs no pass of its own: swapping yes and no turns quota q into T - q + 1 at p.
 * Only a window is kept: what lies below it, and above it, is dropped as long as it weighs less than 10^-18 at each step, and what was dropped is added up.
 * With F the sums of a and D_j = F(q-1-jw) - F(q-1-(j+1)w) >= 0,
 *
 *     P_i(p) = (1-p)^(n-1) sum over j of (-t)^j D_j,
 *
 * whose terms in absolute value sum to at most 2: no digits are lost. F is summed in pairs of doubles and rounded once. All errors (rows, what was dropped, F,
 * powers of t, the sum itself, its tail, weights, displaced nodes) are added up beside the value; see docs/methods/power.md.
 *
 * Cost: m/2 passes over n rows of at most max(q, T-q+1) doubles, about 0.6 of them within the windows. Threads take whole nodes; the order of addition is fixed, so the
 * answer does not depend on their number. Twin: enumerate.c and exact rows.
 */
#include "power/quadrature.h"
#include "power/legendre.h"
#include "power/machine.h"
#include "power/tasks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

enum { PIECE = 4096, STEPS_BETWEEN_SCALES = 512 };
/* Of all sets, dropped at each end at each step. */
static const double dropped_at_once = 1e-18;
static const double unit = 0x1p-53;

typedef struct cas_quadrature {
    const uint64_t *ascending;  /* weights of the members, without those of 0 */
    size_t members;
    const uint64_t *weight;     /* per class */
    size_t classes;
    uint64_t quota, other;
    size_t length;
    double row_error;           /* relative, of every a[x] */
    const cas_node_pair *pairs;
    int pair_count;
    double *row[CAS_MOST_THREADS];
    double *value, *error;      /* per pair, per class: the two nodes of the pair together */
} cas_quadrature;

/* What is known at one node: sets that weigh lowest … highest, in units that `scale` turns into chances. */
typedef struct cas_spread {
    double *row;                /* 0 outside of the window */
    int64_t lowest, highest;
    double p, t;
    double all;                 /* all sets, in units of the row */
    double scale;
    double dropped;             /* as a chance */
} cas_spread;

CAS_FOR_EACH_MACHINE static void mix(double *restrict to, const double *restrict from, double t, size_t count)
{
    for (size_t x = 0; x < count; x++)
        to[x] += t * from[x];
}

CAS_FOR_EACH_MACHINE static void shrink(double *to, double by, size_t count)
{
    for (size_t x = 0; x < count; x++)
        to[x] *= by;
}

/* Both ends, as far as they weigh next to nothing. */
static void drop_ends(cas_spread *spread)
{
    const double most = dropped_at_once * spread->all;
    double lost = 0;
    while (spread->lowest < spread->highest && lost + spread->row[spread->lowest] < most) {
        lost += spread->row[spread->lowest];
        spread->row[spread->lowest++] = 0;
    }
    double above = 0;
    while (spread->lowest < spread->highest && above + spread->row[spread->highest] < most) {
        above += spread->row[spread->highest];
        spread->row[spread->highest--] = 0;
    }
    spread->dropped += 1.001 * (lost + above) / spread->all;
}

static void add_member(cas_spread *spread, uint64_t weight, size_t length)
{
    const int64_t w = (int64_t)weight, piece = w < PIECE ? w : PIECE, least = spread->lowest + w;
    const int64_t highest = spread->highest + w < (int64_t)length - 1 ? spread->highest + w : (int64_t)length - 1;
    for (int64_t end = highest + 1; end > least;) {
        const int64_t start = end - least > piece ? end - piece : least;
        mix(spread->row + start, spread->row + start - w, spread->t, (size_t)(end - start));
        end = start;
    }
    if (highest > spread->highest)
        spread->highest = highest;
    spread->all *= 1 + spread->t;
    spread->scale *= 1 - spread->p;
    drop_ends(spread);
}

/* Sums in pairs of doubles, stored rounded: each within 1.01 units of the sum of the rounded row. */
static void sum_up(const cas_spread *spread)
{
    double high = 0, low = 0;
    for (int64_t x = spread->lowest; x <= spread->highest; x++) {
        const double sum = high + spread->row[x], back = sum - high;
        low += (high - (sum - back)) + (spread->row[x] - back);
        high = sum;
        spread->row[x] = high + low;
    }
}

static double sum_at(const cas_spread *spread, int64_t x)
{
    return x < spread->lowest ? 0 : spread->row[x < spread->highest ? x : spread->highest];
}

typedef struct cas_chance {
    double value, error;
} cas_chance;

/* P_i at p for a quota, from the row of sums. */
static cas_chance pivotal(const cas_quadrature *work, const cas_spread *spread, uint64_t quota, uint64_t w)
{
    const double t = spread->t, over = spread->scale / (1 - spread->p);
    double value = 0, magnitude = 0, rough = 0, power = 1, sign = 1;
    int64_t x = (int64_t)quota - 1;
    double upper = sum_at(spread, x), tail = 0;
    for (double j = 0;; j++) {
        x -= (int64_t)w;
        const double lower = sum_at(spread, x), term = power * (upper - lower);
        value += sign * term;
        /* Row and power of t are relative to the term, F to itself, the addition to the sum so far. */
        magnitude += term;
        rough += unit * ((3 * j + 6) * term + 2.1 * power * upper + 1.1 * fabs(value));
        upper = lower;
        power *= t;
        sign = -sign;
        if (x < spread->lowest)
            break;
        if (power * upper * over < 0x1p-90) {
            tail = 1.1 * power * upper;
            break;
        }
    }
    const double error = over * (1.01 * (work->row_error * magnitude + rough) + tail) + 4 * unit * over * fabs(value);
    return (cas_chance){value * over, error * 1.01 + 1.01 * spread->dropped / (1 - spread->p) + 1e-290};
}

static void do_pair(const cas_quadrature *work, double *row, int k, cas_tasks *tasks)
{
    const double p = work->pairs[k].p;
    memset(row, 0, work->length * sizeof *row);
    row[0] = 1;
    cas_spread spread = {.row = row, .p = p, .t = p / (1 - p), .all = 1, .scale = 1};
    for (size_t i = 0; i < work->members; i++) {
        if (cas_tasks_stopped(tasks))
            return;
        add_member(&spread, work->ascending[i], work->length);
        if (i % STEPS_BETWEEN_SCALES == STEPS_BETWEEN_SCALES - 1) {
            shrink(row + spread.lowest, spread.scale, (size_t)(spread.highest - spread.lowest) + 1);
            spread.all *= spread.scale;
            spread.scale = 1;
        }
    }
    sum_up(&spread);
    for (size_t c = 0; c < work->classes; c++) {
        if (!work->weight[c])
            continue;
        cas_chance chance = pivotal(work, &spread, work->quota, work->weight[c]);
        if (!work->pairs[k].middle) {
            const cas_chance mirrored = pivotal(work, &spread, work->other, work->weight[c]);
            chance.value += mirrored.value;
            chance.error += mirrored.error + unit * chance.value;
        }
        const double weight = work->pairs[k].weight;
        /* A node displaced by 2^-51 p: |P_i'| <= sqrt(n / p(1-p)) / 2. */
        const double displaced = 0x1p-51 * p * sqrt((double)work->members / (p * (1 - p)));
        work->value[(size_t)k * work->classes + c] = weight * chance.value;
        work->error[(size_t)k * work->classes + c] = 1.01 * weight * (chance.error + displaced + 0x1p-49 * chance.value);
    }
}

static void take_pair(void *given, int k, int thread, cas_tasks *tasks)
{
    const cas_quadrature *work = given;
#if defined(__x86_64__)
    /* What is below the normal range counts as 0: less than n x length x 2^-1022 is lost, which 1e-290 covers. */
    const unsigned mode = _mm_getcsr();
    _mm_setcsr(mode | 0x8040);
#endif
    do_pair(work, work->row[thread], k, tasks);
#if defined(__x86_64__)
    _mm_setcsr(mode);
#endif
}

/* log of the bound on what m nodes miss of n members, at the best ellipse. */
static double missed(double n, double m)
{
    if (2 * m >= n)
        return -INFINITY;
    const double slope = 2 * m / (n - 1), t = atanh(fmin(slope, 1 - 1e-12));
    return log(32.0 / 15) + (n - 1) * log(cosh(t)) - 2 * m * t - log1p(-exp(-2 * t));
}

static int nodes_for(size_t members)
{
    int m = 1;
    while (missed((double)members, m) > -43 * M_LN2 && m < CAS_MOST_NODES)
        m++;
    return m;
}

static uint64_t total_of(const cas_tally *tally, const cas_small_game *small)
{
    uint64_t total = 0;
    for (int c = 0; c < tally->class_count; c++)
        total += small->leaves[0].weight[c] * (uint64_t)tally->class_size[c];
    return total;
}

cas_estimate cas_estimate_quadrature(const cas_tally *tally, const cas_small_game *small)
{
    if (small->root->leaf != 0 || small->leaves[0].quota == UINT64_MAX || !small->leaves[0].quota)
        return (cas_estimate){INFINITY, 0};
    const uint64_t total = total_of(tally, small), quota = small->leaves[0].quota, other = total - quota + 1;
    const double length = (double)(quota > other ? quota : other);
    const int nodes = nodes_for((size_t)tally->count);
    if (missed(tally->count, nodes) > -40 * M_LN2)
        return (cas_estimate){INFINITY, 0};
    return (cas_estimate){length * tally->count * nodes / 6, 2 * length * 8};
}

static int ascending_order(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

const double *cas_shapley_by_quadrature(cas_arena *arena, const cas_small_game *small, const cas_tally *tally, int threads, double *bound)
{
    const size_t classes = (size_t)tally->class_count;
    double *out = CAS_ARRAY(arena, double, classes);
    const cas_mark mark = cas_arena_mark(arena);
    cas_quadrature work = {.weight = small->leaves[0].weight, .classes = classes, .quota = small->leaves[0].quota};
    work.other = total_of(tally, small) - work.quota + 1;
    work.length = work.quota > work.other ? work.quota : work.other;
    uint64_t *ascending = CAS_ARRAY(arena, uint64_t, (size_t)tally->count);
    for (int i = 0; i < tally->count; i++)
        if (work.weight[tally->class_of[i]])
            ascending[work.members++] = work.weight[tally->class_of[i]];
    qsort(ascending, work.members, sizeof *ascending, ascending_order);
    work.ascending = ascending;
    work.row_error = expm1(6.01 * (double)work.members * unit);
    const int nodes = nodes_for(work.members);
    work.pairs = cas_legendre_pairs(arena, nodes);
    work.pair_count = (nodes + 1) / 2;
    work.value = CAS_ARRAY(arena, double, (size_t)work.pair_count * classes);
    work.error = CAS_ARRAY(arena, double, (size_t)work.pair_count * classes);
    const int hands = threads < 1 ? 1 : threads > CAS_MOST_THREADS ? CAS_MOST_THREADS : threads > work.pair_count ? work.pair_count : threads;
    for (int t = 0; t < hands; t++)
        work.row[t] = CAS_ARRAY(arena, double, work.length);
    cas_run_tasks(arena->ctx, hands, work.pair_count, take_pair, &work);
    double worst = 0;
    const double left_out = exp(missed((double)work.members, nodes)) * 1.01;
    for (size_t c = 0; c < classes; c++) {
        double sum = 0, error = left_out;
        for (int k = 0; k < work.pair_count; k++) {
            sum += work.value[(size_t)k * classes + c];
            error += 1.01 * work.error[(size_t)k * classes + c] + 1.1 * unit * sum;
        }
        out[c] = sum;
        if (work.weight[c] && error * 1.01 > worst)
            worst = error * 1.01;
    }
    cas_arena_release(arena, mark);
    *bound = worst;
    return out;
}
