/* The next tick at which anything can happen by itself: a duty falls due, a stage comes into force, a timer or a notice runs out. */
#include "hold/naive_position.h"

#include "hold/control.h"

static void consider(cas_tick *next, cas_tick now, cas_tick tick)
{
    if (tick > now && tick < *next)
        *next = tick;
}

static void consider_duties(const cas_naive_game *game, cas_cell *position, cas_tick *next)
{
    for (int s = 0; s < game->statement_count; s++) {
        const cas_placed *duty = &game->statements[s];
        for (int p = 0; duty->words->kind == CAS_DUTY && p < game->parties; p++) {
            const cas_cell started = *cas_started(game, position, duty->clause, p);
            if (started != CAS_NOT_YET)
                consider(next, position[0], started + duty->words->within);
        }
    }
}

enum { MOST_STAGES = 64 };

static void consider_matter(const cas_naive_game *game, cas_cell *position, int matter, cas_tick *next)
{
    const cas_cell *head = cas_matter(game, position, matter);
    if (head[CAS_MATTER_STATEMENT] == CAS_NOT_YET)
        return;
    const cas_statement *words = game->statements[head[CAS_MATTER_STATEMENT]].words;
    if (head[CAS_MATTER_STATUS] == CAS_REJECTED_OR_NOT_FOUND && words->kind == CAS_DECIDE && words->again_after >= 0)
        consider(next, position[0], head[CAS_MATTER_SETTLED] + (words->again_after > 0 ? words->again_after : 1));
    if (head[CAS_MATTER_STATUS] != CAS_OPENED || !words->rule)
        return;
    cas_tick stages[MOST_STAGES];
    const int count = cas_rule_stages(words->rule, stages, 0, MOST_STAGES);
    for (int i = 0; i < count && i < MOST_STAGES; i++)
        consider(next, position[0], head[CAS_MATTER_OPENED] + stages[i]);
    consider(next, position[0], head[CAS_MATTER_OPENED] + words->within);
}

static void consider_timers(const cas_naive_game *game, cas_cell *position, cas_tick *next)
{
    for (int e = 0; e < game->event_count; e++) {
        const int inner = game->inner_event[e];
        for (int i = 0; inner >= 0 && i <= game->parties; i++) {
            const cas_cell began = cas_occurred(game, position, inner)[i];
            if (began != CAS_NOT_YET && cas_occurred(game, position, e)[i] == CAS_NOT_YET)
                consider(next, position[0], began + game->events[e]->delay);
        }
    }
}

static void consider_notices(const cas_naive_game *game, cas_cell *position, cas_tick *next)
{
    for (int l = 0; l < game->leave_count; l++)
        for (int p = 0; p < game->parties; p++) {
            const cas_cell notice = *cas_notice(game, position, l, p);
            if (notice != CAS_NOT_YET)
                consider(next, position[0], notice + game->statements[game->leaves[l]].words->within);
        }
}

cas_tick cas_naive_next_event(const cas_naive_game *game, cas_cell *position)
{
    cas_tick next = CAS_NEVER;
    consider_duties(game, position, &next);
    for (int m = 0; m < game->matter_count; m++)
        consider_matter(game, position, m, &next);
    consider_timers(game, position, &next);
    consider_notices(game, position, &next);
    return next;
}
