/*
 * How long a standoff takes: states listed and weighed, and the engine, one line a size.
 *
 *     cc -O2 -D_GNU_SOURCE -Isrc bench/stable/stable.c build/libcasus.a -lgmp -lm -lutf8proc -lpthread -o /tmp/stable-bench && /tmp/stable-bench [THREADS] [LARGEST]
 *
 * A conflict of 3 decision makers with pseudo-random priorities; some options go one way, some sets are infeasible. Times are the best of five for
 * small ones. LARGEST is the largest number of options (default 24: about ten million states).
 */
#include "stable/coalition.h"
#include "stable/reasons.h"
#include "stable/sensitivity.h"
#include "stable/unknown.h"
#include "stable/without.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAKERS = 3, PRIORITIES = 12 };

static uint64_t chance(uint64_t *seed)
{
    uint64_t x = *seed += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

static const cas_option_statement *some_option(cas_arena *arena, uint64_t *seed, int options)
{
    const cas_option_statement *taken = cas_option_taken(arena, (int)(chance(seed) % (uint64_t)options));
    return chance(seed) % 2 ? taken : cas_option_not(arena, taken);
}

static const cas_option_statement *some_statement(cas_arena *arena, uint64_t *seed, int options)
{
    static const cas_option_statement_kind kinds[] = {CAS_OPTION_ALL, CAS_OPTION_ANY, CAS_OPTION_PROVIDED};
    const cas_option_statement *a = some_option(arena, seed, options), *b = some_option(arena, seed, options),
                               *c = some_option(arena, seed, options);
    return cas_option_pair(arena, kinds[chance(seed) % 3], a, cas_option_pair(arena, kinds[chance(seed) % 3], b, c));
}

static cas_conflict *make(cas_arena *arena, int options, bool one_way, bool infeasible)
{
    static const char *const names[MAKERS] = {"P", "Q", "R"};
    uint64_t seed = (uint64_t)options;
    cas_conflict *conflict = CAS_NEW(arena, cas_conflict);
    cas_option *list = CAS_ARRAY(arena, cas_option, (size_t)options);
    cas_maker *makers = CAS_ARRAY(arena, cas_maker, MAKERS);
    for (int k = 0; k < options; k++)
        list[k] = (cas_option){
            .name = cas_format(arena, "o%d", k + 1), .owner = k % MAKERS, .stays = one_way && k < MAKERS ? 1 : 0};
    for (int m = 0; m < MAKERS; m++) {
        cas_priority *priorities = CAS_ARRAY(arena, cas_priority, PRIORITIES);
        for (int p = 0; p < PRIORITIES; p++) {
            const cas_option_statement **one = CAS_ARRAY(arena, const cas_option_statement *, 1);
            one[0] = some_statement(arena, &seed, options);
            priorities[p] = (cas_priority){one, 1};
        }
        makers[m] = (cas_maker){.name = names[m], .priorities = priorities, .priority_count = PRIORITIES};
    }
    const cas_option_statement **out = CAS_ARRAY(arena, const cas_option_statement *, 2);
    for (int i = 0; i < 2; i++)
        out[i] = cas_option_pair(arena, CAS_OPTION_ALL, cas_option_taken(arena, i),
                                 cas_option_taken(arena, options - 1 - i));
    *conflict = (cas_conflict){.name = "bench",
                               .makers = makers,
                               .maker_count = MAKERS,
                               .options = list,
                               .option_count = options,
                               .infeasible = out,
                               .infeasible_count = infeasible ? 2 : 0};
    return conflict;
}

static void run(int options, bool one_way, bool infeasible, int threads)
{
    cas_ctx ctx;
    cas_arena arena;
    cas_guard guard;
    memset(&ctx, 0, sizeof ctx);
    cas_ctx_open(&ctx);
    cas_arena_open(&arena, &ctx);
    if (setjmp(*cas_guard_open(&ctx, &guard)) == 0) {
        const char *problem;
        const double began = cas_now();
        const cas_states *states = cas_states_of(&arena, make(&arena, options, one_way, infeasible), &problem, NULL);
        const double listed = cas_now() - began;
        if (!states)
            cas_fail(&ctx, CAS_E_INPUT, "%s", problem);
        double best = 1e9, cpu = 1e9;
        uint32_t nash = 0, sequential = 0;
        for (int i = 0; i < (options > 18 ? 1 : 5); i++) {
            const cas_mark mark = cas_arena_mark(&arena);
            const double start = cas_now(), cpu_start = (double)clock() / CLOCKS_PER_SEC;
            const cas_stability *stability =
                cas_stability_of(&arena, states, &(cas_stability_options){.threads = threads});
            const double took = cas_now() - start;
            nash = cas_equilibrium_count(stability, CAS_NASH);
            sequential = cas_equilibrium_count(stability, CAS_SEQ);
            const double cpu_took = (double)clock() / CLOCKS_PER_SEC - cpu_start;
            best = took < best ? took : best;
            cpu = cpu_took < cpu ? cpu_took : cpu;
            cas_arena_release(&arena, mark);
        }
        printf("%2d options  %10u states  %-8s  %-10s  %d threads   listed %8.4f s   "
               "engine %8.4f s, %8.4f s of processor   peak %5zu MiB   R %u  SEQ %u\n",
               options, states->count, one_way ? "one-way" : "two-way", infeasible ? "infeasible" : "", threads, listed,
               best, cpu, ctx.peak_bytes >> 20, nash, sequential);
    } else
        printf("%d options: %s\n", options, ctx.needs);
    fflush(stdout);
    cas_guard_close(&ctx, &guard);
    cas_arena_close(&arena);
}

/* Everything else that can be asked, once, at 1,024 states. */
static void run_what_if(void)
{
    cas_ctx ctx;
    cas_arena arena;
    cas_guard guard;
    memset(&ctx, 0, sizeof ctx);
    cas_ctx_open(&ctx);
    cas_arena_open(&arena, &ctx);
    if (setjmp(*cas_guard_open(&ctx, &guard)) == 0) {
        static const bool open[MAKERS] = {true, true, true};
        const char *problem;
        const cas_states *states = cas_states_of(&arena, make(&arena, 10, true, false), &problem, NULL);
        if (!states)
            cas_fail(&ctx, CAS_E_INPUT, "%s", problem);
        const cas_stability *stability = cas_stability_of(&arena, states, NULL);
        const double began = cas_now();
        const cas_conflict_paths *paths = cas_paths_from(&arena, states, 0, true, -1);
        const double after_paths = cas_now();
        cas_reasons_of(&arena, states, 0, states->count / 2, CAS_SSEQ, 8);
        const double after_reasons = cas_now();
        const cas_swaps swaps = cas_swaps_of(&arena, stability);
        const double after_swaps = cas_now();
        const cas_shares shares = cas_shares_of(&arena, states, open, 1000);
        const double after_shares = cas_now();
        cas_coalition_equilibria(&arena, states);
        const double after_coalitions = cas_now();
        cas_wish_of(&arena, states, 0, states->count / 2, CAS_SSEQ);
        const double after_wish = cas_now();
        static const bool absent[MAKERS] = {true};
        cas_conflict *whole = make(&arena, 10, true, false);
        const cas_conflict *rest = cas_conflict_without(&arena, whole, absent, CAS_WITHOUT_PASSIVE, &problem);
        const cas_stability *left = cas_stability_of(&arena, cas_states_of(&arena, rest, &problem, NULL), NULL);
        const size_t returns = cas_would_move(&arena, stability, left, 1000, 8).total;
        const double after_without = cas_now();
        ((cas_priority *)whole->makers[0].priorities)[2].unknown = true;
        const cas_stability *four[CAS_ATTITUDE_COUNT];
        cas_stability_unknown(&arena, cas_states_of(&arena, whole, &problem, NULL), four);
        printf("%u states: one taken out, %zu returns %.4f s; one statement unknown, four tables %.4f s\n", states->count,
               returns, after_without - after_wish, cas_now() - after_without);
        printf(
            "%u states: paths to %u of them %.4f s, reasons of a cell %.4f s, %zu swaps %.4f s, %llu orders %.4f s, all coalitions %.4f s, a wish %.4f s\n",
            states->count, paths->reached, after_paths - began, after_reasons - after_paths, swaps.count,
            after_swaps - after_reasons, (unsigned long long)shares.orders, after_shares - after_swaps,
            after_coalitions - after_shares, after_wish - after_coalitions);
    } else
        printf("what if: %s\n", ctx.needs);
    fflush(stdout);
    cas_guard_close(&ctx, &guard);
    cas_arena_close(&arena);
}

int main(int count, char **arguments)
{
    static const int sizes[] = {6, 12, 16, 20, 24};
    const int threads = count > 1 ? atoi(arguments[1]) : 1, largest = count > 2 ? atoi(arguments[2]) : 24;
    run_what_if();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (sizes[i] <= largest) {
            if (sizes[i] < 24)
                run(sizes[i], false, false, threads);
            run(sizes[i], true, true, threads);
        }
    return 0;
}
