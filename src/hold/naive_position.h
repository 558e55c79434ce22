/*
 * A position of the game and its rules, inside the naive search. See naive.c for the whole.
 *
 * A position is a row of cells: the tick; when each clause started for each party; each finding and decision with its
 * ballots; each event's tick; what each party has done; breaches. The rules are split over three files:
 *
 *     naive_position.c   the row of cells, and the first position
 *     naive_law.c        what is allowed in a position: bearers, bases, prohibitions, the moves that are open
 *     naive_time.c       what a round, the settling when all pass, and the passing of a tick change
 */
#ifndef CAS_HOLD_NAIVE_POSITION_H
#define CAS_HOLD_NAIVE_POSITION_H

#include "hold/ballots.h"
#include "hold/naive_table.h"
#include "model/instance.h"

typedef int32_t cas_cell;
enum { CAS_NOT_YET = -1 };

/* Of a decision or a finding. ADOPTED is also "found", REJECTED "not found". */
typedef enum cas_matter_status {
    CAS_UNOPENED,
    CAS_OPENED,
    CAS_ADOPTED_OR_FOUND,
    CAS_REJECTED_OR_NOT_FOUND
} cas_matter_status;
/* Of a doing by a party. CAME: its part of what needs several, which are not all there. */
typedef enum cas_done_status { CAS_NOT_DONE, CAS_CAME, CAS_DONE } cas_done_status;

/* A statement with the clause it stands in. */
typedef struct cas_placed {
    int clause;
    const cas_statement *words;
} cas_placed;

/*
 * What one told run (scenario.h) needs and the search does not: bodies too large for every completion of their ballots,
 * and several incidents, each with clauses of its own. Null in the search.
 */
struct cas_naive_game;
typedef struct cas_naive_told {
    bool (*is_certain)(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll, const cas_prospect *prospect);
    bool (*is_possible)(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll, const cas_prospect *prospect);
    /* The event, which has occurred, may start the clause for the party. */
    bool (*may_start)(const struct cas_naive_game *game, cas_cell *position, int clause, int party, int event);
    void *user;
} cas_naive_told;

/* The fixed part: the agreement taken apart into numbered pieces, and where their cells are. */
typedef struct cas_naive_game {
    cas_arena *arena;
    const cas_instance *instance;
    const cas_goal *goal;
    const cas_stance *stances;
    int parties;

    cas_placed *statements;
    int statement_count;
    int *first_statement;     /* per clause, and one past the last */
    int *ends;                /* statements of kind END */
    int end_count;
    int *leaves;              /* statements of kind LEAVE */
    int leave_count;
    const cas_event **events; /* every event of a trigger and of the goal, inner ones too */
    int *inner_event;         /* per event of kind AFTER */
    int *event_part;          /* per event: the agreement whose clause waits for it; -1: the goal does */
    int event_count;
    int **trigger_events; /* per clause */
    int goal_event;
    cas_doing *doings; /* every doing that the agreement or the goal names */
    int doing_count;
    bool *matters; /* [party * doing_count + doing]: doing it can have any effect at all */

    int matter_count;           /* decisions, then findings */
    bool *ballots_matter_later; /* per matter: a WHO is narrowed by its ballots */
    int at_clauses, at_matters, at_events, at_doings, at_breaches, at_notices, cell_count;

    cas_naive_table outlooks; /* what ballots have already decided: see naive_time.c */
    cas_cell *outlook_key;
    bool *found, *open; /* scratch, per finding */
    uint8_t *ballots;   /* scratch, per party */
    cas_cell *came;     /* scratch, per party and doing */

    const cas_naive_told *told; /* null in the search */
} cas_naive_game;

void cas_naive_open(cas_naive_game *game, cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                    const cas_stance *stances);

/* ---- Cells ------------------------------------------------------------------------------------------------------- */

enum { CAS_MATTER_STATUS, CAS_MATTER_OPENED, CAS_MATTER_STATEMENT, CAS_MATTER_SETTLED, CAS_MATTER_HEAD };

/* The tick at which the clause started for the party, or CAS_NOT_YET. */
static inline cas_cell *cas_started(const cas_naive_game *game, cas_cell *position, int clause, int party)
{
    return position + game->at_clauses + clause * game->parties + party;
}
/*
 * A matter's head; then a ballot for each party; then, for findings, whether the party has called or found by itself.
 */
static inline cas_cell *cas_matter(const cas_naive_game *game, cas_cell *position, int matter)
{
    return position + game->at_matters + matter * (CAS_MATTER_HEAD + 2 * game->parties);
}
static inline cas_cell *cas_ballot_cell(const cas_naive_game *game, cas_cell *position, int matter, int party)
{
    return cas_matter(game, position, matter) + CAS_MATTER_HEAD + party;
}
static inline cas_cell *cas_call_cell(const cas_naive_game *game, cas_cell *position, int matter, int party)
{
    return cas_matter(game, position, matter) + CAS_MATTER_HEAD + game->parties + party;
}
/* The tick of the event for everybody, or CAS_NOT_YET. */
static inline cas_cell *cas_occurred(const cas_naive_game *game, cas_cell *position, int event)
{
    return position + game->at_events + event * (1 + game->parties);
}
/* The tick of the event for one party alone (`by each` findings), or CAS_NOT_YET. */
static inline cas_cell *cas_occurred_for(const cas_naive_game *game, cas_cell *position, int event, int party)
{
    return cas_occurred(game, position, event) + 1 + party;
}
static inline cas_cell *cas_done(const cas_naive_game *game, cas_cell *position, int party, int doing)
{
    return position + game->at_doings + party * game->doing_count + doing;
}
static inline cas_cell *cas_breached(const cas_naive_game *game, cas_cell *position, int clause, int party)
{
    return position + game->at_breaches + clause * game->parties + party;
}
/* The tick at which the party's leaving under this LEAVE (its place in leaves) was set going, or CAS_NOT_YET. */
static inline cas_cell *cas_notice(const cas_naive_game *game, cas_cell *position, int leave, int party)
{
    return position + game->at_notices + leave * game->parties + party;
}
static inline int cas_finding_matter(const cas_naive_game *game, int finding)
{
    return game->instance->decision_count + finding;
}
/* The number of a doing, or -1 when nothing names it. */
int cas_naive_doing(const cas_naive_game *game, cas_doing doing);

/* ---- What is allowed: naive_law.c -------------------------------------------------------------------------------- */

/* The party has left this agreement; part -1: nobody ever has. */
bool cas_naive_has_left(const cas_naive_game *game, cas_cell *position, int part, int party);
/* The party is in WHO of the statement, as narrowed by the ballots cast so far, and has not left. */
bool cas_naive_in_who(const cas_naive_game *game, cas_cell *position, const cas_placed *statement, int party);
bool cas_naive_in_force(const cas_naive_game *game, cas_cell *position, const cas_placed *statement, int party);
/* Some doing of the way would be a gift to the party itself. */
bool cas_naive_gives_to_itself(const cas_way *way, int party);
bool cas_naive_has_doing(const cas_statement *statement, cas_doing doing, int party);
/* The party may do it by itself alone: its own duty, permission or power. */
bool cas_naive_has_basis(const cas_naive_game *game, cas_cell *position, int party, cas_doing doing);
/* The clause has a prohibition that reaches this doing by this party and is not lifted. */
bool cas_naive_forbids(const cas_naive_game *game, cas_cell *position, int clause, int party, cas_doing doing);
bool cas_naive_forbidden(const cas_naive_game *game, cas_cell *position, int party, cas_doing doing);
/* Doing it alone completes nothing: others have to come as well. */
bool cas_naive_needs_others(const cas_naive_game *game, cas_cell *position, int party, cas_doing doing);
/* The duty has been done by the party (each, any N), or by all of its members (jointly). */
bool cas_naive_did_duty(const cas_naive_game *game, cas_cell *position, const cas_placed *duty, int party);
bool cas_naive_duty_is_done(const cas_naive_game *game, cas_cell *position, const cas_placed *duty);
/* The party would breach this duty if its due tick ended now. */
bool cas_naive_would_breach(const cas_naive_game *game, cas_cell *position, const cas_placed *duty, int party);

typedef enum cas_move_kind { CAS_MOVE_BALLOT, CAS_MOVE_CALL, CAS_MOVE_DO } cas_move_kind;

/* Something one party can do in a round. For a ballot the choice is one of three. */
typedef struct cas_move {
    cas_move_kind kind;
    int party;
    int index;  /* matter, or doing */
    int choice; /* BALLOT: the cas_ballot */
} cas_move;

/*
 * What the party can do in this position within its stance: at most cas_naive_most_moves of them, ballots without a
 * choice.
 */
int cas_naive_open_moves(const cas_naive_game *game, cas_cell *position, int party, cas_move *moves);
int cas_naive_most_moves(const cas_naive_game *game);
/* Is this move one of them? A ballot's choice is not looked at. */
bool cas_naive_is_open_move(const cas_naive_game *game, cas_cell *position, const cas_move *move);

/* ---- What changes: naive_time.c ---------------------------------------------------------------------------------- */

/* The position at tick 0 with all that is given. */
void cas_naive_first(cas_naive_game *game, cas_cell *position);
bool cas_naive_goal_reached(const cas_naive_game *game, cas_cell *position);
/* after := before, with the moves of one round made and everything triggered. */
void cas_naive_round(cas_naive_game *game, cas_cell *before, const cas_move *moves, int move_count, cas_cell *after);

typedef struct cas_settled {
    bool changed; /* the rounds go on in this tick */
    bool helper_breached, obeyer_breached;
} cas_settled;

/* All have passed: findings, decisions, duties that are due. */
cas_settled cas_naive_settle(cas_naive_game *game, cas_cell *position);
/* The next tick begins. */
void cas_naive_next_tick(cas_naive_game *game, cas_cell *position);
/* Some clock is running: an open decision, a timer, a duty that is not past its due tick. */
bool cas_naive_clock_runs(const cas_naive_game *game, cas_cell *position);
/* The next tick at which something can happen though nobody acts; CAS_NEVER: none. naive_next.c. */
cas_tick cas_naive_next_event(const cas_naive_game *game, cas_cell *position);
/* Set to a fixed value every cell that can have no further effect, so that equal situations are equal rows. */
void cas_naive_forget(const cas_naive_game *game, cas_cell *position);
/* No guaranteed tick is later than this. */
cas_tick cas_naive_horizon(const cas_naive_game *game);

#endif
