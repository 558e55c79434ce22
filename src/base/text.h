/* Text: borrowed slices, and builders that grow in an arena. Bytes are UTF-8; nothing here depends on the locale. */
#ifndef CAS_BASE_TEXT_H
#define CAS_BASE_TEXT_H

#include "base/memory.h"

/* A borrowed slice; not terminated. */
typedef struct cas_text {
    const char *at;
    size_t length;
} cas_text;

#define CAS_TEXT(literal) ((cas_text){(literal), sizeof(literal) - 1})
/* For printf: "%.*s" with CAS_SHOW(text). */
#define CAS_SHOW(text) (int)(text).length, (text).at

cas_text cas_text_of(const char *string);               /* null gives the empty text */
bool cas_text_equal(cas_text a, cas_text b);
bool cas_text_is(cas_text a, const char *string);
int cas_text_compare(cas_text a, cas_text b);            /* by bytes; a prefix comes first */
cas_text cas_text_copy(cas_arena *arena, cas_text text);
const char *cas_text_string(cas_arena *arena, cas_text text); /* a terminated copy */
const char *cas_format(cas_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A builder. Zero-initialise with its arena; what was built is always terminated. */
typedef struct cas_builder {
    cas_arena *arena;
    char *at;
    size_t length, room;
} cas_builder;

void cas_put(cas_builder *out, cas_text text);
void cas_puts(cas_builder *out, const char *string);
void cas_putc(cas_builder *out, char c);
void cas_putf(cas_builder *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
cas_text cas_built(const cas_builder *out);
const char *cas_built_string(cas_builder *out);

/* Number of edits (insert, delete, replace, swap neighbours) between two texts, at most limit + 1. For suggestions. */
size_t cas_text_distance(cas_text a, cas_text b, size_t limit);

/* From text to small integers 0, 1, 2, … in order of first sight. Zero-initialise with its arena. */
typedef struct cas_names {
    cas_arena *arena;
    cas_text *texts;
    uint32_t *slots;         /* open addressing; 0 empty, else index + 1 */
    size_t count, room, slot_count;
} cas_names;

int cas_names_find(const cas_names *names, cas_text text);  /* -1 when absent */
int cas_names_add(cas_names *names, cas_text text);         /* the text is borrowed, not copied */

#endif
