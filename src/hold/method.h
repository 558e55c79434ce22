/* The value of a goal by passes under plans, and by explicit search where passes do not settle it. */
#ifndef CAS_HOLD_METHOD_H
#define CAS_HOLD_METHOD_H

#include "hold/hold.h"
#include "hold/leaving.h"
#include "hold/pass.h"

/* One goal of one instance, prepared for many questions. */
typedef struct cas_method {
    const cas_graph *graph;
    cas_pass *pass;
    cas_arena *arena;
    uint64_t max_states;
    uint64_t passes, searches;  /* work done so far */
    bool crowded;               /* more choices than a plan holds: the lower bound says nothing */
    bool searched;              /* the last value needed explicit search */
    int64_t confirming;         /* positions that confirmations may still be spent on in vain */
    bool unconfirmed;           /* some value would have needed more */
    const cas_instance *whole;  /* the text the search is of */
    cas_leaving leaving;        /* who can leave: the passes know nothing of it */
    bool out_of_reach;          /* nothing in the text could bring the goal about, whoever stays or leaves: may.c */
} cas_method;

cas_method *cas_method_new(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, uint64_t max_states);
/* Bounds from passes alone: exact when they agree and the graph has no doubts. */
cas_value cas_method_bounds(cas_method *method, const cas_stance *stances);
/* The value; explicit search within max_states where the bounds differ, and a small one where the proof does not cover them; else what is known. */
cas_value cas_method_value(cas_method *method, const cas_stance *stances);
/* Never? 1 yes, 0 no, -1 not known within the budget. Cheaper than the value: bounds that are both finite suffice. */
int cas_method_never(cas_method *method, const cas_stance *stances);
/* What it would take to know a value that was left open. */
const char *cas_method_needs(const cas_method *method);
/* Leaves the pass as the best plan of that leaning made it, for whoever tells the run. */
void cas_method_replay(cas_method *method, const cas_stance *stances, cas_lean lean);

#endif
