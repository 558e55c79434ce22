/* The head of a book, one page: what is promised and how far that can be relied on; what else was found, a line a chapter. */
#include "report/aggressors.h"
#include "report/book_said.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/html_verdicts.h"
#include "report/report.h"
#include "report/words.h"

#include <string.h>

/* How an extreme answer is said, and of whom it is true: in its own words if they fit all that are as bad, else so that they fit more of them. */
typedef struct extreme_said {
    const char *words, *aggressors;
} extreme_said;

static const char *said_of(cas_arena *arena, const cas_row *row, bool renamed)
{
    return renamed && row->by >= 0 ? cas_verdict_renamed(arena, row->instance, row->verdict, row->by) : cas_verdict_short(arena, row->instance, row->verdict);
}

/* Does a case have this answer, in these words? null: in any. */
static bool has_answer(cas_arena *arena, const cas_case *one, const cas_row *like, const char *words, bool renamed)
{
    for (int r = 0; r < one->row_count; r++)
        if (cas_verdict_badness(one->rows[r].verdict) == cas_verdict_badness(like->verdict) && (!words || strcmp(said_of(arena, &one->rows[r], renamed), words) == 0))
            return true;
    return false;
}

static int cases_with(cas_arena *arena, const cas_answered *answered, const cas_row *like, const char *words, bool renamed)
{
    int count = 0;
    for (int c = 0; c < answered->case_count; c++)
        count += !answered->cases[c].unknown && has_answer(arena, &answered->cases[c], like, words, renamed);
    return count;
}

static extreme_said say_extreme(cas_arena *arena, const cas_book *book, const cas_answered *answered, const cas_row *row)
{
    cas_builder names = {.arena = arena};
    const int as_bad = cases_with(arena, answered, row, NULL, false), plain = cases_with(arena, answered, row, said_of(arena, row, false), false);
    const bool renamed = plain < as_bad && cases_with(arena, answered, row, said_of(arena, row, true), true) > plain;
    const char *words = said_of(arena, row, renamed);
    int told = 0, all = 0;
    for (int c = 0; c < answered->case_count; c++) {
        const cas_case *one = &answered->cases[c];
        const char *name = one->unknown ? book->words[CAS_WORDS_UNKNOWN_AGGRESSOR] : cas_aggressor_name(book->agreement, answered->question, one->by);
        all += name != NULL;
        if (name && has_answer(arena, one, row, words, renamed))
            cas_putf(&names, "%s%s", told++ ? ", " : "", cas_book_said(book, name));
    }
    const char *list = cas_book_shortened(arena, cas_built_string(&names));
    if (told < as_bad)
        list = cas_format(arena, "%s; %s", list, book->words[CAS_WORDS_LIKEWISE]);
    return (extreme_said){cas_book_shortened(arena, cas_book_said(book, words)), !all ? "–" : told == all ? book->words[CAS_WORDS_WHOEVER] : list};
}

/* On a narrow screen cells stand below each other, each with the head of its column before it: see html_page.c. */
static void open_cell(cas_builder *out, const cas_book *book, cas_book_word head, cas_ink ink)
{
    cas_puts(out, "<td data-head=\"");
    cas_html_puts(out, book->words[head]);
    cas_puts(out, "\"");
    if (cas_html_ink(ink))
        cas_putf(out, " class=\"%s\"", cas_html_ink(ink));
    cas_putc(out, '>');
}

static void put_cell(cas_builder *out, const cas_book *book, cas_book_word head, cas_ink ink, const char *words)
{
    open_cell(out, book, head, ink);
    cas_html_puts(out, words);
    cas_puts(out, "</td>");
}

static void put_alone(cas_builder *out, const cas_book *book, const cas_book_verdict *verdict)
{
    const char *lawful = cas_book_who_alone(out->arena, book, verdict, true), *breach = cas_book_who_alone(out->arena, book, verdict, false);
    open_cell(out, book, CAS_WORDS_ALONE, CAS_INK_PLAIN);
    if (*lawful)
        cas_html_puts(out, cas_format(out->arena, "● %s", lawful));
    if (*lawful && *breach)
        cas_puts(out, "<br>");
    if (*breach)
        cas_html_puts(out, cas_format(out->arena, "○ %s", breach));
    if (!*lawful && !*breach)
        cas_puts(out, "–");
    cas_puts(out, "</td>");
}

/* Is anybody an aggressor in any answer? Else the column on them says nothing. */
static bool has_aggressors(const cas_book *book)
{
    for (int v = 0; v < book->verdict_count; v++)
        if (cas_aggressor_name(book->agreement, book->verdicts[v].answered->question, book->verdicts[v].answered->cases[0].by))
            return true;
    return false;
}

static void put_promises(cas_builder *out, const cas_book *book)
{
    const bool aggressors = has_aggressors(book);
    static const int heads[] = {CAS_WORDS_PROMISE, CAS_WORDS_WORST, CAS_WORDS_WORST_BY, CAS_WORDS_BEST, CAS_WORDS_ALONE};
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_BRIEF_LEAD]);
    cas_puts(out, "<div class=\"wide\" tabindex=\"0\"><table class=\"brief\"><thead><tr>");
    for (size_t h = 0; h < sizeof heads / sizeof *heads; h++)
        if (heads[h] != CAS_WORDS_WORST_BY || aggressors)
            cas_html_scope(out, book->words[heads[h]]);
    cas_puts(out, "</tr></thead><tbody>\n");
    for (int v = 0; v < book->verdict_count; v++) {
        const cas_book_verdict *verdict = &book->verdicts[v];
        const cas_row *worst = cas_extreme_row(verdict->answered, true), *best = cas_extreme_row(verdict->answered, false);
        if (!worst || cas_book_is_never(verdict))
            continue;
        cas_putf(out, "<tr><th scope=\"row\"><a href=\"#promise-%d\">", v + 1);
        cas_html_puts(out, verdict->title);
        cas_puts(out, "</a>");
        if (verdict->incident) {
            cas_puts(out, " <span class=\"faint\">");
            cas_html_puts(out, cas_book_incident(book, verdict->incident));
            cas_puts(out, "</span>");
        }
        cas_puts(out, "</th>");
        const extreme_said bad = say_extreme(out->arena, book, verdict->answered, worst), good = say_extreme(out->arena, book, verdict->answered, best);
        put_cell(out, book, CAS_WORDS_WORST, cas_verdict_ink(worst->verdict), bad.words);
        if (aggressors)
            put_cell(out, book, CAS_WORDS_WORST_BY, CAS_INK_PLAIN, bad.aggressors);
        put_cell(out, book, CAS_WORDS_BEST, cas_verdict_ink(best->verdict), good.words);
        put_alone(out, book, verdict);
        cas_puts(out, "</tr>\n");
    }
    cas_puts(out, "</tbody></table></div>\n<p class=\"faint\">");
    cas_html_puts(out, book->words[CAS_WORDS_ALONE_LEAD]);
    cas_puts(out, "</p>\n");
}

/* What is impossible after an incident whoever acts: its promises, or that it is all of them. */
static void put_never_after(cas_builder *out, const cas_book *book, const char *incident)
{
    cas_builder list = {.arena = out->arena};
    int asked = 0, never = 0;
    for (int v = 0; v < book->verdict_count; v++) {
        const cas_book_verdict *verdict = &book->verdicts[v];
        if (verdict->incident != incident)
            continue;
        asked++;
        if (!cas_book_is_never(verdict))
            continue;
        cas_putf(&list, "%s%s", never++ ? "; " : "", verdict->title);
    }
    if (!never)
        return;
    cas_puts(out, "<li>");
    if (incident) {
        cas_html_element(out, "b", NULL, cas_book_incident(book, incident));
        cas_puts(out, ": ");
    }
    cas_html_puts(out, asked == never && asked > 2 ? book->words[CAS_WORDS_EVERY_PROMISE] : cas_built_string(&list));
    cas_puts(out, "</li>\n");
}

static void put_nevers(cas_builder *out, const cas_book *book)
{
    bool any = false;
    for (int v = 0; v < book->verdict_count; v++)
        any = any || cas_book_is_never(&book->verdicts[v]);
    if (!any)
        return;
    cas_puts(out, "<p><b class=\"bad\">");
    cas_html_puts(out, cas_book_said(book, "IMPOSSIBLE"));
    cas_puts(out, "</b> ");
    cas_html_puts(out, book->words[CAS_WORDS_NEVER]);
    cas_puts(out, "</p>\n<ul>\n");
    for (int v = 0; v < book->verdict_count; v++) {
        bool told = false;
        for (int w = 0; w < v; w++)
            told = told || book->verdicts[w].incident == book->verdicts[v].incident;
        if (!told)
            put_never_after(out, book, book->verdicts[v].incident);
    }
    cas_puts(out, "</ul>\n");
}

static void put_line(cas_builder *out, const cas_book *book, const char *anchor, cas_book_word chapter, const char *words)
{
    cas_putf(out, "<li><a href=\"#%s\">", anchor);
    cas_html_puts(out, book->words[chapter]);
    cas_puts(out, "</a>: ");
    cas_html_puts(out, words);
    cas_puts(out, "</li>\n");
}

static const char *claims_words(cas_arena *arena, const cas_book *book)
{
    int claims = 0, held = 0;
    for (int q = 0; q < book->findings->answer_count; q++) {
        const cas_answered *answered = book->findings->answers[q];
        claims += cas_book_is_claim(answered);
        held += cas_book_is_claim(answered) && answered->ok;
    }
    return claims ? cas_format(arena, "%d / %d %s", held, claims, book->words[CAS_WORDS_AS_STATED]) : NULL;
}

static const char *rests_words(cas_arena *arena, const cas_book *book)
{
    const cas_book_rests *r = &book->rests;
    cas_builder out = {.arena = arena};
    cas_putf(&out, "%d %s: %d %s", r->clauses, book->words[CAS_WORDS_CLAUSES], r->cited, book->words[CAS_WORDS_CITED]);
    if (r->restated)
        cas_putf(&out, " (%d %s)", r->restated, book->words[CAS_WORDS_RESTATED]);
    if (r->assumed)
        cas_putf(&out, ", %d %s", r->assumed, book->words[CAS_WORDS_ON_ASSUMPTIONS]);
    if (r->on_nothing)
        cas_putf(&out, ", %d %s", r->on_nothing, book->words[CAS_WORDS_ON_NOTHING]);
    return cas_built_string(&out);
}

void cas_book_brief(cas_builder *out, const cas_book *book)
{
    cas_puts(out, "<section id=\"brief\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_BRIEF]);
    bool any = false;
    for (int v = 0; v < book->verdict_count; v++)
        any = any || !cas_book_is_never(&book->verdicts[v]);
    if (any)
        put_promises(out, book);
    put_nevers(out, book);
    const char *claims = claims_words(out->arena, book);
    cas_puts(out, "<ul class=\"glance\">\n");
    if (book->settlement)
        put_line(out, book, "settlement", CAS_WORDS_SETTLEMENT, cas_book_settlement_words(out->arena, book));
    for (int s = 0; s < book->standoff_count; s++)
        put_line(out, book, "standoffs", CAS_WORDS_STANDOFF, cas_book_standoff_words(out->arena, book, s));
    if (book->power_count)
        put_line(out, book, "power", CAS_WORDS_POWER, cas_book_power_words(out->arena, book));
    if (claims)
        put_line(out, book, "claims", CAS_WORDS_CLAIMS, claims);
    if (book->rests.clauses)
        put_line(out, book, "rests", CAS_WORDS_RESTED, rests_words(out->arena, book));
    cas_puts(out, "</ul>\n</section>\n");
}
