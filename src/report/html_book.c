/* The page that holds a book: its chapters in order. */
#include "report/book.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/html_page.h"

#include <string.h>

const char *cas_book_incident(const cas_book *book, const char *incident)
{
    for (int i = 0; incident && i < book->agreement->incident_count; i++) {
        const cas_incident *one = &book->agreement->incidents[i];
        if (strcmp(one->name, incident) == 0 && one->form_count && *one->forms[0]->title)
            return one->forms[0]->title;
    }
    return incident ? incident : "";
}

static void put_contents(cas_builder *out, const cas_book *book)
{
    const struct {
        bool there;
        const char *anchor;
        cas_book_word word;
    } chapters[] = {
        {true, "brief", CAS_WORDS_BRIEF},
        {book->verdict_count > 0, "verdicts", CAS_WORDS_VERDICTS},
        {book->cure_count > 0, "cures", CAS_WORDS_CURES},
        {book->settlement != NULL, "settlement", CAS_WORDS_SETTLEMENT},
        {book->standoff_count > 0, "standoffs", CAS_WORDS_STANDOFF},
        {book->power_count > 0, "power", CAS_WORDS_POWER},
        {true, "text", CAS_WORDS_TEXT},
        {true, "rests", CAS_WORDS_RESTED},
        {true, "computed", CAS_WORDS_COMPUTED},
    };
    cas_puts(out, "<nav aria-label=\"");
    cas_html_puts(out, book->words[CAS_WORDS_CONTENTS]);
    cas_puts(out, "\"><ul>\n");
    for (size_t c = 0; c < sizeof chapters / sizeof *chapters; c++)
        if (chapters[c].there) {
            cas_putf(out, "<li><a href=\"#%s\">", chapters[c].anchor);
            cas_html_puts(out, book->words[chapters[c].word]);
            cas_puts(out, "</a></li>\n");
        }
    cas_puts(out, "</ul></nav>\n");
}

/* A command that answers a part of this page again. */
static void put_command(cas_builder *out, const cas_book *book, const char *verb, const char *rest)
{
    cas_putf(out, "\ncasus %s ", verb);
    cas_html_puts(out, book->file);
    cas_html_puts(out, rest);
}

static void put_computed(cas_builder *out, const cas_book *book)
{
    cas_puts(out, "<section id=\"computed\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_COMPUTED]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_COMPUTED_LEAD]);
    cas_puts(out, "<pre>casus --version    # ");
    cas_html_puts(out, book->version);
    put_command(out, book, "check", "");
    if (book->verdict_count)
        put_command(out, book, "who",
                    cas_format(out->arena, " %s%s%s", book->verdicts[0].goal, book->verdicts[0].incident ? " --on " : "", book->verdicts[0].incident ? book->verdicts[0].incident : ""));
    if (book->settlement)
        put_command(out, book, "agree", "");
    if (book->agreement->standoff_count)
        put_command(out, book, "stable", cas_format(out->arena, " %s", book->agreement->standoffs[0].name));
    if (book->power_count)
        put_command(out, book, "power", cas_format(out->arena, " %s", book->powers[0].rule));
    put_command(out, book, "lint", "");
    put_command(out, book, "report", strcmp(book->language, "en") == 0 ? "" : cas_format(out->arena, " --language %s", book->language));
    cas_puts(out, " -o report.html</pre>\n<p>");
    cas_html_puts(out, book->words[CAS_WORDS_FILE_HASH]);
    cas_puts(out, ": <code>");
    cas_html_puts(out, book->sha256);
    cas_puts(out, "</code></p>\n");
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_LIMITS]);
    cas_puts(out, "</section>\n");
}

void cas_book_html(cas_builder *out, const cas_book *book)
{
    const char *title = *book->agreement->title ? book->agreement->title : book->agreement->name;
    cas_html_begin(out, book->language, title, book->words[CAS_WORDS_SKIP]);
    cas_puts(out, "<header>");
    cas_html_element(out, "h1", NULL, title);
    cas_puts(out, "<p class=\"faint\">");
    cas_html_puts(out, book->file);
    if (*book->agreement->date) {
        cas_puts(out, " · ");
        cas_html_puts(out, book->agreement->date);
    }
    cas_puts(out, "</p></header>\n");
    put_contents(out, book);
    cas_puts(out, "<main id=\"main\">\n");
    cas_book_brief(out, book);
    cas_book_verdicts(out, book);
    cas_book_claims(out, book);
    cas_book_cures(out, book);
    cas_book_settlement(out, book);
    cas_book_standoffs(out, book);
    cas_book_power_chapter(out, book);
    cas_book_text(out, book);
    cas_book_rests_on(out, book);
    put_computed(out, book);
    cas_puts(out, "</main>\n</body>\n</html>\n");
}
