/*
 * A hundred thousand synthetic articles, grouped by the text they share; then one more against an index of twenty thousand.
 *
 *     bench_evidence              measures: seconds of processor time, the most memory, how right the groups are
 *     bench_evidence DIR COUNT    writes the articles as files instead, for casus sources --shared DIR
 *
 * Every five articles tell one story: each outlet takes most of the sentences of the story's wire text, changes a word in
 * twenty, adds sentences of its own, and sets its lines of navigation and appeals around them. Words are made of syllables, with
 * a few thousand of them in use, frequent ones more often. A story found whole is five articles in one group and no other in it.
 */
#include "evidence/line_cues.h"
#include "evidence/shared.h"
#include "evidence/store.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { OUTLETS = 5, WORDS = 6000, MOST_SENTENCES = 24, LONGEST_SENTENCE = 30, FILES_A_FOLDER = 1000 };

static uint64_t next_random(uint64_t *state)
{
    uint64_t x = *state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static unsigned below(uint64_t *state, unsigned most)
{
    return (unsigned)(next_random(state) >> 33) % most;
}

/* Frequent words more often: the square of an even choice. */
static unsigned a_word(uint64_t *state)
{
    const uint64_t x = below(state, 1 << 15);
    return (unsigned)(x * x % ((uint64_t)1 << 30) * WORDS >> 30);
}

static void put_word(FILE *out, unsigned word, int capital)
{
    static const char *const syllables[] = {"ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za", "der", "fin", "gal", "hem", "jor", "pal"};
    char text[32] = "";
    for (unsigned rest = word + 20; rest; rest /= 16)
        strcat(text, syllables[rest % 16]);
    if (capital)
        text[0] = (char)(text[0] - 32);
    fputs(text, out);
}

typedef struct sentence {
    unsigned words[LONGEST_SENTENCE], count;
} sentence;

static sentence a_sentence(uint64_t *state)
{
    sentence made = {.count = 10 + below(state, LONGEST_SENTENCE - 10)};
    for (unsigned i = 0; i < made.count; i++)
        made.words[i] = a_word(state);
    return made;
}

static void put_sentence(FILE *out, const sentence *wire, uint64_t *state, unsigned change_percent)
{
    for (unsigned i = 0; i < wire->count; i++) {
        const int changed = below(state, 100) < change_percent;
        if (i)
            fputc(' ', out);
        put_word(out, changed ? a_word(state) : wire->words[i], i == 0 || wire->words[i] % 11 == 3);
    }
    fputs(". ", out);
}

static void put_article(FILE *out, const sentence *wire, unsigned count, unsigned outlet, uint64_t *state)
{
    static const char *const heads[OUTLETS] = {"Menu\nSearch\n", "", "Skip to main content\n", "date 2031-03-14\n", "Share on WhatsApp\n"};
    static const char *const feet[OUTLETS] = {"Latest News\nMenu\n", "Source: the agency\n", "Sign up for our newsletter\nAll rights reserved\n", "", "Leave a Comment\n"};
    fputs(heads[outlet], out);
    put_sentence(out, &wire[0], state, 50);
    fputs("\n\n", out);
    for (unsigned s = 1; s < count; s++) {
        if (below(state, 10) < 8)
            put_sentence(out, &wire[s], state, 5);
        if (below(state, 10) < 3) {
            const sentence own = a_sentence(state);
            put_sentence(out, &own, state, 0);
        }
        if (below(state, 2))
            fputs("\n\n", out);
    }
    fputs("\n\n", out);
    fputs(feet[outlet], out);
}

/* The articles of one story after another. */
typedef struct newsroom {
    uint64_t state;
    sentence wire[MOST_SENTENCES];
    unsigned sentences, next;
} newsroom;

static void write_next(newsroom *room, FILE *out)
{
    if (room->next++ % OUTLETS == 0) {
        room->sentences = 10 + below(&room->state, MOST_SENTENCES - 10);
        for (unsigned s = 0; s < room->sentences; s++)
            room->wire[s] = a_sentence(&room->state);
    }
    put_article(out, room->wire, room->sentences, (room->next - 1) % OUTLETS, &room->state);
}

static int write_files(const char *folder, unsigned count)
{
    newsroom room = {.state = 1};
    mkdir(folder, 0777);
    for (unsigned a = 0; a < count; a++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%03u", folder, a / FILES_A_FOLDER);
        mkdir(path, 0777);
        snprintf(path, sizeof path, "%s/%03u/s%05u_%u.txt", folder, a / FILES_A_FOLDER, a / OUTLETS, a % OUTLETS);
        FILE *out = fopen(path, "w");
        if (!out) {
            perror(path);
            return 2;
        }
        write_next(&room, out);
        fclose(out);
    }
    return 0;
}

/* ---- measuring ---- */

static bool read_next(cas_arena *arena, void *user, size_t number, cas_evidence_document *document)
{
    char *text = NULL;
    size_t length = 0;
    (void)number;
    FILE *out = open_memstream(&text, &length);
    write_next(user, out);
    fclose(out);
    document->text = cas_text_copy(arena, (cas_text){text, length});
    free(text);
    return true;
}

static double processor_seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static void measure_groups(cas_arena *arena, unsigned count)
{
    newsroom room = {.state = 1};
    const double began = processor_seconds();
    const cas_shared_text *shared = cas_shared_find(arena, read_next, &room, count);
    const double spent = processor_seconds() - began;
    unsigned whole = 0, torn = 0, mixed = 0;
    for (unsigned story = 0; story < count / OUTLETS; story++) {
        bool one = true;
        for (unsigned k = 1; k < OUTLETS; k++)
            one = one && shared->groups[story * OUTLETS + k] == shared->groups[story * OUTLETS];
        whole += one;
        torn += !one;
        mixed += shared->groups[story * OUTLETS] / OUTLETS != story;
    }
    printf("%8.1f s  %5zu MiB  %u articles, %zu sentences grouped; of %u stories %u whole, %u torn, %u joined to another\n", spent, arena->ctx->peak_bytes >> 20, count,
           shared->units.count, count / OUTLETS, whole, torn, mixed);
}

static void measure_index(cas_arena *arena, cas_store *store, unsigned count)
{
    newsroom room = {.state = 2};
    const cas_line_cues *cues = cas_line_cues_open(arena);
    double spent = 0, longest = 0;
    size_t found = 0;
    for (unsigned a = 0; a < count; a++) {
        const cas_mark before = cas_arena_mark(arena);
        cas_units units = {.arena = arena};
        char name[16];
        const double began = cas_now();
        cas_shared_units(&units, cues, read_next, &room, a);
        snprintf(name, sizeof name, "%u", a);
        const cas_store_answer answer = cas_store_add(arena, store, name, name, &units);
        const double took = cas_now() - began;
        if (a + 100 >= count) {
            spent += took;
            longest = took > longest ? took : longest;
            found += answer.count > 0;
        }
        cas_arena_release(arena, before);
    }
    printf("%8.1f ms  one article more against an index of %u, on average of a hundred (longest %.1f ms); %zu of them had copies there\n", spent * 10, count, longest * 1e3, found);
}

int main(int count, char **words)
{
    if (count > 2)
        return write_files(words[1], (unsigned)atoi(words[2]));
    cas_ctx ctx = {0};
    cas_arena arena;
    cas_guard guard;
    cas_store store = {0};
    char path[] = "/tmp/casus-bench-XXXXXX";
    cas_ctx_open(&ctx);
    cas_arena_open(&arena, &ctx);
    if (setjmp(*cas_guard_open(&ctx, &guard)) == 0) {
        measure_groups(&arena, 100000);
        cas_arena_close(&arena);
        const int file = mkstemp(path);
        if (file < 0 || close(file) != 0 || cas_store_open(&store, path))
            cas_fail(&ctx, CAS_E_SYSTEM, "no index");
        measure_index(&arena, &store, 20000);
    }
    cas_guard_close(&ctx, &guard);
    cas_store_close(&store, true);
    cas_arena_close(&arena);
    unlink(path);
    if (guard.status)
        fprintf(stderr, "%s\n", ctx.needs);
    return guard.status ? 2 : 0;
}
