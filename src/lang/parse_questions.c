/*
 * Questions: what `check`, `expect` and `ask` ask, and the properties that positions reject.
 *
 *     question = NAME ["blocked by" set] asked | "verdict of" NAME asked ["is" verdict] asked
 *              | ["single"] ["lawful"] ("blockers" | "deciders" | "pillars") "of" NAME asked [("are" | "is") ("none" | sets)] asked
 *              | "nobody in" set "can" ["lawfully"] "block" NAME asked | "no" ("conflict" | "idle clause" | "circular wait") asked
 *              | "power of" NAME | "settlement" ["without" set] | "stability of" NAME ["without" set ["passive"]]
 *     asked    = {"within" DURATION | "on" event | "when" stances | "in" cond | "without" set | "dated" DATE}
 */
#include "lang/parser.h"

/* ---- What all questions may add ---------------------------------------------------------------------------------------- */

static int stance_of(cas_word word)
{
    switch ((int)word) {
    case CAS_WORD_HELPS:
    case CAS_WORD_HELP: return CAS_STANCE_WORD_HELPS;
    case CAS_WORD_OBEYS:
    case CAS_WORD_OBEY: return CAS_STANCE_WORD_OBEYS;
    case CAS_WORD_RESISTS:
    case CAS_WORD_RESIST: return CAS_STANCE_WORD_RESISTS;
    default: return -1;
    }
}

static const cas_node *parse_stance(cas_parser *p)
{
    static const cas_word stances[] = {CAS_WORD_HELPS,   CAS_WORD_HELP,   CAS_WORD_OBEYS, CAS_WORD_OBEY,
                                       CAS_WORD_RESISTS, CAS_WORD_RESIST, CAS_WORD_OTHER};
    cas_node *node = cas_open(p, CAS_NODE_STANCE);
    if (cas_sees_word(p, CAS_WORD_OTHERS) && cas_peek(p, 1)->kind == CAS_TOKEN_WORD) {
        cas_skip(p);
        node->flags |= CAS_FLAG_OTHERS;
    } else {
        cas_add(p, cas_parse_set(p));
    }
    const int stance = cas_sees(p, CAS_TOKEN_WORD) ? stance_of(cas_peek(p, 0)->word) : -1;
    node->op = stance < 0 ? 0 : stance;
    if (stance < 0)
        cas_expected(p, "`helps`, `obeys` or `resists`", stances);
    else
        node->extra = cas_need_name(p, "a stance");
    return cas_close(p, node);
}

static const cas_node *parse_stances(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_STANCES);
    cas_skip(p);
    do
        cas_add(p, parse_stance(p));
    while (cas_takes_word(p, CAS_WORD_AND) || cas_takes(p, CAS_TOKEN_COMMA));
    return cas_close(p, node);
}

static const cas_node *parse_asked_on(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_ASKED_ON);
    cas_skip(p);
    cas_add(p, cas_parse_event(p, CAS_EVENT_IN_QUESTION));
    return cas_close(p, node);
}

static const cas_node *parse_in(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_IN);
    cas_skip(p);
    cas_add(p, cas_parse_condition(p, CAS_CONDITION_PACKAGE));
    return cas_close(p, node);
}

static void parse_without(cas_parser *p, bool may_be_passive)
{
    if (!cas_sees_word(p, CAS_WORD_WITHOUT))
        return;
    cas_node *node = cas_open(p, CAS_NODE_WITHOUT);
    cas_skip(p);
    cas_add(p, cas_parse_set(p));
    if (may_be_passive && cas_takes_word(p, CAS_WORD_PASSIVE))
        node->flags |= CAS_FLAG_PASSIVE;
    cas_add(p, cas_close(p, node));
}

static void refuse_twice(cas_parser *p, const cas_node *question, cas_node_kind kind)
{
    for (size_t i = question->count; i < p->stack_count; i++)
        if (p->stack[i]->kind == kind) {
            const cas_token *token = cas_peek(p, 0);
            cas_syntax_error(p, CAS_E0105, cas_token_span(p, token), "`%.*s` is said twice in one question",
                             CAS_SHOW(token->text));
            return;
        }
}

/* In whatever order they come; each at most once. */
static void parse_asked(cas_parser *p, const cas_node *question)
{
    for (;;) {
        switch ((int)(cas_sees(p, CAS_TOKEN_WORD) ? cas_peek(p, 0)->word : CAS_WORD_OTHER)) {
        case CAS_WORD_WITHIN:
            refuse_twice(p, question, CAS_NODE_WITHIN);
            cas_add(p, cas_parse_within(p));
            break;
        case CAS_WORD_ON:
            refuse_twice(p, question, CAS_NODE_ASKED_ON);
            if (!p->broken)
                cas_add(p, parse_asked_on(p));
            break;
        case CAS_WORD_WHEN:
            refuse_twice(p, question, CAS_NODE_STANCES);
            if (!p->broken)
                cas_add(p, parse_stances(p));
            break;
        case CAS_WORD_DATED:
            refuse_twice(p, question, CAS_NODE_DATED);
            if (!p->broken)
                cas_add(p, cas_parse_dated(p));
            break;
        case CAS_WORD_WITHOUT:
            refuse_twice(p, question, CAS_NODE_WITHOUT);
            if (!p->broken)
                parse_without(p, false);
            break;
        case CAS_WORD_IN:
            refuse_twice(p, question, CAS_NODE_IN);
            if (!p->broken)
                cas_add(p, parse_in(p));
            break;
        default: return;
        }
    }
}

/* ---- Verdicts and families of sets ------------------------------------------------------------------------------------- */

static void parse_by_day(cas_parser *p, cas_node *verdict)
{
    while (cas_sees_word(p, CAS_WORD_BY) || cas_sees_word(p, CAS_WORD_FROM)) {
        static const cas_word after_by[] = {CAS_WORD_DAY, CAS_WORD_RIGHT, CAS_WORD_BREACH, CAS_WORD_OTHER};
        cas_skip(p);
        if (cas_takes_word(p, CAS_WORD_DAY))
            verdict->extra = cas_need_number(p, "the number of a day");
        else if (cas_takes_word(p, CAS_WORD_RIGHT))
            verdict->flags |= CAS_FLAG_BY_RIGHT;
        else if (cas_takes_word(p, CAS_WORD_BREACH))
            verdict->flags |= CAS_FLAG_BY_BREACH;
        else
            cas_expected(p, "`day N`, `right` or `breach`", after_by);
    }
}

static const cas_node *parse_verdict(cas_parser *p)
{
    static const cas_word verdicts[] = {CAS_WORD_ASSURED, CAS_WORD_AVAILABLE, CAS_WORD_NEEDS, CAS_WORD_IMPOSSIBLE,
                                        CAS_WORD_OTHER};
    cas_node *node = cas_open(p, CAS_NODE_VERDICT);
    if (cas_takes_word(p, CAS_WORD_ASSURED)) {
        node->op = CAS_VERDICT_WORD_ASSURED;
    } else if (cas_takes_word(p, CAS_WORD_AVAILABLE)) {
        node->op = CAS_VERDICT_WORD_AVAILABLE;
    } else if (cas_takes_word(p, CAS_WORD_IMPOSSIBLE)) {
        node->op = CAS_VERDICT_WORD_IMPOSSIBLE;
    } else if (cas_takes_word(p, CAS_WORD_NEEDS)) {
        node->op = CAS_VERDICT_WORD_NEEDS;
        cas_add(p, cas_parse_parties_set(p));
    } else if (cas_takes_word(p, CAS_WORD_AT)) {
        node->op = CAS_VERDICT_WORD_MERCY;
        cas_need_word(p, CAS_WORD_THE);
        cas_need_word(p, CAS_WORD_MERCY);
        cas_need_word(p, CAS_WORD_OF);
        cas_add(p, cas_parse_parties_set(p));
    } else {
        cas_expected(p, "a verdict (`assured`, `available`, `at the mercy of {…}`, `needs {…}`, `impossible`)",
                     verdicts);
    }
    parse_by_day(p, node);
    return cas_close(p, node);
}

static const cas_node *parse_asked_verdict(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_ASKED_VERDICT);
    cas_skip(p);
    cas_need_word(p, CAS_WORD_OF);
    node->text = cas_need_name(p, "a goal");
    parse_asked(p, node);
    if (cas_takes_word(p, CAS_WORD_IS))
        cas_add(p, parse_verdict(p));
    parse_asked(p, node);
    return cas_close(p, node);
}

static const cas_node *parse_are(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_ARE);
    cas_skip(p);
    if (cas_takes_word(p, CAS_WORD_NONE))
        return cas_close(p, node);
    do
        cas_add(p, cas_parse_parties_set(p));
    while (cas_takes(p, CAS_TOKEN_COMMA) || cas_takes_word(p, CAS_WORD_AND));
    return cas_close(p, node);
}

static const cas_node *parse_asked_sets(cas_parser *p)
{
    static const cas_word families[] = {CAS_WORD_BLOCKERS, CAS_WORD_DECIDERS, CAS_WORD_PILLARS,
                                        CAS_WORD_LAWFUL,   CAS_WORD_SINGLE,   CAS_WORD_OTHER};
    cas_node *node = cas_open(p, CAS_NODE_ASKED_SETS);
    if (cas_takes_word(p, CAS_WORD_SINGLE))
        node->flags |= CAS_FLAG_SINGLE;
    const bool lawful = cas_takes_word(p, CAS_WORD_LAWFUL);
    if (cas_takes_word(p, CAS_WORD_BLOCKERS))
        node->op = lawful ? CAS_FAMILY_LAWFUL_BLOCKERS : CAS_FAMILY_BLOCKERS;
    else if (lawful)
        cas_expected(p, "`blockers`", families);
    else if (cas_takes_word(p, CAS_WORD_DECIDERS))
        node->op = CAS_FAMILY_DECIDERS;
    else if (cas_takes_word(p, CAS_WORD_PILLARS))
        node->op = CAS_FAMILY_PILLARS;
    else
        cas_expected(p, "`blockers`, `deciders` or `pillars`", families);
    cas_need_word(p, CAS_WORD_OF);
    node->text = cas_need_name(p, "a goal");
    parse_asked(p, node);
    if (cas_sees_word(p, CAS_WORD_ARE) || cas_sees_word(p, CAS_WORD_IS))
        cas_add(p, parse_are(p));
    parse_asked(p, node);
    return cas_close(p, node);
}

/* ---- The others -------------------------------------------------------------------------------------------------------- */

static const cas_node *parse_nobody(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_ASKED_NOBODY);
    cas_skip(p);
    cas_need_word(p, CAS_WORD_IN);
    cas_add(p, cas_parse_set(p));
    cas_need_word(p, CAS_WORD_CAN);
    if (cas_takes_word(p, CAS_WORD_LAWFULLY))
        node->flags |= CAS_FLAG_LAWFUL;
    cas_need_word(p, CAS_WORD_BLOCK);
    node->text = cas_need_name(p, "a goal");
    parse_asked(p, node);
    return cas_close(p, node);
}

static const cas_node *parse_asked_no(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_ASKED_NO);
    cas_skip(p);
    if (cas_takes_word(p, CAS_WORD_CONFLICT)) {
        node->op = CAS_NO_CONFLICT;
    } else if (cas_takes_word(p, CAS_WORD_IDLE)) {
        node->op = CAS_NO_IDLE_CLAUSE;
        cas_need_word(p, CAS_WORD_CLAUSE);
    } else {
        node->op = CAS_NO_CIRCULAR_WAIT;
        cas_need_word(p, CAS_WORD_CIRCULAR);
        cas_need_word(p, CAS_WORD_WAIT);
    }
    parse_asked(p, node);
    return cas_close(p, node);
}

static const cas_node *parse_asked_of(cas_parser *p, cas_node_kind kind, const char *what)
{
    cas_node *node = cas_open(p, kind);
    cas_skip(p);
    cas_need_word(p, CAS_WORD_OF);
    node->text = cas_need_name(p, what);
    if (kind == CAS_NODE_ASKED_STABILITY)
        parse_without(p, true);
    else
        parse_asked(p, node);
    return cas_close(p, node);
}

static const cas_node *parse_asked_settlement(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_ASKED_SETTLEMENT);
    cas_skip(p);
    parse_without(p, false);
    parse_asked(p, node);
    return cas_close(p, node);
}

static const cas_node *parse_asked_goal(cas_parser *p)
{
    static const cas_word others[] = {CAS_WORD_VERDICT,   CAS_WORD_SINGLE,  CAS_WORD_LAWFUL, CAS_WORD_BLOCKERS,
                                      CAS_WORD_DECIDERS,  CAS_WORD_PILLARS, CAS_WORD_NOBODY, CAS_WORD_SETTLEMENT,
                                      CAS_WORD_STABILITY, CAS_WORD_POWER,   CAS_WORD_OTHER};
    static const cas_word endings[] = {CAS_WORD_WITHIN, CAS_WORD_ON,      CAS_WORD_WHEN,
                                       CAS_WORD_IN,     CAS_WORD_BLOCKED, CAS_WORD_OTHER};
    cas_node *node = cas_open(p, CAS_NODE_ASKED_GOAL);
    /* A misspelt `verdict of` reads as a goal that is followed by `of`. */
    if (cas_word_ahead(p, 1, CAS_WORD_OF) || cas_peek(p, 0)->kind != CAS_TOKEN_WORD)
        cas_expected(p, "a goal, or `verdict of`, `blockers of`, `nobody in`, `no conflict`, …", others);
    node->text = cas_need_name(p, "a goal");
    if (cas_takes_word(p, CAS_WORD_BLOCKED)) {
        node->kind = CAS_NODE_ASKED_BLOCKED;
        cas_need_word(p, CAS_WORD_BY);
        cas_add(p, cas_parse_by(p));
    }
    parse_asked(p, node);
    if (cas_sees(p, CAS_TOKEN_WORD) && !cas_sees_word(p, CAS_WORD_CITE) && !cas_sees_word(p, CAS_WORD_ASSUME))
        cas_expected(p, "`within`, `on`, `when`, `in` or the end of the question", endings);
    return cas_close(p, node);
}

const cas_node *cas_parse_question(cas_parser *p)
{
    const cas_word word = cas_sees(p, CAS_TOKEN_WORD) ? cas_peek(p, 0)->word : CAS_WORD_OTHER;
    const cas_token *next = cas_peek(p, 1);
    const bool of = cas_word_ahead(p, 1, CAS_WORD_OF);
    switch ((int)word) {
    case CAS_WORD_VERDICT:
        if (of)
            return parse_asked_verdict(p);
        break;
    case CAS_WORD_BLOCKERS:
    case CAS_WORD_DECIDERS:
    case CAS_WORD_PILLARS:
        if (of)
            return parse_asked_sets(p);
        break;
    case CAS_WORD_SINGLE:
    case CAS_WORD_LAWFUL:
        if (next->kind == CAS_TOKEN_WORD && !cas_word_ahead(p, 1, CAS_WORD_ON) &&
            !cas_word_ahead(p, 1, CAS_WORD_WITHIN))
            return parse_asked_sets(p);
        break;
    case CAS_WORD_NOBODY: return parse_nobody(p);
    case CAS_WORD_NO:
        if (next->kind == CAS_TOKEN_WORD &&
            (next->word == CAS_WORD_CONFLICT || next->word == CAS_WORD_IDLE || next->word == CAS_WORD_CIRCULAR))
            return parse_asked_no(p);
        if (next->kind == CAS_TOKEN_WORD && next->word == CAS_WORD_OTHER) {
            static const cas_word kinds[] = {CAS_WORD_CONFLICT, CAS_WORD_IDLE, CAS_WORD_CIRCULAR, CAS_WORD_OTHER};
            cas_skip(p);
            cas_expected(p, "`conflict`, `idle clause` or `circular wait`", kinds);
        }
        break;
    case CAS_WORD_POWER:
        if (of)
            return parse_asked_of(p, CAS_NODE_ASKED_POWER, "a rule");
        break;
    case CAS_WORD_SETTLEMENT: return parse_asked_settlement(p);
    case CAS_WORD_STABILITY:
        if (of)
            return parse_asked_of(p, CAS_NODE_ASKED_STABILITY, "a standoff");
        break;
    default: break;
    }
    return parse_asked_goal(p);
}

/* A position may reject a condition on issues or a property of the agreement; `NAME =` begins a condition. */
bool cas_sees_question(const cas_parser *p)
{
    const cas_token_kind next = cas_peek(p, 1)->kind;
    if (!cas_sees(p, CAS_TOKEN_WORD) || next == CAS_TOKEN_EQUAL || next == CAS_TOKEN_UNEQUAL)
        return false;
    return next == CAS_TOKEN_WORD && !cas_sees_word(p, CAS_WORD_NOT) && !cas_word_ahead(p, 1, CAS_WORD_AND) &&
           !cas_word_ahead(p, 1, CAS_WORD_OR) && !cas_word_ahead(p, 1, CAS_WORD_CITE) &&
           !cas_word_ahead(p, 1, CAS_WORD_ASSUME);
}

/* ---- check, expect, ask ------------------------------------------------------------------------------------------------ */

/* `expect fails Q`: the word is an answer if a question follows it, not if it is the goal itself. */
static bool takes_answer(cas_parser *p, cas_word answer)
{
    const cas_token *next = cas_peek(p, 1);
    if (!cas_sees_word(p, answer) || next->kind != CAS_TOKEN_WORD)
        return false;
    if (next->word == CAS_WORD_ON || next->word == CAS_WORD_WITHIN || next->word == CAS_WORD_WHEN ||
        next->word == CAS_WORD_IN)
        return false;
    cas_skip(p);
    return true;
}

const cas_node *cas_parse_asking(cas_parser *p, cas_word word)
{
    cas_node *node = cas_open(p, word == CAS_WORD_CHECK ? CAS_NODE_CHECK
                                 : word == CAS_WORD_ASK ? CAS_NODE_ASK
                                                        : CAS_NODE_EXPECT);
    cas_skip(p);
    node->title = cas_title(p);
    node->op = 0;
    if (node->kind == CAS_NODE_EXPECT) {
        node->op = CAS_ANSWER_HOLDS;
        if (takes_answer(p, CAS_WORD_FAILS))
            node->op = CAS_ANSWER_FAILS;
        else if (takes_answer(p, CAS_WORD_UNDECIDED))
            node->op = CAS_ANSWER_UNDECIDED;
        else
            takes_answer(p, CAS_WORD_HOLDS);
    }
    cas_add(p, cas_parse_question(p));
    return cas_end_statement(p, node);
}
