/*
 * The small end of a family, without the family.
 *
 * A set is a blocker if the goal is never reached when its members resist (lawful: obey) and all others help; a decider (pillar) if it
 * is reached when its members help and all others resist (obey). All four grow with the set, so
 *   1. {} is the family if the empty set has the property;
 *   2. else {p} is in it exactly if p alone has it;
 *   3. the family is empty exactly if all parties together do not have it.
 * The party attacked helps always and is in no set. One of each class of interchangeable parties is asked. Cost: a value each. Exact where values are. Twin: families.c.
 */
#include "hold/single_sets.h"

#include "hold/classes.h"
#include "hold/method.h"

typedef struct set_test {
    cas_arena *arena;
    cas_method *method;
    const cas_instance *instance;
    cas_stance inside, outside; /* of members, and of the others */
    bool wants_never;           /* members have the property if the goal is never reached */
} set_test;

static set_test test_for(cas_question_family family)
{
    switch (family) {
    case CAS_ASKS_BLOCKERS: return (set_test){.inside = CAS_RESISTS, .outside = CAS_HELPS, .wants_never = true};
    case CAS_ASKS_LAWFUL_BLOCKERS: return (set_test){.inside = CAS_OBEYS, .outside = CAS_HELPS, .wants_never = true};
    case CAS_ASKS_DECIDERS: return (set_test){.inside = CAS_HELPS, .outside = CAS_RESISTS};
    case CAS_ASKS_PILLARS: return (set_test){.inside = CAS_HELPS, .outside = CAS_OBEYS};
    }
    return (set_test){.wants_never = true};
}

/* 1 the set has the property, 0 it has not, -1 undecided. */
static int has_property(const set_test *test, const cas_set *members)
{
    const int count = test->instance->party_count;
    const cas_mark mark = cas_arena_mark(test->arena);
    cas_stance *stances = CAS_ARRAY(test->arena, cas_stance, count + 1);
    for (int p = 0; p < count; p++)
        stances[p] = p == test->instance->attacked ? CAS_HELPS : cas_set_has(members, p) ? test->inside : test->outside;
    const int never = cas_method_never(test->method, stances);
    cas_arena_release(test->arena, mark);
    return never < 0 ? -1 : never == test->wants_never;
}

static set_test open_test(cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                          cas_question_family family, const cas_hold_options *options)
{
    set_test test = test_for(family);
    test.arena = arena;
    test.instance = instance;
    test.method = cas_method_new(arena, instance, goal, options ? options->max_states : 0);
    return test;
}

cas_family cas_single_sets(cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                           cas_question_family family, const cas_hold_options *options)
{
    const set_test test = open_test(arena, instance, goal, family, options);
    cas_set *sets = CAS_ARRAY(arena, cas_set, instance->party_count + 1);
    cas_family found = {.sets = sets, .known = true, .up_to_size = 1};
    const cas_set nobody = cas_set_empty();
    const int empty = has_property(&test, &nobody);
    found.known = empty >= 0;
    if (empty == 1)
        sets[found.listed++] = nobody;
    int *class_of = CAS_ARRAY(arena, int, (size_t)instance->party_count + 1);
    const int classes = cas_classes_find(arena, test.method->whole, goal, class_of);
    signed char *known = CAS_ARRAY(arena, signed char, (size_t)classes + 1); /* per class: the answer plus 2 */
    for (int p = 0; empty == 0 && p < instance->party_count; p++) {
        const int c = class_of[p];
        const cas_set one = cas_set_single(p);
        if (p != instance->attacked && c >= 0 && !known[c])
            known[c] = (signed char)(2 + has_property(&test, &one));
        const int has = p == instance->attacked || c < 0 ? 0 : known[c] - 2; /* who is in no set changes nothing */
        cas_poll(arena->ctx);
        if (has == 1)
            sets[found.listed++] = one;
        found.known = found.known && has >= 0;
    }
    found.total = cas_big_of(arena, found.listed);
    return found;
}

int cas_family_is_empty(cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                        cas_question_family family, const cas_hold_options *options)
{
    const set_test test = open_test(arena, instance, goal, family, options);
    const cas_set all = cas_set_first(instance->party_count);
    const int has = has_property(&test, &all);
    return has < 0 ? -1 : !has;
}
