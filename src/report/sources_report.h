/* What documents say, written down. Inside the library only. */
#ifndef CAS_REPORT_SOURCES_REPORT_H
#define CAS_REPORT_SOURCES_REPORT_H

#include "evidence/evidence.h"
#include "report/json_writer.h"
#include "report/layout.h"

/* A document that could not be read, and why. */
typedef struct cas_unread {
    const char *name, *problem;
} cas_unread;

typedef struct cas_sources_sheet {
    const cas_evidence *evidence;
    const cas_unread *unread;
    size_t unread_count;
} cas_sources_sheet;

/* docs/schema/sources.json */
void cas_json_sources(cas_json *json, const cas_sources_sheet *sheet);
/* Who says what, which words are one utterance, who has it from whom. */
void cas_text_sources(cas_page *page, const cas_sources_sheet *sheet);

/* One self-contained page: html_sources.c. */
void cas_html_sources(cas_builder *out, const cas_sources_sheet *sheet);

/* The words of a quotation, parts joined by `…`: all of them, or on one line and not too many. */
cas_text cas_quotation_whole(cas_arena *arena, const cas_quotation *quotation);
cas_text cas_quotation_words(cas_arena *arena, const cas_quotation *quotation);

#endif
