/*
 * Red lines: what the positions of a text refuse.
 *
 * A red line is true of a package of issues ("the package crosses it") if it is true under some reading that the package leaves
 * feasible: the cautious side. It is a condition, or a claim about the agreement that the package makes, which `hold` judges.
 */
#ifndef CAS_AGREE_RED_LINES_H
#define CAS_AGREE_RED_LINES_H

#include "model/package.h"

/* One line `rejects`. */
typedef struct cas_red_line {
    int position; /* place in cas_agreement.positions */
    const cas_stand *stand;
    bool is_claim; /* about what the agreement brings about; else about the package alone */
    const cas_condition
        *crossed;      /* of issues and readings; a claim is worked out into one. Null: crossed in every package */
    const char *needs; /* a claim that is undecided somewhere, and taken as true there: what it would take; or null */
} cas_red_line;

typedef struct cas_red_lines {
    const cas_red_line *items; /* in order of the text */
    int count;
} cas_red_lines;

/*
 * Every red line of an agreement. A claim is asked of each of those combinations of alternatives that can make a difference to it, and
 * only of those. A claim `on INCIDENT by each of …` is crossed when it is true for any of them.
 * errors  CAS_E_INPUT  a line `rejects` that claims nothing which could be true or false
 */
cas_red_lines cas_red_lines_of(cas_arena *arena, const cas_agreement *agreement);

/* Is any red line a claim that cannot be one? Then says why, with file and line; else null. */
const char *cas_red_line_problem(cas_arena *arena, const cas_agreement *agreement, const cas_stand *stand);

/*
 * The red lines that one package crosses, each judged for itself: nothing is tabulated, so that an edited agreement can be asked at once.
 * choice: an alternative for each dimension; -1 where it is open (of readings always, of issues if need be): crossed in some.
 * crossed: one flag a red line, in the order of cas_red_lines_of, written. Returns how many are crossed.
 */
int cas_red_lines_crossed(cas_arena *arena, const cas_agreement *agreement, const int *choice, bool *crossed);

/* The same as a list of lines, for whoever compares an edit with the text it came from: which lines of which positions. */
typedef struct cas_crossed_line {
    const cas_position *position;
    const cas_stand *stand;
} cas_crossed_line;
const cas_crossed_line *cas_crossed_lines(cas_arena *arena, const cas_agreement *agreement, const int *choice,
                                          int *count);

#endif
