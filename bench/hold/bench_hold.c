/*
 * How long it takes to say whether something holds, at real size: bench_hold [CHAIN]. One line a job: seconds of processor time, the aim, what was asked and what
 * was found, with the counts. Run from the root of the clone.
 *
 * The texts are written here, so that their size is plain; only the last job reads the case library, and names the slowest of all its questions. CHAIN is the
 * length of the chain of clauses (3,000). Ends with status 1 if a text is refused or an answer is left open.
 */
#include "api/objects.h"
#include "hold/questions.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

typedef struct bench {
    casus_ctx *casus;
    cas_ctx *ctx;
    cas_arena arena;
    int failures;
    double slowest;
    char slowest_words[400];
} bench;

static double processor_seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

/* ---- Texts ------------------------------------------------------------------------------------------------------------ */

/* A year of 25 regions of eight, each called two weeks after the last: 100 clauses, 200 guarantors. */
static void write_year(cas_builder *out)
{
    cas_puts(out, "agreement year\nparty ward\nparty P * 200\nmeasure aid\nincident attack by P on ward\ngoal whole = at least 100 of P gives aid to ward\n");
    for (int r = 0; r < 25; r++) {
        cas_putf(out, "act desert%d\n", r);
        cas_putf(out, "group region%d = P.%d", r, r * 8 + 1);
        for (int i = 1; i < 8; i++)
            cas_putf(out, ", P.%d", r * 8 + i + 1);
        cas_putf(out, "\ngoal help%d = any of region%d gives aid to ward\n", r, r);
        if (r == 0)
            cas_puts(out, "clause 0a\n  assume \"made up\"\n  when attack\n");
        else
            cas_putf(out, "clause %da\n  assume \"made up\"\n  when 14 days after call%d or 14 days after attack\n", r, r - 1);
        cas_putf(out, "  any 2 of region%d can call%d\n", r, r);
        cas_putf(out, "clause %db\n  assume \"made up\"\n  when call%d\n  decide plan%d by at least 2/3 of region%d yes excluding attacker within 7 days\n", r, r, r, r);
        cas_putf(out, "clause %dc\n  assume \"made up\"\n  when plan%d adopted\n  each of region%d except attacker must give aid to ward within 7 days\n", r, r, r);
        cas_putf(out, "clause %dd\n  assume \"made up\"\n  when plan%d adopted\n  each of region%d must not desert%d\n", r, r, r, r);
    }
}

static void ask_year(cas_builder *out)
{
    cas_puts(out, "ask verdict of whole on attack by P.1\nask single blockers of whole on attack by P.1\nask single lawful blockers of whole on attack by P.1\n");
    for (int r = 0; r < 25; r++)
        cas_putf(out, "ask verdict of help%d on attack by P.%d\nask single blockers of help%d on attack by P.%d\n", r, r * 8 + 1, r, r * 8 + 1);
}

/* 32 members, no two alike: four circles that each need a weighted majority, three circles and two thirds of all, or all but two members. */
static void write_alliance(cas_builder *out, bool weighted)
{
    cas_puts(out, "agreement alliance\nparty ward\nparty M * 32\nmeasure aid\nincident attack on ward\ngoal help = at least 5 of M gives aid to ward\n");
    if (weighted) {
        cas_puts(out, "weight people = M.1 1");
        for (int i = 1; i < 32; i++)
            cas_putf(out, ", M.%d %d", i + 1, 1 + (i * i * 7 + i * 3) % 97);
        cas_puts(out, "\n");
    }
    for (int g = 0; g < 4; g++) {
        cas_putf(out, "group circle%d = M.%d", g, g * 8 + 1);
        for (int i = 1; i < 8; i++)
            cas_putf(out, ", M.%d", g * 8 + i + 1);
        cas_putf(out, "\nrule inner%d = more than 50%% of %s%s yes\n", g, weighted ? "people of circle" : "circle", cas_format(out->arena, "%d", g));
    }
    cas_puts(out, "rule nested = (at least 3 of (first: inner0), (second: inner1), (third: inner2), (fourth: inner3)) and at least 2/3 of M yes or all but 2 of M yes\n"
                  "clause 1\n  assume \"made up\"\n  when attack\n  M jointly can convene\nclause 2\n  assume \"made up\"\n  when attack\n"
                  "  decide help_decided by nested within 3 days\nclause 3\n  assume \"made up\"\n  when help_decided adopted\n"
                  "  each of M may give aid to ward\n");
}

/* The Security Council of fifteen, the Assembly of 193, and the way from the one to the other. */
static void write_assembly(cas_builder *out)
{
    cas_puts(out,
             "agreement nations\nparty V * 5\nparty E * 10\nparty S\nparty A * 177\ngroup council = V, E\ngroup members = V, E, S, A\n"
             "measure force\nincident attack by members on S\ngoal action_taken = action adopted\ngoal help = any of members gives force to S\n"
             "rule nine = at least 9 of council yes\nrule substantive = nine and none of V no\nrule two_thirds = at least 2/3 of members yes of those voting\n"
             "clause 1\n  assume \"made up\"\n  when attack\n  decide action by substantive within 1 day\n"
             "clause 2\n  assume \"made up\"\n  when action adopted or recommendation adopted\n  each of members except attacker may give force to S\n"
             "clause 3\n  assume \"made up\"\n  when action rejected but meets nine\n  decide session by nine within 1 day\n"
             "clause 4\n  assume \"made up\"\n  when session adopted\n  decide recommendation by two_thirds within 1 day\n");
}

static void write_chain(cas_builder *out, int length)
{
    cas_puts(out, "agreement chain\nparty ward\nparty A\nparty B\nmeasure aid\nincident attack on ward\ngoal help = B gives aid to ward\n"
                  "clause 1\n  assume \"made up\"\n  when attack\n  A can step1\n");
    for (int i = 2; i < length; i++)
        cas_putf(out, "clause %d\n  assume \"made up\"\n  when step%d\n  %s can step%d\n", i, i - 1, i % 2 ? "A" : "B", i);
    cas_putf(out, "clause %d\n  assume \"made up\"\n  when step%d\n  B must give aid to ward within 1 day\n", length, length - 1);
}

/* ---- Asking ------------------------------------------------------------------------------------------------------------ */

/* Read as any program would; the questions are then asked one by one, from the inside. path: a file, where there is no text. */
static const cas_agreement *read_text(bench *b, cas_text text, const char *path)
{
    const casus_read_options usual = CASUS_READ_OPTIONS_INIT;
    casus_model *model = NULL;
    const casus_status status =
        text.length ? casus_model_read_text(b->casus, path, text.at, text.length, &usual, &model) : casus_model_read(b->casus, path, &usual, &model);
    if (status == CASUS_OK && casus_model_is_sound(model))
        return model->agreement; /* freed when the program ends */
    fprintf(stderr, "%s cannot be read: %s\n", path, status ? casus_last_needs(b->casus) : "the text has errors");
    b->failures++;
    return NULL;
}

static void put_family(const char *name, const cas_family *family, cas_arena *arena)
{
    if (family->known)
        printf(", %s %s (%zu listed)", cas_big_string(arena, family->total), name, family->listed);
}

static void put_row(bench *b, const cas_answered *answered, bool families)
{
    const cas_row *row = answered->case_count && answered->cases[0].row_count ? &answered->cases[0].rows[0] : NULL;
    if (row && row->verdict)
        printf("%s%s", cas_verdict_name(row->verdict->word), row->verdict->word == CAS_AVAILABLE ? cas_format(&b->arena, ", tolerates %d", row->verdict->tolerates) : "");
    if (row && row->verdict && families) {
        put_family("blockers", &row->verdict->blockers, &b->arena);
        put_family("lawful blockers", &row->verdict->lawful_blockers, &b->arena);
        put_family("deciders", &row->verdict->deciders, &b->arena);
        put_family("pillars", &row->verdict->pillars, &b->arena);
    }
}

static bool ask(bench *b, const cas_agreement *agreement, int question, bool families, const cas_answered **out)
{
    const cas_question_options options = {.draft = -1, .families = families};
    *out = cas_question_answer(&b->arena, agreement, &agreement->questions[question], &options);
    if ((*out)->answer == CAS_OPEN) {
        fprintf(stderr, "%s: undecided, it needs %s\n", agreement->questions[question].words, (*out)->needs ? (*out)->needs : "more");
        b->failures++;
        return false;
    }
    return true;
}

/* Every question of a text, together. */
static void ask_all(bench *b, const char *name, void (*write)(cas_builder *), void (*asking)(cas_builder *), const char *one, bool families, double aim)
{
    cas_builder out = {.arena = &b->arena};
    write(&out);
    if (asking)
        asking(&out);
    else
        cas_putf(&out, "ask verdict of %s\n", one);
    const double begun = processor_seconds();
    const cas_agreement *agreement = read_text(b, cas_built(&out), name);
    const double read = processor_seconds();
    const cas_answered *answered = NULL;
    for (int q = 0; agreement && q < agreement->question_count; q++)
        ask(b, agreement, q, families, &answered);
    const double done = processor_seconds();
    printf("%8.3f s  (aim %.2f)  %s: %d questions, reading %.3f s; the last: ", done - read, aim, name, agreement ? agreement->question_count : 0, read - begun);
    if (answered)
        put_row(b, answered, families);
    printf("\n");
}

static void write_plain_alliance(cas_builder *out) { write_alliance(out, false); }
static void write_weighted_alliance(cas_builder *out) { write_alliance(out, true); }

/* ---- The case library ---------------------------------------------------------------------------------------------------- */

static void ask_case(bench *b, const char *path)
{
    const cas_mark mark = cas_arena_mark(&b->arena);
    const cas_agreement *agreement = read_text(b, CAS_TEXT(""), path);
    for (int q = 0; agreement && q < agreement->question_count; q++) {
        const cas_answered *answered;
        const double begun = processor_seconds();
        ask(b, agreement, q, false, &answered);
        const double took = processor_seconds() - begun;
        if (took > b->slowest) {
            b->slowest = took;
            snprintf(b->slowest_words, sizeof b->slowest_words, "%s, %s", path, agreement->questions[q].words);
        }
    }
    cas_arena_release(&b->arena, mark);
}

static void ask_cases(bench *b, const char *folder)
{
    DIR *directory = opendir(folder);
    if (!directory)
        return;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        char path[1200];
        struct stat status;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        const size_t length = strlen(path);
        if (entry->d_name[0] == '.' || stat(path, &status))
            continue;
        if (S_ISDIR(status.st_mode))
            ask_cases(b, path);
        else if (length > 6 && strcmp(path + length - 6, ".casus") == 0)
            ask_case(b, path);
    }
    closedir(directory);
}

static void chain(bench *b, int length)
{
    cas_builder out = {.arena = &b->arena};
    write_chain(&out, length);
    cas_puts(&out, "ask verdict of help on attack\n");
    const double begun = processor_seconds();
    const cas_agreement *agreement = read_text(b, cas_built(&out), "chain");
    const double read = processor_seconds();
    const cas_answered *answered = NULL;
    if (agreement && ask(b, agreement, 0, false, &answered)) {
        printf("%8.3f s  (aim 1.00)  a chain of %d clauses, reading %.3f s: ", processor_seconds() - read, length, read - begun);
        put_row(b, answered, false);
        printf("\n");
    }
}

int main(int count, char **arguments)
{
    bench b = {0};
    cas_guard guard;
    const casus_ctx_options usual = CASUS_CTX_OPTIONS_INIT;
    if (casus_ctx_open(&usual, &b.casus) != CASUS_OK)
        return 1;
    b.ctx = &b.casus->ctx;
    cas_arena_open(&b.arena, b.ctx);
    if (setjmp(*cas_guard_open(b.ctx, &guard)) == 0) {
        ask_all(&b, "200 guarantors, 100 clauses, a year", write_year, ask_year, NULL, false, 1);
        ask_all(&b, "alliance of 32, nested rules", write_plain_alliance, NULL, "help on attack", true, 1);
        ask_all(&b, "alliance of 32, nested and weighted", write_weighted_alliance, NULL, "help on attack", true, 1);
        ask_all(&b, "193 members, the Council's action", write_assembly, NULL, "action_taken on attack by V.1", true, 1);
        ask_all(&b, "193 members, help by either way", write_assembly, NULL, "help on attack by V.1", true, 1);
        chain(&b, count > 1 ? atoi(arguments[1]) : 3000);
        ask_cases(&b, "cases");
        printf("%8.3f s  (aim 0.05)  the slowest question of the case library: %s\n", b.slowest, b.slowest_words);
    }
    cas_guard_close(b.ctx, &guard);
    cas_arena_close(&b.arena);
    if (guard.status) {
        fprintf(stderr, "bench_hold: status %d, %s\n", guard.status, b.ctx->needs);
        b.failures++;
    }
    return b.failures > 0;
}
