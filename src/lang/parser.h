/*
 * What the files of the parser share. Internal to src/lang.
 *
 * The parser is recursive descent over the tokens of one logical line. An error is reported once a line: the parser then
 * stands at the end of the line, where everything that is looked for is absent, so that all callers return by themselves;
 * the statement is marked CAS_FLAG_BROKEN and the next line starts afresh. No function here needs to test for failure, it
 * only may not loop without taking a token.
 */
#ifndef CAS_LANG_PARSER_H
#define CAS_LANG_PARSER_H

#include "lang/lexer.h"
#include "lang/parse.h"

typedef struct cas_parser {
    cas_arena *arena;
    const cas_source_map *map;
    cas_diagnostics *diagnostics;
    int file;
    cas_lexer lexer;
    size_t at;           /* the token looked at */
    bool loaded;         /* a logical line is in the lexer and not yet done with */
    bool broken;         /* this line has an error that was reported */
    bool in_block;       /* the line belongs to a clause, position, …: notes below it are not its own */
    bool accepting;      /* rules are over the ballot `accept` */
    size_t block_column; /* lines with a greater column belong to the open block */
    bool last_broken;    /* so was the statement before, which began at last_column */
    size_t last_column;
    uint32_t last_end; /* where the last token that was taken ends */
    int depth;
    const cas_node **stack; /* kids of nodes that are open */
    size_t stack_count, stack_room;
} cas_parser;

/* ---- Lines ---- */
bool cas_line_ready(cas_parser *p); /* is there a line, loaded or to be loaded */
void cas_line_done(cas_parser *p);
/* After the statement proper: its notes, the end of the line, and at the margin the note lines below it. */
const cas_node *cas_end_statement(cas_parser *p, cas_node *node);
const cas_node *cas_end_declaration(cas_parser *p, cas_node *node); /* the same with `if COND` allowed before */
void cas_need_end(cas_parser *p);                                   /* nothing may follow on this line */
/* Is the next line one of the block? Lines that only look misplaced are reported and belong. */
bool cas_block_line(cas_parser *p, cas_node_kind block);
void cas_open_block(cas_parser *p); /* before the first line after a head line */
/* A line of the block; NULL when it was understood so little that nothing is kept. */
typedef const cas_node *(*cas_line_parser)(cas_parser *p);
/* Lines known by a word: the first of them, or, behind a name, the second. Tables end with CAS_WORD_OTHER. */
typedef struct cas_line_form {
    cas_word word;
    size_t place;
    cas_line_parser parse;
} cas_line_form;
/* A line common to all blocks, or the first form that fits; otherwise it is reported that `what` was expected. */
const cas_node *cas_parse_line_of(cas_parser *p, const cas_line_form *forms, cas_node_kind kind, const char *what);
/* The rest of the head line, and the lines it owns: the node is then closed. */
const cas_node *cas_parse_block(cas_parser *p, cas_node *head, cas_line_parser parse_line);
/* `cite …`, `assume "…"`, `assume NAME = …` as a line of any block; NULL when the line is none of them. */
const cas_node *cas_common_line(cas_parser *p);

/* ---- Tokens ---- */
const cas_token *cas_peek(const cas_parser *p, size_t ahead);
bool cas_sees(const cas_parser *p, cas_token_kind kind);
bool cas_sees_word(const cas_parser *p, cas_word word);
bool cas_word_ahead(const cas_parser *p, size_t ahead, cas_word word);
bool cas_at_end(const cas_parser *p);
bool cas_takes(cas_parser *p, cas_token_kind kind);
bool cas_takes_word(cas_parser *p, cas_word word);
bool cas_takes_either(cas_parser *p, cas_word singular, cas_word plural);
void cas_skip(cas_parser *p);
void cas_need(cas_parser *p, cas_token_kind kind);
void cas_need_word(cas_parser *p, cas_word word);
cas_text cas_need_name(cas_parser *p, const char *what);
cas_text cas_need_label(cas_parser *p);
cas_text cas_need_number(cas_parser *p, const char *what);
cas_text cas_need_string(cas_parser *p, const char *what);
cas_text cas_title(cas_parser *p); /* an optional quoted text */
cas_text cas_need_date(cas_parser *p);

/* ---- Errors ---- */
cas_diagnostic *cas_syntax_error(cas_parser *p, cas_code code, cas_span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* "expected WHAT, not `…`" at the token looked at. words, ended by CAS_WORD_OTHER, may be NULL: those it may have been meant to be. */
void cas_expected(cas_parser *p, const char *what, const cas_word *words);
void cas_expected_as(cas_parser *p, cas_code code, const char *what, const cas_word *words);
cas_span cas_token_span(const cas_parser *p, const cas_token *token);
bool cas_goes_deeper(cas_parser *p); /* true: the caller must call cas_comes_back afterwards */
void cas_comes_back(cas_parser *p);

/* ---- Nodes ---- */
cas_node *cas_open(cas_parser *p, cas_node_kind kind);
void cas_add(cas_parser *p, const cas_node *kid); /* to the node opened last; NULL adds nothing */
const cas_node *cas_close(cas_parser *p, cas_node *node);
/* A node around one that was parsed already: opened where it begins, with it as the first kid. */
cas_node *cas_open_around(cas_parser *p, cas_node_kind kind, const cas_node *first);

/* ---- Phrases: parse_phrases.c ---- */
const cas_node *cas_parse_name(cas_parser *p, const char *what);
const cas_node *cas_parse_label(cas_parser *p);
const cas_node *cas_parse_term(cas_parser *p);
const cas_node *cas_parse_set(cas_parser *p);
bool cas_sees_count(const cas_parser *p);
const cas_node *cas_parse_count(cas_parser *p); /* up to and with its `of` */
const cas_node *cas_parse_quantity(cas_parser *p);
const cas_node *cas_parse_duration(cas_parser *p);
const cas_node *cas_parse_within(cas_parser *p);
const cas_node *cas_parse_dated(cas_parser *p); /* `dated DATE`, or NULL */
const cas_node *cas_parse_measures(cas_parser *p);
const cas_node *cas_parse_to(cas_parser *p);
const cas_node *cas_parse_parties_set(cas_parser *p);
const cas_node *cas_parse_by(cas_parser *p); /* after `by`: each of SET, [any] N of SET, COUNT SET, unknown, SET */
const cas_node *cas_parse_cite(cas_parser *p);
bool cas_sees_because(const cas_parser *p);
void cas_parse_notes(cas_parser *p);

/* ---- Conditions: parse_conditions.c ---- */
typedef enum cas_condition_sort {
    CAS_CONDITION_PLAIN,   /* ISSUE = ALT only */
    CAS_CONDITION_PACKAGE, /* after `in`, in a draft: also drafts by name; a comma is `and` */
    CAS_CONDITION_OPTIONS  /* in a standoff: options by name, `A if D` */
} cas_condition_sort;
const cas_node *cas_parse_condition(cas_parser *p, cas_condition_sort sort);
const cas_node *cas_parse_if(cas_parser *p);

/* ---- Rules and events ---- */
const cas_node *cas_parse_rule_expression(cas_parser *p);
const cas_node *cas_parse_meets_rule(cas_parser *p); /* after `but meets`: leaves an `or` that begins another event */
typedef enum cas_event_place { CAS_EVENT_IN_CLAUSE, CAS_EVENT_IN_QUESTION, CAS_EVENT_IN_SCENARIO } cas_event_place;
const cas_node *cas_parse_event(cas_parser *p, cas_event_place place);
const cas_node *cas_parse_action(cas_parser *p);

/* ---- Statements; the line is loaded, its first word not yet taken ---- */
const cas_node *cas_parse_statement(cas_parser *p);
const cas_node *cas_parse_declaration(cas_parser *p, cas_word word);
const cas_node *cas_parse_assume(cas_parser *p);
const cas_node *cas_parse_clause(cas_parser *p);
const cas_node *cas_parse_issue(cas_parser *p, cas_node_kind kind);
const cas_node *cas_parse_infeasible(cas_parser *p, cas_condition_sort sort);
const cas_node *cas_parse_draft(cas_parser *p);
const cas_node *cas_parse_asking(cas_parser *p, cas_word word);
const cas_node *cas_parse_question(cas_parser *p);
bool cas_sees_question(const cas_parser *p); /* rather than a condition */
const cas_node *cas_parse_scenario(cas_parser *p);
const cas_node *cas_parse_position(cas_parser *p);
const cas_node *cas_parse_settle(cas_parser *p);
const cas_node *cas_parse_standoff(cas_parser *p);

#endif
