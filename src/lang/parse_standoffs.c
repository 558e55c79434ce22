/*
 * Standoffs: options or a drawn graph, and what each decision maker prefers.
 *
 *     line  = "option" NAME "of" NAME [TITLE] | "infeasible" cond | "irreversible" ["not"] NAME | NAME "prefers" level {">" level}
 *           | NAME "ranks" state … | "status quo" state | "states" NAME [TITLE] {"," NAME [TITLE]} | NAME "moves" NAME "->" NAME {"," …}
 *     level = ["unknown"] statement {"~" statement}      state = "(" [NAME {"," NAME}] ")" | NAME
 */
#include "lang/parser.h"

static const cas_node *parse_state(cas_parser *p)
{
    cas_node *state = cas_open(p, CAS_NODE_STATE);
    if (!cas_takes(p, CAS_TOKEN_OPEN)) {
        state->text = cas_need_name(p, "a state: its name, or its options in brackets");
        return cas_close(p, state);
    }
    state->flags |= CAS_FLAG_BRACKETS;
    if (!cas_sees(p, CAS_TOKEN_CLOSE)) {
        do
            cas_add(p, cas_parse_name(p, "an option"));
        while (cas_takes(p, CAS_TOKEN_COMMA) || cas_takes_word(p, CAS_WORD_AND));
    }
    cas_need(p, CAS_TOKEN_CLOSE);
    return cas_close(p, state);
}

/* After `unknown`: does a statement or a state follow? Else the word is the name of one. */
static bool begins_more(const cas_token *next)
{
    return next->kind == CAS_TOKEN_OPEN || (next->kind == CAS_TOKEN_WORD && next->word != CAS_WORD_AND &&
                                            next->word != CAS_WORD_OR && next->word != CAS_WORD_IF);
}

static const cas_node *parse_level(cas_parser *p, bool of_states)
{
    cas_node *level = cas_open(p, CAS_NODE_LEVEL);
    if (cas_sees_word(p, CAS_WORD_UNKNOWN) && begins_more(cas_peek(p, 1))) {
        cas_skip(p);
        level->flags |= CAS_FLAG_UNKNOWN;
    }
    do
        cas_add(p, of_states ? parse_state(p) : cas_parse_condition(p, CAS_CONDITION_OPTIONS));
    while (cas_takes(p, CAS_TOKEN_TILDE));
    return cas_close(p, level);
}

/* NAME prefers … , NAME ranks … */
static const cas_node *parse_ranking(cas_parser *p, cas_node_kind kind)
{
    cas_node *node = cas_open(p, kind);
    node->text = cas_need_name(p, "a decision maker");
    cas_skip(p);
    do {
        cas_poll(p->arena->ctx);
        cas_add(p, parse_level(p, kind == CAS_NODE_RANKS));
    } while (cas_takes(p, CAS_TOKEN_GREATER));
    return cas_end_statement(p, node);
}

static const cas_node *parse_moves(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_MOVES);
    node->text = cas_need_name(p, "a decision maker");
    cas_skip(p);
    do {
        cas_node *move = cas_open(p, CAS_NODE_MOVE);
        move->text = cas_need_name(p, "a state");
        cas_need(p, CAS_TOKEN_ARROW);
        move->extra = cas_need_name(p, "a state");
        cas_add(p, cas_close(p, move));
    } while (cas_takes(p, CAS_TOKEN_COMMA));
    return cas_end_statement(p, node);
}

static const cas_node *parse_option(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_OPTION);
    cas_skip(p);
    node->text = cas_need_name(p, "the name of an option");
    cas_need_word(p, CAS_WORD_OF);
    cas_add(p, cas_parse_name(p, "a decision maker"));
    node->title = cas_title(p);
    return cas_end_statement(p, node);
}

static const cas_node *parse_irreversible(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_IRREVERSIBLE);
    cas_skip(p);
    if (cas_sees_word(p, CAS_WORD_NOT) && cas_peek(p, 1)->kind == CAS_TOKEN_WORD) {
        cas_skip(p);
        node->flags |= CAS_FLAG_NOT;
    }
    node->text = cas_need_name(p, "an option");
    return cas_end_statement(p, node);
}

static const cas_node *parse_status_quo(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_STATUS_QUO);
    cas_skip(p);
    cas_need_word(p, CAS_WORD_QUO);
    cas_add(p, parse_state(p));
    return cas_end_statement(p, node);
}

static const cas_node *parse_states(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_STATES);
    cas_skip(p);
    do {
        cas_node *state = cas_open(p, CAS_NODE_NAME);
        state->text = cas_need_name(p, "the name of a state");
        state->title = cas_title(p);
        cas_add(p, cas_close(p, state));
    } while (cas_takes(p, CAS_TOKEN_COMMA));
    return cas_end_statement(p, node);
}

static const cas_node *parse_line(cas_parser *p)
{
    static const cas_word line_words[] = {CAS_WORD_OPTION, CAS_WORD_INFEASIBLE, CAS_WORD_IRREVERSIBLE, CAS_WORD_STATUS,
                                          CAS_WORD_STATES, CAS_WORD_CITE,       CAS_WORD_ASSUME,       CAS_WORD_OTHER};
    static const cas_word verbs[] = {CAS_WORD_PREFERS, CAS_WORD_RANKS, CAS_WORD_MOVES, CAS_WORD_OTHER};
    const cas_node *common = cas_common_line(p);
    if (common)
        return common;
    if (cas_word_ahead(p, 1, CAS_WORD_PREFERS))
        return parse_ranking(p, CAS_NODE_WEIGHS);
    if (cas_word_ahead(p, 1, CAS_WORD_RANKS))
        return parse_ranking(p, CAS_NODE_RANKS);
    if (cas_word_ahead(p, 1, CAS_WORD_MOVES))
        return parse_moves(p);
    switch ((int)(cas_sees(p, CAS_TOKEN_WORD) ? cas_peek(p, 0)->word : CAS_WORD_OTHER)) {
    case CAS_WORD_OPTION: return parse_option(p);
    case CAS_WORD_INFEASIBLE: return cas_parse_infeasible(p, CAS_CONDITION_OPTIONS);
    case CAS_WORD_IRREVERSIBLE: return parse_irreversible(p);
    case CAS_WORD_STATUS: return parse_status_quo(p);
    case CAS_WORD_STATES: return parse_states(p);
    default: break;
    }
    cas_node *node = cas_open(p, CAS_NODE_OPTION);
    /* Either the first word is misspelt, or it names a decision maker and the second one is. */
    const cas_token *second = cas_peek(p, 1);
    if (second->kind == CAS_TOKEN_WORD && second->word == CAS_WORD_OTHER && cas_sees(p, CAS_TOKEN_WORD)) {
        const cas_text verb = cas_text_of(cas_word_text(CAS_WORD_PREFERS)),
                       ranks = cas_text_of(cas_word_text(CAS_WORD_RANKS));
        const cas_text moves = cas_text_of(cas_word_text(CAS_WORD_MOVES));
        const cas_text near[] = {verb, ranks, moves};
        if (cas_nearest(second->text, near, 3) >= 0) {
            cas_skip(p);
            cas_expected_as(p, CAS_E0110, "`prefers`, `ranks` or `moves`", verbs);
        }
    }
    cas_expected_as(
        p, CAS_E0110,
        "a line of a standoff (`option`, `infeasible`, `irreversible`, `status quo`, `states`, or who `prefers`, `ranks` or `moves`)",
        line_words);
    cas_end_statement(p, node);
    return NULL;
}

const cas_node *cas_parse_standoff(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_STANDOFF);
    cas_skip(p);
    node->text = cas_need_name(p, "the name of a standoff");
    node->title = cas_title(p);
    if (cas_takes_word(p, CAS_WORD_LIKE))
        node->extra = cas_need_name(p, "a standoff");
    if (!node->title.length)
        node->title = cas_title(p);
    return cas_parse_block(p, node, parse_line);
}
