/* Looking a quotation up: do these words stand where the citation says, and if not, what does? */
#ifndef CAS_SOURCES_QUOTE_H
#define CAS_SOURCES_QUOTE_H

#include "sources/document.h"

typedef enum cas_quote_status {
    CAS_QUOTE_FOUND,           /* the words stand there; without words: the locator names something */
    CAS_QUOTE_LOCATOR_UNKNOWN, /* the locator names nothing */
    CAS_QUOTE_NOT_FOUND,       /* the words do not stand there */
    CAS_QUOTE_EMPTY            /* the words are nothing but spaces and ellipses */
} cas_quote_status;

typedef struct cas_quote_result {
    cas_quote_status status;
    bool anywhere;    /* no locator, or one in free words: the whole document was searched (without words: nothing) */
    cas_text locator; /* what the locator names, in its usual form */

    /* FOUND: from the first to behind the last character of the words, or of the passage if there are none. */
    cas_document_place begin, end;
    cas_text found; /* as printed between them */

    /* LOCATOR_UNKNOWN */
    cas_text nearest_locator; /* or empty */
    cas_text known_locators;  /* "1 to 14" */

    /* NOT_FOUND, LOCATOR_UNKNOWN: do the words stand in another paragraph? */
    bool elsewhere;
    cas_text elsewhere_locator;
    cas_document_place elsewhere_at;

    /* NOT_FOUND, LOCATOR_UNKNOWN, not elsewhere: the most similar passage, of the paragraphs named if alike enough. */
    bool has_nearest;
    bool nearest_is_there;       /* it is in the paragraphs named */
    bool only_case;              /* only capital and small letters differ */
    cas_text nearest;            /* as printed, on one line, at most a few lines long */
    cas_text nearest_locator_of; /* the paragraph it is in */
    cas_document_place nearest_at;
    cas_text difference; /* `the source has “…”, the citation “…”`, one clause of a sentence; or empty */

    /* NOT_FOUND, and the words have parts joined by `…`. */
    size_t parts;
    size_t failed_part; /* counted from 1: the first that does not follow the ones before it */
    bool out_of_order;  /* that part stands there, but earlier */
} cas_quote_result;

/**
 * Looks a quotation up in the paragraphs that its locator names.
 *
 * The words occur if their plain form (plain.h: quotes, dashes, spaces, line breaks, ligatures and emphasis aside)
 * stands in the plain form of the passage, beginning and ending at the border of a word: "agreed by all" does not stand
 * in "disagreed by all". Case and punctuation count. `…`, `...`, `[…]`, `(...)` join parts that must follow one another
 * in the passage. A passage is read as one text over the borders of its paragraphs.
 *
 * locator   as cas_document_locate takes it; has_locator false: the whole document
 * words     empty: only the locator is checked
 * exact     FOUND and NOT_FOUND are; the nearest passage is a suggestion (align.h)
 * cost      a search of the passage; if that fails, one of the document, and one alignment
 * ownership everything in the result lives in the arena or in the document's bytes
 */
cas_quote_result cas_quote_find(cas_arena *arena, const cas_document *document, cas_text locator, bool has_locator,
                                cas_text words);

/* What is wrong with a citation of `source`, as one sentence without full stop; empty for FOUND. */
cas_text cas_quote_explain(cas_arena *arena, const cas_quote_result *result, cas_text source);

/* The parts between ellipses, each as printed, without empty ones. */
typedef struct cas_quote_parts {
    cas_text *parts;
    size_t count;
} cas_quote_parts;

cas_quote_parts cas_quote_split(cas_arena *arena, cas_text words);

#endif
