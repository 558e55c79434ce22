/* A JSON text as a tree in an arena: for files of other programs and for answers that are read back. */
#ifndef CAS_BASE_JSON_VALUE_H
#define CAS_BASE_JSON_VALUE_H

#include "base/text.h"

typedef enum cas_json_kind {
    CAS_JSON_NULL,
    CAS_JSON_BOOLEAN,
    CAS_JSON_NUMBER,
    CAS_JSON_STRING,
    CAS_JSON_ARRAY,
    CAS_JSON_OBJECT
} cas_json_kind;

typedef struct cas_json_value {
    cas_json_kind kind;
    bool boolean;
    double number;
    const char *string;
    struct cas_json_value **items; /* of arrays and objects */
    const char **keys;             /* of objects */
    size_t count;
} cas_json_value;

/* NULL and *problem when the text is no JSON, or nested more than 100 deep. */
const cas_json_value *cas_json_read(cas_arena *arena, cas_text text, const char **problem);
/* The member of an object by its name, or NULL; NULL of anything else. The last one of several. */
const cas_json_value *cas_json_member(const cas_json_value *object, const char *key);

#endif
