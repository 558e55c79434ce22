/*
 * A game from its minimal winning sets: their disjunction as a diagram, one variable a party, joined two by two so that most steps are between small
 * diagrams. Exact. Twin: every set of parties tried one by one, in test/hold/test_guarantee.c.
 */
#include "power/minimal_sets.h"
#include "power/power.h"

static cas_node conjunction(cas_diagrams *store, const cas_set *set)
{
    cas_node all = CAS_NODE_TRUE;
    /* From the last variable up, so that each step makes one cell. */
    for (int v = cas_diagrams_variables(store); v-- > 0;)
        if (cas_set_has(set, v))
            all = cas_diagram_and(store, cas_diagram_variable(store, v), all);
    return all;
}

static cas_node disjunction(cas_diagrams *store, const cas_set *sets, size_t count)
{
    cas_poll(cas_diagrams_arena(store)->ctx);
    if (count == 1)
        return conjunction(store, sets);
    const cas_node left = disjunction(store, sets, count / 2);
    return cas_diagram_or(store, left, disjunction(store, sets + count / 2, count - count / 2));
}

const struct cas_power *cas_power_of_minimal_sets(cas_arena *arena, const cas_set *sets, size_t count, const cas_set *members,
                                                  const char *const *party_names, int party_count, const char *words, int threads)
{
    cas_diagrams *store = cas_diagrams_open(arena, party_count);
    const cas_game *game = cas_game_of_diagram(arena, store, disjunction(store, sets, count), members, party_names, words);
    const cas_power_options options = {.threads = threads};
    return cas_power_of(arena, game, &options);
}
