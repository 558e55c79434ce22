/*
 * Writes a folder of synthetic articles: bench_articles DIR COUNT [SEED].
 *
 * Every five articles tell one story: each outlet takes most of the sentences of the story's wire text, changes a word in
 * twenty, adds sentences of its own, and sets its lines of navigation and appeals around them. Words are made of syllables, with
 * a few thousand of them in use, frequent ones more often. The number of the story is in the name of the file, and nowhere else:
 *
 *     DIR/000/s00000_0.txt … s00000_4.txt, …
 *
 * What is measured (dev/bench says with what result): casus sources --shared DIR for 100,000 of them, and casus sources --index
 * for one more against an index of all of them.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

int main(int count, char **words)
{
    if (count < 3) {
        fprintf(stderr, "bench_articles DIR COUNT [SEED]\n");
        return 3;
    }
    const unsigned articles = (unsigned)atoi(words[2]);
    uint64_t state = count > 3 ? strtoull(words[3], NULL, 10) : 1;
    mkdir(words[1], 0777);
    for (unsigned a = 0; a < articles; a += OUTLETS) {
        sentence wire[MOST_SENTENCES];
        const unsigned sentences = 10 + below(&state, MOST_SENTENCES - 10);
        for (unsigned s = 0; s < sentences; s++)
            wire[s] = a_sentence(&state);
        for (unsigned outlet = 0; outlet < OUTLETS && a + outlet < articles; outlet++) {
            char path[4096];
            snprintf(path, sizeof path, "%s/%03u", words[1], a / FILES_A_FOLDER);
            mkdir(path, 0777);
            snprintf(path, sizeof path, "%s/%03u/s%05u_%u.txt", words[1], a / FILES_A_FOLDER, a / OUTLETS, outlet);
            FILE *out = fopen(path, "w");
            if (!out) {
                perror(path);
                return 2;
            }
            put_article(out, wire, sentences, outlet, &state);
            fclose(out);
        }
    }
    return 0;
}
