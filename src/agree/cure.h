/*
 * Cures: the smallest edits of a text after which a goal has the verdict that is wanted. Definition: docs/methods/cure.md.
 *
 *     cure_menu.def, cure_menu.h   which edits there are, and where in a text each applies
 *     cure_text.h                  a text with edits made, read again
 *     cure.h                       which sets of edits reach the verdict, and what each costs whom
 *
 * No header here includes the tree or the instance, whose type names clash; the files of the menu and the text see the tree, those of
 * the search and the costs see the instance.
 */
#ifndef CAS_AGREE_CURE_H
#define CAS_AGREE_CURE_H

#include "agree/cure_menu.h"
#include "agree/cure_text.h"
#include "agree/cure_word.h"

typedef struct cas_cure_wanted {
    cas_cure_word word;
    bool has_day;
    double days;       /* by then, at the latest */
    const char *words; /* "ASSURED by day 4" */
} cas_cure_wanted;

/* "assured", "available by day 4", "at the mercy", "needs by breach"; false when it is none of these. */
bool cas_cure_wanted_read(cas_arena *arena, const char *words, cas_cure_wanted *out);

typedef struct cas_cure_wish {
    const char *goal, *incident, *by; /* as the caller writes them; by may be null */
    cas_cure_wanted wanted;
    int draft; /* of the agreement; -1: all */
    const struct cas_chosen *settings;
    int setting_count;
    int most_edits; /* size of the largest set that is tried */
    size_t first;   /* how many cures are verified, costed and listed; 0: 1,000 */
    void (*progress)(void *user, const char *what, double share); /* or null */
    void *user;
} cas_cure_wish;

struct cas_verdict;
struct cas_instance;

/* A verdict with the text it was found in: hold.h and instance.h say what these are. */
typedef struct cas_cure_verdict {
    const struct cas_verdict *verdict; /* the worst over packages and aggressors; null: none was found */
    const struct cas_instance *instance;
    bool several; /* not the same everywhere */
} cas_cure_verdict;

typedef enum cas_cure_cost_kind {
    CAS_CURE_COSTS_VETO, /* can this party alone stop the goal, on this incident: before and after are cas_cure_stop */
    CAS_CURE_COSTS_VERDICT, /* the goal, when this party is the aggressor */
    CAS_CURE_COSTS_GOAL, /* another goal of the text, on this incident by the same aggressor; nobody's in particular */
    CAS_CURE_COSTS_DUTY, /* what this party owes: `duty`, newly (after 1) or no longer (before 1) */
    CAS_CURE_COSTS_RED_LINE /* a line of a position: is it crossed (1) in some package */
} cas_cure_cost_kind;

/* Something that is otherwise for a party than before. */
typedef struct cas_cure_cost {
    cas_cure_cost_kind kind;
    int party;                /* or -1 */
    int goal;                 /* VETO, VERDICT, GOAL */
    int position, stand;      /* RED_LINE */
    const char *label, *duty; /* DUTY: the clause, and its words */
    int before, after;
    cas_cure_verdict was, is; /* VERDICT, GOAL */
} cas_cure_cost;

/* A line of the text as it was and as it is. */
typedef struct cas_cure_line {
    const char *file;
    size_t line;
    const char *before, *after; /* before null: the line is new */
} cas_cure_line;

typedef struct cas_cure {
    const cas_cure_edit *const *edits;
    int count;
    const cas_cure_line *lines;
    size_t line_count;
    cas_cure_verdict verdict; /* of the edited text */
    const cas_cure_cost *costs;
    size_t cost_count;
    bool costs_known; /* false: the limits did not allow them */
} cas_cure;

typedef struct cas_cured {
    const cas_agreement *agreement; /* the text as it stands, the question added */
    cas_cure_wish wish;
    cas_cure_verdict verdict; /* of the text as it stands */
    bool elsewhere;           /* no package has these choices */
    bool already;             /* the text as it stands has it */
    const cas_cure *cures;
    size_t count; /* listed */
    size_t found; /* all; meaningful unless the search was cut off, then so many so far */
    const cas_cure_menu *menu;
    int complete_to;   /* every set of so many edits was tried */
    size_t sets, runs; /* sets of edits looked at; texts in packages that were run for them */
    size_t undecided;  /* sets about which the limits allowed no answer */
    const char *needs; /* why complete_to < most_edits or some is undecided; or null */
} cas_cured;

/*
 * All minimal cures of the loaded text up to the wished size.
 *
 * loaded     a text without errors; reading it again goes through loader
 * cost       sets of edits times a look-up, and one evaluation for each set of edits that meet in one package; docs/methods/cure.md
 * errors     CAS_E_INPUT when the question is wrong; the budget ends the search, and what was found until then is the answer
 */
const cas_cured *cas_cure_find(cas_arena *arena, const cas_loaded *loaded, const cas_loader *loader,
                               const cas_cure_wish *wish);

#endif
