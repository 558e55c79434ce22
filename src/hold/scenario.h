/*
 * Scenarios: what happens when a text is put to what a scenario states, and to nothing else.
 *
 * A run goes day by day with the effects of the definition (naive_time.c): nobody acts but where a line says so, and a duty that
 * is due and not done is a breach. See scenario.c for the rules and scenario_game.c for runs with several incidents.
 *
 * Everything a run says is data; `report` lays it out. All lives in the arena that was passed and refers to the agreement.
 */
#ifndef CAS_HOLD_SCENARIO_H
#define CAS_HOLD_SCENARIO_H

#include "hold/questions.h"

/* ---- One run ----------------------------------------------------------------------------------------------------- */

typedef enum cas_scene_entry_kind {
    CAS_ENTRY_STATED,         /* a line of the scenario, with effect */
    CAS_ENTRY_WITHOUT_EFFECT, /* a line of the scenario that changed nothing; words say why */
    CAS_ENTRY_COMPLETED,      /* what needed several has now been done */
    CAS_ENTRY_STARTS,         /* a clause */
    CAS_ENTRY_OPENS,          /* a decision or a finding */
    CAS_ENTRY_SETTLED,        /* adopted, rejected, found, not found */
    CAS_ENTRY_BREACH,
    CAS_ENTRY_CONFLICT, /* a duty that was due and could not be done lawfully */
    CAS_ENTRY_LEAVES,   /* a party has given notice, or is a party no more */
    CAS_ENTRY_REACHED   /* a goal */
} cas_scene_entry_kind;

/* One line of the calendar. */
typedef struct cas_scene_entry {
    cas_tick tick;
    cas_scene_entry_kind kind;
    const char *words; /* "RU breaches 5a: consult" */
    int clause;        /* whose text makes it so, or -1 */
    int line;          /* of the file, or 0 */
    cas_set parties;   /* of whom it speaks; empty: of nobody */
} cas_scene_entry;

typedef enum cas_norm_kind { CAS_NORM_OWES, CAS_NORM_MAY, CAS_NORM_CAN, CAS_NORM_MUST_NOT } cas_norm_kind;

/* What a statement in force means for those it speaks of, at the end of a day. */
typedef struct cas_norm {
    cas_norm_kind kind;
    cas_set parties;   /* OWES: those who have still to do it; MAY, CAN: those for whom it is still open */
    int out_of;        /* OWES by `any N of`: so many of them suffice; 0: each */
    bool jointly;      /* OWES: it takes all of them */
    const char *who;   /* "any 2 of allies", "A, B and C, jointly," */
    const char *words; /* "give airspace, weapons or force to UA" */
    cas_tick due;      /* OWES: CAS_NEVER for the others */
    bool late;         /* OWES: due, and not done: in breach */
    int clause, line;
} cas_norm;

/* A tick at which something happened, with what then holds. */
typedef struct cas_scene_day {
    cas_tick tick;
    size_t first, count; /* entries */
    const cas_norm *norms;
    size_t norm_count;
} cas_scene_day;

/* One line `expect`. */
typedef struct cas_scene_expected {
    const cas_scene_step *step;
    bool ok;
    const char *found; /* what is so instead; of a met one: what is so */
} cas_scene_expected;

typedef struct cas_scenario_run {
    const cas_instance *instance; /* clauses and names that the entries speak of */
    int incident_count;
    const int *attackers;   /* per line of an incident: who did it in this run; -1: an outsider, or nobody */
    const char *case_words; /* "if the drone is by BE"; empty where nothing was left open */
    const cas_scene_entry *entries;
    size_t entry_count;
    const cas_scene_day *days;
    size_t day_count,
        stated_days; /* the first stated_days are the scenario's; the others follow if nothing more is done */
    bool endless;    /* something opens again and again: the days end where it would repeat itself */
    const cas_scene_expected *expected;
    int expected_count, failed;
} cas_scenario_run;

/* Who may have done each incident: one row of attackers a case; the first line varies slowest. */
typedef struct cas_scenario_cases {
    int incident_count;
    const int *attackers; /* [count * incident_count] */
    size_t count;         /* 0: more than CAS_MAX_SCENARIO_CASES */
} cas_scenario_cases;

enum { CAS_MAX_SCENARIO_CASES = 4096 };
cas_scenario_cases cas_scenario_list_cases(cas_arena *arena, const cas_agreement *agreement,
                                           const cas_scenario *scenario, const int *choice);

/*
 * One run: one package, one case.
 *
 * choice     one alternative for every dimension, a feasible package
 * attackers  a row of cas_scenario_list_cases
 * in_full    the norms of every day are told, and the days after the last line as long as some clock runs
 * cost       days on which something can happen, times clauses, times parties; each line once
 * errors     leaves with CAS_E_BUDGET when a rule with a quorum inside an alternative has more than 16 ballots open, or when
 *            the days cannot be counted
 */
const cas_scenario_run *cas_scenario_run_one(cas_arena *arena, const cas_agreement *agreement,
                                             const cas_scenario *scenario, const int *choice, const int *attackers,
                                             bool in_full);

/* ---- All packages ------------------------------------------------------------------------------------------------ */

/* What came out in one combination of the choices on which the expectations depend. */
typedef struct cas_scenario_row {
    const cas_chosen *choices;
    int choice_count;
    const int *package;                  /* the first of the row */
    const cas_scenario_run *const *runs; /* the worst case first, then those in which other expectations fail */
    int run_count;
    size_t case_count; /* how many there are in all */
    bool ok;
} cas_scenario_row;

typedef struct cas_scenario_answer {
    const cas_scenario *scenario;
    const cas_scenario_row *rows;
    int row_count;
    bool elsewhere;    /* no package of it is among those the caller wants to hear of */
    cas_truth answer;  /* every expectation is met in every package and case */
    const char *needs; /* CAS_OPEN: what it would take */
} cas_scenario_answer;

/* The scenario in every package it names: those of its `in`, else of every draft, else all. Options: draft and settings. */
const cas_scenario_answer *cas_scenario_play(cas_arena *arena, const cas_agreement *agreement,
                                             const cas_scenario *scenario, const cas_question_options *options,
                                             bool in_full);

#endif
