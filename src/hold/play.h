/*
 * A scenario played by a person: one party's moves are chosen, the others keep to a stance.
 *
 * A play is a function of the moves chosen so far: whoever holds the list can take moves back, and compare two courses. So the one call
 * serves a terminal, a page and a script alike, and nothing is kept between calls.
 */
#ifndef CAS_HOLD_PLAY_H
#define CAS_HOLD_PLAY_H

#include "hold/scenario.h"

enum { CAS_PLAY_WAITS = 0, CAS_MAX_PLAY_MOVES = 100000 };

typedef struct cas_play_options {
    int party;
    cas_stance others;
    const int *moves; /* each the number of a choice, from 1, as they stood then; CAS_PLAY_WAITS: the day ends */
    int move_count;
    const int *instead; /* another course, to be compared with: null, or its moves */
    int instead_count;
} cas_play_options;

typedef struct cas_play_choice {
    const char *words;    /* as a line of a scenario: "UA does request" */
    const char *breaches; /* label of a clause that forbids it; or null */
} cas_play_choice;

typedef struct cas_played {
    const cas_scenario *scenario;
    const int *package;
    const cas_instance *instance;
    int party;
    cas_stance others;
    const cas_scene_entry *entries;
    size_t entry_count, fresh; /* those from `fresh` on came of the last move */
    cas_tick now;
    const cas_norm *norms; /* as things stand */
    size_t norm_count;
    const cas_play_choice *choices;
    int choice_count;
    bool can_wait;
    cas_tick wait_until;                  /* CAS_NEVER: nothing is to come */
    const char *lines;                    /* the course so far as lines of a scenario */
    const cas_scene_entry *gained, *lost; /* against the other course */
    size_t gained_count, lost_count;
} cas_played;

/*
 * The play after these moves.
 *
 * The scenario sets the stage: its incidents happen and its lines by others are done when it says so; its lines by the party are left
 * to the player, its expectations are passed over. The others, beside what the scenario has them do:
 *     helps     vote yes, use their powers, find what can be found, give what they may, do their duties at once; breach nothing
 *     obeys     do their duties on the last day, the first lawful way; nothing else
 *     resists   vote no; nothing else
 *
 * errors  CAS_E_ARGUMENT: a move that was not among the choices
 */
const cas_played *cas_play(cas_arena *arena, const cas_agreement *agreement, const cas_scenario *scenario,
                           const int *choice, const int *attackers, const cas_play_options *options);

#endif
