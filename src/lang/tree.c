/* Walking and printing the syntax tree: see tree.h. */
#include "lang/tree.h"

const cas_node *cas_kid(const cas_node *node, cas_node_kind kind)
{
    size_t at = 0;
    return cas_kid_from(node, kind, &at);
}

const cas_node *cas_kid_from(const cas_node *node, cas_node_kind kind, size_t *at)
{
    if (!node)
        return NULL;
    while (*at < node->count) {
        const cas_node *kid = node->kids[(*at)++];
        if (kid->kind == kind)
            return kid;
    }
    return NULL;
}

size_t cas_kids_of(const cas_node *node, cas_node_kind kind)
{
    size_t kids = 0;
    for (size_t i = 0; node && i < node->count; i++)
        kids += node->kids[i]->kind == kind;
    return kids;
}

const cas_node *cas_kid_at(const cas_node *node, size_t place)
{
    return node && place < node->count ? node->kids[place] : NULL;
}

bool cas_node_is_condition(cas_node_kind kind)
{
    return kind >= CAS_NODE_IS && kind <= CAS_NODE_PROVIDED;
}

bool cas_node_is_expression(cas_node_kind kind)
{
    return kind == CAS_NODE_EITHER || kind == CAS_NODE_BOTH || kind == CAS_NODE_OF || kind == CAS_NODE_VOTES ||
           kind == CAS_NODE_RULE_NAME || kind == CAS_NODE_BODIES || kind == CAS_NODE_TAILED;
}

bool cas_node_is_event(cas_node_kind kind)
{
    return kind >= CAS_NODE_HAPPENS && kind <= CAS_NODE_BREACH;
}

bool cas_node_is_question(cas_node_kind kind)
{
    return kind >= CAS_NODE_ASKED_GOAL && kind <= CAS_NODE_ASKED_STABILITY;
}

bool cas_node_is_action(cas_node_kind kind)
{
    return kind == CAS_NODE_GIVE || kind == CAS_NODE_DO;
}

static const cas_node *first_kid_that(const cas_node *node, bool (*fits)(cas_node_kind))
{
    for (size_t i = 0; node && i < node->count; i++)
        if (fits(node->kids[i]->kind))
            return node->kids[i];
    return NULL;
}

const cas_node *cas_kid_condition(const cas_node *node)
{
    return first_kid_that(node, cas_node_is_condition);
}
const cas_node *cas_kid_expression(const cas_node *node)
{
    return first_kid_that(node, cas_node_is_expression);
}
const cas_node *cas_kid_event(const cas_node *node)
{
    return first_kid_that(node, cas_node_is_event);
}
const cas_node *cas_kid_question(const cas_node *node)
{
    return first_kid_that(node, cas_node_is_question);
}

const char *cas_node_kind_name(cas_node_kind kind)
{
    switch (kind) {
    case CAS_NODE_FILE: return "file";
    case CAS_NODE_CITE: return "cite";
    case CAS_NODE_BECAUSE: return "because";
    case CAS_NODE_IF: return "if";
    case CAS_NODE_IS: return "is";
    case CAS_NODE_HOLDS: return "holds";
    case CAS_NODE_NOT: return "not";
    case CAS_NODE_AND: return "and";
    case CAS_NODE_OR: return "or";
    case CAS_NODE_PROVIDED: return "provided";
    case CAS_NODE_AGREEMENT: return "agreement";
    case CAS_NODE_IN_FORCE: return "in force";
    case CAS_NODE_INCLUDE: return "include";
    case CAS_NODE_AMENDS: return "amends";
    case CAS_NODE_SOURCE: return "source";
    case CAS_NODE_PARTY: return "party";
    case CAS_NODE_PARTIES: return "parties";
    case CAS_NODE_TABLE: return "table";
    case CAS_NODE_GROUP: return "group";
    case CAS_NODE_WEIGHT: return "weight";
    case CAS_NODE_ENTRY: return "entry";
    case CAS_NODE_MEASURE: return "measure";
    case CAS_NODE_ACT: return "act";
    case CAS_NODE_INCIDENT: return "incident";
    case CAS_NODE_GOAL: return "goal";
    case CAS_NODE_GIVES: return "gives";
    case CAS_NODE_DOES: return "does";
    case CAS_NODE_ASSUME: return "assume";
    case CAS_NODE_REPLACE: return "replace";
    case CAS_NODE_DROP: return "drop";
    case CAS_NODE_SET: return "set";
    case CAS_NODE_EXCEPT: return "except";
    case CAS_NODE_NAME: return "name";
    case CAS_NODE_MEMBER: return "member";
    case CAS_NODE_EVERYONE: return "everyone";
    case CAS_NODE_COUNT: return "count";
    case CAS_NODE_QUANTITY: return "quantity";
    case CAS_NODE_DURATION: return "duration";
    case CAS_NODE_BY: return "by";
    case CAS_NODE_ON: return "on";
    case CAS_NODE_TO: return "to";
    case CAS_NODE_MEASURES: return "measures";
    case CAS_NODE_WITHIN: return "within";
    case CAS_NODE_RULE: return "rule";
    case CAS_NODE_EITHER: return "either";
    case CAS_NODE_BOTH: return "both";
    case CAS_NODE_OF: return "of";
    case CAS_NODE_VOTES: return "votes";
    case CAS_NODE_RULE_NAME: return "rule name";
    case CAS_NODE_BODIES: return "bodies";
    case CAS_NODE_BODY: return "body";
    case CAS_NODE_TAILED: return "tailed";
    case CAS_NODE_OF_THOSE_VOTING: return "of those voting";
    case CAS_NODE_QUORUM: return "quorum";
    case CAS_NODE_EXCLUDING: return "excluding";
    case CAS_NODE_BARRING: return "barring";
    case CAS_NODE_FAILING_THAT: return "failing that";
    case CAS_NODE_CLAUSE: return "clause";
    case CAS_NODE_WHEN: return "when";
    case CAS_NODE_DUTY: return "duty";
    case CAS_NODE_PROHIBITION: return "prohibition";
    case CAS_NODE_PERMISSION: return "permission";
    case CAS_NODE_POWER: return "power";
    case CAS_NODE_PREVAILS_OVER: return "prevails over";
    case CAS_NODE_DECIDE: return "decide";
    case CAS_NODE_AGAIN_AFTER: return "again after";
    case CAS_NODE_FINDING: return "finding";
    case CAS_NODE_END: return "end";
    case CAS_NODE_LEAVE: return "leave";
    case CAS_NODE_WHO: return "who";
    case CAS_NODE_WHO_BALLOT: return "who ballot";
    case CAS_NODE_GIVE: return "give";
    case CAS_NODE_DO: return "do";
    case CAS_NODE_HAPPENS: return "happens";
    case CAS_NODE_DONE: return "done";
    case CAS_NODE_ADOPTED: return "adopted";
    case CAS_NODE_REJECTED: return "rejected";
    case CAS_NODE_FOUND: return "found";
    case CAS_NODE_NOT_FOUND: return "not found";
    case CAS_NODE_AFTER: return "after";
    case CAS_NODE_DATE: return "date";
    case CAS_NODE_ENTERS: return "entry into force";
    case CAS_NODE_BREACH: return "breach";
    case CAS_NODE_ISSUE: return "issue";
    case CAS_NODE_READING: return "reading";
    case CAS_NODE_ALTERNATIVE: return "alternative";
    case CAS_NODE_INFEASIBLE: return "infeasible";
    case CAS_NODE_DRAFT: return "draft";
    case CAS_NODE_CHECK: return "check";
    case CAS_NODE_EXPECT: return "expect";
    case CAS_NODE_ASK: return "ask";
    case CAS_NODE_ASKED_GOAL: return "asked goal";
    case CAS_NODE_ASKED_VERDICT: return "asked verdict";
    case CAS_NODE_ASKED_SETS: return "asked sets";
    case CAS_NODE_ASKED_NOBODY: return "asked nobody";
    case CAS_NODE_ASKED_BLOCKED: return "asked blocked";
    case CAS_NODE_ASKED_NO: return "asked no";
    case CAS_NODE_ASKED_POWER: return "asked power";
    case CAS_NODE_ASKED_SETTLEMENT: return "asked settlement";
    case CAS_NODE_ASKED_STABILITY: return "asked stability";
    case CAS_NODE_ASKED_ON: return "asked on";
    case CAS_NODE_IN: return "in";
    case CAS_NODE_DATED: return "dated";
    case CAS_NODE_STANCES: return "stances";
    case CAS_NODE_STANCE: return "stance";
    case CAS_NODE_VERDICT: return "verdict";
    case CAS_NODE_ARE: return "are";
    case CAS_NODE_PARTIES_SET: return "parties set";
    case CAS_NODE_WITHOUT: return "without";
    case CAS_NODE_SCENARIO: return "scenario";
    case CAS_NODE_STEP: return "step";
    case CAS_NODE_STEP_VOTES: return "step votes";
    case CAS_NODE_STEP_GIVES: return "step gives";
    case CAS_NODE_STEP_DOES: return "step does";
    case CAS_NODE_STEP_FINDS: return "step finds";
    case CAS_NODE_STEP_EXPECT: return "step expect";
    case CAS_NODE_EXPECT_NORM: return "expect norm";
    case CAS_NODE_EXPECT_DECISION: return "expect decision";
    case CAS_NODE_EXPECT_BREACHED: return "expect breached";
    case CAS_NODE_EXPECT_GIVEN: return "expect given";
    case CAS_NODE_EXPECT_REACHED: return "expect reached";
    case CAS_NODE_POSITION: return "position";
    case CAS_NODE_REJECTS: return "rejects";
    case CAS_NODE_PREFERS: return "prefers";
    case CAS_NODE_PREFERS_ISSUES: return "prefers issues";
    case CAS_NODE_LEVEL: return "level";
    case CAS_NODE_SETTLE: return "settle";
    case CAS_NODE_STANDOFF: return "standoff";
    case CAS_NODE_OPTION: return "option";
    case CAS_NODE_IRREVERSIBLE: return "irreversible";
    case CAS_NODE_WEIGHS: return "weighs";
    case CAS_NODE_RANKS: return "ranks";
    case CAS_NODE_STATE: return "state";
    case CAS_NODE_STATUS_QUO: return "status quo";
    case CAS_NODE_STATES: return "states";
    case CAS_NODE_MOVES: return "moves";
    case CAS_NODE_MOVE: return "move";
    case CAS_NODE_KIND_COUNT: break;
    }
    return "";
}

bool cas_node_equal(const cas_node *a, const cas_node *b)
{
    if (!a || !b)
        return a == b;
    if (a->kind != b->kind || a->op != b->op || a->flags != b->flags || a->count != b->count ||
        !cas_text_equal(a->text, b->text) || !cas_text_equal(a->title, b->title) || !cas_text_equal(a->extra, b->extra))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!cas_node_equal(a->kids[i], b->kids[i]))
            return false;
    return true;
}

static void print(cas_builder *out, const cas_source_map *map, const cas_node *node, int depth)
{
    for (int i = 0; i < depth; i++)
        cas_puts(out, "  ");
    cas_puts(out, cas_node_kind_name(node->kind));
    if (node->text.length)
        cas_putf(out, " %.*s", CAS_SHOW(node->text));
    if (node->extra.length)
        cas_putf(out, " / %.*s", CAS_SHOW(node->extra));
    if (node->title.length)
        cas_putf(out, " \"%.*s\"", CAS_SHOW(node->title));
    if (node->op)
        cas_putf(out, " op %d", node->op);
    if (node->flags)
        cas_putf(out, " flags %x", (unsigned)node->flags);
    if (node->span.file >= 0 && depth < 3)
        cas_putf(out, "  # line %zu", cas_source_line_of(map, node->span.file, node->span.begin));
    cas_putc(out, '\n');
    for (size_t i = 0; i < node->count; i++)
        print(out, map, node->kids[i], depth + 1);
}

void cas_tree_print(cas_builder *out, const cas_source_map *map, const cas_node *node)
{
    print(out, map, node, 0);
}
