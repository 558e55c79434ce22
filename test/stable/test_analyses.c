/*
 * What follows from the table: reasons of cells, paths, parties put back, files of GMCR+, standoffs of a text. Each against the definitions, on random
 * conflicts where there is more than one answer to be wrong about.
 */
#include "tried.h"

#include "lang/diagnostic.h"
#include "model/load.h"
#include "model/resolve.h"
#include "stable/from_text.h"
#include "stable/gmcr_file.h"
#include "stable/reasons.h"
#include "stable/without.h"

/* ---- Reasons ------------------------------------------------------------------------------------------------------------------------ */

static void reasons_give_the_table_and_hold(void **state)
{
    (void)state;
    uint64_t seed = 7;
    int cells = 0, answers = 0;
    for (int i = 0; i < 400; i++) {
        OPEN(w);
        const cas_states *states = states_or_none(&w.arena, random_conflict(&w.arena, &seed));
        const cas_stability *table = states ? cas_stability_of(&w.arena, states, NULL) : NULL;
        for (int m = 0; states && m < states->conflict->maker_count; m++)
            for (uint32_t s = 0; s < states->count && s < 16; s++)
                for (int c = 0; c < CAS_CONCEPT_COUNT && cas_takes_part(states->conflict, m); c++) {
                    const cas_mark mark = cas_arena_mark(&w.arena);
                    const cas_reasons *reasons = cas_reasons_of(&w.arena, states, m, s, (cas_concept)c, 100);
                    assert_int_equal(reasons->stable, (table->of[m][s] >> c) & 1);
                    assert_null(cas_reasons_verify(&w.arena, states, reasons));
                    assert_true(strlen(cas_reasons_words(&w.arena, states, reasons)) > 10);
                    cells++;
                    answers += (int)reasons->answer_count;
                    cas_arena_release(&w.arena, mark);
                }
        CLOSE(w);
    }
    print_message("# %d cells, %d answers verified\n", cells, answers);
    assert_true(answers > 10000);
}

static void a_false_reason_is_found_out(void **state)
{
    (void)state;
    OPEN(w);
    const cas_states *states = states_of(&w.arena, the_talks(&w.arena));
    const cas_reasons *reasons = cas_reasons_of(&w.arena, states, 1, 0, CAS_SEQ, 8);
    assert_true(reasons->stable && reasons->answer_count == 1);
    assert_string_equal(
        cas_reasons_words(&w.arena, states, reasons),
        "RU would not go from () to (O): the others would answer (UA with (W, O)), and (W, O) is no better for RU than ()");
    cas_answer_to *answer = (cas_answer_to *)reasons->answers;
    cas_path_step *step = (cas_path_step *)answer->path;
    const cas_path_step right = *step;
    step->maker = 1;
    assert_string_equal(cas_reasons_verify(&w.arena, states, reasons), "the maker sanctions itself");
    step->maker = 2;
    assert_string_equal(cas_reasons_verify(&w.arena, states, reasons), "a step is no move");
    *step = right;
    answer->end = 0;
    assert_string_equal(cas_reasons_verify(&w.arena, states, reasons), "the path does not end where it should");
    CLOSE(w);
}

/* ---- Paths ---------------------------------------------------------------------------------------------------------------------------- */

/* Distances by the definition: one step after the other over (state, last mover). */
static void distances(cas_arena *arena, const cas_states *states, uint32_t from, bool improving, int without,
                      uint32_t *distance)
{
    const int makers = states->conflict->maker_count;
    const size_t columns = (size_t)makers + 1;
    bool *now = CAS_ARRAY(arena, bool, states->count *columns), *seen = CAS_ARRAY(arena, bool, states->count *columns);
    now[from * columns + (size_t)makers] = seen[from * columns + (size_t)makers] = true;
    for (uint32_t s = 0; s < states->count; s++)
        distance[s] = s == from ? 0 : UINT32_MAX;
    for (uint32_t step = 1, any = 1; any; step++) {
        bool *next = CAS_ARRAY(arena, bool, states->count *columns);
        any = 0;
        for (uint32_t s = 0; s < states->count; s++)
            for (int last = 0; last <= makers; last++)
                for (int m = 0; m < makers && now[s * columns + (size_t)last]; m++)
                    for (uint32_t t = 0; t < states->count && m != last && m != without; t++) {
                        if (!cas_can_move(states, m, s, t) || (improving && states->worth[m][t] <= states->worth[m][s]))
                            continue;
                        distance[t] = distance[t] < step ? distance[t] : step;
                        if (seen[t * columns + (size_t)m])
                            continue;
                        seen[t * columns + (size_t)m] = next[t * columns + (size_t)m] = true;
                        any = 1;
                    }
        now = next;
    }
}

static void check_path(cas_arena *arena, const cas_conflict_paths *paths, uint32_t to, uint32_t length)
{
    const cas_states *states = paths->states;
    cas_path_step *steps;
    uint32_t at = paths->from;
    int last = -1;
    assert_int_equal(cas_path_to(arena, paths, to, &steps), length);
    for (uint32_t i = 0; i < length; i++) {
        assert_true(cas_can_move(states, steps[i].maker, at, steps[i].to));
        assert_true(steps[i].maker != last && ((paths->movers >> steps[i].maker) & 1));
        assert_true(!paths->improving ||
                    states->worth[steps[i].maker][steps[i].to] > states->worth[steps[i].maker][at]);
        at = steps[i].to;
        last = steps[i].maker;
    }
    assert_int_equal(at, to);
}

static void paths_are_legal_and_shortest(void **state)
{
    (void)state;
    uint64_t seed = 11;
    int compared = 0, beyond = 0;
    for (int i = 0; i < 600; i++) {
        OPEN(w);
        const cas_states *states = states_or_none(&w.arena, random_conflict(&w.arena, &seed));
        if (states && states->count < 40) {
            const uint32_t from = (uint32_t)(chance(&seed) % states->count);
            const bool improving = chance(&seed) % 2;
            const int without = (int)(chance(&seed) % ((uint64_t)states->conflict->maker_count + 1)) - 1;
            const cas_conflict_paths *paths = cas_paths_from(&w.arena, states, from, improving, without);
            uint32_t *distance = CAS_ARRAY(&w.arena, uint32_t, states->count), reached = 0;
            distances(&w.arena, states, from, improving, without, distance);
            for (uint32_t s = 0; s < states->count; s++) {
                assert_int_equal(paths->distance[s], distance[s]);
                reached += distance[s] != UINT32_MAX;
                if (s != from && distance[s] != UINT32_MAX)
                    check_path(&w.arena, paths, s, distance[s]);
            }
            assert_int_equal(paths->reached, reached);
            beyond += reached > 2;
            compared++;
        }
        CLOSE(w);
    }
    print_message("# paths from %d states, %d of them to several\n", compared, beyond);
    assert_true(compared > 300 && beyond > 100);
}

/* ---- Put back ------------------------------------------------------------------------------------------------------------------------- */

static void russia_put_back(void **state)
{
    (void)state;
    OPEN(w);
    static const bool russia[] = {false, true, false, false};
    const cas_conflict *talks = the_talks(&w.arena);
    const char *problem;
    const cas_stability *full = cas_stability_of(&w.arena, states_of(&w.arena, talks), NULL);
    const cas_conflict *passive = cas_conflict_without(&w.arena, talks, russia, CAS_WITHOUT_PASSIVE, &problem);
    const cas_stability *without = cas_stability_of(&w.arena, states_of(&w.arena, passive), NULL);
    assert_string_equal(equilibria_words(&w.arena, without, CAS_NASH), "() (V, A) (W, A, T)");
    assert_string_equal(equilibria_words(&w.arena, without, CAS_SEQ), "() (V, A) (W, A, T)");
    const cas_returns back = cas_would_move(&w.arena, full, without, 100, 8);
    assert_int_equal(back.total, 2);
    assert_string_equal(cas_state_words(&w.arena, talks, back.items[0].state), "()");
    assert_string_equal(cas_state_words(&w.arena, talks, back.items[1].state), "(W, A, T)");
    const cas_conflict *frozen = cas_conflict_without(&w.arena, talks, russia, CAS_WITHOUT_FROZEN, &problem);
    assert_string_equal(
        equilibria_words(&w.arena, cas_stability_of(&w.arena, states_of(&w.arena, frozen), NULL), CAS_SEQ), "(W, O)");
    const cas_conflict *unmoved = cas_conflict_without(&w.arena, talks, russia, CAS_WITHOUT_UNMOVED, &problem);
    assert_int_equal(states_of(&w.arena, unmoved)->count, 20);
    static const bool all[] = {true, true, true, true};
    assert_null(cas_conflict_without(&w.arena, talks, all, CAS_WITHOUT_PASSIVE, &problem));
    CLOSE(w);
}

/* ---- Files of GMCR+ --------------------------------------------------------------------------------------------------------------------- */

static void gmcr_files_come_back_as_they_were(void **state)
{
    (void)state;
    uint64_t seed = 13;
    int compared = 0;
    while (compared < 300) {
        OPEN(w);
        cas_conflict *conflict = random_conflict(&w.arena, &seed);
        conflict->absent = NULL;
        const cas_states *states = conflict->drawn ? NULL : states_or_none(&w.arena, conflict);
        if (states) {
            const char *problem, *written = cas_gmcr_write(&w.arena, states, &problem);
            const cas_conflict *again = cas_gmcr_read(&w.arena, cas_text_of(written), "again", &problem);
            if (!again)
                fail_msg("%s\n%s", problem, written);
            const cas_states *read = states_of(&w.arena, again);
            assert_int_equal(read->count, states->count);
            assert_memory_equal(read->options, states->options, sizeof *read->options * read->count);
            assert_same_stability(cas_stability_of(&w.arena, states, NULL), cas_stability_of(&w.arena, read, NULL));
            compared++;
        }
        CLOSE(w);
    }
}

#define DILEMMA(manual, ranking)                                                                                       \
    "{\"program\": \"gmcr-py\", \"" manual "\": true, \"infeasibles\": [], \"options\": [{\"name\": \"a\\u00e9\", "    \
    "\"permittedDirection\": \"both\"}, {\"name\": \"b\", \"permittedDirection\": \"both\"}], \"decisionMakers\": "    \
    "[{\"name\": \"One\", \"options\": [0], \"preferences\": [], \"" ranking "\": [3, 4, 1, 2]}, {\"name\": \"Two\", " \
    "\"options\": [1], \"preferences\": [], \"" ranking "\": [2, 4, 1, 3]}]}"

static const char *refusal(cas_arena *arena, const char *text)
{
    const char *problem = NULL;
    const cas_conflict *conflict = cas_gmcr_read(arena, cas_text_of(text), "x", &problem);
    if (conflict && cas_states_of(arena, conflict, &problem, NULL))
        fail_msg("accepted: %s", text);
    return problem;
}

static void both_spellings_are_read_and_nonsense_is_not(void **state)
{
    (void)state;
    OPEN(w);
    static const char *const files[] = {DILEMMA("useManualPreferenceRanking", "preferenceRanking"),
                                        DILEMMA("useManualPreferenceVectors", "preferenceVector")};
    for (int i = 0; i < 2; i++) {
        const char *problem;
        const cas_conflict *conflict = cas_gmcr_read(&w.arena, cas_text_of(files[i]), "dilemma", &problem);
        assert_non_null(conflict);
        const cas_stability *stability = cas_stability_of(&w.arena, states_of(&w.arena, conflict), NULL);
        assert_string_equal(equilibria_words(&w.arena, stability, CAS_NASH), "()");
        assert_string_equal(equilibria_words(&w.arena, stability, CAS_SEQ), "() (a\xc3\xa9, b)");
    }
    static const char *const wrong[][2] = {
        {"", "no JSON"},
        {"[1, 2", "no JSON"},
        {"{} x", "after the end"},
        {"{}", "`options`"},
        {"{\"options\": [], \"infeasibles\": []}", "`decisionMakers`"},
        {"{\"options\": [{}], \"decisionMakers\": []}", "no name"},
        {"{\"options\": [{\"name\": \"a\"}], \"decisionMakers\": []}", "no owner"},
        {"{\"options\": [{\"name\": \"a\", \"permittedDirection\": \"up\"}], \"decisionMakers\": []}", "goes `up`"},
        {"{\"options\": [{\"name\": \"a\"}], \"decisionMakers\": [{\"name\": \"P\", \"options\": [3]}]}",
         "an option that there is not"},
        {"{\"options\": [{\"name\": \"a\"}], \"decisionMakers\": [{\"name\": \"P\", \"options\": [0]}, {\"name\": \"Q\", \"options\": [0]}]}",
         "two owners"},
        {"{\"options\": [{\"name\": \"a\"}], \"decisionMakers\": [{\"name\": \"P\", \"options\": [0], \"preferences\": [[[5, \"Y\"]]]}]}",
         "[option, "},
        {"{\"options\": [{\"name\": \"a\"}], \"decisionMakers\": [{\"name\": \"P\", \"options\": [0]}]}",
         "nothing is said"},
        {"{\"useManualPreferenceVectors\": true, \"options\": [{\"name\": \"a\"}], \"decisionMakers\": [{\"name\": \"P\", \"options\": [0], "
         "\"preferenceVector\": [1, 3]}]}",
         "none of 1 to 2"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (!strstr(refusal(&w.arena, wrong[i][0]), wrong[i][1]))
            fail_msg("%s: %s", wrong[i][0], refusal(&w.arena, wrong[i][0]));
    char deep[300];
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = 0;
    assert_non_null(strstr(refusal(&w.arena, deep), "beyond 100"));
    CLOSE(w);
}

/* ---- From a text ------------------------------------------------------------------------------------------------------------------------ */

#define TALKS                                                                                                          \
    "agreement t\nparty UA\nparty RU\nparty US\nparty EU\n"                                                            \
    "standoff talks\n  option V of UA\n  option W of UA\n  option D of RU\n  option O of RU\n  option A of US\n"       \
    "  option T of EU\n  infeasible V and W\n  infeasible V and D\n  infeasible V and O\n  infeasible D and O\n"       \
    "  infeasible T and not W\n  irreversible V\n"                                                                     \
    "  UA prefers not V > D or (W and (A or T)) > not O > A > T > W or not O\n"                                        \
    "  RU prefers not T > not (W and not D) > V > not D > V or O > not A\n"                                            \
    "  US prefers not (A and O) > not O > A and (D or W or V) > V or D\n"                                              \
    "  EU prefers not V > D or W > A > not T or not O > T\n  status quo (O)\n"

static const cas_agreement *read_text(cas_arena *arena, const char *text)
{
    cas_diagnostics *list = CAS_NEW(arena, cas_diagnostics);
    list->arena = arena;
    const cas_loaded *loaded = cas_load_text(arena, &cas_loader_files, cas_text_of("t.casus"), cas_text_of(text), list);
    const cas_agreement *agreement = cas_resolve(arena, loaded, &cas_loader_files, list);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == CAS_SEVERITY_ERROR)
            fail_msg("%s", list->items[i]->message);
    return agreement;
}

static const char *problem_of(cas_arena *arena, const char *text, const char **line)
{
    cas_standoff_problem problem = {NULL, CAS_NO_SPAN};
    const cas_agreement *agreement = read_text(arena, text);
    const cas_conflict *conflict = cas_conflict_of_standoff(arena, agreement, agreement->standoff_count - 1, &problem);
    if (conflict && cas_states_of_standoff(arena, agreement, agreement->standoff_count - 1, conflict, &problem))
        fail_msg("accepted: %s", text);
    *line = cas_text_string(arena, (cas_text){text + problem.span.begin, problem.span.end - problem.span.begin});
    return problem.words;
}

static void texts_mean_what_was_written_by_hand(void **state)
{
    (void)state;
    OPEN(w);
    cas_standoff_problem problem;
    const cas_agreement *agreement = read_text(
        &w.arena, TALKS "standoff hard like talks\n  RU prefers not T > V > not D > not W > V or O > not A\n"
                        "standoff harder like hard\n  irreversible not A\n  infeasible A and T\n  status quo (W, O)\n");
    const cas_states *states = states_of(&w.arena, cas_conflict_of_standoff(&w.arena, agreement, 0, &problem));
    assert_same_stability(cas_stability_of(&w.arena, states, NULL),
                          cas_stability_of(&w.arena, states_of(&w.arena, the_talks(&w.arena)), NULL));
    const cas_conflict *hard = cas_conflict_of_standoff(&w.arena, agreement, 1, &problem);
    const cas_stability *stability = cas_stability_of(&w.arena, states_of(&w.arena, hard), NULL);
    assert_string_equal(equilibria_words(&w.arena, stability, CAS_NASH), "(W, O) (V, A)");
    const cas_conflict *harder = cas_conflict_of_standoff(&w.arena, agreement, 2, &problem);
    assert_int_equal(harder->options[0].stays, CAS_STAYS_TAKEN);
    assert_int_equal(harder->options[4].stays, CAS_STAYS_UNTAKEN);
    assert_int_equal(harder->infeasible_count, 6);
    assert_int_equal(harder->status_quo, 1 << 1 | 1 << 3);
    CLOSE(w);
}

static void drawn_graphs_ties_and_provided(void **state)
{
    (void)state;
    OPEN(w);
    cas_standoff_problem problem;
    const cas_agreement *agreement = read_text(
        &w.arena,
        "agreement t\nparty P\nparty Q\nstandoff drawn\n  states s1 \"peace\", s2, s3\n  P moves s1 -> s2, s2 -> s3\n  Q moves s3 -> s1\n"
        "  P ranks s3 > s1 ~ s2\n  Q ranks s1 > s2 > s3\n  status quo s2\n"
        "standoff tied\n  option A of P\n  option B of Q\n  P prefers (A if B) > A ~ B\n  Q ranks (B) > (A) ~ () > (A, B)\n");
    const cas_conflict *drawn = cas_conflict_of_standoff(&w.arena, agreement, 0, &problem);
    const cas_states *states = states_of(&w.arena, drawn);
    assert_int_equal(states->status_quo, 1);
    assert_string_equal(drawn->state_titles[0], "peace");
    assert_int_equal(states->worth[0][0], states->worth[0][1]);
    assert_same_stability(cas_stability_of(&w.arena, states, NULL), cas_stability_naive(&w.arena, states));
    const cas_states *tied = states_of(&w.arena, cas_conflict_of_standoff(&w.arena, agreement, 1, &problem));
    static const uint32_t of_p[] = {1, 2, 0, 3}, of_q[] = {1, 1, 2, 0};
    for (int s = 0; s < 4; s++) {
        assert_int_equal(tied->worth[0][s], of_p[s]);
        assert_int_equal(tied->worth[1][s], of_q[s]);
    }
    CLOSE(w);
}

static void texts_that_make_no_standoff(void **state)
{
    (void)state;
    OPEN(w);
#define TWO "agreement t\nparty P\nparty Q\nstandoff s\n  option A of P\n  option B of Q\n"
    static const char *const wrong[][3] = {
        {TWO "  P prefers A > B\n", "nothing is said of what Q prefers", "standoff s"},
        {TWO "  P prefers A > not A\n  Q prefers B\n", "its opposite", "P prefers A > not A"},
        {TWO "  P prefers A > B > A\n  Q prefers B\n", "a second time", "P prefers A > B > A"},
        {TWO "  P ranks (A) > () > (B) > (A, B) > ()\n  Q prefers B\n", "ranks () twice", "P ranks (A)"},
        {TWO "  P ranks (A) > ()\n  Q prefers B\n", "does not rank (B) and 1 other states", "P ranks (A)"},
        {TWO "  P prefers A\n  Q prefers B\n  infeasible A\n  infeasible not A\n", "no state is feasible",
         "standoff s"},
        {TWO "  P prefers A\n  Q prefers B\n  infeasible A and B\n  status quo (A, B)\n",
         "the status quo (A, B) is infeasible", "status quo (A, B)"},
        {TWO "  states x, y\n  P prefers A\n  Q prefers B\n", "one or the other", "standoff s"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *line, *words = problem_of(&w.arena, wrong[i][0], &line);
        if (!strstr(words, wrong[i][1]) || strncmp(line, wrong[i][2], strlen(wrong[i][2])) != 0)
            fail_msg("%s\n%s\n%s", wrong[i][0], words, line);
    }
    CLOSE(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reasons_give_the_table_and_hold),
        cmocka_unit_test(a_false_reason_is_found_out),
        cmocka_unit_test(paths_are_legal_and_shortest),
        cmocka_unit_test(russia_put_back),
        cmocka_unit_test(gmcr_files_come_back_as_they_were),
        cmocka_unit_test(both_spellings_are_read_and_nonsense_is_not),
        cmocka_unit_test(texts_mean_what_was_written_by_hand),
        cmocka_unit_test(drawn_graphs_ties_and_provided),
        cmocka_unit_test(texts_that_make_no_standoff),
    };
    return cmocka_run_group_tests_name("stable_analyses", tests, NULL, NULL);
}
