/*
 * Games from a table: comma, semicolon or tab between fields (whichever the first line has most of), fields in quotes with quotes doubled,
 * any line end, a byte order mark or none, the first row a heading.
 */
#include "power/read.h"

#include <string.h>

typedef struct cas_table {
    cas_arena *arena;
    cas_text left;
    char comma;
    cas_text *fields;
    size_t count, room;
} cas_table;

static char separator_of(cas_text csv)
{
    size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (size_t i = 0; i < csv.length && (quoted || csv.at[i] != '\n'); i++) {
        quoted ^= csv.at[i] == '"';
        if (quoted)
            continue;
        commas += csv.at[i] == ',';
        semicolons += csv.at[i] == ';';
        tabs += csv.at[i] == '\t';
    }
    return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
}

/* One field; false when a quote is never closed. */
static bool read_field(cas_table *table, cas_text *field)
{
    cas_text *left = &table->left;
    if (left->length && left->at[0] == '"') {
        cas_builder value = {.arena = table->arena};
        size_t i = 1;
        for (;; i++) {
            if (i >= left->length)
                return false;
            if (left->at[i] == '"') {
                if (i + 1 < left->length && left->at[i + 1] == '"')
                    i++;
                else
                    break;
            }
            cas_putc(&value, left->at[i]);
        }
        left->at += i + 1;
        left->length -= i + 1;
        *field = cas_built(&value);
        return true;
    }
    size_t i = 0;
    while (i < left->length && left->at[i] != table->comma && left->at[i] != '\n' && left->at[i] != '\r')
        i++;
    *field = (cas_text){left->at, i};
    left->at += i;
    left->length -= i;
    return true;
}

/* One row; false with *problem null at the end. */
static bool read_row(cas_table *table, size_t line, const char **problem)
{
    cas_text *left = &table->left;
    table->count = 0;
    if (!left->length)
        return false;
    for (;;) {
        cas_poll(table->arena->ctx);
        table->fields = CAS_ROOM(table->arena, table->fields, table->count, &table->room);
        if (!read_field(table, &table->fields[table->count])) {
            *problem = cas_format(table->arena, "row %zu of the table opens a quote that is never closed", line);
            return false;
        }
        table->count++;
        if (left->length && left->at[0] == table->comma) {
            left->at++;
            left->length--;
            continue;
        }
        if (left->length && left->at[0] != '\n' && left->at[0] != '\r') {
            *problem = cas_format(table->arena, "row %zu of the table has text after a closed quote", line);
            return false;
        }
        const size_t end = left->length > 1 && left->at[0] == '\r' && left->at[1] == '\n' ? 2 : left->length ? 1 : 0;
        left->at += end;
        left->length -= end;
        return true;
    }
}

static bool is_blank(const cas_table *table)
{
    return table->count == 1 && !table->fields[0].length;
}

/* The column of that name, or that number from 1; -1 when there is none, or two: then *problem says so. */
static int column_of(cas_arena *arena, const cas_table *heading, cas_text name, const char **problem)
{
    int found = -1;
    for (size_t c = 0; c < heading->count; c++) {
        if (!cas_text_equal(heading->fields[c], name))
            continue;
        if (found >= 0) {
            *problem = cas_format(arena, "the table has two columns called %.*s; count from 1 instead", CAS_SHOW(name));
            return -1;
        }
        found = (int)c;
    }
    if (found >= 0)
        return found;
    cas_decimal number;
    if (!cas_decimal_read(arena, name, &number) || number.places)
        return -1;
    const int64_t column = cas_big_small(number.digits);
    return column >= 1 && (uint64_t)column <= heading->count ? (int)column - 1 : -1;
}

/* The first column but `key` that begins like a number in the first row below the heading; whether it is one is said of each row. */
static int numeric_column(const cas_table *row, int key)
{
    for (size_t c = 0; c < row->count; c++) {
        cas_text field = row->fields[c];
        while (field.length && strchr(" -+.", field.at[0])) {
            field.at++;
            field.length--;
        }
        if ((int)c != key && field.length && field.at[0] >= '0' && field.at[0] <= '9')
            return (int)c;
    }
    return -1;
}

const cas_game *cas_game_read_csv(cas_arena *arena, cas_text csv, cas_text key, cas_text value, cas_text quota, const char **problem)
{
    *problem = NULL;
    if (csv.length >= 3 && !memcmp(csv.at, "\xEF\xBB\xBF", 3)) {
        csv.at += 3;
        csv.length -= 3;
    }
    if (csv.length && memchr(csv.at, 0, csv.length)) {
        *problem = "the table is no text in UTF-8: it contains a zero byte";
        return NULL;
    }
    cas_table table = {.arena = arena, .left = csv, .comma = separator_of(csv)};
    if (!read_row(&table, 1, problem)) {
        if (!*problem)
            *problem = "the table is empty";
        return NULL;
    }
    const size_t columns = table.count;
    const int key_column = key.length ? column_of(arena, &table, key, problem) : 0;
    int value_column = value.length ? column_of(arena, &table, value, problem) : -1;
    if (*problem)
        return NULL;
    if (key_column < 0 || (value.length && value_column < 0)) {
        *problem = cas_format(arena, "the table has no column %.*s", CAS_SHOW(key_column < 0 ? key : value));
        return NULL;
    }
    cas_members members = {.arena = arena, .names = {.arena = arena}};
    for (size_t line = 2; read_row(&table, line, problem); line++) {
        if (is_blank(&table))
            continue;
        if (table.count != columns) {
            *problem = cas_format(arena, "row %zu of the table has %zu fields, and the heading has %zu", line, table.count, columns);
            return NULL;
        }
        if (value_column < 0)
            value_column = numeric_column(&table, key_column);
        if (value_column < 0) {
            *problem = "the table has no column of numbers: its first row below the heading has none; name the column of weights";
            return NULL;
        }
        if (!cas_member_add(&members, table.fields[key_column], table.fields[value_column], problem)) {
            *problem = cas_format(arena, "row %zu of the table: %s", line, *problem);
            return NULL;
        }
    }
    if (*problem)
        return NULL;
    return cas_members_game(&members, quota, cas_format(arena, "%.*s of the table", CAS_SHOW(quota)), problem);
}
