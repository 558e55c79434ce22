/* A context and an arena for each test. */
#ifndef TEST_EVIDENCE_BENCH_H
#define TEST_EVIDENCE_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

typedef struct bench {
    cas_ctx ctx;
    cas_guard guard;
    cas_arena arena;
} bench;

static int open_bench(void **state)
{
    bench *b = calloc(1, sizeof *b);
    cas_ctx_open(&b->ctx);
    if (setjmp(*cas_guard_open(&b->ctx, &b->guard)))
        abort(); /* no test lets memory run out without a guard of its own */
    cas_arena_open(&b->arena, &b->ctx);
    *state = b;
    return 0;
}

static int close_bench(void **state)
{
    bench *b = *state;
    cas_arena_close(&b->arena);
    const size_t left = b->ctx.used_bytes;
    free(b);
    return left != 0;
}

__attribute__((unused)) static cas_arena *arena_of(void **state)
{
    return &((bench *)*state)->arena;
}

#endif
