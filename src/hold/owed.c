/*
 * What those who do their duty are held to, and when it has been done.
 *
 * An obeyer is held to a deed when its duty falls due, and only if every way it may lawfully choose is wanted. A way is open if nothing forbids it at that moment
 * and the powers in it are granted; or it may have been taken before, while it was. The plan can say which way is taken, where an event hears of it. Where the text
 * leaves open what is lawful the pass leans (lawful.c).
 */
#include "hold/count.h"
#include "hold/owed.h"

/*
 * Is the power granted when the duty falls due? Others may bring the duty about before its time, and then the grant may come too late.
 */
static cas_leave power_granted(const cas_pass *pass, int x, cas_spot duty, int party, cas_moment_in_run moment)
{
    cas_leave best = CAS_FORBIDDEN;
    const bool hopeful = pass->lean == CAS_LEAN_TO_HELPERS;
    const cas_moment_in_run soonest_due = cas_pass_due(pass, &pass->soonest, duty, party);
    for (size_t i = 0; x >= 0 && i < pass->graph->bases[x].count; i++) {
        const cas_spot place = pass->graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(pass->graph, place);
        if (st->kind != CAS_POWER_GRANT || !cas_set_has(&st->who.set, party))
            continue;
        const cas_moment_in_run from = cas_later(cas_pass_started(pass, &pass->when, place.clause, party), cas_count_voted(pass, st, party));
        if (from <= moment && (hopeful || place.clause == duty.clause || from <= soonest_due))
            return CAS_ALLOWED;
        best = CAS_PERHAPS;
    }
    return best;
}

/* May the bearer take this way at its due moment? */
cas_leave cas_way_open(const cas_pass *pass, cas_spot place, int party, const cas_way *way, cas_moment_in_run due)
{
    cas_leave leave = CAS_ALLOWED;
    for (int i = 0; i < way->count; i++) {
        const cas_doing doing = way->doings[i];
        if (doing.recipient == party)
            return CAS_FORBIDDEN;
        cas_leave one = cas_lawful(pass, party, doing, place.clause, due, true);
        if (one < leave)
            leave = one;
        if (pass->graph->instance->deeds[doing.deed].kind == CAS_POWER) {
            one = power_granted(pass, cas_doing_find(pass->graph, doing.deed, doing.recipient), place, party, due);
            if (one < leave)
                leave = one;
        }
    }
    return leave;
}

/* Or may it have taken this way before, while nothing forbade it? What was done before its duty counts for the duty. */
cas_leave cas_way_ever_open(const cas_pass *pass, cas_spot place, int party, const cas_way *way, cas_moment_in_run due)
{
    cas_leave leave = cas_way_open(pass, place, party, way, due);
    if (leave == CAS_ALLOWED || !pass->graph->kills.count)
        return leave;
    bool acts = true, free = true;
    for (int i = 0; i < way->count; i++) {
        const int x = cas_doing_find(pass->graph, way->doings[i].deed, way->doings[i].recipient);
        acts &= pass->graph->instance->deeds[way->doings[i].deed].kind == CAS_ACT && !pass->graph->is_joint[x];
        free &= acts && cas_lawful(pass, party, way->doings[i], -1, due, false) == CAS_ALLOWED;
    }
    if (acts && free)
        return CAS_ALLOWED; /* an act needs no basis; only a prohibition takes it away */
    if (!acts && leave == CAS_FORBIDDEN && pass->lean == CAS_LEAN_TO_OTHERS)
        leave = CAS_PERHAPS; /* given before, on some other basis */
    const cas_moment_in_run start = acts ? cas_at(0, CAS_PHASE_START) : cas_pass_started(pass, &pass->when, place.clause, party);
    const cas_leave before = cas_way_open(pass, place, party, way, start);
    return before > leave ? before : leave;
}

static bool way_wanted(const cas_pass *pass, const cas_way *way, const int *wanted, int wanted_count)
{
    for (int i = 0; i < wanted_count; i++)
        if (cas_way_names(way, pass->graph->doings[wanted[i]].deed, pass->graph->doings[wanted[i]].recipient))
            return true;
    return false;
}

static int planned_way(const cas_pass *pass, cas_spot place, int party)
{
    for (int i = 0; i < pass->way_choice_count; i++)
        if (pass->way_choices[i].party == party && pass->way_choices[i].place.clause == place.clause
            && pass->way_choices[i].place.statement == place.statement)
            return pass->plan.way[i];
    return -1;
}

/* Whichever lawful way the bearer takes, is it wanted? Leaning decides what is only perhaps lawful. */
bool cas_all_ways_wanted(const cas_pass *pass, cas_spot place, int party, cas_moment_in_run due, const int *wanted, int wanted_count)
{
    const cas_statement *st = cas_statement_at(pass->graph, place);
    const bool hopeful = pass->lean == CAS_LEAN_TO_HELPERS;
    int planned = planned_way(pass, place, party);
    bool some = false, open_to_harm = false;
    if (planned >= 0 && cas_way_ever_open(pass, place, party, &st->ways[planned], due) < (hopeful ? CAS_ALLOWED : CAS_PERHAPS))
        planned = -1; /* the others cannot choose what is not open to them */
    for (int w = 0; w < st->way_count; w++) {
        if (planned >= 0 && w != planned)
            continue;
        const bool good = way_wanted(pass, &st->ways[w], wanted, wanted_count);
        const cas_leave leave = good ? cas_way_open(pass, place, party, &st->ways[w], due) : cas_way_ever_open(pass, place, party, &st->ways[w], due);
        if (leave == CAS_FORBIDDEN)
            continue;
        if (good)
            some |= leave == CAS_ALLOWED || hopeful;
        else
            open_to_harm |= leave == CAS_ALLOWED || !hopeful;
    }
    return some && !open_to_harm;
}

bool cas_count_can_comply(const cas_pass *pass, cas_spot place, int party, cas_moment_in_run moment)
{
    const cas_statement *st = cas_statement_at(pass->graph, place);
    for (int w = 0; w < st->way_count; w++) {
        const cas_leave leave = cas_way_open(pass, place, party, &st->ways[w], moment);
        if (leave == CAS_ALLOWED || (leave == CAS_PERHAPS && pass->lean == CAS_LEAN_TO_HELPERS))
            return true;
    }
    return false;
}

/* A way that the bearer may find closed when its duty falls due: taken at all, it may be taken before. */
static bool only_open_before(const cas_pass *pass, cas_spot place, int party, const cas_way *way, cas_moment_in_run due)
{
    return pass->graph->kills.count && cas_way_open(pass, place, party, way, due) != CAS_ALLOWED && cas_way_ever_open(pass, place, party, way, due) != CAS_FORBIDDEN;
}

/* Two obeyers under one joint duty can come to different ways, and then nothing happens. */
static bool can_miss_each_other(const cas_pass *pass, const cas_statement *st)
{
    const cas_set obeying = cas_set_and(st->who.set, pass->obeyers);
    return st->who.kind == CAS_JOINTLY && st->way_count > 1 && cas_set_count(&obeying) > 1;
}

/*
 * Can an obeyer have come under a duty that speaks of those who voted so? It need not vote yes where its yes serves only the helpers. Leaning to the helpers
 * anything else is taken as done.
 */
static bool may_have_voted(const cas_pass *pass, const cas_statement *st)
{
    const int d = st->who.voted_on;
    const cas_graph *graph = pass->graph;
    if (pass->lean == CAS_LEAN_TO_OTHERS)
        return false;
    return st->who.voted != CAS_YES || graph->rejected_serves[d] || graph->rejected_kills[d] || graph->adopted_kills[d];
}

cas_moment_in_run cas_count_owed(const cas_pass *pass, cas_spot place, int party, const int *wanted, int wanted_count)
{
    const cas_statement *st = cas_statement_at(pass->graph, place);
    const cas_moment_in_run due = cas_pass_due(pass, &pass->when, place, party);
    if (due >= CAS_NEVER || st->only_basis || (st->who.voted_on >= 0 && !may_have_voted(pass, st)))
        return CAS_NEVER;
    if (can_miss_each_other(pass, st) && pass->lean == CAS_LEAN_TO_OTHERS)
        return CAS_NEVER;
    const int planned = planned_way(pass, place, party);
    if (pass->lean == CAS_LEAN_TO_HELPERS && planned >= 0 && way_wanted(pass, &st->ways[planned], wanted, wanted_count)
        && only_open_before(pass, place, party, &st->ways[planned], due))
        return cas_pass_started(pass, &pass->when, place.clause, party);
    return cas_all_ways_wanted(pass, place, party, due, wanted, wanted_count) ? due : CAS_NEVER;
}

/* Do all members of a joint duty come, and to the same way? */
static bool all_come(const cas_pass *pass, cas_spot place)
{
    const cas_statement *st = cas_statement_at(pass->graph, place);
    int owing = 0;
    for (int p = cas_set_next(&st->who.set, 0); p >= 0; p = cas_set_next(&st->who.set, p + 1)) {
        if (!cas_count_bears(st, p) || cas_set_has(&pass->helpers, p))
            continue;
        if (!cas_pass_complies(pass, place, p))
            return false;
        owing++;
    }
    return owing <= 1 || st->way_count == 1 || pass->lean == CAS_LEAN_TO_HELPERS;
}

/*
 * By when may a bearer have done this, if it takes that way of some other duty? Which way it takes is not planned unless an event hears of it, so leaning to
 * the helpers it takes every way.
 */
cas_moment_in_run cas_count_by_another_duty(const cas_pass *pass, cas_spot place, int x, int party)
{
    const cas_graph *graph = pass->graph;
    cas_moment_in_run best = pass->when.done[x * pass->parties + party];
    for (size_t i = 0; i < graph->bases[x].count; i++) {
        const cas_spot other = graph->bases[x].at[i];
        const cas_statement *st = cas_statement_at(graph, other);
        if (st->kind == CAS_DUTY && (other.clause != place.clause || other.statement != place.statement) && cas_count_bears(st, party)
            && cas_pass_complies(pass, other, party))
            best = cas_sooner(best, cas_pass_due(pass, &pass->when, other, party));
    }
    return best;
}

cas_moment_in_run cas_count_done_by(const cas_pass *pass, cas_spot place, int party)
{
    const cas_statement *st = cas_statement_at(pass->graph, place);
    const cas_moment_in_run started = cas_pass_started(pass, &pass->when, place.clause, party);
    if (!cas_count_bears(st, party) || st->only_basis)
        return started;
    cas_moment_in_run best = CAS_NEVER;
    for (int w = 0; w < st->way_count; w++) {
        cas_moment_in_run last = started;
        for (int i = 0; i < st->ways[w].count; i++) {
            const int x = cas_doing_find(pass->graph, st->ways[w].doings[i].deed, st->ways[w].doings[i].recipient);
            last = cas_later(last, pass->lean == CAS_LEAN_TO_HELPERS ? cas_count_by_another_duty(pass, place, x, party)
                                                                     : pass->when.done[x * pass->parties + party]);
        }
        best = cas_sooner(best, last);
    }
    if (st->who.voted_on < 0 && (st->who.kind == CAS_EACH ? cas_pass_complies(pass, place, party) : st->who.kind == CAS_JOINTLY && all_come(pass, place))) {
        const cas_moment_in_run due = cas_pass_due(pass, &pass->when, place, party);
        if (due < CAS_NEVER && cas_count_can_comply(pass, place, party, due))
            best = cas_sooner(best, due);
        for (int w = 0; w < st->way_count && st->way_count > 1 && due < CAS_NEVER && pass->lean == CAS_LEAN_TO_HELPERS; w++)
            if (only_open_before(pass, place, party, &st->ways[w], due))
                best = cas_sooner(best, started);
    }
    if (st->who.voted_on >= 0 && pass->lean == CAS_LEAN_TO_HELPERS)
        best = started;
    return best;
}
