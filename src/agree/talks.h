/*
 * The talks: which packages there are, who has to accept them, what each refuses and prefers. Everything the methods of this folder read.
 */
#ifndef CAS_AGREE_TALKS_H
#define CAS_AGREE_TALKS_H

#include "agree/red_lines.h"
#include "agree/settle_rule.h"

/* The rule to settle by, where this condition holds (null: everywhere). */
typedef struct cas_settle_case {
    const cas_condition *where;
    const cas_settle_rule *rule;
} cas_settle_case;

/*
 * What a position prefers. Package A is at least as good as B if on the first weighed issue on which their levels differ A's is the
 * lower, or, where they differ on none, if on every other issue A's level is no higher. Packages that neither is at least as good as the
 * other cannot be compared.
 */
typedef struct cas_preference {
    const int *const *level; /* per dimension: null where no line ranks it, else a level per alternative, 0 the best */
    const int *top;          /* per dimension: the highest level */
    const int *weighed;      /* dimensions, the weightiest first */
    int weighed_count;
    bool any;
} cas_preference;

typedef struct cas_talks {
    const cas_agreement *agreement;
    const cas_condition *in; /* only packages in which this holds under some reading; null: all */
    cas_red_lines lines;
    const bool *taken_out; /* per seat */
    bool anybody_out;
    const cas_settle_case *cases;
    int case_count;
    const cas_preference *preferences; /* per position */
    const int *order;                  /* dimensions, so that those which red lines join stand together */
    const char *set_aside;             /* a line that is about a reading and cannot rank packages; or null */
} cas_talks;

enum { CAS_MAX_SETTLE_CASES = 4096 };

/*
 * errors  CAS_E_INPUT  no position; two lines that rank the same issue for one party; a red line that claims nothing; nobody left
 */
const cas_talks *cas_talks_of(cas_arena *arena, const cas_agreement *agreement, const cas_condition *in,
                              const bool *taken_out);
/* The same talks, of other packages. */
const cas_talks *cas_talks_in(cas_arena *arena, const cas_talks *talks, const cas_condition *in);

/* The seats whose acceptance `settle by` asks for in some package. */
const bool *cas_seats_asked(cas_arena *arena, const cas_agreement *agreement);

/* "file.casus:31" */
const char *cas_stand_place(cas_arena *arena, const cas_agreement *agreement, const cas_stand *stand);

/* Is package a at least as good as b? Rows of alternatives; only issues are looked at. */
bool cas_is_at_least_as_good(const cas_agreement *agreement, const cas_preference *preference, const int *a,
                             const int *b);
/* How many levels a package is below the best on each issue, summed over the issues that the position ranks. */
int cas_steps_down(const cas_agreement *agreement, const cas_preference *preference, const int *choice);

#endif
