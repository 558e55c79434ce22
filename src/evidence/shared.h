/* Which of very many documents share text. */
#ifndef CAS_EVIDENCE_SHARED_H
#define CAS_EVIDENCE_SHARED_H

#include "evidence/passage_groups.h"

/* Hands over document `number`, its text and hints, in memory of the arena; false: it could not be read. */
typedef bool cas_shared_read(cas_arena *arena, void *user, size_t number, cas_evidence_document *document);

typedef struct cas_shared_text {
    cas_units units;
    uint32_t *unit_groups;
    size_t document_count;
    uint32_t *groups; /* by document; passage_groups.h */
    uint32_t *sizes;  /* by document: sentences of its own text */
} cas_shared_text;

/*
 * Reads the documents one after another, keeps of each the sentences as numbers and nothing else, and groups.
 * Memory: some four bytes a word, a hundred a sentence.
 */
cas_shared_text *cas_shared_find(cas_arena *arena, cas_shared_read *read, void *user, size_t document_count);

/* Reads one document's sentences into units. */
bool cas_shared_units(cas_units *units, const struct cas_line_cues *cues, cas_shared_read *read, void *user, size_t number);

#endif
