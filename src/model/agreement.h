/*
 * The agreement as written, with every name resolved: what the text says before a package is chosen and an incident happens.
 *
 * Whatever may differ between packages is a list of forms, each with the condition under which it holds; at most one
 * conditional form of a thing holds in any package (resolving checks it), and it stands in place of the unconditional one.
 * Sets of parties stay expressions, because groups depend on the package and `attacker` on the incident.
 * build.h turns this into an instance. Everything is immutable once resolved and lives in one arena; indices are places in
 * the arrays of cas_agreement, -1 means none.
 *
 * Names here differ on purpose from those of the tree and of the instance, so that a file may include either beside this.
 */
#ifndef CAS_MODEL_AGREEMENT_H
#define CAS_MODEL_AGREEMENT_H

#include "base/number.h"
#include "base/set.h"
#include "lang/source_map.h"

/* Limits that resolving checks before any work of that size is begun. */
enum {
    CAS_MAX_ALTERNATIVES = 1024, /* of one issue */
    CAS_MAX_DIMENSIONS = 512,    /* issues and readings */
    CAS_MAX_CLAUSES = 200000,
    CAS_MAX_RULE_PARTS = 100000,   /* of one rule with the rules it names written out */
    CAS_MAX_CHAIN = 200,           /* a name that stands for a name that stands for a name … */
    CAS_MAX_OVERLAP_WORK = 1000000 /* packages looked at to see whether two forms hold at once */
};

/* ---- Issues, readings, conditions -------------------------------------------------------------------------------------- */

typedef struct cas_alternative {
    const char *name, *title; /* title: the quoted text, or the name */
    cas_span span;
} cas_alternative;

/* Issues first, then readings, each in order of declaration. */
typedef struct cas_dimension {
    const char *name, *title;
    bool is_reading;
    const cas_alternative *alternatives;
    int count;
    cas_span span;
} cas_dimension;

typedef enum cas_condition_kind {
    CAS_CONDITION_IS,
    CAS_CONDITION_NOT,
    CAS_CONDITION_AND,
    CAS_CONDITION_OR
} cas_condition_kind;

/* A null condition always holds. A draft that is named is written out. */
typedef struct cas_condition {
    cas_condition_kind kind;
    int dimension, alternative;               /* IS */
    const struct cas_condition *const *parts; /* NOT (one), AND, OR */
    int count;
} cas_condition;

typedef struct cas_draft {
    const char *name, *title;
    const cas_condition *condition;
    cas_span span;
} cas_draft;

/* First member of every form. */
typedef struct cas_form {
    const cas_condition *condition;
    cas_span span;
} cas_form;

/* ---- Citations --------------------------------------------------------------------------------------------------------- */

typedef struct cas_cited_source {
    const char *name, *path; /* path: as written */
    const char *sha256;      /* as written, or empty */
    bool restated, secondary;
    cas_span span;
} cas_cited_source;

/* `cite` or `assume "…"`. */
typedef struct cas_note_form {
    int source;          /* -1: an assumption */
    const char *locator; /* "7", "27(3)" */
    const char *words;   /* cite: what must occur there, or empty; assume: the reason */
    cas_span span;
} cas_note_form;

typedef struct cas_notes {
    const cas_note_form *items;
    int count;
} cas_notes;

/* ---- Parties ----------------------------------------------------------------------------------------------------------- */

typedef struct cas_party_entry {
    const char *name, *title;
    cas_span span;
} cas_party_entry;

typedef enum cas_parties_kind {
    CAS_PARTIES_RANGE, /* index and the count-1 parties after it */
    CAS_PARTIES_GROUP, /* index: group */
    CAS_PARTIES_EVERYONE,
    CAS_PARTIES_ATTACKER,
    CAS_PARTIES_ATTACKED,
    CAS_PARTIES_UNION,
    CAS_PARTIES_WITHOUT /* parts[0] without parts[1] */
} cas_parties_kind;

/* A set of parties as an expression. */
typedef struct cas_parties {
    cas_parties_kind kind;
    int index, count;
    const struct cas_parties *const *parts;
    cas_span span;
} cas_parties;

typedef struct cas_group_form {
    cas_form form;
    const cas_parties *parties;
} cas_group_form;

typedef struct cas_group {
    const char *name, *title;
    const cas_group_form *const *forms;
    int form_count;
} cas_group;

/* ---- Durations --------------------------------------------------------------------------------------------------------- */

/* Durations are exact in millionths of an hour. */
typedef int64_t cas_span_time;
#define CAS_HOUR ((cas_span_time)1000000)
#define CAS_LONGEST_TIME (CAS_HOUR * 24 * 366 * 100000) /* a hundred thousand years */

/* Either fixed, or digits * 10^-places times what an assume says. */
typedef struct cas_duration {
    int assumed; /* assumption, or -1 */
    cas_span_time fixed;
    int64_t digits;
    unsigned places;
    cas_span span;
} cas_duration;

typedef struct cas_assume_form {
    cas_form form;
    cas_duration duration;
    const char *reason;
} cas_assume_form;

typedef struct cas_assumption {
    const char *name;
    const cas_assume_form *const *forms;
    int form_count;
} cas_assumption;

/* ---- Weights and rules ------------------------------------------------------------------------------------------------- */

typedef struct cas_weight_entry {
    int party;
    cas_decimal value;
    cas_span span;
} cas_weight_entry;

typedef struct cas_weight_form {
    cas_form form;
    const cas_weight_entry *entries;
    int count;
    unsigned places; /* the most decimals any entry has */
} cas_weight_form;

typedef struct cas_weight_column {
    const char *name, *title;
    const cas_weight_form *const *forms;
    int form_count;
} cas_weight_column;

typedef enum cas_count_word {
    CAS_COUNTS_AT_LEAST,
    CAS_COUNTS_MORE_THAN,
    CAS_COUNTS_AT_MOST,
    CAS_COUNTS_ALL_BUT,
    CAS_COUNTS_ALL,
    CAS_COUNTS_ANY,
    CAS_COUNTS_NONE,
    CAS_COUNTS_MAJORITY
} cas_count_word;

/* number/over of the base if share, else number/over units as the text writes them. */
typedef struct cas_quota {
    cas_count_word word;
    bool share;
    cas_big number;
    cas_big over;
} cas_quota;

typedef enum cas_rule_form_kind {
    CAS_RULE_FORM_COUNT,
    CAS_RULE_FORM_AND,
    CAS_RULE_FORM_OR,
    CAS_RULE_FORM_BODIES,
    CAS_RULE_FORM_NAMED
} cas_rule_form_kind;

typedef enum cas_ballot_form {
    CAS_BALLOTS_YES,
    CAS_BALLOTS_NO,
    CAS_BALLOTS_NOT_YES,
    CAS_BALLOTS_NOT_NO,
    CAS_BALLOTS_ACCEPT
} cas_ballot_form;

typedef struct cas_rule_form cas_rule_form;

typedef struct cas_stage_form {
    cas_duration after;
    const cas_rule_form *rule;
} cas_stage_form;

typedef struct cas_quorum_form {
    cas_quota quota;
    int weights; /* weight column, or -1: heads */
    const cas_parties *parties;
} cas_quorum_form;

/* The tails mean what they mean in cas_rule (instance.h). */
struct cas_rule_form {
    cas_rule_form_kind kind;
    cas_quota quota;            /* COUNT, BODIES */
    int weights;                /* COUNT: weight column, or -1: heads */
    const cas_parties *parties; /* COUNT */
    cas_ballot_form ballot;     /* COUNT */
    int named;                  /* NAMED: rule */
    const cas_rule_form *const *parts;
    const char *const *part_names;
    int part_count;
    const cas_parties *excluding, *barring; /* null: nobody */
    bool of_those_voting;
    const cas_quorum_form *quorums;
    int quorum_count;
    const cas_stage_form *stages;
    int stage_count;
    const char *words;
    cas_span span;
};

typedef struct cas_rule_variant {
    cas_form form;
    const cas_rule_form *rule;
} cas_rule_variant;

typedef struct cas_named_rule {
    const char *name, *title;
    const cas_rule_variant *const *forms;
    int form_count;
} cas_named_rule;

/* ---- Deeds, incidents, events ------------------------------------------------------------------------------------------ */

typedef struct cas_deed_form {
    cas_form form;
    const char *title;
    bool optional;
} cas_deed_form;

typedef struct cas_deed_entry {
    const char *name;
    bool is_measure, is_power; /* neither: an act */
    const cas_deed_form *const *forms;
    int form_count;
} cas_deed_entry;

typedef enum cas_attackers { CAS_ATTACKERS_NONE, CAS_ATTACKERS_SET, CAS_ATTACKERS_UNKNOWN } cas_attackers;

typedef struct cas_incident_form {
    cas_form form;
    const char *title;
    cas_attackers by;
    const cas_parties *parties; /* CAS_ATTACKERS_SET; the party attacked is left out */
    int attacked;               /* party, or -1 */
} cas_incident_form;

typedef struct cas_incident {
    const char *name;
    const cas_incident_form *const *forms;
    int form_count;
} cas_incident;

typedef enum cas_event_form_kind {
    CAS_EVENT_FORM_INCIDENT,
    CAS_EVENT_FORM_DEED,
    CAS_EVENT_FORM_DONE,
    CAS_EVENT_FORM_ADOPTED,
    CAS_EVENT_FORM_REJECTED,
    CAS_EVENT_FORM_FOUND,
    CAS_EVENT_FORM_NOT_FOUND,
    CAS_EVENT_FORM_BREACH,
    CAS_EVENT_FORM_AFTER,
    CAS_EVENT_FORM_DATE /* a day of the calendar has come */
} cas_event_form_kind;

typedef struct cas_event_form {
    cas_event_form_kind kind;
    int index;                  /* incident, deed, label, decision, finding */
    const cas_parties *by, *on; /* INCIDENT, DEED, BREACH: null when not said */
    cas_quota quota;            /* of by; any when not said */
    bool by_each;               /* a question's `by each of` */
    bool by_unknown;
    const cas_rule_form *meets; /* REJECTED */
    cas_duration delay;         /* AFTER */
    const struct cas_event_form *inner;
    int64_t day; /* DATE */
    const char *words;
    cas_span span;
} cas_event_form;

/* ---- Clauses ----------------------------------------------------------------------------------------------------------- */

typedef enum cas_who_form_kind { CAS_WHO_FORM_EACH, CAS_WHO_FORM_JOINTLY, CAS_WHO_FORM_ANY } cas_who_form_kind;

typedef struct cas_who_form {
    cas_who_form_kind kind;
    bool plain; /* a list of several without `each of` */
    int number;
    const cas_parties *parties;
    int voted_on; /* decision, or -1 */
    int voted;    /* 0 yes, 1 no, 2 abstain */
} cas_who_form;

typedef struct cas_doing_form {
    int deed;
    const cas_parties *to; /* null: an act, or a measure to the party attacked */
} cas_doing_form;

typedef struct cas_way_form {
    const cas_doing_form *doings;
    int count;
} cas_way_form;

typedef enum cas_statement_form_kind {
    CAS_STATEMENT_DUTY,
    CAS_STATEMENT_PROHIBITION,
    CAS_STATEMENT_PERMISSION,
    CAS_STATEMENT_POWER,
    CAS_STATEMENT_DECIDE,
    CAS_STATEMENT_FINDING,
    CAS_STATEMENT_END,
    CAS_STATEMENT_LEAVE /* ways: the act by which each leaves, or none; within: how long after it */
} cas_statement_form_kind;

typedef enum cas_finding_form {
    CAS_FINDS_BY_RULE,
    CAS_FINDS_BY_FACT,
    CAS_FINDS_BY_EACH,
    CAS_FINDS_ON_CALL
} cas_finding_form;

typedef struct cas_statement_form {
    cas_form form;
    cas_statement_form_kind kind;
    cas_who_form who;
    const cas_way_form *ways;
    int way_count;
    bool has_within;
    cas_duration within;
    const int *prevails; /* labels */
    int prevails_count;
    int index; /* decision or finding */
    const cas_rule_form *rule;
    bool again;
    cas_duration again_after;
    cas_finding_form mode;
    int call_number;
    const cas_parties *callers;
    const int *end_deeds, *end_labels;
    int end_deed_count, end_label_count;
    cas_notes notes;
    const char *words;
    int line;
} cas_statement_form;

typedef struct cas_trigger_form {
    cas_form form;
    const cas_event_form *event;
} cas_trigger_form;

typedef struct cas_clause_form {
    cas_form form; /* span: the label */
    int label;
    int part; /* of the agreements that stand side by side, the one it is of */
    const char *title, *file;
    int line;
    const cas_trigger_form *triggers;
    int trigger_count;
    const cas_statement_form *statements;
    int statement_count;
    cas_notes notes; /* of the whole clause */
    bool broken;     /* it had an error; it is not used */
} cas_clause_form;

/* ---- Goals ------------------------------------------------------------------------------------------------------------- */

typedef struct cas_goal_form {
    cas_form form;
    const char *title, *words;
    cas_quota quota;
    bool unsaid;                /* of how many is not written: all, which lint asks about where there are several */
    const cas_parties *parties; /* null: an event */
    bool all_of;
    const int *deeds;
    int deed_count;
    bool is_act;
    const cas_parties *to; /* null: the party attacked */
    const cas_event_form *event;
} cas_goal_form;

typedef struct cas_goal_entry {
    const char *name;
    const cas_goal_form *const *forms;
    int form_count;
} cas_goal_entry;

/* ---- Positions and standoffs: names checked, bodies kept as they were read ------------------------------------------------ */

struct cas_node;

typedef enum cas_stand_kind {
    CAS_STAND_REJECTS_IF,
    CAS_STAND_REJECTS_ANSWER,
    CAS_STAND_PREFERS,
    CAS_STAND_WEIGHS
} cas_stand_kind;

/* One line of a position. */
typedef struct cas_stand {
    cas_stand_kind kind;
    const cas_condition *condition; /* REJECTS_IF */
    int question;                   /* REJECTS_ANSWER: place in cas_agreement.red_lines */
    int dimension;                  /* PREFERS */
    const int *order;               /* PREFERS: alternatives; WEIGHS: dimensions */
    const int *level;               /* the same length: equal numbers are equally good, 0 best */
    int count;                      /* what is not listed is equally good and worse than what is */
    cas_notes notes;
    const char *words;
    int line;
    cas_span span;
} cas_stand;

typedef struct cas_position {
    const cas_parties *holder;
    const char *name, *title;
    int party; /* or -1: a group */
    int group; /* or -1 */
    const cas_stand *stands;
    int count;
    cas_notes notes;
    cas_span span;
} cas_position;

/* An option and who holds it. The lines themselves stay in the tree until they are answered. */
typedef struct cas_standoff_option {
    const char *name, *title;
    int owner; /* place in holders */
    cas_span span;
} cas_standoff_option;

/* What `like` takes over comes first: holders, options and states are complete. */
typedef struct cas_standoff {
    const char *name, *title;
    int like; /* standoff, or -1 */
    const struct cas_node *node;
    const char *const *holders; /* decision makers, in order of first sight */
    const int *holder_parties;  /* party, or -1: a group */
    int holder_count;
    const cas_standoff_option *options;
    int option_count;
    const char *const *states; /* of a drawn graph */
    int state_count;
    cas_span span;
} cas_standoff;

/* ---- Scenarios --------------------------------------------------------------------------------------------------------- */

typedef enum cas_scene_kind {
    CAS_SCENE_INCIDENT,
    CAS_SCENE_VOTES,
    CAS_SCENE_GIVES,
    CAS_SCENE_DOES,
    CAS_SCENE_FINDS,
    CAS_SCENE_EXPECT_NORM,
    CAS_SCENE_EXPECT_DECISION,
    CAS_SCENE_EXPECT_BREACHED,
    CAS_SCENE_EXPECT_GIVEN,
    CAS_SCENE_EXPECT_REACHED
} cas_scene_kind;

typedef struct cas_scene_step {
    cas_span_time at;
    cas_scene_kind kind;
    bool negated;                   /* expect not … */
    const cas_event_form *incident; /* INCIDENT */
    const cas_parties *parties;     /* who votes, gives, does, finds; of whom something is expected (null: not said) */
    cas_quota quota;                /* EXPECT_…: of how many of them; all unless the text says `any of` or a number */
    int index;                      /* decision, finding, label, goal, or act */
    int ballot;                     /* VOTES: 0 yes, 1 no, 2 abstain, 3 absent */
    const int *deeds;               /* GIVES, EXPECT_NORM, EXPECT_GIVEN: measures, or one act */
    int deed_count;
    bool all_of;
    const cas_parties *to; /* null: an act, or the party attacked */
    int norm;              /* EXPECT_NORM: 0 owed, 1 permitted, 2 forbidden */
    int outcome;           /* EXPECT_DECISION: 0 adopted, 1 rejected, 2 open */
    cas_notes notes;
    const char *words;
    int line;
    cas_span span;
} cas_scene_step;

typedef struct cas_scenario {
    const char *title, *file;
    bool inherited;              /* of the agreement that this one amends */
    const cas_condition *in;     /* null: not said */
    const cas_scene_step *steps; /* in order of time; those of one day as they were written */
    int count;
    bool dated; /* the calendar day of its day 0 is said */
    int64_t day;
    int line;
    cas_notes notes;
    cas_span span;
} cas_scenario;

/* ---- Questions --------------------------------------------------------------------------------------------------------- */

typedef enum cas_question_speech { CAS_ASKS, CAS_CHECKS, CAS_EXPECTS } cas_question_speech;

typedef enum cas_question_kind {
    CAS_QUESTION_GOAL, /* does the goal hold (within …) under the stances */
    CAS_QUESTION_VERDICT,
    CAS_QUESTION_SETS,    /* blockers, lawful blockers, deciders, pillars */
    CAS_QUESTION_NOBODY,  /* nobody in `among` can (lawfully) block the goal */
    CAS_QUESTION_BLOCKED, /* the goal is blocked by `among` */
    CAS_QUESTION_NO_CONFLICT,
    CAS_QUESTION_NO_IDLE_CLAUSE,
    CAS_QUESTION_NO_CIRCULAR_WAIT,
    CAS_QUESTION_POWER,
    CAS_QUESTION_SETTLEMENT,
    CAS_QUESTION_STABILITY
} cas_question_kind;

typedef enum cas_question_family {
    CAS_ASKS_BLOCKERS,
    CAS_ASKS_LAWFUL_BLOCKERS,
    CAS_ASKS_DECIDERS,
    CAS_ASKS_PILLARS
} cas_question_family;

/* Who is the attacker in the incident the question is asked on. */
typedef enum cas_question_by {
    CAS_ON_NOTHING,        /* no incident: the clauses in force from the start */
    CAS_ON_EVENT,          /* some other event is taken as having happened */
    CAS_ON_INCIDENT,       /* an incident nobody commits (`incident offer`) */
    CAS_ON_ATTACK_BY_ONE,  /* by X; X is the party of whom verdicts speak */
    CAS_ON_ATTACK_BY_EACH, /* one answer per member of `by` */
    CAS_ON_ATTACK_UNSAID,  /* the incident has possible attackers and the question names none: one answer for each */
    CAS_ON_ATTACK_UNKNOWN /* the incident is by unknown: everyone but the party attacked, and an outsider; the worst is the answer */
} cas_question_by;

typedef struct cas_question_stance {
    int stance;                 /* 0 resists, 1 obeys, 2 helps */
    const cas_parties *parties; /* null: others */
    cas_span span;
} cas_question_stance;

typedef enum cas_expected_word {
    CAS_EXPECTS_ASSURED,
    CAS_EXPECTS_AVAILABLE,
    CAS_EXPECTS_MERCY,
    CAS_EXPECTS_NEEDS,
    CAS_EXPECTS_IMPOSSIBLE
} cas_expected_word;

typedef struct cas_expected_verdict {
    cas_expected_word word;
    const cas_parties *of; /* {CN, FR}; null when not said */
    bool by_right, by_breach;
    bool has_day;
    cas_span_time day;
} cas_expected_verdict;

typedef struct cas_question {
    cas_question_speech speech;
    cas_question_kind kind;
    int expected;      /* 0 holds, 1 fails, 2 undecided; what `check` says is holds */
    const char *title; /* its quoted name, or empty */
    const char *words; /* as the text writes it, without `check` */
    int goal;
    int rule;     /* POWER: named rule */
    int standoff; /* STABILITY */
    cas_question_by by_kind;
    int incident;
    const cas_parties *by;       /* BY_ONE: one party; BY_EACH: the set */
    const cas_event_form *event; /* ON_EVENT */
    const cas_question_stance *stances;
    int stance_count; /* 0: not said: the attacker resists, all others obey */
    bool has_within;
    cas_duration within;
    const cas_condition *in; /* null: not said: every draft (or package, where there are no drafts) */
    bool said_in;
    bool has_verdict; /* VERDICT … is … */
    cas_expected_verdict verdict;
    cas_question_family family;     /* SETS */
    bool single, lawful;            /* SETS, NOBODY */
    bool has_sets;                  /* SETS … are … */
    const cas_parties *const *sets; /* null entry: {} */
    int set_count;
    const cas_parties *among;   /* NOBODY, BLOCKED */
    const cas_parties *without; /* who is taken out; of a goal: as the text stands when they have left */
    bool passive;
    bool dated; /* the calendar day of its day 0 is said */
    int64_t day;
    bool inherited; /* asked by the agreement that this one amends: not checked here, but can be compared */
    cas_notes notes;
    const char *file;
    int line;
    cas_span span;
} cas_question;

/* ---- The whole --------------------------------------------------------------------------------------------------------- */

typedef struct cas_infeasible {
    const cas_condition *condition;
    cas_notes notes;
    cas_span span;
} cas_infeasible;

/* A name that the text has declared, for whoever looks names up. */
typedef enum cas_name_kind {
    CAS_NAMES_PARTY,
    CAS_NAMES_GROUP,
    CAS_NAMES_WEIGHT,
    CAS_NAMES_DEED,
    CAS_NAMES_INCIDENT,
    CAS_NAMES_GOAL,
    CAS_NAMES_ASSUME,
    CAS_NAMES_RULE,
    CAS_NAMES_DIMENSION,
    CAS_NAMES_SOURCE,
    CAS_NAMES_DRAFT,
    CAS_NAMES_STANDOFF,
    CAS_NAMES_DECISION,
    CAS_NAMES_FINDING
} cas_name_kind;

typedef struct cas_named {
    cas_name_kind kind;
    int index;
    cas_span span;
} cas_named;

typedef struct cas_agreement {
    const char *name, *title, *date; /* empty where not said */
    bool dated;         /* some date is said */
    int64_t day;        /* of its entry into force, or else of its date: see calendar.h */
    bool uses_calendar; /* some clause or goal waits for a day of the calendar */
    const cas_source_map *map;
    const char *main_file;

    const cas_dimension *dimensions;
    int dimension_count, issue_count;
    const cas_draft *drafts;
    int draft_count;
    const cas_infeasible *infeasible;
    int infeasible_count;

    const cas_cited_source *sources;
    int source_count;
    const cas_party_entry *parties;
    int party_count;
    const cas_group *groups;
    int group_count;
    const cas_weight_column *weights;
    int weight_count;
    const cas_assumption *assumptions;
    int assumption_count;
    const cas_named_rule *rules;
    int rule_count;
    const cas_deed_entry *deeds;
    int deed_count;
    const cas_incident *incidents;
    int incident_count;
    const cas_goal_entry *goals;
    int goal_count;

    const char *const *decisions;
    const char *const *decision_titles;
    int decision_count;
    const char *const *findings;
    int finding_count;
    int attacker_finding, attacked_finding; /* findings named after the incident's variables, or -1 */

    const char *const *labels; /* of clauses */
    int label_count;
    const cas_clause_form *clauses; /* in order of the text; several of one label differ in their conditions */
    int clause_count;

    const cas_question *questions;
    int question_count;
    const cas_question *red_lines; /* questions that positions reject */
    int red_line_count;
    const cas_scenario *scenarios;
    int scenario_count;
    const cas_position *positions;
    int position_count;
    const cas_rule_form *settle; /* null: not said */
    cas_span settle_span;
    const cas_standoff *standoffs;
    int standoff_count;

    const cas_note_form *const *all_notes; /* every citation and reason in the file, in order: for citations.h */
    int all_note_count;

    cas_span_time tick; /* the greatest common divisor of all durations; a day when there is none */

    const cas_names *names; /* every declared name but labels, alternatives, options */
    const cas_named *named; /* what each of names is */
} cas_agreement;

#endif
