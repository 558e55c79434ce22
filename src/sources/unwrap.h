/* Lines that were broken for the page, put together again. */
#ifndef CAS_SOURCES_UNWRAP_H
#define CAS_SOURCES_UNWRAP_H

#include "base/text.h"

/**
 * A text with one line a paragraph, from one whose lines were broken to fit a page: pages end in a form feed, paragraphs in
 * a blank line or a line that is much shorter than the others and ends a sentence. A word broken with a hyphen is joined
 * when its second half begins with a small letter.
 *
 * exact     no; where paragraphs end is a guess
 * cost      linear
 * ownership the arena
 */
cas_text cas_unwrap(cas_arena *arena, cas_text text);

#endif
