/* The chapter on verdicts: the matrix, and for each promise where which verdict holds, who can stop it, how it comes about. */
#include "report/html_verdicts.h"

#include "report/book_said.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/html_course.h"
#include "report/picture.h"
#include "report/set_counts.h"
#include "report/words.h"

#include <string.h>

enum { MOST_CHIPS = 24, MOST_EXPLAINED = 24 };

/* empty: what the set without members means. */
static void put_chips(cas_builder *out, const cas_book *book, const cas_row *row, const cas_family *family, cas_book_word title, cas_book_word empty)
{
    const char *counts = cas_set_counts(out->arena, row->instance, row->goal, family);
    cas_puts(out, "<p class=\"sets\"><b>");
    cas_html_puts(out, book->words[title]);
    cas_puts(out, ":</b> ");
    if (!family->known)
        cas_html_puts(out, book->words[CAS_WORDS_UNDECIDED]);
    else if (!family->listed)
        cas_html_puts(out, book->words[CAS_WORDS_NONE]);
    if (*counts)
        cas_html_element(out, "span", "chip", cas_book_said(book, counts));
    for (size_t i = 0; !*counts && family->known && i < family->listed && i < MOST_CHIPS; i++) {
        const char *words = cas_party_list(out->arena, row->instance, &family->sets[i], "+");
        cas_html_element(out, "span", "chip", cas_set_is_empty(&family->sets[i]) ? book->words[empty] : words);
        cas_putc(out, ' ');
    }
    if (family->known && (*counts || family->listed > MOST_CHIPS)) {
        cas_putf(out, " %s%s ", *counts ? "" : "… ", cas_big_string(out->arena, family->total));
        cas_html_puts(out, book->words[CAS_WORDS_SETS_IN_ALL]);
    }
    cas_puts(out, "</p>\n");
}

/* ---- One promise ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct explaining {
    const cas_book *book;
    const cas_book_verdict *verdict;
    cas_names *told; /* the courses of the page so far */
    int explained;
} explaining;

static void put_head(cas_builder *out, const explaining *e, const cas_gathering *gathering, const cas_boxes *boxes, const cas_box *box, const char *by)
{
    const cas_book *book = e->book;
    cas_arena *arena = out->arena;
    const char *where = cas_box_where(arena, book->agreement, boxes, box);
    /* The rows are those of the first aggressor; what is told fits all of them. */
    const char *answer = gathering->renamed && gathering->count > 1 ? cas_verdict_renamed(arena, box->first->instance, box->first->verdict, box->first->by)
                                                                    : cas_row_words(arena, e->verdict->answered->question, box->first);
    int alike = 0;
    for (int b = 0; b < boxes->count; b++)
        alike += boxes->boxes[b].first->group == box->first->group;
    cas_puts(out, "<summary>");
    cas_html_element(out, "span", cas_html_ink(cas_verdict_ink(box->first->verdict)), cas_book_shortened(arena, cas_book_said(book, answer)));
    if (by)
        cas_html_puts(out, cas_format(arena, " – %s %s", book->words[CAS_WORDS_BY],
                                      cas_book_shortened(arena, cas_book_said(book, cas_gathering_words(arena, book->agreement, e->verdict->answered->question, gathering)))));
    if (*where)
        cas_html_puts(out, cas_format(arena, "%s %s", by ? "," : " –", cas_book_said(book, where)));
    if (alike > 1)
        cas_html_puts(out, cas_format(arena, " (%s)", book->words[CAS_WORDS_OTHER_LINES]));
    cas_puts(out, "</summary>\n");
}

static void put_explained(cas_builder *out, explaining *e, const cas_gathering *gathering, const cas_boxes *boxes, const cas_box *box)
{
    const cas_book *book = e->book;
    cas_arena *arena = out->arena;
    const cas_row *row = box->first;
    const cas_verdict *verdict = row->verdict;
    const char *by = cas_aggressor_name(book->agreement, e->verdict->answered->question, row->by);
    const char *name = cas_format(arena, "%s-%d", cas_picture_name(arena, "calendar", e->verdict->goal, e->verdict->incident), ++e->explained);
    cas_puts(out, "<details>");
    put_head(out, e, gathering, boxes, box, by);
    if (by && gathering->count > 1)
        cas_html_element(out, "p", "faint", cas_format(arena, "%s: %s", book->words[CAS_WORDS_FOR_INSTANCE], by));
    cas_puts(out, "<p>");
    cas_book_say(out, book, cas_verdict_long(arena, row->instance, verdict, by));
    cas_puts(out, "</p>\n");
    put_chips(out, book, row, &verdict->blockers, CAS_WORDS_SMALLEST_BLOCKERS, CAS_WORDS_STOPS_BY_ITSELF);
    put_chips(out, book, row, &verdict->lawful_blockers, CAS_WORDS_SMALLEST_LAWFUL, CAS_WORDS_STOPS_BY_ITSELF);
    put_chips(out, book, row, &verdict->deciders, CAS_WORDS_SMALLEST_DECIDERS, CAS_WORDS_NOBODY_NEEDED);
    const char *promise = cas_format(arena, "%s%s%s", e->verdict->title, e->verdict->incident ? " – " : "", cas_book_incident(book, e->verdict->incident));
    const char *where = cas_box_where(arena, book->agreement, boxes, box), *answer = cas_book_said(book, cas_row_words(arena, e->verdict->answered->question, row));
    cas_course_of course = {row->instance, name, promise, cas_format(arena, "%s%s%s. %s", answer, *where ? ", " : "", cas_book_said(book, where), book->words[CAS_WORDS_CRITICAL])};
    cas_book_course(out, book, e->told, &course, &verdict->trace, cas_run_title(arena, row, by));
    course.name = cas_format(arena, "%s-stopped", name);
    if (verdict->blocked.count && !cas_set_is_empty(&verdict->of))
        cas_book_course(out, book, e->told, &course, &verdict->blocked, cas_stop_title(arena, row, by));
    cas_puts(out, "</details>\n");
}

bool cas_book_is_never(const cas_book_verdict *verdict)
{
    for (int c = 0; c < verdict->answered->case_count; c++)
        for (int r = 0; r < verdict->answered->cases[c].row_count; r++)
            if (verdict->answered->cases[c].rows[r].verdict->word != CAS_IMPOSSIBLE)
                return false;
    return true;
}

/* The words of a cas_table in the language of the book. */
static void turn_table(const cas_book *book, cas_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        table->words[i] = cas_book_shortened(table->arena, cas_book_said(book, table->words[i]));
}

static void put_promise(cas_builder *out, explaining *e, int number)
{
    cas_arena *arena = out->arena;
    const cas_book *book = e->book;
    const cas_book_verdict *verdict = e->verdict;
    int count, left;
    const cas_gathering *gatherings = cas_gather_aggressors(arena, verdict->answered, &count);
    cas_page page = {out, 100, false};
    cas_telling telling = {.page = &page, .agreement = book->agreement};
    cas_putf(out, "<section id=\"promise-%d\"><h3>", number);
    cas_html_puts(out, cas_format(arena, "%s%s%s", verdict->title, verdict->incident ? " – " : "", cas_book_incident(book, verdict->incident)));
    cas_puts(out, "</h3>\n<p class=\"faint\"><code>");
    cas_html_puts(out, cas_format(arena, "%s%s%s", verdict->goal, verdict->incident ? " on " : "", verdict->incident ? verdict->incident : ""));
    cas_puts(out, "</code></p>\n");
    cas_table table = cas_answers_table(&telling, verdict->answered, gatherings, count, &left);
    turn_table(book, &table);
    cas_html_table(out, NULL, &table);
    if (left)
        cas_putf(out, "<p class=\"faint\">… + %d</p>\n", left);
    const cas_case **cases = CAS_ARRAY(arena, const cas_case *, count + 1);
    for (int g = 0; g < count; g++)
        cases[g] = verdict->detailed && verdict->detailed[g] ? &verdict->detailed[g]->cases[0] : gatherings[g].cases[0];
    cas_book_blockers(out, book, verdict, gatherings, cases, count);
    cas_html_element(out, "h4", NULL, book->words[CAS_WORDS_EXPLAINED]);
    for (int g = 0; g < count; g++) {
        const cas_boxes boxes = cas_boxes_gather(arena, cases[g]);
        for (int b = 0; b < boxes.count; b++)
            if (boxes.boxes[b].first->first_of_group && e->explained < MOST_EXPLAINED)
                put_explained(out, e, &gatherings[g], &boxes, &boxes.boxes[b]);
    }
    cas_puts(out, "</section>\n");
}

/* What the words of a verdict mean, for who meets them first here. */
static void put_meanings(cas_builder *out, const cas_book *book)
{
    static const struct {
        const char *word;
        cas_book_word meaning;
        const char *ink;
    } words[] = {{"ASSURED", CAS_WORDS_MEANS_ASSURED, "good"},  {"AVAILABLE", CAS_WORDS_MEANS_AVAILABLE, "doubt"}, {"AT THE MERCY OF", CAS_WORDS_MEANS_MERCY, "doubt"},
                 {"NEEDS", CAS_WORDS_MEANS_NEEDS, "bad"},       {"IMPOSSIBLE", CAS_WORDS_MEANS_IMPOSSIBLE, "bad"}, {"UNDECIDED", CAS_WORDS_MEANS_UNDECIDED, "doubt"}};
    cas_puts(out, "<details><summary>");
    cas_html_puts(out, book->words[CAS_WORDS_MEANINGS]);
    cas_puts(out, "</summary>\n<dl>\n");
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        cas_html_element(out, "dt", words[w].ink, cas_book_said(book, words[w].word));
        cas_html_element(out, "dd", NULL, book->words[words[w].meaning]);
    }
    cas_puts(out, "</dl></details>\n");
}

/* ---- What is left open ------------------------------------------------------------------------------------------------------------------------ */

static void put_alternatives(cas_builder *out, const cas_dimension *dimension)
{
    cas_puts(out, "<li><b>");
    cas_html_puts(out, dimension->name);
    cas_puts(out, "</b> ");
    if (strcmp(dimension->title, dimension->name) != 0)
        cas_html_puts(out, dimension->title);
    for (int a = 0; a < dimension->count; a++) {
        const cas_alternative *one = &dimension->alternatives[a];
        cas_puts(out, a ? "; " : ": ");
        cas_html_element(out, "i", NULL, one->name);
        if (strcmp(one->title, one->name) != 0)
            cas_html_puts(out, cas_format(out->arena, " – %s", one->title));
    }
    cas_puts(out, "</li>\n");
}

/* The words that tables use, said once: issues and readings with their alternatives, drafts. */
static void put_open(cas_builder *out, const cas_book *book)
{
    const cas_agreement *agreement = book->agreement;
    if (!agreement->dimension_count)
        return;
    cas_html_element(out, "h3", NULL, book->words[CAS_WORDS_LEFT_OPEN]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_LEFT_OPEN_LEAD]);
    cas_puts(out, "<ul>\n");
    for (int d = 0; d < agreement->dimension_count; d++)
        put_alternatives(out, &agreement->dimensions[d]);
    cas_puts(out, "</ul>\n");
    if (!agreement->draft_count)
        return;
    cas_puts(out, "<p><b>");
    cas_html_puts(out, book->words[CAS_WORDS_DRAFTS]);
    cas_puts(out, ":</b> ");
    for (int d = 0; d < agreement->draft_count; d++) {
        cas_puts(out, d ? "; " : "");
        cas_html_element(out, "i", NULL, agreement->drafts[d].name);
        if (strcmp(agreement->drafts[d].title, agreement->drafts[d].name) != 0)
            cas_html_puts(out, cas_format(out->arena, " – %s", agreement->drafts[d].title));
    }
    cas_puts(out, "</p>\n");
}

void cas_book_verdicts(cas_builder *out, const cas_book *book)
{
    cas_names told = {.arena = out->arena};
    if (!book->verdict_count)
        return;
    cas_puts(out, "<section id=\"verdicts\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_VERDICTS]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_VERDICTS_LEAD]);
    cas_book_matrix(out, book);
    put_meanings(out, book);
    put_open(out, book);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_WHO_BLOCKS_LEAD]);
    for (int v = 0; v < book->verdict_count; v++) {
        explaining e = {.book = book, .verdict = &book->verdicts[v], .told = &told};
        if (!cas_book_is_never(&book->verdicts[v]))
            put_promise(out, &e, v + 1);
    }
    cas_puts(out, "</section>\n");
}
