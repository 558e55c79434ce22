/* What the files of the menu share: the places of a text, and what its rows put there. They see the tree. */
#ifndef CAS_AGREE_CURE_PLACES_H
#define CAS_AGREE_CURE_PLACES_H

#include "agree/cure.h"
#include "lang/tree.h"

typedef struct cas_cure_menu_builder {
    cas_arena *arena;
    const cas_cure_source *source;
    const cas_source_map *map;
    const cas_loaded *loaded;
    const cas_agreement *agreement;
    const cas_cure_asked *asked;
    cas_cure_edit *edits;
    size_t count, room;
    int places;
    /* where the walk is */
    int clause, rule, rule_form;
    const char *label;
} cas_cure_menu_builder;

/* A place of the text that is a site. */
typedef struct cas_cure_place {
    const cas_node *node;
    cas_span span;        /* what is replaced, or behind which is inserted */
    cas_span phrase;      /* what a report shows: a whole rule, a whole `when` */
    const cas_text *named; /* names that stand there already */
    int named_count;
    bool has_except; /* WHO_DUTY: some are left out already */
    bool above_half; /* COUNT_SHARE */
    long whole;      /* COUNT_NUMBER, COUNT_AGAINST, NUMBER_OF: what the text says */
    const char *way; /* FINDING_WAY: as it is */
    const char *unit; /* DEADLINE: "day", "days" */
} cas_cure_place;

/* What fills in the {…} of a row; null: the place gives none. */
typedef struct cas_cure_fill {
    const char *party, *set, *time, *name, *limit, *except, *number, *unit;
} cas_cure_fill;

/* cure_menu.c: every row of the site at this place; one edit, unless the text has an error with it (then NULL). */
void cas_cure_add_site(cas_cure_menu_builder *b, cas_cure_site site, const cas_cure_place *at, cas_cure_fill fill);
cas_cure_edit *cas_cure_add(cas_cure_menu_builder *b, const cas_cure_row *row, int place, int rung, cas_span phrase,
                            const cas_cure_hunk *hunks, int hunk_count);

/* cure_places.c: rules and clauses; cure_issues.c: issues and readings. */
void cas_cure_walk_text(cas_cure_menu_builder *b);
void cas_cure_walk_issues(cas_cure_menu_builder *b);

#endif
