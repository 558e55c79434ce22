/* Cures: the smallest edits of a text after which a promise is worth what is wanted of it. */
#ifndef CASUS_CURE_H
#define CASUS_CURE_H

#include "casus/hold.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_cure_options {
    size_t size;      /* CASUS_CURE_OPTIONS_INIT sets it */
    const char *goal; /* as in casus_who() */
    const char *on;   /* an incident, or an event */
    const char *by;   /* null: every possible aggressor at once */
    const char *want; /* "assured", "available", "at the mercy", "needs by breach"; the first three also "… by day 4" */
    int edits;        /* sets of up to so many edits are tried, 1 to 8; 0: 2 */
} casus_cure_options;

#define CASUS_CURE_OPTIONS_INIT                                                                                        \
    {                                                                                                                  \
        .size = sizeof(casus_cure_options)                                                                             \
    }

/**
 * The smallest sets of edits after which the goal has the verdict that is wanted, or a better one, in every package that is asked about.
 *
 * Another alternative of an issue or reading; a condition made a time limit; a party excluded or barred; another finding rule; a count
 * lowered; a fallback, a duty, a duty to decide added. Each cure is the edited text, read again and asked afresh.
 *
 * shape     an answer: the cures by number of edits, then in the order of the text; for each the lines as they were and are, its verdict, and
 *           what it costs whom
 * units     days
 * exact     yes, of the menu of edits that docs/methods/cure.md describes: none is missed, and none can be made smaller
 * cost      grows with the number of possible edits to the power of opt->edits; docs/methods/cure.md
 * errors    CASUS_E_INPUT     goal, on or by is no such thing in the model: casus_last_needs() says which
 *           CASUS_E_ARGUMENT  opt is incomplete or of no known version, want is no verdict, a draft or setting is not of the model
 *           CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 *           what the budget cuts off is an answer that says how far it went: CASUS_UNDECIDED. Without any cure within the size, and
 *           the search complete: CASUS_NOT_AS_STATED
 * ownership *out is the caller's, free with casus_answer_free() before model
 * threads   as ctx
 * source    docs/methods/cure.md
 */
CASUS_API casus_status casus_cure(casus_ctx *ctx, const casus_model *model, const casus_cure_options *opt,
                                  const casus_ask_options *wishes, casus_answer **out);

#ifdef __cplusplus
}
#endif

#endif
