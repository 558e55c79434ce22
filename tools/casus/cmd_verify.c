/* casus verify ANSWER.json [FILE]: an answer checked again, by the definitions. */
#include "verb.h"

#include "casus/verify.h"

#include <stdlib.h>

int cmd_verify(const command_line *call)
{
    casus_ctx *ctx = NULL;
    casus_model *model = NULL;
    casus_text *text = NULL;
    char *bytes = NULL;
    size_t length = 0;
    casus_outcome outcome = CASUS_AS_STATED;
    casus_verify_options wishes = CASUS_VERIFY_OPTIONS_INIT;
    int code = open_context(call, &ctx);
    wishes.color = call->form == CASUS_TEXT && uses_color(call, stdout);
    if (!code)
        code = read_bytes(call, call->operands[0], &bytes, &length);
    if (!code && call->operand_count > 1)
        code = read_model(call, ctx, call->operands[1], &model);
    if (!code) {
        const casus_status status = casus_verify(ctx, model, bytes, length, &wishes, call->form, &outcome, &text);
        code = status ? fail_with(call, ctx, status) : print_text(call, text);
        if (!code)
            code = exit_code_of(outcome);
    }
    casus_text_free(text);
    casus_model_free(model);
    free(bytes);
    casus_ctx_free(ctx);
    return code;
}
