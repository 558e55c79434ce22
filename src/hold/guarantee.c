/*
 * From a goal to a simple game.
 *
 * Definition: S wins if the goal is reached, on whatever day, when S and the party attacked help and all others resist. Stances are monotone, so this is a simple
 * game; its minimal winning sets are the deciders, its minimal blocking sets the blockers. `power` is handed those sets and knows nothing of where they come from.
 * Exact. Twin: every set of parties tried one by one, in test/hold/test_guarantee.c.
 */
#include "hold/guarantee.h"

#include "hold/families.h"
#include "power/minimal_sets.h"

enum { MOST_SETS = 50000 };

/* All deciders, or those the verdict lists if that is all. */
static cas_family all_deciders(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, const cas_verdict *verdict)
{
    const cas_family *known = &verdict->deciders;
    const int64_t total = known->known ? cas_big_small(known->total) : -1;
    if (total < 0 || total > MOST_SETS || known->listed == (size_t)total)
        return *known;
    return cas_families_find(cas_method_new(arena, instance, goal, 0), CAS_FAMILIES_BY_RESISTING, (size_t)total, 0).deciders;
}

cas_guarantee cas_guarantee_power(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, const cas_verdict *verdict, int threads)
{
    const cas_family deciders = all_deciders(arena, instance, goal, verdict);
    if (!deciders.known)
        return (cas_guarantee){.needs = verdict->needs ? verdict->needs : "all deciders", .undecided = true};
    if (!deciders.total.count)
        return (cas_guarantee){.needs = "no set of parties reaches it"};
    if ((int64_t)deciders.listed != cas_big_small(deciders.total))
        return (cas_guarantee){.needs = cas_format(arena, "all %s deciders, of which at most %d are taken", cas_big_string(arena, deciders.total), MOST_SETS),
                               .undecided = true};
    if (cas_set_is_empty(&deciders.sets[0]))
        return (cas_guarantee){.needs = "nobody's help is needed, it is reached although all resist"};
    cas_set members = cas_set_empty();
    for (int p = 0; p < instance->party_count; p++)
        if (p != instance->attacked)
            cas_set_add(&members, p);
    const char *words = cas_format(arena, "%s as a game: a set of parties wins if its help reaches it although all others resist", goal->name);
    return (cas_guarantee){.power = cas_power_of_minimal_sets(arena, deciders.sets, deciders.listed, &members, instance->party_names,
                                                              instance->party_count, words, threads)};
}
