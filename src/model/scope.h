/*
 * A package and an occasion, in which the expressions of an agreement have values: sets of parties, durations, forms.
 */
#ifndef CAS_MODEL_SCOPE_H
#define CAS_MODEL_SCOPE_H

#include "model/package.h"

/* What has happened at tick 0, and who did it. Zero-initialised it is incident 0 by party 0: begin with CAS_NO_OCCASION. */
typedef struct cas_occasion {
    int incident;                /* or -1 */
    int attacker;                /* the party that commits it; -1: an outsider, or nobody */
    const cas_event_form *event; /* another event that is taken as having happened, or null */
    const cas_parties *without;  /* who has left: no longer in any set; null: nobody */
    bool dated;                  /* the day of the calendar on which tick 0 falls is said; else it is the agreement's own */
    int64_t day;
} cas_occasion;

#define CAS_NO_OCCASION ((cas_occasion){.incident = -1, .attacker = -1})

typedef struct cas_scope {
    cas_arena *arena;
    const cas_agreement *agreement;
    const int *choice;      /* all dimensions fixed */
    int attacker, attacked; /* -1: none */
    cas_set left;           /* in no set any more */
    cas_set *groups;        /* values of groups, once worked out */
    bool *known;
} cas_scope;

void cas_scope_open(cas_scope *scope, cas_arena *arena, const cas_agreement *agreement, const int *choice,
                    const cas_occasion *occasion);
/* The value of a set; null is the empty set. */
cas_set cas_scope_set(cas_scope *scope, const cas_parties *parties);
/* The one party a set has, or -1. */
int cas_scope_party(cas_scope *scope, const cas_parties *parties);
/* How long; in ticks rounded down (durations that a clause uses are whole ticks). */
cas_span_time cas_scope_time(const cas_scope *scope, const cas_duration *duration);
int64_t cas_scope_ticks(const cas_scope *scope, const cas_duration *duration);

/* The form of the incident in a package, or null. */
const cas_incident_form *cas_incident_in(const cas_agreement *agreement, int incident, const int *choice);
/* Who can commit the incident in a package: all but the party attacked where it is by unknown; empty where nobody commits it. */
cas_set cas_incident_attackers(cas_arena *arena, const cas_agreement *agreement, int incident, const int *choice);

/*
 * The occasions a question is asked on, in one package: one for most questions, one per attacker where it says `each of` or where it
 * names none of several; for an incident by unknown every possible attacker and then an outsider (attacker -1), of which the worst is
 * the answer. Attackers that the incident does not allow in this package are left out, so there may be none.
 */
typedef struct cas_asked_occasion {
    cas_occasion occasion;
    int aggressor; /* X of the verdicts: the attacker where the question names one or each of several, else -1 */
} cas_asked_occasion;

typedef struct cas_occasions {
    const cas_asked_occasion *items;
    int count;
    bool worst; /* cases of one answer, not several answers */
} cas_occasions;

cas_occasions cas_question_occasions(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                                     const int *choice);

/*
 * The stance of every party under a question: 0 resists, 1 obeys, 2 helps (the values of cas_stance). The party attacked helps unless the
 * question names it; `others` are all but it and those who are named; a question that says nothing of stances means: the attacker
 * resists, all others obey. Whoever is neither named nor among others obeys.
 */
void cas_question_stances(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                          const int *choice, const cas_occasion *occasion, int *stances);

#endif
