/* casus check --witnesses: who else reports what a text rests on. */
#ifndef CAS_REPORT_WITNESSES_H
#define CAS_REPORT_WITNESSES_H

#include "evidence/disagree.h"
#include "model/agreement.h"
#include "report/json_writer.h"
#include "report/layout.h"

/* One citation. */
typedef struct cas_witness_row {
    const cas_note_form *note;
    const char *file;   /* of the text, where it is not the first one; else null */
    size_t line;        /* of the citation */
    const char *source; /* as the text calls it */
    const char *clause; /* the clause it speaks for, or null */
    bool restated;      /* the source is in our own words: no witness itself */
    cas_witnessed found;
} cas_witness_row;

/* A clause, and the documents that report any of what it cites. */
typedef struct cas_witnessed_clause {
    const char *label;
    size_t line, documents;
    size_t only; /* if documents is 1: which */
} cas_witnessed_clause;

typedef struct cas_witnesses {
    const cas_evidence *evidence;
    const cas_witness_row *rows;
    size_t row_count;
    const cas_witnessed_clause *clauses; /* those that cite anything */
    size_t clause_count;
    const char *const *unread; /* "FILE: problem" */
    size_t unread_count;
} cas_witnesses;

void cas_text_witnesses(cas_page *page, const cas_witnesses *witnesses);
/* The value of "witnesses"; docs/schema/check.json. */
void cas_json_witnesses(cas_json *json, const cas_witnesses *witnesses);

#endif
