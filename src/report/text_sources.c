/* What documents say, for reading: a line a document, who says what, the same thing said, who has it from whom. */
#include "report/sources_report.h"

#include "sources/plain.h"

enum { SHOWN_WORDS = 300 };

cas_text cas_quotation_whole(cas_arena *arena, const cas_quotation *quotation)
{
    cas_builder words = {.arena = arena};
    for (size_t i = 0; i < quotation->segment_count; i++) {
        /* A wrapped line goes on in the next one: nothing is left out. */
        const bool goes_on = i && quotation->segments[i].line == quotation->segments[i - 1].line + 1 && quotation->segments[i].column == 1 &&
                             quotation->segments[i].text.at - (quotation->segments[i - 1].text.at + quotation->segments[i - 1].text.length) <= 2;
        cas_puts(&words, !i ? "" : goes_on ? " " : " … ");
        cas_put(&words, quotation->segments[i].text);
    }
    return cas_built(&words);
}

cas_text cas_quotation_words(cas_arena *arena, const cas_quotation *quotation)
{
    return cas_plain_excerpt(arena, cas_quotation_whole(arena, quotation), SHOWN_WORDS);
}

static const char *last_name(const char *path)
{
    const char *name = path;
    for (const char *at = path; *at; at++)
        if (*at == '/' && at[1])
            name = at + 1;
    return name;
}

static void put_documents(cas_page *page, const cas_evidence *evidence)
{
    cas_arena *arena = page->out->arena;
    cas_table table = {.arena = arena, .columns = 6};
    const char *const heads[] = {"document", "format", "lines", "not its text", "quotations", "file"};
    for (int i = 0; i < 6; i++)
        cas_table_put(&table, heads[i], CAS_INK_FAINT);
    for (size_t d = 0; d < evidence->document_count; d++) {
        const cas_evidence_document *document = &evidence->documents[d];
        size_t lines = 0, foreign = 0;
        for (size_t i = 0; i < document->line_count; i++) {
            lines += document->lines[i].kind != CAS_LINE_BLANK;
            foreign += cas_line_is_boilerplate(document->lines[i].kind);
        }
        cas_table_put(&table, cas_format(arena, "%zu", d + 1), CAS_INK_STRONG);
        cas_table_put(&table, document->format, CAS_INK_PLAIN);
        cas_table_put(&table, cas_format(arena, "%zu", lines), CAS_INK_PLAIN);
        cas_table_put(&table, cas_format(arena, "%zu", foreign), CAS_INK_PLAIN);
        cas_table_put(&table, cas_format(arena, "%zu", document->quotation_count), CAS_INK_PLAIN);
        cas_table_put(&table, last_name(document->name), CAS_INK_PLAIN);
    }
    cas_page_table(page, 0, &table, true);
}

static void put_quotations(cas_page *page, const cas_evidence *evidence)
{
    cas_arena *arena = page->out->arena;
    for (size_t d = 0; d < evidence->document_count; d++) {
        const cas_evidence_document *document = &evidence->documents[d];
        if (!document->quotation_count)
            continue;
        cas_putc(page->out, '\n');
        cas_page_ink(page, CAS_INK_STRONG, cas_format(arena, "%zu  %s", d + 1, last_name(document->name)));
        cas_putc(page->out, '\n');
        cas_table table = {.arena = arena, .columns = 4};
        for (size_t q = 0; q < document->quotation_count; q++) {
            const cas_quotation *quotation = &document->quotations[q];
            const bool open = quotation->certainty == CAS_OPEN;
            cas_table_put(&table, cas_format(arena, "line %zu", quotation->segments[0].line), CAS_INK_FAINT);
            cas_table_put(&table, quotation->speaker ? quotation->speaker : quotation->scare ? "nobody" : "not known",
                          quotation->speaker ? CAS_INK_PLAIN : CAS_INK_FAINT);
            cas_table_put(&table, cas_certainty_name(quotation->certainty), open ? CAS_INK_DOUBT : CAS_INK_PLAIN);
            cas_table_put(&table, cas_format(arena, "“%.*s”", CAS_SHOW(cas_quotation_words(arena, quotation))), CAS_INK_PLAIN);
        }
        cas_page_table(page, 2, &table, false);
    }
}

static void put_same(cas_page *page, const cas_evidence *evidence)
{
    cas_arena *arena = page->out->arena;
    for (size_t g = 0; g < evidence->same_count; g++) {
        const cas_same_group *group = &evidence->same[g];
        if (g == 0) {
            cas_putc(page->out, '\n');
            cas_page_ink(page, CAS_INK_STRONG, "The same thing said");
            cas_putc(page->out, '\n');
        }
        cas_table table = {.arena = arena, .columns = 2};
        for (size_t i = 0; i < group->count; i++) {
            const cas_evidence_document *document = &evidence->documents[group->members[i].document];
            const cas_quotation *quotation = &document->quotations[group->members[i].item];
            const char *differs = group->differs && group->differs[i] ? group->differs[i] : "";
            cas_table_put(&table, cas_format(arena, "%zu, line %zu", group->members[i].document + 1, quotation->segments[0].line), CAS_INK_FAINT);
            cas_table_put(&table, cas_format(arena, "“%.*s”%s%s%s", CAS_SHOW(cas_quotation_words(arena, quotation)), *differs ? " (" : "", differs, *differs ? ")" : ""),
                          CAS_INK_PLAIN);
        }
        if (g)
            cas_putc(page->out, '\n');
        cas_page_table(page, 2, &table, false);
    }
}

static void put_derived(cas_page *page, const cas_evidence *evidence)
{
    cas_arena *arena = page->out->arena;
    for (size_t g = 0; g < evidence->derived_count; g++) {
        const cas_derived_group *group = &evidence->derived[g];
        if (g == 0) {
            cas_putc(page->out, '\n');
            cas_page_ink(page, CAS_INK_STRONG, "Who has it from whom");
            cas_putc(page->out, '\n');
        }
        cas_builder line = {.arena = arena};
        for (size_t i = 0; i < group->count; i++)
            cas_putf(&line, "%s%zu", !i ? "documents " : i + 1 < group->count ? ", " : " and ", group->documents[i] + 1);
        cas_puts(&line, group->verdict == CAS_DERIVED ? " come from one text: " : ": it cannot be told whether they come from one text: ");
        for (size_t i = 0; i < group->reason_count; i++)
            cas_putf(&line, "%s%s", i ? "; " : "", group->reasons[i]);
        cas_page_fill(page, 2, 4, cas_built_string(&line));
    }
}

void cas_text_sources(cas_page *page, const cas_sources_sheet *sheet)
{
    const cas_evidence *evidence = sheet->evidence;
    if (evidence->document_count)
        put_documents(page, evidence);
    put_quotations(page, evidence);
    put_same(page, evidence);
    put_derived(page, evidence);
    for (size_t i = 0; i < sheet->unread_count; i++) {
        cas_page_ink(page, CAS_INK_BAD, "not read: ");
        cas_puts(page->out, cas_format(page->out->arena, "%s: %s\n", sheet->unread[i].name, sheet->unread[i].problem));
    }
}
