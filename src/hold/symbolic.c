/*
 * Minimal sets over decision diagrams.
 *
 * Definition: W(S) holds when the goal is reached, on whatever day, if S and the party attacked help and all others resist (or obey).
 *
 * Where nothing in a text can be disturbed (cas_graph.undisturbed) and of every body only one outcome is listened to, whether something ever happens does
 * not depend on when: it is a monotone formula of who helps. One variable a party:
 *
 * 1. A clause starts if one of its triggers ever occurs; a deed is done by p if p helps and has a basis, or obeys and owes it; a body comes if it was opened and
 *    the helpers carry it (fails: defeat it); joint deeds are conjunctions, numbers are thresholds.
 * 2. Start from false everywhere and compute anew until nothing changes: what waits for itself stays false.
 * 3. Deciders (pillars) are the minimal sets of W, blockers those of its dual.
 *
 * Not of the kind: several ways of which an event hears, a joint deed with another basis, a body with both outcomes in use, a rule that depends on findings in other
 * ways than by one that is opened together with the decision.
 * Exact. Cost: sizes of the diagrams. Twin: families.c, point by point.
 */
#include "hold/symbolic.h"

#include "coalition/diagram.h"
#include "hold/control.h"
#include "hold/doubts.h"

#include <string.h>

typedef struct formula {
    const cas_graph *graph;
    const cas_instance *in;
    cas_arena *arena;
    cas_diagrams *store;
    bool lawful;
    cas_node *start;            /* per clause */
    cas_node *done;             /* [doing * parties + party] */
    cas_node *came, *failed;    /* per decision: adopted, rejected */
    cas_node *found, *not_found;
    cas_node *carried;          /* 2 * body + carry: what `controls` said, which no sweep changes; CAS_NODE_UNASKED before it is needed */
} formula;

#define CAS_NODE_UNASKED UINT32_MAX

static cas_node helps(const formula *w, int party)
{
    return party == w->in->attacked ? CAS_NODE_TRUE : cas_diagram_variable(w->store, party);
}

static cas_node either(const formula *w, cas_node f, cas_node g) { return cas_diagram_or(w->store, f, g); }
static cas_node both(const formula *w, cas_node f, cas_node g) { return cas_diagram_and(w->store, f, g); }

/* ---- Rules --------------------------------------------------------------------------------------------------------- */

/* Who is taken out, and whether the helpers vote yes and all others no (carry), or the other way round. */
typedef struct sides {
    cas_set excluded, barred;
    bool voting_only, carry;
    uint64_t found;             /* the findings that are made */
} sides;

static cas_node casts_yes(const formula *w, const sides *s, int party)
{
    if (cas_set_has(&s->barred, party))
        return CAS_NODE_FALSE;
    return s->carry ? helps(w, party) : cas_diagram_not(w->store, helps(w, party));
}

static cas_node counted(const formula *w, const sides *s, cas_ballot_word word, int party)
{
    const cas_node yes = casts_yes(w, s, party);
    const bool votes = !cas_set_has(&s->barred, party);
    switch (word) {
    case CAS_WORD_YES:
        return yes;
    case CAS_WORD_NO:
        return votes ? cas_diagram_not(w->store, yes) : CAS_NODE_FALSE;
    case CAS_WORD_NOT_YES:
        return cas_diagram_not(w->store, yes);
    case CAS_WORD_NOT_NO:
        return votes ? yes : CAS_NODE_TRUE;
    }
    return CAS_NODE_FALSE;
}

/* Parts with weights, against a quantity. */
typedef struct tally {
    cas_node *part;
    cas_big *weight;
    int count;
} tally;

/* sum of the weights of the parts that hold (or, missing: do not hold) times `by` >= quota */
static cas_node sum_at_least(const formula *w, const tally *t, bool missing, cas_big by, cas_big quota)
{
    cas_node *parts = CAS_ARRAY(w->arena, cas_node, (size_t)t->count + 1);
    cas_big *weights = CAS_ARRAY(w->arena, cas_big, (size_t)t->count + 1);
    for (int i = 0; i < t->count; i++) {
        parts[i] = missing ? cas_diagram_not(w->store, t->part[i]) : t->part[i];
        weights[i] = cas_big_multiply(w->arena, t->weight[i], by);
    }
    return cas_diagram_threshold(w->store, parts, weights, t->count, quota);
}

static cas_node quantity(const formula *w, const cas_quant *quant, const tally *t)
{
    cas_arena *arena = w->arena;
    const cas_big one = cas_big_of(arena, 1), two = cas_big_of(arena, 2);
    cas_big base = cas_big_of(arena, 0);
    if (!t->count)
        return quant->kind == CAS_NONE || quant->kind == CAS_AT_MOST ? CAS_NODE_TRUE : CAS_NODE_FALSE;
    for (int i = 0; i < t->count; i++)
        base = cas_big_add(arena, base, t->weight[i]);
    const cas_big bar = quant->share ? cas_big_multiply(arena, quant->number, base) : quant->number;
    switch (quant->kind) {
    case CAS_AT_LEAST:
        return sum_at_least(w, t, false, quant->over, bar);
    case CAS_MORE_THAN:
        return sum_at_least(w, t, false, quant->over, cas_big_add(arena, bar, one));
    case CAS_AT_MOST:
        return cas_diagram_not(w->store, sum_at_least(w, t, false, quant->over, cas_big_add(arena, bar, one)));
    case CAS_ALL_BUT:
        return cas_diagram_not(w->store, sum_at_least(w, t, true, quant->over, cas_big_add(arena, bar, one)));
    case CAS_ALL:
        return cas_diagram_not(w->store, sum_at_least(w, t, true, one, one));
    case CAS_ANY:
        return sum_at_least(w, t, false, one, one);
    case CAS_NONE:
        return cas_diagram_not(w->store, sum_at_least(w, t, false, one, one));
    case CAS_MAJORITY:
        return sum_at_least(w, t, false, two, cas_big_add(arena, base, one));
    }
    return CAS_NODE_FALSE;
}

static tally tally_open(const formula *w, int most)
{
    return (tally){CAS_ARRAY(w->arena, cas_node, (size_t)most + 1), CAS_ARRAY(w->arena, cas_big, (size_t)most + 1), 0};
}

static void tally_add(const formula *w, tally *t, cas_node part, const cas_big *weight)
{
    t->part[t->count] = part;
    t->weight[t->count++] = weight ? *weight : cas_big_of(w->arena, 1);
}

static void take_out(cas_set *out, const cas_removal *removal, uint64_t found)
{
    *out = cas_set_or(*out, removal->always);
    if (removal->finding >= 0 && (found >> removal->finding) & 1)
        *out = cas_set_or(*out, removal->when_found);
}

static cas_node met(const formula *w, const cas_rule *rule, cas_tick within, sides s)
{
    take_out(&s.excluded, &rule->excluding, s.found);
    take_out(&s.barred, &rule->barring, s.found);
    s.voting_only |= rule->of_those_voting;
    cas_node result = rule->kind == CAS_RULE_AND ? CAS_NODE_TRUE : CAS_NODE_FALSE;
    if (rule->kind == CAS_RULE_COUNT) {
        cas_set base = cas_set_minus(rule->members, s.excluded);
        if (s.voting_only)
            base = cas_set_minus(base, s.barred);
        tally t = tally_open(w, w->in->party_count);
        for (int p = cas_set_next(&base, 0); p >= 0; p = cas_set_next(&base, p + 1))
            tally_add(w, &t, counted(w, &s, rule->ballot, p), rule->weights ? &rule->weights->units[p] : NULL);
        result = quantity(w, &rule->quant, &t);
    } else if (rule->kind == CAS_RULE_BODIES) {
        tally t = tally_open(w, rule->part_count);
        for (int i = 0; i < rule->part_count; i++)
            tally_add(w, &t, met(w, rule->parts[i], within, s), NULL);
        result = quantity(w, &rule->quant, &t);
    } else
        for (int i = 0; i < rule->part_count; i++) {
            const cas_node part = met(w, rule->parts[i], within, s);
            result = rule->kind == CAS_RULE_AND ? both(w, result, part) : either(w, result, part);
        }
    for (int i = 0; i < rule->stage_count; i++)
        if (rule->stages[i].after <= within)
            result = either(w, result, met(w, rule->stages[i].rule, within, s));
    return result;
}

static cas_node controls_when(const formula *w, const cas_statement *st, bool carry, uint64_t found)
{
    const cas_node holds = met(w, st->rule, st->within, (sides){.carry = carry, .found = found});
    return carry ? holds : cas_diagram_not(w->store, holds);
}

static cas_node can_call(const formula *w, const cas_statement *st, bool withhold)
{
    cas_node *parts = CAS_ARRAY(w->arena, cas_node, (size_t)w->in->party_count + 1);
    for (int p = 0; p < w->in->party_count; p++)
        parts[p] = withhold ? cas_diagram_not(w->store, helps(w, p)) : helps(w, p);
    int count = 0;
    for (int p = cas_set_next(&st->call_set, 0); p >= 0; p = cas_set_next(&st->call_set, p + 1))
        parts[count++] = parts[p];
    const cas_node enough = st->call_number > count ? CAS_NODE_FALSE : cas_diagram_at_least(w->store, st->call_number, parts, count);
    return withhold ? cas_diagram_not(w->store, enough) : enough;
}

/*
 * Can the helpers carry (defeat) it? If its rule depends on a finding that is opened together with it: by bringing that finding about, by preventing it, or
 * whatever the others make of it.
 */
static cas_node controls(const formula *w, const cas_statement *st, bool carry)
{
    const uint64_t findings = cas_rule_findings(st->rule), own = st->kind == CAS_FINDING ? (uint64_t)1 << st->index : 0;
    int open = -1;
    uint64_t found = 0;
    /* Before it is made a finding does not speak about its own rule; of others that are still open it depends in no text of the kind. */
    for (int f = 0; f < w->in->finding_count; f++)
        if (((findings & ~own) >> f) & 1) {
            const bool constant = cas_found_from_start(w->graph, f) != CAS_OPEN_FROM_START;
            if (constant && cas_found_from_start(w->graph, f) == CAS_FOUND_FROM_START)
                found |= (uint64_t)1 << f;
            open = constant ? open : f;
        }
    if (open < 0)
        return controls_when(w, st, carry, found);
    const cas_statement *finder = cas_statement_at(w->graph, w->graph->finders[open].at[0]);
    const cas_node with = controls_when(w, st, carry, found | (uint64_t)1 << open), without = controls_when(w, st, carry, found);
    const bool called = finder->mode == CAS_ON_CALL;
    const cas_node make = called ? can_call(w, finder, false) : controls_when(w, finder, true, 0);
    const cas_node prevent = called ? can_call(w, finder, true) : controls_when(w, finder, false, 0);
    return either(w, both(w, with, without), either(w, both(w, make, with), both(w, prevent, without)));
}

/* ---- Events -------------------------------------------------------------------------------------------------------- */

static cas_node so_many(const formula *w, const cas_set *set, int needed, const cas_node *of_party)
{
    cas_node *parts = CAS_ARRAY(w->arena, cas_node, (size_t)w->in->party_count + 1);
    int count = 0;
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        parts[count++] = of_party[p];
    return needed < 0 || needed > count ? CAS_NODE_FALSE : cas_diagram_at_least(w->store, needed, parts, count);
}

static cas_node duty_done(const formula *w, const cas_statement *st)
{
    cas_node all = CAS_NODE_TRUE;
    for (int p = cas_set_next(&st->who.set, 0); p >= 0 && !st->only_basis; p = cas_set_next(&st->who.set, p + 1)) {
        cas_node some = CAS_NODE_FALSE;
        bool bears = false;
        for (int i = 0; i < st->way_count; i++) {
            cas_node way = CAS_NODE_TRUE;
            bool to_itself = false;
            for (int j = 0; j < st->ways[i].count; j++) {
                const cas_doing doing = st->ways[i].doings[j];
                to_itself |= doing.recipient == p;
                way = both(w, way, w->done[cas_doing_find(w->graph, doing.deed, doing.recipient) * w->in->party_count + p]);
            }
            bears |= !to_itself;
            some = to_itself ? some : either(w, some, way);
        }
        /* An obeyer with several ways takes one of them, whichever. */
        if (bears && w->lawful && st->who.kind == CAS_EACH)
            some = CAS_NODE_TRUE;
        all = bears ? both(w, all, some) : all;
    }
    return all;
}

static cas_node occurs(const formula *w, const cas_event *event)
{
    if (cas_event_is_given(w->in, event))
        return CAS_NODE_TRUE;
    switch (event->kind) {
    case CAS_EV_INCIDENT:
    case CAS_EV_BREACH:
        return CAS_NODE_FALSE;
    case CAS_EV_DEED: {
        const cas_set set = event->has_set ? event->set : w->graph->everyone;
        const int needed = event->has_set ? cas_heads_needed(&event->quant, cas_set_count(&set)) : 1;
        for (int i = 0; i < w->in->given_count && !event->has_set; i++)
            if (w->in->givens[i].kind == CAS_GIVEN_DEED && w->in->givens[i].index == event->index)
                return CAS_NODE_TRUE;
        return so_many(w, &set, needed, &w->done[cas_doing_find(w->graph, event->index, -1) * w->in->party_count]);
    }
    case CAS_EV_CLAUSE_DONE: {
        cas_node all = w->start[event->index];
        const cas_clause *clause = &w->in->clauses[event->index];
        for (int s = 0; s < clause->statement_count; s++)
            if (clause->statements[s].kind == CAS_DUTY)
                all = both(w, all, duty_done(w, &clause->statements[s]));
        return all;
    }
    case CAS_EV_ADOPTED:
        return w->came[event->index];
    case CAS_EV_REJECTED:
        return w->failed[event->index];
    case CAS_EV_FOUND:
        return w->found[event->index];
    case CAS_EV_NOT_FOUND:
        return w->not_found[event->index];
    case CAS_EV_AFTER:
        return event->delay >= CAS_NEVER ? CAS_NODE_FALSE : occurs(w, event->inner);
    }
    return CAS_NODE_FALSE;
}

/* ---- Deeds --------------------------------------------------------------------------------------------------------- */

static bool every_way_has(const cas_statement *st, int party, const cas_doing *wanted, int count)
{
    bool some = false;
    for (int i = 0; i < st->way_count; i++) {
        bool to_itself = false, has = false;
        for (int j = 0; j < st->ways[i].count; j++)
            to_itself |= st->ways[i].doings[j].recipient == party;
        for (int k = 0; k < count; k++)
            has |= cas_way_names(&st->ways[i], wanted[k].deed, wanted[k].recipient);
        if (!to_itself && !has)
            return false;
        some |= !to_itself;
    }
    return some;
}

static bool is_given_deed(const formula *w, int x, int party)
{
    bool given = false;
    for (int i = 0; i < w->in->given_count; i++)
        given |= w->in->givens[i].kind == CAS_GIVEN_DEED && w->in->givens[i].index == w->graph->doings[x].deed && cas_set_has(&w->in->givens[i].parties, party);
    return given;
}

/* p comes to a joint deed: it helps, or obeys and must. */
static cas_node comes(const formula *w, const cas_statement *st, cas_node started, bool act, int party)
{
    const cas_node helping = both(w, helps(w, party), act ? CAS_NODE_TRUE : started);
    return w->lawful && st->kind == CAS_DUTY && !st->only_basis ? either(w, helping, started) : helping;
}

static cas_node done_together(const formula *w, const cas_statement *st, cas_node started, cas_doing doing)
{
    const bool act = w->in->deeds[doing.deed].kind == CAS_ACT;
    cas_node all = act ? CAS_NODE_TRUE : started;
    for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1))
        if (p != doing.recipient && !is_given_deed(w, cas_doing_find(w->graph, doing.deed, doing.recipient), p))
            all = both(w, all, comes(w, st, started, act, p));
    return all;
}

static cas_node done_by(const formula *w, int x, int party)
{
    const cas_graph *graph = w->graph;
    const cas_doing doing = graph->doings[x];
    const bool act = w->in->deeds[doing.deed].kind == CAS_ACT;
    const cas_node helping = helps(w, party);
    cas_node done = act && !graph->is_joint[x] ? helping : CAS_NODE_FALSE;
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        if (!cas_set_has(&st->who.set, party) || st->kind == CAS_POWER_GRANT)
            continue;
        const cas_node started = w->start[place.clause];
        if (st->who.kind == CAS_JOINTLY) {
            done = either(w, done, done_together(w, st, started, doing));
            continue;
        }
        const bool owed = w->lawful && st->kind == CAS_DUTY && !st->only_basis && every_way_has(st, party, &doing, 1);
        done = either(w, done, owed ? started : both(w, helping, started));
    }
    return done;
}

static cas_node uses(const formula *w, int x, int party, cas_node granted)
{
    cas_node use = both(w, helps(w, party), granted);
    for (size_t i = 0; w->lawful && i < w->graph->bases[x].count; i++) {
        const cas_spot place = w->graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(w->graph, place);
        if (st->kind == CAS_DUTY && !st->only_basis && cas_set_has(&st->who.set, party) && every_way_has(st, party, &w->graph->doings[x], 1))
            use = either(w, use, both(w, granted, w->start[place.clause]));
    }
    return use;
}

static void use_power(formula *w, int x, cas_node *effect)
{
    const int n = w->in->party_count;
    cas_node *used = CAS_ARRAY(w->arena, cas_node, (size_t)n + 1);
    for (int p = 0; p < n; p++)
        effect[p] = CAS_NODE_FALSE;
    for (size_t i = 0; i < w->graph->bases[x].count; i++) {
        const cas_spot grant = w->graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(w->graph, grant);
        if (st->kind != CAS_POWER_GRANT)
            continue;
        for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1))
            used[p] = either(w, is_given_deed(w, x, p) ? CAS_NODE_TRUE : CAS_NODE_FALSE, uses(w, x, p, w->start[grant.clause]));
        const int members = cas_set_count(&st->who.set);
        const int needed = st->who.kind == CAS_JOINTLY ? members : st->who.kind == CAS_EACH ? 1 : st->who.number;
        const cas_node enough = st->who.kind == CAS_EACH ? CAS_NODE_TRUE : so_many(w, &st->who.set, needed, used);
        for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1))
            effect[p] = either(w, effect[p], both(w, used[p], enough));
    }
}

/* ---- Bodies -------------------------------------------------------------------------------------------------------- */

static cas_node opened(const formula *w, const cas_places *openers)
{
    return openers->count ? w->start[openers->at[0].clause] : CAS_NODE_FALSE;
}

static bool is_given(const formula *w, cas_given_kind kind, int index)
{
    for (int i = 0; i < w->in->given_count; i++)
        if (w->in->givens[i].kind == kind && w->in->givens[i].index == index)
            return true;
    return false;
}

/*
 * The body is opened and the helpers control it. Who controls a body depends on its rule alone, and rules with many weights make large diagrams: they are
 * made once, and only for bodies that can be opened.
 */
static cas_node opened_and_controlled(formula *w, cas_node open, const cas_statement *st, int body, bool carry)
{
    cas_node *known = &w->carried[2 * body + carry];
    if (open == CAS_NODE_FALSE)
        return CAS_NODE_FALSE;
    if (*known == CAS_NODE_UNASKED)
        *known = controls(w, st, carry);
    return both(w, open, *known);
}

static void compute_bodies(formula *w)
{
    const cas_graph *graph = w->graph;
    for (int d = 0; d < w->in->decision_count; d++) {
        const cas_node open = opened(w, &graph->openers[d]);
        const cas_statement *st = graph->openers[d].count ? cas_statement_at(graph, graph->openers[d].at[0]) : NULL;
        const bool settled = is_given(w, CAS_GIVEN_ADOPTED, d) || is_given(w, CAS_GIVEN_REJECTED, d);
        w->came[d] = !settled && st && graph->adopted_serves[d] ? opened_and_controlled(w, open, st, d, true) : CAS_NODE_FALSE;
        w->failed[d] = !settled && st && graph->rejected_serves[d] ? opened_and_controlled(w, open, st, d, false) : CAS_NODE_FALSE;
    }
    for (int f = 0; f < w->in->finding_count; f++) {
        const cas_node open = opened(w, &graph->finders[f]);
        const cas_statement *st = graph->finders[f].count ? cas_statement_at(graph, graph->finders[f].at[0]) : NULL;
        w->found[f] = w->not_found[f] = CAS_NODE_FALSE;
        if (!st || is_given(w, CAS_GIVEN_FOUND, f) || is_given(w, CAS_GIVEN_NOT_FOUND, f))
            continue;
        if (st->mode == CAS_BY_RULE) {
            w->found[f] = graph->found_serves[f] ? opened_and_controlled(w, open, st, w->in->decision_count + f, true) : CAS_NODE_FALSE;
            w->not_found[f] = graph->not_found_serves[f] ? opened_and_controlled(w, open, st, w->in->decision_count + f, false) : CAS_NODE_FALSE;
        } else
            w->found[f] = st->mode == CAS_BY_FACT ? open : both(w, open, can_call(w, st, false));
    }
}

/* ---- The whole ----------------------------------------------------------------------------------------------------- */

/* Does each rule depend on at most one finding that is open, and nobody listen to a rejection under such a rule, or to the finding? */
static bool one_open_finding_each(const cas_graph *graph)
{
    bool one = true;
    for (int c = 0; c < graph->instance->clause_count; c++)
        for (int s = 0; s < graph->instance->clauses[c].statement_count; s++) {
            const cas_statement *st = &graph->instance->clauses[c].statements[s];
            int open = 0;
            const uint64_t findings = st->kind == CAS_DECIDE ? cas_rule_findings(st->rule) : 0;
            for (int f = 0; f < graph->instance->finding_count; f++)
                if (((findings >> f) & 1) && cas_found_from_start(graph, f) == CAS_OPEN_FROM_START) {
                    open++;
                    one &= !graph->found_serves[f] && !graph->not_found_serves[f];
                }
            one &= open <= 1 && !(open && graph->rejected_serves[st->index]);
        }
    return one;
}

static bool is_of_the_kind(const cas_graph *graph)
{
    const cas_instance *in = graph->instance;
    bool plain = graph->undisturbed || (graph->disturbances == (uint32_t)1 << CAS_DIST_RULES_ON && !graph->doubts && one_open_finding_each(graph));
    for (int d = 0; d < in->decision_count; d++)
        plain &= !(graph->adopted_serves[d] && graph->rejected_serves[d]);
    for (int f = 0; f < in->finding_count; f++)
        plain &= !(graph->found_serves[f] && graph->not_found_serves[f]);
    for (int c = 0; c < in->clause_count; c++)
        for (int s = 0; s < in->clauses[c].statement_count; s++) {
            const cas_statement *st = &in->clauses[c].statements[s];
            plain &= !(st->kind == CAS_DUTY && st->way_count > 1 && cas_way_is_heard(graph, st));
        }
    for (int x = 0; x < graph->doing_count; x++) {
        int joint = 0, single = 0;
        for (size_t i = 0; i < graph->bases[x].count; i++) {
            const cas_statement *st = cas_statement_at(graph, graph->bases[x].at[i]);
            if (st->kind != CAS_POWER_GRANT)
                *(st->who.kind == CAS_JOINTLY ? &joint : &single) += 1;
        }
        plain &= joint <= 1 && !(joint && single);
    }
    return plain;
}

static cas_node goal_reached(const formula *w)
{
    const cas_goal *goal = w->graph->goal;
    if (goal->kind == CAS_GOAL_EVENT)
        return occurs(w, goal->event);
    const int recipient = goal->kind == CAS_GOAL_GIVES ? goal->recipient : -1;
    cas_node *of_party = CAS_ARRAY(w->arena, cas_node, (size_t)w->in->party_count + 1);
    cas_doing *wanted = CAS_ARRAY(w->arena, cas_doing, (size_t)goal->deed_count + 1);
    for (int i = 0; i < goal->deed_count; i++)
        wanted[i] = (cas_doing){goal->deeds[i], recipient};
    for (int p = cas_set_next(&goal->set, 0); p >= 0; p = cas_set_next(&goal->set, p + 1)) {
        of_party[p] = goal->all_of ? CAS_NODE_TRUE : CAS_NODE_FALSE;
        for (int i = 0; i < goal->deed_count; i++) {
            const int x = cas_doing_find(w->graph, wanted[i].deed, recipient);
            const cas_node done = w->done[x * w->in->party_count + p];
            of_party[p] = goal->all_of ? both(w, of_party[p], done) : either(w, of_party[p], done);
            for (size_t b = 0; b < w->graph->bases[x].count && w->lawful && !goal->all_of; b++) {
                /* Held to some wanted way without being held to this one. */
                const cas_spot place = w->graph->bases[x].at[b];
                const cas_statement *st = cas_statement_at(w->graph, place);
                if (st->kind == CAS_DUTY && st->who.kind == CAS_EACH && !st->only_basis && cas_set_has(&st->who.set, p)
                    && w->in->deeds[wanted[i].deed].kind != CAS_POWER && every_way_has(st, p, wanted, goal->deed_count))
                    of_party[p] = either(w, of_party[p], w->start[place.clause]);
            }
        }
    }
    return so_many(w, &goal->set, cas_heads_needed(&goal->quant, cas_set_count(&goal->set)), of_party);
}

static bool set_node(cas_node *place, cas_node value)
{
    const bool changed = *place != value;
    *place = value;
    return changed;
}

static bool sweep(formula *w)
{
    const int n = w->in->party_count;
    bool changed = false;
    for (int c = 0; c < w->in->clause_count; c++) {
        const cas_clause *clause = &w->in->clauses[c];
        cas_node any = clause->trigger_count ? CAS_NODE_FALSE : CAS_NODE_TRUE;
        for (int t = 0; t < clause->trigger_count; t++)
            any = either(w, any, occurs(w, clause->triggers[t]));
        changed |= set_node(&w->start[c], any);
    }
    compute_bodies(w);
    cas_node *effect = CAS_ARRAY(w->arena, cas_node, (size_t)n + 1);
    for (int x = 0; x < w->graph->doing_count; x++) {
        const bool power = w->in->deeds[w->graph->doings[x].deed].kind == CAS_POWER;
        if (power)
            use_power(w, x, effect);
        for (int p = 0; p < n; p++) {
            cas_node done = p == w->graph->doings[x].recipient ? CAS_NODE_FALSE : power ? effect[p] : done_by(w, x, p);
            if (is_given_deed(w, x, p))
                done = CAS_NODE_TRUE;
            changed |= set_node(&w->done[x * n + p], done);
        }
    }
    return changed;
}

static cas_minimal_sets minimal_sets(const formula *w, cas_arena *results, cas_node f, size_t first)
{
    cas_minimal_sets result;
    const cas_family family = cas_diagram_minimal(w->store, f);
    result.total = cas_family_count(w->store, results, family);
    result.sets = cas_family_list(w->store, results, family, first, &result.listed);
    return result;
}

/* All start as CAS_NODE_FALSE, which is 0. */
static formula open_formula(cas_arena *scratch, const cas_graph *graph, bool lawful)
{
    const cas_instance *in = graph->instance;
    formula w = {.graph = graph, .in = in, .arena = scratch, .lawful = lawful, .store = cas_diagrams_open(scratch, in->party_count)};
    w.start = CAS_ARRAY(scratch, cas_node, (size_t)in->clause_count + 1);
    w.done = CAS_ARRAY(scratch, cas_node, (size_t)graph->doing_count * (size_t)in->party_count + 1);
    w.came = CAS_ARRAY(scratch, cas_node, 2 * (size_t)in->decision_count + 1);
    w.failed = w.came + in->decision_count;
    w.found = CAS_ARRAY(scratch, cas_node, 2 * (size_t)in->finding_count + 1);
    w.not_found = w.found + in->finding_count;
    const size_t bodies = 2 * ((size_t)in->decision_count + (size_t)in->finding_count);
    w.carried = CAS_ARRAY(scratch, cas_node, bodies + 1);
    for (size_t b = 0; b < bodies; b++)
        w.carried[b] = CAS_NODE_UNASKED;
    return w;
}

/* The goal, as a function of who helps while the others resist (or obey); false: moments that do not settle, which cannot be. */
static bool find_reached(formula *w, cas_node *reached)
{
    const cas_instance *in = w->in;
    for (int sweeps = 2 * (in->clause_count + in->decision_count + in->finding_count) + 8; sweep(w); sweeps--) {
        cas_poll(w->arena->ctx);
        if (sweeps == 0)
            return false;
    }
    compute_bodies(w);
    *reached = goal_reached(w);
    return true;
}

/* What is asked of the goal's diagram: all minimal sets, or the least number of resisters beside one. */
typedef struct inquiry {
    const cas_graph *graph;
    cas_arena *results;
    size_t first;
    cas_both_sets *sets;
    bool lawfully_too;
    size_t allowed;             /* bytes, of the context */
    int by, *least;             /* instead of sets, if least is not null */
} inquiry;

/* The fewest variables set to false on a way to false, that of `by` not counted. Ascending numbers go from the leaves up. */
static int fewest_missing(const formula *w, cas_node f, int by)
{
    size_t count;
    const uint32_t *place;
    const cas_node *cells = cas_diagram_cells(w->store, w->arena, f, &count, &place);
    int *fewest = CAS_ARRAY(w->arena, int, count + 3);
    fewest[0] = 0;
    fewest[1] = CAS_MAX_PARTIES + 1;
    for (size_t i = 0; i < count; i++) {
        const int low = fewest[place[cas_diagram_low(w->store, cells[i])]] + (cas_diagram_top(w->store, cells[i]) != by);
        const int high = cas_diagram_top(w->store, cells[i]) == by ? CAS_MAX_PARTIES + 1 : fewest[place[cas_diagram_high(w->store, cells[i])]];
        fewest[i + 2] = low < high ? low : high;
    }
    return fewest[f <= CAS_NODE_TRUE ? f : place[f]];
}

enum { MOST_BYTES = 64 << 20 };

/* Each of the two goes has this share of memory for itself. */
static void share_out(const inquiry *q)
{
    cas_ctx *ctx = q->results->ctx;
    ctx->max_bytes = q->allowed > ctx->used_bytes + MOST_BYTES ? ctx->used_bytes + MOST_BYTES : q->allowed;
}

/* Everything is false again, but for what is known of the bodies, which is the same whatever the others do. */
static void forget(formula *w)
{
    const cas_instance *in = w->in;
    memset(w->start, 0, (size_t)in->clause_count * sizeof *w->start);
    memset(w->done, 0, (size_t)w->graph->doing_count * (size_t)in->party_count * sizeof *w->done);
    memset(w->came, 0, 2 * (size_t)in->decision_count * sizeof *w->came);
    memset(w->found, 0, 2 * (size_t)in->finding_count * sizeof *w->found);
}

static bool answer(cas_arena *scratch, const inquiry *q)
{
    formula w = open_formula(scratch, q->graph, false);
    cas_node reached;
    for (int lawful = 0; lawful <= q->lawfully_too; lawful++) {
        w.lawful = lawful;
        share_out(q);
        forget(&w);
        if (!find_reached(&w, &reached))
            return false;
        if (q->least) {
            *q->least = fewest_missing(&w, reached, q->by);
            return true;
        }
        q->sets->carry[lawful] = minimal_sets(&w, q->results, reached, q->first);
        q->sets->block[lawful] = minimal_sets(&w, q->results, cas_diagram_dual(w.store, reached), q->first);
    }
    return true;
}

/* Diagrams that outgrow their share of memory are given up, not the query; past its deadline the query fails at its next poll. */
static cas_symbolic_answer ask(inquiry *q)
{
    cas_ctx *ctx = q->results->ctx;
    if (!is_of_the_kind(q->graph))
        return CAS_SYMBOLIC_OTHER_KIND;
    q->allowed = ctx->max_bytes;
    cas_arena scratch;
    cas_guard guard;
    volatile bool settled = false;
    cas_arena_open(&scratch, ctx);
    share_out(q);
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        settled = answer(&scratch, q);
    cas_guard_close(ctx, &guard);
    cas_arena_close(&scratch);
    ctx->max_bytes = q->allowed;
    if (guard.status && guard.status != CAS_E_BUDGET)
        cas_fail(ctx, guard.status, "%s", ctx->needs);
    return guard.status ? CAS_SYMBOLIC_TOO_LARGE : settled ? CAS_SYMBOLIC_FOUND : CAS_SYMBOLIC_OTHER_KIND;
}

cas_symbolic_answer cas_symbolic_sets(cas_arena *arena, const cas_graph *graph, bool lawfully_too, size_t first, cas_both_sets *sets)
{
    inquiry q = {.graph = graph, .results = arena, .lawfully_too = lawfully_too, .first = first, .sets = sets};
    return ask(&q);
}

cas_symbolic_answer cas_symbolic_least(cas_arena *arena, const cas_graph *graph, int by, int *least)
{
    inquiry q = {.graph = graph, .results = arena, .by = by, .least = least};
    return ask(&q);
}
