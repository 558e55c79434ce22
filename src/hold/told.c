/*
 * A run told in words.
 *
 * The pass has left, for everything that happens, the moment by which it happens. The teller walks back from the goal: what brought it about, what that
 * rested on, and so on to the incident; each fact once, with the clause it rests on. Told in order of time this is a calendar. Only the facts that decided the
 * moment are walked, so a step that waited is on the critical path of deadlines. Where the goal is never reached, broken.c says where the chain breaks.
 */
#include "hold/told.h"

#include "hold/count.h"
#include "hold/naive.h"
#include "hold/telling.h"

#include <stdlib.h>
#include <string.h>

cas_step *cas_tell(cas_teller *t, cas_moment_in_run moment, const char *words)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->moments[i] == moment && strcmp(t->steps[i].words, words) == 0)
            return &t->steps[i];
    size_t room = t->room;
    t->steps = CAS_ROOM(t->arena, t->steps, t->count, &room);
    t->moments = CAS_ROOM(t->arena, t->moments, t->count, &t->room);
    t->moments[t->count] = moment;
    t->steps[t->count] = (cas_step){.tick = cas_tick_of(moment), .words = words, .clause = -1, .party = -1};
    return &t->steps[t->count++];
}

const char *cas_told_name(const cas_teller *t, int party)
{
    return party < 0 ? "an outsider" : t->graph->instance->party_names[party];
}

const char *cas_told_names(const cas_teller *t, const cas_set *set)
{
    cas_builder out = {.arena = t->arena};
    const int count = cas_set_count(set);
    int i = 0;
    if (count == 0)
        return "nobody";
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1), i++) {
        if (i == 8 && count > 9) {
            cas_putf(&out, " and %d others", count - i);
            break;
        }
        cas_puts(&out, i == 0 ? "" : i == count - 1 ? " and " : ", ");
        cas_puts(&out, cas_told_name(t, p));
    }
    return cas_built_string(&out);
}

const char *cas_told_time(const cas_teller *t, cas_tick ticks)
{
    const double hours = (double)ticks * t->graph->instance->tick_hours;
    if (hours >= 24 && hours == 24 * (double)(long)(hours / 24))
        return cas_format(t->arena, "%ld day%s", (long)(hours / 24), hours == 24 ? "" : "s");
    return cas_format(t->arena, "%.10g hour%s", hours, hours == 1 ? "" : "s");
}

/* A title may be a noun or a verb, so it stands in quotation marks. */
static const char *deed_words(const cas_teller *t, const cas_deed *deed)
{
    return deed->title == deed->name || strcmp(deed->title, deed->name) == 0 ? deed->name : cas_format(t->arena, "“%s”", deed->title);
}

const char *cas_told_doing(const cas_teller *t, cas_doing doing)
{
    const cas_instance *in = t->graph->instance;
    const cas_deed *deed = &in->deeds[doing.deed];
    if (deed->kind == CAS_MEASURE)
        return cas_format(t->arena, "gives %s to %s", deed_words(t, deed), cas_told_name(t, doing.recipient));
    if (deed->kind == CAS_POWER)
        return cas_format(t->arena, "uses its power: %s", deed->title);
    return cas_format(t->arena, "does: %s", deed->title);
}

/* The one recipient of the measures among which a duty leaves the choice, one measure a way; -1: it is not so simple. */
static int shared_recipient(const cas_teller *t, const cas_statement *st)
{
    for (int w = 0; w < st->way_count; w++)
        if (st->ways[w].count != 1 || t->graph->instance->deeds[st->ways[w].doings[0].deed].kind != CAS_MEASURE ||
            st->ways[w].doings[0].recipient != st->ways[0].doings[0].recipient)
            return -1;
    return st->way_count > 1 ? st->ways[0].doings[0].recipient : -1;
}

/* "gives airspace or weapons to UA" */
static const char *ways_words(const cas_teller *t, const cas_statement *st, int party)
{
    cas_builder out = {.arena = t->arena};
    int shown = 0;
    const int recipient = shared_recipient(t, st);
    if (recipient >= 0 && recipient != party) {
        cas_puts(&out, "gives ");
        for (int w = 0; w < st->way_count; w++)
            cas_putf(&out, "%s%s", w == 0 ? "" : w + 1 == st->way_count ? " or " : ", ",
                     deed_words(t, &t->graph->instance->deeds[st->ways[w].doings[0].deed]));
        cas_putf(&out, " to %s", cas_told_name(t, recipient));
        return cas_built_string(&out);
    }
    for (int w = 0; w < st->way_count; w++) {
        if (st->ways[w].count && st->ways[w].doings[0].recipient == party)
            continue;
        cas_puts(&out, shown++ ? ", or " : "");
        for (int i = 0; i < st->ways[w].count; i++) {
            cas_puts(&out, i ? " and " : "");
            cas_puts(&out, cas_told_doing(t, st->ways[w].doings[i]));
        }
    }
    return cas_built_string(&out);
}

static void on_clause(cas_step *step, const cas_teller *t, cas_spot place, int party)
{
    step->clause = place.clause;
    step->line = cas_statement_at(t->graph, place)->line;
    step->party = party;
}

/* ---- Deeds --------------------------------------------------------------------------------------------------------- */

static void tell_clause(cas_teller *t, int clause, int party)
{
    const cas_clause *c = &t->graph->instance->clauses[clause];
    if (t->clause_told[clause] || t->depth > 200)
        return;
    t->clause_told[clause] = true;
    const cas_event *first = NULL;
    cas_moment_in_run soonest = CAS_NEVER;
    for (int i = 0; i < c->trigger_count; i++) {
        const cas_moment_in_run moment = cas_pass_event(t->pass, &t->pass->when, c->triggers[i], party);
        if (moment < soonest) {
            soonest = moment;
            first = c->triggers[i];
        }
    }
    t->depth++;
    if (first)
        cas_tell_event(t, first, clause);
    t->depth--;
}

/* A power that takes several: those who have used it by then, as many as it takes. */
static void tell_together_used(cas_teller *t, int x, cas_spot grant, cas_moment_in_run moment)
{
    const cas_statement *st = cas_statement_at(t->graph, grant);
    const int needed = st->who.kind == CAS_JOINTLY ? cas_set_count(&st->who.set) : st->who.number;
    cas_set users = cas_set_empty();
    for (int p = cas_set_next(&st->who.set, 0), count = 0; p >= 0 && count < needed; p = cas_set_next(&st->who.set, p + 1))
        if (t->pass->when.done[x * t->pass->parties + p] <= moment) {
            cas_set_add(&users, p);
            count++;
        }
    cas_step *step = cas_tell(t, moment, cas_format(t->arena, "%s use their power: %s", cas_told_names(t, &users),
                                                    t->graph->instance->deeds[t->graph->doings[x].deed].title));
    step->because = cas_format(t->arena, st->who.kind == CAS_JOINTLY ? "it takes all %d of them" : "it takes %d of them", needed);
    on_clause(step, t, grant, -1);
}

static void tell_helped(cas_teller *t, int x, int party, cas_moment_in_run moment)
{
    const cas_graph *graph = t->graph;
    const cas_doing doing = graph->doings[x];
    const cas_deed_kind kind = graph->instance->deeds[doing.deed].kind;
    cas_spot best = {-1, -1};
    cas_moment_in_run latest = -1;
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        const cas_moment_in_run started = cas_pass_started(t->pass, &t->pass->when, place.clause, party);
        if (!cas_count_bears(st, party) || (st->kind == CAS_POWER_GRANT) != (kind == CAS_POWER) || started > moment || started <= latest)
            continue;
        best = place;
        latest = started;
    }
    if (best.clause >= 0)
        tell_clause(t, best.clause, party);
    const cas_statement *st = best.clause >= 0 ? cas_statement_at(graph, best) : NULL;
    if (st && st->kind == CAS_POWER_GRANT && (st->who.kind == CAS_JOINTLY || (st->who.kind == CAS_ANY_NUMBER && st->who.number > 1))) {
        tell_together_used(t, x, best, moment);
        return;
    }
    cas_step *step = cas_tell(t, moment, cas_format(t->arena, "%s %s", cas_told_name(t, party), cas_told_doing(t, doing)));
    step->because = party == graph->instance->attacked ? NULL : "it helps, so at once";
    if (best.clause >= 0)
        on_clause(step, t, best, party);
}

static void tell_owed(cas_teller *t, int x, int party, cas_moment_in_run moment)
{
    const cas_graph *graph = t->graph;
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        if (st->kind != CAS_DUTY || !cas_count_bears(st, party) || cas_pass_due(t->pass, &t->pass->when, place, party) > moment)
            continue;
        tell_clause(t, place.clause, party);
        const cas_moment_in_run started = cas_pass_started(t->pass, &t->pass->when, place.clause, party);
        cas_step *step = cas_tell(t, moment, cas_format(t->arena, "%s %s", cas_told_name(t, party), ways_words(t, st, party)));
        step->waited = cas_tick_of(moment) - cas_tick_of(started);
        step->because = cas_format(t->arena, "it must, within %s; it only obeys, so on the last day", cas_told_time(t, st->within));
        on_clause(step, t, place, party);
        return;
    }
}

static void tell_together(cas_teller *t, int x, int party, cas_moment_in_run moment)
{
    const cas_graph *graph = t->graph;
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        if (st->who.kind != CAS_JOINTLY || !cas_count_bears(st, party))
            continue;
        const cas_moment_in_run started = cas_pass_started(t->pass, &t->pass->when, place.clause, party);
        if (started <= moment)
            tell_clause(t, place.clause, party);
        cas_step *step = cas_tell(t, moment, cas_format(t->arena, "%s, jointly: %s; all have come", cas_told_names(t, &st->who.set),
                                                        graph->instance->deeds[graph->doings[x].deed].title));
        step->waited = started < moment ? cas_tick_of(moment) - cas_tick_of(started) : 0;
        on_clause(step, t, place, -1);
        return;
    }
}

void cas_tell_deed(cas_teller *t, int x, int party, cas_moment_in_run moment)
{
    if (moment >= CAS_NEVER)
        return;
    if (cas_count_given(t->pass, x, party) == 0) {
        cas_tell(t, 0, cas_format(t->arena, "taken as given: %s %s", cas_told_name(t, party), cas_told_doing(t, t->graph->doings[x])));
        return;
    }
    if (cas_set_has(&t->graph->joint[x], party))
        tell_together(t, x, party, moment);
    else if (cas_set_has(&t->pass->helpers, party))
        tell_helped(t, x, party, moment);
    else
        tell_owed(t, x, party, moment);
}

/* What a clause that is done has had done together; what each does for itself would be a line a bearer, and is left out. */
static void tell_joint_duties(cas_teller *t, int clause, cas_moment_in_run by)
{
    const cas_clause *c = &t->graph->instance->clauses[clause];
    for (int s = 0; s < c->statement_count; s++) {
        const cas_statement *st = &c->statements[s];
        const int first = cas_set_next(&st->who.set, 0);
        if (st->kind != CAS_DUTY || st->who.kind != CAS_JOINTLY || first < 0 || st->way_count != 1)
            continue;
        for (int d = 0; d < st->ways[0].count; d++) {
            const int x = cas_doing_find(t->graph, st->ways[0].doings[d].deed, st->ways[0].doings[d].recipient);
            const cas_moment_in_run done = x < 0 ? CAS_NEVER : t->pass->when.done[x * t->pass->parties + first];
            if (done <= by)
                cas_tell_deed(t, x, first, done);
        }
    }
}

/* The first `needed` of the set to have done it; what the others need not have done is not told. */
static void tell_count(cas_teller *t, const cas_set *set, int needed, const cas_moment_in_run *own, const int *best_doing, cas_moment_in_run by)
{
    cas_set told = cas_set_empty();
    for (int i = 0; i < needed; i++) {
        int first = -1;
        for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
            if (!cas_set_has(&told, p) && own[p] <= by && (first < 0 || own[p] < own[first]))
                first = p;
        if (first < 0) {
            cas_tell_any_number(t, by);
            return;
        }
        cas_set_add(&told, first);
        cas_tell_deed(t, best_doing[first], first, own[first]);
    }
}

void cas_tell_any_number(cas_teller *t, cas_moment_in_run by)
{
    const cas_instance *in = t->graph->instance;
    for (int c = 0; c < in->clause_count; c++)
        for (int s = 0; s < in->clauses[c].statement_count; s++) {
            const cas_spot place = {c, s};
            const cas_statement *st = &in->clauses[c].statements[s];
            const cas_moment_in_run due = cas_pass_due(t->pass, &t->pass->when, place, -1);
            if (st->kind != CAS_DUTY || st->who.kind != CAS_ANY_NUMBER || due > by)
                continue;
            tell_clause(t, c, -1);
            cas_step *step = cas_tell(t, due, cas_format(t->arena, "%d of %s must have done it by now: %s", st->who.number,
                                                         cas_told_names(t, &st->who.set), ways_words(t, st, -1)));
            step->waited = st->within;
            step->because = "whoever they are, that many must act or be in breach";
            on_clause(step, t, place, -1);
        }
}

/* ---- Events -------------------------------------------------------------------------------------------------------- */

static void tell_deed_event(cas_teller *t, const cas_event *event)
{
    const int x = cas_doing_find(t->graph, event->index, -1);
    const cas_set set = event->has_set ? event->set : t->graph->everyone;
    const int needed = event->has_set ? cas_heads_needed(&event->quant, cas_set_count(&set)) : 1;
    const cas_moment_in_run by = cas_pass_event(t->pass, &t->pass->when, event, -1);
    int *doing = CAS_ARRAY(t->arena, int, (size_t)t->pass->parties + 1);
    for (int p = 0; p < t->pass->parties; p++)
        doing[p] = x;
    tell_count(t, &set, needed, &t->pass->when.done[x * t->pass->parties], doing, by);
}

static const cas_spot *first_place(cas_teller *t, const cas_places *places)
{
    const cas_spot *first = NULL;
    for (size_t i = 0; i < places->count; i++)
        if (!first || t->pass->when.start[places->at[i].clause] < t->pass->when.start[first->clause])
            first = &places->at[i];
    return first;
}

cas_moment_in_run cas_tell_opening(cas_teller *t, const cas_places *places, const char *name, const cas_spot **opener)
{
    *opener = first_place(t, places);
    if (!*opener)
        return CAS_NEVER;
    const cas_moment_in_run opened = t->pass->when.start[(*opener)->clause];
    if (opened >= CAS_NEVER)
        return CAS_NEVER;
    const cas_statement *st = cas_statement_at(t->graph, **opener);
    tell_clause(t, (*opener)->clause, -1);
    if (st->rule) {
        cas_step *step = cas_tell(t, opened, cas_format(t->arena, "%s is put to the vote; it takes: %s; deadline %s later", name, st->rule->words,
                                                        cas_told_time(t, st->within)));
        on_clause(step, t, **opener, -1);
    }
    return opened;
}

static void tell_body(cas_teller *t, const cas_places *places, const char *name, const char *outcome, cas_moment_in_run moment)
{
    const cas_spot *opener;
    const cas_moment_in_run opened = cas_tell_opening(t, places, name, &opener);
    if (opened >= CAS_NEVER)
        return;
    const cas_statement *st = cas_statement_at(t->graph, *opener);
    const cas_tick waited = cas_tick_of(moment) - cas_tick_of(opened);
    const char *words = cas_format(t->arena, "%s is %s", name, outcome);
    const char *because = waited ? cas_format(t->arena, "on the %s", waited == st->within ? "last day" : "first day on which the helpers suffice")
                                 : "those who help suffice, whatever the others vote";
    if (st->kind == CAS_FINDING && st->mode == CAS_BY_FACT)
        because = "a fact, which nobody has to find";
    if (st->kind == CAS_FINDING && st->mode == CAS_ON_CALL)
        because = cas_format(t->arena, "on the call of %d", st->call_number);
    cas_step *step = cas_tell(t, moment, words);
    step->waited = waited;
    step->because = because;
    on_clause(step, t, *opener, -1);
}

void cas_tell_event(cas_teller *t, const cas_event *event, int clause)
{
    const cas_instance *in = t->graph->instance;
    const cas_moment_in_run moment = cas_pass_event(t->pass, &t->pass->when, event, -1);
    switch (event->kind) {
    case CAS_EV_INCIDENT:
        if (in->attacked >= 0)
            cas_tell(t, 0, cas_format(t->arena, "%s by %s on %s", in->incident_names[event->index], cas_told_name(t, in->attacker), cas_told_name(t, in->attacked)));
        else
            cas_tell(t, 0, in->incident_names[event->index]);
        return;
    case CAS_EV_AFTER: {
        cas_tell_event(t, event->inner, clause);
        if (moment >= CAS_NEVER || event->delay == 0)
            return;
        cas_step *step = cas_tell(t, moment, cas_format(t->arena, "%s have passed: %s", cas_told_time(t, event->delay), event->words));
        step->waited = event->delay;
        step->clause = clause;
        return;
    }
    case CAS_EV_DEED:
        tell_deed_event(t, event);
        return;
    case CAS_EV_ADOPTED:
    case CAS_EV_REJECTED:
        if (cas_event_is_given(in, event))
            cas_tell(t, 0, cas_format(t->arena, "taken as given: %s", event->words));
        else
            tell_body(t, &t->graph->openers[event->index], in->decision_names[event->index],
                      event->kind == CAS_EV_ADOPTED ? "adopted" : event->meets ? "rejected, but its ballots meet the other rule" : "rejected", moment);
        return;
    case CAS_EV_FOUND:
    case CAS_EV_NOT_FOUND:
        tell_body(t, &t->graph->finders[event->index], in->finding_names[event->index], event->kind == CAS_EV_FOUND ? "found" : "not found", moment);
        return;
    case CAS_EV_CLAUSE_DONE:
        tell_clause(t, event->index, -1);
        tell_joint_duties(t, event->index, moment);
        cas_tell(t, moment, cas_format(t->arena, "clause %s is done: every duty in it", in->clauses[event->index].label))->clause = event->index;
        return;
    case CAS_EV_BREACH:
        cas_tell(t, moment, cas_format(t->arena, "taken as given: %s", event->words));
        return;
    }
}

/* ---- The goal ------------------------------------------------------------------------------------------------------ */

static void tell_goal(cas_teller *t, cas_moment_in_run by)
{
    const cas_goal *goal = t->graph->goal;
    if (goal->kind == CAS_GOAL_EVENT) {
        cas_tell_event(t, goal->event, -1);
        return;
    }
    const int recipient = goal->kind == CAS_GOAL_GIVES ? goal->recipient : -1;
    cas_moment_in_run *own = CAS_ARRAY(t->arena, cas_moment_in_run, (size_t)t->pass->parties + 1);
    int *doing = CAS_ARRAY(t->arena, int, (size_t)t->pass->parties + 1);
    for (int p = 0; p < t->pass->parties; p++) {
        own[p] = CAS_NEVER;
        doing[p] = -1;
        for (int i = 0; i < goal->deed_count; i++) {
            const int x = cas_doing_find(t->graph, goal->deeds[i], recipient);
            cas_moment_in_run moment = t->pass->when.done[x * t->pass->parties + p];
            for (size_t b = 0; b < t->graph->bases[x].count && cas_set_has(&t->pass->obeyers, p) && moment >= CAS_NEVER; b++) {
                /* Held to some wanted way without being held to this one. */
                const cas_spot place = t->graph->bases[x].at[b];
                const cas_statement *st = cas_statement_at(t->graph, place);
                if (st->kind == CAS_DUTY && st->who.kind == CAS_EACH && !st->only_basis && cas_count_bears(st, p)
                    && cas_pass_due(t->pass, &t->pass->when, place, p) <= by)
                    moment = cas_pass_due(t->pass, &t->pass->when, place, p);
            }
            if (moment < own[p]) {
                own[p] = moment;
                doing[p] = x;
            }
        }
    }
    tell_count(t, &goal->set, cas_heads_needed(&goal->quant, cas_set_count(&goal->set)), own, doing, by);
}

static int by_moment(const void *a, const void *b)
{
    const cas_told_step *x = a, *y = b;
    if (x->moment != y->moment)
        return x->moment < y->moment ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static cas_trace sorted(cas_teller *t, cas_tick value)
{
    cas_told_step *list = CAS_ARRAY(t->arena, cas_told_step, t->count + 1);
    for (size_t i = 0; i < t->count; i++)
        list[i] = (cas_told_step){t->moments[i], i, t->steps[i]};
    qsort(list, t->count, sizeof *list, by_moment);
    cas_step *steps = CAS_ARRAY(t->arena, cas_step, t->count + 1);
    for (size_t i = 0; i < t->count; i++) {
        steps[i] = list[i].step;
        steps[i].critical = steps[i].waited > 0 && value < CAS_NEVER;
    }
    return (cas_trace){steps, t->count, value};
}

/* The play that the search found, where no pass tells the run: what happens, without the clauses. */
static cas_trace searched_run(cas_method *method, const cas_stance *stances, cas_tick value)
{
    cas_ctx *ctx = method->arena->ctx;
    cas_guard guard;
    const cas_naive_line *volatile lines = NULL;
    int count = 0;
    /* A play past the budget is not told; the value stands. */
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        lines = cas_naive_principal_line(method->arena, method->whole, method->graph->goal, stances, method->max_states, &count);
    cas_guard_close(ctx, &guard);
    if (guard.status && guard.status != CAS_E_BUDGET)
        cas_fail(ctx, guard.status, "%s", ctx->needs);
    if (guard.status)
        return (cas_trace){.value = value};
    cas_step *steps = CAS_ARRAY(method->arena, cas_step, (size_t)count + 1);
    for (int i = 0; i < count; i++)
        steps[i] = (cas_step){.tick = lines[i].tick, .words = lines[i].words, .clause = -1, .party = -1};
    return (cas_trace){steps, (size_t)count, value};
}

/* Never, by the search, where each pass arrives: no single course of events shows that whatever is done has an answer. */
static void tell_no_course(cas_teller *t, const cas_method *method)
{
    cas_tell(t, CAS_NEVER, method->leaving.matters ? "whatever those who help do, the others can keep it from coming about: some can leave, or have left, by then"
                                                   : "whatever those who help do, the others can keep it from coming about");
}

/*
 * A pass tells the run if it arrives at the value: one that leans to the others, or (where the helpers can keep the others from disturbing them) one that
 * leans to the helpers. Where neither does, the search's own play is told, or that there is none.
 */
cas_trace cas_told_run(cas_method *method, const cas_stance *stances)
{
    const cas_value value = cas_method_value(method, stances);
    const bool settled = value.low == value.high;
    cas_moment_in_run reached = CAS_NEVER;
    for (int lean = 0; lean < 2; lean++) {
        cas_method_replay(method, stances, lean == 0 ? CAS_LEAN_TO_OTHERS : CAS_LEAN_TO_HELPERS);
        reached = cas_count_goal(method->pass);
        if (!settled || cas_tick_of(reached) == value.high)
            break;
    }
    if (settled && value.high < CAS_NEVER && cas_tick_of(reached) != value.high)
        return searched_run(method, stances, value.high);
    cas_teller t = {.arena = method->arena, .graph = method->graph, .pass = method->pass};
    t.clause_told = CAS_ARRAY(t.arena, bool, (size_t)method->graph->instance->clause_count + 1);
    if (settled && value.high >= CAS_NEVER && reached < CAS_NEVER)
        tell_no_course(&t, method);
    else if (reached < CAS_NEVER)
        tell_goal(&t, reached);
    else
        cas_tell_break(&t);
    method->pass->way_choice_count = method->pass->duty_choice_count = 0;
    return sorted(&t, settled ? value.high : cas_tick_of(reached));
}
