/* Text slices, builders and interned names: see text.h. */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

cas_text cas_text_of(const char *string)
{
    return string ? (cas_text){string, strlen(string)} : (cas_text){"", 0};
}

bool cas_text_equal(cas_text a, cas_text b)
{
    return a.length == b.length && (!a.length || memcmp(a.at, b.at, a.length) == 0);
}

bool cas_text_is(cas_text a, const char *string)
{
    return cas_text_equal(a, cas_text_of(string));
}

int cas_text_compare(cas_text a, cas_text b)
{
    const size_t shared = a.length < b.length ? a.length : b.length;
    const int order = shared ? memcmp(a.at, b.at, shared) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

const char *cas_text_string(cas_arena *arena, cas_text text)
{
    char *copy = CAS_ARRAY(arena, char, text.length + 1);
    if (text.length)
        memcpy(copy, text.at, text.length);
    return copy;
}

cas_text cas_text_copy(cas_arena *arena, cas_text text)
{
    return (cas_text){cas_text_string(arena, text), text.length};
}

static void reserve(cas_builder *out, size_t more)
{
    if (out->length + more + 1 <= out->room)
        return;
    size_t room = out->room ? out->room : 64;
    while (room < out->length + more + 1)
        room *= 2;
    char *larger = CAS_ARRAY(out->arena, char, room);
    if (out->length)
        memcpy(larger, out->at, out->length);
    out->at = larger;
    out->room = room;
}

void cas_put(cas_builder *out, cas_text text)
{
    reserve(out, text.length);
    if (text.length)
        memcpy(out->at + out->length, text.at, text.length);
    out->length += text.length;
    out->at[out->length] = 0;
}

void cas_puts(cas_builder *out, const char *string)
{
    cas_put(out, cas_text_of(string));
}

void cas_putc(cas_builder *out, char c)
{
    cas_put(out, (cas_text){&c, 1});
}

static void put_format(cas_builder *out, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length <= 0)
        return;
    reserve(out, (size_t)length);
    vsnprintf(out->at + out->length, (size_t)length + 1, format, arguments);
    out->length += (size_t)length;
}

void cas_putf(cas_builder *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    put_format(out, format, arguments);
    va_end(arguments);
}

cas_text cas_built(const cas_builder *out)
{
    return out->at ? (cas_text){out->at, out->length} : (cas_text){"", 0};
}

const char *cas_built_string(cas_builder *out)
{
    reserve(out, 0);
    return out->at;
}

const char *cas_format(cas_arena *arena, const char *format, ...)
{
    cas_builder out = {.arena = arena};
    va_list arguments;
    va_start(arguments, format);
    put_format(&out, format, arguments);
    va_end(arguments);
    return cas_built_string(&out);
}

enum { LONGEST_COMPARED = 64 };

size_t cas_text_distance(cas_text a, cas_text b, size_t limit)
{
    if (a.length > LONGEST_COMPARED || b.length > LONGEST_COMPARED)
        return limit + 1;
    size_t rows[3][LONGEST_COMPARED + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b.length; j++)
        last[j] = j;
    memset(before, 0, sizeof rows[0]);
    for (size_t i = 1; i <= a.length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t best = last[j - 1] + (a.at[i - 1] != b.at[j - 1]);
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
        size_t *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[b.length] <= limit ? last[b.length] : limit + 1;
}

static uint64_t hash(cas_text text)
{
    /* FNV-1a. */
    uint64_t h = 14695981039346656037ull;
    for (size_t i = 0; i < text.length; i++)
        h = (h ^ (unsigned char)text.at[i]) * 1099511628211ull;
    return h ^ (h >> 29);
}

static size_t slot_of(const cas_names *names, cas_text text)
{
    size_t slot = (size_t)hash(text) & (names->slot_count - 1);
    while (names->slots[slot] && !cas_text_equal(names->texts[names->slots[slot] - 1], text))
        slot = (slot + 1) & (names->slot_count - 1);
    return slot;
}

int cas_names_find(const cas_names *names, cas_text text)
{
    return names->slot_count ? (int)names->slots[slot_of(names, text)] - 1 : -1;
}

static void widen(cas_names *names)
{
    names->slot_count = names->slot_count ? names->slot_count * 2 : 16;
    names->slots = CAS_ARRAY(names->arena, uint32_t, names->slot_count);
    for (size_t i = 0; i < names->count; i++)
        names->slots[slot_of(names, names->texts[i])] = (uint32_t)i + 1;
}

int cas_names_add(cas_names *names, cas_text text)
{
    const int known = cas_names_find(names, text);
    if (known >= 0)
        return known;
    if (names->slot_count < 2 * (names->count + 1))
        widen(names);
    names->texts = CAS_ROOM(names->arena, names->texts, names->count, &names->room);
    names->texts[names->count++] = text;
    names->slots[slot_of(names, text)] = (uint32_t)names->count;
    return (int)names->count - 1;
}
