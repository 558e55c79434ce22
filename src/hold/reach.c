/*
 * Bounds on when things can happen at all, for passes over texts in which something can be taken away.
 *
 * soonest: everybody does everything at once, every body decides either way as soon as it is open, unless the plan has fixed the outcome. No run is
 * earlier. sure: what the others can start whatever the helpers do, by acts, powers and outcomes that serve no other end (so that starting them costs
 * the others nothing). Both only matter for clauses that forbid or end something.
 */
#include "hold/pass.h"

#include "hold/control.h"
#include "hold/count.h"

static cas_moment_in_run soonest_doing(const cas_pass *pass, int x, int party)
{
    const cas_graph *graph = pass->graph;
    const cas_doing doing = graph->doings[x];
    if (cas_count_given(pass, x, party) == 0)
        return 0;
    if (graph->instance->deeds[doing.deed].kind == CAS_ACT)
        return cas_at(0, CAS_PHASE_ROUNDS);
    cas_moment_in_run best = CAS_NEVER;
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        if ((st->kind == CAS_POWER_GRANT) != (graph->instance->deeds[doing.deed].kind == CAS_POWER) || !cas_set_has(&st->who.set, party))
            continue;
        best = cas_sooner(best, cas_pass_started(pass, &pass->soonest, place.clause, party));
    }
    return best >= CAS_NEVER ? best : cas_later(best, cas_at(cas_tick_of(best), CAS_PHASE_ROUNDS));
}

static cas_moment_in_run soonest_carried(const cas_pass *pass, const cas_statement *st, cas_moment_in_run opened)
{
    if (opened >= CAS_NEVER)
        return CAS_NEVER;
    const cas_votes votes = {.yes = pass->graph->everyone};
    cas_tick stages[16] = {0};
    const int count = cas_rule_stages(st->rule, stages, 1, 16);
    uint64_t findings = cas_rule_findings(st->rule);
    if (st->kind == CAS_FINDING)
        findings &= ~((uint64_t)1 << st->index);
    cas_tick best = CAS_NEVER;
    for (int i = 0; i < count && i < 16; i++)
        for (uint64_t mask = findings;; mask = (mask - 1) & findings) {
            if (stages[i] <= st->within && stages[i] < best && cas_rule_met(st->rule, &votes, (cas_moment){stages[i], mask}))
                best = stages[i];
            if (!mask)
                break;
        }
    if (best >= CAS_NEVER)
        return CAS_NEVER;
    /* A rule that nobody can hurt is met in the same breath as it is asked; any other takes a round of votes. */
    const cas_set nobody = cas_set_empty();
    bool doubtful = false;
    if (findings || cas_rule_carried(st->rule, &nobody, &pass->graph->everyone, (cas_moment){best, 0}, &doubtful))
        return cas_delayed(opened, best);
    return cas_later(cas_delayed(opened, best), cas_at(cas_tick_of(opened) + best, CAS_PHASE_ROUNDS));
}

static void soonest_bodies(cas_pass *pass)
{
    const cas_graph *graph = pass->graph;
    const cas_instance *in = graph->instance;
    cas_times *soonest = &pass->soonest;
    for (int f = 0; f < in->finding_count; f++) {
        const cas_outcome mine = pass->plan.finding_by_helpers[f];
        const cas_outcome fixed = mine == CAS_LEFT ? pass->plan.finding_by_others[f] : mine;
        soonest->looked[f] = soonest->found[f] = soonest->not_found[f] = CAS_NEVER;
        for (size_t i = 0; i < graph->finders[f].count; i++) {
            const cas_spot place = graph->finders[f].at[i];
            const cas_statement *st = cas_statement_at(graph, place);
            const cas_moment_in_run looked = cas_pass_started(pass, soonest, place.clause, -1);
            soonest->looked[f] = cas_sooner(soonest->looked[f], looked);
            const cas_moment_in_run found = st->mode == CAS_BY_RULE ? soonest_carried(pass, st, looked) : looked;
            if (st->mode == CAS_BY_EACH) {
                for (int p = 0; p < pass->parties; p++)
                    if (cas_set_has(&st->call_set, p))
                        soonest->found_by[f * pass->parties + p] = cas_sooner(soonest->found_by[f * pass->parties + p], found);
            }
            if (fixed != CAS_FAILS)
                soonest->found[f] = cas_sooner(soonest->found[f], found);
            if (fixed != CAS_COMES && fixed != CAS_COMES_LATE && st->mode == CAS_BY_RULE)
                soonest->not_found[f] = cas_sooner(soonest->not_found[f], looked);
        }
    }
    for (int d = 0; d < in->decision_count; d++) {
        const cas_outcome mine = pass->plan.decision_by_helpers[d];
        const bool again = graph->openers[d].count && cas_statement_at(graph, graph->openers[d].at[0])->again_after >= 0;
        const cas_outcome fixed = again ? CAS_FREE : mine == CAS_LEFT ? pass->plan.decision_by_others[d] : mine;
        soonest->opened[d] = soonest->adopted[d] = soonest->rejected[d] = CAS_NEVER;
        for (size_t i = 0; i < graph->openers[d].count; i++) {
            const cas_spot place = graph->openers[d].at[i];
            const cas_moment_in_run opened = cas_pass_started(pass, soonest, place.clause, -1);
            soonest->opened[d] = cas_sooner(soonest->opened[d], opened);
            if (fixed != CAS_FAILS)
                soonest->adopted[d] = cas_sooner(soonest->adopted[d], soonest_carried(pass, cas_statement_at(graph, place), opened));
            if (fixed != CAS_COMES && fixed != CAS_COMES_LATE)
                soonest->rejected[d] = cas_sooner(soonest->rejected[d], opened);
        }
    }
}

static size_t clause_cells(const cas_pass *pass)
{
    return (size_t)pass->graph->instance->clause_count * (size_t)(pass->parties + 1);
}

void cas_reach_soonest(cas_pass *pass)
{
    const cas_instance *in = pass->graph->instance;
    cas_times *soonest = &pass->soonest;
    for (size_t i = 0; i < clause_cells(pass); i++)
        soonest->start[i] = CAS_NEVER; /* start and start_for lie side by side */
    for (int i = 0; i < in->finding_count * pass->parties; i++)
        soonest->found_by[i] = CAS_NEVER;
    for (int i = 0; i < pass->graph->doing_count * pass->parties; i++)
        soonest->done[i] = CAS_NEVER;
    soonest_bodies(pass);
    for (bool more = true; more;) {
        more = false;
        for (int c = 0; c < in->clause_count; c++) {
            const cas_clause *clause = &in->clauses[c];
            for (int p = pass->personal[c] ? pass->parties - 1 : -1; p >= -1; p--) {
                cas_moment_in_run first = clause->trigger_count ? CAS_NEVER : 0;
                for (int t = 0; t < clause->trigger_count; t++)
                    first = cas_sooner(first, cas_pass_event(pass, soonest, clause->triggers[t], p));
                if (p == -1 && pass->personal[c])
                    for (int q = 0; q < pass->parties; q++)
                        first = cas_sooner(first, soonest->start_for[c * pass->parties + q]);
                cas_moment_in_run *place = p >= 0 ? &soonest->start_for[c * pass->parties + p] : &soonest->start[c];
                if (first < *place) {
                    *place = first;
                    more = true;
                }
            }
        }
        for (int x = 0; x < pass->graph->doing_count; x++)
            for (int p = 0; p < pass->parties; p++)
                soonest->done[x * pass->parties + p] = soonest_doing(pass, x, p);
        soonest_bodies(pass);
        cas_poll(pass->arena->ctx);
    }
}

static bool deed_serves(const cas_graph *graph, int deed)
{
    const cas_instance *in = graph->instance;
    const cas_goal *goal = graph->goal;
    for (int i = 0; goal && i < goal->deed_count; i++)
        if (goal->deeds[i] == deed)
            return true;
    for (int c = 0; c < in->clause_count; c++)
        for (int t = 0; t < in->clauses[c].trigger_count; t++) {
            const cas_event *event = in->clauses[c].triggers[t];
            while (event->kind == CAS_EV_AFTER)
                event = event->inner;
            if (event->kind == CAS_EV_DEED && event->index == deed && graph->clause_can_serve[c])
                return true;
        }
    const cas_event *wanted = goal && goal->kind == CAS_GOAL_EVENT ? goal->event : NULL;
    while (wanted && wanted->kind == CAS_EV_AFTER)
        wanted = wanted->inner;
    return wanted && wanted->kind == CAS_EV_DEED && wanted->index == deed;
}

/* A breach that somebody waits for is not free for whoever commits it. */
static bool may_cost_a_breach(const cas_graph *graph, int deed)
{
    for (size_t i = 0; i < graph->kills.count && graph->breach_heard; i++)
        if (cas_statement_at(graph, graph->kills.at[i])->kind == CAS_PROHIBITION && cas_statement_names(cas_statement_at(graph, graph->kills.at[i]), deed, -1))
            return true;
    return false;
}

/* Have those whom the run starts with done it by themselves? */
static bool deed_is_given(const cas_pass *pass, const cas_event *event)
{
    const int x = cas_doing_find(pass->graph, event->index, -1);
    cas_set doers = cas_set_empty();
    for (int p = 0; p < pass->parties; p++)
        if (cas_count_given(pass, x, p) == 0)
            cas_set_add(&doers, p);
    if (!event->has_set)
        return !cas_set_is_empty(&doers);
    const cas_set counted = cas_set_and(doers, event->set);
    const int needed = cas_heads_needed(&event->quant, cas_set_count(&event->set));
    return needed >= 0 && cas_set_count(&counted) >= needed;
}

static cas_moment_in_run sure_event(const cas_pass *pass, const cas_event *event)
{
    const cas_graph *graph = pass->graph;
    const cas_instance *in = graph->instance;
    if (cas_event_is_given(in, event))
        return 0;
    if (event->kind == CAS_EV_AFTER)
        return cas_delayed(sure_event(pass, event->inner), event->delay);
    if (event->kind == CAS_EV_DEED && deed_is_given(pass, event))
        return 0;
    if (event->kind == CAS_EV_DEED && in->deeds[event->index].kind == CAS_ACT && !deed_serves(graph, event->index)
        && !may_cost_a_breach(graph, event->index)) {
        const int x = cas_doing_find(graph, event->index, -1);
        for (int p = 0; p < pass->parties; p++)
            if (cas_set_has(&pass->resisters, p) && (!event->has_set || (event->quant.kind == CAS_ANY && cas_set_has(&event->set, p)))
                && (x < 0 || !cas_set_has(&graph->joint[x], p)))
                return cas_at(0, CAS_PHASE_ROUNDS);
    }
    if (event->kind == CAS_EV_ADOPTED || (event->kind == CAS_EV_REJECTED && !event->meets)) {
        const bool adopted = event->kind == CAS_EV_ADOPTED;
        const int d = event->index;
        const bool serves = adopted ? graph->adopted_serves[d] : graph->rejected_serves[d];
        if (serves || graph->openers[d].count != 1 || pass->plan.decision_by_helpers[d] != CAS_LEFT
            || pass->plan.decision_by_others[d] != (adopted ? CAS_COMES : CAS_FAILS))
            return CAS_NEVER;
        const cas_spot opener = graph->openers[d].at[0];
        const cas_moment_in_run opened = pass->sure[opener.clause];
        if (opened >= CAS_NEVER || !cas_grip_on(pass, cas_statement_at(graph, opener)).always_others)
            return CAS_NEVER;
        return cas_at(cas_tick_of(opened) + cas_statement_at(graph, opener)->within, CAS_PHASE_SETTLED);
    }
    return CAS_NEVER;
}

void cas_reach_sure(cas_pass *pass)
{
    const cas_instance *in = pass->graph->instance;
    for (int c = 0; c < in->clause_count; c++)
        pass->sure[c] = in->clauses[c].trigger_count ? CAS_NEVER : 0;
    for (bool more = true; more;) {
        more = false;
        for (int c = 0; c < in->clause_count; c++)
            for (int t = 0; t < in->clauses[c].trigger_count; t++) {
                const cas_moment_in_run moment = sure_event(pass, in->clauses[c].triggers[t]);
                if (moment < pass->sure[c]) {
                    pass->sure[c] = moment;
                    more = true;
                }
            }
    }
}
