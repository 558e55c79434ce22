/*
 * The plain form of a text: what remains when typography is taken away. Two texts say the same words if their plain
 * forms are equal; plain.c defines the form.
 */
#ifndef CAS_SOURCES_PLAIN_H
#define CAS_SOURCES_PLAIN_H

#include "base/text.h"

/**
 * Appends the plain form of `text` to `out`: UTF-8, decomposed, without leading or trailing space.
 *
 * exact     yes; bytes that are no UTF-8 become U+FFFD one by one
 * cost      linear
 * ownership out's arena
 */
void cas_plain_put(cas_builder *out, cas_text text);

/**
 * Where a stretch of the plain form of `text` stands in `text` itself.
 *
 * begin, end  offsets into the plain form, begin < end <= its length, both between characters
 * returns     the stretch of `text` that became it; the empty text if the plain form is shorter than `end`
 * cost        linear in the text before the end of the stretch; takes no memory
 */
cas_text cas_plain_origin(cas_text text, size_t begin, size_t end);

/* The code point at `at` < text.length, and in *size its bytes, at least 1; U+FFFD for what is no UTF-8. */
int32_t cas_plain_decode(cas_text text, size_t at, size_t *size);
/* The code point that ends at `at`, 0 < at <= text.length; text is UTF-8. */
int32_t cas_plain_decode_before(cas_text text, size_t at);

/*
 * Letters that are upper, lower or title case, letter-like modifiers, and digits: what a word of an alphabet with cases
 * is made of. Writing without cases (Chinese, Arabic, …) is left out, as much of it puts no spaces between words.
 */
bool cas_plain_is_word(int32_t code);

/* True if offset `at` of a plain text is a border for a reader: neither inside a word nor inside a character. */
bool cas_plain_is_border(cas_text plain, size_t at);

/* A plain text in lower case, letter by letter. */
cas_text cas_plain_lower(cas_arena *arena, cas_text plain);

/* A source text on one line, white space as single spaces; longer than max_bytes it is cut at a word, with `…`. */
cas_text cas_plain_excerpt(cas_arena *arena, cas_text source, size_t max_bytes);

#endif
