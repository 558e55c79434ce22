/*
 * Flaws of a whole text: see flaws.h.
 *
 * Every distinct text among the packages asked about is built once for each incident and each possible aggressor, and once
 * without any incident. may.c says which clauses can start.
 *
 * idle       a clause that is in force in some package and can start in none of these runs
 * circular   among the clauses of one text that can start in none of them, and that wait only for what other clauses would
 *            supply: the smallest sets that supply each other (sink components of the graph of suppliers)
 * conflict   in one run, a duty and prohibitions whose clauses can both start, such that some bearer has no way to do the duty
 *            that is not forbidden to it; unless a permission that prevails is there, or the two clauses wait for opposite
 *            outcomes of one decision or finding
 *
 * Cost: distinct texts times incidents times aggressors times the square of the clauses. Exactness: as may.c, and clauses that can
 * both start are taken to be able to meet; so an absence of idle clauses and circles is said too often rather than too seldom, and
 * an absence of conflicts too seldom rather than too often.
 */
#include "hold/flaws.h"

#include "hold/may.h"
#include "model/build.h"

#include <string.h>

typedef struct flaw_search {
    cas_arena *arena;
    const cas_agreement *agreement;
    cas_answered *answered;
    cas_names seen; /* what was already said */
    cas_flaw *flaws;
    size_t count, room;
    bool *starts, *in_force; /* per clause form of the agreement */
} flaw_search;

static void add_flaw(flaw_search *search, const cas_clause *clause, int line, const char *words)
{
    const size_t known = search->seen.count;
    cas_names_add(&search->seen, cas_text_of(words));
    if (search->seen.count == known)
        return;
    search->flaws = CAS_ROOM(search->arena, search->flaws, search->count, &search->room);
    search->flaws[search->count++] = (cas_flaw){words, clause->file, line};
}

/* The clause of the text from which a clause of an instance was made. */
static int form_of(const cas_agreement *agreement, const cas_clause *clause)
{
    for (int c = 0; c < agreement->clause_count; c++)
        if (agreement->clauses[c].line == clause->line && strcmp(agreement->clauses[c].file, clause->file) == 0)
            return c;
    return -1;
}

/* ---- Conflicts -------------------------------------------------------------------------------------------------------------------- */

static bool names_doing(const cas_statement *statement, const cas_doing *doing)
{
    for (int w = 0; w < statement->way_count; w++)
        for (int d = 0; d < statement->ways[w].count; d++)
            if (statement->ways[w].doings[d].deed == doing->deed &&
                statement->ways[w].doings[d].recipient == doing->recipient)
                return true;
    return false;
}

/* Both wait for one decision or finding, and for opposite outcomes of it. */
static bool exclude_each_other(const cas_clause *a, const cas_clause *b)
{
    if (a->trigger_count != 1 || b->trigger_count != 1)
        return false;
    const cas_event *x = a->triggers[0], *y = b->triggers[0];
    if (x->index != y->index)
        return false;
    return (x->kind == CAS_EV_ADOPTED && y->kind == CAS_EV_REJECTED) ||
           (x->kind == CAS_EV_REJECTED && y->kind == CAS_EV_ADOPTED) ||
           (x->kind == CAS_EV_FOUND && y->kind == CAS_EV_NOT_FOUND) ||
           (x->kind == CAS_EV_NOT_FOUND && y->kind == CAS_EV_FOUND);
}

static bool is_lifted(const cas_may *may, int party, const cas_doing *doing, int clause)
{
    for (int c = 0; c < may->instance->clause_count; c++)
        for (int s = 0; may->starts[c] && s < may->instance->clauses[c].statement_count; s++) {
            const cas_statement *statement = &may->instance->clauses[c].statements[s];
            if (statement->kind == CAS_PERMISSION && statement->prevails_over == clause &&
                cas_set_has(&statement->who.set, party) && names_doing(statement, doing))
                return true;
        }
    return false;
}

/* A clause that forbids the party this doing while the duty's clause is in force; -1: none. */
static int forbidder_of(const cas_may *may, int party, const cas_doing *doing, const cas_clause *duty)
{
    for (int c = 0; c < may->instance->clause_count; c++)
        for (int s = 0; may->starts[c] && s < may->instance->clauses[c].statement_count; s++) {
            const cas_statement *statement = &may->instance->clauses[c].statements[s];
            if (statement->kind == CAS_PROHIBITION && cas_set_has(&statement->who.set, party) &&
                names_doing(statement, doing) && !exclude_each_other(&may->instance->clauses[c], duty) &&
                !is_lifted(may, party, doing, c))
                return c;
        }
    return -1;
}

/* Every way of the duty is forbidden to the party: the clause that forbids the last one; -1: some way is free. */
static int conflict_of(const cas_may *may, int party, const cas_statement *duty, const cas_clause *clause)
{
    int last = -1;
    for (int w = 0; w < duty->way_count; w++) {
        int forbidder = -1;
        for (int d = 0; d < duty->ways[w].count && forbidder < 0; d++)
            forbidder = forbidder_of(may, party, &duty->ways[w].doings[d], clause);
        if (forbidder < 0)
            return -1;
        last = forbidder;
    }
    return last;
}

static void find_conflicts(flaw_search *search, const cas_may *may)
{
    const cas_instance *instance = may->instance;
    for (int c = 0; c < instance->clause_count; c++) {
        const cas_clause *clause = &instance->clauses[c];
        for (int s = 0; may->starts[c] && s < clause->statement_count; s++) {
            const cas_statement *duty = &clause->statements[s];
            cas_poll(search->arena->ctx);
            for (int p = cas_set_next(&duty->who.set, 0); duty->kind == CAS_DUTY && !duty->only_basis && p >= 0;
                 p = cas_set_next(&duty->who.set, p + 1)) {
                const int forbidder = conflict_of(may, p, duty, clause);
                if (forbidder >= 0)
                    add_flaw(search, clause, duty->line,
                             cas_format(search->arena, "clause %s obliges %s to what clause %s (line %d) forbids: “%s”",
                                        clause->label, instance->party_names[p], instance->clauses[forbidder].label,
                                        instance->clauses[forbidder].line, duty->words));
            }
        }
    }
}

/* ---- Circles ---------------------------------------------------------------------------------------------------------------------- */

/* reach[a * n + b]: what a waits for leads to b. Warshall's closure; n is the number of clauses of one text that cannot start. */
static void close_over(cas_ctx *ctx, bool *reach, int n)
{
    for (int k = 0; k < n; k++)
        for (int a = 0; a < n; a++) {
            cas_poll(ctx);
            for (int b = 0; reach[a * n + k] && b < n; b++)
                reach[a * n + b] = reach[a * n + b] || reach[k * n + b];
        }
}

enum { MOST_STUCK = 2000 };

static void name_circle(flaw_search *search, const cas_instance *instance, const int *stuck, const bool *reach, int n,
                        int from)
{
    cas_builder words = {.arena = search->arena};
    int members = 0;
    for (int b = 0; b < n; b++)
        if (reach[from * n + b])
            cas_putf(&words, "%s%s", members++ ? ", " : "", instance->clauses[stuck[b]].label);
    const cas_clause *clause = &instance->clauses[stuck[from]];
    const char *list = cas_built_string(&words);
    add_flaw(search, clause, clause->line,
             members == 1
                 ? cas_format(search->arena, "clause %s waits for itself", list)
                 : cas_format(search->arena,
                              "clauses %s wait for each other: each can start only by what the others bring about",
                              list));
}

/* starts: per clause of the instance, in any run of this text. */
static void find_circles(flaw_search *search, const cas_instance *instance, const bool *starts)
{
    int *stuck = CAS_ARRAY(search->arena, int, instance->clause_count + 1), n = 0;
    for (int c = 0; c < instance->clause_count; c++)
        if (!starts[c])
            stuck[n++] = c;
    if (n == 0)
        return;
    if (n > MOST_STUCK)
        cas_fail(search->arena->ctx, CAS_E_BUDGET, "%d clauses that never start to be compared with each other", n);
    bool *reach = CAS_ARRAY(search->arena, bool, (size_t)n *(size_t)n);
    bool *broken = CAS_ARRAY(search->arena, bool, n);
    bool *supplies = CAS_ARRAY(search->arena, bool, instance->clause_count + 1);
    for (int a = 0; a < n; a++) {
        const cas_clause *clause = &instance->clauses[stuck[a]];
        memset(supplies, 0, (size_t)instance->clause_count * sizeof *supplies);
        for (int t = 0; t < clause->trigger_count; t++)
            cas_event_suppliers(instance, clause->triggers[t], supplies);
        broken[a] = true;
        for (int b = 0; b < n; b++)
            if (supplies[stuck[b]]) {
                reach[a * n + b] = true;
                broken[a] = false;
            }
        for (int c = 0; c < instance->clause_count; c++)
            if (supplies[c] && starts[c])
                broken[a] = true;
    }
    close_over(search->arena->ctx, reach, n);
    for (int a = 0; a < n; a++) {
        bool sink = reach[a * n + a] && !broken[a];
        for (int b = 0; sink && b < n; b++)
            sink = !reach[a * n + b] || (!broken[b] && reach[b * n + a]);
        if (sink)
            name_circle(search, instance, stuck, reach, n, a);
    }
}

/* ---- Runs ------------------------------------------------------------------------------------------------------------------------- */

typedef struct text_runs {
    const cas_instance *last;
    bool *starts; /* per clause of the instances: the same clauses in all runs of one text */
} text_runs;

static void look_at_run(flaw_search *search, const int *choice, int incident, int by, text_runs *runs)
{
    const cas_occasion occasion = {.incident = incident, .attacker = by};
    const cas_instance *instance = cas_instance_build(search->arena, search->agreement, choice, &occasion);
    const cas_may may = cas_may_happen(search->arena, instance);
    if (!runs->starts)
        runs->starts = CAS_ARRAY(search->arena, bool, instance->clause_count + 1);
    runs->last = instance;
    for (int c = 0; c < instance->clause_count; c++)
        runs->starts[c] = runs->starts[c] || may.starts[c];
    if (search->answered->question->kind == CAS_QUESTION_NO_CONFLICT)
        find_conflicts(search, &may);
}

static void look_at_text(flaw_search *search, const int *choice)
{
    text_runs runs = {0};
    look_at_run(search, choice, -1, -1, &runs);
    for (int i = 0; i < search->agreement->incident_count; i++) {
        const cas_set by = cas_incident_attackers(search->arena, search->agreement, i, choice);
        look_at_run(search, choice, i, -1, &runs);
        for (int p = cas_set_next(&by, 0); p >= 0; p = cas_set_next(&by, p + 1))
            look_at_run(search, choice, i, p, &runs);
    }
    /* A clause that only clauses of other packages could start is not in the instance; it is in force all the same. */
    for (int c = 0; c < search->agreement->clause_count; c++)
        if (cas_condition_truth(search->agreement->clauses[c].form.condition, choice) == CAS_TRUE)
            search->in_force[c] = true;
    for (int c = 0; c < runs.last->clause_count; c++) {
        const int form = form_of(search->agreement, &runs.last->clauses[c]);
        if (form >= 0 && runs.starts[c])
            search->starts[form] = true;
    }
    if (search->answered->question->kind == CAS_QUESTION_NO_CIRCULAR_WAIT)
        find_circles(search, runs.last, runs.starts);
}

static void name_idle(flaw_search *search)
{
    for (int c = 0; c < search->agreement->clause_count; c++) {
        const cas_clause_form *clause = &search->agreement->clauses[c];
        const cas_clause where = {.file = clause->file};
        if (search->in_force[c] && !search->starts[c])
            add_flaw(search, &where, clause->line,
                     cas_format(search->arena,
                                "clause %s never starts: nothing in the text can bring about what it waits for",
                                search->agreement->labels[clause->label]));
    }
}

void cas_flaws_find(cas_arena *arena, const cas_agreement *agreement, const cas_combinations *list,
                    const cas_influence *influence, cas_answered *answered)
{
    flaw_search search = {.arena = arena, .agreement = agreement, .answered = answered, .seen = {.arena = arena}};
    search.starts = CAS_ARRAY(arena, bool, agreement->clause_count + 1);
    search.in_force = CAS_ARRAY(arena, bool, agreement->clause_count + 1);
    cas_names texts = {.arena = arena};
    int *choice = CAS_ARRAY(arena, int, agreement->dimension_count + 1);
    for (size_t c = 0; c < list->count; c++) {
        cas_combination_fill(agreement, list, c, choice);
        const size_t known = texts.count;
        cas_names_add(&texts, cas_influence_signature(arena, influence, choice));
        if (texts.count > known)
            look_at_text(&search, choice);
    }
    if (answered->question->kind == CAS_QUESTION_NO_IDLE_CLAUSE)
        name_idle(&search);
    answered->flaws = search.flaws;
    answered->flaw_count = (int)search.count;
    answered->answer = search.count ? CAS_FALSE : CAS_TRUE;
}
