/*
 * The timed least-cost pass: see pass.h.
 *
 * 1. Everything starts at never; each sweep computes every clause start, deed, finding and decision anew from the last sweep's moments, until
 *    nothing changes. Only what has a derivation ever leaves never, so circular waits stay at never.
 * 2. A power, a permission or a duty is worth at once to a helper; a duty is worth its time to an obeyer, if every way it may lawfully choose will do;
 *    nothing to a resister.
 * 3. A joint deed is worth the worst of its members; `any N of` the N-th best (count.c); alternatives the earliest.
 *
 * Where nothing in the text can be disturbed, only what a change can change is computed anew (follow.c), which arrives at the same moments.
 *
 * Cost: sweeps (at most the longest chain of clauses) times statements times parties. Twin: naive.c.
 */
#include "hold/pass.h"

#include "hold/count.h"

int cas_heads_needed(const cas_quant *quant, int base)
{
    const int64_t number = cas_big_small(quant->number), over = cas_big_small(quant->over);
    const __int128 share = quant->share ? base : 1;
    switch (quant->kind) {
    case CAS_ALL:
        return base ? base : -1;
    case CAS_ANY:
        return base ? 1 : -1;
    case CAS_MAJORITY:
        return base ? base / 2 + 1 : -1;
    case CAS_NONE:
    case CAS_AT_MOST:
        return 0;
    case CAS_AT_LEAST:
    case CAS_MORE_THAN:
    case CAS_ALL_BUT:
        break;
    }
    if (!base || number < 0 || over < 0)
        return -1;
    for (int k = 0; k <= base; k++) {
        const __int128 left = (__int128)(quant->kind == CAS_ALL_BUT ? base - k : k) * over, right = share * number;
        if (quant->kind == CAS_AT_LEAST ? left >= right : quant->kind == CAS_MORE_THAN ? left > right : left <= right)
            return k;
    }
    return -1;
}

static bool hears_own_finding(const cas_graph *graph, int clause)
{
    const cas_clause *c = &graph->instance->clauses[clause];
    for (int t = 0; t < c->trigger_count; t++) {
        const cas_event *event = c->triggers[t];
        while (event->kind == CAS_EV_AFTER)
            event = event->inner;
        if (event->kind == CAS_EV_FOUND && graph->by_each[event->index])
            return true;
    }
    return false;
}

static void new_times(cas_arena *arena, const cas_graph *graph, cas_times *times)
{
    const cas_instance *in = graph->instance;
    const size_t n = (size_t)in->party_count, nc = (size_t)in->clause_count, nd = (size_t)in->decision_count, nf = (size_t)in->finding_count;
    times->start = CAS_ARRAY(arena, cas_moment_in_run, nc * (n + 1));
    times->start_for = times->start + nc;
    times->done = CAS_ARRAY(arena, cas_moment_in_run, (size_t)graph->doing_count * n);
    times->opened = CAS_ARRAY(arena, cas_moment_in_run, 3 * nd);
    times->adopted = times->opened + nd;
    times->rejected = times->adopted + nd;
    times->looked = CAS_ARRAY(arena, cas_moment_in_run, 3 * nf);
    times->found = times->looked + nf;
    times->not_found = times->found + nf;
    times->found_by = CAS_ARRAY(arena, cas_moment_in_run, nf * n);
}

cas_pass *cas_pass_new(cas_arena *arena, const cas_graph *graph)
{
    const cas_instance *in = graph->instance;
    cas_pass *pass = CAS_NEW(arena, cas_pass);
    pass->graph = graph;
    pass->arena = arena;
    pass->parties = in->party_count;
    pass->plan.decision_by_helpers = CAS_ARRAY(arena, cas_outcome, 2 * (size_t)in->decision_count);
    pass->plan.decision_by_others = pass->plan.decision_by_helpers + in->decision_count;
    pass->plan.finding_by_helpers = CAS_ARRAY(arena, cas_outcome, 2 * (size_t)in->finding_count);
    pass->plan.finding_by_others = pass->plan.finding_by_helpers + in->finding_count;
    new_times(arena, graph, &pass->when);
    new_times(arena, graph, &pass->soonest);
    pass->sure = CAS_ARRAY(arena, cas_moment_in_run, (size_t)in->clause_count);
    bool *personal = CAS_ARRAY(arena, bool, (size_t)in->clause_count);
    for (int c = 0; c < in->clause_count; c++)
        personal[c] = hears_own_finding(graph, c);
    pass->personal = personal;
    cas_pass_new_failings(pass);
    return pass;
}

void cas_pass_stances(cas_pass *pass, const cas_stance *stances)
{
    pass->helpers = pass->obeyers = pass->resisters = cas_set_empty();
    for (int p = 0; p < pass->parties; p++)
        cas_set_add(stances[p] == CAS_HELPS ? &pass->helpers : stances[p] == CAS_OBEYS ? &pass->obeyers : &pass->resisters, p);
}

cas_moment_in_run cas_pass_started(const cas_pass *pass, const cas_times *times, int clause, int party)
{
    return party >= 0 && pass->personal[clause] ? times->start_for[clause * pass->parties + party] : times->start[clause];
}

static int duty_choice(const cas_pass *pass, cas_spot place, int party)
{
    for (int i = 0; i < pass->duty_choice_count; i++)
        if (pass->duty_choices[i].party == party && pass->duty_choices[i].place.clause == place.clause
            && pass->duty_choices[i].place.statement == place.statement)
            return i;
    return -1;
}

bool cas_pass_complies(const cas_pass *pass, cas_spot place, int party)
{
    if (cas_set_has(&pass->obeyers, party))
        return true;
    const int i = pass->duty_choice_count ? duty_choice(pass, place, party) : -1;
    return i >= 0 && pass->plan.complies[i];
}

/* By when a resister that the plan lets break its duty has done so. */
static cas_moment_in_run planned_breach(const cas_pass *pass, const cas_event *event)
{
    cas_moment_in_run best = CAS_NEVER;
    for (int i = 0; i < pass->duty_choice_count; i++) {
        const cas_bearer *bearer = &pass->duty_choices[i];
        if (bearer->place.clause != event->index || pass->plan.complies[i] || (event->has_set && !cas_set_has(&event->set, bearer->party))
            || !cas_set_has(&pass->resisters, bearer->party))
            continue;
        const cas_moment_in_run due = cas_pass_due(pass, &pass->when, bearer->place, bearer->party);
        if (due < CAS_NEVER && cas_count_can_comply(pass, bearer->place, bearer->party, due))
            best = cas_sooner(best, cas_later(due, cas_at(cas_tick_of(due), CAS_PHASE_SETTLED)));
    }
    return best;
}

/* A duty of `any N of` whose breach is listened to: who breaks it is left open, and a pass leaning to the helpers takes it as broken. */
static bool open_breach(const cas_pass *pass, const cas_event *event)
{
    const cas_clause *clause = &pass->graph->instance->clauses[event->index];
    for (int s = 0; s < clause->statement_count; s++)
        if (clause->statements[s].kind == CAS_DUTY && clause->statements[s].who.kind == CAS_ANY_NUMBER)
            return true;
    return false;
}

cas_moment_in_run cas_pass_due(const cas_pass *pass, const cas_times *times, cas_spot place, int party)
{
    const cas_moment_in_run started = cas_pass_started(pass, times, place.clause, party);
    if (started >= CAS_NEVER)
        return CAS_NEVER;
    const cas_tick within = cas_statement_at(pass->graph, place)->within;
    return within >= CAS_NEVER ? CAS_NEVER : cas_later(started, cas_at(cas_tick_of(started) + within, CAS_PHASE_LAST_ROUND));
}

/* ---- Events -------------------------------------------------------------------------------------------------------- */

static cas_moment_in_run soonest_breach(const cas_pass *pass, const cas_event *event)
{
    const cas_clause *clause = &pass->graph->instance->clauses[event->index];
    cas_moment_in_run best = CAS_NEVER;
    for (int s = 0; s < clause->statement_count; s++) {
        const cas_statement *st = &clause->statements[s];
        if (st->kind != CAS_DUTY && st->kind != CAS_PROHIBITION)
            continue;
        for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1)) {
            if (!cas_set_has(&pass->resisters, p) || (event->has_set && !cas_set_has(&event->set, p)))
                continue;
            cas_moment_in_run moment = cas_pass_started(pass, &pass->soonest, event->index, p);
            if (st->kind == CAS_DUTY)
                moment = cas_pass_due(pass, &pass->soonest, (cas_spot){event->index, s}, p);
            best = cas_sooner(best, moment);
        }
    }
    return best >= CAS_NEVER ? best : cas_later(best, cas_at(cas_tick_of(best), CAS_PHASE_ROUNDS));
}

static cas_moment_in_run duty_done(const cas_pass *pass, const cas_times *times, cas_spot place)
{
    const cas_statement *st = cas_statement_at(pass->graph, place);
    const cas_moment_in_run started = cas_pass_started(pass, times, place.clause, -1);
    if (times == &pass->soonest)
        return started;
    if (st->who.kind == CAS_ANY_NUMBER)
        return cas_count_duty_done(pass, place);
    cas_moment_in_run last = started;
    for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1))
        last = cas_later(last, cas_count_done_by(pass, place, p));
    return last;
}

cas_moment_in_run cas_pass_event(const cas_pass *pass, const cas_times *times, const cas_event *event, int party)
{
    const cas_instance *in = pass->graph->instance;
    if (cas_event_is_given(in, event))
        return 0;
    switch (event->kind) {
    case CAS_EV_INCIDENT:
        return CAS_NEVER;
    case CAS_EV_DEED:
        return cas_count_deed(pass, times, event);
    case CAS_EV_CLAUSE_DONE: {
        cas_moment_in_run last = cas_pass_started(pass, times, event->index, -1);
        if (pass->personal[event->index] && times == &pass->when)
            /* Somebody else's finding could add to what there is to do. */
            return pass->lean == CAS_LEAN_TO_HELPERS ? last : CAS_NEVER;
        for (int s = 0; s < in->clauses[event->index].statement_count; s++)
            if (in->clauses[event->index].statements[s].kind == CAS_DUTY)
                last = cas_later(last, duty_done(pass, times, (cas_spot){event->index, s}));
        return last;
    }
    case CAS_EV_ADOPTED:
        return times->adopted[event->index];
    case CAS_EV_REJECTED:
        return event->meets && times == &pass->when ? cas_pass_rejected_but_meets(pass, event->index, event->meets) : times->rejected[event->index];
    case CAS_EV_FOUND: {
        return party >= 0 && pass->graph->by_each[event->index] ? times->found_by[event->index * pass->parties + party] : times->found[event->index];
    }
    case CAS_EV_NOT_FOUND:
        return times->not_found[event->index];
    case CAS_EV_BREACH:
        if (times == &pass->soonest || (pass->lean == CAS_LEAN_TO_HELPERS && open_breach(pass, event)))
            return soonest_breach(pass, event);
        return planned_breach(pass, event);
    case CAS_EV_AFTER:
        return cas_delayed(cas_pass_event(pass, times, event->inner, party), event->delay);
    }
    return CAS_NEVER;
}

/* ---- One sweep ----------------------------------------------------------------------------------------------------- */

static bool set_moment(cas_moment_in_run *place, cas_moment_in_run moment)
{
    const bool changed = *place != moment;
    *place = moment;
    return changed;
}

bool cas_pass_compute_start(cas_pass *pass, int c)
{
    const cas_clause *clause = &pass->graph->instance->clauses[c];
    cas_moment_in_run own_first = CAS_NEVER;
    bool changed = false;
    for (int p = pass->personal[c] ? pass->parties - 1 : -1; p >= -1; p--) {
        cas_moment_in_run first = clause->trigger_count ? CAS_NEVER : 0;
        for (int t = 0; t < clause->trigger_count; t++)
            first = cas_sooner(first, cas_pass_event(pass, &pass->when, clause->triggers[t], p));
        if (p >= 0) {
            own_first = cas_sooner(own_first, first);
            changed |= set_moment(&pass->when.start_for[c * pass->parties + p], first);
        } else
            changed |= set_moment(&pass->when.start[c], cas_sooner(first, own_first));
    }
    return changed;
}

static bool sweep_starts(cas_pass *pass)
{
    bool changed = false;
    for (int c = 0; c < pass->graph->instance->clause_count; c++)
        changed |= cas_pass_compute_start(pass, c);
    return changed;
}

/* A helper does it as soon as some basis in force lets it; for an act none is needed. */
static cas_moment_in_run helped(const cas_pass *pass, int x, int party, bool joint_only)
{
    const cas_graph *graph = pass->graph;
    const cas_doing doing = graph->doings[x];
    const cas_deed_kind kind = graph->instance->deeds[doing.deed].kind;
    cas_moment_in_run best = CAS_NEVER;
    if (kind == CAS_ACT && (joint_only ? cas_set_has(&graph->joint[x], party) : !graph->is_joint[x]))
        best = cas_lawful_from(pass, party, doing, -1, cas_at(0, CAS_PHASE_ROUNDS));
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        const bool joint = st->who.kind == CAS_JOINTLY;
        if (joint != joint_only || (st->kind == CAS_POWER_GRANT) != (kind == CAS_POWER) || !cas_count_bears(st, party))
            continue;
        const cas_moment_in_run started = cas_pass_started(pass, &pass->when, place.clause, party);
        const cas_moment_in_run from = cas_later(started, cas_count_voted(pass, st, party));
        best = cas_sooner(best, cas_lawful_from(pass, party, doing, place.clause, from));
    }
    return best >= CAS_NEVER ? best : cas_later(best, cas_at(cas_tick_of(best), CAS_PHASE_ROUNDS));
}

/* Whoever does its duty does it when the duty leaves it no other way. */
static cas_moment_in_run owed(const cas_pass *pass, int x, int party, bool joint_only)
{
    const cas_graph *graph = pass->graph;
    const int wanted[1] = {x};
    cas_moment_in_run best = CAS_NEVER;
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        const bool by_number = st->who.kind == CAS_ANY_NUMBER && !(pass->lean == CAS_LEAN_TO_HELPERS && graph->heard[x])
                               && !cas_count_forced_alone(pass, place, party, x);
        if (st->kind != CAS_DUTY || (st->who.kind == CAS_JOINTLY) != joint_only || by_number || !cas_count_bears(st, party)
            || !cas_pass_complies(pass, place, party))
            continue;
        best = cas_sooner(best, cas_count_owed(pass, place, party, wanted, 1));
    }
    return best;
}

/* The earliest at which somebody who need not help can come to the joint deed: an act at once, a measure when a joint duty for it starts. */
static cas_moment_in_run could_come(const cas_pass *pass, int x, int party)
{
    const cas_graph *graph = pass->graph;
    cas_moment_in_run first = graph->instance->deeds[graph->doings[x].deed].kind == CAS_ACT ? 0 : CAS_NEVER;
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        if (st->who.kind == CAS_JOINTLY && st->kind != CAS_POWER_GRANT && cas_count_bears(st, party))
            first = cas_sooner(first, cas_pass_started(pass, &pass->when, place.clause, party));
    }
    return first;
}

/* Coming to a joint deed is doing it, for a party that has a basis of its own. */
static cas_moment_in_run comes_on_own_basis(const cas_pass *pass, int x, int party)
{
    const cas_graph *graph = pass->graph;
    const cas_moment_in_run comes = cas_set_has(&pass->helpers, party) ? helped(pass, x, party, true) : owed(pass, x, party, true);
    cas_moment_in_run best = CAS_NEVER;
    for (size_t i = 0; i < graph->bases[x].count && comes < CAS_NEVER; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        if (st->who.kind == CAS_JOINTLY || st->kind == CAS_POWER_GRANT || !cas_count_bears(st, party))
            continue;
        const cas_moment_in_run from = cas_later(cas_pass_started(pass, &pass->when, place.clause, party), cas_count_voted(pass, st, party));
        const cas_moment_in_run latest = pass->lean == CAS_LEAN_TO_HELPERS ? comes : could_come(pass, x, party);
        if (from > latest && !cas_set_has(&pass->helpers, party))
            continue; /* it came before, and does not come again */
        best = cas_sooner(best, cas_lawful_from(pass, party, graph->doings[x], place.clause, cas_later(comes, from)));
    }
    return best;
}

/* A joint deed happens when the last of its members has come. */
static cas_moment_in_run together(const cas_pass *pass, int x, int party)
{
    const cas_graph *graph = pass->graph;
    cas_moment_in_run best = CAS_NEVER;
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        if (st->who.kind != CAS_JOINTLY || st->kind == CAS_POWER_GRANT || !cas_count_bears(st, party) || cas_count_cannot_have_voted(pass, st, party))
            continue;
        const bool act = graph->instance->deeds[graph->doings[x].deed].kind == CAS_ACT;
        cas_moment_in_run last = act ? 0 : cas_pass_started(pass, &pass->when, place.clause, party);
        for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1)) {
            if (p == graph->doings[x].recipient || cas_count_cannot_have_voted(pass, st, p))
                continue;
            last = cas_later(last, cas_count_voted(pass, st, p));
            cas_moment_in_run comes = CAS_NEVER;
            if (cas_set_has(&pass->helpers, p))
                comes = cas_sooner(helped(pass, x, p, true), helped(pass, x, p, false));
            else
                comes = cas_sooner(owed(pass, x, p, true), owed(pass, x, p, false));
            if (pass->lean == CAS_LEAN_TO_HELPERS && !cas_set_has(&pass->helpers, p))
                comes = cas_sooner(comes, cas_count_by_another_duty(pass, place, x, p));
            comes = cas_sooner(comes, cas_count_given(pass, x, p)); /* it had come when the run began */
            last = cas_later(last, comes);
        }
        best = cas_sooner(best, last);
    }
    return best;
}

bool cas_pass_compute_doing(cas_pass *pass, int x, const cas_set *parties)
{
    const cas_graph *graph = pass->graph;
    bool changed = false;
    if (graph->instance->deeds[graph->doings[x].deed].kind == CAS_POWER)
        return cas_count_powers(pass, x);
    for (int p = cas_set_next(parties, 0); p >= 0; p = cas_set_next(parties, p + 1)) {
        cas_moment_in_run moment = cas_count_given(pass, x, p);
        if (p != graph->doings[x].recipient && moment > 0) {
            if (cas_set_has(&pass->helpers, p))
                moment = helped(pass, x, p, false);
            else
                moment = owed(pass, x, p, false);
            moment = cas_sooner(moment, cas_sooner(together(pass, x, p), comes_on_own_basis(pass, x, p)));
        }
        changed |= set_moment(&pass->when.done[x * pass->parties + p], moment);
    }
    return changed;
}

static bool sweep_deeds(cas_pass *pass)
{
    bool changed = false;
    for (int x = 0; x < pass->graph->doing_count; x++)
        changed |= cas_pass_compute_doing(pass, x, &pass->graph->everyone);
    return changed;
}

static bool sweep_bodies(cas_pass *pass)
{
    const cas_instance *in = pass->graph->instance;
    const size_t findings = 3 * (size_t)in->finding_count, decisions = 3 * (size_t)in->decision_count;
    bool changed = false;
    if (findings) {
        const cas_mark mark = cas_arena_mark(pass->arena);
        cas_moment_in_run *before = CAS_ARRAY(pass->arena, cas_moment_in_run, findings + (size_t)(in->finding_count * pass->parties));
        for (size_t i = 0; i < findings; i++)
            before[i] = pass->when.looked[i];
        for (int i = 0; i < in->finding_count * pass->parties; i++)
            before[findings + (size_t)i] = pass->when.found_by[i];
        cas_pass_findings(pass);
        for (size_t i = 0; i < findings; i++)
            changed |= before[i] != pass->when.looked[i];
        for (int i = 0; i < in->finding_count * pass->parties; i++)
            changed |= before[findings + (size_t)i] != pass->when.found_by[i];
        cas_arena_release(pass->arena, mark);
    }
    if (decisions) {
        const cas_mark mark = cas_arena_mark(pass->arena);
        cas_moment_in_run *before = CAS_ARRAY(pass->arena, cas_moment_in_run, decisions);
        for (size_t i = 0; i < decisions; i++)
            before[i] = pass->when.opened[i];
        cas_pass_decisions(pass);
        for (size_t i = 0; i < decisions; i++)
            changed |= before[i] != pass->when.opened[i];
        cas_arena_release(pass->arena, mark);
    }
    return changed;
}

static void forget(cas_pass *pass)
{
    const cas_instance *in = pass->graph->instance;
    for (int i = 0; i < in->clause_count * (pass->parties + 1); i++)
        pass->when.start[i] = CAS_NEVER;
    for (int i = 0; i < pass->graph->doing_count * pass->parties; i++)
        pass->when.done[i] = CAS_NEVER;
    for (int i = 0; i < 3 * in->decision_count; i++)
        pass->when.opened[i] = CAS_NEVER;
    for (int i = 0; i < 3 * in->finding_count; i++)
        pass->when.looked[i] = CAS_NEVER;
    for (int i = 0; i < in->finding_count * pass->parties; i++)
        pass->when.found_by[i] = CAS_NEVER;
}

/* Windows that depend on findings, and the bounds `soonest` and `sure`, are only needed where something can be disturbed. */
static bool can_be_disturbed(const cas_graph *graph)
{
    bool disturbed = graph->kills.count > 0 || graph->power_owed;
    for (int f = 0; f < graph->instance->finding_count; f++)
        disturbed |= graph->rules_on[f];
    disturbed |= graph->breach_heard;
    for (int d = 0; d < graph->instance->decision_count; d++)
        disturbed |= graph->openers[d].count > 1;
    for (int f = 0; f < graph->instance->finding_count; f++)
        disturbed |= graph->finders[f].count > 1;
    return disturbed;
}

cas_moment_in_run cas_pass_run(cas_pass *pass)
{
    const cas_graph *graph = pass->graph;
    const cas_instance *in = graph->instance;
    pass->unsettled = false;
    forget(pass);
    if (can_be_disturbed(graph)) {
        cas_reach_soonest(pass);
        cas_reach_sure(pass);
    }
    if (graph->followers) {
        cas_pass_follow(pass);
        return cas_count_goal(pass);
    }
    /* A text long enough to wait for itself a million times over is left undecided. */
    const int most = 20000000 / (in->clause_count + 1) + 64;
    int sweeps = 4 * (in->clause_count + in->decision_count + in->finding_count) + 16;
    sweeps = sweeps < most ? sweeps : most;
    for (bool changed = true; changed && sweeps-- > 0;) {
        changed = sweep_starts(pass);
        changed |= sweep_bodies(pass);
        changed |= sweep_deeds(pass);
        pass->unsettled = changed;
        cas_poll(pass->arena->ctx);
    }
    return cas_count_goal(pass);
}
