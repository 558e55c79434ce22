/* The guarantee as a game, on random small agreements: winning sets and swings as they are when every set of parties is tried. */
#include "hold/guarantee.h"
#include "hold/method.h"
#include "hold/random_instance.h"
#include "power_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { AGREEMENTS = 80, STATES = 60000, MOST_PARTIES = 10 };

/* The sets that win, by trying all: bit p of the number is party p. False when one of them is not known. */
static bool try_all(cas_arena *arena, const cas_instance *in, const cas_goal *goal, bool *wins)
{
    cas_method *method = cas_method_new(arena, in, goal, STATES);
    cas_stance stances[MOST_PARTIES];
    for (unsigned set = 0; set < 1u << in->party_count; set++) {
        for (int p = 0; p < in->party_count; p++)
            stances[p] = set >> p & 1 || p == in->attacked ? CAS_HELPS : CAS_RESISTS;
        const int never = cas_method_never(method, stances);
        if (never < 0)
            return false;
        wins[set] = !never;
    }
    return true;
}

static void compare(cas_arena *arena, const cas_instance *in, const cas_goal *goal, int *games, int *none)
{
    static bool wins[1 << MOST_PARTIES];
    const cas_hold_options options = {.families = true, .first = 2, .max_states = STATES};
    const cas_verdict *verdict = cas_hold_verdict(arena, in, goal, -1, &options);
    if (!verdict->deciders.known || !try_all(arena, in, goal, wins))
        return;
    const cas_guarantee found = cas_guarantee_power(arena, in, goal, verdict, 1);
    const unsigned all = (1u << in->party_count) - 1, attacked = in->attacked >= 0 ? 1u << in->attacked : 0;
    if (!found.power) {
        /* Nobody can stop it, or nobody reach it. */
        assert_true(found.undecided || wins[0] == wins[all]);
        *none += !found.undecided;
        return;
    }
    (*games)++;
    int64_t winning = 0;
    for (unsigned set = 0; set <= all; set++)
        winning += !(set & attacked) && wins[set];
    assert_int_equal(winning_seen(found.power), winning);
    for (int p = 0; p < in->party_count; p++) {
        int64_t swings = 0;
        for (unsigned set = 0; set <= all; set++)
            swings += !(set & attacked) && !(set >> p & 1) && wins[set | 1u << p] && !wins[set];
        assert_int_equal(swings_seen(found.power, in->party_names[p]), p == in->attacked ? -1 : swings);
    }
}

static void every_set_is_tried(void **state)
{
    (void)state;
    static int games, none;
    for (uint64_t seed = 1; seed <= AGREEMENTS; seed++) {
        cas_ctx ctx = {0};
        cas_guard guard;
        cas_arena arena;
        cas_ctx_open(&ctx);
        cas_arena_open(&arena, &ctx);
        if (setjmp(*cas_guard_open(&ctx, &guard)) == 0) {
            const cas_instance *in = cas_random_instance(&arena, seed);
            for (int g = 0; g < in->goal_count && in->party_count <= MOST_PARTIES; g++)
                compare(&arena, in, &in->goals[g], &games, &none);
        }
        cas_guard_close(&ctx, &guard);
        cas_arena_close(&arena);
        assert_true(guard.status == CAS_OK || guard.status == CAS_E_BUDGET);
    }
    assert_true(games > 25 && none > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_set_is_tried)};
    return cmocka_run_group_tests_name("guarantee", tests, NULL, NULL);
}
