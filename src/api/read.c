/* Reading agreements: files and what they include, names, citations. */
#include "api/book.h"

#include "lang/diagnostic.h"
#include "model/citations.h"
#include "hold/structure.h"
#include "model/lint.h"
#include "model/load.h"
#include "model/resolve.h"

#include <string.h>

typedef struct read_job {
    const char *path;
    const char *bytes; /* null: the file is read */
    size_t length;
    const char *sources_folder;
    casus_reader *reader; /* null: the file system */
    void *reader_user;
} read_job;

/* A caller's reader as the model knows one. */
typedef struct own_reader {
    casus_reader *read;
    void *user;
} own_reader;

static const char *read_by_caller(void *user, cas_arena *arena, cas_text path, size_t max_bytes, cas_text *out)
{
    const own_reader *reader = user;
    cas_text bytes = {NULL, 0};
    const char *why = reader->read(reader->user, cas_text_string(arena, path), &bytes.at, &bytes.length);
    *out = CAS_TEXT("");
    if (why)
        return cas_text_string(arena, cas_text_of(why));
    if (bytes.length > max_bytes)
        return cas_format(arena, "it is longer than %zu MiB", max_bytes >> 20);
    *out = cas_text_copy(arena, bytes);
    return NULL;
}

static const cas_loader *loader_of(cas_arena *arena, const read_job *job)
{
    if (!job->reader)
        return &cas_loader_files;
    own_reader *reader = CAS_NEW(arena, own_reader);
    cas_loader *loader = CAS_NEW(arena, cas_loader);
    *reader = (own_reader){job->reader, job->reader_user};
    *loader = (cas_loader){read_by_caller, reader};
    return loader;
}

static cas_diagnostics *new_list(cas_arena *arena)
{
    cas_diagnostics *list = CAS_NEW(arena, cas_diagnostics);
    list->arena = arena;
    return list;
}

static const cas_citations *look_up(cas_arena *arena, const casus_model *model, cas_diagnostics *list)
{
    const cas_text folder = cas_text_of(model->sources_folder);
    return cas_citations_check(arena, model->agreement, model->loader, &folder, model->sources_folder ? 1 : 0,
                               list);
}

static void read_agreement(casus_ctx *ctx, void *object, void *arguments)
{
    casus_model *model = object;
    const read_job *job = arguments;
    cas_arena *arena = &model->arena;
    (void)ctx;
    model->file = cas_text_string(arena, cas_text_of(job->path));
    model->sources_folder = job->sources_folder ? cas_text_string(arena, cas_text_of(job->sources_folder)) : NULL;
    model->loader = loader_of(arena, job);
    model->diagnostics = new_list(arena);
    const cas_text path = cas_text_of(model->file);
    if (job->bytes)
        model->loaded = cas_load_text(arena, model->loader, path,
                                      cas_text_copy(arena, (cas_text){job->bytes, job->length}), model->diagnostics);
    else
        model->loaded = cas_load(arena, model->loader, path, model->diagnostics);
    model->agreement = cas_resolve(arena, model->loaded, model->loader, model->diagnostics);
    model->citations = look_up(arena, model, model->diagnostics);
    cas_diagnostics_sort(model->diagnostics);
    model->error_count = model->diagnostics->errors;
}

static casus_status read_model(casus_ctx *ctx, const read_job *job, const casus_read_options *opt, casus_model **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!job->path || !opt || opt->size != sizeof *opt)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT,
                              "an argument of the reading is null, or its options are of no known version");
    void *model = cas_api_make(ctx, sizeof **out);
    const casus_status status = cas_api_run(ctx, &model, read_agreement, (void *)job);
    *out = model;
    return status;
}

casus_status casus_model_read(casus_ctx *ctx, const char *path, const casus_read_options *opt, casus_model **out)
{
    read_job job = {.path = path};
    if (opt && opt->size == sizeof *opt) {
        job.sources_folder = opt->sources_folder;
        job.reader = opt->reader;
        job.reader_user = opt->reader_user;
    }
    return read_model(ctx, &job, opt, out);
}

casus_status casus_model_read_text(casus_ctx *ctx, const char *name, const char *bytes, size_t length,
                                   const casus_read_options *opt, casus_model **out)
{
    if (ctx && out && !bytes && length)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "there are no bytes to read");
    read_job job = {.path = name, .bytes = bytes ? bytes : "", .length = length};
    if (opt && opt->size == sizeof *opt) {
        job.sources_folder = opt->sources_folder;
        job.reader = opt->reader;
        job.reader_user = opt->reader_user;
    }
    return read_model(ctx, &job, opt, out);
}

void casus_model_free(casus_model *model)
{
    cas_api_free(model);
}

bool casus_model_is_sound(const casus_model *model)
{
    return model->error_count == 0;
}

/* The first error of a statement that was added, as one clause of a sentence. */
static void refuse_statement(cas_arena *arena, const cas_diagnostics *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == CAS_SEVERITY_ERROR)
            cas_fail(arena->ctx, CAS_E_INPUT, "%s%s%s", list->items[i]->message, list->items[i]->hint ? "; " : "",
                     list->items[i]->hint ? list->items[i]->hint : "");
    cas_fail(arena->ctx, CAS_E_BUG, "a sound text became wrong by one question more");
}

const struct cas_agreement *cas_api_read_with(cas_arena *arena, const casus_model *model, const char *statement)
{
    const cas_source_file *file = cas_source_of(model->loaded->map, model->loaded->main_file);
    cas_builder text = {.arena = arena};
    cas_put(&text, file->text);
    cas_putf(&text, "\n%s\n", statement);
    cas_diagnostics *list = new_list(arena);
    const cas_loaded *loaded = cas_load_text(arena, model->loader, file->name, cas_built(&text), list);
    const cas_agreement *agreement = cas_resolve(arena, loaded, model->loader, list);
    if (list->errors)
        refuse_statement(arena, list);
    return agreement;
}

/* ---- Lint --------------------------------------------------------------------------------------------------------------------------- */

const struct cas_diagnostics *cas_api_lint(cas_arena *arena, const casus_model *model)
{
    cas_diagnostics *list = new_list(arena);
    look_up(arena, model, list);
    cas_lint(arena, model->agreement, list);
    cas_structure_lint(arena, model->agreement, list);
    cas_diagnostics_sort(list);
    return list;
}

static void lint(casus_ctx *ctx, void *object, void *arguments)
{
    casus_answer *answer = object;
    const casus_model *model = arguments;
    (void)ctx;
    answer->sort = CAS_ANSWERS_LINT;
    answer->model = model;
    answer->outcome = CASUS_INPUT_WRONG;
    if (model->error_count)
        return;
    answer->warnings = cas_api_lint(&answer->arena, model);
    answer->outcome = answer->warnings->warnings ? CASUS_NOT_AS_STATED : CASUS_AS_STATED;
}

casus_status casus_lint(casus_ctx *ctx, const casus_model *model, casus_answer **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!model)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "the model is null");
    void *answer = cas_api_make(ctx, sizeof **out);
    const casus_status status = cas_api_run(ctx, &answer, lint, (void *)model);
    *out = answer;
    return status;
}
