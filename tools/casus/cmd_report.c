/* casus report FILE -o out.html: everything there is to say of a text, on one page; of several texts or folders a page each, and a table of them. */
#include "verb.h"

#include "casus/book.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_FILES = 1000, DEEPEST = 4 };

typedef struct book_list {
    char *files[MOST_FILES];
    size_t count;
} book_list;

static bool ends_in(const char *word, const char *end)
{
    const size_t length = strlen(word), tail = strlen(end);
    return length >= tail && strcmp(word + length - tail, end) == 0;
}

static bool is_folder(const char *path)
{
    struct stat what;
    return stat(path, &what) == 0 && S_ISDIR(what.st_mode);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The .casus files of a folder and of its folders. */
static void gather(book_list *list, const char *folder, int depth)
{
    DIR *open = depth <= DEEPEST ? opendir(folder) : NULL;
    for (struct dirent *entry; open && (entry = readdir(open)) != NULL;) {
        const size_t room = strlen(folder) + strlen(entry->d_name) + 2;
        char *path = malloc(room);
        if (!path)
            break;
        snprintf(path, room, "%s%s%s", folder, ends_in(folder, "/") ? "" : "/", entry->d_name);
        if (entry->d_name[0] != '.' && is_folder(path))
            gather(list, path, depth + 1);
        if (entry->d_name[0] != '.' && ends_in(path, ".casus") && !is_folder(path) && list->count < MOST_FILES)
            list->files[list->count++] = path;
        else
            free(path);
    }
    if (open)
        closedir(open);
}

static int write_file(const command_line *call, const char *path, const casus_text *text)
{
    FILE *out = fopen(path, "wb");
    const size_t length = casus_text_length(text);
    const bool written = out && fwrite(casus_text_bytes(text), 1, length, out) == length;
    const bool closed = out && fclose(out) == 0;
    if (written && closed)
        return EXIT_AS_STATED;
    fprintf(stderr, "casus %s: %s cannot be written: %s\n", call->verb->name, path, strerror(errno));
    return EXIT_USAGE;
}

static casus_book_options options_of(const command_line *call)
{
    casus_book_options wishes = CASUS_BOOK_OPTIONS_INIT;
    wishes.language = call->language;
    wishes.without_cures = call->no_cures;
    return wishes;
}

/* One page; out null: standard output. */
static int write_page(const command_line *call, casus_ctx *ctx, const casus_model *model, const char *out)
{
    const casus_book_options wishes = options_of(call);
    casus_text *text = NULL;
    int code = refuse_unsound(call, ctx, model);
    if (code)
        return code;
    const casus_status status = casus_book(ctx, model, &wishes, &text);
    code = status ? fail_with(call, ctx, status) : out ? write_file(call, out, text) : print_text(call, text);
    casus_text_free(text);
    return code;
}

/* "folder/name.html" for "cases/x/name.casus"; the link is the part after the folder. */
static char *page_of(const char *folder, const char *file, const char **link)
{
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    const size_t room = strlen(folder) + strlen(name) + 8;
    char *path = malloc(room);
    if (path) {
        snprintf(path, room, "%s/%.*s.html", folder, (int)(strlen(name) - strlen(".casus")), name);
        *link = path + strlen(folder) + 1;
    }
    return path;
}

static int write_library(const command_line *call, casus_ctx *ctx, const casus_model *const *models, const char *const *links,
                         size_t count)
{
    const casus_book_options wishes = options_of(call);
    casus_text *text = NULL;
    const size_t room = strlen(call->output) + 16;
    char *path = malloc(room);
    if (!path)
        return fail_with(call, ctx, CASUS_E_MEMORY);
    snprintf(path, room, "%s/index.html", call->output);
    const casus_status status = casus_library(ctx, models, links, count, &wishes, &text);
    const int code = status ? fail_with(call, ctx, status) : write_file(call, path, text);
    casus_text_free(text);
    free(path);
    return code;
}

static int write_site(const command_line *call, casus_ctx *ctx, const book_list *list)
{
    casus_model *models[MOST_FILES] = {0};
    char *pages[MOST_FILES] = {0};
    const char *links[MOST_FILES];
    int code = mkdir(call->output, 0777) && errno != EEXIST ? EXIT_USAGE : EXIT_AS_STATED;
    if (code)
        fprintf(stderr, "casus %s: the folder %s cannot be made: %s\n", call->verb->name, call->output, strerror(errno));
    for (size_t f = 0; f < list->count && !code; f++) {
        pages[f] = page_of(call->output, list->files[f], &links[f]);
        code = pages[f] ? read_model(call, ctx, list->files[f], &models[f]) : fail_with(call, ctx, CASUS_E_MEMORY);
        if (!code)
            code = write_page(call, ctx, models[f], pages[f]);
    }
    if (!code)
        code = write_library(call, ctx, (const casus_model *const *)models, links, list->count);
    for (size_t f = 0; f < list->count; f++) {
        casus_model_free(models[f]);
        free(pages[f]);
    }
    return code;
}

int cmd_report(const command_line *call)
{
    casus_ctx *ctx = NULL;
    casus_model *model = NULL;
    const bool site = call->operand_count > 1 || is_folder(call->operands[0]);
    if (site && !call->output)
        return usage_error("report", "several texts need a folder for their pages: -o FOLDER");
    int code = open_context(call, &ctx);
    if (!code && !site) {
        code = read_model(call, ctx, call->operands[0], &model);
        if (!code)
            code = write_page(call, ctx, model, call->output);
    } else if (!code) {
        book_list *list = calloc(1, sizeof *list);
        for (size_t o = 0; list && o < call->operand_count; o++) {
            if (is_folder(call->operands[o]))
                gather(list, call->operands[o], 0);
            else if (list->count < MOST_FILES)
                list->files[list->count++] = strdup(call->operands[o]);
        }
        if (list && list->count) {
            qsort(list->files, list->count, sizeof *list->files, by_name);
            code = write_site(call, ctx, list);
        } else
            code = usage_error("report", "there is no .casus file in %s", call->operands[0]);
        for (size_t f = 0; list && f < list->count; f++)
            free(list->files[f]);
        free(list);
    }
    casus_model_free(model);
    casus_ctx_free(ctx);
    return code;
}
