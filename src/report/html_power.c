/* The chapter on power: who decides under each named rule as bars, the largest first; against the quota; with whom: coalitions. */
#include "report/book.h"
#include "report/book_said.h"
#include "report/book_words.h"
#include "report/class_counts.h"
#include "report/html.h"
#include "report/power_report.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_BARS = 40, ROW = 22, NAMES = 190, BARS = 380, NUMBERS = 110, MOST_CHIPS = 8, SIGN = 11 };

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

static const cas_power_member **sorted(cas_arena *arena, const cas_power *power)
{
    const cas_power_member **order = CAS_ARRAY(arena, const cas_power_member *, power->count + 1);
    for (int m = 0; m < power->count; m++)
        order[m] = &power->members[m];
    qsort(order, (size_t)power->count, sizeof *order, by_share);
    return order;
}

static void put_bars(cas_builder *out, const cas_book *book, const cas_book_power *one)
{
    cas_arena *arena = out->arena;
    const cas_power *power = one->power;
    const cas_power_member **order = sorted(arena, power);
    const int shown = power->count < MOST_BARS ? power->count : MOST_BARS;
    const double most = power->count && share_of(order[0]) > 0 ? share_of(order[0]) : 1;
    cas_builder body = {.arena = arena};
    bool any_veto = false;
    for (int m = 0; m < shown; m++) {
        const double share = share_of(order[m]);
        any_veto = any_veto || order[m]->veto;
        cas_picture_text(&body, NAMES - 8, m * ROW + 16, CAS_ANCHOR_END, NULL, cas_picture_cut(arena, order[m]->name, CAS_PICTURE_FONT, NAMES - 10));
        cas_putf(&body, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>", NAMES, m * ROW + 4, share / most * BARS, ROW - 8,
                 order[m]->veto ? "bar veto" : "bar");
        cas_picture_text(&body, NAMES + share / most * BARS + 6, m * ROW + 16, CAS_ANCHOR_START, NULL,
                         order[m]->index[CAS_POWER_BANZHAF].known ? cas_format(arena, "%.2f %%%s", 100 * share, order[m]->veto ? " ■" : "") : "?");
        cas_putc(&body, '\n');
    }
    int height = shown * ROW + 4;
    if (any_veto)
        cas_picture_text(&body, NAMES, (height += ROW) - SIGN, CAS_ANCHOR_START, "small", cas_format(arena, "■ %s", book->words[CAS_WORDS_VETO]));
    if (shown < power->count)
        cas_picture_text(&body, NAMES, (height += ROW) - SIGN, CAS_ANCHOR_START, "small", cas_format(arena, "… + %d", power->count - shown));
    const cas_picture picture = {cas_picture_name(arena, "power", one->rule, NULL), cas_format(arena, "%s: %s", book->words[CAS_WORDS_POWER_UNDER], one->title),
                                 book->words[CAS_WORDS_POWER_LEAD], NAMES + BARS + NUMBERS, height, cas_built(&body)};
    cas_gallery_add(book->gallery, picture);
    cas_picture_inline(out, &picture);
}

static void put_curve(cas_builder *out, const cas_book *book, const cas_book_power *one)
{
    cas_arena *arena = out->arena;
    const cas_picture picture = cas_power_curve_drawn(arena, one->curve, cas_picture_name(arena, "power", one->rule, "against-quota"),
                                                      cas_format(arena, "%s: %s", book->words[CAS_WORDS_AGAINST_QUOTA], one->title), book->words[CAS_WORDS_QUOTA]);
    cas_gallery_add(book->gallery, picture);
    cas_html_element(out, "h4", NULL, book->words[CAS_WORDS_AGAINST_QUOTA]);
    cas_picture_inline(out, &picture);
}

static void put_coalitions(cas_builder *out, const cas_book *book, const cas_power *power, const cas_coalitions *coalitions, cas_book_word title)
{
    cas_arena *arena = out->arena;
    if (!coalitions)
        return;
    const char **names = CAS_ARRAY(arena, const char *, power->count + 1);
    int *class_of = CAS_ARRAY(arena, int, power->count + 1);
    for (int m = 0; m < power->count; m++) {
        names[m] = power->members[m].name;
        class_of[m] = power->members[m].class_number;
    }
    const cas_listed_sets sets = {coalitions->listed, coalitions->listed_count, coalitions->count};
    const char *counts = cas_sets_by_class(arena, names, power->count, class_of, &sets);
    cas_puts(out, "<p class=\"sets\"><b>");
    cas_html_puts(out, cas_format(arena, "%s: %s", book->words[title], cas_big_string(arena, coalitions->count)));
    cas_puts(out, "</b> ");
    if (*counts)
        cas_html_element(out, "span", "chip", cas_book_said(book, counts));
    for (size_t i = 0; !*counts && i < coalitions->listed_count && i < MOST_CHIPS; i++) {
        cas_builder words = {.arena = arena};
        for (int m = cas_set_next(&coalitions->listed[i], 0); m >= 0; m = cas_set_next(&coalitions->listed[i], m + 1))
            cas_putf(&words, "%s%s", words.length ? ", " : "", names[m]);
        cas_html_element(out, "span", "chip", cas_built_string(&words));
        cas_putc(out, ' ');
    }
    if (!*counts && cas_big_compare(coalitions->count, cas_big_of(arena, MOST_CHIPS)) > 0)
        cas_puts(out, "…");
    cas_puts(out, "</p>\n");
}

const char *cas_book_power_words(cas_arena *arena, const cas_book *book)
{
    cas_builder out = {.arena = arena};
    for (int r = 0; r < book->power_count && r < 3; r++) {
        const cas_power *power = book->powers[r].power;
        const cas_power_member **order = sorted(arena, power);
        cas_putf(&out, "%s%s – %s %.1f %%", r ? "; " : "", book->powers[r].title, order[0]->name, 100 * share_of(order[0]));
        if (power->count > 1)
            cas_putf(&out, ", %s %.1f %%", order[1]->name, 100 * share_of(order[1]));
        cas_puts(&out, power->count > 2 ? ", …" : "");
    }
    cas_puts(&out, book->power_count > 3 ? "; …" : "");
    return cas_built_string(&out);
}

void cas_book_power_chapter(cas_builder *out, const cas_book *book)
{
    if (!book->power_count)
        return;
    cas_puts(out, "<section id=\"power\">");
    cas_html_element(out, "h2", NULL, book->words[CAS_WORDS_POWER]);
    cas_html_element(out, "p", NULL, book->words[CAS_WORDS_POWER_LEAD]);
    for (int r = 0; r < book->power_count; r++) {
        const cas_book_power *one = &book->powers[r];
        cas_html_element(out, "h3", NULL, one->title);
        if (one->words && *one->words)
            cas_html_element(out, "p", "faint", one->words);
        if (one->chosen)
            cas_html_element(out, "p", NULL, book->words[CAS_WORDS_ONE_FORM]);
        put_bars(out, book, one);
        if (one->curve)
            put_curve(out, book, one);
        put_coalitions(out, book, one->power, one->winning, CAS_WORDS_WINNING);
        put_coalitions(out, book, one->power, one->blocking, CAS_WORDS_BLOCKING);
        if (!one->winning)
            cas_html_element(out, "p", "faint", book->words[CAS_WORDS_COALITIONS_MANY]);
    }
    cas_puts(out, "</section>\n");
}
