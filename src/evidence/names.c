/*
 * Which words are names, and which names are one person's.
 *
 * 1. A word with a capital inside a sentence is part of a name, unless the tables know it as a function word, a title, a
 *    time or an adjective of a state. At the start of a sentence and in headlines, where capitals tell nothing, it is one
 *    if it is one elsewhere, or occurs nowhere in small letters. German writes all nouns with capitals: there a name
 *    follows a title or another name, or has been seen to.
 * 2. Neighbouring words make one name. A name whose words end another's (`Lee`, `Ann Lee`) is the same entity's; words
 *    are compared by their keys, so spellings of one name agree (cas_name_key). What the user's table makes one is one.
 * 3. A title before a name, or an apposition behind it, gives the entity an office and the state it belongs to: `French
 *    President X`, `X, the chief executive of Y`, `President X of France`. Later `the French president` is X, if nobody
 *    else holds an office of that name.
 *
 * Cost: linear in the words; names are looked up by the key of their last word.
 */
#include "evidence/names.h"

#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

enum { LONGEST_NICKNAME = 24 }; /* in bytes, with its marks */
enum { MOST_HOLDERS = 4096 }; /* who is looked at when an office is named */

static bool has(const cas_token *token, uint32_t classes)
{
    return token->kind == CAS_TOKEN_WORD && token->classes & classes;
}

/* --- keys --- */

static size_t bare_letters(char *out, size_t room, cas_text word)
{
    size_t length = 0, size;
    for (size_t at = 0; at < word.length && length + 4 < room; at += size) {
        int32_t code = cas_plain_decode(word, at, &size), parts[8];
        if (code >= 0x80) {
            const utf8proc_ssize_t count = utf8proc_decompose_char(utf8proc_tolower(code), parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK, NULL);
            code = count > 0 ? parts[0] : code;
            if (code == 0xf8)
                code = 'o';
            if (code == 0x131)
                code = 'i';
            if (code == 0x142)
                code = 'l';
        }
        if (code >= 'A' && code <= 'Z')
            code |= 32;
        if (code == '\'' || code == 0x2019 || code == '.' || code == '-')
            continue;
        length += (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)out + length);
    }
    return length;
}

typedef struct spelling {
    const char *from;
    const char *to;
} spelling;

static const spelling spellings[] = {
    {"sch", "s"}, {"tch", "c"}, {"tsch", "c"}, {"dzh", "i"}, {"dsch", "i"}, {"dj", "i"}, {"kh", "h"}, {"ph", "f"}, {"th", "t"}, {"zh", "z"}, {"sh", "s"}, {"ch", "h"}, {"ck", "k"},
    {"ts", "c"}, {"tz", "c"}, {"ks", "x"}, {"oe", "o"}, {"ae", "a"}, {"ue", "u"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"qu", "k"}, {"q", "k"}, {"w", "v"}, {"y", "i"}, {"j", "i"}, {"z", "s"},
};

cas_text cas_name_key(cas_arena *arena, cas_text word)
{
    char bare[64], key[64];
    const size_t length = bare_letters(bare, sizeof bare, word);
    size_t used = 0;
    for (size_t at = 0; at < length;) {
        const spelling *match = NULL;
        for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
            const size_t size = strlen(spellings[i].from);
            if (at + size <= length && memcmp(bare + at, spellings[i].from, size) == 0 && (!match || size > strlen(match->from)))
                match = &spellings[i];
        }
        const char next = match ? match->to[0] : bare[at];
        at += match ? strlen(match->from) : 1;
        if (used == 0 || key[used - 1] != next)
            key[used++] = next;
    }
    /* `off` and `ov`: the ending of one name by two roads. */
    if (used > 3 && key[used - 1] == 'f' && key[used - 2] == 'o')
        key[used - 1] = 'v';
    return cas_text_copy(arena, (cas_text){key, used});
}

/* --- which words are names --- */

typedef struct seen {
    cas_names small, capital, person, with_article;
} seen;

static bool is_function(const cas_token *token)
{
    return has(token, CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE | CAS_WORD_PREPOSITION | CAS_WORD_CONJUNCTION | CAS_WORD_SUBORDINATOR | CAS_WORD_RELATIVE |
                          CAS_WORD_PRONOUN | CAS_WORD_OTHERPRONOUN | CAS_WORD_AUXILIARY | CAS_WORD_ADVERB | CAS_WORD_TIME | CAS_WORD_SOCALLED);
}

static bool ends_with(cas_text text, const char *ending)
{
    const size_t size = strlen(ending);
    return text.length > size && memcmp(text.at + text.length - size, ending, size) == 0;
}

static bool own_text(const cas_block *block)
{
    return !cas_line_is_boilerplate(block->kind) || block->kind == CAS_LINE_CAPTION;
}

static bool behind_colon(const cas_block *block, size_t i)
{
    return i > 0 && block->tokens[i - 1].kind == CAS_TOKEN_POINT && block->tokens[i - 1].point != ',' && block->tokens[i - 1].point != '(';
}

static void see(seen *words, const cas_speech_document *document)
{
    for (size_t b = 0; b < document->blocks.count; b++) {
        const cas_block *block = &document->blocks.items[b];
        if (!own_text(block) || block->title_case)
            continue;
        for (size_t i = 0; i < block->token_count; i++) {
            const cas_token *token = &block->tokens[i];
            if (token->kind != CAS_TOKEN_WORD)
                continue;
            if (!token->capital)
                cas_names_add(&words->small, token->lower);
            else if (!token->first && !behind_colon(block, i))
                cas_names_add(&words->capital, token->lower);
            if (i > 0 && token->capital && has(&block->tokens[i - 1], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE) )
                cas_names_add(&words->with_article, token->lower);
        }
    }
}

static bool next_is_capital(const cas_block *block, size_t i)
{
    return i + 1 < block->token_count && block->tokens[i + 1].kind == CAS_TOKEN_WORD && block->tokens[i + 1].capital && !is_function(&block->tokens[i + 1]);
}

/* `Oslo-listed`, `Peru-born`: an adjective made of a name. */
static bool is_compound_adjective(cas_text lower)
{
    static const char *const endings[] = {"born", "bound", "built", "held", "led", "made", "owned", "run", "speaking", "style", "wide"};
    size_t hyphen = lower.length;
    while (hyphen > 0 && lower.at[hyphen - 1] != '-')
        hyphen--;
    const cas_text last = {lower.at + hyphen, lower.length - hyphen};
    if (hyphen < 3)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (cas_text_is(last, endings[i]))
            return true;
    return last.length > 4 && ends_with(last, "ed");
}

/* Every state has a Foreign Ministry: the words name an office, and whose stands beside them. */
static bool is_ministry(const cas_token *token)
{
    return cas_text_is(token->lower, "ministry") || cas_text_is(token->lower, "department");
}

static bool is_english_name(const cas_tables *tables, const seen *words, const cas_block *block, size_t i)
{
    const cas_token *token = &block->tokens[i];
    const bool doubtful = token->first || block->title_case || behind_colon(block, i);
    const bool known = cas_names_find(&words->capital, token->lower) >= 0;
    const cas_token *before = i ? token - 1 : NULL;
    if (!token->capital || (is_compound_adjective(token->lower) && !token->possessive))
        return false;
    /* May, Will and Mark are words too: after a title, or before a surname that is known, they are names. */
    if (is_function(token))
        return before && before->kind == CAS_TOKEN_WORD && ((before->classes & CAS_WORD_HONORIFIC) || (before->name && !block->title_case && !(token->classes & CAS_WORD_TIME))) && !token->first;
    if (token->classes & CAS_WORD_HONORIFIC)
        return false;
    if (token->classes & CAS_WORD_ROLE) {
        const bool body = next_is_capital(block, i) && has(&block->tokens[i + 1], CAS_WORD_ORGWORD | CAS_WORD_COLLECTIVE) && !is_ministry(&block->tokens[i + 1]);
        const bool lone = token->classes & CAS_WORD_NOTNAME && !doubtful && !next_is_capital(block, i);
        return (body || lone) && !block->title_case;
    }
    /* `the Welshman`, `the Dane`: somebody spoken of before. */
    if (before && before->kind == CAS_TOKEN_WORD && cas_text_is(before->lower, "the") && !next_is_capital(block, i) && token->lower.length > 3 &&
        (ends_with(token->lower, "man") || ends_with(token->lower, "woman") || (token->place >= 0 && cas_place_is_adjective(tables, token->lower) && !token->shouting)))
        return false;
    if (token->place >= 0 && cas_place_is_adjective(tables, token->lower) && !token->possessive && !token->shouting && token->lower.length > 3 &&
        i + 1 < block->token_count && block->tokens[i + 1].kind == CAS_TOKEN_WORD && !is_function(&block->tokens[i + 1]) &&
        (!(block->tokens[i + 1].classes & CAS_WORD_CUES) || token->first))
        return !cas_text_is(token->lower, "europe") && !ends_with(token->lower, "land") && !ends_with(token->lower, "ain") ? false : true;
    if (token->place >= 0)
        return true;
    /* `Secretary of State` */
    if (before && cas_text_is(before->lower, "of") && i > 1 && has(&block->tokens[i - 2], CAS_WORD_ROLE) && !block->tokens[i - 2].name && token->classes & (CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN | CAS_WORD_ORGWORD))
        return false;
    if (is_ministry(token) && before && has(before, CAS_WORD_ROLE) && !before->name)
        return false;
    if (token->classes & CAS_WORD_CUES)
        return before && before->kind == CAS_TOKEN_WORD && before->classes & CAS_WORD_HONORIFIC;
    if (!doubtful)
        return true;
    if (known && cas_names_find(&words->small, token->lower) < 0)
        return true;
    if (token->classes & ~(uint32_t)(CAS_WORD_ORGWORD) || cas_names_find(&words->small, token->lower) >= 0)
        return known && !block->title_case && !(token->classes & CAS_WORD_CUES) && next_is_capital(block, i);
    if (!known && (ends_with(token->lower, "ing") || ends_with(token->lower, "ed") || ends_with(token->lower, "ly")))
        return next_is_capital(block, i) && !block->title_case;
    return true;
}

static bool is_german_noun(const seen *words, const cas_token *token)
{
    static const char *const endings[] = {"ung", "heit", "keit", "schaft", "tion", "tät", "nis", "tum", "ungen", "heiten", "keiten", "ionen", "ismus", "enz", "anz", "ment", "ität"};
    if (token->classes & ~(uint32_t)0 || cas_names_find(&words->with_article, token->lower) >= 0)
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_with(token->lower, endings[i]))
            return true;
    return false;
}

static bool is_german_name(const seen *words, const cas_block *block, size_t i, bool strict)
{
    const cas_token *token = &block->tokens[i], *before = i ? token - 1 : NULL;
    if (!token->capital || is_function(token) || token->classes & (CAS_WORD_ROLE | CAS_WORD_HONORIFIC))
        return false;
    if (token->place >= 0)
        return !(token->place >= 0 && ends_with(token->lower, "sche")) && !ends_with(token->lower, "schen") && !ends_with(token->lower, "scher");
    if (token->shouting)
        return true;
    if (is_german_noun(words, token))
        return !strict && cas_names_find(&words->person, token->lower) >= 0 && !has(token, ~(uint32_t)0);
    if (before && before->kind == CAS_TOKEN_WORD && (before->classes & (CAS_WORD_HONORIFIC | CAS_WORD_ROLE) || (before->name && before->place < 0)))
        return true;
    const bool pair = i + 1 < block->token_count && block->tokens[i + 1].kind == CAS_TOKEN_WORD && block->tokens[i + 1].capital && !is_german_noun(words, &block->tokens[i + 1]) &&
                      !(before && has(before, CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE));
    if (pair)
        return true;
    return !strict && cas_names_find(&words->person, token->lower) >= 0;
}

static bool is_particle(cas_text lower)
{
    static const char *const particles[] = {"de", "von", "van", "der", "den", "bin", "al", "el", "la", "di", "da", "du", "del", "ter", "ten", "zu", "le", "dos", "ibn", "abu", "y"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (cas_text_is(lower, particles[i]))
            return true;
    return false;
}

static void mark_block(const cas_tables *tables, const seen *words, cas_block *block, bool strict)
{
    for (size_t i = 0; i < block->token_count; i++) {
        cas_token *token = &block->tokens[i];
        if (token->kind != CAS_TOKEN_WORD)
            continue;
        token->name = block->language == CAS_GERMAN ? is_german_name(words, block, i, strict) : is_english_name(tables, words, block, i);
    }
    for (size_t i = 1; i + 1 < block->token_count; i++) {
        /* `Ann “Nan” Lee` */
        cas_token *nick = &block->tokens[i];
        if (nick->kind == CAS_TOKEN_QUOTED && nick->end - nick->begin <= LONGEST_NICKNAME && nick[-1].name && !nick[-1].possessive && nick[1].kind == CAS_TOKEN_WORD &&
            (nick[1].name || (i + 2 < block->token_count && is_particle(nick[1].lower) && nick[2].name)))
            nick->name = true;
        size_t end = i;
        while (end < i + 2 && end < block->token_count && block->tokens[end].kind == CAS_TOKEN_WORD && is_particle(block->tokens[end].lower) &&
               (!block->tokens[end].capital || block->language == CAS_ENGLISH))
            end++;
        const cas_token *before = &block->tokens[i - 1];
        const bool after_title = has(before, CAS_WORD_ROLE | CAS_WORD_HONORIFIC) && !before->name;
        if (end == i || end >= block->token_count || !block->tokens[end].name || !((before->name && !before->possessive && before->place < 0) || after_title))
            continue;
        if (block->language == CAS_GERMAN && after_title && !block->tokens[i].capital && !cas_text_is(block->tokens[i].lower, "von"))
            continue;
        for (; i < end; i++)
            block->tokens[i].name = true;
    }
}

static void mark_names(cas_cast *cast)
{
    seen words = {{.arena = cast->arena}, {.arena = cast->arena}, {.arena = cast->arena}, {.arena = cast->arena}};
    for (size_t d = 0; d < cast->document_count; d++)
        see(&words, &cast->documents[d]);
    for (int pass = 0; pass < 2; pass++)
        for (size_t d = 0; d < cast->document_count; d++)
            for (size_t b = 0; b < cast->documents[d].blocks.count; b++) {
                cas_block *block = &cast->documents[d].blocks.items[b];
                cas_poll(cast->arena->ctx);
                if (pass == 1 && block->language == CAS_ENGLISH)
                    continue;
                mark_block(cast->tables, &words, block, pass == 0);
                for (size_t i = 0; pass == 0 && i < block->token_count; i++)
                    if (block->tokens[i].name && block->tokens[i].place < 0)
                        cas_names_add(&words.person, block->tokens[i].lower);
            }
}

/* --- entities --- */

/* An initial, a single letter, tells nothing. */
static bool is_initial(const cas_token *token)
{
    return token->lower.length == 2 && token->lower.at[1] == '.';
}

/* The user's name for these words, or null. */
static const char *users_name(const cas_cast *cast, cas_text words)
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

static cas_text words_of(const cas_cast *cast, size_t document, const cas_block *block, size_t begin, size_t end)
{
    cas_builder out = {.arena = cast->arena};
    const char *text = cast->documents[document].document->text.at;
    for (size_t i = begin; i < end; i++) {
        const cas_token *token = &block->tokens[i];
        size_t length = token->end - token->begin;
        if (token->kind == CAS_TOKEN_QUOTED)
            continue; /* a nickname */
        if (token->kind == CAS_TOKEN_WORD && token->possessive) {
            while (length && (unsigned char)text[token->begin + length - 1] >= 0x80)
                length--;
            if (length && text[token->begin + length - 1] == 's' && length > token->lower.length)
                length--;
            while (length && (text[token->begin + length - 1] == '\'' || (unsigned char)text[token->begin + length - 1] >= 0x80) && i + 1 == end)
                length--;
            if (i + 1 < end)
                length = token->end - token->begin;
        }
        if (i > begin && token->kind != CAS_TOKEN_POINT)
            cas_putc(&out, ' ');
        cas_put(&out, (cas_text){text + token->begin, length});
    }
    return cas_text_copy(cast->arena, cas_built(&out));
}

static size_t keys_of(const cas_cast *cast, const cas_block *block, size_t begin, size_t end, cas_text *keys)
{
    size_t count = 0;
    for (size_t i = begin; i < end && count < CAS_NAME_WORDS; i++)
        if (!is_initial(&block->tokens[i]) && block->tokens[i].kind == CAS_TOKEN_WORD)
            keys[count++] = cas_name_key(cast->arena, cas_place_spelling(cast->tables, block->tokens[i].lower));
    return count;
}

/* First names that are one in two spellings: equal but for vowels. */
static bool same_first_name(cas_text a, cas_text b)
{
    size_t i = 0, j = 0;
    if (cas_text_equal(a, b) || a.length == 1 || b.length == 1)
        return a.at[0] == b.at[0];
    if (!a.length || !b.length || a.at[0] != b.at[0] || a.length < 4 || b.length < 4)
        return false;
    for (;;) {
        while (i < a.length && strchr("aeiou", a.at[i]))
            i++;
        while (j < b.length && strchr("aeiou", b.at[j]))
            j++;
        if (i == a.length || j == b.length)
            return i == a.length && j == b.length;
        if (a.at[i++] != b.at[j++])
            return false;
    }
}

/* Do the shorter keys end the longer ones? Of equally many the first may differ in spelling. */
static bool keys_agree(const cas_text *a, size_t a_count, const cas_text *b, size_t b_count)
{
    const size_t least = a_count < b_count ? a_count : b_count;
    for (size_t i = 1; i <= least; i++)
        if (!cas_text_equal(a[a_count - i], b[b_count - i])) {
            const bool both_first = i == a_count && i == b_count && i > 1;
            if (both_first && same_first_name(a[0], b[0]))
                return true;
            /* A middle name or a second surname in one of them. */
            return i > 1 && a_count != b_count && cas_text_equal(a[0], b[0]);
        }
    return least > 0;
}

/* Of several who could be meant: who has more than a surname, then who is named more often, then who came first. */
static bool is_better(const cas_cast *cast, int one, int other)
{
    const cas_entity *a = &cast->entities[one], *b = &cast->entities[other];
    if ((a->key_count > 1) != (b->key_count > 1))
        return a->key_count > 1;
    return a->mentions != b->mentions ? a->mentions > b->mentions : one < other;
}

static int find_entity(const cas_cast *cast, const cas_text *keys, size_t count, size_t document)
{
    const int key = count ? cas_names_find(&cast->by_key, keys[count - 1]) : -1;
    int best = -1;
    (void)document;
    for (int e = key < 0 ? -1 : cast->first_with_key[key]; e >= 0; e = cast->next_with_key[e])
        if (keys_agree(cast->entities[e].keys, cast->entities[e].key_count, keys, count) && (best < 0 || is_better(cast, e, best)))
            best = e;
    return best;
}

/*
 * A single word that is no surname of anybody: the family name where it stands first (`Lee Min-jun`: `Lee`), the name by which
 * somebody goes in the middle of others, or a first name. Only a person is meant so.
 */
static int find_by_part(const cas_cast *cast, cas_text key)
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

static int add_entity(cas_cast *cast, const char *name, const cas_text *keys, size_t count)
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
static void roles_before(cas_cast *cast, const cas_block *block, size_t begin, cas_entity *entity)
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
        if (cas_text_is(token->lower, "of") && i > 0 && begin - i <= 4 && has(&block->tokens[i - 1], CAS_WORD_ROLE) && !block->tokens[i - 1].name && block->tokens[i - 1].capital) {
            for (size_t k = i + 1; k < begin; k++)
                if (block->tokens[k].kind == CAS_TOKEN_WORD && block->tokens[k].capital)
                    add_role(entity, &block->tokens[k]);
            continue;
        }
        if (is_possessed_by_other(token) || begin - i > 6 || (!role && !(token->capital && i > 0 && cas_text_is(block->tokens[i - 1].lower, "of"))) || is_function(token) || token->classes & CAS_WORD_CUES)
            return;
    }
    (void)cast;
}

/* `X of France`, `X, the chief executive of Y,`. */
static void roles_behind(const cas_block *block, size_t end, cas_entity *entity)
{
    const cas_token *tokens = block->tokens;
    const size_t count = block->token_count;
    if (end + 1 < count && entity->role_count && has(&tokens[end], CAS_WORD_PREPOSITION) && cas_text_is(tokens[end].lower, "of") && tokens[end + 1].place >= 0) {
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
    if (!has(next, CAS_WORD_ROLE) || next->name)
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

static void learn(cas_cast *cast, size_t document, const cas_block *block, size_t begin, size_t end, int number)
{
    cas_entity *entity = &cast->entities[number];
    (void)document;
    entity->mentions++;
    owns(block, end, entity);
    for (size_t i = begin; i < end; i++) {
        entity->body = entity->body || (has(&block->tokens[i], CAS_WORD_ORGWORD) && end - begin > 1) || (block->tokens[i].shouting && end - begin == 1 && block->tokens[i].place < 0 && !block->title_case && block->tokens[i].lower.length < 7);
    }
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
    roles_before(cast, block, begin, entity);
    roles_behind(block, end, entity);
}

static void gather_round(cas_cast *cast, size_t least, size_t most)
{
    for (size_t d = 0; d < cast->document_count; d++)
        for (size_t b = 0; b < cast->documents[d].blocks.count; b++) {
            const cas_block *block = &cast->documents[d].blocks.items[b];
            if (!own_text(block))
                continue;
            for (size_t i = 0; i < block->token_count;) {
                size_t end = i;
                while (end < block->token_count && block->tokens[end].name && end - i < CAS_NAME_WORDS && (end == i || !block->tokens[end - 1].possessive))
                    end++;
                if (end == i) {
                    i++;
                    continue;
                }
                cas_text keys[CAS_NAME_WORDS];
                const size_t count = keys_of(cast, block, i, end, keys);
                if (count >= least && count <= most && (!block->title_case || most == 1 || count <= 3)) {
                    const cas_text words = words_of(cast, d, block, i, end);
                    const char *users = users_name(cast, words);
                    int entity = -1;
                    if (users) {
                        cas_text parts[CAS_NAME_WORDS];
                        size_t part_count = 0;
                        for (const char *at = users; *at && part_count < CAS_NAME_WORDS;) {
                            const size_t size = strcspn(at, " ");
                            if (size)
                                parts[part_count++] = cas_name_key(cast->arena, (cas_text){at, size});
                            at += size + (at[size] == ' ');
                        }
                        entity = find_entity(cast, parts, part_count, d);
                        if (entity < 0 && part_count)
                            entity = add_entity(cast, users, parts, part_count);
                    } else {
                        entity = find_entity(cast, keys, count, d);
                        if (entity < 0 && count == 1 && block->tokens[i].place < 0)
                            entity = find_by_part(cast, keys[0]);
                        /* A headline runs names together: it makes no entity of its own. */
                        if (entity < 0 && !block->title_case)
                            entity = add_entity(cast, cas_text_string(cast->arena, words), keys, count);
                    }
                    if (entity >= 0)
                        learn(cast, d, block, i, end, entity);
                }
                i = end;
            }
        }
}

static void list_mentions(cas_cast *cast)
{
    for (size_t d = 0; d < cast->document_count; d++)
        for (size_t b = 0; b < cast->documents[d].blocks.count; b++) {
            const cas_block *block = &cast->documents[d].blocks.items[b];
            for (size_t i = 0; i < block->token_count; i++) {
                if (!block->tokens[i].name || (i && block->tokens[i - 1].name && !block->tokens[i - 1].possessive))
                    continue;
                size_t end = i;
                while (end < block->token_count && block->tokens[end].name && (end == i || !block->tokens[end - 1].possessive))
                    end++;
                const int entity = cas_cast_of_name(cast, d, b, i, end);
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

/* The only person named in the sentence before a pronoun, or -1. */
static int only_person(cas_cast *cast, size_t document, size_t number, size_t first, size_t pronoun)
{
    const cas_block *block = &cast->documents[document].blocks.items[number];
    int only = -1;
    for (size_t i = first; i < pronoun; i++) {
        if (!block->tokens[i].name || (i > first && block->tokens[i - 1].name && !block->tokens[i - 1].possessive))
            continue;
        size_t end = i;
        while (end < pronoun && block->tokens[end].name && (end == i || !block->tokens[end - 1].possessive))
            end++;
        const int entity = cas_cast_of_name(cast, document, number, i, end);
        if (entity < 0 || cast->entities[entity].place >= 0 || cast->entities[entity].body)
            continue;
        if (only >= 0 && only != entity)
            return -1;
        only = entity;
    }
    return only;
}

/* Pronouns vote: `he`, `his` or `her` in a sentence behind the only person named there. Three of four and two at least decide. */
static void learn_gender(cas_cast *cast)
{
    size_t *male = CAS_ARRAY(cast->arena, size_t, cast->count + 1), *female = CAS_ARRAY(cast->arena, size_t, cast->count + 1);
    for (size_t d = 0; d < cast->document_count; d++)
        for (size_t b = 0; b < cast->documents[d].blocks.count; b++) {
            const cas_block *block = &cast->documents[d].blocks.items[b];
            cas_poll(cast->arena->ctx);
            for (size_t n = 0; own_text(block) && !block->title_case && block->language == CAS_ENGLISH && n < block->sentence_count; n++)
                for (size_t i = block->sentences[n].first; i < block->sentences[n].last; i++) {
                    const cas_token *token = &block->tokens[i];
                    const bool he = token->kind == CAS_TOKEN_WORD && (cas_text_is(token->lower, "he") || cas_text_is(token->lower, "his"));
                    const bool she = token->kind == CAS_TOKEN_WORD && (cas_text_is(token->lower, "she") || cas_text_is(token->lower, "her"));
                    const int entity = he || she ? only_person(cast, d, b, block->sentences[n].first, i) : -1;
                    if (entity >= 0)
                        (he ? male : female)[entity]++;
                    if (he || she)
                        break;
                }
        }
    for (size_t e = 0; e < cast->count; e++)
        if (!cast->entities[e].gender && male[e] + female[e] >= 2) {
            if (male[e] >= 3 * female[e])
                cast->entities[e].gender = CAS_WORD_MALE;
            else if (female[e] >= 3 * male[e])
                cast->entities[e].gender = CAS_WORD_FEMALE;
        }
}

cas_cast cas_cast_gather(cas_evidence *evidence, const cas_tables *tables)
{
    cas_arena *arena = evidence->arena;
    cas_cast cast = {.arena = arena, .tables = tables, .evidence = evidence, .document_count = evidence->document_count, .by_key = {.arena = arena}, .by_part = {.arena = arena}};
    cast.documents = CAS_ARRAY(arena, cas_speech_document, evidence->document_count + 1);
    for (size_t d = 0; d < evidence->document_count; d++) {
        cas_speech_document *document = &cast.documents[d];
        document->document = &evidence->documents[d];
        document->blocks = cas_blocks_of(arena, document->document);
        document->blocks.language = cas_language_of(tables, arena, document->document->text);
        const cas_pieces pieces = cas_pieces_of(arena, document->document);
        for (size_t b = 0; b < document->blocks.count; b++)
            cas_block_tokens(arena, tables, document->document->text, &document->blocks, b, &pieces);
        /* What has several sentences is no headline, whatever it looks like. */
        for (size_t b = 0; b < document->blocks.count; b++)
            if (document->blocks.items[b].sentence_count > 1 && !document->blocks.items[b].title_case)
                document->blocks.items[b].heading = false;
    }
    mark_names(&cast);
    gather_round(&cast, 2, CAS_NAME_WORDS);
    gather_round(&cast, 1, 1);
    learn_gender(&cast);
    list_mentions(&cast);
    index_entities(&cast);
    return cast;
}

int cas_cast_of_name(cas_cast *cast, size_t document, size_t block, size_t begin, size_t end)
{
    const cas_block *b = &cast->documents[document].blocks.items[block];
    cas_text keys[CAS_NAME_WORDS];
    const char *users = users_name(cast, words_of(cast, document, b, begin, end));
    if (users)
        for (size_t e = 0; e < cast->count; e++)
            if (strcmp(cast->entities[e].name, users) == 0)
                return (int)e;
    size_t count = keys_of(cast, b, begin, end, keys);
    const int found = find_entity(cast, keys, count, document);
    if (found < 0 && count == 1 && b->tokens[begin].place < 0)
        return find_by_part(cast, keys[0]);
    if (found >= 0 || count < 2)
        return found;
    /* In a headline the words before or behind may belong to something else. */
    for (size_t first = 1; first < count; first++) {
        const int part = find_entity(cast, keys + first, count - first, document);
        if (part >= 0 && (cast->entities[part].person || b->title_case))
            return part;
    }
    for (size_t most = count - 1; b->title_case && most > 0; most--) {
        const int part = find_entity(cast, keys, most, document);
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
