/* The chapter on what was expected of the text, and what was found. */
#include "report/book.h"
#include "report/book_said.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/report.h"
#include "report/words.h"

bool cas_book_is_claim(const cas_answered *answered)
{
    return answered->question->speech != CAS_ASKS && !answered->elsewhere && !answered->later;
}

void cas_book_claims(cas_builder *out, const cas_book *book)
{
    const cas_findings *findings = book->findings;
    cas_table table = {.arena = out->arena, .columns = 3};
    cas_table_put(&table, book->words[CAS_WORDS_LINE], CAS_INK_PLAIN);
    cas_table_put(&table, book->words[CAS_WORDS_CLAIM], CAS_INK_PLAIN);
    cas_table_put(&table, book->words[CAS_WORDS_FOUND], CAS_INK_PLAIN);
    int claims = 0;
    for (int q = 0; q < findings->answer_count; q++) {
        const cas_answered *answered = findings->answers[q];
        const cas_question *question = answered->question;
        if (!cas_book_is_claim(answered))
            continue;
        claims++;
        cas_table_put(&table, cas_format(out->arena, "%d", question->line), CAS_INK_FAINT);
        cas_table_put(&table,
                      *question->title ? cas_format(out->arena, "%s: %s", question->title, question->words) : question->words,
                      CAS_INK_PLAIN);
        cas_table_put(&table,
                      cas_format(out->arena, "%s – %s", cas_book_said(book, cas_truth_words(answered->answer)),
                                 book->words[answered->ok ? CAS_WORDS_AS_STATED : CAS_WORDS_NOT_AS_STATED]),
                      answered->ok ? CAS_INK_GOOD : CAS_INK_BAD);
    }
    if (!claims)
        return;
    cas_puts(out, "<section id=\"claims\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_CLAIMS]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_CLAIMS_LEAD]);
    cas_html_table(out, NULL, &table);
    cas_puts(out, "</section>\n");
}
