/*
 * What answers say, in another language: see phrases.c.
 *
 * The engines and renderers write English. A language is a list of pairs of patterns, an English sentence and its own; a sentence that fits no pattern stays
 * English. What the text itself calls things is never touched.
 */
#ifndef CAS_REPORT_PHRASES_H
#define CAS_REPORT_PHRASES_H

#include "base/text.h"

typedef struct cas_phrase_pair {
    bool list; /* a list of parties and the like, which stands inside a sentence only */
    const char *english, *other;
} cas_phrase_pair;

typedef struct cas_phrases {
    const cas_phrase_pair *pairs;
    size_t count;
    cas_arena *arena;
    cas_names asked;      /* what was said before, with */
    const char **answers; /* its answer, or null */
    size_t room;
} cas_phrases;

/* The sentence in the other language, in the arena of the phrases; null where no pattern fits. */
const char *cas_phrase_turned(cas_phrases *phrases, const char *english);
/* The same of a list, such as "CN, FR or GB". */
const char *cas_phrase_list(cas_phrases *phrases, const char *english);

#endif
