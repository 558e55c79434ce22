/*
 * What changes between two texts: every question that both can be asked is put to both.
 *
 * The questions: those both texts ask themselves in the same words; the verdict on every goal both declare, on every incident both declare, with the minimal sets;
 * the course of every scenario that both tell in the same lines; what the positions of both settle on; who decides under every rule both name; the
 * equilibria of every standoff both describe. Answers are compared point by point: by aggressor, and
 * by issues and readings, where a point of one meets every point of the other that chooses nothing else.
 *
 * A cause of a change is a smallest set of edits that, made in the first text alone, gives the second text's answer there. Definition and limits:
 * docs/methods/compare.md.
 */
#ifndef CAS_COMPARE_COMPARE_H
#define CAS_COMPARE_COMPARE_H

#include "compare/edits.h"
#include "compare/points.h"
#include "compare/renames.h"

typedef struct cas_change {
    int asked;             /* which question */
    const cas_point *a, *b;
    const char *by;        /* the aggressor; or null */
    const char *where;     /* "response = alone, scope = any"; "" everywhere */
    unsigned differs;      /* bit p: part p */
    int worse;             /* above 0: worse, the more the worse; below 0: better; 0: neither */
    const int *because;    /* edits; null: not found */
    int because_count;
    const int *also;       /* edits each of which would do alone, besides the one in because */
    int also_count;
    const char *why_not;   /* because is null: why */
} cas_change;

typedef struct cas_difference {
    const cas_side *a, *b; /* a with the names of b */
    const cas_rename *renames;
    int rename_count;
    const cas_asked *asked;
    int asked_count;
    const cas_edit *edits;
    int edit_count;
    cas_change *changes; /* the worst first */
    size_t change_count;
    size_t compared;     /* points */
    bool open;           /* some answer is undecided */
    const char *const *only_a, *const *only_b; /* what only one of them can be asked, in words */
    int only_a_count, only_b_count;
    int tried;           /* texts that were made to find causes */
} cas_difference;

/*
 * cost      the answers to both texts; for the causes those of each edit made alone, then of one edit less after the other, then of pairs of at most 12 edits
 * exact     changes: as the answers; causes: each is verified by asking the text with these edits
 */
const cas_difference *cas_compare(cas_arena *arena, const cas_side *a, const cas_side *b);

/* Inside: fills in because. */
void cas_causes_find(cas_arena *arena, cas_difference *difference);
/* Does the point agree with the other in all it chooses? */
bool cas_points_meet(const cas_point *a, const cas_point *b);
bool cas_same_aggressor(const cas_point *a, const cas_point *b);

#endif
