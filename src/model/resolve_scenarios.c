/* Scenarios: what happens day by day, and what is then expected. */
#include "model/resolving.h"

#include <string.h>

static cas_span_time common_divisor(cas_span_time a, cas_span_time b)
{
    while (b) {
        const cas_span_time rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool index_of(cas_resolving *r, const cas_node *node, cas_name_kind kind, cas_code code, const char *what,
                     int *index)
{
    const cas_named *found = cas_look_up(r, node->text, node->span, CAS_KIND(kind), code, what);
    *index = found ? found->index : -1;
    return found != NULL;
}

static bool one_act(cas_resolving *r, cas_text name, cas_span span, cas_scene_step *step)
{
    int *deed = CAS_ARRAY(r->arena, int, 1);
    *deed = cas_look_up_act(r, name, span);
    step->deeds = deed;
    step->deed_count = 1;
    step->index = *deed;
    return *deed >= 0;
}

/* ---- What happens ------------------------------------------------------------------------------------------------------ */

static bool resolve_incident(cas_resolving *r, const cas_node *node, cas_scene_step *step)
{
    step->kind = CAS_SCENE_INCIDENT;
    step->incident = cas_resolve_event(r, node);
    if (!step->incident)
        return false;
    step->index = step->incident->index;
    if (step->incident->kind == CAS_EVENT_FORM_INCIDENT)
        return true;
    cas_diagnostic *d =
        cas_complain(r, CAS_E0216, node->span, "\"%.*s\" is an act: somebody does it", CAS_SHOW(node->text));
    cas_hint(r->diagnostics, d, "write `NAME does %.*s`", CAS_SHOW(node->text));
    return false;
}

static bool resolve_deed(cas_resolving *r, const cas_node *node, cas_scene_step *step)
{
    step->parties = cas_resolve_set(r, cas_kid(node, CAS_NODE_SET));
    const cas_node *measures = cas_kid(node, CAS_NODE_MEASURES);
    bool understood = step->parties != NULL;
    switch ((int)node->kind) {
    case CAS_NODE_STEP_VOTES:
        step->kind = CAS_SCENE_VOTES;
        step->ballot = node->op == CAS_BALLOT_YES       ? 0
                       : node->op == CAS_BALLOT_NO      ? 1
                       : node->op == CAS_BALLOT_ABSTAIN ? 2
                                                        : 3;
        return index_of(r, node, CAS_NAMES_DECISION, CAS_E0219, "decision", &step->index) && understood;
    case CAS_NODE_STEP_GIVES:
        step->kind = CAS_SCENE_GIVES;
        step->all_of = true;
        understood &= cas_resolve_measures(r, measures, &step->deeds, &step->deed_count);
        return cas_resolve_to(r, node, &step->to) && understood;
    case CAS_NODE_STEP_DOES: step->kind = CAS_SCENE_DOES; return one_act(r, node->text, node->span, step) && understood;
    case CAS_NODE_STEP_FINDS:
        step->kind = CAS_SCENE_FINDS;
        return index_of(r, node, CAS_NAMES_FINDING, CAS_E0220, "finding", &step->index) && understood;
    default: return false;
    }
}

/* ---- What is expected -------------------------------------------------------------------------------------------------- */

static bool resolve_by(cas_resolving *r, const cas_node *node, cas_scene_step *step)
{
    const cas_node *by = cas_kid(node, CAS_NODE_BY);
    step->quota.word = CAS_COUNTS_ALL;
    if (!by)
        return true;
    if (by->op == CAS_BY_COUNT)
        step->quota = cas_resolve_count(r, cas_kid(by, CAS_NODE_COUNT));
    step->parties = cas_resolve_set(r, cas_kid(by, CAS_NODE_SET));
    return step->parties != NULL;
}

static bool resolve_norm(cas_resolving *r, const cas_node *node, cas_scene_step *step)
{
    const cas_node *give = cas_kid(node, CAS_NODE_GIVE), *act = cas_kid(node, CAS_NODE_DO);
    step->kind = CAS_SCENE_EXPECT_NORM;
    step->norm = node->op;
    if (act)
        return one_act(r, act->text, act->span, step);
    const cas_node *measures = cas_kid(give, CAS_NODE_MEASURES);
    step->all_of = measures && measures->op == CAS_CHOICE_ALL;
    return give && cas_resolve_measures(r, measures, &step->deeds, &step->deed_count) &&
           cas_resolve_to(r, give, &step->to);
}

static bool resolve_given(cas_resolving *r, const cas_node *node, cas_scene_step *step)
{
    int *deed = CAS_ARRAY(r->arena, int, 1);
    *deed = cas_look_up_measure(r, node->text, node->span);
    step->kind = CAS_SCENE_EXPECT_GIVEN;
    step->deeds = deed;
    step->deed_count = 1;
    return cas_resolve_to(r, node, &step->to) && *deed >= 0;
}

static bool resolve_expect(cas_resolving *r, const cas_node *node, cas_scene_step *step)
{
    const cas_node *what = cas_kid_at(node, 0);
    step->negated = (node->flags & CAS_FLAG_NOT) != 0;
    if (!what || !resolve_by(r, what, step))
        return false;
    switch ((int)what->kind) {
    case CAS_NODE_EXPECT_NORM: return resolve_norm(r, what, step);
    case CAS_NODE_EXPECT_DECISION:
        step->kind = CAS_SCENE_EXPECT_DECISION;
        step->outcome = what->op;
        return index_of(r, what, CAS_NAMES_DECISION, CAS_E0219, "decision", &step->index);
    case CAS_NODE_EXPECT_BREACHED:
        step->kind = CAS_SCENE_EXPECT_BREACHED;
        step->index = cas_look_up_label(r, what->text, what->span);
        return step->index >= 0;
    case CAS_NODE_EXPECT_GIVEN: return resolve_given(r, what, step);
    case CAS_NODE_EXPECT_REACHED:
        step->kind = CAS_SCENE_EXPECT_REACHED;
        return index_of(r, what, CAS_NAMES_GOAL, CAS_E0222, "goal", &step->index);
    default: return false;
    }
}

/* ---- Lines ------------------------------------------------------------------------------------------------------------- */

static bool resolve_step(cas_resolving *r, const cas_node *node, cas_scene_step *step)
{
    const cas_node *what = NULL;
    for (size_t i = 0; i < node->count && !what; i++)
        if (node->kids[i]->kind != CAS_NODE_CITE && node->kids[i]->kind != CAS_NODE_BECAUSE)
            what = node->kids[i];
    *step = (cas_scene_step){
        .index = -1, .span = node->span, .words = cas_words_of(r, node), .line = (int)cas_line_of(r, node->span)};
    step->quota = cas_quota_any(r->arena);
    step->notes = cas_resolve_notes(r, node);
    if (node->flags & CAS_FLAG_BROKEN || !what || !cas_read_days(r, node->text, node->span, &step->at))
        return false;
    r->more_tick = common_divisor(step->at, r->more_tick);
    if (what->kind == CAS_NODE_STEP_EXPECT)
        return resolve_expect(r, what, step);
    if (cas_node_is_event(what->kind))
        return resolve_incident(r, what, step);
    return resolve_deed(r, what, step);
}

/* By time, lines of one day as they stand; they nearly always are in order, and then this is one pass. */
static void sort_steps(cas_resolving *r, cas_scene_step *steps, int count)
{
    bool sorted = true;
    for (int i = 1; i < count; i++)
        sorted &= steps[i - 1].at <= steps[i].at;
    if (sorted)
        return;
    cas_scene_step *spare = CAS_ARRAY(r->arena, cas_scene_step, count);
    for (int width = 1; width < count; width *= 2) {
        for (int low = 0; low < count; low += 2 * width) {
            const int middle = low + width < count ? low + width : count,
                      high = low + 2 * width < count ? low + 2 * width : count;
            int left = low, right = middle;
            for (int i = low; i < high; i++)
                spare[i] = left < middle && (right >= high || steps[left].at <= steps[right].at) ? steps[left++]
                                                                                                 : steps[right++];
        }
        memcpy(steps, spare, (size_t)count * sizeof *steps);
    }
}

static void resolve_scenario(cas_resolving *r, const cas_node *node, cas_scenario *scenario)
{
    *scenario = (cas_scenario){
        .title = cas_title_or(r, node->title, node->text),
        .file = cas_string(r, cas_source_of(r->map, node->span.file)->name),
        .line = (int)cas_line_of(r, node->span),
        .notes = cas_resolve_notes(r, node),
        .span = node->span,
    };
    cas_scene_step *steps = CAS_ARRAY(r->arena, cas_scene_step, node->count + 1);
    for (size_t i = 0; i < node->count; i++) {
        const cas_node *line = node->kids[i];
        cas_poll(r->arena->ctx);
        if (line->kind == CAS_NODE_IN)
            scenario->in =
                cas_condition_both(r->arena, scenario->in, cas_resolve_condition(r, cas_kid_condition(line), true));
        else if (line->kind == CAS_NODE_STEP)
            scenario->count += resolve_step(r, line, &steps[scenario->count]);
    }
    cas_resolve_dated(node, &scenario->dated, &scenario->day);
    sort_steps(r, steps, scenario->count);
    scenario->steps = steps;
}

void cas_resolve_scenarios(cas_resolving *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->loaded->count; i++)
        count += r->loaded->items[i].node->kind == CAS_NODE_SCENARIO;
    cas_scenario *scenarios = CAS_ARRAY(r->arena, cas_scenario, count + 1);
    int kept = 0;
    for (size_t i = 0; i < r->loaded->count; i++) {
        if (r->loaded->items[i].node->kind != CAS_NODE_SCENARIO)
            continue;
        resolve_scenario(r, r->loaded->items[i].node, &scenarios[kept]);
        scenarios[kept++].inherited = r->loaded->items[i].inherited;
    }
    r->out->scenarios = scenarios;
    r->out->scenario_count = kept;
}
