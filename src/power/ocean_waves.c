/*
 * Which waves matter in a register of holders, and proof that the others do not.
 *
 * Wave k carries the chance phi_k(p) = product over holders of 1 + p (e(k w / C) - 1), e(x) = exp(2 pi i x). As |1 + p (e(x) - 1)|^2 =
 * 1 - 4 p (1-p) sin^2(pi x),
 *
 *     |phi_k(p)| <= exp(-p (1-p) A_k),      A_k = sum over holders of 1 - cos(2 pi k w / C),
 *
 * and any part of the holders gives a lower bound of A_k. For a whole stretch k1 … k2 of waves it is taken from
 *
 * - holders with 2 pi k2 w / C <= 1: 1 - cos grows there and is at least x^2/2 - x^4/24 at k1, which sums of powers give at once;
 * - a sample of each octave of heavier ones, at the middle of the stretch, less what A can change up to its ends:
 *   its slope is at most 2 pi / C times the sum of the sample's weights. There sin x >= x - x^3/6 for the distance x from the next multiple of pi.
 *
 * A stretch that is not calm enough is halved, down to single waves, which are kept. So the waves kept are those of the main swell and those near
 * which many weights are in step again; a few holders of a million tell.
 * Two is taken off A, so that the bound also holds when any one holder is taken out.
 */
#include "power/machine.h"
#include "power/ocean_inside.h"

#include <math.h>
#include <string.h>

static int octave_of(uint64_t weight)
{
    return weight <= 1 ? 0 : 64 - __builtin_clzll(weight - 1);
}

static void sum_powers(cas_arena *arena, cas_ocean *ocean)
{
    const cas_register *of = ocean->of;
    const cas_mark mark = cas_arena_mark(arena);
    typedef long double row[CAS_OCEAN_TERMS + 1];
    row *power = CAS_ARRAY(arena, row, CAS_OCEAN_OCTAVES);
    uint64_t sum[CAS_OCEAN_OCTAVES] = {0}, all = 0;
    for (size_t c = of->large; c < of->count; c++) {
        const int o = octave_of(of->weight[c]);
        const long double unit = ldexpl((long double)of->weight[c], -o);
        long double term = of->holders[c];
        for (int m = 1; m <= CAS_OCEAN_TERMS; m++)
            power[o][m] += term *= unit;
        sum[o] += of->holders[c] * of->weight[c];
    }
    for (int o = 0; o < ocean->octaves; o++) {
        ocean->small_sum[o] = (double)(all += sum[o]);
        for (int m = 1; m <= CAS_OCEAN_TERMS; m++) {
            power[o][m] += o ? ldexpl(power[o - 1][m], -m) : 0;
            ocean->power[o][m] = (double)power[o][m];
        }
    }
    cas_arena_release(arena, mark);
}

void cas_ocean_prepare(cas_arena *arena, cas_ocean *ocean, const cas_register *of)
{
    ocean->of = of;
    ocean->other = of->total - of->quota + 1;
    const uint64_t least = of->quota < ocean->other ? of->quota : ocean->other;
    const uint64_t over = of->weight[0] > least ? of->weight[0] - least : 0;
    /* A holder above the quota swings from below 0: those places must not be taken by sums. */
    ocean->circle = (of->total + 1 + over) | 1;
    ocean->octaves = ocean->calm_octaves = octave_of(of->weight[0]) + 1;
    size_t c = of->count;
    for (int o = 0; o < ocean->octaves; o++) {
        while (c > of->large && octave_of(of->weight[c - 1]) <= o)
            c--;
        ocean->small_from[o] = c;
    }
    for (size_t i = 0; i < of->count; i++)
        ocean->members += of->holders[i];
    sum_powers(arena, ocean);
}

/* Up to `most` weights of each octave, evenly spread. */
static void take_samples(cas_arena *arena, cas_ocean *ocean, double most)
{
    const cas_register *of = ocean->of;
    size_t to = of->count;
    for (int o = 0; o < ocean->octaves; o++) {
        size_t from = to;
        while (from > 0 && octave_of(of->weight[from - 1]) == o)
            from--;
        const size_t step = 1 + (size_t)((double)(to - from) / most);
        const size_t room = (to - from + step - 1) / step;
        double *turns = CAS_ARRAY(arena, double, room), *holders = CAS_ARRAY(arena, double, room), rate = 0;
        size_t count = 0;
        for (size_t c = from; c < to; c += step, count++) {
            turns[count] = (double)of->weight[c] / (double)ocean->circle;
            holders[count] = of->holders[c];
            rate += 2.0001 * M_PI * turns[count] * holders[count];
        }
        ocean->sample[o] = (cas_sample){count, turns, holders, rate};
        to = from;
    }
}

CAS_FOR_EACH_MACHINE static double calm_of(const double *restrict turns, const double *restrict holders, size_t count, double k)
{
    double sum[8] = {0};
    for (size_t i = 0; i + 8 <= count; i += 8)
        for (int lane = 0; lane < 8; lane++) {
            const double t = k * turns[i + (size_t)lane], x = M_PI * fabs(t - rint(t)), s = x - x * x * x / 6;
            sum[lane] += holders[i + (size_t)lane] * 2 * s * s;
        }
    for (size_t i = count & ~(size_t)7; i < count; i++) {
        const double t = k * turns[i], x = M_PI * fabs(t - rint(t)), s = x - x * x * x / 6;
        sum[0] += holders[i] * 2 * s * s;
    }
    return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

int cas_ocean_reach(const cas_ocean *ocean, uint64_t k, size_t *direct)
{
    const double angle = 2 * M_PI * (double)k / (double)ocean->circle, size = hypot(angle, ocean->tilt);
    const int reach = (int)fmax(-1, fmin(floor(-log2(size * 2)), ocean->octaves - 1));
    *direct = reach < 0 ? ocean->of->count : ocean->small_from[reach];
    return reach;
}

double cas_ocean_turns(uint64_t a, uint64_t b, uint64_t c)
{
    const uint64_t rest = (uint64_t)((unsigned __int128)a * b % c);
    return rest > c / 2 ? -((double)(c - rest) / (double)c) : (double)rest / (double)c;
}

typedef struct cas_search {
    cas_arena *arena;
    cas_ocean *ocean;
    double need, work_each, most_operations, operations;
    cas_wave *waves;
    size_t room;
    uint64_t done;              /* waves up to this one are kept or proven calm */
} cas_search;

/* A lower bound of A on the stretch, at most `need` of it. */
static double calm_on(cas_search *search, uint64_t first, uint64_t last)
{
    const cas_ocean *ocean = search->ocean;
    const double turn = 2 * M_PI / (double)ocean->circle, low = turn * (double)first, high = turn * (double)last;
    /* The heaviest octave within one radian. */
    const int reach = high >= 1 ? -1 : (int)fmin(floor(-log2(high * 1.0001)), ocean->calm_octaves - 1);
    double calm = 0;
    if (reach >= 0) {
        const double x = ldexp(low, reach), square = x * x;
        calm = 0.9999 * (square * ocean->power[reach][2] / 2 - square * square * ocean->power[reach][4] / 24);
    }
    const double middle = ((double)first + (double)last) / 2, half = ((double)last - (double)first) / 2 + middle * 0x1p-50;
    for (int o = reach + 1; o < ocean->calm_octaves && calm < search->need + 2; o++) {
        const cas_sample *sample = &ocean->sample[o];
        if (!sample->count)
            continue;
        search->operations += (double)sample->count;
        const double here = 0.9999 * calm_of(sample->turns, sample->holders, sample->count, middle) - sample->rate * half;
        calm += here > 0 ? here : 0;
    }
    return calm - 2;
}

/* B: the sum of 2 |sin|, from above; the weights in the series lend their angles. */
static double stretch_of(const cas_ocean *ocean, uint64_t k, size_t direct, double small_angles)
{
    const cas_register *of = ocean->of;
    double sum = 0;
    for (size_t c = 0; c < direct; c++) {
        const double t = (double)k * ((double)of->weight[c] / (double)ocean->circle), x = fabs(t - rint(t)) + fabs(t) * 0x1p-50;
        sum += of->holders[c] * fmin(2, 2 * M_PI * x);
    }
    return 1.0001 * (sum + small_angles);
}

static bool keep(cas_search *search, uint64_t k, double calm)
{
    cas_ocean *ocean = search->ocean;
    const double angle = 2 * M_PI * (double)k / (double)ocean->circle;
    size_t direct;
    const int reach = cas_ocean_reach(ocean, k, &direct);
    search->operations += (search->work_each + 100) * ((double)direct + 2 * (double)ocean->of->large + 50);
    if (search->operations > search->most_operations)
        return false;
    search->waves = CAS_ROOM(search->arena, search->waves, ocean->wave_count, &search->room);
    const double small_angles = reach < 0 ? 0 : angle * ocean->small_sum[reach];
    search->waves[ocean->wave_count++] = (cas_wave){k, calm, stretch_of(ocean, k, direct, small_angles)};
    return true;
}

static bool search_stretch(cas_search *search, uint64_t first, uint64_t last)
{
    cas_poll(search->arena->ctx);
    const double calm = calm_on(search, first, last);
    if (search->operations > search->most_operations)
        return false;
    if (calm < search->need) {
        if (first == last) {
            if (!keep(search, first, calm))
                return false;
        } else {
            const uint64_t middle = first + (last - first) / 2;
            return search_stretch(search, first, middle) && search_stretch(search, middle + 1, last);
        }
    }
    search->done = last;
    return true;
}

void cas_ocean_find_waves(cas_arena *arena, cas_ocean *ocean, double need, uint64_t most, double work_each, double most_operations)
{
    const uint64_t half = (ocean->circle - 1) / 2, end = most < half ? most : half;
    cas_search search = {.arena = arena, .ocean = ocean, .need = need, .work_each = work_each, .most_operations = most_operations};
    take_samples(arena, ocean, need > 0 && isfinite(need) ? fmin(64 + 6 * need, 1 << 18) : 64);
    ocean->wave_count = 0;
    /* Stretches that double, so that the swell near 0 is found quickly. */
    for (uint64_t first = 1; first <= end;) {
        const uint64_t last = first * 2 - 1 < end ? first * 2 - 1 : end;
        if (!search_stretch(&search, first, last))
            break;
        first = last + 1;
    }
    ocean->waves = search.waves;
    ocean->most = search.done;
    ocean->whole = search.done == half;
}
