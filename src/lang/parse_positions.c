/*
 * Positions and settlement.
 *
 *     line = "rejects" (cond | question) | "prefers" NAME ":" NAME {(">" | "~") NAME} | "prefers" NAME {"," ["then"] NAME} | cite | assume
 */
#include "lang/parser.h"

static const cas_node *parse_rejects(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_REJECTS);
    cas_skip(p);
    cas_add(p, cas_sees_question(p) ? cas_parse_question(p) : cas_parse_condition(p, CAS_CONDITION_PLAIN));
    return cas_end_statement(p, node);
}

static const cas_node *parse_level(cas_parser *p)
{
    cas_node *level = cas_open(p, CAS_NODE_LEVEL);
    do
        cas_add(p, cas_parse_name(p, "an alternative"));
    while (cas_takes(p, CAS_TOKEN_TILDE));
    return cas_close(p, level);
}

static const cas_node *parse_prefers(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_PREFERS);
    cas_skip(p);
    if (cas_peek(p, 1)->kind == CAS_TOKEN_COLON) {
        node->text = cas_need_name(p, "an issue");
        cas_skip(p);
        do
            cas_add(p, parse_level(p));
        while (cas_takes(p, CAS_TOKEN_GREATER));
        return cas_end_statement(p, node);
    }
    node->kind = CAS_NODE_PREFERS_ISSUES;
    cas_add(p, cas_parse_name(p, "an issue"));
    for (;;) {
        const bool comma = cas_takes(p, CAS_TOKEN_COMMA);
        if (!cas_takes_word(p, CAS_WORD_THEN) && !comma)
            break;
        cas_add(p, cas_parse_name(p, "an issue"));
    }
    if (!cas_at_end(p) && !cas_sees_word(p, CAS_WORD_CITE) && !cas_sees_word(p, CAS_WORD_ASSUME))
        cas_expected(p, "`:` and a ranking of alternatives, or `, then` and another issue", NULL);
    return cas_end_statement(p, node);
}

static const cas_node *parse_line(cas_parser *p)
{
    static const cas_line_form forms[] = {
        {CAS_WORD_REJECTS, 0, parse_rejects}, {CAS_WORD_PREFERS, 0, parse_prefers}, {CAS_WORD_OTHER, 0, NULL}};
    return cas_parse_line_of(p, forms, CAS_NODE_REJECTS,
                             "a line of a position (`rejects`, `prefers`, `cite` or `assume`)");
}

const cas_node *cas_parse_position(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_POSITION);
    cas_skip(p);
    node->text = cas_need_name(p, "a party or group");
    node->title = cas_title(p);
    return cas_parse_block(p, node, parse_line);
}

const cas_node *cas_parse_settle(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_SETTLE);
    cas_skip(p);
    cas_need_word(p, CAS_WORD_BY);
    p->accepting = true;
    cas_add(p, cas_parse_rule_expression(p));
    p->accepting = false;
    return cas_end_statement(p, node);
}
