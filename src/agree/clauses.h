/* Packages and red lines as clauses for the solver: see clauses.c. */
#ifndef CAS_AGREE_CLAUSES_H
#define CAS_AGREE_CLAUSES_H

#include "agree/solver.h"
#include "agree/space.h"

typedef struct cas_clauses {
    cas_space *space;
    cas_solver *solver;
    const int *bits;      /* the solver's variable of each bit of an issue */
    const int *positions; /* of each position: it accepts; 0: it has no voice */
    const int *stands;    /* of each red line: it stands; 0: nobody whose acceptance counts holds it */
    int *assumed;         /* room for a question */
} cas_clauses;

/* A model is a feasible package that settles while those red lines stand whose variables are true. */
cas_clauses *cas_clauses_open(cas_arena *arena, cas_space *space);
/* Do these red lines (one flag a line) leave a settlement? failed: if not, some of them that do not together; or null. */
bool cas_clauses_settle(cas_clauses *clauses, const bool *stands, bool *failed);
/* The package that was found. */
void cas_clauses_package(const cas_clauses *clauses, int *choice);

#endif
