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
    cas_span span;         /* what is replaced, or behind which is inserted */
    cas_span phrase;       /* what a report shows: a whole rule, a whole `when` */
    const cas_text *named; /* names that stand there already */
    int named_count;
    bool has_except;  /* WHO_DUTY: some are left out already */
    bool above_half;  /* COUNT_SHARE */
    long whole;       /* COUNT_NUMBER, COUNT_AGAINST, NUMBER_OF: what the text says */
    const char *way;  /* FINDING_WAY: as it is */
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

/* ---- cure_lookup.c ------------------------------------------------------------------------------------------------------------ */

/* A statement without the notes behind it; a span without the blanks at its end; what stands there. */
cas_span cas_cure_without_notes(const cas_node *node);
cas_span cas_cure_trimmed(const cas_cure_menu_builder *b, cas_span span);
const char *cas_cure_slice(const cas_cure_menu_builder *b, cas_span span);

/* The items of one kind, one after the other; the one of a name. NULL: none. */
const cas_node *cas_cure_next_item(const cas_cure_menu_builder *b, cas_node_kind kind, size_t *at);
const cas_node *cas_cure_declared(const cas_cure_menu_builder *b, cas_node_kind kind, cas_text name);
/* The form of the agreement that a clause is, or -1; that a rule is, into the builder. */
int cas_cure_clause_form_of(const cas_cure_menu_builder *b, const cas_node *node);
bool cas_cure_find_rule_form(cas_cure_menu_builder *b, const cas_node *node);
/* The `decide` or `finding` line that uses a named rule, and the label of its clause. */
const cas_node *cas_cure_user_of(const cas_cure_menu_builder *b, cas_text rule, cas_text *label);

/* Times, as durations of the tree or as words: of a line, the longest of a clause's duties, the longest of all duties. */
const cas_node *cas_cure_within_of(const cas_node *line);
/* The same, unless it depends on the package. */
const cas_node *cas_cure_settled_within_of(const cas_cure_menu_builder *b, const cas_node *line);
const cas_node *cas_cure_longest_duty(const cas_cure_menu_builder *b, const cas_node *clause);
const char *cas_cure_usual_time(const cas_cure_menu_builder *b);
/* "3 days after attack or 3 days after sighting": the time, after each event that starts the clause. */
const char *cas_cure_limit_after(const cas_cure_menu_builder *b, const char *time, const cas_node *when);

/* The names that stand anywhere in an expression. */
typedef struct cas_cure_name_list {
    cas_arena *arena;
    cas_text *names;
    size_t count, room;
} cas_cure_name_list;
void cas_cure_list_names(cas_cure_name_list *list, const cas_node *node);

#endif
