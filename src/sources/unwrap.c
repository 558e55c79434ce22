/* Lines that were broken for the page, put together again: see unwrap.h. */
#include "sources/unwrap.h"

#include <string.h>

/* A line shorter than this share of the usual width ends its paragraph, if it ends a sentence. */
enum { SHORT_PERCENT = 75, LEAST_WIDTH = 20 };

typedef struct reader {
    cas_text text;
    size_t at;
} reader;

static bool next_line(reader *r, cas_text *line)
{
    if (r->at >= r->text.length)
        return false;
    const size_t begin = r->at;
    while (r->at < r->text.length && !strchr("\n\f", r->text.at[r->at]))
        r->at++;
    *line = (cas_text){r->text.at + begin, r->at - begin};
    r->at++;
    while (line->length && (unsigned char)line->at[line->length - 1] <= ' ')
        line->length--;
    while (line->length && (unsigned char)*line->at <= ' ')
        line->at++, line->length--;
    return true;
}

/* The length of the longest quarter of the lines: of lines by length, from the longest. */
static size_t usual_width(cas_arena *arena, cas_text text)
{
    enum { WIDEST = 400 };
    size_t *counts = CAS_ARRAY(arena, size_t, WIDEST + 1), lines = 0;
    cas_text line;
    for (reader r = {text, 0}; next_line(&r, &line);) {
        cas_poll(arena->ctx);
        if (line.length) {
            counts[line.length < WIDEST ? line.length : WIDEST]++;
            lines++;
        }
    }
    size_t seen = 0, width = WIDEST;
    while (width && (seen += counts[width]) * 4 < lines)
        width--;
    return width;
}

static bool ends_sentence(cas_text line)
{
    return line.length && strchr(".!?:;\"')", line.at[line.length - 1]) != NULL;
}

cas_text cas_unwrap(cas_arena *arena, cas_text text)
{
    const size_t width = usual_width(arena, text);
    cas_builder out = {.arena = arena};
    bool open = false;
    cas_text line;
    for (reader r = {text, 0}; next_line(&r, &line);) {
        cas_poll(arena->ctx);
        if (!line.length) {
            cas_puts(&out, open ? "\n\n" : "");
            open = false;
            continue;
        }
        const bool hyphen = open && out.length > 1 && out.at[out.length - 1] == '-' && out.at[out.length - 2] != ' ' && line.at[0] >= 'a' && line.at[0] <= 'z';
        if (hyphen)
            out.length--;
        else
            cas_puts(&out, open ? " " : "");
        cas_put(&out, line);
        open = true;
        if (width > LEAST_WIDTH && line.length * 100 < width * SHORT_PERCENT && ends_sentence(line)) {
            cas_puts(&out, "\n\n");
            open = false;
        }
    }
    cas_puts(&out, open ? "\n" : "");
    return cas_built(&out);
}
