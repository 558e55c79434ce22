/*
 * An answer in JSON, checked against the text it is about by the definitions. See README.md.
 *
 * A claim is one statement of the answer that can be true or false: "{CN, FR} are blockers", "(V, A) is stable for RU by SEQ".
 */
#ifndef CAS_VERIFY_VERIFY_H
#define CAS_VERIFY_VERIFY_H

#include "base/json_value.h"
#include "model/agreement.h"
#include "model/load.h"

typedef struct cas_fault {
    const char *where, *words; /* "by RU, response = unanimous"; "{FR} is no blocker: …" */
} cas_fault;

typedef struct cas_verified {
    cas_arena *arena;
    const char *kind; /* "who", "check", "run", "cure", "diff", "stable", "agree", "power" */
    size_t checked;   /* claims that are right */
    const cas_fault *faults;
    size_t fault_count, fault_room;
    const cas_fault *skipped; /* claims that could not be checked, and why */
    size_t skipped_count, skipped_room;
    uint64_t max_states; /* of one value */
    uint64_t work;       /* left for all values of the answer: positions times cells */
} cas_verified;

/* A text as it was read: what it says, and its files, to be read again with a question or an edit more. */
typedef struct cas_verify_source {
    const cas_agreement *agreement;
    const cas_loaded *loaded;
    const cas_loader *loader;
} cas_verify_source;

/*
 * text may be null: then only answers on rules given by weights can be checked. second: of an answer of diff, the text it calls b; else null.
 * cost      the definitions': exponential, within max_states positions a value and a fixed amount of work for the whole answer
 * errors    CAS_E_INPUT  it is no JSON, or no answer of a known kind, or speaks of what the text does not have
 */
const cas_verified *cas_verify(cas_arena *arena, const cas_verify_source *text, const cas_verify_source *second, cas_text answer, uint64_t max_states);

/* Inside: one claim that is right, wrong, or could not be checked. */
void cas_verified_right(cas_verified *out);
void cas_verified_wrong(cas_verified *out, const char *where, const char *format, ...) __attribute__((format(printf, 3, 4)));
void cas_verified_skip(cas_verified *out, const char *where, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Right if it is so, else wrong with these words. */
void cas_verified_claim(cas_verified *out, bool right, const char *where, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* A member that the answer has, and that nothing checks: named as not checked, unless it is null or empty. */
typedef struct cas_unread {
    const char *key, *words;
} cas_unread;
void cas_verified_unread(cas_verified *out, const cas_json_value *answer, const cas_unread *list, size_t count);
/* The string of a member, or "" where there is none. */
const char *cas_verify_string(const cas_json_value *object, const char *key);

/*
 * Lines of a text put in the place of others. before: what stands there, without the blanks around it; null: after is added at the end of the file.
 */
typedef struct cas_verify_line {
    const char *file;
    int line; /* the first */
    const char *before, *after;
} cas_verify_line;

/*
 * The text once more, with lines changed and a statement added at its end (null: none). NULL where it has errors then, or the lines are not those of the text;
 * *why says which.
 */
const cas_agreement *cas_verify_reread(cas_arena *arena, const cas_verify_source *text, const cas_verify_line *lines, size_t count, const char *statement,
                                       const char **why);

/* The packages that `asked_with` leaves; null: all. */
const cas_condition *cas_verify_condition(cas_arena *arena, const cas_agreement *agreement, const cas_json_value *asked_with);

void cas_verify_who(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer);
void cas_verify_check(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer);
void cas_verify_run(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer);
void cas_verify_cure(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer);
void cas_verify_diff(cas_verified *out, const cas_verify_source *a, const cas_verify_source *b, const cas_json_value *answer);
void cas_verify_stable(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer);
void cas_verify_agree(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer);
/* agreement may be null. */
void cas_verify_power(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer);

#endif
