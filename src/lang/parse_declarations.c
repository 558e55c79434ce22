/* Declarations: sources, parties, groups, weights, measures, acts, incidents, goals, rules, assumptions, and other files. */
#include "lang/parser.h"

#include <limits.h>

/* Opens the node, takes the keyword, the name and its quoted text. */
static cas_node *open_named(cas_parser *p, cas_node_kind kind, const char *what)
{
    cas_node *node = cas_open(p, kind);
    cas_skip(p);
    node->text = cas_need_name(p, what);
    node->title = cas_title(p);
    return node;
}

/* ---- The file itself --------------------------------------------------------------------------------------------------- */

static const cas_node *parse_agreement(cas_parser *p)
{
    cas_node *node = open_named(p, CAS_NODE_AGREEMENT, "the name of the agreement");
    if (cas_takes_word(p, CAS_WORD_DATED))
        node->extra = cas_need_date(p);
    if (cas_sees_word(p, CAS_WORD_IN) && cas_word_ahead(p, 1, CAS_WORD_FORCE)) {
        cas_node *in_force = cas_open(p, CAS_NODE_IN_FORCE);
        cas_skip(p);
        cas_skip(p);
        in_force->text = cas_need_date(p);
        cas_add(p, cas_close(p, in_force));
    }
    return cas_end_statement(p, node);
}

static const cas_node *parse_other_file(cas_parser *p, cas_node_kind kind)
{
    cas_node *node = cas_open(p, kind);
    cas_skip(p);
    node->title = cas_need_string(p, "the name of a file, quoted");
    return cas_end_statement(p, node);
}

static bool is_hexadecimal(cas_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        const char c = text.at[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
            return false;
    }
    return text.length > 0;
}

static void parse_sha256(cas_parser *p, cas_node *node)
{
    enum { FULL = 64 };
    const cas_token *token = cas_peek(p, 0);
    node->extra = token->kind == CAS_TOKEN_END ? (cas_text){"", 0} : token->text;
    cas_skip(p);
    if (cas_takes(p, CAS_TOKEN_ELLIPSIS))
        node->flags |= CAS_FLAG_SHORTENED;
    const bool shortened = node->flags & CAS_FLAG_SHORTENED;
    if (is_hexadecimal(node->extra) && (shortened ? node->extra.length < FULL : node->extra.length == FULL))
        return;
    cas_diagnostic *d =
        cas_syntax_error(p, CAS_E0115, cas_token_span(p, token), "a sha256 has %d hexadecimal digits", (int)FULL);
    if (is_hexadecimal(node->extra) && node->extra.length < FULL)
        cas_hint(p->diagnostics, d, "these are %zu; a shortened one ends in …", node->extra.length);
}

static const cas_node *parse_source(cas_parser *p)
{
    static const cas_word endings[] = {CAS_WORD_RESTATED, CAS_WORD_SECONDARY, CAS_WORD_SHA256, CAS_WORD_CITE,
                                       CAS_WORD_OTHER};
    cas_node *node = cas_open(p, CAS_NODE_SOURCE);
    cas_skip(p);
    node->text = cas_need_name(p, "the name of a source");
    node->title = cas_need_string(p, "the file of the source, quoted");
    for (;;) {
        if (cas_takes_word(p, CAS_WORD_RESTATED))
            node->flags |= CAS_FLAG_RESTATED;
        else if (cas_takes_word(p, CAS_WORD_SECONDARY))
            node->flags |= CAS_FLAG_SECONDARY;
        else if (cas_takes_word(p, CAS_WORD_SHA256))
            parse_sha256(p, node);
        else
            break;
    }
    if (!cas_at_end(p) && !cas_sees_word(p, CAS_WORD_CITE) && !cas_sees_word(p, CAS_WORD_ASSUME))
        cas_expected(p, "`restated`, `secondary` or `sha256 …`", endings);
    return cas_end_statement(p, node);
}

/* ---- Parties, groups, weights ------------------------------------------------------------------------------------------ */

static int number_of(cas_text text)
{
    int value = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '_')
            continue;
        if (value > (INT_MAX - 9) / 10)
            return INT_MAX;
        value = value * 10 + (text.at[i] - '0');
    }
    return value;
}

static const cas_node *parse_party(cas_parser *p)
{
    cas_node *node = open_named(p, CAS_NODE_PARTY, "the name of a party");
    if (cas_takes(p, CAS_TOKEN_STAR)) {
        const cas_token *token = cas_peek(p, 0);
        node->extra = cas_need_number(p, "how many there are");
        for (size_t i = 0; i < node->extra.length && !p->broken; i++)
            if (node->extra.at[i] == '.')
                cas_syntax_error(p, CAS_E0112, cas_token_span(p, token), "\"%.*s\" is no whole number",
                                 CAS_SHOW(node->extra));
        if (!p->broken)
            node->op = number_of(node->extra);
        if (!p->broken && node->op == 0)
            cas_syntax_error(p, CAS_E0112, cas_token_span(p, token), "there must be at least one of them");
        if (!node->title.length)
            node->title = cas_title(p);
    }
    return cas_end_statement(p, node);
}

static cas_text parse_column(cas_parser *p)
{
    return cas_sees(p, CAS_TOKEN_STRING) ? cas_need_string(p, "the name of a column, quoted")
                                         : cas_need_name(p, "the name of a column");
}

static const cas_node *parse_table(cas_parser *p, bool with_value)
{
    cas_node *table = cas_open(p, CAS_NODE_TABLE);
    cas_need_word(p, CAS_WORD_FROM);
    table->title = cas_need_string(p, "the name of a table, quoted");
    cas_need_word(p, CAS_WORD_KEY);
    table->text = parse_column(p);
    if (with_value) {
        cas_need_word(p, CAS_WORD_VALUE);
        table->extra = parse_column(p);
    }
    return cas_close(p, table);
}

static const cas_node *parse_parties(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_PARTIES);
    cas_skip(p);
    cas_add(p, parse_table(p, false));
    return cas_end_statement(p, node);
}

static const cas_node *parse_group(cas_parser *p)
{
    cas_node *node = open_named(p, CAS_NODE_GROUP, "the name of a group");
    cas_need(p, CAS_TOKEN_EQUAL);
    cas_add(p, cas_parse_set(p));
    return cas_end_declaration(p, node);
}

static const cas_node *parse_weight(cas_parser *p)
{
    cas_node *node = open_named(p, CAS_NODE_WEIGHT, "the name of a weight");
    if (cas_sees_word(p, CAS_WORD_FROM)) {
        cas_add(p, parse_table(p, true));
        return cas_end_declaration(p, node);
    }
    if (!cas_sees(p, CAS_TOKEN_EQUAL))
        cas_expected(p, "`=` or `from`", NULL);
    cas_skip(p);
    do {
        cas_node *entry = cas_open(p, CAS_NODE_ENTRY);
        cas_add(p, cas_parse_term(p));
        entry->extra = cas_need_number(p, "a weight such as 83.2");
        cas_add(p, cas_close(p, entry));
    } while (cas_takes(p, CAS_TOKEN_COMMA));
    return cas_end_declaration(p, node);
}

/* ---- What parties do, and what befalls them ---------------------------------------------------------------------------- */

static const cas_node *parse_measure(cas_parser *p)
{
    cas_node *node = open_named(p, CAS_NODE_MEASURE, "the name of a measure");
    if (cas_takes_word(p, CAS_WORD_OPTIONAL))
        node->flags |= CAS_FLAG_OPTIONAL;
    return cas_end_declaration(p, node);
}

static const cas_node *parse_act(cas_parser *p)
{
    return cas_end_declaration(p, open_named(p, CAS_NODE_ACT, "the name of an act"));
}

static const cas_node *parse_incident(cas_parser *p)
{
    cas_node *node = open_named(p, CAS_NODE_INCIDENT, "the name of an incident");
    if (cas_takes_word(p, CAS_WORD_BY))
        cas_add(p, cas_parse_by(p));
    if (cas_sees_word(p, CAS_WORD_ON)) {
        cas_node *on = cas_open(p, CAS_NODE_ON);
        cas_skip(p);
        cas_add(p, cas_parse_set(p));
        cas_add(p, cas_close(p, on));
    }
    return cas_end_declaration(p, node);
}

static bool sees_giving(const cas_parser *p, size_t ahead)
{
    return cas_word_ahead(p, ahead, CAS_WORD_GIVES) || cas_word_ahead(p, ahead, CAS_WORD_DOES);
}

static const cas_node *parse_aim(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_GIVES);
    if (cas_sees_count(p) || cas_word_ahead(p, 1, CAS_WORD_OF)) {
        cas_add(p, cas_parse_count(p));
    } else {
        /* `FR gives …` is said of one party. */
        cas_node *all = cas_open(p, CAS_NODE_COUNT);
        all->op = CAS_COUNT_ALL;
        all->flags |= CAS_FLAG_UNSAID;
        cas_add(p, cas_close(p, all));
    }
    cas_add(p, cas_parse_set(p));
    if (cas_takes_either(p, CAS_WORD_DOES, CAS_WORD_DO)) {
        node->kind = CAS_NODE_DOES;
        node->text = cas_need_name(p, "an act");
        return cas_close(p, node);
    }
    static const cas_word verbs[] = {CAS_WORD_GIVES, CAS_WORD_DOES, CAS_WORD_OTHER};
    if (!cas_takes_either(p, CAS_WORD_GIVES, CAS_WORD_GIVE))
        cas_expected(p, "`gives` or `does`", verbs);
    cas_add(p, cas_parse_measures(p));
    cas_add(p, cas_parse_to(p));
    return cas_close(p, node);
}

static const cas_node *parse_goal(cas_parser *p)
{
    cas_node *node = open_named(p, CAS_NODE_GOAL, "the name of a goal");
    cas_need(p, CAS_TOKEN_EQUAL);
    const bool misspelt_count = cas_word_ahead(p, 1, CAS_WORD_OF) && !cas_sees_word(p, CAS_WORD_BREACH);
    if (cas_sees_count(p) || sees_giving(p, 1) || misspelt_count)
        cas_add(p, parse_aim(p));
    else
        cas_add(p, cas_parse_event(p, CAS_EVENT_IN_CLAUSE));
    return cas_end_declaration(p, node);
}

static const cas_node *parse_rule(cas_parser *p)
{
    cas_node *node = open_named(p, CAS_NODE_RULE, "the name of a rule");
    cas_need(p, CAS_TOKEN_EQUAL);
    cas_add(p, cas_parse_rule_expression(p));
    return cas_end_declaration(p, node);
}

/* assume NAME = DURATION ["reason"] */
const cas_node *cas_parse_assume(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_ASSUME);
    cas_skip(p);
    node->text = cas_need_name(p, "the name of what is assumed");
    cas_need(p, CAS_TOKEN_EQUAL);
    cas_add(p, cas_parse_duration(p));
    node->title = cas_title(p);
    return cas_end_declaration(p, node);
}

/* ---- Amendments -------------------------------------------------------------------------------------------------------- */

static const cas_node *parse_drop(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_DROP);
    cas_skip(p);
    cas_need_word(p, CAS_WORD_CLAUSE);
    node->text = cas_need_label(p);
    return cas_end_statement(p, node);
}

static const cas_node *parse_replace(cas_parser *p)
{
    static const cas_word replaceable[] = {
        CAS_WORD_CLAUSE, CAS_WORD_GROUP,    CAS_WORD_RULE,     CAS_WORD_MEASURE, CAS_WORD_ASSUME, CAS_WORD_SOURCE,
        CAS_WORD_WEIGHT, CAS_WORD_INCIDENT, CAS_WORD_GOAL,     CAS_WORD_ACT,     CAS_WORD_ISSUE,  CAS_WORD_READING,
        CAS_WORD_DRAFT,  CAS_WORD_POSITION, CAS_WORD_STANDOFF, CAS_WORD_PARTY,   CAS_WORD_OTHER};
    cas_node *node = cas_open(p, CAS_NODE_REPLACE);
    cas_skip(p);
    for (size_t i = 0; replaceable[i] != CAS_WORD_OTHER; i++)
        if (cas_sees_word(p, replaceable[i])) {
            cas_add(p, cas_parse_statement(p));
            return cas_close(p, node);
        }
    cas_expected(p, "what is replaced: `clause`, `group`, `rule`, `measure` or `assume`", replaceable);
    return cas_end_statement(p, node);
}

const cas_node *cas_parse_declaration(cas_parser *p, cas_word word)
{
    switch ((int)word) {
    case CAS_WORD_AGREEMENT: return parse_agreement(p);
    case CAS_WORD_INCLUDE: return parse_other_file(p, CAS_NODE_INCLUDE);
    case CAS_WORD_AMENDS: return parse_other_file(p, CAS_NODE_AMENDS);
    case CAS_WORD_SOURCE: return parse_source(p);
    case CAS_WORD_PARTY: return parse_party(p);
    case CAS_WORD_PARTIES: return parse_parties(p);
    case CAS_WORD_GROUP: return parse_group(p);
    case CAS_WORD_WEIGHT: return parse_weight(p);
    case CAS_WORD_MEASURE: return parse_measure(p);
    case CAS_WORD_ACT: return parse_act(p);
    case CAS_WORD_INCIDENT: return parse_incident(p);
    case CAS_WORD_GOAL: return parse_goal(p);
    case CAS_WORD_RULE: return parse_rule(p);
    case CAS_WORD_ASSUME: return cas_parse_assume(p);
    case CAS_WORD_DROP: return parse_drop(p);
    case CAS_WORD_REPLACE: return parse_replace(p);
    default: return NULL;
    }
}
