/*
 * The tables of the language, looked up by word: cues/english.def, cues/german.def and the places of
 * data/evidence/places.def, all compiled in. A table is a list of classes and forms; reading it costs one pass.
 */
#include "evidence/speech.h"

#include <string.h>

struct cas_lexicon {
    cas_names words;
    uint32_t *classes; /* by number of the word */
};

struct cas_gazetteer {
    cas_names names; /* of states, adjectives, capitals */
    int *state;      /* by number of the name */
    bool *adjective;
    cas_names spellings;
    cas_text *usual; /* by number of the spelling */
};

typedef struct word_row {
    uint32_t classes;
    const char *forms;
} word_row;

#define SAY CAS_WORD_SAY
#define CALL CAS_WORD_CALL
#define WEAK CAS_WORD_WEAK
#define NOUNISH CAS_WORD_NOUNISH
#define PAST CAS_WORD_PAST
#define SPEECHNOUN CAS_WORD_SPEECHNOUN
#define ATTRIBUTE CAS_WORD_ATTRIBUTE
#define DETERMINER CAS_WORD_DETERMINER
#define POSSESSIVE CAS_WORD_POSSESSIVE
#define PREPOSITION CAS_WORD_PREPOSITION
#define CONJUNCTION CAS_WORD_CONJUNCTION
#define SUBORDINATOR CAS_WORD_SUBORDINATOR
#define RELATIVE CAS_WORD_RELATIVE
#define PRONOUN CAS_WORD_PRONOUN
#define OTHERPRONOUN CAS_WORD_OTHERPRONOUN
#define AUXILIARY CAS_WORD_AUXILIARY
#define BEING CAS_WORD_BEING
#define ADVERB CAS_WORD_ADVERB
#define TIME CAS_WORD_TIME
#define HONORIFIC CAS_WORD_HONORIFIC
#define ROLE CAS_WORD_ROLE
#define GENERICROLE CAS_WORD_GENERICROLE
#define HEADOFSTATE CAS_WORD_HEADOFSTATE
#define COLLECTIVE CAS_WORD_COLLECTIVE
#define PLURALNOUN CAS_WORD_PLURALNOUN
#define ORGWORD CAS_WORD_ORGWORD
#define SOCALLED CAS_WORD_SOCALLED
#define NOTNAME CAS_WORD_NOTNAME
#define MALE CAS_WORD_MALE
#define FEMALE CAS_WORD_FEMALE
#define PLURAL CAS_WORD_PLURAL
#define BASE CAS_WORD_BASE
#define WORDS(set, forms) {(uint32_t)(set), forms},

static const word_row english[] = {
#include "evidence/cues/english.def"
};

static const word_row german[] = {
#include "evidence/cues/german.def"
};

typedef struct pair_row {
    const char *first, *rest, *capital;
} pair_row;

#define PLACE(name, names, capital) {name, names, capital},
static const pair_row places[] = {
#include <evidence/places.def>
};

#define VARIANT(name, others) {name, others, ""},
static const pair_row variants[] = {
#include <evidence/variants.def>
};

/* The next piece of `from` before `separator`; false at the end. */
static bool next_piece(const char **from, char separator, cas_text *piece)
{
    while (**from == separator)
        ++*from;
    const char *end = strchr(*from, separator);
    *piece = (cas_text){*from, end ? (size_t)(end - *from) : strlen(*from)};
    *from += piece->length;
    return piece->length > 0;
}

static const cas_lexicon *read_lexicon(cas_arena *arena, const word_row *rows, size_t count)
{
    cas_lexicon *lexicon = CAS_NEW(arena, cas_lexicon);
    size_t room = 0;
    lexicon->words.arena = arena;
    for (size_t i = 0; i < count; i++) {
        const char *from = rows[i].forms;
        for (cas_text form; next_piece(&from, ' ', &form);) {
            const size_t known = lexicon->words.count;
            const size_t number = (size_t)cas_names_add(&lexicon->words, form);
            if (number == known) {
                lexicon->classes = CAS_ROOM(arena, lexicon->classes, known, &room);
                lexicon->classes[number] = 0;
            }
            lexicon->classes[number] |= rows[i].classes;
        }
    }
    return lexicon;
}

typedef struct place_rows {
    size_t state_room, adjective_room;
} place_rows;

static void add_place(cas_arena *arena, struct cas_gazetteer *places_read, place_rows *rooms, cas_text name, int state, bool adjective)
{
    const size_t known = places_read->names.count;
    const size_t number = (size_t)cas_names_add(&places_read->names, name);
    if (number < known)
        return;
    places_read->state = CAS_ROOM(arena, places_read->state, known, &rooms->state_room);
    places_read->adjective = CAS_ROOM(arena, places_read->adjective, known, &rooms->adjective_room);
    places_read->state[number] = state;
    places_read->adjective[number] = adjective;
}

/* In a row of names the second and later single words that are no capitals are adjectives or short names; both stand before a role. */
static const struct cas_gazetteer *read_places(cas_arena *arena)
{
    struct cas_gazetteer *read = CAS_NEW(arena, struct cas_gazetteer);
    place_rows rooms = {0};
    size_t room = 0;
    read->names.arena = read->spellings.arena = arena;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *from = places[i].rest;
        bool first = true;
        for (cas_text name; next_piece(&from, ',', &name); first = false)
            add_place(arena, read, &rooms, name, (int)i, !first);
        /* The capital, and the seat of the government. */
        from = places[i].capital;
        for (cas_text name; next_piece(&from, ',', &name);)
            add_place(arena, read, &rooms, name, (int)i, false);
    }
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
        const char *from = variants[i].rest;
        for (cas_text name; next_piece(&from, ' ', &name);) {
            const size_t known = read->spellings.count;
            if ((size_t)cas_names_add(&read->spellings, name) < known)
                continue;
            read->usual = CAS_ROOM(arena, read->usual, known, &room);
            read->usual[known] = cas_text_of(variants[i].first);
        }
    }
    return read;
}

static const word_row given[] = {
#include <evidence/given.def>
};

const cas_tables *cas_tables_of(cas_evidence *evidence)
{
    cas_arena *arena = evidence->arena;
    if (evidence->tables)
        return evidence->tables;
    const cas_tables read = {{read_lexicon(arena, english, sizeof english / sizeof *english),
                          read_lexicon(arena, german, sizeof german / sizeof *german)},
                         read_lexicon(arena, given, sizeof given / sizeof *given),
                         read_places(arena)};
    cas_tables *tables = CAS_NEW(arena, cas_tables);
    *tables = read;
    evidence->tables = tables;
    return tables;
}

uint32_t cas_lexicon_classes(const cas_lexicon *lexicon, cas_text lower)
{
    const int number = cas_names_find(&lexicon->words, lower);
    return number < 0 ? 0 : lexicon->classes[number];
}

cas_text cas_place_spelling(const cas_tables *tables, cas_text lower)
{
    const int spelling = cas_names_find(&tables->places->spellings, lower);
    return spelling < 0 ? lower : tables->places->usual[spelling];
}

/* German adjectives are in the table without their endings. */
static int find_place(const cas_tables *tables, cas_text lower)
{
    static const char *const endings[] = {"e", "en", "er", "em", "es"};
    const int found = cas_names_find(&tables->places->names, cas_place_spelling(tables, lower));
    for (size_t i = 0; found < 0 && i < sizeof endings / sizeof *endings; i++) {
        const size_t size = strlen(endings[i]);
        if (lower.length > size + 4 && memcmp(lower.at + lower.length - size, endings[i], size) == 0) {
            const cas_text stem = {lower.at, lower.length - size};
            const int number = cas_names_find(&tables->places->names, stem);
            if (number >= 0 && stem.length > 2 && memcmp(stem.at + stem.length - 3, "sch", 3) == 0)
                return number;
        }
    }
    return found;
}

int cas_place_of(const cas_tables *tables, cas_text lower)
{
    const int number = find_place(tables, lower);
    return number < 0 ? -1 : tables->places->state[number];
}

bool cas_place_is_adjective(const cas_tables *tables, cas_text lower)
{
    const int number = find_place(tables, lower);
    return number >= 0 && tables->places->adjective[number];
}

cas_language cas_language_of(const cas_tables *tables, cas_arena *arena, cas_text text)
{
    const uint32_t small = CAS_WORD_DETERMINER | CAS_WORD_PREPOSITION | CAS_WORD_CONJUNCTION | CAS_WORD_AUXILIARY | CAS_WORD_POSSESSIVE;
    const size_t enough = 4000;
    size_t hits[2] = {0, 0}, begin = 0;
    char word[32];
    (void)arena;
    for (size_t at = 0; at <= text.length && at < enough; at++) {
        const unsigned char c = at < text.length ? (unsigned char)text.at[at] : ' ';
        if (c > 0x7f || (unsigned)((c | 32) - 'a') < 26u)
            continue;
        const size_t length = at - begin;
        for (size_t i = 0; i < length && length < sizeof word; i++)
            word[i] = (char)((unsigned char)text.at[begin + i] < 0x80 ? text.at[begin + i] | 32 : text.at[begin + i]);
        for (int language = 0; length && length < sizeof word && language < 2; language++)
            hits[language] += (cas_lexicon_classes(tables->lexicon[language], (cas_text){word, length}) & small) != 0;
        begin = at + 1;
    }
    return hits[CAS_GERMAN] > hits[CAS_ENGLISH] ? CAS_GERMAN : CAS_ENGLISH;
}
