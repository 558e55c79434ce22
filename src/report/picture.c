/* Pictures: see picture.h. */
#include "report/picture.h"

#include <utf8proc.h>

#include <math.h>
#include <string.h>

/* Colours on paper have at least 4.5 : 1 where they are letters, 3 : 1 where they are shapes; in dark as well. */
const char cas_picture_style[] =
    "svg text{fill:#1c2024;font:13px \"Liberation Sans\",Arial,Helvetica,sans-serif}svg .small{font-size:11px;fill:#5a6169}svg .strong{font-weight:bold}"
    "svg .good{fill:#10692f;font-weight:bold}svg .bad{fill:#a1151f;font-weight:bold}svg .doubt{fill:#7a4b00;font-weight:bold}"
    "svg .bar{fill:#3b6ea8}svg .bar.veto{stroke:#1c2024;stroke-width:2}svg .box{fill:#f4f6f8;stroke:#767e87}svg .box.strong{stroke:#1c2024;stroke-width:2.5}"
    "svg .box.far{stroke-dasharray:4 3}svg .cell{stroke:#d4d8dd}svg .cell-good{fill:#e6f4ea}svg .cell-bad{fill:#fbe9ea}svg .cell-doubt{fill:#fdf3e1}svg .cell-none{fill:none}"
    "svg .line{stroke:#d4d8dd;fill:none}svg .arrow{stroke:#5a6169;stroke-width:1.3;fill:none}svg .tip{fill:#5a6169}svg .mark{fill:#1c2024}"
    "svg .ring{fill:none;stroke:#1c2024;stroke-width:2}svg .wait{fill:#7d8791}svg .wait.critical{fill:#a1151f}svg .halo{fill:#fff;opacity:.85}"
    "svg .curve{fill:none;stroke-width:2}svg .c0{stroke:#2f6db5}svg .c1{stroke:#c23b4e}svg .c2{stroke:#1f7a33}svg .c3{stroke:#8a5a00}svg .c4{stroke:#00748f}svg .c5{stroke:#96306b}\n"
    "@media(prefers-color-scheme:dark){svg text{fill:#e7eaee}svg .small{fill:#a3abb4}svg .good{fill:#6fd08f}svg .bad{fill:#ff8f94}svg .doubt{fill:#f0bd6a}svg .bar{fill:#6fa3dc}"
    "svg .bar.veto{stroke:#e7eaee}svg .box{fill:#1d2126;stroke:#8b949e}svg .box.strong{stroke:#e7eaee}svg .cell{stroke:#3a4149}svg .cell-good{fill:#12301c}svg .cell-bad{fill:#3a1518}"
    "svg .cell-doubt{fill:#33260d}svg .line{stroke:#3a4149}svg .arrow{stroke:#a3abb4}svg .tip{fill:#a3abb4}svg .mark{fill:#e7eaee}svg .ring{stroke:#e7eaee}svg .wait{fill:#7d8791}"
    "svg .wait.critical{fill:#ff8f94}svg .halo{fill:#14171a}svg .c0{stroke:#7db2ee}svg .c1{stroke:#ff8f9d}svg .c2{stroke:#6fd08f}svg .c3{stroke:#f0bd6a}svg .c4{stroke:#5cc8e3}"
    "svg .c5{stroke:#e38fc2}}\n";

/* ---- Names and places ---------------------------------------------------------------------------------------------------------------------- */

enum { LONGEST_NAME = 80 };

static void put_name(cas_builder *out, const char *words)
{
    for (; *words && out->length < LONGEST_NAME; words++) {
        const char c = *words;
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (plain)
            cas_putc(out, c);
        else if (c >= 'A' && c <= 'Z')
            cas_putc(out, (char)(c - 'A' + 'a'));
        else if (out->length && out->at[out->length - 1] != '-')
            cas_putc(out, '-');
    }
}

const char *cas_picture_name(cas_arena *arena, const char *kind, const char *words, const char *part)
{
    cas_builder out = {.arena = arena};
    cas_puts(&out, kind);
    if (words && *words) {
        cas_putc(&out, '-');
        put_name(&out, words);
    }
    if (part && *part) {
        cas_putc(&out, '-');
        put_name(&out, part);
    }
    return cas_built_string(&out);
}

void cas_gallery_add(cas_gallery *gallery, cas_picture picture)
{
    const char *name = picture.name;
    for (int again = 2; cas_names_find(&gallery->names, cas_text_of(name)) >= 0; again++)
        name = cas_format(gallery->arena, "%s-%d", picture.name, again);
    cas_names_add(&gallery->names, cas_text_of(name));
    picture.name = name;
    gallery->pictures = CAS_ROOM(gallery->arena, gallery->pictures, gallery->count, &gallery->room);
    gallery->pictures[gallery->count++] = picture;
}

static void put_words(cas_builder *out, const cas_picture *picture)
{
    cas_puts(out, "<title>");
    cas_html_puts(out, picture->title);
    cas_puts(out, "</title>");
    if (*picture->about) {
        cas_puts(out, "<desc>");
        cas_html_puts(out, picture->about);
        cas_puts(out, "</desc>");
    }
    cas_putc(out, '\n');
}

void cas_picture_inline(cas_builder *out, const cas_picture *picture)
{
    cas_putf(out, "<div class=\"picture\" tabindex=\"0\"><svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">", picture->width, picture->height,
             picture->width, picture->height);
    put_words(out, picture);
    cas_put(out, picture->body);
    cas_puts(out, "</svg></div>\n");
}

void cas_picture_alone(cas_builder *out, const cas_picture *picture, const char *of)
{
    enum { MARGIN = 16, TITLE = 30, SUBTITLE = 16 };
    const int head = TITLE + (of ? SUBTITLE : 0);
    const double needed = cas_picture_width_of(cas_text_of(picture->title), 15);
    const int width = picture->width + 2 * MARGIN < 320 ? 320 : picture->width + 2 * MARGIN;
    const int height = picture->height + 2 * MARGIN + head;
    cas_putf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">", width,
             height, width, height);
    put_words(out, picture);
    cas_puts(out, "<style>\n");
    cas_puts(out, cas_picture_style);
    cas_puts(out, "svg .paper{fill:#fff}@media(prefers-color-scheme:dark){svg .paper{fill:#14171a}}svg .head{font-size:15px;font-weight:bold}\n</style>\n");
    cas_putf(out, "<rect class=\"paper\" width=\"%d\" height=\"%d\"/>", width, height);
    cas_picture_text(out, MARGIN, MARGIN + 14, CAS_ANCHOR_START, "head",
                     needed > width - 2 * MARGIN ? cas_picture_cut(out->arena, picture->title, 15, width - 2 * MARGIN) : picture->title);
    if (of)
        cas_picture_text(out, MARGIN, MARGIN + 14 + SUBTITLE, CAS_ANCHOR_START, "small", cas_picture_cut(out->arena, of, CAS_PICTURE_SMALL, width - 2 * MARGIN));
    cas_putf(out, "\n<g transform=\"translate(%d %d)\">\n", MARGIN, MARGIN + head);
    cas_put(out, picture->body);
    cas_puts(out, "</g>\n</svg>\n");
}

/* ---- Text ---------------------------------------------------------------------------------------------------------------------------------- */

/* Parts of the height of the font, for letters as wide as those of Liberation Sans or a little wider. */
static double letter_width(utf8proc_int32_t letter)
{
    if (letter < 128) {
        if (strchr("iljtfI.,:;'|!()[]{}/\\ -", (int)letter))
            return letter == ' ' ? 0.3 : 0.36;
        if (strchr("mwMW@%", (int)letter))
            return 0.95;
        return letter >= 'A' && letter <= 'Z' ? 0.74 : 0.58;
    }
    const int columns = utf8proc_charwidth(letter);
    return columns <= 0 ? 0 : columns > 1 ? 1.05 : 0.7;
}

/* The letter at a place; its bytes are returned, at least one. */
static size_t letter_at(cas_text text, size_t at, utf8proc_int32_t *letter)
{
    const utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text.at + at, (utf8proc_ssize_t)(text.length - at), letter);
    if (bytes > 0)
        return (size_t)bytes;
    *letter = '?';
    return 1;
}

double cas_picture_width_of(cas_text text, int font)
{
    double width = 0;
    utf8proc_int32_t letter;
    for (size_t at = 0; at < text.length; at += letter_at(text, at, &letter)) {
        letter_at(text, at, &letter);
        width += letter_width(letter) * font;
    }
    return width;
}

/* As many bytes of the text as fit; at a space where there is one, unless nothing would be left. */
static size_t fitting(cas_text text, int font, double width, bool at_space)
{
    double used = 0;
    size_t at = 0, space = 0;
    utf8proc_int32_t letter;
    while (at < text.length) {
        const size_t bytes = letter_at(text, at, &letter);
        used += letter_width(letter) * font;
        if (used > width)
            return at_space && space ? space : at ? at : bytes;
        if (letter == ' ')
            space = at;
        at += bytes;
    }
    return text.length;
}

const char *cas_picture_cut(cas_arena *arena, const char *text, int font, double width)
{
    const cas_text all = cas_text_of(text);
    if (fitting(all, font, width, false) == all.length)
        return text;
    const size_t kept = fitting(all, font, width - font, false);
    return cas_format(arena, "%.*s…", (int)kept, text);
}

int cas_picture_lines(cas_arena *arena, const char *text, int font, double width, int most, const char **lines)
{
    cas_text rest = cas_text_of(text);
    int count = 0;
    while (rest.length && count < most) {
        const size_t kept = fitting(rest, font, width, true);
        if (count + 1 == most && kept < rest.length) {
            /* The whole rest may be very long: no more of it is looked at than a line can hold. */
            lines[count++] = cas_picture_cut(arena, cas_text_string(arena, rest), font, width);
            return count;
        }
        lines[count++] = cas_text_string(arena, (cas_text){rest.at, kept});
        rest = (cas_text){rest.at + kept, rest.length - kept};
        while (rest.length && *rest.at == ' ')
            rest = (cas_text){rest.at + 1, rest.length - 1};
    }
    return count;
}

void cas_picture_text(cas_builder *out, double x, double y, cas_anchor anchor, const char *class, const char *text)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    cas_putf(out, "<text x=\"%.5g\" y=\"%.5g\"%s", x, y, anchors[anchor]);
    if (class)
        cas_putf(out, " class=\"%s\"", class);
    cas_putc(out, '>');
    cas_html_puts(out, text);
    cas_puts(out, "</text>");
}

void cas_picture_tip(cas_builder *out, double from_x, double from_y, double x, double y)
{
    const double dx = x - from_x, dy = y - from_y, length = hypot(dx, dy) > 0 ? hypot(dx, dy) : 1;
    const double ux = dx / length, uy = dy / length;
    cas_putf(out, "<path class=\"tip\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fz\"/>", x, y, x - 9 * ux - 4 * uy, y - 9 * uy + 4 * ux, x - 9 * ux + 4 * uy, y - 9 * uy - 4 * ux);
}
