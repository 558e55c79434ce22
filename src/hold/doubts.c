/*
 * Where equal bounds are proved to be the value, and where the definition has to confirm them.
 *
 * The proof (docs/semantics.md, "low <= value <= high") goes through the statements of the language one by one. Where the parties can get in each other's way it
 * has been carried through for the forms below only; any other form is a doubt, and a text with a doubt is answered by the definition or not at all.
 *
 * - Nothing disturbs: no bit of cas_disturbance.
 * - What is forbidden or ended is so from the start of the run, and so is what lifts it.
 * - Each finds for itself, no rule depends on it, and nobody waits for it to fail or for what it starts to be done.
 * - A rule depends on a finding that is settled when the run starts, or on one that is opened together with the decision by the same event and depends on no other.
 * - A duty, permission or power of those who voted yes each for itself, on a decision that can serve by its adoption alone.
 * - A rule that absence can fail where no cannot.
 * - A rejection whose ballots must meet another rule.
 * - `any N of … must`, if nothing else disturbs.
 *
 * Cost: linear in the text times its findings. Twin: test_method.c, which holds every text without doubts to the definition.
 */
#include "hold/doubts.h"

#include "hold/control.h"

static uint32_t bit(cas_disturbance what) { return (uint32_t)1 << what; }

/* In force when the run starts, whatever anybody does. */
static bool starts_at_once(const cas_graph *graph, int clause)
{
    const cas_clause *c = &graph->instance->clauses[clause];
    bool given = c->trigger_count == 0;
    for (int t = 0; t < c->trigger_count; t++)
        given |= cas_event_is_given(graph->instance, c->triggers[t]);
    return given;
}

static bool kills_are_there(const cas_graph *graph)
{
    bool there = true;
    for (size_t i = 0; i < graph->kills.count; i++)
        there &= starts_at_once(graph, graph->kills.at[i].clause) && cas_statement_at(graph, graph->kills.at[i])->who.voted_on < 0;
    for (size_t i = 0; i < graph->lifts.count; i++)
        there &= starts_at_once(graph, graph->lifts.at[i].clause) && cas_statement_at(graph, graph->lifts.at[i])->who.voted_on < 0;
    return there;
}

static bool hears_found(const cas_clause *clause, int finding)
{
    bool hears = false;
    for (int t = 0; t < clause->trigger_count; t++)
        for (const cas_event *event = clause->triggers[t]; event; event = event->inner)
            hears |= event->kind == CAS_EV_FOUND && event->index == finding;
    return hears;
}

static bool each_finds_simply(const cas_graph *graph, int finding)
{
    bool simple = !graph->rules_on[finding] && !graph->not_found_serves[finding] && !graph->not_found_kills[finding] && !graph->found_kills[finding];
    for (int c = 0; c < graph->instance->clause_count; c++)
        simple &= !(graph->done_heard[c] && hears_found(&graph->instance->clauses[c], finding));
    return simple;
}

/* ---- Rules that depend on findings ------------------------------------------------------------------------------------ */

cas_from_start cas_found_from_start(const cas_graph *graph, int finding)
{
    const cas_instance *in = graph->instance;
    const cas_places *finders = &graph->finders[finding];
    for (int i = 0; i < in->given_count; i++)
        if (in->givens[i].index == finding && (in->givens[i].kind == CAS_GIVEN_FOUND || in->givens[i].kind == CAS_GIVEN_NOT_FOUND))
            return in->givens[i].kind == CAS_GIVEN_FOUND ? CAS_FOUND_FROM_START : CAS_NOT_FOUND_FROM_START;
    if (!finders->count)
        return CAS_NOT_FOUND_FROM_START;
    const bool fact = finders->count == 1 && cas_statement_at(graph, finders->at[0])->mode == CAS_BY_FACT && starts_at_once(graph, finders->at[0].clause);
    return fact ? CAS_FOUND_FROM_START : CAS_OPEN_FROM_START;
}

static bool same_triggers(const cas_clause *a, const cas_clause *b)
{
    bool same = a->trigger_count == b->trigger_count;
    for (int t = 0; same && t < a->trigger_count; t++)
        same = cas_events_equal(a->triggers[t], b->triggers[t]);
    return same;
}

/* Opened by one clause, by a rule of its own or on call, at the event that opens this clause. */
static bool opened_together(const cas_graph *graph, int finding, int clause)
{
    const cas_places *finders = &graph->finders[finding];
    if (finders->count != 1)
        return false;
    const cas_statement *st = cas_statement_at(graph, finders->at[0]);
    const bool own = st->mode == CAS_ON_CALL || (st->mode == CAS_BY_RULE && !(cas_rule_findings(st->rule) & ~((uint64_t)1 << finding)));
    return own && same_triggers(&graph->instance->clauses[clause], &graph->instance->clauses[finders->at[0].clause]);
}

static bool rule_is_covered(const cas_graph *graph, cas_spot place)
{
    const cas_statement *st = cas_statement_at(graph, place);
    uint64_t findings = cas_rule_findings(st->rule);
    if (st->kind == CAS_FINDING)
        findings &= ~((uint64_t)1 << st->index);
    bool covered = true;
    for (int f = 0; f < graph->instance->finding_count; f++)
        if ((findings >> f) & 1)
            covered &= cas_found_from_start(graph, f) != CAS_OPEN_FROM_START || (st->kind == CAS_DECIDE && opened_together(graph, f, place.clause));
    return covered;
}

/* ---- Those who voted so ---------------------------------------------------------------------------------------------- */

static bool vote_binds_simply(const cas_graph *graph, const cas_statement *st)
{
    const int d = st->who.voted_on;
    return st->who.kind == CAS_EACH && st->who.voted == CAS_YES && st->kind != CAS_PROHIBITION && !graph->rejected_serves[d] && !graph->rejected_kills[d]
           && !graph->adopted_kills[d] && graph->openers[d].count == 1 && !cas_rule_findings(cas_statement_at(graph, graph->openers[d].at[0])->rule);
}

static bool statement_is_covered(const cas_graph *graph, cas_spot place, uint32_t *doubts)
{
    const cas_statement *st = cas_statement_at(graph, place);
    if (st->rule && !rule_is_covered(graph, place))
        *doubts |= bit(CAS_DIST_RULES_ON);
    if (st->way_count && st->who.voted_on >= 0 && !vote_binds_simply(graph, st))
        *doubts |= bit(CAS_DIST_NARROWED);
    return true;
}

uint32_t cas_doubts_of(const cas_graph *graph)
{
    const cas_instance *in = graph->instance;
    const uint32_t covered = bit(CAS_DIST_KILL) | bit(CAS_DIST_BY_EACH) | bit(CAS_DIST_RULES_ON) | bit(CAS_DIST_NARROWED) | bit(CAS_DIST_ABSENCE)
                             | bit(CAS_DIST_MEETS);
    uint32_t doubts = graph->disturbances & ~covered;
    if (graph->disturbances == bit(CAS_DIST_NUMBERED))
        return 0;
    if (!kills_are_there(graph))
        doubts |= bit(CAS_DIST_KILL);
    for (int f = 0; f < in->finding_count; f++)
        if (graph->by_each[f] && !each_finds_simply(graph, f))
            doubts |= bit(CAS_DIST_BY_EACH);
    for (int c = 0; c < in->clause_count; c++)
        for (int s = 0; s < in->clauses[c].statement_count; s++)
            statement_is_covered(graph, (cas_spot){c, s}, &doubts);
    return doubts;
}

const char *cas_doubts_words(uint32_t doubts)
{
    static const char *const words[CAS_DISTURBANCES] = {
        [CAS_DIST_KILL] = "a prohibition or an end that may come before or after what it takes away",
        [CAS_DIST_BREACH] = "a clause that waits for a breach",
        [CAS_DIST_NUMBERED] = "a duty of some number out of several",
        [CAS_DIST_RULES_ON] = "a rule that depends on a finding opened at another time",
        [CAS_DIST_BY_EACH] = "a rule or a clause that depends on what each finds for itself",
        [CAS_DIST_FINDERS] = "a finding that several clauses open",
        [CAS_DIST_OPENERS] = "a decision that several clauses open",
        [CAS_DIST_POWER_OWED] = "a duty to use a power",
        [CAS_DIST_MEETS] = "a rejection whose ballots must meet another rule",
        [CAS_DIST_NARROWED] = "duties that hang on how each voted",
        [CAS_DIST_JOINT_WAYS] = "a joint duty that can be done in several ways",
        [CAS_DIST_WAYS] = "a choice among measures, of which others are owed besides",
        [CAS_DIST_ABSENCE] = "a quorum",
        [CAS_DIST_AGAIN] = "a decision that opens again",
    };
    for (int i = 0; i < CAS_DISTURBANCES; i++)
        if ((doubts >> i) & 1)
            return words[i];
    return NULL;
}
