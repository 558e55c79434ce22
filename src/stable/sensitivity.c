/* Swaps and orders of statements: the table made anew for each; and the conditions of the inverse question, by search. */
#include "stable/sensitivity.h"

#include "stable/paths.h"

#include <math.h>
#include <string.h>

/* ---- Swaps ---------------------------------------------------------------------------------------------------------------------------------- */

/* The conflict with one maker's priorities in another order; null where it is none any more (it stays one: only the order changes). */
static const cas_stability *judge_order(cas_arena *arena, const cas_conflict *conflict, const cas_maker *makers)
{
    cas_conflict *changed = CAS_NEW(arena, cas_conflict);
    const char *problem;
    *changed = *conflict;
    changed->makers = makers;
    const cas_states *states = cas_states_of(arena, changed, &problem, NULL);
    CAS_CHECK(arena->ctx, states != NULL);
    return cas_stability_of(arena, states, NULL);
}

static cas_maker *copy_makers(cas_arena *arena, const cas_conflict *conflict)
{
    cas_maker *makers = CAS_ARRAY(arena, cas_maker, (size_t)conflict->maker_count + 1);
    for (int m = 0; m < conflict->maker_count; m++) {
        makers[m] = conflict->makers[m];
        cas_priority *own = CAS_ARRAY(arena, cas_priority, (size_t)makers[m].priority_count + 1);
        for (int p = 0; p < makers[m].priority_count; p++)
            own[p] = makers[m].priorities[p];
        makers[m].priorities = own;
    }
    return makers;
}

static void exchange(cas_maker *maker, int a, int b)
{
    cas_priority *own = (cas_priority *)maker->priorities;
    const cas_priority kept = own[a];
    own[a] = own[b];
    own[b] = kept;
}

static void compare(cas_arena *arena, const cas_states *states, const uint8_t *before, const uint8_t *after,
                    cas_swap *swap)
{
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++) {
        uint64_t *gained = NULL, *lost = NULL;
        size_t gained_room = 0, lost_room = 0;
        for (uint32_t s = 0; s < states->count; s++) {
            const int was = (before[s] >> c) & 1, is = (after[s] >> c) & 1;
            if (is > was) {
                gained = CAS_ROOM(arena, gained, swap->gained_count[c], &gained_room);
                gained[swap->gained_count[c]++] = states->options[s];
            } else if (was > is) {
                lost = CAS_ROOM(arena, lost, swap->lost_count[c], &lost_room);
                lost[swap->lost_count[c]++] = states->options[s];
            }
        }
        swap->gained[c] = gained;
        swap->lost[c] = lost;
    }
}

cas_swaps cas_swaps_of(cas_arena *arena, const cas_stability *stability)
{
    const cas_states *states = stability->states;
    const cas_conflict *conflict = states->conflict;
    cas_maker *makers = copy_makers(arena, conflict);
    uint8_t *robust = CAS_ARRAY(arena, uint8_t, states->count), *after = CAS_ARRAY(arena, uint8_t, states->count);
    cas_swap *items = NULL;
    size_t count = 0, room = 0;
    memcpy(robust, stability->equilibria, states->count);
    for (int m = 0; m < conflict->maker_count; m++)
        for (int p = 0; cas_takes_part(conflict, m) && p + 1 < makers[m].priority_count; p++) {
            exchange(&makers[m], p, p + 1);
            const cas_mark mark = cas_arena_mark(arena);
            memcpy(after, judge_order(arena, conflict, makers)->equilibria, states->count);
            cas_arena_release(arena, mark);
            exchange(&makers[m], p, p + 1);
            items = CAS_ROOM(arena, items, count, &room);
            items[count] = (cas_swap){.maker = m, .priority = p};
            compare(arena, states, stability->equilibria, after, &items[count++]);
            for (uint32_t s = 0; s < states->count; s++)
                robust[s] &= after[s];
        }
    return (cas_swaps){items, count, robust};
}

/* ---- Orders ---------------------------------------------------------------------------------------------------------------------------------- */

typedef struct ordering {
    cas_arena *arena;
    const cas_conflict *conflict;
    const bool *open;
    cas_maker *makers;
    uint32_t *times[CAS_CONCEPT_COUNT];
    uint64_t looked_at;
} ordering;

static void look(ordering *o)
{
    const cas_mark mark = cas_arena_mark(o->arena);
    const cas_stability *stability = judge_order(o->arena, o->conflict, o->makers);
    for (uint32_t s = 0; s < stability->states->count; s++)
        for (int c = 0; c < CAS_CONCEPT_COUNT; c++)
            o->times[c][s] += (stability->equilibria[s] >> c) & 1;
    o->looked_at++;
    cas_arena_release(o->arena, mark);
}

static bool is_open(const ordering *o, int maker)
{
    return o->open[maker] && cas_takes_part(o->conflict, maker);
}

/* All orders of this maker's priorities from place `from`, and of the makers after it. */
static void look_at_all(ordering *o, int maker, int from)
{
    while (maker < o->conflict->maker_count && (!is_open(o, maker) || from + 1 >= o->makers[maker].priority_count)) {
        maker++;
        from = 0;
    }
    if (maker == o->conflict->maker_count) {
        look(o);
        return;
    }
    for (int p = from; p < o->makers[maker].priority_count; p++) {
        exchange(&o->makers[maker], from, p);
        look_at_all(o, maker, from + 1);
        exchange(&o->makers[maker], from, p);
    }
}

static uint64_t chance(uint64_t *seed)
{
    uint64_t x = *seed += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

static void look_at_some(ordering *o, uint64_t many)
{
    uint64_t seed = 1;
    for (uint64_t i = 0; i < many; i++) {
        for (int m = 0; m < o->conflict->maker_count; m++)
            for (int p = o->makers[m].priority_count; is_open(o, m) && p-- > 1;)
                exchange(&o->makers[m], p, (int)(chance(&seed) % (uint64_t)(p + 1)));
        look(o);
    }
}

cas_shares cas_shares_of(cas_arena *arena, const cas_states *states, const bool *open, uint64_t most)
{
    cas_shares out = {.all_orders = 1};
    ordering o = {
        .arena = arena, .conflict = states->conflict, .open = open, .makers = copy_makers(arena, states->conflict)};
    for (int m = 0; m < states->conflict->maker_count; m++)
        for (int p = 2; is_open(&o, m) && p <= o.makers[m].priority_count; p++)
            out.all_orders *= p;
    out.sampled = out.all_orders > (double)most;
    const double looks = out.sampled ? (double)most : out.all_orders;
    if (looks * states->count > 1e9)
        cas_fail(arena->ctx, CAS_E_BUDGET, "%.0f orders of statements in %u states: fewer orders", looks,
                 states->count);
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++)
        out.times[c] = o.times[c] = CAS_ARRAY(arena, uint32_t, states->count);
    if (out.sampled)
        look_at_some(&o, most);
    else
        look_at_all(&o, 0, 0);
    out.orders = o.looked_at;
    return out;
}

void cas_share_interval(const cas_shares *shares, uint32_t times, double *low, double *high)
{
    const double n = (double)shares->orders, p = times / n, z = 1.959963984540054;
    *low = *high = p;
    if (!shares->sampled)
        return;
    const double middle = (p + z * z / (2 * n)) / (1 + z * z / n),
                 half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    *low = middle - half > 0 ? middle - half : 0;
    *high = middle + half < 1 ? middle + half : 1;
}

/* ---- The inverse question -------------------------------------------------------------------------------------------------------------------- */

static bool no_better_for_good(const cas_states *states, const cas_wish *wish, const uint32_t *worth, uint32_t u)
{
    if (worth[u] > worth[wish->state])
        return false;
    if (wish->concept != CAS_SMR && wish->concept != CAS_SSEQ)
        return true;
    for (uint32_t v = 0; v < states->count; v++)
        if (worth[v] > worth[wish->state] && cas_can_move(states, wish->maker, u, v))
            return false;
    return true;
}

static bool move_met(const cas_states *states, const cas_wish *wish, const cas_condition_on_move *move,
                     const uint32_t *worth)
{
    if (worth[move->to] <= worth[wish->state])
        return true;
    for (uint32_t a = 0; a < move->answer_count; a++)
        if (no_better_for_good(states, wish, worth, move->answers[a]))
            return true;
    return false;
}

bool cas_wish_met(const cas_states *states, const cas_wish *wish, const uint32_t *worth)
{
    for (uint32_t i = 0; i < wish->move_count; i++)
        if (!move_met(states, wish, &wish->moves[i], worth))
            return false;
    return true;
}

static cas_condition_on_move condition_on(cas_arena *arena, const cas_states *states, const cas_wish *wish, uint32_t to)
{
    cas_condition_on_move out = {.to = to};
    uint32_t *answers = NULL;
    size_t room = 0;
    if (wish->concept == CAS_NASH)
        return out;
    const bool improving = wish->concept == CAS_SEQ || wish->concept == CAS_SSEQ;
    const cas_conflict_paths *paths = cas_paths_from(arena, states, to, improving, wish->maker);
    for (uint32_t u = 0; u < states->count; u++)
        if (u != to && paths->distance[u] != UINT32_MAX) {
            answers = CAS_ROOM(arena, answers, out.answer_count, &room);
            answers[out.answer_count++] = u;
        }
    out.answers = answers;
    return out;
}

const cas_wish *cas_wish_of(cas_arena *arena, const cas_states *states, int maker, uint32_t state, cas_concept concept)
{
    cas_wish *wish = CAS_NEW(arena, cas_wish);
    cas_condition_on_move *moves = NULL;
    size_t room = 0;
    *wish = (cas_wish){.maker = maker, .state = state, .concept = concept};
    for (uint32_t to = 0; to < states->count; to++) {
        cas_poll(arena->ctx);
        if (!cas_can_move(states, maker, state, to))
            continue;
        moves = CAS_ROOM(arena, moves, wish->move_count, &room);
        moves[wish->move_count++] = condition_on(arena, states, wish, to);
    }
    wish->moves = moves;
    for (uint32_t i = 0; i < wish->move_count; i++)
        wish->unmet += !move_met(states, wish, &moves[i], states->worth[maker]);
    return wish;
}
