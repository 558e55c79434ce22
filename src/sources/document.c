/* Documents: reading them whole, and finding the passage that a locator names. How they are split: split.c. */
#include "sources/document_index.h"
#include "sources/label.h"
#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

enum { LONGEST_NAME = 60, LONGEST_SUGGESTION = 3, MOST_KNOWN = 12, PRINTED_WORDS = 60 };

/* ---- reading ---- */

static size_t first_invalid_byte(cas_text bytes)
{
    for (size_t at = 0; at < bytes.length;) {
        utf8proc_int32_t code;
        if ((unsigned char)bytes.at[at] < 0x80) {
            at++;
            continue;
        }
        const utf8proc_ssize_t taken =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes.at + at, (utf8proc_ssize_t)(bytes.length - at), &code);
        if (taken <= 0)
            return at;
        at += (size_t)taken;
    }
    return SIZE_MAX;
}

static void set_plain(cas_arena *arena, cas_document *document)
{
    cas_builder plain = {.arena = arena};
    for (size_t i = 0; i < document->count; i++) {
        cas_paragraph *paragraph = &document->paragraphs[i];
        if (i)
            cas_putc(&plain, ' ');
        paragraph->plain_begin = plain.length;
        cas_plain_put(&plain, paragraph->text);
        paragraph->plain_end = plain.length;
        cas_poll(arena->ctx);
    }
    document->plain = cas_built(&plain);
}

cas_document *cas_document_read(cas_arena *arena, cas_text bytes)
{
    cas_document *document = CAS_NEW(arena, cas_document);
    document->bytes = bytes.length ? bytes : (cas_text){"", 0};
    document->invalid_at = first_invalid_byte(document->bytes);
    cas_sha256_hex(document->bytes, document->sha256);
    cas_document_split(arena, document);
    set_plain(arena, document);
    return document;
}

/* ---- locating ---- */

static cas_location take_postings(cas_arena *arena, const cas_document *document, int key, cas_text name)
{
    const cas_document_index *index = document->index;
    cas_location location = {.status = CAS_LOCATE_FOUND, .name = name};
    size_t count = 0;
    for (uint32_t at = index->first[key]; at; at = index->postings[at - 1].next)
        count++;
    location.passages = CAS_ARRAY(arena, cas_passage, count);
    for (uint32_t at = index->first[key]; at; at = index->postings[at - 1].next)
        location.passages[location.count++] = index->postings[at - 1].passage;
    return location;
}

static cas_location one_passage(cas_arena *arena, cas_locate_status status, size_t first, size_t last, cas_text name)
{
    cas_location location = {.status = status, .count = 1, .name = name};
    location.passages = CAS_NEW(arena, cas_passage);
    location.passages[0] = (cas_passage){first, last};
    return location;
}

/* The paragraph counted `ordinal`, or SIZE_MAX. Headings between have no ordinal: step over them to compare. */
static size_t find_ordinal(const cas_document *document, uint32_t ordinal)
{
    size_t low = 0, high = document->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        size_t at = middle;
        while (at < high && document->paragraphs[at].heading)
            at++;
        if (at < high && document->paragraphs[at].ordinal < ordinal)
            low = at + 1;
        else
            high = middle;
    }
    while (low < document->count && document->paragraphs[low].heading)
        low++;
    return low < document->count && document->paragraphs[low].ordinal == ordinal ? low : SIZE_MAX;
}

static int find_key(cas_arena *arena, const cas_document *document, const char *format, const char *text)
{
    const cas_text key = cas_text_of(cas_format(arena, format, text));
    return cas_names_find(&document->index->keys, key);
}

static int find_heading(cas_arena *arena, const cas_document *document, cas_text words)
{
    cas_builder plain = {.arena = arena};
    cas_plain_put(&plain, words);
    const cas_text lower = cas_plain_lower(arena, cas_built(&plain));
    return find_key(arena, document, "(%s)", cas_text_string(arena, lower));
}

/* A path that begins with a letter: `b`, where the text is lettered without being numbered. */
static int find_unnumbered(cas_arena *arena, const cas_document *document, cas_text words)
{
    if (!words.length || words.at[0] == '(' || words.at[0] == '*')
        return -1;
    return cas_names_find(&document->index->keys, cas_plain_lower(arena, words));
}

/* A key of paths, most similar to the one asked for; locators are short, so two edits are already much. */
static cas_text nearest_key(const cas_document *document, cas_text wanted)
{
    const cas_names *keys = &document->index->keys;
    size_t limit = wanted.length < LONGEST_SUGGESTION ? wanted.length : LONGEST_SUGGESTION;
    cas_text nearest = {"", 0};
    for (size_t i = 0; i < keys->count && limit; i++) {
        const cas_text key = keys->texts[i];
        const size_t difference = key.length > wanted.length ? key.length - wanted.length : wanted.length - key.length;
        if (!key.length || key.at[0] == '(' || key.at[0] == '*' || difference >= limit)
            continue;
        const size_t distance = cas_text_distance(key, wanted, limit - 1);
        if (distance < limit) {
            limit = distance;
            nearest = key;
        }
    }
    return nearest;
}

static bool has_one_posting(const cas_document *document, int key)
{
    return document->index->first[key] == document->index->last[key];
}

/* A path, in the order of the contract. Returns false if it names nothing. */
static bool locate_path(cas_arena *arena, const cas_document *document, const cas_locator *locator,
                        cas_location *location)
{
    const cas_text name = cas_label_path_text(arena, &locator->path);
    const int key = cas_names_find(&document->index->keys, name);
    if (key >= 0 && !(locator->below_article && document->has_articles)) {
        *location = take_postings(arena, document, key, name);
        return true;
    }
    if (locator->path.count == 1 && (locator->below_article || !document->has_articles)) {
        const int own = find_key(arena, document, "*%s", locator->path.part[0]);
        if (own >= 0 && has_one_posting(document, own)) {
            *location = take_postings(arena, document, own, name);
            location->name = document->paragraphs[location->passages[0].first].locator;
            return true;
        }
    }
    const size_t counted =
        locator->ordinal && !document->is_numbered ? find_ordinal(document, locator->ordinal) : SIZE_MAX;
    if (counted == SIZE_MAX)
        return false;
    *location = one_passage(arena, CAS_LOCATE_FOUND, counted, counted, name);
    return true;
}

cas_location cas_document_locate(cas_arena *arena, const cas_document *document, cas_text text)
{
    const cas_locator locator = cas_locator_read(text);
    cas_location location = {.status = CAS_LOCATE_UNKNOWN, .nearest = {"", 0}, .name = {"", 0}};
    if (locator.structured && locate_path(arena, document, &locator, &location))
        return location;
    const int letter = locator.structured ? -1 : find_unnumbered(arena, document, locator.words);
    if (letter >= 0)
        return take_postings(arena, document, letter, locator.words);
    const int heading = find_heading(arena, document, locator.words);
    if (heading >= 0)
        return take_postings(arena, document, heading, locator.words);
    if (!locator.structured && locator.words.length && document->count)
        return one_passage(arena, CAS_LOCATE_FREE, 0, document->count - 1, locator.words);
    if (locator.structured)
        location.nearest = nearest_key(document, cas_label_path_text(arena, &locator.path));
    return location;
}

/* ---- naming ---- */

static cas_text heading_above(const cas_document *document, size_t paragraph)
{
    for (size_t i = paragraph + 1; i-- > 0;)
        if (document->paragraphs[i].heading)
            return document->paragraphs[i].text;
    return (cas_text){"", 0};
}

cas_text cas_document_name(cas_arena *arena, const cas_document *document, size_t at)
{
    const cas_paragraph *paragraph = &document->paragraphs[at];
    if (paragraph->locator.length)
        return paragraph->locator;
    if (!document->is_numbered && paragraph->ordinal)
        return cas_text_of(cas_format(arena, "%u", paragraph->ordinal));
    cas_text words = heading_above(document, at);
    while (words.length && (words.at[0] == '#' || words.at[0] == ' '))
        words.at++, words.length--;
    if (!words.length)
        return cas_text_of(cas_format(arena, "line %zu", paragraph->first_line));
    words = cas_plain_excerpt(arena, words, LONGEST_NAME);
    return cas_text_of(cas_format(arena, "(%.*s)", CAS_SHOW(words)));
}

/* True if the keys of whole paths are 1, 2, 3, … in this order, and how many there are. */
static bool numbered_without_gap(const cas_document *document, size_t *count)
{
    const cas_names *keys = &document->index->keys;
    bool whole = true;
    *count = 0;
    for (size_t i = 0; i < keys->count; i++) {
        const cas_text key = keys->texts[i];
        if (!key.length || key.at[0] == '(' || key.at[0] == '*' || memchr(key.at, '(', key.length))
            continue;
        size_t number = 0;
        for (size_t k = 0; k < key.length && number <= document->count; k++)
            number = key.at[k] >= '0' && key.at[k] <= '9' ? number * 10 + (size_t)(key.at[k] - '0') : SIZE_MAX / 16;
        whole = whole && number == ++*count;
    }
    return whole;
}

static cas_text list_keys(cas_arena *arena, const cas_document *document, size_t count)
{
    const cas_names *keys = &document->index->keys;
    cas_builder out = {.arena = arena};
    size_t listed = 0;
    for (size_t i = 0; i < keys->count && listed < MOST_KNOWN; i++) {
        const cas_text key = keys->texts[i];
        if (!key.length || key.at[0] == '(' || key.at[0] == '*' || memchr(key.at, '(', key.length))
            continue;
        cas_puts(&out, listed++ ? ", " : "");
        cas_put(&out, key);
    }
    if (count > listed)
        cas_putf(&out, " and %zu more", count - listed);
    return cas_built(&out);
}

cas_text cas_document_known(cas_arena *arena, const cas_document *document)
{
    size_t count;
    if (!document->is_numbered) {
        if (document->ordinals == 0)
            return CAS_TEXT("no paragraphs");
        return cas_text_of(document->ordinals == 1 ? "paragraph 1"
                                                   : cas_format(arena, "paragraphs 1 to %u", document->ordinals));
    }
    if (numbered_without_gap(document, &count) && count > 1)
        return cas_text_of(cas_format(arena, "1 to %zu", count));
    return list_keys(arena, document, count);
}

/* ---- places ---- */

size_t cas_document_paragraph_at(const cas_document *document, size_t plain_offset)
{
    size_t low = 0, high = document->count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (document->paragraphs[middle].plain_begin <= plain_offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool ends_line(cas_text bytes, size_t at)
{
    return bytes.at[at] == '\n' || (bytes.at[at] == '\r' && (at + 1 >= bytes.length || bytes.at[at + 1] != '\n'));
}

/* What has no width (marks, the byte order mark) is no column. */
static size_t column_of(cas_text bytes, size_t line_begin, size_t offset)
{
    size_t column = 1, size;
    for (size_t at = line_begin; at < offset; at += size)
        column += utf8proc_charwidth(cas_plain_decode(bytes, at, &size)) > 0 || bytes.at[at] == '\t';
    return column;
}

cas_document_place cas_document_place_of(const cas_document *document, size_t within, const char *byte)
{
    const cas_text bytes = document->bytes;
    const cas_paragraph *paragraph = &document->paragraphs[within];
    cas_document_place place = {.offset = (size_t)(byte - bytes.at), .line = paragraph->first_line};
    size_t line_begin = (size_t)(paragraph->text.at - bytes.at);
    while (line_begin > 0 && !ends_line(bytes, line_begin - 1))
        line_begin--;
    for (size_t at = line_begin; at < place.offset; at++) {
        if (!ends_line(bytes, at))
            continue;
        place.line++;
        line_begin = at + 1;
    }
    place.column = column_of(bytes, line_begin, place.offset);
    return place;
}

cas_text cas_document_origin(const cas_document *document, size_t plain_begin, size_t plain_end)
{
    const cas_paragraph *first = &document->paragraphs[cas_document_paragraph_at(document, plain_begin)];
    const cas_paragraph *last = &document->paragraphs[cas_document_paragraph_at(document, plain_end - 1)];
    const size_t end_in_first = (plain_end < first->plain_end ? plain_end : first->plain_end) - first->plain_begin;
    const cas_text begin = cas_plain_origin(first->text, plain_begin - first->plain_begin, end_in_first);
    if (first == last)
        return begin;
    const cas_text end = cas_plain_origin(last->text, 0, plain_end - last->plain_begin);
    return (cas_text){begin.at, (size_t)(end.at + end.length - begin.at)};
}

void cas_document_print(cas_builder *out, const cas_document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        const cas_paragraph *paragraph = &document->paragraphs[i];
        const cas_text words = cas_plain_excerpt(out->arena, paragraph->text, PRINTED_WORDS);
        cas_putf(out, "%zu\t", paragraph->first_line);
        if (paragraph->ordinal)
            cas_putf(out, "%u", paragraph->ordinal);
        cas_putf(out, "\t%.*s\t%s%.*s\n", CAS_SHOW(paragraph->locator), paragraph->heading ? "heading: " : "",
                 CAS_SHOW(words));
    }
}
