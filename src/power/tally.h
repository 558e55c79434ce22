/*
 * What engines count. All of it is exact; indices.c turns it into indices.
 *
 * Members that stand in no different place in any weighted rule form a class, and everything is counted for one member of each class. Numbers lie flat,
 * each in `width` limbs, least first; a null array was not asked for or not feasible for the engine.
 */
#ifndef CAS_POWER_TALLY_H
#define CAS_POWER_TALLY_H

#include "power/game.h"

typedef enum cas_want {
    CAS_WANT_SWINGS = 1,      /* winning, swings */
    CAS_WANT_SIZES = 2,       /* winning_sizes, swing_sizes */
    CAS_WANT_MINIMAL = 4,     /* minimal, minimal_sizes */
    CAS_WANT_JOHNSTON = 8,    /* johnston */
    CAS_WANT_BLOCKING = 16    /* blocking */
} cas_want;

typedef struct cas_tally {
    int count, class_count;
    const int *class_of;        /* of each member */
    const int *class_size, *class_first;
    size_t width;
    uint64_t *winning;          /* one number: sets that win */
    uint64_t *swings;           /* per class: sets of others that a member of it turns into winning ones */
    uint64_t *winning_sizes;    /* count + 1 numbers */
    uint64_t *swing_sizes;      /* per class, count numbers: by the number of others */
    uint64_t *minimal;          /* count + 1 numbers: minimal winning sets by size */
    uint64_t *minimal_sizes;    /* per class, count + 1 numbers: those that hold a given member of it */
    uint64_t *blocking;         /* count + 1 numbers: minimal blocking sets by size */
    uint64_t *johnston;         /* per class, count + 1 numbers: winning sets in which the member is critical, by the number of critical members */
} cas_tally;

/* The game with its weights as words, one a class, for engines that count weight by weight. */
typedef struct cas_small_leaf {
    const uint64_t *weight;     /* per class */
    uint64_t quota;             /* UINT64_MAX: never */
} cas_small_leaf;

typedef struct cas_small_part {
    int leaf;                   /* or -1 */
    int needed, part_count;
    const struct cas_small_part *parts;
} cas_small_part;

typedef struct cas_small_game {
    int leaf_count;
    const cas_small_leaf *leaves;
    const cas_small_part *root;
} cas_small_game;

/* An empty tally with its classes found; arrays null. Members of a game with a diagram are classes of one. */
cas_tally *cas_tally_open(cas_arena *arena, const cas_game *game);
/* Null when a diagram is among the parts or a total does not fit 62 bits. */
const cas_small_game *cas_small_game_of(cas_arena *arena, const cas_game *game, const cas_tally *tally);
bool cas_small_part_holds(const cas_small_game *game, const cas_small_part *part, const uint64_t *sums);

/* Zeroed room for `count` numbers of the tally. */
uint64_t *cas_tally_room(cas_arena *arena, const cas_tally *tally, size_t count);
static inline uint64_t *cas_tally_at(const cas_tally *tally, uint64_t *numbers, size_t i) { return numbers + i * tally->width; }
/* With sizes known: their sums are the totals. */
void cas_tally_sum_sizes(cas_arena *arena, cas_tally *tally);

/* Engines. Each fills what is wanted of what it can count and returns what it filled. */
int cas_count_by_enumeration(cas_arena *arena, const cas_game *game, cas_tally *tally, int want);
int cas_count_by_types(cas_arena *arena, const cas_game *game, const cas_small_game *small, cas_tally *tally, int want);
int cas_count_by_sized_rows(cas_arena *arena, const cas_small_game *small, cas_tally *tally, int want);
int cas_count_by_rows(cas_arena *arena, const cas_small_game *small, cas_tally *tally, int want, int threads);
int cas_count_by_diagram(cas_arena *arena, const cas_game *game, cas_tally *tally, int want);
int cas_count_by_slices(cas_arena *arena, const cas_game *game, cas_tally *tally); /* CAS_WANT_JOHNSTON alone */
int cas_count_by_planes(cas_arena *arena, const cas_small_game *small, cas_tally *tally, int threads); /* CAS_WANT_SWINGS | CAS_WANT_SIZES */
int cas_count_by_halves(cas_arena *arena, const cas_game *game, cas_tally *tally); /* CAS_WANT_SWINGS | CAS_WANT_SIZES */

/* What they would take: operations of about a nanosecond, and bytes; infinite operations mean that the engine cannot. */
typedef struct cas_estimate {
    double operations, bytes;
} cas_estimate;
cas_estimate cas_estimate_types(const cas_tally *tally, const cas_small_game *small);
cas_estimate cas_estimate_sized_rows(const cas_tally *tally, const cas_small_game *small, int want);
cas_estimate cas_estimate_slices(const cas_tally *tally);
cas_estimate cas_estimate_planes(cas_arena *arena, const cas_tally *tally, const cas_small_game *small, int threads);
cas_estimate cas_estimate_halves(cas_arena *arena, const cas_game *game);
cas_estimate cas_estimate_rows(const cas_tally *tally, const cas_small_game *small);

/*
 * Swings on a diagram, by a size to which member i counts step_of[i]: for each member `numbers` numbers of `width` limbs, by the size of
 * the others.
 */
const uint64_t *cas_stepped_swings(cas_arena *arena, const cas_game *game, const int *step_of, size_t *numbers, size_t *width);

#endif
