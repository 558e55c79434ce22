/*
 * A play of the game in which the helpers guarantee the value and the others hold out as long as they can, told move
 * by move.
 *
 * From a position of value v the helpers make the first set of moves after which every allowed answer is won by v;
 * among the answers some is not won by v - 1, or v would not be the least, and the others give that one. The value
 * stays v all along. What is told of a step: the moves made, then every clause, finding, decision and breach whose
 * cell changed.
 */
#include "hold/naive.h"

#include "hold/naive_search.h"

#include <string.h>

typedef struct telling {
    cas_naive_search search;
    cas_arena *arena; /* of the lines */
    cas_naive_line *lines;
    size_t count, room;
} telling;

static void tell(telling *t, cas_tick tick, const char *words)
{
    t->lines = CAS_ROOM(t->arena, t->lines, t->count, &t->room);
    t->lines[t->count++] = (cas_naive_line){tick, words};
}

static const char *name_of_matter(const cas_instance *in, int matter)
{
    return matter < in->decision_count ? in->decision_names[matter] : in->finding_names[matter - in->decision_count];
}

static void tell_move(telling *t, cas_tick tick, const cas_move *move)
{
    static const char *const ballots[] = {"yes", "no", "abstain", "absent"};
    const cas_instance *in = t->search.game.instance;
    const char *party = in->party_names[move->party];
    switch (move->kind) {
    case CAS_MOVE_BALLOT:
        tell(t, tick,
             cas_format(t->arena, "%s votes %s on %s", party, ballots[move->choice], name_of_matter(in, move->index)));
        break;
    case CAS_MOVE_CALL:
        tell(t, tick, cas_format(t->arena, "%s finds %s", party, name_of_matter(in, move->index)));
        break;
    case CAS_MOVE_DO: {
        const cas_doing doing = t->search.game.doings[move->index];
        if (doing.recipient >= 0)
            tell(t, tick,
                 cas_format(t->arena, "%s gives %s to %s", party, in->deeds[doing.deed].name,
                            in->party_names[doing.recipient]));
        else
            tell(t, tick, cas_format(t->arena, "%s does %s", party, in->deeds[doing.deed].name));
        break;
    }
    }
}

static bool any_cell(const cas_cell *cells, int count, cas_cell from)
{
    for (int i = 0; i < count; i++)
        if (cells[i] >= from)
            return true;
    return false;
}

static void tell_matter(telling *t, cas_tick tick, int matter, cas_cell status)
{
    const cas_instance *in = t->search.game.instance;
    const bool decision = matter < in->decision_count;
    const char *words[] = {"closed", "opens", decision ? "adopted" : "found", decision ? "rejected" : "not found"};
    tell(t, tick, cas_format(t->arena, "%s %s", name_of_matter(in, matter), words[status]));
}

static void tell_changes(telling *t, cas_cell *before, cas_cell *after)
{
    const cas_naive_game *game = &t->search.game;
    const cas_instance *in = game->instance;
    for (int m = 0; m < game->matter_count; m++)
        if (cas_matter(game, before, m)[CAS_MATTER_STATUS] != cas_matter(game, after, m)[CAS_MATTER_STATUS])
            tell_matter(t, after[0], m, cas_matter(game, after, m)[CAS_MATTER_STATUS]);
    for (int c = 0; c < in->clause_count; c++) {
        for (int p = 0; p < game->parties; p++)
            if (*cas_breached(game, before, c, p) != *cas_breached(game, after, c, p))
                tell(t, after[0], cas_format(t->arena, "%s breaches %s", in->party_names[p], in->clauses[c].label));
        if (!any_cell(cas_started(game, before, c, 0), game->parties, 0) &&
            any_cell(cas_started(game, after, c, 0), game->parties, 0))
            tell(t, after[0], cas_format(t->arena, "clause %s starts", in->clauses[c].label));
    }
}

/* Room for one step. */
typedef struct step {
    cas_cell *next;
    cas_move *moves;
    cas_naive_slot *slots, *others;
    int helper_count, other_count;
} step;

/*
 * Every allowed answer to the first helper_moves moves is won by `last`; the answer that is not won by last - 1 is
 * left in the step.
 */
static bool is_best_choice(telling *t, cas_cell *position, step *s, int helper_moves, cas_tick last, int *made)
{
    bool wins = true, held_out = false;
    int best = 0;
    cas_move *best_moves = CAS_ARRAY(t->search.game.arena, cas_move, (size_t)cas_naive_most_moves(&t->search.game));
    for (int i = 0; i < s->other_count; i++)
        s->others[i].option = 0;
    do {
        const int count = helper_moves + cas_naive_chosen(s->others, s->other_count, false, s->moves + helper_moves);
        t->search.last = last;
        const cas_outcome then = cas_naive_follow(&t->search, position, s->moves, count, 0, s->next);
        wins = then != CAS_LOST;
        if (then != CAS_WON || held_out)
            continue;
        held_out = last == 0 || !cas_naive_win(&t->search, s->next, last - 1);
        if (held_out) {
            best = count;
            memcpy(best_moves, s->moves, (size_t)count * sizeof *best_moves);
        }
    } while (cas_naive_next_choice(s->others, s->other_count) && wins);
    if (wins)
        memcpy(s->moves, best_moves, (size_t)best * sizeof *best_moves);
    *made = best;
    return wins;
}

static step open_step(telling *t, cas_cell *position)
{
    cas_arena *arena = t->search.game.arena;
    const size_t most = (size_t)cas_naive_most_moves(&t->search.game);
    step s = {CAS_ARRAY(arena, cas_cell, (size_t)t->search.game.cell_count),
              CAS_ARRAY(arena, cas_move, most),
              CAS_ARRAY(arena, cas_naive_slot, most),
              NULL,
              0,
              0};
    s.helper_count = cas_naive_slots(&t->search, position, true, s.moves, s.slots);
    s.others = s.slots + s.helper_count;
    s.other_count = cas_naive_slots(&t->search, position, false, s.moves, s.others);
    return s;
}

static void take_step(telling *t, cas_cell *position, cas_tick last)
{
    step s = open_step(t, position);
    int made = 0;
    do {
        const int helper_moves = cas_naive_chosen(s.slots, s.helper_count, true, s.moves);
        if (is_best_choice(t, position, &s, helper_moves, last, &made))
            break;
    } while (cas_naive_next_choice(s.slots, s.helper_count));
    for (int i = 0; i < made; i++)
        tell_move(t, position[0], &s.moves[i]);
    t->search.last = last;
    const cas_outcome then = cas_naive_follow(&t->search, position, s.moves, made, 0, s.next);
    CAS_CHECK(t->arena->ctx, then == CAS_WON);
    tell_changes(t, position, s.next);
    memcpy(position, s.next, (size_t)t->search.game.cell_count * sizeof *position);
}

const cas_naive_line *cas_naive_principal_line(cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                                               const cas_stance *stances, uint64_t max_states, int *line_count)
{
    telling t = {.arena = arena, .search = {.most = max_states}};
    cas_cell *position;
    const cas_tick value = cas_naive_search_value(&t.search, arena, instance, goal, stances, &position);
    *line_count = 0;
    if (value == CAS_NEVER)
        return NULL;
    cas_cell *nothing = CAS_ARRAY(arena, cas_cell, (size_t)t.search.game.cell_count);
    for (int i = t.search.game.at_clauses; i < t.search.game.at_matters; i++)
        nothing[i] = CAS_NOT_YET;
    tell_changes(&t, nothing, position);
    while (!cas_naive_goal_reached(&t.search.game, position))
        take_step(&t, position, value);
    tell(&t, position[0], "the goal is reached");
    *line_count = (int)t.count;
    return t.lines;
}
