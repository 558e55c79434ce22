/* Several books in one table. */
#include "report/aggressors.h"
#include "report/book.h"
#include "report/book_said.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/html_page.h"
#include "report/report.h"

#include <string.h>

/* What a cell counts: verdicts by their words, NEEDS told apart by whether the one that is needed would break anything. */
static const struct {
    cas_verdict_word word;
    bool by_breach;
    const char *words, *ink;
} told[] = {{CAS_ASSURED, false, "ASSURED", "good"},        {CAS_AVAILABLE, false, "AVAILABLE", "doubt"},
            {CAS_AT_THE_MERCY, false, "AT THE MERCY", "doubt"}, {CAS_NEEDS, true, "NEEDS by breach", "bad"},
            {CAS_NEEDS, false, "NEEDS by right", "bad"},    {CAS_UNDECIDED, false, "undecided", "doubt"},
            {CAS_IMPOSSIBLE, false, "IMPOSSIBLE", "bad"}};
enum { TOLD = sizeof told / sizeof *told };

/* Never to be had on this occasion, but on another: the promise has nothing to do with this one. */
static bool beside_the_point(const cas_book *book, const cas_book_verdict *asked)
{
    if (cas_book_is_never(asked))
        for (int v = 0; v < book->verdict_count; v++)
            if (strcmp(book->verdicts[v].goal, asked->goal) == 0 && !cas_book_is_never(&book->verdicts[v]))
                return true;
    return false;
}

static void put_verdicts(cas_builder *out, const cas_book *book, bool worst)
{
    int counts[TOLD] = {0}, listed = 0;
    for (int v = 0; v < book->verdict_count; v++) {
        const cas_row *row = cas_extreme_row(book->verdicts[v].answered, worst);
        if (!row || beside_the_point(book, &book->verdicts[v]))
            continue;
        const cas_verdict *verdict = row->verdict;
        for (int w = 0; w < TOLD; w++)
            counts[w] += told[w].word == verdict->word && (verdict->word != CAS_NEEDS || told[w].by_breach == !verdict->by_right);
    }
    cas_puts(out, "<td>");
    for (int w = 0; w < TOLD; w++)
        if (counts[w])
            cas_putf(out, "%s<span class=\"%s\">%d %s</span>", listed++ ? ", " : "", told[w].ink, counts[w], cas_book_said(book, told[w].words));
    cas_puts(out, listed ? "</td>" : "–</td>");
}

static void put_share(cas_builder *out, const cas_book_rests *rests, int count)
{
    if (rests->clauses)
        cas_putf(out, "<td>%d %%</td>", (200 * count + rests->clauses) / (2 * rests->clauses));
    else
        cas_puts(out, "<td>–</td>");
}

static void put_row(cas_builder *out, const cas_book *book, const char *link)
{
    int claims = 0, held = 0;
    for (int q = 0; q < book->findings->answer_count; q++) {
        claims++;
        held += book->findings->answers[q]->ok;
    }
    cas_puts(out, "<tr><th scope=\"row\"><a href=\"");
    cas_html_puts(out, link);
    cas_puts(out, "\">");
    cas_html_puts(out, *book->agreement->title ? book->agreement->title : book->agreement->name);
    cas_putf(out, "</a></th><td>%d</td>", book->agreement->party_count);
    put_verdicts(out, book, false);
    put_verdicts(out, book, true);
    if (claims)
        cas_putf(out, "<td class=\"%s\">%d&nbsp;/&nbsp;%d</td>", held == claims ? "good" : "bad", held, claims);
    else
        cas_puts(out, "<td>–</td>");
    cas_putf(out, "<td>%d</td>", book->rests.clauses);
    put_share(out, &book->rests, book->rests.partly_assumed);
    put_share(out, &book->rests, book->rests.assumed);
    put_share(out, &book->rests, book->rests.restated);
    cas_puts(out, "</tr>\n");
}

void cas_library_html(cas_builder *out, const cas_book *books, const char *const *links, size_t count)
{
    const char *const *words = books[0].words;
    const int heads[] = {CAS_WORDS_AGREEMENT, CAS_WORDS_PARTIES,         CAS_WORDS_BEST,           CAS_WORDS_WORST, CAS_WORDS_AS_STATED,
                         CAS_WORDS_CLAUSES,   CAS_WORDS_WITH_ASSUMPTION, CAS_WORDS_ON_ASSUMPTIONS, CAS_WORDS_RESTATED};
    cas_html_begin(out, books[0].language, words[CAS_WORDS_LIBRARY], words[CAS_WORDS_SKIP]);
    cas_puts(out, "<header>");
    cas_html_element(out, "h1", NULL, words[CAS_WORDS_LIBRARY]);
    cas_html_element(out, "p", NULL, words[CAS_WORDS_LIBRARY_LEAD]);
    cas_puts(out, "</header>\n<main id=\"main\" class=\"library\">\n<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    for (size_t h = 0; h < sizeof heads / sizeof *heads; h++) {
        cas_puts(out, "<th scope=\"col\">");
        cas_html_puts(out, words[heads[h]]);
        cas_puts(out, "</th>");
    }
    cas_puts(out, "</tr></thead><tbody>\n");
    for (size_t b = 0; b < count; b++)
        put_row(out, &books[b], links[b]);
    cas_puts(out, "</tbody></table></div>\n<p class=\"faint\">");
    cas_html_puts(out, words[CAS_WORDS_LIMITS]);
    cas_puts(out, "</p>\n</main>\n</body>\n</html>\n");
}
