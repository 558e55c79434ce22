/*
 * What a party may do, and when: prohibitions, ends, and permissions that prevail.
 *
 * A prohibition or end is in force from its clause's start. Of that start a pass knows three things: the soonest moment at which it can
 * come at all, the moment by which the others can surely bring it about, and at most how long after the basis it comes by the text itself (the lag).
 * Sure and soonest together say FORBIDDEN, ALLOWED, or PERHAPS.
 */
#include "hold/pass.h"

#include "hold/control.h"

/* A prohibition for those who voted so, of a party that has no ballot. */
static bool cannot_have_voted(const cas_graph *graph, const cas_statement *st, int party)
{
    if (st->who.voted_on < 0)
        return false;
    for (size_t i = 0; i < graph->openers[st->who.voted_on].count; i++) {
        const cas_set electors = cas_rule_electors(cas_statement_at(graph, graph->openers[st->who.voted_on].at[i])->rule);
        if (cas_set_has(&electors, party))
            return false;
    }
    return true;
}

static bool speaks_of(const cas_graph *graph, cas_spot kill, int party, cas_doing doing, int basis, bool duty)
{
    const cas_statement *st = cas_statement_at(graph, kill);
    if (st->kind == CAS_PROHIBITION)
        return cas_set_has(&st->who.set, party) && cas_statement_names(st, doing.deed, doing.recipient) && !cannot_have_voted(graph, st, party);
    if (basis < 0)
        return false;
    if (!duty && graph->instance->deeds[doing.deed].kind == CAS_POWER)
        return false; /* only measures, duties and permissions end */
    for (int i = 0; i < st->end_deed_count; i++)
        if (st->end_deeds[i] == doing.deed)
            return true;
    for (int i = 0; i < st->end_clause_count; i++)
        if (st->end_clauses[i] == basis)
            return true;
    return false;
}

static bool surely_in_force(const cas_pass *pass, int kill, int party, int basis, cas_moment_in_run moment)
{
    const cas_moment_in_run sure = pass->sure[kill];
    if (sure < moment || (sure == moment && moment % CAS_PHASES == CAS_PHASE_START) || sure == 0)
        return true;
    /* The helpers do everything at once, this too; but what two rounds of one tick bring may come in either order. */
    const cas_moment_in_run by_helpers = cas_pass_started(pass, &pass->when, kill, party);
    if (pass->lean == CAS_LEAN_TO_OTHERS && (by_helpers < moment || (by_helpers == moment && moment % CAS_PHASES == CAS_PHASE_START)))
        return true;
    if (basis < 0 || !pass->graph->lag)
        return false;
    const cas_tick lag = pass->graph->lag[(size_t)kill * (size_t)pass->graph->instance->clause_count + (size_t)basis];
    if (lag >= CAS_NEVER)
        return false;
    const cas_moment_in_run started = cas_pass_started(pass, &pass->when, basis, party);
    return cas_delayed(started, lag) <= moment;
}

/* Is the permission, once it is in force, still so at the moment? Only an `end` takes it away. */
static cas_leave not_ended(const cas_pass *pass, int party, cas_doing doing, int basis, cas_moment_in_run moment)
{
    const cas_graph *graph = pass->graph;
    cas_leave leave = CAS_ALLOWED;
    for (size_t i = 0; i < graph->kills.count; i++) {
        const cas_spot kill = graph->kills.at[i];
        if (cas_statement_at(graph, kill)->kind != CAS_END || !speaks_of(graph, kill, party, doing, basis, true)
            || cas_pass_started(pass, &pass->soonest, kill.clause, party) > moment)
            continue;
        if (surely_in_force(pass, kill.clause, party, basis, moment))
            return CAS_FORBIDDEN;
        leave = CAS_PERHAPS;
    }
    return leave;
}

/* Can the helpers put off the start of this clause: is there no moment by which it starts whatever they do? */
static bool can_be_put_off(const cas_pass *pass, int clause, int party)
{
    return clause >= 0 && pass->sure[clause] > cas_pass_started(pass, &pass->when, clause, party);
}

/*
 * Is the prohibition of this clause lifted for the party at the moment: surely, or perhaps? A duty can fall due before its time, if the others hurry it, or
 * after, if the helpers put it off; a lift that does not come with it then comes too late, or in time after all.
 */
static cas_leave lifted(const cas_pass *pass, int clause, int party, cas_doing doing, int duty, cas_moment_in_run moment)
{
    const cas_graph *graph = pass->graph;
    const bool hopeful = pass->lean == CAS_LEAN_TO_HELPERS;
    const cas_moment_in_run hurried = duty >= 0 && !hopeful ? cas_pass_started(pass, &pass->soonest, duty, party) : moment;
    const cas_moment_in_run put_off = hopeful && can_be_put_off(pass, duty, party) ? CAS_NEVER - 1 : moment;
    cas_leave best = CAS_FORBIDDEN;
    for (size_t i = 0; i < graph->lifts.count; i++) {
        const cas_spot place = graph->lifts.at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        if (st->prevails_over != clause || !cas_set_has(&st->who.set, party) || !cas_statement_names(st, doing.deed, doing.recipient))
            continue;
        if (cannot_have_voted(graph, st, party))
            continue;
        const cas_leave stands = st->who.voted_on >= 0 ? CAS_PERHAPS : not_ended(pass, party, doing, place.clause, moment);
        const cas_moment_in_run from = cas_pass_started(pass, &pass->when, place.clause, party);
        if (stands == CAS_ALLOWED && from <= moment && (place.clause == duty || from <= hurried))
            return CAS_ALLOWED;
        if (stands != CAS_FORBIDDEN && cas_pass_started(pass, &pass->soonest, place.clause, party) <= put_off)
            best = CAS_PERHAPS;
    }
    return best;
}

cas_leave cas_lawful(const cas_pass *pass, int party, cas_doing doing, int basis, cas_moment_in_run moment, bool duty)
{
    const cas_graph *graph = pass->graph;
    cas_leave leave = CAS_ALLOWED;
    const bool can_wait = duty && pass->lean == CAS_LEAN_TO_HELPERS && graph->kills.count && can_be_put_off(pass, basis, party);
    for (size_t i = 0; i < graph->kills.count; i++) {
        const cas_spot kill = graph->kills.at[i];
        if (!speaks_of(graph, kill, party, doing, basis, duty))
            continue;
        const cas_moment_in_run soonest = cas_pass_started(pass, &pass->soonest, kill.clause, party);
        if (soonest > moment) {
            if (can_wait && soonest < CAS_NEVER)
                leave = CAS_PERHAPS; /* the duty may yet fall due when this is in force */
            continue;
        }
        const bool prohibition = cas_statement_at(graph, kill)->kind == CAS_PROHIBITION;
        const bool narrowed = prohibition && cas_statement_at(graph, kill)->who.voted_on >= 0;
        const cas_leave lift = narrowed ? CAS_PERHAPS : prohibition ? lifted(pass, kill.clause, party, doing, duty ? basis : -1, moment) : CAS_FORBIDDEN;
        if (lift == CAS_ALLOWED)
            continue;
        if (lift == CAS_FORBIDDEN && surely_in_force(pass, kill.clause, party, basis, moment))
            return CAS_FORBIDDEN;
        leave = CAS_PERHAPS;
    }
    return leave;
}

static bool good_enough(const cas_pass *pass, cas_leave leave)
{
    return leave == CAS_ALLOWED || (leave == CAS_PERHAPS && pass->lean == CAS_LEAN_TO_HELPERS);
}

cas_moment_in_run cas_lawful_from(const cas_pass *pass, int party, cas_doing doing, int basis, cas_moment_in_run from)
{
    if (from >= CAS_NEVER || good_enough(pass, cas_lawful(pass, party, doing, basis, from, false)))
        return from;
    cas_moment_in_run best = CAS_NEVER;
    for (size_t i = 0; i < pass->graph->lifts.count; i++) {
        const cas_moment_in_run lift = cas_pass_started(pass, pass->lean == CAS_LEAN_TO_HELPERS ? &pass->soonest : &pass->when,
                                                        pass->graph->lifts.at[i].clause, party);
        if (lift > from && lift < best && good_enough(pass, cas_lawful(pass, party, doing, basis, lift, false)))
            best = lift;
    }
    return best;
}
