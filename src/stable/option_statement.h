/*
 * Statements about options: "not V", "W and (A or T)", "A if D". A state is a set of options that are taken, bit k for option k.
 *
 * `A if D` is true wherever D is false.
 */
#ifndef CAS_STABLE_OPTION_STATEMENT_H
#define CAS_STABLE_OPTION_STATEMENT_H

#include "base/text.h"

typedef enum cas_option_statement_kind {
    CAS_OPTION_TAKEN,
    CAS_OPTION_NOT,     /* one part */
    CAS_OPTION_ALL,     /* all parts are true; without parts: true */
    CAS_OPTION_ANY,     /* one part at least is true; without parts: false */
    CAS_OPTION_PROVIDED /* parts A, D: A if D */
} cas_option_statement_kind;

typedef struct cas_option_statement {
    cas_option_statement_kind kind;
    int option;
    const struct cas_option_statement *const *parts;
    int part_count;
} cas_option_statement;

/* Nesting is at most CAS_STATEMENT_DEPTH: whoever builds statements from a text sees to it. */
enum { CAS_STATEMENT_DEPTH = 250 };

const cas_option_statement *cas_option_taken(cas_arena *arena, int option);
const cas_option_statement *cas_option_not(cas_arena *arena, const cas_option_statement *part);
const cas_option_statement *cas_option_join(cas_arena *arena, cas_option_statement_kind kind,
                                            const cas_option_statement *const *parts, int count);
/* ALL, ANY or PROVIDED of two. */
const cas_option_statement *cas_option_pair(cas_arena *arena, cas_option_statement_kind kind,
                                            const cas_option_statement *a, const cas_option_statement *b);

bool cas_option_true(const cas_option_statement *statement, uint64_t state);
/* 64 states at once: word k of `options` has a bit per state, set where option k is taken. */
uint64_t cas_option_true_of_64(const cas_option_statement *statement, const uint64_t *options);
/* What is known when only the options in `known` are decided: 1 true, 0 false, -1 open (may be open where a cleverer look would not be). */
int cas_option_truth_so_far(const cas_option_statement *statement, uint64_t state, uint64_t known);
/* The options it speaks of. */
uint64_t cas_option_mentioned(const cas_option_statement *statement);
/*
 * How two statements relate over all sets of the options they mention, feasible or not: 1 they say the same, -1 the opposite, 0 neither, or
 * they mention more than 20 options together, or are true everywhere or nowhere.
 */
int cas_option_relation(const cas_option_statement *a, const cas_option_statement *b);
/* As the language writes it. */
const char *cas_option_words(cas_arena *arena, const cas_option_statement *statement, const char *const *names);

#endif
