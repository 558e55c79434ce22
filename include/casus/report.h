/* Answers, written down. */
#ifndef CASUS_REPORT_H
#define CASUS_REPORT_H

#include "casus/hold.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum casus_form {
    CASUS_TEXT, /* for reading */
    CASUS_JSON, /* for programs: docs/schema */
    CASUS_CSV,  /* the table of verdicts alone, one row a line */
    CASUS_LATEX /* the table of verdicts alone, as a tabular */
} casus_form;

typedef struct casus_render_options {
    size_t size; /* CASUS_RENDER_OPTIONS_INIT sets it */
    bool color;  /* text: with the colour codes of a terminal */
    int columns; /* text: lines are filled to this width; 0: 100 */
} casus_render_options;

#define CASUS_RENDER_OPTIONS_INIT                                                                                      \
    {                                                                                                                  \
        .size = sizeof(casus_render_options)                                                                           \
    }

/**
 * Write an answer down.
 *
 * shape     a text that ends in a line break; the same answer gives the same bytes
 * units     days, fractions of a day for hours
 * exact     as the answer; counts that may exceed 2^53 are strings in JSON
 * cost      linear in what is written
 * errors    CASUS_E_ARGUMENT  a pointer is null, opt is of no known version, or the answer has no such form
 *           CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_text_free()
 * threads   as ctx
 * source    docs/interface.md
 */
CASUS_API casus_status casus_answer_render(casus_ctx *ctx, const casus_answer *answer, casus_form form,
                                           const casus_render_options *opt, casus_text **out);

#ifdef __cplusplus
}
#endif

#endif
