/* The search over sets of edits: what it knows, and what it has found. */
#ifndef CAS_AGREE_CURE_SEARCH_H
#define CAS_AGREE_CURE_SEARCH_H

#include "agree/cure_parts.h"

/* A class of packages that the goal cannot tell apart, in one scope. */
typedef struct cas_cure_package {
    const int *choice;
    cas_text signature;
    const bool *in_force; /* per edit */
    signed char before;   /* the answer without any edit of words */
} cas_cure_package;

/* The packages that are asked about once some alternatives are chosen. */
typedef struct cas_cure_scope {
    const cas_cure_package *packages;
    size_t count;
} cas_cure_scope;

typedef struct cas_cure_search {
    cas_arena *arena;   /* what is remembered */
    cas_arena *scratch; /* one text at a time */
    const cas_cure_source *source;
    const cas_cure_wish *wish;
    const cas_agreement *base;
    const cas_question *question;
    const char *statement;
    cas_influence influence;
    cas_set named; /* the aggressor; where there is none, whom the verdict of the text as it stands speaks of */
    const cas_cure_menu *menu;
    cas_names scopes, answers; /* keys */
    cas_cure_scope *of_scope;
    size_t scope_room;
    signed char *of_answer;
    size_t answer_room;
    /* the text read last */
    cas_text read_key;
    const cas_agreement *read;
    cas_mark read_mark;
    /* what was found */
    const cas_cure_edit *const **found;
    int *found_size;
    size_t found_count, found_room, size_room;
    size_t sets, runs, undecided;
    int complete_to;
    char needs[sizeof((cas_ctx *)0)->needs];
    bool *closed; /* per edit: a cure alone, or beyond a milder one that is */
} cas_cure_search;

/* Looks at all sets up to the wished size; what is found is there even when the budget ends it. */
void cas_cure_search_all(cas_cure_search *search);

#endif
