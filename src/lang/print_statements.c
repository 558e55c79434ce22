/* From tree to text: statements, each as one line. What a head line owns is printed by format.c. */
#include "lang/print.h"

static void rest(cas_printer *p, const cas_node *node, size_t from)
{
    cas_print_kids(p, node, from, "");
}

static void named(cas_printer *p, const char *word, const cas_node *node)
{
    cas_print_word(p, word);
    cas_print_text(p, node->text);
    cas_print_quoted(p, node->title);
}

static bool is_note(const cas_node *node)
{
    return node->kind == CAS_NODE_CITE || node->kind == CAS_NODE_BECAUSE || node->kind == CAS_NODE_IF;
}

/* The kids of one sort, separated, then whatever follows them. */
static void listed(cas_printer *p, const cas_node *node, size_t from, const char *separator)
{
    size_t i = from;
    for (; i < node->count && !is_note(node->kids[i]); i++) {
        if (i > from && separator[0] == ',')
            cas_print_glued(p, ",");
        else if (i > from)
            cas_print_word(p, separator);
        cas_print(p, node->kids[i]);
    }
    rest(p, node, i);
}

/* ---- Declarations ------------------------------------------------------------------------------------------------------ */

static void print_agreement(cas_printer *p, const cas_node *node)
{
    named(p, "agreement", node);
    if (node->extra.length) {
        cas_print_word(p, "dated");
        cas_print_text(p, node->extra);
    }
    rest(p, node, 0);
}

static void print_source(cas_printer *p, const cas_node *node)
{
    named(p, "source", node);
    if (node->flags & CAS_FLAG_RESTATED)
        cas_print_word(p, "restated");
    if (node->flags & CAS_FLAG_SECONDARY)
        cas_print_word(p, "secondary");
    if (node->extra.length) {
        cas_print_word(p, "sha256");
        cas_print_text(p, node->extra);
        if (node->flags & CAS_FLAG_SHORTENED)
            cas_print_glued(p, "…");
    }
    rest(p, node, 0);
}

static void print_party(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, "party");
    cas_print_text(p, node->text);
    if (node->extra.length) {
        cas_print_word(p, "*");
        cas_print_text(p, node->extra);
    }
    cas_print_quoted(p, node->title);
    rest(p, node, 0);
}

static void equated(cas_printer *p, const char *word, const cas_node *node)
{
    named(p, word, node);
    cas_print_word(p, "=");
    rest(p, node, 0);
}

static void print_weight(cas_printer *p, const cas_node *node)
{
    named(p, "weight", node);
    if (!cas_kid(node, CAS_NODE_TABLE))
        cas_print_word(p, "=");
    listed(p, node, 0, ",");
}

static void print_measure(cas_printer *p, const cas_node *node)
{
    named(p, "measure", node);
    if (node->flags & CAS_FLAG_OPTIONAL)
        cas_print_word(p, "optional");
    rest(p, node, 0);
}

static void print_aim(cas_printer *p, const cas_node *node)
{
    for (size_t i = 0; i < 2 && i < node->count; i++)
        cas_print(p, node->kids[i]);
    cas_print_word(p, node->kind == CAS_NODE_GIVES ? "gives" : "does");
    cas_print_text(p, node->text);
    rest(p, node, 2);
}

static void print_assume(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, "assume");
    cas_print_text(p, node->text);
    cas_print_word(p, "=");
    if (node->count)
        cas_print(p, node->kids[0]);
    cas_print_quoted(p, node->title);
    rest(p, node, 1);
}

/* ---- Clauses ----------------------------------------------------------------------------------------------------------- */

static void print_who(cas_printer *p, const cas_node *who)
{
    if (who->op == CAS_WHO_EACH)
        cas_print_word(p, "each of");
    for (size_t i = 0; i < who->count; i++) {
        const cas_node *kid = who->kids[i];
        if (kid->kind == CAS_NODE_QUANTITY)
            cas_print_word(p, "any");
        cas_print(p, kid);
        if (kid->kind == CAS_NODE_QUANTITY)
            cas_print_word(p, "of");
        if (kid->kind == CAS_NODE_SET && who->op == CAS_WHO_JOINTLY)
            cas_print_word(p, "jointly");
    }
}

static void print_who_ballot(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, node->op == CAS_BALLOT_ABSTAIN ? "abstaining" : node->op == CAS_BALLOT_YES ? "yes" : "no");
    cas_print_word(p, "on");
    cas_print_text(p, node->text);
}

static void print_norm(cas_printer *p, const cas_node *node, const char *modal)
{
    bool follows = false;
    for (size_t i = 0; i < node->count; i++) {
        const cas_node *kid = node->kids[i];
        const bool choice = cas_node_is_action(kid->kind) || kid->kind == CAS_NODE_NAME;
        if (choice && follows)
            cas_print_word(p, "or");
        follows = choice;
        cas_print(p, kid);
        if (i == 0)
            cas_print_word(p, modal);
    }
}

static void print_decide(cas_printer *p, const cas_node *node)
{
    named(p, "decide", node);
    cas_print_word(p, "by");
    rest(p, node, 0);
}

static void print_finding(cas_printer *p, const cas_node *node)
{
    named(p, "finding", node);
    switch ((cas_finding)node->op) {
    case CAS_FINDING_BY_RULE: cas_print_word(p, "by"); break;
    case CAS_FINDING_BY_FACT: cas_print_word(p, "by fact"); break;
    case CAS_FINDING_BY_EACH: cas_print_word(p, "by each"); break;
    case CAS_FINDING_ON_CALL: cas_print_word(p, "on call of"); break;
    }
    for (size_t i = 0; i < node->count; i++) {
        cas_print(p, node->kids[i]);
        if (node->kids[i]->kind == CAS_NODE_QUANTITY)
            cas_print_word(p, "of");
    }
}

static void print_leave(cas_printer *p, const cas_node *node)
{
    size_t i = 0;
    if (node->count)
        cas_print(p, node->kids[i++]);
    cas_print_text(p, node->extra);
    if (node->text.length) {
        if (i < node->count && node->kids[i]->kind == CAS_NODE_DURATION)
            cas_print(p, node->kids[i++]);
        cas_print_word(p, "after");
        cas_print_text(p, node->text);
    }
    rest(p, node, i);
}

static void led(cas_printer *p, const char *word, const cas_node *node, const char *separator)
{
    cas_print_word(p, word);
    listed(p, node, 0, separator);
}

/* ---- Issues, questions ------------------------------------------------------------------------------------------------- */

static void print_expect(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, "expect");
    cas_print_quoted(p, node->title);
    switch ((cas_answer)node->op) {
    case CAS_ANSWER_HOLDS:
        /* Only a goal that bears the name of an answer needs the word. */
        if (node->count && (cas_text_is(node->kids[0]->text, "fails") ||
                            cas_text_is(node->kids[0]->text, "undecided") || cas_text_is(node->kids[0]->text, "holds")))
            cas_print_word(p, "holds");
        break;
    case CAS_ANSWER_FAILS: cas_print_word(p, "fails"); break;
    case CAS_ANSWER_UNDECIDED: cas_print_word(p, "undecided"); break;
    }
    rest(p, node, 0);
}

static void titled(cas_printer *p, const char *word, const cas_node *node)
{
    cas_print_word(p, word);
    cas_print_quoted(p, node->title);
    rest(p, node, 0);
}

/* ---- Scenarios --------------------------------------------------------------------------------------------------------- */

static void print_step(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, "day");
    cas_print_text(p, node->text);
    cas_print_glued(p, ":");
    rest(p, node, 0);
}

static void print_deed(cas_printer *p, const cas_node *node)
{
    static const char *const ballots[] = {[CAS_BALLOT_YES] = "yes",
                                          [CAS_BALLOT_NO] = "no",
                                          [CAS_BALLOT_ABSTAIN] = "abstain",
                                          [CAS_BALLOT_ABSENT] = "absent"};
    if (node->count)
        cas_print(p, node->kids[0]);
    cas_print_text(p, node->extra);
    if (node->kind == CAS_NODE_STEP_VOTES) {
        cas_print_word(p, ballots[node->op]);
        cas_print_word(p, "on");
    }
    cas_print_text(p, node->text);
    rest(p, node, 1);
}

static void print_expected_norm(cas_printer *p, const cas_node *node)
{
    if (node->count)
        cas_print(p, node->kids[0]);
    switch ((cas_norm)node->op) {
    case CAS_NORM_OWED: cas_print_word(p, "owed"); break;
    case CAS_NORM_PERMITTED: cas_print_word(p, "permitted"); break;
    case CAS_NORM_FORBIDDEN: cas_print_word(p, "forbidden"); break;
    }
    rest(p, node, 1);
}

static void print_expected_decision(cas_printer *p, const cas_node *node)
{
    cas_print_text(p, node->text);
    switch ((cas_outcome)node->op) {
    case CAS_OUTCOME_ADOPTED: cas_print_word(p, "adopted"); break;
    case CAS_OUTCOME_REJECTED: cas_print_word(p, "rejected"); break;
    case CAS_OUTCOME_OPEN: cas_print_word(p, "open"); break;
    }
}

static void said_of(cas_printer *p, const cas_node *node, const char *what)
{
    cas_print_text(p, node->text);
    cas_print_word(p, what);
    rest(p, node, 0);
}

/* ---- Positions and standoffs ------------------------------------------------------------------------------------------- */

static void print_prefers(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, "prefers");
    cas_print_text(p, node->text);
    cas_print_glued(p, ":");
    listed(p, node, 0, ">");
}

static void print_prefers_issues(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, "prefers");
    size_t i = 0;
    for (; i < node->count && node->kids[i]->kind == CAS_NODE_NAME; i++) {
        if (i) {
            cas_print_glued(p, ",");
            cas_print_word(p, "then");
        }
        cas_print(p, node->kids[i]);
    }
    rest(p, node, i);
}

/* A statement with `if` is bracketed, so that what it is weighed against stands apart. */
static void print_weighs(cas_printer *p, const cas_node *node)
{
    cas_print_text(p, node->text);
    cas_print_word(p, "prefers");
    size_t i = 0;
    for (; i < node->count && node->kids[i]->kind == CAS_NODE_LEVEL; i++) {
        const cas_node *level = node->kids[i];
        if (i)
            cas_print_word(p, ">");
        if (level->flags & CAS_FLAG_UNKNOWN)
            cas_print_word(p, "unknown");
        for (size_t k = 0; k < level->count; k++) {
            const bool bracketed = level->kids[k]->kind == CAS_NODE_PROVIDED;
            if (k)
                cas_print_word(p, "~");
            if (bracketed)
                cas_print_open(p, "(");
            cas_print(p, level->kids[k]);
            if (bracketed)
                cas_print_glued(p, ")");
        }
    }
    rest(p, node, i);
}

static void done_by(cas_printer *p, const cas_node *node, const char *verb, const char *separator)
{
    cas_print_text(p, node->text);
    cas_print_word(p, verb);
    listed(p, node, 0, separator);
}

static void print_option(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, "option");
    cas_print_text(p, node->text);
    cas_print_word(p, "of");
    if (node->count)
        cas_print(p, node->kids[0]);
    cas_print_quoted(p, node->title);
    rest(p, node, 1);
}

static void print_irreversible(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, node->flags & CAS_FLAG_NOT ? "irreversible not" : "irreversible");
    cas_print_text(p, node->text);
    rest(p, node, 0);
}

static void print_standoff(cas_printer *p, const cas_node *node)
{
    named(p, "standoff", node);
    if (!node->extra.length)
        return;
    cas_print_word(p, "like");
    cas_print_text(p, node->extra);
}

/* ---- All of them ------------------------------------------------------------------------------------------------------- */

void cas_print_statement(cas_printer *p, const cas_node *node)
{
    switch ((int)node->kind) {
    case CAS_NODE_AGREEMENT: print_agreement(p, node); break;
    case CAS_NODE_INCLUDE: titled(p, "include", node); break;
    case CAS_NODE_AMENDS: titled(p, "amends", node); break;
    case CAS_NODE_SOURCE: print_source(p, node); break;
    case CAS_NODE_PARTY: print_party(p, node); break;
    case CAS_NODE_PARTIES: led(p, "parties", node, ""); break;
    case CAS_NODE_GROUP: equated(p, "group", node); break;
    case CAS_NODE_WEIGHT: print_weight(p, node); break;
    case CAS_NODE_MEASURE: print_measure(p, node); break;
    case CAS_NODE_ACT:
        named(p, "act", node);
        rest(p, node, 0);
        break;
    case CAS_NODE_INCIDENT:
        named(p, "incident", node);
        rest(p, node, 0);
        break;
    case CAS_NODE_GOAL: equated(p, "goal", node); break;
    case CAS_NODE_GIVES:
    case CAS_NODE_DOES: print_aim(p, node); break;
    case CAS_NODE_ASSUME: print_assume(p, node); break;
    case CAS_NODE_REPLACE: led(p, "replace", node, ""); break;
    case CAS_NODE_DROP:
        named(p, "drop clause", node);
        rest(p, node, 0);
        break;
    case CAS_NODE_RULE: equated(p, "rule", node); break;
    case CAS_NODE_CLAUSE: named(p, "clause", node); break;
    case CAS_NODE_WHEN: led(p, "when", node, "or"); break;
    case CAS_NODE_DUTY: print_norm(p, node, "must"); break;
    case CAS_NODE_PROHIBITION: print_norm(p, node, "must not"); break;
    case CAS_NODE_PERMISSION: print_norm(p, node, "may"); break;
    case CAS_NODE_POWER: print_norm(p, node, "can"); break;
    case CAS_NODE_PREVAILS_OVER: led(p, "prevails over", node, ","); break;
    case CAS_NODE_DECIDE: print_decide(p, node); break;
    case CAS_NODE_AGAIN_AFTER: led(p, "again after", node, ""); break;
    case CAS_NODE_FINDING: print_finding(p, node); break;
    case CAS_NODE_END: led(p, node->op ? "end agreement" : "end", node, ","); break;
    case CAS_NODE_LEAVE: print_leave(p, node); break;
    case CAS_NODE_WHO: print_who(p, node); break;
    case CAS_NODE_WHO_BALLOT: print_who_ballot(p, node); break;
    case CAS_NODE_ISSUE: named(p, "issue", node); break;
    case CAS_NODE_READING: named(p, "reading", node); break;
    case CAS_NODE_ALTERNATIVE:
        named(p, "", node);
        rest(p, node, 0);
        break;
    case CAS_NODE_INFEASIBLE: led(p, "infeasible", node, ""); break;
    case CAS_NODE_CHECK: titled(p, "check", node); break;
    case CAS_NODE_EXPECT: print_expect(p, node); break;
    case CAS_NODE_ASK: titled(p, "ask", node); break;
    case CAS_NODE_SCENARIO: named(p, "scenario", node); break;
    case CAS_NODE_STEP: print_step(p, node); break;
    case CAS_NODE_STEP_VOTES:
    case CAS_NODE_STEP_GIVES:
    case CAS_NODE_STEP_DOES:
    case CAS_NODE_STEP_FINDS: print_deed(p, node); break;
    case CAS_NODE_STEP_EXPECT: led(p, node->flags & CAS_FLAG_NOT ? "expect not" : "expect", node, ""); break;
    case CAS_NODE_EXPECT_NORM: print_expected_norm(p, node); break;
    case CAS_NODE_EXPECT_DECISION: print_expected_decision(p, node); break;
    case CAS_NODE_EXPECT_BREACHED: said_of(p, node, "breached"); break;
    case CAS_NODE_EXPECT_GIVEN: said_of(p, node, "given"); break;
    case CAS_NODE_EXPECT_REACHED: said_of(p, node, "reached"); break;
    case CAS_NODE_POSITION: named(p, "position", node); break;
    case CAS_NODE_REJECTS: led(p, "rejects", node, ""); break;
    case CAS_NODE_PREFERS: print_prefers(p, node); break;
    case CAS_NODE_PREFERS_ISSUES: print_prefers_issues(p, node); break;
    case CAS_NODE_SETTLE: led(p, "settle by", node, ""); break;
    case CAS_NODE_STANDOFF: print_standoff(p, node); break;
    case CAS_NODE_OPTION: print_option(p, node); break;
    case CAS_NODE_IRREVERSIBLE: print_irreversible(p, node); break;
    case CAS_NODE_WEIGHS: print_weighs(p, node); break;
    case CAS_NODE_RANKS: done_by(p, node, "ranks", ">"); break;
    case CAS_NODE_STATUS_QUO: led(p, "status quo", node, ""); break;
    case CAS_NODE_STATES: led(p, "states", node, ","); break;
    case CAS_NODE_MOVES: done_by(p, node, "moves", ","); break;
    default: break;
    }
}
