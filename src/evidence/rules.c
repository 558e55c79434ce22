/*
 * The rules by which a quotation is given a speaker, in their order; the head comment of speaker.c says what each looks for. A
 * rule that finds somebody keeps the answer with its rank, and the greatest rank wins.
 *
 * Cost: each rule looks at the words of one sentence.
 */
#include "evidence/rules.h"

cas_attribution cas_attribution_make(cas_scene *s, int rank, cas_referent who, const cas_token *cue, cas_certainty certainty, const char *reason)
{
    cas_attribution found = {.rank = rank, .who = who, .cue = cue ? cas_printed(s, cue) : NULL, .certainty = certainty, .reason = reason};
    if (who.how) {
        found.reason = cas_format(s->arena, "%s; %s", reason, who.how);
        if (found.certainty == CAS_CERTAIN)
            found.certainty = CAS_LIKELY;
    }
    if (who.unsure)
        found.certainty = CAS_OPEN;
    return found;
}

const cas_quotation *cas_quotation_at(const cas_spot *spot)
{
    return &spot->s->document->quotations[cas_spot_quotation(spot)];
}

cas_referent cas_spot_referent(const cas_spot *spot, const cas_phrase *phrase, size_t verb)
{
    return cas_referent_of_phrase(spot->s, spot->block, spot->sentence, phrase, verb);
}

bool cas_keep(const cas_spot *spot, int rank, cas_referent who, const cas_token *cue, cas_certainty certainty, const char *reason)
{
    cas_attribution *best = &spot->s->best[cas_spot_quotation(spot)];
    if (rank > best->rank)
        *best = cas_attribution_make(spot->s, rank, who, cue, certainty, reason);
    return who.name != NULL;
}

size_t cas_part_start(const cas_spot *spot)
{
    for (size_t i = spot->quoted; i-- > spot->sentence->first;)
        if (cas_point_is(cas_spot_token(spot, i), ';') || cas_point_is(cas_spot_token(spot, i), 0x2022))
            return i + 1;
    return spot->sentence->first;
}

bool cas_says_between(const cas_spot *spot, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (cas_spot_token(spot, i)->classes & CAS_WORD_SAY && cas_is_verb(spot->block, spot->sentence, i))
            return true;
    return false;
}

cas_phrase cas_according_to(const cas_block *block, size_t at, size_t to)
{
    const cas_token *token = &block->tokens[at];
    if (at < to && (cas_word_is(token, "him") || cas_word_is(token, "her") || cas_word_is(token, "them")) && (at + 1 >= to || token[1].kind == CAS_TOKEN_POINT))
        return (cas_phrase){CAS_PHRASE_PRONOUN, at, at + 1, at};
    return cas_phrase_at(block, at, to);
}

size_t cas_count_words(cas_text text)
{
    size_t words = 0;
    for (size_t i = 0; i < text.length; i++)
        words += text.at[i] != ' ' && (i == 0 || text.at[i - 1] == ' ');
    return words;
}

/* The sentence is nothing but quotations and points. */
bool cas_is_alone(const cas_block *block, const cas_sentence *sentence)
{
    /* `Quote: "…"` is a label, and nobody's name. */
    const cas_token *first = &block->tokens[sentence->first];
    const bool label = sentence->first + 2 < sentence->last && first->kind == CAS_TOKEN_WORD && cas_text_is(first->lower, "quote") && first[1].kind == CAS_TOKEN_POINT && first[1].point == ':';
    for (size_t i = sentence->first + (label ? 1 : 0); i < sentence->last; i++)
        if (block->tokens[i].kind != CAS_TOKEN_QUOTED && block->tokens[i].kind != CAS_TOKEN_POINT)
            return false;
    return true;
}

void cas_attribute(cas_scene *s, const cas_block *block, size_t sentence_number, size_t quoted)
{
    static cas_rule *const rules[] = {cas_rule_after, cas_rule_before, cas_rule_frame, cas_rule_label, cas_rule_to_whom, cas_rule_behind, cas_rule_noun,
                                      cas_rule_alone, cas_rule_continued, cas_rule_together, cas_rule_subject};
    const cas_spot spot = {s, block, &block->sentences[sentence_number], quoted};
    if (cas_rule_nobodys(&spot))
        return;
    for (size_t i = 0; i < sizeof rules / sizeof *rules && !rules[i](&spot); i++)
        ;
    cas_rule_term(&spot);
}
