/*
 * The value of a goal under stances, by passes.
 *
 * Definition: value = the least tick by which the helpers have a strategy that reaches the goal, whatever the others do within their stances (naive.c).
 *
 * 1. A decision or finding of which only one outcome serves, and none can harm, needs no plan: the side that wants it takes it at once if it can, and
 *    if it cannot the other side withholds it. Every other body becomes a choice: of the helpers if they can carry or defeat it (or leave it), of the
 *    others if it is left to them. So does the way an obeyer takes, where an event hears of one.
 * 2. high = min over the helpers' choices of max over the others' of a pass leaning to the others: a strategy that fixes the helpers' choices before the run
 *    reaches the goal by then. low = max over the others' of min over the helpers' of a pass leaning to the helpers: knowing the others' choices cannot hurt them.
 *    low <= value <= high; where they agree the value is exact.
 * 3. Otherwise the definition itself is searched, within the budget. So it is where they agree but the text is of a form that the proof does not cover.
 *
 * Cost: plans (at most MOST_PLANS) times a pass. Twin: naive.c, in test/hold/.
 */
#include "hold/method.h"

#include "hold/doubts.h"
#include "hold/may.h"
#include "hold/naive.h"
#include "hold/slice.h"

enum { MOST_PLANS = 4096, MOST_BEARERS = 12, MOST_WAYS = 4, FEW_STATES = 20000, MOST_CONFIRMING = 400000 };

/* One thing that is chosen: where the choice is written, and what can be chosen. */
typedef struct choice {
    cas_outcome *place;
    int *way;                       /* instead of place: an obeyer's way */
    bool *complies;                 /* or whether a resister does its duty */
    cas_outcome outcomes[4];
    int count;
    bool by_helpers;
} choice;

typedef struct choices {
    choice *at;
    size_t count, room;
    size_t mine, theirs;            /* number of combinations */
} choices;

static choice *add_choice(cas_arena *arena, choices *list, bool by_helpers)
{
    list->at = CAS_ROOM(arena, list->at, list->count, &list->room);
    choice *new_choice = &list->at[list->count++];
    *new_choice = (choice){.by_helpers = by_helpers};
    return new_choice;
}

/* One outcome serves and nothing harms: no plan needed. */
static bool one_sided(bool comes_serves, bool comes_kills, bool fails_serves, bool fails_kills)
{
    return !comes_kills && !fails_kills && !(comes_serves && fails_serves);
}

static cas_grip grip_of(cas_method *method, const cas_places *places)
{
    cas_grip all = {false, false, true};
    for (size_t i = 0; i < places->count; i++) {
        const cas_grip one = cas_grip_on(method->pass, cas_statement_at(method->graph, places->at[i]));
        all.carry |= one.carry;
        all.defeat |= one.defeat;
        all.always_others &= one.always_others;
    }
    return all;
}

static void body_choices(cas_method *method, choices *list, const cas_places *places, cas_outcome *mine, cas_outcome *theirs, bool late_matters)
{
    const cas_grip grip = grip_of(method, places);
    choice *helpers = add_choice(method->arena, list, true);
    helpers->place = mine;
    if (grip.carry)
        helpers->outcomes[helpers->count++] = CAS_COMES;
    if (grip.defeat)
        helpers->outcomes[helpers->count++] = CAS_FAILS;
    helpers->outcomes[helpers->count++] = CAS_LEFT;
    choice *others = add_choice(method->arena, list, false);
    others->place = theirs;
    others->outcomes[others->count++] = CAS_FAILS;
    others->outcomes[others->count++] = CAS_COMES;
    if (late_matters) /* a finding that comes at once can harm, one that comes at its deadline serves later */
        others->outcomes[others->count++] = CAS_COMES_LATE;
}

/* The way of each obeyer of whose ways an event hears. */
static void way_choices(cas_method *method, choices *list)
{
    const cas_instance *in = method->graph->instance;
    cas_pass *pass = method->pass;
    cas_bearer *found = CAS_ARRAY(method->arena, cas_bearer, MOST_BEARERS);
    pass->plan.way = CAS_ARRAY(method->arena, int, MOST_BEARERS);
    pass->way_choice_count = 0;
    pass->way_choices = found;
    for (int c = 0; c < in->clause_count; c++)
        for (int s = 0; s < in->clauses[c].statement_count; s++) {
            const cas_statement *st = &in->clauses[c].statements[s];
            if (st->kind != CAS_DUTY || st->only_basis || st->way_count < 2 || !cas_way_is_heard(method->graph, st))
                continue;
            if (st->who.kind == CAS_ANY_NUMBER) {
                const cas_set choosing = cas_set_minus(st->who.set, pass->helpers);
                method->crowded |= !cas_set_is_empty(&choosing);
                continue;
            }
            for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1)) {
                if (!cas_set_has(&pass->obeyers, p))
                    continue;
                if (pass->way_choice_count == MOST_BEARERS || st->way_count > MOST_WAYS) {
                    method->crowded = true;
                    continue;
                }
                const int i = pass->way_choice_count++;
                found[i] = (cas_bearer){{c, s}, p};
                pass->plan.way[i] = -1;
                choice *way = add_choice(method->arena, list, false);
                way->way = &pass->plan.way[i];
                way->count = st->way_count;
            }
        }
}

static bool breach_serves(const cas_graph *graph, int clause)
{
    const cas_instance *in = graph->instance;
    const cas_event *wanted = graph->goal->kind == CAS_GOAL_EVENT ? graph->goal->event : NULL;
    for (; wanted; wanted = wanted->inner)
        if (wanted->kind == CAS_EV_BREACH && wanted->index == clause)
            return true;
    for (int c = 0; c < in->clause_count; c++)
        for (int t = 0; t < in->clauses[c].trigger_count; t++)
            for (const cas_event *event = in->clauses[c].triggers[t]; event; event = event->inner)
                if (event->kind == CAS_EV_BREACH && event->index == clause && graph->clause_can_serve[c])
                    return true;
    return false;
}

/* Whether each resister does its duty, where its breach would serve. */
static void duty_choices(cas_method *method, choices *list)
{
    const cas_instance *in = method->graph->instance;
    cas_pass *pass = method->pass;
    cas_bearer *found = CAS_ARRAY(method->arena, cas_bearer, MOST_BEARERS);
    pass->plan.complies = CAS_ARRAY(method->arena, bool, MOST_BEARERS);
    pass->duty_choice_count = 0;
    pass->duty_choices = found;
    for (int c = 0; c < in->clause_count && method->graph->breach_heard; c++) {
        if (!breach_serves(method->graph, c))
            continue;
        for (int s = 0; s < in->clauses[c].statement_count; s++) {
            const cas_statement *st = &in->clauses[c].statements[s];
            if (st->kind != CAS_DUTY || st->only_basis || st->who.kind == CAS_ANY_NUMBER)
                continue;
            for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1)) {
                if (!cas_set_has(&pass->resisters, p))
                    continue;
                if (pass->duty_choice_count == MOST_BEARERS) {
                    method->crowded = true;
                    continue;
                }
                const int i = pass->duty_choice_count++;
                found[i] = (cas_bearer){{c, s}, p};
                choice *comply = add_choice(method->arena, list, false);
                comply->complies = &pass->plan.complies[i];
                comply->count = 2;
                if (st->way_count > 1 && cas_way_is_heard(method->graph, st))
                    method->crowded = true;
            }
        }
    }
}

static choices list_choices(cas_method *method)
{
    const cas_graph *graph = method->graph;
    const cas_instance *in = graph->instance;
    cas_plan *plan = &method->pass->plan;
    choices list = {0};
    method->crowded = false;
    for (int d = 0; d < in->decision_count; d++) {
        plan->decision_by_helpers[d] = plan->decision_by_others[d] = CAS_FREE;
        if (!one_sided(graph->adopted_serves[d], graph->adopted_kills[d], graph->rejected_serves[d], graph->rejected_kills[d]))
            body_choices(method, &list, &graph->openers[d], &plan->decision_by_helpers[d], &plan->decision_by_others[d], false);
    }
    for (int f = 0; f < in->finding_count; f++) {
        plan->finding_by_helpers[f] = plan->finding_by_others[f] = CAS_FREE;
        if (!graph->finders[f].count || graph->fact_of[f])
            continue;
        if (graph->rules_on[f] || !one_sided(graph->found_serves[f], graph->found_kills[f], graph->not_found_serves[f], graph->not_found_kills[f]))
            body_choices(method, &list, &graph->finders[f], &plan->finding_by_helpers[f], &plan->finding_by_others[f],
                         graph->rules_on[f] || graph->found_serves[f]);
    }
    way_choices(method, &list);
    duty_choices(method, &list);
    list.mine = list.theirs = 1;
    for (size_t i = 0; i < list.count; i++) {
        size_t *product = list.at[i].by_helpers ? &list.mine : &list.theirs;
        *product = *product > MOST_PLANS ? *product : *product * (size_t)list.at[i].count;
    }
    return list;
}

static void choose(const choices *list, bool by_helpers, size_t number)
{
    for (size_t i = 0; i < list->count; i++) {
        const choice *c = &list->at[i];
        if (c->by_helpers != by_helpers)
            continue;
        const size_t pick = number % (size_t)c->count;
        number /= (size_t)c->count;
        if (c->way)
            *c->way = (int)pick;
        else if (c->complies)
            *c->complies = pick == 1;
        else
            *c->place = c->outcomes[pick];
    }
}

/* Did the helpers get the outcomes that the plan lets them choose, of every body that was opened? */
static bool plan_is_kept(const cas_pass *pass)
{
    const cas_instance *in = pass->graph->instance;
    const cas_times *when = &pass->when;
    for (int d = 0; d < in->decision_count; d++) {
        const cas_outcome chosen = pass->plan.decision_by_helpers[d];
        if (when->opened[d] < CAS_NEVER && ((chosen == CAS_COMES && when->adopted[d] >= CAS_NEVER) || (chosen == CAS_FAILS && when->rejected[d] >= CAS_NEVER)))
            return false;
    }
    for (int f = 0; f < in->finding_count; f++) {
        const cas_outcome chosen = pass->plan.finding_by_helpers[f];
        const bool by_rule = pass->graph->finders[f].count && cas_statement_at(pass->graph, pass->graph->finders[f].at[0])->mode == CAS_BY_RULE;
        if (when->looked[f] < CAS_NEVER && ((chosen == CAS_COMES && when->found[f] >= CAS_NEVER) || (chosen == CAS_FAILS && by_rule && when->not_found[f] >= CAS_NEVER)))
            return false;
    }
    return true;
}

static cas_tick run_pass(cas_method *method, cas_lean lean)
{
    method->passes++;
    method->pass->lean = lean;
    const cas_tick tick = cas_tick_of(cas_pass_run(method->pass));
    if (method->pass->unsettled)
        return lean == CAS_LEAN_TO_HELPERS ? 0 : CAS_NEVER;
    if (lean == CAS_LEAN_TO_OTHERS && !plan_is_kept(method->pass))
        return CAS_NEVER; /* not theirs to choose after all */
    return tick;
}

/* The guaranteed tick, and the number of the helpers' choice that reaches it. any_day: the first that reaches it at all will do. */
static cas_tick high_bound(cas_method *method, const choices *list, bool any_day, size_t *chosen)
{
    cas_tick least = CAS_NEVER;
    *chosen = 0;
    for (size_t h = 0; h < list->mine && !(any_day && least < CAS_NEVER); h++) {
        cas_tick most = 0;
        choose(list, true, h);
        for (size_t o = 0; o < list->theirs && most < least; o++) {
            choose(list, false, o);
            const cas_tick tick = run_pass(method, CAS_LEAN_TO_OTHERS);
            if (tick > most)
                most = tick;
        }
        if (most < least) {
            least = most;
            *chosen = h;
        }
    }
    return least;
}

static cas_tick low_bound(cas_method *method, const choices *list, cas_tick high)
{
    cas_tick most = 0;
    for (size_t o = 0; o < list->theirs && most < high; o++) {
        cas_tick least = CAS_NEVER;
        choose(list, false, o);
        for (size_t h = 0; h < list->mine && least > most; h++) {
            choose(list, true, h);
            const cas_tick tick = run_pass(method, CAS_LEAN_TO_HELPERS);
            if (tick < least)
                least = tick;
        }
        if (least > most)
            most = least;
    }
    return most;
}

cas_method *cas_method_new(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, uint64_t max_states)
{
    cas_method *method = CAS_NEW(arena, cas_method);
    method->arena = arena;
    method->whole = cas_slice(arena, cas_if_all_stay(arena, instance), goal);
    method->leaving = cas_leaving_of(instance, method->whole, goal);
    method->graph = cas_graph_build(arena, method->whole, goal);
    if (method->leaving.matters || method->graph->doubts) {
        const cas_may may = cas_may_happen(arena, instance);
        method->out_of_reach = !cas_may_reach(arena, &may, goal);
    }
    if (method->leaving.matters)
        method->whole = instance;
    method->pass = cas_pass_new(arena, method->graph);
    method->max_states = max_states ? max_states : 2000000;
    method->confirming = MOST_CONFIRMING;
    return method;
}

/* any_day: only whether it is ever reached matters, and the lower bound only where the upper one is never. */
static cas_value bounds_if_all_stay(cas_method *method, const cas_stance *stances, bool any_day)
{
    const cas_mark mark = cas_arena_mark(method->arena);
    cas_pass_stances(method->pass, stances);
    const choices list = list_choices(method);
    cas_value value = {0, CAS_NEVER};
    if (list.mine <= MOST_PLANS && list.theirs <= MOST_PLANS && list.mine * list.theirs <= MOST_PLANS) {
        size_t chosen;
        value.high = high_bound(method, &list, any_day, &chosen);
        const bool same = method->graph->undisturbed && (list.mine == 1 || list.theirs == 1) && !method->pass->unsettled;
        const bool enough = any_day && value.high < CAS_NEVER;
        value.low = method->crowded || enough ? 0 : same ? value.high : low_bound(method, &list, value.high);
    }
    method->pass->way_choice_count = method->pass->duty_choice_count = 0; /* their storage goes with the mark */
    cas_arena_release(method->arena, mark);
    return value;
}

/* See leaving.c. */
static cas_value bounds(cas_method *method, const cas_stance *stances, bool any_day)
{
    const cas_leaving *leaving = &method->leaving;
    cas_value value = bounds_if_all_stay(method, stances, any_day && !leaving->matters);
    if (method->out_of_reach)
        return (cas_value){CAS_NEVER, CAS_NEVER};
    if (!leaving->matters || value.high < leaving->first)
        return value;
    if ((!leaving->plain || leaving->opens) && value.low > leaving->first)
        value.low = leaving->first;
    if (leaving->quiet && !leaving->forced && !leaving->ends) {
        const cas_mark mark = cas_arena_mark(method->arena);
        const int parties = method->whole->party_count;
        cas_stance *gone = CAS_ARRAY(method->arena, cas_stance, (size_t)parties + 1);
        for (int p = 0; p < parties; p++)
            gone[p] = stances[p] == CAS_OBEYS && cas_set_has(&leaving->can, p) ? CAS_RESISTS : stances[p];
        value.high = bounds_if_all_stay(method, gone, false).high;
        cas_arena_release(method->arena, mark);
    } else {
        value.high = CAS_NEVER;
    }
    return value;
}

cas_value cas_method_bounds(cas_method *method, const cas_stance *stances)
{
    return bounds(method, stances, false);
}

/*
 * The search looks at every set of moves of a round, so past some number of parties and things to do no budget helps. Refused before it is begun.
 */
static bool search_is_feasible(const cas_method *method)
{
    const cas_instance *in = method->graph->instance;
    return in->party_count <= 16 && in->party_count * (method->graph->doing_count + 2 * in->decision_count + 2 * in->finding_count) <= 220;
}

/* The definition, guarded: running out of states is an answer here, not a failure. */
static bool search(cas_method *method, const cas_stance *stances, uint64_t most, cas_tick *tick)
{
    cas_ctx *ctx = method->arena->ctx;
    cas_arena scratch;
    cas_guard guard;
    uint64_t seen = 0;
    if (!search_is_feasible(method))
        return false;
    cas_arena_open(&scratch, ctx);
    method->searches++;
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        *tick = cas_naive_value(&scratch, method->whole, method->graph->goal, stances, most, &seen);
    cas_guard_close(ctx, &guard);
    cas_arena_close(&scratch);
    if (guard.status && guard.status != CAS_E_BUDGET)
        cas_fail(ctx, guard.status, "%s", ctx->needs);
    method->confirming -= guard.status ? most : 0;
    return guard.status == CAS_OK;
}

/* Equal bounds that the proof does not cover: doubts.h, leaving.c. */
static bool is_doubtful(const cas_method *method, cas_value value)
{
    const cas_leaving *leaving = &method->leaving;
    return !method->out_of_reach && (method->graph->doubts || (leaving->matters && !leaving->plain && value.high >= leaving->first));
}

/*
 * Bounds that leave the question open are settled by the definition, within the budget; equal ones that the proof does not cover are confirmed by it, within a
 * smaller one, or said to be unknown. A confirmation that fails is paid from what all questions of one goal share, so that many of them do not add up.
 */
static cas_value settle(cas_method *method, const cas_stance *stances, cas_value value, bool open)
{
    const bool doubtful = !open && is_doubtful(method, value);
    cas_tick exact;
    method->searched = open || doubtful;
    if (open && search(method, stances, method->max_states, &exact))
        return (cas_value){exact, exact};
    if (!doubtful)
        return value;
    if (method->confirming > 0 && search(method, stances, FEW_STATES, &exact))
        return (cas_value){exact, exact};
    method->unconfirmed = true;
    return (cas_value){0, CAS_NEVER};
}

cas_value cas_method_value(cas_method *method, const cas_stance *stances)
{
    const cas_value value = cas_method_bounds(method, stances);
    return settle(method, stances, value, value.low != value.high);
}

int cas_method_never(cas_method *method, const cas_stance *stances)
{
    cas_value value = bounds(method, stances, true);
    value = settle(method, stances, value, value.low < CAS_NEVER && value.high >= CAS_NEVER);
    return value.high < CAS_NEVER ? 0 : value.low >= CAS_NEVER ? 1 : -1;
}

const char *cas_method_needs(const cas_method *method)
{
    const char *doubt = cas_doubts_words(method->graph->doubts);
    if (!method->unconfirmed)
        return cas_format(method->arena, "a search of more than %llu positions", (unsigned long long)method->max_states);
    return cas_format(method->arena, "a search of more than %d positions, to confirm what is computed for %s", FEW_STATES,
                      doubt ? doubt : "parties that may have left");
}

void cas_method_replay(cas_method *method, const cas_stance *stances, cas_lean lean)
{
    cas_pass_stances(method->pass, stances);
    const choices list = list_choices(method);
    size_t best_mine = 0, best_theirs = 0;
    cas_tick least = CAS_NEVER + 1;
    if (list.mine * list.theirs > MOST_PLANS)
        return;
    for (size_t h = 0; h < list.mine; h++) {
        size_t worst = 0;
        cas_tick most = -1;
        choose(&list, true, h);
        for (size_t o = 0; o < list.theirs; o++) {
            choose(&list, false, o);
            const cas_tick tick = run_pass(method, lean);
            if (tick > most) {
                most = tick;
                worst = o;
            }
        }
        if (most < least) {
            least = most;
            best_mine = h;
            best_theirs = worst;
        }
    }
    choose(&list, true, best_mine);
    choose(&list, false, best_theirs);
    run_pass(method, lean);
}
