/*
 * The passages most like some words.
 *
 * In each document the words are looked up as a citation is checked (quote.h). Where they do not stand, the stretch most like
 * them is found by words (align.h), widened to whole words, and its difference told. What is then quoted is the document's
 * text, never the words asked for.
 */
#include "evidence/cite.h"

#include "sources/align.h"
#include "sources/plain.h"
#include "sources/quote.h"

#include <string.h>

enum { WHOLE_LIKENESS = 1000, OTHER_CASE = 999, SHOWN = 60 };

/* On one line, with curly marks for straight ones: both are one sign to whoever compares. */
static cas_text quoted_form(cas_arena *arena, cas_text printed)
{
    cas_builder out = {.arena = arena};
    bool space = false;
    for (size_t i = 0; i < printed.length; i++) {
        const char c = printed.at[i];
        if (c == '"') {
            cas_puts(&out, space ? " ”" : "”");
            space = false;
        } else if ((unsigned char)c <= ' ') {
            space = out.length > 0;
        } else {
            cas_puts(&out, space ? " " : "");
            cas_putc(&out, c);
            space = false;
        }
    }
    return cas_built(&out);
}

static void put_difference(cas_arena *arena, cas_text plain, cas_text words, const cas_alignment *found, cas_citable *out)
{
    out->difference_count = found->count;
    if (!found->count)
        return;
    const cas_difference *first = &found->differences[0];
    const cas_text here = cas_plain_excerpt(arena, (cas_text){plain.at + first->text_begin, first->text_end - first->text_begin}, SHOWN);
    const cas_text asked = cas_plain_excerpt(arena, (cas_text){words.at + first->words_begin, first->words_end - first->words_begin}, SHOWN);
    if (!here.length)
        out->differs = cas_text_of(cas_format(arena, "the document lacks “%.*s”", CAS_SHOW(asked)));
    else if (!asked.length)
        out->differs = cas_text_of(cas_format(arena, "the document has “%.*s” besides", CAS_SHOW(here)));
    else
        out->differs = cas_text_of(cas_format(arena, "the document has “%.*s”, not “%.*s”", CAS_SHOW(here), CAS_SHOW(asked)));
}

static bool find_alike(cas_arena *arena, const cas_document *document, cas_text words, cas_citable *out)
{
    const cas_alignment found = cas_align(arena, document->plain, words);
    if (!found.found || found.begin >= found.end)
        return false;
    size_t begin = found.begin, end = found.end;
    while (begin > 0 && !cas_plain_is_border(document->plain, begin))
        begin--;
    while (end < document->plain.length && !cas_plain_is_border(document->plain, end))
        end++;
    out->likeness = found.only_case ? OTHER_CASE : found.likeness < OTHER_CASE ? found.likeness : OTHER_CASE - 1;
    out->printed = cas_document_origin(document, begin, end);
    if (!out->printed.length)
        return false;
    const size_t paragraph = cas_document_paragraph_at(document, begin);
    out->locator = cas_document_name(arena, document, paragraph);
    out->at = cas_document_place_of(document, paragraph, out->printed.at);
    put_difference(arena, document->plain, words, &found, out);
    return true;
}

static bool find_in(cas_arena *arena, const cas_document *document, cas_text words, cas_text plain, cas_citable *out)
{
    const cas_quote_result found = cas_quote_find(arena, document, (cas_text){"", 0}, false, words);
    if (found.status != CAS_QUOTE_FOUND)
        return find_alike(arena, document, plain, out);
    size_t paragraph = 0;
    while (paragraph + 1 < document->count && document->paragraphs[paragraph + 1].text.at <= found.found.at)
        paragraph++;
    out->likeness = WHOLE_LIKENESS;
    out->printed = found.found;
    out->locator = cas_document_name(arena, document, paragraph);
    out->at = found.begin;
    /* With an ellipsis among the words what lies between was not asked for: they are cited as they were given. */
    out->quoted = found.parts > 1 ? quoted_form(arena, words) : (cas_text){"", 0};
    return true;
}

static bool is_own_text(const cas_evidence *evidence, const cas_citable *found)
{
    const cas_evidence_document *document = &evidence->documents[found->document];
    return found->at.line == 0 || found->at.line > document->line_count || !cas_line_is_boilerplate(document->lines[found->at.line - 1].kind);
}

static bool comes_before(const cas_evidence *evidence, const cas_citable *a, const cas_citable *b)
{
    if (a->likeness != b->likeness)
        return a->likeness > b->likeness;
    return is_own_text(evidence, a) && !is_own_text(evidence, b);
}

cas_citables cas_cite_find(cas_arena *arena, const cas_evidence *evidence, cas_text words)
{
    cas_citables list = {.items = CAS_ARRAY(arena, cas_citable, evidence->document_count + 1)};
    cas_builder plain = {.arena = arena};
    cas_plain_put(&plain, words);
    for (size_t d = 0; d < evidence->document_count && plain.length; d++) {
        cas_citable found = {.document = d};
        cas_poll(arena->ctx);
        if (!evidence->documents[d].document->count || !find_in(arena, evidence->documents[d].document, words, cas_built(&plain), &found))
            continue;
        if (!found.quoted.length)
            found.quoted = quoted_form(arena, found.printed);
        size_t place = list.count++;
        for (; place > 0 && comes_before(evidence, &found, &list.items[place - 1]); place--)
            list.items[place] = list.items[place - 1];
        list.items[place] = found;
    }
    return list;
}
