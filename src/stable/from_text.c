/* Reads the lines of a standoff, those of the standoff it is like first. Names were checked when the text was read. */
#include "stable/from_text.h"

#include "lang/tree.h"

#include <string.h>

typedef struct reading {
    cas_arena *arena;
    const cas_agreement *agreement;
    const cas_standoff *standoff;
    cas_names options, states, makers;
    cas_option *option;
    cas_maker *maker;
    const char **state_titles;
    const cas_option_statement **infeasible;
    size_t infeasible_count, infeasible_room;
    cas_arrow *arrows;
    size_t arrow_count, arrow_room;
    bool has_status_quo;
    uint64_t status_quo;
} reading;

/* ---- Conditions and states ------------------------------------------------------------------------------------------------ */

static const cas_option_statement *statement_of(const reading *r, const cas_node *node)
{
    if (node->kind == CAS_NODE_HOLDS)
        return cas_option_taken(r->arena, cas_names_find(&r->options, node->text));
    const cas_option_statement **parts = CAS_ARRAY(r->arena, const cas_option_statement *, node->count + 1);
    int count = 0;
    for (size_t i = 0; i < node->count; i++)
        if (cas_node_is_condition(node->kids[i]->kind))
            parts[count++] = statement_of(r, node->kids[i]);
    const cas_option_statement_kind kind = node->kind == CAS_NODE_NOT   ? CAS_OPTION_NOT
                                           : node->kind == CAS_NODE_AND ? CAS_OPTION_ALL
                                           : node->kind == CAS_NODE_OR  ? CAS_OPTION_ANY
                                                                        : CAS_OPTION_PROVIDED;
    return cas_option_join(r->arena, kind, parts, count);
}

static uint64_t state_of(const reading *r, const cas_node *node)
{
    uint64_t state = 0;
    if (node->text.length)
        return (uint64_t)cas_names_find(&r->states, node->text);
    for (size_t i = 0; i < node->count; i++)
        if (node->kids[i]->kind == CAS_NODE_NAME)
            state |= (uint64_t)1 << cas_names_find(&r->options, node->kids[i]->text);
    return state;
}

/* ---- Lines ------------------------------------------------------------------------------------------------------------------ */

static void read_priorities(const reading *r, const cas_node *line, cas_maker *maker)
{
    const size_t levels = cas_kids_of(line, CAS_NODE_LEVEL);
    cas_priority *priorities = CAS_ARRAY(r->arena, cas_priority, levels + 1);
    size_t at = 0, count = 0;
    for (const cas_node *level; (level = cas_kid_from(line, CAS_NODE_LEVEL, &at)) != NULL;) {
        const cas_option_statement **statements = CAS_ARRAY(r->arena, const cas_option_statement *, level->count + 1);
        int said = 0;
        for (size_t i = 0; i < level->count; i++)
            if (cas_node_is_condition(level->kids[i]->kind))
                statements[said++] = statement_of(r, level->kids[i]);
        priorities[count++] = (cas_priority){statements, said, (level->flags & CAS_FLAG_UNKNOWN) != 0};
    }
    maker->priorities = priorities;
    maker->priority_count = (int)count;
    maker->ranks = NULL;
    maker->rank_count = 0;
}

static void read_ranks(const reading *r, const cas_node *line, cas_maker *maker)
{
    const size_t levels = cas_kids_of(line, CAS_NODE_LEVEL);
    cas_rank *ranks = CAS_ARRAY(r->arena, cas_rank, levels + 1);
    size_t at = 0, count = 0;
    for (const cas_node *level; (level = cas_kid_from(line, CAS_NODE_LEVEL, &at)) != NULL;) {
        uint64_t *states = CAS_ARRAY(r->arena, uint64_t, level->count + 1);
        int said = 0;
        for (size_t i = 0; i < level->count; i++)
            if (level->kids[i]->kind == CAS_NODE_STATE)
                states[said++] = state_of(r, level->kids[i]);
        ranks[count++] = (cas_rank){states, said, (level->flags & CAS_FLAG_UNKNOWN) != 0};
    }
    maker->ranks = ranks;
    maker->rank_count = (int)count;
    maker->priorities = NULL;
    maker->priority_count = 0;
}

static void read_moves(reading *r, const cas_node *line)
{
    size_t at = 0;
    const int maker = cas_names_find(&r->makers, line->text);
    for (const cas_node *move; (move = cas_kid_from(line, CAS_NODE_MOVE, &at)) != NULL;) {
        r->arrows = CAS_ROOM(r->arena, r->arrows, r->arrow_count, &r->arrow_room);
        r->arrows[r->arrow_count++] =
            (cas_arrow){maker, cas_names_find(&r->states, move->text), cas_names_find(&r->states, move->extra)};
    }
}

static void read_titles(reading *r, const cas_node *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->kids[i]->kind == CAS_NODE_NAME && line->kids[i]->title.length)
            r->state_titles[cas_names_find(&r->states, line->kids[i]->text)] =
                cas_text_string(r->arena, line->kids[i]->title);
}

static void read_line(reading *r, const cas_node *line)
{
    const int maker = cas_names_find(&r->makers, line->text);
    switch ((int)line->kind) {
    case CAS_NODE_INFEASIBLE:
        r->infeasible = CAS_ROOM(r->arena, r->infeasible, r->infeasible_count, &r->infeasible_room);
        r->infeasible[r->infeasible_count++] = statement_of(r, cas_kid_condition(line));
        return;
    case CAS_NODE_IRREVERSIBLE:
        r->option[cas_names_find(&r->options, line->text)].stays |=
            line->flags & CAS_FLAG_NOT ? CAS_STAYS_UNTAKEN : CAS_STAYS_TAKEN;
        return;
    case CAS_NODE_WEIGHS: read_priorities(r, line, &r->maker[maker]); return;
    case CAS_NODE_RANKS: read_ranks(r, line, &r->maker[maker]); return;
    case CAS_NODE_MOVES: read_moves(r, line); return;
    case CAS_NODE_STATES: read_titles(r, line); return;
    case CAS_NODE_STATUS_QUO:
        r->has_status_quo = true;
        r->status_quo = state_of(r, cas_kid(line, CAS_NODE_STATE));
        return;
    default: return;
    }
}

static void read_lines(reading *r, const cas_standoff *standoff)
{
    if (standoff->like >= 0)
        read_lines(r, &r->agreement->standoffs[standoff->like]);
    for (size_t i = 0; i < standoff->node->count; i++) {
        cas_poll(r->arena->ctx);
        read_line(r, standoff->node->kids[i]);
    }
}

/* ---- Together ------------------------------------------------------------------------------------------------------------------ */

static void name_all(reading *r)
{
    const cas_standoff *standoff = r->standoff;
    r->options.arena = r->states.arena = r->makers.arena = r->arena;
    r->option = CAS_ARRAY(r->arena, cas_option, (size_t)standoff->option_count + 1);
    r->maker = CAS_ARRAY(r->arena, cas_maker, (size_t)standoff->holder_count + 1);
    r->state_titles = CAS_ARRAY(r->arena, const char *, (size_t)standoff->state_count + 1);
    for (int k = 0; k < standoff->option_count; k++) {
        cas_names_add(&r->options, cas_text_of(standoff->options[k].name));
        r->option[k] =
            (cas_option){standoff->options[k].name, standoff->options[k].title, standoff->options[k].owner, 0};
    }
    for (int s = 0; s < standoff->state_count; s++) {
        cas_names_add(&r->states, cas_text_of(standoff->states[s]));
        r->state_titles[s] = standoff->states[s];
    }
    for (int m = 0; m < standoff->holder_count; m++) {
        const int party = standoff->holder_parties[m];
        cas_names_add(&r->makers, cas_text_of(standoff->holders[m]));
        r->maker[m] = (cas_maker){.name = standoff->holders[m],
                                  .title = party >= 0 ? r->agreement->parties[party].title : standoff->holders[m]};
    }
}

static const char *what_is_wrong(cas_arena *arena, const cas_standoff *standoff)
{
    if (standoff->option_count && standoff->state_count)
        return cas_format(arena, "standoff %s has options and drawn states: it can have one or the other",
                          standoff->name);
    if (standoff->option_count > CAS_MAX_OPTIONS)
        return cas_format(arena, "standoff %s has %d options; %d are the most", standoff->name, standoff->option_count,
                          CAS_MAX_OPTIONS);
    if (standoff->holder_count > CAS_MAX_MAKERS)
        return cas_format(arena, "standoff %s has %d decision makers; %d are the most", standoff->name,
                          standoff->holder_count, CAS_MAX_MAKERS);
    for (int k = 0; k < standoff->option_count; k++)
        if (standoff->options[k].owner < 0)
            return cas_format(arena, "option %s has no owner", standoff->options[k].name);
    return NULL;
}

const cas_conflict *cas_conflict_of_standoff(cas_arena *arena, const cas_agreement *agreement, int standoff,
                                             cas_standoff_problem *problem)
{
    reading r = {.arena = arena, .agreement = agreement, .standoff = &agreement->standoffs[standoff]};
    *problem = (cas_standoff_problem){what_is_wrong(arena, r.standoff), r.standoff->span};
    if (problem->words)
        return NULL;
    name_all(&r);
    read_lines(&r, r.standoff);
    cas_conflict *out = CAS_NEW(arena, cas_conflict);
    *out = (cas_conflict){.name = r.standoff->name,
                          .title = r.standoff->title,
                          .makers = r.maker,
                          .maker_count = r.standoff->holder_count,
                          .options = r.option,
                          .option_count = r.standoff->option_count,
                          .infeasible = r.infeasible,
                          .infeasible_count = (int)r.infeasible_count,
                          .drawn = r.standoff->state_count > 0,
                          .state_names = r.standoff->states,
                          .state_titles = r.state_titles,
                          .state_count = r.standoff->state_count,
                          .arrows = r.arrows,
                          .arrow_count = (int)r.arrow_count,
                          .has_status_quo = r.has_status_quo,
                          .status_quo = r.status_quo};
    return out;
}

/* The last line that says what a maker prefers, or (maker null) what the status quo is; the standoff it is like is looked at last. */
static const cas_node *line_of(const cas_agreement *agreement, const cas_standoff *standoff, const char *maker)
{
    for (size_t i = standoff->node->count; i-- > 0;) {
        const cas_node *line = standoff->node->kids[i];
        const bool says =
            maker ? (line->kind == CAS_NODE_WEIGHS || line->kind == CAS_NODE_RANKS) && cas_text_is(line->text, maker)
                  : line->kind == CAS_NODE_STATUS_QUO;
        if (says)
            return line;
    }
    return standoff->like >= 0 ? line_of(agreement, &agreement->standoffs[standoff->like], maker) : NULL;
}

bool cas_standoff_cites(const cas_agreement *agreement, int standoff, const char *maker)
{
    const cas_node *line = line_of(agreement, &agreement->standoffs[standoff], maker);
    return line && cas_kid(line, CAS_NODE_CITE);
}

const cas_states *cas_states_of_standoff(cas_arena *arena, const cas_agreement *agreement, int standoff,
                                         const cas_conflict *conflict, cas_standoff_problem *problem)
{
    const char *words;
    int maker;
    const cas_states *states = cas_states_of(arena, conflict, &words, &maker);
    if (states)
        return states;
    const cas_standoff *told = &agreement->standoffs[standoff];
    const cas_node *line = maker >= 0 ? line_of(agreement, told, conflict->makers[maker].name) : NULL;
    if (!line && strstr(words, "status quo"))
        line = line_of(agreement, told, NULL);
    *problem = (cas_standoff_problem){words, line ? line->span : told->span};
    return NULL;
}
