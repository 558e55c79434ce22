/* Who decides: the power of every member under a decision rule. */
#ifndef CASUS_POWER_H
#define CASUS_POWER_H

#include "casus/hold.h"
#include "casus/report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_power_options {
    size_t size;                /* CASUS_POWER_OPTIONS_INIT sets it */
    /* The rule, in one of four ways, or the power that is wished. */
    const casus_model *model;   /* 1: a rule of a text, by its name, in the first package that the draft and the settings allow */
    const char *rule;
    const char *draft;
    const char *const *settings; /* "issue=alternative", each */
    size_t setting_count;
    const char *quota, *weights; /* 2: "39", "70%", ">50%"; "7x5,1x10" or "US:7,FR:5" */
    const char *csv;            /* 3: a table with one row a member, and a quota */
    size_t csv_length;
    const char *key, *value;    /* its columns, by name or number; null: the first, and the first other of numbers */
    const char *const *rules;   /* 4: several "q=39;w=7x5,1x10", all among the same members */
    size_t rule_count;
    const char *combine;        /* "and", "or", or how many of them */
    /* What is asked of it. */
    const char *const *blocs;   /* "A,B,C", each: members that vote as one */
    size_t bloc_count;
    const char *const *unions;  /* "A,B,C", each: a-priori unions, for the indices of Owen */
    size_t union_count;
    const char *indices;        /* "banzhaf,shapley_shubik"; null: all that are feasible */
    bool abstain;               /* the ternary indices too: votes are yes, abstention or no */
    int curve;                  /* so many quotas from half to all of the total: the indices as JSON, in any other form as CSV; 0: none */
    bool plot;                  /* the curve as SVG instead */
    const char *method;         /* the name of an engine; null: the cheapest */
    bool exact;                 /* every index also as a fraction, and nothing approximate */
    int digits;                 /* text, csv and latex: digits after the point; 0: 6 */
    bool benchmark;             /* the square-root share beside each weight */
    const char *coalitions;     /* "winning" or "blocking": list the minimal ones; null: none */
    const char *containing, *lacking; /* "A,B": only those that hold all, or none, of these */
    bool order;                 /* who can always stand in for whom */
    const char *needs;          /* a member: the fewest others with whom it wins, and blocks; null: none */
    size_t first;               /* how many are listed; 0: 1,000 */
    /* Other questions, told instead of all that. */
    const char *const *what_ifs; /* "leave A", "join X:12", "bloc A,B", "blocs" (every pair): power before and after */
    size_t what_if_count;
    const char *targets;        /* 5: no rule, but the power wished, "A:0.2,B:0.3", and a quota that is a share: weights that come closest; of the
                                   index named in `indices`, banzhaf (when null) or shapley_shubik */
    double most_seconds;        /* refuse what is estimated to take longer; 0: ten minutes */
} casus_power_options;

#define CASUS_POWER_OPTIONS_INIT {.size = sizeof(casus_power_options)}

/**
 * Power of every member under one decision rule, written down.
 *
 * shape     JSON: docs/schema/power.json (power_curve.json, power_what_if.json, power_inverse.json for those questions); text, CSV and LaTeX: a
 *           table with one row a member, in the order of the rule
 * units     swings: coalitions; shares: fractions of 1; what they mean is in docs/methods/power.md
 * exact     yes: doubles are nearest to exact rationals; where only an approximation was feasible it is called one, within a proven bound
 * cost      estimated before the work begins; what does not fit the budget is named as omitted; *outcome is CASUS_UNDECIDED if
 *           some of that was asked for (by name, or with exact), not for the rest of the usual set
 * errors    CASUS_E_INPUT     the quota, weights, table or names are wrong: casus_last_needs says how
 *           CASUS_E_ARGUMENT  no rule or more than one is given, or an index or method is unknown
 * ownership *out is the caller's, free with casus_text_free()
 * threads   as casus_ctx
 * source    docs/methods/power.md
 */
CASUS_API casus_status casus_power(casus_ctx *ctx, const casus_power_options *opt, casus_form form, casus_outcome *outcome, casus_text **out);

#ifdef __cplusplus
}
#endif

#endif
