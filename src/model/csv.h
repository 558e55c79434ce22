/* Tables: comma-separated values as in RFC 4180, with or without a byte order mark, lines ended by LF, CRLF or CR. */
#ifndef CAS_MODEL_CSV_H
#define CAS_MODEL_CSV_H

#include "base/text.h"

enum { CAS_MAX_TABLE_ROWS = 2000000, CAS_MAX_TABLE_COLUMNS = 4096 };

typedef struct cas_table {
    const cas_text *cells; /* row by row, `columns` each; the first row is the head */
    size_t rows, columns;  /* rows without the head */
    const size_t *lines;   /* per row, the head first: its line in the file, from 1 */
} cas_table;

/**
 * Read a table; its first row names the columns.
 *
 * separator  a comma, or a semicolon when the head has one and no comma (what spreadsheets of many countries write)
 * returns    NULL and *out, or one clause of a sentence that says what is wrong and in which line
 * refuses    a quote that is not closed or is followed by text, a row that is longer or shorter than the head, a zero byte, no head
 * cost       linear; cells borrow from the bytes unless they hold a doubled quote
 */
const char *cas_table_read(cas_arena *arena, cas_text bytes, cas_table *out);

/* Column of a name, or -1. Spaces around a name in the head do not count. */
int cas_table_column(const cas_table *table, cas_text name);
/* Row from 0, the first after the head. Spaces around the text are left out. */
cas_text cas_table_cell(const cas_table *table, size_t row, size_t column);

#endif
