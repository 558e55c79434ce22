/* The event graph: see graph.h. */
#include "hold/graph.h"

#include "hold/classes.h"
#include "hold/control.h"
#include "hold/doubts.h"

#include <string.h>

static void add_place(cas_arena *arena, cas_places *places, int clause, int statement)
{
    places->at = CAS_ROOM(arena, places->at, places->count, &places->room);
    places->at[places->count++] = (cas_spot){clause, statement};
}

bool cas_way_names(const cas_way *way, int deed, int recipient)
{
    for (int i = 0; i < way->count; i++)
        if (way->doings[i].deed == deed && way->doings[i].recipient == recipient)
            return true;
    return false;
}

bool cas_statement_names(const cas_statement *statement, int deed, int recipient)
{
    for (int i = 0; i < statement->way_count; i++)
        if (cas_way_names(&statement->ways[i], deed, recipient))
            return true;
    return false;
}

bool cas_way_is_heard(const cas_graph *graph, const cas_statement *statement)
{
    for (int w = 0; w < statement->way_count; w++)
        for (int i = 0; i < statement->ways[w].count; i++)
            if (graph->heard[cas_doing_find(graph, statement->ways[w].doings[i].deed, statement->ways[w].doings[i].recipient)])
                return true;
    return false;
}

int cas_doing_find(const cas_graph *graph, int deed, int recipient)
{
    for (int x = graph->first_of_deed[deed]; x >= 0; x = graph->next_of_deed[x])
        if (graph->doings[x].recipient == recipient)
            return x;
    return -1;
}

static bool rules_equal(const cas_rule *a, const cas_rule *b)
{
    return a == b || (a && b && a->words && b->words && strcmp(a->words, b->words) == 0);
}

bool cas_events_equal(const cas_event *a, const cas_event *b)
{
    if (a->kind != b->kind || a->index != b->index || a->has_set != b->has_set || a->delay != b->delay)
        return false;
    if (a->has_set && (!cas_set_equal(&a->set, &b->set) || a->quant.kind != b->quant.kind || a->quant.share != b->quant.share))
        return false;
    if (a->has_set && a->quant.number.count + b->quant.number.count
        && (cas_big_compare(a->quant.number, b->quant.number) || cas_big_compare(a->quant.over, b->quant.over)))
        return false;
    if (!rules_equal(a->meets, b->meets))
        return false;
    return a->kind != CAS_EV_AFTER || cas_events_equal(a->inner, b->inner);
}

static bool given_matches(const cas_given *given, const cas_event *event)
{
    switch (event->kind) {
    case CAS_EV_INCIDENT:
        return given->kind == CAS_GIVEN_INCIDENT && given->index == event->index;
    case CAS_EV_DEED:
        return false; /* a given deed is counted with the others */
    case CAS_EV_CLAUSE_DONE:
        return given->kind == CAS_GIVEN_CLAUSE_DONE && given->index == event->index;
    case CAS_EV_ADOPTED:
        return given->kind == CAS_GIVEN_ADOPTED && given->index == event->index;
    case CAS_EV_REJECTED:
        return given->kind == CAS_GIVEN_REJECTED && given->index == event->index && (!event->meets || given->meets);
    case CAS_EV_FOUND:
        return given->kind == CAS_GIVEN_FOUND && given->index == event->index;
    case CAS_EV_NOT_FOUND:
        return given->kind == CAS_GIVEN_NOT_FOUND && given->index == event->index;
    case CAS_EV_BREACH: {
        if (given->kind != CAS_GIVEN_BREACH || given->index != event->index)
            return false;
        const cas_set common = cas_set_and(given->parties, event->set);
        return !event->has_set || !cas_set_is_empty(&common);
    }
    case CAS_EV_AFTER:
        return false;
    }
    return false;
}

bool cas_event_is_given(const cas_instance *instance, const cas_event *event)
{
    for (int i = 0; i < instance->given_count; i++)
        if (given_matches(&instance->givens[i], event))
            return true;
    return false;
}

/* ---- Collecting ---------------------------------------------------------------------------------------------------- */

typedef struct doing_list {
    cas_doing *at;
    int *next;
    size_t room, next_room;
} doing_list;

static void add_doing(cas_graph *graph, doing_list *list, int deed, int recipient)
{
    if (cas_doing_find(graph, deed, recipient) >= 0)
        return;
    const int x = graph->doing_count;
    list->at = CAS_ROOM(graph->arena, list->at, (size_t)x, &list->room);
    list->next = CAS_ROOM(graph->arena, list->next, (size_t)x, &list->next_room);
    list->at[x] = (cas_doing){deed, recipient};
    list->next[x] = graph->first_of_deed[deed];
    graph->first_of_deed[deed] = x;
    graph->doings = list->at;
    graph->next_of_deed = list->next;
    graph->doing_count++;
}

/* An act or power that an event listens to. */
static void add_heard(cas_graph *graph, doing_list *list, const cas_event *event)
{
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    if (event->kind == CAS_EV_DEED)
        add_doing(graph, list, event->index, -1);
}

static void collect_doings(cas_graph *graph)
{
    const cas_instance *in = graph->instance;
    doing_list list = {0};
    graph->first_of_deed = CAS_ARRAY(graph->arena, int, (size_t)in->deed_count);
    for (int d = 0; d < in->deed_count; d++)
        graph->first_of_deed[d] = -1;
    for (int c = 0; c < in->clause_count; c++)
        for (int t = 0; t < in->clauses[c].trigger_count; t++)
            add_heard(graph, &list, in->clauses[c].triggers[t]);
    if (graph->goal && graph->goal->kind == CAS_GOAL_EVENT)
        add_heard(graph, &list, graph->goal->event);
    for (int c = 0; c < in->clause_count; c++)
        for (int s = 0; s < in->clauses[c].statement_count; s++) {
            const cas_statement *st = &in->clauses[c].statements[s];
            for (int w = 0; w < st->way_count; w++)
                for (int i = 0; i < st->ways[w].count; i++)
                    add_doing(graph, &list, st->ways[w].doings[i].deed, st->ways[w].doings[i].recipient);
        }
    for (int i = 0; graph->goal && i < graph->goal->deed_count; i++)
        add_doing(graph, &list, graph->goal->deeds[i], graph->goal->recipient);
}

/* A duty, permission or grant becomes a basis of every doing it names, once. */
static void add_basis(cas_graph *graph, cas_places *bases, cas_set *joint, bool *is_joint, int clause, int statement)
{
    const cas_statement *st = &graph->instance->clauses[clause].statements[statement];
    for (int w = 0; w < st->way_count; w++)
        for (int i = 0; i < st->ways[w].count; i++) {
            const int x = cas_doing_find(graph, st->ways[w].doings[i].deed, st->ways[w].doings[i].recipient);
            const cas_spot *last = bases[x].count ? &bases[x].at[bases[x].count - 1] : NULL;
            if (last && last->clause == clause && last->statement == statement)
                continue;
            add_place(graph->arena, &bases[x], clause, statement);
            if (st->kind == CAS_DUTY && st->who.kind == CAS_JOINTLY) {
                joint[x] = cas_set_or(joint[x], st->who.set);
                is_joint[x] = true;
            }
        }
}

static void collect_places(cas_graph *graph)
{
    const cas_instance *in = graph->instance;
    cas_arena *arena = graph->arena;
    cas_places *bases = CAS_ARRAY(arena, cas_places, (size_t)graph->doing_count);
    cas_set *joint = CAS_ARRAY(arena, cas_set, (size_t)graph->doing_count);
    bool *is_joint = CAS_ARRAY(arena, bool, (size_t)graph->doing_count);
    cas_places *openers = CAS_ARRAY(arena, cas_places, (size_t)in->decision_count);
    cas_places *finders = CAS_ARRAY(arena, cas_places, (size_t)in->finding_count);
    int *fact_of = CAS_ARRAY(arena, int, (size_t)in->finding_count);
    for (int c = 0; c < in->clause_count; c++)
        for (int s = 0; s < in->clauses[c].statement_count; s++) {
            const cas_statement *st = &in->clauses[c].statements[s];
            if (st->kind == CAS_PROHIBITION || st->kind == CAS_END)
                add_place(arena, &graph->kills, c, s);
            else if (st->kind == CAS_DECIDE) {
                /* Of two in one clause the first opens it. */
                const cas_places *known = &openers[st->index];
                if (!known->count || known->at[known->count - 1].clause != c)
                    add_place(arena, &openers[st->index], c, s);
            }
            else if (st->kind == CAS_FINDING)
                add_place(arena, &finders[st->index], c, s);
            else {
                add_basis(graph, bases, joint, is_joint, c, s);
                if (st->kind == CAS_DUTY && st->who.kind == CAS_ANY_NUMBER)
                    add_place(arena, &graph->numbered, c, s);
                if (st->kind == CAS_PERMISSION && st->prevails_over >= 0)
                    add_place(arena, &graph->lifts, c, s);
            }
        }
    bool *by_each = CAS_ARRAY(arena, bool, (size_t)in->finding_count);
    for (int f = 0; f < in->finding_count; f++) {
        fact_of[f] = 1;
        for (size_t i = 0; i < finders[f].count; i++)
            by_each[f] |= cas_statement_at(graph, finders[f].at[i])->mode == CAS_BY_EACH;
        for (size_t i = 0; i < finders[f].count; i++)
            fact_of[f] &= cas_statement_at(graph, finders[f].at[i])->mode == CAS_BY_FACT;
    }
    graph->bases = bases;
    graph->joint = joint;
    graph->is_joint = is_joint;
    graph->openers = openers;
    graph->finders = finders;
    graph->fact_of = fact_of;
    graph->by_each = by_each;
}

/* ---- What an event leads to ---------------------------------------------------------------------------------------- */

/* Does the trigger listen to this outcome, at any depth of `after`? */
static bool listens(const cas_event *event, cas_event_kind kind, int index)
{
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    return event->kind == kind && event->index == index;
}

static bool clause_listens(const cas_clause *clause, cas_event_kind kind, int index)
{
    for (int i = 0; i < clause->trigger_count; i++)
        if (listens(clause->triggers[i], kind, index))
            return true;
    return false;
}

/* Can clause `from`, once started, bring about something that clause `to` waits for? */
static bool feeds(const cas_clause *from, int from_index, const cas_clause *to)
{
    if (clause_listens(to, CAS_EV_CLAUSE_DONE, from_index) || clause_listens(to, CAS_EV_BREACH, from_index))
        return true;
    for (int s = 0; s < from->statement_count; s++) {
        const cas_statement *st = &from->statements[s];
        if (st->kind == CAS_DECIDE && (clause_listens(to, CAS_EV_ADOPTED, st->index) || clause_listens(to, CAS_EV_REJECTED, st->index)))
            return true;
        if (st->kind == CAS_FINDING && (clause_listens(to, CAS_EV_FOUND, st->index) || clause_listens(to, CAS_EV_NOT_FOUND, st->index)))
            return true;
        for (int w = 0; w < st->way_count; w++)
            for (int i = 0; i < st->ways[w].count; i++)
                if (clause_listens(to, CAS_EV_DEED, st->ways[w].doings[i].deed))
                    return true;
    }
    return false;
}

enum { MOST_CLAUSES_COMPARED = 2000 };

static bool owes_a_power(const cas_instance *in, const cas_statement *st)
{
    for (int w = 0; w < st->way_count && st->kind == CAS_DUTY; w++)
        for (int i = 0; i < st->ways[w].count; i++)
            if (in->deeds[st->ways[w].doings[i].deed].kind == CAS_POWER)
                return true;
    return false;
}

static void mark_clauses(cas_graph *graph)
{
    const cas_instance *in = graph->instance;
    bool *kill = CAS_ARRAY(graph->arena, bool, (size_t)in->clause_count);
    bool *serve = CAS_ARRAY(graph->arena, bool, (size_t)in->clause_count);
    bool *done_heard = CAS_ARRAY(graph->arena, bool, (size_t)in->clause_count);
    for (int c = 0; c < in->clause_count; c++)
        for (int s = 0; s < in->clauses[c].statement_count; s++) {
            const cas_statement_kind kind = in->clauses[c].statements[s].kind;
            graph->power_owed |= owes_a_power(in, &in->clauses[c].statements[s]);
            if (kind == CAS_PROHIBITION || kind == CAS_END)
                kill[c] = true;
            else
                serve[c] = true;
        }
    /* A breach of a prohibition may serve too. */
    for (int c = 0; c < in->clause_count; c++)
        for (int t = 0; t < in->clauses[c].trigger_count; t++) {
            const cas_event *event = in->clauses[c].triggers[t];
            while (event->kind == CAS_EV_AFTER)
                event = event->inner;
            if (event->kind == CAS_EV_BREACH || event->kind == CAS_EV_CLAUSE_DONE)
                serve[event->index] = true;
            graph->breach_heard |= event->kind == CAS_EV_BREACH;
            if (event->kind == CAS_EV_CLAUSE_DONE)
                done_heard[event->index] = true;
        }
    for (int c = 0; c < in->clause_count; c++)
        done_heard[c] |= graph->goal && graph->goal->kind == CAS_GOAL_EVENT && listens(graph->goal->event, CAS_EV_CLAUSE_DONE, c);
    graph->done_heard = done_heard;
    if (graph->kills.count && in->clause_count > MOST_CLAUSES_COMPARED)
        for (int c = 0; c < in->clause_count; c++)
            kill[c] = true; /* too many to compare: take the worst */
    for (bool more = graph->kills.count > 0 && in->clause_count <= MOST_CLAUSES_COMPARED; more;) {
        more = false;
        for (int c = 0; c < in->clause_count; c++)
            for (int d = 0; d < in->clause_count && !kill[c]; d++)
                if (kill[d] && feeds(&in->clauses[c], c, &in->clauses[d]))
                    kill[c] = more = true;
    }
    graph->clause_can_kill = kill;
    graph->clause_can_serve = serve;
}

/* What the outcomes of bodies lead to, and which deeds are listened to. */
typedef struct outcome_flags {
    bool *serves[4], *kills[4]; /* adopted, rejected, found, not found */
    bool *deed_heard;
} outcome_flags;

static int outcome_of(cas_event_kind kind)
{
    return kind == CAS_EV_ADOPTED ? 0 : kind == CAS_EV_REJECTED ? 1 : kind == CAS_EV_FOUND ? 2 : kind == CAS_EV_NOT_FOUND ? 3 : -1;
}

static void mark_listener(outcome_flags *flags, const cas_event *event, bool serves, bool kills)
{
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    const int outcome = outcome_of(event->kind);
    if (outcome >= 0) {
        flags->serves[outcome][event->index] |= serves;
        flags->kills[outcome][event->index] |= kills;
    }
    if (event->kind == CAS_EV_DEED)
        flags->deed_heard[event->index] = true;
}

static void mark_narrowing(cas_graph *graph, bool *adopted_kills)
{
    /* A ballot that someone's duty hangs on is more than a vote: its decision is treated as contested. */
    const cas_instance *in = graph->instance;
    for (int c = 0; c < in->clause_count; c++)
        for (int s = 0; s < in->clauses[c].statement_count; s++) {
            const cas_statement *st = &in->clauses[c].statements[s];
            if (st->way_count && st->who.voted_on >= 0 && st->who.voted != CAS_YES)
                adopted_kills[st->who.voted_on] = true;
        }
}

static void mark_outcomes(cas_graph *graph)
{
    const cas_instance *in = graph->instance;
    cas_arena *arena = graph->arena;
    outcome_flags flags = {.deed_heard = CAS_ARRAY(arena, bool, (size_t)in->deed_count)};
    for (int i = 0; i < 4; i++) {
        const size_t count = (size_t)(i < 2 ? in->decision_count : in->finding_count);
        flags.serves[i] = CAS_ARRAY(arena, bool, count);
        flags.kills[i] = CAS_ARRAY(arena, bool, count);
    }
    for (int c = 0; c < in->clause_count; c++)
        for (int t = 0; t < in->clauses[c].trigger_count; t++)
            mark_listener(&flags, in->clauses[c].triggers[t], graph->clause_can_serve[c], graph->clause_can_kill[c]);
    if (graph->goal && graph->goal->kind == CAS_GOAL_EVENT)
        mark_listener(&flags, graph->goal->event, true, false);
    mark_narrowing(graph, flags.kills[0]);
    uint64_t bits = 0;
    for (int c = 0; c < in->clause_count; c++)
        for (int s = 0; s < in->clauses[c].statement_count; s++)
            if (in->clauses[c].statements[s].rule)
                bits |= cas_rule_findings(in->clauses[c].statements[s].rule);
    bool *on = CAS_ARRAY(arena, bool, (size_t)in->finding_count), *heard = CAS_ARRAY(arena, bool, (size_t)graph->doing_count);
    for (int f = 0; f < in->finding_count; f++)
        on[f] = (bits >> f) & 1;
    for (int x = 0; x < graph->doing_count; x++)
        heard[x] = in->deeds[graph->doings[x].deed].kind != CAS_MEASURE && flags.deed_heard[graph->doings[x].deed];
    graph->adopted_serves = flags.serves[0];
    graph->adopted_kills = flags.kills[0];
    graph->rejected_serves = flags.serves[1];
    graph->rejected_kills = flags.kills[1];
    graph->found_serves = flags.serves[2];
    graph->found_kills = flags.kills[2];
    graph->not_found_serves = flags.serves[3];
    graph->not_found_kills = flags.kills[3];
    graph->rules_on = on;
    graph->heard = heard;
}

/* ---- How long after one clause another starts at the latest --------------------------------------------------------- */

enum { MOST_CLAUSES_WITH_LAGS = 512 };

/* At most how long after `event` does clause k start? */
static cas_tick lag_after_event(const cas_graph *graph, const cas_tick *lag, int k, const cas_event *event)
{
    const cas_instance *in = graph->instance;
    const cas_clause *clause = &in->clauses[k];
    cas_tick best = CAS_NEVER;
    if (clause->trigger_count == 0)
        return 0;
    for (int t = 0; t < clause->trigger_count; t++) {
        const cas_event *trigger = clause->triggers[t];
        if (cas_event_is_given(in, trigger) || cas_events_equal(trigger, event))
            return 0;
        if (trigger->kind == CAS_EV_AFTER && (cas_events_equal(trigger->inner, event) || cas_event_is_given(in, trigger->inner)) && trigger->delay < best)
            best = trigger->delay;
    }
    const cas_places *places = NULL;
    cas_places one = {0};
    cas_spot self = {0, 0};
    switch (event->kind) {
    case CAS_EV_AFTER: {
        const cas_tick inner = lag_after_event(graph, lag, k, event->inner);
        return inner < CAS_NEVER && inner < best ? inner : best;
    }
    case CAS_EV_ADOPTED:
    case CAS_EV_REJECTED:
        places = &graph->openers[event->index];
        break;
    case CAS_EV_FOUND:
    case CAS_EV_NOT_FOUND:
        places = &graph->finders[event->index];
        break;
    case CAS_EV_CLAUSE_DONE:
    case CAS_EV_BREACH:
        self.clause = event->index;
        one = (cas_places){&self, 1, 1};
        places = &one;
        break;
    case CAS_EV_DEED: {
        const int x = in->deeds[event->index].kind == CAS_POWER ? cas_doing_find(graph, event->index, -1) : -1;
        places = x >= 0 ? &graph->bases[x] : NULL;
        break;
    }
    case CAS_EV_INCIDENT:
        break;
    }
    if (!places || !places->count)
        return best;
    cas_tick worst = -CAS_NEVER;
    for (size_t i = 0; i < places->count; i++) {
        const cas_tick via = lag[(size_t)k * (size_t)in->clause_count + (size_t)places->at[i].clause];
        if (via > worst)
            worst = via;
    }
    return worst < best ? worst : best;
}

/* A clause that a party's own finding starts for it alone is in force for nobody else. */
static bool starts_for_one(const cas_graph *graph, int clause)
{
    const cas_clause *c = &graph->instance->clauses[clause];
    for (int t = 0; t < c->trigger_count; t++)
        for (const cas_event *event = c->triggers[t]; event; event = event->inner)
            if (event->kind == CAS_EV_FOUND && graph->by_each[event->index])
                return true;
    return false;
}

static void find_lags(cas_graph *graph)
{
    const cas_instance *in = graph->instance;
    const size_t n = (size_t)in->clause_count;
    if (!graph->kills.count || n > MOST_CLAUSES_WITH_LAGS)
        return;
    cas_tick *lag = CAS_ARRAY(graph->arena, cas_tick, n * n);
    for (size_t i = 0; i < n * n; i++)
        lag[i] = CAS_NEVER;
    for (bool more = true; more;) {
        more = false;
        for (size_t j = 0; j < graph->kills.count; j++) {
            const int k = graph->kills.at[j].clause;
            const bool for_one = starts_for_one(graph, k);
            for (int b = 0; b < in->clause_count; b++) {
                if (for_one && k != b)
                    continue;
                const cas_clause *clause = &in->clauses[b];
                cas_tick worst = k == b ? 0 : clause->trigger_count || !in->clauses[k].trigger_count ? -CAS_NEVER : CAS_NEVER;
                for (int t = 0; t < clause->trigger_count && k != b; t++) {
                    const cas_tick via = lag_after_event(graph, lag, k, clause->triggers[t]);
                    if (via > worst)
                        worst = via;
                }
                if (worst == -CAS_NEVER)
                    worst = 0;
                cas_tick *place = &lag[(size_t)k * n + (size_t)b];
                if (worst < *place) {
                    *place = worst;
                    more = true;
                }
            }
        }
    }
    graph->lag = lag;
}

static uint32_t bit(cas_disturbance what) { return (uint32_t)1 << what; }

static uint32_t heard_disturbances(const cas_event *event)
{
    uint32_t bits = 0;
    for (; event; event = event->inner)
        bits |= (event->meets ? bit(CAS_DIST_MEETS) : 0) | (event->kind == CAS_EV_BREACH ? bit(CAS_DIST_BREACH) : 0);
    return bits;
}

/* Does it matter by which duty a deed is done: must more come to it, or is it asked whether all that a clause demands is done? */
static bool is_contested(const cas_graph *graph, const cas_statement *st)
{
    bool contested = false;
    for (int w = 0; w < st->way_count; w++)
        for (int i = 0; i < st->ways[w].count; i++) {
            const int x = cas_doing_find(graph, st->ways[w].doings[i].deed, st->ways[w].doings[i].recipient);
            contested |= graph->is_joint[x];
            for (size_t b = 0; b < graph->bases[x].count; b++)
                contested |= graph->done_heard[graph->bases[x].at[b].clause];
        }
    return contested;
}

static uint32_t said_disturbances(const cas_graph *graph, const cas_statement *st)
{
    uint32_t bits = 0;
    if (st->way_count && st->who.voted_on >= 0)
        bits |= bit(CAS_DIST_NARROWED);
    if (st->way_count > 1 && st->who.kind == CAS_JOINTLY)
        bits |= bit(CAS_DIST_JOINT_WAYS);
    if (st->kind == CAS_DUTY && st->way_count > 1 && is_contested(graph, st))
        bits |= bit(CAS_DIST_WAYS);
    if (st->rule && cas_rule_misses_absent(st->rule))
        bits |= bit(CAS_DIST_ABSENCE);
    if (st->kind == CAS_DECIDE && st->again_after >= 0)
        bits |= bit(CAS_DIST_AGAIN);
    return bits;
}

/* Everything on which a pass could lean. Conservative: nothing found means that both leanings compute the same. */
static uint32_t find_disturbances(const cas_graph *graph)
{
    const cas_instance *in = graph->instance;
    uint32_t bits = graph->kills.count ? bit(CAS_DIST_KILL) : 0;
    bits |= graph->breach_heard ? bit(CAS_DIST_BREACH) : 0;
    bits |= graph->numbered.count ? bit(CAS_DIST_NUMBERED) : 0;
    bits |= graph->power_owed ? bit(CAS_DIST_POWER_OWED) : 0;
    for (int f = 0; f < in->finding_count; f++)
        bits |= (graph->rules_on[f] ? bit(CAS_DIST_RULES_ON) : 0) | (graph->by_each[f] ? bit(CAS_DIST_BY_EACH) : 0)
                | (graph->finders[f].count > 1 ? bit(CAS_DIST_FINDERS) : 0);
    for (int d = 0; d < in->decision_count; d++)
        bits |= graph->openers[d].count > 1 ? bit(CAS_DIST_OPENERS) : 0;
    for (int c = 0; c < in->clause_count; c++) {
        for (int t = 0; t < in->clauses[c].trigger_count; t++)
            bits |= heard_disturbances(in->clauses[c].triggers[t]);
        for (int s = 0; s < in->clauses[c].statement_count; s++)
            bits |= said_disturbances(graph, &in->clauses[c].statements[s]);
    }
    return bits | (graph->goal && graph->goal->kind == CAS_GOAL_EVENT ? heard_disturbances(graph->goal->event) : 0);
}

const cas_graph *cas_graph_build(cas_arena *arena, const cas_instance *instance, const cas_goal *goal)
{
    cas_graph *graph = CAS_NEW(arena, cas_graph);
    graph->arena = arena;
    graph->instance = instance;
    graph->goal = goal;
    graph->everyone = cas_set_first(instance->party_count);
    graph->class_of = CAS_ARRAY(arena, int, (size_t)instance->party_count + 1);
    graph->classes = cas_classes_find(arena, instance, goal, graph->class_of);
    collect_doings(graph);
    collect_places(graph);
    mark_clauses(graph);
    mark_outcomes(graph);
    find_lags(graph);
    graph->disturbances = find_disturbances(graph);
    graph->undisturbed = !graph->disturbances;
    graph->doubts = cas_doubts_of(graph);
    graph->followers = graph->undisturbed ? cas_followers_find(arena, graph) : NULL;
    return graph;
}
