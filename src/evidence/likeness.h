/* How alike two quotations are in words: likeness.c defines it. */
#ifndef CAS_EVIDENCE_LIKENESS_H
#define CAS_EVIDENCE_LIKENESS_H

#include "evidence/evidence.h"

typedef struct cas_likeness_word {
    cas_text stem;
    size_t begin, end; /* bytes of the text it was read from */
    bool content;      /* not one of the small words of the language */
    double weight;     /* of a content word: 1, unless rarity.h has weighed it */
} cas_likeness_word;

typedef struct cas_likeness_text {
    cas_likeness_word *words;
    size_t count;
    size_t content; /* how many are content words */
} cas_likeness_text;

cas_likeness_text cas_likeness_read(cas_arena *arena, cas_text text);
/* Are the two words one, but for endings and spelling? */
bool cas_likeness_same_word(const cas_likeness_word *a, const cas_likeness_word *b);
/*
 * 0 … 1: the weight of the words that the shorter text finds again in the longer one. 1: all of them.
 * Symmetric. Cost: the product of the lengths, each cut at 200 words.
 */
double cas_likeness(const cas_likeness_text *a, const cas_likeness_text *b);

#endif
