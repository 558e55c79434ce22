/* What the files build*.c share while an instance is being built. Private to them. */
#ifndef CAS_MODEL_BUILDING_H
#define CAS_MODEL_BUILDING_H

#include "model/build.h"

typedef struct cas_building {
    cas_arena *arena;
    const cas_agreement *agreement;
    const cas_occasion *occasion;
    cas_scope scope;
    cas_scope blind, sees_attacker,
        sees_attacked; /* the same with neither, or only one, of the incident's variables known */
    cas_instance *out;
    const cas_rule **rules;            /* named rules, once built */
    const cas_weights **weights;       /* columns, once built */
    int *clause_of_label;              /* clause of the instance, or -1 */
    bool attacker_open, attacked_open; /* a clause here settles who it was, and not by fact */
} cas_building;

/* build_rules.c */
void cas_build_scopes(cas_building *b, const int *choice);
cas_quant cas_build_quant(cas_building *b, const cas_quota *quota, const cas_weights *weights);
const cas_rule *cas_build_rule(cas_building *b, const cas_rule_form *form);
/* build_events.c: null when it cannot occur in this package and on this occasion. */
/* Of an event that waits for no clause: whether it can. */
bool cas_build_can_occur(cas_building *b, const cas_event_form *form);
const cas_event *cas_build_event(cas_building *b, const cas_event_form *form);
void cas_build_goals(cas_building *b);
void cas_build_givens(cas_building *b);
/* build_clauses.c */
void cas_build_clauses(cas_building *b);

/* A measure that is declared only for other packages. */
static inline bool cas_build_lacks(const cas_building *b, int deed)
{
    return CAS_FORM_IN(&b->agreement->deeds[deed], b->scope.choice) < 0;
}

#endif
