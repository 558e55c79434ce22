/* What `casus lint` says of the structure of a text. */
#ifndef CAS_HOLD_STRUCTURE_H
#define CAS_HOLD_STRUCTURE_H

#include "model/agreement.h"

struct cas_diagnostics;

/* Warnings W0308 to W0313, one for each flaw (flaws.h). What takes more than the budget is left out. */
void cas_structure_lint(cas_arena *arena, const cas_agreement *agreement, struct cas_diagnostics *diagnostics);

#endif
