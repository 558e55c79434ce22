/*
 * What a text asks, allows and forbids in one position of a run.
 *
 *     owed        a duty in force asks for it: there is no way of doing the duty without it, and the party has not done its part.
 *                 Who is late still owes: a breach does not end a duty, `end` does. Of `any N of` each owes until N have done it.
 *     permitted   an act: not forbidden. A measure or the use of a power: a basis in force, and not forbidden
 *     forbidden   a prohibition in force reaches it and no permission lifts it
 *
 * Of several measures: `any of` is owed if one of them is; permitted if one is; forbidden if each is. `all of` is owed and permitted if
 * each is, forbidden if one is.
 */
#include "hold/scenario_game.h"

/* ---- Duties ------------------------------------------------------------------------------------------------------- */

static bool has_way(const cas_statement *duty, int party)
{
    for (int w = 0; w < duty->way_count; w++)
        if (!cas_naive_gives_to_itself(&duty->ways[w], party))
            return true;
    return false;
}

/* Has come, or done it: its part of what takes all. */
static bool came(const cas_scene_game *game, cas_cell *position, const cas_statement *duty, int party)
{
    for (int w = 0; w < duty->way_count; w++) {
        bool all = !cas_naive_gives_to_itself(&duty->ways[w], party);
        for (int i = 0; i < duty->ways[w].count && all; i++)
            all = *cas_done(&game->naive, position, party, cas_naive_doing(&game->naive, duty->ways[w].doings[i])) !=
                  CAS_NOT_DONE;
        if (all)
            return true;
    }
    return false;
}

bool cas_scene_is_bound(const cas_scene_game *game, cas_cell *position, const cas_placed *duty, int party)
{
    const cas_statement *words = duty->words;
    if (words->kind != CAS_DUTY || words->only_basis || !cas_naive_in_force(&game->naive, position, duty, party) ||
        !has_way(words, party))
        return false;
    switch (words->who.kind) {
    case CAS_EACH: return !cas_naive_did_duty(&game->naive, position, duty, party);
    case CAS_JOINTLY:
        return !cas_naive_duty_is_done(&game->naive, position, duty) && !came(game, position, words, party);
    case CAS_ANY_NUMBER:
        return !cas_naive_did_duty(&game->naive, position, duty, party) &&
               !cas_naive_duty_is_done(&game->naive, position, duty);
    }
    return false;
}

bool cas_scene_is_late(const cas_scene_game *game, cas_cell *position, const cas_placed *duty, int party)
{
    const cas_tick due = *cas_started(&game->naive, position, duty->clause, party) + duty->words->within;
    return due < position[0] || (due == position[0] && *cas_breached(&game->naive, position, duty->clause, party));
}

static bool is_among(cas_doing doing, const cas_doing *doings, int count)
{
    for (int i = 0; i < count; i++)
        if (doings[i].deed == doing.deed && doings[i].recipient == doing.recipient)
            return true;
    return false;
}

static bool way_takes(const cas_way *way, const cas_doing *doings, int count, bool all_of)
{
    int taken = 0;
    for (int i = 0; i < count; i++)
        taken += is_among(doings[i], way->doings, way->count);
    return all_of ? taken == count : taken > 0;
}

bool cas_scene_owes(const cas_scene_game *game, cas_cell *position, int party, const cas_doing *doings, int count,
                    bool all_of)
{
    for (int s = 0; s < game->naive.statement_count; s++) {
        const cas_placed *duty = &game->naive.statements[s];
        if (!cas_scene_is_bound(game, position, duty, party))
            continue;
        bool every = true;
        for (int w = 0; w < duty->words->way_count; w++)
            every &= cas_naive_gives_to_itself(&duty->words->ways[w], party) ||
                     way_takes(&duty->words->ways[w], doings, count, all_of);
        if (every)
            return true;
    }
    return false;
}

/* ---- May and must not --------------------------------------------------------------------------------------------- */

static bool has_ended(const cas_scene_game *game, cas_cell *position, int party, int deed)
{
    for (int e = 0; e < game->naive.end_count; e++) {
        const cas_placed *end = &game->naive.statements[game->naive.ends[e]];
        if (*cas_started(&game->naive, position, end->clause, party) == CAS_NOT_YET)
            continue;
        for (int i = 0; i < end->words->end_deed_count; i++)
            if (end->words->end_deeds[i] == deed)
                return true;
    }
    return false;
}

/* A basis of its own or one that it shares with others. */
static bool has_basis(const cas_scene_game *game, cas_cell *position, int party, cas_doing doing)
{
    const bool is_power = game->instance->deeds[doing.deed].kind == CAS_POWER;
    if (has_ended(game, position, party, doing.deed))
        return false;
    for (int s = 0; s < game->naive.statement_count; s++) {
        const cas_placed *basis = &game->naive.statements[s];
        const cas_statement_kind kind = basis->words->kind;
        const bool fits = is_power ? kind == CAS_POWER_GRANT : kind == CAS_DUTY || kind == CAS_PERMISSION;
        if (fits && cas_naive_in_force(&game->naive, position, basis, party) &&
            cas_naive_has_doing(basis->words, doing, party))
            return true;
    }
    return false;
}

bool cas_scene_must_not(const cas_scene_game *game, cas_cell *position, int party, cas_doing doing)
{
    return cas_naive_forbidden(&game->naive, position, party, doing);
}

bool cas_scene_may(const cas_scene_game *game, cas_cell *position, int party, cas_doing doing)
{
    if (doing.recipient == party || cas_scene_must_not(game, position, party, doing))
        return false;
    return game->instance->deeds[doing.deed].kind == CAS_ACT || has_basis(game, position, party, doing);
}

/* ---- The norms of a day -------------------------------------------------------------------------------------------- */

typedef struct norm_list {
    const cas_scene_game *game;
    cas_arena *arena;
    cas_cell *position;
    cas_norm *items;
    size_t count, room;
} norm_list;

static void add_norm(norm_list *list, cas_norm norm)
{
    if (cas_set_is_empty(&norm.parties))
        return;
    norm.who = cas_scene_names(list->arena, list->game, &norm.parties);
    if (norm.out_of)
        norm.who = cas_format(list->arena, "any %d of %s", norm.out_of, norm.who);
    else if (norm.jointly && cas_set_count(&norm.parties) > 1)
        norm.who = cas_format(list->arena, "%s, jointly,", norm.who);
    list->items = CAS_ROOM(list->arena, list->items, list->count, &list->room);
    list->items[list->count++] = norm;
}

/* Those who are bound, by the tick at which they are due: where each finds for itself the ticks differ. */
static void add_duty(norm_list *list, const cas_placed *duty)
{
    const cas_scene_game *game = list->game;
    cas_set left = cas_set_empty();
    for (int p = 0; p < game->naive.parties; p++)
        if (cas_scene_is_bound(game, list->position, duty, p))
            cas_set_add(&left, p);
    while (!cas_set_is_empty(&left)) {
        const int first = cas_set_next(&left, 0);
        const cas_cell started = *cas_started(&game->naive, list->position, duty->clause, first);
        cas_norm norm = {.kind = CAS_NORM_OWES,
                         .jointly = duty->words->who.kind == CAS_JOINTLY,
                         .out_of = duty->words->who.kind == CAS_ANY_NUMBER ? duty->words->who.number : 0,
                         .words = cas_scene_ways(list->arena, game->instance, duty->words),
                         .due = started + duty->words->within,
                         .late = cas_scene_is_late(game, list->position, duty, first),
                         .clause = duty->clause,
                         .line = duty->words->line};
        for (int p = first; p >= 0; p = cas_set_next(&left, p + 1))
            if (*cas_started(&game->naive, list->position, duty->clause, p) == started)
                cas_set_add(&norm.parties, p);
        left = cas_set_minus(left, norm.parties);
        add_norm(list, norm);
    }
}

static bool is_still_open(const norm_list *list, const cas_statement *words, int party)
{
    const cas_scene_game *game = list->game;
    for (int w = 0; w < words->way_count; w++)
        for (int i = 0; i < words->ways[w].count; i++) {
            const cas_doing doing = words->ways[w].doings[i];
            if (doing.recipient != party &&
                *cas_done(&game->naive, list->position, party, cas_naive_doing(&game->naive, doing)) != CAS_DONE &&
                !has_ended(game, list->position, party, doing.deed))
                return true;
        }
    return false;
}

static void add_leave(norm_list *list, const cas_placed *placed, cas_norm_kind kind)
{
    const cas_scene_game *game = list->game;
    cas_norm norm = {.kind = kind,
                     .due = CAS_NEVER,
                     .clause = placed->clause,
                     .line = placed->words->line,
                     .words = cas_scene_ways(list->arena, game->instance, placed->words)};
    if (placed->words->who.kind == CAS_ANY_NUMBER && placed->words->who.number > 1)
        norm.out_of = placed->words->who.number;
    norm.jointly = placed->words->who.kind == CAS_JOINTLY;
    for (int p = 0; p < game->naive.parties; p++) {
        if (!cas_naive_in_force(&game->naive, list->position, placed, p))
            continue;
        if (kind == CAS_NORM_MUST_NOT
                ? cas_naive_forbids(&game->naive, list->position, placed->clause, p, placed->words->ways[0].doings[0])
                : is_still_open(list, placed->words, p))
            cas_set_add(&norm.parties, p);
    }
    add_norm(list, norm);
}

static void add_statement(norm_list *list, int s)
{
    const cas_placed *placed = &list->game->naive.statements[s];
    /* A permission that prevails over several clauses is written once. */
    if (s > 0 && placed->words->way_count && list->game->naive.statements[s - 1].words->ways == placed->words->ways)
        return;
    switch (placed->words->kind) {
    case CAS_DUTY:
        if (placed->words->only_basis)
            add_leave(list, placed, CAS_NORM_MAY);
        else
            add_duty(list, placed);
        return;
    case CAS_PERMISSION: add_leave(list, placed, CAS_NORM_MAY); return;
    case CAS_POWER_GRANT: add_leave(list, placed, CAS_NORM_CAN); return;
    case CAS_PROHIBITION: add_leave(list, placed, CAS_NORM_MUST_NOT); return;
    case CAS_DECIDE:
    case CAS_FINDING:
    case CAS_LEAVE:
    case CAS_END: return;
    }
}

/* Who can still vote on it, or find it. */
static void add_matter(norm_list *list, int matter)
{
    const cas_scene_game *game = list->game;
    const cas_cell *head = cas_matter(&game->naive, list->position, matter);
    if (head[CAS_MATTER_STATUS] != CAS_OPENED)
        return;
    const cas_placed *opener = &game->naive.statements[head[CAS_MATTER_STATEMENT]];
    const bool votes = opener->words->rule != NULL;
    cas_norm norm = {
        .kind = CAS_NORM_CAN,
        .due = votes ? head[CAS_MATTER_OPENED] + opener->words->within : CAS_NEVER,
        .words = cas_format(list->arena, votes ? "vote on %s" : "find %s", cas_scene_body(game->instance, matter)),
        .clause = opener->clause,
        .line = opener->words->line};
    for (int p = 0; p < game->naive.parties; p++) {
        const cas_move move = {votes ? CAS_MOVE_BALLOT : CAS_MOVE_CALL, p, matter, CAS_YES};
        if (cas_naive_is_open_move(&game->naive, list->position, &move))
            cas_set_add(&norm.parties, p);
    }
    add_norm(list, norm);
}

cas_norm *cas_scene_norms(cas_arena *arena, const cas_scene_game *game, cas_cell *position, size_t *count)
{
    norm_list list = {.game = game, .arena = arena, .position = position};
    for (int s = 0; s < game->naive.statement_count; s++)
        if (game->naive.statements[s].clause < game->clause_count)
            add_statement(&list, s);
    for (int m = 0; m < game->naive.matter_count; m++)
        add_matter(&list, m);
    *count = list.count;
    return list.items;
}
