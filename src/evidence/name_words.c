/*
 * Which words are names.
 *
 * A word with a capital inside a sentence is part of a name, unless the tables know it as a function word, a title, a time or an
 * adjective of a state. At the start of a sentence and in headlines, where capitals tell nothing, it is one if it is one
 * elsewhere, or occurs nowhere in small letters. German writes all nouns with capitals: there a name follows a title or another
 * name, or has been seen to; a second pass finds those seen to later. Small words inside a name (`van der`) and a nickname in
 * marks (`Ann "Nan" Lee`) belong to it.
 *
 * Cost: linear in the words.
 */
#include "evidence/cast.h"

#include <string.h>

enum { LONGEST_NICKNAME = 24 }; /* in bytes, with its marks */

typedef struct seen {
    cas_names small, capital, person, with_article;
} seen;

bool cas_is_function_word(const cas_token *token)
{
    return cas_token_has(token, CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE | CAS_WORD_PREPOSITION | CAS_WORD_CONJUNCTION | CAS_WORD_SUBORDINATOR | CAS_WORD_RELATIVE |
                          CAS_WORD_PRONOUN | CAS_WORD_OTHERPRONOUN | CAS_WORD_AUXILIARY | CAS_WORD_ADVERB | CAS_WORD_TIME | CAS_WORD_SOCALLED);
}

bool cas_is_own_text(const cas_block *block)
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
        if (!cas_is_own_text(block) || block->title_case)
            continue;
        for (size_t i = 0; i < block->token_count; i++) {
            const cas_token *token = &block->tokens[i];
            if (token->kind != CAS_TOKEN_WORD)
                continue;
            if (!token->capital)
                cas_names_add(&words->small, token->lower);
            else if (!token->first && !behind_colon(block, i))
                cas_names_add(&words->capital, token->lower);
            if (i > 0 && token->capital && cas_token_has(&block->tokens[i - 1], CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE) )
                cas_names_add(&words->with_article, token->lower);
        }
    }
}

static bool next_is_capital(const cas_block *block, size_t i)
{
    return i + 1 < block->token_count && block->tokens[i + 1].kind == CAS_TOKEN_WORD && block->tokens[i + 1].capital && !cas_is_function_word(&block->tokens[i + 1]);
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
    return last.length > 4 && cas_ends_with(last, "ed");
}

/* Every state has a Foreign Ministry: the words name an office, and whose stands beside them. */
static bool is_ministry(const cas_token *token)
{
    return cas_text_is(token->lower, "ministry") || cas_text_is(token->lower, "department");
}

/* `South` in `the South African leader`: the first word of an adjective of two. */
static bool begins_adjective(const cas_tables *tables, const cas_block *block, size_t i)
{
    const cas_token *token = &block->tokens[i], *next = i + 2 < block->token_count ? token + 1 : NULL;
    char both[64];
    if (!next || token->place < 0 || next->place != token->place || next->kind != CAS_TOKEN_WORD || next->possessive || token->lower.length + next->lower.length + 2 > sizeof both)
        return false;
    memcpy(both, token->lower.at, token->lower.length);
    both[token->lower.length] = ' ';
    memcpy(both + token->lower.length + 1, next->lower.at, next->lower.length);
    return cas_ends_with(next->lower, "n") && cas_place_is_adjective(tables, (cas_text){both, token->lower.length + next->lower.length + 1}) && token[2].kind == CAS_TOKEN_WORD && !cas_is_function_word(&token[2]);
}

/* An adjective of a state, in front of what it describes or alone (`the Dane`). */
static bool is_adjective(const cas_tables *tables, const cas_token *token)
{
    return token->place >= 0 && cas_place_is_adjective(tables, token->lower) && !token->shouting && token->lower.length > 3;
}

/* `the Welshman`, `the Dane`: somebody spoken of before. */
static bool is_epithet(const cas_tables *tables, const cas_block *block, size_t i)
{
    const cas_token *token = &block->tokens[i];
    if (i == 0 || !cas_word_is(token - 1, "the") || next_is_capital(block, i))
        return false;
    return is_adjective(tables, token) || (token->lower.length > 3 && cas_ends_with(token->lower, "man")) || cas_ends_with(token->lower, "woman");
}

/* `Peruvian` in `the Peruvian minister`; some adjectives in the table are the state's name too. */
static bool describes(const cas_tables *tables, const cas_block *block, size_t i)
{
    const cas_token *token = &block->tokens[i];
    if (!is_adjective(tables, token) || token->possessive || i + 1 >= block->token_count || block->tokens[i + 1].kind != CAS_TOKEN_WORD)
        return false;
    if (cas_is_function_word(&block->tokens[i + 1]) || (block->tokens[i + 1].classes & CAS_WORD_CUES && !token->first))
        return false;
    return !cas_text_is(token->lower, "europe") && !cas_ends_with(token->lower, "land") && !cas_ends_with(token->lower, "ain");
}

/* `Secretary of State`, `Foreign Ministry`: words of an office. */
static bool ends_office(const cas_block *block, size_t i)
{
    const cas_token *token = &block->tokens[i];
    if (i > 1 && cas_word_is(token - 1, "of") && cas_word_has(token - 2, CAS_WORD_ROLE) && token->classes & (CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN | CAS_WORD_ORGWORD))
        return true;
    if (is_ministry(token) && i + 1 < block->token_count && cas_word_is(token + 1, "of"))
        return true;
    return is_ministry(token) && i > 0 && cas_word_has(token - 1, CAS_WORD_ROLE);
}

/* A title as a name: of a body (`Union Bank`), or alone inside a sentence. */
static bool is_name_with_title(const cas_block *block, size_t i, bool doubtful)
{
    const bool body = next_is_capital(block, i) && cas_token_has(&block->tokens[i + 1], CAS_WORD_ORGWORD | CAS_WORD_COLLECTIVE) && !is_ministry(&block->tokens[i + 1]);
    const bool lone = block->tokens[i].classes & CAS_WORD_NOTNAME && !doubtful && !next_is_capital(block, i);
    return (body || lone) && !block->title_case;
}

/* A capital where all words may have one: what is seen elsewhere tells. */
static bool is_name_by_others(const seen *words, const cas_block *block, size_t i)
{
    const cas_token *token = &block->tokens[i];
    const bool known = cas_names_find(&words->capital, token->lower) >= 0, small = cas_names_find(&words->small, token->lower) >= 0;
    if (known && !small)
        return true;
    if (token->classes & ~(uint32_t)CAS_WORD_ORGWORD || small)
        return known && !block->title_case && next_is_capital(block, i);
    if (!known && (cas_ends_with(token->lower, "ing") || cas_ends_with(token->lower, "ed") || cas_ends_with(token->lower, "ly")))
        return next_is_capital(block, i) && !block->title_case;
    return true;
}

/* `al-Basri`, `el-Masri`: an article and a name, which one small letter begins. */
static bool is_joined_name(const cas_token *token)
{
    static const char *const articles[] = {"al-", "el-", "as-", "ash-", "ar-", "an-", "at-", "ul-"};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        const size_t size = strlen(articles[i]);
        if (!token->capital && !token->classes && token->lower.length >= size + 3 && memcmp(token->lower.at, articles[i], size) == 0)
            return true;
    }
    return false;
}

/* `OSLO Peru has agreed`: where it was written, not part of the name behind it. */
static bool is_dateline(const cas_block *block, size_t i)
{
    enum { SHORTEST = 4 }; /* US and UK are states */
    const cas_token *token = &block->tokens[i];
    return i == 0 && token->shouting && token->lower.length >= SHORTEST && block->token_count > 1 && token[1].kind == CAS_TOKEN_WORD && token[1].capital && !token[1].shouting;
}

static bool is_english_name(const cas_tables *tables, const seen *words, const cas_block *block, size_t i)
{
    const cas_token *token = &block->tokens[i], *before = i ? token - 1 : NULL;
    const bool doubtful = token->first || block->title_case || behind_colon(block, i), after_honorific = before && cas_token_has(before, CAS_WORD_HONORIFIC);
    if (before && before->kind == CAS_TOKEN_WORD && (before->name || cas_token_has(before, CAS_WORD_ROLE)) && is_joined_name(token))
        return true;
    if (!token->capital || (is_compound_adjective(token->lower) && !token->possessive))
        return false;
    /* May, Will and Mark are words too: after a title, or behind a first name, they are names. */
    if (cas_is_function_word(token))
        return !token->first && (after_honorific || (before && before->kind == CAS_TOKEN_WORD && before->name && !block->title_case && !(token->classes & CAS_WORD_TIME)));
    if (token->classes & CAS_WORD_HONORIFIC)
        return false;
    if (token->classes & CAS_WORD_ROLE)
        return is_name_with_title(block, i, doubtful);
    if (is_epithet(tables, block, i) || describes(tables, block, i) || begins_adjective(tables, block, i))
        return false;
    if (token->place >= 0)
        return !is_dateline(block, i);
    if (ends_office(block, i))
        return false;
    if (token->classes & CAS_WORD_CUES)
        return after_honorific;
    return !doubtful || is_name_by_others(words, block, i);
}

static bool is_german_noun(const seen *words, const cas_token *token)
{
    static const char *const endings[] = {"ung", "heit", "keit", "schaft", "tion", "tät", "nis", "tum", "ungen", "heiten", "keiten", "ionen", "ismus", "enz", "anz", "ment", "ität"};
    if (token->classes & ~(uint32_t)0 || cas_names_find(&words->with_article, token->lower) >= 0)
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (cas_ends_with(token->lower, endings[i]))
            return true;
    return false;
}

static bool is_german_name(const seen *words, const cas_block *block, size_t i, bool strict)
{
    const cas_token *token = &block->tokens[i], *before = i ? token - 1 : NULL;
    if (!token->capital || cas_is_function_word(token) || token->classes & (CAS_WORD_ROLE | CAS_WORD_HONORIFIC))
        return false;
    if (token->place >= 0)
        return !(token->place >= 0 && cas_ends_with(token->lower, "sche")) && !cas_ends_with(token->lower, "schen") && !cas_ends_with(token->lower, "scher");
    if (token->shouting)
        return true;
    if (is_german_noun(words, token))
        return !strict && cas_names_find(&words->person, token->lower) >= 0 && !cas_token_has(token, ~(uint32_t)0);
    if (before && before->kind == CAS_TOKEN_WORD && (before->classes & (CAS_WORD_HONORIFIC | CAS_WORD_ROLE) || (before->name && before->place < 0)))
        return true;
    const bool pair = i + 1 < block->token_count && block->tokens[i + 1].kind == CAS_TOKEN_WORD && block->tokens[i + 1].capital && !is_german_noun(words, &block->tokens[i + 1]) &&
                      !(before && cas_token_has(before, CAS_WORD_DETERMINER | CAS_WORD_POSSESSIVE));
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

/* `Ann “Nan” Lee`: a few words in marks inside a name. */
static bool is_nickname(const cas_block *block, size_t i)
{
    const cas_token *token = &block->tokens[i];
    if (token->kind != CAS_TOKEN_QUOTED || token->end - token->begin > LONGEST_NICKNAME || !token[-1].name || token[-1].possessive || token[1].kind != CAS_TOKEN_WORD)
        return false;
    return token[1].name || (i + 2 < block->token_count && is_particle(token[1].lower) && token[2].name);
}

/* Behind the particles of a name that begin at token i (`van der Berg`); i: none do. */
static size_t particles_end(const cas_block *block, size_t i)
{
    const cas_token *tokens = block->tokens, *before = &tokens[i - 1];
    size_t end = i;
    while (end < i + 2 && end < block->token_count && tokens[end].kind == CAS_TOKEN_WORD && is_particle(tokens[end].lower) && (!tokens[end].capital || block->language == CAS_ENGLISH))
        end++;
    const bool after_title = cas_word_has(before, CAS_WORD_ROLE | CAS_WORD_HONORIFIC), after_name = before->name && !before->possessive && before->place < 0;
    if (end >= block->token_count || !tokens[end].name || !(after_name || after_title))
        return i;
    /* `die Präsidentin von Peru`: behind a title alone it says of what. */
    return block->language == CAS_GERMAN && after_title && !after_name && !tokens[i].capital ? i : end;
}

static void mark_block(const cas_tables *tables, const seen *words, cas_block *block, bool strict)
{
    cas_token *tokens = block->tokens;
    for (size_t i = 0; i < block->token_count; i++)
        if (tokens[i].kind == CAS_TOKEN_WORD)
            tokens[i].name = block->language == CAS_GERMAN ? is_german_name(words, block, i, strict) : is_english_name(tables, words, block, i);
    for (size_t i = 1; i + 1 < block->token_count; i++) {
        tokens[i].name = tokens[i].name || is_nickname(block, i);
        for (const size_t end = particles_end(block, i); i < end; i++)
            tokens[i].name = true;
    }
}

void cas_cast_mark_names(cas_cast *cast)
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
