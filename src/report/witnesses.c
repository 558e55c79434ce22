/* Who else reports what a text rests on: for reading, and for programs. */
#include "report/witnesses.h"

#include "sources/plain.h"

#include <string.h>

enum { QUOTED = 160 };

static const char *short_name(const cas_evidence *evidence, size_t document)
{
    const char *name = evidence->documents[document].name, *slash = strrchr(name, '/');
    return slash ? slash + 1 : name;
}

static void tell_reports(cas_page *page, const cas_evidence *evidence, const cas_witness_row *row)
{
    cas_arena *arena = page->out->arena;
    const cas_witnessed *found = &row->found;
    if (found->report_count)
        cas_page_fill(page, 4, 6,
                      cas_format(arena, "reported by %zu document%s%s", found->report_count, found->report_count == 1 ? "" : "s",
                                 found->report_count == 1      ? ""
                                 : found->independent > 1 ? cas_format(arena, ", at least %zu of them independent", found->independent)
                                                               : "; nothing shows that any two are independent"));
    for (size_t i = 0; i < found->report_count; i++) {
        const cas_testimony *report = &found->reports[i];
        cas_page_fill(page, 6, 8,
                      cas_format(arena, "%s, line %zu, %s: “%.*s”", short_name(evidence, report->document), report->line, report->same_words ? "in these words" : "in other words",
                                 CAS_SHOW(cas_plain_excerpt(arena, report->words, QUOTED))));
    }
}

static void tell_disagreements(cas_page *page, const cas_evidence *evidence, const cas_witness_row *row)
{
    cas_arena *arena = page->out->arena;
    for (size_t i = 0; i < row->found.disagreement_count; i++) {
        const cas_disagreement *d = &row->found.disagreements[i];
        cas_page_fill(page, 4, 6,
                      cas_format(arena, "may disagree on %s: here “%s”, in %s, line %zu, “%s”: “%.*s”", d->about, d->here, short_name(evidence, d->document), d->line, d->there,
                                 CAS_SHOW(cas_plain_excerpt(arena, d->words, QUOTED))));
    }
    if (!row->found.reading)
        return;
    cas_page_fill(page, 4, 6, "if they do, the text can hold both:");
    /* Two lines of the language, as they are to be copied. */
    const char *line = row->found.reading;
    while (*line) {
        const char *end = strchr(line, '\n');
        const size_t length = end ? (size_t)(end - line) : strlen(line);
        cas_putf(page->out, "      %.*s\n", (int)length, line);
        line += length + (end != NULL);
    }
}

/* An earlier citation of the same words is told once. */
static bool is_repeated(const cas_witnesses *witnesses, size_t row, size_t of)
{
    const cas_witness_row *a = &witnesses->rows[row], *b = &witnesses->rows[of];
    return strcmp(a->source, b->source) == 0 && strcmp(a->note->locator, b->note->locator) == 0 && strcmp(a->note->words, b->note->words) == 0;
}

static const char *lines_of(cas_arena *arena, const cas_witnesses *witnesses, size_t row)
{
    cas_builder out = {.arena = arena};
    for (size_t i = row; i < witnesses->row_count; i++)
        if (is_repeated(witnesses, i, row))
            cas_putf(&out, "%s%s%sline %zu%s%s", out.length ? "; " : "", witnesses->rows[i].file ? witnesses->rows[i].file : "", witnesses->rows[i].file ? ", " : "",
                     witnesses->rows[i].line, witnesses->rows[i].clause ? ", clause " : "", witnesses->rows[i].clause ? witnesses->rows[i].clause : "");
    return cas_built_string(&out);
}

static bool was_told(const cas_witnesses *witnesses, size_t row)
{
    for (size_t i = 0; i < row; i++)
        if (is_repeated(witnesses, i, row))
            return true;
    return false;
}

static void tell_head(cas_page *page, const cas_witnesses *witnesses)
{
    cas_arena *arena = page->out->arena;
    cas_names ours = {.arena = arena};
    cas_builder list = {.arena = arena};
    cas_page_fill(page, 2, 2, cas_format(arena, "%zu document%s searched for what the text cites.", witnesses->evidence->document_count, witnesses->evidence->document_count == 1 ? "" : "s"));
    for (size_t i = 0; i < witnesses->row_count; i++) {
        const size_t known = ours.count;
        if (witnesses->rows[i].restated && (size_t)cas_names_add(&ours, cas_text_of(witnesses->rows[i].source)) == known)
            cas_putf(&list, "%s%s", list.length ? ", " : "", witnesses->rows[i].source);
    }
    if (ours.count)
        cas_page_fill(page, 2, 2, cas_format(arena, "In our own words, and so no witnesses themselves: %s.", cas_built_string(&list)));
    for (size_t i = 0; i < witnesses->unread_count; i++)
        cas_page_fill(page, 2, 4, cas_format(arena, "Not read: %s", witnesses->unread[i]));
}

static void tell_silence(cas_page *page, const cas_witnesses *witnesses)
{
    cas_arena *arena = page->out->arena;
    cas_builder list = {.arena = arena};
    for (size_t i = 0; i < witnesses->row_count; i++)
        if (!witnesses->rows[i].found.report_count && !was_told(witnesses, i))
            cas_putf(&list, "%s%s %s", list.length ? ", " : "", witnesses->rows[i].source, witnesses->rows[i].note->locator);
    if (!list.length)
        return;
    cas_putc(page->out, '\n');
    cas_page_fill(page, 2, 4, cas_format(arena, "no document here reports what stands in: %s", cas_built_string(&list)));
}

static void tell_clauses(cas_page *page, const cas_witnesses *witnesses)
{
    cas_arena *arena = page->out->arena;
    cas_builder none = {.arena = arena};
    bool first = true;
    for (size_t i = 0; i < witnesses->clause_count; i++) {
        const cas_witnessed_clause *clause = &witnesses->clauses[i];
        if (clause->documents == 0)
            cas_putf(&none, "%s%s", none.length ? ", " : "", clause->label);
        if (clause->documents != 1)
            continue;
        if (first)
            cas_putc(page->out, '\n');
        first = false;
        cas_page_fill(page, 2, 4, cas_format(arena, "clause %s (line %zu) rests on one witness alone: %s", clause->label, clause->line, short_name(witnesses->evidence, clause->only)));
    }
    if (none.length)
        cas_page_fill(page, 2, 4, cas_format(arena, "no witness here for any citation of: %s", cas_built_string(&none)));
}

void cas_text_witnesses(cas_page *page, const cas_witnesses *witnesses)
{
    cas_arena *arena = page->out->arena;
    cas_putc(page->out, '\n');
    cas_page_ink(page, CAS_INK_STRONG, "Witnesses");
    cas_puts(page->out, "\n\n");
    tell_head(page, witnesses);
    for (size_t i = 0; i < witnesses->row_count; i++) {
        const cas_witness_row *row = &witnesses->rows[i];
        if (was_told(witnesses, i) || (!row->found.report_count && !row->found.disagreement_count))
            continue;
        cas_putc(page->out, '\n');
        cas_page_fill(page, 2, 4,
                      cas_format(arena, "%s %s%s%s%s (%s)", row->source, row->note->locator, *row->note->words ? " “" : "", row->note->words, *row->note->words ? "”" : "",
                                 lines_of(arena, witnesses, i)));
        tell_reports(page, witnesses->evidence, row);
        tell_disagreements(page, witnesses->evidence, row);
    }
    tell_silence(page, witnesses);
    tell_clauses(page, witnesses);
}

static void put_place(cas_json *json, const cas_evidence *evidence, size_t document, size_t line, cas_text words)
{
    cas_json_member_string(json, "file", evidence->documents[document].name);
    cas_json_member_integer(json, "line", (long long)line);
    cas_json_key(json, "text");
    cas_json_text(json, words);
}

static void put_row(cas_json *json, const cas_evidence *evidence, const cas_witness_row *row)
{
    cas_json_open_object(json);
    cas_json_member_integer(json, "line", (long long)row->line);
    cas_json_member_string(json, "clause", row->clause);
    cas_json_member_string(json, "source", row->source);
    cas_json_member_string(json, "locator", row->note->locator);
    cas_json_member_string(json, "words", row->note->words);
    cas_json_member_boolean(json, "restated", row->restated);
    cas_json_key(json, "reported_by");
    cas_json_open_array(json);
    for (size_t i = 0; i < row->found.report_count; i++) {
        const cas_testimony *report = &row->found.reports[i];
        cas_json_open_object(json);
        put_place(json, evidence, report->document, report->line, report->words);
        cas_json_member_boolean(json, "same_words", report->same_words);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_member_integer(json, "independent", (long long)row->found.independent);
    cas_json_key(json, "disagreements");
    cas_json_open_array(json);
    for (size_t i = 0; i < row->found.disagreement_count; i++) {
        const cas_disagreement *d = &row->found.disagreements[i];
        cas_json_open_object(json);
        cas_json_member_string(json, "kind", cas_disagreement_kind_name(d->kind));
        cas_json_member_string(json, "about", d->about);
        cas_json_member_string(json, "here", d->here);
        cas_json_member_string(json, "there", d->there);
        put_place(json, evidence, d->document, d->line, d->words);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_member_string(json, "reading", row->found.reading);
    cas_json_close_object(json);
}

void cas_json_witnesses(cas_json *json, const cas_witnesses *witnesses)
{
    cas_json_open_object(json);
    cas_json_key(json, "documents");
    cas_json_open_array(json);
    for (size_t i = 0; i < witnesses->evidence->document_count; i++)
        cas_json_string(json, witnesses->evidence->documents[i].name);
    cas_json_close_array(json);
    cas_json_key(json, "citations");
    cas_json_open_array(json);
    for (size_t i = 0; i < witnesses->row_count; i++)
        put_row(json, witnesses->evidence, &witnesses->rows[i]);
    cas_json_close_array(json);
    cas_json_key(json, "clauses");
    cas_json_open_array(json);
    for (size_t i = 0; i < witnesses->clause_count; i++) {
        cas_json_open_object(json);
        cas_json_member_string(json, "clause", witnesses->clauses[i].label);
        cas_json_member_integer(json, "line", (long long)witnesses->clauses[i].line);
        cas_json_member_integer(json, "documents", (long long)witnesses->clauses[i].documents);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_key(json, "unread");
    cas_json_open_array(json);
    for (size_t i = 0; i < witnesses->unread_count; i++)
        cas_json_string(json, witnesses->unread[i]);
    cas_json_close_array(json);
    cas_json_close_object(json);
}
