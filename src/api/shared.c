/* Very many documents: which of them share text, at once or against an index. */
#include "api/objects.h"

#include "api/reading.h"
#include "evidence/line_cues.h"
#include "evidence/store.h"
#include "report/shared_report.h"

#include <string.h>

enum { USUAL_COLUMNS = 100, USUAL_FIRST = 1000, KEPT_TOGETHER = 4000 };

typedef struct shared_job {
    const casus_sources_options *wishes;
    const casus_render_options *look;
    casus_form form;
    casus_outcome *outcome;
    cas_store *store; /* null: at once */
    cas_arena scratch; /* for one document against the index; closed when all is done */
} shared_job;

/* What is read, and what could not be. */
typedef struct taken {
    const casus_sources_options *wishes;
    cas_arena *arena; /* outlives a single document */
    cas_unread *unread;
    size_t unread_count;
    char sha256[CAS_SHA256_HEX + 1];
    bool wants_digest;
} taken;

static bool take(cas_arena *arena, void *user, size_t number, cas_evidence_document *document)
{
    taken *t = user;
    const casus_source *source = &t->wishes->sources[number];
    const cas_reading reading = cas_api_reading_of(arena, source);
    if (t->wants_digest)
        cas_sha256_hex((cas_text){source->bytes, source->length}, t->sha256);
    if (reading.problem) {
        t->unread[t->unread_count++] = (cas_unread){source->name, cas_format(t->arena, "%s", reading.problem)};
        return false;
    }
    document->name = source->name;
    document->text = reading.text;
    document->hints = reading.hints;
    document->hint_count = reading.hint_count;
    return true;
}

static cas_page page_of(const shared_job *job, cas_builder *out)
{
    return (cas_page){out, job->look && job->look->columns > 0 ? job->look->columns : USUAL_COLUMNS, job->look && job->look->color};
}

static void write_shared(const shared_job *job, cas_builder *out, taken *t)
{
    cas_arena *arena = out->arena;
    const char **names = CAS_ARRAY(arena, const char *, job->wishes->source_count + 1);
    for (size_t i = 0; i < job->wishes->source_count; i++)
        names[i] = job->wishes->sources[i].name;
    const cas_shared_text *shared = cas_shared_find(arena, take, t, job->wishes->source_count);
    const cas_shared_sheet sheet = {names, shared, t->unread, t->unread_count, job->wishes->first ? job->wishes->first : USUAL_FIRST};
    if (job->form == CASUS_JSON) {
        cas_json json = {.out = out, .spread = 2};
        cas_json_shared(&json, arena, &sheet);
        cas_putc(out, '\n');
    } else {
        cas_page page = page_of(job, out);
        cas_text_shared(&page, &sheet);
    }
}

/* ---- an index ---- */

/* The matches by the other document, most sentences first, then in the order they were added to the index. */
static void gather_shares(cas_arena *arena, cas_arena *scratch, cas_store *store, const cas_store_answer *answer, cas_indexed *document)
{
    uint64_t *others = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < answer->count; i++) {
        size_t at = 0;
        while (at < count && others[at] != answer->matches[i].other)
            at++;
        if (at < count)
            continue;
        others = CAS_ROOM(scratch, others, count, &room);
        others[count++] = answer->matches[i].other;
    }
    cas_indexed_share *shares = CAS_ARRAY(arena, cas_indexed_share, count);
    uint32_t(*lines)[2] = cas_take(arena, answer->count, sizeof *lines);
    for (size_t s = 0; s < count; s++) {
        size_t found = 0;
        for (size_t i = 0; i < answer->count; i++)
            if (answer->matches[i].other == others[s]) {
                lines[found][0] = answer->matches[i].line;
                lines[found++][1] = answer->matches[i].other_line;
            }
        size_t place = s;
        for (; place > 0 && shares[place - 1].count < found; place--)
            shares[place] = shares[place - 1];
        shares[place] = (cas_indexed_share){cas_store_name(arena, store, others[s]), (const uint32_t(*)[2])lines, found};
        lines += found;
    }
    document->shares = shares;
    document->share_count = count;
}

static void index_one(shared_job *job, cas_arena *arena, const cas_line_cues *cues, taken *t, size_t number, cas_indexed *documents, size_t *count)
{
    const cas_mark before = cas_arena_mark(&job->scratch);
    cas_units units = {.arena = &job->scratch};
    if (cas_shared_units(&units, cues, take, t, number)) {
        cas_indexed *document = &documents[(*count)++];
        const cas_store_answer answer = cas_store_add(&job->scratch, job->store, job->wishes->sources[number].name, t->sha256, &units);
        *document = (cas_indexed){job->wishes->sources[number].name, cas_format(arena, "%s", t->sha256), answer.known, units.count, NULL, 0};
        if (answer.count)
            gather_shares(arena, &job->scratch, job->store, &answer, document);
    }
    cas_arena_release(&job->scratch, before);
}

static void write_indexed(shared_job *job, cas_builder *out, taken *t)
{
    cas_arena *arena = out->arena;
    const cas_line_cues *cues = cas_line_cues_open(arena);
    cas_indexed *documents = CAS_ARRAY(arena, cas_indexed, job->wishes->source_count + 1);
    cas_indexed_sheet sheet = {.documents = documents};
    t->wants_digest = true;
    for (size_t i = 0; i < job->wishes->source_count; i++) {
        if (i && i % KEPT_TOGETHER == 0 && !cas_store_keep(job->store))
            cas_fail(arena->ctx, CAS_E_SYSTEM, "the index cannot be written");
        index_one(job, arena, cues, t, i, documents, &sheet.count);
    }
    sheet.unread = t->unread;
    sheet.unread_count = t->unread_count;
    if (job->form == CASUS_JSON) {
        cas_json json = {.out = out, .spread = 2};
        cas_json_indexed(&json, &sheet);
        cas_putc(out, '\n');
    } else {
        cas_page page = page_of(job, out);
        cas_text_indexed(&page, &sheet);
    }
}

static void write_answer(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    shared_job *job = arguments;
    (void)ctx;
    taken t = {.wishes = job->wishes, .arena = out->arena, .unread = CAS_ARRAY(out->arena, cas_unread, job->wishes->source_count + 1)};
    if (job->store)
        write_indexed(job, out, &t);
    else
        write_shared(job, out, &t);
    *job->outcome = t.unread_count ? CASUS_INPUT_WRONG : CASUS_AS_STATED;
}

casus_status cas_api_shared(casus_ctx *ctx, const casus_sources_options *opt, casus_form form, const casus_render_options *look, casus_outcome *outcome,
                            casus_text **out)
{
    cas_store store;
    shared_job job = {.wishes = opt, .look = look, .form = form, .outcome = outcome, .store = opt->index ? &store : NULL};
    if (!opt->index)
        return cas_api_text(ctx, write_answer, &job, out);
    casus_status status;
    cas_arena_open(&job.scratch, &ctx->ctx);
    const char *problem = cas_store_open(&store, opt->index);
    if (problem)
        status = cas_api_refuse(ctx, CASUS_E_SYSTEM, "the index %s cannot be used: %s", opt->index, problem);
    else
        status = cas_api_text(ctx, write_answer, &job, out);
    cas_arena_close(&job.scratch);
    if (!cas_store_close(&store, status == CASUS_OK) && status == CASUS_OK) {
        casus_text_free(*out);
        *out = NULL;
        return cas_api_refuse(ctx, CASUS_E_SYSTEM, "the index %s cannot be written", opt->index);
    }
    return status;
}
