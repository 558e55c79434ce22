/*
 * Power with a-priori unions.
 *
 * The members are divided into m unions (a member of none is a union of one). Member i of union U, with u members, swings a set of r whole
 * other unions and s other members of U; with c_i(r, s) such swings
 *
 *     Owen            sum of c_i(r, s) / (m C(m-1, r) u C(u-1, s))
 *     Banzhaf-Owen    sum of c_i(r, s) / 2^(m-1) 2^(u-1)
 *
 * For each union: join every other union to one member, let each of those count u to a size and each member of U count 1; then the size
 * r u + s of a swing tells r and s, for s < u. One diagram a union. Exact.
 * Twin: orders and sets written out in test/power/test_power.c.
 */
#include "power/indices.h"

#include <string.h>

typedef struct cas_unions {
    cas_arena *arena;
    const cas_game *game;
    const int *union_of;    /* every member in one, numbered from 0 */
    int count;
} cas_unions;

static cas_power_value value_of(cas_arena *arena, cas_ratio ratio)
{
    return (cas_power_value){.known = true, .exact = true, .value = ratio, .nearest = cas_ratio_double(arena, ratio)};
}

static cas_big binomial(cas_arena *arena, int n, int k)
{
    cas_big choose = cas_big_of(arena, 1);
    for (int i = 1; i <= k; i++)
        choose = cas_big_divide(arena, cas_big_multiply(arena, choose, cas_big_of(arena, (uint64_t)(n - k + i))), cas_big_of(arena, (uint64_t)i), NULL);
    return choose;
}

static void fill_union(const cas_unions *work, int number, cas_power *power)
{
    cas_arena *arena = work->arena;
    const int n = work->game->count;
    int *group = CAS_ARRAY(arena, int, (size_t)n), *place = CAS_ARRAY(arena, int, (size_t)n), *step = CAS_ARRAY(arena, int, (size_t)n);
    int own = 0;
    for (int i = 0; i < n; i++) {
        group[i] = work->union_of[i] == number ? -1 : work->union_of[i];
        own += group[i] < 0;
    }
    const cas_game *joined = cas_game_with_blocs(arena, work->game, group, place);
    for (int i = 0; i < n; i++)
        step[place[i]] = group[i] < 0 ? 1 : own;
    size_t numbers, width;
    const uint64_t *swings = cas_stepped_swings(arena, joined, step, &numbers, &width);
    const cas_big inner = cas_big_lcm_to(arena, (unsigned)own), outer = cas_big_lcm_to(arena, (unsigned)work->count);
    const cas_big common = cas_big_multiply(arena, inner, outer);
    cas_big *inner_share = CAS_ARRAY(arena, cas_big, (size_t)own), *outer_share = CAS_ARRAY(arena, cas_big, (size_t)work->count);
    for (int s = 0; s < own; s++)
        inner_share[s] = cas_big_divide(arena, inner, cas_big_multiply(arena, cas_big_of(arena, (uint64_t)own), binomial(arena, own - 1, s)), NULL);
    for (int r = 0; r < work->count; r++)
        outer_share[r] =
            cas_big_divide(arena, outer, cas_big_multiply(arena, cas_big_of(arena, (uint64_t)work->count), binomial(arena, work->count - 1, r)), NULL);
    for (int i = 0; i < n; i++) {
        if (group[i] >= 0)
            continue;
        cas_big owen = {NULL, 0}, total = {NULL, 0};
        for (int r = 0; r < work->count; r++)
            for (int s = 0; s < own; s++) {
                const uint64_t *at = swings + ((size_t)place[i] * numbers + (size_t)r * (size_t)own + (size_t)s) * width;
                const cas_big count = cas_big_from(arena, at, width);
                if (!count.count)
                    continue;
                total = cas_big_add(arena, total, count);
                owen = cas_big_add(arena, owen, cas_big_multiply(arena, count, cas_big_multiply(arena, inner_share[s], outer_share[r])));
            }
        const cas_big all = cas_big_power2(arena, (unsigned)(work->count + own - 2));
        power->members[i].index[CAS_POWER_OWEN] = value_of(arena, cas_ratio_of(arena, owen, common));
        power->members[i].index[CAS_POWER_BANZHAF_OWEN] = value_of(arena, cas_ratio_of(arena, total, all));
    }
}

void cas_fill_unions(cas_arena *arena, cas_power *power, const int *given)
{
    const int n = power->count;
    /* Number the unions as they appear; a member of none is one by itself. */
    int *union_of = CAS_ARRAY(arena, int, (size_t)n), count = 0;
    for (int i = 0; i < n; i++) {
        union_of[i] = -1;
        for (int j = 0; j < i && given[i] >= 0 && union_of[i] < 0; j++)
            if (given[j] == given[i])
                union_of[i] = union_of[j];
        if (union_of[i] < 0)
            union_of[i] = count++;
    }
    const cas_unions work = {arena, power->game, union_of, count};
    for (int u = 0; u < count; u++)
        fill_union(&work, u, power);
}
