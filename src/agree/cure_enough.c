/*
 * "At least as good" follows the order of the verdicts. The words of a verdict are the first that applies, so each is a conjunction of values:
 *
 *     ASSURED           X resists, all others obey: reached
 *     AVAILABLE         X resists, all others help: reached, whichever single other resists as well; or ASSURED
 *     AT THE MERCY      X resists, all others help: reached
 *     NEEDS by breach   X obeys, all others help: reached
 *     NEEDS by right    all help: reached
 *
 * By the order of stances each line implies those below it, but for AVAILABLE beside ASSURED, which has to be looked at too. A day that is
 * wanted is compared with the day that the verdict names.
 */
#include "agree/cure_enough.h"

#include "hold/classes.h"
#include "hold/method.h"

#include <string.h>

typedef struct asking {
    cas_arena *arena;
    const cas_instance *instance;
    const cas_goal *goal;
    cas_method *method;
    cas_stance *stances;
    int by;
    cas_tick latest; /* a day that is wanted; CAS_NEVER: none */
} asking;

static void take_stances(asking *q, cas_stance rest, cas_stance aggressor)
{
    for (int p = 0; p < q->instance->party_count; p++)
        q->stances[p] = rest;
    if (q->instance->attacked >= 0)
        q->stances[q->instance->attacked] = CAS_HELPS;
    if (q->by >= 0)
        q->stances[q->by] = aggressor;
}

/* Reached, and by the day that is wanted where one is. */
static int is_reached(asking *q)
{
    if (q->latest >= CAS_NEVER) {
        const int never = cas_method_never(q->method, q->stances);
        return never < 0 ? -1 : !never;
    }
    const cas_value value = cas_method_value(q->method, q->stances);
    if (value.high <= q->latest)
        return 1;
    return value.low > q->latest ? 0 : -1;
}

static int both(int a, int b)
{
    return a == 0 || b == 0 ? 0 : a == -1 || b == -1 ? -1 : 1;
}

static int either(int a, int b)
{
    return a == 1 || b == 1 ? 1 : a == -1 || b == -1 ? -1 : 0;
}

static int is_assured(asking *q)
{
    take_stances(q, CAS_OBEYS, CAS_RESISTS);
    return is_reached(q);
}

/* With a day: what is assured is assured by the day that the verdict names, however early it may be had. */
static int is_assured_at_all(asking *q)
{
    const cas_tick latest = q->latest;
    q->latest = CAS_NEVER;
    const int assured = is_assured(q);
    q->latest = latest;
    return assured;
}

/* No single other stops it, all others helping. One of each class of interchangeable parties is asked. */
static int nobody_stops(asking *q)
{
    const int parties = q->instance->party_count;
    int *class_of = CAS_ARRAY(q->arena, int, (size_t)parties + 1);
    const int classes = cas_classes_find(q->arena, q->instance, q->goal, class_of);
    bool *asked = CAS_ARRAY(q->arena, bool, (size_t)classes + 1);
    const cas_tick latest = q->latest;
    int all = 1;
    q->latest = CAS_NEVER;
    for (int p = 0; p < parties && all != 0; p++) {
        if (p == q->by || p == q->instance->attacked || class_of[p] < 0 || asked[class_of[p]])
            continue;
        asked[class_of[p]] = true;
        take_stances(q, CAS_HELPS, CAS_RESISTS);
        q->stances[p] = CAS_RESISTS;
        all = both(all, is_reached(q));
    }
    q->latest = latest;
    return all;
}

static int is_with_help(asking *q, cas_stance aggressor)
{
    take_stances(q, CAS_HELPS, aggressor);
    return is_reached(q);
}

/* Or assured, which one who breaks the agreement may be able to stop. */
static int is_available(asking *q)
{
    const int helped = is_with_help(q, CAS_RESISTS);
    if (!helped)
        return 0;
    const int available = both(helped, nobody_stops(q));
    return available == 1 ? 1 : either(available, is_assured(q));
}

/* ---- The verdict in short ---------------------------------------------------------------------------------------------------- */

/* The value under the stances; *open when it is not known. */
static cas_tick value_of(asking *q, bool *open)
{
    const cas_value value = cas_method_value(q->method, q->stances);
    *open |= value.low != value.high;
    return value.high;
}

static bool stops_if(asking *q, int party, cas_stance stance, cas_stance aggressor, bool *open)
{
    take_stances(q, CAS_HELPS, aggressor);
    q->stances[party] = stance;
    const int never = cas_method_never(q->method, q->stances);
    *open |= never < 0;
    return never == 1;
}

/* Parties that nothing tells apart give one answer: the first of each class is asked. */
static cas_set single_breakers(asking *q, const int *class_of, int classes, bool *open)
{
    signed char *answer = CAS_ARRAY(q->arena, signed char, (size_t)classes + 1);
    cas_set breakers = cas_set_empty();
    for (int p = 0; p < q->instance->party_count; p++) {
        const int c = class_of[p];
        if (p == q->by || p == q->instance->attacked || c < 0)
            continue;
        if (!answer[c])
            answer[c] = stops_if(q, p, CAS_RESISTS, CAS_RESISTS, open) ? 1 : 2;
        if (answer[c] == 1)
            cas_set_add(&breakers, p);
    }
    return breakers;
}

static void judge_in_short(asking *q, const int *class_of, int classes, cas_verdict *verdict, bool *open)
{
    take_stances(q, CAS_OBEYS, CAS_RESISTS);
    verdict->word = CAS_ASSURED;
    verdict->tick = value_of(q, open);
    if (verdict->tick < CAS_NEVER || *open)
        return;
    take_stances(q, CAS_HELPS, CAS_RESISTS);
    verdict->tick = value_of(q, open);
    if (*open)
        return;
    if (verdict->tick < CAS_NEVER) {
        verdict->of = single_breakers(q, class_of, classes, open);
        verdict->word = cas_set_is_empty(&verdict->of) ? CAS_AVAILABLE : CAS_AT_THE_MERCY;
        return;
    }
    verdict->word = CAS_IMPOSSIBLE;
    if (q->by < 0)
        return;
    take_stances(q, CAS_HELPS, CAS_HELPS);
    verdict->tick = value_of(q, open);
    if (verdict->tick >= CAS_NEVER || *open)
        return;
    verdict->word = CAS_NEEDS;
    verdict->of = cas_set_single(q->by);
    verdict->by_right = stops_if(q, q->by, CAS_OBEYS, CAS_HELPS, open);
}

static void note_stops(asking *q, const int *class_of, int classes, unsigned char *stops, bool *open)
{
    signed char *answer = CAS_ARRAY(q->arena, signed char, (size_t)classes + 1);
    memset(answer, -1, (size_t)classes + 1);
    /* What cannot be reached at all nobody stops. */
    take_stances(q, CAS_HELPS, CAS_HELPS);
    if (cas_method_never(q->method, q->stances) != 0)
        return;
    for (int p = 0; p < q->instance->party_count; p++) {
        const int c = class_of[p];
        if (p == q->instance->attacked || c < 0)
            continue;
        if (answer[c] < 0)
            answer[c] = !stops_if(q, p, CAS_RESISTS, CAS_HELPS, open) ? CAS_CURE_CANNOT_STOP
                        : stops_if(q, p, CAS_OBEYS, CAS_HELPS, open)  ? CAS_CURE_STOPS_LAWFULLY
                                                                      : CAS_CURE_STOPS_BY_BREACH;
        if (stops[p] < answer[c])
            stops[p] = (unsigned char)answer[c];
    }
}

static asking begin_asking(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int by)
{
    return (asking){.arena = arena,
                    .instance = instance,
                    .goal = goal,
                    .method = cas_method_new(arena, instance, goal, 0),
                    .stances = CAS_ARRAY(arena, cas_stance, (size_t)instance->party_count + 1),
                    .by = by,
                    .latest = CAS_NEVER};
}

const cas_verdict *cas_cure_judge(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int by,
                                  unsigned char *stops)
{
    asking q = begin_asking(arena, instance, goal, by);
    int *class_of = CAS_ARRAY(arena, int, (size_t)instance->party_count + 1);
    const int classes = cas_classes_find(arena, instance, goal, class_of);
    cas_verdict *verdict = CAS_NEW(arena, cas_verdict);
    bool open = false, stops_open = false;
    verdict->tolerates = -1;
    verdict->slowest = CAS_NEVER;
    judge_in_short(&q, class_of, classes, verdict, &open);
    if (open)
        *verdict = (cas_verdict){.word = CAS_UNDECIDED, .tick = CAS_NEVER, .tolerates = -1, .slowest = CAS_NEVER};
    if (stops)
        note_stops(&q, class_of, classes, stops, &stops_open);
    return verdict;
}

/* ---- As good as wanted ------------------------------------------------------------------------------------------------------ */

int cas_cure_enough(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int by, cas_cure_word word,
                    cas_tick latest)
{
    asking q = begin_asking(arena, instance, goal, by);
    q.latest = latest;
    if (latest < CAS_NEVER && word != CAS_CURE_ASSURED) {
        const int assured = is_assured_at_all(&q);
        if (assured)
            return assured < 0 ? -1 : is_assured(&q);
    }
    switch (word) {
    case CAS_CURE_ASSURED: return is_assured(&q);
    case CAS_CURE_AVAILABLE: return is_available(&q);
    case CAS_CURE_MERCY: return is_with_help(&q, CAS_RESISTS);
    case CAS_CURE_NEEDS_BY_BREACH: return is_with_help(&q, by >= 0 ? CAS_OBEYS : CAS_RESISTS);
    case CAS_CURE_NEEDS_BY_RIGHT: return is_with_help(&q, CAS_HELPS);
    }
    return -1;
}
