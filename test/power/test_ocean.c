/* The ocean engine against exact values: its bounds hold, however the waves are cut off, and say something. */
#include "power/ocean.h"
#include "power/power.h"
#include "power/tally.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "world.h"

typedef enum kind { GIANT, POWERS, EQUAL, DWARFS, RANDOM, KINDS } kind;

/* Different weights, descending, with how many hold each; none is 0. */
static cas_register made(cas_arena *arena, uint64_t *seed, kind which)
{
    const size_t most = 40;
    uint64_t *weight = CAS_ARRAY(arena, uint64_t, most);
    uint32_t *holders = CAS_ARRAY(arena, uint32_t, most);
    cas_register of = {.weight = weight, .holders = holders};
    switch (which) {
    case GIANT:
        of.count = 2;
        weight[0] = 5 + chance(seed) % 60;
        holders[0] = 1;
        weight[1] = 1 + chance(seed) % 3;
        holders[1] = 5 + (uint32_t)(chance(seed) % 50);
        if (weight[1] >= weight[0])
            weight[0] = weight[1] + 1;
        break;
    case POWERS:
        of.count = 3 + chance(seed) % 8;
        for (size_t i = 0; i < of.count; i++) {
            weight[i] = (uint64_t)1 << (of.count - 1 - i);
            holders[i] = 1;
        }
        break;
    case EQUAL:
        of.count = 1;
        weight[0] = 1 + chance(seed) % 4;
        holders[0] = 3 + (uint32_t)(chance(seed) % 50);
        break;
    case DWARFS:
    case RANDOM:
    case KINDS:
        of.count = 2 + chance(seed) % 8;
        weight[of.count - 1] = 1 + chance(seed) % 3;
        for (size_t i = of.count; i-- > 0;) {
            if (i + 1 < of.count)
                weight[i] = weight[i + 1] + 1 + chance(seed) % 30;
            holders[i] = 1 + (uint32_t)(chance(seed) % (which == DWARFS && i + 1 == of.count ? 45 : 3));
        }
        break;
    }
    for (size_t i = 0; i < of.count; i++)
        of.total += weight[i] * holders[i];
    of.quota = 1 + chance(seed) % of.total;
    of.large = 1 + chance(seed) % of.count;
    return of;
}

static const cas_power *exactly(cas_arena *arena, const cas_register *of)
{
    int count = 0, at = 0;
    for (size_t i = 0; i < of->count; i++)
        count += (int)of->holders[i];
    cas_big *weights = CAS_ARRAY(arena, cas_big, (size_t)count);
    const char **names = CAS_ARRAY(arena, const char *, (size_t)count);
    for (size_t i = 0; i < of->count; i++)
        for (uint32_t h = 0; h < of->holders[i]; h++) {
            weights[at] = cas_big_of(arena, of->weight[i]);
            names[at++] = "";
        }
    cas_game *game = CAS_NEW(arena, cas_game);
    *game = (cas_game){.count = count, .names = names, .words = "", .rule = cas_part_weight(arena, weights, cas_big_of(arena, of->quota))};
    const cas_power_options options = {.indices = (uint64_t)1 << CAS_POWER_BANZHAF_ABSOLUTE | (uint64_t)1 << CAS_POWER_SHAPLEY_SHUBIK};
    return cas_power_of(arena, game, &options);
}

typedef struct worst {
    double least, most;         /* bounds met */
    int checked;
} worst;

static void compare(worst *met, double value, double bound, double exact)
{
    if (!(fabs(value - exact) <= bound))
        fail_msg("%.17g is not within %.3g of %.17g", value, bound, exact);
    met->least = fmin(met->least, bound);
    met->most = fmax(met->most, bound);
    met->checked++;
}

static worst bounds_contain(uint64_t seed, int games, const cas_ocean_options *options)
{
    worst met = {INFINITY, 0, 0};
    for (int round = 0; round < games; round++) {
        OPEN(w);
        const cas_register of = made(&w.arena, &seed, (kind)(round % KINDS));
        const cas_power *exact = exactly(&w.arena, &of);
        const cas_ocean_answer answer = cas_ocean_power(&w.arena, &of, options);
        int member = 0;
        double all = 0;
        for (size_t c = 0; c < of.count; member += (int)of.holders[c++]) {
            const cas_power_value *index = exact->members[member].index;
            all += of.holders[c] * index[CAS_POWER_BANZHAF_ABSOLUTE].nearest;
            if (c >= of.large)
                continue;
            compare(&met, answer.banzhaf[c].value, answer.banzhaf[c].bound, index[CAS_POWER_BANZHAF_ABSOLUTE].nearest);
            compare(&met, answer.shapley[c].value, answer.shapley[c].bound, index[CAS_POWER_SHAPLEY_SHUBIK].nearest);
        }
        compare(&met, answer.all_banzhaf.value, answer.all_banzhaf.bound, all);
        CLOSE(w);
    }
    return met;
}

static void small_games_exactly(void **state)
{
    (void)state;
    const cas_ocean_options options = {.threads = 2, .most_operations = 1e12, .banzhaf = true, .shapley = true};
    const worst met = bounds_contain(1, 200, &options);
    assert_true(met.checked > 800 && met.most < 1e-8 && met.most > 2 * met.least);
}

static void in_intervals(void **state)
{
    (void)state;
    const cas_ocean_options options = {.threads = 1, .most_operations = 1e12, .banzhaf = true, .shapley = true, .no_short_way = true};
    const worst met = bounds_contain(2, 60, &options);
    /* Tails below 2^-13 are not always bounded by more than their length. */
    assert_true(met.checked > 200 && met.most < 0x1p-9);
}

static void cut_off_waves(void **state)
{
    (void)state;
    for (uint64_t most = 3; most < 40; most = most * 2 + 1) {
        const cas_ocean_options options = {.threads = 2, .most_operations = 1e12, .banzhaf = true, .shapley = true, .most_waves = most};
        const worst met = bounds_contain(most, 30, &options);
        assert_true(met.checked > 100 && met.most > 1e-4);
    }
}

/* 900 holders, too many for sizes but not for rows: swings are counted exactly and compared. */
static void a_register_like_rows(void **state)
{
    (void)state;
    OPEN(w);
    uint64_t seed = 5;
    enum { COUNT = 900 };
    cas_big *weights = CAS_ARRAY(&w.arena, cas_big, COUNT);
    const char **names = CAS_ARRAY(&w.arena, const char *, COUNT);
    uint64_t total = 0;
    for (int i = 0; i < COUNT; i++) {
        const uint64_t weight = i < 5 ? 900 + chance(&seed) % 900 : 1 + chance(&seed) % 20;
        weights[i] = cas_big_of(&w.arena, weight);
        names[i] = "";
        total += weight;
    }
    for (uint64_t quota = total / 2 + 1; quota < total * 3 / 5; quota += total / 40) {
        cas_game *game = CAS_NEW(&w.arena, cas_game);
        *game = (cas_game){.count = COUNT, .names = names, .words = "", .rule = cas_part_weight(&w.arena, weights, cas_big_of(&w.arena, quota))};
        cas_power_options options = {.indices = 7, .method = "rows"};
        const cas_power *exact = cas_power_of(&w.arena, game, &options);
        options.method = NULL;
        options.indices = (uint64_t)1 << CAS_POWER_SHAPLEY_SHUBIK;
        const cas_power *by_nodes = cas_power_of(&w.arena, game, &options);
        assert_string_equal(by_nodes->method, "quadrature");
        options.indices = 7;
        options.method = "ocean";
        const cas_power *near = cas_power_of(&w.arena, game, &options);
        assert_int_equal(near->count, COUNT);
        assert_false(near->exact);
        for (int i = 0; i < COUNT; i++) {
            const cas_power_value *a = &near->members[i].index[CAS_POWER_SHAPLEY_SHUBIK], *b = &by_nodes->members[i].index[CAS_POWER_SHAPLEY_SHUBIK];
            assert_true(fabs(a->nearest - b->nearest) <= a->bound + b->bound && b->bound < 1e-11);
        }
        for (int i = 0; i < COUNT; i++)
            for (int k = 0; k < 2; k++) {
                const cas_power_value *value = &near->members[i].index[k];
                assert_true(value->known && value->bound < 1e-8);
                assert_true(fabs(value->nearest - exact->members[i].index[k].nearest) <= value->bound);
            }
    }
    CLOSE(w);
}

/* Far out in a tail the bound is one relative to the value. */
static void tails_are_relative(void **state)
{
    (void)state;
    OPEN(w);
    enum { COUNT = 700 };
    cas_big *weights = CAS_ARRAY(&w.arena, cas_big, COUNT);
    const char **names = CAS_ARRAY(&w.arena, const char *, COUNT);
    uint64_t seed = 6, total = 0;
    for (int i = 0; i < COUNT; i++) {
        const uint64_t weight = i < 4 ? 300 + chance(&seed) % 90 : 1 + chance(&seed) % 12;
        weights[i] = cas_big_of(&w.arena, weight);
        names[i] = "";
        total += weight;
    }
    for (int percent = 20; percent <= 90; percent += 35) {
        cas_game *game = CAS_NEW(&w.arena, cas_game);
        const cas_big quota = cas_big_of(&w.arena, total * (uint64_t)percent / 100);
        *game = (cas_game){.count = COUNT, .names = names, .words = "", .rule = cas_part_weight(&w.arena, weights, quota)};
        cas_power_options options = {.indices = 3, .method = "rows"};
        const cas_power *exact = cas_power_of(&w.arena, game, &options);
        options.method = "ocean";
        const cas_power *near = cas_power_of(&w.arena, game, &options);
        for (int i = 0; i < COUNT; i++)
            for (int k = 0; k < 2; k++) {
                const cas_power_value *value = &near->members[i].index[k];
                const double truth = exact->members[i].index[k].nearest;
                assert_true(value->known && fabs(value->nearest - truth) <= value->bound);
                assert_true(percent == 55 || value->bound < 1e-6 * truth);
            }
        assert_true(percent == 55 || exact->members[0].index[CAS_POWER_BANZHAF_ABSOLUTE].nearest < 1e-7);
    }
    CLOSE(w);
}

/* Threads end, memory is given back, and the failure says why. */
static void work_can_be_called_off(void **state)
{
    (void)state;
    static const char *const methods[] = {"rows", "planes", "ocean", NULL};
    for (int m = 0; m < 4; m++) {
        static const volatile int cancelled = 1;
        cas_ctx ctx = {0};
        cas_arena arena;
        cas_guard guard;
        cas_ctx_open(&ctx);
        cas_arena_open(&arena, &ctx);
        if (setjmp(*cas_guard_open(&ctx, &guard)) == 0) {
            enum { COUNT = 120 };
            cas_big *weights = CAS_ARRAY(&arena, cas_big, COUNT);
            const char **names = CAS_ARRAY(&arena, const char *, COUNT);
            for (int i = 0; i < COUNT; i++) {
                weights[i] = cas_big_of(&arena, 100 + (uint64_t)i * 7 % 101);
                names[i] = "";
            }
            cas_game *game = CAS_NEW(&arena, cas_game);
            *game = (cas_game){.count = COUNT, .names = names, .words = "", .rule = cas_part_weight(&arena, weights, cas_big_of(&arena, 9100))};
            /* Without a method: quadrature. */
            const uint64_t indices = m == 0 ? 1 : (uint64_t)1 << CAS_POWER_SHAPLEY_SHUBIK;
            const cas_power_options options = {.indices = indices, .method = methods[m], .threads = 2};
            ctx.cancel = &cancelled;
            cas_power_of(&arena, game, &options);
        }
        cas_guard_close(&ctx, &guard);
        cas_arena_close(&arena);
        assert_int_equal(guard.status, CAS_E_BUDGET);
        assert_string_equal(ctx.needs, "cancelled");
        assert_int_equal(ctx.used_bytes, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(small_games_exactly), cmocka_unit_test(in_intervals), cmocka_unit_test(cut_off_waves),
                                       cmocka_unit_test(a_register_like_rows), cmocka_unit_test(tails_are_relative),
                                       cmocka_unit_test(work_can_be_called_off)};
    return cmocka_run_group_tests_name("power_ocean", tests, NULL, NULL);
}
