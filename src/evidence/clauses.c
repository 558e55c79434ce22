/*
 * The subject of a word of saying, found without a parser.
 *
 * From the verb leftwards: adverbs, auxiliaries, times and prepositional phrases are passed over; what stands between
 * commas is passed over, unless it is the name itself (`her deputy, Ann Lee, said`); `who` goes back to what it stands
 * behind; a verb joined by `and`, and a participle (`…, calling it "…"`), take the subject of the verb before them, or of
 * the sentence. So an object is not taken for the subject: `X told Y that …` finds X, since nothing is looked for to the
 * right of the verb, except where the verb stands right behind a quotation (`"…", said X`) and in the passive
 * (`called "…" by X`).
 *
 * Words unknown to the tables count as nouns and adjectives. This errs where an unknown verb stands between two names, and
 * then only in the sentence's first noun phrase, which ends at the first name.
 *
 * Cost: linear in the sentence for each verb; recursion is bounded by MOST_STEPS.
 */
#include "evidence/clauses.h"

#include <string.h>

enum { MOST_STEPS = 6 };

static bool has(const cas_token *token, uint32_t classes)
{
    return token->kind == CAS_TOKEN_WORD && (token->classes & classes) && !token->name;
}

static bool is_point(const cas_token *token, int32_t point)
{
    return token->kind == CAS_TOKEN_POINT && token->point == point;
}

static bool is_dash(const cas_token *token)
{
    return is_point(token, 0x2014) || is_point(token, 0x2013) || is_point(token, '-');
}

static bool is_comma(const cas_token *token)
{
    return is_point(token, ',') || is_dash(token) || is_point(token, ')') || is_point(token, '(');
}

static bool ends_with(const cas_token *token, const char *ending)
{
    const size_t size = strlen(ending);
    return token->lower.length > size && memcmp(token->lower.at + token->lower.length - size, ending, size) == 0;
}

static bool is(const cas_token *token, const char *word)
{
    return token->kind == CAS_TOKEN_WORD && cas_text_is(token->lower, word);
}

static bool is_participle(const cas_token *token)
{
    return token->kind == CAS_TOKEN_WORD && ends_with(token, "ing");
}

/* What can be part of a noun phrase. */
static bool is_nominal(const cas_block *block, const cas_sentence *sentence, size_t i)
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

bool cas_is_verb(const cas_block *block, const cas_sentence *sentence, size_t verb)
{
    const cas_token *token = &block->tokens[verb];
    if (token->kind != CAS_TOKEN_WORD || !(token->classes & CAS_WORD_CUES) || token->name)
        return false;
    /* In running text a verb is small, but for a headline that stands in it: `Lee Warns: …`. */
    if (token->capital && !token->first && !block->title_case && !token->shouting && !(verb > sentence->first && token[-1].name && ends_with(token, "s")))
        return false;
    if (verb == sentence->first)
        return is_participle(token) || token->classes & CAS_WORD_PAST;
    size_t before = verb - 1;
    while (before > sentence->first && has(&block->tokens[before], CAS_WORD_ADVERB))
        before--;
    const cas_token *prev = &block->tokens[before], *next = verb + 1 < sentence->last ? token + 1 : NULL;
    /* `a message posted on Monday` */
    static const char *const made[] = {"posted", "published", "written", "issued", "released", "carried", "signed", "made"};
    for (size_t i = 0; has(prev, CAS_WORD_SPEECHNOUN) && next && has(next, CAS_WORD_PREPOSITION) && i < sizeof made / sizeof *made; i++)
        if (is(token, made[i]))
            return false;
    const bool determined = has(prev, CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE) || prev->possessive;
    if (determined && !is(prev, "all") && !is(prev, "both") && !is(prev, "some") && !is(prev, "many"))
        return false;
    /* `a stern warning`: a noun behind its article and adjectives. */
    for (size_t i = before; is_participle(token) && i > sentence->first && i + 3 > before && block->tokens[i].kind == CAS_TOKEN_WORD && !block->tokens[i].classes && !block->tokens[i].capital; i--)
        if (has(&block->tokens[i - 1], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE) || block->tokens[i - 1].possessive)
            return false;
    if (has(prev, CAS_WORD_PREPOSITION) && !is(prev, "to") && !is_participle(token) && !is(prev, "zu"))
        return false;
    if (token->classes & CAS_WORD_BASE && !(token->classes & CAS_WORD_NOUNISH)) {
        if (has(prev, CAS_WORD_AUXILIARY | CAS_WORD_OTHERPRONOUN | CAS_WORD_PLURALNOUN | CAS_WORD_RELATIVE | CAS_WORD_CONJUNCTION) || is(prev, "to") ||
            (has(prev, CAS_WORD_PRONOUN) && prev->classes & CAS_WORD_PLURAL) || (block->title_case && token->capital) || is_comma(prev))
            return true;
        if (prev->name && before > sentence->first + 1 && has(&block->tokens[before - 1], CAS_WORD_CONJUNCTION) && block->tokens[before - 2].name)
            return true; /* of several */
        return prev->kind == CAS_TOKEN_WORD && (ends_with(prev, "s") || prev->kind == CAS_TOKEN_QUOTED);
    }
    if (token->classes & CAS_WORD_NOUNISH) {
        if (next && next->kind == CAS_TOKEN_WORD && has(next, CAS_WORD_PREPOSITION) && !(token->classes & CAS_WORD_PAST) && !(is(next, "to") && prev->name && !prev->possessive))
            return false;
        return prev->name || has(prev, CAS_WORD_PRONOUN | CAS_WORD_OTHERPRONOUN | CAS_WORD_PLURALNOUN | CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_RELATIVE | CAS_WORD_AUXILIARY) ||
               is_comma(prev) || prev->kind == CAS_TOKEN_QUOTED;
    }
    return true;
}

/* Small words inside a name: `van der Berg`. Marked as name by names.c, so a run of names is enough here. */
static size_t name_start(const cas_block *block, size_t begin, size_t end)
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
        phrase.name_begin = name_start(block, begin, end);
        return phrase;
    }
    for (size_t i = begin; i < end; i++)
        if (block->tokens[i].kind == CAS_TOKEN_WORD && (!has(&block->tokens[i], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE | CAS_WORD_ADVERB | CAS_WORD_NOTNAME) ||
                                                       has(&block->tokens[i], CAS_WORD_COLLECTIVE | CAS_WORD_ROLE)))
            phrase.kind = CAS_PHRASE_NOUN;
    return phrase;
}

static cas_phrase nothing(void)
{
    return (cas_phrase){CAS_PHRASE_NONE, 0, 0, 0};
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
        return nothing();
    const cas_sentence *sentence = sentence_of(block, end - 1);
    while (begin > from && is_nominal(block, sentence, begin - 1)) {
        begin--;
        if (has(&block->tokens[begin], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE))
            break;
    }
    if (begin < end && block->tokens[end - 1].possessive)
        return nothing();
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
    return has(token, CAS_WORD_ROLE) && !(token->classes & (CAS_WORD_CUES | CAS_WORD_AUXILIARY | CAS_WORD_NOTNAME)) && !token->capital;
}

/* `a source close to …`, `an official familiar with …` */
static bool is_postmodifier(const cas_token *token, const cas_token *next)
{
    static const char *const words[] = {"close", "familiar", "aware", "present", "able"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is(token, words[i]))
            return next && has(next, CAS_WORD_PREPOSITION);
    return false;
}

/* What can stand between the `of` of a title and the name: `of the Republic of Peru`. */
static bool is_title_word(const cas_token *token)
{
    return token->kind == CAS_TOKEN_WORD && (token->capital || is(token, "of") || is(token, "the") || is(token, "and"));
}

static bool is_persons(const cas_token *token)
{
    return token->name && token->place < 0 && token->kind == CAS_TOKEN_WORD && !(token->classes & (CAS_WORD_ORGWORD | CAS_WORD_ROLE | CAS_WORD_COLLECTIVE));
}

/*
 * `Secretary of State Ann Lee`, `President of the Republic of Peru Ann Lee`: the `of` at `at` stands in a title if an office with a
 * capital stands before it and a full name, of nobody's state or body, ends what follows. *name: where that begins.
 */
static bool is_of_title(const cas_block *block, size_t at, size_t to, size_t *name)
{
    enum { TITLE_WORDS = 9 };
    const cas_token *tokens = block->tokens;
    size_t end = at + 1;
    if (at == 0 || !is(&tokens[at], "of") || !has(&tokens[at - 1], CAS_WORD_ROLE) || !tokens[at - 1].capital)
        return false;
    while (end < to && end < at + TITLE_WORDS && is_title_word(&tokens[end]) && !tokens[end].possessive)
        end++;
    for (*name = end; *name > at + 1 && is_persons(&tokens[*name - 1]);)
        --*name;
    return end - *name >= 2 && *name > at + 1;
}

/* `the mayor smiles`: behind one person's office an unknown word in s is a verb. */
static bool acts(const cas_token *token, const cas_token *before)
{
    return has(before, CAS_WORD_ROLE) && !(before->classes & (CAS_WORD_NOTNAME | CAS_WORD_PLURALNOUN)) && !before->possessive && !token->capital && !token->classes && ends_with(token, "s");
}

cas_phrase cas_phrase_at(const cas_block *block, size_t begin, size_t to)
{
    size_t end = begin, titled;
    if (begin >= to)
        return nothing();
    const cas_sentence *sentence = sentence_of(block, begin);
    if (has(&block->tokens[begin], CAS_WORD_PRONOUN))
        return (cas_phrase){CAS_PHRASE_PRONOUN, begin, begin + 1, begin};
    /* `one of her own diplomats` */
    if (is(&block->tokens[begin], "one") && begin + 3 < to && is(&block->tokens[begin + 1], "of") && has(&block->tokens[begin + 2], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE)) {
        const cas_phrase all = cas_phrase_at(block, begin + 2, to);
        if (all.kind == CAS_PHRASE_NOUN && has(&block->tokens[all.end - 1], CAS_WORD_PLURALNOUN))
            return (cas_phrase){CAS_PHRASE_NOUN, begin, all.end, all.end};
    }
    while (end < to && (is_nominal(block, sentence, end) || is_of_title(block, end, to, &titled))) {
        const cas_token *token = &block->tokens[end];
        if (is(token, "of") && end > begin && is_of_title(block, end, to, &titled)) {
            for (end = titled; end < to && is_persons(&block->tokens[end]);)
                end++;
            return (cas_phrase){CAS_PHRASE_NAME, begin, end, titled};
        }
        if (end > begin && !token->name && block->tokens[end - 1].name && !block->tokens[end - 1].possessive && !leads_to_name(block, end, to) && !is_office(token))
            break; /* behind a name stands a verb, unless an office follows */
        if (end > begin && has(token, CAS_WORD_DETERMINER))
            break;
        if (end > begin && !token->capital && ends_with(token, "ed") && !token->name)
            break;
        if (end > begin && end + 1 < to && is(token + 1, "that") && !token->classes && !token->name && has(&block->tokens[end - 1], CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN))
            break; /* `the minister forecast that …` */
        if (end > begin && (acts(token, &block->tokens[end - 1]) || is_postmodifier(token, end + 1 < to ? token + 1 : NULL)))
            break;
        end++;
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
        if ((is_point(&block->tokens[i], ':') || is_dash(&block->tokens[i])) && i + 1 < to && is_label(block, first, i))
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
        if (token->kind == CAS_TOKEN_NUMBER || has(token, CAS_WORD_TIME) || (is(token, "ago") || is(token, "last"))) {
            const cas_phrase counted = cas_phrase_at(block, i, to);
            if (counted.kind != CAS_PHRASE_NONE && !has(&block->tokens[counted.end], CAS_WORD_TIME))
                return counted;
            i++;
            continue;
        }
        const bool introduction = (token->kind == CAS_TOKEN_WORD && !token->name &&
                                   (token->classes & (CAS_WORD_PREPOSITION | CAS_WORD_SUBORDINATOR | CAS_WORD_ADVERB | CAS_WORD_TIME) || is_participle(token) ||
                                    (ends_with(token, "ed") && token->classes & CAS_WORD_CUES))) ||
                                  token->kind == CAS_TOKEN_QUOTED;
        if (introduction && token->classes & CAS_WORD_CONJUNCTION) {
            i++;
            continue;
        }
        if (has(token, CAS_WORD_CONJUNCTION) || token->kind == CAS_TOKEN_POINT) {
            i++;
            continue;
        }
        if (!introduction) {
            const cas_phrase phrase = cas_phrase_at(block, i, to);
            if (phrase.kind != CAS_PHRASE_NONE || phrase.end == i || phrase.end >= to || !has(&block->tokens[phrase.end], CAS_WORD_TIME))
                return phrase;
            i = phrase.end;
            continue;
        }
        size_t comma = i;
        while (comma < to && !is_comma(&block->tokens[comma]))
            comma++;
        if (comma == to) {
            /* No comma: `On Friday Ann Lee told …`. */
            if (!(token->classes & (CAS_WORD_ADVERB | CAS_WORD_TIME | CAS_WORD_PREPOSITION)) || token->kind == CAS_TOKEN_QUOTED)
                return nothing();
            i++;
            while (i < to && (has(&block->tokens[i], CAS_WORD_TIME | CAS_WORD_ADVERB) || block->tokens[i].kind == CAS_TOKEN_NUMBER))
                i++;
            continue;
        }
        i = comma + 1;
    }
    return nothing();
}

static cas_phrase subject_before(const cas_block *block, const cas_sentence *sentence, size_t from, size_t at, size_t verb, int steps);

/* The verb of saying nearest before a token. */
static size_t verb_before(const cas_block *block, const cas_sentence *sentence, size_t from, size_t at)
{
    for (size_t i = at; i-- > from;)
        if (block->tokens[i].kind == CAS_TOKEN_WORD && block->tokens[i].classes & CAS_WORD_CUES && cas_is_verb(block, sentence, i))
            return i;
    return SIZE_MAX;
}

/* The subject of the verb before, or of the sentence: for what is joined by `and`, for participles and infinitives. */
static cas_phrase shared_subject(const cas_block *block, const cas_sentence *sentence, size_t from, size_t at, int steps)
{
    const size_t verb = verb_before(block, sentence, from, at);
    if (verb != SIZE_MAX && steps < MOST_STEPS) {
        const cas_phrase subject = subject_before(block, sentence, from, verb, verb, steps + 1);
        if (subject.kind != CAS_PHRASE_NONE)
            return subject;
    }
    /* Behind a colon a new clause begins. */
    for (size_t i = at; i-- > from;)
        if (is_point(&block->tokens[i], ':')) {
            const cas_sentence clause = {i + 1, sentence->last};
            const cas_phrase first = cas_phrase_first(block, &clause, at);
            if (first.kind != CAS_PHRASE_NONE)
                return first;
        }
    const cas_sentence part = {from, sentence->last};
    return cas_phrase_first(block, &part, at);
}

static size_t comma_before(const cas_block *block, size_t from, size_t at)
{
    for (size_t i = at; i-- > from;)
        if (is_comma(&block->tokens[i]))
            return i;
    return SIZE_MAX;
}

/* Times, with what belongs to them: `on Wednesday`, `earlier this week`. */
static size_t skip_time(const cas_block *block, size_t from, size_t i)
{
    while (i > from && (has(&block->tokens[i - 1], CAS_WORD_TIME | CAS_WORD_DETERMINER | CAS_WORD_ADVERB | CAS_WORD_NOTNAME) || block->tokens[i - 1].kind == CAS_TOKEN_NUMBER))
        i--;
    return i > from && has(&block->tokens[i - 1], CAS_WORD_PREPOSITION) ? i - 1 : i;
}

/* What stands between two commas: the name itself, or an insertion. */
static bool is_name_alone(const cas_block *block, size_t begin, size_t end, cas_phrase *phrase)
{
    if (has(&block->tokens[begin], CAS_WORD_PREPOSITION | CAS_WORD_RELATIVE | CAS_WORD_SUBORDINATOR | CAS_WORD_ADVERB) || is_participle(&block->tokens[begin]))
        return false;
    *phrase = cas_phrase_at(block, begin, end);
    return phrase->kind == CAS_PHRASE_NAME && phrase->end == end;
}

/* `Peru, Chile and Ecuador`: names on end before `and` are one subject. */
static cas_phrase with_others(const cas_block *block, size_t from, cas_phrase phrase)
{
    size_t begin = phrase.begin;
    if (phrase.kind != CAS_PHRASE_NAME || phrase.begin != phrase.name_begin || begin < from + 2 || !(is(&block->tokens[begin - 1], "and") || is(&block->tokens[begin - 1], "und")))
        return phrase;
    begin--;
    if (begin > from && is_point(&block->tokens[begin - 1], ','))
        begin--;
    for (;;) {
        const size_t first = name_start(block, from, begin);
        if (first == begin || block->tokens[begin - 1].possessive)
            return phrase;
        begin = first;
        if (begin < from + 2 || !is_point(&block->tokens[begin - 1], ',') || !block->tokens[begin - 2].name)
            break;
        begin--;
    }
    return (cas_phrase){CAS_PHRASE_NOUN, begin, phrase.end, phrase.end};
}

static cas_phrase subject_before(const cas_block *block, const cas_sentence *sentence, size_t from, size_t at, size_t verb, int steps)
{
    const cas_token *tokens = block->tokens;
    size_t i = at;
    for (int rounds = 0; i > from && rounds < 40; rounds++) {
        const cas_token *token = &tokens[i - 1];
        if (token->kind == CAS_TOKEN_QUOTED)
            return is_participle(&tokens[verb]) ? shared_subject(block, sentence, from, i - 1, steps) : nothing();
        if (has(token, CAS_WORD_PRONOUN))
            return (cas_phrase){CAS_PHRASE_PRONOUN, i - 1, i, i - 1};
        /* `one of the officials` */
        size_t of = i - 1;
        while (of > from && i - of < 5 && !is(&tokens[of], "of"))
            of--;
        if (of > from && is(&tokens[of], "of") && is(&tokens[of - 1], "one") && has(&tokens[i - 1], CAS_WORD_PLURALNOUN) && has(&tokens[of + 1], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE))
            return (cas_phrase){CAS_PHRASE_NOUN, of - 1, i, i};
        /* `one of them` */
        if (is(token, "them") && i > from + 2 && is(&tokens[i - 2], "of") && (is(&tokens[i - 3], "one") || is(&tokens[i - 3], "some") || is(&tokens[i - 3], "both")))
            return (cas_phrase){CAS_PHRASE_NOUN, i - 3, i, i};
        if (has(token, CAS_WORD_RELATIVE)) {
            size_t end = i - 1;
            if (end > from && is_comma(&tokens[end - 1]))
                end--;
            const cas_phrase before = cas_phrase_before(block, from, end);
            /* `Ann Lee, the professor who …` */
            if (before.kind == CAS_PHRASE_NOUN && before.begin > from + 1 && is_point(&tokens[before.begin - 1], ',') && tokens[before.begin - 2].name && !tokens[before.begin - 2].possessive)
                return cas_phrase_before(block, from, before.begin - 1);
            const bool whole = before.begin > from + 1 && is(&tokens[before.begin - 1], "of") && before.kind == CAS_PHRASE_NOUN;
            return whole ? subject_before(block, sentence, from, before.begin - 1, verb, steps) : before;
        }
        if (has(token, CAS_WORD_AUXILIARY | CAS_WORD_ADVERB)) {
            i--;
            continue;
        }
        if (has(token, CAS_WORD_TIME)) {
            i = skip_time(block, from, i);
            continue;
        }
        if (has(token, CAS_WORD_CONJUNCTION))
            return shared_subject(block, sentence, from, i - 1, steps);
        if (has(token, CAS_WORD_PREPOSITION)) {
            if ((is(token, "for") || is(token, "of")) && is_participle(&tokens[verb])) {
                /* `accused Lee of lying`; but `Lee stopped short of calling it …` */
                const cas_phrase object = cas_phrase_before(block, from, i - 1);
                if (object.kind != CAS_PHRASE_NONE && !is(&tokens[i - 2], "short"))
                    return object;
                if (i - 1 > from && has(&tokens[i - 2], CAS_WORD_OTHERPRONOUN))
                    return nothing();
            }
            return shared_subject(block, sentence, from, i - 1, steps);
        }
        if (has(token, CAS_WORD_SUBORDINATOR))
            return is_participle(&tokens[verb]) ? shared_subject(block, sentence, from, i - 1, steps) : nothing();
        if (is_point(token, ':') || is_point(token, ';') || is_point(token, 0x2022))
            break;
        if (is_comma(token)) {
            const size_t comma = comma_before(block, from, i - 1);
            cas_phrase alone;
            if (is_participle(&tokens[verb]) && i == at)
                return shared_subject(block, sentence, from, i - 1, steps);
            if (comma == SIZE_MAX) {
                if (is_name_alone(block, from, i - 1, &alone))
                    return alone;
                return shared_subject(block, sentence, from, i - 1, steps);
            }
            if (comma + 1 < i - 1 && is_name_alone(block, comma + 1, i - 1, &alone))
                return alone;
            i = comma;
            continue;
        }
        if (token->kind == CAS_TOKEN_NUMBER) {
            i--; /* an age between commas */
            continue;
        }
        cas_phrase phrase = cas_phrase_before(block, from, i);
        if (phrase.kind == CAS_PHRASE_NONE || phrase.begin >= i)
            break;
        phrase = with_others(block, from, phrase);
        if (phrase.begin > from && has(&tokens[phrase.begin - 1], CAS_WORD_PREPOSITION)) {
            const size_t preposition = phrase.begin - 1;
            /* `who was standing under the bridge` */
            if (preposition > from + 1 && is_participle(&tokens[preposition - 1]) && has(&tokens[preposition - 2], CAS_WORD_AUXILIARY)) {
                i = preposition - 1;
                continue;
            }
            if (is(&tokens[preposition], "with") && is_participle(&tokens[verb]))
                return phrase;
            if (phrase.kind == CAS_PHRASE_NAME) {
                /* Back to the `of` of a title that ends with this name. */
                size_t name;
                for (size_t joint = preposition + 1; joint-- > from + 1 && is_title_word(&tokens[joint]);)
                    if (is_of_title(block, joint, sentence->last, &name) && name <= phrase.end && name > joint && name >= phrase.name_begin)
                        return (cas_phrase){CAS_PHRASE_NAME, joint - 1, phrase.end, name};
            }
            if (preposition > from && is_nominal(block, sentence, preposition - 1)) {
                cas_phrase head = subject_before(block, sentence, from, preposition, verb, steps);
                if (head.kind == CAS_PHRASE_NOUN && head.end == preposition && (is(&tokens[preposition], "of") || is(&tokens[preposition], "for")))
                    head.end = phrase.end;
                return head;
            }
            i = preposition;
            continue;
        }
        return phrase;
    }
    const cas_sentence part = {from, sentence->last};
    return steps ? cas_phrase_first(block, &part, at) : nothing();
}

/* Who is named behind `by`. */
static cas_phrase agent_after(const cas_block *block, const cas_sentence *sentence, size_t verb)
{
    for (size_t i = verb + 1; i + 1 < sentence->last; i++) {
        const cas_token *token = &block->tokens[i];
        if (is(token, "by") || is(token, "von"))
            return cas_phrase_at(block, i + 1, sentence->last);
        if (is_point(token, ';') || has(token, CAS_WORD_SUBORDINATOR) || (i > verb + 1 && token->classes & CAS_WORD_SAY && token->kind == CAS_TOKEN_WORD))
            break;
    }
    return nothing();
}

static bool after_being(const cas_block *block, const cas_sentence *sentence, size_t verb)
{
    size_t i = verb;
    while (i > sentence->first && has(&block->tokens[i - 1], CAS_WORD_ADVERB))
        i--;
    return i > sentence->first && has(&block->tokens[i - 1], CAS_WORD_BEING);
}

/* `The plan, said Ann Lee, was …`: between two commas the verb stands before its subject. */
static bool is_inserted(const cas_block *block, const cas_sentence *sentence, size_t verb, cas_phrase *subject)
{
    const cas_token *tokens = block->tokens;
    if (block->language != CAS_ENGLISH || verb < sentence->first + 2 || !is_point(&tokens[verb - 1], ',') || tokens[verb - 2].kind == CAS_TOKEN_QUOTED ||
        !(tokens[verb].classes & CAS_WORD_SAY) || verb + 2 >= sentence->last)
        return false;
    *subject = cas_phrase_at(block, verb + 1, sentence->last);
    return subject->kind == CAS_PHRASE_NAME && subject->end < sentence->last && is_point(&tokens[subject->end], ',');
}

cas_clause cas_clause_of(const cas_block *block, const cas_sentence *sentence, size_t from, size_t verb)
{
    const cas_token *tokens = block->tokens;
    cas_clause clause = {.verb = verb};
    const bool by_follows = verb + 1 < sentence->last && (is(&tokens[verb + 1], "by") ||
                            (tokens[verb + 1].kind == CAS_TOKEN_QUOTED && verb + 2 < sentence->last && is(&tokens[verb + 2], "by")));
    if (tokens[verb].classes & CAS_WORD_PAST && (after_being(block, sentence, verb) || by_follows)) {
        clause.passive = true;
        clause.subject = agent_after(block, sentence, verb);
        return clause;
    }
    if (verb >= from + 2 && is(&tokens[verb - 1], "as") && (is(&tokens[verb - 2], "quoted") || is(&tokens[verb - 2], "cited"))) {
        clause.subject = subject_before(block, sentence, from, verb - 2, verb - 2, 0);
        return clause;
    }
    if (is_inserted(block, sentence, verb, &clause.subject)) {
        clause.direct = true;
        return clause;
    }
    clause.subject = subject_before(block, sentence, from, verb, verb, 0);
    if (clause.subject.kind == CAS_PHRASE_NONE && verb > sentence->first && tokens[verb].classes & CAS_WORD_SAY &&
        (tokens[verb - 1].kind == CAS_TOKEN_QUOTED || (verb > sentence->first + 1 && is_comma(&tokens[verb - 1]) && tokens[verb - 2].kind == CAS_TOKEN_QUOTED))) {
        /* `"…," said X, and …` */
        clause.subject = cas_phrase_at(block, verb + 1, sentence->last);
        clause.direct = true;
        return clause;
    }
    if (block->language == CAS_GERMAN) {
        /* The verb stands second: behind anything but the subject, the subject follows it. */
        size_t after = verb + 1;
        while (after < sentence->last && (has(&tokens[after], CAS_WORD_OTHERPRONOUN | CAS_WORD_ADVERB | CAS_WORD_TIME)))
            after++;
        const cas_phrase behind = cas_phrase_at(block, after, sentence->last);
        if (clause.subject.kind == CAS_PHRASE_NONE || (clause.subject.end != verb && behind.kind != CAS_PHRASE_NONE)) {
            clause.subject = behind;
            clause.direct = behind.begin == verb + 1;
            return clause;
        }
    }
    clause.direct = clause.subject.kind != CAS_PHRASE_NONE && clause.subject.end == verb;
    return clause;
}
