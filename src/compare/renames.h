/* Parties that only have another name in the second text. */
#ifndef CAS_COMPARE_RENAMES_H
#define CAS_COMPARE_RENAMES_H

#include "model/agreement.h"
#include "model/load.h"

typedef struct cas_rename {
    const char *from, *to;
} cas_rename;

typedef struct cas_renamed {
    const cas_rename *renames;
    int count; /* 0: there is none, and the text is as it was */
    const cas_loaded *loaded;
    const cas_agreement *agreement;
} cas_renamed;

/*
 * The first text with the names of the second, where that makes the two differ in fewer statements.
 *
 * A party that only a has and one that only b has are taken for one if they bear the same title, or if all those without a fellow stand in the same
 * order; and if neither name occurs in the other text at all. Lines stay where they are.
 */
cas_renamed cas_renamed_like(cas_arena *arena, const cas_loader *loader, const cas_loaded *a, const cas_agreement *agreement_a,
                             const cas_loaded *b, const cas_agreement *agreement_b);

#endif
