/*
 * Scenarios: texts with expectations worked out by hand, some of them wrong on purpose; several incidents in one run; what is told; the
 * fast certainty of bodies against every completion; and random lines played against the definition tick by tick.
 */
#include "hold/random_instance.h"

#include "api/objects.h"
#include "hold/naive_position.h"
#include "hold/scenario.h"
#include "hold/scenario_ballots.h"
#include "model/build.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- Reading and playing ------------------------------------------------------------------------------------------ */

typedef struct reader {
    casus_ctx *ctx;
    casus_model *model;
    cas_arena arena;
} reader;

static void check_read(reader *r, casus_status status)
{
    if (status || !casus_model_is_sound(r->model)) {
        casus_text *text = NULL;
        casus_answer *answer = NULL;
        const casus_ask_options wishes = CASUS_ASK_OPTIONS_INIT;
        const casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
        if (r->model && casus_check(r->ctx, r->model, &wishes, &answer) == CASUS_OK &&
            casus_answer_render(r->ctx, answer, CASUS_TEXT, &look, &text) == CASUS_OK)
            fprintf(stderr, "%.*s\n", (int)casus_text_length(text), casus_text_bytes(text));
        fail_msg("the text was not read");
    }
    cas_arena_open(&r->arena, &r->ctx->ctx);
}

static void read_text(reader *r, const char *text)
{
    const casus_ctx_options wishes = CASUS_CTX_OPTIONS_INIT;
    const casus_read_options how = CASUS_READ_OPTIONS_INIT;
    *r = (reader){0};
    assert_int_equal(casus_ctx_open(&wishes, &r->ctx), CASUS_OK);
    check_read(r, casus_model_read_text(r->ctx, "test", text, strlen(text), &how, &r->model));
}

static void read_file(reader *r, const char *path)
{
    const casus_ctx_options wishes = CASUS_CTX_OPTIONS_INIT;
    const casus_read_options how = CASUS_READ_OPTIONS_INIT;
    *r = (reader){0};
    assert_int_equal(casus_ctx_open(&wishes, &r->ctx), CASUS_OK);
    check_read(r, casus_model_read(r->ctx, path, &how, &r->model));
}

static void close_reader(reader *r)
{
    cas_arena_close(&r->arena);
    casus_model_free(r->model);
    casus_ctx_free(r->ctx);
}

/* Library code leaves through a guard; a test that gets there has failed, unless it expects so. */
static const cas_scenario_answer *play(reader *r, int scenario, bool and_after)
{
    const cas_question_options options = {.draft = -1};
    const cas_scenario_answer *volatile answer = NULL;
    cas_guard guard;
    if (setjmp(*cas_guard_open(&r->ctx->ctx, &guard)) == 0)
        answer = cas_scenario_play(&r->arena, r->model->agreement, &r->model->agreement->scenarios[scenario], &options,
                                   and_after);
    cas_guard_close(&r->ctx->ctx, &guard);
    if (guard.status)
        fail_msg("the scenario could not be played: %s", r->ctx->ctx.needs);
    return answer;
}

/* "++-": which expectations of the first scenario are met, everywhere. */
static void assert_met(const char *text, const char *wanted)
{
    reader r;
    char got[64] = {0};
    read_text(&r, text);
    const cas_scenario_answer *answer = play(&r, 0, true);
    assert_true(answer->row_count > 0);
    const int count = answer->rows[0].runs[0]->expected_count;
    for (int e = 0; e < count && e < 63; e++) {
        got[e] = '+';
        for (int row = 0; row < answer->row_count; row++)
            for (int c = 0; c < answer->rows[row].run_count; c++)
                if (!answer->rows[row].runs[c]->expected[e].ok)
                    got[e] = '-';
    }
    assert_string_equal(got, wanted);
    assert_int_equal(answer->answer, strchr(wanted, '-') ? CAS_FALSE : CAS_TRUE);
    close_reader(&r);
}

/* The calendar of the first run of the first scenario, a line an entry: "1: words". */
static void assert_calendar(const char *text, const char *wanted)
{
    reader r;
    read_text(&r, text);
    const cas_scenario_answer *answer = play(&r, 0, true);
    assert_true(answer->row_count > 0);
    const cas_scenario_run *run = answer->rows[0].runs[0];
    cas_builder out = {.arena = &r.arena};
    for (size_t d = 0; d < run->day_count; d++)
        for (size_t i = 0; i < run->days[d].count; i++) {
            const cas_scene_entry *entry = &run->entries[run->days[d].first + i];
            assert_int_equal(entry->tick, run->days[d].tick);
            cas_putf(&out, "%s%g: %s\n", d >= run->stated_days ? "then " : "",
                     (double)entry->tick * run->instance->tick_hours / 24, entry->words);
        }
    assert_string_equal(cas_built_string(&out), wanted);
    close_reader(&r);
}

#define HEAD                                                                                                           \
    "agreement test \"A test\"\nparty A\nparty B\nparty C\nparty X\ngroup all3 = A, B, C\n"                            \
    "measure arms\nmeasure money\nmeasure medals optional\nact consult\nact shoot\nact dance\n"                        \
    "incident attack by everyone on A\nincident raid by unknown on B\nincident offer\n"                                \
    "goal armed = any of all3 gives arms to A\ngoal talks = all of all3 does consult\n"

/* ---- Norms --------------------------------------------------------------------------------------------------------- */

static void test_owed_and_late(void **state)
{
    (void)state;
    assert_met(
        HEAD
        "clause 1\n  assume \"t\"\n  when attack\n  each of all3 must give any of arms, money to A within 2 days\n"
        "clause 2\n  assume \"t\"\n  each of all3 must not shoot\n"
        "clause 3\n  assume \"t\"\n  when offer\n  any 1 of all3 may give arms to A\n  B must give medals to A within 1 days\n"
        "clause 4\n  assume \"t\"\n  when offer\n  decide plan by all of all3 yes within 1 days\n"
        "scenario \"s\"\n"
        "  day 0: expect not give any of arms, money owed by B\n" /* nothing has happened */
        "  day 1: attack by X on A\n"
        "  day 1: expect give any of arms, money owed by each of all3\n" /* A gives nothing to itself, so it is not asked */
        "  day 1: expect give arms owed by B\n"                          /* no: it may choose */
        "  day 1: expect give arms permitted by B\n"
        "  day 2: B gives arms to A\n"
        "  day 2: expect give any of arms, money owed by B\n" /* no: done */
        "  day 2: expect give any of arms, money owed by any of all3\n"
        "  day 3: expect 1 breached by C\n"
        "  day 3: expect not 1 breached by B\n"
        "  day 3: expect give any of arms, money owed by C\n" /* who is late still owes */
        "  day 3: expect shoot forbidden by all3\n"
        "  day 3: expect shoot permitted by C\n" /* no */
        "  day 3: expect dance permitted by each of (A, B, X)\n"
        "  day 3: expect shoot permitted by X\n"
        "  day 3: expect give medals permitted by B\n" /* no: no offer yet */
        "  day 3: offer\n"
        "  day 3: expect give medals permitted by B\n"
        "  day 3: expect give medals owed by B\n" /* no: it may be nothing */
        "  day 3: expect arms given by B\n"
        "  day 3: expect arms given by all3\n" /* no: C has not */
        "  day 3: expect armed reached\n"
        "  day 4: expect 3 breached by B\n", /* no */
        "++-+-++++"
        "+-++-+-+-+-");
}

static void test_decisions(void **state)
{
    (void)state;
    const char *text = HEAD
        "goal agreed = plan adopted\nclause 1\n  assume \"t\"\n  when attack\n  decide plan by at least 2 of all3 yes and none of A no within 2 days\n"
        "clause 2\n  assume \"t\"\n  when plan adopted\n  B must give money to A within 0 days\n"
        "clause 3\n  assume \"t\"\n  when plan rejected but meets at least 2 of all3 yes\n  C must give money to A within 3 days\n"
        "scenario \"s\"\n  day 0: expect plan open\n  day 0: attack by X on A\n  day 0: expect plan open\n%s";
    char whole[4096];
    /* The veto is written first; the two yes ballots still count for what the ballots meet. */
    snprintf(whole, sizeof whole, text,
             "  day 1: A votes no on plan\n  day 1: B, C votes yes on plan\n  day 1: expect plan rejected\n"
             "  day 1: expect give money owed by C\n  day 2: expect not give money owed by B\n");
    assert_met(whole, "-++++");
    /* Adopted as soon as nothing can change it. */
    snprintf(
        whole, sizeof whole, text,
        "  day 1: B votes yes on plan\n  day 1: expect plan open\n  day 1: A votes yes on plan\n  day 1: expect plan adopted\n"
        "  day 1: expect 2 breached by B\n  day 1: B gives money to A\n  day 1: expect 2 breached by B\n");
    assert_met(whole, "-++++-");
    /* Absence decides at the deadline. */
    snprintf(
        whole, sizeof whole, text,
        "  day 1: B votes yes on plan\n  day 1.5: expect plan open\n  day 2: expect plan rejected\n  day 2: expect agreed reached\n");
    assert_met(whole, "-+++-");
}

static void test_findings(void **state)
{
    (void)state;
    assert_met(HEAD
               "clause 1\n  assume \"t\"\n  when attack\n  finding grave by each\n"
               "clause 2\n  assume \"t\"\n  when grave found\n  each of all3 must consult within 1 days\n"
               "clause 3\n  assume \"t\"\n  when attack\n  finding clear on call of 2 of all3\n"
               "clause 4\n  assume \"t\"\n  when clear found\n  C can decree\n"
               "clause 5\n  assume \"t\"\n  when attack\n  finding sure by all of (A, B) yes within 3 days\n"
               "clause 6\n  assume \"t\"\n  when sure found\n  B must give money to A within 1 days\n"
               "scenario \"s\"\n  day 0: attack by X on A\n  day 0: B finds grave\n  day 0: expect consult owed by B\n"
               "  day 0: expect consult owed by C\n" /* no: each for itself */
               "  day 1: expect 2 breached by B\n  day 1: C finds clear\n  day 1: expect decree permitted by C\n"
               "  day 1: A finds clear\n  day 1: expect decree permitted by C\n  day 1: expect decree permitted by B\n"
               "  day 1: B finds sure\n  day 1: A finds sure\n  day 1: expect give money owed by B\n",
               "+-+-+-+");
}

/* ---- Several incidents --------------------------------------------------------------------------------------------- */

/* Each attack starts its own clauses, and each clause sees the attacker of the incident that began its chain. */
static void test_several_incidents(void **state)
{
    (void)state;
    assert_met(
        HEAD
        "incident sack by everyone on C\n"
        "clause 1\n  assume \"t\"\n  when attack\n  A can request\n"
        "clause 2\n  assume \"t\"\n  when request\n  each of (all3, X) except attacker must give arms within 5 days\n"
        "clause 3\n  assume \"t\"\n  when sack\n  each of (all3, X) except attacker may give money\n"
        "clause 4\n  assume \"t\"\n  when sack\n  C can appeal\n"
        "clause 5\n  assume \"t\"\n  when 2 days after appeal\n  each of (all3, X) except attacker must give money within 5 days\n"
        "clause 6\n  assume \"t\"\n  when breach of 2\n  each of all3 except attacker must consult within 1 days\n"
        "scenario \"s\"\n  day 0: attack by B on A\n  day 1: sack by X on C\n  day 1: A does request\n"
        "  day 1: expect give arms to A owed by each of (C, X)\n  day 1: expect give arms to A owed by B\n"
        "  day 1: expect give money to C permitted by each of (A, B)\n  day 1: expect give money to C permitted by X\n"
        "  day 1: C does appeal\n  day 2: offer\n  day 3: expect give money to C owed by each of (A, B)\n"
        "  day 3: expect give money to C owed by X\n  day 6: expect 2 breached by each of (C, X)\n"
        "  day 6: expect consult owed by each of (A, C)\n  day 6: expect consult owed by B\n",
        "+-+-+-++-");
    /* The same incident twice: its clauses have started, with the first attacker. */
    assert_met(
        HEAD
        "clause 1\n  assume \"t\"\n  when attack\n  each of all3 except attacker must give arms within 9 days\n"
        "scenario \"s\"\n  day 0: attack by B on A\n  day 1: attack by C on A\n  day 1: expect give arms owed by C\n"
        "  day 1: expect give arms owed by B\n",
        "+-");
    /* Only the second attack is the one the clause speaks of. */
    assert_met(
        HEAD
        "clause 1\n  assume \"t\"\n  when attack by C\n  each of all3 except attacker must give arms within 1 days\n"
        "clause 2\n  assume \"t\"\n  when attack\n  end arms\n"
        "clause 3\n  assume \"t\"\n  each of all3 must consult within 4 days\n  each of (B, X) except attacker must not dance\n"
        "scenario \"s\"\n  day 0: attack by B on A\n  day 0: expect not give arms owed by B\n  day 1: attack by C on A\n"
        "  day 1: expect give arms owed by B\n  day 1: expect give arms permitted by B\n  day 2: expect 1 breached by B\n"
        "  day 2: expect dance forbidden by X\n  day 2: expect dance forbidden by B\n",
        "++--+-");
}

static void test_by_unknown(void **state)
{
    (void)state;
    reader r;
    read_text(
        &r, HEAD
        "clause 1\n  assume \"t\"\n  when raid\n  each of (all3, X) except attacker must give arms to B within 1 days\n"
        "scenario \"s\"\n  day 0: raid by unknown on B\n  day 0: expect give arms to B owed by each of (A, C, X)\n"
        "  day 0: expect give arms to B owed by at least 2 of (A, C, X)\n"
        "scenario \"two\"\n  day 0: raid by unknown on B\n  day 1: raid by unknown on B\n  day 1: expect not armed reached\n"
        "scenario \"one\"\n  day 0: raid by X on B\n  day 0: expect give arms to B owed by each of (A, C)\n");
    const cas_scenario_answer *answer = play(&r, 0, false);
    assert_int_equal(answer->row_count, 1);
    assert_int_equal(answer->rows[0].case_count, 4); /* A, C, X and an outsider */
    assert_int_equal(answer->rows[0].run_count, 4);  /* three ways to fail, and the outsider */
    assert_int_equal(answer->rows[0].runs[0]->failed, 1);
    assert_string_equal(answer->rows[0].runs[0]->case_words, "if raid is by A");
    assert_string_equal(answer->rows[0].runs[0]->expected[0].found, "owed by C and X, not by A");
    assert_true(answer->rows[0].runs[0]->expected[1].ok);
    assert_int_equal(play(&r, 1, false)->rows[0].case_count, 16);
    assert_int_equal(play(&r, 1, false)->answer, CAS_TRUE);
    assert_int_equal(play(&r, 2, false)->rows[0].case_count, 1);
    assert_int_equal(play(&r, 2, false)->answer, CAS_TRUE);
    close_reader(&r);
}

static void test_packages(void **state)
{
    (void)state;
    reader r;
    read_text(
        &r, HEAD
        "issue speed \"how fast\"\n  slow | fast\nreading who \"who helps\"\n  few | many\ngroup helpers = B\n"
        "group helpers = B, C if who = many\n"
        "clause 1\n  assume \"t\"\n  if speed = fast\n  when attack\n  each of (B, C) must give arms within 1 days\n"
        "scenario \"s\"\n  day 0: attack by X on A\n  day 0: expect give arms owed by B\n  day 0: expect not give arms owed by each of helpers\n"
        "scenario \"t\"\n  in speed = slow\n  day 0: attack by X on A\n  day 0: expect not give arms owed by any of helpers\n");
    const cas_scenario_answer *answer = play(&r, 0, false);
    assert_int_equal(answer->row_count, 4);
    assert_int_equal(answer->answer, CAS_FALSE);
    for (int i = 0; i < 4; i++) {
        const cas_scenario_row *row = &answer->rows[i];
        assert_int_equal(row->choice_count, 2);
        const bool fast = row->choices[0].alternative == 1;
        assert_int_equal(row->runs[0]->expected[0].ok, fast);
        assert_int_equal(row->runs[0]->expected[1].ok, !fast);
    }
    answer = play(&r, 1, false);
    assert_int_equal(answer->row_count, 1);
    assert_int_equal(answer->answer, CAS_TRUE);
    close_reader(&r);
}

/* ---- What is told ---------------------------------------------------------------------------------------------------- */

static void test_calendar(void **state)
{
    (void)state;
    assert_calendar(
        HEAD
        "clause 1 \"Talks\"\n  assume \"t\"\n  when attack\n  all3 jointly must consult within 36 hours\n  each of all3 must not dance\n"
        "clause 2 \"Vote\"\n  assume \"t\"\n  when consult by all of all3\n  decide plan by majority of all3 yes within 1 days again after 2 days\n"
        "scenario \"s\"\n  day 0: attack by X on A\n  day 0.5: B does dance\n  day 1: A, B does consult\n  day 1: X gives arms to A\n"
        "  day 1: B does consult\n  day 1: A votes yes on plan\n  day 1: C does consult\n  day 1: B votes absent on plan\n"
        "  day 1: C votes yes on plan\n  day 1: A votes no on plan\n",
        "0: attack by X on A\n0: 1 starts: Talks\n"
        "0.5: B does dance\n0.5: B breaches 1: it must not dance\n"
        "1: A, B does consult (A and B have come; others are awaited)\n"
        "1: without effect: X gives arms to A (X: nothing in force asks for it or permits it, so it does not count)\n"
        "1: without effect: B does consult (B: has come already, and others are awaited)\n"
        "1: without effect: A votes yes on plan (A: plan has not been opened)\n"
        "1: C does consult\n1: all that it takes have come: consult is done by A, B and C\n"
        "1: 2 starts: Vote\n1: plan opens, to be settled by day 2\n1: talks is reached\n"
        "1: C votes yes on plan\n1: A votes no on plan\n1: without effect: B votes absent on plan (B: not to vote is to be absent)\n"
        "then 2: plan is rejected: yes C; no A\n"
        "then 4: plan opens again, to be settled by day 5\n");
    /* A duty that only forbidden ways could do is a conflict, and no breach. */
    assert_calendar(
        HEAD
        "clause 1\n  assume \"t\"\n  when attack\n  B must give arms to A within 1 days\n"
        "clause 2\n  assume \"t\"\n  when offer\n  B must not give arms to A\n"
        "clause 3\n  assume \"t\"\n  when breach of 1\n  C must consult within 1 days\n"
        "scenario \"s\"\n  day 0: attack by C on A\n  day 1: offer\n  day 2: raid by A on B\n  day 2: attack by A on A\n",
        "0: attack by C on A\n0: 1 starts\n1: offer\n1: 2 starts\n"
        "1: B could not lawfully give arms to A, so it is not done, and no breach\n"
        "2: raid by A on B\n2: without effect: attack by A on A (it cannot happen so in this package)\n");
}

/* Norms of the day: who still owes, until when, and who can vote. */
static void test_norms_of_a_day(void **state)
{
    (void)state;
    reader r;
    read_text(
        &r, HEAD
        "clause 1\n  assume \"t\"\n  when attack\n  any 2 of all3 must consult within 3 days\n  decide plan by all of all3 yes within 3 days\n"
        "clause 2\n  assume \"t\"\n  each of all3 must not dance\n"
        "scenario \"s\"\n  day 0: attack by X on A\n  day 1: B does consult\n  day 1: C votes yes on plan\n");
    const cas_scenario_run *run = play(&r, 0, true)->rows[0].runs[0];
    assert_int_equal(run->stated_days, 2);
    const cas_scene_day *day = &run->days[1];
    assert_int_equal(day->norm_count, 3);
    const int a = cas_set_next(&day->norms[0].parties, 0);
    assert_int_equal(day->norms[0].kind, CAS_NORM_OWES);
    assert_int_equal(day->norms[0].out_of, 2);
    assert_int_equal(cas_set_count(&day->norms[0].parties), 2); /* A and C */
    assert_int_equal(a, 0);
    assert_false(day->norms[0].late);
    assert_int_equal((int)((double)day->norms[0].due * run->instance->tick_hours), 72);
    assert_int_equal(day->norms[1].kind, CAS_NORM_MUST_NOT);
    assert_int_equal(day->norms[2].kind, CAS_NORM_CAN);
    assert_string_equal(day->norms[2].words, "vote on plan");
    assert_int_equal(cas_set_count(&day->norms[2].parties), 2); /* A and B */
    assert_int_equal(run->day_count, 3);
    assert_true(run->days[2].norms[0].late);
    close_reader(&r);
}

/* ---- Certainty of bodies ----------------------------------------------------------------------------------------------- */

static cas_rule *random_rule(cas_arena *arena, cas_dice *dice, int parties, int depth);

static cas_quant some_quant(cas_arena *arena, cas_dice *dice, bool falling)
{
    static const cas_quant_kind rising_kinds[] = {CAS_AT_LEAST, CAS_MORE_THAN, CAS_ALL, CAS_ANY, CAS_MAJORITY};
    static const cas_quant_kind falling_kinds[] = {CAS_AT_MOST, CAS_NONE};
    cas_quant quant = {.kind =
                           falling ? falling_kinds[cas_dice_below(dice, 2)] : rising_kinds[cas_dice_below(dice, 5)]};
    quant.share = cas_dice_chance(dice, 30);
    quant.number = cas_big_of(arena, (uint64_t)(quant.share ? 1 : cas_dice_below(dice, 3) + !falling));
    quant.over = cas_big_of(arena, quant.share ? (uint64_t)cas_dice_below(dice, 2) + 2 : 1);
    return quant;
}

static cas_set some_parties(cas_dice *dice, int parties, int percent)
{
    cas_set set = cas_set_empty();
    for (int p = 0; p < parties; p++)
        if (cas_dice_chance(dice, percent))
            cas_set_add(&set, p);
    return set;
}

static void add_tails(cas_arena *arena, cas_dice *dice, int parties, int depth, cas_rule *rule)
{
    rule->excluding.finding = rule->barring.finding = -1;
    if (cas_dice_chance(dice, 20))
        rule->excluding = (cas_removal){cas_set_empty(), some_parties(dice, parties, 30), 0};
    if (cas_dice_chance(dice, 15))
        rule->barring = (cas_removal){some_parties(dice, parties, 30), cas_set_empty(), -1};
    rule->of_those_voting = cas_dice_chance(dice, 20);
    if (cas_dice_chance(dice, 25)) {
        cas_quorum *quorum = CAS_NEW(arena, cas_quorum);
        *quorum = (cas_quorum){some_quant(arena, dice, false), NULL, some_parties(dice, parties, 70)};
        rule->quorums = quorum;
        rule->quorum_count = 1;
    }
    if (depth > 0 && cas_dice_chance(dice, 20)) {
        cas_stage *stage = CAS_NEW(arena, cas_stage);
        *stage = (cas_stage){cas_dice_below(dice, 4), random_rule(arena, dice, parties, 0)};
        rule->stages = stage;
        rule->stage_count = 1;
    }
}

/* A rule that more yes cannot hurt. */
static cas_rule *random_rule(cas_arena *arena, cas_dice *dice, int parties, int depth)
{
    cas_rule *rule = CAS_NEW(arena, cas_rule);
    if (depth == 0 || cas_dice_chance(dice, 50)) {
        const bool falling = cas_dice_chance(dice, 35);
        rule->kind = CAS_RULE_COUNT;
        rule->quant = some_quant(arena, dice, falling);
        rule->members = some_parties(dice, parties, 70);
        rule->ballot = falling                     ? (cas_dice_chance(dice, 50) ? CAS_WORD_NO : CAS_WORD_NOT_YES)
                       : cas_dice_chance(dice, 80) ? CAS_WORD_YES
                                                   : CAS_WORD_NOT_NO;
    } else {
        const cas_rule **parts = CAS_ARRAY(arena, const cas_rule *, 2);
        parts[0] = random_rule(arena, dice, parties, depth - 1);
        parts[1] = random_rule(arena, dice, parties, depth - 1);
        rule->kind = cas_dice_chance(dice, 60) ? CAS_RULE_AND : CAS_RULE_OR;
        rule->parts = parts;
        rule->part_count = 2;
    }
    add_tails(arena, dice, parties, depth, rule);
    return rule;
}

/* A share of those voting can be hurt by one more yes only where the resolver would refuse it; such rules are passed over. */
static bool more_yes_hurts(cas_arena *arena, const cas_rule *rule, int parties)
{
    uint8_t ballots[8];
    bool found[1];
    for (int profile = 0; profile < 1 << (2 * parties); profile++)
        for (int f = 0; f < 2; f++) {
            for (int p = 0; p < parties; p++)
                ballots[p] = (uint8_t)((profile >> (2 * p)) & 3);
            found[0] = f == 1;
            const cas_roll roll = {parties, ballots, found, 3};
            if (!cas_rule_holds(arena, rule, &roll))
                continue;
            for (int p = 0; p < parties; p++) {
                const uint8_t was = ballots[p];
                ballots[p] = CAS_YES;
                const bool still = cas_rule_holds(arena, rule, &roll);
                ballots[p] = was;
                if (!still)
                    return true;
            }
        }
    return false;
}

static void test_certainty(void **state)
{
    (void)state;
    enum { RULES = 4000, PARTIES = 3 };
    int seen[2][2] = {{0}}, compared = 0, with_quorum = 0;
    reader r;
    read_text(&r, HEAD);
    for (uint64_t seed = 1; seed <= RULES; seed++) {
        const cas_mark mark = cas_arena_mark(&r.arena);
        cas_dice dice;
        cas_dice_open(&dice, seed);
        const cas_rule *rule = random_rule(&r.arena, &dice, PARTIES, 2);
        uint8_t ballots[PARTIES];
        bool found[1] = {cas_dice_chance(&dice, 30)};
        const bool open[1] = {!found[0] && cas_dice_chance(&dice, 50)};
        for (int p = 0; p < PARTIES; p++)
            ballots[p] = (uint8_t)(cas_dice_chance(&dice, 50) ? CAS_ABSENT : cas_dice_below(&dice, 3));
        const cas_roll roll = {PARTIES, ballots, found, cas_dice_below(&dice, 3)};
        const cas_prospect prospect = {open, 1, 3};
        if (!more_yes_hurts(&r.arena, rule, PARTIES)) {
            const bool certain = cas_rule_is_certain(&r.arena, rule, &roll, &prospect);
            const bool possible = cas_rule_is_possible(&r.arena, rule, &roll, &prospect);
            if (cas_scenario_rule_is_certain(&r.arena, rule, &roll, &prospect) != certain ||
                cas_scenario_rule_is_possible(&r.arena, rule, &roll, &prospect) != possible)
                fail_msg("seed %d: certain %d, possible %d", (int)seed, certain, possible);
            seen[certain][possible]++;
            compared++;
            with_quorum += rule->quorum_count;
        }
        cas_arena_release(&r.arena, mark);
    }
    print_message("# %d rules: %d certain, %d open, %d hopeless; %d with a quorum\n", compared, seen[1][1], seen[0][1],
                  seen[0][0], with_quorum);
    assert_true(compared > RULES / 2 && seen[1][1] > 100 && seen[0][1] > 100 && seen[0][0] > 100 && with_quorum > 100);
    close_reader(&r);
}

/* ---- Against the definition, tick by tick -------------------------------------------------------------------------------- */

enum { MOST_LINES = 14 };

typedef struct trial {
    cas_arena *arena;
    const cas_agreement *agreement;
    const int *choice;
    cas_occasion occasion;
    cas_scene_step steps[MOST_LINES];
    int count;
} trial;

static const cas_parties *one_party(cas_arena *arena, int party)
{
    cas_parties *parties = CAS_NEW(arena, cas_parties);
    *parties = (cas_parties){.kind = CAS_PARTIES_RANGE, .index = party, .count = 1};
    return parties;
}

static void random_line(trial *t, cas_dice *dice, cas_span_time at)
{
    cas_scene_step *step = &t->steps[t->count];
    *step = (cas_scene_step){.at = at, .index = -1, .words = "line: x", .line = t->count + 1};
    step->parties = one_party(t->arena, cas_dice_below(dice, t->agreement->party_count));
    const int kind = cas_dice_below(dice, 4);
    if (kind == 0 && t->agreement->decision_count) {
        step->kind = CAS_SCENE_VOTES;
        step->index = cas_dice_below(dice, t->agreement->decision_count);
        step->ballot = cas_dice_below(dice, 3);
    } else if (kind == 1 && t->agreement->finding_count) {
        step->kind = CAS_SCENE_FINDS;
        step->index = cas_dice_below(dice, t->agreement->finding_count);
    } else {
        int *deed = CAS_ARRAY(t->arena, int, 1);
        *deed = cas_dice_below(dice, t->agreement->deed_count);
        step->kind = t->agreement->deeds[*deed].is_measure ? CAS_SCENE_GIVES : CAS_SCENE_DOES;
        step->index = *deed;
        step->deeds = deed;
        step->deed_count = 1;
        step->all_of = true;
    }
    const cas_scene_step *before = step - 1;
    if (t->count > 1 && before->kind == step->kind && before->index == step->index && before->at == step->at &&
        step->kind != CAS_SCENE_DOES && step->kind != CAS_SCENE_GIVES)
        return; /* the two would be one vote */
    t->count++;
}

static bool make_trial(trial *t, cas_dice *dice)
{
    const cas_agreement *agreement = t->agreement;
    cas_event_form *form = CAS_NEW(t->arena, cas_event_form);
    int *choice = CAS_ARRAY(t->arena, int, (size_t)agreement->dimension_count + 1);
    for (int d = 0; d < agreement->dimension_count; d++)
        choice[d] = cas_dice_below(dice, agreement->dimensions[d].count);
    t->choice = choice;
    const int incident = cas_dice_below(dice, agreement->incident_count);
    const cas_set by = cas_incident_attackers(t->arena, agreement, incident, choice);
    int attacker = -1, pick = cas_dice_below(dice, cas_set_count(&by) + 1);
    for (int p = cas_set_next(&by, 0); p >= 0 && pick >= 0; p = cas_set_next(&by, p + 1), pick--)
        attacker = p;
    if (!cas_package_feasible(agreement, choice) || !cas_incident_in(agreement, incident, choice))
        return false;
    form->kind = CAS_EVENT_FORM_INCIDENT;
    form->index = incident;
    form->by = attacker >= 0 ? one_party(t->arena, attacker) : NULL;
    t->occasion = (cas_occasion){.incident = incident, .attacker = attacker};
    t->steps[0] = (cas_scene_step){.kind = CAS_SCENE_INCIDENT, .incident = form, .index = incident, .words = "line: x"};
    t->count = 1;
    cas_span_time at = 0;
    for (int i = 0; i < 2 * MOST_LINES && t->count < MOST_LINES; i++) {
        if (cas_dice_chance(dice, 45))
            at += agreement->tick * (1 + cas_dice_below(dice, 2));
        random_line(t, dice, at);
    }
    return true;
}

/* What is compared: ticks at which clauses start and are breached for each party, and at which matters are settled, as text. */
static void note(cas_builder *out, const char *what, cas_tick tick, const char *name, int line, int party)
{
    cas_putf(out, "%lld %s %s %d %d\n", (long long)tick, what, name, line, party);
}

static void note_changes(cas_builder *out, const cas_naive_game *game, cas_cell *before, cas_cell *after)
{
    const cas_instance *in = game->instance;
    for (int m = 0; m < game->matter_count; m++) {
        const cas_cell status = cas_matter(game, after, m)[CAS_MATTER_STATUS];
        if (status != cas_matter(game, before, m)[CAS_MATTER_STATUS] && status != CAS_OPENED)
            note(out, status == CAS_ADOPTED_OR_FOUND ? "yes" : "no", after[0],
                 m < in->decision_count ? in->decision_names[m] : in->finding_names[m - in->decision_count], 0, 0);
    }
    for (int c = 0; c < in->clause_count; c++)
        for (int p = 0; p < game->parties; p++) {
            if (*cas_breached(game, after, c, p) != *cas_breached(game, before, c, p))
                note(out, "breach", after[0], in->clauses[c].label, in->clauses[c].line, p);
            if (*cas_started(game, after, c, p) != *cas_started(game, before, c, p) && in->clauses[c].trigger_count)
                note(out, "start", after[0], in->clauses[c].label, in->clauses[c].line, p);
        }
}

static bool move_of(const trial *t, const cas_naive_game *game, cas_cell *position, const cas_scene_step *step,
                    int attacked, cas_move *move)
{
    const int party = step->parties->index;
    static const cas_ballot ballots[] = {CAS_YES, CAS_NO, CAS_ABSTAIN};
    (void)t;
    *move = (cas_move){CAS_MOVE_DO, party, -1, 0};
    if (step->kind == CAS_SCENE_VOTES) {
        *move = (cas_move){CAS_MOVE_BALLOT, party, step->index, ballots[step->ballot]};
    } else if (step->kind == CAS_SCENE_FINDS) {
        const int matter = cas_finding_matter(game, step->index),
                  opener = cas_matter(game, position, matter)[CAS_MATTER_STATEMENT];
        const bool votes = opener != CAS_NOT_YET && game->statements[opener].words->rule;
        *move = (cas_move){votes ? CAS_MOVE_BALLOT : CAS_MOVE_CALL, party, matter, CAS_YES};
    } else {
        move->index = cas_naive_doing(game, (cas_doing){step->index, step->kind == CAS_SCENE_GIVES ? attacked : -1});
    }
    cas_move moves[4096];
    assert_true(cas_naive_most_moves(game) < 4096);
    const int count = cas_naive_open_moves(game, position, party, moves);
    for (int i = 0; i < count; i++)
        if (moves[i].kind == move->kind && moves[i].index == move->index)
            return true;
    return false;
}

/* The definition itself: the incident given at tick 0, every completion of the ballots, every tick. */
static const char *reference(const trial *t)
{
    const cas_instance *in = cas_instance_build(t->arena, t->agreement, t->choice, &t->occasion);
    const cas_goal nothing = {.name = "", .kind = CAS_GOAL_GIVES, .quant = {.kind = CAS_ANY}, .recipient = -1};
    cas_stance stances[64] = {CAS_RESISTS};
    cas_naive_game game;
    cas_builder out = {.arena = t->arena};
    cas_naive_open(&game, t->arena, in, &nothing, stances);
    for (int i = 0; i < game.parties * game.doing_count; i++)
        game.matters[i] = game.doings[i % game.doing_count].recipient != i / game.doing_count;
    cas_cell *position = CAS_ARRAY(t->arena, cas_cell, (size_t)game.cell_count),
             *next = CAS_ARRAY(t->arena, cas_cell, (size_t)game.cell_count);
    cas_naive_first(&game, position);
    memset(next, 0, (size_t)game.cell_count * sizeof *next);
    for (int i = game.at_clauses; i < game.at_matters; i++)
        next[i] = CAS_NOT_YET;
    note_changes(&out, &game, next, position);
    const cas_tick last = t->steps[t->count - 1].at / t->agreement->tick;
    for (int s = 1;;) {
        for (; s < t->count && t->steps[s].at / t->agreement->tick == position[0]; s++) {
            cas_move move;
            if (!move_of(t, &game, position, &t->steps[s], in->attacked, &move))
                continue;
            cas_naive_round(&game, position, &move, 1, next);
            note_changes(&out, &game, position, next);
            memcpy(position, next, (size_t)game.cell_count * sizeof *next);
        }
        bool changed = true;
        while (changed) {
            memcpy(next, position, (size_t)game.cell_count * sizeof *next);
            changed = cas_naive_settle(&game, next).changed;
            note_changes(&out, &game, position, next);
            memcpy(position, next, (size_t)game.cell_count * sizeof *next);
        }
        if (position[0] == last)
            return cas_built_string(&out);
        memcpy(next, position, (size_t)game.cell_count * sizeof *next);
        cas_naive_next_tick(&game, next);
        note_changes(&out, &game, position, next);
        memcpy(position, next, (size_t)game.cell_count * sizeof *next);
    }
}

static const char *as_told(const trial *t)
{
    const cas_scenario scenario = {.title = "s", .file = "s", .steps = t->steps, .count = t->count};
    const int attacker = t->occasion.attacker;
    const cas_scenario_run *run = cas_scenario_run_one(t->arena, t->agreement, &scenario, t->choice, &attacker, false);
    cas_builder out = {.arena = t->arena};
    for (size_t i = 0; i < run->entry_count; i++) {
        const cas_scene_entry *entry = &run->entries[i];
        const cas_clause *clause = entry->clause >= 0 ? &run->instance->clauses[entry->clause] : NULL;
        const cas_set everybody = cas_set_first(t->agreement->party_count);
        const cas_set parties = cas_set_is_empty(&entry->parties) ? everybody : entry->parties;
        if (entry->kind == CAS_ENTRY_SETTLED) {
            char name[64] = {0};
            sscanf(entry->words, "%63s", name);
            const bool no = strstr(entry->words, " is rejected") || strstr(entry->words, " is not found");
            note(&out, no ? "no" : "yes", entry->tick, name, 0, 0);
        }
        for (int p = cas_set_next(&parties, 0); p >= 0; p = cas_set_next(&parties, p + 1)) {
            if (entry->kind == CAS_ENTRY_BREACH)
                note(&out, "breach", entry->tick, clause->label, clause->line, p);
            if (entry->kind == CAS_ENTRY_STARTS)
                note(&out, "start", entry->tick, clause->label, clause->line, p);
        }
    }
    return cas_built_string(&out);
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The same lines in one order. */
static const char *sorted(cas_arena *arena, const char *text)
{
    const char *lines[2000];
    size_t count = 0;
    char *copy = (char *)cas_text_string(arena, cas_text_of(text));
    for (char *line = strtok(copy, "\n"); line && count < 2000; line = strtok(NULL, "\n"))
        lines[count++] = line;
    qsort(lines, count, sizeof *lines, compare_lines);
    cas_builder out = {.arena = arena};
    for (size_t i = 0; i < count; i++)
        cas_putf(&out, "%s\n", lines[i]);
    return cas_built_string(&out);
}

static int try_file(const char *path, int trials, int *eventful)
{
    reader r;
    int done = 0;
    read_file(&r, path);
    for (int i = 1; i <= trials; i++) {
        const cas_mark mark = cas_arena_mark(&r.arena);
        cas_dice dice;
        cas_guard guard;
        cas_dice_open(&dice, (uint64_t)i * 7919);
        trial t = {.arena = &r.arena, .agreement = r.model->agreement};
        if (setjmp(*cas_guard_open(&r.ctx->ctx, &guard)) == 0 && make_trial(&t, &dice)) {
            const char *wanted = sorted(t.arena, reference(&t)), *got = sorted(t.arena, as_told(&t));
            if (strcmp(wanted, got) != 0)
                fail_msg("%s, trial %d: the definition has\n%s\nthe run has\n%s", path, i, wanted, got);
            done++;
            *eventful += strchr(wanted, '\n') != NULL;
        }
        cas_guard_close(&r.ctx->ctx, &guard);
        if (guard.status)
            fail_msg("%s, trial %d: %s", path, i, r.ctx->ctx.needs);
        cas_arena_release(&r.arena, mark);
    }
    close_reader(&r);
    return done;
}

static void test_against_the_definition(void **state)
{
    (void)state;
    static const char *const files[] = {"cases/conformance/five-guarantors.casus",
                                        "cases/budapest-1994/budapest-1994.casus",
                                        "cases/cyprus-1960/cyprus-1960.casus",
                                        "cases/minsk/minsk.casus",
                                        "cases/multisig/multisig.casus",
                                        "cases/shareholders/shareholders.casus",
                                        "cases/luxemburg-1867/luxemburg-1867.casus"};
    int done = 0, eventful = 0;
    for (size_t f = 0; f < sizeof files / sizeof *files; f++)
        done += try_file(files[f], 120, &eventful);
    print_message("# %d runs of random lines as the definition has them, %d of them with something to compare\n", done,
                  eventful);
    assert_true(done >= 500 && eventful >= 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_owed_and_late), cmocka_unit_test(test_decisions),
        cmocka_unit_test(test_findings),      cmocka_unit_test(test_several_incidents),
        cmocka_unit_test(test_by_unknown),    cmocka_unit_test(test_packages),
        cmocka_unit_test(test_calendar),      cmocka_unit_test(test_norms_of_a_day),
        cmocka_unit_test(test_certainty),     cmocka_unit_test(test_against_the_definition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
