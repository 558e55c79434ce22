/*
 * Power against the quota: the same weights under a row of quotas, from just above half of the total to all of it.
 *
 * Each quota is a game of its own and is answered as any other, by the engine that is cheapest for it. Exact unless an answer says otherwise. Cost: steps times that.
 */
#include "power/power.h"

static unsigned places_of(const cas_game *game)
{
    unsigned places = game->quota.places;
    for (int i = 0; i < game->count; i++)
        places = game->weights[i].places > places ? game->weights[i].places : places;
    return places;
}

const cas_power_curve *cas_power_curve_of(cas_arena *arena, const cas_game *game, int steps, const cas_power_options *options)
{
    if (!game->weights || game->rule->kind != CAS_PART_WEIGHT)
        cas_fail(arena->ctx, CAS_E_ARGUMENT, "a curve of quotas is of one weighted rule");
    const unsigned places = places_of(game);
    cas_big total = {NULL, 0};
    for (int i = 0; i < game->count; i++) {
        CAS_CHECK(arena->ctx, !cas_big_compare(game->rule->weights[i], cas_decimal_scaled(arena, game->weights[i], places)));
        total = cas_big_add(arena, total, game->rule->weights[i]);
    }
    cas_power_options asked = options ? *options : (cas_power_options){0};
    asked.indices = (uint64_t)1 << CAS_POWER_BANZHAF | (uint64_t)1 << CAS_POWER_SHAPLEY_SHUBIK;
    asked.union_of = NULL;
    asked.abstain = false;
    cas_power_curve *curve = CAS_NEW(arena, cas_power_curve);
    cas_power_point *points = CAS_ARRAY(arena, cas_power_point, (size_t)steps);
    cas_big last = {NULL, 0};
    for (int k = 0; k < steps; k++) {
        cas_poll(arena->ctx);
        /* floor(T (steps + k) / 2 steps) + 1, at most T: and each quota once. */
        const cas_big part = cas_big_multiply(arena, total, cas_big_of(arena, (uint64_t)(steps + k)));
        cas_big quota = cas_big_add(arena, cas_big_divide_small(arena, part, 2 * (uint64_t)steps), cas_big_of(arena, 1));
        if (k == steps - 1 || cas_big_compare(quota, total) > 0)
            quota = total;
        if (!cas_big_compare(quota, last))
            continue;
        last = quota;
        cas_game *other = CAS_NEW(arena, cas_game);
        *other = *game;
        other->quota = (cas_decimal){quota, places};
        other->rule = cas_part_weight(arena, game->rule->weights, quota);
        points[curve->count++] = (cas_power_point){other->quota, cas_big_double(quota) / cas_big_double(total), cas_power_of(arena, other, &asked)};
    }
    curve->game = game;
    curve->points = points;
    return curve;
}
