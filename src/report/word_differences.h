/* Two wordings side by side: which words of one stand in the other in the same order. */
#ifndef CAS_REPORT_WORD_DIFFERENCES_H
#define CAS_REPORT_WORD_DIFFERENCES_H

#include "base/text.h"

typedef struct cas_compared_word {
    cas_text text; /* with what stands before the next word */
    bool common;
} cas_compared_word;

typedef struct cas_compared_words {
    cas_compared_word *words;
    size_t count;
} cas_compared_words;

/*
 * The words of `text`, each with whether a longest common subsequence with `other` holds it; case and punctuation aside.
 * Of texts longer than 400 words, those behind are all called common. Cost: the product of the two counts.
 */
cas_compared_words cas_words_compare(cas_arena *arena, cas_text text, cas_text other);

#endif
