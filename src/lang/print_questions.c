/* From tree to text: questions. Their parts are printed in the order in which they were asked. */
#include "lang/print.h"

static void print_rest(cas_printer *p, const cas_node *node, size_t from)
{
    cas_print_kids(p, node, from, "");
}

static void print_asked_sets(cas_printer *p, const cas_node *node)
{
    if (node->flags & CAS_FLAG_SINGLE)
        cas_print_word(p, "single");
    switch ((cas_family)node->op) {
    case CAS_FAMILY_BLOCKERS: cas_print_word(p, "blockers"); break;
    case CAS_FAMILY_LAWFUL_BLOCKERS: cas_print_word(p, "lawful blockers"); break;
    case CAS_FAMILY_DECIDERS: cas_print_word(p, "deciders"); break;
    case CAS_FAMILY_PILLARS: cas_print_word(p, "pillars"); break;
    }
    cas_print_word(p, "of");
    cas_print_text(p, node->text);
    print_rest(p, node, 0);
}

static void print_nobody(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, "nobody in");
    if (node->count)
        cas_print(p, node->kids[0]);
    cas_print_word(p, node->flags & CAS_FLAG_LAWFUL ? "can lawfully block" : "can block");
    cas_print_text(p, node->text);
    print_rest(p, node, 1);
}

static void print_no(cas_printer *p, const cas_node *node)
{
    switch ((cas_absence)node->op) {
    case CAS_NO_CONFLICT: cas_print_word(p, "no conflict"); break;
    case CAS_NO_IDLE_CLAUSE: cas_print_word(p, "no idle clause"); break;
    case CAS_NO_CIRCULAR_WAIT: cas_print_word(p, "no circular wait"); break;
    }
    print_rest(p, node, 0);
}

static void print_verdict(cas_printer *p, const cas_node *node)
{
    const bool assured = node->op == CAS_VERDICT_WORD_ASSURED;
    cas_print_word(p, "is");
    switch ((cas_verdict_word)node->op) {
    case CAS_VERDICT_WORD_ASSURED: cas_print_word(p, "assured"); break;
    case CAS_VERDICT_WORD_AVAILABLE: cas_print_word(p, "available"); break;
    case CAS_VERDICT_WORD_MERCY: cas_print_word(p, "at the mercy of"); break;
    case CAS_VERDICT_WORD_NEEDS: cas_print_word(p, "needs"); break;
    case CAS_VERDICT_WORD_IMPOSSIBLE: cas_print_word(p, "impossible"); break;
    }
    print_rest(p, node, 0);
    if (node->flags & CAS_FLAG_BY_RIGHT)
        cas_print_word(p, "by right");
    if (node->flags & CAS_FLAG_BY_BREACH)
        cas_print_word(p, "by breach");
    if (!node->extra.length)
        return;
    cas_print_word(p, assured ? "by day" : "from day");
    cas_print_text(p, node->extra);
}

static void print_are(cas_printer *p, const cas_node *node)
{
    cas_print_word(p, "are");
    if (!node->count)
        cas_print_word(p, "none");
    cas_print_kids(p, node, 0, ",");
}

static void print_lead(cas_printer *p, const char *lead, const cas_node *node)
{
    cas_print_word(p, lead);
    cas_print_text(p, node->text);
    print_rest(p, node, 0);
}

static void print_without(cas_printer *p, const cas_node *node)
{
    print_lead(p, "without", node);
    if (node->flags & CAS_FLAG_PASSIVE)
        cas_print_word(p, "passive");
}

static void print_stance(cas_printer *p, const cas_node *node)
{
    if (node->flags & CAS_FLAG_OTHERS)
        cas_print_word(p, "others");
    print_rest(p, node, 0);
    cas_print_text(p, node->extra);
}

void cas_print_question(cas_printer *p, const cas_node *node)
{
    switch ((int)node->kind) {
    case CAS_NODE_ASKED_GOAL: print_lead(p, "", node); break;
    case CAS_NODE_ASKED_VERDICT: print_lead(p, "verdict of", node); break;
    case CAS_NODE_ASKED_SETS: print_asked_sets(p, node); break;
    case CAS_NODE_ASKED_NOBODY: print_nobody(p, node); break;
    case CAS_NODE_ASKED_BLOCKED:
        cas_print_text(p, node->text);
        cas_print_word(p, "blocked");
        print_rest(p, node, 0);
        break;
    case CAS_NODE_ASKED_NO: print_no(p, node); break;
    case CAS_NODE_ASKED_POWER: print_lead(p, "power of", node); break;
    case CAS_NODE_ASKED_SETTLEMENT: print_lead(p, "settlement", node); break;
    case CAS_NODE_ASKED_STABILITY: print_lead(p, "stability of", node); break;
    case CAS_NODE_ASKED_ON: print_lead(p, "on", node); break;
    case CAS_NODE_STANCES:
        cas_print_word(p, "when");
        cas_print_kids(p, node, 0, "and");
        break;
    case CAS_NODE_STANCE: print_stance(p, node); break;
    case CAS_NODE_VERDICT: print_verdict(p, node); break;
    case CAS_NODE_ARE: print_are(p, node); break;
    case CAS_NODE_PARTIES_SET:
        cas_print_open(p, "{");
        cas_print_kids(p, node, 0, ",");
        cas_print_glued(p, "}");
        break;
    case CAS_NODE_WITHOUT: print_without(p, node); break;
    default: break;
    }
}
