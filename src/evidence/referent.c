/*
 * Who a phrase is.
 *
 * A name is the entity that has it. A noun phrase is who holds the office it names, or the owner of what is written
 * (`Lee's letter`), or an official named before without a name, or whoever was spoken of last (`the lawmaker`), or stays the words it is.
 * Pronouns, and what stands for one (`the Welshman`): pronouns.c.
 *
 * Cost: the words of the phrase, and at most a few sentences back.
 */
#include "evidence/referent.h"

#include <string.h>

const char *cas_printed(const cas_scene *s, const cas_token *token)
{
    return cas_text_string(s->arena, (cas_text){s->document->text.at + token->begin, token->end - token->begin});
}

cas_referent cas_referent_of_entity(const cas_scene *s, int entity)
{
    const cas_entity *e = &s->cast->entities[entity];
    const bool person = e->person || (e->place < 0 && !e->body && !e->owns);
    return (cas_referent){.entity = entity, .name = e->name, .person = person, .unknown = person && !e->person && e->key_count == 1, .gender = e->gender};
}

const char *cas_phrase_words(const cas_scene *s, const cas_block *block, const cas_phrase *phrase)
{
    size_t begin = phrase->begin, end = phrase->end;
    while (begin + 1 < end && cas_word_has(&block->tokens[begin], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE | CAS_WORD_ADVERB) )
        begin++;
    cas_text words = {s->document->text.at + block->tokens[begin].begin, block->tokens[end - 1].end - block->tokens[begin].begin};
    return cas_text_string(s->arena, cas_text_copy(s->arena, words.length > 80 ? (cas_text){words.at + words.length, 0} : words));
}

/* What a report calls somebody whom it has named, so as not to name him again: `the veteran leftist`. */
static bool is_portrait(cas_text lower)
{
    static const char *const words[] = {"leftist", "rightist", "left-winger", "right-winger", "populist", "firebrand", "hardliner", "hard-liner", "reformist", "strongman", "statesman", "stateswoman",
                                        "septuagenarian", "octogenarian", "incumbent"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cas_text_is(lower, words[i]))
            return true;
    return false;
}

/* `the Welshman`, `the Socialist`, `the 24-year-old`: who was spoken of before. */
static bool is_epithet(const cas_block *block, const cas_phrase *phrase, uint32_t *gender)
{
    const cas_token *last = &block->tokens[phrase->end - 1];
    const size_t n = last->lower.length;
    if (phrase->kind != CAS_PHRASE_NOUN || !cas_word_is(&block->tokens[phrase->begin], "the") || phrase->end - phrase->begin > 3)
        return false;
    *gender = 0;
    if (last->kind == CAS_TOKEN_NUMBER)
        return n > 9 && memcmp(last->lower.at + n - 9, "-year-old", 9) == 0;
    if (is_portrait(last->lower) || cas_word_is(&block->tokens[phrase->begin + 1], "veteran"))
        return true;
    if (!last->capital)
        return false;
    if (n > 5 && memcmp(last->lower.at + n - 5, "woman", 5) == 0)
        *gender = CAS_WORD_FEMALE;
    else if (n > 3 && memcmp(last->lower.at + n - 3, "man", 3) == 0)
        *gender = CAS_WORD_MALE;
    return *gender || (last->place >= 0 && !last->shouting) || cas_word_has(last, CAS_WORD_GENERICROLE);
}

/* `Lee's letter to staff`, `his statement`: whose it is. */
static cas_referent of_owner(cas_scene *s, const cas_block *block, const cas_phrase *phrase)
{
    size_t last = phrase->begin;
    while (last < phrase->end && !cas_word_has(&block->tokens[last], CAS_WORD_PREPOSITION))
        last++;
    if (last == phrase->begin || !cas_word_has(&block->tokens[last - 1], CAS_WORD_SPEECHNOUN))
        return cas_nobody;
    for (size_t i = phrase->begin; i < last; i++) {
        const cas_token *token = &block->tokens[i];
        if (token->name && token->possessive) {
            size_t begin = i;
            while (begin > phrase->begin && block->tokens[begin - 1].name && !block->tokens[begin - 1].possessive)
                begin--;
            const int entity = cas_cast_of_name(s->cast, s->number, (size_t)(block - s->blocks->items), begin, i + 1);
            if (entity >= 0)
                return cas_referent_of_entity(s, entity);
        }
        if (cas_word_has(token, CAS_WORD_POSSESSIVE))
            for (size_t k = s->past.count; k-- > 0;)
                if (s->past.items[k].person && !s->past.items[k].weak) {
                    cas_referent who = s->past.items[k];
                    who.how = cas_format(s->arena, "\"%s\" is %s's, the subject before", cas_printed(s, token), who.name);
                    return who;
                }
    }
    /* `a statement from the ministry` */
    if (last + 1 < block->token_count && last == phrase->end && (cas_word_is(&block->tokens[last], "from") || cas_word_is(&block->tokens[last], "by") || cas_word_is(&block->tokens[last], "of"))) {
        const cas_sentence rest = {last + 1, block->token_count};
        const cas_phrase owner = cas_phrase_at(block, last + 1, block->token_count);
        if (owner.kind == CAS_PHRASE_NAME || (owner.kind == CAS_PHRASE_NOUN && cas_can_speak(block, &owner) && !cas_word_has(&block->tokens[owner.end - 1], CAS_WORD_SPEECHNOUN)))
            return cas_referent_of_phrase(s, block, &rest, &owner, last + 1);
    }
    return cas_nobody;
}

/* `one of them`, `one of her own diplomats`. */
static bool is_one_of(const cas_block *block, const cas_phrase *phrase)
{
    return phrase->kind == CAS_PHRASE_NOUN && phrase->end >= phrase->begin + 3 && cas_word_is(&block->tokens[phrase->begin + 1], "of") &&
           (cas_word_is(&block->tokens[phrase->begin], "one") || cas_word_is(&block->tokens[phrase->end - 1], "them"));
}

/* Somebody whom nobody names; of `them`, the last who are several. */
static cas_referent one_of(const cas_scene *s, const cas_block *block, const cas_phrase *phrase)
{
    const cas_token *begin = &block->tokens[phrase->begin], *last = &block->tokens[phrase->end - 1];
    const cas_text words = {s->document->text.at + begin->begin, last->end - begin->begin};
    cas_referent who = {.entity = -1, .name = cas_text_string(s->arena, words), .person = cas_word_is(begin, "one"), .plural = !cas_word_is(begin, "one")};
    for (size_t i = s->past.count; cas_word_is(last, "them") && i-- > 0 && !who.how;)
        if (s->past.items[i].plural)
            who.how = cas_format(s->arena, "\"them\" are %s, the subject before", s->past.items[i].name);
    return who;
}

/* `the driver of the lorry`, `the driver, who …`: somebody new. */
static bool is_described(const cas_block *block, const cas_sentence *sentence, const cas_phrase *phrase)
{
    if (phrase->end + 1 >= sentence->last)
        return false;
    const cas_token *next = &block->tokens[phrase->end];
    return cas_word_is(next, "of") || cas_word_has(next, CAS_WORD_RELATIVE) || (cas_point_is(next, ',') && cas_word_has(next + 1, CAS_WORD_RELATIVE));
}

/* `the Peruvian president` is nobody who has an office elsewhere, or one that is told already. */
static bool is_of_place(const cas_scene *s, const cas_block *block, const cas_phrase *phrase, int entity)
{
    for (size_t i = phrase->begin; i < phrase->end; i++)
        if (block->tokens[i].place >= 0)
            return s->cast->entities[entity].role_count == 0;
    return true;
}

/* Somebody named, who may be called by an office that nobody is told to hold; for certain if none of his own is told. */
static bool is_bare(const cas_scene *s, cas_referent *who)
{
    who->unsure = who->unsure || (who->entity >= 0 && s->cast->entities[who->entity].role_count > 0);
    return who->entity >= 0 && who->person && !who->plural && !who->unknown && !who->weak;
}

/* `the official` behind `a senior Peruvian official`: the same one, whom nobody names. */
static cas_referent named_by_nobody(const cas_scene *s, const cas_block *block, const cas_phrase *phrase)
{
    const cas_token *head = &block->tokens[phrase->end - 1];
    size_t steps = 0;
    if (phrase->kind != CAS_PHRASE_NOUN || !cas_word_has(&block->tokens[phrase->begin], CAS_WORD_DETERMINER) || !cas_word_is(&block->tokens[phrase->begin], "the") || phrase->end - phrase->begin > 3 || !cas_word_has(head, CAS_WORD_ROLE | CAS_WORD_PLURALNOUN | CAS_WORD_COLLECTIVE))
        return cas_nobody;
    for (size_t i = s->past.count; i-- > 0 && steps < 6; steps++) {
        cas_referent who = s->past.items[i];
        if (who.entity >= 0 || !who.name)
            continue;
        const size_t length = strlen(who.name);
        if (length <= head->lower.length || who.name[length - head->lower.length - 1] != ' ' || memcmp(who.name + length - head->lower.length, head->lower.at, head->lower.length) != 0)
            continue;
        who.how = cas_format(s->arena, "\"%s\" is the %s named before", cas_phrase_words(s, block, phrase), who.name);
        who.unsure = false;
        return who;
    }
    return cas_nobody;
}

cas_referent cas_referent_of_phrase(cas_scene *s, const cas_block *block, const cas_sentence *sentence, const cas_phrase *phrase, size_t verb)
{
    const size_t number = (size_t)(block - s->blocks->items);
    cas_referent who = cas_nobody;
    switch (phrase->kind) {
    case CAS_PHRASE_NONE: return cas_nobody;
    case CAS_PHRASE_PRONOUN: {
        const cas_wanted want = cas_wanted_by_pronoun(s, block, phrase->begin);
        return cas_referent_of_pronoun(s, block, sentence, &want, verb);
    }
    case CAS_PHRASE_NAME: {
        const int entity = cas_cast_of_name(s->cast, s->number, number, phrase->name_begin, phrase->end);
        if (entity >= 0) {
            who = cas_referent_of_entity(s, entity);
            if (phrase->end - phrase->name_begin == 1 && cas_cast_has_namesake(s->cast, entity))
                who.how = cas_format(s->arena, "%s is named most of those with that surname", who.name);
            return who;
        }
        cas_phrase name = *phrase;
        name.begin = phrase->name_begin;
        who.name = cas_phrase_words(s, block, &name);
        who.person = true;
        break;
    }
    case CAS_PHRASE_NOUN: {
        bool sure = false, role = false;
        uint32_t gender;
        if (is_epithet(block, phrase, &gender)) {
            const cas_wanted want = {phrase->begin, gender ? gender : CAS_WORD_MALE | CAS_WORD_FEMALE, false, false, cas_phrase_words(s, block, phrase)};
            who = cas_referent_of_pronoun(s, block, sentence, &want, verb);
            if (who.name)
                return who;
        }
        for (size_t i = phrase->begin; i < phrase->end; i++) {
            who.plural = who.plural || cas_word_has(&block->tokens[i], CAS_WORD_PLURALNOUN | CAS_WORD_CONJUNCTION);
            role = cas_word_has(&block->tokens[i], CAS_WORD_ROLE) ? !cas_word_has(&block->tokens[i], CAS_WORD_COLLECTIVE) : role && !cas_word_has(&block->tokens[i], CAS_WORD_COLLECTIVE);
        }
        if (is_one_of(block, phrase))
            return one_of(s, block, phrase);
        const cas_phrase first = cas_phrase_first(block, sentence, sentence->last);
        const int subject_entity = first.kind == CAS_PHRASE_NAME && first.end < phrase->begin ? cas_cast_of_name(s->cast, s->number, number, first.name_begin, first.end) : -1;
        who = of_owner(s, block, phrase);
        if (who.name)
            return who;
        for (size_t i = phrase->begin; i < phrase->end; i++)
            who.plural = who.plural || cas_word_has(&block->tokens[i], CAS_WORD_PLURALNOUN | CAS_WORD_CONJUNCTION);
        const cas_referent unnamed = named_by_nobody(s, block, phrase);
        if (unnamed.name)
            return unnamed;
        const int entity = cas_cast_of_role(s->cast, s->number, number, phrase, subject_entity, s->past.count ? s->past.items[s->past.count - 1].entity : -1, &sure);
        if (entity >= 0) {
            who = cas_referent_of_entity(s, entity);
            who.unsure = !sure;
            who.how = cas_format(s->arena, "\"%s\" is %s by office", cas_phrase_words(s, block, phrase), who.name);
            return who;
        }
        cas_referent last = s->past.count ? s->past.items[s->past.count - 1] : cas_nobody;
        if (role && !who.plural && cas_word_is(&block->tokens[phrase->begin], "the") && phrase->end - phrase->begin <= 3 && cas_word_has(&block->tokens[phrase->end - 1], CAS_WORD_ROLE) && !is_described(block, sentence, phrase) && is_bare(s, &last) && is_of_place(s, block, phrase, last.entity)) {
            who = last;
            who.how = cas_format(s->arena, "\"%s\" is taken for %s, of whom the sentence before speaks", cas_phrase_words(s, block, phrase), who.name);
            return who;
        }
        who.name = cas_phrase_words(s, block, phrase);
        who.person = role && !who.plural;
        break;
    }
    }
    if (who.name && !who.name[0])
        who.name = NULL;
    return who;
}

/* May a noun phrase without a name speak? Persons, bodies, and what is written; not `a plan called "…"`. */
bool cas_can_speak(const cas_block *block, const cas_phrase *phrase)
{
    uint32_t gender;
    if (phrase->kind != CAS_PHRASE_NOUN)
        return phrase->kind != CAS_PHRASE_NONE;
    if (is_epithet(block, phrase, &gender) || is_one_of(block, phrase))
        return true;
    for (size_t i = phrase->begin; i < phrase->end; i++)
        if (block->tokens[i].name || block->tokens[i].classes & (CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN | CAS_WORD_SPEECHNOUN))
            return true;
    return false;
}

