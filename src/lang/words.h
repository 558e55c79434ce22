/* The words of the language, and the characters of which texts are made. Internal to src/lang: what the lexer stands on. */
#ifndef CAS_LANG_WORDS_H
#define CAS_LANG_WORDS_H

#include "lang/lexer.h"

/* Where the words of each letter begin in the table. */
void cas_words_index(cas_lexer *lexer);
/* The word that a text is, or CAS_WORD_OTHER. */
cas_word cas_word_of(const cas_lexer *lexer, cas_text text);

static inline bool cas_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool cas_is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/* The character at a place and how many bytes it has; the text is known to be UTF-8. */
int32_t cas_character_at(cas_text text, size_t at, size_t *length);
/* A letter of any script. */
bool cas_is_wide_letter(int32_t c);
/* How many bytes of a word stand at a place: 0 if no letter, digit or _ does. */
size_t cas_word_character(cas_text text, size_t at);
/* The first place at or after `at` with no white space, on the same line. */
size_t cas_skip_spaces(cas_text text, size_t at);
size_t cas_end_of_line(cas_text text, size_t at);

#endif
