/* What the files of the parser share: lines, tokens, errors, nodes. See parser.h. */
#include "lang/parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- Tokens ------------------------------------------------------------------------------------------------------------ */

const cas_token *cas_peek(const cas_parser *p, size_t ahead)
{
    const size_t last = p->lexer.count - 1;
    return &p->lexer.tokens[ahead < last - p->at ? p->at + ahead : last];
}

bool cas_sees(const cas_parser *p, cas_token_kind kind)
{
    return cas_peek(p, 0)->kind == kind;
}
bool cas_at_end(const cas_parser *p)
{
    return cas_sees(p, CAS_TOKEN_END);
}

bool cas_word_ahead(const cas_parser *p, size_t ahead, cas_word word)
{
    const cas_token *token = cas_peek(p, ahead);
    return token->kind == CAS_TOKEN_WORD && token->word == word;
}

bool cas_sees_word(const cas_parser *p, cas_word word)
{
    return cas_word_ahead(p, 0, word);
}

void cas_skip(cas_parser *p)
{
    if (cas_at_end(p))
        return;
    p->last_end = cas_peek(p, 0)->end;
    p->at++;
}

bool cas_takes(cas_parser *p, cas_token_kind kind)
{
    if (!cas_sees(p, kind) || kind == CAS_TOKEN_END)
        return false;
    cas_skip(p);
    return true;
}

bool cas_takes_word(cas_parser *p, cas_word word)
{
    if (!cas_sees_word(p, word))
        return false;
    cas_skip(p);
    return true;
}

bool cas_takes_either(cas_parser *p, cas_word singular, cas_word plural)
{
    return cas_takes_word(p, singular) || cas_takes_word(p, plural);
}

void cas_need(cas_parser *p, cas_token_kind kind)
{
    if (!cas_takes(p, kind))
        cas_expected(p, cas_token_kind_name(kind), NULL);
}

void cas_need_word(cas_parser *p, cas_word word)
{
    if (cas_takes_word(p, word))
        return;
    char what[64];
    snprintf(what, sizeof what, "`%s`", cas_word_text(word));
    const cas_word words[] = {word, CAS_WORD_OTHER};
    cas_expected(p, what, words);
}

static cas_text take_text(cas_parser *p)
{
    const cas_text text = cas_peek(p, 0)->text;
    cas_skip(p);
    return text;
}

cas_text cas_need_name(cas_parser *p, const char *what)
{
    if (cas_sees(p, CAS_TOKEN_WORD))
        return take_text(p);
    const cas_token *token = cas_peek(p, 0);
    if (token->kind == CAS_TOKEN_NUMBER || token->kind == CAS_TOKEN_LABEL || token->kind == CAS_TOKEN_DATE) {
        cas_diagnostic *d = cas_syntax_error(p, CAS_E0111, cas_token_span(p, token), "\"%.*s\" cannot be %s",
                                             CAS_SHOW(token->text), what);
        cas_hint(p->diagnostics, d, "a name is a letter followed by letters, digits and _");
    } else if (token->kind == CAS_TOKEN_STRING) {
        cas_diagnostic *d =
            cas_syntax_error(p, CAS_E0111, cas_token_span(p, token), "%s is expected here, not a quoted text", what);
        cas_hint(p->diagnostics, d, "write the name, then the quoted text that reports show");
    } else {
        cas_expected_as(p, CAS_E0105, what, NULL);
    }
    return (cas_text){"", 0};
}

/* `5a`, `27.3`, and `27(3)` when the bracket follows at once. */
cas_text cas_need_label(cas_parser *p)
{
    const cas_token *first = cas_peek(p, 0);
    if (first->kind != CAS_TOKEN_WORD && first->kind != CAS_TOKEN_NUMBER && first->kind != CAS_TOKEN_LABEL) {
        cas_expected(p, "the label of a clause", NULL);
        return (cas_text){"", 0};
    }
    cas_text text = first->text;
    uint32_t end = first->end;
    cas_skip(p);
    while (cas_sees(p, CAS_TOKEN_OPEN) && cas_peek(p, 0)->begin == end && cas_peek(p, 0)->match) {
        p->at = cas_peek(p, 0)->match;
        end = cas_peek(p, 0)->end;
        cas_skip(p);
    }
    text.length = end - first->begin;
    return text;
}

cas_text cas_need_number(cas_parser *p, const char *what)
{
    if (cas_sees(p, CAS_TOKEN_NUMBER))
        return take_text(p);
    cas_expected_as(p, CAS_E0112, what, NULL);
    return (cas_text){"", 0};
}

cas_text cas_need_string(cas_parser *p, const char *what)
{
    if (!cas_sees(p, CAS_TOKEN_STRING)) {
        cas_expected(p, what, NULL);
        return (cas_text){"", 0};
    }
    if (!cas_peek(p, 0)->text.length)
        cas_syntax_error(p, CAS_E0105, cas_token_span(p, cas_peek(p, 0)), "%s, is empty here", what);
    return take_text(p);
}

cas_text cas_title(cas_parser *p)
{
    return cas_sees(p, CAS_TOKEN_STRING) ? take_text(p) : (cas_text){"", 0};
}

/* ---- Errors ------------------------------------------------------------------------------------------------------------ */

cas_span cas_token_span(const cas_parser *p, const cas_token *token)
{
    return (cas_span){p->file, token->begin, token->end};
}

cas_diagnostic *cas_syntax_error(cas_parser *p, cas_code code, cas_span span, const char *format, ...)
{
    cas_diagnostic *d = &p->diagnostics->spare;
    if (!p->broken && !p->lexer.faulty) {
        char message[512];
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(message, sizeof message, format, arguments);
        va_end(arguments);
        d = cas_report(p->diagnostics, code, span, "%s", message);
    }
    p->broken = true;
    p->at = p->lexer.count - 1;
    return d;
}

/* Long words are cut, at a character. */
static cas_text cut(cas_text text)
{
    enum { MOST = 40 };
    if (text.length > MOST) {
        text.length = MOST;
        while (text.length && ((unsigned char)text.at[text.length] & 0xC0) == 0x80)
            text.length--;
    }
    return text;
}

static cas_word nearest_word(cas_text text, const cas_word *words)
{
    enum { MOST_WORDS = 64 };
    cas_text texts[MOST_WORDS];
    size_t count = 0;
    while (words[count] != CAS_WORD_OTHER && count < MOST_WORDS) {
        texts[count] = cas_text_of(cas_word_text(words[count]));
        count++;
    }
    const int nearest = cas_nearest(text, texts, count);
    return nearest < 0 ? CAS_WORD_OTHER : words[nearest];
}

void cas_expected_as(cas_parser *p, cas_code code, const char *what, const cas_word *words)
{
    const cas_token *token = cas_peek(p, 0);
    const cas_span span = cas_token_span(p, token);
    if (p->broken)
        return;
    if (token->kind == CAS_TOKEN_OTHER) {
        cas_diagnostic *d =
            cas_syntax_error(p, CAS_E0102, span, "the character \"%.*s\" has no meaning here", CAS_SHOW(token->text));
        cas_hint(p->diagnostics, d, "expected %s", what);
        return;
    }
    if (token->kind == CAS_TOKEN_END) {
        cas_diagnostic *d =
            cas_syntax_error(p, code == CAS_E0110 ? CAS_E0105 : code, span, "the line ends where %s is expected", what);
        if (!p->in_block && cas_lexer_next_is_deeper(&p->lexer))
            cas_hint(p->diagnostics, d,
                     "a statement goes on after `,` `and` `or` `=` `|` `>` `~` `:` or in an open bracket");
        return;
    }
    const cas_word near = words && token->kind == CAS_TOKEN_WORD ? nearest_word(token->text, words) : CAS_WORD_OTHER;
    const cas_text shown = cut(token->text);
    cas_diagnostic *d =
        cas_syntax_error(p, code, span, "expected %s, not %s%.*s%s", what, token->kind == CAS_TOKEN_STRING ? "\"" : "`",
                         CAS_SHOW(shown), token->kind == CAS_TOKEN_STRING ? "\"" : "`");
    if (near != CAS_WORD_OTHER)
        cas_hint(p->diagnostics, d, "did you mean `%s`?", cas_word_text(near));
}

void cas_expected(cas_parser *p, const char *what, const cas_word *words)
{
    cas_expected_as(p, CAS_E0105, what, words);
}

bool cas_goes_deeper(cas_parser *p)
{
    if (p->depth >= CAS_MAX_DEPTH) {
        cas_syntax_error(p, CAS_E0107, cas_token_span(p, cas_peek(p, 0)), "this is nested more than %d deep",
                         (int)CAS_MAX_DEPTH);
        return false;
    }
    p->depth++;
    return true;
}

void cas_comes_back(cas_parser *p)
{
    p->depth--;
}

/* ---- Nodes ------------------------------------------------------------------------------------------------------------- */

/* While a node is open its count says where on the stack its kids begin. */
cas_node *cas_open(cas_parser *p, cas_node_kind kind)
{
    cas_node *node = CAS_NEW(p->arena, cas_node);
    node->kind = kind;
    node->count = p->stack_count;
    const uint32_t begin = p->lexer.count ? cas_peek(p, 0)->begin : 0;
    node->span = (cas_span){p->file, begin, begin};
    return node;
}

void cas_add(cas_parser *p, const cas_node *kid)
{
    if (!kid)
        return;
    p->stack = CAS_ROOM(p->arena, p->stack, p->stack_count, &p->stack_room);
    p->stack[p->stack_count++] = kid;
}

cas_node *cas_open_around(cas_parser *p, cas_node_kind kind, const cas_node *first)
{
    cas_node *node = cas_open(p, kind);
    if (first)
        node->span.begin = first->span.begin;
    cas_add(p, first);
    return node;
}

const cas_node *cas_close(cas_parser *p, cas_node *node)
{
    const size_t base = node->count;
    node->count = p->stack_count - base;
    if (node->count) {
        node->kids = CAS_ARRAY(p->arena, const cas_node *, node->count);
        memcpy(node->kids, p->stack + base, node->count * sizeof *node->kids);
    }
    p->stack_count = base;
    if (p->last_end > node->span.end)
        node->span.end = p->last_end;
    return node;
}

/* ---- Lines ------------------------------------------------------------------------------------------------------------- */

bool cas_line_ready(cas_parser *p)
{
    if (p->loaded)
        return true;
    p->loaded = cas_lexer_next(&p->lexer);
    p->at = 0;
    p->broken = false;
    p->depth = 0;
    return p->loaded;
}

void cas_line_done(cas_parser *p)
{
    p->loaded = false;
}

void cas_need_end(cas_parser *p)
{
    static const cas_word endings[] = {CAS_WORD_IF,      CAS_WORD_CITE,   CAS_WORD_ASSUME,  CAS_WORD_OPTIONAL,
                                       CAS_WORD_WITHIN,  CAS_WORD_EXCEPT, CAS_WORD_DATED,   CAS_WORD_EXCLUDING,
                                       CAS_WORD_BARRING, CAS_WORD_QUORUM, CAS_WORD_FAILING, CAS_WORD_PREVAILS,
                                       CAS_WORD_AGAIN,   CAS_WORD_WHEN,   CAS_WORD_LIKE,    CAS_WORD_PASSIVE,
                                       CAS_WORD_WITHOUT, CAS_WORD_AND,    CAS_WORD_OTHER};
    if (cas_at_end(p))
        return;
    const cas_token *token = cas_peek(p, 0);
    if (token->kind == CAS_TOKEN_OTHER) {
        cas_expected(p, "the end of the line", NULL);
        return;
    }
    const cas_text shown = cut(token->text);
    const cas_word near = token->kind == CAS_TOKEN_WORD ? nearest_word(token->text, endings) : CAS_WORD_OTHER;
    cas_diagnostic *d = cas_syntax_error(p, CAS_E0106, cas_token_span(p, token),
                                         "the statement is complete before \"%.*s\"", CAS_SHOW(shown));
    if (near != CAS_WORD_OTHER)
        cas_hint(p->diagnostics, d, "did you mean `%s`?", cas_word_text(near));
}

/* Notes on indented lines below a statement that owns no block are its own. */
static bool sees_note_below(cas_parser *p, size_t column)
{
    return cas_line_ready(p) && p->lexer.column > column &&
           ((cas_sees_word(p, CAS_WORD_CITE) && cas_peek(p, 1)->kind == CAS_TOKEN_WORD) || cas_sees_because(p));
}

const cas_node *cas_end_statement(cas_parser *p, cas_node *node)
{
    const size_t column = p->lexer.column;
    for (;;) {
        cas_parse_notes(p);
        cas_need_end(p);
        if (p->broken || p->lexer.faulty)
            node->flags |= CAS_FLAG_BROKEN;
        cas_line_done(p);
        if (p->in_block || !sees_note_below(p, column))
            return cas_close(p, node);
    }
}

const cas_node *cas_end_declaration(cas_parser *p, cas_node *node)
{
    cas_add(p, cas_parse_if(p));
    return cas_end_statement(p, node);
}

void cas_open_block(cas_parser *p)
{
    if (!p->in_block)
        p->block_column = p->lexer.column;
    p->in_block = true;
}

static bool sees_modal(const cas_parser *p, size_t ahead)
{
    return cas_word_ahead(p, ahead, CAS_WORD_MUST) || cas_word_ahead(p, ahead, CAS_WORD_MAY) ||
           cas_word_ahead(p, ahead, CAS_WORD_CAN) || cas_word_ahead(p, ahead, CAS_WORD_JOINTLY) ||
           cas_word_ahead(p, ahead, CAS_WORD_LEAVES);
}

static bool sees_preference(const cas_parser *p)
{
    return cas_word_ahead(p, 1, CAS_WORD_PREFERS) || cas_word_ahead(p, 1, CAS_WORD_RANKS) ||
           cas_word_ahead(p, 1, CAS_WORD_MOVES);
}

/* An indented line that reads as a declaration of its own. */
static bool sees_declaration_inside(const cas_parser *p, cas_node_kind block)
{
    const cas_token *first = cas_peek(p, 0), *second = cas_peek(p, 1);
    if (first->kind != CAS_TOKEN_WORD || !cas_word_begins_declaration(first->word) || first->word == CAS_WORD_ASSUME)
        return false;
    if (block == CAS_NODE_STANDOFF && (first->word == CAS_WORD_INFEASIBLE || sees_preference(p)))
        return false;
    if (second->kind == CAS_TOKEN_STRING)
        return block != CAS_NODE_ISSUE && block != CAS_NODE_READING;
    return (second->kind == CAS_TOKEN_WORD || second->kind == CAS_TOKEN_NUMBER || second->kind == CAS_TOKEN_LABEL) &&
           !sees_modal(p, 1) && !(block == CAS_NODE_CLAUSE && second->word == CAS_WORD_EXCEPT);
}

/* A line at the margin that can only be one of the open block. */
static bool reads_as_line(const cas_parser *p, cas_node_kind block)
{
    const cas_token *first = cas_peek(p, 0);
    if (first->kind != CAS_TOKEN_WORD || cas_word_begins_declaration(first->word))
        return false;
    const cas_word word = first->word;
    if (word == CAS_WORD_CITE)
        return true;
    switch ((int)block) {
    case CAS_NODE_CLAUSE:
        if (word == CAS_WORD_IF || word == CAS_WORD_WHEN || word == CAS_WORD_DECIDE || word == CAS_WORD_FINDING ||
            word == CAS_WORD_END)
            return true;
        for (size_t i = 1; i + p->at < p->lexer.count; i++)
            if (sees_modal(p, i))
                return true;
        return false;
    case CAS_NODE_POSITION: return word == CAS_WORD_REJECTS || word == CAS_WORD_PREFERS;
    case CAS_NODE_SCENARIO: return word == CAS_WORD_DAY && cas_peek(p, 1)->kind == CAS_TOKEN_NUMBER;
    case CAS_NODE_STANDOFF:
        return word == CAS_WORD_OPTION || word == CAS_WORD_IRREVERSIBLE || word == CAS_WORD_STATUS ||
               word == CAS_WORD_STATES || sees_preference(p);
    case CAS_NODE_ISSUE:
    case CAS_NODE_READING: return cas_peek(p, 1)->kind == CAS_TOKEN_BAR;
    default: return false;
    }
}

bool cas_block_line(cas_parser *p, cas_node_kind block)
{
    bool belongs = cas_line_ready(p);
    if (belongs && p->lexer.column > p->block_column) {
        if (sees_declaration_inside(p, block)) {
            const cas_token *first = cas_peek(p, 0);
            if (!p->lexer.faulty) {
                cas_diagnostic *d = cas_report(p->diagnostics, CAS_E0109, cas_token_span(p, first),
                                               "`%.*s` begins a statement of its own and stands inside a %s",
                                               CAS_SHOW(first->text), cas_node_kind_name(block));
                cas_hint(p->diagnostics, d, "move it to the margin");
            }
            /* What follows keeps its place relative to the block that was left. */
            p->lexer.column = p->block_column;
            belongs = false;
        }
    } else if (belongs) {
        belongs = reads_as_line(p, block);
        if (belongs && !p->lexer.faulty) {
            cas_diagnostic *d =
                cas_report(p->diagnostics, CAS_E0108, cas_token_span(p, cas_peek(p, 0)),
                           "this reads as a line of the %s above, but stands at the margin", cas_node_kind_name(block));
            cas_hint(p->diagnostics, d, "indent it");
        }
    }
    if (!belongs)
        p->in_block = false;
    return belongs;
}

enum { MOST_FORMS = 16 };

const cas_node *cas_parse_line_of(cas_parser *p, const cas_line_form *forms, cas_node_kind kind, const char *what)
{
    cas_word first_words[MOST_FORMS + 3];
    size_t count = 0;
    const cas_node *common = cas_common_line(p);
    if (common)
        return common;
    for (size_t f = 0; forms[f].word != CAS_WORD_OTHER; f++) {
        if (cas_word_ahead(p, forms[f].place, forms[f].word))
            return forms[f].parse(p);
        if (!forms[f].place && count < MOST_FORMS)
            first_words[count++] = forms[f].word;
    }
    first_words[count++] = CAS_WORD_CITE;
    first_words[count++] = CAS_WORD_ASSUME;
    first_words[count] = CAS_WORD_OTHER;
    cas_node *node = cas_open(p, kind);
    cas_expected_as(p, CAS_E0110, what, first_words);
    cas_end_statement(p, node);
    return NULL;
}

const cas_node *cas_parse_block(cas_parser *p, cas_node *head, cas_line_parser parse_line)
{
    cas_parse_notes(p);
    cas_need_end(p);
    if (p->broken || p->lexer.faulty)
        head->flags |= CAS_FLAG_BROKEN;
    cas_open_block(p);
    cas_line_done(p);
    while (cas_block_line(p, head->kind))
        cas_add(p, parse_line(p));
    return cas_close(p, head);
}

const cas_node *cas_common_line(cas_parser *p)
{
    if (cas_sees_word(p, CAS_WORD_ASSUME) && cas_peek(p, 1)->kind == CAS_TOKEN_WORD &&
        cas_peek(p, 2)->kind == CAS_TOKEN_EQUAL)
        return cas_parse_assume(p);
    const bool cites = cas_sees_word(p, CAS_WORD_CITE) && cas_peek(p, 1)->kind == CAS_TOKEN_WORD;
    if (!cites && !cas_sees_because(p))
        return NULL;
    cas_node *note;
    if (cites) {
        note = (cas_node *)cas_parse_cite(p);
    } else {
        note = cas_open(p, CAS_NODE_BECAUSE);
        cas_skip(p);
        note->title = cas_need_string(p, "the reason, quoted");
        cas_close(p, note);
    }
    cas_need_end(p);
    if (p->broken || p->lexer.faulty)
        note->flags |= CAS_FLAG_BROKEN;
    cas_line_done(p);
    return note;
}
