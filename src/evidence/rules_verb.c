/*
 * Words of saying elsewhere in the sentence: before the quotation, around the whole sentence, or further behind it.
 *
 * before  the nearest before it whose subject can speak; a weak one (`hoped`) only where no other is
 * frame   `…, X says` ends the sentence: all of it is X's
 * behind  the first further on; a guess
 *
 * Cost: for each word of saying its subject, linear in the sentence.
 */
#include "evidence/rules.h"

enum { NEAR_VERB = 14 }; /* words between a verb and the quotation that is certainly its object */

/* May something else than the verb's object begin between it and the quotation? Then what is certain is only likely. */
static bool others_between(const cas_spot *spot, size_t verb)
{
    for (size_t i = verb + 1; i < spot->quoted; i++)
        if (cas_word_has(cas_spot_token(spot, i), CAS_WORD_RELATIVE | CAS_WORD_PRONOUN | CAS_WORD_CONJUNCTION) || cas_spot_token(spot, i)->kind == CAS_TOKEN_QUOTED)
            return true;
    return false;
}

/* `a fund called "…"`: a name for a thing. */
static bool is_naming(const cas_spot *spot, const cas_clause *clause)
{
    static const char *const verbs[] = {"called", "named", "dubbed", "nicknamed", "termed", "labelled", "labeled", "genannt"};
    bool names = false, acts = false;
    if (clause->verb + 1 != spot->quoted || clause->subject.kind != CAS_PHRASE_NOUN || !clause->direct)
        return false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        names = names || cas_word_is(cas_spot_token(spot, clause->verb), verbs[i]);
    for (size_t i = clause->subject.begin; i < clause->subject.end; i++)
        acts = acts || cas_spot_token(spot, i)->classes & (CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN);
    return names && !acts;
}

/* `according to X` at token `at`, not the last two before the quotation. */
static bool according_before(const cas_spot *spot, size_t at)
{
    const bool laut = spot->block->language == CAS_GERMAN && cas_word_is(cas_spot_token(spot, at), "laut");
    if (!(cas_word_is(cas_spot_token(spot, at), "according") || laut) || at + 2 >= spot->quoted)
        return false;
    const cas_phrase phrase = cas_according_to(spot->block, at + (laut ? 1 : 2), spot->sentence->last);
    const cas_referent who = cas_spot_referent(spot, &phrase, at);
    return who.name && cas_keep(spot, CAS_RANK_BEFORE, who, cas_spot_token(spot, at), CAS_LIKELY, "\"according to\" stands before it");
}

/* `As X put it` */
static bool puts_it(const cas_spot *spot, size_t verb)
{
    const cas_token *token = cas_spot_token(spot, verb);
    return verb + 1 < spot->quoted && (cas_word_is(token, "put") || cas_word_is(token, "puts")) && cas_word_is(token + 1, "it");
}

/* What the word of saying at token `verb` tells. True: no other need be asked. */
static bool subject_of(const cas_spot *spot, size_t from, size_t verb)
{
    const cas_token *token = cas_spot_token(spot, verb);
    const cas_clause clause = cas_clause_of(spot->block, spot->sentence, from, verb);
    if (is_naming(spot, &clause)) {
        cas_keep(spot, CAS_RANK_BEFORE, cas_nobody, NULL, CAS_LIKELY, "a name given to a thing");
        return true;
    }
    /* Whatever says, insists or warns can speak; what calls or rejects may be a plan. */
    const bool says = token->classes & CAS_WORD_SAY && clause.subject.kind == CAS_PHRASE_NOUN;
    if (clause.subject.kind == CAS_PHRASE_NONE || !(says || cas_can_speak(spot->block, &clause.subject)))
        return false;
    const cas_referent who = cas_spot_referent(spot, &clause.subject, verb);
    if (!who.name)
        return false;
    const bool weak = !puts_it(spot, verb) && !(token->classes & (CAS_WORD_SAY | CAS_WORD_CALL));
    const bool joint = clause.subject.begin > from && cas_word_has(cas_spot_token(spot, clause.subject.begin - 1), CAS_WORD_CONJUNCTION);
    const bool near = who.person && !joint && clause.direct && clause.subject.kind == CAS_PHRASE_NAME && spot->quoted - verb <= NEAR_VERB && !others_between(spot, verb);
    cas_keep(spot, weak ? CAS_RANK_WEAK : CAS_RANK_BEFORE, who, token, weak ? CAS_OPEN : near && !spot->block->heading ? CAS_CERTAIN : CAS_LIKELY,
             cas_format(spot->s->arena, "\"%s\" before it has %s as its subject", cas_printed(spot->s, token), who.name));
    return !weak;
}

bool cas_rule_before(const cas_spot *spot)
{
    const size_t from = cas_part_start(spot);
    for (size_t verb = spot->quoted; verb-- > from;) {
        if (according_before(spot, verb))
            return true;
        if (!puts_it(spot, verb) && !cas_is_verb(spot->block, spot->sentence, verb))
            continue;
        /* `X told Y that Z had erred by calling it "…"`: how it was done, in the words of X. */
        if (verb > from && cas_word_is(cas_spot_token(spot, verb - 1), "by") && cas_says_between(spot, from, verb))
            continue;
        if (subject_of(spot, from, verb))
            return true;
    }
    return spot->s->best[cas_spot_quotation(spot)].rank > CAS_RANK_WEAK;
}

/* The last comma of a sentence behind which nothing but somebody and a word of saying stand; *verb: the word. */
static size_t last_attribution(const cas_spot *spot, size_t *verb)
{
    const cas_sentence *sentence = spot->sentence;
    for (size_t i = sentence->last; i-- > spot->quoted + 1;) {
        if (cas_spot_token(spot, i)->kind == CAS_TOKEN_QUOTED)
            return SIZE_MAX;
        if (!cas_point_is(cas_spot_token(spot, i), ',') || i + 2 >= sentence->last)
            continue;
        const cas_phrase who = cas_phrase_at(spot->block, i + 1, sentence->last);
        for (*verb = who.end; who.kind != CAS_PHRASE_NONE && *verb < sentence->last && *verb <= who.end + 1; ++*verb)
            if (cas_spot_token(spot, *verb)->classes & CAS_WORD_SAY && cas_is_verb(spot->block, sentence, *verb))
                return i;
        return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* `…, X says`: all of the sentence is X's. */
bool cas_rule_frame(const cas_spot *spot)
{
    size_t verb;
    const size_t comma = last_attribution(spot, &verb);
    if (comma == SIZE_MAX)
        return false;
    const cas_phrase phrase = cas_phrase_at(spot->block, comma + 1, spot->sentence->last);
    const cas_referent who = cas_spot_referent(spot, &phrase, verb);
    return who.name && cas_can_speak(spot->block, &phrase) &&
           cas_keep(spot, CAS_RANK_SENTENCE, who, cas_spot_token(spot, verb), CAS_LIKELY, cas_format(spot->s->arena, "\"%s %s\" ends the sentence", who.name, cas_printed(spot->s, cas_spot_token(spot, verb))));
}

/* Whose the word of saying further on is; none: nobody's who could speak. */
static cas_phrase subject_behind(const cas_spot *spot, size_t verb)
{
    const cas_clause clause = cas_clause_of(spot->block, spot->sentence, spot->quoted + 1, verb);
    cas_phrase subject = clause.subject;
    /* `…, and did what X asked`: not what is quoted. */
    if (subject.kind != CAS_PHRASE_NONE && subject.begin > spot->quoted + 1 && cas_word_is(cas_spot_token(spot, subject.begin - 1), "what"))
        return cas_no_phrase;
    if (subject.kind == CAS_PHRASE_NONE && !clause.passive)
        subject = cas_phrase_first(spot->block, spot->sentence, spot->quoted);
    return cas_can_speak(spot->block, &subject) ? subject : cas_no_phrase;
}

bool cas_rule_behind(const cas_spot *spot)
{
    for (size_t verb = spot->quoted + 1; verb < spot->sentence->last; verb++) {
        const cas_token *token = cas_spot_token(spot, verb);
        if (cas_word_is(token, "according") && verb + 2 < spot->sentence->last) {
            const cas_phrase phrase = cas_according_to(spot->block, verb + 2, spot->sentence->last);
            const cas_referent who = cas_spot_referent(spot, &phrase, verb);
            return who.name && cas_keep(spot, CAS_RANK_SENTENCE, who, token, CAS_LIKELY, "\"according to\" stands behind it");
        }
        /* Of a word or two only what is said, not what is denied, is somebody's; German puts the verb behind what it governs. */
        const bool few = spot->block->language == CAS_ENGLISH && cas_count_words(cas_quotation_at(spot)->segments[0].text) < 3;
        if (!cas_is_verb(spot->block, spot->sentence, verb) || (few && !(token->classes & CAS_WORD_SAY)))
            continue;
        const cas_phrase subject = subject_behind(spot, verb);
        const cas_referent who = subject.kind == CAS_PHRASE_NONE ? cas_nobody : cas_spot_referent(spot, &subject, verb);
        if (!who.name)
            continue;
        const bool strong = token->classes & (CAS_WORD_SAY | CAS_WORD_CALL) && !spot->block->heading;
        return cas_keep(spot, strong ? CAS_RANK_SENTENCE : CAS_RANK_WEAK, who, token, CAS_OPEN,
                        cas_format(spot->s->arena, "\"%s\" further on in the sentence has %s as its subject", cas_printed(spot->s, token), who.name));
    }
    return false;
}
