/* What the files of the chapter on verdicts share: html_verdicts.c, html_matrix.c, html_blockers.c, html_brief.c. */
#ifndef CAS_REPORT_HTML_VERDICTS_H
#define CAS_REPORT_HTML_VERDICTS_H

#include "report/aggressors.h"
#include "report/book.h"
#include "report/verdict_rows.h"

/* cases[g]: the answers for the first of gatherings[g], with families where they were found. */
void cas_book_blockers(cas_builder *out, const cas_book *book, const cas_book_verdict *verdict, const cas_gathering *gatherings, const cas_case *const *cases, int count);
/* Who alone can stop it under some issue, reading and aggressor: without a breach, or only by one. Names with commas; "" for nobody. */
const char *cas_book_who_alone(cas_arena *arena, const cas_book *book, const cas_book_verdict *verdict, bool lawfully);

#endif
