/* What the files that gather the names of a set of documents share: names.c says how they work together. No stage uses it. */
#ifndef CAS_EVIDENCE_CAST_H
#define CAS_EVIDENCE_CAST_H

#include "evidence/names.h"

/* The document's own text, and captions: names stand there. */
bool cas_is_own_text(const cas_block *block);
/* Articles, prepositions, pronouns, auxiliaries, …: words of which names are not made. */
bool cas_is_function_word(const cas_token *token);

/* name_words.c: marks the words that are names. */
void cas_cast_mark_names(cas_cast *cast);

/* name_keys.c: do the shorter keys end the longer ones? Of equally many the first may differ in spelling. */
bool cas_name_keys_agree(const cas_text *a, size_t a_count, const cas_text *b, size_t b_count);

/* entities.c: the words begin … end-1 of a block as a name, without possessive endings and nicknames; their keys, at most CAS_NAME_WORDS. */
cas_text cas_cast_words(const cas_cast *cast, size_t document, const cas_block *block, size_t begin, size_t end);
size_t cas_cast_keys(const cas_cast *cast, const cas_block *block, size_t begin, size_t end, cas_text *keys);
/* The name that the user's table has for these words, or null; its entity, made where there is none. */
const char *cas_users_name(const cas_cast *cast, cas_text words);
int cas_cast_of_users_name(cas_cast *cast, const char *name);
/* Whose name the keys are; whose name they are a part of; -1: nobody's. */
int cas_cast_find(const cas_cast *cast, const cas_text *keys, size_t count);
int cas_cast_find_by_part(const cas_cast *cast, cas_text key);
int cas_cast_add(cas_cast *cast, const char *name, const cas_text *keys, size_t count);

/* titles.c: what stands around the name at begin … end-1 tells of the entity. */
void cas_cast_learn(cas_cast *cast, const cas_block *block, size_t begin, size_t end, cas_entity *entity);

/* gender.c: the gender of those whom neither a title nor a first name gave one. */
void cas_cast_vote_gender(cas_cast *cast);

#endif
