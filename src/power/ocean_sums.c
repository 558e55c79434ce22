/*
 * Adding the waves of a register up: see ocean.c for what for.
 *
 * For wave k and node p the chance phi is a product over all holders. Weights with 2 pi k w / C <= 1/2 (but none of the large ones) are taken together:
 *
 *     sum over holders of log(1 + p (e^{iu} - 1)) = sum over m of a_m(p) (i u)^m,   u = 2 pi k w / C,
 *
 * so sums of powers of the weights do. On |u| <= pi/2 the real part of 1 - p + p e^{iu} is at least 1/2 and its size at most 2.91, so the logarithm is at most 2.64
 * there and |a_m| <= 2.64 (2/pi)^m by Cauchy: 30 terms leave less than 10^-14 (u^2 summed). The other weights are multiplied one by one. A large holder is taken
 * out of the product by the products of those before and after it: nothing is ever divided.
 *
 * Errors, u = 2^-53: every factor is at most 1 and right to 7u, a product to 3u more, so 10u for each holder multiplied; the series as told at its sum;
 * nodes are right to 2^-50 and phi changes by at most B for each unit of p; weights of nodes to 2^-48.
 */
#include "power/machine.h"
#include "power/ocean_inside.h"

#include <math.h>
#include <string.h>

enum { CHUNKS = 32 };
static const double unit = 0x1p-53;

/* Numbers at all nodes. */
typedef struct cas_row {
    double re[CAS_OCEAN_MOST_NODES], im[CAS_OCEAN_MOST_NODES];
} cas_row;

typedef struct cas_hand_room {
    double *sine, *turn_re, *turn_im; /* e(k w / C) - 1, per direct weight */
    cas_row *before;                  /* per large weight: the product of all but it and those after */
} cas_hand_room;

typedef struct cas_adding {
    const cas_ocean *ocean;
    const cas_ocean_nodes *nodes;
    bool derivative;
    double series[CAS_OCEAN_TERMS + 2][CAS_OCEAN_MOST_NODES]; /* a_m(p) */
    cas_hand_room hand[CAS_MOST_THREADS];
    cas_ocean_sums chunk[CHUNKS];
} cas_adding;

/* Rounding errors of m a_m are carried on with factors p/j!, which sum to less than 1: they stay below 1000u. */
void cas_ocean_expand(double p, double *series)
{
    double factor[CAS_OCEAN_TERMS + 2], times[CAS_OCEAN_TERMS + 2];
    factor[0] = p;
    series[0] = 0;
    for (int m = 1; m < CAS_OCEAN_TERMS + 2; m++) {
        factor[m] = factor[m - 1] / m;
        double sum = m * factor[m];
        for (int k = 1; k < m; k++)
            sum -= times[k] * factor[m - k];
        times[m] = sum;
        series[m] = sum / m;
    }
}

static void expand(cas_adding *adding)
{
    double series[CAS_OCEAN_TERMS + 2];
    for (int j = 0; j < adding->nodes->count; j++) {
        cas_ocean_expand(adding->nodes->p[j], series);
        for (int m = 1; m < CAS_OCEAN_TERMS + 2; m++)
            adding->series[m][j] = series[m];
    }
}

CAS_FOR_EACH_MACHINE static void multiply_holder(cas_row *product, const double *p, double re, double im, int count)
{
    for (int j = 0; j < count; j++) {
        const double a = 1 + p[j] * re, b = p[j] * im, x = product->re[j], y = product->im[j];
        product->re[j] = x * a - y * b;
        product->im[j] = x * b + y * a;
    }
}

CAS_FOR_EACH_MACHINE static void multiply_rows(cas_row *to, const cas_row *by, int count)
{
    for (int j = 0; j < count; j++) {
        const double x = to->re[j], y = to->im[j], a = by->re[j], b = by->im[j];
        to->re[j] = x * a - y * b;
        to->im[j] = x * b + y * a;
    }
}

CAS_FOR_EACH_MACHINE static void weigh(const cas_row *a, const cas_row *b, const double *weight, int count, double *re, double *im)
{
    double sum_re = 0, sum_im = 0;
    for (int j = 0; j < count; j++) {
        sum_re += weight[j] * (a->re[j] * b->re[j] - a->im[j] * b->im[j]);
        sum_im += weight[j] * (a->re[j] * b->im[j] + a->im[j] * b->re[j]);
    }
    *re = sum_re;
    *im = sum_im;
}

/* product *= f^holders by squaring. */
static void multiply_holders(cas_row *product, const double *p, double re, double im, uint32_t holders, int count)
{
    if (holders <= 3) {
        for (uint32_t i = 0; i < holders; i++)
            multiply_holder(product, p, re, im, count);
        return;
    }
    cas_row square;
    for (int j = 0; j < count; j++) {
        square.re[j] = 1 + p[j] * re;
        square.im[j] = p[j] * im;
    }
    for (uint32_t left = holders; left; left >>= 1) {
        if (left & 1)
            multiply_rows(product, &square, count);
        if (left > 1)
            multiply_rows(&square, &square, count);
    }
}

typedef struct cas_pass {
    const cas_adding *adding;
    const cas_hand_room *room;
    cas_ocean_sums *sums;
    const cas_wave *wave;
    int reach;                  /* octave of the series; -1: none */
    size_t direct;              /* weights multiplied one by one */
    double error;               /* of every chance */
} cas_pass;

/* What the series says, at all nodes. */
static void put_series(cas_pass *pass, cas_row *out)
{
    const cas_ocean *ocean = pass->adding->ocean;
    const int count = pass->adding->nodes->count;
    if (pass->reach < 0) {
        for (int j = 0; j < count; j++) {
            out->re[j] = 1;
            out->im[j] = 0;
        }
        return;
    }
    const double angle = 2 * M_PI * (double)pass->wave->k / (double)ocean->circle, x = ldexp(angle, pass->reach);
    const double *power = ocean->power[pass->reach];
    memset(out, 0, sizeof *out);
    double scale = 1;
    for (int m = 1; m <= CAS_OCEAN_TERMS; m++) {
        scale *= x;
        /* i^m: 1, i, -1, -i. */
        const double term = (m % 4 >= 2 ? -1 : 1) * scale * (m == 1 ? ldexp(ocean->small_sum[pass->reach], -pass->reach) : power[m]);
        double *to = m % 2 ? out->im : out->re;
        for (int j = 0; j < count; j++)
            to[j] += pass->adding->series[m][j] * term;
    }
    for (int j = 0; j < count; j++) {
        const double size = exp(out->re[j]);
        double sine, cosine;
        sincos(out->im[j], &sine, &cosine);
        out->re[j] = size * cosine;
        out->im[j] = size * sine;
    }
    /* Rounding of the phase, of sums of powers (in long double) and of a_m; the terms left out. */
    const double squares = x * x * power[2], phase = angle * ocean->small_sum[pass->reach];
    pass->error += 2 * (unit * (4 * phase + 2000 * squares + 20) + 0x1p-52 * phase + ocean->members * 0x1p-63 * (phase + squares) + 1e-14 * squares);
}

static void turn_weights(const cas_pass *pass)
{
    const cas_ocean *ocean = pass->adding->ocean;
    for (size_t c = 0; c < pass->direct; c++) {
        const double turns = cas_ocean_turns(pass->wave->k, ocean->of->weight[c], ocean->circle);
        double sine, cosine;
        sincos(M_PI * turns, &sine, &cosine);
        pass->room->turn_re[c] = -2 * sine * sine;
        pass->room->turn_im[c] = 2 * sine * cosine;
        pass->room->sine[c] = fabs(2 * sine);
    }
}

typedef struct cas_complex {
    double re, im;
} cas_complex;

/* e(-k y) for the quota q, y = (q - 1/2) / C: place of the swing. */
static cas_complex at_quota(const cas_ocean *ocean, uint64_t k, uint64_t quota)
{
    double sine, cosine;
    sincos(2 * M_PI * cas_ocean_turns(k, 2 * quota - 1, 2 * ocean->circle), &sine, &cosine);
    return (cas_complex){cosine, -sine};
}

/* The size of the wave's coefficient, which stands before 1/i. */
static double size_of(const cas_ocean *ocean, uint64_t k)
{
    if (ocean->whole)
        return 1 / (2 * (double)ocean->circle * sin(M_PI * ((double)k / (double)ocean->circle)));
    const double t = (double)k / ((double)ocean->most + 1);
    return (M_PI * t * (1 - t) / tan(M_PI * t) + t) / (2 * M_PI * (double)k);
}

static cas_complex times(cas_complex a, cas_complex b)
{
    return (cas_complex){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

static cas_complex raised(cas_complex base, uint32_t exponent)
{
    cas_complex out = {1, 0};
    for (; exponent; exponent >>= 1, base = times(base, base))
        if (exponent & 1)
            out = times(out, base);
    return out;
}

/* What one wave lends to the derivative by p of the chance to win: only for a single node. */
static void add_derivative(const cas_pass *pass, const cas_row *series, cas_complex quota, double size)
{
    const cas_adding *adding = pass->adding;
    const cas_ocean *ocean = adding->ocean;
    const double p = adding->nodes->p[0];
    cas_complex product = {series->re[0], series->im[0]}, slope = {0, 0};
    if (pass->reach >= 0) {
        /* d/dp of the series: a_m' = (m+1) a_(m+1) / (p (1-p)). */
        const double x = ldexp(2 * M_PI * (double)pass->wave->k / (double)ocean->circle, pass->reach);
        double scale = 1;
        for (int m = 1; m <= CAS_OCEAN_TERMS; m++) {
            scale *= x;
            const double part = (m % 4 >= 2 ? -1 : 1) * scale * ocean->power[pass->reach][m];
            const double rate = m == 1 ? 1 : (m + 1) * adding->series[m + 1][0] / (p * (1 - p));
            *(m % 2 ? &slope.im : &slope.re) += rate * part;
        }
        slope = times(slope, product);
    }
    for (size_t c = 0; c < pass->direct; c++) {
        const uint32_t holders = ocean->of->holders[c];
        const cas_complex turn = {pass->room->turn_re[c], pass->room->turn_im[c]}, f = {1 + p * turn.re, p * turn.im}, but_one = raised(f, holders - 1);
        const cas_complex all = times(but_one, f), gain = times(times(product, turn), but_one);
        slope = times(slope, all);
        slope = (cas_complex){slope.re + holders * gain.re, slope.im + holders * gain.im};
        product = times(product, all);
    }
    /* 2 Re(slope e(-k y) / i) = 2 Im(slope e(-k y)). */
    pass->sums->derivative += 2 * size * (slope.re * quota.im + slope.im * quota.re);
    pass->sums->derivative_error += 4 * size * (pass->wave->stretch + 1) * (pass->error + 20 * unit * (double)pass->direct);
}

static void add_wave(cas_pass *pass)
{
    const cas_adding *adding = pass->adding;
    const cas_ocean *ocean = adding->ocean;
    const cas_register *of = ocean->of;
    const cas_ocean_nodes *nodes = adding->nodes;
    const int count = nodes->count;
    const uint64_t k = pass->wave->k;
    double multiplied = 2 * (double)of->large;
    for (size_t c = 0; c < pass->direct; c++)
        multiplied += of->holders[c];
    pass->error = 10 * unit * multiplied + 0x1p-47 + 0x1p-50 * pass->wave->stretch;
    cas_row product;
    put_series(pass, &product);
    turn_weights(pass);
    const cas_complex first = at_quota(ocean, k, of->quota);
    cas_complex quotas = first;
    if (nodes->mirrored) {
        const cas_complex second = at_quota(ocean, k, ocean->other);
        quotas = (cas_complex){first.re + second.re, first.im + second.im};
    }
    const double size = size_of(ocean, k), missed = nodes->scale * exp(nodes->growth * pass->wave->stretch);
    const double error = nodes->length * pass->error + missed;
    if (adding->derivative)
        add_derivative(pass, &product, first, size);
    for (size_t c = of->large; c < pass->direct; c++)
        multiply_holders(&product, nodes->p, pass->room->turn_re[c], pass->room->turn_im[c], of->holders[c], count);
    for (size_t c = 0; c < of->large; c++) {
        pass->room->before[c] = product;
        multiply_holders(&product, nodes->p, pass->room->turn_re[c], pass->room->turn_im[c], of->holders[c], count);
    }
    if (!ocean->whole) {
        double re = 0, im = 0;
        for (int j = 0; j < count; j++) {
            re += nodes->weight[j] / nodes->p[j] * product.re[j];
            im += nodes->weight[j] / nodes->p[j] * product.im[j];
        }
        const double share = 1 - (double)k / ((double)ocean->most + 1);
        pass->sums->fejer += share * 2 * (re * quotas.re - im * quotas.im);
        pass->sums->fejer_error += 4 * error / nodes->worst;
    }
    cas_row after;
    for (int j = 0; j < count; j++) {
        after.re[j] = 1;
        after.im[j] = 0;
    }
    for (size_t c = of->large; c-- > 0;) {
        const double turn_re = pass->room->turn_re[c], turn_im = pass->room->turn_im[c];
        multiply_holders(&after, nodes->p, turn_re, turn_im, of->holders[c] - 1, count);
        double re, im;
        weigh(&pass->room->before[c], &after, nodes->weight, count, &re, &im);
        multiply_holder(&after, nodes->p, turn_re, turn_im, count);
        /* 2 size Im(chance (e(k w/C) - 1) e(-k y)) */
        const cas_complex swing = times((cas_complex){re, im}, (cas_complex){turn_re, turn_im});
        pass->sums->value[c] += 2 * size * (swing.re * quotas.im + swing.im * quotas.re);
        pass->sums->error[c] += (nodes->mirrored ? 4 : 2) * size * pass->room->sine[c] * (error + 0x1p-48 * nodes->length);
    }
}

static void add_chunk(void *work, int number, int thread, cas_tasks *tasks)
{
    cas_adding *adding = work;
    const cas_ocean *ocean = adding->ocean;
    for (size_t i = (size_t)number; i < ocean->wave_count; i += CHUNKS) {
        const cas_wave *wave = &ocean->waves[i];
        if (adding->nodes->need > 0 && wave->calm >= adding->nodes->need)
            continue;
        if (cas_tasks_stopped(tasks))
            return;
        cas_pass pass = {adding, &adding->hand[thread], &adding->chunk[number], wave, 0, 0, 0};
        pass.reach = cas_ocean_reach(ocean, wave->k, &pass.direct);
        add_wave(&pass);
    }
}

void cas_ocean_add_up(cas_arena *arena, const cas_ocean *ocean, const cas_ocean_nodes *nodes, int threads, bool derivative, cas_ocean_sums *sums)
{
    const size_t large = ocean->of->large;
    sums->value = CAS_ARRAY(arena, double, large);
    sums->error = CAS_ARRAY(arena, double, large);
    sums->derivative = sums->derivative_error = sums->fejer = sums->fejer_error = 0;
    const cas_mark mark = cas_arena_mark(arena);
    size_t direct = large;
    for (size_t i = 0; i < ocean->wave_count; i++) {
        size_t here;
        cas_ocean_reach(ocean, ocean->waves[i].k, &here);
        direct = here > direct ? here : direct;
    }
    cas_adding *adding = CAS_NEW(arena, cas_adding);
    adding->ocean = ocean;
    adding->nodes = nodes;
    adding->derivative = derivative;
    expand(adding);
    const int hands = threads < 1 ? 1 : threads > CAS_MOST_THREADS ? CAS_MOST_THREADS : threads;
    for (int t = 0; t < hands; t++)
        adding->hand[t] = (cas_hand_room){CAS_ARRAY(arena, double, direct), CAS_ARRAY(arena, double, direct), CAS_ARRAY(arena, double, direct),
                                          CAS_ARRAY(arena, cas_row, large)};
    for (int i = 0; i < CHUNKS; i++) {
        adding->chunk[i].value = CAS_ARRAY(arena, double, large);
        adding->chunk[i].error = CAS_ARRAY(arena, double, large);
    }
    cas_run_tasks(arena->ctx, hands, CHUNKS, add_chunk, adding);
    /* In the order of chunks, so that the number of threads does not matter. */
    const double more = 1 + 0x1p-40;
    for (int i = 0; i < CHUNKS; i++) {
        const cas_ocean_sums *chunk = &adding->chunk[i];
        for (size_t c = 0; c < large; c++) {
            sums->value[c] += chunk->value[c];
            sums->error[c] += more * chunk->error[c];
        }
        sums->derivative += chunk->derivative;
        sums->derivative_error += more * chunk->derivative_error;
        sums->fejer += chunk->fejer;
        sums->fejer_error += more * chunk->fejer_error;
    }
    cas_arena_release(arena, mark);
}
