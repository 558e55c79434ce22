/*
 * The moves of a decision maker in option form, implicit: never a list of them.
 *
 * States that agree on all options but the maker's own are a room: the maker moves within it. States of a room that also agree on the maker's
 * options that go one way only are a corner of it: within a corner every state leads to every other, and one corner leads to
 * another exactly if it has at least the same one-way options used. Without one-way options each room is one corner.
 */
#ifndef CAS_STABLE_MOVES_H
#define CAS_STABLE_MOVES_H

#include "stable/conflict.h"

typedef struct cas_moves {
    uint32_t corner_count, room_count;
    const uint32_t *corner;     /* per state */
    const uint32_t *first;      /* per corner: where its states begin in members; corner_count + 1 */
    const uint32_t *members;    /* the states corner by corner, by ascending worth for the maker */
    bool one_way;               /* rooms can have several corners; else the rest is null */
    const uint64_t *used;       /* per corner: which one-way options have been used */
    const uint32_t *room;       /* per corner */
    const uint32_t *room_first; /* per room: where its corners begin in room_corners; room_count + 1 */
    const uint32_t *room_corners;
} cas_moves;

/* by_worth: the states by ascending worth for the maker. */
void cas_moves_of(cas_arena *arena, const cas_states *states, int maker, const uint32_t *by_worth, cas_moves *out);

/* over[corner] = the greatest of w over the states that a state of the corner can move to, and over the corner itself. */
void cas_moves_greatest(const cas_moves *moves, uint32_t count, const uint32_t *w, uint32_t *corner_greatest,
                        uint32_t *over);

#endif
