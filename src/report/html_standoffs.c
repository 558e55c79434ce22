/*
 * The chapter on standoffs: the tableau, and a picture of the way from the status quo to where it can end.
 *
 * The picture is layered: a column per number of moves of a shortest way of improvements, states of a column below each other in their order; arrows for
 * the steps of those shortest ways. States that no way reaches, and that are no equilibria, are left out.
 */
#include "report/book.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/stable_report.h"

#include <string.h>

enum { COLUMN = 240, ROW = 56, BOX_WIDTH = 140, BOX_HEIGHT = 36, MOST_DRAWN = 60, MARGIN = 10 };

typedef struct drawing {
    const cas_stable_sheet *sheet;
    int *column, *row; /* per state; column -1: not drawn */
    int columns, rows;
    int number; /* of the picture on the page: names in it must not meet those of others */
} drawing;

/* What lies on the ways to equilibria, and the equilibria themselves. */
static bool place(cas_arena *arena, const cas_stable_sheet *sheet, drawing *d)
{
    const cas_states *states = sheet->stability->states;
    int drawn = 0, *filled = CAS_ARRAY(arena, int, states->count + 2);
    d->column = CAS_ARRAY(arena, int, states->count);
    d->row = CAS_ARRAY(arena, int, states->count);
    for (uint32_t s = 0; s < states->count; s++)
        d->column[s] = -1;
    for (uint32_t s = 0; s < states->count; s++) {
        if (!sheet->stability->equilibria[s] || sheet->paths->distance[s] == UINT32_MAX)
            continue;
        cas_path_step *steps = NULL;
        const uint32_t length = s == sheet->paths->from ? 0 : cas_path_to(arena, sheet->paths, s, &steps);
        for (uint32_t i = 0; i < length; i++)
            d->column[steps[i].to] = (int)i + 1;
        d->column[sheet->paths->from] = 0;
    }
    for (uint32_t s = 0; s < states->count; s++) {
        if (d->column[s] < 0)
            continue;
        drawn++;
        d->row[s] = filled[d->column[s]]++;
        d->columns = d->column[s] + 1 > d->columns ? d->column[s] + 1 : d->columns;
        d->rows = d->row[s] + 1 > d->rows ? d->row[s] + 1 : d->rows;
    }
    return drawn > 1 && drawn <= MOST_DRAWN;
}

static int left_of(const drawing *d, uint32_t s)
{
    return MARGIN + d->column[s] * COLUMN;
}

static int middle_of(const drawing *d, uint32_t s)
{
    return MARGIN + d->row[s] * ROW + BOX_HEIGHT / 2;
}

static void put_arrow(cas_builder *out, const drawing *d, uint32_t from, uint32_t to, const char *maker)
{
    const int x1 = left_of(d, from) + BOX_WIDTH, y1 = middle_of(d, from), x2 = left_of(d, to), y2 = middle_of(d, to);
    cas_putf(out, "<path d=\"M%d %d L%d %d\" class=\"arrow\" marker-end=\"url(#head-%d)\"/>", x1, y1, x2 - 2, y2, d->number);
    cas_putf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" class=\"mover\">", (x1 + x2) / 2, (y1 + y2) / 2 - 4);
    cas_html_puts(out, maker);
    cas_puts(out, "</text>\n");
}

static void put_box(cas_builder *out, const drawing *d, uint32_t s)
{
    const cas_stability *stability = d->sheet->stability;
    const uint8_t concepts = stability->equilibria[s];
    const char *words = cas_stable_cell_words(out->arena, concepts);
    cas_putf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" class=\"%s\"/>", left_of(d, s),
             middle_of(d, s) - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT, concepts ? "state equilibrium" : "state");
    cas_putf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">", left_of(d, s) + BOX_WIDTH / 2,
             middle_of(d, s) + (*words ? -2 : 5));
    cas_html_puts(out, cas_state_words(out->arena, stability->states->conflict, stability->states->options[s]));
    cas_puts(out, "</text>");
    if (*words)
        cas_putf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" class=\"small\">%s</text>", left_of(d, s) + BOX_WIDTH / 2,
                 middle_of(d, s) + 13, words);
    cas_putc(out, '\n');
}

static void put_graph(cas_builder *out, const cas_book *book, const cas_stable_sheet *sheet, int number)
{
    const cas_states *states = sheet->stability->states;
    drawing d = {.sheet = sheet, .number = number};
    if (!sheet->paths || !place(out->arena, sheet, &d))
        return;
    const int width = 2 * MARGIN + (d.columns - 1) * COLUMN + BOX_WIDTH, height = 2 * MARGIN + (d.rows - 1) * ROW + BOX_HEIGHT;
    cas_putf(out, "<div class=\"picture\" tabindex=\"0\"><svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\"><title>", width, height, width, height);
    cas_html_puts(out, book->words[CAS_WORDS_STANDOFF_LEAD]);
    cas_putf(out,
             "</title><defs><marker id=\"head-%d\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
             "<path d=\"M0 0 L8 4 L0 8 z\" class=\"tip\"/></marker></defs>\n",
             number);
    bool *done = CAS_ARRAY(out->arena, bool, states->count);
    for (uint32_t s = 0; s < states->count; s++) {
        if (d.column[s] <= 0)
            continue;
        cas_path_step *steps = NULL;
        const uint32_t length = cas_path_to(out->arena, sheet->paths, s, &steps);
        uint32_t from = sheet->paths->from;
        for (uint32_t i = 0; i < length; from = steps[i].to, i++)
            if (!done[steps[i].to]) {
                done[steps[i].to] = true;
                put_arrow(out, &d, from, steps[i].to, states->conflict->makers[steps[i].maker].name);
            }
    }
    for (uint32_t s = 0; s < states->count; s++)
        if (d.column[s] >= 0)
            put_box(out, &d, s);
    cas_puts(out, "</svg></div>\n");
}

static void put_table(cas_builder *out, const cas_book *book, const cas_stable_sheet *sheet)
{
    const cas_stability *stability = sheet->stability;
    const cas_states *states = stability->states;
    const cas_conflict *conflict = states->conflict;
    cas_arena *arena = out->arena;
    cas_table table = {.arena = arena, .columns = conflict->maker_count + 2};
    cas_table_put(&table, book->words[CAS_WORDS_STATE], CAS_INK_PLAIN);
    for (int m = 0; m < conflict->maker_count; m++)
        cas_table_put(&table, conflict->makers[m].name, CAS_INK_PLAIN);
    cas_table_put(&table, book->words[CAS_WORDS_EQUILIBRIUM], CAS_INK_PLAIN);
    for (uint32_t s = 0; s < states->count && s < sheet->first; s++) {
        const char *words = cas_state_words(arena, conflict, states->options[s]);
        const char *all = cas_stable_cell_words(arena, stability->equilibria[s]);
        cas_table_put(&table,
                      s == (uint32_t)states->status_quo && states->status_quo >= 0
                          ? cas_format(arena, "%s – %s", words, book->words[CAS_WORDS_STATUS_QUO])
                          : words,
                      CAS_INK_PLAIN);
        for (int m = 0; m < conflict->maker_count; m++) {
            const char *cell = cas_stable_cell_words(arena, stability->of[m][s]);
            cas_table_put(&table, *cell ? cell : "–", CAS_INK_PLAIN);
        }
        cas_table_put(&table, *all ? all : "–", *all ? CAS_INK_STRONG : CAS_INK_FAINT);
    }
    cas_html_table(out, NULL, &table);
}

static void put_options(cas_builder *out, const cas_conflict *conflict)
{
    cas_puts(out, "<ul>\n");
    for (int k = 0; k < conflict->option_count; k++) {
        cas_puts(out, "<li><b>");
        cas_html_puts(out, conflict->options[k].name);
        cas_puts(out, "</b> (");
        cas_html_puts(out, conflict->makers[conflict->options[k].owner].name);
        cas_puts(out, ") ");
        cas_html_puts(out, conflict->options[k].title ? conflict->options[k].title : "");
        cas_puts(out, "</li>\n");
    }
    cas_puts(out, "</ul>\n");
}

void cas_book_standoffs(cas_builder *out, const cas_book *book)
{
    if (!book->standoff_count)
        return;
    cas_puts(out, "<section id=\"standoffs\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_STANDOFF]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_STANDOFF_LEAD]);
    for (int s = 0; s < book->standoff_count; s++) {
        const cas_stable_sheet *sheet = book->standoffs[s];
        const cas_conflict *conflict = sheet->stability->states->conflict;
        cas_html_element(out, "h3", NULL, conflict->title && *conflict->title ? conflict->title : conflict->name);
        put_options(out, conflict);
        put_graph(out, book, sheet, s + 1);
        cas_puts(out, "<details><summary>");
        cas_putf(out, "%u ", sheet->stability->states->count);
        cas_html_puts(out, book->words[CAS_WORDS_STATES]);
        cas_puts(out, "</summary>\n");
        put_table(out, book, sheet);
        cas_puts(out, "</details>\n");
    }
    cas_puts(out, "</section>\n");
}
