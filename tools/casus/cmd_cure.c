/* casus cure FILE GOAL --on INCIDENT --by PARTY --want VERDICT: the smallest edits of the text that reach the verdict. */
#include "verb.h"

#include "casus/cure.h"

int cmd_cure(const command_line *call)
{
    casus_ctx *ctx = NULL;
    casus_model *model = NULL;
    casus_answer *answer = NULL;
    if (!call->want)
        return usage_error("cure", "it needs --want, such as --want assured");
    int code = open_context(call, &ctx);
    if (code)
        return code;
    code = read_model(call, ctx, call->operands[0], &model);
    if (!code) {
        casus_ask_options wishes;
        ask_options_of(call, &wishes);
        casus_cure_options cure = CASUS_CURE_OPTIONS_INIT;
        cure.goal = call->operands[1];
        cure.on = call->on;
        cure.by = call->by;
        cure.want = call->want;
        cure.edits = call->edits;
        const casus_status status = casus_cure(ctx, model, &cure, &wishes, &answer);
        code = status ? fail_with(call, ctx, status) : print_answer(call, ctx, answer);
    }
    casus_answer_free(answer);
    casus_model_free(model);
    casus_ctx_free(ctx);
    return code;
}
