/*
 * Looking a quotation up.
 *
 * 1. Split the words at ellipses; the plain form of each part is what is searched.
 * 2. In each passage that the locator names, take the first occurrence of the first part, after it the first of the
 *    second, and so on. Taking the earliest is right: whatever follows a later occurrence follows the earliest too.
 * 3. If a part is missing, look for all parts within one other paragraph; failing that for the stretch most like the
 *    missing part, in the passage, and if nothing there is much like it, in the whole document.
 *
 * An occurrence counts if no word is cut at either end. When a candidate cuts one, the next can only begin at a later
 * border, so the search skips to it. Cost: one pass for each part; the search for the next paragraph that holds the
 * first part continues where the last ended.
 */
#include "sources/quote.h"

#include "sources/align.h"
#include "sources/plain.h"

#include <string.h>

enum {
    LONGEST_NEAREST = 320,
    ALIKE_ENOUGH = 600,
    SHOWN_WHOLE = 80,
    SHOWN_DIFFERENCES = 3,
    LONGEST_SHOWN = 160,
    CONTEXT_WORDS = 2
};

/* ---- step 1: parts ---- */

static bool is_ellipsis_sign(cas_text words, size_t at)
{
    return at + 2 < words.length && memcmp(words.at + at, "\xe2\x80\xa6", 3) == 0;
}

/* The sign `…`, or three dots or more, spaced or not, with any dots behind: its length, 0 if there is none. */
static size_t dots_length(cas_text words, size_t at)
{
    size_t dots = 0, length = 0;
    for (size_t i = at; i < words.length; i++) {
        if (words.at[i] == '.') {
            dots++;
            length = i + 1 - at;
        } else if (is_ellipsis_sign(words, i) && (dots == 0 || dots >= 3)) {
            dots += 3;
            i += 2;
            length = i + 1 - at;
        } else if (words.at[i] != ' ' || !dots) {
            break;
        }
    }
    return dots >= 3 ? length : 0;
}

/* The same, with square or round brackets around it or without. */
static size_t ellipsis_length(cas_text words, size_t at)
{
    const char close = words.at[at] == '[' ? ']' : words.at[at] == '(' ? ')' : 0;
    if (!close)
        return dots_length(words, at);
    size_t inner = at + 1;
    while (inner < words.length && words.at[inner] == ' ')
        inner++;
    size_t end = inner < words.length ? inner + dots_length(words, inner) : inner;
    if (end == inner)
        return 0;
    while (end < words.length && words.at[end] == ' ')
        end++;
    return end < words.length && words.at[end] == close ? end + 1 - at : 0;
}

static void add_part(cas_arena *arena, cas_quote_parts *out, size_t *room, cas_text part)
{
    cas_builder plain = {.arena = arena};
    cas_plain_put(&plain, part);
    if (!plain.length)
        return;
    out->parts = CAS_ROOM(arena, out->parts, out->count, room);
    out->parts[out->count++] = part;
}

cas_quote_parts cas_quote_split(cas_arena *arena, cas_text words)
{
    cas_quote_parts out = {0};
    size_t room = 0, begin = 0, at = 0;
    while (at < words.length) {
        const size_t length = ellipsis_length(words, at);
        if (length)
            add_part(arena, &out, &room, (cas_text){words.at + begin, at - begin});
        at += length ? length : 1;
        if (length)
            begin = at;
    }
    if (begin < words.length)
        add_part(arena, &out, &room, (cas_text){words.at + begin, words.length - begin});
    return out;
}

/* ---- step 2: search ---- */

typedef struct search {
    cas_arena *arena;
    const cas_document *document;
    cas_quote_parts printed;
    cas_text *plain; /* by part */
    cas_location location;
    cas_quote_result *out;
} search;

typedef struct range {
    size_t begin, end; /* of the document's plain form */
} range;

static size_t next_border(cas_text plain, size_t at)
{
    do
        at++;
    while (at < plain.length && (((unsigned char)plain.at[at] & 0xC0) == 0x80 || !cas_plain_is_border(plain, at)));
    return at;
}

/* The first occurrence of a part in a range of the plain form that cuts no word. */
static bool find_part(const search *s, cas_text part, range in, range *found)
{
    const cas_text plain = s->document->plain;
    size_t at = in.begin;
    while (at < in.end) {
        const char *hit = memmem(plain.at + at, in.end - at, part.at, part.length);
        if (!hit)
            return false;
        const size_t begin = (size_t)(hit - plain.at), end = begin + part.length;
        if (cas_plain_is_border(plain, begin) && cas_plain_is_border(plain, end)) {
            *found = (range){begin, end};
            return true;
        }
        at = next_border(plain, begin);
        cas_poll(s->arena->ctx);
    }
    return false;
}

/* All parts in order from part `first` on. Returns how many were found; *all reaches from the first to the last. */
static size_t find_parts(const search *s, range in, range *all)
{
    size_t part = 0;
    range hit;
    for (; part < s->printed.count && find_part(s, s->plain[part], in, &hit); part++) {
        if (part == 0)
            all->begin = hit.begin;
        all->end = hit.end;
        in.begin = hit.end;
    }
    return part;
}

static range range_of(const cas_document *document, cas_passage passage)
{
    return (range){document->paragraphs[passage.first].plain_begin, document->paragraphs[passage.last].plain_end};
}

static cas_document_place place_at(const cas_document *document, const char *byte, size_t plain_offset)
{
    return cas_document_place_of(document, cas_document_paragraph_at(document, plain_offset), byte);
}

static void take_found(search *s, range all)
{
    cas_quote_result *out = s->out;
    out->status = CAS_QUOTE_FOUND;
    out->found = cas_document_origin(s->document, all.begin, all.end);
    out->begin = place_at(s->document, out->found.at, all.begin);
    out->end = place_at(s->document, out->found.at + out->found.length, all.end - 1);
}

/* The passage whose search got furthest says which part is missing. */
static bool find_in_location(search *s)
{
    size_t furthest = 0;
    for (size_t i = 0; i < s->location.count; i++) {
        range all = {0};
        const size_t found = find_parts(s, range_of(s->document, s->location.passages[i]), &all);
        if (found == s->printed.count) {
            take_found(s, all);
            return true;
        }
        furthest = found > furthest ? found : furthest;
    }
    s->out->status = CAS_QUOTE_NOT_FOUND;
    s->out->failed_part = furthest + 1;
    return false;
}

/* ---- step 3: elsewhere, or something like it ---- */

static bool find_elsewhere(search *s)
{
    const cas_document *document = s->document;
    range rest = {0, document->plain.length}, hit, all;
    while (find_part(s, s->plain[0], rest, &hit)) {
        const size_t at = cas_document_paragraph_at(document, hit.begin);
        const range paragraph = range_of(document, (cas_passage){at, at});
        if (find_parts(s, paragraph, &all) == s->printed.count) {
            s->out->elsewhere = true;
            s->out->elsewhere_locator = cas_document_name(s->arena, document, at);
            s->out->elsewhere_at = place_at(document, cas_document_origin(document, all.begin, all.end).at, all.begin);
            return true;
        }
        rest.begin = paragraph.end > hit.end ? paragraph.end : hit.end;
    }
    return false;
}

/* The words as printed between two offsets of the plain form, on one line. */
static cas_text printed_source(const search *s, size_t begin, size_t end)
{
    return begin < end ? cas_plain_excerpt(s->arena, cas_document_origin(s->document, begin, end), LONGEST_SHOWN)
                       : CAS_TEXT("");
}

static cas_text printed_words(const search *s, cas_text part, size_t begin, size_t end)
{
    return begin < end ? cas_plain_excerpt(s->arena, cas_plain_origin(part, begin, end), LONGEST_SHOWN) : CAS_TEXT("");
}

/* A few words more on either side, so that a word left out can be seen in its place. */
static void widen(cas_text plain, size_t least, size_t most, size_t *begin, size_t *end)
{
    for (int word = 0; word < CONTEXT_WORDS; word++) {
        if (*begin > least && plain.at[*begin - 1] == ' ')
            --*begin;
        while (*begin > least && plain.at[*begin - 1] != ' ')
            --*begin;
        if (*end < most && plain.at[*end] == ' ')
            ++*end;
        while (*end < most && plain.at[*end] != ' ')
            ++*end;
    }
}

static void put_pair(cas_builder *out, cas_text source, cas_text citation)
{
    if (!source.length)
        cas_putf(out, "the source has nothing where the citation has “%.*s”", CAS_SHOW(citation));
    else if (!citation.length)
        cas_putf(out, "the source has “%.*s”, the citation leaves it out", CAS_SHOW(source));
    else
        cas_putf(out, "the source has “%.*s”, the citation “%.*s”", CAS_SHOW(source), CAS_SHOW(citation));
}

/* `from` is where the aligned range begins in the document's plain form. */
static cas_text render_difference(const search *s, const cas_alignment *a, size_t from, size_t failed)
{
    const cas_text words = s->plain[failed], part = s->printed.parts[failed];
    cas_builder out = {.arena = s->arena};
    if (!a->count)
        return CAS_TEXT("");
    if (words.length <= SHOWN_WHOLE && a->end - a->begin <= 2 * SHOWN_WHOLE) {
        put_pair(&out, printed_source(s, from + a->begin, from + a->end), printed_words(s, part, 0, words.length));
        return cas_built(&out);
    }
    for (size_t i = 0; i < a->count && i < SHOWN_DIFFERENCES; i++) {
        cas_difference d = a->differences[i];
        d.text_begin += from;
        d.text_end += from;
        widen(s->document->plain, from + a->begin, from + a->end, &d.text_begin, &d.text_end);
        widen(words, 0, words.length, &d.words_begin, &d.words_end);
        cas_puts(&out, i ? "; " : "");
        put_pair(&out, printed_source(s, d.text_begin, d.text_end), printed_words(s, part, d.words_begin, d.words_end));
    }
    if (a->count > SHOWN_DIFFERENCES)
        cas_putf(&out, "; and %zu more differences", a->count - SHOWN_DIFFERENCES);
    return cas_built(&out);
}

static void take_nearest(search *s, const cas_alignment *a, size_t from, size_t failed, bool there)
{
    cas_quote_result *out = s->out;
    const cas_document *document = s->document;
    const cas_text origin = cas_document_origin(document, from + a->begin, from + a->end);
    out->has_nearest = true;
    out->nearest_is_there = there;
    out->only_case = a->only_case;
    out->nearest = cas_plain_excerpt(s->arena, origin, LONGEST_NEAREST);
    out->nearest_at = place_at(document, origin.at, from + a->begin);
    out->nearest_locator_of =
        cas_document_name(s->arena, document, cas_document_paragraph_at(document, from + a->begin));
    out->difference = render_difference(s, a, from, failed);
}

static cas_alignment align_range(const search *s, range in, size_t failed)
{
    return cas_align(s->arena, (cas_text){s->document->plain.at + in.begin, in.end - in.begin}, s->plain[failed]);
}

static void find_nearest(search *s)
{
    const size_t failed = s->out->failed_part ? s->out->failed_part - 1 : 0;
    cas_alignment best = {0};
    size_t from = 0;
    bool there = true;
    for (size_t i = 0; i < s->location.count; i++) {
        const range in = range_of(s->document, s->location.passages[i]);
        const cas_alignment a = align_range(s, in, failed);
        if (a.found && a.likeness > best.likeness) {
            best = a;
            from = in.begin;
        }
    }
    if (best.likeness < ALIKE_ENOUGH) {
        const cas_alignment a = align_range(s, (range){0, s->document->plain.length}, failed);
        /* The whole document again finds the same place as like; prefer another only if it is clearly better. */
        if (a.found && a.likeness > best.likeness + 100) {
            best = a;
            from = 0;
            there = s->out->anywhere;
        }
    }
    if (best.found && best.end > best.begin)
        take_nearest(s, &best, from, failed, there);
}

static void check_order(search *s)
{
    range hit;
    for (size_t i = 0; i < s->location.count && s->out->failed_part > 1; i++)
        if (find_part(s, s->plain[s->out->failed_part - 1], range_of(s->document, s->location.passages[i]), &hit))
            s->out->out_of_order = true;
}

/* ---- the whole ---- */

static void make_plain(search *s)
{
    s->plain = CAS_ARRAY(s->arena, cas_text, s->printed.count);
    for (size_t i = 0; i < s->printed.count; i++) {
        cas_builder plain = {.arena = s->arena};
        cas_plain_put(&plain, s->printed.parts[i]);
        s->plain[i] = cas_built(&plain);
    }
}

static void locate(search *s, cas_text locator, bool has_locator)
{
    cas_quote_result *out = s->out;
    if (has_locator) {
        s->location = cas_document_locate(s->arena, s->document, locator);
    } else {
        s->location = (cas_location){.status = CAS_LOCATE_FREE, .name = CAS_TEXT(""), .nearest = CAS_TEXT("")};
        s->location.passages = CAS_NEW(s->arena, cas_passage);
        s->location.count = s->document->count > 0;
        s->location.passages[0].last = s->document->count ? s->document->count - 1 : 0;
    }
    out->anywhere = s->location.status == CAS_LOCATE_FREE;
    out->locator = s->location.name;
    out->nearest_locator = s->location.nearest;
    if (s->location.status == CAS_LOCATE_UNKNOWN)
        out->known_locators = cas_document_known(s->arena, s->document);
}

static void take_passage(search *s)
{
    const cas_document *document = s->document;
    cas_quote_result *out = s->out;
    if (!s->location.count)
        return;
    const cas_paragraph *first = &document->paragraphs[s->location.passages[0].first];
    const cas_paragraph *last = &document->paragraphs[s->location.passages[0].last];
    const char *end = last->text.at + last->text.length;
    out->found = (cas_text){first->text.at, (size_t)(end - first->text.at)};
    out->begin = cas_document_place_of(document, s->location.passages[0].first, first->text.at);
    out->end = cas_document_place_of(document, s->location.passages[0].last, end);
}

cas_quote_result cas_quote_find(cas_arena *arena, const cas_document *document, cas_text locator, bool has_locator,
                                cas_text words)
{
    const cas_text nothing = {"", 0};
    cas_quote_result out = {.found = nothing,
                            .locator = nothing,
                            .nearest_locator = nothing,
                            .known_locators = nothing,
                            .elsewhere_locator = nothing,
                            .nearest = nothing,
                            .nearest_locator_of = nothing,
                            .difference = nothing};
    search s = {.arena = arena, .document = document, .out = &out};
    locate(&s, locator, has_locator);
    const bool unknown = s.location.status == CAS_LOCATE_UNKNOWN;
    if (!words.length) {
        out.status = unknown ? CAS_QUOTE_LOCATOR_UNKNOWN : CAS_QUOTE_FOUND;
        if (!unknown)
            take_passage(&s);
        return out;
    }
    s.printed = cas_quote_split(arena, words);
    out.parts = s.printed.count;
    if (!s.printed.count) {
        out.status = CAS_QUOTE_EMPTY;
        return out;
    }
    make_plain(&s);
    if (find_in_location(&s))
        return out;
    check_order(&s);
    if (unknown)
        out.status = CAS_QUOTE_LOCATOR_UNKNOWN;
    if (!find_elsewhere(&s))
        find_nearest(&s);
    return out;
}

/* ---- in words ---- */

static const char *place_name(cas_arena *arena, cas_text locator)
{
    if (locator.length > 5 && memcmp(locator.at, "line ", 5) == 0)
        return cas_text_string(arena, locator);
    if (locator.length && locator.at[0] == '(')
        return cas_format(arena, "under %.*s", CAS_SHOW(locator));
    return cas_format(arena, "%.*s", CAS_SHOW(locator));
}

static void put_alternative(cas_builder *out, const cas_quote_result *r, const char *subject)
{
    if (r->elsewhere) {
        cas_putf(out, "; %s stand in %s (line %zu)", subject, place_name(out->arena, r->elsewhere_locator),
                 r->elsewhere_at.line);
        return;
    }
    if (!r->has_nearest)
        return;
    if (r->nearest_is_there)
        cas_puts(out, r->only_case ? "; only capital and small letters differ" : "");
    else
        cas_putf(out, "; the most similar passage is in %s (line %zu)", place_name(out->arena, r->nearest_locator_of),
                 r->nearest_at.line);
    if (r->difference.length)
        cas_putf(out, ": %.*s", CAS_SHOW(r->difference));
}

static void put_missing(cas_builder *out, const cas_quote_result *r, cas_text source)
{
    const cas_text empty = {"", 0};
    const cas_text locator = r->anywhere ? empty : r->locator;
    const char *space = locator.length ? " " : "";
    if (r->parts > 1 && r->out_of_order)
        cas_putf(out, "part %zu of the quotation stands before part %zu in %.*s%s%.*s", r->failed_part,
                 r->failed_part - 1, CAS_SHOW(source), space, CAS_SHOW(locator));
    else if (r->parts > 1)
        cas_putf(out, "part %zu of the quotation does not stand in %.*s%s%.*s", r->failed_part, CAS_SHOW(source), space,
                 CAS_SHOW(locator));
    else
        cas_putf(out, "these words do not stand in %.*s%s%.*s", CAS_SHOW(source), space, CAS_SHOW(locator));
}

cas_text cas_quote_explain(cas_arena *arena, const cas_quote_result *r, cas_text source)
{
    cas_builder out = {.arena = arena};
    switch (r->status) {
    case CAS_QUOTE_FOUND: return CAS_TEXT("");
    case CAS_QUOTE_EMPTY: return CAS_TEXT("the quotation has no words");
    case CAS_QUOTE_LOCATOR_UNKNOWN:
        cas_putf(&out, "%.*s has no such paragraph; it has %.*s", CAS_SHOW(source), CAS_SHOW(r->known_locators));
        put_alternative(&out, r, "the words");
        break;
    case CAS_QUOTE_NOT_FOUND:
        put_missing(&out, r, source);
        put_alternative(&out, r, r->parts > 1 ? "all its parts" : "they");
        break;
    }
    return cas_built(&out);
}
