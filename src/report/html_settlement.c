/* The chapter on settlement: who accepts what, which red lines stand against which, what conceding would open. */
#include "report/agree_report.h"
#include "report/book.h"
#include "report/book_said.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/html_conflicts.h"

#include <string.h>

enum { MOST_SETS = 12 };

static void put_positions(cas_builder *out, const cas_book *book)
{
    const cas_settlement *s = book->settlement;
    cas_table table = {.arena = out->arena, .columns = 3};
    cas_table_put(&table, book->words[CAS_WORDS_POSITION], CAS_INK_PLAIN);
    cas_table_put(&table, book->words[CAS_WORDS_ACCEPTS], CAS_INK_PLAIN);
    cas_table_put(&table, book->words[CAS_WORDS_ALONE_IN_THE_WAY], CAS_INK_PLAIN);
    for (int p = 0; p < book->agreement->position_count; p++) {
        cas_table_put(&table, book->agreement->positions[p].name, CAS_INK_STRONG);
        cas_table_put(&table, cas_agree_count_words(out->arena, &s->shares[p].accepts), CAS_INK_PLAIN);
        cas_table_put(&table, cas_agree_count_words(out->arena, &s->shares[p].alone), CAS_INK_PLAIN);
    }
    cas_html_table(out, NULL, &table);
}

static void put_concession(cas_builder *out, const cas_book *book, const cas_line_sets *sets, size_t set)
{
    const cas_settlement *s = book->settlement;
    cas_puts(out, "<li>");
    for (int l = 0, told = 0; l < sets->lines; l++) {
        if (!cas_line_sets_has(sets, set, l))
            continue;
        cas_puts(out, told++ ? "; " : "");
        cas_html_element(out, "b", NULL, cas_line_holder(book, l));
        cas_putf(out, " %s: ", book->words[CAS_WORDS_GIVES_UP]);
        cas_html_puts(out, cas_line_words(out->arena, book, l));
    }
    if (set < s->opening_count) {
        cas_putf(out, " – %s ", book->words[CAS_WORDS_OPENS]);
        cas_html_puts(out, cas_agree_count_words(out->arena, &s->openings[set].opens));
        cas_putf(out, " %s", book->words[CAS_WORDS_PACKAGES]);
        for (size_t k = 0; k < s->openings[set].listed_count && k < 1; k++) {
            cas_puts(out, "<br><span class=\"faint\">");
            cas_html_puts(out, cas_agree_package_words(out->arena, book->agreement, s->openings[set].listed[k]));
            cas_puts(out, s->openings[set].listed_count > 1 ? ", …</span>" : "</span>");
        }
    }
    cas_puts(out, "</li>\n");
}

static void put_heading(cas_builder *out, const char *words, const cas_line_sets *sets, bool complete)
{
    cas_html_element(out, "h3", NULL,
                     cas_format(out->arena, "%s: %s%s", words, complete ? "" : "≥ ", cas_big_string(out->arena, sets->total)));
}

const char *cas_book_settlement_words(cas_arena *arena, const cas_book *book)
{
    const cas_settlement *s = book->settlement;
    const cas_exploration *found = &s->exploration;
    cas_builder out = {.arena = arena};
    cas_putf(&out, "%s %s, %s %s", cas_agree_count_words(arena, &s->packages), book->words[CAS_WORDS_PACKAGES],
             cas_agree_count_words(arena, &s->settlements), book->words[CAS_WORDS_SETTLEMENTS]);
    if (found->conflicts.count)
        cas_putf(&out, ", %s: %s%s", book->words[CAS_WORDS_CONFLICTS], found->complete ? "" : "≥ ", cas_big_string(arena, found->conflicts.total));
    return cas_built_string(&out);
}

static void put_listed(cas_builder *out, const cas_book *book)
{
    const cas_settlement *s = book->settlement;
    if (!s->listed_count)
        return;
    cas_html_element(out, "h3", NULL, book->words[CAS_WORDS_SETTLEMENTS]);
    cas_puts(out, "<ol>\n");
    for (size_t i = 0; i < s->listed_count && i < MOST_SETS; i++)
        cas_html_element(out, "li", NULL, cas_agree_package_words(out->arena, book->agreement, s->listed[i]));
    cas_puts(out, "</ol>\n");
    if (s->listed_count > MOST_SETS)
        cas_puts(out, "<p class=\"faint\">…</p>\n");
}

void cas_book_settlement(cas_builder *out, const cas_book *book)
{
    const cas_settlement *s = book->settlement;
    if (!s)
        return;
    cas_puts(out, "<section id=\"settlement\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_SETTLEMENT]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_SETTLEMENT_LEAD]);
    cas_putf(out, "<p><b>%s</b> %s, <b class=\"%s\">%s</b> %s.</p>\n", cas_agree_count_words(out->arena, &s->packages),
             book->words[CAS_WORDS_PACKAGES], s->exists > 0 ? "good" : "bad", cas_agree_count_words(out->arena, &s->settlements),
             book->words[CAS_WORDS_SETTLEMENTS]);
    put_positions(out, book);
    put_listed(out, book);
    const cas_exploration *found = &s->exploration;
    if (found->conflicts.count) {
        put_heading(out, book->words[CAS_WORDS_CONFLICTS], &found->conflicts, found->complete);
        cas_book_against(out, book, &found->conflicts);
        for (size_t i = 0; i < found->conflicts.count && i < MOST_SETS; i++)
            cas_book_conflict(out, book, &found->conflicts, i);
        if (found->conflicts.count > MOST_SETS)
            cas_putf(out, "<p class=\"faint\">… + %zu</p>\n", found->conflicts.count - MOST_SETS);
    }
    if (found->concessions.count) {
        put_heading(out, book->words[CAS_WORDS_CONCESSIONS], &found->concessions, found->complete);
        cas_puts(out, "<ol>\n");
        for (size_t i = 0; i < found->concessions.count && i < MOST_SETS; i++)
            put_concession(out, book, &found->concessions, i);
        cas_puts(out, "</ol>\n");
    }
    cas_puts(out, "</section>\n");
}
