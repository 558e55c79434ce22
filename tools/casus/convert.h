/* What other programs do for a report, where they are there: graphs laid out, a page as PDF. */
#ifndef CASUS_TOOL_CONVERT_H
#define CASUS_TOOL_CONVERT_H

#include "verb.h"

/* Graphs laid out by graphviz. Zero-initialise; close_layout frees what is left. */
typedef struct layout {
    char *answer;
    bool looked, there, failed; /* failed: it took too long once, or broke; it is not tried again */
    char program[4096];
} layout;

/* casus_book_options.lay_out; user is a layout. */
const char *lay_out(void *user, const char *graph);
void close_layout(layout *l);

/* Writes the page as PDF to path; EXIT_AS_STATED, or what to return after saying what is wrong. */
int write_pdf(const command_line *call, const casus_text *page, const char *path);

#endif
