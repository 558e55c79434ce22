/*
 * Which format the bytes of a file are in, and the reader for it.
 *
 * The first bytes decide, the name only between text and Markdown and where a page has no telling beginning. Bytes with
 * zeros that are no UTF-16, or with more control characters than any text has, are no document.
 */
#include "sources/read.h"

#include "sources/encoding.h"
#include "sources/read_html.h"
#include "sources/read_office.h"
#include "sources/unpack.h"

#include <string.h>

enum { MOST_WRAPPINGS = 2, LOOKED_AT = 4096 };

const char *cas_format_name(cas_format_kind format)
{
    switch (format) {
    case CAS_FORMAT_TEXT: return "text";
    case CAS_FORMAT_MARKDOWN: return "markdown";
    case CAS_FORMAT_HTML: return "html";
    case CAS_FORMAT_DOCX: return "docx";
    case CAS_FORMAT_ODT: return "odt";
    case CAS_FORMAT_PDF: return "pdf";
    case CAS_FORMAT_BINARY: return "binary";
    }
    return "binary";
}

static bool ends_with(cas_text name, const char *ending)
{
    const size_t length = strlen(ending);
    return name.length >= length && strncasecmp(name.at + name.length - length, ending, length) == 0;
}

/* Any zero byte, or one control character in thirty: no text. */
static bool is_binary(cas_text text)
{
    size_t controls = 0;
    const size_t looked = text.length < LOOKED_AT ? text.length : LOOKED_AT;
    for (size_t i = 0; i < looked; i++) {
        const unsigned char byte = (unsigned char)text.at[i];
        controls += (byte < ' ' && !strchr("\t\n\r\f\v\033", byte)) || byte == 0x7f;
    }
    return memchr(text.at, 0, text.length) || controls * 30 > looked;
}

static void read_text(cas_arena *arena, cas_text name, cas_text bytes, cas_reading *reading)
{
    const bool html = cas_is_html(name, bytes);
    const cas_text text = cas_encoding_read(arena, bytes, html, &reading->encoding);
    reading->format = html || cas_is_html(name, text) ? CAS_FORMAT_HTML : ends_with(name, ".md") || ends_with(name, ".markdown") ? CAS_FORMAT_MARKDOWN : CAS_FORMAT_TEXT;
    if (is_binary(text)) {
        reading->format = CAS_FORMAT_BINARY;
        reading->problem = "it is no document: neither text nor a format that is read";
    } else if (reading->format == CAS_FORMAT_HTML) {
        cas_html_read(arena, text, reading);
    } else {
        reading->text = text;
    }
}

cas_reading cas_read(cas_arena *arena, cas_text name, cas_text bytes)
{
    const size_t most = (size_t)CAS_READ_MOST_MEBIBYTES << 20;
    cas_reading reading = {.format = CAS_FORMAT_BINARY, .text = {"", 0}, .encoding = "none"};
    for (int wrapped = 0; cas_is_gzip(bytes); wrapped++) {
        if (wrapped == MOST_WRAPPINGS) {
            reading.problem = "it is packed with gzip more than twice";
            return reading;
        }
        if ((reading.problem = cas_gzip_read(arena, bytes, most, &bytes)) != NULL)
            return reading;
        if (ends_with(name, ".gz"))
            name.length -= 3;
    }
    if (bytes.length > most)
        reading.problem = cas_format(arena, "it is larger than %d MiB", CAS_READ_MOST_MEBIBYTES);
    else if (bytes.length > 5 && memcmp(bytes.at, "%PDF-", 5) == 0) {
        reading.format = CAS_FORMAT_PDF;
        reading.problem = "it is a PDF, and pdftotext is not there to read it";
    } else if (!cas_is_zip(bytes))
        read_text(arena, name, bytes, &reading);
    else if (!cas_office_read(arena, bytes, &reading))
        reading.problem = "it is a zip, and neither .docx nor .odt";
    return reading;
}
