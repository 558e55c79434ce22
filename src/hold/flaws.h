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

#endif
