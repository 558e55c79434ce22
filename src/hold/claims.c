/*
 * What is found for one question in one text, and whether it is what the question claims: see claims.h.
 *
 * Every answer gets a key, a text of all that a reader is told of it: packages whose keys are equal stand in one row.
 */
#include "hold/claims.h"

#include "hold/single_sets.h"

static cas_set set_of(cas_arena *arena, const cas_claim *claim, const cas_parties *parties)
{
    cas_scope scope;
    cas_scope_open(&scope, arena, claim->agreement, claim->choice, claim->occasion);
    return cas_scope_set(&scope, parties);
}

static const cas_stance *stances_of(cas_arena *arena, const cas_claim *claim)
{
    const int count = claim->instance->party_count;
    int *said = CAS_ARRAY(arena, int, count + 1);
    cas_stance *stances = CAS_ARRAY(arena, cas_stance, count + 1);
    cas_question_stances(arena, claim->agreement, claim->question, claim->choice, claim->occasion, said);
    for (int p = 0; p < count; p++)
        stances[p] = (cas_stance)said[p];
    return stances;
}

static cas_hold_options engine_options(const cas_claim *claim, bool families)
{
    return (cas_hold_options){.first = claim->first, .families = families, .traces = true};
}

/* ---- Goals --------------------------------------------------------------------------------------------------------------------- */

static cas_truth is_reached(cas_value value, cas_tick limit)
{
    if (value.high <= limit && value.high < CAS_NEVER)
        return CAS_TRUE;
    return value.low > limit || value.low >= CAS_NEVER ? CAS_FALSE : CAS_OPEN;
}

static void judge_goal(cas_arena *arena, const cas_claim *claim, cas_judged *judged)
{
    const cas_hold_options options = engine_options(claim, false);
    const cas_stance *stances = stances_of(arena, claim);
    cas_row *row = &judged->row;
    row->value = cas_hold_value(arena, claim->instance, claim->goal, stances, &options);
    cas_tick limit = CAS_NEVER - 1;
    if (claim->question->has_within) {
        cas_scope scope;
        cas_scope_open(&scope, arena, claim->agreement, claim->choice, claim->occasion);
        limit = cas_scope_ticks(&scope, &claim->question->within);
    }
    row->truth = is_reached(row->value, limit);
    if (row->truth == CAS_OPEN)
        row->needs = "a larger search: the value is known only between two days";
    row->trace = cas_hold_trace(arena, claim->instance, claim->goal, stances);
    judged->late = row->value.high;
    judged->key =
        cas_format(arena, "%d %lld %lld", (int)row->truth, (long long)row->value.low, (long long)row->value.high);
}

/* ---- Verdicts ------------------------------------------------------------------------------------------------------------------ */

static void put_set(cas_builder *out, const cas_set *set)
{
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        cas_putf(out, "%d,", p);
    cas_putc(out, ';');
}

static void put_family(cas_builder *out, const cas_family *family)
{
    cas_putf(out, "|%d %d %zu:", family->known, family->up_to_size, family->listed);
    for (size_t i = 0; i < family->listed; i++)
        put_set(out, &family->sets[i]);
    if (family->known)
        cas_puts(out, cas_big_string(out->arena, family->total));
}

static cas_truth is_expected(cas_arena *arena, const cas_claim *claim, const cas_verdict *verdict)
{
    static const cas_verdict_word words[] = {
        [CAS_EXPECTS_ASSURED] = CAS_ASSURED,       [CAS_EXPECTS_AVAILABLE] = CAS_AVAILABLE,
        [CAS_EXPECTS_MERCY] = CAS_AT_THE_MERCY,    [CAS_EXPECTS_NEEDS] = CAS_NEEDS,
        [CAS_EXPECTS_IMPOSSIBLE] = CAS_IMPOSSIBLE,
    };
    const cas_expected_verdict *wanted = &claim->question->verdict;
    if (verdict->word == CAS_UNDECIDED)
        return CAS_OPEN;
    if (verdict->word != words[wanted->word])
        return CAS_FALSE;
    if (wanted->of) {
        const cas_set of = set_of(arena, claim, wanted->of);
        if (!cas_set_equal(&of, &verdict->of))
            return CAS_FALSE;
    }
    if ((wanted->by_right && !verdict->by_right) || (wanted->by_breach && verdict->by_right))
        return CAS_FALSE;
    if (wanted->has_day && (verdict->tick >= CAS_NEVER || verdict->tick > wanted->day / claim->agreement->tick))
        return CAS_FALSE;
    return CAS_TRUE;
}

/* ---- Families ------------------------------------------------------------------------------------------------------------------- */

static cas_question_family family_named(const cas_question *question)
{
    return question->family == CAS_ASKS_BLOCKERS && question->lawful ? CAS_ASKS_LAWFUL_BLOCKERS : question->family;
}

static const cas_family *family_of(const cas_verdict *verdict, cas_question_family family)
{
    switch (family) {
    case CAS_ASKS_BLOCKERS: return &verdict->blockers;
    case CAS_ASKS_LAWFUL_BLOCKERS: return &verdict->lawful_blockers;
    case CAS_ASKS_DECIDERS: return &verdict->deciders;
    case CAS_ASKS_PILLARS: return &verdict->pillars;
    }
    return &verdict->blockers;
}

static bool is_member(const cas_family *family, const cas_set *set)
{
    for (size_t i = 0; i < family->listed; i++)
        if (cas_set_equal(&family->sets[i], set))
            return true;
    return false;
}

/* Whether the family is exactly the one claimed. A family of single sets is whole in the sense of the question. */
static cas_truth is_family(cas_arena *arena, const cas_claim *claim, const cas_family *family)
{
    const cas_question *question = claim->question;
    if (!family->known)
        return CAS_OPEN;
    const int searched = question->single ? -1 : family->up_to_size;
    size_t wanted = 0;
    cas_set *seen = CAS_ARRAY(arena, cas_set, question->set_count + 1);
    for (int i = 0; i < question->set_count; i++) {
        const cas_set set = question->sets[i] ? set_of(arena, claim, question->sets[i]) : cas_set_empty();
        bool again = false;
        for (size_t j = 0; j < wanted; j++)
            again = again || cas_set_equal(&seen[j], &set);
        if (again)
            continue;
        seen[wanted++] = set;
        if (!is_member(family, &set))
            return searched >= 0 && cas_set_count(&set) > searched ? CAS_OPEN : CAS_FALSE;
    }
    if (cas_big_compare(family->total, cas_big_of(arena, wanted)) != 0)
        return CAS_FALSE;
    return searched >= 0 ? CAS_OPEN : CAS_TRUE;
}

/* The family without what is not asked for: where only single sets are, {} is not one of them. */
static const cas_family *single_family(cas_arena *arena, const cas_claim *claim)
{
    const cas_hold_options options = engine_options(claim, false);
    cas_family *family = CAS_NEW(arena, cas_family);
    *family = cas_single_sets(arena, claim->instance, claim->goal, family_named(claim->question), &options);
    if (family->known && family->listed == 1 && cas_set_is_empty(&family->sets[0])) {
        family->listed = 0;
        family->total = cas_big_of(arena, 0);
    }
    family->up_to_size = -1;
    return family;
}

/* `are none` asks only whether there is a set: an empty family if there is none, else null. */
static const cas_family *empty_family(cas_arena *arena, const cas_claim *claim)
{
    const cas_hold_options options = engine_options(claim, false);
    if (!claim->question->has_sets || claim->question->set_count)
        return NULL;
    if (cas_family_is_empty(arena, claim->instance, claim->goal, family_named(claim->question), &options) != 1)
        return NULL;
    cas_family *family = CAS_NEW(arena, cas_family);
    *family = (cas_family){.total = cas_big_of(arena, 0), .known = true, .up_to_size = -1};
    return family;
}

static void judge_sets(cas_arena *arena, const cas_claim *claim, cas_judged *judged)
{
    cas_row *row = &judged->row;
    row->family = claim->question->single ? single_family(arena, claim) : empty_family(arena, claim);
    if (!row->family) {
        const cas_hold_options options = engine_options(claim, true);
        row->verdict = cas_hold_verdict(arena, claim->instance, claim->goal, claim->occasion->attacker, &options);
        row->family = family_of(row->verdict, family_named(claim->question));
        row->needs = row->verdict->needs;
        judged->badness = cas_verdict_badness(row->verdict);
    }
    row->truth = claim->question->has_sets ? is_family(arena, claim, row->family)
                 : row->family->known      ? CAS_TRUE
                                           : CAS_OPEN;
    if (row->truth == CAS_OPEN && !row->needs)
        row->needs = "a larger search";
    cas_builder key = {.arena = arena};
    cas_putf(&key, "%d ", (int)row->truth);
    put_family(&key, row->family);
    judged->key = cas_built_string(&key);
}

static void judge_verdict(cas_arena *arena, const cas_claim *claim, cas_judged *judged)
{
    const cas_hold_options options = engine_options(claim, claim->families);
    const cas_verdict *verdict =
        cas_hold_verdict(arena, claim->instance, claim->goal, claim->occasion->attacker, &options);
    cas_row *row = &judged->row;
    row->verdict = verdict;
    row->needs = verdict->needs;
    if (claim->question->has_verdict)
        row->truth = is_expected(arena, claim, verdict);
    else
        row->truth = verdict->word == CAS_UNDECIDED ? CAS_OPEN : CAS_TRUE;
    judged->badness = cas_verdict_badness(verdict);
    judged->late = verdict->tick;

    cas_builder key = {.arena = arena};
    cas_putf(&key, "%d %d %lld %d %d %lld ", (int)row->truth, (int)verdict->word, (long long)verdict->tick,
             verdict->by_right, verdict->tolerates, (long long)verdict->slowest);
    put_set(&key, &verdict->of);
    put_set(&key, &verdict->breakable_by);
    if (claim->families) {
        put_family(&key, &verdict->blockers);
        put_family(&key, &verdict->lawful_blockers);
        put_family(&key, &verdict->deciders);
        put_family(&key, &verdict->pillars);
    }
    judged->key = cas_built_string(&key);
}

/* ---- Who can block -------------------------------------------------------------------------------------------------------------- */

static void judge_nobody(cas_arena *arena, const cas_claim *claim, cas_judged *judged)
{
    const cas_hold_options options = engine_options(claim, false);
    cas_row *row = &judged->row;
    const cas_set among = set_of(arena, claim, claim->question->among);
    const cas_family single = cas_single_sets(arena, claim->instance, claim->goal,
                                              claim->question->lawful ? CAS_ASKS_LAWFUL_BLOCKERS : CAS_ASKS_BLOCKERS, &options);
    cas_set able = cas_set_empty();
    for (size_t i = 0; i < single.listed; i++)
        able = cas_set_is_empty(&single.sets[i]) ? among : cas_set_or(able, single.sets[i]); /* {}: it is impossible anyway, so each of them "can" */
    row->able = cas_set_and(able, among);
    if (claim->instance->attacked >= 0)
        cas_set_remove(&row->able, claim->instance->attacked);
    row->truth = !cas_set_is_empty(&row->able) ? CAS_FALSE : single.known ? CAS_TRUE : CAS_OPEN;
    if (row->truth == CAS_OPEN)
        row->needs = "a larger search";
    cas_builder key = {.arena = arena};
    cas_putf(&key, "%d ", (int)row->truth);
    put_set(&key, &row->able);
    judged->key = cas_built_string(&key);
}

static void judge_blocked(cas_arena *arena, const cas_claim *claim, cas_judged *judged)
{
    const cas_hold_options options = engine_options(claim, false);
    cas_row *row = &judged->row;
    row->able = set_of(arena, claim, claim->question->among);
    const int blocked = cas_hold_blocked_by(arena, claim->instance, claim->goal, row->able, &options);
    row->truth = blocked < 0 ? CAS_OPEN : blocked ? CAS_TRUE : CAS_FALSE;
    if (blocked < 0)
        row->needs = "a larger search";
    judged->key = cas_format(arena, "%d", (int)row->truth);
}

/* ---- All of them ---------------------------------------------------------------------------------------------------------------- */

static bool starts_on(const cas_event *event, const cas_instance *instance)
{
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    for (int g = 0; g < instance->given_count; g++) {
        const cas_given *given = &instance->givens[g];
        const bool same = (given->kind == CAS_GIVEN_INCIDENT && event->kind == CAS_EV_INCIDENT) ||
                          (given->kind == CAS_GIVEN_DEED && event->kind == CAS_EV_DEED) ||
                          (given->kind == CAS_GIVEN_BREACH && event->kind == CAS_EV_BREACH) ||
                          (given->kind == CAS_GIVEN_ADOPTED && event->kind == CAS_EV_ADOPTED) ||
                          (given->kind == CAS_GIVEN_REJECTED && event->kind == CAS_EV_REJECTED) ||
                          (given->kind == CAS_GIVEN_FOUND && event->kind == CAS_EV_FOUND) ||
                          (given->kind == CAS_GIVEN_NOT_FOUND && event->kind == CAS_EV_NOT_FOUND) ||
                          (given->kind == CAS_GIVEN_CLAUSE_DONE && event->kind == CAS_EV_CLAUSE_DONE);
        if (same && given->index == event->index)
            return true;
    }
    return false;
}

/* A clause that what has happened starts: without one, a claim about it says nothing. */
static int witness_of(const cas_instance *instance)
{
    for (int c = 0; c < instance->clause_count; c++)
        for (int t = 0; t < instance->clauses[c].trigger_count; t++)
            if (starts_on(instance->clauses[c].triggers[t], instance))
                return c;
    return -1;
}

const cas_judged *cas_claim_judge(cas_arena *arena, const cas_claim *claim)
{
    cas_judged *judged = CAS_NEW(arena, cas_judged);
    judged->row = (cas_row){.by = claim->occasion->attacker,
                            .instance = claim->instance,
                            .goal = claim->goal,
                            .witness = witness_of(claim->instance)};
    switch (claim->question->kind) {
    case CAS_QUESTION_GOAL: judge_goal(arena, claim, judged); break;
    case CAS_QUESTION_VERDICT: judge_verdict(arena, claim, judged); break;
    case CAS_QUESTION_SETS: judge_sets(arena, claim, judged); break;
    case CAS_QUESTION_NOBODY: judge_nobody(arena, claim, judged); break;
    case CAS_QUESTION_BLOCKED: judge_blocked(arena, claim, judged); break;
    case CAS_QUESTION_NO_CONFLICT:
    case CAS_QUESTION_NO_IDLE_CLAUSE:
    case CAS_QUESTION_NO_CIRCULAR_WAIT:
    case CAS_QUESTION_POWER:
    case CAS_QUESTION_SETTLEMENT:
    case CAS_QUESTION_STABILITY: CAS_CHECK(arena->ctx, !"a question about one text and one goal"); break;
    }
    /* Where there is a claim, what counts against it is worst. */
    if (claim->question->speech != CAS_ASKS)
        judged->badness += judged->row.truth == CAS_FALSE ? 200 : judged->row.truth == CAS_OPEN ? 100 : 0;
    return judged;
}
