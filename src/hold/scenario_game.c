/*
 * The game of one run: one instance in which every incident of the scenario can happen, each when its line says so.
 *
 * An instance of model/build.h knows one attacker. A scenario may have several incidents, by different parties, so:
 *
 * 1. A binding is an incident with its attacker and the party attacked. For each of the scenario's the instance is built, with the
 *    sets, recipients and rules as they read on that incident.
 * 2. Their clauses stand side by side in one instance. `L done` and `breach of L` in a clause of one binding speak of L in the
 *    same binding; `prevails over L` and `end L` speak of L in all.
 * 3. A clause sees the binding of the incident that started its chain. What starts a clause hands on
 *      an incident                       its own binding; one that is neither by nor on anybody: that of the incident before it;
 *      a clause done or breached         that of the clause;
 *      a decision or finding settled     that of the clause that opened it;
 *      an act done or a power used       that of the latest clause that asked for it or permitted it to one who did it;
 *      what nothing of these explains    that of the last incident (a breach of a clause in force from the start, say).
 *    A clause in force from the start sees the first incident of the scenario that has a binding.
 * 4. A clause starts once in a run, a decision opens once, as everywhere in semantics.md: a second incident that would start a
 *    clause again finds it started, with its first binding.
 * 5. Event goals are watched by clauses that say nothing and start with the event; what lines and goals name beside the text is
 *    made known to the game by a permission that nobody has and that never starts.
 *
 * With one binding this is the instance itself. Invariant: of all copies of a clause at most one starts for a party.
 * Cost: bindings times the cost of an instance.
 */
#include "hold/scenario_game.h"

#include "hold/control.h"
#include "hold/scenario_ballots.h"
#include "model/build.h"

#include <string.h>

/* ---- Incidents --------------------------------------------------------------------------------------------------- */

bool cas_scene_suspects(cas_arena *arena, const cas_agreement *agreement, const cas_scene_step *step, const int *choice,
                        cas_set *suspects, bool *outsider)
{
    const cas_event_form *said = step->incident;
    const cas_incident_form *form = cas_incident_in(agreement, step->index, choice);
    *suspects = cas_set_empty();
    *outsider = false;
    if (!form)
        return false;
    cas_scope scope;
    cas_scope_open(&scope, arena, agreement, choice, &CAS_NO_OCCASION);
    const cas_set on = cas_scope_set(&scope, said->on);
    if (said->on && !cas_set_has(&on, form->attacked))
        return false;
    if (form->by == CAS_ATTACKERS_NONE)
        return !said->by && !said->by_unknown;
    *suspects = cas_incident_attackers(arena, agreement, step->index, choice);
    if (said->by)
        *suspects = cas_set_and(*suspects, cas_scope_set(&scope, said->by));
    else
        *outsider = said->by_unknown || form->by == CAS_ATTACKERS_UNKNOWN;
    return *outsider || !cas_set_is_empty(suspects);
}

static bool may_have_done(const cas_scene_game *game, const cas_scene_step *step, int attacker)
{
    cas_set suspects;
    bool outsider;
    if (!cas_scene_suspects(game->arena, game->agreement, step, game->choice, &suspects, &outsider))
        return false;
    if (cas_set_has(&suspects, attacker))
        return true;
    return attacker < 0 && (outsider || cas_set_is_empty(&suspects));
}

static void list_bindings(cas_scene_game *game, const cas_scenario *scenario, const int *attackers)
{
    cas_scene_incident *incidents = CAS_ARRAY(game->arena, cas_scene_incident, (size_t)scenario->count + 1);
    cas_occasion *bindings = CAS_ARRAY(game->arena, cas_occasion, (size_t)scenario->count + 1);
    for (int s = 0; s < scenario->count; s++) {
        const cas_scene_step *step = &scenario->steps[s];
        if (step->kind != CAS_SCENE_INCIDENT)
            continue;
        const int attacker = attackers[game->incident_count];
        const cas_incident_form *form = cas_incident_in(game->agreement, step->index, game->choice);
        cas_scene_incident *incident = &incidents[game->incident_count++];
        *incident = (cas_scene_incident){step, attacker, -1, may_have_done(game, step, attacker)};
        if (!incident->possible || (form->by == CAS_ATTACKERS_NONE && form->attacked < 0))
            continue;
        for (int b = 0; b < game->binding_count && incident->binding < 0; b++)
            if (bindings[b].incident == step->index && bindings[b].attacker == attacker)
                incident->binding = b;
        if (incident->binding >= 0)
            continue;
        incident->binding = game->binding_count;
        bindings[game->binding_count++] = (cas_occasion){.incident = step->index, .attacker = attacker, .dated = scenario->dated, .day = scenario->day};
    }
    if (!game->binding_count)
        bindings[game->binding_count++] =
            (cas_occasion){.incident = -1, .attacker = -1, .dated = scenario->dated, .day = scenario->day};
    game->incidents = incidents;
    game->bindings = bindings;
    game->scopes = CAS_ARRAY(game->arena, cas_scope, (size_t)game->binding_count);
    for (int b = 0; b < game->binding_count; b++)
        cas_scope_open(&game->scopes[b], game->arena, game->agreement, game->choice, &bindings[b]);
}

/* ---- Side by side ------------------------------------------------------------------------------------------------ */

typedef struct merging {
    cas_scene_game *game;
    const cas_instance **parts; /* per binding */
    int **place;                /* per binding and clause of its part: clause of the whole */
    cas_clause *clauses;
    int *binding_of;
    int count;
} merging;

bool cas_scene_same_clause(const cas_clause *a, const cas_clause *b)
{
    return a->line == b->line && strcmp(a->label, b->label) == 0 && strcmp(a->file, b->file) == 0;
}

static int find_clause(const cas_instance *part, const cas_clause *wanted)
{
    for (int c = 0; c < part->clause_count; c++)
        if (cas_scene_same_clause(&part->clauses[c], wanted))
            return c;
    return -1;
}

/* Clauses in force from the start stand once, as the first binding has them. */
static void place_clauses(merging *m)
{
    for (int b = 0; b < m->game->binding_count; b++) {
        const cas_instance *part = m->parts[b];
        m->place[b] = CAS_ARRAY(m->game->arena, int, (size_t)part->clause_count + 1);
        for (int c = 0; c < part->clause_count; c++) {
            const bool from_start = part->clauses[c].trigger_count == 0;
            const int first = b > 0 && from_start ? find_clause(m->parts[0], &part->clauses[c]) : -1;
            m->place[b][c] = first >= 0 ? m->place[0][first] : m->count;
            if (first >= 0)
                continue;
            m->binding_of[m->count] = from_start ? -1 : b;
            m->clauses[m->count++] = part->clauses[c];
        }
    }
}

static const cas_event *place_event(const merging *m, int binding, const cas_event *event)
{
    cas_event *copy = CAS_NEW(m->game->arena, cas_event);
    *copy = *event;
    if (event->kind == CAS_EV_CLAUSE_DONE || event->kind == CAS_EV_BREACH)
        copy->index = m->place[binding][event->index];
    if (event->inner)
        copy->inner = place_event(m, binding, event->inner);
    return copy;
}

/* All copies of a clause, added to list; their number. */
static int copies_of(const merging *m, int clause, int *list)
{
    int count = 0;
    for (int c = 0; c < m->count; c++)
        if (cas_scene_same_clause(&m->clauses[c], &m->clauses[clause]))
            list[count++] = c;
    return count;
}

static void place_ends(const merging *m, int binding, cas_statement *statement)
{
    int *all = CAS_ARRAY(m->game->arena, int, (size_t)statement->end_clause_count *(size_t)m->game->binding_count + 1);
    int count = 0;
    for (int i = 0; i < statement->end_clause_count; i++)
        count += copies_of(m, m->place[binding][statement->end_clauses[i]], all + count);
    statement->end_clauses = all;
    statement->end_clause_count = count;
}

static void place_statements(const merging *m, int binding, cas_clause *clause)
{
    const size_t most = (size_t)clause->statement_count * (size_t)m->game->binding_count + 1;
    cas_statement *statements = CAS_ARRAY(m->game->arena, cas_statement, most);
    int *lifted = CAS_ARRAY(m->game->arena, int, (size_t)m->game->binding_count + 1);
    int count = 0;
    for (int s = 0; s < clause->statement_count; s++) {
        cas_statement statement = clause->statements[s];
        place_ends(m, binding, &statement);
        if (statement.prevails_over < 0) {
            statements[count++] = statement;
            continue;
        }
        const int copies = copies_of(m, m->place[binding][statement.prevails_over], lifted);
        for (int i = 0; i < copies; i++) {
            statement.prevails_over = lifted[i];
            statements[count++] = statement;
        }
    }
    clause->statements = statements;
    clause->statement_count = count;
}

static void place_contents(merging *m)
{
    for (int c = 0; c < m->count; c++) {
        const int binding = m->binding_of[c] < 0 ? 0 : m->binding_of[c];
        cas_clause *clause = &m->clauses[c];
        const cas_event **triggers = CAS_ARRAY(m->game->arena, const cas_event *, (size_t)clause->trigger_count + 1);
        for (int t = 0; t < clause->trigger_count; t++)
            triggers[t] = place_event(m, binding, clause->triggers[t]);
        clause->triggers = triggers;
        place_statements(m, binding, clause);
    }
}

/* ---- Goals, and what else is named ------------------------------------------------------------------------------- */

static void add_silent_clause(merging *m, int binding, const cas_event *trigger)
{
    const cas_event **triggers = CAS_ARRAY(m->game->arena, const cas_event *, 1);
    triggers[0] = trigger;
    m->binding_of[m->count] = binding;
    m->clauses[m->count++] =
        (cas_clause){.label = "", .title = "", .file = "", .triggers = triggers, .trigger_count = 1};
}

static void watch_goals(merging *m)
{
    cas_scene_game *game = m->game;
    const size_t goals = (size_t)game->agreement->goal_count;
    int *watchers = CAS_ARRAY(game->arena, int, goals *(size_t)game->binding_count + 1);
    const cas_goal **lists = CAS_ARRAY(game->arena, const cas_goal *, (size_t)game->binding_count);
    for (int b = 0; b < game->binding_count; b++) {
        lists[b] = m->parts[b]->goals;
        for (size_t g = 0; g < goals; g++) {
            const cas_goal *goal = &m->parts[b]->goals[g];
            watchers[(size_t)b * goals + g] = goal->kind == CAS_GOAL_EVENT ? m->count : -1;
            if (goal->kind == CAS_GOAL_EVENT)
                add_silent_clause(m, b, place_event(m, b, goal->event));
        }
    }
    game->goals = lists;
    game->watchers = watchers;
}

typedef struct doing_list {
    cas_arena *arena;
    cas_doing *items;
    size_t count, room;
} doing_list;

static void add_doing(doing_list *list, int deed, int recipient)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].deed == deed && list->items[i].recipient == recipient)
            return;
    list->items = CAS_ROOM(list->arena, list->items, list->count, &list->room);
    list->items[list->count++] = (cas_doing){deed, recipient};
}

static void add_step(doing_list *list, cas_scene_game *game, const cas_scene_step *step)
{
    for (int d = 0; d < step->deed_count; d++)
        for (int b = 0; b < game->binding_count; b++) {
            const bool measure = game->agreement->deeds[step->deeds[d]].is_measure;
            const int to = !measure   ? -1
                           : step->to ? cas_scope_party(&game->scopes[b], step->to)
                                      : game->scopes[b].attacked;
            if (!measure || to >= 0)
                add_doing(list, step->deeds[d], to);
        }
}

static void name_doings(merging *m, const cas_scenario *scenario)
{
    static const cas_event never = {.kind = CAS_EV_INCIDENT, .index = -1};
    cas_scene_game *game = m->game;
    doing_list list = {.arena = game->arena};
    for (int d = 0; d < game->agreement->deed_count; d++)
        if (!game->agreement->deeds[d].is_measure)
            add_doing(&list, d, -1);
    for (int s = 0; s < scenario->count; s++)
        add_step(&list, game, &scenario->steps[s]);
    for (int b = 0; b < game->binding_count; b++)
        for (int g = 0; g < game->agreement->goal_count; g++)
            for (int d = 0; d < m->parts[b]->goals[g].deed_count; d++) {
                const cas_goal *goal = &m->parts[b]->goals[g];
                add_doing(&list, goal->deeds[d], goal->kind == CAS_GOAL_GIVES ? goal->recipient : -1);
            }
    cas_way *way = CAS_NEW(game->arena, cas_way);
    *way = (cas_way){list.items, (int)list.count};
    cas_statement *nobody = CAS_NEW(game->arena, cas_statement);
    *nobody = (cas_statement){
        .kind = CAS_PERMISSION, .ways = way, .way_count = 1, .prevails_over = -1, .again_after = -1, .words = ""};
    nobody->who.voted_on = -1;
    add_silent_clause(m, -1, &never);
    m->clauses[m->count - 1].statements = nobody;
    m->clauses[m->count - 1].statement_count = 1;
}

/* ---- Which incident is behind an event ---------------------------------------------------------------------------- */

int cas_scene_binding(const cas_scene_game *game, cas_cell tick)
{
    int binding = 0;
    for (int i = 0; i < game->happened_count; i++)
        if (game->happened_at[i] <= tick && game->happened_binding[i] >= 0)
            binding = game->happened_binding[i];
    return binding;
}

/* The latest clause, by its start, that asked for the doing or allowed it to one who has done it. */
static int behind_deed(const cas_scene_game *game, cas_cell *position, const cas_event *event, cas_cell tick)
{
    const cas_naive_game *naive = &game->naive;
    const cas_doing doing = {event->index, -1};
    const int x = cas_naive_doing(naive, doing);
    cas_cell latest = CAS_NOT_YET;
    int binding = -1;
    for (int s = 0; s < naive->statement_count; s++) {
        const cas_placed *placed = &naive->statements[s];
        const cas_statement_kind kind = placed->words->kind;
        if (placed->clause >= game->clause_count || game->binding_of[placed->clause] < 0 ||
            (kind != CAS_DUTY && kind != CAS_PERMISSION && kind != CAS_POWER_GRANT))
            continue;
        for (int p = 0; p < naive->parties; p++) {
            const cas_cell started = *cas_started(naive, position, placed->clause, p);
            if (started == CAS_NOT_YET || started > tick || started < latest ||
                *cas_done(naive, position, p, x) != CAS_DONE || !cas_set_has(&placed->words->who.set, p) ||
                !cas_naive_has_doing(placed->words, doing, p))
                continue;
            latest = started;
            binding = game->binding_of[placed->clause];
        }
    }
    return binding;
}

static int behind_matter(const cas_scene_game *game, cas_cell *position, const cas_event *event)
{
    const bool decision = event->kind == CAS_EV_ADOPTED || event->kind == CAS_EV_REJECTED;
    const int matter = decision ? event->index : cas_finding_matter(&game->naive, event->index);
    const int statement = cas_matter(&game->naive, position, matter)[CAS_MATTER_STATEMENT];
    return statement == CAS_NOT_YET ? -1 : game->binding_of[game->naive.statements[statement].clause];
}

static int behind_event(const cas_scene_game *game, cas_cell *position, int e, int party)
{
    const cas_event *event = game->naive.events[e];
    const cas_cell for_all = *cas_occurred(&game->naive, position, e);
    const cas_cell tick = for_all != CAS_NOT_YET ? for_all : *cas_occurred_for(&game->naive, position, e, party);
    int binding = -1;
    switch (event->kind) {
    case CAS_EV_INCIDENT: binding = game->binding_of[game->owner_of[e]]; break;
    case CAS_EV_AFTER: return behind_event(game, position, game->naive.inner_event[e], party);
    case CAS_EV_CLAUSE_DONE:
    case CAS_EV_BREACH: binding = game->binding_of[event->index]; break;
    case CAS_EV_DEED: binding = behind_deed(game, position, event, tick); break;
    case CAS_EV_ADOPTED:
    case CAS_EV_REJECTED:
    case CAS_EV_FOUND:
    case CAS_EV_NOT_FOUND: binding = behind_matter(game, position, event); break;
    }
    return binding >= 0 ? binding : cas_scene_binding(game, tick);
}

static bool may_start(const cas_naive_game *naive, cas_cell *position, int clause, int party, int event)
{
    const cas_scene_game *game = naive->told->user;
    if (game->binding_count == 1 || clause >= game->clause_count)
        return true;
    for (int c = 0; c < game->clause_count; c++)
        if (c != clause && cas_scene_same_clause(&game->instance->clauses[c], &game->instance->clauses[clause]) &&
            *cas_started(naive, position, c, party) != CAS_NOT_YET)
            return false;
    return behind_event(game, position, event, party) == game->binding_of[clause];
}

/* ---- Opening ------------------------------------------------------------------------------------------------------- */

static void merge(cas_scene_game *game, const cas_scenario *scenario)
{
    merging m = {.game = game};
    size_t most = (size_t)game->binding_count * (size_t)game->agreement->goal_count + 1;
    m.parts = CAS_ARRAY(game->arena, const cas_instance *, (size_t)game->binding_count);
    m.place = CAS_ARRAY(game->arena, int *, (size_t)game->binding_count);
    for (int b = 0; b < game->binding_count; b++) {
        m.parts[b] = cas_instance_build(game->arena, game->agreement, game->choice, &game->bindings[b]);
        most += (size_t)m.parts[b]->clause_count;
    }
    m.clauses = CAS_ARRAY(game->arena, cas_clause, most);
    m.binding_of = CAS_ARRAY(game->arena, int, most);
    place_clauses(&m);
    place_contents(&m);
    game->clause_count = m.count;
    watch_goals(&m);
    name_doings(&m, scenario);
    game->instance = CAS_NEW(game->arena, cas_instance);
    *game->instance = *m.parts[0];
    game->instance->clauses = m.clauses;
    game->instance->clause_count = m.count;
    /* The incidents are the scenario's; what stays given is day 0 of the calendar. */
    game->instance->given_count = 0;
    for (int g = 0; g < m.parts[0]->given_count; g++)
        if (m.parts[0]->givens[g].kind == CAS_GIVEN_INCIDENT &&
            m.parts[0]->givens[g].index >= game->agreement->incident_count) {
            game->instance->givens = &m.parts[0]->givens[g];
            game->instance->given_count = 1;
        }
    game->binding_of = m.binding_of;
}

static void own_events(cas_scene_game *game)
{
    const cas_naive_game *naive = &game->naive;
    int *owner = CAS_ARRAY(game->arena, int, (size_t)naive->event_count + 1);
    for (int c = 0; c < game->instance->clause_count; c++)
        for (int t = 0; t < game->instance->clauses[c].trigger_count; t++)
            for (int e = naive->trigger_events[c][t]; e >= 0; e = naive->inner_event[e])
                owner[e] = c;
    game->owner_of = owner;
}

/* Whatever a line states is done: no stance holds anybody back, and every doing counts. */
static void open_naive(cas_scene_game *game)
{
    static const cas_goal nothing = {
        .name = "", .title = "", .words = "", .kind = CAS_GOAL_GIVES, .quant = {.kind = CAS_ANY}, .recipient = -1};
    cas_naive_game *naive = &game->naive;
    cas_stance *stances = CAS_ARRAY(game->arena, cas_stance, (size_t)game->instance->party_count + 1);
    for (int p = 0; p < game->instance->party_count; p++)
        stances[p] = CAS_RESISTS;
    cas_naive_open(naive, game->arena, game->instance, &nothing, stances);
    for (int p = 0; p < naive->parties; p++)
        for (int x = 0; x < naive->doing_count; x++)
            naive->matters[p * naive->doing_count + x] = naive->doings[x].recipient != p;
    game->told = (cas_naive_told){cas_scenario_rule_is_certain, cas_scenario_rule_is_possible, may_start, game};
    naive->told = &game->told;
    own_events(game);
}

cas_scene_game *cas_scene_game_open(cas_arena *arena, const cas_agreement *agreement, const cas_scenario *scenario,
                                    const int *choice, const int *attackers)
{
    cas_scene_game *game = CAS_NEW(arena, cas_scene_game);
    game->arena = arena;
    game->agreement = agreement;
    game->choice = choice;
    list_bindings(game, scenario, attackers);
    game->happened_at = CAS_ARRAY(arena, cas_cell, (size_t)game->incident_count + 1);
    game->happened_binding = CAS_ARRAY(arena, int, (size_t)game->incident_count + 1);
    merge(game, scenario);
    open_naive(game);
    cas_set *groups = CAS_ARRAY(arena, cas_set, (size_t)agreement->group_count + 1);
    for (int g = 0; g < agreement->group_count; g++) {
        const cas_parties group = {.kind = CAS_PARTIES_GROUP, .index = g};
        groups[g] = cas_scope_set(&game->scopes[0], &group);
    }
    game->groups = groups;
    return game;
}

/* ---- Playing ------------------------------------------------------------------------------------------------------- */

cas_cell *cas_scene_first(cas_scene_game *game)
{
    cas_cell *position = CAS_ARRAY(game->arena, cas_cell, (size_t)game->naive.cell_count);
    cas_naive_first(&game->naive, position);
    return position;
}

void cas_scene_happens(cas_scene_game *game, cas_cell *before, int incident, cas_cell *after)
{
    const cas_scene_incident *what = &game->incidents[incident];
    const int binding = what->binding >= 0 ? what->binding : cas_scene_binding(game, before[0]);
    game->happened_at[game->happened_count] = before[0];
    game->happened_binding[game->happened_count++] = what->binding;
    for (int e = 0; e < game->naive.event_count; e++) {
        cas_cell *tick = cas_occurred(&game->naive, before, e);
        if (game->naive.events[e]->kind == CAS_EV_INCIDENT && game->naive.events[e]->index == what->step->index &&
            *tick == CAS_NOT_YET && game->binding_of[game->owner_of[e]] == binding)
            *tick = before[0];
    }
    cas_naive_round(&game->naive, before, NULL, 0, after);
}

static bool reached_in(const cas_scene_game *game, cas_cell *position, int binding, int goal)
{
    const int watcher = game->watchers[(size_t)binding * (size_t)game->agreement->goal_count + (size_t)goal];
    if (watcher < 0) {
        cas_naive_game asked = game->naive;
        asked.goal = &game->goals[binding][goal];
        asked.goal_event = -1;
        return cas_naive_goal_reached(&asked, position);
    }
    for (int p = 0; p < game->naive.parties; p++)
        if (*cas_started(&game->naive, position, watcher, p) != CAS_NOT_YET)
            return true;
    return false;
}

bool cas_scene_goal_reached(const cas_scene_game *game, cas_cell *position, int goal)
{
    if (reached_in(game, position, cas_scene_binding(game, position[0]), goal))
        return true;
    for (int i = 0; i < game->happened_count; i++)
        if (game->happened_binding[i] >= 0 && reached_in(game, position, game->happened_binding[i], goal))
            return true;
    return false;
}

/* ---- The next tick ------------------------------------------------------------------------------------------------- */

cas_tick cas_scene_next_tick(const cas_scene_game *game, cas_cell *position)
{
    return cas_naive_next_event(&game->naive, position);
}
