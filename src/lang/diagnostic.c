/* Diagnostics as data: see diagnostic.h. */
#include "lang/diagnostic.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

static const cas_code_entry entries[CAS_CODE_COUNT] = {
#define CAS_DIAGNOSTIC(code, stage, title, explanation, example, mend)                                                 \
    {#code, CAS_STAGE_##stage, title, explanation, example, mend},
#include "lang/diagnostics.def"
#undef CAS_DIAGNOSTIC
};

const cas_code_entry *cas_code_entry_of(cas_code code)
{
    return &entries[code];
}

const cas_code_entry *cas_code_find(cas_text name)
{
    for (int code = 0; code < CAS_CODE_COUNT; code++) {
        const char *known = entries[code].name;
        size_t i = 0;
        while (i < name.length && known[i] && toupper((unsigned char)name.at[i]) == known[i])
            i++;
        if (i == name.length && !known[i])
            return &entries[code];
    }
    return NULL;
}

const char *cas_stage_name(cas_stage stage)
{
    switch (stage) {
    case CAS_STAGE_TEXT: return "text";
    case CAS_STAGE_PARSE: return "parse";
    case CAS_STAGE_MODEL: return "model";
    case CAS_STAGE_CHECK: return "check";
    case CAS_STAGE_LINT:
    case CAS_STAGE_PLAYS: return "lint";
    }
    return "";
}

static const char *format_copy(cas_arena *arena, const char *format, va_list arguments)
{
    char line[1024];
    vsnprintf(line, sizeof line, format, arguments);
    /* A name of any length may have been put in: cut it at a character, not inside one. */
    size_t length = strlen(line);
    if (length == sizeof line - 1) {
        while (length && ((unsigned char)line[length - 1] & 0xC0) == 0x80)
            length--;
        length -= length > 0;
    }
    return cas_text_string(arena, (cas_text){line, length});
}

static bool is_known(const cas_diagnostics *list, cas_code code, cas_span span)
{
    for (size_t i = 0; i < list->count; i++) {
        const cas_diagnostic *d = list->items[i];
        if (d->code == code && d->span.file == span.file && d->span.begin == span.begin && d->span.end == span.end &&
            span.file >= 0)
            return true;
    }
    return false;
}

cas_diagnostic *cas_report(cas_diagnostics *list, cas_code code, cas_span span, const char *format, ...)
{
    const cas_severity severity = entries[code].name[0] == 'W' ? CAS_SEVERITY_WARNING : CAS_SEVERITY_ERROR;
    size_t *kept = severity == CAS_SEVERITY_ERROR ? &list->kept_errors : &list->kept_warnings;
    list->spare = (cas_diagnostic){.code = code, .severity = severity};
    if (is_known(list, code, span))
        return &list->spare;
    if (severity == CAS_SEVERITY_ERROR)
        list->errors++;
    else
        list->warnings++;
    if (*kept >= CAS_MAX_DIAGNOSTICS)
        return &list->spare;
    ++*kept;
    cas_diagnostic *d = CAS_NEW(list->arena, cas_diagnostic);
    d->code = code;
    d->severity = severity;
    d->span = span;
    va_list arguments;
    va_start(arguments, format);
    d->message = format_copy(list->arena, format, arguments);
    va_end(arguments);
    list->items = CAS_ROOM(list->arena, list->items, list->count, &list->room);
    list->items[list->count++] = d;
    return d;
}

void cas_hint(cas_diagnostics *list, cas_diagnostic *diagnostic, const char *format, ...)
{
    if (diagnostic == &list->spare)
        return;
    va_list arguments;
    va_start(arguments, format);
    diagnostic->hint = format_copy(list->arena, format, arguments);
    va_end(arguments);
}

void cas_rests_on(cas_diagnostics *list, cas_diagnostic *diagnostic, const char *format, ...)
{
    if (diagnostic == &list->spare)
        return;
    va_list arguments;
    va_start(arguments, format);
    diagnostic->rests_on = format_copy(list->arena, format, arguments);
    va_end(arguments);
}

void cas_relate(cas_diagnostics *list, cas_diagnostic *diagnostic, cas_span span, const char *format, ...)
{
    enum { MOST_RELATED = 8 };
    if (diagnostic == &list->spare || diagnostic->related_count >= MOST_RELATED)
        return;
    diagnostic->related =
        CAS_ROOM(list->arena, diagnostic->related, diagnostic->related_count, &diagnostic->related_room);
    cas_related *related = &diagnostic->related[diagnostic->related_count++];
    related->span = span;
    va_list arguments;
    va_start(arguments, format);
    related->note = format_copy(list->arena, format, arguments);
    va_end(arguments);
}

static int by_place(const void *left, const void *right)
{
    const cas_diagnostic *a = *(cas_diagnostic *const *)left, *b = *(cas_diagnostic *const *)right;
    const unsigned file_a = (unsigned)a->span.file, file_b = (unsigned)b->span.file; /* -1 comes last */
    if (file_a != file_b)
        return file_a < file_b ? -1 : 1;
    if (a->span.begin != b->span.begin)
        return a->span.begin < b->span.begin ? -1 : 1;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return strcmp(a->message, b->message);
}

void cas_diagnostics_sort(cas_diagnostics *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, by_place);
}

int cas_nearest(cas_text wanted, const cas_text *among, size_t count)
{
    size_t limit = wanted.length / 3;
    if (limit < 1)
        limit = 1;
    if (limit > 4)
        limit = 4;
    if (wanted.length < 2)
        return -1;
    int nearest = -1;
    size_t best = limit + 1;
    bool tied = false;
    for (size_t i = 0; i < count; i++) {
        const size_t longer =
            among[i].length > wanted.length ? among[i].length - wanted.length : wanted.length - among[i].length;
        if (longer > limit)
            continue;
        const size_t distance = cas_text_distance(wanted, among[i], limit);
        if (distance < best) {
            best = distance;
            nearest = (int)i;
            tied = false;
        } else if (distance == best && distance <= limit && !cas_text_equal(among[i], among[nearest])) {
            tied = true;
        }
    }
    return tied && wanted.length < 4 ? -1 : nearest;
}
