/*
 * The numbers that paragraphs carry, as they are printed (`7.`, `(3)`, `Article 5`, `4.1`) and as a citation names them
 * (`7`, `27(3)`, `27.3`, `(art. 5 para 2)`). Both become a chain of parts: article 27, paragraph 3, letter b is "27"
 * "3" "b".
 */
#ifndef CAS_SOURCES_LABEL_H
#define CAS_SOURCES_LABEL_H

#include "base/text.h"

enum { CAS_LABEL_PARTS = 8, CAS_LABEL_PART_BYTES = 16 };

/* A chain of parts; each is lower case and terminated, an article's roman numeral is written in digits. */
typedef struct cas_label_path {
    size_t count;
    char part[CAS_LABEL_PARTS][CAS_LABEL_PART_BYTES];
} cas_label_path;

typedef enum cas_label_style {
    CAS_LABEL_NONE,
    CAS_LABEL_ARTICLE,  /* Article 5, Art. V, Section 2, § 3: a heading of its own */
    CAS_LABEL_NUMBER,   /* 5, only where a heading begins with it */
    CAS_LABEL_DOT,      /* 5.  5a. */
    CAS_LABEL_RIGHT,    /* 5) */
    CAS_LABEL_BRACKETS, /* (5) */
    CAS_LABEL_SQUARE,   /* [5] */
    CAS_LABEL_CHAIN,    /* 4.1  27(3)  27(3)(b): a whole path, whatever stands above it */
    CAS_LABEL_LETTER,   /* (b)  b) */
    CAS_LABEL_ROMAN     /* (ii)  ii)   also a letter when a single one: see `letter` */
} cas_label_style;

typedef struct cas_label {
    cas_label_style style;
    cas_label_path path;
    uint32_t number;      /* of the last part: 5 for 5a, 2 for (b), 2 for (ii) */
    uint32_t letter;      /* a roman numeral of one letter read as a letter: 9 for (i); else 0 */
    bool suffixed;        /* 5a: may follow 5 */
    bool of_section;      /* an article whose word is `section`, `clause`, `§`: part of an article where one is open */
    bool punctuated;      /* an article's number is followed by `.`, `:` or a dash */
    bool alone;           /* nothing follows it on the line */
    bool capital_follows; /* what follows begins like a sentence: capital, quote, bracket, writing without cases */
    cas_text printed;     /* without closing punctuation: `5a`, `(3)`, `Article 5` */
} cas_label;

/* The label with which a line begins, after indentation and Markdown's emphasis; CAS_LABEL_NONE if it has none. */
cas_label cas_label_read(cas_text line, bool is_heading);

typedef struct cas_locator {
    bool structured;    /* path says where; else the words are free */
    bool below_article; /* its first part is called a paragraph, point or letter, so it is no article's number */
    cas_label_path path;
    uint32_t ordinal; /* the value if it is one plain number, else 0 */
    cas_text words;   /* the locator without outer brackets and space */
} cas_locator;

/*
 * What a citation's locator names. A number or label is a path; words in brackets are one if they contain a word for a
 * level and a number (`art. 5 para 2`, `para 2 of art. 5`, `Article V(1)`), whatever other words stand there; else they
 * are free words.
 */
cas_locator cas_locator_read(cas_text locator);

/* "27" "3" "b" as "27(3)(b)": the one form of a path that is looked up and shown. */
cas_text cas_label_path_text(cas_arena *arena, const cas_label_path *path);

/* A roman numeral's value, 1 … 399; 0 if `text` is none, of mixed case, or not written the usual way. */
uint32_t cas_roman_value(cas_text text);

#endif
