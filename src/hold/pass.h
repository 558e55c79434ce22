/*
 * One timed least-cost pass over the event graph, under a plan: who controls a decision or finding has fixed its outcome, and obeyers have fixed
 * which way of a duty they take. A pass leans one way where the text allows the parties to disturb each other (a prohibition that may or may not
 * come in time, a body that may be opened early): leaning to the helpers it never says later than the truth, leaning to the others never earlier.
 * Where both agree the value is exact; docs/semantics.md proves it.
 */
#ifndef CAS_HOLD_PASS_H
#define CAS_HOLD_PASS_H

#include "hold/graph.h"

typedef enum cas_lean { CAS_LEAN_TO_HELPERS, CAS_LEAN_TO_OTHERS } cas_lean;

/* FREE: nothing hangs on the outcome but one side's wish. LEFT: the helpers leave it to the others' choice. */
typedef enum cas_outcome { CAS_FREE, CAS_LEFT, CAS_COMES, CAS_COMES_LATE, CAS_FAILS } cas_outcome;

typedef struct cas_plan {
    cas_outcome *decision_by_helpers, *decision_by_others;
    cas_outcome *finding_by_helpers, *finding_by_others;
    int *way;                   /* per way choice, the way taken, or -1: open */
    bool *complies;             /* per resister's choice, whether it does its duty */
} cas_plan;

/*
 * What the others choose beside outcomes: the way of an obeyer, where an event hears of one; whether a resister does its duty, where its breach
 * would serve.
 */
typedef struct cas_bearer {
    cas_spot place;
    int party;
} cas_bearer;

typedef struct cas_times {
    cas_moment_in_run *start;       /* per clause */
    cas_moment_in_run *start_for;   /* [clause * parties + party], for personal clauses */
    cas_moment_in_run *done;        /* [doing * parties + party] */
    cas_moment_in_run *opened, *adopted, *rejected; /* per decision */
    cas_moment_in_run *looked, *found, *not_found;  /* per finding: opened, settled */
    cas_moment_in_run *found_by;    /* [finding * parties + party] */
} cas_times;

typedef struct cas_pass {
    const cas_graph *graph;
    cas_arena *arena;
    int parties;
    cas_set helpers, obeyers, resisters;
    cas_lean lean;
    cas_plan plan;
    const cas_bearer *way_choices;
    int way_choice_count;
    const cas_bearer *duty_choices;
    int duty_choice_count;
    cas_times when;             /* by when the helpers can have it */
    cas_times soonest;          /* before when nobody can have it */
    cas_moment_in_run *sure;    /* per clause: by when the others can have it started; kills only */
    const bool *personal;       /* per clause: started for a party alone by its own finding */
    bool unsettled;             /* the pass did not come to rest */
    struct cas_failing_memo *failings; /* bodies.c */
} cas_pass;

/* Storage for passes over one graph; the plan's arrays are zero (free). */
cas_pass *cas_pass_new(cas_arena *arena, const cas_graph *graph);
void cas_pass_stances(cas_pass *pass, const cas_stance *stances);
/* The moment by which the goal is reached; CAS_NEVER. Fills `when`, and what it needs of `soonest` and `sure`. */
cas_moment_in_run cas_pass_run(cas_pass *pass);

/* Parts that the reporter of a run asks for again. */
cas_moment_in_run cas_pass_event(const cas_pass *pass, const cas_times *times, const cas_event *event, int party);
cas_moment_in_run cas_pass_started(const cas_pass *pass, const cas_times *times, int clause, int party);
cas_moment_in_run cas_pass_due(const cas_pass *pass, const cas_times *times, cas_spot place, int party);
/* Does the bearer do this duty when it falls due: an obeyer always, a resister if the plan says so? */
bool cas_pass_complies(const cas_pass *pass, cas_spot place, int party);
int cas_heads_needed(const cas_quant *quant, int base);

/* One thing computed anew from what the pass knows; did it change? */
bool cas_pass_compute_start(cas_pass *pass, int clause);
bool cas_pass_compute_doing(cas_pass *pass, int doing, const cas_set *parties);
/* follow.c: the whole pass, where nothing can be disturbed. */
void cas_pass_follow(cas_pass *pass);

/* reach.c */
void cas_reach_soonest(cas_pass *pass);
void cas_reach_sure(cas_pass *pass);

/* lawful.c */
typedef enum cas_leave { CAS_FORBIDDEN, CAS_PERHAPS, CAS_ALLOWED } cas_leave;
/* May party do it at the moment, on the basis of that clause (-1: none needed)? duty: the bearer's duty itself is asked for. */
cas_leave cas_lawful(const cas_pass *pass, int party, cas_doing doing, int basis, cas_moment_in_run moment, bool duty);
/* The first moment at or after `from` at which a helper may; CAS_NEVER. */
cas_moment_in_run cas_lawful_from(const cas_pass *pass, int party, cas_doing doing, int basis, cas_moment_in_run from);

/* bodies.c: decisions and findings */
void cas_pass_findings(cas_pass *pass);
void cas_pass_decisions(cas_pass *pass);
void cas_pass_finding(cas_pass *pass, int finding);
void cas_pass_decision(cas_pass *pass, int decision);
void cas_pass_new_failings(cas_pass *pass);
/* By when `meets` holds of the ballots of a rejected decision; CAS_NEVER. */
cas_moment_in_run cas_pass_rejected_but_meets(const cas_pass *pass, int decision, const cas_rule *meets);
/* What helpers can do about a statement's rule under some state of the findings. */
typedef struct cas_grip {
    bool carry, defeat;         /* under some state of the findings */
    bool always_others;         /* neither, under every state */
} cas_grip;
cas_grip cas_grip_on(const cas_pass *pass, const cas_statement *statement);

#endif
