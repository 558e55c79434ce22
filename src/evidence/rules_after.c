/*
 * An attribution right behind the quotation, in the same sentence: `"…," said X`, `"…," X said`, `"…", according to X`, `"…", in the
 * words of X`, `"…", as X calls it`, `"…," the agency quoted X as saying`; in a headline `"…": X …`.
 *
 * A comma, or the quotation's own point, must stand before it, but for `according to` and `in the words of`. What follows must begin right
 * there: what begins later is the outlet's own sentence going on.
 *
 * Cost: linear in the words of the sentence.
 */
#include "evidence/rules.h"

#include <string.h>

enum { FURTHEST_VERB = 40 }; /* in words behind the quotation */

static bool is_filler(const cas_token *token)
{
    return cas_word_has(token, CAS_WORD_ADVERB | CAS_WORD_AUXILIARY | CAS_WORD_TIME);
}

static bool joins(const cas_token *token)
{
    return cas_point_is(token, ',') || cas_point_is(token, 0x2014) || cas_point_is(token, 0x2013) || cas_point_is(token, '-') || cas_point_is(token, ':');
}

/* The last character of the quotation. */
static char ending_of(const cas_spot *spot)
{
    const cas_quotation *quotation = cas_quotation_at(spot);
    const cas_text words = quotation->segments[quotation->segment_count - 1].text;
    return words.length ? words.at[words.length - 1] : ' ';
}

/* `"…," said X`, the cue at token i. */
static const char *stands_behind(const cas_spot *spot, size_t cue, const char *who)
{
    return cas_format(spot->s->arena, "\"%s %s\" stands behind it", cas_printed(spot->s, cas_spot_token(spot, cue)), who);
}

static bool according(const cas_spot *spot, size_t i)
{
    const size_t name = i + (cas_word_is(cas_spot_token(spot, i), "according") && i + 1 < spot->sentence->last ? 2 : 1);
    const cas_phrase phrase = cas_according_to(spot->block, name, spot->sentence->last);
    const cas_referent who = cas_spot_referent(spot, &phrase, i);
    /* `X said "…", according to Agency`: who carries it has not said it. */
    if (!who.name || (!who.person && cas_says_between(spot, cas_part_start(spot), spot->quoted)))
        return false;
    return cas_keep(spot, CAS_RANK_AS, who, cas_spot_token(spot, i), CAS_LIKELY, "\"according to\" stands behind it");
}

static bool is_in_words_of(const cas_spot *spot, size_t i)
{
    const cas_token *token = cas_spot_token(spot, i);
    return i + 4 < spot->sentence->last && cas_word_is(token, "in") && cas_word_is(token + 1, "the") && cas_word_is(token + 2, "words") && cas_word_is(token + 3, "of");
}

/* Somebody at token `at` speaks, as the cue at token `cue` tells. */
static bool speaks(const cas_spot *spot, size_t at, size_t verb, size_t cue, const char *reason)
{
    const cas_phrase phrase = cas_phrase_at(spot->block, at, spot->sentence->last);
    const cas_referent who = cas_spot_referent(spot, &phrase, verb);
    return who.name && cas_keep(spot, CAS_RANK_AS, who, cas_spot_token(spot, cue), CAS_LIKELY, reason);
}

/* `sagte die Sprecherin des Ministeriums, Ute Falk,`: behind the genitive; the phrase's end: there is none. */
static size_t genitive_end(const cas_spot *spot, const cas_phrase *phrase)
{
    size_t end = phrase->end;
    while (spot->block->language == CAS_GERMAN && end < spot->sentence->last && end < phrase->end + 4 && cas_spot_token(spot, end)->kind == CAS_TOKEN_WORD && !(cas_spot_token(spot, end)->classes & CAS_WORD_CUES))
        end++;
    return end < spot->sentence->last && cas_point_is(cas_spot_token(spot, end), ',') ? end : phrase->end;
}

/* Who stands behind the verb at token i: `said the minister, Ann Lee,` is by name. */
static cas_phrase named_behind(const cas_spot *spot, size_t i)
{
    size_t name = i + 1;
    while (name < spot->sentence->last && (is_filler(cas_spot_token(spot, name)) || cas_word_has(cas_spot_token(spot, name), CAS_WORD_OTHERPRONOUN)))
        name++;
    cas_phrase phrase = cas_phrase_at(spot->block, name, spot->sentence->last);
    if (phrase.kind != CAS_PHRASE_NOUN)
        return phrase;
    phrase.end = genitive_end(spot, &phrase);
    if (phrase.end + 1 >= spot->sentence->last || !cas_point_is(cas_spot_token(spot, phrase.end), ','))
        return phrase;
    const cas_phrase apposed = cas_phrase_at(spot->block, phrase.end + 1, spot->sentence->last);
    return apposed.kind == CAS_PHRASE_NAME && apposed.begin == apposed.name_begin ? apposed : phrase;
}

/* `"…," said X`. */
static bool verb_first(const cas_spot *spot, size_t i)
{
    const cas_phrase phrase = named_behind(spot, i);
    /* `X, who called it "…", said the other years would pay`: what is said, not who says it. */
    if (phrase.kind == CAS_PHRASE_NOUN && !cas_can_speak(spot->block, &phrase) && phrase.end < spot->sentence->last && cas_spot_token(spot, phrase.end)->kind != CAS_TOKEN_POINT)
        return false;
    const cas_referent who = cas_spot_referent(spot, &phrase, i);
    return who.name && cas_keep(spot, CAS_RANK_BESIDE, who, cas_spot_token(spot, i), phrase.kind == CAS_PHRASE_NAME && who.person ? CAS_CERTAIN : CAS_LIKELY, stands_behind(spot, i, who.name));
}

/* `"…", as Lee called it`, `as her friends like to say`. *answered: there is such a verb. */
static bool as_called(const cas_spot *spot, size_t i, bool *answered)
{
    const cas_phrase phrase = cas_phrase_at(spot->block, i + 1, spot->sentence->last);
    for (size_t verb = phrase.end; phrase.kind != CAS_PHRASE_NONE && verb < spot->sentence->last && verb < phrase.end + 4 && cas_spot_token(spot, verb)->kind == CAS_TOKEN_WORD; verb++) {
        const cas_token *token = cas_spot_token(spot, verb);
        if (!(token->classes & CAS_WORD_CUES) && !cas_word_is(token, "put") && !cas_word_is(token, "puts"))
            continue;
        const cas_referent who = cas_can_speak(spot->block, &phrase) ? cas_spot_referent(spot, &phrase, verb) : cas_nobody;
        *answered = true;
        return who.name && cas_keep(spot, CAS_RANK_AS, who, token, CAS_LIKELY, cas_format(spot->s->arena, "\"as %s %s\" stands behind it", who.name, cas_printed(spot->s, token)));
    }
    return false;
}

/* Whatever is done behind a comma before a name is a way of saying: `"…," beamed Lee`. */
static bool unknown_verb(const cas_spot *spot, size_t i)
{
    const cas_token *token = cas_spot_token(spot, i);
    if (token->kind != CAS_TOKEN_WORD || token->capital || token->classes || ending_of(spot) != ',' || token->lower.length <= 4 || !cas_ends_with(token->lower, "ed") || i + 1 >= spot->sentence->last ||
        !token[1].name)
        return false;
    const cas_phrase phrase = cas_phrase_at(spot->block, i + 1, spot->sentence->last);
    const cas_referent who = cas_spot_referent(spot, &phrase, i);
    return who.name && cas_keep(spot, CAS_RANK_BESIDE, who, token, CAS_LIKELY, stands_behind(spot, i, who.name));
}

/* `"…," the agency quoted her as saying`, the verb `quoted`. */
static bool quoted_as(const cas_spot *spot, size_t verb)
{
    const cas_token *token = cas_spot_token(spot, verb);
    if ((!cas_word_is(token, "quoted") && !cas_word_is(token, "cited")) || verb + 2 >= spot->sentence->last)
        return false;
    const cas_phrase phrase = cas_according_to(spot->block, verb + 1, cas_word_is(token + 2, "as") ? verb + 2 : spot->sentence->last);
    const bool as = phrase.kind != CAS_PHRASE_NONE && phrase.end < spot->sentence->last && cas_word_is(cas_spot_token(spot, phrase.end), "as");
    const cas_referent who = as ? cas_spot_referent(spot, &phrase, verb) : cas_nobody;
    return who.name && cas_keep(spot, CAS_RANK_BESIDE, who, token, CAS_LIKELY, cas_format(spot->s->arena, "%s is \"%s\" behind it", who.name, cas_printed(spot->s, token)));
}

/* The attribution begins at token i, right behind the quotation: with the subject, or with the office it is apposed to. */
static bool begins_there(const cas_spot *spot, size_t i, const cas_phrase *subject)
{
    const cas_phrase first = cas_phrase_at(spot->block, i, spot->sentence->last);
    return subject->begin <= i || (first.kind != CAS_PHRASE_NONE && first.end < spot->sentence->last && cas_point_is(cas_spot_token(spot, first.end), ','));
}

/* `"…," X said`. *answered: somebody stands there, whether he can be told or not. */
static bool subject_first(const cas_spot *spot, size_t i, bool *answered)
{
    *answered = true;
    for (size_t verb = i; verb < spot->sentence->last && verb < i + FURTHEST_VERB; verb++) {
        const cas_token *token = cas_spot_token(spot, verb);
        if (token->kind == CAS_TOKEN_QUOTED || cas_point_is(token, ';') || cas_point_is(token, ':'))
            return false;
        if (verb == i || !cas_is_verb(spot->block, spot->sentence, verb))
            continue;
        if (quoted_as(spot, verb))
            return true;
        const cas_clause clause = cas_clause_of(spot->block, spot->sentence, i, verb);
        const cas_phrase *subject = &clause.subject;
        if (clause.passive || subject->kind == CAS_PHRASE_NONE)
            continue;
        /* `…," a blow to hopes after both sides agreed …` */
        if (subject->kind == CAS_PHRASE_NOUN && !cas_can_speak(spot->block, subject) && !(token->classes & CAS_WORD_SAY && verb <= subject->end + 1))
            return false;
        const cas_referent who = begins_there(spot, i, subject) ? cas_spot_referent(spot, subject, verb) : cas_nobody;
        const bool plain = subject->kind == CAS_PHRASE_NAME && who.person && verb <= subject->end + 2 && token->classes & CAS_WORD_SAY;
        return who.name && cas_keep(spot, CAS_RANK_BESIDE, who, token, plain ? CAS_CERTAIN : CAS_LIKELY, cas_format(spot->s->arena, "\"%s %s\" stands behind it", who.name, cas_printed(spot->s, token)));
    }
    *answered = false;
    return false;
}

/* In a headline: `"…": X …`. */
static bool headline_names(const cas_spot *spot, size_t i)
{
    const cas_phrase phrase = cas_phrase_at(spot->block, i, spot->sentence->last);
    const bool plain = phrase.kind == CAS_PHRASE_NAME && (phrase.name_begin == phrase.begin || cas_word_has(cas_spot_token(spot, phrase.name_begin - 1), CAS_WORD_ROLE | CAS_WORD_HONORIFIC));
    const cas_referent who = plain ? cas_spot_referent(spot, &phrase, i) : cas_nobody;
    return who.entity >= 0 && cas_keep(spot, who.person ? CAS_RANK_LABEL : CAS_RANK_WEAK, who, NULL, CAS_LIKELY, "the headline names the speaker behind it");
}

bool cas_rule_after(const cas_spot *spot)
{
    const size_t last = spot->sentence->last;
    const char ending = ending_of(spot);
    bool comma = ending == ',' || ending == '?' || ending == '!' || ending == '.' || (unsigned char)ending >= 0x80, answered = false;
    size_t i = spot->quoted + 1;
    for (; i < last && joins(cas_spot_token(spot, i)); i++) {
        if (cas_point_is(cas_spot_token(spot, i), ':') && !spot->block->heading)
            return false;
        comma = true;
    }
    if (i >= last)
        return false;
    const cas_token *token = cas_spot_token(spot, i);
    const bool german = spot->block->language == CAS_GERMAN;
    if (cas_word_is(token, "according") || cas_word_is(token, "laut"))
        return according(spot, i);
    if (is_in_words_of(spot, i))
        return speaks(spot, i + 4, i, i + 2, "\"in the words of\" stands behind it");
    if (!comma || cas_word_is(token, "came"))
        return false;
    if (german && cas_word_is(token, "so"))
        return speaks(spot, i + 1, i, i, "\"so\" and the speaker stand behind it");
    if (cas_word_has(token, CAS_WORD_SAY) || (german && cas_word_has(token, CAS_WORD_CUES)))
        return verb_first(spot, i);
    if (cas_word_is(token, "as") && cas_spot_token(spot, spot->quoted + 1)->kind == CAS_TOKEN_POINT) {
        const bool found = as_called(spot, i, &answered);
        if (answered)
            return found;
    }
    if (cas_word_has(token, CAS_WORD_CONJUNCTION | CAS_WORD_RELATIVE | CAS_WORD_PREPOSITION | CAS_WORD_SUBORDINATOR))
        return false;
    if (unknown_verb(spot, i) || subject_first(spot, i, &answered))
        return true;
    return !answered && spot->block->heading && headline_names(spot, i);
}
