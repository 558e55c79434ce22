/* What split.c hands to document.c: which paragraphs a key names. Nobody else includes it. */
#ifndef CAS_SOURCES_DOCUMENT_INDEX_H
#define CAS_SOURCES_DOCUMENT_INDEX_H

#include "sources/document.h"

/*
 * A key names passages: `27(3)` a path, `*7` the own number of a paragraph below a numbered heading, `(preamble)` a
 * heading's words.
 */
typedef struct cas_posting {
    cas_passage passage;
    uint32_t next; /* posting of the same key + 1; 0: the last */
} cas_posting;

struct cas_document_index {
    cas_names keys;
    uint32_t *first, *last; /* by key: posting + 1 */
    size_t first_room, last_room;
    cas_posting *postings;
    size_t count, room;
};

/* Adds a passage that begins at a paragraph, and returns its posting; the end is set later. The key is borrowed. */
size_t cas_document_index_add(cas_arena *arena, cas_document_index *index, cas_text key, size_t first_paragraph);

/* Splits document->bytes into paragraphs and fills paragraphs, count, ordinals, has_articles, is_numbered and index. */
void cas_document_split(cas_arena *arena, cas_document *document);

#endif
