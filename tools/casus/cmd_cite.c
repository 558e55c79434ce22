/* casus cite "words" [SOURCES]: the passage most like the words, as a finished line of a .casus file. */
#include "gather.h"

#include <string.h>
#include <sys/stat.h>

static bool is_model(const char *path)
{
    const size_t length = strlen(path);
    return length > 6 && strcmp(path + length - 6, ".casus") == 0;
}

/* Without SOURCES: the folder `sources`, or else the one we stand in. */
static const char *usual_folder(void)
{
    struct stat facts;
    return stat("sources", &facts) == 0 && S_ISDIR(facts.st_mode) ? "sources" : ".";
}

static int answer(const command_line *call, casus_ctx *ctx, const gathered *list, const casus_model *model)
{
    casus_cite_options wishes = CASUS_CITE_OPTIONS_INIT;
    casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
    casus_outcome outcome = CASUS_AS_STATED;
    casus_text *text = NULL;
    wishes.words = call->operands[0];
    wishes.sources = list->sources;
    wishes.source_count = list->count;
    wishes.model = model;
    wishes.first = call->first;
    look.color = uses_color(call, stdout);
    const casus_status status = casus_cite(ctx, &wishes, call->form, &look, &outcome, &text);
    int code = status ? fail_with(call, ctx, status) : print_text(call, text);
    if (!code && outcome == CASUS_NOT_AS_STATED) {
        fprintf(stderr, "casus cite: nothing like these words stands in the documents\n");
        code = EXIT_NOT_AS_STATED;
    }
    casus_text_free(text);
    return code;
}

int cmd_cite(const command_line *call)
{
    const char *paths[MOST_OPERANDS];
    const char *model_file = NULL;
    size_t count = 0;
    for (size_t i = 1; i < call->operand_count; i++) {
        if (!is_model(call->operands[i]))
            paths[count++] = call->operands[i];
        else if (model_file)
            return usage_error("cite", "one file of casus at a time, not %s and %s", model_file, call->operands[i]);
        else
            model_file = call->operands[i];
    }
    if (call->operand_count == 1)
        paths[count++] = usual_folder();
    casus_ctx *ctx = NULL;
    casus_model *model = NULL;
    gathered list = {0};
    int code = open_context(call, &ctx);
    if (!code && model_file)
        code = read_model(call, ctx, model_file, &model);
    if (!code && !gather(call, paths, count, &list)) {
        fprintf(stderr, "casus cite: undecided: this needs more memory than there is\n");
        code = EXIT_UNDECIDED;
    }
    if (!code)
        code = answer(call, ctx, &list, model);
    gathered_free(&list);
    casus_model_free(model);
    casus_ctx_free(ctx);
    return code;
}
