/*
 * Pictures: drawn once, placed in a page and written as files of their own.
 *
 * A picture is the inside of an <svg> element, with classes for its colours; cas_picture_style says what they look like in light and dark. As a file it
 * carries the style itself and can be read alone. Nothing in it has an id, so that any number can stand in one page.
 */
#ifndef CAS_REPORT_PICTURE_H
#define CAS_REPORT_PICTURE_H

#include "report/html_text.h"

typedef struct cas_picture {
    const char *name;        /* of its file, without .svg */
    const char *title, *about; /* about: what it shows, in a sentence */
    int width, height;
    cas_text body;
} cas_picture;

/* All pictures of a book, in the order in which they were drawn. Zero-initialise with its arena and names.arena. */
typedef struct cas_gallery {
    cas_arena *arena;
    cas_names names;
    cas_picture *pictures;
    size_t count, room;
} cas_gallery;

/* The rules for the classes of pictures, explicit colours and no variables, because not every reader of SVG knows those. */
extern const char cas_picture_style[];

/* A name for a file from words of the text: ASCII letters, digits, - and _ stay, everything else becomes a -. part: or null. */
const char *cas_picture_name(cas_arena *arena, const char *kind, const char *words, const char *part);
/* Takes the picture in; a name that is taken already gets a number. */
void cas_gallery_add(cas_gallery *gallery, cas_picture picture);
/* In a page: <svg>, scrolled sideways where it is too wide. */
void cas_picture_inline(cas_builder *out, const cas_picture *picture);
/* As a file. of: what the picture is about, below its title: an agreement; or null. */
void cas_picture_alone(cas_builder *out, const cas_picture *picture, const char *of);

/* ---- Drawing -------------------------------------------------------------------------------------------------------------------------------- */

typedef enum cas_anchor { CAS_ANCHOR_START, CAS_ANCHOR_MIDDLE, CAS_ANCHOR_END } cas_anchor;

enum { CAS_PICTURE_FONT = 13, CAS_PICTURE_SMALL = 11, CAS_PICTURE_LINE = 17 };

/* How wide text becomes, roughly and rather too much: a page does not know its reader's fonts. */
double cas_picture_width_of(cas_text text, int font);
/* text, cut with … so that it is no wider than width. */
const char *cas_picture_cut(cas_arena *arena, const char *text, int font, double width);
/* The lines in which text is no wider than width, at most `most`; the last is cut. Their number is returned. */
int cas_picture_lines(cas_arena *arena, const char *text, int font, double width, int most, const char **lines);
/* class may be null. Plain text is 13 units high, class "small" 11. */
void cas_picture_text(cas_builder *out, double x, double y, cas_anchor anchor, const char *class, const char *text);
/* The head of an arrow with its tip at x, y, that comes from the direction of from_x, from_y. */
void cas_picture_tip(cas_builder *out, double from_x, double from_y, double x, double y);

#endif
