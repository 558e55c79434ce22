/* What documents say: who is quoted in which words, who says the same, who has it from whom. */
#ifndef CASUS_EVIDENCE_H
#define CASUS_EVIDENCE_H

#include "casus/hold.h"
#include "casus/report.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One document: its bytes as they are in the file. */
typedef struct casus_source {
    const char *name; /* tells the format where the bytes do not */
    const char *bytes;
    size_t length;
    const char *extracted; /* null, or the text (UTF-8) that another program read out of the bytes: for PDF */
    size_t extracted_length;
    const char *problem; /* null, or why the caller could not read it: it is listed as unread */
} casus_source;

typedef struct casus_sources_options {
    size_t size; /* CASUS_SOURCES_OPTIONS_INIT sets it */
    const casus_source *sources;
    size_t source_count;
    const char *names; /* null, or names that mean one person or body: one a line, `A = B = C`; the first is used in answers */
    bool shared;       /* only which documents share text: for a hundred thousand of them */
    const char *index; /* null, or an SQLite file: what each document shares with those in it; then it is added */
    size_t first;      /* with shared: how many groups are listed; 0: 1,000 */
    bool page;         /* an HTML page instead, in any form */
} casus_sources_options;

#define CASUS_SOURCES_OPTIONS_INIT {.size = sizeof(casus_sources_options)}

/**
 * Read documents, and say who says what in them, who says the same and who has it from whom.
 *
 * shape     JSON: docs/schema/sources.json; text: a table of the documents, then their quotations, then what they share;
 *           with `shared` docs/schema/sources_shared.json, with `index` docs/schema/sources_index.json; with `page` one self-contained HTML page
 * units     lines and columns from 1, documents and quotations in JSON from 0
 * exact     where words stand, yes; whose they are is a reading of the language, each with its certainty and reason
 * cost      linear in the text, but for quotations and lines that share words, which are compared in pairs
 * errors    CASUS_E_ARGUMENT  a pointer is null, or opt is of no known version; a form other than text and JSON
 *           CASUS_E_SYSTEM    the index cannot be read or written
 *           CASUS_E_BUDGET    time or memory ran out. A document that cannot be read is no error: it is listed as unread,
 *                             and *outcome is CASUS_INPUT_WRONG
 * ownership *out is the caller's, free with casus_text_free()
 * threads   as casus_ctx
 * source    docs/methods/evidence.md
 */
CASUS_API casus_status casus_sources(casus_ctx *ctx, const casus_sources_options *opt, casus_form form,
                                     const casus_render_options *look, casus_outcome *outcome, casus_text **out);

typedef struct casus_cite_options {
    size_t size; /* CASUS_CITE_OPTIONS_INIT sets it */
    const char *words;
    const casus_source *sources; /* where to look */
    size_t source_count;
    const casus_model *model; /* null, or an agreement: its sources are searched too, and cited under the names it gives them */
    size_t first;             /* how many documents are named; 0: 5 */
} casus_cite_options;

#define CASUS_CITE_OPTIONS_INIT {.size = sizeof(casus_cite_options)}

/**
 * Find the passage most like some words, and write the line that cites it.
 *
 * shape     text: the finished line, then comments of the language with the place and other documents; JSON: docs/schema/cite.json
 * units     lines and columns from 1; likeness: 1 for the same words, typography aside
 * exact     the words are found if they stand in a document; what is only like them is a suggestion
 * cost      reading the documents, and for each one search and at most one alignment
 * errors    CASUS_E_ARGUMENT  a pointer is null, or opt is of no known version; a form other than text and JSON
 *           Where nothing is like the words *outcome is CASUS_NOT_AS_STATED
 * ownership *out is the caller's, free with casus_text_free()
 * threads   as casus_ctx
 * source    docs/methods/evidence.md
 */
CASUS_API casus_status casus_cite(casus_ctx *ctx, const casus_cite_options *opt, casus_form form, const casus_render_options *look, casus_outcome *outcome,
                                  casus_text **out);

#ifdef __cplusplus
}
#endif

#endif
