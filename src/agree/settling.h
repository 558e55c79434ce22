/* Inside agree/ only: one answer in the making. */
#ifndef CAS_AGREE_SETTLING_H
#define CAS_AGREE_SETTLING_H

#include "agree/settlement.h"

enum {
    CAS_USUAL_FIRST = 1000,
    CAS_OPENED_LISTED = 10,
    CAS_MOST_CLASSES = 1000,
    CAS_MOST_OPENINGS = 1000,
    CAS_MOST_WHERE = 12
};

typedef struct cas_settling {
    cas_arena *arena; /* of the answer */
    const cas_agreement *agreement;
    const cas_settlement_options *options;
    size_t first;
    cas_settlement *out;
    size_t omission_room;
} cas_settling;

/* Each is run as an attempt (attempt.h); what it has written stands even if it does not come to its end. */
void cas_settling_counts(cas_arena *scratch, void *settling);
void cas_settling_together(cas_arena *scratch, void *settling);
void cas_settling_alone(cas_arena *scratch, void *settling);
void cas_settling_ranks(cas_arena *scratch, void *settling);
void cas_settling_openings(cas_arena *scratch, void *settling);
void cas_settling_suggestions(cas_arena *scratch, void *settling);
void cas_settling_blocked(cas_arena *scratch, void *settling);
void cas_settling_readings(cas_arena *scratch, void *settling);

#endif
