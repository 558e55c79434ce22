/*
 * Stability with unknown preferences, by rows of bits, for each decision maker i in turn.
 *
 * 1. Moves of every maker, and those of them to what is or may be better for their mover: a row of bits per state.
 * 2. What the others reach from t, by any moves and by such moves: a search over (state, last mover), since "may be better" is not transitive and two
 *    moves of one maker in a row are not one. A row of moves is entered at once: what it newly reaches is the row without what this mover reached before.
 * 3. For each state s and attitude the rows D(s), and H(s): the u of D(s) from which i cannot leave D(s). Then GMR at s: every t of M(s) reaches a state of D(s);
 *    SMR: of H(s).
 *
 * Exact. Twin: in the tests, from the statements themselves.
 */
#include "stable/unknown.h"

#include <string.h>

typedef struct band {
    cas_arena *arena;
    const cas_states *states;
    uint32_t count;
    size_t words; /* of a row */
    int makers;
    uint64_t **moves, **hopeful; /* per maker: a row per state; hopeful: to what is or may be better */
} band;

static bool has(const uint64_t *row, uint32_t s)
{
    return (row[s / 64] >> s % 64) & 1;
}

static void put(uint64_t *row, uint32_t s)
{
    row[s / 64] |= (uint64_t)1 << s % 64;
}

static bool meet(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t w = 0; w < words; w++)
        if (a[w] & b[w])
            return true;
    return false;
}

static bool within(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t w = 0; w < words; w++)
        if (a[w] & ~b[w])
            return false;
    return true;
}

static void gather_moves(band *b)
{
    for (int m = 0; m < b->makers; m++) {
        b->moves[m] = CAS_ARRAY(b->arena, uint64_t, b->words * b->count);
        b->hopeful[m] = CAS_ARRAY(b->arena, uint64_t, b->words * b->count);
        for (uint32_t from = 0; from < b->count; from++) {
            cas_poll(b->arena->ctx);
            for (uint32_t to = 0; to < b->count; to++) {
                if (!cas_can_move(b->states, m, from, to))
                    continue;
                put(b->moves[m] + from * b->words, to);
                if (cas_may_be_better(b->states, m, from, to))
                    put(b->hopeful[m] + from * b->words, to);
            }
        }
    }
}

/* What all makers but one reach from t by legal sequences of one or more of these moves. */
static void reach(const band *b, uint64_t *const *moves, int focal, uint32_t t, uint64_t *seen, uint32_t *stack,
                  uint64_t *reached)
{
    const uint32_t makers = (uint32_t)b->makers;
    size_t depth = 0;
    memset(seen, 0, sizeof *seen * b->words * makers);
    memset(reached, 0, sizeof *reached * b->words);
    stack[depth++] = t * (makers + 1) + makers;
    while (depth) {
        const uint32_t node = stack[--depth], from = node / (makers + 1), last = node % (makers + 1);
        for (uint32_t m = 0; m < makers; m++) {
            if ((int)m == focal || m == last)
                continue;
            for (size_t w = 0; w < b->words; w++) {
                uint64_t fresh = moves[m][from * b->words + w] & ~seen[m * b->words + w];
                seen[m * b->words + w] |= fresh;
                reached[w] |= fresh;
                for (; fresh; fresh &= fresh - 1)
                    stack[depth++] = ((uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(fresh)) * (makers + 1) + m;
            }
        }
    }
}

static uint64_t *reach_of_others(const band *b, uint64_t *const *moves, int focal)
{
    uint64_t *rows = CAS_ARRAY(b->arena, uint64_t, b->words * b->count);
    const cas_mark mark = cas_arena_mark(b->arena);
    uint64_t *seen = CAS_ARRAY(b->arena, uint64_t, b->words *(size_t)b->makers);
    uint32_t *stack = CAS_ARRAY(b->arena, uint32_t, (size_t)b->count *(size_t)b->makers + 1);
    for (uint32_t t = 0; t < b->count; t++) {
        cas_poll(b->arena->ctx);
        reach(b, moves, focal, t, seen, stack, rows + t * b->words);
    }
    cas_arena_release(b->arena, mark);
    return rows;
}

typedef struct focus {
    int maker;
    const uint64_t *any, *hopeful;      /* per state a row: what the others reach */
    uint64_t *leaves, *deters, *holds; /* rows of the state at hand: M, D, H */
} focus;

static bool leaves_for_unknown(cas_attitude attitude)
{
    return attitude == CAS_ATTITUDE_A || attitude == CAS_ATTITUDE_C;
}

static bool unknown_deters(cas_attitude attitude)
{
    return attitude == CAS_ATTITUDE_C || attitude == CAS_ATTITUDE_D;
}

static void make_rows(const band *b, const focus *f, cas_attitude attitude, uint32_t s)
{
    const uint64_t *moves = b->moves[f->maker];
    memset(f->leaves, 0, sizeof *f->leaves * b->words);
    memset(f->deters, 0, sizeof *f->deters * b->words);
    memset(f->holds, 0, sizeof *f->holds * b->words);
    for (uint32_t t = 0; t < b->count; t++) {
        const bool better = cas_is_better(b->states, f->maker, s, t),
                   unknown = !better && cas_may_be_better(b->states, f->maker, s, t) &&
                             cas_may_be_better(b->states, f->maker, t, s);
        if (has(moves + s * b->words, t) && (better || (unknown && leaves_for_unknown(attitude))))
            put(f->leaves, t);
        if (!better && (!unknown || unknown_deters(attitude)))
            put(f->deters, t);
    }
    for (uint32_t u = 0; u < b->count; u++)
        if (has(f->deters, u) && within(moves + u * b->words, f->deters, b->words))
            put(f->holds, u);
}

static uint8_t judge(const band *b, const focus *f, cas_attitude attitude, uint32_t s)
{
    bool nash = true, gmr = true, smr = true, seq = true, sseq = true;
    make_rows(b, f, attitude, s);
    for (uint32_t t = 0; t < b->count; t++) {
        if (!has(f->leaves, t))
            continue;
        nash = false;
        gmr = gmr && meet(f->any + t * b->words, f->deters, b->words);
        smr = smr && meet(f->any + t * b->words, f->holds, b->words);
        seq = seq && meet(f->hopeful + t * b->words, f->deters, b->words);
        sseq = sseq && meet(f->hopeful + t * b->words, f->holds, b->words);
    }
    return (uint8_t)(nash << CAS_NASH | gmr << CAS_GMR | smr << CAS_SMR | seq << CAS_SEQ | sseq << CAS_SSEQ);
}

static void judge_maker(const band *b, int maker, uint8_t **of[CAS_ATTITUDE_COUNT])
{
    const cas_mark mark = cas_arena_mark(b->arena);
    const focus f = {maker,
                     reach_of_others(b, b->moves, maker),
                     reach_of_others(b, b->hopeful, maker),
                     CAS_ARRAY(b->arena, uint64_t, b->words),
                     CAS_ARRAY(b->arena, uint64_t, b->words),
                     CAS_ARRAY(b->arena, uint64_t, b->words)};
    for (uint32_t s = 0; s < b->count; s++) {
        cas_poll(b->arena->ctx);
        for (int a = 0; a < CAS_ATTITUDE_COUNT; a++)
            of[a][maker][s] = judge(b, &f, (cas_attitude)a, s);
    }
    cas_arena_release(b->arena, mark);
}

void cas_stability_unknown(cas_arena *arena, const cas_states *states, const cas_stability *out[CAS_ATTITUDE_COUNT])
{
    band b = {.arena = arena, .states = states, .count = states->count, .words = (states->count + 63) / 64};
    uint8_t **of[CAS_ATTITUDE_COUNT];
    if (states->count > CAS_UNKNOWN_STATES)
        cas_fail(arena->ctx, CAS_E_BUDGET,
                 "a standoff of at most %d states where preferences are unknown; this one has %u", CAS_UNKNOWN_STATES,
                 states->count);
    b.makers = states->conflict->maker_count;
    for (int a = 0; a < CAS_ATTITUDE_COUNT; a++) {
        uint8_t *equilibria = CAS_ARRAY(arena, uint8_t, states->count);
        cas_stability *table = CAS_NEW(arena, cas_stability);
        of[a] = CAS_ARRAY(arena, uint8_t *, (size_t)b.makers + 1);
        for (int m = 0; m < b.makers; m++) {
            of[a][m] = CAS_ARRAY(arena, uint8_t, states->count);
            memset(of[a][m], CAS_ALL_CONCEPTS, states->count);
        }
        *table = (cas_stability){states, (const uint8_t *const *)of[a], equilibria};
        out[a] = table;
    }
    const cas_mark mark = cas_arena_mark(arena);
    b.moves = CAS_ARRAY(arena, uint64_t *, (size_t)b.makers + 1);
    b.hopeful = CAS_ARRAY(arena, uint64_t *, (size_t)b.makers + 1);
    gather_moves(&b);
    for (int m = 0; m < b.makers; m++)
        if (cas_takes_part(states->conflict, m))
            judge_maker(&b, m, of);
    cas_arena_release(arena, mark);
    for (int a = 0; a < CAS_ATTITUDE_COUNT; a++)
        for (uint32_t s = 0; s < states->count; s++) {
            uint8_t all = CAS_ALL_CONCEPTS;
            for (int m = 0; m < b.makers; m++)
                all &= of[a][m][s];
            ((uint8_t *)out[a]->equilibria)[s] = all;
        }
}

const char *cas_attitude_name(cas_attitude attitude)
{
    static const char *const names[] = {"a", "b", "c", "d"};
    return names[attitude];
}

const char *cas_attitude_words(cas_attitude attitude)
{
    switch (attitude) {
    case CAS_ATTITUDE_A: return "leaves for what may be better, and only what is known to be no better deters";
    case CAS_ATTITUDE_B: return "leaves only for what is known to be better, and only what is known to be no better deters";
    case CAS_ATTITUDE_C: return "leaves for what may be better, and what may be worse deters";
    case CAS_ATTITUDE_D: return "leaves only for what is known to be better, and what may be worse deters";
    case CAS_ATTITUDE_COUNT: break;
    }
    return "";
}
