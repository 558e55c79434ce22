/*
 * One run of a scenario: what it states and nothing else, day by day.
 *
 * 1. Lines are taken in order of time, those of one day as they are written. A line is a round of the game (semantics.md): what it
 *    states is judged by what was in force before it, several parties on one line act at once, and what follows from it follows before
 *    the next line. Neighbouring lines of one day with ballots on the same matter are one vote, that is one round, so that their order says
 *    nothing: a veto written first does not keep the others from voting. A line that nothing comes of (no vote, no basis, done already) is kept and says why; it is no error.
 * 2. Between lines nobody acts: what is due is settled, timers run, duties not done become breaches.
 * 3. `day N` is the tick N days after the start, and the end of that tick is the end of the day: all have passed, what was due is settled.
 * 4. An expectation speaks of the end of its day as it would be if nothing more were done after the lines above it: it is judged in a
 *    copy of the position that is settled for the purpose, and the run goes on from the position itself. So `expect D open` above
 *    a line in which the deciding vote is cast means before that vote, and `expect L breached by P` on a due day needs no line after it.
 * 5. After the last line the run can be told on, as if everybody stayed idle, until no clock runs or a decision opens again.
 *
 * Ticks at which nothing can happen are passed over (cas_scene_next_tick). Cost: rounds and eventful ticks, times clauses and parties.
 * Exact. Twin: test_scenario.c plays the same lines tick by tick through naive_time.c alone.
 */
#include "hold/scenario.h"

#include "hold/scenario_run.h"

#include <string.h>

static const char *names(const cas_scene_run *r, const cas_set *set)
{
    return cas_scene_names(r->arena, r->game, set);
}

void cas_scene_take(cas_scene_run *r)
{
    cas_cell *was = r->position;
    r->position = r->next;
    r->next = was;
}

/* ---- Lines that do something ------------------------------------------------------------------------------------------ */

const char *cas_scene_line_words(const cas_scene_step *step)
{
    const char *colon = strchr(step->words, ':');
    if (!colon)
        return step->words;
    return colon + 1 + strspn(colon + 1, " \t");
}

static const char *why_no_ballot(const cas_scene_run *r, int party, int matter)
{
    const cas_naive_game *naive = &r->game->naive;
    const char *name = cas_scene_body(r->game->instance, matter);
    switch ((cas_matter_status)cas_matter(naive, r->position, matter)[CAS_MATTER_STATUS]) {
    case CAS_UNOPENED: return cas_format(r->arena, "%s has not been opened", name);
    case CAS_ADOPTED_OR_FOUND:
    case CAS_REJECTED_OR_NOT_FOUND: return cas_format(r->arena, "%s is settled already", name);
    case CAS_OPENED: break;
    }
    if (matter < r->game->instance->decision_count ? *cas_ballot_cell(naive, r->position, matter, party) != CAS_ABSENT
                                                   : *cas_call_cell(naive, r->position, matter, party) != 0)
        return "that was said already";
    return cas_format(r->arena, "no ballot that counts for %s", name);
}

static const char *why_not_done(const cas_scene_run *r, int party, int x)
{
    const cas_naive_game *naive = &r->game->naive;
    const cas_doing doing = naive->doings[x];
    const cas_cell status = *cas_done(naive, r->position, party, x);
    if (status == CAS_DONE)
        return "done already";
    if (status == CAS_CAME)
        return "has come already, and others are awaited";
    if (doing.recipient == party)
        return "nobody gives to itself";
    switch (r->game->instance->deeds[doing.deed].kind) {
    case CAS_MEASURE: return "nothing in force asks for it or permits it, so it does not count";
    case CAS_POWER: return "no power to do so is in force";
    case CAS_ACT: return "it is an act of others together";
    }
    return "";
}

/* One party's part of a line: the move if it is open, else the reason why not. */
typedef struct wanted {
    const cas_scene_step *step;
    cas_move move;
    const char *why_not;
} wanted;

static wanted want(cas_scene_run *r, const cas_scene_step *step, cas_move move)
{
    if (cas_naive_is_open_move(&r->game->naive, r->position, &move))
        return (wanted){step, move, NULL};
    return (wanted){step, move,
                    move.kind == CAS_MOVE_DO ? why_not_done(r, move.party, move.index)
                                             : why_no_ballot(r, move.party, move.index)};
}

/* Those whose part has no effect, by line and reason. */
static void tell_without_effect(cas_scene_run *r, wanted *parts, int count)
{
    for (int i = 0; i < count; i++) {
        if (!parts[i].why_not)
            continue;
        const char *why = parts[i].why_not;
        cas_set parties = cas_set_empty();
        for (int k = i; k < count; k++)
            if (parts[k].why_not && parts[k].step == parts[i].step && strcmp(parts[k].why_not, why) == 0) {
                cas_set_add(&parties, parts[k].move.party);
                parts[k].why_not = NULL;
            }
        cas_scene_entry_add(r, CAS_ENTRY_WITHOUT_EFFECT, -1, parts[i].step->line, parties,
                            cas_format(r->arena, "without effect: %s (%s: %s)", cas_scene_line_words(parts[i].step),
                                       names(r, &parties), why));
    }
}

/* Of one line: those who did it, and those of them who have come to what needs more than them. */
static void tell_stated(cas_scene_run *r, const cas_scene_step *step, const wanted *parts, int count)
{
    cas_set made = cas_set_empty(), waiting = cas_set_empty();
    for (int i = 0; i < count; i++) {
        if (parts[i].step != step || parts[i].why_not)
            continue;
        cas_set_add(&made, parts[i].move.party);
        if (parts[i].move.kind == CAS_MOVE_DO &&
            *cas_done(&r->game->naive, r->next, parts[i].move.party, parts[i].move.index) == CAS_CAME)
            cas_set_add(&waiting, parts[i].move.party);
    }
    if (cas_set_is_empty(&made))
        return;
    const char *rest = cas_set_is_empty(&waiting)
                           ? ""
                           : cas_format(r->arena, " (%s %s come; others are awaited)", names(r, &waiting),
                                        cas_set_count(&waiting) == 1 ? "has" : "have");
    cas_scene_entry_add(r, CAS_ENTRY_STATED, -1, step->line, made,
                        cas_format(r->arena, "%s%s", cas_scene_line_words(step), rest));
}

/* All that the lines state at once: one round. */
static void make_moves(cas_scene_run *r, const cas_scene_step *steps, int step_count, wanted *parts, int count)
{
    cas_move *moves = CAS_ARRAY(r->arena, cas_move, (size_t)count + 1);
    int made = 0;
    for (int i = 0; i < count; i++)
        if (!parts[i].why_not)
            moves[made++] = parts[i].move;
    if (made) {
        cas_naive_round(&r->game->naive, r->position, moves, made, r->next);
        for (int s = 0; s < step_count; s++)
            tell_stated(r, &steps[s], parts, count);
        cas_scene_tell_changes(r, r->position, r->next);
        cas_scene_take(r);
    }
    tell_without_effect(r, parts, count);
}

static cas_ballot ballot_of(const cas_scene_step *step)
{
    static const cas_ballot ballots[] = {CAS_YES, CAS_NO, CAS_ABSTAIN, CAS_ABSENT};
    return ballots[step->ballot];
}

/* A finding by rule is found by ballots: who finds it votes yes. */
static cas_move finding_move(const cas_scene_run *r, int party, int finding)
{
    const int matter = cas_finding_matter(&r->game->naive, finding);
    const int opener = cas_matter(&r->game->naive, r->position, matter)[CAS_MATTER_STATEMENT];
    const bool by_rule = opener != CAS_NOT_YET && r->game->naive.statements[opener].words->rule;
    return (cas_move){by_rule ? CAS_MOVE_BALLOT : CAS_MOVE_CALL, party, matter, CAS_YES};
}

static int add_doings(cas_scene_run *r, const cas_scene_step *step, cas_scope *scope, int party, wanted *parts)
{
    int count = 0;
    if (step->kind == CAS_SCENE_DOES) {
        parts[count++] = want(
            r, step, (cas_move){CAS_MOVE_DO, party, cas_naive_doing(&r->game->naive, (cas_doing){step->index, -1}), 0});
        return count;
    }
    const int to = step->to ? cas_scope_party(scope, step->to) : scope->attacked;
    for (int d = 0; d < step->deed_count; d++) {
        const int x = to < 0 ? -1 : cas_naive_doing(&r->game->naive, (cas_doing){step->deeds[d], to});
        parts[count++] = x >= 0 ? want(r, step, (cas_move){CAS_MOVE_DO, party, x, 0})
                                : (wanted){step, {CAS_MOVE_DO, party, 0, 0}, "there is nobody to give it to"};
    }
    return count;
}

/* What the line states of each party it names; their number. */
static int read_line(cas_scene_run *r, const cas_scene_step *step, wanted *parts)
{
    cas_scope *scope = &r->game->scopes[cas_scene_binding(r->game, r->position[0])];
    const cas_set who = cas_scope_set(scope, step->parties);
    int count = 0;
    for (int p = cas_set_next(&who, 0); p >= 0; p = cas_set_next(&who, p + 1)) {
        cas_poll(r->arena->ctx);
        if (step->kind == CAS_SCENE_VOTES && ballot_of(step) == CAS_ABSENT)
            parts[count++] =
                (wanted){step, {CAS_MOVE_BALLOT, p, step->index, CAS_ABSENT}, "not to vote is to be absent"};
        else if (step->kind == CAS_SCENE_VOTES)
            parts[count++] = want(r, step, (cas_move){CAS_MOVE_BALLOT, p, step->index, ballot_of(step)});
        else if (step->kind == CAS_SCENE_FINDS)
            parts[count++] = want(r, step, finding_move(r, p, step->index));
        else
            count += add_doings(r, step, scope, p, parts + count);
    }
    if (!count)
        cas_scene_entry_add(r, CAS_ENTRY_WITHOUT_EFFECT, -1, step->line, who,
                            cas_format(r->arena, "without effect: %s (nobody is meant)", cas_scene_line_words(step)));
    return count;
}

static bool speaks_before(const wanted *parts, int count, const cas_move *move)
{
    for (int i = 0; i < count; i++)
        if (!parts[i].why_not && parts[i].move.party == move->party && parts[i].move.index == move->index)
            return true;
    return false;
}

void cas_scene_do_lines(cas_scene_run *r, const cas_scene_step *steps, int step_count)
{
    size_t most = 1;
    for (int s = 0; s < step_count; s++)
        most += (size_t)r->game->naive.parties * (size_t)(steps[s].deed_count + 1);
    wanted *parts = CAS_ARRAY(r->arena, wanted, most);
    int count = 0;
    for (int s = 0; s < step_count; s++) {
        const int added = read_line(r, &steps[s], parts + count);
        for (int i = 0; s > 0 && i < added; i++)
            if (!parts[count + i].why_not && speaks_before(parts, count, &parts[count + i].move))
                parts[count + i].why_not = "that was said already";
        count += added;
    }
    make_moves(r, steps, step_count, parts, count);
}

int cas_scene_vote_lines(const cas_scenario *scenario, int first)
{
    const cas_scene_step *a = &scenario->steps[first];
    int count = 1;
    if (a->kind != CAS_SCENE_VOTES && a->kind != CAS_SCENE_FINDS)
        return count;
    while (first + count < scenario->count) {
        const cas_scene_step *b = &scenario->steps[first + count];
        if (b->kind != a->kind || b->index != a->index || b->at != a->at)
            break;
        count++;
    }
    return count;
}

void cas_scene_incident_line(cas_scene_run *r, const cas_scene_step *step, int number)
{
    const cas_scene_incident *incident = &r->game->incidents[number];
    const cas_set by = incident->attacker >= 0 ? cas_set_single(incident->attacker) : cas_set_empty();
    if (!incident->possible) {
        cas_scene_entry_add(r, CAS_ENTRY_WITHOUT_EFFECT, -1, step->line, by,
                            cas_format(r->arena, "without effect: %s (it cannot happen so in this package)",
                                       cas_scene_line_words(step)));
        return;
    }
    cas_scene_happens(r->game, r->position, number, r->next);
    const bool said = !step->incident->by_unknown && (step->incident->by || incident->binding < 0);
    const char *who = incident->attacker >= 0 ? r->game->instance->party_names[incident->attacker] : "an outsider";
    cas_scene_entry_add(r, CAS_ENTRY_STATED, -1, step->line, by,
                        said ? cas_scene_line_words(step)
                             : cas_format(r->arena, "%s (here: %s)", cas_scene_line_words(step), who));
    cas_scene_tell_changes(r, r->position, r->next);
    cas_scene_take(r);
}

/* ---- Days --------------------------------------------------------------------------------------------------------------- */

static void copy_to(cas_scene_run *r, cas_cell *to)
{
    memcpy(to, r->position, (size_t)r->game->naive.cell_count * sizeof *to);
}

/* All pass: what is due is settled, with all that follows from it. */
static void settle_day(cas_scene_run *r)
{
    bool first = true, changed;
    do {
        if (first)
            cas_scene_tell_conflicts(r);
        first = false;
        copy_to(r, r->next);
        changed = cas_naive_settle(&r->game->naive, r->next).changed;
        r->is_settling = true;
        cas_scene_tell_changes(r, r->position, r->next);
        r->is_settling = false;
        cas_scene_take(r);
    } while (changed);
}

void cas_scene_close_day(cas_scene_run *r)
{
    settle_day(r);
    if (r->told == r->entry_count)
        return;
    r->days = CAS_ROOM(r->arena, r->days, r->day_count, &r->day_room);
    cas_scene_day *day = &r->days[r->day_count++];
    *day = (cas_scene_day){.tick = r->position[0], .first = r->told, .count = r->entry_count - r->told};
    if (r->in_full)
        day->norms = cas_scene_norms(r->arena, r->game, r->position, &day->norm_count);
    r->told = r->entry_count;
}

void cas_scene_begin_day(cas_scene_run *r, cas_tick tick)
{
    if (tick > INT32_MAX / 4)
        cas_fail(r->arena->ctx, CAS_E_BUDGET, "a run of %lld ticks", (long long)tick);
    r->position[0] = (cas_cell)tick - 1;
    copy_to(r, r->next);
    cas_naive_next_tick(&r->game->naive, r->next);
    r->position[0] = (cas_cell)tick; /* what is told now is told of the new day */
    cas_scene_tell_changes(r, r->position, r->next);
    cas_scene_take(r);
}

/* Closes the days before this tick, and begins it. */
static void go_to(cas_scene_run *r, cas_tick tick)
{
    while (r->position[0] < tick) {
        cas_poll(r->arena->ctx);
        cas_scene_close_day(r);
        const cas_tick next = cas_scene_next_tick(r->game, r->position);
        cas_scene_begin_day(r, next < tick ? next : tick);
    }
}

enum { MOST_DAYS_AFTER = 400 };

static bool tell_on(cas_scene_run *r)
{
    r->reopened = false;
    for (size_t stop = r->day_count + MOST_DAYS_AFTER; r->day_count < stop && !r->reopened;) {
        cas_poll(r->arena->ctx);
        const cas_tick next = cas_scene_next_tick(r->game, r->position);
        if (next >= CAS_NEVER)
            return false;
        cas_scene_begin_day(r, next);
        cas_scene_close_day(r);
    }
    return true;
}

/* ---- Expectations ------------------------------------------------------------------------------------------------------- */

static cas_scene_expected expect(cas_scene_run *r, const cas_scene_step *step)
{
    copy_to(r, r->spare);
    while (cas_naive_settle(&r->game->naive, r->spare).changed)
        cas_poll(r->arena->ctx);
    return cas_scene_judge(r->game, r->spare, step);
}

/* ---- The run ------------------------------------------------------------------------------------------------------------ */

static const char *case_words(cas_arena *arena, const cas_scene_game *game)
{
    cas_builder out = {.arena = arena};
    for (int i = 0; i < game->incident_count; i++) {
        const cas_scene_incident *incident = &game->incidents[i];
        cas_set suspects;
        bool outsider;
        cas_scene_suspects(arena, game->agreement, incident->step, game->choice, &suspects, &outsider);
        if (cas_set_count(&suspects) + outsider < 2)
            continue;
        cas_putf(&out, "%s%s is by %s", out.length ? ", and " : "if ",
                 game->agreement->incidents[incident->step->index].name,
                 incident->attacker >= 0 ? game->instance->party_names[incident->attacker] : "an outsider");
    }
    return cas_built_string(&out);
}

cas_scene_run cas_scene_run_open(cas_arena *arena, cas_scene_game *game)
{
    const size_t cells = (size_t)game->naive.cell_count;
    return (cas_scene_run){.arena = arena,
                           .game = game,
                           .position = cas_scene_first(game),
                           .next = CAS_ARRAY(arena, cas_cell, cells),
                           .spare = CAS_ARRAY(arena, cas_cell, cells),
                           .reached = CAS_ARRAY(arena, bool, (size_t)game->agreement->goal_count + 1)};
}

const cas_scenario_run *cas_scenario_run_one(cas_arena *arena, const cas_agreement *agreement,
                                             const cas_scenario *scenario, const int *choice, const int *attackers,
                                             bool in_full)
{
    cas_scene_game *game = cas_scene_game_open(arena, agreement, scenario, choice, attackers);
    cas_scene_run r = cas_scene_run_open(arena, game);
    r.in_full = in_full;
    cas_scenario_run *out = CAS_NEW(arena, cas_scenario_run);
    cas_scene_expected *expected = CAS_ARRAY(arena, cas_scene_expected, (size_t)scenario->count + 1);
    int incidents = 0;
    for (int s = 0; s < scenario->count; s++) {
        const cas_scene_step *step = &scenario->steps[s];
        go_to(&r, step->at / agreement->tick);
        if (step->kind == CAS_SCENE_INCIDENT)
            cas_scene_incident_line(&r, step, incidents++);
        else if (step->kind >= CAS_SCENE_EXPECT_NORM)
            expected[out->expected_count++] = expect(&r, step);
        else {
            const int count = cas_scene_vote_lines(scenario, s);
            cas_scene_do_lines(&r, step, count);
            s += count - 1;
        }
    }
    cas_scene_close_day(&r);
    out->stated_days = r.day_count;
    out->endless = in_full && tell_on(&r);
    for (int e = 0; e < out->expected_count; e++)
        out->failed += !expected[e].ok;
    out->expected = expected;
    out->instance = game->instance;
    out->incident_count = game->incident_count;
    out->attackers = attackers;
    out->case_words = case_words(arena, game);
    out->entries = r.entries;
    out->entry_count = r.entry_count;
    out->days = r.days;
    out->day_count = r.day_count;
    return out;
}
