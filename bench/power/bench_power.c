/*
 * Times of power on real bodies: bench_power [ROUNDS]. The least user time of the rounds, all threads together, and the least time on the clock.
 *
 * Run from the root of the clone. For every row: the engine, what it answers, the memory taken, and the arithmetic: additions (or products) as the engine's
 * estimate counts them, what share of a rate measured here and now that is (additions of words in the nearest cache, one thread), and where rows are longer than the
 * caches the bytes moved and their share of the rate of a plain copy. A time above its aim is marked; the clock is noisy, so that alone is no failure.
 *
 * Ends with status 1 if an answer omits an index that the body must have, or a bound or a memory limit is missed.
 */
#include "power/machine.h"
#include "power/power.h"
#include "power/quadrature.h"
#include "power/tally.h"

#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum {
    BUT_JOHNSTON = 0x7df,
    JOHNSTON = 1 << CAS_POWER_JOHNSTON,
    PROGRAMS = 1 << CAS_POWER_NUCLEOLUS | 1 << CAS_POWER_MINIMUM_WEIGHT,
    BANZHAF = 1 << CAS_POWER_BANZHAF,
    SHAPLEY = 1 << CAS_POWER_SHAPLEY_SHUBIK
};

typedef struct bench {
    cas_ctx ctx;
    cas_arena arena;
    int rounds, failures;
    double copy_rate, add_rate;
    const char *program;        /* casus itself, or null */
} bench;

/* One row: what is asked of which game, and what it may take. */
typedef struct aim {
    const char *what;
    const cas_game *game;
    uint64_t indices;
    double seconds, megabytes;  /* 0: no aim */
    double bound;               /* relative for a register, else absolute; 0: must be exact */
    bool exactly, once;
} aim;

static double user_time(int who)
{
    struct rusage used;
    getrusage(who, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

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

/* ---- Arithmetic -------------------------------------------------------------------------------------------------------- */

/* Bytes a second of copying 64 MB: what memory gives to one thread here and now. */
static double copy_rate(cas_arena *arena)
{
    enum { WORDS = 1 << 23 };
    const cas_mark mark = cas_arena_mark(arena);
    uint64_t *from = CAS_ARRAY(arena, uint64_t, WORDS), *to = CAS_ARRAY(arena, uint64_t, WORDS);
    double best = INFINITY;
    for (int round = 0; round < 5; round++) {
        const double start = user_time(RUSAGE_SELF);
        memcpy(to, from, WORDS * sizeof *to);
        from[round] = to[WORDS - 1] + 1;
        best = fmin(best, user_time(RUSAGE_SELF) - start);
    }
    cas_arena_release(arena, mark);
    return 2.0 * WORDS * sizeof *to / best;
}

/* Additions of words a second on 16 KB that stay in the nearest cache. */
CAS_FOR_EACH_MACHINE static void add_rows(uint64_t *restrict to, const uint64_t *restrict from, size_t count)
{
    for (size_t x = 0; x < count; x++)
        to[x] += from[x];
}

static double add_rate(cas_arena *arena)
{
    enum { WORDS = 1 << 10, TURNS = 400000 };
    uint64_t *from = CAS_ARRAY(arena, uint64_t, WORDS), *to = CAS_ARRAY(arena, uint64_t, WORDS);
    const double start = user_time(RUSAGE_SELF);
    for (int turn = 0; turn < TURNS; turn++) {
        add_rows(to, from, WORDS);
        from[turn % WORDS] += to[0];
    }
    return (double)WORDS * TURNS / (user_time(RUSAGE_SELF) - start);
}

static int ascending(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* Additions of words by rows, counted step by step: the lower half of the sums so far, up to the smaller quota. */
static double additions_of_rows(bench *b, const cas_game *game)
{
    const cas_mark mark = cas_arena_mark(&b->arena);
    uint64_t *weights = CAS_ARRAY(&b->arena, uint64_t, (size_t)game->count), total = 0, sum = 0;
    for (int i = 0; i < game->count; i++)
        total += weights[i] = (uint64_t)cas_big_small(game->rule->weights[i]);
    qsort(weights, (size_t)game->count, sizeof *weights, ascending);
    const uint64_t quota = (uint64_t)cas_big_small(game->rule->quota), length = quota < total - quota + 1 ? quota : total - quota + 1;
    double words = 0;
    for (int i = 0; i < game->count; i++) {
        sum += weights[i];
        const uint64_t top = sum / 2 + 1 < length ? sum / 2 + 1 : length;
        words += top > weights[i] ? (double)(top - weights[i]) * (i < 63 ? 1 : 1 + (game->count - 65 + 63) / 63) : 0;
    }
    cas_arena_release(&b->arena, mark);
    return words;
}

typedef struct arithmetic {
    double operations, bytes;
    const char *of;
} arithmetic;

static arithmetic arithmetic_of(bench *b, const cas_game *game, const char *method, uint64_t indices)
{
    cas_tally *tally = cas_tally_open(&b->arena, game);
    const cas_small_game *small = cas_small_game_of(&b->arena, game, tally);
    const int want = (indices & JOHNSTON ? CAS_WANT_JOHNSTON : 0) |
                     (indices & BUT_JOHNSTON ? CAS_WANT_SWINGS | CAS_WANT_SIZES | CAS_WANT_MINIMAL | CAS_WANT_BLOCKING : 0);
    if (strstr(method, "planes")) {
        const double operations = cas_estimate_planes(&b->arena, tally, small, 1).operations / 0.6;
        return (arithmetic){operations, operations * 12, "additions of remainders of 32 bits"};
    }
    if (strstr(method, "quadrature")) {
        const double operations = cas_estimate_quadrature(tally, small).operations;
        return (arithmetic){operations, operations * 24, "products and sums of doubles"};
    }
    if (strstr(method, "sized rows"))
        return (arithmetic){cas_estimate_sized_rows(tally, small, want).operations, 0, "additions of words"};
    if (strstr(method, "rows")) {
        const double words = additions_of_rows(b, game);
        return (arithmetic){words, words * 24, "additions of words"};
    }
    if (strstr(method, "types"))
        return (arithmetic){cas_estimate_types(tally, small).operations, 0, "additions and products of words"};
    if (strstr(method, "slices"))
        return (arithmetic){cas_estimate_slices(tally).operations, 0, "operations on words of 64 sets"};
    return (arithmetic){0};
}

/* ---- Rows of the table ----------------------------------------------------------------------------------------------- */

static void complain(bench *b, const char *what)
{
    printf("    FAILED: %s\n", what);
    b->failures++;
}

static void judge(bench *b, const aim *row, const cas_power *power, double megabytes)
{
    for (int i = 0; i < power->omitted_count; i++)
        complain(b, cas_format(&b->arena, "%s is omitted: it needs %s", power->omitted[i].what, power->omitted[i].needs));
    if (row->megabytes > 0 && megabytes > row->megabytes)
        complain(b, cas_format(&b->arena, "%.0f MB are more than %.0f", megabytes, row->megabytes));
    const double bound = power->others ? power->relative_bound : power->error_bound;
    if (!power->exact && !(bound <= row->bound))
        complain(b, cas_format(&b->arena, "within %.1e, not %.1e", bound, row->bound));
}

static void measure(bench *b, aim row)
{
    double user = INFINITY, clock = INFINITY;
    const cas_power *power = NULL;
    const cas_power_options options = {.indices = row.indices, .insist_exact = row.exactly};
    const size_t before = b->ctx.used_bytes;
    b->ctx.peak_bytes = before;
    const cas_mark mark = cas_arena_mark(&b->arena);
    for (int round = 0; round < (row.once ? 1 : b->rounds); round++) {
        cas_arena_release(&b->arena, mark);
        const double start = cas_now(), used = user_time(RUSAGE_SELF);
        power = cas_power_of(&b->arena, row.game, &options);
        clock = fmin(clock, cas_now() - start);
        user = fmin(user, user_time(RUSAGE_SELF) - used);
    }
    const double megabytes = (double)(b->ctx.peak_bytes - before) / 1e6;
    printf("%-46s %9.2f ms %9.2f  %7.0f%s  %7.1f  %s", row.what, user * 1e3, clock * 1e3, row.seconds * 1e3, clock > row.seconds ? "!" : " ", megabytes,
           power->method);
    if (!power->exact)
        printf(", within %.1e", power->others ? power->relative_bound : power->error_bound);
    if (power->has_winning && power->winning.count == 1)
        printf(", %s win", cas_big_string(&b->arena, power->winning));
    if (power->has_minimal && power->minimal_winning.count == 1)
        printf(", %s minimal", cas_big_string(&b->arena, power->minimal_winning));
    printf("\n");
    const arithmetic work = arithmetic_of(b, row.game, power->method, row.indices);
    if (work.operations > 0) {
        printf("    %.3g million %s, %.0f %% of the rate of additions", work.operations / 1e6, work.of, 100 * work.operations / user / b->add_rate);
        if (work.bytes > 0)
            printf("; %.2f GB moved, %.0f %% of the rate of copying", work.bytes / 1e9, 100 * work.bytes / user / b->copy_rate);
        printf("\n");
    }
    judge(b, &row, power, megabytes);
}

/* The whole program: user and system time of a process. */
static void measure_program(bench *b, const char *what, double most, const char *const *words)
{
    if (!b->program)
        return;
    double user = INFINITY, clock = INFINITY;
    for (int round = 0; round < b->rounds; round++) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", 1, 0);
        pid_t child;
        struct rusage used;
        int status = 1;
        const double start = cas_now();
        if (posix_spawn(&child, b->program, &actions, NULL, (char *const *)words, environ) == 0)
            wait4(child, &status, 0, &used);
        posix_spawn_file_actions_destroy(&actions);
        if (status) {
            complain(b, cas_format(&b->arena, "%s ended with status %d", what, status));
            return;
        }
        clock = fmin(clock, cas_now() - start);
        user = fmin(user, (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec));
    }
    printf("%-46s %9.2f ms %9.2f  %7.0f%s  %7s  the whole process\n", what, user * 1e3, clock * 1e3, most * 1e3, clock > most ? "!" : " ", "");
}

/* ---- A register ------------------------------------------------------------------------------------------------------- */

static uint64_t chance(uint64_t *seed)
{
    uint64_t x = *seed += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

/* A million holders: shares that fall off as 1/k, a few equal to others; or a giant and dwarfs who are nearly equal. */
static const cas_game *holders(cas_arena *arena, bool giant)
{
    enum { HOLDERS = 1000000 };
    cas_builder table = {.arena = arena};
    uint64_t seed = 4;
    cas_puts(&table, "holder,shares\n");
    for (int i = 1; i <= HOLDERS; i++) {
        const uint64_t shares = giant ? (i <= 3 ? 30000000 : 1000) + chance(&seed) % 200 : (uint64_t)(5e7 / i) + 1 + chance(&seed) % 20;
        cas_putf(&table, "%d,%llu\n", i, (unsigned long long)shares);
    }
    const char *problem;
    return cas_game_read_csv(arena, cas_built(&table), CAS_TEXT(""), CAS_TEXT(""), CAS_TEXT(">50%"), &problem);
}

/* ---- All of it --------------------------------------------------------------------------------------------------------- */

static void run_councils(bench *b)
{
    cas_arena *arena = &b->arena;
    const char *problem;
    const cas_game *council = cas_game_read(arena, CAS_TEXT("39"), CAS_TEXT("7x5,1x10"), &problem);
    const cas_game *college = table(arena, "us_electoral_college_2024", "270");
    measure(b, (aim){"Security Council, all but Johnston", council, BUT_JOHNSTON, 0.005});
    measure(b, (aim){"Security Council, nucleolus, minimum weights", council, PROGRAMS, 0.005});
    measure(b, (aim){"Security Council, Johnston", council, JOHNSTON, 0.18});
    measure(b, (aim){"Electoral College, all but Johnston", college, BUT_JOHNSTON, 0.005});
    measure(b, (aim){"Electoral College, nucleolus, minimum weights", college, PROGRAMS, 0.005});
    measure(b, (aim){"Electoral College, Johnston", college, JOHNSTON, 0.18});
    const char *const first[] = {"casus", "power", "--quota", "39", "--weights", "7x5,1x10", NULL};
    measure_program(b, "Security Council, casus power", 0.02, first);
    const char *const second[] = {"casus", "power", "--csv", "test/power/data/us_electoral_college_2024.csv", "--quota", "270", NULL};
    measure_program(b, "Electoral College, casus power", 0.02, second);
}

static void run_unions(bench *b)
{
    cas_arena *arena = &b->arena;
    const cas_game *eu27 = european_union(arena, "eu27_population_2017", 27, 15), *eu28 = european_union(arena, "eu28_population_2017", 28, 16);
    measure(b, (aim){"EU27 in persons, all but Johnston", eu27, BUT_JOHNSTON, 0.06});
    measure(b, (aim){"EU28 in persons, all but Johnston", eu28, BUT_JOHNSTON, 0.06});
    measure(b, (aim){"EU28 in persons, Johnston", eu28, JOHNSTON, 10});
    measure(b, (aim){"federal law of the United States, 537", federal_law(arena), BUT_JOHNSTON | JOHNSTON, 0.05});
}

static void run_fund(bench *b)
{
    static const char *const quotas[] = {"50%", "70%", "85%"};
    for (int i = 0; i < 3; i++) {
        const cas_game *fund = table(&b->arena, "imf_governors_2022-10-02", quotas[i]);
        measure(b, (aim){cas_format(&b->arena, "IMF %s, Banzhaf", quotas[i]), fund, BANZHAF, 0.12, 80});
        measure(b, (aim){cas_format(&b->arena, "IMF %s, Shapley-Shubik", quotas[i]), fund, SHAPLEY, 1.2, .bound = 1e-12});
    }
    const cas_game *fund = table(&b->arena, "imf_governors_2022-10-02", quotas[0]);
    measure(b, (aim){"IMF 50%, Shapley-Shubik exactly", fund, SHAPLEY, 30, 4000, .exactly = true, .once = true});
}

static void run_registers(bench *b)
{
    for (int giant = 0; giant < 2; giant++) {
        const cas_mark mark = cas_arena_mark(&b->arena);
        const size_t before = b->ctx.used_bytes;
        b->ctx.peak_bytes = before;
        const double start = user_time(RUSAGE_SELF);
        const cas_game *game = holders(&b->arena, giant);
        printf("%-46s %9.2f ms %37.1f  made and read as a table\n", giant ? "register, three giants" : "register, 1/k", (user_time(RUSAGE_SELF) - start) * 1e3,
               (double)(b->ctx.peak_bytes - before) / 1e6);
        measure(b, (aim){"    a million holders, those above 0.1 %", game, BANZHAF | SHAPLEY, 60, 1000, .bound = 1e-4, .once = true});
        cas_arena_release(&b->arena, mark);
    }
}

static void run(bench *b)
{
    b->copy_rate = copy_rate(&b->arena);
    b->add_rate = add_rate(&b->arena);
    printf("a copy moves %.1f GB a second; %.2g additions of words a second\n", b->copy_rate / 1e9, b->add_rate);
    printf("%-46s %12s %9s  %8s  %7s\n", "", "user time", "clock", "aim", "MB");
    run_councils(b);
    run_unions(b);
    run_fund(b);
    run_registers(b);
}

/* casus lies beside the folder of this program. */
static const char *program_beside(cas_arena *arena, const char *own)
{
    const char *slash = strrchr(own, '/');
    const char *path = slash ? cas_format(arena, "%.*s/../casus", (int)(slash - own), own) : "../casus";
    return access(path, X_OK) == 0 ? path : NULL;
}

int main(int count, char **words)
{
    static bench b;
    b.rounds = count > 1 ? atoi(words[1]) : 5;
    cas_ctx_open(&b.ctx);
    cas_arena_open(&b.arena, &b.ctx);
    cas_guard guard;
    if (setjmp(*cas_guard_open(&b.ctx, &guard)) == 0) {
        b.program = program_beside(&b.arena, words[0]);
        run(&b);
    } else
        fprintf(stderr, "bench_power: %s\n", b.ctx.needs);
    cas_guard_close(&b.ctx, &guard);
    cas_arena_close(&b.arena);
    return guard.status || b.failures ? 1 : 0;
}
