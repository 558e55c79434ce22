/*
 * Who alone can stop a promise: ● without a breach, ○ only by one, – not alone. A row a gathering of aggressors and a product of alternatives; a column a
 * party that ever can. As a picture, and as a table folded below it.
 */
#include "report/aggressors.h"
#include "report/book_said.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/html_verdicts.h"
#include "report/picture.h"
#include "report/words.h"

#include <string.h>

enum { MOST_COLUMNS = 40, MOST_ROWS = 60, LABELS = 330, COLUMN = 34, ROW = 26, MOST_LINES = 2, HEAD_WIDTH = 120 };

typedef enum alone_word { NOT_ALONE, BY_BREACH, LAWFULLY } alone_word;

typedef struct blocking_row {
    const char *words;
    const cas_book_singles *singles;
} blocking_row;

typedef struct blocking {
    int *parties, party_count;
    blocking_row *rows;
    int row_count, left;
    bool some_nobody, some_unknown; /* there are answers in which nobody can, or of which it is not known */
} blocking;

static alone_word alone(const cas_book_singles *singles, int party)
{
    return cas_set_has(&singles->lawfully, party) ? LAWFULLY : cas_set_has(&singles->by_breach, party) ? BY_BREACH : NOT_ALONE;
}

static const char *sign_of(alone_word word)
{
    switch (word) {
    case NOT_ALONE: return "–";
    case BY_BREACH: return "○";
    case LAWFULLY: return "●";
    }
    return "";
}

/* Answers in which nobody can are left to a sentence. */
static void add_rows(cas_arena *arena, const cas_book *book, const cas_answered *answered, blocking *b, const cas_gathering *gathering, const cas_case *answers, const cas_book_singles *singles)
{
    const cas_boxes boxes = cas_boxes_gather(arena, answers);
    const char *by = cas_aggressor_name(book->agreement, answered->question, answers->rows[0].by);
    for (int x = 0; x < boxes.count; x++) {
        cas_builder words = {.arena = arena};
        const char *where = cas_box_where(arena, book->agreement, &boxes, &boxes.boxes[x]);
        const cas_book_singles *one = &singles[boxes.boxes[x].first - answers->rows];
        b->some_unknown = b->some_unknown || !one->known;
        if (cas_set_is_empty(&one->lawfully) && cas_set_is_empty(&one->by_breach)) {
            b->some_nobody = b->some_nobody || one->known;
            continue;
        }
        if (b->row_count == MOST_ROWS) {
            b->left++;
            continue;
        }
        if (by)
            cas_putf(&words, "%s %s", book->words[CAS_WORDS_BY], cas_book_said(book, by));
        if (by && gathering->count > 1)
            cas_putf(&words, " (+ %d)", gathering->count - 1);
        cas_putf(&words, "%s%s", by && *where ? ": " : "", cas_book_said(book, where));
        b->rows[b->row_count++] = (blocking_row){words.length ? cas_built_string(&words) : book->words[CAS_WORDS_EVERYWHERE], one};
    }
}

/* Party by party along a row; a picture is read from left to right. */
static void draw_row(cas_builder *out, const blocking *b, const blocking_row *row, double y)
{
    const char *lines[MOST_LINES];
    const int count = cas_picture_lines(out->arena, row->words, CAS_PICTURE_SMALL, LABELS - 10, MOST_LINES, lines);
    for (int l = 0; l < count; l++)
        cas_picture_text(out, 0, y + (count > 1 ? 10 : 16) + l * 12, CAS_ANCHOR_START, "small", lines[l]);
    for (int c = 0; c < b->party_count; c++) {
        const double x = LABELS + c * COLUMN + COLUMN / 2.0, middle = y + ROW / 2.0;
        switch (alone(row->singles, b->parties[c])) {
        case NOT_ALONE: cas_putf(out, "<path class=\"arrow\" d=\"M%.0f %.0fh8\"/>", x - 4, middle); break;
        case BY_BREACH: cas_putf(out, "<circle class=\"ring\" cx=\"%.0f\" cy=\"%.0f\" r=\"6\"/>", x, middle); break;
        case LAWFULLY: cas_putf(out, "<circle class=\"mark\" cx=\"%.0f\" cy=\"%.0f\" r=\"7\"/>", x, middle); break;
        }
    }
    cas_putf(out, "<path class=\"line\" d=\"M0 %.0fH%d\"/>\n", y + ROW, LABELS + b->party_count * COLUMN);
}

/* Heads stand upright where all are short, else aslant. */
static void draw(cas_builder *out, const cas_book *book, const blocking *b, const cas_book_verdict *verdict)
{
    cas_arena *arena = out->arena;
    cas_builder body = {.arena = arena};
    double longest = 0;
    for (int c = 0; c < b->party_count; c++) {
        const double width = cas_picture_width_of(cas_text_of(book->agreement->parties[b->parties[c]].name), CAS_PICTURE_FONT);
        longest = longest < width ? width : longest;
    }
    const bool aslant = longest > COLUMN - 2;
    const double head = aslant ? 16 + 0.75 * (longest < HEAD_WIDTH ? longest : HEAD_WIDTH) : 22;
    for (int c = 0; c < b->party_count; c++) {
        const char *name = cas_picture_cut(arena, book->agreement->parties[b->parties[c]].name, CAS_PICTURE_FONT, HEAD_WIDTH);
        const double x = LABELS + c * COLUMN + COLUMN / 2.0;
        if (aslant)
            cas_putf(&body, "<g transform=\"rotate(-45 %.1f %.1f)\">", x, head - 6);
        cas_picture_text(&body, x, head - 6, aslant ? CAS_ANCHOR_START : CAS_ANCHOR_MIDDLE, "strong", name);
        cas_puts(&body, aslant ? "</g>" : "");
    }
    cas_putc(&body, '\n');
    double y = head;
    for (int r = 0; r < b->row_count; r++, y += ROW)
        draw_row(&body, b, &b->rows[r], y);
    const double width = LABELS + b->party_count * COLUMN + (aslant ? 0.75 * (longest < HEAD_WIDTH ? longest : HEAD_WIDTH) : 4);
    const cas_picture picture = {cas_picture_name(arena, "who-can-stop", verdict->goal, verdict->incident),
                                 cas_format(arena, "%s: %s", book->words[CAS_WORDS_WHO_BLOCKS], verdict->title),
                                 book->words[CAS_WORDS_WHO_BLOCKS_LEAD], (int)width, (int)y + 2, cas_built(&body)};
    cas_gallery_add(book->gallery, picture);
    cas_picture_inline(out, &picture);
}

static void put_table(cas_builder *out, const cas_book *book, const blocking *b)
{
    cas_table table = {.arena = out->arena, .columns = b->party_count + 1};
    cas_table_put(&table, book->words[CAS_WORDS_WHERE], CAS_INK_PLAIN);
    for (int c = 0; c < b->party_count; c++)
        cas_table_put(&table, book->agreement->parties[b->parties[c]].name, CAS_INK_PLAIN);
    for (int r = 0; r < b->row_count; r++) {
        cas_table_put(&table, b->rows[r].words, CAS_INK_PLAIN);
        for (int c = 0; c < b->party_count; c++)
            cas_table_put(&table, sign_of(alone(b->rows[r].singles, b->parties[c])), CAS_INK_PLAIN);
    }
    cas_puts(out, "<details class=\"grid\"><summary>");
    cas_html_puts(out, book->words[CAS_WORDS_AS_TABLE]);
    cas_puts(out, "</summary>\n");
    cas_html_table(out, NULL, &table);
    cas_puts(out, "</details>\n");
}

void cas_book_blockers(cas_builder *out, const cas_book *book, const cas_book_verdict *verdict, const cas_gathering *gatherings, const cas_case *const *cases, int count)
{
    cas_arena *arena = out->arena;
    blocking b = {.parties = CAS_ARRAY(arena, int, book->agreement->party_count + 1), .rows = CAS_ARRAY(arena, blocking_row, MOST_ROWS + 1)};
    for (int g = 0; g < count; g++)
        if (cases[g]->row_count && verdict->singles && verdict->singles[g])
            add_rows(arena, book, verdict->answered, &b, &gatherings[g], cases[g], verdict->singles[g]);
    for (int p = 0; p < book->agreement->party_count; p++)
        for (int r = 0; r < b.row_count; r++)
            if (alone(b.rows[r].singles, p) != NOT_ALONE) {
                b.parties[b.party_count++] = p;
                break;
            }
    cas_html_element(out, "h4", NULL, book->words[CAS_WORDS_WHO_BLOCKS]);
    if (!b.party_count) {
        cas_html_element(out, "p", NULL, book->words[b.some_unknown ? CAS_WORDS_UNDECIDED : CAS_WORDS_NOBODY_ALONE]);
        return;
    }
    if (b.party_count > MOST_COLUMNS) {
        cas_html_element(out, "p", NULL, cas_format(arena, "%s: %d", book->words[CAS_WORDS_ALONE_TOO_MANY], b.party_count));
        return;
    }
    draw(out, book, &b, verdict);
    put_table(out, book, &b);
    if (b.some_nobody)
        cas_html_element(out, "p", "faint", book->words[CAS_WORDS_ELSE_NOBODY]);
    if (b.left)
        cas_putf(out, "<p class=\"faint\">… + %d</p>\n", b.left);
}

const char *cas_book_who_alone(cas_arena *arena, const cas_book *book, const cas_book_verdict *verdict, bool lawfully)
{
    cas_builder out = {.arena = arena};
    int count;
    cas_gather_aggressors(arena, verdict->answered, &count);
    for (int p = 0, named = 0; p < book->agreement->party_count; p++) {
        alone_word most = NOT_ALONE;
        for (int g = 0; g < count && verdict->singles; g++)
            for (int r = 0; verdict->singles[g] && r < verdict->detailed[g]->cases[0].row_count; r++) {
                const alone_word word = alone(&verdict->singles[g][r], p);
                most = word > most ? word : most;
            }
        if (most != (lawfully ? LAWFULLY : BY_BREACH))
            continue;
        cas_putf(&out, "%s%s", named++ ? ", " : "", book->agreement->parties[p].name);
    }
    return cas_book_shortened(arena, cas_built_string(&out));
}
