/* The search of naive.c, opened up for those who follow its play. */
#ifndef CAS_HOLD_NAIVE_SEARCH_H
#define CAS_HOLD_NAIVE_SEARCH_H

#include "hold/naive_position.h"

/* One move still to be chosen: option 0 is the first to be tried. */
typedef struct cas_naive_slot {
    cas_move move;
    int options, option;
} cas_naive_slot;

/* What one call of win needs; made once for each depth and used again. */
typedef struct cas_naive_frame {
    cas_cell *position, *next;
    cas_naive_slot *slots;
    cas_move *moves;
} cas_naive_frame;

typedef struct cas_naive_search {
    cas_naive_game game;
    cas_naive_table known; /* first: lost by this tick; second: won by that tick */
    cas_naive_frame *frames;
    size_t frame_count, frame_room;
    uint64_t seen, most;
    cas_tick last; /* the t of win(position, t) */
} cas_naive_search;

typedef enum cas_outcome { CAS_LOST, CAS_WON, CAS_NOT_ALLOWED } cas_outcome;

/* The moves open to the helpers, or to the others, each with what can be chosen for it; their number. */
int cas_naive_slots(cas_naive_search *search, cas_cell *position, bool helpers, cas_move *moves, cas_naive_slot *slots);
/* The set of moves now chosen; their number. */
int cas_naive_chosen(const cas_naive_slot *slots, int count, bool helpers, cas_move *moves);
/* The next set; false after the last, and then the first is chosen again. */
bool cas_naive_next_choice(cas_naive_slot *slots, int count);
/*
 * What follows these moves of both sides, and whether the helpers can still reach the goal by `last`. None made: all
 * pass.
 */
cas_outcome cas_naive_follow(cas_naive_search *search, cas_cell *position, const cas_move *moves, int count,
                             size_t depth, cas_cell *next);
bool cas_naive_win(cas_naive_search *search, const cas_cell *position, cas_tick last);
/* Opens the search and finds the value; *first is the first position. */
cas_tick cas_naive_search_value(cas_naive_search *search, cas_arena *arena, const cas_instance *instance,
                                const cas_goal *goal, const cas_stance *stances, cas_cell **first);

#endif
