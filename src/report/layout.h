/* Text laid out in columns: widths as a terminal shows them, lines filled to a width, tables. Colours where wished. */
#ifndef CAS_REPORT_LAYOUT_H
#define CAS_REPORT_LAYOUT_H

#include "base/text.h"

/* A page being filled. */
typedef struct cas_page {
    cas_builder *out;
    int columns; /* lines are filled to this width */
    bool color;
} cas_page;

typedef enum cas_ink { CAS_INK_PLAIN, CAS_INK_STRONG, CAS_INK_GOOD, CAS_INK_BAD, CAS_INK_DOUBT, CAS_INK_FAINT } cas_ink;

/* Columns that a text takes on a terminal. */
int cas_text_columns(cas_text text);
void cas_page_ink(cas_page *page, cas_ink ink, const char *words);
/* A paragraph: the first line begins after `first` columns, the others after `rest`; words are never split. */
void cas_page_fill(cas_page *page, int first, int rest, const char *words);
void cas_page_spaces(cas_page *page, int count);

/* A cell that is filled to its width in as many lines as it takes. */
typedef struct cas_cell {
    const char *words;
    int width;
    cas_ink ink;
} cas_cell;

/* Cells side by side, two columns apart, after an indent; the last may be as long as it is wide. */
void cas_page_cells(cas_page *page, int indent, const cas_cell *cells, int count);

/* A table whose columns are as wide as their widest cell needs, at most `most` each; the last takes what is left. */
typedef struct cas_table {
    cas_arena *arena;
    int columns;
    const char **words; /* rows * columns */
    cas_ink *inks;
    size_t count, room; /* cells */
} cas_table;

void cas_table_put(cas_table *table, const char *words, cas_ink ink);
void cas_page_table(cas_page *page, int indent, const cas_table *table, bool headed);

#endif
