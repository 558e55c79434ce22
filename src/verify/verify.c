/* Which answer it is, and the list of what was found. */
#include "verify/verify.h"

#include <stdarg.h>
#include <stdio.h>

const char *cas_verify_string(const cas_json_value *object, const char *key)
{
    const cas_json_value *member = cas_json_member(object, key);
    return member && member->kind == CAS_JSON_STRING ? member->string : "";
}

static const char *said(cas_arena *arena, const char *format, va_list arguments)
{
    char words[1000];
    vsnprintf(words, sizeof words, format, arguments);
    return cas_text_string(arena, cas_text_of(words));
}

static void add(cas_verified *out, const cas_fault **list, size_t *count, size_t *room, const char *where, const char *words)
{
    cas_fault *items = (cas_fault *)*list;
    items = CAS_ROOM(out->arena, items, *count, room);
    items[(*count)++] = (cas_fault){where, words};
    *list = items;
}

void cas_verified_right(cas_verified *out)
{
    out->checked++;
}

void cas_verified_wrong(cas_verified *out, const char *where, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(out, &out->faults, &out->fault_count, &out->fault_room, where, said(out->arena, format, arguments));
    va_end(arguments);
}

void cas_verified_skip(cas_verified *out, const char *where, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(out, &out->skipped, &out->skipped_count, &out->skipped_room, where, said(out->arena, format, arguments));
    va_end(arguments);
}

void cas_verified_claim(cas_verified *out, bool right, const char *where, const char *format, ...)
{
    va_list arguments;
    if (right) {
        out->checked++;
        return;
    }
    va_start(arguments, format);
    add(out, &out->faults, &out->fault_count, &out->fault_room, where, said(out->arena, format, arguments));
    va_end(arguments);
}

void cas_verified_unread(cas_verified *out, const cas_json_value *answer, const cas_unread *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const cas_json_value *member = cas_json_member(answer, list[i].key);
        if (!member || member->kind == CAS_JSON_NULL || ((member->kind == CAS_JSON_ARRAY || member->kind == CAS_JSON_OBJECT) && !member->count))
            continue;
        cas_verified_skip(out, list[i].key, "%s", list[i].words);
    }
}

/* An answer is known by members that no other kind has. */
typedef struct answer_kind {
    const char *name, *member, *or_member;
    void (*verify)(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer);
} answer_kind;

static void verify_stable(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer)
{
    cas_verify_stable(out, text->agreement, answer);
}

static void verify_agree(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer)
{
    cas_verify_agree(out, text->agreement, answer);
}

static const answer_kind kinds[] = {
    {"who", "verdicts", "cases", cas_verify_who},
    {"check", "checks", "checks", cas_verify_check},
    {"cure", "cures", "cures", cas_verify_cure},
    {"run", "scenarios", "scenarios", cas_verify_run},
    {"stable", "standoff", "standoff", verify_stable},
    {"agree", "concessions", "concessions", verify_agree},
};

/* About so many positions of an agreement of ten parties can be looked at in a minute. */
static const uint64_t most_work = 4000000000u;

const cas_verified *cas_verify(cas_arena *arena, const cas_verify_source *text, const cas_verify_source *second, cas_text answer, uint64_t max_states)
{
    const char *problem = NULL;
    const cas_json_value *root = cas_json_read(arena, answer, &problem);
    cas_verified *out = CAS_NEW(arena, cas_verified);
    *out = (cas_verified){.arena = arena, .max_states = max_states, .work = most_work};
    if (!root)
        cas_fail(arena->ctx, CAS_E_INPUT, "the answer is no JSON: %s", problem);
    if (cas_json_member(root, "members")) {
        out->kind = "power";
        cas_verify_power(out, text ? text->agreement : NULL, root);
        return out;
    }
    if (!text)
        cas_fail(arena->ctx, CAS_E_INPUT, "this answer is about a text: name the file too");
    if (cas_json_member(root, "changes")) {
        out->kind = "diff";
        if (!second)
            cas_fail(arena->ctx, CAS_E_INPUT, "this answer compares two texts: name both");
        cas_verify_diff(out, text, second, root);
        return out;
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (cas_json_member(root, kinds[k].member) || cas_json_member(root, kinds[k].or_member)) {
            out->kind = kinds[k].name;
            kinds[k].verify(out, text, root);
            return out;
        }
    cas_fail(arena->ctx, CAS_E_INPUT, "this is no answer of `who`, `check`, `cure`, `run`, `diff`, `stable`, `agree` or `power`");
}
