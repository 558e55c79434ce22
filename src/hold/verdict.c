/*
 * The verdict on a goal, for an aggressor: the words of docs/semantics.md, the first that applies.
 *
 * 1. The aggressor resists, all others merely obey: reached at t is ASSURED by t.
 * 2. The aggressor resists, all others help: never is NEEDS (if the aggressor's help reaches it) or IMPOSSIBLE.
 * 3. Reached: each other party in turn resists too. None makes it never: AVAILABLE; else AT THE MERCY of those who do.
 *
 * The party attacked helps unless the caller says otherwise. Interchangeable parties are asked once.
 */
#include "hold/families.h"
#include "hold/told.h"
#include "hold/tolerance.h"

#include <string.h>

typedef struct inquiry {
    cas_method *method;
    const cas_instance *instance;
    cas_arena *arena;
    int by;
    cas_stance attacked_stance;
    cas_stance *stances;
    const int *class_of;
    int classes;
    bool open;                  /* something could not be settled within the budget */
    bool searched;
    cas_value known;
} inquiry;

/* All others take `rest`; the aggressor resists; the party attacked as agreed. */
static void set_stances(inquiry *q, cas_stance rest, cas_stance aggressor)
{
    for (int p = 0; p < q->instance->party_count; p++)
        q->stances[p] = rest;
    if (q->instance->attacked >= 0)
        q->stances[q->instance->attacked] = q->attacked_stance;
    if (q->by >= 0)
        q->stances[q->by] = aggressor;
}

static cas_tick value_of(inquiry *q)
{
    const cas_value value = cas_method_value(q->method, q->stances);
    q->searched |= q->method->searched;
    if (value.low != value.high) {
        q->open = true;
        q->known = value;
    }
    return value.high;
}

static bool is_never(inquiry *q)
{
    const int never = cas_method_never(q->method, q->stances);
    q->searched |= q->method->searched;
    q->open |= never < 0;
    return never != 0;
}

static bool may_be_named(const inquiry *q, int party)
{
    return party != q->by && party != q->instance->attacked;
}

/*
 * Those single others who, resisting, make it never; `rest` is everyone else's stance. One of each class is asked, the aggressor's class apart.
 * slowest: the largest value that was still reached, if wanted.
 */
static cas_set single_breakers(inquiry *q, cas_stance rest, cas_tick *slowest)
{
    cas_set breakers = cas_set_empty();
    signed char *answer = CAS_ARRAY(q->arena, signed char, (size_t)q->classes + 1);
    for (int p = 0; p < q->instance->party_count; p++) {
        const int c = q->class_of[p];
        if (!may_be_named(q, p) || c < 0)
            continue;
        if (!answer[c]) {
            set_stances(q, rest, CAS_RESISTS);
            q->stances[p] = CAS_RESISTS;
            if (slowest) {
                const cas_tick value = value_of(q);
                answer[c] = value >= CAS_NEVER ? 1 : 2;
                if (value < CAS_NEVER && value > *slowest)
                    *slowest = value;
            } else
                answer[c] = is_never(q) ? 1 : 2;
        }
        if (answer[c] == 1)
            cas_set_add(&breakers, p);
    }
    return breakers;
}

static void judge(inquiry *q, cas_verdict *verdict)
{
    set_stances(q, CAS_OBEYS, CAS_RESISTS);
    const cas_tick assured = value_of(q);
    if (q->open)
        return;
    if (assured < CAS_NEVER) {
        verdict->word = CAS_ASSURED;
        verdict->tick = assured;
        verdict->breakable_by = single_breakers(q, CAS_OBEYS, NULL);
        return;
    }
    set_stances(q, CAS_HELPS, CAS_RESISTS);
    const cas_tick with_help = value_of(q);
    if (q->open)
        return;
    if (with_help < CAS_NEVER) {
        verdict->tick = verdict->slowest = with_help;
        verdict->of = single_breakers(q, CAS_HELPS, &verdict->slowest);
        verdict->word = cas_set_is_empty(&verdict->of) ? CAS_AVAILABLE : CAS_AT_THE_MERCY;
        return;
    }
    verdict->word = CAS_IMPOSSIBLE;
    if (q->by < 0)
        return;
    set_stances(q, CAS_HELPS, CAS_HELPS);
    verdict->tick = value_of(q);
    if (verdict->tick >= CAS_NEVER || q->open)
        return;
    verdict->word = CAS_NEEDS;
    verdict->of = cas_set_single(q->by);
    set_stances(q, CAS_HELPS, CAS_OBEYS);
    verdict->by_right = is_never(q);
}

/* The stances of the run whose day the verdict names, and of the run in which it breaks. */
static void tell(inquiry *q, cas_verdict *verdict)
{
    switch (verdict->word) {
    case CAS_ASSURED:
        set_stances(q, CAS_OBEYS, CAS_RESISTS);
        break;
    case CAS_NEEDS:
        set_stances(q, CAS_HELPS, CAS_HELPS);
        break;
    case CAS_AVAILABLE:
    case CAS_AT_THE_MERCY:
    case CAS_IMPOSSIBLE:
    case CAS_UNDECIDED:
        set_stances(q, CAS_HELPS, CAS_RESISTS);
        break;
    }
    verdict->trace = cas_told_run(q->method, q->stances);
    if (verdict->word == CAS_AT_THE_MERCY) {
        set_stances(q, CAS_HELPS, CAS_RESISTS);
        q->stances[cas_set_next(&verdict->of, 0)] = CAS_RESISTS;
        verdict->blocked = cas_told_run(q->method, q->stances);
    } else if (verdict->word == CAS_NEEDS) {
        set_stances(q, CAS_HELPS, verdict->by_right ? CAS_OBEYS : CAS_RESISTS);
        verdict->blocked = cas_told_run(q->method, q->stances);
    }
}

static void find_families(inquiry *q, cas_verdict *verdict, const cas_hold_options *options)
{
    const uint64_t searches = q->method->searches;
    const cas_families found = cas_families_find(q->method, CAS_FAMILIES_ALL, options->first, 0);
    q->searched |= q->method->searches > searches;
    verdict->blockers = found.blockers;
    verdict->lawful_blockers = found.lawful_blockers;
    verdict->deciders = found.deciders;
    verdict->pillars = found.pillars;
    if (found.needs && !verdict->needs)
        verdict->needs = found.needs;
}

const cas_verdict *cas_hold_verdict(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int by, const cas_hold_options *options)
{
    static const cas_hold_options usual = {.families = true, .traces = true};
    if (!options)
        options = &usual;
    cas_verdict *verdict = CAS_NEW(arena, cas_verdict);
    int *class_of = CAS_ARRAY(arena, int, (size_t)instance->party_count + 1);
    inquiry q = {.method = cas_method_new(arena, instance, goal, options->max_states), .instance = instance, .arena = arena, .by = by,
                 .attacked_stance = CAS_HELPS, .class_of = class_of};
    q.classes = cas_classes_find(arena, q.method->whole, goal, class_of);
    q.stances = CAS_ARRAY(arena, cas_stance, (size_t)instance->party_count + 1);
    *verdict = (cas_verdict){.tick = CAS_NEVER, .tolerates = -1, .slowest = CAS_NEVER, .known = {0, CAS_NEVER}};
    judge(&q, verdict);
    if (q.open) {
        *verdict = (cas_verdict){.word = CAS_UNDECIDED, .tick = CAS_NEVER, .tolerates = -1, .slowest = CAS_NEVER, .known = q.known,
                                 .needs = cas_method_needs(q.method)};
    }
    if (verdict->word != CAS_AVAILABLE)
        verdict->slowest = CAS_NEVER;
    if (options->families)
        find_families(&q, verdict, options);
    if (verdict->word == CAS_AVAILABLE)
        verdict->tolerates = cas_tolerance(q.method, q.by);
    if (options->traces)
        tell(&q, verdict);
    verdict->method = q.searched ? "search" : "pass";
    return verdict;
}

cas_value cas_hold_value(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, const cas_stance *stances, const cas_hold_options *options)
{
    return cas_method_value(cas_method_new(arena, instance, goal, options ? options->max_states : 0), stances);
}

cas_trace cas_hold_trace(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, const cas_stance *stances)
{
    return cas_told_run(cas_method_new(arena, instance, goal, 0), stances);
}

int cas_hold_blocked_by(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, cas_set resisting, const cas_hold_options *options)
{
    cas_stance *stances = CAS_ARRAY(arena, cas_stance, (size_t)instance->party_count + 1);
    for (int p = 0; p < instance->party_count; p++)
        stances[p] = cas_set_has(&resisting, p) ? CAS_RESISTS : CAS_HELPS;
    return cas_method_never(cas_method_new(arena, instance, goal, options ? options->max_states : 0), stances);
}

int cas_verdict_badness(const cas_verdict *verdict)
{
    switch (verdict->word) {
    case CAS_ASSURED: return 0;
    case CAS_AVAILABLE: return 1;
    case CAS_AT_THE_MERCY: return 2;
    case CAS_NEEDS: return verdict->by_right ? 4 : 3;
    case CAS_UNDECIDED: return 5;
    case CAS_IMPOSSIBLE: return 6;
    }
    return 6;
}

const char *cas_verdict_name(cas_verdict_word word)
{
    switch (word) {
    case CAS_ASSURED:
        return "ASSURED";
    case CAS_AVAILABLE:
        return "AVAILABLE";
    case CAS_AT_THE_MERCY:
        return "AT THE MERCY OF";
    case CAS_NEEDS:
        return "NEEDS";
    case CAS_IMPOSSIBLE:
        return "IMPOSSIBLE";
    case CAS_UNDECIDED:
        return "UNDECIDED";
    }
    return "UNDECIDED";
}
