/*
 * Events, and what parties do.
 *
 *     event  = NAME ["by" by] ["on" set] | LABEL "done" | NAME ("adopted" | "rejected" ["but meets" rule] | "found" | "not found")
 *            | DURATION "after" event | "breach of" LABEL ["by" by] | DATE | "entry into force"
 *     action = "give" ["any of" | "all of"] NAME {"," NAME} ["to" term] | NAME
 *
 * What an event is shows in the word behind its name, so a name may be any word.
 */
#include "lang/parser.h"

/* How many tokens the label looked at has: `27(3)` is four. */
static size_t label_length(const cas_parser *p)
{
    size_t length = 1;
    while (cas_peek(p, length)->kind == CAS_TOKEN_OPEN && cas_peek(p, length)->match &&
           cas_peek(p, length)->begin == cas_peek(p, length - 1)->end)
        length = cas_peek(p, length)->match - p->at + 1;
    return length;
}

static const cas_node *parse_after(cas_parser *p, cas_event_place place)
{
    if (!cas_goes_deeper(p))
        return NULL;
    cas_node *node = cas_open(p, CAS_NODE_AFTER);
    cas_add(p, cas_parse_duration(p));
    cas_need_word(p, CAS_WORD_AFTER);
    cas_add(p, cas_parse_event(p, place));
    cas_comes_back(p);
    return cas_close(p, node);
}

/* `by each of` asks one question a member: a question may, the trigger of a clause may not. */
static const cas_node *parse_event_by(cas_parser *p, cas_event_place place)
{
    if (!cas_takes_word(p, CAS_WORD_BY))
        return NULL;
    if (place == CAS_EVENT_IN_CLAUSE && cas_sees_word(p, CAS_WORD_EACH) && cas_word_ahead(p, 1, CAS_WORD_OF)) {
        cas_diagnostic *d = cas_syntax_error(p, CAS_E0105, cas_token_span(p, cas_peek(p, 0)),
                                             "`by each of` asks several questions and is no event");
        cas_hint(p->diagnostics, d, "write `by any of` or `by all of`");
        return NULL;
    }
    return cas_parse_by(p);
}

static const cas_node *parse_entry(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_ENTERS);
    cas_skip(p);
    cas_skip(p);
    cas_need_word(p, CAS_WORD_FORCE);
    return cas_close(p, node);
}

static const cas_node *parse_breach(cas_parser *p, cas_event_place place)
{
    cas_node *node = cas_open(p, CAS_NODE_BREACH);
    cas_skip(p);
    cas_skip(p);
    node->text = cas_need_label(p);
    cas_add(p, parse_event_by(p, place));
    return cas_close(p, node);
}

static const cas_node *parse_rejected(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_REJECTED);
    node->text = cas_need_name(p, "a decision");
    cas_skip(p);
    if (cas_takes_word(p, CAS_WORD_BUT)) {
        cas_need_word(p, CAS_WORD_MEETS);
        cas_add(p, cas_parse_meets_rule(p));
    }
    return cas_close(p, node);
}

static const cas_node *parse_happens(cas_parser *p, cas_event_place place)
{
    cas_node *node = cas_open(p, CAS_NODE_HAPPENS);
    node->text = cas_need_name(p, "an event");
    cas_add(p, parse_event_by(p, place));
    if (place != CAS_EVENT_IN_CLAUSE && cas_sees_word(p, CAS_WORD_ON)) {
        cas_node *on = cas_open(p, CAS_NODE_ON);
        cas_skip(p);
        cas_add(p, cas_parse_set(p));
        cas_add(p, cas_close(p, on));
    }
    return cas_close(p, node);
}

static const cas_node *parse_state_of(cas_parser *p, cas_node_kind kind, size_t words)
{
    cas_node *node = cas_open(p, kind);
    node->text = kind == CAS_NODE_DONE ? cas_need_label(p)
                                       : cas_need_name(p, kind == CAS_NODE_ADOPTED ? "a decision" : "a finding");
    while (words--)
        cas_skip(p);
    return cas_close(p, node);
}

const cas_node *cas_parse_event(cas_parser *p, cas_event_place place)
{
    const cas_token *token = cas_peek(p, 0);
    const bool two_words = cas_word_ahead(p, 2, CAS_WORD_DAY) || cas_word_ahead(p, 2, CAS_WORD_DAYS);
    if ((token->kind == CAS_TOKEN_NUMBER && cas_word_ahead(p, two_words ? 3 : 2, CAS_WORD_AFTER)) ||
        cas_word_ahead(p, 1, CAS_WORD_AFTER))
        return parse_after(p, place);
    if (cas_sees(p, CAS_TOKEN_DATE)) {
        cas_node *node = cas_open(p, CAS_NODE_DATE);
        node->text = cas_need_date(p);
        return cas_close(p, node);
    }
    if (cas_sees_word(p, CAS_WORD_ENTRY) && cas_word_ahead(p, 1, CAS_WORD_INTO))
        return parse_entry(p);
    if (cas_sees_word(p, CAS_WORD_BREACH) && cas_word_ahead(p, 1, CAS_WORD_OF))
        return parse_breach(p, place);
    if (cas_word_ahead(p, label_length(p), CAS_WORD_DONE))
        return parse_state_of(p, CAS_NODE_DONE, 1);
    if (cas_word_ahead(p, 1, CAS_WORD_ADOPTED))
        return parse_state_of(p, CAS_NODE_ADOPTED, 1);
    if (cas_word_ahead(p, 1, CAS_WORD_FOUND))
        return parse_state_of(p, CAS_NODE_FOUND, 1);
    if (cas_word_ahead(p, 1, CAS_WORD_NOT) && cas_word_ahead(p, 2, CAS_WORD_FOUND))
        return parse_state_of(p, CAS_NODE_NOT_FOUND, 2);
    if (cas_word_ahead(p, 1, CAS_WORD_REJECTED))
        return parse_rejected(p);
    return parse_happens(p, place);
}

const cas_node *cas_parse_action(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_DO);
    if (cas_sees_word(p, CAS_WORD_GIVE) && cas_peek(p, 1)->kind == CAS_TOKEN_WORD) {
        cas_skip(p);
        node->kind = CAS_NODE_GIVE;
        cas_add(p, cas_parse_measures(p));
        cas_add(p, cas_parse_to(p));
        return cas_close(p, node);
    }
    node->text = cas_need_name(p, "`give …` or an act");
    return cas_close(p, node);
}
