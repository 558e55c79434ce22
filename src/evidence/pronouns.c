/*
 * Whom a pronoun means, or what stands for one (`the Welshman`).
 *
 * The first who fits it in gender and number: the subject of an earlier verb of the same sentence; the sentence's first name,
 * unless that is one of several; a name in a clause that introduces the sentence, or whose something the sentence's subject is; of several who
 * are not named the sentence's subject; of `it` the state or body named last. Then the subjects of the sentences before, the nearest first: who
 * is a person for certain before a single name that may be a town's. Inserted speech (`Lee, she said, was …`) does not look in
 * its own sentence.
 *
 * Cost: the words of a sentence, and at most MOST_SUBJECTS sentences back.
 */
#include "evidence/referent.h"

/* How far back: subjects; persons named beside them; who is a person for certain; and beyond how many it is a guess. */
enum { MOST_SUBJECTS = 24, MOST_NAMED = 8, MOST_CERTAIN = 5, GUESS_BEHIND = 2 };

static bool fits(const cas_referent *who, const cas_wanted *want)
{
    if (want->thing)
        return (!who->person || who->unknown) && !who->plural;
    if (want->plural)
        return who->plural || !who->person;
    return who->person && !who->plural && !(who->gender && want->gender && !(who->gender & want->gender));
}

cas_wanted cas_wanted_by_pronoun(const cas_scene *s, const cas_block *block, size_t token)
{
    const cas_token *pronoun = &block->tokens[token];
    const bool german_she = block->language == CAS_GERMAN && pronoun->classes & CAS_WORD_FEMALE;
    const bool plural = (pronoun->classes & CAS_WORD_PLURAL && !german_she) || cas_word_is(pronoun, "them");
    const uint32_t gender = cas_word_is(pronoun, "him") ? CAS_WORD_MALE : cas_word_is(pronoun, "her") ? CAS_WORD_FEMALE : pronoun->classes & (CAS_WORD_MALE | CAS_WORD_FEMALE);
    return (cas_wanted){token, gender, plural, !plural && !gender, cas_printed(s, pronoun)};
}

/* `…, she told reporters.`: nothing but whom and where follows. */
static bool ends_attribution(const cas_block *block, const cas_sentence *sentence, size_t verb)
{
    if (!(block->tokens[verb].classes & CAS_WORD_SAY) || sentence->last - verb > 8)
        return false;
    for (size_t i = verb + 1; i < sentence->last; i++)
        if (block->tokens[i].kind == CAS_TOKEN_QUOTED || cas_point_is(&block->tokens[i], ',') || cas_point_is(&block->tokens[i], ':') || cas_word_has(&block->tokens[i], CAS_WORD_SUBORDINATOR | CAS_WORD_CUES | CAS_WORD_PRONOUN | CAS_WORD_AUXILIARY))
            return false;
    return true;
}

/* The last state or body named before `it` in its sentence. */
static cas_referent thing_before(const cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t token)
{
    for (size_t end = token; end > sentence->first; end--) {
        if (!block->tokens[end - 1].name || block->tokens[end - 1].kind != CAS_TOKEN_WORD)
            continue;
        size_t begin = end - 1;
        while (begin > sentence->first && block->tokens[begin - 1].name && !block->tokens[begin - 1].possessive)
            begin--;
        const int entity = cas_cast_of_name(s->cast, s->number, (size_t)(block - s->blocks->items), begin, end);
        cas_referent who = entity >= 0 ? cas_referent_of_entity(s, entity) : cas_nobody;
        if (entity >= 0 && !who.person) {
            who.how = cas_format(s->arena, "\"it\" is %s, named before in the sentence", who.name);
            who.unsure = true;
            return who;
        }
        end = begin + 1;
    }
    return cas_nobody;
}

/* Where the pronoun stands: in a sentence of a block, before the word of saying at token `verb`. */
typedef struct spot {
    const cas_scene *s;
    const cas_block *block;
    const cas_sentence *sentence;
    const cas_wanted *want;
    size_t verb;
    cas_phrase first; /* of the sentence, before the pronoun */
} spot;

/* The entity named at begin … end-1, if it fits; `where` says how it was found. */
static cas_referent named(const spot *at, size_t begin, size_t end, const char *where)
{
    const int entity = cas_cast_of_name(at->s->cast, at->s->number, (size_t)(at->block - at->s->blocks->items), begin, end);
    cas_referent who = entity >= 0 ? cas_referent_of_entity(at->s, entity) : cas_nobody;
    if (entity < 0 || !fits(&who, at->want))
        return cas_nobody;
    who.how = cas_format(at->s->arena, "\"%s\" is %s, %s", at->want->printed, who.name, where);
    return who;
}

/* `Lee, she said, was "…"`: the name before is spoken of, and does not speak. */
static bool is_inserted(const spot *at)
{
    const cas_token *tokens = at->block->tokens;
    const uint32_t passed = CAS_WORD_ADVERB | CAS_WORD_TIME | CAS_WORD_DETERMINER | CAS_WORD_SUBORDINATOR | CAS_WORD_PREPOSITION;
    size_t behind = at->verb + 1;
    while (behind < at->sentence->last && behind < at->verb + 5 && cas_word_has(&tokens[behind], passed))
        behind++;
    if (at->want->token <= at->sentence->first || !cas_point_is(&tokens[at->want->token - 1], ','))
        return false;
    return behind >= at->sentence->last || cas_point_is(&tokens[behind], ',') || ends_attribution(at->block, at->sentence, at->verb);
}

/* The subject of an earlier verb of the same sentence. */
static cas_referent subject_of_verb(const spot *at)
{
    for (size_t i = at->sentence->first; i < at->want->token; i++) {
        if (i == at->verb || !cas_is_verb(at->block, at->sentence, i))
            continue;
        const cas_clause clause = cas_clause_of(at->block, at->sentence, at->sentence->first, i);
        const cas_phrase *subject = &clause.subject;
        if (at->want->thing && subject->kind == CAS_PHRASE_NOUN && !clause.passive && subject->end <= at->want->token && cas_word_has(&at->block->tokens[subject->end - 1], CAS_WORD_COLLECTIVE)) {
            cas_referent body = {.entity = -1, .name = cas_phrase_words(at->s, at->block, subject)};
            body.how = cas_format(at->s->arena, "\"%s\" is %s, the subject of the same sentence", at->want->printed, body.name);
            return body;
        }
        if (subject->kind != CAS_PHRASE_NAME || clause.passive || subject->begin > at->want->token)
            continue;
        const cas_referent who = at->s->cast->count ? named(at, subject->name_begin, subject->end, "the subject of the same sentence") : cas_nobody;
        if (who.name)
            return who;
    }
    return cas_nobody;
}

/* The sentence's first name, if the pronoun is not it, and it is not one of several. */
static cas_referent first_name(const spot *at)
{
    const cas_phrase *first = &at->first;
    if (first->kind != CAS_PHRASE_NAME || first->end >= at->want->token || (cas_word_has(&at->block->tokens[first->end], CAS_WORD_CONJUNCTION) && !at->want->plural))
        return cas_nobody;
    return named(at, first->name_begin, first->end, "named first in the sentence");
}

/* A name in a clause that introduces the sentence: `After X met Y, he …`. */
static cas_referent in_introduction(const spot *at)
{
    if (at->sentence->first + 1 >= at->want->token || !cas_word_has(&at->block->tokens[at->sentence->first], CAS_WORD_SUBORDINATOR))
        return cas_nobody;
    const cas_phrase phrase = cas_phrase_at(at->block, at->sentence->first + 1, at->want->token);
    return phrase.kind == CAS_PHRASE_NAME ? named(at, phrase.name_begin, phrase.end, "named in the same sentence") : cas_nobody;
}

/* `Lee's answer was no: …, she said`. */
static cas_referent owner_of_subject(const spot *at)
{
    const cas_token *tokens = at->block->tokens;
    for (size_t i = at->first.begin; at->want->gender && i < at->first.end; i++) {
        if (!tokens[i].name || !tokens[i].possessive)
            continue;
        size_t begin = i;
        while (begin > at->first.begin && tokens[begin - 1].name)
            begin--;
        const cas_referent who = named(at, begin, i + 1, "named in the same sentence");
        if (who.name && who.person)
            return who;
    }
    return cas_nobody;
}

/* `villagers live along what they call …` */
static cas_referent several(const spot *at)
{
    const cas_text last = at->block->tokens[at->first.end - 1].lower;
    if (!cas_can_speak(at->block, &at->first) && !(last.length > 3 && last.at[last.length - 1] == 's'))
        return cas_nobody;
    cas_referent who = {.entity = -1, .name = cas_phrase_words(at->s, at->block, &at->first), .plural = true};
    who.how = cas_format(at->s->arena, "\"%s\" is %s, named first in the sentence", at->want->printed, who.name);
    return who;
}

/* Who was spoken of in the sentences before; with `certain` only who is a person for certain, and near. */
static cas_referent spoken_of_before(const spot *at, bool certain)
{
    size_t steps = 0;
    for (size_t i = at->s->past.count; i-- > 0 && steps < MOST_SUBJECTS; steps += !at->s->past.items[i].weak) {
        cas_referent who = at->s->past.items[i];
        if (!who.name || !fits(&who, at->want) || (steps > MOST_NAMED && who.weak) || (certain && at->want->gender && (who.unknown || steps > MOST_CERTAIN)))
            continue;
        who.how = cas_format(at->s->arena, "\"%s\" is %s, the subject before", at->want->printed, who.name);
        who.unsure = steps > GUESS_BEHIND;
        return who;
    }
    return cas_nobody;
}

static cas_referent in_sentence(const spot *at)
{
    const bool noun = at->first.kind == CAS_PHRASE_NOUN && at->first.end < at->want->token;
    cas_referent who = cas_nobody;
    if (!is_inserted(at)) {
        cas_referent (*const rules[])(const spot *) = {subject_of_verb, first_name, in_introduction};
        for (size_t i = 0; i < sizeof rules / sizeof *rules && !who.name; i++)
            who = rules[i](at);
        if (!who.name && noun)
            who = owner_of_subject(at);
    }
    if (!who.name && at->want->plural && noun)
        who = several(at);
    if (!who.name && at->want->thing)
        who = thing_before(at->s, at->block, at->sentence, at->want->token);
    return who;
}

cas_referent cas_referent_of_pronoun(const cas_scene *s, const cas_block *block, const cas_sentence *sentence, const cas_wanted *want, size_t verb)
{
    const spot at = {s, block, sentence, want, verb, cas_phrase_first(block, sentence, want->token)};
    cas_referent who = in_sentence(&at);
    if (!who.name)
        who = spoken_of_before(&at, true);
    return who.name ? who : spoken_of_before(&at, false);
}
