/* Citations, checked: see citations.h. The look-up itself is sources/quote.h. */
#include "model/citations.h"

#include "lang/diagnostic.h"
#include "sources/moved.h"
#include "sources/read.h"

#include <string.h>

typedef struct checking {
    cas_arena *arena;
    const cas_agreement *agreement;
    const cas_loader *loader;
    const cas_text *folders;
    int folder_count;
    cas_diagnostics *diagnostics;
    cas_source_check *checks;
    const cas_document **documents;
    cas_citations *out;
} checking;

enum { MAX_SOURCE_BYTES = 64 << 20 };

/* ---- Finding the file -------------------------------------------------------------------------------------------------- */

static bool try_path(checking *c, cas_source_check *check, cas_text path, cas_text *bytes, const char **why)
{
    *why = c->loader->read(c->loader->user, c->arena, path, MAX_SOURCE_BYTES, bytes);
    if (*why)
        return false;
    check->path = cas_text_string(c->arena, path);
    return true;
}

static cas_text inside(checking *c, cas_text folder, cas_text path)
{
    return cas_path_beside(c->arena, cas_text_of(cas_format(c->arena, "%.*s/", CAS_SHOW(folder))), path);
}

static cas_text last_name(cas_text path)
{
    size_t begin = path.length;
    while (begin && path.at[begin - 1] != '/')
        begin--;
    return (cas_text){path.at + begin, path.length - begin};
}

/* Beside the declaring file, then in the folders. *why is what the first place said. */
static bool find_file(checking *c, cas_source_check *check, cas_text *bytes, const char **why)
{
    const cas_cited_source *source = check->source;
    const cas_text path = cas_text_of(source->path);
    const cas_source_file *from = cas_source_of(c->agreement->map, source->span.file);
    if (try_path(c, check, cas_path_beside(c->arena, from->name, path), bytes, why))
        return true;
    for (int i = 0; i < c->folder_count; i++) {
        const char *unused;
        if (path.length && path.at[0] != '/' && try_path(c, check, inside(c, c->folders[i], path), bytes, &unused))
            return true;
        if (try_path(c, check, inside(c, c->folders[i], last_name(path)), bytes, &unused))
            return true;
    }
    return false;
}

/*
 * Text is taken as it is, byte for byte, so that places are those of the file. Of a page, a .docx and the like the text in it
 * is what is cited; the digest stays that of the file.
 */
static const cas_document *read_document(checking *c, const cas_cited_source *source, cas_text bytes, const char **problem)
{
    const cas_reading reading = cas_read(c->arena, cas_text_of(source->path), bytes);
    const bool is_text = reading.format == CAS_FORMAT_TEXT || reading.format == CAS_FORMAT_MARKDOWN;
    const bool is_inside = reading.text.at >= bytes.at && reading.text.at <= bytes.at + bytes.length;
    const bool is_wide = strncmp(reading.encoding, "utf-16", 6) == 0;
    *problem = reading.format == CAS_FORMAT_BINARY ? NULL : reading.problem;
    if (reading.problem || (is_text && !is_wide && (is_inside || strcmp(reading.encoding, "utf-8") != 0)))
        return cas_document_read(c->arena, bytes);
    cas_document *document = cas_document_read(c->arena, reading.text);
    cas_sha256_hex(bytes, document->sha256);
    return document;
}

static void read_source(checking *c, int index)
{
    cas_source_check *check = &c->checks[index];
    const cas_cited_source *source = check->source;
    cas_text bytes;
    const char *why;
    if (!find_file(c, check, &bytes, &why)) {
        check->state = *source->sha256 ? CAS_SOURCE_ABSENT : CAS_SOURCE_MISSING;
        if (check->state == CAS_SOURCE_ABSENT)
            return;
        cas_diagnostic *d =
            cas_report(c->diagnostics, CAS_E0801, source->span, "source %s cannot be read: %s", source->name, why);
        cas_hint(c->diagnostics, d,
                 "if it cannot be shipped, give its sha256; then it is checked where `--sources DIR` has it");
        return;
    }
    const cas_document *document = read_document(c, source, bytes, &why);
    if (why) {
        check->state = CAS_SOURCE_MISSING;
        cas_report(c->diagnostics, CAS_E0801, source->span, "source %s cannot be read: %s", source->name, why);
        return;
    }
    c->documents[index] = document;
    check->sha256 = cas_text_string(c->arena, cas_text_of(document->sha256));
    check->state = source->restated ? CAS_SOURCE_RESTATED : CAS_SOURCE_READ;
    if (*source->sha256 && !cas_sha256_matches(document->sha256, cas_text_of(source->sha256)))
        check->state = CAS_SOURCE_CHANGED;
    if (document->invalid_at != SIZE_MAX)
        cas_report(c->diagnostics, CAS_W0802, source->span,
                   "source %s is not UTF-8 from byte %zu on: words may not be found", source->name,
                   document->invalid_at);
}

/* ---- One citation ------------------------------------------------------------------------------------------------------ */

static void hint_nearest(checking *c, cas_diagnostic *d, const cas_quote_result *result)
{
    if (result->elsewhere)
        cas_hint(c->diagnostics, d, "the words stand in %.*s (line %zu)", CAS_SHOW(result->elsewhere_locator),
                 result->elsewhere_at.line);
    else if (result->status == CAS_QUOTE_LOCATOR_UNKNOWN && result->nearest_locator.length)
        cas_hint(c->diagnostics, d, "did you mean %.*s?", CAS_SHOW(result->nearest_locator));
    else if (result->status == CAS_QUOTE_LOCATOR_UNKNOWN && result->known_locators.length)
        cas_hint(c->diagnostics, d, "there is %.*s", CAS_SHOW(result->known_locators));
    else if (result->has_nearest)
        cas_hint(c->diagnostics, d, "nearest, in %.*s: “%.*s”", CAS_SHOW(result->nearest_locator_of),
                 CAS_SHOW(result->nearest));
}

static void report_wrong(checking *c, const cas_note_form *note, const cas_quote_result *result)
{
    const char *name = c->agreement->sources[note->source].name;
    const cas_code code = result->status == CAS_QUOTE_LOCATOR_UNKNOWN ? CAS_E0802 : CAS_E0803;
    const cas_text explained = cas_quote_explain(c->arena, result, cas_text_of(name));
    cas_diagnostic *d = cas_report(c->diagnostics, code, note->span, "%.*s", CAS_SHOW(explained));
    hint_nearest(c, d, result);
}

static void report_moved(checking *c, const cas_note_form *note, const cas_citation *citation, const cas_moved *moved)
{
    const char *name = c->agreement->sources[note->source].name;
    const cas_text explained = cas_moved_explain(c->arena, citation, moved);
    cas_diagnostic *d = cas_report(c->diagnostics, CAS_E0804, note->span,
                                   "%s has changed, and what is cited here has %.*s", name, CAS_SHOW(explained));
    if (moved->to.length)
        cas_hint(c->diagnostics, d, "cite %s %.*s", name, CAS_SHOW(moved->to));
    else
        hint_nearest(c, d, &moved->result);
}

/* True if the citation is as it should be. */
static bool look_up(checking *c, const cas_note_form *note)
{
    const cas_document *document = c->documents[note->source];
    const cas_text locator = cas_text_of(note->locator), words = cas_text_of(note->words);
    if (c->checks[note->source].state == CAS_SOURCE_CHANGED) {
        const cas_citation citation = {locator, locator.length > 0, words};
        const cas_moved *moved = cas_moved_find(c->arena, document, &citation, 1);
        const bool stands = moved->status == CAS_MOVED_STILL_THERE || moved->status == CAS_MOVED_LOCATOR_ONLY;
        if (!stands)
            report_moved(c, note, &citation, moved);
        return stands;
    }
    const cas_quote_result result = cas_quote_find(c->arena, document, locator, locator.length > 0, words);
    if (result.status != CAS_QUOTE_FOUND)
        report_wrong(c, note, &result);
    return result.status == CAS_QUOTE_FOUND;
}

static void check_note(checking *c, const cas_note_form *note)
{
    cas_source_check *check = &c->checks[note->source];
    check->citations++;
    check->with_words += *note->words != 0;
    if (!c->documents[note->source]) {
        c->out->unchecked++;
        return;
    }
    c->out->checked++;
    if (look_up(c, note))
        return;
    check->wrong++;
    c->out->wrong++;
}

/* ---- Summing up -------------------------------------------------------------------------------------------------------- */

static const char *counted(checking *c, int count, const char *what)
{
    return cas_format(c->arena, "%d %s%s", count, what, count == 1 ? "" : "s");
}

static void report_changed(checking *c, const cas_source_check *check)
{
    cas_report(c->diagnostics, CAS_W0801, check->source->span,
               "source %s is not the text whose sha256 was written down: %s, %d not as cited", check->source->name,
               counted(c, check->citations, "citation"), check->wrong);
}

static const char *words_of(checking *c, const cas_source_check *check)
{
    const char *citations = counted(c, check->citations, "citation");
    switch (check->state) {
    case CAS_SOURCE_READ:
    case CAS_SOURCE_RESTATED: {
        const char *own = check->state == CAS_SOURCE_RESTATED ? "restated in our own words, "
                          : check->source->secondary          ? "secondary, "
                                                              : "";
        if (check->wrong)
            return cas_format(c->arena, "%s%s, %d of them wrong", own, citations, check->wrong);
        return cas_format(c->arena, "%s%s found", own, citations);
    }
    case CAS_SOURCE_CHANGED: return cas_format(c->arena, "changed: %s, %d not as cited", citations, check->wrong);
    case CAS_SOURCE_ABSENT: return cas_format(c->arena, "not here: %s not checked", citations);
    case CAS_SOURCE_MISSING: return cas_format(c->arena, "missing: %s not checked", citations);
    }
    return "";
}

const cas_citations *cas_citations_check(cas_arena *arena, const cas_agreement *agreement, const cas_loader *loader,
                                         const cas_text *folders, int folder_count, cas_diagnostics *diagnostics)
{
    checking c = {.arena = arena,
                  .agreement = agreement,
                  .loader = loader,
                  .folders = folders,
                  .folder_count = folder_count,
                  .diagnostics = diagnostics,
                  .out = CAS_NEW(arena, cas_citations)};
    c.checks = CAS_ARRAY(arena, cas_source_check, agreement->source_count + 1);
    c.documents = CAS_ARRAY(arena, const cas_document *, agreement->source_count + 1);
    for (int i = 0; i < agreement->source_count; i++) {
        c.checks[i].source = &agreement->sources[i];
        read_source(&c, i);
    }
    for (int i = 0; i < agreement->all_note_count; i++) {
        cas_poll(arena->ctx);
        if (agreement->all_notes[i]->source >= 0)
            check_note(&c, agreement->all_notes[i]);
    }
    for (int i = 0; i < agreement->source_count; i++) {
        c.checks[i].state_words = words_of(&c, &c.checks[i]);
        if (c.checks[i].state == CAS_SOURCE_CHANGED)
            report_changed(&c, &c.checks[i]);
    }
    c.out->sources = c.checks;
    c.out->count = agreement->source_count;
    return c.out;
}
