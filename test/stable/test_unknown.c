/* Unknown preferences, from the statements and the definitions, against the rows of bits. */
#include "tried.h"

#include "stable/unknown.h"

/* ---- The relation, from what is said ------------------------------------------------------------------------------------------------------ */

typedef enum relation { WORSE, EQUAL, BETTER, OPEN } relation;

static int rank_of(const cas_maker *maker, uint64_t state)
{
    for (int r = 0; r < maker->rank_count; r++)
        for (int i = 0; i < maker->ranks[r].count; i++)
            if (maker->ranks[r].states[i] == state)
                return r;
    return -1;
}

/* What `to` is to `from`, for the maker. */
static relation compare(const cas_maker *maker, uint64_t from, uint64_t to)
{
    for (int p = 0; p < maker->priority_count; p++) {
        int more = 0;
        for (int i = 0; i < maker->priorities[p].count; i++)
            more += cas_option_true(maker->priorities[p].statements[i], to) -
                    cas_option_true(maker->priorities[p].statements[i], from);
        if (more)
            return maker->priorities[p].unknown ? OPEN : more > 0 ? BETTER : WORSE;
    }
    if (maker->priority_count)
        return EQUAL;
    const int a = rank_of(maker, from), b = rank_of(maker, to);
    if (a != b)
        return b < a ? BETTER : WORSE;
    return from != to && maker->ranks[a].unknown ? OPEN : EQUAL;
}

static relation relate(const cas_states *states, int maker, uint32_t from, uint32_t to)
{
    return compare(&states->conflict->makers[maker], states->options[from], states->options[to]);
}

/* ---- The definitions ----------------------------------------------------------------------------------------------------------------------- */

typedef struct view {
    cas_arena *arena;
    const cas_states *states;
    int maker;
    bool leaves_open, open_deters;
} view;

static void walk(const view *v, bool hopeful, uint32_t at, int last, bool *reached, bool *seen)
{
    for (int m = 0; m < v->states->conflict->maker_count; m++)
        for (uint32_t to = 0; to < v->states->count && m != last && m != v->maker; to++) {
            if (!cas_can_move(v->states, m, at, to))
                continue;
            const relation how = relate(v->states, m, at, to);
            if (hopeful && how != BETTER && how != OPEN)
                continue;
            reached[to] = true;
            if (seen[to * 8 + (uint32_t)m])
                continue;
            seen[to * 8 + (uint32_t)m] = true;
            walk(v, hopeful, to, m, reached, seen);
        }
}

static bool deters(const view *v, uint32_t s, uint32_t u)
{
    const relation how = relate(v->states, v->maker, s, u);
    return how == WORSE || how == EQUAL || (how == OPEN && v->open_deters);
}

static bool stays_deterred(const view *v, uint32_t s, uint32_t u)
{
    for (uint32_t x = 0; x < v->states->count; x++)
        if (cas_can_move(v->states, v->maker, u, x) && !deters(v, s, x))
            return false;
    return true;
}

static bool stable(const view *v, uint32_t s, cas_concept concept)
{
    const uint32_t count = v->states->count;
    for (uint32_t t = 0; t < count; t++) {
        const relation how = relate(v->states, v->maker, s, t);
        if (!cas_can_move(v->states, v->maker, s, t) || !(how == BETTER || (how == OPEN && v->leaves_open)))
            continue;
        if (concept == CAS_NASH)
            return false;
        bool *reached = CAS_ARRAY(v->arena, bool, count), *seen = CAS_ARRAY(v->arena, bool, count * 8), answered = false;
        walk(v, concept == CAS_SEQ || concept == CAS_SSEQ, t, -1, reached, seen);
        for (uint32_t u = 0; u < count; u++)
            answered |= reached[u] && deters(v, s, u) &&
                        ((concept != CAS_SMR && concept != CAS_SSEQ) || stays_deterred(v, s, u));
        if (!answered)
            return false;
    }
    return true;
}

/* ---- Random conflicts ------------------------------------------------------------------------------------------------------------------------ */

/* Makes some priorities, or some ranks with ties, unknown. */
static bool forget(uint64_t *seed, cas_conflict *conflict)
{
    bool any = false;
    for (int m = 0; m < conflict->maker_count; m++) {
        for (int p = 0; p < conflict->makers[m].priority_count; p++)
            any |= ((cas_priority *)conflict->makers[m].priorities)[p].unknown = chance(seed) % 3 == 0;
        for (int r = 0; r < conflict->makers[m].rank_count; r++)
            any |= ((cas_rank *)conflict->makers[m].ranks)[r].unknown =
                chance(seed) % 2 == 0 && conflict->makers[m].ranks[r].count > 1;
    }
    return any;
}

static void unknown_is_as_defined(void **state)
{
    (void)state;
    uint64_t seed = 29;
    int cells = 0, differ = 0, conflicts = 0;
    for (int i = 0; i < 600; i++) {
        OPEN(w);
        cas_conflict *conflict = random_conflict(&w.arena, &seed);
        const bool any = forget(&seed, conflict);
        const cas_states *states = states_or_none(&w.arena, conflict);
        if (states && states->count <= 20) {
            const cas_stability *four[CAS_ATTITUDE_COUNT];
            cas_stability_unknown(&w.arena, states, four);
            assert_int_equal(any && states->turned, states->turned != NULL);
            conflicts += any;
            for (int a = 0; a < CAS_ATTITUDE_COUNT; a++)
                for (int m = 0; m < conflict->maker_count; m++)
                    for (uint32_t s = 0; s < states->count; s++) {
                        const view v = {&w.arena, states, m, a == CAS_ATTITUDE_A || a == CAS_ATTITUDE_C,
                                        a == CAS_ATTITUDE_C || a == CAS_ATTITUDE_D};
                        differ += four[a]->of[m][s] != four[0]->of[m][s];
                        for (int c = 0; c < CAS_CONCEPT_COUNT; c++, cells++) {
                            const cas_mark mark = cas_arena_mark(&w.arena);
                            const bool wanted = !cas_takes_part(conflict, m) || stable(&v, s, (cas_concept)c);
                            assert_int_equal((four[a]->of[m][s] >> c) & 1, wanted);
                            cas_arena_release(&w.arena, mark);
                        }
                    }
        }
        CLOSE(w);
    }
    print_message("# %d cells of %d conflicts in which something is unknown, %d differ between attitudes\n", cells, conflicts,
                  differ);
    assert_true(cells > 50000 && conflicts > 200 && differ > 500);
}

/* Where all is known the four tables are the one. */
static void known_is_a_special_case(void **state)
{
    (void)state;
    uint64_t seed = 31;
    int compared = 0;
    for (int i = 0; i < 300; i++) {
        OPEN(w);
        const cas_states *states = states_or_none(&w.arena, random_conflict(&w.arena, &seed));
        if (states) {
            const cas_stability *four[CAS_ATTITUDE_COUNT], *table = cas_stability_of(&w.arena, states, NULL);
            cas_stability_unknown(&w.arena, states, four);
            for (int a = 0; a < CAS_ATTITUDE_COUNT; a++, compared++)
                assert_same_stability(four[a], table);
        }
        CLOSE(w);
    }
    print_message("# %d tables\n", compared);
    assert_true(compared > 500);
}

/* Stable by a by R, GMR or SMR: stable whatever the unknown turns out to be (each unknown priority known, or turned). */
static void stable_by_a_is_stable_whatever_comes(void **state)
{
    (void)state;
    uint64_t seed = 37;
    int compared = 0;
    for (int i = 0; i < 300; i++) {
        OPEN(w);
        cas_conflict *conflict = random_conflict(&w.arena, &seed);
        const bool any = forget(&seed, conflict);
        const cas_states *states = states_or_none(&w.arena, conflict);
        if (any && states) {
            const cas_stability *four[CAS_ATTITUDE_COUNT];
            cas_stability_unknown(&w.arena, states, four);
            for (int m = 0; m < conflict->maker_count; m++)
                for (int p = 0; p < conflict->makers[m].priority_count; p++)
                    ((cas_priority *)conflict->makers[m].priorities)[p].unknown = false;
            for (int m = 0; m < conflict->maker_count; m++)
                for (int r = 0; r < conflict->makers[m].rank_count; r++)
                    ((cas_rank *)conflict->makers[m].ranks)[r].unknown = false;
            const cas_stability *one = cas_stability_of(&w.arena, states_of(&w.arena, conflict), NULL);
            for (int m = 0; m < conflict->maker_count; m++)
                for (uint32_t s = 0; s < states->count; s++, compared++) {
                    const int firm = four[CAS_ATTITUDE_A]->of[m][s] & (1 << CAS_NASH | 1 << CAS_GMR | 1 << CAS_SMR);
                    assert_int_equal(one->of[m][s] & firm, firm);
                }
        }
        CLOSE(w);
    }
    assert_true(compared > 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_is_as_defined),
        cmocka_unit_test(known_is_a_special_case),
        cmocka_unit_test(stable_by_a_is_stable_whatever_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
