/*
 * Stability straight from the definitions: the oracle.
 *
 * No cleverness: moves are tested pair by pair, the reach of the others is searched over (state, last mover), and each concept is the
 * loop that its definition reads as. It shares the list of states and the test of a single move with the fast method, and nothing else.
 */
#include "stable/stability.h"

typedef struct oracle {
    cas_arena *arena;
    const cas_states *states;
    uint32_t count;
    int makers;
    bool **moves; /* per maker: count * count, row from, column to */
} oracle;

static bool better(const oracle *o, int maker, uint32_t than, uint32_t state)
{
    return o->states->worth[maker][state] > o->states->worth[maker][than];
}

static bool moves(const oracle *o, int maker, uint32_t from, uint32_t to)
{
    return o->moves[maker][(size_t)from * o->count + to];
}

/* Goes on from (state, last mover): each further state is marked, and searched once per last mover. */
static void go_on(const oracle *o, int focal, bool improving, uint32_t state, int last, bool *reached, bool *seen)
{
    for (int j = 0; j < o->makers; j++) {
        if (j == focal || j == last)
            continue;
        for (uint32_t to = 0; to < o->count; to++) {
            if (!moves(o, j, state, to) || (improving && !better(o, j, state, to)))
                continue;
            reached[to] = true;
            if (!seen[(size_t)to * (size_t)o->makers + (size_t)j]) {
                seen[(size_t)to * (size_t)o->makers + (size_t)j] = true;
                go_on(o, focal, improving, to, j, reached, seen);
            }
        }
    }
}

/* reached[t * count + u]: the others reach u from t. */
static bool *reach_of_others(const oracle *o, int focal, bool improving)
{
    bool *reached = CAS_ARRAY(o->arena, bool, (size_t)o->count * o->count);
    for (uint32_t from = 0; from < o->count; from++) {
        const cas_mark mark = cas_arena_mark(o->arena);
        bool *seen = CAS_ARRAY(o->arena, bool, (size_t)o->count *(size_t)o->makers);
        go_on(o, focal, improving, from, focal, reached + (size_t)from * o->count, seen);
        cas_arena_release(o->arena, mark);
    }
    return reached;
}

static bool escapes(const oracle *o, int maker, uint32_t state, uint32_t sanction)
{
    for (uint32_t v = 0; v < o->count; v++)
        if (moves(o, maker, sanction, v) && better(o, maker, state, v))
            return true;
    return false;
}

static bool is_sanctioned(const oracle *o, int maker, uint32_t state, const bool *reached_from_improvement,
                          bool no_escape)
{
    for (uint32_t u = 0; u < o->count; u++)
        if (reached_from_improvement[u] && !better(o, maker, state, u) && !(no_escape && escapes(o, maker, state, u)))
            return true;
    return false;
}

static bool all_sanctioned(const oracle *o, int maker, uint32_t state, const bool *reached, bool no_escape)
{
    for (uint32_t t = 0; t < o->count; t++)
        if (moves(o, maker, state, t) && better(o, maker, state, t) &&
            !is_sanctioned(o, maker, state, reached + (size_t)t * o->count, no_escape))
            return false;
    return true;
}

static bool has_improvement(const oracle *o, int maker, uint32_t state)
{
    for (uint32_t t = 0; t < o->count; t++)
        if (moves(o, maker, state, t) && better(o, maker, state, t))
            return true;
    return false;
}

static void judge(const oracle *o, int maker, uint8_t *row)
{
    const bool *any = reach_of_others(o, maker, false), *improving = reach_of_others(o, maker, true);
    for (uint32_t s = 0; s < o->count; s++) {
        cas_poll(o->arena->ctx);
        row[s] =
            (uint8_t)((!has_improvement(o, maker, s)) << CAS_NASH | all_sanctioned(o, maker, s, any, false) << CAS_GMR |
                      all_sanctioned(o, maker, s, any, true) << CAS_SMR |
                      all_sanctioned(o, maker, s, improving, false) << CAS_SEQ |
                      all_sanctioned(o, maker, s, improving, true) << CAS_SSEQ);
    }
}

const cas_stability *cas_stability_naive(cas_arena *arena, const cas_states *states)
{
    oracle o = {.arena = arena, .states = states, .count = states->count, .makers = states->conflict->maker_count};
    o.moves = CAS_ARRAY(arena, bool *, (size_t)o.makers + 1);
    for (int m = 0; m < o.makers; m++) {
        o.moves[m] = CAS_ARRAY(arena, bool, (size_t)o.count *o.count);
        for (uint32_t a = 0; a < o.count; a++)
            for (uint32_t b = 0; b < o.count; b++)
                o.moves[m][(size_t)a * o.count + b] = cas_can_move(states, m, a, b);
    }
    uint8_t **of = CAS_ARRAY(arena, uint8_t *, (size_t)o.makers + 1),
            *equilibria = CAS_ARRAY(arena, uint8_t, states->count);
    for (uint32_t s = 0; s < states->count; s++)
        equilibria[s] = CAS_ALL_CONCEPTS;
    for (int m = 0; m < o.makers; m++) {
        of[m] = CAS_ARRAY(arena, uint8_t, states->count);
        if (cas_takes_part(states->conflict, m))
            judge(&o, m, of[m]);
        for (uint32_t s = 0; s < states->count; s++) {
            if (!cas_takes_part(states->conflict, m))
                of[m][s] = CAS_ALL_CONCEPTS;
            equilibria[s] &= of[m][s];
        }
    }
    cas_stability *out = CAS_NEW(arena, cas_stability);
    *out = (cas_stability){states, (const uint8_t *const *)of, equilibria};
    return out;
}
