/*
 * Whether `he` or `she` is meant by a name, where neither a title nor a first name tells: pronouns vote. `he`, `his`, `she` or `her` in a
 * sentence behind the only person named there is a vote; two at least, and three of four of them, decide.
 *
 * Cost: linear in the words.
 */
#include "evidence/cast.h"

/* The only person named in the sentence before a pronoun, or -1. */
static int only_person(cas_cast *cast, size_t document, size_t number, size_t first, size_t pronoun)
{
    const cas_block *block = &cast->documents[document].blocks.items[number];
    int only = -1;
    for (size_t i = first; i < pronoun; i++) {
        const size_t end = cas_name_end(block, first, i, pronoun);
        if (end == i)
            continue;
        const int entity = cas_cast_of_name(cast, document, number, i, end);
        if (entity < 0 || cast->entities[entity].place >= 0 || cast->entities[entity].body)
            continue;
        if (only >= 0 && only != entity)
            return -1;
        only = entity;
    }
    return only;
}

/* For how many sentences a name is a man's or a woman's. */
typedef struct votes {
    size_t male, female;
} votes;

static void vote(cas_cast *cast, votes *all, size_t document, size_t number, const cas_sentence *sentence)
{
    const cas_block *block = &cast->documents[document].blocks.items[number];
    for (size_t i = sentence->first; i < sentence->last; i++) {
        const cas_token *token = &block->tokens[i];
        const bool he = cas_word_is(token, "he") || cas_word_is(token, "his"), she = cas_word_is(token, "she") || cas_word_is(token, "her");
        if (!he && !she)
            continue;
        const int entity = only_person(cast, document, number, sentence->first, i);
        if (entity >= 0)
            (*(he ? &all[entity].male : &all[entity].female))++;
        return;
    }
}

void cas_cast_vote_gender(cas_cast *cast)
{
    votes *all = CAS_ARRAY(cast->arena, votes, cast->count + 1);
    for (size_t d = 0; d < cast->document_count; d++)
        for (size_t b = 0; b < cast->documents[d].blocks.count; b++) {
            const cas_block *block = &cast->documents[d].blocks.items[b];
            cas_poll(cast->arena->ctx);
            for (size_t n = 0; cas_is_own_text(block) && !block->title_case && block->language == CAS_ENGLISH && n < block->sentence_count; n++)
                vote(cast, all, d, b, &block->sentences[n]);
        }
    for (size_t e = 0; e < cast->count; e++) {
        const size_t male = all[e].male, female = all[e].female;
        if (cast->entities[e].gender || male + female < 2)
            continue;
        cast->entities[e].gender = male >= 3 * female ? CAS_WORD_MALE : female >= 3 * male ? CAS_WORD_FEMALE : 0;
    }
}
