/*
 * Decision rules.
 *
 *     rule  = expr {tail}
 *     expr  = conj {"or" conj}         conj = atom {"and" atom}
 *     atom  = count [WEIGHT "of"] set ballot | count body {"," body} | term ballot | NAME | "(" rule ")"
 *     body  = "(" NAME ":" rule ")"
 *     tail  = "of those voting" | "quorum" count [WEIGHT "of"] set | ("excluding" | "barring") term | "failing that" ["after" DURATION] expr
 *
 * Tails speak for the whole rule, brackets limit them; so a bracketed rule is a rule again. What decides between a bracketed
 * rule and a bracketed set is the word behind the closing bracket: a ballot belongs to a set.
 */
#include "lang/parser.h"

static const cas_node *parse_expression(cas_parser *p);

/* ---- Ballots ----------------------------------------------------------------------------------------------------------- */

static bool sees_ballot(const cas_parser *p, size_t ahead)
{
    const cas_token *token = cas_peek(p, ahead);
    if (token->kind != CAS_TOKEN_WORD)
        return false;
    switch ((int)token->word) {
    case CAS_WORD_YES:
    case CAS_WORD_NO:
    case CAS_WORD_ACCEPT:
    case CAS_WORD_ACCEPTS: return true;
    case CAS_WORD_NOT: return cas_word_ahead(p, ahead + 1, CAS_WORD_YES) || cas_word_ahead(p, ahead + 1, CAS_WORD_NO);
    default: return false;
    }
}

static int parse_ballot(cas_parser *p)
{
    static const cas_word ballots[] = {CAS_WORD_YES, CAS_WORD_NO, CAS_WORD_NOT, CAS_WORD_OTHER};
    static const cas_word accepting[] = {CAS_WORD_ACCEPT, CAS_WORD_OTHER};
    const cas_token *token = cas_peek(p, 0);
    int ballot = CAS_BALLOT_YES;
    if (cas_takes_word(p, CAS_WORD_YES)) {
        ballot = CAS_BALLOT_YES;
    } else if (cas_takes_word(p, CAS_WORD_NO)) {
        ballot = CAS_BALLOT_NO;
    } else if (sees_ballot(p, 0) && cas_takes_word(p, CAS_WORD_NOT)) {
        ballot = cas_sees_word(p, CAS_WORD_YES) ? CAS_BALLOT_NOT_YES : CAS_BALLOT_NOT_NO;
        cas_skip(p);
    } else if (cas_takes_either(p, CAS_WORD_ACCEPT, CAS_WORD_ACCEPTS)) {
        ballot = CAS_BALLOT_ACCEPT;
    } else {
        cas_expected(p, p->accepting ? "`accept`" : "`yes`, `no`, `not yes` or `not no`",
                     p->accepting ? accepting : ballots);
        return ballot;
    }
    if (p->accepting != (ballot == CAS_BALLOT_ACCEPT)) {
        cas_diagnostic *d = cas_syntax_error(p, CAS_E0114, cas_token_span(p, token),
                                             "the ballot `%.*s` does not exist here", CAS_SHOW(token->text));
        cas_hint(p->diagnostics, d,
                 p->accepting ? "`settle by` counts who accepts: write `accept`"
                              : "write `yes`; only `settle by` counts who accepts");
    }
    return ballot;
}

/* ---- Atoms ------------------------------------------------------------------------------------------------------------- */

static bool sees_body(const cas_parser *p)
{
    return cas_sees(p, CAS_TOKEN_OPEN) && cas_peek(p, 1)->kind == CAS_TOKEN_WORD &&
           cas_peek(p, 2)->kind == CAS_TOKEN_COLON;
}

static const cas_node *parse_bracketed_rule(cas_parser *p)
{
    if (!cas_goes_deeper(p))
        return NULL;
    const cas_node *rule = cas_parse_rule_expression(p);
    cas_need(p, CAS_TOKEN_CLOSE);
    cas_comes_back(p);
    return rule;
}

static const cas_node *parse_body(cas_parser *p)
{
    cas_node *body = cas_open(p, CAS_NODE_BODY);
    cas_need(p, CAS_TOKEN_OPEN);
    body->text = cas_need_name(p, "the name of a body");
    cas_need(p, CAS_TOKEN_COLON);
    cas_add(p, parse_bracketed_rule(p));
    return cas_close(p, body);
}

static const cas_node *parse_bodies(cas_parser *p, cas_node *node)
{
    node->kind = CAS_NODE_BODIES;
    cas_add(p, parse_body(p));
    while (cas_takes(p, CAS_TOKEN_COMMA))
        cas_add(p, parse_body(p));
    return cas_close(p, node);
}

static cas_text parse_weight_of(cas_parser *p)
{
    if (!cas_sees(p, CAS_TOKEN_WORD) || !cas_word_ahead(p, 1, CAS_WORD_OF))
        return (cas_text){"", 0};
    const cas_text weight = cas_need_name(p, "a weight");
    cas_skip(p);
    return weight;
}

static const cas_node *parse_counted(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_OF);
    cas_add(p, cas_parse_count(p));
    if (sees_body(p))
        return parse_bodies(p, node);
    node->text = parse_weight_of(p);
    cas_add(p, cas_parse_set(p));
    node->op = parse_ballot(p);
    return cas_close(p, node);
}

static const cas_node *parse_votes(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_VOTES);
    cas_add(p, cas_parse_term(p));
    node->op = parse_ballot(p);
    return cas_close(p, node);
}

/* `at lest 2 of`, `al of`: reads as the name of a rule, and is none. */
static bool refuse_misspelt_count(cas_parser *p)
{
    static const cas_word shares[] = {CAS_WORD_LEAST, CAS_WORD_MOST, CAS_WORD_OTHER};
    const cas_token *next = cas_peek(p, 1);
    if (cas_sees_word(p, CAS_WORD_AT) && cas_peek(p, 2)->kind == CAS_TOKEN_NUMBER) {
        cas_skip(p);
        cas_expected(p, "`least` or `most`", shares);
        return true;
    }
    if (next->word == CAS_WORD_OF && !cas_word_ahead(p, 2, CAS_WORD_THOSE)) {
        cas_parse_count(p);
        return true;
    }
    return false;
}

static const cas_node *parse_atom(cas_parser *p)
{
    if (cas_sees_count(p))
        return parse_counted(p);
    const cas_token *token = cas_peek(p, 0);
    if (token->kind == CAS_TOKEN_OPEN) {
        if (token->match && sees_ballot(p, token->match - p->at + 1))
            return parse_votes(p);
        cas_skip(p);
        return parse_bracketed_rule(p);
    }
    if (token->kind == CAS_TOKEN_LABEL || sees_ballot(p, 1))
        return parse_votes(p);
    if (token->kind == CAS_TOKEN_WORD &&
        (cas_peek(p, 1)->kind == CAS_TOKEN_COMMA || cas_word_ahead(p, 1, CAS_WORD_EXCEPT))) {
        cas_diagnostic *d =
            cas_syntax_error(p, CAS_E0105, cas_token_span(p, token), "a rule counts: how many of these must vote?");
        cas_hint(p->diagnostics, d, "write `all of %.*s, …` or `any of %.*s, …`", CAS_SHOW(token->text),
                 CAS_SHOW(token->text));
        return NULL;
    }
    if (token->kind == CAS_TOKEN_WORD && cas_peek(p, 1)->kind == CAS_TOKEN_WORD && refuse_misspelt_count(p))
        return NULL;
    if (token->kind != CAS_TOKEN_WORD) {
        cas_expected(p, "a rule such as `all of members yes`", NULL);
        return NULL;
    }
    cas_node *node = cas_open(p, CAS_NODE_RULE_NAME);
    node->text = cas_need_name(p, "a rule");
    return cas_close(p, node);
}

/* ---- Expressions ------------------------------------------------------------------------------------------------------- */

/* What is built around a rule begins where the rule was begun to be read: a bracket before it is quoted with it. */
static cas_node *open_from(cas_parser *p, cas_node_kind kind, const cas_node *first, uint32_t begin)
{
    cas_node *node = cas_open_around(p, kind, first);
    node->span.begin = begin;
    return node;
}

static const cas_node *parse_conjunction(cas_parser *p)
{
    const uint32_t begin = cas_peek(p, 0)->begin;
    const cas_node *first = parse_atom(p);
    if (!cas_sees_word(p, CAS_WORD_AND))
        return first;
    cas_node *node = open_from(p, CAS_NODE_BOTH, first, begin);
    while (cas_takes_word(p, CAS_WORD_AND)) {
        cas_poll(p->arena->ctx);
        cas_add(p, parse_atom(p));
    }
    return cas_close(p, node);
}

static const cas_node *parse_expression(cas_parser *p)
{
    const uint32_t begin = cas_peek(p, 0)->begin;
    const cas_node *first = parse_conjunction(p);
    if (!cas_sees_word(p, CAS_WORD_OR))
        return first;
    cas_node *node = open_from(p, CAS_NODE_EITHER, first, begin);
    while (cas_takes_word(p, CAS_WORD_OR))
        cas_add(p, parse_conjunction(p));
    return cas_close(p, node);
}

/* ---- Tails ------------------------------------------------------------------------------------------------------------- */

static bool sees_tail(const cas_parser *p)
{
    return (cas_sees_word(p, CAS_WORD_OF) && cas_word_ahead(p, 1, CAS_WORD_THOSE)) ||
           cas_sees_word(p, CAS_WORD_QUORUM) || cas_sees_word(p, CAS_WORD_EXCLUDING) ||
           cas_sees_word(p, CAS_WORD_BARRING) || cas_sees_word(p, CAS_WORD_FAILING);
}

static const cas_node *parse_failing_that(cas_parser *p, cas_node *node)
{
    node->kind = CAS_NODE_FAILING_THAT;
    cas_need_word(p, CAS_WORD_THAT);
    if (cas_takes_word(p, CAS_WORD_AFTER))
        cas_add(p, cas_parse_duration(p));
    cas_add(p, parse_expression(p));
    return cas_close(p, node);
}

static const cas_node *parse_tail(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_OF_THOSE_VOTING);
    if (cas_takes_word(p, CAS_WORD_FAILING))
        return parse_failing_that(p, node);
    if (cas_takes_word(p, CAS_WORD_QUORUM)) {
        node->kind = CAS_NODE_QUORUM;
        cas_add(p, cas_parse_count(p));
        node->text = parse_weight_of(p);
        cas_add(p, cas_parse_set(p));
    } else if (cas_takes_word(p, CAS_WORD_EXCLUDING)) {
        node->kind = CAS_NODE_EXCLUDING;
        cas_add(p, cas_parse_term(p));
    } else if (cas_takes_word(p, CAS_WORD_BARRING)) {
        node->kind = CAS_NODE_BARRING;
        cas_add(p, cas_parse_term(p));
    } else {
        cas_skip(p);
        cas_skip(p);
        cas_need_word(p, CAS_WORD_VOTING);
    }
    return cas_close(p, node);
}

static void refuse_more_after_tail(cas_parser *p, const cas_node *tail)
{
    const cas_token *token = cas_peek(p, 0);
    const bool goes_on = token->kind == CAS_TOKEN_COMMA ||
                         (token->kind == CAS_TOKEN_WORD && (token->word == CAS_WORD_AND || token->word == CAS_WORD_OR));
    if (!goes_on || p->broken)
        return;
    const char *name = cas_node_kind_name(tail->kind);
    const bool names = tail->kind == CAS_NODE_EXCLUDING || tail->kind == CAS_NODE_BARRING;
    cas_diagnostic *d = cas_syntax_error(p, CAS_E0113, cas_token_span(p, token),
                                         "`%s` stands at the end of a rule, and here more follows", name);
    if (names)
        cas_hint(p->diagnostics, d, "bracket the names, `%s (A and B)`, or the rule that `%s` ends", name, name);
    else
        cas_hint(p->diagnostics, d, "bracket the rule that `%s` ends", name);
}

/* An `or` or a comma behind the rule is the caller's business where events are listed. */
static const cas_node *with_tails(cas_parser *p, const cas_node *rule, uint32_t begin, bool strict)
{
    if (!sees_tail(p))
        return rule;
    cas_node *node = open_from(p, CAS_NODE_TAILED, rule, begin);
    while (sees_tail(p)) {
        const cas_node *tail = parse_tail(p);
        cas_add(p, tail);
        if (strict)
            refuse_more_after_tail(p, tail);
    }
    return cas_close(p, node);
}

const cas_node *cas_parse_rule_expression(cas_parser *p)
{
    const uint32_t begin = cas_peek(p, 0)->begin;
    return with_tails(p, parse_expression(p), begin, true);
}

/* Does the `or` looked at lead to more of a rule, rather than to another event? A bare name is taken for an event. */
static bool or_leads_to_rule(cas_parser *p)
{
    const size_t at = p->at++;
    const bool rule = cas_sees_count(p) || cas_sees(p, CAS_TOKEN_OPEN) || sees_ballot(p, 1);
    p->at = at;
    return rule;
}

const cas_node *cas_parse_meets_rule(cas_parser *p)
{
    const uint32_t begin = cas_peek(p, 0)->begin;
    const cas_node *rule = parse_conjunction(p);
    if (cas_sees_word(p, CAS_WORD_OR) && or_leads_to_rule(p)) {
        cas_node *node = open_from(p, CAS_NODE_EITHER, rule, begin);
        while (cas_sees_word(p, CAS_WORD_OR) && or_leads_to_rule(p)) {
            cas_skip(p);
            cas_add(p, parse_conjunction(p));
        }
        rule = cas_close(p, node);
    }
    return with_tails(p, rule, begin, false);
}
