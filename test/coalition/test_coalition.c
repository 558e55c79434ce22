/* Diagrams against truth tables: every operation on random functions of up to 12 variables, set by set. */
#include "coalition/diagram.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

typedef struct world {
    cas_ctx ctx;
    cas_arena arena;
    cas_guard guard;
} world;

#define OPEN(w)                                                                                                        \
    world w;                                                                                                           \
    memset(&w, 0, sizeof w);                                                                                           \
    cas_ctx_open(&w.ctx);                                                                                              \
    cas_arena_open(&w.arena, &w.ctx);                                                                                  \
    if (setjmp(*cas_guard_open(&w.ctx, &w.guard)))                                                                     \
        fail_msg("%s", w.ctx.needs)

#define CLOSE(w)                                                                                                       \
    do {                                                                                                               \
        cas_guard_close(&w.ctx, &w.guard);                                                                             \
        cas_arena_close(&w.arena);                                                                                     \
        assert_int_equal(w.ctx.used_bytes, 0);                                                                         \
    } while (0)

static uint64_t chance(uint64_t *seed)
{
    uint64_t x = *seed += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

static cas_set set_of_bits(uint32_t bits)
{
    cas_set set = cas_set_empty();
    set.word[0] = bits;
    return set;
}

/* A truth table: one byte a set. */
static cas_node build(cas_diagrams *store, const unsigned char *table, int variables, int from, uint32_t bits)
{
    if (from == variables)
        return table[bits];
    const cas_node low = build(store, table, variables, from + 1, bits);
    const cas_node high = build(store, table, variables, from + 1, bits | 1u << from);
    return cas_diagram_ite(store, cas_diagram_variable(store, from), high, low);
}

static void must_be(cas_diagrams *store, cas_node f, const unsigned char *table, int variables)
{
    /* The same function must be the same number, and say the same of each set. */
    assert_int_equal(f, build(store, table, variables, 0, 0));
    for (uint32_t s = 0; s < 1u << variables; s++) {
        const cas_set set = set_of_bits(s);
        assert_int_equal(cas_diagram_holds(store, f, &set), table[s]);
    }
}

static void random_table(uint64_t *seed, unsigned char *table, int variables, bool monotone)
{
    const uint64_t rarity = 1 + chance(seed) % 6;
    for (uint32_t s = 0; s < 1u << variables; s++)
        table[s] = chance(seed) % (monotone ? 3 * rarity * (uint64_t)variables : rarity + 1) == 0;
    if (monotone)
        for (int v = 0; v < variables; v++)
            for (uint32_t s = 0; s < 1u << variables; s++)
                if (s >> v & 1)
                    table[s] |= table[s & ~(1u << v)];
}

enum { MOST = 12, ROUNDS = 60 };

static void operations_agree_with_tables(void **state)
{
    (void)state;
    uint64_t seed = 1;
    static unsigned char f[1 << MOST], g[1 << MOST], h[1 << MOST], want[1 << MOST];
    for (int round = 0; round < ROUNDS; round++) {
        OPEN(w);
        const int n = 1 + (int)(chance(&seed) % 8);
        const uint32_t all = (1u << n) - 1;
        cas_diagrams *store = cas_diagrams_open(&w.arena, n);
        random_table(&seed, f, n, false);
        random_table(&seed, g, n, round % 2);
        random_table(&seed, h, n, false);
        const cas_node a = build(store, f, n, 0, 0), b = build(store, g, n, 0, 0), c = build(store, h, n, 0, 0);
#define FOR_ALL(expression)                                                                                            \
    for (uint32_t s = 0; s <= all; s++)                                                                                \
    want[s] = (expression)
        FOR_ALL(f[s] && g[s]);
        must_be(store, cas_diagram_and(store, a, b), want, n);
        FOR_ALL(f[s] || g[s]);
        must_be(store, cas_diagram_or(store, a, b), want, n);
        FOR_ALL(!f[s]);
        must_be(store, cas_diagram_not(store, a), want, n);
        FOR_ALL(f[s] ? g[s] : h[s]);
        must_be(store, cas_diagram_ite(store, a, b, c), want, n);
        FOR_ALL(!f[all & ~s]);
        must_be(store, cas_diagram_dual(store, a), want, n);
        assert_int_equal(cas_diagram_dual(store, cas_diagram_dual(store, a)), a);
        const uint32_t v = (uint32_t)(chance(&seed) % (uint64_t)n);
        FOR_ALL(f[s | 1u << v]);
        must_be(store, cas_diagram_restrict(store, a, (int)v, true), want, n);
        FOR_ALL(f[s & ~(1u << v)]);
        must_be(store, cas_diagram_restrict(store, a, (int)v, false), want, n);
        const uint32_t bound = (uint32_t)chance(&seed) & all, refused = (uint32_t)chance(&seed) & all & ~bound;
        const cas_set bound_set = set_of_bits(bound), refused_set = set_of_bits(refused);
        FOR_ALL(f[(s | bound) & ~refused]);
        must_be(store, cas_diagram_restrict_sets(store, a, &bound_set, &refused_set), want, n);
        for (uint32_t s = 0; s <= all; s++) {
            want[s] = 0;
            g[s] = 1;
            for (uint32_t t = 0; t <= all; t++)
                if ((t & ~bound) == (s & ~bound)) {
                    want[s] |= f[t];
                    g[s] &= f[t];
                }
        }
        must_be(store, cas_diagram_exists(store, a, &bound_set), want, n);
        must_be(store, cas_diagram_forall(store, a, &bound_set), g, n);
        bool monotone = true;
        for (uint32_t s = 0; s <= all; s++)
            for (int x = 0; x < n; x++)
                monotone &= f[s] <= f[s | 1u << x];
        assert_int_equal(cas_diagram_is_monotone(store, a), monotone);
        const cas_set support = cas_diagram_support(store, a);
        for (int x = 0; x < n; x++) {
            bool matters = false;
            for (uint32_t s = 0; s <= all; s++)
                matters |= f[s] != f[s ^ 1u << x];
            assert_int_equal(cas_set_has(&support, x), matters);
        }
        CLOSE(w);
    }
}

static void counts_agree_with_tables(void **state)
{
    (void)state;
    uint64_t seed = 2;
    static unsigned char f[1 << MOST];
    for (int round = 0; round < ROUNDS; round++) {
        OPEN(w);
        const int n = 1 + (int)(chance(&seed) % MOST);
        cas_diagrams *store = cas_diagrams_open(&w.arena, n);
        random_table(&seed, f, n, round % 2);
        const cas_node a = build(store, f, n, 0, 0);
        int64_t count = 0, sizes[MOST + 1] = {0};
        for (uint32_t s = 0; s < 1u << n; s++)
            if (f[s]) {
                count++;
                sizes[__builtin_popcount(s)]++;
            }
        assert_int_equal(cas_big_small(cas_diagram_count(store, &w.arena, a)), count);
        const cas_big *by_size = cas_diagram_count_by_size(store, &w.arena, a);
        for (int k = 0; k <= n; k++)
            assert_int_equal(cas_big_small(by_size[k]), sizes[k]);
        CLOSE(w);
    }
}

static int by_size_then_members(const void *left, const void *right)
{
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    const int sizes = __builtin_popcount(a) - __builtin_popcount(b);
    if (sizes)
        return sizes;
    const uint32_t different = a ^ b;
    return a & (different & -different) ? -1 : 1;
}

static void minimal_sets_agree_with_tables(void **state)
{
    (void)state;
    uint64_t seed = 3;
    static unsigned char f[1 << MOST];
    static uint32_t minimal[1 << MOST];
    size_t seen = 0;
    for (int round = 0; round < 4 * ROUNDS; round++) {
        OPEN(w);
        const int n = 1 + (int)(chance(&seed) % MOST);
        const uint32_t all = (1u << n) - 1;
        cas_diagrams *store = cas_diagrams_open(&w.arena, n);
        random_table(&seed, f, n, true);
        const cas_node a = build(store, f, n, 0, 0);
        const bool blocking = round % 2;
        const cas_node game = blocking ? cas_diagram_dual(store, a) : a;
        const uint32_t in = round % 3 ? 0 : (uint32_t)(chance(&seed) & chance(&seed)) & all;
        const uint32_t out = round % 3 ? 0 : (uint32_t)(chance(&seed) & chance(&seed)) & all & ~in;
        size_t count = 0, by_size[MOST + 1] = {0};
        for (uint32_t s = 0; s <= all; s++) {
            bool is = blocking ? !f[all & ~s] : f[s];
            for (int v = 0; v < n && is; v++)
                if (s >> v & 1)
                    is = !(blocking ? !f[all & ~(s & ~(1u << v))] : f[s & ~(1u << v)]);
            if (is && (s & in) == in && !(s & out)) {
                minimal[count++] = s;
                by_size[__builtin_popcount(s)]++;
            }
        }
        qsort(minimal, count, sizeof *minimal, by_size_then_members);
        const cas_set containing = set_of_bits(in), lacking = set_of_bits(out);
        const cas_family family = cas_family_filter(store, cas_diagram_minimal(store, game), &containing, &lacking);
        assert_int_equal(cas_big_small(cas_family_count(store, &w.arena, family)), count);
        const cas_big *sizes = cas_family_count_by_size(store, &w.arena, family);
        for (int k = 0; k <= n; k++)
            assert_int_equal(cas_big_small(sizes[k]), by_size[k]);
        const size_t limit = round % 5 ? 1 << MOST : 7;
        size_t listed;
        const cas_set *sets = cas_family_list(store, &w.arena, family, limit, &listed);
        assert_int_equal(listed, count < limit ? count : limit);
        for (size_t i = 0; i < listed; i++)
            assert_int_equal(sets[i].word[0], minimal[i]);
        seen += count;
        CLOSE(w);
    }
    assert_true(seen > 1000);
}

static void thresholds_agree_with_sums(void **state)
{
    (void)state;
    uint64_t seed = 4;
    static unsigned char want[1 << MOST], tables[MOST][1 << MOST];
    for (int round = 0; round < 3 * ROUNDS; round++) {
        OPEN(w);
        const int n = 1 + (int)(chance(&seed) % 10), count = 1 + (int)(chance(&seed) % 10);
        cas_diagrams *store = cas_diagrams_open(&w.arena, n);
        /* Weights in units far above 2^64, so that every limb is needed; each third round in small units. */
        const cas_big unit = round % 3 ? cas_big_power10(&w.arena, 17 + (unsigned)(chance(&seed) % 40)) : cas_big_of(&w.arena, 1);
        cas_node parts[MOST];
        cas_big weights[MOST];
        uint64_t small[MOST], total = 0;
        for (int i = 0; i < count; i++) {
            small[i] = chance(&seed) % (round % 4 ? 9 : 1000);
            total += small[i];
            weights[i] = cas_big_multiply(&w.arena, cas_big_of(&w.arena, small[i]), unit);
            if (round % 2) {
                random_table(&seed, tables[i], n, false);
                parts[i] = build(store, tables[i], n, 0, 0);
            } else {
                parts[i] = cas_diagram_variable(store, i % n);
                for (uint32_t s = 0; s < 1u << n; s++)
                    tables[i][s] = s >> (i % n) & 1;
            }
        }
        const uint64_t quota = chance(&seed) % (total + 3);
        /* Just above a multiple of the unit means the next multiple. */
        const bool above = round % 3 && quota;
        const cas_big exact = cas_big_multiply(&w.arena, cas_big_of(&w.arena, above ? quota - 1 : quota), unit);
        const cas_big asked = above ? cas_big_add(&w.arena, exact, cas_big_of(&w.arena, 1)) : exact;
        const int k = (int)(chance(&seed) % (uint64_t)(count + 2));
        for (uint32_t s = 0; s < 1u << n; s++) {
            uint64_t sum = 0;
            for (int i = 0; i < count; i++)
                sum += tables[i][s] ? small[i] : 0;
            want[s] = sum >= quota;
        }
        must_be(store, cas_diagram_threshold(store, parts, weights, count, asked), want, n);
        for (uint32_t s = 0; s < 1u << n; s++) {
            int holding = 0;
            for (int i = 0; i < count; i++)
                holding += tables[i][s];
            want[s] = holding >= k;
        }
        must_be(store, cas_diagram_at_least(store, k, parts, count), want, n);
        CLOSE(w);
    }
}

/* 2^1023 sets: at least half of 1,023 parties, by symmetry exactly half of all sets. */
static void large_bodies_are_exact(void **state)
{
    (void)state;
    OPEN(w);
    enum { N = 255 };
    cas_diagrams *store = cas_diagrams_open(&w.arena, N);
    cas_node parts[N];
    for (int i = 0; i < N; i++)
        parts[i] = cas_diagram_variable(store, i);
    const cas_node majority = cas_diagram_at_least(store, N / 2 + 1, parts, N);
    const cas_big count = cas_diagram_count(store, &w.arena, majority);
    assert_int_equal(count.count, 4);
    assert_true(count.limb[3] == (uint64_t)1 << 62 && !count.limb[2] && !count.limb[1] && !count.limb[0]);
    assert_int_equal(cas_diagram_dual(store, majority), majority);
    const cas_family minimal = cas_diagram_minimal(store, majority);
    const cas_big *sizes = cas_family_count_by_size(store, &w.arena, minimal);
    assert_int_equal(cas_big_compare(sizes[N / 2 + 1], cas_family_count(store, &w.arena, minimal)), 0);
    size_t listed;
    const cas_set *sets = cas_family_list(store, &w.arena, minimal, 3, &listed);
    assert_int_equal(listed, 3);
    for (int i = 0; i <= N / 2; i++)
        assert_true(cas_set_has(&sets[0], i));
    CLOSE(w);
}

static void memory_that_runs_out_is_reported(void **state)
{
    (void)state;
    int failures = 0;
    for (long fail_at = 1;; fail_at++) {
        world w;
        memset(&w, 0, sizeof w);
        cas_ctx_open(&w.ctx);
        cas_arena_open(&w.arena, &w.ctx);
        w.ctx.fail_at = fail_at;
        volatile bool done = false;
        if (setjmp(*cas_guard_open(&w.ctx, &w.guard)) == 0) {
            cas_diagrams *store = cas_diagrams_open(&w.arena, 16);
            cas_node parts[16];
            cas_big weights[16];
            for (int i = 0; i < 16; i++) {
                parts[i] = cas_diagram_variable(store, i);
                weights[i] = cas_big_of(&w.arena, (uint64_t)(i * i + 1));
            }
            const cas_node f = cas_diagram_threshold(store, parts, weights, 16, cas_big_of(&w.arena, 700));
            const cas_family family = cas_diagram_minimal(store, f);
            size_t count;
            cas_family_list(store, &w.arena, family, 10, &count);
            assert_int_equal(count, 10);
            done = true;
        }
        cas_guard_close(&w.ctx, &w.guard);
        if (!done)
            assert_int_equal(w.guard.status, CAS_E_MEMORY);
        cas_arena_close(&w.arena);
        assert_int_equal(w.ctx.used_bytes, 0);
        if (done)
            break;
        failures++;
    }
    assert_true(failures > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_agree_with_tables),
        cmocka_unit_test(counts_agree_with_tables),
        cmocka_unit_test(minimal_sets_agree_with_tables),
        cmocka_unit_test(thresholds_agree_with_sums),
        cmocka_unit_test(large_bodies_are_exact),
        cmocka_unit_test(memory_that_runs_out_is_reported),
    };
    return cmocka_run_group_tests_name("coalition", tests, NULL, NULL);
}
