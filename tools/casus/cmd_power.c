/* casus power FILE RULE, casus power --quota Q --weights W, casus power --csv FILE --quota Q: who decides under a rule. */
#include "verb.h"

#include <stdlib.h>

static int finish(const command_line *call, casus_ctx *ctx, casus_power_options *wishes)
{
    casus_text *text = NULL;
    casus_outcome outcome = CASUS_AS_STATED;
    const casus_status status = casus_power(ctx, wishes, call->form, &outcome, &text);
    int code = status ? fail_with(call, ctx, status) : print_text(call, text);
    if (!code && outcome == CASUS_UNDECIDED)
        code = EXIT_UNDECIDED;
    casus_text_free(text);
    return code;
}

static void take_options(const command_line *call, casus_power_options *wishes)
{
    wishes->draft = call->draft;
    wishes->settings = call->settings;
    wishes->setting_count = call->setting_count;
    wishes->quota = call->quota;
    wishes->weights = call->weights;
    wishes->key = call->key;
    wishes->value = call->value;
    wishes->rules = call->rules;
    wishes->rule_count = call->rule_count;
    wishes->combine = call->combine;
    wishes->blocs = call->blocs;
    wishes->bloc_count = call->bloc_count;
    wishes->unions = call->unions;
    wishes->union_count = call->union_count;
    wishes->indices = call->indices;
    wishes->abstain = call->abstain;
    wishes->curve = call->curve;
    wishes->plot = call->plot;
    wishes->method = call->method;
    wishes->exact = call->exact;
    wishes->digits = call->digits;
    wishes->benchmark = call->benchmark;
    wishes->coalitions = call->coalitions;
    wishes->containing = call->containing;
    wishes->lacking = call->lacking;
    wishes->order = call->order;
    wishes->needs = call->needs;
    wishes->what_ifs = call->what_ifs;
    wishes->what_if_count = call->what_if_count;
    wishes->targets = call->targets;
    wishes->first = call->first;
    wishes->most_seconds = call->max_seconds;
}

int cmd_power(const command_line *call)
{
    if (call->operand_count == 1)
        return usage_error("power", "which rule of %s?", call->operands[0]);
    if (!call->operand_count && !call->csv && !call->rule_count && !call->weights && !call->targets)
        return usage_error("power", "a FILE and a RULE, --quota with --weights, --csv or --targets, or --rule");
    casus_ctx *ctx = NULL;
    casus_model *model = NULL;
    char *table = NULL;
    casus_power_options wishes = CASUS_POWER_OPTIONS_INIT;
    int code = open_context(call, &ctx);
    if (code)
        return code;
    take_options(call, &wishes);
    if (call->operand_count)
        code = read_model(call, ctx, call->operands[0], &model);
    wishes.model = model;
    wishes.rule = call->operands[1];
    if (!code && call->csv) {
        code = read_bytes(call, call->csv, &table, &wishes.csv_length);
        wishes.csv = table;
    }
    if (!code)
        code = finish(call, ctx, &wishes);
    free(table);
    casus_model_free(model);
    casus_ctx_free(ctx);
    return code;
}
