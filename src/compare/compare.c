/* The questions, and the points at which the answers differ. See compare.h. */
#include "compare/compare.h"

#include "compare/run_points.h"
#include "model/model.h"

#include <stdlib.h>
#include <string.h>

typedef struct comparing {
    cas_arena *arena;
    cas_difference *out;
    cas_asked *asked;
    size_t asked_count, asked_room, change_room;
    const char **only[2];
    size_t only_count[2], only_room[2];
} comparing;

/* ---- What is asked ---------------------------------------------------------------------------------------------------------------------- */

static void add_asked(comparing *c, cas_asked asked)
{
    c->asked = CAS_ROOM(c->arena, c->asked, c->asked_count, &c->asked_room);
    c->asked[c->asked_count++] = asked;
}

static void add_only(comparing *c, int side, const char *words)
{
    c->only[side] = CAS_ROOM(c->arena, c->only[side], c->only_count[side], &c->only_room[side]);
    c->only[side][c->only_count[side]++] = words;
}

typedef const char *name_at(const cas_agreement *agreement, int place);

static const char *goal_at(const cas_agreement *agreement, int place)
{
    return place < agreement->goal_count ? agreement->goals[place].name : NULL;
}

static const char *incident_at(const cas_agreement *agreement, int place)
{
    return place < agreement->incident_count ? agreement->incidents[place].name : NULL;
}

static const char *rule_at(const cas_agreement *agreement, int place)
{
    return place < agreement->rule_count ? agreement->rules[place].name : NULL;
}

static const char *standoff_at(const cas_agreement *agreement, int place)
{
    return place < agreement->standoff_count ? agreement->standoffs[place].name : NULL;
}

static const char *position_at(const cas_agreement *agreement, int place)
{
    return place < agreement->position_count ? agreement->positions[place].name : NULL;
}

static bool has(const cas_agreement *agreement, name_at *at, const char *name)
{
    const char *other;
    for (int i = 0; (other = at(agreement, i)) != NULL; i++)
        if (strcmp(other, name) == 0)
            return true;
    return false;
}

/* The names that both have, handed on in the order of a; the others are noted. */
typedef void take_name(comparing *c, const char *name);

static void for_common(comparing *c, name_at *at, const char *kind, take_name *take)
{
    const cas_agreement *sides[2] = {c->out->a->agreement, c->out->b->agreement};
    const char *name;
    for (int side = 0; side < 2; side++)
        for (int i = 0; (name = at(sides[side], i)) != NULL; i++) {
            if (!has(sides[!side], at, name))
                add_only(c, side, cas_format(c->arena, "%s %s", kind, name));
            else if (side == 0)
                take(c, name);
        }
}

/* What is only asked is covered by the verdicts on every promise; what is claimed may cease to hold. */
static bool claims(const cas_question *question)
{
    return !question->inherited && question->speech != CAS_ASKS && question->kind <= CAS_QUESTION_NO_CIRCULAR_WAIT;
}

static void ask_own(comparing *c)
{
    const cas_agreement *sides[2] = {c->out->a->agreement, c->out->b->agreement};
    for (int side = 0; side < 2; side++)
        for (int q = 0; q < sides[side]->question_count; q++) {
            const cas_question *question = &sides[side]->questions[q];
            bool found = false;
            for (int o = 0; o < sides[!side]->question_count && !found; o++)
                found = claims(&sides[!side]->questions[o]) && strcmp(question->words, sides[!side]->questions[o].words) == 0 &&
                        strcmp(question->title, sides[!side]->questions[o].title) == 0;
            if (!claims(question))
                continue;
            if (!found)
                add_only(c, side, cas_format(c->arena, "the claim `%s`", question->words));
            else if (side == 0)
                add_asked(c, (cas_asked){.kind = CAS_ASKED_OWN, .words = question->words, .name = question->title});
        }
}

static void ask_goal(comparing *c, const char *goal)
{
    const cas_agreement *a = c->out->a->agreement, *b = c->out->b->agreement;
    for (int i = 0; i < a->incident_count; i++)
        if (has(b, incident_at, a->incidents[i].name))
            add_asked(c, (cas_asked){.kind = CAS_ASKED_WHO,
                                     .words = cas_format(c->arena, "verdict of %s on %s", goal, a->incidents[i].name),
                                     .goal = goal,
                                     .incident = a->incidents[i].name});
    if (!a->incident_count && !b->incident_count)
        add_asked(c, (cas_asked){.kind = CAS_ASKED_WHO, .words = cas_format(c->arena, "verdict of %s", goal), .goal = goal});
}

/* Names that are only noted where one of the texts lacks them. */
static void ask_nothing(comparing *c, const char *name)
{
    (void)c;
    (void)name;
}

static void ask_rule(comparing *c, const char *rule)
{
    add_asked(c, (cas_asked){.kind = CAS_ASKED_POWER, .words = cas_format(c->arena, "power of %s", rule), .name = rule});
}

static void ask_standoff(comparing *c, const char *standoff)
{
    add_asked(c, (cas_asked){.kind = CAS_ASKED_STANDOFF, .words = cas_format(c->arena, "stability of %s", standoff), .name = standoff});
}

static bool asks_in_words(const cas_agreement *agreement, const cas_question *question)
{
    for (int q = 0; q < agreement->question_count; q++)
        if (agreement->questions[q].kind == question->kind && strcmp(agreement->questions[q].words, question->words) == 0)
            return true;
    return false;
}

/* Settlements and standoffs as both texts ask for them themselves: without a party, in a draft. */
static void ask_variants(comparing *c, cas_question_kind kind, cas_asked_kind as)
{
    const cas_agreement *a = c->out->a->agreement, *b = c->out->b->agreement;
    for (int q = 0; q < a->question_count; q++) {
        const cas_question *question = &a->questions[q];
        bool asked = question->kind != kind || question->inherited || !asks_in_words(b, question);
        for (size_t k = 0; k < c->asked_count; k++)
            asked = asked || (c->asked[k].kind == as && strcmp(c->asked[k].words, question->words) == 0);
        if (!asked)
            add_asked(c, (cas_asked){.kind = as,
                                     .words = question->words,
                                     .name = kind == CAS_QUESTION_STABILITY ? a->standoffs[question->standoff].name : NULL});
    }
}

static void ask_settlements(comparing *c)
{
    if (!c->out->a->agreement->position_count || !c->out->b->agreement->position_count)
        return;
    add_asked(c, (cas_asked){.kind = CAS_ASKED_SETTLEMENT, .words = "settlement"});
    ask_variants(c, CAS_QUESTION_SETTLEMENT, CAS_ASKED_SETTLEMENT);
}

static const cas_scenario *same_scenario(cas_arena *arena, const cas_agreement *agreement, const char *key)
{
    for (int s = 0; s < agreement->scenario_count; s++)
        if (!agreement->scenarios[s].inherited && strcmp(cas_scenario_key(arena, &agreement->scenarios[s]), key) == 0)
            return &agreement->scenarios[s];
    return NULL;
}

/* A scenario with other lines is another one. */
static void ask_scenarios(comparing *c)
{
    const cas_agreement *sides[2] = {c->out->a->agreement, c->out->b->agreement};
    for (int side = 0; side < 2; side++)
        for (int s = 0; s < sides[side]->scenario_count; s++) {
            const cas_scenario *scenario = &sides[side]->scenarios[s];
            if (scenario->inherited)
                continue;
            if (!same_scenario(c->arena, sides[!side], cas_scenario_key(c->arena, scenario)))
                add_only(c, side, cas_format(c->arena, "the scenario \"%s\" as it is written there", scenario->title));
            else if (side == 0)
                add_asked(c, (cas_asked){.kind = CAS_ASKED_RUN,
                                         .words = cas_format(c->arena, "scenario \"%s\"", scenario->title),
                                         .name = scenario->title});
        }
}

/* ---- Points that differ ------------------------------------------------------------------------------------------------------------------- */

bool cas_points_meet(const cas_point *a, const cas_point *b)
{
    for (int i = 0; i < a->choice_count; i++)
        for (int j = 0; j < b->choice_count; j++)
            if (strcmp(a->choices[i].dimension, b->choices[j].dimension) == 0 &&
                strcmp(a->choices[i].alternative, b->choices[j].alternative) != 0)
                return false;
    return true;
}

bool cas_same_aggressor(const cas_point *a, const cas_point *b)
{
    if (a->whoever || b->whoever)
        return a->whoever == b->whoever;
    return a->by && b->by ? strcmp(a->by, b->by) == 0 : a->by == b->by;
}

/* Is there a package of the side in which all of these alternatives are chosen? Names it does not have are passed over. */
static bool possible(cas_arena *arena, const cas_side *side, const cas_point *a, const cas_point *b)
{
    const cas_agreement *agreement = side->agreement;
    const cas_point *both[2] = {a, b};
    const cas_condition *condition = side->draft < 0 ? NULL : agreement->drafts[side->draft].condition;
    for (int p = 0; p < 2; p++)
        for (int c = 0; c < both[p]->choice_count; c++) {
            const int d = cas_dimension_find(agreement, cas_text_of(both[p]->choices[c].dimension));
            const int alternative =
                d < 0 ? -1 : cas_alternative_find(&agreement->dimensions[d], cas_text_of(both[p]->choices[c].alternative));
            if (alternative >= 0)
                condition = cas_condition_both(arena, condition, cas_condition_is(arena, d, alternative));
        }
    long work = 1000000;
    return !condition || cas_package_exists(arena, agreement, &condition, 1, NULL, &work) != CAS_FALSE;
}

static const char *where_words(cas_arena *arena, const cas_point *a, const cas_point *b)
{
    cas_builder out = {.arena = arena};
    for (int i = 0; i < a->choice_count; i++)
        cas_putf(&out, "%s%s = %s", out.length ? ", " : "", a->choices[i].dimension, a->choices[i].alternative);
    for (int j = 0; j < b->choice_count; j++) {
        bool said = false;
        for (int i = 0; i < a->choice_count; i++)
            said = said || strcmp(a->choices[i].dimension, b->choices[j].dimension) == 0;
        if (!said)
            cas_putf(&out, "%s%s = %s", out.length ? ", " : "", b->choices[j].dimension, b->choices[j].alternative);
    }
    return cas_built_string(&out);
}

/* Do the packages whose courses are told choose the same, as far as both texts have the issue? */
static bool same_package(const cas_point *a, const cas_point *b)
{
    for (int i = 0; i < a->package_count; i++)
        for (int j = 0; j < b->package_count; j++)
            if (strcmp(a->package[i].dimension, b->package[j].dimension) == 0 &&
                strcmp(a->package[i].alternative, b->package[j].alternative) != 0)
                return false;
    return true;
}

static unsigned differing_parts(const cas_point *a, const cas_point *b)
{
    unsigned differs = 0;
    for (int p = 0; p < (same_package(a, b) ? CAS_POINT_PARTS : 1); p++)
        if (a->parts[p] && b->parts[p] && strcmp(a->parts[p], b->parts[p]) != 0)
            differs |= 1u << p;
    return differs;
}

/* By verdict first, then by day: 10 a step, 1 for a day that is later. */
static int how_much_worse(const cas_point *a, const cas_point *b)
{
    const int steps = b->badness - a->badness;
    if (steps || !a->row || !a->row->verdict || !b->row || !b->row->verdict)
        return 10 * steps;
    const double before = (double)a->row->verdict->tick * a->row->instance->tick_hours,
                 after = (double)b->row->verdict->tick * b->row->instance->tick_hours;
    return after > before ? 1 : after < before ? -1 : 0;
}

static void compare_points(comparing *c, int asked, const cas_points *a, const cas_points *b)
{
    cas_difference *out = c->out;
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++) {
            const cas_point *x = &a->items[i], *y = &b->items[j];
            cas_poll(c->arena->ctx);
            if (!cas_same_aggressor(x, y) || !cas_points_meet(x, y) || !possible(c->arena, out->a, x, y) ||
                !possible(c->arena, out->b, x, y))
                continue;
            out->compared++;
            out->open = out->open || x->open || y->open;
            const unsigned differs = differing_parts(x, y);
            if (!differs)
                continue;
            out->changes = CAS_ROOM(c->arena, out->changes, out->change_count, &c->change_room);
            out->changes[out->change_count++] =
                (cas_change){.asked = asked,
                             .a = x,
                             .b = y,
                             .by = x->whoever ? "whoever it was" : x->by,
                             .where = where_words(c->arena, x, y),
                             .differs = differs,
                             .worse = differs & 1 ? how_much_worse(x, y) : 0};
        }
}

/* Aggressors that only one of the texts has. */
static void note_strangers(comparing *c, int side, const char *words, const cas_points *here, const cas_points *there)
{
    for (size_t i = 0; i < here->count; i++) {
        bool known = false, told = false;
        for (size_t j = 0; j < there->count; j++)
            known = known || cas_same_aggressor(&here->items[i], &there->items[j]);
        for (size_t j = 0; j < i; j++)
            told = told || cas_same_aggressor(&here->items[i], &here->items[j]);
        if (!known && !told && here->items[i].by)
            add_only(c, side, cas_format(c->arena, "%s by %s", words, here->items[i].by));
    }
}

static void compare_answers(comparing *c)
{
    for (int q = 0; q < c->out->asked_count; q++) {
        const cas_asked *asked = &c->out->asked[q];
        cas_points *a = CAS_NEW(c->arena, cas_points), *b = CAS_NEW(c->arena, cas_points);
        *a = cas_points_of(c->arena, c->out->a, asked, true);
        *b = cas_points_of(c->arena, c->out->b, asked, true);
        if (a->able && b->able) {
            compare_points(c, q, a, b);
            note_strangers(c, 0, asked->words, a, b);
            note_strangers(c, 1, asked->words, b, a);
        } else if ((a->able || b->able) && asked->kind != CAS_ASKED_OWN)
            add_only(c, !a->able, asked->words); /* a claim on packages that the other side does not have is no difference */
    }
}

/* Worse first, the worst of them first; then what is neither; then what is better. Else as they were asked. */
static int by_weight(const void *x, const void *y)
{
    const cas_change *a = x, *b = y;
    const int group_a = a->worse > 0 ? 0 : a->worse == 0 ? 1 : 2, group_b = b->worse > 0 ? 0 : b->worse == 0 ? 1 : 2;
    if (group_a != group_b)
        return group_a - group_b;
    if (a->worse != b->worse)
        return b->worse - a->worse;
    return a->asked != b->asked ? a->asked - b->asked : a->a != b->a ? (a->a < b->a ? -1 : 1) : (a->b > b->b) - (a->b < b->b);
}

static void rename_parties(cas_arena *arena, cas_difference *out)
{
    cas_side *a = CAS_NEW(arena, cas_side);
    const cas_renamed renamed = cas_renamed_like(arena, out->a->loader, out->a->loaded, out->a->agreement, out->b->loaded, out->b->agreement);
    *a = *out->a;
    a->loaded = renamed.loaded;
    a->agreement = renamed.agreement;
    out->a = a;
    out->renames = renamed.renames;
    out->rename_count = renamed.count;
}

const cas_difference *cas_compare(cas_arena *arena, const cas_side *a, const cas_side *b)
{
    cas_difference *out = CAS_NEW(arena, cas_difference);
    comparing c = {.arena = arena, .out = out};
    *out = (cas_difference){.a = a, .b = b};
    rename_parties(arena, out);
    ask_own(&c);
    for_common(&c, incident_at, "incident", ask_nothing);
    for_common(&c, goal_at, "goal", ask_goal);
    ask_scenarios(&c);
    for_common(&c, position_at, "position", ask_nothing);
    ask_settlements(&c);
    for_common(&c, rule_at, "rule", ask_rule);
    for_common(&c, standoff_at, "standoff", ask_standoff);
    ask_variants(&c, CAS_QUESTION_STABILITY, CAS_ASKED_STANDOFF);
    out->asked = c.asked;
    out->asked_count = (int)c.asked_count;
    compare_answers(&c);
    if (out->change_count)
        qsort(out->changes, out->change_count, sizeof *out->changes, by_weight);
    for (int side = 0; side < 2; side++) {
        *(side ? &out->only_b : &out->only_a) = c.only[side];
        *(side ? &out->only_b_count : &out->only_a_count) = (int)c.only_count[side];
    }
    cas_causes_find(arena, out);
    return out;
}
