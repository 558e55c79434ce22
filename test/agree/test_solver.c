/* The kept solver against truth tables: random clauses added in steps, random assumptions, models, refusals, maximal models. */
#include "agree/solver.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_VARIABLES = 12, MOST_CLAUSES = 80 };

typedef struct formula {
    int variables, count;
    int literals[MOST_CLAUSES][4], sizes[MOST_CLAUSES];
} formula;

static uint64_t chance(uint64_t *seed)
{
    uint64_t x = *seed += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

static int below(uint64_t *seed, int bound)
{
    return (int)(chance(seed) % (uint64_t)bound);
}

static bool is_true(int literal, unsigned model)
{
    return (model >> (abs(literal) - 1) & 1) == (literal > 0);
}

static bool satisfies(const formula *f, unsigned model)
{
    for (int c = 0; c < f->count; c++) {
        bool any = false;
        for (int i = 0; i < f->sizes[c]; i++)
            any |= is_true(f->literals[c][i], model);
        if (!any)
            return false;
    }
    return true;
}

static bool is_possible(const formula *f, const int *assumed, int count)
{
    for (unsigned model = 0; model < 1u << f->variables; model++) {
        bool all = satisfies(f, model);
        for (int i = 0; i < count; i++)
            all &= is_true(assumed[i], model);
        if (all)
            return true;
    }
    return false;
}

static void add_clause(cas_solver *solver, formula *f, uint64_t *seed)
{
    int *clause = f->literals[f->count];
    const int size = 1 + below(seed, 4);
    f->sizes[f->count++] = size;
    for (int i = 0; i < size; i++)
        clause[i] = (1 + below(seed, f->variables)) * (below(seed, 2) ? 1 : -1);
    cas_solver_clause(solver, clause, size);
}

static unsigned model_of(const cas_solver *solver, const formula *f)
{
    unsigned model = 0;
    for (int v = 1; v <= f->variables; v++)
        model |= (unsigned)cas_solver_value(solver, v) << (v - 1);
    return model;
}

static void ask(cas_solver *solver, const formula *f, uint64_t *seed, long *yes, long *no)
{
    int assumed[6], kept[6], count = below(seed, 6), used = 0;
    for (int i = 0; i < count; i++)
        assumed[i] = (1 + below(seed, f->variables)) * (below(seed, 2) ? 1 : -1);
    const bool found = cas_solver_solve(solver, assumed, count);
    assert_int_equal(found, is_possible(f, assumed, count));
    if (found) {
        const unsigned model = model_of(solver, f);
        assert_true(satisfies(f, model));
        for (int i = 0; i < count; i++)
            assert_true(is_true(assumed[i], model));
        ++*yes;
        return;
    }
    /* What it names suffices for a no. */
    for (int i = 0; i < count; i++)
        if (cas_solver_failed(solver, assumed[i]))
            kept[used++] = assumed[i];
    assert_false(is_possible(f, kept, used));
    ++*no;
}

static void random_formulas(void **state)
{
    (void)state;
    long yes = 0, no = 0;
    for (uint64_t round = 1; round <= 3000; round++) {
        uint64_t seed = round;
        cas_ctx ctx = {0};
        cas_arena arena;
        formula f = {.variables = 3 + below(&seed, MOST_VARIABLES - 3)};
        cas_ctx_open(&ctx);
        cas_arena_open(&arena, &ctx);
        cas_solver *solver = cas_solver_open(&arena);
        for (int v = 0; v < f.variables; v++)
            assert_int_equal(cas_solver_variable(solver, below(&seed, 2), false), v + 1);
        while (f.count < 10 + (int)(round % (MOST_CLAUSES - 10))) {
            add_clause(solver, &f, &seed);
            if (below(&seed, 3) == 0)
                ask(solver, &f, &seed, &yes, &no);
        }
        cas_arena_close(&arena);
    }
    print_message("# %ld satisfiable, %ld not\n", yes, no);
    assert_true(yes > 5000 && no > 5000);
}

/* Variables that are always tried as true: nothing false can be made true with the rest kept. */
static void maximal_models(void **state)
{
    (void)state;
    long models = 0;
    for (uint64_t round = 1; round <= 300; round++) {
        uint64_t seed = round;
        cas_ctx ctx = {0};
        cas_arena arena;
        formula f = {.variables = 4 + below(&seed, 7)};
        cas_ctx_open(&ctx);
        cas_arena_open(&arena, &ctx);
        cas_solver *solver = cas_solver_open(&arena);
        for (int v = 0; v < f.variables; v++)
            cas_solver_variable(solver, true, true);
        while (f.count < MOST_CLAUSES && cas_solver_solve(solver, NULL, 0)) {
            const unsigned model = model_of(solver, &f);
            assert_true(satisfies(&f, model));
            for (int v = 0; v < f.variables; v++)
                if (!(model >> v & 1))
                    assert_false(satisfies(&f, model | 1u << v));
            models++;
            add_clause(solver, &f, &seed);
        }
        cas_arena_close(&arena);
    }
    assert_true(models > 2000);
}

/* More pigeons than holes: learning, restarts and forgetting are all needed. */
static void pigeons(void **state)
{
    (void)state;
    enum { HOLES = 7, PIGEONS = 8 };
    cas_ctx ctx = {0};
    cas_arena arena;
    int in[PIGEONS][HOLES], guard;
    cas_ctx_open(&ctx);
    cas_arena_open(&arena, &ctx);
    cas_solver *solver = cas_solver_open(&arena);
    guard = cas_solver_variable(solver, false, false);
    for (int p = 0; p < PIGEONS; p++)
        for (int h = 0; h < HOLES; h++)
            in[p][h] = cas_solver_variable(solver, false, false);
    for (int p = 0; p < PIGEONS; p++) {
        int clause[HOLES + 1];
        memcpy(clause, in[p], sizeof in[p]);
        clause[HOLES] = -guard;
        cas_solver_clause(solver, clause, HOLES + 1);
        for (int q = 0; q < p; q++)
            for (int h = 0; h < HOLES; h++)
                cas_solver_clause(solver, (int[]){-in[p][h], -in[q][h]}, 2);
    }
    assert_true(cas_solver_solve(solver, NULL, 0));
    assert_false(cas_solver_solve(solver, &guard, 1));
    assert_true(cas_solver_failed(solver, guard));
    assert_true(cas_solver_effort(solver) > 500);
    assert_true(cas_solver_solve(solver, (int[]){-guard}, 1));
    cas_arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_formulas),
        cmocka_unit_test(maximal_models),
        cmocka_unit_test(pigeons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
