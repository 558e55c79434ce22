/*
 * The chapter on standoffs: where it can end, a picture of the way there from the status quo, and the table of all states.
 *
 * The picture shows the states on shortest ways of improvements from the status quo to equilibria, and, with dashed borders, equilibria that no such way
 * reaches. Its boxes are placed by drawing.h.
 */
#include "report/book.h"
#include "report/book_said.h"
#include "report/book_words.h"
#include "report/drawing.h"
#include "report/html.h"
#include "report/picture.h"
#include "report/stable_report.h"

#include <string.h>

enum { MOST_DRAWN = 60, MOST_UNREACHED = 12, BOX_HEIGHT = 40, NARROWEST = 90, WIDEST = 220, MARGIN = 6, MOST_ENDS = 24 };

/* ---- The picture ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct way {
    uint32_t from, to;
    int maker;
} way;

typedef struct graph {
    const cas_stable_sheet *sheet;
    int *box_of;     /* per state; -1: not drawn */
    uint32_t *state; /* per box */
    way *ways;
    int boxes, count;
    int joined; /* boxes that ways join come first; the others stand below */
} graph;

static void add_box(graph *g, uint32_t state)
{
    if (g->box_of[state] >= 0 || g->boxes > MOST_DRAWN)
        return;
    g->box_of[state] = g->boxes;
    g->state[g->boxes++] = state;
}

static void add_way(graph *g, uint32_t from, uint32_t to, int maker)
{
    for (int w = 0; w < g->count; w++)
        if (g->ways[w].from == from && g->ways[w].to == to && g->ways[w].maker == maker)
            return;
    g->ways[g->count++] = (way){from, to, maker};
}

static bool is_reached(const cas_stable_sheet *sheet, uint32_t state)
{
    return sheet->paths && sheet->paths->distance[state] != UINT32_MAX;
}

/* False when there is nothing to draw, or too much. */
static bool gather_graph(cas_arena *arena, const cas_stable_sheet *sheet, graph *g)
{
    const cas_states *states = sheet->stability->states;
    int unreached = 0;
    *g = (graph){.sheet = sheet,
                 .box_of = CAS_ARRAY(arena, int, states->count + 1),
                 .state = CAS_ARRAY(arena, uint32_t, MOST_DRAWN + 2),
                 .ways = CAS_ARRAY(arena, way, (MOST_DRAWN + 2) * (MOST_DRAWN + 2))};
    for (uint32_t s = 0; s < states->count; s++)
        g->box_of[s] = -1;
    if (sheet->paths)
        add_box(g, sheet->paths->from);
    for (uint32_t s = 0; s < states->count && g->boxes <= MOST_DRAWN; s++) {
        cas_path_step *steps = NULL;
        if (!sheet->stability->equilibria[s] || !is_reached(sheet, s))
            continue;
        const uint32_t length = s == sheet->paths->from ? 0 : cas_path_to(arena, sheet->paths, s, &steps);
        uint32_t from = sheet->paths->from;
        for (uint32_t i = 0; i < length && g->boxes <= MOST_DRAWN; from = steps[i].to, i++) {
            add_box(g, steps[i].to);
            if (g->boxes <= MOST_DRAWN)
                add_way(g, from, steps[i].to, steps[i].maker);
        }
    }
    g->joined = g->boxes;
    for (uint32_t s = 0; s < states->count && unreached < MOST_UNREACHED && g->boxes <= MOST_DRAWN; s++)
        if (sheet->stability->equilibria[s] && g->box_of[s] < 0) {
            add_box(g, s);
            unreached++;
        }
    return g->count > 0 && g->boxes <= MOST_DRAWN;
}

static const char *state_words(cas_arena *arena, const graph *g, int box)
{
    const cas_states *states = g->sheet->stability->states;
    return cas_state_words(arena, states->conflict, states->options[g->state[box]]);
}

/* What stands below the name: the status quo, or what makes it an equilibrium. */
static const char *second_line(cas_arena *arena, const cas_book *book, const graph *g, int box)
{
    const uint32_t state = g->state[box];
    const char *concepts = cas_stable_cell_words(arena, g->sheet->stability->equilibria[state]);
    const bool start = g->sheet->paths && g->sheet->paths->from == state;
    return start && *concepts ? cas_format(arena, "%s, %s", book->words[CAS_WORDS_STATUS_QUO], concepts) : start ? book->words[CAS_WORDS_STATUS_QUO] : concepts;
}

static const char *maker_name(const graph *g, int w)
{
    return g->sheet->stability->states->conflict->makers[g->ways[w].maker].name;
}

/* In rows below what is joined. */
static void place_unjoined(cas_drawing *d, int joined)
{
    enum { WIDEST_ROW = 640, GAP = 18 };
    double x = 0, y = d->height + (joined < d->box_count ? GAP + 8 : 0);
    for (int b = joined; b < d->box_count; b++) {
        cas_box_drawn *box = &d->boxes[b];
        if (x > 0 && x + box->width > (d->width > WIDEST_ROW ? d->width : WIDEST_ROW)) {
            x = 0;
            y += BOX_HEIGHT + GAP;
        }
        box->x = x + box->width / 2;
        box->y = y + BOX_HEIGHT / 2;
        x += box->width + GAP;
        d->width = d->width > x - GAP ? d->width : x - GAP;
        d->height = y + BOX_HEIGHT;
    }
}

static cas_drawing laid_out(cas_arena *arena, const cas_book *book, const graph *g)
{
    cas_drawing d = {.boxes = CAS_ARRAY(arena, cas_box_drawn, (size_t)g->boxes + 1), .arrows = CAS_ARRAY(arena, cas_arrow_drawn, (size_t)g->count + 1)};
    for (int b = 0; b < g->boxes; b++) {
        const double first = cas_picture_width_of(cas_text_of(state_words(arena, g, b)), CAS_PICTURE_FONT) + 18;
        const double second = cas_picture_width_of(cas_text_of(second_line(arena, book, g, b)), CAS_PICTURE_SMALL) + 18, width = first > second ? first : second;
        d.boxes[d.box_count++] = (cas_box_drawn){.width = width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width, .height = BOX_HEIGHT};
    }
    for (int w = 0; w < g->count; w++) {
        const double label = cas_picture_width_of(cas_text_of(maker_name(g, w)), CAS_PICTURE_SMALL) + 8;
        d.arrows[d.arrow_count++] = (cas_arrow_drawn){.from = g->box_of[g->ways[w].from], .to = g->box_of[g->ways[w].to], .label_width = label > WIDEST ? WIDEST : label};
    }
    const int boxes = d.box_count;
    d.box_count = g->joined;
    cas_drawing_lay_out(arena, &d, book->layouter);
    d.box_count = boxes;
    place_unjoined(&d, g->joined);
    return d;
}

static void draw_arrow(cas_builder *out, const cas_arrow_drawn *arrow)
{
    const cas_point *p = arrow->points, end = p[arrow->point_count - 1], before = p[arrow->point_count - 2];
    cas_puts(out, "<path class=\"arrow\" d=\"");
    for (int i = 0; i < arrow->point_count; i++)
        cas_putf(out, "%s%.1f %.1f", i == 0 ? "M" : i == 1 ? "C" : " ", p[i].x, p[i].y);
    cas_puts(out, "\"/>");
    cas_picture_tip(out, before.x, before.y, end.x, end.y);
    cas_putc(out, '\n');
}

static void draw_label(cas_builder *out, const cas_arrow_drawn *arrow, const char *words)
{
    const char *cut = cas_picture_cut(out->arena, words, CAS_PICTURE_SMALL, WIDEST);
    const double width = cas_picture_width_of(cas_text_of(cut), CAS_PICTURE_SMALL) + 4;
    cas_putf(out, "<rect class=\"halo\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"14\"/>", arrow->label.x - width / 2, arrow->label.y - 7, width);
    cas_picture_text(out, arrow->label.x, arrow->label.y + 4, CAS_ANCHOR_MIDDLE, "small", cut);
    cas_putc(out, '\n');
}

static void draw_box(cas_builder *out, const cas_book *book, const graph *g, const cas_drawing *d, int b)
{
    const cas_box_drawn *box = &d->boxes[b];
    const uint32_t state = g->state[b];
    const char *second = second_line(out->arena, book, g, b);
    cas_putf(out, "<rect class=\"box%s%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"6\"/>", g->sheet->stability->equilibria[state] ? " strong" : "",
             is_reached(g->sheet, state) ? "" : " far", box->x - box->width / 2, box->y - BOX_HEIGHT / 2, box->width, BOX_HEIGHT);
    cas_picture_text(out, box->x, box->y + (*second ? -2 : 5), CAS_ANCHOR_MIDDLE, "strong", cas_picture_cut(out->arena, state_words(out->arena, g, b), CAS_PICTURE_FONT, box->width - 10));
    if (*second)
        cas_picture_text(out, box->x, box->y + 13, CAS_ANCHOR_MIDDLE, "small", cas_picture_cut(out->arena, second, CAS_PICTURE_SMALL, box->width - 10));
    cas_putc(out, '\n');
}

static void put_graph(cas_builder *out, const cas_book *book, const cas_stable_sheet *sheet, const char *title)
{
    cas_arena *arena = out->arena;
    graph g;
    if (!gather_graph(arena, sheet, &g))
        return;
    const cas_drawing d = laid_out(arena, book, &g);
    cas_builder body = {.arena = arena};
    cas_putf(&body, "<g transform=\"translate(%d %d)\">\n", MARGIN, MARGIN);
    for (int a = 0; a < d.arrow_count; a++)
        draw_arrow(&body, &d.arrows[a]);
    for (int b = 0; b < g.boxes; b++)
        draw_box(&body, book, &g, &d, b);
    for (int a = 0; a < d.arrow_count; a++)
        draw_label(&body, &d.arrows[a], maker_name(&g, a));
    cas_puts(&body, "</g>\n");
    const cas_picture picture = {cas_picture_name(arena, "standoff", sheet->stability->states->conflict->name, NULL), title, book->words[CAS_WORDS_STANDOFF_PICTURE],
                                 (int)d.width + 2 * MARGIN + 1, (int)d.height + 2 * MARGIN + 1, cas_built(&body)};
    cas_gallery_add(book->gallery, picture);
    cas_html_element(out, "p", "faint", book->words[CAS_WORDS_STANDOFF_PICTURE]);
    cas_picture_inline(out, &picture);
}

/* ---- Words ------------------------------------------------------------------------------------------------------------------------------------ */

/* "Russia: withdraws; Ukraine: –": the options taken in a state, by whom; "" in a drawn graph. */
static void put_options_taken(cas_builder *out, const cas_conflict *conflict, uint64_t state)
{
    for (int k = 0, told = 0; k < conflict->option_count && k < 64; k++) {
        if (!(state >> k & 1))
            continue;
        const cas_option *option = &conflict->options[k];
        cas_puts(out, told++ ? "; " : ": ");
        cas_html_puts(out, conflict->makers[option->owner].name);
        cas_puts(out, " – ");
        cas_html_puts(out, option->title && *option->title ? option->title : option->name);
    }
}

/* The equilibria that improvements reach from the status quo (the status quo itself is one of them), or those that none do; how many there are. */
static int put_ends_that(cas_builder *out, const cas_book *book, const cas_stable_sheet *sheet, bool reached)
{
    const cas_states *states = sheet->stability->states;
    int told = 0;
    for (uint32_t s = 0; s < states->count; s++) {
        if (!sheet->stability->equilibria[s] || (sheet->paths && is_reached(sheet, s) != reached))
            continue;
        if (told++ >= MOST_ENDS)
            continue;
        if (told == 1) {
            cas_html_element(out, "h4", NULL, book->words[!sheet->paths ? CAS_WORDS_EQUILIBRIA : reached ? CAS_WORDS_ENDS : CAS_WORDS_NOT_REACHED]);
            cas_puts(out, "<ul>\n");
        }
        cas_puts(out, "<li><b>");
        cas_html_puts(out, cas_state_words(out->arena, states->conflict, states->options[s]));
        cas_puts(out, "</b>");
        if (states->conflict->option_count)
            put_options_taken(out, states->conflict, states->options[s]);
        else if (states->conflict->state_titles && states->conflict->state_titles[states->options[s]])
            cas_html_puts(out, cas_format(out->arena, ": %s", states->conflict->state_titles[states->options[s]]));
        cas_html_puts(out, cas_format(out->arena, " (%s)", cas_stable_cell_words(out->arena, sheet->stability->equilibria[s])));
        if (sheet->paths && reached)
            cas_html_puts(out, s == sheet->paths->from ? cas_format(out->arena, " – %s", book->words[CAS_WORDS_STATUS_QUO])
                                                       : cas_format(out->arena, " – %s: %u", book->words[CAS_WORDS_MOVES], sheet->paths->distance[s]));
        cas_puts(out, "</li>\n");
    }
    cas_puts(out, told ? "</ul>\n" : "");
    if (told > MOST_ENDS)
        cas_putf(out, "<p class=\"faint\">… + %d</p>\n", told - MOST_ENDS);
    return told;
}

static void put_ends(cas_builder *out, const cas_book *book, const cas_stable_sheet *sheet)
{
    int told = put_ends_that(out, book, sheet, true);
    told += sheet->paths ? put_ends_that(out, book, sheet, false) : 0;
    if (!told)
        cas_html_element(out, "p", NULL, book->words[CAS_WORDS_NO_END]);
}

static const char *title_of(const cas_conflict *conflict)
{
    return conflict->title && *conflict->title ? conflict->title : conflict->name;
}

const char *cas_book_standoff_words(cas_arena *arena, const cas_book *book, int standoff)
{
    enum { MOST_TOLD = 4 };
    const cas_stable_sheet *sheet = book->standoffs[standoff];
    const cas_states *states = sheet->stability->states;
    cas_builder out = {.arena = arena}, list = {.arena = arena};
    int count = 0;
    for (uint32_t s = 0; s < states->count; s++)
        if (sheet->stability->equilibria[s] && count++ < MOST_TOLD)
            cas_putf(&list, "%s%s (%s)", list.length ? ", " : "", cas_state_words(arena, states->conflict, states->options[s]),
                     cas_stable_cell_words(arena, sheet->stability->equilibria[s]));
    cas_putf(&out, "%s – %u %s, %s: %d", title_of(states->conflict), states->count, book->words[CAS_WORDS_STATES], book->words[CAS_WORDS_EQUILIBRIA], count);
    if (count)
        cas_putf(&out, " – %s%s", cas_built_string(&list), count > MOST_TOLD ? ", …" : "");
    return cas_built_string(&out);
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
    if (!conflict->option_count)
        return;
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
    cas_html_element(out, "p", "faint", book->words[CAS_WORDS_CONCEPTS]);
    for (int s = 0; s < book->standoff_count; s++) {
        const cas_stable_sheet *sheet = book->standoffs[s];
        const cas_conflict *conflict = sheet->stability->states->conflict;
        cas_html_element(out, "h3", NULL, title_of(conflict));
        put_options(out, conflict);
        put_ends(out, book, sheet);
        put_graph(out, book, sheet, title_of(conflict));
        cas_puts(out, "<details><summary>");
        cas_putf(out, "%u ", sheet->stability->states->count);
        cas_html_puts(out, book->words[CAS_WORDS_STATES]);
        cas_puts(out, "</summary>\n");
        put_table(out, book, sheet);
        cas_puts(out, "</details>\n");
    }
    cas_puts(out, "</section>\n");
}
