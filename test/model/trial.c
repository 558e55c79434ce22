/* Trials under a guard: see trial.h. */
#include "trial.h"

typedef struct job {
    const memory_file *files;
    const char *path;
    int flags;
    piece *run;
} job;

static void run_job(const job *j)
{
    cas_ctx ctx = {0};
    cas_ctx_open(&ctx);
    cas_arena arena;
    cas_arena_open(&arena, &ctx);
    cas_guard guard;
    if (setjmp(*cas_guard_open(&ctx, &guard)) == 0) {
        trial t = {.arena = &arena, .files = j->files};
        struct reading read;
        read_trial(&arena, j->files, j->path, j->flags, &read);
        t.agreement = read.agreement;
        t.citations = read.citations;
        t.errors = read.errors;
        t.warnings = read.warnings;
        t.codes = read.codes;
        t.shown = read.shown;
        j->run(&t);
    }
    cas_guard_close(&ctx, &guard);
    cas_arena_close(&arena);
    if (guard.status != CAS_OK)
        fail_msg("left with status %d: %s", (int)guard.status, ctx.needs);
    assert_int_equal(ctx.used_bytes, 0);
}

void with_files(const memory_file *files, int flags, piece *run)
{
    const job j = {files, files[0].path, flags, run};
    run_job(&j);
}

void with_text(const char *text, piece *run)
{
    const memory_file files[] = {{"text.casus", text}, {NULL, NULL}};
    with_files(files, 0, run);
}

void with_path(const char *path, piece *run)
{
    const job j = {NULL, path, 0, run};
    run_job(&j);
}

static char last_codes[4096];

static void keep_codes(trial *t)
{
    snprintf(last_codes, sizeof last_codes, "%s", t->codes);
}

const char *codes_of_files(const memory_file *files, int flags)
{
    with_files(files, flags, keep_codes);
    return last_codes;
}

const char *codes_of(const char *text)
{
    with_text(text, keep_codes);
    return last_codes;
}

const int *choice_of(trial *t, const char *package)
{
    int *choice = CAS_ARRAY(t->arena, int, t->agreement->dimension_count + 1);
    for (int d = 0; d < t->agreement->dimension_count; d++)
        choice[d] = -1;
    for (const char *at = package; *at;) {
        char issue[64], alternative[64];
        int read = 0;
        if (sscanf(at, " %63[^= ] = %63[^, ]%n", issue, alternative, &read) != 2)
            fail_msg("no package: %s", at);
        const int dimension = cas_dimension_find(t->agreement, cas_text_of(issue));
        assert_true(dimension >= 0);
        choice[dimension] = cas_alternative_find(&t->agreement->dimensions[dimension], cas_text_of(alternative));
        assert_true(choice[dimension] >= 0);
        at += read;
        at += *at == ',';
    }
    for (int d = 0; d < t->agreement->dimension_count; d++)
        assert_true(choice[d] >= 0);
    return choice;
}

const cas_instance *instance_of(trial *t, int question, const char *package, int occasion)
{
    if (t->errors)
        fail_msg("the text has errors:\n%s", t->shown);
    assert_true(question < t->agreement->question_count);
    const int *choice = choice_of(t, package);
    const cas_occasions occasions =
        cas_question_occasions(t->arena, t->agreement, &t->agreement->questions[question], choice);
    assert_true(occasion < occasions.count);
    return cas_instance_build(t->arena, t->agreement, choice, &occasions.items[occasion].occasion);
}

const char *dump_of(trial *t, const cas_instance *instance)
{
    cas_builder out = {.arena = t->arena};
    cas_instance_dump(&out, instance);
    return cas_built_string(&out);
}

static bool says(const char *text, const char *line)
{
    const size_t length = strlen(line);
    for (const char *at = text; at && *at; at = strchr(at, '\n'), at += at != NULL) {
        while (*at == ' ')
            at++;
        if (strncmp(at, line, length) == 0 && (at[length] == '\n' || strncmp(at + length, "  |", 3) == 0))
            return true;
    }
    return false;
}

void must_say(trial *t, const cas_instance *instance, const char *line)
{
    const char *text = dump_of(t, instance);
    if (!says(text, line))
        fail_msg("no line is \"%s\" in\n%s", line, text);
}

void must_not_say(trial *t, const cas_instance *instance, const char *words)
{
    const char *text = dump_of(t, instance);
    if (strstr(text, words))
        fail_msg("\"%s\" stands in\n%s", words, text);
}

const char *members(trial *t, const cas_set *set)
{
    cas_builder out = {.arena = t->arena};
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        cas_putf(&out, "%s%s", out.length ? " " : "", t->agreement->parties[p].name);
    return cas_built_string(&out);
}
