/*
 * From text to tree: the statements of a file.
 *
 * One pass over the logical lines. A statement is recognised by its first word; a head line (clause, issue, reading, scenario,
 * position, standoff) goes on over the indented lines below it. See parser.h for how errors are handled.
 *
 * Cost: linear in the text; one token is looked at a bounded number of times. Memory: about a hundred bytes a node.
 */
#include "lang/parser.h"

static const cas_word declaration_words[] = {
    CAS_WORD_AGREEMENT, CAS_WORD_SOURCE, CAS_WORD_PARTY,    CAS_WORD_PARTIES,    CAS_WORD_GROUP,  CAS_WORD_WEIGHT,
    CAS_WORD_MEASURE,   CAS_WORD_ACT,    CAS_WORD_INCIDENT, CAS_WORD_GOAL,       CAS_WORD_ASSUME, CAS_WORD_RULE,
    CAS_WORD_CLAUSE,    CAS_WORD_ISSUE,  CAS_WORD_READING,  CAS_WORD_INFEASIBLE, CAS_WORD_DRAFT,  CAS_WORD_CHECK,
    CAS_WORD_EXPECT,    CAS_WORD_ASK,    CAS_WORD_SCENARIO, CAS_WORD_POSITION,   CAS_WORD_SETTLE, CAS_WORD_STANDOFF,
    CAS_WORD_INCLUDE,   CAS_WORD_AMENDS, CAS_WORD_REPLACE,  CAS_WORD_DROP,       CAS_WORD_OTHER};

/* Which block has lines that begin with a word, for a line that stands outside any. */
static const char *block_of(cas_word word)
{
    switch ((int)word) {
    case CAS_WORD_WHEN:
    case CAS_WORD_IF:
    case CAS_WORD_DECIDE:
    case CAS_WORD_FINDING:
    case CAS_WORD_END:
    case CAS_WORD_EACH: return "a clause";
    case CAS_WORD_REJECTS:
    case CAS_WORD_PREFERS: return "a position";
    case CAS_WORD_OPTION:
    case CAS_WORD_IRREVERSIBLE:
    case CAS_WORD_STATUS:
    case CAS_WORD_STATES: return "a standoff";
    case CAS_WORD_DAY: return "a scenario";
    default: return NULL;
    }
}

/* A line that is no statement: say so, and leave nothing in the tree. */
static const cas_node *refuse_line(cas_parser *p)
{
    const cas_token *token = cas_peek(p, 0);
    /* The rest of a statement that broke off on the line before is no second error. */
    if (p->last_broken && p->lexer.column > p->last_column) {
        cas_line_done(p);
        return NULL;
    }
    const char *block = token->kind == CAS_TOKEN_WORD ? block_of(token->word) : NULL;
    if (block) {
        cas_diagnostic *d =
            cas_syntax_error(p, CAS_E0101, cas_token_span(p, token),
                             "`%.*s` begins a line of %s, but none is open here", CAS_SHOW(token->text), block);
        cas_hint(p->diagnostics, d, "put it, indented, below the first line of %s", block);
    } else if (cas_sees_word(p, CAS_WORD_CITE)) {
        cas_diagnostic *d =
            cas_syntax_error(p, CAS_E0101, cas_token_span(p, token), "this `cite` belongs to no statement");
        cas_hint(p->diagnostics, d, "put it at the end of the statement it speaks for, or indented below it");
    } else {
        cas_expected_as(p, CAS_E0101, "a statement (`party`, `group`, `rule`, `clause`, `check`, …)",
                        declaration_words);
    }
    cas_line_done(p);
    return NULL;
}

const cas_node *cas_parse_statement(cas_parser *p)
{
    const cas_token *token = cas_peek(p, 0);
    switch ((int)(token->kind == CAS_TOKEN_WORD ? token->word : CAS_WORD_OTHER)) {
    case CAS_WORD_CLAUSE: return cas_parse_clause(p);
    case CAS_WORD_ISSUE: return cas_parse_issue(p, CAS_NODE_ISSUE);
    case CAS_WORD_READING: return cas_parse_issue(p, CAS_NODE_READING);
    case CAS_WORD_INFEASIBLE: return cas_parse_infeasible(p, CAS_CONDITION_PLAIN);
    case CAS_WORD_DRAFT: return cas_parse_draft(p);
    case CAS_WORD_CHECK:
    case CAS_WORD_EXPECT:
    case CAS_WORD_ASK: return cas_parse_asking(p, token->word);
    case CAS_WORD_SCENARIO: return cas_parse_scenario(p);
    case CAS_WORD_POSITION: return cas_parse_position(p);
    case CAS_WORD_SETTLE: return cas_parse_settle(p);
    case CAS_WORD_STANDOFF: return cas_parse_standoff(p);
    default: break;
    }
    const cas_node *declaration = token->kind == CAS_TOKEN_WORD ? cas_parse_declaration(p, token->word) : NULL;
    return declaration ? declaration : refuse_line(p);
}

const cas_node *cas_parse(cas_arena *arena, cas_source_map *map, int file, cas_diagnostics *diagnostics)
{
    cas_parser parser = {.arena = arena, .map = map, .diagnostics = diagnostics, .file = file};
    cas_parser *p = &parser;
    cas_lexer_open(&p->lexer, arena, map, file, diagnostics);
    cas_node *tree = CAS_NEW(arena, cas_node);
    tree->kind = CAS_NODE_FILE;
    tree->span = (cas_span){file, 0, (uint32_t)p->lexer.text.length};
    while (cas_line_ready(p)) {
        p->in_block = false;
        const size_t column = p->lexer.column;
        const cas_node *statement = cas_parse_statement(p);
        cas_add(p, statement);
        if (!statement)
            continue;
        p->last_broken = statement->flags & CAS_FLAG_BROKEN;
        p->last_column = column;
        cas_poll(arena->ctx);
    }
    return cas_close(p, tree);
}
