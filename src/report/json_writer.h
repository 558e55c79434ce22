/* JSON, written in the order in which it is told: deterministic bytes, no tree in memory. Numbers that may exceed 2^53 are strings. */
#ifndef CAS_REPORT_JSON_WRITER_H
#define CAS_REPORT_JSON_WRITER_H

#include "base/text.h"

enum { CAS_JSON_DEPTH = 32 };

/*
 * Zero-initialise with `out`. Members of an object are written as cas_json_key and then one value, or by the functions that
 * take a key. Down to depth `spread` members and elements stand on lines of their own.
 */
typedef struct cas_json {
    cas_builder *out;
    int depth, spread;
    bool filled[CAS_JSON_DEPTH]; /* per depth: something stands there already */
    bool keyed;                  /* a key was written and waits for its value */
} cas_json;

void cas_json_open_object(cas_json *json);
void cas_json_close_object(cas_json *json);
void cas_json_open_array(cas_json *json);
void cas_json_close_array(cas_json *json);
void cas_json_key(cas_json *json, const char *key);

void cas_json_text(cas_json *json, cas_text value);
void cas_json_string(cas_json *json, const char *value); /* null: null */
void cas_json_integer(cas_json *json, long long value);
void cas_json_number(cas_json *json, double value); /* the shortest digits that give it back; null unless finite */
void cas_json_boolean(cas_json *json, bool value);
void cas_json_null(cas_json *json);

void cas_json_member_string(cas_json *json, const char *key, const char *value);
void cas_json_member_integer(cas_json *json, const char *key, long long value);
void cas_json_member_boolean(cas_json *json, const char *key, bool value);
void cas_json_member_null(cas_json *json, const char *key);

#endif
