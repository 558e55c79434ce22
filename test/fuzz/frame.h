/* What the targets that read bytes in an arena share: a claim that stops the run, and a run with bounded memory that may end with nothing else. */
#ifndef TEST_FUZZ_FRAME_H
#define TEST_FUZZ_FRAME_H

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void stop(const char *file, int line)
{
    fprintf(stderr, "%s:%d does not hold\n", file, line);
    abort();
}

#define require(condition) ((condition) ? (void)0 : stop(__FILE__, __LINE__))

/* The target: what is done with the bytes. */
static void run(cas_arena *arena, cas_text input);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cas_ctx ctx = {.max_bytes = (size_t)256 << 20};
    cas_guard guard;
    cas_arena arena;
    cas_ctx_open(&ctx);
    cas_arena_open(&arena, &ctx);
    if (setjmp(*cas_guard_open(&ctx, &guard)) == 0)
        run(&arena, (cas_text){(const char *)data, size});
    else
        require(guard.status == CAS_E_BUDGET || guard.status == CAS_E_MEMORY);
    cas_guard_close(&ctx, &guard);
    cas_arena_close(&arena);
    return 0;
}

#endif
