/* The row of cells that is a position, and the agreement taken apart into numbered pieces. See naive_position.h. */
#include "hold/naive_position.h"

/* ---- Pieces ------------------------------------------------------------------------------------------------------ */

static void place_statements(cas_naive_game *game)
{
    const cas_instance *in = game->instance;
    int count = 0;
    for (int c = 0; c < in->clause_count; c++)
        count += in->clauses[c].statement_count;
    game->statements = CAS_ARRAY(game->arena, cas_placed, (size_t)count);
    game->first_statement = CAS_ARRAY(game->arena, int, (size_t)in->clause_count + 1);
    for (int c = 0; c < in->clause_count; c++) {
        game->first_statement[c] = game->statement_count;
        for (int s = 0; s < in->clauses[c].statement_count; s++)
            game->statements[game->statement_count++] = (cas_placed){c, &in->clauses[c].statements[s]};
    }
    game->first_statement[in->clause_count] = game->statement_count;
    game->ends = CAS_ARRAY(game->arena, int, (size_t)count);
    game->leaves = CAS_ARRAY(game->arena, int, (size_t)count);
    for (int s = 0; s < game->statement_count; s++)
        if (game->statements[s].words->kind == CAS_END)
            game->ends[game->end_count++] = s;
        else if (game->statements[s].words->kind == CAS_LEAVE)
            game->leaves[game->leave_count++] = s;
}

static int event_depth(const cas_event *event)
{
    int depth = 1;
    while (event->kind == CAS_EV_AFTER) {
        event = event->inner;
        depth++;
    }
    return depth;
}

/* Inner events come before the events that wait for them. */
static int add_event(cas_naive_game *game, const cas_event *event, int part)
{
    const int inner = event->kind == CAS_EV_AFTER ? add_event(game, event->inner, part) : -1;
    game->events[game->event_count] = event;
    game->event_part[game->event_count] = part;
    game->inner_event[game->event_count] = inner;
    return game->event_count++;
}

static void gather_events(cas_naive_game *game)
{
    const cas_instance *in = game->instance;
    int count = game->goal->kind == CAS_GOAL_EVENT ? event_depth(game->goal->event) : 0;
    for (int c = 0; c < in->clause_count; c++)
        for (int i = 0; i < in->clauses[c].trigger_count; i++)
            count += event_depth(in->clauses[c].triggers[i]);
    game->events = CAS_ARRAY(game->arena, const cas_event *, (size_t)count);
    game->inner_event = CAS_ARRAY(game->arena, int, (size_t)count);
    game->event_part = CAS_ARRAY(game->arena, int, (size_t)count);
    game->trigger_events = CAS_ARRAY(game->arena, int *, (size_t)in->clause_count);
    for (int c = 0; c < in->clause_count; c++) {
        game->trigger_events[c] = CAS_ARRAY(game->arena, int, (size_t)in->clauses[c].trigger_count);
        for (int i = 0; i < in->clauses[c].trigger_count; i++)
            game->trigger_events[c][i] = add_event(game, in->clauses[c].triggers[i], in->clauses[c].part);
    }
    game->goal_event = game->goal->kind == CAS_GOAL_EVENT ? add_event(game, game->goal->event, -1) : -1;
}

int cas_naive_doing(const cas_naive_game *game, cas_doing doing)
{
    for (int i = 0; i < game->doing_count; i++)
        if (game->doings[i].deed == doing.deed && game->doings[i].recipient == doing.recipient)
            return i;
    return -1;
}

static void add_doing(cas_naive_game *game, cas_doing doing)
{
    if (cas_naive_doing(game, doing) < 0)
        game->doings[game->doing_count++] = doing;
}

static void gather_doings(cas_naive_game *game)
{
    const cas_goal *goal = game->goal;
    size_t most = (size_t)game->event_count + (size_t)goal->deed_count;
    for (int s = 0; s < game->statement_count; s++)
        for (int w = 0; w < game->statements[s].words->way_count; w++)
            most += (size_t)game->statements[s].words->ways[w].count;
    game->doings = CAS_ARRAY(game->arena, cas_doing, most);
    for (int s = 0; s < game->statement_count; s++)
        for (int w = 0; w < game->statements[s].words->way_count; w++)
            for (int i = 0; i < game->statements[s].words->ways[w].count; i++)
                add_doing(game, game->statements[s].words->ways[w].doings[i]);
    for (int e = 0; e < game->event_count; e++)
        if (game->events[e]->kind == CAS_EV_DEED)
            add_doing(game, (cas_doing){game->events[e]->index, -1});
    for (int i = 0; i < goal->deed_count; i++)
        add_doing(game, (cas_doing){goal->deeds[i], goal->kind == CAS_GOAL_GIVES ? goal->recipient : -1});
}

/* ---- What can have any effect ------------------------------------------------------------------------------------ */

static bool goal_counts(const cas_goal *goal, int party, cas_doing doing)
{
    if (goal->kind == CAS_GOAL_EVENT || !cas_set_has(&goal->set, party))
        return false;
    if (goal->kind == CAS_GOAL_GIVES && doing.recipient != goal->recipient)
        return false;
    for (int i = 0; i < goal->deed_count; i++)
        if (goal->deeds[i] == doing.deed)
            return true;
    return false;
}

/*
 * A doing is of consequence only if the goal counts it, an event waits for it, a duty of the party asks for it, or a
 * prohibition makes it a breach. A part in what needs several is of consequence for the others, so sets are not
 * looked at where a duty or a power is shared.
 */
static bool doing_matters(const cas_naive_game *game, int party, cas_doing doing)
{
    if (goal_counts(game->goal, party, doing))
        return true;
    for (int e = 0; e < game->event_count; e++) {
        const cas_event *event = game->events[e];
        if (event->kind == CAS_EV_DEED && event->index == doing.deed && doing.recipient < 0 &&
            (!event->has_set || cas_set_has(&event->set, party)))
            return true;
    }
    for (int s = 0; s < game->statement_count; s++) {
        const cas_statement *words = game->statements[s].words;
        if (words->kind != CAS_DUTY && words->kind != CAS_PROHIBITION && words->kind != CAS_LEAVE &&
            words->who.kind == CAS_EACH)
            continue;
        if (cas_set_has(&words->who.set, party) && cas_naive_has_doing(words, doing, party))
            return true;
    }
    return false;
}

static void find_what_matters(cas_naive_game *game)
{
    game->matters = CAS_ARRAY(game->arena, bool, (size_t)game->parties *(size_t)game->doing_count);
    for (int p = 0; p < game->parties; p++)
        for (int x = 0; x < game->doing_count; x++)
            game->matters[p * game->doing_count + x] =
                game->doings[x].recipient != p && doing_matters(game, p, game->doings[x]);
    game->ballots_matter_later = CAS_ARRAY(game->arena, bool, (size_t)game->matter_count);
    for (int s = 0; s < game->statement_count; s++)
        if (game->statements[s].words->way_count && game->statements[s].words->who.voted_on >= 0)
            game->ballots_matter_later[game->statements[s].words->who.voted_on] = true;
}

/* ---- Cells ------------------------------------------------------------------------------------------------------- */

static void lay_out(cas_naive_game *game)
{
    const int parties = game->parties;
    game->at_clauses = 1;
    game->at_matters = game->at_clauses + game->instance->clause_count * parties;
    game->at_events = game->at_matters + game->matter_count * (CAS_MATTER_HEAD + 2 * parties);
    game->at_doings = game->at_events + game->event_count * (1 + parties);
    game->at_breaches = game->at_doings + parties * game->doing_count;
    game->at_notices = game->at_breaches + game->instance->clause_count * parties;
    game->cell_count = game->at_notices + game->leave_count * parties;
}

void cas_naive_open(cas_naive_game *game, cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                    const cas_stance *stances)
{
    *game = (cas_naive_game){.arena = arena, .instance = instance, .goal = goal, .stances = stances};
    game->parties = instance->party_count;
    game->matter_count = instance->decision_count + instance->finding_count;
    place_statements(game);
    gather_events(game);
    gather_doings(game);
    find_what_matters(game);
    lay_out(game);
    game->found = CAS_ARRAY(arena, bool, (size_t)instance->finding_count);
    game->open = CAS_ARRAY(arena, bool, (size_t)instance->finding_count);
    game->ballots = CAS_ARRAY(arena, uint8_t, (size_t)game->parties);
    game->outlooks =
        (cas_naive_table){.arena = arena, .width = 2 + (size_t)game->parties + (size_t)instance->finding_count};
    game->outlook_key = CAS_ARRAY(arena, cas_cell, game->outlooks.width);
}
