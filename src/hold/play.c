/*
 * A play, from its start to where it stands: see play.h.
 *
 * 1. A day begins: the scenario's lines of that tick happen, then the others move until none of them has anything more to do.
 * 2. The player's moves follow one by one, each a round, and after each the others move again.
 * 3. The player waits: all pass, what is due is settled, and the next tick at which anything can happen begins.
 *
 * The others move in one round, each what its stance has it do (others_move). An obeyer of `any N of` acts only as far as N are not
 * complete, in order of declaration. Cost: as a run, once for every call.
 */
#include "hold/play.h"

#include "hold/scenario_run.h"

#include <string.h>

typedef struct person {
    cas_arena *arena;
    const cas_agreement *agreement;
    const cas_scenario *scenario;
    const cas_play_options *options;
    cas_scene_run run;
    cas_builder lines;
    int next_line, next_incident; /* of the scenario */
    cas_move *choices;            /* the moves open to the player now */
    int choice_count;
} person;

/* ---- Rounds ---------------------------------------------------------------------------------------------------------- */

static const cas_instance *instance_of(const person *p)
{
    return p->run.game->instance;
}

static void write_line(person *p, const char *words)
{
    cas_putf(&p->lines, "  day %.10g: %s\n", (double)p->run.position[0] * instance_of(p)->tick_hours / 24, words);
}

static const char *what_words(const person *p, const cas_move *move, bool several)
{
    static const char *const ballots[] = {"yes", "no", "abstain", "absent"};
    const cas_instance *in = instance_of(p);
    switch (move->kind) {
    case CAS_MOVE_BALLOT:
        if (move->index < in->decision_count)
            return cas_format(p->arena, "vote%s %s on %s", several ? "" : "s", ballots[move->choice],
                              cas_scene_body(in, move->index));
        return cas_format(p->arena, "find%s %s", several ? "" : "s", cas_scene_body(in, move->index));
    case CAS_MOVE_CALL: return cas_format(p->arena, "find%s %s", several ? "" : "s", cas_scene_body(in, move->index));
    case CAS_MOVE_DO: {
        const cas_doing doing = p->run.game->naive.doings[move->index];
        if (doing.recipient < 0)
            return cas_format(p->arena, "%s %s", several ? "do" : "does", in->deeds[doing.deed].name);
        return cas_format(p->arena, "give%s %s to %s", several ? "" : "s", in->deeds[doing.deed].name,
                          in->party_names[doing.recipient]);
    }
    }
    return "";
}

static bool is_same_move(const cas_move *a, const cas_move *b)
{
    return a->kind == b->kind && a->index == b->index && a->choice == b->choice;
}

/* "A, B": names that a line of a scenario can begin with. */
static const char *list_words(const person *p, const cas_set *set)
{
    cas_builder out = {.arena = p->arena};
    for (int q = cas_set_next(set, 0); q >= 0; q = cas_set_next(set, q + 1))
        cas_putf(&out, "%s%s", out.length ? ", " : "", instance_of(p)->party_names[q]);
    return cas_built_string(&out);
}

/* Those of the movers who do the same thing, in one line and one entry. */
static void tell_moves(person *p, const cas_move *moves, int count)
{
    for (int i = 0; i < count; i++) {
        cas_set who = cas_set_empty();
        bool told = false;
        for (int k = 0; k < count; k++) {
            if (!is_same_move(&moves[i], &moves[k]))
                continue;
            told |= k < i;
            cas_set_add(&who, moves[k].party);
        }
        if (told)
            continue;
        const char *what = what_words(p, &moves[i], cas_set_count(&who) > 1);
        write_line(p, cas_format(p->arena, "%s %s", list_words(p, &who), what));
        cas_scene_entry_add(&p->run, CAS_ENTRY_STATED, -1, 0, who,
                            cas_format(p->arena, "%s %s", cas_scene_names(p->arena, p->run.game, &who), what));
    }
}

static void make(person *p, const cas_move *moves, int count)
{
    cas_scene_run *r = &p->run;
    cas_naive_round(&r->game->naive, r->position, moves, count, r->next);
    tell_moves(p, moves, count);
    cas_scene_tell_changes(r, r->position, r->next);
    cas_scene_take(r);
}

/* ---- What the others do ---------------------------------------------------------------------------------------------- */

typedef struct move_list {
    cas_move *items;
    int count;
} move_list;

static void add_move(move_list *list, cas_move move)
{
    for (int i = 0; i < list->count; i++)
        if (list->items[i].party == move.party && list->items[i].kind == move.kind &&
            list->items[i].index == move.index)
            return;
    list->items[list->count++] = move;
}

/* What is left of the first way that the party can take without a breach. */
static bool add_lawful_way(person *p, const cas_statement *duty, int party, move_list *list)
{
    const cas_scene_game *game = p->run.game;
    for (int w = 0; w < duty->way_count; w++) {
        const cas_way *way = &duty->ways[w];
        bool lawful = !cas_naive_gives_to_itself(way, party);
        for (int i = 0; i < way->count && lawful; i++) {
            const int x = cas_naive_doing(&game->naive, way->doings[i]);
            const cas_move move = {CAS_MOVE_DO, party, x, 0};
            lawful = *cas_done(&game->naive, p->run.position, party, x) != CAS_NOT_DONE ||
                     (cas_naive_is_open_move(&game->naive, p->run.position, &move) &&
                      !cas_naive_forbidden(&game->naive, p->run.position, party, way->doings[i]));
        }
        if (!lawful)
            continue;
        for (int i = 0; i < way->count; i++) {
            const int x = cas_naive_doing(&game->naive, way->doings[i]);
            if (*cas_done(&game->naive, p->run.position, party, x) == CAS_NOT_DONE)
                add_move(list, (cas_move){CAS_MOVE_DO, party, x, 0});
        }
        return true;
    }
    return false;
}

static int number_done(const person *p, const cas_placed *duty)
{
    int count = 0;
    for (int q = 0; q < p->run.game->naive.parties; q++)
        count += cas_naive_in_who(&p->run.game->naive, p->run.position, duty, q) &&
                 cas_naive_did_duty(&p->run.game->naive, p->run.position, duty, q);
    return count;
}

/* The duties of the others: all of them, or those that are due now. */
static void add_duties(person *p, bool only_due, move_list *list)
{
    const cas_naive_game *naive = &p->run.game->naive;
    for (int s = 0; s < naive->statement_count; s++) {
        const cas_placed *duty = &naive->statements[s];
        int missing = duty->words->kind != CAS_DUTY             ? 0
                      : duty->words->who.kind == CAS_ANY_NUMBER ? duty->words->who.number - number_done(p, duty)
                                                                : naive->parties;
        for (int q = 0; q < naive->parties && missing > 0; q++) {
            const cas_cell started = *cas_started(naive, p->run.position, duty->clause, q);
            if (q == p->options->party || !cas_scene_is_bound(p->run.game, p->run.position, duty, q) ||
                (only_due && started + duty->words->within != p->run.position[0]))
                continue;
            missing -= add_lawful_way(p, duty->words, q, list);
        }
    }
}

/* Ballots, powers, findings, gifts that a helper makes beyond its duties. */
static void add_help(person *p, int party, move_list *list)
{
    const cas_scene_game *game = p->run.game;
    cas_move *moves = CAS_ARRAY(p->arena, cas_move, (size_t)cas_naive_most_moves(&game->naive) + 1);
    const int count = cas_naive_open_moves(&game->naive, p->run.position, party, moves);
    for (int i = 0; i < count; i++) {
        if (moves[i].kind != CAS_MOVE_DO) {
            add_move(list, moves[i]);
            continue;
        }
        const cas_doing doing = game->naive.doings[moves[i].index];
        if (instance_of(p)->deeds[doing.deed].kind != CAS_ACT &&
            !cas_naive_forbidden(&game->naive, p->run.position, party, doing))
            add_move(list, moves[i]);
    }
}

static void add_refusals(person *p, int party, move_list *list)
{
    const cas_naive_game *naive = &p->run.game->naive;
    for (int d = 0; d < instance_of(p)->decision_count; d++) {
        const cas_move move = {CAS_MOVE_BALLOT, party, d, CAS_NO};
        if (cas_naive_is_open_move(naive, p->run.position, &move))
            add_move(list, move);
    }
}

/* One round of the others; false when they have nothing more to do. */
static bool others_move(person *p)
{
    move_list list = {CAS_ARRAY(p->arena, cas_move, (size_t)cas_naive_most_moves(&p->run.game->naive) + 1), 0};
    const int parties = p->run.game->naive.parties;
    switch (p->options->others) {
    case CAS_HELPS:
        add_duties(p, false, &list);
        for (int q = 0; q < parties; q++)
            if (q != p->options->party)
                add_help(p, q, &list);
        break;
    case CAS_OBEYS: add_duties(p, true, &list); break;
    case CAS_RESISTS:
        for (int q = 0; q < parties; q++)
            if (q != p->options->party)
                add_refusals(p, q, &list);
        break;
    }
    if (!list.count)
        return false;
    make(p, list.items, list.count);
    return true;
}

static void let_others_move(person *p)
{
    while (others_move(p))
        cas_poll(p->arena->ctx);
}

/* ---- What the scenario states ---------------------------------------------------------------------------------------- */

/* "does shoot" of "A, C does shoot" */
static const char *from_verb(const char *words)
{
    static const char *const verbs[] = {" votes ", " vote ", " gives ", " give ",
                                        " does ",  " do ",   " finds ", " find "};
    const char *first = NULL;
    for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
        const char *here = strstr(words, verbs[v]);
        if (here && (!first || here < first))
            first = here;
    }
    return first ? first + 1 : words;
}

/* The line without the player; false when nobody is left. */
static bool without_player(person *p, const cas_scene_step *step, cas_scene_step *out)
{
    cas_parties *player = CAS_NEW(p->arena, cas_parties), *rest = CAS_NEW(p->arena, cas_parties);
    const cas_parties **parts = CAS_ARRAY(p->arena, const cas_parties *, 2);
    cas_scope *scope = &p->run.game->scopes[cas_scene_binding(p->run.game, p->run.position[0])];
    *player = (cas_parties){.kind = CAS_PARTIES_RANGE, .index = p->options->party, .count = 1};
    parts[0] = step->parties;
    parts[1] = player;
    *rest = (cas_parties){.kind = CAS_PARTIES_WITHOUT, .parts = parts, .count = 2};
    *out = *step;
    const cas_set before = cas_scope_set(scope, step->parties), left = cas_scope_set(scope, rest);
    if (!cas_set_equal(&before, &left)) {
        out->parties = rest;
        out->words = cas_format(p->arena, "line: %s %s", list_words(p, &left), from_verb(cas_scene_line_words(step)));
    }
    return !cas_set_is_empty(&left);
}

/* The tick of the next line that does something; expectations are passed over. */
static cas_tick next_line_tick(person *p)
{
    while (p->next_line < p->scenario->count && p->scenario->steps[p->next_line].kind >= CAS_SCENE_EXPECT_NORM)
        p->next_line++;
    return p->next_line < p->scenario->count ? p->scenario->steps[p->next_line].at / p->agreement->tick : CAS_NEVER;
}

static void lines_of_today(person *p)
{
    while (next_line_tick(p) == p->run.position[0]) {
        const cas_scene_step *step = &p->scenario->steps[p->next_line];
        const int count = cas_scene_vote_lines(p->scenario, p->next_line);
        p->next_line += count;
        if (step->kind == CAS_SCENE_INCIDENT) {
            write_line(p, cas_scene_line_words(step));
            cas_scene_incident_line(&p->run, step, p->next_incident++);
        }
        if (step->kind == CAS_SCENE_INCIDENT)
            continue;
        cas_scene_step *left = CAS_ARRAY(p->arena, cas_scene_step, (size_t)count);
        int kept = 0;
        for (int i = 0; i < count; i++)
            kept += without_player(p, &step[i], &left[kept]);
        for (int i = 0; i < kept; i++)
            write_line(p, cas_scene_line_words(&left[i]));
        if (kept)
            cas_scene_do_lines(&p->run, left, kept);
    }
}

/* ---- What the player can do ------------------------------------------------------------------------------------------- */

/* The text speaks of it for this party: in a clause, or as what a clause waits for. */
static bool is_spoken_of(const person *p, cas_doing doing)
{
    const cas_scene_game *game = p->run.game;
    const int party = p->options->party;
    for (int s = 0; s < game->naive.statement_count; s++) {
        const cas_placed *placed = &game->naive.statements[s];
        if (placed->clause < game->clause_count && cas_set_has(&placed->words->who.set, party) &&
            cas_naive_has_doing(placed->words, doing, party))
            return true;
    }
    for (int e = 0; e < game->naive.event_count; e++) {
        const cas_event *event = game->naive.events[e];
        if (event->kind == CAS_EV_DEED && event->index == doing.deed &&
            (!event->has_set || cas_set_has(&event->set, party)))
            return true;
    }
    return false;
}

static void list_choices(person *p)
{
    const cas_naive_game *naive = &p->run.game->naive;
    const size_t most = (size_t)cas_naive_most_moves(naive) + 1;
    cas_move *moves = CAS_ARRAY(p->arena, cas_move, most);
    const int count = cas_naive_open_moves(naive, p->run.position, p->options->party, moves);
    p->choices = CAS_ARRAY(p->arena, cas_move, 3 * most);
    p->choice_count = 0;
    for (int i = 0; i < count; i++) {
        const bool votes = moves[i].kind == CAS_MOVE_BALLOT && moves[i].index < instance_of(p)->decision_count;
        if (moves[i].kind == CAS_MOVE_DO && !is_spoken_of(p, naive->doings[moves[i].index]))
            continue;
        p->choices[p->choice_count++] = moves[i];
        for (int ballot = CAS_NO; votes && ballot <= CAS_ABSTAIN; ballot++) {
            p->choices[p->choice_count] = moves[i];
            p->choices[p->choice_count++].choice = ballot;
        }
    }
}

static const char *breached_label(const person *p, const cas_move *move)
{
    const cas_scene_game *game = p->run.game;
    for (int c = 0; c < game->clause_count && move->kind == CAS_MOVE_DO; c++)
        if (cas_naive_forbids(&game->naive, p->run.position, c, move->party, game->naive.doings[move->index]))
            return instance_of(p)->clauses[c].label;
    return NULL;
}

/* The next tick at which anything can happen after this day; *settles: something is due today. */
static cas_tick what_waiting_brings(person *p, bool *settles)
{
    cas_scene_run *r = &p->run;
    memcpy(r->spare, r->position, (size_t)r->game->naive.cell_count * sizeof *r->spare);
    *settles = false;
    while (cas_naive_settle(&r->game->naive, r->spare).changed)
        *settles = true;
    const cas_tick next = cas_scene_next_tick(r->game, r->spare), line = next_line_tick(p);
    return next < line ? next : line;
}

static void wait(person *p)
{
    cas_scene_close_day(&p->run);
    const cas_tick next = cas_scene_next_tick(p->run.game, p->run.position), line = next_line_tick(p);
    const cas_tick tick = next < line ? next : line;
    if (tick >= CAS_NEVER)
        return;
    cas_scene_begin_day(&p->run, tick);
    lines_of_today(p);
    let_others_move(p);
}

static void make_choice(person *p, int number)
{
    list_choices(p);
    if (number < 1 || number > p->choice_count)
        cas_fail(p->arena->ctx, CAS_E_ARGUMENT, "there is no choice %d now", number);
    make(p, &p->choices[number - 1], 1);
    let_others_move(p);
}

/* ---- The play --------------------------------------------------------------------------------------------------------- */

static void open_person(person *p, const int *choice, const int *attackers)
{
    cas_scene_game *game = cas_scene_game_open(p->arena, p->agreement, p->scenario, choice, attackers);
    p->run = cas_scene_run_open(p->arena, game);
    p->lines.arena = p->arena;
    lines_of_today(p);
    let_others_move(p);
}

static void play_course(person *p, const int *moves, int count, cas_played *out)
{
    for (int i = 0; i < count; i++) {
        cas_poll(p->arena->ctx);
        out->fresh = p->run.entry_count;
        if (moves[i] == CAS_PLAY_WAITS)
            wait(p);
        else
            make_choice(p, moves[i]);
    }
}

static bool has_entry(const cas_scene_entry *entries, size_t count, const cas_scene_entry *wanted)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(entries[i].words, wanted->words) == 0 && entries[i].tick == wanted->tick)
            return true;
    return false;
}

/* What the first course has and the second has not, of what matters to a reader. */
static const cas_scene_entry *only_in(cas_arena *arena, const cas_scene_entry *a, size_t a_count,
                                      const cas_scene_entry *b, size_t b_count, size_t *count)
{
    cas_scene_entry *only = CAS_ARRAY(arena, cas_scene_entry, a_count + 1);
    for (size_t i = 0; i < a_count; i++)
        if (a[i].kind != CAS_ENTRY_STARTS && a[i].kind != CAS_ENTRY_OPENS && !has_entry(b, b_count, &a[i]))
            only[(*count)++] = a[i];
    return only;
}

static void tell_choices(person *p, cas_played *out)
{
    cas_play_choice *choices;
    list_choices(p);
    choices = CAS_ARRAY(p->arena, cas_play_choice, (size_t)p->choice_count + 1);
    for (int i = 0; i < p->choice_count; i++)
        choices[i] = (cas_play_choice){cas_format(p->arena, "%s %s", instance_of(p)->party_names[p->options->party],
                                                  what_words(p, &p->choices[i], false)),
                                       breached_label(p, &p->choices[i])};
    out->choices = choices;
    out->choice_count = p->choice_count;
}

const cas_played *cas_play(cas_arena *arena, const cas_agreement *agreement, const cas_scenario *scenario,
                           const int *choice, const int *attackers, const cas_play_options *options)
{
    cas_played *out = CAS_NEW(arena, cas_played);
    person p = {.arena = arena, .agreement = agreement, .scenario = scenario, .options = options};
    open_person(&p, choice, attackers);
    play_course(&p, options->moves, options->move_count, out);
    *out = (cas_played){.scenario = scenario,
                        .package = choice,
                        .instance = instance_of(&p),
                        .party = options->party,
                        .others = options->others,
                        .entries = p.run.entries,
                        .entry_count = p.run.entry_count,
                        .fresh = out->fresh,
                        .now = p.run.position[0],
                        .lines = cas_built_string(&p.lines)};
    out->norms = cas_scene_norms(arena, p.run.game, p.run.position, &out->norm_count);
    tell_choices(&p, out);
    bool settles;
    out->wait_until = what_waiting_brings(&p, &settles);
    out->can_wait = settles || out->wait_until < CAS_NEVER;
    if (!options->instead)
        return out;
    cas_played other = {0};
    person q = {.arena = arena, .agreement = agreement, .scenario = scenario, .options = options};
    open_person(&q, choice, attackers);
    play_course(&q, options->instead, options->instead_count, &other);
    out->gained =
        only_in(arena, p.run.entries, p.run.entry_count, q.run.entries, q.run.entry_count, &out->gained_count);
    out->lost = only_in(arena, q.run.entries, q.run.entry_count, p.run.entries, p.run.entry_count, &out->lost_count);
    return out;
}
