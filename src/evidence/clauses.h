/* Who is the subject of a word of saying. clauses.c says how. */
#ifndef CAS_EVIDENCE_CLAUSES_H
#define CAS_EVIDENCE_CLAUSES_H

#include "evidence/phrases.h"

/* A word of saying and who says it. */
typedef struct cas_clause {
    size_t verb;       /* token; SIZE_MAX: none */
    cas_phrase subject;
    bool direct;       /* the subject stands right beside the verb */
    bool passive;      /* "was called … by X": the subject is X, or none */
} cas_clause;

/* Its subject, looked for in tokens from … of the sentence. */
cas_clause cas_clause_of(const cas_block *block, const cas_sentence *sentence, size_t from, size_t verb);

#endif
