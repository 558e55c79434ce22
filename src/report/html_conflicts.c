/*
 * Irreducible conflicts as who-against-whom: see html_conflicts.h.
 *
 * The picture of all: a box a position that takes part in any; a line between two that stand in a conflict together, with the number of those conflicts.
 */
#include "report/html_conflicts.h"

#include "report/book_words.h"
#include "report/drawing.h"
#include "report/html.h"
#include "report/picture.h"

#include <string.h>

enum { BOX = 150, BOX_HEIGHT = 36, SIDE = 260, SIDE_GAP = 70, MOST_LINES = 7, MOST_HOLDERS = 24, MARGIN = 6 };

const char *cas_line_holder(const cas_book *book, int line)
{
    return book->agreement->positions[book->settlement->talks->lines.items[line].position].name;
}

const char *cas_line_words(cas_arena *arena, const cas_book *book, int line)
{
    const cas_red_line *red = &book->settlement->talks->lines.items[line];
    const char *notes = cas_agree_notes_words(arena, book->agreement, &red->stand->notes);
    return cas_format(arena, "%s%s%s%s", red->stand->words, *notes ? " (" : "", notes, *notes ? ")" : "");
}

/* ---- All conflicts ---------------------------------------------------------------------------------------------------------------------------- */

/* Per pair of positions: the conflicts in which both have a line; on the diagonal, those in which one has any. */
static int *shared_counts(cas_arena *arena, const cas_book *book, const cas_line_sets *conflicts)
{
    const int n = book->agreement->position_count;
    int *shared = CAS_ARRAY(arena, int, (size_t)n * (size_t)n + 1);
    bool *has = CAS_ARRAY(arena, bool, (size_t)n + 1);
    for (size_t k = 0; k < conflicts->count; k++) {
        memset(has, 0, (size_t)n * sizeof *has);
        for (int l = 0; l < conflicts->lines; l++)
            if (cas_line_sets_has(conflicts, k, l))
                has[book->settlement->talks->lines.items[l].position] = true;
        for (int p = 0; p < n; p++)
            for (int q = 0; q < n; q++)
                shared[p * n + q] += has[p] && has[q];
    }
    return shared;
}

static void draw_line(cas_builder *out, const cas_arrow_drawn *arrow, const char *label, double across, double down)
{
    cas_puts(out, "<path class=\"arrow\" d=\"");
    for (int i = 0; i < arrow->point_count; i++)
        cas_putf(out, "%s%.1f %.1f", i == 0 ? "M" : i == 1 ? "C" : " ", arrow->points[i].x + across, arrow->points[i].y + down);
    cas_puts(out, "\"/>");
    const double width = cas_picture_width_of(cas_text_of(label), CAS_PICTURE_FONT) + 6;
    cas_putf(out, "<rect class=\"halo\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"17\"/>", arrow->label.x + across - width / 2, arrow->label.y + down - 9, width);
    cas_picture_text(out, arrow->label.x + across, arrow->label.y + down + 4, CAS_ANCHOR_MIDDLE, "strong", label);
    cas_putc(out, '\n');
}

void cas_book_against(cas_builder *out, const cas_book *book, const cas_line_sets *conflicts)
{
    cas_arena *arena = out->arena;
    const int n = book->agreement->position_count;
    const int *shared = shared_counts(arena, book, conflicts);
    int *box_of = CAS_ARRAY(arena, int, (size_t)n + 1);
    cas_drawing d = {.boxes = CAS_ARRAY(arena, cas_box_drawn, (size_t)n + 1), .arrows = CAS_ARRAY(arena, cas_arrow_drawn, (size_t)n * (size_t)n + 1)};
    for (int p = 0; p < n; p++) {
        box_of[p] = shared[p * n + p] ? d.box_count : -1;
        if (box_of[p] >= 0)
            d.boxes[d.box_count++] = (cas_box_drawn){.width = BOX, .height = BOX_HEIGHT};
    }
    for (int p = 0; p < n; p++)
        for (int q = p + 1; q < n; q++)
            if (shared[p * n + q])
                d.arrows[d.arrow_count++] = (cas_arrow_drawn){.from = box_of[p], .to = box_of[q], .label_width = 30};
    if (!d.arrow_count || d.box_count > MOST_HOLDERS)
        return;
    cas_drawing_lay_out(arena, &d, book->layouter);
    cas_builder body = {.arena = arena};
    for (int p = 0, a = 0; p < n; p++)
        for (int q = p + 1; q < n; q++)
            if (shared[p * n + q])
                draw_line(&body, &d.arrows[a++], cas_format(arena, "%d", shared[p * n + q]), MARGIN, MARGIN);
    for (int p = 0; p < n; p++) {
        if (box_of[p] < 0)
            continue;
        const cas_box_drawn *box = &d.boxes[box_of[p]];
        cas_putf(&body, "<rect class=\"box\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"6\"/>", box->x - BOX / 2 + MARGIN, box->y - BOX_HEIGHT / 2 + MARGIN, BOX, BOX_HEIGHT);
        cas_picture_text(&body, box->x + MARGIN, box->y + MARGIN + 5, CAS_ANCHOR_MIDDLE, "strong",
                         cas_picture_cut(arena, book->agreement->positions[p].name, CAS_PICTURE_FONT, BOX - 8));
        cas_putc(&body, '\n');
    }
    const cas_picture picture = {"conflicts", book->words[CAS_WORDS_AGAINST_EACH], book->words[CAS_WORDS_AGAINST_EACH_LEAD], (int)d.width + 2 * MARGIN,
                                 (int)d.height + 2 * MARGIN, cas_built(&body)};
    cas_gallery_add(book->gallery, picture);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_AGAINST_EACH_LEAD]);
    cas_picture_inline(out, &picture);
}

/* ---- One conflict ----------------------------------------------------------------------------------------------------------------------------- */

/* The same side by side as a picture, which stands in a file only: a page can break lines better than a picture. */
static void draw_conflict(cas_arena *arena, const cas_book *book, const cas_line_sets *conflicts, size_t conflict)
{
    cas_builder body = {.arena = arena};
    const char *holder = NULL, *lines[MOST_LINES];
    int sides = 0;
    double y = 0, height = 60;
    for (int l = 0; l < conflicts->lines; l++) {
        if (!cas_line_sets_has(conflicts, conflict, l))
            continue;
        if (!holder || strcmp(holder, cas_line_holder(book, l)) != 0) {
            holder = cas_line_holder(book, l);
            cas_picture_text(&body, sides * (SIDE + SIDE_GAP) + 12, 22, CAS_ANCHOR_START, "strong",
                             cas_picture_cut(arena, cas_format(arena, "%s %s", holder, book->words[CAS_WORDS_REFUSES]), CAS_PICTURE_FONT, SIDE - 20));
            sides++;
            y = 46;
        }
        const int count = cas_picture_lines(arena, cas_line_words(arena, book, l), CAS_PICTURE_FONT, SIDE - 24, MOST_LINES, lines);
        for (int i = 0; i < count; i++, y += CAS_PICTURE_LINE)
            cas_picture_text(&body, (sides - 1) * (SIDE + SIDE_GAP) + 12, y, CAS_ANCHOR_START, NULL, lines[i]);
        y += 8;
        height = y > height ? y : height;
    }
    cas_builder all = {.arena = arena};
    for (int s = 0; s < sides; s++) {
        cas_putf(&all, "<rect class=\"box\" x=\"%d\" y=\"1\" width=\"%d\" height=\"%.0f\" rx=\"6\"/>", s * (SIDE + SIDE_GAP), SIDE, height);
        if (s)
            cas_picture_text(&all, s * (SIDE + SIDE_GAP) - SIDE_GAP / 2.0, height / 2 + 4, CAS_ANCHOR_MIDDLE, "strong", book->words[CAS_WORDS_AGAINST]);
    }
    cas_put(&all, cas_built(&body));
    cas_gallery_add(book->gallery, (cas_picture){cas_format(arena, "conflict-%zu", conflict + 1), cas_format(arena, "%s %zu", book->words[CAS_WORDS_CONFLICT], conflict + 1),
                                                 book->words[CAS_WORDS_CONFLICT_LEAD], sides * SIDE + (sides - 1) * SIDE_GAP, (int)height + 3, cas_built(&all)});
}

void cas_book_conflict(cas_builder *out, const cas_book *book, const cas_line_sets *conflicts, size_t conflict)
{
    const char *holder = NULL;
    cas_puts(out, "<div class=\"against\">");
    for (int l = 0; l < conflicts->lines; l++) {
        if (!cas_line_sets_has(conflicts, conflict, l))
            continue;
        const bool same = holder && strcmp(holder, cas_line_holder(book, l)) == 0;
        if (!same) {
            if (holder) {
                cas_puts(out, "</div><div class=\"versus\">");
                cas_html_puts(out, book->words[CAS_WORDS_AGAINST]);
                cas_puts(out, "</div>");
            }
            holder = cas_line_holder(book, l);
            cas_puts(out, "<div class=\"side\">");
            cas_html_element(out, "b", NULL, holder);
            cas_putf(out, " %s", book->words[CAS_WORDS_REFUSES]);
        }
        cas_html_element(out, "p", NULL, cas_line_words(out->arena, book, l));
    }
    cas_puts(out, holder ? "</div></div>\n" : "</div>\n");
    draw_conflict(out->arena, book, conflicts, conflict);
}
