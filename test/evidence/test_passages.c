/* Near-identical sentences: the definition, its fast way, the index, and how much the bands miss. */
#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "evidence/cite.h"
#include "evidence/minhash.h"
#include "evidence/passage_groups.h"
#include "evidence/store.h"

static uint64_t next_random(uint64_t *state)
{
    uint64_t x = *state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static uint32_t below(uint64_t *state, uint32_t most)
{
    return (uint32_t)(next_random(state) >> 33) % most;
}

/* A copy of a row in which words were exchanged, left out, put in. */
static size_t perturb(uint64_t *state, const uint32_t *words, size_t count, uint32_t percent, uint32_t *out)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        const bool hit = below(state, 100) < percent;
        const uint32_t way = hit ? below(state, 3) : 3;
        if (way == 0)
            continue;
        if (way == 1)
            out[made++] = (uint32_t)next_random(state);
        out[made++] = way == 2 ? (uint32_t)next_random(state) : words[i];
    }
    return made;
}

/* The definition once more, by lists and nothing clever. */
static double jaccard_by_lists(const uint32_t *a, size_t m, const uint32_t *b, size_t n)
{
    size_t common = 0, left = 0, right = 0;
    for (size_t i = 0; i + 3 <= m; i++) {
        bool seen = false, there = false;
        for (size_t k = 0; k < i && !seen; k++)
            seen = memcmp(a + k, a + i, 3 * sizeof *a) == 0;
        for (size_t k = 0; k + 3 <= n && !there; k++)
            there = memcmp(b + k, a + i, 3 * sizeof *a) == 0;
        left += !seen;
        common += !seen && there;
    }
    for (size_t i = 0; i + 3 <= n; i++) {
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++)
            seen = memcmp(b + k, b + i, 3 * sizeof *b) == 0;
        right += !seen;
    }
    return left + right - common ? (double)common / (double)(left + right - common) : 0;
}

static size_t common_by_recursion(const uint32_t *a, size_t m, const uint32_t *b, size_t n)
{
    if (!m || !n)
        return 0;
    if (a[0] == b[0])
        return 1 + common_by_recursion(a + 1, m - 1, b + 1, n - 1);
    const size_t one = common_by_recursion(a + 1, m - 1, b, n), other = common_by_recursion(a, m, b + 1, n - 1);
    return one > other ? one : other;
}

static void resemblance_is_the_definition(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        uint32_t a[40], b[80];
        const size_t m = 3 + below(&seed, 37), alphabet = 2 + below(&seed, 60);
        for (size_t i = 0; i < m; i++)
            a[i] = below(&seed, (uint32_t)alphabet);
        const size_t n = perturb(&seed, a, m, below(&seed, 60), b);
        const cas_resemblance found = cas_resemblance_of(a, m, b, n);
        const double exact = jaccard_by_lists(a, m, b, n), got = found.all ? (double)found.common / found.all : 0;
        if (fabs(exact - got) > 1e-12)
            fail_msg("round %d: %g is not %g", round, got, exact);
    }
    for (int round = 0; round < 3000; round++) {
        uint32_t a[9], b[9];
        const size_t m = below(&seed, 9), n = below(&seed, 9);
        for (size_t i = 0; i < 9; i++)
            a[i] = below(&seed, 3), b[i] = below(&seed, 3);
        assert_int_equal(cas_common_words(a, m, b, n), common_by_recursion(a, m, b, n));
    }
}

/* Pairs of every resemblance: how many share a band, beside what the formula says. */
static void bands_recall_what_they_promise(void **state)
{
    (void)state;
    enum { STEPS = 10 };
    size_t pairs[STEPS + 1] = {0}, met[STEPS + 1] = {0};
    double promised[STEPS + 1] = {0}, near_met = 0, near_pairs = 0;
    uint64_t seed = 11;
    cas_minhash minhash;
    cas_minhash_open(&minhash);
    for (int round = 0; round < 60000; round++) {
        uint32_t a[60], b[120];
        const size_t m = 8 + below(&seed, 40);
        for (size_t i = 0; i < m; i++)
            a[i] = (uint32_t)next_random(&seed);
        const size_t n = perturb(&seed, a, m, below(&seed, 40), b);
        if (n < 3)
            continue;
        uint64_t left[CAS_BANDS], right[CAS_BANDS];
        cas_minhash_bands(&minhash, a, m, left);
        cas_minhash_bands(&minhash, b, n, right);
        bool meet = false;
        for (size_t band = 0; band < CAS_BANDS; band++)
            meet = meet || left[band] == right[band];
        const cas_resemblance exact = cas_resemblance_of(a, m, b, n);
        const double j = (double)exact.common / exact.all;
        const size_t step = (size_t)(j * STEPS);
        pairs[step]++;
        met[step] += meet;
        promised[step] += 1 - pow(1 - j * j * j, CAS_BANDS);
        if (exact.common * CAS_NEAR_DENOMINATOR >= exact.all * CAS_NEAR_NUMERATOR) {
            near_pairs++;
            near_met += meet;
        }
    }
    for (size_t s = 0; s <= STEPS; s++) {
        if (pairs[s] < 200)
            continue;
        const double got = (double)met[s] / (double)pairs[s], wanted = promised[s] / (double)pairs[s];
        print_message("# resemblance from %.1f: %zu pairs, %.4f share a band, the formula says %.4f\n", (double)s / STEPS, pairs[s], got, wanted);
        assert_true(fabs(got - wanted) < 0.035);
    }
    print_message("# near-identical: %.0f pairs, recall %.4f\n", near_pairs, near_met / near_pairs);
    assert_true(near_pairs > 5000 && near_met / near_pairs >= 0.99);
}

/* Random folders: rows, copies of rows, copies of copies. */
static void fill(cas_units *units, uint64_t *seed, size_t count)
{
    uint32_t words[400];
    for (uint32_t i = 0; i < count; i++) {
        size_t length;
        const cas_unit *old = units->count ? &units->units[below(seed, (uint32_t)units->count)] : NULL;
        if (old && below(seed, 3)) {
            uint32_t copy[120];
            const size_t kept = old->count < 60 ? old->count : 60;
            memcpy(copy, units->words + old->first, kept * sizeof *copy);
            length = perturb(seed, copy, kept, below(seed, 25), words);
        } else {
            length = 8 + below(seed, 30);
            for (size_t w = 0; w < length; w++)
                words[w] = below(seed, 3000);
        }
        if (length < CAS_UNIT_FEWEST_WORDS)
            continue;
        units->units = CAS_ROOM(units->arena, units->units, units->count, &units->room);
        units->units[units->count++] = (cas_unit){i / 4, i % 4 + 1, (uint32_t)units->word_count, (uint32_t)length};
        for (size_t w = 0; w < length; w++) {
            units->words = CAS_ROOM(units->arena, units->words, units->word_count, &units->word_room);
            units->words[units->word_count++] = words[w];
        }
    }
}

/* The fast way joins nothing that the definition keeps apart, and nearly everything that it joins. */
static void groups_are_those_of_the_definition(void **state)
{
    uint64_t seed = 23;
    size_t pairs = 0, found = 0;
    for (int round = 0; round < 30; round++) {
        const cas_mark before = cas_arena_mark(arena_of(state));
        cas_units units = {.arena = arena_of(state)};
        fill(&units, &seed, 300);
        uint32_t *fast = CAS_ARRAY(arena_of(state), uint32_t, units.count), *slow = CAS_ARRAY(arena_of(state), uint32_t, units.count);
        cas_units_group(arena_of(state), &units, fast);
        cas_units_group_naive(&units, slow);
        for (size_t i = 0; i < units.count; i++)
            for (size_t j = 0; j < i; j++) {
                if (fast[i] == fast[j] && slow[i] != slow[j])
                    fail_msg("round %d joins %zu and %zu", round, j, i);
                pairs += slow[i] == slow[j];
                found += fast[i] == fast[j];
            }
        cas_arena_release(arena_of(state), before);
    }
    print_message("# %zu pairs in one group by the definition, %zu of them found\n", pairs, found);
    assert_true(pairs > 5000 && (double)found >= 0.975 * (double)pairs);
}

static void sentences_are_what_readers_take_them_for(void **state)
{
    cas_units units = {.arena = arena_of(state)};
    cas_units_add_line(&units, 0, 1,
                       CAS_TEXT("The U.S. President met Mr. Brask of Velmark on Monday at noon. “It was a good and long talk,” he said afterwards! "
                                "Too short. But 3.5 million people heard of it on the same day... so did we all here."));
    assert_int_equal(units.count, 3);
    assert_int_equal(units.units[0].count, 13);
    assert_int_equal(units.units[1].count, 10);
    cas_units_add_line(&units, 0, 2, CAS_TEXT("THE U.S. president MET Mr. Brask, of Velmark - on Monday, at noon!"));
    const cas_unit *first = &units.units[0], *again = &units.units[3];
    assert_int_equal(first->count, again->count);
    assert_memory_equal(units.words + first->first, units.words + again->first, first->count * sizeof *units.words);
}

static cas_units one_document(cas_arena *arena, const char *const *lines, size_t count)
{
    cas_units units = {.arena = arena};
    for (size_t i = 0; i < count; i++)
        cas_units_add_line(&units, 0, (uint32_t)i + 1, cas_text_of(lines[i]));
    return units;
}

static void the_index_finds_copies(void **state)
{
    static const char *const first[] = {"The pilots of the strait refuse to steer the ferries through the narrows at night.", "Nobody had asked them before the eleven articles were drafted in the south."};
    static const char *const second[] = {"Fog lay over the harbour for three days and the ferries stayed where they were.",
                                         "Nobody had asked them before the eleven articles were drafted in the far south."};
    char path[] = "/tmp/casus-index-XXXXXX";
    close(mkstemp(path));
    cas_store store;
    cas_arena *arena = arena_of(state);
    assert_null(cas_store_open(&store, path));
    cas_units units = one_document(arena, first, 2);
    cas_store_answer answer = cas_store_add(arena, &store, "first.txt", "aa", &units);
    assert_false(answer.known);
    assert_int_equal(answer.count, 0);
    assert_true(cas_store_close(&store, true));
    /* Another day. */
    assert_null(cas_store_open(&store, path));
    units = one_document(arena, second, 2);
    answer = cas_store_add(arena, &store, "second.txt", "bb", &units);
    assert_int_equal(answer.count, 1);
    assert_int_equal(answer.matches[0].line, 2);
    assert_int_equal(answer.matches[0].other_line, 2);
    assert_string_equal(cas_store_name(arena, &store, answer.matches[0].other), "first.txt");
    assert_true(cas_store_add(arena, &store, "again.txt", "aa", &units).known);
    /* What is not kept was never there. */
    assert_true(cas_store_close(&store, false));
    assert_null(cas_store_open(&store, path));
    assert_false(cas_store_add(arena, &store, "second.txt", "bb", &units).known);
    assert_true(cas_store_close(&store, true));
    unlink(path);
}

static void what_is_no_index_is_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/casus-index-XXXXXX";
    const int file = mkstemp(path);
    const char text[] = "This file is no index of anything, only words, and long enough to be looked at as one page of a file.";
    assert_true(write(file, text, sizeof text) == (ssize_t)sizeof text);
    close(file);
    cas_store store;
    assert_non_null(cas_store_open(&store, path));
    cas_store_close(&store, false);
    assert_non_null(cas_store_open(&store, "/no/such/folder/index"));
    cas_store_close(&store, false);
    unlink(path);
}

/* ---- citing ---- */

static void the_best_passage_comes_first(void **state)
{
    static const char *const texts[] = {"One.\n\nThe pilots refuse to steer at night, he said.\n", "One.\n\nTwo.\n\nThe pilots “refuse to steer” at night.\n",
                                        "Nothing that is like it stands here at all.\n"};
    cas_evidence_document documents[3] = {0};
    for (int i = 0; i < 3; i++) {
        documents[i].text = cas_text_of(texts[i]);
        documents[i].document = cas_document_read(arena_of(state), documents[i].text);
    }
    cas_evidence evidence = {.arena = arena_of(state), .documents = documents, .document_count = 3};
    cas_evidence_lines(&evidence);
    cas_citables found = cas_cite_find(arena_of(state), &evidence, CAS_TEXT("the pilots 'refuse to steer' at night"));
    assert_int_equal(found.count, 2);
    assert_int_equal(found.items[0].document, 1);
    assert_true(cas_text_is(found.items[0].locator, "3"));
    found = cas_cite_find(arena_of(state), &evidence, CAS_TEXT("refuse to steer at night"));
    assert_int_equal(found.items[0].document, 0);
    assert_int_equal(found.items[0].likeness, 1000);
    assert_true(cas_text_is(found.items[0].quoted, "refuse to steer at night"));
    assert_true(cas_text_is(found.items[0].locator, "2"));
    assert_int_equal(cas_cite_find(arena_of(state), &evidence, CAS_TEXT("zebra quagga okapi")).count, 0);
    assert_int_equal(cas_cite_find(arena_of(state), &evidence, CAS_TEXT("  ")).count, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)
    const struct CMUnitTest tests[] = {
        TEST(resemblance_is_the_definition), TEST(bands_recall_what_they_promise), TEST(groups_are_those_of_the_definition), TEST(sentences_are_what_readers_take_them_for),
        TEST(the_index_finds_copies), TEST(what_is_no_index_is_refused), TEST(the_best_passage_comes_first),
    };
    return cmocka_run_group_tests_name("passages", tests, NULL, NULL);
}
