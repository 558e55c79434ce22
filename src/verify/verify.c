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

const cas_verified *cas_verify(cas_arena *arena, const cas_agreement *agreement, cas_text answer, uint64_t max_states)
{
    const char *problem = NULL;
    const cas_json_value *root = cas_json_read(arena, answer, &problem);
    cas_verified *out = CAS_NEW(arena, cas_verified);
    *out = (cas_verified){.arena = arena};
    if (!root)
        cas_fail(arena->ctx, CAS_E_INPUT, "the answer is no JSON: %s", problem);
    if (cas_json_member(root, "members")) {
        out->kind = "power";
        cas_verify_power(out, agreement, root);
        return out;
    }
    if (!agreement)
        cas_fail(arena->ctx, CAS_E_INPUT, "this answer is about a text: name the file too");
    if (cas_json_member(root, "goal") && (cas_json_member(root, "verdicts") || cas_json_member(root, "cases"))) {
        out->kind = "who";
        cas_verify_who(out, agreement, root, max_states);
    } else if (cas_json_member(root, "standoff")) {
        out->kind = "stable";
        cas_verify_stable(out, agreement, root);
    } else if (cas_json_member(root, "concessions")) {
        out->kind = "agree";
        cas_verify_agree(out, agreement, root);
    } else
        cas_fail(arena->ctx, CAS_E_INPUT, "this is no answer of `who`, `stable`, `agree` or `power`");
    return out;
}
