/* Which documents are witnesses of their own: derived.c says what shows it. */
#ifndef CAS_EVIDENCE_DERIVED_H
#define CAS_EVIDENCE_DERIVED_H

#include "evidence/evidence.h"

/* How many words in a row two texts have in common, small words included. */
size_t cas_longest_shared_run(cas_arena *arena, cas_text a, cas_text b);

/*
 * Of the given documents, at least how many are independent of one another: 1, or more if some tell one utterance in
 * translations of their own. Documents of one derived group count once. A lower bound: what nothing shows is not counted.
 */
size_t cas_independent_witnesses(const cas_evidence *evidence, const size_t *documents, size_t count);

/* Do the two tell an utterance that both quote in words so different that each was put into words by itself? */
bool cas_worded_apart(const cas_evidence *evidence, size_t a, size_t b);

#endif
