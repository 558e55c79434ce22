/* Coalitions, swaps, shares of orders, the inverse question: each against the definitions, on random conflicts. */
#include "tried.h"

#include "stable/coalition.h"
#include "stable/sensitivity.h"

/* ---- Coalitions by definition ------------------------------------------------------------------------------------------------------------ */

typedef struct group {
    const cas_states *states;
    uint32_t members;
} group;

static bool all_better(const group *g, uint32_t than, uint32_t state)
{
    for (int m = 0; m < g->states->conflict->maker_count; m++)
        if (((g->members >> m) & 1) && g->states->worth[m][state] <= g->states->worth[m][than])
            return false;
    return true;
}

static void walk(const group *g, uint32_t movers, bool improving, uint32_t at, int last, bool *reached, bool *seen)
{
    const cas_states *states = g->states;
    for (int m = 0; m < states->conflict->maker_count; m++)
        for (uint32_t to = 0; to < states->count && m != last && ((movers >> m) & 1); to++) {
            if (!cas_can_move(states, m, at, to) || (improving && states->worth[m][to] <= states->worth[m][at]))
                continue;
            reached[to] = true;
            if (seen[to * 8 + (uint32_t)m])
                continue;
            seen[to * 8 + (uint32_t)m] = true;
            walk(g, movers, improving, to, m, reached, seen);
        }
}

static const bool *reach_from(cas_arena *arena, const group *g, uint32_t movers, bool improving, uint32_t from)
{
    bool *reached = CAS_ARRAY(arena, bool, g->states->count), *seen = CAS_ARRAY(arena, bool, g->states->count * 8);
    walk(g, movers, improving, from, -1, reached, seen);
    return reached;
}

static bool group_stable(cas_arena *arena, const group *g, uint32_t s, cas_concept concept)
{
    const uint32_t count = g->states->count, others = cas_makers_present(g->states->conflict) & ~g->members;
    const bool *together = reach_from(arena, g, g->members, false, s);
    for (uint32_t t = 0; t < count; t++) {
        if (t == s || !together[t] || !all_better(g, s, t))
            continue;
        const bool *answers = reach_from(arena, g, others, concept == CAS_SEQ || concept == CAS_SSEQ, t);
        bool deterred = false;
        for (uint32_t u = 0; u < count && concept != CAS_NASH && !deterred; u++) {
            if (!answers[u] || all_better(g, s, u))
                continue;
            const bool *away = reach_from(arena, g, g->members, false, u);
            bool escapes = false;
            for (uint32_t v = 0; v < count && (concept == CAS_SMR || concept == CAS_SSEQ); v++)
                escapes |= away[v] && v != u && all_better(g, s, v);
            deterred = !escapes;
        }
        if (!deterred)
            return false;
    }
    return true;
}

static void coalitions_are_as_defined(void **state)
{
    (void)state;
    uint64_t seed = 17;
    int cells = 0, differ = 0;
    for (int i = 0; i < 250; i++) {
        OPEN(w);
        const cas_states *states = states_or_none(&w.arena, random_conflict(&w.arena, &seed));
        if (states && states->count <= 24) {
            const cas_stability *table = cas_stability_of(&w.arena, states, NULL);
            const uint32_t all = cas_makers_present(states->conflict);
            uint8_t *every = CAS_ARRAY(&w.arena, uint8_t, states->count);
            memset(every, CAS_ALL_CONCEPTS, states->count);
            for (uint32_t members = all; members; members = (members - 1) & all) {
                const group g = {states, members};
                const cas_coalition_stability fast = cas_coalition_stability_of(&w.arena, states, members);
                for (uint32_t s = 0; s < states->count; s++) {
                    every[s] &= fast.of[s];
                    if (__builtin_popcount(members) == 1)
                        assert_int_equal(fast.of[s], table->of[__builtin_ctz(members)][s]);
                    for (int c = 0; c < CAS_CONCEPT_COUNT; c++, cells++) {
                        const cas_mark mark = cas_arena_mark(&w.arena);
                        assert_int_equal((fast.of[s] >> c) & 1, group_stable(&w.arena, &g, s, (cas_concept)c));
                        cas_arena_release(&w.arena, mark);
                    }
                }
            }
            assert_memory_equal(every, cas_coalition_equilibria(&w.arena, states), states->count);
            for (uint32_t s = 0; s < states->count; s++)
                differ += every[s] != table->equilibria[s];
        }
        CLOSE(w);
    }
    print_message("# %d cells of coalitions, %d equilibria upset by one\n", cells, differ);
    assert_true(cells > 20000 && differ > 50);
}

/* ---- Swaps and shares ------------------------------------------------------------------------------------------------------------------------ */

static void the_talks_with_two_statements_swapped(void **state)
{
    (void)state;
    OPEN(w);
    cas_conflict *talks = the_talks(&w.arena);
    const cas_stability *stability = cas_stability_of(&w.arena, states_of(&w.arena, talks), NULL);
    const cas_swaps swaps = cas_swaps_of(&w.arena, stability);
    assert_int_equal(swaps.count, 5 + 5 + 3 + 4);
    for (size_t i = 0; i < swaps.count; i++) {
        cas_conflict *other = the_talks(&w.arena);
        cas_priority *own = (cas_priority *)other->makers[swaps.items[i].maker].priorities;
        const int p = swaps.items[i].priority;
        const cas_priority kept = own[p];
        own[p] = own[p + 1];
        own[p + 1] = kept;
        const cas_stability *after = cas_stability_naive(&w.arena, states_of(&w.arena, other));
        for (int c = 0; c < CAS_CONCEPT_COUNT; c++) {
            uint32_t gained = 0, lost = 0;
            for (uint32_t s = 0; s < 20; s++) {
                const int was = (stability->equilibria[s] >> c) & 1, is = (after->equilibria[s] >> c) & 1;
                if (is > was)
                    assert_int_equal(swaps.items[i].gained[c][gained++], stability->states->options[s]);
                if (was > is)
                    assert_int_equal(swaps.items[i].lost[c][lost++], stability->states->options[s]);
                if (was > is)
                    assert_false((swaps.robust[s] >> c) & 1);
            }
            assert_int_equal(swaps.items[i].gained_count[c], gained);
            assert_int_equal(swaps.items[i].lost_count[c], lost);
        }
    }
    CLOSE(w);
}

static void shares_of_all_orders_and_of_some(void **state)
{
    (void)state;
    OPEN(w);
    static const bool one_open[] = {false, false, true, false}, all_open[] = {true, true, true, true};
    cas_conflict *talks = the_talks(&w.arena);
    const cas_states *states = states_of(&w.arena, talks);
    const cas_shares exact = cas_shares_of(&w.arena, states, one_open, 1000);
    assert_false(exact.sampled);
    assert_int_equal(exact.orders, 24);
    /* The 24 orders again, by hand. */
    uint32_t times[20] = {0};
    for (int a = 0; a < 4; a++)
        for (int b = 0; b < 4; b++)
            for (int c = 0; c < 4; c++) {
                if (a == b || a == c || b == c)
                    continue;
                cas_conflict *other = the_talks(&w.arena);
                cas_priority *own = (cas_priority *)other->makers[2].priorities, kept[4];
                memcpy(kept, own, sizeof kept);
                own[0] = kept[a];
                own[1] = kept[b];
                own[2] = kept[c];
                own[3] = kept[6 - a - b - c];
                const cas_stability *stability = cas_stability_naive(&w.arena, states_of(&w.arena, other));
                for (uint32_t s = 0; s < 20; s++)
                    times[s] += (stability->equilibria[s] >> CAS_SEQ) & 1;
            }
    assert_memory_equal(times, exact.times[CAS_SEQ], sizeof times);
    /* A sample of the same orders: each interval of 95% should hold the share; of 100 cells a few may not. */
    const cas_shares some = cas_shares_of(&w.arena, states, one_open, 20);
    assert_true(some.sampled && some.orders == 20);
    int outside = 0;
    for (uint32_t s = 0; s < 20; s++)
        for (int c = 0; c < CAS_CONCEPT_COUNT; c++) {
            double low, high;
            cas_share_interval(&some, some.times[c][s], &low, &high);
            outside += exact.times[c][s] / 24.0 < low - 1e-9 || exact.times[c][s] / 24.0 > high + 1e-9;
        }
    assert_true(outside < 15);
    const cas_shares many = cas_shares_of(&w.arena, states, all_open, 300),
                     again = cas_shares_of(&w.arena, states, all_open, 300);
    assert_true(many.sampled && many.all_orders == 720.0 * 720 * 24 * 120);
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++)
        assert_memory_equal(many.times[c], again.times[c], 20 * sizeof(uint32_t));
    CLOSE(w);
}

/* ---- The inverse question -------------------------------------------------------------------------------------------------------------------- */

static void wishes_tell_exactly_which_preferences_will_do(void **state)
{
    (void)state;
    uint64_t seed = 23;
    int met = 0, tried = 0;
    for (int i = 0; i < 300; i++) {
        OPEN(w);
        const cas_conflict *conflict = random_conflict(&w.arena, &seed);
        cas_states *states = (cas_states *)states_or_none(&w.arena, conflict);
        const int maker = (int)(chance(&seed) % (uint64_t)conflict->maker_count);
        if (states && states->count <= 24 && cas_takes_part(conflict, maker)) {
            const uint32_t wished = (uint32_t)(chance(&seed) % states->count);
            const cas_wish *wishes[CAS_CONCEPT_COUNT];
            const cas_stability *now = cas_stability_naive(&w.arena, states);
            for (int c = 0; c < CAS_CONCEPT_COUNT; c++) {
                wishes[c] = cas_wish_of(&w.arena, states, maker, wished, (cas_concept)c);
                assert_int_equal(wishes[c]->unmet == 0, (now->of[maker][wished] >> c) & 1);
            }
            for (int round = 0; round < 10; round++) {
                uint32_t *worth = CAS_ARRAY(&w.arena, uint32_t, states->count);
                for (uint32_t s = 0; s < states->count; s++)
                    worth[s] = (uint32_t)(chance(&seed) % states->count);
                const uint32_t *kept = states->worth[maker];
                ((const uint32_t **)states->worth)[maker] = worth;
                const cas_stability *other = cas_stability_naive(&w.arena, states);
                for (int c = 0; c < CAS_CONCEPT_COUNT; c++, tried++) {
                    const bool stable = (other->of[maker][wished] >> c) & 1;
                    assert_int_equal(cas_wish_met(states, wishes[c], worth), stable);
                    met += stable;
                }
                ((const uint32_t **)states->worth)[maker] = kept;
            }
        }
        CLOSE(w);
    }
    print_message("# %d preferences tried, %d meet the wish\n", tried, met);
    assert_true(met > tried / 10 && met < tried * 95 / 100);
}

/* ---- Memory and time run out ------------------------------------------------------------------------------------------------------------ */

static void ask_everything(cas_arena *arena)
{
    static const bool one_open[] = {false, false, true, false};
    const char *problem;
    const cas_states *states = cas_states_of(arena, the_talks(arena), &problem, NULL);
    CAS_CHECK(arena->ctx, states != NULL);
    const cas_stability *stability = cas_stability_of(arena, states, NULL);
    cas_swaps_of(arena, stability);
    cas_shares_of(arena, states, one_open, 30);
    cas_coalition_equilibria(arena, states);
    cas_wish_of(arena, states, 1, 0, CAS_SSEQ);
}

/* The first 300 allocations fail in turn, then every 97th; nothing is lost, nothing is answered wrongly. */
static void every_allocation_may_fail(void **state)
{
    (void)state;
    volatile long failures = 0, at = 1;
    for (bool done = false; !done; failures++, at += at < 300 ? 1 : 97) {
        world w;
        memset(&w, 0, sizeof w);
        cas_ctx_open(&w.ctx);
        cas_arena_open(&w.arena, &w.ctx);
        w.ctx.fail_at = at;
        if (setjmp(*cas_guard_open(&w.ctx, &w.guard)) == 0)
            ask_everything(&w.arena);
        cas_guard_close(&w.ctx, &w.guard);
        done = w.guard.status == CAS_OK;
        assert_true(done || w.guard.status == CAS_E_MEMORY);
        cas_arena_close(&w.arena);
        assert_int_equal(w.ctx.used_bytes, 0);
    }
    print_message("# %ld allocations failed\n", failures - 1);
    assert_true(failures > 300);
}

static void time_runs_out_in_threads_too(void **state)
{
    (void)state;
    static const char *const makers[] = {"P", "Q", "R"};
    static const int owners[] = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1};
    static const char letters[] = "ABCDEFGHIJKLMNOPQ";
    world w;
    memset(&w, 0, sizeof w);
    cas_ctx_open(&w.ctx);
    cas_arena_open(&w.arena, &w.ctx);
    if (setjmp(*cas_guard_open(&w.ctx, &w.guard)) == 0) {
        cas_conflict *conflict = conflict_of(&w.arena, letters, owners, makers, 3);
        for (int m = 0; m < 3; m++)
            prefer(&w.arena, (cas_maker *)&conflict->makers[m], letters,
                   m ? "B > not C > D or E > F" : "A > not B > C and D > E");
        const cas_states *states = states_of(&w.arena, conflict);
        w.ctx.deadline = cas_now();
        cas_stability_of(&w.arena, states, &(cas_stability_options){.threads = 2});
    }
    cas_guard_close(&w.ctx, &w.guard);
    assert_int_equal(w.guard.status, CAS_E_BUDGET);
    cas_arena_close(&w.arena);
    assert_int_equal(w.ctx.used_bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coalitions_are_as_defined),
        cmocka_unit_test(the_talks_with_two_statements_swapped),
        cmocka_unit_test(shares_of_all_orders_and_of_some),
        cmocka_unit_test(wishes_tell_exactly_which_preferences_will_do),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(time_runs_out_in_threads_too),
    };
    return cmocka_run_group_tests_name("stable_what_if", tests, NULL, NULL);
}
