/* Inside the ocean engine only: waves, and the chances they carry. The method is told in ocean.c. */
#ifndef CAS_POWER_OCEAN_INSIDE_H
#define CAS_POWER_OCEAN_INSIDE_H

#include "power/ocean.h"

enum { CAS_OCEAN_OCTAVES = 62, CAS_OCEAN_TERMS = 30, CAS_OCEAN_MOST_NODES = 128 };

/* A few of the holders between two powers of two, who show how quickly waves of some length die down. */
typedef struct cas_sample {
    size_t count;
    const double *turns;        /* weight / circle */
    const double *holders;
    double rate;                /* how fast their part of A can change with k */
} cas_sample;

typedef struct cas_wave {
    uint64_t k;
    double calm;                /* A: the chance is at most exp(-p (1-p) A) */
    double stretch;             /* B: the sum of 2 |sin(pi k w / circle)| over all holders */
} cas_wave;

typedef struct cas_ocean {
    const cas_register *of;
    uint64_t circle;            /* odd; no two weights that matter meet on it */
    uint64_t other;             /* the dual quota */
    double members;
    int octaves;                /* all weights are at most 2^(octaves - 1) */
    size_t small_from[CAS_OCEAN_OCTAVES];   /* the weights from here on are at most 2^octave, and not large */
    double small_sum[CAS_OCEAN_OCTAVES];    /* of their holders' weights */
    double power[CAS_OCEAN_OCTAVES][CAS_OCEAN_TERMS + 1]; /* sums of powers, in units of 2^octave */
    int calm_octaves;           /* only these lend to A; all but for a tilt */
    double tilt;                /* the series holds |tilt + i angle| w <= 1/2; 0: no tilt */
    cas_sample sample[CAS_OCEAN_OCTAVES];   /* of the weights in (2^(octave-1), 2^octave] */
    /* Waves whose chance is not negligible. */
    const cas_wave *waves;
    size_t wave_count;
    uint64_t most;              /* K: waves beyond are not used; what that costs is part of the bound */
    bool whole;                 /* K is half of the circle: nothing is cut off */
} cas_ocean;

/* Nodes p in (0, 1/2] and their weights, and what is added up at them. */
typedef struct cas_ocean_nodes {
    int count;
    double p[CAS_OCEAN_MOST_NODES], weight[CAS_OCEAN_MOST_NODES];
    double length;              /* sum of the weights */
    bool mirrored;              /* add the nodes 1 - p */
    double worst;               /* the smallest p of the interval */
    double need;                /* waves with a calm of at least this are negligible, 0: none is */
    /* Of the quadrature: a wave's error is at most scale exp(growth B). */
    double scale, growth;
} cas_ocean_nodes;

typedef struct cas_ocean_sums {
    double *value, *error;      /* per large weight */
    double derivative, derivative_error;
    double fejer;               /* sum over waves of (1 - k/(K+1)) 2 Re(chance / p e(-k y)), both quotas if mirrored */
    double fejer_error;
} cas_ocean_sums;

/* exp(-30) of a chance is left out. */
static const double cas_ocean_negligible = 30;

void cas_ocean_prepare(cas_arena *arena, cas_ocean *ocean, const cas_register *holders);
/* Waves with calm below `need`, at most K = `most` and as many as `most_operations` allow, at `work_each` for each weight not in the series. */
void cas_ocean_find_waves(cas_arena *arena, cas_ocean *ocean, double need, uint64_t most, double work_each, double most_operations);
/* Adds the waves up at the nodes; sums are set, not added to. */
void cas_ocean_add_up(cas_arena *arena, const cas_ocean *ocean, const cas_ocean_nodes *nodes, int threads, bool derivative, cas_ocean_sums *sums);

/* The octave up to which holders go into the series at a wave of this angle, -1: none; and how many weights do not. */
int cas_ocean_reach(const cas_ocean *ocean, uint64_t k, size_t *direct);
/* frac(a b / c), nearest to 0, exact but for one rounding. */
double cas_ocean_turns(uint64_t a, uint64_t b, uint64_t c);
/* a_m for m < CAS_OCEAN_TERMS + 2: log(1 + p (e^x - 1)) as a power series. */
void cas_ocean_expand(double p, double *series);

/* Banzhaf by a tilted measure, with a relative bound far out in a tail: false when its waves cannot all be looked at. */
bool cas_ocean_tilted(cas_arena *arena, cas_ocean *ocean, const cas_ocean_options *options, cas_ocean_answer *answer);

#endif
