/* The menu of edits of one text: each row of cure_menu.def at each place where it applies. */
#ifndef CAS_AGREE_CURE_MENU_H
#define CAS_AGREE_CURE_MENU_H

#include "model/agreement.h"
#include "model/load.h"

struct cas_cure_source;

typedef enum cas_cure_site {
    CAS_CURE_AT_ISSUE,            /* an issue or reading that can matter to the goal */
    CAS_CURE_AT_EVENT_WAITED_FOR, /* in `when`: `L done`, or an act that a duty gives a time for */
    CAS_CURE_AT_EVENT_ADOPTED,    /* in `when`: `D adopted` */
    CAS_CURE_AT_EVENT_FOUND,      /* in `when`: `F found` */
    CAS_CURE_AT_DECISION_OPENED, /* the `when` of a clause that opens a decision, unless the incident itself stands there */
    CAS_CURE_AT_RULE,            /* a whole rule: of a `rule` line, or written out in `decide` or `finding` */
    CAS_CURE_AT_COUNT_ALL,       /* in a rule or behind `by`: `all of` */
    CAS_CURE_AT_COUNT_ALL_BUT,
    CAS_CURE_AT_COUNT_SHARE, /* `at least 2/3 of`, `more than 60% of` */
    CAS_CURE_AT_COUNT_MAJORITY,
    CAS_CURE_AT_COUNT_NUMBER,   /* `at least 9 of` */
    CAS_CURE_AT_COUNT_AGAINST,  /* `none of … no`, `at most 3 of … not yes` */
    CAS_CURE_AT_NUMBER_OF,      /* the number of `any N of … can`, `on call of N of …` */
    CAS_CURE_AT_WHO_DUTY,       /* who must, in a joint duty or one that a `when` waits for */
    CAS_CURE_AT_FINDING_WAY,    /* `by RULE`, `by each`, `on call of …` of a finding */
    CAS_CURE_AT_DEADLINE,       /* a time in whole days, hours or weeks, where a day is wanted */
    CAS_CURE_AT_PERMISSION,     /* WHO may give … */
    CAS_CURE_AT_CHOICE_OF_GIFTS /* `any of` before the measures of a duty */
} cas_cure_site;

typedef enum cas_cure_where { CAS_CURE_AFTER, CAS_CURE_INSTEAD, CAS_CURE_TO_DUTY, CAS_CURE_CHOICE } cas_cure_where;

/* A row of cure_menu.def. */
typedef struct cas_cure_row {
    const char *name;
    int ladder; /* 0: none */
    cas_cure_site site;
    cas_cure_where where;
    const char *change, *words;
} cas_cure_row;

extern const cas_cure_row cas_cure_rows[];
extern const int cas_cure_row_count;

/* Bytes of a file of the text, and what stands there instead. */
typedef struct cas_cure_hunk {
    cas_span span;
    const char *text;
} cas_cure_hunk;

/* One edit at one place. */
typedef struct cas_cure_edit {
    const cas_cure_row *row;
    int number;      /* place in the menu */
    int place, rung; /* edits with the same place exclude each other; the higher rung does more */
    const cas_cure_hunk *hunks;
    int hunk_count;
    int clause;                 /* clause form it stands in, or -1 */
    int rule, rule_form;        /* named rule and form it stands in, or -1 */
    int dimension, alternative; /* ALTERNATIVE; else -1 */
    bool of_setting;            /* ALTERNATIVE: what changes is a choice of the caller, not the text */
    const char *label;          /* of the clause, or of one that uses the rule; null: of none */
    const char *from, *to;      /* the phrase */
    const char *file;
    size_t line;
} cas_cure_edit;

typedef struct cas_cure_menu {
    const cas_cure_edit *edits;
    int count;
    int places;
} cas_cure_menu;

/* What the menu is made for. */
typedef struct cas_cure_asked {
    const bool *clauses, *rules, *dimensions; /* what can matter to the goal: cas_influence */
    const char *incident;                     /* the incident's name; null: another event */
    bool has_attacker;                        /* somebody commits it */
    bool has_day;                             /* a verdict by a day is wanted */
    const char *const *named;                 /* parties that may be excluded by name */
    int named_count;
    int draft; /* -1: all */
    const int *setting_dimensions, *setting_alternatives;
    int setting_count;
} cas_cure_asked;

/* Cost: linear in the text and in the menu. Every edit of it makes a text without errors: cure_text.h is asked. */
const cas_cure_menu *cas_cure_menu_make(cas_arena *arena, const struct cas_cure_source *source,
                                        const cas_agreement *agreement, const cas_cure_asked *asked);

#endif
