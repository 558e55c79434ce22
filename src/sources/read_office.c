/*
 * The text of .docx (Office Open XML) and .odt (OpenDocument), as libxml2 tells it element by element.
 *
 * The room for the text is taken before the parser begins: a text is never longer than its markup, for each paragraph,
 * heading mark, tab or break that is written stands for a tag that is longer. So no callback takes memory, and none is left
 * by a jump. Nothing outside the document is loaded and no entity but XML's own five is known. Deleted text of tracked
 * changes, and the second of two versions of the same text box, are not read.
 */
#include "sources/read_office.h"

#include "sources/unpack.h"

#include <libxml/parser.h>
#include <string.h>

typedef struct writer {
    char *out;
    size_t length, room;
    int skipped;  /* open elements whose text is not read */
    int in_text;  /* docx: open w:t; odt: open paragraphs and headings */
    bool started; /* the paragraph has words */
    int heading;  /* level, 0: none */
    bool odt, damaged;
} writer;

static void put(writer *w, const char *bytes, size_t length)
{
    if (length > w->room - w->length)
        length = w->room - w->length;
    memcpy(w->out + w->length, bytes, length);
    w->length += length;
}

static void end_paragraph(writer *w)
{
    while (w->length && w->out[w->length - 1] == ' ')
        w->length--;
    if (w->started)
        put(w, "\n\n", 2);
    w->started = false;
    w->heading = 0;
}

static void put_words(writer *w, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const bool space = strchr(" \t\r\n", bytes[i]) && bytes[i];
        if (space && (!w->started || (w->odt && w->length && w->out[w->length - 1] == ' ')))
            continue;
        if (!w->started && w->heading) {
            put(w, "######", (size_t)w->heading);
            put(w, " ", 1);
        }
        w->started = true;
        put(w, space ? " " : bytes + i, 1);
    }
}

static const char *value_of(const xmlChar **attributes, int count, const char *name, size_t *length)
{
    for (int i = 0; i < count; i++)
        if (strcmp((const char *)attributes[5 * i], name) == 0) {
            *length = (size_t)(attributes[5 * i + 4] - attributes[5 * i + 3]);
            return (const char *)attributes[5 * i + 3];
        }
    return NULL;
}

static bool is(const xmlChar *name, const char *wanted)
{
    return strcmp((const char *)name, wanted) == 0;
}

/* Heading1 … Heading6, `heading 1`, Title: what styles are called in every language of the program. */
static int level_of_style(const char *style, size_t length)
{
    if (length == 5 && strncasecmp(style, "title", 5) == 0)
        return 1;
    if (length < 8 || strncasecmp(style, "heading", 7) != 0)
        return 0;
    const char digit = style[length - 1];
    return digit >= '1' && digit <= '6' ? digit - '0' : 0;
}

static bool is_skipped(const writer *w, const xmlChar *name)
{
    if (w->odt)
        return is(name, "tracked-changes") || is(name, "annotation") || is(name, "forms") || is(name, "automatic-styles");
    return is(name, "Fallback") || is(name, "del") || is(name, "instrText") || is(name, "sectPr");
}

static void begin_docx(writer *w, const xmlChar *name, const xmlChar **attributes, int count)
{
    size_t length = 0;
    if (is(name, "p"))
        end_paragraph(w);
    else if (is(name, "t"))
        w->in_text++;
    else if (is(name, "tab") && w->in_text == 0)
        put_words(w, " ", 1);
    else if (is(name, "br") || is(name, "cr"))
        put(w, "\n", w->started);
    else if (is(name, "pStyle")) {
        const char *style = value_of(attributes, count, "val", &length);
        w->heading = style ? level_of_style(style, length) : 0;
    }
}

static void begin_odt(writer *w, const xmlChar *name, const xmlChar **attributes, int count)
{
    size_t length = 0;
    if (is(name, "p") || is(name, "h")) {
        end_paragraph(w);
        w->in_text++;
        if (is(name, "h")) {
            const char *level = value_of(attributes, count, "outline-level", &length);
            w->heading = level && length == 1 && *level >= '1' && *level <= '6' ? *level - '0' : 1;
        }
    } else if (is(name, "s") || is(name, "tab")) {
        put_words(w, " ", 1);
    } else if (is(name, "line-break")) {
        put(w, "\n", w->started);
    }
}

static void begin_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count, const xmlChar **namespaces, int attribute_count,
                          int defaulted, const xmlChar **attributes)
{
    writer *w = user;
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
    if (w->skipped || is_skipped(w, name)) {
        w->skipped++;
        return;
    }
    if (w->odt)
        begin_odt(w, name, attributes, attribute_count);
    else
        begin_docx(w, name, attributes, attribute_count);
}

static void end_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    writer *w = user;
    (void)prefix, (void)uri;
    if (w->skipped) {
        w->skipped--;
        return;
    }
    const bool block = is(name, "p") || (w->odt && is(name, "h"));
    if (block)
        end_paragraph(w);
    if ((w->odt ? block : is(name, "t")) && w->in_text)
        w->in_text--;
}

static void take_characters(void *user, const xmlChar *characters, int length)
{
    writer *w = user;
    if (!w->skipped && w->in_text && length > 0)
        put_words(w, (const char *)characters, (size_t)length);
}

static void hear_nothing(void *user, const char *message, ...)
{
    (void)user;
    (void)message;
}

static void hear_error(void *user, xmlErrorPtr error)
{
    (void)user;
    (void)error;
}

/* Takes no memory of an arena. */
static bool parse(writer *w, cas_text xml)
{
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC, .startElementNs = begin_element, .endElementNs = end_element, .characters = take_characters,
                             .ignorableWhitespace = take_characters, .cdataBlock = take_characters, .error = hear_nothing, .warning = hear_nothing,
                             .fatalError = hear_nothing, .serror = hear_error};
    const int status = xmlSAXUserParseMemory(&handler, w, xml.at, (int)xml.length);
    end_paragraph(w);
    return status == 0;
}

static const char *read_part(cas_arena *arena, cas_text bytes, const char *name, writer *w, cas_builder *out)
{
    cas_text xml;
    const char *problem = cas_zip_read(arena, bytes, name, (size_t)CAS_READ_MOST_MEBIBYTES << 20, &xml);
    if (problem || !xml.length)
        return problem;
    *w = (writer){.odt = w->odt, .room = xml.length + 64, .out = CAS_ARRAY(arena, char, xml.length + 64)};
    const bool good = parse(w, xml);
    cas_put(out, (cas_text){w->out, w->length});
    return good ? NULL : "its XML is damaged";
}

bool cas_office_read(cas_arena *arena, cas_text bytes, cas_reading *reading)
{
    static const char *const docx_parts[] = {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"};
    cas_text found = {0};
    cas_builder out = {.arena = arena};
    writer w = {0};
    const char *problem = cas_zip_read(arena, bytes, "word/document.xml", (size_t)CAS_READ_MOST_MEBIBYTES << 20, &found);
    if (!problem && !found.length) {
        w.odt = true;
        problem = cas_zip_read(arena, bytes, "content.xml", (size_t)CAS_READ_MOST_MEBIBYTES << 20, &found);
        if (!problem && !found.length)
            return false;
    }
    reading->format = w.odt ? CAS_FORMAT_ODT : CAS_FORMAT_DOCX;
    for (size_t i = 0; !problem && i < (w.odt ? 1 : sizeof docx_parts / sizeof *docx_parts); i++)
        problem = read_part(arena, bytes, w.odt ? "content.xml" : docx_parts[i], &w, &out);
    reading->problem = problem;
    reading->text = cas_built(&out);
    reading->encoding = "utf-8";
    return true;
}
