/* How an answer was asked, and the texts that it speaks of: see asked.h. */
#include "verify/asked.h"

#include "model/model.h"

#include <string.h>

enum { MOST_PACKAGES = 20000, MOST_LOOKED_AT = 64 };

static cas_chosen chosen_of(cas_arena *arena, const cas_agreement *agreement, cas_text dimension, cas_text alternative)
{
    const int d = cas_dimension_find(agreement, dimension);
    const int a = d < 0 ? -1 : cas_alternative_find(&agreement->dimensions[d], alternative);
    if (a < 0)
        cas_fail(arena->ctx, CAS_E_INPUT, "the text has no `%.*s = %.*s`", CAS_SHOW(dimension), CAS_SHOW(alternative));
    return (cas_chosen){d, a};
}

cas_verify_asked cas_verify_asked_of(cas_arena *arena, const cas_agreement *agreement, const cas_json_value *asked_with, const char *draft_key)
{
    const char *draft = cas_verify_string(asked_with, draft_key);
    const cas_json_value *set = cas_json_member(asked_with, "set");
    const size_t count = set && set->kind == CAS_JSON_ARRAY ? set->count : 0;
    cas_chosen *settings = CAS_ARRAY(arena, cas_chosen, count + 1);
    cas_verify_asked asked = {.draft = *draft ? cas_model_draft(agreement, cas_text_of(draft)) : -1, .settings = settings};
    if (*draft && asked.draft < 0)
        cas_fail(arena->ctx, CAS_E_INPUT, "it was asked of the draft `%s`, which the text does not have", draft);
    for (size_t i = 0; i < count; i++) {
        const char *words = set->items[i]->kind == CAS_JSON_STRING ? set->items[i]->string : "";
        const size_t sign = strcspn(words, "=");
        if (!words[sign])
            cas_fail(arena->ctx, CAS_E_INPUT, "`%s` is no choice; one looks like issue=alternative", words);
        settings[asked.setting_count++] = chosen_of(arena, agreement, (cas_text){words, sign}, cas_text_of(words + sign + 1));
    }
    return asked;
}

const cas_condition *cas_verify_packages(cas_arena *arena, const cas_agreement *agreement, const cas_verify_asked *asked,
                                         const cas_condition *in, bool said_in)
{
    const cas_condition *condition = said_in ? in : NULL;
    if (asked->draft >= 0)
        condition = cas_condition_both(arena, condition, agreement->drafts[asked->draft].condition);
    for (int s = 0; s < asked->setting_count; s++)
        condition = cas_condition_both(arena, condition, cas_condition_is(arena, asked->settings[s].dimension, asked->settings[s].alternative));
    return condition;
}

const cas_condition *cas_verify_condition(cas_arena *arena, const cas_agreement *agreement, const cas_json_value *asked_with)
{
    const cas_verify_asked asked = cas_verify_asked_of(arena, agreement, asked_with, "in");
    return cas_verify_packages(arena, agreement, &asked, NULL, false);
}

bool cas_verify_choices_of(cas_arena *arena, const cas_agreement *agreement, const cas_json_value *object, cas_verify_choices *out)
{
    const size_t count = object && object->kind == CAS_JSON_OBJECT ? object->count : 0;
    cas_chosen *items = CAS_ARRAY(arena, cas_chosen, count + 1);
    *out = (cas_verify_choices){items, (int)count};
    for (size_t i = 0; i < count; i++) {
        const int d = cas_dimension_find(agreement, cas_text_of(object->keys[i]));
        const char *name = object->items[i]->kind == CAS_JSON_STRING ? object->items[i]->string : "";
        const int a = d < 0 ? -1 : cas_alternative_find(&agreement->dimensions[d], cas_text_of(name));
        if (a < 0)
            return false;
        items[i] = (cas_chosen){d, a};
    }
    return true;
}

bool cas_verify_chooses(const cas_verify_choices *choices, const int *package)
{
    for (int i = 0; i < choices->count; i++)
        if (package[choices->items[i].dimension] != choices->items[i].alternative)
            return false;
    return true;
}

static int party_called(const cas_agreement *agreement, const char *by)
{
    return by ? cas_model_party(agreement, cas_text_of(by)) : -1;
}

static const int *kept(cas_arena *arena, const cas_agreement *agreement, const int *choice)
{
    const size_t count = (size_t)agreement->dimension_count;
    int *copy = CAS_ARRAY(arena, int, count + 1);
    if (count)
        memcpy(copy, choice, count * sizeof *copy);
    return copy;
}

/* An aggressor of the row? One that is unknown is any of those possible. */
static bool is_meant(const cas_question *question, int party, const char *by, int attacker)
{
    const bool unknown = question->by_kind == CAS_ON_ATTACK_UNKNOWN && by && strcmp(by, "unknown") == 0;
    return unknown || attacker == party;
}

int cas_verify_cases(cas_arena *arena, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked,
                     const char *by, const cas_verify_choices *choices, cas_verify_case *cases, int most)
{
    cas_package_walk walk;
    cas_instances distinct = {.arena = arena};
    const int party = party_called(agreement, by);
    int count = 0, looked_at = 0;
    const cas_condition *in = cas_verify_packages(arena, agreement, asked, question->in, question->said_in);
    for (int i = 0; i < choices->count; i++)
        in = cas_condition_both(arena, in, cas_condition_is(arena, choices->items[i].dimension, choices->items[i].alternative));
    /* A row of choices alone must not widen the question beyond the drafts. */
    if (choices->count && asked->draft < 0 && !asked->setting_count && !question->said_in)
        in = cas_condition_both(arena, in, cas_packages_of_drafts(arena, agreement));
    cas_packages_begin(&walk, arena, agreement, in);
    for (const int *choice; count < most && looked_at < MOST_LOOKED_AT && (choice = cas_packages_next(&walk)) != NULL;) {
        const cas_occasions occasions = cas_question_occasions(arena, agreement, question, choice);
        looked_at++;
        for (int o = 0; o < occasions.count && count < most; o++) {
            const cas_occasion *occasion = &occasions.items[o].occasion;
            if (!is_meant(question, party, by, occasion->attacker))
                continue;
            const cas_instance *instance = cas_instance_build(arena, agreement, choice, occasion);
            if (cas_instances_add(&distinct, instance) < (size_t)count)
                continue;
            cases[count++] = (cas_verify_case){kept(arena, agreement, choice), *occasion, instance,
                                               question->goal >= 0 ? &instance->goals[question->goal] : NULL};
        }
    }
    return count;
}

/* ---- Every package in one row --------------------------------------------------------------------------------------------------------------- */

static const char *by_words(const cas_agreement *agreement, int attacker)
{
    return attacker < 0 ? "" : agreement->parties[attacker].name;
}

void cas_verify_rows_cover(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked,
                           const cas_verify_row *rows, size_t count, const char *where)
{
    cas_package_walk walk;
    size_t packages = 0;
    const bool unknown = question->by_kind == CAS_ON_ATTACK_UNKNOWN;
    cas_verify_choices *choices = CAS_ARRAY(out->arena, cas_verify_choices, count + 1);
    int *party = CAS_ARRAY(out->arena, int, count + 1);
    for (size_t r = 0; r < count; r++) {
        if (!cas_verify_choices_of(out->arena, agreement, rows[r].package, &choices[r])) {
            cas_verified_wrong(out, where, "the text has no such package");
            return;
        }
        party[r] = party_called(agreement, rows[r].by);
    }
    cas_packages_begin(&walk, out->arena, agreement, cas_verify_packages(out->arena, agreement, asked, question->in, question->said_in));
    for (const int *choice; (choice = cas_packages_next(&walk)) != NULL; packages++) {
        if (packages == MOST_PACKAGES) {
            cas_verified_skip(out, where, "that every package stands in one row: the first %d do, of more", MOST_PACKAGES);
            return;
        }
        const cas_mark mark = cas_arena_mark(out->arena);
        const cas_occasions occasions = cas_question_occasions(out->arena, agreement, question, choice);
        for (int o = 0; o < occasions.count; o++) {
            const int attacker = occasions.items[o].occasion.attacker;
            size_t in = 0;
            for (size_t r = 0; r < count; r++) {
                const bool worst = unknown && rows[r].by && strcmp(rows[r].by, "unknown") == 0;
                in += (unknown ? worst : party[r] == attacker) && cas_verify_chooses(&choices[r], choice);
            }
            if (in == 1)
                continue;
            cas_verified_wrong(out, where, "%s%s%s: %s", cas_package_words(out->arena, agreement, choice, NULL), attacker < 0 ? "" : ", by ",
                               by_words(agreement, attacker), in ? "it stands in more than one row" : "no row speaks of it");
            return;
        }
        cas_arena_release(out->arena, mark);
    }
    cas_verified_claim(out, packages > 0 || count == 0, where, "no package is asked about, but rows are there");
}
