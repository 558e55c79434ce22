/* Who a noun phrase or a pronoun is, where it stands; and what the rules of attribution find. Inside the stage of speakers. */
#ifndef CAS_EVIDENCE_REFERENT_H
#define CAS_EVIDENCE_REFERENT_H

#include "evidence/names.h"

/* Who: an entity, or a noun phrase nobody is known for. */
typedef struct cas_referent {
    int entity;       /* -1: only words */
    const char *name; /* null: nobody */
    bool person, plural, unsure;
    bool unknown; /* a single name without a title: perhaps a body */
    bool named; /* a name taken over from elsewhere */
    bool weak; /* in the history: was named, but not as a subject */
    uint32_t gender;
    const char *how;  /* how a pronoun or office was resolved; null: named there */
} cas_referent;

/* The subjects of the sentences so far, the latest last. */
typedef struct cas_referents {
    cas_referent *items;
    size_t count, room;
} cas_referents;

typedef struct cas_attribution {
    int rank; /* greater is better; 0: none */
    cas_referent who;
    const char *cue, *reason;
    cas_certainty certainty;
} cas_attribution;

typedef struct cas_scene {
    cas_arena *arena;
    cas_cast *cast;
    cas_evidence_document *document;
    size_t number; /* of the document */
    cas_blocks *blocks;
    cas_referents past;
    cas_referent last_speaker; /* of a quotation, in this block or the one before */
    cas_attribution *best;          /* by quotation */
    size_t reported_room;
    cas_cursor cursor;
} cas_scene;

#define cas_nobody ((cas_referent){.entity = -1})

cas_referent cas_referent_of_entity(const cas_scene *s, int entity);
/* Who the phrase is, the subject of the word of saying at token `verb`. Pronouns are looked up in s->past. */
cas_referent cas_referent_of_phrase(cas_scene *s, const cas_block *block, const cas_sentence *sentence, const cas_phrase *phrase, size_t verb);
/* What a pronoun or an epithet asks for. */
typedef struct cas_wanted {
    size_t token;
    uint32_t gender;
    bool plural, thing;
    const char *printed;
} cas_wanted;

/* pronouns.c: what the pronoun at the token asks for, and who that is. */
cas_wanted cas_wanted_by_pronoun(const cas_scene *s, const cas_block *block, size_t token);
cas_referent cas_referent_of_pronoun(const cas_scene *s, const cas_block *block, const cas_sentence *sentence, const cas_wanted *want, size_t verb);
/* A noun phrase as a name: without its article; empty if it is longer than 80 bytes. */
const char *cas_phrase_words(const cas_scene *s, const cas_block *block, const cas_phrase *phrase);
/* May a noun phrase speak? Persons, bodies, and what is written; not `a plan called "…"`. */
bool cas_can_speak(const cas_block *block, const cas_phrase *phrase);
/* A token as printed. */
const char *cas_printed(const cas_scene *s, const cas_token *token);

/* rules.c: finds out who said the quotation at token `quoted` of the block's sentence of that number, into s->best. */
void cas_attribute(cas_scene *s, const cas_block *block, size_t sentence_number, size_t quoted);
cas_attribution cas_attribution_make(cas_scene *s, int rank, cas_referent who, const cas_token *cue, cas_certainty certainty, const char *reason);
/* The sentence is nothing but quotations and points. */
bool cas_is_alone(const cas_block *block, const cas_sentence *sentence);
size_t cas_count_words(cas_text text);

#endif
