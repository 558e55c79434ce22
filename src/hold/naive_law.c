/*
 * What the agreement says in one position: who is bound, who may, who can, and so which moves are open. See
 * naive_position.h.
 */
#include "hold/naive_position.h"

#include "hold/ballots.h"

/* ---- Statements in force ----------------------------------------------------------------------------------------- */

bool cas_naive_has_left(const cas_naive_game *game, cas_cell *position, int part, int party)
{
    for (int l = 0; l < game->leave_count; l++) {
        const cas_placed *leave = &game->statements[game->leaves[l]];
        const cas_cell notice = *cas_notice(game, position, l, party);
        if (notice != CAS_NOT_YET && notice + leave->words->within <= position[0] &&
            game->instance->clauses[leave->clause].part == part)
            return true;
    }
    return false;
}

bool cas_naive_in_who(const cas_naive_game *game, cas_cell *position, const cas_placed *statement, int party)
{
    const cas_who *who = &statement->words->who;
    return cas_set_has(&who->set, party) &&
           !cas_naive_has_left(game, position, game->instance->clauses[statement->clause].part, party) &&
           (who->voted_on < 0 || *cas_ballot_cell(game, position, who->voted_on, party) == (cas_cell)who->voted);
}

/* An `end` in a clause that started for the party names the clause, or the deed. */
static bool has_ended(const cas_naive_game *game, cas_cell *position, int party, int clause, int deed)
{
    for (int e = 0; e < game->end_count; e++) {
        const cas_placed *end = &game->statements[game->ends[e]];
        if (*cas_started(game, position, end->clause, party) == CAS_NOT_YET)
            continue;
        for (int i = 0; i < end->words->end_clause_count; i++)
            if (end->words->end_clauses[i] == clause)
                return true;
        for (int i = 0; i < end->words->end_deed_count; i++)
            if (end->words->end_deeds[i] == deed)
                return true;
    }
    return false;
}

bool cas_naive_in_force(const cas_naive_game *game, cas_cell *position, const cas_placed *statement, int party)
{
    if (*cas_started(game, position, statement->clause, party) == CAS_NOT_YET ||
        !cas_naive_in_who(game, position, statement, party))
        return false;
    if (statement->words->kind == CAS_DUTY || statement->words->kind == CAS_PERMISSION)
        return !has_ended(game, position, party, statement->clause, -1);
    return true;
}

bool cas_naive_gives_to_itself(const cas_way *way, int party)
{
    for (int i = 0; i < way->count; i++)
        if (way->doings[i].recipient == party)
            return true;
    return false;
}

static bool way_has(const cas_way *way, cas_doing doing)
{
    for (int i = 0; i < way->count; i++)
        if (way->doings[i].deed == doing.deed && way->doings[i].recipient == doing.recipient)
            return true;
    return false;
}

bool cas_naive_has_doing(const cas_statement *statement, cas_doing doing, int party)
{
    for (int w = 0; w < statement->way_count; w++)
        if (way_has(&statement->ways[w], doing) && !cas_naive_gives_to_itself(&statement->ways[w], party))
            return true;
    return false;
}

/* ---- Bases and prohibitions -------------------------------------------------------------------------------------- */

/* A duty, permission or power of this party in force for this doing: its own, or one shared with others. */
static bool has_some_basis(const cas_naive_game *game, cas_cell *position, int party, cas_doing doing, bool shared)
{
    const bool is_power = game->instance->deeds[doing.deed].kind == CAS_POWER;
    if (has_ended(game, position, party, -1, doing.deed))
        return false;
    for (int s = 0; s < game->statement_count; s++) {
        const cas_statement *words = game->statements[s].words;
        bool several = words->who.kind == CAS_JOINTLY;
        if (is_power && words->kind != CAS_POWER_GRANT)
            continue;
        if (!is_power && words->kind != CAS_DUTY && words->kind != CAS_PERMISSION)
            continue;
        if (words->kind == CAS_POWER_GRANT)
            several = words->who.kind != CAS_EACH;
        if (several == shared && cas_naive_in_force(game, position, &game->statements[s], party) &&
            cas_naive_has_doing(words, doing, party))
            return true;
    }
    return false;
}

bool cas_naive_has_basis(const cas_naive_game *game, cas_cell *position, int party, cas_doing doing)
{
    return has_some_basis(game, position, party, doing, false);
}

/* A permission in force that prevails over the clause and covers the doing. */
static bool is_lifted(const cas_naive_game *game, cas_cell *position, int clause, int party, cas_doing doing)
{
    if (has_ended(game, position, party, -1, doing.deed))
        return false;
    for (int s = 0; s < game->statement_count; s++) {
        const cas_placed *permission = &game->statements[s];
        if (permission->words->kind == CAS_PERMISSION && permission->words->prevails_over == clause &&
            cas_naive_in_force(game, position, permission, party) &&
            cas_naive_has_doing(permission->words, doing, party))
            return true;
    }
    return false;
}

bool cas_naive_forbids(const cas_naive_game *game, cas_cell *position, int clause, int party, cas_doing doing)
{
    for (int s = game->first_statement[clause]; s < game->first_statement[clause + 1]; s++) {
        const cas_placed *prohibition = &game->statements[s];
        if (prohibition->words->kind == CAS_PROHIBITION && cas_naive_in_force(game, position, prohibition, party) &&
            cas_naive_has_doing(prohibition->words, doing, party))
            return !is_lifted(game, position, clause, party, doing);
    }
    return false;
}

bool cas_naive_forbidden(const cas_naive_game *game, cas_cell *position, int party, cas_doing doing)
{
    for (int c = 0; c < game->instance->clause_count; c++)
        if (cas_naive_forbids(game, position, c, party, doing))
            return true;
    return false;
}

/* An act that some joint duty of the text, in force or not, makes one act of several. */
static bool is_joint_act(const cas_naive_game *game, cas_doing doing, int member)
{
    for (int s = 0; s < game->statement_count; s++) {
        const cas_statement *words = game->statements[s].words;
        if (words->kind != CAS_DUTY || words->who.kind != CAS_JOINTLY)
            continue;
        if (member >= 0 && !cas_set_has(&words->who.set, member))
            continue;
        for (int w = 0; w < words->way_count; w++)
            if (way_has(&words->ways[w], doing))
                return true;
    }
    return false;
}

bool cas_naive_needs_others(const cas_naive_game *game, cas_cell *position, int party, cas_doing doing)
{
    if (cas_naive_has_basis(game, position, party, doing))
        return false;
    return game->instance->deeds[doing.deed].kind != CAS_ACT || is_joint_act(game, doing, -1);
}

/* ---- Duties ------------------------------------------------------------------------------------------------------ */

/* Every doing of the way has at least this status. */
static bool has_done_way(const cas_naive_game *game, cas_cell *position, const cas_way *way, int party,
                         cas_done_status least)
{
    for (int i = 0; i < way->count; i++)
        if (*cas_done(game, position, party, cas_naive_doing(game, way->doings[i])) < (cas_cell)least)
            return false;
    return true;
}

static bool has_done_some_way(const cas_naive_game *game, cas_cell *position, const cas_statement *duty, int party,
                              cas_done_status least)
{
    for (int w = 0; w < duty->way_count; w++)
        if (!cas_naive_gives_to_itself(&duty->ways[w], party) &&
            has_done_way(game, position, &duty->ways[w], party, least))
            return true;
    return false;
}

bool cas_naive_did_duty(const cas_naive_game *game, cas_cell *position, const cas_placed *duty, int party)
{
    return has_done_some_way(game, position, duty->words, party, CAS_DONE);
}

static bool can_bear(const cas_naive_game *game, cas_cell *position, const cas_placed *duty, int party)
{
    if (!cas_naive_in_who(game, position, duty, party))
        return false;
    for (int w = 0; w < duty->words->way_count; w++)
        if (!cas_naive_gives_to_itself(&duty->words->ways[w], party))
            return true;
    return false;
}

static bool all_did_way(const cas_naive_game *game, cas_cell *position, const cas_placed *duty, const cas_way *way)
{
    bool borne = false;
    for (int p = 0; p < game->parties; p++) {
        if (!cas_naive_in_who(game, position, duty, p) || cas_naive_gives_to_itself(way, p))
            continue;
        if (!has_done_way(game, position, way, p, CAS_DONE))
            return false;
        borne = true;
    }
    return borne;
}

static bool joint_duty_is_done(const cas_naive_game *game, cas_cell *position, const cas_placed *duty)
{
    for (int w = 0; w < duty->words->way_count; w++)
        if (all_did_way(game, position, duty, &duty->words->ways[w]))
            return true;
    return false;
}

static bool enough_did(const cas_naive_game *game, cas_cell *position, const cas_placed *duty)
{
    int count = 0;
    for (int p = 0; p < game->parties; p++)
        count += can_bear(game, position, duty, p) && cas_naive_did_duty(game, position, duty, p);
    return count >= duty->words->who.number;
}

/* Somebody who bore it has left without having done it. */
static bool some_left_undone(const cas_naive_game *game, cas_cell *position, const cas_placed *duty)
{
    for (int p = 0; game->leave_count && p < game->parties; p++) {
        bool way = false;
        for (int w = 0; w < duty->words->way_count; w++)
            way |= !cas_naive_gives_to_itself(&duty->words->ways[w], p);
        if (way && cas_set_has(&duty->words->who.set, p) &&
            *cas_started(game, position, duty->clause, p) != CAS_NOT_YET &&
            cas_naive_has_left(game, position, game->instance->clauses[duty->clause].part, p) &&
            !cas_naive_did_duty(game, position, duty, p))
            return true;
    }
    return false;
}

bool cas_naive_duty_is_done(const cas_naive_game *game, cas_cell *position, const cas_placed *duty)
{
    bool borne = false, all = true;
    for (int p = 0; p < game->parties; p++) {
        if (*cas_started(game, position, duty->clause, p) == CAS_NOT_YET || !can_bear(game, position, duty, p))
            continue;
        borne = true;
        all &= cas_naive_did_duty(game, position, duty, p);
    }
    if (duty->words->only_basis)
        return true;
    if (!borne)
        return !some_left_undone(game, position, duty);
    switch (duty->words->who.kind) {
    case CAS_EACH: return all;
    case CAS_JOINTLY: return joint_duty_is_done(game, position, duty);
    case CAS_ANY_NUMBER: return enough_did(game, position, duty);
    }
    return false;
}

/* What is left of the way can be done now without a breach. */
static bool is_lawful_way(const cas_naive_game *game, cas_cell *position, const cas_way *way, int party)
{
    for (int i = 0; i < way->count; i++) {
        const cas_doing doing = way->doings[i];
        const cas_cell status = *cas_done(game, position, party, cas_naive_doing(game, doing));
        if (status == CAS_DONE)
            continue;
        if (has_ended(game, position, party, -1, doing.deed) || cas_naive_forbidden(game, position, party, doing))
            return false;
        if (game->instance->deeds[doing.deed].kind != CAS_POWER || cas_naive_has_basis(game, position, party, doing))
            continue;
        if (status == CAS_CAME || !has_some_basis(game, position, party, doing, true))
            return false;
    }
    return true;
}

bool cas_naive_would_breach(const cas_naive_game *game, cas_cell *position, const cas_placed *duty, int party)
{
    const cas_statement *words = duty->words;
    bool complied = false, lawful = false;
    if (words->only_basis || !cas_naive_in_force(game, position, duty, party))
        return false;
    switch (words->who.kind) {
    case CAS_EACH: complied = cas_naive_did_duty(game, position, duty, party); break;
    case CAS_JOINTLY:
        complied =
            joint_duty_is_done(game, position, duty) || has_done_some_way(game, position, words, party, CAS_CAME);
        break;
    case CAS_ANY_NUMBER:
        complied = cas_naive_did_duty(game, position, duty, party) || enough_did(game, position, duty);
        break;
    }
    for (int w = 0; w < words->way_count && !complied; w++)
        lawful |=
            !cas_naive_gives_to_itself(&words->ways[w], party) && is_lawful_way(game, position, &words->ways[w], party);
    return lawful;
}

/* ---- Moves ------------------------------------------------------------------------------------------------------- */

static bool may_do(const cas_naive_game *game, cas_cell *position, int party, int index)
{
    const cas_doing doing = game->doings[index];
    const cas_cell status = *cas_done(game, position, party, index);
    if (status == CAS_DONE || !game->matters[party * game->doing_count + index])
        return false;
    /* A part in what needs several is played once. */
    if (cas_naive_needs_others(game, position, party, doing)) {
        if (status == CAS_CAME)
            return false;
        if (game->instance->deeds[doing.deed].kind == CAS_ACT ? !is_joint_act(game, doing, party)
                                                              : !has_some_basis(game, position, party, doing, true))
            return false;
    }
    return game->stances[party] == CAS_RESISTS || !cas_naive_forbidden(game, position, party, doing);
}

/* The agreement by which the decision or finding was opened. */
static int part_of_matter(const cas_naive_game *game, const cas_cell *head)
{
    return game->instance->clauses[game->statements[head[CAS_MATTER_STATEMENT]].clause].part;
}

static bool may_vote(const cas_naive_game *game, cas_cell *position, int party, int matter)
{
    const cas_cell *head = cas_matter(game, position, matter);
    if (head[CAS_MATTER_STATUS] != CAS_OPENED || *cas_ballot_cell(game, position, matter, party) != CAS_ABSENT)
        return false;
    const cas_statement *words = game->statements[head[CAS_MATTER_STATEMENT]].words;
    if (!words->rule)
        return false;
    bool *found = game->found;
    for (int f = 0; f < game->instance->finding_count; f++)
        found[f] = cas_matter(game, position, cas_finding_matter(game, f))[CAS_MATTER_STATUS] == CAS_ADOPTED_OR_FOUND;
    const cas_set voters = cas_rule_voters(words->rule, found);
    return cas_set_has(&voters, party) && !cas_naive_has_left(game, position, part_of_matter(game, head), party);
}

/* `on call`: members of the set while it is open. `by each`: everybody, also after others have found. */
static bool may_call(const cas_naive_game *game, cas_cell *position, int party, int finding)
{
    const int matter = cas_finding_matter(game, finding);
    const cas_cell *head = cas_matter(game, position, matter);
    if (head[CAS_MATTER_STATEMENT] == CAS_NOT_YET || *cas_call_cell(game, position, matter, party) ||
        cas_naive_has_left(game, position, part_of_matter(game, head), party))
        return false;
    const cas_statement *words = game->statements[head[CAS_MATTER_STATEMENT]].words;
    if (words->mode == CAS_BY_EACH)
        return true;
    return words->mode == CAS_ON_CALL && head[CAS_MATTER_STATUS] == CAS_OPENED && cas_set_has(&words->call_set, party);
}

int cas_naive_open_moves(const cas_naive_game *game, cas_cell *position, int party, cas_move *moves)
{
    int count = 0;
    for (int m = 0; m < game->matter_count; m++)
        if (may_vote(game, position, party, m))
            moves[count++] = (cas_move){CAS_MOVE_BALLOT, party, m, CAS_YES};
    for (int f = 0; f < game->instance->finding_count; f++)
        if (may_call(game, position, party, f))
            moves[count++] = (cas_move){CAS_MOVE_CALL, party, cas_finding_matter(game, f), 0};
    for (int x = 0; x < game->doing_count; x++)
        if (may_do(game, position, party, x))
            moves[count++] = (cas_move){CAS_MOVE_DO, party, x, 0};
    return count;
}

bool cas_naive_is_open_move(const cas_naive_game *game, cas_cell *position, const cas_move *move)
{
    switch (move->kind) {
    case CAS_MOVE_BALLOT: return may_vote(game, position, move->party, move->index);
    case CAS_MOVE_CALL:
        return move->index >= game->instance->decision_count &&
               may_call(game, position, move->party, move->index - game->instance->decision_count);
    case CAS_MOVE_DO: return may_do(game, position, move->party, move->index);
    }
    return false;
}

int cas_naive_most_moves(const cas_naive_game *game)
{
    return game->parties * (game->matter_count + game->instance->finding_count + game->doing_count);
}
