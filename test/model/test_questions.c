/* Packages, questions, scenarios, positions, standoffs. */
#include "trial.h"

/* ---- Packages ---------------------------------------------------------------------------------------------------------- */

static long walked(trial *t, const cas_condition *in)
{
    cas_package_walk walk;
    cas_packages_begin(&walk, t->arena, t->agreement, in);
    long count = 0;
    while (cas_packages_next(&walk))
        count++;
    assert_null(cas_packages_next(&walk));
    cas_big counted;
    assert_true(cas_packages_count(t->arena, t->agreement, in, 1000000, &counted));
    assert_int_equal(cas_big_small(counted), count);
    return count;
}

static void check_packages(trial *t)
{
    assert_int_equal(t->errors, 0);
    assert_int_equal(t->agreement->dimension_count, 3);
    assert_int_equal(t->agreement->issue_count, 2);
    assert_true(t->agreement->dimensions[2].is_reading);
    assert_string_equal(t->agreement->dimensions[0].alternatives[1].title, "all must agree");
    /* 3 * 2 * 2 packages, of which `all` without a seat is infeasible: 10. */
    const cas_condition *all = cas_condition_not(t->arena, cas_condition_not(t->arena, NULL));
    assert_int_equal(walked(t, all), 10);
    /* Draft one fixes two, draft two one of them; they share a package of issues. */
    assert_int_equal(walked(t, NULL), 4);
    assert_int_equal(walked(t, t->agreement->questions[0].in), 2);
    assert_int_equal(walked(t, t->agreement->questions[1].in), 3);
    assert_int_equal(walked(t, t->agreement->questions[2].in), 1);
    const int *choice = choice_of(t, "rule = all, seat = yes, who = five");
    assert_string_equal(cas_package_words(t->arena, t->agreement, choice, NULL), "rule = all, seat = yes, who = five");
    const bool which[] = {false, true, false};
    assert_string_equal(cas_package_words(t->arena, t->agreement, choice, which), "seat = yes");
    assert_string_equal(cas_package_drafts(t->arena, t->agreement, choice), "two");
    assert_false(cas_package_feasible(t->agreement, choice_of(t, "rule = all, seat = no, who = five")));
}

static void check_huge(trial *t)
{
    cas_big count;
    assert_int_equal(t->errors, 0);
    assert_true(cas_packages_count(t->arena, t->agreement, NULL, 1000000, &count));
    assert_string_equal(cas_big_string(t->arena, count),
                        "864691128455135232"); /* 4^30 less the quarter of a quarter, twice: 12/16 of 4^30 */
}

void packages_are_walked_and_counted(void **state)
{
    (void)state;
    with_text(
        "party A\nact z\ngoal g = any of A does z\nreading who\n  five | open\nissue rule\n  alone | all \"all must agree\" | most\nissue seat\n  yes | no\n"
        "infeasible rule = all and seat = no\ndraft one: rule = alone, seat = no\ndraft two: rule = all\n"
        "ask verdict of g in one\nask verdict of g in seat = no and rule != alone or rule = all, who = five\nask verdict of g in two, who = open\n",
        check_packages);
    char text[4000] = "party A\n";
    for (int i = 0; i < 30; i++)
        sprintf(text + strlen(text), "issue i%d\n  a | b | c | d\n", i);
    strcat(text, "infeasible i3 = a\n");
    with_text(text, check_huge);
}

/* ---- Questions --------------------------------------------------------------------------------------------------------- */

static void check_questions(trial *t)
{
    if (t->errors)
        fail_msg("%s", t->shown);
    const cas_question *q = t->agreement->questions;
    assert_int_equal(t->agreement->question_count, 13);
    assert_int_equal(q[0].speech, CAS_CHECKS);
    assert_int_equal(q[0].kind, CAS_QUESTION_GOAL);
    assert_true(q[0].has_within);
    assert_int_equal(q[0].within.fixed, 96 * CAS_HOUR);
    assert_int_equal(q[0].by_kind, CAS_ON_ATTACK_BY_ONE);
    assert_int_equal(q[0].stance_count, 2);
    assert_null(q[0].stances[1].parties);
    assert_string_equal(q[0].words, "told within 4 days on attack by B when B resists and others obey");
    assert_int_equal(q[1].speech, CAS_EXPECTS);
    assert_int_equal(q[1].expected, 1);
    assert_int_equal(q[2].kind, CAS_QUESTION_VERDICT);
    assert_true(q[2].has_verdict);
    assert_int_equal(q[2].verdict.word, CAS_EXPECTS_MERCY);
    assert_true(q[2].said_in);
    assert_int_equal(q[3].verdict.word, CAS_EXPECTS_ASSURED);
    assert_true(q[3].verdict.has_day);
    assert_int_equal(q[3].verdict.day, 108 * CAS_HOUR);
    assert_int_equal(q[4].verdict.word, CAS_EXPECTS_NEEDS);
    assert_true(q[4].verdict.by_right);
    assert_int_equal(q[5].kind, CAS_QUESTION_SETS);
    assert_true(q[5].single && q[5].lawful && q[5].has_sets);
    assert_int_equal(q[5].set_count, 0);
    assert_int_equal(q[5].family, CAS_ASKS_LAWFUL_BLOCKERS);
    assert_int_equal(q[6].set_count, 3);
    assert_int_equal(q[6].family, CAS_ASKS_DECIDERS);
    assert_int_equal(q[7].kind, CAS_QUESTION_NOBODY);
    assert_true(q[7].lawful);
    assert_non_null(q[7].among);
    assert_int_equal(q[8].kind, CAS_QUESTION_NO_CONFLICT);
    assert_int_equal(q[9].kind, CAS_QUESTION_NO_IDLE_CLAUSE);
    assert_int_equal(q[10].kind, CAS_QUESTION_NO_CIRCULAR_WAIT);
    assert_int_equal(q[11].kind, CAS_QUESTION_POWER);
    assert_int_equal(q[12].kind, CAS_QUESTION_SETTLEMENT);
    assert_non_null(q[12].without);
    cas_scope scope;
    cas_scope_open(&scope, t->arena, t->agreement, choice_of(t, "size = small"), &CAS_NO_OCCASION);
    const cas_set of = cas_scope_set(&scope, q[2].verdict.of), second = cas_scope_set(&scope, q[6].sets[1]),
                  third = cas_scope_set(&scope, q[6].sets[2]);
    assert_string_equal(members(t, &of), "B C");
    assert_string_equal(members(t, &second), "A C");
    assert_true(cas_set_is_empty(&third));
}

void questions_say_what_is_asked(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nparty C\nact z\nrule r = all of everyone yes\nincident attack by everyone on A\ngoal told = any of everyone does z\n"
        "issue size\n  small | large\nsettle by all of A, B, C accept\n"
        "check told within 4 days on attack by B when B resists and others obey\nexpect fails told on attack by B\n"
        "check verdict of told on attack by B is at the mercy of {C, B} in size = small\n"
        "check verdict of told on attack by B is assured by day 4.5\ncheck verdict of told on attack by B is needs {B} by right\n"
        "check single lawful blockers of told on attack by B are none\ncheck deciders of told on attack by B are {C}, {C, A}, {}\n"
        "check nobody in everyone can lawfully block told on attack by B\ncheck no conflict\ncheck no idle clause\ncheck no circular wait\n"
        "ask power of r\nask settlement without B\n",
        check_questions);
}

static const char *stances_of(trial *t, int question, int occasion)
{
    static const char letters[] = "roh";
    const cas_question *q = &t->agreement->questions[question];
    const int none = 0;
    const cas_occasions occasions = cas_question_occasions(t->arena, t->agreement, q, &none);
    assert_true(occasion < occasions.count);
    int *stances = CAS_ARRAY(t->arena, int, t->agreement->party_count);
    cas_question_stances(t->arena, t->agreement, q, &none, &occasions.items[occasion].occasion, stances);
    char *out = CAS_ARRAY(t->arena, char, t->agreement->party_count + 1);
    for (int p = 0; p < t->agreement->party_count; p++)
        out[p] = letters[stances[p]];
    return out;
}

static void check_stances(trial *t)
{
    if (t->errors)
        fail_msg("%s", t->shown);
    assert_string_equal(stances_of(t, 0, 0),
                        "hroo"); /* the party attacked helps; others are all but it and those named */
    assert_string_equal(stances_of(t, 1, 0), "rhhh"); /* unless the question names it */
    assert_string_equal(stances_of(t, 2, 0), "hroo"); /* nothing said: the attacker resists, the others obey */
    assert_string_equal(stances_of(t, 3, 0), "hooh"); /* who is neither named nor among others obeys */
    assert_string_equal(stances_of(t, 4, 1), "hhrh"); /* of each attacker in turn */
    assert_string_equal(stances_of(t, 5, 0), "oooo");
}

void stances_are_given_to_everybody(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nparty C\nparty D\nact z\nincident attack by everyone on A\ngoal g = any of everyone does z\n"
        "check g on attack by B when B resists and others obey\ncheck g on attack by B when A resists and others help\ncheck g on attack by B\n"
        "check g on attack by B when D helps\ncheck g on attack by each of everyone when attacker resists and others help\ncheck g\n",
        check_stances);
}

static void check_occasions(trial *t)
{
    if (t->errors)
        fail_msg("%s", t->shown);
    static const struct {
        int count, attacker, aggressor;
        bool worst;
    } expected[] = {{1, 1, 1, false},   {2, 1, 1, false},   {3, 1, 1, false}, {4, 1, -1, true},
                    {1, -1, -1, false}, {1, -1, -1, false}, {4, 1, -1, true}};
    const int none = 0;
    for (int q = 0; q < 7; q++) {
        const cas_occasions occasions =
            cas_question_occasions(t->arena, t->agreement, &t->agreement->questions[q], &none);
        assert_int_equal(occasions.count, expected[q].count);
        assert_int_equal(occasions.items[0].occasion.attacker, expected[q].attacker);
        assert_int_equal(occasions.items[0].aggressor, expected[q].aggressor);
        assert_int_equal(occasions.worst, expected[q].worst);
        if (occasions.worst)
            assert_int_equal(occasions.items[occasions.count - 1].occasion.attacker, -1);
    }
}

void occasions_of_questions(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nparty C\nparty D\nact z\nincident attack by everyone on A\nincident drone by unknown on A\nincident offer\n"
        "goal g = any of everyone does z\nask verdict of g on attack by B\nask verdict of g on attack by each of (A, B, C)\n"
        "ask verdict of g on attack\nask verdict of g on drone\nask verdict of g on offer\nask verdict of g\nask verdict of g on attack by unknown\n",
        check_occasions);
}

/* ---- Scenarios, positions, standoffs ------------------------------------------------------------------------------------ */

static void check_scenario(trial *t)
{
    assert_int_equal(t->agreement->scenario_count, 1);
    const cas_scenario *scenario = &t->agreement->scenarios[0];
    assert_string_equal(scenario->title, "drone over eastern Poland");
    assert_non_null(scenario->in);
    assert_int_equal(scenario->count, 11);
    const cas_scene_step *s = scenario->steps;
    assert_int_equal(s[0].kind, CAS_SCENE_INCIDENT);
    assert_true(s[0].incident->by_unknown);
    assert_int_equal(s[1].kind, CAS_SCENE_DOES);
    assert_int_equal(s[2].kind, CAS_SCENE_EXPECT_NORM);
    assert_int_equal(s[2].quota.word, CAS_COUNTS_ALL);
    assert_int_equal(s[3].kind, CAS_SCENE_VOTES);
    assert_int_equal(s[3].at, 36 * CAS_HOUR);
    assert_int_equal(s[3].ballot, 1);
    assert_int_equal(s[4].kind, CAS_SCENE_GIVES);
    assert_int_equal(s[5].kind, CAS_SCENE_FINDS);
    assert_true(s[6].negated);
    assert_int_equal(s[6].outcome, 1);
    assert_int_equal(s[7].kind, CAS_SCENE_EXPECT_BREACHED);
    assert_int_equal(s[7].quota.word, CAS_COUNTS_ANY);
    assert_int_equal(s[8].kind, CAS_SCENE_EXPECT_GIVEN);
    assert_int_equal(s[9].norm, 1);
    assert_int_equal(s[9].deed_count, 2);
    assert_int_equal(s[10].kind, CAS_SCENE_EXPECT_REACHED);
    assert_string_equal(s[10].words, "day 3: expect assist reached");
}

static void check_positions(trial *t)
{
    assert_int_equal(t->agreement->position_count, 2);
    const cas_position *ua = &t->agreement->positions[0];
    assert_string_equal(ua->name, "UA");
    assert_int_equal(ua->party, 1);
    assert_int_equal(ua->count, 5);
    assert_int_equal(ua->stands[0].kind, CAS_STAND_REJECTS_ANSWER);
    assert_int_equal(t->agreement->red_lines[ua->stands[0].question].kind, CAS_QUESTION_BLOCKED);
    assert_int_equal(ua->stands[1].kind, CAS_STAND_REJECTS_IF);
    assert_string_equal(ua->stands[1].words, "role = none");
    assert_int_equal(ua->stands[2].notes.count, 1);
    assert_int_equal(ua->stands[3].kind, CAS_STAND_PREFERS);
    assert_int_equal(ua->stands[3].count, 3);
    assert_int_equal(ua->stands[3].order[1], 2);
    assert_int_equal(ua->stands[3].level[1], 1);
    assert_int_equal(ua->stands[3].level[2], 1);
    assert_int_equal(ua->stands[4].kind, CAS_STAND_WEIGHS);
    assert_int_equal(ua->stands[4].count, 2);
    assert_int_equal(t->agreement->positions[1].party, -1);
    assert_true(t->agreement->positions[1].group >= 0);
    assert_non_null(t->agreement->settle);
    assert_int_equal(t->agreement->settle->ballot, CAS_BALLOTS_ACCEPT);
}

static void check_standoffs(trial *t)
{
    assert_int_equal(t->agreement->standoff_count, 3);
    const cas_standoff *first = &t->agreement->standoffs[0], *hard = &t->agreement->standoffs[1],
                       *drawn = &t->agreement->standoffs[2];
    assert_int_equal(first->option_count, 4);
    assert_int_equal(first->holder_count, 3);
    assert_string_equal(first->holders[first->options[1].owner], "US");
    assert_int_equal(hard->like, 0);
    assert_int_equal(hard->option_count, 5);
    assert_string_equal(hard->options[4].name, "T");
    assert_string_equal(hard->holders[hard->options[4].owner], "RU");
    assert_int_equal(drawn->state_count, 3);
    assert_int_equal(drawn->holder_count, 1);
}

static void check_scenes(trial *t)
{
    if (t->errors)
        fail_msg("%s", t->shown);
    check_scenario(t);
    check_positions(t);
    check_standoffs(t);
}

void scenarios_positions_and_standoffs(void **state)
{
    (void)state;
    with_path("test/model/texts/everything.casus", check_scenes);
}

/* ---- The command line --------------------------------------------------------------------------------------------------- */

static cas_question *ask(trial *t, const char *goal, const char *incident, const char *by, const char **why)
{
    return cas_model_ask(t->arena, t->agreement, cas_text_of(goal), cas_text_of(incident), cas_text_of(by), why);
}

static void check_asked(trial *t)
{
    const char *why;
    assert_int_equal(t->errors, 0);
    cas_question *q = ask(t, "g", "attack", "B", &why);
    assert_non_null(q);
    assert_int_equal(q->by_kind, CAS_ON_ATTACK_BY_ONE);
    assert_string_equal(q->words, "verdict of g on attack by B");
    assert_int_equal(ask(t, "g", "attack", "", &why)->by_kind, CAS_ON_ATTACK_UNSAID);
    q = ask(t, "g", "attack", "both", &why);
    assert_int_equal(q->by_kind, CAS_ON_ATTACK_BY_EACH);
    assert_string_equal(q->words, "verdict of g on attack by each of both");
    assert_int_equal(ask(t, "g", "attack", "unknown", &why)->by_kind, CAS_ON_ATTACK_UNKNOWN);
    assert_int_equal(ask(t, "g", "offer", "", &why)->by_kind, CAS_ON_INCIDENT);
    assert_int_equal(ask(t, "g", "", "", &why)->by_kind, CAS_ON_NOTHING);
    assert_null(ask(t, "h", "attack", "", &why));
    assert_string_equal(why, "no goal is called \"h\"");
    assert_null(ask(t, "g", "storm", "", &why));
    assert_null(ask(t, "g", "attack", "Z", &why));
    assert_null(ask(t, "g", "offer", "B", &why));
    assert_int_equal(cas_model_party(t->agreement, cas_text_of("E.2")), 3);
    assert_int_equal(cas_model_rule(t->agreement, cas_text_of("r")), 0);
    const int none = 0;
    const cas_instance *instance;
    const cas_rule *rule = cas_model_rule_in(t->arena, t->agreement, 0, &none, &instance);
    assert_string_equal(members(t, &rule->members), "A B E.1 E.2");
    assert_int_equal(instance->party_count, 4);
}

void questions_of_the_command_line(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nparty E * 2\nact z\ngroup both = B, E.1\nrule r = all of everyone yes\nincident attack by everyone on A\nincident offer\n"
        "goal g = any of everyone does z\n",
        check_asked);
}
