/*
 * Who holds an office.
 *
 * An office is what titles and appositions before have given to persons (names.c), with the state they belong to. A phrase
 * means who has its last word of office and all the others, in the state it names; of several, who was named in the
 * document, then who was named last. The same office goes by several words; a spokesman for X is nobody else's.
 *
 * Cost: the words of the phrase for each of at most 4096 persons with an office.
 */
#include "evidence/names.h"

static bool has_role(const cas_entity *entity, cas_text role)
{
    for (size_t i = 0; i < entity->role_count; i++)
        if (cas_text_equal(entity->roles[i], role))
            return true;
    return false;
}

static bool leads(const cas_cast *cast, const cas_entity *entity, cas_language language)
{
    for (size_t i = 0; i < entity->role_count; i++) {
        const uint32_t classes = cas_lexicon_classes(cast->tables->lexicon[language], entity->roles[i]);
        if (classes & CAS_WORD_HEADOFSTATE || cas_text_is(entity->roles[i], "prime") || cas_text_is(entity->roles[i], "chancellor"))
            return true;
    }
    return false;
}

/* The last mention of the entity in the document before the block, as a rank: later is greater; 0: not named there. */
static size_t last_named(const cas_cast *cast, int entity, size_t document, size_t block)
{
    size_t low = cast->mentions_from[entity], high = cast->mentions_from[entity + 1];
    const size_t first = low;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const cas_mention *mention = &cast->mentions[cast->mentions_of[middle]];
        if (mention->document < document || (mention->document == document && mention->block <= block))
            low = middle + 1;
        else
            high = middle;
    }
    return low > first && cast->mentions[cast->mentions_of[low - 1]].document == document ? cast->mentions_of[low - 1] + 1 : 0;
}

/* The vice president is not the president. */
static bool changes_office(cas_text role)
{
    static const char *const words[] = {"vice", "deputy", "former", "assistant", "associate", "under", "ex-president", "ex-minister", "interim", "acting"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cas_text_is(role, words[i]))
            return true;
    return false;
}

static bool names_word(const cas_block *block, const cas_phrase *phrase, size_t last, cas_text word)
{
    for (size_t i = phrase->begin; i < last; i++)
        if (cas_text_equal(block->tokens[i].lower, word))
            return true;
    return false;
}

/* `FM` is the foreign minister. */
static bool is_written_out(const cas_entity *entity, cas_text role)
{
    static const char *const offices[][3] = {{"pm", "prime", "minister"}, {"fm", "foreign", "minister"}, {"vp", "vice", "president"}, {"vice-president", "vice", "president"}};
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
        if (cas_text_is(role, offices[i][0]))
            return has_role(entity, cas_text_of(offices[i][1])) && has_role(entity, cas_text_of(offices[i][2]));
    return false;
}

/* Offices that are one: a legislator is a lawmaker. */
static bool has_like_role(const cas_entity *entity, cas_text role)
{
    static const char *const groups[][5] = {{"lawmaker", "legislator", "parliamentarian"}, {"lawyer", "attorney"}};
    if (has_role(entity, role) || is_written_out(entity, role))
        return true;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (size_t i = 0; i < 5 && groups[g][i]; i++)
            for (size_t k = 0; cas_text_is(role, groups[g][i]) && k < 5 && groups[g][k]; k++)
                if (has_role(entity, cas_text_of(groups[g][k])))
                    return true;
    return false;
}

/* `the top diplomat` is who has foreign affairs. */
static bool is_top_diplomat(const cas_block *block, const cas_phrase *phrase, const cas_token *head, const cas_entity *entity)
{
    const bool foreign = has_role(entity, cas_text_of("foreign")) || (has_role(entity, cas_text_of("secretary")) && has_role(entity, cas_text_of("state")));
    if (!cas_text_is(head->lower, "diplomat") || !foreign)
        return false;
    for (size_t i = phrase->begin; i < phrase->end; i++)
        if (cas_text_is(block->tokens[i].lower, "top") || cas_text_is(block->tokens[i].lower, "chief"))
            return true;
    return false;
}

/* `the head of the Peruvian Foreign Ministry`: who is its minister. */
static bool is_of_ministry(const cas_block *block, size_t last, const cas_phrase *phrase, const cas_token *head)
{
    bool ministry = false;
    for (size_t i = last; i < phrase->end; i++)
        ministry = ministry || cas_text_is(block->tokens[i].lower, "ministry");
    return ministry && (cas_text_is(head->lower, "head") || cas_text_is(head->lower, "chief"));
}

static bool heads_ministry(const cas_cast *cast, const cas_block *block, size_t last, const cas_phrase *phrase, const cas_entity *entity)
{
    bool fits = has_role(entity, cas_text_of("minister")) && !has_role(entity, cas_text_of("prime"));
    for (size_t i = last; i < phrase->end && fits; i++)
        if (cas_lexicon_classes(cast->tables->lexicon[block->language], block->tokens[i].lower) & CAS_WORD_ROLE)
            fits = has_role(entity, block->tokens[i].lower);
    return fits;
}

/* Do they share a word of office that is one by itself: ambassador, minister? */
static bool same_office(const cas_cast *cast, const cas_entity *one, const cas_entity *other, cas_language language)
{
    for (size_t i = 0; i < one->role_count; i++)
        if (!(cas_lexicon_classes(cast->tables->lexicon[language], one->roles[i]) & (CAS_WORD_NOTNAME | CAS_WORD_GENERICROLE)) && has_role(other, one->roles[i]))
            return true;
    return false;
}

/* `a spokesman for X` speaks for X: nobody else's spokesman is meant. */
static bool speaks_for_other(const cas_block *block, const cas_token *head, size_t last, const cas_phrase *phrase, int place, const cas_entity *entity)
{
    const bool speaks = cas_text_is(head->lower, "spokesman") || cas_text_is(head->lower, "spokeswoman") || cas_text_is(head->lower, "spokesperson");
    const bool names_whom = last < block->token_count && (cas_text_is(block->tokens[last].lower, "for") || cas_text_is(block->tokens[last].lower, "of"));
    return speaks && last < phrase->end && names_whom && (place < 0 || entity->role_place != place);
}

/* Offices of which a state or a body has one or few: their holder may be named in another report alone. */
static bool is_office_of_few(cas_text role)
{
    static const char *const words[] = {"minister", "secretary", "chancellor", "governor", "mayor", "ambassador", "envoy", "commissioner", "chairman", "chairwoman", "chair", "spokesman", "spokeswoman",
                                        "spokesperson", "speaker", "general", "chief", "commander", "prosecutor", "negotiator", "diplomat", "pope", "prince", "princess", "king", "queen", "premier",
                                        "director", "ceo", "representative", "secretary-general", "director-general", "pm", "fm", "vp", "vice-president"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cas_text_is(role, words[i]))
            return true;
    return false;
}

/* Behind `one`, or behind `a` where the office is anybody's (`an official`, `a leader`). */
static bool is_unnamed(const cas_block *block, const cas_phrase *phrase, const cas_token *head)
{
    const cas_text article = block->tokens[phrase->begin].lower;
    if (cas_text_is(article, "one") || cas_text_is(article, "another"))
        return true;
    return head && head->classes & CAS_WORD_GENERICROLE && (cas_text_is(article, "a") || cas_text_is(article, "an"));
}

int cas_cast_of_role(cas_cast *cast, size_t document, size_t block, const cas_phrase *phrase, int other_than, int recent, bool *sure)
{
    const cas_block *b = &cast->documents[document].blocks.items[block];
    const cas_token *head = NULL;
    int place = -1, best = -1;
    size_t best_score = 0, best_named = 0, rivals = 0;
    size_t last = phrase->begin;
    for (; last < phrase->end; last++) {
        if (cas_token_has(&b->tokens[last], CAS_WORD_PREPOSITION))
            break;
        if (cas_token_has(&b->tokens[last], CAS_WORD_ROLE) && !b->tokens[last].name)
            head = &b->tokens[last];
    }
    /* `its envoy`: of the state named last before it. */
    if (phrase->begin < phrase->end && cas_text_is(b->tokens[phrase->begin].lower, "its"))
        for (size_t i = phrase->begin; i-- > 0 && place < 0;)
            place = b->tokens[i].place;
    for (size_t i = phrase->begin; i < phrase->end; i++) {
        if (b->tokens[i].place >= 0)
            place = b->tokens[i].place;
        /* `Ann Lee's top diplomat`: of the state that she leads. */
        size_t first = i;
        while (b->tokens[i].possessive && b->tokens[i].name && first > phrase->begin && b->tokens[first - 1].name)
            first--;
        const int owner = b->tokens[i].possessive && b->tokens[i].name && b->tokens[i].place < 0 ? cas_cast_of_name(cast, document, block, first, i + 1) : -1;
        if (owner >= 0 && cast->entities[owner].role_place >= 0)
            place = cast->entities[owner].role_place;
    }
    /* Words before `X's` belong to X. */
    size_t own = phrase->begin;
    for (size_t i = phrase->begin; i < last; i++)
        if (b->tokens[i].possessive)
            own = i + 1;
    *sure = false;
    /* `an official`, `one minister`: somebody whom nobody names. */
    if (phrase->begin < phrase->end && cas_token_has(&b->tokens[phrase->begin], CAS_WORD_DETERMINER) && is_unnamed(b, phrase, head))
        return -1;
    if (!head || head->classes & (CAS_WORD_PLURALNOUN | CAS_WORD_NOTNAME) || head != &b->tokens[last - 1])
        return -1;
    const bool counterpart = recent >= 0 && cast->entities[recent].role_count && (cas_text_is(head->lower, "counterpart") || cas_text_is(head->lower, "colleague"));
    /* `the head of the alliance` is nobody for being a president; `the head of state` is. */
    bool of_other = last < b->token_count && cas_text_is(b->tokens[last].lower, "of") && place < 0;
    for (size_t i = last; of_other && i < b->token_count && i < last + 4; i++)
        of_other = !cas_text_is(b->tokens[i].lower, "state") && !cas_text_is(b->tokens[i].lower, "government");
    const bool ministry = is_of_ministry(b, last, phrase, head);
    for (size_t h = 0; h < cast->holder_count; h++) {
        const size_t e = cast->holders[h];
        const cas_entity *entity = &cast->entities[e];
        const bool generic = !ministry && !of_other && head->classes & CAS_WORD_GENERICROLE && !cas_text_is(head->lower, "official") && !cas_text_is(head->lower, "politician") && leads(cast, entity, b->language);
        if (counterpart && ((int)e == recent || !same_office(cast, entity, &cast->entities[recent], b->language)))
            continue;
        if (ministry && !heads_ministry(cast, b, last, phrase, entity))
            continue;
        if (!entity->person || (!ministry && !counterpart && !has_like_role(entity, head->lower) && !generic && !is_top_diplomat(b, phrase, head, entity)) || speaks_for_other(b, head, last, phrase, place, entity) || (place >= 0 && entity->role_place >= 0 && entity->role_place != place))
            continue;
        size_t score = 1 + 4 * (place >= 0 && entity->role_place == place) + (has_role(entity, head->lower) ? 1 : 0);
        bool fits = true;
        for (size_t i = own; i < last; i++) {
            const cas_token *token = &b->tokens[i];
            if (token == head || !cas_token_has(token, CAS_WORD_ROLE) || token->name || (cas_text_is(head->lower, "diplomat") && cas_text_is(token->lower, "chief")))
                continue;
            fits = fits && has_role(entity, token->lower);
            score += has_role(entity, token->lower);
        }
        for (size_t r = 0; r < entity->role_count; r++)
            fits = fits && (!changes_office(entity->roles[r]) || names_word(b, phrase, last, entity->roles[r]) || is_written_out(entity, head->lower));
        const size_t named = last_named(cast, (int)e, document, block);
        if ((int)e == other_than)
            score = 1;
        const bool office = head->classes & (CAS_WORD_HEADOFSTATE | CAS_WORD_GENERICROLE) || is_office_of_few(head->lower);
        if (!fits || (place >= 0 && entity->role_place < 0 && !named) || (!office && !named))
            continue;
        score += named && (int)e != other_than ? 3 : 0;
        score += (int)e == recent && (int)e != other_than ? 2 : 0;
        /* `the minister` is a minister rather than the prime one. */
        if (has_role(entity, cas_text_of("prime")) && cas_text_is(head->lower, "minister") && !names_word(b, phrase, last, cas_text_of("prime")))
            score = 1;
        if (score == best_score)
            rivals++;
        if (score > best_score || (score == best_score && named > best_named)) {
            if (score > best_score)
                rivals = 0;
            best = (int)e;
            best_score = score;
            best_named = named;
        }
    }
    *sure = best >= 0 && rivals == 0;
    return best;
}
