/* What the tests of settlements share: reading a text, random talks. */
#ifndef TEST_AGREE_SETTLEMENT_TRIAL_H
#define TEST_AGREE_SETTLEMENT_TRIAL_H

#include "agree/settlement.h"
#include "api/objects.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct talks_reader {
    casus_ctx *ctx;
    casus_model *model;
    cas_arena arena;
    const cas_agreement *agreement;
} talks_reader;

/* The test fails when the text has an error. */
void talks_read(talks_reader *r, const char *text);
void talks_read_file(talks_reader *r, const char *path);
void talks_close(talks_reader *r);

uint64_t talks_chance(uint64_t *seed);
int talks_below(uint64_t *seed, int bound);

/* A text with issues, readings, infeasible packages, positions, preferences and a rule to settle by; the seed fixes it. */
const char *talks_random(cas_arena *arena, uint64_t seed);
/* Many issues and red lines, as large talks have them. */
const char *talks_large(cas_arena *arena, uint64_t seed, int issues, int alternatives, int parties, int lines);

#endif
