/*
 * Conditions: or over and over not over `ISSUE = ALT`.
 *
 *     cond = conj {"or" conj}      conj = factor {"and" factor}      factor = "not" factor | "(" cond ")" | NAME ("=" | "!=") NAME
 *
 * After `in` and in a draft a comma is `and`, and a bare name is a draft. In a standoff a bare name is an option and
 * `A if D` is a condition of its own, loosest of all.
 */
#include "lang/parser.h"

static const cas_node *parse_either(cas_parser *p, cas_condition_sort sort);

static const cas_node *parse_comparison(cas_parser *p, cas_condition_sort sort)
{
    cas_node *node = cas_open(p, CAS_NODE_IS);
    node->text = cas_need_name(p, sort == CAS_CONDITION_OPTIONS ? "an option" : "an issue or reading");
    if (cas_takes(p, CAS_TOKEN_EQUAL)) {
        node->op = CAS_IS_EQUAL;
    } else if (cas_takes(p, CAS_TOKEN_UNEQUAL)) {
        node->op = CAS_IS_DIFFERENT;
    } else if (sort != CAS_CONDITION_PLAIN) {
        node->kind = CAS_NODE_HOLDS;
        return cas_close(p, node);
    } else {
        cas_expected(p, "`=` or `!=` and an alternative", NULL);
    }
    node->extra = cas_need_name(p, "an alternative");
    return cas_close(p, node);
}

/* An issue may be called `not`. */
static bool sees_not(const cas_parser *p)
{
    const cas_token_kind next = cas_peek(p, 1)->kind;
    return cas_sees_word(p, CAS_WORD_NOT) && (next == CAS_TOKEN_WORD || next == CAS_TOKEN_OPEN);
}

static const cas_node *parse_factor(cas_parser *p, cas_condition_sort sort)
{
    const cas_node *found = NULL;
    if (sees_not(p)) {
        if (!cas_goes_deeper(p))
            return NULL;
        cas_node *node = cas_open(p, CAS_NODE_NOT);
        cas_skip(p);
        cas_add(p, parse_factor(p, sort));
        found = cas_close(p, node);
        cas_comes_back(p);
    } else if (cas_sees(p, CAS_TOKEN_OPEN)) {
        if (!cas_goes_deeper(p))
            return NULL;
        cas_skip(p);
        found = cas_parse_condition(p, sort);
        cas_need(p, CAS_TOKEN_CLOSE);
        cas_comes_back(p);
    } else {
        found = parse_comparison(p, sort);
    }
    return found;
}

static bool takes_and(cas_parser *p, cas_condition_sort sort)
{
    return cas_takes_word(p, CAS_WORD_AND) || (sort == CAS_CONDITION_PACKAGE && cas_takes(p, CAS_TOKEN_COMMA));
}

static const cas_node *parse_both(cas_parser *p, cas_condition_sort sort)
{
    const cas_node *first = parse_factor(p, sort);
    if (!takes_and(p, sort))
        return first;
    cas_node *node = cas_open_around(p, CAS_NODE_AND, first);
    do
        cas_add(p, parse_factor(p, sort));
    while (takes_and(p, sort));
    return cas_close(p, node);
}

static const cas_node *parse_either(cas_parser *p, cas_condition_sort sort)
{
    const cas_node *first = parse_both(p, sort);
    if (!cas_sees_word(p, CAS_WORD_OR))
        return first;
    cas_node *node = cas_open_around(p, CAS_NODE_OR, first);
    while (cas_takes_word(p, CAS_WORD_OR))
        cas_add(p, parse_both(p, sort));
    return cas_close(p, node);
}

const cas_node *cas_parse_condition(cas_parser *p, cas_condition_sort sort)
{
    const cas_node *first = parse_either(p, sort);
    if (sort != CAS_CONDITION_OPTIONS || !cas_sees_word(p, CAS_WORD_IF))
        return first;
    cas_node *node = cas_open_around(p, CAS_NODE_PROVIDED, first);
    cas_skip(p);
    cas_add(p, parse_either(p, sort));
    return cas_close(p, node);
}

const cas_node *cas_parse_if(cas_parser *p)
{
    if (!cas_sees_word(p, CAS_WORD_IF))
        return NULL;
    cas_node *node = cas_open(p, CAS_NODE_IF);
    cas_skip(p);
    cas_add(p, cas_parse_condition(p, CAS_CONDITION_PLAIN));
    return cas_close(p, node);
}
