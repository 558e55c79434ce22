/*
 * How many have done it, by when: see count.h.
 *
 * Of `any N of` nobody is held by name unless all are needed: of the o obeyers in the pool, min(o, N) must act by the due tick if the helpers hold back, and the
 * others choose which, so only so many count as exceed those obeyers whose acting adds nothing (outside the set asked for, counted already, or with another way to
 * comply). What each alone is held to: owed.c.
 */
#include "hold/count.h"

#include "hold/control.h"
#include "hold/owed.h"

bool cas_count_bears(const cas_statement *statement, int party)
{
    if (!cas_set_has(&statement->who.set, party))
        return false;
    for (int w = 0; w < statement->way_count; w++) {
        bool to_itself = false;
        for (int i = 0; i < statement->ways[w].count; i++)
            to_itself |= statement->ways[w].doings[i].recipient == party;
        if (!to_itself)
            return true;
    }
    return false;
}

/* Has the party a ballot under this rule, once these findings are made? */
static bool has_ballot_when(const cas_statement *opener, uint64_t found, int party)
{
    const cas_votes all_yes = {.yes = cas_rule_electors_when(opener->rule, found)};
    const cas_moment now = {0, found}, last = {opener->within, found};
    const cas_set nobody = cas_set_empty();
    bool doubtful = false;
    /* A rule that cannot be met fails before anybody votes, and one that nobody can hurt is met. */
    return cas_set_has(&all_yes.yes, party) && cas_rule_met(opener->rule, &all_yes, last)
           && !cas_rule_carried(opener->rule, &nobody, &all_yes.yes, now, &doubtful);
}

/* Has the party a ballot, under every clause that may open the decision and whatever is found (leaning to the helpers: under one, of something)? */
static bool has_ballot(const cas_pass *pass, int decision, int party)
{
    const cas_places *openers = &pass->graph->openers[decision];
    bool some = false, every = true;
    for (size_t i = 0; i < openers->count; i++) {
        const cas_statement *opener = cas_statement_at(pass->graph, openers->at[i]);
        const uint64_t findings = cas_rule_findings(opener->rule);
        for (uint64_t mask = findings;; mask = (mask - 1) & findings) {
            const bool has = has_ballot_when(opener, mask, party);
            some |= has || (findings && pass->lean == CAS_LEAN_TO_HELPERS);
            every &= has;
            if (!mask)
                break;
        }
    }
    return pass->lean == CAS_LEAN_TO_HELPERS ? some : some && every;
}

cas_moment_in_run cas_count_voted(const cas_pass *pass, const cas_statement *statement, int party)
{
    const int d = statement->who.voted_on;
    if (d < 0)
        return 0;
    const cas_moment_in_run opened = pass->when.opened[d];
    const cas_outcome plan = pass->plan.decision_by_helpers[d];
    const bool against_plan = statement->who.voted != CAS_YES || plan == CAS_FAILS || (plan == CAS_FREE && pass->graph->rejected_serves[d]);
    const bool of_its_will = cas_set_has(&pass->helpers, party) && !against_plan;
    if (opened >= CAS_NEVER || !has_ballot(pass, d, party) || (!of_its_will && pass->lean == CAS_LEAN_TO_OTHERS))
        return CAS_NEVER;
    return cas_later(opened, cas_at(cas_tick_of(opened), CAS_PHASE_ROUNDS));
}

bool cas_count_cannot_have_voted(const cas_pass *pass, const cas_statement *statement, int party)
{
    const int d = statement->who.voted_on;
    if (d < 0)
        return false;
    if (pass->lean == CAS_LEAN_TO_HELPERS && !cas_set_has(&pass->helpers, party))
        return true;
    for (size_t i = 0; i < pass->graph->openers[d].count; i++) {
        const cas_set electors = cas_rule_electors(cas_statement_at(pass->graph, pass->graph->openers[d].at[i])->rule);
        if (cas_set_has(&electors, party))
            return false;
    }
    return true;
}

cas_moment_in_run cas_count_given(const cas_pass *pass, int x, int party)
{
    const cas_instance *in = pass->graph->instance;
    for (int i = 0; i < in->given_count; i++)
        if (in->givens[i].kind == CAS_GIVEN_DEED && in->givens[i].index == pass->graph->doings[x].deed && cas_set_has(&in->givens[i].parties, party))
            return 0;
    return CAS_NEVER;
}

/* ---- any N of ------------------------------------------------------------------------------------------------------ */

/* Insertion into an ascending list. */
static void insert(cas_moment_in_run *list, int count, cas_moment_in_run moment)
{
    int i = count;
    for (; i > 0 && list[i - 1] > moment; i--)
        list[i] = list[i - 1];
    list[i] = moment;
}

cas_moment_in_run cas_count_duty_done(const cas_pass *pass, cas_spot place)
{
    const cas_statement *st = cas_statement_at(pass->graph, place);
    if (st->who.voted_on >= 0 && !st->only_basis && st->who.number > 0)
        /* Who bears it hangs on ballots: perhaps nobody, and then it is done at once; perhaps too few. */
        return pass->lean == CAS_LEAN_TO_HELPERS ? cas_pass_started(pass, &pass->when, place.clause, -1) : CAS_NEVER;
    const cas_mark mark = cas_arena_mark(pass->arena);
    cas_moment_in_run *list = CAS_ARRAY(pass->arena, cas_moment_in_run, (size_t)pass->parties + 1);
    const cas_moment_in_run due = cas_pass_due(pass, &pass->when, place, -1);
    int count = 0;
    for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1)) {
        if (!cas_count_bears(st, p) || cas_pass_started(pass, &pass->when, place.clause, p) >= CAS_NEVER)
            continue;
        cas_moment_in_run moment = cas_count_done_by(pass, place, p);
        if (cas_set_has(&pass->obeyers, p) && !st->only_basis && due < CAS_NEVER && cas_count_can_comply(pass, place, p, due))
            moment = cas_sooner(moment, due);
        insert(list, count++, moment);
    }
    const int wanted = st->who.number;
    const cas_moment_in_run result = wanted <= 0 || !count || st->only_basis ? cas_pass_started(pass, &pass->when, place.clause, -1) : wanted <= count ? list[wanted - 1] : CAS_NEVER;
    cas_arena_release(pass->arena, mark);
    return result;
}

static bool other_duty_names(const cas_graph *graph, cas_spot place)
{
    const cas_statement *st = cas_statement_at(graph, place);
    for (int w = 0; w < st->way_count; w++)
        for (int i = 0; i < st->ways[w].count; i++) {
            const int x = cas_doing_find(graph, st->ways[w].doings[i].deed, st->ways[w].doings[i].recipient);
            for (size_t b = 0; b < graph->bases[x].count; b++)
                if ((graph->bases[x].at[b].clause != place.clause || graph->bases[x].at[b].statement != place.statement)
                    && cas_statement_at(graph, graph->bases[x].at[b])->kind == CAS_DUTY)
                    return true;
        }
    return false;
}

static bool heard_of(const cas_graph *graph, const cas_statement *st)
{
    for (int w = 0; w < st->way_count; w++)
        for (int i = 0; i < st->ways[w].count; i++)
            if (graph->heard[cas_doing_find(graph, st->ways[w].doings[i].deed, st->ways[w].doings[i].recipient)])
                return true;
    return false;
}

/* Can somebody who does not help do this duty in the helpers' stead: surely, leaning to them, and else at all? */
static bool can_stand_in(const cas_pass *pass, cas_spot place, int party, cas_moment_in_run due)
{
    const cas_statement *st = cas_statement_at(pass->graph, place);
    const bool hopeful = pass->lean == CAS_LEAN_TO_HELPERS;
    for (int w = 0; w < st->way_count; w++)
        if (hopeful ? cas_way_open(pass, place, party, &st->ways[w], due) == CAS_ALLOWED
                    : cas_way_ever_open(pass, place, party, &st->ways[w], due) != CAS_FORBIDDEN)
            return true;
    return false;
}

/* Can the helper put off whatever it gives under this duty until then, and still do it? */
static bool can_wait(const cas_pass *pass, cas_spot place, int party, cas_moment_in_run moment)
{
    const cas_statement *st = cas_statement_at(pass->graph, place);
    for (int w = 0; w < st->way_count && pass->graph->kills.count; w++)
        if (cas_way_open(pass, place, party, &st->ways[w], moment) != CAS_ALLOWED)
            return false;
    return true;
}

/* Does something follow from what this duty asks for, so that doing it in another's place has its price? */
static bool something_follows(const cas_graph *graph, const cas_statement *st)
{
    for (int w = 0; w < st->way_count; w++)
        for (int i = 0; i < st->ways[w].count; i++) {
            const int x = cas_doing_find(graph, st->ways[w].doings[i].deed, st->ways[w].doings[i].recipient);
            if (graph->heard[x])
                return true;
            for (size_t b = 0; b < graph->bases[x].count; b++)
                if (cas_statement_at(graph, graph->bases[x].at[b])->kind == CAS_DUTY && graph->done_heard[graph->bases[x].at[b].clause])
                    return true;
        }
    return false;
}

/*
 * How many of `set`, beyond those who surely have by `moment`, must have done a wanted thing when this duty has fallen due?
 */
static int forced(const cas_pass *pass, cas_spot place, const cas_set *set, const cas_moment_in_run *own, const int *wanted, int wanted_count,
                  cas_moment_in_run moment)
{
    const cas_graph *graph = pass->graph;
    const cas_statement *st = cas_statement_at(graph, place);
    cas_moment_in_run due = cas_pass_due(pass, &pass->when, place, -1);
    if (pass->personal[place.clause] && pass->lean == CAS_LEAN_TO_OTHERS)
        /* In force for each from its own start: all must have come under it. */
        for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1))
            due = cas_later(due, cas_pass_due(pass, &pass->when, place, p));
    if (due > moment || st->only_basis || st->who.voted_on >= 0)
        return 0;
    const bool hopeful = pass->lean == CAS_LEAN_TO_HELPERS;
    int helping = 0, adding = 0, idle = 0;
    bool may_wait = true;
    for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1)) {
        if (!cas_count_bears(st, p) || cas_pass_started(pass, &pass->when, place.clause, p) >= CAS_NEVER)
            continue;
        helping += cas_set_has(&pass->helpers, p);
        may_wait &= !cas_set_has(&pass->helpers, p) || can_wait(pass, place, p, due);
        const bool held = cas_all_ways_wanted(pass, place, p, due, wanted, wanted_count) && cas_set_has(set, p) && own[p] > moment;
        if (cas_set_has(&pass->obeyers, p)) {
            const bool adds = held && cas_count_can_comply(pass, place, p, due);
            adding += adds;
            idle += !adds && can_stand_in(pass, place, p, due);
        } else if (cas_set_has(&pass->resisters, p)) {
            /* A resister can act as well, if only to spare somebody else. */
            idle += !hopeful || (!held && can_stand_in(pass, place, p, due));
        }
    }
    if (hopeful && something_follows(graph, st))
        idle = 0;
    const bool may_hold_back = hopeful || (may_wait && !heard_of(graph, st) && !other_duty_names(graph, place));
    const int must = (may_hold_back ? st->who.number : st->who.number - helping) - idle;
    return must < 0 ? 0 : must < adding ? must : adding;
}

bool cas_count_forced_alone(const cas_pass *pass, cas_spot place, int party, int x)
{
    const cas_set alone = cas_set_single(party);
    const cas_mark mark = cas_arena_mark(pass->arena);
    cas_moment_in_run *own = CAS_ARRAY(pass->arena, cas_moment_in_run, (size_t)pass->parties + 1);
    for (int p = 0; p < pass->parties; p++)
        own[p] = CAS_NEVER;
    const bool result = forced(pass, place, &alone, own, &x, 1, CAS_NEVER - 1) > 0;
    cas_arena_release(pass->arena, mark);
    return result;
}

static bool names_wanted(const cas_graph *graph, const cas_statement *st, const int *wanted, int wanted_count)
{
    for (int i = 0; i < wanted_count; i++)
        if (cas_statement_names(st, graph->doings[wanted[i]].deed, graph->doings[wanted[i]].recipient))
            return true;
    return false;
}

/* How many have done it by the moment: those who surely have, and those whom duties of `any N of` force. Of several such duties the others can let the
 * same parties serve all, so leaning to them the largest counts; leaning to the helpers their sum. */
static int done_by_then(const cas_pass *pass, const cas_set *set, const cas_moment_in_run *own, const int *wanted, int wanted_count, const cas_places *by_number,
                        cas_moment_in_run moment)
{
    int surely = 0, most = 0, sum = 0;
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        surely += own[p] <= moment;
    for (size_t i = 0; i < by_number->count; i++) {
        const int extra = forced(pass, by_number->at[i], set, own, wanted, wanted_count, moment);
        most = extra > most ? extra : most;
        sum += extra;
    }
    return surely + (pass->lean == CAS_LEAN_TO_HELPERS ? sum : most);
}

/* The moment by which `needed` of `set` have done one of the wanted doings; own: by when each surely has. */
static cas_moment_in_run reached(const cas_pass *pass, const cas_set *set, int needed, const cas_moment_in_run *own, const int *wanted, int wanted_count)
{
    if (needed <= 0)
        return needed == 0 ? 0 : CAS_NEVER;
    const cas_graph *graph = pass->graph;
    cas_places by_number = {0};
    cas_moment_in_run *list = CAS_ARRAY(pass->arena, cas_moment_in_run, (size_t)pass->parties + 1);
    int count = 0;
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        if (own[p] < CAS_NEVER)
            insert(list, count++, own[p]);
    cas_moment_in_run best = needed <= count ? list[needed - 1] : CAS_NEVER;
    for (size_t i = 0; i < graph->numbered.count && wanted_count; i++)
        if (names_wanted(graph, cas_statement_at(graph, graph->numbered.at[i]), wanted, wanted_count)) {
            by_number.at = CAS_ROOM(pass->arena, by_number.at, by_number.count, &by_number.room);
            by_number.at[by_number.count++] = graph->numbered.at[i];
        }
    /* With forced ones the moment is some duty's due or somebody's own. */
    for (size_t i = 0; i < by_number.count; i++) {
        const cas_moment_in_run due = cas_pass_due(pass, &pass->when, by_number.at[i], -1);
        for (int j = -1; j < count; j++) {
            const cas_moment_in_run moment = j < 0 ? due : cas_later(due, list[j]);
            if (moment < best && done_by_then(pass, set, own, wanted, wanted_count, &by_number, moment) >= needed)
                best = moment;
        }
    }
    return best;
}

cas_moment_in_run cas_count_deed(const cas_pass *pass, const cas_times *times, const cas_event *event)
{
    const cas_instance *in = pass->graph->instance;
    const int x = cas_doing_find(pass->graph, event->index, -1);
    for (int i = 0; i < in->given_count && !event->has_set; i++)
        if (in->givens[i].kind == CAS_GIVEN_DEED && in->givens[i].index == event->index)
            return 0;
    const cas_set set = event->has_set ? event->set : pass->graph->everyone;
    const int needed = event->has_set ? cas_heads_needed(&event->quant, cas_set_count(&set)) : 1;
    const cas_moment_in_run *own = &times->done[x * pass->parties];
    const cas_mark mark = cas_arena_mark(pass->arena);
    const cas_moment_in_run result = reached(pass, &set, needed, own, &x, times == &pass->when);
    cas_arena_release(pass->arena, mark);
    return result;
}

/* ---- Powers --------------------------------------------------------------------------------------------------------- */

static cas_moment_in_run uses(const cas_pass *pass, int x, int party, cas_spot grant)
{
    const cas_graph *graph = pass->graph;
    const cas_moment_in_run started = cas_pass_started(pass, &pass->when, grant.clause, party);
    cas_moment_in_run best = CAS_NEVER;
    const cas_moment_in_run from = cas_later(started, cas_count_voted(pass, cas_statement_at(graph, grant), party));
    if (from >= CAS_NEVER)
        return CAS_NEVER;
    if (cas_set_has(&pass->helpers, party)) {
        best = cas_lawful_from(pass, party, graph->doings[x], grant.clause, from);
    } else if (cas_set_has(&pass->obeyers, party)) {
        for (size_t i = 0; i < graph->bases[x].count; i++) {
            const cas_spot place = graph->bases[x].at[i];
            const cas_statement *st = cas_statement_at(graph, place);
            if (st->kind == CAS_DUTY && st->who.kind != CAS_ANY_NUMBER && cas_count_bears(st, party))
                best = cas_sooner(best, cas_count_owed(pass, place, party, &x, 1));
        }
        best = cas_later(best, from);
    }
    return best >= CAS_NEVER ? best : cas_later(best, cas_at(cas_tick_of(best), CAS_PHASE_ROUNDS));
}

bool cas_count_powers(cas_pass *pass, int x)
{
    const cas_graph *graph = pass->graph;
    const cas_mark mark = cas_arena_mark(pass->arena);
    cas_moment_in_run *effect = CAS_ARRAY(pass->arena, cas_moment_in_run, (size_t)pass->parties);
    cas_moment_in_run *used = CAS_ARRAY(pass->arena, cas_moment_in_run, (size_t)pass->parties);
    cas_moment_in_run *list = CAS_ARRAY(pass->arena, cas_moment_in_run, (size_t)pass->parties + 1);
    for (int p = 0; p < pass->parties; p++)
        effect[p] = cas_count_given(pass, x, p);
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot grant = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, grant);
        if (st->kind != CAS_POWER_GRANT)
            continue;
        int count = 0;
        for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1)) {
            used[p] = cas_sooner(cas_count_given(pass, x, p), uses(pass, x, p, grant));
            if (!cas_count_cannot_have_voted(pass, st, p))
                insert(list, count++, used[p]);
        }
        const int needed = st->who.kind == CAS_EACH ? 1 : st->who.kind == CAS_JOINTLY ? count : st->who.number;
        if (needed < 1 || needed > count)
            continue;
        for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1)) {
            const cas_moment_in_run counted = st->who.kind == CAS_EACH ? used[p] : cas_later(used[p], list[needed - 1]);
            effect[p] = cas_sooner(effect[p], counted);
        }
    }
    bool changed = false;
    for (int p = 0; p < pass->parties; p++) {
        changed |= pass->when.done[x * pass->parties + p] != effect[p];
        pass->when.done[x * pass->parties + p] = effect[p];
    }
    cas_arena_release(pass->arena, mark);
    return changed;
}

/* ---- The goal ------------------------------------------------------------------------------------------------------ */

/* By when a joint duty, every way of which is wanted, has been done in some way. */
static cas_moment_in_run given_together(const cas_pass *pass, cas_spot place, const int *wanted, int wanted_count)
{
    const cas_graph *graph = pass->graph;
    const cas_statement *st = cas_statement_at(graph, place);
    cas_moment_in_run last = 0;
    for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1)) {
        if (!cas_count_bears(st, p))
            continue;
        const cas_moment_in_run from = cas_later(cas_pass_started(pass, &pass->when, place.clause, p), cas_count_voted(pass, st, p));
        last = cas_later(last, cas_count_voted(pass, st, p));
        if (!cas_set_has(&pass->helpers, p)) {
            last = cas_later(last, cas_pass_complies(pass, place, p) ? cas_count_owed(pass, place, p, wanted, wanted_count) : CAS_NEVER);
            continue;
        }
        for (int w = 0; w < st->way_count; w++)
            for (int i = 0; i < st->ways[w].count; i++)
                last = cas_later(last, cas_lawful_from(pass, p, st->ways[w].doings[i], place.clause, from));
    }
    return last;
}

static cas_moment_in_run gives(const cas_pass *pass, const int *wanted, int wanted_count, int party)
{
    const cas_graph *graph = pass->graph;
    cas_moment_in_run best = CAS_NEVER, last = 0;
    for (int i = 0; i < wanted_count; i++) {
        const cas_moment_in_run moment = pass->when.done[wanted[i] * pass->parties + party];
        best = cas_sooner(best, moment);
        last = cas_later(last, moment);
    }
    if (graph->goal->all_of)
        return last;
    if (wanted_count && graph->instance->deeds[graph->doings[wanted[0]].deed].kind == CAS_POWER)
        return best;
    for (int i = 0; i < wanted_count; i++)
        for (size_t b = 0; b < graph->bases[wanted[i]].count; b++) {
            const cas_spot place = graph->bases[wanted[i]].at[b];
            const cas_statement *st = cas_statement_at(graph, place);
            if (st->kind != CAS_DUTY || !cas_count_bears(st, party))
                continue;
            if (st->who.kind == CAS_JOINTLY)
                best = cas_sooner(best, given_together(pass, place, wanted, wanted_count));
            else if (st->who.kind == CAS_EACH && cas_pass_complies(pass, place, party))
                best = cas_sooner(best, cas_count_owed(pass, place, party, wanted, wanted_count));
        }
    return best;
}

cas_moment_in_run cas_count_goal(const cas_pass *pass)
{
    const cas_graph *graph = pass->graph;
    const cas_goal *goal = graph->goal;
    if (goal->kind == CAS_GOAL_EVENT)
        return cas_pass_event(pass, &pass->when, goal->event, -1);
    const cas_mark mark = cas_arena_mark(pass->arena);
    const int recipient = goal->kind == CAS_GOAL_GIVES ? goal->recipient : -1;
    int *wanted = CAS_ARRAY(pass->arena, int, (size_t)goal->deed_count);
    for (int i = 0; i < goal->deed_count; i++)
        wanted[i] = cas_doing_find(graph, goal->deeds[i], recipient);
    cas_moment_in_run *own = CAS_ARRAY(pass->arena, cas_moment_in_run, (size_t)pass->parties);
    for (int p = 0; p < pass->parties; p++)
        own[p] = cas_set_has(&goal->set, p) ? gives(pass, wanted, goal->deed_count, p) : CAS_NEVER;
    const int needed = cas_heads_needed(&goal->quant, cas_set_count(&goal->set));
    const bool extras = !goal->all_of || goal->deed_count == 1 || pass->lean == CAS_LEAN_TO_HELPERS;
    const cas_moment_in_run result = reached(pass, &goal->set, needed, own, wanted, extras ? goal->deed_count : 0);
    cas_arena_release(pass->arena, mark);
    return result;
}
