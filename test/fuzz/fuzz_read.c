/*
 * Any bytes as a document. The first byte says how they are handed over: as they are, as a page, as the XML inside a .docx or
 * an .odt, packed with gzip, as text with lines broken for the page, or as the file of an index.
 *
 * Beyond not crashing: text that was read is UTF-8 unless the file's own bytes are given back; hints are one a line; and the
 * same bytes give the same text.
 */
#include "frame.h"

#include "sources/encoding.h"
#include "sources/read.h"
#include "sources/unwrap.h"

#include <zip.h>
#include <zlib.h>

enum { MOST_PACKED = 1 << 20 };

static size_t count_lines(cas_text text)
{
    size_t lines = 0;
    for (size_t i = 0; i < text.length; i++)
        lines += text.at[i] == '\n';
    return lines;
}

static void check(cas_arena *arena, const char *name, cas_text bytes)
{
    const cas_reading reading = cas_read(arena, cas_text_of(name), bytes);
    require(cas_format_name(reading.format)[0]);
    if (reading.problem) {
        require(reading.problem[0]);
        return;
    }
    require(cas_encoding_is_utf8(reading.text));
    require(reading.hint_count <= count_lines(reading.text) + 1);
    const cas_reading again = cas_read(arena, cas_text_of(name), bytes);
    require(cas_text_equal(reading.text, again.text));
}

static size_t zip_of(const char *name, cas_text content, char *out)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(target);
    zip_t *archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    zip_source_t *entry = zip_source_buffer(archive, content.at, content.length, 0);
    const zip_int64_t index = zip_file_add(archive, name, entry, 0);
    zip_set_file_compression(archive, (zip_uint64_t)index, ZIP_CM_STORE, 0);
    zip_int64_t got = -1;
    if (zip_close(archive) == 0 && zip_source_open(target) == 0) {
        got = zip_source_read(target, out, MOST_PACKED);
        zip_source_close(target);
    }
    zip_source_free(target);
    zip_error_fini(&error);
    return got > 0 ? (size_t)got : 0;
}

static size_t gzip_of(cas_text bytes, char *out)
{
    z_stream stream = {.next_in = (Bytef *)bytes.at, .avail_in = (uInt)bytes.length, .next_out = (Bytef *)out, .avail_out = MOST_PACKED};
    if (deflateInit2(&stream, 1, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return 0;
    deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    return MOST_PACKED - stream.avail_out;
}

static void run(cas_arena *arena, cas_text input)
{
    char *packed = CAS_ARRAY(arena, char, MOST_PACKED);
    const int way = input.length ? (unsigned char)*input.at % 7 : 0;
    if (input.length)
        input.at++, input.length--;
    if (input.length > MOST_PACKED / 4)
        return;
    switch (way) {
    case 0: check(arena, "a.txt", input); break;
    case 1: check(arena, "a.html", cas_text_of(cas_format(arena, "<html>%.*s", CAS_SHOW(input)))); break;
    case 2: check(arena, "a.docx", (cas_text){packed, zip_of("word/document.xml", input, packed)}); break;
    case 3: check(arena, "a.odt", (cas_text){packed, zip_of("content.xml", input, packed)}); break;
    case 4: check(arena, "a.gz", (cas_text){packed, gzip_of(input, packed)}); break;
    case 5: require(cas_unwrap(arena, input).length <= 2 * input.length + 4); break;
    default: check(arena, "a.html", input); break;
    }
}
