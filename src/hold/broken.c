/*
 * Where a chain breaks: from a goal that is never reached, back along what it would take, to the last thing that happens and the first that does not.
 */
#include "hold/control.h"
#include "hold/count.h"
#include "hold/telling.h"

enum { DEEPEST = 64 };

static void break_event(cas_teller *t, const cas_event *event, int clause, int depth);

static void break_clause(cas_teller *t, int clause, int depth)
{
    const cas_clause *c = &t->graph->instance->clauses[clause];
    if (depth > DEEPEST) {
        cas_tell(t, CAS_NEVER, cas_format(t->arena, "clause %s waits for something that waits for it", c->label))->clause = clause;
        return;
    }
    for (int i = 0; i < c->trigger_count; i++)
        break_event(t, c->triggers[i], clause, depth + 1);
}

/* A body that the helpers can open but not carry (or not defeat). */
static void break_body(cas_teller *t, const cas_places *places, const char *name, const char *wanted, bool carrying, const cas_rule *meets, int depth)
{
    const cas_spot *opener;
    const cas_moment_in_run opened = cas_tell_opening(t, places, name, &opener);
    if (!opener) {
        cas_tell(t, CAS_NEVER, cas_format(t->arena, "no clause in force puts %s to the vote", name));
        return;
    }
    if (opened >= CAS_NEVER) {
        break_clause(t, opener->clause, depth);
        return;
    }
    const cas_statement *st = cas_statement_at(t->graph, *opener);
    const cas_set asked = st->rule ? cas_rule_electors(st->rule) : st->call_set; /* who has a ballot */
    const cas_set with = cas_set_and(asked, t->pass->helpers), without = cas_set_minus(asked, t->pass->helpers);
    if (meets) {
        cas_step *other = cas_tell(t, opened, cas_format(t->arena, "%s need not be rejected with ballots that meet the other rule (%s)", name, meets->words));
        other->clause = opener->clause;
        other->line = st->line;
        other->because = cas_format(t->arena, "it depends on the votes of %s", cas_told_names(t, &without));
        return;
    }
    const cas_votes unopposed = {.yes = t->pass->helpers};
    const bool by_no = carrying && st->rule && cas_rule_met(st->rule, &unopposed, (cas_moment){st->within, 0});
    const char *lacking = cas_told_names(t, &without);
    const char *words;
    if (by_no)
        words = cas_format(t->arena, "%s is never %s: %s can vote no, and that suffices to stop it", name, wanted, lacking);
    else if (!carrying)
        words = cas_format(t->arena, "%s is not sure to be %s: %s can carry it", name, wanted, lacking);
    else if (cas_set_is_empty(&with))
        words = cas_format(t->arena, "%s is never %s: it lacks the yes of %s", name, wanted, lacking);
    else
        words = cas_format(t->arena, "%s is never %s: it lacks the yes of %s; %s cannot carry it alone", name, wanted, lacking, cas_told_names(t, &with));
    const cas_moment_in_run end = st->within < CAS_NEVER && st->rule ? cas_at(cas_tick_of(opened) + st->within, CAS_PHASE_SETTLED) : opened;
    cas_step *step = cas_tell(t, cas_later(end, opened), words);
    step->clause = opener->clause;
    step->line = st->line;
    step->because = by_no ? "nobody breaks the agreement by voting no" : "nobody breaks the agreement by a vote withheld";
}

/* The clauses that can forbid or end what the bearers would do, with what sets them off. */
static void tell_what_stops(cas_teller *t, cas_doing doing, cas_spot basis, cas_moment_in_run moment)
{
    const cas_graph *graph = t->graph;
    for (size_t i = 0; i < graph->kills.count; i++) {
        const cas_spot kill = graph->kills.at[i];
        const cas_statement *st = cas_statement_at(graph, kill);
        bool names = st->kind == CAS_PROHIBITION && cas_statement_names(st, doing.deed, doing.recipient);
        for (int d = 0; d < st->end_deed_count; d++)
            names |= st->end_deeds[d] == doing.deed;
        for (int c = 0; c < st->end_clause_count; c++)
            names |= st->end_clauses[c] == basis.clause;
        if (!names)
            continue;
        const cas_clause *clause = &graph->instance->clauses[kill.clause];
        const char *verb = st->kind == CAS_PROHIBITION ? "forbids" : "ends";
        cas_step *step = cas_tell(t, moment, clause->trigger_count
                                  ? cas_format(t->arena, "clause %s %s it (when %s): %s", clause->label, verb, clause->triggers[0]->words, graph->instance->deeds[doing.deed].title)
                                  : cas_format(t->arena, "clause %s %s it: %s", clause->label, verb, graph->instance->deeds[doing.deed].title));
        step->clause = kill.clause;
        step->line = st->line;
    }
}

/* Those of the bearers for whom the deed is forbidden or its basis ended: they neither break a duty nor leave a choice unused. */
static cas_set stopped(const cas_teller *t, const cas_set *bearers, cas_doing doing, cas_spot basis, cas_moment_in_run moment)
{
    const bool duty = cas_statement_at(t->graph, basis)->kind == CAS_DUTY;
    cas_set found = cas_set_empty();
    for (int p = cas_set_next(bearers, 0); p >= 0; p = cas_set_next(bearers, p + 1))
        if (moment < CAS_NEVER && cas_lawful(t->pass, p, doing, basis.clause, moment, duty) == CAS_FORBIDDEN)
            cas_set_add(&found, p);
    return found;
}

/* Those for whom the clause starts: one that waits for a finding by each starts for whoever finds. */
static cas_set bound_by(const cas_pass *pass, const cas_set *bearers, int clause)
{
    cas_set found = cas_set_empty();
    for (int p = cas_set_next(bearers, 0); p >= 0; p = cas_set_next(bearers, p + 1))
        if (cas_pass_started(pass, &pass->when, clause, p) < CAS_NEVER)
            cas_set_add(&found, p);
    return found;
}

/* Why nobody does it: they need not, they will not, or they may not. */
static void break_deed(cas_teller *t, int x, const cas_set *wanted, int depth)
{
    const cas_graph *graph = t->graph;
    const cas_doing doing = graph->doings[x];
    const cas_deed *deed = &graph->instance->deeds[doing.deed];
    bool based = false;
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot place = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        const cas_set bearers = cas_set_and(st->who.set, *wanted);
        if (cas_set_is_empty(&bearers))
            continue;
        based = true;
        const cas_moment_in_run started = graph->instance->clauses[place.clause].trigger_count ? t->pass->when.start[place.clause] : 0;
        if (started >= CAS_NEVER) {
            break_clause(t, place.clause, depth + 1);
            continue;
        }
        for (int j = 0; j < graph->instance->clauses[place.clause].trigger_count; j++)
            if (cas_pass_event(t->pass, &t->pass->when, graph->instance->clauses[place.clause].triggers[j], -1) == started) {
                cas_tell_event(t, graph->instance->clauses[place.clause].triggers[j], place.clause);
                break;
            }
        const cas_moment_in_run due = st->kind == CAS_DUTY ? cas_pass_due(t->pass, &t->pass->when, place, -1) : started;
        const cas_set barred = stopped(t, &bearers, doing, place, due);
        const cas_set free_to = cas_set_minus(bearers, barred), staying = cas_set_minus(free_to, t->pass->helpers);
        const cas_set bound = bound_by(t->pass, &staying, place.clause);
        const cas_set breaking = st->kind == CAS_DUTY && !st->only_basis ? cas_set_and(bound, t->pass->resisters) : cas_set_empty();
        const cas_set withheld = cas_set_minus(staying, breaking);
        cas_step *step = NULL;
        if (!cas_set_is_empty(&breaking)) {
            const cas_set singles = breaking;
            step = cas_tell(t, due, cas_format(t->arena, "%s must, but %s: %s", cas_told_names(t, &singles),
                                               st->who.kind == CAS_JOINTLY ? "stays away, and without all of them it does not happen" : "does not",
                                               deed->title));
            step->because = "a breach of this clause";
        } else if (!cas_set_is_empty(&withheld)) {
            step = cas_tell(t, started, cas_format(t->arena, "%s need not, and %s: %s", cas_told_names(t, &withheld),
                                                   cas_set_count(&withheld) > 1 ? "do not" : "does not", deed->title));
            step->because = cas_set_is_empty(&bound) ? "the clause waits for what each finds for itself, and binds nobody who does not find it"
                            : st->kind == CAS_DUTY ? "the text leaves another way" : "the text permits and does not oblige";
        } else {
            tell_what_stops(t, doing, place, started);
            continue;
        }
        step->clause = place.clause;
        step->line = st->line;
    }
    if (!based)
        cas_tell(t, CAS_NEVER, cas_format(t->arena, deed->kind == CAS_ACT ? "nobody is bound to do it: %s" : "no clause in force gives a basis for it: %s", deed->title));
}

/* The duties of a clause that are never done, each with who does not do them; false when it is not so simple. */
static bool break_duties(cas_teller *t, int clause, int depth)
{
    const cas_clause *c = &t->graph->instance->clauses[clause];
    bool told = false;
    for (int s = 0; s < c->statement_count; s++) {
        const cas_statement *st = &c->statements[s];
        for (int d = 0; st->kind == CAS_DUTY && st->way_count == 1 && d < st->ways[0].count; d++) {
            const int x = cas_doing_find(t->graph, st->ways[0].doings[d].deed, st->ways[0].doings[d].recipient);
            cas_set missing = cas_set_empty();
            for (int p = cas_set_next(&st->who.set, 0); x >= 0 && p >= 0; p = cas_set_next(&st->who.set, p + 1))
                if (t->pass->when.done[x * t->pass->parties + p] >= CAS_NEVER)
                    cas_set_add(&missing, p);
            if (cas_set_is_empty(&missing))
                continue;
            break_deed(t, x, &missing, depth);
            told = true;
        }
    }
    return told;
}

static void break_event(cas_teller *t, const cas_event *event, int clause, int depth)
{
    const cas_instance *in = t->graph->instance;
    if (cas_pass_event(t->pass, &t->pass->when, event, -1) < CAS_NEVER || depth > DEEPEST) {
        if (depth > DEEPEST && clause >= 0)
            cas_tell(t, CAS_NEVER, cas_format(t->arena, "clause %s waits for something that waits for it", in->clauses[clause].label))->clause = clause;
        return;
    }
    switch (event->kind) {
    case CAS_EV_INCIDENT:
        cas_tell(t, CAS_NEVER, cas_format(t->arena, "%s does not happen in this question", in->incident_names[event->index]))->clause = clause;
        return;
    case CAS_EV_AFTER:
        break_event(t, event->inner, clause, depth + 1);
        return;
    case CAS_EV_DEED: {
        const cas_set wanted = event->has_set ? event->set : t->graph->everyone;
        break_deed(t, cas_doing_find(t->graph, event->index, -1), &wanted, depth + 1);
        return;
    }
    case CAS_EV_ADOPTED:
    case CAS_EV_REJECTED:
        break_body(t, &t->graph->openers[event->index], in->decision_names[event->index], event->kind == CAS_EV_ADOPTED ? "adopted" : "rejected",
                   event->kind == CAS_EV_ADOPTED, event->meets, depth + 1);
        return;
    case CAS_EV_FOUND:
    case CAS_EV_NOT_FOUND:
        break_body(t, &t->graph->finders[event->index], in->finding_names[event->index], event->kind == CAS_EV_FOUND ? "found" : "not found",
                   event->kind == CAS_EV_FOUND, NULL, depth + 1);
        return;
    case CAS_EV_CLAUSE_DONE:
        if (t->pass->when.start[event->index] >= CAS_NEVER)
            break_clause(t, event->index, depth + 1);
        else if (!break_duties(t, event->index, depth + 1))
            cas_tell(t, CAS_NEVER, cas_format(t->arena, "clause %s is never done: somebody bound by it does not do its part", in->clauses[event->index].label))->clause =
                event->index;
        return;
    case CAS_EV_BREACH:
        cas_tell(t, CAS_NEVER, cas_format(t->arena, "nobody can be made to break clause %s", in->clauses[event->index].label))->clause = event->index;
        return;
    }
}

void cas_tell_break(cas_teller *t)
{
    const cas_goal *goal = t->graph->goal;
    if (goal->kind == CAS_GOAL_EVENT) {
        break_event(t, goal->event, -1, 0);
        return;
    }
    for (int i = 0; i < goal->deed_count; i++)
        break_deed(t, cas_doing_find(t->graph, goal->deeds[i], goal->kind == CAS_GOAL_GIVES ? goal->recipient : -1), &goal->set, 0);
}
