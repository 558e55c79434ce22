/* The names of a set of documents: which words are names, which names are one person's, who holds which office. */
#ifndef CAS_EVIDENCE_NAMES_H
#define CAS_EVIDENCE_NAMES_H

#include "evidence/clauses.h"

enum { CAS_NAME_WORDS = 8, CAS_ROLE_WORDS = 12 };

/* A person, body or place under all its spellings. */
typedef struct cas_entity {
    const char *name; /* the fullest form as printed */
    cas_text keys[CAS_NAME_WORDS];
    size_t key_count;
    int place;       /* the state it is, or -1 */
    bool person;     /* has a title, a role, or does what persons do */
    bool body;       /* an organisation by a word of its name */
    uint32_t gender; /* CAS_WORD_MALE, CAS_WORD_FEMALE, both if seen as both, 0 */
    cas_text roles[CAS_ROLE_WORDS];
    size_t role_count;
    int role_place;  /* the state of its office, or -1 */
    size_t mentions, owns; /* how often it is named, and stands before somebody's office */
} cas_entity;

/* An entity named at a token. */
typedef struct cas_mention {
    size_t document, block, begin, end; /* tokens */
    int entity;
} cas_mention;

typedef struct cas_speech_document {
    cas_evidence_document *document;
    cas_blocks blocks; /* with tokens */
} cas_speech_document;

typedef struct cas_cast {
    cas_arena *arena;
    const cas_tables *tables;
    const cas_evidence *evidence;
    cas_speech_document *documents;
    size_t document_count;
    cas_entity *entities;
    size_t count, room;
    cas_mention *mentions; /* in the order of the text */
    size_t mention_count, mention_room;
    size_t *mentions_of, *mentions_from; /* mentions of entity e: mentions_of[mentions_from[e]] … */
    size_t *holders, holder_count;       /* entities with an office */
    cas_names by_key;      /* a name's last word: entities that have it */
    int *first_with_key, *next_with_key;
    size_t key_room, next_room;
    cas_names by_part;     /* the other words of names: entities that have them, as lists */
    int *first_with_part;
    struct cas_part {
        int entity, next;
    } *parts;
    size_t part_count, part_room, part_key_room;
} cas_cast;

/* Marks the names among the tokens and gathers entities. */
cas_cast cas_cast_gather(cas_evidence *evidence, const cas_tables *tables);
/* Who a name is, -1 if nobody known. */
int cas_cast_of_name(cas_cast *cast, size_t document, size_t block, size_t begin, size_t end);
/* Is another entity with more than a surname called by the same surname? */
bool cas_cast_has_namesake(const cas_cast *cast, int entity);
/*
 * Who holds the office that a phrase names (`the French president`), -1; *sure: nobody else could be meant. Of several it is
 * not `other_than`, the subject of the sentence, for whom a pronoun would stand, and rather `recent`, of whom the sentence
 * before spoke.
 */
int cas_cast_of_role(cas_cast *cast, size_t document, size_t block, const cas_phrase *phrase, int other_than, int recent, bool *sure);
/*
 * What spellings of one name have in common, by rule: letters without marks, in small; y, j, ij, iy, dzh, dj as i; kh as h; w as v;
 * ts, tz as c; ph as f; double letters single. `Sergey` and `Sergei`, `-sky`, `-skyy` and `-skiy` agree.
 */
cas_text cas_name_key(cas_arena *arena, cas_text word);

#endif
