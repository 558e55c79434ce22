/* casus lint FILE...: what a careful author would look at again. */
#include "verb.h"

static int lint_file(const command_line *call, casus_ctx *ctx, const char *path)
{
    casus_model *model = NULL;
    casus_answer *answer = NULL;
    int code = read_model(call, ctx, path, &model);
    if (code)
        return code;
    const casus_status status = casus_lint(ctx, model, &answer);
    code = status ? fail_with(call, ctx, status) : print_answer(call, ctx, answer);
    casus_answer_free(answer);
    casus_model_free(model);
    return code;
}

int cmd_lint(const command_line *call)
{
    casus_ctx *ctx = NULL;
    int worst = open_context(call, &ctx);
    if (worst)
        return worst;
    const bool array = call->form == CASUS_JSON && call->operand_count > 1;
    if (array)
        fputs("[\n", stdout);
    for (size_t i = 0; i < call->operand_count; i++) {
        if (array && i)
            fputs(",", stdout);
        const int code = lint_file(call, ctx, call->operands[i]);
        worst = code > worst ? code : worst;
    }
    if (array)
        fputs("]\n", stdout);
    casus_ctx_free(ctx);
    return worst;
}
