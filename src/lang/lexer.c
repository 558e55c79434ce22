/* From text to tokens: see lexer.h. Cost: linear in the text. */
#include "lang/lexer.h"

#include "lang/parse.h"
#include "lang/words.h"

#include <string.h>

/* ---- Tokens ------------------------------------------------------------------------------------------------------------ */

static cas_token *add_token(cas_lexer *lexer, cas_token_kind kind, size_t begin, size_t end)
{
    lexer->tokens = CAS_ROOM(lexer->arena, lexer->tokens, lexer->count, &lexer->room);
    cas_token *token = &lexer->tokens[lexer->count++];
    *token = (cas_token){.kind = kind, .begin = (uint32_t)begin, .end = (uint32_t)end};
    token->text = (cas_text){lexer->text.at + begin, end - begin};
    lexer->total++;
    return token;
}

static cas_diagnostic *report(cas_lexer *lexer, cas_code code, size_t begin, size_t end, const char *message)
{
    lexer->faulty = true;
    return lexer->diagnostics ? cas_report(lexer->diagnostics, code,
                                           (cas_span){lexer->file, (uint32_t)begin, (uint32_t)end}, "%s", message)
                              : NULL;
}

static void hint(cas_lexer *lexer, cas_diagnostic *diagnostic, const char *text)
{
    if (diagnostic)
        cas_hint(lexer->diagnostics, diagnostic, "%s", text);
}

/* 2022-03-29: four digits, two, two. */
static bool is_date(cas_text text, size_t at)
{
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; shape[i]; i++) {
        if (at + i >= text.length)
            return false;
        const char c = text.at[at + i];
        if (shape[i] == 'd' ? !cas_is_digit(c) : c != shape[i])
            return false;
    }
    return !cas_word_character(text, at + sizeof shape - 1);
}

static bool is_number(cas_text text)
{
    int points = 0;
    for (size_t i = 0; i < text.length; i++) {
        const char c = text.at[i];
        if (c == '.')
            points++;
        else if (!cas_is_digit(c) && !(c == '_' && i + 1 < text.length && cas_is_digit(text.at[i + 1])))
            return false;
    }
    return cas_is_digit(text.at[0]) && points <= 1;
}

/* A word, number or label: letters, digits and _, with points that have such on both sides. */
static size_t lex_word(cas_lexer *lexer, size_t begin)
{
    const cas_text text = lexer->text;
    if (is_date(text, begin)) {
        add_token(lexer, CAS_TOKEN_DATE, begin, begin + 10);
        return begin + 10;
    }
    size_t at = begin, length;
    bool pointed = false;
    for (;;) {
        while ((length = cas_word_character(text, at)) > 0)
            at += length;
        if (at + 1 >= text.length || text.at[at] != '.' || !cas_word_character(text, at + 1))
            break;
        pointed = true;
        at++;
    }
    cas_token *token = add_token(lexer, CAS_TOKEN_LABEL, begin, at);
    if (cas_is_digit(text.at[begin])) {
        if (is_number(token->text))
            token->kind = CAS_TOKEN_NUMBER;
    } else if (!pointed) {
        token->kind = CAS_TOKEN_WORD;
        token->word = cas_word_of(lexer, token->text);
    }
    return at;
}

static bool starts_with(cas_text text, size_t at, const char *sign)
{
    const size_t length = strlen(sign);
    return text.length - at >= length && memcmp(text.at + at, sign, length) == 0;
}

/* A quoted text. “ and ” may be nested; the closing sign must stand on the same line. */
static size_t lex_string(cas_lexer *lexer, size_t begin, const char *open, const char *close)
{
    const cas_text text = lexer->text;
    const size_t close_length = strlen(close);
    const bool nests = strcmp(open, close) != 0;
    const size_t inside = begin + strlen(open);
    size_t depth = 1, at = inside;
    for (; at < text.length && text.at[at] != '\n'; at++) {
        if (nests && starts_with(text, at, open)) {
            depth++;
        } else if (starts_with(text, at, close) && --depth == 0) {
            cas_token *token = add_token(lexer, CAS_TOKEN_STRING, begin, at + close_length);
            token->text = (cas_text){text.at + inside, at - inside};
            return at + close_length;
        }
    }
    cas_diagnostic *d =
        report(lexer, CAS_E0103, begin, inside, "a quoted text begins here and is not closed on this line");
    hint(lexer, d, nests ? "close it with ”" : "close it with \"");
    cas_token *token = add_token(lexer, CAS_TOKEN_STRING, begin, at);
    token->text = (cas_text){text.at + inside, at - inside};
    return at;
}

static bool is_opening(cas_token_kind kind)
{
    return kind == CAS_TOKEN_OPEN || kind == CAS_TOKEN_OPEN_BRACE;
}
static bool is_closing(cas_token_kind kind)
{
    return kind == CAS_TOKEN_CLOSE || kind == CAS_TOKEN_CLOSE_BRACE;
}

static void open_bracket(cas_lexer *lexer)
{
    lexer->open = CAS_ROOM(lexer->arena, lexer->open, lexer->open_count, &lexer->open_room);
    lexer->open[lexer->open_count++] = (uint32_t)lexer->count - 1;
}

static void close_bracket(cas_lexer *lexer)
{
    const cas_token *token = &lexer->tokens[lexer->count - 1];
    const cas_token_kind wanted = token->kind == CAS_TOKEN_CLOSE ? CAS_TOKEN_OPEN : CAS_TOKEN_OPEN_BRACE;
    if (lexer->open_count && lexer->tokens[lexer->open[lexer->open_count - 1]].kind == wanted)
        lexer->tokens[lexer->open[--lexer->open_count]].match = (uint32_t)lexer->count - 1;
    else if (!lexer->faulty)
        report(lexer, CAS_E0104, token->begin, token->end, "this bracket closes none that is open");
}

typedef struct sign {
    const char *text;
    cas_token_kind kind;
} sign;

static const sign signs[] = {
    {"->", CAS_TOKEN_ARROW},   {"→", CAS_TOKEN_ARROW},      {"!=", CAS_TOKEN_UNEQUAL},    {"≠", CAS_TOKEN_UNEQUAL},
    {"…", CAS_TOKEN_ELLIPSIS}, {"...", CAS_TOKEN_ELLIPSIS}, {",", CAS_TOKEN_COMMA},       {"|", CAS_TOKEN_BAR},
    {"=", CAS_TOKEN_EQUAL},    {">", CAS_TOKEN_GREATER},    {"~", CAS_TOKEN_TILDE},       {":", CAS_TOKEN_COLON},
    {"*", CAS_TOKEN_STAR},     {"/", CAS_TOKEN_SLASH},      {"%", CAS_TOKEN_PERCENT},     {"(", CAS_TOKEN_OPEN},
    {")", CAS_TOKEN_CLOSE},    {"{", CAS_TOKEN_OPEN_BRACE}, {"}", CAS_TOKEN_CLOSE_BRACE},
};

static size_t lex_sign(cas_lexer *lexer, size_t begin)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!starts_with(lexer->text, begin, signs[i].text))
            continue;
        const size_t end = begin + strlen(signs[i].text);
        add_token(lexer, signs[i].kind, begin, end);
        if (is_opening(signs[i].kind))
            open_bracket(lexer);
        else if (is_closing(signs[i].kind))
            close_bracket(lexer);
        return end;
    }
    size_t length;
    cas_character_at(lexer->text, begin, &length);
    add_token(lexer, CAS_TOKEN_OTHER, begin, begin + length);
    return begin + length;
}

static size_t lex_token(cas_lexer *lexer, size_t at)
{
    const cas_text text = lexer->text;
    const char c = text.at[at];
    if (cas_is_ascii_letter(c) || cas_is_digit(c))
        return lex_word(lexer, at);
    if (c == '"')
        return lex_string(lexer, at, "\"", "\"");
    if ((unsigned char)c >= 0x80) {
        if (starts_with(text, at, "“"))
            return lex_string(lexer, at, "“", "”");
        size_t length;
        if (cas_is_wide_letter(cas_character_at(text, at, &length)))
            return lex_word(lexer, at);
    }
    return lex_sign(lexer, at);
}

/* ---- Logical lines ----------------------------------------------------------------------------------------------------- */

static void keep_comment(cas_lexer *lexer, size_t begin, size_t end)
{
    if (!lexer->keeps_comments)
        return;
    while (end > begin &&
           (lexer->text.at[end - 1] == ' ' || lexer->text.at[end - 1] == '\t' || lexer->text.at[end - 1] == '\r'))
        end--;
    lexer->comments = CAS_ROOM(lexer->arena, lexer->comments, lexer->comment_count, &lexer->comment_room);
    lexer->comments[lexer->comment_count++] = (cas_comment){(uint32_t)begin, (uint32_t)end};
}

/* The first place at or after `at` where a token stands, beyond blank lines and comments; sets the column it stands in. */
static size_t next_content(cas_lexer *lexer, size_t at, size_t *column, bool keeps)
{
    const cas_text text = lexer->text;
    for (;;) {
        const size_t first = cas_skip_spaces(text, at);
        *column = first - at;
        if (first >= text.length)
            return text.length;
        if (text.at[first] == '\n') {
            at = first + 1;
        } else if (text.at[first] == '#') {
            const size_t end = cas_end_of_line(text, first);
            if (keeps)
                keep_comment(lexer, first, end);
            at = end < text.length ? end + 1 : end;
        } else {
            return first;
        }
        cas_poll(lexer->arena->ctx);
    }
}

static bool last_token_goes_on(const cas_lexer *lexer)
{
    const cas_token *last = &lexer->tokens[lexer->count - 1];
    switch ((int)last->kind) {
    case CAS_TOKEN_COMMA:
    case CAS_TOKEN_EQUAL:
    case CAS_TOKEN_BAR:
    case CAS_TOKEN_GREATER:
    case CAS_TOKEN_TILDE:
    case CAS_TOKEN_COLON:
    case CAS_TOKEN_UNEQUAL:
    case CAS_TOKEN_ARROW: return true;
    case CAS_TOKEN_WORD: return lexer->count > 1 && (last->word == CAS_WORD_AND || last->word == CAS_WORD_OR);
    default: return false;
    }
}

static cas_text word_at(const cas_lexer *lexer, size_t at)
{
    size_t end = at, length;
    while ((length = cas_word_character(lexer->text, end)) > 0)
        end += length;
    return (cas_text){lexer->text.at + at, end - at};
}

/* A line that begins with one of these signs goes on with the one before it. */
static bool next_line_continues(const cas_lexer *lexer, size_t at)
{
    if (at >= lexer->text.length)
        return false;
    switch (lexer->text.at[at]) {
    case '|':
    case ',':
    case '>':
    case '~':
    case '=':
    case ')':
    case '}': return true;
    default: {
        const cas_text word = word_at(lexer, at);
        if (!cas_text_is(word, "and") && !cas_text_is(word, "or"))
            return false;
        /* An alternative may be called `or`: then a quoted text, a bar or the end follows. */
        const size_t after = cas_skip_spaces(lexer->text, at + word.length);
        return cas_word_character(lexer->text, after) > 0 ||
               (after < lexer->text.length && lexer->text.at[after] == '(');
    }
    }
}

/* Words with which a line of a block begins, and hardly anything else. */
static bool begins_block_line(cas_word word)
{
    switch ((int)word) {
    case CAS_WORD_CITE:
    case CAS_WORD_ASSUME:
    case CAS_WORD_WHEN:
    case CAS_WORD_DECIDE:
    case CAS_WORD_FINDING:
    case CAS_WORD_EACH:
    case CAS_WORD_OPTION:
    case CAS_WORD_INFEASIBLE:
    case CAS_WORD_IRREVERSIBLE:
    case CAS_WORD_STATUS:
    case CAS_WORD_STATES:
    case CAS_WORD_REJECTS:
    case CAS_WORD_PREFERS:
    case CAS_WORD_DAY: return true;
    default: return false;
    }
}

/*
 * A line that reads as a statement of its own: at the margin a word that begins a declaration, in a block, not further in than
 * this line, one that begins a line; then a name, number or quoted text.
 */
static bool next_line_declares(const cas_lexer *lexer, size_t at, size_t column)
{
    if (column > lexer->column || at >= lexer->text.length || !cas_is_ascii_letter(lexer->text.at[at]))
        return false;
    const cas_text text = word_at(lexer, at);
    const cas_word word = cas_word_of(lexer, text);
    if (column == 0 ? !cas_word_begins_declaration(word) : !begins_block_line(word))
        return false;
    const size_t after = cas_skip_spaces(lexer->text, at + text.length);
    if (after >= lexer->text.length)
        return false;
    return lexer->text.at[after] == '"' || starts_with(lexer->text, after, "“") ||
           cas_word_character(lexer->text, after);
}

/* Whether the logical line goes on at the next content, and if so where. */
static bool goes_on(cas_lexer *lexer, size_t line_end, size_t *at)
{
    const size_t next_line = line_end < lexer->text.length ? line_end + 1 : line_end;
    const bool open = lexer->open_count > 0 || last_token_goes_on(lexer);
    size_t column;
    const size_t next = next_content(lexer, next_line, &column, false);
    if (next >= lexer->text.length || next_line_declares(lexer, next, column) ||
        (!open && !next_line_continues(lexer, next)))
        return false;
    *at = next_content(lexer, next_line, &column, true);
    return true;
}

static void finish_line(cas_lexer *lexer, size_t end)
{
    if (lexer->open_count && !lexer->faulty) {
        const cas_token *open = &lexer->tokens[lexer->open[lexer->open_count - 1]];
        report(lexer, CAS_E0104, open->begin, open->end, "this bracket is not closed in its statement");
    }
    add_token(lexer, CAS_TOKEN_END, end, end);
    lexer->total--;
}

void cas_lexer_open(cas_lexer *lexer, cas_arena *arena, const cas_source_map *map, int file,
                    cas_diagnostics *diagnostics)
{
    *lexer = (cas_lexer){.arena = arena, .map = map, .diagnostics = diagnostics, .file = file};
    const cas_source_file *source = cas_source_of(map, file);
    lexer->text = source ? source->text : (cas_text){"", 0};
    cas_words_index(lexer);
}

bool cas_lexer_next(cas_lexer *lexer)
{
    lexer->count = lexer->open_count = 0;
    lexer->faulty = false;
    if (lexer->overflowed)
        return false;
    size_t at = next_content(lexer, lexer->at, &lexer->column, true);
    if (at >= lexer->text.length) {
        lexer->at = at;
        return false;
    }
    for (;;) {
        at = cas_skip_spaces(lexer->text, at);
        if (at < lexer->text.length && lexer->text.at[at] == '#') {
            const size_t end = cas_end_of_line(lexer->text, at);
            keep_comment(lexer, at, end);
            at = end;
        }
        if (at < lexer->text.length && lexer->text.at[at] != '\n') {
            at = lex_token(lexer, at);
            cas_poll(lexer->arena->ctx);
            if (lexer->total > CAS_MAX_TOKENS) {
                report(lexer, CAS_E0004, at, at, "the file has more than six million words and signs");
                lexer->overflowed = true;
                break;
            }
            continue;
        }
        if (!goes_on(lexer, at, &at))
            break;
    }
    finish_line(lexer, lexer->tokens[lexer->count - 1].end);
    lexer->at = at;
    return true;
}

bool cas_lexer_next_is_deeper(cas_lexer *lexer)
{
    size_t column;
    const size_t at = lexer->at < lexer->text.length ? lexer->at + 1 : lexer->at;
    return next_content(lexer, at, &column, false) < lexer->text.length && column > lexer->column;
}

/* ---- For readers ------------------------------------------------------------------------------------------------------- */

void cas_tokens_print(cas_builder *out, cas_arena *arena, const cas_source_map *map, int file)
{
    cas_lexer lexer;
    cas_lexer_open(&lexer, arena, map, file, NULL);
    while (cas_lexer_next(&lexer)) {
        cas_putf(out, "%zu:", cas_source_line_of(map, file, lexer.tokens[0].begin));
        cas_puts(out, lexer.column ? " indented" : "");
        for (size_t i = 0; i + 1 < lexer.count; i++) {
            const cas_token *token = &lexer.tokens[i];
            if (token->kind == CAS_TOKEN_STRING)
                cas_putf(out, " \"%.*s\"", CAS_SHOW(token->text));
            else if (token->kind == CAS_TOKEN_WORD && token->word != CAS_WORD_OTHER)
                cas_putf(out, " %.*s", CAS_SHOW(token->text));
            else if (token->kind == CAS_TOKEN_WORD)
                cas_putf(out, " <%.*s>", CAS_SHOW(token->text));
            else
                cas_putf(out, " %.*s", CAS_SHOW(token->text));
        }
        cas_putc(out, '\n');
    }
}
