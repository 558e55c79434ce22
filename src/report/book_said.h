/* What answers say in English, in the language of the book: see book_said.c. */
#ifndef CAS_REPORT_BOOK_SAID_H
#define CAS_REPORT_BOOK_SAID_H

#include "report/book.h"

/* The sentence in the book's language; itself where the book is in English, or where its language has no form for it. */
const char *cas_book_said(const cas_book *book, const char *english);
/* For tables: of a list of more than twelve names, in braces or not, the first six and how many there are. */
const char *cas_book_shortened(cas_arena *arena, const char *words);
/* The same as HTML text; what stays English says so to screen readers and dictionaries. */
void cas_book_say(cas_builder *out, const cas_book *book, const char *english);

#endif
