/*
 * One cell of the table, with its reasons: for each improvement of the maker, how the others can answer, or that they cannot.
 */
#ifndef CAS_STABLE_REASONS_H
#define CAS_STABLE_REASONS_H

#include "stable/paths.h"

typedef struct cas_answer_to {
    uint32_t to; /* the improvement */
    bool sanctioned;
    const cas_path_step *path; /* sanctioned: a shortest answer of the others, to a state no better than the first */
    uint32_t length;
    uint32_t end; /* where it ends */
    /* Symmetric concepts, not sanctioned: an answer there is, but from its end the maker gets away. */
    bool escapes;
    uint32_t escape;
} cas_answer_to;

typedef struct cas_reasons {
    int maker;
    uint32_t state;
    cas_concept concept;
    bool stable;
    size_t improvement_count;
    const cas_answer_to *
        answers; /* the first `most` improvements, the best first; where the state is not stable those without answer come first */
    size_t answer_count;
} cas_reasons;

/*
 * cost   one search of the paths of the others per improvement looked at, all of them: up to the size of a room
 */
const cas_reasons *cas_reasons_of(cas_arena *arena, const cas_states *states, int maker, uint32_t state,
                                  cas_concept concept, size_t most);

/*
 * Is what the cell says true? Steps are tested one by one against the definition of a move, not by the search that found them: legal,
 * improving where they must be, nobody twice in a row, the end no better. NULL, or what is wrong.
 */
const char *cas_reasons_verify(cas_arena *arena, const cas_states *states, const cas_reasons *cell);

/* In words: "UA would not go from (O) to (W): RU can answer with (W, O), which is no better for UA". One sentence for each answer listed. */
const char *cas_reasons_words(cas_arena *arena, const cas_states *states, const cas_reasons *cell);

#endif
