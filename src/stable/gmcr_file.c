/* Reading and writing conflicts as GMCR+ saves them. */
#include "stable/gmcr_file.h"

#include "base/json_value.h"

#include <string.h>

typedef struct importing {
    cas_arena *arena;
    cas_option *options;
    int option_count;
    const char *problem;
} importing;

static void *refuse(importing *i, const char *problem)
{
    if (!i->problem)
        i->problem = problem;
    return NULL;
}

/* Either spelling. */
static const cas_json_value *either(const cas_json_value *object, const char *now, const char *before)
{
    const cas_json_value *found = cas_json_member(object, now);
    return found ? found : cas_json_member(object, before);
}

static bool is_array(const cas_json_value *value)
{
    return value && value->kind == CAS_JSON_ARRAY;
}

static int whole_number(const cas_json_value *value, int least, int most)
{
    if (!value || value->kind != CAS_JSON_NUMBER || value->number < least || value->number > most ||
        value->number != (int)value->number)
        return least - 1;
    return (int)value->number;
}

/* ---- Options ------------------------------------------------------------------------------------------------------------------------ */

static void read_options(importing *i, const cas_json_value *list)
{
    if (!is_array(list) || list->count > CAS_MAX_OPTIONS) {
        refuse(i, cas_format(i->arena, "there is no list of at most %d `options`", CAS_MAX_OPTIONS));
        return;
    }
    i->option_count = (int)list->count;
    i->options = CAS_ARRAY(i->arena, cas_option, list->count + 1);
    for (size_t k = 0; k < list->count; k++) {
        const cas_json_value *name = cas_json_member(list->items[k], "name"),
                             *way = either(list->items[k], "permittedDirection", "reversibility");
        const char *direction = way && way->kind == CAS_JSON_STRING ? way->string : "both";
        if (!name || name->kind != CAS_JSON_STRING) {
            refuse(i, cas_format(i->arena, "option %zu has no name", k + 1));
            return;
        }
        int stays = 0;
        if (strcmp(direction, "fwd") == 0 || strcmp(direction, "forward") == 0)
            stays = CAS_STAYS_TAKEN;
        else if (strcmp(direction, "back") == 0 || strcmp(direction, "backward") == 0)
            stays = CAS_STAYS_UNTAKEN;
        else if (strcmp(direction, "none") == 0 || strcmp(direction, "fixed") == 0 || strcmp(direction, "neither") == 0)
            stays = CAS_STAYS_TAKEN | CAS_STAYS_UNTAKEN;
        else if (strcmp(direction, "both") != 0) {
            refuse(i,
                   cas_format(i->arena, "option %zu goes `%.40s`, which is none of both, fwd, back", k + 1, direction));
            return;
        }
        i->options[k] = (cas_option){name->string, name->string, -1, stays};
    }
}

/* ---- Conditions --------------------------------------------------------------------------------------------------------------------- */

/* [[0, "Y"], [3, "N"]]: all of these. */
static const cas_option_statement *read_condition(importing *i, const cas_json_value *list)
{
    if (!is_array(list))
        return refuse(i, "a condition is no list of [option, \"Y\" or \"N\"]");
    const cas_option_statement **parts = CAS_ARRAY(i->arena, const cas_option_statement *, list->count + 1);
    for (size_t p = 0; p < list->count; p++) {
        const cas_json_value *pair = list->items[p];
        const int option =
            is_array(pair) && pair->count == 2 ? whole_number(pair->items[0], 0, i->option_count - 1) : -1;
        const char *taken = option >= 0 && pair->items[1]->kind == CAS_JSON_STRING ? pair->items[1]->string : "";
        if (strcmp(taken, "Y") != 0 && strcmp(taken, "N") != 0)
            return refuse(i, "a condition has something else than [option, \"Y\" or \"N\"]");
        parts[p] = cas_option_taken(i->arena, option);
        if (*taken == 'N')
            parts[p] = cas_option_not(i->arena, parts[p]);
    }
    return list->count == 1 ? parts[0] : cas_option_join(i->arena, CAS_OPTION_ALL, parts, (int)list->count);
}

/* A condition, or {"compound": true, "members": [...]}: any of these. */
static const cas_option_statement *read_preference(importing *i, const cas_json_value *value)
{
    const cas_json_value *members = cas_json_member(value, "members");
    if (!is_array(members))
        return read_condition(i, value);
    const cas_option_statement **parts = CAS_ARRAY(i->arena, const cas_option_statement *, members->count + 1);
    for (size_t p = 0; p < members->count; p++)
        if (!(parts[p] = read_condition(i, members->items[p])))
            return NULL;
    return members->count == 1 ? parts[0] : cas_option_join(i->arena, CAS_OPTION_ANY, parts, (int)members->count);
}

static void read_preferences(importing *i, const cas_json_value *list, cas_maker *maker)
{
    const size_t count = is_array(list) ? list->count : 0;
    cas_priority *priorities = CAS_ARRAY(i->arena, cas_priority, count + 1);
    for (size_t p = 0; p < count; p++) {
        const cas_option_statement **one = CAS_ARRAY(i->arena, const cas_option_statement *, 1);
        bool heard = false;
        if (!(one[0] = read_preference(i, list->items[p])))
            return;
        for (int q = 0; q < maker->priority_count && !heard; q++)
            heard = cas_option_relation(priorities[q].statements[0], one[0]) != 0;
        if (!heard)
            priorities[maker->priority_count++] = (cas_priority){one, 1};
    }
    maker->priorities = priorities;
}

/* ---- Rankings ----------------------------------------------------------------------------------------------------------------------- */

/* States by number from 1 in ascending order; those that are not feasible have no number. */
static void read_ranking(importing *i, const cas_json_value *list, const cas_conflict *bare, cas_maker *maker)
{
    const char *problem = NULL;
    cas_conflict *states_only = CAS_NEW(i->arena, cas_conflict);
    *states_only = *bare;
    states_only->maker_count = 0;
    const cas_states *states = cas_states_of(i->arena, states_only, &problem, NULL);
    if (!states || !is_array(list)) {
        refuse(i, states ? cas_format(i->arena, "%s has no ranking of the states", maker->name) : problem);
        return;
    }
    cas_rank *ranks = CAS_ARRAY(i->arena, cas_rank, list->count + 1);
    for (size_t r = 0; r < list->count; r++) {
        const cas_json_value *level = list->items[r];
        const size_t many = is_array(level) ? level->count : 1;
        uint64_t *tied = CAS_ARRAY(i->arena, uint64_t, many + 1);
        for (size_t t = 0; t < many; t++) {
            const int number = whole_number(is_array(level) ? level->items[t] : level, 1, (int)states->count);
            if (number < 1) {
                refuse(i, cas_format(i->arena, "the ranking of %s names a state that is none of 1 to %u", maker->name,
                                     states->count));
                return;
            }
            tied[t] = states->options[number - 1];
        }
        ranks[r] = (cas_rank){tied, (int)many};
    }
    maker->ranks = ranks;
    maker->rank_count = (int)list->count;
}

/* ---- Together ------------------------------------------------------------------------------------------------------------------------ */

static void read_maker(importing *i, const cas_json_value *value, int m, bool by_ranking, const cas_conflict *bare,
                       cas_maker *maker)
{
    const cas_json_value *name = cas_json_member(value, "name"), *own = cas_json_member(value, "options");
    if (!name || name->kind != CAS_JSON_STRING || !is_array(own)) {
        refuse(i, cas_format(i->arena, "decision maker %d has no name, or no list of options", m + 1));
        return;
    }
    *maker = (cas_maker){.name = name->string, .title = name->string};
    for (size_t k = 0; k < own->count; k++) {
        const int option = whole_number(own->items[k], 0, i->option_count - 1);
        if (option < 0) {
            refuse(i, cas_format(i->arena, "%s has an option that there is not", maker->name));
            return;
        }
        if (i->options[option].owner >= 0 && i->options[option].owner != m) {
            refuse(i,
                   cas_format(i->arena, "option %s has two owners; each option can have one", i->options[option].name));
            return;
        }
        i->options[option].owner = m;
    }
    if (by_ranking)
        read_ranking(i, either(value, "preferenceRanking", "preferenceVector"), bare, maker);
    else
        read_preferences(i, cas_json_member(value, "preferences"), maker);
}

const cas_conflict *cas_gmcr_read(cas_arena *arena, cas_text bytes, const char *name, const char **problem)
{
    importing i = {.arena = arena};
    const cas_json_value *file = cas_json_read(arena, bytes, problem);
    if (!file)
        return NULL;
    const cas_json_value *makers = cas_json_member(file, "decisionMakers"),
                         *infeasibles = cas_json_member(file, "infeasibles");
    const cas_json_value *manual = either(file, "useManualPreferenceRanking", "useManualPreferenceVectors");
    cas_conflict *out = CAS_NEW(arena, cas_conflict);
    read_options(&i, cas_json_member(file, "options"));
    if (!is_array(makers) || makers->count > CAS_MAX_MAKERS)
        refuse(&i, cas_format(arena, "there is no list of at most %d `decisionMakers`", CAS_MAX_MAKERS));
    const size_t ruled_out = is_array(infeasibles) ? infeasibles->count : 0;
    const cas_option_statement **infeasible = CAS_ARRAY(arena, const cas_option_statement *, ruled_out + 1);
    for (size_t n = 0; n < ruled_out && !i.problem; n++)
        infeasible[n] = read_preference(&i, infeasibles->items[n]);
    if (!i.problem) {
        cas_maker *list = CAS_ARRAY(arena, cas_maker, makers->count + 1);
        *out = (cas_conflict){.name = name,
                              .title = name,
                              .makers = list,
                              .maker_count = (int)makers->count,
                              .options = i.options,
                              .option_count = i.option_count,
                              .infeasible = infeasible,
                              .infeasible_count = (int)ruled_out};
        for (size_t m = 0; m < makers->count && !i.problem; m++)
            read_maker(&i, makers->items[m], (int)m, manual && manual->boolean, out, &list[m]);
    }
    for (int k = 0; k < i.option_count && !i.problem; k++)
        if (i.options[k].owner < 0)
            refuse(&i, cas_format(arena, "option %s has no owner", i.options[k].name));
    *problem = i.problem;
    return i.problem ? NULL : out;
}

/* ---- Writing --------------------------------------------------------------------------------------------------------------------------- */

static void put_string(cas_builder *out, const char *string)
{
    cas_putc(out, '"');
    for (const char *c = string; *c; c++)
        if ((unsigned char)*c < 0x20)
            cas_putf(out, "\\u%04x", *c);
        else
            cas_putf(out, *c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
    cas_putc(out, '"');
}

/* One and: an option, not an option, or all of several such. False when the statement is none. */
static bool put_and(cas_builder *out, const cas_option_statement *statement)
{
    const bool joined = statement->kind == CAS_OPTION_ALL;
    cas_putc(out, '[');
    for (int p = 0; p < (joined ? statement->part_count : 1); p++) {
        const cas_option_statement *part = joined ? statement->parts[p] : statement;
        const bool not_taken = part->kind == CAS_OPTION_NOT;
        part = not_taken ? part->parts[0] : part;
        if (part->kind != CAS_OPTION_TAKEN)
            return false;
        cas_putf(out, "%s[%d, \"%c\"]", p ? ", " : "", part->option, not_taken ? 'N' : 'Y');
    }
    cas_putc(out, ']');
    return true;
}

static bool put_statement(cas_builder *out, const cas_option_statement *statement)
{
    if (statement->kind != CAS_OPTION_ANY)
        return put_and(out, statement);
    cas_puts(out, "{\"compound\": true, \"members\": [");
    for (int p = 0; p < statement->part_count; p++) {
        cas_puts(out, p ? ", " : "");
        if (!put_and(out, statement->parts[p]))
            return false;
    }
    cas_puts(out, "]}");
    return true;
}

static const char *statements_of(cas_arena *arena, const cas_maker *maker)
{
    cas_builder out = {.arena = arena};
    for (int p = 0; p < maker->priority_count; p++) {
        cas_puts(&out, p ? ", " : "");
        if (maker->priorities[p].count != 1 || !put_statement(&out, maker->priorities[p].statements[0]))
            return "";
    }
    return cas_built_string(&out);
}

static const char *ranking_of(cas_arena *arena, const cas_states *states, int maker)
{
    cas_builder out = {.arena = arena};
    const uint32_t levels = states->worth_count[maker];
    uint32_t *first = CAS_ARRAY(arena, uint32_t, (size_t)levels + 2),
             *order = CAS_ARRAY(arena, uint32_t, states->count);
    for (uint32_t s = 0; s < states->count; s++)
        first[states->worth[maker][s] + 2]++;
    for (uint32_t x = 0; x < levels; x++)
        first[x + 2] += first[x + 1];
    for (uint32_t s = 0; s < states->count; s++)
        order[first[states->worth[maker][s] + 1]++] = s;
    for (uint32_t x = levels; x-- > 0;) {
        const bool tied = first[x + 1] - first[x] > 1;
        cas_puts(&out, x + 1 < levels ? ", " : "");
        cas_puts(&out, tied ? "[" : "");
        for (uint32_t i = first[x]; i < first[x + 1]; i++)
            cas_putf(&out, "%s%u", i > first[x] ? ", " : "", order[i] + 1);
        cas_puts(&out, tied ? "]" : "");
    }
    return cas_built_string(&out);
}

static void put_maker(cas_builder *out, const cas_states *states, int m)
{
    const cas_conflict *conflict = states->conflict;
    bool some = false;
    cas_puts(out, "    {\"name\": ");
    put_string(out, conflict->makers[m].name);
    cas_puts(out, ", \"options\": [");
    for (int k = 0; k < conflict->option_count; k++)
        if (conflict->options[k].owner == m) {
            cas_putf(out, "%s%d", some ? ", " : "", k);
            some = true;
        }
    cas_putf(out, "],\n     \"preferences\": [%s],\n", statements_of(out->arena, &conflict->makers[m]));
    const char *ranking = ranking_of(out->arena, states, m);
    cas_putf(out, "     \"preferenceRanking\": [%s],\n     \"preferenceVector\": [%s]}", ranking, ranking);
}

/* An infeasible statement that is no or of ands is written state by state. */
static void put_infeasible(cas_builder *out, const cas_conflict *conflict, const cas_option_statement *statement,
                           bool *some)
{
    const cas_option_statement *const one[] = {statement};
    const bool any = statement->kind == CAS_OPTION_ANY;
    const cas_option_statement *const *parts = any ? statement->parts : one;
    cas_builder said = {.arena = out->arena};
    bool plain = true;
    for (int p = 0; p < (any ? statement->part_count : 1) && plain; p++) {
        cas_puts(&said, p ? ", " : "");
        plain = put_and(&said, parts[p]);
    }
    const uint64_t mentioned = plain ? 0 : cas_option_mentioned(statement);
    if (!plain)
        said = (cas_builder){.arena = out->arena};
    for (uint64_t state = mentioned;; state = (state - 1) & mentioned) {
        cas_poll(out->arena->ctx);
        if (!plain && cas_option_true(statement, state)) {
            bool inner = false;
            cas_puts(&said, said.length ? ", [" : "[");
            for (int k = 0; k < conflict->option_count; k++)
                if ((mentioned >> k) & 1) {
                    cas_putf(&said, "%s[%d, \"%c\"]", inner ? ", " : "", k, (state >> k) & 1 ? 'Y' : 'N');
                    inner = true;
                }
            cas_putc(&said, ']');
        }
        if (!state)
            break;
    }
    if (!said.length)
        return;
    cas_puts(out, *some ? ", " : "");
    cas_puts(out, cas_built_string(&said));
    *some = true;
}

const char *cas_gmcr_write(cas_arena *arena, const cas_states *states, const char **problem)
{
    static const char *const ways[] = {"both", "fwd", "back", "none"};
    const cas_conflict *conflict = states->conflict;
    cas_builder out = {.arena = arena};
    *problem = conflict->drawn ? "a drawn graph cannot be written as .gmcr: the format has options only" : NULL;
    if (*problem)
        return NULL;
    cas_puts(
        &out,
        "{\"program\": \"gmcr-py\",\n \"useManualPreferenceRanking\": true, \"useManualPreferenceVectors\": true,\n \"options\": [");
    for (int k = 0; k < conflict->option_count; k++) {
        cas_puts(&out, k ? ",\n             {\"name\": " : "{\"name\": ");
        put_string(&out, conflict->options[k].name);
        cas_putf(&out, ", \"permittedDirection\": \"%s\", \"reversibility\": \"%s\"}", ways[conflict->options[k].stays],
                 ways[conflict->options[k].stays]);
    }
    bool some = false;
    cas_puts(&out, "],\n \"infeasibles\": [");
    for (int i = 0; i < conflict->infeasible_count; i++)
        put_infeasible(&out, conflict, conflict->infeasible[i], &some);
    for (int k = 0; k < conflict->option_count; k++)
        if ((conflict->fixed >> k) & 1) {
            cas_putf(&out, "%s[[%d, \"%c\"]]", some ? ", " : "", k, (conflict->fixed_to >> k) & 1 ? 'N' : 'Y');
            some = true;
        }
    cas_puts(&out, "],\n \"decisionMakers\": [\n");
    bool named = false;
    for (int m = 0; m < conflict->maker_count; m++)
        if (cas_takes_part(conflict, m)) {
            cas_puts(&out, named ? ",\n" : "");
            put_maker(&out, states, m);
            named = true;
        }
    cas_puts(&out, "]}\n");
    return cas_built_string(&out);
}
