/* Answers checked again, by the definitions and not by the methods that found them. */
#ifndef CASUS_VERIFY_H
#define CASUS_VERIFY_H

#include "casus/hold.h"
#include "casus/report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_verify_options {
    size_t size;          /* CASUS_VERIFY_OPTIONS_INIT sets it */
    size_t max_positions; /* looked at for one value; 0: 200,000 */
    bool color;           /* text only */
    const casus_model *second; /* of an answer of diff: the text it calls b; else null */
} casus_verify_options;

#define CASUS_VERIFY_OPTIONS_INIT                                                                                      \
    {                                                                                                                  \
        .size = sizeof(casus_verify_options)                                                                           \
    }

/**
 * Check an answer that was written as JSON against the text it is about.
 *
 * shape     answers of who, check, run, cure, diff, stable, agree and power; model may be null for power of weights. JSON: docs/schema/verify.json
 * units     none
 * exact     a claim is right, wrong, or named as not checked because its definition does not fit the limits
 * cost      exponential, as the definitions are
 * errors    CASUS_E_INPUT     it is no JSON, no such answer, or not about this text; the text has errors
 *           CASUS_E_ARGUMENT, CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_text_free(); *outcome is CASUS_NOT_AS_STATED if a claim is wrong, CASUS_UNDECIDED if none is but
 *           some were not checked
 * threads   as ctx
 * source    docs/semantics.md, docs/methods
 */
CASUS_API casus_status casus_verify(casus_ctx *ctx, const casus_model *model, const char *answer, size_t length,
                                    const casus_verify_options *opt, casus_form form, casus_outcome *outcome, casus_text **out);

#ifdef __cplusplus
}
#endif

#endif
