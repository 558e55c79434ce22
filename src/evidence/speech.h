/*
 * What the stages of speech share: a document as blocks (paragraphs) of words with what the tables of the language know
 * of each, and the noun phrases, verbs and names found in them.
 */
#ifndef CAS_EVIDENCE_SPEECH_H
#define CAS_EVIDENCE_SPEECH_H

#include "evidence/evidence.h"

/* Classes of words: the tables in cues/ give them; a word may have several. */
enum {
    CAS_WORD_SAY = 1 << 0,
    CAS_WORD_CALL = 1 << 1,
    CAS_WORD_WEAK = 1 << 2,
    CAS_WORD_NOUNISH = 1 << 3,
    CAS_WORD_PAST = 1 << 4,
    CAS_WORD_SPEECHNOUN = 1 << 5,
    CAS_WORD_ATTRIBUTE = 1 << 6,
    CAS_WORD_DETERMINER = 1 << 7,
    CAS_WORD_POSSESSIVE = 1 << 8,
    CAS_WORD_PREPOSITION = 1 << 9,
    CAS_WORD_CONJUNCTION = 1 << 10,
    CAS_WORD_SUBORDINATOR = 1 << 11,
    CAS_WORD_RELATIVE = 1 << 12,
    CAS_WORD_PRONOUN = 1 << 13,
    CAS_WORD_OTHERPRONOUN = 1 << 14,
    CAS_WORD_AUXILIARY = 1 << 15,
    CAS_WORD_BEING = 1 << 16,
    CAS_WORD_ADVERB = 1 << 17,
    CAS_WORD_TIME = 1 << 18,
    CAS_WORD_HONORIFIC = 1 << 19,
    CAS_WORD_ROLE = 1 << 20,
    CAS_WORD_GENERICROLE = 1 << 21,
    CAS_WORD_HEADOFSTATE = 1 << 22,
    CAS_WORD_COLLECTIVE = 1 << 23,
    CAS_WORD_PLURALNOUN = 1 << 24,
    CAS_WORD_ORGWORD = 1 << 25,
    CAS_WORD_SOCALLED = 1 << 26,
    CAS_WORD_NOTNAME = 1 << 27,
    CAS_WORD_MALE = 1 << 28,
    CAS_WORD_FEMALE = 1 << 29,
    CAS_WORD_PLURAL = 1 << 30,
    CAS_WORD_BASE = (int)(1u << 31) /* the form without an ending: a verb only after a plural, a modal or `to` */
};

#define CAS_WORD_CUES ((uint32_t)(CAS_WORD_SAY | CAS_WORD_CALL | CAS_WORD_WEAK))

/* The tables of one language, looked up by the lower-case form. */
typedef struct cas_lexicon cas_lexicon;

typedef enum cas_language { CAS_ENGLISH, CAS_GERMAN } cas_language;

/* Both languages' tables and the places; read once for a set. */
typedef struct cas_tables {
    const cas_lexicon *lexicon[2];
    const cas_lexicon *given; /* first names: MALE, FEMALE */
    const struct cas_gazetteer *places;
} cas_tables;

/* Read when first asked for. */
const cas_tables *cas_tables_of(cas_evidence *evidence);
/* The classes of a word in lower case; 0 where the tables have nothing. */
uint32_t cas_lexicon_classes(const cas_lexicon *lexicon, cas_text lower);
/*
 * The state (or union, region) that a name, an adjective or a capital stands for: its number, or -1. Names of several
 * words are written with single spaces.
 */
int cas_place_of(const cas_tables *tables, cas_text lower);
/* The first spelling of a place under several, else the text itself. */
cas_text cas_place_spelling(const cas_tables *tables, cas_text lower);
bool cas_place_is_adjective(const cas_tables *tables, cas_text lower);

typedef enum cas_token_kind {
    CAS_TOKEN_WORD,
    CAS_TOKEN_NUMBER,
    CAS_TOKEN_POINT,  /* punctuation, one character */
    CAS_TOKEN_QUOTED /* a whole quotation's segment in the outlet's sentence: the words inside the marks are not seen */
} cas_token_kind;

typedef struct cas_token {
    size_t begin, end; /* bytes of the document's text */
    cas_token_kind kind;
    uint32_t classes;
    cas_text lower;    /* lower case, without a possessive ending */
    int32_t point;     /* CAS_TOKEN_POINT: the character */
    size_t quotation;  /* CAS_TOKEN_QUOTED: which */
    int place;         /* the state that the word (or the run of words it begins) stands for, or -1 */
    bool capital;      /* begins with a capital letter */
    bool shouting;     /* all capitals, at least two */
    bool possessive;   /* ended by 's or s' */
    bool name;         /* part of a proper name */
    bool first;        /* first word of its sentence */
} cas_token;

typedef struct cas_sentence {
    size_t first, last; /* tokens first … last-1 of the block */
} cas_sentence;

/* A paragraph: a line, or several that were wrapped. */
typedef struct cas_block {
    size_t begin, end; /* bytes of the document's text */
    size_t first_line; /* from 1 */
    cas_line_kind kind;
    bool heading;      /* title, deck or subhead */
    bool title_case;   /* most of its words have capitals: capitals tell nothing */
    cas_language language;
    cas_token *tokens;
    size_t token_count;
    cas_sentence *sentences;
    size_t sentence_count;
} cas_block;

typedef struct cas_blocks {
    cas_block *items;
    size_t count;
    cas_language language;
} cas_blocks;

/* The paragraphs of a document, without tokens. Needs the lines. */
cas_blocks cas_blocks_of(cas_arena *arena, const cas_evidence_document *document);
/* The language by its most frequent small words. */
cas_language cas_language_of(const cas_tables *tables, cas_arena *arena, cas_text text);
/* A quotation's segment with its marks, in bytes of the document's text. */
typedef struct cas_piece {
    size_t begin, end;
    size_t quotation;
} cas_piece;

typedef struct cas_pieces {
    cas_piece *items; /* in the order of the text */
    size_t count;
} cas_pieces;

cas_pieces cas_pieces_of(cas_arena *arena, const cas_evidence_document *document);
/* Fills in tokens and sentences of a block; each of the pieces that lie in it is one token. */
void cas_block_tokens(cas_arena *arena, const cas_tables *tables, cas_text text, cas_blocks *blocks, size_t block, const cas_pieces *pieces);

/* Any mark that can open or close a quotation, apostrophes included. */
bool cas_is_quotation_mark(int32_t code);

/* A word of some of the classes; one that is no part of a name; a certain word, in small letters; a certain point. */
static inline bool cas_token_has(const cas_token *token, uint32_t classes) { return token->kind == CAS_TOKEN_WORD && token->classes & classes; }
static inline bool cas_word_has(const cas_token *token, uint32_t classes) { return cas_token_has(token, classes) && !token->name; }
static inline bool cas_word_is(const cas_token *token, const char *word) { return token->kind == CAS_TOKEN_WORD && cas_text_is(token->lower, word); }
static inline bool cas_point_is(const cas_token *token, int32_t point) { return token->kind == CAS_TOKEN_POINT && token->point == point; }
/* The text is longer than the ending and ends with it. */
bool cas_ends_with(cas_text text, const char *ending);
/* Behind the name that begins at token `at`; `at` itself where none does. Of tokens from … to-1; a possessive ends a name. */
size_t cas_name_end(const cas_block *block, size_t from, size_t at, size_t to);

/* A place in a document that moves forward, so that columns are counted once. Zero-initialise. */
typedef struct cas_cursor {
    size_t at, line, column; /* line 0: nowhere yet */
} cas_cursor;

/* Line and column of a stretch of the document's text; the cursor makes stretches that follow one another cheap. */
cas_stretch cas_stretch_of(const cas_evidence_document *document, cas_cursor *cursor, size_t begin, size_t end);

#endif
