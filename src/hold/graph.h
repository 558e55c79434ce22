/*
 * The event graph of one instance: what can be done, what gives a basis for it, what can take it away, which events feed which clauses.
 * Built once per instance, read by every pass. All of it lives in the arena it was built in.
 */
#ifndef CAS_HOLD_GRAPH_H
#define CAS_HOLD_GRAPH_H

#include "model/instance.h"

/* A moment is a tick with a phase inside it, so that "before" is meant within a tick too: tick * 8 + phase. */
typedef int64_t cas_moment_in_run;
enum { CAS_PHASE_START = 0, CAS_PHASE_ROUNDS = 1, CAS_PHASE_LAST_ROUND = 2, CAS_PHASE_SETTLED = 3, CAS_PHASES = 8 };

static inline cas_moment_in_run cas_at(cas_tick tick, int phase) { return tick >= CAS_NEVER ? CAS_NEVER : tick * CAS_PHASES + phase; }
static inline cas_tick cas_tick_of(cas_moment_in_run m) { return m >= CAS_NEVER ? CAS_NEVER : m / CAS_PHASES; }
static inline cas_moment_in_run cas_later(cas_moment_in_run a, cas_moment_in_run b) { return a > b ? a : b; }
static inline cas_moment_in_run cas_sooner(cas_moment_in_run a, cas_moment_in_run b) { return a < b ? a : b; }
static inline cas_moment_in_run cas_delayed(cas_moment_in_run m, cas_tick delay)
{
    return m >= CAS_NEVER ? CAS_NEVER : delay == 0 ? m : cas_at(cas_tick_of(m) + delay, CAS_PHASE_START);
}

/* Where a statement stands: the clause, and the number in it. */
typedef struct cas_spot {
    int clause, statement;
} cas_spot;

typedef struct cas_places {
    cas_spot *at;
    size_t count, room;
} cas_places;

/* What in a text lets the parties disturb each other, or lets a pass lean. A text without any of it is of the plain kind. */
typedef enum cas_disturbance {
    CAS_DIST_KILL,              /* something is forbidden or ended */
    CAS_DIST_BREACH,            /* a breach starts something */
    CAS_DIST_NUMBERED,          /* `any N of … must` */
    CAS_DIST_RULES_ON,          /* a rule depends on a finding */
    CAS_DIST_BY_EACH,           /* each finds for itself */
    CAS_DIST_FINDERS,           /* two clauses open one finding */
    CAS_DIST_OPENERS,           /* two clauses open one decision */
    CAS_DIST_POWER_OWED,        /* a duty asks for the use of a power */
    CAS_DIST_MEETS,             /* `rejected but meets` */
    CAS_DIST_NARROWED,          /* those who voted so must, may, can or must not */
    CAS_DIST_JOINT_WAYS,        /* a joint duty with several ways */
    CAS_DIST_WAYS,              /* several ways, where it matters by which duty a deed is done */
    CAS_DIST_ABSENCE,           /* a rule that absence can fail where no cannot: a quorum */
    CAS_DIST_AGAIN,             /* a decision that opens again */
    CAS_DISTURBANCES
} cas_disturbance;

typedef struct cas_graph {
    const cas_instance *instance;   /* what of the text can matter to the goal: slice.h */
    const cas_goal *goal;
    cas_arena *arena;
    cas_set everyone;
    int *class_of, classes;         /* interchangeable parties: classes.h */

    const cas_doing *doings;        /* every (deed, recipient) the text or the goal speaks of */
    int doing_count;
    int *first_of_deed, *next_of_deed; /* the doings of each deed, chained; -1 ends */
    const cas_places *bases;        /* per doing: duties, permissions and grants that name it */
    const bool *is_joint;           /* per doing: some `jointly` duty names it, perhaps of nobody in this package: then nobody can do it */
    const cas_set *joint;           /* per doing: the members of `jointly` duties for it (a joint act happens when all have come) */
    const bool *heard;              /* per doing: an event listens to its deed */

    cas_places numbered;            /* duties of `any N of` */
    cas_places kills;               /* prohibitions and ends */
    const cas_places *openers;      /* per decision */
    const cas_places *finders;      /* per finding */
    cas_places lifts;               /* permissions that prevail over a clause */
    const bool *by_each;            /* per finding: each finds for itself; a clause that hears of it starts for the finder alone */
    const int *fact_of;             /* per finding: 1 when every finder in the text is by fact or there is none */

    const bool *clause_can_kill;    /* per clause: it, or what it leads to, holds a prohibition or an end */
    const bool *clause_can_serve;   /* per clause: it holds anything else */
    const bool *adopted_serves, *adopted_kills, *rejected_serves, *rejected_kills; /* per decision */
    const bool *found_serves, *found_kills, *not_found_serves, *not_found_kills;   /* per finding */
    const bool *done_heard;         /* per clause: an event listens to its being done */
    const struct cas_followers *followers; /* what a change can change (follow.c); null where something can be disturbed */
    bool power_owed;                /* some duty asks for the use of a power */
    uint32_t disturbances;          /* bits of cas_disturbance */
    uint32_t doubts;                /* those of them that the proof does not cover: doubts.h */
    bool undisturbed;               /* none: nothing lets a pass lean, and both leanings are the same */
    bool breach_heard;              /* some clause waits for a breach */
    const bool *rules_on;           /* per finding: a rule in the text depends on it */
    const cas_tick *lag;            /* clause_count^2: [k * clause_count + b] clause k starts at most so long after b starts; CAS_NEVER: unknown; only with kills */
} cas_graph;

const cas_graph *cas_graph_build(cas_arena *arena, const cas_instance *instance, const cas_goal *goal);

/* follow.c */
const struct cas_followers *cas_followers_find(cas_arena *arena, const cas_graph *graph);

static inline const cas_statement *cas_statement_at(const cas_graph *graph, cas_spot place)
{
    return &graph->instance->clauses[place.clause].statements[place.statement];
}
int cas_doing_find(const cas_graph *graph, int deed, int recipient);
bool cas_way_names(const cas_way *way, int deed, int recipient);
bool cas_statement_names(const cas_statement *statement, int deed, int recipient);
/* Does an event listen to some deed among the statement's ways? */
bool cas_way_is_heard(const cas_graph *graph, const cas_statement *statement);
bool cas_events_equal(const cas_event *a, const cas_event *b);
/* Is it among what the run starts with? */
bool cas_event_is_given(const cas_instance *instance, const cas_event *event);

#endif
