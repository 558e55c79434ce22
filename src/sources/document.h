/*
 * A source as numbered paragraphs, each with the place where it stands and the locators that name it.
 *
 * Paragraphs are blocks between blank lines, and what begins with a label: `7.` `7)` `(3)` `[7]` `5a.` `27(3)` `4.1`
 * `(b)`, `Article 5`, `Art. V`, `§ 3`, a Markdown heading. Inside a block a label must continue a list, so that a
 * wrapped line that happens to begin with a number is not taken for one. split.c holds the rules.
 */
#ifndef CAS_SOURCES_DOCUMENT_H
#define CAS_SOURCES_DOCUMENT_H

#include "sources/sha256.h"

/* Lines and columns are counted from 1; a column is a character, whatever its bytes and combining marks. */
typedef struct cas_document_place {
    size_t offset; /* bytes from the start of the document */
    size_t line, column;
} cas_document_place;

typedef struct cas_paragraph {
    cas_text
        text; /* as printed, label included, from its first to its last visible character; borrowed from the bytes */
    size_t first_line;
    uint32_t ordinal; /* counted from 1, headings left out (0) */
    bool heading;     /* a Markdown heading, or the line `Article 5` alone */
    cas_text label;   /* its own label as printed, without closing punctuation: `7`, `(3)`, `Article 5`; or empty */
    cas_text locator; /* the whole path: `7`, `27(3)(b)`, under an article `5`; empty where nothing is numbered */
    size_t plain_begin, plain_end; /* its stretch of cas_document.plain */
} cas_paragraph;

/* Paragraphs first … last, both included. */
typedef struct cas_passage {
    size_t first, last;
} cas_passage;

typedef struct cas_document_index cas_document_index;

/* Immutable once read. Everything lives in the arena it was read into; `bytes` is borrowed and must outlive it. */
typedef struct cas_document {
    cas_text bytes;
    char sha256[CAS_SHA256_HEX + 1];
    size_t invalid_at; /* first byte that is no UTF-8, or SIZE_MAX */
    cas_paragraph *paragraphs;
    size_t count;
    uint32_t ordinals; /* paragraphs that are no headings */
    cas_text plain;    /* plain forms (plain.h) of all paragraphs, joined by single spaces */
    bool has_articles;
    bool is_numbered; /* labels name its paragraphs: it has articles, or at least half of them stand under labels */
    cas_document_index *index;
} cas_document;

/**
 * Reads a source: plain text or Markdown, UTF-8, with or without byte order mark, lines ended by LF, CR LF or CR.
 *
 * exact     any bytes are read; cas_document.invalid_at tells what is not UTF-8
 * cost      linear; memory three to eight times the bytes, the more the shorter the paragraphs
 * ownership the arena; `bytes` is borrowed
 * errors    leaves through the guard when memory or time runs out
 */
cas_document *cas_document_read(cas_arena *arena, cas_text bytes);

typedef enum cas_locate_status {
    CAS_LOCATE_FOUND,
    CAS_LOCATE_UNKNOWN, /* names nothing in this document */
    CAS_LOCATE_FREE     /* words that name no heading: written for people, they say nothing about where to look */
} cas_locate_status;

typedef struct cas_location {
    cas_locate_status status;
    cas_passage
        *passages; /* FOUND: in order; more than one where the text uses a label twice. FREE: the whole document */
    size_t count;
    cas_text name;    /* FOUND: the locator in its usual form: `27(3)`; of a counted paragraph its number */
    cas_text nearest; /* UNKNOWN: the most similar locator there is, or empty */
} cas_location;

/**
 * The passages that a locator names.
 *
 * Tried in order: the paragraph or article with that label, sub-paragraphs included (`27` is everything under article
 * 27); where no articles are used, the only paragraph whose own number it is under a numbered heading; where the
 * document is not numbered, the N-th paragraph; a heading with these words, with all that stands under it.
 *
 * cost      constant for a found one (plus the number of passages), else linear in the number of labels
 * ownership the arena
 */
cas_location cas_document_locate(cas_arena *arena, const cas_document *document, cas_text locator);

/* How a citation would name this paragraph: `27(3)`, its ordinal, or where neither does `(words of the heading)`. */
cas_text cas_document_name(cas_arena *arena, const cas_document *document, size_t paragraph);

/* The locators of the document in words, at most a line: `1 to 14`, `1, 2, 5a, 6 and 20 more`, `paragraphs 1 to 23`. */
cas_text cas_document_known(cas_arena *arena, const cas_document *document);

/* The paragraph in whose stretch of the plain form the offset stands; the one before, if between two. */
size_t cas_document_paragraph_at(const cas_document *document, size_t plain_offset);

/* Where a byte of the document stands; `within` is a paragraph that holds it. Cost: the paragraph's length. */
cas_document_place cas_document_place_of(const cas_document *document, size_t within, const char *byte);

/* The stretch of the source that became plain_begin … plain_end-1, which lie in one paragraph or in several. */
cas_text cas_document_origin(const cas_document *document, size_t plain_begin, size_t plain_end);

/* A line a paragraph: line, number, locator, first words. What `show` prints of a source. */
void cas_document_print(cas_builder *out, const cas_document *document);

#endif
