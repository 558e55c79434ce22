/* casus fmt FILE...: the canonical form, printed, compared or put in place. */
#include "verb.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int complain(const char *path, const char *what)
{
    fprintf(stderr, "casus fmt: %s: %s: %s\n", path, what, strerror(errno));
    return EXIT_INPUT_WRONG;
}

/* Whether a file holds exactly this text. */
static bool holds_already(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char piece[1 << 14];
    size_t seen = 0, got;
    bool same = true;
    while (same && (got = fread(piece, 1, sizeof piece, file)) > 0) {
        same = seen + got <= length && memcmp(piece, bytes + seen, got) == 0;
        seen += got;
    }
    fclose(file);
    return same && seen == length;
}

/* Written beside the file and then put in its place: a crash leaves the old one or the new one, never half of it. */
static int put_in_place(const char *path, const char *bytes, size_t length)
{
    struct stat old;
    const size_t room = strlen(path) + 16;
    char *beside = malloc(room);
    if (!beside || stat(path, &old) != 0) {
        free(beside);
        return complain(path, "cannot be rewritten");
    }
    snprintf(beside, room, "%s.XXXXXX", path);
    const int descriptor = mkstemp(beside);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;
    bool done = file && fwrite(bytes, 1, length, file) == length && fflush(file) == 0 &&
                fchmod(descriptor, old.st_mode & 07777) == 0;
    if (file && fclose(file) != 0)
        done = false;
    done = done && rename(beside, path) == 0;
    const int code = done ? EXIT_AS_STATED : complain(path, "cannot be rewritten");
    if (!done && descriptor >= 0)
        unlink(beside);
    free(beside);
    return code;
}

static int deal_with(const command_line *call, const char *path, const casus_text *text)
{
    const char *bytes = casus_text_bytes(text);
    const size_t length = casus_text_length(text);
    if (!call->check_only && !call->in_place)
        return print_text(call, text);
    if (holds_already(path, bytes, length))
        return EXIT_AS_STATED;
    if (call->in_place)
        return put_in_place(path, bytes, length);
    printf("%s is not in its canonical form\n", path);
    return EXIT_NOT_AS_STATED;
}

static int print_errors(const command_line *call, casus_ctx *ctx, const casus_model *model)
{
    casus_text *errors = NULL;
    const casus_status status = casus_model_errors(ctx, model, uses_color(call, stderr), &errors);
    if (status)
        return fail_with(call, ctx, status);
    fwrite(casus_text_bytes(errors), 1, casus_text_length(errors), stderr);
    casus_text_free(errors);
    return EXIT_INPUT_WRONG;
}

static int format_file(const command_line *call, casus_ctx *ctx, const char *path)
{
    casus_model *model = NULL;
    casus_text *text = NULL;
    int code = read_model(call, ctx, path, &model);
    if (code)
        return code;
    const casus_status status = casus_format(ctx, model, &text);
    if (status == CASUS_E_INPUT)
        code = print_errors(call, ctx, model);
    else
        code = status ? fail_with(call, ctx, status) : deal_with(call, path, text);
    casus_text_free(text);
    casus_model_free(model);
    return code;
}

int cmd_fmt(const command_line *call)
{
    if (call->check_only && call->in_place)
        return usage_error("fmt", "--check changes nothing and --in-place does; give one of them");
    for (size_t i = 0; i < call->operand_count; i++)
        if (strcmp(call->operands[i], "-") == 0 && (call->check_only || call->in_place))
            return usage_error("fmt", "standard input can only be printed");
    casus_ctx *ctx = NULL;
    int worst = open_context(call, &ctx);
    if (worst)
        return worst;
    for (size_t i = 0; i < call->operand_count; i++) {
        const int code = format_file(call, ctx, call->operands[i]);
        worst = code > worst ? code : worst;
    }
    casus_ctx_free(ctx);
    return worst;
}
