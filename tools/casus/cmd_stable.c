/* casus stable FILE STANDOFF [--without X [passive]]: which outcomes of a standoff are stable. FILE may be a .gmcr file. */
#include "verb.h"

#include "casus/stable.h"

#include <stdlib.h>
#include <string.h>

static bool ends_in(const char *word, const char *end)
{
    const size_t length = strlen(word), tail = strlen(end);
    return length >= tail && strcmp(word + length - tail, end) == 0;
}

int cmd_stable(const command_line *call)
{
    const bool is_gmcr = ends_in(call->operands[0], ".gmcr");
    const size_t names = is_gmcr ? 1 : 2;
    if (call->operand_count > names + (call->without != NULL))
        return usage_error("stable", "`%s` is one word too many", call->operands[call->operand_count - 1]);
    casus_ctx *ctx = NULL;
    casus_model *model = NULL;
    casus_text *text = NULL;
    char *bytes = NULL;
    casus_stable_options wishes = CASUS_STABLE_OPTIONS_INIT;
    wishes.standoff = is_gmcr ? NULL : call->operands[1];
    wishes.name = call->operands[0];
    wishes.without = call->without;
    wishes.mode = call->operand_count > names ? call->operands[names] : NULL;
    wishes.why = call->reasons;
    wishes.why_count = call->reason_count;
    wishes.list = call->list;
    wishes.swaps = call->swaps;
    wishes.shares = call->shares;
    wishes.coalitions = call->together;
    wishes.wish = call->wish;
    wishes.attitude = call->attitude;
    wishes.as_gmcr = call->as_gmcr;
    wishes.first = call->first;
    wishes.color = call->form == CASUS_TEXT && uses_color(call, stdout);
    int code = open_context(call, &ctx);
    if (code)
        return code;
    if (is_gmcr) {
        code = read_bytes(call, call->operands[0], &bytes, &wishes.gmcr_length);
        wishes.gmcr = bytes;
    } else {
        code = read_model(call, ctx, call->operands[0], &model);
        wishes.model = model;
    }
    if (!code) {
        const casus_status status = casus_stable(ctx, &wishes, call->form, &text);
        code = status ? fail_with(call, ctx, status) : print_text(call, text);
    }
    casus_text_free(text);
    casus_model_free(model);
    free(bytes);
    casus_ctx_free(ctx);
    return code;
}
