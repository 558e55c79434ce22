/*
 * A comparison of two texts: both are asked again, by the definition, and its causes are made in the first text and tried.
 *
 * 1. Of a change in a verdict or in a claim: at its aggressor and package each text answers as is said of it.
 * 2. A cause, made in the first text, gives the second one's answer there; without any one of its edits it does not. What is said to suffice alone does.
 * 3. An edit is made by its line: changed and removed lines have to stand where they are said to; a choice is made instead of the draft's own.
 *
 * Not checked: power, standoffs, settlements and scenarios; sets that differ beside a verdict; lines that are added, which have no place of their own in the
 * first text; that no other answer differs.
 */
#include "verify/claims.h"

#include "model/model.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_EDITS = 16 };

typedef struct side {
    const cas_verify_source *text;
    cas_verify_asked asked;
} side;

typedef struct comparing {
    cas_verified *out;
    side sides[2];
    size_t others, sets, added; /* what is told once as not checked */
} comparing;

/* Choices that this text knows, of those a change names. */
static cas_verify_choices choices_in(cas_arena *arena, const cas_agreement *agreement, const cas_json_value *package)
{
    const size_t count = package && package->kind == CAS_JSON_OBJECT ? package->count : 0;
    cas_chosen *items = CAS_ARRAY(arena, cas_chosen, count + 1);
    int known = 0;
    for (size_t i = 0; i < count; i++) {
        const int d = cas_dimension_find(agreement, cas_text_of(package->keys[i]));
        const char *name = package->items[i]->kind == CAS_JSON_STRING ? package->items[i]->string : "";
        const int a = d < 0 ? -1 : cas_alternative_find(&agreement->dimensions[d], cas_text_of(name));
        if (a >= 0)
            items[known++] = (cas_chosen){d, a};
    }
    return (cas_verify_choices){items, known};
}

static bool is_claim(const cas_json_value *change)
{
    static const char *const words[] = {"holds", "fails"};
    int known = 0;
    for (int w = 0; w < 2; w++)
        known += (strcmp(cas_verify_string(change, "a"), words[w]) == 0) + (strcmp(cas_verify_string(change, "b"), words[w]) == 0);
    return known == 2;
}

static bool begins(const char *words, const char *beginning)
{
    return strncmp(words, beginning, strlen(beginning)) == 0;
}

/* The verdict as a comparison writes it: its word, of whom, by right or breach, its day. */
static bool reads_as(const cas_judge *j, const cas_defined *is, const char *words)
{
    const char *of = cas_set_is_empty(&is->of) ? "" : cas_format(j->out->arena, " %s", cas_judge_names(j, &is->of));
    const char *by = is->word != CAS_NEEDS ? "" : is->by_right ? " by right" : " by breach", *day = strstr(words, "day ");
    if (!begins(words, cas_format(j->out->arena, "%s%s%s", cas_verdict_name(is->word), of, by)))
        return false;
    const double days = is->tick < CAS_NEVER ? (double)is->tick * j->instance->tick_hours / 24 : -1;
    return !day || strtod(day + 4, NULL) == days;
}

/* Does this text answer so there? CAS_OPEN where the definition does not fit, or the text cannot be asked. */
static cas_truth answers(const comparing *c, const cas_agreement *agreement, const cas_verify_asked *asked, const cas_json_value *change, const char *words)
{
    const char *by = cas_verify_string(change, "by");
    const cas_question *question = NULL;
    cas_verify_case cases[4];
    for (int q = 0; q < agreement->question_count; q++)
        if (strcmp(agreement->questions[q].words, cas_verify_string(change, "question")) == 0)
            question = &agreement->questions[q];
    if (!question || strcmp(by, "unknown") == 0 || question->by_kind == CAS_ON_ATTACK_UNKNOWN)
        return CAS_OPEN;
    const cas_verify_choices choices = choices_in(c->out->arena, agreement, cas_json_member(change, "package"));
    const int count = cas_verify_cases(c->out->arena, agreement, question, asked, by, &choices, cases, 4);
    for (int t = 0; t < count; t++) {
        bool same;
        cas_judge judge = cas_judge_of(c->out, cases[t].instance, cases[t].goal, cases[t].occasion.attacker);
        if (is_claim(change)) {
            const cas_truth truth = cas_verify_claim_truth(c->out, agreement, question, &cases[t]);
            if (truth == CAS_OPEN)
                return CAS_OPEN;
            same = strcmp(words, truth == CAS_TRUE ? "holds" : "fails") == 0;
        } else {
            const cas_defined is = cas_judge_verdict(&judge);
            if (is.word == CAS_UNDECIDED)
                return CAS_OPEN;
            same = reads_as(&judge, &is, words);
        }
        if (!same)
            return CAS_FALSE;
    }
    return count ? CAS_TRUE : CAS_OPEN;
}

/* The text with a question added, unless it is one of its own. */
static const cas_agreement *asked_text(const comparing *c, const cas_verify_source *text, const cas_json_value *change, const cas_verify_line *lines, size_t count)
{
    const char *why;
    const char *statement = cas_format(c->out->arena, "ask %s", cas_verify_string(change, "question"));
    return cas_verify_reread(c->out->arena, text, lines, count, statement, &why);
}

/* ---- Causes ---------------------------------------------------------------------------------------------------------------------------------- */

/* What all packages of a side choose alike is the side; with another choice it is another side. */
static cas_verify_asked with_choice(cas_arena *arena, const cas_agreement *agreement, const cas_verify_asked *asked, const cas_json_value *edits, int left_out)
{
    cas_package_walk walk;
    const size_t count = (size_t)agreement->dimension_count;
    int *alike = CAS_ARRAY(arena, int, count + 1);
    cas_chosen *settings = CAS_ARRAY(arena, cas_chosen, count + 1);
    cas_verify_asked made = {.draft = -1, .settings = settings};
    bool first = true;
    cas_packages_begin(&walk, arena, agreement, cas_verify_packages(arena, agreement, asked, NULL, false));
    for (const int *choice; (choice = cas_packages_next(&walk)) != NULL; first = false)
        for (size_t d = 0; d < count; d++)
            alike[d] = first || alike[d] == choice[d] ? choice[d] : -1;
    for (size_t e = 0; e < edits->count; e++) {
        const cas_json_value *edit = edits->items[e];
        const int d = cas_dimension_find(agreement, cas_text_of(cas_verify_string(edit, "clause")));
        const int a = d < 0 ? -1 : cas_alternative_find(&agreement->dimensions[d], cas_text_of(cas_verify_string(edit, "to")));
        if ((int)e != left_out && a >= 0 && strcmp(cas_verify_string(edit, "edit"), "chosen") == 0)
            alike[d] = a;
    }
    for (size_t d = 0; d < count; d++)
        if (alike[d] >= 0)
            settings[made.setting_count++] = (cas_chosen){(int)d, alike[d]};
    return made;
}

/* The lines of these edits, all but one; -1 where one of them has no place in the first text. */
static int lines_of(const comparing *c, const cas_json_value *edits, int left_out, cas_verify_line *lines, bool *chooses)
{
    const cas_source_map *map = c->sides[0].text->loaded->map;
    const char *first_file = cas_text_string(c->out->arena, map->files[c->sides[0].text->loaded->main_file].name);
    int count = 0;
    for (size_t e = 0; e < edits->count; e++) {
        const cas_json_value *edit = edits->items[e], *line = cas_json_member(edit, "line");
        const char *kind = cas_verify_string(edit, "edit"), *file = cas_verify_string(edit, "file"), *from = cas_verify_string(edit, "from");
        *chooses = *chooses || strcmp(kind, "chosen") == 0;
        if ((int)e == left_out || strcmp(kind, "chosen") == 0)
            continue;
        const bool added = strcmp(kind, "added") == 0;
        if (added && strcmp(cas_verify_string(edit, "of"), "statement") != 0)
            return -1;
        lines[count++] = (cas_verify_line){*file ? file : first_file, line && line->kind == CAS_JSON_NUMBER ? (int)line->number : 0, added ? NULL : from,
                                           cas_verify_string(edit, "to")};
    }
    return count;
}

/* Does the first text with these edits answer as the second? */
static cas_truth gives(comparing *c, const cas_json_value *change, const cas_json_value *edits, int left_out)
{
    cas_verify_line lines[MOST_EDITS];
    bool chooses = false;
    const int count = edits->count <= MOST_EDITS ? lines_of(c, edits, left_out, lines, &chooses) : -1;
    const cas_agreement *agreement = count < 0 ? NULL : asked_text(c, c->sides[0].text, change, lines, (size_t)count);
    if (!agreement)
        return CAS_OPEN;
    const cas_verify_asked asked = chooses ? with_choice(c->out->arena, agreement, &c->sides[0].asked, edits, left_out) : c->sides[0].asked;
    return answers(c, agreement, &asked, change, cas_verify_string(change, "b"));
}

static const cas_json_value *alone(cas_arena *arena, const cas_json_value *edit)
{
    cas_json_value *list = CAS_NEW(arena, cas_json_value);
    cas_json_value **items = CAS_ARRAY(arena, cas_json_value *, 1);
    items[0] = (cas_json_value *)edit;
    *list = (cas_json_value){.kind = CAS_JSON_ARRAY, .items = items, .count = 1};
    return list;
}

static void check_gives(comparing *c, cas_truth truth, bool wanted, const char *where, const char *words)
{
    if (truth == CAS_OPEN)
        c->added++;
    else
        cas_verified_claim(c->out, (truth == CAS_TRUE) == wanted, where, "%s", words);
}

static void check_causes(comparing *c, const cas_json_value *change, const char *where)
{
    const cas_json_value *because = cas_json_member(change, "because"), *others = cas_json_member(change, "or_alone");
    for (size_t o = 0; others && o < others->count; o++)
        check_gives(c, gives(c, change, alone(c->out->arena, others->items[o]), -1), true, where, "an edit that is said to suffice alone does not");
    if (!because || !because->count)
        return;
    check_gives(c, gives(c, change, because, -1), true, where, "its cause, made in the first text, does not give the second one's answer");
    for (size_t e = 0; because->count > 1 && e < because->count; e++)
        check_gives(c, gives(c, change, because, (int)e), false, where, "its cause has an edit too many");
}

/* ---- Changes --------------------------------------------------------------------------------------------------------------------------------- */

static void check_change(comparing *c, const cas_json_value *change)
{
    static const char *const keys[] = {"a", "b"};
    const char *question = cas_verify_string(change, "question");
    const char *where = cas_format(c->out->arena, "%s, %s", question, cas_verify_where(c->out->arena, cas_verify_string(change, "by"), cas_json_member(change, "package")));
    const cas_json_value *parts = cas_json_member(change, "parts");
    const bool of_verdict = parts && parts->count && !*cas_verify_string(parts->items[0], "part");
    if (!is_claim(change) && (!begins(question, "verdict of ") || !of_verdict)) {
        c->others++;
        return;
    }
    c->sets += parts->count > 1;
    for (int s = 0; s < 2; s++) {
        const char *words = cas_verify_string(change, keys[s]);
        const cas_agreement *agreement = asked_text(c, c->sides[s].text, change, NULL, 0);
        const cas_truth truth = agreement ? answers(c, agreement, &c->sides[s].asked, change, words) : CAS_OPEN;
        if (truth == CAS_OPEN) {
            cas_verified_skip(c->out, where, "its definition needs more than the limit of positions, or is of an unknown aggressor");
            return;
        }
        cas_verified_claim(c->out, truth == CAS_TRUE, where, "%s does not answer “%s”", keys[s], words);
    }
    check_causes(c, change, where);
}

static void tell_once(const comparing *c)
{
    if (c->others)
        cas_verified_skip(c->out, "changes", "%zu of power, standoffs, settlements, scenarios, or of sets alone", c->others);
    if (c->sets)
        cas_verified_skip(c->out, "changes", "the sets that differ beside %zu verdicts", c->sets);
    if (c->added)
        cas_verified_skip(c->out, "changes", "%zu attempts to make a cause: it adds lines to a block, or the definition does not fit", c->added);
    cas_verified_skip(c->out, "compared", "that no other answer differs");
}

void cas_verify_diff(cas_verified *out, const cas_verify_source *a, const cas_verify_source *b, const cas_json_value *answer)
{
    const cas_json_value *with = cas_json_member(answer, "asked_with"), *changes = cas_json_member(answer, "changes"), *renamed = cas_json_member(answer, "renamed");
    comparing c = {.out = out};
    c.sides[0] = (side){a, cas_verify_asked_of(out->arena, a->agreement, with, "in_a")};
    c.sides[1] = (side){b, cas_verify_asked_of(out->arena, b->agreement, with, "in_b")};
    if (renamed && renamed->count) {
        cas_verified_skip(out, "changes", "parties have other names in the second text");
        return;
    }
    for (size_t i = 0; i < changes->count; i++)
        check_change(&c, changes->items[i]);
    tell_once(&c);
}
