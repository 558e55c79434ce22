/* casus cite, as text and as JSON: docs/schema/cite.json. */
#include "report/cite_report.h"

#include "sources/plain.h"

enum { SHOWN_WORDS = 160 };

static const char *cite_line(cas_arena *arena, const cas_cite_sheet *sheet, const cas_citable *found)
{
    return cas_format(arena, "cite %s %.*s \"%.*s\"", sheet->names[found->document], CAS_SHOW(found->locator), CAS_SHOW(found->quoted));
}

static const char *source_line(cas_arena *arena, const cas_cite_sheet *sheet, const cas_citable *found)
{
    const cas_evidence_document *document = &sheet->evidence->documents[found->document];
    return cas_format(arena, "source %s \"%s\" sha256 %s", sheet->names[found->document], document->name, document->sha256);
}

void cas_json_cite(cas_json *json, cas_arena *arena, const cas_cite_sheet *sheet)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "words", sheet->words);
    cas_json_key(json, "found");
    cas_json_open_array(json);
    for (size_t i = 0; i < sheet->found->count && i < sheet->first; i++) {
        const cas_citable *found = &sheet->found->items[i];
        cas_json_open_object(json);
        cas_json_member_string(json, "cite", cite_line(arena, sheet, found));
        cas_json_member_string(json, "file", sheet->evidence->documents[found->document].name);
        cas_json_member_string(json, "source", sheet->names[found->document]);
        cas_json_member_boolean(json, "declared", sheet->declared[found->document]);
        cas_json_member_string(json, "sha256", sheet->evidence->documents[found->document].sha256);
        cas_json_key(json, "locator");
        cas_json_text(json, found->locator);
        cas_json_member_integer(json, "line", (long long)found->at.line);
        cas_json_member_integer(json, "column", (long long)found->at.column);
        cas_json_key(json, "likeness");
        cas_json_number(json, found->likeness / 1000.0);
        cas_json_key(json, "text");
        cas_json_text(json, found->printed);
        cas_json_key(json, "differs");
        cas_json_text(json, found->differs);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_member_integer(json, "found_in", (long long)sheet->found->count);
    cas_json_member_integer(json, "reported_by", (long long)sheet->reported);
    cas_json_member_integer(json, "independent", (long long)sheet->independent);
    cas_json_key(json, "unread");
    cas_json_open_array(json);
    for (size_t i = 0; i < sheet->unread_count; i++) {
        cas_json_open_object(json);
        cas_json_member_string(json, "file", sheet->unread[i].name);
        cas_json_member_string(json, "problem", sheet->unread[i].problem);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_member_string(json, "method", "the words themselves, else the likest passage by an alignment of words");
    cas_json_close_object(json);
}

static const char *likeness_words(cas_arena *arena, const cas_citable *found)
{
    if (found->likeness == 1000)
        return "in these words";
    if (found->likeness == 999)
        return "in these words but for capital and small letters";
    return cas_format(arena, "%u%% alike: %.*s%s", found->likeness / 10, CAS_SHOW(found->differs),
                      found->difference_count > 1 ? cas_format(arena, ", and %zu differences more", found->difference_count - 1) : "");
}

void cas_text_cite(cas_page *page, const cas_cite_sheet *sheet)
{
    cas_arena *arena = page->out->arena;
    for (size_t i = 0; i < sheet->found->count && i < sheet->first; i++) {
        const cas_citable *found = &sheet->found->items[i];
        const char *place = cas_format(arena, "%s, line %zu, %s", sheet->evidence->documents[found->document].name, found->at.line, likeness_words(arena, found));
        if (i == 0) {
            cas_page_ink(page, CAS_INK_STRONG, cite_line(arena, sheet, found));
            cas_puts(page->out, cas_format(arena, "\n# %s\n", place));
            if (!sheet->declared[found->document])
                cas_puts(page->out, cas_format(arena, "# declare it: %s\n", source_line(arena, sheet, found)));
            continue;
        }
        cas_puts(page->out, cas_format(arena, "# also %s\n#   %s\n", place, cite_line(arena, sheet, found)));
    }
    if (sheet->reported > 1 && sheet->independent > 1)
        cas_puts(page->out, cas_format(arena, "# reported by %zu of the documents; at least %zu of them are independent of one another\n", sheet->reported, sheet->independent));
    else if (sheet->reported > 1 && sheet->independent)
        cas_puts(page->out, cas_format(arena, "# reported by %zu of the documents; nothing shows that two of them are independent\n", sheet->reported));
    if (sheet->found->count > sheet->first)
        cas_puts(page->out, cas_format(arena, "# and something like it in %zu documents more\n", sheet->found->count - sheet->first));
    for (size_t i = 0; i < sheet->unread_count; i++)
        cas_puts(page->out, cas_format(arena, "# not read: %s: %s\n", sheet->unread[i].name, sheet->unread[i].problem));
}
