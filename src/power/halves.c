/*
 * Meet in the middle: one weighted rule with weights of any size and at most about 50 members.
 *
 * The members are split into two halves; each has a list of its sets in the order of their weights. Going up one list, ever more sets of the
 * other reach the quota together with the set at hand: a pointer goes down the other list once.
 *
 * 1. Lists are made by merging: the sets without the next member and the same with it are both in order.
 * 2. For b upwards: take in every a with w(a) + w(b) >= q, adding it to C[j][|a|] for each member j of a (and to one row for all); then add C to R[|b|].
 * 3. R[k][j][s] counts the winning sets of s and k members of either half that hold j. The other half's members the same way, with roles exchanged.
 * 4. With V_i(s) winning sets of s members that hold i, and V(s) all of them, i swings V_i(s+1) + V_i(s) - V(s) sets of s others.
 *
 * Exact: all counts are below 2^54. Cost: 2 x 2^(n/2) x (n/2)^2 additions; memory 2^(n/2) x (8 limbs + 4) bytes, four times over while merging.
 * Twin: enumerate.c.
 */
#include "power/tally.h"
#include "power/machine.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

enum { MOST_MEMBERS = 54, MOST_HALF = MOST_MEMBERS / 2, ROW = MOST_HALF + 1 };

typedef struct cas_list {
    size_t count, limbs;
    uint64_t *sum;          /* ascending, `limbs` each */
    uint32_t *set;
    int members;
    int member[MOST_HALF];
} cas_list;

static void put_weight(cas_big weight, uint64_t *to, size_t limbs)
{
    memset(to, 0, limbs * sizeof *to);
    memcpy(to, weight.limb, weight.count * sizeof *to);
}

/* The sets of `from`, and each of them with one member more, in order. */
static void merge(cas_arena *arena, const cas_list *from, cas_list *to, const uint64_t *weight, uint32_t bit)
{
    const size_t limbs = from->limbs;
    uint64_t *with = CAS_ARRAY(arena, uint64_t, limbs);
    size_t a = 0, b = 0;
    for (to->count = 0; b < from->count; to->count++) {
        cas_poll(arena->ctx);
        mpn_add_n(with, from->sum + b * limbs, weight, (mp_size_t)limbs);
        const bool without_first = a < from->count && mpn_cmp(from->sum + a * limbs, with, (mp_size_t)limbs) <= 0;
        memcpy(to->sum + to->count * limbs, without_first ? from->sum + a * limbs : with, limbs * sizeof *with);
        to->set[to->count] = without_first ? from->set[a] : from->set[b] | bit;
        a += without_first;
        b += !without_first;
    }
}

static cas_list list_open(cas_arena *arena, int members, size_t limbs)
{
    cas_list list = {.count = 1, .limbs = limbs};
    list.sum = CAS_ARRAY(arena, uint64_t, limbs << members);
    list.set = CAS_ARRAY(arena, uint32_t, (size_t)1 << members);
    return list;
}

static cas_list list_of(cas_arena *arena, const cas_part *rule, int first, int step, int members, size_t limbs)
{
    int count = 0;
    for (int i = first; i < members; i += step)
        count++;
    cas_list now = list_open(arena, count, limbs), next = list_open(arena, count, limbs);
    uint64_t *weight = CAS_ARRAY(arena, uint64_t, limbs);
    for (int i = first, j = 0; i < members; i += step, j++) {
        put_weight(rule->weights[i], weight, limbs);
        merge(arena, &now, &next, weight, (uint32_t)1 << j);
        const cas_list spare = now;
        now = next;
        next = spare;
        now.member[j] = i;
        next.member[j] = i;
        now.members = next.members = j + 1;
    }
    return now;
}

CAS_FOR_EACH_MACHINE static void add_words(uint64_t *restrict to, const uint64_t *restrict from, size_t count)
{
    for (size_t x = 0; x < count; x++)
        to[x] += from[x];
}

/* R[k][j][s] for the members j of `own`; at j = own->members all winning sets. */
static uint64_t *winning_by_halves(cas_arena *arena, const cas_list *own, const cas_list *other, const uint64_t *quota)
{
    const size_t limbs = own->limbs, size = ((size_t)own->members + 1) * ROW;
    uint64_t *seen = CAS_ARRAY(arena, uint64_t, size), *result = CAS_ARRAY(arena, uint64_t, size * ROW), *sum = CAS_ARRAY(arena, uint64_t, limbs);
    size_t left = own->count;
    for (size_t b = 0; b < other->count; b++) {
        cas_poll(arena->ctx);
        for (; left; left--) {
            mpn_add_n(sum, own->sum + (left - 1) * limbs, other->sum + b * limbs, (mp_size_t)limbs);
            if (mpn_cmp(sum, quota, (mp_size_t)limbs) < 0)
                break;
            const uint32_t set = own->set[left - 1];
            const size_t s = (size_t)__builtin_popcount(set);
            for (uint32_t rest = set; rest; rest &= rest - 1)
                seen[(size_t)__builtin_ctz(rest) * ROW + s]++;
            seen[(size_t)own->members * ROW + s]++;
        }
        add_words(result + (size_t)__builtin_popcount(other->set[b]) * size, seen, size);
    }
    return result;
}

/* V_j(s), s = 0 … members, from R. */
static void by_size(const cas_list *own, const cas_list *other, const uint64_t *result, int j, uint64_t *sizes)
{
    const size_t size = ((size_t)own->members + 1) * ROW;
    memset(sizes, 0, (MOST_MEMBERS + 2) * sizeof *sizes);
    for (int k = 0; k <= other->members; k++)
        for (int s = 0; s <= own->members; s++)
            sizes[k + s] += result[(size_t)k * size + (size_t)j * ROW + (size_t)s];
}

static size_t limbs_for(cas_arena *arena, const cas_game *game)
{
    cas_big total = game->rule->quota;
    for (int i = 0; i < game->count; i++)
        total = cas_big_add(arena, total, game->rule->weights[i]);
    return total.count ? total.count : 1;
}

cas_estimate cas_estimate_halves(cas_arena *arena, const cas_game *game)
{
    if (game->rule->kind != CAS_PART_WEIGHT || game->count > MOST_MEMBERS || game->count < 2)
        return (cas_estimate){INFINITY, 0};
    const cas_mark mark = cas_arena_mark(arena);
    const double sets = exp2((game->count + 1) / 2), half = (game->count + 1) / 2, limbs = (double)limbs_for(arena, game);
    cas_arena_release(arena, mark);
    return (cas_estimate){2 * sets * (half * ROW * 0.3 + half * 2 + 20 * limbs) + 1e4, 4 * sets * (8 * limbs + 4) + 1e5};
}

int cas_count_by_halves(cas_arena *arena, const cas_game *game, cas_tally *tally)
{
    const size_t n = (size_t)game->count;
    tally->winning_sizes = cas_tally_room(arena, tally, n + 1);
    tally->swing_sizes = cas_tally_room(arena, tally, (size_t)tally->class_count * n);
    const cas_mark mark = cas_arena_mark(arena);
    const size_t limbs = limbs_for(arena, game);
    uint64_t *quota = CAS_ARRAY(arena, uint64_t, limbs);
    put_weight(game->rule->quota, quota, limbs);
    const cas_list half[2] = {list_of(arena, game->rule, 0, 2, game->count, limbs), list_of(arena, game->rule, 1, 2, game->count, limbs)};
    uint64_t all[MOST_MEMBERS + 2], held[MOST_MEMBERS + 2];
    for (int h = 0; h < 2; h++) {
        const cas_list *own = &half[h], *other = &half[1 - h];
        const uint64_t *result = winning_by_halves(arena, own, other, quota);
        by_size(own, other, result, own->members, all);
        for (size_t s = 0; s <= n; s++)
            *cas_tally_at(tally, tally->winning_sizes, s) = all[s];
        for (int j = 0; j < own->members; j++) {
            const int class_number = tally->class_of[own->member[j]];
            if (tally->class_first[class_number] != own->member[j])
                continue;
            by_size(own, other, result, j, held);
            for (size_t s = 0; s < n; s++)
                *cas_tally_at(tally, tally->swing_sizes, (size_t)class_number * n + s) = held[s + 1] + held[s] - all[s];
        }
    }
    cas_arena_release(arena, mark);
    cas_tally_sum_sizes(arena, tally);
    return CAS_WANT_SWINGS | CAS_WANT_SIZES;
}
