/* casus sources DIR|FILE...: who says what in documents, who says the same, who has it from whom. */
#include "gather.h"

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
    } else
        code = answer(call, ctx, &list);
    gathered_free(&list);
    casus_ctx_free(ctx);
    return code;
}
