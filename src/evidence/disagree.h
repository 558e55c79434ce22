/* Who else reports what a citation rests on, in which words, and where the reports disagree: disagree.c says how. */
#ifndef CAS_EVIDENCE_DISAGREE_H
#define CAS_EVIDENCE_DISAGREE_H

#include "evidence/evidence.h"

/* A sentence of a document that reports the same. */
typedef struct cas_testimony {
    size_t document, line;
    cas_text words;
    bool same_words; /* all of the cited words stand there, typography and endings aside */
} cas_testimony;

typedef enum cas_disagreement_kind { CAS_DISAGREE_NUMBER, CAS_DISAGREE_NAME, CAS_DISAGREE_SCOPE } cas_disagreement_kind;

typedef struct cas_disagreement {
    cas_disagreement_kind kind;
    const char *about;    /* "what it covers", "days" */
    size_t document, line;
    const char *here, *there; /* what the cited passage has, and what that document has */
    cas_text words;       /* the sentence there */
} cas_disagreement;

typedef struct cas_witnessed {
    cas_testimony *reports; /* one a document, in the order of the documents */
    size_t report_count;
    size_t independent;     /* at least so many of them are independent of one another; 0: nobody reports it */
    cas_disagreement *disagreements;
    size_t disagreement_count;
    const char *reading; /* the disagreements as a statement of the language, or null */
} cas_witnessed;

/* The sentences of a set of documents, ready to be compared. */
typedef struct cas_testimonies cas_testimonies;

cas_testimonies *cas_testimonies_read(cas_evidence *evidence);

/*
 * Who reports what stands in `passage`, of which `words` are cited (or empty: all of it counts).
 *
 * name      of the reading that would be offered: letters, digits, _
 * passage   the sentences of the cited paragraph; those that hold the words, if there are any
 * cost      the number of sentences, each at the product of the words
 */
cas_witnessed cas_witness(cas_arena *arena, const cas_testimonies *testimonies, cas_text passage, cas_text words, const char *name);

/* "number", "name", "scope". */
const char *cas_disagreement_kind_name(cas_disagreement_kind kind);

#endif
