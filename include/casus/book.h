/* Everything there is to say of a text, as one page that needs nothing else. */
#ifndef CASUS_BOOK_H
#define CASUS_BOOK_H

#include "casus/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A picture of the page as a file of its own. Everything is borrowed, and valid during the call that hands it over. */
typedef struct casus_picture {
    const char *name;  /* for a file: small ASCII letters, digits, - and _, different for each picture of a page */
    const char *title; /* in words */
    const char *svg;   /* SVG 1.1 in UTF-8 with its own style, light and dark; terminated */
    size_t length;
} casus_picture;

typedef struct casus_book_options {
    size_t size;          /* CASUS_BOOK_OPTIONS_INIT sets it */
    const char *language; /* "en" or "de"; null: "en" */
    bool without_cures;   /* leave the search for cures out */
    /* Called with each picture, in the order of the page, when the page is done; or null. */
    void (*picture)(void *user, const casus_picture *picture);
    /*
     * Lays out a graph in the DOT language (numbers for names, boxes of given sizes), as `dot -Tplain` does: returns that format, terminated, which stays
     * the callee's and is read before the next call; or null, as when it is not given: a simple layered layout is used. What it answers is checked.
     */
    const char *(*lay_out)(void *user, const char *graph);
    void *user; /* for the two */
} casus_book_options;

#define CASUS_BOOK_OPTIONS_INIT                                                                                        \
    {                                                                                                                  \
        .size = sizeof(casus_book_options)                                                                             \
    }

/**
 * One text as a self-contained HTML page: verdicts, who can stop what, courses of events, cures, settlement, standoffs, power, the text with what
 * it rests on, and how it was computed.
 *
 * shape     HTML 5 in UTF-8 that loads nothing and runs nothing; names are text wherever they stand
 * units     days
 * exact     as the answers; what the time did not suffice for says so
 * cost      the verdicts on every goal and incident with all families, and the cures of those that are not kept; `picture` costs what drawing does
 * errors    CASUS_E_INPUT     the text has errors
 *           CASUS_E_ARGUMENT  there is no such language
 *           CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_text_free()
 * threads   as ctx
 * source    docs/report.md
 */
CASUS_API casus_status casus_book(casus_ctx *ctx, const casus_model *model, const casus_book_options *opt, casus_text **out);

/**
 * Several texts in one table: worst and best verdicts, claims, and what the clauses rest on.
 *
 * shape     HTML 5, as casus_book(); links[i] is the address of the page of models[i]
 * units     days
 * exact     as the answers
 * cost      the verdicts on every goal and incident, without families
 * errors    as casus_book()
 * ownership *out is the caller's, free with casus_text_free()
 * threads   as ctx
 * source    docs/report.md
 */
CASUS_API casus_status casus_library(casus_ctx *ctx, const casus_model *const *models, const char *const *links, size_t count,
                                     const casus_book_options *opt, casus_text **out);

#ifdef __cplusplus
}
#endif

#endif
