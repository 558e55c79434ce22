/* Instances, field by field. */
#include "trial.h"

static const char guarantees[] = "test/model/texts/guarantees.casus";

/* ---- A text like the conformance table --------------------------------------------------------------------------------- */

static void check_guarantees(trial *t)
{
    const cas_instance *alone = instance_of(t, 0, "wording = alone", 0);
    assert_int_equal(alone->party_count, 5);
    assert_string_equal(alone->party_names[0], "UA");
    assert_string_equal(alone->party_titles[0], "the protected state");
    assert_string_equal(alone->party_names[alone->attacker], "RU");
    assert_string_equal(alone->party_names[alone->attacked], "UA");
    assert_true(alone->tick_hours == 24);
    assert_int_equal(alone->clause_count, 3);
    assert_int_equal(alone->given_count, 1);
    assert_int_equal(alone->givens[0].kind, CAS_GIVEN_INCIDENT);
    const cas_clause *duty = &alone->clauses[1];
    assert_string_equal(duty->label, "2");
    assert_string_equal(duty->title, "Each alone");
    assert_int_equal(duty->triggers[0]->kind, CAS_EV_AFTER);
    assert_int_equal(duty->triggers[0]->delay, 3);
    assert_int_equal(duty->triggers[0]->inner->kind, CAS_EV_DEED);
    assert_int_equal(duty->statements[0].kind, CAS_DUTY);
    assert_int_equal(duty->statements[0].within, 1);
    assert_int_equal(duty->statements[0].way_count, 2);
    assert_false(duty->statements[0].only_basis);
    assert_string_equal(members(t, &duty->statements[0].who.set), "FR GB US");
    assert_string_equal(duty->statements[0].words,
                        "each of guarantors except attacker must give any of airspace, weapons to UA within 1 day");
    assert_int_equal(duty->note_count, 1);
    assert_null(duty->notes[0].source);
    assert_string_equal(duty->notes[0].words, "alone");

    const cas_instance *condition = instance_of(t, 0, "wording = condition", 0);
    must_say(t, condition, "duty jointly {FR GB RU US} within 3");
    must_say(t, condition, "when deed consult");
    const cas_instance *own = instance_of(t, 0, "wording = own", 0);
    must_say(t, own, "duty each of {FR GB US} within 1 only a basis");
    must_say(t, own, "power each of {UA}");
    must_say(t, own, "power request \"request\"");
    must_say(t, own, "act consult \"consult\"");
    must_say(t, own, "measure own_choice \"own_choice\" optional");
}

void conformance_like_texts_become_instances(void **state)
{
    (void)state;
    with_path(guarantees, check_guarantees);
}

/* ---- Sets -------------------------------------------------------------------------------------------------------------- */

static void check_attackers(trial *t)
{
    /* Asked of nobody in particular: one answer for each who can be the attacker. */
    static const char *const left[] = {"GB RU US", "FR RU US", "FR GB US", "FR GB RU"};
    for (int i = 0; i < 4; i++) {
        const cas_instance *instance = instance_of(t, 1, "wording = alone", i);
        assert_string_equal(members(t, &instance->clauses[1].statements[0].who.set), left[i]);
        assert_int_equal(instance->attacker, i + 1);
    }
}

static void check_sets(trial *t)
{
    const cas_instance *instance = instance_of(t, 0, "", 0);
    must_say(t, instance, "duty each of {A B E.1 E.2 E.3} within 1");
    must_say(t, instance, "duty each of {E.1 E.3} within 1");
    must_say(t, instance, "duty each of {B E.1 E.2 E.3} within 1");
    must_say(t, instance, "duty each of {E.1 E.2} within 1");
    must_say(t, instance, "duty each of {A} within 1");
    /* Everything after `except` is taken out of all that stands before it; brackets limit it. */
    must_say(t, instance, "duty each of {B} within 1");
    must_say(t, instance, "duty each of {A E.1} within 1");
    must_say(t, instance, "duty any 2 of {A B} within 1");
    /* An outsider is none of the parties. */
    const cas_instance *outside = instance_of(t, 1, "", 4);
    assert_int_equal(outside->attacker, -1);
    must_say(t, outside, "duty each of {A B E.1 E.2 E.3} within 1");
    must_say(t, outside, "duty each of {} within 1");
}

void sets_know_the_attacker(void **state)
{
    (void)state;
    with_path(guarantees, check_attackers);
    with_text(
        "party A\nparty B\nparty E * 3\nact z\nincident attack by everyone on A\nincident drone by unknown on A\n"
        "group pair = A, B\ngroup others = everyone except attacked\n"
        "clause 1\n  assume \"x\"\n  each of everyone must z within 1 day\n  each of E except E.2 must z within 1 day\n"
        "  each of others must z within 1 day\n  each of E except attacker must z within 1 day\n  attacked must z within 1 day\n"
        "  each of A, E, B except E, A must z within 1 day\n  each of A, (E except E.2, E.3) must z within 1 day\n"
        "  any 2 of pair must z within 1 day\n  attacker must z within 1 day\n"
        "goal g = any of E does z\nask verdict of g on attack by E.3\nask verdict of g on drone\n",
        check_sets);
}

/* ---- Who is left out of a vote ------------------------------------------------------------------------------------------ */

static void check_findings(trial *t)
{
    must_say(t, instance_of(t, 0, "wording = by_fact", 0), "excluding {RU}");
    must_say(t, instance_of(t, 0, "wording = found_by_all", 0), "excluding {}, once attacker is found {RU}");
    must_say(t, instance_of(t, 0, "wording = on_call", 0), "excluding {}, once attacker is found {RU}");
    must_not_say(t, instance_of(t, 0, "wording = all", 0), "excluding");
    const cas_instance *found = instance_of(t, 0, "wording = found_by_all", 0);
    const cas_rule *rule = found->clauses[1].statements[1].rule;
    assert_int_equal(rule->kind, CAS_RULE_COUNT);
    assert_int_equal(rule->quant.kind, CAS_ALL);
    assert_int_equal(rule->excluding.finding, 0);
    assert_true(cas_set_is_empty(&rule->excluding.always));
    assert_string_equal(members(t, &rule->excluding.when_found), "RU");
    assert_int_equal(rule->barring.finding, -1);
    assert_string_equal(members(t, &rule->members), "FR GB RU US");
}

static void check_removals(trial *t)
{
    const cas_instance *instance = instance_of(t, 0, "", 0);
    must_say(t, instance, "excluding {C}, once attacker is found {B}");
    must_say(t, instance, "barring {A}");
    must_say(t, instance, "excluding {A}");
    const cas_instance *outside = instance_of(t, 1, "", 2);
    must_say(t, outside, "excluding {C}");
    must_not_say(t, outside, "once attacker is found");
}

static void check_two_findings(trial *t)
{
    /* One node waits for one finding: the second removal stands around the first. */
    const cas_instance *instance = instance_of(t, 0, "", 0);
    const cas_rule *rule = instance->clauses[0].statements[2].rule;
    assert_int_equal(rule->kind, CAS_RULE_AND);
    assert_int_equal(rule->part_count, 1);
    assert_string_equal(instance->finding_names[rule->excluding.finding], "attacked");
    assert_string_equal(members(t, &rule->excluding.when_found), "A");
    const cas_rule *inner = rule->parts[0];
    assert_string_equal(instance->finding_names[inner->excluding.finding], "attacker");
    assert_string_equal(members(t, &inner->excluding.when_found), "B");
    assert_int_equal(inner->kind, CAS_RULE_COUNT);
}

void removals_wait_for_a_finding(void **state)
{
    (void)state;
    with_path(guarantees, check_findings);
    with_text("party A\nparty B\nparty C\nact z\nincident attack by everyone on A\nincident drone by unknown on A\n"
              "clause 1\n  assume \"x\"\n  finding attacker by each\n"
              "  decide p by all of A, B, C yes excluding (attacker, C) barring A within 1 day\n"
              "  decide q by all of A, B, C yes excluding attacked within 1 day\n"
              "goal g = p adopted\nask verdict of g on attack by B\nask verdict of g on drone\n",
              check_removals);
    with_text("party A\nparty B\nparty C\nincident attack by everyone on A\n"
              "clause 1\n  assume \"x\"\n  finding attacker by each\n  finding attacked by each\n"
              "  decide p by all of A, B, C yes excluding (attacker and attacked) within 1 day\n"
              "goal g = p adopted\nask verdict of g on attack by B\n",
              check_two_findings);
}

/* ---- Rules ------------------------------------------------------------------------------------------------------------- */

static void check_rules(trial *t)
{
    const cas_instance *instance = instance_of(t, 0, "", 0);
    const cas_statement *s = instance->clauses[0].statements;
    /* p: at least 9 of … and none of … no */
    assert_int_equal(s[0].rule->kind, CAS_RULE_AND);
    assert_int_equal(s[0].rule->part_count, 2);
    assert_int_equal(s[0].rule->parts[1]->quant.kind, CAS_NONE);
    assert_int_equal(s[0].rule->parts[1]->ballot, CAS_WORD_NO);
    /* q: stages, with a tail behind them that binds both */
    assert_int_equal(s[1].rule->stage_count, 2);
    assert_int_equal(s[1].rule->stages[0].after, 7);
    assert_int_equal(s[1].rule->stages[1].after, 0);
    assert_int_equal(cas_big_small(s[1].rule->stages[0].rule->quant.over), 3);
    assert_true(s[1].rule->stages[0].rule->quant.share);
    assert_string_equal(members(t, &s[1].rule->barring.always), "A");
    /* v: bodies */
    assert_int_equal(s[2].rule->kind, CAS_RULE_BODIES);
    assert_int_equal(s[2].rule->part_count, 3);
    assert_string_equal(s[2].rule->part_names[2], "head");
    assert_int_equal(cas_big_small(s[2].rule->quant.number), 2);
    /* w: a named rule with a tail is a node of its own around it, and a name used twice is built once */
    assert_int_equal(s[3].rule->kind, CAS_RULE_AND);
    assert_true(s[3].rule->of_those_voting);
    assert_int_equal(s[3].rule->quorum_count, 1);
    assert_int_equal(s[3].rule->quorums[0].quant.kind, CAS_MAJORITY);
    assert_ptr_equal(s[3].rule->parts[0], s[0].rule);
    /* u: and binds tighter than or */
    assert_int_equal(s[4].rule->kind, CAS_RULE_OR);
    assert_int_equal(s[4].rule->parts[1]->kind, CAS_RULE_AND);
    assert_int_equal(s[4].rule->parts[0]->quant.kind, CAS_AT_MOST);
    assert_int_equal(s[4].rule->parts[0]->ballot, CAS_WORD_NOT_YES);
    assert_int_equal(s[4].rule->parts[1]->parts[0]->quant.kind, CAS_ALL);
    assert_string_equal(s[4].rule->parts[1]->words, "A yes and all but 1 of E not no");
}

void rules_are_written_out(void **state)
{
    (void)state;
    with_text(
        "party A\nparty E * 10\ngroup council = A, E\nrule substantive = at least 9 of council yes and none of E no\n"
        "clause 1\n  assume \"x\"\n  decide p by substantive within 1 day\n"
        "  decide q by all of council yes failing that after 7 days at least 2/3 of council yes failing that majority of E yes barring A within 9 days\n"
        "  decide v by at least 2 of (house: majority of E yes), (senate: any of E yes), (head: A yes) within 1 day\n"
        "  decide w by substantive of those voting quorum majority of council within 1 day\n"
        "  decide u by at most 3 of E not yes or A yes and all but 1 of E not no within 1 day\n"
        "goal g = p adopted\nask verdict of g\n",
        check_rules);
}

static void check_weights(trial *t)
{
    const cas_instance *instance = instance_of(t, 0, "", 0);
    const cas_rule *rule = instance->clauses[0].statements[0].rule;
    assert_int_equal(rule->weights->places, 60);
    assert_null(rule->weights->small);
    assert_string_equal(cas_big_string(t->arena, rule->weights->units[0]),
                        "83200000000000000000000000000000000000000000000000000000000000");
    assert_string_equal(cas_big_string(t->arena, rule->weights->units[1]), "1");
    assert_int_equal(rule->weights->units[2].count, 0);
    assert_string_equal(cas_big_string(t->arena, rule->quant.number),
                        "416000000000000000000000000000000000000000000000000000000000000");
    assert_int_equal(cas_big_small(rule->quant.over), 10);
    const cas_rule *share = instance->clauses[0].statements[1].rule;
    assert_true(share->quant.share);
    assert_int_equal(cas_big_small(share->quant.number), 6667);
    assert_int_equal(cas_big_small(share->quant.over), 10000);
    const cas_rule *other = instance->clauses[0].statements[2].rule;
    assert_int_equal(other->weights->small[0], 25);
    assert_int_equal(other->weights->small[1], 30);
    assert_int_equal(other->weights->places, 1);
}

void weights_are_exact(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nparty C\n"
        "weight huge = A 83.2, B 0.000000000000000000000000000000000000000000000000000000000001\nweight small = A 2.5, B 3\n"
        "clause 1\n  assume \"x\"\n  decide p by at least 41.6 of huge of everyone yes within 1 day\n"
        "  decide q by at least 66.67% of huge of everyone yes within 1 day\n  decide v by majority of small of everyone yes within 1 day\n"
        "goal g = p adopted\nask verdict of g\n",
        check_weights);
}

/* ---- Statements -------------------------------------------------------------------------------------------------------- */

static void check_ways(trial *t)
{
    const cas_instance *instance = instance_of(t, 0, "size = large", 0);
    const cas_statement *s = instance->clauses[0].statements;
    assert_int_equal(s[0].way_count, 2); /* all of m, n to B, or z */
    assert_int_equal(s[0].ways[0].count, 2);
    assert_int_equal(s[0].ways[0].doings[1].recipient, 1);
    assert_int_equal(s[0].ways[1].doings[0].recipient, -1);
    assert_int_equal(s[1].way_count, 3); /* any of m, n, o: to the party attacked */
    assert_int_equal(s[1].ways[2].doings[0].recipient, 2);
    assert_true(s[1].only_basis);
    assert_int_equal(s[2].kind, CAS_PROHIBITION);
    assert_int_equal(s[2].way_count, 2);
    assert_int_equal(s[3].kind, CAS_PERMISSION);
    assert_int_equal(s[3].prevails_over, 1);
    assert_int_equal(s[3].way_count, 2);
    assert_false(s[3].only_basis);
    /* The duty of a list without `each of` is one of each. */
    assert_int_equal(s[4].who.kind, CAS_EACH);
    assert_int_equal(s[5].who.kind, CAS_ANY_NUMBER);
    assert_int_equal(s[5].who.number, 2);
    assert_int_equal(s[6].who.voted_on, 0);
    assert_int_equal(s[6].who.voted, CAS_ABSTAIN);
    assert_int_equal(s[7].end_deed_count, 1);
    assert_int_equal(s[7].end_clause_count, 1);
    assert_int_equal(s[8].kind, CAS_DECIDE);
    assert_int_equal(s[8].again_after, 7);
    assert_int_equal(s[8].within, 2);
    /* A measure that only other packages have leaves the lists, and what is left of them counts. */
    const cas_instance *small = instance_of(t, 0, "size = small", 0);
    must_say(t, small, "way m to C");
    must_not_say(t, small, "way n to");
    must_not_say(t, small, "m to B and n");
    assert_int_equal(small->deed_count, instance->deed_count);
    /* On nothing there is nobody to give to but by name. */
    const cas_instance *nothing = instance_of(t, 1, "size = large", 0);
    assert_int_equal(nothing->attacked, -1);
    must_not_say(t, nothing, "way o");
}

void duties_have_ways(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nparty C\nissue size\n  small | large\nmeasure m\nmeasure n if size = large\nmeasure o optional\nact z\n"
        "incident attack by A on C\n"
        "clause 1\n  assume \"x\"\n  A must give all of m, n to B or z within 1 day\n  A must give any of m, n, o within 1 day\n"
        "  A must not give m, n\n  A may give m, n to C prevails over 2\n  A, B must z within 1 day\n"
        "  any 2 of (A, B) must z within 1 day\n  each of everyone abstaining on p must z within 1 day\n  end m, 2\n"
        "  decide p by all of everyone yes within 2 days again after 1 week\n"
        "clause 2\n  assume \"x\"\n  B must not z\n"
        "goal g = any of A gives m to B\nask verdict of g on attack by A\nask verdict of g\n",
        check_ways);
}

static void check_events(trial *t)
{
    const cas_instance *instance = instance_of(t, 0, "", 0);
    const cas_event *const *w = instance->clauses[2].triggers;
    assert_int_equal(instance->clauses[2].trigger_count, 10);
    assert_int_equal(w[0]->kind, CAS_EV_INCIDENT);
    assert_int_equal(w[1]->kind, CAS_EV_DEED);
    assert_true(w[1]->has_set);
    assert_int_equal(w[1]->quant.kind, CAS_ALL);
    assert_int_equal(w[2]->quant.kind, CAS_AT_LEAST);
    assert_int_equal(cas_big_small(w[2]->quant.number), 2);
    assert_false(w[3]->has_set);
    assert_int_equal(w[4]->kind, CAS_EV_CLAUSE_DONE);
    assert_int_equal(w[4]->index, 1);
    assert_int_equal(w[5]->kind, CAS_EV_REJECTED);
    assert_non_null(w[5]->meets);
    assert_int_equal(w[6]->kind, CAS_EV_FOUND);
    assert_int_equal(w[7]->kind, CAS_EV_NOT_FOUND);
    assert_int_equal(w[8]->kind, CAS_EV_BREACH);
    assert_int_equal(w[8]->index, 0);
    assert_string_equal(members(t, &w[8]->set), "B");
    assert_int_equal(w[9]->kind, CAS_EV_AFTER);
    assert_int_equal(w[9]->delay, 2);
    assert_int_equal(w[9]->inner->delay, 1);
    assert_string_equal(w[9]->words, "2 days after 1 day after p adopted");
}

void events_are_numbered(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nparty C\nact z\nincident attack by B on A\n"
        "clause 1\n  assume \"x\"\n  B must not z\nclause 2\n  assume \"x\"\n  decide p by all of A yes within 1 day\n  finding f by each\n"
        "clause 3\n  assume \"x\"\n  when attack or z by all of A, B or z by any 2 of (A, B) or z or 2 done\n"
        "    or p rejected but meets all of A not no or f found or f not found or breach of 1 by B or 2 days after 1 day after p adopted\n"
        "  A may z\ngoal g = any of A does z\nask verdict of g on attack by B\n",
        check_events);
}

static void check_dead(trial *t)
{
    const cas_instance *small = instance_of(t, 0, "size = small", 0);
    assert_int_equal(small->clause_count, 5);
    const cas_instance *large = instance_of(t, 0, "size = large", 0);
    assert_int_equal(large->clause_count, 2);
    assert_string_equal(large->clauses[0].label, "5");
    assert_string_equal(large->clauses[1].label, "6");
    assert_int_equal(large->clauses[1].trigger_count, 1);
    /* A goal that waits for what cannot be is never reached: nobody, nothing. */
    assert_int_equal(large->goals[1].kind, CAS_GOAL_GIVES);
    assert_int_equal(large->goals[1].deed_count, 0);
    assert_true(cas_set_is_empty(&large->goals[1].set));
    assert_int_equal(small->goals[1].kind, CAS_GOAL_EVENT);
    /* A clause for another attacker does not start on this occasion, nor what only it could start. */
    const cas_instance *other = instance_of(t, 1, "size = small", 0);
    must_not_say(t, other, "attack by B");
    must_say(t, small, "when incident attack");
}

void clauses_that_cannot_start_are_left_out(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nparty C\nact z\nissue size\n  small | large\nincident attack by everyone on A\n"
        "clause 1\n  assume \"x\"\n  if size = small\n  A may z\nclause 2\n  assume \"x\"\n  when 1 done\n  A may z\n"
        "clause 3\n  assume \"x\"\n  when 2 days after 2 done or breach of 1\n  A may z\n"
        "clause 5\n  assume \"x\"\n  when z\n  A may z\nclause 6\n  assume \"x\"\n  when 3 done or attack by B\n  A may z\n"
        "goal g = any of A does z\ngoal h = 3 done\nask verdict of g on attack by B\nask verdict of g on attack by C in size = large\n",
        check_dead);
}

static void check_forms(trial *t)
{
    const cas_instance *five = instance_of(t, 0, "members = five, pace = slow", 0);
    must_say(t, five, "duty each of {A B} within 10");
    must_say(t, five, "all of {A B} yes");
    const cas_instance *open = instance_of(t, 0, "members = open, pace = fast", 0);
    must_say(t, open, "duty each of {A B C} within 1");
    must_say(t, open, "majority of {A B C} yes");
    assert_int_equal(open->clause_count, 2);
    assert_string_equal(open->clauses[1].title, "the other form");
    assert_string_equal(five->clauses[1].title, "the usual form");
}

void conditions_choose_forms(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nparty C\nact z\nreading members\n  five | open\nissue pace\n  slow | fast\n"
        "group some = A, B\ngroup some = A, B, C if members = open\nrule r = all of some yes\nrule r = majority of some yes if pace = fast and members = open\n"
        "assume soon = 10 days \"x\" if pace = slow\nassume soon = 1 day \"x\" if not pace = slow\n"
        "clause 1\n  assume \"x\"\n  each of some must z within soon\n  decide p by r within soon\n"
        "clause 2 \"the usual form\"\n  assume \"x\"\n  A may z\nclause 2 \"the other form\"\n  assume \"x\"\n  if pace = fast\n  B may z\n"
        "goal g = any of A does z\nask verdict of g\n",
        check_forms);
}

static void check_ticks(trial *t)
{
    const cas_instance *instance = instance_of(t, 0, "", 0);
    assert_true(instance->tick_hours == 12);
    const cas_statement *s = instance->clauses[0].statements;
    assert_int_equal(s[0].within, 6);
    assert_int_equal(s[1].within, 3);
    assert_int_equal(s[2].within, 120);
    assert_int_equal(s[3].within, 60);
    assert_int_equal(s[4].within, 28);
    assert_int_equal(s[5].within, 1);
}

static void check_default_tick(trial *t)
{
    assert_true(instance_of(t, 0, "", 0)->tick_hours == 24);
}

static void check_fine_tick(trial *t)
{
    assert_true(instance_of(t, 0, "", 0)->tick_hours == 1.5);
}

void durations_are_ticks(void **state)
{
    (void)state;
    with_text(
        "party A\nact z\nassume month = 30 days \"x\"\nassume soon = 1.5 days \"x\"\nassume fortnight = 2 weeks \"x\"\n"
        "clause 1\n  assume \"x\"\n  A must z within 3 days\n  A must z within soon\n  A must z within 2 months\n  A must z within month\n"
        "  A must z within fortnight\n  A must z within 12 hours\ngoal g = any of A does z\nask verdict of g\n",
        check_ticks);
    with_text("party A\nact z\ngoal g = any of A does z\nask verdict of g within 1 hour\n", check_default_tick);
    with_text(
        "party A\nact z\ngoal g = any of A does z\nclause 1\n  assume \"x\"\n  A must z within 1.5 hours\n  A must z within 1 day\nask verdict of g\n",
        check_fine_tick);
}

/* ---- Goals ------------------------------------------------------------------------------------------------------------- */

static void check_goals(trial *t)
{
    const cas_instance *instance = instance_of(t, 0, "", 0);
    const cas_goal *g = instance->goals;
    assert_string_equal(g[0].title, "help comes");
    assert_int_equal(g[0].quant.kind, CAS_ANY);
    assert_string_equal(members(t, &g[0].set), "B C"); /* nobody gives to itself */
    assert_int_equal(g[0].recipient, 0);
    assert_int_equal(g[0].deed_count, 2);
    assert_false(g[0].all_of);
    assert_true(g[1].all_of);
    assert_int_equal(g[1].recipient, 2);
    assert_int_equal(g[2].kind, CAS_GOAL_DOES);
    assert_int_equal(g[2].quant.kind, CAS_AT_LEAST);
    assert_int_equal(g[3].kind, CAS_GOAL_EVENT);
    assert_int_equal(g[3].event->kind, CAS_EV_ADOPTED);
    static const struct {
        int question;
        cas_given_kind kind;
    } given[] = {{1, CAS_GIVEN_BREACH},    {2, CAS_GIVEN_ADOPTED},     {3, CAS_GIVEN_REJECTED}, {4, CAS_GIVEN_FOUND},
                 {5, CAS_GIVEN_NOT_FOUND}, {6, CAS_GIVEN_CLAUSE_DONE}, {7, CAS_GIVEN_DEED}};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        const cas_instance *on = instance_of(t, given[i].question, "", 0);
        assert_int_equal(on->given_count, 1);
        assert_int_equal(on->givens[0].kind, given[i].kind);
        assert_int_equal(on->attacker, -1);
    }
    assert_string_equal(members(t, &instance_of(t, 1, "", 0)->givens[0].parties), "B");
    assert_true(instance_of(t, 3, "", 0)->givens[0].meets);
    assert_string_equal(members(t, &instance_of(t, 7, "", 0)->givens[0].parties), "A C");
}

void goals_and_givens(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nparty C\nmeasure m\nmeasure n\nact z\nincident attack by B on A\n"
        "goal help \"help comes\" = any of everyone gives any of m, n\ngoal all_help = all of B gives all of m, n to C\n"
        "goal talks = at least 2 of everyone does z\ngoal settled = p adopted\n"
        "clause 1\n  assume \"x\"\n  each of everyone must not z\n  decide p by all of everyone yes within 1 day\n  finding f by each\n"
        "ask verdict of help on attack by B\nask verdict of talks on breach of 1 by B\nask verdict of talks on p adopted\n"
        "ask verdict of talks on p rejected but meets all of A yes\nask verdict of talks on f found\nask verdict of talks on f not found\n"
        "ask verdict of talks on 1 done\nask verdict of talks on z by all of A, C\n",
        check_goals);
}

/* ---- Equality ---------------------------------------------------------------------------------------------------------- */

static void check_equality(trial *t)
{
    cas_instances distinct = {.arena = t->arena};
    const cas_instance *first = instance_of(t, 0, "a = one, b = one", 0);
    assert_true(cas_instance_equal(t->arena, first, instance_of(t, 0, "a = one, b = two", 0)));
    assert_false(cas_instance_equal(t->arena, first, instance_of(t, 0, "a = two, b = one", 0)));
    assert_int_equal(cas_instances_add(&distinct, first), 0);
    assert_int_equal(cas_instances_add(&distinct, instance_of(t, 0, "a = two, b = one", 0)), 1);
    assert_int_equal(cas_instances_add(&distinct, instance_of(t, 0, "a = two, b = two", 0)), 1);
    assert_int_equal(cas_instances_add(&distinct, instance_of(t, 0, "a = one, b = two", 0)), 0);
    assert_int_equal(distinct.count, 2);
}

void equal_instances_are_found(void **state)
{
    (void)state;
    with_text(
        "party A\nparty B\nact z\nissue a\n  one | two\nissue b\n  one | two\ngroup g = A\ngroup g = A, B if a = two\n"
        "clause 1\n  assume \"x\"\n  each of g must z within 1 day\ngoal h = any of g does z\nask verdict of h\n",
        check_equality);
}
