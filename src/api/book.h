/* What a book needs of the other public functions' files. Inside api only. */
#ifndef CAS_API_BOOK_H
#define CAS_API_BOOK_H

#include "api/objects.h"
#include "report/book.h"

/* book_power.c: who decides under each named rule. Apart, because the names of power clash with those of hold. */
void cas_api_book_powers(cas_arena *arena, cas_book *book);
/* read.c: what a careful author would look at again. */
const struct cas_diagnostics *cas_api_lint(cas_arena *arena, const casus_model *model);

#endif
