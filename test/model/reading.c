/* Reading for the tests: see reading.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* The instance shares type names with the diagnostics, so this file sees the latter only through reading. */
#include "lang/diagnostic.h"
#include "model/citations.h"
#include "model/lint.h"
#include "model/resolve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading.h"

static const char *read_memory(void *user, cas_arena *arena, cas_text path, size_t max_bytes, cas_text *out)
{
    (void)arena;
    (void)max_bytes;
    for (const struct named_text *file = user; file->path; file++)
        if (cas_text_is(path, file->path)) {
            *out = cas_text_of(file->text);
            return NULL;
        }
    return "there is no such file";
}

static const char *list_codes(cas_arena *arena, const cas_source_map *map, const cas_diagnostics *list)
{
    cas_builder out = {.arena = arena};
    for (size_t i = 0; i < list->count; i++) {
        const cas_diagnostic *d = list->items[i];
        cas_putf(&out, "%s%s", out.length ? " " : "", cas_code_entry_of(d->code)->name);
        if (d->span.file >= 0)
            cas_putf(&out, "@%zu", cas_source_line_of(map, d->span.file, d->span.begin));
        if (!d->message[0] || strchr(d->message, '\n'))
            fail_msg("%s has no message of one line", cas_code_entry_of(d->code)->name);
    }
    return cas_built_string(&out);
}

void read_trial(cas_arena *arena, const struct named_text *files, const char *path, int flags, struct reading *out)
{
    const cas_loader in_memory = {read_memory, (void *)(uintptr_t)files};
    const cas_loader *loader = files ? &in_memory : &cas_loader_files;
    cas_diagnostics *list = CAS_NEW(arena, cas_diagnostics);
    list->arena = arena;
    const cas_loaded *loaded = cas_load(arena, loader, cas_text_of(path), list);
    out->agreement = cas_resolve(arena, loaded, loader, list);
    out->citations = flags & 2 ? cas_citations_check(arena, out->agreement, loader, NULL, 0, list) : NULL;
    if (flags & 1)
        cas_lint(arena, out->agreement, list);
    cas_diagnostics_sort(list);
    out->errors = list->errors;
    out->warnings = list->warnings;
    out->codes = list_codes(arena, loaded->map, list);
    cas_builder shown = {.arena = arena};
    cas_diagnostics_render(&shown, loaded->map, list, 0);
    out->shown = cas_built_string(&shown);
}

/* ---- The table of codes ------------------------------------------------------------------------------------------------ */

int code_count(void)
{
    return CAS_CODE_COUNT;
}

struct code_example code_example_of(int code)
{
    const cas_code_entry *entry = cas_code_entry_of((cas_code)code);
    const int kind = entry->stage == CAS_STAGE_MODEL   ? 0
                     : entry->stage == CAS_STAGE_LINT  ? 1
                     : entry->stage == CAS_STAGE_CHECK ? 2
                                                       : -1;
    return (struct code_example){entry->name, kind, entry->example, entry->mend};
}
