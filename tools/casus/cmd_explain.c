/* casus explain CODE: what a diagnostic means. */
#include "verb.h"

int cmd_explain(const command_line *call)
{
    casus_ctx *ctx = NULL;
    casus_text *text = NULL;
    int code = open_context(call, &ctx);
    if (code)
        return code;
    const casus_status status = casus_explain(ctx, call->operands[0], &text);
    if (status)
        code = fail_with(call, ctx, status);
    else if (!text)
        code = usage_error("explain", "there is no code `%s`; codes look like E0213", call->operands[0]);
    else
        code = print_text(call, text);
    casus_text_free(text);
    casus_ctx_free(ctx);
    return code;
}
