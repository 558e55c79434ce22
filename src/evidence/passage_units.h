/* Sentences as rows of numbered words: the units in which documents are compared. */
#ifndef CAS_EVIDENCE_PASSAGE_UNITS_H
#define CAS_EVIDENCE_PASSAGE_UNITS_H

#include "evidence/evidence.h"

enum { CAS_UNIT_FEWEST_WORDS = 6, CAS_UNIT_MOST_WORDS = 256 };

typedef struct cas_unit {
    uint32_t document, line; /* from 0, from 1 */
    uint32_t first, count;   /* of its words */
} cas_unit;

typedef struct cas_units {
    cas_arena *arena;
    cas_unit *units;
    size_t count, room;
    uint32_t *words; /* hashes of words in small letters, of all units one after another */
    size_t word_count, word_room;
} cas_units;

/* Adds the sentences of a document's own text, of six words or more; longer ones are cut at 256. */
void cas_units_add(cas_units *units, uint32_t number, const cas_evidence_document *document);
/* Adds the sentences of one line. */
void cas_units_add_line(cas_units *units, uint32_t document, uint32_t line, cas_text text);

#endif
