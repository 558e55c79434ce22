/* The words of the language, and the characters of which texts are made: see words.h. */
#include "lang/words.h"

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

void cas_words_index(cas_lexer *lexer)
{
    cas_word word = CAS_WORD_OTHER + 1;
    for (int letter = 0; letter < 26; letter++) {
        lexer->bucket[letter] = (uint16_t)word;
        while (word < CAS_WORD_COUNT && word_texts[word].at[0] == 'a' + letter)
            word++;
    }
    lexer->bucket[26] = (uint16_t)word;
}

cas_word cas_word_of(const cas_lexer *lexer, cas_text text)
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

/* The character at a place and how many bytes it has; the text is known to be UTF-8. */
int32_t cas_character_at(cas_text text, size_t at, size_t *length)
{
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t bytes =
        utf8proc_iterate((const utf8proc_uint8_t *)text.at + at, (utf8proc_ssize_t)(text.length - at), &character);
    *length = bytes > 0 ? (size_t)bytes : 1;
    return character;
}

bool cas_is_wide_letter(int32_t c)
{
    const utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LT ||
           category == UTF8PROC_CATEGORY_LM || category == UTF8PROC_CATEGORY_LO;
}

static bool is_wide_continuation(utf8proc_int32_t c)
{
    const utf8proc_category_t category = utf8proc_category(c);
    return cas_is_wide_letter(c) || category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL;
}

/* How many bytes of a word stand at a place: 0 if no letter, digit or _ does. */
size_t cas_word_character(cas_text text, size_t at)
{
    if (at >= text.length)
        return 0;
    const char c = text.at[at];
    if (cas_is_ascii_letter(c) || cas_is_digit(c) || c == '_')
        return 1;
    if ((unsigned char)c < 0x80)
        return 0;
    size_t length;
    const utf8proc_int32_t wide = cas_character_at(text, at, &length);
    return is_wide_continuation(wide) ? length : 0;
}

bool cas_is_name(cas_text text)
{
    size_t at, length;
    if (!text.length || cas_is_digit(text.at[0]) || text.at[0] == '_')
        return false;
    if ((unsigned char)text.at[0] >= 0x80 && !cas_is_wide_letter(cas_character_at(text, 0, &length)))
        return false;
    for (at = 0; (length = cas_word_character(text, at)) > 0; at += length)
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
    const utf8proc_int32_t wide = cas_character_at(text, at, &length);
    return utf8proc_category(wide) == UTF8PROC_CATEGORY_ZS ? length : 0;
}

size_t cas_skip_spaces(cas_text text, size_t at)
{
    size_t length;
    while (at < text.length && (length = space_at(text, at)) > 0)
        at += length;
    return at;
}

size_t cas_end_of_line(cas_text text, size_t at)
{
    const char *end = at < text.length ? memchr(text.at + at, '\n', text.length - at) : NULL;
    return end ? (size_t)(end - text.at) : text.length;
}
