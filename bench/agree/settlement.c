/*
 * How long settlements take: large random talks, one line an instance.
 *
 *     ninja bench_settlement && bench/bench_settlement [SEEDS]
 *
 * Talks of ISSUES issues with 4 alternatives, 10 parties that all have to accept, LINES red lines. `tight`: lines on one to three issues, in four
 * shapes; `single`: each refuses one alternative of one issue; `pairs`: each refuses two alternatives together. For each: milliseconds
 * until the first irreducible conflict is known; all conflicts and concessions set by set (marco) and over diagrams, with their numbers (`+`:
 * stopped at 20,000 sets, 2,000,000 contradictions, 512 MiB or 20 seconds), and the whole answer as `casus agree` gives it.
 * Last: the packages of 10 issues with 4 alternatives, 1,048,576, one by one and over diagrams.
 */
#include "agree/attempt.h"
#include "agree/clauses.h"
#include "agree/settlement.h"
#include "api/objects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PARTIES = 10, ALTERNATIVES = 4 };
static const size_t memory = (size_t)512 << 20;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static int below(uint64_t *seed, int bound)
{
    uint64_t x = *seed += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return (int)((x ^ x >> 31) % (uint64_t)bound);
}

/* ---- Talks ------------------------------------------------------------------------------------------------------------------------- */

static void put_line(cas_builder *out, uint64_t *seed, const char *shape, int issues)
{
    const int d = below(seed, issues), e = below(seed, issues), f = below(seed, issues), a = below(seed, ALTERNATIVES),
              b = below(seed, ALTERNATIVES), c = below(seed, ALTERNATIVES);
    const int which = strcmp(shape, "single") == 0 ? 0 : strcmp(shape, "pairs") == 0 ? 1 : below(seed, 4);
    switch (which) {
    case 0: cas_putf(out, "  rejects d%d = a%d\n", d, a); break;
    case 1: cas_putf(out, "  rejects d%d = a%d and d%d = a%d\n", d, a, e, b); break;
    case 2: cas_putf(out, "  rejects d%d != a%d and d%d != a%d\n", d, a, e, b); break;
    default: cas_putf(out, "  rejects d%d != a%d and d%d = a%d and d%d != a%d\n", d, a, e, b, f, c); break;
    }
}

static const char *make(cas_arena *arena, uint64_t seed, const char *shape, int issues, int lines)
{
    cas_builder out = {.arena = arena};
    for (int p = 0; p < PARTIES; p++)
        cas_putf(&out, "party P%d\n", p);
    for (int d = 0; d < issues; d++)
        cas_putf(&out, "issue d%d\n  a0 | a1 | a2 | a3\n", d);
    for (int p = 0; p < PARTIES; p++) {
        cas_putf(&out, "position P%d\n", p);
        for (int l = p; l < lines; l += PARTIES)
            put_line(&out, &seed, shape, issues);
    }
    cas_puts(&out, "settle by all of everyone accept\n");
    return cas_built_string(&out);
}

/* ---- Measuring --------------------------------------------------------------------------------------------------------------------- */

typedef struct run {
    const cas_talks *talks;
    cas_explore_limits limits;
    cas_exploration *found;
} run;

static void by_marco(cas_arena *scratch, void *arguments)
{
    run *r = arguments;
    cas_explore(scratch, cas_clauses_open(scratch, cas_space_open(scratch, r->talks)), &r->limits, r->found);
}

static void by_diagrams(cas_arena *scratch, void *arguments)
{
    run *r = arguments;
    cas_explore_diagrams(scratch, cas_space_open(scratch, r->talks), &r->limits, r->found);
}

static double measure(cas_arena *arena, const cas_talks *talks, cas_attempt_work *work, size_t most,
                      cas_exploration *found)
{
    const char *needs;
    run r = {talks, {.most_sets = most, .first = 1000}, found};
    cas_exploration_open(arena, talks, found);
    const double begun = now();
    arena->ctx->deadline = cas_now() + 20;
    if (!cas_attempt(arena, memory, 1, work, &r, &needs))
        found->needs = needs;
    arena->ctx->deadline = 0;
    return now() - begun;
}

static const char *count_words(cas_arena *arena, const cas_exploration *found, const cas_line_sets *sets)
{
    if (found->complete && strcmp(found->method, "diagram") == 0)
        return cas_big_string(arena, sets->total);
    return found->complete || sets->count ? cas_format(arena, "%zu%s", sets->count, found->complete ? "" : "+") : "-";
}

static casus_model *read_talks(casus_ctx *ctx, const char *text)
{
    const casus_read_options how = CASUS_READ_OPTIONS_INIT;
    casus_model *model = NULL;
    if (casus_model_read_text(ctx, "talks", text, strlen(text), &how, &model) || !casus_model_is_sound(model)) {
        fprintf(stderr, "the talks could not be read: %s\n", casus_last_needs(ctx));
        exit(1);
    }
    return model;
}

static void tell(casus_ctx *ctx, cas_arena *arena, const char *shape, int issues, int lines, uint64_t seed)
{
    casus_model *model = read_talks(ctx, make(arena, seed, shape, issues, lines));
    const cas_talks *talks = cas_talks_of(arena, model->agreement, NULL, NULL);
    cas_exploration first, marco, drawn;
    const double to_first = measure(arena, talks, by_marco, 1, &first);
    const double to_marco = measure(arena, talks, by_marco, 0, &marco);
    const double to_drawn = measure(arena, talks, by_diagrams, 0, &drawn);
    const double begun = now();
    ctx->ctx.deadline = cas_now() + 20;
    const cas_settlement *whole = cas_settlement_of(arena, model->agreement, &(cas_settlement_options){.first = 100});
    ctx->ctx.deadline = 0;
    printf("%-7s %2d x 4 %4d  %4llu %8.1f  %9.1f %10s %10s  %9.1f %10s %12s  %9.1f %s%s\n", shape, issues, lines,
           (unsigned long long)seed, to_first, to_marco, count_words(arena, &marco, &marco.conflicts),
           count_words(arena, &marco, &marco.concessions), to_drawn, count_words(arena, &drawn, &drawn.conflicts),
           count_words(arena, &drawn, &drawn.concessions), now() - begun,
           whole->exists == 1   ? "settles"
           : whole->exists == 0 ? whole->method
                                : "undecided",
           whole->complete ? "" : " (part)");
    casus_model_free(model);
}

/* ---- One by one --------------------------------------------------------------------------------------------------------------------- */

static void one_by_one(casus_ctx *ctx, cas_arena *arena)
{
    casus_model *model = read_talks(ctx, make(arena, 7, "pairs", 10, 60));
    const cas_talks *talks = cas_talks_of(arena, model->agreement, NULL, NULL);
    int choice[10] = {0};
    unsigned long packages = 0, settled = 0, accepts = 0;
    double begun = now();
    for (bool more = true; more; packages++) {
        unsigned refuse = 0;
        for (int l = 0; l < talks->lines.count; l++)
            if (cas_condition_truth(talks->lines.items[l].crossed, choice) == CAS_TRUE)
                refuse |= 1u << talks->lines.items[l].position;
        settled += refuse == 0;
        accepts += !(refuse & 1);
        more = false;
        for (int d = 10; d-- > 0 && !more;) {
            more = ++choice[d] < ALTERNATIVES;
            choice[d] = more ? choice[d] : 0;
        }
    }
    printf("\n%lu packages one by one: %lu settle, P0 accepts %lu; %.1f ms\n", packages, settled, accepts,
           now() - begun);
    begun = now();
    const cas_settlement *s = cas_settlement_of(arena, model->agreement, &(cas_settlement_options){.first = 10});
    printf("%s packages over diagrams: %s settle, P0 accepts %s; %.1f ms with all else that casus agree says\n",
           cas_big_string(arena, s->packages.number), cas_big_string(arena, s->settlements.number),
           cas_big_string(arena, s->shares[0].accepts.number), now() - begun);
    casus_model_free(model);
}

int main(int count, char **words)
{
    const casus_ctx_options wishes = CASUS_CTX_OPTIONS_INIT;
    const int seeds = count > 1 ? atoi(words[1]) : 3;
    static const struct {
        const char *shape;
        int issues, lines;
    } sizes[] = {{"tight", 30, 100}, {"single", 30, 100}, {"pairs", 30, 100},
                 {"tight", 30, 60},  {"tight", 12, 60},   {"single", 12, 100}};
    printf(
        "                          ms to     set by set                        over diagrams                      the answer\n");
    printf(
        "talks           lines seed first         ms  conflicts concessions        ms  conflicts  concessions         ms method\n");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int seed = 1; seed <= seeds; seed++) {
            casus_ctx *ctx = NULL;
            cas_arena arena;
            cas_guard guard;
            if (casus_ctx_open(&wishes, &ctx))
                return 1;
            cas_arena_open(&arena, &ctx->ctx);
            if (setjmp(*cas_guard_open(&ctx->ctx, &guard)) == 0) {
                tell(ctx, &arena, sizes[i].shape, sizes[i].issues, sizes[i].lines, (uint64_t)seed);
                if (i == 0 && seed == 1)
                    fflush(stdout);
            } else {
                printf("%s: %s\n", sizes[i].shape, ctx->ctx.needs);
            }
            cas_guard_close(&ctx->ctx, &guard);
            cas_arena_close(&arena);
            casus_ctx_free(ctx);
        }
    casus_ctx *ctx = NULL;
    cas_arena arena;
    cas_guard guard;
    if (casus_ctx_open(&wishes, &ctx))
        return 1;
    cas_arena_open(&arena, &ctx->ctx);
    if (setjmp(*cas_guard_open(&ctx->ctx, &guard)) == 0)
        one_by_one(ctx, &arena);
    cas_guard_close(&ctx->ctx, &guard);
    cas_arena_close(&arena);
    casus_ctx_free(ctx);
    return 0;
}
