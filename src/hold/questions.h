/*
 * The questions of a text, answered over the packages they name: for each aggressor a table in which only those issues and
 * readings stand on which the answer depends.
 *
 * Everything an answer says is data; `report` puts it into words. Answers live in the arena that was passed and refer to the
 * agreement.
 */
#ifndef CAS_HOLD_QUESTIONS_H
#define CAS_HOLD_QUESTIONS_H

#include "hold/guarantee.h"
#include "hold/flaw.h"
#include "hold/hold.h"
#include "model/package.h"

/* One alternative of one dimension. */
typedef struct cas_chosen {
    int dimension, alternative;
} cas_chosen;

/* One answer in one combination of the choices on which the answers of its case depend. */
typedef struct cas_row {
    const cas_chosen *choices; /* in order of declaration; none: the same in every package asked about */
    int choice_count;
    const int *drafts; /* those drafts of the agreement that have a package in this row */
    int draft_count;
    int group; /* rows of one case with the same number have the same answer; from 0 */
    bool first_of_group;
    int by;                       /* the aggressor the answer speaks of; -1: nobody, or an outsider */
    const cas_instance *instance; /* the evidence below is of this text, the first of the row */
    const cas_goal *goal;         /* of the instance; or null */
    cas_truth truth;              /* of the claim; asked without a claim: CAS_TRUE, or CAS_OPEN when undecided */
    cas_value value;              /* CAS_QUESTION_GOAL */
    cas_trace trace;              /* CAS_QUESTION_GOAL: the run behind the value */
    const cas_verdict *verdict;   /* CAS_QUESTION_VERDICT; CAS_QUESTION_SETS where the whole family was asked for */
    const cas_family *family;     /* CAS_QUESTION_SETS: what was asked for; single: only the sets of one party */
    cas_set able;                 /* CAS_QUESTION_NOBODY: who of them can; CAS_QUESTION_BLOCKED: who was asked about */
    const char *needs;            /* CAS_OPEN: what it would take; or null */
    const cas_guarantee *guarantee; /* where it was asked for; or null */
    int witness;                  /* a clause that the incident starts in this run; -1: none does */
} cas_row;

/* The answers for one aggressor. */
typedef struct cas_case {
    int by;       /* -1: nobody, or an outsider */
    bool unknown; /* the worst case over everybody it may have been; `by` of the rows says who */
    const cas_row *rows;
    int row_count;
    int group_count;
} cas_case;

typedef struct cas_answered {
    const cas_question *question;
    const cas_case *cases; /* by unknown: first the worst, then those that differ from it */
    int case_count;
    bool later;            /* a question this version does not answer */
    bool elsewhere;        /* no package of it is among those the caller wants to hear of */
    cas_truth answer;      /* of all cases and packages together */
    bool ok;               /* as the text states it; what was only asked is ok unless undecided */
    const cas_flaw *flaws; /* CAS_QUESTION_NO_… */
    int flaw_count;
    const char *needs; /* CAS_OPEN: what it would take; or null */
    const struct cas_settlement *settlement; /* CAS_QUESTION_SETTLEMENT: put in by who can look above (api); or null */
} cas_answered;

typedef struct cas_question_options {
    int draft;                  /* only its packages; -1: as the question says */
    const cas_chosen *settings; /* only packages that have these */
    int setting_count;
    size_t first;                                                 /* how many sets a family lists; 0: 1000 */
    bool families;                                                /* verdicts come with all four families (casus who) */
    bool power;                                                   /* and with the goal as a game */
    int threads;                                                  /* for that; 0: as many as serve */
    void (*progress)(void *user, const char *what, double share); /* or null */
    void *user;
} cas_question_options;

/*
 * One question.
 *
 * cost    one evaluation for each distinct set of forms in force that can matter to the goal, by each aggressor; combinations
 *         of alternatives that are looked at: at most CAS_MAX_COMBINATIONS, beyond which the answer is CAS_OPEN and says so
 * errors  leaves through the guard when memory or time runs out
 */
enum { CAS_MAX_COMBINATIONS = 1 << 20 };
const cas_answered *cas_question_answer(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                                        const cas_question_options *options);

/* What `check` and `expect` say the answer is; CAS_TRUE for what is only asked. */
cas_truth cas_question_expected(const cas_question *question);

#endif
