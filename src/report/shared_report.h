/* Which documents share text, written down. Inside the library only. */
#ifndef CAS_REPORT_SHARED_REPORT_H
#define CAS_REPORT_SHARED_REPORT_H

#include "evidence/shared.h"
#include "report/sources_report.h"

typedef struct cas_shared_sheet {
    const char *const *names;
    const cas_shared_text *shared;
    const cas_unread *unread;
    size_t unread_count;
    size_t first; /* how many groups of sentences are listed */
} cas_shared_sheet;

void cas_json_shared(cas_json *json, cas_arena *arena, const cas_shared_sheet *sheet);
void cas_text_shared(cas_page *page, const cas_shared_sheet *sheet);

/* What one document shares with another of an index. */
typedef struct cas_indexed_share {
    const char *name;
    const uint32_t (*lines)[2]; /* line here, line there */
    size_t count;
} cas_indexed_share;

typedef struct cas_indexed {
    const char *name, *sha256;
    bool known;
    size_t sentences;
    const cas_indexed_share *shares; /* most sentences first */
    size_t share_count;
} cas_indexed;

typedef struct cas_indexed_sheet {
    const cas_indexed *documents;
    size_t count;
    const cas_unread *unread;
    size_t unread_count;
} cas_indexed_sheet;

void cas_json_indexed(cas_json *json, const cas_indexed_sheet *sheet);
void cas_text_indexed(cas_page *page, const cas_indexed_sheet *sheet);

#endif
