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
            cas_putf(&out, "%s%s: %s", out.length ? "; " : "",
                     s->talks->agreement->positions[s->talks->lines.items[l].position].name,
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
        assert_string_equal(set_words(s, &s->exploration.concessions, 1),
                            "UA: assist blocked by attacker on attack by RU");
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

static void assert_same_sets(const cas_settlement *s, const cas_line_sets *a, const cas_line_sets *b, const char *what,
                             const char *text)
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
            assert_memory_equal(s->listed[settled], all->items[i].choice,
                                (size_t)r->agreement->issue_count * sizeof(int));
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
            alone += all->items[i].crossed[l] &&
                     cas_naive_accepts(talks, &all->items[i], talks->lines.items[l].position, stands);
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

static void compare_sets(talks_reader *r, const cas_settlement *s, const cas_settlement *drawn,
                         const cas_naive_packages *all, const char *text, compared *sum)
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

/* Who does not accept an efficient settlement, which the rule can do without. */
static void compare_refusals(const cas_settlement *s, const cas_naive_packages *all, const cas_ranked *ranked)
{
    const cas_agreement *agreement = s->talks->agreement;
    size_t i = 0;
    while (memcmp(all->items[i].choice, ranked->package, (size_t)agreement->issue_count * sizeof(int)) != 0)
        i++;
    for (int p = 0; p < agreement->position_count; p++)
        assert_int_equal(ranked->accepts[p], cas_naive_accepts(s->talks, &all->items[i], p, NULL));
}

static void compare_ranks(talks_reader *r, const cas_settlement *s, const cas_naive_packages *all, compared *sum)
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
            const int steps =
                s->shares[p].has_voice ? cas_steps_down(agreement, &s->talks->preferences[p], s->listed[i]) : 0;
            total += steps;
            most = steps > most ? steps : most;
        }
        least_total = total < least_total ? total : least_total;
        least_most = most < least_most ? most : least_most;
        if (beaten)
            continue;
        assert_true(efficient < s->pareto_listed);
        const cas_ranked *ranked = &s->pareto[efficient++];
        compare_refusals(s, all, ranked);
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
                compare_ranks(&r, s, &all, &sum);
            else
                compare_sets(&r, s, settle(&r, &(cas_settlement_options){.method = "diagram", .first = 5000}), &all,
                             text, &sum);
            assert_true(s->complete);
            sum.talks++;
            sum.packages += (long)all.count;
        }
        talks_close(&r);
        cas_arena_close(&scratch);
    }
    print_message(
        "# %ld talks, %ld packages, %ld settlements, %ld conflicts, %ld concessions, %ld claims, %ld with preferences, %ld that nothing opens\n",
        sum.talks, sum.packages, sum.settlements, sum.conflicts, sum.concessions, sum.claims, sum.ranked, sum.dead);
    assert_true(sum.talks > 1000 && sum.conflicts > 500 && sum.concessions > 500 && sum.claims > 100 &&
                sum.ranked > 200);
}

/* ---- Rules to settle by ---------------------------------------------------------------------------------------------------------------- */

/* Each of A, B, C, D refuses one alternative of an issue of its own; E has no position; D and E are a bloc or not. */
static const char *rule_text(cas_arena *arena, bool bloc, const char *more, const char *rule)
{
    return cas_format(
        arena,
        "party A\nparty B\nparty C\nparty D\nparty E\nissue a\n  no | yes\nissue b\n  no | yes\nissue c\n  no | yes\nissue d\n  no | yes\n"
        "group bloc = D, E\nweight votes = A 4, B 3, C 2, D 1, E 0.5\n%s\nposition A\n  rejects a = no\nposition B\n  rejects b = no\n"
        "position C\n  rejects c = no\nposition %s\n  rejects d = no\n%s\n",
        more, bloc ? "bloc" : "D", rule);
}

static long settled_by(bool bloc, const char *more, const char *rule, const char *without)
{
    cas_ctx ctx = {0};
    cas_arena scratch;
    talks_reader r;
    cas_ctx_open(&ctx);
    cas_arena_open(&scratch, &ctx);
    talks_read(&r, rule_text(&scratch, bloc, more, rule));
    const bool *out = without ? cas_seats_of(&r.arena, r.agreement, without) : NULL;
    const cas_settlement *s = settle(&r, &(cas_settlement_options){.taken_out = out});
    const long count = number(&s->settlements);
    talks_close(&r);
    cas_arena_close(&scratch);
    return count;
}

/* Of 16 packages, those in which enough said yes; counted by hand. */
static void rules_by_hand(void **state)
{
    (void)state;
    assert_int_equal(settled_by(false, "", "settle by all of A, B, C, D accept", NULL), 1);
    assert_int_equal(settled_by(false, "", "", NULL), 1);
    assert_int_equal(settled_by(false, "", "settle by all of everyone accept", NULL), 1);
    assert_int_equal(settled_by(false, "", "settle by any of A, B, C, D accept", NULL), 15);
    assert_int_equal(settled_by(false, "", "settle by at least 3 of A, B, C, D accept", NULL), 5);
    assert_int_equal(settled_by(false, "", "settle by majority of A, B, C, D accept", NULL), 5);
    assert_int_equal(settled_by(false, "", "settle by all but 1 of A, B, C, D accept", NULL), 5);
    assert_int_equal(settled_by(false, "", "settle by A accept and at least 1 of B, C, D accept", NULL), 7);
    /* E accepts everything: three of five need two more. */
    assert_int_equal(settled_by(false, "", "settle by at least 3 of everyone accept", NULL), 11);
    /* As one voice the bloc accepts with D's line: three of four. As two it counts twice. */
    assert_int_equal(settled_by(true, "", "settle by at least 3 of A, B, C, bloc accept", NULL), 5);
    assert_int_equal(settled_by(true, "", "settle by at least 3 of A, B, C, D, E accept", NULL), 8);
    assert_int_equal(settled_by(true, "", "settle by at least 2 of A, B, bloc except E accept", NULL), 8);
    /* Of 9 votes (A 4, B 3, C 2) more than half: A and another, or all but A. */
    assert_int_equal(settled_by(false, "", "settle by more than 1/2 of votes of A, B, C accept", NULL), 8);
    assert_int_equal(settled_by(false, "", "settle by at least 7 of votes of A, B, C accept", NULL), 4);
    /* The bloc weighs 1.5: 5.5 of 10.5 needs A with somebody but the bloc alone suffices (4 + 1.5), or B, C and the bloc. */
    assert_int_equal(settled_by(true, "", "settle by at least 5.5 of votes of A, B, C, bloc accept", NULL), 8);
    /* A named rule reads acceptance as yes; who does not accept says no. */
    assert_int_equal(settled_by(false, "rule quiet = none of A, B, C no", "settle by quiet", NULL), 2);
    assert_int_equal(settled_by(false, "rule few = at most 1 of A, B, C, D no", "settle by few", NULL), 5);
    assert_int_equal(settled_by(false, "rule cold = all of A, B yes failing that after 3 days all of C, D yes",
                                "settle by cold", NULL),
                     7);
    assert_int_equal(
        settled_by(false, "", "settle by at least 2 of (x: A accept), (y: any of B, C accept), (z: D accept)", NULL),
        10);
    /* A rule that a package chooses. */
    assert_int_equal(
        settled_by(false, "rule free = all of A, B yes\nrule free = A yes if b = no", "settle by free", NULL), 8);
    /* Left out of count and base. */
    assert_int_equal(settled_by(false, "", "settle by all of A, B, C, D accept", "D"), 2);
    assert_int_equal(settled_by(false, "", "settle by majority of A, B, C, D accept", "D"), 8);
    assert_int_equal(settled_by(true, "", "settle by all of A, B, C, bloc accept", "bloc"), 2);
    assert_int_equal(settled_by(false, "", "", "A,B,C"), 8);
}

/* ---- Readings ---------------------------------------------------------------------------------------------------------------------------- */

static void readings_are_taken_cautiously(void **state)
{
    (void)state;
    static const char text[] =
        "party A\nparty B\nissue size\n  small | middle | large\nreading sense\n  narrow | wide\n"
        "infeasible size = large and sense = wide\nposition A\n  rejects size = small and sense = narrow\n"
        "  rejects size = large and sense = wide\nposition B\n  rejects sense = wide and size = middle\nsettle by all of A, B accept\n";
    talks_reader r;
    talks_read(&r, text);
    const cas_settlement *s = settle(&r, &(cas_settlement_options){.each_reading = true});
    /* Three packages: large under the narrow reading only. A's second line is then never true. */
    assert_int_equal(number(&s->packages), 3);
    assert_int_equal(number(&s->shares[0].accepts), 2);
    assert_int_equal(number(&s->shares[1].accepts), 2);
    assert_int_equal(number(&s->settlements), 1);
    assert_int_equal(s->under_count, 2);
    assert_int_equal(number(&s->under[0].packages), 3);
    assert_int_equal(number(&s->under[0].settlements), 2);
    assert_int_equal(number(&s->under[0].accepts[0]), 2);
    assert_int_equal(number(&s->under[1].packages), 2);
    assert_int_equal(number(&s->under[1].settlements), 1);
    assert_int_equal(number(&s->under[1].accepts[1]), 1);
    talks_close(&r);
}

/* ---- Preferences ------------------------------------------------------------------------------------------------------------------------ */

static void preferences_by_hand(void **state)
{
    (void)state;
    static const char text[] = "party A\nparty B\nissue x\n  x0 | x1 | x2\nissue y\n  y0 | y1\n"
                               "position A\n  prefers x: x0 > x1 > x2\n  prefers y: y0 > y1\n  prefers y, then x\n"
                               "position B\n  prefers x: x2 > x1\n  prefers y: y1 > y0\n";
    talks_reader r;
    talks_read(&r, text);
    const cas_settlement *s = settle(&r, &(cas_settlement_options){0});
    assert_int_equal(number(&s->settlements), 6);
    /* x0 y1 is worse than x1 y1 for B and than x0 y0 for A; but x0 y0 is worse for B, so only x1 y1, no better for A: all six stay. */
    assert_int_equal(number(&s->pareto_total), 6);
    /* A weighs y first: x0 y0 first, then x1 y0, x2 y0, x0 y1, …; listed in order of declaration. */
    static const long rank_a[] = {1, 4, 2, 5, 3, 6};
    for (int i = 0; i < 6; i++)
        assert_int_equal(cas_big_small(s->pareto[i].rank[0]), rank_a[i]);
    /* B does not weigh: x2 y1 beats all, x0 y0 is beaten by all. */
    assert_int_equal(cas_big_small(s->pareto[5].rank[1]), 1);
    assert_int_equal(cas_big_small(s->pareto[0].rank[1]), 6);
    assert_int_equal(s->least_total.total, 3);
    assert_int_equal(s->least_most.most, 2);
    talks_close(&r);
}

/* ---- Large talks ------------------------------------------------------------------------------------------------------------------------ */

static void large_talks_by_both_methods(void **state)
{
    (void)state;
    long conflicts = 0;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        cas_ctx ctx = {0};
        cas_arena scratch;
        talks_reader r;
        cas_ctx_open(&ctx);
        cas_arena_open(&scratch, &ctx);
        talks_read(&r, talks_large(&scratch, seed, seed % 2 ? 30 : 10, 4, 10, seed % 2 ? 95 : 34));
        const cas_settlement *s = settle(&r, &(cas_settlement_options){.method = "marco", .first = 20000});
        if (!s->exists) {
            const cas_settlement *drawn = settle(&r, &(cas_settlement_options){.method = "diagram", .first = 20000});
            assert_true(s->exploration.complete && drawn->exploration.complete);
            assert_true(same_sets(&s->exploration.conflicts, &drawn->exploration.conflicts));
            assert_true(same_sets(&s->exploration.concessions, &drawn->exploration.concessions));
            conflicts += (long)s->exploration.conflicts.count;
        }
        talks_close(&r);
        cas_arena_close(&scratch);
    }
    print_message("# %ld conflicts of large talks\n", conflicts);
    assert_true(conflicts > 20);
}

/* Ten issues of which every alternative is refused: 10 conflicts, 4^10 concessions, counted and not listed. */
static void a_million_concessions(void **state)
{
    (void)state;
    cas_ctx ctx = {0};
    cas_arena scratch;
    cas_ctx_open(&ctx);
    cas_arena_open(&scratch, &ctx);
    cas_builder out = {.arena = &scratch};
    cas_puts(&out, "party A\nparty B\n");
    for (int d = 0; d < 10; d++)
        cas_putf(&out, "issue d%d\n  a0 | a1 | a2 | a3\n", d);
    for (int p = 0; p < 2; p++) {
        cas_putf(&out, "position %c\n", 'A' + p);
        for (int d = 0; d < 10; d++)
            cas_putf(&out, "  rejects d%d = a%d\n  rejects d%d = a%d\n", d, 2 * p, d, 2 * p + 1);
    }
    talks_reader r;
    talks_read(&r, cas_built_string(&out));
    const cas_settlement *s = settle(&r, &(cas_settlement_options){.first = 50});
    assert_string_equal(s->exploration.method, "diagram");
    assert_true(s->exploration.complete);
    assert_int_equal(cas_big_small(s->exploration.conflicts.total), 10);
    assert_int_equal(cas_big_small(s->exploration.concessions.total), 1 << 20);
    assert_int_equal(s->exploration.concessions.count, 50);
    assert_int_equal(number(&s->openings[0].opens), 1);
    /* Without diagrams: a part, marked as such, each set minimal. */
    const cas_settlement *part =
        settle(&r, &(cas_settlement_options){.method = "marco", .limits = {.most_sets = 500}, .first = 50});
    assert_false(part->exploration.complete);
    assert_false(part->complete);
    assert_non_null(part->exploration.needs);
    assert_int_equal(part->exploration.conflicts.count + part->exploration.concessions.count, 500);
    for (size_t i = 0; i < part->exploration.concessions.count; i++)
        assert_int_equal(cas_line_sets_size(&part->exploration.concessions, i), 10);
    talks_close(&r);
    cas_arena_close(&scratch);
}

/* ---- Budgets and memory -------------------------------------------------------------------------------------------------------------------- */

/* Whatever the memory: an answer whose parts are right or left out, or a clean refusal. */
static void little_memory(void **state)
{
    (void)state;
    bool partly = false;
    for (size_t kilobytes = 64; kilobytes <= 16384; kilobytes *= 2) {
        cas_ctx ctx = {0};
        cas_arena scratch;
        talks_reader r;
        cas_ctx_open(&ctx);
        cas_arena_open(&scratch, &ctx);
        talks_read(&r, talks_large(&scratch, 2, 12, 4, 10, 52));
        r.ctx->ctx.max_bytes = r.ctx->ctx.used_bytes + (kilobytes << 10);
        const cas_settlement *volatile s = NULL;
        cas_guard guard;
        if (setjmp(*cas_guard_open(&r.ctx->ctx, &guard)) == 0)
            s = cas_settlement_of(&r.arena, r.agreement, &(cas_settlement_options){.first = 100});
        cas_guard_close(&r.ctx->ctx, &guard);
        assert_true(guard.status == CAS_OK || guard.status == CAS_E_BUDGET);
        if (s) {
            assert_true(s->exists <= 0);
            assert_true(!s->packages.known || cas_big_small(s->packages.number) == 1 << 24);
            assert_true(s->complete == (s->omitted_count == 0));
            partly = partly || s->omitted_count;
        }
        talks_close(&r);
        cas_arena_close(&scratch);
    }
    assert_true(partly);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    talks_reader r;
    bool done = false;
    int tried = 0;
    talks_read_file(&r, "cases/ukraine/talks-2025.casus");
    const size_t before = r.ctx->ctx.used_bytes;
    for (long n = 1; !done; n += 1 + n / 9) {
        cas_arena arena;
        cas_guard guard;
        cas_arena_open(&arena, &r.ctx->ctx);
        r.ctx->ctx.fail_at = n;
        if (setjmp(*cas_guard_open(&r.ctx->ctx, &guard)) == 0)
            cas_settlement_of(&arena, r.agreement, &(cas_settlement_options){0});
        cas_guard_close(&r.ctx->ctx, &guard);
        done = r.ctx->ctx.fail_at > 0;
        assert_int_equal(guard.status, done ? CAS_OK : CAS_E_MEMORY);
        r.ctx->ctx.fail_at = 0;
        cas_arena_close(&arena);
        assert_int_equal(r.ctx->ctx.used_bytes, before);
        tried++;
    }
    assert_true(tried > 30);
    talks_close(&r);
}

/* ---- What is refused ----------------------------------------------------------------------------------------------------------------------- */

static void refused(const char *text, const char *without, const char *says)
{
    talks_reader r;
    cas_guard guard;
    talks_read(&r, text);
    if (setjmp(*cas_guard_open(&r.ctx->ctx, &guard)) == 0) {
        const bool *out = without ? cas_seats_of(&r.arena, r.agreement, without) : NULL;
        cas_settlement_of(&r.arena, r.agreement, &(cas_settlement_options){.taken_out = out});
    }
    cas_guard_close(&r.ctx->ctx, &guard);
    assert_true(guard.status == CAS_E_INPUT || guard.status == CAS_E_ARGUMENT);
    if (!strstr(r.ctx->ctx.needs, says))
        fail_msg("`%s` does not say `%s`", r.ctx->ctx.needs, says);
    talks_close(&r);
}

static void what_is_refused(void **state)
{
    (void)state;
    static const char two[] =
        "party A\nparty B\nissue x\n  a | b\nposition A\n  rejects x = a\nsettle by all of A accept\n";
    refused("party A\nissue x\n  a | b\n", NULL, "no position");
    refused(two, "Z", "called `Z`");
    refused(two, "A", "nobody is left");
    refused(
        "party A\nparty P\nincident hit by A on P\nissue x\n  a | b\nposition A\n  rejects x = a\nsettle by all of everyone except attacker accept\n",
        NULL, "attack");
    refused(
        "party A\nparty P\nmeasure m\nincident hit by A on P\ngoal g = any of A gives m to P\nissue x\n  a | b\nposition A\n  rejects verdict of g on hit by A\n",
        NULL, "no red line");
    refused("party A\nissue x\n  a | b\nposition A\n  rejects no conflict\n", NULL, "no red line");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_case),
        cmocka_unit_test(the_first_case_without_russia),
        cmocka_unit_test(crossed_lines_of_a_package),
        cmocka_unit_test(random_talks),
        cmocka_unit_test(rules_by_hand),
        cmocka_unit_test(readings_are_taken_cautiously),
        cmocka_unit_test(preferences_by_hand),
        cmocka_unit_test(large_talks_by_both_methods),
        cmocka_unit_test(a_million_concessions),
        cmocka_unit_test(little_memory),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
