/*
 * The names of a set of documents, gathered: the words that are names (name_words.c), in two rounds the entities that bear them
 * (entities.c), with what stands around each (titles.c) and whether `he` or `she` is meant (gender.c).
 *
 * Names of several words come first, so that a single one finds whom it belongs to. A headline runs names together, and makes no
 * entity of its own.
 *
 * Cost: linear in the words.
 */
#include "evidence/cast.h"

enum { MOST_HOLDERS = 4096 }; /* who is looked at when an office is named */

/* Whose name stands at begin … end-1; -1: nobody's, since a headline makes no entity. */
static int entity_of(cas_cast *cast, size_t document, const cas_block *block, size_t begin, size_t end, const cas_text *keys, size_t count)
{
    const cas_text words = cas_cast_words(cast, document, block, begin, end);
    const char *users = cas_users_name(cast, words);
    if (users)
        return cas_cast_of_users_name(cast, users);
    int entity = cas_cast_find(cast, keys, count);
    if (entity < 0 && count == 1 && block->tokens[begin].place < 0)
        entity = cas_cast_find_by_part(cast, keys[0]);
    /* `told Lee Peru had agreed`: two names that run together, unless a body is named so. */
    const bool runs_on = count > 1 && block->tokens[end - 1].place >= 0 && block->tokens[begin].place < 0 && !cas_token_has(&block->tokens[begin], CAS_WORD_ORGWORD | CAS_WORD_COLLECTIVE);
    if (entity < 0 && !block->title_case && !runs_on)
        entity = cas_cast_add(cast, cas_text_string(cast->arena, words), keys, count);
    return entity;
}

/* The names of least … most words of a block. */
static void gather_names(cas_cast *cast, size_t document, const cas_block *block, size_t least, size_t most)
{
    for (size_t i = 0, end; i < block->token_count; i = end) {
        cas_text keys[CAS_NAME_WORDS];
        const size_t longest = block->token_count - i < CAS_NAME_WORDS ? block->token_count - i : CAS_NAME_WORDS;
        end = cas_name_end(block, i, i, i + longest);
        if (end == i) {
            end++;
            continue;
        }
        const size_t count = cas_cast_keys(cast, block, i, end, keys);
        if (count < least || count > most || (block->title_case && most > 1 && count > 3))
            continue;
        const int entity = entity_of(cast, document, block, i, end, keys, count);
        if (entity >= 0)
            cas_cast_learn(cast, block, i, end, &cast->entities[entity]);
    }
}

static void gather_round(cas_cast *cast, size_t least, size_t most)
{
    for (size_t d = 0; d < cast->document_count; d++)
        for (size_t b = 0; b < cast->documents[d].blocks.count; b++)
            if (cas_is_own_text(&cast->documents[d].blocks.items[b])) {
                cas_poll(cast->arena->ctx);
                gather_names(cast, d, &cast->documents[d].blocks.items[b], least, most);
            }
}

static void list_mentions(cas_cast *cast)
{
    for (size_t d = 0; d < cast->document_count; d++)
        for (size_t b = 0; b < cast->documents[d].blocks.count; b++) {
            const cas_block *block = &cast->documents[d].blocks.items[b];
            for (size_t i = 0; i < block->token_count; i++) {
                const size_t end = cas_name_end(block, 0, i, block->token_count);
                const int entity = end > i ? cas_cast_of_name(cast, d, b, i, end) : -1;
                if (entity < 0)
                    continue;
                cast->mentions = CAS_ROOM(cast->arena, cast->mentions, cast->mention_count, &cast->mention_room);
                cast->mentions[cast->mention_count++] = (cas_mention){d, b, i, end, entity};
            }
        }
}

/* Per entity its mentions, and those who hold any office. */
static void index_entities(cas_cast *cast)
{
    cas_arena *arena = cast->arena;
    size_t *put = CAS_ARRAY(arena, size_t, cast->count + 1);
    cast->mentions_from = CAS_ARRAY(arena, size_t, cast->count + 2);
    cast->mentions_of = CAS_ARRAY(arena, size_t, cast->mention_count + 1);
    cast->holders = CAS_ARRAY(arena, size_t, cast->count + 1);
    for (size_t i = 0; i < cast->mention_count; i++)
        cast->mentions_from[cast->mentions[i].entity + 1]++;
    for (size_t e = 0; e < cast->count; e++) {
        cast->mentions_from[e + 1] += cast->mentions_from[e];
        put[e] = cast->mentions_from[e];
        if (cast->entities[e].person && cast->entities[e].role_count && cast->holder_count < MOST_HOLDERS)
            cast->holders[cast->holder_count++] = e;
    }
    for (size_t i = 0; i < cast->mention_count; i++)
        cast->mentions_of[put[cast->mentions[i].entity]++] = i;
}

/* The words of a document's paragraphs. What has several sentences is no headline, whatever it looks like. */
static void read_document(const cas_cast *cast, size_t number, cas_evidence_document *source)
{
    cas_speech_document *document = &cast->documents[number];
    document->document = source;
    document->blocks = cas_blocks_of(cast->arena, source);
    document->blocks.language = cas_language_of(cast->tables, cast->arena, source->text);
    const cas_pieces pieces = cas_pieces_of(cast->arena, source);
    for (size_t b = 0; b < document->blocks.count; b++)
        cas_block_tokens(cast->arena, cast->tables, source->text, &document->blocks, b, &pieces);
    for (size_t b = 0; b < document->blocks.count; b++)
        if (document->blocks.items[b].sentence_count > 1 && !document->blocks.items[b].title_case)
            document->blocks.items[b].heading = false;
}

cas_cast cas_cast_gather(cas_evidence *evidence, const cas_tables *tables)
{
    cas_arena *arena = evidence->arena;
    cas_cast cast = {.arena = arena, .tables = tables, .evidence = evidence, .document_count = evidence->document_count, .by_key = {.arena = arena}, .by_part = {.arena = arena}};
    cast.documents = CAS_ARRAY(arena, cas_speech_document, evidence->document_count + 1);
    for (size_t d = 0; d < evidence->document_count; d++)
        read_document(&cast, d, &evidence->documents[d]);
    cas_cast_mark_names(&cast);
    gather_round(&cast, 2, CAS_NAME_WORDS);
    gather_round(&cast, 1, 1);
    cas_cast_vote_gender(&cast);
    list_mentions(&cast);
    index_entities(&cast);
    return cast;
}
