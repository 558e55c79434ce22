/*
 * What can happen: plays in which every party may do whatever it likes, breaches included.
 *
 * A structural question asks whether something happens in some run, whoever does what. The game is that of naive_time.c, with one
 * player in the place of all parties.
 *
 * 1. Some plays by habit: everybody does all it may and votes yes; the same and votes no; nobody does anything; everybody does what
 *    is forbidden too; all vote alike but one; and a number of mixtures, from a fixed seed. What they show does happen, and each
 *    tells how.
 * 2. If something is still awaited: every play, position by position, each with every set of moves. What was not seen then
 *    does not happen. Only within `most` positions and MOST_SETS sets of moves in one of them.
 *
 * Positions in which no further difference can be made are one (cas_naive_forget), and ticks at which nothing can happen are passed over.
 * Exactness: what is seen happens; what is not seen does not happen if `all` is set. Cost: habits are as long as a run; the whole is
 * exponential in the moves of a round. Twin: test_structure.c looks through all plays by itself.
 */
#include "hold/wander.h"

#include "hold/scenario_ballots.h"

#include <string.h>

enum { HABITS = 60, MOST_SETS = 4096, MOST_ROUNDS = 400, MOST_CELLS = 400000 };

typedef struct roaming {
    cas_wander *out;
    cas_arena *arena, scratch;
    cas_naive_game game;
    cas_naive_told told;
    cas_cell *position, *next;
    cas_move *moves, *made;
    cas_wander_enough enough;
    void *user;
    uint64_t dice;
    bool telling; /* the position is one of a whole play: its ticks are those of the run */
} roaming;

/* ---- What is seen in a position ------------------------------------------------------------------------------------------ */

static const char *day_words(const roaming *r, cas_cell tick)
{
    const double day = (double)tick * r->game.instance->tick_hours / 24;
    return cas_format(r->arena, day == (double)(long long)day ? "day %.0f" : "day %.2f", day);
}

/* "it is in force from the start", "it starts on day 3 (plan adopted)" */
static const char *start_words(const roaming *r, cas_cell *position, int clause, int party)
{
    const cas_clause *words = &r->game.instance->clauses[clause];
    const cas_cell started = *cas_started(&r->game, position, clause, party);
    if (!words->trigger_count)
        return cas_format(r->arena, "clause %s is in force from the start", words->label);
    const char *by = words->triggers[0]->words;
    for (int t = words->trigger_count; t-- > 0;) {
        const int event = r->game.trigger_events[clause][t];
        if (*cas_occurred(&r->game, position, event) == started ||
            *cas_occurred_for(&r->game, position, event, party) == started)
            by = words->triggers[t]->words;
    }
    return cas_format(r->arena, "clause %s starts on %s (%s)", words->label, day_words(r, started), by);
}

static void note_starts(roaming *r, cas_cell *position)
{
    for (int c = 0; c < r->game.instance->clause_count; c++)
        for (int p = 0; !r->out->starts[c] && p < r->game.parties; p++)
            if (*cas_started(&r->game, position, c, p) != CAS_NOT_YET) {
                r->out->starts[c] = true;
                r->out->first_story[c] = r->telling ? start_words(r, position, c, p) : NULL;
            }
}

static void note_powers(roaming *r, cas_cell *position)
{
    for (int s = 0; s < r->game.statement_count; s++) {
        const cas_placed *grant = &r->game.statements[s];
        if (grant->words->kind != CAS_POWER_GRANT || r->out->seen[s].used)
            continue;
        for (int p = cas_set_next(&grant->words->who.set, 0); p >= 0; p = cas_set_next(&grant->words->who.set, p + 1))
            for (int w = 0; w < grant->words->way_count; w++)
                for (int i = 0; i < grant->words->ways[w].count; i++)
                    r->out->seen[s].used |=
                        *cas_done(&r->game, position, p, cas_naive_doing(&r->game, grant->words->ways[w].doings[i])) ==
                        CAS_DONE;
    }
}

static bool has_way(const cas_statement *duty, int party)
{
    for (int w = 0; w < duty->way_count; w++)
        if (!cas_naive_gives_to_itself(&duty->ways[w], party))
            return true;
    return false;
}

static bool came_to_some_way(const roaming *r, cas_cell *position, const cas_statement *duty, int party)
{
    for (int w = 0; w < duty->way_count; w++) {
        bool all = !cas_naive_gives_to_itself(&duty->ways[w], party);
        for (int i = 0; all && i < duty->ways[w].count; i++)
            all = *cas_done(&r->game, position, party, cas_naive_doing(&r->game, duty->ways[w].doings[i])) != CAS_NOT_DONE;
        if (all)
            return true;
    }
    return false;
}

static bool has_complied(const roaming *r, cas_cell *position, const cas_placed *duty, int party)
{
    switch (duty->words->who.kind) {
    case CAS_EACH: return cas_naive_did_duty(&r->game, position, duty, party);
    case CAS_JOINTLY:
        return cas_naive_duty_is_done(&r->game, position, duty) || came_to_some_way(r, position, duty->words, party);
    case CAS_ANY_NUMBER:
        return cas_naive_did_duty(&r->game, position, duty, party) || cas_naive_duty_is_done(&r->game, position, duty);
    }
    return false;
}

/* A clause that forbids the party some way of the duty in this position, or -1. */
static int forbidder_of(const roaming *r, cas_cell *position, const cas_placed *duty, int party)
{
    for (int w = 0; w < duty->words->way_count; w++)
        for (int i = 0; !cas_naive_gives_to_itself(&duty->words->ways[w], party) && i < duty->words->ways[w].count; i++)
            for (int c = 0; c < r->game.instance->clause_count; c++)
                if (cas_naive_forbids(&r->game, position, c, party, duty->words->ways[w].doings[i]))
                    return c;
    return -1;
}

static void note_meeting(roaming *r, cas_cell *position, int statement, int party)
{
    const cas_placed *duty = &r->game.statements[statement];
    const int forbidder = forbidder_of(r, position, duty, party);
    if (forbidder < 0)
        return;
    for (size_t i = 0; i < r->out->meeting_count; i++)
        if (r->out->meetings[i].statement == statement && r->out->meetings[i].party == party)
            return;
    const char *story = NULL;
    if (r->telling)
        story = cas_format(r->arena, "%s; %s; on %s it falls due", start_words(r, position, duty->clause, party),
                           start_words(r, position, forbidder, party), day_words(r, position[0]));
    r->out->meetings = CAS_ROOM(r->arena, r->out->meetings, r->out->meeting_count, &r->out->meeting_room);
    r->out->meetings[r->out->meeting_count++] = (cas_meeting){duty->clause, statement, party, forbidder, story};
}

/* When all pass: what falls due now, and for whom. */
static void note_due(roaming *r, cas_cell *position)
{
    for (int s = 0; s < r->game.statement_count; s++) {
        const cas_placed *duty = &r->game.statements[s];
        for (int p = 0; duty->words->kind == CAS_DUTY && !duty->words->only_basis && p < r->game.parties; p++) {
            const cas_cell started = *cas_started(&r->game, position, duty->clause, p);
            if (started == CAS_NOT_YET || started + duty->words->within != position[0] ||
                !cas_naive_in_force(&r->game, position, duty, p) || !has_way(duty->words, p))
                continue;
            r->out->seen[s].bound = true;
            if (has_complied(r, position, duty, p))
                r->out->seen[s].in_time = true;
            else if (cas_naive_would_breach(&r->game, position, duty, p))
                r->out->seen[s].breached = true;
            else
                note_meeting(r, position, s, p);
        }
    }
}

static bool look(roaming *r, cas_cell *position)
{
    cas_poll(r->arena->ctx);
    r->out->rounds++;
    note_starts(r, position);
    note_powers(r, position);
    return r->enough && r->enough(r->out, r->user);
}

/* ---- One step ---------------------------------------------------------------------------------------------------------- */

static void swap(roaming *r)
{
    cas_cell *was = r->position;
    r->position = r->next;
    r->next = was;
}

static void copy(const roaming *r, cas_cell *to, const cas_cell *from)
{
    memcpy(to, from, (size_t)r->game.cell_count * sizeof *to);
}

/* Nobody does anything: false when nothing will ever happen again. */
static bool pass(roaming *r)
{
    note_due(r, r->position);
    copy(r, r->next, r->position);
    const bool changed = cas_naive_settle(&r->game, r->next).changed;
    swap(r);
    if (changed)
        return true;
    const cas_tick tick = cas_naive_next_event(&r->game, r->position);
    if (tick > INT32_MAX / 4)
        return false;
    r->position[0] = (cas_cell)tick - 1;
    cas_naive_next_tick(&r->game, r->position);
    return true;
}

static int open_moves(roaming *r)
{
    int count = 0;
    for (int p = 0; p < r->game.parties; p++)
        count += cas_naive_open_moves(&r->game, r->position, p, r->moves + count);
    return count;
}

/* ---- Habits ------------------------------------------------------------------------------------------------------------- */

typedef struct habit {
    int does, forbidden, votes; /* chance in a hundred that a party acts, does what it must not, casts its vote */
    int yes;                    /* of those that vote: yes, else no */
    bool by_party;              /* thrown once for each party instead of for each move */
    bool by_matter;             /* all vote alike, yes here and no there, but perhaps for one */
} habit;

/* How all vote on one matter, and who does not. */
typedef struct line_taken {
    bool yes;
    int dissenter; /* or -1 */
} line_taken;

static bool chance(roaming *r, int hundredths)
{
    r->dice ^= r->dice >> 12;
    r->dice ^= r->dice << 25;
    r->dice ^= r->dice >> 27;
    return (int)((r->dice * 2685821657736338717u >> 33) % 100) < hundredths;
}

static habit habit_of(roaming *r, int number)
{
    static const habit plain[] = {{100, 0, 100, 100, false}, {100, 0, 100, 0, false},     {0, 0, 0, 0, false},
                                  {100, 100, 100, 100, false}, {100, 100, 0, 0, false},   {100, 0, 0, 0, false},
                                  {0, 100, 100, 100, false},   {50, 50, 50, 50, true},    {50, 0, 100, 80, true}};
    if (number < (int)(sizeof plain / sizeof *plain))
        return plain[number];
    static const int steps[] = {0, 20, 50, 80, 100};
    if (number % 3)
        return (habit){.does = 100, .votes = 100, .forbidden = number % 2 * 100, .by_matter = true};
    habit h = {.by_party = number % 2 == 0};
    int *const parts[] = {&h.does, &h.forbidden, &h.votes, &h.yes};
    for (size_t i = 0; i < 4; i++) {
        int step = 0;
        while (step < 4 && chance(r, 60))
            step++;
        *parts[i] = steps[step];
    }
    return h;
}

static bool is_made(roaming *r, const habit *h, const bool *willing, const line_taken *lines, cas_move *move)
{
    if (h->by_party && !willing[move->party])
        return false;
    if (move->kind == CAS_MOVE_BALLOT && h->by_matter) {
        const line_taken *line = &lines[move->index];
        move->choice = line->yes != (line->dissenter == move->party) ? CAS_YES : CAS_NO;
        return true;
    }
    if (move->kind == CAS_MOVE_BALLOT) {
        move->choice = chance(r, h->yes) ? CAS_YES : CAS_NO;
        return chance(r, h->votes);
    }
    const bool forbidden = move->kind == CAS_MOVE_DO &&
                           cas_naive_forbidden(&r->game, r->position, move->party, r->game.doings[move->index]);
    return chance(r, forbidden ? h->forbidden : h->does);
}

static bool play(roaming *r, int number)
{
    const habit h = habit_of(r, number);
    bool *willing = CAS_ARRAY(&r->scratch, bool, (size_t)r->game.parties + 1);
    for (int p = 0; p < r->game.parties; p++)
        willing[p] = chance(r, 60);
    line_taken *lines = CAS_ARRAY(&r->scratch, line_taken, (size_t)r->game.matter_count + 1);
    for (int m = 0; m < r->game.matter_count; m++)
        lines[m] = (line_taken){chance(r, 70), chance(r, 50) ? number % r->game.parties : -1};
    cas_naive_first(&r->game, r->position);
    for (int round = 0; round < MOST_ROUNDS; round++) {
        if (look(r, r->position))
            return true;
        const int open = open_moves(r);
        int made = 0;
        for (int i = 0; i < open; i++)
            if (is_made(r, &h, willing, lines, &r->moves[i]))
                r->made[made++] = r->moves[i];
        if (made) {
            cas_naive_round(&r->game, r->position, r->made, made, r->next);
            swap(r);
        } else if (!pass(r)) {
            break;
        }
    }
    return look(r, r->position);
}

/* ---- All plays ----------------------------------------------------------------------------------------------------------- */

typedef struct pile {
    cas_naive_table known;
    cas_cell **items;
    size_t count, room, most;
} pile;

static void push(roaming *r, pile *to, const cas_cell *position)
{
    cas_cell *kept = CAS_ARRAY(&r->scratch, cas_cell, (size_t)r->game.cell_count);
    copy(r, kept, position);
    cas_naive_forget(&r->game, kept);
    cas_naive_entry *entry = cas_naive_entry_of(&to->known, kept);
    if (entry->first)
        return;
    entry->first = 1;
    to->items = CAS_ROOM(&r->scratch, to->items, to->count, &to->room);
    to->items[to->count++] = kept;
}

static uint64_t sets_of(const cas_move *moves, int count)
{
    uint64_t sets = 1;
    for (int i = 0; i < count && sets <= MOST_SETS; i++)
        sets *= moves[i].kind == CAS_MOVE_BALLOT ? 4 : 2;
    return sets;
}

/* The set of moves of this number: a digit for each, the ballots' with four values. */
static int chosen(const cas_move *moves, int count, uint64_t number, cas_move *made)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        const uint64_t base = moves[i].kind == CAS_MOVE_BALLOT ? 4 : 2, digit = number % base;
        number /= base;
        if (!digit)
            continue;
        made[kept] = moves[i];
        made[kept++].choice = moves[i].kind == CAS_MOVE_BALLOT ? (int)digit - 1 : moves[i].choice;
    }
    return kept;
}

/* True when all were seen, or enough. */
static bool play_all(roaming *r, size_t most)
{
    pile to = {.known = {.arena = &r->scratch, .width = (size_t)r->game.cell_count}, .most = most};
    cas_cell *here = CAS_ARRAY(&r->scratch, cas_cell, (size_t)r->game.cell_count);
    r->telling = false;
    cas_naive_first(&r->game, r->position);
    push(r, &to, r->position);
    while (to.count) {
        copy(r, here, to.items[--to.count]);
        copy(r, r->position, here);
        if (look(r, r->position))
            return true;
        const int open = open_moves(r);
        const uint64_t sets = sets_of(r->moves, open);
        if (sets > MOST_SETS || to.known.count > most)
            return false;
        for (uint64_t number = 1; number < sets; number++) {
            cas_poll(r->arena->ctx);
            const int made = chosen(r->moves, open, number, r->made);
            cas_naive_round(&r->game, here, r->made, made, r->next);
            push(r, &to, r->next);
        }
        copy(r, r->position, here);
        if (pass(r))
            push(r, &to, r->position);
    }
    r->out->all = true;
    return true;
}

/* ---- The whole ------------------------------------------------------------------------------------------------------------- */

static bool always(const cas_naive_game *game, cas_cell *position, int clause, int party, int event)
{
    (void)game, (void)position, (void)clause, (void)party, (void)event;
    return true;
}

static void open_roaming(roaming *r, const cas_instance *instance)
{
    static const cas_goal nothing = {
        .name = "", .title = "", .words = "", .kind = CAS_GOAL_GIVES, .quant = {.kind = CAS_ANY}, .recipient = -1};
    cas_stance *stances = CAS_ARRAY(&r->scratch, cas_stance, (size_t)instance->party_count + 1);
    for (int p = 0; p < instance->party_count; p++)
        stances[p] = CAS_RESISTS;
    cas_naive_open(&r->game, &r->scratch, instance, &nothing, stances);
    r->told = (cas_naive_told){cas_scenario_rule_is_certain, cas_scenario_rule_is_possible, always, NULL};
    r->game.told = &r->told;
    r->position = CAS_ARRAY(&r->scratch, cas_cell, (size_t)r->game.cell_count);
    r->next = CAS_ARRAY(&r->scratch, cas_cell, (size_t)r->game.cell_count);
    r->moves = CAS_ARRAY(&r->scratch, cas_move, (size_t)cas_naive_most_moves(&r->game) + 1);
    r->made = CAS_ARRAY(&r->scratch, cas_move, (size_t)cas_naive_most_moves(&r->game) + 1);
}

static void roam(roaming *r, const cas_instance *instance, size_t most)
{
    open_roaming(r, instance);
    r->out->cells = (uint64_t)r->game.cell_count;
    bool done = false;
    r->telling = true;
    for (int number = 0; !done && number < HABITS && r->out->rounds * (uint64_t)r->game.cell_count < MOST_CELLS; number++)
        done = play(r, number);
    if (!done && most)
        play_all(r, most);
}

const cas_wander *cas_wander_about(cas_arena *arena, const cas_instance *instance, size_t most, cas_wander_enough enough,
                                   void *user)
{
    cas_wander *out = CAS_NEW(arena, cas_wander);
    out->instance = instance;
    const size_t clauses = (size_t)instance->clause_count + 1;
    int statements = 0;
    out->starts = CAS_ARRAY(arena, bool, clauses);
    out->first_story = CAS_ARRAY(arena, const char *, clauses);
    out->first_statement = CAS_ARRAY(arena, int, clauses);
    for (int c = 0; c < instance->clause_count; c++) {
        out->first_statement[c] = statements;
        statements += instance->clauses[c].statement_count;
    }
    out->seen = CAS_ARRAY(arena, cas_seen, (size_t)statements + 1);
    roaming *r = CAS_NEW(arena, roaming);
    *r = (roaming){.out = out, .arena = arena, .enough = enough, .user = user, .dice = 88172645463325252u};
    cas_arena_open(&r->scratch, arena->ctx);
    cas_guard guard;
    if (setjmp(*cas_guard_open(arena->ctx, &guard)) == 0)
        roam(r, instance, most);
    cas_guard_close(arena->ctx, &guard);
    cas_arena_close(&r->scratch);
    /* Past the budget of one rule what was seen was seen. */
    if (guard.status && guard.status != CAS_E_BUDGET)
        cas_fail(arena->ctx, guard.status, "%s", cas_format(arena, "%s", arena->ctx->needs));
    return out;
}
