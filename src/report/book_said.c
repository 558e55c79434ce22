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

void cas_book_say(cas_builder *out, const cas_book *book, const char *english)
{
    const char *said = cas_book_said(book, english);
    /* A word alone is a name. */
    const bool foreign = book->phrases && said == english && strchr(english, ' ');
    cas_puts(out, foreign ? "<span lang=\"en\">" : "");
    cas_html_puts(out, said);
    cas_puts(out, foreign ? "</span>" : "");
}
