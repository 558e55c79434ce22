/*
 * Who speaks.
 *
 * For every quotation, the first of these that answers:
 *
 *  after      `"…," X said`, `"…," said X`: an attribution right behind it, in the same sentence
 *  according  `according to X` in the same sentence, nearer than any verb
 *  before     the word of saying nearest before it in its sentence: `X said: "…"`, `X called it "…"`, with its subject
 *  behind     a word of saying further behind it in the sentence: `Although it is no "…", X said …`
 *  label      `X: …` in a headline or a list
 *  noun       `X's warning`, `in a letter from X`
 *  alone      a sentence that is nothing but the quotation: who spoke in the sentence before, or in the paragraph before
 *  alike      a headline: who says the same words elsewhere
 *  subject    several words without a word of saying: the subject of the sentence
 *  none       a word or two without a word of saying: a term, nobody's words
 *
 * The subject is a name, a pronoun or a noun phrase. A pronoun is the subject of the sentence before that fits it, never
 * its object; an office (`the minister`) is who holds it. Bodies and states may speak.
 *
 * Certain: a name beside its word of saying and the quotation. Likely: what took one step more. Open: a guess, or nobody
 * found. Cost: linear in the words of a sentence for each of its quotations.
 */
#include "evidence/names.h"
#include "evidence/likeness.h"

#include <string.h>

/* Who: an entity, or a noun phrase nobody is known for. */
typedef struct referent {
    int entity;       /* -1: only words */
    const char *name; /* null: nobody */
    bool person, plural, unsure;
    bool weak; /* in the history: was named, but not as a subject */
    uint32_t gender;
    const char *how;  /* how a pronoun or office was resolved; null: named there */
} referent;

/* The subjects of the sentences so far, the latest last. */
typedef struct history {
    referent *items;
    size_t count, room;
} history;

typedef struct answer {
    int rank; /* greater is better; 0: none */
    referent who;
    const char *cue, *reason;
    cas_certainty certainty;
} answer;

typedef struct scene {
    cas_arena *arena;
    cas_cast *cast;
    cas_evidence_document *document;
    size_t number; /* of the document */
    cas_blocks *blocks;
    history past;
    referent last_speaker; /* of a quotation, in this block or the one before */
    answer *best;          /* by quotation */
    size_t reported_room;
} scene;

static const referent nobody = {.entity = -1};

static bool has(const cas_token *token, uint32_t classes)
{
    return token->kind == CAS_TOKEN_WORD && token->classes & classes && !token->name;
}

static bool is(const cas_token *token, const char *word)
{
    return token->kind == CAS_TOKEN_WORD && cas_text_is(token->lower, word);
}

static bool is_point(const cas_token *token, int32_t point)
{
    return token->kind == CAS_TOKEN_POINT && token->point == point;
}

static const char *printed(const scene *s, const cas_token *token)
{
    return cas_text_string(s->arena, (cas_text){s->document->text.at + token->begin, token->end - token->begin});
}

/* --- who a phrase is --- */

static referent of_entity(const scene *s, int entity)
{
    const cas_entity *e = &s->cast->entities[entity];
    const bool person = e->person || (e->place < 0 && !e->body && !e->owns);
    return (referent){.entity = entity, .name = e->name, .person = person, .gender = e->gender};
}

/* A noun phrase as a name: without its article, at most 60 bytes. */
static const char *phrase_words(const scene *s, const cas_block *block, const cas_phrase *phrase)
{
    size_t begin = phrase->begin, end = phrase->end;
    while (begin + 1 < end && has(&block->tokens[begin], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE | CAS_WORD_ADVERB) )
        begin++;
    cas_text words = {s->document->text.at + block->tokens[begin].begin, block->tokens[end - 1].end - block->tokens[begin].begin};
    return cas_text_string(s->arena, cas_text_copy(s->arena, words.length > 80 ? (cas_text){words.at + words.length, 0} : words));
}

static bool fits(const referent *who, uint32_t gender, bool plural, bool thing)
{
    if (thing)
        return !who->person && !who->plural;
    if (plural)
        return who->plural || !who->person;
    return who->person && !who->plural && !(who->gender && gender && !(who->gender & gender));
}

/* What a pronoun or an epithet asks for. */
typedef struct wanted {
    size_t token;
    uint32_t gender;
    bool plural, thing;
    const char *printed;
} wanted;

static wanted wanted_by_pronoun(const scene *s, const cas_block *block, size_t token)
{
    const cas_token *pronoun = &block->tokens[token];
    const bool german_she = block->language == CAS_GERMAN && pronoun->classes & CAS_WORD_FEMALE;
    const bool plural = pronoun->classes & CAS_WORD_PLURAL && !german_she;
    const uint32_t gender = pronoun->classes & (CAS_WORD_MALE | CAS_WORD_FEMALE);
    return (wanted){token, gender, plural, !plural && !gender, printed(s, pronoun)};
}

static referent of_pronoun(const scene *s, const cas_block *block, const cas_sentence *sentence, wanted want, size_t verb)
{
    const size_t token = want.token;
    const cas_token *pronoun = &block->tokens[token];
    const uint32_t gender = want.gender;
    const bool plural = want.plural, thing = want.thing;
    /* `Lee, she said, was "…"`: the name before is spoken of, and does not speak. */
    const bool inserted = token > sentence->first && is_point(pronoun - 1, ',') && verb + 1 < sentence->last && is_point(&block->tokens[verb + 1], ',');
    /* The subject of an earlier verb of the same sentence. */
    for (size_t i = sentence->first; i < token && !inserted; i++) {
        if (block->tokens[i].kind != CAS_TOKEN_WORD || !(block->tokens[i].classes & CAS_WORD_CUES) || !cas_is_verb(block, sentence, i) || i == verb)
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, sentence->first, i);
        if (clause.subject.kind != CAS_PHRASE_NAME || clause.passive || clause.subject.begin > token)
            continue;
        const int entity = s->cast->count ? cas_cast_of_name(s->cast, s->number, (size_t)(block - s->blocks->items), clause.subject.name_begin, clause.subject.end) : -1;
        if (entity < 0)
            continue;
        referent who = of_entity(s, entity);
        if (!fits(&who, gender, plural, thing))
            continue;
        who.how = cas_format(s->arena, "\"%s\" is %s, the subject of the same sentence", want.printed, who.name);
        return who;
    }
    /* The first noun phrase of the sentence, if the pronoun is not it. */
    const cas_phrase first = cas_phrase_first(block, sentence, token);
    if (first.kind == CAS_PHRASE_NAME && first.end < token && !inserted) {
        const int entity = cas_cast_of_name(s->cast, s->number, (size_t)(block - s->blocks->items), first.name_begin, first.end);
        if (entity >= 0) {
            referent who = of_entity(s, entity);
            if (fits(&who, gender, plural, thing)) {
                who.how = cas_format(s->arena, "\"%s\" is %s, named first in the sentence", want.printed, who.name);
                return who;
            }
        }
    }
    /* A name in a clause that introduces the sentence: `After X met Y, he …`. */
    if (!inserted && sentence->first + 1 < token && has(&block->tokens[sentence->first], CAS_WORD_SUBORDINATOR)) {
        const cas_phrase in_clause = cas_phrase_at(block, sentence->first + 1, token);
        const int entity = in_clause.kind == CAS_PHRASE_NAME ? cas_cast_of_name(s->cast, s->number, (size_t)(block - s->blocks->items), in_clause.name_begin, in_clause.end) : -1;
        if (entity >= 0) {
            referent who = of_entity(s, entity);
            if (fits(&who, gender, plural, thing)) {
                who.how = cas_format(s->arena, "\"%s\" is %s, named in the same sentence", want.printed, who.name);
                return who;
            }
        }
    }
    /* `Lee's answer was no: …, she said`. */
    if (first.kind == CAS_PHRASE_NOUN && first.end < token)
        for (size_t i = first.begin; i < first.end; i++) {
            if (!block->tokens[i].name || !block->tokens[i].possessive || !gender)
                continue;
            size_t begin = i;
            while (begin > first.begin && block->tokens[begin - 1].name)
                begin--;
            const int entity = cas_cast_of_name(s->cast, s->number, (size_t)(block - s->blocks->items), begin, i + 1);
            referent who = entity >= 0 ? of_entity(s, entity) : nobody;
            if (entity < 0 || !who.person || !fits(&who, gender, plural, thing))
                continue;
            who.how = cas_format(s->arena, "\"%s\" is %s, named in the same sentence", want.printed, who.name);
            return who;
        }
    size_t steps = 0;
    for (size_t i = s->past.count; i-- > 0 && steps < 24; steps++) {
        referent who = s->past.items[i];
        if (!who.name || !fits(&who, gender, plural, thing) || (steps > 8 && who.weak))
            continue;
        who.how = cas_format(s->arena, "\"%s\" is %s, the subject before", want.printed, who.name);
        who.unsure = steps > 2;
        return who;
    }
    return nobody;
}

/* `the Welshman`, `the 24-year-old`: who was spoken of before. */
static bool is_epithet(const cas_block *block, const cas_phrase *phrase, uint32_t *gender)
{
    const cas_token *last = &block->tokens[phrase->end - 1];
    const size_t n = last->lower.length;
    if (phrase->kind != CAS_PHRASE_NOUN || !is(&block->tokens[phrase->begin], "the") || phrase->end - phrase->begin > 3)
        return false;
    *gender = 0;
    if (last->kind == CAS_TOKEN_NUMBER)
        return n > 9 && memcmp(last->lower.at + n - 9, "-year-old", 9) == 0;
    if (!last->capital)
        return false;
    if (n > 5 && memcmp(last->lower.at + n - 5, "woman", 5) == 0)
        *gender = CAS_WORD_FEMALE;
    else if (n > 3 && memcmp(last->lower.at + n - 3, "man", 3) == 0)
        *gender = CAS_WORD_MALE;
    return *gender || (last->place >= 0 && !last->shouting);
}

/* `Lee's letter to staff`, `his statement`: whose it is. */
static referent of_owner(scene *s, const cas_block *block, const cas_phrase *phrase)
{
    size_t last = phrase->begin;
    while (last < phrase->end && !has(&block->tokens[last], CAS_WORD_PREPOSITION))
        last++;
    if (last == phrase->begin || !has(&block->tokens[last - 1], CAS_WORD_SPEECHNOUN))
        return nobody;
    for (size_t i = phrase->begin; i < last; i++) {
        const cas_token *token = &block->tokens[i];
        if (token->name && token->possessive) {
            size_t begin = i;
            while (begin > phrase->begin && block->tokens[begin - 1].name && !block->tokens[begin - 1].possessive)
                begin--;
            const int entity = cas_cast_of_name(s->cast, s->number, (size_t)(block - s->blocks->items), begin, i + 1);
            if (entity >= 0)
                return of_entity(s, entity);
        }
        if (has(token, CAS_WORD_POSSESSIVE))
            for (size_t k = s->past.count; k-- > 0;)
                if (s->past.items[k].person && !s->past.items[k].weak) {
                    referent who = s->past.items[k];
                    who.how = cas_format(s->arena, "\"%s\" is %s's, the subject before", printed(s, token), who.name);
                    return who;
                }
    }
    return nobody;
}

static referent of_phrase(scene *s, const cas_block *block, const cas_sentence *sentence, const cas_phrase *phrase, size_t verb)
{
    const size_t number = (size_t)(block - s->blocks->items);
    referent who = nobody;
    switch (phrase->kind) {
    case CAS_PHRASE_NONE: return nobody;
    case CAS_PHRASE_PRONOUN: return of_pronoun(s, block, sentence, wanted_by_pronoun(s, block, phrase->begin), verb);
    case CAS_PHRASE_NAME: {
        const int entity = cas_cast_of_name(s->cast, s->number, number, phrase->name_begin, phrase->end);
        if (entity >= 0)
            return of_entity(s, entity);
        cas_phrase name = *phrase;
        name.begin = phrase->name_begin;
        who.name = phrase_words(s, block, &name);
        who.person = true;
        break;
    }
    case CAS_PHRASE_NOUN: {
        bool sure = false, role = false;
        uint32_t gender;
        if (is_epithet(block, phrase, &gender)) {
            const wanted want = {phrase->begin, gender ? gender : CAS_WORD_MALE | CAS_WORD_FEMALE, false, false, phrase_words(s, block, phrase)};
            who = of_pronoun(s, block, sentence, want, verb);
            if (who.name)
                return who;
        }
        for (size_t i = phrase->begin; i < phrase->end; i++) {
            who.plural = who.plural || has(&block->tokens[i], CAS_WORD_PLURALNOUN);
            role = role || has(&block->tokens[i], CAS_WORD_ROLE);
        }
        const cas_phrase first = cas_phrase_first(block, sentence, sentence->last);
        const int subject_entity = first.kind == CAS_PHRASE_NAME && first.end < phrase->begin ? cas_cast_of_name(s->cast, s->number, number, first.name_begin, first.end) : -1;
        who = of_owner(s, block, phrase);
        if (who.name)
            return who;
        for (size_t i = phrase->begin; i < phrase->end; i++)
            who.plural = who.plural || has(&block->tokens[i], CAS_WORD_PLURALNOUN);
        const int entity = cas_cast_of_role(s->cast, s->number, number, phrase, subject_entity, &sure);
        if (entity >= 0) {
            who = of_entity(s, entity);
            who.unsure = !sure;
            who.how = cas_format(s->arena, "\"%s\" is %s by office", phrase_words(s, block, phrase), who.name);
            return who;
        }
        who.name = phrase_words(s, block, phrase);
        who.person = role && !who.plural;
        break;
    }
    }
    if (who.name && !who.name[0])
        who.name = NULL;
    return who;
}

/* May a noun phrase without a name speak? Persons, bodies, and what is written; not `a plan called "…"`. */
static bool can_speak(const cas_block *block, const cas_phrase *phrase)
{
    uint32_t gender;
    if (phrase->kind != CAS_PHRASE_NOUN)
        return phrase->kind != CAS_PHRASE_NONE;
    if (is_epithet(block, phrase, &gender))
        return true;
    for (size_t i = phrase->begin; i < phrase->end; i++)
        if (block->tokens[i].name || block->tokens[i].classes & (CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN | CAS_WORD_SPEECHNOUN))
            return true;
    return false;
}

/* --- the rules --- */

static void keep(scene *s, size_t quotation, answer found)
{
    if (found.rank > s->best[quotation].rank)
        s->best[quotation] = found;
}

static answer make(scene *s, int rank, referent who, const cas_token *cue, cas_certainty certainty, const char *reason)
{
    answer found = {.rank = rank, .who = who, .cue = cue ? printed(s, cue) : NULL, .certainty = certainty, .reason = reason};
    if (who.how) {
        found.reason = cas_format(s->arena, "%s; %s", reason, who.how);
        if (found.certainty == CAS_CERTAIN)
            found.certainty = CAS_LIKELY;
    }
    if (who.unsure)
        found.certainty = CAS_OPEN;
    return found;
}

static bool is_filler(const cas_token *token)
{
    return has(token, CAS_WORD_ADVERB | CAS_WORD_AUXILIARY | CAS_WORD_TIME);
}

/* `"…," said X` and `"…," X said`. */
static bool after(scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    size_t i = quoted + 1;
    const size_t quotation = tokens[quoted].quotation;
    const cas_text words = s->document->quotations[quotation].segments[s->document->quotations[quotation].segment_count - 1].text;
    const char ending = words.length ? words.at[words.length - 1] : ' ';
    bool comma = ending == ',' || ending == '?' || ending == '!' || ending == '.' || (unsigned char)ending >= 0x80;
    while (i < sentence->last && tokens[i].kind == CAS_TOKEN_POINT && (tokens[i].point == ',' || tokens[i].point == 0x2014 || tokens[i].point == 0x2013 || tokens[i].point == '-' || tokens[i].point == ':')) {
        if (tokens[i].point == ':' && !block->heading)
            return false;
        comma = true;
        i++;
    }
    if (i >= sentence->last)
        return false;
    if (is(&tokens[i], "according") || is(&tokens[i], "laut")) {
        const size_t name = i + (is(&tokens[i], "according") && i + 1 < sentence->last ? 2 : 1);
        const cas_phrase phrase = cas_phrase_at(block, name, sentence->last);
        const referent who = of_phrase(s, block, sentence, &phrase, i);
        if (!who.name)
            return false;
        keep(s, quotation, make(s, 9, who, &tokens[i], CAS_LIKELY, "\"according to\" stands behind it"));
        return true;
    }
    if (!comma)
        return false;
    if (is(&tokens[i], "so") && block->language == CAS_GERMAN) {
        const cas_phrase phrase = cas_phrase_at(block, i + 1, sentence->last);
        const referent who = of_phrase(s, block, sentence, &phrase, i);
        if (who.name)
            keep(s, quotation, make(s, 9, who, &tokens[i], CAS_LIKELY, "\"so\" and the speaker stand behind it"));
        return who.name != NULL;
    }
    if (has(&tokens[i], CAS_WORD_SAY) || (block->language == CAS_GERMAN && has(&tokens[i], CAS_WORD_CUES))) {
        size_t name = i + 1;
        while (name < sentence->last && (is_filler(&tokens[name]) || has(&tokens[name], CAS_WORD_OTHERPRONOUN)))
            name++;
        cas_phrase phrase = cas_phrase_at(block, name, sentence->last);
        /* `said the minister, Ann Lee,` */
        if (phrase.kind == CAS_PHRASE_NOUN && phrase.end + 1 < sentence->last && is_point(&tokens[phrase.end], ',')) {
            const cas_phrase apposed = cas_phrase_at(block, phrase.end + 1, sentence->last);
            if (apposed.kind == CAS_PHRASE_NAME && apposed.begin == apposed.name_begin)
                phrase = apposed;
        }
        const referent who = of_phrase(s, block, sentence, &phrase, i);
        if (who.name) {
            keep(s, quotation, make(s, 10, who, &tokens[i], phrase.kind == CAS_PHRASE_NAME && who.person ? CAS_CERTAIN : CAS_LIKELY,
                                    cas_format(s->arena, "\"%s %s\" stands behind it", printed(s, &tokens[i]), who.name)));
            return true;
        }
        return false;
    }
    if (has(&tokens[i], CAS_WORD_CONJUNCTION | CAS_WORD_RELATIVE | CAS_WORD_PREPOSITION | CAS_WORD_SUBORDINATOR))
        return false;
    /* Whatever is done behind a comma before a name is a way of saying: `"…," beamed Lee`. */
    const cas_text unknown = tokens[i].lower;
    if (tokens[i].kind == CAS_TOKEN_WORD && !tokens[i].capital && !tokens[i].classes && ending == ',' && unknown.length > 4 && memcmp(unknown.at + unknown.length - 2, "ed", 2) == 0 &&
        i + 1 < sentence->last && tokens[i + 1].name) {
        const cas_phrase phrase = cas_phrase_at(block, i + 1, sentence->last);
        const referent who = of_phrase(s, block, sentence, &phrase, i);
        if (who.name) {
            keep(s, quotation, make(s, 10, who, &tokens[i], CAS_LIKELY, cas_format(s->arena, "\"%s %s\" stands behind it", printed(s, &tokens[i]), who.name)));
            return true;
        }
    }
    for (size_t verb = i; verb < sentence->last && verb < i + 40; verb++) {
        if (tokens[verb].kind == CAS_TOKEN_QUOTED || is_point(&tokens[verb], ';') || is_point(&tokens[verb], ':'))
            return false;
        if (tokens[verb].kind != CAS_TOKEN_WORD || !(tokens[verb].classes & CAS_WORD_CUES) || verb == i || !cas_is_verb(block, sentence, verb))
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, i, verb);
        if (clause.passive || clause.subject.kind == CAS_PHRASE_NONE)
            continue;
        /* The attribution begins right behind the quotation: with the subject, or with the office it is apposed to. */
        const cas_phrase first = cas_phrase_at(block, i, sentence->last);
        if (clause.subject.begin > i && !(first.kind != CAS_PHRASE_NONE && first.end < sentence->last && is_point(&tokens[first.end], ',')))
            return false;
        const referent who = of_phrase(s, block, sentence, &clause.subject, verb);
        if (!who.name)
            return false;
        const bool plain = clause.subject.kind == CAS_PHRASE_NAME && who.person && verb <= clause.subject.end + 2 && tokens[verb].classes & CAS_WORD_SAY;
        keep(s, quotation, make(s, 10, who, &tokens[verb], plain ? CAS_CERTAIN : CAS_LIKELY,
                                cas_format(s->arena, "\"%s %s\" stands behind it", who.name, printed(s, &tokens[verb]))));
        return true;
    }
    /* In a headline: `"…": X …`. */
    if (block->heading) {
        const cas_phrase phrase = cas_phrase_at(block, i, sentence->last);
        const bool plain = phrase.kind == CAS_PHRASE_NAME && (phrase.name_begin == phrase.begin || has(&tokens[phrase.name_begin - 1], CAS_WORD_ROLE | CAS_WORD_HONORIFIC));
        const referent who = plain ? of_phrase(s, block, sentence, &phrase, i) : nobody;
        if (who.entity >= 0) {
            keep(s, quotation, make(s, who.person ? 5 : 3, who, NULL, CAS_LIKELY, "the headline names the speaker behind it"));
            return true;
        }
    }
    return false;
}

/* Where the part of the sentence begins in which a verb can govern the quotation: behind the last semicolon. */
static size_t part_start(const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    for (size_t i = quoted; i-- > sentence->first;)
        if (is_point(&block->tokens[i], ';') || is_point(&block->tokens[i], 0x2022))
            return i + 1;
    return sentence->first;
}

/* May something else than the verb's object begin between it and the quotation? Then what is certain is only likely. */
static bool others_between(const cas_block *block, size_t verb, size_t quoted)
{
    for (size_t i = verb + 1; i < quoted; i++)
        if (has(&block->tokens[i], CAS_WORD_RELATIVE | CAS_WORD_PRONOUN | CAS_WORD_CONJUNCTION) || block->tokens[i].kind == CAS_TOKEN_QUOTED)
            return true;
    return false;
}

/* `a fund called "…"`: a name for a thing. */
static bool is_naming(const cas_block *block, const cas_clause *clause, size_t quoted)
{
    static const char *const verbs[] = {"called", "named", "dubbed", "nicknamed", "termed", "labelled", "labeled", "genannt"};
    bool names = false, acts = false;
    if (clause->verb + 1 != quoted || clause->subject.kind != CAS_PHRASE_NOUN || !clause->direct)
        return false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        names = names || is(&block->tokens[clause->verb], verbs[i]);
    for (size_t i = clause->subject.begin; i < clause->subject.end; i++)
        acts = acts || block->tokens[i].classes & (CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN);
    return names && !acts;
}

static bool before(scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    const size_t from = part_start(block, sentence, quoted), quotation = tokens[quoted].quotation;
    for (size_t verb = quoted; verb-- > from;) {
        if (is(&tokens[verb], "according") && verb + 2 < quoted) {
            const cas_phrase phrase = cas_phrase_at(block, verb + 2, sentence->last);
            const referent who = of_phrase(s, block, sentence, &phrase, verb);
            if (!who.name)
                continue;
            keep(s, quotation, make(s, 7, who, &tokens[verb], CAS_LIKELY, "\"according to\" stands before it"));
            return true;
        }
        if (tokens[verb].kind != CAS_TOKEN_WORD || !(tokens[verb].classes & CAS_WORD_CUES) || !cas_is_verb(block, sentence, verb))
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, from, verb);
        if (is_naming(block, &clause, quoted)) {
            keep(s, quotation, make(s, 7, nobody, NULL, CAS_LIKELY, "a name given to a thing"));
            return true;
        }
        /* Whatever says, insists or warns can speak; what calls or rejects may be a plan. */
        const bool says = tokens[verb].classes & CAS_WORD_SAY && clause.subject.kind == CAS_PHRASE_NOUN;
        if (clause.subject.kind == CAS_PHRASE_NONE || !(says || can_speak(block, &clause.subject)))
            continue;
        const referent who = of_phrase(s, block, sentence, &clause.subject, verb);
        if (!who.name)
            continue;
        const bool weak = !(tokens[verb].classes & (CAS_WORD_SAY | CAS_WORD_CALL));
        const bool near = who.person && clause.direct && clause.subject.kind == CAS_PHRASE_NAME && quoted - verb <= 14 && !others_between(block, verb, quoted);
        const cas_certainty certainty = near && !weak && !block->heading ? CAS_CERTAIN : CAS_LIKELY;
        keep(s, quotation, make(s, weak ? 3 : 7, who, &tokens[verb], weak ? CAS_OPEN : certainty,
                                cas_format(s->arena, "\"%s\" before it has %s as its subject", printed(s, &tokens[verb]), who.name)));
        if (!weak)
            return true;
    }
    return s->best[quotation].rank > 0;
}

static bool behind(scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    for (size_t verb = quoted + 1; verb < sentence->last; verb++) {
        if (is(&tokens[verb], "according") && verb + 2 < sentence->last) {
            const cas_phrase phrase = cas_phrase_at(block, verb + 2, sentence->last);
            const referent who = of_phrase(s, block, sentence, &phrase, verb);
            if (who.name)
                keep(s, tokens[quoted].quotation, make(s, 6, who, &tokens[verb], CAS_LIKELY, "\"according to\" stands behind it"));
            return who.name != NULL;
        }
        if (tokens[verb].kind != CAS_TOKEN_WORD || !(tokens[verb].classes & CAS_WORD_CUES) || !cas_is_verb(block, sentence, verb))
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, quoted + 1, verb);
        cas_phrase subject = clause.subject;
        if (subject.kind == CAS_PHRASE_NONE && !clause.passive)
            subject = cas_phrase_first(block, sentence, quoted);
        if (subject.kind == CAS_PHRASE_NONE || !can_speak(block, &subject))
            continue;
        const referent who = of_phrase(s, block, sentence, &subject, verb);
        if (!who.name)
            continue;
        keep(s, tokens[quoted].quotation, make(s, tokens[verb].classes & (CAS_WORD_SAY | CAS_WORD_CALL) && !block->heading ? 6 : 3, who, &tokens[verb], CAS_OPEN,
                                               cas_format(s->arena, "\"%s\" further on in the sentence has %s as its subject", printed(s, &tokens[verb]), who.name)));
        return true;
    }
    return false;
}

/* `X: …` at the start of a headline or list item; `X's Warning: …`. */
static bool label(scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    size_t first = sentence->first;
    while (first < quoted && tokens[first].kind == CAS_TOKEN_POINT)
        first++;
    for (size_t i = first; i < quoted && i < first + 8; i++) {
        if (tokens[i].possessive && tokens[i].name && i + 1 < quoted && tokens[i + 1].classes & CAS_WORD_SPEECHNOUN) {
            size_t begin = i;
            while (begin > first && tokens[begin - 1].name && !tokens[begin - 1].possessive)
                begin--;
            const cas_phrase name = {CAS_PHRASE_NAME, begin, i + 1, begin};
            const referent who = of_phrase(s, block, sentence, &name, i + 1);
            if (who.name)
                keep(s, tokens[quoted].quotation, make(s, 5, who, &tokens[i + 1], CAS_LIKELY, cas_format(s->arena, "it stands under \"%s %s\"", printed(s, &tokens[i]), printed(s, &tokens[i + 1]))));
            return who.name != NULL;
        }
        if (!is_point(&tokens[i], ':'))
            continue;
        const cas_phrase phrase = cas_phrase_before(block, first, i);
        if (phrase.kind != CAS_PHRASE_NAME || phrase.begin != first || (phrase.name_begin > first && !has(&tokens[phrase.name_begin - 1], CAS_WORD_ROLE | CAS_WORD_HONORIFIC)) || !(block->heading || phrase.end - phrase.begin <= 6))
            return false;
        /* `PARIS: …` is where it was written, unless it is a headline. */
        if (!block->heading && tokens[first].shouting)
            return false;
        const referent who = of_phrase(s, block, sentence, &phrase, i);
        if (who.entity >= 0)
            keep(s, tokens[quoted].quotation, make(s, who.person ? 5 : 3, who, NULL, CAS_LIKELY, cas_format(s->arena, "\"%s:\" stands before it", who.name)));
        return who.entity >= 0;
    }
    return false;
}

/* `X's warning that …`, `a letter from X`, in the sentence. */
static bool noun(scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    for (size_t i = quoted; i-- > sentence->first + 1;) {
        if (tokens[i].kind != CAS_TOKEN_WORD || !(tokens[i].classes & CAS_WORD_SPEECHNOUN))
            continue;
        size_t owner = i;
        while (owner > sentence->first && i - owner < 4 && !(tokens[owner - 1].possessive || has(&tokens[owner - 1], CAS_WORD_POSSESSIVE)))
            owner--;
        referent who = nobody;
        if (owner > sentence->first && tokens[owner - 1].possessive) {
            cas_phrase name = {CAS_PHRASE_NAME, owner - 1, owner, owner - 1};
            while (name.begin > sentence->first && tokens[name.begin - 1].name && !tokens[name.begin - 1].possessive)
                name.begin = --name.name_begin;
            if (!tokens[owner - 1].name)
                name.kind = CAS_PHRASE_NOUN;
            who = of_phrase(s, block, sentence, &name, i);
        } else if (owner > sentence->first && has(&tokens[owner - 1], CAS_WORD_POSSESSIVE)) {
            for (size_t k = s->past.count; k-- > 0 && !who.name;)
                if (s->past.items[k].person)
                    who = s->past.items[k];
            who.unsure = true;
        } else if (i + 2 < quoted && (is(&tokens[i + 1], "from") || is(&tokens[i + 1], "by") || is(&tokens[i + 1], "of"))) {
            const cas_phrase phrase = cas_phrase_at(block, i + 2, quoted);
            who = of_phrase(s, block, sentence, &phrase, i);
        }
        if (!who.name)
            continue;
        keep(s, tokens[quoted].quotation, make(s, 4, who, &tokens[i], CAS_OPEN, cas_format(s->arena, "\"%s\" is %s's", printed(s, &tokens[i]), who.name)));
        return true;
    }
    return false;
}

/* The sentence is nothing but quotations and points. */
static bool is_alone(const cas_block *block, const cas_sentence *sentence)
{
    for (size_t i = sentence->first; i < sentence->last; i++)
        if (block->tokens[i].kind != CAS_TOKEN_QUOTED && block->tokens[i].kind != CAS_TOKEN_POINT)
            return false;
    return true;
}

static bool alone(scene *s, const cas_block *block, size_t sentence, size_t quoted)
{
    if (!is_alone(block, &block->sentences[sentence]) || block->heading)
        return false;
    referent who = sentence > 0 && s->past.count ? s->past.items[s->past.count - 1] : s->last_speaker;
    const bool just_before = sentence > 0;
    if (!who.name)
        who = s->last_speaker;
    if (!who.name)
        for (size_t i = s->past.count; i-- > 0 && !who.name;)
            if (!s->past.items[i].weak)
                who = s->past.items[i];
    if (!who.name)
        return false;
    who.how = NULL;
    who.unsure = false;
    keep(s, block->tokens[quoted].quotation,
         make(s, 4, who, NULL, CAS_LIKELY, cas_format(s->arena, just_before ? "it stands alone behind a sentence of %s" : "it stands alone, and %s spoke before", who.name)));
    return true;
}

static size_t count_words(cas_text text)
{
    size_t words = 0;
    for (size_t i = 0; i < text.length; i++)
        words += text.at[i] != ' ' && (i == 0 || text.at[i - 1] == ' ');
    return words;
}

/* `For Lee, the plan is "…"`, `To Lee it is "…"`. */
static bool to_whom(scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *first = &block->tokens[sentence->first];
    if (!is(first, "for") && !is(first, "to") && !is(first, "für"))
        return false;
    const cas_phrase phrase = cas_phrase_at(block, sentence->first + 1, quoted);
    const referent who = phrase.kind == CAS_PHRASE_NAME ? of_phrase(s, block, sentence, &phrase, quoted) : nobody;
    if (!who.person)
        return false;
    keep(s, block->tokens[quoted].quotation, make(s, 4, who, NULL, CAS_OPEN, cas_format(s->arena, "the sentence tells what it is for %s", who.name)));
    return true;
}

static bool subject(scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_quotation *quotation = &s->document->quotations[block->tokens[quoted].quotation];
    if (count_words(quotation->segments[0].text) < 3 || block->heading)
        return false;
    const cas_phrase phrase = cas_phrase_first(block, sentence, quoted);
    if (phrase.kind == CAS_PHRASE_NONE || !can_speak(block, &phrase))
        return false;
    const referent who = of_phrase(s, block, sentence, &phrase, quoted);
    if (!who.name)
        return false;
    keep(s, block->tokens[quoted].quotation, make(s, 2, who, NULL, CAS_OPEN, cas_format(s->arena, "no word of saying; %s is the subject of the sentence", who.name)));
    return true;
}

static void attribute(scene *s, const cas_block *block, size_t sentence_number, size_t quoted)
{
    const cas_sentence *sentence = &block->sentences[sentence_number];
    const size_t quotation = block->tokens[quoted].quotation;
    if (quoted > sentence->first && has(&block->tokens[quoted - 1], CAS_WORD_SOCALLED)) {
        keep(s, quotation, make(s, 8, nobody, NULL, CAS_LIKELY, "a term, not somebody's words"));
        return;
    }
    if (after(s, block, sentence, quoted) || before(s, block, sentence, quoted) || label(s, block, sentence, quoted) || to_whom(s, block, sentence, quoted) || behind(s, block, sentence, quoted) ||
        noun(s, block, sentence, quoted) || alone(s, block, sentence_number, quoted))
        return;
    subject(s, block, sentence, quoted);
}

/* --- the walk --- */

static void remember(scene *s, referent who)
{
    if (!who.name)
        return;
    s->past.items = CAS_ROOM(s->arena, s->past.items, s->past.count, &s->past.room);
    s->past.items[s->past.count++] = who;
}

/* The sentence's subject: of its first word of saying, else its first noun phrase. */
static referent sentence_subject(scene *s, const cas_block *block, const cas_sentence *sentence)
{
    cas_phrase phrase = cas_phrase_first(block, sentence, sentence->last);
    referent who = of_phrase(s, block, sentence, &phrase, sentence->last);
    if (who.name && (who.person || who.entity >= 0))
        return who;
    for (size_t verb = sentence->first; verb < sentence->last; verb++) {
        if (block->tokens[verb].kind != CAS_TOKEN_WORD || !(block->tokens[verb].classes & CAS_WORD_CUES) || !cas_is_verb(block, sentence, verb))
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, sentence->first, verb);
        if (clause.subject.kind == CAS_PHRASE_NONE || !can_speak(block, &clause.subject))
            continue;
        return of_phrase(s, block, sentence, &clause.subject, verb);
    }
    return can_speak(block, &phrase) ? who : nobody;
}

/* Persons named in the sentence, beside its subject: a pronoun may still mean them (`Among them was Ann Lee. … she said`). */
static void remember_named(scene *s, const cas_block *block, const cas_sentence *sentence, const referent *subject)
{
    for (size_t i = sentence->first; i < sentence->last; i++) {
        if (!block->tokens[i].name || (i > sentence->first && block->tokens[i - 1].name && !block->tokens[i - 1].possessive))
            continue;
        size_t end = i;
        while (end < sentence->last && block->tokens[end].name && (end == i || !block->tokens[end - 1].possessive))
            end++;
        const int entity = cas_cast_of_name(s->cast, s->number, (size_t)(block - s->blocks->items), i, end);
        if (entity < 0 || entity == subject->entity || !s->cast->entities[entity].person)
            continue;
        referent who = of_entity(s, entity);
        who.weak = true;
        remember(s, who);
    }
    for (size_t i = sentence->first; i + 2 < sentence->last; i++)
        if (is(&block->tokens[i], "according")) {
            const cas_phrase phrase = cas_phrase_at(block, i + 2, sentence->last);
            remember(s, of_phrase(s, block, sentence, &phrase, i));
        }
}

/* Indirect speech: a word of saying with its subject in a sentence without quotations. */
static void report(scene *s, const cas_block *block, const cas_sentence *sentence)
{
    const cas_token *tokens = block->tokens;
    for (size_t i = sentence->first; i < sentence->last; i++)
        if (tokens[i].kind == CAS_TOKEN_QUOTED)
            return;
    for (size_t verb = sentence->first + 1; verb + 2 < sentence->last; verb++) {
        if (tokens[verb].kind != CAS_TOKEN_WORD || !(tokens[verb].classes & CAS_WORD_SAY) || !cas_is_verb(block, sentence, verb))
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, sentence->first, verb);
        if (clause.passive || clause.subject.kind == CAS_PHRASE_NONE || !can_speak(block, &clause.subject))
            continue;
        const referent who = of_phrase(s, block, sentence, &clause.subject, verb);
        if (!who.name)
            continue;
        size_t begin = verb + 1, end = sentence->last;
        if (is(&tokens[begin], "that") || is(&tokens[begin], "dass"))
            begin++;
        while (end > begin + 1 && tokens[end - 1].kind == CAS_TOKEN_POINT)
            end--;
        const answer found = make(s, 1, who, &tokens[verb], clause.direct && clause.subject.kind == CAS_PHRASE_NAME ? CAS_CERTAIN : CAS_LIKELY,
                                  cas_format(s->arena, "%s is the subject of \"%s\"", who.name, printed(s, &tokens[verb])));
        s->document->reported = CAS_ROOM(s->arena, s->document->reported, s->document->reported_count, &s->reported_room);
        s->document->reported[s->document->reported_count++] =
            (cas_reported){.where = cas_stretch_of(s->document, tokens[begin].begin, tokens[end - 1].end), .speaker = who.name, .cue = found.cue,
                           .certainty = found.certainty, .reason = found.reason};
        return;
    }
}

static void read_block(scene *s, const cas_block *block)
{
    referent speaker = nobody;
    for (size_t i = 0; i < block->sentence_count; i++) {
        const cas_sentence *sentence = &block->sentences[i];
        cas_poll(s->arena->ctx);
        referent quoted_last = nobody;
        for (size_t t = sentence->first; t < sentence->last; t++)
            if (block->tokens[t].kind == CAS_TOKEN_QUOTED) {
                attribute(s, block, i, t);
                const answer *found = &s->best[block->tokens[t].quotation];
                if (found->who.name && found->rank > 2)
                    quoted_last = found->who;
            }
        if (!block->heading) {
            report(s, block, sentence);
            const referent who = sentence_subject(s, block, sentence);
            if (!is_alone(block, sentence)) {
                if (!who.person)
                    remember_named(s, block, sentence, &who);
                remember(s, who);
            }
            if (quoted_last.name)
                remember(s, quoted_last);
        }
        if (quoted_last.name)
            speaker = quoted_last;
    }
    if (!block->heading && block->sentence_count)
        s->last_speaker = speaker;
}

/* --- what is left: headlines --- */

static void put(cas_quotation *quotation, const answer *found)
{
    quotation->speaker = found->who.name;
    quotation->person = found->who.person && !found->who.plural && found->who.name && (found->who.entity >= 0 || found->rank == 4);
    quotation->cue = found->cue;
    quotation->certainty = found->rank ? found->certainty : CAS_OPEN;
    quotation->reason = found->reason ? found->reason : "nothing in the sentence says who";
    quotation->scare = !found->who.name && quotation->partial;
}

/* A headline's quotation is by whoever says the same words in a text: here first, then in the others. */
static void take_from_alike(cas_evidence *evidence, size_t document, const cas_quotation *title, answer *best, double most)
{
    const cas_likeness_text words = cas_likeness_read(evidence->arena, title->segments[0].text);
    for (size_t k = 0; k < evidence->document_count; k++) {
        const size_t d = (document + k) % evidence->document_count;
        for (size_t q = 0; q < evidence->documents[d].quotation_count; q++) {
            const cas_quotation *other = &evidence->documents[d].quotations[q];
            if (other->in_title || !other->speaker || other == title)
                continue;
            for (size_t i = 0; i < other->segment_count; i++) {
                const cas_likeness_text there = cas_likeness_read(evidence->arena, other->segments[i].text);
                const double likeness = cas_likeness(&words, &there) - (d == document ? 0 : 0.05);
                if (likeness <= most)
                    continue;
                most = likeness;
                best->rank = 4;
                best->who = (referent){.entity = -1, .name = other->speaker, .person = other->person};
                best->certainty = CAS_LIKELY;
                best->reason = d == document ? cas_format(evidence->arena, "%s says the same in line %zu", other->speaker, other->segments[i].line)
                                             : cas_format(evidence->arena, "%s says the same in %s", other->speaker, evidence->documents[d].name);
            }
        }
    }
}

/* A headline says the state or the body; if a person who can speak for it says the same words in a text, it is that person. */
static void take_from_minister(cas_evidence *evidence, const cas_cast *cast, size_t document, const cas_quotation *title, answer *best)
{
    answer found = *best;
    found.rank = 0;
    take_from_alike(evidence, document, title, &found, 0.85);
    if (!found.rank || !found.who.person)
        return;
    const int place = best->who.entity >= 0 ? cast->entities[best->who.entity].place : -1;
    bool speaks_for = place < 0;
    for (size_t e = 0; e < cast->count; e++)
        speaks_for = speaks_for || (cast->entities[e].role_place == place && strcmp(cast->entities[e].name, found.who.name) == 0);
    if (!speaks_for)
        return;
    found.reason = cas_format(evidence->arena, "the headline says \"%s\"; %s", best->who.name, found.reason);
    found.cue = best->cue;
    found.rank = best->rank;
    *best = found;
}

void cas_evidence_speakers(cas_evidence *evidence)
{
    cas_arena *arena = evidence->arena;
    cas_tables *tables = CAS_NEW(arena, cas_tables);
    *tables = cas_tables_read(arena);
    cas_cast cast = cas_cast_gather(evidence, tables);
    answer **best = CAS_ARRAY(arena, answer *, evidence->document_count + 1);
    for (size_t d = 0; d < evidence->document_count; d++) {
        cas_evidence_document *document = &evidence->documents[d];
        scene s = {.arena = arena, .cast = &cast, .document = document, .number = d, .blocks = &cast.documents[d].blocks, .last_speaker = nobody};
        s.best = best[d] = CAS_ARRAY(arena, answer, document->quotation_count + 1);
        for (size_t b = 0; b < s.blocks->count; b++)
            if (!cas_line_is_boilerplate(s.blocks->items[b].kind))
                read_block(&s, &s.blocks->items[b]);
        for (size_t q = 0; q < document->quotation_count; q++) {
            put(&document->quotations[q], &best[d][q]);
            if (cas_line_is_boilerplate(document->lines[document->quotations[q].segments[0].line - 1].kind))
                document->quotations[q].reason = "it stands in what is not the document's own text";
        }
    }
    for (size_t d = 0; d < evidence->document_count; d++)
        for (size_t q = 0; q < evidence->documents[d].quotation_count; q++) {
            cas_quotation *quotation = &evidence->documents[d].quotations[q];
            if (quotation->in_title && best[d][q].who.name && !quotation->person) {
                take_from_minister(evidence, &cast, d, quotation, &best[d][q]);
                put(quotation, &best[d][q]);
            }
            const bool whole = !best[d][q].rank && count_words(quotation->segments[0].text) >= 4;
            if (!(quotation->in_title ? best[d][q].rank <= 4 : whole) || cas_line_is_boilerplate(evidence->documents[d].lines[quotation->segments[0].line - 1].kind))
                continue;
            take_from_alike(evidence, d, quotation, &best[d][q], quotation->in_title ? 0.74 : 0.9);
            put(quotation, &best[d][q]);
        }
}
