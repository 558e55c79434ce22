/*
 * Times of power on real bodies: bench_power [ROUNDS]. Best of the rounds, with what was computed and how.
 *
 * Run from the root of the clone. For rows and quadrature it also says how many additions they make, how many bytes they move, and
 * what share of the rate of a plain copy of memory that is. Ends with status 1 if a result omits an index that the body must have.
 */
#include "power/power.h"
#include "power/tally.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVERYTHING_BUT_JOHNSTON = 0x7df, JOHNSTON_ALONE = 1 << CAS_POWER_JOHNSTON };

typedef struct bench {
    cas_ctx ctx;
    cas_arena arena;
    int rounds, failures;
    double copy_rate;
} bench;

static const cas_game *table(cas_arena *arena, const char *name, const char *quota)
{
    FILE *file = fopen(cas_format(arena, "test/power/data/%s.csv", name), "rb");
    if (!file)
        cas_fail(arena->ctx, CAS_E_SYSTEM, "test/power/data/%s.csv cannot be read: run this from the root of the clone", name);
    char bytes[1 << 16];
    const size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    const char *problem = "";
    const cas_game *game =
        cas_game_read_csv(arena, cas_text_copy(arena, (cas_text){bytes, length}), CAS_TEXT(""), CAS_TEXT(""), cas_text_of(quota), &problem);
    if (!game)
        cas_fail(arena->ctx, CAS_E_INPUT, "%s", problem);
    return game;
}

static const cas_part *heads(cas_arena *arena, int members, int from, int to, uint64_t each, uint64_t quota)
{
    cas_big *weights = CAS_ARRAY(arena, cas_big, (size_t)members);
    for (int i = from; i < to; i++)
        weights[i] = cas_big_of(arena, each);
    return cas_part_weight(arena, weights, cas_big_of(arena, quota));
}

static const cas_part *joined(cas_arena *arena, int needed, const cas_part *a, const cas_part *b, const cas_part *c)
{
    const cas_part **parts = CAS_ARRAY(arena, const cas_part *, 3);
    parts[0] = a;
    parts[1] = b;
    parts[2] = c;
    return cas_part_count(arena, needed, parts, c ? 3 : 2);
}

static const cas_game *with_rule(cas_arena *arena, const cas_game *named, int count, const cas_part *rule)
{
    cas_game *game = CAS_NEW(arena, cas_game);
    const char **names = CAS_ARRAY(arena, const char *, (size_t)count);
    for (int i = 0; i < count; i++)
        names[i] = named ? named->names[i] : cas_format(arena, "%d", i + 1);
    *game = (cas_game){.count = count, .names = names, .words = "", .rule = rule};
    return game;
}

static const cas_game *european_union(cas_arena *arena, const char *name, int members, int majority)
{
    const cas_game *persons = table(arena, name, "65%");
    const cas_part *both = joined(arena, 2, persons->rule, heads(arena, members, 0, members, 1, (uint64_t)majority), NULL);
    return with_rule(arena, persons, members, joined(arena, 1, both, heads(arena, members, 0, members, 1, (uint64_t)members - 3), NULL));
}

static const cas_game *federal_law(cas_arena *arena)
{
    const int all = 537;
    const cas_part *senate = heads(arena, all, 435, 535, 2, 101);
    ((cas_big *)senate->weights)[535] = cas_big_of(arena, 1);
    const cas_part *law = joined(arena, 3, heads(arena, all, 0, 435, 1, 218), senate, heads(arena, all, 536, 537, 1, 1));
    const cas_part *override = joined(arena, 2, heads(arena, all, 0, 435, 1, 290), heads(arena, all, 435, 535, 1, 67), NULL);
    return with_rule(arena, NULL, all, joined(arena, 1, law, override, NULL));
}

static void measure(bench *b, const char *what, const cas_game *game, uint64_t indices, double target)
{
    double best = INFINITY;
    const cas_power *power = NULL;
    const cas_power_options options = {.indices = indices};
    const size_t before = b->ctx.used_bytes;
    b->ctx.peak_bytes = before;
    const cas_mark mark = cas_arena_mark(&b->arena);
    for (int round = 0; round < b->rounds; round++) {
        cas_arena_release(&b->arena, mark);
        const double start = cas_now();
        power = cas_power_of(&b->arena, game, &options);
        best = fmin(best, cas_now() - start);
    }
    const double peak = (double)(b->ctx.peak_bytes - before) / 1e6;
    printf("%-44s %9.2f ms  (aim %7.0f)  %6.1f MB  %s", what, best * 1e3, target * 1e3, peak, power->method);
    if (!power->exact)
        printf(", within %.1e", power->error_bound);
    if (power->has_winning)
        printf(", %s winning", cas_big_string(&b->arena, power->winning));
    if (power->has_minimal)
        printf(", %s minimal", cas_big_string(&b->arena, power->minimal_winning));
    printf("\n");
    for (int i = 0; i < power->omitted_count; i++) {
        printf("    omitted: %s needs %s\n", power->omitted[i].what, power->omitted[i].needs);
        b->failures++;
    }
}

/* Bytes a second of copying 64 MB: what memory gives to one thread here and now. */
static double copy_rate(cas_arena *arena)
{
    enum { WORDS = 1 << 23 };
    uint64_t *from = CAS_ARRAY(arena, uint64_t, WORDS), *to = CAS_ARRAY(arena, uint64_t, WORDS);
    double best = INFINITY;
    for (int round = 0; round < 5; round++) {
        const double start = cas_now();
        memcpy(to, from, WORDS * sizeof *to);
        from[round] = to[WORDS - 1] + 1;
        best = fmin(best, cas_now() - start);
    }
    return 2.0 * WORDS * sizeof *to / best;
}

static int ascending(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* The arithmetic of rows, counted from the weights. */
static void account(bench *b, const cas_game *game)
{
    uint64_t *weights = CAS_ARRAY(&b->arena, uint64_t, (size_t)game->count), total = 0, sum = 0;
    for (int i = 0; i < game->count; i++)
        total += weights[i] = (uint64_t)cas_big_small(game->rule->weights[i]);
    qsort(weights, (size_t)game->count, sizeof *weights, ascending);
    const uint64_t quota = (uint64_t)cas_big_small(game->rule->quota), length = quota < total - quota + 1 ? quota : total - quota + 1;
    double words = 0;
    for (int i = 0; i < game->count; i++) {
        sum += weights[i];
        const uint64_t top = sum + 1 < length ? sum + 1 : length;
        words += top > weights[i] ? (double)(top - weights[i]) * (i < 63 ? 1 : 1 + (game->count - 65 + 63) / 63) : 0;
    }
    cas_tally *tally = cas_tally_open(&b->arena, game);
    const cas_small_game *small = cas_small_game_of(&b->arena, game, tally);
    double best = INFINITY;
    for (int round = 0; round < b->rounds; round++) {
        const double start = cas_now();
        cas_count_by_rows(&b->arena, small, tally, CAS_WANT_SWINGS, 2);
        best = fmin(best, cas_now() - start);
    }
    printf("    rows of %.2f million places: %.0f million additions of words, %.2f GB moved, %.0f %% of a copy's rate\n", (double)length / 1e6,
           words / 1e6, words * 24 / 1e9, 100 * words * 24 / best / b->copy_rate);
}

static void run(bench *b)
{
    cas_arena *arena = &b->arena;
    const char *problem;
    b->copy_rate = copy_rate(arena);
    printf("a copy moves %.1f GB a second\n", b->copy_rate / 1e9);
    const cas_game *council = cas_game_read(arena, CAS_TEXT("39"), CAS_TEXT("7x5,1x10"), &problem);
    measure(b, "Security Council, all but Johnston", council, EVERYTHING_BUT_JOHNSTON, 0.005);
    measure(b, "Security Council, Johnston", council, JOHNSTON_ALONE, 0.18);
    const cas_game *college = table(arena, "us_electoral_college_2024", "270");
    measure(b, "Electoral College, all but Johnston", college, EVERYTHING_BUT_JOHNSTON, 0.005);
    measure(b, "Electoral College, Johnston", college, JOHNSTON_ALONE, 0.18);
    const cas_game *eu27 = european_union(arena, "eu27_population_2017", 27, 15), *eu28 = european_union(arena, "eu28_population_2017", 28, 16);
    measure(b, "EU27 in persons, all but Johnston", eu27, EVERYTHING_BUT_JOHNSTON, 0.06);
    measure(b, "EU28 in persons, all but Johnston", eu28, EVERYTHING_BUT_JOHNSTON, 0.06);
    measure(b, "EU28 in persons, Johnston", eu28, JOHNSTON_ALONE, 10);
    measure(b, "federal law of the United States, 537", federal_law(arena), 0, 0.05);
    static const char *const quotas[] = {"50%", "70%", "85%"};
    for (int i = 0; i < 3; i++) {
        const cas_game *fund = table(arena, "imf_governors_2022-10-02", quotas[i]);
        measure(b, cas_format(arena, "IMF %s, Banzhaf", quotas[i]), fund, 1 << CAS_POWER_BANZHAF, 0.12);
        account(b, fund);
        measure(b, cas_format(arena, "IMF %s, Shapley-Shubik", quotas[i]), fund, 1 << CAS_POWER_SHAPLEY_SHUBIK, 1.2);
    }
}

int main(int count, char **words)
{
    static bench b;
    b.rounds = count > 1 ? atoi(words[1]) : 5;
    cas_ctx_open(&b.ctx);
    cas_arena_open(&b.arena, &b.ctx);
    cas_guard guard;
    if (setjmp(*cas_guard_open(&b.ctx, &guard)) == 0)
        run(&b);
    else
        fprintf(stderr, "bench_power: %s\n", b.ctx.needs);
    cas_guard_close(&b.ctx, &guard);
    cas_arena_close(&b.arena);
    return guard.status || b.failures ? 1 : 0;
}
