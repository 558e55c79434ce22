/*
 * Ternary power by types: members whose votes are worth the same in every rule are only counted.
 *
 * With m_t members of type t, of whom y_t have voted yes, a_t abstained, n_t voted no and r_t have not voted yet, there are
 * prod m_t! / (y_t! a_t! n_t! r_t!) such positions. Let N = number of members.
 *
 *     swings_t   = sum over positions where all have voted, the decision is adopted, and is not with one yes of type t turned into no,
 *                  of positions x y_t / m_t                                   (a given member is among the y_t in that share of them)
 *     pivots_t(k) = sum over open positions with k votes cast of positions x r_t / m_t x the number of votes of type t that settle them
 *     phi_t      = sum over k of pivots_t(k) / (N C(N-1, k) 3^(k+1))
 *
 * because a given set of k members votes before a given member in 1 / (N C(N-1, k)) of all orders. A position is open if it is adopted when
 * the rest vote yes and rejected when they vote no.
 *
 * Exact. Cost: prod C(m_t + 3, 3) positions; prod C(m_t + 2, 2) for the swings alone. Twin: ternary_enumerate.c.
 * Source: FelsenthalMachover1998, chapter 8.
 */
#include "power/ternary.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

typedef struct cas_ternary_classes {
    int count;
    int *of, *size, *first; /* of each member; per class */
    int leaf_count;
    const cas_ternary_part **leaves;
} cas_ternary_classes;

static int count_leaves(const cas_ternary_part *part)
{
    int count = part->scores != NULL;
    for (int i = 0; i < part->part_count; i++)
        count += count_leaves(part->parts[i]);
    return count;
}

static int put_leaves(const cas_ternary_part *part, const cas_ternary_part **leaves, int count)
{
    if (part->scores)
        leaves[count++] = part;
    for (int i = 0; i < part->part_count; i++)
        count = put_leaves(part->parts[i], leaves, count);
    return count;
}

static bool same_scores(const cas_ternary_classes *classes, int a, int b)
{
    for (int l = 0; l < classes->leaf_count; l++) {
        const cas_scores *scores = classes->leaves[l]->scores;
        if (scores[a].yes != scores[b].yes || scores[a].abstain != scores[b].abstain)
            return false;
    }
    return true;
}

static cas_ternary_classes classes_of(cas_arena *arena, const cas_ternary *game)
{
    const size_t n = (size_t)game->count;
    cas_ternary_classes classes = {.of = CAS_ARRAY(arena, int, n), .size = CAS_ARRAY(arena, int, n), .first = CAS_ARRAY(arena, int, n)};
    classes.leaf_count = count_leaves(game->rule);
    classes.leaves = CAS_ARRAY(arena, const cas_ternary_part *, (size_t)classes.leaf_count);
    put_leaves(game->rule, classes.leaves, 0);
    for (int i = 0; i < game->count; i++) {
        int c = 0;
        cas_poll(arena->ctx);
        while (c < classes.count && !same_scores(&classes, classes.first[c], i))
            c++;
        if (c == classes.count)
            classes.first[classes.count++] = i;
        classes.of[i] = c;
        classes.size[c]++;
    }
    return classes;
}

typedef struct cas_ternary_walk {
    cas_arena *arena;
    const cas_ternary *game;
    const cas_ternary_classes *classes;
    bool orders;
    size_t width;           /* limbs of a number */
    int64_t *low, *high;    /* per leaf: the sum if the rest vote no, or yes */
    int64_t *tried_low, *tried_high;
    uint64_t *product;      /* per depth one number */
    const cas_big **choose; /* choose[m][k] */
    uint64_t *adopting, *swings, *pivots;
    int *yes, *rest;        /* per class */
    int voted;
} cas_ternary_walk;

static bool holds(const cas_ternary_part *part, const int64_t **sum)
{
    if (part->scores)
        return *(*sum)++ >= part->quota;
    int holding = 0;
    for (int i = 0; i < part->part_count; i++)
        holding += holds(part->parts[i], sum);
    return holding >= part->needed;
}

static bool adopted(const cas_ternary_walk *walk, const int64_t *sums)
{
    return holds(walk->game->rule, &sums);
}

static cas_scores worth(const cas_ternary_walk *walk, int leaf, int type)
{
    return walk->classes->leaves[leaf]->scores[walk->classes->first[type]];
}

static void add_times(const cas_ternary_walk *walk, uint64_t *to, uint64_t factor)
{
    const uint64_t *product = walk->product + (size_t)walk->classes->count * walk->width;
    CAS_CHECK(walk->arena->ctx, !mpn_addmul_1(to, product, (mp_size_t)walk->width, factor));
}

static void judge_complete(const cas_ternary_walk *walk)
{
    if (!adopted(walk, walk->low))
        return;
    add_times(walk, walk->adopting, 1);
    for (int t = 0; t < walk->classes->count; t++) {
        if (!walk->yes[t])
            continue;
        for (int l = 0; l < walk->classes->leaf_count; l++)
            walk->tried_low[l] = walk->low[l] - worth(walk, l, t).yes;
        if (!adopted(walk, walk->tried_low))
            add_times(walk, walk->swings + (size_t)t * walk->width, (uint64_t)walk->yes[t]);
    }
}

static bool settles(const cas_ternary_walk *walk, int type, cas_vote vote)
{
    for (int l = 0; l < walk->classes->leaf_count; l++) {
        const cas_scores scores = worth(walk, l, type);
        const int64_t given = vote == CAS_VOTE_YES ? scores.yes : vote == CAS_VOTE_ABSTAIN ? scores.abstain : 0;
        walk->tried_low[l] = walk->low[l] + given;
        walk->tried_high[l] = walk->high[l] - scores.yes + given;
    }
    return adopted(walk, walk->tried_low) == adopted(walk, walk->tried_high);
}

static void judge_open(const cas_ternary_walk *walk)
{
    if (adopted(walk, walk->low) || !adopted(walk, walk->high))
        return;
    for (int t = 0; t < walk->classes->count; t++) {
        if (!walk->rest[t])
            continue;
        int settling = 0;
        for (int vote = 0; vote < CAS_VOTES; vote++)
            settling += settles(walk, t, (cas_vote)vote);
        const size_t at = (size_t)t * (size_t)walk->game->count + (size_t)walk->voted;
        if (settling)
            add_times(walk, walk->pivots + at * walk->width, (uint64_t)settling * (uint64_t)walk->rest[t]);
    }
}

/* The product so far times C(m, yes) C(m - yes, abstaining) C(the others, no). */
static void multiply(const cas_ternary_walk *walk, int type, int yes, int abstaining, int no)
{
    const int m = walk->classes->size[type];
    const cas_mark mark = cas_arena_mark(walk->arena);
    const uint64_t *from = walk->product + (size_t)type * walk->width;
    cas_big value = cas_big_from(walk->arena, from, walk->width);
    value = cas_big_multiply(walk->arena, value, walk->choose[m][yes]);
    value = cas_big_multiply(walk->arena, value, walk->choose[m - yes][abstaining]);
    value = cas_big_multiply(walk->arena, value, walk->choose[m - yes - abstaining][no]);
    CAS_CHECK(walk->arena->ctx, value.count <= walk->width);
    uint64_t *to = walk->product + ((size_t)type + 1) * walk->width;
    memset(to, 0, walk->width * sizeof *to);
    memcpy(to, value.limb, value.count * sizeof *to);
    cas_arena_release(walk->arena, mark);
}

static void walk_type(cas_ternary_walk *walk, int type);

static void walk_with(cas_ternary_walk *walk, int type, int yes, int abstaining, int rest)
{
    const int no = walk->classes->size[type] - yes - abstaining - rest;
    multiply(walk, type, yes, abstaining, no);
    for (int l = 0; l < walk->classes->leaf_count; l++) {
        const cas_scores scores = worth(walk, l, type);
        const int64_t cast = yes * scores.yes + abstaining * scores.abstain;
        walk->low[l] += cast;
        walk->high[l] += cast + rest * scores.yes;
    }
    walk->yes[type] = yes;
    walk->rest[type] = rest;
    walk->voted += yes + abstaining + no;
    walk_type(walk, type + 1);
    walk->voted -= yes + abstaining + no;
    for (int l = 0; l < walk->classes->leaf_count; l++) {
        const cas_scores scores = worth(walk, l, type);
        const int64_t cast = yes * scores.yes + abstaining * scores.abstain;
        walk->low[l] -= cast;
        walk->high[l] -= cast + rest * scores.yes;
    }
}

static void walk_type(cas_ternary_walk *walk, int type)
{
    cas_poll(walk->arena->ctx);
    if (type == walk->classes->count) {
        if (walk->voted == walk->game->count)
            judge_complete(walk);
        else
            judge_open(walk);
        return;
    }
    const int m = walk->classes->size[type];
    for (int rest = walk->orders ? m : 0; rest >= 0; rest--)
        for (int yes = 0; yes <= m - rest; yes++)
            for (int abstaining = 0; abstaining <= m - rest - yes; abstaining++)
                walk_with(walk, type, yes, abstaining, rest);
}

static cas_big number_of(const cas_ternary_walk *walk, uint64_t *numbers, size_t at, int divisor)
{
    uint64_t *number = numbers + at * walk->width;
    mpn_divexact_1(number, number, (mp_size_t)walk->width, (mp_limb_t)divisor);
    return cas_big_from(walk->arena, number, walk->width);
}

static cas_big power3(cas_arena *arena, int exponent)
{
    cas_big value = cas_big_of(arena, 1);
    for (int k = 0; k < exponent; k++)
        value = cas_big_multiply(arena, value, cas_big_of(arena, 3));
    return value;
}

/* phi over the common denominator lcm(1 … N) 3^N. */
static cas_ratio shapley_of(const cas_ternary_walk *walk, int type)
{
    cas_arena *arena = walk->arena;
    const int n = walk->game->count;
    const cas_big common = cas_big_lcm_to(arena, (unsigned)n);
    cas_big sum = {NULL, 0};
    for (int k = 0; k < n; k++) {
        const cas_big pivots = number_of(walk, walk->pivots, (size_t)type * (size_t)n + (size_t)k, walk->classes->size[type]);
        if (!pivots.count)
            continue;
        const cas_big orders = cas_big_multiply(arena, cas_big_of(arena, (uint64_t)n), cas_big_binomial(arena, (unsigned)n - 1, (unsigned)k));
        const cas_big share = cas_big_multiply(arena, cas_big_divide(arena, common, orders, NULL), power3(arena, n - 1 - k));
        sum = cas_big_add(arena, sum, cas_big_multiply(arena, pivots, share));
    }
    return cas_ratio_of(arena, sum, cas_big_multiply(arena, common, power3(arena, n)));
}

static double positions_of(const cas_ternary_classes *classes, bool orders)
{
    double positions = 1;
    for (int c = 0; c < classes->count; c++) {
        const double m = classes->size[c];
        positions *= orders ? (m + 1) * (m + 2) * (m + 3) / 6 : (m + 1) * (m + 2) / 2;
    }
    return positions;
}

cas_estimate cas_estimate_ternary(cas_arena *arena, const cas_ternary *game, bool orders)
{
    if (game->count > CAS_MAX_PARTIES)
        return (cas_estimate){INFINITY, 0};
    const cas_mark mark = cas_arena_mark(arena);
    const cas_ternary_classes classes = classes_of(arena, game);
    const double n = game->count, width = n / 32 + 2, types = classes.count;
    const double positions = positions_of(&classes, orders);
    const cas_estimate estimate = {positions * (100 + types * (20.0 * classes.leaf_count + 2 * width)), 8 * width * (types * n + n * n / 2) + 1e5};
    cas_arena_release(arena, mark);
    return estimate;
}

static const cas_big **binomials(cas_arena *arena, int most)
{
    const cas_big **rows = CAS_ARRAY(arena, const cas_big *, (size_t)most + 1);
    for (int m = 0; m <= most; m++) {
        cas_big *row = CAS_ARRAY(arena, cas_big, (size_t)m + 1);
        for (int k = 0; k <= m; k++)
            row[k] = k && k < m ? cas_big_add(arena, rows[m - 1][k - 1], rows[m - 1][k]) : cas_big_of(arena, 1);
        rows[m] = row;
    }
    return rows;
}

const cas_ternary_counts *cas_ternary_by_types(cas_arena *arena, const cas_ternary *game, bool orders)
{
    const size_t n = (size_t)game->count;
    const cas_ternary_classes classes = classes_of(arena, game);
    const size_t types = (size_t)classes.count, leaves = (size_t)classes.leaf_count;
    cas_ternary_walk walk = {.arena = arena, .game = game, .classes = &classes, .orders = orders};
    /* 4^n positions in all, times 3 n. */
    walk.width = (2 * n + 24) / 64 + 1;
    walk.low = CAS_ARRAY(arena, int64_t, leaves);
    walk.high = CAS_ARRAY(arena, int64_t, leaves);
    walk.tried_low = CAS_ARRAY(arena, int64_t, leaves);
    walk.tried_high = CAS_ARRAY(arena, int64_t, leaves);
    walk.product = CAS_ARRAY(arena, uint64_t, (types + 1) * walk.width);
    walk.product[0] = 1;
    int most = 0;
    for (size_t c = 0; c < types; c++)
        most = classes.size[c] > most ? classes.size[c] : most;
    walk.choose = binomials(arena, most);
    walk.adopting = CAS_ARRAY(arena, uint64_t, walk.width);
    walk.swings = CAS_ARRAY(arena, uint64_t, types * walk.width);
    walk.pivots = CAS_ARRAY(arena, uint64_t, types * n * walk.width);
    walk.yes = CAS_ARRAY(arena, int, types);
    walk.rest = CAS_ARRAY(arena, int, types);
    walk_type(&walk, 0);
    cas_big *swings = CAS_ARRAY(arena, cas_big, n), *per_type = CAS_ARRAY(arena, cas_big, types);
    cas_ratio *shapley = CAS_ARRAY(arena, cas_ratio, n), *index = CAS_ARRAY(arena, cas_ratio, types);
    for (size_t c = 0; c < types; c++) {
        per_type[c] = number_of(&walk, walk.swings, c, classes.size[c]);
        if (orders)
            index[c] = shapley_of(&walk, (int)c);
    }
    for (size_t i = 0; i < n; i++) {
        swings[i] = per_type[classes.of[i]];
        shapley[i] = index[classes.of[i]];
    }
    cas_ternary_counts *counts = CAS_NEW(arena, cas_ternary_counts);
    *counts = (cas_ternary_counts){cas_big_from(arena, walk.adopting, walk.width), swings, orders ? shapley : NULL, "types of votes"};
    return counts;
}
