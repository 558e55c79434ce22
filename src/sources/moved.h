/* What became of citations when their source changed. */
#ifndef CAS_SOURCES_MOVED_H
#define CAS_SOURCES_MOVED_H

#include "sources/quote.h"

typedef struct cas_citation {
    cas_text locator;
    bool has_locator;
    cas_text words; /* may be empty */
} cas_citation;

typedef enum cas_moved_status {
    CAS_MOVED_STILL_THERE,
    CAS_MOVED_LOCATOR_ONLY, /* no words were quoted: the locator still names something, maybe something else */
    CAS_MOVED_ELSEWHERE,    /* the words stand in another paragraph now */
    CAS_MOVED_CHANGED,      /* the words do not stand anywhere, but a passage much like them does */
    CAS_MOVED_VANISHED
} cas_moved_status;

typedef struct cas_moved {
    cas_moved_status status;
    cas_text to;             /* ELSEWHERE, CHANGED: the locator to cite now */
    cas_quote_result result; /* of looking it up in the changed source */
} cas_moved;

/**
 * Looks citations of an earlier text up in the changed one.
 *
 * shape     returns an array of `count`, in the order of the citations
 * cost      of cas_quote_find for each
 * ownership the arena
 */
cas_moved *cas_moved_find(cas_arena *arena, const cas_document *changed, const cas_citation *citations, size_t count);

/* One clause of a sentence: "still there", "moved from 7 to 9", "vanished"; for CHANGED also what differs. */
cas_text cas_moved_explain(cas_arena *arena, const cas_citation *citation, const cas_moved *moved);

#endif
