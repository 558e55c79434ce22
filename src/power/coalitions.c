/*
 * Minimal winning and blocking coalitions, and who can stand in for whom.
 *
 * Both are questions to the game's diagram. The variables of a list are the members in their own order, because lists are sorted by it; for counts alone
 * the order of weights would be smaller. A blocking set leaves the others without a winning set: it wins in the dual game.
 *
 * Member a is at least as desirable as b if, in every set that holds b and not a, a could take the place of b:
 * f with b and without a implies f with a and without b.
 */
#include "power/power.h"

#include <string.h>

const cas_coalitions *cas_power_coalitions(cas_arena *arena, const cas_game *game, bool blocking, const cas_set *containing, const cas_set *lacking,
                                           size_t limit)
{
    cas_coalitions *out = CAS_NEW(arena, cas_coalitions);
    int *order = CAS_ARRAY(arena, int, (size_t)game->count);
    for (int i = 0; i < game->count; i++)
        order[i] = i;
    cas_diagrams *store = cas_diagrams_open(arena, game->count);
    cas_node f = cas_game_diagram(game, store, order);
    if (blocking)
        f = cas_diagram_dual(store, f);
    const cas_set nobody = cas_set_empty();
    const cas_family family =
        cas_family_filter(store, cas_diagram_minimal(store, f), containing ? containing : &nobody, lacking ? lacking : &nobody);
    out->count = cas_family_count(store, arena, family);
    out->by_size = cas_family_count_by_size(store, arena, family);
    out->listed = cas_family_list(store, arena, family, limit, &out->listed_count);
    return out;
}

cas_smallest cas_power_smallest(cas_arena *arena, const cas_game *game, bool blocking, int member, size_t limit)
{
    cas_smallest out = {0};
    const int *order = cas_game_order(arena, game);
    cas_diagrams *store = cas_diagrams_open(arena, game->count);
    cas_node f = cas_game_diagram(game, store, order);
    if (blocking)
        f = cas_diagram_dual(store, f);
    cas_set containing = cas_set_empty();
    const cas_set nobody = cas_set_empty();
    for (int v = 0; v < game->count; v++)
        if (order[v] == member)
            cas_set_add(&containing, v);
    const cas_family family = cas_family_filter(store, cas_diagram_minimal(store, f), &containing, &nobody);
    const cas_big *by_size = cas_family_count_by_size(store, arena, family);
    for (int size = 1; size <= game->count && !out.size; size++)
        out.size = by_size[size].count ? size : 0;
    if (!out.size)
        return out;
    out.count = by_size[out.size];
    /* Lists go by size, so the first ones are the smallest. */
    const int64_t small = cas_big_small(out.count);
    const size_t wanted = small >= 0 && (uint64_t)small < limit ? (size_t)small : limit;
    const cas_set *variables = cas_family_list(store, arena, family, wanted, &out.listed_count);
    cas_set *listed = CAS_ARRAY(arena, cas_set, out.listed_count + 1);
    for (size_t k = 0; k < out.listed_count; k++)
        for (int v = cas_set_next(&variables[k], 0); v >= 0; v = cas_set_next(&variables[k], v + 1))
            cas_set_add(&listed[k], order[v]);
    out.listed = listed;
    return out;
}

static bool implies(cas_diagrams *store, cas_node f, cas_node g)
{
    return cas_diagram_or(store, f, g) == g;
}

const cas_desirability *cas_power_desirability(cas_arena *arena, const cas_game *game)
{
    const size_t n = (size_t)game->count;
    cas_desirability *out = CAS_ARRAY(arena, cas_desirability, n * n);
    cas_diagrams *store = cas_diagrams_open(arena, game->count);
    const int *order = cas_game_order(arena, game);
    const cas_node f = cas_game_diagram(game, store, order);
    for (size_t v = 0; v < n; v++) {
        const cas_node with = cas_diagram_restrict(store, f, (int)v, true), without = cas_diagram_restrict(store, f, (int)v, false);
        for (size_t u = v + 1; u < n; u++) {
            const cas_node first = cas_diagram_restrict(store, with, (int)u, false), second = cas_diagram_restrict(store, without, (int)u, true);
            const bool at_least = implies(store, second, first), at_most = implies(store, first, second);
            const size_t a = (size_t)order[v], b = (size_t)order[u];
            out[a * n + b] = at_least && at_most ? CAS_EQUALLY_DESIRED : at_least ? CAS_MORE_DESIRED : at_most ? CAS_LESS_DESIRED : CAS_NOT_COMPARABLE;
            out[b * n + a] = at_least && at_most ? CAS_EQUALLY_DESIRED : at_least ? CAS_LESS_DESIRED : at_most ? CAS_MORE_DESIRED : CAS_NOT_COMPARABLE;
        }
    }
    return out;
}
