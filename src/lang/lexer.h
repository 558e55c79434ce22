/*
 * From text to tokens, one logical line at a time.
 *
 * A logical line is one statement. It ends where the line of text ends, unless a bracket is open, or its last token is one of
 * , and or = | > ~ : -> , or the next line begins with one of | , > ~ = ) } and or. A line that begins like
 * a declaration, or like a line of the block, ends it in any case: so a forgotten bracket costs one statement, not the file.
 *
 * Tokens of a line stay valid until the next line is read.
 */
#ifndef CAS_LANG_LEXER_H
#define CAS_LANG_LEXER_H

#include "lang/diagnostic.h"

typedef enum cas_word {
    CAS_WORD_OTHER, /* a word, but none that the grammar knows */
#define CAS_WORD(name, text) CAS_WORD_##name,
#include "lang/words.def"
#undef CAS_WORD
    CAS_WORD_COUNT
} cas_word;

typedef enum cas_token_kind {
    CAS_TOKEN_END,    /* of the logical line */
    CAS_TOKEN_WORD,   /* a letter, then letters, digits, _ */
    CAS_TOKEN_NUMBER, /* digits, perhaps grouped by _, perhaps with a point and decimals */
    CAS_TOKEN_LABEL,  /* other words that begin with a digit or have points inside: 5a, 27.3.1, E.1 */
    CAS_TOKEN_DATE,   /* 2022-03-29 */
    CAS_TOKEN_STRING, /* text: without its quotes */
    CAS_TOKEN_COMMA,
    CAS_TOKEN_BAR,
    CAS_TOKEN_EQUAL,
    CAS_TOKEN_UNEQUAL,
    CAS_TOKEN_GREATER,
    CAS_TOKEN_TILDE,
    CAS_TOKEN_COLON,
    CAS_TOKEN_STAR,
    CAS_TOKEN_SLASH,
    CAS_TOKEN_PERCENT,
    CAS_TOKEN_ARROW,
    CAS_TOKEN_ELLIPSIS,
    CAS_TOKEN_OPEN,
    CAS_TOKEN_CLOSE,
    CAS_TOKEN_OPEN_BRACE,
    CAS_TOKEN_CLOSE_BRACE,
    CAS_TOKEN_OTHER /* a character that has no meaning outside quotes */
} cas_token_kind;

typedef struct cas_token {
    cas_token_kind kind;
    cas_word word; /* of a WORD */
    uint32_t begin, end;
    uint32_t match; /* of an opening bracket: the token that closes it, or 0 */
    cas_text text;
} cas_token;

/* A comment, with its #, without the line break and spaces before it. */
typedef struct cas_comment {
    uint32_t begin, end;
} cas_comment;

typedef struct cas_lexer {
    cas_arena *arena;
    const cas_source_map *map;
    cas_diagnostics *diagnostics; /* NULL: silent */
    int file;
    cas_text text;
    size_t at;         /* where the next logical line is looked for */
    cas_token *tokens; /* of this line, the last one is END */
    size_t count, room;
    size_t column;   /* of the first token: how many characters of white space stand before it */
    size_t total;    /* tokens so far */
    bool faulty;     /* this line has an error that was reported */
    bool overflowed; /* too many tokens: reported, no line follows */
    bool keeps_comments;
    cas_comment *comments;
    size_t comment_count, comment_room;
    uint32_t *open; /* scratch: open brackets of this line */
    size_t open_count, open_room;
    uint16_t bucket[27]; /* where the words of a letter begin in the table */
} cas_lexer;

void cas_lexer_open(cas_lexer *lexer, cas_arena *arena, const cas_source_map *map, int file,
                    cas_diagnostics *diagnostics);
/* Read the next logical line; false at the end of the file. */
bool cas_lexer_next(cas_lexer *lexer);
/* Is the line after this one indented more than this one? */
bool cas_lexer_next_is_deeper(cas_lexer *lexer);

const char *cas_word_text(cas_word word);
/* "`,`", "the end of the line", …: for messages. */
const char *cas_token_kind_name(cas_token_kind kind);
bool cas_word_begins_declaration(cas_word word);
bool cas_is_name(cas_text text); /* a letter, then letters, digits, _ */

/* All tokens of a file, a logical line a line: for `casus show --stage=tokens`. */
void cas_tokens_print(cas_builder *out, cas_arena *arena, const cas_source_map *map, int file);

#endif
