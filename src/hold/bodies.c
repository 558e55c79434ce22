/*
 * Decisions and findings in a pass: who controls them, and by when.
 *
 * A body is carried at the first moment of its window at which the helpers' yes suffices whatever is still cast and whatever open findings say; at its
 * deadline it is judged by what has been found. It is defeated by the helpers at once by their no, if no stage and no finding can then save it, or
 * at the deadline by their absence, if at every earlier moment some open finding stood in its way. Under a plan the outcome is fixed, and only the
 * moment is asked for; what the others choose comes as late as the text lets it, where it serves, and as early as it can, where it harms (reach.c).
 */
#include "hold/control.h"
#include "hold/pass.h"

enum { MOST_MOMENTS = 48 };

/* One window of a body. */
typedef struct window {
    const cas_statement *statement;
    cas_moment_in_run opened, deadline;
    uint64_t findings;
    cas_moment_in_run moments[MOST_MOMENTS]; /* when something may change, ascending, before the deadline */
    int moment_count;
} window;

static void add_moment(window *w, cas_moment_in_run moment)
{
    if (moment < w->opened || moment >= w->deadline)
        return;
    int i = 0;
    while (i < w->moment_count && w->moments[i] < moment)
        i++;
    if ((i < w->moment_count && w->moments[i] == moment) || w->moment_count == MOST_MOMENTS)
        return;
    for (int j = w->moment_count++; j > i; j--)
        w->moments[j] = w->moments[j - 1];
    w->moments[i] = moment;
}

static window window_of(const cas_pass *pass, const cas_statement *st, cas_moment_in_run opened)
{
    window w = {.statement = st, .opened = opened, .findings = cas_rule_findings(st->rule)};
    if (st->kind == CAS_FINDING)
        w.findings &= ~((uint64_t)1 << st->index); /* it does not speak about its own rule while it is being made */
    w.deadline = cas_later(opened, cas_at(cas_tick_of(opened) + st->within, CAS_PHASE_SETTLED));
    cas_tick stages[MOST_MOMENTS];
    const int count = cas_rule_stages(st->rule, stages, 0, MOST_MOMENTS / 2);
    add_moment(&w, opened);
    for (int i = 0; i < count && i < MOST_MOMENTS / 2; i++)
        add_moment(&w, cas_delayed(opened, stages[i]));
    for (int f = 0; f < pass->graph->instance->finding_count; f++)
        if ((w.findings >> f) & 1) {
            add_moment(&w, pass->when.looked[f]);
            add_moment(&w, pass->when.found[f]);
            add_moment(&w, pass->when.not_found[f]);
        }
    return w;
}

/* Which findings are settled as found, and which are open, at the moment. */
static void findings_at(const cas_pass *pass, uint64_t findings, cas_moment_in_run moment, uint64_t *found, uint64_t *open)
{
    *found = *open = 0;
    for (int f = 0; f < pass->graph->instance->finding_count; f++) {
        if (!((findings >> f) & 1))
            continue;
        if (pass->when.found[f] <= moment)
            *found |= (uint64_t)1 << f;
        else if (pass->when.looked[f] <= moment && pass->when.not_found[f] > moment)
            *open |= (uint64_t)1 << f;
    }
}

static cas_tick elapsed(const window *w, cas_moment_in_run moment)
{
    return cas_tick_of(moment) - cas_tick_of(w->opened);
}

static bool carried(const cas_pass *pass, const cas_rule *rule, cas_moment moment)
{
    bool doubtful = false;
    const bool yes = cas_rule_carried(rule, &pass->helpers, &pass->graph->everyone, moment, &doubtful);
    return yes && !(doubtful && pass->lean == CAS_LEAN_TO_OTHERS);
}

static bool carried_whatever_is_found(const cas_pass *pass, const window *w, cas_moment_in_run moment)
{
    uint64_t found, open;
    findings_at(pass, w->findings, moment, &found, &open);
    for (uint64_t mask = open;; mask = (mask - 1) & open) {
        if (!carried(pass, w->statement->rule, (cas_moment){elapsed(w, moment), found | mask}))
            return false;
        if (!mask)
            return true;
    }
}

static cas_moment_in_run in_rounds(cas_moment_in_run moment)
{
    return cas_later(moment, cas_at(cas_tick_of(moment), CAS_PHASE_ROUNDS));
}

/* Can the others' no end it at this moment: no stage, now or later, could hold whatever open findings say? A finding not yet open saves nothing. */
static bool hopeless(const cas_pass *pass, const window *w, cas_moment_in_run moment)
{
    const cas_votes votes = {.yes = pass->helpers, .no = cas_set_minus(pass->graph->everyone, pass->helpers)};
    uint64_t found, open;
    findings_at(pass, w->findings, moment, &found, &open);
    for (uint64_t mask = open;; mask = (mask - 1) & open) {
        if (cas_rule_met(w->statement->rule, &votes, (cas_moment){w->statement->within, found | mask}))
            return false;
        if (!mask)
            return true;
    }
}

/* A rule that nobody can hurt is met in the same breath as it is asked. */
static bool carried_by_nobody(const cas_pass *pass, const window *w, cas_moment_in_run moment)
{
    const cas_set nobody = cas_set_empty();
    bool doubtful = false;
    uint64_t found, open;
    findings_at(pass, w->findings, moment, &found, &open);
    return !open && cas_rule_carried(w->statement->rule, &nobody, &pass->graph->everyone, (cas_moment){elapsed(w, moment), found}, &doubtful) && !doubtful;
}

/* By when can the helpers carry it, once it was opened then? */
static cas_moment_in_run carried_from(const cas_pass *pass, const cas_statement *st, cas_moment_in_run opened)
{
    for (int attempt = 0; attempt < 32 && opened < CAS_NEVER; attempt++) {
        const window w = window_of(pass, st, opened);
        bool ended = false;
        for (int i = 0; i < w.moment_count && !ended; i++) {
            if (carried_whatever_is_found(pass, &w, w.moments[i]))
                return carried_by_nobody(pass, &w, w.moments[i]) ? w.moments[i] : in_rounds(w.moments[i]);
            ended = w.findings && hopeless(pass, &w, w.moments[i]);
        }
        uint64_t found, open;
        findings_at(pass, w.findings, w.deadline, &found, &open);
        if (!ended && carried(pass, st->rule, (cas_moment){elapsed(&w, w.deadline), found}))
            return w.deadline;
        if (st->kind != CAS_DECIDE || st->again_after < 0)
            break;
        opened = cas_at(cas_tick_of(w.deadline) + (st->again_after > 0 ? st->again_after : 1), CAS_PHASE_START);
    }
    return CAS_NEVER;
}

/* By when can the helpers have it fail, once it was opened then? */
static cas_moment_in_run defeated_from(const cas_pass *pass, const cas_statement *st, cas_moment_in_run opened)
{
    if (opened >= CAS_NEVER)
        return CAS_NEVER;
    const window w = window_of(pass, st, opened);
    const cas_set *all = &pass->graph->everyone;
    for (int i = 0; i < w.moment_count; i++) {
        /* At once: no stage, now or later, whatever is found from here on. */
        uint64_t found, open, unsettled = 0, adopted_anyway = 1;
        findings_at(pass, w.findings, w.moments[i], &found, &open);
        for (int f = 0; f < pass->graph->instance->finding_count; f++)
            if (((w.findings >> f) & 1) && pass->when.not_found[f] > w.moments[i])
                unsettled |= ((uint64_t)1 << f) & ~found;
        bool hopeless = true;
        for (uint64_t mask = unsettled;; mask = (mask - 1) & unsettled) {
            const cas_moment last = {st->within, found | mask};
            hopeless &= cas_rule_defeated(st->rule, &pass->helpers, all, last) == CAS_DEFEAT_BY_BALLOT;
            if (!mask)
                break;
        }
        if (hopeless)
            return in_rounds(w.moments[i]);
        for (uint64_t mask = open;; mask = (mask - 1) & open) {
            const cas_moment now = {elapsed(&w, w.moments[i]), found | mask};
            if (cas_rule_defeated(st->rule, &pass->helpers, all, now) != CAS_CANNOT_DEFEAT)
                adopted_anyway = 0;
            if (!mask)
                break;
        }
        if (adopted_anyway)
            return CAS_NEVER;
    }
    uint64_t found, open;
    findings_at(pass, w.findings, w.deadline, &found, &open);
    const cas_moment last = {elapsed(&w, w.deadline), found};
    return cas_rule_defeated(st->rule, &pass->helpers, all, last) != CAS_CANNOT_DEFEAT ? w.deadline : CAS_NEVER;
}

cas_grip cas_grip_on(const cas_pass *pass, const cas_statement *st)
{
    cas_grip grip = {false, false, true};
    if (st->kind == CAS_FINDING && st->mode != CAS_BY_RULE) {
        const cas_set with = cas_set_and(st->call_set, pass->helpers), without = cas_set_minus(st->call_set, pass->helpers);
        const int needed = st->mode == CAS_ON_CALL ? st->call_number : 1;
        grip.carry = st->mode == CAS_BY_FACT || cas_set_count(&with) >= needed;
        grip.defeat = st->mode != CAS_BY_FACT && cas_set_count(&without) < needed;
        grip.always_others = !grip.carry && !grip.defeat;
        return grip;
    }
    uint64_t findings = cas_rule_findings(st->rule);
    if (st->kind == CAS_FINDING)
        findings &= ~((uint64_t)1 << st->index);
    for (uint64_t mask = findings;; mask = (mask - 1) & findings) {
        bool doubtful = false;
        const cas_moment last = {st->within, mask};
        const bool carry = cas_rule_carried(st->rule, &pass->helpers, &pass->graph->everyone, last, &doubtful);
        const bool defeat = cas_rule_defeated(st->rule, &pass->helpers, &pass->graph->everyone, last) != CAS_CANNOT_DEFEAT;
        grip.carry |= carry;
        grip.defeat |= defeat;
        grip.always_others &= !carry && !defeat && !doubtful;
        if (!mask)
            return grip;
    }
}

/* ---- Several openers, early openings ---------------------------------------------------------------------------------- */

typedef cas_moment_in_run settle(const cas_pass *pass, const cas_statement *st, cas_moment_in_run opened);

/* Is the clause started by nothing but powers that only helpers hold, so that they can wait with it and nobody can hurry them? */
static bool helpers_hold(const cas_pass *pass, int clause)
{
    const cas_graph *graph = pass->graph;
    const cas_clause *c = &graph->instance->clauses[clause];
    for (int t = 0; t < c->trigger_count; t++) {
        const cas_event *event = c->triggers[t];
        if (event->kind != CAS_EV_DEED || graph->instance->deeds[event->index].kind != CAS_POWER)
            return false;
        const int x = cas_doing_find(graph, event->index, -1);
        for (size_t i = 0; i < graph->bases[x].count; i++) {
            const cas_statement *st = cas_statement_at(graph, graph->bases[x].at[i]);
            if (st->kind != CAS_POWER_GRANT || !cas_set_inside(&st->who.set, &pass->helpers))
                return false;
        }
    }
    return c->trigger_count > 0;
}

/* The best of opening it then, or later when a finding on which the rule depends is open or settled. */
static cas_moment_in_run best_opening(const cas_pass *pass, const cas_statement *st, cas_moment_in_run opened, settle *by)
{
    cas_moment_in_run best = by(pass, st, opened);
    const uint64_t findings = cas_rule_findings(st->rule);
    for (int f = 0; f < pass->graph->instance->finding_count; f++) {
        if (!((findings >> f) & 1))
            continue;
        const cas_moment_in_run later[3] = {pass->when.looked[f], pass->when.found[f], pass->when.not_found[f]};
        for (int i = 0; i < 3; i++)
            if (later[i] > opened && later[i] < CAS_NEVER)
                best = cas_sooner(best, by(pass, st, in_rounds(later[i])));
    }
    return best;
}

/*
 * The moment at which a body settles as asked. Where it is not the text that says which clause opens it, or where an opponent may open its window before a
 * finding on which its rule depends, the pass takes the best or the worst case, as it leans.
 */
static cas_moment_in_run settled(const cas_pass *pass, const cas_places *openers, settle *by)
{
    cas_moment_in_run first = CAS_NEVER, best = CAS_NEVER, worst = 0;
    for (size_t i = 0; i < openers->count; i++)
        first = cas_sooner(first, cas_pass_started(pass, &pass->when, openers->at[i].clause, -1));
    if (first >= CAS_NEVER)
        return CAS_NEVER;
    for (size_t i = 0; i < openers->count; i++) {
        const cas_spot place = openers->at[i];
        const cas_statement *st = cas_statement_at(pass->graph, place);
        const cas_moment_in_run opened = cas_pass_started(pass, &pass->when, place.clause, -1);
        const bool alone = openers->count == 1;
        const cas_moment_in_run can_open = alone && !st->rule ? opened : alone && !cas_rule_findings(st->rule) ? opened
                                           : cas_pass_started(pass, &pass->soonest, place.clause, -1);
        if (can_open > first)
            continue;
        const bool held = alone && st->rule && helpers_hold(pass, place.clause);
        const bool may_wait = st->rule && (held || pass->lean == CAS_LEAN_TO_HELPERS);
        const cas_moment_in_run usual = may_wait ? best_opening(pass, st, cas_sooner(opened, first), by) : by(pass, st, cas_sooner(opened, first));
        const cas_moment_in_run early = can_open < first && !held ? by(pass, st, can_open) : usual;
        best = cas_sooner(best, cas_sooner(usual, early));
        worst = cas_later(worst, cas_later(usual, early));
    }
    return pass->lean == CAS_LEAN_TO_HELPERS ? best : worst;
}

static cas_moment_in_run first_opened(const cas_pass *pass, const cas_places *openers)
{
    cas_moment_in_run first = CAS_NEVER;
    for (size_t i = 0; i < openers->count; i++)
        first = cas_sooner(first, cas_pass_started(pass, &pass->when, openers->at[i].clause, -1));
    return first;
}

static cas_moment_in_run deadline_from(const cas_pass *pass, const cas_statement *st, cas_moment_in_run opened)
{
    (void)pass;
    return opened >= CAS_NEVER ? CAS_NEVER : cas_later(opened, cas_at(cas_tick_of(opened) + st->within, CAS_PHASE_SETTLED));
}

static bool given(const cas_instance *in, cas_given_kind kind, int index)
{
    for (int i = 0; i < in->given_count; i++)
        if (in->givens[i].kind == kind && in->givens[i].index == index)
            return true;
    return false;
}

/* Sets the moments of coming and failing as the plan has it. */
static void settle_as_planned(cas_pass *pass, const cas_places *openers, cas_outcome mine, cas_outcome theirs, settle *carry, settle *defeat,
                              settle *deadline, cas_moment_in_run *comes, cas_moment_in_run *fails)
{
    *comes = *fails = CAS_NEVER;
    /* A body that opens again can fail first and come later. */
    const cas_statement *first = openers->count ? cas_statement_at(pass->graph, openers->at[0]) : NULL;
    const bool again = first && first->kind == CAS_DECIDE && first->again_after >= 0;
    switch (mine) {
    case CAS_FREE:
        *comes = settled(pass, openers, carry);
        *fails = settled(pass, openers, defeat);
        break;
    case CAS_COMES:
    case CAS_COMES_LATE:
        *comes = settled(pass, openers, carry);
        if (*comes >= CAS_NEVER && pass->lean == CAS_LEAN_TO_HELPERS)
            *fails = settled(pass, openers, deadline);
        break;
    case CAS_FAILS:
        *fails = settled(pass, openers, defeat);
        if (*fails >= CAS_NEVER && pass->lean == CAS_LEAN_TO_HELPERS)
            *comes = settled(pass, openers, deadline);
        else if (again && *fails < CAS_NEVER) {
            const cas_tick reopened = cas_tick_of(*fails) + (first->again_after > 0 ? first->again_after : 1);
            *comes = pass->lean == CAS_LEAN_TO_HELPERS ? settled(pass, openers, carry) : carry(pass, first, cas_at(reopened, CAS_PHASE_START));
        }
        break;
    case CAS_LEFT:
        if (theirs == CAS_FAILS)
            *fails = settled(pass, openers, deadline);
        else
            *comes = settled(pass, openers, deadline);
        break;
    }
}

void cas_pass_decision(cas_pass *pass, int d)
{
    const cas_graph *graph = pass->graph;
    cas_times *when = &pass->when;
    when->opened[d] = first_opened(pass, &graph->openers[d]);
    if (given(graph->instance, CAS_GIVEN_ADOPTED, d) || given(graph->instance, CAS_GIVEN_REJECTED, d)) {
        const bool adopted = given(graph->instance, CAS_GIVEN_ADOPTED, d);
        when->adopted[d] = adopted ? 0 : CAS_NEVER;
        when->rejected[d] = adopted ? CAS_NEVER : 0;
        when->opened[d] = CAS_NEVER; /* nobody votes on it in this run */
        return;
    }
    settle_as_planned(pass, &graph->openers[d], pass->plan.decision_by_helpers[d], pass->plan.decision_by_others[d], carried_from, defeated_from,
                      deadline_from, &when->adopted[d], &when->rejected[d]);
}

void cas_pass_decisions(cas_pass *pass)
{
    for (int d = 0; d < pass->graph->instance->decision_count; d++)
        cas_pass_decision(pass, d);
}

/* ---- Findings ------------------------------------------------------------------------------------------------------ */

static cas_moment_in_run found_from(const cas_pass *pass, const cas_statement *st, cas_moment_in_run opened)
{
    if (st->mode == CAS_BY_RULE)
        return carried_from(pass, st, opened);
    if (st->mode == CAS_BY_FACT)
        return opened;
    return opened < CAS_NEVER && cas_grip_on(pass, st).carry ? in_rounds(opened) : CAS_NEVER;
}

static cas_moment_in_run not_found_from(const cas_pass *pass, const cas_statement *st, cas_moment_in_run opened)
{
    return st->mode == CAS_BY_RULE ? defeated_from(pass, st, opened) : CAS_NEVER;
}

/* What the others choose, at the latest. */
static cas_moment_in_run look_ends_from(const cas_pass *pass, const cas_statement *st, cas_moment_in_run opened)
{
    return st->mode == CAS_BY_RULE ? deadline_from(pass, st, opened) : CAS_NEVER;
}

static void personal_findings(cas_pass *pass, int f)
{
    const cas_graph *graph = pass->graph;
    for (int p = 0; p < pass->parties; p++)
        pass->when.found_by[f * pass->parties + p] = CAS_NEVER;
    for (size_t i = 0; i < graph->finders[f].count; i++) {
        const cas_spot place = graph->finders[f].at[i];
        const cas_statement *st = cas_statement_at(graph, place);
        const cas_moment_in_run opened = cas_pass_started(pass, &pass->when, place.clause, -1);
        if (st->mode != CAS_BY_EACH || opened >= CAS_NEVER)
            continue;
        for (int p = 0; p < pass->parties; p++)
            if (cas_set_has(&pass->helpers, p) && cas_set_has(&st->call_set, p)) {
                cas_moment_in_run *own = &pass->when.found_by[f * pass->parties + p];
                *own = cas_sooner(*own, in_rounds(opened));
            }
    }
}

void cas_pass_finding(cas_pass *pass, int f)
{
    const cas_graph *graph = pass->graph;
    cas_times *when = &pass->when;
    when->looked[f] = first_opened(pass, &graph->finders[f]);
    personal_findings(pass, f);
    if (given(graph->instance, CAS_GIVEN_FOUND, f) || given(graph->instance, CAS_GIVEN_NOT_FOUND, f)) {
        const bool found = given(graph->instance, CAS_GIVEN_FOUND, f);
        when->found[f] = found ? 0 : CAS_NEVER;
        when->not_found[f] = found ? CAS_NEVER : 0;
        return;
    }
    settle_as_planned(pass, &graph->finders[f], pass->plan.finding_by_helpers[f], pass->plan.finding_by_others[f], found_from, not_found_from,
                      look_ends_from, &when->found[f], &when->not_found[f]);
    if (pass->plan.finding_by_helpers[f] == CAS_LEFT && pass->plan.finding_by_others[f] == CAS_COMES && when->looked[f] < CAS_NEVER)
        when->found[f] = in_rounds(when->looked[f]);
}

void cas_pass_findings(cas_pass *pass)
{
    for (int f = 0; f < pass->graph->instance->finding_count; f++)
        cas_pass_finding(pass, f);
}

/* ---- Rejected, but the ballots meet another rule ----------------------------------------------------------------------- */

/* A decision and the other rule its ballots may meet. Only those who have a ballot in the decision can cast one. */
typedef struct other_rule {
    const cas_rule *rule, *meets;
    cas_set electors, helpers, others;
    cas_moment last;
} other_rule;

typedef enum failing { DOES_NOT_FAIL, FAILS_AT_DEADLINE, FAILS_AT_ONCE } failing;

/* The helpers cast these, the rest of them stay away: whatever the others cast, does the decision fail and is the other rule met? */
static failing fails_by(const other_rule *o, const cas_votes *cast)
{
    bool doubtful = false;
    const cas_set against = cas_set_or(cast->no, cast->abstain);
    cas_votes kindest = {.yes = cas_set_or(cast->yes, o->others), .no = cast->no, .abstain = cast->abstain};
    if (cas_rule_met(o->rule, &kindest, o->last) || !cas_rule_certain(o->meets, cast, &o->others, o->last, &doubtful) || doubtful)
        return DOES_NOT_FAIL;
    /* Who stays away could still come, so the decision stays open for its sake. */
    kindest.yes = cas_set_minus(o->electors, against);
    return cas_rule_met(o->rule, &kindest, o->last) ? FAILS_AT_DEADLINE : FAILS_AT_ONCE;
}

/* How the helpers of each class of interchangeable parties split their ballots; the first of a class vote no, the next abstain, the next stay away. */
typedef struct splitting {
    const other_rule *o;
    const cas_graph *graph;
    bool absences;              /* staying away can do what abstaining cannot: there is a quorum */
    failing best;
} splitting;

static int helpers_in(const splitting *s, int class)
{
    int count = 0;
    for (int p = cas_set_next(&s->o->helpers, 0); p >= 0; p = cas_set_next(&s->o->helpers, p + 1))
        count += s->graph->class_of[p] == class;
    return count;
}

static void split_class(const splitting *s, int class, int no, int abstain, int away, cas_votes *cast)
{
    for (int p = cas_set_next(&s->o->helpers, 0); p >= 0; p = cas_set_next(&s->o->helpers, p + 1)) {
        if (s->graph->class_of[p] != class)
            continue;
        cas_set *place = no-- > 0 ? &cast->no : abstain-- > 0 ? &cast->abstain : NULL;
        if (place || away-- > 0)
            cas_set_remove(&cast->yes, p);
        if (place)
            cas_set_add(place, p);
    }
}

/* The classes before this one have split; the rest still vote yes. */
static void try_splits(splitting *s, int class, const cas_votes *cast)
{
    bool doubtful = false;
    /* Fewer yes never help the other rule. */
    if (s->best == FAILS_AT_ONCE || (!s->absences && !cas_rule_certain(s->o->meets, cast, &s->o->others, s->o->last, &doubtful)))
        return;
    if (class == s->graph->classes) {
        const failing now = fails_by(s->o, cast);
        s->best = now > s->best ? now : s->best;
        return;
    }
    const int count = helpers_in(s, class);
    for (int no = 0; no <= count; no++)
        for (int abstain = 0; abstain <= count - no; abstain++)
            for (int away = 0; away <= (s->absences ? count - no - abstain : 0); away++) {
                cas_votes next = *cast;
                split_class(s, class, no, abstain, away, &next);
                try_splits(s, class + 1, &next);
            }
}

enum { MOST_SPLITS = 20000 };

static double split_count(const splitting *s)
{
    double splits = 1;
    for (int class = 0; class < s->graph->classes; class++) {
        const int n = helpers_in(s, class);
        splits *= s->absences ? (n + 3.0) * (n + 2.0) * (n + 1.0) / 6 : (n + 2.0) * (n + 1.0) / 2;
    }
    return splits;
}

static failing fails_by_some_split(const other_rule *o, const cas_graph *graph)
{
    splitting s = {.o = o, .graph = graph, .absences = cas_rule_misses_absent(o->rule) || cas_rule_misses_absent(o->meets)};
    const cas_votes all_yes = {.yes = o->helpers};
    /* One who withholds is the usual case: a veto. */
    for (int class = 0; class < graph->classes && s.best < FAILS_AT_ONCE; class++) {
        cas_votes one = all_yes;
        split_class(&s, class, 1, 0, 0, &one);
        const failing now = fails_by(o, &one);
        s.best = now > s.best ? now : s.best;
    }
    if (split_count(&s) <= MOST_SPLITS && s.best < FAILS_AT_ONCE)
        try_splits(&s, 0, &all_yes);
    return s.best;
}

/* Is there a split of the helpers' ballots with which, beside these ballots of the others, the decision fails and the other rule is met? */
static bool splits_beside(splitting *s, int class, const cas_votes *theirs, const cas_votes *ours)
{
    const cas_votes all = {cas_set_or(theirs->yes, ours->yes), cas_set_or(theirs->no, ours->no), ours->abstain};
    /* Those whose class has not split yet vote yes, and fewer yes never help the other rule. */
    if ((class == s->graph->classes || !s->absences) && !cas_rule_met(s->o->meets, &all, s->o->last))
        return false;
    if (class == s->graph->classes)
        return !cas_rule_met(s->o->rule, &all, s->o->last);
    const int count = helpers_in(s, class);
    for (int no = 0; no <= count; no++)
        for (int abstain = 0; abstain <= count - no; abstain++)
            for (int away = 0; away <= (s->absences ? count - no - abstain : 0); away++) {
                cas_votes next = *ours;
                split_class(s, class, no, abstain, away, &next);
                if (splits_beside(s, class + 1, theirs, &next))
                    return true;
            }
    return false;
}

/*
 * May it fail and meet the other rule, helpers answering the others' ballots? Not if the others have ballots, all yes, all no or none, to which there is no
 * answer: they can cast those whatever the helpers do. Too many splits to look through count as an answer.
 */
static bool may_fail_and_meet(const other_rule *o, const cas_graph *graph)
{
    splitting s = {.o = o, .graph = graph, .absences = cas_rule_misses_absent(o->rule) || cas_rule_misses_absent(o->meets)};
    const cas_votes theirs[3] = {{.yes = o->others}, {.no = o->others}, {.yes = cas_set_empty()}}, ours = {.yes = o->helpers};
    if (split_count(&s) > MOST_SPLITS)
        return true;
    for (int i = 0; i < 3; i++)
        if (!splits_beside(&s, 0, &theirs[i], &ours))
            return false;
    return true;
}

/* What is known of a decision that fails and meets another rule, for some helpers: nothing of it depends on days, and sweeps ask it again and again. */
struct cas_failing_memo {
    const cas_rule *rule, *meets;
    cas_set helpers;
    uint64_t found;
    failing guaranteed;
    signed char possible;       /* -1: not asked yet */
};

enum { MEMOS = 16 };

static struct cas_failing_memo *failing_of(const cas_pass *pass, const other_rule *o)
{
    struct cas_failing_memo *at = NULL;
    for (int i = 0; i < MEMOS && !at; i++) {
        struct cas_failing_memo *m = &pass->failings[i];
        if (m->rule == o->rule && m->meets == o->meets && m->found == o->last.found && cas_set_equal(&m->helpers, &o->helpers))
            return m;
        at = m->rule ? NULL : m;
    }
    if (!at) {
        at = &pass->failings[0];
        for (int i = 1; i < MEMOS; i++)
            pass->failings[i].rule = NULL;
    }
    const failing guaranteed = fails_by_some_split(o, pass->graph);
    *at = (struct cas_failing_memo){o->rule, o->meets, o->helpers, o->last.found, guaranteed, guaranteed != DOES_NOT_FAIL ? 1 : -1};
    return at;
}

static bool failing_is_possible(const cas_pass *pass, const other_rule *o)
{
    struct cas_failing_memo *known = failing_of(pass, o);
    if (known->possible < 0)
        known->possible = may_fail_and_meet(o, pass->graph);
    return known->possible;
}

void cas_pass_new_failings(cas_pass *pass)
{
    pass->failings = CAS_ARRAY(pass->arena, struct cas_failing_memo, MEMOS);
}

/* Is it known from the opening on what these findings say: by fact, or given, or never looked into? */
static bool known_from_opening(const cas_pass *pass, int decision, uint64_t findings)
{
    const cas_moment_in_run opened = pass->when.opened[decision];
    for (int f = 0; f < pass->graph->instance->finding_count; f++) {
        if (!((findings >> f) & 1) || pass->soonest.looked[f] >= CAS_NEVER)
            continue;
        const cas_moment_in_run settled = cas_sooner(pass->when.found[f], pass->when.not_found[f]);
        if (!pass->graph->fact_of[f] || settled > cas_later(opened, cas_at(cas_tick_of(opened), CAS_PHASE_START)))
            return false;
    }
    return true;
}

cas_moment_in_run cas_pass_rejected_but_meets(const cas_pass *pass, int decision, const cas_rule *meets)
{
    const cas_moment_in_run rejected = pass->when.rejected[decision];
    const cas_places *openers = &pass->graph->openers[decision];
    if (rejected >= CAS_NEVER || !openers->count || given(pass->graph->instance, CAS_GIVEN_REJECTED, decision))
        return CAS_NEVER; /* given as rejected, it met nothing else */
    const bool hopeful = pass->lean == CAS_LEAN_TO_HELPERS;
    const cas_statement *st = cas_statement_at(pass->graph, openers->at[0]);
    const uint64_t findings = cas_rule_findings(meets) | cas_rule_findings(st->rule);
    if (openers->count > 1 || !known_from_opening(pass, decision, findings))
        return hopeful ? rejected : CAS_NEVER;
    uint64_t found, open;
    findings_at(pass, findings, rejected, &found, &open);
    other_rule o = {.rule = st->rule, .meets = meets, .electors = cas_rule_electors_when(st->rule, found), .last = {st->within, found}};
    o.helpers = cas_set_and(pass->helpers, o.electors);
    o.others = cas_set_minus(o.electors, o.helpers);
    const cas_votes all_yes = {.yes = o.electors}, none = {.yes = cas_set_empty()}, ours = {.yes = o.helpers};
    if (!cas_rule_met(st->rule, &all_yes, o.last))
        /* It cannot be adopted at all, so it is rejected before anybody votes. */
        return cas_rule_met(meets, &none, o.last) ? rejected : CAS_NEVER;
    bool doubtful = false;
    const bool ever_met = cas_rule_certain(meets, &ours, &o.others, o.last, &doubtful);
    if (pass->plan.decision_by_helpers[decision] == CAS_LEFT) {
        /* The others choose ballots that fail both rules if they can. */
        if (ever_met && !doubtful)
            return rejected;
        const cas_votes worst = {.yes = o.helpers, .no = o.others};
        const bool both_fail = (!cas_rule_met(meets, &worst, o.last) && !cas_rule_met(st->rule, &worst, o.last))
                               || (!cas_rule_met(meets, &ours, o.last) && !cas_rule_met(st->rule, &ours, o.last));
        return both_fail || !hopeful ? CAS_NEVER : rejected;
    }
    if (hopeful)
        return failing_is_possible(pass, &o) ? in_rounds(pass->when.opened[decision]) : CAS_NEVER;
    if (!ever_met || cas_rule_defeated(st->rule, &o.helpers, &o.electors, o.last) == CAS_CANNOT_DEFEAT)
        return CAS_NEVER;
    switch (failing_of(pass, &o)->guaranteed) {
    case FAILS_AT_ONCE:
        return rejected;
    case FAILS_AT_DEADLINE:
        return cas_later(rejected, deadline_from(pass, st, pass->when.opened[decision]));
    case DOES_NOT_FAIL:
        break;
    }
    return CAS_NEVER;
}
