/* What the verbs share: a context as the command line wishes, reading, printing, and how it ends. */
#include "verb.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int usage_error(const char *verb, const char *format, ...)
{
    fprintf(stderr, "casus%s%s: ", verb ? " " : "", verb ? verb : "");
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\nTry: casus%s%s --help\n", verb ? " " : "", verb ? verb : "");
    return EXIT_USAGE;
}

bool uses_color(const command_line *call, FILE *stream)
{
    const char *variable = getenv("NO_COLOR");
    return !call->no_color && !(variable && *variable) && isatty(fileno(stream)) == 1;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* The bar appears after a second and is wiped out when the work is done. */
typedef struct bar {
    double began, drawn;
    bool visible;
} bar;

static void draw_bar(void *user, const char *what, double share)
{
    enum { WIDTH = 30 };
    bar *state = user;
    const double now = seconds_now();
    if (share >= 1) {
        if (state->visible)
            fputs("\r\033[K", stderr);
        state->visible = false;
        return;
    }
    if (now - state->began < 1 || now - state->drawn < 0.1)
        return;
    const int full = (int)(share * WIDTH);
    fprintf(stderr, "\r\033[K[%.*s%*s] %3d%%  %.60s", full, "##############################", WIDTH - full, "",
            (int)(share * 100), what);
    fflush(stderr);
    state->drawn = now;
    state->visible = true;
}

int open_context(const command_line *call, casus_ctx **out)
{
    static bar state;
    casus_ctx_options wishes = CASUS_CTX_OPTIONS_INIT;
    wishes.max_seconds = call->max_seconds;
    wishes.max_bytes = call->max_bytes;
    wishes.threads = call->threads;
    if (call->progress && isatty(fileno(stderr)) == 1) {
        state = (bar){.began = seconds_now()};
        wishes.progress = draw_bar;
        wishes.user = &state;
    }
    const casus_status status = casus_ctx_open(&wishes, out);
    return status ? fail_with(call, NULL, status) : EXIT_AS_STATED;
}

int fail_with(const command_line *call, casus_ctx *ctx, casus_status status)
{
    const char *needs = ctx ? casus_last_needs(ctx) : "";
    switch (status) {
    case CASUS_OK: return EXIT_AS_STATED;
    case CASUS_E_BUG:
        fprintf(stderr,
                "casus: a bug of casus was caught, and nothing was answered (%s). Please report it with the file.\n",
                needs);
        return EXIT_BUG;
    case CASUS_E_ARGUMENT: return usage_error(call->verb->name, "%s", needs);
    case CASUS_E_INPUT:
    case CASUS_E_SYSTEM: fprintf(stderr, "casus %s: %s\n", call->verb->name, needs); return EXIT_INPUT_WRONG;
    case CASUS_E_MEMORY:
    case CASUS_E_BUDGET:
        fprintf(stderr, "casus %s: undecided: this needs %s\n", call->verb->name,
                needs[0] ? needs : casus_status_words(status));
        return EXIT_UNDECIDED;
    }
    return EXIT_BUG;
}

/* More than the library takes of one file; what lies beyond need not be read to be refused. */
enum { MOST_INPUT = (64 << 20) + 1 };

static char *read_stream(FILE *stream, size_t *length)
{
    size_t room = 1 << 16;
    char *bytes = malloc(room);
    *length = 0;
    while (bytes) {
        *length += fread(bytes + *length, 1, room - *length, stream);
        if (*length < room || room > MOST_INPUT)
            return bytes;
        room *= 2;
        char *larger = realloc(bytes, room);
        if (!larger)
            free(bytes);
        bytes = larger;
    }
    return NULL;
}

int read_bytes(const command_line *call, const char *path, char **bytes, size_t *length)
{
    const bool standard = strcmp(path, "-") == 0;
    FILE *stream = standard ? stdin : fopen(path, "rb");
    *bytes = stream ? read_stream(stream, length) : NULL;
    const bool wrong = !*bytes || ferror(stream) || *length >= MOST_INPUT;
    if (wrong)
        fprintf(stderr, "casus %s: %s cannot be read: %s\n", call->verb->name, standard ? "standard input" : path,
                *bytes && *length >= MOST_INPUT ? "it is longer than 64 MiB" : strerror(errno));
    if (stream && !standard)
        fclose(stream);
    return wrong ? EXIT_INPUT_WRONG : EXIT_AS_STATED;
}

static int read_standard_input(const command_line *call, casus_ctx *ctx, const casus_read_options *wishes,
                               casus_model **out)
{
    size_t length;
    char *bytes = read_stream(stdin, &length);
    if (!bytes || ferror(stdin)) {
        fprintf(stderr, "casus %s: standard input cannot be read: %s\n", call->verb->name,
                bytes ? strerror(errno) : "no memory");
        free(bytes);
        return EXIT_INPUT_WRONG;
    }
    const casus_status status = casus_model_read_text(ctx, "-", bytes, length, wishes, out);
    free(bytes);
    return status ? fail_with(call, ctx, status) : EXIT_AS_STATED;
}

int read_model(const command_line *call, casus_ctx *ctx, const char *path, casus_model **out)
{
    casus_read_options wishes = CASUS_READ_OPTIONS_INIT;
    wishes.sources_folder = call->sources_folder;
    if (strcmp(path, "-") == 0)
        return read_standard_input(call, ctx, &wishes, out);
    const casus_status status = casus_model_read(ctx, path, &wishes, out);
    return status ? fail_with(call, ctx, status) : EXIT_AS_STATED;
}

void ask_options_of(const command_line *call, casus_ask_options *wishes)
{
    *wishes = (casus_ask_options)CASUS_ASK_OPTIONS_INIT;
    wishes->draft = call->draft;
    wishes->settings = call->settings;
    wishes->setting_count = call->setting_count;
    wishes->first = call->first;
    wishes->power = call->power;
}

bool may_replace(const command_line *call, const char *path, const char *start)
{
    struct stat facts;
    char bytes[32] = "";
    if (stat(path, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_size == 0)
        return true;
    FILE *file = fopen(path, "rb");
    const size_t length = strlen(start), got = file ? fread(bytes, 1, sizeof bytes - 1, file) : 0;
    if (file)
        fclose(file);
    if (got >= length && strncasecmp(bytes, start, length) == 0)
        return true;
    fprintf(stderr, "casus %s: %s is there and is no such file; it is left as it is\n", call->verb->name, path);
    return false;
}

static int print_to(const command_line *call, const casus_text *text, FILE *stream)
{
    const size_t length = casus_text_length(text);
    if (fwrite(casus_text_bytes(text), 1, length, stream) != length || fflush(stream)) {
        fprintf(stderr, "casus %s: the answer cannot be written: %s\n", call->verb->name, strerror(errno));
        return EXIT_USAGE;
    }
    return EXIT_AS_STATED;
}

int print_text(const command_line *call, const casus_text *text)
{
    return print_to(call, text, stdout);
}

int exit_code_of(casus_outcome outcome)
{
    switch (outcome) {
    case CASUS_AS_STATED: return EXIT_AS_STATED;
    case CASUS_UNDECIDED: return EXIT_UNDECIDED;
    case CASUS_NOT_AS_STATED: return EXIT_NOT_AS_STATED;
    case CASUS_INPUT_WRONG: return EXIT_INPUT_WRONG;
    }
    return EXIT_BUG;
}

int print_answer(const command_line *call, casus_ctx *ctx, const casus_answer *answer)
{
    casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
    /* What is wrong with a file is a complaint; for a program it is part of the answer. */
    FILE *stream = casus_answer_outcome(answer) == CASUS_INPUT_WRONG && call->form != CASUS_JSON ? stderr : stdout;
    look.color = uses_color(call, stream);
    casus_text *text = NULL;
    const casus_status status = casus_answer_render(ctx, answer, call->form, &look, &text);
    if (status)
        return fail_with(call, ctx, status);
    const int written = print_to(call, text, stream);
    casus_text_free(text);
    return written ? written : exit_code_of(casus_answer_outcome(answer));
}

int refuse_unsound(const command_line *call, casus_ctx *ctx, const casus_model *model)
{
    casus_text *errors = NULL;
    if (casus_model_is_sound(model))
        return EXIT_AS_STATED;
    if (casus_model_errors(ctx, model, uses_color(call, stderr), &errors) == CASUS_OK)
        print_to(call, errors, stderr);
    casus_text_free(errors);
    return EXIT_INPUT_WRONG;
}
