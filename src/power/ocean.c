/*
 * A register of up to millions of holders: power of the large ones, approximately, with a proven bound.
 *
 * Let every other holder say yes with chance p, W be what they weigh together, q the quota. Holder i swings with chance
 * P_i(p) = Pr(q - w_i <= W < q): at p = 1/2 its absolute Banzhaf index, over 0 <= p <= 1 integrated its Shapley-Shubik index. On a circle of C places, C > T, with
 * phi_k = E e(k W / C) = product over the others of 1 + p (e(k w / C) - 1),
 *
 *     P_i = w_i / C + sum over k = 1 … (C-1)/2 of 2 Re(s_k e(-k (q - 1/2) / C) (e(k w_i / C) - 1) phi_k),   s_k = 1 / (2 i C sin(pi k / C)),
 *
 * exactly. A million holders make phi_k vanish but for few k (ocean_waves.c proves which), and for those it is cheap (ocean_sums.c).
 *
 * If C is so large that not all k can be looked at, waves beyond K are not used: s_k becomes J(k/(K+1)) / (2 pi i k), J(t) = pi t (1-t) cot(pi t) + t, which
 * turns the jumps of "q - w_i <= W < q" into Vaaler's polynomials of degree K. These are nowhere further off than Fejer's kernels at the two jumps,
 * F(x) = (1 / (2K+2)) sum over |k| <= K of (1 - |k|/(K+1)) e(k x), which are never negative; so P_i is right to E F(W - q) + E F(W + w_i - q), and as the sum with i is W or W + w_i
 * with chances 1-p and p, that is at most E F / p, taken over all holders at the one place q - 1/2: summed up beside the value.
 *
 * Shapley-Shubik, for 0 < p <= 1/2; the other half is the dual quota:
 * 1. If C and the holders are few: one interval, as many nodes as the degree n - 1 needs, no error but rounding.
 * 2. Else below some p0 the chance to swing is bounded by Chernoff's inequality, exp(-x l) times the product of 1 - p + p e^{l w}, x what the others must weigh.
 * 3. From p0 on, intervals [a, b], b <= 2a, with at most 128 nodes of Gauss and Legendre. On the ellipse round the interval with half-axes r cosh t, r sinh t, r = (b-a)/2, which
 *    lies inside |z - 1/2| <= 1/2 when r cosh t <= (a+b)/2, |1 + z (e(x) - 1)|^2 = 1 - 4 sin^2(pi x) (Re z - |z|^2) - 2 Im z sin(2 pi x) <= 1 + 4 |Im z sin(pi x)|,
 *    so |phi_k| <= exp(r sinh t B_k), B_k the sum of 2 |sin(pi k w / C)|; m nodes miss at most (64/15) r exp(r sinh t B_k - 2 m t) / (1 - e^{-2t}).
 *
 * Cost: waves x nodes x (3 large weights + weights not in the series + 30). Sources: Vaaler1985, Montgomery1994 for the polynomials, Trefethen2008 for the nodes.
 * Twin: rows and enumeration on games small enough.
 */
#include "power/legendre.h"
#include "power/ocean_inside.h"

#include <math.h>
#include <string.h>

static const double unit = 0x1p-53;

/* Of all waves that are left out, each below exp(-30) and its coefficient below 2/k. */
static double left_out(const cas_ocean *ocean)
{
    return 4 * (1 + log((double)ocean->most + 1)) * exp(-cas_ocean_negligible) + 20 * unit * (double)(ocean->wave_count + 10);
}

/* E F over p, over the interval of the nodes; both quotas if mirrored. */
static double cut_off(const cas_ocean *ocean, const cas_ocean_nodes *nodes, const cas_ocean_sums *sums)
{
    if (ocean->whole)
        return 0;
    double constant = 0;
    for (int j = 0; j < nodes->count; j++)
        constant += (nodes->mirrored ? 2 : 1) * nodes->weight[j] / nodes->p[j];
    const double K = (double)ocean->most;
    return 1.0001 * (constant + sums->fejer + sums->fejer_error) / (2 * K + 2) + nodes->length / nodes->worst * 4 * exp(-cas_ocean_negligible);
}

static void find_banzhaf(cas_arena *arena, cas_ocean *ocean, const cas_ocean_options *options, cas_ocean_answer *answer)
{
    const cas_register *of = ocean->of;
    answer->banzhaf = CAS_ARRAY(arena, cas_ocean_value, of->large);
    if (cas_ocean_tilted(arena, ocean, options, answer))
        return;
    cas_ocean_nodes nodes = {.count = 1, .p = {0.5}, .weight = {1}, .length = 1, .worst = 0.5};
    const double need = 4 * cas_ocean_negligible;
    cas_ocean_find_waves(arena, ocean, need, options->most_waves ? options->most_waves : (uint64_t)1 << 33, 1, options->most_operations);
    nodes.need = need;
    cas_ocean_sums sums;
    cas_ocean_add_up(arena, ocean, &nodes, options->threads, true, &sums);
    const double cut = cut_off(ocean, &nodes, &sums);
    answer->waves = ocean->wave_count;
    for (size_t c = 0; c < of->large; c++)
        answer->banzhaf[c] = (cas_ocean_value){sums.value[c] + (double)of->weight[c] / (double)ocean->circle,
                                               1.001 * (sums.error[c] + left_out(ocean) + cut)};
    /* Every holder's part is right to 2 E F, which `cut` is; and waves left out are below exp(-30) however many lend to them. */
    answer->all_banzhaf = (cas_ocean_value){sums.derivative + (double)of->total / (double)ocean->circle,
                                            1.001 * (sums.derivative_error + ocean->members * (left_out(ocean) + cut))};
}

/* ---- Shapley-Shubik ---------------------------------------------------------------------------------------------------- */

typedef struct cas_integral {
    cas_arena *arena;
    cas_ocean *ocean;
    const cas_ocean_options *options;
    cas_ocean_value *out;
} cas_integral;

static void add_nodes(cas_integral *integral, cas_ocean_nodes *nodes)
{
    const cas_ocean *ocean = integral->ocean;
    const cas_mark mark = cas_arena_mark(integral->arena);
    cas_ocean_sums sums;
    cas_ocean_add_up(integral->arena, ocean, nodes, integral->options->threads, false, &sums);
    const double cut = cut_off(ocean, nodes, &sums);
    for (size_t c = 0; c < ocean->of->large; c++) {
        integral->out[c].value += sums.value[c] + 2 * nodes->length * (double)ocean->of->weight[c] / (double)ocean->circle;
        integral->out[c].bound += 1.001 * (sums.error[c] + nodes->length * left_out(ocean) + cut);
    }
    cas_arena_release(integral->arena, mark);
}

static bool is_short(const cas_ocean *ocean, const cas_ocean_options *options)
{
    const double waves = (double)(ocean->circle - 1) / 2, n = ocean->members;
    return !options->no_short_way && !options->most_waves && n <= 400 && waves * n * (double)ocean->of->count < 1e8;
}

/* All of (0, 1) at once: nodes in pairs p, 1 - p, and the one in the middle counted half for each quota. */
static void integrate_shortly(cas_integral *integral)
{
    cas_ocean *ocean = integral->ocean;
    cas_ocean_find_waves(integral->arena, ocean, INFINITY, UINT64_MAX, 0, INFINITY);
    const int nodes = ((int)ocean->members + 1) / 2 < 1 ? 1 : ((int)ocean->members + 1) / 2, pairs = (nodes + 1) / 2;
    const cas_node_pair *pair = cas_legendre_pairs(integral->arena, nodes);
    for (int from = 0; from < pairs; from += CAS_OCEAN_MOST_NODES) {
        cas_ocean_nodes some = {.mirrored = true};
        for (int j = from; j < pairs && j < from + CAS_OCEAN_MOST_NODES; j++) {
            some.p[some.count] = pair[j].p;
            some.weight[some.count] = pair[j].middle ? pair[j].weight / 2 : pair[j].weight;
            some.length += some.weight[some.count++];
        }
        some.worst = some.p[some.count - 1];
        add_nodes(integral, &some);
    }
}

/* ---- Below the first interval --------------------------------------------------------------------------------------- */

/* log of Chernoff's bound of Pr(the others weigh x or more), without one holder of the large weight `without`. */
static double chernoff(const cas_ocean *ocean, double p, double x, size_t without)
{
    const cas_register *of = ocean->of;
    if (x <= 0)
        return 0;
    const double rest = of->large < of->count ? (double)of->weight[of->large] : 0, small = ocean->small_sum[ocean->octaves - 1];
    double best = 0;
    for (double l = 1 / (double)of->total; l * (double)of->weight[0] < 600; l *= 1.5) {
        /* The small ones: log(1 + p (e^y - 1)) <= p (e^y - 1), which is convex in the weight. */
        double sum = rest > 0 ? p * small * expm1(l * rest) / rest : 0;
        for (size_t c = 0; c < of->large; c++)
            sum += (of->holders[c] - (c == without)) * log1p(p * expm1(l * (double)of->weight[c]));
        best = fmin(best, sum - l * x);
    }
    return best;
}

/* What weight c gains for 0 < p < p0 at one quota. */
static cas_ocean_value tail_of(const cas_ocean *ocean, double p0, uint64_t quota, size_t c)
{
    const double w = (double)ocean->of->weight[c], q = (double)quota;
    const bool alone = ocean->of->weight[c] >= quota;
    const double beyond = exp(chernoff(ocean, p0, alone ? q : q - w, c)) * 1.001;
    if (beyond > 0.5)
        return (cas_ocean_value){p0 / 2, p0 / 2};
    return (cas_ocean_value){alone ? p0 : 0, p0 * beyond};
}

static double worst_tail(const cas_ocean *ocean, double p0)
{
    double worst = 0;
    for (size_t c = 0; c < ocean->of->large; c++) {
        const double bound = tail_of(ocean, p0, ocean->of->quota, c).bound + tail_of(ocean, p0, ocean->other, c).bound;
        worst = fmax(worst, bound * (double)ocean->of->total / (double)ocean->of->weight[c]);
    }
    return worst;
}

/* ---- Intervals --------------------------------------------------------------------------------------------------------- */

/* log of what m nodes miss of a wave whose B is `stretch`, at the best ellipse; *best is its t. */
static double missed(double a, double b, int m, double stretch, double *best)
{
    const double r = (b - a) / 2, most = acosh((a + b) / 2 / r);
    double least = INFINITY;
    for (int i = 1; i <= 64; i++) {
        const double t = most * i / 64 * (1 - 1e-12), here = log(64.0 / 15 * r) + r * sinh(t) * stretch - 2 * m * t - log1p(-exp(-2 * t));
        if (here < least) {
            least = here;
            *best = t;
        }
    }
    return least;
}

/* The waves that matter from a on: how fast they can grow off the real line. */
static double most_stretch(const cas_ocean *ocean, double need)
{
    double most = 0;
    for (size_t i = 0; i < ocean->wave_count; i++)
        if (ocean->waves[i].calm < need)
            most = fmax(most, ocean->waves[i].stretch);
    return most;
}

/* One interval from a on; returns its end. */
static double add_interval(cas_integral *integral, double a, const cas_node_pair *const *tables)
{
    static const double enough = -32;
    const double need = cas_ocean_negligible / (a * (1 - a)), stretch = most_stretch(integral->ocean, need);
    double b = fmin(2 * a, 0.5), t = 1;
    while (missed(a, b, CAS_OCEAN_MOST_NODES, stretch, &t) > enough && b - a > 1e-9)
        b = a + (b - a) * 0.8;
    int table = 0;
    while ((8 << table) < CAS_OCEAN_MOST_NODES && missed(a, b, 8 << table, stretch, &t) > enough)
        table++;
    const int m = 8 << table;
    const double lost = missed(a, b, m, stretch, &t), r = (b - a) / 2;
    (void)lost;
    cas_ocean_nodes nodes = {.count = m, .length = b - a, .mirrored = true, .worst = a, .need = need, .growth = r * sinh(t)};
    nodes.scale = 1.001 * 64.0 / 15 * r * exp(-2 * m * t) / -expm1(-2 * t);
    for (int j = 0; j < m / 2; j++) {
        nodes.p[2 * j] = a + (b - a) * tables[table][j].p;
        nodes.p[2 * j + 1] = b - (b - a) * tables[table][j].p;
        nodes.weight[2 * j] = nodes.weight[2 * j + 1] = (b - a) * tables[table][j].weight;
    }
    add_nodes(integral, &nodes);
    return b;
}

/*
 * The first interval begins where the tail is short enough, or as near 0 as the waves that it takes can be afforded: they are about 30/p0.
 */
static double find_start(cas_integral *integral)
{
    cas_ocean *ocean = integral->ocean;
    const cas_ocean_options *options = integral->options;
    const uint64_t most = options->most_waves ? options->most_waves : (uint64_t)1 << 28;
    const uint64_t half = (ocean->circle - 1) / 2, all = most < half ? most : half;
    double start = 0.25;
    for (double p0 = start;; p0 /= 2) {
        const cas_ocean before = *ocean;
        cas_ocean_find_waves(integral->arena, ocean, cas_ocean_negligible / (p0 * (1 - p0)), most, 4 * CAS_OCEAN_MOST_NODES, options->most_operations);
        if (ocean->most < all && p0 < 0.25) {
            *ocean = before;
            return start;
        }
        start = p0;
        if (p0 < 0x1p-13 || worst_tail(ocean, p0) < 1e-7)
            return start;
    }
}

static void integrate_in_parts(cas_integral *integral)
{
    cas_ocean *ocean = integral->ocean;
    const double p0 = find_start(integral);
    for (size_t c = 0; c < ocean->of->large; c++) {
        const cas_ocean_value low = tail_of(ocean, p0, ocean->of->quota, c), high = tail_of(ocean, p0, ocean->other, c);
        integral->out[c] = (cas_ocean_value){low.value + high.value, low.bound + high.bound};
    }
    const cas_node_pair *tables[5];
    for (int i = 0; i < 5; i++)
        tables[i] = cas_legendre_pairs(integral->arena, 8 << i);
    for (double a = p0; a < 0.5;)
        a = add_interval(integral, a, tables);
}

cas_ocean_answer cas_ocean_power(cas_arena *arena, const cas_register *of, const cas_ocean_options *options)
{
    cas_ocean_answer answer = {0};
    cas_ocean_value *shapley = options->shapley ? CAS_ARRAY(arena, cas_ocean_value, of->large) : NULL;
    cas_ocean *ocean = CAS_NEW(arena, cas_ocean);
    cas_ocean_prepare(arena, ocean, of);
    if (options->banzhaf)
        find_banzhaf(arena, ocean, options, &answer);
    if (shapley) {
        cas_integral integral = {arena, ocean, options, shapley};
        if (is_short(ocean, options))
            integrate_shortly(&integral);
        else
            integrate_in_parts(&integral);
    }
    answer.shapley = shapley;
    return answer;
}
