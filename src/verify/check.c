/*
 * The claims of a text, judged anew.
 *
 * 1. Every `check` and `expect` of the text is answered, for every package and aggressor it speaks of, in just one object.
 * 2. Of goals, verdicts, families of sets and who can block, whether the claim holds is worked out from the definition (judge.h), in up to four distinct texts
 *    of each object; whether that is as the text expects it; and the course of events is replayed.
 * 3. What was asked and not claimed is checked as in an answer of `who`.
 * 4. Of scenarios the expectations and the calendar: scenes.h.
 *
 * Not checked: conflicts, idle clauses and circular waits (they speak of every play of the text); words, citations, sources and assumptions.
 */
#include "verify/claims.h"
#include "verify/course.h"
#include "verify/scenes.h"
#include "verify/who.h"

#include "model/scope.h"

#include <string.h>

enum { MOST_TEXTS = 4, MOST_AGGRESSORS = 64, FEW_PARTIES = 8 };

typedef struct claim {
    cas_judge judge;
    const cas_agreement *agreement;
    const cas_question *question;
    const cas_verify_case *text;
    cas_defined verdict; /* CAS_QUESTION_VERDICT */
    cas_tick value;      /* CAS_QUESTION_GOAL */
} claim;

static cas_set set_of(const claim *c, const cas_parties *parties)
{
    cas_scope scope;
    cas_scope_open(&scope, c->judge.out->arena, c->agreement, c->text->choice, &c->text->occasion);
    return parties ? cas_scope_set(&scope, parties) : cas_set_empty();
}

/* ---- One claim in one text ------------------------------------------------------------------------------------------------------------------ */

static void take_stances(claim *c)
{
    int *said = CAS_ARRAY(c->judge.out->arena, int, (size_t)c->judge.instance->party_count + 1);
    cas_question_stances(c->judge.out->arena, c->agreement, c->question, c->text->choice, &c->text->occasion, said);
    for (int p = 0; p < c->judge.instance->party_count; p++)
        c->judge.stances[p] = (cas_stance)said[p];
}

static cas_truth judge_goal(claim *c)
{
    cas_tick limit = CAS_NEVER - 1;
    take_stances(c);
    c->value = cas_judge_value(&c->judge);
    if (c->question->has_within) {
        cas_scope scope;
        cas_scope_open(&scope, c->judge.out->arena, c->agreement, c->text->choice, &c->text->occasion);
        limit = cas_scope_ticks(&scope, &c->question->within);
    }
    return c->value <= limit ? CAS_TRUE : CAS_FALSE;
}

static cas_truth judge_verdict(claim *c)
{
    static const cas_verdict_word words[] = {[CAS_EXPECTS_ASSURED] = CAS_ASSURED, [CAS_EXPECTS_AVAILABLE] = CAS_AVAILABLE, [CAS_EXPECTS_MERCY] = CAS_AT_THE_MERCY,
                                             [CAS_EXPECTS_NEEDS] = CAS_NEEDS, [CAS_EXPECTS_IMPOSSIBLE] = CAS_IMPOSSIBLE};
    const cas_expected_verdict *wanted = &c->question->verdict;
    c->verdict = cas_judge_verdict(&c->judge);
    if (c->verdict.word == CAS_UNDECIDED || !c->question->has_verdict)
        return c->verdict.word == CAS_UNDECIDED ? CAS_OPEN : CAS_TRUE;
    const cas_set of = set_of(c, wanted->of);
    bool as_wanted = c->verdict.word == words[wanted->word] && (!wanted->of || cas_set_equal(&of, &c->verdict.of));
    as_wanted = as_wanted && !(wanted->by_right && !c->verdict.by_right) && !(wanted->by_breach && c->verdict.by_right);
    if (wanted->has_day)
        as_wanted = as_wanted && c->verdict.tick < CAS_NEVER && c->verdict.tick <= wanted->day / c->agreement->tick;
    return as_wanted ? CAS_TRUE : CAS_FALSE;
}

static const cas_family_kind *family_of(const cas_question *question)
{
    switch (question->family) {
    case CAS_ASKS_BLOCKERS: return &cas_family_kinds[question->lawful];
    case CAS_ASKS_LAWFUL_BLOCKERS: return &cas_family_kinds[1];
    case CAS_ASKS_DECIDERS: return &cas_family_kinds[2];
    case CAS_ASKS_PILLARS: return &cas_family_kinds[3];
    }
    return &cas_family_kinds[0];
}

/* Is the set one of those that the claim lists? */
static bool is_listed(const claim *c, const cas_set *set)
{
    for (int i = 0; i < c->question->set_count; i++) {
        const cas_set listed = set_of(c, c->question->sets[i]);
        if (cas_set_equal(&listed, set))
            return true;
    }
    return false;
}

/* Every set of parties, or every single one, is minimal just if it is listed. */
static cas_truth judge_sets(claim *c)
{
    const cas_family_kind *kind = family_of(c->question);
    const int parties = c->judge.instance->party_count;
    if (!c->question->has_sets)
        return CAS_TRUE;
    if (!c->question->single && parties > FEW_PARTIES) {
        c->judge.open = true;
        return CAS_OPEN;
    }
    const unsigned all = c->question->single ? (unsigned)parties : 1u << parties;
    for (unsigned i = 0; i < all && !c->judge.open; i++) {
        cas_set set = cas_set_empty();
        if (c->question->single)
            cas_set_add(&set, (int)i);
        for (int p = 0; p < parties && !c->question->single; p++)
            if (i >> p & 1)
                cas_set_add(&set, p);
        if (cas_set_has(&set, c->judge.instance->attacked))
            continue;
        const bool minimal = cas_judge_does(&c->judge, kind, &set) && cas_judge_is_minimal(&c->judge, kind, &set);
        if (minimal != is_listed(c, &set))
            return CAS_FALSE;
    }
    return CAS_TRUE;
}

static cas_truth judge_nobody(claim *c)
{
    const cas_set among = set_of(c, c->question->among);
    for (int p = cas_set_next(&among, 0); p >= 0 && !c->judge.open; p = cas_set_next(&among, p + 1)) {
        const cas_set one = cas_set_single(p);
        if (p != c->judge.instance->attacked && cas_judge_does(&c->judge, &cas_family_kinds[c->question->lawful], &one))
            return CAS_FALSE;
    }
    return CAS_TRUE;
}

static cas_truth judge_blocked(claim *c)
{
    const cas_set among = set_of(c, c->question->among);
    return cas_judge_does(&c->judge, &cas_family_kinds[0], &among) ? CAS_TRUE : CAS_FALSE;
}

static bool is_of_the_whole_text(const cas_question *question)
{
    switch (question->kind) {
    case CAS_QUESTION_GOAL:
    case CAS_QUESTION_VERDICT:
    case CAS_QUESTION_SETS:
    case CAS_QUESTION_NOBODY:
    case CAS_QUESTION_BLOCKED: return false;
    case CAS_QUESTION_NO_CONFLICT:
    case CAS_QUESTION_NO_IDLE_CLAUSE:
    case CAS_QUESTION_NO_CIRCULAR_WAIT:
    case CAS_QUESTION_POWER:
    case CAS_QUESTION_SETTLEMENT:
    case CAS_QUESTION_STABILITY: return true;
    }
    return true;
}

/* CAS_OPEN where the definition does not fit. */
static cas_truth judge(claim *c)
{
    cas_truth truth = CAS_OPEN;
    if (c->question->kind == CAS_QUESTION_GOAL)
        truth = judge_goal(c);
    else if (c->question->kind == CAS_QUESTION_VERDICT)
        truth = judge_verdict(c);
    else if (c->question->kind == CAS_QUESTION_SETS)
        truth = judge_sets(c);
    else if (c->question->kind == CAS_QUESTION_NOBODY)
        truth = judge_nobody(c);
    else if (c->question->kind == CAS_QUESTION_BLOCKED)
        truth = judge_blocked(c);
    return c->judge.open ? CAS_OPEN : truth;
}

cas_truth cas_verify_claim_truth(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_case *text)
{
    claim c = {.judge = cas_judge_of(out, text->instance, text->goal, text->occasion.attacker), .agreement = agreement, .question = question, .text = text};
    return judge(&c);
}

/* ---- One object of the answer --------------------------------------------------------------------------------------------------------------- */

static const char *truth_words(cas_truth truth)
{
    switch (truth) {
    case CAS_TRUE: return "holds";
    case CAS_FALSE: return "fails";
    case CAS_OPEN: break;
    }
    return "undecided";
}

/* The course under a claim: how it is stopped where that is the verdict, else how it comes about. */
static void replay(claim *c, const cas_json_value *because, const char *where)
{
    if (c->question->kind == CAS_QUESTION_GOAL) {
        take_stances(c);
        cas_verify_course(&c->judge, because, c->value, where);
    }
    if (c->question->kind != CAS_QUESTION_VERDICT || c->verdict.word == CAS_UNDECIDED)
        return;
    if (c->verdict.word == CAS_NEEDS || c->verdict.word == CAS_AT_THE_MERCY) {
        cas_judge_stances_of_stop(&c->judge, &c->verdict);
        cas_verify_course(&c->judge, because, CAS_NEVER, where);
    } else {
        cas_judge_stances_of_day(&c->judge, c->verdict.word);
        cas_verify_course(&c->judge, because, c->verdict.tick, where);
    }
}

static void check_truth(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_case *cases, int count, bool unknown,
                        const cas_json_value *object, const char *where)
{
    const char *said = cas_verify_string(object, "answer");
    claim first = {0};
    cas_truth all = CAS_TRUE;
    for (int t = 0; t < count; t++) {
        claim c = {.judge = cas_judge_of(out, cases[t].instance, cases[t].goal, cases[t].occasion.attacker), .agreement = agreement, .question = question, .text = &cases[t]};
        const cas_truth truth = judge(&c);
        if (truth == CAS_OPEN) {
            cas_verified_skip(out, where, "%s: its definition needs more than the limit of positions", said);
            return;
        }
        if (t == 0)
            first = c;
        if (!unknown) {
            cas_verified_claim(out, strcmp(said, truth_words(truth)) == 0, where, "%s: by the definition it %s", said, truth_words(truth));
            continue;
        }
        all = truth == CAS_FALSE ? CAS_FALSE : all;
    }
    if (unknown)
        cas_verified_claim(out, strcmp(said, truth_words(all)) == 0, where, "%s: over everybody it may have been it %s", said, truth_words(all));
    const cas_json_value *because = cas_json_member(object, "because");
    if (unknown && because && because->count)
        cas_verified_skip(out, where, "the course of events of the worst case");
    else if (first.question)
        replay(&first, because, where);
}

static void check_object(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked,
                         const cas_json_value *object)
{
    const char *by = cas_verify_string(object, "by"), *said = cas_verify_string(object, "answer");
    const bool unknown = question->by_kind == CAS_ON_ATTACK_UNKNOWN && strcmp(by, "unknown") == 0;
    const char *where = cas_format(out->arena, "line %d: %s, %s", question->line, question->words, cas_verify_where(out->arena, by, cas_json_member(object, "package")));
    cas_verify_choices choices;
    cas_verify_case *cases = CAS_ARRAY(out->arena, cas_verify_case, MOST_AGGRESSORS);
    if (!cas_verify_choices_of(out->arena, agreement, cas_json_member(object, "package"), &choices)) {
        cas_verified_wrong(out, where, "the text has no such package");
        return;
    }
    if (strcmp(said, "undecided") == 0) {
        cas_verified_skip(out, where, "it says that it is undecided");
        return;
    }
    const int count = cas_verify_cases(out->arena, agreement, question, asked, by, &choices, cases, unknown ? MOST_AGGRESSORS : MOST_TEXTS);
    if (count == 0)
        cas_verified_wrong(out, where, "the question has no such package, or nobody like that can be the aggressor in it");
    else
        check_truth(out, agreement, question, cases, count, unknown, object, where);
}

static void check_expected(cas_verified *out, const cas_question *question, const cas_json_value *object)
{
    const char *where = cas_format(out->arena, "line %d: %s", question->line, question->words), *answer = cas_verify_string(object, "answer");
    const char *expected = truth_words(cas_question_expected(question));
    const cas_json_value *ok = cas_json_member(object, "ok");
    cas_verified_claim(out, strcmp(cas_verify_string(object, "expected"), expected) == 0, where, "the text expects that it %s", expected);
    cas_verified_claim(out, ok && ok->kind == CAS_JSON_BOOLEAN && ok->boolean == (!*answer || strcmp(answer, expected) == 0), where,
                       "whether it is as expected is said wrongly");
}

static const cas_question *question_of(const cas_agreement *agreement, const cas_json_value *object)
{
    const cas_json_value *line = cas_json_member(object, "line");
    for (int q = 0; q < agreement->question_count; q++)
        if (!agreement->questions[q].inherited && line && line->kind == CAS_JSON_NUMBER && agreement->questions[q].line == (int)line->number &&
            strcmp(agreement->questions[q].words, cas_verify_string(object, "question")) == 0)
            return &agreement->questions[q];
    return NULL;
}

/* ---- All claims ----------------------------------------------------------------------------------------------------------------------------- */

/* No answer is given where the question is for another verb, or none of its packages was asked about. */
static void check_elsewhere(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked, const char *where)
{
    cas_package_walk walk;
    if (question->kind == CAS_QUESTION_POWER || question->kind == CAS_QUESTION_STABILITY || question->kind == CAS_QUESTION_SETTLEMENT)
        return;
    cas_packages_begin(&walk, out->arena, agreement, cas_verify_packages(out->arena, agreement, asked, question->in, question->said_in));
    cas_verified_claim(out, cas_packages_next(&walk) == NULL, where, "it is not answered, although packages of it were asked about");
}

static void check_claim(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked,
                        const cas_json_value *list)
{
    const char *where = cas_format(out->arena, "line %d: %s", question->line, question->words);
    cas_verify_row *rows = CAS_ARRAY(out->arena, cas_verify_row, list->count + 1);
    size_t count = 0;
    bool answered = false;
    for (size_t i = 0; i < list->count; i++) {
        if (question_of(agreement, list->items[i]) != question)
            continue;
        rows[count++] = (cas_verify_row){cas_verify_string(list->items[i], "by"), cas_json_member(list->items[i], "package")};
        answered = answered || *cas_verify_string(list->items[i], "answer");
        check_expected(out, question, list->items[i]);
        if (*cas_verify_string(list->items[i], "answer") && !is_of_the_whole_text(question))
            check_object(out, agreement, question, asked, list->items[i]);
    }
    if (count == 0)
        cas_verified_wrong(out, where, "it is not answered");
    else if (answered && is_of_the_whole_text(question))
        cas_verified_skip(out, where, "a question about every play of the text");
    else if (answered)
        cas_verify_rows_cover(out, agreement, question, asked, rows, count, where);
    else
        check_elsewhere(out, agreement, question, asked, where);
}

/* ---- What is only asked --------------------------------------------------------------------------------------------------------------------- */

/* The sets of a row, in its first text; what is said of a goal. */
static void check_asked_row(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked, const char *by,
                            const cas_json_value *row)
{
    const char *where = cas_format(out->arena, "%s, %s", question->words, cas_verify_where(out->arena, by, cas_json_member(row, "package")));
    cas_verify_choices choices;
    cas_verify_case one;
    const bool known = cas_verify_choices_of(out->arena, agreement, cas_json_member(row, "package"), &choices);
    if (!known || cas_verify_cases(out->arena, agreement, question, asked, by, &choices, &one, 1) == 0) {
        cas_verified_wrong(out, where, "the question has no such package, or nobody like that can be the aggressor in it");
        return;
    }
    cas_judge judge = cas_judge_of(out, one.instance, one.goal, one.occasion.attacker);
    if (question->kind == CAS_QUESTION_SETS && !question->single && strcmp(by, "unknown") != 0)
        cas_verify_family(&judge, where, family_of(question), cas_json_member(row, "sets"), cas_verify_string(row, "count"));
    else if (question->kind == CAS_QUESTION_GOAL && strcmp(by, "unknown") != 0) {
        claim c = {.judge = judge, .agreement = agreement, .question = question, .text = &one};
        take_stances(&c);
        c.value = cas_judge_value(&c.judge);
        if (c.judge.open)
            cas_verified_skip(out, where, "its definition needs more than the limit of positions");
        else
            cas_verify_course(&c.judge, cas_json_member(row, "because"), c.value, where);
    } else
        cas_verified_skip(out, where, "what was found");
}

static void check_asked(cas_verified *out, const cas_agreement *agreement, const cas_verify_asked *asked, const cas_json_value *object)
{
    const cas_question *question = question_of(agreement, object);
    const cas_json_value *cases = cas_json_member(object, "cases"), *settlement = cas_json_member(object, "settlement"), *flaws = cas_json_member(object, "flaws");
    if (!question) {
        cas_verified_wrong(out, cas_verify_string(object, "question"), "the text does not ask this");
        return;
    }
    if (flaws && flaws->count)
        cas_verified_skip(out, question->words, "a question about every play of the text");
    if (settlement && settlement->kind == CAS_JSON_OBJECT) {
        if (question->without || question->said_in || asked->draft >= 0 || asked->setting_count)
            cas_verified_skip(out, question->words, "a settlement of some packages, or without a party: see casus agree");
        else
            cas_verify_agree(out, agreement, settlement);
    }
    if (question->kind == CAS_QUESTION_VERDICT && cases && cases->count)
        cas_verify_verdicts(out, agreement, question, asked, cases);
    for (size_t c = 0; question->kind != CAS_QUESTION_VERDICT && cases && c < cases->count; c++) {
        const cas_json_value *answers = cas_json_member(cases->items[c], "answers");
        for (size_t r = 0; answers && r < answers->count; r++)
            check_asked_row(out, agreement, question, asked, cas_verify_string(cases->items[c], "by"), answers->items[r]);
    }
}

/* `ok` is said of the whole: nothing is otherwise than the text states. */
static void check_whole(cas_verified *out, const cas_json_value *answer)
{
    static const char *const lists[] = {"checks", "scenarios"};
    const cas_json_value *ok = cas_json_member(answer, "ok"), *errors = cas_json_member(answer, "errors");
    bool all = !errors || !errors->count;
    for (size_t l = 0; l < 2; l++) {
        const cas_json_value *list = cas_json_member(answer, lists[l]);
        for (size_t i = 0; list && i < list->count; i++) {
            const cas_json_value *one = cas_json_member(list->items[i], "ok");
            all = all && one && one->boolean;
        }
    }
    if (ok && ok->kind == CAS_JSON_BOOLEAN)
        cas_verified_claim(out, all || !ok->boolean, "ok", "it is said that all is as stated, but not all is");
}

void cas_verify_check(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer)
{
    const cas_agreement *agreement = text->agreement;
    const cas_verify_asked asked = cas_verify_asked_of(out->arena, agreement, cas_json_member(answer, "asked_with"), "in");
    const cas_json_value *checks = cas_json_member(answer, "checks"), *list = cas_json_member(answer, "asked"), *errors = cas_json_member(answer, "errors");
    if (checks->kind != CAS_JSON_ARRAY)
        cas_fail(out->arena->ctx, CAS_E_INPUT, "its claims are no list");
    cas_verified_claim(out, !errors || !errors->count, "errors", "it names errors, but the text has none");
    for (size_t i = 0; i < checks->count; i++)
        if (!question_of(agreement, checks->items[i]))
            cas_verified_wrong(out, cas_verify_string(checks->items[i], "question"), "the text does not claim this there");
    for (int q = 0; q < agreement->question_count; q++)
        if (!agreement->questions[q].inherited && agreement->questions[q].speech != CAS_ASKS)
            check_claim(out, agreement, &agreement->questions[q], &asked, checks);
    for (size_t i = 0; list && i < list->count; i++)
        check_asked(out, agreement, &asked, list->items[i]);
    cas_verify_scenes(out, agreement, &asked, cas_json_member(answer, "scenarios"));
    check_whole(out, answer);
}
