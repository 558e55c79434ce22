/* Can it be agreed: settlements, irreducible conflicts, minimal concessions. */
#ifndef CASUS_AGREE_H
#define CASUS_AGREE_H

#include "casus/hold.h"
#include "casus/report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_agree_options {
    size_t size;                 /* CASUS_AGREE_OPTIONS_INIT sets it */
    const char *without;         /* "A,B": parties, groups or positions that `settle by` does without; null: nobody */
    const char *draft;           /* only its packages; or null */
    const char *const *settings; /* "issue=alternative", each; only packages with these */
    size_t setting_count;
    size_t first;       /* how many packages, conflicts and concessions are listed; 0: 1,000 */
    bool each_reading;  /* also: what becomes of it under each reading */
    const char *method; /* of conflicts and concessions: "marco" or "diagram"; null: what fits */
    bool color;         /* text only */
} casus_agree_options;

#define CASUS_AGREE_OPTIONS_INIT                                                                                       \
    {                                                                                                                  \
        .size = sizeof(casus_agree_options)                                                                            \
    }

/**
 * What the parties of a text can agree on, and if on nothing, exactly why, written down.
 *
 * shape     JSON: docs/schema/agree.json; CSV and LaTeX: a row a position, a red line of a set, a settlement
 * units     packages of issues; ranks: 1 + how many settlements a position likes better; steps: levels below its best
 * exact     yes; what could not be counted within the budget is null, and named under `omitted`
 * cost      counts: the size of decision diagrams over issues; conflicts and concessions: there can be exponentially many, see
 *           docs/methods/settlement.md
 * errors    CASUS_E_INPUT     the text has errors, no position, no feasible package, a party that ranks an issue twice:
 *                             casus_last_needs says where
 *           CASUS_E_ARGUMENT  no such draft, issue, alternative, method, or nobody of that name to be left out
 *           CASUS_E_BUDGET    memory or time were not enough for the red lines themselves
 * ownership *out is the caller's, free with casus_text_free(); outcome may be null
 * threads   as casus_ctx
 * source    Reiter1987, LiffitonPrevitiMalikMarquesSilva2016; docs/methods/settlement.md
 */
CASUS_API casus_status casus_agree(casus_ctx *ctx, const casus_model *model, const casus_agree_options *opt,
                                   casus_form form, casus_outcome *outcome, casus_text **out);

#ifdef __cplusplus
}
#endif

#endif
