/*
 * Rules without a word of saying beside the quotation: whose text or turn it is, or who else is quoted near.
 *
 * Cost: linear in the words of the sentence.
 */
#include "evidence/rules.h"

enum { LABEL_WORDS = 8, LONGEST_LABEL = 6, OWNER_WORDS = 4, SUBHEAD_WORDS = 4 };

/* The name that ends with token `last`, not before `from`. */
static cas_phrase name_ending_at(const cas_spot *spot, size_t from, size_t last)
{
    cas_phrase name = {CAS_PHRASE_NAME, last, last + 1, last};
    while (name.begin > from && cas_spot_token(spot, name.begin - 1)->name && !cas_spot_token(spot, name.begin - 1)->possessive)
        name.begin = --name.name_begin;
    return name;
}

/* `X's Warning: …` */
static bool under_owner(const cas_spot *spot, size_t first, size_t owner)
{
    const cas_token *token = cas_spot_token(spot, owner);
    const cas_phrase name = name_ending_at(spot, first, owner);
    const cas_referent who = cas_spot_referent(spot, &name, owner + 1);
    return who.name && cas_keep(spot, CAS_RANK_LABEL, who, token + 1, CAS_LIKELY, cas_format(spot->s->arena, "it stands under \"%s %s\"", cas_printed(spot->s, token), cas_printed(spot->s, token + 1)));
}

/* `X: …`, the colon at `colon`; in a headline `Mayor: …` too. */
static bool before_colon(const cas_spot *spot, size_t first, size_t colon)
{
    const bool heading = spot->block->heading;
    const cas_phrase phrase = cas_phrase_before(spot->block, first, colon);
    const bool office = phrase.kind == CAS_PHRASE_NOUN && heading, titled = phrase.name_begin > first && phrase.kind == CAS_PHRASE_NAME;
    if (phrase.begin != first || !(office || phrase.kind == CAS_PHRASE_NAME))
        return false;
    if (titled && !cas_word_has(cas_spot_token(spot, phrase.name_begin - 1), CAS_WORD_ROLE | CAS_WORD_HONORIFIC))
        return false;
    /* `PARIS: …` is where it was written, unless it is a headline. */
    if (!heading && (phrase.end - phrase.begin > LONGEST_LABEL || cas_spot_token(spot, first)->shouting))
        return false;
    const cas_referent who = cas_spot_referent(spot, &phrase, colon);
    if (who.entity >= 0 && (who.person || !office))
        cas_keep(spot, who.person ? CAS_RANK_LABEL : CAS_RANK_WEAK, who, NULL, CAS_LIKELY, cas_format(spot->s->arena, "\"%s:\" stands before it", who.name));
    return who.entity >= 0;
}

bool cas_rule_label(const cas_spot *spot)
{
    size_t first = spot->sentence->first;
    while (first < spot->quoted && cas_spot_token(spot, first)->kind == CAS_TOKEN_POINT)
        first++;
    for (size_t i = first; i < spot->quoted && i < first + LABEL_WORDS; i++) {
        const cas_token *token = cas_spot_token(spot, i);
        if (token->possessive && token->name && i + 1 < spot->quoted && token[1].classes & CAS_WORD_SPEECHNOUN)
            return under_owner(spot, first, i);
        if (cas_point_is(token, ':'))
            return before_colon(spot, first, i);
    }
    return false;
}

/* `For Lee, the plan is "…"`, `To Lee it is "…"`. */
bool cas_rule_to_whom(const cas_spot *spot)
{
    const cas_token *first = cas_spot_token(spot, spot->sentence->first);
    if (!cas_word_is(first, "for") && !cas_word_is(first, "to") && !cas_word_is(first, "für"))
        return false;
    const cas_phrase phrase = cas_phrase_at(spot->block, spot->sentence->first + 1, spot->quoted);
    const cas_referent who = phrase.kind == CAS_PHRASE_NAME ? cas_spot_referent(spot, &phrase, spot->quoted) : cas_nobody;
    return who.person && cas_keep(spot, CAS_RANK_NEAR, who, NULL, CAS_OPEN, cas_format(spot->s->arena, "the sentence tells what it is for %s", who.name));
}

/* The last person who was a subject or was named: for `his letter`. */
static cas_referent last_person(const cas_scene *s)
{
    for (size_t i = s->past.count; i-- > 0;)
        if (s->past.items[i].person) {
            cas_referent who = s->past.items[i];
            who.unsure = true;
            return who;
        }
    return cas_nobody;
}

/* Whose the warning or letter at token `text` is: `X's warning`, `her letter`, `a letter from X`. */
static cas_referent owner_of(const cas_spot *spot, size_t text)
{
    const size_t first = spot->sentence->first;
    size_t owner = text;
    while (owner > first && text - owner < OWNER_WORDS && !(cas_spot_token(spot, owner - 1)->possessive || cas_word_has(cas_spot_token(spot, owner - 1), CAS_WORD_POSSESSIVE)))
        owner--;
    if (owner > first && cas_spot_token(spot, owner - 1)->possessive) {
        cas_phrase name = name_ending_at(spot, first, owner - 1);
        if (!cas_spot_token(spot, owner - 1)->name)
            name.kind = CAS_PHRASE_NOUN;
        return cas_spot_referent(spot, &name, text);
    }
    if (owner > first && cas_word_has(cas_spot_token(spot, owner - 1), CAS_WORD_POSSESSIVE))
        return last_person(spot->s);
    const cas_token *next = cas_spot_token(spot, text + 1);
    if (text + 2 >= spot->quoted || !(cas_word_is(next, "from") || cas_word_is(next, "by") || cas_word_is(next, "of")))
        return cas_nobody;
    const cas_phrase phrase = cas_phrase_at(spot->block, text + 2, spot->quoted);
    return cas_spot_referent(spot, &phrase, text);
}

/* `X's warning that …`, `a letter from X`, in the sentence. */
bool cas_rule_noun(const cas_spot *spot)
{
    for (size_t i = spot->quoted; i-- > spot->sentence->first + 1;) {
        const cas_token *token = cas_spot_token(spot, i);
        const cas_referent who = cas_token_has(token, CAS_WORD_SPEECHNOUN) ? owner_of(spot, i) : cas_nobody;
        if (who.name)
            return cas_keep(spot, CAS_RANK_NEAR, who, token, CAS_OPEN, cas_format(spot->s->arena, "\"%s\" is %s's", cas_printed(spot->s, token), who.name));
    }
    return false;
}

/* Who spoke before a sentence that is nothing but a quotation: in the sentence before, else in the paragraph before. */
static cas_referent before_alone(const cas_scene *s, bool just_before)
{
    cas_referent who = just_before && s->past.count ? s->past.items[s->past.count - 1] : s->last_speaker;
    if (!who.name)
        who = s->last_speaker;
    for (size_t i = s->past.count; i-- > 0 && !who.name;)
        if (!s->past.items[i].weak)
            who = s->past.items[i];
    who.how = NULL;
    who.unsure = false;
    return who;
}

bool cas_rule_alone(const cas_spot *spot)
{
    const cas_quotation *quotation = cas_quotation_at(spot);
    const bool just_before = spot->sentence > spot->block->sentences;
    if (!cas_is_alone(spot->block, spot->sentence) || spot->block->heading)
        return false;
    /* A few words in a line of their own are a subhead, however it is marked. */
    if (spot->block->sentence_count == 1 && quotation->partial && cas_count_words(quotation->segments[0].text) <= SUBHEAD_WORDS)
        return false;
    const cas_referent who = before_alone(spot->s, just_before);
    return who.name && cas_keep(spot, CAS_RANK_NEAR, who, NULL, CAS_LIKELY, cas_format(spot->s->arena, just_before ? "it stands alone behind a sentence of %s" : "it stands alone, and %s spoke before", who.name));
}

/* `The dam, she said, was "…"; talk of a leak was "…"`: the sentence goes on with its speaker. */
bool cas_rule_continued(const cas_spot *spot)
{
    const size_t from = cas_part_start(spot), first = spot->sentence->first;
    if (from == first || spot->block->heading || !cas_point_is(cas_spot_token(spot, from - 1), ';'))
        return false;
    for (size_t i = from; i < spot->quoted; i++)
        if (cas_spot_token(spot, i)->name || cas_word_has(cas_spot_token(spot, i), CAS_WORD_PRONOUN | CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN))
            return false;
    size_t before = from;
    while (before > first && cas_spot_token(spot, before - 1)->kind != CAS_TOKEN_QUOTED)
        before--;
    if (before == first)
        return false;
    const cas_attribution *said = &spot->s->best[cas_spot_token(spot, before - 1)->quotation];
    cas_referent who = said->who;
    who.how = NULL;
    return who.name && said->rank >= CAS_RANK_SENTENCE &&
           cas_keep(spot, CAS_RANK_NEAR, who, NULL, CAS_LIKELY, cas_format(spot->s->arena, "the sentence goes on behind a semicolon; %s is quoted before it", who.name));
}

/* Another quotation before it in the sentence, with nobody who could speak between them. */
bool cas_rule_together(const cas_spot *spot)
{
    for (size_t i = spot->quoted; i-- > spot->sentence->first && !spot->block->heading;) {
        const cas_token *token = cas_spot_token(spot, i);
        if (token->name || cas_point_is(token, ';') || cas_point_is(token, ':') || cas_word_has(token, CAS_WORD_PRONOUN | CAS_WORD_ROLE | CAS_WORD_PLURALNOUN))
            return false;
        if (token->kind != CAS_TOKEN_QUOTED)
            continue;
        cas_referent who = spot->s->best[token->quotation].who;
        who.how = NULL;
        return who.name && cas_keep(spot, CAS_RANK_WEAK, who, NULL, CAS_OPEN, cas_format(spot->s->arena, "%s is quoted before it in the sentence", who.name));
    }
    return false;
}

/* `used the word "…"` */
static bool is_called_word(const cas_spot *spot)
{
    static const char *const words[] = {"word", "words", "phrase", "term", "expression", "metaphor"};
    for (size_t i = 0; spot->quoted > spot->sentence->first && i < sizeof words / sizeof *words; i++)
        if (cas_word_is(cas_spot_token(spot, spot->quoted - 1), words[i]))
            return true;
    return false;
}

bool cas_rule_subject(const cas_spot *spot)
{
    if ((cas_count_words(cas_quotation_at(spot)->segments[0].text) < 3 && !is_called_word(spot)) || spot->block->heading || cas_is_alone(spot->block, spot->sentence))
        return false;
    const cas_phrase phrase = cas_phrase_first(spot->block, spot->sentence, spot->quoted);
    const cas_referent who = cas_can_speak(spot->block, &phrase) ? cas_spot_referent(spot, &phrase, spot->quoted) : cas_nobody;
    return who.name && cas_keep(spot, CAS_RANK_SUBJECT, who, NULL, CAS_OPEN, cas_format(spot->s->arena, "no word of saying; %s is the subject of the sentence", who.name));
}
