/* casus run FILE [SCENARIO]: scenarios day by day. */
#include "verb.h"

int cmd_run(const command_line *call)
{
    casus_ctx *ctx = NULL;
    casus_model *model = NULL;
    casus_answer *answer = NULL;
    int code = open_context(call, &ctx);
    if (code)
        return code;
    code = read_model(call, ctx, call->operands[0], &model);
    if (!code && call->play) {
        code = play_scenario(call, ctx, model);
    } else if (!code) {
        casus_ask_options wishes;
        ask_options_of(call, &wishes);
        const casus_status status =
            casus_run(ctx, model, call->operand_count > 1 ? call->operands[1] : NULL, &wishes, &answer);
        code = status ? fail_with(call, ctx, status) : print_answer(call, ctx, answer);
    }
    casus_answer_free(answer);
    casus_model_free(model);
    casus_ctx_free(ctx);
    return code;
}
