/* How much a word tells of which utterance a quotation is: rarity.c defines it. */
#ifndef CAS_EVIDENCE_RARITY_H
#define CAS_EVIDENCE_RARITY_H

#include "evidence/likeness.h"
#include "evidence/speech.h"

/* The content words of some texts, and how many paragraphs of a document hold each. */
typedef struct cas_rarity {
    cas_names stems;
    size_t *paragraphs, *documents, *last; /* by number of the stem */
    size_t room, document_room, last_room;
} cas_rarity;

/* Zero-initialise with the arena in stems; add what is to be weighed, then count. */
void cas_rarity_add(cas_rarity *rarity, const cas_likeness_text *text);
/* Counts the paragraphs of every document. Cost: one pass over the texts. */
void cas_rarity_count(cas_rarity *rarity, const cas_evidence *evidence);
/* Gives each content word of `text`, read from `source`, its weight: 1 for one of the utterance, less for one of the subject. Their sum. */
double cas_rarity_weigh(const cas_rarity *rarity, const cas_tables *tables, cas_text source, cas_likeness_text *text);

#endif
