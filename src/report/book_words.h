/*
 * The words of a book, by language: headings and explanations (book_words_XX.def), and how the sentences of the answers are turned (book_phrases_XX.def).
 * A language is these two files and a line in book_words.c.
 */
#ifndef CAS_REPORT_BOOK_WORDS_H
#define CAS_REPORT_BOOK_WORDS_H

#include "report/phrases.h"

typedef enum cas_book_word {
#define CAS_BOOK_WORD(name, words) CAS_WORDS_##name,
#include "report/book_words_en.def"
#undef CAS_BOOK_WORD
    CAS_WORDS_COUNT
} cas_book_word;

typedef struct cas_book_language {
    const char *code;          /* "de" */
    const char *const *words;  /* per cas_book_word */
    const cas_phrase_pair *phrases; /* null for English */
    size_t phrase_count;
} cas_book_language;

/* Null where there is no such language. */
const cas_book_language *cas_book_language_of(const char *code);

#endif
