/*
 * Any bytes as a source and a citation of it. The first line is the locator, the second the words, the rest the
 * document.
 *
 * Beyond not crashing: paragraphs lie in the document, in order; what is said to be found says the same words; a place
 * found elsewhere or nearest lies in the document.
 */
#include "frame.h"

#include "sources/moved.h"
#include "sources/plain.h"

static cas_text take_line(cas_text *rest)
{
    const char *end = rest->length ? memchr(rest->at, '\n', rest->length) : NULL;
    const size_t length = end ? (size_t)(end - rest->at) : rest->length;
    const cas_text line = {rest->at, length};
    rest->at += end ? length + 1 : length;
    rest->length -= end ? length + 1 : length;
    return line;
}

static cas_text plain_of(cas_arena *arena, cas_text text)
{
    cas_builder out = {.arena = arena};
    cas_plain_put(&out, text);
    return cas_built(&out);
}

static void check_document(const cas_document *document)
{
    const char *before = document->bytes.at;
    size_t plain = 0;
    for (size_t i = 0; i < document->count; i++) {
        const cas_paragraph *paragraph = &document->paragraphs[i];
        require(paragraph->text.at >= before && paragraph->text.length > 0);
        before = paragraph->text.at + paragraph->text.length;
        require(before <= document->bytes.at + document->bytes.length);
        require(paragraph->plain_begin >= plain && paragraph->plain_end >= paragraph->plain_begin);
        plain = paragraph->plain_end;
        require(paragraph->heading == (paragraph->ordinal == 0));
    }
    require(plain <= document->plain.length);
}

static void check_place(const cas_document *document, cas_document_place place)
{
    require(place.offset <= document->bytes.length && place.line >= 1 && place.column >= 1);
}

static void check_result(cas_arena *arena, const cas_document *document, cas_text words, const cas_quote_result *result)
{
    check_place(document, result->begin.line ? result->begin : (cas_document_place){0, 1, 1});
    if (result->status == CAS_QUOTE_FOUND && words.length && result->parts == 1) {
        const cas_quote_parts parts = cas_quote_split(arena, words);
        const cas_text found = plain_of(arena, result->found), part = plain_of(arena, parts.parts[0]);
        /*
         * One sign may stand for several (⒈ for 1.), so what is found can be more. Not over the border of paragraphs,
         * where the joining space may differ, nor where a `#` would now be a heading's mark.
         */
        if (!memchr(result->found.at, '\n', result->found.length) &&
            !memchr(result->found.at, '\r', result->found.length) && part.at[0] != '#')
            require(memmem(found.at, found.length, part.at, part.length));
    }
    if (result->elsewhere)
        check_place(document, result->elsewhere_at);
    if (result->has_nearest)
        check_place(document, result->nearest_at);
    require((cas_quote_explain(arena, result, CAS_TEXT("source")).length == 0) == (result->status == CAS_QUOTE_FOUND));
}

static void run(cas_arena *arena, cas_text input)
{
    const cas_text locator = take_line(&input), words = take_line(&input);
    const cas_document *document = cas_document_read(arena, input);
    check_document(document);
    const cas_quote_result result = cas_quote_find(arena, document, locator, locator.length > 0, words);
    check_result(arena, document, words, &result);

    /* Every paragraph is found whole where its own name says, if that is a locator. */
    for (size_t i = 0; i < document->count && i < 8; i++) {
        const cas_text name = cas_document_name(arena, document, i);
        if (name.length >= 5 && memcmp(name.at, "line ", 5) == 0)
            continue;
        if (document->paragraphs[i].locator.length)
            require(cas_document_locate(arena, document, name).status == CAS_LOCATE_FOUND);
    }
    const cas_citation citation = {locator, locator.length > 0, words};
    const cas_moved *moved = cas_moved_find(arena, document, &citation, 1);
    require(cas_moved_explain(arena, &citation, moved).length > 0);
    cas_builder printed = {.arena = arena};
    cas_document_print(&printed, document);
}
