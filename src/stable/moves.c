/*
 * Rooms and corners: states numbered by a key of their options.
 *
 * The key of a corner is the state with the maker's two-way options cleared, that of a room the state with all of its options cleared. Keys
 * are numbered in order of first sight, by a table of all keys where the options are few enough for it, else by hashing.
 */
#include "stable/moves.h"

#include <string.h>

typedef struct numbering {
    uint32_t *number; /* direct: key to number + 1; hashed: slot to number + 1 */
    uint64_t *keys;   /* hashed: number to key */
    uint64_t slots;   /* hashed: a power of two; direct: 0 */
    uint32_t used;
} numbering;

static void open_numbering(cas_arena *arena, numbering *n, const cas_states *states)
{
    const int options = states->conflict->option_count;
    memset(n, 0, sizeof *n);
    if (options < 40 && (uint64_t)1 << options <= 8 * (uint64_t)states->count + 1024) {
        n->number = CAS_ARRAY(arena, uint32_t, (size_t)1 << options);
        return;
    }
    for (n->slots = 64; n->slots < 2 * (uint64_t)states->count; n->slots *= 2)
        ;
    n->number = CAS_ARRAY(arena, uint32_t, n->slots);
    n->keys = CAS_ARRAY(arena, uint64_t, states->count);
}

static uint32_t number_of(numbering *n, uint64_t key)
{
    uint64_t slot = key;
    if (n->slots) {
        slot = ((key ^ key >> 29) * 0x9E3779B97F4A7C15ull >> 17) & (n->slots - 1);
        while (n->number[slot] && n->keys[n->number[slot] - 1] != key)
            slot = (slot + 1) & (n->slots - 1);
    }
    if (!n->number[slot]) {
        if (n->slots)
            n->keys[n->used] = key;
        n->number[slot] = ++n->used;
    }
    return n->number[slot] - 1;
}

/* The options that a maker can change at all, and the bits of these that go one way. */
static void own_options(const cas_conflict *conflict, int maker, uint64_t *own, uint64_t *up, uint64_t *down)
{
    *own = *up = *down = 0;
    for (int k = 0; k < conflict->option_count; k++) {
        const uint64_t bit = (uint64_t)1 << k;
        const int stays = conflict->options[k].stays;
        if (conflict->options[k].owner != maker || stays == (CAS_STAYS_TAKEN | CAS_STAYS_UNTAKEN))
            continue;
        *own |= bit;
        *up |= stays == CAS_STAYS_TAKEN ? bit : 0;
        *down |= stays == CAS_STAYS_UNTAKEN ? bit : 0;
    }
}

/* Things in classes: items listed class by class, in the order given. */
static void list_by_class(cas_arena *arena, const uint32_t *class_of, const uint32_t *order, uint32_t count,
                          uint32_t classes, const uint32_t **first_out, const uint32_t **items_out)
{
    uint32_t *first = CAS_ARRAY(arena, uint32_t, (size_t)classes + 2), *items = CAS_ARRAY(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        first[class_of[i] + 2]++;
    for (uint32_t c = 0; c < classes; c++)
        first[c + 2] += first[c + 1];
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t item = order ? order[i] : i;
        items[first[class_of[item] + 1]++] = item;
    }
    *first_out = first;
    *items_out = items;
}

static void find_rooms(cas_arena *arena, const cas_states *states, uint64_t own, uint64_t up, uint64_t down,
                       cas_moves *out)
{
    uint64_t *used = CAS_ARRAY(arena, uint64_t, out->corner_count);
    uint32_t *room = CAS_ARRAY(arena, uint32_t, out->corner_count);
    numbering rooms;
    open_numbering(arena, &rooms, states);
    for (uint32_t c = 0; c < out->corner_count; c++) {
        const uint64_t state = states->options[out->members[out->first[c]]];
        used[c] = (state & up) | (~state & down);
        room[c] = number_of(&rooms, state & ~own);
    }
    out->used = used;
    out->room = room;
    out->room_count = rooms.used;
    list_by_class(arena, room, NULL, out->corner_count, out->room_count, &out->room_first, &out->room_corners);
}

void cas_moves_of(cas_arena *arena, const cas_states *states, int maker, const uint32_t *by_worth, cas_moves *out)
{
    uint64_t own, up, down;
    own_options(states->conflict, maker, &own, &up, &down);
    uint32_t *corner = CAS_ARRAY(arena, uint32_t, states->count);
    const uint64_t free_options = own & ~(up | down);
    *out = (cas_moves){.corner = corner, .one_way = (up | down) != 0};
    const cas_mark mark = cas_arena_mark(arena);
    numbering corners;
    open_numbering(arena, &corners, states);
    for (uint32_t s = 0; s < states->count; s++)
        corner[s] = number_of(&corners, states->options[s] & ~free_options);
    out->corner_count = out->room_count = corners.used;
    cas_arena_release(arena, mark);
    list_by_class(arena, corner, by_worth, states->count, out->corner_count, &out->first, &out->members);
    if (out->one_way)
        find_rooms(arena, states, own, up, down, out);
}

void cas_moves_greatest(const cas_moves *moves, uint32_t count, const uint32_t *w, uint32_t *corner_greatest,
                        uint32_t *over)
{
    uint32_t *own = moves->one_way ? corner_greatest : over;
    memset(own, 0, sizeof *own * moves->corner_count);
    for (uint32_t s = 0; s < count; s++)
        if (w[s] > own[moves->corner[s]])
            own[moves->corner[s]] = w[s];
    for (uint32_t c = 0; moves->one_way && c < moves->corner_count; c++) {
        const uint32_t room = moves->room[c];
        over[c] = 0;
        for (uint32_t r = moves->room_first[room]; r < moves->room_first[room + 1]; r++) {
            const uint32_t to = moves->room_corners[r];
            if (!(moves->used[c] & ~moves->used[to]) && own[to] > over[c])
                over[c] = own[to];
        }
    }
}
