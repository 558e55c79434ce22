/*
 * Cures: each is made in the text itself, the text read once more, and the goal judged by the definition.
 *
 * 1. The text as it stands has the verdict that is said of it: the worst over packages and aggressors asked about; and it is not as wanted, unless said so.
 * 2. The lines of a cure stand in the text as it says. With them changed the text has no error, and its worst verdict is the one said, and as wanted.
 * 3. Of several edits none can be left out: with those of any one taken back, the text is not as wanted. An edit is taken back by the lines that are its own, or,
 *    where several share a line, by its phrase.
 *
 * Not checked: that no milder rung of the same edit would do; that no cure is missing; what a cure costs.
 */
#include "verify/asked.h"
#include "verify/judge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CASES = 400, MOST_EDITS = 8, MOST_LINES = 40 };

typedef struct curing {
    cas_verified *out;
    const cas_verify_source *text;
    const cas_json_value *answer;
    const char *statement;
    int rank;    /* of the verdict wanted */
    double days; /* by then at the latest; negative: any day */
    bool *costs; /* some cure has costs */
} curing;

/* The worst verdict of a text over all packages and aggressors asked about. */
typedef struct worst {
    bool known;
    cas_defined verdict;
    cas_judge judge;
    bool enough; /* as wanted everywhere */
} worst;

static int wanted_rank(const char *words)
{
    static const char *const verdicts[] = {"assured", "available", "at the mercy", "needs by breach", "needs"};
    for (int v = 0; v < 5; v++)
        if (strncasecmp(words, verdicts[v], strlen(verdicts[v])) == 0)
            return v;
    return -1;
}

static bool is_enough(const curing *c, const cas_defined *verdict, const cas_instance *instance)
{
    if (cas_defined_rank(verdict) > c->rank)
        return false;
    return c->days < 0 || (verdict->tick < CAS_NEVER && (double)verdict->tick * instance->tick_hours / 24 <= c->days + 1e-9);
}

/* "wording as chosen": an edit that changes no line, but a choice of the caller. */
static bool is_choice(const cas_json_value *edit)
{
    return strstr(cas_verify_string(edit, "from"), " as chosen") != NULL;
}

/* What was asked for, but for the choices that these edits (all but one) make otherwise. */
static cas_verify_asked asked_of(const curing *c, const cas_agreement *agreement, const cas_json_value *edits, size_t left_out)
{
    cas_verify_asked asked = cas_verify_asked_of(c->out->arena, agreement, cas_json_member(c->answer, "asked_with"), "in");
    cas_chosen *settings = CAS_ARRAY(c->out->arena, cas_chosen, (size_t)asked.setting_count + 1);
    for (int s = 0; s < asked.setting_count; s++) {
        settings[s] = asked.settings[s];
        const cas_dimension *dimension = &agreement->dimensions[settings[s].dimension];
        for (size_t e = 0; edits && e < edits->count; e++) {
            const char *to = cas_verify_string(edits->items[e], "to"), *from = cas_format(c->out->arena, "%s as chosen", dimension->name);
            if (e == left_out || strcmp(cas_verify_string(edits->items[e], "from"), from) != 0)
                continue;
            for (int a = 0; a < dimension->count; a++)
                if (strcmp(to, cas_format(c->out->arena, "%s = %s", dimension->name, dimension->alternatives[a].name)) == 0)
                    settings[s].alternative = a;
        }
    }
    asked.settings = settings;
    return asked;
}

enum { NONE_LEFT_OUT = 1000 };

static worst worst_of(const curing *c, const cas_agreement *agreement, const cas_json_value *edits, size_t left_out)
{
    const cas_question *question = &agreement->questions[agreement->question_count - 1];
    const cas_verify_asked asked = asked_of(c, agreement, edits, left_out);
    cas_instances distinct = {.arena = c->out->arena};
    cas_package_walk walk;
    worst found = {.known = true, .enough = true};
    size_t judged = 0;
    cas_packages_begin(&walk, c->out->arena, agreement, cas_verify_packages(c->out->arena, agreement, &asked, question->in, question->said_in));
    for (const int *choice; found.known && (choice = cas_packages_next(&walk)) != NULL;) {
        const cas_occasions occasions = cas_question_occasions(c->out->arena, agreement, question, choice);
        for (int o = 0; o < occasions.count && found.known; o++) {
            const cas_occasion *occasion = &occasions.items[o].occasion;
            const cas_instance *instance = cas_instance_build(c->out->arena, agreement, choice, occasion);
            if (cas_instances_add(&distinct, instance) < judged)
                continue;
            cas_judge judge = cas_judge_of(c->out, instance, &instance->goals[question->goal], occasion->attacker);
            const cas_defined verdict = cas_judge_verdict(&judge);
            found.known = verdict.word != CAS_UNDECIDED && ++judged < MOST_CASES;
            found.enough = found.enough && is_enough(c, &verdict, instance);
            const int rank = cas_defined_rank(&verdict), so_far = found.judge.instance ? cas_defined_rank(&found.verdict) : -1;
            if (rank > so_far || (rank == so_far && verdict.tick > found.verdict.tick)) {
                found.verdict = verdict;
                found.judge = judge;
            }
        }
    }
    found.known = found.known && judged > 0;
    return found;
}

static void check_said(const curing *c, const worst *is, const cas_json_value *said, const char *where)
{
    const char *word = cas_verify_string(said, "verdict");
    const cas_json_value *right = cas_json_member(said, "by_right");
    const bool same = strcmp(word, cas_verdict_name(is->verdict.word)) == 0;
    cas_verified_claim(c->out, same, where, "%s: by the definition the worst is %s", word, cas_verdict_name(is->verdict.word));
    if (!same)
        return;
    cas_verified_claim(c->out, cas_judge_is_day(is->judge.instance, cas_json_member(said, "day"), is->verdict.tick), where, "by the definition the worst is %s",
                       cas_judge_day(c->out->arena, is->judge.instance, is->verdict.tick));
    if (is->verdict.word == CAS_NEEDS)
        cas_verified_claim(c->out, right && right->kind == CAS_JSON_BOOLEAN && right->boolean == is->verdict.by_right, where,
                           "whether by right or by breach is said wrongly");
}

/* ---- One cure -------------------------------------------------------------------------------------------------------------------------------- */

static int line_of(const cas_json_value *object)
{
    const cas_json_value *line = cas_json_member(object, "line");
    return line && line->kind == CAS_JSON_NUMBER ? (int)line->number : 0;
}

static size_t lines_in(const char *words)
{
    size_t count = 1;
    for (; *words; words++)
        count += *words == '\n';
    return count;
}

static cas_verify_line line_from(const cas_json_value *object)
{
    const cas_json_value *before = cas_json_member(object, "before");
    return (cas_verify_line){cas_verify_string(object, "file"), line_of(object), before && before->kind == CAS_JSON_STRING ? before->string : NULL,
                             cas_verify_string(object, "after")};
}

/* Does the edit stand in these lines? What is put at the end of a file has no line of its own. */
static bool stands_in(const cas_json_value *edit, const cas_verify_line *line)
{
    const int at = line_of(edit);
    if (strcmp(cas_verify_string(edit, "file"), line->file) != 0)
        return false;
    return line->before && at >= line->line && (size_t)at < (size_t)line->line + lines_in(line->before);
}

/* `from` made `to` once in the words; null where it does not stand there just once. */
static const char *with_phrase(cas_arena *arena, const char *words, const char *from, const char *to)
{
    const char *at = *from ? strstr(words, from) : NULL;
    if (!at || strstr(at + 1, from))
        return NULL;
    return cas_format(arena, "%.*s%s%s", (int)(at - words), words, to, at + strlen(from));
}

/* The lines without what one edit does to them; -1 where that cannot be told apart. */
static int without_edit(cas_arena *arena, const cas_json_value *edits, size_t left_out, const cas_verify_line *lines, size_t count, cas_verify_line *less)
{
    int kept = 0, its_own = is_choice(edits->items[left_out]);
    for (size_t l = 0; l < count; l++) {
        int sharing = 0;
        const bool mine = stands_in(edits->items[left_out], &lines[l]);
        for (size_t e = 0; e < edits->count; e++)
            sharing += stands_in(edits->items[e], &lines[l]);
        if (!sharing)
            return -1;
        its_own += mine;
        if (mine && sharing == 1)
            continue;
        less[kept] = lines[l];
        const char *words = lines[l].before;
        for (size_t e = 0; mine && words && e < edits->count; e++)
            if (e != left_out && stands_in(edits->items[e], &lines[l]))
                words = with_phrase(arena, words, cas_verify_string(edits->items[e], "from"), cas_verify_string(edits->items[e], "to"));
        if (!words)
            return -1;
        if (mine)
            less[kept].after = words;
        kept++;
    }
    return its_own ? kept : -1;
}

static void check_minimal(const curing *c, const cas_json_value *edits, const cas_verify_line *lines, size_t count, const char *where)
{
    for (size_t e = 0; e < edits->count; e++) {
        const char *why;
        cas_verify_line *less = CAS_ARRAY(c->out->arena, cas_verify_line, count + 1);
        const int kept = without_edit(c->out->arena, edits, e, lines, count, less);
        const cas_agreement *agreement = kept >= 0 ? cas_verify_reread(c->out->arena, c->text, less, (size_t)kept, c->statement, &why) : NULL;
        const worst is = agreement ? worst_of(c, agreement, edits, e) : (worst){0};
        if (!agreement || !is.known)
            cas_verified_skip(c->out, where, "that its edit %zu cannot be left out: %s", e + 1,
                              agreement ? "the definition needs more than the limit of positions" : "the lines do not tell the edits apart");
        else
            cas_verified_claim(c->out, !is.enough, where, "its edit %zu can be left out", e + 1);
    }
}

static void check_cure(const curing *c, const cas_json_value *cure, size_t number)
{
    const char *where = cas_format(c->out->arena, "cure %zu", number), *why = NULL;
    const cas_json_value *list = cas_json_member(cure, "lines"), *edits = cas_json_member(cure, "edits"), *costs = cas_json_member(cure, "costs");
    cas_verify_line lines[MOST_LINES];
    size_t count = 0;
    if (!edits || edits->kind != CAS_JSON_ARRAY || !edits->count || edits->count > MOST_EDITS || !list || list->count > MOST_LINES) {
        cas_verified_wrong(c->out, where, "it has no edits, or too many");
        return;
    }
    for (; count < list->count; count++)
        lines[count] = line_from(list->items[count]);
    const cas_agreement *agreement = cas_verify_reread(c->out->arena, c->text, lines, count, c->statement, &why);
    if (!agreement) {
        cas_verified_wrong(c->out, where, "the text cannot be changed so: %s", why);
        return;
    }
    const worst is = worst_of(c, agreement, edits, NONE_LEFT_OUT);
    if (!is.known) {
        cas_verified_skip(c->out, where, "its definition needs more than the limit of positions");
        return;
    }
    check_said(c, &is, cure, where);
    cas_verified_claim(c->out, is.enough, where, "the changed text does not have the wanted verdict");
    if (edits->count > 1)
        check_minimal(c, edits, lines, count, where);
    *c->costs = *c->costs || (costs && costs->count);
}

/* ---- The answer ------------------------------------------------------------------------------------------------------------------------------ */

static const char *statement_of(cas_arena *arena, const cas_json_value *answer)
{
    const char *incident = cas_verify_string(answer, "incident"), *by = cas_verify_string(answer, "by");
    return cas_format(arena, "ask verdict of %s%s%s%s%s", cas_verify_string(answer, "goal"), *incident ? " on " : "", incident, *by ? " by " : "", by);
}

void cas_verify_cure(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer)
{
    const char *want = cas_verify_string(answer, "want"), *by_day = strstr(want, "by day "), *why = NULL;
    const cas_json_value *cures = cas_json_member(answer, "cures"), *already = cas_json_member(answer, "already"), *elsewhere = cas_json_member(answer, "elsewhere");
    bool costs_told = false;
    const curing c = {.costs = &costs_told, .out = out, .text = text, .answer = answer, .statement = statement_of(out->arena, answer), .rank = wanted_rank(want),
                      .days = by_day ? strtod(by_day + strlen("by day "), NULL) : -1};
    if (c.rank < 0)
        cas_fail(out->arena->ctx, CAS_E_INPUT, "`%s` is no verdict that can be wanted", want);
    const cas_agreement *agreement = cas_verify_reread(out->arena, text, NULL, 0, c.statement, &why);
    if (!agreement)
        cas_fail(out->arena->ctx, CAS_E_INPUT, "the text cannot be asked this: %s", why);
    if (elsewhere && elsewhere->boolean) {
        cas_verified_skip(out, "elsewhere", "it says that no package has these choices");
        return;
    }
    const worst now = worst_of(&c, agreement, NULL, NONE_LEFT_OUT);
    if (!now.known) {
        cas_verified_skip(out, "now", "the text as it stands: its definition needs more than the limit of positions");
    } else {
        check_said(&c, &now, cas_json_member(answer, "now"), "now");
        cas_verified_claim(out, already && already->kind == CAS_JSON_BOOLEAN && already->boolean == now.enough, "already",
                           now.enough ? "the text as it stands has the wanted verdict" : "the text as it stands does not have the wanted verdict");
    }
    for (size_t i = 0; cures && i < cures->count; i++)
        check_cure(&c, cures->items[i], i + 1);
    if (costs_told)
        cas_verified_skip(out, "cures", "what they cost whom");
    if (!already || !already->boolean)
        cas_verified_skip(out, "cures", "that none is missing, and that none goes further than it must");
}
