/*
 * The packages a question speaks of, as far as they can make a difference to its answer.
 *
 * influence.c finds the forms of the text that can matter to a goal; combinations.c lists the combinations of alternatives that a
 * question allows, and finds the dimensions on which a list of answers depends.
 */
#ifndef CAS_HOLD_COMBINATIONS_H
#define CAS_HOLD_COMBINATIONS_H

#include "model/package.h"

/* Conditions of the forms that can matter, each once, and the dimensions they speak of. */
typedef struct cas_influence {
    const cas_condition *const *conditions;
    size_t condition_count;
    const bool *dimensions; /* per dimension of the agreement */
    const bool *clauses;    /* per clause form: it can matter */
    const bool *rules;      /* per named rule: it can matter */
} cas_influence;

/* goal: -1 for questions about the whole text, to which every form matters. Cost: linear in the text. */
cas_influence cas_influence_of(cas_arena *arena, const cas_agreement *agreement, const cas_question *question);
/* The same for a question about the whole text that nothing has happened in. */
cas_influence cas_influence_of_text(cas_arena *arena, const cas_agreement *agreement);

/* Which of the conditions hold in a package, as a key: packages with equal keys make one text. */
cas_text cas_influence_signature(cas_arena *arena, const cas_influence *influence, const int *choice);

/* Combinations in order of declaration: the first dimension varies slowest. */
typedef struct cas_combinations {
    const int *dimensions; /* that vary or are spoken of, in order */
    int dimension_count;
    const int16_t *chosen; /* [combination * dimension_count + place]: the alternative */
    size_t count;
    bool too_many; /* the search was given up: nothing is known */
} cas_combinations;

/* All that satisfy every one of the conditions and none of the agreement's infeasible ones. */
cas_combinations cas_combinations_list(cas_arena *arena, const cas_agreement *agreement, const bool *dimensions,
                                       const cas_condition *const *conditions, size_t condition_count, size_t most);

/* One alternative for each dimension of the agreement: those of a combination, the first for the others. */
void cas_combination_fill(const cas_agreement *agreement, const cas_combinations *list, size_t combination,
                          int *choice);

/*
 * The dimensions on which answers depend: a smallest set, in the sense that none of it can be left out, such that equal
 * alternatives there mean equal answers. answers[i] < 0: combination i does not count. kept: per place, written.
 */
void cas_dependence_find(cas_arena *scratch, const cas_combinations *list, const int *answers, bool *kept);

#endif
