/* Noun phrases and verbs of a sentence, without a parser. phrases.c says how. */
#ifndef CAS_EVIDENCE_PHRASES_H
#define CAS_EVIDENCE_PHRASES_H

#include "evidence/speech.h"

typedef enum cas_phrase_kind {
    CAS_PHRASE_NONE,
    CAS_PHRASE_NAME,    /* Ann Lee, President Lee; Peru */
    CAS_PHRASE_NOUN,    /* the French president, officials, the company */
    CAS_PHRASE_PRONOUN  /* he, she, they, it */
} cas_phrase_kind;

/* Tokens begin … end-1 of the block; of a name, name_begin … end-1 is the name, what is before its titles. */
typedef struct cas_phrase {
    cas_phrase_kind kind;
    size_t begin, end, name_begin;
} cas_phrase;

#define cas_no_phrase ((cas_phrase){CAS_PHRASE_NONE, 0, 0, 0})

/* Does a word of saying stand at token `verb`, and act as a verb? */
bool cas_is_verb(const cas_block *block, const cas_sentence *sentence, size_t verb);
/* The noun phrase that ends before token `end`, not before `from`. */
cas_phrase cas_phrase_before(const cas_block *block, size_t from, size_t end);
/* The noun phrase that begins at token `begin`, before `to`. */
cas_phrase cas_phrase_at(const cas_block *block, size_t begin, size_t to);
/* The first noun phrase of the sentence's main clause: introductions are passed over. */
cas_phrase cas_phrase_first(const cas_block *block, const cas_sentence *sentence, size_t to);

/* A comma, or what stands for one: a dash, a bracket. */
bool cas_is_comma(const cas_token *token);
bool cas_is_participle(const cas_token *token);
/* Can the token be part of a noun phrase? */
bool cas_is_nominal(const cas_block *block, const cas_sentence *sentence, size_t at);
/* Where the name begins that ends before token `end`, not before `begin`; `end`: there is none. */
size_t cas_name_start(const cas_block *block, size_t begin, size_t end);
/* What can stand between the `of` of a title and the name: `of the Republic of Peru`. */
bool cas_is_title_word(const cas_token *token);
/*
 * `Secretary of State Ann Lee`, `President of the Republic of Peru Ann Lee`: the `of` at `at` stands in a title if an office with a
 * capital stands before it and a full name, of nobody's state or body, ends what follows. *name: where that begins.
 */
bool cas_is_of_title(const cas_block *block, size_t at, size_t to, size_t *name);

#endif
