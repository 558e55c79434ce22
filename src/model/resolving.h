/*
 * What the files resolve*.c share while an agreement is being resolved. Private to them.
 *
 * First every name is declared with the nodes that declare it (resolve_names.c), because a name may stand before its
 * declaration; then the nodes are read in the order: issues, parties, durations, sets, weights, deeds, rules, incidents,
 * clauses, goals, and what asks and scores them.
 */
#ifndef CAS_MODEL_RESOLVING_H
#define CAS_MODEL_RESOLVING_H

#include "model/package.h"
#include "model/resolve.h"
#include "lang/diagnostic.h"
#include "lang/tree.h"

enum { CAS_NAME_KINDS = CAS_NAMES_FINDING + 1, CAS_LABELS = CAS_NAME_KINDS, CAS_ENTITY_KINDS };

/* A name and the nodes that declare it; several when they differ in their conditions. */
typedef struct cas_entity {
    cas_text name, title;
    cas_span span;
    const cas_node **nodes;
    size_t count, room;
    int first_party; /* of a party: its number, or that of its first member */
    bool broken;     /* one of its nodes was not understood: what rests on it is not reported again */
} cas_entity;

typedef struct cas_entities {
    cas_entity *items;
    size_t count, room;
} cas_entities;

typedef struct cas_resolving {
    cas_arena *arena;
    cas_diagnostics *diagnostics;
    const cas_loaded *loaded;
    const cas_loader *loader;
    const cas_source_map *map;
    cas_agreement *out;

    cas_names names;
    cas_named *named;
    size_t named_room;
    cas_names labels; /* number: place in entities[CAS_LABELS] */
    cas_names shared_labels; /* labels that clauses of several agreements bear: they are known by `agreement.label` */
    cas_entities entities[CAS_ENTITY_KINDS];

    /* Where names are being used: the condition under which the place matters, and the notes it rests on. */
    const cas_condition *context;
    const cas_node *resting; /* clause or position whose citation an error names, or null */
    long overlap_work;       /* what is left of CAS_MAX_OVERLAP_WORK */
    bool dimensions_ready;

    const cas_note_form **all_notes;
    size_t note_count, note_room;
    const cas_duration **durations; /* all that count for the tick */
    size_t duration_count, duration_room;
    cas_span_time more_tick; /* gcd of the days that scenarios and the calendar name */
    bool any_attacked, any_attacker;
    unsigned char *group_mentions; /* per group: what cas_mentions says of it, and that it is known */
} cas_resolving;

/* ---- resolve_names.c: declaring and looking up ---- */
void cas_declare_all(cas_resolving *r);
/* Places where a name may stand accept some kinds: a mask of 1 << cas_name_kind. */
#define CAS_KIND(kind) (1u << (kind))
/* The name as one of these kinds, or NULL after an error with a suggestion. what: "party or group". */
const cas_named *cas_look_up(cas_resolving *r, cas_text name, cas_span span, unsigned kinds, cas_code code,
                             const char *what);
int cas_look_up_label(cas_resolving *r, cas_text label, cas_span span);
/* The same without an error: -1. A label that several agreements have means that of the agreement it is written in. */
int cas_label_number(const cas_resolving *r, cas_text label, cas_span span);
/* Which of the agreements that stand side by side a place belongs to, and which one is called so; -1: none. */
int cas_part_of(const cas_resolving *r, cas_span span);
int cas_part_named(const cas_resolving *r, cas_text name);
const cas_named *cas_name_of(const cas_resolving *r, cas_text name);
/* An error at a place, with what the place rests on. */
cas_diagnostic *cas_complain(cas_resolving *r, cas_code code, cas_span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
const char *cas_name_kind_words(cas_name_kind kind);

/* ---- resolve_forms.c: issues, conditions, forms ---- */
void cas_resolve_dimensions(cas_resolving *r);
void cas_resolve_infeasible(cas_resolving *r);
/* drafts: a bare name may be a draft (after `in`). */
const cas_condition *cas_resolve_condition(cas_resolving *r, const cas_node *node, bool drafts);
/* The condition of a statement's `if`, or null; ANDed over several. */
const cas_condition *cas_resolve_if(cas_resolving *r, const cas_node *statement);
/* Report forms that hold at once in some package, and several unconditional ones. */
void cas_check_forms(cas_resolving *r, const cas_entity *entity, const cas_form *const *forms, int count,
                     const char *what);
/* Report a use, in r->context, of what has no form in some package of it. */
void cas_check_covered(cas_resolving *r, cas_span use, const char *name, const char *what, const cas_form *const *forms,
                       int count);

/* ---- resolve_notes.c ---- */
void cas_resolve_sources(cas_resolving *r);
cas_notes cas_resolve_notes(cas_resolving *r, const cas_node *statement);
void cas_assume_silently(cas_resolving *r, cas_span span, const char *words);
/* The text of a node without what stands behind it, white space made single. */
const char *cas_words_of(cas_resolving *r, const cas_node *node);
const char *cas_words_between(cas_resolving *r, cas_span span);
size_t cas_line_of(const cas_resolving *r, cas_span span);
const char *cas_string(cas_resolving *r, cas_text text);
const char *cas_title_or(cas_resolving *r, cas_text title, cas_text name);

/* ---- resolve_parties.c ---- */
void cas_resolve_parties(cas_resolving *r);
void cas_resolve_weights(cas_resolving *r);
void cas_resolve_groups(cas_resolving *r);
/* node: SET, NAME, MEMBER or EVERYONE; NULL after an error. */
const cas_parties *cas_resolve_set(cas_resolving *r, const cas_node *node);
/* All terms among the kids, as one set; the empty set when there are none. */
const cas_parties *cas_resolve_terms(cas_resolving *r, const cas_node *node);
/* The single party a set is written as, or -1. */
int cas_single_party(const cas_parties *parties);
/* Written as one party or variable, not as a list or group. */
bool cas_is_single(const cas_parties *parties);
/* What a set says of the incident's variables, in any of the forms of its groups. */
enum cas_mention { CAS_MENTIONS_ATTACKER = 1, CAS_MENTIONS_ATTACKED = 2, CAS_MENTIONS_AFTER_EXCEPT = 4 };
unsigned cas_mentions(cas_resolving *r, const cas_parties *parties);

/* ---- resolve_table.c ---- */
void cas_declare_parties_from(cas_resolving *r, const cas_node *statement);
void cas_resolve_weight_table(cas_resolving *r, const cas_node *table, cas_weight_form *form);

/* ---- resolve_durations.c ---- */
bool cas_resolve_duration(cas_resolving *r, const cas_node *node, cas_duration *out, bool counts_for_tick);
/* So many whole months or years, that no assumption gives a length of their own. */
bool cas_calendar_months_of(cas_resolving *r, const cas_node *duration, int64_t *months);
cas_span_time cas_common_time(cas_span_time a, cas_span_time b);
bool cas_read_days(cas_resolving *r, cas_text number, cas_span span, cas_span_time *out);
void cas_resolve_assumptions(cas_resolving *r);
void cas_resolve_tick(cas_resolving *r);

/* ---- resolve_rules.c ---- */
void cas_resolve_rules(cas_resolving *r);
const cas_rule_form *cas_resolve_rule(cas_resolving *r, const cas_node *expression);
void cas_resolve_settle(cas_resolving *r, const cas_node *statement);
cas_quota cas_resolve_count(cas_resolving *r, const cas_node *count);
cas_quota cas_quota_any(cas_arena *arena);
/* A whole number of heads from 1; -1 after an error. */
int cas_resolve_heads(cas_resolving *r, const cas_node *quantity);
/* Rules that name rules: circles and sizes. After all rules of the agreement have been resolved. */
void cas_check_rule_sizes(cas_resolving *r);

/* ---- resolve_deeds.c ---- */
void cas_resolve_deeds(cas_resolving *r);
/* Which variables there are, before any set is read. */
void cas_note_incidents(cas_resolving *r);
void cas_resolve_incidents(cas_resolving *r);
void cas_resolve_goals(cas_resolving *r);
int cas_look_up_measure(cas_resolving *r, cas_text name, cas_span span);
int cas_look_up_act(cas_resolving *r, cas_text name, cas_span span);
bool cas_resolve_measures(cas_resolving *r, const cas_node *measures, const int **deeds, int *count);
/* [TO]; a place without it needs an incident that falls on somebody. */
bool cas_resolve_to(cas_resolving *r, const cas_node *node, const cas_parties **to);

/* ---- resolve_events.c ---- */
const cas_event_form *cas_resolve_event(cas_resolving *r, const cas_node *node);
/* `dated DATE` of a question or a scenario, if it is there. */
void cas_resolve_dated(const cas_node *node, bool *dated, int64_t *day);

/* ---- resolve_clauses.c, resolve_statements.c ---- */
void cas_resolve_clauses(cas_resolving *r);
bool cas_resolve_statement(cas_resolving *r, const cas_node *node, cas_statement_form *out);

/* ---- resolve_questions.c, resolve_scenarios.c, resolve_positions.c, resolve_standoffs.c ---- */
void cas_resolve_questions(cas_resolving *r);
bool cas_resolve_question(cas_resolving *r, const cas_node *node, cas_question *out);
void cas_resolve_scenarios(cas_resolving *r);
void cas_resolve_positions(cas_resolving *r);
void cas_resolve_standoffs(cas_resolving *r);

#endif
