/* A run under way. Private to scenario*.c and play*.c. */
#ifndef CAS_HOLD_SCENARIO_RUN_H
#define CAS_HOLD_SCENARIO_RUN_H

#include "hold/scenario_game.h"

typedef struct cas_scene_run {
    cas_arena *arena;
    cas_scene_game *game;
    cas_cell *position, *next, *spare;
    cas_scene_entry *entries;
    size_t entry_count, entry_room;
    cas_scene_day *days;
    size_t day_count, day_room, told; /* told: entries that stand in a day */
    bool *reached;                    /* per goal */
    bool reopened;
    bool in_full;     /* norms of every day are told */
    bool is_settling; /* breaches come of not doing */
} cas_scene_run;

/* An entry of the day that it is. */
void cas_scene_entry_add(cas_scene_run *r, cas_scene_entry_kind kind, int clause, int line, cas_set parties,
                         const char *words);
/* Entries for all that differs between two positions. */
void cas_scene_tell_changes(cas_scene_run *r, cas_cell *before, cas_cell *after);
/* Entries for the duties due now that their bearers have no lawful way to do. */
void cas_scene_tell_conflicts(cas_scene_run *r);

cas_scene_run cas_scene_run_open(cas_arena *arena, cas_scene_game *game);
/* What was worked out in `next` becomes the position. */
void cas_scene_take(cas_scene_run *r);
/* The line without its `day N:`. */
const char *cas_scene_line_words(const cas_scene_step *step);
/* The incident of the line happens now; number: which of the scenario's incidents it is. */
void cas_scene_incident_line(cas_scene_run *r, const cas_scene_step *step, int number);
/* What the lines state is done now, in one round. */
void cas_scene_do_lines(cas_scene_run *r, const cas_scene_step *steps, int step_count);
/* Neighbouring lines of one day with ballots on the same matter are one vote: how many from this one on. */
int cas_scene_vote_lines(const cas_scenario *scenario, int first);
/* All pass: what is due is settled, with what follows. */
void cas_scene_close_day(cas_scene_run *r);
/* A later tick begins; nothing happens by itself in between (cas_scene_next_tick). */
void cas_scene_begin_day(cas_scene_run *r, cas_tick tick);

#endif
