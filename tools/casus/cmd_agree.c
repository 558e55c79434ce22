/* casus agree FILE [--without X]: what the parties can agree on; if on nothing, why, and what would have to be given up. */
#include "verb.h"

#include "casus/agree.h"

#include <string.h>

static int exit_of(casus_outcome outcome)
{
    return outcome == CASUS_UNDECIDED ? EXIT_UNDECIDED : EXIT_AS_STATED;
}

int cmd_agree(const command_line *call)
{
    casus_ctx *ctx = NULL;
    casus_model *model = NULL;
    casus_text *text = NULL;
    casus_outcome outcome = CASUS_AS_STATED;
    casus_agree_options wishes = CASUS_AGREE_OPTIONS_INIT;
    wishes.without = call->without;
    wishes.draft = call->draft;
    wishes.settings = call->settings;
    wishes.setting_count = call->setting_count;
    wishes.first = call->first;
    wishes.each_reading = call->readings && strcmp(call->readings, "each") == 0;
    wishes.method = call->method;
    wishes.color = call->form == CASUS_TEXT && uses_color(call, stdout);
    int code = open_context(call, &ctx);
    if (code)
        return code;
    code = read_model(call, ctx, call->operands[0], &model);
    if (!code) {
        const casus_status status = casus_agree(ctx, model, &wishes, call->form, &outcome, &text);
        code = status ? fail_with(call, ctx, status) : print_text(call, text);
        if (!status && !code)
            code = exit_of(outcome);
    }
    casus_text_free(text);
    casus_model_free(model);
    casus_ctx_free(ctx);
    return code;
}
