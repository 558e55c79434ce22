/* What a line says of itself: tables of phrases, in English and German, and shapes such as dates and credits. */
#ifndef CAS_EVIDENCE_LINE_CUES_H
#define CAS_EVIDENCE_LINE_CUES_H

#include "evidence/line_words.h"

/* The tables, by the first words of their phrases. */
typedef struct cas_line_cues cas_line_cues;
const cas_line_cues *cas_line_cues_open(cas_arena *arena);

/* The kind that a phrase of the tables gives the line; CAS_LINE_BODY: none does. *opens: what follows may belong to it. */
cas_line_kind cas_line_cue(const cas_line_cues *cues, const cas_line_words *words, bool *opens);

/* line_shape.c; line_page.c: menus, reporters, sources */
bool cas_line_is_share(const cas_line_words *words);    /* nothing but names of networks and words of sharing */
bool cas_line_is_date(const cas_line_words *words);     /* nothing but a date and a time, a place before it or not */
/* The last line of running text may end with the name of its agency. */
bool cas_line_is_caption(cas_arena *arena, const cas_line_words *words, bool last);
bool cas_line_is_names(const cas_line_words *words);    /* nothing but two to six capitalised words: a name, or names */
/* Names of sections or a path through them, and nothing else: `News Sport Culture`, `Home / Politics`. */
bool cas_line_is_menu(const cas_line_words *words);
/* Reporters and where they are, two or more: `Ada Berg in Kelm and Tom Hale in Orsa`. */
bool cas_line_is_reporters(const cas_line_words *words);
bool cas_line_names_source(const cas_line_words *words); /* a short line with `Source:` behind its first words */
bool cas_line_is_author(const cas_line_words *words);   /* `Ann Lee is a senior editor …` */
bool cas_line_is_credit(const cas_line_words *words);   /* nothing but whose picture it is: `ADA BERG/AGENCY` */
bool cas_line_reports_speech(const cas_line_words *words); /* a verb of speech stands in it */
bool cas_line_is_address(const cas_line_words *words);  /* a bare URL */

#endif
