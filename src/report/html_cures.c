/* The chapter on cures. */
#include "report/book.h"
#include "report/book_said.h"
#include "report/book_words.h"
#include "report/cure_report.h"
#include "report/html.h"

enum { MOST_CURES = 6 };

static void put_line_of(cas_builder *out, const cas_book *book, const cas_cure_line *line)
{
    cas_putf(out, "<p class=\"faint\">%s %zu</p><pre class=\"edit\">", book->words[CAS_WORDS_LINE], line->line);
    if (line->before) {
        cas_puts(out, "<del>- ");
        cas_html_puts(out, line->before);
        cas_puts(out, "</del>\n");
    }
    cas_puts(out, "<ins>+ ");
    cas_html_puts(out, line->after ? line->after : "");
    cas_puts(out, "</ins></pre>\n");
}

static void put_costs(cas_builder *out, const cas_book *book, const cas_cured *cured, const cas_cure *cure)
{
    cas_builder words = {.arena = out->arena};
    cas_page page = {&words, 100000, false};
    cas_text_cure_costs(&page, 0, cured, cure);
    const cas_text all = cas_built(&words);
    cas_html_element(out, "h4", NULL, book->words[CAS_WORDS_CHANGES_BESIDES]);
    cas_puts(out, "<ul>\n");
    for (size_t at = 0; at < all.length;) {
        size_t end = at;
        while (end < all.length && all.at[end] != '\n')
            end++;
        if (end > at) {
            cas_puts(out, "<li>");
            cas_book_say(out, book, cas_text_string(out->arena, (cas_text){all.at + at, end - at}));
            cas_puts(out, "</li>\n");
        }
        at = end + 1;
    }
    cas_puts(out, "</ul>\n");
}

static void put_cure(cas_builder *out, const cas_book *book, const cas_cured *cured, const cas_cure *cure, size_t number)
{
    cas_putf(out, "<details%s><summary>%zu. ", number == 1 ? " open" : "", number);
    cas_html_element(out, "span", "good", cas_book_said(book, cas_cure_verdict_words(out->arena, cured, &cure->verdict)));
    cas_puts(out, "</summary>\n");
    for (size_t l = 0; l < cure->line_count; l++)
        put_line_of(out, book, &cure->lines[l]);
    put_costs(out, book, cured, cure);
    cas_puts(out, "</details>\n");
}

void cas_book_cures(cas_builder *out, const cas_book *book)
{
    if (!book->cure_count)
        return;
    cas_puts(out, "<section id=\"cures\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_CURES]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_CURES_LEAD]);
    for (int c = 0; c < book->cure_count; c++) {
        const cas_cured *cured = book->cures[c];
        cas_html_element(out, "h3", NULL, cas_book_said(book, cas_cure_asked_words(out->arena, cured, cured->wish.goal, cured->wish.by)));
        cas_puts(out, "<p>");
        cas_html_puts(out, book->words[CAS_WORDS_WANTED]);
        cas_puts(out, ": ");
        cas_html_puts(out, cas_book_said(book, cured->wish.wanted.words));
        cas_puts(out, ". ");
        cas_html_puts(out, cas_book_said(book, cas_cure_verdict_words(out->arena, cured, &cured->verdict)));
        cas_puts(out, " &rarr;</p>\n");
        for (size_t k = 0; k < cured->count && k < MOST_CURES; k++)
            put_cure(out, book, cured, &cured->cures[k], k + 1);
        if (!cured->count)
            cas_html_element(out, "p", NULL, cured->needs ? book->words[CAS_WORDS_UNDECIDED] : book->words[CAS_WORDS_CURES_NONE]);
        if (cured->found > MOST_CURES) {
            cas_putf(out, "<p class=\"faint\">+ %zu ", cured->found - MOST_CURES);
            cas_html_puts(out, book->words[CAS_WORDS_MORE_CURES]);
            cas_puts(out, "</p>\n");
        }
        cas_puts(out, "<p class=\"faint\">");
        cas_book_say(out, book, cas_cure_tried_words(out->arena, cured));
        cas_puts(out, "</p>\n");
    }
    cas_puts(out, "</section>\n");
}
