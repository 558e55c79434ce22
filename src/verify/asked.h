/* How an answer was asked, and the texts that it speaks of: packages, aggressors, instances. */
#ifndef CAS_VERIFY_ASKED_H
#define CAS_VERIFY_ASKED_H

#include "hold/questions.h"
#include "model/build.h"
#include "verify/verify.h"

typedef struct cas_verify_asked {
    int draft; /* -1: every one */
    const cas_chosen *settings;
    int setting_count;
} cas_verify_asked;

/* From `asked_with`, null where the answer has none: then of the whole text. Leaves with CAS_E_INPUT when the text has no such draft or choice. */
cas_verify_asked cas_verify_asked_of(cas_arena *arena, const cas_agreement *agreement, const cas_json_value *asked_with, const char *draft_key);
/* The packages that are meant; for cas_packages_begin. */
const cas_condition *cas_verify_packages(cas_arena *arena, const cas_agreement *agreement, const cas_verify_asked *asked,
                                         const cas_condition *in, bool said_in);

/* Choices by name, {"response": "alone"}, as a condition that a package meets or not. */
typedef struct cas_verify_choices {
    const cas_chosen *items;
    int count;
} cas_verify_choices;

/* False where the text has no such choice. */
bool cas_verify_choices_of(cas_arena *arena, const cas_agreement *agreement, const cas_json_value *object, cas_verify_choices *out);
bool cas_verify_chooses(const cas_verify_choices *choices, const int *package);

/* A question in one package, by one aggressor. */
typedef struct cas_verify_case {
    const int *choice;
    cas_occasion occasion;
    const cas_instance *instance;
    const cas_goal *goal;
} cas_verify_case;

/*
 * The distinct texts among the packages in which these choices are made and this aggressor is possible: at most `most`, from the first 64 such packages.
 * by: a party's name; else (null, "unknown", "an outsider") nobody of the text, or where the question is of an unknown aggressor all that are possible.
 */
int cas_verify_cases(cas_arena *arena, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked,
                     const char *by, const cas_verify_choices *choices, cas_verify_case *cases, int most);

/* One row of an answer: its aggressor and its choices. */
typedef struct cas_verify_row {
    const char *by; /* null: nobody, or an outsider */
    const cas_json_value *package;
} cas_verify_row;

/* Every package asked about stands, for every aggressor, in just one row. */
void cas_verify_rows_cover(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked,
                           const cas_verify_row *rows, size_t count, const char *where);

#endif
