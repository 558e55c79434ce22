/*
 * From tree to text: decision rules.
 *
 * A part is bracketed when it binds more loosely than its place allows: tails loosest, then `or`, then `and`. An `and` inside
 * an `or` is bracketed too, so that nobody has to know which binds tighter.
 */
#include "lang/print.h"

enum { RULE_TAILED, RULE_EITHER, RULE_BOTH, RULE_ATOM };

static int looseness_of_rule(const cas_node *node)
{
    switch ((int)node->kind) {
    case CAS_NODE_TAILED: return RULE_TAILED;
    case CAS_NODE_EITHER: return RULE_EITHER;
    case CAS_NODE_BOTH: return RULE_BOTH;
    default: return RULE_ATOM;
    }
}

static const char *ballot_word(int ballot)
{
    switch ((cas_ballot)ballot) {
    case CAS_BALLOT_YES: return "yes";
    case CAS_BALLOT_NO: return "no";
    case CAS_BALLOT_NOT_YES: return "not yes";
    case CAS_BALLOT_NOT_NO: return "not no";
    case CAS_BALLOT_ACCEPT: return "accept";
    case CAS_BALLOT_ABSTAIN: return "abstain";
    case CAS_BALLOT_ABSENT: return "absent";
    }
    return "";
}

static void print_rule(cas_printer *p, const cas_node *node, int allowed);

static void print_parts(cas_printer *p, const cas_node *node, int allowed, const char *between)
{
    for (size_t i = 0; i < node->count; i++) {
        if (i)
            cas_print_word(p, between);
        print_rule(p, node->kids[i], allowed);
    }
}

/* COUNT [WEIGHT of] SET, of a rule or a quorum. */
static void print_share(cas_printer *p, const cas_node *node)
{
    const cas_node *count = cas_kid(node, CAS_NODE_COUNT), *set = cas_kid(node, CAS_NODE_SET);
    if (count)
        cas_print(p, count);
    if (node->text.length) {
        cas_print_text(p, node->text);
        cas_print_word(p, "of");
    }
    if (set)
        cas_print(p, set);
}

static void print_bodies(cas_printer *p, const cas_node *node)
{
    cas_print(p, node->kids[0]);
    cas_print_kids(p, node, 1, ",");
}

static void print_tail(cas_printer *p, const cas_node *tail)
{
    switch ((int)tail->kind) {
    case CAS_NODE_OF_THOSE_VOTING: cas_print_word(p, "of those voting"); break;
    case CAS_NODE_QUORUM:
        cas_print_word(p, "quorum");
        print_share(p, tail);
        break;
    case CAS_NODE_FAILING_THAT:
        cas_print_word(p, "failing that");
        if (cas_kid(tail, CAS_NODE_DURATION)) {
            cas_print_word(p, "after");
            cas_print(p, cas_kid(tail, CAS_NODE_DURATION));
        }
        if (cas_kid_expression(tail))
            print_rule(p, cas_kid_expression(tail), RULE_EITHER);
        break;
    default:
        cas_print_word(p, tail->kind == CAS_NODE_EXCLUDING ? "excluding" : "barring");
        if (tail->count)
            cas_print_term(p, tail->kids[0]);
        break;
    }
}

static void print_tailed(cas_printer *p, const cas_node *node)
{
    print_rule(p, node->kids[0], RULE_EITHER);
    for (size_t i = 1; i < node->count; i++)
        print_tail(p, node->kids[i]);
}

static void print_rule(cas_printer *p, const cas_node *node, int allowed)
{
    const bool bracketed = looseness_of_rule(node) < allowed;
    if (bracketed)
        cas_print_open(p, "(");
    switch ((int)node->kind) {
    case CAS_NODE_TAILED: print_tailed(p, node); break;
    case CAS_NODE_EITHER: print_parts(p, node, RULE_ATOM, "or"); break;
    case CAS_NODE_BOTH: print_parts(p, node, RULE_ATOM, "and"); break;
    case CAS_NODE_OF:
        print_share(p, node);
        cas_print_word(p, ballot_word(node->op));
        break;
    case CAS_NODE_VOTES:
        if (node->count)
            cas_print_term(p, node->kids[0]);
        cas_print_word(p, ballot_word(node->op));
        break;
    case CAS_NODE_BODIES: print_bodies(p, node); break;
    default: cas_print_text(p, node->text); break;
    }
    if (bracketed)
        cas_print_glued(p, ")");
}

void cas_print_rule(cas_printer *p, const cas_node *node)
{
    if (node->kind == CAS_NODE_OF_THOSE_VOTING || node->kind == CAS_NODE_QUORUM || node->kind == CAS_NODE_EXCLUDING ||
        node->kind == CAS_NODE_BARRING || node->kind == CAS_NODE_FAILING_THAT)
        print_tail(p, node);
    else
        print_rule(p, node, RULE_TAILED);
}

void cas_print_rule_in_event(cas_printer *p, const cas_node *node)
{
    print_rule(p, node, RULE_BOTH);
}
