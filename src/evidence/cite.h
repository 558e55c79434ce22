/* The passages most like some words, ready to be cited. */
#ifndef CAS_EVIDENCE_CITE_H
#define CAS_EVIDENCE_CITE_H

#include "evidence/evidence.h"

typedef struct cas_citable {
    size_t document;
    unsigned likeness;  /* 0 … 1000; 1000: the words stand there, typography aside */
    cas_text locator;   /* as a citation would name the paragraph */
    cas_text printed;   /* the passage as it stands in the document */
    cas_text quoted;    /* the same as a citation quotes it: on one line, with marks that need no escape */
    cas_document_place at;
    size_t difference_count;
    cas_text differs; /* the first difference, one clause of a sentence; or empty */
} cas_citable;

typedef struct cas_citables {
    cas_citable *items;
    size_t count;
} cas_citables;

/**
 * The best passage of each document, the likest first; equally like ones in the order of the documents, those that are the
 * document's own text before captions and the like.
 *
 * exact     a passage with likeness 1000 is found if there is one (quote.h); of the others each is a suggestion (align.h)
 * cost      one search and at most one alignment a document
 * ownership the arena, or borrowed from the documents
 */
cas_citables cas_cite_find(cas_arena *arena, const cas_evidence *evidence, cas_text words);

#endif
