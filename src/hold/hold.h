/*
 * Does it hold: what a goal is worth under given stances, the verdict on it, and the sets of parties that block or carry it.
 * Meaning: docs/semantics.md. All results live in the arena that was passed and refer to the instance.
 */
#ifndef CAS_HOLD_HOLD_H
#define CAS_HOLD_HOLD_H

#include "model/instance.h"

/* A value, or what is known of it: exact when low == high. CAS_NEVER counts as a value. */
typedef struct cas_value {
    cas_tick low, high;
} cas_value;

typedef enum cas_verdict_word {
    CAS_ASSURED, CAS_AVAILABLE, CAS_AT_THE_MERCY, CAS_NEEDS, CAS_IMPOSSIBLE, CAS_UNDECIDED
} cas_verdict_word;

/* Minimal sets of parties, by size, then in order of declaration. */
typedef struct cas_family {
    const cas_set *sets;
    size_t listed;              /* how many stand in sets */
    cas_big total;              /* how many there are; meaningless unless known */
    bool known;                 /* false: undecided, see the verdict's needs */
    int up_to_size;             /* larger minimal sets were not searched; -1: all were */
} cas_family;

/* One change on the way to the goal, for the calendar. */
typedef struct cas_step {
    cas_tick tick;
    const char *words;          /* "FR gives weapons to UA" */
    int clause;                 /* whose text makes it so, or -1 */
    int line;                   /* of the statement, or 0 */
    int party;                  /* who acts, or -1 */
    bool critical;              /* without this step's delay the goal would come sooner */
    cas_tick waited;            /* ticks this step took: the time the text gives */
    const char *because;        /* "obeys: only when it must", or null */
} cas_step;

typedef struct cas_trace {
    const cas_step *steps;
    size_t count;
    cas_tick value;             /* CAS_NEVER: the steps end where the chain breaks, the last one says why */
} cas_trace;

typedef struct cas_verdict {
    cas_verdict_word word;
    cas_set of;                 /* whom AT_THE_MERCY or NEEDS speaks of */
    cas_tick tick;              /* ASSURED, AVAILABLE, AT_THE_MERCY: the value; NEEDS: the value if X helps; else CAS_NEVER */
    bool by_right;              /* NEEDS */
    cas_set breakable_by;       /* ASSURED: single parties that break it by resisting */
    int tolerates;              /* AVAILABLE: largest k such that no k others make it never; -1: not known or not asked */
    cas_tick slowest;           /* AVAILABLE: the value if the worst single other resists; CAS_NEVER: not asked */
    cas_family blockers, lawful_blockers, deciders, pillars;
    cas_trace trace;            /* the run the verdict's day speaks of; where there is none, how far it gets */
    cas_trace blocked;          /* AT_THE_MERCY, NEEDS: the run in which the first of `of` resists (by right: merely obeys) */
    const char *needs;          /* UNDECIDED: what it would take */
    cas_value known;            /* UNDECIDED: between what */
    const char *method;         /* "pass", or "search" where the pass was not exact */
} cas_verdict;

typedef struct cas_hold_options {
    size_t first;               /* how many sets are listed; 0: 1000 */
    bool families;              /* compute the four families */
    bool traces;
    uint64_t max_states;        /* for explicit search; 0: 2,000,000 */
} cas_hold_options;

/* Stances: one per party. */
cas_value cas_hold_value(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, const cas_stance *stances,
                         const cas_hold_options *options);
/* The run behind a value. */
cas_trace cas_hold_trace(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, const cas_stance *stances);
/* by: the aggressor, or -1. attacked_stance: helps unless the question says otherwise. */
const cas_verdict *cas_hold_verdict(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int by,
                                    const cas_hold_options *options);
/* G blocked by P: P resisting makes G never while all others help. 1 yes, 0 no, -1 undecided. */
int cas_hold_blocked_by(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, cas_set resisting, const cas_hold_options *options);
const char *cas_verdict_name(cas_verdict_word word);
/* From best to worst: the worse the greater. Undecided may be anything, so only what is certainly worst is worse. */
int cas_verdict_badness(const cas_verdict *verdict);

#endif
