/*
 * The definition of value(goal, incident, stances), by explicit search of the game.
 *
 *     value = the least tick t such that the helpers have a strategy that reaches the goal by t whatever the others do
 *             within their stances; never if there is none.
 *
 * The helpers play as one, and so do the others. Within a tick they play rounds: the helpers choose any set of the
 * moves open to them, the others see it and choose any set of theirs, and both are made at once. When nobody does
 * anything, what is due is settled; if that changed something the rounds go on in the same tick, otherwise the next
 * tick begins.
 *
 *     win(position, t)   the goal is reached, or the tick is at most t and there is a set of helpers' moves such that for
 *                        every allowed answer of the others win(what follows, t)
 *
 * 1. A doing that is forbidden to the party is no move of a helper or an obeyer; resisters do as they like.
 * 2. All pass and a helper is in breach: lost. All pass and an obeyer would be in breach: not an allowed answer. A
 *    breach of either needs a lawful way at that moment, so it could have been avoided in this very round; hence
 *    there is always an allowed answer, and a helper who has reached the goal can stay lawful afterwards.
 * 3. All pass, nothing is due and no clock runs: the next tick brings the same position again. Whoever could win from
 *    there could win from here, so passing is no way to win, and the search says so instead of going round.
 * 4. No guaranteed tick is later than the sum of all durations: while the goal is still open some clock that has not
 *    run out must be running, for if none is, waiting changes nothing; and a clause, a decision or a finding runs its
 *    clock once. A decision that opens again adds its cycle for every party and two more, a `by each` finding a run
 *    for every party.
 * 5. win is monotone in t, so the value is found by halving [0, horizon].
 *
 * Remembered per position: the ticks by which it is known to be lost, and won. cas_naive_forget makes equal situations
 * equal rows. Invariant: positions on the stack of play never repeat, since rounds only add deeds, ballots and calls.
 * Cost: exponential in parties, decisions and ticks. Exact.
 *
 * How the text is read where it leaves room:
 *
 * Remark 1. A round's moves are made together: bases, prohibitions and powers are those at the round's start,
 *    findings made by its ballots count for the decisions of the same round.
 * Remark 2. When all pass, findings due, decisions due and breaches of duties due follow one another without triggers
 *    in between; a decision that at this moment ends a duty comes too late for it. Findings due together settle in
 *    order.
 * Remark 3. `by fact` is found at the tick at which its clause starts. A finding that was never opened is not found.
 * Remark 4. `by each`: a clause that waits for the finding starts for the finder alone. For rules (`excluding
 *    attacker`) the finding is found once anyone has found it; the others can still find it for themselves. A finding
 *    does not speak about its own rule while it is being made: there its subject is removed by nobody.
 * Remark 5. An act that some joint duty of the text names is one act of that duty's members, whether or not the duty
 *    is in force yet: it is done when all of them have come. It is done at once only by a party that has a duty (not
 *    joint) or a permission of its own for it in force; others who come do nothing. (Otherwise a bystander's lone
 *    `consult` would count as the consultation.)
 * Remark 6. Members of a joint duty who came to different ways of it have not stayed away: no breach, nothing done.
 * Remark 7. A measure without a basis is not given: neither effect nor breach. A power without a grant likewise. `any
 *    N of … can`: those who used it have done it once they are N; jointly: once all have. Permission of `any N of`:
 *    each of them may.
 * Remark 8. A duty falls due once, at its clause's start plus `within`, for those who bear it then (a WHO narrowed by
 *    ballots is read on the ballots cast so far, of the latest opening). A bearer without a way that is both possible
 *    (not ended, the power granted) and not forbidden at that moment is in conflict, not in breach, even if an
 *    earlier moment had been lawful.
 * Remark 9. `L done`: a duty that is only a basis is none to do; one that nobody bears neither; one that ended still
 *    is. An any-N duty needs N.
 * Remark 10. `end` of a deed ends every basis for it from then on, those of clauses that start later too. It speaks
 *    of those for whom its clause has started. It takes away no act (always possible) and no prohibition.
 * Remark 11. `prevails over L` lifts L's prohibitions for what the permission names. A duty is breached by not doing,
 *    so there is nothing to lift.
 * Remark 12. A decision is opened by the first clause that starts, in the order of the text at the same tick; the
 *    statement that opened it says whether, when and with which rule it opens again: ballots anew, at the earliest in
 *    the next tick. Its earlier events stand.
 * Remark 13. A party counted nowhere in the rule, or excluded or barred wherever it is counted, casts no ballot. A
 *    ballot cast before the party was barred is taken as absent.
 * Remark 14. A finding that is not open yet counts as not found for what is certain and what is possible (it protects
 *    nobody).
 * Remark 15. Coming to a forbidden joint act is the breach, at the time of coming.
 * Remark 16. A breach given at tick 0 (`on breach of L`) starts what waits for it; an unnamed breaker is no member of
 *    any set.
 * Remark 17. Who leaves is out from the tick on at which its notice ends: in no WHO, in no count of a rule nor in its base, without
 *    ballot, finding or power; no clause with a trigger starts for it. What it did or broke stays. A duty whose last bearers have left
 *    undone is not done by that. An event `by all of G` waits for those of G who are still in; a goal asks of whom it names.
 */
#include "hold/naive.h"

#include "hold/naive_search.h"

#include <string.h>

enum { DEEPEST = 20000 };

static cas_naive_frame *frame_at(cas_naive_search *s, size_t depth)
{
    cas_arena *arena = s->game.arena;
    if (depth >= DEEPEST)
        cas_fail(arena->ctx, CAS_E_BUDGET, "a play of more than %d rounds", DEEPEST);
    while (s->frame_count <= depth) {
        const size_t moves = (size_t)cas_naive_most_moves(&s->game);
        s->frames = CAS_ROOM(arena, s->frames, s->frame_count, &s->frame_room);
        s->frames[s->frame_count++] =
            (cas_naive_frame){CAS_ARRAY(arena, cas_cell, (size_t)s->game.cell_count),
                              CAS_ARRAY(arena, cas_cell, (size_t)s->game.cell_count),
                              CAS_ARRAY(arena, cas_naive_slot, moves), CAS_ARRAY(arena, cas_move, moves)};
    }
    return &s->frames[depth];
}

/* ---- Sets of moves ----------------------------------------------------------------------------------------------- */

int cas_naive_slots(cas_naive_search *s, cas_cell *position, bool helpers, cas_move *moves, cas_naive_slot *slots)
{
    int count = 0;
    for (int p = 0; p < s->game.parties; p++) {
        if ((s->game.stances[p] == CAS_HELPS) != helpers)
            continue;
        const int open = cas_naive_open_moves(&s->game, position, p, moves);
        for (int i = 0; i < open; i++)
            slots[count++] = (cas_naive_slot){moves[i], moves[i].kind == CAS_MOVE_BALLOT ? 4 : 2, 0};
    }
    return count;
}

/* Helpers try to do everything first, the others nothing; the order changes no answer. */
int cas_naive_chosen(const cas_naive_slot *slots, int count, bool helpers, cas_move *moves)
{
    static const int helper_ballots[] = {CAS_YES, CAS_NO, CAS_ABSTAIN, CAS_ABSENT};
    static const int other_ballots[] = {CAS_ABSENT, CAS_NO, CAS_ABSTAIN, CAS_YES};
    int chosen = 0;
    for (int i = 0; i < count; i++) {
        cas_move move = slots[i].move;
        bool made = (slots[i].option == 0) == helpers;
        if (move.kind == CAS_MOVE_BALLOT) {
            move.choice = (helpers ? helper_ballots : other_ballots)[slots[i].option];
            made = move.choice != CAS_ABSENT;
        }
        if (made)
            moves[chosen++] = move;
    }
    return chosen;
}

/* The digits of a number. */
bool cas_naive_next_choice(cas_naive_slot *slots, int count)
{
    for (int i = 0; i < count; i++) {
        if (++slots[i].option < slots[i].options)
            return true;
        slots[i].option = 0;
    }
    return false;
}

/* ---- The search -------------------------------------------------------------------------------------------------- */

static bool win(cas_naive_search *s, const cas_cell *given, size_t depth);

/* Nobody does anything. */
static cas_outcome all_pass(cas_naive_search *s, cas_cell *position, cas_cell *next, size_t depth)
{
    memcpy(next, position, (size_t)s->game.cell_count * sizeof *next);
    const cas_settled settled = cas_naive_settle(&s->game, next);
    if (settled.obeyer_breached)
        return CAS_NOT_ALLOWED;
    if (settled.helper_breached)
        return CAS_LOST;
    if (!settled.changed) {
        if (!cas_naive_clock_runs(&s->game, next))
            return CAS_LOST;
        cas_naive_next_tick(&s->game, next);
    }
    return win(s, next, depth + 1) ? CAS_WON : CAS_LOST;
}

cas_outcome cas_naive_follow(cas_naive_search *s, cas_cell *position, const cas_move *moves, int count, size_t depth,
                             cas_cell *next)
{
    cas_poll(s->game.arena->ctx);
    if (count == 0)
        return all_pass(s, position, next, depth);
    cas_naive_round(&s->game, position, moves, count, next);
    return win(s, next, depth + 1) ? CAS_WON : CAS_LOST;
}

/* Every allowed answer of the others to these moves of the helpers leads to the goal. */
static bool every_answer_wins(cas_naive_search *s, size_t depth, int helper_moves, cas_naive_slot *others,
                              int other_count)
{
    const cas_naive_frame here = s->frames[depth];
    bool some_answer = false;
    for (int i = 0; i < other_count; i++)
        others[i].option = 0;
    do {
        const int made = helper_moves + cas_naive_chosen(others, other_count, false, here.moves + helper_moves);
        const cas_outcome then = cas_naive_follow(s, here.position, here.moves, made, depth, here.next);
        if (then == CAS_LOST)
            return false;
        some_answer |= then == CAS_WON;
    } while (cas_naive_next_choice(others, other_count));
    CAS_CHECK(s->game.arena->ctx, some_answer);
    return true;
}

static bool some_choice_wins(cas_naive_search *s, size_t depth)
{
    const cas_naive_frame here = s->frames[depth];
    const int helper_count = cas_naive_slots(s, here.position, true, here.moves, here.slots);
    cas_naive_slot *others = here.slots + helper_count;
    const int other_count = cas_naive_slots(s, here.position, false, here.moves, others);
    do {
        const int made = cas_naive_chosen(here.slots, helper_count, true, here.moves);
        if (every_answer_wins(s, depth, made, others, other_count))
            return true;
    } while (cas_naive_next_choice(here.slots, helper_count));
    return false;
}

static bool win(cas_naive_search *s, const cas_cell *given, size_t depth)
{
    if (given[0] > s->last)
        return false;
    if (s->most && s->seen >= s->most)
        cas_fail(s->game.arena->ctx, CAS_E_BUDGET, "more than %llu positions", (unsigned long long)s->most);
    s->seen++;
    cas_naive_frame *here = frame_at(s, depth);
    memcpy(here->position, given, (size_t)s->game.cell_count * sizeof *given);
    if (cas_naive_goal_reached(&s->game, here->position))
        return true;
    cas_naive_forget(&s->game, here->position);
    cas_naive_entry *known = cas_naive_entry_of(&s->known, here->position);
    if (s->last <= known->first)
        return false;
    if (s->last >= known->second)
        return true;
    const bool won = some_choice_wins(s, depth);
    if (won)
        known->second = s->last;
    else
        known->first = s->last;
    return won;
}

bool cas_naive_win(cas_naive_search *s, const cas_cell *position, cas_tick last)
{
    s->last = last;
    return win(s, position, 0);
}

static cas_tick least_tick(cas_naive_search *s, cas_cell *first, cas_tick horizon)
{
    if (!cas_naive_win(s, first, horizon))
        return CAS_NEVER;
    cas_tick won = horizon, lost = -1;
    while (won - lost > 1) {
        const cas_tick middle = lost + (won - lost) / 2;
        if (cas_naive_win(s, first, middle))
            won = middle;
        else
            lost = middle;
    }
    return won;
}

cas_tick cas_naive_search_value(cas_naive_search *s, cas_arena *arena, const cas_instance *instance,
                                const cas_goal *goal, const cas_stance *stances, cas_cell **first)
{
    cas_naive_open(&s->game, arena, instance, goal, stances);
    const cas_tick horizon = cas_naive_horizon(&s->game);
    if (horizon > INT32_MAX / 4)
        cas_fail(arena->ctx, CAS_E_BUDGET, "a search of %lld ticks", (long long)horizon);
    s->known = (cas_naive_table){.arena = arena, .width = (size_t)s->game.cell_count, .first = -1, .second = CAS_NEVER};
    *first = CAS_ARRAY(arena, cas_cell, (size_t)s->game.cell_count);
    cas_naive_first(&s->game, *first);
    return least_tick(s, *first, horizon);
}

cas_tick cas_naive_value(cas_arena *scratch, const cas_instance *instance, const cas_goal *goal,
                         const cas_stance *stances, uint64_t max_states, uint64_t *states_seen)
{
    const cas_mark mark = cas_arena_mark(scratch);
    cas_naive_search s = {.most = max_states};
    cas_cell *first;
    const cas_tick value = cas_naive_search_value(&s, scratch, instance, goal, stances, &first);
    if (states_seen)
        *states_seen = s.seen;
    cas_arena_release(scratch, mark);
    return value;
}
