/* Questions about the whole text: is there a conflict of duties, a clause nothing starts, a circle of clauses that wait for each other? */
#ifndef CAS_HOLD_FLAWS_H
#define CAS_HOLD_FLAWS_H

#include "hold/combinations.h"
#include "hold/questions.h"

/*
 * Fills flaws, answer and needs of a question of the kinds CAS_QUESTION_NO_…. The combinations are those asked about.
 * Every incident of the text is looked at, by every possible aggressor.
 */
void cas_flaws_find(cas_arena *arena, const cas_agreement *agreement, const cas_combinations *list,
                    const cas_influence *influence, cas_answered *answered);

/*
 * Every flaw of the text in all its packages, or those of its drafts, and besides what no question asks for: duties nobody can breach,
 * powers nobody can use, deadlines nothing can meet. For `casus lint`. Their number; in order of kind, then as found.
 */
size_t cas_flaws_of_text(cas_arena *arena, const cas_agreement *agreement, const cas_flaw **flaws);

#endif
