/* A rule of a text by its place, as a game. */
#include "power/game.h"

#include "model/build.h"
#include "model/package.h"

const cas_game *cas_game_of_named_rule(cas_arena *arena, const cas_agreement *agreement, const cas_condition *in, int rule)
{
    cas_package_walk walk;
    cas_packages_begin(&walk, arena, agreement, in);
    for (const int *choice; (choice = cas_packages_next(&walk)) != NULL;) {
        const cas_rule *built = cas_named_rule_build(arena, agreement, choice, rule);
        if (!built)
            continue;
        const char **names = CAS_ARRAY(arena, const char *, agreement->party_count + 1);
        for (int p = 0; p < agreement->party_count; p++)
            names[p] = agreement->parties[p].name;
        return cas_game_of_rule(arena, built, names, agreement->party_count);
    }
    return NULL;
}
