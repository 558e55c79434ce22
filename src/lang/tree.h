/*
 * The syntax tree: one kind of node for everything.
 *
 * A node says what it is (kind), carries up to three texts (text, title, extra), one small choice (op), flags, the place it
 * was read from, and its kids in order. What these mean for each kind is said beside the kind below:
 *
 *     text, title, extra   slices of the source; empty when absent. title is always a quoted text, without its quotes
 *     op                   one value of the enum that is named; 0 where none is named
 *     kids                 `A B [C] D*` = A, then B, then perhaps C, then any number of D, in that order. Kids in square
 *                          brackets are found by kind: cas_kid(node, CAS_NODE_C)
 *     +notes               after its kids the statement may carry CITE* BECAUSE*, mixed, in the order they were written
 *
 * The parser also sees to it that a DUTY and a DECIDE have their WITHIN, as has a FINDING by a rule, and that a DUTY that
 * names several measures says `any of` or `all of`.
 *
 * A statement (a kid of FILE, or a line of a block) with a syntax error is still in the tree, as far as it was understood, with
 * CAS_FLAG_BROKEN; kids that the shapes promise may be missing anywhere in it (cas_kid gives NULL). In a statement without
 * that flag every kid is there that its shape promises. What a line has no meaning for at all leaves no node.
 *
 * Names are not resolved here: NAME is whatever word stands where a name may stand ("attacker", a party, a group, …).
 */
#ifndef CAS_LANG_TREE_H
#define CAS_LANG_TREE_H

#include "lang/source_map.h"

/* clang-format off: what a kind is made of stands beside it. */
typedef enum cas_node_kind {
    CAS_NODE_FILE, /* kids: the statements in order */

    /* --- Notes and conditions that many statements carry ------------------------------------------------------------ */
    CAS_NODE_CITE,     /* cite SOURCE LOCATOR ["words"]: text source; extra locator ("7", "27(3)", "art. 5
                                  para 2" with CAS_FLAG_BRACKETS when it was written in brackets); title words. At
                                  the end of a statement or as a line */
    CAS_NODE_BECAUSE,  /* assume "reason": title reason. At the end of a statement or as a line of a block */
    CAS_NODE_IF,       /* if COND, of a declaration or as a line of a clause. kids: condition */
    CAS_NODE_IS,       /* ISSUE = ALT: text issue, extra alternative, op cas_is. A condition */
    CAS_NODE_HOLDS,    /* a bare NAME as a condition: text. A draft (after `in`), an option (in a standoff) */
    CAS_NODE_NOT,      /* kids: condition */
    CAS_NODE_AND,      /* kids: two or more conditions */
    CAS_NODE_OR,       /* kids: two or more conditions */
    CAS_NODE_PROVIDED, /* A if D, in preference statements: kids: condition A, condition D; true where D is
                                  false */

    /* --- Declarations ----------------------------------------------------------------------------------------------- */
    CAS_NODE_AGREEMENT, /* text name; title; extra date "2022-03-29" or empty. kids: [IN_FORCE] +notes */
    CAS_NODE_IN_FORCE,  /* in force 2022-06-01: text the date */
    CAS_NODE_INCLUDE,   /* title file */
    CAS_NODE_AMENDS,    /* title file */
    CAS_NODE_SOURCE,    /* text name; title file; extra sha256 in hexadecimal (may be shortened: then
                                  CAS_FLAG_SHORTENED); CAS_FLAG_RESTATED, CAS_FLAG_SECONDARY. kids: +notes */
    CAS_NODE_PARTY,     /* text name; title; extra "10" of `* 10`, else empty; op that number (capped at
                                  INT_MAX), else 0. kids: +notes */
    CAS_NODE_PARTIES,   /* parties from TABLE. kids: TABLE +notes */
    CAS_NODE_TABLE,     /* "file" key COLUMN [value COLUMN]: title file; text key column; extra value column
                                  or empty */
    CAS_NODE_GROUP,     /* text name; title. kids: SET [IF] +notes */
    CAS_NODE_WEIGHT,    /* text name; title. kids: (ENTRY* or one TABLE) [IF] +notes */
    CAS_NODE_ENTRY,     /* DE 83.2: extra the decimal. kids: term (NAME or MEMBER) */
    CAS_NODE_MEASURE,   /* text name; title; CAS_FLAG_OPTIONAL. kids: [IF] +notes */
    CAS_NODE_ACT,       /* text name; title. kids: [IF] +notes */
    CAS_NODE_INCIDENT,  /* text name; title. kids: [BY] [ON] [IF] +notes */
    CAS_NODE_GOAL,      /* text name; title. kids: (GIVES or DOES or an event) [IF] +notes */
    CAS_NODE_GIVES,     /* goal: COUNT of SET gives MEASURES [to TERM]. kids: COUNT SET MEASURES [TO]; where
                                  no count is written (`FR gives …`) COUNT is ALL with CAS_FLAG_UNSAID */
    CAS_NODE_DOES,      /* goal: COUNT of SET does NAME: text act. kids: COUNT SET */
    CAS_NODE_ASSUME,    /* assume NAME = DURATION "reason": text name; title reason. kids: DURATION [IF]
                                  +notes. Also a line in any block */
    CAS_NODE_REPLACE,   /* kids: the declaration that replaces (CLAUSE, GROUP, RULE, MEASURE, ASSUME, or
                                  another declaration) */
    CAS_NODE_DROP,      /* drop clause L: text label. kids: +notes */

    /* --- Sets, counts, quantities, durations ------------------------------------------------------------------------ */
    CAS_NODE_SET,    /* kids: term+ [EXCEPT]; a term is NAME, MEMBER, EVERYONE, or a bracketed SET */
    CAS_NODE_EXCEPT, /* kids: term+ ; taken out of all that stands before it in its SET */
    CAS_NODE_NAME,   /* text: a party, group, variable of an incident, measure, act, label … as the place
                                  says */
    CAS_NODE_MEMBER, /* E.1: text "E", extra "1" */
    CAS_NODE_EVERYONE,
    CAS_NODE_COUNT,    /* op cas_count. kids: QUANTITY, except for ALL, ANY, NONE, MAJORITY */
    CAS_NODE_QUANTITY, /* op cas_quantity; text the number ("9", "55" of 55%, "2" of 2/3); extra "3" of 2/3 */
    CAS_NODE_DURATION, /* op cas_unit; text the number, empty when only a name stands there (`within
                                  promptly`: as long as it says, once); extra the word as written ("days", "months",
                                  "promptly") */
    CAS_NODE_BY,       /* op cas_by. kids: [COUNT] SET, COUNT for CAS_BY_COUNT only, no SET for
                                  CAS_BY_UNKNOWN */
    CAS_NODE_ON,       /* on whom an incident falls. kids: SET */
    CAS_NODE_TO,       /* to whom something is given. kids: a term */
    CAS_NODE_MEASURES, /* op cas_choice. kids: NAME+ */
    CAS_NODE_WITHIN,   /* kids: DURATION */

    /* --- Decision rules: an expression is OF, VOTES, RULE_NAME, BODIES, EITHER, BOTH or TAILED ------------------------ */
    CAS_NODE_RULE,            /* rule NAME = …: text name; title. kids: expression [IF] +notes */
    CAS_NODE_EITHER,          /* or. kids: two or more expressions */
    CAS_NODE_BOTH,            /* and. kids: two or more expressions */
    CAS_NODE_OF,              /* COUNT [WEIGHT of] SET BALLOT: text weight or empty; op cas_ballot. kids: COUNT SET */
    CAS_NODE_VOTES,           /* TERM BALLOT (`US yes`): op cas_ballot. kids: a term */
    CAS_NODE_RULE_NAME,       /* text: another rule */
    CAS_NODE_BODIES,          /* COUNT (a: rule), (b: rule) …. kids: COUNT BODY+ */
    CAS_NODE_BODY,            /* text name. kids: expression */
    CAS_NODE_TAILED,          /* an expression and what speaks for the whole of it, in the order written. kids:
                                  expression, then one or more of: */
    CAS_NODE_OF_THOSE_VOTING, /*   of those voting */
    CAS_NODE_QUORUM,          /*   quorum COUNT [WEIGHT of] SET: text weight or empty. kids: COUNT SET */
    CAS_NODE_EXCLUDING,       /*   kids: a term (NAME, MEMBER or bracketed SET) */
    CAS_NODE_BARRING,         /*   kids: a term */
    CAS_NODE_FAILING_THAT,    /*   kids: [DURATION] expression; the expression is never TAILED unless it was
                                    bracketed: tails written after it stand behind this node, in the same TAILED, and
                                    speak for every stage */

    /* --- Clauses ---------------------------------------------------------------------------------------------------- */
    CAS_NODE_CLAUSE,        /* text label; title. kids: its lines in order: CITE BECAUSE IF WHEN ASSUME DUTY
                                  PROHIBITION PERMISSION POWER DECIDE FINDING END. CITE, BECAUSE and IF here speak
                                  for the clause */
    CAS_NODE_WHEN,          /* when EVENT [or EVENT …]. kids: event+ (any of them starts it) +notes */
    CAS_NODE_DUTY,          /* WHO must …. kids: WHO (GIVE or DO)+ [WITHIN] [PREVAILS_OVER] +notes; several actions: any of them
                                  (`or`) */
    CAS_NODE_PROHIBITION,   /* WHO must not …. kids: WHO (GIVE or DO)+ +notes */
    CAS_NODE_PERMISSION,    /* WHO may …. kids: WHO (GIVE or DO)+ [PREVAILS_OVER] +notes */
    CAS_NODE_POWER,         /* WHO can …. kids: WHO NAME+ +notes */
    CAS_NODE_PREVAILS_OVER, /* kids: NAME+ : labels */
    CAS_NODE_DECIDE,        /* decide D by RULE within T [again after …]: text D; title. kids: expression [WITHIN]
                                  [AGAIN_AFTER] +notes */
    CAS_NODE_AGAIN_AFTER,   /* kids: a DURATION, or an event */
    CAS_NODE_FINDING,       /* finding F …: text F; title; op cas_finding. kids: BY_RULE: expression; ON_CALL:
                                  QUANTITY SET; others none; then [WITHIN] +notes */
    CAS_NODE_END,           /* kids: NAME+ (measures, or labels of clauses) +notes; op 1: `end agreement`, no NAME */
    CAS_NODE_LEAVE,         /* WHO leaves [[DURATION] after ACT]: text act or power, or empty; extra the verb as
                                  written. kids: WHO [DURATION] +notes */
    CAS_NODE_WHO,           /* op cas_who. kids: [QUANTITY] SET [WHO_BALLOT]; QUANTITY for CAS_WHO_ANY only */
    CAS_NODE_WHO_BALLOT,    /* yes on D, abstaining on D: op cas_ballot (YES, NO, ABSTAIN); text D */
    CAS_NODE_GIVE,          /* kids: MEASURES [TO] */
    CAS_NODE_DO,            /* text: a declared act */

    /* --- Events ------------------------------------------------------------------------------------------------------ */
    CAS_NODE_HAPPENS,   /* NAME [by …] [on …]: text incident, act or power. kids: [BY] [ON] */
    CAS_NODE_DONE,      /* L done: text label */
    CAS_NODE_ADOPTED,   /* D adopted: text D */
    CAS_NODE_REJECTED,  /* D rejected [but meets RULE]: text D. kids: none, or the expression */
    CAS_NODE_FOUND,     /* F found: text F */
    CAS_NODE_NOT_FOUND, /* F not found: text F */
    CAS_NODE_AFTER,     /* N days after EVENT. kids: DURATION event */
    CAS_NODE_DATE,      /* 2025-10-18: that day has come: text */
    CAS_NODE_ENTERS,    /* entry into force */
    CAS_NODE_BREACH,    /* breach of L [by SET]: text label. kids: [BY] */

    /* --- Issues, readings, drafts -------------------------------------------------------------------------------------- */
    CAS_NODE_ISSUE,       /* text name; title. kids: ALTERNATIVE* +notes, mixed as written */
    CAS_NODE_READING,     /* the same */
    CAS_NODE_ALTERNATIVE, /* text name; title; CAS_FLAG_LINE on the first of a line. kids: +notes (of this
                                  alternative) */
    CAS_NODE_INFEASIBLE,  /* at the margin, or a line of a standoff. kids: condition +notes */
    CAS_NODE_DRAFT,       /* text name; title. kids: condition (AND of several) +notes */

    /* --- Questions ------------------------------------------------------------------------------------------------------ */
    CAS_NODE_CHECK,  /* title or empty. kids: question +notes */
    CAS_NODE_EXPECT, /* op cas_answer: what is expected (`expect Q` alone: HOLDS); title. kids: question
                                  +notes */
    CAS_NODE_ASK,    /* title. kids: question +notes */
    /* Questions. Where "asked" is written: [WITHIN] [ASKED_ON] [STANCES] [IN] [DATED]; of a goal also [WITHOUT] */
    CAS_NODE_ASKED_GOAL,    /* G …: text goal. kids: asked. Does G hold (within …)? */
    CAS_NODE_ASKED_VERDICT, /* verdict of G … [is V]: text goal. kids: asked [VERDICT] */
    CAS_NODE_ASKED_SETS,    /* [single] [lawful] blockers|deciders|pillars of G … [are …]: text goal; op
                                  cas_family; CAS_FLAG_SINGLE. kids: asked [ARE] */
    CAS_NODE_ASKED_NOBODY,  /* nobody in SET can [lawfully] block G …: text goal; CAS_FLAG_LAWFUL. kids: SET asked */
    CAS_NODE_ASKED_BLOCKED, /* G blocked by SET …: text goal. kids: BY asked */
    CAS_NODE_ASKED_NO,      /* no conflict | no idle clause | no circular wait: op cas_absence. kids: asked */
    CAS_NODE_ASKED_POWER,   /* power of RULE: text rule. kids: asked */
    CAS_NODE_ASKED_SETTLEMENT, /* settlement [without SET] …. kids: [WITHOUT] asked */
    CAS_NODE_ASKED_STABILITY,  /* stability of STANDOFF [without SET [passive]]: text standoff. kids: [WITHOUT] */
    CAS_NODE_ASKED_ON,         /* on EVENT, on INCIDENT by …, by each of SET (CAS_BY_EACH). kids: event */
    CAS_NODE_IN,               /* in COND: a draft (HOLDS) and/or alternatives (IS). kids: condition */
    CAS_NODE_DATED,            /* dated 2025-09-10: the day 0 of what is asked: text */
    CAS_NODE_STANCES,          /* when …. kids: STANCE+ */
    CAS_NODE_STANCE,           /* op cas_stance_word; extra the verb as written ("resist"). kids: SET, or none with
                                  CAS_FLAG_OTHERS */
    CAS_NODE_VERDICT,          /* op cas_verdict_word; extra day number of `by day 4` / `from day 4`, or empty;
                                  CAS_FLAG_BY_RIGHT, CAS_FLAG_BY_BREACH. kids: [PARTIES_SET], for MERCY and NEEDS */
    CAS_NODE_ARE,              /* kids: PARTIES_SET*; `are none` has no kid */
    CAS_NODE_PARTIES_SET,      /* {A, B}: kids: term* (NAME, MEMBER) */
    CAS_NODE_WITHOUT,          /* CAS_FLAG_PASSIVE. kids: SET */

    /* --- Scenarios ---------------------------------------------------------------------------------------------------- */
    CAS_NODE_SCENARIO,        /* title (or text, when it is a name). kids: STEP, IN, DATED, CITE, BECAUSE, ASSUME in order */
    CAS_NODE_STEP,            /* day N: …: text N. kids: what happens or is expected, one of the following, +notes */
    CAS_NODE_STEP_VOTES,      /* SET votes BALLOT on D: op cas_ballot (YES, NO, ABSTAIN, ABSENT); text D; extra the
                                  verb as written, as in the next three. kids: SET */
    CAS_NODE_STEP_GIVES,      /* kids: SET MEASURES [TO] */
    CAS_NODE_STEP_DOES,       /* text act or power. kids: SET */
    CAS_NODE_STEP_FINDS,      /* text finding. kids: SET */
                              /* or an incident: HAPPENS with [BY] [ON] */
    CAS_NODE_STEP_EXPECT,     /* CAS_FLAG_NOT. kids: one of the following */
    CAS_NODE_EXPECT_NORM,     /* ACT owed|permitted|forbidden by [each of] SET: op cas_norm. kids: (GIVE or DO) BY */
    CAS_NODE_EXPECT_DECISION, /* D adopted|rejected|open: op cas_outcome; text D */
    CAS_NODE_EXPECT_BREACHED, /* L breached by SET: text label. kids: [BY] */
    CAS_NODE_EXPECT_GIVEN,    /* M given by SET [to P]: text measure. kids: [BY] [TO] */
    CAS_NODE_EXPECT_REACHED,  /* GOAL reached: text goal */

    /* --- Positions and settlement -------------------------------------------------------------------------------------- */
    CAS_NODE_POSITION,       /* text party or group; title. kids: REJECTS PREFERS PREFERS_ISSUES CITE BECAUSE
                                  ASSUME in order */
    CAS_NODE_REJECTS,        /* kids: (condition or question) +notes */
    CAS_NODE_PREFERS,        /* prefers ISSUE: a > b ~ c: text issue. kids: LEVEL+ (of NAME), best first, +notes */
    CAS_NODE_PREFERS_ISSUES, /* prefers I, then J: kids: NAME+, weightiest first, +notes */
    CAS_NODE_LEVEL,          /* what is equally good (`~`). kids: NAME+, conditions+, or STATE+, as the place says */
    CAS_NODE_SETTLE,         /* settle by RULE: kids: expression over the ballot `accept` +notes */

    /* --- Standoffs ------------------------------------------------------------------------------------------------------ */
    CAS_NODE_STANDOFF,     /* text name; title; extra the standoff it is `like`, or empty. kids: its lines in
                                  order: OPTION INFEASIBLE IRREVERSIBLE WEIGHS RANKS STATUS_QUO STATES MOVES CITE
                                  BECAUSE ASSUME */
    CAS_NODE_OPTION,       /* option V of UA "…": text V; title. kids: NAME of the decision maker +notes */
    CAS_NODE_IRREVERSIBLE, /* irreversible [not] V: text V; CAS_FLAG_NOT. kids: +notes */
    CAS_NODE_WEIGHS,       /* UA prefers S1 > S2 ~ S3: text decision maker. kids: LEVEL+ of conditions (HOLDS,
                                  NOT, AND, OR, PROVIDED), most important first, +notes */
    CAS_NODE_RANKS,        /* UA ranks (V) > () ~ s1: text decision maker. kids: LEVEL+ of STATE, best first,
                                  +notes */
    CAS_NODE_STATE,        /* (V, A): CAS_FLAG_BRACKETS; kids: NAME* of the options that are yes. s1: text the
                                  name, no kids */
    CAS_NODE_STATUS_QUO,   /* kids: STATE +notes */
    CAS_NODE_STATES,       /* states s1, s2: kids: NAME+ (title of each kid: its quoted text) +notes */
    CAS_NODE_MOVES,        /* UA moves a -> b, …: text decision maker. kids: MOVE+ +notes */
    CAS_NODE_MOVE,         /* text from, extra to */

    CAS_NODE_KIND_COUNT
} cas_node_kind;

/* What op says. */
typedef enum cas_is { CAS_IS_EQUAL, CAS_IS_DIFFERENT } cas_is;
typedef enum cas_count {
    CAS_COUNT_ALL,
    CAS_COUNT_ANY,
    CAS_COUNT_NONE,
    CAS_COUNT_MAJORITY, /* … of */
    CAS_COUNT_AT_LEAST,
    CAS_COUNT_MORE_THAN,
    CAS_COUNT_AT_MOST,
    CAS_COUNT_ALL_BUT,
    CAS_COUNT_NUMBER /* [any] N of, after `by`: N of them suffice */
} cas_count;
typedef enum cas_quantity { CAS_QUANTITY_NUMBER, CAS_QUANTITY_PERCENT, CAS_QUANTITY_FRACTION } cas_quantity;
typedef enum cas_unit { CAS_UNIT_HOUR, CAS_UNIT_DAY, CAS_UNIT_WEEK, CAS_UNIT_NAMED } cas_unit;
typedef enum cas_by { CAS_BY_SET, CAS_BY_EACH, CAS_BY_COUNT, CAS_BY_UNKNOWN } cas_by;
typedef enum cas_choice { CAS_CHOICE_UNSAID, CAS_CHOICE_ANY, CAS_CHOICE_ALL } cas_choice;
typedef enum cas_ballot {
    CAS_BALLOT_YES,
    CAS_BALLOT_NO,
    CAS_BALLOT_NOT_YES,
    CAS_BALLOT_NOT_NO,
    CAS_BALLOT_ACCEPT,
    CAS_BALLOT_ABSTAIN,
    CAS_BALLOT_ABSENT
} cas_ballot;
typedef enum cas_finding {
    CAS_FINDING_BY_RULE,
    CAS_FINDING_BY_FACT,
    CAS_FINDING_BY_EACH,
    CAS_FINDING_ON_CALL
} cas_finding;
typedef enum cas_who { CAS_WHO_SET, CAS_WHO_EACH, CAS_WHO_JOINTLY, CAS_WHO_ANY } cas_who;
typedef enum cas_answer { CAS_ANSWER_HOLDS, CAS_ANSWER_FAILS, CAS_ANSWER_UNDECIDED } cas_answer;
typedef enum cas_family {
    CAS_FAMILY_BLOCKERS,
    CAS_FAMILY_LAWFUL_BLOCKERS,
    CAS_FAMILY_DECIDERS,
    CAS_FAMILY_PILLARS
} cas_family;
typedef enum cas_absence { CAS_NO_CONFLICT, CAS_NO_IDLE_CLAUSE, CAS_NO_CIRCULAR_WAIT } cas_absence;
typedef enum cas_stance_word { CAS_STANCE_WORD_RESISTS, CAS_STANCE_WORD_OBEYS, CAS_STANCE_WORD_HELPS } cas_stance_word;
typedef enum cas_verdict_word {
    CAS_VERDICT_WORD_ASSURED,
    CAS_VERDICT_WORD_AVAILABLE,
    CAS_VERDICT_WORD_MERCY,
    CAS_VERDICT_WORD_NEEDS,
    CAS_VERDICT_WORD_IMPOSSIBLE
} cas_verdict_word;
typedef enum cas_norm { CAS_NORM_OWED, CAS_NORM_PERMITTED, CAS_NORM_FORBIDDEN } cas_norm;
typedef enum cas_outcome { CAS_OUTCOME_ADOPTED, CAS_OUTCOME_REJECTED, CAS_OUTCOME_OPEN } cas_outcome;

enum cas_node_flag {
    CAS_FLAG_BROKEN = 1 << 0, /* has a syntax error; incomplete */
    CAS_FLAG_RESTATED = 1 << 1,
    CAS_FLAG_SECONDARY = 1 << 2,
    CAS_FLAG_SHORTENED = 1 << 3,
    CAS_FLAG_OPTIONAL = 1 << 4,
    CAS_FLAG_BRACKETS = 1 << 5,
    CAS_FLAG_LINE = 1 << 6,
    CAS_FLAG_SINGLE = 1 << 7,
    CAS_FLAG_LAWFUL = 1 << 8,
    CAS_FLAG_OTHERS = 1 << 9,
    CAS_FLAG_BY_RIGHT = 1 << 10,
    CAS_FLAG_BY_BREACH = 1 << 11,
    CAS_FLAG_PASSIVE = 1 << 12,
    CAS_FLAG_NOT = 1 << 13,
    CAS_FLAG_UNSAID = 1 << 14,
    CAS_FLAG_UNKNOWN = 1 << 15
};
/* clang-format on */

typedef struct cas_node cas_node;
struct cas_node {
    cas_node_kind kind;
    int op;
    int flags;
    cas_span span;
    cas_text text, title, extra;
    const cas_node **kids;
    size_t count;
};

const cas_node *cas_kid(const cas_node *node, cas_node_kind kind); /* the first kid of a kind, or NULL; NULL of NULL */
size_t cas_kids_of(const cas_node *node, cas_node_kind kind);      /* how many kids of a kind */
/* The kids of one kind, one after the other:  size_t at = 0;  while ((kid = cas_kid_from(node, KIND, &at))) …  */
const cas_node *cas_kid_from(const cas_node *node, cas_node_kind kind, size_t *at);
/* The kid at a place, or NULL past the end. */
const cas_node *cas_kid_at(const cas_node *node, size_t place);
bool cas_node_is_condition(cas_node_kind kind);  /* IS HOLDS NOT AND OR PROVIDED */
bool cas_node_is_expression(cas_node_kind kind); /* of a rule: EITHER BOTH OF VOTES RULE_NAME BODIES TAILED */
bool cas_node_is_event(cas_node_kind kind);      /* HAPPENS … BREACH */
bool cas_node_is_question(cas_node_kind kind);   /* ASKED_GOAL … ASKED_STABILITY */
bool cas_node_is_action(cas_node_kind kind);     /* GIVE DO */
/* The first kid of such a sort, or NULL. */
const cas_node *cas_kid_condition(const cas_node *node);
const cas_node *cas_kid_expression(const cas_node *node);
const cas_node *cas_kid_event(const cas_node *node);
const cas_node *cas_kid_question(const cas_node *node);
/* "clause", "asked verdict", …: for messages and for the printed tree. */
const char *cas_node_kind_name(cas_node_kind kind);
/* Same kinds, texts, ops, flags and kids; places do not count. */
bool cas_node_equal(const cas_node *a, const cas_node *b);
/* The tree, one node a line, indented: kind, op, texts, line. For `casus show --stage=tree` and golden tests. */
void cas_tree_print(cas_builder *out, const cas_source_map *map, const cas_node *node);

#endif
