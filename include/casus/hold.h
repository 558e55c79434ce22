/* Does it hold: the questions a text asks of itself, and who can stop or carry what it promises. */
#ifndef CASUS_HOLD_H
#define CASUS_HOLD_H

#include "casus/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a call found out, with its evidence. Immutable; it borrows from the model. */
typedef struct casus_answer casus_answer;

/* How an answer ends, from best to worst. */
typedef enum casus_outcome {
    CASUS_AS_STATED,     /* everything was answered, and as the text states it */
    CASUS_UNDECIDED,     /* a budget was reached: something is undecided */
    CASUS_NOT_AS_STATED, /* a check failed, or (lint) something was found */
    CASUS_INPUT_WRONG    /* the text has errors, a wrong citation included */
} casus_outcome;

struct casus_source; /* evidence.h */

typedef struct casus_ask_options {
    size_t size;                 /* CASUS_ASK_OPTIONS_INIT sets it */
    const char *draft;           /* null, or the name of a draft: only its packages */
    const char *const *settings; /* "issue=alternative", each: only packages that have it */
    size_t setting_count;
    size_t first; /* how many sets a family lists; 0: 1,000. They are always counted */
    bool power;   /* casus_who: every answer also as a game, with the power of each party in it */
    const struct casus_source *witnesses; /* casus_check: documents in which to look for who else reports what the text cites; null: none */
    size_t witness_count;
} casus_ask_options;

#define CASUS_ASK_OPTIONS_INIT                                                                                         \
    {                                                                                                                  \
        .size = sizeof(casus_ask_options)                                                                              \
    }

/**
 * Ask a text everything it asks: each check, expect and ask, over the packages it names.
 *
 * shape     one row for each combination of the issues and readings on which an answer depends
 * units     days; tick lengths are the text's own
 * exact     yes; what the budget does not reach is undecided and says what it needs
 * cost      one evaluation for each distinct set of clauses in force, by each aggressor; docs/methods/hold.md
 * errors    CASUS_E_ARGUMENT  a pointer is null, opt is of no known version, or a draft or setting is not of the model:
 *                             casus_last_needs() says which
 *           CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 *           a text with errors is answered with them, and CASUS_INPUT_WRONG
 * ownership *out is the caller's, free with casus_answer_free() before model
 * threads   as ctx
 * source    docs/semantics.md
 */
CASUS_API casus_status casus_check(casus_ctx *ctx, const casus_model *model, const casus_ask_options *opt,
                                   casus_answer **out);

/**
 * Who can stop a goal, and who suffices for it.
 *
 * shape     on is an incident as after `on` ("attack"), or an event ("breach of 1 by RU"); by names the aggressor, null asks
 *           for every possible one in turn; on may be null for a goal that no incident occasions
 * units     days
 * exact     yes; see casus_check
 * cost      as casus_check, and the four families of minimal sets for each package
 * errors    CASUS_E_INPUT     goal, on or by is no such thing in the model: casus_last_needs() says which
 *           CASUS_E_ARGUMENT, CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_answer_free() before model
 * threads   as ctx
 * source    docs/semantics.md
 */
CASUS_API casus_status casus_who(casus_ctx *ctx, const casus_model *model, const char *goal, const char *on,
                                 const char *by, const casus_ask_options *opt, casus_answer **out);

/**
 * Play the scenarios of a text: what each party owes, may, can and must not do, day by day, what was breached, decided, given.
 *
 * shape     scenario is the title of one, or its number in the file from 1; null plays them all. The calendar is that of the first package
 *           and the worst case of who did it; expectations are judged in all
 * units     days
 * exact     yes
 * cost      for each distinct set of clauses in force and each case: days on which something can happen, times clauses, times parties
 * errors    CASUS_E_INPUT     there is no such scenario
 *           CASUS_E_ARGUMENT, CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_answer_free() before model
 * threads   as ctx
 * source    docs/semantics.md
 */
CASUS_API casus_status casus_run(casus_ctx *ctx, const casus_model *model, const char *scenario,
                                 const casus_ask_options *opt, casus_answer **out);

/* A play: what the player and the others do. */
typedef struct casus_play_options {
    size_t size;          /* CASUS_PLAY_OPTIONS_INIT sets it */
    const char *scenario; /* title, or number in the file from 1; null: the first */
    const char *party;    /* who is played */
    const char *others;   /* "helps", "obeys" or "resists"; null: obeys */
    const int *moves;     /* each the number of a choice, from 1, as they stood then; 0: the day ends */
    size_t move_count;
    const int *instead;   /* another course to compare with, or null */
    size_t instead_count;
} casus_play_options;

#define CASUS_PLAY_OPTIONS_INIT {.size = sizeof(casus_play_options)}

/**
 * A scenario in which a person plays one of the parties, after the moves chosen so far.
 *
 * The scenario's incidents happen, and its lines by others; the others keep to a stance beside. A play is a function of its moves: to take
 * one back is to leave it out, and two courses can be compared.
 *
 * shape     what came of the moves, what binds the player, and the choices, numbered from 1
 * units     days
 * exact     yes
 * cost      as one run of the scenario, at every call
 * errors    CASUS_E_INPUT     there is no such scenario, or the text has errors
 *           CASUS_E_ARGUMENT  there is no such party, stance, draft or setting, or a move was not among the choices
 *           CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_answer_free() before model
 * threads   as ctx
 * source    docs/semantics.md
 */
CASUS_API casus_status casus_play(casus_ctx *ctx, const casus_model *model, const casus_play_options *opt,
                                  const casus_ask_options *wishes, casus_answer **out);

/**
 * What a careful author would look at: clauses that rest on nothing, on an assumption or on a restated source, empty duties, and so on.
 *
 * shape     one finding a line, each with its place
 * units     none
 * exact     yes
 * cost      linear
 * errors    CASUS_E_ARGUMENT, CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_answer_free() before model
 * threads   as ctx
 * source    docs/diagnostics.md
 */
CASUS_API casus_status casus_lint(casus_ctx *ctx, const casus_model *model, casus_answer **out);

/**
 * A stage of the work, printed: what the program understood.
 *
 * shape     stage is one of casus_stages(); opt chooses the package, the first of the text's own where it leaves it open
 * units     none
 * exact     yes
 * cost      linear in what is printed
 * errors    CASUS_E_ARGUMENT  there is no such stage, draft or setting
 *           CASUS_E_INPUT     the text has errors and the stage needs a sound one
 *           CASUS_E_MEMORY, CASUS_E_BUDGET, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_answer_free() before model
 * threads   as ctx
 * source    docs/architecture.md
 */
CASUS_API casus_status casus_show(casus_ctx *ctx, const casus_model *model, const char *stage,
                                  const casus_ask_options *opt, casus_answer **out);

/**
 * The stages that casus_show() knows.
 *
 * shape     names in the order of the work, then null
 * units     none
 * exact     yes
 * cost      none
 * errors    none
 * ownership static
 * threads   any
 * source    none
 */
CASUS_API const char *const *casus_stages(void);

/**
 * How an answer ends.
 *
 * shape     one word
 * units     none
 * exact     yes
 * cost      none
 * errors    none
 * ownership none
 * threads   any number may read
 * source    docs/interface.md
 */
CASUS_API casus_outcome casus_answer_outcome(const casus_answer *answer);

/**
 * Free an answer.
 *
 * shape     answer may be null
 * units     none
 * exact     yes
 * cost      none to speak of
 * errors    none
 * ownership answer is gone
 * threads   no other thread may use it or its context
 * source    none
 */
CASUS_API void casus_answer_free(casus_answer *answer);

#ifdef __cplusplus
}
#endif

#endif
