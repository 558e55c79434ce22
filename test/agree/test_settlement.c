/*
 * Settlements: the first case; random talks, over diagrams and clauses, against every package and every set of red lines; rules to settle by
 * worked out by hand; large talks; what is refused; budgets; memory.
 */
#include "agree/settlement_trial.h"

#include "agree/naive.h"
#include "casus/casus.h"

/* Library code leaves through a guard; a test that gets there has failed, unless it expects so. */
static const cas_settlement *settle(talks_reader *r, const cas_settlement_options *options)
{
    const cas_settlement *volatile answer = NULL;
    cas_guard guard;
    if (setjmp(*cas_guard_open(&r->ctx->ctx, &guard)) == 0)
        answer = cas_settlement_of(&r->arena, r->agreement, options);
    cas_guard_close(&r->ctx->ctx, &guard);
    if (guard.status)
        fail_msg("no answer: %s", r->ctx->ctx.needs);
    return answer;
}

static long number(const cas_count_of *count)
{
    assert_true(count->known);
    return (long)cas_big_small(count->number);
}

static int position_called(const cas_agreement *agreement, const char *name)
{
    for (int p = 0; p < agreement->position_count; p++)
        if (strcmp(agreement->positions[p].name, name) == 0)
            return p;
    fail_msg("no position %s", name);
    return -1;
}

static long together(const cas_settlement *s, const char *names)
{
    for (size_t i = 0; i < s->together_count; i++) {
        cas_builder out = {.arena = s->exploration.conflicts.arena};
        for (int p = 0; p < s->talks->agreement->position_count; p++)
            if (s->together[i].positions[p])
                cas_putf(&out, "%s%s", out.length ? " " : "", s->talks->agreement->positions[p].name);
        if (strcmp(cas_built_string(&out), names) == 0)
            return number(&s->together[i].packages);
    }
    fail_msg("nothing is said of %s", names);
    return -1;
}

/* "RU:87 UA:94" */
static const char *set_words(const cas_settlement *s, const cas_line_sets *sets, size_t set)
{
    cas_builder out = {.arena = sets->arena};
    for (int l = 0; l < sets->lines; l++)
        if (cas_line_sets_has(sets, set, l))
            cas_putf(&out, "%s%s: %s", out.length ? "; " : "", s->talks->agreement->positions[s->talks->lines.items[l].position].name,
                     s->talks->lines.items[l].stand->words);
    return cas_built_string(&out);
}

/* ---- The first case ------------------------------------------------------------------------------------------------------------------ */

static void the_first_case(void **state)
{
    (void)state;
    static const char *const methods[] = {NULL, "marco", "diagram"};
    talks_reader r;
    talks_read_file(&r, "cases/ukraine/talks-2025.casus");
    for (int m = 0; m < 3; m++) {
        const cas_settlement *s = settle(&r, &(cas_settlement_options){.method = methods[m]});
        assert_int_equal(number(&s->packages), 240);
        assert_int_equal(number(&s->settlements), 0);
        assert_int_equal(s->exists, 0);
        assert_true(s->complete);
        static const struct {
            const char *name;
            long accepts;
        } known[] = {{"europeans", 200}, {"UA", 108}, {"US", 80}, {"RU", 6}};
        for (int k = 0; k < 4; k++)
            assert_int_equal(number(&s->shares[position_called(r.agreement, known[k].name)].accepts), known[k].accepts);
        assert_int_equal(together(s, "UA US europeans"), 36);
        assert_int_equal(together(s, "RU US europeans"), 2);
        assert_int_equal(together(s, "RU UA"), 0);
        assert_int_equal(together(s, "RU UA US europeans"), 0);
        assert_int_equal(s->exploration.conflicts.count, 1);
        assert_string_equal(set_words(s, &s->exploration.conflicts, 0),
                            "RU: rule_of_response != all_guarantors; UA: assist blocked by attacker on attack by RU");
        assert_int_equal(s->exploration.concessions.count, 2);
        assert_string_equal(set_words(s, &s->exploration.concessions, 0), "RU: rule_of_response != all_guarantors");
        assert_int_equal(number(&s->openings[0].opens), 6);
        assert_string_equal(set_words(s, &s->exploration.concessions, 1), "UA: assist blocked by attacker on attack by RU");
        assert_int_equal(number(&s->openings[1].opens), 1);
        assert_int_equal(number(&s->shares[position_called(r.agreement, "RU")].alone), 36);
        assert_int_equal(number(&s->shares[position_called(r.agreement, "UA")].alone), 2);
    }
    talks_close(&r);
}

static void the_first_case_without_russia(void **state)
{
    (void)state;
    talks_reader r;
    talks_read_file(&r, "cases/ukraine/talks-2025.casus");
    const bool *out = cas_seats_of(&r.arena, r.agreement, "RU");
    const cas_settlement *s = settle(&r, &(cas_settlement_options){.taken_out = out});
    assert_int_equal(number(&s->settlements), 36);
    assert_int_equal(s->listed_count, 36);
    assert_int_equal(number(&s->shares[position_called(r.agreement, "RU")].accepts), 6);
    assert_true(s->shares[position_called(r.agreement, "RU")].out);
    /* Ukraine ranks the rule and the American part, nobody else ranks anything: its best rule, in each role, status and number of troops. */
    assert_int_equal(number(&s->pareto_total), 12);
    /* If one of the others attacks, and all but the attacker decide, and Russia is a guarantor, then it has a veto. */
    assert_int_equal(s->blocked_count, 4);
    for (size_t i = 0; i < s->blocked_count; i++) {
        assert_int_equal(number(&s->blocked[i].blocked), 4);
        assert_int_equal(number(&s->blocked[i].lawfully), 4);
        assert_string_not_equal(r.agreement->parties[s->blocked[i].attacker].name, "RU");
    }
    talks_close(&r);
}

/* What a package crosses, as an edit would be asked: Russia's four lines, Ukraine's two. */
static void crossed_lines_of_a_package(void **state)
{
    (void)state;
    talks_reader r;
    talks_read_file(&r, "cases/ukraine/talks-2025.casus");
    /* all_guarantors, guarantor, not_neutral, none_sent, air_support, real */
    static const int choice[] = {0, 0, 1, 0, 1, 0};
    int count;
    const cas_crossed_line *lines = cas_crossed_lines(&r.arena, r.agreement, choice, &count);
    assert_int_equal(count, 2);
    assert_string_equal(lines[0].position->name, "RU");
    assert_string_equal(lines[0].stand->words, "status = not_neutral");
    assert_string_equal(lines[1].position->name, "UA");
    assert_string_equal(lines[1].stand->words, "assist blocked by attacker on attack by RU");
    talks_close(&r);
}

/* ---- Random talks ---------------------------------------------------------------------------------------------------------------------- */

typedef struct compared {
    long talks, packages, settlements, conflicts, concessions, claims, ranked, dead;
} compared;

static bool same_sets(const cas_line_sets *a, const cas_line_sets *b)
{
    return a->count == b->count && memcmp(a->bits, b->bits, a->count * a->words * sizeof *a->bits) == 0;
}

static void assert_same_sets(const cas_settlement *s, const cas_line_sets *a, const cas_line_sets *b, const char *what, const char *text)
{
    if (same_sets(a, b))
        return;
    for (size_t i = 0; i < a->count; i++)
        fprintf(stderr, "found   %s\n", set_words(s, a, i));
    for (size_t i = 0; i < b->count; i++)
        fprintf(stderr, "by hand %s\n", set_words(s, b, i));
    fail_msg("%s differ in\n%s", what, text);
}

/* Minimal hitting sets by definition: every set of lines that meets each of `sets`, and no smaller part does. */
static void assert_dual(const cas_line_sets *sets, const cas_line_sets *others)
{
    for (size_t i = 0; i < others->count; i++) {
        for (size_t k = 0; k < sets->count; k++) {
            bool meets = false;
            for (int l = 0; l < sets->lines; l++)
                meets |= cas_line_sets_has(sets, k, l) && cas_line_sets_has(others, i, l);
            assert_true(meets);
        }
        for (int l = 0; l < sets->lines; l++) {
            if (!cas_line_sets_has(others, i, l))
                continue;
            bool needed = false;
            for (size_t k = 0; k < sets->count && !needed; k++) {
                needed = cas_line_sets_has(sets, k, l);
                for (int m = 0; m < sets->lines && needed; m++)
                    needed = m == l || !(cas_line_sets_has(sets, k, m) && cas_line_sets_has(others, i, m));
            }
            assert_true(needed);
        }
    }
}

static void compare_counts(talks_reader *r, const cas_settlement *s, const cas_naive_packages *all, compared *sum)
{
    const cas_talks *talks = s->talks;
    long settled = 0;
    assert_int_equal(number(&s->packages), all->count);
    for (size_t i = 0; i < all->count; i++)
        if (cas_naive_settles(&r->arena, talks, &all->items[i], NULL, -1)) {
            assert_memory_equal(s->listed[settled], all->items[i].choice, (size_t)r->agreement->issue_count * sizeof(int));
            settled++;
        }
    assert_int_equal(number(&s->settlements), settled);
    for (int p = 0; p < r->agreement->position_count; p++) {
        long accepts = 0, alone = 0;
        for (size_t i = 0; i < all->count; i++) {
            accepts += cas_naive_accepts(talks, &all->items[i], p, NULL);
            alone += !cas_naive_settles(&r->arena, talks, &all->items[i], NULL, -1) &&
                     cas_naive_settles(&r->arena, talks, &all->items[i], NULL, p);
        }
        assert_int_equal(number(&s->shares[p].accepts), accepts);
        assert_int_equal(number(&s->shares[p].alone), alone);
    }
    for (int l = 0; l < talks->lines.count; l++) {
        long crossed = 0, alone = 0;
        for (size_t i = 0; i < all->count; i++) {
            bool *stands = CAS_ARRAY(&r->arena, bool, (size_t)talks->lines.count + 1);
            memset(stands, true, (size_t)talks->lines.count);
            stands[l] = false;
            crossed += all->items[i].crossed[l];
            alone += all->items[i].crossed[l] && cas_naive_accepts(talks, &all->items[i], talks->lines.items[l].position, stands);
        }
        assert_int_equal(number(&s->lines[l].crossed), crossed);
        assert_int_equal(number(&s->lines[l].alone), alone);
        sum->claims += talks->lines.items[l].is_claim;
    }
    for (size_t t = 0; t < s->together_count; t++) {
        long count = 0;
        for (size_t i = 0; i < all->count; i++) {
            bool every = true;
            for (int p = 0; p < r->agreement->position_count; p++)
                every &= !s->together[t].positions[p] || cas_naive_accepts(talks, &all->items[i], p, NULL);
            count += every;
        }
        assert_int_equal(number(&s->together[t].packages), count);
    }
    sum->settlements += settled;
}

static void compare_sets(talks_reader *r, const cas_settlement *s, const cas_settlement *drawn, const cas_naive_packages *all,
                         const char *text, compared *sum)
{
    const cas_talks *talks = s->talks;
    bool *in_play = CAS_ARRAY(&r->arena, bool, (size_t)talks->lines.count + 1);
    cas_exploration naive;
    for (int l = 0; l < talks->lines.count; l++)
        in_play[l] = s->shares[talks->lines.items[l].position].has_voice;
    cas_exploration_open(&r->arena, talks, &naive);
    cas_naive_explore(&r->arena, all, in_play, &naive);
    cas_line_sets_sort(&naive.conflicts);
    cas_line_sets_sort(&naive.concessions);
    assert_true(s->exploration.complete && drawn->exploration.complete);
    assert_string_equal(s->exploration.method, "marco");
    assert_string_equal(drawn->exploration.method, "diagram");
    assert_same_sets(s, &s->exploration.conflicts, &naive.conflicts, "conflicts", text);
    assert_same_sets(s, &s->exploration.concessions, &naive.concessions, "concessions", text);
    assert_same_sets(s, &drawn->exploration.conflicts, &naive.conflicts, "conflicts (diagram)", text);
    assert_same_sets(s, &drawn->exploration.concessions, &naive.concessions, "concessions (diagram)", text);
    assert_dual(&s->exploration.conflicts, &s->exploration.concessions);
    assert_dual(&s->exploration.concessions, &s->exploration.conflicts);
    assert_int_equal(s->opening_count, s->exploration.concessions.count);
    for (size_t c = 0; c < s->opening_count; c++) {
        bool *stands = CAS_ARRAY(&r->arena, bool, (size_t)talks->lines.count + 1);
        long opens = 0;
        for (int l = 0; l < talks->lines.count; l++)
            stands[l] = !cas_line_sets_has(&s->exploration.concessions, c, l);
        for (size_t i = 0; i < all->count; i++)
            opens += cas_naive_settles(&r->arena, talks, &all->items[i], stands, -1);
        assert_int_equal(number(&s->openings[c].opens), opens);
        assert_true(opens > 0);
    }
    sum->conflicts += (long)s->exploration.conflicts.count;
    sum->concessions += (long)s->exploration.concessions.count;
    sum->dead += s->exploration.concessions.count == 0;
}

static bool dominates(const cas_settlement *s, const int *a, const int *b)
{
    const cas_agreement *agreement = s->talks->agreement;
    bool better = false;
    for (int p = 0; p < agreement->position_count; p++) {
        if (!s->shares[p].has_voice)
            continue;
        if (!cas_is_at_least_as_good(agreement, &s->talks->preferences[p], a, b))
            return false;
        better |= !cas_is_at_least_as_good(agreement, &s->talks->preferences[p], b, a);
    }
    return better;
}

static void compare_ranks(talks_reader *r, const cas_settlement *s, compared *sum)
{
    const cas_agreement *agreement = r->agreement;
    size_t efficient = 0;
    int least_total = 1 << 20, least_most = 1 << 20;
    for (size_t i = 0; i < s->listed_count; i++) {
        bool beaten = false;
        int total = 0, most = 0;
        for (size_t k = 0; k < s->listed_count; k++)
            beaten |= dominates(s, s->listed[k], s->listed[i]);
        for (int p = 0; p < agreement->position_count; p++) {
            const int steps = s->shares[p].has_voice ? cas_steps_down(agreement, &s->talks->preferences[p], s->listed[i]) : 0;
            total += steps;
            most = steps > most ? steps : most;
        }
        least_total = total < least_total ? total : least_total;
        least_most = most < least_most ? most : least_most;
        if (beaten)
            continue;
        assert_true(efficient < s->pareto_listed);
        const cas_ranked *ranked = &s->pareto[efficient++];
        assert_memory_equal(ranked->package, s->listed[i], (size_t)agreement->issue_count * sizeof(int));
        for (int p = 0; p < agreement->position_count; p++) {
            long rank = 1;
            if (!s->shares[p].has_voice)
                continue;
            for (size_t k = 0; k < s->listed_count; k++)
                rank += cas_is_at_least_as_good(agreement, &s->talks->preferences[p], s->listed[k], s->listed[i]) &&
                        !cas_is_at_least_as_good(agreement, &s->talks->preferences[p], s->listed[i], s->listed[k]);
            assert_int_equal(cas_big_small(ranked->rank[p]), rank);
        }
    }
    assert_int_equal(number(&s->pareto_total), efficient);
    assert_int_equal(s->pareto_listed, efficient);
    if (!s->ranked)
        return;
    sum->ranked++;
    assert_int_equal(s->least_total.total, least_total);
    assert_int_equal(s->least_most.most, least_most);
}

static void random_talks(void **state)
{
    (void)state;
    compared sum = {0};
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        cas_ctx ctx = {0};
        cas_arena scratch;
        cas_ctx_open(&ctx);
        cas_arena_open(&scratch, &ctx);
        const char *text = talks_random(&scratch, seed);
        talks_reader r;
        talks_read(&r, text);
        /* Everything infeasible is an error, tested below. */
        long work = 1000000;
        if (cas_package_exists(&r.arena, r.agreement, NULL, 0, NULL, &work) == CAS_TRUE) {
            const cas_settlement *s = settle(&r, &(cas_settlement_options){.method = "marco", .first = 5000});
            const cas_naive_packages all = cas_naive_list(&r.arena, s->talks);
            compare_counts(&r, s, &all, &sum);
            if (s->exists)
                compare_ranks(&r, s, &sum);
            else
                compare_sets(&r, s, settle(&r, &(cas_settlement_options){.method = "diagram", .first = 5000}), &all, text, &sum);
            assert_true(s->complete);
            sum.talks++;
            sum.packages += (long)all.count;
        }
        talks_close(&r);
        cas_arena_close(&scratch);
    }
    print_message("# %ld talks, %ld packages, %ld settlements, %ld conflicts, %ld concessions, %ld claims, %ld with preferences, %ld that nothing opens\n",
                  sum.talks, sum.packages, sum.settlements, sum.conflicts, sum.concessions, sum.claims, sum.ranked, sum.dead);
    assert_true(sum.talks > 1000 && sum.conflicts > 500 && sum.concessions > 500 && sum.claims > 100 && sum.ranked > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_case),
        cmocka_unit_test(the_first_case_without_russia),
        cmocka_unit_test(crossed_lines_of_a_package),
        cmocka_unit_test(random_talks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
