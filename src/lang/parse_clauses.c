/*
 * Clauses: one trigger, and what it sets going.
 *
 *     line = "if" cond | "when" event {"or" event} | WHO modal … | WHO "leaves" [[DURATION] "after" ACT] | "decide" …
 *          | "finding" … | "end" … | cite | assume
 *     who  = "each of" set | "any" NUMBER "of" set | set ["jointly"], each with [("yes" | "no" | "abstaining") "on" NAME]
 */
#include "lang/parser.h"

static const cas_word line_words[] = {CAS_WORD_CITE,    CAS_WORD_ASSUME, CAS_WORD_IF,   CAS_WORD_WHEN, CAS_WORD_DECIDE,
                                      CAS_WORD_FINDING, CAS_WORD_END,    CAS_WORD_EACH, CAS_WORD_ANY,  CAS_WORD_OTHER};
static const cas_word modal_words[] = {CAS_WORD_MUST,    CAS_WORD_MAY,    CAS_WORD_CAN,
                                       CAS_WORD_JOINTLY, CAS_WORD_EXCEPT, CAS_WORD_LEAVES,
                                       CAS_WORD_LEAVE,   CAS_WORD_OTHER};

/* ---- Who --------------------------------------------------------------------------------------------------------------- */

static void parse_who_ballot(cas_parser *p)
{
    const bool abstaining = cas_sees_word(p, CAS_WORD_ABSTAINING);
    const bool ballot = abstaining || cas_sees_word(p, CAS_WORD_YES) || cas_sees_word(p, CAS_WORD_NO);
    if (!ballot || !cas_word_ahead(p, 1, CAS_WORD_ON))
        return;
    cas_node *node = cas_open(p, CAS_NODE_WHO_BALLOT);
    node->op = abstaining ? CAS_BALLOT_ABSTAIN : cas_sees_word(p, CAS_WORD_YES) ? CAS_BALLOT_YES : CAS_BALLOT_NO;
    cas_skip(p);
    cas_skip(p);
    node->text = cas_need_name(p, "a decision");
    cas_add(p, cas_close(p, node));
}

static const cas_node *parse_who(cas_parser *p)
{
    cas_node *who = cas_open(p, CAS_NODE_WHO);
    who->op = CAS_WHO_SET;
    if (cas_sees_word(p, CAS_WORD_EACH) && cas_word_ahead(p, 1, CAS_WORD_OF)) {
        who->op = CAS_WHO_EACH;
        cas_skip(p);
        cas_skip(p);
    } else if (cas_sees_word(p, CAS_WORD_ANY) && cas_peek(p, 1)->kind == CAS_TOKEN_NUMBER) {
        who->op = CAS_WHO_ANY;
        cas_skip(p);
        cas_add(p, cas_parse_quantity(p));
        cas_need_word(p, CAS_WORD_OF);
    }
    cas_add(p, cas_parse_set(p));
    bool jointly = cas_takes_word(p, CAS_WORD_JOINTLY);
    parse_who_ballot(p);
    jointly = cas_takes_word(p, CAS_WORD_JOINTLY) || jointly;
    if (jointly && who->op == CAS_WHO_SET)
        who->op = CAS_WHO_JOINTLY;
    else if (jointly)
        cas_syntax_error(p, CAS_E0105, (cas_span){p->file, who->span.begin, p->last_end},
                         "`jointly` is one act of all; it cannot be joined with `each of` or `any … of`");
    return cas_close(p, who);
}

/* ---- Duties, prohibitions, permissions, powers ------------------------------------------------------------------------- */

static void parse_actions(cas_parser *p)
{
    do
        cas_add(p, cas_parse_action(p));
    while (cas_takes_word(p, CAS_WORD_OR));
}

/* Several measures leave open whether one is enough: in a duty the text has to say. */
static void refuse_unsaid_choice(cas_parser *p, size_t base)
{
    for (size_t i = base; i < p->stack_count && !p->broken; i++) {
        const cas_node *measures = cas_kid(p->stack[i], CAS_NODE_MEASURES);
        if (!measures || measures->op != CAS_CHOICE_UNSAID || measures->count < 2)
            continue;
        cas_diagnostic *d =
            cas_syntax_error(p, CAS_E0307, measures->span, "must all of these be given, or is any of them enough?");
        cas_hint(p->diagnostics, d, "write `any of` or `all of`");
    }
}

static void parse_prevails(cas_parser *p)
{
    if (!cas_sees_word(p, CAS_WORD_PREVAILS))
        return;
    cas_node *node = cas_open(p, CAS_NODE_PREVAILS_OVER);
    cas_skip(p);
    cas_need_word(p, CAS_WORD_OVER);
    do
        cas_add(p, cas_parse_label(p));
    while (cas_takes(p, CAS_TOKEN_COMMA) || cas_takes_word(p, CAS_WORD_AND));
    cas_add(p, cas_close(p, node));
}

static const cas_node *parse_duty(cas_parser *p, cas_node *node)
{
    node->kind = CAS_NODE_DUTY;
    const size_t base = p->stack_count;
    parse_actions(p);
    refuse_unsaid_choice(p, base);
    const cas_node *within = cas_parse_within(p);
    cas_add(p, within);
    parse_prevails(p);
    if (!within && !p->broken &&
        (cas_at_end(p) || cas_sees_word(p, CAS_WORD_CITE) || cas_sees_word(p, CAS_WORD_ASSUME))) {
        cas_diagnostic *d = cas_syntax_error(p, CAS_E0304, (cas_span){p->file, node->span.begin, p->last_end},
                                             "by when must this be done?");
        cas_hint(p->diagnostics, d,
                 "end the duty with `within 3 days`, or with a time that an `assume` gives a reason for");
    }
    return cas_end_statement(p, node);
}

static const cas_node *parse_power(cas_parser *p, cas_node *node)
{
    node->kind = CAS_NODE_POWER;
    do
        cas_add(p, cas_parse_name(p, "an act or power"));
    while (cas_takes_word(p, CAS_WORD_OR));
    return cas_end_statement(p, node);
}

/* WHO leaves, at once or so long after its own notice. */
static const cas_node *parse_leave(cas_parser *p, cas_node *node, const cas_node *who)
{
    node->kind = CAS_NODE_LEAVE;
    node->extra = cas_need_name(p, "`leaves`");
    if (who && (who->op == CAS_WHO_JOINTLY || who->op == CAS_WHO_ANY || cas_kid(who, CAS_NODE_WHO_BALLOT)))
        cas_syntax_error(p, CAS_E0105, who->span, "who leaves is said by name: a party, a set, or `each of` it");
    const bool at_once = cas_at_end(p) || cas_sees_word(p, CAS_WORD_CITE) || cas_sees_because(p);
    if (!at_once && !cas_sees_word(p, CAS_WORD_AFTER))
        cas_add(p, cas_parse_duration(p));
    if (!at_once) {
        cas_need_word(p, CAS_WORD_AFTER);
        node->text = cas_need_name(p, "the act by which it leaves");
    }
    return cas_end_statement(p, node);
}

static const cas_node *parse_norm(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_PROHIBITION);
    const cas_node *who = parse_who(p);
    cas_add(p, who);
    if (cas_sees_word(p, CAS_WORD_LEAVES) || cas_sees_word(p, CAS_WORD_LEAVE))
        return parse_leave(p, node, who);
    if (cas_takes_word(p, CAS_WORD_CAN))
        return parse_power(p, node);
    if (cas_takes_word(p, CAS_WORD_MAY)) {
        node->kind = CAS_NODE_PERMISSION;
        parse_actions(p);
        parse_prevails(p);
        return cas_end_statement(p, node);
    }
    if (!cas_takes_word(p, CAS_WORD_MUST)) {
        cas_expected(p, "`must`, `must not`, `may` or `can`", modal_words);
        return cas_end_statement(p, node);
    }
    if (!cas_sees_word(p, CAS_WORD_NOT))
        return parse_duty(p, node);
    cas_skip(p);
    parse_actions(p);
    return cas_end_statement(p, node);
}

/* ---- Decisions, findings, ends ----------------------------------------------------------------------------------------- */

static void ask_for_deadline(cas_parser *p, const cas_node *node, cas_code code, const char *what)
{
    if (p->broken || !(cas_at_end(p) || cas_sees_word(p, CAS_WORD_CITE) || cas_sees_word(p, CAS_WORD_ASSUME) ||
                       cas_sees_word(p, CAS_WORD_AGAIN)))
        return;
    cas_diagnostic *d =
        cas_syntax_error(p, code, (cas_span){p->file, node->span.begin, p->last_end}, "by when is this %s?", what);
    cas_hint(p->diagnostics, d, "end the rule with `within 3 days`");
}

static void parse_again(cas_parser *p)
{
    if (!cas_sees_word(p, CAS_WORD_AGAIN))
        return;
    cas_node *node = cas_open(p, CAS_NODE_AGAIN_AFTER);
    cas_skip(p);
    cas_need_word(p, CAS_WORD_AFTER);
    const bool duration =
        cas_sees(p, CAS_TOKEN_NUMBER) && !cas_word_ahead(p, 2, CAS_WORD_AFTER) && !cas_word_ahead(p, 1, CAS_WORD_DONE);
    cas_add(p, duration ? cas_parse_duration(p) : cas_parse_event(p, CAS_EVENT_IN_CLAUSE));
    cas_add(p, cas_close(p, node));
}

static const cas_node *parse_decide(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_DECIDE);
    cas_skip(p);
    node->text = cas_need_name(p, "the name of a decision");
    node->title = cas_title(p);
    cas_need_word(p, CAS_WORD_BY);
    cas_add(p, cas_parse_rule_expression(p));
    const cas_node *within = cas_parse_within(p);
    cas_add(p, within);
    if (!within)
        ask_for_deadline(p, node, CAS_E0305, "decided");
    parse_again(p);
    return cas_end_statement(p, node);
}

static void parse_on_call(cas_parser *p, cas_node *node)
{
    node->op = CAS_FINDING_ON_CALL;
    cas_need_word(p, CAS_WORD_CALL);
    cas_need_word(p, CAS_WORD_OF);
    cas_takes_word(p, CAS_WORD_ANY);
    cas_add(p, cas_parse_quantity(p));
    cas_need_word(p, CAS_WORD_OF);
    cas_add(p, cas_parse_set(p));
}

/* A rule may be called `fact` or `each`: these words stand for themselves only where the finding ends behind them. */
static bool takes_lone(cas_parser *p, cas_word word)
{
    const cas_token *next = cas_peek(p, 1);
    const bool lone = next->kind == CAS_TOKEN_END ||
                      (next->kind == CAS_TOKEN_WORD &&
                       (next->word == CAS_WORD_WITHIN || next->word == CAS_WORD_CITE || next->word == CAS_WORD_ASSUME));
    return cas_sees_word(p, word) && lone && cas_takes_word(p, word);
}

static const cas_node *parse_finding(cas_parser *p)
{
    static const cas_word ways[] = {CAS_WORD_BY, CAS_WORD_ON, CAS_WORD_OTHER};
    cas_node *node = cas_open(p, CAS_NODE_FINDING);
    cas_skip(p);
    node->text = cas_need_name(p, "the name of a finding");
    node->title = cas_title(p);
    node->op = CAS_FINDING_BY_RULE;
    if (cas_takes_word(p, CAS_WORD_ON))
        parse_on_call(p, node);
    else if (!cas_takes_word(p, CAS_WORD_BY))
        cas_expected(p, "`by RULE`, `by fact`, `by each` or `on call of N of SET`", ways);
    else if (takes_lone(p, CAS_WORD_FACT))
        node->op = CAS_FINDING_BY_FACT;
    else if (takes_lone(p, CAS_WORD_EACH))
        node->op = CAS_FINDING_BY_EACH;
    else
        cas_add(p, cas_parse_rule_expression(p));
    const cas_node *within = cas_parse_within(p);
    cas_add(p, within);
    if (!within && node->op == CAS_FINDING_BY_RULE)
        ask_for_deadline(p, node, CAS_E0306, "found");
    return cas_end_statement(p, node);
}

static const cas_node *parse_end(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_END);
    cas_skip(p);
    const cas_token *next = cas_peek(p, 1);
    const bool ends_here = next->kind == CAS_TOKEN_END ||
                           (next->kind == CAS_TOKEN_WORD && (next->word == CAS_WORD_CITE || next->word == CAS_WORD_ASSUME));
    if (ends_here && cas_takes_word(p, CAS_WORD_AGREEMENT)) {
        node->op = 1;
        return cas_end_statement(p, node);
    }
    do
        cas_add(p, cas_parse_label(p));
    while (cas_takes(p, CAS_TOKEN_COMMA) || cas_takes_word(p, CAS_WORD_AND));
    return cas_end_statement(p, node);
}

static const cas_node *parse_when(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_WHEN);
    cas_skip(p);
    do
        cas_add(p, cas_parse_event(p, CAS_EVENT_IN_CLAUSE));
    while (cas_takes_word(p, CAS_WORD_OR));
    return cas_end_statement(p, node);
}

static const cas_node *parse_clause_if(cas_parser *p)
{
    cas_node *node = (cas_node *)cas_parse_if(p);
    cas_need_end(p);
    if (p->broken || p->lexer.faulty)
        node->flags |= CAS_FLAG_BROKEN;
    cas_line_done(p);
    return node;
}

/* ---- The clause -------------------------------------------------------------------------------------------------------- */

/* A party may bear the name of a word that begins a line. */
static bool sees_who_first(const cas_parser *p)
{
    return cas_word_ahead(p, 1, CAS_WORD_MUST) || cas_word_ahead(p, 1, CAS_WORD_MAY) ||
           cas_word_ahead(p, 1, CAS_WORD_CAN) || cas_word_ahead(p, 1, CAS_WORD_JOINTLY) ||
           cas_word_ahead(p, 1, CAS_WORD_LEAVES) || cas_word_ahead(p, 1, CAS_WORD_EXCEPT) || cas_peek(p, 1)->kind == CAS_TOKEN_COMMA;
}

/* Does a modal word stand anywhere on the line? Then the line is about who must, may or can. */
static bool has_modal(const cas_parser *p)
{
    for (size_t i = 0; p->at + i < p->lexer.count; i++)
        for (size_t m = 0; modal_words[m] != CAS_WORD_OTHER; m++)
            if (cas_word_ahead(p, i, modal_words[m]))
                return true;
    return false;
}

/* Without a modal word: either `must` is misspelt further on, or the first word of the line is. */
static const cas_node *parse_other_line(cas_parser *p)
{
    const cas_token *second = cas_peek(p, 1), *third = cas_peek(p, 2);
    const bool reads_as_norm =
        second->kind == CAS_TOKEN_WORD && third->kind == CAS_TOKEN_WORD && second->word != CAS_WORD_BY;
    if (has_modal(p) || second->word == CAS_WORD_OF || reads_as_norm)
        return parse_norm(p);
    cas_node *node = cas_open(p, CAS_NODE_PROHIBITION);
    cas_expected_as(
        p, CAS_E0110,
        "a line of a clause (`cite`, `assume`, `if`, `when`, `decide`, `finding`, `end`, or who `must`, `may` or `can`)",
        line_words);
    cas_end_statement(p, node);
    return NULL;
}

static const cas_node *parse_line(cas_parser *p)
{
    const cas_node *common = cas_common_line(p);
    if (common)
        return common;
    const cas_token *token = cas_peek(p, 0);
    if (token->kind != CAS_TOKEN_WORD || sees_who_first(p))
        return parse_norm(p);
    switch ((int)token->word) {
    case CAS_WORD_IF: return parse_clause_if(p);
    case CAS_WORD_WHEN: return parse_when(p);
    case CAS_WORD_DECIDE: return parse_decide(p);
    case CAS_WORD_FINDING: return parse_finding(p);
    case CAS_WORD_END: return parse_end(p);
    default: return parse_other_line(p);
    }
}

const cas_node *cas_parse_clause(cas_parser *p)
{
    cas_node *clause = cas_open(p, CAS_NODE_CLAUSE);
    cas_skip(p);
    clause->text = cas_need_label(p);
    clause->title = cas_title(p);
    return cas_parse_block(p, clause, parse_line);
}
