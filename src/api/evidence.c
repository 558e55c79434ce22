/* Documents: reads them in whichever format they are, runs the stages, and writes down what they say. */
#include "api/objects.h"

#include "api/reading.h"
#include "report/sources_report.h"
#include "sources/read.h"
#include "sources/unwrap.h"

enum { USUAL_COLUMNS = 100 };

typedef struct sources_job {
    const casus_sources_options *wishes;
    const casus_render_options *look;
    casus_form form;
    casus_outcome *outcome;
} sources_job;

cas_reading cas_api_reading_of(cas_arena *arena, const casus_source *source)
{
    const cas_text bytes = {source->bytes, source->length};
    if (source->problem)
        return (cas_reading){.format = CAS_FORMAT_BINARY, .problem = source->problem};
    cas_reading reading = cas_read(arena, cas_text_of(source->name), bytes);
    if (source->extracted && reading.format == CAS_FORMAT_PDF) {
        reading = cas_read(arena, CAS_TEXT("extracted.txt"), (cas_text){source->extracted, source->extracted_length});
        reading.format = CAS_FORMAT_PDF;
        reading.text = cas_unwrap(arena, reading.text);
    }
    return reading;
}

void cas_api_take_document(cas_arena *arena, const char *name, cas_text bytes, const cas_reading *reading, cas_evidence_document *document)
{
    document->name = name;
    document->format = cas_format_name(reading->format);
    cas_sha256_hex(bytes, document->sha256);
    document->text = reading->text;
    document->hints = reading->hints;
    document->hint_count = reading->hint_count;
    document->document = cas_document_read(arena, reading->text);
}

/* A line of the table of names: `A = B = C`. */
static void take_names(cas_arena *arena, cas_evidence *evidence, const char *table)
{
    cas_name_variants *list = NULL;
    size_t room = 0;
    while (table && *table) {
        cas_name_variants person = {0};
        size_t name_room = 0;
        const char *end = table;
        while (*end && *end != '\n')
            end++;
        for (const char *at = table; at < end && *table != '#';) {
            const char *stop = at;
            while (stop < end && *stop != '=')
                stop++;
            cas_text name = {at, (size_t)(stop - at)};
            while (name.length && (unsigned char)*name.at <= ' ')
                name.at++, name.length--;
            while (name.length && (unsigned char)name.at[name.length - 1] <= ' ')
                name.length--;
            if (name.length) {
                person.names = CAS_ROOM(arena, person.names, person.count, &name_room);
                person.names[person.count++] = cas_text_string(arena, name);
            }
            at = stop < end ? stop + 1 : stop;
        }
        if (person.count) {
            list = CAS_ROOM(arena, list, evidence->user_name_count, &room);
            list[evidence->user_name_count++] = person;
        }
        table = *end ? end + 1 : end;
    }
    evidence->user_names = list;
}

static void write_sources(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const sources_job *job = arguments;
    const casus_sources_options *wishes = job->wishes;
    cas_arena *arena = out->arena;
    cas_evidence evidence = {.arena = arena};
    cas_unread *unread = CAS_ARRAY(arena, cas_unread, wishes->source_count + 1);
    size_t unread_count = 0;
    evidence.documents = CAS_ARRAY(arena, cas_evidence_document, wishes->source_count + 1);
    for (size_t i = 0; i < wishes->source_count; i++) {
        const casus_source *source = &wishes->sources[i];
        cas_poll(&ctx->ctx);
        const cas_reading reading = cas_api_reading_of(arena, source);
        if (reading.problem)
            unread[unread_count++] = (cas_unread){source->name, reading.problem};
        else
            cas_api_take_document(arena, source->name, (cas_text){source->bytes, source->length}, &reading, &evidence.documents[evidence.document_count++]);
    }
    take_names(arena, &evidence, wishes->names);
    cas_evidence_run(&evidence);
    *job->outcome = unread_count ? CASUS_INPUT_WRONG : CASUS_AS_STATED;
    const cas_sources_sheet sheet = {&evidence, unread, unread_count};
    if (wishes->page) {
        cas_html_sources(out, &sheet);
    } else if (job->form == CASUS_JSON) {
        cas_json json = {.out = out, .spread = 3};
        cas_json_sources(&json, &sheet);
        cas_putc(out, '\n');
    } else {
        cas_page page = {out, job->look && job->look->columns > 0 ? job->look->columns : USUAL_COLUMNS, job->look && job->look->color};
        cas_text_sources(&page, &sheet);
    }
}

casus_status casus_sources(casus_ctx *ctx, const casus_sources_options *opt, casus_form form, const casus_render_options *look,
                           casus_outcome *outcome, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!opt || opt->size != sizeof *opt || !outcome || (opt->source_count && !opt->sources) || (look && look->size != sizeof *look))
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "an argument of the question is null, or its options are of no known version");
    if (form != CASUS_TEXT && form != CASUS_JSON)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "what documents say is written as text or JSON");
    if (opt->shared || opt->index)
        return cas_api_shared(ctx, opt, form, look, outcome, out);
    sources_job job = {opt, look, form, outcome};
    return cas_api_text(ctx, write_sources, &job, out);
}
