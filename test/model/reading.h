/* Between the tests, which see instances, and the reading of texts, which sees diagnostics. */
#ifndef TEST_MODEL_READING_H
#define TEST_MODEL_READING_H

#include "model/agreement.h"
#include "model/citations.h"

struct named_text {
    const char *path, *text;
};

struct reading {
    const cas_agreement *agreement;
    const cas_citations *citations;
    size_t errors, warnings;
    const char *codes, *shown;
};

/* files null: from the file system. flags: 1 lint, 2 citations. */
void read_trial(cas_arena *arena, const struct named_text *files, const char *path, int flags, struct reading *out);

struct code_example {
    const char *name;
    int kind; /* 0 found by resolving, 1 by lint, 2 by checking citations; -1 by others */
    const char *example, *mend;
};

int code_count(void);
struct code_example code_example_of(int code);

#endif
