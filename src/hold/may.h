/* What may happen at all in one instance, whatever anybody does: which clauses can start. An over-estimate, see may.c. */
#ifndef CAS_HOLD_MAY_H
#define CAS_HOLD_MAY_H

#include "model/instance.h"

typedef struct cas_may {
    const cas_instance *instance;
    const bool *starts; /* per clause */
} cas_may;

/* Cost: clauses times statements times the longest chain. */
cas_may cas_may_happen(cas_arena *arena, const cas_instance *instance);
/* Could this event come about, given what starts? */
bool cas_may_occur(cas_arena *arena, const cas_may *may, const cas_event *event);
/* Could the goal be reached at all, by whoever acts and however late? No is certain: see may.c. */
bool cas_may_reach(cas_arena *arena, const cas_may *may, const cas_goal *goal);
/* Clauses that would help bring the event about if they started: supplies[clause] is set. */
void cas_event_suppliers(const cas_instance *instance, const cas_event *event, bool *supplies);

#endif
