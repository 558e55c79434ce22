/*
 * Cheapest and dearest paths through a game's diagram: see cells.h.
 *
 * A winning set is a path to true. A variable that the path jumps over does not matter, so the cheapest winning set
 * lacks it and the dearest losing set holds it. From the leaves up,
 *
 *     least(v) = min(least(low), least(high) + cost)
 *     most(v) = max(most(low), most(high) + cost), with the costs of what is jumped over
 *
 * With marks, sets whose marks sum to 0 are passed over. Two candidates a cell are enough: the cheapest, and the
 * cheapest among those whose marks sum to something else. For whatever is chosen above the cell, one of the two does
 * not sum to 0; and a dearer one that does not either can be exchanged for it. Across a jump the sum also changes by
 * taking one member with a mark, the cheapest; taking more is dearer and no better.
 *
 * Exact. Cost: cells, plus the length of jumps. Twin: all sets, in test/power/test_design.c.
 */
#include "power/cells.h"

#include <string.h>

enum { NOBODY = -1 };

typedef struct cas_way_on {
    bool exists, high, second; /* through which child, and by which of its candidates */
    int extra;                 /* a variable taken on the way there, or NOBODY */
    cas_wide cost, marks;
} cas_way_on;

typedef struct cas_cell_ways {
    cas_way_on best, other;
} cas_cell_ways;

struct cas_cells {
    cas_arena *arena;
    int members;
    const int *order; /* variable to member */
    size_t count;     /* cells; places 0 false, 1 true, then the cells, children first */
    int *variable;    /* of each place; terminals: members */
    uint32_t *low, *high;
    uint32_t root;
    cas_set support;
    cas_cell_ways *ways;
};

cas_cells *cas_cells_of(cas_arena *arena, const cas_game *game)
{
    cas_cells *cells = CAS_NEW(arena, cas_cells);
    cells->arena = arena;
    cells->members = game->count;
    cells->order = cas_game_order(arena, game);
    cas_diagrams *store = cas_diagrams_open(arena, game->count);
    const cas_node root = cas_game_diagram(game, store, cells->order);
    const uint32_t *place;
    const cas_node *list = cas_diagram_cells(store, arena, root, &cells->count, &place);
    const size_t places = cells->count + 2;
    cells->variable = CAS_ARRAY(arena, int, places);
    cells->low = CAS_ARRAY(arena, uint32_t, places);
    cells->high = CAS_ARRAY(arena, uint32_t, places);
    cells->ways = CAS_ARRAY(arena, cas_cell_ways, places);
    cells->variable[0] = cells->variable[1] = game->count;
    for (size_t i = 0; i < cells->count; i++) {
        cells->variable[i + 2] = cas_diagram_top(store, list[i]);
        cells->low[i + 2] = place[cas_diagram_low(store, list[i])];
        cells->high[i + 2] = place[cas_diagram_high(store, list[i])];
    }
    cells->root = place[root];
    const cas_set support = cas_diagram_support(store, root);
    for (int v = cas_set_next(&support, 0); v >= 0; v = cas_set_next(&support, v + 1))
        cas_set_add(&cells->support, cells->order[v]);
    return cells;
}

size_t cas_cells_count(const cas_cells *cells)
{
    return cells->count;
}

cas_set cas_cells_support(const cas_cells *cells)
{
    return cells->support;
}

bool cas_cells_win(const cas_cells *cells, const cas_set *set)
{
    uint32_t p = cells->root;
    while (p >= 2)
        p = cas_set_has(set, cells->order[cells->variable[p]]) ? cells->high[p] : cells->low[p];
    return p;
}

/* The better of the ways known and this one, and the best of those with another sum of marks. */
static void offer(cas_cell_ways *ways, cas_way_on way)
{
    if (!way.exists)
        return;
    if (!ways->best.exists || way.cost < ways->best.cost) {
        if (ways->best.exists && ways->best.marks != way.marks)
            ways->other = ways->best;
        else if (ways->other.exists && ways->other.marks == way.marks)
            ways->other.exists = false;
        ways->best = way;
    } else if (way.marks != ways->best.marks && (!ways->other.exists || way.cost < ways->other.cost))
        ways->other = way;
}

/* What the edge from `from` (a variable, taken or not) to the child offers. */
static void offer_edge(const cas_cells *cells, const cas_wide *cost, const cas_wide *marks, int from, bool high,
                       uint32_t child, cas_cell_ways *ways)
{
    const cas_cell_ways *below = &cells->ways[child];
    if (!below->best.exists)
        return;
    const int member = from >= 0 ? cells->order[from] : 0;
    const cas_wide paid = high ? cost[member] : 0, marked = high && marks ? marks[member] : 0;
    cas_way_on way = {.exists = true,
                      .high = high,
                      .extra = NOBODY,
                      .cost = below->best.cost + paid,
                      .marks = below->best.marks + marked};
    offer(ways, way);
    if (!marks)
        return;
    if (below->other.exists)
        offer(ways, (cas_way_on){true, high, true, NOBODY, below->other.cost + paid, below->other.marks + marked});
    for (int v = from + 1; v < cells->variable[child]; v++) {
        const int passed = cells->order[v];
        if (marks[passed] && (way.extra == NOBODY || cost[passed] < cost[cells->order[way.extra]]))
            way.extra = v;
    }
    if (way.extra != NOBODY) {
        way.cost += cost[cells->order[way.extra]];
        way.marks += marks[cells->order[way.extra]];
        offer(ways, way);
    }
}

bool cas_cheapest_winning(cas_cells *cells, const cas_wide *cost, const cas_wide *marks, cas_set *set, cas_wide *least)
{
    memset(cells->ways, 0, 2 * sizeof *cells->ways);
    cells->ways[1].best.exists = true;
    for (size_t p = 2; p < cells->count + 2; p++) {
        cas_poll(cells->arena->ctx);
        cas_cell_ways ways = {0};
        offer_edge(cells, cost, marks, cells->variable[p], false, cells->low[p], &ways);
        offer_edge(cells, cost, marks, cells->variable[p], true, cells->high[p], &ways);
        cells->ways[p] = ways;
    }
    cas_cell_ways top = {0};
    offer_edge(cells, cost, marks, -1, false, cells->root, &top);
    cas_way_on way = marks && top.best.exists && !top.best.marks ? top.other : top.best;
    if (!way.exists)
        return false;
    *least = way.cost;
    *set = cas_set_empty();
    for (uint32_t p = cells->root;;) {
        if (way.extra != NOBODY)
            cas_set_add(set, cells->order[way.extra]);
        if (p < 2)
            return true;
        way = way.second ? cells->ways[p].other : cells->ways[p].best;
        if (way.high)
            cas_set_add(set, cells->order[cells->variable[p]]);
        p = way.high ? cells->high[p] : cells->low[p];
    }
}

bool cas_dearest_losing(cas_cells *cells, const cas_wide *cost, cas_set *set, cas_wide *most)
{
    /* before[v]: what the variables before v cost together. */
    cas_wide *before = CAS_ARRAY(cells->arena, cas_wide, (size_t)cells->members + 1);
    for (int v = 0; v < cells->members; v++)
        before[v + 1] = before[v] + cost[cells->order[v]];
    memset(cells->ways, 0, 2 * sizeof *cells->ways);
    cells->ways[0].best.exists = true;
    for (size_t p = 2; p < cells->count + 2; p++) {
        cas_poll(cells->arena->ctx);
        const int v = cells->variable[p];
        cas_way_on best = {0};
        for (int high = 0; high < 2; high++) {
            const uint32_t child = high ? cells->high[p] : cells->low[p];
            const cas_way_on *below = &cells->ways[child].best;
            if (!below->exists)
                continue;
            const cas_wide total = below->cost + before[cells->variable[child]] - before[high ? v : v + 1];
            if (!best.exists || total > best.cost)
                best = (cas_way_on){.exists = true, .high = high, .extra = NOBODY, .cost = total};
        }
        cells->ways[p].best = best;
    }
    if (!cells->ways[cells->root].best.exists)
        return false;
    *most = cells->ways[cells->root].best.cost + before[cells->variable[cells->root]];
    *set = cas_set_empty();
    int next = 0;
    for (uint32_t p = cells->root;;) {
        for (; next < cells->variable[p]; next++)
            cas_set_add(set, cells->order[next]);
        if (p < 2)
            return true;
        const bool high = cells->ways[p].best.high;
        if (high)
            cas_set_add(set, cells->order[next]);
        next++;
        p = high ? cells->high[p] : cells->low[p];
    }
}

/* ---- Standing
   --------------------------------------------------------------------------------------------------------- */

/* Each member weighs at least as much as the next in every weighted rule, in the order of the variables. */
static bool is_descending(cas_arena *arena, const cas_game *game, const int *order)
{
    int leaf_count;
    const cas_part *const *leaves = cas_game_leaves(arena, game, &leaf_count);
    for (int l = 0; leaves && l < leaf_count; l++)
        for (int v = 0; v + 1 < game->count; v++)
            if (cas_big_compare(leaves[l]->weights[order[v]], leaves[l]->weights[order[v + 1]]) < 0)
                return false;
    return leaves != NULL;
}

/* same[v]: variables v and v + 1 can be exchanged, so every path that asks for either leads to one place with the
   first alone and with the second alone. */
static bool *neighbours(const cas_cells *cells)
{
    cas_arena *arena = cells->arena;
    bool *same = CAS_ARRAY(arena, bool, (size_t)cells->members + 1);
    for (int v = 0; v + 1 < cells->members; v++)
        same[v] = true;
    /* The first variable from which an edge leads to each cell. */
    int *from = CAS_ARRAY(arena, int, cells->count + 2);
    for (size_t p = 2; p < cells->count + 2; p++)
        from[p] = p == cells->root ? -1 : cells->members;
    for (size_t p = 2; p < cells->count + 2; p++) {
        const int v = cells->variable[p];
        from[cells->low[p]] = v < from[cells->low[p]] ? v : from[cells->low[p]];
        from[cells->high[p]] = v < from[cells->high[p]] ? v : from[cells->high[p]];
    }
    for (size_t p = 2; p < cells->count + 2; p++) {
        const int v = cells->variable[p];
        const uint32_t low = cells->low[p], high = cells->high[p];
        const uint32_t second = cells->variable[low] == v + 1 ? cells->high[low] : low;
        const uint32_t first = cells->variable[high] == v + 1 ? cells->low[high] : high;
        if (first != second)
            same[v] = false;
        /* A path past v - 1 asks for v alone. */
        if (v && from[p] < v - 1)
            same[v - 1] = false;
    }
    return same;
}

/* Members in descending order, classes made of neighbours; group[i] numbers them from the top. */
static int group_descending(const cas_cells *cells, int *group)
{
    const bool *same = neighbours(cells);
    int groups = 0;
    for (int v = 0; v < cells->members; v++) {
        groups += !v || !same[v - 1];
        group[cells->order[v]] = groups - 1;
    }
    return groups;
}

static void number_classes(cas_arena *arena, cas_standing *standing, const int *group, int groups)
{
    int *class_of = CAS_ARRAY(arena, int, (size_t)standing->count), *size = CAS_ARRAY(arena, int, (size_t)groups);
    int *first = CAS_ARRAY(arena, int, (size_t)groups), *number = CAS_ARRAY(arena, int, (size_t)groups);
    for (int i = 0; i < standing->count; i++) {
        if (!number[group[i]]) {
            first[standing->class_count] = i;
            number[group[i]] = ++standing->class_count;
        }
        class_of[i] = number[group[i]] - 1;
        size[class_of[i]]++;
    }
    standing->class_of = class_of;
    standing->class_size = size;
    standing->class_first = first;
}

const cas_standing *cas_standing_of(cas_cells *cells, const cas_game *game)
{
    cas_arena *arena = cells->arena;
    const size_t n = (size_t)game->count;
    cas_standing *standing = CAS_NEW(arena, cas_standing);
    *standing = (cas_standing){.count = game->count, .complete = true, .dummy_class = -1};
    int *group = CAS_ARRAY(arena, int, n), groups = 0;
    const bool descending = is_descending(arena, game, cells->order);
    const cas_desirability *members = descending ? NULL : cas_power_desirability(arena, game);
    if (descending)
        groups = group_descending(cells, group);
    for (size_t i = 0; i < n && !descending; i++) {
        size_t j = 0;
        while (members[i * n + j] != CAS_EQUALLY_DESIRED)
            j++;
        group[i] = j == i ? groups++ : group[j];
    }
    number_classes(arena, standing, group, groups);
    const size_t classes = (size_t)standing->class_count;
    cas_desirability *order = CAS_ARRAY(arena, cas_desirability, classes * classes);
    for (size_t a = 0; a < classes; a++)
        for (size_t b = 0; b < classes; b++) {
            const size_t first = (size_t)standing->class_first[a], second = (size_t)standing->class_first[b];
            order[a * classes + b] = a == b                         ? CAS_EQUALLY_DESIRED
                                     : !descending                  ? members[first * n + second]
                                     : group[first] < group[second] ? CAS_MORE_DESIRED
                                                                    : CAS_LESS_DESIRED;
            standing->complete &= order[a * classes + b] != CAS_NOT_COMPARABLE;
        }
    standing->order = order;
    /* All that no coalition needs are equal to each other, and to nobody else. */
    for (size_t i = 0; i < n; i++)
        if (!cas_set_has(&cells->support, (int)i))
            standing->dummy_class = standing->class_of[i];
    return standing;
}
