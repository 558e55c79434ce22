/*
 * What documents say: who is quoted in which words, which quotations are one utterance, which passages and which whole
 * documents come from one text.
 *
 * A set of documents goes through stages, in this order. Each reads what those before it found, adds its own arrays to
 * the structures below, and changes nothing else:
 *
 *     cas_evidence_lines       lines.c, boilerplate.c   what each line is: the document's own text, or a menu, a caption, …
 *     cas_evidence_quotations  quotation.c              direct and reported speech, with where it stands
 *     cas_evidence_speakers    speaker.c                who says it, how certain that is, and why
 *     cas_evidence_same        same.c                   quotations that are one utterance
 *     cas_evidence_passages    passages.c               lines of different documents that are near-identical
 *     cas_evidence_derived     derived.c                documents that come from one text, with reasons
 *
 * Everything lives in the arena of the set; texts borrow the documents' text. Lines and columns are counted from 1; a
 * column is a character. Documents, quotations and reports are counted from 0.
 */
#ifndef CAS_EVIDENCE_EVIDENCE_H
#define CAS_EVIDENCE_EVIDENCE_H

#include "sources/document.h"
#include "sources/read.h"

/* What a line is. The order is that of cas_line_kind_name. */
typedef enum cas_line_kind {
    CAS_LINE_BODY,  /* the document's own text */
    CAS_LINE_BLANK, /* nothing visible */
    /* The document's own, but not its running text: quotations stand there too. */
    CAS_LINE_ADDRESS, /* where it was found: a bare URL at the top */
    CAS_LINE_TITLE,
    CAS_LINE_DECK, /* the summary under the title */
    CAS_LINE_SUBHEAD,
    /* Boilerplate: not the document's own text. Marked, never dropped. */
    CAS_LINE_MENU,      /* navigation, comment forms, placeholders of adverts and counters */
    CAS_LINE_SHARE,     /* share buttons, names of networks */
    CAS_LINE_RATING,    /* stars and votes */
    CAS_LINE_SUBSCRIBE, /* newsletters, appeals for support */
    CAS_LINE_RELATED,   /* links to other articles */
    CAS_LINE_CAPTION,   /* of a picture, with its credit */
    CAS_LINE_BYLINE,    /* who wrote it, and credit lines: where the outlet has it from */
    CAS_LINE_DATELINE   /* a line with a date or a place alone */
} cas_line_kind;

enum { CAS_LINE_KINDS = CAS_LINE_DATELINE + 1 };

static inline bool cas_line_is_boilerplate(cas_line_kind kind)
{
    return kind >= CAS_LINE_MENU;
}

typedef struct cas_line {
    cas_text text;       /* as it stands, without its end of line */
    size_t number;       /* from 1: lines[number - 1] */
    cas_line_kind kind;
    size_t paragraph;    /* of cas_document, whose locator names it; SIZE_MAX: blank */
    uint64_t fingerprint; /* of its words without typography, so that a changed copy is found again; 0: none */
} cas_line;

/* A stretch of one line: of a quotation, the words between the marks. */
typedef struct cas_stretch {
    size_t line, column;
    cas_text text; /* as printed */
} cas_stretch;

typedef enum cas_certainty { CAS_CERTAIN, CAS_LIKELY, CAS_OPEN } cas_certainty;

/* Direct speech. */
typedef struct cas_quotation {
    cas_stretch *segments; /* at least one; more where an attribution splits it, or it runs over paragraphs */
    size_t segment_count;
    const char *speaker; /* the fullest form of the name the set has for the person; null: nobody, or not known */
    bool person;         /* the speaker is one person, as far as can be told, and no body or state */
    const char *cue;     /* the word of saying, as printed ("said"); null: none */
    cas_certainty certainty;
    const char *reason; /* why this speaker, one clause; never null once the stage has run */
    bool partial;       /* a phrase built into the outlet's own sentence */
    bool scare;         /* names a term or keeps it at a distance: nobody's words need be meant */
    bool in_title;      /* stands in a title, deck or subhead */
} cas_quotation;

/* Indirect speech: "he said that …". */
typedef struct cas_reported {
    cas_stretch where; /* the clause that is reported */
    const char *speaker, *cue;
    cas_certainty certainty;
    const char *reason;
} cas_reported;

typedef struct cas_evidence_document {
    const char *name;   /* as the caller named it */
    const char *format; /* what it was read from: "text", "markdown", "html", "docx", "odt", "pdf" */
    char sha256[CAS_SHA256_HEX + 1]; /* of the bytes as given */
    cas_text text;      /* UTF-8, lines ended by LF; for plain text in UTF-8 with LF these are the bytes as given */
    const cas_line_hint *hints;   /* per line, what its markup says of it; null: nothing */
    size_t hint_count;
    const cas_document *document; /* its paragraphs and locators, read from `text` */
    cas_line *lines;
    size_t line_count;
    cas_quotation *quotations;
    size_t quotation_count;
    cas_reported *reported;
    size_t reported_count;
} cas_evidence_document;

/* One quotation (or line) of one document. */
typedef struct cas_evidence_place {
    size_t document;
    size_t item; /* same: the quotation, from 0; passages: the line, from 1 */
} cas_evidence_place;

/* Quotations that are one utterance. */
typedef struct cas_same_group {
    cas_evidence_place *members; /* by document, then quotation */
    const char **differs;        /* per member: how its words differ from those of the first longest; "" if they do not */
    size_t count;
} cas_same_group;

/* Lines of different documents that are near-identical, or hold a long run of the same words. */
typedef struct cas_passage_group {
    cas_evidence_place *members;
    size_t count;
} cas_passage_group;

typedef enum cas_derivation {
    CAS_DERIVED,    /* these documents come from one text */
    CAS_CANNOT_TELL /* they say the same, and nothing shows whether one has it from the other */
} cas_derivation;

typedef struct cas_derived_group {
    cas_derivation verdict;
    size_t *documents; /* ascending */
    size_t count;
    const char **reasons; /* each one clause of a sentence */
    size_t reason_count;
} cas_derived_group;

/* A person or body under its names: what the user adds to the table of variants, and what the stages find. */
typedef struct cas_name_variants {
    const char **names; /* the first is the form that answers use */
    size_t count;
} cas_name_variants;

typedef struct cas_evidence {
    cas_arena *arena;
    cas_evidence_document *documents;
    size_t document_count;
    const cas_name_variants *user_names; /* of the caller, beside the table of the language */
    size_t user_name_count;
    const struct cas_tables *tables; /* of the language, for the stages of speech; null: not asked for yet */
    cas_same_group *same;
    size_t same_count;
    cas_passage_group *passages;
    size_t passage_count;
    cas_derived_group *derived;
    size_t derived_count;
} cas_evidence;

/* Runs all stages over documents whose name, format, sha256, text and document are set. */
void cas_evidence_run(cas_evidence *evidence);

/* The stages. */
void cas_evidence_lines(cas_evidence *evidence);
void cas_evidence_quotations(cas_evidence *evidence);
void cas_evidence_speakers(cas_evidence *evidence);
void cas_evidence_same(cas_evidence *evidence);
void cas_evidence_passages(cas_evidence *evidence);
void cas_evidence_derived(cas_evidence *evidence);

/* The first stage for one document, which needs no paragraphs: for thousands of documents, of which none is kept. */
struct cas_line_cues;
void cas_evidence_lines_of(cas_arena *arena, const struct cas_line_cues *cues, cas_evidence_document *document);

/* "body", "menu", …; "certain", "likely", "open". */
const char *cas_line_kind_name(cas_line_kind kind);
const char *cas_certainty_name(cas_certainty certainty);
/* The words of a quotation's segments, with a space between them. */
cas_text cas_quotation_text(cas_arena *arena, const cas_quotation *quotation);
/* How answers name the paragraph of a line: `7`, `27(3)`, `(words of a heading)`. Empty for a blank line. */
cas_text cas_evidence_locator(cas_arena *arena, const cas_evidence_document *document, size_t line);
/* The fingerprints of a paragraph's lines as one; 0 where there is no such paragraph. */
uint64_t cas_evidence_paragraph_hash(const cas_evidence_document *document, size_t paragraph);

#endif
