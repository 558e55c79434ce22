/* From text to tokens: see lexer.h. Cost: linear in the text. */
#include "lang/lexer.h"

#include "lang/parse.h"

#include <string.h>
#include <utf8proc.h>

/* ---- Words ------------------------------------------------------------------------------------------------------------- */

static const cas_text word_texts[CAS_WORD_COUNT] = {
    {"", 0},
#define CAS_WORD(name, text) {text, sizeof(text) - 1},
#include "lang/words.def"
#undef CAS_WORD
};

const char *cas_word_text(cas_word word)
{
    return word_texts[word].at;
}

static void index_words(cas_lexer *lexer)
{
    cas_word word = CAS_WORD_OTHER + 1;
    for (int letter = 0; letter < 26; letter++) {
        lexer->bucket[letter] = (uint16_t)word;
        while (word < CAS_WORD_COUNT && word_texts[word].at[0] == 'a' + letter)
            word++;
    }
    lexer->bucket[26] = (uint16_t)word;
}

static cas_word word_of(const cas_lexer *lexer, cas_text text)
{
    const int letter = text.at[0] - 'a';
    if (letter < 0 || letter >= 26)
        return CAS_WORD_OTHER;
    for (unsigned word = lexer->bucket[letter]; word < lexer->bucket[letter + 1]; word++)
        if (word_texts[word].length == text.length && memcmp(word_texts[word].at, text.at, text.length) == 0)
            return (cas_word)word;
    return CAS_WORD_OTHER;
}

bool cas_word_begins_declaration(cas_word word)
{
    switch ((int)word) {
    case CAS_WORD_AGREEMENT:
    case CAS_WORD_SOURCE:
    case CAS_WORD_PARTY:
    case CAS_WORD_PARTIES:
    case CAS_WORD_GROUP:
    case CAS_WORD_WEIGHT:
    case CAS_WORD_MEASURE:
    case CAS_WORD_ACT:
    case CAS_WORD_INCIDENT:
    case CAS_WORD_GOAL:
    case CAS_WORD_ASSUME:
    case CAS_WORD_RULE:
    case CAS_WORD_CLAUSE:
    case CAS_WORD_ISSUE:
    case CAS_WORD_READING:
    case CAS_WORD_INFEASIBLE:
    case CAS_WORD_DRAFT:
    case CAS_WORD_CHECK:
    case CAS_WORD_EXPECT:
    case CAS_WORD_ASK:
    case CAS_WORD_SCENARIO:
    case CAS_WORD_POSITION:
    case CAS_WORD_SETTLE:
    case CAS_WORD_STANDOFF:
    case CAS_WORD_INCLUDE:
    case CAS_WORD_AMENDS:
    case CAS_WORD_REPLACE:
    case CAS_WORD_DROP: return true;
    default: return false;
    }
}

const char *cas_token_kind_name(cas_token_kind kind)
{
    switch (kind) {
    case CAS_TOKEN_END: return "the end of the line";
    case CAS_TOKEN_WORD: return "a word";
    case CAS_TOKEN_NUMBER: return "a number";
    case CAS_TOKEN_LABEL: return "a label";
    case CAS_TOKEN_DATE: return "a date";
    case CAS_TOKEN_STRING: return "a quoted text";
    case CAS_TOKEN_COMMA: return "`,`";
    case CAS_TOKEN_BAR: return "`|`";
    case CAS_TOKEN_EQUAL: return "`=`";
    case CAS_TOKEN_UNEQUAL: return "`!=`";
    case CAS_TOKEN_GREATER: return "`>`";
    case CAS_TOKEN_TILDE: return "`~`";
    case CAS_TOKEN_COLON: return "`:`";
    case CAS_TOKEN_STAR: return "`*`";
    case CAS_TOKEN_SLASH: return "`/`";
    case CAS_TOKEN_PERCENT: return "`%`";
    case CAS_TOKEN_ARROW: return "`->`";
    case CAS_TOKEN_ELLIPSIS: return "`…`";
    case CAS_TOKEN_OPEN: return "`(`";
    case CAS_TOKEN_CLOSE: return "`)`";
    case CAS_TOKEN_OPEN_BRACE: return "`{`";
    case CAS_TOKEN_CLOSE_BRACE: return "`}`";
    case CAS_TOKEN_OTHER: return "a character";
    }
    return "";
}

/* ---- Characters -------------------------------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The character at a place and how many bytes it has; the text is known to be UTF-8. */
static utf8proc_int32_t character_at(cas_text text, size_t at, size_t *length)
{
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t bytes =
        utf8proc_iterate((const utf8proc_uint8_t *)text.at + at, (utf8proc_ssize_t)(text.length - at), &character);
    *length = bytes > 0 ? (size_t)bytes : 1;
    return character;
}

static bool is_wide_letter(utf8proc_int32_t c)
{
    const utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LT ||
           category == UTF8PROC_CATEGORY_LM || category == UTF8PROC_CATEGORY_LO;
}

static bool is_wide_continuation(utf8proc_int32_t c)
{
    const utf8proc_category_t category = utf8proc_category(c);
    return is_wide_letter(c) || category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL;
}

/* How many bytes of a word stand at a place: 0 if no letter, digit or _ does. */
static size_t word_character(cas_text text, size_t at)
{
    if (at >= text.length)
        return 0;
    const char c = text.at[at];
    if (is_ascii_letter(c) || is_digit(c) || c == '_')
        return 1;
    if ((unsigned char)c < 0x80)
        return 0;
    size_t length;
    const utf8proc_int32_t wide = character_at(text, at, &length);
    return is_wide_continuation(wide) ? length : 0;
}

bool cas_is_name(cas_text text)
{
    size_t at, length;
    if (!text.length || is_digit(text.at[0]) || text.at[0] == '_')
        return false;
    if ((unsigned char)text.at[0] >= 0x80 && !is_wide_letter(character_at(text, 0, &length)))
        return false;
    for (at = 0; (length = word_character(text, at)) > 0; at += length)
        ;
    return at == text.length;
}

/* How many bytes of white space inside a line stand at a place. A text pasted from elsewhere may have spaces of other widths. */
static size_t space_at(cas_text text, size_t at)
{
    const char c = text.at[at];
    if (c == ' ' || c == '\t' || c == '\r')
        return 1;
    if ((unsigned char)c < 0x80)
        return 0;
    size_t length;
    const utf8proc_int32_t wide = character_at(text, at, &length);
    return utf8proc_category(wide) == UTF8PROC_CATEGORY_ZS ? length : 0;
}

static size_t skip_spaces(cas_text text, size_t at)
{
    size_t length;
    while (at < text.length && (length = space_at(text, at)) > 0)
        at += length;
    return at;
}

static size_t end_of_line(cas_text text, size_t at)
{
    const char *end = at < text.length ? memchr(text.at + at, '\n', text.length - at) : NULL;
    return end ? (size_t)(end - text.at) : text.length;
}

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
        if (shape[i] == 'd' ? !is_digit(c) : c != shape[i])
            return false;
    }
    return !word_character(text, at + sizeof shape - 1);
}

static bool is_number(cas_text text)
{
    int points = 0;
    for (size_t i = 0; i < text.length; i++) {
        const char c = text.at[i];
        if (c == '.')
            points++;
        else if (!is_digit(c) && !(c == '_' && i + 1 < text.length && is_digit(text.at[i + 1])))
            return false;
    }
    return is_digit(text.at[0]) && points <= 1;
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
        while ((length = word_character(text, at)) > 0)
            at += length;
        if (at + 1 >= text.length || text.at[at] != '.' || !word_character(text, at + 1))
            break;
        pointed = true;
        at++;
    }
    cas_token *token = add_token(lexer, CAS_TOKEN_LABEL, begin, at);
    if (is_digit(text.at[begin])) {
        if (is_number(token->text))
            token->kind = CAS_TOKEN_NUMBER;
    } else if (!pointed) {
        token->kind = CAS_TOKEN_WORD;
        token->word = word_of(lexer, token->text);
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
    character_at(lexer->text, begin, &length);
    add_token(lexer, CAS_TOKEN_OTHER, begin, begin + length);
    return begin + length;
}

static size_t lex_token(cas_lexer *lexer, size_t at)
{
    const cas_text text = lexer->text;
    const char c = text.at[at];
    if (is_ascii_letter(c) || is_digit(c))
        return lex_word(lexer, at);
    if (c == '"')
        return lex_string(lexer, at, "\"", "\"");
    if ((unsigned char)c >= 0x80) {
        if (starts_with(text, at, "“"))
            return lex_string(lexer, at, "“", "”");
        size_t length;
        if (is_wide_letter(character_at(text, at, &length)))
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
        const size_t first = skip_spaces(text, at);
        *column = first - at;
        if (first >= text.length)
            return text.length;
        if (text.at[first] == '\n') {
            at = first + 1;
        } else if (text.at[first] == '#') {
            const size_t end = end_of_line(text, first);
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
    while ((length = word_character(lexer->text, end)) > 0)
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
        const size_t after = skip_spaces(lexer->text, at + word.length);
        return word_character(lexer->text, after) > 0 || (after < lexer->text.length && lexer->text.at[after] == '(');
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
    if (column > lexer->column || at >= lexer->text.length || !is_ascii_letter(lexer->text.at[at]))
        return false;
    const cas_text text = word_at(lexer, at);
    const cas_word word = word_of(lexer, text);
    if (column == 0 ? !cas_word_begins_declaration(word) : !begins_block_line(word))
        return false;
    const size_t after = skip_spaces(lexer->text, at + text.length);
    if (after >= lexer->text.length)
        return false;
    return lexer->text.at[after] == '"' || starts_with(lexer->text, after, "“") || word_character(lexer->text, after);
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
    index_words(lexer);
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
        at = skip_spaces(lexer->text, at);
        if (at < lexer->text.length && lexer->text.at[at] == '#') {
            const size_t end = end_of_line(lexer->text, at);
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
