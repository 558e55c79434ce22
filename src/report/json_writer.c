/* JSON, written in the order in which it is told: see json_writer.h. */
#include "report/json_writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void new_line(cas_json *json)
{
    cas_putc(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        cas_puts(json->out, " ");
}

/* What stands before a value or key: a comma, a line break, nothing. */
static void separate(cas_json *json)
{
    if (json->keyed) {
        json->keyed = false;
        return;
    }
    if (json->filled[json->depth])
        cas_putc(json->out, ',');
    if (json->depth > 0 && json->depth <= json->spread)
        new_line(json);
    else if (json->filled[json->depth])
        cas_putc(json->out, ' ');
    json->filled[json->depth] = true;
}

static void open(cas_json *json, char bracket)
{
    separate(json);
    cas_putc(json->out, bracket);
    CAS_CHECK(json->out->arena->ctx, json->depth + 1 < CAS_JSON_DEPTH);
    json->filled[++json->depth] = false;
}

static void close(cas_json *json, char bracket)
{
    const bool spread = json->filled[json->depth] && json->depth <= json->spread;
    json->depth--;
    if (spread)
        new_line(json);
    cas_putc(json->out, bracket);
}

void cas_json_open_object(cas_json *json)
{
    open(json, '{');
}

void cas_json_close_object(cas_json *json)
{
    close(json, '}');
}

void cas_json_open_array(cas_json *json)
{
    open(json, '[');
}

void cas_json_close_array(cas_json *json)
{
    close(json, ']');
}

static void put_quoted(cas_builder *out, cas_text value)
{
    cas_putc(out, '"');
    for (size_t i = 0; i < value.length; i++) {
        const unsigned char c = (unsigned char)value.at[i];
        switch (c) {
        case '"': cas_puts(out, "\\\""); break;
        case '\\': cas_puts(out, "\\\\"); break;
        case '\n': cas_puts(out, "\\n"); break;
        case '\t': cas_puts(out, "\\t"); break;
        case '\r': cas_puts(out, "\\r"); break;
        default:
            if (c < 0x20 || c == 0x7f)
                cas_putf(out, "\\u%04x", c);
            else
                cas_putc(out, (char)c);
        }
    }
    cas_putc(out, '"');
}

void cas_json_key(cas_json *json, const char *key)
{
    separate(json);
    put_quoted(json->out, cas_text_of(key));
    cas_puts(json->out, ": ");
    json->keyed = true;
}

void cas_json_text(cas_json *json, cas_text value)
{
    separate(json);
    put_quoted(json->out, value);
}

void cas_json_string(cas_json *json, const char *value)
{
    if (value)
        cas_json_text(json, cas_text_of(value));
    else
        cas_json_null(json);
}

void cas_json_integer(cas_json *json, long long value)
{
    separate(json);
    cas_putf(json->out, "%lld", value);
}

void cas_json_number(cas_json *json, double value)
{
    if (!isfinite(value)) {
        cas_json_null(json);
        return;
    }
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    /* The caller's locale may write a comma. */
    for (char *c = digits; *c; c++)
        if (!strchr("0123456789+-eE", *c))
            *c = '.';
    separate(json);
    cas_puts(json->out, digits);
}

void cas_json_boolean(cas_json *json, bool value)
{
    separate(json);
    cas_puts(json->out, value ? "true" : "false");
}

void cas_json_null(cas_json *json)
{
    separate(json);
    cas_puts(json->out, "null");
}

void cas_json_member_string(cas_json *json, const char *key, const char *value)
{
    cas_json_key(json, key);
    cas_json_string(json, value);
}

void cas_json_member_integer(cas_json *json, const char *key, long long value)
{
    cas_json_key(json, key);
    cas_json_integer(json, value);
}

void cas_json_member_boolean(cas_json *json, const char *key, bool value)
{
    cas_json_key(json, key);
    cas_json_boolean(json, value);
}

void cas_json_member_null(cas_json *json, const char *key)
{
    cas_json_key(json, key);
    cas_json_null(json);
}
