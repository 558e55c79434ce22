/* Text laid out in columns: see layout.h. */
#include "report/layout.h"

#include <string.h>
#include <utf8proc.h>

int cas_text_columns(cas_text text)
{
    int columns = 0;
    for (size_t at = 0; at < text.length;) {
        utf8proc_int32_t letter;
        const utf8proc_ssize_t took =
            utf8proc_iterate((const utf8proc_uint8_t *)text.at + at, (utf8proc_ssize_t)(text.length - at), &letter);
        if (took <= 0) {
            columns++;
            at++;
        } else {
            columns += utf8proc_charwidth(letter);
            at += (size_t)took;
        }
    }
    return columns;
}

void cas_page_spaces(cas_page *page, int count)
{
    for (int i = 0; i < count; i++)
        cas_putc(page->out, ' ');
}

static const char *code_of(cas_ink ink)
{
    switch (ink) {
    case CAS_INK_PLAIN: return "";
    case CAS_INK_STRONG: return "\033[1m";
    case CAS_INK_GOOD: return "\033[32m";
    case CAS_INK_BAD: return "\033[31m";
    case CAS_INK_DOUBT: return "\033[33m";
    case CAS_INK_FAINT: return "\033[2m";
    }
    return "";
}

static void put_inked(cas_page *page, cas_ink ink, cas_text words)
{
    const bool inked = page->color && ink != CAS_INK_PLAIN && words.length;
    if (inked)
        cas_puts(page->out, code_of(ink));
    cas_put(page->out, words);
    if (inked)
        cas_puts(page->out, "\033[0m");
}

void cas_page_ink(cas_page *page, cas_ink ink, const char *words)
{
    put_inked(page, ink, cas_text_of(words));
}

/* As much of the text as fits a width, cut at a space; *text is what remains. A single word may be too long, and stays whole. */
static cas_text next_line(cas_text *text, int width)
{
    size_t end = 0, at = 0;
    while (at < text->length) {
        size_t stop = at;
        while (stop < text->length && text->at[stop] != ' ' && text->at[stop] != '\n')
            stop++;
        if (end && cas_text_columns((cas_text){text->at, stop}) > width)
            break;
        end = stop;
        if (stop < text->length && text->at[stop] == '\n')
            break;
        at = stop + 1;
    }
    const cas_text line = {text->at, end};
    if (end < text->length)
        end++;
    text->at += end;
    text->length -= end;
    return line;
}

void cas_page_fill(cas_page *page, int first, int rest, const char *words)
{
    cas_text left = cas_text_of(words);
    int indent = first;
    do {
        const cas_text line = next_line(&left, page->columns - indent);
        cas_page_spaces(page, indent);
        cas_put(page->out, line);
        cas_putc(page->out, '\n');
        indent = rest;
    } while (left.length);
}

enum { MOST_CELLS = 16, GAP = 2 };

void cas_page_cells(cas_page *page, int indent, const cas_cell *cells, int count)
{
    cas_text left[MOST_CELLS];
    CAS_CHECK(page->out->arena->ctx, count <= MOST_CELLS);
    for (int i = 0; i < count; i++)
        left[i] = cas_text_of(cells[i].words);
    bool more = true;
    while (more) {
        more = false;
        int missing = indent;
        for (int i = 0; i < count; i++) {
            const cas_text line = next_line(&left[i], cells[i].width);
            if (line.length) {
                cas_page_spaces(page, missing);
                put_inked(page, cells[i].ink, line);
                missing = 0;
            }
            const int columns = cas_text_columns(line);
            missing += (columns < cells[i].width ? cells[i].width - columns : 0) + GAP;
            more = more || left[i].length > 0;
        }
        cas_putc(page->out, '\n');
    }
}

void cas_table_put(cas_table *table, const char *words, cas_ink ink)
{
    const size_t room = table->room;
    table->words = CAS_ROOM(table->arena, table->words, table->count, &table->room);
    size_t ink_room = room;
    table->inks = CAS_ROOM(table->arena, table->inks, table->count, &ink_room);
    table->words[table->count] = words ? words : "";
    table->inks[table->count++] = ink;
}

/* Columns of the longest word of a text, up to `most`: a column no narrower keeps its words whole. */
static int longest_word(const char *words, int most)
{
    int longest = 0;
    cas_text rest = cas_text_of(words);
    while (rest.length) {
        const cas_text line = next_line(&rest, 1);
        const int columns = cas_text_columns(line);
        longest = columns > longest ? columns : longest;
    }
    return longest < most ? longest : most;
}

/* The widest of the columns that are wider than the limit and than their longest word; -1: none is. */
static int can_give_way(const int *widths, const int *words, int columns, int limit)
{
    int widest = -1;
    for (int i = 0; i < columns; i++)
        if (widths[i] > limit && widths[i] > words[i] && (widest < 0 || widths[i] > widths[widest]))
            widest = i;
    return widest;
}

/*
 * Too wide a table: the widest of the columns before the last gives way first, down to a width at which it can still be read; then
 * the last; then all, as long as words stay whole.
 */
static void fit(int *widths, const int *words, int columns, int available)
{
    enum { NARROW = 14, NARROWEST = 8 };
    for (;;) {
        int total = GAP * (columns - 1);
        for (int i = 0; i < columns; i++)
            total += widths[i];
        if (total <= available)
            return;
        int widest = can_give_way(widths, words, columns - 1, NARROW);
        if (widest < 0 && widths[columns - 1] > NARROW)
            widest = columns - 1;
        if (widest < 0)
            widest = can_give_way(widths, words, columns, NARROWEST);
        if (widest < 0)
            return;
        widths[widest]--;
    }
}

void cas_page_table(cas_page *page, int indent, const cas_table *table, bool headed)
{
    enum { LONGEST_KEPT_WHOLE = 24 };
    int widths[MOST_CELLS] = {0}, words[MOST_CELLS] = {0};
    CAS_CHECK(page->out->arena->ctx, table->columns <= MOST_CELLS);
    for (size_t i = 0; i < table->count; i++) {
        const int columns = cas_text_columns(cas_text_of(table->words[i]));
        const size_t column = i % (size_t)table->columns;
        if (columns > widths[column])
            widths[column] = columns;
        const int longest = longest_word(table->words[i], LONGEST_KEPT_WHOLE);
        words[column] = longest > words[column] ? longest : words[column];
    }
    fit(widths, words, table->columns, page->columns - indent);
    for (size_t row = 0; row * (size_t)table->columns < table->count; row++) {
        cas_cell cells[MOST_CELLS];
        for (int i = 0; i < table->columns; i++) {
            const size_t at = row * (size_t)table->columns + (size_t)i;
            cells[i] = (cas_cell){table->words[at], widths[i], headed && row == 0 ? CAS_INK_STRONG : table->inks[at]};
        }
        cas_page_cells(page, indent, cells, table->columns);
    }
}
