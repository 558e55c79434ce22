/* Surroundings of a test, and chance that is the same in every run. After cmocka. */
#ifndef CAS_TEST_POWER_WORLD_H
#define CAS_TEST_POWER_WORLD_H

#include <setjmp.h>
#include <string.h>

#include "base/memory.h"

typedef struct world {
    cas_ctx ctx;
    cas_arena arena;
    cas_guard guard;
} world;

#define OPEN(w)                                                                                                        \
    world w;                                                                                                           \
    memset(&w, 0, sizeof w);                                                                                           \
    cas_ctx_open(&w.ctx);                                                                                              \
    cas_arena_open(&w.arena, &w.ctx);                                                                                  \
    if (setjmp(*cas_guard_open(&w.ctx, &w.guard)))                                                                     \
        fail_msg("%s", w.ctx.needs)

#define CLOSE(w)                                                                                                       \
    do {                                                                                                               \
        cas_guard_close(&w.ctx, &w.guard);                                                                             \
        cas_arena_close(&w.arena);                                                                                     \
        assert_int_equal(w.ctx.used_bytes, 0);                                                                         \
    } while (0)

static uint64_t chance(uint64_t *seed)
{
    uint64_t x = *seed += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

#endif
