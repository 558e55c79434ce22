/* What is wrong with a text, as JSON: code, place, message, hint, and the places that have to do with it. */
#include "lang/diagnostic.h"
#include "report/json_writer.h"

/* Declared in report.h as well, which this file cannot include: the names of diagnostics and of instances clash. */
void cas_json_errors(cas_json *json, const cas_source_map *map, const struct cas_diagnostics *diagnostics,
                     bool warnings);
void cas_json_lint(cas_json *json, const char *file, const cas_source_map *map, const struct cas_diagnostics *errors,
                   const struct cas_diagnostics *warnings);

static void write_place(cas_json *json, const cas_source_map *map, cas_span span)
{
    if (span.file < 0) {
        cas_json_member_null(json, "file");
        cas_json_member_null(json, "line");
        cas_json_member_null(json, "column");
        return;
    }
    const cas_place place = cas_source_place(map, span.file, span.begin);
    cas_json_key(json, "file");
    cas_json_text(json, cas_source_of(map, span.file)->name);
    cas_json_member_integer(json, "line", (long long)place.line);
    cas_json_member_integer(json, "column", (long long)place.column);
}

void cas_json_errors(cas_json *json, const cas_source_map *map, const struct cas_diagnostics *diagnostics,
                     bool warnings)
{
    cas_json_open_array(json);
    for (size_t i = 0; diagnostics && i < diagnostics->count; i++) {
        const cas_diagnostic *diagnostic = diagnostics->items[i];
        if ((diagnostic->severity == CAS_SEVERITY_WARNING) != warnings)
            continue;
        cas_json_open_object(json);
        cas_json_member_string(json, "code", cas_code_entry_of(diagnostic->code)->name);
        write_place(json, map, diagnostic->span);
        cas_json_member_string(json, "message", diagnostic->message);
        cas_json_member_string(json, "hint", diagnostic->hint);
        cas_json_member_string(json, "rests_on", diagnostic->rests_on);
        cas_json_key(json, "related");
        cas_json_open_array(json);
        for (size_t r = 0; r < diagnostic->related_count; r++) {
            cas_json_open_object(json);
            write_place(json, map, diagnostic->related[r].span);
            cas_json_member_string(json, "note", diagnostic->related[r].note);
            cas_json_close_object(json);
        }
        cas_json_close_array(json);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

void cas_json_lint(cas_json *json, const char *file, const cas_source_map *map, const struct cas_diagnostics *errors,
                   const struct cas_diagnostics *warnings)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "method", "lint");
    cas_json_member_string(json, "file", file);
    cas_json_key(json, "findings");
    cas_json_errors(json, map, warnings, true);
    cas_json_key(json, "errors");
    cas_json_errors(json, map, errors, false);
    cas_json_close_object(json);
}
