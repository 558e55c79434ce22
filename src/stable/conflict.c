/*
 * The states of a conflict.
 *
 * 1. Options are decided one by one, the last one first. Whatever is infeasible already is left, and the last six options are decided
 *    at once: 64 states in a word.
 * 2. Worth by priorities: states are sorted by the first priority, then within equal ones by the second, and so on. Step k keeps one
 *    number a state, dense from 0: its place so far. With c statements in priority k the next number is place * (c + 1) + how many of
 *    them are true, made dense again by a table of that size, which has at most (c + 1) times as many entries as there are states.
 *    A statement weighs more than all that follow it together: the sum of powers of two of the literature, without its overflow.
 * 3. Worth by ranks: each state is looked up; every feasible one must be ranked once.
 * 4. What is unknown: the worth is made a second time with it turned round. Two states that first differ in something unknown are ordered
 *    one way by the one and the other way by the other; all other pairs alike.
 */
#include "stable/conflict.h"

#include <string.h>

typedef struct gathering {
    cas_arena *arena;
    const cas_conflict *conflict;
    uint64_t *options;
    size_t count, room;
    bool too_many;
} gathering;

/* Option k (of the lowest six) in the 64 states of a word. */
static const uint64_t low_option[6] = {0xAAAAAAAAAAAAAAAAull, 0xCCCCCCCCCCCCCCCCull, 0xF0F0F0F0F0F0F0F0ull,
                                       0xFF00FF00FF00FF00ull, 0xFFFF0000FFFF0000ull, 0xFFFFFFFF00000000ull};

static void gather_64(gathering *g, uint64_t high)
{
    const cas_conflict *conflict = g->conflict;
    uint64_t words[CAS_MAX_OPTIONS], feasible = ~(uint64_t)0;
    for (int k = 0; k < conflict->option_count; k++) {
        words[k] = k < 6 ? low_option[k] : (high >> k) & 1 ? ~(uint64_t)0 : 0;
        if ((conflict->fixed >> k) & 1)
            feasible &= (conflict->fixed_to >> k) & 1 ? words[k] : ~words[k];
    }
    for (int i = 0; i < conflict->infeasible_count; i++)
        feasible &= ~cas_option_true_of_64(conflict->infeasible[i], words);
    if (conflict->option_count < 6)
        feasible &= ((uint64_t)1 << ((uint64_t)1 << conflict->option_count)) - 1;
    for (; feasible && !g->too_many; feasible &= feasible - 1) {
        if (g->count >= CAS_MAX_STATES) {
            g->too_many = true;
            return;
        }
        g->options = CAS_ROOM(g->arena, g->options, g->count, &g->room);
        g->options[g->count++] = high | (uint64_t)__builtin_ctzll(feasible);
    }
}

static void gather(gathering *g, int undecided, uint64_t high)
{
    const cas_conflict *conflict = g->conflict;
    if (g->too_many)
        return;
    cas_poll(g->arena->ctx);
    const uint64_t known = undecided >= 64 ? 0 : ~(uint64_t)0 << undecided;
    if ((high ^ conflict->fixed_to) & conflict->fixed & known)
        return;
    if (undecided <= 6) {
        gather_64(g, high);
        return;
    }
    for (int i = 0; i < conflict->infeasible_count; i++)
        if (cas_option_truth_so_far(conflict->infeasible[i], high, known) == 1)
            return;
    gather(g, undecided - 1, high);
    gather(g, undecided - 1, high | (uint64_t)1 << (undecided - 1));
}

/* ---- Worth --------------------------------------------------------------------------------------------------------------- */

/* Numbers below `range` become places 0, 1, 2, … in the same order; returns how many there are. */
static uint32_t make_dense(cas_arena *arena, uint32_t *numbers, uint32_t count, uint64_t range)
{
    const cas_mark mark = cas_arena_mark(arena);
    uint32_t *place = CAS_ARRAY(arena, uint32_t, range + 1), used = 0;
    for (uint32_t s = 0; s < count; s++)
        place[numbers[s]] = 1;
    for (uint64_t x = 0; x < range; x++)
        place[x] = place[x] ? used++ : 0;
    for (uint32_t s = 0; s < count; s++)
        numbers[s] = place[numbers[s]];
    cas_arena_release(arena, mark);
    return used;
}

/* The words of 64 states: bit b of words[k] says whether state first + b takes option k. */
static void transpose(const cas_states *states, uint32_t first, uint32_t many, uint64_t *words)
{
    const int options = states->conflict->option_count;
    memset(words, 0, sizeof *words * (size_t)options);
    for (uint32_t b = 0; b < many; b++)
        for (uint64_t taken = states->options[first + b]; taken; taken &= taken - 1)
            words[__builtin_ctzll(taken)] |= (uint64_t)1 << b;
}

/* How many statements of a priority can be added before the numbers are made dense: they stay below this. */
enum { NUMBERS_BELOW = 1 << 22 };

static uint32_t weigh(cas_arena *arena, const cas_states *states, const cas_maker *maker, bool turned, uint32_t *worth)
{
    uint64_t range = 1, words[CAS_MAX_OPTIONS + 1];
    for (int p = 0; p < maker->priority_count; p++) {
        const cas_priority *priority = &maker->priorities[p];
        const uint32_t step = (uint32_t)priority->count + 1;
        if (range * step > NUMBERS_BELOW && range > 1)
            range = make_dense(arena, worth, states->count, range);
        for (uint32_t first = 0; first < states->count; first += 64) {
            const uint32_t many = states->count - first < 64 ? states->count - first : 64;
            cas_poll(arena->ctx);
            transpose(states, first, many, words);
            const bool less = turned && priority->unknown;
            for (uint32_t b = 0; b < many; b++)
                worth[first + b] = worth[first + b] * step + (less ? (uint32_t)priority->count : 0);
            for (int i = 0; i < priority->count; i++) {
                const uint64_t truth = cas_option_true_of_64(priority->statements[i], words);
                for (uint32_t b = 0; b < many; b++)
                    worth[first + b] += (less ? -1u : 1u) * (uint32_t)((truth >> b) & 1);
            }
        }
        range *= step;
    }
    return make_dense(arena, worth, states->count, range);
}

static const char *check_priorities(cas_arena *arena, const cas_conflict *conflict, const cas_maker *maker)
{
    const char **names = CAS_ARRAY(arena, const char *, (size_t)conflict->option_count + 1);
    for (int k = 0; k < conflict->option_count; k++)
        names[k] = conflict->options[k].name;
    for (int p = 0; p < maker->priority_count; p++)
        for (int i = 0; i < maker->priorities[p].count; i++)
            for (int q = 0; q <= p; q++)
                for (int j = 0; j < (q < p ? maker->priorities[q].count : i); j++) {
                    cas_poll(arena->ctx);
                    const cas_option_statement *later = maker->priorities[p].statements[i],
                                               *earlier = maker->priorities[q].statements[j];
                    const int relation = cas_option_relation(earlier, later);
                    if (relation < 0)
                        return cas_format(arena, "%s prefers `%s` and also its opposite, `%s`", maker->name,
                                          cas_option_words(arena, earlier, names),
                                          cas_option_words(arena, later, names));
                    if (relation > 0)
                        return cas_format(
                            arena,
                            "%s names `%s` a second time, as `%s`: it cannot come both before and after what stands between",
                            maker->name, cas_option_words(arena, earlier, names),
                            cas_option_words(arena, later, names));
                }
    return NULL;
}

/* States of a rank share a number; where it is unknown which is better each has its own, in the order said, or turned. */
static uint32_t numbers_of(const cas_rank *rank)
{
    return rank->unknown && rank->count > 1 ? (uint32_t)rank->count : 1;
}

static const char *rank_states(cas_arena *arena, const cas_states *states, const cas_maker *maker, bool turned,
                               uint32_t *worth, uint64_t *range)
{
    const cas_conflict *conflict = states->conflict;
    const uint32_t unranked = UINT32_MAX;
    for (uint32_t s = 0; s < states->count; s++)
        worth[s] = unranked;
    uint32_t above = 0;
    for (int r = 0; r < maker->rank_count; r++)
        above += numbers_of(&maker->ranks[r]);
    *range = above;
    for (int r = 0; r < maker->rank_count; r++) {
        const uint32_t numbers = numbers_of(&maker->ranks[r]);
        above -= numbers;
        for (int i = 0; i < maker->ranks[r].count; i++) {
            const uint64_t wanted = maker->ranks[r].states[i];
            const int64_t s = cas_state_find(states, wanted);
            if (s < 0 && ((wanted ^ conflict->fixed_to) & conflict->fixed))
                continue;
            if (s < 0)
                return cas_format(arena, "%s ranks %s, which is infeasible", maker->name,
                                  cas_state_words(arena, conflict, wanted));
            if (worth[s] != unranked)
                return cas_format(arena, "%s ranks %s twice", maker->name, cas_state_words(arena, conflict, wanted));
            worth[s] = above + (numbers == 1 ? 0 : turned ? (uint32_t)i : numbers - 1 - (uint32_t)i);
        }
    }
    uint32_t missing = 0, first = 0;
    for (uint32_t s = 0; s < states->count; s++)
        if (worth[s] == unranked && missing++ == 0)
            first = s;
    if (missing)
        return cas_format(arena, "%s does not rank %s%s", maker->name,
                          cas_state_words(arena, conflict, states->options[first]),
                          missing > 1 ? cas_format(arena, " and %u other states", missing - 1) : "");
    return NULL;
}

static bool is_known(const cas_maker *maker)
{
    bool unknown = false;
    for (int p = 0; p < maker->priority_count; p++)
        unknown |= maker->priorities[p].unknown;
    for (int r = 0; r < maker->rank_count; r++)
        unknown |= maker->ranks[r].unknown;
    return !unknown;
}

static const char *value(cas_arena *arena, const cas_states *states, int m, bool turned, uint32_t *worth,
                         uint32_t *levels)
{
    const cas_maker *maker = &states->conflict->makers[m];
    if (!maker->priority_count && !maker->rank_count)
        return cas_format(arena, "nothing is said of what %s prefers", maker->name);
    if (maker->priority_count) {
        const char *problem = check_priorities(arena, states->conflict, maker);
        if (!problem)
            *levels = weigh(arena, states, maker, turned, worth);
        return problem;
    }
    uint64_t range;
    const char *problem = rank_states(arena, states, maker, turned, worth, &range);
    if (!problem)
        *levels = make_dense(arena, worth, states->count, range);
    return problem;
}

/* ---- Together ------------------------------------------------------------------------------------------------------------- */

static void list_states(cas_arena *arena, const cas_conflict *conflict, cas_states *out, const char **problem)
{
    gathering g = {.arena = arena, .conflict = conflict};
    if (conflict->drawn) {
        g.options = CAS_ARRAY(arena, uint64_t, (size_t)conflict->state_count + 1);
        for (int s = 0; s < conflict->state_count; s++)
            g.options[g.count++] = (uint64_t)s;
    } else
        gather(&g, conflict->option_count > 6 ? conflict->option_count : 6, 0);
    if (!g.count)
        *problem = "no state is feasible: every set of options is ruled out";
    if (g.too_many)
        *problem = cas_format(arena, "there are more than %d feasible states", CAS_MAX_STATES);
    out->options = g.options;
    out->count = (uint32_t)g.count;
}

/* The worth of all states for one maker, and the turned one where something is unknown. */
static const char *value_both(cas_arena *arena, cas_states *out, int m, uint32_t *own, const uint32_t **turned)
{
    uint32_t levels, *other;
    const char *problem = value(arena, out, m, false, own, (uint32_t *)&out->worth_count[m]);
    if (problem || is_known(&out->conflict->makers[m]))
        return problem;
    turned[m] = other = CAS_ARRAY(arena, uint32_t, out->count);
    out->turned = turned;
    return value(arena, out, m, true, other, &levels);
}

const cas_states *cas_states_of(cas_arena *arena, const cas_conflict *conflict, const char **problem, int *maker)
{
    cas_states *out = CAS_NEW(arena, cas_states);
    const size_t makers = (size_t)conflict->maker_count;
    const uint32_t **worth = CAS_ARRAY(arena, const uint32_t *, makers + 1);
    const uint32_t **turned = CAS_ARRAY(arena, const uint32_t *, makers + 1);
    uint32_t *levels = CAS_ARRAY(arena, uint32_t, makers + 1);
    int about = -1;
    *out = (cas_states){.conflict = conflict, .worth = worth, .worth_count = levels, .status_quo = CAS_NO_STATE};
    *problem = NULL;
    if (conflict->option_count > CAS_MAX_OPTIONS || conflict->maker_count > CAS_MAX_MAKERS)
        *problem =
            cas_format(arena, "there are more than %d options or %d decision makers", CAS_MAX_OPTIONS, CAS_MAX_MAKERS);
    if (!*problem)
        list_states(arena, conflict, out, problem);
    for (int m = 0; m < conflict->maker_count && !*problem; m++) {
        if (!cas_takes_part(conflict, m))
            continue;
        uint32_t *own = CAS_ARRAY(arena, uint32_t, out->count);
        *problem = value_both(arena, out, about = m, own, turned);
        worth[m] = own;
    }
    if (!*problem && conflict->has_status_quo) {
        about = -1;
        out->status_quo = cas_state_find(out, conflict->status_quo);
        if (out->status_quo < 0)
            *problem = cas_format(arena, "the status quo %s is infeasible",
                                  cas_state_words(arena, conflict, conflict->status_quo));
    }
    if (maker)
        *maker = *problem ? about : -1;
    return *problem ? NULL : out;
}

int64_t cas_state_find(const cas_states *states, uint64_t options)
{
    uint32_t low = 0, high = states->count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (states->options[middle] < options)
            low = middle + 1;
        else
            high = middle;
    }
    return low < states->count && states->options[low] == options ? (int64_t)low : CAS_NO_STATE;
}

const char *cas_state_words(cas_arena *arena, const cas_conflict *conflict, uint64_t state)
{
    if (conflict->drawn)
        return state < (uint64_t)conflict->state_count ? conflict->state_names[state] : "?";
    cas_builder out = {.arena = arena};
    cas_putc(&out, '(');
    for (int k = 0; k < conflict->option_count; k++)
        if ((state >> k) & 1)
            cas_putf(&out, "%s%s", out.length > 1 ? ", " : "", conflict->options[k].name);
    cas_putc(&out, ')');
    return cas_built_string(&out);
}

bool cas_can_move(const cas_states *states, int maker, uint32_t from, uint32_t to)
{
    const cas_conflict *conflict = states->conflict;
    if (from == to || !cas_takes_part(conflict, maker))
        return false;
    if (conflict->drawn) {
        for (int a = 0; a < conflict->arrow_count; a++)
            if (conflict->arrows[a].maker == maker && conflict->arrows[a].from == (int)from &&
                conflict->arrows[a].to == (int)to)
                return true;
        return false;
    }
    /* The changed bits are told by an exclusive or: gcc 12.2 drops one side of a comparison of two shifted bits here (-O2). */
    for (uint64_t changed = states->options[from] ^ states->options[to]; changed; changed &= changed - 1) {
        const cas_option *option = &conflict->options[__builtin_ctzll(changed)];
        const bool given_up = (states->options[from] & changed & -changed) != 0;
        if (option->owner != maker || (option->stays & (given_up ? CAS_STAYS_TAKEN : CAS_STAYS_UNTAKEN)))
            return false;
    }
    return true;
}
