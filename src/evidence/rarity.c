/*
 * How much a word tells of which utterance a quotation is.
 *
 * What a whole report is about stands in many of its paragraphs: that two quotations share such words shows that they are about
 * one subject, not that they are one utterance. So a content word weighs
 *
 *     min(1, USUAL / c),   c: in how many paragraphs it stands, on average over the documents that have it at all.
 *
 * and the name of a state at most 0.4. A word that a report uses once or twice weighs 1. Compared are stems (likeness.h), so `guarantee` and `guarantees` are one.
 */
#include "evidence/rarity.h"

static const double usual = 1.2; /* paragraphs: hardly more than the quotation's own */
static const double place_weight = 0.4;

void cas_rarity_add(cas_rarity *rarity, const cas_likeness_text *text)
{
    cas_arena *arena = rarity->stems.arena;
    for (size_t i = 0; i < text->count; i++) {
        const size_t known = rarity->stems.count;
        if (!text->words[i].content || (size_t)cas_names_add(&rarity->stems, text->words[i].stem) != known)
            continue;
        rarity->paragraphs = CAS_ROOM(arena, rarity->paragraphs, known, &rarity->room);
        rarity->documents = CAS_ROOM(arena, rarity->documents, known, &rarity->document_room);
        rarity->last = CAS_ROOM(arena, rarity->last, known, &rarity->last_room);
        rarity->paragraphs[known] = rarity->documents[known] = rarity->last[known] = 0;
    }
}

/* `last` holds the paragraph that counted the stem last, so that none counts it twice; `first` is the document's first. */
static void count_line(cas_rarity *rarity, cas_arena *arena, cas_text line, size_t paragraph, size_t first)
{
    const cas_mark before = cas_arena_mark(arena);
    const cas_likeness_text words = cas_likeness_read(arena, line);
    for (size_t i = 0; i < words.count; i++) {
        const int stem = words.words[i].content ? cas_names_find(&rarity->stems, words.words[i].stem) : -1;
        if (stem < 0 || rarity->last[stem] == paragraph)
            continue;
        rarity->documents[stem] += rarity->last[stem] < first;
        rarity->paragraphs[stem]++;
        rarity->last[stem] = paragraph;
    }
    cas_arena_release(arena, before);
}

void cas_rarity_count(cas_rarity *rarity, const cas_evidence *evidence)
{
    size_t paragraph = 0;
    for (size_t d = 0; d < evidence->document_count; d++) {
        const cas_evidence_document *document = &evidence->documents[d];
        const size_t first = paragraph + 1;
        for (size_t i = 0; i < document->line_count; i++)
            if (document->lines[i].kind == CAS_LINE_BODY) {
                cas_poll(evidence->arena->ctx);
                count_line(rarity, evidence->arena, document->lines[i].text, ++paragraph, first);
            }
    }
}

static cas_text lower_of(char *room, size_t size, cas_text source, const cas_likeness_word *first, const cas_likeness_word *last)
{
    size_t length = 0;
    for (size_t i = first->begin; i < last->end && length < size; i++)
        room[length++] = source.at[i] >= 'A' && source.at[i] <= 'Z' ? (char)(source.at[i] | 32) : source.at[i];
    return (cas_text){room, length};
}

/* A state, alone or with the word before or behind it: `United States`. */
static bool is_place(const cas_tables *tables, cas_text source, const cas_likeness_text *text, size_t i)
{
    char room[64];
    const cas_likeness_word *words = text->words;
    return cas_place_of(tables, lower_of(room, sizeof room, source, &words[i], &words[i])) >= 0 ||
           (i > 0 && cas_place_of(tables, lower_of(room, sizeof room, source, &words[i - 1], &words[i])) >= 0) ||
           (i + 1 < text->count && cas_place_of(tables, lower_of(room, sizeof room, source, &words[i], &words[i + 1])) >= 0);
}

double cas_rarity_weigh(const cas_rarity *rarity, const cas_tables *tables, cas_text source, cas_likeness_text *text)
{
    double told = 0;
    for (size_t i = 0; i < text->count; i++) {
        const int stem = text->words[i].content ? cas_names_find(&rarity->stems, text->words[i].stem) : -1;
        if (stem >= 0 && (double)rarity->paragraphs[stem] > usual * (double)rarity->documents[stem])
            text->words[i].weight = usual * (double)rarity->documents[stem] / (double)rarity->paragraphs[stem];
        if (text->words[i].content && text->words[i].weight > place_weight && is_place(tables, source, text, i))
            text->words[i].weight = place_weight;
        told += text->words[i].content ? text->words[i].weight : 0;
    }
    return told;
}
