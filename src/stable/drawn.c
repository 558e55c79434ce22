/*
 * Stability in a drawn graph: moves are arrows, and need not be transitive, so that "nobody moves twice in a row" matters.
 *
 * For focal maker i and a number w(u) a state, let least(t) be the least w over t and all states the others reach from t. A node is
 * (state, last mover): from (t, j) every other maker but j may go on. Nodes are labelled from the least w upwards, against the arrows:
 *
 * 1. In ascending order of w, state u labels its nodes (u, j) for all j, and (u, nobody), unless they have a label.
 * 2. When (u, j) is labelled, so is (t, k) for each arrow t -> u of j and each k other than j, nobody included.
 * 3. least(t) is the label of (t, nobody).
 *
 * Invariant: labels are given in ascending order, so the first one is the least. Counting t itself does no harm, as in engine.c, where it is
 * also said how the five concepts follow from least. With improvements only arrows that improve u over t for j count.
 * Cost: each (state, maker) once, each arrow twice a propagation: O(makers * (states * makers + arrows)). Exact. Twin: naive.c.
 */
#include "stable/engine.h"

typedef struct drawing {
    const cas_states *states;
    int makers;
    uint32_t *first; /* per maker and state: where its incoming arrows begin; makers * count + 1 */
    uint32_t *from;  /* where they come from */
    uint32_t *label; /* count * (makers + 1); column `makers` is nobody */
    uint32_t *stack;
} drawing;

static void draw(cas_arena *arena, drawing *d)
{
    const cas_conflict *conflict = d->states->conflict;
    const uint32_t count = d->states->count;
    const size_t cells = (size_t)d->makers * count;
    d->first = CAS_ARRAY(arena, uint32_t, cells + 2);
    d->from = CAS_ARRAY(arena, uint32_t, (size_t)conflict->arrow_count + 1);
    d->label = CAS_ARRAY(arena, uint32_t, (size_t)count * ((size_t)d->makers + 1));
    d->stack = CAS_ARRAY(arena, uint32_t, (size_t)count * ((size_t)d->makers + 1));
    for (int pass = 0; pass < 2; pass++) {
        for (int a = 0; a < conflict->arrow_count; a++) {
            const cas_arrow *arrow = &conflict->arrows[a];
            if (arrow->from == arrow->to || !cas_takes_part(conflict, arrow->maker))
                continue;
            const size_t cell = (size_t)arrow->maker * count + (size_t)arrow->to;
            if (!pass)
                d->first[cell + 2]++;
            else
                d->from[d->first[cell + 1]++] = (uint32_t)arrow->from;
        }
        for (size_t c = 0; !pass && c < cells; c++)
            d->first[c + 2] += d->first[c + 1];
    }
}

static uint32_t give_label(drawing *d, uint32_t state, int except, uint32_t label, uint32_t held)
{
    for (int k = 0; k <= d->makers; k++) {
        const uint32_t node = state * ((uint32_t)d->makers + 1) + (uint32_t)k;
        if (k == except || d->label[node] != UINT32_MAX)
            continue;
        d->label[node] = label;
        d->stack[held++] = node;
    }
    return held;
}

/* least[t] for all t; see the head of the file. order: the states by ascending w. */
static void propagate(cas_ctx *ctx, drawing *d, int focal, bool improving, const uint32_t *w, const uint32_t *order,
                      uint32_t *least)
{
    const uint32_t count = d->states->count, columns = (uint32_t)d->makers + 1;
    for (size_t n = 0; n < (size_t)count * columns; n++)
        d->label[n] = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t held = give_label(d, order[i], -1, w[order[i]], 0);
        cas_poll(ctx);
        while (held) {
            const uint32_t node = d->stack[--held], to = node / columns;
            const int mover = (int)(node % columns);
            if (mover == focal || mover == d->makers)
                continue;
            const uint32_t *worth = d->states->worth[mover];
            const size_t cell = (size_t)mover * count + to;
            for (uint32_t a = d->first[cell]; a < d->first[cell + 1]; a++)
                if (!improving || worth[to] > worth[d->from[a]])
                    held = give_label(d, d->from[a], mover, d->label[node], held);
        }
    }
    for (uint32_t s = 0; s < count; s++)
        least[s] = d->label[s * columns + (uint32_t)d->makers];
}

/* over[s] = the greatest of own[s] and of[t], t one of the maker's moves from s. */
static void over_moves(const drawing *d, int maker, const uint32_t *of, const uint32_t *own, uint32_t *over)
{
    const uint32_t count = d->states->count;
    for (uint32_t s = 0; s < count; s++)
        over[s] = own[s];
    for (uint32_t to = 0; to < count; to++)
        for (uint32_t a = d->first[(size_t)maker * count + to]; a < d->first[(size_t)maker * count + to + 1]; a++)
            if (of[to] > over[d->from[a]])
                over[d->from[a]] = of[to];
}

void cas_engine_drawn(cas_arena *arena, const cas_states *states, uint8_t *const *of)
{
    const uint32_t count = states->count;
    drawing d = {.states = states, .makers = states->conflict->maker_count};
    draw(arena, &d);
    uint32_t *best = CAS_ARRAY(arena, uint32_t, count), *least = CAS_ARRAY(arena, uint32_t, count),
             *over = CAS_ARRAY(arena, uint32_t, count);
    uint32_t *order = CAS_ARRAY(arena, uint32_t, count);
    for (int m = 0; m < d.makers; m++) {
        if (!cas_takes_part(states->conflict, m))
            continue;
        const uint32_t *worth = states->worth[m];
        over_moves(&d, m, worth, worth, best);
        for (uint32_t s = 0; s < count; s++)
            of[m][s] = (uint8_t)((best[s] == worth[s]) << CAS_NASH);
        for (int symmetric = 0; symmetric < 2; symmetric++) {
            const uint32_t *w = symmetric ? best : worth;
            cas_engine_order(arena, w, count, states->worth_count[m], order);
            for (int improving = 0; improving < 2; improving++) {
                const cas_concept concept = improving   ? (symmetric ? CAS_SSEQ : CAS_SEQ)
                                            : symmetric ? CAS_SMR
                                                        : CAS_GMR;
                propagate(arena->ctx, &d, m, improving, w, order, least);
                for (uint32_t s = 0; s < count; s++)
                    least[s] = least[s] < worth[s] ? least[s] : worth[s];
                over_moves(&d, m, least, worth, over);
                for (uint32_t s = 0; s < count; s++)
                    of[m][s] = (uint8_t)(of[m][s] | (over[s] <= worth[s]) << concept);
            }
        }
    }
}
