/* The ground floor: memory and its guard, text, names, sets, exact numbers. GMP's mpz is the oracle for the numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <gmp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/set.h"
#include "base/text.h"

/* A small generator of our own, so that a failing run can be repeated anywhere. */
static uint64_t next_random(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15ull;
    uint64_t z = *state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

/* Run a piece of work under a guard; the arena is closed whatever happens. */
typedef void work(cas_arena *arena, void *data);

static cas_status run_guarded(cas_ctx *ctx, work *piece, void *data)
{
    cas_arena arena;
    cas_arena_open(&arena, ctx);
    cas_guard guard;
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        piece(&arena, data);
    cas_guard_close(ctx, &guard);
    cas_arena_close(&arena);
    return guard.status;
}

static void must_succeed(work *piece, void *data)
{
    cas_ctx ctx = {0};
    cas_ctx_open(&ctx);
    assert_int_equal(run_guarded(&ctx, piece, data), CAS_OK);
    assert_int_equal(ctx.used_bytes, 0);
    assert_null(ctx.guard);
}

/* ---- memory ---- */

static void take_and_write(cas_arena *arena, void *data)
{
    (void)data;
    unsigned char *last = NULL;
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *place = cas_take(arena, size, 1);
        assert_non_null(place);
        assert_int_equal((uintptr_t)place % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(place[i], 0);
        memset(place, 0xa5, size);
        if (last && size > 7)
            assert_int_equal(last[size - 8], 0xa5);
        last = place;
    }
}

static void memory_is_zeroed_aligned_and_separate(void **state)
{
    (void)state;
    must_succeed(take_and_write, NULL);
}

static void mark_and_release(cas_arena *arena, void *data)
{
    (void)data;
    char *kept = cas_take(arena, 100, 1);
    memset(kept, 'k', 100);
    const cas_mark mark = cas_arena_mark(arena);
    const size_t before = arena->ctx->used_bytes;
    for (int i = 0; i < 50; i++)
        memset(cas_take(arena, 10000, 1), 0xff, 10000);
    assert_true(arena->ctx->used_bytes > before);
    cas_arena_release(arena, mark);
    assert_int_equal(arena->ctx->used_bytes, before);
    const char *again = cas_take(arena, 64, 1);
    for (int i = 0; i < 64; i++)
        assert_int_equal(again[i], 0);
    for (int i = 0; i < 100; i++)
        assert_int_equal(kept[i], 'k');
}

static void release_gives_back_and_keeps(void **state)
{
    (void)state;
    must_succeed(mark_and_release, NULL);
}

static void take_mark_of_nothing(cas_arena *arena, void *data)
{
    (void)data;
    const cas_mark empty = cas_arena_mark(arena);
    cas_take(arena, 1 << 20, 1);
    cas_arena_release(arena, empty);
    assert_int_equal(arena->ctx->used_bytes, 0);
    assert_null(arena->top);
}

static void release_to_an_empty_arena(void **state)
{
    (void)state;
    must_succeed(take_mark_of_nothing, NULL);
}

static void take_mebibytes(cas_arena *arena, void *data)
{
    for (size_t i = 0; i < *(size_t *)data; i++)
        cas_take(arena, 1 << 20, 1);
}

static void byte_budget_is_kept(void **state)
{
    (void)state;
    cas_ctx ctx = {.max_bytes = 16 << 20};
    cas_ctx_open(&ctx);
    size_t few = 4, many = 40;
    assert_int_equal(run_guarded(&ctx, take_mebibytes, &few), CAS_OK);
    assert_int_equal(run_guarded(&ctx, take_mebibytes, &many), CAS_E_BUDGET);
    assert_non_null(strstr(ctx.needs, "16 MiB"));
    assert_int_equal(ctx.used_bytes, 0);
    assert_true(ctx.peak_bytes <= ctx.max_bytes + 4096);
    /* A context that refused once goes on working. */
    assert_int_equal(run_guarded(&ctx, take_mebibytes, &few), CAS_OK);
}

static void take_more_than_there_are_addresses(cas_arena *arena, void *data)
{
    (void)data;
    cas_take(arena, SIZE_MAX / 2, 3);
}

static void take_all_addresses(cas_arena *arena, void *data)
{
    (void)data;
    cas_take(arena, SIZE_MAX, 1);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    cas_ctx ctx = {.max_bytes = SIZE_MAX};
    cas_ctx_open(&ctx);
    assert_int_equal(run_guarded(&ctx, take_more_than_there_are_addresses, NULL), CAS_E_BUDGET);
    assert_int_equal(run_guarded(&ctx, take_all_addresses, NULL), CAS_E_BUDGET);
}

static void poll_forever(cas_arena *arena, void *data)
{
    (void)data;
    for (;;)
        cas_poll(arena->ctx);
}

static void the_clock_and_the_cancel_flag_stop_a_loop(void **state)
{
    (void)state;
    cas_ctx ctx = {0};
    cas_ctx_open(&ctx);
    const double start = cas_now();
    ctx.deadline = start + 0.02;
    assert_int_equal(run_guarded(&ctx, poll_forever, NULL), CAS_E_BUDGET);
    assert_true(cas_now() - start >= 0.02);

    const volatile int cancelled = 1;
    ctx.deadline = 0;
    ctx.cancel = &cancelled;
    assert_int_equal(run_guarded(&ctx, poll_forever, NULL), CAS_E_BUDGET);
    assert_string_equal(ctx.needs, "cancelled");
}

static void fail_inside_an_inner_guard(cas_arena *arena, void *data)
{
    cas_ctx *ctx = arena->ctx;
    cas_guard inner;
    if (setjmp(*cas_guard_open(ctx, &inner)) == 0)
        cas_fail(ctx, CAS_E_INPUT, "line %d", 7);
    cas_guard_close(ctx, &inner);
    *(cas_status *)data = inner.status;
    assert_string_equal(ctx->needs, "line 7");
    CAS_CHECK(ctx, 1 + 1 == 3);
}

static void the_innermost_guard_catches(void **state)
{
    (void)state;
    cas_ctx ctx = {0};
    cas_ctx_open(&ctx);
    cas_status inner = CAS_OK;
    assert_int_equal(run_guarded(&ctx, fail_inside_an_inner_guard, &inner), CAS_E_BUG);
    assert_int_equal(inner, CAS_E_INPUT);
    assert_non_null(strstr(ctx.needs, "1 + 1 == 3"));
    assert_non_null(strstr(ctx.needs, "test_base.c:"));
}

/* A piece of work that uses everything that allocates; its result is checked, so that a half-done one would show. */
static void use_everything(cas_arena *arena, void *data)
{
    cas_names names = {.arena = arena};
    cas_builder out = {.arena = arena};
    for (int i = 0; i < 200; i++)
        assert_int_equal(cas_names_add(&names, cas_text_of(cas_format(arena, "party_%d", i))), i);
    for (int i = 0; i < 200; i += 40)
        cas_putf(&out, "%.*s ", CAS_SHOW(names.texts[i]));
    cas_decimal number;
    assert_true(cas_decimal_read(arena, CAS_TEXT("123456789012345678901234567890.5"), &number));
    cas_puts(&out, cas_decimal_string(arena, number));
    cas_putc(&out, ' ');
    cas_puts(&out, cas_big_string(arena, cas_decimal_scaled(arena, number, 20)));
    assert_string_equal(cas_built_string(&out), "party_0 party_40 party_80 party_120 party_160 "
                                                "123456789012345678901234567890.5 "
                                                "12345678901234567890123456789050000000000000000000");
    *(bool *)data = true;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    bool finished = false;
    long failures = 0;
    for (long n = 1; !finished; n++) {
        cas_ctx ctx = {.fail_at = n};
        cas_ctx_open(&ctx);
        const cas_status status = run_guarded(&ctx, use_everything, &finished);
        assert_int_equal(status, finished ? CAS_OK : CAS_E_MEMORY);
        assert_int_equal(ctx.used_bytes, 0);
        failures += !finished;
    }
    assert_true(failures > 200);
}

/* ---- text ---- */

static void build_long_text(cas_arena *arena, void *data)
{
    (void)data;
    cas_builder out = {.arena = arena};
    assert_int_equal(cas_built(&out).length, 0);
    assert_string_equal(cas_built_string(&out), "");
    for (int i = 0; i < 5000; i++)
        cas_putf(&out, "%04d%s", i, "");
    assert_int_equal(cas_built(&out).length, 20000);
    assert_memory_equal(cas_built(&out).at + 4 * 4321, "4321", 4);
    assert_int_equal(strlen(cas_built_string(&out)), 20000);
    cas_put(&out, (cas_text){"a\0b", 3});
    assert_memory_equal(cas_built(&out).at + 20000, "a\0b", 4);
}

static void builders_grow_and_stay_terminated(void **state)
{
    (void)state;
    must_succeed(build_long_text, NULL);
}

static void texts_compare_by_bytes(void **state)
{
    (void)state;
    assert_true(cas_text_equal(cas_text_of(NULL), CAS_TEXT("")));
    assert_true(cas_text_is(CAS_TEXT("yes"), "yes"));
    assert_false(cas_text_is(CAS_TEXT("yes"), "ye"));
    assert_true(cas_text_compare(CAS_TEXT("a"), CAS_TEXT("ab")) < 0);
    assert_true(cas_text_compare(CAS_TEXT("b"), CAS_TEXT("ab")) > 0);
    assert_true(cas_text_compare(CAS_TEXT("z"), CAS_TEXT("\xc3\xa9")) < 0);
    assert_int_equal(cas_text_compare(CAS_TEXT("same"), CAS_TEXT("same")), 0);
}

/* The definition of the distance (optimal string alignment), by recursion. */
static size_t slow_distance(cas_text a, cas_text b)
{
    if (!a.length || !b.length)
        return a.length + b.length;
    const cas_text a1 = {a.at, a.length - 1}, b1 = {b.at, b.length - 1};
    const bool same = a.at[a1.length] == b.at[b1.length];
    size_t best = slow_distance(a1, b1) + !same;
    const size_t without_a = slow_distance(a1, b) + 1, without_b = slow_distance(a, b1) + 1;
    best = without_a < best ? without_a : best;
    best = without_b < best ? without_b : best;
    if (a.length > 1 && b.length > 1 && a.at[a1.length] == b.at[b1.length - 1] && a.at[a1.length - 1] == b.at[b1.length]) {
        const size_t swapped = slow_distance((cas_text){a.at, a.length - 2}, (cas_text){b.at, b.length - 2}) + 1;
        best = swapped < best ? swapped : best;
    }
    return best;
}

static void distance_is_its_definition(void **state)
{
    (void)state;
    assert_int_equal(cas_text_distance(CAS_TEXT("guarantor"), CAS_TEXT("guarantors"), 3), 1);
    assert_int_equal(cas_text_distance(CAS_TEXT("attcak"), CAS_TEXT("attack"), 3), 1);
    assert_int_equal(cas_text_distance(CAS_TEXT("attack"), CAS_TEXT("weapons"), 3), 4);
    uint64_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        char a[6], b[6];
        const cas_text left = {a, next_random(&seed) % 6}, right = {b, next_random(&seed) % 6};
        for (int i = 0; i < 6; i++) {
            a[i] = (char)('a' + next_random(&seed) % 3);
            b[i] = (char)('a' + next_random(&seed) % 3);
        }
        const size_t wanted = slow_distance(left, right);
        assert_int_equal(cas_text_distance(left, right, 9), wanted);
        assert_int_equal(cas_text_distance(left, right, 2), wanted <= 2 ? wanted : 3);
    }
}

static void distance_of_long_texts_is_past_the_limit(void **state)
{
    (void)state;
    char longest[65];
    memset(longest, 'x', sizeof longest);
    assert_int_equal(cas_text_distance((cas_text){longest, 64}, (cas_text){longest, 64}, 2), 0);
    assert_int_equal(cas_text_distance((cas_text){longest, 65}, (cas_text){longest, 65}, 2), 3);
}

static void add_many_names(cas_arena *arena, void *data)
{
    (void)data;
    cas_names names = {.arena = arena};
    assert_int_equal(cas_names_find(&names, CAS_TEXT("anything")), -1);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 20000; i++)
            assert_int_equal(cas_names_add(&names, cas_text_of(cas_format(arena, "n%d", i))), i);
    assert_int_equal(names.count, 20000);
    assert_int_equal(cas_names_find(&names, CAS_TEXT("n19999")), 19999);
    assert_int_equal(cas_names_find(&names, CAS_TEXT("n20000")), -1);
    assert_int_equal(cas_names_add(&names, CAS_TEXT("")), 20000);
    assert_int_equal(cas_names_find(&names, CAS_TEXT("")), 20000);
}

static void names_are_numbered_by_first_sight(void **state)
{
    (void)state;
    must_succeed(add_many_names, NULL);
}

/* ---- sets, against an array of booleans ---- */

static void sets_are_what_arrays_are(void **state)
{
    (void)state;
    uint64_t seed = 2;
    for (int round = 0; round < 200; round++) {
        static bool in_a[CAS_MAX_PARTIES], in_b[CAS_MAX_PARTIES];
        cas_set a = cas_set_empty(), b = cas_set_empty();
        const uint64_t density = 1 + next_random(&seed) % 64;
        for (int p = 0; p < CAS_MAX_PARTIES; p++) {
            in_a[p] = next_random(&seed) % density == 0;
            in_b[p] = in_a[p] && next_random(&seed) % 2;
            if (in_a[p])
                cas_set_add(&a, p);
            if (in_b[p])
                cas_set_add(&b, p);
        }
        const cas_set rest = cas_set_minus(a, b);
        int counted = 0, next = cas_set_next(&rest, 0);
        for (int p = 0; p < CAS_MAX_PARTIES; p++) {
            assert_int_equal(cas_set_has(&a, p), in_a[p]);
            assert_int_equal(cas_set_has(&rest, p), in_a[p] && !in_b[p]);
            if (in_a[p] && !in_b[p]) {
                assert_int_equal(next, p);
                next = cas_set_next(&rest, p + 1);
                counted++;
            }
        }
        assert_int_equal(next, -1);
        assert_int_equal(cas_set_count(&rest), counted);
        assert_int_equal(cas_set_is_empty(&rest), counted == 0);
        assert_true(cas_set_inside(&b, &a));
        assert_int_equal(cas_set_inside(&a, &b), counted == 0);
        const cas_set both = cas_set_or(rest, b), none = cas_set_and(rest, b);
        assert_true(cas_set_equal(&both, &a));
        assert_true(cas_set_is_empty(&none));
    }
}

static void sets_at_their_edges(void **state)
{
    (void)state;
    for (int count = 0; count <= CAS_MAX_PARTIES; count += count % 64 == 62 ? 1 : 1 + count % 3) {
        const cas_set first = cas_set_first(count);
        assert_int_equal(cas_set_count(&first), count);
        assert_int_equal(cas_set_next(&first, count), -1);
    }
    cas_set last = cas_set_single(CAS_MAX_PARTIES - 1);
    assert_int_equal(cas_set_next(&last, 0), CAS_MAX_PARTIES - 1);
    assert_int_equal(cas_set_next(&last, CAS_MAX_PARTIES), -1);
    assert_false(cas_set_has(&last, -1));
    cas_set_remove(&last, CAS_MAX_PARTIES - 1);
    assert_true(cas_set_is_empty(&last));
}

/* ---- numbers, against mpz ---- */

static void random_digits(uint64_t *seed, char *digits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        digits[i] = (char)('0' + next_random(seed) % 10);
    /* Runs of zeros and nines make carries and borrows long. */
    const size_t from = next_random(seed) % count, length = next_random(seed) % (count - from + 1);
    memset(digits + from, next_random(seed) % 2 ? '0' : '9', length);
    if (digits[0] == '0')
        digits[0] = '1';
    digits[count] = 0;
}

static cas_big big_from(cas_arena *arena, const char *digits)
{
    cas_decimal value;
    assert_true(cas_decimal_read(arena, cas_text_of(digits), &value));
    assert_int_equal(value.places, 0);
    return value.digits;
}

static void assert_same(cas_arena *arena, cas_big ours, const mpz_t oracle)
{
    char *wanted = mpz_get_str(NULL, 10, oracle);
    assert_string_equal(cas_big_string(arena, ours), wanted);
    free(wanted);
}

static void compare_with_mpz(cas_arena *arena, void *data)
{
    const size_t most = *(size_t *)data;
    const int rounds = most > 1000 ? 40 : 400;
    char *left = CAS_ARRAY(arena, char, most + 1), *right = CAS_ARRAY(arena, char, most + 1);
    uint64_t seed = most;
    mpz_t a, b, result;
    mpz_inits(a, b, result, NULL);
    for (int round = 0; round < rounds; round++) {
        random_digits(&seed, left, most);
        random_digits(&seed, right, 1 + next_random(&seed) % most);
        mpz_set_str(a, left, 10);
        mpz_set_str(b, right, 10);
        const cas_big x = big_from(arena, left), y = big_from(arena, right);
        assert_same(arena, x, a);
        mpz_add(result, a, b);
        assert_same(arena, cas_big_add(arena, x, y), result);
        assert_same(arena, cas_big_add(arena, y, x), result);
        mpz_mul(result, a, b);
        assert_same(arena, cas_big_multiply(arena, x, y), result);
        assert_same(arena, cas_big_multiply(arena, y, x), result);
        const int order = mpz_cmp(a, b);
        assert_int_equal(cas_big_compare(x, y), (order > 0) - (order < 0));
        assert_int_equal(cas_big_compare(y, x), (order < 0) - (order > 0));
        mpz_sub(result, a, b);
        mpz_abs(result, result);
        assert_same(arena, order >= 0 ? cas_big_subtract(arena, x, y) : cas_big_subtract(arena, y, x), result);
        assert_same(arena, cas_big_subtract(arena, cas_big_add(arena, x, y), y), a);
    }
    mpz_clears(a, b, result, NULL);
}

static void numbers_of_60_digits_are_exact(void **state)
{
    (void)state;
    must_succeed(compare_with_mpz, &(size_t){60});
}

static void numbers_of_4000_digits_are_exact(void **state)
{
    (void)state;
    must_succeed(compare_with_mpz, &(size_t){4000});
}

static void use_powers(cas_arena *arena, void *data)
{
    (void)data;
    mpz_t oracle;
    mpz_init(oracle);
    for (unsigned exponent = 0; exponent < 200; exponent += 3) {
        mpz_ui_pow_ui(oracle, 10, exponent);
        assert_same(arena, cas_big_power10(arena, exponent), oracle);
    }
    mpz_clear(oracle);
    const cas_big zero = cas_big_of(arena, 0), one = cas_big_of(arena, 1);
    assert_string_equal(cas_big_string(arena, zero), "0");
    assert_string_equal(cas_big_string(arena, cas_big_multiply(arena, zero, one)), "0");
    assert_int_equal(cas_big_compare(zero, cas_big_subtract(arena, one, one)), 0);
    assert_int_equal(cas_big_small(zero), 0);
    assert_int_equal(cas_big_small(cas_big_of(arena, ((uint64_t)1 << 62) - 1)), ((int64_t)1 << 62) - 1);
    assert_int_equal(cas_big_small(cas_big_of(arena, (uint64_t)1 << 62)), -1);
    assert_int_equal(cas_big_small(cas_big_power10(arena, 40)), -1);
}

static void powers_and_small_values(void **state)
{
    (void)state;
    must_succeed(use_powers, NULL);
}

static void subtract_too_much(cas_arena *arena, void *data)
{
    (void)data;
    cas_big_subtract(arena, cas_big_of(arena, 1), cas_big_of(arena, 2));
}

static void a_negative_difference_is_a_bug(void **state)
{
    (void)state;
    cas_ctx ctx = {0};
    cas_ctx_open(&ctx);
    assert_int_equal(run_guarded(&ctx, subtract_too_much, NULL), CAS_E_BUG);
}

/* strtod rounds to nearest, ties to even, in any glibc. */
static void compare_doubles(cas_arena *arena, void *data)
{
    (void)data;
    uint64_t seed = 3;
    char digits[401];
    for (int round = 0; round < 2000; round++) {
        random_digits(&seed, digits, 1 + next_random(&seed) % (round % 2 ? 40 : 330));
        assert_true(cas_big_double(big_from(arena, digits)) == strtod(digits, NULL));
    }
    /* Halfway between two doubles, and one off on either side, near 2^53, 2^64 and 2^117. */
    for (unsigned shift = 0; shift <= 64; shift += 8)
        for (int above = -1; above <= 1; above++)
            for (uint64_t odd = 0; odd < 2; odd++) {
                mpz_t tie;
                mpz_init_set_ui(tie, ((uint64_t)1 << 53) + odd);
                mpz_mul_2exp(tie, tie, shift + 1);
                mpz_t half;
                mpz_init_set_ui(half, 1);
                mpz_mul_2exp(half, half, shift);
                mpz_add(tie, tie, half);
                if (shift && above < 0)
                    mpz_sub_ui(tie, tie, 1);
                if (shift && above > 0)
                    mpz_add_ui(tie, tie, 1);
                mpz_get_str(digits, 10, tie);
                assert_true(cas_big_double(big_from(arena, digits)) == strtod(digits, NULL));
                mpz_clears(tie, half, NULL);
            }
    assert_true(cas_big_double(cas_big_of(arena, 0)) == 0);
    assert_true(isinf(cas_big_double(cas_big_power10(arena, 400))));
}

static void doubles_are_the_nearest(void **state)
{
    (void)state;
    must_succeed(compare_doubles, NULL);
}

static void check_decimal(cas_arena *arena, const char *text, const char *wanted)
{
    cas_decimal value;
    assert_true(cas_decimal_read(arena, cas_text_of(text), &value));
    assert_string_equal(cas_decimal_string(arena, value), wanted);
}

static void read_decimals(cas_arena *arena, void *data)
{
    (void)data;
    check_decimal(arena, "0", "0");
    check_decimal(arena, "83.2", "83.2");
    check_decimal(arena, "0083.2500", "83.25");
    check_decimal(arena, ".5", "0.5");
    check_decimal(arena, "0.000", "0");
    check_decimal(arena, "0.001", "0.001");
    check_decimal(arena, "1_000_000.5", "1000000.5");
    check_decimal(arena, "100", "100");
    check_decimal(arena, "10000000000000000000", "10000000000000000000");
    check_decimal(arena, "0.0000000000000000000000000000000000000001", "0.0000000000000000000000000000000000000001");
    cas_decimal value;
    const char *refused[] = {"", ".", "_1", "1.2.3", "-1", "1e5", "1 ", "0x10", "\xd9\xa3", "NaN"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(cas_decimal_read(arena, cas_text_of(refused[i]), &value));

    char *digits = CAS_ARRAY(arena, char, CAS_MAX_DIGITS + 2);
    memset(digits, '7', CAS_MAX_DIGITS + 1);
    assert_false(cas_decimal_read(arena, cas_text_of(digits), &value));
    digits[CAS_MAX_DIGITS] = 0;
    check_decimal(arena, digits, digits);
}

static void decimals_are_read_exactly(void **state)
{
    (void)state;
    must_succeed(read_decimals, NULL);
}

static void scale_decimals(cas_arena *arena, void *data)
{
    (void)data;
    uint64_t seed = 4;
    char digits[80], text[82];
    mpz_t oracle, power;
    mpz_inits(oracle, power, NULL);
    for (int round = 0; round < 500; round++) {
        const size_t count = 1 + next_random(&seed) % 60, places = next_random(&seed) % (count + 1);
        const unsigned more = (unsigned)(next_random(&seed) % 40);
        random_digits(&seed, digits, count);
        snprintf(text, sizeof text, "%.*s.%s", (int)(count - places), digits, digits + count - places);
        cas_decimal value;
        assert_true(cas_decimal_read(arena, cas_text_of(text), &value));
        assert_int_equal(value.places, places);
        mpz_set_str(oracle, digits, 10);
        mpz_ui_pow_ui(power, 10, more);
        mpz_mul(oracle, oracle, power);
        assert_same(arena, cas_decimal_scaled(arena, value, (unsigned)places + more), oracle);
    }
    mpz_clears(oracle, power, NULL);
}

static void decimals_are_scaled_exactly(void **state)
{
    (void)state;
    must_succeed(scale_decimals, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_separate),
        cmocka_unit_test(release_gives_back_and_keeps),
        cmocka_unit_test(release_to_an_empty_arena),
        cmocka_unit_test(byte_budget_is_kept),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(the_clock_and_the_cancel_flag_stop_a_loop),
        cmocka_unit_test(the_innermost_guard_catches),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(builders_grow_and_stay_terminated),
        cmocka_unit_test(texts_compare_by_bytes),
        cmocka_unit_test(distance_is_its_definition),
        cmocka_unit_test(distance_of_long_texts_is_past_the_limit),
        cmocka_unit_test(names_are_numbered_by_first_sight),
        cmocka_unit_test(sets_are_what_arrays_are),
        cmocka_unit_test(sets_at_their_edges),
        cmocka_unit_test(numbers_of_60_digits_are_exact),
        cmocka_unit_test(numbers_of_4000_digits_are_exact),
        cmocka_unit_test(powers_and_small_values),
        cmocka_unit_test(a_negative_difference_is_a_bug),
        cmocka_unit_test(doubles_are_the_nearest),
        cmocka_unit_test(decimals_are_read_exactly),
        cmocka_unit_test(decimals_are_scaled_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
