/*
 * casus report FILE -o out.html: everything there is to say of a text, on one page; of several texts or folders a page each, and a table of them. With
 * --svg DIR its pictures as files, with --pdf FILE the page as PDF.
 */
#include "convert.h"
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
    if (!may_replace(call, path, "<!doctype html"))
        return EXIT_USAGE;
    FILE *out = fopen(path, "wb");
    const size_t length = casus_text_length(text);
    const bool written = out && fwrite(casus_text_bytes(text), 1, length, out) == length;
    const bool closed = out && fclose(out) == 0;
    if (written && closed)
        return EXIT_AS_STATED;
    fprintf(stderr, "casus %s: %s cannot be written: %s\n", call->verb->name, path, strerror(errno));
    return EXIT_USAGE;
}

static bool make_folder(const command_line *call, const char *folder)
{
    if (mkdir(folder, 0777) == 0 || (errno == EEXIST && is_folder(folder)))
        return true;
    fprintf(stderr, "casus %s: the folder %s cannot be made: %s\n", call->verb->name, folder, strerror(errno));
    return false;
}

/* What a page in the making writes to and asks. */
typedef struct making {
    const command_line *call;
    layout layout;
    const char *pictures; /* the folder for them; or null */
    int code;
} making;

static const char *ask_layout(void *user, const char *graph)
{
    return lay_out(&((making *)user)->layout, graph);
}

/* Writes a picture and names it on standard output. */
static void take_picture(void *user, const casus_picture *picture)
{
    making *m = user;
    const size_t room = strlen(m->pictures) + strlen(picture->name) + 8;
    char *path = m->code ? NULL : malloc(room);
    if (!path)
        return;
    snprintf(path, room, "%s%s%s.svg", m->pictures, ends_in(m->pictures, "/") ? "" : "/", picture->name);
    FILE *out = fopen(path, "wb");
    const bool written = out && fwrite(picture->svg, 1, picture->length, out) == picture->length;
    const bool closed = out && fclose(out) == 0;
    if (written && closed)
        printf("%s\n", path);
    else {
        fprintf(stderr, "casus %s: %s cannot be written: %s\n", m->call->verb->name, path, strerror(errno));
        m->code = EXIT_USAGE;
    }
    free(path);
}

static casus_book_options options_of(making *m)
{
    casus_book_options wishes = CASUS_BOOK_OPTIONS_INIT;
    wishes.language = m->call->language;
    wishes.without_cures = m->call->no_cures;
    wishes.picture = m->pictures ? take_picture : NULL;
    wishes.lay_out = ask_layout;
    wishes.user = m;
    return wishes;
}

/* The page to where it goes: a file, a PDF, or standard output when nothing else was wished for. */
static int deliver(const command_line *call, const casus_text *page, const char *out)
{
    int code = EXIT_AS_STATED;
    if (out)
        code = write_file(call, out, page);
    else if (!call->pdf && !call->pictures)
        code = print_text(call, page);
    if (!code && call->pdf)
        code = may_replace(call, call->pdf, "%PDF") ? write_pdf(call, page, call->pdf) : EXIT_USAGE;
    if (!code && call->pdf)
        printf("%s\n", call->pdf);
    return code;
}

/* One page; out null: see deliver. pictures: a folder for them, or null. */
static int write_page(const command_line *call, casus_ctx *ctx, const casus_model *model, const char *out, const char *pictures)
{
    making m = {.call = call, .pictures = pictures};
    casus_text *text = NULL;
    int code = refuse_unsound(call, ctx, model);
    if (code)
        return code;
    if (pictures && !make_folder(call, pictures))
        return EXIT_USAGE;
    const casus_book_options wishes = options_of(&m);
    const casus_status status = casus_book(ctx, model, &wishes, &text);
    code = status ? fail_with(call, ctx, status) : deliver(call, text, out);
    casus_text_free(text);
    close_layout(&m.layout);
    return code ? code : m.code;
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
    making m = {.call = call};
    const casus_book_options wishes = options_of(&m);
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

/* "folder/name" for the page name.html: each text has a folder of its own. */
static char *folder_of_pictures(const command_line *call, const char *link)
{
    const size_t room = strlen(call->pictures) + strlen(link) + 2;
    char *path = malloc(room);
    if (path)
        snprintf(path, room, "%s%s%.*s", call->pictures, ends_in(call->pictures, "/") ? "" : "/", (int)(strlen(link) - strlen(".html")), link);
    return path;
}

static int write_site(const command_line *call, casus_ctx *ctx, const book_list *list)
{
    casus_model *models[MOST_FILES] = {0};
    char *pages[MOST_FILES] = {0};
    const char *links[MOST_FILES];
    int code = make_folder(call, call->output) && (!call->pictures || make_folder(call, call->pictures)) ? EXIT_AS_STATED : EXIT_USAGE;
    for (size_t f = 0; f < list->count && !code; f++) {
        pages[f] = page_of(call->output, list->files[f], &links[f]);
        code = pages[f] ? read_model(call, ctx, list->files[f], &models[f]) : fail_with(call, ctx, CASUS_E_MEMORY);
        char *pictures = !code && call->pictures ? folder_of_pictures(call, links[f]) : NULL;
        if (!code)
            code = write_page(call, ctx, models[f], pages[f], pictures);
        free(pictures);
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
    if (site && call->pdf)
        return usage_error("report", "--pdf takes one text");
    int code = open_context(call, &ctx);
    if (!code && !site) {
        code = read_model(call, ctx, call->operands[0], &model);
        if (!code)
            code = write_page(call, ctx, model, call->output, call->pictures);
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
