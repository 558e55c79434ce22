/* What is text or tree: what is wrong with a file, its canonical form, its tokens and its tree, and what a code means. */
#include "api/objects.h"

#include "lang/diagnostic.h"
#include "lang/format.h"
#include "lang/lexer.h"
#include "lang/parse.h"
#include "model/load.h"

#include <string.h>

void cas_api_put_errors(cas_builder *out, const casus_model *model, const struct cas_diagnostics *diagnostics,
                        bool color)
{
    cas_diagnostics_render(out, model->loaded->map, diagnostics, color ? CAS_RENDER_COLOUR : 0);
}

size_t cas_api_count(const struct cas_diagnostics *diagnostics, bool warnings)
{
    return warnings ? diagnostics->warnings : diagnostics->errors;
}

/* ---- What is wrong ------------------------------------------------------------------------------------------------------------------ */

typedef struct errors_job {
    const casus_model *model;
    bool color;
} errors_job;

static void write_errors(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const errors_job *job = arguments;
    (void)ctx;
    if (job->model->diagnostics->errors || job->model->diagnostics->warnings)
        cas_api_put_errors(out, job->model, job->model->diagnostics, job->color);
}

casus_status casus_model_errors(casus_ctx *ctx, const casus_model *model, bool color, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!model)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "the model is null");
    errors_job job = {model, color};
    return cas_api_text(ctx, write_errors, &job, out);
}

/* ---- The canonical form --------------------------------------------------------------------------------------------------------------- */

/* The file is parsed once more: a model keeps statements, not comments and layout. *sound: nothing in it was passed over. */
static const cas_node *parse_again(cas_arena *arena, const casus_model *model, bool *sound)
{
    cas_diagnostics unheard = {.arena = arena};
    const cas_node *tree = cas_parse(arena, model->loaded->map, model->loaded->main_file, &unheard);
    *sound = unheard.errors == 0 && !cas_source_of(model->loaded->map, model->loaded->main_file)->refused;
    return tree;
}

static void write_formatted(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const casus_model *model = arguments;
    bool sound;
    const cas_node *tree = parse_again(out->arena, model, &sound);
    /* What was not understood would be left out, and lost where the file is rewritten. */
    if (!sound || !cas_format_file(out, model->loaded->map, model->loaded->main_file, tree))
        cas_fail(&ctx->ctx, CAS_E_INPUT, "a statement that cannot be read");
}

casus_status casus_format(casus_ctx *ctx, const casus_model *model, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!model)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "the model is null");
    return cas_api_text(ctx, write_formatted, (void *)model, out);
}

/* ---- Codes ---------------------------------------------------------------------------------------------------------------------------- */

static void write_explanation(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    (void)ctx;
    cas_explain(out, arguments);
}

casus_status casus_explain(casus_ctx *ctx, const char *code, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!code)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "the code is null");
    const cas_code_entry *entry = cas_code_find(cas_text_of(code));
    return entry ? cas_api_text(ctx, write_explanation, (void *)entry, out) : CASUS_OK;
}

/* ---- Tokens and tree ------------------------------------------------------------------------------------------------------------------ */

static void put_tokens(cas_builder *out, const casus_model *model)
{
    const cas_loaded *loaded = model->loaded;
    cas_lexer lexer = {0};
    cas_lexer_open(&lexer, out->arena, loaded->map, loaded->main_file, NULL);
    while (cas_lexer_next(&lexer)) {
        cas_poll(out->arena->ctx);
        for (size_t t = 0; t + 1 < lexer.count; t++) {
            const cas_token *token = &lexer.tokens[t];
            if (t == 0)
                cas_putf(out, "%zu:", cas_source_line_of(loaded->map, loaded->main_file, token->begin));
            cas_putf(out, token->kind == CAS_TOKEN_STRING ? " \"%.*s\"" : " %.*s", CAS_SHOW(token->text));
        }
        cas_putc(out, '\n');
    }
}

bool cas_api_show_text(casus_ctx *ctx, cas_builder *out, const casus_model *model, const char *stage)
{
    if (cas_source_of(model->loaded->map, model->loaded->main_file)->refused)
        cas_fail(&ctx->ctx, CAS_E_INPUT, "the file could not be read: run casus check");
    if (strcmp(stage, "tokens") == 0)
        put_tokens(out, model);
    else if (strcmp(stage, "tree") == 0) {
        bool sound;
        cas_tree_print(out, model->loaded->map, parse_again(out->arena, model, &sound));
    } else
        return false;
    return true;
}
