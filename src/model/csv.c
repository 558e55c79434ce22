/* Tables: see csv.h. */
#include "model/csv.h"

#include <string.h>

typedef struct reader {
    cas_arena *arena;
    cas_text bytes;
    size_t at, line;
    char separator;
    cas_text *cells;
    size_t count, room;
    size_t *lines;
    size_t line_count, line_room;
} reader;

static cas_text without_mark(cas_text bytes)
{
    if (bytes.length >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0)
        return (cas_text){bytes.at + 3, bytes.length - 3};
    return bytes;
}

static char separator_of(cas_text bytes)
{
    bool semicolon = false;
    for (size_t i = 0; i < bytes.length && bytes.at[i] != '\n' && bytes.at[i] != '\r'; i++) {
        if (bytes.at[i] == ',')
            return ',';
        semicolon |= bytes.at[i] == ';';
    }
    return semicolon ? ';' : ',';
}

static bool ends_cell(const reader *in)
{
    return in->at >= in->bytes.length || in->bytes.at[in->at] == in->separator || in->bytes.at[in->at] == '\n' ||
           in->bytes.at[in->at] == '\r';
}

/* After the opening quote. */
static const char *read_quoted(reader *in, cas_text *cell)
{
    const size_t began = in->line;
    cas_builder doubled = {.arena = in->arena};
    size_t begin = in->at;
    bool any_doubled = false;
    for (;;) {
        if (in->at >= in->bytes.length)
            return cas_format(in->arena, "the quote that opens in line %zu is not closed", began);
        const char c = in->bytes.at[in->at++];
        if (c == '\n')
            in->line++;
        if (c != '"')
            continue;
        if (in->at < in->bytes.length && in->bytes.at[in->at] == '"') {
            cas_put(&doubled, (cas_text){in->bytes.at + begin, in->at - begin});
            any_doubled = true;
            begin = ++in->at;
            continue;
        }
        break;
    }
    *cell = (cas_text){in->bytes.at + begin, in->at - 1 - begin};
    if (any_doubled) {
        cas_put(&doubled, *cell);
        *cell = cas_built(&doubled);
    }
    if (!ends_cell(in))
        return cas_format(in->arena, "text follows a closing quote in line %zu", in->line);
    return NULL;
}

static const char *read_cell(reader *in)
{
    cas_text cell;
    if (in->at < in->bytes.length && in->bytes.at[in->at] == '"') {
        in->at++;
        const char *why = read_quoted(in, &cell);
        if (why)
            return why;
    } else {
        const size_t begin = in->at;
        while (!ends_cell(in))
            in->at++;
        cell = (cas_text){in->bytes.at + begin, in->at - begin};
    }
    in->cells = CAS_ROOM(in->arena, in->cells, in->count, &in->room);
    in->cells[in->count++] = cell;
    return NULL;
}

static void end_line(reader *in)
{
    if (in->at < in->bytes.length && in->bytes.at[in->at] == '\r')
        in->at++;
    if (in->at < in->bytes.length && in->bytes.at[in->at] == '\n')
        in->at++;
    in->line++;
}

static bool is_blank_line(const reader *in)
{
    return in->bytes.at[in->at] == '\n' || in->bytes.at[in->at] == '\r';
}

static const char *read_row(reader *in, size_t *width)
{
    const size_t before = in->count;
    in->lines = CAS_ROOM(in->arena, in->lines, in->line_count, &in->line_room);
    in->lines[in->line_count++] = in->line;
    for (;;) {
        const char *why = read_cell(in);
        if (why)
            return why;
        if (in->count - before > CAS_MAX_TABLE_COLUMNS)
            return cas_format(in->arena, "line %zu has more than %d columns", in->line, CAS_MAX_TABLE_COLUMNS);
        if (in->at >= in->bytes.length || in->bytes.at[in->at] != in->separator)
            break;
        in->at++;
    }
    const size_t cells = in->count - before;
    if (!*width)
        *width = cells;
    if (cells != *width)
        return cas_format(in->arena, "line %zu has %zu columns, and the head has %zu", in->lines[in->line_count - 1],
                          cells, *width);
    end_line(in);
    return NULL;
}

const char *cas_table_read(cas_arena *arena, cas_text bytes, cas_table *out)
{
    reader in = {.arena = arena, .bytes = without_mark(bytes), .line = 1};
    *out = (cas_table){0};
    if (in.bytes.length && memchr(in.bytes.at, 0, in.bytes.length))
        return "it has a zero byte, which no text has";
    in.separator = separator_of(in.bytes);
    size_t width = 0;
    while (in.at < in.bytes.length) {
        cas_poll(arena->ctx);
        if (is_blank_line(&in)) {
            end_line(&in);
            continue;
        }
        if (in.line_count > CAS_MAX_TABLE_ROWS)
            return cas_format(arena, "it has more than %d rows", CAS_MAX_TABLE_ROWS);
        const char *why = read_row(&in, &width);
        if (why)
            return why;
    }
    if (!in.line_count)
        return "it is empty, and the first line should name the columns";
    *out = (cas_table){in.cells, in.line_count - 1, width, in.lines};
    return NULL;
}

static cas_text trimmed(cas_text text)
{
    while (text.length && (text.at[0] == ' ' || text.at[0] == '\t'))
        text = (cas_text){text.at + 1, text.length - 1};
    while (text.length && (text.at[text.length - 1] == ' ' || text.at[text.length - 1] == '\t'))
        text.length--;
    return text;
}

int cas_table_column(const cas_table *table, cas_text name)
{
    for (size_t i = 0; i < table->columns; i++)
        if (cas_text_equal(trimmed(table->cells[i]), trimmed(name)))
            return (int)i;
    return -1;
}

cas_text cas_table_cell(const cas_table *table, size_t row, size_t column)
{
    return trimmed(table->cells[(row + 1) * table->columns + column]);
}
