/*
 * What stands around a name and tells of its bearer: titles before it (`French President X`), an apposition behind it (`X, the chief
 * executive of Y,`), the state of an office (`President X of France`), a first name, a word that only bodies have in their names. Later
 * `the French president` is X, if nobody else holds an office of that name (offices.c).
 *
 * Cost: a dozen words around each name.
 */
#include "evidence/cast.h"

static void add_role(cas_entity *entity, const cas_token *token)
{
    if (token->classes & (CAS_WORD_MALE | CAS_WORD_FEMALE))
        entity->gender |= token->classes & (CAS_WORD_MALE | CAS_WORD_FEMALE);
    if (token->classes & CAS_WORD_HONORIFIC)
        return;
    for (size_t i = 0; i < entity->role_count; i++)
        if (cas_text_equal(entity->roles[i], token->lower))
            return;
    if (entity->role_count < CAS_ROLE_WORDS)
        entity->roles[entity->role_count++] = token->lower;
}

static bool is_possessed_by_other(const cas_token *token)
{
    return token->name && token->possessive && token->place < 0;
}

/* Titles and states before the name: `Russian Foreign Minister`, `Peru's president`, `her chief of staff, `. */
static void roles_before(const cas_block *block, size_t begin, cas_entity *entity)
{
    bool role = false;
    for (size_t i = begin; i-- > 0;) {
        const cas_token *token = &block->tokens[i];
        if (token->kind == CAS_TOKEN_POINT && token->point == ',' && i + 1 == begin) {
            if (i == 0 || !(block->tokens[i - 1].classes & (CAS_WORD_ROLE | CAS_WORD_COLLECTIVE)) || block->tokens[i - 1].name)
                return;
            continue;
        }
        if (token->kind != CAS_TOKEN_WORD)
            return;
        if (token->classes & (CAS_WORD_ROLE | CAS_WORD_HONORIFIC) && !token->name) {
            add_role(entity, token);
            entity->person = role = true;
            continue;
        }
        if (token->place >= 0 && role) {
            if (entity->role_place < 0)
                entity->role_place = token->place;
            return;
        }
        /* `Secretary of State`, `Minister of Justice` */
        if (cas_text_is(token->lower, "of") && i > 0 && begin - i <= 4 && cas_token_has(&block->tokens[i - 1], CAS_WORD_ROLE) && !block->tokens[i - 1].name && block->tokens[i - 1].capital) {
            for (size_t k = i + 1; k < begin; k++)
                if (block->tokens[k].kind == CAS_TOKEN_WORD && block->tokens[k].capital)
                    add_role(entity, &block->tokens[k]);
            continue;
        }
        const bool behind_of = token->capital && i > 0 && cas_text_is(block->tokens[i - 1].lower, "of"); /* `State` is a word of saying too */
        if (is_possessed_by_other(token) || begin - i > 6 || !(role || behind_of) || cas_is_function_word(token) || (token->classes & CAS_WORD_CUES && !behind_of))
            return;
    }
}

/* `X of France`, `X, the chief executive of Y,`. */
static void roles_behind(const cas_block *block, size_t end, cas_entity *entity)
{
    const cas_token *tokens = block->tokens;
    const size_t count = block->token_count;
    if (end + 1 < count && entity->role_count && cas_token_has(&tokens[end], CAS_WORD_PREPOSITION) && cas_text_is(tokens[end].lower, "of") && tokens[end + 1].place >= 0) {
        if (entity->role_place < 0)
            entity->role_place = tokens[end + 1].place;
        return;
    }
    if (end + 1 >= count || tokens[end].kind != CAS_TOKEN_POINT || tokens[end].point != ',')
        return;
    /* Kept aside until the apposition has ended as one does: with a comma or a stop, before any verb. */
    cas_entity found = *entity;
    bool role = false;
    for (size_t i = end + 1; i < count && i < end + 16; i++) {
        const cas_token *token = &tokens[i];
        if (token->kind == CAS_TOKEN_POINT) {
            if (role && i > end + 1) {
                found.person = true;
                *entity = found;
            }
            return;
        }
        if (token->kind == CAS_TOKEN_QUOTED || token->classes & (CAS_WORD_RELATIVE | CAS_WORD_AUXILIARY | CAS_WORD_PRONOUN | CAS_WORD_SUBORDINATOR))
            return;
        if ((token->classes & CAS_WORD_PREPOSITION || (token->name && !token->possessive && token->place < 0)) && !role)
            return;
        if (token->classes & CAS_WORD_CUES && !(token->classes & CAS_WORD_ROLE) && !token->name)
            return;
        if (token->classes & CAS_WORD_ROLE && !token->name) {
            add_role(&found, token);
            role = true;
        } else if (token->place >= 0 && found.role_place < 0)
            found.role_place = token->place;
    }
}

/*
 * A name before somebody's office is a body's or a state's: `Acme chairman Ann Lee`, `Acme's Lee`. Advisers and lawyers
 * belong to persons too.
 */
static void owns(const cas_block *block, size_t end, cas_entity *entity)
{
    static const char *const anyones[] = {"aide", "adviser", "advisor", "lawyer", "attorney", "spokesman", "spokeswoman", "spokesperson", "counsel", "barrister", "solicitor", "wife", "husband",
                                          "son", "daughter", "father", "mother", "brother", "sister", "counterpart", "chief", "deputy", "former", "senior", "agent", "widow", "envoy"};
    if (end >= block->token_count || block->title_case)
        return;
    const cas_token *next = &block->tokens[end];
    if (!cas_token_has(next, CAS_WORD_ROLE) || next->name)
        return;
    for (size_t i = 0; i < sizeof anyones / sizeof *anyones; i++)
        if (cas_text_is(next->lower, anyones[i]))
            return;
    entity->owns++;
}

/* The first name tells, where the table has it. */
static uint32_t gender_of_first_name(const cas_cast *cast, const cas_block *block, size_t begin, size_t end)
{
    if (end - begin < 2)
        return 0;
    return cas_lexicon_classes(cast->tables->given, block->tokens[begin].lower) & (CAS_WORD_MALE | CAS_WORD_FEMALE);
}

/* A word that bodies have in their names, or an abbreviation in capitals. */
static bool is_of_body(const cas_block *block, size_t begin, size_t end, const cas_token *token)
{
    if (cas_token_has(token, CAS_WORD_ORGWORD) && end - begin > 1)
        return true;
    return token->shouting && end - begin == 1 && token->place < 0 && !block->title_case && token->lower.length < 7;
}

void cas_cast_learn(cas_cast *cast, const cas_block *block, size_t begin, size_t end, cas_entity *entity)
{
    entity->mentions++;
    owns(block, end, entity);
    for (size_t i = begin; i < end; i++)
        entity->body = entity->body || is_of_body(block, begin, end, &block->tokens[i]);
    /* `Georgia Lee` is no place: a place's name ends as one. */
    if (block->tokens[end - 1].place >= 0 && end - begin <= 3)
        entity->place = block->tokens[end - 1].place;
    if (block->title_case || entity->place >= 0)
        return;
    const uint32_t gender = gender_of_first_name(cast, block, begin, end);
    if (gender && !entity->body) {
        entity->gender |= gender;
        entity->person = true;
    }
    roles_before(block, begin, entity);
    roles_behind(block, end, entity);
}
