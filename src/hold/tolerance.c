/*
 * The largest number of others that a goal survives, without the family of all blocking sets.
 *
 * 1. Parties that nothing but weights tells apart are one class, ordered from the heaviest to the lightest, if all columns of weights order them alike; else each
 *    weight is a class of its own. Of such a class the k heaviest do the most harm: whatever a party can do with its ballot a heavier one can do in its place, since
 *    more weight on one side never helps the other.
 * 2. A row takes so many of each class but the largest; rows come by their sum. Of the largest class as many are added as still make fewer than the best so far:
 *    if that does not lose the goal, nothing in this row is better; if it does, the turn is found by halving.
 * 3. Where there are many rows and nothing can be disturbed, the least number is read off the goal's diagram instead: the shortest way to false (symbolic.c).
 *
 * Invariant: `best` parties can make the goal never, and no row before needs fewer. Exact. Cost: about one value a row. Twin: the smallest of all blocking sets
 * (families.c), in test/hold/test_method.c.
 */
#include "hold/tolerance.h"

#include "hold/classes.h"
#include "hold/symbolic.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_VALUES = 3000, MANY_ROWS = 30 };

typedef struct tolerating {
    cas_method *method;
    cas_arena *arena;
    int by;
    int classes;
    int **members;              /* per class, the heaviest first */
    int *size, *taken;
    int largest;                /* the class with the most parties */
    int best, values;
    bool open;
} tolerating;

/* 1 never, 0 reached, -1 not known, with the first taken[c] of each class resisting. */
static int judge(tolerating *t)
{
    const cas_instance *in = t->method->whole;
    const cas_mark mark = cas_arena_mark(t->arena);
    cas_stance *stances = CAS_ARRAY(t->arena, cas_stance, (size_t)in->party_count + 1);
    for (int p = 0; p < in->party_count; p++)
        stances[p] = p == t->by ? CAS_RESISTS : CAS_HELPS;
    for (int c = 0; c < t->classes; c++)
        for (int i = 0; i < t->taken[c]; i++)
            stances[t->members[c][i]] = CAS_RESISTS;
    const int never = cas_method_never(t->method, stances);
    cas_arena_release(t->arena, mark);
    return never;
}

/* Is the goal lost with so many of the largest class, beside those taken of the others? */
static bool lost_with(tolerating *t, int of_largest)
{
    t->taken[t->largest] = of_largest;
    const int never = t->open || ++t->values > MOST_VALUES ? -1 : judge(t);
    t->taken[t->largest] = 0;
    t->open |= never < 0;
    cas_poll(t->arena->ctx);
    return never == 1;
}

static void try_row(tolerating *t, int sum)
{
    int high = t->best - 1 - sum, low = -1; /* lost with high, if at all; not lost with low */
    high = high < t->size[t->largest] ? high : t->size[t->largest];
    if (high < 0 || !lost_with(t, high))
        return;
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        *(lost_with(t, middle) ? &high : &low) = middle;
    }
    t->best = sum + high;
}

/* Every row that takes so many more from the classes from this one on. */
static void try_rows(tolerating *t, int class, int more, int sum)
{
    if (class == t->classes) {
        if (!more)
            try_row(t, sum);
        return;
    }
    const int most = class == t->largest ? 0 : t->size[class] < more ? t->size[class] : more;
    for (int take = most; take >= 0 && !t->open && sum < t->best; take--) {
        t->taken[class] = take;
        try_rows(t, class + 1, more - take, sum);
        t->taken[class] = 0;
    }
}

/* ---- Classes ------------------------------------------------------------------------------------------------------------ */

static void collect_weights(const cas_rule *rule, cas_arena *arena, const cas_weights ***list, size_t *count, size_t *room)
{
    const cas_weights *found[1 + 8] = {rule->weights};
    int here = 1;
    for (int i = 0; i < rule->quorum_count && here < 9; i++)
        found[here++] = rule->quorums[i].weights;
    for (int i = 0; i < here; i++) {
        bool known = !found[i];
        for (size_t j = 0; j < *count; j++)
            known |= (*list)[j] == found[i];
        if (known)
            continue;
        *list = CAS_ROOM(arena, *list, *count, room);
        (*list)[(*count)++] = found[i];
    }
    for (int i = 0; i < rule->part_count; i++)
        collect_weights(rule->parts[i], arena, list, count, room);
    for (int i = 0; i < rule->stage_count; i++)
        collect_weights(rule->stages[i].rule, arena, list, count, room);
}

typedef struct columns {
    const cas_weights **at;
    size_t count;
} columns;

static columns columns_of(cas_arena *arena, const cas_instance *in)
{
    columns all = {0};
    size_t room = 0;
    for (int c = 0; c < in->clause_count; c++) {
        for (int s = 0; s < in->clauses[c].statement_count; s++)
            if (in->clauses[c].statements[s].rule)
                collect_weights(in->clauses[c].statements[s].rule, arena, &all.at, &all.count, &room);
        for (int i = 0; i < in->clauses[c].trigger_count; i++)
            for (const cas_event *event = in->clauses[c].triggers[i]; event; event = event->inner)
                if (event->meets)
                    collect_weights(event->meets, arena, &all.at, &all.count, &room);
    }
    return all;
}

static int compare_in(const columns *all, int p, int q)
{
    for (size_t i = 0; i < all->count; i++) {
        const int one = cas_big_compare(all->at[i]->units[q], all->at[i]->units[p]);
        if (one)
            return one;
    }
    return p - q;
}

static void sort_class(const columns *all, int *members, int count)
{
    for (int i = 1; i < count; i++)
        for (int j = i; j > 0 && compare_in(all, members[j - 1], members[j]) > 0; j--) {
            const int swap = members[j];
            members[j] = members[j - 1];
            members[j - 1] = swap;
        }
}

/* Does every column order them as the first does? */
static bool ordered_alike(const columns *all, const int *members, int count)
{
    for (int i = 1; i < count; i++)
        for (size_t k = 0; k < all->count; k++)
            if (cas_big_compare(all->at[k]->units[members[i]], all->at[k]->units[members[i - 1]]) > 0)
                return false;
    return true;
}

static bool may_be_named(const tolerating *t, int party)
{
    return party != t->by && party != t->method->whole->attacked;
}

static bool find_classes(tolerating *t, bool weights_apart)
{
    const cas_instance *in = t->method->whole;
    const size_t n = (size_t)in->party_count;
    const columns all = columns_of(t->arena, in);
    int *class_of = CAS_ARRAY(t->arena, int, n + 1);
    t->classes = weights_apart ? cas_classes_find(t->arena, in, t->method->graph->goal, class_of)
                               : cas_classes_but_weights(t->arena, in, t->method->graph->goal, class_of);
    t->members = CAS_ARRAY(t->arena, int *, (size_t)t->classes + 1);
    t->size = CAS_ARRAY(t->arena, int, (size_t)t->classes + 1);
    t->taken = CAS_ARRAY(t->arena, int, (size_t)t->classes + 1);
    bool alike = true;
    for (int c = 0; c < t->classes; c++) {
        t->members[c] = CAS_ARRAY(t->arena, int, n + 1);
        for (int p = 0; p < in->party_count; p++)
            if (class_of[p] == c && may_be_named(t, p))
                t->members[c][t->size[c]++] = p;
        sort_class(&all, t->members[c], t->size[c]);
        alike &= ordered_alike(&all, t->members[c], t->size[c]);
    }
    return alike;
}

int cas_tolerance(cas_method *method, int by)
{
    tolerating t = {.method = method, .arena = method->arena, .by = by};
    int others = 0, useful = 0;
    if (!find_classes(&t, false))
        find_classes(&t, true);
    for (int p = 0; p < method->whole->party_count; p++)
        others += may_be_named(&t, p);
    for (int c = 0; c < t.classes; c++) {
        useful += t.size[c];
        if (t.size[c] > t.size[t.largest])
            t.largest = c;
    }
    /* Where there are many rows, the diagram of the goal knows the least number at once. */
    double rows = 1;
    int least;
    for (int c = 0; c < t.classes; c++)
        rows *= c == t.largest ? 1 : t.size[c] + 1;
    if (rows > MANY_ROWS && !method->leaving.matters && cas_symbolic_least(t.arena, method->graph, by, &least) == CAS_SYMBOLIC_FOUND)
        return least > useful ? others : least - 1;
    t.best = useful + 1;
    for (int sum = 0; t.classes && sum < t.best && !t.open; sum++)
        try_rows(&t, 0, sum, sum);
    return t.open ? -1 : t.best > useful ? others : t.best - 1;
}
