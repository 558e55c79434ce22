/* Who is the subject of a word of saying: noun phrases and verbs of a sentence, without a parser. clauses.c says how. */
#ifndef CAS_EVIDENCE_CLAUSES_H
#define CAS_EVIDENCE_CLAUSES_H

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

/* A word of saying and who says it. */
typedef struct cas_clause {
    size_t verb;       /* token; SIZE_MAX: none */
    cas_phrase subject;
    bool direct;       /* the subject stands right beside the verb */
    bool passive;      /* "was called … by X": the subject is X, or none */
} cas_clause;

/* Does the cue word at token `verb` act as a verb here? */
bool cas_is_verb(const cas_block *block, const cas_sentence *sentence, size_t verb);
/* Its subject, looked for in tokens from … of the sentence; depth bounds the recursion. */
cas_clause cas_clause_of(const cas_block *block, const cas_sentence *sentence, size_t from, size_t verb);
/* The noun phrase that ends before token `end`, not before `from`. */
cas_phrase cas_phrase_before(const cas_block *block, size_t from, size_t end);
/* The noun phrase that begins at token `begin`, before `to`. */
cas_phrase cas_phrase_at(const cas_block *block, size_t begin, size_t to);
/* The first noun phrase of the sentence's main clause: introductions are passed over. */
cas_phrase cas_phrase_first(const cas_block *block, const cas_sentence *sentence, size_t to);

#endif
