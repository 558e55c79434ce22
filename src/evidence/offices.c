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

/* What a phrase asks for. */
typedef struct asked {
    cas_cast *cast;
    const cas_block *block;
    const cas_phrase *phrase;
    const cas_token *head;  /* its last word of office, before any preposition; null: none */
    size_t own, last;       /* its words of office are own … last-1: not those of `X's`, nor what follows a preposition */
    int place;              /* the state it names, or -1 */
    int other_than, recent; /* not the subject of the sentence, rather of whom the sentence before spoke */
    bool ministry;          /* the head of a ministry */
    bool counterpart;       /* who holds the office of `recent` elsewhere */
    bool of_other;          /* the head of something else than a state */
} asked;

/* The state of the office: `its envoy` is of the state named last before it, `Ann Lee's top diplomat` of the state that she leads. */
static int place_asked(const asked *a, size_t document, size_t block)
{
    const cas_token *tokens = a->block->tokens;
    int place = -1;
    if (a->phrase->begin < a->phrase->end && cas_text_is(tokens[a->phrase->begin].lower, "its"))
        for (size_t i = a->phrase->begin; i-- > 0 && place < 0;)
            place = tokens[i].place;
    for (size_t i = a->phrase->begin; i < a->phrase->end; i++) {
        const bool owns = tokens[i].possessive && tokens[i].name;
        size_t first = i;
        if (tokens[i].place >= 0)
            place = tokens[i].place;
        while (owns && first > a->phrase->begin && tokens[first - 1].name)
            first--;
        const int owner = owns && tokens[i].place < 0 ? cas_cast_of_name(a->cast, document, block, first, i + 1) : -1;
        if (owner >= 0 && a->cast->entities[owner].role_place >= 0)
            place = a->cast->entities[owner].role_place;
    }
    return place;
}

/* `the head of the alliance` is nobody for being a president; `the head of state` is. */
static bool is_of_other(const asked *a)
{
    const cas_block *b = a->block;
    bool other = a->last < b->token_count && cas_text_is(b->tokens[a->last].lower, "of") && a->place < 0;
    for (size_t i = a->last; other && i < b->token_count && i < a->last + 4; i++)
        other = !cas_text_is(b->tokens[i].lower, "state") && !cas_text_is(b->tokens[i].lower, "government");
    return other;
}

static asked ask(cas_cast *cast, size_t document, size_t block, const cas_phrase *phrase)
{
    asked a = {.cast = cast, .block = &cast->documents[document].blocks.items[block], .phrase = phrase, .own = phrase->begin, .last = phrase->begin};
    const cas_token *tokens = a.block->tokens;
    for (; a.last < phrase->end && !cas_token_has(&tokens[a.last], CAS_WORD_PREPOSITION); a.last++)
        if (cas_word_has(&tokens[a.last], CAS_WORD_ROLE))
            a.head = &tokens[a.last];
    for (size_t i = phrase->begin; i < a.last; i++)
        if (tokens[i].possessive)
            a.own = i + 1;
    a.place = place_asked(&a, document, block);
    a.of_other = is_of_other(&a);
    a.ministry = a.head && is_of_ministry(a.block, a.last, phrase, a.head);
    return a;
}

/* Does the phrase name an office that somebody could hold? Not `an official`, `one minister`: somebody whom nobody names. */
static bool is_office(const asked *a)
{
    const cas_token *tokens = a->block->tokens;
    if (a->phrase->begin < a->phrase->end && cas_token_has(&tokens[a->phrase->begin], CAS_WORD_DETERMINER) && is_unnamed(a->block, a->phrase, a->head))
        return false;
    return a->head && !(a->head->classes & (CAS_WORD_PLURALNOUN | CAS_WORD_NOTNAME)) && a->head == &tokens[a->last - 1];
}

/* Is it an office of the entity's, whatever else the phrase says of it? */
static bool holds_head(const asked *a, const cas_entity *entity)
{
    const cas_text head = a->head->lower;
    if (a->counterpart || a->ministry)
        return (!a->counterpart || same_office(a->cast, entity, &a->cast->entities[a->recent], a->block->language)) && (!a->ministry || heads_ministry(a->cast, a->block, a->last, a->phrase, entity));
    if (has_like_role(entity, head) || is_top_diplomat(a->block, a->phrase, a->head, entity))
        return true;
    return !a->of_other && a->head->classes & CAS_WORD_GENERICROLE && !cas_text_is(head, "official") && !cas_text_is(head, "politician") && leads(a->cast, entity, a->block->language);
}

/* Its other words of office must be the entity's too, and no word of the entity's change the office. *score grows by those that agree. */
static bool words_fit(const asked *a, const cas_entity *entity, size_t *score)
{
    bool fits = true;
    for (size_t i = a->own; i < a->last; i++) {
        const cas_token *token = &a->block->tokens[i];
        if (token == a->head || !cas_word_has(token, CAS_WORD_ROLE) || (cas_text_is(a->head->lower, "diplomat") && cas_text_is(token->lower, "chief")))
            continue;
        fits = fits && has_role(entity, token->lower);
        *score += has_role(entity, token->lower);
    }
    for (size_t r = 0; r < entity->role_count; r++)
        fits = fits && (!changes_office(entity->roles[r]) || names_word(a->block, a->phrase, a->last, entity->roles[r]) || is_written_out(entity, a->head->lower));
    return fits;
}

/* How well the phrase means the holder, who was named there before if `named`; 0: not at all. */
static size_t score_of(const asked *a, int holder, bool named)
{
    const cas_entity *entity = &a->cast->entities[holder];
    const bool here = a->place >= 0 && entity->role_place == a->place, subject = holder == a->other_than;
    const bool office = a->head->classes & (CAS_WORD_HEADOFSTATE | CAS_WORD_GENERICROLE) || is_office_of_few(a->head->lower);
    size_t score = 1 + 4 * here + (has_role(entity, a->head->lower) ? 1 : 0);
    if (!entity->person || (a->counterpart && holder == a->recent) || (a->place >= 0 && !here && (entity->role_place >= 0 || !named)) || (!office && !named))
        return 0;
    if (!holds_head(a, entity) || speaks_for_other(a->block, a->head, a->last, a->phrase, a->place, entity) || !words_fit(a, entity, &score))
        return 0;
    /* `the minister` is a minister rather than the prime one. */
    if (has_role(entity, cas_text_of("prime")) && cas_text_is(a->head->lower, "minister") && !names_word(a->block, a->phrase, a->last, cas_text_of("prime")))
        return 1;
    return subject ? 1 : score + (named ? 3 : 0) + (holder == a->recent ? 2 : 0);
}

int cas_cast_of_role(cas_cast *cast, size_t document, size_t block, const cas_phrase *phrase, int other_than, int recent, bool *sure)
{
    asked a = ask(cast, document, block, phrase);
    int best = -1;
    size_t best_score = 0, best_named = 0, rivals = 0;
    *sure = false;
    if (!is_office(&a))
        return -1;
    a.other_than = other_than;
    a.recent = recent;
    a.counterpart = recent >= 0 && cast->entities[recent].role_count && (cas_text_is(a.head->lower, "counterpart") || cas_text_is(a.head->lower, "colleague"));
    for (size_t h = 0; h < cast->holder_count; h++) {
        const int holder = (int)cast->holders[h];
        const size_t named = last_named(cast, holder, document, block), score = score_of(&a, holder, named);
        if (score == 0 || score < best_score)
            continue;
        rivals = score > best_score ? 0 : rivals + 1;
        if (score > best_score || named > best_named) {
            best = holder;
            best_score = score;
            best_named = named;
        }
    }
    *sure = best >= 0 && rivals == 0;
    return best;
}
