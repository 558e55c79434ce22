/*
 * The subject of a word of saying, found without a parser.
 *
 * From the verb leftwards: adverbs, auxiliaries, times and prepositional phrases are passed over; what stands between
 * commas is passed over, unless it is the name itself (`her deputy, Ann Lee, said`); `who` goes back to what it stands
 * behind; a verb joined by `and`, and a participle (`…, calling it "…"`), take the subject of the verb before them, or of
 * the sentence. So an object is not taken for the subject: `X told Y that …` finds X, since nothing is looked for to the
 * right of the verb, except where the verb stands right behind a quotation (`"…", said X`), between two commas (`The plan,
 * said X, …`), in the passive (`called "…" by X`), and in German, where the verb stands second. `X was quoted as saying` has X.
 *
 * Cost: linear in the sentence for each verb; recursion is bounded by MOST_VERBS and MOST_PHRASES.
 */
#include "evidence/clauses.h"

/* How far is gone back: over verbs that share a subject, into phrases that hang on others (`a spokesman for the office of …`), by steps. */
enum { MOST_VERBS = 6, MOST_PHRASES = 40, MOST_ROUNDS = 40 };

/* What the subject is looked for: the verb, in tokens from … of the sentence. */
typedef struct search {
    const cas_block *block;
    const cas_sentence *sentence;
    size_t from, verb;
    int verbs, phrases; /* gone back over so far */
} search;

static cas_phrase subject_before(search s, size_t at);

/* The verb of saying nearest before a token. */
static size_t verb_before(const search *s, size_t at)
{
    for (size_t i = at; i-- > s->from;)
        if (cas_is_verb(s->block, s->sentence, i))
            return i;
    return SIZE_MAX;
}

/* The subject of the verb before, or of the sentence: for what is joined by `and`, for participles and infinitives. */
static cas_phrase shared_subject(const search *s, size_t at)
{
    const size_t verb = verb_before(s, at);
    if (verb != SIZE_MAX && s->verbs < MOST_VERBS) {
        search before = *s;
        before.verb = verb;
        before.verbs++;
        const cas_phrase subject = subject_before(before, verb);
        if (subject.kind != CAS_PHRASE_NONE)
            return subject;
    }
    /* Behind a colon a new clause begins. */
    for (size_t i = at; i-- > s->from;)
        if (cas_point_is(&s->block->tokens[i], ':')) {
            const cas_sentence clause = {i + 1, s->sentence->last};
            const cas_phrase first = cas_phrase_first(s->block, &clause, at);
            if (first.kind != CAS_PHRASE_NONE)
                return first;
        }
    const cas_sentence part = {s->from, s->sentence->last};
    return cas_phrase_first(s->block, &part, at);
}

static size_t comma_before(const cas_block *block, size_t from, size_t at)
{
    for (size_t i = at; i-- > from;)
        if (cas_is_comma(&block->tokens[i]))
            return i;
    return SIZE_MAX;
}

/* Times, with what belongs to them: `on Wednesday`, `earlier this week`. */
static size_t skip_time(const cas_block *block, size_t from, size_t i)
{
    while (i > from && (cas_word_has(&block->tokens[i - 1], CAS_WORD_TIME | CAS_WORD_DETERMINER | CAS_WORD_ADVERB | CAS_WORD_NOTNAME) || block->tokens[i - 1].kind == CAS_TOKEN_NUMBER))
        i--;
    return i > from && cas_word_has(&block->tokens[i - 1], CAS_WORD_PREPOSITION) ? i - 1 : i;
}

/* What stands between two commas: the name itself, or an insertion. */
static bool is_name_alone(const cas_block *block, size_t begin, size_t end, cas_phrase *phrase)
{
    if (cas_word_has(&block->tokens[begin], CAS_WORD_PREPOSITION | CAS_WORD_RELATIVE | CAS_WORD_SUBORDINATOR | CAS_WORD_ADVERB) || cas_is_participle(&block->tokens[begin]))
        return false;
    *phrase = cas_phrase_at(block, begin, end);
    return phrase->kind == CAS_PHRASE_NAME && phrase->end == end;
}

/* `Peru, Chile and Ecuador`: names on end before `and` are one subject. */
static cas_phrase with_others(const cas_block *block, size_t from, cas_phrase phrase)
{
    size_t begin = phrase.begin;
    if (phrase.kind != CAS_PHRASE_NAME || phrase.begin != phrase.name_begin || begin < from + 2 || !(cas_word_is(&block->tokens[begin - 1], "and") || cas_word_is(&block->tokens[begin - 1], "und")))
        return phrase;
    begin--;
    if (begin > from && cas_point_is(&block->tokens[begin - 1], ','))
        begin--;
    for (;;) {
        const size_t first = cas_name_start(block, from, begin);
        if (first == begin || block->tokens[begin - 1].possessive)
            return phrase;
        begin = first;
        if (begin < from + 2 || !cas_point_is(&block->tokens[begin - 1], ',') || !block->tokens[begin - 2].name)
            break;
        begin--;
    }
    return (cas_phrase){CAS_PHRASE_NOUN, begin, phrase.end, phrase.end};
}

/* `one of the officials`, `one of them`, ending before token `end`. */
static bool is_one_of(const search *s, size_t end, cas_phrase *found)
{
    const cas_token *tokens = s->block->tokens, *last = &tokens[end - 1];
    size_t of = end - 1;
    while (of > s->from && end - of < 5 && !cas_word_is(&tokens[of], "of"))
        of--;
    if (of > s->from && cas_word_is(&tokens[of], "of") && cas_word_is(&tokens[of - 1], "one") && cas_word_has(last, CAS_WORD_PLURALNOUN) && cas_word_has(&tokens[of + 1], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE)) {
        *found = (cas_phrase){CAS_PHRASE_NOUN, of - 1, end, end};
        return true;
    }
    if (!cas_word_is(last, "them") || end <= s->from + 2 || !cas_word_is(&tokens[end - 2], "of"))
        return false;
    *found = (cas_phrase){CAS_PHRASE_NOUN, end - 3, end, end};
    return cas_word_is(&tokens[end - 3], "one") || cas_word_is(&tokens[end - 3], "some") || cas_word_is(&tokens[end - 3], "both");
}

/* A phrase that the found one hangs on: `the office of …`. */
static cas_phrase head_before(search s, size_t at)
{
    if (++s.phrases > MOST_PHRASES)
        return cas_no_phrase;
    return subject_before(s, at);
}

/* What `who`, the token before `end`, stands for. */
static cas_phrase antecedent(const search *s, size_t end)
{
    const cas_token *tokens = s->block->tokens;
    size_t last = end - 1;
    if (last > s->from && cas_is_comma(&tokens[last - 1]))
        last--;
    const cas_phrase before = cas_phrase_before(s->block, s->from, last);
    if (before.kind != CAS_PHRASE_NOUN || before.begin <= s->from + 1)
        return before;
    /* `Ann Lee, the professor who …` */
    if (cas_point_is(&tokens[before.begin - 1], ',') && tokens[before.begin - 2].name && !tokens[before.begin - 2].possessive)
        return cas_phrase_before(s->block, s->from, before.begin - 1);
    return cas_word_is(&tokens[before.begin - 1], "of") ? head_before(*s, before.begin - 1) : before;
}

/* The verb stands behind a preposition, the token before `end`: `accused Lee of lying`; but `Lee stopped short of calling it …`. */
static cas_phrase behind_preposition(const search *s, size_t end)
{
    const cas_token *tokens = s->block->tokens;
    if ((cas_word_is(&tokens[end - 1], "for") || cas_word_is(&tokens[end - 1], "of")) && cas_is_participle(&tokens[s->verb])) {
        const cas_phrase object = cas_phrase_before(s->block, s->from, end - 1);
        if (object.kind != CAS_PHRASE_NONE && !cas_word_is(&tokens[end - 2], "short"))
            return object;
        if (end - 1 > s->from && cas_word_has(&tokens[end - 2], CAS_WORD_OTHERPRONOUN))
            return cas_no_phrase;
    }
    return shared_subject(s, end - 1);
}

/* Before a comma, the token before *at: the subject itself, or an insertion to be passed over. True: found. */
static bool over_comma(const search *s, bool beside_verb, size_t *at, cas_phrase *found)
{
    const size_t end = *at - 1, comma = comma_before(s->block, s->from, end);
    if ((cas_is_participle(&s->block->tokens[s->verb]) && beside_verb) || comma == SIZE_MAX) {
        if ((cas_is_participle(&s->block->tokens[s->verb]) && beside_verb) || !is_name_alone(s->block, s->from, end, found))
            *found = shared_subject(s, end);
        return true;
    }
    if (comma + 1 < end && is_name_alone(s->block, comma + 1, end, found))
        return true;
    *at = comma;
    return false;
}

/* The name ends a title over `of` that begins before the preposition: `Secretary of State Ann Lee`. */
static bool ends_title(const search *s, size_t preposition, cas_phrase *phrase)
{
    const cas_token *tokens = s->block->tokens;
    size_t name;
    for (size_t joint = preposition + 1; joint-- > s->from + 1 && cas_is_title_word(&tokens[joint]);)
        if (cas_is_of_title(s->block, joint, s->sentence->last, &name) && name <= phrase->end && name > joint && name >= phrase->name_begin) {
            *phrase = (cas_phrase){CAS_PHRASE_NAME, joint - 1, phrase->end, name};
            return true;
        }
    return false;
}

/* The phrase before *at is the subject, unless a preposition stands before it: then what it hangs on is, or it is passed over. True: found. */
static bool over_phrase(const search *s, size_t *at, cas_phrase *phrase)
{
    const cas_token *tokens = s->block->tokens;
    const size_t preposition = phrase->begin - 1;
    if (phrase->begin <= s->from || !cas_word_has(&tokens[preposition], CAS_WORD_PREPOSITION))
        return true;
    /* `who was standing under the bridge` */
    if (preposition > s->from + 1 && cas_is_participle(&tokens[preposition - 1]) && cas_word_has(&tokens[preposition - 2], CAS_WORD_AUXILIARY)) {
        *at = preposition - 1;
        return false;
    }
    if (cas_word_is(&tokens[preposition], "with") && cas_is_participle(&tokens[s->verb]))
        return true;
    if (phrase->kind == CAS_PHRASE_NAME && ends_title(s, preposition, phrase))
        return true;
    if (preposition > s->from && cas_is_nominal(s->block, s->sentence, preposition - 1)) {
        cas_phrase head = head_before(*s, preposition);
        if (head.kind == CAS_PHRASE_NOUN && head.end == preposition && (cas_word_is(&tokens[preposition], "of") || cas_word_is(&tokens[preposition], "for")))
            head.end = phrase->end;
        *phrase = head;
        return true;
    }
    *at = preposition;
    return false;
}

static cas_phrase subject_before(search s, size_t at)
{
    const cas_token *tokens = s.block->tokens;
    const bool participle = cas_is_participle(&tokens[s.verb]);
    size_t i = at;
    for (int rounds = 0; i > s.from && rounds < MOST_ROUNDS; rounds++) {
        const cas_token *token = &tokens[i - 1];
        cas_phrase found;
        if (token->kind == CAS_TOKEN_QUOTED)
            return participle ? shared_subject(&s, i - 1) : cas_no_phrase;
        if (cas_word_has(token, CAS_WORD_PRONOUN))
            return (cas_phrase){CAS_PHRASE_PRONOUN, i - 1, i, i - 1};
        if (is_one_of(&s, i, &found))
            return found;
        if (cas_word_has(token, CAS_WORD_RELATIVE))
            return antecedent(&s, i);
        if (cas_word_has(token, CAS_WORD_AUXILIARY | CAS_WORD_ADVERB) || token->kind == CAS_TOKEN_NUMBER) {
            i--; /* a number: an age between commas */
            continue;
        }
        if (cas_word_has(token, CAS_WORD_TIME)) {
            i = skip_time(s.block, s.from, i);
            continue;
        }
        if (cas_word_has(token, CAS_WORD_CONJUNCTION))
            return shared_subject(&s, i - 1);
        if (cas_word_has(token, CAS_WORD_PREPOSITION))
            return behind_preposition(&s, i);
        if (cas_word_has(token, CAS_WORD_SUBORDINATOR))
            return participle ? shared_subject(&s, i - 1) : cas_no_phrase;
        if (cas_point_is(token, ':') || cas_point_is(token, ';') || cas_point_is(token, 0x2022))
            break;
        if (cas_is_comma(token)) {
            if (over_comma(&s, i == at, &i, &found))
                return found;
            continue;
        }
        found = cas_phrase_before(s.block, s.from, i);
        if (found.kind == CAS_PHRASE_NONE || found.begin >= i)
            break;
        found = with_others(s.block, s.from, found);
        if (over_phrase(&s, &i, &found))
            return found;
    }
    const cas_sentence part = {s.from, s.sentence->last};
    return s.verbs ? cas_phrase_first(s.block, &part, at) : cas_no_phrase;
}

/* Who is named behind `by`. */
static cas_phrase agent_after(const cas_block *block, const cas_sentence *sentence, size_t verb)
{
    for (size_t i = verb + 1; i + 1 < sentence->last; i++) {
        const cas_token *token = &block->tokens[i];
        if (cas_word_is(token, "by") || cas_word_is(token, "von"))
            return cas_phrase_at(block, i + 1, sentence->last);
        if (cas_point_is(token, ';') || cas_word_has(token, CAS_WORD_SUBORDINATOR) || (i > verb + 1 && token->classes & CAS_WORD_SAY && token->kind == CAS_TOKEN_WORD))
            break;
    }
    return cas_no_phrase;
}

static bool after_being(const cas_block *block, const cas_sentence *sentence, size_t verb)
{
    size_t i = verb;
    while (i > sentence->first && cas_word_has(&block->tokens[i - 1], CAS_WORD_ADVERB))
        i--;
    return i > sentence->first && cas_word_has(&block->tokens[i - 1], CAS_WORD_BEING);
}

/* `The plan, said Ann Lee, was …`: between two commas the verb stands before its subject. */
static bool is_inserted(const cas_block *block, const cas_sentence *sentence, size_t verb, cas_phrase *subject)
{
    const cas_token *tokens = block->tokens;
    if (block->language != CAS_ENGLISH || verb < sentence->first + 2 || !cas_point_is(&tokens[verb - 1], ',') || tokens[verb - 2].kind == CAS_TOKEN_QUOTED ||
        !(tokens[verb].classes & CAS_WORD_SAY) || verb + 2 >= sentence->last)
        return false;
    *subject = cas_phrase_at(block, verb + 1, sentence->last);
    return subject->kind == CAS_PHRASE_NAME && subject->end < sentence->last && cas_point_is(&tokens[subject->end], ',');
}

cas_clause cas_clause_of(const cas_block *block, const cas_sentence *sentence, size_t from, size_t verb)
{
    const cas_token *tokens = block->tokens;
    cas_clause clause = {.verb = verb};
    const bool by_follows = verb + 1 < sentence->last && (cas_word_is(&tokens[verb + 1], "by") ||
                            (tokens[verb + 1].kind == CAS_TOKEN_QUOTED && verb + 2 < sentence->last && cas_word_is(&tokens[verb + 2], "by")));
    if (tokens[verb].classes & CAS_WORD_PAST && (after_being(block, sentence, verb) || by_follows)) {
        clause.passive = true;
        clause.subject = agent_after(block, sentence, verb);
        return clause;
    }
    if (verb >= from + 2 && cas_word_is(&tokens[verb - 1], "as") && (cas_word_is(&tokens[verb - 2], "quoted") || cas_word_is(&tokens[verb - 2], "cited"))) {
        clause.subject = subject_before((search){block, sentence, from, verb - 2, 0, 0}, verb - 2);
        return clause;
    }
    if (is_inserted(block, sentence, verb, &clause.subject)) {
        clause.direct = true;
        return clause;
    }
    clause.subject = subject_before((search){block, sentence, from, verb, 0, 0}, verb);
    if (clause.subject.kind == CAS_PHRASE_NONE && verb > sentence->first && tokens[verb].classes & CAS_WORD_SAY &&
        (tokens[verb - 1].kind == CAS_TOKEN_QUOTED || (verb > sentence->first + 1 && cas_is_comma(&tokens[verb - 1]) && tokens[verb - 2].kind == CAS_TOKEN_QUOTED))) {
        /* `"…," said X, and …` */
        clause.subject = cas_phrase_at(block, verb + 1, sentence->last);
        clause.direct = true;
        return clause;
    }
    if (block->language == CAS_GERMAN) {
        /* The verb stands second: behind anything but the subject, the subject follows it. */
        size_t after = verb + 1;
        while (after < sentence->last && (cas_word_has(&tokens[after], CAS_WORD_OTHERPRONOUN | CAS_WORD_ADVERB | CAS_WORD_TIME)))
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
