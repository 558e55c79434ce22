/* Reads JSON (RFC 8259) by descent, with bounded depth. */
#include "base/json_value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEEP = 100, LONGEST_NUMBER = 60 };

typedef struct scanner {
    cas_arena *arena;
    const char *at, *begin, *end;
    const char *problem;
} scanner;

static cas_json_value *refuse(scanner *s, const char *what)
{
    if (!s->problem)
        s->problem = cas_format(s->arena, "it is no JSON: %s at byte %zu", what, (size_t)(s->at - s->begin) + 1);
    return NULL;
}

static void skip_spaces(scanner *s)
{
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r'))
        s->at++;
}

static bool takes(scanner *s, char c)
{
    skip_spaces(s);
    if (s->at >= s->end || *s->at != c)
        return false;
    s->at++;
    return true;
}

static bool takes_word(scanner *s, const char *word)
{
    const size_t length = strlen(word);
    if ((size_t)(s->end - s->at) < length || memcmp(s->at, word, length) != 0)
        return false;
    s->at += length;
    return true;
}

static void put_utf8(cas_builder *out, uint32_t c)
{
    if (c < 0x80)
        cas_putc(out, (char)c);
    else if (c < 0x800) {
        cas_putc(out, (char)(0xC0 | c >> 6));
        cas_putc(out, (char)(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        cas_putc(out, (char)(0xE0 | c >> 12));
        cas_putc(out, (char)(0x80 | (c >> 6 & 0x3F)));
        cas_putc(out, (char)(0x80 | (c & 0x3F)));
    } else {
        cas_putc(out, (char)(0xF0 | c >> 18));
        cas_putc(out, (char)(0x80 | (c >> 12 & 0x3F)));
        cas_putc(out, (char)(0x80 | (c >> 6 & 0x3F)));
        cas_putc(out, (char)(0x80 | (c & 0x3F)));
    }
}

static bool read_hex(scanner *s, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, s->at++) {
        const char c = s->at < s->end ? *s->at : 0;
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return false;
        *out = *out << 4 | (uint32_t)digit;
    }
    return true;
}

static bool read_escape(scanner *s, cas_builder *out)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    const char c = s->at < s->end ? *s->at++ : 0;
    const char *found = c ? strchr(letters, c) : NULL;
    uint32_t high, low;
    if (found) {
        cas_putc(out, means[found - letters]);
        return true;
    }
    if (c != 'u' || !read_hex(s, &high) || !high || (high >= 0xDC00 && high < 0xE000))
        return false;
    if (high >= 0xD800 && high < 0xDC00) {
        if (!takes_word(s, "\\u") || !read_hex(s, &low) || low < 0xDC00 || low >= 0xE000)
            return false;
        high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    put_utf8(out, high);
    return true;
}

/* After the opening quote. */
static const char *read_string(scanner *s)
{
    cas_builder out = {.arena = s->arena};
    while (s->at < s->end && *s->at != '"') {
        const char c = *s->at++;
        cas_poll(s->arena->ctx);
        if ((unsigned char)c < 0x20 || (c == '\\' && !read_escape(s, &out))) {
            refuse(s, "a string with something that cannot stand in it");
            return NULL;
        }
        if (c != '\\')
            cas_putc(&out, c);
    }
    if (s->at >= s->end) {
        refuse(s, "a string without its end");
        return NULL;
    }
    s->at++;
    return cas_built_string(&out);
}

static bool read_number(scanner *s, double *out)
{
    char digits[LONGEST_NUMBER + 1], *end;
    size_t length = 0;
    while (s->at + length < s->end && length < LONGEST_NUMBER && s->at[length] &&
           strchr("+-0123456789.eE", s->at[length])) {
        digits[length] = s->at[length];
        length++;
    }
    digits[length] = 0;
    *out = strtod(digits, &end);
    if (!length || end != digits + length || !isfinite(*out))
        return false;
    s->at += length;
    return true;
}

static cas_json_value *read_value(scanner *s, int depth);

static cas_json_value *read_many(scanner *s, cas_json_value *out, int depth)
{
    const char close = out->kind == CAS_JSON_OBJECT ? '}' : ']';
    size_t room = 0, key_room = 0;
    if (takes(s, close))
        return out;
    do {
        cas_poll(s->arena->ctx);
        if (out->kind == CAS_JSON_OBJECT) {
            const char *key = takes(s, '"') ? read_string(s) : NULL;
            if (!key || !takes(s, ':'))
                return refuse(s, "a member without a name");
            out->keys = CAS_ROOM(s->arena, out->keys, out->count, &key_room);
            out->keys[out->count] = key;
        }
        cas_json_value *item = read_value(s, depth + 1);
        if (!item)
            return NULL;
        out->items = CAS_ROOM(s->arena, out->items, out->count, &room);
        out->items[out->count++] = item;
    } while (takes(s, ','));
    return takes(s, close) ? out : refuse(s, "a list without its end");
}

static cas_json_value *read_value(scanner *s, int depth)
{
    cas_json_value *out = CAS_NEW(s->arena, cas_json_value);
    if (depth > MOST_DEEP)
        return refuse(s, "lists in lists beyond 100");
    if (takes(s, '{') || takes(s, '[')) {
        out->kind = s->at[-1] == '{' ? CAS_JSON_OBJECT : CAS_JSON_ARRAY;
        return read_many(s, out, depth);
    }
    if (takes(s, '"')) {
        out->kind = CAS_JSON_STRING;
        out->string = read_string(s);
        return out->string ? out : NULL;
    }
    if (takes_word(s, "null"))
        return out;
    out->boolean = takes_word(s, "true");
    out->kind = CAS_JSON_BOOLEAN;
    if (out->boolean || takes_word(s, "false"))
        return out;
    out->kind = CAS_JSON_NUMBER;
    return read_number(s, &out->number) ? out : refuse(s, "something else than a value");
}

const cas_json_value *cas_json_read(cas_arena *arena, cas_text text, const char **problem)
{
    scanner s = {.arena = arena, .at = text.at, .begin = text.at, .end = text.at + text.length};
    const cas_json_value *out = read_value(&s, 0);
    skip_spaces(&s);
    if (out && s.at < s.end)
        out = refuse(&s, "something after the end");
    *problem = s.problem;
    return s.problem ? NULL : out;
}

const cas_json_value *cas_json_member(const cas_json_value *object, const char *key)
{
    if (!object || object->kind != CAS_JSON_OBJECT)
        return NULL;
    for (size_t i = object->count; i-- > 0;)
        if (strcmp(object->keys[i], key) == 0)
            return object->items[i];
    return NULL;
}
