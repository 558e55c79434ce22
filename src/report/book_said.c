/* What answers say in English, in the language of the book: its phrases, where there are any. */
#include "report/book_said.h"

#include "report/html.h"
#include "report/phrases.h"

#include <string.h>

const char *cas_book_said(const cas_book *book, const char *english)
{
    const char *other = book->phrases ? cas_phrase_turned(book->phrases, english) : NULL;
    if (book->phrases && !other)
        other = cas_phrase_list(book->phrases, english);
    return other ? other : english;
}

enum { MOST_NAMED = 12, FIRST_NAMED = 6 };

/* Where the list that begins at a place ends: at a brace, or at the end of the text. */
static size_t end_of_list(const char *text, size_t from)
{
    return from + strcspn(text + from, "{}");
}

static int commas_in(const char *text, size_t from, size_t to)
{
    int count = 0;
    for (size_t i = from; i < to; i++)
        count += text[i] == ',';
    return count;
}

const char *cas_book_shortened(cas_arena *arena, const char *words)
{
    cas_builder out = {.arena = arena};
    for (size_t at = 0; words[at];) {
        const size_t end = end_of_list(words, at);
        const int names = commas_in(words, at, end) + 1;
        int told = 0;
        while (at < end && (names <= MOST_NAMED || told < FIRST_NAMED)) {
            told += words[at] == ',';
            cas_putc(&out, words[at++]);
        }
        if (at < end)
            cas_putf(&out, " … (%d)", names);
        at = end;
        if (words[at])
            cas_putc(&out, words[at++]);
    }
    return cas_built_string(&out);
}

void cas_book_say(cas_builder *out, const cas_book *book, const char *english)
{
    const char *said = cas_book_said(book, english);
    /* A word alone is a name. */
    const bool foreign = book->phrases && said == english && strchr(english, ' ');
    cas_puts(out, foreign ? "<span lang=\"en\">" : "");
    cas_html_puts(out, said);
    cas_puts(out, foreign ? "</span>" : "");
}
