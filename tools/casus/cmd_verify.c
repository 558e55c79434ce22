/* casus verify ANSWER.json [FILE [B]]: an answer checked again, by the definitions. B is the second text of a comparison. */
#include "side.h"

#include "casus/verify.h"

#include <stdlib.h>

int cmd_verify(const command_line *call)
{
    casus_ctx *ctx = NULL;
    casus_text *text = NULL;
    text_side sides[2] = {0};
    char *bytes = NULL;
    size_t length = 0;
    casus_outcome outcome = CASUS_AS_STATED;
    casus_verify_options wishes = CASUS_VERIFY_OPTIONS_INIT;
    int code = open_context(call, &ctx);
    wishes.color = call->form == CASUS_TEXT && uses_color(call, stdout);
    if (!code)
        code = read_bytes(call, call->operands[0], &bytes, &length);
    for (size_t s = 0; s < 2 && !code && s + 1 < call->operand_count; s++)
        code = read_side(call, ctx, call->operands[s + 1], &sides[s]);
    wishes.second = sides[1].model;
    if (!code) {
        const casus_status status = casus_verify(ctx, sides[0].model, bytes, length, &wishes, call->form, &outcome, &text);
        code = status ? fail_with(call, ctx, status) : print_text(call, text);
        if (!code)
            code = exit_code_of(outcome);
    }
    casus_text_free(text);
    free_side(&sides[0]);
    free_side(&sides[1]);
    free(bytes);
    casus_ctx_free(ctx);
    return code;
}
