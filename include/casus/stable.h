/* Can it be agreed: which outcomes of a standoff are stable. */
#ifndef CASUS_STABLE_H
#define CASUS_STABLE_H

#include "casus/hold.h"
#include "casus/report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_stable_options {
    size_t size; /* CASUS_STABLE_OPTIONS_INIT sets it */
    /* The conflict, in one of two ways. */
    const casus_model *model; /* 1: a standoff of a text, by its name; null name: its only one */
    const char *standoff;
    const char *gmcr; /* 2: a file of GMCR+ */
    size_t gmcr_length;
    const char *name; /* what it is called in the answer */
    /* What is asked of it. */
    const char *without; /* "A,B": decision makers that are taken out; null: none */
    const char *
        mode; /* "frozen" (their options stay as in the status quo; null too), "passive" (not taken), "unmoved" (any) */
    const char *const *why; /* "RU (V, A) SEQ", each: why a state is stable for a maker; without a concept: by each */
    size_t why_count;
    const char *list; /* "equilibria": leave the table out; null or "table": with it */
    bool swaps;       /* which equilibria hang on the order of two neighbouring statements */
    size_t
        shares; /* in which share of so many orders of the statements that no source fixes (all, where there are no more); 0: not asked */
    bool coalitions;  /* which states are stable for every coalition too */
    const char *wish; /* "(V, A)": what would have to be preferred for this state to be an equilibrium */
    const char *attitude; /* where preferences are unknown in part: "a", "b", "c" or "d", whose table is shown; null: "a" */
    bool as_gmcr;     /* write the conflict as a file of GMCR+ instead of any answer */
    size_t first;     /* how many states, paths and improvements are listed; 0: 1,000 */
    bool color;       /* text only */
} casus_stable_options;

#define CASUS_STABLE_OPTIONS_INIT                                                                                      \
    {                                                                                                                  \
        .size = sizeof(casus_stable_options)                                                                           \
    }

/**
 * Stability of the states of a standoff, by the Graph Model for Conflict Resolution, written down.
 *
 * shape     JSON: docs/schema/stable.json; CSV and LaTeX: the tableau of the literature, a row a state in ascending order
 * units     ranks: 1 is the best; states are numbered from 1
 * exact     yes
 * cost      n decision makers and s states: about n^2 s steps, some 40 + 20 n bytes a state
 * errors    CASUS_E_INPUT     the text has errors, or the standoff is none: casus_last_needs says why, with file and line
 *           CASUS_E_ARGUMENT  no such standoff, decision maker, state, concept or mode
 *           CASUS_E_BUDGET    memory or time were not enough
 * ownership *out is the caller's, free with casus_text_free()
 * threads   as casus_ctx; the answer is the same at any number
 * source    FangHipelKilgour1993; docs/methods/standoff.md
 */
CASUS_API casus_status casus_stable(casus_ctx *ctx, const casus_stable_options *opt, casus_form form, casus_text **out);

#ifdef __cplusplus
}
#endif

#endif
