/* Citations ready to paste, written down. Inside the library only. */
#ifndef CAS_REPORT_CITE_REPORT_H
#define CAS_REPORT_CITE_REPORT_H

#include "evidence/cite.h"
#include "report/sources_report.h"

typedef struct cas_cite_sheet {
    const char *words;
    const cas_evidence *evidence;
    const char *const *names;   /* by document: the name to cite it under */
    const bool *declared;       /* by document: a file declares it under that name */
    const cas_citables *found;
    size_t reported;    /* documents that have the words, or nearly */
    size_t independent; /* at least so many of them are witnesses of their own; 0: not looked at */
    size_t first;       /* how many are listed */
    const cas_unread *unread;
    size_t unread_count;
} cas_cite_sheet;

void cas_json_cite(cas_json *json, cas_arena *arena, const cas_cite_sheet *sheet);
/* The finished line first; everything else as comments of the language, so that all of it can be pasted. */
void cas_text_cite(cas_page *page, const cas_cite_sheet *sheet);

#endif
