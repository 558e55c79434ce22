/*
 * Verdicts and sets by the search that defines them (judge.h).
 *
 * 1. Every package stands, for every aggressor asked about, in just one row.
 * 2. A row's verdict, whom it speaks of, its day, whether by right, who alone breaks it, how slow one other can make it and how many others it survives are
 *    those of the definition, in each of up to four distinct texts of the row; of an unknown aggressor it is the worst over all of them.
 * 3. A blocker, resisting while all others help, makes the value never, and no part of it with one party less does. Lawful blockers merely obey; deciders
 *    help while all others resist and reach the goal, pillars while all others obey; each of these is minimal as well.
 * 4. That no set is missing is checked where there are few parties: every set that holds none of those listed must not do what they do.
 * 5. The courses of events are replayed (course.h).
 */
#include "verify/who.h"

#include "verify/course.h"

#include <math.h>
#include <string.h>

enum { COMPLETE_UP_TO = 8 /* parties */, MOST_TEXTS = 4, MOST_AGGRESSORS = 64 };

typedef struct checking {
    cas_judge judge;
    const char *where;
} checking;

static const char *truth_words(bool yes)
{
    return yes ? "right" : "breach";
}

/* ---- The verdict ---------------------------------------------------------------------------------------------------------------------------- */

static void check_day(cas_verified *out, const char *where, const cas_instance *instance, const cas_json_value *row, const char *key, cas_tick tick)
{
    const cas_json_value *day = cas_json_member(row, key);
    const char *is = cas_judge_day(out->arena, instance, tick);
    if (!day || day->kind != CAS_JSON_NUMBER)
        cas_verified_claim(out, tick >= CAS_NEVER, where, "no %s is given, but it is %s", key, is);
    else
        cas_verified_claim(out, cas_judge_is_day(instance, day, tick), where, "%s %.10g: by the definition it is %s", key, day->number, is);
}

static void check_tolerance(checking *c, const cas_json_value *row)
{
    const cas_json_value *tolerates = cas_json_member(row, "tolerates");
    cas_judge *j = &c->judge;
    if (!tolerates || tolerates->kind != CAS_JSON_NUMBER)
        return;
    if (j->instance->party_count > COMPLETE_UP_TO) {
        cas_verified_skip(j->out, c->where, "tolerates %.0f: %d parties are too many to try every set", tolerates->number, j->instance->party_count);
        return;
    }
    const int k = (int)tolerates->number;
    const bool survives = k >= 0 && !cas_judge_stops(j, k), fails = cas_judge_stops(j, k + 1);
    if (j->open) {
        cas_verified_skip(j->out, c->where, "tolerates %d: its definition needs more than the limit of positions", k);
        return;
    }
    int others = j->instance->party_count - (j->by >= 0) - (j->instance->attacked >= 0);
    if (j->by >= 0 && j->by == j->instance->attacked)
        others++;
    cas_verified_claim(j->out, survives && (fails || k == others), c->where, "tolerates %d: %s", k,
                       survives ? "it survives more" : "some that many others make it never");
}

static void check_verdict(checking *c, const cas_json_value *row, const cas_defined *is)
{
    cas_judge *j = &c->judge;
    cas_verified *out = j->out;
    const char *said = cas_verify_string(row, "verdict"), *word = cas_verdict_name(is->word);
    const cas_set of = cas_judge_set(j, cas_json_member(row, "of")), breakable = cas_judge_set(j, cas_json_member(row, "breakable_by"));
    if (is->word == CAS_UNDECIDED) {
        cas_verified_skip(out, c->where, "%s: its definition needs more than the limit of positions", said);
        return;
    }
    cas_verified_claim(out, strcmp(said, word) == 0, c->where, "%s: by the definition it is %s", said, word);
    if (strcmp(said, word) != 0)
        return;
    cas_verified_claim(out, cas_set_equal(&of, &is->of), c->where, "of %s: by the definition of %s", cas_judge_names(j, &of), cas_judge_names(j, &is->of));
    const cas_json_value *right = cas_json_member(row, "by_right");
    if (is->word == CAS_NEEDS)
        cas_verified_claim(out, right && right->kind == CAS_JSON_BOOLEAN && right->boolean == is->by_right, c->where,
                           "by the definition it is prevented by %s", truth_words(is->by_right));
    check_day(out, c->where, j->instance, row, "day", is->tick);
    if (cas_json_member(row, "slowest_day"))
        check_day(out, c->where, j->instance, row, "slowest_day", is->slowest);
    if (cas_json_member(row, "breakable_by"))
        cas_verified_claim(out, cas_set_equal(&breakable, &is->breakable_by), c->where, "breakable by %s: by the definition by %s", cas_judge_names(j, &breakable),
                           cas_judge_names(j, &is->breakable_by));
    check_tolerance(c, row);
}

/* ---- Families ------------------------------------------------------------------------------------------------------------------------------- */

static void check_set(checking *c, const cas_family_kind *kind, const cas_set *set)
{
    cas_judge *j = &c->judge;
    const bool good = cas_judge_does(j, kind, set), minimal = good && cas_judge_is_minimal(j, kind, set);
    if (j->open)
        return;
    if (!good)
        cas_verified_wrong(j->out, c->where, "%s is no %s", cas_judge_names(j, set), kind->one);
    else
        cas_verified_claim(j->out, minimal, c->where, "%s is a %s, but not a minimal one", cas_judge_names(j, set), kind->one);
}

/* Every set that holds none of those listed must not do what they do. */
static void check_complete(checking *c, const cas_family_kind *kind, const cas_set *sets, size_t count)
{
    cas_judge *j = &c->judge;
    const int parties = j->instance->party_count;
    for (unsigned bits = 0; bits < 1u << parties && !j->open; bits++) {
        cas_set set = cas_set_empty();
        bool holds = false;
        for (int p = 0; p < parties; p++)
            if ((bits >> p) & 1)
                cas_set_add(&set, p);
        for (size_t i = 0; i < count && !holds; i++)
            holds = cas_set_inside(&sets[i], &set);
        if (holds || (j->instance->attacked >= 0 && cas_set_has(&set, j->instance->attacked)))
            continue;
        if (cas_judge_does(j, kind, &set)) {
            cas_verified_wrong(j->out, c->where, "a %s is missing: some part of %s", kind->one, cas_judge_names(j, &set));
            return;
        }
    }
    if (!j->open)
        cas_verified_right(j->out);
}

void cas_verify_family(cas_judge *judge, const char *where, const cas_family_kind *kind, const cas_json_value *list, const char *count)
{
    checking c = {*judge, where};
    cas_verified *out = judge->out;
    c.judge.open = false;
    if (!list || list->kind != CAS_JSON_ARRAY)
        return;
    cas_set *sets = CAS_ARRAY(out->arena, cas_set, list->count + 1);
    for (size_t i = 0; i < list->count; i++) {
        sets[i] = cas_judge_set(judge, list->items[i]);
        for (size_t before = 0; before < i; before++)
            if (cas_set_equal(&sets[before], &sets[i]))
                cas_verified_wrong(out, where, "%s is listed twice among the `%s`", cas_judge_names(judge, &sets[i]), kind->key);
        if (!c.judge.open)
            check_set(&c, kind, &sets[i]);
        if (c.judge.open) {
            cas_verified_skip(out, where, "%zu of %zu sets of `%s`, and that none is missing: their definition needs more than the limit of positions",
                              list->count - i, list->count, kind->key);
            return;
        }
    }
    if (!*count) {
        cas_verified_skip(out, where, "that none is missing in `%s`: how many there are is not said", kind->key);
        return;
    }
    if (strcmp(count, cas_format(out->arena, "%zu", list->count)) != 0) {
        cas_verified_skip(out, where, "%s sets of `%s`: only %zu are listed", count, kind->key, list->count);
        return;
    }
    if (judge->instance->party_count > COMPLETE_UP_TO) {
        cas_verified_skip(out, where, "that no %s is missing: %d parties are too many to try every set", kind->one, judge->instance->party_count);
        return;
    }
    check_complete(&c, kind, sets, list->count);
    if (c.judge.open)
        cas_verified_skip(out, where, "that no %s is missing: needs more than the limit of positions", kind->one);
}

/* ---- Rows --------------------------------------------------------------------------------------------------------------------------------------- */

const char *cas_verify_where(cas_arena *arena, const char *by, const cas_json_value *package)
{
    cas_builder out = {.arena = arena};
    cas_putf(&out, "%s%s", *by ? "by " : "", by);
    for (size_t i = 0; package && i < package->count; i++)
        cas_putf(&out, "%s%s = %s", out.length ? ", " : "", package->keys[i],
                 package->items[i]->kind == CAS_JSON_STRING ? package->items[i]->string : "?");
    return out.length ? cas_built_string(&out) : "everywhere";
}

static bool is_undecided(cas_verified *out, const cas_json_value *row, const char *where)
{
    if (strcmp(cas_verify_string(row, "verdict"), "UNDECIDED") != 0)
        return false;
    cas_verified_skip(out, where, "it says that it is undecided");
    return true;
}

/* What the row says, for its course of events where the definition does not fit. */
static cas_defined verdict_said(const cas_judge *j, const cas_json_value *row)
{
    static const cas_verdict_word words[] = {CAS_ASSURED, CAS_AVAILABLE, CAS_AT_THE_MERCY, CAS_NEEDS};
    const cas_json_value *day = cas_json_member(row, "day"), *right = cas_json_member(row, "by_right");
    cas_defined said = {.word = CAS_IMPOSSIBLE, .of = cas_judge_set(j, cas_json_member(row, "of")), .tick = CAS_NEVER};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (strcmp(cas_verify_string(row, "verdict"), cas_verdict_name(words[w])) == 0)
            said.word = words[w];
    if (day && day->kind == CAS_JSON_NUMBER)
        said.tick = (cas_tick)llround(day->number * 24 / j->instance->tick_hours);
    said.by_right = right && right->kind == CAS_JSON_BOOLEAN && right->boolean;
    return said;
}

/* One aggressor: in up to four texts of the row; the sets and the courses of events in the first. */
static void check_row_by_one(cas_verified *out, const cas_verify_case *cases, int count, const cas_json_value *row, const char *where)
{
    for (int t = 0; t < count; t++) {
        checking c = {cas_judge_of(out, cases[t].instance, cases[t].goal, cases[t].occasion.attacker), where};
        const cas_defined is = cas_judge_verdict(&c.judge);
        check_verdict(&c, row, &is);
        if (is.word == CAS_UNDECIDED) {
            const cas_defined said = verdict_said(&c.judge, row);
            if (cas_json_member(row, "blockers"))
                cas_verified_skip(out, where, "its sets: their definition needs more than the limit of positions");
            if (t == 0)
                cas_verify_courses(&c.judge, &said, row, where);
            return;
        }
        if (t > 0)
            continue;
        const cas_json_value *counts = cas_json_member(row, "counts");
        for (int k = 0; k < CAS_FAMILIES; k++)
            cas_verify_family(&c.judge, where, &cas_family_kinds[k], cas_json_member(row, cas_family_kinds[k].key),
                              cas_verify_string(counts, cas_family_kinds[k].key));
        cas_verify_courses(&c.judge, &is, row, where);
    }
}

/* An unknown aggressor: the worst over everybody it may have been. */
static void check_row_by_unknown(cas_verified *out, const cas_verify_case *cases, int count, const cas_json_value *row, const char *where)
{
    cas_defined worst = {.word = CAS_UNDECIDED};
    cas_judge at = {0};
    for (int t = 0; t < count; t++) {
        cas_judge j = cas_judge_of(out, cases[t].instance, cases[t].goal, cases[t].occasion.attacker);
        const cas_defined is = cas_judge_verdict(&j);
        if (is.word == CAS_UNDECIDED) {
            cas_verified_skip(out, where, "the worst over everybody it may have been: its definition needs more than the limit of positions");
            return;
        }
        const int rank = cas_defined_rank(&is), so_far = at.instance ? cas_defined_rank(&worst) : -1;
        if (rank > so_far || (rank == so_far && is.tick > worst.tick)) {
            worst = is;
            at = j;
        }
    }
    checking c = {at, where};
    check_verdict(&c, row, &worst);
    if (*cas_verify_string(cas_json_member(row, "counts"), "blockers"))
        cas_verified_skip(out, where, "the sets of the worst case");
    cas_verify_courses(&c.judge, &worst, row, where);
}

static void check_row(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked, const char *by,
                      const cas_json_value *row)
{
    const bool unknown = question->by_kind == CAS_ON_ATTACK_UNKNOWN && strcmp(by, "unknown") == 0;
    const char *where = cas_verify_where(out->arena, by, cas_json_member(row, "package"));
    cas_verify_choices choices;
    cas_verify_case *cases = CAS_ARRAY(out->arena, cas_verify_case, MOST_AGGRESSORS);
    if (!cas_verify_choices_of(out->arena, agreement, cas_json_member(row, "package"), &choices)) {
        cas_verified_wrong(out, where, "the text has no such package");
        return;
    }
    const int count = cas_verify_cases(out->arena, agreement, question, asked, by, &choices, cases, unknown ? MOST_AGGRESSORS : MOST_TEXTS);
    if (count == 0)
        cas_verified_wrong(out, where, "the question has no such package, or nobody like that can be the aggressor in it");
    else if (is_undecided(out, row, where))
        return;
    else if (unknown)
        check_row_by_unknown(out, cases, count, row, where);
    else
        check_row_by_one(out, cases, count, row, where);
    const cas_json_value *power = cas_json_member(row, "power");
    if (power && power->kind == CAS_JSON_OBJECT)
        cas_verify_power(out, agreement, power);
}

void cas_verify_verdicts(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked,
                         const cas_json_value *cases)
{
    size_t rows = 0, count = 0;
    for (size_t c = 0; cases && c < cases->count; c++) {
        const cas_json_value *list = cas_json_member(cases->items[c], "verdicts");
        rows += list ? list->count : 0;
    }
    cas_verify_row *all = CAS_ARRAY(out->arena, cas_verify_row, rows + 1);
    for (size_t c = 0; cases && c < cases->count; c++) {
        const cas_json_value *list = cas_json_member(cases->items[c], "verdicts");
        for (size_t r = 0; list && r < list->count; r++)
            all[count++] = (cas_verify_row){cas_verify_string(cases->items[c], "by"), cas_json_member(list->items[r], "package")};
    }
    cas_verify_rows_cover(out, agreement, question, asked, all, count, question->words);
    for (size_t c = 0; cases && c < cases->count; c++) {
        const cas_json_value *list = cas_json_member(cases->items[c], "verdicts");
        for (size_t r = 0; list && r < list->count; r++) {
            const cas_mark mark = cas_arena_mark(out->arena);
            const size_t told = out->fault_count + out->skipped_count;
            check_row(out, agreement, question, asked, cas_verify_string(cases->items[c], "by"), list->items[r]);
            if (told == out->fault_count + out->skipped_count)
                cas_arena_release(out->arena, mark);
        }
    }
}

void cas_verify_who(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer)
{
    const char *goal = cas_verify_string(answer, "goal"), *incident = cas_verify_string(answer, "incident"), *why = NULL;
    const cas_json_value *cases = cas_json_member(answer, "cases"), *said_by = cas_json_member(answer, "by");
    const cas_json_value *with = cas_json_member(answer, "asked_with");
    const char *by = with ? cas_verify_string(with, "by") : said_by && said_by->kind == CAS_JSON_STRING ? said_by->string : "";
    const char *statement = cas_format(out->arena, "ask verdict of %s%s%s%s%s", goal, *incident ? " on " : "", incident,
                                       *by && strcmp(by, "unknown") != 0 ? " by " : "", strcmp(by, "unknown") != 0 ? by : "");
    const cas_agreement *agreement = cas_verify_reread(out->arena, text, NULL, 0, statement, &why);
    if (!agreement)
        cas_fail(out->arena->ctx, CAS_E_INPUT, "the text cannot be asked this: %s", why);
    const cas_verify_asked asked = cas_verify_asked_of(out->arena, agreement, with, "in");
    if (!cases || cases->kind != CAS_JSON_ARRAY) {
        cas_json_value *one = CAS_NEW(out->arena, cas_json_value);
        cas_json_value **items = CAS_ARRAY(out->arena, cas_json_value *, 1);
        items[0] = (cas_json_value *)answer;
        *one = (cas_json_value){.kind = CAS_JSON_ARRAY, .items = items, .count = 1};
        cases = one;
    }
    cas_verify_verdicts(out, agreement, &agreement->questions[agreement->question_count - 1], &asked, cases);
}
