/*
 * Which names are one person's.
 *
 * Neighbouring words make one name. A name whose words end another's (`Lee`, `Ann Lee`) is the same entity's, by the keys of its words
 * (name_keys.c); of several with that surname it is who has more than a surname, then who is named more often, then who came first. A
 * single word that is nobody's surname may be another part of a person's name: the family name that stands first, a nickname, a first
 * name. What the user's table makes one is one.
 *
 * Cost: names are looked up by the key of their last word, and by those of the others.
 */
#include "evidence/cast.h"

#include <string.h>

/* An initial, a single letter, tells nothing. */
static bool is_initial(const cas_token *token)
{
    return token->lower.length == 2 && token->lower.at[1] == '.';
}

const char *cas_users_name(const cas_cast *cast, cas_text words)
{
    for (size_t g = 0; g < cast->evidence->user_name_count; g++)
        for (size_t i = 0; i < cast->evidence->user_names[g].count; i++) {
            const char *name = cast->evidence->user_names[g].names[i];
            const size_t length = strlen(name);
            bool equal = length == words.length;
            for (size_t k = 0; equal && k < length; k++)
                equal = (name[k] | 32) == (words.at[k] | 32);
            if (equal)
                return cast->evidence->user_names[g].names[0];
        }
    return NULL;
}

/* How long the word is without `'s` or `s'`. */
static size_t without_possessive(const char *text, const cas_token *token)
{
    size_t length = token->end - token->begin;
    while (length && (unsigned char)text[token->begin + length - 1] >= 0x80)
        length--;
    if (length && text[token->begin + length - 1] == 's' && length > token->lower.length)
        length--;
    while (length && (text[token->begin + length - 1] == '\'' || (unsigned char)text[token->begin + length - 1] >= 0x80))
        length--;
    return length;
}

cas_text cas_cast_words(const cas_cast *cast, size_t document, const cas_block *block, size_t begin, size_t end)
{
    cas_builder out = {.arena = cast->arena};
    const char *text = cast->documents[document].document->text.at;
    for (size_t i = begin; i < end; i++) {
        const cas_token *token = &block->tokens[i];
        if (token->kind == CAS_TOKEN_QUOTED)
            continue; /* a nickname */
        const size_t length = i + 1 == end && token->kind == CAS_TOKEN_WORD && token->possessive ? without_possessive(text, token) : token->end - token->begin;
        if (i > begin && token->kind != CAS_TOKEN_POINT)
            cas_putc(&out, ' ');
        cas_put(&out, (cas_text){text + token->begin, length});
    }
    return cas_text_copy(cast->arena, cas_built(&out));
}

size_t cas_cast_keys(const cas_cast *cast, const cas_block *block, size_t begin, size_t end, cas_text *keys)
{
    size_t count = 0;
    for (size_t i = begin; i < end && count < CAS_NAME_WORDS; i++)
        if (!is_initial(&block->tokens[i]) && block->tokens[i].kind == CAS_TOKEN_WORD)
            keys[count++] = cas_name_key(cast->arena, cas_place_spelling(cast->tables, block->tokens[i].lower));
    return count;
}

/* Of several who could be meant: who has more than a surname, then who is named more often, then who came first. */
static bool is_better(const cas_cast *cast, int one, int other)
{
    const cas_entity *a = &cast->entities[one], *b = &cast->entities[other];
    if ((a->key_count > 1) != (b->key_count > 1))
        return a->key_count > 1;
    return a->mentions != b->mentions ? a->mentions > b->mentions : one < other;
}

int cas_cast_find(const cas_cast *cast, const cas_text *keys, size_t count)
{
    const int key = count ? cas_names_find(&cast->by_key, keys[count - 1]) : -1;
    int best = -1;
    for (int e = key < 0 ? -1 : cast->first_with_key[key]; e >= 0; e = cast->next_with_key[e])
        if (cas_name_keys_agree(cast->entities[e].keys, cast->entities[e].key_count, keys, count) && (best < 0 || is_better(cast, e, best)))
            best = e;
    return best;
}

/*
 * A single word that is no surname of anybody: the family name where it stands first (`Lee Min-jun`: `Lee`), the name by which
 * somebody goes in the middle of others, or a first name. Only a person is meant so.
 */
int cas_cast_find_by_part(const cas_cast *cast, cas_text key)
{
    const int part = cas_names_find(&cast->by_part, key);
    int best = -1;
    for (int at = part < 0 ? -1 : cast->first_with_part[part]; at >= 0; at = cast->parts[at].next) {
        const int e = cast->parts[at].entity;
        if (cast->entities[e].person && cast->entities[e].place < 0 && !cast->entities[e].body && (best < 0 || is_better(cast, e, best)))
            best = e;
    }
    return best;
}

static void add_parts(cas_cast *cast, const cas_text *keys, size_t count, size_t entity)
{
    for (size_t i = 0; i + 1 < count; i++) {
        if (keys[i].length < 2)
            continue;
        const size_t known = cast->by_part.count;
        const size_t part = (size_t)cas_names_add(&cast->by_part, keys[i]);
        if (part == known) {
            cast->first_with_part = CAS_ROOM(cast->arena, cast->first_with_part, known, &cast->part_key_room);
            cast->first_with_part[part] = -1;
        }
        cast->parts = CAS_ROOM(cast->arena, cast->parts, cast->part_count, &cast->part_room);
        cast->parts[cast->part_count] = (struct cas_part){(int)entity, cast->first_with_part[part]};
        cast->first_with_part[part] = (int)cast->part_count++;
    }
}

int cas_cast_add(cas_cast *cast, const char *name, const cas_text *keys, size_t count)
{
    const size_t number = cast->count;
    const size_t known = cast->by_key.count;
    const size_t key = (size_t)cas_names_add(&cast->by_key, keys[count - 1]);
    if (key == known) {
        cast->first_with_key = CAS_ROOM(cast->arena, cast->first_with_key, known, &cast->key_room);
        cast->first_with_key[key] = -1;
    }
    cast->entities = CAS_ROOM(cast->arena, cast->entities, number, &cast->room);
    cast->next_with_key = CAS_ROOM(cast->arena, cast->next_with_key, number, &cast->next_room);
    cast->next_with_key[number] = cast->first_with_key[key];
    cast->first_with_key[key] = (int)number;
    cast->entities[number] = (cas_entity){.name = name, .key_count = count, .place = -1, .role_place = -1};
    memcpy(cast->entities[number].keys, keys, count * sizeof *keys);
    cast->count++;
    add_parts(cast, keys, count, number);
    return (int)number;
}

int cas_cast_of_users_name(cas_cast *cast, const char *name)
{
    cas_text parts[CAS_NAME_WORDS];
    size_t count = 0;
    for (const char *at = name; *at && count < CAS_NAME_WORDS;) {
        const size_t size = strcspn(at, " ");
        if (size)
            parts[count++] = cas_name_key(cast->arena, (cas_text){at, size});
        at += size + (at[size] == ' ');
    }
    if (count == 0)
        return -1;
    const int entity = cas_cast_find(cast, parts, count);
    return entity < 0 ? cas_cast_add(cast, name, parts, count) : entity;
}

int cas_cast_of_name(cas_cast *cast, size_t document, size_t block, size_t begin, size_t end)
{
    const cas_block *b = &cast->documents[document].blocks.items[block];
    cas_text keys[CAS_NAME_WORDS];
    const char *users = cas_users_name(cast, cas_cast_words(cast, document, b, begin, end));
    if (users)
        for (size_t e = 0; e < cast->count; e++)
            if (strcmp(cast->entities[e].name, users) == 0)
                return (int)e;
    size_t count = cas_cast_keys(cast, b, begin, end, keys);
    const int found = cas_cast_find(cast, keys, count);
    if (found < 0 && count == 1 && b->tokens[begin].place < 0)
        return cas_cast_find_by_part(cast, keys[0]);
    if (found >= 0 || count < 2)
        return found;
    /* In a headline the words before or behind may belong to something else. */
    for (size_t first = 1; first < count; first++) {
        const int part = cas_cast_find(cast, keys + first, count - first);
        if (part >= 0 && (cast->entities[part].person || b->title_case))
            return part;
    }
    for (size_t most = count - 1; b->title_case && most > 0; most--) {
        const int part = cas_cast_find(cast, keys, most);
        if (part >= 0)
            return part;
    }
    return -1;
}

bool cas_cast_has_namesake(const cas_cast *cast, int entity)
{
    const cas_entity *one = &cast->entities[entity];
    const int key = one->key_count ? cas_names_find(&cast->by_key, one->keys[one->key_count - 1]) : -1;
    for (int e = key < 0 ? -1 : cast->first_with_key[key]; e >= 0; e = cast->next_with_key[e])
        if (e != entity && cast->entities[e].key_count > 1)
            return true;
    return false;
}
