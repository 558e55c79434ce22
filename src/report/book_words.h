/* The words of a book that are not part of an answer, by language. A language is a file book_words_XX.def and a line in book_words.c. */
#ifndef CAS_REPORT_BOOK_WORDS_H
#define CAS_REPORT_BOOK_WORDS_H

typedef enum cas_book_word {
#define CAS_BOOK_WORD(name, words) CAS_WORDS_##name,
#include "report/book_words_en.def"
#undef CAS_BOOK_WORD
    CAS_WORDS_COUNT
} cas_book_word;

/* Per cas_book_word; null where there is no such language. */
const char *const *cas_book_words(const char *language);

#endif
