/*
 * A satisfiability solver that is kept between questions: clauses can be added, and each question may assume some literals.
 *
 * A variable is a number from 1; a literal is the variable, or its negative. Everything lies in the arena; the solver polls the
 * budget of its context and gives the same answers on every run.
 */
#ifndef CAS_AGREE_SOLVER_H
#define CAS_AGREE_SOLVER_H

#include "base/memory.h"

typedef struct cas_solver cas_solver;

cas_solver *cas_solver_open(cas_arena *arena);
/* A new variable. first: what it is tried as. always: so in every question; else as it last was. */
int cas_solver_variable(cas_solver *solver, bool first, bool always);
void cas_solver_clause(cas_solver *solver, const int *literals, int count);
/* Can all clauses and the assumed literals be true together? */
bool cas_solver_solve(cas_solver *solver, const int *assumed, int count);
/* After a yes: what a variable is. After a no: was this assumed literal used to find that it cannot be? */
bool cas_solver_value(const cas_solver *solver, int variable);
bool cas_solver_failed(const cas_solver *solver, int literal);
/* Questions in which search ran into a contradiction, in all; a measure of effort that does not depend on the clock. */
uint64_t cas_solver_effort(const cas_solver *solver);

#endif
