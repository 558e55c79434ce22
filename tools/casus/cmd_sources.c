/* casus sources DIR|FILE...: who says what in documents, who says the same, who has it from whom. */
#include "gather.h"

#include <stdlib.h>

/* One line each for what could not be read; for a program they are part of the answer. */
static void complain_of_unread(const command_line *call, const gathered *list)
{
    for (size_t i = 0; call->form != CASUS_JSON && i < list->count; i++)
        if (list->sources[i].problem)
            fprintf(stderr, "casus sources: %s: %s\n", list->sources[i].name, list->sources[i].problem);
}

static int answer(const command_line *call, casus_ctx *ctx, const gathered *list)
{
    casus_sources_options wishes = CASUS_SOURCES_OPTIONS_INIT;
    casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
    casus_outcome outcome = CASUS_AS_STATED;
    casus_text *text = NULL;
    wishes.sources = list->sources;
    wishes.source_count = list->count;
    look.color = uses_color(call, stdout);
    const casus_status status = casus_sources(ctx, &wishes, call->form, &look, &outcome, &text);
    int code = status ? fail_with(call, ctx, status) : print_text(call, text);
    if (!code && outcome == CASUS_INPUT_WRONG)
        code = EXIT_INPUT_WRONG;
    casus_text_free(text);
    return code;
}

int cmd_sources(const command_line *call)
{
    gathered list = {0};
    casus_ctx *ctx = NULL;
    int code = open_context(call, &ctx);
    if (code)
        return code;
    if (!gather(call, call->operands, call->operand_count, &list)) {
        fprintf(stderr, "casus sources: undecided: this needs more memory than there is\n");
        code = EXIT_UNDECIDED;
    } else {
        complain_of_unread(call, &list);
        code = answer(call, ctx, &list);
    }
    gathered_free(&list);
    casus_ctx_free(ctx);
    return code;
}
