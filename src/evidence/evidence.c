/* The order of the stages, and the names of what they find. See evidence.h. */
#include "evidence/evidence.h"

void cas_evidence_run(cas_evidence *evidence)
{
    cas_evidence_lines(evidence);
    cas_evidence_quotations(evidence);
    cas_evidence_speakers(evidence);
    cas_evidence_same(evidence);
    cas_evidence_passages(evidence);
    cas_evidence_derived(evidence);
}

const char *cas_line_kind_name(cas_line_kind kind)
{
    switch (kind) {
    case CAS_LINE_BODY: return "body";
    case CAS_LINE_BLANK: return "blank";
    case CAS_LINE_ADDRESS: return "address";
    case CAS_LINE_TITLE: return "title";
    case CAS_LINE_DECK: return "deck";
    case CAS_LINE_SUBHEAD: return "subhead";
    case CAS_LINE_MENU: return "menu";
    case CAS_LINE_SHARE: return "share";
    case CAS_LINE_RATING: return "rating";
    case CAS_LINE_SUBSCRIBE: return "subscribe";
    case CAS_LINE_RELATED: return "related";
    case CAS_LINE_CAPTION: return "caption";
    case CAS_LINE_BYLINE: return "byline";
    case CAS_LINE_DATELINE: return "dateline";
    }
    return "body";
}

const char *cas_certainty_name(cas_certainty certainty)
{
    switch (certainty) {
    case CAS_CERTAIN: return "certain";
    case CAS_LIKELY: return "likely";
    case CAS_OPEN: return "open";
    }
    return "open";
}

cas_text cas_quotation_text(cas_arena *arena, const cas_quotation *quotation)
{
    cas_builder out = {.arena = arena};
    for (size_t i = 0; i < quotation->segment_count; i++) {
        if (i)
            cas_putc(&out, ' ');
        cas_put(&out, quotation->segments[i].text);
    }
    return cas_text_copy(arena, cas_built(&out));
}

cas_text cas_evidence_locator(cas_arena *arena, const cas_evidence_document *document, size_t line)
{
    const size_t paragraph = line && line <= document->line_count ? document->lines[line - 1].paragraph : SIZE_MAX;
    return paragraph == SIZE_MAX ? (cas_text){"", 0} : cas_document_name(arena, document->document, paragraph);
}
