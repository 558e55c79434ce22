/* casus sources --shared and --index, as text and as JSON: docs/schema/sources_shared.json, docs/schema/sources_index.json. */
#include "report/shared_report.h"

/* ---- groups of documents ---- */

typedef struct chains {
    uint32_t *first, *next, *count; /* by member that stands for its group */
} chains;

/* Members of a group in ascending order; next[last] is the last itself. */
static chains chain(cas_arena *arena, const uint32_t *groups, size_t count)
{
    chains c = {CAS_ARRAY(arena, uint32_t, count + 1), CAS_ARRAY(arena, uint32_t, count + 1), CAS_ARRAY(arena, uint32_t, count + 1)};
    uint32_t *last = CAS_ARRAY(arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t group = groups[i];
        if (c.count[group]++)
            c.next[last[group]] = i;
        else
            c.first[group] = i;
        c.next[i] = i;
        last[group] = i;
    }
    return c;
}

static void put_unread(cas_json *json, const cas_unread *unread, size_t count)
{
    cas_json_key(json, "unread");
    cas_json_open_array(json);
    for (size_t i = 0; i < count; i++) {
        cas_json_open_object(json);
        cas_json_member_string(json, "file", unread[i].name);
        cas_json_member_string(json, "problem", unread[i].problem);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static void put_document_groups(cas_json *json, cas_arena *arena, const cas_shared_text *shared)
{
    const chains c = chain(arena, shared->groups, shared->document_count);
    cas_json_key(json, "groups");
    cas_json_open_array(json);
    for (uint32_t g = 0; g < shared->document_count; g++) {
        if (c.count[g] < 2)
            continue;
        cas_json_open_array(json);
        for (uint32_t at = c.first[g];; at = c.next[at]) {
            cas_json_integer(json, at);
            if (c.next[at] == at)
                break;
        }
        cas_json_close_array(json);
    }
    cas_json_close_array(json);
}

/* A group of sentences spans documents if its first and last do: they are in the order of the documents. */
static bool spans(const cas_units *units, const chains *c, uint32_t group)
{
    uint32_t at = c->first[group];
    while (c->next[at] != at)
        at = c->next[at];
    return units->units[at].document != units->units[c->first[group]].document;
}

static void put_passages(cas_json *json, cas_arena *arena, const cas_shared_sheet *sheet)
{
    const cas_units *units = &sheet->shared->units;
    const chains c = chain(arena, sheet->shared->unit_groups, units->count);
    size_t total = 0;
    cas_json_key(json, "passages");
    cas_json_open_array(json);
    for (uint32_t g = 0; g < units->count; g++) {
        if (c.count[g] < 2 || !spans(units, &c, g) || total++ >= sheet->first)
            continue;
        cas_json_open_array(json);
        for (uint32_t at = c.first[g];; at = c.next[at]) {
            cas_json_open_array(json);
            cas_json_integer(json, units->units[at].document);
            cas_json_integer(json, units->units[at].line);
            cas_json_close_array(json);
            if (c.next[at] == at)
                break;
        }
        cas_json_close_array(json);
    }
    cas_json_close_array(json);
    cas_json_member_integer(json, "passage_count", (long long)total);
}

void cas_json_shared(cas_json *json, cas_arena *arena, const cas_shared_sheet *sheet)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_key(json, "documents");
    cas_json_open_array(json);
    for (size_t i = 0; i < sheet->shared->document_count; i++) {
        cas_json_open_object(json);
        cas_json_member_string(json, "file", sheet->names[i]);
        cas_json_member_integer(json, "sentences", sheet->shared->sizes[i]);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    put_document_groups(json, arena, sheet->shared);
    put_passages(json, arena, sheet);
    put_unread(json, sheet->unread, sheet->unread_count);
    cas_json_member_string(json, "method", "minhash, 20 bands of 3; candidates aligned");
    cas_json_close_object(json);
}

static void put_text_unread(cas_page *page, const cas_unread *unread, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cas_page_ink(page, CAS_INK_BAD, "not read: ");
        cas_puts(page->out, cas_format(page->out->arena, "%s: %s\n", unread[i].name, unread[i].problem));
    }
}

void cas_text_shared(cas_page *page, const cas_shared_sheet *sheet)
{
    cas_arena *arena = page->out->arena;
    const cas_shared_text *shared = sheet->shared;
    const chains c = chain(arena, shared->groups, shared->document_count);
    size_t groups = 0, members = 0;
    for (uint32_t g = 0; g < shared->document_count; g++) {
        groups += c.count[g] > 1;
        members += c.count[g] > 1 ? c.count[g] : 0;
    }
    cas_page_ink(page, CAS_INK_STRONG, cas_format(arena, "%zu documents, %zu sentences; %zu documents share text, in %zu groups", shared->document_count, shared->units.count, members, groups));
    cas_putc(page->out, '\n');
    size_t listed = 0;
    for (uint32_t g = 0; g < shared->document_count && listed < sheet->first; g++) {
        if (c.count[g] < 2)
            continue;
        cas_page_fill(page, 2, 4, cas_format(arena, "%zu: %u documents", ++listed, c.count[g]));
        for (uint32_t at = c.first[g], shown = 0;; at = c.next[at]) {
            cas_puts(page->out, cas_format(arena, "      %s\n", sheet->names[at]));
            if (c.next[at] == at)
                break;
            if (++shown == 10) {
                cas_puts(page->out, cas_format(arena, "      and %u more\n", c.count[g] - shown));
                break;
            }
        }
    }
    if (groups > listed)
        cas_puts(page->out, cas_format(arena, "  and %zu groups more (--first)\n", groups - listed));
    put_text_unread(page, sheet->unread, sheet->unread_count);
}

/* ---- an index ---- */

void cas_json_indexed(cas_json *json, const cas_indexed_sheet *sheet)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_key(json, "documents");
    cas_json_open_array(json);
    for (size_t i = 0; i < sheet->count; i++) {
        const cas_indexed *document = &sheet->documents[i];
        cas_json_open_object(json);
        cas_json_member_string(json, "file", document->name);
        cas_json_member_string(json, "sha256", document->sha256);
        cas_json_member_boolean(json, "known", document->known);
        cas_json_member_integer(json, "sentences", (long long)document->sentences);
        cas_json_key(json, "shares");
        cas_json_open_array(json);
        for (size_t s = 0; s < document->share_count; s++) {
            cas_json_open_object(json);
            cas_json_member_string(json, "file", document->shares[s].name);
            cas_json_key(json, "lines");
            cas_json_open_array(json);
            for (size_t l = 0; l < document->shares[s].count; l++) {
                cas_json_open_array(json);
                cas_json_integer(json, document->shares[s].lines[l][0]);
                cas_json_integer(json, document->shares[s].lines[l][1]);
                cas_json_close_array(json);
            }
            cas_json_close_array(json);
            cas_json_close_object(json);
        }
        cas_json_close_array(json);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    put_unread(json, sheet->unread, sheet->unread_count);
    cas_json_member_string(json, "method", "minhash, 8 bands of 3; candidates aligned");
    cas_json_close_object(json);
}

void cas_text_indexed(cas_page *page, const cas_indexed_sheet *sheet)
{
    cas_arena *arena = page->out->arena;
    size_t known = 0, added = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        const cas_indexed *document = &sheet->documents[i];
        known += document->known;
        added += !document->known;
        if (!document->share_count)
            continue;
        cas_page_ink(page, CAS_INK_STRONG, document->name);
        cas_puts(page->out, cas_format(arena, ": %zu sentences\n", document->sentences));
        for (size_t s = 0; s < document->share_count && s < 20; s++)
            cas_puts(page->out, cas_format(arena, "  shares %zu with %s\n", document->shares[s].count, document->shares[s].name));
        if (document->share_count > 20)
            cas_puts(page->out, cas_format(arena, "  and some with %zu more\n", document->share_count - 20));
    }
    cas_puts(page->out, cas_format(arena, "%zu documents added, %zu were known\n", added, known));
    put_text_unread(page, sheet->unread, sheet->unread_count);
}
