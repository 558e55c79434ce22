/* The texts that are read, and where in them a place is: see source_map.h. */
#include "lang/source_map.h"

#include "lang/diagnostic.h"

#include <string.h>
#include <utf8proc.h>

/* ---- Reading bytes as text --------------------------------------------------------------------------------------------- */

/* The first byte that no UTF-8 text has there, or the length. */
static size_t first_bad_byte(cas_text bytes)
{
    size_t i = 0;
    while (i < bytes.length) {
        if ((unsigned char)bytes.at[i] < 0x80) {
            i++;
            continue;
        }
        utf8proc_int32_t character;
        const utf8proc_ssize_t length =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes.at + i, (utf8proc_ssize_t)(bytes.length - i), &character);
        if (length < 0)
            return i;
        i += (size_t)length;
    }
    return i;
}

static bool is_ascii(cas_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

/* NFC, one line at a time so that the scratch stays small; a line break never joins with what follows it. */
static cas_text normalised(cas_arena *arena, cas_text text)
{
    cas_builder out = {.arena = arena};
    size_t begin = 0;
    while (begin < text.length) {
        const char *end = memchr(text.at + begin, '\n', text.length - begin);
        const size_t length = end ? (size_t)(end - (text.at + begin)) + 1 : text.length - begin;
        const cas_text line = {text.at + begin, length};
        begin += length;
        if (is_ascii(line)) {
            cas_put(&out, line);
            continue;
        }
        const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_STABLE;
        const utf8proc_ssize_t wide =
            utf8proc_decompose((const utf8proc_uint8_t *)line.at, (utf8proc_ssize_t)length, NULL, 0, options);
        if (wide < 0) {
            cas_put(&out, line);
            continue;
        }
        utf8proc_int32_t *scratch = CAS_ARRAY(arena, utf8proc_int32_t, (size_t)wide + 1);
        utf8proc_decompose((const utf8proc_uint8_t *)line.at, (utf8proc_ssize_t)length, scratch, wide, options);
        const utf8proc_ssize_t bytes = utf8proc_reencode(scratch, wide, options);
        cas_put(&out, bytes < 0 ? line : (cas_text){(const char *)scratch, (size_t)bytes});
    }
    return cas_built(&out);
}

static void index_lines(cas_arena *arena, cas_source_file *file)
{
    size_t lines = 1;
    for (size_t i = 0; i < file->text.length; i++)
        lines += file->text.at[i] == '\n';
    file->line_begins = CAS_ARRAY(arena, uint32_t, lines);
    file->line_count = lines;
    size_t line = 1;
    for (size_t i = 0; i < file->text.length; i++)
        if (file->text.at[i] == '\n')
            file->line_begins[line++] = (uint32_t)i + 1;
}

static cas_text without_mark(cas_text bytes)
{
    if (bytes.length >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0)
        return (cas_text){bytes.at + 3, bytes.length - 3};
    return bytes;
}

static size_t lines_before(cas_text bytes, size_t byte)
{
    size_t lines = 1;
    for (size_t i = 0; i < byte; i++)
        lines += bytes.at[i] == '\n';
    return lines;
}

static bool is_utf16(cas_text bytes)
{
    return bytes.length >= 2 && (memcmp(bytes.at, "\xFF\xFE", 2) == 0 || memcmp(bytes.at, "\xFE\xFF", 2) == 0);
}

/* Whether the bytes are a text we read; if not, a diagnostic says why. */
static bool is_readable(cas_text bytes, int file, cas_text name, cas_diagnostics *diagnostics)
{
    const cas_span whole = {file, 0, 0};
    if (bytes.length > CAS_MAX_FILE_BYTES) {
        cas_diagnostic *d = cas_report(diagnostics, CAS_E0001, whole, "%.*s has %zu bytes; a file may have %d",
                                       CAS_SHOW(name), bytes.length, (int)CAS_MAX_FILE_BYTES);
        cas_hint(diagnostics, d, "split the agreement with `include`");
        return false;
    }
    if (is_utf16(bytes)) {
        cas_diagnostic *d = cas_report(diagnostics, CAS_E0003, whole, "%.*s is UTF-16, not UTF-8", CAS_SHOW(name));
        cas_hint(diagnostics, d, "save it as UTF-8");
        return false;
    }
    const char *zero = bytes.length ? memchr(bytes.at, 0, bytes.length) : NULL;
    if (zero) {
        cas_report(diagnostics, CAS_E0002, whole, "%.*s is no text: byte %zu is zero", CAS_SHOW(name),
                   (size_t)(zero - bytes.at));
        return false;
    }
    const size_t bad = first_bad_byte(bytes);
    if (bad < bytes.length) {
        cas_diagnostic *d =
            cas_report(diagnostics, CAS_E0003, whole, "%.*s is not UTF-8: byte %zu (line %zu) is 0x%02X",
                       CAS_SHOW(name), bad, lines_before(bytes, bad), (unsigned)(unsigned char)bytes.at[bad]);
        cas_hint(diagnostics, d, "save it as UTF-8");
        return false;
    }
    return true;
}

int cas_source_add(cas_source_map *map, cas_text name, cas_text bytes, cas_diagnostics *diagnostics)
{
    cas_arena *arena = map->arena;
    map->files = CAS_ROOM(arena, map->files, map->count, &map->room);
    const int number = (int)map->count;
    cas_source_file *file = &map->files[map->count++];
    *file = (cas_source_file){.name = cas_text_copy(arena, name), .text = {"", 0}};
    file->refused = !is_readable(bytes, number, file->name, diagnostics);
    if (!file->refused) {
        const cas_text text = without_mark(bytes);
        file->text = is_ascii(text) ? cas_text_copy(arena, text) : normalised(arena, text);
    }
    index_lines(arena, file);
    return number;
}

/* ---- Places ------------------------------------------------------------------------------------------------------------ */

const cas_source_file *cas_source_of(const cas_source_map *map, int file)
{
    return file >= 0 && (size_t)file < map->count ? &map->files[file] : NULL;
}

cas_text cas_source_slice(const cas_source_map *map, cas_span span)
{
    const cas_source_file *file = cas_source_of(map, span.file);
    if (!file || span.begin > span.end || span.end > file->text.length)
        return (cas_text){"", 0};
    return (cas_text){file->text.at + span.begin, span.end - span.begin};
}

size_t cas_source_line_of(const cas_source_map *map, int file, uint32_t byte)
{
    const cas_source_file *source = cas_source_of(map, file);
    if (!source || !source->line_count)
        return 1;
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (source->line_begins[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

/* A combining mark belongs to the letter before it. */
static bool begins_character(cas_text text, size_t at)
{
    if (((unsigned char)text.at[at] & 0xC0) == 0x80)
        return false;
    if ((unsigned char)text.at[at] < 0x80)
        return true;
    utf8proc_int32_t character;
    if (utf8proc_iterate((const utf8proc_uint8_t *)text.at + at, (utf8proc_ssize_t)(text.length - at), &character) < 0)
        return true;
    const utf8proc_category_t category = utf8proc_category(character);
    return category != UTF8PROC_CATEGORY_MN && category != UTF8PROC_CATEGORY_ME;
}

cas_place cas_source_place(const cas_source_map *map, int file, uint32_t byte)
{
    const cas_source_file *source = cas_source_of(map, file);
    if (!source)
        return (cas_place){1, 1};
    const size_t line = cas_source_line_of(map, file, byte);
    size_t column = 1;
    for (size_t i = source->line_begins[line - 1]; i < byte && i < source->text.length; i++)
        column += begins_character(source->text, i);
    return (cas_place){line, column};
}

cas_text cas_source_line_text(const cas_source_map *map, int file, size_t line)
{
    const cas_source_file *source = cas_source_of(map, file);
    if (!source || line < 1 || line > source->line_count)
        return (cas_text){"", 0};
    const size_t begin = source->line_begins[line - 1];
    size_t end = line < source->line_count ? source->line_begins[line] - 1 : source->text.length;
    if (end > begin && source->text.at[end - 1] == '\r')
        end--;
    return (cas_text){source->text.at + begin, end - begin};
}

cas_span cas_span_join(cas_span a, cas_span b)
{
    if (a.file < 0)
        return b;
    if (b.file < 0 || b.file != a.file)
        return a;
    return (cas_span){a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}
