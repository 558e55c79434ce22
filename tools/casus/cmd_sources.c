/* casus sources DIR|FILE...: who says what in documents, who says the same, who has it from whom. */
#include "gather.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The table of names, as a string. */
static int read_names(const command_line *call, char **names)
{
    size_t length = 0;
    if (!call->names_file)
        return EXIT_AS_STATED;
    const int code = read_bytes(call, call->names_file, names, &length);
    char *larger = code ? NULL : realloc(*names, length + 1);
    if (larger) {
        *names = larger;
        larger[length] = 0;
    }
    return code ? code : larger ? EXIT_AS_STATED : EXIT_UNDECIDED;
}

static int write_page(const command_line *call, const casus_text *text)
{
    if (strcmp(call->page_file, "-") == 0)
        return print_text(call, text);
    if (!may_replace(call, call->page_file, "<!doctype html"))
        return EXIT_USAGE;
    FILE *file = fopen(call->page_file, "wb");
    const size_t length = casus_text_length(text);
    bool good = file && fwrite(casus_text_bytes(text), 1, length, file) == length;
    good = file && fclose(file) == 0 && good;
    if (good)
        return EXIT_AS_STATED;
    fprintf(stderr, "casus sources: %s cannot be written: %s\n", call->page_file, strerror(errno));
    return EXIT_INPUT_WRONG;
}

static int answer(const command_line *call, casus_ctx *ctx, const gathered *list, const char *names)
{
    casus_sources_options wishes = CASUS_SOURCES_OPTIONS_INIT;
    casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
    casus_outcome outcome = CASUS_AS_STATED;
    casus_text *text = NULL;
    wishes.sources = list->sources;
    wishes.source_count = list->count;
    wishes.shared = call->shared;
    wishes.index = call->index_file;
    wishes.first = call->first;
    wishes.names = names;
    wishes.page = call->page_file != NULL;
    look.color = uses_color(call, stdout);
    const casus_status status = casus_sources(ctx, &wishes, call->form, &look, &outcome, &text);
    int code = status ? fail_with(call, ctx, status) : call->page_file ? write_page(call, text) : print_text(call, text);
    if (!code && outcome == CASUS_INPUT_WRONG)
        code = EXIT_INPUT_WRONG;
    casus_text_free(text);
    return code;
}

int cmd_sources(const command_line *call)
{
    if ((call->page_file != NULL) + call->shared + (call->index_file != NULL) > 1)
        return usage_error("sources", "give one of --html, --shared and --index");
    gathered list = {0};
    casus_ctx *ctx = NULL;
    char *names = NULL;
    int code = open_context(call, &ctx);
    if (code)
        return code;
    if (!gather(call, call->operands, call->operand_count, &list)) {
        fprintf(stderr, "casus sources: undecided: this needs more memory than there is\n");
        code = EXIT_UNDECIDED;
    } else {
        code = read_names(call, &names);
        if (!code)
            code = answer(call, ctx, &list, names);
    }
    free(names);
    gathered_free(&list);
    casus_ctx_free(ctx);
    return code;
}
