/*
 * Scenarios: what happens day by day, and what is then expected.
 *
 *     line = "day" NUMBER ":" step | "in" cond | "dated" DATE | cite | assume
 *     step = NAME ["by" by] ["on" set] | set "votes" BALLOT "on" NAME | set "gives" measures ["to" term] | set "does" NAME
 *          | set "finds" NAME | "expect" ["not"] expectation
 *     expectation = action ("owed" | "permitted" | "forbidden") "by" ["each of"] set | NAME ("adopted" | "rejected" | "open")
 *                 | LABEL "breached by" set | NAME "given by" set ["to" term] | NAME "reached"
 */
#include "lang/parser.h"

/* ---- What is expected -------------------------------------------------------------------------------------------------- */

static const cas_node *parse_norm(cas_parser *p)
{
    static const cas_word norms[] = {CAS_WORD_OWED,     CAS_WORD_PERMITTED, CAS_WORD_FORBIDDEN, CAS_WORD_ADOPTED,
                                     CAS_WORD_REJECTED, CAS_WORD_OPEN,      CAS_WORD_BREACHED,  CAS_WORD_GIVEN,
                                     CAS_WORD_REACHED,  CAS_WORD_OTHER};
    cas_node *node = cas_open(p, CAS_NODE_EXPECT_NORM);
    cas_add(p, cas_parse_action(p));
    if (cas_takes_word(p, CAS_WORD_OWED))
        node->op = CAS_NORM_OWED;
    else if (cas_takes_word(p, CAS_WORD_PERMITTED))
        node->op = CAS_NORM_PERMITTED;
    else if (cas_takes_word(p, CAS_WORD_FORBIDDEN))
        node->op = CAS_NORM_FORBIDDEN;
    else
        cas_expected(
            p, "`owed`, `permitted`, `forbidden`, `adopted`, `rejected`, `open`, `breached`, `given` or `reached`",
            norms);
    cas_need_word(p, CAS_WORD_BY);
    cas_add(p, cas_parse_by(p));
    return cas_close(p, node);
}

static const cas_node *parse_decision(cas_parser *p, cas_outcome outcome)
{
    cas_node *node = cas_open(p, CAS_NODE_EXPECT_DECISION);
    node->op = outcome;
    node->text = cas_need_name(p, "a decision");
    cas_skip(p);
    return cas_close(p, node);
}

static const cas_node *parse_breached(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_EXPECT_BREACHED);
    node->text = cas_need_label(p);
    cas_need_word(p, CAS_WORD_BREACHED);
    cas_need_word(p, CAS_WORD_BY);
    cas_add(p, cas_parse_by(p));
    return cas_close(p, node);
}

static const cas_node *parse_given(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_EXPECT_GIVEN);
    node->text = cas_need_name(p, "a measure");
    cas_skip(p);
    cas_need_word(p, CAS_WORD_BY);
    cas_add(p, cas_parse_by(p));
    cas_add(p, cas_parse_to(p));
    return cas_close(p, node);
}

static const cas_node *parse_expectation(cas_parser *p)
{
    if (cas_word_ahead(p, 1, CAS_WORD_ADOPTED))
        return parse_decision(p, CAS_OUTCOME_ADOPTED);
    if (cas_word_ahead(p, 1, CAS_WORD_REJECTED))
        return parse_decision(p, CAS_OUTCOME_REJECTED);
    if (cas_word_ahead(p, 1, CAS_WORD_OPEN))
        return parse_decision(p, CAS_OUTCOME_OPEN);
    if (cas_word_ahead(p, 1, CAS_WORD_GIVEN))
        return parse_given(p);
    if (cas_word_ahead(p, 1, CAS_WORD_REACHED)) {
        cas_node *node = cas_open(p, CAS_NODE_EXPECT_REACHED);
        node->text = cas_need_name(p, "a goal");
        cas_skip(p);
        return cas_close(p, node);
    }
    /* A label may have brackets of its own: the word behind it is not always the second token. */
    for (size_t i = 1; i < 12 && cas_peek(p, i)->kind != CAS_TOKEN_END; i++)
        if (cas_word_ahead(p, i, CAS_WORD_BREACHED))
            return parse_breached(p);
    return parse_norm(p);
}

static const cas_node *parse_expect(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_STEP_EXPECT);
    cas_skip(p);
    if (cas_sees_word(p, CAS_WORD_NOT) && cas_peek(p, 1)->kind != CAS_TOKEN_END) {
        cas_skip(p);
        node->flags |= CAS_FLAG_NOT;
    }
    cas_add(p, parse_expectation(p));
    return cas_close(p, node);
}

/* ---- What happens ------------------------------------------------------------------------------------------------------ */

static const cas_node *parse_votes(cas_parser *p, cas_node *node)
{
    static const cas_word ballots[] = {CAS_WORD_YES, CAS_WORD_NO, CAS_WORD_ABSTAIN, CAS_WORD_ABSENT, CAS_WORD_OTHER};
    node->kind = CAS_NODE_STEP_VOTES;
    if (cas_takes_word(p, CAS_WORD_YES))
        node->op = CAS_BALLOT_YES;
    else if (cas_takes_word(p, CAS_WORD_NO))
        node->op = CAS_BALLOT_NO;
    else if (cas_takes_word(p, CAS_WORD_ABSTAIN))
        node->op = CAS_BALLOT_ABSTAIN;
    else if (cas_takes_word(p, CAS_WORD_ABSENT))
        node->op = CAS_BALLOT_ABSENT;
    else
        cas_expected(p, "`yes`, `no`, `abstain` or `absent`", ballots);
    cas_need_word(p, CAS_WORD_ON);
    node->text = cas_need_name(p, "a decision");
    return cas_close(p, node);
}

static const cas_node *parse_deed(cas_parser *p)
{
    static const cas_word verbs[] = {CAS_WORD_VOTES, CAS_WORD_GIVES, CAS_WORD_DOES, CAS_WORD_FINDS, CAS_WORD_OTHER};
    cas_node *node = cas_open(p, CAS_NODE_STEP_DOES);
    cas_add(p, cas_parse_set(p));
    node->extra = cas_at_end(p) ? (cas_text){"", 0} : cas_peek(p, 0)->text;
    if (cas_takes_either(p, CAS_WORD_VOTES, CAS_WORD_VOTE))
        return parse_votes(p, node);
    if (cas_takes_either(p, CAS_WORD_GIVES, CAS_WORD_GIVE)) {
        node->kind = CAS_NODE_STEP_GIVES;
        cas_add(p, cas_parse_measures(p));
        cas_add(p, cas_parse_to(p));
    } else if (cas_takes_either(p, CAS_WORD_DOES, CAS_WORD_DO)) {
        node->text = cas_need_name(p, "an act or power");
    } else if (cas_takes_either(p, CAS_WORD_FINDS, CAS_WORD_FIND)) {
        node->kind = CAS_NODE_STEP_FINDS;
        node->text = cas_need_name(p, "a finding");
    } else {
        cas_expected(p, "`votes`, `gives`, `does` or `finds`", verbs);
    }
    return cas_close(p, node);
}

/* An incident: a name with nothing behind it, or `by`, or `on`, or a note. */
static bool sees_incident(const cas_parser *p)
{
    const cas_token *next = cas_peek(p, 1);
    if (!cas_sees(p, CAS_TOKEN_WORD))
        return false;
    return next->kind == CAS_TOKEN_END ||
           (next->kind == CAS_TOKEN_WORD && (next->word == CAS_WORD_BY || next->word == CAS_WORD_ON ||
                                             next->word == CAS_WORD_CITE || next->word == CAS_WORD_ASSUME));
}

static const cas_node *parse_step(cas_parser *p)
{
    cas_node *step = cas_open(p, CAS_NODE_STEP);
    cas_skip(p);
    step->text = cas_need_number(p, "the number of a day");
    cas_need(p, CAS_TOKEN_COLON);
    if (cas_sees_word(p, CAS_WORD_EXPECT))
        cas_add(p, parse_expect(p));
    else if (sees_incident(p))
        cas_add(p, cas_parse_event(p, CAS_EVENT_IN_SCENARIO));
    else
        cas_add(p, parse_deed(p));
    return cas_end_statement(p, step);
}

static const cas_node *parse_scenario_in(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_IN);
    cas_skip(p);
    cas_add(p, cas_parse_condition(p, CAS_CONDITION_PACKAGE));
    return cas_end_statement(p, node);
}

static const cas_node *parse_scenario_dated(cas_parser *p)
{
    cas_node *dated = cas_open(p, CAS_NODE_DATED);
    cas_skip(p);
    dated->text = cas_need_date(p);
    return cas_end_statement(p, dated);
}

static const cas_node *parse_line(cas_parser *p)
{
    static const cas_line_form forms[] = {{CAS_WORD_DAY, 0, parse_step},
                                          {CAS_WORD_IN, 0, parse_scenario_in},
                                          {CAS_WORD_DATED, 0, parse_scenario_dated},
                                          {CAS_WORD_OTHER, 0, NULL}};
    return cas_parse_line_of(p, forms, CAS_NODE_STEP, "a line of a scenario (`day N:`, `in`, `dated`, `cite` or `assume`)");
}

const cas_node *cas_parse_scenario(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_SCENARIO);
    cas_skip(p);
    if (!cas_sees(p, CAS_TOKEN_STRING))
        node->text = cas_need_name(p, "the name of a scenario, quoted");
    node->title = node->text.length ? cas_title(p) : cas_need_string(p, "the name of a scenario, quoted");
    return cas_parse_block(p, node, parse_line);
}
