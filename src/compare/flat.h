/* A text with what it includes and amends, as one text: so that edits of any of its files can be tried alike. */
#ifndef CAS_COMPARE_FLAT_H
#define CAS_COMPARE_FLAT_H

#include "model/load.h"

/* Where lines of the flat text come from: those from line `at` on from line `from` on of a file. */
typedef struct cas_flat_piece {
    int at, from;
    const char *file; /* null: the first file itself */
} cas_flat_piece;

typedef struct cas_flat {
    cas_text text;
    const cas_flat_piece *pieces;
    size_t count; /* 0: it is the text of the first file */
} cas_flat;

/*
 * The statements in the order in which they hold, what is replaced or dropped left out. Stands in the place of the first file: paths are made relative to it.
 * Where agreements stand side by side, or a path cannot be made so, it is the text of the first file.
 */
cas_flat cas_flat_of(cas_arena *arena, const cas_loaded *loaded);

/* The line in its own file; *file as in a piece. */
int cas_flat_line(const cas_flat *flat, int line, const char **file);

#endif
