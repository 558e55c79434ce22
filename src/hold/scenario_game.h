/* The game that one run of a scenario is played in. Private to scenario*.c and play*.c. See scenario_game.c. */
#ifndef CAS_HOLD_SCENARIO_GAME_H
#define CAS_HOLD_SCENARIO_GAME_H

#include "hold/naive_position.h"
#include "hold/scenario.h"
#include "model/agreement.h"
#include "model/scope.h"

/* A line of the scenario that is an incident, with who did it in this run. */
typedef struct cas_scene_incident {
    const cas_scene_step *step;
    int attacker;  /* -1: an outsider, or nobody */
    int binding;   /* the clauses it starts; -1: those of the incident before it */
    bool possible; /* in this package, by this party */
} cas_scene_incident;

typedef struct cas_scene_game {
    cas_arena *arena;
    const cas_agreement *agreement;
    const int *choice;
    const cas_scene_incident *incidents; /* in order of the lines */
    int incident_count;
    const cas_occasion *bindings; /* at least one */
    cas_scope *scopes;            /* per binding */
    int binding_count;
    cas_instance *instance;       /* the clauses of all bindings, then those that watch for goals */
    int clause_count;             /* without the watching ones */
    const int *binding_of;        /* per clause; -1: in force from the start */
    const int *owner_of;          /* per event of the game: the clause whose trigger it is */
    const cas_goal *const *goals; /* per binding: the goals of the agreement as they read there */
    const int *watchers; /* [binding * goals + goal]: clause that starts when the goal's event happens; -1: no event */
    cas_naive_game naive;
    cas_naive_told told;
    /* What has happened so far: not in the position. */
    cas_cell *happened_at; /* per incident line that has happened */
    int *happened_binding;
    int happened_count;
    const cas_set *groups; /* of the agreement, as the first incident has them: for names */
} cas_scene_game;

/* Who may have done what an incident line says, as a set of parties; *outsider: or somebody else. False where it cannot happen in this package. */
bool cas_scene_suspects(cas_arena *arena, const cas_agreement *agreement, const cas_scene_step *step, const int *choice,
                        cas_set *suspects, bool *outsider);

/* attackers: one per incident line. */
cas_scene_game *cas_scene_game_open(cas_arena *arena, const cas_agreement *agreement, const cas_scenario *scenario,
                                    const int *choice, const int *attackers);
cas_cell *cas_scene_first(cas_scene_game *game);
/* The incident happens now. */
void cas_scene_happens(cas_scene_game *game, cas_cell *before, int incident, cas_cell *after);
/* The binding of the last incident so far that has one; the first of the run while there is none. */
int cas_scene_binding(const cas_scene_game *game, cas_cell tick);
/* The same clause of the text, as another incident has it? */
bool cas_scene_same_clause(const cas_clause *a, const cas_clause *b);
/* The goal is reached, as any of the incidents so far has it. */
bool cas_scene_goal_reached(const cas_scene_game *game, cas_cell *position, int goal);
/* The next tick after this one at which something happens by itself; CAS_NEVER: nothing does. */
cas_tick cas_scene_next_tick(const cas_scene_game *game, cas_cell *position);

/* ---- What holds in a position: scenario_norms.c ------------------------------------------------------------------ */

/* The party is bound by the duty and has still to do its part, in time or late. */
bool cas_scene_is_bound(const cas_scene_game *game, cas_cell *position, const cas_placed *duty, int party);
bool cas_scene_is_late(const cas_scene_game *game, cas_cell *position, const cas_placed *duty, int party);
/* Any (all_of: all) of these is owed by, permitted to, forbidden to the party. */
bool cas_scene_owes(const cas_scene_game *game, cas_cell *position, int party, const cas_doing *doings, int count,
                    bool all_of);
bool cas_scene_may(const cas_scene_game *game, cas_cell *position, int party, cas_doing doing);
bool cas_scene_must_not(const cas_scene_game *game, cas_cell *position, int party, cas_doing doing);
/* All of it: who owes, may, can and must not, statement by statement, then votes and findings that are open. */
cas_norm *cas_scene_norms(cas_arena *arena, const cas_scene_game *game, cas_cell *position, size_t *count);

/* ---- What is expected: scenario_expect.c --------------------------------------------------------------------------- */

/* Is the expectation met in this position, which is the end of its day? */
cas_scene_expected cas_scene_judge(cas_scene_game *game, cas_cell *position, const cas_scene_step *step);

/* ---- Words: scenario_words.c --------------------------------------------------------------------------------------- */

/* "CN, FR and GB", "allies", "allies without PL" */
const char *cas_scene_names(cas_arena *arena, const cas_scene_game *game, const cas_set *set);
/* "give airspace or weapons to UA", "consult" */
const char *cas_scene_ways(cas_arena *arena, const cas_instance *instance, const cas_statement *statement);
const char *cas_scene_doing(cas_arena *arena, const cas_instance *instance, cas_doing doing);
/* "day 4", "hour 36" */
const char *cas_scene_day_words(cas_arena *arena, const cas_instance *instance, cas_tick tick);
const char *cas_scene_body(const cas_instance *instance, int matter);

#endif
