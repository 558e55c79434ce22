/*
 * Banzhaf far out in a tail, with a bound relative to the value.
 *
 * With chances 1/2 and a quota well above half of the total, swings are so rare that no absolute bound says anything. So each holder is given the chance
 * p_j = e^{l w_j} / (1 + e^{l w_j}) instead, l chosen so that the holders are expected to reach the quota. Every set becomes e^{l x} / (product of (1 + e^{l w_j}) / 2) times as
 * likely, x its weight; so with z = e^{-l - 2 pi i k / C}
 *
 *     swing chance of i = S sum over k mod C of (1/C) e(-k q / C) / (1 - z) g_i(k) phi_k,      S = e^{-l q} product over all j of (1 + e^{l w_j}) / 2,
 *
 * phi_k the product over the others of 1 + p_j (e(k w_j / C) - 1), g_i(k) = 2 tanh(l w_i / 2) + 2 p_i (e(k w_i / C) - 1). This is ocean.c's sum
 * for l = 0. All C waves must be known: those left out are below exp(-30), for holders with l w <= 1 have p (1-p) > 0.1966 and others lend nothing.
 * Small holders go into the series of log((1 + e^x) / 2), which is that of p = 1/2, at x = (l + 2 pi i k / C) w.
 *
 * The larger of q and the dual quota is used, so l >= 0; any l is right, only more or less exact. All indices together: the same with the sum over j of
 * g_j(k) times the product of all but j, in the series 4 sum of m a_m x^{m-1}.
 * Cost: as ocean.c with one node. Twin: enumeration and rows on small games, and l = 0.
 */
#include "power/ocean_inside.h"

#include <complex.h>
#include <math.h>
#include <string.h>

enum { CHUNKS = 32 };
static const double unit = 0x1p-53;
/* p (1-p) of a holder with l w <= 1 is at least this. */
static const double least_spread = 0.1966;

typedef struct cas_tilt {
    const cas_ocean *ocean;
    double l;
    uint64_t quota;
    double series[CAS_OCEAN_TERMS + 2];
    double gains;               /* sum over j of 2 tanh(l w_j / 2) */
    complex double *turn[CAS_MOST_THREADS], *before[CAS_MOST_THREADS];
    double *value[CHUNKS], *error[CHUNKS];
    double all[CHUNKS], all_error[CHUNKS];
} cas_tilt;

static double chance_of(double l, uint64_t weight)
{
    return 1 / (1 + exp(-l * (double)weight));
}

/* What the holders are expected to weigh under a tilt. */
static double expected(const cas_register *of, double l)
{
    double sum = 0;
    for (size_t c = 0; c < of->count; c++)
        sum += of->holders[c] * (double)of->weight[c] * chance_of(l, of->weight[c]);
    return sum;
}

static double find_tilt(const cas_register *of, uint64_t quota)
{
    double low = 0, high = 1 / (double)of->weight[0];
    /* A quota of all is never expected: no farther than where even the lightest hardly say no. */
    const double most = 4 / (double)of->weight[of->count - 1];
    while (high < most && expected(of, high) < (double)quota - 0.5)
        high *= 2;
    high = fmin(high, most);
    for (int i = 0; i < 30; i++) {
        const double middle = (low + high) / 2;
        if (expected(of, middle) < (double)quota - 0.5)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static complex double raised(complex double base, uint32_t exponent)
{
    complex double out = 1;
    for (; exponent; exponent >>= 1, base *= base)
        if (exponent & 1)
            out *= base;
    return out;
}

/* Series over the small holders at x = l + i angle: its value less that at l, and what they lend to the sum of gains. */
static complex double series_at(const cas_tilt *tilt, int reach, double angle, complex double *gain, double *error)
{
    const cas_ocean *ocean = tilt->ocean;
    const double unit_of = ldexp(1, reach), *power = ocean->power[reach];
    const complex double x = (tilt->l + angle * I) * unit_of;
    complex double sum = 0, term = 1;
    double plain = 1;
    *gain = 0;
    for (int m = 1; m <= CAS_OCEAN_TERMS; m++) {
        if (m < CAS_OCEAN_TERMS)
            *gain += 4 * (m + 1) * tilt->series[m + 1] * term * x * power[m];
        term *= x;
        plain *= tilt->l * unit_of;
        if (m > 1)
            sum += tilt->series[m] * (term - plain) * power[m];
    }
    const double phase = angle * ocean->small_sum[reach], squares = cabs(x) * cabs(x) * power[2];
    *error += 2 * (unit * (4 * phase + 2000 * squares + 20) + 0x1p-52 * phase + ocean->members * 0x1p-63 * (phase + squares) + 1e-14 * squares);
    return sum + 0.5 * phase * I;
}

static void add_wave(cas_tilt *tilt, const cas_wave *wave, int chunk, int thread)
{
    const cas_ocean *ocean = tilt->ocean;
    const cas_register *of = ocean->of;
    const double angle = 2 * M_PI * ((double)wave->k / (double)ocean->circle), half = sin(angle / 2);
    size_t direct;
    const int reach = cas_ocean_reach(ocean, wave->k, &direct);
    double error = 0x1p-47, multiplied = 2 * (double)of->large;
    complex double product = 1, slope = 0, gain;
    if (reach >= 0) {
        product = cexp(series_at(tilt, reach, angle, &gain, &error));
        slope = gain * product;
    }
    complex double *turn = tilt->turn[thread], *before = tilt->before[thread];
    for (size_t c = 0; c < direct; c++) {
        double sine, cosine;
        sincos(M_PI * cas_ocean_turns(wave->k, of->weight[c], ocean->circle), &sine, &cosine);
        turn[c] = 2 * sine * (-sine + cosine * I);
        multiplied += of->holders[c];
    }
    error += 12 * unit * multiplied;
    /* The small ones first, so that those before a large one are all that are not after it. */
    for (size_t i = 0; i < direct; i++) {
        const size_t c = i < direct - of->large ? of->large + i : i - (direct - of->large);
        const double p = chance_of(tilt->l, of->weight[c]);
        const complex double f = 1 + p * turn[c], but_one = raised(f, of->holders[c] - 1), own = 2 * (2 * p - 1) + 2 * p * turn[c];
        if (c < of->large)
            before[c] = product;
        slope = slope * but_one * f + product * but_one * own * of->holders[c];
        product *= but_one * f;
    }
    /* 2 Re of what stands before, (1/C) e(-k q / C) / (1 - z). */
    const complex double z = -expm1(-tilt->l) + exp(-tilt->l) * (2 * half * half + sin(angle) * I);
    const complex double front = 2 * cexp(-2 * M_PI * I * cas_ocean_turns(wave->k, tilt->quota, ocean->circle)) / ((double)ocean->circle * z);
    complex double after = 1;
    for (size_t c = of->large; c-- > 0;) {
        const double p = chance_of(tilt->l, of->weight[c]);
        const complex double f = 1 + p * turn[c], but_one = raised(f, of->holders[c] - 1), own = 2 * (2 * p - 1) + 2 * p * turn[c];
        tilt->value[chunk][c] += creal(front * before[c] * after * but_one * own);
        tilt->error[chunk][c] += cabs(front) * cabs(own) * (error + 0x1p-45);
        after *= but_one * f;
    }
    tilt->all[chunk] += creal(front * slope);
    tilt->all_error[chunk] += cabs(front) * 2 * (tilt->gains + wave->stretch + 1) * (error + 0x1p-45);
}

static void add_chunk(void *work, int number, int thread, cas_tasks *tasks)
{
    cas_tilt *tilt = work;
    for (size_t i = (size_t)number; i < tilt->ocean->wave_count; i += CHUNKS) {
        if (cas_tasks_stopped(tasks))
            return;
        add_wave(tilt, &tilt->ocean->waves[i], number, thread);
    }
}

/* log S in long double, and the sum of gains; *error bounds what rounding does to the logarithm. */
static long double log_of_scale(cas_tilt *tilt, double *error)
{
    const cas_register *of = tilt->ocean->of;
    long double sum = 0, gains = 0;
    for (size_t c = 0; c < of->count; c++) {
        const long double x = (long double)tilt->l * of->weight[c], shrunk = expl(-x);
        sum += of->holders[c] * (x + log1pl(shrunk) - M_LN2);
        gains += of->holders[c] * 2 * (1 - shrunk) / (1 + shrunk);
    }
    const long double moved = (long double)tilt->l * tilt->quota;
    /* M_LN2 is a double: its error counts for every holder. */
    *error = 0x1p-55 * tilt->ocean->members + 0x1p-60 * (double)(of->count + 10) * (double)(sum + moved) * 0x1p-3 + 1e-15;
    tilt->gains = (double)gains;
    return sum - moved;
}

static void gather(cas_arena *arena, cas_tilt *tilt, int threads, cas_ocean_answer *answer)
{
    const cas_ocean *ocean = tilt->ocean;
    const cas_register *of = ocean->of;
    double doubt;
    const long double logarithm = log_of_scale(tilt, &doubt);
    const double scale = (double)expl(logarithm), C = (double)ocean->circle;
    for (int i = 0; i < CHUNKS; i++) {
        tilt->value[i] = CAS_ARRAY(arena, double, of->large);
        tilt->error[i] = CAS_ARRAY(arena, double, of->large);
    }
    cas_run_tasks(arena->ctx, threads, CHUNKS, add_chunk, tilt);
    const double front = 1 / (C * -expm1(-tilt->l)), out = (1 + log((double)ocean->most + 1)) * exp(-cas_ocean_negligible);
    const double rounding = 20 * unit * (double)(ocean->wave_count + 10);
    cas_ocean_value *unscaled = CAS_ARRAY(arena, cas_ocean_value, of->large + 1);
    for (size_t c = 0; c <= of->large; c++) {
        const double own = c < of->large ? 2 * tanh(tilt->l * (double)of->weight[c] / 2) : tilt->gains;
        double sum = own * front, error = 4 * unit * sum + (c < of->large ? 4 : 2 * (tilt->gains + 2 * ocean->members)) * exp(tilt->l / 2) * (out + rounding);
        for (int i = 0; i < CHUNKS; i++) {
            sum += c < of->large ? tilt->value[i][c] : tilt->all[i];
            error += (1 + 0x1p-40) * (c < of->large ? tilt->error[i][c] : tilt->all_error[i]);
        }
        unscaled[c] = (cas_ocean_value){sum, error};
        const cas_ocean_value found = {sum * scale, 1.001 * scale * (error + fabs(sum) * expm1(doubt)) + 1e-300};
        *(c < of->large ? &answer->banzhaf[c] : &answer->all_banzhaf) = found;
    }
    /* Shares do not need the scale, which may be below all doubles. */
    const cas_ocean_value all = unscaled[of->large];
    if (!(all.value > 2 * all.bound))
        return;
    answer->share = CAS_ARRAY(arena, cas_ocean_value, of->large);
    for (size_t c = 0; c < of->large; c++) {
        const double share = unscaled[c].value / all.value;
        answer->share[c] = (cas_ocean_value){share, 1.001 * ((unscaled[c].bound + fabs(share) * all.bound) / (all.value - all.bound) + 4 * unit * fabs(share))};
    }
}

static void take_room(cas_arena *arena, cas_tilt *tilt, int threads)
{
    const cas_ocean *ocean = tilt->ocean;
    size_t direct = ocean->of->large;
    for (size_t i = 0; i < ocean->wave_count; i++) {
        size_t here;
        cas_ocean_reach(ocean, ocean->waves[i].k, &here);
        direct = here > direct ? here : direct;
    }
    for (int t = 0; t < threads; t++) {
        tilt->turn[t] = CAS_ARRAY(arena, complex double, direct);
        tilt->before[t] = CAS_ARRAY(arena, complex double, ocean->of->large);
    }
}

bool cas_ocean_tilted(cas_arena *arena, cas_ocean *ocean, const cas_ocean_options *options, cas_ocean_answer *answer)
{
    /* A circle on which whole stretches can still be settled; and a tilt that is worth it. */
    static const double widest = 0x1p37, slightest = 0.05, share_of_work = 0.25;
    const cas_register *of = ocean->of;
    const uint64_t quota = of->quota > ocean->other ? of->quota : ocean->other;
    double squares = 0;
    for (size_t c = 0; c < of->count; c++)
        squares += of->holders[c] * (double)of->weight[c] * (double)of->weight[c];
    const double l = find_tilt(of, quota);
    if (options->most_waves || (double)ocean->circle > widest || l * sqrt(squares) < slightest)
        return false;
    ocean->tilt = l;
    ocean->calm_octaves = (int)fmax(0, fmin(ocean->octaves, floor(-log2(l)) + 1));
    cas_ocean_find_waves(arena, ocean, cas_ocean_negligible / least_spread, UINT64_MAX, 1, share_of_work * options->most_operations);
    const bool whole = ocean->whole;
    if (whole) {
        const int threads = options->threads < 1 ? 1 : options->threads > CAS_MOST_THREADS ? CAS_MOST_THREADS : options->threads;
        cas_tilt *tilt = CAS_NEW(arena, cas_tilt);
        tilt->ocean = ocean;
        tilt->l = l;
        tilt->quota = quota;
        cas_ocean_expand(0.5, tilt->series);
        take_room(arena, tilt, threads);
        gather(arena, tilt, threads, answer);
        answer->waves = ocean->wave_count;
    }
    ocean->tilt = 0;
    ocean->calm_octaves = ocean->octaves;
    return whole;
}
