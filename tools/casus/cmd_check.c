/* casus check FILE...: everything the files ask of themselves. */
#include "verb.h"

static int worse(int a, int b)
{
    /* The order of exit codes: the first that applies. */
    static const int rank[] = {[EXIT_AS_STATED] = 0,   [EXIT_UNDECIDED] = 1, [EXIT_NOT_AS_STATED] = 2,
                               [EXIT_INPUT_WRONG] = 3, [EXIT_USAGE] = 4,     [EXIT_BUG] = 5};
    return rank[b] > rank[a] ? b : a;
}

static int check_file(const command_line *call, casus_ctx *ctx, const char *path)
{
    casus_model *model = NULL;
    casus_answer *answer = NULL;
    int code = read_model(call, ctx, path, &model);
    if (code)
        return code;
    casus_ask_options wishes;
    ask_options_of(call, &wishes);
    const casus_status status = casus_check(ctx, model, &wishes, &answer);
    code = status ? fail_with(call, ctx, status) : print_answer(call, ctx, answer);
    casus_answer_free(answer);
    casus_model_free(model);
    return code;
}

int cmd_check(const command_line *call)
{
    casus_ctx *ctx = NULL;
    int code = open_context(call, &ctx);
    if (code)
        return code;
    /* Several answers in one JSON text are an array of them. */
    const bool array = call->form == CASUS_JSON && call->operand_count > 1;
    if (array)
        fputs("[\n", stdout);
    for (size_t i = 0; i < call->operand_count; i++) {
        if (i)
            fputs(array ? "," : call->form == CASUS_TEXT ? "\n" : "", stdout);
        code = worse(code, check_file(call, ctx, call->operands[i]));
    }
    if (array)
        fputs("]\n", stdout);
    casus_ctx_free(ctx);
    return code;
}
