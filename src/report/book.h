/*
 * A book: everything there is to say of one text, as one page. What it holds is gathered by api/book.c; each html_….c writes one chapter.
 *
 * Only pointers to the answers stand here: the headers of power and hold have names in common, so that a chapter sees the one it writes about.
 */
#ifndef CAS_REPORT_BOOK_H
#define CAS_REPORT_BOOK_H

#include "base/set.h"
#include "model/agreement.h"

struct cas_answered;
struct cas_citations;
struct cas_coalitions;
struct cas_cured;
struct cas_diagnostics;
struct cas_findings;
struct cas_gallery;
struct cas_layouter;
struct cas_phrases;
struct cas_power;
struct cas_power_curve;
struct cas_settlement;
struct cas_stable_sheet;

/* Who can stop a promise alone, in one row of an answer. */
typedef struct cas_book_singles {
    cas_set lawfully, by_breach; /* by_breach: only so */
    bool known;
} cas_book_singles;

typedef struct cas_book_verdict {
    const char *goal, *title; /* the goal, and what it means in the words of the text */
    const char *incident;     /* or null */
    const struct cas_answered *answered;
    /* With all families, one for each gathering of aggressors (cas_gather_aggressors), for its first; entries may be null. Null in a library. */
    const struct cas_answered *const *detailed;
    const cas_book_singles *const *singles; /* per gathering, per row of detailed; null where that is */
} cas_book_verdict;

typedef struct cas_book_power {
    const char *rule, *title, *words; /* words: the rule as it is written */
    bool chosen;                      /* it is written otherwise under other readings or drafts: this is the first form */
    const struct cas_power *power;
    const struct cas_power_curve *curve; /* or null: no single weighted rule */
    const struct cas_coalitions *winning, *blocking; /* minimal ones; or null: too many members */
} cas_book_power;

/* Clauses that rest badly, for the list of them. */
typedef enum cas_book_rest { CAS_RESTS_ON_SOURCE, CAS_RESTS_ON_RESTATED, CAS_RESTS_ON_ASSUMPTION, CAS_RESTS_ON_NOTHING } cas_book_rest;

/* How the clauses rest on sources. */
typedef struct cas_book_rests {
    int clauses, cited, restated, assumed, on_nothing; /* assumed: on assumptions alone; restated: on restated or secondary sources alone */
    int partly_assumed; /* with an assumption of their own or a time that is assumed, whatever else they rest on */
    const cas_book_rest *of; /* per clause of the agreement */
} cas_book_rests;

typedef struct cas_book {
    const char *file, *sha256, *version;
    const cas_agreement *agreement;
    const cas_source_map *map;
    int main_file;
    const struct cas_citations *citations;
    const struct cas_diagnostics *warnings; /* what lint says */
    const struct cas_findings *findings;    /* claims and scenarios */
    const cas_book_verdict *verdicts;
    int verdict_count;
    const cas_book_power *powers;
    int power_count;
    const struct cas_cured *const *cures;
    int cure_count;
    const struct cas_settlement *settlement; /* or null */
    const struct cas_stable_sheet *const *standoffs;
    int standoff_count;
    cas_book_rests rests;
    const char *const *words; /* of the language: book_words.h */
    const char *language;     /* "en" */
    struct cas_phrases *phrases; /* what turns the answers' own words into the language; null: English, they stay as they are */
    struct cas_gallery *gallery; /* every picture that is drawn goes in here; its arena is that of the page */
    const struct cas_layouter *layouter; /* who lays graphs out; or null */
} cas_book;

/* The whole page. */
void cas_book_html(cas_builder *out, const cas_book *book);

/* Several in one table; links[i] leads to the page of books[i]. At least one. */
void cas_library_html(cas_builder *out, const cas_book *books, const char *const *links, size_t count);

/* Its chapters. */
void cas_book_brief(cas_builder *out, const cas_book *book);
void cas_book_verdicts(cas_builder *out, const cas_book *book);
void cas_book_matrix(cas_builder *out, const cas_book *book);
void cas_book_claims(cas_builder *out, const cas_book *book);
void cas_book_cures(cas_builder *out, const cas_book *book);
void cas_book_power_chapter(cas_builder *out, const cas_book *book);
void cas_book_settlement(cas_builder *out, const cas_book *book);
void cas_book_standoffs(cas_builder *out, const cas_book *book);
void cas_book_text(cas_builder *out, const cas_book *book);
void cas_book_rests_on(cas_builder *out, const cas_book *book);

/* What the brief says of other chapters, a line each. */
const char *cas_book_settlement_words(cas_arena *arena, const cas_book *book);
const char *cas_book_standoff_words(cas_arena *arena, const cas_book *book, int standoff);
const char *cas_book_power_words(cas_arena *arena, const cas_book *book);

/* Nothing of the promise is occasioned by this incident, whoever acts. */
bool cas_book_is_never(const cas_book_verdict *verdict);
/* A claim of this file, and not a question. */
bool cas_book_is_claim(const struct cas_answered *answered);
/* The incident in the words of the text; "" for null. */
const char *cas_book_incident(const cas_book *book, const char *incident);

#endif
