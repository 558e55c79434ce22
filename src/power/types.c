/*
 * Counting by types: members that stand in the same place are only counted.
 *
 * With m_t members of type t a set is, up to exchange within types, a vector a with 0 <= a_t <= m_t; there are
 * prod C(m_t, a_t) such sets, and in a share a_t / m_t of them a given member of type t is present. A type is critical in a winning
 * vector if one member less loses; the critical members are then the a_t of all critical types.
 *
 * 1. Walk all vectors, carrying the sums of every weighted rule and the product of binomials.
 * 2. For each winning one add the product times a_t to the counts of each critical type t.
 * 3. At the end divide the counts of type t by m_t; the division is exact.
 *
 * Exact. Cost: prod (m_t + 1) vectors, each a few multiplications of n-bit numbers. Twin: enumerate.c.
 */
#include "power/tally.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

typedef struct cas_type_walk {
    cas_arena *arena;
    const cas_small_game *game;
    cas_tally *tally;
    int want;
    uint64_t *sums;          /* per leaf, of the vector so far */
    uint64_t *less;          /* the same with one member of a type less, or more */
    const uint64_t **choose; /* per type: m_t + 1 numbers of the tally's width */
    uint64_t *product;       /* per depth: one number */
    mp_size_t *length;       /* limbs of it in use */
    uint64_t *scratch;
    int *chosen;
    bool *is_critical;
    int size;
} cas_type_walk;

static void add_times(const cas_type_walk *walk, uint64_t *to, uint64_t factor)
{
    const int depth = walk->tally->class_count;
    const mp_size_t length = walk->length[depth], width = (mp_size_t)walk->tally->width;
    const mp_limb_t carry = mpn_addmul_1(to, walk->product + (size_t)depth * walk->tally->width, length, factor);
    if (carry)
        mpn_add_1(to + length, to + length, width - length, carry);
}

/* One member of a type less loses. Where no rule changes sides, neither does the whole, and that is nearly everywhere. */
static bool critical(const cas_type_walk *walk, int type)
{
    bool changes = false;
    for (int l = 0; l < walk->game->leaf_count; l++) {
        walk->less[l] = walk->sums[l] - walk->game->leaves[l].weight[type];
        changes |= walk->sums[l] >= walk->game->leaves[l].quota && walk->less[l] < walk->game->leaves[l].quota;
    }
    return changes && !cas_small_part_holds(walk->game, walk->game->root, walk->less);
}

/* One member of a type more wins. */
static bool missing(const cas_type_walk *walk, int type)
{
    bool changes = false;
    for (int l = 0; l < walk->game->leaf_count; l++) {
        walk->less[l] = walk->sums[l] + walk->game->leaves[l].weight[type];
        changes |= walk->sums[l] < walk->game->leaves[l].quota && walk->less[l] >= walk->game->leaves[l].quota;
    }
    return changes && cas_small_part_holds(walk->game, walk->game->root, walk->less);
}

/* The members left out of a losing vector block; minimally, if each of them would have helped. */
static void judge_losing(const cas_type_walk *walk)
{
    cas_tally *tally = walk->tally;
    for (int t = 0; t < tally->class_count; t++)
        if (walk->chosen[t] < tally->class_size[t] && !missing(walk, t))
            return;
    add_times(walk, cas_tally_at(tally, tally->blocking, (size_t)(tally->count - walk->size)), 1);
}

static void judge(const cas_type_walk *walk)
{
    cas_tally *tally = walk->tally;
    const size_t n = (size_t)tally->count, size = (size_t)walk->size;
    if (!cas_small_part_holds(walk->game, walk->game->root, walk->sums)) {
        judge_losing(walk);
        return;
    }
    add_times(walk, cas_tally_at(tally, tally->winning_sizes, size), 1);
    size_t criticals = 0;
    bool *is_critical = walk->is_critical;
    for (int t = 0; t < tally->class_count; t++) {
        is_critical[t] = walk->chosen[t] && critical(walk, t);
        if (is_critical[t])
            criticals += (size_t)walk->chosen[t];
    }
    const bool minimal = criticals == size;
    if (minimal)
        add_times(walk, cas_tally_at(tally, tally->minimal, size), 1);
    for (size_t t = 0; t < (size_t)tally->class_count; t++) {
        if (!is_critical[t])
            continue;
        const uint64_t times = (uint64_t)walk->chosen[t];
        add_times(walk, cas_tally_at(tally, tally->swing_sizes, t * n + size - 1), times);
        if (minimal)
            add_times(walk, cas_tally_at(tally, tally->minimal_sizes, t * (n + 1) + size), times);
        if (walk->want & CAS_WANT_JOHNSTON)
            add_times(walk, cas_tally_at(tally, tally->johnston, t * (n + 1) + criticals), times);
    }
}

static void multiply(cas_type_walk *walk, int depth, const uint64_t *factor)
{
    const size_t width = walk->tally->width;
    const uint64_t *from = walk->product + (size_t)depth * width;
    uint64_t *to = walk->product + ((size_t)depth + 1) * width;
    mp_size_t length = (mp_size_t)width;
    while (!factor[length - 1])
        length--;
    memset(walk->scratch, 0, 2 * width * sizeof *walk->scratch);
    for (mp_size_t i = 0; i < length; i++)
        walk->scratch[walk->length[depth] + i] = mpn_addmul_1(walk->scratch + i, from, walk->length[depth], factor[i]);
    length += walk->length[depth];
    while (!walk->scratch[length - 1])
        length--;
    memcpy(to, walk->scratch, (size_t)length * sizeof *to);
    walk->length[depth + 1] = length;
}

static void walk_type(cas_type_walk *walk, int type)
{
    const cas_tally *tally = walk->tally;
    if (type == tally->class_count) {
        judge(walk);
        return;
    }
    const int members = tally->class_size[type];
    for (int a = 0; a <= members; a++) {
        cas_poll(walk->arena->ctx);
        multiply(walk, type, walk->choose[type] + (size_t)a * tally->width);
        walk->chosen[type] = a;
        walk_type(walk, type + 1);
        walk->size++;
        for (int l = 0; l < walk->game->leaf_count; l++)
            walk->sums[l] += walk->game->leaves[l].weight[type];
    }
    walk->size -= members + 1;
    for (int l = 0; l < walk->game->leaf_count; l++)
        walk->sums[l] -= walk->game->leaves[l].weight[type] * (uint64_t)(members + 1);
}

static const uint64_t *binomials(cas_arena *arena, const cas_tally *tally, int members)
{
    uint64_t *row = cas_tally_room(arena, tally, (size_t)members + 1);
    const mp_size_t width = (mp_size_t)tally->width;
    row[0] = 1;
    for (int k = 1; k <= members; k++) {
        uint64_t *to = cas_tally_at(tally, row, (size_t)k);
        mpn_mul_1(to, cas_tally_at(tally, row, (size_t)k - 1), width, (mp_limb_t)(members - k + 1));
        mpn_divexact_1(to, to, width, (mp_limb_t)k);
    }
    return row;
}

static void divide(const cas_tally *tally, uint64_t *numbers, size_t row)
{
    for (size_t t = 0; t < (size_t)tally->class_count; t++)
        for (size_t k = 0; k < row; k++) {
            uint64_t *at = cas_tally_at(tally, numbers, t * row + k);
            mpn_divexact_1(at, at, (mp_size_t)tally->width, (mp_limb_t)tally->class_size[t]);
        }
}

cas_estimate cas_estimate_types(const cas_tally *tally, const cas_small_game *small)
{
    if (!small)
        return (cas_estimate){INFINITY, 0};
    double vectors = 1;
    for (int t = 0; t < tally->class_count; t++)
        vectors *= tally->class_size[t] + 1.0;
    const double width = (double)tally->width;
    const double numbers = 3.0 * tally->class_count * tally->count;
    return (cas_estimate){vectors * (10 + tally->class_count * (6.0 * small->leaf_count + 3 * width)) + numbers * width, numbers * width * 8};
}

int cas_count_by_types(cas_arena *arena, const cas_game *game, const cas_small_game *small, cas_tally *tally, int want)
{
    const size_t n = (size_t)game->count, classes = (size_t)tally->class_count;
    tally->winning_sizes = cas_tally_room(arena, tally, n + 1);
    tally->swing_sizes = cas_tally_room(arena, tally, classes * n);
    tally->minimal = cas_tally_room(arena, tally, n + 1);
    tally->minimal_sizes = cas_tally_room(arena, tally, classes * (n + 1));
    tally->blocking = cas_tally_room(arena, tally, n + 1);
    if (want & CAS_WANT_JOHNSTON)
        tally->johnston = cas_tally_room(arena, tally, classes * (n + 1));
    const cas_mark mark = cas_arena_mark(arena);
    cas_type_walk walk = {.arena = arena, .game = small, .tally = tally, .want = want};
    walk.sums = CAS_ARRAY(arena, uint64_t, (size_t)small->leaf_count);
    walk.less = CAS_ARRAY(arena, uint64_t, (size_t)small->leaf_count);
    walk.choose = CAS_ARRAY(arena, const uint64_t *, classes);
    for (size_t t = 0; t < classes; t++)
        walk.choose[t] = binomials(arena, tally, tally->class_size[t]);
    walk.product = cas_tally_room(arena, tally, classes + 1);
    walk.product[0] = 1;
    walk.length = CAS_ARRAY(arena, mp_size_t, classes + 1);
    walk.length[0] = 1;
    walk.scratch = cas_tally_room(arena, tally, 2);
    walk.chosen = CAS_ARRAY(arena, int, classes);
    walk.is_critical = CAS_ARRAY(arena, bool, classes);
    walk_type(&walk, 0);
    divide(tally, tally->swing_sizes, n);
    divide(tally, tally->minimal_sizes, n + 1);
    if (tally->johnston)
        divide(tally, tally->johnston, n + 1);
    cas_arena_release(arena, mark);
    cas_tally_sum_sizes(arena, tally);
    return CAS_WANT_SWINGS | CAS_WANT_SIZES | CAS_WANT_MINIMAL | CAS_WANT_BLOCKING | (want & CAS_WANT_JOHNSTON);
}
