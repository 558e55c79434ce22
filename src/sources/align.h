/* The stretch of a text most like some words, and what differs between the two. */
#ifndef CAS_SOURCES_ALIGN_H
#define CAS_SOURCES_ALIGN_H

#include "base/text.h"

enum { CAS_ALIGN_MOST_DIFFERENCES = 8 };

/* Byte offsets: what stands in the text (begin == end: nothing) where the words have something else. */
typedef struct cas_difference {
    size_t text_begin, text_end;
    size_t words_begin, words_end;
} cas_difference;

typedef struct cas_alignment {
    bool found;        /* something alike was found: at least half as like as the words themselves */
    bool only_case;    /* every difference is one between capital and small letters */
    unsigned likeness; /* 0 … 1000 */
    size_t begin, end; /* of the stretch in the text */
    cas_difference differences[CAS_ALIGN_MOST_DIFFERENCES];
    size_t count; /* of all differences, more than the array holds if they are many */
} cas_alignment;

/**
 * The stretch of `text` nearest to `words`; both plain forms (plain.h).
 *
 * exact     the alignment is a cheapest one within a window of the text four times as long as the words; the window is
 *           the one that shares most letters of words with them. Of words longer than 200, only the 200 from the first
 *           that differs are aligned
 * cost      linear in the text, quadratic in the words (at most 200)
 * ownership nothing is kept: scratch memory in the arena is released
 */
cas_alignment cas_align(cas_arena *arena, cas_text text, cas_text words);

#endif
