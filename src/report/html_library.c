/* Several books in one table. */
#include "report/book.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/html_page.h"
#include "report/report.h"

/* Of each promise the worst verdict: how many have which. */
static void put_worst(cas_builder *out, const cas_book *book)
{
    static const struct {
        cas_verdict_word word;
        const char *words, *ink;
    } told[] = {{CAS_ASSURED, "ASSURED", "good"}, {CAS_AVAILABLE, "AVAILABLE", "doubt"}, {CAS_AT_THE_MERCY, "AT THE MERCY OF", "doubt"},
                {CAS_NEEDS, "NEEDS", "bad"},      {CAS_UNDECIDED, "undecided", "doubt"}, {CAS_IMPOSSIBLE, "IMPOSSIBLE", "bad"}};
    int counts[CAS_UNDECIDED + 1] = {0}, listed = 0;
    for (int v = 0; v < book->verdict_count; v++) {
        const cas_answered *answered = book->verdicts[v].answered;
        const cas_verdict *worst = answered->cases[0].rows[0].verdict;
        for (int c = 0; c < answered->case_count; c++)
            for (int r = 0; r < answered->cases[c].row_count; r++) {
                const cas_verdict *verdict = answered->cases[c].rows[r].verdict;
                worst = cas_verdict_badness(verdict) > cas_verdict_badness(worst) ? verdict : worst;
            }
        counts[worst->word]++;
    }
    for (size_t w = 0; w < sizeof told / sizeof *told; w++)
        if (counts[told[w].word])
            cas_putf(out, "%s<span class=\"%s\">%d %s</span>", listed++ ? ", " : "", told[w].ink, counts[told[w].word], told[w].words);
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
    cas_putf(out, "</a></th><td>%d</td><td>", book->agreement->party_count);
    put_worst(out, book);
    cas_putf(out, "</td><td class=\"%s\">%d / %d</td><td>%d</td><td>%d %%</td><td>%d %%</td></tr>\n", held == claims ? "good" : "bad", held,
             claims, book->rests.clauses, book->rests.clauses ? 100 * book->rests.assumed / book->rests.clauses : 0,
             book->rests.clauses ? 100 * book->rests.restated / book->rests.clauses : 0);
}

void cas_library_html(cas_builder *out, const cas_book *books, const char *const *links, size_t count)
{
    const char *const *words = books[0].words;
    const int heads[] = {CAS_WORDS_AGREEMENT, CAS_WORDS_PARTIES, CAS_WORDS_WORST, CAS_WORDS_AS_STATED, CAS_WORDS_CLAUSES,
                         CAS_WORDS_ON_ASSUMPTIONS, CAS_WORDS_RESTATED};
    cas_html_begin(out, books[0].language, words[CAS_WORDS_LIBRARY], words[CAS_WORDS_SKIP]);
    cas_puts(out, "<header>");
    cas_html_element(out, "h1", NULL, words[CAS_WORDS_LIBRARY]);
    cas_html_element(out, "p", NULL, words[CAS_WORDS_LIBRARY_LEAD]);
    cas_puts(out, "</header>\n<main id=\"main\">\n<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
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
