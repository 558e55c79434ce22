/*
 * How long a cure takes: one line a question, on the largest texts of the case library and on a text that grows.
 *
 *     seconds of processor time, edits in the menu and sets tried (as the answer says them), cures found, the question
 *
 * The text that grows is a chain of N decisions by all of five, each opening the next, with the help behind the last: no set of two edits can
 * cure it from three links on, so that every set has to be looked at.
 */
#include "casus/casus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct asked {
    const char *file, *goal, *on, *by, *draft, *want;
    int edits;
} asked;

static const asked questions[] = {
    {"cases/ukraine/istanbul-2022.casus", "assist", "attack", "RU", "russian", "assured", 2},
    {"cases/ukraine/istanbul-2022.casus", "assist", "attack", "each of guarantors", "russian", "available", 2},
    {"cases/ukraine/istanbul-2022.casus", "assist", "attack", NULL, NULL, "assured", 2},
    {"cases/ukraine/istanbul-2022.casus", "assist", "attack", "RU", "russian", "assured", 3},
    {"cases/ukraine/talks-2025.casus", "assist", "attack", "RU", NULL, "assured", 2},
    {"cases/conformance/five-guarantors.casus", "assist", "attack", "RU", NULL, "assured", 2},
    {"cases/north-atlantic/north-atlantic.casus", "assist", "attack", NULL, NULL, "assured", 2},
    {"cases/un-security-council/un-security-council.casus", "organisation_acts", "attack", NULL, NULL, "assured", 2},
    {"cases/us-federal-law/us-federal-law.casus", "law", "bill_introduced", NULL, NULL, "assured", 2},
    {"cases/shareholders/shareholders.casus", "sold", "sale_proposed", NULL, NULL, "assured", 2},
};

/* What stands behind a key of the answer, up to the end of its line. */
static void print_value(const char *json, const char *key)
{
    const char *at = strstr(json, key);
    if (at)
        printf("  %.*s", (int)strcspn(at + strlen(key), ";\n"), at + strlen(key));
}

static void ask(const asked *question, const char *text)
{
    casus_ctx_options wishes = CASUS_CTX_OPTIONS_INIT;
    casus_read_options reading = CASUS_READ_OPTIONS_INIT;
    casus_ask_options packages = CASUS_ASK_OPTIONS_INIT;
    casus_cure_options cure = CASUS_CURE_OPTIONS_INIT;
    casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
    casus_ctx *ctx = NULL;
    casus_model *model = NULL;
    casus_answer *answer = NULL;
    casus_text *json = NULL;
    wishes.max_seconds = 100;
    packages.draft = question->draft;
    cure.goal = question->goal;
    cure.on = question->on;
    cure.by = question->by;
    cure.want = question->want;
    cure.edits = question->edits;
    casus_status status = casus_ctx_open(&wishes, &ctx);
    if (!status)
        status = text ? casus_model_read_text(ctx, question->file, text, strlen(text), &reading, &model)
                      : casus_model_read(ctx, question->file, &reading, &model);
    const clock_t began = clock();
    if (!status)
        status = casus_cure(ctx, model, &cure, &packages, &answer);
    const double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    if (!status)
        status = casus_answer_render(ctx, answer, CASUS_JSON, &look, &json);
    printf("%8.3f s", seconds);
    if (status) {
        printf("  %s: %s", casus_status_words(status), ctx ? casus_last_needs(ctx) : "");
    } else {
        print_value(casus_text_bytes(json), "\"tried\": \"");
        print_value(casus_text_bytes(json), "\"count\": ");
    }
    printf("  %s: %s by %s, %s, %d edits\n", question->file, question->goal, question->by ? question->by : "anybody",
           question->want, question->edits);
    casus_text_free(json);
    casus_answer_free(answer);
    casus_model_free(model);
    casus_ctx_free(ctx);
}

static void grow(int links)
{
    char *text = malloc(1024 + (size_t)links * 256);
    size_t at = (size_t)sprintf(text, "agreement chain\nparty W\nparty G * 5\nmeasure aid\nincident attack by G on W\n"
                                      "goal help = any of G gives aid to W\n");
    for (int i = 1; i <= links; i++) {
        char start[32];
        sprintf(start, i == 1 ? "attack" : "d%d adopted", i - 1);
        at += (size_t)sprintf(
            text + at, "clause %d\n  assume \"an example\"\n  when %s\n  decide d%d by all of G yes within 1 day\n", i,
            start, i);
    }
    sprintf(
        text + at,
        "clause help\n  assume \"an example\"\n  when d%d adopted\n  each of G except attacker must give aid to W within 1 day\n",
        links);
    char name[32];
    sprintf(name, "a chain of %d", links);
    ask(&(asked){name, "help", "attack", "G.1", NULL, "assured", 2}, text);
    free(text);
}

int main(void)
{
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        ask(&questions[i], NULL);
    for (int links = 2; links <= 16; links *= 2)
        grow(links);
    return 0;
}
