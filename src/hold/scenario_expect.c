/*
 * Expectations, judged in one position: the end of their day as it would be if nothing more were done on it.
 *
 * A count of parties (`each of`, `any of`, `at least 2 of`) is over those named, without the one who would be the recipient; without a
 * count all are meant. `attacker`, `attacked` and a recipient left out are those of the last incident so far.
 */
#include "hold/scenario_game.h"

typedef struct judging {
    cas_scene_game *game;
    cas_cell *position;
    const cas_scene_step *step;
    cas_scope *scope;
    cas_set asked;
    cas_doing *doings;
    int doing_count;
} judging;

static void read_doings(judging *j)
{
    const cas_scene_step *step = j->step;
    j->doings = CAS_ARRAY(j->game->arena, cas_doing, (size_t)step->deed_count + 1);
    for (int i = 0; i < step->deed_count; i++) {
        const bool measure = j->game->agreement->deeds[step->deeds[i]].is_measure;
        const int to = !measure ? -1 : step->to ? cas_scope_party(j->scope, step->to) : j->scope->attacked;
        if (measure && to < 0)
            continue; /* there is nobody to give it to */
        j->doings[j->doing_count++] = (cas_doing){step->deeds[i], to};
        if (to >= 0)
            cas_set_remove(&j->asked, to);
    }
}

static bool counts(const judging *j, const cas_set *met)
{
    static const cas_quant_kind kinds[] = {[CAS_COUNTS_AT_LEAST] = CAS_AT_LEAST, [CAS_COUNTS_MORE_THAN] = CAS_MORE_THAN,
                                           [CAS_COUNTS_AT_MOST] = CAS_AT_MOST,   [CAS_COUNTS_ALL_BUT] = CAS_ALL_BUT,
                                           [CAS_COUNTS_ALL] = CAS_ALL,           [CAS_COUNTS_ANY] = CAS_ANY,
                                           [CAS_COUNTS_NONE] = CAS_NONE,         [CAS_COUNTS_MAJORITY] = CAS_MAJORITY};
    const cas_quota *quota = &j->step->quota;
    const cas_quant quant = {kinds[quota->word], quota->share, quota->number, quota->over};
    const cas_set both = cas_set_and(*met, j->asked);
    return cas_quant_holds(j->game->arena, &quant, cas_set_count(&both), cas_set_count(&j->asked));
}

/* ---- Of parties ----------------------------------------------------------------------------------------------------- */

static bool norm_holds_for(const judging *j, int party)
{
    enum { OWED, PERMITTED, FORBIDDEN };
    const bool all_of = j->step->all_of || j->doing_count == 1;
    int so = 0;
    if (!j->doing_count)
        return false;
    if (j->step->norm == OWED)
        return cas_scene_owes(j->game, j->position, party, j->doings, j->doing_count, all_of);
    for (int i = 0; i < j->doing_count; i++)
        so += j->step->norm == PERMITTED ? cas_scene_may(j->game, j->position, party, j->doings[i])
                                         : cas_scene_must_not(j->game, j->position, party, j->doings[i]);
    const bool takes_all = j->step->norm == PERMITTED ? all_of : !all_of || j->doing_count == 1;
    return takes_all ? so == j->doing_count && so > 0 : so > 0;
}

static bool breached_by(const judging *j, int party)
{
    const cas_instance *in = j->game->instance;
    const char *label = j->game->agreement->labels[j->step->index];
    for (int c = 0; c < j->game->clause_count; c++)
        if (cas_text_is(cas_text_of(in->clauses[c].label), label) &&
            *cas_breached(&j->game->naive, j->position, c, party))
            return true;
    return false;
}

static bool given_by(const judging *j, int party)
{
    for (int i = 0; i < j->doing_count; i++) {
        const int x = cas_naive_doing(&j->game->naive, j->doings[i]);
        if (x >= 0 && *cas_done(&j->game->naive, j->position, party, x) == CAS_DONE)
            return true;
    }
    return false;
}

static cas_set those_who(const judging *j)
{
    cas_set met = cas_set_empty();
    for (int p = 0; p < j->game->naive.parties; p++) {
        bool so = false;
        if (j->step->kind == CAS_SCENE_EXPECT_NORM)
            so = norm_holds_for(j, p);
        else if (j->step->kind == CAS_SCENE_EXPECT_BREACHED)
            so = breached_by(j, p);
        else
            so = given_by(j, p);
        if (so)
            cas_set_add(&met, p);
    }
    return met;
}

static const char *what_of(const judging *j)
{
    static const char *const norms[] = {"owed", "permitted", "forbidden"};
    if (j->step->kind == CAS_SCENE_EXPECT_NORM)
        return norms[j->step->norm];
    return j->step->kind == CAS_SCENE_EXPECT_BREACHED ? "breached" : "given";
}

static const char *found_of_parties(const judging *j, const cas_set *met)
{
    cas_arena *arena = j->game->arena;
    const cas_set with = cas_set_and(*met, j->asked), without = cas_set_minus(j->asked, *met);
    if (cas_set_is_empty(&j->asked))
        return "nobody is left that could be meant";
    if (cas_set_is_empty(&with))
        return cas_format(arena, "not %s by %s", what_of(j), cas_scene_names(arena, j->game, &without));
    if (cas_set_is_empty(&without))
        return cas_format(arena, "%s by %s", what_of(j), cas_scene_names(arena, j->game, &with));
    return cas_format(arena, "%s by %s, not by %s", what_of(j), cas_scene_names(arena, j->game, &with),
                      cas_scene_names(arena, j->game, &without));
}

/* ---- Of decisions and goals ----------------------------------------------------------------------------------------- */

static bool is_settled_so(const judging *j, const char **found)
{
    static const cas_matter_status outcomes[] = {CAS_ADOPTED_OR_FOUND, CAS_REJECTED_OR_NOT_FOUND, CAS_OPENED};
    const cas_cell *head = cas_matter(&j->game->naive, j->position, j->step->index);
    cas_arena *arena = j->game->arena;
    const char *name = j->game->instance->decision_names[j->step->index];
    switch ((cas_matter_status)head[CAS_MATTER_STATUS]) {
    case CAS_UNOPENED: *found = cas_format(arena, "%s has not been opened", name); break;
    case CAS_OPENED: *found = cas_format(arena, "%s is open", name); break;
    case CAS_ADOPTED_OR_FOUND:
    case CAS_REJECTED_OR_NOT_FOUND:
        *found = cas_format(arena, "%s was %s on %s", name,
                            head[CAS_MATTER_STATUS] == CAS_ADOPTED_OR_FOUND ? "adopted" : "rejected",
                            cas_scene_day_words(arena, j->game->instance, head[CAS_MATTER_SETTLED]));
        break;
    }
    return head[CAS_MATTER_STATUS] == (cas_cell)outcomes[j->step->outcome];
}

cas_scene_expected cas_scene_judge(cas_scene_game *game, cas_cell *position, const cas_scene_step *step)
{
    judging j = {
        .game = game, .position = position, .step = step, .scope = &game->scopes[cas_scene_binding(game, position[0])]};
    const char *found = "";
    bool so = false;
    j.asked = cas_scope_set(j.scope, step->parties);
    if (step->kind == CAS_SCENE_EXPECT_NORM || step->kind == CAS_SCENE_EXPECT_GIVEN)
        read_doings(&j);
    switch (step->kind) {
    case CAS_SCENE_EXPECT_DECISION: so = is_settled_so(&j, &found); break;
    case CAS_SCENE_EXPECT_REACHED:
        so = cas_scene_goal_reached(game, position, step->index);
        found = cas_format(game->arena, "%s is %sreached", game->agreement->goals[step->index].name, so ? "" : "not ");
        break;
    case CAS_SCENE_EXPECT_NORM:
    case CAS_SCENE_EXPECT_GIVEN:
    case CAS_SCENE_EXPECT_BREACHED: {
        const cas_set met = those_who(&j);
        so = counts(&j, &met);
        found = found_of_parties(&j, &met);
        break;
    }
    case CAS_SCENE_INCIDENT:
    case CAS_SCENE_VOTES:
    case CAS_SCENE_GIVES:
    case CAS_SCENE_DOES:
    case CAS_SCENE_FINDS: break;
    }
    return (cas_scene_expected){step, so != step->negated, found};
}
