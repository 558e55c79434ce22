/*
 * The naive search on random agreements: moving a party up never makes the goal later, a play that guarantees the
 * value takes exactly that long, and every construct occurs.
 */
#include "hold/naive.h"
#include "hold/random_instance.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { INSTANCES = 1500, BUDGET = 5000 };

typedef struct counts {
    int looked_at, between, skipped;
    int constructs[CAS_CONSTRUCT_COUNT];
} counts;

static void look_at(cas_arena *arena, int seed, counts *sum)
{
    const cas_instance *in = cas_random_instance(arena, (uint64_t)seed);
    const cas_goal *goal = &in->goals[0];
    cas_stance stances[CAS_MAX_PARTIES];
    bool present[CAS_CONSTRUCT_COUNT];
    int line_count;
    cas_random_stances((uint64_t)seed, in, stances);
    const cas_tick value = cas_naive_value(arena, in, goal, stances, BUDGET, NULL);
    const cas_naive_line *lines = cas_naive_principal_line(arena, in, goal, stances, 4 * BUDGET, &line_count);
    assert_true((lines == NULL) == (value == CAS_NEVER));
    if (lines)
        assert_int_equal(lines[line_count - 1].tick, value);
    for (int p = 0; p < in->party_count; p++) {
        if (stances[p] == CAS_HELPS)
            continue;
        stances[p]++;
        if (cas_naive_value(arena, in, goal, stances, BUDGET, NULL) > value)
            fail_msg("seed %d: later when %s moves up\n%s", seed, in->party_names[p],
                     cas_instance_text(arena, in, goal, stances));
        stances[p]--;
    }
    cas_find_constructs(in, goal, present);
    for (int i = 0; i < CAS_CONSTRUCT_COUNT; i++)
        sum->constructs[i] += present[i];
    sum->looked_at++;
    sum->between += value > 0 && value < CAS_NEVER;
}

static void test_random(void **state)
{
    static counts sum;
    (void)state;
    for (int seed = 0; seed < INSTANCES; seed++) {
        static cas_ctx ctx;
        static cas_arena arena;
        static cas_guard guard;
        cas_ctx_open(&ctx);
        cas_arena_open(&arena, &ctx);
        if (setjmp(*cas_guard_open(&ctx, &guard)) == 0)
            look_at(&arena, seed, &sum);
        cas_guard_close(&ctx, &guard);
        cas_arena_close(&arena);
        if (guard.status != CAS_OK && guard.status != CAS_E_BUDGET)
            fail_msg("seed %d: %s", seed, ctx.needs);
        sum.skipped += guard.status != CAS_OK;
    }
    print_message("# %d agreements, %d with a value between 0 and never, %d too large\n", sum.looked_at, sum.between,
                  sum.skipped);
    assert_true(sum.looked_at >= 1000);
    assert_true(sum.between >= 100);
    for (int i = 0; i < CAS_CONSTRUCT_COUNT; i++)
        if (sum.constructs[i] < 20)
            fail_msg("%s occurs only %d times", cas_construct_words((cas_construct)i), sum.constructs[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
