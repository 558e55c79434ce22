/* What the entries of a calendar and the norms of a day are called. See scenario_game.h. */
#include "hold/scenario_game.h"

#include <math.h>
#include <string.h>

enum { MOST_NAMES = 12, FEW_NAMES = 3 };

static void put_names(cas_builder *out, const cas_instance *instance, const cas_set *set)
{
    const int count = cas_set_count(set);
    int i = 0;
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1), i++) {
        if (i == MOST_NAMES - 1 && count > MOST_NAMES) {
            cas_putf(out, " and %d others", count - i);
            break;
        }
        cas_puts(out, i == 0 ? "" : i == count - 1 ? " and " : ", ");
        cas_puts(out, instance->party_names[p]);
    }
}

/* The group that says it best: the whole of it, or without the fewest. */
static bool put_group(cas_builder *out, const cas_scene_game *game, const cas_set *set)
{
    int best = -1, fewest = FEW_NAMES + 1;
    for (int g = 0; g < game->agreement->group_count; g++) {
        const cas_set without = cas_set_minus(game->groups[g], *set);
        const int missing = cas_set_count(&without);
        if (cas_set_inside(set, &game->groups[g]) && missing < fewest && missing * 2 < cas_set_count(set)) {
            best = g;
            fewest = missing;
        }
    }
    if (best < 0)
        return false;
    const cas_set without = cas_set_minus(game->groups[best], *set);
    cas_puts(out, game->agreement->groups[best].name);
    if (fewest) {
        cas_puts(out, " without ");
        put_names(out, game->instance, &without);
    }
    return true;
}

const char *cas_scene_names(cas_arena *arena, const cas_scene_game *game, const cas_set *set)
{
    cas_builder out = {.arena = arena};
    if (cas_set_is_empty(set))
        return "nobody";
    if (cas_set_count(set) <= FEW_NAMES || !put_group(&out, game, set))
        put_names(&out, game->instance, set);
    return cas_built_string(&out);
}

const char *cas_scene_doing(cas_arena *arena, const cas_instance *instance, cas_doing doing)
{
    const char *name = instance->deeds[doing.deed].name;
    if (doing.recipient < 0)
        return name;
    return cas_format(arena, "give %s to %s", name, instance->party_names[doing.recipient]);
}

/* The one recipient of measures among which the statement leaves the choice, one a way; -1: it is not so simple. */
static int shared_recipient(const cas_statement *statement)
{
    for (int w = 0; w < statement->way_count; w++)
        if (statement->ways[w].count != 1 ||
            statement->ways[w].doings[0].recipient != statement->ways[0].doings[0].recipient)
            return -1;
    return statement->way_count > 1 ? statement->ways[0].doings[0].recipient : -1;
}

const char *cas_scene_ways(cas_arena *arena, const cas_instance *instance, const cas_statement *statement)
{
    cas_builder out = {.arena = arena};
    const int recipient = shared_recipient(statement);
    cas_puts(&out, recipient >= 0 ? "give " : "");
    for (int w = 0; w < statement->way_count; w++) {
        cas_puts(&out, w == 0 ? "" : w + 1 == statement->way_count ? " or " : ", ");
        for (int i = 0; i < statement->ways[w].count; i++) {
            const cas_doing doing = statement->ways[w].doings[i];
            cas_puts(&out, i ? " and " : "");
            cas_puts(&out, recipient >= 0 ? instance->deeds[doing.deed].name : cas_scene_doing(arena, instance, doing));
        }
    }
    if (recipient >= 0)
        cas_putf(&out, " to %s", instance->party_names[recipient]);
    return cas_built_string(&out);
}

const char *cas_scene_day_words(cas_arena *arena, const cas_instance *instance, cas_tick tick)
{
    const double hours = (double)tick * instance->tick_hours, days = hours / 24;
    if (fabs(days - nearbyint(days)) < 1e-9)
        return cas_format(arena, "day %.0f", days);
    return cas_format(arena, "hour %.10g", hours);
}

const char *cas_scene_body(const cas_instance *instance, int matter)
{
    return matter < instance->decision_count ? instance->decision_names[matter]
                                             : instance->finding_names[matter - instance->decision_count];
}
