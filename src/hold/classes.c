/*
 * Interchangeable parties.
 *
 * Two parties are interchangeable if every set, every weight and every recipient the instance and the goal speak of treats them alike; swapping them then leaves
 * the instance as it is, so what holds of a set of parties holds of every set with as many of each class. A partition is refined by one set after the other.
 * A party that stands in no set at all changes nothing and is left out of every minimal set.
 */
#include "hold/classes.h"

typedef struct partition {
    const cas_instance *instance;
    cas_arena *arena;
    int *class_of;
    bool *mentioned;
    int parties, classes;
    int *split_to;
    bool but_weights;           /* weights tell nobody apart */
} partition;

/* Refine by a bit per party. */
static void split_by_set(partition *part, const cas_set *set)
{
    for (int c = 0; c < part->parties; c++)
        part->split_to[c] = -1;
    bool *outside = CAS_ARRAY(part->arena, bool, (size_t)part->classes);
    for (int p = 0; p < part->parties; p++)
        outside[part->class_of[p]] |= !cas_set_has(set, p);
    for (int p = 0; p < part->parties; p++) {
        if (!cas_set_has(set, p))
            continue;
        part->mentioned[p] = true;
        const int old = part->class_of[p];
        if (!outside[old])
            continue;
        if (part->split_to[old] < 0)
            part->split_to[old] = part->classes++;
        part->class_of[p] = part->split_to[old];
    }
}

static void mention_everyone(partition *part)
{
    for (int p = 0; p < part->parties; p++)
        part->mentioned[p] = true;
}

static void split_by_party(partition *part, int party)
{
    if (party < 0)
        return;
    const cas_set set = cas_set_single(party);
    split_by_set(part, &set);
}

static void split_by_weights(partition *part, const cas_weights *weights)
{
    if (!weights || part->but_weights)
        return;
    bool *seen = CAS_ARRAY(part->arena, bool, (size_t)part->parties);
    for (int p = 0; p < part->parties; p++) {
        if (seen[p])
            continue;
        cas_set equal = cas_set_empty();
        for (int q = p; q < part->parties; q++)
            if (cas_big_compare(weights->units[p], weights->units[q]) == 0) {
                cas_set_add(&equal, q);
                seen[q] = true;
            }
        const bool was = part->mentioned[p];
        split_by_set(part, &equal);
        part->mentioned[p] |= was;
    }
}

static void split_by_rule(partition *part, const cas_rule *rule)
{
    if (!rule)
        return;
    if (rule->kind == CAS_RULE_COUNT)
        split_by_set(part, &rule->members);
    split_by_weights(part, rule->weights);
    split_by_set(part, &rule->excluding.always);
    split_by_set(part, &rule->excluding.when_found);
    split_by_set(part, &rule->barring.always);
    split_by_set(part, &rule->barring.when_found);
    for (int i = 0; i < rule->quorum_count; i++) {
        split_by_set(part, &rule->quorums[i].members);
        split_by_weights(part, rule->quorums[i].weights);
    }
    for (int i = 0; i < rule->part_count; i++)
        split_by_rule(part, rule->parts[i]);
    for (int i = 0; i < rule->stage_count; i++)
        split_by_rule(part, rule->stages[i].rule);
}

static void split_by_event(partition *part, const cas_event *event)
{
    for (; event; event = event->inner) {
        if (event->has_set)
            split_by_set(part, &event->set);
        else if (event->kind == CAS_EV_DEED && part->instance->deeds[event->index].kind == CAS_ACT)
            mention_everyone(part); /* anyone can do it */
        split_by_rule(part, event->meets);
    }
}

static void split_by_statement(partition *part, const cas_statement *st)
{
    if (st->way_count || st->kind == CAS_LEAVE)
        split_by_set(part, &st->who.set);
    for (int w = 0; w < st->way_count; w++)
        for (int i = 0; i < st->ways[w].count; i++)
            split_by_party(part, st->ways[w].doings[i].recipient);
    split_by_rule(part, st->rule);
    if (st->kind == CAS_FINDING && (st->mode == CAS_ON_CALL || st->mode == CAS_BY_EACH))
        split_by_set(part, &st->call_set);
}

static int find_classes(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int *class_of, bool but_weights)
{
    const size_t n = (size_t)instance->party_count;
    const cas_mark mark = cas_arena_mark(arena);
    partition part = {instance, arena, class_of, CAS_ARRAY(arena, bool, n + 1), instance->party_count, 1, CAS_ARRAY(arena, int, n + 1),
                      but_weights};
    for (size_t p = 0; p < n; p++)
        class_of[p] = 0;
    split_by_party(&part, instance->attacked);
    for (int c = 0; c < instance->clause_count; c++) {
        for (int t = 0; t < instance->clauses[c].trigger_count; t++)
            split_by_event(&part, instance->clauses[c].triggers[t]);
        for (int s = 0; s < instance->clauses[c].statement_count; s++)
            split_by_statement(&part, &instance->clauses[c].statements[s]);
    }
    for (int i = 0; i < instance->given_count; i++)
        split_by_set(&part, &instance->givens[i].parties);
    if (goal->kind == CAS_GOAL_EVENT)
        split_by_event(&part, goal->event);
    else {
        split_by_set(&part, &goal->set);
        split_by_party(&part, goal->recipient);
    }
    /* Number the classes in the order of their first party; the idle get -1. */
    int *order = part.split_to, count = 0;
    for (size_t c = 0; c < n; c++)
        order[c] = -1;
    for (size_t p = 0; p < n; p++) {
        if (!part.mentioned[p]) {
            class_of[p] = -1;
            continue;
        }
        if (order[class_of[p]] < 0)
            order[class_of[p]] = count++;
        class_of[p] = order[class_of[p]];
    }
    cas_arena_release(arena, mark);
    return count;
}

int cas_classes_find(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int *class_of)
{
    return find_classes(arena, instance, goal, class_of, false);
}

int cas_classes_but_weights(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int *class_of)
{
    return find_classes(arena, instance, goal, class_of, true);
}
