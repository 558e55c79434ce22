/* A line as the rules of boilerplate see it: its words without typography, and a few facts about its shape. */
#ifndef CAS_EVIDENCE_LINE_WORDS_H
#define CAS_EVIDENCE_LINE_WORDS_H

#include "evidence/evidence.h"

typedef struct cas_line_words {
    cas_text line;      /* as printed, without white space at its ends */
    cas_text words;     /* small letters; words and numbers, each with a space before and behind: ` it's 5 km ` */
    cas_text letters;   /* the same without any space */
    size_t count;       /* of words */
    size_t characters;  /* of the line */
    size_t capitals;    /* words that begin with a capital letter */
    size_t small;       /* words that begin with a small letter */
    bool ends_sentence; /* with a full stop, a question or exclamation mark, quotation marks behind it or not */
    bool begins_bullet; /* with a sign that begins items of lists */
    bool has_quotes;    /* quotation marks other than apostrophes */
    size_t glued;       /* capital letters right after a small one: texts run together */
    bool addresses_reader; /* we, our, us, you, your outside of quotation marks */
} cas_line_words;

cas_line_words cas_line_words_of(cas_arena *arena, cas_text line);

/* Whether the words hold a phrase, as whole words; it is written in small letters with single spaces. */
bool cas_words_hold(const cas_line_words *words, const char *phrase);
bool cas_words_begin(const cas_line_words *words, const char *phrase);
bool cas_words_end(const cas_line_words *words, const char *phrase);
bool cas_words_are(const cas_line_words *words, const char *phrase);

/* The next word at *at of the words, without spaces; false when there is none. */
bool cas_words_next(const cas_line_words *words, size_t *at, cas_text *word);

#endif
