/*
 * Verdicts and sets by the search that defines the value.
 *
 * 1. A verdict is the table of docs/semantics.md read line by line: four values under named stances, and one for each single other party.
 * 2. A blocker, resisting while all others help, makes the value never, and no part of it with one party less does. Lawful blockers merely obey; deciders
 *    help while all others resist and reach the goal, pillars while all others obey; each of these is minimal as well.
 * 3. That no set is missing is checked where there are few parties: every set that holds none of those listed must not do what they do.
 *
 * Twin of the method of hold; shares with it only how a text becomes an instance. Cost: exponential.
 */
#include "verify/verify.h"

#include "hold/naive.h"
#include "hold/questions.h"
#include "model/model.h"

#include <math.h>
#include <string.h>

enum { COMPLETE_UP_TO = 8 /* parties */ };

typedef struct checking {
    cas_verified *out;
    const cas_agreement *agreement;
    const cas_instance *instance;
    const cas_goal *goal;
    int by;
    cas_stance *stances;
    uint64_t max_states;
    const char *where;
    bool open; /* a value did not fit */
} checking;

/* Who does what in a family: the set, and everybody else. */
typedef struct family_kind {
    const char *key, *one;
    cas_stance set, rest;
    bool never; /* the set makes the goal never; else it reaches it */
} family_kind;

static const family_kind families[] = {
    {"blockers", "blocker", CAS_RESISTS, CAS_HELPS, true},
    {"lawful_blockers", "lawful blocker", CAS_OBEYS, CAS_HELPS, true},
    {"deciders", "decider", CAS_HELPS, CAS_RESISTS, false},
    {"pillars", "pillar", CAS_HELPS, CAS_OBEYS, false},
};

static cas_tick value(checking *c)
{
    cas_ctx *ctx = c->out->arena->ctx;
    cas_guard guard;
    cas_arena scratch;
    uint64_t seen = 0;
    volatile cas_tick tick = CAS_NEVER;
    cas_arena_open(&scratch, ctx);
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        tick = cas_naive_value(&scratch, c->instance, c->goal, c->stances, c->max_states, &seen);
    cas_guard_close(ctx, &guard);
    cas_arena_close(&scratch);
    if (guard.status && guard.status != CAS_E_BUDGET)
        cas_fail(ctx, guard.status, "%s", ctx->needs);
    c->open = c->open || guard.status;
    return tick;
}

/* Members of the set take one stance, all others another; the party attacked helps. */
static void take_stances(checking *c, const cas_set *set, cas_stance members, cas_stance rest)
{
    for (int p = 0; p < c->instance->party_count; p++)
        c->stances[p] = cas_set_has(set, p) ? members : rest;
    if (c->instance->attacked >= 0)
        c->stances[c->instance->attacked] = CAS_HELPS;
}

static int party_named(const checking *c, const char *name)
{
    for (int p = 0; p < c->instance->party_count; p++)
        if (strcmp(c->instance->party_names[p], name) == 0)
            return p;
    cas_fail(c->out->arena->ctx, CAS_E_INPUT, "the text has no party called `%s`", name);
}

static cas_set set_of(const checking *c, const cas_json_value *names)
{
    cas_set set = cas_set_empty();
    for (size_t i = 0; names && i < names->count; i++)
        cas_set_add(&set, party_named(c, names->items[i]->kind == CAS_JSON_STRING ? names->items[i]->string : ""));
    return set;
}

static const char *words_of(const checking *c, const cas_set *set)
{
    cas_builder out = {.arena = c->out->arena};
    cas_putc(&out, '{');
    for (int p = cas_set_next(set, 0), count = 0; p >= 0; p = cas_set_next(set, p + 1))
        cas_putf(&out, "%s%s", count++ ? ", " : "", c->instance->party_names[p]);
    cas_putc(&out, '}');
    return cas_built_string(&out);
}

/* ---- The verdict ---------------------------------------------------------------------------------------------------------------------------- */

static cas_tick with(checking *c, cas_stance aggressor, cas_stance rest)
{
    const cas_set none = cas_set_empty();
    take_stances(c, &none, rest, rest);
    if (c->by >= 0)
        c->stances[c->by] = aggressor;
    return value(c);
}

/* The single others that make it never by resisting beside the aggressor. */
static cas_set breakers(checking *c)
{
    cas_set found = cas_set_empty();
    for (int p = 0; p < c->instance->party_count; p++) {
        if (p == c->by || p == c->instance->attacked)
            continue;
        const cas_set none = cas_set_empty();
        take_stances(c, &none, CAS_HELPS, CAS_HELPS);
        if (c->by >= 0)
            c->stances[c->by] = CAS_RESISTS;
        c->stances[p] = CAS_RESISTS;
        if (value(c) >= CAS_NEVER)
            cas_set_add(&found, p);
    }
    return found;
}

static void check_day(checking *c, const cas_json_value *row, cas_tick tick)
{
    const cas_json_value *day = cas_json_member(row, "day");
    const double days = (double)tick * c->instance->tick_hours / 24;
    if (!day || day->kind != CAS_JSON_NUMBER)
        cas_verified_claim(c->out, tick >= CAS_NEVER, c->where, "no day is given, but it is day %.10g", days);
    else
        cas_verified_claim(c->out, tick < CAS_NEVER && fabs(days - day->number) < 1e-6, c->where, "day %.10g: by the definition it is %s",
                           day->number, tick >= CAS_NEVER ? "never" : cas_format(c->out->arena, "day %.10g", days));
}

static void check_verdict(checking *c, const cas_json_value *row)
{
    const char *said = cas_verify_string(row, "verdict");
    const cas_set of = set_of(c, cas_json_member(row, "of"));
    const cas_tick assured = with(c, CAS_RESISTS, CAS_OBEYS);
    const cas_tick helped = assured < CAS_NEVER ? assured : with(c, CAS_RESISTS, CAS_HELPS);
    const cas_tick joined = helped < CAS_NEVER || c->by < 0 ? CAS_NEVER : with(c, CAS_HELPS, CAS_HELPS);
    const cas_set single = assured >= CAS_NEVER && helped < CAS_NEVER ? breakers(c) : cas_set_empty();
    cas_set alone = cas_set_empty();
    if (c->by >= 0)
        cas_set_add(&alone, c->by);
    if (c->open) {
        cas_verified_skip(c->out, c->where, "the verdict: its definition needs more than the limit of positions");
        return;
    }
    const char *is = assured < CAS_NEVER               ? "ASSURED"
                     : helped < CAS_NEVER              ? (cas_set_is_empty(&single) ? "AVAILABLE" : "AT THE MERCY OF")
                     : joined < CAS_NEVER              ? "NEEDS"
                                                       : "IMPOSSIBLE";
    const bool same = strcmp(said, is) == 0;
    cas_verified_claim(c->out, same, c->where, "%s: by the definition it is %s", said, is);
    if (!same)
        return;
    if (strcmp(is, "AT THE MERCY OF") == 0)
        cas_verified_claim(c->out, cas_set_equal(&of, &single), c->where, "at the mercy of %s: by the definition of %s", words_of(c, &of),
                           words_of(c, &single));
    if (strcmp(is, "NEEDS") == 0) {
        const cas_json_value *right = cas_json_member(row, "by_right");
        const bool by_right = with(c, CAS_OBEYS, CAS_HELPS) >= CAS_NEVER;
        cas_verified_claim(c->out, cas_set_equal(&of, &alone), c->where, "needs %s: it needs the aggressor", words_of(c, &of));
        if (!c->open)
            cas_verified_claim(c->out, right && right->kind == CAS_JSON_BOOLEAN && right->boolean == by_right, c->where,
                               "by the definition it is prevented by %s", by_right ? "right" : "breach");
    }
    if (strcmp(is, "IMPOSSIBLE") != 0)
        check_day(c, row, assured < CAS_NEVER ? assured : helped < CAS_NEVER ? helped : joined);
}

/* ---- Families ------------------------------------------------------------------------------------------------------------------------------- */

static bool does(checking *c, const family_kind *kind, const cas_set *set)
{
    take_stances(c, set, kind->set, kind->rest);
    return (value(c) >= CAS_NEVER) == kind->never;
}

static void check_set(checking *c, const family_kind *kind, const cas_set *set)
{
    const bool good = does(c, kind, set);
    bool minimal = true;
    for (int p = cas_set_next(set, 0); p >= 0 && good; p = cas_set_next(set, p + 1)) {
        cas_set less = *set;
        cas_set_remove(&less, p);
        minimal = minimal && !does(c, kind, &less);
    }
    if (c->open)
        cas_verified_skip(c->out, c->where, "%s %s: its definition needs more than the limit of positions", kind->one, words_of(c, set));
    else if (!good)
        cas_verified_wrong(c->out, c->where, "%s is no %s", words_of(c, set), kind->one);
    else
        cas_verified_claim(c->out, minimal, c->where, "%s is a %s, but not a minimal one", words_of(c, set), kind->one);
    c->open = false;
}

/* Every set that holds none of those listed must not do what they do. */
static void check_complete(checking *c, const family_kind *kind, const cas_set *sets, size_t count, const cas_set *can)
{
    const int parties = c->instance->party_count;
    if (parties > COMPLETE_UP_TO) {
        cas_verified_skip(c->out, c->where, "that no %s is missing: %d parties are too many to try every set", kind->one, parties);
        return;
    }
    for (unsigned bits = 0; bits < 1u << parties && !c->open; bits++) {
        cas_set set = cas_set_empty();
        bool holds = false;
        for (int p = 0; p < parties; p++)
            if ((bits >> p) & 1)
                cas_set_add(&set, p);
        for (size_t i = 0; i < count && !holds; i++)
            holds = cas_set_inside(&sets[i], &set);
        if (holds || !cas_set_inside(&set, can))
            continue;
        if (does(c, kind, &set) && !c->open) {
            cas_verified_wrong(c->out, c->where, "a %s is missing: some part of %s", kind->one, words_of(c, &set));
            return;
        }
    }
    if (c->open)
        cas_verified_skip(c->out, c->where, "that no %s is missing: needs more than the limit of positions", kind->one);
    else
        cas_verified_right(c->out);
    c->open = false;
}

static void check_family(checking *c, const cas_json_value *row, const family_kind *kind)
{
    const cas_json_value *list = cas_json_member(row, kind->key);
    const char *count = cas_verify_string(cas_json_member(row, "counts"), kind->key);
    if (!list || list->kind != CAS_JSON_ARRAY)
        return;
    cas_set *sets = CAS_ARRAY(c->out->arena, cas_set, list->count + 1), can = cas_set_empty();
    for (int p = 0; p < c->instance->party_count; p++)
        if (p != c->instance->attacked)
            cas_set_add(&can, p);
    for (size_t i = 0; i < list->count; i++) {
        sets[i] = set_of(c, list->items[i]);
        check_set(c, kind, &sets[i]);
    }
    if (strcmp(count, cas_format(c->out->arena, "%zu", list->count)) == 0)
        check_complete(c, kind, sets, list->count, &can);
    else
        cas_verified_skip(c->out, c->where, "%s sets of `%s`: only %zu are listed", count, kind->key, list->count);
}

/* ---- Rows --------------------------------------------------------------------------------------------------------------------------------------- */

static const char *where_of(cas_arena *arena, const char *by, const cas_json_value *package)
{
    cas_builder out = {.arena = arena};
    cas_putf(&out, "%s%s", *by ? "by " : "", by);
    for (size_t i = 0; package && i < package->count; i++)
        cas_putf(&out, "%s%s = %s", out.length ? ", " : "", package->keys[i],
                 package->items[i]->kind == CAS_JSON_STRING ? package->items[i]->string : "?");
    return out.length ? cas_built_string(&out) : "everywhere";
}

/* The instance that the row speaks of: its first package. */
static const cas_row *row_of(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer, const char *by,
                             const cas_json_value *package)
{
    cas_arena *arena = out->arena;
    const char *why = NULL;
    const cas_question *question =
        cas_model_ask(arena, agreement, cas_text_of(cas_verify_string(answer, "goal")), cas_text_of(cas_verify_string(answer, "incident")),
                      cas_text_of(strcmp(by, "an outsider") == 0 ? "outsider" : by), &why);
    cas_chosen *settings = CAS_ARRAY(arena, cas_chosen, (package ? package->count : 0) + 1);
    cas_question_options options = {.draft = -1, .settings = settings, .first = 1};
    if (!question)
        cas_fail(arena->ctx, CAS_E_INPUT, "the text cannot be asked this: %s", why ? why : "");
    for (size_t i = 0; package && i < package->count; i++) {
        const int d = cas_dimension_find(agreement, cas_text_of(package->keys[i]));
        const char *name = package->items[i]->kind == CAS_JSON_STRING ? package->items[i]->string : "";
        const int a = d < 0 ? -1 : cas_alternative_find(&agreement->dimensions[d], cas_text_of(name));
        if (a < 0)
            cas_fail(arena->ctx, CAS_E_INPUT, "the text has no `%s = %s`", package->keys[i], name);
        settings[options.setting_count++] = (cas_chosen){d, a};
    }
    const cas_answered *answered = cas_question_answer(arena, agreement, question, &options);
    return answered->case_count && answered->cases[0].row_count ? &answered->cases[0].rows[0] : NULL;
}

static void check_row(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer, const char *by,
                      const cas_json_value *row, uint64_t max_states)
{
    const cas_json_value *package = cas_json_member(row, "package");
    const char *where = where_of(out->arena, by, package);
    const cas_row *found = row_of(out, agreement, answer, by, package);
    if (!found || !found->goal) {
        cas_verified_wrong(out, where, "the text has no such package");
        return;
    }
    checking c = {.out = out, .agreement = agreement, .instance = found->instance, .goal = found->goal, .by = found->by, .max_states = max_states, .where = where};
    c.stances = CAS_ARRAY(out->arena, cas_stance, c.instance->party_count + 1);
    check_verdict(&c, row);
    c.open = false;
    for (size_t k = 0; k < sizeof families / sizeof *families; k++)
        check_family(&c, row, &families[k]);
}

static void check_case(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer, const cas_json_value *one,
                       uint64_t max_states)
{
    const cas_json_value *rows = cas_json_member(one, "verdicts");
    for (size_t r = 0; rows && r < rows->count; r++)
        check_row(out, agreement, answer, cas_verify_string(one, "by"), rows->items[r], max_states);
}

void cas_verify_who(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer, uint64_t max_states)
{
    const cas_json_value *cases = cas_json_member(answer, "cases");
    check_case(out, agreement, answer, answer, max_states);
    for (size_t i = 0; cases && i < cases->count; i++)
        check_case(out, agreement, answer, cases->items[i], max_states);
}
