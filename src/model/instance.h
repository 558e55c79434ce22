/*
 * One agreement with nothing left open: a package and one alternative for every reading have been chosen, the incident and
 * its true attacker are known, names are numbers, durations are ticks, conditions are gone. Both engines of `hold`, the naive search that
 * defines the meaning and the method, read this structure and share nothing else.
 *
 * Everything is immutable and lives in the arena it was built in. Numbers index the arrays below; -1 means none.
 * Meaning: docs/semantics.md. What the fields say is exactly what the text says; nothing is simplified away.
 */
#ifndef CAS_MODEL_INSTANCE_H
#define CAS_MODEL_INSTANCE_H

#include "base/number.h"
#include "base/set.h"
#include "base/text.h"

typedef int64_t cas_tick;
#define CAS_NEVER ((cas_tick)1 << 60)

typedef enum cas_ballot { CAS_YES, CAS_NO, CAS_ABSTAIN, CAS_ABSENT } cas_ballot;
typedef enum cas_stance { CAS_RESISTS, CAS_OBEYS, CAS_HELPS } cas_stance;

/* ---- Quantities and rules ------------------------------------------------------------------------------------------ */

typedef enum cas_quant_kind {
    CAS_AT_LEAST, CAS_MORE_THAN, CAS_AT_MOST, /* these three use number and over */
    CAS_ALL_BUT,                              /* at least base - number/over */
    CAS_ALL, CAS_ANY, CAS_NONE, CAS_MAJORITY  /* any: at least one head or any weight above 0; majority: more than half */
} cas_quant_kind;

/*
 * count compares c, what was counted, with the base b (heads, or weight units), exactly:
 *   absolute: c against number/over; share: c against b * number/over (50% is 1/2).
 * Over an empty base (no member left) everything is false but CAS_NONE and CAS_AT_MOST.
 */
typedef struct cas_quant {
    cas_quant_kind kind;
    bool share;
    cas_big number, over;
} cas_quant;

/* One column of exact weights, scaled to whole units; absent parties weigh 0. */
typedef struct cas_weights {
    const char *name;
    const cas_big *units;       /* per party */
    const int64_t *small;       /* the same, or null when the total does not fit 62 bits */
    unsigned places;            /* one unit is 10^-places of what the text writes */
} cas_weights;

typedef enum cas_ballot_word { CAS_WORD_YES, CAS_WORD_NO, CAS_WORD_NOT_YES, CAS_WORD_NOT_NO } cas_ballot_word;

typedef enum cas_rule_kind {
    CAS_RULE_COUNT,             /* quant [weights] of members ballot; a single party is CAS_ALL of itself */
    CAS_RULE_AND, CAS_RULE_OR,
    CAS_RULE_BODIES             /* quant (heads) of the parts hold */
} cas_rule_kind;

/* Who is taken out by `excluding` or loses its ballot by `barring`. */
typedef struct cas_removal {
    cas_set always;
    cas_set when_found;         /* removed only while `finding` is found; empty when finding is -1 */
    int finding;
} cas_removal;

typedef struct cas_rule cas_rule;

typedef struct cas_stage {
    cas_tick after;             /* in force from this many ticks after the opening, beside the ones before */
    const cas_rule *rule;
} cas_stage;

typedef struct cas_quorum {
    cas_quant quant;            /* of cast ballots (yes, no, abstain) */
    const cas_weights *weights; /* null: heads */
    cas_set members;
} cas_quorum;

/*
 * The tails of a node speak for the whole node: excluding and barring reach every count below it, its quorums and its stages; of_those_voting makes
 * yes and no ballots the base of every count below it and in its stages; all quorums must be met; the node holds if it or a stage in force does.
 */
struct cas_rule {
    cas_rule_kind kind;
    cas_quant quant;            /* COUNT, BODIES */
    const cas_weights *weights; /* COUNT: null counts heads */
    cas_set members;            /* COUNT: `except attacker` has already been taken out by the truth */
    cas_ballot_word ballot;     /* COUNT */
    const cas_rule *const *parts; /* AND, OR, BODIES */
    const char *const *part_names; /* BODIES */
    int part_count;
    cas_removal excluding, barring;
    bool of_those_voting;
    const cas_quorum *quorums;
    int quorum_count;
    const cas_stage *stages;
    int stage_count;
    const char *words;          /* the rule as the text writes it */
};

/* ---- Deeds, events ------------------------------------------------------------------------------------------------- */

typedef enum cas_deed_kind {
    CAS_MEASURE,                /* given by a party to a recipient; counts only on a basis */
    CAS_ACT,                    /* done by a party; always possible */
    CAS_POWER                   /* done by a party; without effect unless a `can` in force allows it */
} cas_deed_kind;

typedef struct cas_deed {
    const char *name, *title;   /* title: the quoted text, or the name */
    cas_deed_kind kind;
    bool optional;              /* measure: a duty whose list contains it is only a basis */
} cas_deed;

/* "give deed to recipient", or an act or power (recipient -1). */
typedef struct cas_doing {
    int deed, recipient;
} cas_doing;

typedef enum cas_event_kind {
    CAS_EV_INCIDENT,            /* index: incident */
    CAS_EV_DEED,                /* index: act or power, done with effect by parties that meet `quant` of `set` (no set: by anyone; a joint one when all have come).
                                   Doers add up over ticks: the event is the tick at which the count is first met. */
    CAS_EV_CLAUSE_DONE,         /* index: clause; all its duties done, each by each bearer (any N: by N); at once when it has none to do */
    CAS_EV_ADOPTED, CAS_EV_REJECTED, /* index: decision; REJECTED with `meets`: and the ballots then cast meet that rule, with nothing still to come */
    CAS_EV_FOUND, CAS_EV_NOT_FOUND,  /* index: finding; FOUND by each: starts the clause for the finder alone */
    CAS_EV_BREACH,              /* index: clause; by a party of `set` if has_set */
    CAS_EV_AFTER                /* delay ticks after inner */
} cas_event_kind;

typedef struct cas_event {
    cas_event_kind kind;
    int index;
    bool has_set;
    cas_quant quant;            /* CAS_ANY unless the text says otherwise */
    cas_set set;
    const cas_rule *meets;
    cas_tick delay;
    const struct cas_event *inner;
    const char *words;          /* as the text writes it */
} cas_event;

/* ---- Clauses ------------------------------------------------------------------------------------------------------- */

typedef enum cas_who_kind { CAS_EACH, CAS_JOINTLY, CAS_ANY_NUMBER } cas_who_kind;

typedef struct cas_who {
    cas_who_kind kind;
    int number;                 /* CAS_ANY_NUMBER */
    cas_set set;                /* the true attacker already excepted where the text says so; the recipient is left out by whoever gives */
    int voted_on;               /* decision, or -1: narrowed to those whose ballot on it is `voted` */
    cas_ballot voted;
} cas_who;

/* One way to comply: all of these doings. */
typedef struct cas_way {
    const cas_doing *doings;
    int count;
} cas_way;

typedef enum cas_statement_kind {
    CAS_DUTY, CAS_PROHIBITION, CAS_PERMISSION, CAS_POWER_GRANT, CAS_DECIDE, CAS_FINDING, CAS_END,
    CAS_LEAVE                   /* those of WHO are parties no more: from the clause's start, or so long after each has done the act in `ways` */
} cas_statement_kind;

typedef enum cas_finding_mode { CAS_BY_RULE, CAS_BY_FACT, CAS_BY_EACH, CAS_ON_CALL } cas_finding_mode;

typedef struct cas_statement {
    cas_statement_kind kind;
    cas_who who;                /* DUTY, PROHIBITION, PERMISSION, POWER_GRANT, LEAVE (each of) */
    const cas_way *ways;        /* the first four: alternatives; a prohibition or grant speaks of every doing in them; LEAVE: one act, or none */
    int way_count;
    cas_tick within;            /* DUTY, DECIDE, FINDING by rule: ticks from the clause's start to the due tick; LEAVE: from the act on */
    bool only_basis;            /* DUTY with an optional measure among its ways: doing nothing is no breach */
    int prevails_over;          /* PERMISSION: clause whose prohibitions and duties it lifts for what is done under it, or -1 */
    int index;                  /* DECIDE: decision; FINDING: finding */
    const cas_rule *rule;       /* DECIDE, FINDING by rule */
    cas_tick again_after;       /* DECIDE: opens again so long after a rejection; -1: never */
    cas_finding_mode mode;      /* FINDING */
    int call_number;            /* FINDING on call */
    cas_set call_set;           /* FINDING on call: who may call; by each: everyone */
    const int *end_deeds;       /* END: measures and acts whose bases end */
    int end_deed_count;
    const int *end_clauses;     /* END: clauses whose duties and permissions end */
    int end_clause_count;
    int line;                   /* of the source file */
    const char *words;          /* as the text writes it */
} cas_statement;

typedef struct cas_citation_note {
    const char *source, *locator, *words; /* an assumption has source null and its reason in words */
    bool restated;
} cas_citation_note;

typedef struct cas_clause {
    const char *label, *title, *file;
    int line;
    int part;                   /* of the agreements that stand side by side, the one it belongs to: 0 the first. Who leaves, leaves that one */
    const cas_event *const *triggers; /* the first of them starts the clause, once */
    int trigger_count;          /* 0: in force from the start */
    const cas_statement *statements;
    int statement_count;
    const cas_citation_note *notes;
    int note_count;
} cas_clause;

/* ---- Goals and occasions ------------------------------------------------------------------------------------------- */

typedef enum cas_goal_kind { CAS_GOAL_GIVES, CAS_GOAL_DOES, CAS_GOAL_EVENT } cas_goal_kind;

/* A goal is reached at the first tick at which `quant` of `set` have given any (or all_of: all) of the measures to the recipient, or done the act; or at the event. */
typedef struct cas_goal {
    const char *name, *title, *words;
    cas_goal_kind kind;
    cas_quant quant;
    cas_set set;                /* the recipient already left out */
    bool all_of;
    const int *deeds;
    int deed_count;
    int recipient;
    const cas_event *event;
} cas_goal;

/* What is taken as having happened at tick 0. */
typedef enum cas_given_kind {
    CAS_GIVEN_INCIDENT, CAS_GIVEN_DEED, CAS_GIVEN_BREACH, CAS_GIVEN_ADOPTED, CAS_GIVEN_REJECTED, CAS_GIVEN_FOUND, CAS_GIVEN_NOT_FOUND, CAS_GIVEN_CLAUSE_DONE
} cas_given_kind;

typedef struct cas_given {
    cas_given_kind kind;
    int index;                  /* incident, deed, clause, decision or finding */
    cas_set parties;            /* DEED: who did it; BREACH: who breached (empty: somebody unnamed) */
    bool meets;                 /* REJECTED: every `but meets` is taken as met */
} cas_given;

typedef struct cas_instance {
    int party_count;
    const char *const *party_names, *const *party_titles;
    int attacker, attacked;     /* parties, or -1 (no incident, or an outsider) */
    double tick_hours;          /* length of a tick, for printing */
    const cas_deed *deeds;
    int deed_count;
    const char *const *incident_names;
    int incident_count;
    const char *const *decision_names;
    int decision_count;
    const char *const *finding_names;
    /* A finding that no clause of this package can open, or that is by fact, is listed too; its mode is in its statement. */
    int finding_count;
    const cas_clause *clauses;
    int clause_count;
    const cas_given *givens;    /* what starts the run, at tick 0 */
    int given_count;
    const cas_goal *goals;
    int goal_count;
} cas_instance;

#endif
