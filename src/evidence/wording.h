/* Two wordings of one utterance, aligned word by word. */
#ifndef CAS_EVIDENCE_WORDING_H
#define CAS_EVIDENCE_WORDING_H

#include "evidence/likeness.h"

enum { CAS_WORDING_CHANGED = 3, CAS_WORDING_ADDED = 2, CAS_WORDING_LEFT_OUT = 1 };

typedef struct cas_wording {
    unsigned cost;
    size_t *match; /* by word of the text: the word of the whole it is; SIZE_MAX: none */
    size_t begin, end; /* the stretch of the whole that the text stands for */
} cas_wording;

/**
 * The cheapest alignment of a text with a stretch of a whole: a word changed costs 3, one that the text adds 2, one of the
 * stretch that it leaves out 1; what stands before and behind the stretch costs nothing.
 *
 * exact     yes, of the first 200 words of each
 * cost      the product of the numbers of words
 * ownership the arena
 */
cas_wording cas_wording_align(cas_arena *arena, const cas_likeness_text *text, const cas_likeness_text *whole);

/* What differs, for reading: `"doorstep" for "gates"; without "often"`; at most six things; "" where nothing does. */
const char *cas_wording_tell(cas_arena *arena, cas_text text, cas_text whole);

#endif
