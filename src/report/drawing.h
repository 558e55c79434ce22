/*
 * Graphs laid out to be drawn: boxes from left to right, and curves between them.
 *
 * Who lays them out is the caller's affair: a function that is given the graph in the DOT language and answers in graphviz's plain format (casus_book_options).
 * What it is given has numbers for names, so nothing of a text leaves this process; what it answers is read with suspicion. Without it, or if it fails, a
 * simple layered layout of our own is used.
 */
#ifndef CAS_REPORT_DRAWING_H
#define CAS_REPORT_DRAWING_H

#include "base/text.h"

typedef struct cas_box_drawn {
    double width, height;
    double x, y; /* found: its middle */
} cas_box_drawn;

typedef struct cas_point {
    double x, y;
} cas_point;

typedef struct cas_arrow_drawn {
    int from, to;
    double label_width; /* 0: no label */
    cas_point label;    /* found: its middle */
    cas_point *points;  /* found: a start, then three points a piece of a Bézier curve */
    int point_count;
} cas_arrow_drawn;

typedef struct cas_drawing {
    cas_box_drawn *boxes;
    int box_count;
    cas_arrow_drawn *arrows;
    int arrow_count;
    double width, height; /* found */
} cas_drawing;

/* Answers the plain format, which stays its own until it is called again, or null. */
typedef struct cas_layouter {
    const char *(*lay_out)(void *user, const char *graph);
    void *user;
} cas_layouter;

/* layouter may be null. */
void cas_drawing_lay_out(cas_arena *arena, cas_drawing *drawing, const cas_layouter *layouter);

#endif
