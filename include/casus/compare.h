/* What changes between two texts, or two drafts of one: in their answers, not in their lines. */
#ifndef CASUS_COMPARE_H
#define CASUS_COMPARE_H

#include "casus/hold.h"
#include "casus/report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_diff_options {
    size_t size;                       /* CASUS_DIFF_OPTIONS_INIT sets it */
    const char *name_a, *name_b;       /* what the two are called in the answer; null: the names of their files */
    const char *draft_a, *draft_b;     /* only the packages of this draft; null: all */
    const char *const *settings;       /* "issue=alternative", each: only packages that have it, of both */
    size_t setting_count;
    size_t first;                      /* text: how many changes of each kind are told; 0: 1,000 */
    bool color;                        /* text only */
} casus_diff_options;

#define CASUS_DIFF_OPTIONS_INIT                                                                                        \
    {                                                                                                                  \
        .size = sizeof(casus_diff_options)                                                                             \
    }

/**
 * Every answer that differs between two texts, the worst change first, each with a smallest set of edits that causes it.
 *
 * shape     JSON: docs/schema/diff.json. The questions both texts ask themselves; the verdict on every goal and incident both declare, with the
 *           minimal sets; the course of every scenario both tell; what the positions settle on; power under every rule both name; the equilibria
 *           of every standoff both describe. A party with another name is the same one; the answer names it
 * units     days
 * exact     as the answers; each cause is verified by asking the first text with these edits
 * cost      the answers to both texts, and again for each edit; docs/methods/compare.md
 * errors    CASUS_E_INPUT     one of the texts has errors: casus_last_needs says which
 *           CASUS_E_ARGUMENT  no such draft or setting, or the form is neither text nor JSON
 *           CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_text_free(); *outcome is CASUS_NOT_AS_STATED where answers differ, CASUS_UNDECIDED where none
 *           differs but some are undecided
 * threads   as ctx; a and b may be the same model
 * source    docs/methods/compare.md
 */
CASUS_API casus_status casus_diff(casus_ctx *ctx, const casus_model *a, const casus_model *b, const casus_diff_options *opt,
                                  casus_form form, casus_outcome *outcome, casus_text **out);

#ifdef __cplusplus
}
#endif

#endif
