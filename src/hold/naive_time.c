/*
 * How a position changes: a round of moves, what they trigger, the settling when all have passed, the next tick. See
 * naive_position.h; the readings chosen are the remarks in naive.c.
 */
#include "hold/naive_position.h"

#include "hold/ballots.h"

#include <string.h>

/* ---- Events ------------------------------------------------------------------------------------------------------ */

static bool occurs(const cas_naive_game *game, cas_cell *position, int event)
{
    cas_cell *tick = cas_occurred(game, position, event);
    if (*tick != CAS_NOT_YET)
        return false;
    *tick = position[0];
    return true;
}

static void breach(const cas_naive_game *game, cas_cell *position, int clause, int party)
{
    *cas_breached(game, position, clause, party) = true;
    for (int e = 0; e < game->event_count; e++) {
        const cas_event *event = game->events[e];
        if (event->kind == CAS_EV_BREACH && event->index == clause &&
            (!event->has_set || cas_set_has(&event->set, party)))
            occurs(game, position, e);
    }
}

/* So many members of the event's set have done the act, or used the power with effect. */
static bool deed_is_done(const cas_naive_game *game, cas_cell *position, int e)
{
    const cas_event *event = game->events[e];
    const int doing = cas_naive_doing(game, (cas_doing){event->index, -1});
    int count = 0, base = 0;
    for (int p = 0; p < game->parties; p++) {
        if (event->has_set &&
            (!cas_set_has(&event->set, p) || cas_naive_has_left(game, position, game->event_part[e], p)))
            continue;
        base++;
        count += *cas_done(game, position, p, doing) == CAS_DONE;
    }
    return event->has_set ? cas_quant_holds(game->arena, &event->quant, count, base) : count > 0;
}

static bool clause_is_done(const cas_naive_game *game, cas_cell *position, int clause)
{
    bool started = false;
    for (int p = 0; p < game->parties; p++)
        started |= *cas_started(game, position, clause, p) != CAS_NOT_YET;
    if (!started)
        return false;
    for (int s = game->first_statement[clause]; s < game->first_statement[clause + 1]; s++)
        if (game->statements[s].words->kind == CAS_DUTY &&
            !cas_naive_duty_is_done(game, position, &game->statements[s]))
            return false;
    return true;
}

static bool timer_fires(const cas_naive_game *game, cas_cell *position, int event, cas_cell inner_tick)
{
    return inner_tick != CAS_NOT_YET && inner_tick + game->events[event]->delay <= position[0];
}

/* Events that are seen by looking; the others are noted when they happen. */
static bool look_at_event(const cas_naive_game *game, cas_cell *position, int event)
{
    bool changed = false;
    switch (game->events[event]->kind) {
    case CAS_EV_DEED: return deed_is_done(game, position, event) && occurs(game, position, event);
    case CAS_EV_CLAUSE_DONE:
        return clause_is_done(game, position, game->events[event]->index) && occurs(game, position, event);
    case CAS_EV_AFTER: {
        const int inner = game->inner_event[event];
        if (timer_fires(game, position, event, *cas_occurred(game, position, inner)))
            changed = occurs(game, position, event);
        for (int p = 0; p < game->parties; p++) {
            cas_cell *tick = cas_occurred_for(game, position, event, p);
            if (*tick == CAS_NOT_YET &&
                timer_fires(game, position, event, *cas_occurred_for(game, position, inner, p))) {
                *tick = position[0];
                changed = true;
            }
        }
        return changed;
    }
    case CAS_EV_INCIDENT:
    case CAS_EV_ADOPTED:
    case CAS_EV_REJECTED:
    case CAS_EV_FOUND:
    case CAS_EV_NOT_FOUND:
    case CAS_EV_BREACH: break;
    }
    return false;
}

/* ---- Decisions and findings -------------------------------------------------------------------------------------- */

/* The ballots on this matter, and what is found; a finding does not speak about its own rule before it is made. */
static cas_roll roll_of(cas_naive_game *game, cas_cell *position, int matter)
{
    for (int f = 0; f < game->instance->finding_count; f++) {
        const cas_cell status = cas_matter(game, position, cas_finding_matter(game, f))[CAS_MATTER_STATUS];
        game->found[f] = status == CAS_ADOPTED_OR_FOUND;
        game->open[f] = status == CAS_OPENED && cas_finding_matter(game, f) != matter;
    }
    for (int p = 0; p < game->parties; p++)
        game->ballots[p] = (uint8_t)*cas_ballot_cell(game, position, matter, p);
    cas_roll roll = {game->parties, game->ballots, game->found,
                     position[0] - cas_matter(game, position, matter)[CAS_MATTER_OPENED]};
    const int opener = cas_matter(game, position, matter)[CAS_MATTER_STATEMENT];
    for (int p = 0; game->leave_count && opener != CAS_NOT_YET && p < game->parties; p++)
        if (cas_naive_has_left(game, position, game->instance->clauses[game->statements[opener].clause].part, p))
            cas_set_add(&roll.left, p);
    return roll;
}

static void note_outcome(cas_naive_game *game, cas_cell *position, int matter)
{
    const int decisions = game->instance->decision_count;
    const cas_cell *head = cas_matter(game, position, matter);
    const bool holds = head[CAS_MATTER_STATUS] == CAS_ADOPTED_OR_FOUND, decision = matter < decisions;
    const cas_event_kind kind =
        decision ? (holds ? CAS_EV_ADOPTED : CAS_EV_REJECTED) : (holds ? CAS_EV_FOUND : CAS_EV_NOT_FOUND);
    for (int e = 0; e < game->event_count; e++) {
        const cas_event *event = game->events[e];
        if (event->kind != kind || event->index != (decision ? matter : matter - decisions))
            continue;
        if (kind == CAS_EV_REJECTED && event->meets) {
            const cas_roll roll = roll_of(game, position, matter);
            if (!cas_rule_holds(game->arena, event->meets, &roll))
                continue;
        }
        occurs(game, position, e);
    }
}

static void settle_matter(cas_naive_game *game, cas_cell *position, int matter, bool holds)
{
    cas_cell *head = cas_matter(game, position, matter);
    head[CAS_MATTER_STATUS] = holds ? CAS_ADOPTED_OR_FOUND : CAS_REJECTED_OR_NOT_FOUND;
    head[CAS_MATTER_SETTLED] = position[0];
    note_outcome(game, position, matter);
}

enum { OUTLOOK_UNKNOWN, OUTLOOK_CERTAIN, OUTLOOK_IMPOSSIBLE, OUTLOOK_OPEN };

/* What the ballots cast have already decided. Remembered, since the same ballots come back in many positions. */
static int outlook(cas_naive_game *game, cas_cell *position, int matter)
{
    const int statement = cas_matter(game, position, matter)[CAS_MATTER_STATEMENT];
    const cas_statement *words = game->statements[statement].words;
    const cas_roll roll = roll_of(game, position, matter);
    cas_cell *key = game->outlook_key;
    key[0] = statement;
    key[1] = (cas_cell)cas_rule_last_stage(words->rule, roll.elapsed);
    for (int p = 0; p < game->parties; p++)
        key[2 + p] = game->ballots[p] + 4 * cas_set_has(&roll.left, p);
    for (int f = 0; f < game->instance->finding_count; f++)
        key[2 + game->parties + f] = game->found[f] + 2 * game->open[f];
    cas_naive_entry *entry = cas_naive_entry_of(&game->outlooks, key);
    if (entry->first == OUTLOOK_UNKNOWN) {
        const cas_prospect prospect = {game->open, game->instance->finding_count, words->within};
        const cas_naive_told *told = game->told;
        if ((told ? told->is_certain : cas_rule_is_certain)(game->arena, words->rule, &roll, &prospect))
            entry->first = OUTLOOK_CERTAIN;
        else if ((told ? told->is_possible : cas_rule_is_possible)(game->arena, words->rule, &roll, &prospect))
            entry->first = OUTLOOK_OPEN;
        else
            entry->first = OUTLOOK_IMPOSSIBLE;
    }
    return (int)entry->first;
}

static bool calls_suffice(const cas_naive_game *game, cas_cell *position, int matter, const cas_statement *words)
{
    int calls = 0;
    for (int p = 0; p < game->parties; p++)
        calls += *cas_call_cell(game, position, matter, p);
    return calls >= (words->mode == CAS_BY_EACH ? 1 : words->call_number);
}

/* Settles an open matter that nothing still to come can change. */
static bool look_at_matter(cas_naive_game *game, cas_cell *position, int matter)
{
    const cas_cell *head = cas_matter(game, position, matter);
    if (head[CAS_MATTER_STATUS] != CAS_OPENED)
        return false;
    const cas_statement *words = game->statements[head[CAS_MATTER_STATEMENT]].words;
    if (!words->rule) {
        if (words->mode == CAS_BY_FACT)
            settle_matter(game, position, matter, true);
        else if (calls_suffice(game, position, matter, words) && words->mode == CAS_ON_CALL)
            settle_matter(game, position, matter, true);
        else if (calls_suffice(game, position, matter, words))
            /* Each finds for itself alone: the events are the finders' own. */
            cas_matter(game, position, matter)[CAS_MATTER_STATUS] = CAS_ADOPTED_OR_FOUND;
    } else {
        const int now = outlook(game, position, matter);
        if (now != OUTLOOK_OPEN)
            settle_matter(game, position, matter, now == OUTLOOK_CERTAIN);
    }
    return head[CAS_MATTER_STATUS] != CAS_OPENED;
}

static void open_matter(const cas_naive_game *game, cas_cell *position, int matter, int statement)
{
    cas_cell *head = cas_matter(game, position, matter);
    head[CAS_MATTER_STATUS] = CAS_OPENED;
    head[CAS_MATTER_OPENED] = position[0];
    head[CAS_MATTER_STATEMENT] = statement;
    for (int p = 0; p < game->parties; p++)
        *cas_ballot_cell(game, position, matter, p) = CAS_ABSENT;
}

/* ---- Clauses ----------------------------------------------------------------------------------------------------- */

/* Opens what a clause opens when it starts, for whomever it starts. Once in a run. */
static void open_what_clause_opens(const cas_naive_game *game, cas_cell *position, int clause)
{
    for (int s = game->first_statement[clause]; s < game->first_statement[clause + 1]; s++) {
        const cas_statement *words = game->statements[s].words;
        if (words->kind != CAS_DECIDE && words->kind != CAS_FINDING)
            continue;
        const int matter = words->kind == CAS_DECIDE ? words->index : cas_finding_matter(game, words->index);
        if (cas_matter(game, position, matter)[CAS_MATTER_STATUS] == CAS_UNOPENED)
            open_matter(game, position, matter, s);
    }
}

/* The clause starts for the party if it should; a clause without a trigger is in force from the start. For who has left nothing starts. */
static bool start_clause_for(const cas_naive_game *game, cas_cell *position, int clause, int party)
{
    const cas_clause *words = &game->instance->clauses[clause];
    cas_cell *started = cas_started(game, position, clause, party);
    bool starts = words->trigger_count == 0;
    if (*started != CAS_NOT_YET || (!starts && cas_naive_has_left(game, position, words->part, party)))
        return false;
    for (int i = 0; i < words->trigger_count; i++) {
        const int event = game->trigger_events[clause][i];
        const bool has_occurred = *cas_occurred(game, position, event) != CAS_NOT_YET ||
                                  *cas_occurred_for(game, position, event, party) != CAS_NOT_YET;
        starts |= has_occurred && (!game->told || game->told->may_start(game, position, clause, party, event));
    }
    if (starts)
        *started = position[0];
    return starts;
}

static bool start_clause(const cas_naive_game *game, cas_cell *position, int clause)
{
    bool starts = false;
    for (int p = 0; p < game->parties; p++)
        starts |= start_clause_for(game, position, clause, p);
    if (starts)
        open_what_clause_opens(game, position, clause);
    return starts;
}

/* Whose notice begins to run: those for whom the clause has started and who have done what it waits for themselves. */
static bool look_at_leave(const cas_naive_game *game, cas_cell *position, int leave)
{
    const cas_placed *placed = &game->statements[game->leaves[leave]];
    bool changed = false;
    for (int p = 0; p < game->parties; p++) {
        cas_cell *notice = cas_notice(game, position, leave, p);
        if (*notice != CAS_NOT_YET || *cas_started(game, position, placed->clause, p) == CAS_NOT_YET ||
            !cas_set_has(&placed->words->who.set, p))
            continue;
        if (placed->words->way_count &&
            *cas_done(game, position, p, cas_naive_doing(game, placed->words->ways[0].doings[0])) != CAS_DONE)
            continue;
        *notice = position[0];
        changed = true;
    }
    return changed;
}

/* Findings before decisions before events before clauses, again and again until nothing follows any more. */
static bool trigger_everything(cas_naive_game *game, cas_cell *position)
{
    bool anything = false, changed;
    do {
        changed = false;
        for (int f = 0; f < game->instance->finding_count && !changed; f++)
            changed = look_at_matter(game, position, cas_finding_matter(game, f));
        for (int d = 0; d < game->instance->decision_count && !changed; d++)
            changed = look_at_matter(game, position, d);
        for (int e = 0; e < game->event_count && !changed; e++)
            changed = look_at_event(game, position, e);
        for (int c = 0; c < game->instance->clause_count && !changed; c++)
            changed = start_clause(game, position, c);
        for (int l = 0; l < game->leave_count && !changed; l++)
            changed = look_at_leave(game, position, l);
        anything |= changed;
    } while (changed);
    return anything;
}

/* ---- A round ----------------------------------------------------------------------------------------------------- */

static void use_own(const cas_naive_game *game, cas_cell *before, const cas_move *move, cas_cell *after)
{
    const cas_doing doing = game->doings[move->index];
    const bool alone = !cas_naive_needs_others(game, before, move->party, doing);
    *cas_done(game, after, move->party, move->index) = alone ? CAS_DONE : CAS_CAME;
    for (int c = 0; c < game->instance->clause_count; c++)
        if (cas_naive_forbids(game, before, c, move->party, doing))
            breach(game, after, c, move->party);
}

/* Those of the set who came have done it now, if they are as many as it takes. */
static bool complete(const cas_naive_game *game, cas_cell *before, const cas_placed *statement, cas_doing doing,
                     cas_cell *after)
{
    bool changed = false;
    const cas_who *who = &statement->words->who;
    const bool joint_act = game->instance->deeds[doing.deed].kind == CAS_ACT;
    const int index = cas_naive_doing(game, doing);
    int members = 0, came = 0;
    for (int p = 0; p < game->parties; p++) {
        if (doing.recipient == p || !cas_naive_in_who(game, before, statement, p))
            continue;
        members++;
        /* A measure, or the use of a power, counts as coming only on the basis of this statement. */
        came += *cas_done(game, after, p, index) != CAS_NOT_DONE &&
                (joint_act || *cas_done(game, after, p, index) == CAS_DONE ||
                 cas_naive_in_force(game, before, statement, p));
    }
    if (!came || came < (who->kind == CAS_ANY_NUMBER ? who->number : members))
        return false;
    for (int p = 0; p < game->parties; p++)
        if (cas_naive_in_who(game, before, statement, p) && *cas_done(game, after, p, index) == CAS_CAME) {
            *cas_done(game, after, p, index) = CAS_DONE;
            changed = true;
        }
    return changed;
}

/* What needs several: joint duties and permissions, and powers of several together. */
static bool complete_what_needs_several(const cas_naive_game *game, cas_cell *before, cas_cell *after)
{
    bool changed = false;
    for (int s = 0; s < game->statement_count; s++) {
        const cas_statement *words = game->statements[s].words;
        const bool power = words->kind == CAS_POWER_GRANT && words->who.kind != CAS_EACH;
        const bool joint = (words->kind == CAS_DUTY || words->kind == CAS_PERMISSION) && words->who.kind == CAS_JOINTLY;
        for (int w = 0; (power || joint) && w < words->way_count; w++)
            for (int i = 0; i < words->ways[w].count; i++)
                if ((game->instance->deeds[words->ways[w].doings[i].deed].kind == CAS_POWER) == power)
                    changed |= complete(game, before, &game->statements[s], words->ways[w].doings[i], after);
    }
    return changed;
}

void cas_naive_round(cas_naive_game *game, cas_cell *before, const cas_move *moves, int move_count, cas_cell *after)
{
    memcpy(after, before, (size_t)game->cell_count * sizeof *after);
    for (int i = 0; i < move_count; i++) {
        switch (moves[i].kind) {
        case CAS_MOVE_BALLOT: *cas_ballot_cell(game, after, moves[i].index, moves[i].party) = moves[i].choice; break;
        case CAS_MOVE_CALL: {
            const int finding = moves[i].index - game->instance->decision_count;
            const cas_cell *head = cas_matter(game, after, moves[i].index);
            *cas_call_cell(game, after, moves[i].index, moves[i].party) = true;
            if (game->statements[head[CAS_MATTER_STATEMENT]].words->mode != CAS_BY_EACH)
                break;
            for (int e = 0; e < game->event_count; e++)
                if (game->events[e]->kind == CAS_EV_FOUND && game->events[e]->index == finding)
                    *cas_occurred_for(game, after, e, moves[i].party) = after[0];
            break;
        }
        case CAS_MOVE_DO: use_own(game, before, &moves[i], after); break;
        }
    }
    complete_what_needs_several(game, before, after);
    trigger_everything(game, after);
}

/* ---- The end of the rounds, and of the tick ---------------------------------------------------------------------- */

static bool settle_if_due(cas_naive_game *game, cas_cell *position, int matter)
{
    const cas_cell *head = cas_matter(game, position, matter);
    if (head[CAS_MATTER_STATUS] != CAS_OPENED)
        return false;
    const cas_statement *words = game->statements[head[CAS_MATTER_STATEMENT]].words;
    if (!words->rule || head[CAS_MATTER_OPENED] + words->within > position[0])
        return false;
    const cas_roll roll = roll_of(game, position, matter);
    settle_matter(game, position, matter, cas_rule_holds(game->arena, words->rule, &roll));
    return true;
}

static bool is_due_now(const cas_naive_game *game, cas_cell *position, const cas_placed *duty, int party)
{
    const cas_cell started = *cas_started(game, position, duty->clause, party);
    return started != CAS_NOT_YET && started + duty->words->within == position[0];
}

static void breach_what_is_due(cas_naive_game *game, cas_cell *position, cas_settled *settled)
{
    for (int s = 0; s < game->statement_count; s++) {
        const cas_placed *duty = &game->statements[s];
        if (duty->words->kind != CAS_DUTY)
            continue;
        for (int p = 0; p < game->parties; p++) {
            if (!is_due_now(game, position, duty, p) || !cas_naive_would_breach(game, position, duty, p))
                continue;
            settled->helper_breached |= game->stances[p] == CAS_HELPS;
            settled->obeyer_breached |= game->stances[p] == CAS_OBEYS;
            settled->changed |= !*cas_breached(game, position, duty->clause, p);
            breach(game, position, duty->clause, p);
        }
    }
}

cas_settled cas_naive_settle(cas_naive_game *game, cas_cell *position)
{
    cas_settled settled = {.changed = false};
    /* Those who came before their joint duty was in force have done it now that it is: that is a round too. */
    if (complete_what_needs_several(game, position, position)) {
        trigger_everything(game, position);
        settled.changed = true;
        return settled;
    }
    for (int f = 0; f < game->instance->finding_count; f++)
        settled.changed |= settle_if_due(game, position, cas_finding_matter(game, f));
    for (int d = 0; d < game->instance->decision_count; d++)
        settled.changed |= settle_if_due(game, position, d);
    breach_what_is_due(game, position, &settled);
    settled.changed |= trigger_everything(game, position);
    return settled;
}

/* The statement that opened the decision opens it again; at the earliest in the next tick. */
static cas_tick reopens_after(const cas_naive_game *game, const cas_cell *head)
{
    if (head[CAS_MATTER_STATUS] != CAS_REJECTED_OR_NOT_FOUND || head[CAS_MATTER_STATEMENT] == CAS_NOT_YET)
        return -1;
    const cas_statement *words = game->statements[head[CAS_MATTER_STATEMENT]].words;
    if (words->kind != CAS_DECIDE || words->again_after < 0)
        return -1;
    return words->again_after > 0 ? words->again_after : 1;
}

void cas_naive_next_tick(cas_naive_game *game, cas_cell *position)
{
    position[0]++;
    for (int d = 0; d < game->instance->decision_count; d++) {
        const cas_cell *head = cas_matter(game, position, d);
        const cas_tick after = reopens_after(game, head);
        if (after >= 0 && head[CAS_MATTER_SETTLED] + after == position[0])
            open_matter(game, position, d, head[CAS_MATTER_STATEMENT]);
    }
    trigger_everything(game, position);
}

/* ---- The first position, the goal -------------------------------------------------------------------------------- */

static void mark_done(const cas_naive_game *game, cas_cell *position, const cas_given *given)
{
    const int doing = cas_naive_doing(game, (cas_doing){given->index, -1});
    if (doing < 0)
        return;
    for (int p = 0; p < game->parties; p++)
        if (cas_set_has(&given->parties, p))
            *cas_done(game, position, p, doing) = CAS_DONE;
}

/* The event kind that this given thing is. */
static cas_event_kind kind_of_given(cas_given_kind kind)
{
    switch (kind) {
    case CAS_GIVEN_INCIDENT: return CAS_EV_INCIDENT;
    case CAS_GIVEN_DEED: return CAS_EV_DEED;
    case CAS_GIVEN_BREACH: return CAS_EV_BREACH;
    case CAS_GIVEN_ADOPTED: return CAS_EV_ADOPTED;
    case CAS_GIVEN_REJECTED: return CAS_EV_REJECTED;
    case CAS_GIVEN_FOUND: return CAS_EV_FOUND;
    case CAS_GIVEN_NOT_FOUND: return CAS_EV_NOT_FOUND;
    case CAS_GIVEN_CLAUSE_DONE: return CAS_EV_CLAUSE_DONE;
    }
    return CAS_EV_INCIDENT;
}

/* Is the event one that the given thing makes happen? */
static bool given_makes(const cas_given *given, const cas_event *event)
{
    const cas_set both = cas_set_and(given->parties, event->set);
    if (event->kind != kind_of_given(given->kind) || event->index != given->index)
        return false;
    switch (given->kind) {
    case CAS_GIVEN_DEED: return cas_set_is_empty(&given->parties) && !event->has_set;
    case CAS_GIVEN_BREACH: return !event->has_set || !cas_set_is_empty(&both);
    case CAS_GIVEN_REJECTED: return !event->meets || given->meets;
    case CAS_GIVEN_INCIDENT:
    case CAS_GIVEN_ADOPTED:
    case CAS_GIVEN_FOUND:
    case CAS_GIVEN_NOT_FOUND:
    case CAS_GIVEN_CLAUSE_DONE: break;
    }
    return true;
}

static void mark_settled(const cas_naive_game *game, cas_cell *position, const cas_given *given)
{
    const bool decision = given->kind == CAS_GIVEN_ADOPTED || given->kind == CAS_GIVEN_REJECTED;
    if (!decision && given->kind != CAS_GIVEN_FOUND && given->kind != CAS_GIVEN_NOT_FOUND)
        return;
    const bool holds = given->kind == CAS_GIVEN_ADOPTED || given->kind == CAS_GIVEN_FOUND;
    cas_matter(game, position, decision ? given->index : cas_finding_matter(game, given->index))[CAS_MATTER_STATUS] =
        holds ? CAS_ADOPTED_OR_FOUND : CAS_REJECTED_OR_NOT_FOUND;
}

void cas_naive_first(cas_naive_game *game, cas_cell *position)
{
    memset(position, 0, (size_t)game->cell_count * sizeof *position);
    for (int i = game->at_clauses; i < game->at_matters; i++)
        position[i] = CAS_NOT_YET;
    for (int i = game->at_events; i < game->at_doings; i++)
        position[i] = CAS_NOT_YET;
    for (int i = game->at_notices; i < game->cell_count; i++)
        position[i] = CAS_NOT_YET;
    for (int m = 0; m < game->matter_count; m++) {
        cas_matter(game, position, m)[CAS_MATTER_STATEMENT] = CAS_NOT_YET;
        for (int p = 0; p < game->parties; p++)
            *cas_ballot_cell(game, position, m, p) = CAS_ABSENT;
    }
    for (int g = 0; g < game->instance->given_count; g++) {
        const cas_given *given = &game->instance->givens[g];
        if (given->kind == CAS_GIVEN_DEED)
            mark_done(game, position, given);
        mark_settled(game, position, given);
        for (int e = 0; e < game->event_count; e++)
            if (given_makes(given, game->events[e]))
                occurs(game, position, e);
    }
    trigger_everything(game, position);
}

static bool reached_by(const cas_naive_game *game, cas_cell *position, int party)
{
    const cas_goal *goal = game->goal;
    int count = 0;
    for (int i = 0; i < goal->deed_count; i++) {
        const cas_doing doing = {goal->deeds[i], goal->kind == CAS_GOAL_GIVES ? goal->recipient : -1};
        count += *cas_done(game, position, party, cas_naive_doing(game, doing)) == CAS_DONE;
    }
    return goal->all_of ? count == goal->deed_count : count > 0;
}

bool cas_naive_goal_reached(const cas_naive_game *game, cas_cell *position)
{
    int count = 0, base = 0;
    if (game->goal_event >= 0) {
        for (int i = 0; i <= game->parties; i++)
            count += cas_occurred(game, position, game->goal_event)[i] != CAS_NOT_YET;
        return count > 0;
    }
    for (int p = 0; p < game->parties; p++) {
        if (!cas_set_has(&game->goal->set, p))
            continue;
        base++;
        count += reached_by(game, position, p);
    }
    return cas_quant_holds(game->arena, &game->goal->quant, count, base);
}

/* ---- Clocks ------------------------------------------------------------------------------------------------------ */

/* A duty of the clause is not past its due tick for this party, or will not be. */
static bool duty_clock_runs(const cas_naive_game *game, cas_cell *position, int clause, int party)
{
    const cas_cell started = *cas_started(game, position, clause, party);
    for (int s = game->first_statement[clause]; s < game->first_statement[clause + 1]; s++)
        if (game->statements[s].words->kind == CAS_DUTY && started != CAS_NOT_YET &&
            started + game->statements[s].words->within >= position[0])
            return true;
    return false;
}

/* The cell (0: everybody, then one a party) of an event is still needed by a timer. */
static bool timer_runs(const cas_naive_game *game, cas_cell *position, int event, int cell)
{
    if (cas_occurred(game, position, event)[cell] == CAS_NOT_YET)
        return false;
    for (int e = 0; e < game->event_count; e++)
        if (game->inner_event[e] == event && cas_occurred(game, position, e)[cell] == CAS_NOT_YET)
            return true;
    return false;
}

static bool notice_runs(const cas_naive_game *game, cas_cell *position, int leave, int party)
{
    const cas_cell notice = *cas_notice(game, position, leave, party);
    return notice != CAS_NOT_YET && notice + game->statements[game->leaves[leave]].words->within > position[0];
}

bool cas_naive_clock_runs(const cas_naive_game *game, cas_cell *position)
{
    for (int l = 0; l < game->leave_count; l++)
        for (int p = 0; p < game->parties; p++)
            if (notice_runs(game, position, l, p))
                return true;
    for (int c = 0; c < game->instance->clause_count; c++)
        for (int p = 0; p < game->parties; p++)
            if (duty_clock_runs(game, position, c, p))
                return true;
    for (int e = 0; e < game->event_count; e++)
        for (int i = 0; i <= game->parties; i++)
            if (timer_runs(game, position, e, i))
                return true;
    for (int m = 0; m < game->matter_count; m++) {
        const cas_cell *head = cas_matter(game, position, m);
        if (reopens_after(game, head) >= 0)
            return true;
        if (head[CAS_MATTER_STATUS] == CAS_OPENED && game->statements[head[CAS_MATTER_STATEMENT]].words->rule)
            return true;
    }
    return false;
}

static void forget_matter(const cas_naive_game *game, cas_cell *position, int matter)
{
    cas_cell *head = cas_matter(game, position, matter);
    if (head[CAS_MATTER_STATUS] == CAS_UNOPENED || head[CAS_MATTER_STATUS] == CAS_OPENED)
        return;
    const bool by_each = head[CAS_MATTER_STATEMENT] != CAS_NOT_YET &&
                         game->statements[head[CAS_MATTER_STATEMENT]].words->kind == CAS_FINDING &&
                         game->statements[head[CAS_MATTER_STATEMENT]].words->mode == CAS_BY_EACH;
    head[CAS_MATTER_OPENED] = 0;
    for (int p = 0; p < game->parties; p++) {
        if (!game->ballots_matter_later[matter])
            *cas_ballot_cell(game, position, matter, p) = CAS_ABSENT;
        if (!by_each)
            *cas_call_cell(game, position, matter, p) = 0;
    }
    if (reopens_after(game, head) >= 0)
        return;
    head[CAS_MATTER_SETTLED] = 0;
    if (!by_each)
        head[CAS_MATTER_STATEMENT] = CAS_NOT_YET;
}

void cas_naive_forget(const cas_naive_game *game, cas_cell *position)
{
    for (int c = 0; c < game->instance->clause_count; c++)
        for (int p = 0; p < game->parties; p++)
            if (*cas_started(game, position, c, p) != CAS_NOT_YET && !duty_clock_runs(game, position, c, p))
                *cas_started(game, position, c, p) = 0;
    for (int e = 0; e < game->event_count; e++)
        for (int i = 0; i <= game->parties; i++)
            if (cas_occurred(game, position, e)[i] != CAS_NOT_YET && !timer_runs(game, position, e, i))
                cas_occurred(game, position, e)[i] = 0;
    for (int m = 0; m < game->matter_count; m++)
        forget_matter(game, position, m);
    for (int l = 0; l < game->leave_count; l++)
        for (int p = 0; p < game->parties; p++)
            if (*cas_notice(game, position, l, p) != CAS_NOT_YET && !notice_runs(game, position, l, p))
                *cas_notice(game, position, l, p) = 0;
}

cas_tick cas_naive_horizon(const cas_naive_game *game)
{
    cas_tick sum = 0;
    bool by_each = false;
    for (int s = 0; s < game->statement_count; s++) {
        const cas_statement *words = game->statements[s].words;
        by_each |= words->kind == CAS_FINDING && words->mode == CAS_BY_EACH;
        if (words->kind == CAS_DUTY || words->rule)
            sum += words->within;
        if (words->kind == CAS_LEAVE)
            sum += words->within * cas_set_count(&words->who.set);
        if (words->kind == CAS_DECIDE && words->again_after >= 0)
            sum += (words->within + words->again_after + 1) * (game->parties + 2);
    }
    for (int e = 0; e < game->event_count; e++)
        if (game->inner_event[e] >= 0)
            sum += game->events[e]->delay;
    return by_each ? sum * game->parties : sum;
}
