/* Rows with equal answers, gathered: "response alone or two_thirds, membership any" instead of four lines. */
#ifndef CAS_REPORT_BOXES_H
#define CAS_REPORT_BOXES_H

#include "hold/questions.h"

enum { CAS_MOST_BOXED_ROWS = 2000 };

/* The product of some alternatives of each dimension; together exactly the packages of the rows gathered in it. */
typedef struct cas_box {
    const cas_row *first;   /* the first row in it: its evidence stands for all */
    uint64_t *alternatives; /* per dimension of the case's rows, a bit each */
    const int *drafts;
    int draft_count;
} cas_box;

typedef struct cas_boxes {
    const cas_box *boxes;
    int count;
    uint64_t *all; /* per dimension: the alternatives that occur in the case */
    bool gathered; /* false: too many rows or alternatives, a box is a row */
} cas_boxes;

cas_boxes cas_boxes_gather(cas_arena *arena, const cas_case *answers);
/* The alternatives of a box in one dimension: "alone or unanimous", "any". */
const char *cas_box_words(cas_arena *arena, const cas_agreement *agreement, const cas_boxes *boxes, const cas_box *box,
                          int place);
/* The drafts of a box by name, with commas. */
const char *cas_box_drafts(cas_arena *arena, const cas_agreement *agreement, const cas_box *box);

#endif
