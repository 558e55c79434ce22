/* Making games and looking into them: see game.h. */
#include "power/game.h"
#include "power/ternary.h"

#include <stdlib.h>
#include <string.h>

const cas_part *cas_part_weight(cas_arena *arena, const cas_big *weights, cas_big quota)
{
    cas_part *part = CAS_NEW(arena, cas_part);
    *part = (cas_part){.kind = CAS_PART_WEIGHT, .weights = weights, .quota = quota};
    return part;
}

const cas_part *cas_part_count(cas_arena *arena, int needed, const cas_part *const *parts, int count)
{
    cas_part *part = CAS_NEW(arena, cas_part);
    *part = (cas_part){.kind = CAS_PART_COUNT, .parts = parts, .part_count = count, .needed = needed};
    return part;
}

const cas_part *cas_part_diagram(cas_arena *arena, cas_diagrams *store, cas_node node)
{
    cas_part *part = CAS_NEW(arena, cas_part);
    *part = (cas_part){.kind = CAS_PART_DIAGRAM, .store = store, .node = node};
    return part;
}

static bool part_holds(cas_arena *arena, const cas_part *part, int members, const cas_set *present)
{
    switch (part->kind) {
    case CAS_PART_WEIGHT: {
        cas_big sum = {NULL, 0};
        for (int i = 0; i < members; i++)
            if (cas_set_has(present, i))
                sum = cas_big_add(arena, sum, part->weights[i]);
        return cas_big_compare(sum, part->quota) >= 0;
    }
    case CAS_PART_COUNT: {
        int holding = 0;
        for (int i = 0; i < part->part_count; i++)
            holding += part_holds(arena, part->parts[i], members, present);
        return holding >= part->needed;
    }
    case CAS_PART_DIAGRAM: return cas_diagram_holds(part->store, part->node, present);
    }
    return false;
}

bool cas_game_wins(cas_arena *arena, const cas_game *game, const cas_set *present)
{
    const cas_mark mark = cas_arena_mark(arena);
    const bool wins = part_holds(arena, game->rule, game->count, present);
    cas_arena_release(arena, mark);
    return wins;
}

static cas_node part_diagram(const cas_part *part, int members, cas_diagrams *store, cas_arena *arena, const int *order)
{
    cas_node *nodes = CAS_ARRAY(arena, cas_node, (size_t)members + (size_t)part->part_count);
    switch (part->kind) {
    case CAS_PART_WEIGHT: {
        cas_big *weights = CAS_ARRAY(arena, cas_big, (size_t)members);
        for (int v = 0; v < members; v++) {
            nodes[v] = cas_diagram_variable(store, v);
            weights[v] = part->weights[order[v]];
        }
        return cas_diagram_threshold(store, nodes, weights, members, part->quota);
    }
    case CAS_PART_COUNT:
        for (int i = 0; i < part->part_count; i++)
            nodes[i] = part_diagram(part->parts[i], members, store, arena, order);
        return cas_diagram_at_least(store, part->needed, nodes, part->part_count);
    case CAS_PART_DIAGRAM: {
        int *variable_of = CAS_ARRAY(arena, int, (size_t)cas_diagrams_variables(part->store));
        for (int v = 0; v < members; v++)
            variable_of[order[v]] = v;
        return cas_diagram_copy(store, part->store, part->node, variable_of);
    }
    }
    return CAS_NODE_FALSE;
}

cas_node cas_game_diagram(const cas_game *game, cas_diagrams *store, const int *order)
{
    cas_arena *arena = cas_diagrams_arena(store);
    return part_diagram(game->rule, game->count, store, arena, order);
}

static int count_leaves(const cas_part *part)
{
    if (part->kind == CAS_PART_DIAGRAM)
        return -1;
    if (part->kind == CAS_PART_WEIGHT)
        return 1;
    int count = 0;
    for (int i = 0; i < part->part_count; i++) {
        const int inner = count_leaves(part->parts[i]);
        if (inner < 0)
            return -1;
        count += inner;
    }
    return count;
}

static int put_leaves(const cas_part *part, const cas_part **leaves, int count)
{
    if (part->kind == CAS_PART_WEIGHT)
        leaves[count++] = part;
    for (int i = 0; i < part->part_count; i++)
        count = put_leaves(part->parts[i], leaves, count);
    return count;
}

const cas_part *const *cas_game_leaves(cas_arena *arena, const cas_game *game, int *count)
{
    *count = count_leaves(game->rule);
    if (*count < 0)
        return NULL;
    const cas_part **leaves = CAS_ARRAY(arena, const cas_part *, (size_t)*count);
    put_leaves(game->rule, leaves, 0);
    return leaves;
}

typedef struct cas_ranked {
    cas_big weight;
    int member;
} cas_ranked;

static int heavier_first(const void *left, const void *right)
{
    const cas_ranked *a = left, *b = right;
    const int order = cas_big_compare(b->weight, a->weight);
    return order ? order : a->member - b->member;
}

static int distinct_weights(const cas_part *leaf, int members, cas_ranked *ranked)
{
    for (int i = 0; i < members; i++)
        ranked[i] = (cas_ranked){leaf->weights[i], i};
    qsort(ranked, (size_t)members, sizeof *ranked, heavier_first);
    int distinct = members > 0;
    for (int i = 1; i < members; i++)
        distinct += cas_big_compare(ranked[i].weight, ranked[i - 1].weight) != 0;
    return distinct;
}

const int *cas_game_order(cas_arena *arena, const cas_game *game)
{
    int *order = CAS_ARRAY(arena, int, (size_t)game->count);
    for (int i = 0; i < game->count; i++)
        order[i] = i;
    int leaf_count, most = 0;
    const cas_part *const *leaves = cas_game_leaves(arena, game, &leaf_count);
    /* The rule with the most different weights makes the widest diagram, so it decides. */
    cas_ranked *ranked = CAS_ARRAY(arena, cas_ranked, (size_t)game->count);
    for (int l = 0; leaves && l < leaf_count; l++) {
        const int distinct = distinct_weights(leaves[l], game->count, ranked);
        if (distinct <= most)
            continue;
        most = distinct;
        for (int i = 0; i < game->count; i++)
            order[i] = ranked[i].member;
    }
    return order;
}

static const cas_part *part_dual(cas_arena *arena, const cas_part *part, int members)
{
    switch (part->kind) {
    case CAS_PART_WEIGHT: {
        /* The absent must weigh at most total - quota' for the rest to reach quota': present >= total - quota + 1. */
        cas_big total = cas_big_of(arena, 1);
        for (int i = 0; i < members; i++)
            total = cas_big_add(arena, total, part->weights[i]);
        const bool never = cas_big_compare(part->quota, total) >= 0;
        return cas_part_weight(arena, part->weights, never ? cas_big_of(arena, 0) : cas_big_subtract(arena, total, part->quota));
    }
    case CAS_PART_COUNT: {
        const cas_part **parts = CAS_ARRAY(arena, const cas_part *, (size_t)part->part_count);
        for (int i = 0; i < part->part_count; i++)
            parts[i] = part_dual(arena, part->parts[i], members);
        return cas_part_count(arena, part->part_count - part->needed + 1, parts, part->part_count);
    }
    case CAS_PART_DIAGRAM: return cas_part_diagram(arena, part->store, cas_diagram_dual(part->store, part->node));
    }
    return part;
}

const cas_game *cas_game_dual(cas_arena *arena, const cas_game *game)
{
    cas_game *dual = CAS_NEW(arena, cas_game);
    *dual = *game;
    dual->rule = part_dual(arena, game->rule, game->count);
    dual->ternary = NULL;
    dual->origin = NULL;
    return dual;
}

static const cas_part *part_with_blocs(cas_arena *arena, const cas_part *part, int members, const int *new_number, int new_count)
{
    switch (part->kind) {
    case CAS_PART_WEIGHT: {
        cas_big *weights = CAS_ARRAY(arena, cas_big, (size_t)new_count);
        for (int i = 0; i < members; i++)
            weights[new_number[i]] = cas_big_add(arena, weights[new_number[i]], part->weights[i]);
        return cas_part_weight(arena, weights, part->quota);
    }
    case CAS_PART_COUNT: {
        const cas_part **parts = CAS_ARRAY(arena, const cas_part *, (size_t)part->part_count);
        for (int i = 0; i < part->part_count; i++)
            parts[i] = part_with_blocs(arena, part->parts[i], members, new_number, new_count);
        return cas_part_count(arena, part->needed, parts, part->part_count);
    }
    case CAS_PART_DIAGRAM: {
        cas_diagrams *store = cas_diagrams_open(arena, new_count);
        return cas_part_diagram(arena, store, cas_diagram_copy(store, part->store, part->node, new_number));
    }
    }
    return part;
}

const cas_game *cas_game_with_blocs(cas_arena *arena, const cas_game *game, const int *group, int *new_number)
{
    int *number = CAS_ARRAY(arena, int, (size_t)game->count), count = 0;
    const char **names = CAS_ARRAY(arena, const char *, (size_t)game->count);
    for (int i = 0; i < game->count; i++) {
        number[i] = -1;
        for (int j = 0; j < i && group[i] >= 0 && number[i] < 0; j++)
            if (group[j] == group[i])
                number[i] = number[j];
        if (number[i] < 0) {
            number[i] = count;
            names[count++] = game->names[i];
        } else
            names[number[i]] = cas_format(arena, "%s+%s", names[number[i]], game->names[i]);
    }
    cas_game *joined = CAS_NEW(arena, cas_game);
    *joined = (cas_game){.count = count, .names = names, .words = game->words, .ternary_needs = game->ternary_needs};
    joined->rule = part_with_blocs(arena, game->rule, game->count, number, count);
    if (game->ternary)
        joined->ternary = cas_ternary_with_blocs(arena, game->ternary, game->count, number, count);
    if (new_number)
        memcpy(new_number, number, (size_t)game->count * sizeof *number);
    return joined;
}
