/*
 * The matrix of verdicts: a row a promise and draft, a column for aggressors with the same answers everywhere. A cell says the worst verdict over
 * issues and readings, and the best where it is another. As a table, and as a picture.
 */
#include "report/aggressors.h"
#include "report/book.h"
#include "report/book_said.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/picture.h"
#include "report/verdict_rows.h"
#include "report/words.h"

#include <string.h>

enum { MOST_COLUMNS = 9, MOST_ROWS = 60, MOST_AGGRESSORS = 256, CELL = 168, HEADS = 210, LINES = 3 };

/* A verdict that names parties can be said of one aggressor ("NEEDS {RU} by right"), or so that it fits several ("NEEDS {the attacker} by right"). */
typedef struct said_verdict {
    const char *plain, *renamed;
} said_verdict;

typedef struct matrix_cell {
    said_verdict worst, best; /* worst.plain null: it cannot be the aggressor; best.plain null: the same */
    const char *ink;
} matrix_cell;

typedef struct matrix_row {
    const cas_book_verdict *verdict;
    int number, draft; /* of the promise; -1: all drafts alike */
    const matrix_cell *cells; /* per aggressor */
    bool alone;               /* nobody is: one cell for all columns */
} matrix_row;

typedef struct matrix {
    const char **aggressors;
    int aggressor_count;
    matrix_row *rows;
    int row_count;
    int *column; /* per aggressor, among the gathered ones */
    const char **heads;
    int *first; /* per column: its first aggressor */
    int columns;
} matrix;

static bool is_in_draft(const cas_row *row, int draft)
{
    for (int d = 0; d < row->draft_count && draft >= 0; d++)
        if (row->drafts[d] == draft)
            return true;
    return draft < 0;
}

static said_verdict said_of(cas_arena *arena, const cas_book *book, const cas_row *row)
{
    return (said_verdict){cas_book_shortened(arena, cas_book_said(book, cas_verdict_short(arena, row->instance, row->verdict))),
                          cas_book_shortened(arena, cas_book_said(book, cas_verdict_renamed(arena, row->instance, row->verdict, row->by)))};
}

static matrix_cell cell_of(cas_arena *arena, const cas_book *book, const cas_case *answers, int draft)
{
    const cas_row *worst = NULL, *best = NULL;
    for (int r = 0; r < answers->row_count; r++) {
        const cas_row *row = &answers->rows[r];
        if (!is_in_draft(row, draft))
            continue;
        worst = !worst || cas_verdict_compare(row->verdict, worst->verdict) > 0 ? row : worst;
        best = !best || cas_verdict_compare(row->verdict, best->verdict) < 0 ? row : best;
    }
    if (!worst)
        return (matrix_cell){0};
    const said_verdict bad = said_of(arena, book, worst), good = said_of(arena, book, best);
    return (matrix_cell){bad, strcmp(bad.plain, good.plain) == 0 ? (said_verdict){0} : good, cas_html_ink(cas_verdict_ink(worst->verdict))};
}

static int aggressor_place(matrix *m, const char *name)
{
    for (int a = 0; a < m->aggressor_count; a++)
        if (strcmp(m->aggressors[a], name) == 0)
            return a;
    if (m->aggressor_count == MOST_AGGRESSORS)
        return -1;
    m->aggressors[m->aggressor_count] = name;
    return m->aggressor_count++;
}

static void add_row(cas_arena *arena, const cas_book *book, matrix *m, const cas_book_verdict *verdict, int number, int draft)
{
    const cas_answered *answered = verdict->answered;
    matrix_cell *cells = CAS_ARRAY(arena, matrix_cell, MOST_AGGRESSORS);
    bool alone = true;
    for (int c = 0; c < answered->case_count; c++) {
        const cas_case *one = &answered->cases[c];
        const char *name = cas_aggressor_name(book->agreement, answered->question, one->by);
        const int place = !name || one->unknown ? 0 : aggressor_place(m, name);
        if (one->unknown && answered->case_count > 1)
            continue;
        alone = alone && (!name || one->unknown);
        if (place >= 0)
            cells[place] = cell_of(arena, book, one, draft);
    }
    for (int a = 0; a < MOST_AGGRESSORS; a++)
        if (cells[a].worst.plain) {
            m->rows[m->row_count++] = (matrix_row){verdict, number, draft, cells, alone};
            return;
        }
}

/* Do the drafts differ in the answers to this question? */
static bool has_drafts(const cas_answered *answered)
{
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++)
            if (answered->cases[c].rows[r].draft_count && answered->cases[c].row_count > 1)
                return true;
    return false;
}

static bool same_words(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_verdict(const said_verdict *a, const said_verdict *b)
{
    return same_words(a->plain, b->plain) || (a->plain && b->plain && same_words(a->renamed, b->renamed));
}

static bool same_column(const matrix *m, int a, int b)
{
    for (int r = 0; r < m->row_count; r++)
        if (!m->rows[r].alone && (!same_verdict(&m->rows[r].cells[a].worst, &m->rows[r].cells[b].worst) || !same_verdict(&m->rows[r].cells[a].best, &m->rows[r].cells[b].best)))
            return false;
    return true;
}

/* Words that fit all aggressors of a column. */
static const char *fitting_words(const matrix *m, const matrix_row *row, int column, bool best)
{
    const matrix_cell *first = &row->cells[m->aggressor_count ? m->first[column] : 0];
    const said_verdict *said = best ? &first->best : &first->worst;
    for (int a = 0; a < m->aggressor_count && !row->alone; a++) {
        const said_verdict *other = best ? &row->cells[a].best : &row->cells[a].worst;
        if (m->column[a] == column && !same_words(said->plain, other->plain))
            return said->renamed;
    }
    return said->plain;
}

static void gather_columns(cas_arena *arena, matrix *m)
{
    m->column = CAS_ARRAY(arena, int, m->aggressor_count + 1);
    m->heads = CAS_ARRAY(arena, const char *, m->aggressor_count + 1);
    m->first = CAS_ARRAY(arena, int, m->aggressor_count + 1);
    for (int a = 0; a < m->aggressor_count; a++) {
        m->column[a] = m->columns;
        for (int c = 0; c < m->columns; c++)
            if (same_column(m, m->first[c], a))
                m->column[a] = c;
        if (m->column[a] == m->columns) {
            m->first[m->columns] = a;
            m->heads[m->columns++] = m->aggressors[a];
        } else
            m->heads[m->column[a]] = cas_format(arena, "%s, %s", m->heads[m->column[a]], m->aggressors[a]);
    }
    if (!m->columns)
        m->heads[m->columns++] = "";
}

static matrix matrix_of(cas_arena *arena, const cas_book *book)
{
    matrix m = {.aggressors = CAS_ARRAY(arena, const char *, MOST_AGGRESSORS + 1)};
    const int drafts = book->agreement->draft_count;
    m.rows = CAS_ARRAY(arena, matrix_row, (size_t)book->verdict_count * (size_t)(drafts + 1) + 1);
    for (int v = 0; v < book->verdict_count; v++) {
        if (cas_book_is_never(&book->verdicts[v]))
            continue;
        if (!has_drafts(book->verdicts[v].answered))
            add_row(arena, book, &m, &book->verdicts[v], v + 1, -1);
        else
            for (int d = 0; d < drafts; d++)
                add_row(arena, book, &m, &book->verdicts[v], v + 1, d);
    }
    gather_columns(arena, &m);
    return m;
}

static const char *row_words(cas_arena *arena, const cas_book *book, const matrix_row *row)
{
    return cas_format(arena, "%s%s%s", row->verdict->title, row->verdict->incident ? " – " : "", cas_book_incident(book, row->verdict->incident));
}

static const char *draft_words(const cas_book *book, const matrix_row *row)
{
    return row->draft < 0 ? "" : book->agreement->drafts[row->draft].title;
}

/* ---- As a table ------------------------------------------------------------------------------------------------------------------------------- */

static void put_cell(cas_builder *out, const cas_book *book, const matrix *m, const matrix_row *row, int column)
{
    const matrix_cell *cell = &row->cells[row->alone || !m->aggressor_count ? 0 : m->first[column]];
    const char *worst = row->alone ? cell->worst.plain : fitting_words(m, row, column, false), *best = row->alone ? cell->best.plain : fitting_words(m, row, column, true);
    const int span = row->alone ? m->columns : 1;
    if (!worst) {
        cas_puts(out, "<td>–</td>");
        return;
    }
    cas_putf(out, "<td class=\"verdict cell-%s\"", cell->ink ? cell->ink : "none");
    cas_putf(out, span > 1 ? " colspan=\"%d\">" : ">", span);
    cas_html_element(out, "span", cell->ink, worst);
    if (best) {
        cas_puts(out, "<br><small>");
        cas_html_puts(out, book->words[CAS_WORDS_BEST]);
        cas_puts(out, ": ");
        cas_html_puts(out, best);
        cas_puts(out, "</small>");
    }
    cas_puts(out, "</td>");
}

static void put_table(cas_builder *out, const cas_book *book, const matrix *m, bool drafts)
{
    cas_puts(out, "<div class=\"wide\" tabindex=\"0\"><table class=\"matrix\"><thead><tr>");
    cas_html_scope(out, book->words[CAS_WORDS_PROMISE]);
    if (drafts)
        cas_html_scope(out, book->words[CAS_WORDS_DRAFT]);
    for (int c = 0; c < m->columns; c++)
        cas_html_scope(out, *m->heads[c] ? cas_format(out->arena, "%s %s", book->words[CAS_WORDS_BY], cas_book_shortened(out->arena, cas_book_said(book, m->heads[c]))) : book->words[CAS_WORDS_VERDICT]);
    cas_puts(out, "</tr></thead><tbody>\n");
    for (int r = 0; r < m->row_count && r < MOST_ROWS; r++) {
        const matrix_row *row = &m->rows[r];
        const bool again = r > 0 && m->rows[r - 1].number == row->number;
        cas_putf(out, "<tr><th scope=\"row\">");
        if (!again) {
            cas_putf(out, "<a href=\"#promise-%d\">", row->number);
            cas_html_puts(out, row_words(out->arena, book, row));
            cas_puts(out, "</a>");
        } else {
            cas_puts(out, "<span class=\"faint\">");
            cas_html_puts(out, row_words(out->arena, book, row));
            cas_puts(out, "</span>");
        }
        cas_puts(out, "</th>");
        if (drafts)
            cas_html_element(out, "td", NULL, draft_words(book, row));
        for (int c = 0; c < (row->alone ? 1 : m->columns); c++)
            put_cell(out, book, m, row, c);
        cas_puts(out, "</tr>\n");
    }
    cas_puts(out, "</tbody></table></div>\n");
    if (m->row_count > MOST_ROWS)
        cas_putf(out, "<p class=\"faint\">… + %d</p>\n", m->row_count - MOST_ROWS);
}

/* ---- As a picture ----------------------------------------------------------------------------------------------------------------------------- */

static void draw_cell(cas_builder *out, const cas_book *book, const matrix *m, const matrix_row *row, int column, double y, double height)
{
    const char *lines[LINES];
    const matrix_cell *cell = &row->cells[row->alone || !m->aggressor_count ? 0 : m->first[column]];
    const char *worst = row->alone ? cell->worst.plain : fitting_words(m, row, column, false), *best = row->alone ? cell->best.plain : fitting_words(m, row, column, true);
    const int columns = m->columns < MOST_COLUMNS ? m->columns : MOST_COLUMNS, x = HEADS + column * CELL, width = row->alone ? columns * CELL : CELL;
    cas_putf(out, "<rect class=\"cell cell-%s\" x=\"%d\" y=\"%.0f\" width=\"%d\" height=\"%.0f\"/>", worst && cell->ink ? cell->ink : "none", x, y, width, height);
    const int count = worst ? cas_picture_lines(out->arena, worst, CAS_PICTURE_FONT, width - 14, best ? LINES - 1 : LINES, lines) : 0;
    for (int l = 0; l < count; l++)
        cas_picture_text(out, x + 7, y + 18 + l * CAS_PICTURE_LINE, CAS_ANCHOR_START, cell->ink, lines[l]);
    if (best)
        cas_picture_text(out, x + 7, y + 18 + count * CAS_PICTURE_LINE, CAS_ANCHOR_START, "small",
                         cas_picture_cut(out->arena, cas_format(out->arena, "%s: %s", book->words[CAS_WORDS_BEST], best), CAS_PICTURE_SMALL, width - 14));
    cas_putc(out, '\n');
}

static void draw(cas_builder *out, const cas_book *book, const matrix *m)
{
    cas_arena *arena = out->arena;
    cas_builder body = {.arena = arena};
    const char *lines[LINES];
    const int columns = m->columns < MOST_COLUMNS ? m->columns : MOST_COLUMNS, rows = m->row_count < MOST_ROWS ? m->row_count : MOST_ROWS;
    const double height = 18 + LINES * CAS_PICTURE_LINE - 6;
    double y = 0;
    for (int c = 0; c < columns; c++) {
        const char *head = *m->heads[c] ? cas_format(arena, "%s %s", book->words[CAS_WORDS_BY], cas_book_shortened(out->arena, cas_book_said(book, m->heads[c]))) : book->words[CAS_WORDS_VERDICT];
        const int count = cas_picture_lines(arena, head, CAS_PICTURE_FONT, CELL - 14, LINES, lines);
        for (int l = 0; l < count; l++)
            cas_picture_text(&body, HEADS + c * CELL + 7, 14 + l * CAS_PICTURE_LINE, CAS_ANCHOR_START, "strong", lines[l]);
        y = y < 8 + count * CAS_PICTURE_LINE ? 8 + count * CAS_PICTURE_LINE : y;
    }
    for (int r = 0; r < rows; r++, y += height) {
        const matrix_row *row = &m->rows[r];
        const int count = cas_picture_lines(arena, row_words(arena, book, row), CAS_PICTURE_FONT, HEADS - 12, row->draft < 0 ? LINES : LINES - 1, lines);
        for (int l = 0; l < count; l++)
            cas_picture_text(&body, 0, y + 18 + l * CAS_PICTURE_LINE, CAS_ANCHOR_START, "strong", lines[l]);
        cas_picture_text(&body, 0, y + 18 + count * CAS_PICTURE_LINE, CAS_ANCHOR_START, "small", cas_picture_cut(arena, draft_words(book, row), CAS_PICTURE_SMALL, HEADS - 12));
        for (int c = 0; c < (row->alone ? 1 : columns); c++)
            draw_cell(&body, book, m, row, c, y, height);
    }
    cas_gallery_add(book->gallery, (cas_picture){"verdicts", book->words[CAS_WORDS_MATRIX], book->words[CAS_WORDS_MATRIX_LEAD], HEADS + columns * CELL + 2, (int)y + 4, cas_built(&body)});
}

void cas_book_matrix(cas_builder *out, const cas_book *book)
{
    const matrix m = matrix_of(out->arena, book);
    bool drafts = false;
    for (int r = 0; r < m.row_count; r++)
        drafts = drafts || m.rows[r].draft >= 0;
    if (!m.row_count)
        return;
    cas_html_element(out, "h3", NULL, book->words[CAS_WORDS_MATRIX]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_MATRIX_LEAD]);
    put_table(out, book, &m, drafts);
    draw(out, book, &m);
}
