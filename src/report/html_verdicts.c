/* The chapter on verdicts: where which holds, who can stop it, how it comes about. And the brief at the head of the book. */
#include "report/aggressors.h"
#include "report/book.h"
#include "report/book_words.h"
#include "report/courses.h"
#include "report/html.h"
#include "report/set_counts.h"
#include "report/verdict_rows.h"
#include "report/words.h"

#include <string.h>

enum { MOST_CHIPS = 24, MOST_COLUMNS = 24, MOST_EXPLAINED = 24, MOST_GRID_ROWS = 60 };

/* ---- Small things ------------------------------------------------------------------------------------------------------------------------- */

static const char *ink_of(const cas_verdict *verdict)
{
    switch (verdict->word) {
    case CAS_ASSURED: return "good";
    case CAS_AVAILABLE:
    case CAS_AT_THE_MERCY:
    case CAS_UNDECIDED: return "doubt";
    case CAS_NEEDS:
    case CAS_IMPOSSIBLE: return "bad";
    }
    return "doubt";
}

static void put_chips(cas_builder *out, const cas_book *book, const cas_instance *instance, const cas_goal *goal, const cas_family *family,
                      const char *title)
{
    const char *counts = cas_set_counts(out->arena, instance, goal, family);
    cas_puts(out, "<p class=\"sets\"><b>");
    cas_html_puts(out, title);
    cas_puts(out, ":</b> ");
    if (!family->known)
        cas_html_puts(out, book->words[CAS_WORDS_UNDECIDED]);
    else if (!family->listed)
        cas_html_puts(out, book->words[CAS_WORDS_NONE]);
    if (*counts)
        cas_html_element(out, "span", "chip", counts);
    for (size_t i = 0; !*counts && family->known && i < family->listed && i < MOST_CHIPS; i++) {
        const char *words = cas_party_list(out->arena, instance, &family->sets[i], "+");
        cas_html_element(out, "span", "chip",
                         cas_set_is_empty(&family->sets[i]) ? book->words[CAS_WORDS_NOBODY_NEEDED] : words);
        cas_putc(out, ' ');
    }
    if (family->known && (*counts || family->listed > MOST_CHIPS)) {
        cas_putf(out, "%s%s ", *counts ? "" : "… ", cas_big_string(out->arena, family->total));
        cas_html_puts(out, book->words[CAS_WORDS_SETS_IN_ALL]);
    }
    cas_puts(out, "</p>\n");
}

/* ---- Courses of events ---------------------------------------------------------------------------------------------------------------------- */

static int line_of(const cas_book *book, const char *label)
{
    for (int c = 0; c < book->agreement->clause_count; c++)
        if (strcmp(book->agreement->labels[book->agreement->clauses[c].label], label) == 0 &&
            book->agreement->clauses[c].form.span.file == book->main_file)
            return book->agreement->clauses[c].line;
    return 0;
}

static void put_margin(cas_builder *out, const cas_book *book, const cas_instance *instance, int clause)
{
    const int line = clause < 0 ? 0 : line_of(book, instance->clauses[clause].label);
    if (line)
        cas_putf(out, "<a href=\"#line-%d\">", line);
    cas_html_puts(out, cas_clause_margin(out->arena, instance, clause));
    cas_puts(out, line ? "</a>" : "");
}

static void put_course(cas_builder *out, const cas_book *book, const cas_instance *instance, const cas_trace *trace,
                       const char *title)
{
    if (!trace->count)
        return;
    cas_puts(out, "<div class=\"wide\" tabindex=\"0\"><table class=\"course\">");
    cas_html_element(out, "caption", NULL, title);
    cas_puts(out, "<thead><tr>");
    cas_puts(out, "<th scope=\"col\">");
    cas_html_puts(out, book->words[CAS_WORDS_DAY]);
    cas_puts(out, "</th>");
    cas_puts(out, "<th scope=\"col\">");
    cas_html_puts(out, book->words[CAS_WORDS_EVENT]);
    cas_puts(out, "</th><th scope=\"col\">");
    cas_html_puts(out, book->words[CAS_WORDS_RESTS]);
    cas_puts(out, "</th></tr></thead><tbody>\n");
    bool marked = false;
    for (size_t s = 0; s < trace->count; s++) {
        const cas_step *step = &trace->steps[s];
        cas_puts(out, step->critical ? "<tr class=\"critical\"><td>" : "<tr><td>");
        cas_puts(out, step->critical ? "» " : "");
        cas_html_puts(out, step->tick >= CAS_NEVER ? "never" : cas_day_words(out->arena, instance, step->tick));
        cas_puts(out, "</td><td>");
        cas_html_puts(out, step->words);
        if (step->because) {
            cas_puts(out, " <span class=\"faint\">– ");
            cas_html_puts(out, step->because);
            cas_puts(out, "</span>");
        }
        cas_puts(out, "</td><td>");
        put_margin(out, book, instance, step->clause);
        cas_puts(out, "</td></tr>\n");
        marked = marked || step->critical;
    }
    cas_puts(out, "</tbody></table></div>\n");
    if (marked) {
        cas_puts(out, "<p class=\"faint\">» ");
        cas_html_puts(out, book->words[CAS_WORDS_CRITICAL]);
        cas_puts(out, "</p>\n");
    }
}

/* ---- One promise ------------------------------------------------------------------------------------------------------------------------------ */

static void put_explained(cas_builder *out, const cas_book *book, const cas_answered *answered, const cas_row *row, int others)
{
    cas_arena *arena = out->arena;
    const char *by = cas_aggressor_name(book->agreement, answered->question, row->by);
    const char *where = cas_choices_words(arena, book->agreement, row->choices, row->choice_count);
    cas_puts(out, "<details><summary>");
    cas_html_element(out, "span", ink_of(row->verdict), cas_row_words(arena, answered->question, row));
    if (by) {
        cas_putf(out, " – %s ", book->words[CAS_WORDS_BY]);
        cas_html_puts(out, by);
        if (others)
            cas_putf(out, " (+ %d)", others);
    }
    if (*where) {
        cas_puts(out, ", ");
        cas_html_puts(out, where);
    }
    cas_puts(out, "</summary>\n");
    cas_html_element(out, "p", NULL, cas_verdict_long(arena, row->instance, row->verdict, by));
    put_chips(out, book, row->instance, row->goal, &row->verdict->blockers, book->words[CAS_WORDS_SMALLEST_BLOCKERS]);
    put_chips(out, book, row->instance, row->goal, &row->verdict->lawful_blockers, book->words[CAS_WORDS_SMALLEST_LAWFUL]);
    put_chips(out, book, row->instance, row->goal, &row->verdict->deciders, book->words[CAS_WORDS_SMALLEST_DECIDERS]);
    put_course(out, book, row->instance, &row->verdict->trace, book->words[CAS_WORDS_COURSE]);
    put_course(out, book, row->instance, &row->verdict->blocked, book->words[CAS_WORDS_COURSE_BLOCKED]);
    cas_puts(out, "</details>\n");
}

/* ● lawfully, ○ by breach, – not: what a party alone can do. */
static const char *alone(const cas_verdict *verdict, int party)
{
    const cas_family *families[] = {&verdict->lawful_blockers, &verdict->blockers};
    for (int f = 0; f < 2; f++)
        for (size_t i = 0; i < families[f]->listed && cas_set_count(&families[f]->sets[i]) == 1; i++)
            if (cas_set_has(&families[f]->sets[i], party))
                return f == 0 ? "●" : "○";
    return "–";
}

static bool is_ever(const cas_case *const *cases, int count, int party)
{
    for (int g = 0; g < count; g++)
        for (int r = 0; r < cases[g]->row_count; r++)
            if (strcmp(alone(cases[g]->rows[r].verdict, party), "–") != 0)
                return true;
    return false;
}

/* The picture of who alone can stop it: a row an answer, a column a party that ever can. */
static void put_grid(cas_builder *out, const cas_book *book, const cas_answered *answered, const cas_case *const *cases, int count)
{
    cas_arena *arena = out->arena;
    int *columns = CAS_ARRAY(arena, int, book->agreement->party_count + 1), column_count = 0;
    for (int p = 0; p < book->agreement->party_count && column_count <= MOST_COLUMNS; p++)
        if (is_ever(cases, count, p))
            columns[column_count++] = p;
    if (!column_count || column_count > MOST_COLUMNS)
        return;
    cas_table table = {.arena = arena, .columns = column_count + 1};
    cas_table_put(&table, "", CAS_INK_PLAIN);
    for (int c = 0; c < column_count; c++)
        cas_table_put(&table, book->agreement->parties[columns[c]].name, CAS_INK_PLAIN);
    int rows = 0;
    for (int g = 0; g < count; g++)
        for (int r = 0; r < cases[g]->row_count && rows < MOST_GRID_ROWS; r++) {
            const cas_row *row = &cases[g]->rows[r];
            const char *by = cas_aggressor_name(book->agreement, answered->question, row->by);
            if (!row->first_of_group)
                continue;
            rows++;
            cas_table_put(&table,
                          cas_format(arena, "%s%s%s%s", by ? book->words[CAS_WORDS_BY] : "", by ? " " : "", by ? by : "",
                                     row->choice_count
                                         ? cas_format(arena, "%s%s", by ? ", " : "",
                                                      cas_choices_words(arena, book->agreement, row->choices, row->choice_count))
                                         : ""),
                          CAS_INK_PLAIN);
            for (int c = 0; c < column_count; c++)
                cas_table_put(&table, alone(row->verdict, columns[c]), CAS_INK_PLAIN);
        }
    cas_puts(out, "<div class=\"grid\">\n");
    cas_html_table(out, book->words[CAS_WORDS_WHO_BLOCKS], &table);
    cas_puts(out, "</div>\n");
}

/* Nothing of the promise is occasioned by this incident, whoever acts. */
static bool is_never(const cas_answered *answered)
{
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++)
            if (answered->cases[c].rows[r].verdict->word != CAS_IMPOSSIBLE)
                return false;
    return true;
}

static void put_promise(cas_builder *out, const cas_book *book, const cas_book_verdict *verdict, int number)
{
    cas_arena *arena = out->arena;
    const cas_answered *answered = verdict->answered;
    int count, left;
    const cas_gathering *gatherings = cas_gather_aggressors(arena, answered, &count);
    cas_page page = {out, 100, false};
    cas_telling telling = {.page = &page, .agreement = book->agreement};
    cas_putf(out, "<section id=\"promise-%d\"><h3>", number);
    cas_html_puts(out, verdict->title);
    cas_puts(out, "</h3>\n<p class=\"faint\">");
    cas_html_puts(out, cas_format(arena, "%s%s%s", verdict->goal, verdict->incident ? " on " : "",
                                  verdict->incident ? verdict->incident : ""));
    cas_puts(out, "</p>\n");
    const cas_table table = cas_answers_table(&telling, answered, gatherings, count, &left);
    cas_html_table(out, NULL, &table);
    if (left)
        cas_putf(out, "<p class=\"faint\">… + %d</p>\n", left);
    const cas_case **cases = CAS_ARRAY(arena, const cas_case *, count + 1);
    for (int g = 0; g < count; g++)
        cases[g] = verdict->detailed && verdict->detailed[g] ? &verdict->detailed[g]->cases[0] : gatherings[g].cases[0];
    put_grid(out, book, answered, cases, count);
    int explained = 0;
    for (int g = 0; g < count; g++)
        for (int r = 0; r < cases[g]->row_count; r++)
            if (cases[g]->rows[r].first_of_group && explained++ < MOST_EXPLAINED)
                put_explained(out, book, answered, &cases[g]->rows[r], gatherings[g].count - 1);
    cas_puts(out, "</section>\n");
}

void cas_book_verdicts(cas_builder *out, const cas_book *book)
{
    if (!book->verdict_count)
        return;
    cas_puts(out, "<section id=\"verdicts\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_VERDICTS]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_VERDICTS_LEAD]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_WHO_BLOCKS_LEAD]);
    for (int v = 0; v < book->verdict_count; v++)
        if (!is_never(book->verdicts[v].answered))
            put_promise(out, book, &book->verdicts[v], v + 1);
    cas_puts(out, "</section>\n");
}

/* ---- In brief ------------------------------------------------------------------------------------------------------------------------------------ */

static const cas_row *extreme(const cas_answered *answered, bool worst)
{
    const cas_row *found = NULL;
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++) {
            const cas_row *row = &answered->cases[c].rows[r];
            const int difference = found ? cas_verdict_badness(row->verdict) - cas_verdict_badness(found->verdict) : 0;
            const bool later = found && !difference && row->verdict->tick > found->verdict->tick;
            if (!found || (worst ? difference > 0 || later : difference < 0))
                found = row;
        }
    return found;
}

static const char *worst_aggressors(cas_arena *arena, const cas_book *book, const cas_answered *answered, const cas_row *worst)
{
    cas_builder out = {.arena = arena};
    int named = 0, all = 0;
    for (int c = 0; c < answered->case_count; c++) {
        const cas_case *one = &answered->cases[c];
        bool as_bad = false;
        for (int r = 0; r < one->row_count; r++)
            as_bad = as_bad || cas_verdict_badness(one->rows[r].verdict) == cas_verdict_badness(worst->verdict);
        const char *name = one->unknown ? "whoever it was" : cas_aggressor_name(book->agreement, answered->question, one->by);
        if (as_bad && name && all++ < 8)
            cas_putf(&out, "%s%s", named++ ? ", " : "", name);
    }
    if (all > named)
        cas_putf(&out, ", … (%d)", all);
    return cas_built_string(&out);
}

static void put_nevers(cas_builder *out, const cas_book *book)
{
    cas_builder list = {.arena = out->arena};
    for (int v = 0; v < book->verdict_count; v++)
        if (is_never(book->verdicts[v].answered))
            cas_putf(&list, "%s%s%s%s", list.length ? "; " : "", book->verdicts[v].title, book->verdicts[v].incident ? " – " : "",
                     book->verdicts[v].incident ? book->verdicts[v].incident : "");
    if (!list.length)
        return;
    cas_puts(out, "<p><b class=\"bad\">IMPOSSIBLE</b> ");
    cas_html_puts(out, book->words[CAS_WORDS_NEVER]);
    cas_puts(out, " ");
    cas_html_puts(out, cas_built_string(&list));
    cas_puts(out, ".</p>\n");
}

void cas_book_brief(cas_builder *out, const cas_book *book)
{
    cas_arena *arena = out->arena;
    if (!book->verdict_count)
        return;
    cas_puts(out, "<section id=\"brief\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_BRIEF]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_BRIEF_LEAD]);
    cas_puts(out, "<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    const int heads[] = {CAS_WORDS_PROMISE, CAS_WORDS_WORST, CAS_WORDS_WORST_BY, CAS_WORDS_BEST};
    for (size_t h = 0; h < sizeof heads / sizeof *heads; h++) {
        cas_puts(out, "<th scope=\"col\">");
        cas_html_puts(out, book->words[heads[h]]);
        cas_puts(out, "</th>");
    }
    cas_puts(out, "</tr></thead><tbody>\n");
    for (int v = 0; v < book->verdict_count; v++) {
        const cas_answered *answered = book->verdicts[v].answered;
        const cas_row *worst = extreme(answered, true), *best = extreme(answered, false);
        if (!worst || is_never(answered))
            continue;
        cas_putf(out, "<tr><th scope=\"row\"><a href=\"#promise-%d\">", v + 1);
        cas_html_puts(out, book->verdicts[v].title);
        cas_puts(out, "</a>");
        if (book->verdicts[v].incident) {
            cas_puts(out, " <span class=\"faint\">");
            cas_html_puts(out, book->verdicts[v].incident);
            cas_puts(out, "</span>");
        }
        cas_puts(out, "</th>");
        cas_html_element(out, "td", ink_of(worst->verdict), cas_row_words(arena, answered->question, worst));
        cas_html_element(out, "td", NULL, worst_aggressors(arena, book, answered, worst));
        cas_html_element(out, "td", ink_of(best->verdict), cas_row_words(arena, answered->question, best));
        cas_puts(out, "</tr>\n");
    }
    cas_puts(out, "</tbody></table></div>\n");
    put_nevers(out, book);
    cas_puts(out, "</section>\n");
}
