/*
 * Diagnostics as a reader sees them.
 *
 *     error[E0213]: no party or group is called "guarantor"
 *       istanbul.casus:31:11
 *        31 |   each of guarantor must give weapons to UA within 1 day
 *           |           ^^^^^^^^^ did you mean `guarantors` (line 9)?
 *       clause 5b rests on digest 7: "each of the guarantors …"
 *
 * A line is shown as it is, but: tabs become spaces, what cannot be seen is made visible, and a line that is too long is cut
 * around the place. The marks below count terminal columns, so a wide character takes two of them.
 */
#include "lang/diagnostic.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

enum { SHOWN_COLUMNS = 96, TAB_COLUMNS = 4, MOST_BEFORE = 60 };

/* One character of the source as it is shown. */
typedef struct cell {
    uint32_t begin, end; /* bytes of the source */
    int width;
    char text[12];
} cell;

static bool is_hidden(utf8proc_int32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return true;
    /* Marks that turn the direction of writing or take no room: a line must not read differently from what it is. */
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || c == 0xAD;
}

static cell cell_at(cas_text line, size_t at, int column)
{
    cell shown = {.begin = (uint32_t)at, .end = (uint32_t)at + 1, .width = 1};
    if (line.at[at] == '\t') {
        shown.width = TAB_COLUMNS - column % TAB_COLUMNS;
        memset(shown.text, ' ', (size_t)shown.width);
        return shown;
    }
    utf8proc_int32_t c;
    const utf8proc_ssize_t length =
        utf8proc_iterate((const utf8proc_uint8_t *)line.at + at, (utf8proc_ssize_t)(line.length - at), &c);
    if (length < 0) {
        shown.text[0] = '?';
        return shown;
    }
    shown.end = (uint32_t)(at + (size_t)length);
    if (is_hidden(c)) {
        shown.width = snprintf(shown.text, sizeof shown.text, "<U+%04X>", (unsigned)c);
        return shown;
    }
    memcpy(shown.text, line.at + at, (size_t)length);
    shown.width = utf8proc_charwidth(c);
    return shown;
}

/* Where the window of what is shown begins and ends, in bytes of the line. */
typedef struct window {
    size_t begin, end;
} window;

static window window_around(cas_text line, size_t place)
{
    int columns = 0, before = 0;
    window shown = {0, line.length};
    for (size_t i = 0; i < line.length;) {
        const cell c = cell_at(line, i, columns);
        if (i < place)
            before += c.width;
        columns += c.width;
        i = c.end;
        if (columns > 4 * SHOWN_COLUMNS && i > place + 4 * SHOWN_COLUMNS)
            break;
    }
    if (columns <= SHOWN_COLUMNS + 8)
        return shown;
    int skip = before > MOST_BEFORE ? before - MOST_BEFORE : 0;
    columns = 0;
    size_t i = 0;
    while (i < line.length && columns < skip) {
        const cell c = cell_at(line, i, columns);
        columns += c.width;
        i = c.end;
    }
    shown.begin = i;
    while (i < line.length && columns < skip + SHOWN_COLUMNS) {
        const cell c = cell_at(line, i, columns);
        columns += c.width;
        i = c.end;
    }
    shown.end = i;
    return shown;
}

typedef struct palette {
    const char *strong, *mark, *faint, *plain;
} palette;

static palette palette_of(cas_severity severity, int flags)
{
    if (!(flags & CAS_RENDER_COLOUR))
        return (palette){"", "", "", ""};
    return (palette){"\033[1m", severity == CAS_SEVERITY_ERROR ? "\033[1;31m" : "\033[1;33m", "\033[2m", "\033[0m"};
}

static void put_spaces(cas_builder *out, int count)
{
    for (int i = 0; i < count; i++)
        cas_putc(out, ' ');
}

/* A message may quote the source: it must stay one visible line as well. */
static void put_visible(cas_builder *out, const char *message)
{
    const cas_text text = cas_text_of(message);
    for (size_t i = 0; i < text.length;) {
        const cell c = cell_at(text, i, 0);
        cas_puts(out, text.at[i] == '\t' ? " " : c.text);
        i = c.end;
    }
}

/* The source line of a span with a mark below, and a note behind the mark. */
static void put_line(cas_builder *out, const cas_source_map *map, cas_span span, char mark, const char *note,
                     palette look)
{
    const size_t line_number = cas_source_line_of(map, span.file, span.begin);
    const cas_text line = cas_source_line_text(map, span.file, line_number);
    const uint32_t line_begin = cas_source_of(map, span.file)->line_begins[line_number - 1];
    const size_t begin = span.begin - line_begin;
    const size_t end = span.end > span.begin ? span.end - line_begin : begin + 1;
    const window shown = window_around(line, begin);
    cas_putf(out, "%s%6zu |%s ", look.faint, line_number, look.plain);
    if (shown.begin > 0)
        cas_puts(out, "…");
    int column = 0, before = shown.begin > 0, marked = 0;
    for (size_t i = shown.begin; i < shown.end;) {
        const cell c = cell_at(line, i, column);
        cas_puts(out, c.text);
        if (c.end <= begin)
            before += c.width;
        else if (c.begin < end)
            marked += c.width;
        column += c.width;
        i = c.end;
    }
    cas_puts(out, shown.end < line.length ? "…\n" : "\n");
    cas_putf(out, "%s       |%s ", look.faint, look.plain);
    put_spaces(out, before);
    cas_puts(out, look.mark);
    for (int i = 0; i < (marked ? marked : 1); i++)
        cas_putc(out, mark);
    cas_puts(out, look.plain);
    if (note) {
        cas_putc(out, ' ');
        put_visible(out, note);
    }
    cas_putc(out, '\n');
}

static void put_place(cas_builder *out, const cas_source_map *map, cas_span span)
{
    const cas_place place = cas_source_place(map, span.file, span.begin);
    cas_putf(out, "  %.*s:%zu:%zu\n", CAS_SHOW(cas_source_of(map, span.file)->name), place.line, place.column);
}

/* A span in a file that was refused, or outside any, has no line to show. */
static bool has_line(const cas_source_map *map, cas_span span)
{
    const cas_source_file *file = cas_source_of(map, span.file);
    return file && !file->refused && span.begin <= file->text.length;
}

void cas_diagnostic_render(cas_builder *out, const cas_source_map *map, const cas_diagnostic *diagnostic, int flags)
{
    const palette look = palette_of(diagnostic->severity, flags);
    cas_putf(out, "%s%s[%s]%s%s: ", look.mark, diagnostic->severity == CAS_SEVERITY_ERROR ? "error" : "warning",
             cas_code_entry_of(diagnostic->code)->name, look.plain, look.strong);
    put_visible(out, diagnostic->message);
    cas_putf(out, "%s\n", look.plain);
    if (has_line(map, diagnostic->span)) {
        put_place(out, map, diagnostic->span);
        put_line(out, map, diagnostic->span, '^', diagnostic->hint, look);
    } else if (diagnostic->hint) {
        cas_puts(out, "  ");
        put_visible(out, diagnostic->hint);
        cas_putc(out, '\n');
    }
    for (size_t i = 0; i < diagnostic->related_count; i++) {
        const cas_related *related = &diagnostic->related[i];
        if (!has_line(map, related->span)) {
            cas_puts(out, "  ");
            put_visible(out, related->note);
            cas_putc(out, '\n');
            continue;
        }
        if (related->span.file != diagnostic->span.file)
            put_place(out, map, related->span);
        put_line(out, map, related->span, '-', related->note, look);
    }
    if (diagnostic->rests_on) {
        cas_puts(out, "  ");
        put_visible(out, diagnostic->rests_on);
        cas_putc(out, '\n');
    }
}

void cas_diagnostics_render(cas_builder *out, const cas_source_map *map, const cas_diagnostics *list, int flags)
{
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            cas_putc(out, '\n');
        cas_diagnostic_render(out, map, list->items[i], flags);
    }
    const size_t errors = list->errors - list->kept_errors, warnings = list->warnings - list->kept_warnings;
    if (errors)
        cas_putf(out, "\n%zu more error%s not shown\n", errors, errors == 1 ? " is" : "s are");
    if (warnings)
        cas_putf(out, "\n%zu more warning%s not shown\n", warnings, warnings == 1 ? " is" : "s are");
}

static void put_indented(cas_builder *out, const char *text)
{
    while (*text) {
        const char *end = strchr(text, '\n');
        const size_t length = end ? (size_t)(end - text) : strlen(text);
        cas_puts(out, "    ");
        cas_put(out, (cas_text){text, length});
        cas_putc(out, '\n');
        text += length + (end != NULL);
    }
}

void cas_explain(cas_builder *out, const cas_code_entry *entry)
{
    cas_putf(out, "%s: %s\n\n%s\n", entry->name, entry->title, entry->explanation);
    if (*entry->example) {
        cas_puts(out, "\nFor example:\n\n");
        put_indented(out, entry->example);
    }
    if (*entry->mend) {
        cas_puts(out, "\nMended:\n\n");
        put_indented(out, entry->mend);
    }
}
