/* One question, one text, one aggressor: what is found, and whether it is what the question claims. */
#ifndef CAS_HOLD_CLAIMS_H
#define CAS_HOLD_CLAIMS_H

#include "hold/questions.h"
#include "model/scope.h"

/* A question in a package, with its names made numbers. */
typedef struct cas_claim {
    const cas_agreement *agreement;
    const cas_question *question;
    const int *choice; /* the package */
    const cas_occasion *occasion;
    const cas_instance *instance;
    const cas_goal *goal;
    size_t first;
    bool families;
} cas_claim;

typedef struct cas_judged {
    cas_row row;     /* its evidence; choices, drafts and group are left empty */
    const char *key; /* equal answers have equal keys */
    int badness;     /* the worst of several cases has the most */
    cas_tick late;   /* among equally bad ones, the later is worse */
} cas_judged;

const cas_judged *cas_claim_judge(cas_arena *arena, const cas_claim *claim);

#endif
