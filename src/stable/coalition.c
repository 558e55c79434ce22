/*
 * Stability for coalitions, by rows of bits.
 *
 * 1. A row of bits per state: what the members reach; what the others reach by any moves; what they reach by improvements.
 * 2. t is a coalitional improvement over s iff H reaches it and every member ranks it above s.
 * 3. u deters at s iff some member ranks it no higher; it holds for good iff all that H reaches from u deters, too.
 *
 * "Better for every member" is no order with ties, so that the least-payoff method of engine.c does not carry over. Exact. Twin: in the tests.
 */
#include "stable/coalition.h"

#include <string.h>

enum { MOST_MAKERS = 10 };

typedef struct band {
    const cas_states *states;
    uint32_t members, count;
    size_t words; /* of a row */
    uint64_t *together, *any, *improving;
} band;

static uint64_t *reach(cas_arena *arena, const cas_states *states, bool improving, uint32_t movers)
{
    const size_t words = (states->count + 63) / 64;
    uint64_t *rows = CAS_ARRAY(arena, uint64_t, words * states->count);
    for (uint32_t s = 0; s < states->count; s++) {
        const cas_mark mark = cas_arena_mark(arena);
        const cas_conflict_paths *paths = cas_paths_among(arena, states, s, improving, movers);
        for (uint32_t t = 0; t < states->count; t++)
            if (t != s && paths->distance[t] != UINT32_MAX)
                rows[s * words + t / 64] |= (uint64_t)1 << t % 64;
        cas_arena_release(arena, mark);
    }
    return rows;
}

static bool better_for_all(const band *b, uint32_t than, uint32_t state)
{
    for (uint32_t left = b->members; left; left &= left - 1) {
        const uint32_t *worth = b->states->worth[__builtin_ctz(left)];
        if (worth[state] <= worth[than])
            return false;
    }
    return true;
}

/* Can the members get above s again from u? */
static bool gets_away(const band *b, uint32_t s, uint32_t u)
{
    for (size_t w = 0; w < b->words; w++)
        for (uint64_t row = b->together[u * b->words + w]; row; row &= row - 1)
            if (better_for_all(b, s, (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(row)))
                return true;
    return false;
}

/* By which of GMR and SMR (or SEQ and SSEQ) the improvement t over s is deterred: 1 and 2. */
static int deterred(const band *b, const uint64_t *answers, uint32_t s, uint32_t t)
{
    int how = 0;
    for (size_t w = 0; w < b->words && how != 3; w++)
        for (uint64_t row = answers[t * b->words + w]; row && how != 3; row &= row - 1) {
            const uint32_t u = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(row);
            if (!better_for_all(b, s, u))
                how |= gets_away(b, s, u) ? 1 : 3;
        }
    return how;
}

static uint8_t judge(const band *b, uint32_t s)
{
    int any = 3, improving = 3;
    bool nash = true;
    for (size_t w = 0; w < b->words; w++)
        for (uint64_t row = b->together[s * b->words + w]; row; row &= row - 1) {
            const uint32_t t = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(row);
            if (!better_for_all(b, s, t))
                continue;
            nash = false;
            any &= any ? deterred(b, b->any, s, t) : 0;
            improving &= improving ? deterred(b, b->improving, s, t) : 0;
        }
    return (uint8_t)(nash << CAS_NASH | (any & 1) << CAS_GMR | (any >> 1) << CAS_SMR | (improving & 1) << CAS_SEQ |
                     (improving >> 1) << CAS_SSEQ);
}

static void check_size(cas_arena *arena, const cas_states *states)
{
    if (states->count > CAS_COALITION_STATES)
        cas_fail(arena->ctx, CAS_E_BUDGET, "a standoff of at most %d states for coalitions; this one has %u",
                 CAS_COALITION_STATES, states->count);
}

cas_coalition_stability cas_coalition_stability_of(cas_arena *arena, const cas_states *states, uint32_t members)
{
    check_size(arena, states);
    const uint32_t all = cas_makers_present(states->conflict);
    uint8_t *of = CAS_ARRAY(arena, uint8_t, states->count);
    const cas_mark mark = cas_arena_mark(arena);
    band b = {.states = states, .members = members & all, .count = states->count, .words = (states->count + 63) / 64};
    b.together = reach(arena, states, false, b.members);
    b.any = reach(arena, states, false, all & ~b.members);
    b.improving = reach(arena, states, true, all & ~b.members);
    for (uint32_t s = 0; s < states->count; s++) {
        cas_poll(arena->ctx);
        of[s] = judge(&b, s);
    }
    cas_arena_release(arena, mark);
    return (cas_coalition_stability){b.members, of};
}

const uint8_t *cas_coalition_equilibria(cas_arena *arena, const cas_states *states)
{
    const uint32_t all = cas_makers_present(states->conflict);
    uint8_t *of = CAS_ARRAY(arena, uint8_t, states->count);
    check_size(arena, states);
    if (__builtin_popcount(all) > MOST_MAKERS)
        cas_fail(arena->ctx, CAS_E_BUDGET, "at most %d decision makers for all of their coalitions", MOST_MAKERS);
    memset(of, CAS_ALL_CONCEPTS, states->count);
    for (uint32_t members = all; members; members = (members - 1) & all) {
        const cas_mark mark = cas_arena_mark(arena);
        const cas_coalition_stability one = cas_coalition_stability_of(arena, states, members);
        for (uint32_t s = 0; s < states->count; s++)
            of[s] &= one.of[s];
        cas_arena_release(arena, mark);
    }
    return of;
}
