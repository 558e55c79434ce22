/* What the two halves of the teller share: told.c (runs that reach the goal) and broken.c (where the chain breaks). */
#ifndef CAS_HOLD_TELLING_H
#define CAS_HOLD_TELLING_H

#include "hold/method.h"

typedef struct cas_teller {
    cas_arena *arena;
    const cas_graph *graph;
    cas_pass *pass;
    cas_step *steps;
    cas_moment_in_run *moments;
    size_t count, room;
    bool *clause_told;
    int depth;
} cas_teller;

typedef struct cas_told_step {
    cas_moment_in_run moment;
    size_t order;
    cas_step step;
} cas_told_step;

/* Adds a step once; the same words at the same moment are the same step. */
cas_step *cas_tell(cas_teller *t, cas_moment_in_run moment, const char *words);
void cas_tell_event(cas_teller *t, const cas_event *event, int clause);
void cas_tell_deed(cas_teller *t, int x, int party, cas_moment_in_run moment);
void cas_tell_any_number(cas_teller *t, cas_moment_in_run by);
/* Tells how the body came to be opened, and says so; CAS_NEVER when it never is. */
cas_moment_in_run cas_tell_opening(cas_teller *t, const cas_places *places, const char *name, const cas_spot **opener);
/* Why the goal is never reached: how far the run gets, and the step it lacks. */
void cas_tell_break(cas_teller *t);

const char *cas_told_name(const cas_teller *t, int party);
const char *cas_told_names(const cas_teller *t, const cas_set *set);
const char *cas_told_time(const cas_teller *t, cas_tick ticks);
const char *cas_told_doing(const cas_teller *t, cas_doing doing);

#endif
