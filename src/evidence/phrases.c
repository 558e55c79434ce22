/*
 * Noun phrases of a sentence, without a parser.
 *
 * Words unknown to the tables count as nouns and adjectives. A phrase ends at a verb, a small word or a point; behind a name stands a verb,
 * unless an office follows (`Acme chairman Ann Lee`). Whether a word of saying is a verb here is told by its neighbours: a form that
 * is a noun too (`demands`) needs a subject right before it, a form without an ending (`call`) a plural, a modal or `to`, and what
 * stands behind an article is no verb.
 *
 * This errs where an unknown verb stands between two nouns without a name.
 *
 * Cost: linear in the words of a phrase.
 */
#include "evidence/phrases.h"

static bool is_dash(const cas_token *token)
{
    return cas_point_is(token, 0x2014) || cas_point_is(token, 0x2013) || cas_point_is(token, '-');
}

bool cas_is_comma(const cas_token *token)
{
    return cas_point_is(token, ',') || is_dash(token) || cas_point_is(token, ')') || cas_point_is(token, '(');
}

bool cas_is_participle(const cas_token *token)
{
    return token->kind == CAS_TOKEN_WORD && cas_ends_with(token->lower, "ing");
}

bool cas_is_nominal(const cas_block *block, const cas_sentence *sentence, size_t i)
{
    const cas_token *token = &block->tokens[i];
    if (token->kind == CAS_TOKEN_NUMBER || (token->kind == CAS_TOKEN_QUOTED && token->name))
        return true;
    if (token->kind != CAS_TOKEN_WORD)
        return false;
    if (token->name || token->possessive)
        return true;
    if (token->classes & (CAS_WORD_PREPOSITION | CAS_WORD_CONJUNCTION | CAS_WORD_SUBORDINATOR | CAS_WORD_RELATIVE | CAS_WORD_PRONOUN |
                          CAS_WORD_OTHERPRONOUN | CAS_WORD_AUXILIARY | CAS_WORD_TIME))
        return false;
    if (token->classes & CAS_WORD_ADVERB && !(token->classes & CAS_WORD_ROLE))
        return false;
    return !(token->classes & CAS_WORD_CUES) || !cas_is_verb(block, sentence, i);
}

/* `a message posted on Monday` */
static bool is_how_made(const cas_token *token, const cas_token *before, const cas_token *next)
{
    static const char *const made[] = {"posted", "published", "written", "issued", "released", "carried", "signed", "made"};
    for (size_t i = 0; cas_word_has(before, CAS_WORD_SPEECHNOUN) && next && cas_word_has(next, CAS_WORD_PREPOSITION) && i < sizeof made / sizeof *made; i++)
        if (cas_word_is(token, made[i]))
            return true;
    return false;
}

/* `a stern warning`: behind an article, of whose token `before` the adjectives end. */
static bool is_behind_article(const cas_block *block, const cas_sentence *sentence, const cas_token *token, size_t before)
{
    const cas_token *tokens = block->tokens, *prev = &tokens[before];
    const bool determined = cas_word_has(prev, CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE) || prev->possessive;
    if (determined && !cas_word_is(prev, "all") && !cas_word_is(prev, "both") && !cas_word_is(prev, "some") && !cas_word_is(prev, "many"))
        return true;
    for (size_t i = before; cas_is_participle(token) && i > sentence->first && i + 3 > before && tokens[i].kind == CAS_TOKEN_WORD && !tokens[i].classes && !tokens[i].capital; i--)
        if (cas_word_has(&tokens[i - 1], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE) || tokens[i - 1].possessive)
            return true;
    return false;
}

/* A form without an ending: behind a plural, a modal, `to`, or several names joined by `and`. */
static bool is_plain_form_verb(const cas_block *block, const cas_sentence *sentence, const cas_token *token, size_t before)
{
    const cas_token *prev = &block->tokens[before];
    if (cas_word_has(prev, CAS_WORD_AUXILIARY | CAS_WORD_OTHERPRONOUN | CAS_WORD_PLURALNOUN | CAS_WORD_RELATIVE | CAS_WORD_CONJUNCTION) || cas_word_is(prev, "to"))
        return true;
    if ((cas_word_has(prev, CAS_WORD_PRONOUN) && prev->classes & CAS_WORD_PLURAL) || (block->title_case && token->capital) || cas_is_comma(prev))
        return true;
    if (prev->name && before > sentence->first + 1 && cas_word_has(&block->tokens[before - 1], CAS_WORD_CONJUNCTION) && block->tokens[before - 2].name)
        return true;
    return prev->kind == CAS_TOKEN_WORD && cas_ends_with(prev->lower, "s");
}

/* A form that is a noun too: right behind a subject (`Article 4 states that …`), and before no preposition. */
static bool is_nounish_verb(const cas_token *token, const cas_token *prev, const cas_token *next)
{
    if (next && cas_word_has(next, CAS_WORD_PREPOSITION) && !(token->classes & CAS_WORD_PAST) && !(cas_word_is(next, "to") && prev->name && !prev->possessive))
        return false;
    return prev->name || prev->kind == CAS_TOKEN_NUMBER || cas_is_comma(prev) || prev->kind == CAS_TOKEN_QUOTED ||
           cas_word_has(prev, CAS_WORD_PRONOUN | CAS_WORD_OTHERPRONOUN | CAS_WORD_PLURALNOUN | CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_RELATIVE | CAS_WORD_AUXILIARY);
}

bool cas_is_verb(const cas_block *block, const cas_sentence *sentence, size_t verb)
{
    const cas_token *token = &block->tokens[verb], *next = verb + 1 < sentence->last ? token + 1 : NULL;
    if (!cas_word_has(token, CAS_WORD_CUES))
        return false;
    /* In running text a verb is small, but for a headline that stands in it: `Lee Warns: …`. */
    if (token->capital && !token->first && !block->title_case && !token->shouting && !(verb > sentence->first && token[-1].name && cas_ends_with(token->lower, "s")))
        return false;
    if (verb == sentence->first)
        return cas_is_participle(token) || token->classes & CAS_WORD_PAST;
    size_t before = verb - 1;
    while (before > sentence->first && cas_word_has(&block->tokens[before], CAS_WORD_ADVERB))
        before--;
    const cas_token *prev = &block->tokens[before];
    if (is_how_made(token, prev, next) || is_behind_article(block, sentence, token, before))
        return false;
    if (cas_word_has(prev, CAS_WORD_PREPOSITION) && !cas_word_is(prev, "to") && !cas_is_participle(token) && !cas_word_is(prev, "zu"))
        return false;
    if (token->classes & CAS_WORD_BASE && !(token->classes & CAS_WORD_NOUNISH))
        return is_plain_form_verb(block, sentence, token, before);
    return !(token->classes & CAS_WORD_NOUNISH) || is_nounish_verb(token, prev, next);
}

/* Small words inside a name: `van der Berg`. Marked as name by names.c, so a run of names is enough here. */
size_t cas_name_start(const cas_block *block, size_t begin, size_t end)
{
    size_t i = end;
    while (i > begin && block->tokens[i - 1].name && (i == end || !block->tokens[i - 1].possessive))
        i--;
    return i;
}

static cas_phrase make_phrase(const cas_block *block, size_t begin, size_t end)
{
    cas_phrase phrase = {CAS_PHRASE_NONE, begin, end, end};
    if (begin >= end)
        return phrase;
    const cas_token *last = &block->tokens[end - 1];
    if (last->name) {
        phrase.kind = CAS_PHRASE_NAME;
        phrase.name_begin = cas_name_start(block, begin, end);
        return phrase;
    }
    for (size_t i = begin; i < end; i++)
        if (block->tokens[i].kind == CAS_TOKEN_WORD && (!cas_word_has(&block->tokens[i], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE | CAS_WORD_ADVERB | CAS_WORD_NOTNAME) ||
                                                       cas_word_has(&block->tokens[i], CAS_WORD_COLLECTIVE | CAS_WORD_ROLE)))
            phrase.kind = CAS_PHRASE_NOUN;
    return phrase;
}

static const cas_sentence *sentence_of(const cas_block *block, size_t token)
{
    size_t low = 0, high = block->sentence_count - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (token < block->sentences[middle].last)
            high = middle;
        else
            low = middle + 1;
    }
    return &block->sentences[low];
}

cas_phrase cas_phrase_before(const cas_block *block, size_t from, size_t end)
{
    size_t begin = end;
    if (end <= from)
        return cas_no_phrase;
    const cas_sentence *sentence = sentence_of(block, end - 1);
    while (begin > from && cas_is_nominal(block, sentence, begin - 1)) {
        begin--;
        if (cas_word_has(&block->tokens[begin], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE))
            break;
    }
    if (begin < end && block->tokens[end - 1].possessive)
        return cas_no_phrase;
    return make_phrase(block, begin, end);
}

/* `Acme | sporting director | Ann Lee` */
static bool leads_to_name(const cas_block *block, size_t at, size_t to)
{
    bool role = false;
    for (size_t i = at; i < to && i < at + 5; i++) {
        const cas_token *token = &block->tokens[i];
        if (token->kind != CAS_TOKEN_WORD)
            return false;
        if (token->name)
            return role;
        role = role || token->classes & CAS_WORD_ROLE;
        if (token->classes & (CAS_WORD_PREPOSITION | CAS_WORD_CONJUNCTION | CAS_WORD_AUXILIARY | CAS_WORD_DETERMINER) || (token->classes & CAS_WORD_CUES && !(token->classes & CAS_WORD_ROLE)))
            return false;
    }
    return false;
}

/* `a State Department official` */
static bool is_office(const cas_token *token)
{
    return cas_word_has(token, CAS_WORD_ROLE) && !(token->classes & (CAS_WORD_CUES | CAS_WORD_AUXILIARY | CAS_WORD_NOTNAME)) && !token->capital;
}

/* `a source close to …`, `an official familiar with …` */
static bool is_postmodifier(const cas_token *token, const cas_token *next)
{
    static const char *const words[] = {"close", "familiar", "aware", "present", "able"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cas_word_is(token, words[i]))
            return next && cas_word_has(next, CAS_WORD_PREPOSITION);
    return false;
}

bool cas_is_title_word(const cas_token *token)
{
    return token->kind == CAS_TOKEN_WORD && (token->capital || cas_word_is(token, "of") || cas_word_is(token, "the") || cas_word_is(token, "and"));
}

static bool is_persons(const cas_token *token)
{
    return token->name && token->place < 0 && token->kind == CAS_TOKEN_WORD && !(token->classes & (CAS_WORD_ORGWORD | CAS_WORD_ROLE | CAS_WORD_COLLECTIVE));
}

bool cas_is_of_title(const cas_block *block, size_t at, size_t to, size_t *name)
{
    enum { TITLE_WORDS = 9 };
    const cas_token *tokens = block->tokens;
    size_t end = at + 1;
    if (at == 0 || !cas_word_is(&tokens[at], "of") || !cas_word_has(&tokens[at - 1], CAS_WORD_ROLE) || !tokens[at - 1].capital)
        return false;
    while (end < to && end < at + TITLE_WORDS && cas_is_title_word(&tokens[end]) && !tokens[end].possessive)
        end++;
    for (*name = end; *name > at + 1 && is_persons(&tokens[*name - 1]);)
        --*name;
    return end - *name >= 2 && *name > at + 1;
}

/* `the mayor smiles`: behind one person's office an unknown word in s is a verb. */
static bool acts(const cas_token *token, const cas_token *before)
{
    return cas_word_has(before, CAS_WORD_ROLE) && !(before->classes & (CAS_WORD_NOTNAME | CAS_WORD_PLURALNOUN)) && !before->possessive && !token->capital && !token->classes && cas_ends_with(token->lower, "s");
}

/* `one of her own diplomats` */
static bool is_one_of(const cas_block *block, size_t begin, size_t to, cas_phrase *found)
{
    if (!cas_word_is(&block->tokens[begin], "one") || begin + 3 >= to || !cas_word_is(&block->tokens[begin + 1], "of") || !cas_word_has(&block->tokens[begin + 2], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE))
        return false;
    const cas_phrase all = cas_phrase_at(block, begin + 2, to);
    *found = (cas_phrase){CAS_PHRASE_NOUN, begin, all.end, all.end};
    return all.kind == CAS_PHRASE_NOUN && cas_word_has(&block->tokens[all.end - 1], CAS_WORD_PLURALNOUN);
}

/* Does the phrase that begins before end at token `at`, though that could be part of one? */
static bool ends_phrase(const cas_block *block, size_t at, size_t to)
{
    const cas_token *token = &block->tokens[at], *before = token - 1, *next = at + 1 < to ? token + 1 : NULL;
    /* Behind a name stands a verb, unless an office follows. */
    if (!token->name && before->name && !before->possessive && !leads_to_name(block, at, to) && !is_office(token))
        return true;
    if (cas_word_has(token, CAS_WORD_DETERMINER) || (!token->capital && cas_ends_with(token->lower, "ed") && !token->name))
        return true;
    /* `the minister forecast that …` */
    if (next && cas_word_is(next, "that") && !token->classes && !token->name && cas_word_has(before, CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN))
        return true;
    return acts(token, before) || is_postmodifier(token, next);
}

cas_phrase cas_phrase_at(const cas_block *block, size_t begin, size_t to)
{
    size_t end = begin, name;
    cas_phrase one_of;
    if (begin >= to)
        return cas_no_phrase;
    const cas_sentence *sentence = sentence_of(block, begin);
    if (cas_word_has(&block->tokens[begin], CAS_WORD_PRONOUN))
        return (cas_phrase){CAS_PHRASE_PRONOUN, begin, begin + 1, begin};
    if (is_one_of(block, begin, to, &one_of))
        return one_of;
    for (; end < to; end++) {
        if (end > begin && cas_is_of_title(block, end, to, &name)) {
            for (end = name; end < to && is_persons(&block->tokens[end]);)
                end++;
            return (cas_phrase){CAS_PHRASE_NAME, begin, end, name};
        }
        if (!cas_is_nominal(block, sentence, end) || (end > begin && ends_phrase(block, end, to)))
            break;
    }
    while (end > begin && block->tokens[end - 1].possessive)
        end--;
    return make_phrase(block, begin, end);
}

static bool is_label(const cas_block *block, size_t first, size_t colon)
{
    for (size_t i = first; i < colon; i++) {
        const cas_token *token = &block->tokens[i];
        if (token->kind == CAS_TOKEN_WORD && !token->capital)
            return false;
        if (token->kind == CAS_TOKEN_QUOTED)
            return false;
    }
    return true;
}

/* Behind `PARIS (Agency) — ` and `Details: `. */
static size_t after_label(const cas_block *block, const cas_sentence *sentence, size_t to)
{
    size_t first = sentence->first;
    while (first < to && block->tokens[first].kind == CAS_TOKEN_POINT)
        first++;
    for (size_t i = first; i < to && i < first + 12; i++)
        if ((cas_point_is(&block->tokens[i], ':') || is_dash(&block->tokens[i])) && i + 1 < to && is_label(block, first, i))
            return i + 1;
    if (first + 1 < to && block->tokens[first].shouting && block->tokens[first].place >= 0 && block->tokens[first + 1].capital && !block->tokens[first + 1].shouting)
        return first + 1;
    return first;
}

cas_phrase cas_phrase_first(const cas_block *block, const cas_sentence *sentence, size_t to)
{
    size_t i = after_label(block, sentence, to);
    while (i < to) {
        const cas_token *token = &block->tokens[i];
        if (token->kind == CAS_TOKEN_NUMBER || cas_word_has(token, CAS_WORD_TIME) || (cas_word_is(token, "ago") || cas_word_is(token, "last"))) {
            const cas_phrase counted = cas_phrase_at(block, i, to);
            if (counted.kind != CAS_PHRASE_NONE && (counted.end >= block->token_count || !cas_word_has(&block->tokens[counted.end], CAS_WORD_TIME)))
                return counted;
            i++;
            continue;
        }
        const bool introduction = (token->kind == CAS_TOKEN_WORD && !token->name &&
                                   (token->classes & (CAS_WORD_PREPOSITION | CAS_WORD_SUBORDINATOR | CAS_WORD_ADVERB | CAS_WORD_TIME) || cas_is_participle(token) ||
                                    (cas_ends_with(token->lower, "ed") && token->classes & CAS_WORD_CUES))) ||
                                  token->kind == CAS_TOKEN_QUOTED;
        if (introduction && token->classes & CAS_WORD_CONJUNCTION) {
            i++;
            continue;
        }
        if (cas_word_has(token, CAS_WORD_CONJUNCTION) || token->kind == CAS_TOKEN_POINT) {
            i++;
            continue;
        }
        if (!introduction) {
            const cas_phrase phrase = cas_phrase_at(block, i, to);
            if (phrase.kind != CAS_PHRASE_NONE || phrase.end == i || phrase.end >= to || !cas_word_has(&block->tokens[phrase.end], CAS_WORD_TIME))
                return phrase;
            i = phrase.end;
            continue;
        }
        size_t comma = i;
        while (comma < to && !cas_is_comma(&block->tokens[comma]))
            comma++;
        if (comma == to) {
            /* No comma: `On Friday Ann Lee told …`. */
            if (!(token->classes & (CAS_WORD_ADVERB | CAS_WORD_TIME | CAS_WORD_PREPOSITION)) || token->kind == CAS_TOKEN_QUOTED)
                return cas_no_phrase;
            i++;
            while (i < to && (cas_word_has(&block->tokens[i], CAS_WORD_TIME | CAS_WORD_ADVERB) || block->tokens[i].kind == CAS_TOKEN_NUMBER))
                i++;
            continue;
        }
        i = comma + 1;
    }
    return cas_no_phrase;
}
