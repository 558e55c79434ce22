/*
 * Sentences as rows of numbered words.
 *
 * A word is a run of letters and digits (an apostrophe inside counts) in small letters, and is kept as a hash of 32 bits.
 * A sentence ends at a full stop, question or exclamation mark that is followed by a space and then by anything but a small
 * letter, unless the word before it is a single letter or one of the usual abbreviations. Two words with one hash are one word to
 * this folder: of a million different words one in about four thousand is mistaken for another.
 */
#include "evidence/passage_units.h"

#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

static const char *const abbreviations[] = {"mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "st", "jr", "sr", "no", "vs", "etc", "jan", "feb", "mar", "apr",
                                            "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "inc", "ltd", "co", "art", "para", "approx", "bzw", "usw", "nr", "abs", "bspw"};

typedef struct reader {
    cas_units *units;
    cas_unit unit;
    uint32_t hash;
    size_t letters; /* of the word being read; 0: none */
    char word[8];   /* its beginning, to know abbreviations by */
    bool stop;      /* the last sign ended a sentence, if no small letter follows */
    bool space;     /* … and a space came since */
} reader;

static void end_unit(reader *r)
{
    cas_units *units = r->units;
    if (r->unit.count >= CAS_UNIT_FEWEST_WORDS) {
        units->units = CAS_ROOM(units->arena, units->units, units->count, &units->room);
        units->units[units->count++] = r->unit;
    } else {
        units->word_count = r->unit.first;
    }
    r->unit.first = (uint32_t)units->word_count;
    r->unit.count = 0;
}

static void end_word(reader *r)
{
    cas_units *units = r->units;
    if (!r->letters)
        return;
    if (r->unit.count < CAS_UNIT_MOST_WORDS) {
        units->words = CAS_ROOM(units->arena, units->words, units->word_count, &units->word_room);
        units->words[units->word_count++] = r->hash;
        r->unit.count++;
    }
    r->letters = 0;
}

static bool is_abbreviation(const reader *r)
{
    if (r->letters == 1)
        return true;
    for (size_t i = 0; r->letters < sizeof r->word && i < sizeof abbreviations / sizeof *abbreviations; i++)
        if (strlen(abbreviations[i]) == r->letters && memcmp(abbreviations[i], r->word, r->letters) == 0)
            return true;
    return false;
}

static bool is_word_code(int32_t code)
{
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
    const utf8proc_category_t category = utf8proc_category(code);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC) || category == UTF8PROC_CATEGORY_ND;
}

static int32_t small(int32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
    return utf8proc_tolower(code);
}

static void take_letter(reader *r, int32_t code)
{
    const int32_t lower = small(code);
    if (!r->letters) {
        if (r->stop && r->space && (lower != code || lower == small(utf8proc_toupper(code))) && (code != lower || (code >= '0' && code <= '9')))
            end_unit(r);
        r->stop = r->space = false;
        r->hash = 2166136261u;
    }
    if (r->letters < sizeof r->word)
        r->word[r->letters] = (char)(lower < 0x80 ? lower : '?');
    r->letters++;
    r->hash = (r->hash ^ (uint32_t)lower) * 16777619u;
}

void cas_units_add_line(cas_units *units, uint32_t document, uint32_t line, cas_text text)
{
    reader r = {.units = units, .unit = {.document = document, .line = line, .first = (uint32_t)units->word_count}};
    for (size_t at = 0, size; at < text.length; at += size) {
        int32_t code = (unsigned char)text.at[at];
        size = 1;
        if (code >= 0x80)
            code = cas_plain_decode(text, at, &size);
        if (is_word_code(code)) {
            take_letter(&r, code);
            continue;
        }
        if (r.letters && (code == '\'' || code == 0x2019))
            continue;
        if (code == '.' || code == '!' || code == '?' || code == 0x2026)
            r.stop = !(code == '.' && r.letters && is_abbreviation(&r));
        else if (code == ' ' || code == 0xa0)
            r.space = r.stop;
        else if (code == ',' || code == ';' || code == '-' || code == 0x2014 || code == 0x2013)
            r.stop = r.space = false;
        end_word(&r);
    }
    end_word(&r);
    end_unit(&r);
}

void cas_units_add(cas_units *units, uint32_t number, const cas_evidence_document *document)
{
    for (size_t i = 0; i < document->line_count; i++) {
        const cas_line *line = &document->lines[i];
        cas_poll(units->arena->ctx);
        if (line->kind == CAS_LINE_BODY || line->kind == CAS_LINE_DECK)
            cas_units_add_line(units, number, (uint32_t)line->number, line->text);
    }
}
