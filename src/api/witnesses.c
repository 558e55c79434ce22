/* Who else reports what a text cites: reads the documents, runs the evidence over them, and asks for each citation. */
#include "api/witnesses.h"

#include "api/reading.h"
#include "model/citations.h"
#include "model/load.h"
#include "report/witnesses.h"
#include "sources/file.h"

#include <string.h>

enum { MOST_BYTES = 64 << 20 };

typedef struct asking {
    casus_ctx *ctx;
    cas_arena *arena;
    const casus_model *model;
    cas_evidence *evidence;
    cas_testimonies *testimonies;
    const cas_document **cited; /* by source of the text; null: not at hand */
    cas_witness_row *rows;
    size_t count;
} asking;

static void read_cited(asking *a)
{
    const cas_citations *citations = a->model->citations;
    a->cited = CAS_ARRAY(a->arena, const cas_document *, (size_t)(citations ? citations->count : 0) + 1);
    for (int i = 0; citations && i < citations->count; i++) {
        cas_text bytes;
        if (citations->sources[i].path && !cas_file_read(a->arena, cas_text_of(citations->sources[i].path), MOST_BYTES, &bytes))
            a->cited[i] = cas_document_read(a->arena, bytes);
    }
}

/* What the locator names, as one text; the words themselves where the source is not at hand. */
static cas_text passage_of(asking *a, const cas_note_form *note)
{
    const cas_document *document = a->cited[note->source];
    cas_builder out = {.arena = a->arena};
    if (document) {
        const cas_location at = cas_document_locate(a->arena, document, cas_text_of(note->locator));
        for (size_t p = 0; at.status == CAS_LOCATE_FOUND && p < at.count; p++)
            for (size_t i = at.passages[p].first; i <= at.passages[p].last; i++) {
                if (out.length)
                    cas_putc(&out, ' ');
                cas_put(&out, document->paragraphs[i].text);
            }
    }
    if (!out.length)
        cas_puts(&out, note->words);
    for (size_t i = 0; i < out.length; i++)
        if (out.at[i] == '\n' || out.at[i] == '\r')
            out.at[i] = ' ';
    /* Wrapped lines leave several spaces. */
    size_t length = 0;
    for (size_t i = 0; i < out.length; i++)
        if (!(out.at[i] == ' ' && length && out.at[length - 1] == ' '))
            out.at[length++] = out.at[i];
    out.length = length;
    return cas_built(&out);
}

/* The clause that has the note, directly or in one of its statements. */
static const cas_clause_form *clause_of(const cas_agreement *agreement, const cas_note_form *note)
{
    for (int c = 0; c < agreement->clause_count; c++) {
        const cas_clause_form *clause = &agreement->clauses[c];
        for (int n = 0; n < clause->notes.count; n++)
            if (&clause->notes.items[n] == note)
                return clause;
        for (int s = 0; s < clause->statement_count; s++)
            for (int n = 0; n < clause->statements[s].notes.count; n++)
                if (&clause->statements[s].notes.items[n] == note)
                    return clause;
    }
    return NULL;
}

static const char *reading_name(cas_arena *arena, const cas_note_form *note, const char *source)
{
    cas_builder out = {.arena = arena};
    cas_putf(&out, "as_%s_", source);
    for (const char *c = note->locator; *c; c++)
        cas_putc(&out, (*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') ? *c : *c >= 'A' && *c <= 'Z' ? (char)(*c | 32) : '_');
    return cas_built_string(&out);
}

/* Our own words are no witness, wherever they lie. */
static void drop_restated(asking *a, cas_witness_row *row)
{
    const cas_citations *citations = a->model->citations;
    size_t kept = 0;
    for (size_t i = 0; i < row->found.report_count; i++) {
        const char *digest = a->evidence->documents[row->found.reports[i].document].sha256;
        bool ours = false;
        for (int s = 0; s < citations->count; s++)
            ours = ours || (citations->sources[s].source->restated && citations->sources[s].sha256 && strcmp(citations->sources[s].sha256, digest) == 0);
        if (!ours)
            row->found.reports[kept++] = row->found.reports[i];
    }
    if (kept < row->found.report_count)
        row->found.independent = kept < row->found.independent ? kept : row->found.independent;
    row->found.report_count = kept;
}

static void ask_one(asking *a, const cas_note_form *note)
{
    const cas_agreement *agreement = a->model->agreement;
    const cas_clause_form *clause = clause_of(agreement, note);
    cas_witness_row *row = &a->rows[a->count++];
    row->note = note;
    row->file = note->span.file > 0 ? cas_text_string(a->arena, cas_source_of(a->model->loaded->map, note->span.file)->name) : NULL;
    row->line = note->span.file >= 0 ? cas_source_line_of(a->model->loaded->map, note->span.file, note->span.begin) : 0;
    row->source = agreement->sources[note->source].name;
    row->restated = agreement->sources[note->source].restated;
    row->clause = clause ? agreement->labels[clause->label] : NULL;
    row->found = cas_witness(a->arena, a->testimonies, passage_of(a, note), cas_text_of(note->words), reading_name(a->arena, note, row->source));
    drop_restated(a, row);
}

static cas_witnessed_clause *count_clauses(asking *a, size_t *count)
{
    const cas_agreement *agreement = a->model->agreement;
    cas_witnessed_clause *clauses = CAS_ARRAY(a->arena, cas_witnessed_clause, (size_t)agreement->clause_count + 1);
    bool *seen = CAS_ARRAY(a->arena, bool, a->evidence->document_count + 1);
    *count = 0;
    for (int c = 0; c < agreement->clause_count; c++) {
        const cas_clause_form *clause = &agreement->clauses[c];
        bool cites = false;
        cas_witnessed_clause *told = &clauses[*count];
        *told = (cas_witnessed_clause){.label = agreement->labels[clause->label], .line = (size_t)clause->line};
        memset(seen, 0, a->evidence->document_count * sizeof *seen);
        for (size_t r = 0; r < a->count; r++) {
            if (clause_of(agreement, a->rows[r].note) != clause)
                continue;
            cites = true;
            for (size_t i = 0; i < a->rows[r].found.report_count; i++) {
                const size_t document = a->rows[r].found.reports[i].document;
                told->documents += !seen[document];
                told->only = document;
                seen[document] = true;
            }
        }
        *count += cites;
    }
    return clauses;
}

const cas_witnesses *cas_api_witnesses(casus_ctx *ctx, cas_arena *arena, const casus_model *model, const casus_source *documents, size_t count)
{
    cas_witnesses *out = CAS_NEW(arena, cas_witnesses);
    cas_evidence *evidence = CAS_NEW(arena, cas_evidence);
    const char **unread = CAS_ARRAY(arena, const char *, count + 1);
    const cas_agreement *agreement = model->agreement;
    asking a = {.ctx = ctx, .arena = arena, .model = model, .evidence = evidence};
    evidence->arena = arena;
    evidence->documents = CAS_ARRAY(arena, cas_evidence_document, count + 1);
    for (size_t i = 0; i < count; i++) {
        cas_poll(&ctx->ctx);
        const cas_reading reading = cas_api_reading_of(arena, &documents[i]);
        const char *name = cas_text_string(arena, cas_text_of(documents[i].name));
        if (reading.problem)
            unread[out->unread_count++] = cas_format(arena, "%s: %s", name, reading.problem);
        else
            cas_api_take_document(arena, name, (cas_text){documents[i].bytes, documents[i].length}, &reading, &evidence->documents[evidence->document_count++]);
    }
    /* The caller's bytes need not outlive the answer. */
    for (size_t d = 0; d < evidence->document_count; d++) {
        cas_evidence_document *document = &evidence->documents[d];
        document->text = cas_text_copy(arena, document->text);
        document->document = cas_document_read(arena, document->text);
    }
    cas_evidence_run(evidence);
    a.testimonies = cas_testimonies_read(evidence);
    a.rows = CAS_ARRAY(arena, cas_witness_row, (size_t)agreement->all_note_count + 1);
    read_cited(&a);
    for (int n = 0; n < agreement->all_note_count; n++)
        if (agreement->all_notes[n]->source >= 0)
            ask_one(&a, agreement->all_notes[n]);
    out->evidence = evidence;
    out->rows = a.rows;
    out->row_count = a.count;
    out->clauses = count_clauses(&a, &out->clause_count);
    out->unread = unread;
    return out;
}
