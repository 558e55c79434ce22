/*
 * A game after somebody left or joined.
 *
 * A quota that was written as a share follows the new total; one that was written as a number stays. In a rule of the
 * language who leaves is excluded, so that shares, "all" and "majority" are of those left; nobody can join it, because
 * the text would have to say with what weight and in which body.
 */
#include "power/game.h"
#include "power/ratio.h"

#include <string.h>

cas_big cas_quota_of_share(cas_arena *arena, const cas_quota_share *share, cas_big total)
{
    cas_big rest;
    const cas_big quota = cas_big_divide(arena, cas_big_multiply(arena, total, share->over), share->under, &rest);
    return share->more || rest.count ? cas_big_add(arena, quota, cas_big_of(arena, 1)) : quota;
}

/* The part with other weights in units of 10^-places, at least as fine as before. */
static const cas_part *weighed(cas_arena *arena, const cas_part *part, const cas_big *weights, int members,
                               unsigned places)
{
    cas_part *changed = CAS_NEW(arena, cas_part);
    *changed = *part;
    changed->weights = weights;
    changed->places = places;
    cas_big total = {NULL, 0};
    for (int i = 0; i < members; i++)
        total = cas_big_add(arena, total, weights[i]);
    if (part->share)
        changed->quota = cas_quota_of_share(arena, part->share, total);
    else if (places > part->places)
        changed->quota = cas_big_multiply(arena, part->quota, cas_big_power10(arena, places - part->places));
    return changed;
}

static const cas_part *part_without(cas_arena *arena, const cas_part *part, int members, int member)
{
    switch (part->kind) {
    case CAS_PART_WEIGHT: {
        cas_big *weights = CAS_ARRAY(arena, cas_big, (size_t)members);
        for (int i = 0; i + 1 < members; i++)
            weights[i] = part->weights[i < member ? i : i + 1];
        return weighed(arena, part, weights, members - 1, part->places);
    }
    case CAS_PART_COUNT: {
        const cas_part **parts = CAS_ARRAY(arena, const cas_part *, (size_t)part->part_count);
        for (int i = 0; i < part->part_count; i++)
            parts[i] = part_without(arena, part->parts[i], members, member);
        return cas_part_count(arena, part->needed, parts, part->part_count);
    }
    case CAS_PART_DIAGRAM: {
        int *variable_of = CAS_ARRAY(arena, int, (size_t)members);
        for (int i = 0; i < members; i++)
            variable_of[i] = i < member ? i : i ? i - 1 : 0;
        cas_diagrams *store = cas_diagrams_open(arena, members - 1);
        return cas_part_diagram(arena, store,
                                cas_diagram_copy(store, part->store,
                                                 cas_diagram_restrict(part->store, part->node, member, false),
                                                 variable_of));
    }
    }
    return part;
}

/* For one weighted rule: weights and quota as they are written. */
static void tell_weights(cas_arena *arena, cas_game *game, const cas_decimal *before, int member,
                         const cas_decimal *joining)
{
    cas_decimal *weights = CAS_ARRAY(arena, cas_decimal, (size_t)game->count);
    for (int i = 0; i < game->count; i++)
        weights[i] = joining && i + 1 == game->count ? *joining : before[i < member ? i : i + 1];
    game->weights = weights;
    game->quota = (cas_decimal){game->rule->quota, game->rule->places};
}

const cas_game *cas_game_without(cas_arena *arena, const cas_game *game, int member, const char **problem)
{
    if (game->count < 2) {
        *problem = "the only member cannot leave";
        return NULL;
    }
    if (game->origin) {
        const cas_set left = cas_set_single(game->origin->party_of[member]);
        return cas_game_of_rule_without(arena, game->origin->rule, game->origin->party_names, game->origin->party_count,
                                        &left);
    }
    cas_game *changed = CAS_NEW(arena, cas_game);
    const char **names = CAS_ARRAY(arena, const char *, (size_t)game->count);
    for (int i = 0; i + 1 < game->count; i++)
        names[i] = game->names[i < member ? i : i + 1];
    *changed = (cas_game){.count = game->count - 1, .names = names, .words = game->words};
    changed->rule = part_without(arena, game->rule, game->count, member);
    if (game->weights)
        tell_weights(arena, changed, game->weights, member, NULL);
    return changed;
}

/* The weight of the one who joins for the next rule: what comes before the next '/'; the last one serves for all
   rules that follow. */
static bool next_weight(cas_arena *arena, cas_text *weights, cas_decimal *weight)
{
    const char *slash = memchr(weights->at, '/', weights->length);
    const cas_text first = {weights->at, slash ? (size_t)(slash - weights->at) : weights->length};
    if (slash)
        *weights = (cas_text){slash + 1, weights->length - first.length - 1};
    return cas_decimal_read(arena, first, weight);
}

static const cas_part *part_with(cas_arena *arena, const cas_part *part, int members, cas_text *weights,
                                 cas_decimal *last, bool *good)
{
    if (part->kind == CAS_PART_WEIGHT) {
        *good &= weights->length && next_weight(arena, weights, last);
        if (!*good)
            return part;
        const unsigned places = last->places > part->places ? last->places : part->places;
        cas_big *all = CAS_ARRAY(arena, cas_big, (size_t)members + 1);
        for (int i = 0; i < members; i++)
            all[i] = cas_big_multiply(arena, part->weights[i], cas_big_power10(arena, places - part->places));
        all[members] = cas_decimal_scaled(arena, *last, places);
        return weighed(arena, part, all, members + 1, places);
    }
    if (part->kind == CAS_PART_DIAGRAM) {
        *good = false;
        return part;
    }
    const cas_part **parts = CAS_ARRAY(arena, const cas_part *, (size_t)part->part_count);
    for (int i = 0; i < part->part_count; i++)
        parts[i] = part_with(arena, part->parts[i], members, weights, last, good);
    return cas_part_count(arena, part->needed, parts, part->part_count);
}

const cas_game *cas_game_with(cas_arena *arena, const cas_game *game, cas_text name, cas_text weights,
                              const char **problem)
{
    if (game->origin) {
        *problem = "a member joins a rule of a file by being declared there";
        return NULL;
    }
    for (int i = 0; i < game->count; i++)
        if (cas_text_is(name, game->names[i])) {
            *problem = cas_format(arena, "%.*s is a member already", CAS_SHOW(name));
            return NULL;
        }
    cas_game *changed = CAS_NEW(arena, cas_game);
    const char **names = CAS_ARRAY(arena, const char *, (size_t)game->count + 1);
    memcpy(names, game->names, (size_t)game->count * sizeof *names);
    names[game->count] = cas_text_string(arena, name);
    *changed = (cas_game){.count = game->count + 1, .names = names, .words = game->words};
    cas_decimal last = {{NULL, 0}, 0};
    bool good = true;
    const cas_text written = weights;
    changed->rule = part_with(arena, game->rule, game->count, &weights, &last, &good);
    if (!good) {
        *problem = written.length && written.at[0] == '-'
                       ? cas_format(arena, "the weight of %.*s is negative: %.*s", CAS_SHOW(name), CAS_SHOW(written))
                       : cas_format(arena, "the weight of %.*s is no number: %.*s", CAS_SHOW(name), CAS_SHOW(written));
        return NULL;
    }
    if (game->weights)
        tell_weights(arena, changed, game->weights, game->count, &last);
    return changed;
}
