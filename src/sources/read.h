/*
 * From the bytes of a file to the text of a document: which format it is, which encoding, and its words as lines of UTF-8.
 *
 * Plain text and Markdown in UTF-8 are given back as they are, so that lines and columns are those of the file. What other
 * formats hold becomes one line a paragraph, headings with Markdown's marks, in the order in which a reader sees it.
 */
#ifndef CAS_SOURCES_READ_H
#define CAS_SOURCES_READ_H

#include "base/text.h"

typedef enum cas_format_kind {
    CAS_FORMAT_TEXT,
    CAS_FORMAT_MARKDOWN,
    CAS_FORMAT_HTML,
    CAS_FORMAT_DOCX,
    CAS_FORMAT_ODT,
    CAS_FORMAT_PDF, /* told, not read: another program turns it into text */
    CAS_FORMAT_BINARY
} cas_format_kind;

/* What the markup says of a line: for whoever looks for what is not the document's own text. */
typedef enum cas_line_hint { CAS_HINT_NONE, CAS_HINT_NAVIGATION, CAS_HINT_CAPTION, CAS_HINT_BYLINE, CAS_HINT_DATE, CAS_HINT_ASIDE } cas_line_hint;

typedef struct cas_reading {
    cas_format_kind format;
    cas_text text;       /* UTF-8, without byte order mark, lines ended by LF (for UTF-8 text: as in the file) */
    const char *encoding; /* "utf-8", "windows-1252", …: what the bytes were read as */
    const cas_line_hint *hints; /* per line; null: the format gives none */
    size_t hint_count;
    const char *problem; /* null, or why nothing was read: one clause of a sentence */
} cas_reading;

/* Limits: what goes beyond is refused with one line. */
enum {
    CAS_READ_MOST_MEBIBYTES = 64,    /* of text, after unpacking */
    CAS_READ_DEEPEST = 512           /* tags within tags */
};

/**
 * Reads a document of any format.
 *
 * name      tells Markdown and text apart, and decides where the bytes do not; may be empty
 * exact     formats are told by their first bytes, encodings as a browser does: byte order mark, declaration, and else
 *           UTF-8 if it is valid and windows-1252 if it is not
 * cost      linear in what is unpacked, within the limits above
 * ownership the arena, or borrowed from `bytes`
 */
cas_reading cas_read(cas_arena *arena, cas_text name, cas_text bytes);

/* "text", "markdown", "html", "docx", "odt", "pdf", "binary". */
const char *cas_format_name(cas_format_kind format);

#endif
