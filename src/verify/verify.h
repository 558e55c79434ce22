/*
 * An answer in JSON, checked against the text it is about by the definitions. See README.md.
 *
 * A claim is one statement of the answer that can be true or false: "{CN, FR} are blockers", "(V, A) is stable for RU by SEQ".
 */
#ifndef CAS_VERIFY_VERIFY_H
#define CAS_VERIFY_VERIFY_H

#include "base/json_value.h"
#include "model/agreement.h"

typedef struct cas_fault {
    const char *where, *words; /* "by RU, response = unanimous"; "{FR} is no blocker: …" */
} cas_fault;

typedef struct cas_verified {
    cas_arena *arena;
    const char *kind; /* "who", "stable", "agree", "power" */
    size_t checked;   /* claims that are right */
    const cas_fault *faults;
    size_t fault_count, fault_room;
    const cas_fault *skipped; /* claims that could not be checked, and why */
    size_t skipped_count, skipped_room;
} cas_verified;

/*
 * agreement may be null: then only answers on rules given by weights can be checked.
 * cost      the definitions': exponential, within max_states positions a value
 * errors    CAS_E_INPUT  it is no JSON, or no answer of a known kind, or speaks of what the text does not have
 */
const cas_verified *cas_verify(cas_arena *arena, const cas_agreement *agreement, cas_text answer, uint64_t max_states);

/* Inside: one claim that is right, wrong, or could not be checked. */
void cas_verified_right(cas_verified *out);
void cas_verified_wrong(cas_verified *out, const char *where, const char *format, ...) __attribute__((format(printf, 3, 4)));
void cas_verified_skip(cas_verified *out, const char *where, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Right if it is so, else wrong with these words. */
void cas_verified_claim(cas_verified *out, bool right, const char *where, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The string of a member, or "" where there is none. */
const char *cas_verify_string(const cas_json_value *object, const char *key);

void cas_verify_who(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer, uint64_t max_states);
void cas_verify_stable(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer);
void cas_verify_agree(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer);
void cas_verify_power(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer);

#endif
