/*
 * A goal judged by the search that defines its value.
 *
 * A verdict is the table of docs/semantics.md read line by line: four values under named stances, and one for each single other party. Shares with the
 * method of hold only how a text becomes an instance.
 *
 * Limits: max_states positions a value, and for the whole answer so much work, a position weighing its cells times the parties whose moves are listed in it.
 * The definition looks at every completion of the ballots of a body, four for each of its members: bodies of more than nine are not searched.
 * What does not fit is told as not checked. Cost: exponential.
 */
#include "verify/judge.h"

#include "hold/naive.h"
#include "hold/naive_position.h"

#include <math.h>
#include <string.h>

enum { MOST_VOTERS = 9 };

const cas_family_kind cas_family_kinds[CAS_FAMILIES] = {
    {"blockers", "blocker", CAS_RESISTS, CAS_HELPS, true},
    {"lawful_blockers", "lawful blocker", CAS_OBEYS, CAS_HELPS, true},
    {"deciders", "decider", CAS_HELPS, CAS_RESISTS, false},
    {"pillars", "pillar", CAS_HELPS, CAS_OBEYS, false},
};

cas_judge cas_judge_of(cas_verified *out, const cas_instance *instance, const cas_goal *goal, int by)
{
    cas_judge j = {.out = out, .instance = instance, .goal = goal, .by = by};
    j.stances = CAS_ARRAY(out->arena, cas_stance, (size_t)instance->party_count + 1);
    return j;
}

/* Whoever may vote under a rule, in its parts and stages too. */
static cas_set voters_of(const cas_rule *rule)
{
    cas_set all = rule->kind == CAS_RULE_COUNT ? rule->members : cas_set_empty();
    for (int i = 0; i < rule->part_count; i++)
        all = cas_set_or(all, voters_of(rule->parts[i]));
    for (int s = 0; s < rule->stage_count; s++)
        all = cas_set_or(all, voters_of(rule->stages[s].rule));
    for (int q = 0; q < rule->quorum_count; q++)
        all = cas_set_or(all, rule->quorums[q].members);
    return all;
}

int cas_judge_most_voters(const cas_instance *instance)
{
    int most = 0;
    for (int c = 0; c < instance->clause_count; c++)
        for (int s = 0; s < instance->clauses[c].statement_count; s++) {
            const cas_rule *rule = instance->clauses[c].statements[s].rule;
            const cas_set voters = rule ? voters_of(rule) : cas_set_empty();
            most = cas_set_count(&voters) > most ? cas_set_count(&voters) : most;
        }
    return most;
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

cas_tick cas_judge_value(cas_judge *j)
{
    cas_ctx *ctx = j->out->arena->ctx;
    cas_guard guard;
    cas_arena scratch;
    volatile uint64_t cells = 1, most = 0;
    uint64_t seen = 0;
    volatile cas_tick tick = CAS_NEVER;
    if (j->out->work == 0 || cas_judge_most_voters(j->instance) > MOST_VOTERS) {
        j->open = true;
        return CAS_NEVER;
    }
    cas_arena_open(&scratch, ctx);
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0) {
        cas_naive_game game;
        cas_naive_open(&game, &scratch, j->instance, j->goal, j->stances);
        cells = (uint64_t)game.cell_count * (uint64_t)game.parties;
        most = least(1 + j->out->work / cells, j->out->max_states);
        tick = cas_naive_value(&scratch, j->instance, j->goal, j->stances, most, &seen);
    }
    cas_guard_close(ctx, &guard);
    cas_arena_close(&scratch);
    if (guard.status && guard.status != CAS_E_BUDGET)
        cas_fail(ctx, guard.status, "%s", ctx->needs);
    j->out->work -= least(j->out->work, (guard.status ? most : seen) * cells);
    j->open = j->open || guard.status;
    return tick;
}

void cas_judge_take(cas_judge *j, const cas_set *set, cas_stance members, cas_stance rest)
{
    for (int p = 0; p < j->instance->party_count; p++)
        j->stances[p] = cas_set_has(set, p) ? members : rest;
    if (j->instance->attacked >= 0)
        j->stances[j->instance->attacked] = CAS_HELPS;
}

/* ---- The verdict ---------------------------------------------------------------------------------------------------------------------------- */

static void take_all(cas_judge *j, cas_stance aggressor, cas_stance rest)
{
    const cas_set none = cas_set_empty();
    cas_judge_take(j, &none, rest, rest);
    if (j->by >= 0)
        j->stances[j->by] = aggressor;
}

static cas_tick with(cas_judge *j, cas_stance aggressor, cas_stance rest)
{
    take_all(j, aggressor, rest);
    return j->open ? CAS_NEVER : cas_judge_value(j);
}

static bool is_other(const cas_judge *j, int party)
{
    return party != j->by && party != j->instance->attacked;
}

/* The single others that make it never by resisting beside the aggressor; and the latest value that one of the rest leaves. */
static cas_set breakers(cas_judge *j, cas_stance rest, cas_tick *slowest)
{
    cas_set found = cas_set_empty();
    for (int p = 0; p < j->instance->party_count && !j->open; p++) {
        if (!is_other(j, p))
            continue;
        take_all(j, CAS_RESISTS, rest);
        j->stances[p] = CAS_RESISTS;
        const cas_tick tick = cas_judge_value(j);
        if (tick >= CAS_NEVER)
            cas_set_add(&found, p);
        else if (tick > *slowest)
            *slowest = tick;
    }
    return found;
}

bool cas_judge_stops(cas_judge *j, int size)
{
    const int parties = j->instance->party_count;
    for (uint64_t bits = 0; parties < 64 && bits < (uint64_t)1 << parties && !j->open; bits++) {
        bool others = __builtin_popcountll(bits) == size;
        take_all(j, CAS_RESISTS, CAS_HELPS);
        for (int p = 0; p < parties && others; p++) {
            const bool in = bits >> p & 1;
            others = !in || is_other(j, p);
            if (in)
                j->stances[p] = CAS_RESISTS;
        }
        if (others && cas_judge_value(j) >= CAS_NEVER)
            return !j->open;
    }
    return false;
}

cas_defined cas_judge_verdict(cas_judge *j)
{
    cas_defined is = {.word = CAS_IMPOSSIBLE, .of = cas_set_empty(), .tick = CAS_NEVER, .breakable_by = cas_set_empty(), .slowest = CAS_NEVER};
    cas_tick latest = 0;
    const cas_tick assured = with(j, CAS_RESISTS, CAS_OBEYS);
    const cas_tick helped = assured < CAS_NEVER ? assured : with(j, CAS_RESISTS, CAS_HELPS);
    const cas_tick joined = helped < CAS_NEVER || j->by < 0 ? CAS_NEVER : with(j, CAS_HELPS, CAS_HELPS);
    if (assured < CAS_NEVER) {
        is.word = CAS_ASSURED;
        is.tick = assured;
        is.breakable_by = breakers(j, CAS_OBEYS, &latest);
    } else if (helped < CAS_NEVER) {
        is.tick = latest = helped;
        is.of = breakers(j, CAS_HELPS, &latest);
        is.word = cas_set_is_empty(&is.of) ? CAS_AVAILABLE : CAS_AT_THE_MERCY;
        is.slowest = is.word == CAS_AVAILABLE ? latest : CAS_NEVER;
    } else if (joined < CAS_NEVER) {
        is.word = CAS_NEEDS;
        is.tick = joined;
        cas_set_add(&is.of, j->by);
        is.by_right = with(j, CAS_OBEYS, CAS_HELPS) >= CAS_NEVER;
    }
    if (j->open)
        is.word = CAS_UNDECIDED;
    return is;
}

int cas_defined_rank(const cas_defined *verdict)
{
    switch (verdict->word) {
    case CAS_ASSURED: return 0;
    case CAS_AVAILABLE: return 1;
    case CAS_AT_THE_MERCY: return 2;
    case CAS_NEEDS: return verdict->by_right ? 4 : 3;
    case CAS_IMPOSSIBLE:
    case CAS_UNDECIDED: return 5;
    }
    return 5;
}

void cas_judge_stances_of_day(cas_judge *j, cas_verdict_word word)
{
    take_all(j, word == CAS_NEEDS ? CAS_HELPS : CAS_RESISTS, word == CAS_ASSURED ? CAS_OBEYS : CAS_HELPS);
}

void cas_judge_stances_of_stop(cas_judge *j, const cas_defined *verdict)
{
    take_all(j, verdict->word == CAS_NEEDS && verdict->by_right ? CAS_OBEYS : CAS_RESISTS, CAS_HELPS);
    const int first = cas_set_next(&verdict->of, 0);
    if (verdict->word == CAS_AT_THE_MERCY && first >= 0)
        j->stances[first] = CAS_RESISTS;
}

/* ---- Families ------------------------------------------------------------------------------------------------------------------------------- */

bool cas_judge_does(cas_judge *j, const cas_family_kind *kind, const cas_set *set)
{
    cas_judge_take(j, set, kind->set, kind->rest);
    return !j->open && (cas_judge_value(j) >= CAS_NEVER) == kind->never;
}

bool cas_judge_is_minimal(cas_judge *j, const cas_family_kind *kind, const cas_set *set)
{
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1)) {
        cas_set less = *set;
        cas_set_remove(&less, p);
        if (cas_judge_does(j, kind, &less))
            return false;
    }
    return true;
}

/* ---- Names and days -------------------------------------------------------------------------------------------------------------------------- */

static int party_named(const cas_judge *j, const char *name)
{
    for (int p = 0; p < j->instance->party_count; p++)
        if (strcmp(j->instance->party_names[p], name) == 0)
            return p;
    cas_fail(j->out->arena->ctx, CAS_E_INPUT, "the text has no party called `%s`", name);
}

cas_set cas_judge_set(const cas_judge *j, const cas_json_value *names)
{
    cas_set set = cas_set_empty();
    for (size_t i = 0; names && i < names->count; i++)
        cas_set_add(&set, party_named(j, names->items[i]->kind == CAS_JSON_STRING ? names->items[i]->string : ""));
    return set;
}

const char *cas_judge_names(const cas_judge *j, const cas_set *set)
{
    cas_builder out = {.arena = j->out->arena};
    cas_putc(&out, '{');
    for (int p = cas_set_next(set, 0), count = 0; p >= 0; p = cas_set_next(set, p + 1))
        cas_putf(&out, "%s%s", count++ ? ", " : "", j->instance->party_names[p]);
    cas_putc(&out, '}');
    return cas_built_string(&out);
}

bool cas_judge_is_day(const cas_instance *instance, const cas_json_value *day, cas_tick tick)
{
    if (!day || day->kind != CAS_JSON_NUMBER)
        return tick >= CAS_NEVER;
    return tick < CAS_NEVER && fabs((double)tick * instance->tick_hours / 24 - day->number) < 1e-6;
}

const char *cas_judge_day(cas_arena *arena, const cas_instance *instance, cas_tick tick)
{
    return tick >= CAS_NEVER ? "never" : cas_format(arena, "day %.10g", (double)tick * instance->tick_hours / 24);
}
