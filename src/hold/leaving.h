/* Who can leave an agreement, when at the earliest, and whether that can change what a goal is worth. */
#ifndef CAS_HOLD_LEAVING_H
#define CAS_HOLD_LEAVING_H

#include "hold/hold.h"

typedef struct cas_leaving {
    cas_tick first; /* nobody has left before this tick; CAS_NEVER: nobody ever can */
    bool matters;   /* false: every value is what it would be if nobody could leave */
    bool plain;     /* whoever leaves does by that no more for either side than it could have done by staying */
    bool quiet;     /* plain, and no breach is waited for: who leaves harms no more than one who resists */
    bool forced;    /* some leave by the text alone, or by what others bring about; not all at once */
    bool ends;      /* all do: the agreement ends */
    bool opens;     /* that, or that some are made to leave, may bring the goal about */
    cas_set can;    /* who can leave by an act of its own */
} cas_leaving;

/* The same text in which nobody can leave; the instance itself if nobody can anyway. */
const cas_instance *cas_if_all_stay(cas_arena *arena, const cas_instance *instance);
/* part: what of the text can matter to the goal (slice.h). */
cas_leaving cas_leaving_of(const cas_instance *instance, const cas_instance *part, const cas_goal *goal);

#endif
