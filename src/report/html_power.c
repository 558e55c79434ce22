/* The chapter on power: bars, the largest first, and the curve against the quota. */
#include "report/book.h"
#include "report/book_words.h"
#include "report/html.h"
#include "report/power_report.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_BARS = 40, ROW = 22, NAMES = 190, BARS = 380, NUMBERS = 110 };

static double share_of(const cas_power_member *member)
{
    return member->index[CAS_POWER_BANZHAF].known ? member->index[CAS_POWER_BANZHAF].nearest : 0;
}

static int by_share(const void *a, const void *b)
{
    const cas_power_member *x = *(const cas_power_member *const *)a, *y = *(const cas_power_member *const *)b;
    const double p = share_of(x), q = share_of(y);
    return p < q ? 1 : p > q ? -1 : x < y ? -1 : x > y;
}

/* A picture with its words as text; the table beside it says the same. */
static void put_bars(cas_builder *out, const cas_book *book, const cas_power *power)
{
    const cas_power_member **order = CAS_ARRAY(out->arena, const cas_power_member *, power->count + 1);
    for (int m = 0; m < power->count; m++)
        order[m] = &power->members[m];
    qsort(order, (size_t)power->count, sizeof *order, by_share);
    const int shown = power->count < MOST_BARS ? power->count : MOST_BARS;
    const double most = power->count && share_of(order[0]) > 0 ? share_of(order[0]) : 1;
    cas_putf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" class=\"bars\"><title>", NAMES + BARS + NUMBERS, shown * ROW + 4);
    cas_html_puts(out, book->words[CAS_WORDS_POWER_LEAD]);
    cas_puts(out, "</title>\n");
    for (int m = 0; m < shown; m++) {
        const double share = share_of(order[m]);
        const cas_text name = cas_text_of(order[m]->name);
        const size_t most_name = 24;
        size_t cut = name.length < most_name ? name.length : most_name;
        while (cut < name.length && ((unsigned char)name.at[cut] & 0xC0) == 0x80)
            cut--;
        cas_putf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", NAMES - 8, m * ROW + 16);
        cas_html_put(out, (cas_text){name.at, cut});
        cas_puts(out, cut < name.length ? "…</text>" : "</text>");
        cas_putf(out, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>", NAMES, m * ROW + 4,
                 share / most * BARS, ROW - 8, order[m]->veto ? "bar veto" : "bar");
        cas_putf(out, "<text x=\"%.1f\" y=\"%d\">%.2f %%%s</text>\n", NAMES + share / most * BARS + 6, m * ROW + 16,
                 100 * share, order[m]->veto ? " ■" : "");
    }
    cas_puts(out, "</svg>\n");
    bool any_veto = false;
    for (int m = 0; m < shown; m++)
        any_veto = any_veto || order[m]->veto;
    if (any_veto) {
        cas_puts(out, "<p class=\"faint\">■ ");
        cas_html_puts(out, book->words[CAS_WORDS_VETO]);
        cas_puts(out, "</p>\n");
    }
    if (shown < power->count)
        cas_putf(out, "<p class=\"faint\">… + %d</p>\n", power->count - shown);
}

void cas_book_power_chapter(cas_builder *out, const cas_book *book)
{
    if (!book->power_count)
        return;
    cas_puts(out, "<section id=\"power\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_POWER]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_POWER_LEAD]);
    for (int r = 0; r < book->power_count; r++) {
        cas_html_element(out, "h3", NULL, book->powers[r].title);
        put_bars(out, book, book->powers[r].power);
        if (!book->powers[r].curve)
            continue;
        cas_puts(out, "<details><summary>");
        cas_html_puts(out, book->words[CAS_WORDS_AGAINST_QUOTA]);
        cas_puts(out, "</summary>\n<div class=\"picture\">");
        cas_power_curve_svg(out, book->powers[r].curve);
        cas_puts(out, "</div></details>\n");
    }
    cas_puts(out, "</section>\n");
}
