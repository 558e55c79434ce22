/* The rules of attribution; rules.c tries them in order, speaker.c says what each looks for. Inside the stage of speakers. */
#ifndef CAS_EVIDENCE_RULES_H
#define CAS_EVIDENCE_RULES_H

#include "evidence/referent.h"

/* How sure a rule is: the greatest rank wins. */
enum {
    CAS_RANK_SUBJECT = 2,  /* no word of saying */
    CAS_RANK_WEAK = 3,     /* only likely to be somebody's words */
    CAS_RANK_NEAR = 4,     /* who else speaks in or before the sentence */
    CAS_RANK_LABEL = 5,
    CAS_RANK_SENTENCE = 6, /* further on in the sentence */
    CAS_RANK_BEFORE = 7,
    CAS_RANK_TERM = 8,     /* nobody's words */
    CAS_RANK_AS = 9,       /* `according to X`, `as X calls it` right behind it */
    CAS_RANK_BESIDE = 10   /* `"…", X said` */
};

/* Where a quotation stands: token `quoted` of the sentence. */
typedef struct cas_spot {
    cas_scene *s;
    const cas_block *block;
    const cas_sentence *sentence;
    size_t quoted;
} cas_spot;

/* A rule: keeps what it finds under its rank; true: no other need be asked. */
typedef bool cas_rule(const cas_spot *spot);

/* rules_after.c, rules_verb.c: beside a word of saying. */
cas_rule cas_rule_after, cas_rule_before, cas_rule_frame, cas_rule_behind;
/* rules_near.c: without one. */
cas_rule cas_rule_label, cas_rule_to_whom, cas_rule_noun, cas_rule_alone, cas_rule_continued, cas_rule_together, cas_rule_subject;
/* rules_terms.c: nobody's words. The first is asked before all others, the second after them. */
cas_rule cas_rule_nobodys, cas_rule_term;

static inline const cas_token *cas_spot_token(const cas_spot *spot, size_t at) { return &spot->block->tokens[at]; }
static inline size_t cas_spot_quotation(const cas_spot *spot) { return spot->block->tokens[spot->quoted].quotation; }
const cas_quotation *cas_quotation_at(const cas_spot *spot);
/* Who the phrase is, the subject of the word of saying at token `verb`. */
cas_referent cas_spot_referent(const cas_spot *spot, const cas_phrase *phrase, size_t verb);
/* Keeps it if its rank is greater than what is known, and says whether there is somebody. */
bool cas_keep(const cas_spot *spot, int rank, cas_referent who, const cas_token *cue, cas_certainty certainty, const char *reason);
/* Where the part of the sentence begins in which a verb can govern the quotation: behind the last semicolon. */
size_t cas_part_start(const cas_spot *spot);
/* Is there a word of saying among tokens from … to-1? */
bool cas_says_between(const cas_spot *spot, size_t from, size_t to);
/* Behind `according to`: a noun phrase, or `him`, `her`, `them`. */
cas_phrase cas_according_to(const cas_block *block, size_t at, size_t to);

#endif
