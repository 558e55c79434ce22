/* casus check FILE...: everything the files ask of themselves. */
#include "gather.h"

static int worse(int a, int b)
{
    /* The order of exit codes: the first that applies. */
    static const int rank[] = {[EXIT_AS_STATED] = 0,   [EXIT_UNDECIDED] = 1, [EXIT_NOT_AS_STATED] = 2,
                               [EXIT_INPUT_WRONG] = 3, [EXIT_USAGE] = 4,     [EXIT_BUG] = 5};
    return rank[b] > rank[a] ? b : a;
}

static int check_file(const command_line *call, casus_ctx *ctx, const char *path, const gathered *documents)
{
    casus_model *model = NULL;
    casus_answer *answer = NULL;
    int code = read_model(call, ctx, path, &model);
    if (code)
        return code;
    casus_ask_options wishes;
    ask_options_of(call, &wishes);
    wishes.witnesses = call->witnesses ? documents->sources : NULL;
    wishes.witness_count = documents->count;
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
    gathered documents = {0};
    if (call->witnesses && !gather(call, &call->witnesses, 1, &documents)) {
        fprintf(stderr, "casus check: undecided: this needs more memory than there is\n");
        casus_ctx_free(ctx);
        return EXIT_UNDECIDED;
    }
    /* Several answers in one JSON text are an array of them. */
    const bool array = call->form == CASUS_JSON && call->operand_count > 1;
    if (array)
        fputs("[\n", stdout);
    for (size_t i = 0; i < call->operand_count; i++) {
        if (i)
            fputs(array ? "," : call->form == CASUS_TEXT ? "\n" : "", stdout);
        code = worse(code, check_file(call, ctx, call->operands[i], &documents));
    }
    if (array)
        fputs("]\n", stdout);
    gathered_free(&documents);
    casus_ctx_free(ctx);
    return code;
}
