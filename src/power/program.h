/*
 * Inside power/ only: linear programs with whole coefficients, solved exactly.
 *
 *     least  cost · x   with  x >= 0  and, row by row,  a · x >= b        cost >= 0
 *
 * Rows are added as they are found, also after the program was solved. Numbers have 126 bits; where they do not
 * suffice the answer says so
 * and nothing else of the program may be asked.
 */
#ifndef CAS_POWER_PROGRAM_H
#define CAS_POWER_PROGRAM_H

#include "base/memory.h"

typedef __int128 cas_wide;

/* over / under, in lowest terms, under > 0. */
typedef struct cas_wide_ratio {
    cas_wide over, under;
} cas_wide_ratio;

typedef struct cas_program cas_program;

typedef enum cas_program_end {
    CAS_PROGRAM_SOLVED,
    CAS_PROGRAM_IMPOSSIBLE, /* no x satisfies all rows */
    CAS_PROGRAM_TOO_LARGE   /* numbers outgrew 126 bits */
} cas_program_end;

cas_program *cas_program_open(cas_arena *arena, int variables, const int64_t *cost);
/* `to` becomes the same program, with memory of its own, which it reuses; null: a new one. Rows added to one are
   not in the other. */
cas_program *cas_program_copy(cas_arena *arena, const cas_program *program, cas_program *to);
/* Returns the number of the row: 0, 1, … */
int cas_program_add(cas_program *program, const int64_t *a, int64_t b);
cas_program_end cas_program_solve(cas_program *program);

/* After SOLVED. */
cas_wide_ratio cas_program_least(const cas_program *program);
cas_wide_ratio cas_program_value(const cas_program *program, int variable);
/* By how much the least cost would grow for each unit that the right side of the row (or the lower bound 0 of the
   variable) grew; >= 0. */
cas_wide_ratio cas_program_row_price(const cas_program *program, int row);
cas_wide_ratio cas_program_variable_price(const cas_program *program, int variable);
/* After IMPOSSIBLE: whole multipliers >= 0, one a row. The rows so added up say that something not positive is
   positive. */
bool cas_program_contradiction(cas_arena *arena, const cas_program *program, cas_wide *multipliers);

cas_wide cas_wide_gcd(cas_wide a, cas_wide b);

#endif
