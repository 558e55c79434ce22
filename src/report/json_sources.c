/* casus sources --json: docs/schema/sources.json. */
#include "report/sources_report.h"

static void put_stretch(cas_json *json, const cas_stretch *stretch)
{
    cas_json_open_object(json);
    cas_json_member_integer(json, "line", (long long)stretch->line);
    cas_json_member_integer(json, "column", (long long)stretch->column);
    cas_json_key(json, "text");
    cas_json_text(json, stretch->text);
    cas_json_close_object(json);
}

static void put_speaker(cas_json *json, const char *speaker, const char *cue, cas_certainty certainty, const char *reason)
{
    cas_json_member_string(json, "speaker", speaker);
    cas_json_member_string(json, "cue", cue);
    cas_json_member_string(json, "certainty", cas_certainty_name(certainty));
    cas_json_member_string(json, "reason", reason ? reason : "");
}

static void put_quotation(cas_json *json, const cas_quotation *quotation)
{
    cas_json_open_object(json);
    cas_json_key(json, "segments");
    cas_json_open_array(json);
    for (size_t i = 0; i < quotation->segment_count; i++)
        put_stretch(json, &quotation->segments[i]);
    cas_json_close_array(json);
    put_speaker(json, quotation->speaker, quotation->cue, quotation->certainty, quotation->reason);
    cas_json_member_boolean(json, "partial", quotation->partial);
    cas_json_member_boolean(json, "scare", quotation->scare);
    cas_json_member_boolean(json, "in_title", quotation->in_title);
    cas_json_close_object(json);
}

static void put_reported(cas_json *json, const cas_reported *reported)
{
    cas_json_open_object(json);
    cas_json_member_integer(json, "line", (long long)reported->where.line);
    cas_json_member_integer(json, "column", (long long)reported->where.column);
    cas_json_key(json, "text");
    cas_json_text(json, reported->where.text);
    put_speaker(json, reported->speaker, reported->cue, reported->certainty, reported->reason);
    cas_json_close_object(json);
}

/* The first line of each paragraph, with the locator that a citation would use. */
static void put_paragraphs(cas_json *json, cas_arena *arena, const cas_evidence_document *document)
{
    size_t last = SIZE_MAX;
    cas_json_key(json, "paragraphs");
    cas_json_open_array(json);
    for (size_t i = 0; i < document->line_count; i++) {
        const cas_line *line = &document->lines[i];
        if (line->paragraph == SIZE_MAX || line->paragraph == last)
            continue;
        last = line->paragraph;
        cas_json_open_object(json);
        cas_json_key(json, "locator");
        cas_json_text(json, cas_evidence_locator(arena, document, line->number));
        cas_json_member_integer(json, "line", (long long)line->number);
        cas_json_member_string(json, "hash", cas_format(arena, "%016llx", (unsigned long long)cas_evidence_paragraph_hash(document, last)));
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static void put_lines(cas_json *json, const cas_evidence_document *document, const char *key, bool boilerplate)
{
    cas_json_key(json, key);
    cas_json_open_array(json);
    for (size_t i = 0; i < document->line_count; i++) {
        const cas_line *line = &document->lines[i];
        if (line->kind <= CAS_LINE_BLANK || cas_line_is_boilerplate(line->kind) != boilerplate)
            continue;
        cas_json_open_object(json);
        cas_json_member_integer(json, "line", (long long)line->number);
        cas_json_member_string(json, "kind", cas_line_kind_name(line->kind));
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static void put_document(cas_json *json, cas_arena *arena, const cas_evidence_document *document)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "file", document->name);
    cas_json_member_string(json, "format", document->format);
    cas_json_member_string(json, "sha256", document->sha256);
    put_paragraphs(json, arena, document);
    put_lines(json, document, "structure", false);
    put_lines(json, document, "boilerplate", true);
    cas_json_key(json, "quotations");
    cas_json_open_array(json);
    for (size_t i = 0; i < document->quotation_count; i++)
        put_quotation(json, &document->quotations[i]);
    cas_json_close_array(json);
    cas_json_key(json, "reported");
    cas_json_open_array(json);
    for (size_t i = 0; i < document->reported_count; i++)
        put_reported(json, &document->reported[i]);
    cas_json_close_array(json);
    cas_json_close_object(json);
}

static void put_place(cas_json *json, const cas_evidence_place *place)
{
    cas_json_open_array(json);
    cas_json_integer(json, (long long)place->document);
    cas_json_integer(json, (long long)place->item);
    cas_json_close_array(json);
}

static void put_groups(cas_json *json, const cas_evidence *evidence)
{
    cas_json_key(json, "same");
    cas_json_open_array(json);
    for (size_t g = 0; g < evidence->same_count; g++) {
        cas_json_open_array(json);
        for (size_t i = 0; i < evidence->same[g].count; i++)
            put_place(json, &evidence->same[g].members[i]);
        cas_json_close_array(json);
    }
    cas_json_close_array(json);
    cas_json_key(json, "differs");
    cas_json_open_array(json);
    for (size_t g = 0; g < evidence->same_count; g++) {
        cas_json_open_array(json);
        for (size_t i = 0; i < evidence->same[g].count; i++)
            cas_json_string(json, evidence->same[g].differs ? evidence->same[g].differs[i] : "");
        cas_json_close_array(json);
    }
    cas_json_close_array(json);
    cas_json_key(json, "passages");
    cas_json_open_array(json);
    for (size_t g = 0; g < evidence->passage_count; g++) {
        cas_json_open_array(json);
        for (size_t i = 0; i < evidence->passages[g].count; i++)
            put_place(json, &evidence->passages[g].members[i]);
        cas_json_close_array(json);
    }
    cas_json_close_array(json);
}

static void put_documents_of(cas_json *json, const cas_derived_group *group)
{
    cas_json_open_array(json);
    for (size_t i = 0; i < group->count; i++)
        cas_json_integer(json, (long long)group->documents[i]);
    cas_json_close_array(json);
}

/* `derived` holds what is shown; `derivations` also what cannot be told, and why. */
static void put_derived(cas_json *json, const cas_evidence *evidence)
{
    cas_json_key(json, "derived");
    cas_json_open_array(json);
    for (size_t g = 0; g < evidence->derived_count; g++)
        if (evidence->derived[g].verdict == CAS_DERIVED)
            put_documents_of(json, &evidence->derived[g]);
    cas_json_close_array(json);
    cas_json_key(json, "derivations");
    cas_json_open_array(json);
    for (size_t g = 0; g < evidence->derived_count; g++) {
        const cas_derived_group *group = &evidence->derived[g];
        cas_json_open_object(json);
        cas_json_key(json, "documents");
        put_documents_of(json, group);
        cas_json_member_string(json, "verdict", group->verdict == CAS_DERIVED ? "one text" : "cannot tell");
        cas_json_key(json, "reasons");
        cas_json_open_array(json);
        for (size_t i = 0; i < group->reason_count; i++)
            cas_json_string(json, group->reasons[i]);
        cas_json_close_array(json);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static void put_unread(cas_json *json, const cas_sources_sheet *sheet)
{
    cas_json_key(json, "unread");
    cas_json_open_array(json);
    for (size_t i = 0; i < sheet->unread_count; i++) {
        cas_json_open_object(json);
        cas_json_member_string(json, "file", sheet->unread[i].name);
        cas_json_member_string(json, "problem", sheet->unread[i].problem);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

void cas_json_sources(cas_json *json, const cas_sources_sheet *sheet)
{
    const cas_evidence *evidence = sheet->evidence;
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_key(json, "documents");
    cas_json_open_array(json);
    for (size_t i = 0; i < evidence->document_count; i++)
        put_document(json, evidence->arena, &evidence->documents[i]);
    cas_json_close_array(json);
    put_groups(json, evidence);
    put_derived(json, evidence);
    put_unread(json, sheet);
    cas_json_member_string(json, "method", "rules of language and layout");
    cas_json_close_object(json);
}
