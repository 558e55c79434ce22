/* casus cite: documents are read, searched, and the finished line is written down. */
#include "api/objects.h"

#include "api/reading.h"
#include "evidence/cite.h"
#include "evidence/derived.h"
#include "model/agreement.h"
#include "model/citations.h"
#include "report/cite_report.h"
#include "sources/file.h"

#include <string.h>

enum { USUAL_COLUMNS = 100, USUAL_FIRST = 5, MOST_FILE_BYTES = CAS_READ_MOST_MEBIBYTES << 20, NEARLY = 700, MOST_COMPARED = 100 };

typedef struct cite_job {
    const casus_cite_options *wishes;
    const casus_render_options *look;
    casus_form form;
    casus_outcome *outcome;
} cite_job;

typedef struct collection {
    cas_evidence evidence;
    const char **names;
    bool *declared;
    cas_unread *unread;
    size_t unread_count;
} collection;

/* reports-2025-08-20.md: reports_2025_08_20. */
static const char *name_of_file(cas_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *begin = slash && slash[1] ? slash + 1 : path;
    cas_builder name = {.arena = arena};
    for (const char *at = begin; *at && !(*at == '.' && at > begin); at++) {
        const bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_', digit = *at >= '0' && *at <= '9';
        if (!name.length && digit)
            cas_puts(&name, "s_");
        cas_putc(&name, letter || digit ? *at : '_');
    }
    return name.length ? cas_built_string(&name) : "source";
}

static void add(cas_arena *arena, collection *all, const char *name, const char *cited_as, const cas_reading *reading, cas_text bytes)
{
    cas_evidence_document *document = &all->evidence.documents[all->evidence.document_count];
    all->names[all->evidence.document_count] = cited_as ? cited_as : name_of_file(arena, name);
    all->declared[all->evidence.document_count++] = cited_as != NULL;
    cas_api_take_document(arena, name, bytes, reading, document);
}

/* Numbers are put behind names that two documents would share. */
static void tell_names_apart(cas_arena *arena, collection *all)
{
    for (size_t i = 0; i < all->evidence.document_count; i++)
        for (size_t k = 0, number = 2; k < i; k++)
            if (!all->declared[i] && strcmp(all->names[i], all->names[k]) == 0) {
                all->names[i] = cas_format(arena, "%s_%zu", name_of_file(arena, all->evidence.documents[i].name), number++);
                k = (size_t)-1;
            }
}

static void add_declared(cas_arena *arena, collection *all, const casus_model *model)
{
    for (int i = 0; model->citations && i < model->citations->count; i++) {
        const cas_source_check *check = &model->citations->sources[i];
        cas_text bytes;
        if (!check->path)
            continue;
        const char *problem = cas_file_read(arena, cas_text_of(check->path), MOST_FILE_BYTES, &bytes);
        const cas_reading reading = problem ? (cas_reading){.problem = problem} : cas_read(arena, cas_text_of(check->path), bytes);
        if (reading.problem)
            all->unread[all->unread_count++] = (cas_unread){check->path, reading.problem};
        else
            add(arena, all, check->path, check->source->name, &reading, bytes);
    }
}

/* How many report the words, and how many of those on their own; whole folders are not compared for one citation. */
static void count_witnesses(cas_arena *arena, cas_evidence *evidence, const cas_citables *found, cas_cite_sheet *sheet)
{
    size_t *documents = CAS_ARRAY(arena, size_t, found->count + 1);
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].likeness >= NEARLY) {
            size_t place = sheet->reported++;
            for (; place > 0 && documents[place - 1] > found->items[i].document; place--)
                documents[place] = documents[place - 1];
            documents[place] = found->items[i].document;
        }
    if (sheet->reported < 2 || evidence->document_count > MOST_COMPARED)
        return;
    cas_evidence_run(evidence);
    sheet->independent = cas_independent_witnesses(evidence, documents, sheet->reported);
}

static void write_cite(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const cite_job *job = arguments;
    const casus_cite_options *wishes = job->wishes;
    cas_arena *arena = out->arena;
    const size_t most = wishes->source_count + (wishes->model && wishes->model->citations ? (size_t)wishes->model->citations->count : 0) + 1;
    collection all = {.evidence = {.arena = arena, .documents = CAS_ARRAY(arena, cas_evidence_document, most)}, .names = CAS_ARRAY(arena, const char *, most),
                      .declared = CAS_ARRAY(arena, bool, most), .unread = CAS_ARRAY(arena, cas_unread, most)};
    for (size_t i = 0; i < wishes->source_count; i++) {
        const casus_source *source = &wishes->sources[i];
        cas_poll(&ctx->ctx);
        const cas_reading reading = cas_api_reading_of(arena, source);
        if (reading.problem)
            all.unread[all.unread_count++] = (cas_unread){source->name, reading.problem};
        else
            add(arena, &all, source->name, NULL, &reading, (cas_text){source->bytes, source->length});
    }
    if (wishes->model)
        add_declared(arena, &all, wishes->model);
    tell_names_apart(arena, &all);
    cas_evidence_lines(&all.evidence);
    const cas_citables found = cas_cite_find(arena, &all.evidence, cas_text_of(wishes->words));
    *job->outcome = found.count ? CASUS_AS_STATED : CASUS_NOT_AS_STATED;
    cas_cite_sheet sheet = {.words = wishes->words, .evidence = &all.evidence, .names = all.names, .declared = all.declared, .found = &found,
                            .first = wishes->first ? wishes->first : USUAL_FIRST, .unread = all.unread, .unread_count = all.unread_count};
    count_witnesses(arena, &all.evidence, &found, &sheet);
    if (job->form == CASUS_JSON) {
        cas_json json = {.out = out, .spread = 3};
        cas_json_cite(&json, arena, &sheet);
        cas_putc(out, '\n');
    } else {
        cas_page page = {out, job->look && job->look->columns > 0 ? job->look->columns : USUAL_COLUMNS, job->look && job->look->color};
        cas_text_cite(&page, &sheet);
    }
}

casus_status casus_cite(casus_ctx *ctx, const casus_cite_options *opt, casus_form form, const casus_render_options *look, casus_outcome *outcome, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!opt || opt->size != sizeof *opt || !outcome || !opt->words || (opt->source_count && !opt->sources) || (look && look->size != sizeof *look))
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "an argument of the question is null, or its options are of no known version");
    if (form != CASUS_TEXT && form != CASUS_JSON)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "citations are written as text or JSON");
    cite_job job = {opt, look, form, outcome};
    return cas_api_text(ctx, write_cite, &job, out);
}
