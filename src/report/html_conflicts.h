/* Irreducible conflicts: who stands against whom. Part of the chapter on settlement. */
#ifndef CAS_REPORT_HTML_CONFLICTS_H
#define CAS_REPORT_HTML_CONFLICTS_H

#include "report/agree_report.h"
#include "report/book.h"

/* The position that holds a red line; the line with what it rests on. */
const char *cas_line_holder(const cas_book *book, int line);
const char *cas_line_words(cas_arena *arena, const cas_book *book, int line);
/* One picture of all conflicts: who shares how many with whom. Nothing where fewer than two positions do. */
void cas_book_against(cas_builder *out, const cas_book *book, const cas_line_sets *conflicts);
/* One conflict: its red lines side by side, a column a holder. */
void cas_book_conflict(cas_builder *out, const cas_book *book, const cas_line_sets *conflicts, size_t conflict);

#endif
