/*
 * Stability in option form, by the least payoff that the others can bring about.
 *
 * Moves of one maker are transitive (a room, see moves.h), and so are its improvements, because worth is transitive. Two moves of the same
 * maker in a row are therefore one move or none, and legal sequences reach exactly what plain reachability reaches. For focal
 * maker i with worth p, and best(u) = the greatest p over u and R_i(u), put for a state t
 *
 *     least(t)  = the least p(u)    over t and all u that the others reach from t                for GMR; by improvements only for SEQ
 *     least(t)  = the least best(u) over the same                                                for SMR; by improvements only for SSEQ
 *
 * s is stable iff every t in R_i(s) with p(t) > p(s) has least(t) <= p(s). Counting t itself does no harm: best(t) >= p(t) > p(s). With
 * k(t) = min(least(t), p(t)) the condition p(t) > p(s) can be dropped, since k(t) <= p(t):
 *
 *     s is stable iff the greatest k over R_i(s) and s itself is at most p(s)
 *
 * so each concept is one propagation of least and one greatest over rooms.
 *
 * 1. In ascending order of w (p, or best) every state that has no label yet is labelled w, with all states that lead to it, backwards.
 * 2. Backwards over maker j from u: all of the corners that may lead to u's corner; with improvements, of their states only those of
 *    less worth to j than u. Corners list their states by worth, so a pointer per corner passes over each state once.
 * 3. Nash: best(s) = p(s).
 *
 * Invariant: all states before a corner's pointer are labelled. Cost: per focal maker four propagations, in each of which every other maker's
 * pointers pass each state once: O(n^2 s) for n makers and s states, with one-way options times the corners of a room. Memory: see
 * cas_stability_of. Exact. Focal makers are independent and are shared out to threads, which take no memory and cannot fail.
 * Source: FangHipelKilgour1993 for the concepts. Twin: naive.c.
 */
#include "stable/engine.h"
#include "stable/moves.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

/* What is read together lies together: with ten million states every step is a miss of the cache. */
typedef struct spot {
    uint32_t corner, worth;
} spot;

typedef struct member {
    uint32_t state, worth;
} member;

typedef struct lane {
    uint32_t at, end; /* the pointer of a corner, and where its members end */
} lane;

typedef struct work {
    const cas_states *states;
    const cas_moves *moves; /* per maker */
    const spot *spots;      /* per state and maker, the makers of a state side by side */
    member **members;       /* per maker: as in moves, with their worth */
    uint8_t *const *of;
    const cas_ctx *ctx; /* its deadline and cancel flag are looked at, and nothing else */
    atomic_int next;    /* the next focal maker nobody works on */
    atomic_int late;    /* out of time, or cancelled */
} work;

/* What one thread writes on. */
typedef struct desk {
    work *work;
    uint32_t *best, *least, *order, *stack, *over, *own, *counts;
    lane **lanes; /* per maker and corner */
    uint32_t steps;
    pthread_t thread;
} desk;

static void order_by(const uint32_t *w, uint32_t count, uint32_t range, uint32_t *counts, uint32_t *order)
{
    memset(counts, 0, sizeof *counts * ((size_t)range + 1));
    for (uint32_t s = 0; s < count; s++)
        counts[w[s] + 1]++;
    for (uint32_t x = 0; x < range; x++)
        counts[x + 1] += counts[x];
    for (uint32_t s = 0; s < count; s++)
        order[counts[w[s]]++] = s;
}

void cas_engine_order(cas_arena *arena, const uint32_t *w, uint32_t count, uint32_t range, uint32_t *order)
{
    const cas_mark mark = cas_arena_mark(arena);
    order_by(w, count, range, CAS_ARRAY(arena, uint32_t, (size_t)range + 2), order);
    cas_arena_release(arena, mark);
}

static bool goes_on(desk *d)
{
    if ((++d->steps & 0xFFFF) == 0) {
        const cas_ctx *ctx = d->work->ctx;
        if ((ctx->cancel && *ctx->cancel) || (ctx->deadline > 0 && cas_now() > ctx->deadline))
            atomic_store(&d->work->late, 1);
    }
    return !atomic_load_explicit(&d->work->late, memory_order_relaxed);
}

/* Labels the states of one corner that are worth less than `below` to its maker, and puts them on the stack. */
static inline uint32_t pass_corner(desk *d, const member *members, lane *passed, uint32_t below, uint32_t label,
                                   uint32_t held)
{
    uint32_t at = passed->at;
    for (; at < passed->end && members[at].worth < below; at++) {
        const uint32_t state = members[at].state;
        if (d->least[state] == UINT32_MAX) {
            d->least[state] = label;
            d->stack[held++] = state;
        }
    }
    passed->at = at;
    return held;
}

static uint32_t pass_room(desk *d, int maker, uint32_t corner, uint32_t below, uint32_t label, uint32_t held)
{
    const cas_moves *moves = &d->work->moves[maker];
    const uint32_t room = moves->room[corner];
    for (uint32_t r = moves->room_first[room]; r < moves->room_first[room + 1]; r++) {
        const uint32_t from = moves->room_corners[r];
        if (!(moves->used[from] & ~moves->used[corner]))
            held = pass_corner(d, d->work->members[maker], &d->lanes[maker][from], below, label, held);
    }
    return held;
}

/* Everything that leads to a state by one move of somebody else than the focal maker. */
static uint32_t pass_back(desk *d, int focal, bool improving, uint32_t to, uint32_t label, uint32_t held)
{
    const cas_conflict *conflict = d->work->states->conflict;
    const spot *spots = d->work->spots + (size_t)to * (size_t)conflict->maker_count;
    for (int j = 0; j < conflict->maker_count; j++) {
        if (j == focal || !cas_takes_part(conflict, j))
            continue;
        const uint32_t below = improving ? spots[j].worth : UINT32_MAX, corner = spots[j].corner;
        held = d->work->moves[j].one_way
                   ? pass_room(d, j, corner, below, label, held)
                   : pass_corner(d, d->work->members[j], &d->lanes[j][corner], below, label, held);
    }
    return held;
}

/* d->least for all states; d->order holds them by ascending w. */
static void propagate(desk *d, int focal, bool improving, const uint32_t *w)
{
    const cas_states *states = d->work->states;
    memset(d->least, 0xFF, sizeof *d->least * states->count);
    for (int j = 0; j < states->conflict->maker_count; j++) {
        const cas_moves *moves = &d->work->moves[j];
        for (uint32_t c = 0; c < moves->corner_count; c++)
            d->lanes[j][c] = (lane){moves->first[c], moves->first[c + 1]};
    }
    for (uint32_t i = 0; i < states->count; i++) {
        const uint32_t state = d->order[i];
        uint32_t held = 0;
        if (d->least[state] != UINT32_MAX)
            continue;
        d->least[state] = w[state];
        d->stack[held++] = state;
        while (held && goes_on(d)) {
            const uint32_t to = d->stack[--held];
            held = pass_back(d, focal, improving, to, w[state], held);
        }
    }
}

static void judge_concept(desk *d, int focal, bool improving, bool symmetric)
{
    const cas_states *states = d->work->states;
    const cas_moves *moves = &d->work->moves[focal];
    const uint32_t *worth = states->worth[focal];
    const cas_concept concept = improving ? (symmetric ? CAS_SSEQ : CAS_SEQ) : symmetric ? CAS_SMR : CAS_GMR;
    uint8_t *of = d->work->of[focal];
    propagate(d, focal, improving, symmetric ? d->best : worth);
    for (uint32_t s = 0; s < states->count; s++)
        if (d->least[s] > worth[s])
            d->least[s] = worth[s];
    cas_moves_greatest(moves, states->count, d->least, d->own, d->over);
    for (uint32_t s = 0; s < states->count; s++)
        of[s] = (uint8_t)(of[s] | (d->over[moves->corner[s]] <= worth[s]) << concept);
}

static void judge_focal(desk *d, int focal)
{
    const cas_states *states = d->work->states;
    const cas_moves *moves = &d->work->moves[focal];
    const uint32_t *worth = states->worth[focal];
    uint8_t *of = d->work->of[focal];
    cas_moves_greatest(moves, states->count, worth, d->own, d->over);
    for (uint32_t s = 0; s < states->count; s++) {
        d->best[s] = d->over[moves->corner[s]];
        of[s] = (uint8_t)((d->best[s] == worth[s]) << CAS_NASH);
    }
    for (int symmetric = 0; symmetric < 2; symmetric++) {
        order_by(symmetric ? d->best : worth, states->count, states->worth_count[focal], d->counts, d->order);
        for (int improving = 0; improving < 2; improving++)
            judge_concept(d, focal, improving, symmetric);
    }
}

static void *work_on(void *argument)
{
    desk *d = argument;
    const cas_conflict *conflict = d->work->states->conflict;
    for (int focal; (focal = atomic_fetch_add(&d->work->next, 1)) < conflict->maker_count;)
        if (cas_takes_part(conflict, focal) && !atomic_load(&d->work->late))
            judge_focal(d, focal);
    return NULL;
}

static void set_desk(cas_arena *arena, work *w, desk *d)
{
    const cas_states *states = w->states;
    const int makers = states->conflict->maker_count;
    uint32_t corners = 0, levels = 0;
    *d = (desk){.work = w, .lanes = CAS_ARRAY(arena, lane *, (size_t)makers + 1)};
    uint32_t **const arrays[] = {&d->best, &d->least, &d->order, &d->stack};
    for (size_t a = 0; a < sizeof arrays / sizeof *arrays; a++)
        *arrays[a] = CAS_ARRAY(arena, uint32_t, states->count);
    for (int m = 0; m < makers; m++) {
        d->lanes[m] = CAS_ARRAY(arena, lane, w->moves[m].corner_count + 1);
        corners = w->moves[m].corner_count > corners ? w->moves[m].corner_count : corners;
        levels = states->worth_count[m] > levels ? states->worth_count[m] : levels;
    }
    d->over = CAS_ARRAY(arena, uint32_t, (size_t)corners + 1);
    d->own = CAS_ARRAY(arena, uint32_t, (size_t)corners + 1);
    d->counts = CAS_ARRAY(arena, uint32_t, (size_t)levels + 2);
}

static void lay_out(cas_arena *arena, work *w)
{
    const cas_states *states = w->states;
    const size_t makers = (size_t)states->conflict->maker_count;
    spot *spots = CAS_ARRAY(arena, spot, (size_t)states->count * makers + 1);
    w->members = CAS_ARRAY(arena, member *, makers + 1);
    for (size_t m = 0; m < makers; m++) {
        if (!cas_takes_part(states->conflict, (int)m))
            continue;
        const uint32_t *worth = states->worth[m], *corner = w->moves[m].corner, *members = w->moves[m].members;
        w->members[m] = CAS_ARRAY(arena, member, states->count);
        for (uint32_t s = 0; s < states->count; s++) {
            spots[s * makers + m] = (spot){corner[s], worth[s]};
            w->members[m][s] = (member){members[s], worth[members[s]]};
        }
    }
    w->spots = spots;
}

void cas_engine_options(cas_arena *arena, const cas_states *states, int threads, uint8_t *const *of)
{
    const int makers = states->conflict->maker_count;
    cas_moves *moves = CAS_ARRAY(arena, cas_moves, (size_t)makers + 1);
    uint32_t *by_worth = CAS_ARRAY(arena, uint32_t, states->count);
    for (int m = 0; m < makers; m++) {
        cas_poll(arena->ctx);
        if (!cas_takes_part(states->conflict, m))
            continue;
        cas_engine_order(arena, states->worth[m], states->count, states->worth_count[m], by_worth);
        cas_moves_of(arena, states, m, by_worth, &moves[m]);
    }
    /* Threads cost more than they bring where there is little to do. */
    if (threads < 1 || states->count < 4096)
        threads = 1;
    if (threads > makers)
        threads = makers > 0 ? makers : 1;
    work w = {.states = states, .moves = moves, .of = of, .ctx = arena->ctx};
    lay_out(arena, &w);
    desk *desks = CAS_ARRAY(arena, desk, (size_t)threads);
    for (int t = 0; t < threads; t++)
        set_desk(arena, &w, &desks[t]);
    int started = 1;
    while (started < threads && !pthread_create(&desks[started].thread, NULL, work_on, &desks[started]))
        started++;
    work_on(&desks[0]);
    for (int t = 1; t < started; t++)
        pthread_join(desks[t].thread, NULL);
    if (atomic_load(&w.late))
        cas_fail(arena->ctx, CAS_E_BUDGET, "more time for %u states and %d decision makers", states->count, makers);
}
