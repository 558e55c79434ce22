/*
 * Scenarios replayed, in the game of the definition (hold/naive_position.h) and without the teller of hold.
 *
 * 1. The lines of the scenario are made to happen, in their order, each as one round; neighbouring ballots on one matter are one vote. Nobody does
 *    anything else. Every tick between them is gone through, none is passed over.
 * 2. What came about is noted: clauses that start, bodies that open or are settled, breaches with whose they are, goals reached. The calendar must tell just these,
 *    on these days, up to its last.
 * 3. Of each expectation: it is one of the text's, and met just if it failed nowhere. What is adopted, rejected, breached or reached is judged by the replay.
 *
 * Not checked: scenarios of several incidents, where what started a clause decides whom it speaks of; cases of an unknown aggressor but the first; who owes, may
 * and can what; days after which everything would come again.
 */
#include "verify/scenes.h"

#include "hold/naive_position.h"
#include "hold/scenario_ballots.h"
#include "model/model.h"
#include "verify/judge.h"

#include <math.h>
#include <string.h>

enum { MOST_TICKS = 20000 };

typedef struct replay {
    cas_verified *out;
    const cas_agreement *agreement;
    const cas_scenario *scenario;
    cas_instance instance;
    cas_scope scope;
    cas_naive_game game;
    cas_cell *position, *next, *spare;
    cas_names facts; /* "4|starts|5a|" */
    bool *told;      /* per fact: the calendar has it */
    bool *reached;   /* per goal */
    const char *where;
} replay;

/* ---- What came about ------------------------------------------------------------------------------------------------------------------------- */

static void note(replay *r, const char *kind, const char *what, const cas_set *parties)
{
    cas_builder words = {.arena = r->out->arena};
    cas_putf(&words, "%d|%s|%s|", (int)r->position[0], kind, what);
    for (int p = parties ? cas_set_next(parties, 0) : -1; p >= 0; p = cas_set_next(parties, p + 1))
        cas_putf(&words, "%s,", r->instance.party_names[p]);
    cas_names_add(&r->facts, cas_built(&words));
}

static bool has_started(replay *r, cas_cell *position, int clause)
{
    for (int p = 0; p < r->game.parties; p++)
        if (*cas_started(&r->game, position, clause, p) != CAS_NOT_YET)
            return true;
    return false;
}

static const char *matter_name(const replay *r, int matter)
{
    return matter < r->instance.decision_count ? r->instance.decision_names[matter] : r->instance.finding_names[matter - r->instance.decision_count];
}

static const char *outcome_words(const replay *r, int matter, cas_cell status)
{
    const bool finding = matter >= r->instance.decision_count, yes = status == CAS_ADOPTED_OR_FOUND;
    return cas_format(r->out->arena, "%s is %s", matter_name(r, matter), finding ? (yes ? "found" : "not found") : yes ? "adopted" : "rejected");
}

static void note_matters(replay *r)
{
    for (int m = 0; m < r->game.matter_count; m++) {
        const cas_cell was = cas_matter(&r->game, r->position, m)[CAS_MATTER_STATUS], is = cas_matter(&r->game, r->next, m)[CAS_MATTER_STATUS];
        if (was != is && is >= CAS_ADOPTED_OR_FOUND)
            note(r, "settled", outcome_words(r, m, is), NULL);
    }
}

/* r->next comes after r->position. */
static void take(replay *r)
{
    for (int c = 0; c < r->instance.clause_count; c++) {
        cas_set breached = cas_set_empty();
        if (!has_started(r, r->position, c) && has_started(r, r->next, c) && r->instance.clauses[c].trigger_count)
            note(r, "starts", r->instance.clauses[c].label, NULL);
        for (int p = 0; p < r->game.parties; p++)
            if (*cas_breached(&r->game, r->next, c, p) && !*cas_breached(&r->game, r->position, c, p))
                cas_set_add(&breached, p);
        if (!cas_set_is_empty(&breached))
            note(r, "breach", r->instance.clauses[c].label, &breached);
    }
    note_matters(r);
    memcpy(r->position, r->next, (size_t)r->game.cell_count * sizeof *r->next);
    for (int g = 0; g < r->instance.goal_count; g++) {
        cas_naive_game asked = r->game;
        asked.goal = &r->instance.goals[g];
        if (asked.goal->kind == CAS_GOAL_EVENT || r->reached[g] || !cas_naive_goal_reached(&asked, r->position))
            continue;
        r->reached[g] = true;
        note(r, "reached", r->instance.goals[g].name, NULL);
    }
}

/* ---- Lines ----------------------------------------------------------------------------------------------------------------------------------- */

static void settle(replay *r)
{
    for (bool changed = true; changed;) {
        cas_poll(r->out->arena->ctx);
        memcpy(r->next, r->position, (size_t)r->game.cell_count * sizeof *r->next);
        changed = cas_naive_settle(&r->game, r->next).changed;
        take(r);
    }
}

static void go_to(replay *r, cas_tick tick)
{
    while (r->position[0] < tick) {
        settle(r);
        memcpy(r->next, r->position, (size_t)r->game.cell_count * sizeof *r->next);
        cas_naive_next_tick(&r->game, r->next);
        r->position[0] = r->next[0];
        take(r);
    }
}

static void happen(replay *r, const cas_scene_step *step)
{
    for (int e = 0; e < r->game.event_count; e++) {
        cas_cell *tick = cas_occurred(&r->game, r->position, e);
        if (r->game.events[e]->kind == CAS_EV_INCIDENT && r->game.events[e]->index == step->index && *tick == CAS_NOT_YET)
            *tick = r->position[0];
    }
    cas_naive_round(&r->game, r->position, NULL, 0, r->next);
    take(r);
}

static int add_open(replay *r, cas_move move, cas_move *moves, int count)
{
    for (int i = 0; i < count; i++)
        if (moves[i].party == move.party && moves[i].index == move.index && moves[i].kind == move.kind)
            return count;
    if (move.index >= 0 && cas_naive_is_open_move(&r->game, r->position, &move))
        moves[count++] = move;
    return count;
}

static int moves_of(replay *r, const cas_scene_step *step, cas_move *moves, int count)
{
    static const cas_ballot ballots[] = {CAS_YES, CAS_NO, CAS_ABSTAIN, CAS_ABSENT};
    const cas_set who = cas_scope_set(&r->scope, step->parties);
    for (int p = cas_set_next(&who, 0); p >= 0; p = cas_set_next(&who, p + 1)) {
        if (step->kind == CAS_SCENE_VOTES && ballots[step->ballot] != CAS_ABSENT)
            count = add_open(r, (cas_move){CAS_MOVE_BALLOT, p, step->index, ballots[step->ballot]}, moves, count);
        if (step->kind == CAS_SCENE_FINDS) {
            const int matter = cas_finding_matter(&r->game, step->index), opener = cas_matter(&r->game, r->position, matter)[CAS_MATTER_STATEMENT];
            const bool by_rule = opener != CAS_NOT_YET && r->game.statements[opener].words->rule;
            count = add_open(r, (cas_move){by_rule ? CAS_MOVE_BALLOT : CAS_MOVE_CALL, p, matter, CAS_YES}, moves, count);
        }
        if (step->kind == CAS_SCENE_DOES)
            count = add_open(r, (cas_move){CAS_MOVE_DO, p, cas_naive_doing(&r->game, (cas_doing){step->index, -1}), 0}, moves, count);
        for (int d = 0; step->kind == CAS_SCENE_GIVES && d < step->deed_count; d++) {
            const int to = step->to ? cas_scope_party(&r->scope, step->to) : r->scope.attacked;
            count = add_open(r, (cas_move){CAS_MOVE_DO, p, to < 0 ? -1 : cas_naive_doing(&r->game, (cas_doing){step->deeds[d], to}), 0}, moves, count);
        }
    }
    return count;
}

/* The lines from this one on that are made at once; their number. */
static int make(replay *r, int first)
{
    const cas_scene_step *step = &r->scenario->steps[first];
    size_t most = 1;
    int lines = 1, count = 0;
    const bool votes = step->kind == CAS_SCENE_VOTES || step->kind == CAS_SCENE_FINDS;
    while (votes && first + lines < r->scenario->count && step[lines].kind == step->kind && step[lines].index == step->index && step[lines].at == step->at)
        lines++;
    for (int l = 0; l < lines; l++)
        most += (size_t)r->game.parties * (size_t)(step[l].deed_count + 1);
    cas_move *moves = CAS_ARRAY(r->out->arena, cas_move, most);
    for (int l = 0; l < lines; l++)
        count = moves_of(r, &step[l], moves, count);
    if (count) {
        cas_naive_round(&r->game, r->position, moves, count, r->next);
        take(r);
    }
    return lines;
}

/* ---- Expectations ----------------------------------------------------------------------------------------------------------------------------- */

/* In the position as it is if nothing more is done on that day; CAS_OPEN: of what is not judged here. */
static cas_truth judge(replay *r, const cas_scene_step *step)
{
    cas_truth truth = CAS_OPEN;
    memcpy(r->spare, r->position, (size_t)r->game.cell_count * sizeof *r->spare);
    while (cas_naive_settle(&r->game, r->spare).changed)
        cas_poll(r->out->arena->ctx);
    if (step->kind == CAS_SCENE_EXPECT_DECISION) {
        static const cas_cell wanted[] = {CAS_ADOPTED_OR_FOUND, CAS_REJECTED_OR_NOT_FOUND, CAS_OPENED};
        truth = cas_matter(&r->game, r->spare, step->index)[CAS_MATTER_STATUS] == wanted[step->outcome] ? CAS_TRUE : CAS_FALSE;
    }
    if (step->kind == CAS_SCENE_EXPECT_REACHED && r->instance.goals[step->index].kind != CAS_GOAL_EVENT) {
        cas_naive_game asked = r->game;
        asked.goal = &r->instance.goals[step->index];
        truth = r->reached[step->index] || cas_naive_goal_reached(&asked, r->spare) ? CAS_TRUE : CAS_FALSE;
    }
    return truth == CAS_OPEN ? CAS_OPEN : (truth == CAS_TRUE) != step->negated ? CAS_TRUE : CAS_FALSE;
}

static const cas_json_value *expectation_of(const cas_json_value *expects, const cas_scene_step *step)
{
    for (size_t e = 0; expects && e < expects->count; e++) {
        const cas_json_value *line = cas_json_member(expects->items[e], "line");
        if (line && line->kind == CAS_JSON_NUMBER && (int)line->number == step->line)
            return expects->items[e];
    }
    return NULL;
}

static bool is_true(const cas_json_value *object, const char *key)
{
    const cas_json_value *value = cas_json_member(object, key);
    return value && value->kind == CAS_JSON_BOOLEAN && value->boolean;
}

static void check_expectation(replay *r, const cas_json_value *expects, const cas_scene_step *step, size_t *unjudged)
{
    const cas_json_value *said = expectation_of(expects, step);
    const cas_truth truth = judge(r, step);
    if (!said)
        return;
    if (truth == CAS_OPEN)
        (*unjudged)++;
    else if (is_true(said, "ok"))
        cas_verified_claim(r->out, truth == CAS_TRUE, r->where, "line %d, %s: replayed, it is not so", step->line, cas_verify_string(said, "question"));
    else
        cas_verified_right(r->out);
}

/* ---- The calendar ------------------------------------------------------------------------------------------------------------------------------ */

static bool is_replayed(const char *kind)
{
    static const char *const kinds[] = {"starts", "settled", "breach", "reached"};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (strcmp(kind, kinds[k]) == 0)
            return true;
    return false;
}

/* An entry of the calendar as a fact. */
static cas_text fact_of(replay *r, const cas_json_value *entry, cas_tick *tick)
{
    cas_builder words = {.arena = r->out->arena};
    const cas_json_value *day = cas_json_member(entry, "day"), *parties = cas_json_member(entry, "parties");
    const char *kind = cas_verify_string(entry, "kind"), *event = cas_verify_string(entry, "event"), *clause = cas_verify_string(entry, "clause");
    *tick = day && day->kind == CAS_JSON_NUMBER ? (cas_tick)llround(day->number * 24 / r->instance.tick_hours) : -1;
    const bool named = strcmp(kind, "starts") == 0 || strcmp(kind, "breach") == 0;
    const char *end = strcmp(kind, "reached") == 0 ? strstr(event, " is reached") : strchr(event, ':');
    cas_putf(&words, "%d|%s|", (int)*tick, kind);
    cas_put(&words, named ? cas_text_of(clause) : (cas_text){event, end ? (size_t)(end - event) : strlen(event)});
    cas_puts(&words, "|");
    for (size_t p = 0; strcmp(kind, "breach") == 0 && parties && p < parties->count; p++)
        cas_putf(&words, "%s,", parties->items[p]->kind == CAS_JSON_STRING ? parties->items[p]->string : "");
    return cas_built(&words);
}

static bool is_event_goal(const replay *r, cas_text fact)
{
    for (int g = 0; g < r->instance.goal_count; g++)
        if (r->instance.goals[g].kind == CAS_GOAL_EVENT &&
            strstr(cas_text_string(r->out->arena, fact), cas_format(r->out->arena, "|reached|%s|", r->instance.goals[g].name)))
            return true;
    return false;
}

static void check_entry(replay *r, const cas_json_value *entry)
{
    cas_tick tick;
    const cas_text fact = fact_of(r, entry, &tick);
    const cas_json_value *line = cas_json_member(entry, "line");
    const char *event = cas_verify_string(entry, "event"), *kind = cas_verify_string(entry, "kind");
    if (strcmp(kind, "stated") == 0) {
        bool said = false;
        for (int s = 0; s < r->scenario->count; s++)
            said = said || (line && (int)line->number == r->scenario->steps[s].line && tick == r->scenario->steps[s].at / r->agreement->tick);
        cas_verified_claim(r->out, said, r->where, "“%s”: the scenario does not state it on that day", event);
    }
    if (!is_replayed(kind) || is_event_goal(r, fact))
        return;
    const int found = cas_names_find(&r->facts, fact);
    cas_verified_claim(r->out, found >= 0, r->where, "“%s”: replayed, it does not come about on that day", event);
    if (found >= 0)
        r->told[found] = true;
}

static cas_tick day_of(const replay *r, const cas_json_value *entry)
{
    const cas_json_value *day = cas_json_member(entry, "day");
    return day && day->kind == CAS_JSON_NUMBER && day->number < 1e8 ? (cas_tick)llround(day->number * 24 / r->instance.tick_hours) : 0;
}

/* Lists of entries: the calendar of check, or the days of run. */
static const cas_json_value *entries_of(const cas_json_value *scenario, size_t *lists)
{
    const cas_json_value *calendar = cas_json_member(scenario, "calendar"), *days = cas_json_member(scenario, "days");
    *lists = calendar && calendar->kind == CAS_JSON_ARRAY ? 1 : days && days->kind == CAS_JSON_ARRAY ? days->count : 0;
    return *lists == 1 && calendar && calendar->kind == CAS_JSON_ARRAY ? calendar : NULL;
}

static const cas_json_value *entries_at(const cas_json_value *scenario, const cas_json_value *calendar, size_t list)
{
    return calendar ? calendar : cas_json_member(cas_json_member(scenario, "days")->items[list], "events");
}

static cas_tick last_told(const replay *r, const cas_json_value *scenario)
{
    size_t lists;
    cas_tick last = 0;
    const cas_json_value *calendar = entries_of(scenario, &lists);
    for (size_t l = 0; l < lists; l++) {
        const cas_json_value *entries = entries_at(scenario, calendar, l);
        for (size_t e = 0; entries && e < entries->count; e++)
            last = day_of(r, entries->items[e]) > last ? day_of(r, entries->items[e]) : last;
    }
    return last;
}

static void check_calendar(replay *r, const cas_json_value *scenario)
{
    size_t lists;
    const cas_json_value *calendar = entries_of(scenario, &lists);
    r->told = CAS_ARRAY(r->out->arena, bool, r->facts.count + 1);
    for (size_t l = 0; l < lists; l++) {
        const cas_json_value *entries = entries_at(scenario, calendar, l);
        for (size_t e = 0; entries && e < entries->count; e++)
            check_entry(r, entries->items[e]);
    }
    for (size_t f = 0; f < r->facts.count; f++) {
        const cas_text fact = r->facts.texts[f];
        cas_verified_claim(r->out, r->told[f], r->where, "replayed, something else comes about that is not told: %.*s", CAS_SHOW(fact));
    }
}

/* ---- One scenario ------------------------------------------------------------------------------------------------------------------------------ */

static void open_game(replay *r, const int *choice, const cas_occasion *occasion)
{
    static const cas_goal nothing = {.name = "", .title = "", .words = "", .kind = CAS_GOAL_GIVES, .quant = {.kind = CAS_ANY}, .recipient = -1};
    cas_arena *arena = r->out->arena;
    r->instance = *cas_instance_build(arena, r->agreement, choice, occasion);
    const cas_given *givens = r->instance.givens;
    const int given_count = r->instance.given_count;
    r->instance.given_count = 0;
    /* The incident is the scenario's; what stays given is day 0 of the calendar. */
    for (int g = 0; g < given_count; g++)
        if (givens[g].kind == CAS_GIVEN_INCIDENT && givens[g].index >= r->agreement->incident_count) {
            r->instance.givens = &givens[g];
            r->instance.given_count = 1;
        }
    cas_stance *stances = CAS_ARRAY(arena, cas_stance, (size_t)r->instance.party_count + 1);
    cas_scope_open(&r->scope, arena, r->agreement, choice, occasion);
    cas_naive_open(&r->game, arena, &r->instance, &nothing, stances);
    for (int p = 0; p < r->game.parties; p++) {
        stances[p] = CAS_RESISTS;
        for (int x = 0; x < r->game.doing_count; x++)
            r->game.matters[p * r->game.doing_count + x] = r->game.doings[x].recipient != p;
    }
    const size_t cells = (size_t)r->game.cell_count;
    r->position = CAS_ARRAY(arena, cas_cell, cells);
    r->next = CAS_ARRAY(arena, cas_cell, cells);
    r->spare = CAS_ARRAY(arena, cas_cell, cells);
    r->reached = CAS_ARRAY(arena, bool, (size_t)r->instance.goal_count + 1);
    r->facts.arena = arena;
}

static bool may_always_start(const cas_naive_game *game, cas_cell *position, int clause, int party, int event)
{
    (void)game, (void)position, (void)clause, (void)party, (void)event;
    return true;
}

/* What ballots have settled, in bodies too large for every completion of them. */
static const cas_naive_told large_bodies = {cas_scenario_rule_is_certain, cas_scenario_rule_is_possible, may_always_start, NULL};

static void play(replay *r, const cas_json_value *said)
{
    const cas_json_value *expects = cas_json_member(said, "expects");
    const cas_tick last = last_told(r, said);
    size_t unjudged = 0;
    if (cas_judge_most_voters(&r->instance) > 9)
        r->game.told = &large_bodies;
    cas_naive_first(&r->game, r->next);
    memcpy(r->position, r->next, (size_t)r->game.cell_count * sizeof *r->next);
    for (int s = 0; s < r->scenario->count;) {
        const cas_scene_step *step = &r->scenario->steps[s];
        go_to(r, step->at / r->agreement->tick);
        if (step->kind == CAS_SCENE_INCIDENT)
            happen(r, step);
        else if (step->kind >= CAS_SCENE_EXPECT_NORM)
            check_expectation(r, expects, step, &unjudged);
        s += step->kind != CAS_SCENE_INCIDENT && step->kind < CAS_SCENE_EXPECT_NORM ? make(r, s) : 1;
    }
    go_to(r, last);
    settle(r);
    check_calendar(r, said);
    if (unjudged)
        cas_verified_skip(r->out, r->where, "%zu expectations of who owes, may or has done what", unjudged);
    if (cas_json_member(said, "days"))
        cas_verified_skip(r->out, r->where, "who owes, may and can what on each day");
}

/* Each line `expect` is told, and met just if there is nothing in which it is not; the whole is ok if all are. */
static void check_head(cas_verified *out, const cas_scenario *scenario, const cas_json_value *said, const char *where)
{
    const cas_json_value *expects = cas_json_member(said, "expects");
    bool all = true;
    for (int s = 0; s < scenario->count && is_true(said, "played"); s++)
        if (scenario->steps[s].kind >= CAS_SCENE_EXPECT_NORM)
            cas_verified_claim(out, expectation_of(expects, &scenario->steps[s]) != NULL, where, "its line %d is not answered", scenario->steps[s].line);
    for (size_t e = 0; expects && e < expects->count; e++) {
        const cas_json_value *not_so = cas_json_member(expects->items[e], "not_so");
        const bool ok = is_true(expects->items[e], "ok");
        cas_verified_claim(out, ok == (!not_so || !not_so->count), where, "%s: said to be met, or not, against what follows",
                           cas_verify_string(expects->items[e], "question"));
        all = all && ok;
    }
    if (is_true(said, "played"))
        cas_verified_claim(out, is_true(said, "ok") == all, where, "whether all its expectations are met is said wrongly");
}

/* The package of the calendar: the one it names, or the first. */
static const int *package_of(cas_verified *out, const cas_agreement *agreement, const cas_scenario *scenario, const cas_verify_asked *asked,
                             const cas_json_value *said)
{
    cas_package_walk walk;
    cas_verify_choices choices;
    const cas_json_value *package = cas_json_member(said, "package");
    if (!cas_verify_choices_of(out->arena, agreement, package, &choices))
        return NULL;
    cas_packages_begin(&walk, out->arena, agreement, cas_verify_packages(out->arena, agreement, asked, scenario->in, scenario->in != NULL));
    for (const int *choice; (choice = cas_packages_next(&walk)) != NULL;)
        if (cas_verify_chooses(&choices, choice))
            return choice;
    return NULL;
}

static void check_scene(cas_verified *out, const cas_agreement *agreement, const cas_scenario *scenario, const cas_verify_asked *asked, const cas_json_value *said)
{
    replay r = {.out = out, .agreement = agreement, .scenario = scenario, .where = cas_format(out->arena, "scenario “%s”", scenario->title)};
    int incidents = 0;
    const cas_scene_step *incident = NULL;
    check_head(out, scenario, said, r.where);
    if (!is_true(said, "played"))
        return;
    const int *choice = package_of(out, agreement, scenario, asked, said);
    if (!choice) {
        cas_verified_wrong(out, r.where, "the scenario has no such package");
        return;
    }
    for (int s = 0; s < scenario->count; s++)
        if (scenario->steps[s].kind == CAS_SCENE_INCIDENT && ++incidents)
            incident = &scenario->steps[s];
    const char *by_case = cas_verify_string(said, "case");
    if (incidents > 1 || *by_case || (incident && incident->incident->by_unknown) || scenario->steps[scenario->count - 1].at / agreement->tick > MOST_TICKS) {
        cas_verified_skip(out, r.where, incidents > 1 ? "its calendar: it has several incidents"
                                        : *by_case || (incident && incident->incident->by_unknown) ? "its calendar: it has several possible aggressors"
                                                                                                   : "its calendar: it is too long to go through tick by tick");
        return;
    }
    cas_occasion occasion = {.incident = incident ? incident->index : -1, .attacker = -1, .dated = scenario->dated, .day = scenario->day};
    if (incident) {
        cas_scope scope;
        cas_set suspects = cas_incident_attackers(out->arena, agreement, incident->index, choice);
        cas_scope_open(&scope, out->arena, agreement, choice, &CAS_NO_OCCASION);
        if (incident->incident->by)
            suspects = cas_set_and(suspects, cas_scope_set(&scope, incident->incident->by));
        occasion.attacker = cas_set_next(&suspects, 0);
        if (cas_set_count(&suspects) > 1) {
            cas_verified_skip(out, r.where, "its calendar: it has several possible aggressors");
            return;
        }
    }
    open_game(&r, choice, &occasion);
    play(&r, said);
}

void cas_verify_scenes(cas_verified *out, const cas_agreement *agreement, const cas_verify_asked *asked, const cas_json_value *list)
{
    for (size_t i = 0; list && list->kind == CAS_JSON_ARRAY && i < list->count; i++) {
        const cas_json_value *line = cas_json_member(list->items[i], "line");
        const cas_scenario *scenario = NULL;
        for (int s = 0; s < agreement->scenario_count; s++)
            if (line && line->kind == CAS_JSON_NUMBER && agreement->scenarios[s].line == (int)line->number &&
                strcmp(agreement->scenarios[s].title, cas_verify_string(list->items[i], "name")) == 0)
                scenario = &agreement->scenarios[s];
        if (scenario)
            check_scene(out, agreement, scenario, asked, list->items[i]);
        else
            cas_verified_wrong(out, cas_verify_string(list->items[i], "name"), "the text has no such scenario there");
    }
}
