/*
 * Shortest paths, breadth first.
 *
 * Option form: moves and improvements of one maker are transitive, so a shortest path never has the same mover twice in a row, and nodes are
 * states. The maker's corners (moves.h) list their states by worth; from u the improvements are those at the end of the list with more worth
 * than u. A pointer per corner comes down from the end: what it has passed was reached no later, so each state is passed once.
 * Drawn: nodes are (state, last mover), and each arrow is tried once for every such node.
 *
 * Invariant: nodes leave the queue by ascending distance. Exact. Twin: in the tests, by searching over single moves.
 */
#include "stable/paths.h"

#include "stable/engine.h"
#include "stable/moves.h"

#include <string.h>

enum { NOBODY = 255 };

typedef struct search {
    cas_arena *arena;
    const cas_states *states;
    cas_conflict_paths *out;
    uint32_t *distance, *parent, *arrival, *queue, tail;
    uint32_t *node_distance; /* drawn: per node; option form: distance */
    uint8_t *mover;
    uint32_t columns;
} search;

static void arrive(search *s, uint32_t node, uint32_t state, uint32_t parent, int maker)
{
    const uint32_t distance = s->node_distance[parent] + 1;
    if (s->node_distance[node] != UINT32_MAX)
        return;
    s->node_distance[node] = distance;
    s->parent[node] = parent;
    s->mover[node] = (uint8_t)maker;
    s->queue[s->tail++] = node;
    if (s->distance[state] == UINT32_MAX || s->columns == 1) {
        s->distance[state] = distance;
        s->arrival[state] = node;
        s->out->reached++;
    }
}

/* ---- Option form ---------------------------------------------------------------------------------------------------------------- */

typedef struct rooms {
    cas_moves moves;
    uint32_t *end; /* per corner: what lies beyond has been passed */
} rooms;

static void pass_down(search *s, int maker, rooms *r, uint32_t corner, uint32_t from)
{
    const uint32_t *worth = s->out->improving ? s->states->worth[maker] : NULL;
    uint32_t at = r->end[corner];
    for (; at > r->moves.first[corner]; at--) {
        const uint32_t to = r->moves.members[at - 1];
        if (worth && worth[to] <= worth[from])
            break;
        if (to != from)
            arrive(s, to, to, from, maker);
    }
    r->end[corner] = at;
}

static void search_options(search *s)
{
    const cas_conflict *conflict = s->states->conflict;
    rooms *all = CAS_ARRAY(s->arena, rooms, (size_t)conflict->maker_count + 1);
    uint32_t *by_worth = CAS_ARRAY(s->arena, uint32_t, s->states->count);
    for (int m = 0; m < conflict->maker_count; m++) {
        if (!((s->out->movers >> m) & 1))
            continue;
        cas_engine_order(s->arena, s->states->worth[m], s->states->count, s->states->worth_count[m], by_worth);
        cas_moves_of(s->arena, s->states, m, by_worth, &all[m].moves);
        all[m].end = CAS_ARRAY(s->arena, uint32_t, (size_t)all[m].moves.corner_count + 1);
        memcpy(all[m].end, all[m].moves.first + 1, sizeof *all[m].end * all[m].moves.corner_count);
    }
    for (uint32_t head = 0; head < s->tail; head++) {
        const uint32_t from = s->queue[head];
        cas_poll(s->arena->ctx);
        for (int m = 0; m < conflict->maker_count; m++) {
            if (!((s->out->movers >> m) & 1))
                continue;
            const cas_moves *moves = &all[m].moves;
            const uint32_t corner = moves->corner[from];
            if (!moves->one_way)
                pass_down(s, m, &all[m], corner, from);
            for (uint32_t r = moves->one_way ? moves->room_first[moves->room[corner]] : 0;
                 moves->one_way && r < moves->room_first[moves->room[corner] + 1]; r++)
                if (!(moves->used[corner] & ~moves->used[moves->room_corners[r]]))
                    pass_down(s, m, &all[m], moves->room_corners[r], from);
        }
    }
}

/* ---- Drawn ------------------------------------------------------------------------------------------------------------------------ */

static void search_drawn(search *s)
{
    const cas_conflict *conflict = s->states->conflict;
    for (uint32_t head = 0; head < s->tail; head++) {
        const uint32_t node = s->queue[head], from = node / s->columns;
        for (int a = 0; a < conflict->arrow_count; a++) {
            const cas_arrow *arrow = &conflict->arrows[a];
            const int maker = arrow->maker;
            cas_poll(s->arena->ctx);
            if ((uint32_t)arrow->from != from || arrow->from == arrow->to || (uint32_t)maker == node % s->columns ||
                !((s->out->movers >> maker) & 1))
                continue;
            if (s->out->improving && s->states->worth[maker][arrow->to] <= s->states->worth[maker][from])
                continue;
            arrive(s, (uint32_t)arrow->to * s->columns + (uint32_t)maker, (uint32_t)arrow->to, node, maker);
        }
    }
}

/* ---- Together ---------------------------------------------------------------------------------------------------------------------- */

const cas_conflict_paths *cas_paths_among(cas_arena *arena, const cas_states *states, uint32_t from, bool improving,
                                          uint32_t movers)
{
    cas_conflict_paths *out = CAS_NEW(arena, cas_conflict_paths);
    search s = {.arena = arena, .states = states, .out = out};
    s.columns = states->conflict->drawn ? (uint32_t)states->conflict->maker_count + 1 : 1;
    const size_t nodes = (size_t)states->count * s.columns;
    s.distance = CAS_ARRAY(arena, uint32_t, states->count);
    s.arrival = CAS_ARRAY(arena, uint32_t, states->count);
    s.parent = CAS_ARRAY(arena, uint32_t, nodes + 1);
    s.mover = CAS_ARRAY(arena, uint8_t, nodes + 1);
    s.queue = CAS_ARRAY(arena, uint32_t, nodes + 1);
    s.node_distance = s.columns == 1 ? s.distance : CAS_ARRAY(arena, uint32_t, nodes);
    memset(s.distance, 0xFF, sizeof *s.distance * states->count);
    memset(s.node_distance, 0xFF, sizeof *s.node_distance * nodes);
    *out = (cas_conflict_paths){.states = states,
                                .from = from,
                                .improving = improving,
                                .movers = movers & cas_makers_present(states->conflict),
                                .distance = s.distance,
                                .reached = 1,
                                .parent = s.parent,
                                .mover = s.mover,
                                .arrival = s.arrival};
    const uint32_t start = from * s.columns + (s.columns - 1);
    s.node_distance[start] = s.distance[from] = 0;
    s.arrival[from] = start;
    s.parent[start] = UINT32_MAX;
    s.mover[start] = NOBODY;
    s.queue[s.tail++] = start;
    if (states->conflict->drawn)
        search_drawn(&s);
    else
        search_options(&s);
    return out;
}

uint32_t cas_makers_present(const cas_conflict *conflict)
{
    uint32_t present = 0;
    for (int m = 0; m < conflict->maker_count; m++)
        present |= (uint32_t)cas_takes_part(conflict, m) << m;
    return present;
}

const cas_conflict_paths *cas_paths_from(cas_arena *arena, const cas_states *states, uint32_t from, bool improving,
                                         int without)
{
    const uint32_t all = cas_makers_present(states->conflict);
    return cas_paths_among(arena, states, from, improving, without < 0 ? all : all & ~((uint32_t)1 << without));
}

uint32_t cas_path_to(cas_arena *arena, const cas_conflict_paths *paths, uint32_t state, cas_path_step **steps)
{
    const uint32_t columns = paths->states->conflict->drawn ? (uint32_t)paths->states->conflict->maker_count + 1 : 1;
    const uint32_t length = paths->distance[state];
    *steps = NULL;
    if (length == UINT32_MAX)
        return 0;
    *steps = CAS_ARRAY(arena, cas_path_step, (size_t)length + 1);
    uint32_t node = paths->arrival[state];
    for (uint32_t i = length; i-- > 0; node = paths->parent[node])
        (*steps)[i] = (cas_path_step){paths->mover[node], node / columns};
    return length;
}
