/* The chapter with the text itself: its lines, and beside each what it rests on. And how well the clauses rest. */
#include "report/book.h"
#include "report/book_said.h"
#include "report/book_words.h"
#include "report/html.h"
#include "model/citations.h"

#include "lang/diagnostic.h"

#include <string.h>

/* The notes of a line of the main file: sources with their words, assumptions with their reasons. */
static bool put_notes(cas_builder *out, const cas_book *book, size_t line)
{
    bool any = false;
    for (int n = 0; n < book->agreement->all_note_count; n++) {
        const cas_note_form *note = book->agreement->all_notes[n];
        if (note->span.file != book->main_file || cas_source_line_of(book->map, note->span.file, note->span.begin) != line)
            continue;
        any = true;
        cas_puts(out, "<p>");
        if (note->source < 0) {
            cas_html_element(out, "b", "doubt", book->words[CAS_WORDS_ASSUMED]);
            cas_puts(out, ": ");
            cas_html_puts(out, note->words);
        } else {
            const cas_cited_source *source = &book->agreement->sources[note->source];
            cas_html_element(out, "b", NULL, cas_format(out->arena, "%s %s", source->name, note->locator));
            if (*note->words) {
                cas_puts(out, ": <q>");
                cas_html_puts(out, note->words);
                cas_puts(out, "</q>");
            }
            if (source->restated || source->secondary) {
                cas_puts(out, " <span class=\"faint\">(");
                cas_html_puts(out, book->words[source->secondary ? CAS_WORDS_SECONDARY : CAS_WORDS_IN_OWN_WORDS]);
                cas_puts(out, ")</span>");
            }
        }
        cas_puts(out, "</p>");
    }
    return any;
}

void cas_book_text(cas_builder *out, const cas_book *book)
{
    const cas_source_file *file = cas_source_of(book->map, book->main_file);
    cas_puts(out, "<section id=\"text\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_TEXT]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_TEXT_LEAD]);
    cas_puts(out, "<div class=\"text\">\n");
    for (size_t line = 1; line <= file->line_count; line++) {
        const cas_text words = cas_source_line_text(book->map, book->main_file, line);
        if (!words.length)
            continue;
        cas_putf(out, "<div class=\"line\" id=\"line-%zu\"><span class=\"number\">%zu</span><code>", line, line);
        cas_html_put(out, words);
        cas_puts(out, "</code><div class=\"note\">");
        put_notes(out, book, line);
        cas_puts(out, "</div></div>\n");
    }
    cas_puts(out, "</div></section>\n");
}

static void put_rests(cas_builder *out, const cas_book *book)
{
    const cas_book_rests *r = &book->rests;
    cas_table table = {.arena = out->arena, .columns = 6};
    const int heads[] = {CAS_WORDS_CLAUSES, CAS_WORDS_CITED, CAS_WORDS_RESTATED, CAS_WORDS_WITH_ASSUMPTION, CAS_WORDS_ON_ASSUMPTIONS, CAS_WORDS_ON_NOTHING};
    const int counts[] = {r->clauses, r->cited, r->restated, r->partly_assumed, r->assumed, r->on_nothing};
    for (int h = 0; h < 6; h++)
        cas_table_put(&table, book->words[heads[h]], CAS_INK_PLAIN);
    for (int h = 0; h < 6; h++)
        cas_table_put(&table, cas_format(out->arena, "%d", counts[h]), h > 1 && counts[h] ? CAS_INK_DOUBT : CAS_INK_PLAIN);
    cas_html_table(out, NULL, &table);
}

/* The clauses that rest so, each with its line: "5b Assistance". */
static void put_clauses(cas_builder *out, const cas_book *book, cas_book_rest rest, cas_book_word title)
{
    bool any = false;
    for (int c = 0; c < book->agreement->clause_count; c++) {
        const cas_clause_form *clause = &book->agreement->clauses[c];
        if (book->rests.of[c] != rest)
            continue;
        if (!any) {
            cas_puts(out, "<p><b>");
            cas_html_puts(out, book->words[title]);
            cas_puts(out, ":</b> ");
        }
        const bool here = clause->form.span.file == book->main_file;
        cas_puts(out, any ? "; " : "");
        if (here)
            cas_putf(out, "<a href=\"#line-%d\">", clause->line);
        cas_html_puts(out, cas_format(out->arena, "%s%s%s", book->agreement->labels[clause->label], clause->title && *clause->title ? " " : "", clause->title ? clause->title : ""));
        cas_puts(out, here ? "</a>" : "");
        any = true;
    }
    cas_puts(out, any ? "</p>\n" : "");
}

/* Everything that is assumed, with the reason the text gives. */
static void put_assumptions(cas_builder *out, const cas_book *book)
{
    int told = 0;
    for (int n = 0; n < book->agreement->all_note_count; n++) {
        const cas_note_form *note = book->agreement->all_notes[n];
        if (note->source >= 0 || note->span.file != book->main_file)
            continue;
        const size_t line = cas_source_line_of(book->map, note->span.file, note->span.begin);
        if (!told++) {
            cas_html_element(out, "h3", NULL, book->words[CAS_WORDS_ASSUMPTIONS]);
            cas_puts(out, "<ul>\n");
        }
        cas_putf(out, "<li><a href=\"#line-%zu\">%s %zu</a>: ", line, book->words[CAS_WORDS_LINE], line);
        cas_html_puts(out, note->words);
        cas_puts(out, "</li>\n");
    }
    cas_puts(out, told ? "</ul>\n" : "");
}

static void put_sources(cas_builder *out, const cas_book *book)
{
    if (!book->citations->count)
        return;
    cas_html_element(out, "h3", NULL, book->words[CAS_WORDS_SOURCES]);
    cas_puts(out, "<ul>\n");
    for (int s = 0; s < book->citations->count; s++) {
        const cas_source_check *check = &book->citations->sources[s];
        cas_puts(out, "<li><b>");
        cas_html_puts(out, check->source->name);
        cas_puts(out, "</b> ");
        cas_html_puts(out, check->source->path);
        if (check->source->restated || check->source->secondary)
            cas_html_puts(out, cas_format(out->arena, " (%s)", book->words[check->source->secondary ? CAS_WORDS_SECONDARY : CAS_WORDS_IN_OWN_WORDS]));
        cas_puts(out, " – ");
        cas_book_say(out, book, check->state_words);
        cas_puts(out, "</li>\n");
    }
    cas_puts(out, "</ul>\n");
}

static void put_warnings(cas_builder *out, const cas_book *book)
{
    if (!book->warnings || !book->warnings->count)
        return;
    cas_puts(out, "<details><summary>");
    cas_html_puts(out, book->words[CAS_WORDS_TO_LOOK_AT]);
    cas_putf(out, " (%zu)</summary><ul>\n", book->warnings->count);
    for (size_t w = 0; w < book->warnings->count; w++) {
        const cas_diagnostic *one = book->warnings->items[w];
        cas_puts(out, "<li>");
        if (one->span.file == book->main_file) {
            const size_t line = cas_source_line_of(book->map, one->span.file, one->span.begin);
            cas_putf(out, "<a href=\"#line-%zu\">%s %zu</a>: ", line, book->words[CAS_WORDS_LINE], line);
        }
        cas_book_say(out, book, one->message);
        cas_puts(out, "</li>\n");
    }
    cas_puts(out, "</ul></details>\n");
}

void cas_book_rests_on(cas_builder *out, const cas_book *book)
{
    cas_puts(out, "<section id=\"rests\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_RESTED]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_RESTED_LEAD]);
    if (book->rests.clauses)
        put_rests(out, book);
    put_clauses(out, book, CAS_RESTS_ON_ASSUMPTION, CAS_WORDS_ON_ASSUMPTIONS);
    put_clauses(out, book, CAS_RESTS_ON_RESTATED, CAS_WORDS_RESTATED);
    put_clauses(out, book, CAS_RESTS_ON_NOTHING, CAS_WORDS_ON_NOTHING);
    put_assumptions(out, book);
    put_sources(out, book);
    put_warnings(out, book);
    cas_puts(out, "</section>\n");
}
