/* casus diff A B: what changes in the answers. A and B are FILE, FILE:DRAFT, FILE@REVISION or FILE@REVISION:DRAFT. */
#include "side.h"

#include "casus/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The errors name the file; of two versions of one file this says which. */
static int refuse_side(const command_line *call, casus_ctx *ctx, int s, const text_side *side)
{
    const int code = refuse_unsound(call, ctx, side->model);
    if (code)
        fprintf(stderr, "casus diff: nothing is compared, because of errors in `%s`\n", call->operands[s]);
    return code;
}

static int refuse_twice_standard_input(const command_line *call)
{
    if (strcmp(call->operands[0], "-") != 0 || strcmp(call->operands[1], "-") != 0)
        return EXIT_AS_STATED;
    fprintf(stderr, "casus diff: standard input can be read only once; give one of the two as a file\n");
    return EXIT_USAGE;
}

int cmd_diff(const command_line *call)
{
    casus_ctx *ctx = NULL;
    casus_text *text = NULL;
    text_side sides[2] = {0};
    casus_outcome outcome = CASUS_AS_STATED;
    int code = refuse_twice_standard_input(call);
    code = code ? code : open_context(call, &ctx);
    for (int s = 0; s < 2 && !code; s++)
        code = read_side(call, ctx, call->operands[s], &sides[s]);
    for (int s = 0; s < 2 && !code; s++)
        code = refuse_side(call, ctx, s, &sides[s]);
    if (!code) {
        casus_diff_options wishes = CASUS_DIFF_OPTIONS_INIT;
        wishes.name_a = call->operands[0];
        wishes.name_b = call->operands[1];
        wishes.draft_a = sides[0].draft;
        wishes.draft_b = sides[1].draft;
        wishes.settings = call->settings;
        wishes.setting_count = call->setting_count;
        wishes.first = call->first;
        wishes.color = call->form == CASUS_TEXT && uses_color(call, stdout);
        const casus_status status = casus_diff(ctx, sides[0].model, sides[1].model, &wishes, call->form, &outcome, &text);
        code = status ? fail_with(call, ctx, status) : print_text(call, text);
        code = code ? code : exit_code_of(outcome);
    }
    casus_text_free(text);
    free_side(&sides[0]);
    free_side(&sides[1]);
    casus_ctx_free(ctx);
    return code;
}
