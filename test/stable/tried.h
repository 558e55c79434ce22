/* What the tests of standoffs share: a world to work in, chance, random conflicts, conflicts written down by hand. */
#ifndef TEST_STABLE_TRIED_H
#define TEST_STABLE_TRIED_H

#include "stable/stability.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

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

uint64_t chance(uint64_t *seed);

/* Two to four decision makers; option form, or drawn; priorities or ranks with ties; one-way options, infeasible statements. */
cas_conflict *random_conflict(cas_arena *arena, uint64_t *seed);
/* The states, or none where by chance nothing is feasible or preferences contradict each other. */
const cas_states *states_or_none(cas_arena *arena, const cas_conflict *conflict);
/* The states; the test fails where there are none. */
const cas_states *states_of(cas_arena *arena, const cas_conflict *conflict);
void assert_same_stability(const cas_stability *a, const cas_stability *b);

/* The talks of August 2025 as the case library has them: options V W D O A T. */
cas_conflict *the_talks(cas_arena *arena);
/* "{V,A} {W}": the equilibria by a concept. */
const char *equilibria_words(cas_arena *arena, const cas_stability *stability, cas_concept concept);

/* A statement from a text such as "D or (W and not A)"; names are single letters, listed in `letters`. `A if D` too. */
const cas_option_statement *say(cas_arena *arena, const char *letters, const char *text);
/* Priorities from "not V > D or W > A"; with `~` between statements that count the same. */
void prefer(cas_arena *arena, cas_maker *maker, const char *letters, const char *text);
cas_conflict *conflict_of(cas_arena *arena, const char *letters, const int *owners, const char *const *makers,
                          int maker_count);
void rule_out(cas_arena *arena, cas_conflict *conflict, const char *letters, const char *const *texts, int count);

#endif
