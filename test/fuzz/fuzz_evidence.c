/*
 * Any text as two documents, through every stage: the text is split at the first form feed.
 *
 * Beyond not crashing: every segment of a quotation stands in its line at its place; groups name quotations and lines that
 * there are; each quotation has a reason.
 */
#include "frame.h"

#include "evidence/cite.h"
#include "evidence/evidence.h"

static void check_document(const cas_evidence_document *document)
{
    for (size_t q = 0; q < document->quotation_count; q++) {
        const cas_quotation *quotation = &document->quotations[q];
        require(quotation->segment_count > 0 && quotation->reason);
        for (size_t s = 0; s < quotation->segment_count; s++) {
            const cas_stretch *segment = &quotation->segments[s];
            require(segment->line >= 1 && segment->line <= document->line_count && segment->column >= 1);
            const cas_text line = document->lines[segment->line - 1].text;
            require(segment->text.at >= line.at && segment->text.at + segment->text.length <= line.at + line.length);
        }
    }
}

static void run(cas_arena *arena, cas_text input)
{
    cas_evidence_document documents[2] = {{.name = "a", .format = "text"}, {.name = "b", .format = "text"}};
    cas_evidence evidence = {.arena = arena, .documents = documents, .document_count = 2};
    const char *split = input.length ? memchr(input.at, '\f', input.length) : NULL;
    const size_t first = split ? (size_t)(split - input.at) : input.length / 2;
    documents[0].text = (cas_text){input.at, first};
    documents[1].text = (cas_text){input.at + first, input.length - first};
    for (int i = 0; i < 2; i++)
        documents[i].document = cas_document_read(arena, documents[i].text);
    cas_evidence_run(&evidence);
    for (int i = 0; i < 2; i++)
        check_document(&documents[i]);
    for (size_t g = 0; g < evidence.same_count; g++)
        for (size_t i = 0; i < evidence.same[g].count; i++) {
            const cas_evidence_place place = evidence.same[g].members[i];
            require(place.document < 2 && place.item < documents[place.document].quotation_count);
        }
    for (size_t g = 0; g < evidence.passage_count; g++)
        for (size_t i = 0; i < evidence.passages[g].count; i++) {
            const cas_evidence_place place = evidence.passages[g].members[i];
            require(place.document < 2 && place.item >= 1 && place.item <= documents[place.document].line_count);
        }
    const cas_citables found = cas_cite_find(arena, &evidence, (cas_text){input.at, input.length < 60 ? input.length : 60});
    for (size_t i = 0; i < found.count; i++)
        require(found.items[i].quoted.length && !memchr(found.items[i].quoted.at, '\n', found.items[i].quoted.length) &&
                !memchr(found.items[i].quoted.at, '"', found.items[i].quoted.length));
}
