/*
 * From tree to text: phrases, conditions, events.
 *
 * Brackets are printed where the tree would otherwise be read differently, and around an `and` inside an `or`, so that
 * nobody has to know which binds tighter: a node is bracketed when it binds more loosely than its place allows.
 */
#include "lang/print.h"

#include "lang/lexer.h"

#include <string.h>

/* ---- Words ------------------------------------------------------------------------------------------------------------- */

static void space(cas_printer *p)
{
    if (!p->tight)
        cas_putc(p->out, ' ');
    p->tight = false;
}

void cas_print_text(cas_printer *p, cas_text text)
{
    if (!text.length)
        return;
    space(p);
    cas_put(p->out, text);
}

void cas_print_word(cas_printer *p, const char *word)
{
    cas_print_text(p, cas_text_of(word));
}

void cas_print_quoted(cas_printer *p, cas_text text)
{
    if (!text.length)
        return;
    const bool curly = memchr(text.at, '"', text.length) != NULL;
    space(p);
    cas_puts(p->out, curly ? "“" : "\"");
    cas_put(p->out, text);
    cas_puts(p->out, curly ? "”" : "\"");
}

void cas_print_open(cas_printer *p, const char *bracket)
{
    space(p);
    cas_puts(p->out, bracket);
    p->tight = true;
}

void cas_print_glued(cas_printer *p, const char *sign)
{
    cas_puts(p->out, sign);
    p->tight = false;
}

void cas_print_kids(cas_printer *p, const cas_node *node, size_t from, const char *separator)
{
    for (size_t i = from; i < node->count; i++) {
        if (i > from && separator[0] == ',')
            cas_print_glued(p, ",");
        else if (i > from && separator[0])
            cas_print_word(p, separator);
        cas_print(p, node->kids[i]);
    }
}

/* ---- Sets, counts, durations ------------------------------------------------------------------------------------------- */

static void print_list(cas_printer *p, const cas_node *set)
{
    bool first = true;
    for (size_t i = 0; i < set->count; i++) {
        const cas_node *kid = set->kids[i];
        if (kid->kind == CAS_NODE_EXCEPT) {
            cas_print_word(p, "except");
            print_list(p, kid);
            continue;
        }
        if (!first)
            cas_print_glued(p, ",");
        first = false;
        if (kid->kind == CAS_NODE_SET) {
            cas_print_open(p, "(");
            print_list(p, kid);
            cas_print_glued(p, ")");
        } else {
            cas_print(p, kid);
        }
    }
}

/* A term where only one may stand: a set needs its brackets. */
void cas_print_term(cas_printer *p, const cas_node *term)
{
    if (term->kind != CAS_NODE_SET) {
        cas_print(p, term);
        return;
    }
    cas_print_open(p, "(");
    print_list(p, term);
    cas_print_glued(p, ")");
}

static void print_count(cas_printer *p, const cas_node *count)
{
    if (count->flags & CAS_FLAG_UNSAID)
        return;
    switch ((cas_count)count->op) {
    case CAS_COUNT_ALL: cas_print_word(p, "all"); break;
    case CAS_COUNT_ANY: cas_print_word(p, "any"); break;
    case CAS_COUNT_NONE: cas_print_word(p, "none"); break;
    case CAS_COUNT_MAJORITY: cas_print_word(p, "majority"); break;
    case CAS_COUNT_AT_LEAST: cas_print_word(p, "at least"); break;
    case CAS_COUNT_MORE_THAN: cas_print_word(p, "more than"); break;
    case CAS_COUNT_AT_MOST: cas_print_word(p, "at most"); break;
    case CAS_COUNT_ALL_BUT: cas_print_word(p, "all but"); break;
    case CAS_COUNT_NUMBER: cas_print_word(p, "any"); break;
    }
    cas_print_kids(p, count, 0, "");
    cas_print_word(p, "of");
}

static void print_quantity(cas_printer *p, const cas_node *quantity)
{
    cas_print_text(p, quantity->text);
    if (quantity->op == CAS_QUANTITY_PERCENT)
        cas_print_glued(p, "%");
    if (quantity->op != CAS_QUANTITY_FRACTION)
        return;
    cas_print_glued(p, "/");
    cas_put(p->out, quantity->extra);
}

static void print_by(cas_printer *p, const cas_node *by)
{
    cas_print_word(p, "by");
    switch ((cas_by)by->op) {
    case CAS_BY_SET:
    case CAS_BY_COUNT: break;
    case CAS_BY_EACH: cas_print_word(p, "each of"); break;
    case CAS_BY_UNKNOWN: cas_print_word(p, "unknown"); break;
    }
    cas_print_kids(p, by, 0, "");
}

static void print_measures(cas_printer *p, const cas_node *measures)
{
    switch ((cas_choice)measures->op) {
    case CAS_CHOICE_UNSAID: break;
    case CAS_CHOICE_ANY: cas_print_word(p, "any of"); break;
    case CAS_CHOICE_ALL: cas_print_word(p, "all of"); break;
    }
    cas_print_kids(p, measures, 0, ",");
}

static void print_cite(cas_printer *p, const cas_node *cite)
{
    cas_print_word(p, "cite");
    cas_print_text(p, cite->text);
    if (cite->flags & CAS_FLAG_BRACKETS) {
        cas_print_open(p, "(");
        cas_put(p->out, cite->extra);
        cas_print_glued(p, ")");
    } else {
        cas_print_text(p, cite->extra);
    }
    cas_print_quoted(p, cite->title);
}

static void print_column(cas_printer *p, cas_text column)
{
    if (cas_is_name(column))
        cas_print_text(p, column);
    else
        cas_print_quoted(p, column);
}

static void print_table(cas_printer *p, const cas_node *table)
{
    cas_print_word(p, "from");
    cas_print_quoted(p, table->title);
    cas_print_word(p, "key");
    print_column(p, table->text);
    if (!table->extra.length)
        return;
    cas_print_word(p, "value");
    print_column(p, table->extra);
}

/* ---- Conditions -------------------------------------------------------------------------------------------------------- */

enum { LOOSE_IF, LOOSE_OR, LOOSE_AND, LOOSE_NOTHING };

static int looseness_of_condition(const cas_node *node)
{
    switch ((int)node->kind) {
    case CAS_NODE_PROVIDED: return LOOSE_IF;
    case CAS_NODE_OR: return LOOSE_OR;
    case CAS_NODE_AND: return LOOSE_AND;
    default: return LOOSE_NOTHING;
    }
}

static void print_condition(cas_printer *p, const cas_node *node, int allowed, const char *and);

static void print_operands(cas_printer *p, const cas_node *node, int allowed, const char *between)
{
    for (size_t i = 0; i < node->count; i++) {
        if (i && between[0] == ',')
            cas_print_glued(p, ",");
        else if (i)
            cas_print_word(p, between);
        print_condition(p, node->kids[i], allowed, "and");
    }
}

static void print_condition(cas_printer *p, const cas_node *node, int allowed, const char *and)
{
    const bool bracketed = looseness_of_condition(node) < allowed;
    if (bracketed)
        cas_print_open(p, "(");
    switch ((int)node->kind) {
    case CAS_NODE_PROVIDED: print_operands(p, node, LOOSE_OR, "if"); break;
    case CAS_NODE_OR: print_operands(p, node, LOOSE_NOTHING, "or"); break;
    case CAS_NODE_AND: print_operands(p, node, LOOSE_NOTHING, bracketed ? "and" : and); break;
    case CAS_NODE_NOT:
        cas_print_word(p, "not");
        print_operands(p, node, LOOSE_NOTHING, "");
        break;
    case CAS_NODE_IS:
        cas_print_text(p, node->text);
        cas_print_word(p, node->op == CAS_IS_EQUAL ? "=" : "!=");
        cas_print_text(p, node->extra);
        break;
    default: cas_print_text(p, node->text); break;
    }
    if (bracketed)
        cas_print_glued(p, ")");
}

/* ---- Events and actions ------------------------------------------------------------------------------------------------ */

static void print_after(cas_printer *p, const cas_node *node)
{
    cas_print(p, node->kids[0]);
    cas_print_word(p, "after");
    cas_print_kids(p, node, 1, "");
}

static void print_rejected(cas_printer *p, const cas_node *node)
{
    cas_print_text(p, node->text);
    cas_print_word(p, "rejected");
    if (!node->count)
        return;
    cas_print_word(p, "but meets");
    cas_print_rule_in_event(p, node->kids[0]);
}

static void print_state_of(cas_printer *p, const cas_node *node, const char *state)
{
    cas_print_text(p, node->text);
    cas_print_word(p, state);
}

static void print_lead(cas_printer *p, const char *lead, const cas_node *node, const char *separator)
{
    cas_print_word(p, lead);
    cas_print_kids(p, node, 0, separator);
}

/* ---- Any node ---------------------------------------------------------------------------------------------------------- */

void cas_print(cas_printer *p, const cas_node *node)
{
    switch (node->kind) {
    case CAS_NODE_CITE: print_cite(p, node); return;
    case CAS_NODE_BECAUSE:
        cas_print_word(p, "assume");
        cas_print_quoted(p, node->title);
        return;
    case CAS_NODE_IF: print_lead(p, "if", node, ""); return;
    case CAS_NODE_IS:
    case CAS_NODE_HOLDS:
    case CAS_NODE_NOT:
    case CAS_NODE_AND:
    case CAS_NODE_OR:
    case CAS_NODE_PROVIDED: print_condition(p, node, LOOSE_IF, "and"); return;
    case CAS_NODE_TABLE: print_table(p, node); return;
    case CAS_NODE_ENTRY:
        cas_print_term(p, node->kids[0]);
        cas_print_text(p, node->extra);
        return;
    case CAS_NODE_SET: print_list(p, node); return;
    case CAS_NODE_EXCEPT:
        cas_print_word(p, "except");
        print_list(p, node);
        return;
    case CAS_NODE_NAME:
        cas_print_text(p, node->text);
        cas_print_quoted(p, node->title);
        return;
    case CAS_NODE_MEMBER:
        cas_print_text(p, node->text);
        cas_print_glued(p, ".");
        cas_put(p->out, node->extra);
        return;
    case CAS_NODE_EVERYONE: cas_print_word(p, "everyone"); return;
    case CAS_NODE_COUNT: print_count(p, node); return;
    case CAS_NODE_QUANTITY: print_quantity(p, node); return;
    case CAS_NODE_DURATION:
        cas_print_text(p, node->text);
        cas_print_text(p, node->extra);
        return;
    case CAS_NODE_BY: print_by(p, node); return;
    case CAS_NODE_ON: print_lead(p, "on", node, ""); return;
    case CAS_NODE_TO:
        cas_print_word(p, "to");
        if (node->count)
            cas_print_term(p, node->kids[0]);
        return;
    case CAS_NODE_MEASURES: print_measures(p, node); return;
    case CAS_NODE_WITHIN: print_lead(p, "within", node, ""); return;
    case CAS_NODE_EITHER:
    case CAS_NODE_BOTH:
    case CAS_NODE_OF:
    case CAS_NODE_VOTES:
    case CAS_NODE_RULE_NAME:
    case CAS_NODE_BODIES:
    case CAS_NODE_TAILED: cas_print_rule(p, node); return;
    case CAS_NODE_BODY:
        cas_print_open(p, "(");
        cas_print_text(p, node->text);
        cas_print_glued(p, ":");
        cas_print_kids(p, node, 0, "");
        cas_print_glued(p, ")");
        return;
    case CAS_NODE_OF_THOSE_VOTING:
    case CAS_NODE_QUORUM:
    case CAS_NODE_EXCLUDING:
    case CAS_NODE_BARRING:
    case CAS_NODE_FAILING_THAT: cas_print_rule(p, node); return;
    case CAS_NODE_HAPPENS:
        cas_print_text(p, node->text);
        cas_print_kids(p, node, 0, "");
        return;
    case CAS_NODE_DONE: print_state_of(p, node, "done"); return;
    case CAS_NODE_ADOPTED: print_state_of(p, node, "adopted"); return;
    case CAS_NODE_REJECTED: print_rejected(p, node); return;
    case CAS_NODE_FOUND: print_state_of(p, node, "found"); return;
    case CAS_NODE_NOT_FOUND: print_state_of(p, node, "not found"); return;
    case CAS_NODE_AFTER: print_after(p, node); return;
    case CAS_NODE_DATE: cas_print_text(p, node->text); return;
    case CAS_NODE_ENTERS: cas_print_word(p, "entry into force"); return;
    case CAS_NODE_IN_FORCE:
        cas_print_word(p, "in force");
        cas_print_text(p, node->text);
        return;
    case CAS_NODE_DATED:
        cas_print_word(p, "dated");
        cas_print_text(p, node->text);
        cas_print_kids(p, node, 0, "");
        return;
    case CAS_NODE_BREACH:
        cas_print_word(p, "breach of");
        cas_print_text(p, node->text);
        cas_print_kids(p, node, 0, "");
        return;
    case CAS_NODE_GIVE: print_lead(p, "give", node, ""); return;
    case CAS_NODE_DO: cas_print_text(p, node->text); return;
    case CAS_NODE_LEVEL:
        if (node->flags & CAS_FLAG_UNKNOWN)
            cas_print_word(p, "unknown");
        cas_print_kids(p, node, 0, "~");
        return;
    case CAS_NODE_STATE:
        if (!(node->flags & CAS_FLAG_BRACKETS)) {
            cas_print_text(p, node->text);
            return;
        }
        cas_print_open(p, "(");
        cas_print_kids(p, node, 0, ",");
        cas_print_glued(p, ")");
        return;
    case CAS_NODE_MOVE:
        cas_print_text(p, node->text);
        cas_print_word(p, "->");
        cas_print_text(p, node->extra);
        return;
    case CAS_NODE_IN:
        cas_print_word(p, "in");
        if (node->count)
            print_condition(p, node->kids[0], LOOSE_IF, ",");
        for (size_t i = 1; i < node->count; i++)
            cas_print(p, node->kids[i]);
        return;
    case CAS_NODE_DRAFT:
        cas_print_word(p, "draft");
        cas_print_text(p, node->text);
        cas_print_quoted(p, node->title);
        cas_print_glued(p, ":");
        if (node->count)
            print_condition(p, node->kids[0], LOOSE_IF, ",");
        for (size_t i = 1; i < node->count; i++)
            cas_print(p, node->kids[i]);
        return;
    case CAS_NODE_ASKED_GOAL:
    case CAS_NODE_ASKED_VERDICT:
    case CAS_NODE_ASKED_SETS:
    case CAS_NODE_ASKED_NOBODY:
    case CAS_NODE_ASKED_BLOCKED:
    case CAS_NODE_ASKED_NO:
    case CAS_NODE_ASKED_POWER:
    case CAS_NODE_ASKED_SETTLEMENT:
    case CAS_NODE_ASKED_STABILITY:
    case CAS_NODE_ASKED_ON:
    case CAS_NODE_STANCES:
    case CAS_NODE_STANCE:
    case CAS_NODE_VERDICT:
    case CAS_NODE_ARE:
    case CAS_NODE_PARTIES_SET:
    case CAS_NODE_WITHOUT: cas_print_question(p, node); return;
    case CAS_NODE_FILE:
    case CAS_NODE_AGREEMENT:
    case CAS_NODE_INCLUDE:
    case CAS_NODE_AMENDS:
    case CAS_NODE_SOURCE:
    case CAS_NODE_PARTY:
    case CAS_NODE_PARTIES:
    case CAS_NODE_GROUP:
    case CAS_NODE_WEIGHT:
    case CAS_NODE_MEASURE:
    case CAS_NODE_ACT:
    case CAS_NODE_INCIDENT:
    case CAS_NODE_GOAL:
    case CAS_NODE_GIVES:
    case CAS_NODE_DOES:
    case CAS_NODE_ASSUME:
    case CAS_NODE_REPLACE:
    case CAS_NODE_DROP:
    case CAS_NODE_RULE:
    case CAS_NODE_CLAUSE:
    case CAS_NODE_WHEN:
    case CAS_NODE_DUTY:
    case CAS_NODE_PROHIBITION:
    case CAS_NODE_PERMISSION:
    case CAS_NODE_POWER:
    case CAS_NODE_PREVAILS_OVER:
    case CAS_NODE_DECIDE:
    case CAS_NODE_AGAIN_AFTER:
    case CAS_NODE_FINDING:
    case CAS_NODE_END:
    case CAS_NODE_LEAVE:
    case CAS_NODE_WHO:
    case CAS_NODE_WHO_BALLOT:
    case CAS_NODE_ISSUE:
    case CAS_NODE_READING:
    case CAS_NODE_ALTERNATIVE:
    case CAS_NODE_INFEASIBLE:
    case CAS_NODE_CHECK:
    case CAS_NODE_EXPECT:
    case CAS_NODE_ASK:
    case CAS_NODE_SCENARIO:
    case CAS_NODE_STEP:
    case CAS_NODE_STEP_VOTES:
    case CAS_NODE_STEP_GIVES:
    case CAS_NODE_STEP_DOES:
    case CAS_NODE_STEP_FINDS:
    case CAS_NODE_STEP_EXPECT:
    case CAS_NODE_EXPECT_NORM:
    case CAS_NODE_EXPECT_DECISION:
    case CAS_NODE_EXPECT_BREACHED:
    case CAS_NODE_EXPECT_GIVEN:
    case CAS_NODE_EXPECT_REACHED:
    case CAS_NODE_POSITION:
    case CAS_NODE_REJECTS:
    case CAS_NODE_PREFERS:
    case CAS_NODE_PREFERS_ISSUES:
    case CAS_NODE_SETTLE:
    case CAS_NODE_STANDOFF:
    case CAS_NODE_OPTION:
    case CAS_NODE_IRREVERSIBLE:
    case CAS_NODE_WEIGHS:
    case CAS_NODE_RANKS:
    case CAS_NODE_STATUS_QUO:
    case CAS_NODE_STATES:
    case CAS_NODE_MOVES: cas_print_statement(p, node); return;
    case CAS_NODE_KIND_COUNT: return;
    }
}

void cas_print_node(cas_builder *out, const cas_node *node)
{
    cas_printer printer = {.out = out, .tight = true};
    if (node)
        cas_print(&printer, node);
}
