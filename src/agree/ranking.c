/*
 * Pareto-efficient packages, ranks and compromises, over diagrams.
 *
 * For a fixed package P and a position i, the packages at least as good as P for i are a product of conditions on single issues (a
 * chain of them where i weighs issues), so their diagram is small. With S the packages to choose from:
 *
 * 1. Take a package P of those not yet judged. B = those of S that are at least as good as P for everybody. E = those of B to which P is
 *    at least as good for everybody: equally good to all.
 * 2. While B is larger than E, go on with a package of B outside E: it is better for somebody and worse for nobody. The order is
 *    finite and partial, so this ends.
 * 3. E is a class of efficient packages. Everything that P is at least as good as for everybody is judged.
 *
 * Rank of P for i: 1 + the number of packages of S that i likes better. Steps down of i: levels below its best, summed over issues. The
 * least bound k with S and "steps at most k" not empty is found by halving; "at most k" is a threshold diagram.
 *
 * Cost: for each class a chain of improvements, each a product of S with a small diagram. Exact. Twin: naive.c.
 */
#include "agree/ranking.h"

#include <string.h>

/* ---- At least as good ---------------------------------------------------------------------------------------------------------- */

typedef enum comparison { LESS, EQUAL, AT_MOST, AT_LEAST } comparison;

/* Packages whose level on an issue compares so with a given level. */
static cas_node levels(cas_space *space, const cas_preference *preference, int d, comparison how, int than)
{
    cas_node any = CAS_NODE_FALSE;
    for (int a = 0; a < space->talks->agreement->dimensions[d].count; a++) {
        const int level = preference->level[d][a];
        const bool fits = how == LESS      ? level < than
                          : how == EQUAL   ? level == than
                          : how == AT_MOST ? level <= than
                                           : level >= than;
        if (fits)
            any = cas_diagram_or(space->store, any, cas_space_is(space, d, a));
    }
    return any;
}

static bool is_weighed(const cas_preference *preference, int d)
{
    for (int i = 0; i < preference->weighed_count; i++)
        if (preference->weighed[i] == d)
            return true;
    return false;
}

/* Packages at least as good as P; with `worse`, packages that P is at least as good as. */
static cas_node as_good_as(cas_space *space, const cas_preference *preference, const int *package, bool worse)
{
    cas_diagrams *store = space->store;
    cas_node f = CAS_NODE_TRUE;
    for (int d = 0; d < space->talks->agreement->issue_count; d++)
        if (preference->level[d] && !is_weighed(preference, d))
            f = cas_diagram_and(
                store, f, levels(space, preference, d, worse ? AT_LEAST : AT_MOST, preference->level[d][package[d]]));
    for (int i = preference->weighed_count; i-- > 0;) {
        const int d = preference->weighed[i], level = preference->level[d][package[d]];
        const cas_node same = cas_diagram_and(store, levels(space, preference, d, EQUAL, level), f);
        const cas_node strictly =
            worse ? levels(space, preference, d, AT_LEAST, level + 1) : levels(space, preference, d, LESS, level);
        f = cas_diagram_or(store, strictly, same);
    }
    return f;
}

static cas_node for_all(cas_space *space, const bool *counts, const int *package, bool worse, cas_node among)
{
    for (int p = 0; p < space->talks->agreement->position_count; p++)
        if (counts[p])
            among =
                cas_diagram_and(space->store, among, as_good_as(space, &space->talks->preferences[p], package, worse));
    return among;
}

/* ---- Pareto ---------------------------------------------------------------------------------------------------------------------- */

static void describe(cas_arena *arena, cas_space *space, cas_node f, const bool *counts, const int *package,
                     cas_class *class)
{
    const cas_talks *talks = space->talks;
    const size_t positions = (size_t)talks->agreement->position_count;
    cas_big *rank = CAS_ARRAY(arena, cas_big, positions + 1);
    int *steps = CAS_ARRAY(arena, int, positions + 1);
    for (size_t p = 0; p < positions; p++) {
        rank[p] = cas_big_of(arena, 0);
        if (!counts[p])
            continue;
        const cas_preference *preference = &talks->preferences[p];
        const cas_node better = cas_diagram_and(
            space->store, cas_diagram_and(space->store, f, as_good_as(space, preference, package, false)),
            cas_diagram_not(space->store, as_good_as(space, preference, package, true)));
        rank[p] = cas_big_add(arena, cas_space_count(space, arena, better), cas_big_of(arena, 1));
        steps[p] = cas_steps_down(talks->agreement, preference, package);
    }
    class->package = package;
    class->rank = rank;
    class->steps = steps;
}

static void list_classes(cas_arena *arena, cas_space *space, const cas_node *nodes, size_t limit, cas_pareto *out)
{
    cas_node all = CAS_NODE_FALSE;
    for (size_t c = 0; c < out->count; c++)
        all = cas_diagram_or(space->store, all, nodes[c]);
    out->listed = cas_space_list(space, arena, all, limit, &out->listed_count);
    size_t *class_of = CAS_ARRAY(arena, size_t, out->listed_count + 1);
    for (size_t i = 0; i < out->listed_count; i++)
        while (!cas_space_holds(space, nodes[class_of[i]], out->listed[i]))
            class_of[i]++;
    out->class_of = class_of;
}

void cas_pareto_of(cas_arena *arena, cas_space *space, cas_node f, const bool *counts, size_t most_classes,
                   size_t limit, cas_pareto *out)
{
    cas_diagrams *store = space->store;
    cas_class *classes = NULL;
    cas_node *nodes = NULL, left = f;
    size_t room = 0, node_room = 0;
    *out = (cas_pareto){.total = cas_big_of(arena, 0), .complete = true};
    while (left != CAS_NODE_FALSE) {
        if (out->count == most_classes) {
            out->complete = false;
            break;
        }
        const int *package = cas_space_any(space, arena, left);
        cas_node better = for_all(space, counts, package, false, f),
                 equal = for_all(space, counts, package, true, better);
        while (better != equal) {
            package = cas_space_any(space, arena, cas_diagram_and(store, better, cas_diagram_not(store, equal)));
            better = for_all(space, counts, package, false, f);
            equal = for_all(space, counts, package, true, better);
        }
        classes = CAS_ROOM(arena, classes, out->count, &room);
        nodes = CAS_ROOM(arena, nodes, out->count, &node_room);
        nodes[out->count] = equal;
        describe(arena, space, f, counts, package, &classes[out->count]);
        classes[out->count].size = cas_space_count(space, arena, equal);
        out->total = cas_big_add(arena, out->total, classes[out->count++].size);
        left =
            cas_diagram_and(store, left, cas_diagram_not(store, for_all(space, counts, package, true, CAS_NODE_TRUE)));
    }
    out->classes = classes;
    list_classes(arena, space, nodes, limit, out);
}

/* ---- Compromise ------------------------------------------------------------------------------------------------------------------- */

/* Packages on which the flagged positions together take at most k steps down; `only` >= 0: this position alone. */
static cas_node at_most(cas_space *space, cas_arena *arena, const bool *counts, int only, int k)
{
    const cas_talks *talks = space->talks;
    size_t room = 1;
    for (int d = 0; d < talks->agreement->issue_count; d++)
        room += (size_t)talks->agreement->dimensions[d].count;
    cas_node *parts = CAS_ARRAY(arena, cas_node, room);
    cas_big *weights = CAS_ARRAY(arena, cas_big, room);
    int count = 0;
    for (int d = 0; d < talks->agreement->issue_count; d++)
        for (int a = 0; a < talks->agreement->dimensions[d].count; a++) {
            int steps = 0;
            for (int p = 0; p < talks->agreement->position_count; p++)
                if (counts[p] && (only < 0 || p == only) && talks->preferences[p].level[d])
                    steps += talks->preferences[p].level[d][a];
            if (!steps)
                continue;
            parts[count] = cas_space_is(space, d, a);
            weights[count++] = cas_big_of(arena, (uint64_t)steps);
        }
    return cas_diagram_not(
        space->store, cas_diagram_threshold(space->store, parts, weights, count, cas_big_of(arena, (uint64_t)k + 1)));
}

static cas_node within(cas_space *space, cas_arena *arena, cas_node f, const bool *counts, bool each, int k)
{
    if (!each)
        return cas_diagram_and(space->store, f, at_most(space, arena, counts, -1, k));
    for (int p = 0; p < space->talks->agreement->position_count && f != CAS_NODE_FALSE; p++)
        if (counts[p])
            f = cas_diagram_and(space->store, f, at_most(space, arena, counts, p, k));
    return f;
}

/* The least k with something of f within it; f is not false. */
static int least_steps(cas_space *space, cas_arena *arena, cas_node *f, const bool *counts, bool each)
{
    int low = 0, high = 0;
    for (int p = 0; p < space->talks->agreement->position_count; p++)
        for (int d = 0; d < space->talks->agreement->issue_count; d++)
            high += counts[p] ? space->talks->preferences[p].top[d] : 0;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (within(space, arena, *f, counts, each, middle) != CAS_NODE_FALSE)
            high = middle;
        else
            low = middle + 1;
    }
    *f = within(space, arena, *f, counts, each, low);
    return low;
}

void cas_compromise_of(cas_arena *arena, cas_space *space, cas_node f, const bool *counts, bool least_most,
                       size_t limit, cas_compromise *out)
{
    *out = (cas_compromise){.known = true};
    const int first = least_steps(space, arena, &f, counts, least_most),
              second = least_steps(space, arena, &f, counts, !least_most);
    out->most = least_most ? first : second;
    out->total = least_most ? second : first;
    out->size = cas_space_count(space, arena, f);
    out->listed = cas_space_list(space, arena, f, limit, &out->listed_count);
}
