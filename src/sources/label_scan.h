/* The small readers that printed labels (label.c) and locators (locator.c) are made of. */
#ifndef CAS_SOURCES_LABEL_SCAN_H
#define CAS_SOURCES_LABEL_SCAN_H

#include "sources/label.h"

typedef struct cas_scan {
    cas_text text;
    size_t at;
} cas_scan;

typedef enum cas_scan_level { CAS_LEVEL_NONE, CAS_LEVEL_ARTICLE, CAS_LEVEL_PARAGRAPH, CAS_LEVEL_POINT } cas_scan_level;

bool cas_scan_is_space(char c);
bool cas_scan_is_capital(int32_t code);
/* Equal but for case, letter by letter in any alphabet; `lower` is lower case. */
bool cas_scan_equal_caseless(cas_text word, const char *lower);

/* Skips white space, no-break spaces too. */
void cas_scan_spaces(cas_scan *scan);
/* Takes one character if it is next. */
bool cas_scan_take(cas_scan *scan, char c);
/* A dash, after spaces or not, is next. */
bool cas_scan_dash(cas_scan scan);
/* Takes a run of letters (hyphens inside it included) or of the signs § and ¶; empty if there is none. */
cas_text cas_scan_word(cas_scan *scan);

/*
 * Takes digits with an optional letter or `bis`, `ter`, `quater` after them into a part, in lower case. False, and
 * nothing taken, if there are none, more than six, or other letters after them.
 */
bool cas_scan_number(cas_scan *scan, char part[CAS_LABEL_PART_BYTES], uint32_t *number, bool *suffixed);
/* Takes a number and what is chained to it: `27`, `27(3)(b)`, `27.3`. number and suffixed are of the last part. */
bool cas_scan_chain(cas_scan *scan, cas_label_path *path, uint32_t *number, bool *suffixed);

void cas_scan_put_number(char part[CAS_LABEL_PART_BYTES], uint32_t number);
/* One letter, or a roman numeral, of the Latin alphabet, put in lower case; false for anything else. */
bool cas_scan_put_letters(char part[CAS_LABEL_PART_BYTES], cas_text word);

/* The level that a word names: article, paragraph, point; without its full stop. */
cas_scan_level cas_scan_level_of(cas_text word);

#endif
