/* Classes of members, and the game in machine words: see tally.h. */
#include "power/tally.h"

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

typedef struct cas_place {
    const cas_part *const *leaves;
    int leaf_count, member;
} cas_place;

static int by_weights(const void *left, const void *right)
{
    const cas_place *a = left, *b = right;
    for (int l = 0; l < a->leaf_count; l++) {
        const int order = cas_big_compare(a->leaves[l]->weights[a->member], a->leaves[l]->weights[b->member]);
        if (order)
            return order;
    }
    return a->member - b->member;
}

static bool same_place(const cas_place *a, const cas_place *b)
{
    for (int l = 0; l < a->leaf_count; l++)
        if (cas_big_compare(a->leaves[l]->weights[a->member], a->leaves[l]->weights[b->member]))
            return false;
    return true;
}

cas_tally *cas_tally_open(cas_arena *arena, const cas_game *game)
{
    const size_t n = (size_t)game->count;
    cas_tally *tally = CAS_NEW(arena, cas_tally);
    tally->count = game->count;
    /* Room for 2^count times a factor of up to 2^21 that is divided out at the end. */
    tally->width = (n + 22) / 64 + 1;
    int *class_of = CAS_ARRAY(arena, int, n), *size = CAS_ARRAY(arena, int, n), *first = CAS_ARRAY(arena, int, n);
    int leaf_count;
    const cas_part *const *leaves = cas_game_leaves(arena, game, &leaf_count);
    int *leader = CAS_ARRAY(arena, int, n);
    const cas_mark mark = cas_arena_mark(arena);
    cas_place *places = CAS_ARRAY(arena, cas_place, n);
    for (size_t i = 0; i < n; i++) {
        places[i] = (cas_place){leaves, leaves ? leaf_count : 0, (int)i};
        leader[i] = (int)i;
    }
    if (leaves) {
        qsort(places, n, sizeof *places, by_weights);
        for (size_t i = 1; i < n; i++)
            if (same_place(&places[i - 1], &places[i]))
                leader[places[i].member] = leader[places[i - 1].member];
    }
    cas_arena_release(arena, mark);
    for (size_t i = 0; i < n; i++) {
        if (leader[i] == (int)i) {
            first[tally->class_count] = (int)i;
            class_of[i] = tally->class_count++;
        } else
            class_of[i] = class_of[leader[i]];
        size[class_of[i]]++;
    }
    tally->class_of = class_of;
    tally->class_size = size;
    tally->class_first = first;
    return tally;
}

uint64_t *cas_tally_room(cas_arena *arena, const cas_tally *tally, size_t count)
{
    return CAS_ARRAY(arena, uint64_t, count * tally->width);
}

static bool small_part(cas_arena *arena, const cas_game *game, const cas_tally *tally, const cas_part *part, cas_small_part *out,
                       cas_small_leaf *leaves, int *leaf_count)
{
    if (part->kind == CAS_PART_COUNT) {
        cas_small_part *parts = CAS_ARRAY(arena, cas_small_part, (size_t)part->part_count);
        for (int i = 0; i < part->part_count; i++)
            if (!small_part(arena, game, tally, part->parts[i], &parts[i], leaves, leaf_count))
                return false;
        *out = (cas_small_part){-1, part->needed, part->part_count, parts};
        return true;
    }
    uint64_t *weight = CAS_ARRAY(arena, uint64_t, (size_t)tally->class_count), total = 0;
    const int64_t quota = cas_big_small(part->quota);
    for (int c = 0; c < tally->class_count; c++) {
        const int64_t small = cas_big_small(part->weights[tally->class_first[c]]);
        uint64_t all;
        if (small < 0 || __builtin_mul_overflow((uint64_t)small, (uint64_t)tally->class_size[c], &all) ||
            __builtin_add_overflow(total, all, &total) || total >> 62)
            return false;
        weight[c] = (uint64_t)small;
    }
    leaves[*leaf_count] = (cas_small_leaf){weight, quota < 0 || (uint64_t)quota > total ? UINT64_MAX : (uint64_t)quota};
    *out = (cas_small_part){(*leaf_count)++, 0, 0, NULL};
    return true;
}

const cas_small_game *cas_small_game_of(cas_arena *arena, const cas_game *game, const cas_tally *tally)
{
    int leaf_count, put = 0;
    if (!cas_game_leaves(arena, game, &leaf_count))
        return NULL;
    cas_small_leaf *leaves = CAS_ARRAY(arena, cas_small_leaf, (size_t)leaf_count);
    cas_small_part *root = CAS_NEW(arena, cas_small_part);
    if (!small_part(arena, game, tally, game->rule, root, leaves, &put))
        return NULL;
    cas_small_game *small = CAS_NEW(arena, cas_small_game);
    *small = (cas_small_game){leaf_count, leaves, root};
    return small;
}

bool cas_small_part_holds(const cas_small_game *game, const cas_small_part *part, const uint64_t *sums)
{
    if (part->leaf >= 0)
        return sums[part->leaf] >= game->leaves[part->leaf].quota;
    int needed = part->needed;
    for (int i = 0; i < part->part_count && needed > 0; i++) {
        if (needed > part->part_count - i)
            return false;
        needed -= cas_small_part_holds(game, &part->parts[i], sums);
    }
    return needed <= 0;
}

static uint64_t *summed(cas_arena *arena, const cas_tally *tally, uint64_t *sizes, size_t rows, size_t row)
{
    uint64_t *sums = cas_tally_room(arena, tally, rows);
    for (size_t r = 0; r < rows; r++)
        for (size_t k = 0; k < row; k++) {
            uint64_t *sum = cas_tally_at(tally, sums, r);
            mpn_add_n(sum, sum, cas_tally_at(tally, sizes, r * row + k), (mp_size_t)tally->width);
        }
    return sums;
}

void cas_tally_sum_sizes(cas_arena *arena, cas_tally *tally)
{
    const size_t n = (size_t)tally->count;
    if (tally->winning_sizes && !tally->winning)
        tally->winning = summed(arena, tally, tally->winning_sizes, 1, n + 1);
    if (tally->swing_sizes && !tally->swings)
        tally->swings = summed(arena, tally, tally->swing_sizes, (size_t)tally->class_count, n);
}
