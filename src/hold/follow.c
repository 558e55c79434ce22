/*
 * A pass over a text in which nothing can be disturbed: a change is followed to what it can change.
 *
 * Things are the clauses (when each starts), the doings (when each party has done it), the decisions and the findings. In such a text
 *
 *     a clause     depends on the doings, bodies and clauses that its triggers name (a clause waited for to be done, and what it demands)
 *     a doing      on the clauses that give a basis for it
 *     a body       on the clause that opens it
 *
 * and every moment only moves forward when what it depends on does. So the order in which things are computed anew does not matter: all start at never, all are
 * computed once, and whatever changes puts what depends on it in a queue, until that is empty. The end is that of sweeping over everything (pass.c).
 *
 * Invariant: what is not in the queue is what its inputs make it. Cost: linear in the text for chains and trees; each thing at most once for each change of an
 * input. Twin: the sweeps of pass.c, through the definition in test/hold/test_method.c.
 */
#include "hold/pass.h"

#include <string.h>

typedef struct cas_followers {
    int doings, decisions, findings, count; /* where the numbers of each sort begin; clauses at 0 */
    size_t *begin;                          /* per thing, into things */
    int *things;
} cas_followers;

/* Called twice: to count (things null), and to file. */
typedef struct filing {
    const cas_graph *graph;
    const cas_followers *f;
    size_t *place;
    int *things;
} filing;

static void file_under(filing *file, int thing, int follower)
{
    if (file->things)
        file->things[file->place[thing]] = follower;
    file->place[thing]++;
}

static void file_doings(filing *file, const cas_statement *st, int thing, bool doing_first)
{
    for (int w = 0; w < st->way_count; w++)
        for (int i = 0; i < st->ways[w].count; i++) {
            const int x = file->f->doings + cas_doing_find(file->graph, st->ways[w].doings[i].deed, st->ways[w].doings[i].recipient);
            file_under(file, doing_first ? x : thing, doing_first ? thing : x);
        }
}

static void file_event(filing *file, const cas_event *event, int clause)
{
    const cas_graph *graph = file->graph;
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    switch (event->kind) {
    case CAS_EV_INCIDENT:
    case CAS_EV_AFTER:
        break;
    case CAS_EV_DEED:
        file_under(file, file->f->doings + cas_doing_find(graph, event->index, -1), clause);
        break;
    case CAS_EV_CLAUSE_DONE:
    case CAS_EV_BREACH:
        file_under(file, event->index, clause);
        for (int s = 0; s < graph->instance->clauses[event->index].statement_count; s++)
            if (graph->instance->clauses[event->index].statements[s].kind == CAS_DUTY)
                file_doings(file, &graph->instance->clauses[event->index].statements[s], clause, true);
        break;
    case CAS_EV_ADOPTED:
    case CAS_EV_REJECTED:
        file_under(file, file->f->decisions + event->index, clause);
        break;
    case CAS_EV_FOUND:
    case CAS_EV_NOT_FOUND:
        file_under(file, file->f->findings + event->index, clause);
        break;
    }
}

static void file_all(filing *file)
{
    const cas_instance *in = file->graph->instance;
    for (int c = 0; c < in->clause_count; c++) {
        for (int t = 0; t < in->clauses[c].trigger_count; t++)
            file_event(file, in->clauses[c].triggers[t], c);
        for (int s = 0; s < in->clauses[c].statement_count; s++) {
            const cas_statement *st = &in->clauses[c].statements[s];
            if (st->kind == CAS_DECIDE)
                file_under(file, c, file->f->decisions + st->index);
            else if (st->kind == CAS_FINDING)
                file_under(file, c, file->f->findings + st->index);
            else
                file_doings(file, st, c, false);
        }
    }
}

const cas_followers *cas_followers_find(cas_arena *arena, const cas_graph *graph)
{
    const cas_instance *in = graph->instance;
    cas_followers *f = CAS_NEW(arena, cas_followers);
    f->doings = in->clause_count;
    f->decisions = f->doings + graph->doing_count;
    f->findings = f->decisions + in->decision_count;
    f->count = f->findings + in->finding_count;
    f->begin = CAS_ARRAY(arena, size_t, (size_t)f->count + 2);
    filing counting = {graph, f, f->begin + 1, NULL};
    file_all(&counting);
    for (int t = 0; t < f->count; t++)
        f->begin[t + 1] += f->begin[t];
    f->things = CAS_ARRAY(arena, int, f->begin[f->count] + 1);
    filing placing = {graph, f, CAS_ARRAY(arena, size_t, (size_t)f->count + 1), f->things};
    memcpy(placing.place, f->begin, (size_t)f->count * sizeof *placing.place);
    file_all(&placing);
    return f;
}

/* ---- The queue ----------------------------------------------------------------------------------------------------------- */

typedef struct queue {
    cas_pass *pass;
    const cas_followers *f;
    int *ring;                  /* f->count places */
    size_t first, length;
    bool *waits;
    cas_set *parties;           /* per doing: for whom it is to be computed anew */
} queue;

static void put(queue *q, int thing)
{
    if (q->waits[thing])
        return;
    q->waits[thing] = true;
    q->ring[(q->first + q->length++) % (size_t)q->f->count] = thing;
}

/* A clause changes a doing for those it speaks of, or for all whose doing depends on each other's. */
static void put_doing(queue *q, int clause, int x)
{
    const cas_graph *graph = q->pass->graph;
    const cas_clause *c = &graph->instance->clauses[clause];
    const bool alone = !graph->is_joint[x];
    for (int s = 0; s < c->statement_count && alone; s++)
        if (cas_statement_names(&c->statements[s], graph->doings[x].deed, graph->doings[x].recipient))
            q->parties[x] = cas_set_or(q->parties[x], c->statements[s].who.set);
    if (!alone)
        q->parties[x] = graph->everyone;
    put(q, q->f->doings + x);
}

static void put_followers(queue *q, int thing)
{
    for (size_t i = q->f->begin[thing]; i < q->f->begin[thing + 1]; i++) {
        const int follower = q->f->things[i];
        if (thing < q->f->doings && follower >= q->f->doings && follower < q->f->decisions)
            put_doing(q, thing, follower - q->f->doings);
        else
            put(q, follower);
    }
}

static bool compute_decision(cas_pass *pass, int d)
{
    const cas_moment_in_run opened = pass->when.opened[d], adopted = pass->when.adopted[d], rejected = pass->when.rejected[d];
    cas_pass_decision(pass, d);
    return opened != pass->when.opened[d] || adopted != pass->when.adopted[d] || rejected != pass->when.rejected[d];
}

static bool compute_finding(cas_pass *pass, int f)
{
    const cas_moment_in_run looked = pass->when.looked[f], found = pass->when.found[f], not_found = pass->when.not_found[f];
    cas_pass_finding(pass, f);
    return looked != pass->when.looked[f] || found != pass->when.found[f] || not_found != pass->when.not_found[f];
}

static bool compute(queue *q, int thing)
{
    const cas_followers *f = q->f;
    if (thing < f->doings)
        return cas_pass_compute_start(q->pass, thing);
    if (thing >= f->findings)
        return compute_finding(q->pass, thing - f->findings);
    if (thing >= f->decisions)
        return compute_decision(q->pass, thing - f->decisions);
    const cas_set parties = q->parties[thing - f->doings];
    q->parties[thing - f->doings] = cas_set_empty();
    return cas_pass_compute_doing(q->pass, thing - f->doings, &parties);
}

void cas_pass_follow(cas_pass *pass)
{
    const cas_followers *f = pass->graph->followers;
    const cas_mark mark = cas_arena_mark(pass->arena);
    queue q = {.pass = pass, .f = f, .ring = CAS_ARRAY(pass->arena, int, (size_t)f->count + 1)};
    q.waits = CAS_ARRAY(pass->arena, bool, (size_t)f->count + 1);
    q.parties = CAS_ARRAY(pass->arena, cas_set, (size_t)pass->graph->doing_count + 1);
    for (int x = 0; x < pass->graph->doing_count; x++)
        q.parties[x] = pass->graph->everyone;
    for (int thing = 0; thing < f->count; thing++)
        put(&q, thing);
    long steps = 1000 * ((long)f->count + 1000); /* moments that do not settle would be a mistake here; the sweeps' answer to it is this one */
    for (; q.length && steps > 0; steps--) {
        const int thing = q.ring[q.first];
        q.first = (q.first + 1) % (size_t)f->count;
        q.length--;
        q.waits[thing] = false;
        if (compute(&q, thing))
            put_followers(&q, thing);
        cas_poll(pass->arena->ctx);
    }
    pass->unsettled = q.length > 0;
    cas_arena_release(pass->arena, mark);
}
