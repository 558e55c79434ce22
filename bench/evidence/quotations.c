/*
 * Two hundred reports that quote the same twenty sentences of one speaker, each report with a word in twelve changed: 4,000 quotations, nearly
 * equal by the two hundred. All stages of the evidence run; the pairs of quotations, 40,000 in each of twenty groups, are what it could cost.
 *
 *     bench_quotations            seconds of processor time, the most memory; how many groups, and how many quotations in them
 */
#include "evidence/evidence.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>

enum { DOCUMENTS = 200, UTTERANCES = 20, WORDS = 12, STEMS = 16, ENDINGS = 8 };

static uint64_t next_random(uint64_t *state)
{
    uint64_t x = *state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* One of few invented words, so that different utterances share some too. */
static unsigned a_word(uint64_t *state)
{
    return (unsigned)(next_random(state) >> 33) % (STEMS * ENDINGS);
}

static void put_word(cas_builder *out, unsigned word)
{
    static const char *const stems[STEMS] = {"bar", "cor", "del", "fan", "gor", "hal", "jin", "kel", "lom", "mir", "nor", "pel", "ras", "sul", "tev", "vun"};
    static const char *const endings[ENDINGS] = {"ado", "ander", "est", "ing", "ist", "ome", "ough", "ular"};
    cas_putf(out, "%s%s%s", out->length && out->at[out->length - 1] == ' ' ? "" : " ", stems[word / ENDINGS], endings[word % ENDINGS]);
}

static cas_text a_report(cas_arena *arena, const unsigned utterances[UTTERANCES][WORDS], uint64_t *state)
{
    cas_builder out = {.arena = arena};
    cas_puts(&out, "The council of the valley met again in the capital today\n");
    for (unsigned u = 0; u < UTTERANCES; u++) {
        cas_puts(&out, "\n“We");
        for (unsigned w = 0; w < WORDS; w++)
            put_word(&out, next_random(state) % WORDS == 0 ? a_word(state) : utterances[u][w]);
        cas_puts(&out, ",” said Ann Lee on Monday after the long meeting of the council.\n");
    }
    return cas_text_copy(arena, cas_built(&out));
}

static void measure(cas_arena *arena)
{
    uint64_t state = 1;
    unsigned utterances[UTTERANCES][WORDS];
    cas_evidence evidence = {.arena = arena, .documents = CAS_ARRAY(arena, cas_evidence_document, DOCUMENTS), .document_count = DOCUMENTS};
    size_t quotations = 0, grouped = 0;
    for (unsigned u = 0; u < UTTERANCES; u++)
        for (unsigned w = 0; w < WORDS; w++)
            utterances[u][w] = a_word(&state);
    for (unsigned d = 0; d < DOCUMENTS; d++) {
        cas_evidence_document *document = &evidence.documents[d];
        document->name = cas_format(arena, "%u.txt", d);
        document->format = "text";
        document->text = a_report(arena, utterances, &state);
        document->document = cas_document_read(arena, document->text);
    }
    const clock_t began = clock();
    cas_evidence_run(&evidence);
    const double spent = (double)(clock() - began) / CLOCKS_PER_SEC;
    for (unsigned d = 0; d < DOCUMENTS; d++)
        quotations += evidence.documents[d].quotation_count;
    for (size_t g = 0; g < evidence.same_count; g++)
        grouped += evidence.same[g].count;
    printf("%8.1f s  %5zu MiB  %d reports, %zu quotations; %zu groups with %zu of them; %zu groups of reports from one text\n", spent, arena->ctx->peak_bytes >> 20, DOCUMENTS, quotations,
           evidence.same_count, grouped, evidence.derived_count);
}

int main(void)
{
    cas_ctx ctx = {0};
    cas_arena arena;
    cas_guard guard;
    cas_ctx_open(&ctx);
    cas_arena_open(&arena, &ctx);
    if (setjmp(*cas_guard_open(&ctx, &guard)) == 0)
        measure(&arena);
    cas_guard_close(&ctx, &guard);
    cas_arena_close(&arena);
    if (guard.status)
        fprintf(stderr, "%s\n", ctx.needs);
    return guard.status ? 2 : 0;
}
