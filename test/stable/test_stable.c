/*
 * Stability: the table of the first case, the fast engines against the definitions on random conflicts, and what is refused.
 */
#include "tried.h"

static void assert_equilibria(cas_arena *arena, const cas_stability *stability, cas_concept concept,
                              const char *expected)
{
    assert_string_equal(equilibria_words(arena, stability, concept), expected);
}

/* Both engines, and that they agree. */
static const cas_stability *judge(cas_arena *arena, const cas_conflict *conflict)
{
    const cas_states *states = states_of(arena, conflict);
    const cas_stability *fast = cas_stability_of(arena, states, NULL), *slow = cas_stability_naive(arena, states);
    assert_same_stability(fast, slow);
    return fast;
}

static void the_talks_as_reported(void **state)
{
    (void)state;
    OPEN(w);
    const cas_stability *stability = judge(&w.arena, the_talks(&w.arena));
    assert_int_equal(stability->states->count, 20);
    static const char metarational[] =
        "() (W) (D) (W, D) (W, O) (A) (V, A) (W, A) (D, A) (W, D, A) (W, D, T) (W, D, A, T)";
    assert_equilibria(&w.arena, stability, CAS_NASH, "(V, A) (W, D, A, T)");
    assert_equilibria(&w.arena, stability, CAS_SEQ, "() (W, O) (A) (V, A) (D, A) (W, D, A, T)");
    assert_equilibria(&w.arena, stability, CAS_GMR, metarational);
    assert_equilibria(&w.arena, stability, CAS_SMR, metarational);
    CLOSE(w);
}

static void the_veto_above_a_seat(void **state)
{
    (void)state;
    OPEN(w);
    cas_conflict *conflict = the_talks(&w.arena);
    prefer(&w.arena, (cas_maker *)&conflict->makers[1], "VWDOAT", "not T > V > not D > not W > V or O > not A");
    const cas_stability *stability = judge(&w.arena, conflict);
    assert_equilibria(&w.arena, stability, CAS_NASH, "(W, O) (V, A)");
    assert_equilibria(&w.arena, stability, CAS_SEQ, "() (W, O) (A) (V, A)");
    CLOSE(w);
}

static void without_russia(void **state)
{
    (void)state;
    OPEN(w);
    static const bool absent[] = {false, true, false, false};
    cas_conflict *conflict = the_talks(&w.arena);
    conflict->absent = absent;
    conflict->fixed = 1 << 2 | 1 << 3;
    conflict->fixed_to = 1 << 3;
    const cas_stability *stability = judge(&w.arena, conflict);
    assert_equilibria(&w.arena, stability, CAS_NASH, "(W, O)");
    assert_equilibria(&w.arena, stability, CAS_SEQ, "(W, O)");
    conflict->fixed_to = 0;
    conflict->has_status_quo = false;
    stability = judge(&w.arena, conflict);
    assert_equilibria(&w.arena, stability, CAS_NASH, "() (V, A) (W, A, T)");
    assert_equilibria(&w.arena, stability, CAS_SEQ, "() (V, A) (W, A, T)");
    CLOSE(w);
}

/* A cycle of two opponents: the sanction needs one of them to move twice, with the other in between. */
static void opponents_move_several_times(void **state)
{
    (void)state;
    OPEN(w);
    static const char *const makers[] = {"P", "Q", "R"}, *const names[] = {"s", "t", "a", "b", "u"};
    static const cas_arrow arrows[] = {{0, 0, 1}, {1, 1, 2}, {2, 2, 3}, {1, 3, 4}};
    static const cas_arrow twice_in_a_row[] = {{0, 0, 1}, {1, 1, 2}, {1, 2, 3}, {1, 3, 4}};
    static const uint64_t t = 1, rest[] = {2, 3}, s = 0, u = 4, all[] = {0, 1, 2, 3, 4};
    const cas_rank own[] = {{&t, 1}, {rest, 2}, {&s, 1}, {&u, 1}}, equal[] = {{all, 5}};
    cas_conflict *conflict = conflict_of(&w.arena, "", NULL, makers, 3);
    conflict->drawn = true;
    conflict->state_names = names;
    conflict->state_count = 5;
    conflict->arrow_count = 4;
    for (int m = 0; m < 3; m++) {
        ((cas_maker *)conflict->makers)[m].ranks = m ? equal : own;
        ((cas_maker *)conflict->makers)[m].rank_count = m ? 1 : 4;
    }
    conflict->arrows = arrows;
    assert_int_equal(judge(&w.arena, conflict)->of[0][0], 1 << CAS_GMR | 1 << CAS_SMR);
    conflict->arrows = twice_in_a_row;
    assert_int_equal(judge(&w.arena, conflict)->of[0][0], 0);
    CLOSE(w);
}

/* To be brought back to where it began deters a maker as well. */
static void return_to_the_start_is_a_sanction(void **state)
{
    (void)state;
    OPEN(w);
    static const char *const makers[] = {"P", "Q"}, *const names[] = {"s", "t"};
    static const cas_arrow arrows[] = {{0, 0, 1}, {1, 1, 0}};
    static const uint64_t s = 0, t = 1;
    const cas_rank of_p[] = {{&t, 1}, {&s, 1}}, of_q[] = {{&s, 1}, {&t, 1}};
    cas_conflict *conflict = conflict_of(&w.arena, "", NULL, makers, 2);
    conflict->drawn = true;
    conflict->state_names = names;
    conflict->state_count = 2;
    conflict->arrows = arrows;
    conflict->arrow_count = 2;
    for (int m = 0; m < 2; m++) {
        ((cas_maker *)conflict->makers)[m].ranks = m ? of_q : of_p;
        ((cas_maker *)conflict->makers)[m].rank_count = 2;
    }
    /* P would be better off in t, can go back there from s: deterred by GMR and SEQ, not by the symmetric ones. */
    assert_int_equal(judge(&w.arena, conflict)->of[0][0], 1 << CAS_GMR | 1 << CAS_SEQ);
    CLOSE(w);
}

static void engines_agree_with_the_definitions(void **state)
{
    (void)state;
    enum { WANTED = 4000 };
    int compared = 0, drawn = 0, absent = 0, bits = 0, cells = 0;
    uint64_t seed = 2025;
    while (compared < WANTED) {
        OPEN(w);
        const cas_conflict *conflict = random_conflict(&w.arena, &seed);
        const cas_states *states = states_or_none(&w.arena, conflict);
        if (states) {
            const cas_stability *fast = cas_stability_of(&w.arena, states, NULL);
            assert_same_stability(fast, cas_stability_naive(&w.arena, states));
            compared++;
            drawn += conflict->drawn;
            absent += conflict->absent != NULL;
            for (uint32_t s = 0; s < states->count; s++) {
                bits += __builtin_popcount(fast->equilibria[s]);
                cells += CAS_CONCEPT_COUNT;
            }
        }
        CLOSE(w);
    }
    print_message("# %d conflicts compared, %d drawn, %d with a party taken out; %d of %d cells are equilibria\n",
                  compared, drawn, absent, bits, cells);
    assert_true(drawn > WANTED / 8 && absent > WANTED / 20 && bits > cells / 20 && bits < cells * 19 / 20);
}

/* Three engines' worth of the same numbers, whatever the threads. Enough states that threads are used. */
static void threads_change_nothing(void **state)
{
    (void)state;
    OPEN(w);
    static const char *const makers[] = {"P", "Q", "R"};
    static const int owners[] = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0};
    cas_conflict *conflict = conflict_of(&w.arena, "ABCDEFGHIJKLM", owners, makers, 3);
    ((cas_option *)conflict->options)[3].stays = CAS_STAYS_TAKEN;
    ((cas_option *)conflict->options)[6].stays = CAS_STAYS_UNTAKEN;
    prefer(&w.arena, (cas_maker *)&conflict->makers[0], "ABCDEFGHIJKLM",
           "A and not B > C or D > E if F > not G > H > K and L > M");
    prefer(&w.arena, (cas_maker *)&conflict->makers[1], "ABCDEFGHIJKLM",
           "not A > B ~ H > not C > I or J > M and not K > E");
    prefer(&w.arena, (cas_maker *)&conflict->makers[2], "ABCDEFGHIJKLM",
           "C and I > not F if L > A or E > not D ~ M > B");
    const cas_states *states = states_of(&w.arena, conflict);
    assert_int_equal(states->count, 8192);
    const cas_stability *one = cas_stability_of(&w.arena, states, &(cas_stability_options){.threads = 1});
    const cas_stability *three = cas_stability_of(&w.arena, states, &(cas_stability_options){.threads = 3});
    assert_same_stability(one, three);
    CLOSE(w);
}

/* ---- What is refused --------------------------------------------------------------------------------------------------------- */

static void assert_refused(cas_arena *arena, const cas_conflict *conflict, const char *expected)
{
    const char *problem;
    int maker;
    assert_null(cas_states_of(arena, conflict, &problem, &maker));
    if (!strstr(problem, expected))
        fail_msg("`%s` does not say `%s`", problem, expected);
}

static cas_conflict *two_options(cas_arena *arena)
{
    static const char *const makers[] = {"P", "Q"};
    static const int owners[] = {0, 1};
    cas_conflict *conflict = conflict_of(arena, "AB", owners, makers, 2);
    prefer(arena, (cas_maker *)&conflict->makers[0], "AB", "A > B");
    prefer(arena, (cas_maker *)&conflict->makers[1], "AB", "not A > B");
    return conflict;
}

static void bad_conflicts_are_refused(void **state)
{
    (void)state;
    OPEN(w);
    cas_conflict *conflict = two_options(&w.arena);
    assert_int_equal(states_of(&w.arena, conflict)->count, 4);
    cas_maker *first = (cas_maker *)&conflict->makers[0];
    prefer(&w.arena, first, "AB", "A > B > not A");
    assert_refused(&w.arena, conflict, "its opposite");
    prefer(&w.arena, first, "AB", "A and B > B > not (not B or not A)");
    assert_refused(&w.arena, conflict, "a second time");
    first->priority_count = 0;
    assert_refused(&w.arena, conflict, "nothing is said of what P prefers");
    static const uint64_t some[] = {0, 1, 2}, all[] = {0, 1, 2, 3}, twice[] = {0, 1, 2, 3, 2};
    cas_rank rank = {some, 3};
    first->ranks = &rank;
    first->rank_count = 1;
    assert_refused(&w.arena, conflict, "does not rank (A, B)");
    rank = (cas_rank){twice, 5};
    assert_refused(&w.arena, conflict, "ranks (B) twice");
    rank = (cas_rank){all, 4};
    assert_int_equal(states_of(&w.arena, conflict)->worth_count[0], 1);
    static const char *const one[] = {"A and B"}, *const everything[] = {"A", "not A"};
    rule_out(&w.arena, conflict, "AB", one, 1);
    assert_refused(&w.arena, conflict, "ranks (A, B), which is infeasible");
    rule_out(&w.arena, conflict, "AB", everything, 2);
    assert_refused(&w.arena, conflict, "no state is feasible");
    CLOSE(w);
}

static void an_infeasible_status_quo_is_refused(void **state)
{
    (void)state;
    OPEN(w);
    static const char *const one[] = {"A and B"};
    cas_conflict *conflict = two_options(&w.arena);
    rule_out(&w.arena, conflict, "AB", one, 1);
    conflict->has_status_quo = true;
    conflict->status_quo = 3;
    assert_refused(&w.arena, conflict, "the status quo (A, B) is infeasible");
    CLOSE(w);
}

/* 40 options of which all but a few states are ruled out: found without walking 2^40. */
static void many_options_few_states(void **state)
{
    (void)state;
    OPEN(w);
    static const char *const makers[] = {"P", "Q"};
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn";
    int owners[40];
    for (int k = 0; k < 40; k++)
        owners[k] = k % 2;
    cas_conflict *conflict = conflict_of(&w.arena, letters, owners, makers, 2);
    const cas_option_statement **apart = CAS_ARRAY(&w.arena, const cas_option_statement *, 39);
    for (int k = 0; k < 39; k++)
        apart[k] = cas_option_pair(&w.arena, CAS_OPTION_ALL, cas_option_not(&w.arena, cas_option_taken(&w.arena, k)),
                                   cas_option_taken(&w.arena, k + 1));
    conflict->infeasible = apart;
    conflict->infeasible_count = 39;
    prefer(&w.arena, (cas_maker *)&conflict->makers[0], letters, "A > not C > D if E");
    prefer(&w.arena, (cas_maker *)&conflict->makers[1], letters, "not n > B");
    const cas_stability *stability = judge(&w.arena, conflict);
    assert_int_equal(stability->states->count, 41);
    CLOSE(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_talks_as_reported),
        cmocka_unit_test(the_veto_above_a_seat),
        cmocka_unit_test(without_russia),
        cmocka_unit_test(opponents_move_several_times),
        cmocka_unit_test(return_to_the_start_is_a_sanction),
        cmocka_unit_test(engines_agree_with_the_definitions),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(bad_conflicts_are_refused),
        cmocka_unit_test(an_infeasible_status_quo_is_refused),
        cmocka_unit_test(many_options_few_states),
    };
    return cmocka_run_group_tests_name("stable", tests, NULL, NULL);
}
