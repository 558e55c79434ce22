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

#endif
