/*
 * What other programs do for a report: see convert.h.
 *
 * A page becomes a PDF by the first of these that is on PATH and succeeds: browsers of the Chromium family, which print it as anybody else's would; then
 * WeasyPrint, which sets pages well and knows a little less of the style. Each gets a folder of its own, which is taken away afterwards.
 */
#include "convert.h"

#include "process.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Graphs ------------------------------------------------------------------------------------------------------------------------------------- */

const char *lay_out(void *user, const char *graph)
{
    static const char *const words[] = {"dot", "-Tplain", NULL};
    layout *l = user;
    if (!l->looked)
        l->there = find_program("dot", NULL, l->program, sizeof l->program);
    l->looked = true;
    if (!l->there || l->failed)
        return NULL;
    process_answer answer;
    const process_job job = {.program = l->program, .words = words, .input = graph, .input_length = strlen(graph), .most_seconds = 5, .most_processor = 5,
                             .most_mebibytes = 1024, .most_output = 4 << 20};
    free(l->answer);
    l->answer = NULL;
    if (run_process(&job, &answer) == PROCESS_DONE)
        l->answer = answer.output;
    l->failed = !l->answer;
    return l->answer;
}

void close_layout(layout *l)
{
    free(l->answer);
    l->answer = NULL;
}

/* ---- PDF ---------------------------------------------------------------------------------------------------------------------------------------- */

enum { MOST_PATH = 4096, MOST_WORDS = 12, MOST_SECONDS = 60 };

typedef struct converter {
    const char *name;
    bool is_browser;
} converter;

static const converter converters[] = {{"chromium", true},      {"chromium-browser", true}, {"google-chrome", true},
                                       {"google-chrome-stable", true}, {"microsoft-edge", true},   {"weasyprint", false}};

static bool write_bytes(const char *path, const char *bytes, size_t length)
{
    FILE *out = fopen(path, "wb");
    const bool written = out && fwrite(bytes, 1, length, out) == length;
    const bool closed = out && fclose(out) == 0;
    return written && closed;
}

/* A folder and what is in it; a browser leaves folders within folders. */
static void take_away(const char *folder, int depth)
{
    DIR *open = depth < 12 ? opendir(folder) : NULL;
    for (struct dirent *entry; open && (entry = readdir(open)) != NULL;) {
        char path[MOST_PATH];
        struct stat what;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= (int)sizeof path || lstat(path, &what) != 0)
            continue;
        if (S_ISDIR(what.st_mode))
            take_away(path, depth + 1);
        else
            unlink(path);
    }
    if (open)
        closedir(open);
    rmdir(folder);
}

/* The program has its way with page.html in the folder, and leaves page.pdf. */
static process_end convert(const converter *by, const char *program, const char *folder)
{
    char profile[MOST_PATH], output[MOST_PATH], page[MOST_PATH], result[MOST_PATH];
    snprintf(profile, sizeof profile, "--user-data-dir=%.4000s/profile", folder);
    snprintf(output, sizeof output, "--print-to-pdf=%.4000s/page.pdf", folder);
    snprintf(page, sizeof page, "%s%.4000s/page.html", by->is_browser ? "file://" : "", folder);
    snprintf(result, sizeof result, "%.4000s/page.pdf", folder);
    const char *words[MOST_WORDS] = {by->name};
    int count = 1;
    if (by->is_browser) {
        words[count++] = "--headless";
        words[count++] = "--disable-gpu";
        /* A browser refuses its sandbox to root; the page loads nothing and runs nothing. */
        if (geteuid() == 0)
            words[count++] = "--no-sandbox";
        words[count++] = profile;
        words[count++] = "--no-pdf-header-footer";
        words[count++] = output;
        words[count++] = page;
    } else {
        words[count++] = page;
        words[count++] = result;
    }
    process_answer answer;
    const process_job job = {.program = program, .words = words, .input = "", .home = folder, .most_seconds = MOST_SECONDS, .writes_files = true,
                             .starts_others = true, .most_output = 1 << 20};
    const process_end end = run_process(&job, &answer);
    free(answer.output);
    return end;
}

/* From the folder to where it was wished for, which may be on another disk. False: it is no PDF. */
static bool take_over(const char *folder, const char *path, bool *written)
{
    char result[MOST_PATH];
    snprintf(result, sizeof result, "%.4000s/page.pdf", folder);
    FILE *in = fopen(result, "rb");
    struct stat what;
    const size_t length = in && fstat(fileno(in), &what) == 0 ? (size_t)what.st_size : 0;
    char *bytes = length > 5 ? malloc(length) : NULL;
    const bool whole = bytes && fread(bytes, 1, length, in) == length && memcmp(bytes, "%PDF-", 5) == 0;
    if (in)
        fclose(in);
    *written = whole && write_bytes(path, bytes, length);
    free(bytes);
    return whole;
}

int write_pdf(const command_line *call, const casus_text *page, const char *path)
{
    const char *base = getenv("TMPDIR"), *verb = call->verb->name;
    char folder[MOST_PATH / 2], file[MOST_PATH], program[MOST_PATH];
    bool any = false, made = false, written = false;
    if (snprintf(folder, sizeof folder, "%s/casus-XXXXXX", base && *base == '/' ? base : "/tmp") >= (int)sizeof folder || !mkdtemp(folder)) {
        fprintf(stderr, "casus %s: no folder for the page that is to become a PDF could be made: %s\n", verb, strerror(errno));
        return EXIT_USAGE;
    }
    snprintf(file, sizeof file, "%s/page.html", folder);
    const bool ready = write_bytes(file, casus_text_bytes(page), casus_text_length(page));
    for (size_t c = 0; ready && !made && c < sizeof converters / sizeof *converters; c++)
        if (find_program(converters[c].name, NULL, program, sizeof program)) {
            any = true;
            made = convert(&converters[c], program, folder) == PROCESS_DONE && take_over(folder, path, &written);
        }
    const int reason = errno;
    take_away(folder, 0);
    if (written)
        return EXIT_AS_STATED;
    if (!any && ready)
        fprintf(stderr, "casus %s: --pdf needs Chromium, Chrome, Edge or WeasyPrint, and none is on PATH (Debian: apt install chromium); -o FILE.html writes the page\n", verb);
    else if (!made)
        fprintf(stderr, "casus %s: the page could not be turned into a PDF, though a program for it is there; -o FILE.html writes the page\n", verb);
    else
        fprintf(stderr, "casus %s: %s cannot be written: %s\n", verb, path, strerror(reason));
    return EXIT_USAGE;
}
