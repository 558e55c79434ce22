/* What one text answers to one question, point by point: an aggressor and a choice of those issues and readings that matter. */
#ifndef CAS_COMPARE_POINTS_H
#define CAS_COMPARE_POINTS_H

#include "hold/questions.h"
#include "model/load.h"

/* A text, and which of its packages are meant. */
typedef struct cas_side {
    const char *name; /* as the caller calls it */
    const cas_agreement *agreement;
    const cas_loaded *loaded;
    const cas_loader *loader;
    int draft; /* or -1 */
    const cas_chosen *settings;
    int setting_count;
} cas_side;

typedef enum cas_asked_kind {
    CAS_ASKED_OWN,     /* a question that the text asks itself */
    CAS_ASKED_WHO,     /* the verdict on a goal, with all families */
    CAS_ASKED_POWER,   /* who decides under a named rule */
    CAS_ASKED_SETTLEMENT, /* what the positions settle on, and if on nothing, why */
    CAS_ASKED_RUN,        /* the course of a scenario */
    CAS_ASKED_STANDOFF    /* the equilibria of a standoff */
} cas_asked_kind;

typedef struct cas_asked {
    cas_asked_kind kind;
    const char *words;           /* how it reads; OWN, SETTLEMENT, STANDOFF: as the text may ask it */
    const char *goal, *incident; /* WHO; incident may be null */
    const char *name;            /* POWER, RUN, STANDOFF; OWN: its quoted name */
    const char *by;              /* WHO: only this aggressor; null: all */
} cas_asked;

typedef struct cas_named_choice {
    const char *dimension, *alternative;
} cas_named_choice;

/* An answer has parts that can change each by itself. What a part is depends on the question. */
enum { CAS_POINT_PARTS = 6 };

typedef struct cas_point {
    const char *by;  /* the aggressor; or null */
    bool is_party;   /* by is one */
    bool whoever;    /* it is unknown who it was: the worst case */
    const cas_named_choice *choices; /* of issues and readings that this side leaves open */
    int choice_count;
    const cas_named_choice *package; /* RUN: the one whose course is told */
    int package_count;
    const char *parts[CAS_POINT_PARTS]; /* equal answers have equal parts, whatever text they are of; null: there is none */
    int badness;                        /* the worse the greater; only between answers to one question */
    bool open;                          /* undecided */
    /* For whoever shows it: a row of an answer, or words for each part. */
    const cas_question *question;
    const cas_row *row;
    const char *words[CAS_POINT_PARTS];
} cas_point;

typedef struct cas_points {
    const cas_point *items;
    size_t count;
    bool able; /* false: this text cannot be asked that */
} cas_points;

/* families: of a verdict the minimal sets too; compared by their number and the first hundred. */
cas_points cas_points_of(cas_arena *arena, const cas_side *side, const cas_asked *asked, bool families);

/* Per dimension the one alternative that all packages of the side choose, or -1: what is chosen there is the side itself. */
int *cas_side_choices(cas_arena *arena, const cas_side *side);

/* The packages that are meant, as a condition; null: all. */
const cas_condition *cas_side_condition(cas_arena *arena, const cas_side *side);

/* "blockers", "SEQ", …; "" for the answer itself. */
const char *cas_point_part_name(cas_asked_kind kind, int part);
/* Is the part a list, a line an entry? Then it has no words of its own: what tells is which lines only one side has. */
bool cas_point_part_is_list(cas_asked_kind kind, int part);
/* Is an entry a package ("role = guarantor, troops = none")? */
bool cas_point_part_is_packages(cas_asked_kind kind, int part);
/* A list whose order tells nothing, as a part. */
const char *cas_point_list(cas_arena *arena, const char **lines, size_t count);

#endif
