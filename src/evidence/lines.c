/*
 * A document as lines: where each ends, which numbered paragraph it belongs to, and a fingerprint by which it is found
 * again in a changed copy.
 */
#include "evidence/boilerplate.h"
#include "evidence/line_cues.h"

#include "sources/plain.h"

/* FNV-1a over the plain form in lower case. */
static uint64_t fingerprint_of(cas_arena *arena, cas_text text)
{
    const cas_mark before = cas_arena_mark(arena);
    cas_builder plain = {.arena = arena};
    cas_plain_put(&plain, text);
    const cas_text lower = cas_plain_lower(arena, cas_built(&plain));
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < lower.length; i++)
        hash = (hash ^ (unsigned char)lower.at[i]) * 1099511628211u;
    cas_arena_release(arena, before);
    return lower.length ? hash ? hash : 1 : 0;
}

static bool is_blank(cas_text text)
{
    for (size_t at = 0, size; at < text.length; at += size) {
        const int32_t code = cas_plain_decode(text, at, &size);
        const bool space = code <= ' ' || code == 0xa0 || code == 0x200b || code == 0x200e || code == 0x200f ||
                           code == 0xfeff || (code >= 0x2000 && code <= 0x200a) || code == 0x2028 || code == 0x2029 || code == 0x3000;
        if (!space)
            return false;
    }
    return true;
}

static size_t count_lines(cas_text text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++) {
        while (at < text.length && text.at[at] != '\n' && text.at[at] != '\r')
            at++;
        at += at + 1 < text.length && text.at[at] == '\r' && text.at[at + 1] == '\n' ? 2 : 1;
    }
    return count;
}

/* Without paragraphs where the document has not been read as such. */
static void split(cas_arena *arena, cas_evidence_document *document)
{
    const cas_text text = document->text;
    const cas_document *parts = document->document;
    size_t next = 0;
    document->line_count = 0;
    document->lines = CAS_ARRAY(arena, cas_line, count_lines(text) + 1);
    for (size_t at = 0; at < text.length;) {
        const size_t begin = at;
        cas_poll(arena->ctx);
        while (at < text.length && text.at[at] != '\n' && text.at[at] != '\r')
            at++;
        cas_line *line = &document->lines[document->line_count++];
        line->text = (cas_text){text.at + begin, at - begin};
        line->number = document->line_count;
        while (parts && next < parts->count && parts->paragraphs[next].first_line <= line->number)
            next++;
        const bool blank = is_blank(line->text);
        line->kind = blank ? CAS_LINE_BLANK : CAS_LINE_BODY;
        line->paragraph = blank || next == 0 ? SIZE_MAX : next - 1;
        line->fingerprint = blank || !parts ? 0 : fingerprint_of(arena, line->text);
        at += at + 1 < text.length && text.at[at] == '\r' && text.at[at + 1] == '\n' ? 2 : 1;
    }
}

uint64_t cas_evidence_paragraph_hash(const cas_evidence_document *document, size_t paragraph)
{
    if (paragraph >= document->document->count)
        return 0;
    uint64_t hash = 0;
    for (size_t i = document->document->paragraphs[paragraph].first_line - 1; i < document->line_count; i++) {
        const cas_line *line = &document->lines[i];
        if (line->paragraph != SIZE_MAX && line->paragraph != paragraph)
            break;
        if (line->fingerprint)
            hash = (hash * 31) ^ line->fingerprint;
    }
    return hash;
}

void cas_evidence_lines_of(cas_arena *arena, const cas_line_cues *cues, cas_evidence_document *document)
{
    split(arena, document);
    cas_boilerplate_mark(arena, cues, document);
}

void cas_evidence_lines(cas_evidence *evidence)
{
    const cas_line_cues *cues = cas_line_cues_open(evidence->arena);
    for (size_t i = 0; i < evidence->document_count; i++)
        cas_evidence_lines_of(evidence->arena, cues, &evidence->documents[i]);
}
