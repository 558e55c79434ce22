/* What is open: issues, readings, packages that cannot be, drafts. */
#include "lang/parser.h"

static const cas_node *parse_alternative(cas_parser *p, bool first)
{
    cas_node *node = cas_open(p, CAS_NODE_ALTERNATIVE);
    node->flags = first ? CAS_FLAG_LINE : 0;
    node->text = cas_need_name(p, "an alternative");
    node->title = cas_title(p);
    cas_parse_notes(p);
    return cas_close(p, node);
}

/* a | b "…" | c; the bars at the ends of the line may be left out or set. */
static void parse_alternatives(cas_parser *p)
{
    const size_t base = p->stack_count;
    bool first = true;
    cas_takes(p, CAS_TOKEN_BAR);
    do {
        cas_poll(p->arena->ctx);
        if (!first && cas_at_end(p))
            break;
        cas_add(p, parse_alternative(p, first));
        first = false;
    } while (cas_takes(p, CAS_TOKEN_BAR));
    if (!cas_at_end(p) && !p->broken)
        cas_expected(p, "`|` and another alternative, or the end of the line", NULL);
    if (p->broken || p->lexer.faulty)
        ((cas_node *)p->stack[base])->flags |= CAS_FLAG_BROKEN;
    cas_line_done(p);
}

const cas_node *cas_parse_issue(cas_parser *p, cas_node_kind kind)
{
    cas_node *node = cas_open(p, kind);
    const cas_span head = cas_token_span(p, cas_peek(p, 0));
    cas_skip(p);
    node->text = cas_need_name(p, kind == CAS_NODE_ISSUE ? "the name of an issue" : "the name of a reading");
    node->title = cas_title(p);
    cas_parse_notes(p);
    cas_need_end(p);
    if (p->broken || p->lexer.faulty)
        node->flags |= CAS_FLAG_BROKEN;
    cas_open_block(p);
    cas_line_done(p);
    size_t lines = 0;
    while (cas_block_line(p, kind)) {
        const cas_node *common = cas_common_line(p);
        cas_add(p, common);
        if (common)
            continue;
        lines++;
        parse_alternatives(p);
    }
    if (!lines && !(node->flags & CAS_FLAG_BROKEN)) {
        node->flags |= CAS_FLAG_BROKEN;
        cas_diagnostic *d = cas_report(p->diagnostics, CAS_E0117, head, "%s %.*s has no alternatives",
                                       cas_node_kind_name(kind), CAS_SHOW(node->text));
        cas_hint(p->diagnostics, d, "write them indented below, separated by |");
    }
    return cas_close(p, node);
}

const cas_node *cas_parse_infeasible(cas_parser *p, cas_condition_sort sort)
{
    cas_node *node = cas_open(p, CAS_NODE_INFEASIBLE);
    cas_skip(p);
    cas_add(p, cas_parse_condition(p, sort));
    return cas_end_statement(p, node);
}

const cas_node *cas_parse_draft(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_DRAFT);
    cas_skip(p);
    node->text = cas_need_name(p, "the name of a draft");
    node->title = cas_title(p);
    cas_need(p, CAS_TOKEN_COLON);
    cas_add(p, cas_parse_condition(p, CAS_CONDITION_PACKAGE));
    return cas_end_statement(p, node);
}
