/*
 * Conflict-driven clause learning, kept small.
 *
 * 1. Propagate: two literals of each clause are watched; a clause is looked at only when one of them becomes false.
 * 2. On a contradiction, resolve backwards along the trail until one literal of the last level is left (the first unique implication
 *    point); what results is a new clause, under which the last level but the highest of its others is undone.
 * 3. Else decide: first the assumed literals in order, then the variable that contradictions bumped most, as it last was (or as it
 *    always is tried). Restarts follow Luby's sequence; when learned clauses outnumber their allowance those that served longest ago are dropped.
 * 4. If an assumed literal is false, the assumptions that made it so are found by walking the trail backwards.
 *
 * Invariants: the trail is closed under propagation at each decision; a clause that is the reason of a literal has it first.
 * A variable that is always tried as true is false in a model only if it had to be, given the true ones before it: so models of
 * clauses over such variables alone are maximal. The enumeration in explore.c relies on it.
 * Twin: truth tables in test/agree/test_solver.c. Sources: MarquesSilvaSakallah1999, EenSorensson2004.
 */
#include "agree/solver.h"

#include <string.h>

/* Inside, a literal is 2v or 2v+1 (negative) for v from 0. */
typedef uint32_t literal;
enum { NO_REASON = 0, UNKNOWN = 2, RESTART_UNIT = 64 };

typedef struct watch {
    uint32_t clause; /* place in the pool */
    literal other;   /* some other literal of it: when true, the clause need not be looked at */
} watch;

typedef struct watch_list {
    watch *items;
    size_t count, room;
} watch_list;

/* A clause in the pool: its size, whether it was learned, when it last served, its literals. Place 0 is none. */
enum { CLAUSE_SIZE, CLAUSE_LEARNED, CLAUSE_SERVED, CLAUSE_LITERALS };

struct cas_solver {
    cas_arena *arena;
    uint32_t variables;
    size_t variable_room;
    uint8_t *value; /* per variable: 0 false, 1 true, 2 unknown */
    uint8_t *saved; /* per variable: as it last was */
    bool *always;   /* per variable: saved never changes */
    uint8_t *model;
    bool *seen, *failed; /* per variable */
    uint32_t *reason, *level;
    float *activity;
    uint32_t *heap, *heap_place; /* by activity; place + 1, 0: not in it */
    size_t heap_count;
    watch_list *watches; /* per literal */
    uint32_t *pool;
    size_t pool_count, pool_room;
    uint32_t *learned;
    size_t learned_count, learned_room, allowance;
    literal *trail;
    size_t trail_count, propagated;
    uint32_t *marks; /* per level: where it begins on the trail */
    size_t level_count, level_room;
    literal *scratch; /* a clause being learned */
    size_t scratch_count, scratch_room;
    float bump;
    uint64_t effort;
    bool broken; /* the clauses alone contradict each other */
};

static literal inside(int outside)
{
    return outside > 0 ? 2 * (literal)(outside - 1) : 2 * (literal)(-outside - 1) + 1;
}

/* 0 false, 1 true, 2 and 3 unknown */
static uint8_t truth(const cas_solver *s, literal l)
{
    return s->value[l >> 1] ^ (l & 1);
}

/* ---- The heap of variables ------------------------------------------------------------------------------------------------------- */

/* Equal ones in order of their numbers, so that every run decides alike. */
static bool goes_before(const cas_solver *s, uint32_t a, uint32_t b)
{
    return s->activity[a] != s->activity[b] ? s->activity[a] > s->activity[b] : a < b;
}

static void put_at(cas_solver *s, size_t place, uint32_t variable)
{
    s->heap[place] = variable;
    s->heap_place[variable] = (uint32_t)place + 1;
}

static void rise(cas_solver *s, size_t place)
{
    const uint32_t variable = s->heap[place];
    for (; place && goes_before(s, variable, s->heap[(place - 1) / 2]); place = (place - 1) / 2)
        put_at(s, place, s->heap[(place - 1) / 2]);
    put_at(s, place, variable);
}

static void sink(cas_solver *s, size_t place)
{
    const uint32_t variable = s->heap[place];
    for (size_t child; (child = 2 * place + 1) < s->heap_count; place = child) {
        if (child + 1 < s->heap_count && goes_before(s, s->heap[child + 1], s->heap[child]))
            child++;
        if (!goes_before(s, s->heap[child], variable))
            break;
        put_at(s, place, s->heap[child]);
    }
    put_at(s, place, variable);
}

static void insert(cas_solver *s, uint32_t variable)
{
    if (s->heap_place[variable])
        return;
    put_at(s, s->heap_count++, variable);
    rise(s, s->heap_count - 1);
}

static uint32_t take_first(cas_solver *s)
{
    const uint32_t first = s->heap[0], last = s->heap[--s->heap_count];
    s->heap_place[first] = 0;
    if (s->heap_count) {
        put_at(s, 0, last);
        sink(s, 0);
    }
    return first;
}

static void bump_variable(cas_solver *s, uint32_t variable)
{
    s->activity[variable] += s->bump;
    if (s->activity[variable] > 1e30f) {
        for (uint32_t v = 0; v < s->variables; v++)
            s->activity[v] *= 1e-30f;
        s->bump *= 1e-30f;
    }
    if (s->heap_place[variable])
        rise(s, s->heap_place[variable] - 1);
}

/* ---- Variables and clauses --------------------------------------------------------------------------------------------------------- */

cas_solver *cas_solver_open(cas_arena *arena)
{
    cas_solver *s = CAS_NEW(arena, cas_solver);
    s->arena = arena;
    s->bump = 1;
    s->pool = CAS_ROOM(arena, s->pool, s->pool_count, &s->pool_room);
    s->pool_count = 1;
    s->allowance = 2000;
    return s;
}

#define GROWN(field)                                                                                                   \
    do {                                                                                                               \
        void *larger = cas_take(s->arena, room, sizeof *s->field);                                                     \
        if (s->variables)                                                                                              \
            memcpy(larger, s->field, s->variables * sizeof *s->field);                                                 \
        s->field = larger;                                                                                             \
    } while (0)

static void make_room(cas_solver *s)
{
    const size_t room = s->variable_room ? 2 * s->variable_room : 64;
    GROWN(value);
    GROWN(saved);
    GROWN(always);
    GROWN(model);
    GROWN(seen);
    GROWN(failed);
    GROWN(reason);
    GROWN(level);
    GROWN(activity);
    GROWN(heap);
    GROWN(heap_place);
    GROWN(trail);
    watch_list *watches = CAS_ARRAY(s->arena, watch_list, 2 * room);
    if (s->variables)
        memcpy(watches, s->watches, 2 * s->variables * sizeof *watches);
    s->watches = watches;
    s->variable_room = room;
}

int cas_solver_variable(cas_solver *s, bool first, bool always)
{
    if (s->variables == s->variable_room)
        make_room(s);
    const uint32_t v = s->variables++;
    s->value[v] = UNKNOWN;
    s->saved[v] = first;
    s->always[v] = always;
    insert(s, v);
    return (int)v + 1;
}

static void add_watch(cas_solver *s, literal l, uint32_t clause, literal other)
{
    watch_list *list = &s->watches[l];
    list->items = CAS_ROOM(s->arena, list->items, list->count, &list->room);
    list->items[list->count++] = (watch){clause, other};
}

static uint32_t put_clause(cas_solver *s, const literal *literals, size_t count, bool learned)
{
    const uint32_t clause = (uint32_t)s->pool_count;
    while (s->pool_count + CLAUSE_LITERALS + count > s->pool_room)
        s->pool = cas_grow(s->arena, s->pool, s->pool_room, &s->pool_room, sizeof *s->pool);
    if (s->pool_count + CLAUSE_LITERALS + count > UINT32_MAX)
        cas_fail(s->arena->ctx, CAS_E_BUDGET, "more than %u literals in clauses", UINT32_MAX);
    s->pool[clause + CLAUSE_SIZE] = (uint32_t)count;
    s->pool[clause + CLAUSE_LEARNED] = learned;
    s->pool[clause + CLAUSE_SERVED] = (uint32_t)s->effort;
    memcpy(&s->pool[clause + CLAUSE_LITERALS], literals, count * sizeof *literals);
    s->pool_count += CLAUSE_LITERALS + count;
    add_watch(s, literals[0], clause, literals[1]);
    add_watch(s, literals[1], clause, literals[0]);
    if (learned) {
        s->learned = CAS_ROOM(s->arena, s->learned, s->learned_count, &s->learned_room);
        s->learned[s->learned_count++] = clause;
    }
    return clause;
}

static void set_true(cas_solver *s, literal l, uint32_t reason)
{
    const uint32_t v = l >> 1;
    s->value[v] = !(l & 1);
    s->reason[v] = reason;
    s->level[v] = (uint32_t)s->level_count;
    s->trail[s->trail_count++] = l;
}

static void undo_to(cas_solver *s, size_t level)
{
    if (s->level_count <= level)
        return;
    const size_t begin = s->marks[level];
    while (s->trail_count > begin) {
        const uint32_t v = s->trail[--s->trail_count] >> 1;
        if (!s->always[v])
            s->saved[v] = s->value[v];
        s->value[v] = UNKNOWN;
        s->reason[v] = NO_REASON;
        insert(s, v);
    }
    s->propagated = begin;
    s->level_count = level;
}

static void open_level(cas_solver *s)
{
    s->marks = CAS_ROOM(s->arena, s->marks, s->level_count, &s->level_room);
    s->marks[s->level_count++] = (uint32_t)s->trail_count;
}

static void note(cas_solver *s, literal l)
{
    s->scratch = CAS_ROOM(s->arena, s->scratch, s->scratch_count, &s->scratch_room);
    s->scratch[s->scratch_count++] = l;
}

static bool stands_already(const cas_solver *s, literal l)
{
    for (size_t i = 0; i < s->scratch_count; i++)
        if (s->scratch[i] == l)
            return true;
    return false;
}

void cas_solver_clause(cas_solver *s, const int *literals, int count)
{
    undo_to(s, 0);
    s->scratch_count = 0;
    for (int i = 0; i < count; i++) {
        const literal l = inside(literals[i]);
        const uint8_t now = truth(s, l);
        if (now == 1 || stands_already(s, l ^ 1))
            return;
        if (now != 0 && !stands_already(s, l))
            note(s, l);
    }
    if (s->scratch_count > 1)
        put_clause(s, s->scratch, s->scratch_count, false);
    else if (s->scratch_count == 1)
        set_true(s, s->scratch[0], NO_REASON);
    else
        s->broken = true;
}

/* ---- Propagation -------------------------------------------------------------------------------------------------------------------- */

/* Finds another literal to watch in place of the false one; the clause's true or last literal is left first. */
static bool moves(cas_solver *s, uint32_t clause, literal falsified)
{
    literal *l = &s->pool[clause + CLAUSE_LITERALS];
    const uint32_t size = s->pool[clause + CLAUSE_SIZE];
    if (l[0] == falsified) {
        l[0] = l[1];
        l[1] = falsified;
    }
    if (truth(s, l[0]) == 1)
        return false;
    for (uint32_t i = 2; i < size; i++)
        if (truth(s, l[i]) != 0) {
            l[1] = l[i];
            l[i] = falsified;
            add_watch(s, l[1], clause, l[0]);
            return true;
        }
    return false;
}

/* The clause that is contradicted, or 0. */
static uint32_t propagate(cas_solver *s)
{
    while (s->propagated < s->trail_count) {
        const literal falsified = s->trail[s->propagated++] ^ 1;
        watch_list *list = &s->watches[falsified];
        size_t kept = 0;
        cas_poll(s->arena->ctx);
        for (size_t i = 0; i < list->count; i++) {
            const watch w = list->items[i];
            if (truth(s, w.other) == 1) {
                list->items[kept++] = w;
                continue;
            }
            if (moves(s, w.clause, falsified))
                continue;
            const literal first = s->pool[w.clause + CLAUSE_LITERALS];
            list->items[kept++] = (watch){w.clause, first};
            if (truth(s, first) == 1)
                continue;
            if (truth(s, first) == 0) {
                while (++i < list->count)
                    list->items[kept++] = list->items[i];
                list->count = kept;
                s->propagated = s->trail_count;
                return w.clause;
            }
            set_true(s, first, w.clause);
        }
        list->count = kept;
    }
    return 0;
}

/* ---- Learning --------------------------------------------------------------------------------------------------------------------------- */

/* Does its reason follow from literals of the learned clause alone? */
static bool is_redundant(const cas_solver *s, literal l)
{
    const uint32_t reason = s->reason[l >> 1];
    if (reason == NO_REASON)
        return false;
    for (uint32_t i = 0; i < s->pool[reason + CLAUSE_SIZE]; i++) {
        const literal other = s->pool[reason + CLAUSE_LITERALS + i];
        if (other >> 1 != l >> 1 && !s->seen[other >> 1] && s->level[other >> 1] > 0)
            return false;
    }
    return true;
}

static void shorten(cas_solver *s)
{
    size_t kept = 1;
    literal *all = s->scratch;
    /* Marks stay until the end, so what is dropped may still excuse another. */
    for (size_t i = 1; i < s->scratch_count; i++)
        if (!is_redundant(s, all[i])) {
            const literal keep = all[i];
            all[i] = all[kept];
            all[kept++] = keep;
        }
    for (size_t i = 0; i < s->scratch_count; i++)
        s->seen[all[i] >> 1] = false;
    s->scratch_count = kept;
}

/* Learns from a contradiction; the level to go back to. */
static size_t analyse(cas_solver *s, uint32_t clause)
{
    size_t open = 0, at = s->trail_count;
    literal found = 0;
    s->scratch_count = 0;
    note(s, 0);
    for (bool begun = false;; begun = true) {
        s->pool[clause + CLAUSE_SERVED] = (uint32_t)s->effort;
        for (uint32_t i = begun ? 1 : 0; i < s->pool[clause + CLAUSE_SIZE]; i++) {
            const literal l = s->pool[clause + CLAUSE_LITERALS + i];
            const uint32_t v = l >> 1;
            if (s->seen[v] || s->level[v] == 0)
                continue;
            s->seen[v] = true;
            bump_variable(s, v);
            if (s->level[v] == s->level_count)
                open++;
            else
                note(s, l);
        }
        while (!s->seen[s->trail[--at] >> 1])
            ;
        found = s->trail[at];
        s->seen[found >> 1] = false;
        if (--open == 0)
            break;
        clause = s->reason[found >> 1];
    }
    s->scratch[0] = found ^ 1;
    shorten(s);
    size_t back = 0, second = 1;
    for (size_t i = 1; i < s->scratch_count; i++)
        if (s->level[s->scratch[i] >> 1] > back) {
            back = s->level[s->scratch[i] >> 1];
            second = i;
        }
    if (s->scratch_count > 1) {
        const literal swap = s->scratch[1];
        s->scratch[1] = s->scratch[second];
        s->scratch[second] = swap;
    }
    return back;
}

static void learn(cas_solver *s, uint32_t clause)
{
    const size_t back = analyse(s, clause);
    undo_to(s, back);
    if (s->scratch_count == 1)
        set_true(s, s->scratch[0], NO_REASON);
    else
        set_true(s, s->scratch[0], put_clause(s, s->scratch, s->scratch_count, true));
    s->bump *= 1.05f;
    if (s->bump > 1e20f) {
        for (uint32_t v = 0; v < s->variables; v++)
            s->activity[v] *= 1e-20f;
        s->bump *= 1e-20f;
    }
}

/* ---- Forgetting ---------------------------------------------------------------------------------------------------------------------------- */

/* Keeps the learned clauses that served later than the mean, at level 0, and writes the pool and the watches anew. */
static void forget(cas_solver *s)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < s->learned_count; i++)
        sum += s->pool[s->learned[i] + CLAUSE_SERVED];
    const uint64_t mean = sum / s->learned_count;
    for (literal l = 0; l < 2 * s->variables; l++)
        s->watches[l].count = 0;
    size_t to = 1;
    s->learned_count = 0;
    for (size_t from = 1; from < s->pool_count;) {
        const size_t length = CLAUSE_LITERALS + s->pool[from + CLAUSE_SIZE];
        const bool learned = s->pool[from + CLAUSE_LEARNED];
        if (!learned || s->pool[from + CLAUSE_SIZE] == 2 || s->pool[from + CLAUSE_SERVED] > mean) {
            memmove(&s->pool[to], &s->pool[from], length * sizeof *s->pool);
            const literal *l = &s->pool[to + CLAUSE_LITERALS];
            add_watch(s, l[0], (uint32_t)to, l[1]);
            add_watch(s, l[1], (uint32_t)to, l[0]);
            if (learned)
                s->learned[s->learned_count++] = (uint32_t)to;
            to += length;
        }
        from += length;
    }
    s->pool_count = to;
    /* What is true at level 0 needs no reason. */
    for (size_t i = 0; i < s->trail_count; i++)
        s->reason[s->trail[i] >> 1] = NO_REASON;
    s->allowance += s->allowance / 10;
}

/* ---- Search --------------------------------------------------------------------------------------------------------------------------------- */

static uint64_t luby(uint64_t i)
{
    for (;;) {
        uint64_t power = 1;
        while (2 * power <= i + 1)
            power *= 2;
        if (power == i + 1)
            return power / 2 ? power / 2 : 1;
        i -= power - 1;
    }
}

/* The assumptions from which it follows that this assumed literal is false. */
static void explain(cas_solver *s, literal refused)
{
    s->failed[refused >> 1] = true;
    s->seen[refused >> 1] = true;
    for (size_t i = s->trail_count; s->level_count && i-- > s->marks[0];) {
        const uint32_t v = s->trail[i] >> 1;
        if (!s->seen[v])
            continue;
        s->seen[v] = false;
        if (s->reason[v] == NO_REASON) {
            s->failed[v] = true;
            continue;
        }
        for (uint32_t k = 0; k < s->pool[s->reason[v] + CLAUSE_SIZE]; k++) {
            const uint32_t other = s->pool[s->reason[v] + CLAUSE_LITERALS + k] >> 1;
            if (other != v && s->level[other] > 0)
                s->seen[other] = true;
        }
    }
    s->seen[refused >> 1] = false;
}

typedef enum outcome { GOES_ON, IS_POSSIBLE, IS_IMPOSSIBLE } outcome;

/* The next assumption, else a decision. */
static outcome decide(cas_solver *s, const int *assumed, int count)
{
    while (s->level_count < (size_t)count) {
        const literal l = inside(assumed[s->level_count]);
        if (truth(s, l) == 0) {
            explain(s, l);
            return IS_IMPOSSIBLE;
        }
        const bool holds = truth(s, l) == 1;
        open_level(s);
        if (!holds) {
            set_true(s, l, NO_REASON);
            return GOES_ON;
        }
    }
    while (s->heap_count) {
        const uint32_t v = take_first(s);
        if (s->value[v] != UNKNOWN)
            continue;
        open_level(s);
        set_true(s, 2 * v + !s->saved[v], NO_REASON);
        return GOES_ON;
    }
    memcpy(s->model, s->value, s->variables);
    return IS_POSSIBLE;
}

bool cas_solver_solve(cas_solver *s, const int *assumed, int count)
{
    uint64_t restarts = 0, left = RESTART_UNIT;
    memset(s->failed, 0, s->variables);
    undo_to(s, 0);
    while (!s->broken) {
        const uint32_t clause = propagate(s);
        if (clause) {
            s->effort++;
            if (s->level_count == 0)
                break;
            learn(s, clause);
            left -= left > 0;
            continue;
        }
        if (left == 0) {
            left = RESTART_UNIT * luby(++restarts);
            undo_to(s, 0);
            if (s->learned_count > s->allowance)
                forget(s);
            continue;
        }
        const outcome now = decide(s, assumed, count);
        if (now == GOES_ON)
            continue;
        undo_to(s, 0);
        return now == IS_POSSIBLE;
    }
    s->broken = true;
    return false;
}

bool cas_solver_value(const cas_solver *s, int variable)
{
    return s->model[variable - 1] == 1;
}

bool cas_solver_failed(const cas_solver *s, int l)
{
    return s->failed[inside(l) >> 1];
}

uint64_t cas_solver_effort(const cas_solver *s)
{
    return s->effort;
}
