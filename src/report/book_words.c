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

const char *const *cas_book_words(const char *language)
{
    static const struct {
        const char *code;
        const char *const *words;
    } languages[] = {{"en", english}, {"de", german}};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strcmp(languages[i].code, language) == 0)
            return languages[i].words;
    return NULL;
}
