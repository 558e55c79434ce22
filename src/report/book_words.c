/* The languages a book can be in: see book_words.h. */
#include "report/book_words.h"

#include <stddef.h>
#include <string.h>

#define CAS_BOOK_WORD(name, words) [CAS_WORDS_##name] = (words),

static const char *const english[CAS_WORDS_COUNT] = {
#include "report/book_words_en.def"
};

static const char *const german[CAS_WORDS_COUNT] = {
#include "report/book_words_de.def"
};

#undef CAS_BOOK_WORD

#define CAS_PHRASE(english, other) {false, (english), (other)},
#define CAS_LIST_PHRASE(english, other) {true, (english), (other)},

static const cas_phrase_pair german_phrases[] = {
#include "report/book_phrases_de.def"
};

#undef CAS_PHRASE
#undef CAS_LIST_PHRASE

static const cas_book_language languages[] = {
    {"en", english, NULL, 0},
    {"de", german, german_phrases, sizeof german_phrases / sizeof *german_phrases},
};

const cas_book_language *cas_book_language_of(const char *code)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strcmp(languages[i].code, code) == 0)
            return &languages[i];
    return NULL;
}
