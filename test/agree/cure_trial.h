/* What the tests of cures share: random small texts, and reading them. */
#ifndef TEST_AGREE_CURE_TRIAL_H
#define TEST_AGREE_CURE_TRIAL_H

#include "model/load.h"

#include <stdint.h>

/* The text, loaded; NULL and *why when it has an error. */
const cas_loaded *cure_load(cas_arena *arena, const char *text, const char **why);

/* A question that a random text can be asked. */
typedef struct cure_trial_question {
    const char *goal, *by;
    const char *want;
    const char *draft;      /* or null */
    const char *setting[2]; /* issue, alternative; or null */
} cure_trial_question;

/* A small agreement and a question about it; the seed fixes both. */
const char *cure_random_text(cas_arena *arena, uint64_t seed, cure_trial_question *question);

#endif
